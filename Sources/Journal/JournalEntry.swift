public import Units

/// A place in the log together with the term that names its payload; `Raft.LogPosition` on disk.
public struct JournalPosition: Hashable, Sendable, CustomStringConvertible {
  public var term: Term
  public var index: LogIndex

  public init(term: Term, index: LogIndex) {
    self.term = term
    self.index = index
  }

  /// Before the first entry.
  public static let zero = JournalPosition(term: .zero, index: .zero)

  /// `index/term`.
  public var description: String { "\(index)/\(term)" }
}

/// Term and vote as the log keeps them; `Raft.HardState` on disk.
public struct JournalHardState: Hashable, Sendable {
  public var term: Term
  /// Whom this node voted for in `term`.
  public var vote: NodeID?

  public init(term: Term = .zero, vote: NodeID? = nil) {
    self.term = term
    self.vote = vote
  }
}

/// An entry without its payload; maps one to one to `Raft.EntryHeader`.
public struct EntryMark: Hashable, Sendable, CustomStringConvertible {
  public var term: Term
  public var index: LogIndex
  /// `Raft.EntryKind`, which this target does not know.
  public var kind: UInt8
  /// Payload bytes.
  public var size: UInt32

  public init(term: Term, index: LogIndex, kind: UInt8, size: UInt32) {
    self.term = term
    self.index = index
    self.kind = kind
    self.size = size
  }

  public var position: JournalPosition { JournalPosition(term: term, index: index) }

  public var description: String { "\(index)/\(term) kind \(kind), \(size) bytes" }
}

/// An entry with its payload.
public struct JournalEntry: Hashable, Sendable {
  public var term: Term
  public var index: LogIndex
  public var kind: UInt8
  public var payload: Bytes

  public init(term: Term, index: LogIndex, kind: UInt8, payload: Bytes) {
    self.term = term
    self.index = index
    self.kind = kind
    self.payload = payload
  }

  public var mark: EntryMark {
    EntryMark(term: term, index: index, kind: kind, size: UInt32(payload.count))
  }
}

/// What becomes durable together: one `Raft.Persist`, or an order of the node's own.
///
/// The parts take effect in the order of the fields. A batch is found whole after a crash, or not
/// at all.
public struct LogBatch: Hashable, Sendable {
  /// Forget every entry; the log goes on after this place (a snapshot took the entries' place).
  /// The hard state stays.
  public var reset: JournalPosition?
  /// The new term and vote.
  public var hardState: JournalHardState?
  /// Every entry from this index on is void.
  public var truncateFrom: LogIndex?
  /// Consecutive, the first right after the last entry that stands.
  public var entries: [JournalEntry]
  /// Bodies fetched anew for entries found damaged at start. Each must bear the checksum that the
  /// entry's header kept.
  public var repaired: [JournalEntry]
  /// Entries up to and including this place are needed no more. It must be in the log.
  public var cut: JournalPosition?

  public init(
    reset: JournalPosition? = nil, hardState: JournalHardState? = nil,
    truncateFrom: LogIndex? = nil, entries: [JournalEntry] = [], repaired: [JournalEntry] = [],
    cut: JournalPosition? = nil
  ) {
    self.reset = reset
    self.hardState = hardState
    self.truncateFrom = truncateFrom
    self.entries = entries
    self.repaired = repaired
    self.cut = cut
  }

  public var isEmpty: Bool {
    reset == nil && hardState == nil && truncateFrom == nil && entries.isEmpty
      && repaired.isEmpty && cut == nil
  }

  /// Payload bytes, plus 64 for each record: what a queue counts. O(entries).
  public var byteCount: Int {
    var count = 64 * (4 + entries.count + repaired.count)
    for entry in entries { count += entry.payload.count }
    for entry in repaired { count += entry.payload.count }
    return count
  }
}
