import Checkers
import Raft
import Replica
import StateMachine
import Units
import Workload

extension Simulation {
  /// After the faults: everything answered, done once, and equal everywhere.
  func checkEnd() {
    guard violation == nil else { return }
    guard let leader else { return fail("nobody leads after the faults ended") }
    let last = nodes[leader].mind?.look { $0.raft.configuration }
    if let last, last.configuration.isJoint {
      return fail("\(last) is joint long after the faults ended")
    }
    // A voter that nobody replaces, since its disk was lost before its name was known, is silent for
    // ever, and holds the version back: rightly.
    let areAllThere =
      last?.configuration.members.allSatisfy { member in
        nodes.contains {
          $0.id == member.id && $0.incarnation == member.incarnation && $0.mind != nil
        }
      } ?? false
    let isNewest = nodes[leader].mind?.vitals.version == SimulatedNode.newestBuild
    if isMixed, areAllThere, !isNewest {
      return fail("the machine version has not gone up, and all members run the newer build")
    }
    // One that was cut off when it was taken out never heard of it.
    retire()
    for (number, ask) in clients.asks.enumerated()
    where !ask.isDone && now > ask.asked + .seconds(2) {
      return fail("ask \(number), \(ask.owner), was not answered, tried \(ask.tries)")
    }
    let newest = nodes.compactMap { $0.mind?.applied.rawValue }.max() ?? 0
    for node in nodes where !node.isRetired {
      guard let mind = node.mind else { return fail("\(node.id) is down") }
      // What was decided just now may be on its way.
      if mind.applied.rawValue + 8 < newest {
        fail("\(node.id) is left behind at \(mind.applied): \(mind.status)")
      }
      checkCounts(node.id, mind.look { $0.machine.counts })
    }
    checkLeases()
    // Where few calls were drawn, few got through the faults; some must have after them.
    let completed = UInt64(clients.workers.reduce(0) { $0 + $1.completed })
    let created = clients.closed?.created ?? 0
    if completed < max(1, min(10, created)) {
      fail("only \(completed) of \(created) executions were completed by workers")
    }
    compareStores(with: leader)
    sweep(leader)
    judge(leader)
  }

  /// While clients went on, every member that runs has applied what was there a while ago, and one that
  /// was to get a vote has it.
  func checkAbreast(_ mark: LogIndex) {
    guard let leader, let placed = nodes[leader].mind?.look({ $0.raft.configuration }) else {
      return fail("nobody leads six seconds after the faults ended")
    }
    let running = nodes.filter { node in
      node.mind != nil && !node.isRetired
        && placed.configuration.member(node.id)?.incarnation == node.incarnation
    }
    for node in running {
      guard let mind = node.mind, mind.applied < mark else { continue }
      fail(
        "\(node.id) stays behind at \(mind.applied) under load, \(mark) was there: \(mind.status)")
    }
    func runs(_ member: Member) -> Bool { running.contains { $0.id == member.id } }
    guard placed.index < mark, !placed.configuration.isJoint else { return }
    for learner in placed.configuration.learners where learner.promotes && runs(learner.member) {
      let others = placed.configuration.voters.filter { $0.id != learner.replaces }
      if others.allSatisfy(runs) {
        fail("\(learner.member.id) gets no vote under load: \(placed)")
      }
    }
  }

  /// No execution is held for a worker that does not know of it: it would wait for its timeout.
  private func checkLeases() {
    guard let leader, let machine = nodes[leader].mind?.look({ $0.machine }) else { return }
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

  /// Counters are what they count.
  private func checkCounts(_ node: NodeID, _ counts: Counts) {
    let ended = counts.ended.reduce(0, +)
    if counts.created != ended + counts.running + counts.waiting {
      fail("\(node): \(counts.created) executions are \(ended) ended and \(counts)")
    }
  }

  // MARK: Looking at everything

  /// Others hold what this one holds, record by record: equal digests say only that the same was
  /// applied. The record of the applied index is each store's own.
  func compareStores(with place: Int) {
    guard var replica = nodes[place].mind?.look({ $0 }) else { return }
    let store = nodes[place].disk.store
    let kinds = Keys.Kind.allCases.filter { $0 != .meta }
    let wanted = kinds.map { kind in replica.records(Keys.all(kind)) { store.read($0) } }
    for node in nodes where node !== nodes[place] && !node.isRetired && node.installing == nil {
      guard var other = node.mind?.look({ $0 }), other.machine.index == replica.machine.index
      else { continue }
      let theirs = node.disk.store
      for (kind, records) in zip(kinds, wanted) {
        let found = other.records(Keys.all(kind)) { theirs.read($0) }
        guard found != records else { continue }
        let key = zip(found, records).first { $0 != $1 }.map { $0.0.key } ?? []
        return fail(
          "\(node.id) holds \(found.count) records of \(kind) at \(other.machine.index), "
            + "\(nodes[place].id) \(records.count), first different at \(key)")
      }
    }
  }

  /// Writes down every execution and every event as they stand at one node: the others hold the same.
  private func sweep(_ place: Int) {
    guard var replica = nodes[place].mind?.look({ $0 }) else { return }
    let store = nodes[place].disk.store
    func records(_ kind: Keys.Kind) -> [StoreRecord] {
      replica.records(Keys.all(kind)) { store.read($0) }
    }
    let finals = finals(
      born: records(.born), finished: records(.finished), attempts: records(.attempt))
    guard let finals else { return fail("\(nodes[place].id) has a record that cannot be read") }
    let counts = replica.machine.counts
    let ended = finals.count { $0.state.isTerminal }
    if UInt64(finals.count) != counts.created || UInt64(ended) != counts.ended.reduce(0, +) {
      fail("\(finals.count) executions were made, \(ended) ended, and the counters say \(counts)")
    }
    for final in finals { clients.recording.saw(.final(final), process: 0, at: stamp) }
    clients.recording.saw(.resumed(offset: 1), process: 0, at: stamp)
    var last: UInt64 = 0
    for record in records(.event) {
      last = Simulation.number(record.key[1..<9])
      guard let event = EventRecord(offset: last, record.value) else {
        return fail("\(nodes[place].id) cannot read event \(last)")
      }
      clients.recording.saw(
        .event(
          Observation.Event(
            offset: last, id: event.id, name: event.name, key: event.key, time: event.time,
            cause: event.cause, payload: event.payload)),
        process: 0, at: stamp)
    }
    clients.recording.saw(.end(offset: last), process: 0, at: stamp)
  }

  private static func number(_ bytes: ArraySlice<UInt8>) -> UInt64 {
    bytes.reduce(0) { $0 << 8 | UInt64($1) }
  }

  /// Nil where a record cannot be read.
  private func finals(
    born: [StoreRecord], finished: [StoreRecord], attempts: [StoreRecord]
  ) -> [History.Final]? {
    var ends: [UInt64: FinishedExecution] = [:]
    for record in finished {
      guard let end = FinishedExecution(record.value) else { return nil }
      ends[Simulation.number(record.key[1..<9])] = end
    }
    var tries: [UInt64: [AttemptRecord]] = [:]
    for record in attempts {
      guard let attempt = AttemptRecord(record.value) else { return nil }
      tries[Simulation.number(record.key[1..<9]), default: []].append(attempt)
    }
    var finals: [History.Final] = []
    for record in born {
      let id = RecordID(Simulation.number(record.key[9..<17]))
      let job = RecordID(Simulation.number(record.key[1..<9]))
      guard let born = BornExecution(job: job, id: id, record.value) else { return nil }
      var list = tries[id.rawValue] ?? []
      if let last = ends[id.rawValue]?.last, last.number > 0, last.token != .none,
        !list.contains(where: { $0.number == last.number })
      {
        list.append(last)
      }
      list.sort { $0.number < $1.number }
      // Half of the delay that the jobs ask for: it is drawn around that.
      for (attempt, next) in zip(list, list.dropFirst())
      where attempt.outcome == .failed && next.started < attempt.ended + .milliseconds(50) {
        fail("\(id) is tried again \(next.started - attempt.ended) after a failure")
      }
      let state = ends[id.rawValue].flatMap { History.State(rawValue: $0.state.name.lowercased()) }
      finals.append(
        History.Final(
          execution: id, marker: Marker.read(born.payload ?? []), state: state ?? .pending,
          attempts: list.map {
            History.Attempt(number: UInt32($0.number), isSuccess: $0.outcome == .completed)
          }))
    }
    return finals
  }

  // MARK: Judging

  /// All checkers over all that was seen.
  private func judge(_ place: Int) {
    guard let time = nodes[place].mind?.look({ $0.machine.time }) else { return }
    let finding = judge(until: time).judge(clients.recording)
    report.statistics.undecided += finding.undecided
    if let first = finding.violations.first { fail("\(first)") }
  }

  /// The latest stamped time that some node applied.
  var stamped: Instant { nodes.compactMap { $0.mind?.look { $0.machine.time } }.max() ?? .epoch }

  /// What is promised of this run, whose schedules are looked at up to a stamped time.
  func judge(until end: Instant) -> Judge {
    // Until the faults ended nobody promises when; how often and in which order is promised always.
    var outages: [ClosedRange<Instant>] = []
    if let closed = clients.closed { outages = [.epoch...max(.epoch, closed.time)] }
    var judge = Judge(
      schedules: ScheduleStory(zones: clients.zones, patience: .seconds(3), outages: outages),
      end: end, limit: 20_000)
    // What schedules made just now may still run.
    judge.youngest = clients.closed?.index
    judge.everyRunIsSeen = true
    return judge
  }
}
