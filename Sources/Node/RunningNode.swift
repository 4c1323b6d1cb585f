public import GRPC
public import Logging
public import NIOCore
import NIOPosix
import Replica
import Storage
import Synchronization
import Units

/// A node that runs on a loop of its own, as seen from other threads.
public final class RunningNode: Sendable {
  /// What it listens on, with the real port where 0 was asked.
  public let address: Address
  public let eventLoop: any EventLoop
  private let node: NIOLoopBound<Node>
  private let pool: NIOThreadPool
  private let ended: EventLoopPromise<NodeEnd>

  private init(
    _ node: NIOLoopBound<Node>, _ address: Address, _ pool: NIOThreadPool,
    _ ended: EventLoopPromise<NodeEnd>
  ) {
    self.node = node
    self.address = address
    self.pool = pool
    self.ended = ended
    eventLoop = node.eventLoop
  }

  /// Opens the data directory, listens, and takes part.
  ///
  /// Everything that can be wrong with the directory or the address is found before anything is
  /// founded or joined. An empty directory's wish to join goes on after this returns.
  ///
  /// - Parameters:
  ///   - loop: the node's only loop; nothing else should live there.
  ///   - services: registers what clients call, on the loop, once.
  /// - Throws: `NodeEnd`: one sentence and an exit status.
  public static func start(
    _ options: NodeOptions, on loop: any EventLoop, logger: Logger,
    services: @escaping @Sendable (Node, inout Router) -> Void
  ) async throws(NodeEnd) -> RunningNode {
    let pool = NIOThreadPool(numberOfThreads: 1)
    pool.start()
    let ended = loop.makePromise(of: NodeEnd.self)
    do {
      let (node, inbox) = try await loop.submit {
        let node = Node(turn: Turn(eventLoop: loop), options: options, pool: pool, logger: logger)
        node.onEnd = { ended.succeed($0) }
        return (NIOLoopBound(node, eventLoop: loop), node.inbox)
      }.get()
      var generator = SystemRandomNumberGenerator()
      let incarnation = Incarnation(generator.next() | 1)
      let opened = try await pool.runIfActive(eventLoop: loop) {
        Result<OpenedDirectory, NodeEnd> { () throws(NodeEnd) in
          try OpenedDirectory(options, incarnation: incarnation, inbox: inbox)
        }
      }.get().get()
      let address: Address
      do {
        address = try await loop.flatSubmit { node.value.listen(services) }.get()
      } catch {
        opened.log.stop()
        opened.state.threads.stop()
        throw error
      }
      let refusal = try await loop.submit {
        node.value.begin(opened)
        return node.value.end
      }.get()
      if let refusal {
        _ = try? await loop.flatSubmit { node.value.closeServer() }.get()
        opened.log.stop()
        opened.state.threads.stop()
        throw refusal
      }
      return RunningNode(node, address, pool, ended)
    } catch {
      ended.succeed(NodeEnd(.ok, "never began"))
      try? await pool.shutdownGracefully()
      if let why = error as? NodeEnd { throw why }
      throw NodeEnd(
        .unavailable,
        "cannot listen on \(options.listen): \(RunningNode.why(error)); stop whoever holds the "
          + "address, or choose another with --listen")
    }
  }

  private static func why(_ error: any Error) -> String {
    guard let error = error as? IOError else { return "\(error)" }
    return switch error.errnoCode {
    case EADDRINUSE: "the port is in use"
    case EACCES: "the port needs privileges"
    case EADDRNOTAVAIL: "the address is not of this machine"
    default: error.description
    }
  }

  /// Ends the wait of `whenEnded` when the node ends by itself: its disk failed, its state differs.
  public func whenEnded() async -> NodeEnd {
    // The promise is only ever succeeded.
    (try? await ended.futureResult.get()) ?? NodeEnd(.software, "the loop is gone")
  }

  /// Runs `body` on the loop.
  public func onLoop(_ body: @escaping @Sendable (Node) -> Void) {
    let node = node
    eventLoop.execute { body(node.value) }
  }

  /// Takes nothing new, hands leadership over, lets open calls end within the server's grace, says
  /// goodbye to the other nodes; then everything is written, flushed and closed.
  public func drain() async {
    let node = node
    let retired = eventLoop.makePromise(of: Void.self)
    eventLoop.execute { node.value.retire { retired.succeed() } }
    _ = try? await retired.futureResult.get()
    let drained = eventLoop.flatSubmit { () -> EventLoopFuture<Void> in
      let future = node.value.server?.drain() ?? node.eventLoop.makeSucceededVoidFuture()
      node.value.leavePeers()
      return future
    }
    _ = try? await drained.get()
    await stop()
  }

  /// Ends at once; what the disk has queued is written all the same.
  public func stop() async {
    let node = node
    let pool = pool
    let closed = eventLoop.flatSubmit { () -> EventLoopFuture<Void> in
      node.value.closeServer()
    }
    _ = try? await closed.get()
    let halted = eventLoop.flatSubmit { () -> EventLoopFuture<Void> in
      guard let (log, state) = node.value.halt() else {
        return node.eventLoop.makeSucceededVoidFuture()
      }
      return pool.runIfActive(eventLoop: node.eventLoop) {
        log.stop()
        state.stop()
      }
    }
    _ = try? await halted.get()
    // The last owner of the directory's lock.
    _ = try? await eventLoop.submit { node.value.keeper = nil }.get()
    ended.succeed(NodeEnd(.ok, "stopped"))
    try? await pool.shutdownGracefully()
  }
}

extension Node {
  /// Binds, with the peers' methods and the services registered. The address that peers are told is
  /// known from then on.
  func listen(
    _ services: (Node, inout Router) -> Void
  ) -> EventLoopFuture<Address> {
    var router = Router()
    servePeers(into: &router)
    services(self, &router)
    var options = self.options.server
    options.maxMessage = max(options.maxMessage, .mebibytes(16))
    let server = Server(turn: turn, router: router, options: options)
    server.commonTrailers = { [unowned self] in commonTrailers }
    server.onAltered = { [unowned self] peer in
      logger.warning(
        "connection from a peer broken off: its bytes do not bear their checksum",
        metadata: ["from": "\(peer)"])
    }
    self.server = server
    return server.listen(self.options.listen).assumeIsolated().map { [unowned self] bound in
      address = self.options.advertise ?? bound
      knownTrailers = nil
      measure()
      watchSpace()
      return bound
    }.nonisolated()
  }

  func closeServer() -> EventLoopFuture<Void> {
    server?.close() ?? turn.eventLoop.makeSucceededVoidFuture()
  }

  /// Asked for with every answer, and made anew only when a leader or an address changed.
  private var commonTrailers: Metadata {
    if let knownTrailers { return knownTrailers }
    var trailers = Metadata()
    guard hasJoined else { return trailers }
    trailers.add(Trailers.node, options.name)
    if let leaderAddress { trailers.add(Trailers.leader, leaderAddress) }
    knownTrailers = trailers
    return trailers
  }

  /// Says what is still missing of the log: where nobody has it the cluster may wait for it.
  private func reportDamage() {
    guard let status = mind?.status, let first = status.firstDamaged else { return }
    logger.warning(
      "damaged entries not fetched yet",
      metadata: ["first": "\(first)", "count": "\(status.damaged)", "commit": "\(status.commit)"])
  }

  /// Looks at the disk's use every few seconds.
  private func measure() {
    guard end == nil else { return }
    let path = options.dataDirectory
    pool.runIfActive(eventLoop: turn.eventLoop) { DiskUsage(measuring: path) }
      .assumeIsolated().whenComplete { [weak self] result in
        guard let self, end == nil else { return }
        if case .success(let usage) = result { self.usage = usage }
        reportDamage()
        sweepSnapshots()
        turn.eventLoop.assumeIsolated().scheduleTask(in: .seconds(5)) { [weak self] in
          self?.measure()
        }
      }
  }
}
