import Messages
import StateMachine
import Testing
import Units

@testable import Scheduler

@Suite struct SchedulerTests {
  static let midnight = time("2026-03-01T00:00:00Z")

  /// A schedule at each full hour, made at midnight.
  static func hourly(_ change: (inout Schedule) -> Void = { _ in }) -> Fixture {
    var fixture = Fixture()
    fixture.schedule(.cron("0 * * * *"), at: midnight, change)
    fixture.settle(at: midnight)
    return fixture
  }

  @Test func computesTheNextDueTimeAndWakesForIt() {
    var fixture = SchedulerTests.hourly()
    #expect(fixture.refusals.isEmpty)
    #expect(fixture.state.next == time("2026-03-01T01:00:00Z"))
    let thoughts = fixture.think(at: time("2026-03-01T00:59:59Z"))
    #expect(thoughts.commands.isEmpty)
    #expect(thoughts.wakeUp == time("2026-03-01T01:00:00Z"))
    fixture.settle(at: time("2026-03-01T01:00:00Z"))
    #expect(fixture.fired == ["2026-03-01T01:00:00.000000Z"])
    #expect(fixture.state.next == time("2026-03-01T02:00:00Z"))
  }

  @Test func firesNothingWhileTheClockIsOff() {
    var fixture = SchedulerTests.hourly()
    let now = time("2026-03-01T01:00:01Z")
    let thoughts = fixture.scheduler.think(about: fixture.machine, now: now, fires: false)
    #expect(thoughts.commands.isEmpty)
    fixture.settle(at: now)
    #expect(fixture.fired.count == 1)
  }

  @Test func aRestoredClusterFiresNothingUntilItIsReleased() {
    var fixture = SchedulerTests.hourly { $0.catchUp = .latest }
    var now = time("2026-03-01T00:30:00Z")
    let member = MemberRecord(node: NodeID(2), name: "n", address: "a")
    let recover = RecoverCommand(
      .restore, from: ClusterID(high: 1, low: 1), index: LogIndex(3), term: Term(1),
      member: member, done: now, note: "", holds: true)
    fixture.apply([Command(CommandHeader(.recover), body: recover.encoded())], at: now)
    #expect(fixture.machine.heldSince == now)
    now = time("2026-03-01T04:10:00Z")
    let thoughts = fixture.think(at: now)
    #expect(thoughts.commands.isEmpty)
    #expect(thoughts.wakeUp == nil)
    // Nor does one that a leader before it proposed.
    let fire = FireCommand(
      schedule: fixture.state.id, number: fixture.state.number, zones: .zero,
      due: time("2026-03-01T01:00:00Z"), through: time("2026-03-01T04:00:00Z"), count: 4,
      next: time("2026-03-01T05:00:00Z"))
    fixture.apply([Command(CommandHeader(.fire), body: fire.encoded())], at: now)
    #expect(fixture.fired.isEmpty)
    let release = ReleaseRequest(rerunRunning: true).encoded()
    fixture.apply([Command(CommandHeader(.release), body: release)], at: now)
    #expect(fixture.refusals.isEmpty && fixture.machine.heldSince == nil)
    fixture.settle(at: now)
    #expect(fixture.fired == ["2026-03-01T04:00:00.000000Z for 4"])
  }

  struct Case: CustomTestStringConvertible, Sendable {
    var name: String
    var cron = "0 * * * *"
    var policy: Schedule.CatchUp
    var limit: UInt32 = 0
    var window: Timeout?
    /// The leader thinks again at this time.
    var now: String
    var fired: [String]
    var missed: UInt64 = 0
    var next: String
    var testDescription: String { name }
  }

  static let cases: [Case] = [
    Case(
      name: "late within the lateness, whatever the policy", policy: .nothing,
      now: "2026-03-01T01:01:00Z", fired: ["01:00:00"], next: "02:00:00"),
    Case(
      name: "beyond the lateness it is missed", policy: .nothing, now: "2026-03-01T01:01:01Z",
      fired: [], missed: 1, next: "02:00:00"),
    Case(
      name: "latest: one run for all", policy: .latest, now: "2026-03-01T05:30:00Z",
      fired: ["05:00:00 for 5"], next: "06:00:00"),
    Case(
      name: "latest: what is only late fires on its own", policy: .latest,
      now: "2026-03-01T05:00:30Z", fired: ["04:00:00 for 4", "05:00:00"], next: "06:00:00"),
    Case(
      name: "each: every one, oldest first", policy: .each, now: "2026-03-01T03:30:00Z",
      fired: ["01:00:00", "02:00:00", "03:00:00"], next: "04:00:00"),
    Case(
      name: "each: at most so many", policy: .each, limit: 2, now: "2026-03-01T05:30:00Z",
      fired: ["01:00:00", "02:00:00"], missed: 3, next: "06:00:00"),
    Case(
      name: "each: within the window", policy: .each, window: .hours(2),
      now: "2026-03-01T05:30:00Z", fired: ["04:00:00", "05:00:00"], missed: 3, next: "06:00:00"),
    Case(
      name: "nothing: a range with a count", policy: .nothing, now: "2026-03-01T05:30:00Z",
      fired: [], missed: 5, next: "06:00:00"),
    Case(
      name: "late by seconds: each in its turn", cron: "*/10 * * * * *", policy: .latest,
      now: "2026-03-01T00:00:35Z", fired: ["00:00:10", "00:00:20", "00:00:30"],
      next: "00:00:40"),
    Case(
      name: "a second's cadence over a day is one run", cron: "* * * * * *", policy: .latest,
      now: "2026-03-01T23:00:00Z",
      fired: ["22:58:59 for 82739"]
        + (0...60).map {
          "\($0 == 60 ? "23:00:00" : $0 == 0 ? "22:59:00" : "22:59:\($0 < 10 ? "0" : "")\($0)")"
        },
      next: "23:00:01"),
  ]

  @Test(arguments: cases) func lateAndMissed(_ item: Case) {
    var fixture = Fixture()
    fixture.schedule(.cron(item.cron), at: SchedulerTests.midnight) { schedule in
      schedule.catchUp = item.policy
      schedule.catchUpLimit = item.limit
      schedule.catchUpWindow = item.window
    }
    fixture.settle(at: SchedulerTests.midnight)
    fixture.settle(at: time(item.now))
    #expect(fixture.refusals.isEmpty)
    let expected = item.fired.map { text -> String in
      let parts = text.split(separator: " ", maxSplits: 1)
      return "2026-03-01T\(parts[0]).000000Z" + (parts.count > 1 ? " \(parts[1])" : "")
    }
    #expect(fixture.fired == expected)
    #expect(fixture.state.missed == item.missed)
    #expect(fixture.state.next == time("2026-03-01T\(item.next)Z"))
  }

  @Test func oldestFirstOverAllSchedules() {
    var fixture = Fixture()
    for (name, cron) in [("a", "*/30 * * * * *"), ("b", "*/20 * * * * *")] {
      fixture.schedule(.cron(cron), at: SchedulerTests.midnight) { $0.name = name }
    }
    fixture.settle(at: SchedulerTests.midnight)
    fixture.settle(at: time("2026-03-01T00:00:45Z"))
    let due = fixture.births.map(\.due)
    #expect(due.count == 3)
    #expect(due == due.sorted())
  }

  @Test func isVoidWhereTheScheduleHasChanged() {
    var fixture = SchedulerTests.hourly()
    let now = time("2026-03-01T01:00:00Z")
    let fires = fixture.scheduler.think(about: fixture.machine, now: now, fires: true).commands
    #expect(fires.map(\.header.kind) == [.fire])
    // In the log the pause comes first.
    let pause = PauseScheduleRequest(schedule: fixture.state.id.text).encoded()
    fixture.apply([Command(CommandHeader(.pauseSchedule), body: pause)] + fires, at: now)
    #expect(fixture.refusals.isEmpty)
    #expect(fixture.fired.isEmpty)
    // And a thought that came twice is had once.
    var again = SchedulerTests.hourly()
    let twice = again.scheduler.think(about: again.machine, now: now, fires: true).commands
    again.apply(twice + twice, at: now)
    #expect(again.fired.count == 1)
  }

  @Test func isMissedByTheTimeThatIsStamped() {
    // Thought of in time, but the entry came late.
    for (policy, fired) in [(Schedule.CatchUp.nothing, 0), (.latest, 1), (.each, 1)] {
      var fixture = SchedulerTests.hourly { $0.catchUp = policy }
      fixture.think(
        at: time("2026-03-01T01:00:59Z"), stamp: time("2026-03-01T01:01:02Z"))
      #expect(fixture.fired.count == fired)
      #expect(fixture.state.next == time("2026-03-01T02:00:00Z"))
    }
  }

  @Test func onceIsOnce() {
    var fixture = Fixture()
    fixture.schedule(.atTime(time("2026-03-02T12:34:56Z")), at: SchedulerTests.midnight)
    fixture.settle(at: SchedulerTests.midnight)
    #expect(fixture.state.next == time("2026-03-02T12:34:56Z"))
    fixture.settle(at: time("2026-03-02T12:34:56Z"))
    #expect(fixture.fired == ["2026-03-02T12:34:56.000000Z"])
    fixture.settle(at: time("2030-01-01T00:00:00Z"))
    #expect(fixture.fired.count == 1)
    #expect(
      fixture.scheduler.think(
        about: fixture.machine, now: time("2030-01-01T00:00:00Z"), fires: true
      ).wakeUp == nil)
  }

  @Test func startEndAndRuns() {
    var fixture = SchedulerTests.hourly { schedule in
      schedule.startTime = time("2026-03-01T03:00:00Z")
      schedule.endTime = time("2026-03-01T05:00:00Z")
    }
    #expect(fixture.state.next == time("2026-03-01T03:00:00Z"))
    for hour in 1...9 { fixture.settle(at: time("2026-03-01T0\(hour):00:10Z")) }
    #expect(fixture.births.map(\.due) == (3...5).map { time("2026-03-01T0\($0):00:00Z") })
    #expect(fixture.state.next == .distantFuture)

    var limited = SchedulerTests.hourly { $0.maxRuns = 2 }
    for hour in 1...9 { limited.settle(at: time("2026-03-01T0\(hour):00:10Z")) }
    #expect(limited.fired.count == 2)
    // Also where they come in one go.
    var seconds = Fixture()
    seconds.schedule(.cron("* * * * * *"), at: SchedulerTests.midnight) { $0.maxRuns = 3 }
    seconds.settle(at: SchedulerTests.midnight)
    seconds.settle(at: time("2026-03-01T00:00:20Z"))
    #expect(seconds.fired.count == 3)
    // And where all were missed.
    var missed = SchedulerTests.hourly {
      $0.maxRuns = 2
      $0.catchUp = .each
    }
    missed.settle(at: time("2026-03-01T09:30:00Z"))
    #expect(missed.fired.count == 2)
  }

  @Test func aTickLetsDelaysComeTrue() {
    var fixture = Fixture()
    let body = EnqueueRequest(job: "work", delay: .seconds(5)).encoded()
    let now = fixture.machine.time
    fixture.apply([Command(CommandHeader(.enqueue), body: body)], at: now)
    #expect(fixture.refusals.isEmpty)
    let early = fixture.think(at: now + .seconds(1))
    #expect(early.commands.isEmpty)
    let wakeUp = early.wakeUp ?? .epoch
    #expect(wakeUp >= now + .seconds(5) && wakeUp < now + .seconds(6))
    let thoughts = fixture.think(at: wakeUp)
    #expect(thoughts.commands.map(\.header.kind) == [.tick])
    #expect(fixture.think(at: wakeUp).wakeUp == nil)
  }

  @Test func intervalsCountFromTheirAnchor() {
    var fixture = Fixture()
    let created = time("2026-03-01T00:00:00Z") + .seconds(17)
    fixture.schedule(.interval(Interval(every: 90, unit: .minute)), at: created)
    fixture.settle(at: created)
    #expect(fixture.refusals.isEmpty)
    #expect(fixture.state.next == time("2026-03-01T01:30:17Z"))
  }
}
