internal import Glibc
internal import HTTP2
internal import NIOCore
internal import NIOPosix
public import Units

/// One HTTP/2 connection to one address, made again with back-off after it was lost. Made and used
/// on one event loop. Choosing among addresses, and trying again, is the caller's.
public final class ClientConnection {
  public enum State: Hashable, Sendable {
    /// Not asked to connect yet, or lost while `options.reconnects` is false.
    case idle
    case connecting
    /// Calls go out at once.
    case ready
    /// The server said GOAWAY: calls under way go on, new ones wait for the next connection.
    case draining
    /// Waiting to connect again.
    case backingOff
    /// `close` was called.
    case closed
  }

  /// Why a connection ended or could not be made.
  public enum Reason: Hashable, Sendable, CustomStringConvertible {
    /// The connection could not be made: refused, unreachable, name unknown, timed out.
    case unreachable(String)
    /// The peer closed it (`kill -9` shows as this or as `reset`, within milliseconds).
    case endOfFile
    case reset(String)
    /// Bytes came that were not those sent, on a connection whose ends seal what they say.
    case altered
    /// The server drained it and the last call has ended.
    case goAway(String)
    /// No answer to a keepalive ping in time.
    case silent
    /// The peer broke the protocol.
    case protocolError(String)
    /// `close` was called here.
    case local

    public var description: String {
      switch self {
      case .unreachable(let text): "cannot connect: \(text)"
      case .endOfFile: "the peer closed the connection"
      case .reset(let text): "the connection was reset: \(text)"
      case .altered: AlteredBytes.text
      case .goAway(let text): "the peer ended the connection: \(text)"
      case .silent: "the peer did not answer a ping in time"
      case .protocolError(let text): "the peer broke the protocol: \(text)"
      case .local: "the connection was closed here"
      }
    }
  }

  public enum Event: Hashable, Sendable {
    case connected
    /// The peer takes no new calls on this connection; `debug` is its text (`too_many_pings`).
    case goAway(code: UInt32, debug: String)
    case disconnected(Reason)
  }

  public let turn: Turn
  public let address: Address
  public let options: ClientOptions
  public private(set) var state: State = .idle
  /// Called on the loop after `state` changed.
  public var onEvent: ((Event) -> Void)?

  /// The connection for new calls, from the moment its socket is there.
  private var transport: ClientTransport?
  /// Older ones, whose server said GOAWAY and whose calls go on.
  private var draining: [ClientTransport] = []
  private var ticker: Turn.Ticker?
  /// Counts attempts, so that the answer to an abandoned one is known as such.
  private var attempt = 0
  private var connectingSince = Monotonic.zero
  private var retryAt = Monotonic.distantFuture
  private var backoff: Timeout
  /// Of the next connection; doubled by each `too_many_pings`.
  private(set) var keepalive: Timeout
  /// Every call that has not ended; `place` of the stream is its index.
  private var calls: [ClientStream] = []
  /// Calls that wait for a connection, oldest first; ended ones are skipped.
  private var waiting: [ClientStream] = []
  private var lastReason: Reason?
  /// The headers of the path used last: most connections call one method most of the time.
  private var lastPath = ""
  private var lastHeaders = HeaderBlock()

  public init(turn: Turn, address: Address, options: ClientOptions = ClientOptions()) {
    turn.eventLoop.assertInEventLoop()
    self.turn = turn
    self.address = address
    self.options = options
    self.backoff = options.minBackoff
    self.keepalive = options.keepalive
    ticker = turn.tick { [unowned self] now in ticked(now) }
  }

  deinit {
    for old in draining { letGo(old) }
    if let transport { letGo(transport) }
  }

  /// Closes `transport`, and wants to hear nothing more of it: it may outlive this object.
  private func letGo(_ transport: ClientTransport) {
    transport.client = nil
    transport.close()
  }

  // MARK: Connecting

  /// Starts connecting. Does nothing unless `state` is idle or backing off (which it cuts short).
  public func connect() {
    switch state {
    case .idle, .backingOff: begin()
    case .draining where transport == nil: begin()
    case .connecting, .ready, .draining, .closed: break
    }
  }

  private func begin() {
    state = .connecting
    attempt += 1
    connectingSince = turn.now
    retryAt = .distantFuture
    let number = attempt
    // 0 is the system's own.
    let patience = options.acknowledgedWithin.microseconds / 1_000
    ClientBootstrap(group: turn.eventLoop)
      .connectTimeout(.microseconds(max(options.connectTimeout.microseconds, 1)))
      .channelOption(.tcpOption(.tcp_nodelay), value: 1)
      .channelOption(
        .tcpOption(NIOBSDSocket.Option(rawValue: TCP_USER_TIMEOUT)), value: Int(patience)
      )
      .channelOption(.allowRemoteHalfClosure, value: true)
      .channelOption(.writeBufferWaterMark, value: .init(low: 128 << 10, high: 512 << 10))
      .connect(host: address.host, port: address.port)
      .assumeIsolated()
      .whenComplete { [self] result in
        guard state == .connecting, attempt == number else {
          if case .success(let channel) = result { channel.close(promise: nil) }
          return
        }
        switch result {
        case .success(let channel): opened(channel)
        case .failure(let error): failed(.unreachable(ClientConnection.text(error)))
        }
      }
  }

  private static func text(_ error: any Error) -> String {
    if let error = error as? NIOConnectionError, let first = error.connectionErrors.first {
      return text(first.error)
    }
    guard let error = error as? IOError, let said = unsafe strerror(error.errnoCode) else {
      return "\(error)"
    }
    return unsafe String(cString: said).lowercased()
  }

  private func opened(_ channel: any Channel) {
    var limits = Limits()
    limits.streamWindow = Int32(clamping: options.streamWindow.rawValue)
    limits.connectionWindow = Int32(clamping: options.connectionWindow.rawValue)
    limits.keepalive = keepalive
    limits.pingTimeout = options.keepaliveTimeout
    limits.pingsWhenIdle = false
    let transport = ClientTransport(client: self, limits: limits)
    self.transport = transport
    do {
      if options.sealsBytes {
        try channel.pipeline.syncOperations.addHandler(SealedBytes(isServer: false))
      }
      try transport.attach(to: channel)
    } catch {
      // The channel closed before it was ours.
      self.transport = nil
      channel.close(promise: nil)
      failed(.unreachable("\(error)"))
    }
  }

  func becameReady(_ transport: ClientTransport) {
    guard transport === self.transport, state == .connecting else { return }
    state = .ready
    backoff = options.minBackoff
    let calls = waiting
    waiting = []
    for call in calls where !call.isEnded { open(call) }
    onEvent?(.connected)
  }

  func goAway(_ transport: ClientTransport, code: ErrorCode, debug: String) {
    if code == .enhanceYourCalm, debug == "too_many_pings" {
      // gRPC, proposal A8: ping half as often from now on.
      keepalive = keepalive + keepalive
    }
    guard transport === self.transport else { return }
    // It lives on with its calls until the last has ended.
    self.transport = nil
    draining.append(transport)
    lastReason = .goAway(transport.goAwayText)
    state = .draining
    onEvent?(.goAway(code: code.rawValue, debug: debug))
    if state == .draining, options.reconnects || !waiting.isEmpty { reconnect() }
  }

  func lost(_ transport: ClientTransport, _ reason: Reason) {
    draining.removeAll { $0 === transport }
    if transport === self.transport {
      self.transport = nil
      if state == .ready {
        lastReason = reason
        state = .idle
        onEvent?(.disconnected(reason))
        if state == .idle, options.reconnects { reconnect() }
      } else {
        failed(reason)
      }
    } else if state == .draining {
      state = .idle
      onEvent?(.disconnected(reason))
    }
  }

  /// After a loss: at once the first time, since the peer may be back already.
  private func reconnect() {
    state = .backingOff
    retryAt = turn.now + jittered(backoff)
    grow()
  }

  private func failed(_ reason: Reason) {
    guard state != .closed else { return }
    attempt += 1
    lastReason = reason
    if options.reconnects {
      state = .backingOff
      retryAt = turn.now + jittered(backoff)
      grow()
    } else {
      state = .idle
    }
    let calls = waiting
    waiting = calls.filter { $0.waitsForReady && !$0.isEnded && options.reconnects }
    let status = unavailable
    for call in calls where !call.waitsForReady || !options.reconnects {
      call.abort(status, reset: .cancel, wasNotProcessed: true)
    }
    onEvent?(.disconnected(reason))
  }

  private func grow() {
    backoff = min(.microseconds(backoff.microseconds * 8 / 5), options.maxBackoff)
  }

  private func jittered(_ span: Timeout) -> Timeout {
    let fifth = span.microseconds / 5
    return .microseconds(span.microseconds + Int64.random(in: -fifth...fifth))
  }

  private var unavailable: Status {
    Status(.unavailable, "\(address): \(lastReason.map(\.description) ?? "not connected")")
  }

  /// What calls are told whose connection broke.
  var lossText: String { "\(address): the connection was lost" }

  private func ticked(_ now: Monotonic) {
    let old = draining
    for transport in old {
      transport.now = now
      transport.tick()
    }
    if let transport {
      transport.now = now
      transport.tick()
    }
    switch state {
    case .backingOff where now >= retryAt: begin()
    case .connecting where now - connectingSince >= options.connectTimeout:
      let transport = transport
      self.transport = nil
      failed(.unreachable("no answer within \(options.connectTimeout)"))
      if let transport { letGo(transport) }
    default: break
    }
  }

  /// Ends all calls with UNAVAILABLE and closes, for good.
  public func close() {
    if state == .closed { return }
    state = .closed
    lastReason = .local
    let transport = transport
    self.transport = nil
    waiting = []
    let status = unavailable
    let open = calls
    for call in open { call.abort(status, reset: .cancel) }
    let old = draining
    draining = []
    for transport in old { letGo(transport) }
    if let transport { letGo(transport) }
    // From here on nothing on the loop knows of this object, which may go elsewhere: a tick that met it
    // on its way out would end the process.
    ticker = nil
    onEvent?(.disconnected(.local))
  }

  /// Calls under way or waiting.
  public var openCalls: Int { calls.count }

  // MARK: Calls

  /// Starts a call with one request and at most one response. `completion` is called exactly once,
  /// on the loop, never before this method returns.
  ///
  /// Not connected yet: the call waits for the connection where `waitForReady` is set, at most
  /// until its deadline, in a queue of `options.maxWaiting`; else it ends with UNAVAILABLE at the
  /// first failure to connect.
  /// - Parameter deadline: sent as what is left of it; `.distantFuture` for none.
  @discardableResult
  public func unary(
    _ path: String, _ request: Bytes, metadata: Metadata = Metadata(),
    deadline: Monotonic = .distantFuture, waitForReady: Bool = false,
    completion: @escaping (Reply) -> Void
  ) -> ClientCall {
    let stream = make(path, metadata, deadline, waitForReady, .unary(completion))
    stream.enqueue(request, .plain)
    stream.isFinishing = true
    start(stream)
    return ClientCall(stream)
  }

  /// Starts a call of any kind. `handlers` are called on the loop, in order, `onEnd` last and once.
  public func stream(
    _ path: String, metadata: Metadata = Metadata(), deadline: Monotonic = .distantFuture,
    waitForReady: Bool = false, handlers: ClientStreamHandlers
  ) -> ClientCall {
    let stream = make(path, metadata, deadline, waitForReady, .stream(handlers))
    start(stream)
    return ClientCall(stream)
  }

  private func make(
    _ path: String, _ metadata: Metadata, _ deadline: Monotonic, _ waitForReady: Bool,
    _ kind: ClientStream.Kind
  ) -> ClientStream {
    if path != lastPath {
      lastPath = path
      lastHeaders = HeaderBlock([
        ":method": "POST", ":scheme": "http", ":path": path, ":authority": address.description,
        "te": "trailers", "content-type": "application/grpc", "user-agent": options.userAgent,
        "grpc-accept-encoding": "identity,gzip",
      ])
    }
    var headers = lastHeaders
    headers.append(metadata.block)
    let stream = ClientStream(
      client: self, headers: headers, deadline: deadline, waitsForReady: waitForReady, kind: kind)
    stream.place = calls.count
    calls.append(stream)
    return stream
  }

  func remove(_ stream: ClientStream) {
    guard stream.place >= 0 else { return }
    let last = calls.count - 1
    if stream.place != last {
      calls[last].place = stream.place
      calls[stream.place] = calls[last]
    }
    calls.removeLast()
    stream.place = -1
  }

  private func start(_ stream: ClientStream) {
    if stream.deadline != .distantFuture {
      if stream.deadline <= turn.now {
        return fail(stream, Status(.deadlineExceeded, "the deadline had passed before the call"))
      }
      turn.watch(stream, stream.deadline)
    }
    switch state {
    case .ready: open(stream)
    case .closed: fail(stream, unavailable)
    case .backingOff where !stream.waitsForReady: fail(stream, unavailable)
    case .idle, .draining, .connecting, .backingOff:
      if waiting.count >= options.maxWaiting {
        waiting.removeAll { $0.isEnded }
      }
      if waiting.count >= options.maxWaiting {
        return fail(
          stream, Status(.unavailable, "\(options.maxWaiting) calls wait for \(address) already"))
      }
      waiting.append(stream)
      if state == .idle || state == .draining { connect() }
    }
  }

  /// Ends `stream` at the end of the turn, since its caller has not yet got it.
  private func fail(_ stream: ClientStream, _ status: Status) {
    turn.atEnd { stream.abort(status, reset: .cancel, wasNotProcessed: true) }
  }

  private func open(_ stream: ClientStream) {
    guard let transport else { return fail(stream, unavailable) }
    var headers = stream.headers
    if stream.deadline != .distantFuture {
      headers.add("grpc-timeout", GRPCTimeout.text(stream.deadline - turn.now), isVolatile: true)
    }
    guard transport.submitRequest(stream, headers, hasBody: true) else {
      return fail(stream, unavailable)
    }
    transport.wantsFlush()
  }
}
