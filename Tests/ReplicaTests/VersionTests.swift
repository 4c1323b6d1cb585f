import Messages
import Raft
import StateMachine
import Testing
import Units

@testable import Replica
@testable import Simulator

/// Nodes of two releases in one cluster.
@Suite struct VersionTests {
  /// What every build of this release acts by once all are up, and two that none knows.
  private let today = StateMachine.newestVersion
  private let newer = StateMachine.newestVersion + 1
  private let newest = StateMachine.newestVersion + 2

  static func calm(_ mutations: ReplicaMutations = []) -> Simulation {
    var options = SimulatorOptions()
    options.nodes = 3
    options.adjust = { $0.calm() }
    options.mutations.replica = mutations
    let world = Simulation(seed: 11, options: options)
    world.isMixed = true
    world.ask(Orders.createJob("work"), .setup)
    world.advance(until: world.now + .seconds(2))
    return world
  }

  static func restart(_ world: Simulation, _ place: Int, knows version: UInt32) {
    if world.nodes[place].isRunning { world.kill(place) }
    world.nodes[place].build = version
    world.boot(place)
    world.advance(until: world.now + .seconds(3))
  }

  static func versions(_ world: Simulation) -> [UInt32] {
    world.nodes.map { $0.mind?.vitals.version ?? 0 }
  }

  @Test func itGoesUpOnceAllMembersKnowIt() {
    let world = VersionTests.calm()
    VersionTests.restart(world, 0, knows: newer)
    VersionTests.restart(world, 1, knows: newest)
    #expect(VersionTests.versions(world) == [today, today, today])
    VersionTests.restart(world, 2, knows: newer)
    #expect(VersionTests.versions(world) == [newer, newer, newer])
    #expect(world.violation == nil)
    // It outlives everybody.
    for place in 0..<3 { VersionTests.restart(world, place, knows: newer) }
    #expect(VersionTests.versions(world) == [newer, newer, newer])
    #expect(world.violation == nil)
  }

  @Test func aLearnerIsAskedTooAndAnOlderOneIsNotLetIn() throws {
    let world = VersionTests.calm()
    let joined = try #require(
      MembershipTests.join(world, 1, name: "node4", incarnation: 44)
    ).get()
    // It has come, and nobody has heard of its build.
    for place in 0..<3 { VersionTests.restart(world, place, knows: newer) }
    #expect(VersionTests.versions(world) == [today, today, today])
    world.add(joined, Incarnation(44))
    world.advance(until: world.now + .seconds(3))
    #expect(VersionTests.versions(world) == [today, today, today, today])
    VersionTests.restart(world, 3, knows: newer)
    #expect(VersionTests.versions(world) == [newer, newer, newer, newer])
    guard
      case .failure(let refusal) = MembershipTests.join(
        world, 2, name: "node5", incarnation: 55)
    else {
      Issue.record("an older node was let in")
      return
    }
    #expect(refusal.reason == .versionMismatch)
    #expect(
      refusal.message
        == "the node is older: it knows machine versions up to \(today), and the cluster is at \(newer); "
        + "run the cluster's release on it")
    #expect(world.violation == nil)
  }

  /// What a node said in an earlier life does not bind it.
  @Test func whoIsSilentIsWaitedFor() throws {
    let world = VersionTests.calm()
    let leader = try #require(world.leader)
    let other = (leader + 1) % 3
    let last = (leader + 2) % 3
    VersionTests.restart(world, last, knows: newer)
    world.kill(last)
    world.nodes[last].downUntil = .distantFuture
    world.advance(until: world.now + .seconds(3))
    VersionTests.restart(world, other, knows: newer)
    VersionTests.restart(world, leader, knows: newer)
    #expect(VersionTests.versions(world).max() == today)
    VersionTests.restart(world, last, knows: today)
    #expect(VersionTests.versions(world) == [today, today, today])
    VersionTests.restart(world, last, knows: newer)
    #expect(VersionTests.versions(world) == [newer, newer, newer])
    #expect(world.violation == nil)
  }

  /// A new leader remembers what all have said, and has heard nothing of one in its own term.
  @Test func aNewLeaderWaitsForAWordOfItsOwnTerm() throws {
    let world = VersionTests.calm()
    let leader = try #require(world.leader)
    let heir = (leader + 1) % 3
    let away = (leader + 2) % 3
    // The heir hears all of it, and lives on.
    VersionTests.restart(world, heir, knows: newer)
    VersionTests.restart(world, away, knows: newer)
    if world.leader != heir {
      world.step(try #require(world.leader), .transferLeadership(to: world.nodes[heir].id))
      world.advance(until: world.now + .seconds(1))
    }
    try #require(world.leader == heir)
    world.kill(away)
    world.nodes[away].downUntil = .distantFuture
    world.advance(until: world.now + .seconds(3))
    VersionTests.restart(world, leader, knows: newer)
    #expect(VersionTests.versions(world).max() == today)
    // Leadership goes to and fro: each term begins anew.
    for target in [leader, heir, leader, heir] {
      world.step(try #require(world.leader), .transferLeadership(to: world.nodes[target].id))
      world.advance(until: world.now + .seconds(1))
      #expect(VersionTests.versions(world).max() == today)
    }
    VersionTests.restart(world, away, knows: newer)
    #expect(VersionTests.versions(world) == [newer, newer, newer])
    #expect(world.violation == nil)
  }

  /// The build of one was changed back just as the version went up: it stops before that entry, and the
  /// newer build goes on with the same disk.
  @Test func anOlderBuildStopsBeforeTheEntryAndANewerGoesOn() throws {
    let world = VersionTests.calm(.raisesEarly)
    world.expectsStops = true
    let leader = try #require(world.leader)
    let older = (leader + 1) % 3
    for place in [leader, (leader + 2) % 3] { VersionTests.restart(world, place, knows: newer) }
    if world.leader == older {
      world.step(older, .transferLeadership(to: world.nodes[leader].id))
      world.advance(until: world.now + .seconds(2))
    }
    guard case .outgrown(let outgrown) = world.nodes[older].stopped else {
      Issue.record("it goes on: \(VersionTests.versions(world))")
      return
    }
    #expect(outgrown.unknown == .version(newer) && outgrown.knows == today)
    let kept = try world.nodes[older].disk.store.load(knows: today)
    #expect(kept.index < outgrown.index)
    world.expectsStops = false
    VersionTests.restart(world, older, knows: newer)
    #expect(VersionTests.versions(world) == [newer, newer, newer])
    #expect(world.violation == nil)
  }
}
