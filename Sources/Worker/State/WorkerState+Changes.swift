import Units

/// What is said to the server and what it answers.
extension WorkerState {
  /// Says a change: now where the stream is open, and again after each reconnect until answered.
  mutating func say(_ change: Change, _ actions: inout [WorkerAction]) {
    let open = OpenChange(sequence: nextSequence, change: change)
    nextSequence += 1
    changes.append(open)
    if case .log(let part) = change { logsOnTheWay += part.byteCount }
    if link == .open {
      actions.append(.send(message(.change(change), sequence: open.sequence)))
    }
  }

  // MARK: Answers

  mutating func answer(
    _ result: WorkerInput.ChangeResult, _ now: Monotonic, _ actions: inout [WorkerAction]
  ) {
    guard let place = changes.firstIndex(where: { $0.sequence == result.sequence }) else { return }
    guard let refusal = result.refusal else { return settle(result.sequence, &actions) }
    let change = changes[place].change
    if refusal.isTransient {
      changes[place].again = now + (refusal.retryAfter ?? settings.retryDelay)
      return
    }
    guard case .end(let ending) = change else { return settle(result.sequence, &actions) }
    actions.append(
      .note("the end of \(ending.execution) was refused: \(refusal.reason): \(refusal.message)"))
    // What it reported is wrong (a result too large, an event that nobody declared): that is how
    // the attempt failed. A refused failure without anything in it is not said again.
    guard !refusal.isOver,
      ending.failure == nil || !ending.events.isEmpty || !ending.result.isEmpty
    else { return settle(result.sequence, &actions) }
    changes.remove(at: place)
    var failure =
      ending.failure
      ?? Ending.Failing(outcome: .failed, error: refusal.message, reason: refusal.reason)
    failure.wish = nil
    say(
      .end(
        Ending(
          execution: ending.execution, token: ending.token, failure: failure, use: ending.use)),
      &actions)
  }

  /// Forgets a change that was answered, and the attempt whose end it was.
  mutating func settle(_ sequence: UInt64, _ actions: inout [WorkerAction]) {
    guard let place = changes.firstIndex(where: { $0.sequence == sequence }) else { return }
    let change = changes.remove(at: place).change
    switch change {
    case .log(let part): logsOnTheWay -= part.byteCount
    case .progress(_, let token, _):
      guard let place = self.place(token) else { return }
      attempts[place].isProgressOpen = false
      sendProgress(place, &actions)
    case .end(let ending):
      if let place = self.place(ending.token) { attempts.remove(at: place) }
    }
  }

  /// Forgets the changes that will not be answered.
  mutating func drop(_ isPointless: (Change) -> Bool) {
    changes.removeAll { isPointless($0.change) }
    logsOnTheWay = changes.reduce(0) { sum, open in
      if case .log(let part) = open.change { sum + part.byteCount } else { sum }
    }
  }

  // MARK: Progress and lines

  mutating func sendProgress(_ place: Int, _ actions: inout [WorkerAction]) {
    let attempt = attempts[place]
    guard let progress = attempt.words.progress, !attempt.isProgressOpen,
      attempt.phase == .running, attempt.stop != .void
    else { return }
    attempts[place].words.progress = nil
    attempts[place].isProgressOpen = true
    say(
      .progress(execution: attempt.grant.execution, token: attempt.grant.token, progress),
      &actions)
  }

  /// Sends the lines that have waited long enough or are enough, within the budget.
  mutating func sendLogs(_ now: Monotonic, _ actions: inout [WorkerAction]) {
    guard link == .open else { return }
    for place in attempts.indices where attempts[place].phase == .running {
      guard attempts[place].stop != .void else { continue }
      while logsOnTheWay < logBudget, let oldest = attempts[place].log.oldest,
        now >= oldest + settings.logDelay
          || attempts[place].log.waitingBytes >= settings.logPart
      {
        sendPart(place, isLast: false, &actions)
      }
    }
  }

  /// Sends all lines that wait, budget or not: their end is next.
  mutating func flushLog(_ place: Int, isLast: Bool, _ actions: inout [WorkerAction]) {
    while attempts[place].log.oldest != nil { sendPart(place, isLast: isLast, &actions) }
  }

  private mutating func sendPart(_ place: Int, isLast: Bool, _ actions: inout [WorkerAction]) {
    let grant = attempts[place].grant
    let (lines, byteCount) = attempts[place].log.take(limit: settings.logPart)
    var part = LogPart(
      execution: grant.execution, token: grant.token, attempt: grant.attempt, lines: lines,
      byteCount: byteCount)
    if isLast, attempts[place].log.oldest == nil {
      part.isLast = true
      part.dropped = attempts[place].log.takeDropped()
    }
    say(.log(part), &actions)
  }
}

extension WorkerInput.Refusal {
  /// The same words may be accepted later: RESOURCE_EXHAUSTED, ABORTED, UNAVAILABLE,
  /// DEADLINE_EXCEEDED, save for what says otherwise.
  var isTransient: Bool {
    (code == 14 || code == 10 || code == 4 || code == 8 && reason != "RESULT_TOO_LARGE")
      && !isOver
  }

  /// The lease is not this worker's any more, or the execution is over.
  var isOver: Bool {
    ["TOKEN_STALE", "LEASE_LOST", "SESSION_EXPIRED", "EXECUTION_TERMINAL", "NOT_FOUND"]
      .contains(reason)
  }
}
