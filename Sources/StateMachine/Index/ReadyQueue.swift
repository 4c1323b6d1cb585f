import DequeModule
import Units

/// What waits and may start, of one version of a job: by priority, then first due time, then id.
///
/// One sorted deque for each priority. What arrives mostly belongs at the end and what leaves is
/// mostly at the front, so that both cost O(1); a retry keeps its place near the front. What was
/// cancelled stays as a stale item until the front reaches it or half of a deque is stale.
struct ReadyQueue: Sendable {
  struct Item: Sendable, Hashable {
    var due: Instant
    var id: RecordID
    var slot: Int32

    @inline(__always)
    static func < (left: Item, right: Item) -> Bool {
      left.due != right.due ? left.due < right.due : left.id < right.id
    }
  }

  /// By priority - 1.
  private var lanes: [Deque<Item>]
  /// Items that are still ready.
  private(set) var count = 0
  private var stored = 0

  static let priorities = 9

  init() { lanes = Array(repeating: [], count: ReadyQueue.priorities) }

  /// O(1) at either end, else O(distance to the nearer end). What comes back while its stale item
  /// is still here takes that over.
  mutating func insert(_ item: Item, priority: UInt8) {
    precondition((1...9).contains(priority), "a priority is 1 to 9, this one is \(priority)")
    let lane = Int(priority) - 1
    count += 1
    guard let last = lanes[lane].last, !(last < item) else {
      lanes[lane].append(item)
      stored += 1
      return
    }
    var low = 0
    var high = lanes[lane].count
    while low < high {
      let middle = (low + high) / 2
      if lanes[lane][middle] < item { low = middle + 1 } else { high = middle }
    }
    if low < lanes[lane].count && lanes[lane][low] == item { return }
    lanes[lane].insert(item, at: low)
    stored += 1
  }

  /// Says that one item, which `table` no longer has as ready, is gone.
  mutating func forget(priority: UInt8, _ table: ExecutionTable) {
    count -= 1
    let lane = Int(priority) - 1
    while let first = lanes[lane].first, !table.isReady(first) {
      lanes[lane].removeFirst()
      stored -= 1
    }
    if stored > 64 && stored > 2 * count { compact(table) }
  }

  private mutating func compact(_ table: ExecutionTable) {
    for lane in lanes.indices {
      var kept: Deque<Item> = []
      for item in lanes[lane] where table.isReady(item) { kept.append(item) }
      lanes[lane] = kept
    }
    stored = lanes.reduce(0) { $0 + $1.count }
  }

  /// The first item of a priority, which is ready always: `forget` sees to it.
  func first(priority: UInt8) -> Item? { lanes[Int(priority) - 1].first }

  /// How many items lie before `item`, stale ones included. O(log n).
  func before(_ item: Item, priority: UInt8) -> Int {
    let lane = Int(priority) - 1
    var low = 0
    var high = lanes[lane].count
    while low < high {
      let middle = (low + high) / 2
      if lanes[lane][middle] < item { low = middle + 1 } else { high = middle }
    }
    return low + (0..<lane).reduce(0) { $0 + lanes[$1].count }
  }

  /// The next ready item of a priority at or after `offset`, which moves behind it.
  func next(priority: UInt8, _ offset: inout Int, isReady: (Item) -> Bool) -> Item? {
    let lane = Int(priority) - 1
    while offset < lanes[lane].count {
      let item = lanes[lane][offset]
      offset += 1
      if isReady(item) { return item }
    }
    return nil
  }
}
