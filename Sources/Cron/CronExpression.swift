import Units

/// A cron expression: which wall times it names.
///
/// Five fields (minute, hour, day of month, month, day of week), six with seconds in front, or a
/// name such as `@hourly`. Grammar and day rule are vixie cron's with Quartz's `?`, `L`, `W` and
/// `#` and Jenkins's `H`; what a change of clocks does is in `CronExpression+Due.swift`.
public struct CronExpression: Hashable, Sendable, CustomStringConvertible {
  /// Longer texts are refused, in characters.
  public static let longestText = 512

  /// The expression as it was written.
  public let text: String
  /// Whether a field for seconds was written.
  public let hasSeconds: Bool
  /// Whether the minute or the hour field begins with `*`: then it keeps its cadence on the real
  /// clock. Otherwise it is a list of wall times.
  public let keepsCadence: Bool

  /// By field.
  let terms: [[CronTerm]]
  /// By field, the values that the plain terms name, one bit each.
  let sets: [UInt64]
  /// Whether the day field begins with `*` or is `?`; the same for the day of week. As in vixie
  /// cron both fields must agree where one of them does, and either is enough where none does.
  let dayIsOpen: Bool
  let weekdayIsOpen: Bool

  public var description: String { text }

  /// Reads an expression.
  ///
  /// `spread` decides what `H` means: a hash of what owns the schedule, so that a thousand
  /// schedules with `H * * * *` do not all fire in one minute, and each always in the same.
  public init(parsing text: String, spread: UInt64 = 0) throws(CronError) {
    let parser = CronParser(text: text, spread: spread, suggests: true)
    self = try parser.expression()
  }

  init(text: String, terms: [[CronTerm]], hasSeconds: Bool) {
    precondition(terms.count == CronField.allCases.count, "one list of terms for each field")
    self.text = text
    self.hasSeconds = hasSeconds
    self.terms = terms
    self.sets = CronField.allCases.map { field in
      terms[field.rawValue].reduce(0) { $0 | CronExpression.bits(of: $1, in: field) }
    }
    func opens(_ field: CronField) -> Bool {
      switch terms[field.rawValue].first {
      case .every, .unspecified: true
      default: false
      }
    }
    self.keepsCadence = opens(.minute) || opens(.hour)
    self.dayIsOpen = opens(.day)
    self.weekdayIsOpen = opens(.weekday)
  }

  func set(_ field: CronField) -> UInt64 { sets[field.rawValue] }

  private static func bits(of term: CronTerm, in field: CronField) -> UInt64 {
    let values = field.values
    func stride(_ from: Int, _ through: Int, _ step: Int) -> UInt64 {
      var bits: UInt64 = 0
      for value in Swift.stride(from: from, through: through, by: step) {
        // A range of weekdays may end in 7.
        bits |= 1 << UInt64(value > values.upperBound ? values.lowerBound : value)
      }
      return bits
    }
    switch term {
    case .every(let step): return stride(values.lowerBound, values.upperBound, step)
    case .unspecified: return stride(values.lowerBound, values.upperBound, 1)
    case .range(let from, let through, let step): return stride(from, through, step)
    case .lastDay, .lastWorkday, .nearestWorkday, .lastOfMonth, .nth: return 0
    }
  }

  // MARK: Days

  /// Whether the expression names times on this day.
  func matches(_ date: CivilDate) -> Bool {
    guard set(.month) & (1 << UInt64(date.month)) != 0 else { return false }
    let byDay = matchesDay(date)
    let byWeekday = matchesWeekday(date)
    return dayIsOpen || weekdayIsOpen ? byDay && byWeekday : byDay || byWeekday
  }

  private func matchesDay(_ date: CivilDate) -> Bool {
    if set(.day) & (1 << UInt64(date.day)) != 0 { return true }
    return terms[CronField.day.rawValue].contains { term in
      switch term {
      case .lastDay(let before): date.day == date.daysInMonth - before
      case .lastWorkday: date.day == date.nearestWorkday(to: date.daysInMonth)
      case .nearestWorkday(let day):
        day <= date.daysInMonth && date.day == date.nearestWorkday(to: day)
      case .every, .unspecified, .range, .lastOfMonth, .nth: false
      }
    }
  }

  private func matchesWeekday(_ date: CivilDate) -> Bool {
    let weekday = date.weekday
    if set(.weekday) & (1 << UInt64(weekday)) != 0 { return true }
    return terms[CronField.weekday.rawValue].contains { term in
      switch term {
      case .lastOfMonth(let wanted): weekday == wanted && date.day > date.daysInMonth - 7
      case .nth(let wanted, let number): weekday == wanted && (date.day + 6) / 7 == number
      case .every, .unspecified, .range, .lastDay, .lastWorkday, .nearestWorkday: false
      }
    }
  }
}

extension CivilDate {
  /// 28 to 31.
  var daysInMonth: Int {
    switch month {
    case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// The day from Monday to Friday nearest to `day` of this month, without leaving the month.
  func nearestWorkday(to day: Int) -> Int {
    let last = daysInMonth
    switch CivilDate(year: year, month: month, day: day).weekday {
    case 6: return day > 1 ? day - 1 : day + 2
    case 0: return day < last ? day + 1 : day - 2
    default: return day
    }
  }
}
