import Messages
import Raft
import StateMachine
import Units

/// Nodes with an empty directory that ask to be let in.
///
/// Nothing is written before all that can be refused is checked, and a number that was drawn is found
/// again by the incarnation that it was drawn for: a refused join costs no number.
extension Replica {
  mutating func join(_ call: CallID, _ wish: JoinWish) {
    do throws(Failure) {
      guard isLeader else {
        return effects.append(.answer(call, .notLeader(raft.leader)))
      }
      // What is not committed may be rolled back: nobody is told a number before.
      try checkCanChange()
      if let refusal = refusal(ofVersion: wish.knownVersion) { throw refusal }
      guard !leadership.underWay.contains(.version) else {
        throw .notYet(.notReady, "the machine version is going up: ask again")
      }
      try check(wish)
      if let known = members.members.first(where: {
        $0.incarnation == wish.incarnation && $0.address == wish.address
      }) {
        return effects.append(.joined(call, known.id))
      }
      try checkRoom()
      if let known = members.members.first(where: { $0.incarnation == wish.incarnation }) {
        throw Failure(
          .failedPrecondition, .fieldInvalid,
          "the data directory belongs to \(word(known.id)) at \(known.address), and \(wish.address) "
            + "is another address: start it where it was, or with an empty directory")
      }
      let (record, old) = try place(for: wish)
      let member = Member(id: record.node, incarnation: wish.incarnation, address: wish.address)
      let replaced = old.flatMap { voter(leftBy: $0.id) }
      if let replaced { try checkUnreplaced(replaced, but: old?.id) }
      leadership.membership = MembershipWork(
        call: call,
        kind: .join(
          learner: Learner(member, promotes: record.promotes, replaces: replaced),
          leaving: old.flatMap { members.isVoter($0.id) ? nil : $0.id }),
        stage: .recording(record))
      proposeRecord(record)
    } catch {
      effects.append(.answer(call, failure(error)))
    }
  }

  /// The voter whose place is free where `node` is gone: itself, or the one that it was to replace when
  /// it was lost too.
  private func voter(leftBy node: NodeID) -> NodeID? {
    if members.isVoter(node) { return node }
    let heir = members.learners.first { $0.member.id == node }
    return heir?.replaces.flatMap { members.isVoter($0) ? $0 : nil }
  }

  /// The record under which the node comes in, and whose place it takes.
  private func place(for wish: JoinWish) throws(Failure) -> (MemberRecord, old: Member?) {
    // Drawn before, by a leader that could not go on: the node was not told, or it would not ask.
    if var drawn = machine.allMembers.first(where: {
      $0.incarnation == wish.incarnation && $0.name == wish.name
        && members.member($0.node) == nil
    }) {
      drawn.isGone = false
      drawn.address = wish.address
      return (drawn, try oldMember(drawn.replaces))
    }
    if var record = announced(named: wish.name) {
      guard record.address == wish.address else {
        throw Failure(
          .failedPrecondition, .nameInvalid,
          "'\(wish.name)' is announced at \(record.address), and this node is at \(wish.address): "
            + "start it there, or announce it anew")
      }
      record.incarnation = wish.incarnation
      return (record, try oldMember(record.replaces))
    }
    let old = member(named: wish.name)
    if let old { try checkReplaces(old, wish) }
    return (
      MemberRecord(
        node: NodeID(1 + highestNode), name: wish.name, address: wish.address,
        incarnation: wish.incarnation, replaces: old?.id), old
    )
  }

  /// Whom it replaces was checked when that was said; meanwhile that one may have left, or others
  /// may have failed.
  private func oldMember(_ node: NodeID?) throws(Failure) -> Member? {
    guard let old = node.flatMap({ members.member($0) }) else { return nil }
    if members.isVoter(old.id) {
      try checkQuorum(of: members.voters.filter { $0.id != old.id }, without: old.id)
    }
    return old
  }

  private func check(_ wish: JoinWish) throws(Failure) {
    try Replica.check(name: wish.name)
    try Replica.check(address: wish.address)
  }

  func checkRoom() throws(Failure) {
    guard members.members.count < Configuration.memberLimit, machine.allMembers.count < 990 else {
      throw Failure(
        .resourceExhausted, .quotaExceeded,
        "the cluster has \(members.members.count) members and \(machine.allMembers.count) are known"
      )
    }
  }

  static func check(name: String) throws(Failure) {
    let bytes = Array(name.utf8)
    guard (1...128).contains(bytes.count), bytes.allSatisfy({ (0x21...0x7E).contains($0) }),
      bytes.first != UInt8(ascii: "#")
    else {
      throw .field(
        "name", .nameInvalid,
        "a node's name has 1 to 128 printable ASCII characters, no space, and does not begin with #"
      )
    }
  }

  static func check(address: String) throws(Failure) {
    guard (1...Configuration.addressLimit).contains(address.utf8.count) else {
      throw .field(
        "address", .fieldInvalid, "an address has 1 to \(Configuration.addressLimit) bytes")
    }
  }

  /// A node of this name is a member with another data directory: it was wiped, or is a stranger.
  private func checkReplaces(_ old: Member, _ wish: JoinWish) throws(Failure) {
    guard wish.isProved else {
      throw Failure(
        .permissionDenied, .permissionDenied,
        "\(word(old.id)) has another data directory: only a node whose certificate names it may "
          + "take its place, or one that an operator says is it ('clusterctl member replace "
          + "\(wish.name) \(wish.name) --address \(wish.address)')")
    }
    guard old.id != identity.node else {
      throw Failure(
        .failedPrecondition, .nameInvalid,
        "\(word(old.id)) leads this cluster with another data directory, and it is this node that is "
          + "being asked: two nodes cannot have one name")
    }
    let silence = leadership.silence(of: old.id, at: now)
    guard silence >= limits.replaceAfter else {
      throw .notYet(
        .quorumAtRisk,
        "\(word(old.id)) was heard of \(silence) ago under another data directory: it is replaced "
          + "after \(limits.replaceAfter) of silence")
    }
    guard let voter = voter(leftBy: old.id) else { return }
    try checkUnreplaced(voter, but: old.id)
    // Of all voters, the one that is gone included: it may be the only one to have seen a vote.
    let sound = raft.peers.count { peer in
      peer.isVoter && peer.id != voter && peer.isActive
        && peer.match.advanced(by: limits.raft.catchUpEntries) >= raft.commitIndex
    }
    guard sound > members.voters.count / 2 else {
      throw .notYet(
        .quorumAtRisk,
        "\(sound) of \(members.voters.count) voters answer and have caught up: a majority must, "
          + "before \(word(voter)) is replaced")
    }
  }

  /// - Parameter leaving: a learner that goes, and does not count.
  func checkUnreplaced(_ old: NodeID, but leaving: NodeID? = nil) throws(Failure) {
    let other = members.learners.first { $0.replaces == old && $0.member.id != leaving }
    guard let other else { return }
    throw .notYet(
      .changeInProgress,
      "\(word(old)) is being replaced by \(word(other.member.id)) already: remove that one first")
  }
}
