import Checkers
import Messages
import Raft
import Testing
import Units

@testable import Replica
@testable import Simulator
@testable import StateMachine

/// Full disks, as replicas live with them.
@Suite struct SpaceTests {
  /// Calls of a test's own in a world without faults.
  final class Bed {
    let world: Simulation
    private var last: UInt64 = 1 << 41

    init(_ adjust: @escaping @Sendable (inout FaultMix) -> Void = { _ in }) {
      world = DutyTests.calm(3, adjust)
      world.ask(Orders.createJob("work"), .setup)
      wait(.seconds(2))
    }

    func wait(_ span: Timeout) { DutyTests.wait(world, span) }

    func fill(_ places: [Int], _ level: DiskLevel) {
      for place in places {
        world.nodes[place].fullUntil = .distantFuture
        world.setDisk(place, level)
      }
    }

    /// What came of it within a second.
    func ask(_ place: Int, _ input: (CallID) -> ReplicaInput) -> CallAnswer? {
      last += 1
      let call = CallID(last)
      world.step(place, input(call))
      wait(.seconds(1))
      return world.clients.loose[call]
    }

    func command(_ place: Int, _ kind: CommandKind, _ body: Bytes) -> CallAnswer? {
      ask(place) { .command($0, Command(CommandHeader(kind, principal: "test"), body: body)) }
    }

    func enqueue(_ place: Int, _ payload: String = "{}") -> CallAnswer? {
      command(
        place, .enqueue, EnqueueRequest(job: "work", payload: Bytes(payload.utf8)).encoded())
    }

    /// One more, whose answer is not waited for.
    func throwIn(_ place: Int, _ payload: String = "{}") {
      last += 1
      let body = EnqueueRequest(job: "work", payload: Bytes(payload.utf8)).encoded()
      world.step(
        place,
        .command(CallID(last), Command(CommandHeader(.enqueue, principal: "test"), body: body)))
    }

    func enqueued(_ place: Int) throws -> String {
      guard case .success(let bytes, _, _)? = enqueue(place) else {
        throw Unexpected("nothing enqueued")
      }
      return try EnqueueResponse(decoding: bytes).execution
    }

    var leader: Int { get throws { try #require(world.leader) } }
  }

  struct Unexpected: Error {
    let what: String
    init(_ what: String) { self.what = what }
  }

  private static func refusal(_ answer: CallAnswer?) -> Failure? {
    if case .failure(let failure, _, _)? = answer { return failure }
    return nil
  }

  private static func isSuccess(_ answer: CallAnswer?) -> Bool {
    if case .success? = answer { return true }
    return false
  }

  @Test(arguments: [DiskLevel.low, .critical])
  func aFullLeaderHandsOverWhereSomebodyHasRoom(_ level: DiskLevel) throws {
    let bed = Bed()
    let first = try bed.leader
    bed.fill([first], level)
    bed.wait(.seconds(2))
    let next = try bed.leader
    #expect(next != first)
    #expect(SpaceTests.isSuccess(bed.enqueue(next)))
    // It does not come back by accident: the full one hands over again.
    bed.world.step(next, .transferLeadership(to: bed.world.nodes[first].id))
    bed.wait(.seconds(4))
    #expect(try bed.leader != first)
    #expect(bed.world.violation == nil)
  }

  /// What goes on at each level, with all three disks there: the table of `docs/operations.md`.
  @Test(arguments: [DiskLevel.low, .critical])
  func withAllDisksFullOnlyWhatFreesGoesOn(_ level: DiskLevel) throws {
    let bed = Bed()
    let leader = try bed.leader
    let execution = try bed.enqueued(leader)
    bed.fill([0, 1, 2], level)
    bed.wait(.seconds(1))
    #expect(try bed.leader == leader, "nobody has more room")
    let refused = try #require(SpaceTests.refusal(bed.enqueue(leader)))
    #expect(refused.code == .resourceExhausted && refused.reason == .diskFull)
    #expect(refused.retryAfter != nil)
    let nodes = bed.world.nodes.map { "\($0.id)" }.joined(separator: ", ")
    let said = level == .low ? "is nearly full: what makes" : "is full: nothing is written"
    #expect(refused.message.hasPrefix("the disk of \(nodes) \(said)"), "\(refused.message)")
    #expect(refused.message.contains("Make some on its file system"))
    let read = bed.ask(leader) {
      .query(
        $0, Query(.getExecution, GetExecutionRequest(execution: execution).encoded()),
        .linearizable)
    }
    #expect(SpaceTests.isSuccess(read), "\(String(describing: read))")
    let cancel = CancelExecutionRequest(execution: execution).encoded()
    let cancelled = bed.command(leader, .cancelExecution, cancel)
    if level == .low {
      #expect(SpaceTests.isSuccess(cancelled), "\(String(describing: cancelled))")
    } else {
      #expect(SpaceTests.refusal(cancelled)?.reason == .diskFull)
    }
    // A step of the reserve, as it were: what frees goes on by itself, and what grows does not.
    bed.fill([0, 1, 2], .low)
    bed.wait(.seconds(1))
    #expect(level == .low || SpaceTests.isSuccess(bed.command(leader, .cancelExecution, cancel)))
    #expect(SpaceTests.refusal(bed.enqueue(leader))?.reason == .diskFull)
    // And there is room again.
    bed.fill([0, 1, 2], .normal)
    bed.wait(.seconds(1))
    let last = try bed.leader
    #expect(SpaceTests.isSuccess(bed.enqueue(last)))
    #expect(bed.world.violation == nil)
  }

  @Test func twoFullDisksOfThreeBindALeaderThatHasRoom() throws {
    let bed = Bed()
    let leader = try bed.leader
    let others = [0, 1, 2].filter { $0 != leader }
    bed.fill([others[0]], .critical)
    bed.wait(.seconds(1))
    #expect(SpaceTests.isSuccess(bed.enqueue(leader)), "two have room")
    bed.fill([others[1]], .low)
    bed.wait(.seconds(1))
    let refused = try #require(SpaceTests.refusal(bed.enqueue(leader)))
    let names = others.map { "\(bed.world.nodes[$0].id)" }.joined(separator: ", ")
    #expect(refused.message.hasPrefix("the disk of \(names) is nearly full"), "\(refused.message)")
    #expect(try bed.leader == leader)
    bed.fill([others[1]], .normal)
    bed.wait(.seconds(1))
    #expect(SpaceTests.isSuccess(bed.enqueue(leader)))
  }

  @Test func aCriticalFollowerTakesLittleAndCatchesUp() throws {
    let bed = Bed {
      $0.limits.criticalBytes = ByteCount(2_000)
      // No snapshot comes instead: a node with so little room takes none.
      $0.limits.tailEntries = 1_000
    }
    let leader = try bed.leader
    let place = (leader + 1) % 3
    let before = try #require(bed.world.nodes[place].replica?.raft.last.index)
    bed.fill([place], .critical)
    let payload = "{\"filler\":\"\(String(repeating: "x", count: 300))\"}"
    for _ in 0..<20 { #expect(SpaceTests.isSuccess(bed.enqueue(leader, payload))) }
    let last = try #require(bed.world.nodes[place].replica?.raft.last.index)
    // Each has more than 300 bytes.
    #expect(last <= before.advanced(by: 2_000 / 300), "\(last) after \(before)")
    let commit = try #require(bed.world.nodes[leader].replica?.raft.commitIndex)
    #expect(commit >= before.advanced(by: 20))
    bed.fill([place], .normal)
    bed.wait(.seconds(3))
    let end = try #require(bed.world.nodes[place].replica?.machine.index)
    #expect(end >= commit, "\(end) of \(commit)")
    #expect(bed.world.violation == nil)
  }

  /// Nothing is fired while a disk is full, workers' ends are taken, and afterwards no due time was
  /// lost.
  @Test func schedulesWaitAndWorkEnds() throws {
    let bed = Bed()
    let leader = try bed.leader
    bed.world.ask(Orders.createSchedule(job: "work", every: "* * * * * *"), .setup)
    bed.wait(.seconds(3))
    let fired = { bed.world.nodes[leader].replica?.machine.allSchedules.first?.fired ?? 0 }
    let before = fired()
    #expect(before > 0)
    bed.fill([0, 1, 2], .low)
    bed.wait(.seconds(5))
    #expect(fired() <= before + 1)
    bed.fill([0, 1, 2], .normal)
    bed.wait(.seconds(3))
    #expect(fired() > before + 1)
    #expect(bed.world.violation == nil)
  }

  @Test func workersAreHeardWhileDisksAreNearlyFull() throws {
    let bed = Bed()
    let leader = try bed.leader
    for _ in 0..<3 { _ = try bed.enqueued(leader) }
    // A worker opens its session while that is allowed.
    bed.world.hire(1)
    bed.wait(.milliseconds(300))
    bed.fill([0, 1, 2], .low)
    bed.wait(.seconds(6))
    let completed = bed.world.clients.workers[0].completed
    #expect(completed > 0, "a word of a worker's was not taken")
    #expect(bed.world.violation == nil)
  }

  /// On a full disk not even the end of work is written. The worker keeps its word and its lease, and
  /// says it again.
  @Test func workersEndsWaitWhereDisksAreFull() throws {
    let bed = Bed()
    let leader = try bed.leader
    bed.world.hire(1)
    for _ in 0..<400 { bed.throwIn(leader) }
    let completed = { bed.world.clients.workers[0].completed }
    let ended = {
      bed.world.nodes.map { $0.replica?.machine.counts.ended.reduce(0, +) ?? 0 }.max() ?? 0
    }
    while completed() == 0 { bed.wait(.milliseconds(5)) }
    bed.fill([0, 1, 2], .critical)
    // What was in the log goes on to be applied.
    bed.wait(.milliseconds(500))
    let (before, endedBefore) = (completed(), ended())
    #expect(!bed.world.clients.workers[0].leases.isEmpty, "it has nothing to end")
    bed.wait(.seconds(6))
    #expect(completed() == before && ended() == endedBefore, "\(completed()) after \(before)")
    bed.fill([0, 1, 2], .normal)
    bed.wait(.seconds(8))
    #expect(completed() > before)
    #expect(ended() > endedBefore)
    #expect(bed.world.violation == nil)
  }

  /// Each snapshot costs the leader a flush and a checkpoint. One that is refused, as by a node without
  /// room, comes again, and later each time.
  @Test func snapshotsThatDoNotArriveComeLaterEachTime() throws {
    let bed = Bed {
      $0.limits.tailEntries = 20
    }
    let leader = try bed.leader
    let place = (leader + 1) % 3
    bed.world.kill(place)
    bed.world.nodes[place].downUntil = .distantFuture
    for _ in 0..<100 {
      bed.throwIn(leader)
      bed.wait(.milliseconds(20))
    }
    bed.wait(.seconds(5))
    let made = { bed.world.nodes[leader].replica?.snapshots.lastID ?? 0 }
    let before = made()
    bed.world.breaksSnapshots = true
    bed.world.boot(place)
    bed.wait(.seconds(10))
    #expect(try bed.leader == leader)
    // 50, 100, 200 ms … and then every two seconds.
    #expect((6...12).contains(made() - before), "\(made() - before) in ten seconds")
    bed.world.breaksSnapshots = false
    bed.wait(.seconds(4))
    let (theirs, ours) = (
      bed.world.nodes[place].mind?.applied, bed.world.nodes[leader].mind?.applied
    )
    #expect(theirs == ours)
    // Once there was one, the next failure is a first one again.
    let id = bed.world.nodes[place].id
    #expect(bed.world.nodes[leader].replica?.leadership.nextSnapshot(to: id) == .zero)
    #expect(bed.world.violation == nil)
  }

  /// Nothing else goes wrong, and disks fill up again and again, one or all; every checker looks on.
  @Test(arguments: UInt64(0)..<6) func disksFillUpUnderLoad(_ seed: UInt64) throws {
    let world = DutyTests.calm(seed) {
      $0.duration = .seconds(8)
      $0.set(.fullDisk, 60)
    }
    let outcome = world.run()
    #expect(outcome.violation == nil, "\(outcome.violation ?? "")")
    #expect(outcome.coverage[FaultKind.fullDisk.rawValue] > 1)
    let refused = world.clients.recording.calls.count {
      if case .refused = $0.outcome { true } else { false }
    }
    #expect(refused > 0, "no mark was met")
  }

  @Test func theLogIsCutShorterWhereThereIsLittleRoom() throws {
    let bed = Bed {
      $0.limits.tailEntries = 80
      $0.limits.flushAge = .seconds(30)
    }
    let leader = try bed.leader
    for _ in 0..<100 {
      bed.world.ask(Command(CommandHeader(.tick)), .setup)
      bed.wait(.milliseconds(10))
    }
    func kept(_ place: Int) throws -> Int {
      let raft = try #require(bed.world.nodes[place].replica?.raft)
      return raft.last.index.distance(from: raft.base.index)
    }
    #expect(try kept(leader) >= 80)
    bed.fill([leader], .low)
    // The flush comes early too.
    bed.wait(.seconds(4))
    #expect(try kept(leader) <= 80 / 8 + 5)
    bed.fill([leader], .critical)
    bed.wait(.seconds(4))
    #expect(try kept(leader) <= 5)
  }
}
