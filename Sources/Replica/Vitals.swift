package import Raft
import StateMachine
package import Units

/// What an observer looks at after every step, in one small value.
package struct Vitals: Sendable {
  package var term: Term
  package var vote: NodeID?
  package var role: Role
  package var base: LogIndex
  package var last: LogIndex
  package var commit: LogIndex
  /// As the core was told.
  package var applied: LogIndex
  /// Of the state in memory.
  package var state: LogIndex
  package var flushed: LogIndex
  package var digest: Hash128
  /// The machine version in force.
  package var version: UInt32
}

extension Replica {
  package var vitals: Vitals {
    Vitals(
      term: raft.hardState.term, vote: raft.hardState.vote, role: raft.role,
      base: raft.base.index, last: raft.last.index, commit: raft.commitIndex,
      applied: raft.appliedIndex, state: machine.index, flushed: store.flushedIndex,
      digest: machine.digest, version: machine.version)
  }

  /// The term of the entry at `index` of the log; nil where it was cut or is not there.
  package func logTerm(at index: LogIndex) -> Term? { raft.term(at: index) }
}
