public import Units

/// What a node knows of itself and of its cluster, for `ClusterService.GetStatus`.
public struct NodeStatus: Sendable {
  public enum Role: Hashable, Sendable {
    /// Has no identity yet and asks to be let in.
    case joining
    case learner
    case follower
    /// Asks the others whether they would vote for it, or stands for election.
    case candidate
    case leader
  }

  public var cluster: ClusterID
  public var node: NodeID
  public var name: String
  public var incarnation: Incarnation
  public var address: String
  public var version: String
  public var role: Role
  public var term: Term
  public var leader: NodeID?
  /// How long this node has known the present leader, or been without one.
  public var leaderFor: Timeout
  /// As the leader: the first entry of its term is committed and applied.
  public var isReady: Bool
  public var isDraining: Bool
  public var uptime: Timeout
  /// The first entry that the log has.
  public var firstIndex: LogIndex
  public var lastIndex: LogIndex
  public var commitIndex: LogIndex
  public var appliedIndex: LogIndex
  /// The last entry that this node's disk holds.
  public var persistedIndex: LogIndex
  /// Stamped time of the last entry applied.
  public var time: Instant
  public var digest: Hash128
  /// As a leader: its clock minus the voters' median.
  public var clockOffset: Timeout?
  public var logBytes: ByteCount
  public var stateBytes: ByteCount
  /// Free on the file system of the data directory.
  public var freeBytes: ByteCount
  public var disk: DiskLevel
  public var workerSlots: Int
  /// Workers' sessions that are connected here.
  public var attachedSessions: Int
  public var waitingCalls: Int
  /// Turns of the loop over `NodeLimits.slowTurn`, and the longest one.
  public var slowTurns: UInt64
  public var longestTurn: Timeout
  public var changeInProgress: Bool
  public var configurationIndex: LogIndex
  /// In order of id, this node included.
  public var members: [MemberStatus]
  /// Who is expected, and not here yet.
  public var announced: [MemberStatus]
  /// No majority of the voters agrees on the state: nothing is written.
  public var isDisputed: Bool
}

/// A member as the node that is asked sees it.
public struct MemberStatus: Hashable, Sendable {
  public enum Role: Hashable, Sendable {
    case voter
    /// Becomes a voter by itself once it has caught up, if `promotes`.
    case learner(promotes: Bool)
    /// On its way out of force.
    case leaving
    /// Expected under this name and at this address, and not here yet.
    case announced(promotes: Bool)
  }

  public var id: NodeID
  /// Empty until the member's record is applied here.
  public var name: String
  public var address: String
  public var incarnation: Incarnation
  public var role: Role
  /// The voter that leaves when this learner is promoted.
  public var replaces: NodeID?
  /// Whether a connection from here to it stands; true for this node.
  public var isConnected: Bool
  /// As the leader sees it: the last entry known to equal the leader's. Zero elsewhere.
  public var match: LogIndex
  /// How long ago the leader heard of it; nil elsewhere.
  public var silence: Timeout?
  /// A snapshot on its way to it, from here: how much of it is sent, of 100.
  public var snapshotPercent: Int?
  public var roundTrip: Timeout?
  /// The newest index at which its state was found to equal a majority's; zero where none is known.
  public var agreed: LogIndex
  /// Since when the cluster knows it.
  public var since: Instant
}

/// A change of who belongs to the cluster. One at a time; refused with CHANGE_IN_PROGRESS while an
/// earlier one is not through.
public enum MemberChange: Hashable, Sendable {
  /// A number and a name are kept for a node that will ask to be let in at the address.
  case announce(name: String, address: String, promotes: Bool)
  /// A learner becomes a voter. Refused where it has not caught up, or does not answer.
  case promote(NodeID)
  /// Refused with QUORUM_AT_RISK where what stays has no majority that answers and has caught up.
  case remove(NodeID)
  /// The node called `name`, a learner or one that will ask to be let in at `address`, takes the
  /// place of `old` by itself.
  case replace(old: NodeID, name: String, address: String)
}
