public import Checkers
public import Messages
public import Units

extension Wish {
  /// What a success says; nil where the bytes are not the method's response, which is a breach.
  public func answer(_ bytes: Bytes) -> Answer? {
    switch operation {
    case .define(_, _, .delete): return .done
    case .define(.job, _, _):
      guard let job = try? Job(decoding: bytes) else { return nil }
      return .record(
        value: job.description, isOn: job.enabled ?? true, version: job.version)
    case .define(.schedule, _, _):
      guard let schedule = try? Schedule(decoding: bytes),
        case .cron(let expression)? = schedule.timing
      else { return nil }
      return .record(
        value: ScheduleStory.value(expression, in: schedule.zone.isEmpty ? "UTC" : schedule.zone),
        isOn: schedule.pause == nil, version: schedule.version)
    case .enqueue:
      guard let response = try? EnqueueResponse(decoding: bytes),
        let id = RecordID(text: response.execution)
      else { return nil }
      return .execution(id, isNew: response.disposition == .created)
    case .look:
      guard let execution = try? Execution(decoding: bytes) else { return nil }
      return History.State(execution.state).map { .state($0) }
    case .publish:
      let response = try? PublishEventsResponse(decoding: bytes)
      return response?.items.first.map { .event(offset: $0.offset) }
    case .report, .openSession, .renew: return nil
    }
  }

  /// What a refusal says: decided by the state machine, or certainly not taken, or left open.
  public static func outcome(of failure: Failure) -> History.Outcome<Answer> {
    if let refusal = Answer.Refusal(rawValue: failure.reason.rawValue) {
      return .acknowledged(.refused(refusal))
    }
    switch failure.code {
    case .deadlineExceeded, .cancelled, .unknown, .internal: return .unknown
    // After it was proposed it may yet be committed.
    case .unavailable: return failure.reason == .leaderChanged ? .unknown : .refused
    default: return .refused
    }
  }
}

extension History.State {
  /// Nil for a state that this build does not know.
  public init?(_ state: Execution.State) {
    switch state {
    case .blocked: self = .blocked
    case .delayed: self = .delayed
    case .pending: self = .pending
    case .running: self = .running
    case .completed: self = .completed
    case .failed: self = .failed
    case .timeout: self = .timeout
    case .cancelled: self = .cancelled
    case .expired: self = .expired
    case .unspecified, .unrecognized: return nil
    }
  }
}
