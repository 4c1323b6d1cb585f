internal import Checkers
public import Units

/// What came of one run.
public struct RunReport: Sendable {
  /// What a checker made of it.
  public enum Verdict: Hashable, Sendable {
    case holds
    case broken(Int)
    /// Records that were too hard to decide.
    case undecided(Int)
    case notAsked
  }

  /// A limit of the scenario that does not hold.
  public struct Miss: Hashable, Sendable {
    public var figure: Scenario.Figure
    public var most: Double
    public var was: Double?
  }

  public var scenario: Scenario
  public var seed: UInt64
  public var figures: Figures
  public var checkers: [(name: String, verdict: Verdict)]
  /// What the checkers found, in words.
  public var violations: [String]
  public var misses: [Miss]
  /// Nodes that broke down, waits that were in vain.
  public var crashes: [String]
  /// What `random` drew, by name.
  var draws: [(name: String, draw: Run.Draw)] = []
  /// What was left out, and why.
  public var notes: [String]
  /// What clients were told, the most frequent, with counts.
  public var errors: [(text: String, count: Int)]
  public var marks: [Run.Mark]
  /// The recording as JSON lines: `docs/history.md`.
  public var history: Bytes
  var samples: [Recorder.Sample]
  var start: Monotonic
  var changes: [LeaderWatch.Change]

  public var hasPassed: Bool { misses.isEmpty && violations.isEmpty && crashes.isEmpty }

  static func make(
    _ run: isolated Run, _ sweep: WholeLoad.Sweep, _ changes: [LeaderWatch.Change]
  ) -> RunReport {
    let scenario = run.scenario
    var sweep = sweep
    sweep.samples = excused(sweep.samples, run.lab == nil ? nil : run.hits)
    let figures = measure(run.tries, sweep, changes)
    var checkers: [(name: String, verdict: Verdict)] = []
    for promise in Violation.Promise.allCases {
      checkers.append((promise.rawValue, verdict(on: promise, sweep)))
    }
    var violations = sweep.finding.violations.map(\.description) + sweep.complaints
    switch sweep.digestsAreEqual {
    case true?: checkers.append(("equal digests", .holds))
    case false?:
      checkers.append(("equal digests", .broken(1)))
      violations.append("the voters' digests differ")
    case nil: checkers.append(("equal digests", .notAsked))
    }
    var crashes = run.crashes
    if scenario.loads.contains(where: \.isDying), figures.leasesLost == 0 {
      crashes.append("no worker died with a lease: the fault did not strike")
    }
    for (kind, draw) in run.draws where draw.struck == 0 && draw.drawn >= RunReport.fewDraws {
      crashes.append("\(kind.rawValue) was drawn \(draw.drawn) times and never struck")
    }
    if sweep.isEmpty { crashes.append("nothing was measured: no operation was recorded") }
    // Nothing is known of what was too hard to decide: that is no pass.
    for (name, verdict) in checkers {
      if case .undecided(let count) = verdict {
        crashes.append("\(name): \(count) records were too hard to decide; a shorter run tells")
      }
    }
    var misses: [Miss] = []
    for limit in scenario.limits {
      let was = figures.value(limit.figure)
      if was.map({ $0 > limit.most }) ?? true {
        misses.append(Miss(figure: limit.figure, most: limit.most, was: was))
      }
    }
    return RunReport(
      scenario: scenario, seed: run.options.seed, figures: figures, checkers: checkers,
      violations: violations, misses: misses, crashes: crashes,
      draws: run.draws.map { ($0.key.rawValue, $0.value) }.sorted { $0.name < $1.name },
      notes: run.skipped.map { "not injected from outside: \($0)" } + run.remarks
        + sweep.finding.untold.map { "not checked: the due times of '\($0)', which is uncertain" },
      errors: errors(sweep.samples), marks: run.marks, history: sweep.recording.jsonLines,
      samples: sweep.samples, start: run.start, changes: changes)
  }

  /// A link that nobody uses just then may be cut in vain, but not each time.
  private static let fewDraws = 5

  /// What one node alone was asked while something was wrong with it is no error of the cluster.
  ///
  /// - Parameter hits: nil where nobody knows: then no such call is one.
  static func excused(
    _ samples: [Recorder.Sample], _ hits: [Run.Hit]?
  ) -> [Recorder.Sample] {
    samples.map { sample in
      guard sample.error != nil, let node = sample.node else { return sample }
      let isExcused = hits.map { hits in
        hits.contains { hit in
          hit.place == node && hit.from <= sample.ended && hit.to.map { $0 >= sample.due } ?? true
        }
      }
      var sample = sample
      if isExcused ?? true { sample.error = nil }
      return sample
    }
  }

  static func verdict(on promise: Violation.Promise, _ sweep: WholeLoad.Sweep) -> Verdict {
    guard sweep.isWhole else { return .notAsked }
    let count = sweep.finding.violations.count { $0.promise == promise }
    guard count == 0 else { return .broken(count) }
    let undecided = undecided(sweep)[promise] ?? 0
    guard undecided == 0 else { return .undecided(undecided) }
    return concerns(promise, sweep.recording) ? .holds : .notAsked
  }

  /// Whether anything was recorded that could break the promise: where nobody published, events in order
  /// are no news.
  private static func concerns(_ promise: Violation.Promise, _ recording: Recording) -> Bool {
    func sees(_ test: (Observation) -> Bool) -> Bool {
      recording.sights.contains { test($0.observation) }
    }
    switch promise {
    case .jobConservation:
      return sees { if case .final = $0 { true } else { false } }
        || recording.calls.contains { if case .enqueue = $0.operation { true } else { false } }
    case .leaseExclusion: return sees { if case .grant = $0 { true } else { false } }
    case .scheduleExactness:
      return recording.calls.contains {
        if case .define(.schedule, _, _) = $0.operation { true } else { false }
      }
    case .eventOrder: return sees { if case .event = $0 { true } else { false } }
    case .linearizability:
      // What the set-up creates is written once, and nobody reads it.
      return recording.calls.contains {
        switch $0.operation {
        case .define(_, _, .update), .define(_, _, .read): true
        default: false
        }
      }
    case .witness:
      return recording.calls.contains { $0.index > .zero }
    case .idempotency:
      // A repeat that nobody answered says nothing.
      var keys: Set<String> = []
      return recording.calls.contains {
        !$0.key.isEmpty && $0.answer != nil && !keys.insert($0.key).inserted
      }
    }
  }

  /// Two of the checkers may find a record too hard, and only the sum is told: one of them is asked
  /// again, which is rare.
  private static func undecided(_ sweep: WholeLoad.Sweep) -> [Violation.Promise: Int] {
    let all = sweep.finding.undecided
    guard all > 0 else { return [:] }
    let definitions = min(all, DefinitionHistory().check(sweep.recording.requests).undecided)
    return [.linearizability: definitions, .witness: all - definitions]
  }

  private static func errors(_ samples: [Recorder.Sample]) -> [(text: String, count: Int)] {
    var counts: [String: Int] = [:]
    for sample in samples { if let error = sample.error { counts[error, default: 0] += 1 } }
    let sorted = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    return sorted.prefix(8).map { (text: $0.key, count: $0.value) }
  }

  static func measure(
    _ tries: [Run.Try], _ sweep: WholeLoad.Sweep, _ changes: [LeaderWatch.Change]
  ) -> Figures {
    var figures = Figures()
    figures.tries = tries.count
    figures.operations = sweep.samples.count
    figures.acknowledged = sweep.samples.count { $0.isAcknowledged }
    figures.clientErrors = sweep.samples.count { $0.error != nil }
    let writes = sweep.samples.filter { $0.isWrite && $0.isAcknowledged }
    let times = writes.map(\.ended).sorted()
    for passage in tries {
      let start = passage.fault ?? passage.began
      guard
        let gap = Gaps.longest(from: start, since: passage.began, to: passage.ended, times)
      else { continue }
      figures.gaps.append(Double(gap.span.microseconds) / 1_000)
      figures.gapStarts.append(Double((gap.began - start).microseconds) / 1_000)
    }
    let latencies = writes.map { Double(($0.ended - $0.due).microseconds) / 1_000 }
    figures.slowest = latencies.max() ?? 0
    figures.latencyP50 = Figures.percentile(latencies, 50)
    figures.latencyP99 = Figures.percentile(latencies, 99)
    leases(sweep, into: &figures)
    if sweep.isWhole {
      count(sweep, into: &figures)
      schedule(sweep, into: &figures)
    }
    leaders(tries, changes, into: &figures)
    return figures
  }

  /// Lost and doubled, by markers alone: simpler than any checker.
  private static func count(_ sweep: WholeLoad.Sweep, into figures: inout Figures) {
    var stored: [UInt64: Int] = [:]
    for final in sweep.finals { if let marker = final.marker { stored[marker, default: 0] += 1 } }
    figures.lost = sweep.recording.calls.count { call in
      guard case .enqueue(let marker, _, _) = call.operation, case .execution? = call.answer
      else { return false }
      return stored[marker] == nil
    }
    figures.doubled = stored.values.reduce(0) { $0 + max(0, $1 - 1) }
  }

  /// The load's workers fail nothing and give nothing back: what one of them was granted and somebody
  /// is granted later was taken from it.
  private static func leases(_ sweep: WholeLoad.Sweep, into figures: inout Figures) {
    var tokens: [RecordID: Set<RecordID>] = [:]
    for case .grant(let execution, let token, _) in sweep.recording.sights.map(\.observation) {
      tokens[execution, default: []].insert(token)
    }
    figures.leases = tokens.values.reduce(0) { $0 + $1.count }
    // Before all work has ended an execution may still be granted again.
    if sweep.isWhole, figures.leases > 0 { figures.leasesLost = figures.leases - tokens.count }
  }

  /// Each second is due from the one after the schedule was known to be there, to a second before it was
  /// asked to pause: what falls due at that moment may be decided or not. Where the nodes have other
  /// clocks than this machine, from the first firing to the last.
  private static func schedule(_ sweep: WholeLoad.Sweep, into figures: inout Figures) {
    var seconds = sweep.ticks.map(\.due.seconds)
    if let firing = sweep.firing, firing.lowerBound.seconds + 2 <= firing.upperBound.seconds {
      seconds += [firing.lowerBound.seconds + 1, firing.upperBound.seconds - 1]
    }
    guard let first = seconds.min(), let last = seconds.max() else { return }
    var covered: [Int64: Int] = [:]
    for tick in sweep.ticks {
      for back in 0..<Int64(clamping: tick.standsFor) {
        covered[tick.due.seconds - back, default: 0] += 1
      }
    }
    figures.due = Int(last - first) + 1
    let times = (first...last).map { covered[$0] ?? 0 }
    figures.missed = times.count { $0 == 0 }
    figures.doubled = (figures.doubled ?? 0) + times.reduce(0) { $0 + max(0, $1 - 1) }
    let late = sweep.ticks.map { Double((($0.begun ?? $0.made) - $0.due).microseconds) / 1_000 }
    figures.lateP99 = Figures.percentile(late, 99)
    figures.lateMax = late.max()
    let decided = sweep.ticks.map { Double(($0.made - $0.due).microseconds) / 1_000 }
    figures.decidedLateP99 = Figures.percentile(decided, 99)
  }

  private static func leaders(
    _ tries: [Run.Try], _ changes: [LeaderWatch.Change], into figures: inout Figures
  ) {
    var longest: Double? = tries.isEmpty ? nil : 0
    for passage in tries {
      // Where all nodes are down until the try is undone, somebody leads only after that.
      guard let within = changes.last(where: { $0.time <= passage.ended }), within.leader != nil
      else {
        longest = nil
        break
      }
      guard let fault = passage.fault, within.time > fault else { continue }
      let took = Double((within.time - fault).microseconds) / 1_000
      longest = longest.map { max($0, took) }
    }
    figures.leaderMax = longest
    // A new term is a new leader, also where the same node won it.
    var began: [(term: UInt64, time: Monotonic)] = []
    for change in changes where change.leader != nil && began.last?.term != change.term {
      began.append((change.term, change.time))
    }
    // Of each try for itself: what one did not need is no other's.
    var surprises = max(0, began.count - 1)
    for passage in tries where passage.fault != nil {
      let count = began.dropFirst().count {
        $0.time >= passage.began && $0.time <= passage.ended
      }
      surprises -= min(count, passage.mayChange)
    }
    figures.leaderChanges = began.isEmpty ? nil : max(0, surprises)
  }
}
