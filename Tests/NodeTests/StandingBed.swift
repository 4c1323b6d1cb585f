import GRPC
import Logging
import Messages
import NIOCore
import NIOPosix
import Replica
import StateMachine
import Storage
import Synchronization
import Testing
import Units

@testable import Node

/// Nodes with disks and sockets in this process, that can be stopped, wiped and altered.
final class Bed {
  let directory: TemporaryDirectory
  let group: MultiThreadedEventLoopGroup
  let caller: Caller
  let log = Lines()
  var options: [NodeOptions] = []
  var nodes: [RunningNode?] = []
  private let change: (inout NodeOptions) -> Void
  /// A loopback address of its own: a port that a stopped node leaves is drawn by another bed beside it,
  /// and its members would be taken for this one's.
  private let host: String

  private static let beds = Mutex(0)

  private init(_ change: @escaping (inout NodeOptions) -> Void) throws {
    directory = try TemporaryDirectory()
    group = MultiThreadedEventLoopGroup(numberOfThreads: 4)
    caller = Caller(group.next())
    self.change = change
    let number = Bed.beds.withLock { count in
      count += 1
      return count
    }
    host = "127.1.\(number / 250).\(number % 250 + 1)"
  }

  /// The first founds; returns when all are voters.
  static func start(
    _ count: Int, _ change: @escaping (inout NodeOptions) -> Void = { _ in }
  ) async throws -> Bed {
    let bed = try Bed(change)
    for place in 0..<count {
      bed.add { $0.founds = place == 0 }
      try await bed.boot(place)
    }
    try await bed.eventually("\(count) voters") {
      guard let status = try await bed.status(0) else { return false }
      return !status.changeInProgress && status.members.count { $0.role == .voter } == count
    }
    return bed
  }

  func add(_ more: (inout NodeOptions) -> Void = { _ in }) {
    let name = "n\(options.count + 1)"
    var made = NodeOptions(
      name: name, listen: Address(host: host, port: 0),
      dataDirectory: directory.path + "/" + name)
    made.join = options.map(\.listen)
    made.zoneDirectory = directory.path
    made.server.drainGrace = .milliseconds(100)
    made.replica.replaceAfter = .milliseconds(500)
    change(&made)
    more(&made)
    options.append(made)
    nodes.append(nil)
  }

  func boot(_ place: Int) async throws {
    let started = try? await RunningNode.start(
      options[place], on: group.next(), logger: log.logger(place), services: ClusterTests.serve)
    nodes[place] = started
    if let started {
      options[place].listen = started.address
      // From now on everybody knows where everybody is.
      for other in options.indices where !options[other].join.contains(started.address) {
        if other != place { options[other].join.append(started.address) }
      }
    }
  }

  /// Why it does not start.
  func refusal(_ place: Int) async -> NodeEnd? {
    do {
      let node = try await RunningNode.start(
        options[place], on: group.next(), logger: log.logger(place), services: ClusterTests.serve)
      await node.stop()
      return nil
    } catch { return error }
  }

  /// A follower hears of a commit with the next heartbeat only.
  func allHaveApplied() async throws {
    try await eventually("everybody has applied everything") {
      var applied: Set<LogIndex> = []
      for place in nodes.indices {
        if let status = try await status(place) { applied.insert(status.appliedIndex) }
      }
      return applied.count == 1
    }
  }

  func stop(_ place: Int) async {
    await nodes[place]?.stop()
    nodes[place] = nil
  }

  func stopAll() async { for place in nodes.indices { await stop(place) } }
  func end() async throws { try await group.shutdownGracefully() }
  func wipe(_ place: Int) { TemporaryDirectory.remove(options[place].dataDirectory) }

  /// How a node ended by itself, within ten seconds.
  func end(of node: RunningNode) async throws -> NodeEnd {
    let promise = group.next().makePromise(of: NodeEnd.self)
    let wait = Task { promise.succeed(await node.whenEnded()) }
    let limit = promise.futureResult.eventLoop.scheduleTask(in: .seconds(10)) {
      promise.fail(StillRuns())
    }
    defer {
      limit.cancel()
      wait.cancel()
    }
    do { return try await promise.futureResult.get() } catch {
      tell()
      throw error
    }
  }

  struct StillRuns: Error {}

  func tick(_ place: Int) async throws -> Caller.Reply {
    try await caller.tickAgain(options[place].listen)
  }

  func check(_ place: Int, isFull: Bool) async throws -> String {
    try await caller.ask(options[place].listen, ClusterTests.checkPath, isFull ? [1] : [])
  }

  func status(_ place: Int) async throws -> NodeStatus? {
    guard let node = nodes[place] else { return nil }
    return try await caller.status(node)
  }

  /// In force at the node; zero where it does not run.
  func machineVersion(_ place: Int) async -> UInt32 {
    await onLoop(place) { $0.machineVersion } ?? 0
  }

  func onLoop<Value: Sendable>(
    _ place: Int, _ look: @escaping @Sendable (Node) -> Value
  ) async -> Value? {
    guard let node = nodes[place] else { return nil }
    return await withCheckedContinuation { done in
      node.onLoop { done.resume(returning: look($0)) }
    }
  }

  func leader() async throws -> Int {
    for _ in 0..<1_000 {
      for place in nodes.indices where try await status(place)?.isReady == true { return place }
      try await Task.sleep(for: .milliseconds(10))
    }
    Issue.record("nobody leads")
    return 0
  }

  /// Leadership is handed to the node, again if somebody else has it meanwhile.
  func lead(_ place: Int) async throws {
    let target = NodeID(UInt64(place + 1))
    try await eventually("\(options[place].name) leads") {
      let leader = try await leader()
      if leader == place { return true }
      nodes[leader]?.onLoop { $0.transferLeadership(to: target) { _ in } }
      try await Task.sleep(for: .milliseconds(50))
      return false
    }
  }

  /// What is said against it; nil where it is removed.
  func remove(_ place: Int, at leader: Int) async throws -> Failure? {
    let promise = group.next().makePromise(of: Failure?.self)
    let target = NodeID(UInt64(place + 1))
    nodes[leader]?.onLoop { node in
      node.changeForTests(.remove(target)) { answer in
        if case .failure(let failure) = answer.result { return promise.succeed(failure) }
        promise.succeed(nil)
      }
    }
    return try await promise.futureResult.get()
  }

  /// Changes the values in a stopped node's store that contain `word`; how many there were.
  func alter(
    _ place: Int, _ word: String, inEvents: Bool = false, _ change: (inout Bytes) -> Void
  ) throws -> Int {
    let path = options[place].dataDirectory + "/state"
    let store = try StateStore(directory: path + "/db-1")
    let page = try store.scan(
      StateScan(lower: [1], upper: [255, 255], limit: 100_000, byteLimit: 1 << 30))
    var batch = StateBatch()
    let wanted = Array(word.utf8)
    // Events tell what was, in JSON; what counts is the record itself.
    for row in page.rows
    where row.value.firstRange(of: wanted) != nil
      && row.value.contains(UInt8(ascii: "{")) == inEvents
    {
      var value = row.value
      change(&value)
      if value != row.value { batch.put(row.key, value) }
    }
    try store.write(batch)
    try store.flush()
    return batch.count
  }

  /// What every node logged last.
  func tell() {
    for place in options.indices {
      print("== \(options[place].name)", log.lines(of: place).suffix(20).joined(separator: "\n"))
    }
  }

  func eventually(_ what: String, _ holds: () async throws -> Bool) async throws {
    for _ in 0..<1_000 {
      if try await holds() { return }
      try await Task.sleep(for: .milliseconds(10))
    }
    tell()
    Issue.record("not within ten seconds: \(what)")
  }
}

/// What nodes log, by their places.
final class Lines: Sendable {
  private let all = Mutex<[(place: Int, line: String)]>([])

  func lines(of place: Int) -> [String] {
    all.withLock { $0.filter { $0.place == place }.map(\.line) }
  }

  func logger(_ place: Int) -> Logger {
    Logger(label: "n\(place + 1)") { _ in Handler(lines: self, place: place) }
  }

  private func add(_ place: Int, _ line: String) { all.withLock { $0.append((place, line)) } }

  struct Handler: LogHandler {
    let lines: Lines
    let place: Int
    var logLevel = Logger.Level.info
    var metadata: Logger.Metadata = [:]

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
      get { metadata[key] }
      set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
      let words = (event.metadata ?? [:]).sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
      lines.add(place, "\(event.level) \(event.message) \(words.joined(separator: " "))")
    }
  }
}

extension Node {
  /// As `change`, for whoever is on the loop already.
  func changeForTests(_ change: MemberChange, completion: @escaping NodeCompletion) {
    guard let id = open(completion, nil), case .remove(let node) = change else { return }
    step(.changeMembers(id, .remove(node)))
  }
}
