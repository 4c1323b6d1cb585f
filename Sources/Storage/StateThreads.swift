public import Journal
internal import Synchronization
public import Units

/// The state's threads: one that writes, flushes, links and drops, in the order asked; two that read;
/// two for what takes as long as reading or merging the whole state, so that no read waits for that.
///
/// Completions run on those threads and must only hand over. A failed write, flush or drop is
/// final: `onFailure` is called once, and every later completion with an error.
public final class StateThreads: Sendable {
  public typealias Completion<Value> = @Sendable (Result<Value, StorageError>) -> Void

  /// Reads that wait at most; at the bound a completion is called at once with code `tooLarge`.
  public static let readLimit = 4_096
  /// Flushes, checkpoints and drops that wait at most; likewise.
  public static let orderLimit = 1_024

  private let store: SharedStore
  private let writer: WorkThreads
  private let readers: WorkThreads
  private let slow: WorkThreads
  /// Whether merges for room are held back.
  private let isHeld = Mutex(false)
  private let progress: Progress
  private let checksums = SnapshotChecksums()

  /// - Parameters:
  ///   - applied: what the store has taken in and flushed when it is handed over.
  ///   - queueLimit: bytes of batches that wait at most; see `write`.
  public init(
    _ store: consuming StateStore, applied: LogIndex, queueLimit: ByteCount = .mebibytes(64),
    onFailure: @escaping @Sendable (StorageError) -> Void
  ) {
    self.store = SharedStore(store)
    let directory = self.store.directory
    progress = Progress(applied: applied) { error in
      if error.code == .damaged { StateStore.condemn(directory, error.what) }
      onFailure(error)
    }
    writer = WorkThreads(
      name: "state-writer", threads: 1, limit: StateThreads.orderLimit,
      byteLimit: Int(queueLimit.rawValue))
    readers = WorkThreads(
      name: "state-read", threads: 2, limit: StateThreads.readLimit, byteLimit: .max)
    slow = WorkThreads(
      name: "state-slow", threads: 2, limit: StateThreads.orderLimit, byteLimit: .max)
    do throws(StorageError) {
      try writer.start()
      try readers.start()
      try slow.start()
    } catch { progress.fail(error) }
  }

  /// Queues `batch`, which holds all changes up to and including the entry at `applied`; that entry
  /// must be durable in this node's log (RocksDB may flush by itself). `completion` says that reads
  /// see it: the overlay's copy may go.
  ///
  /// False, and nothing taken, where `queueLimit` would be passed and the queue is not empty: keep
  /// the batch in the overlay and come again after a completion. Also false after a failure.
  public func write(
    _ batch: StateBatch, applied: LogIndex, completion: @escaping @Sendable (LogIndex) -> Void
  ) -> Bool {
    guard progress.failure == nil else { return false }
    return writer.add(bytes: batch.byteCount + 64) { [store, progress] in
      guard progress.failure == nil else { return }
      do throws(StorageError) {
        try store.store.write(batch)
        progress.written(applied)
        completion(applied)
      } catch { progress.fail(error) }
    }
  }

  /// The completion carries the applied index of the last write before this call: the new cut point
  /// of the log.
  public func flush(completion: @escaping Completion<LogIndex>) {
    order(completion) { [store, progress] () throws(StorageError) in
      let applied = progress.applied
      try store.store.flush()
      return applied
    }
  }

  /// After all writes before: makes the snapshot `manifest` (whose `files` are filled in here) in the
  /// new directory `directory`. Checksums are taken by a slow thread, and those of table files,
  /// which never change, are remembered from the snapshot before.
  ///
  /// A failure is final only where the store itself failed.
  public func checkpoint(
    into directory: String, manifest: SnapshotManifest,
    completion: @escaping Completion<SnapshotManifest>
  ) {
    let linked: Completion<Void> = { [self] result in
      if case .failure(let error) = result { return completion(.failure(error)) }
      readSlowly(completion) { [checksums] () throws(StorageError) in
        try checksums.complete(manifest, in: directory)
      }
    }
    order(linked) { [store] () throws(StorageError) in
      try System.makeDirectories(System.parent(directory))
      try System.removeDirectory(directory)
      try store.store.checkpoint(into: directory)
    }
  }

  /// After all writes before. Only ranges whose deletion is flushed.
  public func deleteFilesInRange(
    from lower: Bytes, to upper: Bytes, completion: @escaping Completion<Void>
  ) {
    order(completion) { [store] () throws(StorageError) in
      try store.store.deleteFilesInRange(from: lower, to: upper)
    }
  }

  /// Bytes of the live table files, as RocksDB counts them; in a reading thread.
  public func size(completion: @escaping Completion<ByteCount>) {
    read(completion) { [store] in store.store.size }
  }

  /// Merges files of `lower ..< upper` in a slow thread, which it holds for long.
  public func compact(
    from lower: Bytes, to upper: Bytes, completion: @escaping Completion<Void>
  ) {
    readSlowly(completion) { [store] () throws(StorageError) in
      store.store.compact(from: lower, to: upper)
    }
  }

  /// Flushes, and merges all files so that what was deleted lets go of its bytes, in a slow thread,
  /// which it holds for long. A merge needs the space of what it leaves until it is done: whoever asks
  /// watches the disk, and calls `stopReclaiming`.
  public func reclaim(completion: @escaping Completion<Void>) {
    isHeld.withLock { isHeld in
      if isHeld { store.store.allowCompacting() }
      isHeld = false
    }
    let flushed: Completion<Void> = { [self] result in
      if case .failure(let error) = result { return completion(.failure(error)) }
      compact(from: [], to: Bytes(repeating: .max, count: 64), completion: completion)
    }
    order(flushed) { [store] () throws(StorageError) in try store.store.flush() }
  }

  /// `StateStore.setMerging`. May wait a moment.
  public func setMerging(_ isAllowed: Bool) throws(StorageError) {
    try store.store.setMerging(isAllowed)
  }

  /// Bytes of the live table files. May wait a moment.
  public var tableBytes: ByteCount { store.store.size }

  /// Ends `reclaim` early, also where its merge has not begun; what was merged stays merged. Waits for
  /// that, a moment.
  public func stopReclaiming() {
    isHeld.withLock { isHeld in
      if !isHeld { store.store.stopCompacting() }
      isHeld = true
    }
  }

  /// Values in the order of the keys; nil for what is not there. At most `readLimit` reads wait.
  public func get(_ keys: [Bytes], completion: @escaping Completion<[Bytes?]>) {
    readState(completion) { [store] () throws(StorageError) in
      var values: [Bytes?] = []
      values.reserveCapacity(keys.count)
      for key in keys { values.append(try store.store.get(key)) }
      return values
    }
  }

  /// As `get`.
  public func scan(_ scan: StateScan, completion: @escaping Completion<StateScan.Page>) {
    readState(completion) { [store] () throws(StorageError) in try store.store.scan(scan) }
  }

  /// One step of a slow walk over all blocks (`StateStore.verify`). As `get`.
  public func verify(
    from lower: Bytes, byteLimit: Int, completion: @escaping Completion<Bytes?>
  ) {
    readState(completion) { [store] () throws(StorageError) in
      try store.store.verify(from: lower, byteLimit: byteLimit)
    }
  }

  /// A read that finds damage leaves word of it before anybody hears: the process ends, and the next
  /// start must not serve what is left.
  private func readState<Value: Sendable>(
    _ completion: @escaping Completion<Value>,
    _ body: @escaping @Sendable () throws(StorageError) -> Value
  ) {
    read(completion) { [store] () throws(StorageError) in
      do throws(StorageError) { return try body() } catch {
        if error.code == .damaged { StateStore.condemn(store.directory, error.what) }
        throw error
      }
    }
  }

  private func read<Value: Sendable>(
    _ completion: @escaping Completion<Value>,
    _ body: @escaping @Sendable () throws(StorageError) -> Value
  ) {
    run(completion, in: readers, body)
  }

  /// What belongs to no loop and takes as long as reading all of a state. At most `orderLimit` wait.
  public func readSlowly<Value: Sendable>(
    _ completion: @escaping Completion<Value>,
    _ body: @escaping @Sendable () throws(StorageError) -> Value
  ) {
    run(completion, in: slow, body)
  }

  private func run<Value: Sendable>(
    _ completion: @escaping Completion<Value>, in threads: WorkThreads,
    _ body: @escaping @Sendable () throws(StorageError) -> Value
  ) {
    let isTaken = threads.add(bytes: 0) {
      completion(Result { () throws(StorageError) in try body() })
    }
    if !isTaken { completion(.failure(threads.refusal(store.directory))) }
  }

  private func order<Value: Sendable>(
    _ completion: @escaping Completion<Value>,
    _ body: @escaping @Sendable () throws(StorageError) -> Value
  ) {
    let isTaken = writer.add(bytes: 64) { [progress] in
      if let failure = progress.failure { return completion(.failure(failure)) }
      let result = Result { () throws(StorageError) in try body() }
      if case .failure(let error) = result { progress.fail(error) }
      completion(result)
    }
    if !isTaken { completion(.failure(progress.failure ?? writer.refusal(store.directory))) }
  }

  /// Runs what is queued, flushes, closes the store (with the last reference to this object) and ends
  /// the threads; waits for them. Not from a completion.
  public func stop() {
    stopReclaiming()
    writer.stop()
    readers.stop()
    slow.stop()
    guard progress.failure == nil else { return }
    do throws(StorageError) { try store.store.flush() } catch { progress.fail(error) }
  }
}

/// The store, for the threads that share it.
private final class SharedStore: Sendable {
  let store: StateStore
  let directory: String

  init(_ store: consuming StateStore) {
    directory = store.directory
    self.store = store
  }
}

/// How far the writer is, and whether it failed.
private final class Progress: @unchecked Sendable {
  // Unchecked: what varies is touched with the gate's lock held.
  private let gate = Gate()
  private var index: LogIndex
  private var error: StorageError?
  private let onFailure: @Sendable (StorageError) -> Void

  init(applied: LogIndex, onFailure: @escaping @Sendable (StorageError) -> Void) {
    index = applied
    self.onFailure = onFailure
  }

  private func locked<Value>(_ body: () -> Value) -> Value {
    gate.lock()
    defer { gate.unlock() }
    return body()
  }

  var applied: LogIndex { locked { index } }
  var failure: StorageError? { locked { error } }

  func written(_ applied: LogIndex) {
    locked {
      precondition(applied >= index, "state of \(applied) written after \(index)")
      index = applied
    }
  }

  func fail(_ cause: StorageError) {
    let isFirst = locked {
      guard error == nil else { return false }
      error = StorageError(
        code: .failed, what: "the state is closed after this failed: \(cause.what)",
        path: cause.path, errno: cause.errno, advice: "the process must end and start again")
      return true
    }
    if isFirst { onFailure(cause) }
  }
}
