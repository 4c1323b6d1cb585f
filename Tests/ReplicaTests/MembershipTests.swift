import Messages
import Raft
import StateMachine
import Testing
import Units

@testable import Replica
@testable import Simulator

/// Nodes come, go and take each other's place.
@Suite struct MembershipTests {
  /// Three nodes that know each other's names, without faults.
  static func calm(_ seed: UInt64 = 7) -> Simulation {
    var options = SimulatorOptions()
    options.nodes = 3
    options.adjust = { mix in
      mix.calm()
      mix.limits.replaceAfter = .seconds(10)
    }
    let world = Simulation(seed: seed, options: options)
    world.ask(Orders.createJob("work"), .setup)
    for number in 1...3 {
      let record = MemberRecord(
        node: NodeID(UInt64(number)), name: "node\(number)", address: "n\(number):1",
        incarnation: world.nodes[number - 1].incarnation)
      world.ask(
        Command(CommandHeader(.setMember), body: MemberCommand(record).encoded()), .setup)
    }
    world.advance(until: world.now + .seconds(2))
    let isSetUp = world.clients.asks.allSatisfy { $0.isDone }
    #expect(isSetUp)
    return world
  }

  static var lastCall: UInt64 { 1 << 40 }

  /// Asks the leader until the answer is no "ask again", for `patience` at most.
  @discardableResult
  static func join(
    _ world: Simulation, _ number: UInt64, name: String, incarnation: UInt64, isProved: Bool = true,
    patience: Timeout = .seconds(1)
  ) -> Result<NodeID, Failure>? {
    let end = world.now + patience
    var last: Result<NodeID, Failure>?
    var call = CallID(lastCall + number * 1_000)
    while world.now < end {
      call.rawValue += 1
      guard let leader = world.leader else { return nil }
      world.step(
        leader,
        .join(
          call,
          JoinWish(
            name: name, incarnation: Incarnation(incarnation), address: "\(name):1",
            isProved: isProved, knownVersion: StateMachine.newestVersion)))
      world.advance(until: world.now + .milliseconds(200))
      if let node = world.clients.joined[call] { return .success(node) }
      if case .failure(let failure, _, _) = world.clients.loose[call] {
        last = .failure(failure)
        if failure.code != .unavailable { return last }
      }
    }
    return last
  }

  static func voters(_ world: Simulation) -> [UInt64] {
    guard let leader = world.leader, let raft = world.nodes[leader].replica?.raft else { return [] }
    return raft.configuration.configuration.voters.map(\.id.rawValue)
  }

  @Test func aNewcomerLearnsAndIsPromoted() throws {
    let world = MembershipTests.calm()
    let joined = try #require(
      MembershipTests.join(world, 1, name: "node4", incarnation: 44)
    ).get()
    #expect(joined == NodeID(4))
    world.add(joined, Incarnation(44))
    world.advance(until: world.now + .seconds(3))
    #expect(world.violation == nil)
    #expect(MembershipTests.voters(world) == [1, 2, 3, 4])
    let indexes = world.nodes.compactMap { $0.replica?.machine.index }
    #expect(indexes.count == 4 && Set(indexes).count == 1)
    // Asked once more it is told who it is.
    let again = MembershipTests.join(world, 2, name: "node4", incarnation: 44)
    #expect(again == .success(NodeID(4)))
  }

  @Test func aWipedNodeIsReplacedByItselfOnlyWhereThatIsSafe() throws {
    let world = MembershipTests.calm()
    let leader = try #require(world.leader)
    let place = (leader + 1) % 3
    let name = "node\(place + 1)"
    // The old one answers still.
    guard case .failure(let early) = MembershipTests.join(world, 1, name: name, incarnation: 99)
    else {
      Issue.record("a living node was replaced")
      return
    }
    #expect(early.reason == .quorumAtRisk)
    world.kill(place)
    world.nodes[place].downUntil = .distantFuture
    guard
      case .failure(let stranger) = MembershipTests.join(
        world, 2, name: name, incarnation: 99, isProved: false)
    else {
      Issue.record("a stranger took a node's place")
      return
    }
    #expect(stranger.reason == .permissionDenied)
    let joined = try #require(
      MembershipTests.join(world, 3, name: name, incarnation: 99, patience: .seconds(14))
    ).get()
    #expect(joined == NodeID(4))
    world.add(joined, Incarnation(99))
    world.advance(until: world.now + .seconds(3))
    #expect(world.violation == nil)
    let expected = [1, 2, 3, 4].filter { $0 != UInt64(place + 1) }
    #expect(MembershipTests.voters(world) == expected)
    // A number is never given out twice.
    let next = MembershipTests.join(world, 4, name: "another", incarnation: 100)
    #expect(next == .success(NodeID(5)))
  }

  /// Whoever was to take a lost voter's place and is lost before it has a vote leaves that place to the
  /// next one: else the lost voter would stay for ever, and count against every quorum.
  @Test func aNodeThatIsWipedTwiceLeavesOnePlace() throws {
    let world = MembershipTests.calm()
    let leader = try #require(world.leader)
    let place = (leader + 1) % 3
    let name = "node\(place + 1)"
    world.kill(place)
    world.nodes[place].downUntil = .distantFuture
    for incarnation in [99, 100] as [UInt64] {
      let joined = try #require(
        MembershipTests.join(
          world, incarnation, name: name, incarnation: incarnation, patience: .seconds(14))
      ).get()
      #expect(joined == NodeID(incarnation - 95))
      // The first one never runs.
      guard incarnation == 100 else { continue }
      world.add(joined, Incarnation(incarnation))
    }
    world.advance(until: world.now + .seconds(3))
    #expect(world.violation == nil)
    let expected = [1, 2, 3].filter { $0 != UInt64(place + 1) } + [5]
    #expect(MembershipTests.voters(world) == expected)
    let raft = try #require(world.leader.flatMap { world.nodes[$0].replica?.raft })
    #expect(raft.configuration.configuration.learners.isEmpty)
  }

  @Test func ofTwoChangesAtOnceOneIsRefused() throws {
    let world = MembershipTests.calm()
    let leader = try #require(world.leader)
    let place = (leader + 1) % 3
    let calls = [CallID(MembershipTests.lastCall), CallID(MembershipTests.lastCall + 1)]
    let index = world.nodes[leader].replica?.raft.configuration.index
    world.step(
      leader,
      .changeMembers(
        CallID(MembershipTests.lastCall + 9),
        MembershipChange(.remove(world.nodes[place].id), basedOn: index?.next())))
    world.step(leader, .changeMembers(calls[0], .remove(world.nodes[place].id)))
    world.step(leader, .changeMembers(calls[1], .remove(world.nodes[(leader + 2) % 3].id)))
    world.advance(until: world.now + .seconds(1))
    guard case .success = world.clients.loose[calls[0]],
      case .failure(let refusal, _, _) = world.clients.loose[calls[1]]
    else {
      Issue.record("both, or none: \(world.clients.loose)")
      return
    }
    #expect(refusal.reason == .changeInProgress)
    #expect(MembershipTests.voters(world).count == 2)
    // Another configuration is in force than the one that this was thought out for.
    let late = CallID(MembershipTests.lastCall + 2)
    world.step(
      leader,
      .changeMembers(late, MembershipChange(.remove(world.nodes[leader].id), basedOn: index)))
    world.advance(until: world.now + .milliseconds(300))
    guard case .failure(let outdated, _, _) = world.clients.loose[late] else {
      Issue.record("\(world.clients.loose)")
      return
    }
    #expect(outdated.reason == .versionMismatch)
  }

  /// Announced, with whom it replaces; then it comes, from where it was announced and nowhere else.
  @Test func anAnnouncedNodeTakesThePlaceThatWasKeptForIt() throws {
    let world = MembershipTests.calm()
    let leader = try #require(world.leader)
    let place = (leader + 1) % 3
    world.kill(place)
    world.nodes[place].downUntil = .distantFuture
    world.advance(until: world.now + .seconds(1))
    let newcomer = MembershipChange.Announcement(name: "node4", address: "node4:1")
    let call = CallID(MembershipTests.lastCall)
    world.step(
      leader,
      .changeMembers(
        call, MembershipChange(.replace(old: world.nodes[place].id, newcomer: newcomer))))
    world.advance(until: world.now + .milliseconds(500))
    guard case .success = world.clients.loose[call] else {
      Issue.record("\(String(describing: world.clients.loose[call]))")
      return
    }
    let other = MembershipTests.join(world, 1, name: "node5", incarnation: 55)
    #expect(other == .success(NodeID(5)))
    // Without waiting for the old one's silence to grow long, and without proof.
    let joined = MembershipTests.join(
      world, 2, name: "node4", incarnation: 44, isProved: false, patience: .milliseconds(900))
    #expect(joined == .success(NodeID(4)))
    world.add(NodeID(4), Incarnation(44))
    world.advance(until: world.now + .seconds(3))
    #expect(world.violation == nil)
    let expected = [1, 2, 3, 4].filter { $0 != UInt64(place + 1) }
    #expect(MembershipTests.voters(world) == expected)
    // It is told that it is gone, by its record.
    let record = world.nodes[leader].replica?.machine.allMembers.first {
      $0.node == NodeID(UInt64(place + 1))
    }
    #expect(record?.isGone == true)
  }

  /// Long dead, dead a moment ago, and dead in the same moment, when its last word still counts.
  @Test(arguments: [1_000, 20, 0] as [Int64])
  func removingAsksWhetherAMajorityStays(_ milliseconds: Int64) throws {
    let world = MembershipTests.calm()
    let leader = try #require(world.leader)
    let (one, other) = ((leader + 1) % 3, (leader + 2) % 3)
    world.kill(one)
    world.nodes[one].downUntil = .distantFuture
    world.advance(until: world.now + .milliseconds(milliseconds))
    let index = world.nodes[leader].replica?.raft.configuration.index
    let call = CallID(MembershipTests.lastCall)
    world.step(leader, .changeMembers(call, .remove(world.nodes[other].id)))
    world.advance(until: world.now + .seconds(1))
    guard case .failure(let refusal, _, _) = world.clients.loose[call] else {
      Issue.record("the last voter that answers was removed")
      return
    }
    #expect(refusal.reason == .quorumAtRisk)
    #expect(world.nodes[leader].replica?.raft.configuration.index == index, "nothing was written")
    #expect(world.leader == leader)
    let second = CallID(MembershipTests.lastCall + 1)
    world.step(leader, .changeMembers(second, .remove(world.nodes[one].id)))
    world.advance(until: world.now + .seconds(1))
    guard case .success = world.clients.loose[second] else {
      Issue.record(
        "a dead node cannot be removed: \(String(describing: world.clients.loose[second]))")
      return
    }
    #expect(MembershipTests.voters(world).count == 2)
  }
}
