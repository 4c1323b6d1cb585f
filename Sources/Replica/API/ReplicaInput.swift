public import Raft
public import StateMachine
public import Units

/// All that can happen to a replica.
///
/// The first one of a life must be `timer`. Every disk input answers one effect; none may be left
/// out, save that a failed write or sync is no input: the process ends.
public enum ReplicaInput: Sendable {
  // MARK: Peers

  /// From the transport, after the handshake's checks. `payloads` has the payload of each entry of
  /// an append request, in order, and is empty for all other messages. The clock of a heartbeat's
  /// answer is whatever the sender's replica put in.
  case message(Message, payloads: [Bytes])
  /// The newest connection to the peer broke without a goodbye.
  case connectionLost(NodeID)
  /// Messages to the peer may have been dropped.
  case peerUnreachable(NodeID)
  /// A connection from the peer says up to which machine version its build knows. Before what comes
  /// through that connection.
  case peerVersion(NodeID, UInt32)
  /// What another member's state digest was after `index`: `ReplicaEffect.sendDigest`.
  case peerDigest(from: NodeID, index: LogIndex, digest: Hash128)
  /// Another member's disk lost these: `ReplicaEffect.askEntries`.
  case entriesWanted(from: NodeID, [LogPosition])
  /// What it answered: `ReplicaEffect.sendEntries`.
  case entriesFound(from: NodeID, [LoggedEntry])
  /// What another member's store held after `index`: `ReplicaEffect.sendContents`.
  case peerContents(from: NodeID, index: LogIndex, digest: Hash128)

  // MARK: Space

  /// How full this node's disk is by now. Normal until it is told otherwise.
  case disk(DiskLevel)

  // MARK: Time and turns

  /// The alarm rings; early or repeated ones are harmless.
  case timer
  /// All inputs that this turn of the loop had are in: the commands become one entry, reads one
  /// round. To be given in every turn that stepped the replica.
  case endOfTurn
  /// Goes on after `ReplicaEffect.yield`.
  case resume

  // MARK: Log

  /// The `persist` effect so named, and all before it, are durable.
  case persisted(PersistMark)
  /// What `readLog` gave: entries from `from` on without a gap, at least one; nil where they are
  /// not in the log any more.
  case logRead(LogReadID, [LoggedEntry]?)
  /// What `ReplicaEffect.repair` had is durable.
  case repaired([LogIndex])
  /// The log was cut up to and including the index.
  case logCut(upTo: LogIndex)

  // MARK: State

  /// The batch so numbered is in the store: reads begun from now on find it there.
  case written(UInt64)
  /// Everything up to and including the batch so numbered is durable in the store.
  case flushed(UInt64)
  /// What `read` gave, one result for each read, in order; nil where the store could not be read
  /// because a snapshot took its place meanwhile.
  case storeRead(StoreReadID, [StoreReadResult]?)

  // MARK: Calls

  /// A command that wants to become part of the log. Answered exactly once.
  case command(CallID, Command)
  /// A question about the state. Answered exactly once.
  case query(CallID, Query, ReadConsistency)

  // MARK: Workers, at the leader

  /// A stream or poll of the session is there to be pushed to; `lastGrant` is the number of the
  /// last grant that its worker received, `held` the tokens of the leases that it holds. What was
  /// granted later is pushed again, what was granted before and is not held goes back.
  case attach(session: RecordID, lastGrant: UInt64, held: [RecordID])
  /// The stream or poll is gone: no grant until another one is attached.
  case detach(session: RecordID)
  /// The worker takes `count` more grants beyond the one numbered `lastGrant`. Replaces what it
  /// said before.
  case credit(session: RecordID, count: Int, lastGrant: UInt64)
  /// The worker lives, and holds these leases. Answered by `renewed`.
  case renew(session: RecordID, RenewalID, lastGrant: UInt64, held: [RecordID])

  // MARK: Membership

  /// A node asks to be let in. Answered exactly once, by `joined`, or as a command.
  case join(CallID, JoinWish)
  /// Answered like a command, with empty bytes, when the change is through: committed, and a joint
  /// configuration left. A replacement is answered when it is under way.
  case changeMembers(CallID, MembershipChange)
  /// Give up leadership, to the node or else to the voter that is furthest. No answer: watch `role`.
  case transferLeadership(to: NodeID?)

  // MARK: Snapshots

  /// The node wants a checkpoint for itself, of the state as it is now or later: `checkpoint` under
  /// this id, one of the node's own (`CheckpointID.own`). Neither sent nor dropped by the replica,
  /// which wants to hear nothing more of it.
  case backup(CheckpointID)
  /// What `ReplicaEffect.contents` found; nil where the checkpoint could not be made or read.
  case contents(LogIndex, Hash128?)
  /// The checkpoint is made; or could not be.
  case checkpointMade(CheckpointID, isMade: Bool)
  /// How the stream to `to` ended: the position where the receiver has all of it, nil where it
  /// failed.
  case snapshotSent(to: NodeID, LogPosition?)
  /// A snapshot is here, whole, checked and durable, and not in force. Answered by `install` or
  /// `dropSnapshot`.
  case snapshotReceived(ReceivedSnapshotID, SnapshotMeta, from: NodeID, term: Term)
  /// The snapshot is in force, durably; the state was loaded from its store. Indirect, or the machine's
  /// size would be that of every input.
  indirect case snapshotInstalled(LogPosition, StateMachine)
}

/// An entry with its payload.
public struct LoggedEntry: Hashable, Sendable {
  public var header: EntryHeader
  public var payload: Bytes

  public init(header: EntryHeader, payload: Bytes) {
    self.header = header
    self.payload = payload
  }
}

/// What one `StoreRead` found.
public struct StoreReadResult: Hashable, Sendable {
  /// In the order of the scan; none or one for a `get`.
  public var records: [StoreRecord]
  /// Whether a scan ended at the end of its range, and not at a limit.
  public var isComplete: Bool

  public init(records: [StoreRecord], isComplete: Bool) {
    self.records = records
    self.isComplete = isComplete
  }
}

/// How fresh an answer must be.
public enum ReadConsistency: Hashable, Sendable {
  /// As of an instant after the query came in.
  case linearizable
  /// What this node has applied.
  case stale
  /// Once this node has applied the index.
  case atLeast(LogIndex)
}

/// Who asks to become a member.
public struct JoinWish: Hashable, Sendable {
  /// What people call it. A member of this name whose data directory is another one is replaced,
  /// where that is safe.
  public var name: String
  /// Of its data directory.
  public var incarnation: Incarnation
  /// `host:port`, at most 255 bytes.
  public var address: String
  /// Whether it has proved its name: by certificate, or because the cluster runs on loopback.
  /// Without proof it never takes another member's place.
  public var isProved: Bool
  /// Up to which machine version its build knows.
  public var knownVersion: UInt32

  public init(
    name: String, incarnation: Incarnation, address: String, isProved: Bool,
    knownVersion: UInt32 = StateMachine.firstVersion
  ) {
    self.name = name
    self.incarnation = incarnation
    self.address = address
    self.isProved = isProved
    self.knownVersion = knownVersion
  }
}

/// A change of who belongs to the cluster. One at a time; each may be asked for again.
public struct MembershipChange: Hashable, Sendable {
  public enum Kind: Hashable, Sendable {
    /// A number and a name are kept for a node that will ask to be let in at the address.
    case announce(Announcement)
    /// A learner becomes a voter. Refused where it has not caught up, or does not answer.
    case promote(NodeID)
    /// Refused with QUORUM_AT_RISK where what stays has no majority that answers and has caught up.
    case remove(NodeID)
    /// The newcomer takes the place of `old`, by itself, once it has come and caught up. It is
    /// known by its name: a learner, or one that is announced herewith.
    case replace(old: NodeID, newcomer: Announcement)

    /// Who goes, where it is one that may vote.
    var leavingVoter: NodeID? {
      switch self {
      case .remove(let node): node
      case .replace(let old, _): old
      case .announce, .promote: nil
      }
    }
  }

  public struct Announcement: Hashable, Sendable {
    public var name: String
    /// Empty for a node that is a learner already.
    public var address: String
    public var promotes: Bool

    public init(name: String, address: String, promotes: Bool = true) {
      self.name = name
      self.address = address
      self.promotes = promotes
    }
  }

  public var kind: Kind
  /// The index of the configuration that it was thought out for: refused with VERSION_MISMATCH where
  /// another one is in force. Nil asks for none.
  public var basedOn: LogIndex?
  /// Checked, and not done.
  public var isDryRun: Bool

  public init(_ kind: Kind, basedOn: LogIndex? = nil, isDryRun: Bool = false) {
    self.kind = kind
    self.basedOn = basedOn
    self.isDryRun = isDryRun
  }

  public static func remove(_ node: NodeID) -> MembershipChange { MembershipChange(.remove(node)) }
}
