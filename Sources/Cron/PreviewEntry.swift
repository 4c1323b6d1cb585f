public import Units

/// One due time as people see it.
public struct PreviewEntry: Hashable, Sendable {
  /// What a change of clocks did to this due time.
  public enum Touch: Hashable, Sendable {
    case none
    /// The named wall times lie in a gap and do not exist; it is due right after. The first of
    /// them, in seconds since 1970-01-01T00:00 of wall time, and how many there are.
    case gap(wall: Int64, count: Int64)
    /// The wall time comes twice that day; this is its first or its second time.
    case repeated(second: Bool)
    /// The cadence has named wall times before this one that do not exist and were left out.
    case leftOut(wall: Int64, count: Int64)
  }

  public let due: Instant
  /// What the wall clock shows at `due`, in seconds since 1970-01-01T00:00 of wall time.
  public let wall: Int64
  /// Seconds to add to UTC for the wall time.
  public let offset: Int64
  /// `CEST`.
  public let abbreviation: String
  public let touch: Touch

  init(due: Instant, after last: Instant, of recurrence: Recurrence, in zone: Zone) {
    let segment = zone.segment(at: due)
    self.due = due
    self.offset = segment.offset
    self.abbreviation = segment.abbreviation
    self.wall = due.seconds + segment.offset
    guard case .cron(let expression) = recurrence else {
      touch = .none
      return
    }
    touch =
      expression.keepsCadence
      ? PreviewEntry.cadence(expression, due.seconds, last.seconds, segment, zone)
      : PreviewEntry.list(expression, due.seconds, segment, zone)
  }

  private static func list(
    _ expression: CronExpression, _ due: Int64, _ segment: Zone.Segment, _ zone: Zone
  ) -> Touch {
    let wall = due + segment.offset
    if due == segment.start {
      let before = zone.furthestWall(by: due - 1)
      let count = expression.countWalls(from: before + 1, to: wall)
      if count > 0, let first = expression.nextWall(from: before + 1) {
        return .gap(wall: first, count: count)
      }
    }
    return comesAgain(due, segment, zone) ? .repeated(second: false) : .none
  }

  private static func cadence(
    _ expression: CronExpression, _ due: Int64, _ last: Int64, _ segment: Zone.Segment, _ zone: Zone
  ) -> Touch {
    let wall = due + segment.offset
    if segment.start > last {
      let before = zone.segment(at: segment.start - 1)
      let shown = segment.start - 1 + before.offset
      let skippedTo = segment.start + segment.offset
      let count = expression.countWalls(from: shown + 1, to: skippedTo)
      if count > 0, let first = expression.nextWall(from: shown + 1) {
        return .leftOut(wall: first, count: count)
      }
    }
    if comesAgain(due, segment, zone) { return .repeated(second: false) }
    return zone.firstSecond(reaching: wall) < due ? .repeated(second: true) : .none
  }

  /// Whether the wall clock shows the same again in the segment that follows.
  private static func comesAgain(_ due: Int64, _ segment: Zone.Segment, _ zone: Zone) -> Bool {
    guard segment.end < due + 2 * Zone.widestOffset else { return false }
    let following = zone.segment(at: segment.end)
    return due + segment.offset - following.offset >= segment.end
  }

  /// `Sun 2027-03-28 03:00 CEST`.
  public var wallText: String {
    "\(PreviewEntry.date(wall)) \(PreviewEntry.clock(wall)) \(abbreviation)"
  }

  /// "02:30 does not exist that day; fires right after the gap", or empty.
  public var note: String {
    switch touch {
    case .none: ""
    case .gap(let wall, let count):
      count == 1
        ? "\(PreviewEntry.clock(wall)) does not exist that day; fires right after the gap"
        : "\(count) times from \(PreviewEntry.clock(wall)) do not exist that day; "
          + "fires once, right after the gap"
    case .repeated(let second):
      "\(PreviewEntry.clock(wall)) comes twice that day; this is the \(second ? "second" : "first")"
    case .leftOut(let wall, let count):
      count == 1
        ? "\(PreviewEntry.clock(wall)) before it does not exist and is left out"
        : "\(count) times from \(PreviewEntry.clock(wall)) before it do not exist and are left out"
    }
  }

  static func date(_ wall: Int64) -> String {
    let date = CivilDate(daysSinceEpoch: wall.flooredQuotient(dividingBy: 86_400))
    let weekday = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"][date.weekday]
    return "\(weekday) \(padded(Int(date.year), 4))-\(padded(date.month))-\(padded(date.day))"
  }

  static func clock(_ wall: Int64) -> String {
    let second = Int(wall - wall.flooredQuotient(dividingBy: 86_400) * 86_400)
    let minutes = "\(padded(second / 3_600)):\(padded(second / 60 % 60))"
    return second % 60 == 0 ? minutes : "\(minutes):\(padded(second % 60))"
  }
}

/// At least `width` digits.
func padded(_ value: Int, _ width: Int = 2) -> String {
  let digits = String(value)
  return String(repeating: "0", count: max(0, width - digits.count)) + digits
}
