public import Journal
public import Units

/// Owner of the segmented log in one directory. Not for two threads: `LogWriter` gives it one.
public struct RaftLog: ~Copyable {
  public struct Options: Hashable, Sendable {
    /// Of one segment file, at least 64 KiB; the largest entry is a quarter of it.
    public var segmentSize: ByteCount
    /// Headers that the second ring keeps; 96 bytes each.
    public var ringSlots: Int
    /// Segments kept ready for reuse; more are deleted.
    public var spares: Int

    public init(
      segmentSize: ByteCount = .mebibytes(64), ringSlots: Int = 65_536, spares: Int = 2
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

    public init() {}
  }

  /// What the directory held when it was opened.
  public let recovered: RecoveredLog
  public var counters = Counters()

  /// Opens the log in `directory`, or makes an empty one there.
  ///
  /// - Throws: `StorageError`; with code `unreadable` in case (c) of recovery.
  public init(directory: String, options: Options = Options()) throws(StorageError) {
    throw StorageError(code: .failed, what: "the log is not built yet", path: directory)
  }

  /// The last entry, or the base where there is none.
  public var last: JournalPosition { preconditionFailure("not built yet") }
  public var base: JournalPosition { preconditionFailure("not built yet") }

  /// Writes the batches, in order, with one write and one sync, and returns when they are durable.
  /// Each is found whole after a crash, or not at all.
  ///
  /// - Throws: `StorageError`; final, except for `tooLarge`, before which nothing was written.
  public mutating func append(_ batches: [LogBatch]) throws(StorageError) {}

  /// The entries `first ... last` with their payloads, in order, until `maxBytes` of payload are
  /// together; always at least one. Each payload's checksum is compared.
  ///
  /// - Throws: `missing` where `first` is cut or not there, `damaged` where a body is.
  public func read(
    from first: LogIndex, through last: LogIndex, maxBytes: Int
  ) throws(StorageError) -> [JournalEntry] { [] }

  /// To be called after 100 ms without a write: puts the newest headers, and with them the mark up
  /// to where all was synced, into the second ring. Off the path of any answer.
  public mutating func settle() throws(StorageError) {}
}
