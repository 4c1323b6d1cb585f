import Raft
import Units

/// Bodies of entries that this node's disk lost (consensus notes, Storage, case b): asked of one
/// member after the other, whoever leads, since a body that fits the header's checksum is right
/// wherever it comes from.
struct Repair: Sendable {
  /// What the headers say of the bodies, by index.
  var checksums: [LogIndex: UInt32]
  /// Whom to ask next, by place among the other members.
  private var turn = 0
  /// When the member asked last has had its time.
  private(set) var deadline = Monotonic.zero
  /// Bodies are on their way to the disk.
  var isWriting = false

  init(checksums: [LogIndex: UInt32]) { self.checksums = checksums }

  mutating func next(of members: [NodeID], until deadline: Monotonic) -> NodeID? {
    self.deadline = deadline
    guard !members.isEmpty else { return nil }
    turn += 1
    return members[turn % members.count]
  }

  mutating func answered(_ now: Monotonic) { deadline = now }
}

extension Replica {
  /// Entries asked for in one message.
  package static let mostWanted = 64

  mutating func keepRepairing() {
    guard let first = raft.firstDamaged, !repair.isWriting, now >= repair.deadline else { return }
    let others = raft.configuration.configuration.members.map(\.id).filter { $0 != identity.node }
    guard let peer = repair.next(of: others, until: now + limits.repairPatience) else { return }
    var wanted: [LogPosition] = []
    for index in raft.damaged.prefix(Replica.mostWanted) {
      guard let term = raft.term(at: index) else { continue }
      wanted.append(LogPosition(term: term, index: index))
    }
    precondition(!wanted.isEmpty, "damage at \(first), which is not in the log")
    effects.append(.askEntries(wanted, of: peer))
  }

  var repairDeadline: Monotonic {
    raft.firstDamaged == nil || repair.isWriting ? .distantFuture : repair.deadline
  }

  /// Answers with the first run of entries that is here, durable and whole.
  mutating func entriesWanted(_ positions: [LogPosition], by peer: NodeID) {
    guard raft.configuration.configuration.member(peer) != nil, !snapshots.isInstalling,
      !log.isReading(.repair(peer))
    else { return }
    let isHere = { [raft] (position: LogPosition) in
      raft.term(at: position.index) == position.term && position.index <= raft.durableIndex
        && !raft.damaged.contains(position.index)
    }
    guard let place = positions.prefix(Replica.mostWanted).firstIndex(where: isHere) else {
      return effects.append(.sendEntries([], to: peer))
    }
    var last = positions[place]
    for position in positions[(place + 1)...] {
      guard position.index == last.index.next(), isHere(position) else { break }
      last = position
    }
    effects.append(
      .readLog(
        log.newRead(.repair(peer)), from: positions[place].index, through: last.index,
        bytes: limits.logReadBytes))
  }

  mutating func entriesFound(_ entries: [LoggedEntry], by peer: NodeID) {
    guard !repair.isWriting else { return }
    let damaged = raft.damaged
    var good: [LoggedEntry] = []
    for entry in entries.prefix(Replica.mostWanted)
    where damaged.contains(entry.header.index)
      && raft.header(at: entry.header.index) == entry.header
      && CRC32C(entry.payload).value == repair.checksums[entry.header.index]
    {
      good.append(entry)
    }
    guard !good.isEmpty else { return repair.answered(nextRound) }
    repair.isWriting = true
    effects.append(.repair(good))
  }

  /// One that has nothing is followed by the next at once, and a whole round in vain by a pause.
  private var nextRound: Monotonic { now + .milliseconds(20) }

  mutating func repaired(_ indexes: [LogIndex]) {
    repair.isWriting = false
    repair.answered(now)
    for index in indexes { repair.checksums[index] = nil }
    raftStep(.repaired(indexes))
  }
}
