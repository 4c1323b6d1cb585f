import Raft
import Replica
import Units

/// What a run tells of itself: figures, the digest of everything that happened, and its history.
struct Report {
  var statistics = Outcome.Statistics()
  private(set) var coverage = [Int](repeating: 0, count: FaultKind.allCases.count)
  var trace = TraceDigest()
  let keepsHistory: Bool
  private(set) var history: [String] = []

  init(keepsHistory: Bool) { self.keepsHistory = keepsHistory }

  mutating func struck(_ kind: FaultKind, times: Int = 1) { coverage[kind.rawValue] += times }

  mutating func sent(_ message: Message) {
    trace.mix(message.term.rawValue)
    trace.mix(message.from.rawValue << 8 ^ message.to.rawValue)
  }

  mutating func took(_ input: ReplicaInput, at node: NodeID, _ now: Monotonic) {
    trace.mix(now.nanoseconds)
    trace.mix(node.rawValue)
    if keepsHistory { add("\(node) < \(input)", now) }
  }

  /// A line of the history, made only where it is kept.
  mutating func note(_ line: @autoclosure () -> String, _ now: Monotonic) {
    if keepsHistory { add(line(), now) }
  }

  private mutating func add(_ line: String, _ now: Monotonic) {
    history.append("\(now.nanoseconds / 1_000) \(line)")
  }
}

/// A running hash of words: xor and multiply, then a mix (not cryptographic; for comparing runs).
struct TraceDigest {
  private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

  mutating func mix(_ word: UInt64) {
    value = (value ^ word) &* 0x9E37_79B9_7F4A_7C15
    value ^= value >> 29
  }
}
