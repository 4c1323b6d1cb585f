/// Where an execution stands. Terminal states never change.
public enum ExecutionState: UInt8, Hashable, Sendable, CaseIterable {
  case pending = 1
  case running = 2
  case completed = 3
  case failed = 4
  case timeout = 5
  case cancelled = 6
  /// Waits for its time: not before it, or between two attempts.
  case delayed = 7
  /// Waits for parents or an approval.
  case blocked = 8
  /// Was not started by its `start_by`.
  case expired = 9

  public var isTerminal: Bool {
    switch self {
    case .completed, .failed, .timeout, .cancelled, .expired: true
    case .pending, .running, .delayed, .blocked: false
    }
  }

  /// As in `carillon.v1`, without its prefix.
  public var name: String {
    switch self {
    case .pending: "PENDING"
    case .running: "RUNNING"
    case .completed: "COMPLETED"
    case .failed: "FAILED"
    case .timeout: "TIMEOUT"
    case .cancelled: "CANCELLED"
    case .delayed: "DELAYED"
    case .blocked: "BLOCKED"
    case .expired: "EXPIRED"
    }
  }
}

/// How an attempt ended.
public enum AttemptOutcome: UInt8, Hashable, Sendable, CaseIterable {
  /// It still runs.
  case none = 0
  case completed = 1
  case failed = 2
  case timeout = 3
  case cancelled = 4
  /// Its worker's session was lost, or the grant never arrived.
  case lost = 5
  /// Killed by its memory limit.
  case memory = 6
  /// Handed back by a draining worker: never counts.
  case interrupted = 7
  /// The handler asked to be called again later: never counts.
  case snoozed = 8

  /// As in `carillon.v1`, without its prefix.
  var name: String {
    switch self {
    case .none: "UNSPECIFIED"
    case .completed: "COMPLETED"
    case .failed: "FAILED"
    case .timeout: "TIMEOUT"
    case .cancelled: "CANCELLED"
    case .lost: "LOST"
    case .memory: "MEMORY"
    case .interrupted: "INTERRUPTED"
    case .snoozed: "SNOOZED"
    }
  }

  /// Whether it uses up one of the execution's attempts.
  var counts: Bool {
    switch self {
    case .failed, .timeout, .completed, .cancelled: true
    case .none, .lost, .memory, .interrupted, .snoozed: false
    }
  }
}

/// What ended an attempt, so that a worker's late word is told from the repeat of the one that did.
public enum AttemptEnd: UInt8, Hashable, Sendable, CaseIterable {
  /// Not recorded: machine version 1.
  case unknown = 0
  /// No word of its worker: its session's end, silence after its timeout, a grant never received.
  case cluster = 1
  case complete = 2
  case fail = 3

  /// From this machine version on it is recorded.
  static let firstVersion: UInt32 = 2
}
