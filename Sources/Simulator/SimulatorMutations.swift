package import Raft
package import Replica
package import StateMachine

/// Known bugs that a run puts back on purpose, by the room that bears them: the simulator's own test
/// is that it finds each one.
package struct SimulatorMutations: Sendable {
  package var raft: RaftMutations = []
  package var state: StateMutations = []
  package var replica: ReplicaMutations = []
  package var disk: DiskMutations = []

  package init() {}
}

/// Known bugs of what lies under a replica.
package struct DiskMutations: OptionSet, Sendable {
  package let rawValue: UInt32

  package init(rawValue: UInt32) { self.rawValue = rawValue }

  /// The log says "durable" without a sync.
  package static let skipsSync = DiskMutations(rawValue: 1 << 0)
  /// Term and vote are not written.
  package static let forgetsHardState = DiskMutations(rawValue: 1 << 1)
  /// A truncation is not recorded.
  package static let forgetsTruncation = DiskMutations(rawValue: 1 << 2)
  /// Bodies are believed without a look at their checksums.
  package static let believesBodies = DiskMutations(rawValue: 1 << 3)
  /// Damage to what was once synced is taken for a torn tail and cut.
  package static let cutsDamage = DiskMutations(rawValue: 1 << 4)
  /// After a failed sync the process goes on as if nothing had been.
  package static let goesOnAfterError = DiskMutations(rawValue: 1 << 5)
  /// A wiped node comes back under its old incarnation.
  package static let keepsIncarnation = DiskMutations(rawValue: 1 << 6)
  /// A snapshot resets the log before its state is in force.
  package static let resetsLogFirst = DiskMutations(rawValue: 1 << 7)
  /// The applied index is flushed apart from what was applied.
  package static let flushesApart = DiskMutations(rawValue: 1 << 8)
  /// A snapshot takes the hard state along.
  package static let snapshotForgetsVote = DiskMutations(rawValue: 1 << 9)
  /// A start does not sync the names of the segments that it found.
  package static let believesNames = DiskMutations(rawValue: 1 << 10)
  /// A new segment is written before its name is on disk.
  package static let writesBeforeName = DiskMutations(rawValue: 1 << 11)
}

extension Simulation {
  /// Called for every life, before its first step.
  func plant(_ mutations: SimulatorMutations, in replica: inout Replica) {
    replica.plant(mutations.replica, mutations.state, mutations.raft)
  }
}
