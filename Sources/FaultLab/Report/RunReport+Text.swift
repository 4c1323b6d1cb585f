internal import Messages

extension RunReport {
  /// What people read.
  public var table: String {
    var rows: [(String, String)] = [
      ("scenario", scenario.name + (scenario.about.isEmpty ? "" : ": \(scenario.about)")),
      ("tries", "\(figures.tries), seed \(seed)"),
      (
        "operations",
        "\(figures.operations), \(figures.acknowledged) acknowledged, p50 "
          + "\(RunReport.text(figures.latencyP50)) ms, p99 "
          + "\(RunReport.text(figures.latencyP99)) ms, slowest "
          + "\(RunReport.text(figures.slowest)) ms"
      ),
      (
        "write gap",
        "p50 \(RunReport.text(figures.value(.gapP50))) ms, p99 "
          + "\(RunReport.text(figures.value(.gapP99))) ms, max "
          + "\(RunReport.text(figures.value(.gapMax))) ms"
      ),
      ("client errors", "\(figures.clientErrors)"),
      ("lost, doubled", "\(RunReport.number(figures.lost)), \(RunReport.number(figures.doubled))"),
    ]
    if figures.leases > 0 {
      rows.append(("leases", "\(figures.leases), \(RunReport.number(figures.leasesLost)) not kept"))
    }
    if let due = figures.due {
      rows.append(
        (
          "due times",
          "\(due), \(RunReport.number(figures.missed)) missed, late p99 "
            + "\(RunReport.text(figures.lateP99)) ms, max "
            + "\(RunReport.text(figures.lateMax)) ms (decided: p99 "
            + "\(RunReport.text(figures.decidedLateP99)) ms)"
        ))
    }
    rows.append(
      (
        "leader",
        "\(RunReport.number(figures.leaderChanges)) changes beside the faults', settled within "
          + (figures.leaderMax.map { "\(RunReport.text($0)) ms" } ?? "– (nobody led)")
      ))
    rows.append(
      (
        "checkers",
        checkers.map { "\($0.name) \(RunReport.word($0.verdict))" }.joined(separator: ", ")
      ))
    if !draws.isEmpty { rows.append(("drawn", drawn)) }
    for note in notes { rows.append(("left out", note)) }
    let width = rows.map(\.0.count).max() ?? 0
    var lines = rows.map { name, value in
      name + String(repeating: " ", count: width + 2 - name.count) + value
    }
    for miss in misses {
      let unit = miss.figure.isTime ? " ms" : ""
      lines.append(
        "LIMIT  \(miss.figure.rawValue) is \(RunReport.text(miss.was))\(unit), at most "
          + "\(RunReport.text(miss.most))\(unit) is allowed")
    }
    for violation in violations.prefix(10) { lines.append("BROKEN \(violation)") }
    if violations.count > 10 { lines.append("       and \(violations.count - 10) more") }
    for crash in crashes.prefix(5) { lines.append("FAILED \(crash)") }
    for error in errors { lines.append("error  \(error.count) × \(error.text)") }
    lines.append(hasPassed ? "PASSED" : "FAILED")
    return lines.joined(separator: "\n")
  }

  /// Of what is drawn some meet nothing, as a link that is idle.
  var drawn: String {
    draws.map { name, draw in
      "\(name) \(draw.drawn)"
        + (draw.struck < draw.drawn ? " (\(draw.struck) met something)" : "")
    }.joined(separator: ", ")
  }

  private static func word(_ verdict: Verdict) -> String {
    switch verdict {
    case .holds: "ok"
    case .broken(let count): "BROKEN (\(count))"
    case .undecided(let count): "\(count) undecided"
    case .notAsked: "not asked"
    }
  }

  /// One decimal; – for what was not measured.
  static func text(_ value: Double?) -> String {
    guard let value else { return "–" }
    let tenths = Int((value.magnitude * 10).rounded())
    let sign = value < 0 && tenths > 0 ? "-" : ""
    return sign + (tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)")
  }

  static func number(_ count: Int?) -> String { count.map(String.init) ?? "–" }

  /// One object on one line.
  public var json: String {
    var writer = JSONObject()
    writer.add("scenario", text: scenario.name)
    writer.add("tries", number: Double(figures.tries))
    writer.add("seed", number: Double(seed))
    writer.add("passed", raw: hasPassed ? "true" : "false")
    writer.add("gap_p50_ms", number: figures.value(.gapP50))
    writer.add("gap_p99_ms", number: figures.value(.gapP99))
    writer.add("gap_max_ms", number: figures.value(.gapMax))
    writer.add("client_errors", number: Double(figures.clientErrors))
    writer.add("lost", number: figures.lost.map(Double.init))
    writer.add("doubled", number: figures.doubled.map(Double.init))
    writer.add("late_p99_ms", number: figures.lateP99)
    writer.add("late_max_ms", number: figures.lateMax)
    writer.add("decided_late_p99_ms", number: figures.decidedLateP99)
    writer.add("due", number: figures.due.map(Double.init))
    writer.add("missed", number: figures.missed.map(Double.init))
    writer.add("leases", number: Double(figures.leases))
    writer.add("leases_lost", number: figures.value(.leasesLost))
    writer.add("leader_max_ms", number: figures.leaderMax)
    writer.add("leader_changes", number: figures.leaderChanges.map(Double.init))
    writer.add("operations", number: Double(figures.operations))
    writer.add("acknowledged", number: Double(figures.acknowledged))
    writer.add("latency_p50_ms", number: figures.latencyP50)
    writer.add("latency_p99_ms", number: figures.latencyP99)
    writer.add("slowest_ms", number: figures.slowest)
    var verdicts = JSONObject()
    for (name, verdict) in checkers {
      let word =
        switch verdict {
        case .holds: "ok"
        case .broken(let count): "\(count) violations"
        case .undecided(let count): "\(count) undecided"
        case .notAsked: "not asked"
        }
      verdicts.add(name, text: word)
    }
    writer.add("checkers", raw: verdicts.text)
    writer.add(
      "gaps_ms", raw: "[" + figures.gaps.map(JSONObject.number).joined(separator: ",") + "]")
    writer.add(
      "gaps_after_ms",
      raw: "[" + figures.gapStarts.map(JSONObject.number).joined(separator: ",") + "]")
    writer.add(
      "left_out", raw: "[" + notes.map(JSONObject.quoted).joined(separator: ",") + "]")
    var drawn = JSONObject()
    for (name, draw) in draws {
      var counts = JSONObject()
      counts.add("drawn", number: Double(draw.drawn))
      counts.add("struck", number: Double(draw.struck))
      drawn.add(name, raw: counts.text)
    }
    writer.add("drawn", raw: drawn.text)
    let told = errors.map { error in
      var writer = JSONObject()
      writer.add("text", text: error.text)
      writer.add("count", number: Double(error.count))
      return writer.text
    }
    writer.add("errors", raw: "[" + told.joined(separator: ",") + "]")
    let complaints =
      misses.map {
        "\($0.figure.rawValue) is \(RunReport.text($0.was)), at most \(RunReport.text($0.most))"
      } + violations.prefix(20) + crashes.prefix(5)
    writer.add(
      "complaints", raw: "[" + complaints.map(JSONObject.quoted).joined(separator: ",") + "]")
    return writer.text
  }
}

/// A JSON object on one line, written in order.
struct JSONObject {
  private var members: [String] = []

  var text: String { "{" + members.joined(separator: ",") + "}" }

  mutating func add(_ name: String, text: String) { add(name, raw: JSONObject.quoted(text)) }

  mutating func add(_ name: String, number: Double?) {
    add(name, raw: number.map(JSONObject.number) ?? "null")
  }

  mutating func add(_ name: String, raw: String) {
    members.append(JSONObject.quoted(name) + ":" + raw)
  }

  /// Three decimals, without those that are zero.
  static func number(_ value: Double) -> String {
    let thousandths = Int64((value * 1_000).rounded())
    guard thousandths % 1_000 != 0 else { return "\(thousandths / 1_000)" }
    var digits = String(abs(thousandths % 1_000) + 1_000).dropFirst()
    while digits.hasSuffix("0") { digits = digits.dropLast() }
    return "\(thousandths < 0 ? "-" : "")\(abs(thousandths) / 1_000).\(digits)"
  }

  static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\n": quoted += "\\n"
      case "\t": quoted += "\\t"
      case let other where other.value < 0x20: quoted += "\\u00" + hex(UInt8(other.value))
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }

  private static func hex(_ byte: UInt8) -> String {
    (byte < 16 ? "0" : "") + String(byte, radix: 16)
  }
}
