import Messages
import Raft
import StateMachine
import Units

/// Who belongs to the cluster: joint consensus is the core's; who may come, go or take another's
/// place is decided here.
extension Replica {
  private var members: Configuration { raft.configuration.configuration }

  // MARK: Joining

  mutating func join(_ call: CallID, _ wish: JoinWish) {
    do throws(Failure) {
      guard isLeader else {
        return effects.append(.answer(call, .notLeader(raft.leader)))
      }
      try checkCanChange()
      try check(wish)
      let named = machine.allMembers.filter { $0.name == wish.name }.map(\.node)
      if let known = members.members.first(where: {
        $0.incarnation == wish.incarnation && $0.address == wish.address
      }) {
        return effects.append(.joined(call, known.id))
      }
      if let known = members.members.first(where: { $0.incarnation == wish.incarnation }) {
        throw Failure(
          .failedPrecondition, .fieldInvalid,
          "the data directory belongs to \(known.id) at \(known.address), and \(wish.address) is "
            + "another address: start it where it was, or with an empty directory")
      }
      let old = members.members.first { named.contains($0.id) }
      if let old { try checkReplaces(old, wish) }
      let node = NodeID(1 + highestNode)
      let member = Member(id: node, incarnation: wish.incarnation, address: wish.address)
      let replaced = old.flatMap { members.isVoter($0.id) ? $0.id : nil }
      leadership.membership = MembershipWork(
        call: call,
        kind: .join(
          learner: Learner(member, promotes: true, replaces: replaced),
          leaving: replaced == nil ? old?.id : nil),
        stage: .recording)
      let record = MemberRecord(node: node, name: wish.name, address: wish.address)
      propose(Command(CommandHeader(.setMember), body: MemberCommand(record).encoded()))
    } catch {
      effects.append(.answer(call, failure(error)))
    }
  }

  /// The highest number that was ever given out: records of members outlive their membership.
  private var highestNode: UInt64 {
    var highest = identity.node.rawValue
    for record in machine.allMembers { highest = max(highest, record.node.rawValue) }
    for member in members.members { highest = max(highest, member.id.rawValue) }
    return highest
  }

  private func check(_ wish: JoinWish) throws(Failure) {
    guard (1...128).contains(wish.name.utf8.count) else {
      throw .field("name", .nameInvalid, "a node's name has 1 to 128 bytes")
    }
    guard (1...Configuration.addressLimit).contains(wish.address.utf8.count) else {
      throw .field(
        "address", .fieldInvalid, "an address has 1 to \(Configuration.addressLimit) bytes")
    }
    guard members.members.count < Configuration.memberLimit else {
      throw Failure(
        .resourceExhausted, .quotaExceeded, "the cluster has \(members.members.count) members")
    }
  }

  private func checkCanChange() throws(Failure) {
    guard leadership.isReady else {
      throw Failure(
        .unavailable, .notReady, "this leader has just been elected: ask again",
        retryAfter: .milliseconds(100))
    }
    guard leadership.membership == nil, !members.isJoint,
      raft.configuration.index <= raft.commitIndex
    else {
      throw Failure(
        .unavailable, .changeInProgress, "another change of members is in progress: ask again",
        retryAfter: .milliseconds(200))
    }
  }

  /// A node of this name is a member with another data directory: it was wiped, or is a stranger.
  private func checkReplaces(
    _ old: Member, _ wish: JoinWish
  ) throws(Failure) {
    guard wish.isProved else {
      throw Failure(
        .permissionDenied, .permissionDenied,
        "\(old.id) is called '\(wish.name)' and has another data directory: only a node whose "
          + "certificate names it may take its place")
    }
    let silence = leadership.silence(of: old.id, at: now)
    guard old.id != identity.node, silence >= limits.replaceAfter else {
      throw Failure(
        .unavailable, .quorumAtRisk,
        "\(old.id), called '\(wish.name)', was heard of \(silence) ago under another data "
          + "directory: it is replaced after \(limits.replaceAfter) of silence",
        retryAfter: .seconds(1))
    }
    if members.learners.contains(where: { $0.replaces == old.id }) {
      throw Failure(
        .unavailable, .changeInProgress,
        "\(old.id) is being replaced by another node already: remove that one first",
        retryAfter: .seconds(1))
    }
    guard members.isVoter(old.id) else { return }
    let sound = raft.peers.count { peer in
      peer.isVoter && peer.id != old.id && peer.isActive
        && peer.match.advanced(by: limits.raft.catchUpEntries) >= raft.commitIndex
    }
    guard sound > members.voters.count / 2 else {
      throw Failure(
        .unavailable, .quorumAtRisk,
        "\(sound) of \(members.voters.count) voters answer and have caught up: a majority must, "
          + "before \(old.id) is replaced",
        retryAfter: .seconds(1))
    }
  }

  // MARK: Changing

  mutating func changeMembers(_ call: CallID, _ change: MembershipChange) {
    do throws(Failure) {
      guard isLeader else {
        return effects.append(.answer(call, .notLeader(raft.leader)))
      }
      try checkCanChange()
      let (voters, learners) = try plan(change)
      leadership.membership = MembershipWork(
        call: call, kind: .change, stage: .proposed(ProposalID(0)))
      proposeMembers(voters: voters, learners: learners)
    } catch {
      effects.append(.answer(call, failure(error)))
    }
  }

  private func plan(
    _ change: MembershipChange
  ) throws(Failure) -> (voters: [Member], learners: [Learner]) {
    var voters = members.voters
    var learners = members.learners
    switch change {
    case .promote(let node):
      guard let place = learners.firstIndex(where: { $0.member.id == node }) else {
        throw unknown(node, "learner")
      }
      learners[place].promotes = true
    case .replace(let old, let newcomer):
      guard members.isVoter(old) else { throw unknown(old, "voter") }
      guard let place = learners.firstIndex(where: { $0.member.id == newcomer }) else {
        throw unknown(newcomer, "learner")
      }
      learners[place].promotes = true
      learners[place].replaces = old
    case .remove(let node):
      guard members.member(node) != nil else { throw unknown(node, "member") }
      voters.removeAll { $0.id == node }
      learners.removeAll { $0.member.id == node }
      for place in learners.indices where learners[place].replaces == node {
        learners[place].replaces = nil
      }
      let sound = voters.count { voter in
        raft.peers.contains { $0.id == voter.id && $0.isActive }
      }
      guard sound > voters.count / 2 else {
        throw Failure(
          .failedPrecondition, .quorumAtRisk,
          "without \(node) there are \(voters.count) voters, of which \(sound) answer: a majority "
            + "must")
      }
    }
    return (voters, learners)
  }

  private func unknown(_ node: NodeID, _ what: String) -> Failure {
    Failure(
      .notFound, .memberUnknown,
      "\(node) is no \(what) of this cluster; its members are "
        + members.members.map(\.id.description).joined(separator: ", "))
  }

  // MARK: Going on

  private mutating func proposeMembers(voters: [Member], learners: [Learner]) {
    let id = proposals.newID()
    leadership.membership?.stage = .proposed(id)
    raftStep(
      .proposeConfiguration(
        ConfigurationChange(
          id: id, basedOn: raft.configuration.index, voters: voters, learners: learners)))
  }

  /// Whether the proposal was the change in hand.
  mutating func membershipAccepted(_ id: ProposalID, _ position: LogPosition) -> Bool {
    guard case .proposed(id) = leadership.membership?.stage else { return false }
    leadership.membership?.stage = .placed(position.index)
    return true
  }

  mutating func membershipRejected(_ id: ProposalID, _ why: Rejection) {
    guard let work = leadership.membership, case .proposed(id) = work.stage else { return }
    leadership.membership = nil
    if case .notLeader(let leader) = why {
      return effects.append(.answer(work.call, .notLeader(leader)))
    }
    effects.append(.answer(work.call, failure(Replica.describe(why))))
  }

  private static func describe(_ why: Rejection) -> Failure {
    switch why {
    case .notCaughtUp(let node):
      Failure(
        .failedPrecondition, .quorumAtRisk,
        "\(node) has not caught up, or does not answer: it becomes a voter when it has")
    case .malformed:
      Failure(
        .failedPrecondition, .fieldInvalid, "no cluster can be without voters, or have a node twice"
      )
    case .full, .transferring, .notReady, .changeInProgress, .outdated, .notLeader:
      Failure(
        .unavailable, .changeInProgress,
        "the leader is busy with another change, or hands over: ask again",
        retryAfter: .milliseconds(200))
    }
  }

  /// What the change in hand waited for may have come.
  mutating func workOnMembership() {
    guard let work = leadership.membership else { return }
    switch (work.stage, work.kind) {
    case (.recording, .join(let learner, let leaving)):
      guard machine.allMembers.contains(where: { $0.node == learner.member.id }) else { return }
      proposeMembers(
        voters: members.voters,
        learners: members.learners.filter { $0.member.id != leaving } + [learner])
    case (.placed(let index), let kind):
      guard raft.commitIndex >= index else { return }
      leadership.membership = nil
      if case .join(let learner, _) = kind {
        effects.append(.joined(work.call, learner.member.id))
      } else {
        effects.append(.answer(work.call, .success([], at: machine.index, machine.term)))
      }
    case (.proposed, _), (.recording, .change): break
    }
  }

  /// Leadership is gone. To join again is harmless: the incarnation tells.
  mutating func lose(_ work: MembershipWork, _ leader: NodeID?) {
    switch work.stage {
    case .recording, .proposed: effects.append(.answer(work.call, .notLeader(leader)))
    case .placed: effects.append(.answer(work.call, .lost(hasKey: false)))
    }
  }
}
