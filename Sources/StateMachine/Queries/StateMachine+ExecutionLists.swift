import Messages
import Units

extension StateMachine {
  func listExecutions(_ request: ListExecutionsRequest) throws(Failure) -> QueryStep {
    let page = try Page(
      request.pageSize, request.pageToken, request.filter, request.orderBy,
      fields: [
        "state", "job", "queue", "schedule", "priority", "dead_letter", "create_time", "end_time",
        "labels.",
      ],
      path: [
        request.job, "\(request.state.rawValue)", "\(request.deadLettersOnly)", request.queue,
        request.schedule,
      ].joined(separator: "\u{0}"))
    guard page.isDescending else {
      throw .field("order_by", .fieldInvalid, "executions come newest first: create_time desc")
    }
    var list = ExecutionList(request: request, page: page, time: time)
    for state in ExecutionState.allCases {
      let count = state.isTerminal ? counts.ended(state) : 0
      if count > 0 { list.counts.append(Count(name: state.name, count: count)) }
    }
    list.counts.append(Count(name: "RUNNING", count: counts.running))
    list.counts.append(Count(name: "WAITING", count: counts.waiting))
    if !request.job.isEmpty {
      // By name or id; of a deleted job by its id only.
      guard
        let job = jobs.slot(nameOrID: request.job).map({ jobs[job: $0].id })
          ?? RecordID(text: request.job)
      else { throw .notFound("job", request.job) }
      return list.ofJob(job, below: page.after)
    }
    return list.everything(below: page.after)
  }
}

/// A list of executions under way: newest first, of one job by its own index, else live and ended
/// ones side by side.
private struct ExecutionList: Sendable {
  var request: ListExecutionsRequest
  var page: Page
  var time: Instant
  var counts: [Count] = []
  private var candidates: [Candidate] = []
  private var scanned: UInt64 = 0
  private var rounds = 0

  private struct Candidate: Sendable {
    var id: RecordID
    var job: RecordID
    var live: LiveExecution.Decoded?
    var ended: FinishedExecution?
  }

  init(request: ListExecutionsRequest, page: Page, time: Instant) {
    self.request = request
    self.page = page
    self.time = time
  }

  private var isFiltered: Bool {
    !page.filter.terms.isEmpty || request.state != .unspecified || request.deadLettersOnly
      || !request.queue.isEmpty || !request.schedule.isEmpty
  }

  private var limit: Int { isFiltered ? 1_000 : page.size + 1 }
  private static let mostBytes = 4 << 20

  // MARK: Of all

  func everything(below: UInt64) -> QueryStep {
    func read(_ kind: Keys.Kind) -> StoreRead {
      var range = Keys.all(kind)
      if below > 0 { range.upper = Keys.key(kind, below) }
      return .scan(range, reversed: true, limit: limit, bytes: ExecutionList.mostBytes)
    }
    return .read(
      [read(.live), read(.finished)],
      QueryRun { found in
        var list = self
        list.rounds += 1
        return list.merge(found)
      })
  }

  /// Takes what both scans gave, down to where both are complete.
  private mutating func merge(_ found: QueryRun.Found) -> QueryStep {
    let live = found.first ?? []
    let ended = found.count > 1 ? found[1] : []
    // A scan that gave as much as it may, or that its bytes cut short, may have more below its last.
    func floor(_ records: [StoreRecord]) -> UInt64 {
      records.isEmpty ? 0 : records.last.flatMap { Keys.number($0.key) } ?? 0
    }
    let isLiveCut = ExecutionList.isCut(live, limit)
    let isEndedCut = ExecutionList.isCut(ended, limit)
    let horizon = max(isLiveCut ? floor(live) : 0, isEndedCut ? floor(ended) : 0)
    var merged: [Candidate] = []
    for record in live {
      guard let id = Keys.id(record.key), id.rawValue >= horizon,
        let decoded = LiveExecution.decode(id, record.value)
      else { continue }
      merged.append(Candidate(id: id, job: decoded.job, live: decoded, ended: nil))
    }
    for record in ended {
      guard let id = Keys.id(record.key), id.rawValue >= horizon,
        let finished = FinishedExecution(record.value)
      else { continue }
      merged.append(Candidate(id: id, job: finished.job, live: nil, ended: finished))
    }
    merged.sort { $1.id < $0.id }
    for candidate in merged {
      scanned += 1
      if passes(candidate) { candidates.append(candidate) }
      if candidates.count == page.size { return fetch(next: candidate.id.rawValue) }
    }
    guard horizon > 0 else { return fetch(next: 0) }
    return rounds < 3 ? everything(below: horizon) : fetch(next: horizon)
  }

  /// Whether a scan may have stopped before the end of its range.
  private static func isCut(_ records: [StoreRecord], _ limit: Int) -> Bool {
    records.count >= limit
      || records.reduce(0) { $0 + $1.value.count + $1.key.count } >= mostBytes / 2
  }

  /// What can be told before the execution's birth is read.
  private func passes(_ candidate: Candidate) -> Bool {
    let state = candidate.ended?.state ?? candidate.live?.execution.state(at: time) ?? .pending
    if request.state != .unspecified && request.state != Rendering.state(state) { return false }
    if request.deadLettersOnly && !(candidate.ended?.isDeadLetter ?? false) { return false }
    let created = candidate.ended?.created ?? candidate.live?.execution.created ?? .epoch
    var early = Filter()
    early.take(page.filter.terms.filter { ["state", "create_time"].contains($0.field) })
    return early.matches { field in
      field == "state" ? .text(state.name) : .time(created)
    }
  }

  // MARK: Of a job

  func ofJob(_ job: RecordID, below: UInt64) -> QueryStep {
    var range = Keys.starting(with: Keys.key(.born, job.rawValue))
    if below > 0 { range.upper = Keys.key(.born, job.rawValue, below) }
    let wanted = isFiltered ? 400 : page.size + 1
    return .read(
      [.scan(range, reversed: true, limit: wanted, bytes: ExecutionList.mostBytes)],
      QueryRun { found in
        let ids = (found.first ?? []).compactMap { Keys.secondID($0.key) }
        let isCut = ExecutionList.isCut(found.first ?? [], wanted)
        return .read(
          ids.flatMap { [.get(Keys.key(.live, $0)), .get(Keys.key(.finished, $0))] },
          QueryRun { found in
            var list = self
            return list.sort(ids, job, found, isCut: isCut)
          })
      })
  }

  private mutating func sort(
    _ ids: [RecordID], _ job: RecordID, _ found: QueryRun.Found, isCut: Bool
  ) -> QueryStep {
    for (place, id) in ids.enumerated() {
      scanned += 1
      var candidate = Candidate(id: id, job: job)
      if 2 * place + 1 < found.count {
        candidate.live = found[2 * place].first.flatMap { LiveExecution.decode(id, $0.value) }
        candidate.ended = found[2 * place + 1].first.flatMap { FinishedExecution($0.value) }
      }
      guard candidate.live != nil || candidate.ended != nil, passes(candidate) else { continue }
      candidates.append(candidate)
      if candidates.count == page.size {
        let isLast = place == ids.count - 1 && !isCut
        return fetch(next: isLast ? 0 : id.rawValue)
      }
    }
    return fetch(next: isCut ? ids.last?.rawValue ?? 0 : 0)
  }

  // MARK: Births

  /// Reads what the candidates were born with, and answers.
  private func fetch(next: UInt64) -> QueryStep {
    let wanted = candidates
    return .read(
      wanted.map { .get(Keys.key(.born, $0.job.rawValue, $0.id.rawValue)) },
      QueryRun { found in
        var response = ListExecutionsResponse(counts: counts)
        for (place, candidate) in wanted.enumerated() {
          let record = place < found.count ? found[place].first : nil
          let born = record.flatMap {
            BornExecution(job: candidate.job, id: candidate.id, $0.value)
          }
          if let born, !isWanted(candidate, born) { continue }
          response.executions.append(render(candidate, born))
        }
        response.nextPageToken = next == 0 ? "" : page.token(next)
        if next != 0 && response.executions.count < page.size {
          response.note = ListNote(stoppedEarly: true, scanned: scanned)
        }
        return .answer(response.encoded())
      })
  }

  private func isWanted(_ candidate: Candidate, _ born: BornExecution) -> Bool {
    if !request.queue.isEmpty && born.queue != request.queue { return false }
    if !request.schedule.isEmpty && born.scheduleName != request.schedule
      && born.schedule.text != request.schedule
    {
      return false
    }
    return page.filter.matches { field in
      switch field {
      case "state":
        let state = candidate.ended?.state ?? candidate.live?.execution.state(at: time) ?? .pending
        return .text(state.name)
      case "job": return .text(born.jobName)
      case "queue": return .text(born.queue)
      case "schedule": return .text(born.scheduleName)
      case "priority": return .number(UInt64(born.priority))
      case "dead_letter": return .flag(candidate.ended?.isDeadLetter ?? false)
      case "create_time": return .time(born.created)
      case "end_time": return candidate.ended.map { .time($0.ended) } ?? .none
      default:
        let key = field.dropFirst("labels.".count)
        return born.labels.first { $0.key == key }.map { .text($0.value) } ?? .none
      }
    }
  }

  private func render(_ candidate: Candidate, _ born: BornExecution?) -> Execution {
    var execution = Execution(id: candidate.id.text)
    if let born { Rendering.fill(&execution, born) }
    if let live = candidate.live {
      Rendering.fill(
        &execution, live.execution, queue: live.queue, version: live.version, at: time)
    }
    if let ended = candidate.ended { Rendering.fill(&execution, ended) }
    if !request.includePayloads {
      execution.payload = []
      execution.result = []
    }
    return execution
  }
}
