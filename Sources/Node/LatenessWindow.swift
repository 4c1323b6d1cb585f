import Units

/// How late the newest scheduled executions were granted: `due -> granted`, this many of them.
struct LatenessWindow {
  static let size = 1_000

  private var spans: [Timeout] = []
  private var next = 0

  init() {}

  mutating func add(_ span: Timeout) {
    if spans.count < LatenessWindow.size {
      spans.append(max(.zero, span))
    } else {
      spans[next] = max(.zero, span)
      next = (next + 1) % LatenessWindow.size
    }
  }

  /// Nil where nothing was granted yet. O(n log n).
  var p99: Timeout? {
    guard !spans.isEmpty else { return nil }
    let sorted = spans.sorted()
    return sorted[min(sorted.count - 1, sorted.count * 99 / 100)]
  }
}
