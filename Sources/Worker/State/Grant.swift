import Units

/// What the decisions need to know of a lease; the rest of the message is the edge's.
struct Grant: Hashable, Sendable {
  var execution: String
  /// The fencing token; the supervisor knows the attempt by it.
  var token: UInt64
  /// Grows from one grant of the session to the next.
  var number: UInt64
  var attempt: UInt32 = 1
  /// Hash of the module's bundle; empty where the handler is the worker's own.
  var bundle = ""
  var timeout = Timeout.seconds(300)
  var killGrace = Timeout.seconds(10)
  /// Without output, progress or event for so long, the attempt is ended; zero: never.
  var progressTimeout = Timeout.zero
  var logLimit = ByteCount.mebibytes(16)
  /// Refuse to run where this host cannot enforce every limit.
  var isStrict = false
}

/// How an attempt ended, in the words of the API.
enum Outcome: Hashable, Sendable {
  case failed
  case timeout
  case cancelled
  case memory
  case interrupted
  /// What held it was killed, maybe by the handler itself: counted like a session's loss, so that it
  /// does not go round for ever.
  case lost
  case snoozed
}

/// What a handler asked for on descriptor 4; the last one counts.
enum Wish: Hashable, Sendable {
  case retryAfter(Timeout)
  case final
  case snooze(Timeout)
  case hold(Hold)

  struct Hold: Hashable, Sendable {
    enum Scope: String, Hashable, Sendable, CaseIterable { case key, queue, pool, job }
    var scope: Scope
    var name: String
    var span: Timeout
  }
}

/// An event that a handler emitted. It is published with the end of the attempt.
struct EmittedEvent: Hashable, Sendable {
  var name: String
  var key = ""
  /// JSON.
  var payload: Bytes = []
}

/// What the supervisor saw of an attempt.
struct AttemptUse: Hashable, Sendable {
  var wall = Timeout.zero
  var cpu = Timeout.zero
  var peakMemory = ByteCount.zero
  var logBytes: UInt64 = 0
  var logDropped: UInt64 = 0
}

/// The end of an attempt, as it is reported.
struct Ending: Hashable, Sendable {
  var execution: String
  var token: UInt64
  /// Nil: it completed.
  var failure: Failing?
  /// JSON, or nothing.
  var result: Bytes = []
  var events: [EmittedEvent] = []
  var use = AttemptUse()

  struct Failing: Hashable, Sendable {
    var outcome: Outcome
    /// One sentence.
    var error: String
    /// Stable and upper-case, where there is one.
    var reason = ""
    var exitCode: Int32?
    var signal: Int32 = 0
    var wish: Wish?
  }
}

struct Progress: Hashable, Sendable {
  var percent: UInt32
  var message: String
}
