public import Journal
public import Units

/// The log's thread: group commit, reads between the batches, and the ring's mark when idle.
///
/// While a sync is under way the next batch grows; all that is queued when it returns is one write
/// and one sync. Callbacks run on this thread and must only hand over.
public final class LogWriter: Sendable {
  public typealias ReadCompletion = @Sendable (Result<[JournalEntry], StorageError>) -> Void

  /// After so many milliseconds what was written is in the ring of headers, too.
  static let settleAge = 100

  /// Reads that wait at most.
  public static let readLimit = 1_024

  private let core: Core

  /// - Parameters:
  ///   - queueLimit: bytes (`LogBatch.byteCount`) that wait at most; see `append`.
  ///   - onDurable: the highest mark up to which everything is durable, once for each sync.
  ///   - onFailure: called once; nothing is written after it, and the process is to end.
  public init(
    _ log: consuming RaftLog, queueLimit: ByteCount = .mebibytes(64),
    onDurable: @escaping @Sendable (_ mark: UInt64) -> Void,
    onFailure: @escaping @Sendable (StorageError) -> Void
  ) {
    let core = Core(
      log, queueLimit: Int(queueLimit.rawValue), onDurable: onDurable, onFailure: onFailure)
    self.core = core
    core.start()
  }

  /// Queues `batch`; never waits. Marks must grow.
  ///
  /// False, and nothing taken, where `queueLimit` would be passed and the queue is not empty: keep
  /// the batch, take in no more work, and come again after the next `onDurable`. Also false after a
  /// failure or `stop`.
  public func append(_ batch: LogBatch, mark: UInt64) -> Bool { core.append(batch, mark) }

  /// Bytes that wait. Refuse new proposals at half of the limit, and `append` will not refuse.
  public var queuedBytes: Int { core.queuedBytes }

  /// `RaftLog.read` between two batches. At most `readLimit` wait; at the bound, and after a failure,
  /// the completion is called at once with an error.
  public func read(
    from first: LogIndex, through last: LogIndex, maxBytes: Int,
    completion: @escaping ReadCompletion
  ) {
    core.read(Core.Read(first: first, last: last, maxBytes: maxBytes, completion: completion))
  }

  /// As of the last sync.
  public var counters: RaftLog.Counters { core.counters }

  /// Writes what is queued, settles the ring, and ends the thread; waits for it. Not from a callback.
  public func stop() { core.stop() }

  /// What the loop and the thread share.
  private final class Core: @unchecked Sendable {
    // Unchecked: `log`, `writtenAt` and `gatheredAt` are touched by the thread alone, the rest with the
    // gate's lock held.
    struct Read: Sendable {
      var first: LogIndex
      var last: LogIndex
      var maxBytes: Int
      var completion: ReadCompletion
    }

    private var log: RaftLog
    /// When the last batch was durable, in milliseconds of the monotonic clock.
    private var writtenAt = 0
    /// When the oldest header that the ring lacks was durable.
    private var gatheredAt: Int?
    private let queueLimit: Int
    private let onDurable: @Sendable (UInt64) -> Void
    private let onFailure: @Sendable (StorageError) -> Void

    private let gate = Gate()
    private var batches: [LogBatch] = []
    private var reads: [Read] = []
    private var bytes = 0
    private var newest: UInt64 = 0
    private var isWaiting = false
    private var isStopping = false
    private var failure: StorageError?
    private var published = RaftLog.Counters()
    private var thread: SystemThread?

    init(
      _ log: consuming RaftLog, queueLimit: Int, onDurable: @escaping @Sendable (UInt64) -> Void,
      onFailure: @escaping @Sendable (StorageError) -> Void
    ) {
      self.log = log
      self.queueLimit = queueLimit
      self.onDurable = onDurable
      self.onFailure = onFailure
    }

    private func locked<Value>(_ body: () -> Value) -> Value {
      gate.lock()
      defer { gate.unlock() }
      return body()
    }

    func start() {
      do throws(StorageError) {
        thread = try SystemThread(name: "log-writer") { [self] in run() }
      } catch { fail(error) }
    }

    var queuedBytes: Int { locked { bytes } }
    var counters: RaftLog.Counters { locked { published } }

    func append(_ batch: LogBatch, _ mark: UInt64) -> Bool {
      let size = batch.byteCount
      return locked {
        guard failure == nil, !isStopping, batches.isEmpty || bytes + size <= queueLimit else {
          return false
        }
        precondition(mark > newest, "mark \(mark) after \(newest)")
        newest = mark
        bytes += size
        batches.append(batch)
        wake()
        return true
      }
    }

    func read(_ read: Read) {
      let refusal: StorageError? = locked {
        if let failure { return failure }
        if isStopping {
          return StorageError(code: .failed, what: "the log is closed", path: log.directory)
        }
        if reads.count >= LogWriter.readLimit {
          return StorageError(
            code: .tooLarge, what: "\(reads.count) reads of the log wait already, in",
            path: log.directory, advice: "read again later")
        }
        reads.append(read)
        wake()
        return nil
      }
      if let refusal { read.completion(.failure(refusal)) }
    }

    private func wake() {
      guard isWaiting else { return }
      isWaiting = false
      gate.signal()
    }

    func stop() {
      let thread: SystemThread? = locked {
        isStopping = true
        wake()
        defer { self.thread = nil }
        return self.thread
      }
      thread?.join()
    }

    private func fail(_ error: StorageError) {
      let waiting: [Read] = locked {
        failure = StorageError(
          code: .failed, what: "nothing is written after this failed: \(error.what)",
          path: error.path, errno: error.errno, advice: "the process must end and start again")
        batches.removeAll()
        bytes = 0
        defer { reads.removeAll() }
        return reads
      }
      onFailure(error)
      for read in waiting { read.completion(.failure(error)) }
    }

    private struct Work {
      var batches: [LogBatch] = []
      var reads: [Read] = []
      var mark: UInt64 = 0
      var isLast = false
    }

    /// Blocks until there is work, 100 ms passed with headers that no ring has, or all is done.
    private func next() -> Work {
      locked {
        while batches.isEmpty && reads.isEmpty && !isStopping {
          isWaiting = true
          if !log.isUnsettled {
            gate.wait()
          } else {
            let left = writtenAt + LogWriter.settleAge - Gate.milliseconds
            if left <= 0 || !gate.wait(milliseconds: left) { break }
          }
        }
        isWaiting = false
        var work = Work()
        swap(&work.batches, &batches)
        swap(&work.reads, &reads)
        work.mark = newest
        work.isLast = isStopping && work.batches.isEmpty
        bytes = 0
        return work
      }
    }

    private func run() {
      while true {
        let work = next()
        do throws(StorageError) {
          try perform(work)
        } catch {
          fail(error)
          for read in work.reads { read.completion(.failure(error)) }
          return
        }
        for read in work.reads { serve(read) }
        if work.isLast { return }
      }
    }

    private func perform(_ work: Work) throws(StorageError) {
      if !work.batches.isEmpty {
        try log.append(work.batches)
        let counters = log.counters
        locked { published = counters }
        onDurable(work.mark)
        writtenAt = Gate.milliseconds
        let since = gatheredAt ?? writtenAt
        // Under steady load nothing is ever idle: what is older than that is put into the ring all the
        // same, or damage to the log's end would be taken for a torn tail however much of it there is.
        let hasWritten = try log.trickle(isDue: writtenAt - since >= LogWriter.settleAge)
        gatheredAt = hasWritten ? nil : since
      }
      let isIdle = Gate.milliseconds - writtenAt >= LogWriter.settleAge
      if work.isLast || (work.batches.isEmpty && isIdle && log.isUnsettled) {
        try log.settle()
        gatheredAt = nil
      }
    }

    private func serve(_ read: Read) {
      do throws(StorageError) {
        let entries = try log.read(from: read.first, through: read.last, maxBytes: read.maxBytes)
        read.completion(.success(entries))
      } catch { read.completion(.failure(error)) }
    }
  }
}
