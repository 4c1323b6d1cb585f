import Cron
import StateMachine
import Units

/// When schedules are due, under one zone bundle. What was parsed is kept: it follows from the
/// schedule's version and the bundle alone.
struct DueCalendar: Sendable {
  private struct Parsed: Sendable {
    var number: UInt64
    var recurrence: Recurrence
    var zone: Zone
    /// How much later than its expression says it is due: its place within `spread`.
    var shift: Timeout
  }

  private var hash: Hash128?
  /// The bundle's bytes, until a zone is asked for: a leader whose schedules keep to UTC never
  /// reads them, and one that has just been elected has better things to do first.
  private var unread: Bytes?
  private var bundle: ZoneBundle?
  private var zones: [String: Zone] = [:]
  /// Only looked up, never walked: its order does not matter.
  private var parsed: [RecordID: Parsed] = [:]

  /// Beyond as many it starts again: schedules that were deleted are forgotten.
  private static let mostParsed = 200_000

  init() {}

  /// Turns to another bundle, where it is another.
  mutating func follow(_ state: ZoneState) {
    if hash == state.hash { return }
    hash = state.hash
    zones.removeAll()
    parsed.removeAll()
    bundle = nil
    // Before the founding entry there are no zones but UTC.
    unread = state.bundle.isEmpty ? nil : state.bundle
  }

  /// The first due time after `time`, within the schedule's start and end; `distantFuture` where
  /// there is none.
  mutating func next(of schedule: ScheduleState, after time: Instant) -> Instant {
    guard let known = read(schedule) else { return .distantFuture }
    // A due time that falls on the start counts.
    let from =
      schedule.start == .epoch ? time : max(time, schedule.start - .microseconds(1))
    guard
      let next = known.recurrence.next(after: from - known.shift, in: known.zone)
        .map({ $0 + known.shift })
    else { return .distantFuture }
    return schedule.end != .epoch && next > schedule.end ? .distantFuture : next
  }

  /// The first due time that is not decided, or why there is none.
  mutating func nextDue(of schedule: ScheduleState) -> NextDue {
    NextDue(
      schedule: schedule.id, number: schedule.number, decided: schedule.decided,
      next: next(of: schedule, after: schedule.decided), problem: problem(of: schedule))
  }

  /// The last due time before `time`, and not after the schedule's end.
  mutating func last(of schedule: ScheduleState, before time: Instant) -> Instant? {
    guard let known = read(schedule) else { return nil }
    let bound =
      schedule.end == .epoch ? time : min(time, schedule.end + .microseconds(1))
    return known.recurrence.previous(before: bound - known.shift, in: known.zone)
      .map { $0 + known.shift }
  }

  /// How many due times lie after `lower` and not after `upper`.
  mutating func count(
    of schedule: ScheduleState, after lower: Instant, through upper: Instant
  ) -> UInt64 {
    guard lower < upper, let known = read(schedule) else { return 0 }
    return UInt64(
      clamping: known.recurrence.count(
        after: lower - known.shift, through: upper - known.shift, in: known.zone))
  }

  /// Why the schedule has no due time that could be computed; empty where it could.
  mutating func problem(of schedule: ScheduleState) -> String {
    if read(schedule) != nil { return "" }
    if zone(schedule.zone) == nil {
      return "the zone '\(schedule.zone)' is not in the zone data in force: change it"
    }
    do throws(CronError) {
      _ = try Recurrence(parsing: schedule.expression, spread: 0, anchor: .epoch)
      return "its due times cannot be computed"
    } catch {
      return "'\(schedule.expression)' cannot be read: \(error.message)"
    }
  }

  /// Where within `spread` a schedule is due: by its id, so that it stays and differs from others'.
  private static func shift(of schedule: ScheduleState) -> Timeout {
    guard schedule.spread >= .seconds(1) else { return .zero }
    var generator = SeededGenerator(seed: schedule.id.rawValue)
    let seconds = UInt64(schedule.spread.microseconds / 1_000_000)
    return .seconds(Int64(generator.below(seconds)))
  }

  /// Nil where expression or zone cannot be read; what was accepted can, save that a zone may have
  /// gone with a new bundle: its schedules have no due time until they are changed.
  private mutating func read(_ schedule: ScheduleState) -> Parsed? {
    if let known = parsed[schedule.id], known.number == schedule.number { return known }
    guard let zone = zone(schedule.zone) else { return nil }
    let recurrence: Recurrence
    var shift = Timeout.zero
    if schedule.expression.isEmpty {
      recurrence = .once(schedule.once)
    } else {
      let start = schedule.start == .epoch ? schedule.created : schedule.start
      let anchor = schedule.anchor == .epoch ? start : schedule.anchor
      shift = DueCalendar.shift(of: schedule)
      do throws(CronError) {
        recurrence = try Recurrence(
          parsing: schedule.expression, spread: schedule.id.rawValue, anchor: anchor)
      } catch {
        return nil
      }
    }
    if parsed.count >= DueCalendar.mostParsed { parsed.removeAll() }
    let known = Parsed(
      number: schedule.number, recurrence: recurrence, zone: zone, shift: shift)
    parsed[schedule.id] = known
    return known
  }

  private mutating func zone(_ name: String) -> Zone? {
    if name == "UTC" { return .utc }
    if let known = zones[name] { return known }
    // The founding entry's proposer read every zone of it.
    if let bytes = unread {
      unread = nil
      bundle = try? ZoneBundle(verified: bytes)
    }
    guard let zone = try? bundle?.zone(named: name) else { return nil }
    zones[name] = zone
    return zone
  }
}
