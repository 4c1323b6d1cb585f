internal import Units

/// Membership by joint consensus only (thesis, section 4.3; the single-server way of section 4.1 is
/// not used, and its bug of 2015 cannot arise): one change at a time, none before the term's first
/// entry is committed, each in force from its append, a joint one left by whoever leads when it is
/// committed.
extension Raft {
  /// Section 4.3: the first step to the wanted configuration; the second follows by itself.
  mutating func propose(_ change: ConfigurationChange) {
    if let rejection = objection(to: change) { return emit(.rejected(change.id, rejection)) }
    begin(voters: change.voters, learners: change.learners)
    emit(.accepted(change.id, log.last))
    replicateToAll()
  }

  private func objection(to change: ConfigurationChange) -> Rejection? {
    guard role == .leader else { return .notLeader(leader) }
    guard leading.transfer == nil else { return .transferring }
    guard isReady || mutations.contains(.changesInOneStep) else { return .notReady }
    guard isSettled else { return .changeInProgress }
    guard change.basedOn == configuration.index else { return .outdated(configuration.index) }
    return objection(voters: change.voters, learners: change.learners)
  }

  private func objection(voters: [Member], learners: [Learner]) -> Rejection? {
    let wanted = Configuration(voters: voters, learners: learners)
    let current = configuration.configuration
    guard !voters.isEmpty, wanted.isWellFormed else { return .malformed }
    for member in wanted.members {
      // Under its number a node has one data directory for ever; a wiped one gets a new number.
      if let known = current.member(member.id), known.incarnation != member.incarnation {
        return .malformed
      }
    }
    // A voter that shall stay without a vote leaves first and comes back as a learner.
    guard !learners.contains(where: { current.isVoter($0.member.id) }) else { return .malformed }
    for voter in voters where !current.isVoter(voter.id) {
      guard let slot = tracker.slot(of: voter.id), isCaughtUp(slot) else {
        return .notCaughtUp(voter.id)
      }
    }
    return nil
  }

  /// No change is under way: the configuration in force is committed and not joint.
  private var isSettled: Bool {
    configuration.index <= commitIndex && !configuration.configuration.isJoint
  }

  /// Section 4.2.1: a node that would hold up commits must not become a voter.
  private func isCaughtUp(_ slot: Int) -> Bool {
    let peer = tracker.peers[slot]
    return peer.state == .replicate
      && peer.match.advanced(by: limits.catchUpEntries) >= commitIndex
      && peer.isActive(at: now, within: limits.electionTimeout)
  }

  private mutating func begin(voters: [Member], learners: [Learner]) {
    let current = configuration.configuration
    let isSameElectorate =
      voters.map(\.id).sorted() == current.voters.map(\.id)
      || mutations.contains(.changesInOneStep)
    appendConfiguration(
      Configuration(
        voters: voters, outgoing: isSameElectorate ? [] : current.voters, learners: learners))
  }

  private mutating func appendConfiguration(_ wanted: Configuration) {
    appendOwn(kind: .configuration, size: UInt32(wanted.encoded().count))
    configurations.append(
      PlacedConfiguration(index: log.last.index, configuration: wanted))
    adoptConfiguration()
    // Members that have just come hear of their leader at once.
    broadcastHeartbeat()
  }

  /// Section 4.3, after the commit moved. A joint configuration is left as soon as it is committed,
  /// also one that an earlier leader left behind; and a leader that is no voter any more has done
  /// its last duty once that is committed (section 4.2.2).
  mutating func configurationMayBeCommitted() {
    guard isReady, configuration.index <= commitIndex else { return }
    let current = configuration.configuration
    if current.isJoint {
      guard !mutations.contains(.staysJoint) else { return }
      appendConfiguration(Configuration(voters: current.voters, learners: current.learners))
      replicateToAll()
      countCommit()
    } else if !tracker.isVoter {
      transferLeadership(to: nil)
      broadcastHeartbeat()
      abdicate()
    }
  }

  /// Section 4.2.1: learners that were to become voters do so once they can.
  mutating func promoteLearners() {
    guard isReady, isSettled, leading.transfer == nil, !mutations.contains(.leavesLearners)
    else { return }
    let current = configuration.configuration
    for learner in current.learners where learner.promotes {
      guard let slot = tracker.slot(of: learner.member.id), isCaughtUp(slot) else { continue }
      let voters = current.voters.filter { $0.id != learner.replaces } + [learner.member]
      let others = current.learners.filter { $0.member.id != learner.member.id }
      guard objection(voters: voters, learners: others) == nil else { continue }
      return begin(voters: voters, learners: others)
    }
  }

  /// Section 4.1: the newest configuration in the log is in force, committed or not.
  mutating func adoptConfiguration() {
    let placed = configurations.current
    tracker.adopt(
      placed.configuration, id: id, incarnation: incarnation, next: log.last.index.next())
    // Those that come later are given time to answer, as everyone is when a leader begins.
    if role == .leader {
      for slot in tracker.peers.indices where tracker.peers[slot].heardAt == nil {
        tracker.peers[slot].heardAt = now
      }
    }
    emit(.configurationChanged(placed))
  }
}
