public import Units

/// One node as the log knows it.
public struct Member: Hashable, Sendable {
  public var id: NodeID
  /// Of the data directory it joined with: votes and acknowledgements of another one are void.
  public var incarnation: Incarnation
  /// Where its peers find it, `host:port`, at most 255 bytes of UTF-8; the core never reads it.
  public var address: String

  public init(id: NodeID, incarnation: Incarnation, address: String = "") {
    self.id = id
    self.incarnation = incarnation
    self.address = address
  }
}

/// A member that receives the log and neither votes nor counts (thesis, section 4.2.1).
public struct Learner: Hashable, Sendable {
  public var member: Member
  /// Whether the leader makes it a voter by itself once it has caught up and answers.
  public var promotes: Bool
  /// The voter that leaves in the same change when this one is promoted.
  public var replaces: NodeID?

  public init(_ member: Member, promotes: Bool = false, replaces: NodeID? = nil) {
    self.member = member
    self.promotes = promotes
    self.replaces = replaces
  }
}

/// Who decides. In force from the moment it is appended, rolled back when its entry is truncated
/// (thesis, section 4.1; joint consensus only, section 4.3).
///
/// Invariants: each list is sorted by id without duplicates; a learner is in neither voter list.
public struct Configuration: Hashable, Sendable {
  public internal(set) var voters: [Member]
  /// The voters that are on their way out of force; empty unless joint. While it is not empty,
  /// every decision needs a majority of `voters` and one of `outgoing`.
  public internal(set) var outgoing: [Member]
  public internal(set) var learners: [Learner]

  /// Sorts what it is given; a node must not be named twice within a role.
  public init(voters: [Member] = [], outgoing: [Member] = [], learners: [Learner] = []) {
    self.voters = voters.sorted { $0.id < $1.id }
    self.outgoing = outgoing.sorted { $0.id < $1.id }
    self.learners = learners.sorted { $0.member.id < $1.member.id }
  }

  public static let none = Configuration()

  public var isJoint: Bool { !outgoing.isEmpty }

  /// Everyone in it, in order of id. The newer of two records where a node is in both voter lists.
  public var members: [Member] {
    var all = voters + learners.map(\.member)
    for member in outgoing where !all.contains(where: { $0.id == member.id }) { all.append(member) }
    return all.sorted { $0.id < $1.id }
  }

  public func member(_ id: NodeID) -> Member? {
    voters.first { $0.id == id } ?? outgoing.first { $0.id == id }
      ?? learners.first { $0.member.id == id }?.member
  }

  public func isVoter(_ id: NodeID) -> Bool {
    voters.contains { $0.id == id } || outgoing.contains { $0.id == id }
  }

  /// Whether `id` with this `incarnation` is a member. What else claims to be `id` is a wiped or a
  /// foreign node: it is not refused the log, but neither its votes nor its acknowledgements count.
  public func admits(_ id: NodeID, _ incarnation: Incarnation) -> Bool {
    voters.contains { $0.id == id && $0.incarnation == incarnation }
      || outgoing.contains { $0.id == id && $0.incarnation == incarnation }
      || learners.contains { $0.member.id == id && $0.member.incarnation == incarnation }
  }
}

/// A wanted configuration. Where it has other voters than the one in force, the leader goes there
/// through a joint configuration by itself.
public struct ConfigurationChange: Hashable, Sendable {
  public var id: ProposalID
  /// The index of the configuration it was computed from; refused where another is in force.
  public var basedOn: LogIndex
  public var voters: [Member]
  public var learners: [Learner]

  public init(id: ProposalID, basedOn: LogIndex, voters: [Member], learners: [Learner]) {
    self.id = id
    self.basedOn = basedOn
    self.voters = voters
    self.learners = learners
  }
}

extension Configuration {
  /// Whether the invariants hold: no duplicates within a list, no learner that also votes, no
  /// address or list too long.
  public var isWellFormed: Bool {
    func isStrictlySorted(_ ids: [NodeID]) -> Bool {
      zip(ids, ids.dropFirst()).allSatisfy { $0 < $1 }
    }
    let learnerIDs = learners.map(\.member.id)
    return isStrictlySorted(voters.map(\.id)) && isStrictlySorted(outgoing.map(\.id))
      && isStrictlySorted(learnerIDs) && !learnerIDs.contains(where: isVoter)
      && voters.count <= Configuration.memberLimit && outgoing.count <= Configuration.memberLimit
      && learners.count <= Configuration.memberLimit
      && (voters + outgoing + learners.map(\.member)).allSatisfy {
        $0.address.utf8.count <= Configuration.addressLimit
      }
  }
}
