internal import Units

/// The leader hands over: campaign at once (section 3.10).
public struct TimeoutNow: Hashable, Sendable {
  public init() {}
}

extension Raft {
  /// Section 3.10: no PreVote, and the others are told not to hold to the leader that asked.
  mutating func receiveTimeoutNow(from peer: NodeID) {
    guard leader == peer, role == .follower, mayCampaign else { return }
    campaign(isTransfer: true)
  }

  /// Section 3.10: proposals are refused until the successor has acted or the time is up.
  mutating func transferLeadership(to wanted: NodeID?) {
    guard role == .leader, let target = wanted ?? successor, target != id,
      let slot = tracker.slot(of: target), tracker.peers[slot].isVoter
    else { return }
    leading.transfer = Leading.Transfer(
      target: target, deadline: now + limits.electionTimeout)
    retryTransfer()
    replicate(to: target)
  }

  /// Once the successor has everything, and again with each heartbeat until it has acted or the
  /// time is up, after which proposals are taken anew.
  mutating func retryTransfer() {
    guard role == .leader, let transfer = leading.transfer,
      let slot = tracker.slot(of: transfer.target),
      tracker.peers[slot].match == log.last.index
    else { return }
    send(.timeoutNow(TimeoutNow()), to: transfer.target)
  }

  /// The voter that has most of the log and answers.
  private var successor: NodeID? {
    var best: Peer?
    for (slot, peer) in tracker.peers.enumerated()
    where slot != tracker.own && peer.isVoter
      && peer.isActive(at: now, within: limits.electionTimeout)
    {
      if let best, best.match >= peer.match { continue }
      best = peer
    }
    return best?.member.id
  }
}
