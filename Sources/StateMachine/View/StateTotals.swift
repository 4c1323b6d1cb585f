public import Messages
public import Units

/// Totals over everything, for status: from counters and never by scanning what is many.
public struct StateTotals: Sendable {
  public var queues: [Queue]
  /// Executions by state.
  public var executions: [Count]
  public var deadLetters: Int
  public var schedules: Int
  public var jobs: Int
  public var workers: Int
  /// Events ever published.
  public var events: UInt64
}

extension StateMachine {
  /// O(queues).
  public var totals: StateTotals {
    var executions = [
      Count(name: "WAITING", count: counts.waiting), Count(name: "RUNNING", count: counts.running),
    ]
    for state in ExecutionState.allCases where state.isTerminal {
      executions.append(Count(name: state.name, count: counts.ended(state)))
    }
    return StateTotals(
      queues: queues.sortedSlots().map { Rendering.queue(self, $0) }, executions: executions,
      deadLetters: deadLetters.count, schedules: schedules.schedules.count, jobs: jobs.count,
      workers: sessions.sessions.count, events: events.published)
  }

  /// A live execution as memory knows it: why it waits, who runs it. Nil once it has ended.
  public func liveExecution(_ id: RecordID) -> Execution? {
    executions.slot(of: id) == nil ? nil : Rendering.live(self, id)
  }

  /// `EventRange`: consecutive events from an offset on, as a `ListEventsResponse`.
  func eventRange(_ body: Bytes) throws(Failure) -> QueryStep {
    guard let range = EventRange(body) else {
      throw Failure(.invalidArgument, .messageMalformed, "the range of events cannot be read")
    }
    let response = ListEventsResponse(firstOffset: events.first, lastOffset: events.next - 1)
    let from = max(range.from, events.first)
    guard from < events.next else { return .answer(response.encoded()) }
    let scan = Keys.Range(lower: Keys.key(.event, from), upper: Keys.key(.event, events.next))
    return .read(
      [.scan(scan, reversed: false, limit: Int(range.limit), bytes: 1 << 20)],
      QueryRun { [response] found in
        var response = response
        for record in found.first ?? [] {
          guard let event = EventReads.event(record) else { continue }
          response.events.append(Rendering.event(event))
        }
        return .answer(response.encoded())
      })
  }
}

/// The body of `QueryKind.eventRange`.
public struct EventRange: Hashable, Sendable {
  public var from: UInt64
  /// At most 1,000.
  public var limit: UInt32

  public init(from: UInt64, limit: UInt32) {
    self.from = from
    self.limit = min(limit, 1_000)
  }

  public func encoded() -> Bytes {
    var bytes: Bytes = []
    bytes.append(littleEndian: from)
    bytes.append(littleEndian: limit)
    return bytes
  }

  init?(_ bytes: Bytes) {
    var reader = ByteReader(bytes)
    guard let from = reader.littleEndian(UInt64.self), let limit = reader.littleEndian(UInt32.self),
      reader.remaining == 0
    else { return nil }
    self.init(from: from, limit: limit)
  }
}
