import GRPC
import Logging
import Messages
import NIOCore
import NIOPosix
import Raft
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
    try await withThrowingTaskGroup(of: Void.self) { group in
      for order in [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
        group.addTask { try await StandingTests.twoWiped(survivor, order) }
      }
      try await group.waitForAll()
    }
  }

  static func twoWiped(_ survivor: Int, _ order: [Int]) async throws {
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

  // MARK: Versions

  @Test("an older or a newer node is refused, and both logs say why", arguments: [1, 2, 9])
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

  @Test("the machine version goes up when all know it, and then no older build takes part")
  func newerState() async throws {
    // What nobody knows yet: every node goes on as today.
    let newer = StateMachine.newestVersion + 1
    let bed = try await Bed.start(3)
    for place in 1..<3 {
      await bed.stop(place)
      bed.options[place].machineVersion = newer
      try await bed.boot(place)
    }
    #expect(try await bed.tick(0).code == .ok)
    #expect(await bed.machineVersion(1) == StateMachine.newestVersion)
    #expect(await bed.onLoop(1) { $0.heldBackBy } == [NodeID(1)])
    #expect(await bed.onLoop(0) { $0.heldBackBy } == [])
    await bed.stop(0)
    bed.options[0].machineVersion = newer
    try await bed.boot(0)
    try await bed.eventually("the newer version everywhere") {
      for place in 0..<3 { if await bed.machineVersion(place) != newer { return false } }
      return true
    }
    #expect(try await bed.tick(0).code == .ok)
    await bed.stop(2)
    bed.options[2].machineVersion = StateMachine.newestVersion
    try await bed.boot(2)
    try await bed.eventually("a word in both logs") {
      let words = "knows the state up to version \(StateMachine.newestVersion)"
      return bed.log.lines(of: 2).contains { $0.contains("peer refuses") && $0.contains(words) }
        && (0..<2).contains { place in
          bed.log.lines(of: place).contains {
            $0.contains("stream refused") && $0.contains(words)
          }
        }
    }
    #expect(try await bed.tick(0).code == .ok)
    await bed.stop(2)
    // An empty one of that build is not let in.
    bed.add { $0.machineVersion = StateMachine.newestVersion }
    try await bed.boot(3)
    try await bed.eventually("a word") {
      bed.log.lines(of: 3).contains {
        $0.contains("knows the state up to version \(StateMachine.newestVersion)")
      }
    }
    bed.options[2].machineVersion = newer
    try await bed.boot(2)
    try await bed.eventually("it goes on") { await bed.machineVersion(2) == newer }
    await bed.stopAll()
    try await bed.end()
  }

  /// What it is sent first are entries of days when its leader was no member: it must answer all the
  /// same, or nothing more comes.
  @Test("a newcomer answers its leader also where the older members in the log do not name it")
  func leaderOfLaterDays() async throws {
    let bed = try await Bed.start(2) { $0.replica.raft.appendEntries = 1 }
    for _ in 0..<5 { #expect(try await bed.tick(0).code == .ok) }
    try await bed.lead(1)
    #expect(try await bed.remove(0, at: 1) == nil)
    await bed.stop(0)
    bed.add()
    bed.options[2].join = [bed.options[1].listen]
    try await bed.boot(2)
    try await bed.eventually("the newcomer votes") {
      let members = try await bed.status(1)?.members ?? []
      return members.count { $0.role == .voter } == 2 && members.contains { $0.name == "n3" }
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
    let bed = try await Bed.start(3) {
      $0.replica.digestInterval = 4
      // A stopped node's store has what it applied, not only its log.
      $0.replica.overlayChanges = 1
    }
    // The digest of its first entry as a leader must not be one that is compared: it would be out before
    // anybody saw it lead.
    for _ in 0..<2 { #expect(try await bed.tick(0).code == .ok) }
    let place = 1
    try await bed.allHaveApplied()
    await bed.stop(place)
    // What it has missed would take it out before it leads.
    if !leads { for _ in 0..<3 { #expect(try await bed.tick(0).code == .ok) } }
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
    let began = ContinuousClock.now
    while bed.log.lines(of: place).allSatisfy({ !$0.contains("takes itself out") }) {
      // Of a tick that the leader had in hand when it left nobody knows whether it took effect: its
      // caller hears so at once, and asks again.
      let reply = try await bed.caller.tickAgain(bed.options[0].listen)
      #expect(reply.code == .ok, "\(reply.message)")
      #expect(reply.took < .seconds(4))
      try #require(ContinuousClock.now - began < .seconds(8))
    }
    let end = try await bed.end(of: node)
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
    try await bed.allHaveApplied()
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
    let end = try await bed.end(of: #require(bed.nodes[1]))
    #expect(end.code == .software)
    #expect(end.description.contains("the store of n2 (#2) at entry"), "\(end)")
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
    let refusal = try await bed.remove(gone, at: leader)
    try #require(refusal == nil, "\(refusal?.message ?? "")")
    let end = try await bed.end(of: node)
    #expect(end.code == .removed && end.description.contains("was removed from cluster"), "\(end)")
    await bed.stop(gone)
    let again = await bed.refusal(gone)
    #expect(again?.code == .removed)
    #expect(try await bed.status(leader)?.term == term, "it disturbed nobody")
    await bed.stopAll()
    try await bed.end()
  }
}
