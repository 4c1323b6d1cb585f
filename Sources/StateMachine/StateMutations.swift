/// Known bugs of the state machine, each behind a switch that only the simulator's tests turn: they
/// must find every one.
package struct StateMutations: OptionSet, Sendable {
  package let rawValue: UInt32

  package init(rawValue: UInt32) { self.rawValue = rawValue }

  /// A lease's end is taken from whoever knows the execution, whatever token it names.
  package static let takesOldTokens = StateMutations(rawValue: 1 << 0)
  /// A repeated idempotency key does the work again.
  package static let forgetsKeys = StateMutations(rawValue: 1 << 1)
  /// Keys are forgotten as soon as time moves on.
  package static let forgetsKeysEarly = StateMutations(rawValue: 1 << 2)
  /// A due time is decided although it has been decided before.
  package static let firesTwice = StateMutations(rawValue: 1 << 3)
  /// A due time is decided although it was computed from an older version of the schedule.
  package static let firesOldVersions = StateMutations(rawValue: 1 << 4)
  /// A paused schedule goes on.
  package static let firesWhilePaused = StateMutations(rawValue: 1 << 5)
  /// A retry does not wait for its backoff.
  package static let retriesAtOnce = StateMutations(rawValue: 1 << 6)
  /// The next attempt bears the number of the last.
  package static let reusesAttempts = StateMutations(rawValue: 1 << 7)
  /// A grant is not put out, so that the store does not know what memory knows.
  package static let hidesGrants = StateMutations(rawValue: 1 << 8)
  /// An attempt's return to the queue is not put out.
  package static let hidesReturns = StateMutations(rawValue: 1 << 9)
  /// Events leave numbers out.
  package static let skipsOffsets = StateMutations(rawValue: 1 << 10)
  /// A lost attempt leaves its execution counted as running.
  package static let miscountsLost = StateMutations(rawValue: 1 << 11)
  /// A replayed entry changes more than it did when it was first applied.
  package static let dependsOnLife = StateMutations(rawValue: 1 << 12)
  /// The end of a deposed leader's session counts (a term that is not compared).
  package static let takesDeposedLosses = StateMutations(rawValue: 1 << 13)
  /// A session that was lost keeps its leases.
  package static let keepsLostLeases = StateMutations(rawValue: 1 << 14)
  /// A build acts by the newest version that it knows, and not by the one in force.
  package static let actsAsKnown = StateMutations(rawValue: 1 << 15)
}
