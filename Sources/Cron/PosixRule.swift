import Units

/// The rule of a TZif footer: a POSIX TZ string, with RFC 8536's hours from -167 to 167.
struct PosixRule: Hashable, Sendable {
  /// A day of the year and a time of that day.
  struct Change: Hashable, Sendable {
    enum Day: Hashable, Sendable {
      /// `Jn`: 1 to 365, February 29 never counted.
      case julian(Int)
      /// `n`: 0 to 365, February 29 counted.
      case ordinal(Int)
      /// `Mm.w.d`: week 5 is the last.
      case weekday(month: Int, week: Int, weekday: Int)
    }
    var day: Day
    /// Seconds after midnight, of the wall time that the change ends; may lie on another day.
    var time: Int64
  }

  var standard: Zone.LocalType
  var daylight: Zone.LocalType?
  /// When daylight time begins and ends; nil together with `daylight`.
  var begins: Change?
  var ends: Change?

  /// The segment at `second`, not reaching back before `earliest`.
  func segment(at second: Int64, from earliest: Int64) -> Zone.Segment {
    guard let daylight, let begins, let ends else {
      return segment(standard, earliest, .max)
    }
    let year = CivilDate(
      daysSinceEpoch: (second + standard.offset).flooredQuotient(
        dividingBy: 86_400)
    ).year
    // The neighbours too: a change may lie up to a week beyond its year.
    var changes: [(at: Int64, toDaylight: Bool)] = []
    for candidate in (year - 2)...(year + 2) {
      changes.append((begins.second(in: candidate) - standard.offset, true))
      changes.append((ends.second(in: candidate) - daylight.offset, false))
    }
    // Where both fall on one second, daylight time is the one that goes on ("all year").
    changes.sort { ($0.at, $0.toDaylight ? 1 : 0) < ($1.at, $1.toDaylight ? 1 : 0) }
    let after = changes.firstIndex { $0.at > second } ?? changes.count
    precondition(after > 0 && after < changes.count, "two years on either side hold the second")
    return segment(
      changes[after - 1].toDaylight ? daylight : standard,
      max(earliest, changes[after - 1].at), changes[after].at)
  }

  private func segment(_ type: Zone.LocalType, _ start: Int64, _ end: Int64) -> Zone.Segment {
    Zone.Segment(
      start: start, end: end, offset: type.offset, isDaylight: type.isDaylight,
      abbreviation: type.abbreviation)
  }
}

extension PosixRule.Change {
  /// The wall time of the change in `year`, in seconds since 1970-01-01T00:00 of wall time.
  func second(in year: Int64) -> Int64 {
    let newYear = CivilDate(year: year, month: 1, day: 1).daysSinceEpoch
    let days: Int64
    switch day {
    case .julian(let number):
      let leaps = CivilDate(year: year, month: 2, day: 1).daysInMonth == 29
      days = newYear + Int64(number - 1) + (leaps && number >= 60 ? 1 : 0)
    case .ordinal(let number): days = newYear + Int64(number)
    case .weekday(let month, let week, let weekday):
      let first = CivilDate(year: year, month: month, day: 1)
      var dayOfMonth = 1 + (weekday - first.weekday + 7) % 7 + (week - 1) * 7
      if dayOfMonth > first.daysInMonth { dayOfMonth -= 7 }
      days = first.daysSinceEpoch + Int64(dayOfMonth - 1)
    }
    return days * 86_400 + time
  }
}

// MARK: Reading

extension PosixRule {
  /// Reads the footer between its two line ends.
  init(_ footer: ArraySlice<UInt8>) throws(ZoneError) {
    var scanner = Scanner(rest: footer)
    let text = String(decoding: footer, as: UTF8.self)
    func malformed() -> ZoneError {
      ZoneError(.malformed, "the zone rule '\(text)' cannot be read")
    }

    guard let name = scanner.name(), let west = scanner.time() else { throw malformed() }
    standard = Zone.LocalType(offset: -west, isDaylight: false, abbreviation: name)
    guard abs(standard.offset) <= Zone.widestOffset else { throw malformed() }
    if scanner.rest.isEmpty { return }

    guard let daylightName = scanner.name() else { throw malformed() }
    var offset = standard.offset + 3_600
    if scanner.rest.first != UInt8(ascii: ",") {
      guard let west = scanner.time() else { throw malformed() }
      offset = -west
    }
    guard abs(offset) <= Zone.widestOffset else { throw malformed() }
    daylight = Zone.LocalType(offset: offset, isDaylight: true, abbreviation: daylightName)
    guard scanner.skip(","), let begins = scanner.change(), scanner.skip(","),
      let ends = scanner.change(), scanner.rest.isEmpty
    else { throw malformed() }
    self.begins = begins
    self.ends = ends
  }

  private struct Scanner {
    var rest: ArraySlice<UInt8>

    mutating func skip(_ character: Unicode.Scalar) -> Bool {
      guard rest.first == UInt8(ascii: character) else { return false }
      rest.removeFirst()
      return true
    }

    /// `CET` or `<+0330>`.
    mutating func name() -> String? {
      let quoted = skip("<")
      let name = rest.prefix { byte in
        let letter = (0x41...0x5A).contains(byte & 0xDF)
        let more = (0x30...0x39).contains(byte) || byte == 0x2B || byte == 0x2D
        return letter || (quoted && more)
      }
      rest = rest.dropFirst(name.count)
      guard name.count >= 3, !quoted || skip(">") else { return nil }
      return String(decoding: name, as: UTF8.self)
    }

    mutating func number(_ range: ClosedRange<Int>) -> Int? {
      let digits = rest.prefix { (0x30...0x39).contains($0) }
      guard (1...3).contains(digits.count) else { return nil }
      rest = rest.dropFirst(digits.count)
      let value = digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
      return range.contains(value) ? value : nil
    }

    /// `[+-]hh[:mm[:ss]]` in seconds.
    mutating func time() -> Int64? {
      let negative = skip("-")
      if !negative { _ = skip("+") }
      guard let hours = number(0...167) else { return nil }
      var seconds = Int64(hours) * 3_600
      if skip(":") {
        guard let minutes = number(0...59) else { return nil }
        seconds += Int64(minutes) * 60
        if skip(":") {
          guard let more = number(0...59) else { return nil }
          seconds += Int64(more)
        }
      }
      return negative ? -seconds : seconds
    }

    mutating func change() -> Change? {
      let day: Change.Day
      if skip("J") {
        guard let number = number(1...365) else { return nil }
        day = .julian(number)
      } else if skip("M") {
        guard let month = number(1...12), skip("."), let week = number(1...5), skip("."),
          let weekday = number(0...6)
        else { return nil }
        day = .weekday(month: month, week: week, weekday: weekday)
      } else {
        guard let number = number(0...365) else { return nil }
        day = .ordinal(number)
      }
      guard skip("/") else { return Change(day: day, time: 7_200) }
      guard let time = time() else { return nil }
      return Change(day: day, time: time)
    }
  }
}
