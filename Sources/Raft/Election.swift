internal import Units

/// When a node that hears of no leader acts (thesis, sections 3.4 and 9.3).
struct ElectionClock: Sendable {
  var isSet = false
  var deadline = Monotonic.distantFuture
  /// When the leader last spoke; nil where there is none, or it is suspected dead.
  var heardLeaderAt: Monotonic?
  /// As the leader last told.
  var rank: UInt16 = 0
  var roundTrip = Timeout.zero
  /// Elections begun since suspicion fell on the leader; nil where none did.
  var suspicions: Int64?
  /// The election under way was asked for by the leader itself.
  var isTransfer = false
}

extension Raft {
  /// Only a voter whose log is at rest, and whole, campaigns. One that the configuration in force
  /// leaves out is still needed until that is committed (section 4.2.2): it may be the only one to
  /// have it, and those that stay may need its vote, which its longer log forbids it to give.
  var mayCampaign: Bool {
    guard installing == nil else { return false }
    guard damage.first == nil || mutations.contains(.campaignsDamaged) else { return false }
    if tracker.isVoter { return true }
    return configuration.index > commitIndex
      && configurations.isVoter(id, incarnation, since: commitIndex)
  }

  /// Leader stickiness (section 4.2.3, and 6.4.1): who hears a leader supports no other. A leader
  /// holds to itself until it has lost its quorum or meets a newer term.
  var holdsToLeader: Bool {
    if mutations.contains(.ignoresStickiness) { return false }
    if role == .leader { return true }
    guard leader != nil, let heard = election.heardLeaderAt else { return false }
    return now < heard + limits.electionTimeout
  }

  mutating func startClock() {
    election.isSet = true
    emit(.configurationChanged(configuration))
    resetElectionTimer()
    // Nobody else to wait for.
    let voters = configuration.configuration
    if voters.voters.count == 1 && !voters.isJoint && tracker.isVoter { election.deadline = now }
  }

  /// Section 3.4, randomized. The jitter is strictly positive: candidates are always older than the
  /// others' patience.
  mutating func resetElectionTimer() {
    let jitter = 1 + generator.below(UInt64(max(1, limits.electionJitter.microseconds)))
    election.deadline = now + limits.electionTimeout + .microseconds(Int64(jitter))
  }

  /// Section 3.4: a term has one leader, and whoever hears it waits on.
  mutating func heardLeader(_ from: NodeID) {
    precondition(role != .leader, "\(from) and \(id) both lead term \(hardState.term)")
    if role != .follower || leader != from { follow(from) }
    election.heardLeaderAt = now
    election.suspicions = nil
    resetElectionTimer()
  }

  /// Adopts a newer term, or learns who leads this one (section 3.3).
  mutating func becomeFollower(term: Term, leader newLeader: NodeID?) {
    if term > hardState.term {
      setHardState(HardState(term: term, vote: nil))
      matched = .zero
    }
    follow(newLeader)
  }

  private mutating func follow(_ newLeader: NodeID?) {
    let wasFollower = role == .follower
    if role == .leader { stopLeading() }
    role = .follower
    election.isTransfer = false
    if leader != newLeader {
      failForwardedReads()
      leader = newLeader
      election.heardLeaderAt = nil
    }
    if !wasFollower { resetElectionTimer() }
  }

  /// Section 3.4: a leader's time to speak, or the end of a follower's patience.
  mutating func timerFired() {
    staging.alarm = .distantFuture
    if role == .leader {
      if now >= min(leading.heartbeatAt, leading.dutiesAt) { attend() }
      if let transfer = leading.transfer, now >= transfer.deadline { leading.transfer = nil }
    } else if now >= election.deadline {
      if !mayCampaign {
        resetElectionTimer()
      } else if mutations.contains(.skipsPreVote) {
        campaign(isTransfer: false)
      } else {
        beginPreVote()
      }
    }
    if now >= forwarded.deadline { failForwardedReads() }
  }

  /// Suspicion (no part of the thesis; safe since reads never rest on leases, which section 6.4.1
  /// would have): a node that lost the connection to its leader forgets it, still takes its appends,
  /// and asks the others soon, in the order of succession. Who still hears the leader refuses.
  mutating func connectionLost(to peer: NodeID) {
    peerUnreachable(peer)
    guard role == .follower, leader == peer else { return }
    failForwardedReads()
    leader = nil
    election.heardLeaderAt = nil
    election.suspicions = 0
    let unit = suspicionUnit
    let jitter = Int64(generator.below(UInt64(max(1, unit.microseconds))))
    election.deadline = now + unit * Int64(election.rank) + .microseconds(jitter)
  }

  private var suspicionUnit: Timeout { max(limits.suspicionUnit, election.roundTrip * 2) }

  /// After a suspicion the others may learn a little later that the leader is gone: the first
  /// rounds follow each other quickly, then the usual patience applies.
  private mutating func setRetryTimer() {
    resetElectionTimer()
    guard let count = election.suspicions else { return }
    election.suspicions = count + 1
    let span = suspicionUnit * Int64(max(2, tracker.peers.count)) * (1 << min(count, 16))
    guard span < limits.electionTimeout else {
      election.suspicions = nil
      return
    }
    let jitter = Int64(generator.below(UInt64(max(1, suspicionUnit.microseconds))))
    election.deadline = now + span + .microseconds(jitter)
  }

  /// Section 9.6: asks whether a campaign could be won before it disturbs anyone with a new term.
  private mutating func beginPreVote() {
    if leader != nil { failForwardedReads() }
    role = .preCandidate
    leader = nil
    election.heardLeaderAt = nil
    election.isTransfer = false
    setRetryTimer()
    clearVotes()
    let request = PreVoteRequest(candidateTerm: hardState.term.next(), last: log.last)
    for peer in tracker.peers where peer.isVoter && peer.member.id != id {
      send(.preVoteRequest(request), to: peer.member.id)
    }
    if let own = tracker.own { tracker.peers[own].vote = true }
    if hasVotes { campaign(isTransfer: false) }
  }

  /// Section 3.4. The requests leave, and the own vote counts, once term and vote are durable:
  /// otherwise a crash could make it ask twice in one term with different logs.
  mutating func campaign(isTransfer: Bool) {
    precondition(mayCampaign, "\(id) campaigns without being a voter")
    failForwardedReads()
    setHardState(HardState(term: hardState.term.next(), vote: id))
    matched = .zero
    role = .candidate
    leader = nil
    election.heardLeaderAt = nil
    election.isTransfer = isTransfer
    setRetryTimer()
    clearVotes()
    let request = VoteRequest(last: log.last, isTransfer: isTransfer)
    for peer in tracker.peers where peer.isVoter && peer.member.id != id {
      send(.voteRequest(request), to: peer.member.id)
    }
    if mutations.contains(.votesBeforeSync) { countOwnVote() }
  }

  /// Section 3.4: a candidate votes for itself, and counts that when it is durable (section 3.8).
  mutating func countOwnVote() {
    guard let own = tracker.own else { return }
    tracker.peers[own].vote = true
    if hasVotes { becomeLeader() }
  }

  var hasVotes: Bool {
    var quorum = tracker.quorum
    if mutations.contains(.ignoresOutgoing) { quorum.outgoing = [] }
    return quorum.isReached { tracker.peers[$0].vote == true }
  }

  private mutating func clearVotes() {
    for slot in tracker.peers.indices { tracker.peers[slot].vote = nil }
  }
}
