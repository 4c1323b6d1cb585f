import Messages
import Raft
import StateMachine
import Units

/// Who belongs to the cluster: joint consensus is the core's; who may come, go or take another's
/// place is decided in `Replica+Joining` and `Replica+Changing`. Here is what both need, and how a
/// change goes on once it is begun.
extension Replica {
  var members: Configuration { raft.configuration.configuration }

  /// The highest number that was ever given out: records of members outlive their membership.
  var highestNode: UInt64 {
    var highest = identity.node.rawValue
    for record in machine.allMembers { highest = max(highest, record.node.rawValue) }
    for member in members.members { highest = max(highest, member.id.rawValue) }
    return highest
  }

  /// `n3 (#3)`, as far as a name is known.
  func word(_ node: NodeID) -> String {
    guard let record = machine.allMembers.first(where: { $0.node == node }) else {
      return "\(node)"
    }
    return "\(record.name) (\(node))"
  }

  /// Of this name, and in the configuration.
  func member(named name: String) -> Member? {
    let named = machine.allMembers.filter { $0.name == name }.map(\.node)
    return members.members.last { named.contains($0.id) }
  }

  /// Expected under this name, and not here yet.
  func announced(named name: String) -> MemberRecord? {
    machine.allMembers.last {
      $0.name == name && $0.isAnnounced && members.member($0.node) == nil
    }
  }

  func checkCanChange() throws(Failure) {
    guard leadership.isReady else {
      throw .notYet(
        .notReady, "this leader has just been elected: ask again", after: .milliseconds(100))
    }
    guard leadership.membership == nil, !members.isJoint,
      raft.configuration.index <= raft.commitIndex
    else {
      throw Failure(
        .aborted, .changeInProgress,
        "another change of members is in progress: one at a time; nothing was changed",
        retryAfter: .milliseconds(200))
    }
  }

  /// Whether the voter answers, as of `since`, and has caught up.
  private func isSound(_ voter: Member, since: Monotonic) -> Bool {
    guard answers(voter, since: since) else { return false }
    return raft.peers.contains { peer in
      peer.id == voter.id && peer.isActive
        && peer.match.advanced(by: limits.raft.catchUpEntries) >= raft.commitIndex
    }
  }

  /// A majority of the voters that stay must answer and have caught up: they decide alone from then
  /// on.
  ///
  /// - Parameter since: what they said before does not count; zero: as far as the core holds them for
  ///   alive.
  func checkQuorum(
    of voters: [Member], without node: NodeID, since: Monotonic = .zero
  ) throws(Failure) {
    guard !voters.isEmpty else {
      throw .atRisk("\(word(node)) is the last voter: a cluster cannot be without one")
    }
    let sound = voters.count { isSound($0, since: since) }
    guard sound > voters.count / 2 else {
      // A new leader has to hear how far each of them is before it can judge.
      if now < leadership.since + limits.raft.electionTimeout * 2 {
        throw .notYet(
          .notReady, "this leader has just been elected: ask again", after: .milliseconds(100))
      }
      let others = voters.filter { !isSound($0, since: since) }.map { word($0.id) }.joined(
        separator: ", ")
      throw .atRisk(
        "without \(word(node)) there are \(voters.count) voters, of which \(sound) "
          + "answer\(sound == 1 ? "s" : "") and \(sound == 1 ? "has" : "have") caught up: a "
          + "majority must; not so \(others)")
    }
  }

  // MARK: Going on

  mutating func proposeMembers(voters: [Member], learners: [Learner]) {
    let id = proposals.newID()
    leadership.membership?.stage = .proposed(id)
    raftStep(
      .proposeConfiguration(
        ConfigurationChange(
          id: id, basedOn: raft.configuration.index, voters: voters, learners: learners)))
  }

  mutating func proposeRecord(_ record: MemberRecord, _ duties: Duties = []) {
    propose(Command(CommandHeader(.setMember), body: MemberCommand(record).encoded()), duties)
  }

  /// Whether the proposal was the change in hand.
  mutating func membershipAccepted(_ id: ProposalID, _ position: LogPosition) -> Bool {
    guard case .proposed(id) = leadership.membership?.stage else { return false }
    leadership.membership?.stage = .placed(position.index)
    return true
  }

  mutating func membershipRejected(_ id: ProposalID, _ why: Rejection) {
    guard let work = leadership.membership, case .proposed(id) = work.stage else { return }
    if case .notLeader(let leader) = why {
      leadership.membership = nil
      return effects.append(.answer(work.call, .notLeader(leader)))
    }
    // A newcomer's number is drawn: it is asked for again, and not drawn anew.
    if case .join(let learner, _) = work.kind, Replica.mayPass(why),
      let record = machine.allMembers.first(where: { $0.node == learner.member.id })
    {
      leadership.membership?.stage = .recording(record)
      return
    }
    leadership.membership = nil
    effects.append(.answer(work.call, failure(describe(why))))
  }

  private static func mayPass(_ why: Rejection) -> Bool {
    switch why {
    case .transferring, .notReady, .changeInProgress, .outdated, .full: true
    case .notLeader, .malformed, .notCaughtUp: false
    }
  }

  private func describe(_ why: Rejection) -> Failure {
    switch why {
    case .notCaughtUp(let node):
      .atRisk("\(word(node)) has not caught up, or does not answer: it becomes a voter when it has")
    case .malformed:
      Failure(
        .failedPrecondition, .fieldInvalid, "no cluster can be without voters, or have a node twice"
      )
    case .full, .transferring, .notReady, .changeInProgress, .outdated, .notLeader:
      Failure(
        .aborted, .changeInProgress,
        "the leader is busy with another change, or hands over; nothing was changed: ask again",
        retryAfter: .milliseconds(200))
    }
  }

  /// What the change in hand waited for may have come.
  mutating func workOnMembership() {
    guard let work = leadership.membership else { return keepRecords() }
    switch (work.stage, work.kind) {
    case (.recording(let record), let kind):
      guard isRecorded(record) else { return }
      guard case .join(let learner, let leaving) = kind else {
        leadership.membership = nil
        // Whoever hears the answer finds the record.
        tellMembers()
        return effects.append(.answer(work.call, .success([], at: machine.index, machine.term)))
      }
      proposeMembers(
        voters: members.voters,
        learners: members.learners.filter { $0.member.id != leaving } + [learner])
    case (.placed(let index), let kind):
      guard raft.commitIndex >= index, !members.isJoint,
        raft.configuration.index <= raft.commitIndex
      else { return }
      leadership.membership = nil
      if case .join(let learner, _) = kind {
        effects.append(.joined(work.call, learner.member.id))
      } else {
        effects.append(.answer(work.call, .success([], at: machine.index, machine.term)))
      }
    case (.asked(let change, let since), _): judge(change, of: work.call, since: since)
    case (.proposed, _): break
    }
  }

  /// Whether the voter answers as of `since`.
  private func answers(_ voter: Member, since: Monotonic) -> Bool {
    since == .zero || voter.id == identity.node
      || leadership.hasAnswered(voter.id, since: since)
  }

  /// A change that takes a voter away is judged by who has answered since it was asked for, as soon as
  /// all that stay have, or an election timeout later.
  private mutating func judge(_ change: MembershipChange, of call: CallID, since: Monotonic) {
    let leaving = change.kind.leavingVoter
    let staying = members.voters.filter { $0.id != leaving }
    var areAllHeard = true
    for voter in staying where !answers(voter, since: since) { areAllHeard = false }
    guard areAllHeard || now >= since + limits.raft.electionTimeout else { return }
    leadership.membership = nil
    begin(call, change, since: since)
  }

  private func isRecorded(_ record: MemberRecord) -> Bool {
    machine.allMembers.contains { known in
      var known = known
      known.since = record.since
      return known == record
    }
  }

  /// Leadership is gone. To ask again is harmless: an incarnation or a name tells what was done.
  mutating func lose(_ work: MembershipWork, _ leader: NodeID?) {
    switch work.stage {
    case .asked, .recording, .proposed: effects.append(.answer(work.call, .notLeader(leader)))
    case .placed: effects.append(.answer(work.call, .lost(hasKey: false)))
    }
  }

  // MARK: Records

  /// Records of those that are gone, at most.
  private static let mostGone = 256

  /// Members that are in no configuration any more are marked as gone; old marks are let go of.
  private mutating func keepRecords() {
    guard !leadership.underWay.contains(.members), !members.isJoint,
      raft.configuration.index <= raft.commitIndex,
      leadership.keptRecords?.index != raft.configuration.index
        || leadership.keptRecords?.records != machine.allMembers
    else { return }
    let left = machine.allMembers.first {
      !$0.isAnnounced && !$0.isGone && members.member($0.node) == nil
    }
    if var left {
      left.isGone = true
      return proposeRecord(left, .members)
    }
    let gone = machine.allMembers.filter(\.isGone)
    guard gone.count > Replica.mostGone, let oldest = gone.first else {
      leadership.keptRecords = (raft.configuration.index, machine.allMembers)
      return
    }
    propose(
      Command(CommandHeader(.setMember), body: MemberCommand(oldest, isRemoved: true).encoded()),
      .members)
  }
}
