internal import Units

/// When to ping a silent peer, and when to give it up (gRPC, proposal A8).
struct Keepalive {
  enum Action { case none, ping, giveUp }

  private let interval: Timeout
  private let timeout: Timeout
  private let whenIdle: Bool
  /// When the ping that waits for its answer went out.
  private(set) var pinged: Monotonic?

  init(limits: Limits, now: Monotonic) {
    interval = limits.keepalive
    timeout = limits.pingTimeout
    whenIdle = limits.pingsWhenIdle
  }

  mutating func acknowledged() { pinged = nil }

  /// - Parameter lastRead: when the peer last said anything, which is a sign of life as well.
  mutating func check(now: Monotonic, lastRead: Monotonic, hasStreams: Bool) -> Action {
    if let sent = pinged {
      if lastRead > sent {
        pinged = nil
      } else {
        return now - sent >= timeout ? .giveUp : .none
      }
    }
    guard interval > .zero, hasStreams || whenIdle, now - lastRead >= interval else { return .none }
    pinged = now
    return .ping
  }
}

/// Where a graceful end stands (rpc.md "Drain"; grpc/grpc-go#1387): a first GOAWAY that names no
/// stream, a PING, and on its answer or after 10 s the GOAWAY with the true last id. Streams that
/// began in between are served.
enum Drain: Hashable {
  case none
  /// The notice and the PING are out.
  case noticed(Monotonic)
  /// The final GOAWAY is out; open streams go on.
  case final(Monotonic)

  static let noticeTimeout = Timeout.seconds(10)
}
