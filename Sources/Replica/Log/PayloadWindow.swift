import DequeModule
import Units

/// The payloads of the newest entries, without a gap up to the end of the log.
struct PayloadWindow: Sendable {
  /// The entry of the first payload, or the next entry where there is none.
  private(set) var first: LogIndex
  private var payloads: Deque<Bytes> = []
  private(set) var bytes = 0

  init(next: LogIndex) { first = next }

  var next: LogIndex { first.advanced(by: payloads.count) }

  func payload(at index: LogIndex) -> Bytes? {
    let offset = index.distance(from: first)
    return offset >= 0 && offset < payloads.count ? payloads[offset] : nil
  }

  mutating func append(_ payload: Bytes, at index: LogIndex) {
    precondition(index == next, "payload \(index) does not follow \(next.previous())")
    bytes += payload.count
    payloads.append(payload)
  }

  /// Every entry from `index` on is void.
  mutating func truncate(from index: LogIndex) {
    while next > index, let last = payloads.popLast() { bytes -= last.count }
    if payloads.isEmpty { first = min(first, index) }
  }

  /// Lets the oldest go until `limit` bytes are left, none above `index`.
  mutating func evict(to limit: Int, upTo index: LogIndex) {
    while bytes > limit, first <= index, let oldest = payloads.popFirst() {
      bytes -= oldest.count
      first = first.next()
    }
  }

  /// Nothing is left, and `next` comes next.
  mutating func reset(next: LogIndex) {
    payloads.removeAll()
    bytes = 0
    first = next
  }
}
