import Cron
import Foundation
import Testing
import Units

/// Files beside the tests.
enum Fixtures {
  static let directory = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
  /// Rewrites the cases with what the code answers, to be read as a diff.
  static let rewrites = ProcessInfo.processInfo.environment["CARILLON_REWRITE"] != nil

  static let zoneNames = [
    "Africa/Casablanca", "America/New_York", "America/Sao_Paulo", "Antarctica/Troll",
    "Asia/Kathmandu", "Australia/Lord_Howe", "Europe/Berlin", "Europe/Dublin", "Pacific/Apia",
  ]

  static func tzif(_ name: String) throws -> Bytes {
    let file = "Zones/" + name.replacingOccurrences(of: "/", with: "-") + ".tzif"
    return Bytes(try Data(contentsOf: directory.appendingPathComponent(file)))
  }

  static func zone(_ name: String) throws -> Zone {
    name == "UTC" ? .utc : try Zone(tzif: try tzif(name))
  }

  static func instant(_ text: String) throws -> Instant {
    let parts = text.split(whereSeparator: { "-T:Z".contains($0) })
    let day = CivilDate(
      year: try #require(Int64(parts[0])), month: try #require(Int(parts[1])),
      day: try #require(Int(parts[2])))
    let second = try #require(Double(parts[5]))
    let clock = try #require(Int64(parts[3])) * 3_600 + #require(Int64(parts[4])) * 60
    return Instant(
      microseconds: (day.daysSinceEpoch * 86_400 + clock) * 1_000_000
        + Int64((second * 1_000_000).rounded()))
  }

  /// Compares each line of a case file with what `answer` makes of its input (what stands before
  /// ` > `), or rewrites the file.
  static func run(_ name: String, _ answer: (String) throws -> String) throws {
    let file = directory.appendingPathComponent("Cases/\(name)")
    let text = try String(contentsOf: file, encoding: .utf8)
    var rewritten = ""
    for line in text.split(separator: "\n", omittingEmptySubsequences: false).dropLast() {
      if line.hasPrefix("#") {
        rewritten += line + "\n"
        continue
      }
      let input = line.components(separatedBy: " > ")[0]
      let actual = input + " > " + (try answer(input))
      if !rewrites { #expect(actual == line) }
      rewritten += actual + "\n"
    }
    if rewrites { try rewritten.write(to: file, atomically: true, encoding: .utf8) }
  }
}
