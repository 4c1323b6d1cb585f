internal import CRocksDB
internal import Glibc
internal import Units

/// The RocksDB calls that `StateStore` makes, each with what comes back. Everything unsafe of the
/// state is in this file and in `StateStore`.
///
/// A call reports through an `errptr`: nil for success, or a text that must be freed. All texts mean
/// the same to us: the store is not to be trusted any more, and the process ends.
enum Rocks {
  typealias ErrorText = UnsafeMutablePointer<CChar>

  /// Turns what a call left in its `errptr` into an error and frees it.
  static func check(
    _ text: ErrorText?, _ what: String, _ path: String
  ) throws(StorageError) {
    guard let text = unsafe text else { return }
    let message = unsafe String(cString: text)
    unsafe rocksdb_free(text)
    throw error(message, what, path)
  }

  /// What a message means. When a store is opened, a file that is not there is damage too: somebody
  /// or something took it away.
  static func error(
    _ message: String, _ what: String, _ path: String, isOpening: Bool = false
  ) -> StorageError {
    let text = "\(what) (RocksDB: \(message))"
    if message.contains("newer version") {
      return StorageError(
        code: .foreignFormat, what: text, path: path, advice: "start the version that wrote it")
    }
    if message.hasPrefix("Corruption")
      || isOpening && message.contains("No such file or directory")
    {
      return StorageError(
        code: .damaged, what: text, path: path,
        advice: "this node fetches a snapshot from another, or comes back from a backup")
    }
    if message.contains("No space left") {
      return StorageError(
        code: .full, what: text, path: path,
        advice: "free space on this file system, or move the data directory to a larger one")
    }
    if message.contains("lock") {
      return StorageError(
        code: .locked, what: text, path: path, advice: "another process has this store open")
    }
    return StorageError(code: .io, what: text, path: path)
  }

  /// One column family, no log of its own, checked blocks, small memory.
  static func open(
    _ directory: String, _ limits: StateStore.Options, compressed: Bool = true
  ) throws(StorageError) -> OpaquePointer {
    let options = unsafe rocksdb_options_create()
    defer { unsafe rocksdb_options_destroy(options) }
    unsafe try reserveNothingAhead(options, directory)
    unsafe rocksdb_options_set_create_if_missing(options, 1)
    unsafe rocksdb_options_set_paranoid_checks(options, 1)
    unsafe rocksdb_options_set_write_buffer_size(options, Int(limits.writeBuffer.rawValue))
    // One that is written and one that is flushed: writes beyond wait.
    unsafe rocksdb_options_set_max_write_buffer_number(options, 3)
    unsafe rocksdb_options_set_max_background_jobs(options, 2)
    // Every flush holds keys of all kinds, so each compaction of level 0 rewrites all of level 1: the
    // more seldom, the cheaper. Filters keep the reads in between cheap.
    unsafe rocksdb_options_set_level0_file_num_compaction_trigger(options, 8)
    unsafe rocksdb_options_set_disable_auto_compactions(options, limits.mergesByItself ? 0 : 1)
    // A merge that is stopped leaves what it wrote. RocksDB finds it when it lists the directory, which
    // it would do every six hours; so it does with every flush and every merge.
    unsafe rocksdb_options_set_delete_obsolete_files_period_micros(options, 0)
    // A file's bytes are on their way to the disk while it is written, or its sync at the end holds up
    // the log's, which share the disk.
    unsafe rocksdb_options_set_bytes_per_sync(options, 1 << 19)
    unsafe rocksdb_options_set_max_open_files(options, 256)
    unsafe rocksdb_options_set_max_file_opening_threads(options, 2)
    unsafe rocksdb_options_set_keep_log_file_num(options, 2)
    unsafe rocksdb_options_set_max_log_file_size(options, 1 << 20)
    // Warnings and errors (WARN_LEVEL).
    unsafe rocksdb_options_set_info_log_level(options, 2)
    unsafe rocksdb_options_set_max_manifest_file_size(options, 4 << 20)
    // rocksdb_lz4_compression or none: both from the enumeration in rocksdb/c.h.
    let compression = compressed ? rocksdb_lz4_compression : rocksdb_no_compression
    unsafe rocksdb_options_set_compression(options, Int32(compression))
    let table = unsafe rocksdb_block_based_options_create()
    // Left alone RocksDB cuts a cache of this size into 64 shards, none of which holds the index and
    // the filter of a large file: every read then read and checked both again. So: few shards, and
    // indexes and filters in parts of a block's size.
    let shape = unsafe rocksdb_lru_cache_options_create()
    defer { unsafe rocksdb_lru_cache_options_destroy(shape) }
    unsafe rocksdb_lru_cache_options_set_capacity(
      shape, Int(min(limits.blockCache, .mebibytes(64)).rawValue))
    unsafe rocksdb_lru_cache_options_set_num_shard_bits(shape, 2)
    let cache = unsafe rocksdb_cache_create_lru_opts(shape)
    unsafe rocksdb_block_based_options_set_block_cache(table, cache)
    unsafe rocksdb_block_based_options_set_index_type(
      table, Int32(rocksdb_block_based_table_index_type_two_level_index_search))
    unsafe rocksdb_block_based_options_set_partition_filters(table, 1)
    unsafe rocksdb_block_based_options_set_cache_index_and_filter_blocks(table, 1)
    unsafe rocksdb_block_based_options_set_pin_top_level_index_and_filter(table, 1)
    // The table options own the filter from here on.
    let filter = unsafe rocksdb_filterpolicy_create_bloom_full(10)
    unsafe rocksdb_block_based_options_set_filter_policy(table, filter)
    unsafe rocksdb_block_based_options_set_format_version(table, 5)
    unsafe rocksdb_options_set_block_based_table_factory(options, table)
    defer {
      // The database keeps references of its own.
      unsafe rocksdb_block_based_options_destroy(table)
      unsafe rocksdb_cache_destroy(cache)
    }
    var text: ErrorText?
    let database = unsafe rocksdb_open(options, directory, &text)
    if compressed, let message = unsafe text {
      let reason = unsafe String(cString: message)
      if reason.contains("Compression type") {
        unsafe rocksdb_free(message)
        return unsafe try open(directory, limits, compressed: false)
      }
    }
    if let message = unsafe text {
      let reason = unsafe String(cString: message)
      unsafe rocksdb_free(message)
      throw error(reason, "cannot open the state in", directory, isOpening: true)
    }
    guard let database = unsafe database else {
      throw StorageError(
        code: .io, what: "RocksDB gave no store and no reason for", path: directory)
    }
    return unsafe database
  }

  /// Left alone a merge reserves what it might write at most when it begins, all of its input: on a disk
  /// that is filling up a merge of deleted rows took all that was left, and was stopped for it though it
  /// had written next to nothing. There is no call for this option but the one that reads text.
  private static func reserveNothingAhead(
    _ options: OpaquePointer?, _ directory: String
  ) throws(StorageError) {
    let base = unsafe rocksdb_options_create()
    defer { unsafe rocksdb_options_destroy(base) }
    var text: ErrorText?
    unsafe rocksdb_get_options_from_string(base, "allow_fallocate=false", options, &text)
    unsafe try check(text, "cannot set the options of the state in", directory)
  }
}

/// The bytes of `bytes`, for a C call that reads them and keeps no pointer. An empty array has no
/// address; RocksDB wants one all the same.
func withChars<Value>(
  _ bytes: Bytes, _ body: (UnsafePointer<CChar>, Int) -> Value
) -> Value {
  unsafe bytes.withUnsafeBytes { buffer in
    if let base = buffer.baseAddress {
      return unsafe body(base.assumingMemoryBound(to: CChar.self), buffer.count)
    }
    let nothing: CChar = 0
    return unsafe withUnsafePointer(to: nothing) { pointer in unsafe body(pointer, 0) }
  }
}
