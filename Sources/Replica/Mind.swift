import StateMachine
package import Units

/// A replica in a place of its own, so that looking into it copies nothing.
///
/// A replica is 3 KiB with a hundred references in it. The compiler copies all of it, and counts each
/// reference, where a method is called on one that a class holds and the method changes nothing; not so
/// where it may change something.
package final class Mind {
  private var replica: Replica

  package init(_ replica: Replica) { self.replica = replica }

  package func step(
    _ input: ReplicaInput, now: Monotonic, clock: Instant, into effects: inout ReplicaEffects
  ) {
    replica.step(input, now: now, clock: clock, into: &effects)
  }

  /// Looks at the replica where it is: inout for that alone.
  @inline(__always)
  package func look<Value>(_ body: (inout Replica) -> Value) -> Value { body(&replica) }

  package var status: ReplicaStatus { look { $0.status } }
  package var vitals: Vitals { look { $0.vitals } }
  package var isReady: Bool { look { $0.isReady } }
  /// Of the state in memory.
  package var applied: LogIndex { look { $0.machine.index } }

  /// The term of the entry at `index` of the log; nil where it was cut or is not there.
  package func logTerm(at index: LogIndex) -> Term? { look { $0.logTerm(at: index) } }
}
