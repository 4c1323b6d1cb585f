import GRPC
import Glibc
import Logging
import Messages
import NIOCore
import NIOPosix
import Node
import Replica
import StateMachine
import Testing
import Units

/// Three nodes with real disks and sockets in one process: a write through each, and again after
/// the leader has gone.
struct ClusterTests {
  static let path = "/test.Ticks/Tick"

  /// One small write.
  @Sendable static func serve(_ node: Node, _ router: inout Router) {
    node.serve(into: &router, path, .write) { call in
      let record = MemberRecord(node: NodeID(99), name: "nobody", address: "127.0.0.1:1")
      node.submit(
        Command(CommandHeader(.setMember), body: MemberCommand(record).encoded()), for: call
      ) { call.finish($0) }
    }
    node.serve(into: &router, checkPath, .leader) { call in
      node.checkConsistency(isFull: !call.request.isEmpty, for: call) { result, mark in
        switch result {
        case .failure(let failure): call.fail(failure, at: mark)
        case .success(let report):
          let words = report.words.map { "\($0.name) \($0.isEqual ? "equal" : $0.note)" }
          call.respond(Bytes(words.joined(separator: ", ").utf8), at: mark)
        }
      }
    }
  }

  /// Compares the nodes' states; with a request that is not empty, what their stores hold too.
  static let checkPath = "/test.Ticks/Check"

  @Test("writes reach the leader through every node, and the next one after it has stopped")
  func threeNodes() async throws {
    let directory = try TemporaryDirectory()
    let group = MultiThreadedEventLoopGroup(numberOfThreads: 4)
    var nodes: [RunningNode] = []
    for number in 1...3 {
      var options = NodeOptions(
        name: "n\(number)", listen: Address(host: "127.0.0.1", port: 0),
        dataDirectory: directory.path + "/n\(number)")
      options.founds = number == 1
      options.join = nodes.map(\.address)
      options.zoneDirectory = directory.path
      options.server.drainGrace = .seconds(1)
      nodes.append(
        try await RunningNode.start(
          options, on: group.next(),
          logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
          services: ClusterTests.serve))
    }
    let caller = Caller(group.next())
    for node in nodes {
      try await eventually("a member") { try await caller.tick(node.address).code == .ok }
      let reply = try await caller.tick(node.address)
      #expect(reply.code == .ok, "\(node.address): \(reply.message)")
      // A node that has just been let in may not know the leader's address before its first entries.
      try await eventually("the leader is named") {
        let named = try await caller.tick(node.address).leader
        return nodes.contains { $0.address.description == named }
      }
      #expect(reply.index > 0)
    }
    try await eventually("three voters") { try await caller.voters(nodes[0]) == 3 }

    // Whoever it is by now: on a machine that is busy the first may have lost it meanwhile.
    let named = try await caller.tick(nodes[0].address).leader
    let leader = try #require(nodes.first { $0.address.description == named })
    await leader.drain()
    let others = nodes.filter { $0.address != leader.address }
    for node in others {
      let reply = try await caller.tick(node.address)
      #expect(reply.code == .ok, "\(node.address): \(reply.message)")
      #expect(reply.leader != leader.address.description)
    }
    for node in others { await node.stop() }
    try await group.shutdownGracefully()
  }

  @Test("a node whose directory is gone comes back by itself, by a snapshot, as another member")
  func wiped() async throws {
    let directory = try TemporaryDirectory()
    let group = MultiThreadedEventLoopGroup(numberOfThreads: 4)
    var all: [NodeOptions] = []
    var nodes: [RunningNode] = []
    func start(_ options: NodeOptions) async throws -> RunningNode {
      try await RunningNode.start(
        options, on: group.next(),
        logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
        services: ClusterTests.serve)
    }
    for number in 1...3 {
      var options = NodeOptions(
        name: "n\(number)", listen: Address(host: "127.0.0.1", port: 0),
        dataDirectory: directory.path + "/n\(number)")
      options.founds = number == 1
      options.join = nodes.map(\.address)
      options.zoneDirectory = directory.path
      options.replica.overlayAge = .milliseconds(5)
      options.replica.flushAge = .milliseconds(20)
      options.replica.tailEntries = 2
      options.replica.replaceAfter = .milliseconds(700)
      nodes.append(try await start(options))
      options.listen = nodes[number - 1].address
      all.append(options)
    }
    let caller = Caller(group.next())
    try await eventually("three voters") { try await caller.voters(nodes[0]) == 3 }
    for _ in 0..<30 { #expect(try await caller.tick(nodes[0].address).code == .ok) }
    await nodes[2].stop()
    TemporaryDirectory.remove(all[2].dataDirectory)
    nodes[2] = try await start(all[2])
    try await eventually("another incarnation as a voter") {
      let status = try await caller.status(nodes[0])
      let third = status.members.filter { $0.name == "n3" }
      return status.members.count == 3 && third.map(\.id.rawValue) != [3]
        && third.allSatisfy { $0.role == .voter }
    }
    #expect(try await caller.status(nodes[2]).firstIndex.rawValue > 3, "by a snapshot")
    #expect(try await caller.tick(nodes[2].address).code == .ok)
    for node in nodes { await node.stop() }
    try await group.shutdownGracefully()
  }

  @Test("nodes that end all at once do not wait for each other")
  func allAtOnce() async throws {
    let directory = try TemporaryDirectory()
    let group = MultiThreadedEventLoopGroup(numberOfThreads: 4)
    var nodes: [RunningNode] = []
    for number in 1...3 {
      var options = NodeOptions(
        name: "n\(number)", listen: Address(host: "127.0.0.1", port: 0),
        dataDirectory: directory.path + "/n\(number)")
      options.founds = number == 1
      options.join = nodes.map(\.address)
      options.zoneDirectory = directory.path
      options.server.drainGrace = .milliseconds(200)
      nodes.append(
        try await RunningNode.start(
          options, on: group.next(),
          logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
          services: ClusterTests.serve))
    }
    let caller = Caller(group.next())
    try await eventually("three voters") { try await caller.voters(nodes[0]) == 3 }
    let start = ContinuousClock.now
    await withTaskGroup(of: Void.self) { tasks in
      for node in nodes { tasks.addTask { await node.drain() } }
    }
    // A handover that nobody takes is given up after two seconds.
    #expect(ContinuousClock.now - start < .milliseconds(1_800))
    try await group.shutdownGracefully()
  }

  @Test("who comes after the log was cut gets a snapshot, restarts from it, and follows")
  func snapshot() async throws {
    let directory = try TemporaryDirectory()
    let group = MultiThreadedEventLoopGroup(numberOfThreads: 3)
    let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
    var options = NodeOptions(
      name: "n1", listen: Address(host: "127.0.0.1", port: 0), dataDirectory: directory.path + "/n1"
    )
    options.founds = true
    options.zoneDirectory = directory.path
    options.server.drainGrace = .seconds(1)
    options.replica.overlayAge = .milliseconds(5)
    options.replica.flushAge = .milliseconds(20)
    options.replica.tailEntries = 2
    let first = try await RunningNode.start(
      options, on: group.next(), logger: logger, services: ClusterTests.serve)
    let caller = Caller(group.next())
    try await eventually("a member") { try await caller.tick(first.address).code == .ok }
    for _ in 0..<30 { #expect(try await caller.tick(first.address).code == .ok) }
    try await eventually("a cut log") { try await caller.status(first).firstIndex.rawValue > 3 }
    let cut = try await caller.status(first)
    try #require(cut.firstIndex.rawValue > 3, "\(cut)")

    options.name = "n2"
    options.dataDirectory = directory.path + "/n2"
    options.founds = false
    options.join = [first.address]
    var second = try await RunningNode.start(
      options, on: group.next(), logger: logger, services: ClusterTests.serve)
    try await eventually("two voters") { try await caller.voters(first) == 2 }
    let caughtUp = try await caller.status(second)
    #expect(caughtUp.firstIndex.rawValue > 3)
    #expect(try await caller.tick(second.address).code == .ok)

    // From its own disk: the configuration is no entry of its log any more.
    options.listen = second.address
    await second.stop()
    second = try await RunningNode.start(
      options, on: group.next(), logger: logger, services: ClusterTests.serve)
    #expect(try await caller.tick(second.address).code == .ok)
    #expect(try await caller.voters(second) == 2)
    await second.stop()
    await first.stop()
    try await group.shutdownGracefully()
  }

  @Test("a node that belongs to no cluster says so at once")
  func notJoined() async throws {
    let directory = try TemporaryDirectory()
    let group = MultiThreadedEventLoopGroup(numberOfThreads: 2)
    var options = NodeOptions(
      name: "n1", listen: Address(host: "127.0.0.1", port: 0), dataDirectory: directory.path + "/n1"
    )
    // Nobody listens there.
    options.join = [Address(host: "127.0.0.1", port: 1)]
    let node = try await RunningNode.start(
      options, on: group.next(), logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
      services: ClusterTests.serve)
    let caller = Caller(group.next())
    let reply = try await caller.tick(node.address, timeout: .milliseconds(500))
    #expect(reply.code == .unavailable, "\(reply.message)")
    #expect(reply.message.contains("belongs to no cluster yet"))
    #expect(reply.took < .milliseconds(400))
    await node.stop()
    try await group.shutdownGracefully()
  }

  @Test("a second process on the directory is told who holds it")
  func locked() async throws {
    let directory = try TemporaryDirectory()
    let group = MultiThreadedEventLoopGroup(numberOfThreads: 2)
    var options = NodeOptions(
      name: "n1", listen: Address(host: "127.0.0.1", port: 0), dataDirectory: directory.path + "/n1"
    )
    options.founds = true
    options.zoneDirectory = directory.path
    let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
    let node = try await RunningNode.start(
      options, on: group.next(), logger: logger, services: ClusterTests.serve)
    options.listen = node.address
    let second = await refusal(of: options, on: group.next())
    #expect(second?.code == .temporary)
    #expect(second?.description.contains(options.dataDirectory) == true, "\(second as Any)")
    options.dataDirectory = directory.path + "/n2"
    let third = await refusal(of: options, on: group.next())
    #expect(third?.code == .unavailable)
    #expect(third?.description.contains("in use") == true, "\(third as Any)")
    await node.stop()
    try await group.shutdownGracefully()
  }

  @Test("a directory of another cluster is named, and its node ends")
  func foreign() async throws {
    let directory = try TemporaryDirectory()
    let group = MultiThreadedEventLoopGroup(numberOfThreads: 2)
    let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
    func options(_ name: String) -> NodeOptions {
      var options = NodeOptions(
        name: name, listen: Address(host: "127.0.0.1", port: 0),
        dataDirectory: directory.path + "/" + name)
      options.founds = true
      options.zoneDirectory = directory.path
      return options
    }
    let other = try await RunningNode.start(
      options("other"), on: group.next(), logger: logger, services: ClusterTests.serve)
    var own = options("own")
    let first = try await RunningNode.start(
      own, on: group.next(), logger: logger, services: ClusterTests.serve)
    // A member that asks its own is among its own: it stays.
    let caller = Caller(group.next())
    try await eventually("the first leads") { try await caller.tick(first.address).code == .ok }
    await first.stop()
    try await eventually("the other leads") { try await caller.tick(other.address).code == .ok }
    own.join = [other.address]
    let second = try await RunningNode.start(
      own, on: group.next(), logger: logger, services: ClusterTests.serve)
    let end = await second.whenEnded()
    #expect(end.code == .data)
    #expect(end.description.contains(own.dataDirectory), "\(end)")
    #expect(end.description.contains("\(other.address)"), "\(end)")
    await second.stop()
    await other.stop()
    try await group.shutdownGracefully()
  }

  func refusal(of options: NodeOptions, on loop: any EventLoop) async -> NodeEnd? {
    do {
      let node = try await RunningNode.start(
        options, on: loop, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
        services: ClusterTests.serve)
      await node.stop()
      return nil
    } catch { return error }
  }

}

/// Asks again every few milliseconds, for ten seconds at most; then `tell` says what there was instead.
func eventually(
  _ what: String, else tell: () async throws -> Void = {}, _ holds: () async throws -> Bool
) async throws {
  for _ in 0..<1_000 {
    if try await holds() { return }
    try await Task.sleep(for: .milliseconds(10))
  }
  try await tell()
  Issue.record("not within ten seconds: \(what)")
}

/// Makes one call at a time from a loop of its own.
struct Caller: Sendable {
  struct Reply: Sendable {
    var code: Status.Code
    var message: String
    var leader: String
    var index: UInt64
    var took: Timeout
  }

  let loop: any EventLoop

  init(_ loop: any EventLoop) { self.loop = loop }

  func tick(_ address: Address, timeout: Timeout = .seconds(8)) async throws -> Reply {
    try await loop.flatSubmit { [loop] in
      let promise = loop.makePromise(of: Reply.self)
      let turn = Turn(eventLoop: loop)
      let connection = ClientConnection(turn: turn, address: address)
      let start = turn.now
      connection.connect()
      connection.unary(
        ClusterTests.path, [], deadline: start + timeout, waitForReady: true
      ) { reply in
        promise.succeed(
          Reply(
            code: reply.status.code, message: reply.status.message,
            leader: reply.trailers["carillon-leader"] ?? "",
            index: reply.trailers["carillon-index"].flatMap { UInt64($0) } ?? 0,
            took: turn.now - start))
        connection.close()
      }
      return promise.futureResult
    }.get()
  }

  /// As clients do, again for a while where nobody could answer.
  func tickAgain(_ address: Address) async throws -> Reply {
    let began = ContinuousClock.now
    while true {
      let reply = try await tick(address)
      guard reply.code == .unavailable, ContinuousClock.now - began < .seconds(8) else {
        return reply
      }
      try await Task.sleep(for: .milliseconds(20))
    }
  }

  /// The answer as text, or what was said instead.
  func ask(
    _ address: Address, _ path: String, _ request: Bytes, timeout: Timeout = .seconds(8)
  ) async throws -> String {
    try await loop.flatSubmit { [loop] in
      let promise = loop.makePromise(of: String.self)
      let turn = Turn(eventLoop: loop)
      let connection = ClientConnection(turn: turn, address: address)
      connection.connect()
      connection.unary(path, request, deadline: turn.now + timeout, waitForReady: true) { reply in
        promise.succeed(
          reply.status.isOK
            ? String(decoding: reply.message, as: UTF8.self) : reply.status.message)
        connection.close()
      }
      return promise.futureResult
    }.get()
  }

  func voters(_ node: RunningNode) async throws -> Int {
    try await status(node).members.count { $0.role == .voter }
  }

  func status(_ node: RunningNode) async throws -> NodeStatus {
    let promise = loop.makePromise(of: NodeStatus.self)
    node.onLoop { promise.succeed($0.status()) }
    return try await promise.futureResult.get()
  }
}

/// A directory that goes away with its owner.
final class TemporaryDirectory: Sendable {
  let path: String

  init() throws {
    var template = Array("/tmp/carillon-node-XXXXXX".utf8CString)
    let isMade = unsafe template.withUnsafeMutableBufferPointer { buffer in
      guard let start = buffer.baseAddress else { return false }
      return unsafe mkdtemp(start) != nil
    }
    try #require(isMade)
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  deinit { TemporaryDirectory.remove(path) }

  static func remove(_ path: String) {
    guard let listing = unsafe opendir(path) else {
      _ = unsafe unlink(path)
      return
    }
    while let entry = unsafe readdir(listing) {
      let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        unsafe pointer.withMemoryRebound(to: CChar.self, capacity: 256) {
          unsafe String(cString: $0)
        }
      }
      if name != "." && name != ".." { remove(path + "/" + name) }
    }
    unsafe closedir(listing)
    _ = unsafe rmdir(path)
  }
}
