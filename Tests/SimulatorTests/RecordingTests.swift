import Checkers
import Testing
import Units

@testable import Simulator

/// What clients of a run saw goes through JSON lines unchanged, and a run that one line is missing of
/// is not passed over.
@Suite struct RecordingTests {
  static func run() -> Simulation {
    var options = SimulatorOptions()
    options.nodes = 3
    options.duration = .seconds(3)
    let simulation = Simulation(seed: 2, options: options)
    _ = simulation.run()
    return simulation
  }

  @Test func aRunIsWrittenAndReadBack() throws {
    let simulation = RecordingTests.run()
    #expect(simulation.violation == nil)
    let recording = simulation.recording
    #expect(recording.calls.count > 50)
    let again = try Recording(jsonLines: recording.jsonLines)
    #expect(again.calls == recording.calls)
    #expect(again.sights == recording.sights)
    // Every kind of checker has something to look at.
    let history = History(again)
    #expect(!history.enqueues.isEmpty && !history.finals.isEmpty && !history.grants.isEmpty)
    #expect(!history.reports.isEmpty && !history.effects.isEmpty && !history.publishes.isEmpty)
    #expect(history.subscribers.count == 3 && history.endings.count > 10)
  }

  /// Of an honest run every kind of line is left out once, and some checker misses it.
  @Test(arguments: [
    #""f":"final","#, #""name":"execution.completed""#, #""name":"schedule.fired""#,
  ])
  func aRunWithoutALineIsRefused(_ kind: String) throws {
    let simulation = RecordingTests.run()
    #expect(simulation.violation == nil)
    var lines = String(decoding: simulation.recording.jsonLines, as: UTF8.self)
      .split(separator: "\n")
    // Of the sweep, which saw everything.
    let place = try #require(
      lines.lastIndex { $0.contains(kind) && $0.contains(#""process":0,"#) })
    lines.remove(at: place)
    let spoiled = try Recording(jsonLines: Bytes(lines.joined(separator: "\n").utf8))
    let judge = simulation.judge(until: simulation.stamped)
    #expect(judge.judge(simulation.recording).violations.isEmpty)
    let finding = judge.judge(spoiled)
    #expect(!finding.violations.isEmpty)
  }
}
