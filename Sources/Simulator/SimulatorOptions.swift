public import Units

/// What a run is told beside its seed; the seed alone draws everything that is left open here.
public struct SimulatorOptions: Sendable {
  /// Nodes at the start; nil draws 3 to 7.
  public var nodes: Int?
  /// Simulated time under faults; nil draws some seconds.
  public var duration: Timeout?
  /// Kinds of faults that must not happen, whatever the seed draws.
  public var without: FaultKinds = []
  /// Kinds that happen whether the seed draws them or not.
  public var with: FaultKinds = []
  /// Parts of 1,000 of the drawn calls that clients make.
  public var load = 1_000
  /// Keep the readable history, its newest lines.
  public var keepsHistory = false
  /// Is told each line of the history at once: what a process that traps has kept goes with it.
  public var echo: (@Sendable (String) -> Void)?
  /// Known bugs that are put back.
  package var mutations = SimulatorMutations()
  /// What directed tests change of what the seed drew.
  var adjust: @Sendable (inout FaultMix) -> Void = { _ in }

  public init() {}
}
