import GRPC
import Logging
import NIOCore
import NIOPosix
import Node
import Replica
import Synchronization
import Testing
import Units

/// A node that has much to apply gives its loop back after each share of it: sockets are looked at
/// between two, or heartbeats and votes wait until all is done.
struct YieldTests {
  /// The most tasks that a loop ran before it looked at its sockets again.
  private final class MostTasks: NIOEventLoopMetricsDelegate {
    let most = Mutex(0)

    func processedTick(info: NIOEventLoopTickInfo) {
      most.withLock { $0 = max($0, info.numberOfTasks) }
    }
  }

  @Test("between two shares of a long backlog the loop looks at its sockets")
  func backlog() async throws {
    let directory = try TemporaryDirectory()
    let group = MultiThreadedEventLoopGroup(numberOfThreads: 2)
    let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
    var options = NodeOptions(
      name: "n1", listen: Address(host: "127.0.0.1", port: 0), dataDirectory: directory.path + "/n1"
    )
    options.founds = true
    options.zoneDirectory = directory.path
    // Nothing reaches the store in this life: the next one applies all of it again.
    options.replica.overlayAge = .seconds(1_000)
    options.replica.flushAge = .seconds(1_000)
    let first = try await RunningNode.start(
      options, on: group.next(), logger: logger, services: ClusterTests.serve)
    let caller = Caller(group.next())
    try await eventually("a member") { try await caller.tick(first.address).code == .ok }
    for _ in 0..<200 { #expect(try await caller.tick(first.address).code == .ok) }
    let last = try await caller.status(first).appliedIndex
    await first.stop()

    let mostTasks = MostTasks()
    let watched = MultiThreadedEventLoopGroup(numberOfThreads: 1, metricsDelegate: mostTasks)
    options.replica.applyCommands = 1
    let second = try await RunningNode.start(
      options, on: watched.next(), logger: logger, services: ClusterTests.serve)
    try await eventually("all applied") { try await caller.status(second).appliedIndex >= last }
    await second.stop()
    let most = mostTasks.most.withLock { $0 }
    #expect(most < 100, "the loop ran \(most) tasks before it looked at its sockets")
    try await watched.shutdownGracefully()
    try await group.shutdownGracefully()
  }
}
