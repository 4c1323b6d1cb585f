internal import DequeModule
internal import Units

/// Append messages that are under way to one follower, bounded by number and payload bytes
/// (thesis, section 10.2.1, pipelining).
struct Inflight: Sendable {
  private var window: Deque<(last: LogIndex, bytes: UInt64)> = []
  private(set) var bytes: UInt64 = 0

  var count: Int { window.count }

  func isFull(_ limits: Limits) -> Bool {
    window.count >= limits.inflightMessages || bytes >= limits.inflightBytes.rawValue
  }

  mutating func add(last: LogIndex, bytes: ByteCount) {
    window.append((last, bytes.rawValue))
    self.bytes += bytes.rawValue
  }

  /// Everything that ends at or before `index` has arrived for good.
  mutating func free(upTo index: LogIndex) {
    while let first = window.first, first.last <= index {
      bytes -= first.bytes
      window.removeFirst()
    }
  }

  mutating func removeAll() {
    window.removeAll(keepingCapacity: true)
    bytes = 0
  }
}
