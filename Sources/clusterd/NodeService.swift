import GRPC
import Logging
import NIOCore
import NIOPosix
import Node
import ServiceLifecycle
import Services
import Worker

/// A node within the process's life: up until it is asked to stop, or ends by itself.
struct NodeService: Service {
  let settings: NodeSettings
  let logger: Logger

  func run() async throws {
    // The one loop: replica, server and all connections live on it.
    let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    let node: RunningNode
    do {
      node = try await RunningNode.start(
        settings.options, on: group.next(), logger: logger
      ) { node, router in Services.register(on: node, into: &router) }
    } catch {
      try? await group.shutdownGracefully()
      throw error
    }
    logger.notice(
      "listening",
      metadata: [
        "address": "\(node.address)", "data": "\(settings.options.dataDirectory)",
        "version": "\(Version.text)",
      ])
    let worker = try await startWorker(node)
    let end = await withTaskGroup(of: NodeEnd?.self) { tasks in
      tasks.addTask { await node.whenEnded() }
      tasks.addTask {
        guard (try? await gracefulShutdown()) != nil else { return nil }
        logger.notice("stopping")
        await worker?.drain(within: settings.options.server.drainGrace)
        await node.drain()
        return nil
      }
      var end = NodeEnd(.ok, "stopped")
      for await result in tasks {
        guard let result else { continue }
        end = result
        tasks.cancelAll()
      }
      return end
    }
    // On a disk that failed nothing is written any more, and closing the state would: RocksDB ends
    // the process with an assertion where it is asked to go on after an error.
    if end.code == .io || end.code == .data { Daemon.fail(end, atOnce: true) }
    if end.code != .ok { await node.stop() }
    try? await group.shutdownGracefully()
    guard end.code == .ok else { throw end }
    logger.notice("stopped")
  }

  /// This node's own slots: a worker like any other, which connects by loopback.
  private func startWorker(_ node: RunningNode) async throws -> RunningWorker? {
    guard settings.options.workerSlots > 0 else { return nil }
    var options = WorkerOptions(
      name: settings.options.name,
      directory: Daemon.absolute(settings.options.dataDirectory) + "/worker")
    options.version = Version.text
    options.capacity = settings.options.workerSlots
    do {
      return try await RunningWorker.start(options, addresses: [node.address], logger: logger)
    } catch {
      await node.stop()
      throw NodeEnd(.io, "the worker's directory \(options.directory) cannot be used: \(error)")
    }
  }
}
