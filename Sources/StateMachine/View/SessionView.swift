public import Units

/// A lease as its leader sees it.
public struct LeaseState: Hashable, Sendable {
  public var execution: RecordID
  public var token: RecordID
  /// `Grant.number`: a grant numbered at or below the last that the worker says it received, and
  /// that it does not list as held, is to be returned (`ReturnCommand`).
  public var number: UInt64 { token.rawValue }
  public var granted: Instant
  public var deadline: Instant
  /// What its worker was asked to end it for.
  public var cancelling: CancelReason?

  public var name: LeaseName { LeaseName(execution: execution, token: token) }
}

extension StateMachine {
  public func session(_ id: RecordID) -> SessionState? {
    sessions.place(of: id).map { sessions[$0] }
  }

  /// Every session, by id.
  public var allSessions: [SessionState] { sessions.sessions }

  /// The leases that a session holds, in the order of their grants; empty where there is no such
  /// session.
  public func leases(of session: RecordID) -> [LeaseState] {
    guard let place = sessions.place(of: session) else { return [] }
    return sessions[place].leases.compactMap { id in
      executions.slot(of: id).map { slot in
        let execution = executions[slot]
        return LeaseState(
          execution: id, token: execution.token, granted: execution.granted,
          deadline: execution.deadline, cancelling: execution.cancelling)
      }
    }
  }

  /// The grant that is in force on a running execution, as it was told: for a worker that has to be
  /// told again. Nil where none is.
  public func grant(of execution: RecordID) -> Grant? {
    executions.slot(of: execution).flatMap {
      executions[$0].phase == .running ? describe($0) : nil
    }
  }

  /// The state of a live execution; nil where it ended or never was.
  public func liveState(of execution: RecordID) -> ExecutionState? {
    executions.slot(of: execution).map { executions[$0].state(at: time) }
  }

  /// Members, by node.
  public var allMembers: [MemberRecord] { members }

  /// The offset that the next event will get.
  public var nextEvent: UInt64 { events.next }
  /// The first offset that was not trimmed.
  public var firstEvent: UInt64 { events.first }
}
