internal import DequeModule
internal import Units

/// What a leader remembers of its one term.
struct Leading: Sendable {
  struct Transfer: Sendable {
    var target: NodeID
    var deadline: Monotonic
  }

  /// The term's first entry.
  var noop = LogIndex.zero
  var heartbeatAt = Monotonic.distantFuture
  /// When it looks after its followers again. Apart from `heartbeatAt`: each round of reads moves that
  /// on, and steady reads would move it on for ever.
  var dutiesAt = Monotonic.distantFuture
  /// What is appended and not committed, as `EntryHeader.weight` counts it.
  var uncommittedBytes: UInt64 = 0
  var transfer: Transfer?
  /// Since when its own disk is behind what others have made certain.
  var stalledSince: Monotonic?
  /// The newest round of heartbeats (section 6.4).
  var round: UInt64 = 0
  /// Reads that no round serves yet.
  var waiting: [Reader] = []
  /// Since when one is waiting.
  var waitingSince = Monotonic.zero
  /// Rounds under way, in order.
  var rounds: Deque<ReadRound> = []
  var readers: Int = 0
}

extension Raft {
  /// Section 3.4; the first entry of the term is a no-op (section 6.4), whose commit settles
  /// whatever earlier terms left behind.
  mutating func becomeLeader() {
    role = .leader
    leader = id
    election.isTransfer = false
    election.suspicions = nil
    leading = Leading()
    let next = log.last.index.next()
    for slot in tracker.peers.indices { tracker.peers[slot].reset(next: next, heardAt: now) }
    leading.uncommittedBytes = log.weight(from: commitIndex.next(), through: log.last.index)
    leading.noop = next
    appendOwn(kind: .noop, size: 0)
    leading.dutiesAt = now + limits.heartbeat
    broadcastHeartbeat()
    replicateToAll()
  }

  /// Fails what waits for this leadership (section 6.4: no reader is left without an answer).
  mutating func stopLeading() {
    failLeaderReads()
    leading = Leading()
  }

  /// Steps down without a newer term: the quorum is gone, or this node is no member any more.
  mutating func abdicate() {
    becomeFollower(term: hardState.term, leader: nil)
  }

  /// Appends to the leader's own log: sent at once, beside its own write (section 10.2.1).
  mutating func appendOwn(kind: EntryKind, size: UInt32) {
    let header = EntryHeader(
      term: hardState.term, index: log.last.index.next(), kind: kind, size: size)
    log.append(header)
    staging.entries.append(header)
    leading.uncommittedBytes += header.weight
  }

  /// Section 3.5 knows no bound; a leader cut off from its followers would take proposals until its
  /// memory ends. One proposal of any size is taken where nothing else is under way.
  private func isFull(for proposal: Proposal) -> Bool {
    leading.uncommittedBytes > 0
      && leading.uncommittedBytes + EntryHeader.weight(ofSize: proposal.size)
        > limits.uncommittedBytes.rawValue
  }

  /// A client's commands enter the log (section 3.5), each answered in the same step.
  mutating func propose(_ proposals: [Proposal]) {
    for proposal in proposals {
      if role != .leader {
        emit(.rejected(proposal.id, .notLeader(leader)))
      } else if leading.transfer != nil {
        emit(.rejected(proposal.id, .transferring))
      } else if isFull(for: proposal) {
        emit(.rejected(proposal.id, .full))
      } else {
        appendOwn(kind: .command, size: proposal.size)
        emit(.accepted(proposal.id, log.last))
      }
    }
    if role == .leader { replicateToAll() }
  }

  /// Section 3.6.2: a majority of *synced* copies commits, and counting is for entries of the
  /// leader's own term only; older ones are committed with them.
  mutating func countCommit() {
    guard let agreed = agreedMatch, agreed > commitIndex else { return }
    guard log.term(at: agreed) == hardState.term || mutations.contains(.commitsEarlierTerms) else {
      return
    }
    let wasReady = isReady
    leading.uncommittedBytes -= min(
      leading.uncommittedBytes, log.weight(from: commitIndex.next(), through: agreed))
    advanceCommit(to: agreed)
    if persistedIndex < commitIndex && leading.stalledSince == nil { leading.stalledSince = now }
    // Followers learn it with the next append or, where none comes, soon.
    leading.heartbeatAt = min(leading.heartbeatAt, now + limits.commitDelay)
    configurationMayBeCommitted()
    if role == .leader, !wasReady, isReady { startRound() }
  }

  private var agreedMatch: LogIndex? {
    var quorum = tracker.quorum
    if mutations.contains(.ignoresOutgoing) { quorum.outgoing = [] }
    return quorum.agreed {
      $0 == tracker.own
        ? mutations.contains(.countsOwnUnsynced) ? log.last.index : persistedIndex
        : tracker.peers[$0].match
    }
  }

  /// What a leader does every heartbeat interval (section 3.4; the rest as the parts say), also where
  /// rounds of reads have said all along that it leads.
  mutating func attend() {
    guard hasQuorum else { return abdicate() }
    leading.dutiesAt = now + limits.heartbeat
    failStaleReads()
    if now >= leading.heartbeatAt {
      if leading.waiting.isEmpty || !isReady { broadcastHeartbeat() } else { startRound() }
    }
    handOverIfStalled()
    promoteLearners()
    retryTransfer()
    replicateToAll()
  }

  /// CheckQuorum (section 6.2): a leader that a majority has not answered within an election
  /// timeout steps down, so that clients and proposals look elsewhere.
  var hasQuorum: Bool {
    let own = tracker.own
    return tracker.quorum.isReached {
      $0 == own || tracker.peers[$0].isActive(at: now, within: limits.electionTimeout)
    }
  }

  /// A leader whose own disk is later than a quorum's by an election timeout serves badly, and hands
  /// over (section 3.10; the grey failure is not the thesis's).
  private mutating func handOverIfStalled() {
    guard persistedIndex < commitIndex else {
      leading.stalledSince = nil
      return
    }
    guard let since = leading.stalledSince else {
      leading.stalledSince = now
      return
    }
    if now > since + limits.electionTimeout, leading.transfer == nil { transferLeadership(to: nil) }
  }
}
