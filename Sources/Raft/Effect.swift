public import Units

/// What a core wants done, in this order. Effects of one step may be run together with those of
/// later ones as long as each kind keeps its order: a leader writes and sends at one time (thesis,
/// section 10.2.1).
public enum Effect: Hashable, Sendable {
  /// The proposal is the entry at this position; its payload must be findable by that position
  /// before the effects that follow are run.
  case accepted(ProposalID, LogPosition)
  case rejected(ProposalID, Rejection)
  /// Append to the one ordered log of hard states, truncations and entries, in the order of the
  /// effects; then hand back the mark.
  case persist(Persist)
  /// May leave at once: what must wait for the disk waits inside the core. For an `AppendRequest`
  /// the payloads are added by whoever sends, taken as of this effect.
  case send(Message)
  /// Every entry up to here is committed: apply in order, and say `applied`. It may run ahead of
  /// this node's own disk (a majority's disks suffice), so state must not be *flushed* beyond
  /// `Raft.persistedIndex`; and nothing needs to wait for it.
  case commit(LogPosition)
  /// Replaces the alarm set before; at the time, or later, step with `timerFired`.
  case alarm(Monotonic)
  /// Answer once `index` is applied here.
  case readReady(ReadID, LogIndex)
  /// No answer was to be had; the reader may ask again under another id.
  case readFailed(ReadID)
  /// This node leads `term`. Nothing of the term's own is certain before `noop` is committed.
  case becameLeader(term: Term, noop: LogIndex)
  /// This node follows, `leader` if it knows one, and has dropped what leaders remember.
  case becameFollower(term: Term, leader: NodeID?)
  /// In force from now on, appended or rolled back to: connect to whom it names. Not yet certain
  /// before `index` is committed. The first step of a life tells the one it began with.
  case configurationChanged(PlacedConfiguration)
  /// A member refuses what it acknowledged up to `acknowledged`: its log has lost its end, and this
  /// leader counts on `has` only. Nothing is to be done; somebody should be told, since what was
  /// committed by its word may now be on fewer disks than a majority.
  case forgot(NodeID, acknowledged: LogIndex, has: LogIndex)
  /// `to` needs entries that were cut. Make a snapshot at or above `minimum` and stream it with
  /// this node's term; say `snapshotSent` when it is there, or failed, once for every such effect.
  /// One that comes while a stream to `to` is under way is served by that stream.
  case sendSnapshot(to: NodeID, minimum: LogIndex)
  /// Put the snapshot received into force: state by an atomic swap, then the log reset to start
  /// after its position (hard state kept); then `snapshotInstalled`. The core persists no
  /// entries meanwhile. Where `keepsLog`, the log holds the position and is cut up to it instead:
  /// only bodies below it were damaged, and the headers behind it are what this node's vote rests
  /// on.
  case installSnapshot(SnapshotMeta, keepsLog: Bool)
}

/// Records for the log, in the order of the fields.
public struct Persist: Hashable, Sendable {
  public var mark: PersistMark
  /// The new term and vote, if they changed; to lie before the entries (an entry is never durable
  /// before its term).
  public var hardState: HardState?
  /// Every entry from this index on is void. Never at or below a committed one.
  public var truncateFrom: LogIndex?
  /// Consecutive.
  public var entries: [EntryHeader]
  /// One for each entry of kind `configuration`: their payloads (`Configuration.encoded()`).
  public var configurations: [PlacedConfiguration]

  public init(
    mark: PersistMark, hardState: HardState? = nil, truncateFrom: LogIndex? = nil,
    entries: [EntryHeader] = [], configurations: [PlacedConfiguration] = []
  ) {
    self.mark = mark
    self.hardState = hardState
    self.truncateFrom = truncateFrom
    self.entries = entries
    self.configurations = configurations
  }
}

/// Why a proposal was not taken. Nothing of it is in any log.
public enum Rejection: Hashable, Sendable {
  /// Ask the leader, if one is known.
  case notLeader(NodeID?)
  /// Leadership is being handed over.
  case transferring
  /// More uncommitted bytes than `Limits.uncommittedBytes`: retry later.
  case full
  /// An earlier configuration change is not through yet.
  case changeInProgress
  /// The term's first entry is not committed yet: no configuration change before it.
  case notReady
  /// Based on another configuration than the one in force, which stands at this index.
  case outdated(LogIndex)
  /// Without a voter, with a node in two roles, with an address too long, or with a changed
  /// incarnation under the same id.
  case malformed
  /// A voter-to-be is no learner that has caught up and answers.
  case notCaughtUp(NodeID)
}

/// The effects of one step or more, in order.
public struct Effects: Sendable {
  public var list: [Effect] = []

  public init() {}

  public mutating func removeAll() { list.removeAll(keepingCapacity: true) }

  mutating func append(_ effect: Effect) { list.append(effect) }
}
