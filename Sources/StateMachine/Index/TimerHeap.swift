import Units

/// Times at which something becomes due, soonest first, ids breaking ties.
///
/// Timers are never taken out when they no longer matter: whoever meets one asks its owner. When
/// most are stale the heap is rebuilt from those that are not. It is a plain binary heap, since
/// `due(at:)` walks it without popping.
struct TimerHeap: Sendable {
  struct Item: Hashable, Sendable {
    var when: Instant
    var id: RecordID
    var slot: Int32

    @inline(__always)
    static func < (left: Item, right: Item) -> Bool {
      left.when != right.when ? left.when < right.when : left.id < right.id
    }
  }

  private(set) var items: ContiguousArray<Item> = []

  init() {}

  var isEmpty: Bool { items.isEmpty }
  var first: Item? { items.first }

  /// The time of the first item, be it stale or not.
  var soonest: Instant? { items.first?.when }

  /// O(log n), and O(1) where it is later than most, as timers mostly are.
  mutating func insert(_ when: Instant, _ id: RecordID, _ slot: Int32) {
    items.append(Item(when: when, id: id, slot: slot))
    rise(from: items.count - 1)
  }

  /// O(log n).
  mutating func removeFirst() {
    let last = items.removeLast()
    guard !items.isEmpty else { return }
    items[0] = last
    sink(from: 0)
  }

  private mutating func rise(from place: Int) {
    var place = place
    let item = items[place]
    while place > 0 {
      let parent = (place - 1) / 2
      guard item < items[parent] else { break }
      items[place] = items[parent]
      place = parent
    }
    items[place] = item
  }

  private mutating func sink(from place: Int) {
    var place = place
    let item = items[place]
    while true {
      var child = 2 * place + 1
      guard child < items.count else { break }
      if child + 1 < items.count && items[child + 1] < items[child] { child += 1 }
      guard items[child] < item else { break }
      items[place] = items[child]
      place = child
    }
    items[place] = item
  }

  /// Items not after `time`, in no order, at most `limit`. O(how many there are).
  func due(at time: Instant, limit: Int) -> [Item] {
    var found: [Item] = []
    var open = [0]
    while let place = open.popLast(), found.count < limit {
      guard place < items.count, items[place].when <= time else { continue }
      found.append(items[place])
      open.append(2 * place + 1)
      open.append(2 * place + 2)
    }
    return found
  }

  /// Whether so many are stale that a rebuild pays; `live` is how many there should be.
  func isOvergrown(live: Int) -> Bool { items.count > 2 * live + 1_024 }

  /// Rebuilds from those that `keep` vouches for. O(n log n) at worst, O(n) as a rule.
  mutating func rebuild(_ keep: (Item) -> Bool) {
    let kept = items.filter(keep)
    items.removeAll(keepingCapacity: true)
    for item in kept {
      items.append(item)
      rise(from: items.count - 1)
    }
  }
}
