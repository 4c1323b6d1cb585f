import Units

/// Events in order of time, those of one time in order of arrival: the whole of a run's order
/// follows from its seed.
struct EventQueue<Event> {
  private var heap: [(time: UInt64, number: UInt64, event: Event)] = []
  private var number: UInt64 = 0

  var isEmpty: Bool { heap.isEmpty }
  var nextTime: Monotonic? { heap.first.map { Monotonic(nanoseconds: $0.time) } }

  mutating func add(_ event: Event, at time: Monotonic) {
    number += 1
    heap.append((time.nanoseconds, number, event))
    var child = heap.count - 1
    while child > 0, isBefore(child, (child - 1) / 2) {
      heap.swapAt(child, (child - 1) / 2)
      child = (child - 1) / 2
    }
  }

  mutating func removeFirst() -> (time: Monotonic, event: Event)? {
    guard let first = heap.first else { return nil }
    let last = heap.removeLast()
    if !heap.isEmpty {
      heap[0] = last
      var parent = 0
      while true {
        var least = parent
        for child in [2 * parent + 1, 2 * parent + 2]
        where child < heap.count && isBefore(child, least) {
          least = child
        }
        if least == parent { break }
        heap.swapAt(least, parent)
        parent = least
      }
    }
    return (Monotonic(nanoseconds: first.time), first.event)
  }

  private func isBefore(_ left: Int, _ right: Int) -> Bool {
    (heap[left].time, heap[left].number) < (heap[right].time, heap[right].number)
  }
}
