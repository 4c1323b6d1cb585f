import Messages
import Units

extension StateMachine {
  // MARK: Grants

  /// Grants what may still be granted; pairs that no longer fit are void.
  mutating func grant(_ command: GrantCommand, _ output: inout ApplyOutput) -> CommandOutcome {
    guard heldSince == nil else { return .success([]) }
    for pair in command.pairs {
      guard entry.room > StateMachine.margin else { break }
      guard let slot = executions.slot(of: pair.execution),
        let place = sessions.place(of: pair.session),
        mayGrant(slot, place)
      else { continue }
      grant(slot, place, &output)
    }
    return .success([])
  }

  private func mayGrant(_ slot: Int32, _ place: Int) -> Bool {
    let execution = executions[slot]
    guard execution.phase == .waiting, execution.notBefore <= time, execution.isReady else {
      return false
    }
    let session = sessions[place]
    guard !session.isDraining, session.leases.count < Int(session.capacity) else { return false }
    guard isOpen(job: execution.job), isOpen(queue: execution.queue) else { return false }
    if session.acceptsAll { return true }
    let definition = jobs[version: startingVersion(execution)].definition
    return session.accepts(
      queue: queues[execution.queue].name, module: definition.module, handler: definition.handler)
  }

  /// Whether a job lets another execution start, beside those running and `taken` more.
  func isOpen(job: Int32, taken: Int = 0) -> Bool {
    let current = jobs[job: job].current
    guard jobs[version: current].definition.isEnabled, jobs[job: job].deletion != .cancelling else {
      return false
    }
    let limit = Int(jobs[version: current].definition.concurrency)
    return limit == 0 || jobs[job: job].running + taken < limit
  }

  /// Whether a queue lets another execution start, beside those running and `taken` more.
  func isOpen(queue: Int32, taken: Int = 0) -> Bool {
    let limit = Int(queues[queue].concurrency)
    return !queues[queue].isPaused && (limit == 0 || queues[queue].running + taken < limit)
  }

  /// The version that an execution starts with: the one it was born with, save that what waits
  /// follows its module.
  func startingVersion(_ execution: LiveExecution) -> Int32 {
    jobs[job: execution.job].module == .none
      ? execution.version : jobs[job: execution.job].current
  }

  private mutating func grant(_ slot: Int32, _ place: Int, _ output: inout ApplyOutput) {
    let before = executions[slot]
    let version = startingVersion(before)
    let token = entry.nextID()
    let timeout = jobs[version: version].definition.timeout
    executions[slot].phase = .running
    executions[slot].isReady = false
    if !mutations.contains(.reusesAttempts) || executions[slot].attempt == 0 {
      executions[slot].attempt &+= 1
    }
    executions[slot].token = token
    executions[slot].session = sessions[place].id
    executions[slot].granted = time
    executions[slot].deadline = time + timeout
    executions[slot].logged = 0
    executions[slot].logDropped = 0
    executions[slot].progress = 0
    executions[slot].progressMessage = ""
    unready(before)
    if version != before.version {
      executions[slot].version = version
      jobs[version: version].live += 1
      unname(before.version, &output)
    }
    sessions[place].leases.append(before.id)
    queues[before.queue].waiting -= 1
    queues[before.queue].running += 1
    counts.waiting -= 1
    counts.running += 1
    jobs[job: before.job].running += 1
    jobs[job: before.job].counts.lastStarted = time
    touch(before.job)
    watchEnd(slot)
    if !mutations.contains(.hidesGrants) { putLive(slot, &output) }
    output.notices.append(.granted(describe(slot)))
    output.notices.append(.changed(execution: before.id))
  }

  /// What a worker is told of the lease that runs in `slot`.
  func describe(_ slot: Int32) -> Grant {
    let execution = executions[slot]
    let job = jobs[job: execution.job]
    let version = jobs[version: execution.version]
    let definition = version.definition
    let schedule = schedules.place(of: execution.schedule).map { schedules[$0].name } ?? ""
    return Grant(
      execution: execution.id, token: execution.token, session: execution.session, job: job.id,
      jobName: job.name, jobVersion: version.number, module: definition.module,
      handler: definition.handler, bundle: definition.bundle, attempt: Int(execution.attempt),
      attempts: Int(definition.attempts), granted: execution.granted,
      timeout: execution.deadline - execution.granted, due: execution.due, schedule: schedule,
      created: execution.created, requeuedFrom: execution.requeuedFrom, trace: "",
      limits: definition.limits, killGrace: settings.killSpan, config: definition.config)
  }

  /// Sets the timer that ends an attempt whose worker stays silent.
  mutating func watchEnd(_ slot: Int32) {
    deadlines.insert(executions[slot].end, executions[slot].id, slot)
    if deadlines.isOvergrown(live: executions.count) {
      StateMachine.trim(&deadlines, of: executions)
    }
  }

  private static func trim(_ deadlines: inout TimerHeap, of table: ExecutionTable) {
    deadlines.rebuild { table.isDue($0) }
  }

  // MARK: Ends of leases

  /// Asks the worker of a running execution to end it, once.
  mutating func requestEnd(_ slot: Int32, _ reason: CancelReason, _ output: inout ApplyOutput) {
    guard executions[slot].cancelling == nil else { return }
    executions[slot].cancelling = reason
    // While it runs, `notBefore` holds the time at which it ends without its worker's word: the
    // attempt's timeout, the time to kill it, and the span after which its session must be lost.
    executions[slot].notBefore =
      max(executions[slot].deadline, time) + settings.killSpan + settings.ttl
    watchEnd(slot)
    putLive(slot, &output)
    let execution = executions[slot]
    output.notices.append(
      .cancelRequested(
        session: execution.session, execution: execution.id, token: execution.token,
        reason: reason, grace: settings.killSpan))
    output.notices.append(.changed(execution: execution.id))
  }

  /// Takes the lease off its session and out of the counters; the execution must be running.
  mutating func release(_ execution: LiveExecution) {
    precondition(execution.phase == .running, "\(execution.id) holds no lease to release")
    if let place = sessions.place(of: execution.session),
      let lease = sessions[place].leases.firstIndex(of: execution.id)
    {
      sessions[place].leases.remove(at: lease)
    }
    queues[execution.queue].running -= 1
    counts.running -= 1
    jobs[job: execution.job].running -= 1
  }

  /// Sends a running execution back to wait until `notBefore`.
  mutating func sendBack(
    _ slot: Int32, notBefore: Instant, _ output: inout ApplyOutput
  ) {
    release(executions[slot])
    executions[slot].phase = .waiting
    executions[slot].token = .none
    executions[slot].session = .none
    executions[slot].cancelling = nil
    executions[slot].notBefore = max(notBefore, executions[slot].due)
    queues[executions[slot].queue].waiting += 1
    counts.waiting += 1
    wait(slot)
    if !mutations.contains(.hidesReturns) { putLive(slot, &output) }
    output.notices.append(.changed(execution: executions[slot].id))
  }

  /// A grant that its session never received: as if it had not been.
  mutating func returnLeases(
    _ command: ReturnCommand, _ output: inout ApplyOutput
  ) -> CommandOutcome {
    for lease in command.leases {
      guard entry.room > StateMachine.margin else { break }
      guard let slot = executions.slot(of: lease.execution), executions[slot].phase == .running,
        executions[slot].token == lease.token
      else { continue }
      output.notices.append(
        .leaseEnded(
          session: executions[slot].session, execution: lease.execution, token: lease.token))
      if executions[slot].cancelling != nil {
        endCancelled(slot, record(of: slot, .cancelled), &output)
      } else {
        executions[slot].attempt -= 1
        sendBack(slot, notBefore: time, &output)
      }
    }
    return .success([])
  }

  /// Asks for the end of attempts for their timeout.
  mutating func timeoutAttempts(
    _ command: TimeoutCommand, _ output: inout ApplyOutput
  ) -> CommandOutcome {
    for lease in command.leases {
      if let slot = self.lease(lease.execution, lease.token, .none) {
        requestEnd(slot, .timeout, &output)
      }
    }
    return .success([])
  }

  /// The attempt in `slot` as it ends now.
  func record(
    of slot: Int32, _ outcome: AttemptOutcome, by end: AttemptEnd = .cluster, error: String = "",
    exitCode: Int32 = 0
  ) -> AttemptRecord {
    let execution = executions[slot]
    var attempt = AttemptRecord()
    attempt.number = execution.attempt
    attempt.token = execution.token
    attempt.session = execution.session
    attempt.worker = sessions.place(of: execution.session).map { sessions[$0].name } ?? ""
    attempt.started = execution.granted
    attempt.ended = time
    attempt.outcome = outcome
    attempt.end = version >= AttemptEnd.firstVersion ? end : .unknown
    attempt.error = error
    attempt.exitCode = exitCode
    attempt.logged = execution.logged
    attempt.logDropped = execution.logDropped
    return attempt
  }

  /// Ends what was asked to end. A timeout uses up an attempt and may be retried.
  mutating func endCancelled(
    _ slot: Int32, _ attempt: AttemptRecord, _ output: inout ApplyOutput
  ) {
    var attempt = attempt
    if executions[slot].cancelling == .timeout {
      attempt.outcome = .timeout
      if attempt.error.isEmpty { attempt.error = "the attempt ran into its timeout" }
      endAttempt(slot, attempt, retryAfter: nil, isFinal: false, reason: "OUT_OF_RETRIES", &output)
    } else {
      attempt.outcome = .cancelled
      finish(slot, .cancelled, last: attempt, &output)
    }
  }

  /// LOST and MEMORY: sent back at once, three times in a row at most.
  /// One that a worker reports waits first, so that what it took along is parted from it.
  mutating func endLost(
    _ slot: Int32, _ attempt: AttemptRecord, waits: Bool, _ output: inout ApplyOutput
  ) {
    executions[slot].lost += 1
    guard executions[slot].lost < 3 else {
      finish(slot, .failed, reason: "POISONED", last: attempt, &output)
      return
    }
    var wait = Timeout.zero
    if waits {
      var generator = entry.generator()
      wait = Backoff().delay(afterAttempt: Int(executions[slot].lost), &generator)
    }
    output.insert(Keys.attempt(executions[slot].id, attempt.number), attempt.encoded())
    if mutations.contains(.miscountsLost) { counts.waiting += 1 }
    sendBack(slot, notBefore: time + wait, &output)
  }

  /// Handed back by its worker: at once as a rule. What is handed back again and again waits longer
  /// each time, a minute at most, and ends before its attempts can no longer be counted.
  mutating func endInterrupted(
    _ slot: Int32, _ attempt: AttemptRecord, _ output: inout ApplyOutput
  ) {
    guard attempt.number < StateMachine.mostAttempts else {
      finish(slot, .failed, reason: "POISONED", last: attempt, &output)
      return
    }
    let again = Int64(attempt.number) - StateMachine.handedBackAtOnce
    let wait = again > 0 ? min(Timeout.seconds(1 << min(again, 10)), .minutes(1)) : .zero
    output.insert(Keys.attempt(executions[slot].id, attempt.number), attempt.encoded())
    sendBack(slot, notBefore: time + wait, &output)
  }

  /// Attempts of one execution at most, and how many are handed back without a wait.
  static let mostAttempts: UInt16 = 60_000
  static let handedBackAtOnce: Int64 = 10

  /// FAILED and TIMEOUT: another attempt where one is left, else the end.
  mutating func endAttempt(
    _ slot: Int32, _ attempt: AttemptRecord, retryAfter: Timeout?, isFinal: Bool,
    reason: String, _ output: inout ApplyOutput
  ) {
    executions[slot].used &+= 1
    executions[slot].lost = 0
    let definition = jobs[version: executions[slot].version].definition
    let used = Int(executions[slot].used)
    guard !isFinal, used < Int(definition.attempts),
      jobs[job: executions[slot].job].deletion != .cancelling
    else {
      finish(
        slot, attempt.outcome == .timeout ? .timeout : .failed,
        reason: reason, last: attempt, &output)
      return
    }
    var generator = entry.generator()
    let wait = retryAfter ?? definition.backoff.delay(afterAttempt: used, &generator)
    output.insert(Keys.attempt(executions[slot].id, attempt.number), attempt.encoded())
    let start = mutations.contains(.retriesAtOnce) ? time : time + max(wait, .zero)
    sendBack(slot, notBefore: start, &output)
  }
}
