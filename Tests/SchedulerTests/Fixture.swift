import Cron
import Messages
import StateMachine
import Units

@testable import Scheduler

/// A leader without a cluster: it thinks, and what it thinks is applied at once.
struct Fixture {
  var machine = StateMachine()
  var scheduler = Scheduler()
  var output = ApplyOutput()
  /// What was applied, to be looked at.
  var decisions: [FireCommand] = []
  var events: [(name: String, body: Bytes)] = []

  init(at text: String = "2026-03-01T00:00:00Z") {
    let job = CreateJobRequest(job: Job(name: "work", handler: "run")).encoded()
    apply([Command(CommandHeader(.createJob, principal: "test"), body: job)], at: time(text))
  }

  /// Founds the zone data with a zone of the test's own.
  mutating func found(_ zones: [(name: String, tzif: Bytes)], at now: Instant) throws {
    let bundle = try ZoneBundle(release: "test", zones: zones)
    let command = ZonesCommand(bundle: bundle.encoded, replaces: machine.zones.hash)
    apply([Command(CommandHeader(.setZones), body: command.encoded())], at: now)
  }

  mutating func schedule(
    _ timing: Schedule.Timing, at now: Instant, _ change: (inout Schedule) -> Void = { _ in }
  ) {
    var schedule = Schedule(name: "s", job: "work")
    schedule.timing = timing
    schedule.overlap = .allow
    change(&schedule)
    let body = CreateScheduleRequest(schedule: schedule).encoded()
    apply([Command(CommandHeader(.createSchedule, principal: "test"), body: body)], at: now)
  }

  mutating func apply(_ commands: [Command], at now: Instant) {
    var batch = CommandBatch()
    for command in commands { batch.append(command) }
    batch.stamp(time: max(now, machine.time + .microseconds(1)), seed: 7)
    output.removeAll()
    machine.apply(
      index: machine.index.next(), term: Term(1), batch: batch.bytes, into: &output)
    for outcome in output.outcomes {
      if case .failure(let failure) = outcome { refusals.append(failure) }
    }
    for change in output.changes where change.key.first == Keys.Kind.born.rawValue {
      guard let value = change.value, let born = BornExecution(job: .none, id: .none, value) else {
        continue
      }
      births.append(born)
    }
  }

  var refusals: [Failure] = []
  /// Executions made, in order.
  var births: [BornExecution] = []

  /// Thinks once, and lets it be applied at `stamp`, or `now`.
  @discardableResult
  mutating func think(at now: Instant, stamp: Instant? = nil) -> Scheduler.Thoughts {
    let thoughts = scheduler.think(about: machine, now: now, fires: true)
    for command in thoughts.commands where command.header.kind == .fire {
      if let fire = FireCommand(command.body[...]) { decisions.append(fire) }
    }
    if !thoughts.commands.isEmpty { apply(thoughts.commands, at: stamp ?? now) }
    return thoughts
  }

  /// Thinks until nothing is left to do at `now`.
  mutating func settle(at now: Instant) {
    for _ in 0..<100 where !think(at: now).commands.isEmpty {}
  }

  var state: ScheduleState { machine.allSchedules[0] }

  /// Due times of the executions made, with how many each stands for.
  var fired: [String] {
    births.map { $0.standsFor == 1 ? "\($0.due)" : "\($0.due) for \($0.standsFor)" }
  }
}

/// `2026-03-01T00:00:00Z`.
func time(_ text: String) -> Instant {
  let digits = text.split { !$0.isNumber }.compactMap { Int64($0) }
  precondition(digits.count == 6, "not a time: \(text)")
  let day = CivilDate(year: digits[0], month: Int(digits[1]), day: Int(digits[2])).daysSinceEpoch
  return Instant(seconds: day * 86_400 + digits[3] * 3_600 + digits[4] * 60 + digits[5])
}
