import StateMachine
import Units

/// One layer of the overlay: a slab of entries, found by hash, and for each kind of key (its first
/// byte) the order of its entries. Most keys of a kind come in ascending order, and extend that
/// order at its end; the others wait, unsorted, until somebody asks for it.
struct OverlayLayer: Sendable {
  private struct Entry: Sendable {
    var key: Bytes
    var value: Bytes?
    /// No value was ever stored under the key.
    var isFresh: Bool

    /// Inserted and deleted again: there is nothing to write, nor to hide.
    var isVoid: Bool { isFresh && value == nil }
  }

  private struct Lane: Sendable {
    var sorted: [Int32] = []
    var tail: [Int32] = []
  }

  private var entries: [Entry] = []
  private var places = KeyTable()
  /// By the first byte of the key.
  private var lanes = [Lane](repeating: Lane(), count: 256)
  /// Of keys and values, an upper bound.
  private(set) var bytes = 0

  var count: Int { entries.count }

  /// - Parameter expected: how many keys will come, about.
  init(expecting expected: Int = 0) {
    entries.reserveCapacity(expected)
    places = KeyTable(expecting: expected)
  }

  mutating func put(_ change: Change) {
    bytes += change.key.count + (change.value?.count ?? 0)
    let place = Int32(entries.count)
    let known = places.find(change.key, orAdd: place) { entries[Int($0)].key }
    if let known {
      // Fresh stays fresh: the store never saw what lay here.
      entries[Int(known)].value = change.value
      return
    }
    entries.append(
      Entry(key: change.key, value: change.value, isFresh: change.isFresh && change.value != nil))
    let lane = Int(change.key.first ?? 0)
    if lanes[lane].tail.isEmpty {
      guard let last = lanes[lane].sorted.last,
        !KeyOrder.isBefore(entries[Int(last)].key, change.key)
      else {
        lanes[lane].sorted.append(place)
        return
      }
    }
    lanes[lane].tail.append(place)
  }

  func get(_ key: Bytes) -> Overlay.Known {
    guard let place = places.find(key, at: { entries[Int($0)].key }) else { return .unknown }
    return entries[Int(place)].value.map { .value($0) } ?? .deleted
  }

  /// O(n log n) in what came out of order, O(n) in the rest.
  mutating func sortedChanges() -> [Change] {
    var changes: [Change] = []
    changes.reserveCapacity(entries.count)
    for lane in lanes.indices {
      sort(lane)
      for place in lanes[lane].sorted where !entries[Int(place)].isVoid {
        let entry = entries[Int(place)]
        changes.append(Change(key: entry.key, value: entry.value, isFresh: entry.isFresh))
      }
    }
    return changes
  }

  private mutating func sort(_ lane: Int) {
    guard !lanes[lane].tail.isEmpty else { return }
    let sorted = lanes[lane].sorted
    let tail = lanes[lane].tail.sorted {
      KeyOrder.isBefore(entries[Int($0)].key, entries[Int($1)].key)
    }
    var merged: [Int32] = []
    merged.reserveCapacity(sorted.count + tail.count)
    var next = 0
    for place in tail {
      while next < sorted.count,
        KeyOrder.isBefore(entries[Int(sorted[next])].key, entries[Int(place)].key)
      {
        merged.append(sorted[next])
        next += 1
      }
      merged.append(place)
    }
    merged.append(contentsOf: sorted[next...])
    lanes[lane] = Lane(sorted: merged)
  }

  /// A place within a range, moving towards its other end.
  struct Walk {
    fileprivate var lane: Int
    fileprivate var offset: Int
    fileprivate let range: Keys.Range
    fileprivate let reversed: Bool
    fileprivate let lastLane: Int

    mutating func step() { offset += reversed ? -1 : 1 }
  }

  mutating func walk(_ range: Keys.Range, reversed: Bool) -> Walk {
    let first = Int(range.lower.first ?? 0)
    // The upper bound itself is not in the range: a bound of one byte ends the lane before.
    let last = range.upper.count == 1 ? Int(range.upper[0]) - 1 : Int(range.upper.first ?? 255)
    guard first <= last else {
      return Walk(lane: 1, offset: 0, range: range, reversed: false, lastLane: 0)
    }
    for lane in first...last { sort(lane) }
    var walk = Walk(
      lane: reversed ? last : first, offset: 0, range: range, reversed: reversed,
      lastLane: reversed ? first : last)
    walk.offset =
      reversed ? lowerBound(range.upper, last) - 1 : lowerBound(range.lower, first)
    return walk
  }

  /// The entry at the place, which moves over what is void; nil at the end of the range.
  func peek(_ walk: inout Walk) -> Overlay.Item? {
    while true {
      if walk.reversed ? walk.lane < walk.lastLane : walk.lane > walk.lastLane { return nil }
      let sorted = lanes[walk.lane].sorted
      guard walk.offset >= 0, walk.offset < sorted.count else {
        walk.lane += walk.reversed ? -1 : 1
        let isInside = walk.reversed ? walk.lane >= walk.lastLane : walk.lane <= walk.lastLane
        walk.offset = walk.reversed && isInside ? lanes[walk.lane].sorted.count - 1 : 0
        continue
      }
      let entry = entries[Int(sorted[walk.offset])]
      let isBeyond =
        walk.reversed
        ? KeyOrder.isBefore(entry.key, walk.range.lower)
        : !KeyOrder.isBefore(entry.key, walk.range.upper)
      if isBeyond { return nil }
      if !entry.isVoid { return Overlay.Item(key: entry.key, value: entry.value) }
      walk.step()
    }
  }

  /// The offset in the lane of the first key at or after `key`.
  private func lowerBound(_ key: Bytes, _ lane: Int) -> Int {
    let sorted = lanes[lane].sorted
    var low = 0
    var high = sorted.count
    while low < high {
      let middle = (low + high) / 2
      if KeyOrder.isBefore(entries[Int(sorted[middle])].key, key) {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return low
  }
}
