public import Units

/// Names a proposal from `Input` to `accepted` or `rejected`; drawn by the replica, unique in a
/// run.
public struct ProposalID: Hashable, Sendable {
  public var rawValue: UInt64
  public init(_ rawValue: UInt64) { self.rawValue = rawValue }
}

/// Names a read from `Input.read` to `readReady` or `readFailed`; unique in a run.
public struct ReadID: Hashable, Sendable {
  public var rawValue: UInt64
  public init(_ rawValue: UInt64) { self.rawValue = rawValue }
}

/// A batch of commands that wants to become one entry.
public struct Proposal: Hashable, Sendable {
  public var id: ProposalID
  /// Payload bytes.
  public var size: UInt32

  public init(id: ProposalID, size: UInt32) {
    self.id = id
    self.size = size
  }
}

/// Names a `persist` effect. Handed back as it is once everything in that effect, and in all
/// before it, is durable.
public struct PersistMark: Hashable, Sendable {
  /// 1, 2, 3 ... over one life of the core.
  public var number: UInt64
  /// The last entry of the effect, zero where it had none: a mark whose entry is no longer in the
  /// log counts for the hard state only.
  public var last: LogPosition

  public init(number: UInt64, last: LogPosition) {
    self.number = number
    self.last = last
  }
}

/// All that can happen to a core.
public enum Input: Sendable {
  /// From the transport, after the handshake's checks and the receiving door's limits.
  case message(Message)
  /// The alarm asked for by `Effect.alarm`; early or repeated ones are harmless.
  case timerFired
  /// In the order given; each is answered by `accepted` or `rejected` in the same step.
  case propose([Proposal])
  /// Answered by `accepted` or `rejected` in the same step.
  case proposeConfiguration(ConfigurationChange)
  /// The effect so named, and all before it, are durable. A failed write is no input: the process
  /// ends, and nothing is ever written anew under a (term, index) already used.
  case persisted(PersistMark)
  /// These entries' bodies, damaged when this life began, were fetched from others, fit their
  /// headers and are durable again.
  case repaired([LogIndex])
  /// The state machine has taken in every entry up to here.
  case applied(LogIndex)
  /// Wants an index at or above every entry committed before this input. Always answered, by
  /// `readReady` or `readFailed`, at the latest after twice the election timeout.
  case read(ReadID)
  /// The newest connection to `peer` broke without a goodbye: suspicion, where it leads.
  case connectionLost(NodeID)
  /// Messages to `peer` may have been dropped: the leader probes before it streams on.
  case peerUnreachable(NodeID)
  /// Give up leadership, to `to` or else to the voter that is furthest; followers pass over it.
  case transferLeadership(to: NodeID?)
  /// The log up to and including `upTo` was cut from memory and disk. `upTo` must be applied, and
  /// flushed in the state.
  case logCompacted(upTo: LogIndex)
  /// A snapshot streamed by `from`, leader of `term`, is here, whole, checked and durable, and not
  /// yet in force.
  case snapshotReceived(SnapshotMeta, from: NodeID, term: Term)
  /// `Effect.installSnapshot` is done and durable.
  case snapshotInstalled(LogPosition)
  /// How `Effect.sendSnapshot` ended: `meta` where the receiver has all of it, nil where it failed.
  case snapshotSent(to: NodeID, LogPosition?)
}
