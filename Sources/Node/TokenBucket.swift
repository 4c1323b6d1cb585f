import Units

/// So many bytes a second, and a burst of a tenth of a second at most.
struct TokenBucket {
  /// Bytes a second.
  let rate: ByteCount
  /// Bytes that may go at once; below zero after a piece that was larger.
  private var level: Int64
  private var filled: Monotonic

  private var burst: Int64 { max(1, Int64(rate.rawValue / 10)) }

  init(rate: ByteCount, now: Monotonic) {
    precondition(rate.rawValue > 0, "a bucket that never fills")
    self.rate = rate
    level = 0
    filled = now
    level = burst
  }

  /// Takes `bytes` out. A piece larger than what is there goes all the same, and the next waits for it.
  mutating func take(_ bytes: Int, now: Monotonic) {
    fill(now)
    level -= Int64(bytes)
  }

  /// How long to wait before the next piece; nil: it may go.
  mutating func wait(now: Monotonic) -> Timeout? {
    fill(now)
    guard level < 0 else { return nil }
    let missing = UInt64(-level)
    return .microseconds(Int64(clamping: missing * 1_000_000 / rate.rawValue) + 1)
  }

  private mutating func fill(_ now: Monotonic) {
    guard now > filled else { return }
    // A minute fills any bucket.
    let passed = min((now - filled).microseconds, 60_000_000)
    level = min(burst, level + Int64(clamping: UInt64(passed) * rate.rawValue / 1_000_000))
    filled = now
  }
}
