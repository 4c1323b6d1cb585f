public import Units

/// Promises 1, 2 and 3 of the runtime, as far as executions are concerned: an acknowledged enqueue
/// is one execution, which ends in exactly one way, and that is how its worker was told that it ended;
/// what was refused is none; what fired or ended is there; attempts are counted without holes and end
/// with the first success.
///
/// - Complexity: O(n log n) in the history's length.
public struct JobConservation: Sendable {
  /// Whether everything must have ended: the run was given time to drain.
  public var mustHaveEnded: Bool

  /// Those made after this index had no time to end.
  public var youngest: LogIndex?

  /// Whether all workers are in the history: what succeeded was run by one of them.
  public var everyRunIsSeen: Bool

  public init(
    mustHaveEnded: Bool = true, youngest: LogIndex? = nil, everyRunIsSeen: Bool = false
  ) {
    self.mustHaveEnded = mustHaveEnded
    self.youngest = youngest
    self.everyRunIsSeen = everyRunIsSeen
  }

  public func check(_ history: History) -> [Violation] {
    checkEnqueues(history) + history.finals.flatMap(check) + checkSightings(history)
      + checkReports(history) + checkEndings(history) + checkFired(history) + checkRuns(history)
  }

  /// Nothing succeeds that nobody ran.
  private func checkRuns(_ history: History) -> [Violation] {
    guard everyRunIsSeen else { return [] }
    let run = Set(history.effects.map(\.execution))
    return history.finals.compactMap { final in
      guard final.attempts.contains(where: \.isSuccess), !run.contains(final.execution) else {
        return nil
      }
      return violation("\(final.execution) succeeded, and no worker ran it")
    }
  }

  private func violation(_ text: String) -> Violation { Violation(.jobConservation, text) }

  private func checkEnqueues(_ history: History) -> [Violation] {
    var found: [Violation] = []
    var byMarker: [UInt64: [RecordID]] = [:]
    var known: Set<RecordID> = []
    for final in history.finals {
      if !known.insert(final.execution).inserted {
        found.append(violation("execution \(final.execution) is there twice"))
      }
      if let marker = final.marker { byMarker[marker, default: []].append(final.execution) }
    }
    var asked: Set<UInt64> = []
    // An earlier or later try of a refused call may have gone through.
    let tried = Set(history.enqueues.lazy.filter { $0.outcome != .refused }.map(\.marker))
    for enqueue in history.enqueues {
      let isFirst = asked.insert(enqueue.marker).inserted
      let executions = byMarker[enqueue.marker] ?? []
      switch enqueue.outcome {
      case .acknowledged(let id):
        if executions.isEmpty {
          found.append(violation("acknowledged \(id) of job \(enqueue.marker) is lost"))
        } else if !executions.contains(id) {
          found.append(
            violation("job \(enqueue.marker) was acknowledged as \(id), it is \(executions[0])"))
        }
      case .refused:
        if !tried.contains(enqueue.marker), let id = executions.first {
          found.append(violation("refused job \(enqueue.marker) is execution \(id)"))
        }
      case .unknown: break
      }
      if isFirst, executions.count > 1 {
        found.append(violation("job \(enqueue.marker) is \(executions.count) executions"))
      }
    }
    for final in history.finals {
      if let marker = final.marker, !asked.contains(marker) {
        found.append(violation("nobody asked for \(final.execution) of job \(marker)"))
      }
    }
    return found
  }

  private func check(_ final: History.Final) -> [Violation] {
    var found: [Violation] = []
    if mustHaveEnded, final.execution.index <= youngest ?? final.execution.index,
      !final.state.isTerminal
    {
      found.append(violation("\(final.execution) is still \(final.state.rawValue)"))
    }
    for (place, attempt) in final.attempts.enumerated() where attempt.number != UInt32(place + 1) {
      found.append(
        violation("attempt \(attempt.number) of \(final.execution) stands at place \(place + 1)"))
      break
    }
    if let success = final.attempts.firstIndex(where: \.isSuccess) {
      if success != final.attempts.count - 1 {
        found.append(violation("\(final.execution) went on after attempt \(success + 1) succeeded"))
      }
      if final.state.isTerminal, final.state != .completed {
        found.append(violation("\(final.execution) succeeded and is \(final.state.rawValue)"))
      }
    } else if final.state == .completed {
      found.append(violation("\(final.execution) is completed without a success"))
    }
    return found
  }

  /// Terminal states never change: whoever began to look after one was known sees it.
  private func checkSightings(_ history: History) -> [Violation] {
    var found: [Violation] = []
    let ends = history.sightings.filter(\.state.isTerminal).sorted { $0.order < $1.order }
    var ended: [RecordID: History.State] = [:]
    var next = 0
    for sighting in history.sightings.sorted(by: { $0.began < $1.began }) {
      while next < ends.count, ends[next].order < sighting.began {
        if ended[ends[next].execution] == nil { ended[ends[next].execution] = ends[next].state }
        next += 1
      }
      if let state = ended[sighting.execution], state != sighting.state {
        found.append(
          violation(
            "\(sighting.execution) was \(state.rawValue), later \(sighting.state.rawValue)"))
      }
    }
    var seen: [RecordID: Set<History.State>] = [:]
    for sighting in ends { seen[sighting.execution, default: []].insert(sighting.state) }
    for final in history.finals {
      for state in History.State.allCases
      where state != final.state && seen[final.execution]?.contains(state) == true {
        found.append(
          violation("\(final.execution) was \(state.rawValue), at last \(final.state.rawValue)"))
      }
    }
    return found
  }

  /// What a worker was told that came of its word is what came of it. A state that is none of the last
  /// ones may be an earlier attempt's, told again: it says nothing of now.
  private func checkReports(_ history: History) -> [Violation] {
    var finals: [RecordID: History.State] = [:]
    for final in history.finals { finals[final.execution] = final.state }
    var events: [RecordID: History.State] = [:]
    for ending in history.endings { events[ending.execution] = ending.state }
    var found: [Violation] = []
    for report in history.reports {
      guard case .acknowledged(let told) = report.outcome, told.isTerminal else { continue }
      let words = "\(report.execution) was told to be \(told.rawValue) under \(report.token)"
      if let state = finals[report.execution], state != told {
        found.append(violation("\(words), at last \(state.rawValue)"))
      } else if finals[report.execution] == nil, !finals.isEmpty {
        found.append(violation("\(words), and is lost"))
      }
      if let state = events[report.execution], state != told {
        found.append(violation("\(words), its event says \(state.rawValue)"))
      }
    }
    return found
  }

  /// Whatever a schedule of somebody in the history made is there.
  private func checkFired(_ history: History) -> [Violation] {
    guard !history.finals.isEmpty else { return [] }
    let known = Set(history.finals.map(\.execution))
    // Somebody else's are not looked at in the end.
    let others = Set(history.untold.filter { $0.why != .uncertain }.map(\.name))
    var found: [Violation] = []
    for decision in history.decisions where !others.contains(decision.schedule) {
      switch decision.kind {
      case .execution(let id), .madeUp(let id):
        if !known.contains(id) {
          found.append(violation("\(id), which '\(decision.schedule)' fired, is lost"))
        }
      case .skipped: break
      }
    }
    return found
  }

  /// Each ends once, and events say how.
  private func checkEndings(_ history: History) -> [Violation] {
    var found: [Violation] = []
    var ended: [RecordID: History.Ending] = [:]
    for ending in history.endings {
      guard let known = ended.updateValue(ending, forKey: ending.execution) else { continue }
      // Two subscribers see one event; two events are two ends.
      if known.event != ending.event {
        found.append(
          violation(
            "\(ending.execution) ended \(known.state.rawValue), then \(ending.state.rawValue)"))
      }
    }
    guard history.hasAllEndings else { return found }
    for final in history.finals where final.state.isTerminal {
      switch ended[final.execution]?.state {
      case final.state: break
      case let state?:
        found.append(
          violation(
            "\(final.execution) is \(final.state.rawValue), its event says \(state.rawValue)"))
      case nil:
        found.append(violation("no event tells that \(final.execution) ended"))
      }
    }
    return found
  }
}
