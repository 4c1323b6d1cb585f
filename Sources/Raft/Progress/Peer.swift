public import Units

/// What a node remembers of one member, itself included. Votes are a candidate's memory, the rest
/// a leader's (thesis, section 3.5: nextIndex, matchIndex).
struct Peer: Sendable {
  enum State: Hashable, Sendable {
    /// The follower's log is not known: one append at a time, until one is accepted.
    case probe
    /// Appends are sent ahead of their answers, as far as the window goes.
    case replicate
    /// It needs what was cut: nothing is sent until the snapshot's end is reported.
    case snapshot
  }

  let member: Member
  /// Whether it votes in the configuration in force.
  var isVoter: Bool
  var state = State.probe
  /// Everything up to here is durable there and equal to the leader's. Invariant: `match < next`.
  var match = LogIndex.zero
  /// The next entry to send.
  var next: LogIndex
  /// The probe is under way; only an answer, or one to a heartbeat, lets the next one go.
  var isPaused = false
  var inflight = Inflight()
  /// When an append last left for it: an answer to a later heartbeat that does not know of it
  /// proves it lost.
  var appendedAt = Monotonic.zero
  /// When any message of the current term last came from it.
  var heardAt: Monotonic?
  /// The newest heartbeat round it answered (section 6.4).
  var round: UInt64 = 0
  /// The first entry that it last called damaged; zero where it called none so.
  var damagedFrom = LogIndex.zero
  /// Answers to earlier ones do not count: `PeerWord`.
  var epoch: UInt32 = 0
  /// Smoothed over about eight heartbeats.
  var roundTrip: Timeout?
  /// Its answer in the election under way.
  var vote: Bool?

  init(_ member: Member, isVoter: Bool, next: LogIndex) {
    self.member = member
    self.isVoter = isVoter
    self.next = next
  }

  /// Forgets what an earlier leadership knew.
  mutating func reset(next: LogIndex, heardAt: Monotonic) {
    self = Peer(member, isVoter: isVoter, next: next)
    self.heardAt = heardAt
  }

  mutating func probe(next: LogIndex, isPaused: Bool = false) {
    state = .probe
    self.next = max(next, match.next())
    self.isPaused = isPaused
    inflight.removeAll()
  }

  /// The end of its log is not there any more: what it acknowledged beyond `last`, whoever carried it,
  /// counts no more (section 3.8 takes for granted that this does not happen; a tail that was cut though
  /// it was whole once, or a directory put back from an older copy, make it happen). It can be given
  /// that again, and was counted on in vain until it has it.
  mutating func forgot(after last: LogIndex) {
    epoch += 1
    match = min(match, last)
    probe(next: last.next())
  }

  mutating func replicate(next: LogIndex) {
    state = .replicate
    self.next = max(next, match.next())
    isPaused = false
    inflight.removeAll()
  }

  mutating func awaitSnapshot() {
    state = .snapshot
    inflight.removeAll()
  }

  mutating func acknowledge(_ persisted: LogIndex) {
    match = max(match, persisted)
    next = max(next, match.next())
    inflight.free(upTo: match)
  }

  /// Whether its window has room for something that it lacks. Asked in place: a copy of the peer
  /// would have its window copied with the next append.
  func takesMore(of log: HeaderLog, _ limits: Limits) -> Bool {
    switch state {
    case .snapshot: false
    case .probe: !isPaused
    case .replicate:
      (!inflight.isFull(limits) && next <= log.last.index) || needsSnapshot(base: log.base.index)
    }
  }

  mutating func measured(_ sample: Timeout) {
    guard sample >= .zero else { return }
    guard let smoothed = roundTrip else {
      roundTrip = sample
      return
    }
    roundTrip = Timeout(
      microseconds: smoothed.microseconds + (sample.microseconds - smoothed.microseconds) / 8)
  }

  func isActive(at now: Monotonic, within span: Timeout) -> Bool {
    guard let heardAt else { return false }
    return now < heardAt + span
  }
}

/// A member as the leader sees it; for status pages and scripts.
public struct PeerStatus: Hashable, Sendable {
  public enum Replication: String, Hashable, Sendable {
    case probe, replicate, snapshot
  }
  public var id: NodeID
  public var isVoter: Bool
  public var replication: Replication
  /// Everything up to here is durable there.
  public var match: LogIndex
  public var next: LogIndex
  public var isActive: Bool
  public var roundTrip: Timeout?
}
