import Units

/// Counts turns of the loop that took too long: while one runs, no heartbeat leaves.
struct LoopWatch: Sendable {
  let slow: Timeout
  private(set) var turns: UInt64 = 0
  private(set) var slowTurns: UInt64 = 0
  private(set) var longest = Timeout.zero

  init(slow: Timeout) { self.slow = slow }

  /// Whether the turn was slow.
  mutating func turn(from start: Monotonic, to end: Monotonic) -> Bool {
    turns += 1
    let took = end - start
    longest = max(longest, took)
    guard took > slow else { return false }
    slowTurns += 1
    return true
  }
}
