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

    /// Files are merged in the background; `setMerging` changes it.
    public var mergesByItself: Bool

    public init(
      blockCache: ByteCount = .mebibytes(32), writeBuffer: ByteCount = .mebibytes(16),
      mergesByItself: Bool = true
    ) {
      self.blockCache = blockCache
      self.writeBuffer = writeBuffer
      self.mergesByItself = mergesByItself
    }
  }

  public let directory: String
  private let database: OpaquePointer
  private let writeOptions: OpaquePointer
  private let readOptions: OpaquePointer
  private let flushOptions: OpaquePointer

  /// Opens the store in `directory`, or makes an empty one.
  ///
  /// - Throws: `damaged` where RocksDB finds it so, or an earlier life did (`condemn`).
  public init(directory: String, options: Options = Options()) throws(StorageError) {
    try System.makeDirectories(directory)
    try StateStore.checkIsNotCondemned(directory)
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

  // MARK: Damage

  private static func condemnation(_ directory: String) -> String { directory + "/condemned" }

  /// Leaves word that a read of the store found damage, for the next start: RocksDB opens without
  /// reading its tables, and would serve until the same block is read again.
  static func condemn(_ directory: String, _ why: String) {
    // Where this fails the next read of the block says so again.
    try? OpenFile(condemnation(directory), .truncate).write(Array(why.utf8), at: 0)
    try? OpenFile(condemnation(directory), .update).sync()
    try? System.syncDirectory(directory)
  }

  private static func checkIsNotCondemned(_ directory: String) throws(StorageError) {
    guard let text = try System.contents(condemnation(directory), limit: 1 << 20) else { return }
    throw StorageError(
      code: .damaged,
      what: "a read of the state found damage (\(String(decoding: text, as: UTF8.self))), in",
      path: directory,
      advice:
        "this node fetches a snapshot from another, or comes back from a backup; to try these files "
        + "once more remove \(condemnation(directory))")
  }

  /// Reads about `byteLimit` bytes of rows from `lower` on, past the cache, and compares the checksum
  /// of every block they come from. Returns where to go on, nil at the end. (The C API of RocksDB
  /// 7.8.3 has no VerifyChecksum: filters are not looked at, and
  /// what the kernel has in memory is read from there.)
  public func verify(from lower: Bytes, byteLimit: Int) throws(StorageError) -> Bytes? {
    let options = unsafe rocksdb_readoptions_create()
    defer { unsafe rocksdb_readoptions_destroy(options) }
    unsafe rocksdb_readoptions_set_verify_checksums(options, 1)
    unsafe rocksdb_readoptions_set_fill_cache(options, 0)
    let iterator = unsafe rocksdb_create_iterator(database, options)
    defer { unsafe rocksdb_iter_destroy(iterator) }
    unsafe withChars(lower) { lower, count in unsafe rocksdb_iter_seek(iterator, lower, count) }
    var total = 0
    var next: Bytes?
    while unsafe rocksdb_iter_valid(iterator) != 0 {
      var count = 0
      let key = unsafe rocksdb_iter_key(iterator, &count)
      if total >= byteLimit {
        next = unsafe StateStore.bytes(key, count)
        break
      }
      total += count
      _ = unsafe rocksdb_iter_value(iterator, &count)
      total += count
      unsafe rocksdb_iter_next(iterator)
    }
    var text: Rocks.ErrorText?
    unsafe rocksdb_iter_get_error(iterator, &text)
    unsafe try Rocks.check(text, "cannot verify the state in", directory)
    return next
  }

  // MARK: Ranges

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

  /// What one merge in the background may take of the disk until it is done, at most: all of level 0
  /// and 1, or a file of a deeper level with those it overlaps.
  public static let largestMerge = ByteCount.mebibytes(768)

  /// Whether files are merged in the background. A merge that runs goes on.
  public func setMerging(_ isAllowed: Bool) throws(StorageError) {
    var text: Rocks.ErrorText?
    unsafe "disable_auto_compactions".withCString { key in
      unsafe (isAllowed ? "false" : "true").withCString { value in
        var keys: UnsafePointer<CChar>? = unsafe key
        var values: UnsafePointer<CChar>? = unsafe value
        unsafe rocksdb_set_options(database, 1, &keys, &values, &text)
      }
    }
    unsafe try Rocks.check(text, "cannot change the options of the state in", directory)
  }

  /// Ends a `compact` that is under way in another thread, early and without harm, and waits for that;
  /// one that begins later does nothing, until `allowCompacting`, which takes back one such call.
  public func stopCompacting() { unsafe rocksdb_disable_manual_compaction(database) }

  public func allowCompacting() { unsafe rocksdb_enable_manual_compaction(database) }

  /// Bytes of the live table files.
  public var size: ByteCount {
    var value: UInt64 = 0
    // 0 for success; a name that is not known leaves the value.
    _ = unsafe rocksdb_property_int(database, "rocksdb.live-sst-files-size", &value)
    return ByteCount(value)
  }
}
