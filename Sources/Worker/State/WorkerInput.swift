import Sandbox
import Units

/// Everything that `WorkerState` reacts to.
enum WorkerInput: Hashable, Sendable {
  // From the server.
  case welcome(Welcome)
  case lease(Grant)
  case cancel(token: UInt64, reason: String, grace: Timeout?, isVoid: Bool)
  case results([ChangeResult])
  /// The beat of that number is confirmed by a quorum.
  case confirmed(beat: UInt64)
  case redirect(address: String)
  /// The stream is over. `isExpired`: the server says that the session is.
  case closed(reason: String, isExpired: Bool)

  // From this host.
  case report(SupervisorReport)
  case supervisorEnded
  case bundleReady(String)
  /// `isFinal`: trying again would change nothing.
  case bundleFailed(String, message: String, isFinal: Bool)
  /// Takes nothing new, lets what runs end until then. From the server or a signal.
  case drain(until: Monotonic)
  /// `WorkerState.wakeUp` has come.
  case tick

  struct Welcome: Hashable, Sendable {
    var session: String
    var ttl: Timeout
    /// Tokens of those that `Hello` named and that are still this worker's.
    var stillHeld: Set<UInt64> = []
    var lastAnswered: UInt64 = 0
    /// How many bytes of logs may be on their way; zero: the default.
    var logBudget: UInt64 = 0
    var isDraining = false
  }

  struct ChangeResult: Hashable, Sendable {
    var sequence: UInt64
    /// Nil is success.
    var refusal: Refusal?
  }

  struct Refusal: Hashable, Sendable {
    /// gRPC's number.
    var code: UInt32
    var reason: String
    var message: String
    var retryAfter: Timeout?
  }
}
