import Messages
import Units

extension StateMachine {
  // MARK: One execution

  func getExecution(_ request: GetExecutionRequest) throws(Failure) -> QueryStep {
    let id = try id(request.execution, "execution")
    let withPayload = !request.omitPayload
    guard let slot = executions.slot(of: id) else {
      return .read(
        ExecutionReads.ended(id),
        QueryRun { found throws(Failure) in
          try ExecutionReads.second(id, found, withPayload: withPayload)
        })
    }
    let base = Rendering.live(self, id)
    let job = jobs[job: executions[slot].job].id
    return .read(
      [
        .get(Keys.key(.born, job.rawValue, id.rawValue)), .get(Keys.key(.payload, id)),
        ExecutionReads.attempts(id),
      ],
      QueryRun { found in
        var execution = base
        if let record = found.first?.first,
          let born = BornExecution(job: job, id: id, record.value)
        {
          Rendering.fill(&execution, born)
          if born.payload == nil, let payload = found[1].first { execution.payload = payload.value }
          execution.payloadBytes = UInt64(execution.payload.count)
          if !withPayload { execution.payload = [] }
        }
        let earlier = found.count > 2 ? ExecutionReads.attempts(found[2]) : []
        execution.attempts = earlier + base.attempts
        return .answer(execution.encoded())
      })
  }

  /// What a requeue of an ended execution needs: `RequeueSource`.
  func requeueSource(_ request: GetExecutionRequest) throws(Failure) -> QueryStep {
    let id = try id(request.execution, "execution")
    if let slot = executions.slot(of: id) {
      throw Failure(
        .failedPrecondition, .executionLive,
        "the execution \(id) is \(executions[slot].state(at: time).name): only one that has ended "
          + "can be requeued")
    }
    return .read(
      [.get(Keys.key(.finished, id))],
      QueryRun { found throws(Failure) in
        let ended = try ExecutionReads.finished(id, found)
        return .read(
          [.get(Keys.key(.born, ended.job.rawValue, id.rawValue)), .get(Keys.key(.payload, id))],
          QueryRun { found throws(Failure) in
            guard let record = found.first?.first,
              let born = BornExecution(job: ended.job, id: id, record.value)
            else { throw ExecutionReads.lost(id) }
            let separate = found.count > 1 ? found[1].first?.value : nil
            let source = RequeueSource(
              execution: id, job: ended.job, payload: born.payload ?? separate ?? [],
              contentType: born.contentType, priority: born.priority, root: born.root,
              labels: born.labels)
            return .answer(source.encoded())
          })
      })
  }

  /// The command that deletes an ended execution: its job, and the keys of attempts and logs.
  func deletion(_ request: GetExecutionRequest) throws(Failure) -> QueryStep {
    let id = try id(request.execution, "execution")
    if let slot = executions.slot(of: id) {
      throw Failure(
        .failedPrecondition, .executionLive,
        "the execution \(id) is \(executions[slot].state(at: time).name): cancel it first")
    }
    return .read(
      [.get(Keys.key(.finished, id))] + RetentionReads.parts(from: id, through: id),
      QueryRun { found throws(Failure) in
        let ended = try ExecutionReads.finished(id, found)
        let parts = RetentionReads(Array(found.dropFirst()))
        guard let item = parts.item(id, ended) else { throw ExecutionReads.lost(id) }
        return .answer(RetainCommand(executions: [item]).encoded())
      })
  }

  // MARK: Logs

  func listLogs(_ request: ListLogsRequest) throws(Failure) -> QueryStep {
    let id = try id(request.execution, "execution")
    let page = try Page(
      request.pageSize, request.pageToken, "", "", fields: [],
      path: "logs \(id) \(request.attempt) \(request.stream.rawValue) \(request.tail)")
    let lines = LogPage(request: request, execution: id, page: page)
    if request.attempt > 0 {
      guard request.attempt <= UInt32(UInt16.max) else {
        throw .field("attempt", .fieldInvalid, "there is no attempt \(request.attempt)")
      }
      let isOpen = executions.slot(of: id).map {
        executions[$0].phase == .running && UInt32(executions[$0].attempt) == request.attempt
      }
      return lines.step(UInt16(request.attempt), isOpen: isOpen ?? false)
    }
    if let slot = executions.slot(of: id) {
      return lines.step(
        max(1, executions[slot].attempt), isOpen: executions[slot].phase == .running)
    }
    return .read(
      [.get(Keys.key(.finished, id))],
      QueryRun { found throws(Failure) in
        let ended = try ExecutionReads.finished(id, found)
        return lines.step(max(1, ended.last.number), isOpen: false)
      })
  }
}

/// A page of an attempt's log.
private struct LogPage: Sendable {
  var request: ListLogsRequest
  var execution: RecordID
  var page: Page

  /// Bytes of chunks that one page reads at most.
  static let mostBytes = 2 << 20

  /// The page's `after` is one more than the offset of the chunk that comes next, or at which the
  /// page before began.
  func step(_ attempt: UInt16, isOpen: Bool) -> QueryStep {
    let all = Keys.starting(with: Keys.attemptLog(execution, attempt))
    var range = all
    if page.after > 0 {
      let edge = Keys.log(execution, attempt: attempt, offset: page.after - 1)
      if request.tail { range.upper = edge } else { range.lower = edge }
    }
    return .read(
      [.scan(range, reversed: request.tail, limit: page.size, bytes: LogPage.mostBytes)],
      QueryRun { found throws(Failure) in
        try answer(found.first ?? [], attempt, isOpen: isOpen)
      })
  }

  private func answer(
    _ chunks: [StoreRecord], _ attempt: UInt16, isOpen: Bool
  ) throws(Failure) -> QueryStep {
    var response = ListLogsResponse()
    response.open = isOpen
    var edge: UInt64?
    var isCut = false
    for record in chunks {
      guard let offset = Keys.logOffset(record.key), let chunk = LogRecord(record.value) else {
        throw Failure(.dataLoss, .internalError, "a log chunk of \(execution) cannot be read")
      }
      var lines = try LogLines(decoding: chunk.data[...]).lines
      if request.stream != .unspecified { lines.removeAll { $0.stream != request.stream } }
      if response.lines.count + lines.count > 10 * Page.most && !response.lines.isEmpty {
        isCut = true
        break
      }
      for place in lines.indices { lines[place].attempt = UInt32(attempt) }
      response.droppedBytes += chunk.dropped
      if request.tail {
        response.lines.insert(contentsOf: lines, at: 0)
        edge = offset
      } else {
        response.lines.append(contentsOf: lines)
        edge = offset + chunk.size
      }
    }
    response.truncated = response.droppedBytes > 0
    // From the front of an open log there may always be more, and behind a read that its bytes cut.
    let bytes = chunks.reduce(0) { $0 + $1.value.count }
    isCut = isCut || chunks.count == page.size || bytes > LogPage.mostBytes / 2
    if let edge, isCut || isOpen && !request.tail {
      response.nextPageToken = page.token(edge + 1)
    }
    return .answer(response.encoded())
  }
}

/// A chunk of a log as stored.
struct LogRecord {
  var size: UInt64
  var dropped: UInt64
  /// Encoded `carillon.v1.LogLines`.
  var data: Bytes

  init?(_ bytes: Bytes) {
    var record = RecordReader(bytes)
    guard record.byte() == 1 else { return nil }
    size = record.number()
    dropped = record.number()
    data = record.blob()
    if record.isDamaged { return nil }
  }
}

/// Reads of what is stored about executions.
enum ExecutionReads {
  static let mostAttempts = 100

  static func attempts(_ id: RecordID) -> StoreRead {
    .scan(
      Keys.starting(with: Keys.key(.attempt, id)), reversed: true, limit: mostAttempts,
      bytes: 1 << 20)
  }

  /// Oldest first.
  static func attempts(_ records: [StoreRecord]) -> [Attempt] {
    records.compactMap { AttemptRecord($0.value) }.reversed().map { Rendering.attempt($0) }
  }

  static func ended(_ id: RecordID) -> [StoreRead] {
    [.get(Keys.key(.finished, id)), attempts(id), .get(Keys.key(.requeued, id))]
  }

  static func finished(
    _ id: RecordID, _ found: QueryRun.Found
  ) throws(Failure) -> FinishedExecution {
    guard let record = found.first?.first else { throw .notFound("execution", id.text) }
    guard let ended = FinishedExecution(record.value) else { throw lost(id) }
    return ended
  }

  static func lost(_ id: RecordID) -> Failure {
    Failure(.dataLoss, .internalError, "a record of the execution \(id) cannot be read")
  }

  /// The second round of an ended execution, whose first told its job.
  static func second(
    _ id: RecordID, _ found: QueryRun.Found, withPayload: Bool
  ) throws(Failure) -> QueryStep {
    let ended = try finished(id, found)
    var attempts = found.count > 1 ? attempts(found[1]) : []
    if ended.last.number > 0 { attempts.append(Rendering.attempt(ended.last)) }
    let requeued = found.count > 2 ? found[2].first.flatMap { RequeuedMark.decode($0.value) } : nil
    let known = attempts
    return .read(
      [
        .get(Keys.key(.born, ended.job.rawValue, id.rawValue)), .get(Keys.key(.payload, id)),
        .get(Keys.key(.result, id)),
      ],
      QueryRun { found in
        var execution = Execution(id: id.text)
        if let record = found.first?.first,
          let born = BornExecution(job: ended.job, id: id, record.value)
        {
          Rendering.fill(&execution, born)
          if born.payload == nil, let payload = found[1].first { execution.payload = payload.value }
          execution.payloadBytes = UInt64(execution.payload.count)
          if !withPayload { execution.payload = [] }
        }
        Rendering.fill(&execution, ended)
        if ended.result == nil, let result = found[2].first { execution.result = result.value }
        if !withPayload { execution.result = [] }
        execution.attempts = known
        execution.requeuedAs = requeued?.text ?? ""
        return .answer(execution.encoded())
      })
  }
}
