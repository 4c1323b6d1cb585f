public import Units

/// One message between two cores. Order is not relied on, nor delivery; a transport that keeps
/// order is faster. Each kind has a file of its own with the rule that answers it.
public struct Message: Hashable, Sendable {
  /// A message of another group is dropped.
  public var group: GroupID
  public var from: NodeID
  /// Of the sender's data directory.
  public var incarnation: Incarnation
  public var to: NodeID
  /// The sender's current term, durable at the sender before the message leaves the core.
  public var term: Term
  public var body: Body

  public init(
    group: GroupID, from: NodeID, incarnation: Incarnation, to: NodeID, term: Term, body: Body
  ) {
    self.group = group
    self.from = from
    self.incarnation = incarnation
    self.to = to
    self.term = term
    self.body = body
  }

  public enum Body: Hashable, Sendable {
    case preVoteRequest(PreVoteRequest)
    case preVoteResponse(PreVoteResponse)
    case voteRequest(VoteRequest)
    case voteResponse(VoteResponse)
    case appendRequest(AppendRequest)
    case appendResponse(AppendResponse)
    case heartbeat(Heartbeat)
    case heartbeatResponse(HeartbeatResponse)
    case readIndexRequest(ReadIndexRequest)
    case readIndexResponse(ReadIndexResponse)
    case timeoutNow(TimeoutNow)
    case installSnapshotResponse(InstallSnapshotResponse)
  }
}

/// Would you vote for me in `candidateTerm`? Changes nothing at the receiver (section 9.6).
public struct PreVoteRequest: Hashable, Sendable {
  /// The term the sender would campaign in: its current one plus 1.
  public var candidateTerm: Term
  public var last: LogPosition

  public init(candidateTerm: Term, last: LogPosition) {
    self.candidateTerm = candidateTerm
    self.last = last
  }
}

public struct PreVoteResponse: Hashable, Sendable {
  /// Of the request, so that an answer to an earlier round is told from this one's.
  public var candidateTerm: Term
  public var granted: Bool

  public init(candidateTerm: Term, granted: Bool) {
    self.candidateTerm = candidateTerm
    self.granted = granted
  }
}

/// RequestVote (section 3.4).
public struct VoteRequest: Hashable, Sendable {
  public var last: LogPosition
  /// The leader itself asked for this election: receivers do not hold to it (section 4.2.3).
  public var isTransfer: Bool

  public init(last: LogPosition, isTransfer: Bool) {
    self.last = last
    self.isTransfer = isTransfer
  }
}

public struct VoteResponse: Hashable, Sendable {
  public var granted: Bool

  public init(granted: Bool) { self.granted = granted }
}

/// AppendEntries with entries, or an empty probe (section 3.5). Whoever carries it adds the payload
/// of every header, named by (term, index).
public struct AppendRequest: Hashable, Sendable {
  /// The entry right before `entries`.
  public var previous: LogPosition
  public var commit: LogIndex
  /// Consecutive, from `previous.index + 1`.
  public var entries: [EntryHeader]
  /// One for each entry of kind `configuration`, in order. Not on the wire as such: the receiver
  /// decodes it from the payload (`Configuration.init(decoding:)`).
  public var configurations: [PlacedConfiguration]

  public init(
    previous: LogPosition, commit: LogIndex, entries: [EntryHeader],
    configurations: [PlacedConfiguration]
  ) {
    self.previous = previous
    self.commit = commit
    self.entries = entries
    self.configurations = configurations
  }
}

public struct AppendResponse: Hashable, Sendable {
  public enum Outcome: Hashable, Sendable {
    /// Every entry up to `persisted` is durable here and equal to the leader's; up to `matched` they
    /// are equal and on their way to the disk.
    case accepted(persisted: LogIndex, matched: LogIndex)
    /// The log here has no entry equal to `previous`. The leader backs off to `hint`: the last
    /// position here at or before it whose term is not above `previous.term` (section 3.5).
    case rejected(previous: LogIndex, hint: LogPosition)
  }
  public var outcome: Outcome

  public init(_ outcome: Outcome) { self.outcome = outcome }
}

/// Leadership, told every heartbeat interval and once for every round of reads (section 6.4).
/// It carries no entries and is never held up by flow control.
public struct Heartbeat: Hashable, Sendable {
  /// Followers cap it at what they know to be equal to the leader's log.
  public var commit: LogIndex
  /// Grows with each round of reads: an answer confirms every round up to its own.
  public var round: UInt64
  /// The leader's clock at sending, echoed: it measures the round trip and dates clock samples.
  public var sentAt: Monotonic
  /// The receiver's place, from 0, in the order of succession: by match index, then by node id.
  public var rank: UInt16
  /// The longest smoothed round trip to a voter that answers.
  public var roundTrip: Timeout

  public init(
    commit: LogIndex, round: UInt64, sentAt: Monotonic, rank: UInt16, roundTrip: Timeout
  ) {
    self.commit = commit
    self.round = round
    self.sentAt = sentAt
    self.rank = rank
    self.roundTrip = roundTrip
  }
}

public struct HeartbeatResponse: Hashable, Sendable {
  public var round: UInt64
  public var sentAt: Monotonic
  /// As in `AppendResponse`.
  public var persisted: LogIndex
  public var matched: LogIndex
  /// The follower's wall clock. The core leaves it at the epoch and never reads it: the replica puts
  /// it in when it sends, and takes it out when it receives.
  public var clock: Instant

  public init(
    round: UInt64, sentAt: Monotonic, persisted: LogIndex, matched: LogIndex,
    clock: Instant = .epoch
  ) {
    self.round = round
    self.sentAt = sentAt
    self.persisted = persisted
    self.matched = matched
    self.clock = clock
  }
}

/// A follower asks on behalf of its readers which index they must see (section 6.4).
public struct ReadIndexRequest: Hashable, Sendable {
  /// Of the asking node; a repetition is a new number.
  public var number: UInt64

  public init(number: UInt64) { self.number = number }
}

public struct ReadIndexResponse: Hashable, Sendable {
  public var number: UInt64
  /// Nil: failed, ask again.
  public var index: LogIndex?

  public init(number: UInt64, index: LogIndex?) {
    self.number = number
    self.index = index
  }
}

/// The leader hands over: campaign at once (section 3.10).
public struct TimeoutNow: Hashable, Sendable {
  public init() {}
}

/// How the installation of a snapshot that the leader streamed went. There is no request of the
/// core's: the bytes travel on a stream of their own, and what arrived whole and checked enters the
/// receiver's core as `Input.snapshotReceived`.
public struct InstallSnapshotResponse: Hashable, Sendable {
  /// Everything up to here is durable at the sender and equal to the leader's; nil: refused or
  /// failed, and the leader finds out by probing.
  public var persisted: LogIndex?

  public init(persisted: LogIndex?) { self.persisted = persisted }
}
