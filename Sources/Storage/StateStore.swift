public import Units

/// Owner of one RocksDB, which holds applied state and has no log of its own: after a crash it is as
/// old as its last flush, and whole.
///
/// `write`, `flush` and `checkpoint` are for one thread; `get` and `scan` for any.
public struct StateStore: ~Copyable, Sendable {
  public struct Options: Hashable, Sendable {
    /// At most 64 MiB.
    public var blockCache: ByteCount
    public var writeBuffer: ByteCount

    public init(blockCache: ByteCount = .mebibytes(32), writeBuffer: ByteCount = .mebibytes(16)) {
      self.blockCache = blockCache
      self.writeBuffer = writeBuffer
    }
  }

  /// Opens the store in `directory`, or makes an empty one.
  public init(directory: String, options: Options = Options()) throws(StorageError) {
    throw StorageError(code: .failed, what: "the store is not built yet", path: directory)
  }

  /// Applies the batch to memory; it is durable after the next `flush`.
  public func write(_ batch: StateBatch) throws(StorageError) {}
  /// Returns when all written before is on disk.
  public func flush() throws(StorageError) {}
  public func get(_ key: Bytes) throws(StorageError) -> Bytes? { nil }
  public func scan(_ scan: StateScan) throws(StorageError) -> StateScan.Page {
    StateScan.Page(rows: [], hasMore: false)
  }
  /// Flushes, then links all files into the new directory `directory`.
  public func checkpoint(into directory: String) throws(StorageError) {}
  /// Drops whole files within `lower ..< upper`; rows at the edges stay, so a range delete follows.
  public func deleteFilesInRange(from lower: Bytes, to upper: Bytes) throws(StorageError) {}
  /// Bytes on disk of the keys in `lower ..< upper`, more or less; memory is not counted.
  public func approximateSize(from lower: Bytes, to upper: Bytes) throws(StorageError) -> ByteCount
  {
    .zero
  }
}
