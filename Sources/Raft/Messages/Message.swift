public import Units

/// One message between two cores. Order is not relied on, nor delivery; a transport that keeps
/// order is faster (thesis, section 3.3: calls are repeated, and answered alike each time). Each
/// kind has a file of its own with the rule that answers it.
public struct Message: Hashable, Sendable {
  /// A message of another group is dropped.
  public var group: GroupID
  public var from: NodeID
  /// Of the sender's data directory.
  public var incarnation: Incarnation
  public var to: NodeID
  /// The sender's current term, durable at the sender before the message leaves the core.
  public var term: Term
  public var body: Body

  public init(
    group: GroupID, from: NodeID, incarnation: Incarnation, to: NodeID, term: Term, body: Body
  ) {
    self.group = group
    self.from = from
    self.incarnation = incarnation
    self.to = to
    self.term = term
    self.body = body
  }

  public enum Body: Hashable, Sendable {
    case preVoteRequest(PreVoteRequest)
    case preVoteResponse(PreVoteResponse)
    case voteRequest(VoteRequest)
    case voteResponse(VoteResponse)
    case appendRequest(AppendRequest)
    case appendResponse(AppendResponse)
    case heartbeat(Heartbeat)
    case heartbeatResponse(HeartbeatResponse)
    case readIndexRequest(ReadIndexRequest)
    case readIndexResponse(ReadIndexResponse)
    case timeoutNow(TimeoutNow)
    case installSnapshotResponse(InstallSnapshotResponse)
  }
}
