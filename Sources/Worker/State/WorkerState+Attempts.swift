import Sandbox
import Units

/// Attempts: from the lease to the end.
extension WorkerState {
  // MARK: Beginning

  mutating func lease(_ grant: Grant, _ now: Monotonic, _ actions: inout [WorkerAction]) {
    guard link == .open, place(grant.token) == nil, grant.number > lastGrant else { return }
    lastGrant = grant.number
    knownCredit = max(0, knownCredit - 1)
    let phase = Attempt.Phase.fetching(again: .distantFuture)
    attempts.append(
      Attempt(grant: grant, phase: phase, deadline: now + grant.timeout, lastSign: now))
    let place = attempts.count - 1
    if drainUntil != nil { return interrupt(place, now, &actions) }
    guard let unenforced else {
      return conclude(
        place, Ending.Failing(outcome: .interrupted, error: "the supervisor is not ready"), now,
        &actions)
    }
    if grant.isStrict, let first = unenforced.first {
      return conclude(
        place,
        Ending.Failing(
          outcome: .failed,
          error: "this host cannot enforce what the module demands: \(first)", reason: "ISOLATION"),
        now, &actions)
    }
    if grant.bundle.isEmpty {
      start(place, now, &actions)
    } else if !attempts.dropLast().contains(where: { $0.isFetching(grant.bundle) }) {
      actions.append(.fetch(bundle: grant.bundle))
    }
  }

  private mutating func start(
    _ place: Int, _ now: Monotonic, _ actions: inout [WorkerAction]
  ) {
    attempts[place].phase = .running
    attempts[place].lastSign = now
    actions.append(.start(attempts[place].grant, deadline: attempts[place].deadline))
  }

  mutating func bundleReady(
    _ bundle: String, _ now: Monotonic, _ actions: inout [WorkerAction]
  ) {
    for place in attempts.indices.reversed() where attempts[place].isFetching(bundle) {
      guard unenforced != nil else {
        conclude(
          place, Ending.Failing(outcome: .interrupted, error: "the supervisor is not ready"), now,
          &actions)
        continue
      }
      start(place, now, &actions)
    }
  }

  mutating func bundleFailed(
    _ bundle: String, _ message: String, _ isFinal: Bool, _ now: Monotonic,
    _ actions: inout [WorkerAction]
  ) {
    for place in attempts.indices.reversed() where attempts[place].isFetching(bundle) {
      if isFinal || now >= attempts[place].deadline {
        conclude(
          place,
          Ending.Failing(
            outcome: .failed, error: "cannot fetch bundle \(bundle): \(message)",
            reason: isFinal ? "BUNDLE_CORRUPT" : "BUNDLE_UNREACHABLE"), now, &actions)
      } else {
        // Each of them: whichever is still there then asks for all.
        attempts[place].phase = .fetching(again: now + settings.retryDelay)
      }
    }
  }

  // MARK: Stopping

  mutating func cancel(
    _ token: UInt64, _ reason: String, _ grace: Timeout?, _ isVoid: Bool, _ now: Monotonic,
    _ actions: inout [WorkerAction]
  ) {
    guard let place = place(token) else { return }
    let attempt = attempts[place]
    if isVoid {
      if attempt.phase != .ended { void(place, &actions) }
      return
    }
    switch attempt.phase {
    case .ended: break
    case .fetching:
      conclude(
        place, Ending.Failing(outcome: .cancelled, error: reason, reason: "CANCELLED"), now,
        &actions)
    case .running: end(place, .cancelled(reason), grace ?? attempt.grant.killGrace, &actions)
    }
  }

  /// SIGTERM, grace, SIGKILL; the first cause is the one that is told.
  mutating func end(
    _ place: Int, _ stop: Attempt.Stop, _ grace: Timeout, _ actions: inout [WorkerAction]
  ) {
    if attempts[place].stop == nil { attempts[place].stop = stop }
    actions.append(.command(.terminate(attempt: attempts[place].grant.token, grace: grace)))
  }

  /// Ends what this worker gives back at the end of a drain.
  mutating func interrupt(_ place: Int, _ now: Monotonic, _ actions: inout [WorkerAction]) {
    if attempts[place].phase == .running {
      end(place, .drained, attempts[place].grant.killGrace, &actions)
    } else {
      conclude(
        place, Ending.Failing(outcome: .interrupted, error: "the worker drains", reason: "DRAIN"),
        now, &actions)
    }
  }

  /// Kills what is not this worker's any more. What never ran is forgotten at once; the rest when
  /// the supervisor says that it is gone.
  mutating func void(_ place: Int, _ actions: inout [WorkerAction]) {
    let token = attempts[place].grant.token
    drop { $0.token == token }
    if attempts[place].phase == .running {
      attempts[place].stop = .void
      actions.append(.command(.terminate(attempt: token, grace: .zero)))
    } else {
      attempts.remove(at: place)
    }
  }

  // MARK: What the supervisor says

  mutating func report(
    _ report: SupervisorReport, _ now: Monotonic, _ wall: Instant,
    _ actions: inout [WorkerAction]
  ) {
    switch report {
    case .ready(_, let unenforced): supervisorReady(unenforced, now, &actions)
    case .started(let token, _):
      guard let place = place(token) else { return }
      attempts[place].lastSign = now
    case .refused(let token, let message):
      guard let place = place(token), attempts[place].phase == .running else { return }
      actions.append(.clear(token: token))
      let isLate = attempts[place].stop != nil
      conclude(
        place,
        Ending.Failing(
          outcome: isLate ? .interrupted : .failed, error: message, reason: "NOT_STARTED"), now,
        &actions)
    case .output(let token, let stream, _, let time, let bytes):
      guard let place = place(token), attempts[place].phase == .running else { return }
      attempts[place].lastSign = now
      switch stream {
      case .output: attempts[place].log.append(.output, bytes[...], at: time, now: now)
      case .error: attempts[place].log.append(.error, bytes[...], at: time, now: now)
      case .result: attempts[place].words.addResult(bytes)
      case .events:
        attempts[place].words.addLines(bytes)
        sendProgress(place, &actions)
      }
    case .ended(let ended):
      guard let place = place(ended.attempt), attempts[place].phase == .running else { return }
      actions.append(.clear(token: ended.attempt))
      attempts[place].log.close(now: now)
      if ended.droppedOutput > 0 {
        attempts[place].log.drop(ended.droppedOutput)
        attempts[place].log.say(
          "\(ended.droppedOutput) bytes of output are over the limit and left out", at: wall,
          now: now)
      }
      attempts[place].words.close(
        droppedResult: ended.droppedResult, droppedLines: ended.droppedEvents)
      conclude(place, attempts[place].failing(ended), now, &actions, ended)
    }
  }

  private mutating func supervisorReady(
    _ unenforced: [String], _ now: Monotonic, _ actions: inout [WorkerAction]
  ) {
    let isFirst = link == .waiting
    self.unenforced = unenforced
    if isFirst { return greet(now, &actions) }
    // Another one: nothing of the old one runs any more, and it takes starts under a lease only.
    actions.append(.command(.lease(until: leaseUntil)))
    for place in attempts.indices.reversed() where attempts[place].phase == .running {
      actions.append(.clear(token: attempts[place].grant.token))
      conclude(
        place,
        Ending.Failing(
          outcome: .lost, error: "the worker's supervisor was killed", reason: "SUPERVISOR"),
        now, &actions)
    }
  }

  // MARK: Ending

  /// Reports the end of an attempt of which nothing runs: `failing`, or nil where it completed.
  mutating func conclude(
    _ place: Int, _ failing: Ending.Failing?, _ now: Monotonic, _ actions: inout [WorkerAction],
    _ ended: HandlerEnded? = nil
  ) {
    let attempt = attempts[place]
    if attempt.stop == .void {
      attempts.remove(at: place)
      return
    }
    // All lines go before the end: after it nobody takes them.
    flushLog(place, isLast: true, &actions)
    attempts[place].phase = .ended
    let log = attempts[place].log
    var ending = Ending(
      execution: attempt.grant.execution, token: attempt.grant.token, failure: failing,
      result: attempt.words.result)
    // What a failed attempt emitted did not happen: its next attempt will say it again.
    if failing == nil { ending.events = attempt.words.events }
    if let ended {
      ending.use = AttemptUse(
        wall: ended.wall, cpu: ended.cpu, peakMemory: ended.peakMemory, logBytes: log.kept,
        logDropped: log.dropped)
    }
    say(.end(ending), &actions)
  }
}

extension WorkerState.Attempt {
  func isFetching(_ bundle: String) -> Bool {
    if case .fetching = phase { grant.bundle == bundle } else { false }
  }

  /// Why it did not complete, or nil.
  func failing(_ ended: HandlerEnded) -> Ending.Failing? {
    var failing = Ending.Failing(outcome: .failed, error: "")
    failing.exitCode = ended.signal == 0 ? ended.exitCode : nil
    failing.signal = ended.signal
    let spoken = log.lastError.isEmpty ? nil : String(log.lastError.prefix(1_000))
    func told(_ outcome: Outcome, _ error: String, _ reason: String) -> Ending.Failing {
      failing.outcome = outcome
      failing.error = error
      failing.reason = reason
      return failing
    }
    switch ended.reason {
    case .exited:
      failing.wish = words.wish
      if case .snooze = words.wish {
        return told(.snoozed, "the handler asked to be run later", "SNOOZED")
      }
      if ended.signal != 0 {
        return told(.failed, spoken ?? "the handler was ended by signal \(ended.signal)", "")
      }
      if ended.exitCode != 0 {
        return told(.failed, spoken ?? "the handler exited with \(ended.exitCode)", "")
      }
      guard let problem = words.problem else { return nil }
      return told(
        .failed, problem, ended.droppedResult > 0 ? "RESULT_TOO_LARGE" : "HANDLER_OUTPUT")
    case .timedOut: return told(.timeout, "it ran longer than \(grant.timeout)", "")
    case .terminated:
      switch stop {
      case .cancelled("timeout"): return told(.timeout, "it ran longer than allowed", "")
      case .cancelled(let reason): return told(.cancelled, reason, "CANCELLED")
      case .noProgress:
        return told(.timeout, "it showed no progress for \(grant.progressTimeout)", "NO_PROGRESS")
      case .drained, .void, nil: return told(.interrupted, "the worker drains", "DRAIN")
      }
    case .leaseLost:
      return told(.interrupted, "the lease was not renewed in time", "LEASE_LOST")
    case .memory: return told(.memory, "it took more memory than allowed", "")
    case .cpu: return told(.failed, "it took more processor time than allowed", "CPU_LIMIT")
    case .output: return told(.failed, "it wrote more output than allowed", "OUTPUT_LIMIT")
    case .processes: return told(.failed, "it had more processes than allowed", "PROCESS_LIMIT")
    }
  }
}
