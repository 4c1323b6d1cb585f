import Messages
import StateMachine
import Testing
import Units

@testable import Scheduler

/// A leader is followed by another, which knows nothing but the replicated state.
@Suite struct SuccessorTests {
  /// Bug 23: a new leader computes the next due time from now: what fell due while nobody led is left
  /// out without a word, or nothing falls due ever again. Here the last time that was decided is
  /// replicated, and whoever leads goes on from there.
  @Test(arguments: [1, 2, 7]) func bug23ANewLeaderGoesOnFromWhatWasDecided(gap: Int) {
    var fixture = Fixture()
    fixture.schedule(.cron("*/10 * * * * *"), at: SchedulerTests.midnight) {
      $0.catchUp = .each
    }
    fixture.settle(at: SchedulerTests.midnight)
    fixture.settle(at: SchedulerTests.midnight + .seconds(10))
    // Its successor begins some due times later, and another one in the middle of its work.
    let back = SchedulerTests.midnight + .seconds(Int64(10 + 10 * gap))
    fixture.scheduler = Scheduler()
    fixture.think(at: back)
    fixture.scheduler = Scheduler()
    fixture.settle(at: back)
    fixture.settle(at: back + .seconds(10))
    #expect(fixture.refusals.isEmpty)
    let due = (1...(gap + 2)).map { "\(SchedulerTests.midnight + .seconds(Int64(10 * $0)))" }
    #expect(fixture.fired == due)
    #expect(fixture.state.missed == 0)
    #expect(fixture.state.next == back + .seconds(20))
  }

  /// A leader that was made before the schedule was, or that has never thought, fires all the same.
  @Test func bug23ANewLeaderNeverStopsFiring() {
    var fixture = SchedulerTests.hourly()
    for hour in 1...5 {
      fixture.scheduler = Scheduler()
      fixture.settle(at: SchedulerTests.midnight + .hours(Int64(hour)))
    }
    #expect(fixture.fired.count == 5)
    #expect(
      fixture.scheduler.think(about: fixture.machine, now: fixture.machine.time, fires: true)
        .wakeUp == SchedulerTests.midnight + .hours(6))
  }
}
