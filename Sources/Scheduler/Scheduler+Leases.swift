public import StateMachine
public import Units

/// What the leader proposes about workers: it knows whom it can reach, the state knows what is
/// ready.
extension Scheduler {
  /// Grants for what is ready, to sessions that have asked for more. Nil where nothing fits.
  ///
  /// No pair is to be under way when this is asked: grants go out one entry at a time.
  public static func grants(
    _ machine: borrowing StateMachine, to sessions: [FreeSession], limit: Int
  ) -> GrantCommand? {
    let pairs = machine.readyWork(for: sessions, limit: limit)
    return pairs.isEmpty ? nil : GrantCommand(pairs: pairs)
  }

  /// Grants that the session's worker cannot have, since it has received a later one and does not
  /// list them: numbered at or below `lastGrant` and not among `held`.
  public static func undelivered(
    _ machine: borrowing StateMachine, to session: RecordID, lastGrant: UInt64,
    held: [RecordID]
  ) -> [LeaseName] {
    let leases = machine.leases(of: session)
    guard leases.contains(where: { $0.number <= lastGrant }) else { return [] }
    let held = Set(held)
    return leases.filter { $0.number <= lastGrant && !held.contains($0.token) }.map(\.name)
  }
}
