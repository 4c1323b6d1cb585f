import Replica

/// Known bugs that a run puts back on purpose, by the room that bears them: the simulator's own test
/// is that it finds each one.
package struct SimulatorMutations: Sendable {
  package init() {}
}

extension Simulation {
  /// Called for every life, before its first step.
  func plant(_ mutations: SimulatorMutations, in replica: inout Replica) {}
}
