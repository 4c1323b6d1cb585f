import GRPC
import Glibc
import Journal
import Logging
import NIOCore
import NIOPosix
import Raft
import Replica
import StateMachine
import Storage
import Testing
import Units

@testable import Node

/// Case (c) of recovery with real files: what cannot be read makes a wiped node, which keeps its old
/// data for the operator and is let in again by itself; and nobody throws away the only copy.
struct UnreadableTests {
  /// What is done to the files of a node that is stopped.
  enum Harm: CaseIterable {
    case identityFlipped, identityGone, logHeadersFlipped, logGone, pointerFlipped, manifestCut
    case currentGone, stateGone

    func strike(_ data: String) {
      switch self {
      case .identityFlipped: Strike.flip(data + "/identity", at: [20, 4_116])
      case .identityGone: Strike.remove(data + "/identity")
      case .logHeadersFlipped:
        // Both copies, of every segment in use.
        for name in Strike.list(data + "/log") where name.hasSuffix(".seg") && !name.hasPrefix("s")
        {
          Strike.flip(data + "/log/" + name, at: [40, 4_136])
        }
      case .logGone: TemporaryDirectory.remove(data + "/log")
      case .pointerFlipped: Strike.flip(data + "/state/current", at: [9])
      case .manifestCut:
        for name in Strike.list(Strike.state(data)) where name.hasPrefix("MANIFEST") {
          Strike.flip(Strike.state(data) + "/" + name, at: [20, 30])
        }
      case .currentGone: Strike.remove(Strike.state(data) + "/CURRENT")
      case .stateGone: TemporaryDirectory.remove(data + "/state")
      }
    }
  }

  @Test("unreadable data is put away, and its node comes back as a new one by itself")
  func wiped() async throws {
    var cluster = try await Trio.start(cut: true)
    // The founder's configuration names nobody to join, and still says that it founds.
    for (place, harm) in [(0, Harm.identityFlipped), (0, .logHeadersFlipped)]
      + Harm.allCases.map({ (2, $0) })
    {
      let data = cluster.options[place].dataDirectory
      let before = try await cluster.caller.status(cluster.nodes[place])
      for _ in 0..<5 { #expect(try await cluster.tick(1)) }
      await cluster.nodes[place].stop()
      harm.strike(data)
      try await cluster.start(place)
      let name = before.name
      try await eventually("\(harm): \(name) is a voter again", else: cluster.tell) {
        let status = try await cluster.caller.status(cluster.nodes[1])
        let own = status.members.filter { $0.name == name }
        return status.members.count == 3 && own.map(\.incarnation) != [before.incarnation]
          && own.allSatisfy { $0.role == .voter }
      }
      let after = try await cluster.caller.status(cluster.nodes[place])
      #expect(after.cluster == before.cluster, "\(harm)")
      #expect(after.incarnation != before.incarnation, "\(harm)")
      let kept = Strike.list(data).filter { $0.hasPrefix("damaged-") }
      #expect((1...2).contains(kept.count), "\(harm): \(kept)")
      #expect(try await cluster.tick(place), "\(harm)")
    }
    try await cluster.digestsAgree()
    try await cluster.stop()
  }

  /// Every second something looks at the state: the walk over its blocks, the room on the disk. Where a
  /// snapshot was just taking its place they found it closed, and the node ended.
  @Test(
    "while a snapshot takes the state's place, whatever wants the state waits, and the node lives")
  func replaced() async throws {
    let cluster = try await Trio.start(cut: false)
    #expect(try await cluster.tick(2))
    let node = cluster.nodes[2]
    let asked = cluster.group.next().makePromise(of: Bool.self)
    node.onLoop { node in
      guard let disk = node.disk else { return asked.succeed(false) }
      node.scrub = Scrub()
      disk.hasDeleted = true
      disk.releaseState().stop()
      node.keepScrubbing()
      node.reclaim()
      disk.read(StoreReadID(.max), [.get([1])])
      disk.hashContents(.own(.max), of: "nowhere")
      disk.checkpoint(
        .own(.max), into: "nowhere",
        SnapshotManifest(
          position: .zero, configurationIndex: .zero, configuration: [], digest: .zero, files: []))
      // It stays so: what had been ordered hears that there is nothing, and the rest waits.
      _ = disk.releaseState()
      asked.succeed(node.scrub.next == [] && !node.scrub.isReading)
    }
    #expect(try await asked.futureResult.get())
    // What came of them has arrived by then.
    for _ in 0..<3 { #expect(try await cluster.tick(1)) }
    let end = cluster.group.next().makePromise(of: NodeEnd?.self)
    node.onLoop { end.succeed($0.end) }
    #expect(try await end.futureResult.get() == nil)
    try await cluster.stop()
  }

  /// No notice tells of what a snapshot brings: whoever waited for an end that it holds waited for ever.
  @Test("whoever watches hears that a snapshot took the state's place")
  func watched() async throws {
    var cluster = try await Trio.start(cut: true)
    for _ in 0..<5 { #expect(try await cluster.tick(1)) }
    await cluster.nodes[2].stop()
    Harm.logGone.strike(cluster.options[2].dataDirectory)
    try await cluster.start(2)
    let loop = cluster.group.next()
    let change = loop.makePromise(of: ExecutionChange.self)
    let events = loop.makePromise(of: [UInt64].self)
    cluster.nodes[2].onLoop { node in
      _ = node.watch(execution: RecordID(1)) { if $0 == .replaced { change.succeed($0) } }
      _ = node.watchEvents { if $1 == 0 { events.succeed([$0, $1]) } }
    }
    #expect(try await change.futureResult.get() == .replaced)
    #expect(try await events.futureResult.get() == [0, 0])
    try await cluster.stop()
  }

  @Test("a state that can be made again from the log makes no wiped node")
  func replayed() async throws {
    for harm in [Harm.manifestCut, .pointerFlipped, .currentGone] {
      var cluster = try await Trio.start(cut: false)
      for _ in 0..<20 { #expect(try await cluster.tick(0)) }
      let data = cluster.options[2].dataDirectory
      let before = try await cluster.caller.status(cluster.nodes[2])
      await cluster.nodes[2].stop()
      harm.strike(data)
      try await cluster.start(2)
      try await eventually("\(harm): caught up") {
        let status = try await cluster.caller.status(cluster.nodes[2])
        return status.appliedIndex >= before.appliedIndex
      }
      let after = try await cluster.caller.status(cluster.nodes[2])
      #expect(after.incarnation == before.incarnation, "\(harm)")
      #expect(after.node == before.node, "\(harm)")
      try await cluster.digestsAgree()
      try await cluster.stop()
    }
  }

  @Test("the newest configuration's body is mended from the note of the members")
  func configurationMended() async throws {
    var cluster = try await Trio.start(cut: false) { _, options in
      // What the state has taken in is not needed any more: nothing is written before the stop.
      options.replica.overlayAge = .minutes(10)
      options.replica.flushAge = .minutes(10)
    }
    for _ in 0..<5 { #expect(try await cluster.tick(0)) }
    let data = cluster.options[2].dataDirectory
    let before = try await cluster.caller.status(cluster.nodes[2])
    try await eventually("the members are noted") {
      DataDirectory.note(path: data).flatMap { Configuration(decoding: $0.configuration) }
        .map { $0.voters.count == 3 && !$0.isJoint } ?? false
    }
    await cluster.nodes[2].stop()
    let note = try #require(DataDirectory.note(path: data))
    var flipped = 0
    for name in Strike.list(data + "/log") where name.hasSuffix(".seg") {
      let path = data + "/log/" + name
      for place in Strike.find(note.configuration, in: path) {
        Strike.flip(path, at: [place + 2])
        flipped += 1
      }
    }
    try #require(flipped == 1)
    try await cluster.start(2)
    try await eventually("it goes on as who it was") {
      let after = try await cluster.caller.status(cluster.nodes[2])
      return after.incarnation == before.incarnation && after.appliedIndex >= before.appliedIndex
    }
    #expect(Strike.list(data).allSatisfy { !$0.hasPrefix("damaged-") })
    try await cluster.digestsAgree()
    try await cluster.stop()
  }

  @Test("a sole voter, and one that knows of nobody, move nothing and say what to do")
  func onlyCopy() async throws {
    let directory = try TemporaryDirectory()
    let group = MultiThreadedEventLoopGroup(numberOfThreads: 2)
    let caller = Caller(group.next())
    for (number, harm) in Harm.allCases.enumerated() {
      var options = NodeOptions(
        name: "n1", listen: Address(host: "127.0.0.1", port: 0),
        dataDirectory: directory.path + "/n\(number)")
      options.founds = true
      options.zoneDirectory = directory.path
      options.replica.overlayAge = .milliseconds(5)
      options.replica.flushAge = .milliseconds(20)
      options.replica.tailEntries = 2
      let node = try await RunningNode.start(
        options, on: group.next(), logger: quiet, services: ClusterTests.serve)
      try await eventually("a member") { try await caller.tick(node.address).code == .ok }
      for _ in 0..<20 { #expect(try await caller.tick(node.address).code == .ok) }
      try await eventually("a cut log") { try await caller.status(node).firstIndex.rawValue > 3 }
      await node.stop()
      harm.strike(options.dataDirectory)
      let before = Strike.list(options.dataDirectory)
      // Whom it may ask makes no difference.
      options.join = number % 2 == 0 ? [] : [Address(host: "127.0.0.1", port: 1)]
      for isNoted in [true, false] {
        if !isNoted { Strike.remove(options.dataDirectory + "/members") }
        let end = await ClusterTests().refusal(of: options, on: group.next())
        let text = end?.description ?? "started"
        #expect(end?.code == .data, "\(harm): \(text)")
        #expect(text.contains("nothing was moved"), "\(harm): \(text)")
        #expect(text.contains("clusterctl snapshot restore"), "\(harm): \(text)")
        #expect(text.contains("only voter") == isNoted, "\(harm): \(text)")
      }
      let after = Strike.list(options.dataDirectory)
      #expect(!after.contains { $0.hasPrefix("damaged-") }, "\(harm)")
      #expect(Set(after).isSuperset(of: Set(before).subtracting(["members"])), "\(harm)")
    }
    try await group.shutdownGracefully()
  }
}

let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

/// Three nodes with real disks in one process, each of which can be stopped and started.
struct Trio {
  let directory: TemporaryDirectory
  let log = Lines()
  let group: MultiThreadedEventLoopGroup
  let caller: Caller
  var options: [NodeOptions] = []
  var nodes: [RunningNode] = []

  /// - Parameter cut: whether the log is cut right behind what is flushed.
  static func start(
    cut: Bool, _ adjust: (Int, inout NodeOptions) -> Void = { _, _ in }
  ) async throws -> Trio {
    let group = MultiThreadedEventLoopGroup(numberOfThreads: 4)
    var trio = Trio(
      directory: try TemporaryDirectory(), group: group, caller: Caller(group.next()))
    for number in 1...3 {
      var options = NodeOptions(
        name: "n\(number)", listen: Address(host: "127.0.0.1", port: 0),
        dataDirectory: trio.directory.path + "/n\(number)")
      options.founds = number == 1
      options.join = trio.nodes.map(\.address)
      options.zoneDirectory = trio.directory.path
      options.server.drainGrace = .seconds(1)
      options.replica.replaceAfter = .milliseconds(300)
      if cut {
        options.replica.overlayAge = .milliseconds(5)
        options.replica.flushAge = .milliseconds(20)
        options.replica.tailEntries = 2
      }
      adjust(number - 1, &options)
      trio.options.append(options)
      try await trio.start(number - 1)
      trio.options[number - 1].listen = trio.nodes[number - 1].address
    }
    let first = trio.nodes[0]
    try await eventually("three voters") { try await trio.caller.voters(first) == 3 }
    return trio
  }

  mutating func start(_ place: Int) async throws {
    let node = try await RunningNode.start(
      options[place], on: group.next(), logger: log.logger(place), services: ClusterTests.serve)
    if place < nodes.count { nodes[place] = node } else { nodes.append(node) }
  }

  /// What the nodes are, and what they logged last.
  func tell() async throws {
    for place in nodes.indices {
      print("\(options[place].name): \(try await caller.status(nodes[place]))")
      for line in log.lines(of: place).suffix(40) { print("  \(line)") }
    }
  }

  func tick(_ place: Int) async throws -> Bool {
    try await caller.tickAgain(nodes[place].address).code == .ok
  }

  func digestsAgree() async throws {
    try await eventually("equal digests at an equal index") {
      var seen: Set<String> = []
      for node in nodes {
        let status = try await caller.status(node)
        seen.insert("\(status.appliedIndex) \(status.digest)")
      }
      return seen.count == 1
    }
  }

  func stop() async throws {
    for node in nodes { await node.stop() }
    try await group.shutdownGracefully()
  }
}

/// What tests do to files.
enum Strike {
  static func flip(_ path: String, at places: [Int]) {
    let file = unsafe open(path, O_RDWR)
    guard file >= 0 else {
      Issue.record("no \(path)")
      return
    }
    defer { close(file) }
    for place in places {
      var byte: UInt8 = 0
      guard unsafe pread(file, &byte, 1, off_t(place)) == 1 else { continue }
      byte ^= 0x5a
      _ = unsafe pwrite(file, &byte, 1, off_t(place))
    }
  }

  static func remove(_ path: String) { _ = unsafe unlink(path) }

  /// Where the bytes begin.
  static func find(_ wanted: Bytes, in path: String) -> [Int] {
    let file = unsafe open(path, O_RDONLY)
    guard file >= 0, let first = wanted.first else { return [] }
    defer { close(file) }
    // The head of a segment has everything that a test writes.
    var bytes = Bytes(repeating: 0, count: 1 << 20)
    let count = unsafe bytes.withUnsafeMutableBytes { unsafe read(file, $0.baseAddress, $0.count) }
    return (0..<max(0, count - wanted.count)).filter {
      bytes[$0] == first && bytes[$0..<$0 + wanted.count].elementsEqual(wanted)
    }
  }

  static func state(_ data: String) -> String {
    data + "/state/" + (list(data + "/state").first { $0.hasPrefix("db-") } ?? "")
  }

  static func list(_ path: String) -> [String] {
    guard let directory = unsafe opendir(path) else { return [] }
    defer { unsafe closedir(directory) }
    var names: [String] = []
    while let entry = unsafe readdir(directory) {
      let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        unsafe pointer.withMemoryRebound(to: CChar.self, capacity: 256) {
          unsafe String(cString: $0)
        }
      }
      if name != "." && name != ".." { names.append(name) }
    }
    return names.sorted()
  }
}
