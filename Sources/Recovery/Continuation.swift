internal import Journal
internal import Raft
internal import Replica
internal import StateMachine
internal import Storage
public import Units

/// Where and as whom a log goes on that has lost its cluster.
///
/// It goes on at log index (seconds since 2020-01-01 UTC) × 2^16, the fraction of the second counted,
/// in a term above any in the data, as a new cluster. So no id, token, offset or index of the lost
/// timeline is given out twice, also when one backup is restored twice: a cluster would have to write
/// 65,536 entries a second, on the average of its life, to reach the index that a later restore begins
/// with. The new cluster id keeps the old cluster's nodes out: whichever of them come back cannot talk
/// to the new one's.
public struct Continuation: Hashable, Sendable {
  public var cluster: ClusterID
  public var node: NodeID
  public var incarnation: Incarnation
  public var index: LogIndex
  public var term: Term

  /// 2020-01-01T00:00:00Z.
  static let origin = Instant(seconds: 1_577_836_800)
  /// Of an id's 48 bits the highest part stays free, or the log could not go on.
  static let highest = LogIndex((1 << 48) - (1 << 40))

  /// The index for a moment; zero before 2020.
  public static func index(at moment: Instant) -> LogIndex {
    let microseconds = moment.microseconds - origin.microseconds
    guard microseconds > 0 else { return .zero }
    let seconds = UInt64(microseconds) / 1_000_000
    let fraction = UInt64(microseconds) % 1_000_000
    return LogIndex(seconds << 16 + (fraction << 16) / 1_000_000)
  }

  /// - Parameters:
  ///   - last: the last entry found.
  ///   - term: the highest term found.
  ///   - highestNode: the highest number that a member was ever given.
  ///   - wanted: an index given by hand.
  init(
    after last: JournalPosition, term: Term, highestNode: NodeID, clock: Instant,
    wanted: LogIndex?
  ) throws(RecoveryFailure) {
    let index = wanted ?? Continuation.index(at: clock)
    guard index > last.index else {
      throw RecoveryFailure(
        .usage,
        wanted == nil
          ? "the clock shows \(clock), for which the log would go on at \(index): not above "
            + "\(last.index), the last entry found"
          : "the log cannot go on at \(index): the last entry found is \(last.index)",
        advice: "set the clock right, or give a higher index with --index; nothing was changed")
    }
    guard index <= Continuation.highest else {
      throw RecoveryFailure(
        .usage, "the log cannot go on at \(index): \(Continuation.highest) is the highest",
        advice: "set the clock right, or give a lower index with --index; nothing was changed")
    }
    var generator = SystemRandomNumberGenerator()
    cluster = ClusterID(high: generator.next(), low: generator.next())
    incarnation = Incarnation(generator.next() | 1)
    node = NodeID(highestNode.rawValue + 1)
    self.index = index
    self.term = max(term, last.term).next()
  }
}

/// How large the files of a log are.
package enum LogSize: Sendable {
  case usual
  /// For tests that copy them often.
  case small

  var options: RaftLog.Options {
    switch self {
    case .usual: RaftLog.Options()
    case .small: RaftLog.Options(segmentSize: .kibibytes(64), ringSlots: 128, spares: 1)
    }
  }
}

/// A member's place: what others call it and where they find it.
struct Seat {
  var name: String
  var address: String

  func check() throws(RecoveryFailure) {
    guard (1...128).contains(name.utf8.count) else {
      throw RecoveryFailure(.usage, "a node's name has 1 to 128 bytes, not \(name.utf8.count)")
    }
    guard (1...Configuration.addressLimit).contains(address.utf8.count) else {
      throw RecoveryFailure(
        .usage, "an address has 1 to \(Configuration.addressLimit) bytes: host:port")
    }
  }
}

/// What was found, by whom it goes on, and why: the log's first entry.
struct Handover {
  var cause: RecoverCommand.Cause
  var from: ClusterID
  var last: JournalPosition
  var done: Instant
  var note: String
  var seat: Seat
  /// Nothing fires and nothing is granted until somebody releases it.
  var holds: Bool
}

extension Continuation {
  /// Ends the staged state and makes the log that goes on from it: its base is the state's new place,
  /// its first entry says what happened. The only member is this node.
  func write(
    _ machine: consuming StateMachine, _ store: borrowing StateStore, _ handover: Handover,
    log directory: String, _ size: LogSize
  ) throws(RecoveryFailure) {
    let member = Member(id: node, incarnation: incarnation, address: handover.seat.address)
    let configuration = PlacedConfiguration(
      index: index, configuration: Configuration(voters: [member]))
    machine.goOn(at: index, term)
    let command = RecoverCommand(
      handover.cause, from: handover.from, index: handover.last.index, term: handover.last.term,
      member: MemberRecord(node: node, name: handover.seat.name, address: handover.seat.address),
      done: handover.done, note: handover.note, holds: handover.holds)
    var batch = CommandBatch()
    batch.append(Command(CommandHeader(.recover), body: command.encoded()))
    // Not this machine's clock: a wrong one would carry stamped time away with it.
    var generator = SystemRandomNumberGenerator()
    batch.stamp(time: machine.time + .microseconds(1), seed: generator.next())
    var changes = StateBatch()
    changes.put(
      StoredConfigurations.key, StoredConfigurations([configuration]).encoded(upTo: index))
    changes.put(Keys.meta, machine.metaRecord())
    let position = JournalPosition(term: term, index: index)
    let entry = JournalEntry(
      term: term, index: index.next(), kind: EntryKind.command.rawValue, payload: batch.bytes)
    try onDisk { () throws(StorageError) in
      try store.write(changes)
      try store.flush()
      var log = try RaftLog(directory: directory, options: size.options, owner: incarnation)
      try log.append([
        LogBatch(reset: position, hardState: JournalHardState(term: term)),
        LogBatch(entries: [entry]),
      ])
    }
  }

  var identity: NodeIdentity {
    NodeIdentity(cluster: cluster, node: node, incarnation: incarnation)
  }
}
