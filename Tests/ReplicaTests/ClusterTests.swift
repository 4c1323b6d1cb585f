import Foundation
import StateMachine
import Testing
import Units

@testable import Replica

/// Whole replicas through crashes, partitions and slow disks. CARILLON_SEEDS raises the number of
/// seeds, CARILLON_SEED runs one and prints what happened.
@Suite struct ClusterTests {
  static let count =
    ProcessInfo.processInfo.environment["CARILLON_SEEDS"].flatMap(UInt64.init) ?? 2
  static let only = ProcessInfo.processInfo.environment["CARILLON_SEED"].flatMap(UInt64.init)
  static let seeds: [UInt64] = only.map { [$0] } ?? Array(0..<count)

  /// A cluster with a job that clients enqueue, one that is due each second, and workers.
  static func run(_ seed: UInt64, _ adjust: (inout Faults) -> Void = { _ in }) -> World {
    let world = World(seed: seed, adjust: adjust)
    if only != nil { world.trace = [] }
    world.ask(Orders.settings(ttl: World.ttl, grace: .milliseconds(100)), .setup)
    world.ask(Orders.createJob("work"), .setup)
    world.ask(Orders.createJob("tick"), .setup)
    world.ask(Orders.createJob(Register.job), .setup)
    world.advance(until: world.now + .seconds(1))
    world.ask(Orders.createSchedule(job: "tick", every: "* * * * * *"), .setup)
    world.queue.add(.client, at: world.now)
    world.hire(3)
    world.advance(until: world.now + world.faults.duration)
    world.heal()
    world.advance(until: world.now + .seconds(7))
    world.checkEnd()
    if world.violation != nil, let trace = world.trace {
      for line in trace.suffix(4_000) { print(line.prefix(600)) }
    }
    return world
  }

  @Test(arguments: seeds) func keepsEveryPromise(_ seed: UInt64) {
    let world = ClusterTests.run(seed)
    #expect(world.violation == nil, "seed \(seed): \(world.violation ?? "")")
  }

  /// The runs must be worth something: leaders change, logs are cut, leases move.
  @Test func theRunsAreEventful() {
    var elections = 0
    var snapshots = 0
    var renewals = 0
    var pushed = 0
    var dropped = 0
    var reads = 0
    for seed in UInt64(100)..<102 {
      let world = ClusterTests.run(seed)
      #expect(world.violation == nil, "seed \(seed): \(world.violation ?? "")")
      elections += world.elections
      snapshots += world.snapshots
      renewals += world.renewalsConfirmed
      pushed += world.pushed
      dropped += world.dropped
      reads += world.register.reads
      if ClusterTests.only != nil { print(world.figures) }
    }
    #expect(elections > 4 && renewals > 50 && pushed > 300 && snapshots > 0)
    #expect(dropped > 0 && reads > 50)
  }

  @Test func aSeedReplaysExactly() {
    let (first, second) = (
      ClusterTests.run(1) { $0.duration = .seconds(2) },
      ClusterTests.run(1) { $0.duration = .seconds(2) }
    )
    #expect(first.steps == second.steps)
    #expect(first.digests == second.digests)
  }
}

extension World {
  /// What a run came to, in one line.
  var figures: String {
    let machine = nodes.compactMap { $0.replica?.machine }.first
    return "steps \(steps), elections \(elections), snapshots \(snapshots), index "
      + "\(machine?.index.rawValue ?? 0), enqueued \(enqueued), asks \(asks.count), tries "
      + "\(asks.reduce(0) { $0 + $1.tries }), pushed \(pushed), completed "
      + "\(workers.reduce(0) { $0 + $1.completed }), sessions \(opens), renewals "
      + "\(renewalsConfirmed), counts \(machine.map { "\($0.counts)" } ?? "")"
  }

  /// After the faults: everything answered, done once, and equal everywhere.
  func checkEnd() {
    guard violation == nil else { return }
    guard leader != nil else { return fail("nobody leads after the faults ended") }
    for (number, ask) in asks.enumerated() where !ask.isDone && now > ask.asked + .seconds(2) {
      return fail("ask \(number), \(ask.command.header.kind), was not answered, tried \(ask.tries)")
    }
    let machines = nodes.compactMap { $0.replica?.machine }
    for node in nodes {
      guard let machine = node.replica?.machine else { return fail("\(node.id) is down") }
      let state = node.replica?.status
      if machine.index.rawValue + 64 < machines.map(\.index.rawValue).max() ?? 0 {
        fail("\(node.id) is left behind at \(machine.index): \(String(describing: state))")
      }
      checkExecutions(node, machine)
    }
    checkLeases()
    if let why = register.violation { fail(why) }
    let completed = workers.reduce(0) { $0 + $1.completed }
    if completed < 10 { fail("only \(completed) executions were completed by workers") }
  }

  /// No execution is held for a worker that does not know of it: it would wait for its timeout.
  private func checkLeases() {
    guard let leader, let machine = nodes[leader].replica?.machine else { return }
    for session in machine.allSessions {
      guard let worker = workers.first(where: { $0.session == session.id }) else { continue }
      for lease in machine.leases(of: session.id)
      where lease.number <= worker.lastGrant
        && !worker.leases.contains(where: { $0.token == lease.token })
      {
        // Those just ended are on their way to be told.
        let age = machine.time - (machine.grant(of: lease.execution)?.granted ?? machine.time)
        if age > .seconds(3) { fail("\(lease.execution) is held for a worker that lost it") }
      }
    }
  }

  /// Executions are conserved, and every second has one of its own.
  private func checkExecutions(_ node: Node, _ machine: StateMachine) {
    let counts = machine.counts
    let ended = counts.ended.reduce(0, +)
    if counts.created != ended + counts.running + counts.waiting {
      fail("\(node.id): \(counts.created) executions are \(ended) ended and \(counts)")
    }
    // Flushed or not, the store with its overlay is what apply made.
    guard var replica = node.replica else { return }
    var enqueued = 0
    var due: [Instant] = []
    for record in replica.scan(Keys.all(.born), over: node.disk) {
      let job = record.key[1..<9].reduce(0) { $0 << 8 | UInt64($1) }
      let id = record.key[9..<17].reduce(0) { $0 << 8 | UInt64($1) }
      guard let born = BornExecution(job: RecordID(job), id: RecordID(id), record.value) else {
        return fail("\(node.id) cannot read what was born under \(record.key)")
      }
      if born.origin == .enqueue { enqueued += 1 }
      if born.origin == .schedule { due.append(born.due) }
    }
    if enqueued != self.enqueued {
      fail("\(node.id) has \(enqueued) enqueued executions of \(self.enqueued)")
    }
    due.sort()
    guard let schedule = machine.allSchedules.first else { return fail("the schedule is gone") }
    for (one, next) in zip(due, due.dropFirst()) where next - one != .seconds(1) {
      fail("\(node.id): due at \(one), and then at \(next)")
    }
    if due.isEmpty || due.last != schedule.decided || UInt64(due.count) != schedule.fired {
      fail(
        "\(node.id): \(due.count) due times to \(String(describing: due.last)), fired "
          + "\(schedule.fired), decided \(schedule.decided)")
    }
    let late = machine.time - schedule.decided
    if late > .seconds(3) { fail("\(node.id): the last due time decided is \(late) ago") }
  }
}

extension Replica {
  /// What is under a range, through the overlay.
  mutating func scan(_ range: Keys.Range, over disk: SimulatedDisk) -> [StoreRecord] {
    var merge = ScanMerge(
      range, reversed: false, limit: 1 << 30, bytes: 1 << 40,
      overlay: overlay.scan(range, reversed: false, limit: 1 << 30))
    while !merge.take(disk.read(merge.read)) {}
    return merge.found
  }
}
