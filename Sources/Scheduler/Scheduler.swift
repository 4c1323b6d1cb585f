import Cron
public import StateMachine
public import Units

/// The leader's thoughts about time: which commands the replicated state and the clock ask for.
///
/// A function of the state and the time: it keeps nothing but parsed expressions and zones, which
/// a new leader reads again. Every command names what it was computed from, so that one that comes
/// too late, or twice, is void.
public struct Scheduler: Sendable {
  var calendar = DueCalendar()

  /// Due times decided at most in one go, so that an entry stays small.
  static let mostDecisions = 1_024
  /// Due times of one schedule that are fired in one go, when it is behind by less than the lateness.
  static let mostInARow = 64

  public init() {}

  /// What is to be proposed, and when to think again.
  public struct Thoughts: Sendable {
    /// In the order in which they must become part of the log.
    public var commands: [Command] = []
    /// Stamped time at which something becomes due by itself, or at once, where it is not after
    /// `now`: when these commands are applied. Nil where nothing waits for time.
    public var wakeUp: Instant?
  }

  /// - Parameters:
  ///   - now: what the next entry will be stamped with, or earlier.
  ///   - fires: false while the leader's clock is off: then no due time is decided, while delays and
  ///     deadlines go on by the median of the others. Of a machine that is held none is decided either.
  public mutating func think(
    about machine: borrowing StateMachine, now: Instant, fires: Bool
  ) -> Thoughts {
    var thoughts = Thoughts()
    if fires {
      calendar.follow(machine.zones)
      compute(machine, &thoughts)
      if machine.heldSince == nil { decide(machine, now, &thoughts) }
    }
    if thoughts.commands.isEmpty, machine.needsTick(at: now) {
      thoughts.commands.append(Command(CommandHeader(.tick)))
    }
    thoughts.wakeUp = machine.hasUncomputedSchedules && fires ? now : machine.soonestWakeUp
    return thoughts
  }

  /// The next due times of schedules that have none.
  private mutating func compute(_ machine: borrowing StateMachine, _ thoughts: inout Thoughts) {
    guard machine.hasUncomputedSchedules else { return }
    let items = machine.uncomputedSchedules(limit: Scheduler.mostDecisions).map { schedule in
      calendar.nextDue(of: schedule)
    }
    guard !items.isEmpty else { return }
    let command = NextDueCommand(zones: machine.zones.hash, items: items)
    thoughts.commands.append(Command(CommandHeader(.setNextDue), body: command.encoded()))
  }

  /// What has become due, oldest first over all schedules.
  private mutating func decide(
    _ machine: borrowing StateMachine, _ now: Instant, _ thoughts: inout Thoughts
  ) {
    var fires: [FireCommand] = []
    var decisions = 0
    for schedule in machine.dueSchedules(at: now, limit: Scheduler.mostDecisions) {
      guard decisions < Scheduler.mostDecisions else { break }
      let first = fires.count
      decide(schedule, machine.zones.hash, now, &fires)
      for fire in fires[first...] { decisions += max(1, fire.madeUp.count) }
    }
    // Those of one schedule are in order already, and stay so: due times strictly grow.
    fires.sort { $0.due != $1.due ? $0.due < $1.due : $0.schedule < $1.schedule }
    for fire in fires {
      thoughts.commands.append(Command(CommandHeader(.fire), body: fire.encoded()))
    }
  }

  /// The decisions on one schedule: what was missed as one range, then each late due time on its own.
  private mutating func decide(
    _ schedule: ScheduleState, _ zones: Hash128, _ now: Instant, _ fires: inout [FireCommand]
  ) {
    guard var due = schedule.next, due <= now else { return }
    let oldest = now - schedule.lateness
    // Each fire may be one run: past the limit the rest is void.
    var left =
      schedule.runs == 0
      ? Scheduler.mostInARow : Int(clamping: schedule.runs - min(schedule.runs, schedule.fired))
    if due < oldest {
      let range = missed(schedule, zones, from: due, before: oldest, now)
      fires.append(range)
      left -= 1
      due = range.next
    }
    var row = 0
    while due <= now, row < Scheduler.mostInARow, left > 0 {
      let next = calendar.next(of: schedule, after: due)
      fires.append(
        FireCommand(
          schedule: schedule.id, number: schedule.number, zones: zones, due: due, through: due,
          count: 1,
          // Should it be late enough to count as missed by the time that it is stamped.
          madeUp: schedule.catchUp == .all ? [due] : [], next: next))
      due = next
      row += 1
      left -= 1
    }
  }

  /// Everything before `bound` as one range with a count, by arithmetic.
  private mutating func missed(
    _ schedule: ScheduleState, _ zones: Hash128, from due: Instant, before bound: Instant,
    _ now: Instant
  ) -> FireCommand {
    let through = max(due, calendar.last(of: schedule, before: bound) ?? due)
    var command = FireCommand(
      schedule: schedule.id, number: schedule.number, zones: zones, due: due, through: through,
      count: 1 + calendar.count(of: schedule, after: due, through: through),
      next: calendar.next(of: schedule, after: through))
    guard schedule.catchUp == .all else { return command }
    // Stamped time may be a little later than `now`, and apply refuses what is older than the window.
    let window = schedule.catchUpWindow - .milliseconds(100)
    var limit = min(Int(schedule.catchUpLimit), Scheduler.mostDecisions)
    if schedule.runs > 0 {
      limit = min(limit, Int(clamping: schedule.runs - min(schedule.runs, schedule.fired)))
    }
    var time = due
    if time < now - window {
      time = calendar.next(of: schedule, after: (now - window) - .microseconds(1))
    }
    while time <= through, command.madeUp.count < limit {
      command.madeUp.append(time)
      time = calendar.next(of: schedule, after: time)
    }
    return command
  }

  /// The next due times that another zone bundle moves, for a `ZonesCommand`; nil where the bytes
  /// are no bundle. O(schedules): not for every turn.
  public static func moves(
    of machine: borrowing StateMachine, to bundle: Bytes
  ) -> [NextDue]? {
    var zones = ZoneState()
    zones.bundle = bundle
    zones.hash = Hash128(of: bundle)
    var calendar = DueCalendar()
    guard (try? ZoneBundle(decoding: bundle)) != nil else { return nil }
    calendar.follow(zones)
    var moves: [NextDue] = []
    for schedule in machine.allSchedules {
      guard let before = schedule.next else { continue }
      let due = calendar.nextDue(of: schedule)
      if due.next != before { moves.append(due) }
    }
    return moves
  }
}
