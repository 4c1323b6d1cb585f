import Messages
import Units

extension Rendering {
  // MARK: Live

  /// A live execution as memory knows it: without payload, labels and earlier attempts.
  static func live(_ machine: StateMachine, _ id: RecordID) -> Execution {
    guard let slot = machine.executions.slot(of: id) else { return Execution(id: id.text) }
    let live = machine.executions[slot]
    let job = machine.jobs[job: live.job]
    let definition = machine.jobs[version: live.version].definition
    var execution = Execution(id: id.text)
    fill(
      &execution, live, queue: machine.queues[live.queue].name,
      version: machine.jobs[version: live.version].number, at: machine.time)
    execution.job = job.name
    execution.maxAttempts = definition.attempts
    execution.handler = definition.handler
    execution.module = definition.module
    execution.bundle = definition.bundle == .zero ? "" : definition.bundle.description
    if let place = machine.sessions.place(of: live.session) {
      execution.worker = machine.sessions[place].name
    }
    if live.phase == .running {
      execution.attempts = [running(live, worker: execution.worker)]
    } else {
      execution.waiting = waiting(machine, slot)
    }
    return execution
  }

  /// What a live record says by itself.
  static func fill(
    _ execution: inout Execution, _ live: LiveExecution, queue: String, version: UInt64,
    at time: Instant
  ) {
    execution.state = state(live.state(at: time))
    execution.jobVersion = version
    execution.queue = queue
    execution.priority = UInt32(live.priority)
    execution.attempt = UInt32(live.attempt)
    execution.cancelling = live.cancelling != nil
    execution.createTime = live.created
    execution.dueTime = live.due
    execution.startByTime = self.time(live.startBy)
    execution.requeuedFrom = text(live.requeuedFrom)
    execution.causation = text(live.cause)
    execution.correlation = live.root == live.id ? "" : text(live.root)
    execution.logBytes = live.logged
    execution.logDroppedBytes = live.logDropped
    if live.phase == .running {
      execution.startTime = live.granted
      if live.progress > 0 || !live.progressMessage.isEmpty {
        execution.progress = ExecutionProgress(
          percent: UInt32(live.progress), message: live.progressMessage)
      }
    } else if live.notBefore > time {
      execution.notBeforeTime = live.notBefore
      execution.waiting = Waiting(
        reason: .notBefore, detail: "not before \(live.notBefore)", untilTime: live.notBefore)
    }
  }

  private static func running(_ live: LiveExecution, worker: String) -> Attempt {
    Attempt(
      number: UInt32(live.attempt), worker: worker, session: text(live.session),
      token: live.token.rawValue, startTime: live.granted, logEnd: live.logged)
  }

  /// Why an execution waits: the first reason of the closed list that holds.
  static func waiting(_ machine: StateMachine, _ slot: Int32) -> Waiting {
    let live = machine.executions[slot]
    let job = machine.jobs[job: live.job]
    let queue = machine.queues[live.queue]
    let current = machine.jobs[version: job.current].definition
    if live.notBefore > machine.time {
      return Waiting(
        reason: .notBefore, detail: "not before \(live.notBefore)", untilTime: live.notBefore)
    }
    if let since = machine.heldSince {
      return Waiting(
        reason: .held,
        detail: "the cluster was restored from a backup of \(since) and is held: clusterctl release"
      )
    }
    if queue.isPaused {
      return Waiting(
        reason: .queuePaused, detail: "the queue '\(queue.name)' is paused: \(queue.note)",
        on: [queue.name])
    }
    if !current.isEnabled {
      return Waiting(
        reason: .jobDisabled, detail: "the job '\(job.name)' is disabled", on: [job.name])
    }
    if !machine.isOpen(job: live.job) {
      return Waiting(
        reason: .jobLimit, detail: "\(job.running) of '\(job.name)' run, as many as may at a time",
        on: [job.name])
    }
    if !machine.isOpen(queue: live.queue) {
      return Waiting(
        reason: .queueLimit,
        detail: "\(queue.running) of the queue '\(queue.name)' run, as many as may at a time",
        on: [queue.name])
    }
    let definition = machine.jobs[version: machine.startingVersion(live)].definition
    let fitting = machine.sessions.sessions.filter {
      !$0.isDraining
        && $0.accepts(queue: queue.name, module: definition.module, handler: definition.handler)
    }
    if fitting.isEmpty {
      return Waiting(
        reason: .noWorker,
        detail: "no worker serves the queue '\(queue.name)' and runs '\(definition.handler)'")
    }
    let behind = machine.jobs[version: live.version].ready.before(
      ReadyQueue.Item(due: live.due, id: live.id, slot: slot), priority: live.priority)
    if behind > 0 {
      return Waiting(
        reason: .behind, detail: "\(behind) of '\(job.name)' are before it", behind: UInt64(behind))
    }
    return Waiting(
      reason: .noCapacity, detail: "\(fitting.count) workers could run it, and are busy")
  }

  // MARK: From records

  static func fill(_ execution: inout Execution, _ born: BornExecution) {
    execution.job = born.jobName
    execution.jobVersion = execution.jobVersion == 0 ? born.version : execution.jobVersion
    execution.queue = born.queue
    execution.priority = UInt32(born.priority)
    execution.contentType = born.contentType
    execution.payload = born.payload ?? []
    execution.payloadBytes = UInt64(born.payload?.count ?? 0)
    execution.createTime = born.created
    execution.dueTime = born.due
    execution.labels = born.labels
    execution.creator = born.principal
    execution.dedupKey = born.dedupKey
    execution.origin = origin(born.origin)
    execution.requeuedFrom = text(born.requeuedFrom)
    execution.causation = text(born.cause)
    execution.startByTime = time(born.startBy)
    if !born.trace.isEmpty { execution.trace = TraceContext(traceparent: born.trace) }
    if born.schedule != .none {
      var due = DueTime(schedule: born.scheduleName, dueTime: born.due)
      due.fireTime = born.created
      due.standsFor = born.standsFor
      due.jitteredTime = born.notBefore == born.due ? nil : born.notBefore
      execution.due = due
    }
  }

  static func fill(_ execution: inout Execution, _ ended: FinishedExecution) {
    execution.state = state(ended.state)
    execution.createTime = ended.created
    execution.endTime = ended.ended
    execution.endReason = ended.reason
    execution.deadLetter = ended.isDeadLetter
    execution.resultBytes = ended.resultSize
    execution.resultContentType = ended.resultType
    execution.result = ended.result ?? []
    execution.attempt = UInt32(ended.last.number)
    if ended.progress > 0 || !ended.progressMessage.isEmpty {
      execution.progress = ExecutionProgress(
        percent: UInt32(ended.progress), message: ended.progressMessage)
    }
    guard ended.last.number > 0 else { return }
    execution.startTime = ended.last.started
    execution.duration = ended.last.ended - ended.last.started
    execution.worker = ended.last.worker
    execution.error = ended.last.error
    execution.logBytes = ended.last.logged
    execution.logDroppedBytes = ended.last.logDropped
  }

  static func attempt(_ record: AttemptRecord) -> Attempt {
    var attempt = Attempt(number: UInt32(record.number), worker: record.worker)
    attempt.session = text(record.session)
    attempt.token = record.token.rawValue
    attempt.startTime = record.started
    attempt.endTime = record.ended
    attempt.duration = record.ended - record.started
    attempt.outcome = outcome(record.outcome)
    attempt.error = record.error
    attempt.exitCode = record.exitCode
    attempt.logEnd = record.logged
    return attempt
  }

  // MARK: Events

  static func event(_ record: EventRecord) -> Event {
    var event = Event(id: record.id.text, offset: record.offset, name: record.name)
    event.payload = record.payload
    event.contentType = record.contentType
    event.source = record.source
    event.key = record.key
    event.time = record.time
    event.causation = text(record.cause)
    event.correlation = record.root == record.id ? "" : text(record.root)
    event.system = record.source == StateMachine.ownSource
    event.creator = record.principal
    event.headers = record.headers
    return event
  }
}
