import Messages
import Raft
import StateMachine
public import Units

/// The machine version goes up once every member knows a higher one.
extension Replica {
  /// As a peer's newest connection says. What an earlier one said counts no more: the node may have
  /// been started with an older release since.
  mutating func heard(version: UInt32, from peer: NodeID) {
    if let place = knownVersions.firstIndex(where: { $0.node == peer }) {
      knownVersions[place].version = version
      return
    }
    // Those that are gone make room.
    if knownVersions.count >= Configuration.memberLimit {
      let members = members
      knownVersions.removeAll { members.member($0.node) == nil }
    }
    guard knownVersions.count < Configuration.memberLimit else { return }
    knownVersions.append((peer, version))
  }

  /// Of a member; nil where it has said nothing.
  private func knownVersion(of node: NodeID) -> UInt32? {
    node == identity.node
      ? machine.knownVersion : knownVersions.first { $0.node == node }?.version
  }

  /// Whether a member knows the version, as far as can be said here. To a leader it must have spoken in
  /// this term, and lately: one that is away may come back with an older build, whatever it said before.
  private func knows(_ version: UInt32, _ node: NodeID) -> Bool {
    guard node != identity.node else { return machine.knownVersion >= version }
    guard let known = knownVersion(of: node), known >= version else { return false }
    guard isLeader else { return true }
    return leadership.lastAnswer(of: node).map { now - $0 < limits.raft.electionTimeout } ?? false
  }

  /// Members that keep the version below what this build knows, by their builds or by their silence.
  public var versionHolders: [NodeID] {
    guard machine.version < machine.knownVersion else { return [] }
    return members.members.map(\.id).filter { !knows(machine.knownVersion, $0) }
  }

  /// Proposes the newest version that all members know, learners too: one that does not know it would
  /// have to stop. Nobody may be on the way in.
  mutating func raiseVersion() {
    guard machine.version < machine.knownVersion, !leadership.underWay.contains(.version),
      leadership.membership == nil, !members.isJoint,
      raft.configuration.index <= raft.commitIndex
    else { return }
    var common = machine.knownVersion
    for member in members.members where member.id != identity.node {
      if mutations.contains(.raisesEarly) { continue }
      guard let known = knownVersion(of: member.id), knows(known, member.id) else { return }
      common = min(common, known)
    }
    guard common > machine.version else { return }
    propose(
      Command(CommandHeader(.raiseVersion), body: RaiseVersionCommand(common).encoded()), .version)
  }

  /// The entry just applied is beyond this build. It counts as not applied, and nothing more is: the
  /// log keeps it for a build that knows it.
  mutating func end(before entry: LogIndex, _ unknown: UnknownContent) {
    isOutgrown = true
    effects.append(
      .stop(.outgrown(Outgrown(index: entry, unknown: unknown, knows: machine.knownVersion))))
  }

  /// Why a node may not come in, or nil.
  func refusal(ofVersion known: UInt32) -> Failure? {
    guard known < machine.version else { return nil }
    return Failure(
      .failedPrecondition, .versionMismatch,
      "the node is older: it knows machine versions up to \(known), and the cluster is at "
        + "\(machine.version); run the cluster's release on it")
  }
}
