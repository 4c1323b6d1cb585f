import Raft
import StateMachine
import Units

/// How far the store is behind the state in memory, and the log behind both.
struct StoreKeeping: Sendable {
  /// The last batch that was ordered.
  var number: UInt64 = 0
  /// The batch under way.
  var writing: UInt64?
  /// The state's index in the last batch ordered.
  var orderedIndex: LogIndex
  /// Since when there are changes that no batch has.
  var dirtySince: Monotonic?
  /// Bytes of batches since the last flush that was ordered, and since when entries were applied
  /// that no flush has: those that change nothing, as ticks, count, or a log of them grows for ever.
  var unflushedBytes = 0
  var unflushedSince: Monotonic?
  /// Bytes of entries applied in this life, and how many of them when the last flush was ordered.
  var logged: UInt64 = 0
  var loggedAtFlush: UInt64 = 0
  /// The flush under way, and the index that it makes durable.
  var flushing: (number: UInt64, index: LogIndex)?
  var flushedIndex: LogIndex
  /// The end of the log when this life began: applied again up to there.
  let replayEnd: LogIndex
  var isCutting = false

  init(index: LogIndex, replayEnd: LogIndex = .zero) {
    orderedIndex = index
    flushedIndex = index
    self.replayEnd = replayEnd
  }
}

/// Writing behind. The store never gets what this node's own log might lose: a batch is ordered at
/// an entry boundary at or below `Raft.persistedIndex`, since the store may flush by itself.
extension Replica {
  mutating func keepStore() {
    guard !snapshots.isInstalling else { return }
    if isWriteDue { _ = write() }
    if isFlushDue { flush() }
  }

  private var isWriteDue: Bool {
    // What is to be flushed is ordered first, or the flush would be due again at once.
    if isFlushDue && store.orderedIndex < machine.index { return true }
    return overlay.count >= limits.overlayChanges
      || overlay.bytes >= Int(limits.overlayBytes.rawValue)
      || !overlay.isEmpty && now >= (store.dirtySince ?? now) + limits.overlayAge
  }

  /// Orders a batch up to the state's index; false where that cannot be now.
  mutating func write() -> Bool {
    guard !overlay.isFrozen,
      machine.index <= raft.persistedIndex || mutations.contains(.writesAhead)
    else { return false }
    store.number += 1
    store.writing = store.number
    store.orderedIndex = machine.index
    store.dirtySince = nil
    store.unflushedBytes += overlay.bytes
    var changes = overlay.freeze()
    if mutations.contains(.losesDeletes) { changes.removeAll { $0.value == nil } }
    // The meta record's key is below all others.
    changes.insert(Change(key: Keys.meta, value: machine.metaRecord(), isFresh: false), at: 0)
    effects.append(.write(store.number, changes))
    return true
  }

  private var isFlushDue: Bool {
    guard store.flushing == nil, let since = store.unflushedSince else { return false }
    return store.unflushedBytes >= Int(limits.flushBytes.rawValue)
      || store.logged - store.loggedAtFlush >= limits.flushLogBytes.rawValue
      || isLogLong
      || isReplayed
      || now >= since + flushAge
  }

  /// What was applied again after a start is old, whatever the clock of this life says: a process that
  /// dies again before `flushAge` would have to apply it once more, and more each time.
  private var isReplayed: Bool {
    store.orderedIndex >= store.replayEnd
      && store.replayEnd.distance(from: store.flushedIndex) >= limits.replayEntries
  }

  /// More entries than `flushEntries` wait for a flush, and one would let go of some.
  private var isLogLong: Bool {
    guard machine.index.distance(from: store.flushedIndex) >= Int(limits.flushEntries) else {
      return false
    }
    return store.orderedIndex > store.flushedIndex
      || overlay.isEmpty && machine.index <= raft.persistedIndex
  }

  /// Makes durable what was ordered so far.
  mutating func flush() {
    guard store.number > 0 else { return }
    store.flushing = (store.number, store.orderedIndex)
    store.unflushedBytes = 0
    store.loggedAtFlush = store.logged
    // What was applied since the last batch waits on.
    store.unflushedSince = store.orderedIndex < machine.index ? now : nil
    effects.append(.flush(store.number))
  }

  mutating func written(_ number: UInt64) {
    // Of a store that a snapshot replaced.
    guard store.writing == number else { return }
    store.writing = nil
    overlay.thaw()
  }

  mutating func flushed(_ number: UInt64) {
    guard let flushing = store.flushing, flushing.number == number else { return }
    store.flushing = nil
    store.flushedIndex = max(store.flushedIndex, flushing.index)
    cutLog()
  }

  /// Lets go of what is flushed, save for a tail for those that lag.
  mutating func cutLog() {
    guard !store.isCutting else { return }
    var index = min(store.flushedIndex, streamed ?? .distantFuture)
    if mutations.contains(.cutsUnflushed) { index = min(machine.index, raft.persistedIndex) }
    var bytes: UInt64 = 0
    var entries = 0
    let tail = tail
    while index > raft.base.index, entries < tail.entries, bytes < tail.bytes,
      let header = raft.header(at: index)
    {
      bytes += UInt64(header.size)
      entries += 1
      index = index.previous()
    }
    guard index > raft.base.index else { return }
    store.isCutting = true
    effects.append(.cutLog(upTo: index))
  }

  /// The log behind a snapshot on its way stays, so that its receiver can go on from there; but not
  /// without bound, whatever the receiver takes.
  private var streamed: LogIndex? {
    guard let checkpoint = snapshots.checkpoint else { return nil }
    let index = checkpoint.meta.position.index
    // Of before another state took the place of this one.
    guard store.logged >= checkpoint.logged, machine.index >= index else { return nil }
    let isFar =
      store.logged - checkpoint.logged > limits.streamBytes.rawValue
      || machine.index.rawValue - index.rawValue > limits.streamEntries
    return isFar ? nil : index
  }

  /// When writing or flushing is due by age.
  var storeDeadline: Monotonic {
    var deadline = Monotonic.distantFuture
    // What is blocked is looked at again when the disk says that it has moved on.
    if let since = store.dirtySince, !overlay.isFrozen, machine.index <= raft.persistedIndex {
      deadline = since + limits.overlayAge
    }
    if let since = store.unflushedSince, store.flushing == nil, !overlay.isFrozen,
      machine.index <= raft.persistedIndex
    {
      deadline = min(deadline, since + flushAge)
    }
    return deadline
  }
}

extension LogIndex {
  static let distantFuture = LogIndex(.max)
}
