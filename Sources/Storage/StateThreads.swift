public import Journal
public import Units

/// The state's threads: one that writes, flushes, links and drops, in the order asked; two that read.
///
/// Completions run on those threads and must only hand over. A failed write, flush or checkpoint is
/// final: `onFailure` is called once, and every later completion with an error.
public final class StateThreads: Sendable {
  /// - Parameters:
  ///   - applied: what the store has taken in and flushed when it is handed over.
  ///   - queueLimit: bytes of batches that wait at most; see `write`.
  public init(
    _ store: consuming StateStore, applied: LogIndex, queueLimit: ByteCount = .mebibytes(64),
    onFailure: @escaping @Sendable (StorageError) -> Void
  ) { preconditionFailure("not built yet") }

  /// Queues `batch`, which holds all changes up to and including the entry at `applied`. `completion`
  /// says that reads see it: the overlay's copy may go.
  ///
  /// False, and nothing taken, where `queueLimit` would be passed and the queue is not empty: keep
  /// the batch in the overlay and come again after a completion.
  public func write(
    _ batch: StateBatch, applied: LogIndex, completion: @escaping @Sendable (LogIndex) -> Void
  ) -> Bool { false }

  /// The completion carries the applied index of the last write before this call: the new cut point
  /// of the log.
  public func flush(
    completion: @escaping @Sendable (Result<LogIndex, StorageError>) -> Void
  ) {}

  /// After all writes before: makes the snapshot `manifest` (whose `files` are filled in here) in the
  /// new directory `directory`.
  public func checkpoint(
    into directory: String, manifest: SnapshotManifest,
    completion: @escaping @Sendable (Result<SnapshotManifest, StorageError>) -> Void
  ) {}

  /// After all writes before. Only ranges whose deletion is flushed.
  public func deleteFilesInRange(
    from lower: Bytes, to upper: Bytes,
    completion: @escaping @Sendable (Result<Void, StorageError>) -> Void
  ) {}

  /// Values in the order of the keys; nil for what is not there. At most 4,096 reads wait; at the
  /// bound the completion is called at once with code `tooLarge`.
  public func get(
    _ keys: [Bytes], completion: @escaping @Sendable (Result<[Bytes?], StorageError>) -> Void
  ) {}

  /// As `get`.
  public func scan(
    _ scan: StateScan,
    completion: @escaping @Sendable (Result<StateScan.Page, StorageError>) -> Void
  ) {}

  /// Runs what is queued, flushes, closes the store and ends the threads; waits for them.
  public func stop() {}
}
