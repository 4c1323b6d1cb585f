public import Raft
public import StateMachine

/// One node's whole mind: consensus, the replicated state and what it decides, in one value.
public struct Replica: Sendable {
  public let identity: ReplicaIdentity
  public let limits: ReplicaLimits
  var raft: Raft
  /// The state as applied.
  public internal(set) var machine: StateMachine

  /// Starts a life.
  ///
  /// - Parameters:
  ///   - restored: what the log's disk holds; `restored.applied` is `machine.index`.
  ///   - machine: loaded from the store by `StateMachine.Loader`; empty where the store is.
  ///   - seed: decides jitter and the entries' seeds. Give every life of a node another one.
  public init(
    identity: ReplicaIdentity, limits: ReplicaLimits = ReplicaLimits(), restored: RestoredState,
    machine: StateMachine, seed: UInt64
  ) {
    self.identity = identity
    self.limits = limits
    self.machine = machine
    raft = Raft(
      id: identity.node, incarnation: identity.incarnation, group: identity.group,
      limits: limits.raft, restored: restored, seed: seed)
  }
}
