import Units

/// The wall times that an expression names, as seconds since 1970-01-01T00:00 of wall time. No
/// zone is known here.
extension CronExpression {
  /// A calendar repeats after 400 years: what names no day within them never will.
  static let calendarDays: Int64 = 146_097

  /// Whether any day of the calendar is named.
  var firesOnSomeDay: Bool { nextDay(from: 0) != nil }

  /// The first named day at or after `day`, within 400 years. O(days between), by months where
  /// whole months are left out.
  func nextDay(from day: Int64) -> Int64? {
    var current = day
    while current < day + CronExpression.calendarDays {
      let date = CivilDate(daysSinceEpoch: current)
      if set(.month) & (1 << UInt64(date.month)) == 0 {
        current += Int64(date.daysInMonth - date.day + 1)
      } else if matches(date) {
        return current
      } else {
        current += 1
      }
    }
    return nil
  }

  /// The last named day at or before `day`, within 400 years.
  func previousDay(from day: Int64) -> Int64? {
    var current = day
    while current > day - CronExpression.calendarDays {
      let date = CivilDate(daysSinceEpoch: current)
      if set(.month) & (1 << UInt64(date.month)) == 0 {
        current -= Int64(date.day)
      } else if matches(date) {
        return current
      } else {
        current -= 1
      }
    }
    return nil
  }

  /// The first named wall time at or after `wall`, within 400 years.
  func nextWall(from wall: Int64) -> Int64? {
    let day = wall.flooredQuotient(dividingBy: 86_400)
    guard let first = nextDay(from: day) else { return nil }
    if first == day, let second = secondOfDay(atOrAfter: wall - day * 86_400) {
      return day * 86_400 + second
    }
    guard let later = first == day ? nextDay(from: day + 1) : first,
      let second = secondOfDay(atOrAfter: 0)
    else { return nil }
    return later * 86_400 + second
  }

  /// The last named wall time at or before `wall`, within 400 years.
  func previousWall(from wall: Int64) -> Int64? {
    let day = wall.flooredQuotient(dividingBy: 86_400)
    guard let first = previousDay(from: day) else { return nil }
    if first == day, let second = secondOfDay(atOrBefore: wall - day * 86_400) {
      return day * 86_400 + second
    }
    guard let earlier = first == day ? previousDay(from: day - 1) : first,
      let second = secondOfDay(atOrBefore: 86_399)
    else { return nil }
    return earlier * 86_400 + second
  }

  /// How many named wall times lie in `lower ..< upper`. O(days between).
  func countWalls(from lower: Int64, to upper: Int64) -> Int64 {
    guard lower < upper else { return 0 }
    let perDay = countOfDay(before: 86_400)
    func upTo(_ wall: Int64, on day: Int64) -> Int64 {
      matches(CivilDate(daysSinceEpoch: day)) ? countOfDay(before: wall - day * 86_400) : 0
    }
    let firstDay = lower.flooredQuotient(dividingBy: 86_400)
    let lastDay = upper.flooredQuotient(dividingBy: 86_400)
    var count = upTo(upper, on: lastDay) - upTo(lower, on: firstDay)
    var day = firstDay
    while let named = nextDay(from: day), named < lastDay {
      count += perDay
      day = named + 1
    }
    return count
  }

  // MARK: Within a day

  private func secondOfDay(atOrAfter second: Int64) -> Int64? {
    let hour = Int(second / 3_600)
    let minute = Int(second / 60 % 60)
    if set(.hour).has(hour) {
      if set(.minute).has(minute), let found = set(.second).first(from: Int(second % 60)) {
        return Int64(hour * 3_600 + minute * 60 + found)
      }
      if let later = set(.minute).first(from: minute + 1), let first = set(.second).first(from: 0) {
        return Int64(hour * 3_600 + later * 60 + first)
      }
    }
    guard let later = set(.hour).first(from: hour + 1), let first = set(.minute).first(from: 0),
      let found = set(.second).first(from: 0)
    else { return nil }
    return Int64(later * 3_600 + first * 60 + found)
  }

  private func secondOfDay(atOrBefore second: Int64) -> Int64? {
    let hour = Int(second / 3_600)
    let minute = Int(second / 60 % 60)
    if set(.hour).has(hour) {
      if set(.minute).has(minute), let found = set(.second).last(through: Int(second % 60)) {
        return Int64(hour * 3_600 + minute * 60 + found)
      }
      if let earlier = set(.minute).last(through: minute - 1),
        let last = set(.second).last(through: 59)
      {
        return Int64(hour * 3_600 + earlier * 60 + last)
      }
    }
    guard let earlier = set(.hour).last(through: hour - 1),
      let last = set(.minute).last(through: 59), let found = set(.second).last(through: 59)
    else { return nil }
    return Int64(earlier * 3_600 + last * 60 + found)
  }

  /// How many named times of a day lie before `second` of it.
  private func countOfDay(before second: Int64) -> Int64 {
    let hour = Int(second / 3_600)
    let minute = Int(second / 60 % 60)
    let seconds = set(.second).nonzeroBitCount
    let perHour = set(.minute).nonzeroBitCount * seconds
    var count = set(.hour).below(hour).nonzeroBitCount * perHour
    if set(.hour).has(hour) {
      count += set(.minute).below(minute).nonzeroBitCount * seconds
      if set(.minute).has(minute) {
        count += set(.second).below(Int(second % 60)).nonzeroBitCount
      }
    }
    return Int64(count)
  }
}

extension UInt64 {
  fileprivate func has(_ value: Int) -> Bool { value < 64 && self & (1 << UInt64(value)) != 0 }

  /// The values under `value`, which is at most 64.
  fileprivate func below(_ value: Int) -> UInt64 {
    value >= 64 ? self : self & ((1 << UInt64(value)) - 1)
  }

  fileprivate func first(from value: Int) -> Int? {
    let rest = value >= 64 ? 0 : self & (UInt64.max << UInt64(value))
    return rest == 0 ? nil : rest.trailingZeroBitCount
  }

  fileprivate func last(through value: Int) -> Int? {
    let rest = value < 0 ? 0 : below(value + 1)
    return rest == 0 ? nil : 63 - rest.leadingZeroBitCount
  }
}
