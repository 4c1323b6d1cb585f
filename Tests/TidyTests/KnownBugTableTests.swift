import Foundation
import Testing

/// docs/bugs-elsewhere.md names a scenario for each of the 28 known bugs, and nothing that is not
/// there.
@Suite struct KnownBugTableTests {
  struct Row {
    let number: Int
    let scenarios: [String]
    let mutants: [String]

    /// `| 4 | bug | rule | scenarios | mutants |`; nil for any other line.
    init?(_ line: Substring) {
      let cells = line.split(separator: "|", omittingEmptySubsequences: false)
        .map { $0.trimmingCharacters(in: .whitespaces) }
      guard cells.count == 7, let number = Int(cells[1]) else { return nil }
      self.number = number
      scenarios = Row.quoted(cells[4])
      mutants = Row.quoted(cells[5])
    }

    private static func quoted(_ cell: String) -> [String] {
      cell.split(separator: "`", omittingEmptySubsequences: false).enumerated()
        .filter { $0.offset % 2 == 1 }.map { String($0.element) }
    }
  }

  /// What is wrong with a scenario, nil where it exists.
  static func complaint(about scenario: String) -> String? {
    if scenario.hasSuffix(".txt") {
      let path = "Tests/RaftTests/Scripts/\(scenario)"
      return (try? Tree.read(path)) == nil ? "there is no \(path)" : nil
    }
    let parts = scenario.split(separator: ":").map { $0.trimmingCharacters(in: .whitespaces) }
    guard parts.count == 2 else { return "'\(scenario)' is neither a script nor 'file: function'" }
    guard let text = try? Tree.read(parts[0]) else { return "there is no \(parts[0])" }
    guard let function = text.range(of: "func \(parts[1])(") else {
      return "\(parts[0]) has no function \(parts[1])"
    }
    // The attribute stands right before it, on its line or some lines above.
    let before = text[..<function.lowerBound].suffix(2_000)
    guard let attribute = before.range(of: "@Test", options: .backwards),
      !before[attribute.upperBound...].contains("func ")
    else { return "\(parts[1]) in \(parts[0]) is no test" }
    return nil
  }

  @Test func eachBugHasAScenarioThatExists() throws {
    let table = try Tree.read("docs/bugs-elsewhere.md")
    let rows = table.split(separator: "\n").compactMap { Row($0) }
    #expect(rows.map(\.number) == Array(1...28))
    let bugs = try Tree.read("Sources/Simulator/Bug.swift")
    for row in rows {
      #expect(!row.scenarios.isEmpty, "bug \(row.number) has no scenario")
      for scenario in row.scenarios {
        if let complaint = KnownBugTableTests.complaint(about: scenario) {
          Issue.record("bug \(row.number): \(complaint)")
        }
      }
      for mutant in row.mutants where !bugs.contains("\"\(mutant)\"") {
        Issue.record("bug \(row.number): there is no mutant '\(mutant)'")
      }
    }
    let all = rows.flatMap(\.scenarios)
    for script in try KnownBugTableTests.scripts() where !all.contains(script) {
      Issue.record("docs/bugs-elsewhere.md does not name \(script)")
    }
  }

  private static func scripts() throws -> [String] {
    let folder = Tree.root.appending(path: "Tests/RaftTests/Scripts").path
    return try FileManager.default.contentsOfDirectory(atPath: folder)
      .filter { $0.hasPrefix("bug-") }.sorted()
  }

  /// The check's own test.
  @Test(arguments: [
    "bug-29-not-there.txt", "words", "Tests/Nowhere.swift: f",
    "Tests/TidyTests/KnownBugTableTests.swift: notThere",
    "Tests/TidyTests/KnownBugTableTests.swift: complaint",
  ])
  func whatIsNotThereIsNoticed(_ scenario: String) {
    #expect(KnownBugTableTests.complaint(about: scenario) != nil)
  }
}
