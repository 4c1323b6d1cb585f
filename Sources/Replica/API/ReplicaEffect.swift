public import Messages
public import Raft
public import StateMachine
public import Units

/// What a replica wants done, in this order. Each kind keeps its order across steps; log, state and
/// network need not wait for one another.
public enum ReplicaEffect: Sendable {
  // MARK: Log

  /// Append to the log and sync, then `persisted`. `payloads` has one for each of `entries`.
  case persist(Persist, payloads: [Bytes])
  /// Read entries from `from` up to and including `through`: the first at least, then about
  /// `bytes` bytes. They are durable.
  case readLog(LogReadID, from: LogIndex, through: LogIndex, bytes: Int)
  /// Write these bodies, fetched from another member, in place of damaged ones, sync, then
  /// `repaired`. Each fits the checksum that its entry's header kept.
  case repair([LoggedEntry])
  /// Cut the log up to and including the index, then `logCut`.
  case cutLog(upTo: LogIndex)

  // MARK: Peers

  /// `payloads` has one for each entry of an append request, in order; else it is empty.
  case send(Message, payloads: [Bytes])
  /// Tell all other members: the digest of the state after `index`.
  case sendDigest(index: LogIndex, digest: Hash128)
  /// Ask a member for the bodies of entries that this node's disk lost.
  case askEntries([LogPosition], of: NodeID)
  /// The answer: those at hand, consecutive; empty where none is.
  case sendEntries([LoggedEntry], to: NodeID)
  /// Likewise, of what the store held after `index`.
  case sendContents(index: LogIndex, digest: Hash128)

  // MARK: Time

  /// Step `timer` at this time, or later. Replaces the alarm set before.
  case alarm(Monotonic)
  /// The turn's share of work is used up: step `resume` in the next turn.
  case yield

  // MARK: State

  /// Write these to the store in one batch, without a log of its own; then `written`. Sorted by
  /// key, one change for each; numbers count from 1.
  case write(UInt64, [Change])
  /// Make everything up to and including the batch so numbered durable, then `flushed`. Comes after
  /// that batch's `write`, and is carried out after it.
  case flush(UInt64)
  /// Read from the store, then `storeRead`. Never more than `ReplicaLimits.storeReads` at a time.
  case read(StoreReadID, [StoreRead])

  // MARK: Calls

  case answer(CallID, CallAnswer)
  /// The node that asked to join is a learner with this number, and becomes a voter by itself.
  case joined(CallID, NodeID)

  // MARK: Workers, at the leader

  /// To the session's stream: an encoded `carillon.v1.Lease`, and the number of its grant.
  case lease(session: RecordID, Bytes, grant: UInt64)
  case cancelLease(
    session: RecordID, execution: RecordID, token: RecordID, reason: CancelReason, grace: Timeout)
  /// A lease ended otherwise than by its worker's word.
  case leaseEnded(session: RecordID, execution: RecordID, token: RecordID)
  /// Take nothing new, and finish by the deadline (nil: when it can).
  case drain(session: RecordID, deadline: Instant?)
  /// No more comes for this session from here; it is detached.
  case sessionEnded(session: RecordID, SessionFate)
  /// Whether a quorum confirmed this node's leadership after the renewal came, and the session is
  /// there.
  case renewed(RenewalID, Bool)

  // MARK: Watchers, at every node

  /// What changed, in order, after it was applied here.
  case notices([Notice])

  // MARK: The cluster

  /// Whom this node follows. `isReady`: it leads, and its term's first entry is applied.
  case role(term: Term, leader: NodeID?, isLeader: Bool, isReady: Bool)
  /// Connect to whom it names. `records` has what is known of the members besides.
  case members(PlacedConfiguration, [MemberRecord])
  /// A member lost the end of its log, which it had acknowledged: see `Effect.forgot`.
  case forgot(NodeID, acknowledged: LogIndex, has: LogIndex)

  // MARK: Snapshots

  /// Make a checkpoint of the store as it is after the last `flush`, then `checkpointMade`.
  case checkpoint(CheckpointID, SnapshotMeta)
  /// Stream the checkpoint, then `snapshotSent`. Several may be sent at a time.
  case sendSnapshot(CheckpointID, to: NodeID, term: Term, SnapshotMeta)
  /// Nobody needs it any more.
  case dropCheckpoint(CheckpointID)
  /// Put the snapshot in force: the store by an atomic swap, then the log reset to start after its
  /// position (hard state kept); load a `StateMachine`; then `snapshotInstalled`. Answers to writes,
  /// flushes and reads ordered before may still come, and are ignored.
  /// Where `keepsLog`, the log has the position and is cut up to it, and not reset.
  case install(ReceivedSnapshotID, SnapshotMeta, keepsLog: Bool)
  /// Delete what was received.
  case dropSnapshot(ReceivedSnapshotID)

  // MARK: Comparing

  /// Make a checkpoint of the store as it is after the last `flush`, hash what it holds
  /// (`ContentsHash`), let go of it; then `contents` under this index.
  case contents(LogIndex, SnapshotMeta)
  /// No majority of the voters agrees on the state at the index: nothing is written any more.
  case disputed(LogIndex, [DigestClaim])

  /// End the process, after the effects before this one.
  case stop(StopReason)
}

/// What became of a call. A call hears it once.
public enum CallAnswer: Sendable {
  /// The encoded response; decided or read after `at`.
  case success(Bytes, at: LogIndex, Term)
  case failure(Failure, at: LogIndex, Term)
  /// Not decided here, and certainly not proposed: it may be asked of another node.
  case notLeader(NodeID?)
  /// It was proposed, and leadership was lost before its outcome was known. It may be repeated where
  /// it bore an idempotency key.
  case lost(hasKey: Bool)
}

/// Why a session's stream hears no more.
public enum SessionFate: Hashable, Sendable {
  /// Closed, lost or never there, in the replicated state.
  case closed
  /// This node does not lead. The session may go on at the leader, if one is known.
  case notLeader(NodeID?)
}

/// Why the process has to end.
public enum StopReason: Hashable, Sendable {
  /// This node's state differs from that of a majority of the voters. It stays out: a next start
  /// must not take part with this state.
  case diverged(Divergence)
  /// An entry is beyond this build; a newer one goes on with the same directory.
  case outgrown(Outgrown)
}

/// What a build met that it does not know.
public struct Outgrown: Hashable, Sendable {
  /// Of the entry, which is not applied.
  public var index: LogIndex
  public var unknown: UnknownContent
  /// The newest machine version that this build knows.
  public var knows: UInt32

  public init(index: LogIndex, unknown: UnknownContent, knows: UInt32) {
    self.index = index
    self.unknown = unknown
    self.knows = knows
  }
}

/// The effects of one step or more, in order.
public struct ReplicaEffects: Sendable {
  public var list: [ReplicaEffect] = []

  public init() {}

  public mutating func removeAll() { list.removeAll(keepingCapacity: true) }

  @inline(__always)
  mutating func append(_ effect: ReplicaEffect) { list.append(effect) }
}
