public import Units

/// The distance between the due times of a schedule without a calendar: `90m`, `36h`, `1mo`.
///
/// Seconds, minutes and hours count on the real clock. Days, weeks, months and years count on the
/// wall clock of the schedule's zone from the anchor: a month after January 31 is the last day of
/// February, two months after it March 31. A wall time that does not exist is due right after the
/// gap, one that comes twice at the first, as in a cron list.
public struct Interval: Hashable, Sendable, CustomStringConvertible {
  enum Step: Hashable, Sendable {
    case seconds(Int64)
    case days(Int64)
    case months(Int64)
  }

  let step: Step
  /// As it was written.
  public let text: String

  public var description: String { text }

  /// Longer intervals are refused: a hundred years, in seconds.
  static let longest: Int64 = 100 * 366 * 86_400

  private static let units: [(names: [String], step: Step, word: String)] = [
    (["s", "sec", "second", "seconds"], .seconds(1), "second"),
    (["m", "min", "minute", "minutes"], .seconds(60), "minute"),
    (["h", "hour", "hours"], .seconds(3_600), "hour"),
    (["d", "day", "days"], .days(1), "day"), (["w", "week", "weeks"], .days(7), "week"),
    (["mo", "month", "months"], .months(1), "month"),
    (["y", "year", "years"], .months(12), "year"),
  ]

  /// A fixed span of at least one second; the part below a second is refused by `nil`.
  public init?(every span: Timeout) {
    guard span.microseconds > 0, span.microseconds % 1_000_000 == 0,
      span.microseconds / 1_000_000 <= Interval.longest
    else { return nil }
    step = .seconds(span.microseconds / 1_000_000)
    text = "\(span.microseconds / 1_000_000)s"
  }

  /// Reads `90m`, `1h30m`, `36 hours`, `2w`, `1mo`, with or without `@every` in front.
  public init(parsing text: String) throws(CronError) {
    let characters = Array(text.prefix(CronExpression.longestText))
    func refuse(
      _ reason: CronError.Reason, _ message: String, _ columns: Range<Int>, _ hint: String
    ) -> CronError {
      CronError(
        reason: reason, message: message, expression: String(characters),
        columns: columns.isEmpty ? columns.lowerBound..<(columns.lowerBound + 1) : columns,
        field: nil, hint: hint)
    }
    let hint = "write a number and s, m, h, d, w, mo or y, as in 90m or 1mo"
    var position = String(characters.prefix(6)) == "@every" ? 6 : 0
    var total: Step?
    while true {
      while position < characters.count, characters[position] == " " { position += 1 }
      guard position < characters.count else { break }
      let start = position
      while position < characters.count, characters[position].isASCII,
        characters[position].isNumber
      { position += 1 }
      guard (1...9).contains(position - start),
        let number = Int64(String(characters[start..<position])), number > 0
      else {
        throw refuse(
          .syntax, "an interval needs a positive number here", start..<max(position, start + 1),
          hint)
      }
      while position < characters.count, characters[position] == " " { position += 1 }
      let unitStart = position
      while position < characters.count, characters[position].isLetter { position += 1 }
      let name = String(characters[unitStart..<position]).lowercased()
      guard let unit = Interval.units.first(where: { $0.names.contains(name) }) else {
        throw refuse(
          .syntax, "'\(name)' is no unit of time", unitStart..<max(position, unitStart), hint)
      }
      guard let sum = Interval.add(total, number, unit.step) else {
        throw refuse(
          .syntax, "clock units and calendar units cannot be added", start..<position,
          "a day may have 23 or 25 hours: write 36h, or 1d")
      }
      total = sum
    }
    guard let total else { throw refuse(.syntax, "the interval is empty", 0..<1, hint) }
    guard Interval.roughly(total) <= Interval.longest else {
      throw refuse(
        .outOfRange, "the interval is longer than 100 years", 0..<characters.count, hint)
    }
    self.step = total
    self.text = text
  }

  /// At most 10^9 of at most 366 days: no overflow.
  private static func add(_ total: Step?, _ number: Int64, _ unit: Step) -> Step? {
    switch (total, unit) {
    case (nil, .seconds(let one)): .seconds(number * one)
    case (nil, .days(let one)): .days(number * one)
    case (nil, .months(let one)): .months(number * one)
    case (.seconds(let sum), .seconds(let one)): .seconds(sum + number * one)
    case (.days(let sum), .days(let one)): .days(sum + number * one)
    case (.months(let sum), .months(let one)): .months(sum + number * one)
    default: nil
    }
  }

  private static func roughly(_ step: Step) -> Int64 {
    switch step {
    case .seconds(let count): count
    case .days(let count): count * 86_400
    case .months(let count): count * 30 * 86_400
    }
  }

  /// "every 90 minutes".
  public var words: String {
    let (count, unit): (Int64, String) =
      switch step {
      case .seconds(let count):
        count % 3_600 == 0
          ? (count / 3_600, "hour") : count % 60 == 0 ? (count / 60, "minute") : (count, "second")
      case .days(let count): count % 7 == 0 ? (count / 7, "week") : (count, "day")
      case .months(let count): count % 12 == 0 ? (count / 12, "year") : (count, "month")
      }
    return count == 1 ? "every \(unit)" : "every \(count) \(unit)s"
  }

  // MARK: Due times

  /// The due time number `number` (the anchor is number 0), in seconds. Never falls as `number`
  /// grows.
  private func second(_ number: Int64, from anchor: Int64, _ zone: Zone) -> Int64 {
    switch step {
    case .seconds(let count): return anchor + number * count
    case .days(let count):
      if number == 0 { return anchor }
      return zone.firstSecond(reaching: zone.wall(at: anchor) + number * count * 86_400)
    case .months(let count):
      if number == 0 { return anchor }
      let wall = zone.wall(at: anchor)
      let day = wall.flooredQuotient(dividingBy: 86_400)
      let date = CivilDate(daysSinceEpoch: day)
      let month = date.year * 12 + Int64(date.month - 1) + number * count
      let year = month.flooredQuotient(dividingBy: 12)
      var moved = CivilDate(year: year, month: Int(month - year * 12) + 1, day: 1)
      moved.day = min(date.day, moved.daysInMonth)
      return zone.firstSecond(reaching: moved.daysSinceEpoch * 86_400 + wall - day * 86_400)
    }
  }

  /// The number of the last due time at or before `second`; -1 before the anchor.
  private func number(through second: Int64, from anchor: Int64, _ zone: Zone) -> Int64 {
    guard second >= anchor else { return -1 }
    if case .seconds(let count) = step { return (second - anchor) / count }
    // Months have at most 31 days and zones move by at most two days, so this is at or below.
    let span: Int64 =
      if case .months(let count) = step { count * 31 * 86_400 } else { Interval.roughly(step) }
    var low = max(0, (second - anchor) / span - 3)
    var high = low + (second - anchor) / (span * 8) + 8
    // The first number that lies after `second` is in low+1...high: at most log(years) looks.
    while self.second(high, from: anchor, zone) <= second { high += high - low }
    while low + 1 < high {
      let middle = (low + high) / 2
      if self.second(middle, from: anchor, zone) <= second { low = middle } else { high = middle }
    }
    return low
  }

  /// The first due time after `instant`. The anchor itself is the first of all, rounded down to a
  /// whole second.
  public func next(after instant: Instant, anchor: Instant, in zone: Zone) -> Instant {
    let start = anchor.seconds
    var number = number(through: instant.seconds, from: start, zone) + 1
    // A skipped day makes two of them one.
    while second(number, from: start, zone) <= instant.seconds { number += 1 }
    return Instant(seconds: second(number, from: start, zone))
  }

  /// The last due time before `instant`; nil where the anchor is not before it.
  public func previous(before instant: Instant, anchor: Instant, in zone: Zone) -> Instant? {
    let last = (instant - .microseconds(1)).seconds
    let number = number(through: last, from: anchor.seconds, zone)
    return number < 0 ? nil : Instant(seconds: second(number, from: anchor.seconds, zone))
  }

  /// How many due times lie after `lower` and not after `upper`. Two that a skipped day made one
  /// are counted as two where both lie between.
  public func count(
    after lower: Instant, through upper: Instant, anchor: Instant, in zone: Zone
  ) -> Int64 {
    guard lower < upper else { return 0 }
    return number(through: upper.seconds, from: anchor.seconds, zone)
      - number(through: lower.seconds, from: anchor.seconds, zone)
  }
}
