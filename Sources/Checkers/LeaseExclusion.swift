internal import Units

/// Promise 3: two live leases on one execution never exist, tokens only grow, and a word with an
/// old token changes nothing. Overlap in real time is not looked at (a frozen machine cannot know);
/// acceptance is.
///
/// - Complexity: O(n log n) in the history's length.
public struct LeaseExclusion: Sendable {
  public init() {}

  public func check(_ history: History) -> [Violation] {
    checkTokens(history) + checkAttempts(history) + checkReports(history) + checkEffects(history)
  }

  private func violation(_ text: String) -> Violation { Violation(.leaseExclusion, text) }

  /// A token is one worker's, and no token is given out twice. A grant may be learned late, after a
  /// newer one was: tokens order the grants, not their arrival.
  private func checkTokens(_ history: History) -> [Violation] {
    var found: [Violation] = []
    var holders: [RecordID: (execution: RecordID, worker: String)] = [:]
    for grant in history.grants {
      if let holder = holders[grant.token] {
        if holder.execution != grant.execution || holder.worker != grant.worker {
          found.append(
            violation(
              "token \(grant.token) is held by \(holder.worker) and by \(grant.worker)"))
        }
      } else {
        holders[grant.token] = (grant.execution, grant.worker)
      }
      if grant.token.index <= grant.execution.index {
        found.append(
          violation("token \(grant.token) is no younger than execution \(grant.execution)"))
      }
    }
    return found
  }

  private func checkReports(_ history: History) -> [Violation] {
    var found: [Violation] = []
    let grants = history.grants.sorted { $0.order < $1.order }
    let reports = history.reports.sorted { $0.began < $1.began }
    var newest: [RecordID: RecordID] = [:]
    var next = 0
    var winners: [RecordID: History.Report] = [:]
    // Words that were said before, so that a repeat is told from a decision.
    var said: Set<Word> = []
    for report in reports {
      let word = Word(token: report.token, isSuccess: report.isSuccess)
      let isRepeat = !said.insert(word).inserted
      while next < grants.count, grants[next].order < report.began {
        let grant = grants[next]
        newest[grant.execution] = max(newest[grant.execution] ?? .none, grant.token)
        next += 1
      }
      guard case .acknowledged(let state) = report.outcome else { continue }
      if let token = newest[report.execution], token > report.token {
        // The answer to a repeated word is the first one's; only an end decided anew is a breach.
        if !isRepeat {
          found.append(
            violation(
              "\(report.execution) took token \(report.token) after \(token) was granted"))
        }
      }
      guard state.isTerminal else { continue }
      if let winner = winners[report.execution], winner.token != report.token {
        found.append(
          violation(
            "\(report.execution) was ended under \(winner.token) and under \(report.token)"))
      } else {
        winners[report.execution] = report
      }
    }
    // Once ended, never granted again.
    for grant in grants {
      if let winner = winners[grant.execution], grant.token > winner.token {
        found.append(
          violation("\(grant.execution) was granted again under \(grant.token) after its end"))
      }
    }
    return found
  }

  private struct Word: Hashable {
    var token: RecordID
    var isSuccess: Bool
  }

  /// Attempts are counted as tokens grow: never back, and never on by more than one grant each.
  private func checkAttempts(_ history: History) -> [Violation] {
    var found: [Violation] = []
    var last: [RecordID: History.Grant] = [:]
    for grant in history.grants.sorted(by: { $0.token < $1.token }) where grant.attempt > 0 {
      if let before = last[grant.execution], before.attempt > grant.attempt {
        found.append(
          violation(
            "\(grant.execution) is at attempt \(grant.attempt) under \(grant.token), it was at "
              + "\(before.attempt) under \(before.token)"))
      }
      last[grant.execution] = grant
    }
    return found
  }

  /// What a fenced resource accepted: its tokens never fall.
  private func checkEffects(_ history: History) -> [Violation] {
    var found: [Violation] = []
    var newest: [RecordID: RecordID] = [:]
    for effect in history.effects where effect.isAccepted {
      if let token = newest[effect.execution], effect.token < token {
        found.append(
          violation(
            "an effect of \(effect.execution) with \(effect.token) was taken after \(token)"))
      }
      newest[effect.execution] = max(newest[effect.execution] ?? .none, effect.token)
    }
    return found
  }
}
