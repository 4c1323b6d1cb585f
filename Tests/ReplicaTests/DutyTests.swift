import Checkers
import Messages
import Raft
import Testing
import Units

@testable import Replica
@testable import Simulator
@testable import StateMachine

/// What a replica owes beside answers: a log that ends somewhere, states that are compared, clocks
/// that are doubted.
@Suite struct DutyTests {
  /// A cluster without faults and with short spans.
  static func calm(
    _ seed: UInt64 = 3, nodes: Int = 3,
    _ adjust: @escaping @Sendable (inout FaultMix) -> Void = { _ in }
  ) -> Simulation {
    var options = SimulatorOptions()
    options.nodes = nodes
    options.adjust = { mix in
      mix.calm()
      adjust(&mix)
    }
    return Simulation(seed: seed, options: options)
  }

  static func wait(_ world: Simulation, _ span: Timeout) { world.advance(until: world.now + span) }

  @Test func aLogOfEntriesThatChangeNothingIsCut() throws {
    let world = DutyTests.calm()
    DutyTests.wait(world, .seconds(2))
    let before = try #require(world.nodes[0].replica?.raft.base.index)
    for _ in 0..<100 {
      world.ask(Command(CommandHeader(.tick)), .setup)
      DutyTests.wait(world, .milliseconds(20))
    }
    DutyTests.wait(world, .seconds(1))
    #expect(world.violation == nil)
    for node in world.nodes {
      let raft = try #require(node.replica?.raft)
      #expect(raft.base.index > before.advanced(by: 50), "\(node.id) has all from \(raft.base)")
      #expect(raft.last.index < raft.base.index.advanced(by: 40))
    }
  }

  /// What came before a majority had told its clocks was stamped a microsecond after the epoch: its
  /// idempotency key was forgotten with the next entry, and retention took its events.
  @Test(arguments: UInt64(0)..<8) func nothingIsStampedBeforeClocksAreRead(_ seed: UInt64) throws {
    let world = DutyTests.calm(seed)
    for number in 0..<5 { world.ask(Orders.createJob("work\(number)"), .setup) }
    DutyTests.wait(world, .seconds(2))
    #expect(world.violation == nil)
    let isDone = world.clients.asks.allSatisfy { $0.isDone }
    #expect(isDone)
    let store = world.nodes[0].disk.store
    var replica = try #require(world.nodes[0].replica)
    let events = replica.records(Keys.all(.event)) { store.read($0) }
    #expect(events.count >= 5)
    for record in events {
      let event = try #require(EventRecord(offset: 1, record.value))
      #expect(event.time >= NodeClock.start, "\(event.name) is stamped \(event.time)")
    }
  }

  /// Digests chain what was applied, and say nothing of what a store has kept of it.
  @Test func aStoreThatLostARecordIsFound() throws {
    let world = DutyTests.calm()
    for number in 0..<5 { world.ask(Orders.createJob("work\(number)"), .setup) }
    DutyTests.wait(world, .seconds(3))
    let leader = try #require(world.leader)
    let other = (leader + 1) % 3
    let store = world.nodes[other].disk.store
    var replica = try #require(world.nodes[other].replica)
    let event = try #require(replica.records(Keys.all(.event)) { store.read($0) }.last)
    world.compareStores(with: leader)
    #expect(world.violation == nil)
    world.nodes[other].disk.store.write(
      [Change(key: event.key, value: nil, isFresh: false)], store.configurations)
    world.compareStores(with: leader)
    #expect(world.violation?.contains("records of event") == true)
  }

  /// The core orders a snapshot into force once the term that brought it is durable: until then it is
  /// kept, and a second one is not taken.
  @Test func aSnapshotOfATermThatIsNotDurableYetIsKept() throws {
    let members = (1...3).map { Member(id: NodeID($0), incarnation: Incarnation($0)) }
    var replica = Replica(
      identity: ReplicaIdentity(node: NodeID(3), incarnation: Incarnation(3)),
      limits: ReplicaLimits(), restored: RestoredState(), damaged: [], machine: StateMachine(),
      seed: 1)
    let meta = SnapshotMeta(
      position: LogPosition(term: Term(5), index: LogIndex(20)),
      configuration: PlacedConfiguration(
        index: LogIndex(2), configuration: Configuration(voters: members)))
    var now = Monotonic(nanoseconds: 1_000_000_000)
    func step(_ input: ReplicaInput) -> [ReplicaEffect] {
      now = now + .milliseconds(1)
      var effects = ReplicaEffects()
      replica.step(input, now: now, clock: NodeClock.start, into: &effects)
      return effects.list
    }
    let first = ReceivedSnapshotID(1)
    let told =
      step(.snapshotReceived(first, meta, from: NodeID(2), term: Term(5))) + step(.endOfTurn)
    var marks: [PersistMark] = []
    for effect in told {
      if case .persist(let persist, _) = effect { marks.append(persist.mark) }
      if case .dropSnapshot = effect { Issue.record("dropped") }
      if case .install = effect { Issue.record("before its term is durable") }
    }
    let second = ReceivedSnapshotID(2)
    let again = step(.snapshotReceived(second, meta, from: NodeID(2), term: Term(5)))
    #expect(again.contains { if case .dropSnapshot(second) = $0 { true } else { false } })
    let mark = try #require(marks.last)
    let ordered = step(.persisted(mark)) + step(.endOfTurn)
    #expect(ordered.contains { if case .install(first, _, _) = $0 { true } else { false } })
  }

  /// What was read for a lease in an earlier leadership is of another grant under the same number.
  @Test func aReadOfAnEarlierLeadershipIsNoLeaseOfThisOne() throws {
    let world = DutyTests.calm()
    DutyTests.wait(world, .seconds(2))
    let place = try #require(world.leader)
    var replica = try #require(world.nodes[place].replica)
    let term = replica.leadership.term
    let id = RecordID(77)
    let grant = Grant(
      execution: id, token: id, session: id, job: id, jobName: "", jobVersion: 1, module: "",
      handler: "", bundle: .zero, attempt: 1, attempts: 1, granted: .epoch, timeout: .zero,
      due: .epoch, schedule: "", created: .epoch, requeuedFrom: .none, trace: "",
      limits: AttemptLimits(), killGrace: .zero, config: [])
    let number = replica.leadership.pushes.append(
      PushQueue.Push(session: id, epoch: 1, grant: grant))
    let records = grant.payloadReads.map { _ in [StoreRecord]() }
    replica.finishPush(number, of: Term(term.rawValue - 1), records)
    #expect(replica.leadership.pushes.popReady() == nil)
    replica.finishPush(number, of: term, records)
    // Not to be read, so left out: its place in the queue is free.
    #expect(replica.leadership.pushes.pushes.isEmpty)
  }

  /// A receiver that takes for ever: the log is kept for it up to a bound, and then cut all the same.
  @Test func aSnapshotThatNeverEndsKeepsNoLogForEver() throws {
    let world = DutyTests.calm { $0.limits.streamEntries = 60 }
    DutyTests.wait(world, .seconds(2))
    let place = try #require(world.leader)
    let replica = try #require(world.nodes[place].replica)
    let index = replica.machine.index
    let meta = try #require(replica.raft.snapshotMeta(at: index))
    world.nodes[place].replica?.snapshots.checkpoint = Snapshots.Checkpoint(
      id: CheckpointID(77), meta: meta, peers: [NodeID(9)], isMade: true,
      logged: replica.store.logged)
    func ask(_ count: Int) {
      for _ in 0..<count {
        world.ask(Command(CommandHeader(.tick)), .setup)
        DutyTests.wait(world, .milliseconds(20))
      }
      DutyTests.wait(world, .seconds(1))
    }
    ask(40)
    // Kept: whoever receives it goes on from there.
    #expect(try #require(world.nodes[place].replica).raft.base.index <= index)
    ask(60)
    #expect(try #require(world.nodes[place].replica).raft.base.index > index)
    #expect(world.violation == nil)
  }

  @Test func anIdleClusterFlushesNothing() throws {
    let world = DutyTests.calm()
    DutyTests.wait(world, .seconds(5))
    let before = world.nodes.map { $0.replica?.store.number ?? 0 }
    DutyTests.wait(world, .seconds(20))
    #expect(world.nodes.map { $0.replica?.store.number ?? 0 } == before)
  }

  @Test func oneNodeAloneDoesEverything() throws {
    let world = DutyTests.calm(nodes: 1)
    world.beginClients()
    DutyTests.wait(world, .seconds(4))
    world.kill(0)
    world.boot(0)
    DutyTests.wait(world, .seconds(3))
    world.heal()
    DutyTests.wait(world, .seconds(6))
    world.checkEnd()
    #expect(world.violation == nil, "\(world.violation ?? "")")
    #expect(world.recording.calls.count > 100)
  }

  /// Another digest at one node, as a broken memory or build would make it.
  private static func taint(_ world: Simulation, _ place: Int, _ word: UInt64 = 1) {
    world.expectsStops = true
    world.nodes[place].replica?.machine.digest = Hash128(high: word, low: word)
  }

  private static func churn(_ world: Simulation, _ count: Int) {
    for _ in 0..<count {
      world.ask(Command(CommandHeader(.tick)), .setup)
      wait(world, .milliseconds(10))
    }
  }

  @Test(arguments: [false, true]) func aNodeThatDivergesStops(isLeader: Bool) throws {
    let world = DutyTests.calm()
    DutyTests.wait(world, .seconds(2))
    let leader = try #require(world.leader)
    let place = isLeader ? leader : (leader + 1) % 3
    DutyTests.taint(world, place)
    DutyTests.churn(world, 150)
    guard case .diverged(let divergence) = world.nodes[place].stopped else {
      Issue.record("it goes on: \(String(describing: world.nodes[place].stopped))")
      return
    }
    #expect(divergence.index.rawValue % 64 == 0)
    #expect(divergence.own != divergence.majority)
    for other in world.nodes.indices where other != place {
      #expect(world.nodes[other].stopped == nil)
    }
    // A leader has stepped down: nobody had to wait for its silence to be noticed.
    DutyTests.wait(world, .seconds(2))
    let next = try #require(world.leader)
    #expect(next != place)
    let last = world.clients.asks.count - 1
    DutyTests.wait(world, .seconds(2))
    #expect(world.clients.asks[last].isDone)
  }

  @Test func whereNoMajorityAgreesNothingIsWritten() throws {
    let world = DutyTests.calm()
    DutyTests.wait(world, .seconds(2))
    let leader = try #require(world.leader)
    for (place, word) in [((leader + 1) % 3, UInt64(1)), ((leader + 2) % 3, 2)] {
      DutyTests.taint(world, place, word)
    }
    DutyTests.churn(world, 100)
    for node in world.nodes {
      #expect(node.stopped == nil)
      #expect(node.replica?.status.isDisputed == true)
    }
    let call = CallID(1 << 41)
    world.step(try #require(world.leader), .command(call, Orders.createJob("late")))
    DutyTests.wait(world, .milliseconds(100))
    guard case .failure(let failure, _, _) = world.clients.loose[call] else {
      Issue.record("it was written: \(String(describing: world.clients.loose[call]))")
      return
    }
    #expect(failure.reason == .diverged)
  }

  /// The clock of one node of three is wrong: as the leader it fires nothing and hands over, and
  /// those that lead fire on time.
  @Test(arguments: [Timeout.seconds(5), .seconds(-5)])
  func aLeaderWhoseClockIsOffFiresNothingAndHandsOver(offset: Timeout) throws {
    let world = DutyTests.calm { $0.limits.clockSampleAge = .seconds(2) }
    world.ask(Orders.createJob("tick"), .setup)
    DutyTests.wait(world, .seconds(1))
    world.ask(Orders.createSchedule(job: "tick", every: "* * * * * *"), .setup)
    DutyTests.wait(world, .seconds(3))
    let first = try #require(world.leader)
    world.nodes[first].clock.skew = offset
    let fired = { world.nodes[first].replica?.machine.allSchedules.first?.fired ?? 0 }
    DutyTests.wait(world, .milliseconds(50))
    let before = fired()
    DutyTests.wait(world, .milliseconds(900))
    #expect(world.leader == first)
    #expect(fired() == before, "fired by a clock that is off")
    DutyTests.wait(world, .seconds(3))
    let next = try #require(world.leader)
    #expect(next != first, "it leads still")
    DutyTests.wait(world, .seconds(5))
    #expect(world.leader != first)
    #expect(fired() >= before + 6)
    #expect(world.violation == nil, "\(world.violation ?? "")")
    let schedule = try #require(world.nodes[next].replica?.machine.allSchedules.first)
    #expect(schedule.missed == 0)
  }
}
