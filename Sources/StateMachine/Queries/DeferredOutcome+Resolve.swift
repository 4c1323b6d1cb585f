import Messages
import Units

extension DeferredOutcome {
  /// What has to be read to resolve it, through the overlay first.
  public var reads: [StoreRead] {
    switch self {
    case .repeated(let record): [.get(Keys.key(.answer, record))]
    case .ended(let execution, _, _):
      [
        .get(Keys.key(.finished, execution)),
        .scan(
          Keys.starting(with: Keys.key(.attempt, execution)), reversed: true, limit: 100,
          bytes: 1 << 20),
      ]
    }
  }

  /// The outcome, from what `reads` gave.
  ///
  /// A repeat is answered as the first time. A worker's word on a lease that is no more is answered
  /// with what came of it where that very word ended that token's attempt; where anything else did
  /// (the session's end, a timeout, another word, another token) nothing of it was taken, and it is
  /// refused with FAILED_PRECONDITION.
  public func resolve(_ found: QueryRun.Found) -> CommandOutcome {
    switch self {
    case .repeated(let record):
      guard let stored = found.first?.first, let outcome = StoredAnswer.decode(stored.value) else {
        return .failure(
          Failure(.dataLoss, .internalError, "the first answer, under \(record), is not there"))
      }
      return outcome
    case .ended(let execution, let token, let kind):
      return resolve(execution, token, kind, found)
    }
  }

  private func resolve(
    _ execution: RecordID, _ token: RecordID, _ kind: CommandKind, _ found: QueryRun.Found
  ) -> CommandOutcome {
    let finished = (found.first?.first).flatMap { FinishedExecution($0.value) }
    if let finished, finished.last.token == token {
      return resolve(execution, finished.last, kind, finished.state)
    }
    for record in found.dropFirst().first ?? [] {
      guard let attempt = AttemptRecord(record.value), attempt.token == token else { continue }
      return resolve(execution, attempt, kind, .delayed)
    }
    if let finished {
      return refuse(
        execution, .tokenStale,
        "this token holds no lease: the execution is \(finished.state.name) by another one")
    }
    return refuse(
      execution, .tokenStale, "this token holds no lease on the execution: another came after it")
  }

  /// - Parameter state: what the end of `attempt` made of its execution.
  private func resolve(
    _ execution: RecordID, _ attempt: AttemptRecord, _ kind: CommandKind, _ state: ExecutionState
  ) -> CommandOutcome {
    if attempt.wasEnded(by: kind) { return Rendering.ended(kind, state) }
    let outcome = attempt.outcome.name
    let cause: String =
      switch attempt.end {
      case .complete: "the attempt was completed before, and is \(outcome)"
      case .fail: "the attempt was failed before, and is \(outcome)"
      case .unknown, .cluster:
        switch attempt.outcome {
        case .lost: "the lease was lost when its session was"
        case .interrupted: "the lease was handed back when its session was closed"
        default: "the attempt was ended before, without its worker, and is \(outcome)"
        }
      }
    let rest =
      state.isTerminal ? "the execution is \(state.name)" : "the execution goes on elsewhere"
    return refuse(execution, .leaseLost, "\(cause); \(rest), and nothing of this was taken")
  }

  private func refuse(
    _ execution: RecordID, _ reason: Reason, _ message: String
  ) -> CommandOutcome {
    .failure(
      Failure(
        .failedPrecondition, reason, message,
        metadata: [Failure.Entry("execution", execution.text)]))
  }
}

extension AttemptRecord {
  /// Whether a word of this kind ended it, or says what its end says: progress of an attempt that is
  /// over is answered with the wish to end it. Where it was not recorded what ended it, only what
  /// nothing but this kind of word brings about counts: a repeat that is refused costs its worker
  /// nothing, a word that was not taken and is answered costs the work.
  func wasEnded(by kind: CommandKind) -> Bool {
    switch (kind, end) {
    case (.complete, .complete), (.fail, .fail): true
    case (.complete, .unknown): outcome == .completed
    case (.fail, .unknown): outcome == .failed || outcome == .memory || outcome == .snoozed
    case (.complete, _), (.fail, _): false
    default: outcome != .lost
    }
  }
}
