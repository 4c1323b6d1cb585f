package import StateMachine
import Units

/// A scan over overlay and store: what the overlay had when the scan began hides what the store has
/// under the same keys, however often the store has to be asked.
///
/// A scan is not atomic: what is written while it runs may show or not, but nothing that was there
/// when it began, and stayed, is left out.
struct ScanMerge: Sendable {
  private var range: Keys.Range
  private let reversed: Bool
  private let limit: Int
  private let bytes: Int
  private var overlay: ArraySlice<Overlay.Item>
  private(set) var found: [StoreRecord] = []
  private var foundBytes = 0

  /// Overlay entries that a read of the store makes up for at most.
  private static let mostHidden = 1_024

  init(
    _ range: Keys.Range, reversed: Bool, limit: Int, bytes: Int, overlay: [Overlay.Item]
  ) {
    self.range = range
    self.reversed = reversed
    self.limit = max(1, limit)
    self.bytes = max(1, bytes)
    self.overlay = overlay[...]
  }

  /// What to ask the store next.
  var read: StoreRead {
    .scan(
      range, reversed: reversed,
      limit: limit - found.count + min(overlay.count, ScanMerge.mostHidden),
      bytes: max(1, bytes - foundBytes))
  }

  private var isFull: Bool { found.count >= limit || foundBytes >= bytes }

  /// Takes in what the store gave; true where the scan is done.
  mutating func take(_ result: StoreReadResult) -> Bool {
    for record in result.records {
      emitOverlay(before: record.key)
      if isFull { return true }
      if let next = overlay.first, next.key == record.key {
        overlay.removeFirst()
        if let value = next.value { emit(StoreRecord(key: next.key, value: value)) }
      } else {
        emit(record)
      }
      if isFull { return true }
    }
    guard let last = result.records.last, !result.isComplete else {
      emitOverlay(before: nil)
      return true
    }
    if reversed {
      range.upper = last.key
    } else {
      range.lower = last.key + [0]
    }
    return false
  }

  private mutating func emitOverlay(before key: Bytes?) {
    while !isFull, let next = overlay.first {
      if let key {
        let isBefore =
          reversed ? KeyOrder.isBefore(key, next.key) : KeyOrder.isBefore(next.key, key)
        guard isBefore else { return }
      }
      overlay.removeFirst()
      if let value = next.value { emit(StoreRecord(key: next.key, value: value)) }
    }
  }

  private mutating func emit(_ record: StoreRecord) {
    found.append(record)
    foundBytes += record.key.count + record.value.count
  }
}

extension Replica {
  /// Every record of a range as applied here, through the overlay; `read` asks the store.
  package mutating func records(
    _ range: Keys.Range, reading read: (StoreRead) -> StoreReadResult
  ) -> [StoreRecord] {
    var merge = ScanMerge(
      range, reversed: false, limit: 1 << 30, bytes: 1 << 40,
      overlay: overlay.scan(range, reversed: false, limit: 1 << 30))
    while !merge.take(read(merge.read)) {}
    return merge.found
  }
}
