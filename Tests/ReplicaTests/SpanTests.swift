import Messages
import Raft
import Testing
import Units

@testable import Replica
@testable import Simulator
@testable import StateMachine

/// Bug 22: what a silent worker holds ends by the wall clock, or its time begins anew with each
/// election and is never up. Here it is one span of monotonic time from the last word that a quorum
/// confirmed, or from the time at which a new leader was sure of its term.
@Suite struct SpanTests {
  /// A cluster with a session of a worker that never says a word.
  private static func silent(_ mutations: ReplicaMutations = []) throws -> Simulation {
    var options = SimulatorOptions()
    options.nodes = 3
    options.adjust = { $0.calm() }
    options.mutations.replica = mutations
    let world = Simulation(seed: 5, options: options)
    world.ask(Orders.settings(ttl: Clients.ttl, grace: .milliseconds(100)), .setup)
    DutyTests.wait(world, .seconds(1))
    world.ask(Orders.openSession(worker: 0, number: 1), .setup)
    DutyTests.wait(world, .milliseconds(200))
    try #require(lives(world))
    return world
  }

  private static func lives(_ world: Simulation) -> Bool {
    let alive = world.nodes.compactMap { $0.replica?.machine.allSessions.count }.max()
    return (alive ?? 0) > 0
  }

  /// How long the session goes on living; nil: longer than `most`.
  private static func lifetime(_ world: Simulation, most: Timeout) -> Timeout? {
    let begun = world.now
    while lives(world) {
      guard world.now < begun + most else { return nil }
      DutyTests.wait(world, .milliseconds(20))
    }
    return world.now - begun
  }

  @Test func bug22TheWallClockEndsNoLease() throws {
    let world = try SpanTests.silent()
    for place in world.nodes.indices { world.nodes[place].clock.skew = .hours(1) }
    let forward = try #require(SpanTests.lifetime(world, most: .seconds(4)))
    #expect(forward >= .milliseconds(800), "it ended after \(forward), its span is \(Clients.ttl)")
    let other = try SpanTests.silent()
    for place in other.nodes.indices { other.nodes[place].clock.skew = .hours(-1) }
    #expect(
      SpanTests.lifetime(other, most: .seconds(4)) != nil, "the clock went back: it never ends")
  }

  /// A new leader gives one whole span, and one only.
  @Test func bug22ANewLeaderGivesOneSpan() throws {
    let world = try SpanTests.silent()
    DutyTests.wait(world, .milliseconds(500))
    let first = try #require(world.leader)
    world.kill(first)
    while world.leader == nil || world.leader == first { DutyTests.wait(world, .milliseconds(5)) }
    let life = try #require(SpanTests.lifetime(world, most: .seconds(4)))
    #expect(life >= Clients.ttl && life < .seconds(3), "the new leader gave \(life)")
  }

  /// The bug put back.
  @Test func bug22IsSeenWhereItIs() throws {
    let world = try SpanTests.silent(.expiresAtOnce)
    DutyTests.wait(world, .milliseconds(500))
    let first = try #require(world.leader)
    world.kill(first)
    while world.leader == nil || world.leader == first { DutyTests.wait(world, .milliseconds(5)) }
    let life = try #require(SpanTests.lifetime(world, most: .seconds(4)))
    #expect(life < Clients.ttl)
  }
}
