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
  /// A handful: looked through from the front.
  private var others: [OtherNode] = []

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

  private func other(_ node: NodeID) -> OtherNode? { others.first { $0.node == node } }

  private mutating func place(of node: NodeID) -> Int {
    if let place = others.firstIndex(where: { $0.node == node }) { return place }
    others.append(OtherNode(node: node))
    return others.count - 1
  }

  mutating func take(_ level: DiskLevel, from node: NodeID) {
    others[place(of: node)].level = level
  }

  /// Somebody else's disk is not at its best.
  var knowsOfFullDisks: Bool { others.contains { $0.level ?? .normal > .normal } }

  /// Nil before it has said anything.
  func level(of node: NodeID) -> DiskLevel? { other(node)?.level }

  mutating func heard(_ node: NodeID, at now: Monotonic) { others[place(of: node)].heardAt = now }

  /// For how long a member has been silent, as far as this leader can know.
  func silence(of node: NodeID, at now: Monotonic) -> Timeout {
    now - (other(node)?.heardAt ?? since)
  }

  mutating func answered(_ node: NodeID, sent: Monotonic) {
    let place = place(of: node)
    others[place].answered = max(others[place].answered, sent)
  }

  /// Whether it has answered a heartbeat that left at `time` or later.
  func hasAnswered(_ node: NodeID, since time: Monotonic) -> Bool {
    lastAnswer(of: node).map { $0 >= time } ?? false
  }

  /// When the newest heartbeat of this term left that it has answered; nil where it has answered none.
  func lastAnswer(of node: NodeID) -> Monotonic? {
    other(node).flatMap { $0.answered == .zero ? nil : $0.answered }
  }

  /// After a stream that broke or was refused, as by a disk without room. The next one costs this leader
  /// a flush and a checkpoint: it comes later each time.
  mutating func snapshotFailed(to node: NodeID, at now: Monotonic) {
    others[place(of: node)].pause.lengthen(at: now)
  }

  mutating func snapshotArrived(at node: NodeID) {
    guard isLeading else { return }
    others[place(of: node)].pause = SnapshotPause()
  }

  /// When a snapshot may be sent to the node again.
  func nextSnapshot(to node: NodeID) -> Monotonic { other(node)?.pause.end ?? .zero }

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

/// What a leader knows of another node.
private struct OtherNode: Sendable {
  let node: NodeID
  /// How full its disk was when it last answered a heartbeat.
  var level: DiskLevel?
  /// When it last said anything.
  var heardAt: Monotonic?
  /// When the newest heartbeat left that it has answered: it was alive after that.
  var answered = Monotonic.zero
  var pause = SnapshotPause()
}

/// How long no snapshot is sent to a node after one that did not get there.
struct SnapshotPause: Sendable {
  static let first = Timeout.milliseconds(50)
  static let most = Timeout.seconds(2)

  private var span = Timeout.zero
  private(set) var end = Monotonic.zero

  /// From `first` on twice as long each time.
  mutating func lengthen(at now: Monotonic) {
    span = min(max(span * 2, SnapshotPause.first), SnapshotPause.most)
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
