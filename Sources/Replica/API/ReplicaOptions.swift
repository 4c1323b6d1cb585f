public import Raft
public import Units

/// Who this node is.
public struct ReplicaIdentity: Hashable, Sendable {
  public var node: NodeID
  public var incarnation: Incarnation
  public var group: GroupID

  public init(node: NodeID, incarnation: Incarnation, group: GroupID = .main) {
    self.node = node
    self.incarnation = incarnation
    self.group = group
  }
}

/// Bounds of a replica. None of them is consulted by apply.
public struct ReplicaLimits: Hashable, Sendable {
  public var raft = Limits()
  /// Calls that wait for an answer, beyond which they are refused with RESOURCE_EXHAUSTED.
  public var waitingCalls = 65_536
  /// Bytes of commands that wait to be proposed, beyond which they are refused likewise.
  public var waitingBytes = ByteCount.mebibytes(32)
  /// Entries of commands under way; while so many are, the next batch grows.
  public var entriesInFlight = 4
  /// Commands of one entry.
  public var batchCommands = 512
  /// Commands applied in one turn before it yields.
  public var applyCommands = 512
  /// Payloads of recent entries kept in memory; older ones are read from the log.
  public var windowBytes = ByteCount.mebibytes(32)
  /// Bytes asked of one read of the log.
  public var logReadBytes = 1 << 20
  /// Reads of the store under way; the others wait in order.
  public var storeReads = 64
  /// Changes, or bytes of them, gathered before they are written to the store.
  public var overlayChanges = 20_000
  public var overlayBytes = ByteCount.mebibytes(16)
  /// Or after this long.
  public var overlayAge = Timeout.milliseconds(500)
  /// Bytes written, or time passed, before the store is flushed.
  public var flushBytes = ByteCount.mebibytes(64)
  public var flushAge = Timeout.seconds(30)
  /// Or bytes of entries applied, whatever they changed: records that are written again and again
  /// make much log and little state.
  public var flushLogBytes = ByteCount.mebibytes(256)
  /// What a snapshot on its way to a member keeps of the log at most. Beyond it the log is cut, and
  /// that member, which was too slow for it, needs another.
  public var streamBytes = ByteCount.gibibytes(1)
  public var streamEntries: UInt64 = 1_000_000
  /// Or entries applied: with `tailEntries` they bound the log, which the ring of headers must span.
  public var flushEntries: UInt64 = 65_536
  /// Or entries applied again after a start, all of them.
  public var replayEntries = 1_024
  /// What stays in the log behind a flush for those that lag.
  public var tailEntries = 16_384
  public var tailBytes = ByteCount.mebibytes(128)
  /// Entries that a follower takes while its disk is critical.
  public var criticalBytes = ByteCount.mebibytes(1)
  /// How long a read waits for a leader, or for its index, before it fails.
  public var readPatience = Timeout.seconds(2)
  /// A member silent for this long may be replaced by one of its name.
  public var replaceAfter = Timeout.seconds(10)
  /// How far the leader's clock may be from the voters' median.
  public var clockTolerance = Timeout.milliseconds(500)
  /// Samples of clocks older than this do not count.
  public var clockSampleAge = Timeout.seconds(5)
  /// Between two looks for what retention lets go of, and between two steps while there is more.
  public var retentionInterval = Timeout.seconds(5)
  public var retentionRest = Timeout.milliseconds(50)
  /// How long another member has to answer a question for entries that this node lost.
  public var repairPatience = Timeout.milliseconds(500)
  /// Entries between two digests that voters compare.
  public var digestInterval: UInt64 = 1_024

  public init() {}
}

/// What a replica tells of itself.
public struct ReplicaStatus: Hashable, Sendable {
  public var node: NodeID
  public var term: Term
  public var role: Role
  public var leader: NodeID?
  public var isReady: Bool
  /// The entry before the first that the log has.
  public var base: LogIndex
  public var last: LogIndex
  public var commit: LogIndex
  public var applied: LogIndex
  public var persisted: LogIndex
  /// The state is durable up to here.
  public var flushed: LogIndex
  /// Of the last entry applied.
  public var time: Instant
  public var digest: Hash128
  /// As a leader with enough samples: its clock minus the voters' median.
  public var clockOffset: Timeout?
  /// Calls that wait for an answer.
  public var waitingCalls: Int
  /// Changes not yet in the store.
  public var overlayChanges: Int
  /// Sessions with a stream or poll here.
  public var attachedSessions: Int
  /// Entries whose bodies are damaged here and not yet fetched; the first of them.
  public var damaged: Int
  public var firstDamaged: LogIndex?
  /// As a leader sees them; on other nodes only who they are.
  public var peers: [PeerStatus]
  /// The voters' digests agree by no majority: nothing is written any more.
  public var isDisputed: Bool
}
