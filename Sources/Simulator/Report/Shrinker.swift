import Units

/// Makes a failing run smaller while it fails in the same way: fewer kinds of faults, fewer nodes, less
/// time, fewer calls. A run is cheap, so that trying is the way.
public struct Shrinker: Sendable {
  public let seed: UInt64
  /// Of the smallest run found so far.
  public private(set) var options: SimulatorOptions
  public private(set) var outcome: Outcome
  public private(set) var runs = 0
  /// Runs that are made at most.
  public var limit = 80

  private let kind: String

  /// - Precondition: the outcome has a violation, and came of the seed and the options.
  public init(_ outcome: Outcome, _ options: SimulatorOptions) {
    seed = outcome.seed
    self.options = options
    self.outcome = outcome
    kind = Shrinker.kind(of: outcome.violation ?? "")
  }

  /// What a violation says, without its numbers.
  static func kind(of violation: String) -> String {
    String(violation.prefix(160).filter { !$0.isNumber }.prefix(60))
  }

  /// Tries what is worth most first.
  public mutating func run() {
    shorten()
    for kind in FaultKind.allCases where outcome.kinds.contains(kind) {
      attempt { $0.without.insert(kind) }
    }
    for nodes in stride(from: 3, to: outcome.statistics.firstNodes, by: 1) {
      if attempt({ $0.nodes = nodes }) { break }
    }
    for load in [0, 50, 200, 500] {
      if load < options.load, attempt({ $0.load = load }) { break }
    }
    shorten()
  }

  /// The faults end at the violation, or half way to it.
  private mutating func shorten() {
    let end = Timeout.milliseconds(max(1, outcome.violatedAt.milliseconds - 1_000))
    attempt { $0.duration = end }
    while let duration = options.duration, duration > .milliseconds(200) {
      guard attempt({ $0.duration = .milliseconds(duration.milliseconds * 2 / 3) }) else { return }
    }
  }

  @discardableResult
  private mutating func attempt(_ change: (inout SimulatorOptions) -> Void) -> Bool {
    guard runs < limit else { return false }
    runs += 1
    var smaller = options
    change(&smaller)
    let outcome = Simulation(seed: seed, options: smaller).run()
    guard let violation = outcome.violation, Shrinker.kind(of: violation) == kind else {
      return false
    }
    options = smaller
    self.outcome = outcome
    return true
  }
}
