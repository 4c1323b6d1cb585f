import Testing
import Units

@testable import FaultLab

/// The report as people and programs read it.
struct ReportTests {
  private func report(_ change: (inout RunReport) -> Void = { _ in }) throws -> RunReport {
    var scenario = try Scenario(parsing: "about a <test>\nload enqueue 5/s", path: "s.scenario")
    scenario.tries = 2
    var figures = Figures()
    figures.tries = 2
    figures.operations = 20
    figures.acknowledged = 20
    figures.gaps = [12.5, 40]
    figures.lost = 0
    figures.doubled = 0
    let start = Monotonic(nanoseconds: 5_000_000_000)
    let samples = (0..<20).map { number in
      Recorder.Sample(
        due: start + .milliseconds(Int64(number) * 10),
        ended: start + .milliseconds(Int64(number) * 10 + 3), isAcknowledged: true, isWrite: true)
    }
    var report = RunReport(
      scenario: scenario, seed: 7, figures: figures, checkers: [("witness", .holds)],
      violations: [], misses: [], crashes: [], notes: [], errors: [],
      marks: [Run.Mark(time: .milliseconds(50), kind: .fault, text: "kill leader: n1 & \"n2\"")],
      history: [], samples: samples, start: start,
      changes: [LeaderWatch.Change(time: start, leader: "n1", term: 2)])
    change(&report)
    return report
  }

  @Test("the fields of -o json")
  func json() throws {
    let text = try report().json
    let head =
      #"{"scenario":"s","tries":2,"seed":7,"passed":true,"gap_p50_ms":12.5,"gap_p99_ms":40,"#
      + #""gap_max_ms":40,"client_errors":0,"lost":0,"doubled":0,"late_p99_ms":null,"#
    #expect(text.hasPrefix(head), "\(text)")
    #expect(text.contains(#""checkers":{"witness":"ok"}"#))
    #expect(!text.contains("\n"))
  }

  @Test("what was not measured is null, and no number")
  func unknown() throws {
    let unread = try report {
      $0.figures.lost = nil
      $0.figures.doubled = nil
      $0.crashes = ["the cluster was not whole again"]
    }
    #expect(unread.json.contains(#""lost":null,"doubled":null"#))
    #expect(unread.json.contains(#""missed":null,"leases":0,"leases_lost":null"#))
    #expect(unread.table.contains("lost, doubled  –, –"))
    #expect(RunReport.page([unread]).contains("–, –"))
  }

  @Test("numbers below zero bear their sign once")
  func negative() {
    #expect(RunReport.text(-2_707.68) == "-2707.7")
    #expect(RunReport.text(-0.04) == "0")
    #expect(RunReport.text(-3) == "-3")
  }

  @Test("a limit, a broken promise and a crash each fail it")
  func fails() throws {
    #expect(try report().hasPassed)
    #expect(
      try !report { $0.misses = [RunReport.Miss(figure: .gapP99, most: 30, was: 40)] }.hasPassed)
    #expect(try !report { $0.violations = ["witness: no"] }.hasPassed)
    #expect(try !report { $0.crashes = ["n1 broke down"] }.hasPassed)
    let table = try report { $0.misses = [RunReport.Miss(figure: .gapP99, most: 30, was: 40)] }
      .table
    #expect(table.contains("LIMIT  gap-p99 is 40 ms, at most 30 ms is allowed"))
    #expect(table.hasSuffix("FAILED"))
  }

  @Test("error texts, leases and what was left out are in all of them")
  func all() throws {
    let full = try report {
      $0.errors = [(text: "UNAVAILABLE: <no>", count: 3)]
      $0.notes = ["not injected from outside: kill n1"]
      $0.draws = [("cut", Run.Draw(drawn: 4, struck: 3)), ("kill", Run.Draw(drawn: 2, struck: 2))]
      $0.figures.leases = 9
      $0.figures.leasesLost = 1
      $0.checkers = [("witness", .undecided(2))]
    }
    #expect(full.json.contains(#""errors":[{"text":"UNAVAILABLE: <no>","count":3}]"#))
    #expect(full.json.contains(#""left_out":["not injected from outside: kill n1"]"#))
    #expect(full.json.contains(#""checkers":{"witness":"2 undecided"}"#))
    #expect(full.table.contains("witness 2 undecided"))
    #expect(full.table.contains("cut 4 (3 met something), kill 2"))
    #expect(
      full.json.contains(
        #""drawn":{"cut":{"drawn":4,"struck":3},"kill":{"drawn":2,"struck":2}}"#))
    #expect(full.table.contains("error  3 × UNAVAILABLE: <no>"))
    let page = RunReport.page([full])
    for text in [
      "9, 1 not kept", "3 × UNAVAILABLE: &lt;no&gt;", "not injected from outside: kill n1",
      "witness: 2 undecided",
    ] {
      #expect(page.contains(text), "\(text)")
    }
  }

  @Test("the page stands alone, and shows faults and leader on one axis")
  func page() throws {
    let page = RunReport.page([try report()])
    #expect(page.contains("<svg viewBox="))
    #expect(page.contains("kill leader: n1 &amp; &quot;n2&quot;"))
    #expect(page.contains("a &lt;test&gt;"))
    #expect(page.contains("<title>n1, term 2</title>"))
    // Nothing is fetched from anywhere.
    for word in ["http://", "https://", "<script", "<link", "@import", "url("] {
      #expect(!page.contains(word), "\(word)")
    }
  }

  @Test("texts are quoted, numbers have no noise")
  func values() {
    #expect(JSONObject.quoted("a\"b\\c\n\u{1}") == #""a\"b\\c\n\u0001""#)
    #expect(JSONObject.number(12) == "12")
    #expect(JSONObject.number(0.25) == "0.25")
    #expect(JSONObject.number(-1.5) == "-1.5")
    #expect(RunReport.text(nil) == "–")
  }
}
