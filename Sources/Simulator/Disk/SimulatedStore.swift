import Raft
import Replica
import StateMachine
import Units

/// A store of sorted runs without a log of its own: a crash keeps those that were flushed. What is
/// written comes sorted, so that it becomes a run as it is; runs of like size are merged.
struct SimulatedStore {
  private var runs: [[Change]] = []
  /// Of `runs`, those on disk.
  private var flushed = 0
  /// Which configurations stood in the log up to what was written, and flushed, last.
  private(set) var configurations: [PlacedConfiguration] = []
  private var flushedConfigurations: [PlacedConfiguration] = []

  mutating func write(_ changes: [Change], _ configurations: [PlacedConfiguration]) {
    self.configurations = configurations
    runs.append(changes)
    merge(from: flushed)
  }

  mutating func flush() {
    flushedConfigurations = configurations
    guard flushed < runs.count else { return }
    merge(from: 0)
    flushed = runs.count
  }

  /// A known bug: where the state stands is flushed apart from what it is.
  var flushesApart = false

  /// Of a process or a machine: the same, since what is in memory only is lost by both.
  mutating func crash() {
    if flushesApart, runs.count > flushed, let meta = runs.last?.first {
      runs.insert([meta], at: flushed)
      flushed += 1
    }
    runs.removeLast(runs.count - flushed)
    configurations = flushedConfigurations
  }

  /// What a checkpoint has: everything flushed.
  var checkpoint: SimulatedStore {
    var store = self
    store.crash()
    return store
  }

  private mutating func merge(from first: Int) {
    while runs.count >= first + 2, runs[runs.count - 1].count * 2 >= runs[runs.count - 2].count {
      let newer = runs.removeLast()
      let older = runs.removeLast()
      runs.append(SimulatedStore.merge(older, newer, dropsDeletes: runs.isEmpty))
    }
  }

  private static func merge(
    _ older: [Change], _ newer: [Change], dropsDeletes: Bool
  ) -> [Change] {
    var merged: [Change] = []
    merged.reserveCapacity(older.count + newer.count)
    var place = 0
    func add(_ change: Change) {
      if change.value != nil || !dropsDeletes { merged.append(change) }
    }
    for change in newer {
      while place < older.count, KeyOrder.isBefore(older[place].key, change.key) {
        add(older[place])
        place += 1
      }
      if place < older.count, older[place].key == change.key { place += 1 }
      add(change)
    }
    for change in older[place...] { add(change) }
    return merged
  }

  // MARK: Reading

  func read(_ read: StoreRead) -> StoreReadResult {
    switch read {
    case .get(let key):
      let records = get(key).map { [StoreRecord(key: key, value: $0)] } ?? []
      return StoreReadResult(records: records, isComplete: true)
    case .scan(let range, let reversed, let limit, let bytes):
      return scan(range, reversed: reversed, limit: limit, bytes: bytes)
    }
  }

  private func get(_ key: Bytes) -> Bytes? {
    for run in runs.reversed() {
      let place = SimulatedStore.first(notBefore: key, in: run)
      if place < run.count, run[place].key == key { return run[place].value }
    }
    return nil
  }

  private static func first(notBefore key: Bytes, in run: [Change]) -> Int {
    var low = 0
    var high = run.count
    while low < high {
      let middle = (low + high) / 2
      if KeyOrder.isBefore(run[middle].key, key) { low = middle + 1 } else { high = middle }
    }
    return low
  }

  private func scan(
    _ range: Keys.Range, reversed: Bool, limit: Int, bytes: Int
  ) -> StoreReadResult {
    var spans = runs.map { run in
      SimulatedStore.first(
        notBefore: range.lower, in: run)..<SimulatedStore.first(notBefore: range.upper, in: run)
    }
    var records: [StoreRecord] = []
    var size = 0
    while let change = next(&spans, reversed: reversed) {
      guard let value = change.value else { continue }
      if records.count >= limit || size >= bytes {
        return StoreReadResult(records: records, isComplete: false)
      }
      records.append(StoreRecord(key: change.key, value: value))
      size += change.key.count + value.count
    }
    return StoreReadResult(records: records, isComplete: true)
  }

  /// The next key's newest change, taken out of all spans.
  private func next(_ spans: inout [Range<Int>], reversed: Bool) -> Change? {
    var best: Change?
    // The newest run last: it wins among equals.
    for (number, span) in spans.enumerated() where !span.isEmpty {
      let change = runs[number][reversed ? span.upperBound - 1 : span.lowerBound]
      if let other = best {
        let isWorse =
          reversed
          ? KeyOrder.isBefore(change.key, other.key) : KeyOrder.isBefore(other.key, change.key)
        if isWorse { continue }
      }
      best = change
    }
    guard let best else { return nil }
    for (number, span) in spans.enumerated() where !span.isEmpty {
      let place = reversed ? span.upperBound - 1 : span.lowerBound
      guard runs[number][place].key == best.key else { continue }
      spans[number] =
        reversed ? span.lowerBound..<span.upperBound - 1 : span.lowerBound + 1..<span.upperBound
    }
    return best
  }

  /// The machine that this store holds.
  func load(knows version: UInt32) throws -> StateMachine {
    var loader = StateMachine.Loader(knows: version)
    var spans = runs.map { run in
      SimulatedStore.first(
        notBefore: Keys.decisions.lower, in: run)..<SimulatedStore.first(
          notBefore: Keys.decisions.upper, in: run)
    }
    while let change = next(&spans, reversed: false) {
      if let value = change.value { try loader.add(change.key, value) }
    }
    return try loader.finish()
  }
}
