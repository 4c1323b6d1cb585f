internal import Units

/// Spans and moments as people type them.
enum SpanText {
  /// Reads `250ms`, `10s`, `5m`, `24h`, `7d`, and sums such as `1h30m`. Nil for anything else.
  static func parse(_ text: String) -> Timeout? {
    var rest = Substring(text)
    var total = Timeout.zero
    guard !rest.isEmpty else { return nil }
    while !rest.isEmpty {
      let digits = rest.prefix { $0.isASCII && $0.isNumber }
      guard let number = Int64(digits), number >= 0 else { return nil }
      rest = rest.dropFirst(digits.count)
      let letters = rest.prefix { $0.isLetter || $0 == "µ" }
      let unit: Timeout
      switch letters {
      case "us", "µs": unit = .microseconds(1)
      case "ms": unit = .milliseconds(1)
      case "s": unit = .seconds(1)
      case "m", "min": unit = .minutes(1)
      case "h": unit = .hours(1)
      case "d": unit = .hours(24)
      case "w": unit = .hours(24 * 7)
      default: return nil
      }
      rest = rest.dropFirst(letters.count)
      total = total + unit * number
    }
    return total
  }

  /// Reads `2027-03-27`, `2027-03-27T02:30`, `2027-03-27T02:30:00[.123456][Z|±hh:mm]` (UTC where no
  /// offset is given), or a span before `now` such as `24h`. Nil for anything else.
  static func moment(_ text: String, now: Instant) -> Instant? {
    if let span = parse(text) { return now - span }
    var rest = Substring(text)
    func number(_ width: Int) -> Int64? {
      let digits = rest.prefix(width)
      guard digits.count == width, digits.allSatisfy({ $0.isASCII && $0.isNumber }) else {
        return nil
      }
      rest = rest.dropFirst(width)
      return Int64(digits)
    }
    func skip(_ letters: String) -> Bool {
      guard let first = rest.first, letters.contains(first) else { return false }
      rest = rest.dropFirst()
      return true
    }
    guard let year = number(4), skip("-"), let month = number(2), skip("-"), let day = number(2),
      (1...12).contains(month), (1...31).contains(day)
    else { return nil }
    let date = CivilDate(year: year, month: Int(month), day: Int(day))
    guard CivilDate(daysSinceEpoch: date.daysSinceEpoch) == date else { return nil }
    var microseconds: Int64 = 0
    var seconds = date.daysSinceEpoch * 86_400
    if skip("Tt ") {
      guard let hour = number(2), skip(":"), let minute = number(2), hour < 24, minute < 60 else {
        return nil
      }
      seconds += hour * 3_600 + minute * 60
      if skip(":") {
        guard let second = number(2), second < 60 else { return nil }
        seconds += second
        if skip(".") {
          let digits = rest.prefix { $0.isASCII && $0.isNumber }
          guard (1...9).contains(digits.count) else { return nil }
          rest = rest.dropFirst(digits.count)
          let padded = String((digits + "000000").prefix(6))
          microseconds = Int64(padded) ?? 0
        }
      }
      if skip("Zz") {
      } else if let sign = rest.first, sign == "+" || sign == "-" {
        rest = rest.dropFirst()
        guard let hours = number(2), skip(":"), let minutes = number(2) else { return nil }
        seconds -= (sign == "-" ? -1 : 1) * (hours * 3_600 + minutes * 60)
      }
    }
    guard rest.isEmpty else { return nil }
    return Instant(microseconds: seconds * 1_000_000 + microseconds)
  }
}
