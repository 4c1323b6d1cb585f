public import Units

/// Would you vote for me in `candidateTerm`? Changes nothing at the receiver (section 9.6).
public struct PreVoteRequest: Hashable, Sendable {
  /// The term the sender would campaign in: its current one plus 1.
  public var candidateTerm: Term
  public var last: LogPosition

  public init(candidateTerm: Term, last: LogPosition) {
    self.candidateTerm = candidateTerm
    self.last = last
  }
}

public struct PreVoteResponse: Hashable, Sendable {
  /// Of the request, so that an answer to an earlier round is told from this one's.
  public var candidateTerm: Term
  public var granted: Bool

  public init(candidateTerm: Term, granted: Bool) {
    self.candidateTerm = candidateTerm
    self.granted = granted
  }
}

extension Raft {
  /// Section 9.6: granted by whoever holds to no leader and would vote for such a log in that term.
  mutating func receive(_ request: PreVoteRequest, from peer: NodeID) {
    let granted =
      !holdsToLeader && request.candidateTerm > hardState.term
      && (request.last.isUpToDate(with: log.last) || mutations.contains(.votesForShortLogs))
    let response = PreVoteResponse(candidateTerm: request.candidateTerm, granted: granted)
    send(.preVoteResponse(response), to: peer)
  }

  mutating func refuse(_ request: PreVoteRequest, from peer: NodeID) {
    let response = PreVoteResponse(candidateTerm: request.candidateTerm, granted: false)
    send(.preVoteResponse(response), to: peer)
  }

  mutating func receive(_ response: PreVoteResponse, at slot: Int?) {
    guard role == .preCandidate, let slot, response.candidateTerm == hardState.term.next() else {
      return
    }
    tracker.peers[slot].vote = response.granted
    if hasVotes { campaign(isTransfer: false) }
  }
}
