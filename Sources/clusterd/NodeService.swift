import Logging
import NIOCore
import NIOPosix
import Node
import ServiceLifecycle
import Services

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
      ) { _, _ in }
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
    let end = await withTaskGroup(of: NodeEnd?.self) { tasks in
      tasks.addTask { await node.whenEnded() }
      tasks.addTask {
        guard (try? await gracefulShutdown()) != nil else { return nil }
        logger.notice("stopping")
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
    if end.code != .ok { await node.stop() }
    try? await group.shutdownGracefully()
    guard end.code == .ok else { throw end }
    logger.notice("stopped")
  }
}
