import Messages
import Units

/// Between the state's words and the wire's.
extension WorkerMessage {
  /// `hello` fills in what the state does not know: who this worker is.
  func request(_ hello: Hello, unenforced: [String]) -> WorkRequest {
    var request = WorkRequest(sequence: sequence, lastGrant: lastGrant)
    switch body {
    case .hello(let session, let held, let unanswered):
      var hello = hello
      hello.session = session
      hello.lastGrant = lastGrant
      hello.held = held
      hello.unanswered = unanswered
      request.message = .hello(hello)
    case .credit(let count): request.message = .credit(WorkRequest.Credit(count: count))
    case .beat(let held): request.message = .beat(WorkRequest.Beat(held: held))
    case .goodbye: request.message = .goodbye(WorkRequest.Goodbye(reason: "drained"))
    case .change(.end(let ending)): request.message = ending.message(unenforced)
    case .change(.log(let part)): request.message = .log(part.chunk)
    case .change(.progress(let execution, let token, let progress)):
      request.message = .progress(
        ProgressReport(
          execution: execution, token: token, percent: progress.percent,
          message: progress.message))
    }
    return request
  }
}

extension Ending {
  fileprivate func message(_ unenforced: [String]) -> WorkRequest.Message {
    let report = AttemptReport(
      duration: use.wall, cpuTime: use.cpu, peakMemoryBytes: use.peakMemory.rawValue,
      unenforced: unenforced, logBytes: use.logBytes, logDroppedBytes: use.logDropped)
    let drafts = events.map { EventDraft(name: $0.name, payload: $0.payload, key: $0.key) }
    guard let failure else {
      return .complete(
        Complete(
          execution: execution, token: token, result: result, events: drafts, report: report))
    }
    var fail = Fail(
      execution: execution, token: token, error: failure.error, outcome: failure.outcome.wire,
      exitCode: failure.exitCode, signal: UInt32(clamping: failure.signal), result: result,
      events: drafts, report: report, reason: failure.reason)
    switch failure.wish {
    case .retryAfter(let span): fail.next = .retryAfter(span)
    case .final: fail.next = .final(true)
    case .snooze(let span): fail.next = .snooze(span)
    case .hold(let hold):
      fail.next = .hold(Hold(scope: hold.scope.wire, name: hold.name, span: hold.span))
    case nil: break
    }
    return .fail(fail)
  }
}

extension Outcome {
  fileprivate var wire: Attempt.Outcome {
    switch self {
    case .failed: .failed
    case .timeout: .timeout
    case .cancelled: .cancelled
    case .memory: .memory
    case .interrupted: .interrupted
    case .lost: .lost
    case .snoozed: .snoozed
    }
  }
}

extension Wish.Hold.Scope {
  fileprivate var wire: Hold.Scope {
    switch self {
    case .key: .key
    case .queue: .queue
    case .pool: .pool
    case .job: .job
    }
  }
}

extension LogPart {
  fileprivate var chunk: LogChunk {
    let lines = LogLines(
      lines: lines.map { line in
        let stream: LogLine.Stream =
          switch line.stream {
          case .output: .stdout
          case .error: .stderr
          case .system: .system
          }
        return LogLine(
          offset: line.offset, time: line.time, stream: stream, text: line.text, attempt: attempt,
          droppedBytes: line.dropped)
      })
    let data = lines.encoded()
    return LogChunk(
      execution: execution, attempt: attempt, offset: self.lines.first?.offset ?? 0, data: data,
      compression: .none, uncompressedBytes: UInt32(clamping: byteCount), token: token,
      droppedBytes: dropped, last: isLast)
  }
}

extension WorkResponse {
  /// Nil for a message that this version does not know.
  func input(now: Monotonic, wall: Instant) -> WorkerInput? {
    switch message {
    case .lease(let lease): return .lease(Grant(lease))
    case .results(let results):
      return .results(
        results.results.map { result in
          WorkerInput.ChangeResult(
            sequence: result.sequence,
            refusal: result.error.map {
              WorkerInput.Refusal(
                code: $0.code, reason: $0.reason, message: $0.message, retryAfter: $0.retryAfter)
            })
        })
    case .beat(let beat): return .confirmed(beat: beat.confirmedSequence)
    case .cancel(let cancel):
      return .cancel(
        token: cancel.token, reason: cancel.reason, grace: cancel.grace, isVoid: cancel.void)
    case .welcome(let welcome):
      return .welcome(
        WorkerInput.Welcome(
          session: welcome.session, ttl: welcome.ttl ?? .seconds(10),
          stillHeld: Set(welcome.stillHeld.map(\.token)), lastAnswered: welcome.lastAnswered,
          logBudget: welcome.logBudgetBytes, isDraining: welcome.draining))
    case .drain(let drain):
      return .drain(until: drain.deadlineTime.map { now + ($0 - wall) } ?? .distantFuture)
    case .redirect(let redirect): return .redirect(address: redirect.address)
    case nil: return nil
    }
  }
}

extension Grant {
  init(_ lease: Lease) {
    self.init(execution: lease.execution, token: lease.token, number: lease.grant)
    attempt = lease.attempt
    bundle = lease.bundle
    if let timeout = lease.timeout { self.timeout = timeout }
    if let grace = lease.killGrace { killGrace = grace }
    progressTimeout = lease.progressTimeout ?? .zero
    if let logs = lease.logs, logs.limitBytes > 0 { logLimit = ByteCount(logs.limitBytes) }
    isStrict = lease.resources?.strict ?? false
  }
}
