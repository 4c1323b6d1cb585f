import Messages
import Testing
import Units

@testable import Control

/// Tables, spans, moments and near words, as people read and type them.
@Suite struct TextTests {
  @Test func columnsAreAsWideAsTheirWidestCell() {
    var table = Table([.init("NAME"), .init("COUNT", .right), .init("WHY")])
    table.add(["a", "1", ""])
    table.add(["longer", "1,234", "busy"])
    #expect(table.lines == ["NAME    COUNT  WHY", "a           1", "longer  1,234  busy"])
  }

  @Test func theWidestColumnsGiveWayWhereTheTerminalIsNarrow() {
    var table = Table([.init("ID"), .init("WHY")], width: 20)
    table.add(["0123456789ABC", "no worker has that label"])
    #expect(table.lines == ["ID         WHY", "01234567…  no worke…"])
    // Never below eight characters: a line may be too long then, but says something.
    table.width = 4
    #expect(table.lines == ["ID        WHY", "0123456…  no work…"])
  }

  @Test(
    arguments: [
      (0, "0 µs"), (999, "999 µs"), (1_000, "1 ms"), (99_999, "99 ms"), (310_000, "0.31 s"),
      (1_005_000, "1.01 s"), (9_999_999, "10.00 s"), (12_000_000, "12 s"), (99_000_000, "99 s"),
      (100_000_000, "1m"), (3_600_000_000, "1h"), (11_100_000_000, "3h 5m"),
      (172_800_000_000, "2d"), (187_200_000_000, "2d 4h"), (-5, "0 µs"),
    ] as [(Int64, String)])
  func spansAreShort(_ microseconds: Int64, _ text: String) {
    #expect(TimeText.span(.microseconds(microseconds)) == text)
  }

  @Test(
    arguments: [
      ("250ms", 250_000), ("10s", 10_000_000), ("1h30m", 5_400_000_000), ("7d", 604_800_000_000),
      ("2w", 1_209_600_000_000), ("15us", 15), ("0s", 0),
    ] as [(String, Int64)])
  func spansAreRead(_ text: String, _ microseconds: Int64) {
    #expect(SpanText.parse(text) == .microseconds(microseconds))
  }

  @Test(
    arguments: [
      ("90s", 90, .second), ("1h30m", 5_400, .second), ("6h", 21_600, .second), ("1d", 1, .day),
      ("2w", 2, .week), ("1mo", 1, .month), ("3y", 3, .year),
    ] as [(String, UInt32, Interval.Unit)])
  func intervalsCountAsTheyAreWritten(_ text: String, _ every: UInt32, _ unit: Interval.Unit) {
    #expect(Timing.interval(text) == Interval(every: every, unit: unit))
  }

  @Test(arguments: [
    "", "0d", "-1d", "mo", "1mo2d", "1d12h", "2w3d", "500ms", "9999999999s", "4294967296y",
  ])
  func otherIntervalsAreRefused(_ text: String) { #expect(Timing.interval(text) == nil) }

  @Test(arguments: ["", "5", "5q", "s", "-5s", "1.5h", "5 s", "٣s", "99999999999999999999s"])
  func otherSpansAreRefused(_ text: String) { #expect(SpanText.parse(text) == nil) }

  @Test(
    arguments: [
      ("2027-03-27", 1_806_105_600_000_000), ("2027-03-27T02:30", 1_806_114_600_000_000),
      ("2027-03-27T02:30:05.25Z", 1_806_114_605_250_000),
      ("2027-03-27T02:30:00+02:00", 1_806_107_400_000_000), ("24h", -86_400_000_000),
    ] as [(String, Int64)])
  func momentsAreRead(_ text: String, _ microseconds: Int64) {
    #expect(SpanText.moment(text, now: .epoch) == Instant(microseconds: microseconds))
  }

  @Test(arguments: [
    "2027-02-30", "2027-13-01", "2027-3-1", "2027-03-27T24:00", "2027-03-27T02:30x", "yesterday",
  ])
  func otherMomentsAreRefused(_ text: String) {
    #expect(SpanText.moment(text, now: .epoch) == nil)
  }

  @Test(
    arguments: [
      ("creat", "create"), ("craete", "create"), ("LIST", "list"), ("lst", "list"),
      ("frobnicate", nil), ("", nil),
    ] as [(String, String?)])
  func theNearestWordIsNamed(_ word: String, _ expected: String?) {
    #expect(Suggestion.nearest(to: word, in: ["create", "delete", "get", "list"]) == expected)
  }

  @Test func swapsCountOnce() {
    #expect(Suggestion.distance("craete", "create") == 1)
    #expect(Suggestion.distance("", "abc") == 3)
    #expect(Suggestion.distance("kitten", "sitting") == 3)
  }

  @Test func numbersAndIdsAreShown() {
    #expect(
      [0, 999, 1_000, 184_202, .max].map { NumberText.grouped($0) }
        == ["0", "999", "1,000", "184,202", "18,446,744,073,709,551,615"])
    #expect(NumberText.short("000000001K7KF") == "…1K7KF")
    #expect(NumberText.short("n1") == "n1")
  }

  @Test func aProblemIsOneSentenceWithItsPlace() {
    let problem = Problem(
      "minute 61 is out of range 0–59", excerpt: ["61 2 * * *", "^^"],
      hint: "for 02:01 write '1 2 * * *'", code: "INVALID_ARGUMENT, CRON_OUT_OF_RANGE",
      status: .data)
    #expect(
      problem.text == """
        error: minute 61 is out of range 0–59
          61 2 * * *
          ^^
        hint: for 02:01 write '1 2 * * *'  (INVALID_ARGUMENT, CRON_OUT_OF_RANGE)
        """)
  }
}

/// The archive of a module's files.
@Suite struct TarTests {
  /// The hash is that of what another implementation writes (Python's `tarfile`, `USTAR_FORMAT`,
  /// owners and times left out).
  @Test func equalFilesGiveTheArchiveThatOthersWrite() {
    func archive() -> Bytes {
      var tar = TarWriter()
      tar.add("module.json", Bytes("{\"name\":\"m\"}\n".utf8), isExecutable: false)
      tar.add("jobs/a.sh", Bytes("#!/bin/sh\necho a\n".utf8), isExecutable: true)
      tar.add("empty", [], isExecutable: false)
      tar.add(
        String(repeating: "d", count: 99) + "/" + String(repeating: "f", count: 99),
        Bytes(repeating: 120, count: 512), isExecutable: false)
      return tar.finish()
    }
    #expect(archive() == archive())
    #expect(archive().count == 4 * 512 + 3 * 512 + 1_024)
    #expect(
      ContentHash(of: archive()).description
        == "dda171b52b30a47e56b88f800dc637416ff8e02467f9c8dbb670f4f23b8cd190")
  }

  @Test func pathsFitOrAreRefused() {
    #expect(TarWriter.split("a/b").map { $0.name } == "a/b")
    let long = String(repeating: "d", count: 120) + "/" + String(repeating: "f", count: 100)
    #expect(TarWriter.split(long).map { $0.prefix.count } == 120)
    #expect(TarWriter.split(String(repeating: "f", count: 101)) == nil)
    #expect(TarWriter.split(String(repeating: "d", count: 156) + "/f" + long) == nil)
  }
}
