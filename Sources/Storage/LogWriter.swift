public import Journal
public import Units

/// The log's thread: group commit, reads between the batches, and the ring's mark when idle.
///
/// While a sync is under way the next batch grows; all that is queued when it returns is one write
/// and one sync. Callbacks run on this thread and must only hand over.
public final class LogWriter: Sendable {
  /// - Parameters:
  ///   - queueLimit: bytes (`LogBatch.byteCount`) that wait at most; see `append`.
  ///   - onDurable: the highest mark up to which everything is durable, once for each sync.
  ///   - onFailure: called once; nothing is written after it, and the process is to end.
  public init(
    _ log: consuming RaftLog, queueLimit: ByteCount = .mebibytes(64),
    onDurable: @escaping @Sendable (_ mark: UInt64) -> Void,
    onFailure: @escaping @Sendable (StorageError) -> Void
  ) { preconditionFailure("not built yet") }

  /// Queues `batch`; never waits. Marks must grow.
  ///
  /// False, and nothing taken, where `queueLimit` would be passed and the queue is not empty: keep
  /// the batch, take in no more work, and come again after the next `onDurable`. Also false after a
  /// failure or `stop`.
  public func append(_ batch: LogBatch, mark: UInt64) -> Bool { false }

  /// Bytes that wait. Refuse new proposals at half of the limit, and `append` will not refuse.
  public var queuedBytes: Int { 0 }

  /// `RaftLog.read` between two batches. At most 1,024 wait; at the bound, and after a failure, the
  /// completion is called at once with an error.
  public func read(
    from first: LogIndex, through last: LogIndex, maxBytes: Int,
    completion: @escaping @Sendable (Result<[JournalEntry], StorageError>) -> Void
  ) {}

  /// As of the last sync.
  public var counters: RaftLog.Counters { RaftLog.Counters() }

  /// Writes what is queued, settles the ring, and ends the thread; waits for it.
  public func stop() {}
}
