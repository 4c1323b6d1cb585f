import Messages
import Raft
import StateMachine
public import Units

/// How full disks are, as far as this node knows.
struct SpaceKeeping: Sendable {
  /// Of this node's disk.
  var level = DiskLevel.normal
  /// As a leader: what a majority of the voters have, or better.
  var common = DiskLevel.normal
  /// What binds a leader: its own disk's level or that of a majority.
  var bound: DiskLevel { max(level, common) }
  /// Bytes of entries taken from the leader since the own disk is critical.
  var taken = 0
}

/// A full disk (consensus.md, Storage). Below the first mark a leader refuses what makes the state
/// grow, fires nothing, and hands over to a voter with more room; what ends, deletes or lets go of
/// something goes on. Below the second it proposes nothing, and a follower takes what little a new
/// leader needs: reads, renewals, votes, members, log cut and compaction go on.
extension Replica {
  /// How full this node's disk is, as it was told last.
  public var diskLevel: DiskLevel { space.level }

  mutating func disk(_ level: DiskLevel) {
    guard level != space.level else { return }
    // What the others' disks are like is heard first: mostly all fill up at one time.
    if level > space.level { leadership.spaceHandoverAt = now + limits.raft.heartbeat * 4 }
    space.level = level
    space.taken = 0
    // What is flushed may be cut shorter now.
    cutLog()
  }

  /// Of who has not said anything yet it is taken to be normal.
  private func level(of voter: NodeID) -> DiskLevel {
    voter == identity.node ? space.level : leadership.level(of: voter) ?? .normal
  }

  /// Every turn of a leader: whether a majority of the voters has room.
  mutating func readSpace() {
    guard space.level > .normal || leadership.knowsOfFullDisks else {
      space.common = .normal
      return
    }
    let levels = raft.configuration.configuration.voters.map { level(of: $0.id) }.sorted()
    // As many as a majority are at this level or a better one.
    space.common = levels.isEmpty ? .normal : levels[levels.count / 2]
  }

  /// Looked at again and again: who has more room may be down or behind now.
  mutating func handOverIfDiskIsFull() {
    guard isLeader, space.level > .normal, now >= leadership.spaceHandoverAt else { return }
    var best: PeerStatus?
    for peer in raft.peers
    where peer.isVoter && peer.isActive && peer.id != identity.node
      && leadership.level(of: peer.id) ?? .critical < space.level
      && peer.match.advanced(by: limits.raft.catchUpEntries) >= raft.commitIndex
    {
      if let best, best.match >= peer.match { continue }
      best = peer
    }
    guard let best else { return }
    leadership.spaceHandoverAt = now + .seconds(5)
    raftStep(.transferLeadership(to: best.id))
  }

  /// Why the command is not taken, where a disk is full.
  func spaceObjection(to command: Command) -> Failure? {
    guard space.bound == .critical || space.bound == .low && command.header.kind.grows else {
      return nil
    }
    let what =
      space.bound == .critical
      ? "is full: nothing is written until there is room. Make some on its file system; retention "
        + "goes on by itself as far as the reserve allows, and so do reads"
      : "is nearly full: what makes the state grow is refused until there is room. Make some on its "
        + "file system, or end and delete what is not needed, which goes on"
    return Failure(
      .resourceExhausted, .diskFull, "the disk of \(fullNodes) \(what)",
      // Where it is this node's alone another leads in a moment.
      retryAfter: space.common == .normal ? .milliseconds(250) : .seconds(2))
  }

  /// Those whose disks are as full as what binds this leader: `n1, n3`.
  private var fullNodes: String {
    let voters = raft.configuration.configuration.voters.map(\.id).filter {
      level(of: $0) >= space.bound
    }
    let names = voters.prefix(5).map { node in
      machine.allMembers.first { $0.node == node }?.name ?? "\(node)"
    }
    return names.joined(separator: ", ") + (voters.count > 5 ? " and others" : "")
  }

  /// Whether a follower takes these entries. On a critical disk only as much as a new leader needs to
  /// come to its first entry: the rest comes again when there is room.
  mutating func hasRoom(for payloads: [Bytes]) -> Bool {
    guard space.level == .critical else { return true }
    let bytes = payloads.reduce(0) { $0 + $1.count }
    guard bytes == 0 || space.taken + bytes <= Int(limits.criticalBytes.rawValue) else {
      return false
    }
    space.taken += bytes
    return true
  }

  /// What of the log stays behind a flush: less where there is little room.
  var tail: (entries: Int, bytes: UInt64) {
    switch space.level {
    case .normal: (limits.tailEntries, limits.tailBytes.rawValue)
    case .low: (limits.tailEntries / 8, limits.tailBytes.rawValue / 8)
    case .critical: (0, 0)
    }
  }

  /// How long the state waits for a flush at most: the log cannot be cut before.
  var flushAge: Timeout {
    space.level == .normal ? limits.flushAge : min(limits.flushAge, .seconds(2))
  }
}
