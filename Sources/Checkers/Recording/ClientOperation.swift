public import Units

/// What somebody asks of the cluster, as the checkers understand it: as little of the request as
/// they need to say what the answer may be.
public enum ClientOperation: Hashable, Sendable {
  /// On a named record with a version: a job or a schedule.
  case define(Definition, name: String, Change)
  /// `marker` is in the payload, unique for each execution that is wanted; `dedup` may be empty.
  case enqueue(marker: UInt64, job: String, dedup: String)
  case look(execution: RecordID, Freshness)
  /// A worker's word on the end of an attempt.
  case report(execution: RecordID, token: RecordID, isSuccess: Bool)
  /// One event; `marker` is in its payload, unique.
  case publish(marker: UInt64)
  case openSession
  /// A worker says that it lives.
  case renew(session: RecordID)

  /// Records that are defined by clients, each a register with compare-and-set.
  public enum Definition: String, Hashable, Sendable, CaseIterable {
    case job
    case schedule
  }

  /// `expected` is the version that the record must have, 0 for any.
  public enum Change: Hashable, Sendable {
    case create(value: String)
    case update(value: String, expected: UInt64)
    /// A job is enabled, a schedule resumed; or disabled, or paused.
    case turn(on: Bool)
    case delete(expected: UInt64)
    case read(Freshness)
  }

  public enum Freshness: String, Hashable, Sendable {
    case linearizable
    /// Whatever the node that was asked has applied.
    case stale
  }

  /// Whether it changes nothing, whatever comes of it.
  public var isRead: Bool {
    switch self {
    case .define(_, _, .read), .look: true
    default: false
    }
  }

  /// Whether an answer to it comes from an entry of its own.
  var hasEntry: Bool {
    switch self {
    case .report, .renew: false
    default: !isRead
    }
  }

  /// Whether it may be answered from the past.
  public var isStale: Bool {
    switch self {
    case .define(_, _, .read(.stale)), .look(_, .stale): true
    default: false
    }
  }
}

/// What the cluster answered.
public enum Answer: Hashable, Sendable {
  /// The record as it is after the operation.
  case record(value: String, isOn: Bool, version: UInt64)
  /// Done, and nothing is left to tell.
  case done
  /// The execution, and whether it was made now; else the dedup key had it already.
  case execution(RecordID, isNew: Bool)
  case state(History.State)
  case event(offset: UInt64)
  case session(RecordID)
  /// Decided, and the decision was no.
  case refused(Refusal)

  /// Why the state machine said no; its reason on the wire.
  public enum Refusal: String, Hashable, Sendable, CaseIterable {
    case absent = "NOT_FOUND"
    case exists = "ALREADY_EXISTS"
    case version = "VERSION_MISMATCH"
    case token = "TOKEN_STALE"
    case lease = "LEASE_LOST"
    case ended = "EXECUTION_TERMINAL"
  }
}

/// What somebody saw without asking for it just now.
public enum Observation: Hashable, Sendable {
  /// A lease came to a worker.
  case grant(execution: RecordID, token: RecordID, attempt: UInt32)
  /// A handler did something to a resource that takes the token along, and may refuse it.
  case effect(execution: RecordID, token: RecordID, isAccepted: Bool)
  /// A subscriber begins, or goes on, at this offset.
  case resumed(offset: UInt64)
  case event(Event)
  /// Said by the cluster: what a filter passed over, or retention cut off.
  case skipped(first: UInt64, last: UInt64)
  /// A subscriber has read everything up to here, and nothing comes any more.
  case end(offset: UInt64)
  /// An execution as it stands when all is over.
  case final(History.Final)

  public struct Event: Hashable, Sendable {
    public var offset: UInt64
    public var id: RecordID
    public var name: String
    public var key: String
    /// Stamped.
    public var time: Instant
    /// What it was caused by: for an execution's end, the execution.
    public var cause: RecordID
    /// Nil for the runtime's own events.
    public var marker: UInt64?
    /// Of all its bytes.
    public var digest: UInt64
    /// JSON, kept for the runtime's own events on schedules; else empty.
    public var payload: String

    public init(
      offset: UInt64, id: RecordID, name: String, key: String, time: Instant,
      cause: RecordID = .none, marker: UInt64? = nil, digest: UInt64 = 0, payload: String = ""
    ) {
      self.offset = offset
      self.id = id
      self.name = name
      self.key = key
      self.time = time
      self.cause = cause
      self.marker = marker
      self.digest = digest
      self.payload = payload
    }
  }
}
