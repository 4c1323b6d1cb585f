/// The medians of all runs and, where a peer ran too, ours over the peer's.
struct Report {
  var runs: [Figures] = []
  var ratios: [Figures] = []

  /// - Parameter repeats: of each setting and system, all its runs; ours come before the peer's.
  init(_ repeats: [[Figures]]) {
    runs = repeats.compactMap { Figures.median(of: $0) }
    guard let ours = runs.first?.system else { return }
    for run in runs where run.system == ours {
      let peer = runs.first {
        $0.system != ours && $0.work == run.work && $0.clients == run.clients
          && $0.payloadBytes == run.payloadBytes
      }
      if let peer { ratios.append(run.ratios(to: peer)) }
    }
  }

  var json: String {
    let runs = runs.map { $0.json(digits: 1) }.joined(separator: ",")
    let ratios = ratios.map { $0.json(digits: 3) }.joined(separator: ",")
    return "{\"runs\":[\(runs)],\"ratios\":[\(ratios)]}"
  }

  var table: String {
    var lines = [
      [
        "system", "work", "clients", "payload", "ops/s", "p50 µs", "p99 µs", "CPU µs/op",
        "flushes/op",
      ]
    ]
    lines += runs.map { Report.cells($0, digits: 0, finer: 1) }
    lines += ratios.map { Report.cells($0, digits: 2, finer: 2) }
    let widths = lines[0].indices.map { column in lines.map { $0[column].count }.max() ?? 0 }
    return lines.map { line in
      var text = ""
      for (column, cell) in line.enumerated() {
        let space = String(repeating: " ", count: widths[column] - cell.count)
        // Words to the left, numbers to the right.
        text += (column < 2 ? cell + space : space + cell) + "  "
      }
      return text.trimmingSuffix { $0 == " " }
    }.joined(separator: "\n")
  }

  private static func cells(_ figures: Figures, digits: Int, finer: Int) -> [String] {
    [
      figures.system, figures.work, "\(figures.clients)", "\(figures.payloadBytes)",
      figures.operationsPerSecond.rounded(to: digits),
      figures.p50Microseconds.rounded(to: digits),
      figures.p99Microseconds.rounded(to: digits),
      figures.cpuMicrosecondsPerOperation.rounded(to: finer),
      figures.flushesPerOperation?.rounded(to: 3) ?? "-",
    ]
  }
}

extension String {
  func trimmingSuffix(while isTrimmed: (Character) -> Bool) -> String {
    var text = self
    while let last = text.last, isTrimmed(last) { text.removeLast() }
    return text
  }
}
