internal import Units

/// Which pings of a client are too many (gRPC, doc/keepalive.md and proposal A8): a ping that comes
/// sooner than the least interval after the one before is a strike, and the third strike ends the
/// connection. Every HEADERS or DATA frame we write sets all back, so that pings that measure
/// bandwidth are never punished.
struct PingStrikes {
  static let allowed = 2

  private let interval: Timeout
  private let idleInterval: Timeout
  private var last: Monotonic?
  private var strikes = 0

  init(interval: Timeout, idleInterval: Timeout) {
    self.interval = interval
    self.idleInterval = idleInterval
  }

  mutating func wroteFrame() {
    last = nil
    strikes = 0
  }

  /// Returns whether this ping was one too many.
  mutating func received(now: Monotonic, hasOpenStreams: Bool) -> Bool {
    defer { last = now }
    guard let last, now - last < (hasOpenStreams ? interval : idleInterval) else { return false }
    strikes += 1
    return strikes > PingStrikes.allowed
  }
}
