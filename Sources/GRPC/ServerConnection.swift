internal import HTTP2
internal import NIOCore
internal import Units

/// One client's connection: makes the streams and keeps the sums that its limits need.
final class ServerConnection: Connection {
  let server: Server
  let number: UInt64
  let peer: String
  let maxMessage: Int
  let highWatermark: Int
  /// Calls whose handler has not ended them.
  var running = 0
  /// Bytes of half-read messages, and of answers not yet handed to the socket.
  var bufferedInput = 0
  private(set) var bufferedOutput = 0
  /// Streams that can take more since the flush that is under way.
  var writable: [ServerStream] = []
  /// Place in `Server.connections`.
  var place = -1

  /// When DATA last left, or the last byte of it was queued into nothing.
  private var lastOutput: Monotonic
  private var idleSince: Monotonic
  private let drainAt: Monotonic
  private let maxIdle: Timeout?

  init(server: Server, number: UInt64, peer: String, now: Monotonic) {
    self.server = server
    self.number = number
    self.peer = peer
    let options = server.options
    maxMessage = Int(options.maxMessage.rawValue)
    highWatermark = Int(options.highWatermark.rawValue)
    lastOutput = now
    idleSince = now
    maxIdle = options.maxIdle.map { Server.jittered($0) }
    drainAt = options.maxAge.map { now + Server.jittered($0) } ?? .distantFuture
    super.init(isServer: true, limits: options.limits, now: now)
  }

  override func makeStream() -> HTTP2.Stream? {
    // Not only open streams: work whose stream is gone counts too (CVE-2023-44487).
    if running >= server.options.maxConcurrentStreams { return nil }
    server.callsStarted += 1
    return ServerStream(owner: self)
  }

  override func willRead() { now = server.turn.beganReading() }
  override func wantsFlush() { server.turn.flushAtEnd(self) }

  override func didFlush() {
    if writable.isEmpty { return }
    let streams = writable
    writable = []
    for stream in streams {
      stream.awaitsWritable = false
      if stream.isWritable { stream.becameWritable() }
    }
  }

  func accountOutput(_ count: Int) {
    if bufferedOutput == 0 || count < 0 { lastOutput = now }
    bufferedOutput += count
  }

  override func willEnd(_ code: ErrorCode, _ name: String) { server.counted(name) }
  override func closed(_ end: End) {
    if end == .altered { server.altered(peer) }
    server.remove(self)
  }

  func ticked(_ time: Monotonic) {
    now = time
    tick()
    guard isOpen else { return }
    if bufferedOutput > highWatermark, time - lastOutput >= server.options.maxUnread {
      return end(.enhanceYourCalm, "zero_window")
    }
    if let since = finalGoAway {
      if time - since >= server.options.drainGrace { close() }
      return
    }
    if openStreams > 0 { idleSince = time }
    if time >= drainAt { return beginDrain() }
    if let maxIdle, time - idleSince >= maxIdle { beginDrain() }
  }
}

extension ServerOptions {
  fileprivate var limits: Limits {
    var limits = Limits()
    limits.maxConcurrentStreams = UInt32(clamping: maxConcurrentStreams)
    limits.streamWindow = Int32(clamping: streamWindow.rawValue)
    limits.connectionWindow = Int32(clamping: connectionWindow.rawValue)
    limits.keepalive = keepalive
    limits.pingTimeout = keepaliveTimeout
    limits.minPingInterval = minPingInterval
    limits.minIdlePingInterval = minIdlePingInterval
    return limits
  }
}
