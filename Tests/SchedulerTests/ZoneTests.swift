import Cron
import Foundation
import Messages
import StateMachine
import Testing
import Units

@testable import Scheduler

/// Zones come from the replicated bundle only.
@Suite struct ZoneTests {
  static func tzif(_ name: String) throws -> Bytes {
    let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent()
    return Bytes(try Data(contentsOf: tests.appendingPathComponent("CronTests/Zones/\(name).tzif")))
  }

  /// Daily at 02:30 in New York, over the night of 2026-03-08, in which 02:00 to 03:00 is missing.
  static func daily() throws -> Fixture {
    var fixture = Fixture()
    let now = fixture.machine.time + .seconds(1)
    try fixture.found([("America/New_York", tzif("America-New_York"))], at: now)
    fixture.schedule(.cron("30 2 * * *"), at: time("2026-03-07T12:00:00Z")) {
      $0.zone = "America/New_York"
    }
    fixture.settle(at: time("2026-03-07T12:00:00Z"))
    #expect(fixture.refusals.isEmpty)
    return fixture
  }

  @Test func aGapFiresOnceRightAfterIt() throws {
    var fixture = try ZoneTests.daily()
    #expect(fixture.state.next == time("2026-03-08T07:00:00Z"))
    fixture.settle(at: time("2026-03-08T07:00:01Z"))
    #expect(fixture.state.next == time("2026-03-09T06:30:00Z"))
    #expect(fixture.fired.count == 1)
  }

  @Test func missedOverAGapCountsWallTimes() throws {
    var fixture = try ZoneTests.daily()
    fixture.settle(at: time("2026-03-10T12:00:00Z"))
    #expect(fixture.fired == ["2026-03-10T06:30:00.000000Z for 3"])
  }

  @Test func anotherBundleMovesWhatIsPendingInItsEntry() throws {
    var fixture = try ZoneTests.daily()
    // The same name with other rules: what it was computed from is gone, and thoughts with it.
    let now = time("2026-03-08T07:00:00Z")
    let old = fixture.scheduler.think(about: fixture.machine, now: now, fires: true).commands
    #expect(old.map(\.header.kind) == [.fire])
    let bundle = try ZoneBundle(
      release: "other", zones: [("America/New_York", ZoneTests.tzif("Europe-Berlin"))])
    let moves = try #require(Scheduler.moves(of: fixture.machine, to: bundle.encoded))
    #expect(moves.map(\.next) == [time("2026-03-08T01:30:00Z")])
    let command = ZonesCommand(
      bundle: bundle.encoded, replaces: fixture.machine.zones.hash, moves: moves)
    fixture.apply(
      [Command(CommandHeader(.setZones), body: command.encoded())] + old, at: now)
    #expect(fixture.fired.isEmpty)
    #expect(fixture.state.next == time("2026-03-08T01:30:00Z"))
    #expect(Scheduler.moves(of: fixture.machine, to: [1, 2]) == nil)
  }

  @Test func aZoneThatIsNotThereIsNeverDue() throws {
    var fixture = try ZoneTests.daily()
    let bundle = try ZoneBundle(release: "empty", zones: [])
    let command = ZonesCommand(bundle: bundle.encoded, replaces: fixture.machine.zones.hash)
    let now = time("2026-03-07T13:00:00Z")
    fixture.apply([Command(CommandHeader(.setZones), body: command.encoded())], at: now)
    fixture.settle(at: now)
    #expect(fixture.state.next == .distantFuture)
  }
}
