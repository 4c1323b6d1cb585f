internal import Units

/// The members of the configuration in force, in order of id, and which of them decide: while it is
/// joint, two majorities (thesis, section 4.3).
struct Tracker: Sendable {
  var peers: [Peer] = []
  private(set) var quorum = Quorum(voters: [])
  /// Where this node itself stands; nil where it is no member (under this incarnation).
  private(set) var own: Int?

  /// Takes over what is known of members that stay.
  mutating func adopt(
    _ configuration: Configuration, id: NodeID, incarnation: Incarnation, next: LogIndex
  ) {
    let known = peers
    peers = configuration.members.map { member in
      let isVoter = configuration.isVoter(member.id)
      guard
        var peer = known.first(where: {
          $0.member.id == member.id && $0.member.incarnation == member.incarnation
        })
      else { return Peer(member, isVoter: isVoter, next: next) }
      peer.isVoter = isVoter
      return peer
    }
    quorum = Quorum(
      voters: configuration.voters.compactMap { slot(of: $0.id) },
      outgoing: configuration.outgoing.compactMap { slot(of: $0.id) })
    own = peers.firstIndex { $0.member.id == id && $0.member.incarnation == incarnation }
  }

  /// O(members): there are few.
  func slot(of id: NodeID) -> Int? { peers.firstIndex { $0.member.id == id } }

  /// Whether this node's own voice counts.
  var isVoter: Bool {
    guard let own else { return false }
    return peers[own].isVoter
  }
}
