public import Units

/// The first entry after a restore or a recovery: what the log went on from. Written offline by
/// whoever restores, never proposed.
public struct RecoverCommand: Hashable, Sendable {
  public enum Cause: UInt8, Hashable, Sendable {
    /// From a backup.
    case restore = 1
    /// From the data directory of one node, after the loss of a quorum.
    case quorumLoss = 2
  }

  public var cause: Cause
  /// The cluster that the state comes from.
  public var from: ClusterID
  /// The last entry that it holds of that one.
  public var index: LogIndex
  public var term: Term
  /// The only member.
  public var member: MemberRecord
  /// The wall clock of whoever did it, and what they said about it; at most 1,024 bytes.
  public var done: Instant
  public var note: String
  /// Nothing fires and nothing is granted until somebody releases it.
  public var holds: Bool

  public init(
    _ cause: Cause, from: ClusterID, index: LogIndex, term: Term, member: MemberRecord,
    done: Instant, note: String, holds: Bool
  ) {
    self.cause = cause
    self.from = from
    self.index = index
    self.term = term
    self.member = member
    self.done = done
    self.note = note
    self.holds = holds
  }

  public func encoded() -> Bytes {
    var record = RecordWriter()
    record.byte(1)
    record.byte(cause.rawValue)
    record.number(from.high)
    record.number(from.low)
    record.number(index.rawValue)
    record.number(term.rawValue)
    record.number(member.node.rawValue)
    record.text(member.name)
    record.text(member.address)
    record.time(done)
    record.text(note)
    record.flag(holds)
    return record.bytes
  }

  /// Nil where the bytes are no such command.
  public init?(_ bytes: ArraySlice<UInt8>) {
    var record = RecordReader(bytes)
    guard record.byte() == 1, let cause = Cause(rawValue: record.byte()) else { return nil }
    self.cause = cause
    from = ClusterID(high: record.number(), low: record.number())
    index = LogIndex(record.number())
    term = Term(record.number())
    member = MemberRecord(
      node: NodeID(record.number()), name: record.text(), address: record.text())
    done = record.time()
    note = record.text()
    holds = record.flag()
    if record.isDamaged || !record.isAtEnd { return nil }
  }
}
