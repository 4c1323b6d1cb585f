internal import Glibc
internal import Units

/// Times and spans as people read them.
enum TimeText {
  /// `0.31 s`, `12 s`, `4m`, `3h 5m`, `2d 4h`.
  static func span(_ span: Timeout) -> String {
    let microseconds = max(0, span.microseconds)
    if microseconds < 1_000 { return "\(microseconds) µs" }
    if microseconds < 100_000 { return "\(microseconds / 1_000) ms" }
    if microseconds < 10_000_000 {
      let hundredths = (microseconds + 5_000) / 10_000
      return "\(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100) s"
    }
    let seconds = microseconds / 1_000_000
    if seconds < 100 { return "\(seconds) s" }
    let minutes = seconds / 60
    if minutes < 60 { return "\(minutes)m" }
    let hours = minutes / 60
    if hours < 24 { return minutes % 60 == 0 ? "\(hours)h" : "\(hours)h \(minutes % 60)m" }
    return hours % 24 == 0 ? "\(hours / 24)d" : "\(hours / 24)d \(hours % 24)h"
  }

  /// Local time: `10:41:07` for today, `today`-less date else: `Mar 27 02:30`, with the year where it
  /// is another one.
  static func moment(_ time: Instant, now: Instant) -> String {
    let then = local(time)
    let today = local(now)
    let clock = "\(pad(then.hour)):\(pad(then.minute))"
    if (then.year, then.month, then.day) == (today.year, today.month, today.day) {
      return "\(clock):\(pad(then.second))"
    }
    let day = "\(months[then.month - 1]) \(pad(then.day))"
    return then.year == today.year ? "\(day) \(clock)" : "\(then.year) \(day) \(clock)"
  }

  /// `10:41:07.120`, local.
  static func precise(_ time: Instant) -> String {
    let then = local(time)
    let thousandths = (time.microseconds - time.seconds * 1_000_000) / 1_000
    return "\(pad(then.hour)):\(pad(then.minute)):\(pad(then.second))."
      + String(repeating: "0", count: 3 - String(thousandths).count) + String(thousandths)
  }

  static func now() -> Instant {
    var time = timespec()
    // Cannot fail: the clock exists and the pointer is good (clock_gettime(2)).
    unsafe _ = clock_gettime(CLOCK_REALTIME, &time)
    return Instant(microseconds: Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1_000)
  }

  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  private struct Local {
    var year = 0
    var month = 1
    var day = 1
    var hour = 0
    var minute = 0
    var second = 0
  }

  private static func local(_ time: Instant) -> Local {
    var seconds = time_t(time.seconds)
    var parts = unsafe tm()
    // Fails, leaving `parts` as it was, for years beyond Int32 only (localtime_r(3)).
    _ = unsafe localtime_r(&seconds, &parts)
    return unsafe Local(
      year: Int(parts.tm_year) + 1_900, month: Int(parts.tm_mon) + 1, day: Int(parts.tm_mday),
      hour: Int(parts.tm_hour), minute: Int(parts.tm_min), second: Int(parts.tm_sec))
  }

  private static func pad(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
}

/// Numbers as people read them.
enum NumberText {
  /// `184,202`.
  static func grouped(_ value: UInt64) -> String {
    var digits = Array(String(value))
    var place = digits.count - 3
    while place > 0 {
      digits.insert(",", at: place)
      place -= 3
    }
    return String(digits)
  }

  /// `…7KF4`: the end of an id, which is what changes.
  static func short(_ id: String) -> String { id.count > 6 ? "…" + id.suffix(5) : id }
}
