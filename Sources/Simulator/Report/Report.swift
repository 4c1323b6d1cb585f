import Raft
import Replica
import Units

/// What a run tells of itself: figures, the digest of everything that happened, and its history.
struct Report {
  var statistics = Outcome.Statistics()
  private(set) var coverage = [Int](repeating: 0, count: FaultKind.allCases.count)
  var trace = TraceDigest()
  let keepsHistory: Bool
  private let echo: (@Sendable (String) -> Void)?
  private(set) var history: [String] = []

  /// Lines of the history: the newest so many at least are kept, which is all of a run.
  static let most = 500_000

  init(keepsHistory: Bool, echo: (@Sendable (String) -> Void)?) {
    self.keepsHistory = keepsHistory
    self.echo = echo
  }

  mutating func struck(_ kind: FaultKind, times: Int = 1) { coverage[kind.rawValue] += times }

  mutating func took(_ input: ReplicaInput, at place: Int, _ now: Monotonic) {
    trace.mix(now.nanoseconds << 4 ^ UInt64(place))
    trace.mix(input)
    guard keepsHistory else { return }
    // Each turn ends; what that brought about is told.
    if case .endOfTurn = input { return }
    add("n\(place + 1) < \(input)", now)
  }

  mutating func gave(_ effect: ReplicaEffect) { trace.mix(effect) }

  mutating func applied(_ digest: Hash128) { trace.mix(digest.high ^ digest.low) }

  /// A line of the history, made only where it is kept.
  mutating func note(_ line: @autoclosure () -> String, _ now: Monotonic) {
    if keepsHistory { add(line(), now) }
  }

  private mutating func add(_ line: String, _ now: Monotonic) {
    let line = "\((now.nanoseconds - 1_000_000_000) / 1_000) \(Report.short(line).prefix(400))"
    history.append(line)
    echo?(line)
    if history.count >= 2 * Report.most { history.removeFirst(Report.most) }
  }

  /// Without bytes, of which nobody reads more than a few: `[10, 25, 10, 8, … 87]` with their number.
  static func short(_ line: String) -> String {
    var result = ""
    var rest = line[...]
    while let start = rest.firstIndex(of: "[") {
      result += rest[..<start]
      let list = rest[start...].dropFirst().prefix { $0.isNumber || $0 == "," || $0 == " " }
      let end = list.endIndex
      let count = list.split(separator: ",").count
      if count > 6, end < rest.endIndex, rest[end] == "]" {
        let first = list.split(separator: ",").prefix(4).joined(separator: ",")
        result += "[\(first), … \(count)]"
        rest = rest[rest.index(after: end)...]
      } else {
        result += "["
        rest = rest[start...].dropFirst()
      }
    }
    return result + rest
  }
}
