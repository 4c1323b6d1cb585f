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
  /// with what came of it where that very token ended its attempt, and refused with
  /// FAILED_PRECONDITION where the lease was lost or another token came after it.
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
    if let finished, finished.last.token == token, finished.last.outcome != .lost {
      return Rendering.ended(kind, finished.state)
    }
    for record in found.dropFirst().first ?? [] {
      guard let attempt = AttemptRecord(record.value), attempt.token == token else { continue }
      switch attempt.outcome {
      case .lost: break
      default: return Rendering.ended(kind, .delayed)
      }
      return refuse(
        execution, .leaseLost,
        "the lease was lost when its session was; the attempt goes on elsewhere")
    }
    if let finished {
      return refuse(
        execution, .tokenStale,
        "this token holds no lease: the execution is \(finished.state.name) by another one")
    }
    return refuse(
      execution, .tokenStale, "this token holds no lease on the execution: another came after it")
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
