/// Stamped time: microseconds since 1970-01-01T00:00:00Z, as the leader wrote it into an entry.
///
/// Everything replicated compares with this time only. It is never read from a clock in a pure
/// target; `Monotonic` is the clock of sessions and timers.
public struct Instant: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// Microseconds since the Unix epoch.
  public var microseconds: Int64

  public init(microseconds: Int64) { self.microseconds = microseconds }

  public init(seconds: Int64) { self.microseconds = seconds * 1_000_000 }

  public static let epoch = Instant(microseconds: 0)
  public static let distantFuture = Instant(microseconds: .max)

  /// Whole seconds since the epoch, rounded down.
  public var seconds: Int64 {
    microseconds.flooredQuotient(dividingBy: 1_000_000)
  }

  public static func < (left: Instant, right: Instant) -> Bool {
    left.microseconds < right.microseconds
  }

  /// Saturates at both ends of the range.
  public static func + (left: Instant, right: Timeout) -> Instant {
    let (sum, overflow) = left.microseconds.addingReportingOverflow(right.microseconds)
    return overflow ? .distantFuture : Instant(microseconds: sum)
  }

  public static func - (left: Instant, right: Timeout) -> Instant {
    let (difference, overflow) = left.microseconds.subtractingReportingOverflow(right.microseconds)
    return overflow ? Instant(microseconds: .min) : Instant(microseconds: difference)
  }

  public static func - (left: Instant, right: Instant) -> Timeout {
    Timeout(microseconds: left.microseconds - right.microseconds)
  }

  /// RFC 3339 in UTC with microseconds, the form of all machine-readable output.
  public var description: String {
    let day = seconds.flooredQuotient(dividingBy: 86_400)
    let second = seconds - day * 86_400
    let civil = CivilDate(daysSinceEpoch: day)
    let fraction = (microseconds % 1_000_000 + 1_000_000) % 1_000_000
    func pad(_ value: Int64, _ width: Int) -> String {
      let digits = String(value)
      return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
    return "\(pad(civil.year, 4))-\(pad(Int64(civil.month), 2))-\(pad(Int64(civil.day), 2))T"
      + "\(pad(second / 3600, 2)):\(pad(second / 60 % 60, 2)):\(pad(second % 60, 2))"
      + ".\(pad(fraction, 6))Z"
  }
}

/// A day of the proleptic Gregorian calendar.
public struct CivilDate: Hashable, Sendable {
  public var year: Int64
  /// 1 to 12.
  public var month: Int
  /// 1 to 31.
  public var day: Int

  public init(year: Int64, month: Int, day: Int) {
    self.year = year
    self.month = month
    self.day = day
  }

  /// The day that lies `daysSinceEpoch` days after 1970-01-01 (Howard Hinnant, "chrono-compatible
  /// low-level date algorithms", civil_from_days).
  public init(daysSinceEpoch: Int64) {
    let shifted = daysSinceEpoch + 719_468
    let era = shifted.flooredQuotient(dividingBy: 146_097)
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    self.day = Int(dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
    self.month = Int(shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9)
    self.year = yearOfEra + era * 400 + (self.month <= 2 ? 1 : 0)
  }

  /// Days since 1970-01-01; negative before it (same source, days_from_civil).
  public var daysSinceEpoch: Int64 {
    let shiftedYear = month <= 2 ? year - 1 : year
    let era = shiftedYear.flooredQuotient(dividingBy: 400)
    let yearOfEra = shiftedYear - era * 400
    let shiftedMonth = Int64(month > 2 ? month - 3 : month + 9)
    let dayOfYear = (153 * shiftedMonth + 2) / 5 + Int64(day) - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  /// 0 for Sunday to 6 for Saturday.
  public var weekday: Int {
    let shifted = daysSinceEpoch + 4
    return Int(shifted - shifted.flooredQuotient(dividingBy: 7) * 7)
  }
}

extension Int64 {
  /// Division that rounds towards negative infinity; `divisor` must be positive.
  public func flooredQuotient(dividingBy divisor: Int64) -> Int64 {
    precondition(divisor > 0, "the divisor must be positive, it is \(divisor)")
    let quotient = self / divisor
    return self % divisor < 0 ? quotient - 1 : quotient
  }
}
