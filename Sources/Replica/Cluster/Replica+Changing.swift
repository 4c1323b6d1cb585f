import Messages
import Raft
import StateMachine
import Units

/// Changes that an operator asks for: checked whole before anything is written.
extension Replica {
  mutating func changeMembers(_ call: CallID, _ change: MembershipChange) {
    do throws(Failure) {
      guard isLeader else {
        return effects.append(.answer(call, .notLeader(raft.leader)))
      }
      if isDone(change.kind) { return succeed(call) }
      if let wanted = change.basedOn, wanted != raft.configuration.index {
        throw Failure(
          .aborted, .versionMismatch,
          "the configuration in force is that of entry \(raft.configuration.index), and not of "
            + "\(wanted): look at the members again; nothing was changed",
          metadata: [Failure.Entry("configuration_index", "\(raft.configuration.index)")])
      }
      try checkCanChange()
      guard let leaving = change.kind.leavingVoter, members.isVoter(leaving) else {
        return begin(call, change, since: .zero)
      }
      leadership.membership = MembershipWork(
        call: call, kind: .change, stage: .asked(change, since: now))
    } catch {
      effects.append(.answer(call, failure(error)))
    }
  }

  /// - Parameter since: voters that have not answered since then are not counted on.
  mutating func begin(_ call: CallID, _ change: MembershipChange, since: Monotonic) {
    do throws(Failure) {
      switch try plan(change.kind, since) {
      case .members(let voters, let learners):
        if change.isDryRun { return succeed(call) }
        leadership.membership = MembershipWork(
          call: call, kind: .change, stage: .proposed(ProposalID(0)))
        proposeMembers(voters: voters, learners: learners)
      case .record(let record):
        if change.isDryRun { return succeed(call) }
        leadership.membership = MembershipWork(
          call: call, kind: .announce, stage: .recording(record))
        proposeRecord(record)
      case .forget(let record):
        if change.isDryRun { return succeed(call) }
        // Nobody was ever told its number; where it is the newest it stays drawn all the same.
        var gone = record
        gone.isGone = true
        gone.incarnation = Incarnation(.max)
        leadership.membership = MembershipWork(
          call: call, kind: .announce, stage: .recording(gone))
        proposeRecord(gone)
      }
    } catch {
      effects.append(.answer(call, failure(error)))
    }
  }

  private mutating func succeed(_ call: CallID) {
    effects.append(.answer(call, .success([], at: machine.index, machine.term)))
  }

  private enum Plan {
    case members(voters: [Member], learners: [Learner])
    case record(MemberRecord)
    case forget(MemberRecord)
  }

  /// Whether an earlier try, whose answer was lost, has done it.
  private func isDone(_ kind: MembershipChange.Kind) -> Bool {
    guard leadership.isReady, !members.isJoint, raft.configuration.index <= raft.commitIndex else {
      return false
    }
    switch kind {
    case .remove(let node):
      return members.member(node) == nil
        && machine.allMembers.contains { $0.node == node && !$0.isAnnounced }
    case .replace(let old, let newcomer): return isUnderWay(old, newcomer)
    case .announce(let newcomer):
      return member(named: newcomer.name).map { $0.address == newcomer.address } ?? false
    case .promote: return false
    }
  }

  /// A replacement that is through, or that needs no more said.
  private func isUnderWay(_ old: NodeID, _ newcomer: MembershipChange.Announcement) -> Bool {
    if let known = member(named: newcomer.name), known.id != old {
      if members.isVoter(known.id) { return members.member(old) == nil }
      return members.learners.contains {
        $0.member.id == known.id && $0.promotes && $0.replaces == old
      }
    }
    return announced(named: newcomer.name).map {
      $0.replaces == old && $0.address == newcomer.address && $0.promotes
    } ?? false
  }

  private func plan(
    _ kind: MembershipChange.Kind, _ since: Monotonic
  ) throws(Failure) -> Plan {
    switch kind {
    case .promote(let node): try promotion(of: node)
    case .remove(let node): try removal(of: node, since)
    case .announce(let newcomer): .record(try record(for: newcomer, replaces: nil))
    case .replace(let old, let newcomer): try replacement(of: old, newcomer, since)
    }
  }

  private func promotion(of node: NodeID) throws(Failure) -> Plan {
    guard let learner = members.learners.first(where: { $0.member.id == node }) else {
      if members.isVoter(node) {
        throw Failure(
          .notFound, .memberUnknown, "\(word(node)) is no learner of this cluster: it votes already"
        )
      }
      if machine.allMembers.contains(where: { $0.node == node && $0.isAnnounced }) {
        throw .atRisk(
          "\(word(node)) is announced and has not come yet: start it; it becomes a voter by itself "
            + "unless it was announced as a learner")
      }
      throw unknown(node, "learner")
    }
    guard let peer = raft.peers.first(where: { $0.id == node }), peer.isActive else {
      throw .atRisk(
        "\(word(node)) does not answer: a voter that is silent costs the others their reserve")
    }
    let lag = raft.commitIndex.rawValue - min(raft.commitIndex.rawValue, peer.match.rawValue)
    guard peer.replication == .replicate, lag <= UInt64(limits.raft.catchUpEntries) else {
      throw .atRisk(
        "\(word(node)) is \(lag) entries behind: it can become a voter when it has caught up")
    }
    let voters = members.voters.filter { $0.id != learner.replaces } + [learner.member]
    return .members(
      voters: voters, learners: members.learners.filter { $0.member.id != node })
  }

  private func removal(of node: NodeID, _ since: Monotonic) throws(Failure) -> Plan {
    guard members.member(node) != nil else {
      if let record = machine.allMembers.first(where: { $0.node == node && $0.isAnnounced }) {
        return .forget(record)
      }
      throw unknown(node, "member")
    }
    let voters = members.voters.filter { $0.id != node }
    if members.isVoter(node) { try checkQuorum(of: voters, without: node, since: since) }
    var learners = members.learners.filter { $0.member.id != node }
    for place in learners.indices where learners[place].replaces == node {
      learners[place].replaces = nil
    }
    return .members(voters: voters, learners: learners)
  }

  private func replacement(
    of old: NodeID, _ newcomer: MembershipChange.Announcement, _ since: Monotonic
  ) throws(Failure) -> Plan {
    guard members.isVoter(old) else { throw unknown(old, "voter") }
    try checkQuorum(
      of: members.voters.filter { $0.id != old }, without: old, since: since)
    guard let known = member(named: newcomer.name), known.id != old else {
      return .record(try record(for: newcomer, replaces: old))
    }
    guard let place = members.learners.firstIndex(where: { $0.member.id == known.id }) else {
      throw Failure(
        .failedPrecondition, .alreadyExists,
        "\(word(known.id)) is a voter already: remove \(word(old)) instead")
    }
    var learners = members.learners
    if learners[place].replaces != old { try checkUnreplaced(old) }
    learners[place].promotes = true
    learners[place].replaces = old
    return .members(voters: members.voters, learners: learners)
  }

  /// What is kept for a node that is expected. One that was announced before keeps its number.
  private func record(
    for newcomer: MembershipChange.Announcement, replaces old: NodeID?
  ) throws(Failure) -> MemberRecord {
    try Replica.check(name: newcomer.name)
    try Replica.check(address: newcomer.address)
    try checkRoom()
    if let old { try checkUnreplaced(old) }
    if let known = member(named: newcomer.name), known.id != old {
      throw Failure(
        .alreadyExists, .alreadyExists,
        "\(word(known.id)) at \(known.address) is a member already: choose another name, or replace "
          + "it")
    }
    if let other = members.members.first(where: {
      $0.address == newcomer.address && $0.id != old
    }) {
      throw Failure(
        .alreadyExists, .alreadyExists,
        "\(word(other.id)) is at \(newcomer.address) already: two nodes cannot have one address")
    }
    let node = announced(named: newcomer.name)?.node ?? NodeID(1 + highestNode)
    return MemberRecord(
      node: node, name: newcomer.name, address: newcomer.address, promotes: newcomer.promotes,
      replaces: old)
  }

  private func unknown(_ node: NodeID, _ what: String) -> Failure {
    Failure(
      .notFound, .memberUnknown,
      "\(word(node)) is no \(what) of this cluster; its members are "
        + members.members.map { word($0.id) }.joined(separator: ", "))
  }
}
