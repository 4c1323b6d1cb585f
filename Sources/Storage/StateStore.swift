internal import CRocksDB
public import Units

/// Owner of one RocksDB, which holds applied state and has no log of its own: after a crash it is as
/// old as its last flush, and whole.
///
/// `write`, `flush` and `checkpoint` are for one thread; `get` and `scan` for any. RocksDB also
/// flushes by itself when its write buffer is full, so no change may be written before the entry it
/// comes from is durable in the log.
///
/// `@unchecked`, `@safe`: a rocksdb_t may be used by any number of threads (RocksDB wiki, "Basic
/// operations"), and lives as long as its owner.
@safe public struct StateStore: ~Copyable, @unchecked Sendable {

  public struct Options: Hashable, Sendable {
    /// At most 64 MiB.
    public var blockCache: ByteCount
    /// Three of them at most are in memory.
    public var writeBuffer: ByteCount

    public init(blockCache: ByteCount = .mebibytes(32), writeBuffer: ByteCount = .mebibytes(16)) {
      self.blockCache = blockCache
      self.writeBuffer = writeBuffer
    }
  }

  public let directory: String
  private let database: OpaquePointer
  private let writeOptions: OpaquePointer
  private let readOptions: OpaquePointer
  private let flushOptions: OpaquePointer

  /// Opens the store in `directory`, or makes an empty one.
  public init(directory: String, options: Options = Options()) throws(StorageError) {
    try System.makeDirectories(directory)
    let opened = unsafe try Rocks.open(directory, options)
    self.directory = directory
    unsafe database = opened
    unsafe writeOptions = rocksdb_writeoptions_create()
    unsafe rocksdb_writeoptions_disable_WAL(writeOptions, 1)
    unsafe readOptions = rocksdb_readoptions_create()
    unsafe rocksdb_readoptions_set_verify_checksums(readOptions, 1)
    unsafe flushOptions = rocksdb_flushoptions_create()
    unsafe rocksdb_flushoptions_set_wait(flushOptions, 1)
  }

  deinit {
    // RocksDB flushes on close where it has no log. Harmless: only durable entries were written.
    unsafe rocksdb_flushoptions_destroy(flushOptions)
    unsafe rocksdb_readoptions_destroy(readOptions)
    unsafe rocksdb_writeoptions_destroy(writeOptions)
    unsafe rocksdb_close(database)
  }

  /// Applies the batch to memory, whole; it is durable after the next `flush`.
  public func write(_ batch: StateBatch) throws(StorageError) {
    try Failpoint.hit(.stateWrite, directory)
    if Failpoint.isArmed && isCompacting { try Failpoint.hit(.stateCompacting, directory) }
    let changes = unsafe rocksdb_writebatch_create()
    defer { unsafe rocksdb_writebatch_destroy(changes) }
    unsafe batch.arena.withUnsafeBytes { buffer in
      guard let base = unsafe buffer.baseAddress?.assumingMemoryBound(to: CChar.self) else {
        return
      }
      var start = 0
      for row in batch.rows {
        let key = unsafe base + start
        let keyCount = row.keyEnd - start
        // These only append to memory: nothing comes back.
        switch row.kind {
        case .put:
          unsafe rocksdb_writebatch_put(
            changes, key, keyCount, base + row.keyEnd, row.valueEnd - row.keyEnd)
        case .delete: unsafe rocksdb_writebatch_delete(changes, key, keyCount)
        case .deleteRange:
          unsafe rocksdb_writebatch_delete_range(
            changes, key, keyCount, base + row.keyEnd, row.valueEnd - row.keyEnd)
        }
        start = row.valueEnd
      }
    }
    var text: Rocks.ErrorText?
    unsafe rocksdb_write(database, writeOptions, changes, &text)
    unsafe try Rocks.check(text, "cannot write the state in", directory)
  }

  private var isCompacting: Bool {
    var (running, pending): (UInt64, UInt64) = (0, 0)
    // 0 for success; a name that is not known leaves the value.
    _ = unsafe rocksdb_property_int(database, "rocksdb.num-running-compactions", &running)
    _ = unsafe rocksdb_property_int(database, "rocksdb.compaction-pending", &pending)
    return running + pending > 0
  }

  /// Returns when all written before is on disk.
  public func flush() throws(StorageError) {
    try Failpoint.hit(.stateFlush, directory)
    var text: Rocks.ErrorText?
    unsafe rocksdb_flush(database, flushOptions, &text)
    unsafe try Rocks.check(text, "cannot flush the state in", directory)
    try Failpoint.hit(.stateFlushed, directory)
    if Failpoint.isArmed && isCompacting { try Failpoint.hit(.stateCompacting, directory) }
  }

  /// The value of `key`, nil where there is none.
  public func get(_ key: Bytes) throws(StorageError) -> Bytes? {
    var text: Rocks.ErrorText?
    let value = unsafe withChars(key) { chars, count in
      // Nil with no text: not found.
      unsafe rocksdb_get_pinned(database, readOptions, chars, count, &text)
    }
    unsafe try Rocks.check(text, "cannot read the state in", directory)
    guard let value = unsafe value else { return nil }
    defer { unsafe rocksdb_pinnableslice_destroy(value) }
    var count = 0
    let base = unsafe rocksdb_pinnableslice_value(value, &count)
    return unsafe StateStore.bytes(base, count)
  }

  private static func bytes(_ base: UnsafePointer<CChar>?, _ count: Int) -> Bytes {
    unsafe Bytes(UnsafeRawBufferPointer(start: base, count: base == nil ? 0 : count))
  }

  /// Rows of a range, as of the moment of the call.
  public func scan(_ scan: StateScan) throws(StorageError) -> StateScan.Page {
    guard scan.lower.lexicographicallyPrecedes(scan.upper) else {
      return StateScan.Page(rows: [], hasMore: false)
    }
    let options = unsafe rocksdb_readoptions_create()
    defer { unsafe rocksdb_readoptions_destroy(options) }
    unsafe rocksdb_readoptions_set_verify_checksums(options, 1)
    // The bounds are not copied: both calls' bytes must live as long as the iterator.
    let result = unsafe withChars(scan.lower) { lower, lowerCount in
      unsafe withChars(scan.upper) { upper, upperCount in
        unsafe rocksdb_readoptions_set_iterate_lower_bound(options, lower, lowerCount)
        unsafe rocksdb_readoptions_set_iterate_upper_bound(options, upper, upperCount)
        return unsafe walk(options, scan)
      }
    }
    return try result.get()
  }

  private func walk(
    _ options: OpaquePointer?, _ scan: StateScan
  ) -> Result<StateScan.Page, StorageError> {
    // Never nil: a failure shows in the iterator.
    let iterator = unsafe rocksdb_create_iterator(database, options)
    defer { unsafe rocksdb_iter_destroy(iterator) }
    var page = StateScan.Page(rows: [], hasMore: false)
    var total = 0
    if scan.reversed {
      unsafe rocksdb_iter_seek_to_last(iterator)
    } else {
      unsafe rocksdb_iter_seek_to_first(iterator)
    }
    while unsafe rocksdb_iter_valid(iterator) != 0 {
      if page.rows.count >= scan.limit || total >= scan.byteLimit {
        page.hasMore = true
        break
      }
      var count = 0
      let key = unsafe rocksdb_iter_key(iterator, &count)
      let keyBytes = unsafe StateStore.bytes(key, count)
      let value = unsafe rocksdb_iter_value(iterator, &count)
      let valueBytes = unsafe StateStore.bytes(value, count)
      page.rows.append(StateRow(key: keyBytes, value: valueBytes))
      total += keyBytes.count + valueBytes.count
      if scan.reversed {
        unsafe rocksdb_iter_prev(iterator)
      } else {
        unsafe rocksdb_iter_next(iterator)
      }
    }
    // An iterator that met a bad block is not valid: only this call tells that from the end.
    var text: Rocks.ErrorText?
    unsafe rocksdb_iter_get_error(iterator, &text)
    do throws(StorageError) {
      unsafe try Rocks.check(text, "cannot walk the state in", directory)
      return .success(page)
    } catch { return .failure(error) }
  }

  /// Flushes, then links all files into the new directory `directory`, whose parent must be there and
  /// on the same file system.
  public func checkpoint(into target: String) throws(StorageError) {
    try flush()
    var text: Rocks.ErrorText?
    let checkpoint = unsafe rocksdb_checkpoint_object_create(database, &text)
    unsafe try Rocks.check(text, "cannot begin a checkpoint of", directory)
    defer { unsafe rocksdb_checkpoint_object_destroy(checkpoint) }
    // 0: never links a log of RocksDB's own; there is none.
    unsafe rocksdb_checkpoint_create(checkpoint, target, 0, &text)
    unsafe try Rocks.check(text, "cannot make the checkpoint \(target) of", directory)
    try Failpoint.hit(.checkpointLinked, directory)
  }

  /// Drops whole files within `lower ..< upper`; rows at the edges stay, so a range delete is to be
  /// written too. Only ranges whose deletion is flushed: files go at once, whatever a crash does.
  public func deleteFilesInRange(from lower: Bytes, to upper: Bytes) throws(StorageError) {
    var text: Rocks.ErrorText?
    unsafe withChars(lower) { lower, lowerCount in
      unsafe withChars(upper) { upper, upperCount in
        unsafe rocksdb_delete_file_in_range(
          database, lower, lowerCount, upper, upperCount, &text)
      }
    }
    unsafe try Rocks.check(text, "cannot drop files of the state in", directory)
  }

  /// Merges the files of `lower ..< upper` and drops what is deleted in them; returns when done, so
  /// not for the writing thread. Files that no merge has touched yet are not dropped by
  /// `deleteFilesInRange`.
  public func compact(from lower: Bytes, to upper: Bytes) {
    // Nothing comes back: an error shows in the next write or flush.
    unsafe withChars(lower) { lower, lowerCount in
      unsafe withChars(upper) { upper, upperCount in
        unsafe rocksdb_compact_range(database, lower, lowerCount, upper, upperCount)
      }
    }
  }

  /// Bytes on disk of the keys in `lower ..< upper`, more or less; memory is not counted.
  public func approximateSize(from lower: Bytes, to upper: Bytes) throws(StorageError) -> ByteCount
  {
    var text: Rocks.ErrorText?
    var size: UInt64 = 0
    unsafe withChars(lower) { lower, lowerCount in
      unsafe withChars(upper) { upper, upperCount in
        var starts: UnsafePointer<CChar>? = unsafe lower
        var ends: UnsafePointer<CChar>? = unsafe upper
        var startCount = lowerCount
        var endCount = upperCount
        unsafe rocksdb_approximate_sizes(
          database, 1, &starts, &startCount, &ends, &endCount, &size, &text)
      }
    }
    unsafe try Rocks.check(text, "cannot size the state in", directory)
    return ByteCount(size)
  }

  /// Bytes of the live table files.
  public var size: ByteCount {
    var value: UInt64 = 0
    // 0 for success; a name that is not known leaves the value.
    _ = unsafe rocksdb_property_int(database, "rocksdb.live-sst-files-size", &value)
    return ByteCount(value)
  }
}
