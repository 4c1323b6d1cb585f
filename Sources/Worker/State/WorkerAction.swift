import Messages
import Sandbox
import Units

/// Everything that `WorkerState` wants done, in order. None of it waits for another, save where it
/// says so.
enum WorkerAction: Hashable, Sendable {
  /// Open a stream, in place of any that is open. What is sent next goes to it.
  case connect
  /// Give the stream up, and take another address next time.
  case disconnect
  /// Calls go to this address first from now on.
  case prefer(String)
  case send(WorkerMessage)
  /// Answered by `bundleReady` or `bundleFailed`.
  case fetch(bundle: String)
  /// Prepare the attempt and hand it to the supervisor. Answered by reports; what keeps it from
  /// being handed over is reported as `refused`, too.
  case start(Grant, deadline: Monotonic)
  case command(SupervisorCommand)
  /// Nothing of the attempt runs any more: its directory can go.
  case clear(token: UInt64)
  /// Start another one. Its first report, `ready`, says that nothing of the old one runs.
  case restartSupervisor
  /// A line for the operator.
  case note(String)
  /// Drained: nothing runs, all is answered or past its time.
  case finish
}

/// One message to the server. All but the body is the same for each.
struct WorkerMessage: Hashable, Sendable {
  /// Of a change: names it in its result. Of a beat: its number, in a count of its own.
  var sequence: UInt64
  /// Number of the last grant received.
  var lastGrant: UInt64
  var body: Body

  enum Body: Hashable, Sendable {
    case hello(session: String, held: [HeldLease], unanswered: [UInt64])
    case credit(UInt32)
    case beat([HeldLease])
    case change(Change)
    case goodbye
  }
}

/// What changes state at the server: it is repeated after a reconnect until its result has come.
enum Change: Hashable, Sendable {
  case end(Ending)
  case log(LogPart)
  case progress(execution: String, token: UInt64, Progress)

  var token: UInt64 {
    switch self {
    case .end(let ending): ending.token
    case .log(let part): part.token
    case .progress(_, let token, _): token
    }
  }

  var isEnd: Bool { if case .end = self { true } else { false } }
}
