public import Units

/// Times and bounds of a core; the same on every node of a cluster by convention, not by need.
/// Times: thesis, section 3.9 (why an election takes longer than a broadcast); windows and batches:
/// section 10.2.
public struct Limits: Hashable, Sendable {
  /// How long a silent leader is believed, and how long a leader believes itself without a quorum.
  public var electionTimeout = Timeout.milliseconds(300)
  /// Upper bound of what is added at random to an election timeout; drawn from 1 ms up, so that
  /// candidates are always older than the voters' patience.
  public var electionJitter = Timeout.milliseconds(300)
  public var heartbeat = Timeout.milliseconds(50)
  /// How long followers may wait to hear of a commit that no append tells them.
  public var commitDelay = Timeout.milliseconds(5)
  /// Lower bound of the unit in which suspicious followers wait by rank.
  public var suspicionUnit = Timeout.milliseconds(5)
  /// Append messages under way to one follower.
  public var inflightMessages = 256
  /// Payload bytes under way to one follower; one message more where a single entry is larger.
  public var inflightBytes = ByteCount.mebibytes(16)
  /// Payload bytes in one append message; one entry at least.
  public var appendBytes = ByteCount.mebibytes(1)
  public var appendEntries = 4_096
  /// Payload bytes, and 64 for each entry, proposed and not yet committed, beyond which proposals
  /// are refused.
  public var uncommittedBytes = ByteCount.mebibytes(64)
  /// Reads waiting at one node, beyond which they fail at once.
  public var waitingReads = 65_536
  /// How many entries a learner may be behind and count as caught up.
  public var catchUpEntries = 64

  public init() {}
}
