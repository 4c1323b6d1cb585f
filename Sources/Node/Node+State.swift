public import Cron
public import Messages
import Raft
import Replica
public import StateMachine
public import Units

/// What services read of the replicated state without a query: this node's, as applied.
extension Node {
  /// The zone data in use; nil before the founding set any.
  public var zones: ZoneBundle? {
    guard let state = mind?.look({ $0.machine.zones }), state.hash != .zero else { return nil }
    if let known = zoneCache, known.hash == state.hash { return known.bundle }
    // Every bundle was read once before it was proposed.
    guard let bundle = try? ZoneBundle(verified: state.bundle) else { return nil }
    zoneCache = (state.hash, bundle)
    return bundle
  }

  /// After a restore, until released: stamped time of the backup.
  public var heldSince: Instant? { mind?.look { $0.machine.heldSince } }

  public var settings: MachineSettings? { mind?.look { $0.machine.settings } }

  public func hasSession(_ session: RecordID) -> Bool {
    mind?.look { $0.machine.session(session) } != nil
  }

  public func isDraining(session: RecordID) -> Bool {
    mind?.look { $0.machine.session(session)?.isDraining } ?? false
  }

  /// The leases that a session holds, in the order of their grants.
  public func leases(of session: RecordID) -> [LeaseState] {
    mind?.look { $0.machine.leases(of: session) } ?? []
  }

  /// How many sessions there are, and executions that they hold.
  public var workerTotals: (sessions: Int, busy: Int) {
    guard let sessions = mind?.look({ $0.machine.allSessions }) else { return (0, 0) }
    return (sessions.count, sessions.reduce(0) { $0 + $1.leases.count })
  }

  /// A live execution as memory knows it; nil once it has ended.
  public func liveExecution(_ id: RecordID) -> Execution? {
    mind?.look { $0.machine.liveExecution(id) }
  }

  /// Totals over everything, from counters.
  public var totals: StateTotals? { mind?.look { $0.machine.totals } }

  /// Of the newest scheduled executions, as granted by this leader or applied here.
  public var lateP99: Timeout? { lateness.p99 }

  /// The index of the configuration in force.
  public var configurationIndex: LogIndex { configuration.index }

  /// The configuration in force is a joint one.
  public var isJoint: Bool { configuration.configuration.isJoint }

  /// A change of members is not through: the configuration is joint or not committed, or a learner is
  /// on its way.
  public var isChangingMembers: Bool {
    configuration.configuration.isJoint
      || configuration.index > mind?.vitals.commit ?? .zero
      || configuration.configuration.learners.contains { $0.promotes }
  }

  /// The wall clock: for previews and status, never for decisions.
  public var wallClock: Instant { Clock.now }
}
