import DequeModule
import Raft
import StateMachine
import Units

/// What a leader remembers of its one term. A new one begins with none of it.
struct Leadership: Sendable {
  /// What a node has that does not lead.
  static let none = Leadership()

  private(set) var isLeading = false
  private(set) var term = Term.zero
  private(set) var noop = LogIndex.zero
  private(set) var since = Monotonic.zero
  /// The first entry of the term is applied.
  var isReady = false

  // Time.
  var clock = LeaderClock()
  /// As of the last turn, with when it was taken.
  var reading: Reading?
  var handedOverAt: Monotonic?
  /// When to look for a voter with more room.
  var spaceHandoverAt = Monotonic.zero
  /// How full the others' disks were when they last answered a heartbeat.
  private var levels: [(node: NodeID, level: DiskLevel)] = []

  // Duties.
  var underWay: Duties = []
  /// The pairs of the grants under way, in the entry that carries them.
  var granting: [GrantCommand.Pair] = []
  /// When to think about time again.
  var wakeAt = Monotonic.zero
  /// What was thought last, so that a thought which changes nothing is not had over and over.
  var lastThought: [Command] = []
  var retainAt = Monotonic.distantFuture
  var isRetaining = false
  /// Where retention looks on; `none` for the beginning.
  var retainFrom = RecordID.none

  /// For a bug only (`ReplicaMutations.skipsMissed`).
  var hasSkipped = false

  // Workers.
  var sessions = SessionBook()
  /// What workers said before this leader was ready to listen.
  var early: [EarlyWord] = []
  var pushes = PushQueue()

  // Members.
  var membership: MembershipWork?
  /// The records of members that had nothing to be done about them, under the configuration of this
  /// index: not looked through again in every turn.
  var keptRecords: (index: LogIndex, records: [MemberRecord])?
  /// Those that the last snapshots did not get to, and when the next may be sent.
  private var snapshotPauses: [SnapshotPause] = []
  /// When each of them last said anything.
  private var heardAt: [(node: NodeID, at: Monotonic)] = []
  /// When the newest heartbeat left that each of them has answered: it was alive after that.
  private var answered: [(node: NodeID, sent: Monotonic)] = []

  struct Reading: Sendable {
    var time: Instant
    var taken: Monotonic
    var isRight: Bool
  }

  enum EarlyWord: Sendable {
    case attach(RecordID, lastGrant: UInt64, held: [RecordID])
    case credit(RecordID, Int, lastGrant: UInt64)
  }

  /// Words kept until this leader is ready, at most; the sessions of those beyond hear that it does
  /// not lead.
  static let mostEarly = 65_536

  private init() {}

  init(term: Term, noop: LogIndex, at now: Monotonic, retention: Timeout) {
    isLeading = true
    self.term = term
    self.noop = noop
    since = now
    retainAt = now + retention
  }

  mutating func take(_ level: DiskLevel, from node: NodeID) {
    if let place = levels.firstIndex(where: { $0.node == node }) {
      levels[place].level = level
    } else {
      levels.append((node, level))
    }
  }

  /// Somebody else's disk is not at its best.
  var knowsOfFullDisks: Bool { levels.contains { $0.level > .normal } }

  /// Nil before it has said anything.
  func level(of node: NodeID) -> DiskLevel? { levels.first { $0.node == node }?.level }

  mutating func heard(_ node: NodeID, at now: Monotonic) {
    if let place = heardAt.firstIndex(where: { $0.node == node }) {
      heardAt[place].at = now
    } else {
      heardAt.append((node, now))
    }
  }

  mutating func answered(_ node: NodeID, sent: Monotonic) {
    if let place = answered.firstIndex(where: { $0.node == node }) {
      answered[place].sent = max(answered[place].sent, sent)
    } else {
      answered.append((node, sent))
    }
  }

  /// Whether it has answered a heartbeat that left at `time` or later.
  func hasAnswered(_ node: NodeID, since time: Monotonic) -> Bool {
    answered.contains { $0.node == node && $0.sent >= time }
  }

  /// After a stream that broke or was refused, as by a disk without room. The next one costs this leader
  /// a flush and a checkpoint: it comes later each time.
  mutating func snapshotFailed(to node: NodeID, at now: Monotonic) {
    if let place = snapshotPauses.firstIndex(where: { $0.node == node }) {
      snapshotPauses[place].lengthen(at: now)
    } else {
      snapshotPauses.append(SnapshotPause(node, at: now))
    }
  }

  mutating func snapshotArrived(at node: NodeID) { snapshotPauses.removeAll { $0.node == node } }

  /// When a snapshot may be sent to the node again.
  func nextSnapshot(to node: NodeID) -> Monotonic {
    snapshotPauses.first { $0.node == node }?.end ?? .zero
  }

  /// For how long a member has been silent, as far as this leader can know.
  func silence(of node: NodeID, at now: Monotonic) -> Timeout {
    now - (heardAt.first { $0.node == node }?.at ?? since)
  }

  /// When it has something to do by itself.
  var deadline: Monotonic {
    guard isReady else { return .distantFuture }
    // What is under way has its own end: an alarm that has passed, and that nothing answers, would ring
    // again at once, and the loop would look at nothing else.
    var next = underWay.contains(.time) ? Monotonic.distantFuture : wakeAt
    if !isRetaining, !underWay.contains(.retention) { next = min(next, retainAt) }
    if !sessions.isConfirming, !underWay.contains(.losses) { next = min(next, sessions.nextExpiry) }
    return next
  }
}

/// How long no snapshot is sent to a node after one that did not get there.
struct SnapshotPause: Sendable {
  static let first = Timeout.milliseconds(50)
  static let most = Timeout.seconds(2)

  let node: NodeID
  private var span = SnapshotPause.first
  private(set) var end: Monotonic

  init(_ node: NodeID, at now: Monotonic) {
    self.node = node
    end = now + span
  }

  /// Doubles it.
  mutating func lengthen(at now: Monotonic) {
    span = min(span * 2, SnapshotPause.most)
    end = now + span
  }
}

/// Leases on their way to their sessions, in the order of their grants: a worker that has received
/// one has received all before it, which is what `lastGrant` means.
struct PushQueue: Sendable {
  struct Push: Sendable {
    var session: RecordID
    var epoch: UInt64
    var grant: Grant
    var lease: Bytes?
    /// It could not be read: left out, and told again when the session attaches.
    var isVoid = false
  }

  private(set) var pushes: Deque<Push> = []
  private(set) var first: UInt64 = 0

  /// Returns its number.
  mutating func append(_ push: Push) -> UInt64 {
    pushes.append(push)
    return first + UInt64(pushes.count) - 1
  }

  func grant(_ number: UInt64) -> Grant? {
    guard number >= first, number - first < UInt64(pushes.count) else { return nil }
    return pushes[Int(number - first)].grant
  }

  /// `lease` is nil where it is not to be pushed after all.
  mutating func finish(_ number: UInt64, _ lease: Bytes?) {
    guard number >= first, number - first < UInt64(pushes.count) else { return }
    pushes[Int(number - first)].lease = lease
    pushes[Int(number - first)].isVoid = lease == nil
  }

  /// The oldest, where it is read.
  mutating func popReady() -> Push? {
    guard let oldest = pushes.first, oldest.lease != nil || oldest.isVoid else { return nil }
    pushes.removeFirst()
    first += 1
    return oldest
  }
}
