import Messages
import Units

extension StateMachine {
  func getEvent(_ request: GetEventRequest) throws(Failure) -> QueryStep {
    if request.event.hasPrefix("#") {
      guard let offset = UInt64(request.event.dropFirst()), offset > 0 else {
        throw .field("event", .idInvalid, "'\(request.event)' is no offset, as '#42'")
      }
      guard offset >= events.first else {
        throw Failure(
          .outOfRange, .offsetTrimmed, "events before #\(events.first) were trimmed",
          metadata: [Failure.Entry("first_offset", "\(events.first)")])
      }
      return .read(
        [.get(Keys.key(.event, offset))],
        QueryRun { found throws(Failure) in
          guard let record = found.first?.first,
            let event = EventRecord(offset: offset, record.value)
          else { throw .notFound("event", "#\(offset)") }
          return .answer(Rendering.event(event).encoded())
        })
    }
    let id = try id(request.event, "event")
    return .read(
      [.get(Keys.key(.eventIndex, id.index.rawValue))],
      QueryRun { found throws(Failure) in
        guard let range = EventReads.range(found.first) else {
          throw .notFound("event", id.text)
        }
        return .read(
          [range],
          QueryRun { found throws(Failure) in
            for record in found.first ?? [] {
              if let event = EventReads.event(record), event.id == id {
                return .answer(Rendering.event(event).encoded())
              }
            }
            throw .notFound("event", id.text)
          })
      })
  }

  func listEvents(_ request: ListEventsRequest) throws(Failure) -> QueryStep {
    if !request.name.isEmpty, let failure = Names.refuse(pattern: request.name, "name") {
      throw failure
    }
    let page = try Page(
      request.pageSize, request.pageToken, request.filter, request.orderBy,
      fields: ["name", "source", "key", "system", "time", "headers.", "labels."], path: request.name
    )
    let list = EventList(
      request: request, page: page, first: events.first, last: events.next - 1)
    return list.step(from: page.after)
  }

  /// The chain of causes around an event or an execution.
  func traceEvent(_ request: TraceEventRequest) throws(Failure) -> QueryStep {
    let id = try id(request.id, "id")
    let limit = request.limit == 0 ? 200 : Int(min(request.limit, 1_000))
    if let slot = executions.slot(of: id) {
      return EventReads.trace(root: executions[slot].root, limit)
    }
    // Any of three: an event of that entry, an ended execution, or the root itself.
    return .read(
      [.get(Keys.key(.eventIndex, id.index.rawValue)), .get(Keys.key(.finished, id))],
      QueryRun { found throws(Failure) in
        if found.count > 1, let record = found[1].first,
          let ended = FinishedExecution(record.value)
        {
          return .read(
            [.get(Keys.key(.born, ended.job.rawValue, id.rawValue))],
            QueryRun { found in
              let born = (found.first?.first).flatMap {
                BornExecution(job: ended.job, id: id, $0.value)
              }
              return EventReads.trace(root: born?.root ?? id, limit)
            })
        }
        guard let range = EventReads.range(found.first) else { throw .notFound("record", id.text) }
        return .read(
          [range],
          QueryRun { found in
            let event = (found.first ?? []).lazy.compactMap { EventReads.event($0) }
              .first { $0.id == id }
            return EventReads.trace(root: event?.root ?? id, limit)
          })
      })
  }
}

/// A list of events under way.
private struct EventList: Sendable {
  var request: ListEventsRequest
  var page: Page
  var first: UInt64
  var last: UInt64
  private var found: [Event] = []
  private var scanned: UInt64 = 0
  private var rounds = 0

  init(request: ListEventsRequest, page: Page, first: UInt64, last: UInt64) {
    self.request = request
    self.page = page
    self.first = first
    self.last = last
  }

  private var isFiltered: Bool { !page.filter.terms.isEmpty || !request.name.isEmpty }
  private var limit: Int { isFiltered ? 1_000 : page.size }

  /// `after` is the offset last looked at, 0 for none.
  func step(from after: UInt64) -> QueryStep {
    var range = Keys.Range(
      lower: Keys.key(.event, first), upper: Keys.key(.event, last + 1))
    if after > 0 {
      if page.isDescending {
        range.upper = Keys.key(.event, max(after, first))
      } else {
        range.lower = Keys.key(.event, after + 1)
      }
    }
    return .read(
      [.scan(range, reversed: page.isDescending, limit: limit, bytes: 4 << 20)],
      QueryRun { found in
        var list = self
        return list.take(found.first ?? [])
      })
  }

  private mutating func take(_ records: [StoreRecord]) -> QueryStep {
    rounds += 1
    var at: UInt64 = 0
    for record in records {
      guard let event = EventReads.event(record) else { continue }
      scanned += 1
      at = event.offset
      guard isWanted(event) else { continue }
      var message = Rendering.event(event)
      if request.omitPayloads { message.payload = [] }
      found.append(message)
      if found.count == page.size { return answer(next: isAtEnd(at) ? 0 : at) }
    }
    if at == 0 || isAtEnd(at) { return answer(next: 0) }
    return rounds < 4 ? step(from: at) : answer(next: at)
  }

  private func isAtEnd(_ offset: UInt64) -> Bool {
    page.isDescending ? offset <= first : offset >= last
  }

  private func isWanted(_ event: EventRecord) -> Bool {
    if !request.name.isEmpty && !EventPattern.matches(request.name, event.name) { return false }
    return page.filter.matches { field in
      switch field {
      case "name": return .text(event.name)
      case "source": return .text(event.source)
      case "key": return .text(event.key)
      case "system": return .flag(event.source == StateMachine.ownSource)
      case "time": return .time(event.time)
      default:
        let key = field.dropFirst("labels.".count)
        return event.headers.first { $0.key == key }.map { .text($0.value) } ?? .none
      }
    }
  }

  private func answer(next: UInt64) -> QueryStep {
    var response = ListEventsResponse(events: found)
    response.firstOffset = first
    response.lastOffset = last
    response.nextPageToken = next == 0 ? "" : page.token(next)
    if next != 0 && found.count < page.size {
      response.note = ListNote(stoppedEarly: true, scanned: scanned)
    }
    return .answer(response.encoded())
  }
}

/// Reads of events.
enum EventReads {
  /// The scan of an entry's events, from the index record of that entry.
  static func range(_ found: [StoreRecord]?) -> StoreRead? {
    guard let record = found?.first else { return nil }
    var reader = RecordReader(record.value)
    let first = reader.number()
    let count = reader.number()
    guard !reader.isDamaged, count > 0, count <= 65_535 else { return nil }
    return .scan(
      Keys.Range(lower: Keys.key(.event, first), upper: Keys.key(.event, first + count)),
      reversed: false, limit: Int(count), bytes: 16 << 20)
  }

  static func event(_ record: StoreRecord) -> EventRecord? {
    Keys.number(record.key).flatMap { EventRecord(offset: $0, record.value) }
  }

  /// All that a root led to, from the marks that each descendant left under it.
  static func trace(root: RecordID, _ limit: Int) -> QueryStep {
    .read(
      [
        .scan(
          Keys.starting(with: Keys.key(.correlation, root.rawValue)), reversed: false,
          limit: limit + 1, bytes: 1 << 20)
      ],
      QueryRun { found in
        var response = TraceEventResponse()
        response.nodes.append(TraceEventResponse.Node(id: root.text))
        var depths: [RecordID: UInt32] = [root: 0]
        for record in (found.first ?? []).prefix(limit) {
          guard let id = Keys.secondID(record.key), let mark = TraceMark(record.value) else {
            continue
          }
          let depth = (depths[mark.cause] ?? 0) + 1
          depths[id] = depth
          var node = TraceEventResponse.Node(id: id.text, parent: Rendering.text(mark.cause))
          node.depth = depth
          node.kind =
            mark.offset == 0
            ? .execution(TraceEventResponse.TracedExecution(job: mark.name))
            : .event(TraceEventResponse.TracedEvent(name: mark.name, offset: mark.offset))
          response.nodes.append(node)
        }
        response.more = UInt64(max(0, (found.first ?? []).count - limit))
        return Trace(response).states()
      })
  }
}

/// A trace whose shape is known: what became of its executions, and what its root was, is read last.
private struct Trace: Sendable {
  private var response: TraceEventResponse
  /// Places of the nodes that are executions, or may be: the root first.
  private let places: [Int]

  /// States are read of this many executions; the rest are named only.
  static let mostStates = 500

  init(_ response: TraceEventResponse) {
    self.response = response
    var places = [0]
    for (place, node) in response.nodes.enumerated().dropFirst() {
      if case .execution? = node.kind { places.append(place) }
    }
    self.places = Array(places.prefix(Trace.mostStates))
  }

  func states() -> QueryStep {
    let reads = places.flatMap { place -> [StoreRead] in
      guard let id = RecordID(text: response.nodes[place].id) else { return [] }
      return [.get(Keys.key(.finished, id)), .get(Keys.key(.live, id))]
    }
    return .read(
      reads,
      QueryRun { found in
        var trace = self
        return trace.take(found)
      })
  }

  private mutating func take(_ found: QueryRun.Found) -> QueryStep {
    var rootJob: RecordID?
    for (number, place) in places.enumerated() {
      guard let id = RecordID(text: response.nodes[place].id), found.count > 2 * number + 1 else {
        continue
      }
      var traced = TraceEventResponse.TracedExecution()
      if case .execution(let known)? = response.nodes[place].kind { traced = known }
      if let ended = found[2 * number].first.flatMap({ FinishedExecution($0.value) }) {
        traced.state = ended.state.name
        if ended.last.number > 0 { traced.duration = ended.last.ended - ended.last.started }
        traced.error = ended.last.error
        if place == 0 { rootJob = ended.job }
      } else if let live = found[2 * number + 1].first.flatMap({
        LiveExecution.decode(id, $0.value)
      }) {
        traced.state = live.execution.phase == .running ? "RUNNING" : "PENDING"
        if place == 0 { rootJob = live.job }
      } else {
        continue
      }
      response.nodes[place].kind = .execution(traced)
    }
    guard let rootJob, let root = RecordID(text: response.nodes[0].id) else {
      return .answer(response.encoded())
    }
    return .read(
      [.get(Keys.key(.born, rootJob.rawValue, root.rawValue))],
      QueryRun { [response] found in
        var response = response
        guard
          let born = found.first?.first.flatMap({
            BornExecution(job: rootJob, id: root, $0.value)
          }), case .execution(var traced)? = response.nodes[0].kind
        else { return .answer(response.encoded()) }
        traced.job = born.jobName
        if !born.scheduleName.isEmpty {
          traced.schedule = born.scheduleName
          traced.dueTime = born.due
          traced.lateness = max(.zero, born.created - born.due)
        }
        response.nodes[0].kind = .execution(traced)
        return .answer(response.encoded())
      })
  }
}

/// What a descendant leaves under the root of its chain.
struct TraceMark {
  var cause: RecordID
  /// The event's name, or the execution's job.
  var name: String
  /// 0 for an execution.
  var offset: UInt64

  func encoded() -> Bytes {
    var record = RecordWriter(capacity: 24 + name.utf8.count)
    record.byte(1)
    record.id(cause)
    record.text(name)
    record.number(offset)
    return record.bytes
  }

  init(cause: RecordID, name: String, offset: UInt64) {
    self.cause = cause
    self.name = name
    self.offset = offset
  }

  init?(_ bytes: Bytes) {
    var record = RecordReader(bytes)
    guard record.byte() == 1 else { return nil }
    cause = record.id()
    name = record.text()
    offset = record.number()
    if record.isDamaged { return nil }
  }
}
