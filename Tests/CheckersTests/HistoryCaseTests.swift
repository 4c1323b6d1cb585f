import Checkers
import Foundation
import Testing
import Units

/// A good history as JSON lines, and what each change of it breaks: `Cases/good.jsonl`, `Cases/bad.txt`.
@Suite struct HistoryCaseTests {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Cases")

  static func lines(_ name: String) throws -> [String] {
    try String(contentsOf: folder.appending(path: name), encoding: .utf8)
      .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  struct Case: CustomTestStringConvertible, Sendable {
    var testDescription = ""
    var lines: [String] = []
    var says: [String] = []
  }

  static func bad() throws -> [Case] {
    let good = try lines("good.jsonl")
    var cases: [Case] = []
    for block in try lines("bad.txt").split(separator: "") {
      let block = block.filter { !$0.hasPrefix("#") }
      guard let title = block.first else { continue }
      var bad = Case(testDescription: title)
      var now = good.map { [$0] }
      for command in block.dropFirst() {
        let words = command.split(separator: " ", maxSplits: 1).map(String.init)
        if words[0] == "says" {
          bad.says.append(words[1])
          continue
        }
        let parts = words[1].split(separator: " ", maxSplits: 1).map(String.init)
        let place = try #require(Int(parts[0])) - 1
        switch words[0] {
        case "drop": now[place] = []
        case "line": now[place] = [parts[1]]
        case "after": now[place].append(parts[1])
        default: Issue.record("'\(command)' is no command")
        }
      }
      bad.lines = now.flatMap(\.self)
      cases.append(bad)
    }
    return cases
  }

  /// Ten seconds after the last due time that was decided, none is missing yet.
  static func judge(_ lines: [String]) throws -> [String] {
    let recording = try Recording(jsonLines: Bytes(lines.joined(separator: "\n").utf8))
    let end = Instant(seconds: 1_700_000_032)
    let finding = Judge(end: end).judge(recording)
    #expect(finding.undecided == 0)
    return finding.violations.map(\.description)
  }

  @Test func theGoodHistoryPasses() throws {
    #expect(try HistoryCaseTests.judge(HistoryCaseTests.lines("good.jsonl")) == [])
  }

  @Test(arguments: try HistoryCaseTests.bad())
  func aBadHistoryIsRefused(_ bad: Case) throws {
    let found = try HistoryCaseTests.judge(bad.lines)
    for says in bad.says {
      #expect(found.contains { $0.contains(says) }, "said \(found.joined(separator: "\n"))")
    }
    #expect(!bad.says.isEmpty)
  }

  @Test func whatIsWrittenIsReadBack() throws {
    let bytes = Bytes(try HistoryCaseTests.lines("good.jsonl").joined(separator: "\n").utf8)
    let recording = try Recording(jsonLines: bytes)
    #expect(recording.jsonLines == bytes)
    let again = try Recording(jsonLines: recording.jsonLines)
    #expect(again.calls == recording.calls)
    #expect(again.sights == recording.sights)
    #expect(again.lines == recording.lines)
  }

  /// Hundreds of updates of one record, of none of which it is known exactly where it was decided: each
  /// has its place by the entry that its answer named, and makes room for the next one. Three at a time.
  static func updates(_ count: Int, _ spoil: (inout (version: UInt64, index: UInt64), Int) -> Void)
    -> Judge.Finding
  {
    var recording = Recording()
    var time: Int64 = 0
    func begin(_ change: ClientOperation.Change, _ process: UInt32) -> Int {
      time += 1
      return recording.begin(
        .define(.job, name: "r", change), key: "k\(time)", process: process, at: time)
    }
    func end(_ call: Int, _ value: String, _ version: UInt64, _ index: UInt64, tries: UInt32) {
      time += 1
      recording.end(
        call, .acknowledged(.record(value: value, isOn: true, version: version)),
        index: LogIndex(index), tries: tries, at: time)
    }
    end(begin(.create(value: "v0"), 1), "v0", 1, 10, tries: 1)
    for number in stride(from: 1, to: count, by: 3) {
      let calls = (0..<3).map { begin(.update(value: "v\(number + $0)", expected: 0), UInt32($0)) }
      for (place, call) in calls.enumerated() {
        var answer = (version: UInt64(number + place + 1), index: UInt64(10 + 2 * (number + place)))
        spoil(&answer, number + place)
        end(call, "v\(number + place)", answer.version, answer.index, tries: 2)
      }
    }
    return Judge().judge(recording)
  }

  @Test func manyInexactUpdatesAreDecided() {
    let good = HistoryCaseTests.updates(600) { _, _ in }
    #expect(good.violations == [] && good.undecided == 0)
    // One of them did not happen, though it was answered.
    let bad = HistoryCaseTests.updates(600) { answer, number in
      if number >= 400 { answer.version -= 1 }
    }
    #expect(bad.violations.contains { $0.promise == .witness })
    #expect(bad.undecided == 0)
  }

  @Test(arguments: [
    (#"{"type":"ok","process":1,"time":1,"f":"publish","call":3,"offset":1}"#, "call 3 ends"),
    (#"{"type":"invoke","process":1,"time":1,"f":"fly","call":3}"#, "'fly' is no operation"),
    (#"{"type":"see","process":1,"time":1,"f":"ghost"}"#, "'ghost' is nothing"),
    (#"{"type":"maybe","process":1,"time":1,"f":"publish"}"#, "'type' is none"),
    (#"{"type":"invoke","process":-1,"time":1,"f":"publish"}"#, "'process' is to be a whole"),
    (#"["type"]"#, "a line is one object"), (#"{"type":"#, "column"),
  ])
  func aLineThatBreaksTheSchemaIsRefused(_ line: String, _ says: String) {
    do {
      _ = try Recording(jsonLines: Bytes("\n\(line)\n".utf8))
      Issue.record("\(line) was read")
    } catch {
      #expect(error.line == 2)
      #expect(error.description.contains(says), "\(error)")
    }
  }
}
