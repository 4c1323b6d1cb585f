internal import Units

/// Promise 4: a due time yields exactly one decision, across leader changes and restarts. Stricter
/// than the Chronos checker of Jepsen: there is no surplus and no window to match, since a decision
/// names its due time.
///
/// - Complexity: O(n log n) in the history's length.
public struct ScheduleExactness: Sendable {
  public init() {}

  public func check(_ history: History) -> [Violation] {
    var decisions: [String: [History.Decision]] = [:]
    for decision in history.decisions { decisions[decision.schedule, default: []].append(decision) }
    var found = history.schedules.flatMap { check($0, decisions[$0.name] ?? []) }
    for untold in history.untold { found += check(untold, decisions[untold.name] ?? []) }
    let names = Set(history.schedules.map(\.name) + history.untold.map(\.name))
    for decision in history.decisions where !names.contains(decision.schedule) {
      found.append(violation("'\(decision.schedule)' fired and is no schedule"))
    }
    return found + checkExecutions(history)
  }

  private func violation(_ text: String) -> Violation { Violation(.scheduleExactness, text) }

  private func check(
    _ schedule: History.Schedule, _ decisions: [History.Decision]
  ) -> [Violation] {
    var found: [Violation] = []
    let allowed = (schedule.due + schedule.uncertain).sorted()
    var covered: [Instant: Int] = [:]
    for decision in decisions {
      // A range reaches over whatever lies in it; an end of one must be a due time.
      let within = allowed.filter { $0 >= decision.first && $0 <= decision.last }
      for due in within { covered[due, default: 0] += 1 }
      for end in Set([decision.first, decision.last]) where !within.contains(end) {
        found.append(violation("'\(schedule.name)' decided \(end), which is no due time"))
      }
      let certain = within.count { !schedule.uncertain.contains($0) }
      if decision.count < UInt64(certain) || decision.count > UInt64(within.count) {
        found.append(
          violation(
            "'\(schedule.name)' counts \(decision.count) from \(decision.first) to "
              + "\(decision.last), there are \(within.count)"))
      }
      found += checkTime(of: decision, schedule)
    }
    for due in schedule.due {
      switch covered[due] ?? 0 {
      case 1: break
      case 0: found.append(violation("'\(schedule.name)' never decided \(due)"))
      case let count: found.append(violation("'\(schedule.name)' decided \(due) \(count) times"))
      }
    }
    for due in schedule.uncertain where covered[due] ?? 0 > 1 && !schedule.due.contains(due) {
      found.append(violation("'\(schedule.name)' decided \(due) more than once"))
    }
    return found
  }

  /// Without its due times there is still no second decision about one. Of those that a run stands for,
  /// only the newest is known.
  private func check(
    _ untold: History.Untold, _ decisions: [History.Decision]
  ) -> [Violation] {
    var found: [Violation] = []
    if untold.why == .undefined {
      found.append(violation("'\(untold.name)' fired, and nobody in the history defined it"))
    }
    if untold.why == .traceless {
      found.append(violation("'\(untold.name)' was created, and no event tells of it"))
    }
    let spans = decisions.map { decision -> ClosedRange<Instant> in
      if case .skipped = decision.kind {
        return decision.first...max(decision.first, decision.last)
      }
      return decision.last...decision.last
    }.sorted { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) }
    for (before, after) in zip(spans, spans.dropFirst())
    where after.lowerBound <= before.upperBound {
      found.append(violation("'\(untold.name)' decided \(after.lowerBound) more than once"))
    }
    return found
  }

  private func checkTime(
    of decision: History.Decision, _ schedule: History.Schedule
  ) -> [Violation] {
    if decision.kind != .skipped, decision.decided < decision.last {
      return [violation("'\(schedule.name)' fired \(decision.last) early, at \(decision.decided)")]
    }
    let (latest, wasOut) = History.Schedule.latest(
      for: decision.last, lateness: schedule.lateness, outages: schedule.outages)
    if decision.kind != .skipped, decision.decided > latest {
      return [violation("'\(schedule.name)' fired \(decision.last) late, at \(decision.decided)")]
    }
    if decision.count > 1, !wasOut {
      return [violation("'\(schedule.name)' missed \(decision.first) without an outage")]
    }
    return []
  }

  /// A decision's execution is its own.
  private func checkExecutions(_ history: History) -> [Violation] {
    var owners: [RecordID: History.Decision] = [:]
    var found: [Violation] = []
    for decision in history.decisions {
      let id: RecordID
      switch decision.kind {
      case .execution(let execution), .madeUp(let execution): id = execution
      case .skipped: continue
      }
      if let owner = owners[id] {
        found.append(violation("\(id) stands for \(owner.last) and for \(decision.last)"))
      }
      owners[id] = decision
    }
    return found
  }
}
