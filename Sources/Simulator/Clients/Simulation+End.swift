import Raft
import Replica
import StateMachine
import Units

extension Simulation {
  /// After the faults: everything answered, done once, and equal everywhere.
  func checkEnd() {
    guard violation == nil else { return }
    guard leader != nil else { return fail("nobody leads after the faults ended") }
    for (number, ask) in clients.asks.enumerated()
    where !ask.isDone && now > ask.asked + .seconds(2) {
      return fail("ask \(number), \(ask.command.header.kind), was not answered, tried \(ask.tries)")
    }
    let machines = nodes.compactMap { $0.replica?.machine }
    for node in nodes where !node.isRetired {
      guard let machine = node.replica?.machine else { return fail("\(node.id) is down") }
      let state = node.replica?.status
      if machine.index.rawValue + 64 < machines.map(\.index.rawValue).max() ?? 0 {
        fail("\(node.id) is left behind at \(machine.index): \(String(describing: state))")
      }
      checkExecutions(node, machine)
    }
    checkLeases()
    if let why = clients.register.violation { fail(why) }
    let completed = clients.workers.reduce(0) { $0 + $1.completed }
    if completed < 10 { fail("only \(completed) executions were completed by workers") }
  }

  /// No execution is held for a worker that does not know of it: it would wait for its timeout.
  private func checkLeases() {
    guard let leader, let machine = nodes[leader].replica?.machine else { return }
    for session in machine.allSessions {
      guard let worker = clients.workers.first(where: { $0.session == session.id }) else {
        continue
      }
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
  private func checkExecutions(_ node: SimulatedNode, _ machine: StateMachine) {
    let counts = machine.counts
    let ended = counts.ended.reduce(0, +)
    if counts.created != ended + counts.running + counts.waiting {
      fail("\(node.id): \(counts.created) executions are \(ended) ended and \(counts)")
    }
    // Flushed or not, the store with its overlay is what apply made.
    guard var replica = node.replica else { return }
    var enqueued = 0
    var due: [Instant] = []
    for record in replica.records(Keys.all(.born), reading: { node.disk.store.read($0) }) {
      let job = record.key[1..<9].reduce(0) { $0 << 8 | UInt64($1) }
      let id = record.key[9..<17].reduce(0) { $0 << 8 | UInt64($1) }
      guard let born = BornExecution(job: RecordID(job), id: RecordID(id), record.value) else {
        return fail("\(node.id) cannot read what was born under \(record.key)")
      }
      if born.origin == .enqueue { enqueued += 1 }
      if born.origin == .schedule { due.append(born.due) }
    }
    if enqueued != clients.enqueued {
      fail("\(node.id) has \(enqueued) enqueued executions of \(clients.enqueued)")
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
