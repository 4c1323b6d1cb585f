/// One column of a cron expression, in the order in which they are written.
public enum CronField: Int, CaseIterable, Hashable, Sendable {
  case second, minute, hour, day, month, weekday

  /// The word that errors use.
  public var name: String {
    switch self {
    case .second: "second"
    case .minute: "minute"
    case .hour: "hour"
    case .day: "day of month"
    case .month: "month"
    case .weekday: "day of week"
    }
  }

  /// What may be written as a number. Sunday is 0 and 7.
  public var range: ClosedRange<Int> {
    switch self {
    case .second, .minute: 0...59
    case .hour: 0...23
    case .day: 1...31
    case .month: 1...12
    case .weekday: 0...7
    }
  }

  /// The different values of the field: as `range`, but Sunday once.
  var values: ClosedRange<Int> { self == .weekday ? 0...6 : range }

  /// Names in order of value, beginning with the lowest; case is ignored.
  var shortNames: [String] {
    switch self {
    case .month:
      ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"]
    case .weekday: ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"]
    default: []
    }
  }

  /// One line saying what the field accepts.
  var allowed: String {
    switch self {
    case .second, .minute, .hour:
      "\(rangeText), lists (1,2), ranges (1-5), steps (*/5)"
    case .day: "\(rangeText), lists, ranges, steps, ?, L, L-3, LW, 15W"
    case .month: "\(rangeText) or JAN–DEC, lists, ranges, steps"
    case .weekday: "\(rangeText) (0 and 7 are Sunday) or SUN–SAT, lists, ranges, steps, ?, 5L, 1#2"
    }
  }

  var rangeText: String { "\(range.lowerBound)–\(range.upperBound)" }
}

/// One item of a field's comma-separated list.
enum CronTerm: Hashable, Sendable {
  /// `*` and, with a step over 1, `*/n`.
  case every(step: Int)
  /// `?`, in the day fields.
  case unspecified
  /// `5`, `1-5`, `1-30/2`; `through` is at least `from`, both are values of the field.
  case range(from: Int, through: Int, step: Int)
  /// `L` and `L-n`: that many days before the month's last.
  case lastDay(before: Int)
  /// `LW`: the month's last day from Monday to Friday.
  case lastWorkday
  /// `15W`: the day from Monday to Friday that is nearest, within the month.
  case nearestWorkday(Int)
  /// `5L`: the month's last Friday.
  case lastOfMonth(weekday: Int)
  /// `1#2`: the month's second Monday.
  case nth(weekday: Int, Int)
}
