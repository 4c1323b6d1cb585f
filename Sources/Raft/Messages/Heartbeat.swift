public import Units

/// Leadership, told every heartbeat interval and once for every round of reads (section 6.4).
/// It carries no entries and is never held up by flow control.
public struct Heartbeat: Hashable, Sendable {
  /// Followers cap it at what they know to be equal to the leader's log.
  public var commit: LogIndex
  /// Grows with each round of reads: an answer confirms every round up to its own.
  public var round: UInt64
  /// The leader's clock at sending, echoed: it measures the round trip and dates clock samples.
  public var sentAt: Monotonic
  /// The receiver's place, from 0, in the order of succession: by match index, then by node id.
  public var rank: UInt16
  /// The longest smoothed round trip to a voter that answers.
  public var roundTrip: Timeout
  /// As in `AppendRequest`.
  public var epoch: UInt32

  public init(
    commit: LogIndex, round: UInt64, sentAt: Monotonic, rank: UInt16, roundTrip: Timeout,
    epoch: UInt32 = 0
  ) {
    self.commit = commit
    self.round = round
    self.sentAt = sentAt
    self.rank = rank
    self.roundTrip = roundTrip
    self.epoch = epoch
  }
}

public struct HeartbeatResponse: Hashable, Sendable {
  public var round: UInt64
  public var sentAt: Monotonic
  /// As in `AppendResponse`.
  public var persisted: LogIndex
  public var matched: LogIndex
  /// The follower's wall clock. The core leaves it at the epoch and never reads it: the replica
  /// puts it in when it sends, and takes it out when it receives.
  public var clock: Instant
  /// How full the follower's disk is; likewise.
  public var disk: DiskLevel
  public var word: PeerWord

  public init(
    round: UInt64, sentAt: Monotonic, persisted: LogIndex, matched: LogIndex,
    clock: Instant = .epoch, disk: DiskLevel = .normal, word: PeerWord = PeerWord()
  ) {
    self.disk = disk
    self.word = word
    self.round = round
    self.sentAt = sentAt
    self.persisted = persisted
    self.matched = matched
    self.clock = clock
  }
}

extension Raft {
  /// Section 3.4, and 3.5 for the commit index: it counts as far as the logs are known to be equal.
  mutating func receive(_ heartbeat: Heartbeat, from peer: NodeID) {
    heardLeader(peer)
    epoch = heartbeat.epoch
    election.rank = heartbeat.rank
    election.roundTrip = heartbeat.roundTrip
    if installing == nil {
      let bound = mutations.contains(.commitsUnmatched) ? log.last.index : matched
      advanceCommit(to: min(heartbeat.commit, bound))
    }
    answer(heartbeat, to: peer)
  }

  mutating func answer(_ heartbeat: Heartbeat, to peer: NodeID) {
    let isBlind = mutations.contains(.acknowledgesUnmatched)
    send(
      .heartbeatResponse(
        HeartbeatResponse(
          round: heartbeat.round, sentAt: heartbeat.sentAt,
          persisted: isBlind ? persistedIndex : min(persistedIndex, matched),
          matched: isBlind ? max(matched, persistedIndex) : matched,
          word: PeerWord(epoch: heartbeat.epoch, damagedFrom: damagedFrom))),
      to: peer)
  }

  /// Section 3.4; with a round number for reads (section 6.4).
  mutating func broadcastHeartbeat() {
    leading.heartbeatAt = now + limits.heartbeat
    if mutations.contains(.neglectsDuties) { leading.dutiesAt = leading.heartbeatAt }
    var roundTrip = Timeout.zero
    for peer in tracker.peers where peer.isVoter {
      if peer.isActive(at: now, within: limits.electionTimeout), let measured = peer.roundTrip {
        roundTrip = max(roundTrip, measured)
      }
    }
    for slot in tracker.peers.indices where slot != tracker.own {
      let heartbeat = Heartbeat(
        commit: commitIndex, round: leading.round, sentAt: now, rank: rank(of: slot),
        roundTrip: roundTrip, epoch: tracker.peers[slot].epoch)
      send(.heartbeat(heartbeat), to: tracker.peers[slot].member.id)
    }
  }

  /// How many voters come before it in the order of succession.
  private func rank(of slot: Int) -> UInt16 {
    let match = tracker.peers[slot].match
    var rank: UInt16 = 0
    for other in tracker.peers.indices where other != tracker.own && tracker.peers[other].isVoter {
      let theirs = tracker.peers[other].match
      if theirs > match || (theirs == match && other < slot) { rank += 1 }
    }
    return rank
  }

  mutating func receive(_ response: HeartbeatResponse, at slot: Int?) {
    guard role == .leader, let slot, slot != tracker.own,
      response.persisted <= response.matched, response.matched <= log.last.index,
      response.round <= leading.round
    else { return }
    tracker.peers[slot].round = max(tracker.peers[slot].round, response.round)
    tracker.peers[slot].measured(now - response.sentAt)
    let peer = tracker.peers[slot].member.id
    if trusts(response.word, of: slot) { recover(response, at: slot) }
    confirmRounds()
    replicate(to: peer)
  }

  /// Section 3.5 would send again until answered. An answer to a heartbeat that left after the newest
  /// append, and knows nothing of that append, proves it lost; it also lets a probe go whose answer
  /// was lost. Where messages overtake each other it may err, which costs a repetition.
  private mutating func recover(_ response: HeartbeatResponse, at slot: Int) {
    let peer = tracker.peers[slot]
    switch peer.state {
    case .snapshot: return
    case .replicate:
      if response.matched < peer.next.previous() && peer.appendedAt < response.sentAt {
        tracker.peers[slot].probe(next: response.matched.next())
      }
    case .probe:
      if response.matched >= peer.next.previous() && response.matched > .zero {
        tracker.peers[slot].replicate(next: response.matched.next())
      } else if peer.appendedAt < response.sentAt {
        tracker.peers[slot].isPaused = false
      }
    }
    if response.persisted > peer.match {
      tracker.peers[slot].acknowledge(response.persisted)
      countCommit()
    }
  }
}
