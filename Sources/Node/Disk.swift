import DequeModule
import Journal
import Raft
import Replica
import StateMachine
import Storage
import Units

/// The node's hands on its disk: orders go to the log's and the state's threads, in order, and what
/// they did comes back through the inbox. Confined to the loop; nothing in here waits.
///
/// Where a thread's queue is full the order stays here, and goes out with the next completion. What
/// can gather is bounded by the replica, which proposes no more while its entries wait for the disk.
final class Disk {
  let log: LogWriter
  /// Of the state, also while it is being replaced.
  private(set) var stateThreads: StateThreads
  /// Between `releaseState` and `adopt`: the threads are being stopped, and answer with an error.
  private var isReplacing = false
  let inbox: Inbox
  private(set) var generation: UInt64 = 0

  /// What a mark of the log's thread stands for.
  enum LogMark {
    case persist(PersistMark)
    case cut(LogIndex)
    case repair([LogIndex])
    case reset(LogPosition)
    /// The first entry of a cluster.
    case founded
  }

  private var logMark: UInt64 = 0
  private var marks: Deque<(number: UInt64, mark: LogMark)> = []
  private var logBacklog: Deque<(batch: LogBatch, number: UInt64)> = []
  private var terms: TermRuns
  private var configurations: StoredConfigurations
  private var stateBacklog: Deque<StateOrder> = []
  /// Rows whose bytes a merge may give back. True at first: nobody knows.
  var hasDeleted = true

  private enum StateOrder {
    case write(UInt64, StateBatch)
    case flush(UInt64)
    case checkpoint(UInt64, directory: String, SnapshotManifest)
  }

  init(
    log: LogWriter, state: StateThreads, inbox: Inbox, terms: TermRuns,
    configurations: StoredConfigurations
  ) {
    self.log = log
    stateThreads = state
    self.inbox = inbox
    self.terms = terms
    self.configurations = configurations
  }

  // MARK: Log

  func persist(_ persist: Persist, _ payloads: [Bytes]) {
    precondition(
      payloads.count == persist.entries.count,
      "\(payloads.count) payloads for \(persist.entries.count) entries")
    var batch = LogBatch()
    batch.hardState = persist.hardState.map { JournalHardState(term: $0.term, vote: $0.vote) }
    batch.truncateFrom = persist.truncateFrom
    if let from = persist.truncateFrom {
      terms.truncate(from: from)
      configurations.truncate(from: from)
    }
    configurations.append(persist.configurations)
    batch.entries.reserveCapacity(payloads.count)
    for (place, header) in persist.entries.enumerated() {
      terms.append(header.index, header.term)
      batch.entries.append(
        JournalEntry(
          term: header.term, index: header.index, kind: header.kind.rawValue,
          payload: payloads[place]))
    }
    append(batch, .persist(persist.mark))
  }

  func cutLog(upTo index: LogIndex) {
    guard let term = terms.term(at: index) else { return inbox.post(.logCut(index)) }
    terms.cut(upTo: index)
    configurations.cut(upTo: index)
    append(LogBatch(cut: JournalPosition(term: term, index: index)), .cut(index))
  }

  /// Bodies that were damaged, fetched anew.
  func repair(_ entries: [LoggedEntry]) {
    let batch = LogBatch(
      repaired: entries.map { entry in
        JournalEntry(
          term: entry.header.term, index: entry.header.index, kind: entry.header.kind.rawValue,
          payload: entry.payload)
      })
    append(batch, .repair(entries.map(\.header.index)))
  }

  /// A snapshot took the place of damaged entries; the log has its position and goes on.
  func cutLog(under position: LogPosition) {
    terms.cut(upTo: position.index)
    configurations.cut(upTo: position.index)
    append(
      LogBatch(cut: JournalPosition(term: position.term, index: position.index)),
      .reset(position))
  }

  /// The log goes on after a snapshot.
  func resetLog(to position: LogPosition, _ configuration: PlacedConfiguration) {
    configurations = StoredConfigurations([configuration])
    terms = TermRuns()
    terms.append(position.index, position.term)
    append(
      LogBatch(reset: JournalPosition(term: position.term, index: position.index)),
      .reset(position))
  }

  /// The log of a new cluster.
  func found(_ founding: RestoredState) {
    var batch = LogBatch()
    batch.hardState = JournalHardState(term: founding.hardState.term)
    for (entry, placed) in zip(founding.entries, founding.configurations) {
      terms.append(entry.index, entry.term)
      batch.entries.append(
        JournalEntry(
          term: entry.term, index: entry.index, kind: entry.kind.rawValue,
          payload: placed.configuration.encoded()))
    }
    configurations.append(founding.configurations)
    append(batch, .founded)
  }

  private func append(_ batch: LogBatch, _ mark: LogMark) {
    logMark += 1
    marks.append((logMark, mark))
    if !logBacklog.isEmpty || !log.append(batch, mark: logMark) {
      logBacklog.append((batch, logMark))
    }
  }

  /// What is durable up to the number, oldest first; and the log's thread has room again.
  func durable(_ number: UInt64) -> [LogMark] {
    var done: [LogMark] = []
    while let first = marks.first, first.number <= number {
      done.append(first.mark)
      marks.removeFirst()
    }
    while let first = logBacklog.first, log.append(first.batch, mark: first.number) {
      logBacklog.removeFirst()
    }
    return done
  }

  func readLog(_ id: LogReadID, from: LogIndex, through: LogIndex, bytes: Int) {
    log.read(from: from, through: through, maxBytes: bytes) { [inbox] result in
      inbox.post(.logRead(id.rawValue, result))
    }
  }

  // MARK: State

  /// Nil while a snapshot takes the state's place: whoever wants something of it comes again.
  var state: StateThreads? { isReplacing ? nil : stateThreads }

  /// Every batch also says which configurations stand in the log up to `applied`: the log may be cut
  /// up to what is flushed, and forgets them.
  func write(_ number: UInt64, _ changes: [Change], applied: LogIndex) {
    var batch = StateBatch()
    batch.put(StoredConfigurations.key, configurations.encoded(upTo: applied))
    for change in changes {
      if let value = change.value {
        batch.put(change.key, value)
      } else {
        batch.delete(change.key)
        hasDeleted = true
      }
    }
    order(.write(number, batch))
  }

  func flush(_ number: UInt64) { order(.flush(number)) }

  func checkpoint(_ id: CheckpointID, into directory: String, _ manifest: SnapshotManifest) {
    order(.checkpoint(id.rawValue, directory: directory, manifest))
  }

  private func order(_ order: StateOrder) {
    if !stateBacklog.isEmpty || !carryOut(order) { stateBacklog.append(order) }
  }

  /// False where the state's thread has no room, or there is none.
  private func carryOut(_ order: StateOrder) -> Bool {
    guard let state else { return false }
    let inbox = inbox
    switch order {
    case .write(let number, let batch):
      // The threads only hand the index back: they are told the batch's number instead.
      return state.write(batch, applied: LogIndex(number)) { inbox.post(.written($0.rawValue)) }
    case .flush(let number):
      state.flush { inbox.post(.flushed(number, $0)) }
    case .checkpoint(let id, let directory, let manifest):
      state.checkpoint(into: directory, manifest: manifest) { inbox.post(.checkpoint(id, $0)) }
    }
    return true
  }

  /// The state's thread has room again.
  func stateHasRoom() {
    while let first = stateBacklog.first, carryOut(first) { stateBacklog.removeFirst() }
  }

  func read(_ id: StoreReadID, _ reads: [StoreRead]) {
    guard let state else {
      // As of the state that is on its way out.
      return inbox.post(
        .stateRead(id.rawValue, StateReads(generation: generation - 1, result: .success([]))))
    }
    ReadGathering.start(reads, state) { [inbox, generation] result in
      inbox.post(.stateRead(id.rawValue, StateReads(generation: generation, result: result)))
    }
  }

  /// Hashes what the checkpoint in `directory` holds, in a slow thread.
  func hashContents(_ id: CheckpointID, of directory: String) {
    guard let state else {
      return inbox.post(.contents(id.rawValue, .failure(.replaced(directory))))
    }
    state.readSlowly({ [inbox] in inbox.post(.contents(id.rawValue, $0)) }) {
      () throws(StorageError) in
      try ContentsHash.of(directory)
    }
  }

  // MARK: Snapshots

  /// Hands out the state's threads so that they can be stopped elsewhere; until `adopt` no order for
  /// the state reaches a store. The replica ignores what answers them.
  func releaseState() -> StateThreads {
    generation += 1
    isReplacing = true
    forgetOrders()
    return stateThreads
  }

  func adopt(_ threads: StateThreads) {
    forgetOrders()
    isReplacing = false
    stateThreads = threads
  }

  /// A backup or a check waits for its checkpoint: it hears that none is made.
  private func forgetOrders() {
    for case .checkpoint(let id, let directory, _) in stateBacklog {
      inbox.post(.checkpoint(id, .failure(.replaced(directory))))
    }
    stateBacklog.removeAll()
  }
}

extension StorageError {
  fileprivate static func replaced(_ directory: String) -> StorageError {
    StorageError(
      code: .missing, what: "a snapshot takes the place of the state that was to be copied to",
      path: directory, advice: "ask again")
  }
}

/// What a read of the state gave, and of which state: answers of one that a snapshot replaced are
/// worth nothing.
struct StateReads: Sendable {
  var generation: UInt64
  var result: Result<[StoreReadResult], StorageError>
}

/// The terms of the log's entries as runs: to name the place where it is cut.
struct TermRuns: Sendable {
  private var runs: Deque<(from: LogIndex, term: Term)> = []
  private var last = LogIndex.zero

  init() {}

  init(_ recovered: RecoveredLog) {
    if recovered.base.index > .zero { append(recovered.base.index, recovered.base.term) }
    for entry in recovered.entries { append(entry.index, entry.term) }
  }

  mutating func append(_ index: LogIndex, _ term: Term) {
    last = index
    if runs.last?.term != term { runs.append((index, term)) }
  }

  mutating func truncate(from index: LogIndex) {
    while let run = runs.last, run.from >= index { runs.removeLast() }
    last = index.previous()
  }

  mutating func cut(upTo index: LogIndex) {
    while runs.count > 1, runs[1].from <= index { runs.removeFirst() }
  }

  /// Nil where the log has no such entry. O(runs): terms in the log, few.
  func term(at index: LogIndex) -> Term? {
    guard index <= last else { return nil }
    for run in runs.reversed() where run.from <= index { return run.term }
    return nil
  }
}
