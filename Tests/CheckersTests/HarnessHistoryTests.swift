import Checkers
import Foundation
import Testing
import Units

/// Histories as `failover run --history` wrote them: a schedule of every second, a worker, a few
/// enqueues, and one kill of the leader (`harness.jsonl`) or all nodes down for six seconds
/// (`outage.jsonl`).
@Suite struct HarnessHistoryTests {
  static func lines(_ name: String) throws -> [String] {
    try HistoryCaseTests.lines(name).filter { !$0.isEmpty }
  }

  static func judge(
    _ lines: [String], outages: [ClosedRange<Instant>]? = nil
  ) throws -> Judge.Finding {
    let recording = try Recording(jsonLines: Bytes(lines.joined(separator: "\n").utf8))
    var end = Instant.epoch
    for sight in recording.sights {
      if case .event(let event) = sight.observation { end = max(end, event.time) }
    }
    return Judge(schedules: ScheduleStory(outages: outages), end: end).judge(recording)
  }

  static func texts(_ lines: [String]) throws -> [String] {
    try judge(lines).violations.map(\.description)
  }

  @Test(arguments: ["harness.jsonl", "outage.jsonl"]) func whatItWritesPasses(_ name: String) throws
  {
    let finding = try HarnessHistoryTests.judge(HarnessHistoryTests.lines(name))
    #expect(finding.violations == [])
    #expect(finding.undecided == 0)
    #expect(finding.untold == [])
  }

  /// The moments that the schedule decided, as its events name them.
  static func due(_ lines: [String]) throws -> [String] {
    var found: [String] = []
    for line in lines where line.contains(#""schedule.fired""#) {
      let rest = try #require(line.range(of: #"\"due\":\""#)).upperBound
      let due = String(line[rest...].prefix { $0 != "\\" })
      if !found.contains(due) { found.append(due) }
    }
    return found
  }

  @Test func aDoubleFireIsRefused() throws {
    let lines = try HarnessHistoryTests.lines("harness.jsonl")
    let due = try HarnessHistoryTests.due(lines)
    try #require(due.count >= 3)
    let bad = lines.map { $0.replacing(due[2], with: due[1]) }
    let found = try HarnessHistoryTests.texts(bad)
    #expect(found.contains { $0.contains("decided \(due[1]) 2 times") }, "\(found)")
    #expect(found.contains { $0.contains("never decided \(due[2])") }, "\(found)")
  }

  /// What was asked again under its key is another execution now.
  @Test func aRepeatThatIsAnsweredElseIsRefused() throws {
    let lines = try HarnessHistoryTests.lines("harness.jsonl")
    var calls: [Substring: [Substring]] = [:]
    for line in lines {
      if let match = line.firstMatch(of: /"call":([0-9]+),"idempotency_key":"([^"]*-again-[0-9]+)"/)
      {
        calls[match.2, default: []].append(match.1)
      }
    }
    let again = try #require(calls.values.first { $0.count == 2 })
    let bad = lines.map { line in
      guard line.hasPrefix(#"{"type":"ok""#), line.contains(#""call":\#(again[1]),"#) else {
        return line
      }
      return line.replacing(/"execution":"[^"]*"/, with: #""execution":"0000000010001""#)
    }
    #expect(bad != lines)
    let found = try HarnessHistoryTests.texts(bad)
    #expect(found.contains { $0.hasPrefix("idempotency: key ") }, "\(found)")
  }

  /// The schedule under a name that its events do not bear: nobody can say what it should have done.
  @Test func aScheduleThatCannotBeToldIsRefused() throws {
    let lines = try HarnessHistoryTests.lines("harness.jsonl")
    let bad = lines.map {
      guard $0.contains(#""f":"create-schedule""#) || $0.contains(#""f":"pause-schedule""#) else {
        return $0
      }
      return $0.replacing(/"name":"[^"\/]*\//, with: #""name":""#)
    }
    #expect(bad != lines)
    let found = try HarnessHistoryTests.texts(bad)
    #expect(
      found.contains { $0.contains("fired, and nobody in the history defined it") }, "\(found)")
  }

  /// Whoever made it got no answer: it is told apart from one that was looked at.
  @Test func aScheduleOfUnknownVersionIsUndecided() throws {
    let lines = try HarnessHistoryTests.lines("harness.jsonl")
    let unknown = lines.filter {
      !$0.contains(#""f":"create-schedule""#) || $0.contains(#""type":"invoke""#)
    }
    let finding = try HarnessHistoryTests.judge(unknown)
    #expect(finding.violations == [])
    #expect(finding.undecided == 1)
    #expect(finding.untold.count == 1)
  }

  /// While nobody could decide, nothing is late; with the same events and no outage it is.
  @Test func whatAnOutageDelayedIsNotLate() throws {
    let lines = try HarnessHistoryTests.lines("outage.jsonl")
    let found = try HarnessHistoryTests.judge(lines, outages: []).violations
    #expect(found.contains { $0.text.contains(" late, at ") }, "\(found)")
    #expect(found.allSatisfy { $0.promise == .scheduleExactness })
  }

  /// A cluster that acknowledges writes meanwhile is not out: it has forgotten the schedule.
  @Test func aScheduleThatIsForgottenIsLate() throws {
    let lines = try HarnessHistoryTests.lines("outage.jsonl")
    func time(_ line: String) -> Int64 {
      line.firstMatch(of: /"time":([0-9]+)/).flatMap { Int64($0.1) } ?? 0
    }
    // The longest time in which nothing was acknowledged.
    let answers = lines.filter { $0.hasPrefix(#"{"type":"ok""#) }.map(time)
    let gap = try #require(
      zip(answers, answers.dropFirst()).max { $0.1 - $0.0 < $1.1 - $1.0 })
    let middle = (gap.0 + gap.1) / 2
    let place = try #require(lines.firstIndex { time($0) > middle })
    var bad = lines
    bad.insert(
      contentsOf: [
        #"{"type":"invoke","process":90,"time":\#(middle),"f":"open-session","call":9001}"#,
        #"{"type":"ok","process":90,"time":\#(middle),"f":"open-session","call":9001,"#
          + #""session":"000000002Y001"}"#,
      ], at: place)
    let found = try HarnessHistoryTests.texts(bad)
    #expect(found.contains { $0.contains(" late, at ") }, "\(found)")
  }
}
