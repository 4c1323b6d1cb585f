internal import Units

extension Raft {
  /// The door of every message: group, incarnation and term are dealt with here, the kinds in files
  /// of their own.
  ///
  /// A peer's fault is dropped or answered, never trapped on; two leaders of one term, or a
  /// committed entry contradicted, mean that consensus itself is broken, and do trap.
  mutating func receive(_ message: Message) {
    guard message.group == group, message.to == id, message.from != id else { return }
    let slot = tracker.slot(of: message.from)
    // A wiped or a foreign node under a member's number: its voice counts for nothing.
    if let slot, tracker.peers[slot].member.incarnation != message.incarnation,
      !mutations.contains(.countsForeigners)
    {
      return
    }
    guard message.term >= hardState.term else { return answerOld(message) }
    if message.term > hardState.term && !adoptTerm(of: message) { return }
    if let slot { tracker.peers[slot].heardAt = now }
    switch message.body {
    case .preVoteRequest(let request): receive(request, from: message.from)
    case .preVoteResponse(let response): receive(response, at: slot)
    case .voteRequest(let request): receive(request, from: message.from)
    case .voteResponse(let response): receive(response, at: slot)
    case .appendRequest(let request): receive(request, from: message.from)
    case .appendResponse(let response): receive(response, at: slot)
    case .heartbeat(let heartbeat): receive(heartbeat, from: message.from)
    case .heartbeatResponse(let response): receive(response, at: slot)
    case .readIndexRequest(let request): receive(request, from: message.from)
    case .readIndexResponse(let response): receive(response)
    case .timeoutNow: receiveTimeoutNow(from: message.from)
    case .installSnapshotResponse(let response): receive(response, at: slot)
    }
  }

  /// Section 3.3: a newer term is adopted from requests and answers alike, since a node may be held
  /// back by nothing but its term; false where leader stickiness forbids it.
  private mutating func adoptTerm(of message: Message) -> Bool {
    switch message.body {
    case .voteRequest(let request) where holdsToLeader && !request.isTransfer:
      return false
    case .preVoteRequest(let request) where holdsToLeader:
      refuse(request, from: message.from)
      return false
    case .appendRequest, .heartbeat, .timeoutNow:
      becomeFollower(term: message.term, leader: message.from)
    default:
      becomeFollower(term: message.term, leader: nil)
    }
    return true
  }

  /// Section 3.3: whoever speaks in an old term is told the new one. And nothing else: by the time
  /// the answer comes the sender may lead, or stand for, a term of its own again, in which rounds and
  /// epochs begin anew, and would take an answer to its earlier question for one to the present one.
  /// So it is the refusal of a PreVote that nobody asks for any more, which means nothing to anybody.
  private mutating func answerOld(_ message: Message) {
    switch message.body {
    case .preVoteRequest(let request): refuse(request, from: message.from)
    case .heartbeat(let heartbeat) where mutations.contains(.answersOldTerms):
      answer(heartbeat, to: message.from)
    case .voteRequest, .appendRequest, .heartbeat:
      let response = PreVoteResponse(candidateTerm: message.term, granted: false)
      send(.preVoteResponse(response), to: message.from)
    case .readIndexRequest(let request):
      send(
        .readIndexResponse(ReadIndexResponse(number: request.number, index: nil)),
        to: message.from)
    case .preVoteResponse, .voteResponse, .appendResponse, .heartbeatResponse,
      .readIndexResponse, .timeoutNow, .installSnapshotResponse:
      break
    }
  }
}
