import Units

/// What many runs came to.
public struct Summary: Sendable {
  public private(set) var seeds = 0
  public private(set) var statistics = Outcome.Statistics()
  public private(set) var coverage = [Int](repeating: 0, count: FaultKind.allCases.count)

  public init() {}

  public mutating func take(_ outcome: Outcome) {
    seeds += 1
    statistics += outcome.statistics
    for place in coverage.indices { coverage[place] += outcome.coverage[place] }
  }

  /// Kinds that never happened.
  public var missing: FaultKinds {
    FaultKinds(FaultKind.allCases.filter { coverage[$0.rawValue] == 0 })
  }

  /// Lines for a person; `processor` is how long one core worked for it.
  public func text(processor: Duration) -> String {
    let hundredths =
      max(
        1,
        processor.components.seconds * 100 + processor.components.attoseconds
          / 10_000_000_000_000_000)
    let simulated = statistics.milliseconds / 1_000
    let faults = FaultKind.allCases.map { "\($0.name) \(coverage[$0.rawValue])" }
    return """
      \(seeds) seeds, clean: \(simulated) cluster-seconds, \
      \(simulated * 100 / hundredths) in each second of a core
      \(statistics.steps) steps, \(statistics.messages) messages, \(statistics.applied) entries, \
      \(statistics.elections) elections, \(statistics.restarts) starts, \
      \(statistics.snapshots) snapshots, \(statistics.calls) calls, \(statistics.answered) answered, \
      \(statistics.undecided) left undecided by checkers
      faults: \(faults.joined(separator: ", "))
      """
  }
}

extension FaultKinds {
  /// By commas, as the command line takes them.
  public var names: String { kinds.map(\.name).joined(separator: ",") }
}

extension SimulatorOptions {
  /// What runs a seed with these options again, and tells what happened.
  public func command(seed: UInt64) -> String {
    var words = ["tools/simulate --seed \(seed) --replay"]
    if let nodes { words.append("--nodes \(nodes)") }
    if let duration { words.append("--milliseconds \(duration.milliseconds)") }
    if !without.isEmpty { words.append("--without \(without.names)") }
    if !with.isEmpty { words.append("--with \(with.names)") }
    if load != 1_000 { words.append("--load \(load)") }
    return words.joined(separator: " ")
  }
}
