internal import Units

/// Promise 3: two live leases on one execution never exist, tokens only grow, and a word with an
/// old token changes nothing. Overlap in real time is not looked at (a frozen machine cannot know);
/// acceptance is.
///
/// - Complexity: O(n log n) in the history's length.
public struct LeaseExclusion: Sendable {
  public init() {}

  public func check(_ history: History) -> [Violation] {
    checkTokens(history) + checkAttempts(history) + checkReports(history) + checkSource(history)
      + checkEffects(history)
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

  /// Whoever ends an attempt has heard of its grant before: workers write down what they are granted. A
  /// history in which none did tells nothing.
  private func checkSource(_ history: History) -> [Violation] {
    guard !history.grants.isEmpty else { return [] }
    var heard: [Lease: UInt64] = [:]
    for grant in history.grants {
      let lease = Lease(execution: grant.execution, token: grant.token)
      heard[lease] = min(heard[lease] ?? .max, grant.order)
    }
    var found: [Violation] = []
    for report in history.reports {
      guard case .acknowledged = report.outcome else { continue }
      let order = heard[Lease(execution: report.execution, token: report.token)]
      if order ?? .max > report.began {
        found.append(
          violation("\(report.execution) took token \(report.token), granted to nobody before"))
      }
    }
    return found
  }

  private struct Lease: Hashable {
    var execution: RecordID
    var token: RecordID
  }

  /// Attempts are counted as tokens grow: never back. An attempt may be granted more than once, since a
  /// lease that did not arrive or was given back comes again under its number; and a grant may never be
  /// seen, so that neighbours in the history may be any number of attempts apart. What bounds them is the
  /// record at the end: attempt n is granted when n - 1 of them have ended, and all that ended are there.
  private func checkAttempts(_ history: History) -> [Violation] {
    var found: [Violation] = []
    var last: [RecordID: History.Grant] = [:]
    var ended: [RecordID: Int] = [:]
    for final in history.finals { ended[final.execution] = final.attempts.count }
    for grant in history.grants.sorted(by: { $0.token < $1.token }) where grant.attempt > 0 {
      if let before = last[grant.execution], before.attempt > grant.attempt {
        found.append(
          violation(
            "\(grant.execution) is at attempt \(grant.attempt) under \(grant.token), it was at "
              + "\(before.attempt) under \(before.token)"))
      }
      if let ended = ended[grant.execution], Int(grant.attempt) > ended + 1 {
        found.append(
          violation(
            "\(grant.execution) is at attempt \(grant.attempt) under \(grant.token), at last it "
              + "had \(ended)"))
      }
      last[grant.execution] = grant
    }
    return found
  }

  /// What a fenced resource accepted: its tokens never fall, and each is one worker's.
  private func checkEffects(_ history: History) -> [Violation] {
    var found: [Violation] = []
    var newest: [RecordID: RecordID] = [:]
    var holders: [Lease: String] = [:]
    for effect in history.effects where effect.isAccepted {
      let lease = Lease(execution: effect.execution, token: effect.token)
      if let holder = holders[lease], holder != effect.worker {
        found.append(
          violation(
            "effects of \(effect.execution) with \(effect.token) were taken from \(holder) and from "
              + "\(effect.worker)"))
      }
      holders[lease] = effect.worker
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
