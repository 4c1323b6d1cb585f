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

/// Whether a node belongs where it is, and its state to the others': wiped, older, newer, altered.
@Suite(.serialized) struct StandingTests {
  // MARK: Wiped

  /// Two of three are wiped, and all three are started in every order; the one that is left is the
  /// founder, or is not. What was acknowledged is on one disk: no two empty ones may outvote it.
  @Test("two of three wiped, in every order: nobody leads, and each says why", arguments: [0, 1])
  func twoWiped(survivor: Int) async throws {
    for order in [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
      let bed = try await Bed.start(3) { $0.replica.replaceAfter = .milliseconds(100) }
      for _ in 0..<3 { #expect(try await bed.tick(survivor).code == .ok) }
      let acknowledged = try await bed.tick(survivor).index
      await bed.stopAll()
      for place in 0..<3 where place != survivor { bed.wipe(place) }
      for place in order {
        // As a unit file that still says --found would have it.
        bed.options[place].founds = place == 0
        try await bed.boot(place)
      }
      try await Task.sleep(for: .milliseconds(600))
      for place in 0..<3 {
        guard let status = try await bed.status(place) else { continue }
        #expect(status.leader == nil, "\(order): \(bed.options[place].name) follows")
        if place == survivor {
          #expect(status.lastIndex.rawValue >= acknowledged)
          #expect(status.node.rawValue == UInt64(survivor + 1))
        } else {
          #expect(status.role == .joining, "\(order): \(status.role)")
        }
      }
      // Each says so, as soon as it has asked in vain.
      if order == [0, 1, 2] {
        try await bed.eventually("a word of each") {
          (0..<3).allSatisfy { place in
            place == survivor
              || bed.log.lines(of: place).contains {
                $0.contains("not let in yet") || $0.contains("belongs to cluster")
                  || $0.contains("not founding yet")
              }
          }
        }
      }
      await bed.stopAll()
      try await bed.end()
    }
  }

  // MARK: Versions

  @Test("an older or a newer node is refused, and both logs say why", arguments: [1, 3, 9])
  func otherVersions(version: UInt32) async throws {
    let bed = try await Bed.start(1)
    bed.add { $0.peerVersion = version }
    try await bed.boot(1)
    let age = version < Handshake.version ? "older" : "newer"
    try await bed.eventually("a word in both logs") {
      bed.log.lines(of: 0).contains { $0.contains("not let in") && $0.contains("is \(age)") }
        && bed.log.lines(of: 1).contains { $0.contains("not let in yet") && $0.contains(age) }
    }
    #expect(try await bed.status(0)?.members.count == 1)
    await bed.stop(1)
    // One that was let in and is of another release now.
    bed.options[1].peerVersion = Handshake.version
    try await bed.boot(1)
    try await bed.eventually("two voters") {
      try await bed.status(0)?.members.count { $0.role == .voter } == 2
    }
    // A refused one drew no number.
    #expect(try await bed.status(0)?.members.last?.id == NodeID(2))
    await bed.stop(1)
    bed.options[1].peerVersion = version
    try await bed.boot(1)
    try await bed.eventually("a word about the stream in both logs") {
      bed.log.lines(of: 0).contains { $0.contains("stream refused") && $0.contains("is \(age)") }
        && bed.log.lines(of: 1).contains { $0.contains("peer refuses") && $0.contains(age) }
    }
    await bed.stopAll()
    try await bed.end()
  }

  @Test("a node that cannot read the state as the cluster writes it is refused")
  func olderState() async throws {
    let bed = try await Bed.start(1)
    bed.add { $0.machineVersion = 0 }
    try await bed.boot(1)
    try await bed.eventually("a word") {
      bed.log.lines(of: 1).contains { $0.contains("knows the state up to version 0") }
    }
    await bed.stopAll()
    try await bed.end()
  }

  // MARK: Altered

  /// A value in the store of a stopped node is another one when it starts: its next change of that
  /// record differs, and so does its digest.
  @Test(
    "a node whose state was altered takes itself out; the others serve", arguments: [false, true])
  func altered(leads: Bool) async throws {
    let bed = try await Bed.start(3) { $0.replica.digestInterval = 4 }
    for _ in 0..<3 { #expect(try await bed.tick(0).code == .ok) }
    let place = 1
    await bed.stop(place)
    for _ in 0..<3 { #expect(try await bed.tick(0).code == .ok) }
    let count = try bed.alter(place, "nobody") { value in
      // The last digit of its port.
      value.lastIndex(of: UInt8(ascii: "1")).map { value[$0] = UInt8(ascii: "2") }
    }
    #expect(count == 1)
    try await bed.boot(place)
    try await bed.eventually("it follows again") {
      try await bed.status(place)?.leader != nil
    }
    if leads { try await bed.lead(place) }
    let node = try #require(bed.nodes[place])
    let ended = Task { await node.whenEnded() }
    let began = ContinuousClock.now
    while bed.log.lines(of: place).allSatisfy({ !$0.contains("takes itself out") }) {
      let reply = try await bed.tick(0)
      #expect(reply.code == .ok, "\(reply.message)")
      try #require(ContinuousClock.now - began < .seconds(8))
    }
    let end = await ended.value
    #expect(end.code == .software)
    #expect(end.description.contains("at entry "), "\(end)")
    let digests = end.description.split(separator: " ").filter { word in
      word.filter(\.isHexDigit).count == 32
    }
    #expect(Set(digests).count == 2, "both digests: \(end)")
    await bed.stop(place)
    // The others go on, and one of them leads.
    #expect(try await bed.tick(0).code == .ok)
    #expect(try await bed.tick(2).code == .ok)
    for other in [0, 2] {
      let status = try #require(try await bed.status(other))
      #expect(!status.isDisputed && status.leader != NodeID(2))
    }
    // It stays out, until somebody says otherwise.
    let again = await bed.refusal(place)
    #expect(again?.code == .software && again?.description == end.description, "\(again as Any)")
    bed.options[place].rejoins = true
    bed.options[place].join = [bed.options[0].listen, bed.options[2].listen]
    try await bed.boot(place)
    try await bed.eventually("a new member in its place") {
      let members = try await bed.status(0)?.members.filter { $0.name == "n2" } ?? []
      return members.count == 1 && members[0].id != NodeID(2) && members[0].role == .voter
    }
    await bed.stopAll()
    try await bed.end()
  }

  /// What no command reads shows in the contents only.
  @Test("a value that nothing reads is found by the full check, and by no other")
  func contents() async throws {
    let bed = try await Bed.start(3)
    for _ in 0..<3 { #expect(try await bed.tick(0).code == .ok) }
    let all = "n1 equal, n2 equal, n3 equal"
    #expect(try await bed.check(0, isFull: true) == all)
    await bed.stop(1)
    let count = try bed.alter(1, "nobody", inEvents: true) { value in
      value.lastIndex(of: UInt8(ascii: "1")).map { value[$0] = UInt8(ascii: "2") }
    }
    #expect(count == 1)
    try await bed.boot(1)
    try await bed.eventually("the quick check finds nothing") {
      try await bed.check(0, isFull: false) == all
    }
    let found = try await bed.check(2, isFull: true)
    #expect(found == "n1 equal, n2 differs, n3 equal" || found.contains("n2 cannot be"), "\(found)")
    let end = await bed.nodes[1]?.whenEnded()
    #expect(end?.code == .software)
    #expect(end?.description.contains("the store of n2 (#2) at entry") == true, "\(end as Any)")
    await bed.stop(1)
    #expect(try await bed.check(0, isFull: true) == "n1 equal, n2 cannot be reached, n3 equal")
    await bed.stopAll()
    try await bed.end()
  }

  // MARK: Removed

  @Test("a removed node is told and ends, at once and at each later start")
  func removed() async throws {
    let bed = try await Bed.start(3)
    let leader = try await bed.leader()
    let gone = (leader + 1) % 3
    let node = try #require(bed.nodes[gone])
    let term = try await bed.status(leader)?.term
    #expect(try await bed.remove(gone, at: leader) == nil)
    let end = await node.whenEnded()
    #expect(end.code == .removed && end.description.contains("was removed from cluster"), "\(end)")
    await bed.stop(gone)
    let again = await bed.refusal(gone)
    #expect(again?.code == .removed)
    #expect(try await bed.status(leader)?.term == term, "it disturbed nobody")
    await bed.stopAll()
    try await bed.end()
  }
}

/// Nodes with disks and sockets in this process, that can be stopped, wiped and altered.
final class Bed {
  let directory: TemporaryDirectory
  let group: MultiThreadedEventLoopGroup
  let caller: Caller
  let log = Lines()
  var options: [NodeOptions] = []
  var nodes: [RunningNode?] = []
  private let change: (inout NodeOptions) -> Void

  private init(_ change: @escaping (inout NodeOptions) -> Void) throws {
    directory = try TemporaryDirectory()
    group = MultiThreadedEventLoopGroup(numberOfThreads: 4)
    caller = Caller(group.next())
    self.change = change
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
      try await bed.status(0)?.members.count { $0.role == .voter } == count
    }
    return bed
  }

  func add(_ more: (inout NodeOptions) -> Void = { _ in }) {
    let name = "n\(options.count + 1)"
    var made = NodeOptions(
      name: name, listen: Address(host: "127.0.0.1", port: 0),
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

  func stop(_ place: Int) async {
    await nodes[place]?.stop()
    nodes[place] = nil
  }

  func stopAll() async { for place in nodes.indices { await stop(place) } }
  func end() async throws { try await group.shutdownGracefully() }
  func wipe(_ place: Int) { TemporaryDirectory.remove(options[place].dataDirectory) }

  func tick(_ place: Int) async throws -> Caller.Reply {
    try await caller.tick(options[place].listen)
  }

  func check(_ place: Int, isFull: Bool) async throws -> String {
    try await caller.ask(options[place].listen, ClusterTests.checkPath, isFull ? [1] : [])
  }

  func status(_ place: Int) async throws -> NodeStatus? {
    guard let node = nodes[place] else { return nil }
    return try await caller.status(node)
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

  func eventually(_ what: String, _ holds: () async throws -> Bool) async throws {
    for _ in 0..<1_000 {
      if try await holds() { return }
      try await Task.sleep(for: .milliseconds(10))
    }
    for place in options.indices {
      print("== \(options[place].name)", log.lines(of: place).suffix(20).joined(separator: "\n"))
    }
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
