internal import Units

/// The deadlines of all calls of a loop: a hierarchical timing wheel (Varghese and Lauck, 1987,
/// scheme 7). Nearly every call ends long before its deadline, so inserting and removing are what
/// must be cheap: O(1), no allocation once the slots have grown.
///
/// Invariant: a watched stream stands in `slots[stream.wheelSlot][stream.wheelPlace]`; a stream that
/// is not watched has `wheelSlot` -1.
struct DeadlineWheel {
  /// A tick is 2^20 ns, 1.05 ms. Level n has 256 slots of 256^n ticks.
  private static let tickBits: UInt64 = 20
  private static let levels = 4

  /// The last tick that was handled.
  private var current: UInt64
  private var slots: [[CallStream]] = Array(repeating: [], count: 256 * DeadlineWheel.levels)
  private(set) var count = 0

  init(now: Monotonic) { current = now.nanoseconds >> DeadlineWheel.tickBits }

  /// Watches `stream`; returns when the wheel must next be advanced for its sake.
  mutating func insert(_ stream: CallStream, _ deadline: Monotonic, now: Monotonic) -> Monotonic {
    precondition(stream.wheelSlot < 0, "a stream is watched once")
    if count == 0 { current = max(current, now.nanoseconds >> DeadlineWheel.tickBits) }
    return place(stream, deadline)
  }

  private mutating func place(_ stream: CallStream, _ deadline: Monotonic) -> Monotonic {
    let due = (deadline.nanoseconds >> DeadlineWheel.tickBits) + 1
    // What lies beyond the last level's horizon (52 days) is looked at again there.
    let distance = min(due > current ? due - current : 1, (1 << 32) - 1)
    let tick = current + distance
    var level = 0
    while level < DeadlineWheel.levels - 1, distance >> UInt64(8 * (level + 1)) != 0 { level += 1 }
    let shift = UInt64(8 * level)
    let slot = level << 8 | Int(tick >> shift & 255)
    stream.wheelSlot = slot
    stream.wheelPlace = slots[slot].count
    slots[slot].append(stream)
    count += 1
    return Monotonic(nanoseconds: ((tick >> shift) << shift) << DeadlineWheel.tickBits)
  }

  mutating func remove(_ stream: CallStream) {
    let slot = stream.wheelSlot
    if slot < 0 { return }
    let place = stream.wheelPlace
    let last = slots[slot].count - 1
    if place != last {
      let moved = slots[slot][last]
      slots[slot][place] = moved
      moved.wheelPlace = place
    }
    slots[slot].removeLast()
    stream.wheelSlot = -1
    count -= 1
  }

  private mutating func take(_ slot: Int) -> [CallStream] {
    let streams = slots[slot]
    slots[slot].removeAll()
    for stream in streams { stream.wheelSlot = -1 }
    count -= streams.count
    return streams
  }

  /// Moves on to `now`; returns the streams whose deadline passed, no longer watched.
  mutating func advance(to now: Monotonic) -> [CallStream] {
    let target = now.nanoseconds >> DeadlineWheel.tickBits
    var passed: [CallStream] = []
    while current < target {
      if count == 0 {
        current = target
        break
      }
      current += 1
      var level = 1
      while level < DeadlineWheel.levels, current & (1 << UInt64(8 * level) - 1) == 0 {
        let slot = level << 8 | Int(current >> UInt64(8 * level) & 255)
        for stream in take(slot) {
          if (stream.deadline.nanoseconds >> DeadlineWheel.tickBits) < current {
            passed.append(stream)
          } else {
            _ = place(stream, stream.deadline)
          }
        }
        level += 1
      }
      let slot = Int(current & 255)
      if !slots[slot].isEmpty { passed += take(slot) }
    }
    return passed
  }

  /// When `advance` has something to do next; nil where nothing is watched.
  var nextWakeUp: Monotonic? {
    if count == 0 { return nil }
    var next = UInt64.max
    for level in 0..<DeadlineWheel.levels {
      let shift = UInt64(8 * level)
      let base = current >> shift
      for distance in 1...UInt64(256)
      where !slots[level << 8 | Int((base + distance) & 255)].isEmpty {
        next = min(next, (base + distance) << shift)
        break
      }
    }
    return Monotonic(nanoseconds: next << DeadlineWheel.tickBits)
  }
}
