import Messages
import Units

extension StateMachine {
  /// Ends a live execution for good: its record, its event, and all that it held.
  mutating func finish(
    _ slot: Int32, _ state: ExecutionState, reason: String = "", last: AttemptRecord? = nil,
    result: Bytes = [], contentType: String = "", _ output: inout ApplyOutput
  ) {
    entry.lastState = state
    let before = executions[slot]
    let job = jobs[job: before.job].id
    let name = jobs[job: before.job].name
    if before.phase == .running {
      release(before)
    } else {
      queues[before.queue].waiting -= 1
      counts.waiting -= 1
    }
    executions.remove(slot)
    unready(before)
    if roots.count > 0, roots[before.root] != nil {
      if before.root != before.id { roots[before.root]?.live -= 1 }
      touch(root: before.root)
    }
    if before.dedup != .zero { dedup[before.dedup] = nil }

    var ended = FinishedExecution()
    ended.job = job
    ended.state = state
    ended.reason = reason
    ended.created = before.created
    if before.root != before.id { ended.root = before.root }
    ended.ended = time
    ended.used = before.used
    if let last { ended.last = last }
    ended.progress = before.progress
    ended.progressMessage = before.progressMessage
    ended.resultSize = UInt64(result.count)
    ended.resultType = contentType
    if result.count > FinishedExecution.inlineLimit {
      output.insert(Keys.key(.result, before.id), result)
    } else if !result.isEmpty {
      ended.result = result
    }
    if (state == .failed || state == .timeout) && UInt64(deadLetters.count) < settings.deadLetters {
      ended.isDeadLetter = true
      let letter = DeadLetterRecord(id: before.id, job: job)
      deadLetters.insert(letter)
      output.put(Keys.key(.deadLetter, before.id), letter.encoded())
    }
    output.delete(Keys.key(.live, before.id))
    output.insert(Keys.key(.finished, before.id), ended.encoded())

    counts.ended[Int(state.rawValue)] += 1
    jobs[job: before.job].live -= 1
    jobs[job: before.job].counts.ended[Int(state.rawValue)] += 1
    jobs[job: before.job].counts.lastEnded = time
    jobs[job: before.job].counts.lastExecution = before.id
    jobs[job: before.job].counts.lastState = state.rawValue
    touch(before.job)
    unname(before.version, &output)
    output.notices.append(.changed(execution: before.id))
    output.notices.append(.finished(execution: before.id))
    announce(before, job: name, state, &output)
    if jobs[job: before.job].isDeleting && jobs[job: before.job].live == 0 {
      removeJob(before.job, &output)
    }
    if before.schedule != .none { leave(schedule: before.schedule, before.id, &output) }
  }

  /// One live execution less names a version; the last one takes an old version with it.
  mutating func unname(_ version: Int32, _ output: inout ApplyOutput) {
    jobs[version: version].live -= 1
    let job = jobs[version: version].job
    guard jobs[version: version].live == 0, jobs[job: job].current != version else { return }
    output.delete(
      Keys.key(.jobVersion, jobs[job: job].id.rawValue, jobs[version: version].number))
    let bundle = jobs[version: version].definition.bundle
    jobs.remove(version: version)
    dropBundle(bundle, &output)
  }

  /// Cancels a live execution: at once where it waits, through its worker where it runs.
  mutating func cancel(_ slot: Int32, _ reason: CancelReason, _ output: inout ApplyOutput) {
    if executions[slot].phase == .running {
      requestEnd(slot, reason, &output)
    } else {
      finish(slot, .cancelled, &output)
    }
  }

  // MARK: The worker's word

  /// The slot of the execution whose running lease has `token`; nil where it has another or none.
  func lease(_ execution: RecordID, _ token: RecordID, _ session: RecordID) -> Int32? {
    guard let slot = executions.slot(of: execution), executions[slot].phase == .running,
      executions[slot].token == token || mutations.contains(.takesOldTokens),
      session == .none || session == executions[slot].session
        || mutations.contains(.takesOldTokens)
    else { return nil }
    return slot
  }

  /// Completes an attempt, publishes its events and makes its follow-ups: all or nothing.
  /// - Returns: what came of it, or nil where the lease is no more.
  mutating func complete(
    _ word: CompletionWord, session: RecordID, _ output: inout ApplyOutput
  ) throws(Failure) -> Ended? {
    guard let slot = lease(word.execution, word.token, session) else { return nil }
    let execution = executions[slot]
    if execution.cancelling == .timeout {
      // The lease does not outlive its timeout, even where the worker came to an end by itself.
      endCancelled(slot, record(of: slot, .timeout, by: .complete), &output)
      return ended(word.execution)
    }
    guard UInt64(word.result.count) <= settings.resultLimit else {
      let error =
        "RESULT_TOO_LARGE: the result has \(word.result.count) bytes, "
        + "at most \(settings.resultLimit) are kept"
      endAttempt(
        slot, record(of: slot, .failed, by: .complete, error: error), retryAfter: nil,
        isFinal: true,
        reason: "RESULT_TOO_LARGE", &output)
      return ended(word.execution)
    }
    var created: [RecordID] = []
    if !word.events.isEmpty || !word.followUps.isEmpty {
      let refusal = refuse(
        events: word.events, followUps: word.followUps, chain: execution.chain,
        root: execution.root)
      if let refusal { throw refusal }
    }
    let emission = Emission(
      cause: execution.id, root: execution.root, execution: execution.id, chain: execution.chain,
      source: jobs[job: execution.job].name, principal: "")
    // Found before the end of this one, which may be the last that keeps a deleted job.
    let followUps = word.followUps.map { jobs.slot(nameOrID: $0.job) }
    finish(
      slot, .completed, last: record(of: slot, .completed, by: .complete), result: word.result,
      contentType: word.contentType, &output)
    for event in word.events { created.append(publish(event, emission, &output)) }
    for (place, followUp) in word.followUps.enumerated() {
      guard let job = followUps[place] else { continue }
      var new = NewExecution(job: job)
      new.origin = .followUp
      new.payload = followUp.payload
      new.contentType = followUp.contentType
      new.cause = execution.id
      new.root = execution.root
      new.chain = execution.chain
      if !followUp.dedupKey.isEmpty {
        if let holder = dedup[dedupHash(job, followUp.dedupKey)] {
          created.append(holder)
          continue
        }
        new.dedupKey = followUp.dedupKey
      }
      created.append(bear(new, &output))
    }
    return Ended(state: .completed, created: created)
  }

  /// What came of a worker's word.
  struct Ended {
    var state: ExecutionState
    /// When the next attempt may start, where there is one.
    var next: Instant?
    /// Events and executions that were made.
    var created: [RecordID] = []
  }

  /// What became of an execution just now.
  private func ended(_ id: RecordID) -> Ended {
    guard let slot = executions.slot(of: id) else { return Ended(state: entry.lastState) }
    let execution = executions[slot]
    return Ended(
      state: execution.state(at: time),
      next: execution.phase == .waiting ? execution.notBefore : nil)
  }

  /// Ends an attempt without success.
  /// - Returns: what came of it, or nil where the lease is no more.
  mutating func fail(
    _ word: FailureWord, session: RecordID, _ output: inout ApplyOutput
  ) -> Ended? {
    guard let slot = lease(word.execution, word.token, session) else { return nil }
    let attempt = record(
      of: slot, word.outcome, by: .fail, error: word.error, exitCode: word.exitCode)
    if executions[slot].cancelling != nil {
      endCancelled(slot, attempt, &output)
      return ended(word.execution)
    }
    switch word.outcome {
    case .interrupted: endInterrupted(slot, attempt, &output)
    case .snoozed where executions[slot].snoozes < 1_000:
      executions[slot].snoozes += 1
      output.insert(Keys.attempt(word.execution, attempt.number), attempt.encoded())
      sendBack(slot, notBefore: time + max(.zero, word.retryAfter ?? .seconds(1)), &output)
    case .memory, .lost:
      endLost(slot, attempt, waits: true, &output)
    case .none, .completed, .failed, .timeout, .cancelled, .snoozed:
      endAttempt(
        slot, attempt, retryAfter: word.retryAfter, isFinal: word.isFinal,
        reason: word.isFinal ? "NOT_TO_BE_RETRIED" : "OUT_OF_RETRIES", &output)
    }
    return ended(word.execution)
  }

  // MARK: Time

  /// Attempts that one entry ends, or marks, at most; the rest follows in the next.
  static let endsPerEntry = 1_000

  /// Does what the time stamped on an entry brings: delayed executions are ready, attempts run into
  /// their timeout, executions that were not started in time expire, old keys are forgotten.
  mutating func advanceTime(_ output: inout ApplyOutput) {
    while let item = delays.first, item.when <= time {
      delays.removeFirst()
      guard executions.isDelayed(item) else { continue }
      let execution = executions[item.slot]
      executions[item.slot].isReady = true
      queues[execution.queue].delayed -= 1
      jobs.makeReady(
        execution.version, ReadyQueue.Item(due: execution.due, id: execution.id, slot: item.slot),
        priority: execution.priority)
    }
    for _ in 0..<StateMachine.endsPerEntry {
      guard let item = deadlines.first, item.when <= time, entry.room > 1_024 else { break }
      deadlines.removeFirst()
      guard executions.isDue(item) else { continue }
      let execution = executions[item.slot]
      if execution.phase == .waiting {
        finish(item.slot, .expired, &output)
      } else if execution.cancelling == nil {
        requestEnd(item.slot, .timeout, &output)
      } else {
        output.notices.append(
          .leaseEnded(
            session: execution.session, execution: execution.id, token: execution.token))
        endCancelled(
          item.slot,
          record(of: item.slot, .timeout, error: "the worker did not report the end in time"),
          &output)
      }
    }
    advanceSweeps(&output)
    forgetOldKeys(&output)
  }

  /// Drops stale timers at the front, so that `soonestWakeUp` is true.
  mutating func settleTimers() {
    while let item = delays.first, !executions.isDelayed(item) { delays.removeFirst() }
    while let item = deadlines.first, !executions.isDue(item) { deadlines.removeFirst() }
  }

  /// Writes what an entry gathered: counts of jobs and where its events lie.
  mutating func finishEntry(_ output: inout ApplyOutput) {
    settleTimers()
    if !sweeps.isEmpty { settleSweeps() }
    if !entry.touchedRoots.isEmpty { settleRoots(&output) }
    for job in entry.touchedJobs where jobs[job: job].isTouched {
      jobs[job: job].isTouched = false
      output.put(Keys.key(.jobCounts, jobs[job: job].id), jobs[job: job].counts.encoded())
    }
    guard events.next > entry.firstEvent else { return }
    var record = RecordWriter(capacity: 16)
    record.number(entry.firstEvent)
    record.number(events.next - entry.firstEvent)
    output.insert(Keys.key(.eventIndex, entry.index.rawValue), record.bytes)
    output.notices.append(
      .events(first: entry.firstEvent, count: events.next - entry.firstEvent))
  }
}
