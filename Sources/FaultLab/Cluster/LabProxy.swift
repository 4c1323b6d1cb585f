internal import GRPC
internal import Glibc
internal import NIOCore
internal import NIOPosix
internal import Synchronization
internal import Units

/// Proxies between the nodes, one before each. A proxy knows who dials (by its address, or by whose
/// socket it is), so that each directed link has a behaviour of its own.
///
/// Confined to one event loop, save for `set` and `heal`.
final class LabProxies: Sendable {
  /// What is wrong with one direction.
  struct Behaviour: Hashable, Sendable {
    var delay = Timeout.zero
    var bytesPerSecond: Int?
    var isStalled = false
    var swallows = false
    var corruptsOneIn: Int?
  }

  /// One kind of fault on one direction.
  struct Strike: Hashable, Sendable {
    var kind: ProxyFault.Kind
    var link: LabNetwork.Link
  }

  struct State {
    var behaviours: [LabNetwork.Link: Behaviour] = [:]
    /// How often each has met anything: bytes that came in, or connections.
    var strikes: [Strike: Int] = [:]
    fileprivate var pairs: [ObjectIdentifier: ProxyPair] = [:]
    var listeners: [any Channel] = []
    var generator: SeededGenerator
  }

  private let eventLoop: any EventLoop
  private let state: NIOLoopBoundBox<State>
  /// Who has the socket that dials from this address. Reads all of the kernel's tables: not on the loop
  /// that carries the bytes.
  private let identify: @Sendable (SocketAddress) -> Int
  private let identifying = NIOThreadPool(numberOfThreads: 1)

  init(
    on eventLoop: any EventLoop, seed: UInt64,
    identify: @escaping @Sendable (SocketAddress) -> Int
  ) {
    self.eventLoop = eventLoop
    self.identify = identify
    state = .makeBoxSendingValue(
      State(generator: SeededGenerator(seed: seed)), eventLoop: eventLoop)
  }

  /// Listens at `address` for the node at `place`, which listens at `target`.
  ///
  /// - Returns: where, should the port have been 0.
  @discardableResult
  func listen(at address: Address, for place: Int, target: Address) async throws -> Address {
    let (state, identify, identifying) = (state, identify, identifying)
    identifying.start()
    let listener = try await ServerBootstrap(group: eventLoop)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .childChannelOption(.autoRead, value: false)
      .childChannelInitializer { channel in
        let remote = channel.remoteAddress
        return identifying.runIfActive(eventLoop: channel.eventLoop) {
          remote.map(identify) ?? LabNetwork.clients
        }.flatMapThrowing { dialer in
          let pair = ProxyPair(dialer: dialer, node: place, seed: state.value.generator.next())
          state.value.pairs[ObjectIdentifier(pair)] = pair
          pair.behaviour = { link in state.value.behaviours[link] ?? Behaviour() }
          pair.hasStruck = { state.value.strikes[Strike(kind: $0, link: $1), default: 0] += 1 }
          pair.onClose = { pair in state.value.pairs[ObjectIdentifier(pair)] = nil }
          try channel.pipeline.syncOperations.addHandler(
            ProxyHalf(pair, link: LabNetwork.Link(from: dialer, to: place)))
          pair.near = channel
          pair.dial(target, on: channel.eventLoop)
        }
      }
      .bind(host: address.host, port: address.port).get()
    try await eventLoop.submit { state.value.listeners.append(listener) }.get()
    return Address(host: address.host, port: listener.localAddress?.port ?? address.port)
  }

  func set(_ fault: ProxyFault, on links: [LabNetwork.Link]) async throws {
    let state = state
    try await eventLoop.submit {
      for link in links {
        var behaviour = state.value.behaviours[link] ?? Behaviour()
        switch fault {
        case .delay(let span): behaviour.delay = span
        case .throttle(let rate): behaviour.bytesPerSecond = rate
        case .stall: behaviour.isStalled = true
        case .swallow: behaviour.swallows = true
        case .corrupt(let count): behaviour.corruptsOneIn = count
        case .reset:
          for pair in state.value.pairs.values where pair.uses(link) {
            pair.hasStruck(.reset, link)
            pair.reset()
          }
        }
        state.value.behaviours[link] = behaviour
      }
    }.get()
  }

  /// How often a fault of this kind has met anything on these links so far.
  func struck(_ kind: ProxyFault.Kind, _ links: [LabNetwork.Link]) async throws -> Int {
    let state = state
    return try await eventLoop.submit {
      Set(links).reduce(0) { $0 + (state.value.strikes[Strike(kind: kind, link: $1)] ?? 0) }
    }.get()
  }

  /// All links, or those named.
  func heal(_ links: [LabNetwork.Link]? = nil) async throws {
    let state = state
    try await eventLoop.submit {
      guard let links else {
        state.value.behaviours = [:]
        // What was swallowed never had another end: gone is gone.
        for pair in state.value.pairs.values { pair.healed() }
        return
      }
      for link in links { state.value.behaviours[link] = nil }
      for pair in state.value.pairs.values where links.contains(where: { pair.uses($0) }) {
        pair.healed()
      }
    }.get()
  }

  func close() async {
    let state = state
    try? await eventLoop.submit {
      for listener in state.value.listeners { listener.close(promise: nil) }
      for pair in state.value.pairs.values { pair.close() }
    }.get()
    try? await identifying.shutdownGracefully()
  }
}

/// Two connections that belong together: a dialer's and the one to the node.
private final class ProxyPair {
  let dialer: Int
  let node: Int
  var near: (any Channel)?
  var far: (any Channel)?
  var behaviour: (LabNetwork.Link) -> LabProxies.Behaviour = { _ in LabProxies.Behaviour() }
  var hasStruck: (ProxyFault.Kind, LabNetwork.Link) -> Void = { _, _ in }
  var onClose: (ProxyPair) -> Void = { _ in }
  var generator: SeededGenerator
  private var isClosed = false
  private var isSwallowed = false

  init(dialer: Int, node: Int, seed: UInt64) {
    self.dialer = dialer
    self.node = node
    generator = SeededGenerator(seed: seed)
  }

  func uses(_ link: LabNetwork.Link) -> Bool {
    (link.from, link.to) == (dialer, node) || (link.from, link.to) == (node, dialer)
  }

  func dial(_ target: Address, on eventLoop: any EventLoop) {
    let link = LabNetwork.Link(from: dialer, to: node)
    if behaviour(link).swallows {
      isSwallowed = true
      hasStruck(.swallow, link)
      near?.read()
      return
    }
    let back = LabNetwork.Link(from: node, to: dialer)
    let bound = NIOLoopBound(self, eventLoop: eventLoop)
    ClientBootstrap(group: eventLoop)
      .channelOption(.autoRead, value: false)
      .channelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.addHandler(ProxyHalf(bound.value, link: back))
        }
      }
      .connect(host: target.host, port: target.port)
      .assumeIsolated().whenComplete { result in
        switch result {
        case .failure: self.reset()
        case .success(let channel):
          guard !self.isClosed else {
            channel.close(promise: nil)
            return
          }
          self.far = channel
          channel.read()
          self.near?.read()
        }
      }
  }

  /// The other side of the one that this link's bytes come from.
  func output(of link: LabNetwork.Link) -> (any Channel)? { link.to == node ? far : near }
  func input(of link: LabNetwork.Link) -> (any Channel)? { link.to == node ? near : far }

  /// Ends both with RST, as a machine that knows nothing of them would.
  func reset() {
    for channel in [near, far] {
      guard let channel else { continue }
      (channel as? any SocketOptionProvider)?.setSoLinger(linger(l_onoff: 1, l_linger: 0))
        .whenComplete { _ in channel.close(promise: nil) }
    }
    finish()
  }

  func close() {
    near?.close(promise: nil)
    far?.close(promise: nil)
    finish()
  }

  func healed() { if isSwallowed { reset() } else { onHeal.forEach { $0() } } }

  var onHeal: [() -> Void] = []

  private func finish() {
    guard !isClosed else { return }
    isClosed = true
    onHeal = []
    onClose(self)
  }
}

/// One direction's reader: holds what came in until it is due, and hands it on.
private final class ProxyHalf: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer

  /// Bytes that wait at most; then no more is read.
  static let most = 1 << 20

  private let pair: ProxyPair
  private let link: LabNetwork.Link
  private var waiting: [(due: NIODeadline, bytes: ByteBuffer)] = []
  private var waitingBytes = 0
  private var lastDue = NIODeadline.now()
  private var isScheduled = false
  private var isPaused = false
  private var context: ChannelHandlerContext?

  init(_ pair: ProxyPair, link: LabNetwork.Link) {
    self.pair = pair
    self.link = link
  }

  func handlerAdded(context: ChannelHandlerContext) {
    self.context = context
    pair.onHeal.append { [weak self] in self?.healed() }
  }

  func handlerRemoved(context: ChannelHandlerContext) { self.context = nil }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    var bytes = unwrapInboundIn(data)
    let behaviour = pair.behaviour(link)
    if let count = behaviour.corruptsOneIn { corrupt(&bytes, oneIn: count) }
    if behaviour.isStalled { pair.hasStruck(.stall, link) }
    if behaviour.delay > .zero { pair.hasStruck(.delay, link) }
    if behaviour.bytesPerSecond != nil { pair.hasStruck(.throttle, link) }
    var due = max(NIODeadline.now() + .microseconds(behaviour.delay.microseconds), lastDue)
    if let rate = behaviour.bytesPerSecond {
      due = due + .microseconds(Int64(bytes.readableBytes) * 1_000_000 / Int64(max(rate, 1)))
    }
    lastDue = due
    waitingBytes += bytes.readableBytes
    waiting.append((due, bytes))
    release()
  }

  func channelReadComplete(context: ChannelHandlerContext) {
    if waitingBytes < ProxyHalf.most { context.read() } else { isPaused = true }
  }

  /// What waits is due at once, unless its link is still bad.
  private func healed() {
    if pair.behaviour(link) == LabProxies.Behaviour() {
      lastDue = NIODeadline.now()
      for place in waiting.indices { waiting[place].due = min(waiting[place].due, lastDue) }
    }
    release()
  }

  /// Hands on what is due.
  private func release() {
    guard let output = pair.output(of: link) else { return }
    if pair.behaviour(link).isStalled { return }
    let now = NIODeadline.now()
    var written = false
    while let first = waiting.first, first.due <= now {
      waiting.removeFirst()
      waitingBytes -= first.bytes.readableBytes
      output.write(first.bytes, promise: nil)
      written = true
    }
    if written { output.flush() }
    if isPaused, waitingBytes < ProxyHalf.most {
      isPaused = false
      context?.read()
    }
    guard let next = waiting.first, !isScheduled, let context else { return }
    isScheduled = true
    context.eventLoop.assumeIsolated().scheduleTask(deadline: next.due) {
      self.isScheduled = false
      self.release()
    }
  }

  private func corrupt(_ bytes: inout ByteBuffer, oneIn count: Int) {
    var place = bytes.readerIndex + Int(pair.generator.below(UInt64(count)))
    while place < bytes.writerIndex {
      if let byte = bytes.getInteger(at: place, as: UInt8.self) {
        bytes.setInteger(byte ^ UInt8(1 << pair.generator.below(8)), at: place)
        pair.hasStruck(.corrupt, link)
      }
      place += 1 + Int(pair.generator.below(UInt64(2 * count)))
    }
  }

  func channelInactive(context: ChannelHandlerContext) { pair.close() }

  func errorCaught(context: ChannelHandlerContext, error: any Error) { pair.reset() }
}
