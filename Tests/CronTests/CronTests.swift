import Cron
import Foundation
import Testing
import Units

@Suite struct CronCases {
  @Test func due() throws {
    try Fixtures.run("due.txt") { input in
      let parts = input.components(separatedBy: " | ")
      let after = try Fixtures.instant(parts[2])
      let recurrence = try Recurrence(
        parsing: parts[0], anchor: try Fixtures.instant("2026-01-31T01:30:00Z"))
      let entries = recurrence.preview(after: after, count: 4, in: try Fixtures.zone(parts[1]))
      return entries.map { entry in
        entry.due.description.replacingOccurrences(of: ":00.000000Z", with: "Z")
          + " (\(entry.wallText)\(entry.note.isEmpty ? "" : ", " + entry.note))"
      }.joined(separator: " ")
    }
  }

  @Test func refused() throws {
    try Fixtures.run("refused.txt") { input in
      do {
        let expression = try CronExpression(parsing: input)
        Issue.record("'\(input)' was read as \(expression.words)")
        return "read"
      } catch let error as CronError {
        // The carets must lie within what was written.
        #expect(error.columns.lowerBound <= max(0, error.expression.count - 1))
        #expect(!error.hint.isEmpty)
        return "\(error.reason.rawValue) \(error.columns) \(error.message); \(error.hint)"
      }
    }
  }

  @Test func words() throws {
    try Fixtures.run("words.txt") { try CronExpression(parsing: $0).words }
  }

  @Test func refusalIsRenderedWithCarets() throws {
    let error = try #require(throws: CronError.self) { try CronExpression(parsing: "61 2 * * *") }
    #expect(
      error.rendered == """
        minute 61 is out of range 0–59
          61 2 * * *
          ^^
        hint: for every day at 02:01 write '1 2 * * *'
        """)
    #expect(error.read == "61")
  }

  @Test func spreadIsStableAndWithinTheField() throws {
    var minutes: Set<String> = []
    for spread in UInt64(0)..<200 {
      let one = try CronExpression(parsing: "H H(1-5) H * *", spread: spread)
      #expect(one == (try CronExpression(parsing: "H H(1-5) H * *", spread: spread)))
      minutes.insert(one.words)
      let due = try #require(one.next(after: .epoch, in: .utc))
      #expect((1...5).contains(due.seconds / 3_600 % 24))
      let steps = try CronExpression(parsing: "H/15 * * * *", spread: spread)
      #expect(steps.count(after: .epoch, through: Instant(seconds: 86_400 * 10), in: .utc) == 960)
    }
    #expect(minutes.count > 100)
  }

  /// No text may bring the reader down.
  @Test func hostileTexts() {
    var generator = SeededGenerator(seed: 1)
    let alphabet = Array("0123456789*/,-?LW#H() \t@AMJ=é🕰")
    for _ in 0..<20_000 {
      let length = Int(generator.below(24))
      let text = String(
        (0..<length).map { _ in alphabet[Int(generator.below(UInt64(alphabet.count)))] })
      if let expression = try? CronExpression(parsing: text) { _ = expression.words }
      _ = try? Interval(parsing: text)
    }
    #expect(throws: CronError.self) {
      try CronExpression(parsing: String(repeating: "1,", count: 100_000))
    }
  }
}
