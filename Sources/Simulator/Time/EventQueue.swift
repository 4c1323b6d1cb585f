package import Units

/// Events in order of time, those of one time in order of arrival: the whole of a run's order
/// follows from its seed. The heap moves small keys only; events stay where they are put.
package struct EventQueue<Event> {
  private var heap: [EventKey] = []
  private var events: [Event?] = []
  private var free: [Int] = []
  private var number: UInt64 = 0

  package init() {}

  package var isEmpty: Bool { heap.isEmpty }
  package var nextTime: Monotonic? { heap.first.map { Monotonic(nanoseconds: $0.time) } }

  package mutating func add(_ event: Event, at time: Monotonic) {
    number += 1
    let slot: Int
    if let last = free.popLast() {
      slot = last
      events[slot] = event
    } else {
      slot = events.count
      events.append(event)
    }
    heap.pushKey(EventKey(time: time.nanoseconds, number: number, slot: slot))
  }

  package mutating func removeFirst() -> (time: Monotonic, event: Event)? {
    guard let key = heap.popKey(), let event = events[key.slot] else { return nil }
    events[key.slot] = nil
    free.append(key.slot)
    return (Monotonic(nanoseconds: key.time), event)
  }
}

struct EventKey {
  let time: UInt64
  let number: UInt64
  let slot: Int

  func isBefore(_ other: EventKey) -> Bool {
    time != other.time ? time < other.time : number < other.number
  }
}

extension [EventKey] {
  fileprivate mutating func pushKey(_ key: EventKey) {
    append(key)
    var child = count - 1
    while child > 0 {
      let parent = (child - 1) / 2
      guard key.isBefore(self[parent]) else { break }
      self[child] = self[parent]
      child = parent
    }
    self[child] = key
  }

  fileprivate mutating func popKey() -> EventKey? {
    guard let first = self.first else { return nil }
    let key = removeLast()
    if isEmpty { return first }
    var parent = 0
    while true {
      var child = 2 * parent + 1
      guard child < count else { break }
      if child + 1 < count, self[child + 1].isBefore(self[child]) { child += 1 }
      guard self[child].isBefore(key) else { break }
      self[parent] = self[child]
      parent = child
    }
    self[parent] = key
    return first
  }
}
