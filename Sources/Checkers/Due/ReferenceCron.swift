public import Units

/// Cron expressions as the schedule checker reads them: every second of a span is looked at, and no
/// step is clever. Made from `semantics.md`'s words and from nothing in `Cron`.
///
/// Numbers, `*`, lists, ranges and steps, in five fields or six. Names, `?`, `L`, `W`, `#` and `H` are
/// not read.
public struct ReferenceCron: Hashable, Sendable {
  /// Bit n stands for the number n.
  private var seconds: UInt64 = 1
  private var minutes: UInt64 = 0
  private var hours: UInt64 = 0
  private var days: UInt64 = 0
  private var months: UInt64 = 0
  private var weekdays: UInt64 = 0
  /// Both day fields are given: either is enough.
  private var isEitherDay = false
  /// Minute or hour begin with `*`: the cadence is kept on the real clock.
  private var isCadence = false

  /// Nil where it has something that is not read here.
  public init?(_ text: String) {
    var fields = text.split(separator: " ")
    if fields.count == 6 {
      guard let set = ReferenceCron.set(fields.removeFirst(), 0...59) else { return nil }
      seconds = set
    }
    guard fields.count == 5, let minutes = ReferenceCron.set(fields[0], 0...59),
      let hours = ReferenceCron.set(fields[1], 0...23),
      let days = ReferenceCron.set(fields[2], 1...31),
      let months = ReferenceCron.set(fields[3], 1...12),
      let weekdays = ReferenceCron.set(fields[4], 0...7)
    else { return nil }
    self.minutes = minutes
    self.hours = hours
    self.days = days
    self.months = months
    // 7 is Sunday too.
    self.weekdays = weekdays >> 7 & 1 | weekdays & 127
    isEitherDay = fields[2].first != "*" && fields[4].first != "*"
    isCadence = fields[0].first == "*" || fields[1].first == "*"
  }

  private static func set(_ field: Substring, _ range: ClosedRange<Int>) -> UInt64? {
    var set: UInt64 = 0
    for part in field.split(separator: ",", omittingEmptySubsequences: false) {
      let halves = part.split(separator: "/", omittingEmptySubsequences: false)
      guard (1...2).contains(halves.count) else { return nil }
      let step: Int
      if halves.count == 2 {
        guard let number = Int(halves[1]), number > 0 else { return nil }
        step = number
      } else {
        step = 1
      }
      let ends: ClosedRange<Int>
      if halves[0] == "*" {
        ends = range.upperBound == 7 ? 0...6 : range
      } else {
        let numbers = halves[0].split(separator: "-", omittingEmptySubsequences: false).map {
          Int($0)
        }
        guard (1...2).contains(numbers.count), let low = numbers[0],
          let high = numbers.count == 2 ? numbers[1] : halves.count == 2 ? range.upperBound : low,
          low <= high, range.contains(low), range.contains(high)
        else { return nil }
        ends = low...high
      }
      for number in stride(from: ends.lowerBound, through: ends.upperBound, by: step) {
        set |= 1 << UInt64(number)
      }
    }
    return set
  }

  /// Every due time after `start` and not after `end`. O(seconds between them).
  public func due(after start: Instant, through end: Instant, in zone: ReferenceZone) -> [Instant] {
    var found: [Instant] = []
    var second = start.seconds + 1
    let last = end.seconds
    guard second <= last else { return [] }
    var before = zone.offset(at: second - 1)
    while second <= last {
      // No zone turns twice within a quarter of an hour.
      let block = min(last, second + 899)
      let isEven = zone.offset(at: block) == before
      while second <= block {
        let offset = isEven ? before : zone.offset(at: second)
        if offset > before, !isCadence, isDue(skipped: before, offset, at: second) {
          found.append(Instant(seconds: second))
        } else if matches(wall: second + offset),
          isCadence || !isSecondTime(second, offset, zone)
        {
          found.append(Instant(seconds: second))
        }
        before = offset
        second += 1
      }
    }
    return found
  }

  /// Whether a wall time in the gap that opens at `second` is asked for, or the one right after it.
  private func isDue(skipped before: Int64, _ offset: Int64, at second: Int64) -> Bool {
    (second + before...second + offset).contains { matches(wall: $0) }
  }

  /// Whether clocks showed the same before, a turn back ago. No zone turns back further than a day.
  private func isSecondTime(_ second: Int64, _ offset: Int64, _ zone: ReferenceZone) -> Bool {
    let wall = second + offset
    var earlier = second - 1
    while earlier >= second - 86_400 {
      let other = zone.offset(at: earlier)
      if other == offset {
        // Offsets last for hours at least: look at the next one by a coarse step.
        earlier -= 900
        continue
      }
      if other > offset { return zone.offset(at: wall - other) == other && wall - other < second }
      return false
    }
    return false
  }

  private func matches(wall: Int64) -> Bool {
    let day = wall.flooredQuotient(dividingBy: 86_400)
    let second = wall - day * 86_400
    guard seconds >> UInt64(second % 60) & 1 == 1, minutes >> UInt64(second / 60 % 60) & 1 == 1,
      hours >> UInt64(second / 3_600) & 1 == 1
    else { return false }
    let date = CivilDate(daysSinceEpoch: day)
    guard months >> UInt64(date.month) & 1 == 1 else { return false }
    let isDay = days >> UInt64(date.day) & 1 == 1
    let isWeekday = weekdays >> UInt64(date.weekday) & 1 == 1
    return isEitherDay ? isDay || isWeekday : isDay && isWeekday
  }
}
