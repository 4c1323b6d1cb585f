internal import Units

/// RequestVote (section 3.4).
public struct VoteRequest: Hashable, Sendable {
  public var last: LogPosition
  /// The leader itself asked for this election: receivers do not hold to it (section 4.2.3).
  public var isTransfer: Bool

  public init(last: LogPosition, isTransfer: Bool) {
    self.last = last
    self.isTransfer = isTransfer
  }
}

public struct VoteResponse: Hashable, Sendable {
  public var granted: Bool

  public init(granted: Bool) { self.granted = granted }
}

extension Raft {
  /// Section 3.4 (one vote a term, told when durable) and 3.6.1 (only for a log that is at least as
  /// up to date). A node without a configuration, or out of it, votes as well: it may just not know
  /// yet (section 4.2.2), and the candidate knows whose votes count.
  mutating func receive(_ request: VoteRequest, from peer: NodeID) {
    let isFree =
      hardState.vote == peer || mutations.contains(.votesTwice) && role != .leader
      || (hardState.vote == nil && leader == nil && role != .leader)
    let granted =
      isFree
      && (request.last.isUpToDate(with: log.last) || mutations.contains(.votesForShortLogs))
    if granted {
      setHardState(HardState(term: hardState.term, vote: peer))
      if role == .preCandidate { role = .follower }
      resetElectionTimer()
    }
    send(.voteResponse(VoteResponse(granted: granted)), to: peer)
  }

  mutating func receive(_ response: VoteResponse, at slot: Int?) {
    guard role == .candidate, let slot else { return }
    tracker.peers[slot].vote = response.granted
    if hasVotes { becomeLeader() }
  }
}
