package import Raft
package import StateMachine

/// Known bugs of the replica, each behind a switch that only the simulator's tests turn: they must
/// find every one.
package struct ReplicaMutations: OptionSet, Sendable {
  package let rawValue: UInt32

  package init(rawValue: UInt32) { self.rawValue = rawValue }

  /// A renewal is acknowledged without a round to a quorum.
  package static let renewsAtOnce = ReplicaMutations(rawValue: 1 << 0)
  /// A linearizable read is answered before this node has applied the leader's index.
  package static let readsBeforeApply = ReplicaMutations(rawValue: 1 << 1)
  /// The store is written beyond what this node's log holds durably.
  package static let writesAhead = ReplicaMutations(rawValue: 1 << 2)
  /// The log is cut up to what is applied, flushed or not.
  package static let cutsUnflushed = ReplicaMutations(rawValue: 1 << 3)
  /// Deletes never reach the store.
  package static let losesDeletes = ReplicaMutations(rawValue: 1 << 4)
  /// A new leader counts the silence of sessions from before its time.
  package static let expiresAtOnce = ReplicaMutations(rawValue: 1 << 5)
  /// Changes made before a snapshot are written over it.
  package static let keepsOldChanges = ReplicaMutations(rawValue: 1 << 6)
  /// What is on its way to a worker does not use up what it asked for.
  package static let creditsTwice = ReplicaMutations(rawValue: 1 << 7)
  /// Damaged bodies are read, and applied.
  package static let appliesDamaged = ReplicaMutations(rawValue: 1 << 8)
  /// Leases are taken back from a worker that holds them.
  package static let takesBackHeld = ReplicaMutations(rawValue: 1 << 9)
  /// A new leader goes on from now, and leaves out what fell due before.
  package static let skipsMissed = ReplicaMutations(rawValue: 1 << 10)
  /// Whoever leads stamps with its own clock, however wrong.
  package static let stampsOwnClock = ReplicaMutations(rawValue: 1 << 11)
  /// Grants are proposed while others are under way.
  package static let grantsOverlap = ReplicaMutations(rawValue: 1 << 12)
  /// Due times are thought about while those thought about before are under way.
  package static let thinksAhead = ReplicaMutations(rawValue: 1 << 13)
  /// The machine version goes up without a look at what the others know.
  package static let raisesEarly = ReplicaMutations(rawValue: 1 << 14)
}

extension Replica {
  /// Puts bugs back, before a life's first step.
  package mutating func plant(
    _ mutations: ReplicaMutations, _ state: StateMutations, _ raft: RaftMutations
  ) {
    self.mutations = mutations
    machine.mutations = state
    self.raft.mutations = raft
  }
}
