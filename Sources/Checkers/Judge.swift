public import Units

/// All checkers over one recording.
public struct Judge: Sendable {
  /// Zones that schedules may name, and spans in which nothing could be decided.
  public var schedules: ScheduleStory
  /// Stamped time up to which schedules are looked at; nil leaves them out.
  public var end: Instant?
  /// Whether everything must have ended: the run was given time to drain.
  public var mustHaveEnded: Bool
  /// Executions made after this index need not have ended; nil for none.
  public var youngest: LogIndex?
  /// Whether all workers recorded what they ran.
  public var everyRunIsSeen = false
  /// Steps of the black-box search for each record.
  public var limit: Int

  public init(
    schedules: ScheduleStory = ScheduleStory(), end: Instant? = nil, mustHaveEnded: Bool = true,
    limit: Int = 200_000
  ) {
    self.schedules = schedules
    self.end = end
    self.mustHaveEnded = mustHaveEnded
    self.limit = limit
  }

  /// What all of them make of a run.
  public struct Finding: Hashable, Sendable {
    public var violations: [Violation] = []
    /// Records that were too hard for a checker, and schedules of which the recording does not say what
    /// they should have done: neither shown nor refuted.
    public var undecided = 0
    /// Names of the schedules among them.
    public var untold: [String] = []

    public init() {}
  }

  public func judge(_ recording: Recording) -> Finding {
    let requests = recording.requests
    var history = History(recording, requests)
    let isWhole = history.subscribers.contains(where: \.isComplete)
    if let end, isWhole {
      schedules.tell(recording, requests, until: end, into: &history)
    }
    var finding = Finding()
    // What is simple to understand comes first.
    finding.violations += JobConservation(
      mustHaveEnded: mustHaveEnded, youngest: youngest, everyRunIsSeen: everyRunIsSeen
    ).check(history)
    finding.violations += LeaseExclusion().check(history)
    finding.violations += EventOrder().check(history)
    finding.violations += Idempotency().check(recording)
    if end != nil, isWhole { finding.violations += ScheduleExactness().check(history) }
    let witness = Witness().check(recording, requests)
    let definitions = DefinitionHistory(limit: limit).check(requests)
    finding.violations += definitions.violations + witness.violations
    finding.untold = history.untold.filter { $0.why == .uncertain || $0.why == .older }
      .map(\.name)
    finding.undecided = witness.undecided + definitions.undecided + finding.untold.count
    return finding
  }
}
