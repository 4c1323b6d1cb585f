internal import Checkers
internal import Units

/// A run as a self-contained HTML page: its figures, and one picture in which operations, latency,
/// errors, leader and injected faults share one axis of time.
struct Timeline {
  private let report: RunReport
  private let span: Double
  private static let width = 1_160.0
  private static let left = 90.0
  private static var plot: Double { width - left - 20 }

  init(_ report: RunReport) {
    self.report = report
    let last = report.samples.map { ($0.ended - report.start).microseconds }.max() ?? 1
    let mark = report.marks.map(\.time.microseconds).max() ?? 1
    span = max(Double(max(last, mark)) / 1_000_000, 0.001)
  }

  static func page(_ reports: [RunReport]) -> String {
    let bodies = reports.map { Timeline($0).section }.joined(separator: "\n")
    return """
      <!doctype html>
      <html lang="en"><head><meta charset="utf-8"><title>failover</title><style>
      :root { color-scheme: light dark; --ink: #1c1c1e; --dim: #77777c; --grid: #e4e4e8; --bad: #c62828;
        --good: #2e7d32; --line: #1565c0; --band: #ffe0b2; --paper: #fff; }
      @media (prefers-color-scheme: dark) { :root { --ink: #eee; --dim: #999; --grid: #333;
        --bad: #ef5350; --good: #66bb6a; --line: #64b5f6; --band: #4e342e; --paper: #17171a; } }
      body { font: 14px/1.45 system-ui, sans-serif; color: var(--ink); background: var(--paper);
        max-width: 1200px; margin: 24px auto; padding: 0 16px; }
      h1 { font-size: 20px; margin: 28px 0 4px; } .dim { color: var(--dim); }
      table { border-collapse: collapse; margin: 12px 0; } td { padding: 2px 18px 2px 0; }
      .bad { color: var(--bad); } .good { color: var(--good); }
      svg { width: 100%; height: auto; } svg text { fill: var(--dim); font-size: 11px; }
      details { margin: 8px 0; } pre { white-space: pre-wrap; }
      </style></head><body>
      \(bodies)
      </body></html>

      """
  }

  private var section: String {
    let figures = report.figures
    var rows: [(String, String)] = [
      ("tries", "\(figures.tries) (seed \(report.seed))"),
      ("operations", "\(figures.operations), \(figures.acknowledged) acknowledged"),
      (
        "latency from when it was due",
        [("p50", figures.latencyP50), ("p99", figures.latencyP99), ("slowest", figures.slowest)]
          .map { "\($0.0) \(RunReport.text($0.1)) ms" }.joined(separator: ", ")
      ),
      (
        "longest write gap of a try",
        [("p50", Scenario.Figure.gapP50), ("p99", .gapP99), ("max", .gapMax)]
          .map { "\($0.0) \(RunReport.text(figures.value($0.1))) ms" }.joined(separator: ", ")
      ),
      ("client errors", "\(figures.clientErrors)"),
      ("lost, doubled", "\(RunReport.number(figures.lost)), \(RunReport.number(figures.doubled))"),
      (
        "leases",
        figures.leases == 0
          ? "none" : "\(figures.leases), \(RunReport.number(figures.leasesLost)) not kept"
      ),
      (
        "due times",
        figures.due.map {
          "\($0), \(RunReport.number(figures.missed)) missed, late p99 "
            + "\(RunReport.text(figures.lateP99)) ms"
        } ?? "none"
      ),
      (
        "checkers",
        report.checkers.map { name, verdict in
          switch verdict {
          case .holds: "<span class=good>\(name)</span>"
          case .broken(let count): "<span class=bad>\(name): \(count)</span>"
          case .undecided(let count): "<span class=bad>\(name): \(count) undecided</span>"
          case .notAsked: "<span class=dim>\(name): not asked</span>"
          }
        }.joined(separator: ", ")
      ),
    ]
    if !report.draws.isEmpty { rows.append(("drawn", report.drawn)) }
    for note in report.notes { rows.append(("left out", Timeline.escaped(note))) }
    for error in report.errors {
      rows.append(("error", "\(error.count) × \(Timeline.escaped(error.text))"))
    }
    let complaints =
      report.misses.map {
        "\($0.figure.rawValue) is \(RunReport.text($0.was)), at most "
          + "\(RunReport.text($0.most)) is allowed"
      } + report.violations.prefix(50) + report.crashes
    return """
      <h1>\(Timeline.escaped(report.scenario.name))
        <span class=\(report.hasPassed ? "good>passed" : "bad>failed")</span></h1>
      <div class=dim>\(Timeline.escaped(report.scenario.about))</div>
      <table>\(rows.map { "<tr><td class=dim>\($0.0)<td>\($0.1)" }.joined())</table>
      \(complaints.isEmpty ? "" : "<pre class=bad>\(Timeline.escaped(complaints.joined(separator: "\n")))</pre>")
      \(picture)
      <details><summary>What happened when</summary><pre>\(Timeline.escaped(log))</pre></details>
      """
  }

  private var log: String {
    report.marks.map { mark in
      RunReport.text(Double(mark.time.microseconds) / 1_000_000)
        + " s  \(mark.kind.rawValue)  \(mark.text)"
    }.joined(separator: "\n")
  }

  private func x(_ time: Monotonic) -> Double { x(time - report.start) }
  private func x(_ time: Timeout) -> Double {
    Timeline.left + Double(time.microseconds) / 1_000_000 / span * Timeline.plot
  }

  private static func escaped(_ text: String) -> String {
    var escaped = ""
    for character in text {
      switch character {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      default: escaped.append(character)
      }
    }
    return escaped
  }

  private static func short(_ value: Double) -> String { JSONObject.number(value) }

  // MARK: The picture

  /// Buckets of time, a few pixels wide.
  private struct Bucket {
    var acknowledged = 0
    var errors = 0
    var slowest: Double = 0
  }

  private static let bucketCount = 520

  private var buckets: [Bucket] {
    var buckets = [Bucket](repeating: Bucket(), count: Timeline.bucketCount)
    for sample in report.samples {
      let time = Double((sample.ended - report.start).microseconds) / 1_000_000
      let place = min(
        Timeline.bucketCount - 1, max(0, Int(time / span * Double(Timeline.bucketCount))))
      if sample.isAcknowledged { buckets[place].acknowledged += 1 }
      if sample.error != nil { buckets[place].errors += 1 }
      let latency = Double((sample.ended - sample.due).microseconds) / 1_000
      buckets[place].slowest = max(buckets[place].slowest, latency)
    }
    return buckets
  }

  private var picture: String {
    let buckets = buckets
    let seconds = span / Double(Timeline.bucketCount)
    // What was held up and answered all at once is cut off: it would flatten everything else.
    let sorted = buckets.map(\.acknowledged).sorted()
    let most = max(1, sorted[sorted.count * 97 / 100] * 5 / 4)
    let step = Timeline.plot / Double(Timeline.bucketCount)
    var parts: [String] = []
    parts.append(faults(top: 8, bottom: 372))
    parts.append(label(30, "operations", "\(Int(Double(most) / seconds))/s"))
    parts.append(
      curve(
        buckets.map { min(1, Double($0.acknowledged) / Double(most)) }, top: 20, height: 110, step))
    parts.append(label(160, "latency", "log, ms"))
    parts.append(latencies(buckets.map(\.slowest), top: 150, height: 110, step))
    parts.append(label(285, "errors", nil))
    for (place, bucket) in buckets.enumerated() where bucket.errors > 0 {
      let x = Timeline.left + (Double(place) + 0.5) * step
      parts.append(
        "<circle cx=\"\(Timeline.short(x))\" cy=282 r=3.5 fill=\"var(--bad)\">"
          + "<title>\(bucket.errors) errors</title></circle>"
      )
    }
    parts.append(label(325, "leader", nil))
    parts.append(leaders(top: 308, height: 24))
    parts.append(axis(at: 378))
    return """
      <svg viewBox="0 0 \(Int(Timeline.width)) 400" role="img" aria-label="timeline">
      \(parts.joined(separator: "\n"))
      </svg>
      """
  }

  private func label(_ y: Int, _ text: String, _ second: String?) -> String {
    "<text x=4 y=\(y)>\(text)</text>"
      + (second.map { "<text x=4 y=\(y + 14)>\($0)</text>" } ?? "")
  }

  private func curve(_ values: [Double], top: Double, height: Double, _ step: Double) -> String {
    var path = "M\(Timeline.short(Timeline.left)) \(Timeline.short(top + height))"
    for (place, value) in values.enumerated() {
      path +=
        "L\(Timeline.short(Timeline.left + Double(place) * step)) "
        + "\(Timeline.short(top + height * (1 - value)))"
    }
    path += "V\(Timeline.short(top + height))Z"
    return "<path d=\"\(path)\" fill=\"var(--line)\" fill-opacity=.35 stroke=\"var(--line)\"/>"
  }

  /// From 0.1 ms to 10 s, a tenth of the height for each half decade.
  private func latencies(_ values: [Double], top: Double, height: Double, _ step: Double) -> String
  {
    func level(_ value: Double) -> Double {
      // Five decades; the base-2 logarithm of the integer part is fine enough for a picture.
      var rest = max(value, 0.1) / 0.1
      var decades = 0.0
      while rest >= 10 {
        rest /= 10
        decades += 1
      }
      return min(1, (decades + (rest - 1) / 9) / 5)
    }
    var parts: [String] = []
    for (value, text) in [(1.0, "1"), (10, "10"), (100, "100"), (1_000, "1 s")] {
      let y = Timeline.short(top + height * (1 - level(value)))
      parts.append(
        "<path d=\"M\(Timeline.short(Timeline.left)) \(y)H\(Timeline.short(Timeline.width - 20))\" "
          + "stroke=\"var(--grid)\"/>"
          + "<text x=\"\(Timeline.short(Timeline.left - 26))\" y=\"\(y)\">\(text)</text>"
      )
    }
    var path = ""
    for (place, value) in values.enumerated() where value > 0 {
      let x = Timeline.short(Timeline.left + Double(place) * step)
      path +=
        "M\(x) \(Timeline.short(top + height))V\(Timeline.short(top + height * (1 - level(value))))"
    }
    parts.append("<path d=\"\(path)\" stroke=\"var(--line)\" stroke-width=1.4 fill=none />")
    return parts.joined()
  }

  private func faults(top: Double, bottom: Double) -> String {
    report.marks.filter { $0.kind == .fault || $0.kind == .undone }.map { mark in
      let colour = mark.kind == .fault ? "var(--bad)" : "var(--good)"
      let x = Timeline.short(x(mark.time))
      return
        "<path d=\"M\(x) \(Timeline.short(top))V\(Timeline.short(bottom))\" stroke=\"\(colour)\" "
        + "stroke-opacity=.6 stroke-dasharray=\"3 3\">"
        + "<title>\(Timeline.escaped(mark.text))</title></path>"
    }.joined()
  }

  private static let colours = [
    "#1565c0", "#ef6c00", "#2e7d32", "#6a1b9a", "#00838f", "#ad1457", "#558b2f",
  ]

  private func leaders(top: Double, height: Double) -> String {
    var parts: [String] = []
    let names = report.changes.compactMap(\.leader).reduce(into: [String]()) { names, name in
      if !names.contains(name) { names.append(name) }
    }.sorted()
    for (place, change) in report.changes.enumerated() {
      guard let leader = change.leader else { continue }
      let from = x(change.time)
      let to =
        place + 1 < report.changes.count ? x(report.changes[place + 1].time) : Timeline.width - 20
      let colour = Timeline.colours[(names.firstIndex(of: leader) ?? 0) % Timeline.colours.count]
      parts.append(
        "<rect x=\"\(Timeline.short(from))\" y=\"\(Timeline.short(top))\" "
          + "width=\"\(Timeline.short(max(0.5, to - from)))\" "
          + "height=\"\(Timeline.short(height))\" fill=\"\(colour)\" fill-opacity=.8>"
          + "<title>\(Timeline.escaped(leader)), term \(change.term)</title></rect>"
      )
      if to - from > 40 {
        parts.append(
          "<text x=\"\(Timeline.short(from + 6))\" y=\"\(Timeline.short(top + 16))\" "
            + "style=\"fill:#fff\">\(Timeline.escaped(leader))</text>"
        )
      }
    }
    return parts.joined()
  }

  private func axis(at y: Double) -> String {
    let steps: [Double] = [0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 60, 120, 300, 600, 1_800, 3_600]
    let step = steps.first { span / $0 <= 14 } ?? 3_600
    var parts: [String] = []
    var time = 0.0
    while time <= span {
      let x = Timeline.short(Timeline.left + time / span * Timeline.plot)
      parts.append(
        "<text x=\"\(x)\" y=\"\(Timeline.short(y + 12))\">\(RunReport.text(time)) s</text>")
      time += step
    }
    return parts.joined()
  }
}

extension RunReport {
  /// Several runs as one page without anything from elsewhere.
  public static func page(_ reports: [RunReport]) -> String { Timeline.page(reports) }
}
