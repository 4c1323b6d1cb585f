import Client
import GRPC
import Logging
import NIOCore
import NIOPosix
import Units
import Worker

/// A worker on a loop of its own, so that it never takes a turn from a node's.
final class RunningWorker: Sendable {
  /// After a drain's deadline: SIGTERM, the time to kill, and the word that the attempts ended.
  private static let reporting = Timeout.seconds(8)

  private let worker: NIOLoopBound<WorkerLoop>
  private let group: MultiThreadedEventLoopGroup
  private let pool: NIOThreadPool
  private let finished: EventLoopPromise<Void>

  private init(
    _ worker: NIOLoopBound<WorkerLoop>, _ group: MultiThreadedEventLoopGroup,
    _ pool: NIOThreadPool, _ finished: EventLoopPromise<Void>
  ) {
    self.worker = worker
    self.group = group
    self.pool = pool
    self.finished = finished
  }

  /// - Throws: where the worker's directory cannot be used or the supervisor not be started.
  static func start(
    _ options: WorkerOptions, addresses: [Address], logger: Logger
  ) async throws -> RunningWorker {
    let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    let pool = NIOThreadPool(numberOfThreads: 1)
    pool.start()
    let loop = group.next()
    let finished = loop.makePromise(of: Void.self)
    do {
      let worker = try await loop.submit {
        var generator = SystemRandomNumberGenerator()
        let channel = ClusterChannel(
          turn: Turn(eventLoop: loop), addresses: addresses, options: ClientOptions(),
          seed: generator.next())
        let worker = try WorkerLoop(
          options: options, channel: channel, eventLoop: loop, pool: pool, logger: logger)
        worker.onFinish = { finished.succeed() }
        try worker.start()
        return NIOLoopBound(worker, eventLoop: loop)
      }.get()
      return RunningWorker(worker, group, pool, finished)
    } catch {
      finished.succeed()
      try? await pool.shutdownGracefully()
      try? await group.shutdownGracefully()
      throw error
    }
  }

  /// Takes nothing new, lets what runs end within `span`, and closes.
  func drain(within span: Timeout) async {
    let (worker, finished) = (worker, finished)
    worker.eventLoop.execute { worker.value.drain(within: span) }
    worker.eventLoop.scheduleTask(
      in: .microseconds(span.microseconds + RunningWorker.reporting.microseconds)
    ) {
      finished.succeed()
    }
    _ = try? await finished.futureResult.get()
    _ = try? await worker.eventLoop.submit { worker.value.close() }.get()
    try? await pool.shutdownGracefully()
    try? await group.shutdownGracefully()
  }
}
