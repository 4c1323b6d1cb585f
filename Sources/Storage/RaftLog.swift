public import Journal
public import Units

/// Owner of the segmented log in one directory. Not for two threads: `LogWriter` gives it one.
///
///     NNNNNNNNNNNNNNNNNNNN.seg   segments in use, by number: `SegmentHeader`, then records
///     spare-N.seg                zero-filled or used before, ready for use
///     spare-N.tmp                being filled; worth nothing
///     headers.ring               `HeaderRing`
///
/// An append is one write and one sync into blocks that were written before. A failed one is final.
public struct RaftLog: ~Copyable {
  public struct Options: Hashable, Sendable {
    /// Of one segment file, at least 64 KiB; no entry may be larger than what it holds.
    public var segmentSize: ByteCount
    /// Headers that the second ring keeps; 96 bytes each. A damaged header further back makes the
    /// log unreadable: as many as the log has entries at most (`ReplicaLimits.flushEntries` and
    /// `tailEntries`, and what comes in while a flush is under way).
    public var ringSlots: Int
    /// Segments kept ready for use; more are deleted.
    public var spares: Int

    public init(
      segmentSize: ByteCount = .mebibytes(64), ringSlots: Int = 131_072, spares: Int = 2
    ) {
      self.segmentSize = segmentSize
      self.ringSlots = ringSlots
      self.spares = spares
    }
  }

  public struct Counters: Hashable, Sendable {
    public var syncs: UInt64 = 0
    public var batches: UInt64 = 0
    public var records: UInt64 = 0
    /// Written to segments, headers and padding included.
    public var bytes: UInt64 = 0
    public var segmentSwitches: UInt64 = 0
    /// Switches that found no spare ready and had to fill one with zeros while appends waited.
    public var segmentStalls: UInt64 = 0

    public init() {}
  }

  private var core: LogCore

  /// Opens the log in `directory`, or makes an empty one there.
  ///
  /// - Parameters:
  ///   - owner: whose log it is, or is to be.
  ///   - isExpected: a node with a place in a cluster had one: a directory without a segment is
  ///     unreadable then, and nothing is made.
  /// - Throws: `StorageError`; with code `unreadable` in case (c) of recovery, `foreign` where it is
  ///   another node's log.
  public init(
    directory: String, options: Options = Options(), owner: Incarnation, isExpected: Bool = false
  ) throws(StorageError) {
    core = try LogCore(
      directory: directory, options: options, owner: owner, isExpected: isExpected)
  }

  public var directory: String { core.directory }
  /// What the directory held when it was opened.
  public var recovered: RecoveredLog { core.recovered }
  public var counters: Counters { core.counters }
  /// Segments in use; bytes on disk are this times `Options.segmentSize`, plus spares.
  public var segmentCount: Int { core.segmentCount }
  /// The last entry, or the base where there is none.
  public var last: JournalPosition { core.last }
  /// The entry right before the first one.
  public var base: JournalPosition { core.base }
  public var hardState: JournalHardState { core.hardState }
  /// The entry at `index`, if it stands. O(1).
  public func mark(at index: LogIndex) -> EntryMark? { core.mark(at: index) }
  /// What the header of the entry says of its body's checksum (CRC32C), whole or not. O(1).
  public func checksum(at index: LogIndex) -> UInt32? { core.checksum(at: index) }

  /// Writes the batches, in order, with one write and one sync (one more for each segment that gets
  /// full), and returns when they are durable. Each is found whole after a crash, or not at all; one
  /// that is larger than a segment may be found up to one of its entries.
  ///
  /// - Throws: `StorageError`; final, except for `tooLarge`, before which nothing was written.
  public mutating func append(_ batches: [LogBatch]) throws(StorageError) {
    try core.append(batches)
  }

  /// The entries `first ... last` with their payloads, in order, until `maxBytes` of payload are
  /// together; always at least one. Each payload's checksum is compared.
  ///
  /// - Throws: `missing` where `first` is cut or not there, `damaged` where a body is.
  public func read(
    from first: LogIndex, through last: LogIndex, maxBytes: Int
  ) throws(StorageError) -> [JournalEntry] {
    try core.read(from: first, through: last, maxBytes: maxBytes)
  }

  /// Writes newest headers to the ring, without a sync, where enough have gathered or where `isDue`.
  /// After the answers to an append are on their way.
  mutating func trickle(isDue: Bool) throws(StorageError) -> Bool {
    try core.trickle(isDue: isDue)
  }

  /// Whether `settle` has something to do.
  public var isUnsettled: Bool { core.isUnsettled }

  /// To be called after 100 ms without a write: puts the newest headers, and with them the mark up
  /// to where all was synced, into the second ring, and syncs it. Off the path of any answer.
  public mutating func settle() throws(StorageError) { try core.settle() }
}
