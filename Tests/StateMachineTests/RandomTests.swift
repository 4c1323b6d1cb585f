import Messages
import Testing
import Units

@testable import StateMachine

/// Random operations against a plain model: nothing is lost, leases exclude each other, tokens grow,
/// counters are true, and a restart finds the memory that was there.
@Suite struct RandomTests {
  struct Model {
    /// Every execution that was ever accepted.
    var accepted: Set<RecordID> = []
    /// Leases in force.
    var leases: [RecordID: Grant] = [:]
    var lastToken: [RecordID: RecordID] = [:]
    var sessions: [RecordID] = []
    var stale: [Grant] = []
    var lastOffset: UInt64 = 0

    mutating func take(_ output: ApplyOutput) {
      for notice in output.notices {
        switch notice {
        case .granted(let grant):
          #expect(leases[grant.execution] == nil, "two leases on \(grant.execution)")
          #expect(lastToken[grant.execution] ?? .none < grant.token, "a token fell")
          leases[grant.execution] = grant
          lastToken[grant.execution] = grant.token
        case .leaseEnded(_, let execution, let token):
          #expect(leases[execution]?.token == token)
          if let gone = leases.removeValue(forKey: execution) { stale.append(gone) }
        case .events(let first, let count):
          #expect(first == lastOffset + 1, "a gap in the events")
          lastOffset += count
        case .finished(let execution):
          if let gone = leases.removeValue(forKey: execution) { stale.append(gone) }
        default: break
        }
      }
      for change in output.changes where change.key.first == Keys.Kind.born.rawValue {
        if let id = Keys.secondID(change.key) { accepted.insert(id) }
      }
      if stale.count > 50 { stale.removeFirst(stale.count - 50) }
    }
  }

  static func step(_ bed: inout Bed, _ model: inout Model, _ random: inout SeededGenerator) {
    func pick<Item>(_ items: [Item]) -> Item? {
      items.isEmpty ? nil : items[Int(random.below(UInt64(items.count)))]
    }
    let name = "job\(random.below(4))"
    let now = bed.clock
    switch random.below(24) {
    case 0:
      _ = bed.job(name) { job in
        job.concurrency = Concurrency(limit: UInt32(random.below(3)))
        job.queue = random.below(2) == 0 ? "" : "slow"
        job.priority = UInt32(random.below(10))
      }
    case 1:
      var job = Job(name: name, handler: "run\(random.below(2))")
      job.timeouts = Timeouts(attempt: .seconds(Int64(1 + random.below(5))))
      bed.one(.updateJob, UpdateJobRequest(job: job))
    case 2:
      bed.one(
        random.below(2) == 0 ? .enableJob : .disableJob, EnableJobRequest(job: name))
    case 3 where random.below(4) == 0:
      let how: [DeleteJobRequest.LiveExecutions] = [.refuse, .cancel, .orphan]
      bed.one(
        .deleteJob,
        DeleteJobRequest(job: name, liveExecutions: pick(how) ?? .refuse))
    case 4, 5, 6, 7, 8:
      _ = bed.enqueue(name) { request in
        if random.below(3) == 0 { request.delay = .milliseconds(Int64(random.below(3_000))) }
        if random.below(3) == 0 { request.dedupKey = "k\(random.below(5))" }
        if random.below(5) == 0 {
          request.startByTime = now + .milliseconds(Int64(random.below(4_000)))
        }
        request.priority = UInt32(random.below(10))
      }
    case 9:
      let request = EnqueueBatchRequest(
        requests: (0..<5).map { _ in EnqueueRequest(job: name, payload: Bytes("[1]".utf8)) })
      bed.one(.enqueueBatch, request)
    case 10 where model.sessions.count < 4:
      model.sessions.append(
        bed.session("w\(random.below(3))", capacity: UInt32(1 + random.below(5))))
    case 11 where random.below(3) == 0:
      guard let session = pick(model.sessions) else { return }
      model.sessions.removeAll { $0 == session }
      if random.below(2) == 0 {
        bed.one(.closeSession, CloseSessionRequest(session: session.text))
      } else {
        bed.own(.sessionLost, SessionLostCommand(session: session, term: bed.term).encoded())
      }
    case 12, 13, 14, 15: bed.dispatch(model.sessions, credits: 3)
    case 16, 17, 18:
      guard let grant = pick(model.leases.keys.sorted().compactMap { model.leases[$0] }) else {
        return
      }
      // Taken off before the entry tells of it, as its worker's own word ends it.
      let outcome =
        random.below(3) > 0
        ? bed.complete(grant)
        : bed.fail(grant, pick([.failed, .memory, .interrupted, .snoozed]) ?? .failed)
      #expect(outcome.isSuccess, "\(outcome)")
      model.leases[grant.execution] = nil
    case 19:
      guard let grant = pick(model.stale), model.leases[grant.execution]?.token != grant.token
      else { return }
      let outcome = bed.complete(grant)
      #expect(outcome.isDeferred)
      #expect(
        !bed.output.changes.contains {
          $0.key == Keys.key(.live, grant.execution) && $0.value == nil
        })
    case 20:
      guard let id = pick(Array(model.accepted).sorted()) else { return }
      bed.one(.cancelExecution, CancelExecutionRequest(execution: id.text))
    case 21: bed.tick(after: .milliseconds(Int64(random.below(4_000))))
    case 22:
      bed.one(
        random.below(2) == 0 ? .pauseQueue : .resumeQueue, PauseQueueRequest(queue: "slow"))
    default:
      guard let lease = pick(model.leases.keys.sorted().compactMap { model.leases[$0] }) else {
        return
      }
      let name = LeaseName(execution: lease.execution, token: lease.token)
      bed.own(.returnLeases, ReturnCommand(leases: [name]).encoded())
    }
  }

  static func check(_ bed: Bed, _ model: Model) {
    let machine = bed.machine
    var waiting = 0
    var running = 0
    var byQueue: [String: (waiting: Int, running: Int)] = [:]
    for slot in machine.executions.sortedSlots() {
      let live = machine.executions[slot]
      #expect(model.accepted.contains(live.id))
      #expect(bed.finished(live.id) == nil, "\(live.id) lives and has ended")
      let queue = machine.queues[live.queue].name
      if live.phase == .running {
        running += 1
        byQueue[queue, default: (0, 0)].running += 1
        #expect(model.leases[live.id]?.token == live.token)
      } else {
        waiting += 1
        byQueue[queue, default: (0, 0)].waiting += 1
        #expect(model.leases[live.id] == nil)
      }
    }
    let ended = bed.store.keys.count { $0.first == Keys.Kind.finished.rawValue }
    #expect(model.accepted.count == waiting + running + ended)
    #expect(machine.counts.created == UInt64(model.accepted.count))
    #expect(machine.counts.ended.reduce(0, +) == UInt64(ended))
    #expect(machine.counts.running == UInt64(running))
    #expect(machine.counts.waiting == UInt64(waiting))
    for queue in machine.queues.queues {
      #expect(queue.waiting == byQueue[queue.name]?.waiting ?? 0)
      #expect(queue.running == byQueue[queue.name]?.running ?? 0)
    }
    for job in machine.jobs.order {
      let limit = machine.jobs[version: machine.jobs[job: job].current].definition.concurrency
      // A lower limit lets what runs go on: it was kept when it was granted.
      #expect(machine.jobs[job: job].running >= 0 && limit <= 1_000)
    }
  }

  @Test(arguments: 1...12)
  func nothingIsLost(seed: Int) throws {
    var random = SeededGenerator(seed: UInt64(seed))
    var bed = Bed(seed: UInt64(seed))
    var model = Model()
    for round in 0..<600 {
      let before = bed.log.count
      RandomTests.step(&bed, &model, &random)
      if bed.log.count > before { model.take(bed.output) }
      if round % 50 == 49 {
        RandomTests.check(bed, model)
        let difference = try bed.reloaded().memoryLines.difference(from: bed.machine.memoryLines)
        #expect(difference.isEmpty, "\(difference)")
      }
    }
    // The same log, with nobody to answer: another machine agrees at every step.
    var silent = Bed(wantsAnswers: false)
    for entry in bed.log { silent.apply(entry: entry) }
    #expect(silent.machine.digest == bed.machine.digest)
    #expect(silent.store == bed.store)
    #expect(silent.machine.memoryLines == bed.machine.memoryLines)
  }

  /// A node that restarted in the middle goes on as those that did not.
  @Test(arguments: 20...25)
  func restartsChangeNothing(seed: Int) throws {
    var random = SeededGenerator(seed: UInt64(seed))
    var bed = Bed(seed: UInt64(seed))
    var model = Model()
    var other = Bed()
    for _ in 0..<400 {
      let before = bed.log.count
      RandomTests.step(&bed, &model, &random)
      if bed.log.count == before { continue }
      model.take(bed.output)
      for entry in bed.log[before...] { other.apply(entry: entry) }
      #expect(other.machine.digest == bed.machine.digest)
      if random.below(20) == 0 { other.machine = try other.reloaded() }
    }
    #expect(other.store == bed.store)
  }
}
