/// What one run of one work against one system came to.
struct Figures {
  var system: String
  var work: String
  var clients: Int
  var payloadBytes: Int
  var operationsPerSecond: Double
  var p50Microseconds: Double
  var p99Microseconds: Double
  /// CPU of all the system's processes together, for one operation.
  var cpuMicrosecondsPerOperation: Double
  /// Disk flushes of all the system's nodes together, for one operation; nil where it does not say.
  var flushesPerOperation: Double?
  var errors: Int
  var firstError: String?

  /// The figures of several runs: of each figure its median.
  static func median(of runs: [Figures]) -> Figures? {
    guard var result = runs.first else { return nil }
    func middle(_ value: (Figures) -> Double) -> Double {
      let sorted = runs.map(value).sorted()
      let half = sorted.count / 2
      return sorted.count % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2
    }
    result.operationsPerSecond = middle(\.operationsPerSecond)
    result.p50Microseconds = middle(\.p50Microseconds)
    result.p99Microseconds = middle(\.p99Microseconds)
    result.cpuMicrosecondsPerOperation = middle(\.cpuMicrosecondsPerOperation)
    if runs.allSatisfy({ $0.flushesPerOperation != nil }) {
      result.flushesPerOperation = middle { $0.flushesPerOperation ?? 0 }
    }
    result.errors = runs.map(\.errors).reduce(0, +)
    return result
  }

  /// Ours over the peer's, figure by figure.
  func ratios(to peer: Figures) -> Figures {
    func over(_ ours: Double, _ theirs: Double) -> Double { theirs > 0 ? ours / theirs : 0 }
    var result = self
    result.system = "\(system)/\(peer.system)"
    result.operationsPerSecond = over(operationsPerSecond, peer.operationsPerSecond)
    result.p50Microseconds = over(p50Microseconds, peer.p50Microseconds)
    result.p99Microseconds = over(p99Microseconds, peer.p99Microseconds)
    result.cpuMicrosecondsPerOperation = over(
      cpuMicrosecondsPerOperation, peer.cpuMicrosecondsPerOperation)
    result.flushesPerOperation = nil
    if let ours = flushesPerOperation, let theirs = peer.flushesPerOperation {
      result.flushesPerOperation = over(ours, theirs)
    }
    return result
  }

  /// One JSON object; numbers with `digits` decimals.
  func json(digits: Int) -> String {
    var fields = [
      "\"system\":\"\(system)\"", "\"work\":\"\(work)\"", "\"clients\":\(clients)",
      "\"payload_bytes\":\(payloadBytes)",
      "\"ops_per_s\":\(operationsPerSecond.rounded(to: digits))",
      "\"p50_us\":\(p50Microseconds.rounded(to: digits))",
      "\"p99_us\":\(p99Microseconds.rounded(to: digits))",
      "\"cpu_us_per_op\":\(cpuMicrosecondsPerOperation.rounded(to: digits))",
      "\"errors\":\(errors)",
    ]
    if let flushes = flushesPerOperation {
      fields.append("\"flushes_per_op\":\(flushes.rounded(to: 4))")
    }
    return "{\(fields.joined(separator: ","))}"
  }
}

extension Double {
  /// The decimal text with at most `digits` places.
  func rounded(to digits: Int) -> String {
    var scale = 1.0
    for _ in 0..<digits { scale *= 10 }
    let scaled = (self * scale).rounded() / scale
    return scaled == scaled.rounded() && abs(scaled) < 1e15 ? String(Int64(scaled)) : String(scaled)
  }
}
