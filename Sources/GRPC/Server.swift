internal import HTTP2
public import NIOCore
internal import NIOPosix
internal import Units

/// Serves the methods of a `Router` on one event loop: every connection and every handler runs
/// there. Made and used on that loop only.
public final class Server {
  public let turn: Turn
  public let options: ServerOptions
  let router: Router

  /// Fields added to the trailers of every answer (for `carillon-node` and the like); asked once
  /// for each call as it ends.
  public var commonTrailers: (() -> Metadata)?

  /// Told the address of a peer whose bytes were not those that it sent (`SealedBytes`).
  public var onAltered: ((String) -> Void)?

  private enum Phase { case serving, draining, closed }
  private var phase = Phase.serving
  private var listeners: [any Channel] = []
  private var connections: [ServerConnection] = []
  private var whenEmpty: EventLoopPromise<Void>?
  private var nextNumber: UInt64 = 1

  private var ticker: Turn.Ticker?

  private var accepted: UInt64 = 0
  private var refused: UInt64 = 0
  var callsStarted: UInt64 = 0
  var callsRunning = 0
  var plainAnswers: UInt64 = 0
  private var missingTE: UInt64 = 0
  private var ended: [String: UInt64] = [:]

  public init(turn: Turn, router: Router, options: ServerOptions = ServerOptions()) {
    turn.eventLoop.assertInEventLoop()
    self.turn = turn
    self.router = router
    self.options = options
    ticker = turn.tick { [unowned self] now in ticked(now) }
  }

  /// Starts to listen; the future gives the bound address, with the real port where 0 was asked.
  /// May be called for several addresses.
  public func listen(_ address: Address) -> EventLoopFuture<Address> {
    let loop = turn.eventLoop
    let me = NIOLoopBound(self, eventLoop: loop)
    let bound = ServerBootstrap(group: loop, childGroup: loop)
      .serverChannelOption(.backlog, value: 1_024)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
      .childChannelOption(.allowRemoteHalfClosure, value: true)
      .childChannelOption(
        .writeBufferWaterMark, value: .init(low: 128 << 10, high: 512 << 10)
      )
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture { try me.value.accept(channel) }
      }
      .bind(host: address.host, port: address.port)
    return bound.assumeIsolated().map { channel in
      let address = Address(
        host: channel.localAddress?.ipAddress ?? address.host,
        port: channel.localAddress?.port ?? address.port)
      if self.phase == .serving {
        self.listeners.append(channel)
      } else {
        channel.close(promise: nil)
      }
      return address
    }.nonisolated()
  }

  private func accept(_ channel: any Channel) throws {
    guard phase == .serving, connections.count < options.maxConnections else {
      refused += 1
      channel.close(promise: nil)
      return
    }
    accepted += 1
    let remote = channel.remoteAddress
    let peer = Address(host: remote?.ipAddress ?? "unknown", port: remote?.port ?? 0)
    let connection = ServerConnection(
      server: self, number: nextNumber, peer: peer.description, now: turn.now)
    nextNumber += 1
    connection.place = connections.count
    connections.append(connection)
    try channel.pipeline.syncOperations.addHandler(SealedBytes(isServer: true))
    try connection.attach(to: channel)
  }

  func remove(_ connection: ServerConnection) {
    guard connection.place >= 0 else { return }
    let last = connections.count - 1
    if connection.place != last {
      connections[last].place = connection.place
      connections[connection.place] = connections[last]
    }
    connections.removeLast()
    connection.place = -1
    tellIfEmpty()
  }

  private func tellIfEmpty() {
    guard phase != .serving, connections.isEmpty else { return }
    phase = .closed
    whenEmpty?.succeed(())
    whenEmpty = nil
  }

  private func ticked(_ now: Monotonic) {
    let all = connections
    for connection in all { connection.ticked(now) }
  }

  /// Stops accepting, tells every client to go elsewhere (GOAWAY, and the final one after a PING
  /// came back or 10 s), lets open calls go on for `options.drainGrace`, then closes what is left.
  /// The future succeeds when the last connection is closed.
  public func drain() -> EventLoopFuture<Void> {
    stopListening()
    if phase == .serving { phase = .draining }
    let all = connections
    for connection in all {
      connection.now = turn.now
      connection.beginDrain()
    }
    return emptied()
  }

  /// Closes everything now; handlers hear `onCancel(.connection)`.
  public func close() -> EventLoopFuture<Void> {
    stopListening()
    if phase == .serving { phase = .draining }
    let all = connections
    for connection in all { connection.close() }
    return emptied()
  }

  private func stopListening() {
    for listener in listeners { listener.close(promise: nil) }
    listeners = []
  }

  private func emptied() -> EventLoopFuture<Void> {
    let promise = whenEmpty ?? turn.eventLoop.makePromise()
    whenEmpty = promise
    tellIfEmpty()
    return promise.futureResult
  }

  // MARK: Counting

  func count(_ request: RequestHead) {
    if !request.hasTE { missingTE += 1 }
  }

  func altered(_ peer: String) {
    counted("altered")
    onAltered?(peer)
  }

  func counted(_ budget: String) { ended[budget, default: 0] += 1 }

  /// What was counted since the start.
  public var counters: ServerCounters {
    var counters = ServerCounters()
    counters.connectionsAccepted = accepted
    counters.connectionsRefused = refused
    counters.connectionsOpen = connections.count
    counters.callsStarted = callsStarted
    counters.callsRunning = callsRunning
    counters.plainAnswers = plainAnswers
    counters.missingTE = missingTE
    counters.ended = ended.sorted { $0.key < $1.key }.map { (budget: $0.key, count: $0.value) }
    return counters
  }

  /// `span` ±10 %, so that connections made together do not end together (grpc/grpc-java#5366).
  static func jittered(_ span: Timeout) -> Timeout {
    let tenth = span.microseconds / 10
    return .microseconds(span.microseconds + Int64.random(in: -tenth...tenth))
  }
}
