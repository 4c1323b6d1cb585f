import Replica
import Units

/// Until the replica's step is in.
extension Replica {
  mutating func step(
    _ input: ReplicaInput, now: Monotonic, clock: Instant, into effects: inout ReplicaEffects
  ) { preconditionFailure() }
  var status: ReplicaStatus { preconditionFailure() }
}
