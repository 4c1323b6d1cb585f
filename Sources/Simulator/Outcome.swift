public import Units

/// What a run came to.
public struct Outcome: Sendable {
  public var seed: UInt64
  /// What was found wrong first, in one line; nil where every promise was kept.
  public var violation: String?
  /// When it was found, from the start.
  public var violatedAt: Timeout
  /// Which kinds of faults the seed drew, and the options left in.
  public var kinds: FaultKinds
  /// Hash over every input and effect of every node, in order: equal for equal seeds, whatever the
  /// build and the process.
  public var trace: UInt64
  /// How often each kind of fault happened, by `FaultKind.rawValue`.
  public var coverage: [Int]
  public var statistics: Statistics
  /// The readable history, where it was kept.
  public var history: [String]

  /// Figures of a run.
  public struct Statistics: Hashable, Sendable {
    /// Of simulated time, in seconds × 1,000.
    public var milliseconds: Int64 = 0
    /// At the end; those that were taken out count.
    public var nodes = 0
    public var firstNodes = 0
    /// Events of the simulation.
    public var steps = 0
    public var messages = 0
    public var elections = 0
    public var restarts = 0
    /// Snapshots put into force.
    public var snapshots = 0
    public var applied: UInt64 = 0
    public var calls = 0
    public var answered = 0
    /// Records that were too hard for a checker of linearizability, and schedules whose due times nobody
    /// could be certain of.
    public var undecided = 0

    public init() {}

    public static func += (left: inout Statistics, right: Statistics) {
      left.milliseconds += right.milliseconds
      left.nodes = max(left.nodes, right.nodes)
      left.firstNodes = max(left.firstNodes, right.firstNodes)
      left.steps += right.steps
      left.messages += right.messages
      left.elections += right.elections
      left.restarts += right.restarts
      left.snapshots += right.snapshots
      left.applied += right.applied
      left.calls += right.calls
      left.answered += right.answered
      left.undecided += right.undecided
    }
  }
}
