import Messages
import Units

/// What an execution is made from.
struct NewExecution {
  var job: Int32
  var origin = ExecutionOrigin.enqueue
  var payload: Bytes = []
  var contentType = ""
  var priority: UInt8?
  /// When it was first due; nil for now.
  var due: Instant?
  var notBefore: Instant?
  /// The epoch for what the job says.
  var startBy = Instant.epoch
  /// Nil for the job's.
  var queue: Int32?
  var dedupKey = ""
  var labels: [Label] = []
  var schedule = RecordID.none
  var scheduleName = ""
  var standsFor: UInt64 = 0
  var cause = RecordID.none
  var root = RecordID.none
  var chain: [RecordID] = []
  var requeuedFrom = RecordID.none
  var principal = ""
  var trace = ""

  init(job: Int32) { self.job = job }
}

extension StateMachine {
  /// Of a job and a dedup key within it.
  func dedupHash(_ job: Int32, _ key: String) -> Hash128 {
    Hash128(of: Bytes(key.utf8), seed: jobs[job: job].id.rawValue)
  }

  /// Why no execution of `job` can be made now; nil where one can.
  func refuseBirth(_ job: Int32, queue: Int32? = nil, count: Int = 1) -> Failure? {
    let slot = queue ?? jobs[version: jobs[job: job].current].queue
    let depth = queues[slot].depth == 0 ? settings.queueDepth : queues[slot].depth
    if UInt64(queues[slot].waiting + count) > depth {
      let queue = queues[slot]
      return Failure(
        .resourceExhausted, .queueFull,
        "queue '\(queue.name)' holds \(queue.waiting) of at most \(depth) waiting executions",
        metadata: [
          Failure.Entry("queue", queue.name), Failure.Entry("depth", "\(queue.waiting)"),
          Failure.Entry("cap", "\(depth)"),
        ], retryAfter: .seconds(1))
    }
    guard entry.room >= count else { return StateMachine.entryFull }
    return nil
  }

  static let entryFull = Failure(
    .resourceExhausted, .quotaExceeded,
    "too many records in one batch of commands: try again, with less at once",
    retryAfter: .milliseconds(10))

  /// Makes an execution. The caller has asked `refuseBirth`; this cannot fail.
  @discardableResult
  mutating func bear(_ new: consuming NewExecution, _ output: inout ApplyOutput) -> RecordID {
    let id = entry.nextID()
    let jobID = jobs[job: new.job].id
    let current = jobs[job: new.job].current
    let queueSlot = new.queue ?? jobs[version: current].queue
    let number = jobs[version: current].number
    var live = LiveExecution()
    live.id = id
    live.phase = .waiting
    live.priority = new.priority ?? jobs[version: current].definition.priority
    live.job = new.job
    live.version = current
    live.queue = queueSlot
    live.created = time
    live.due = new.due ?? new.notBefore ?? time
    live.notBefore = max(new.notBefore ?? time, time)
    live.startBy = new.startBy
    let startWithin = jobs[version: current].definition.startWithin
    if new.startBy == .epoch && startWithin > .zero { live.startBy = live.due + startWithin }
    live.schedule = new.schedule
    live.cause = new.cause
    live.root = new.root == .none ? id : new.root
    live.chain = new.chain
    live.requeuedFrom = new.requeuedFrom
    if !new.dedupKey.isEmpty {
      live.dedup = dedupHash(new.job, new.dedupKey)
      dedup[live.dedup] = id
    }

    var born = BornExecution()
    born.jobName = jobs[job: new.job].name
    born.version = number
    born.queue = queues[queueSlot].name
    born.priority = live.priority
    born.origin = new.origin
    born.created = time
    born.due = live.due
    born.notBefore = live.notBefore
    born.startBy = live.startBy
    born.principal = new.principal
    born.trace = new.trace
    born.dedupKey = new.dedupKey
    born.schedule = new.schedule
    born.scheduleName = new.scheduleName
    born.standsFor = new.standsFor
    born.cause = new.cause
    born.root = live.root
    born.requeuedFrom = new.requeuedFrom
    born.labels = new.labels
    born.contentType = new.contentType
    if new.payload.count <= BornExecution.inlineLimit {
      born.payload = new.payload
    } else {
      output.insert(Keys.key(.payload, id), new.payload)
    }
    output.insert(Keys.key(.born, jobID.rawValue, id.rawValue), born.encoded())
    output.insert(
      Keys.key(.live, id), live.encoded(job: jobID, version: number, queue: queues[queueSlot].name))
    if live.root != id {
      let mark = TraceMark(cause: live.cause, name: born.jobName, offset: 0)
      output.insert(Keys.key(.correlation, live.root.rawValue, id.rawValue), mark.encoded())
    }

    counts.created += 1
    let slot = executions.insert(live)
    adopt(slot)
    if live.root != id {
      roots[live.root]?.born += 1
      touch(root: live.root)
    }
    jobs[job: new.job].counts.created += 1
    touch(new.job)
    return id
  }

  /// Enters a live execution, new or read from the store, into everything that is derived.
  mutating func adopt(_ slot: Int32) {
    let execution = executions[slot]
    jobs[job: execution.job].live += 1
    jobs[version: execution.version].live += 1
    if execution.root != execution.id {
      roots[execution.root, default: RootTable.Root()].live += 1
    }
    if execution.schedule != .none, let place = schedules.place(of: execution.schedule) {
      schedules[place].live.append(execution.id)
    }
    if execution.phase == .running {
      jobs[job: execution.job].running += 1
      queues[execution.queue].running += 1
      counts.running += 1
      if let place = sessions.place(of: execution.session) {
        sessions[place].leases.append(execution.id)
      }
      watchEnd(slot)
    } else {
      queues[execution.queue].waiting += 1
      counts.waiting += 1
      wait(slot)
    }
  }

  /// Puts a waiting execution where its time says.
  mutating func wait(_ slot: Int32) {
    let execution = executions[slot]
    if execution.notBefore <= time {
      executions[slot].isReady = true
      jobs.makeReady(
        execution.version, ReadyQueue.Item(due: execution.due, id: execution.id, slot: slot),
        priority: execution.priority)
    } else {
      executions[slot].isReady = false
      queues[execution.queue].delayed += 1
      delays.insert(execution.notBefore, execution.id, slot)
      if delays.isOvergrown(live: Int(counts.waiting)) {
        StateMachine.trim(&delays, of: executions)
      }
    }
    if execution.startBy != .epoch { deadlines.insert(execution.startBy, execution.id, slot) }
  }

  /// Takes a waiting execution out of the ready ones, because it starts or ends.
  /// Its phase must no longer be waiting, or its slot be free.
  mutating func unready(_ before: LiveExecution) {
    guard before.isReady else {
      if before.phase == .waiting { queues[before.queue].delayed -= 1 }
      return
    }
    jobs.forgetReady(before.version, priority: before.priority, executions)
  }

  private static func trim(_ delays: inout TimerHeap, of table: ExecutionTable) {
    delays.rebuild { table.isDelayed($0) }
  }

  mutating func touch(_ job: Int32) {
    if jobs[job: job].isTouched { return }
    jobs[job: job].isTouched = true
    entry.touchedJobs.append(job)
  }

  /// Writes a live execution as it is now.
  mutating func putLive(_ slot: Int32, _ output: inout ApplyOutput) {
    output.put(
      Keys.key(.live, executions[slot].id),
      executions[slot].encoded(
        job: jobs[job: executions[slot].job].id,
        version: jobs[version: executions[slot].version].number,
        queue: queues[executions[slot].queue].name))
  }
}
