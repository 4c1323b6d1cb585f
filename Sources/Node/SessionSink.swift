public import StateMachine
public import Units

/// Where a worker's session hears of its leases, at the leader. Made by whoever serves the worker's
/// stream or poll; called on the loop, until `ended` or `Node.detach`.
public struct SessionSink {
  /// An encoded `carillon.v1.Lease` and the number of its grant in this session.
  public var lease: (_ lease: Bytes, _ grant: UInt64) -> Void
  /// The worker is asked to end an attempt within `grace`.
  public var cancel:
    (_ execution: RecordID, _ token: RecordID, _ reason: CancelReason, _ grace: Timeout) -> Void
  /// A lease ended otherwise than by its worker's word (timeout, cancel of what had not begun).
  public var leaseEnded: (_ execution: RecordID, _ token: RecordID) -> Void
  /// Nothing new is to be taken; what runs at `deadline`, where there is one, is interrupted.
  public var drain: (_ deadline: Instant?) -> Void
  /// The session is over (closed or lost), or this node leads no more: the worker opens a new
  /// stream. Called once, last.
  public var ended: (_ why: SessionEnd) -> Void

  public init(
    lease: @escaping (Bytes, UInt64) -> Void,
    cancel: @escaping (RecordID, RecordID, CancelReason, Timeout) -> Void,
    leaseEnded: @escaping (RecordID, RecordID) -> Void = { _, _ in },
    drain: @escaping (Instant?) -> Void, ended: @escaping (SessionEnd) -> Void
  ) {
    self.lease = lease
    self.cancel = cancel
    self.leaseEnded = leaseEnded
    self.drain = drain
    self.ended = ended
  }
}

/// Why a session's sink hears no more.
public enum SessionEnd: Hashable, Sendable {
  /// The session is closed or lost in the replicated state: it needs a new one.
  case closed
  /// This node leads no more. The session may go on at the leader, if one is known.
  case leaderChanged(NodeID?)
  /// Another stream or poll of the same session took over.
  case replaced
}
