import Raft
import Units

/// Who hears whom, how late, and what of it. Nodes are known by their places.
struct Network {
  static let most = 16

  struct Link {
    /// Messages of one connection keep their order: none arrives before this.
    var lastArrival = Monotonic.zero
    var slowUntil = Monotonic.zero
    /// It goes on and off until then, with this period.
    var flapsUntil = Monotonic.zero
    var period: UInt64 = 1
  }

  /// By the sender's place: bits of the receivers that hear nothing of it.
  private var blocked = [UInt16](repeating: 0, count: Network.most)
  private var links = [Link](repeating: Link(), count: Network.most * Network.most)
  private var mayBeOdd = false
  /// When a partition ends.
  var mendAt = Monotonic.distantFuture
  /// Old messages, to be heard again.
  var kept: [(place: Int, message: Message, payloads: [Bytes])] = []

  var isWhole: Bool { blocked.allSatisfy { $0 == 0 } }

  func isBlocked(_ from: Int, _ to: Int) -> Bool { blocked[from] & 1 << UInt16(to) != 0 }

  /// Whether the link is off at this moment, for one reason or another.
  func isDead(_ from: Int, _ to: Int, at now: Monotonic) -> Bool {
    if isBlocked(from, to) { return true }
    guard mayBeOdd else { return false }
    let link = links[from * Network.most + to]
    return now < link.flapsUntil && (now.nanoseconds / link.period) & 1 == 1
  }

  mutating func block(_ from: Int, _ to: Int) {
    if from != to { blocked[from] |= 1 << UInt16(to) }
  }

  mutating func cut(_ one: Int, _ other: Int) {
    block(one, other)
    block(other, one)
  }

  mutating func mend() {
    blocked = [UInt16](repeating: 0, count: Network.most)
    mendAt = .distantFuture
  }

  mutating func heal() {
    mend()
    mayBeOdd = false
    for place in links.indices {
      links[place].slowUntil = .zero
      links[place].flapsUntil = .zero
    }
  }

  mutating func slow(_ from: Int, _ to: Int, until end: Monotonic) {
    mayBeOdd = true
    links[from * Network.most + to].slowUntil = end
  }

  mutating func flap(_ from: Int, _ to: Int, until end: Monotonic, period: Timeout) {
    mayBeOdd = true
    links[from * Network.most + to].flapsUntil = end
    links[from * Network.most + to].period = UInt64(max(1, period.nanoseconds))
  }

  func isSlow(_ from: Int, _ to: Int, at now: Monotonic) -> Bool {
    mayBeOdd && now < links[from * Network.most + to].slowUntil
  }

  /// When what is sent now and takes so long arrives: not before what was sent earlier.
  mutating func arrival(_ from: Int, _ to: Int, _ now: Monotonic, _ delay: UInt64) -> Monotonic {
    let place = from * Network.most + to
    let time = max(now + .microseconds(Int64(delay)), links[place].lastArrival)
    links[place].lastArrival = time
    return time
  }
}
