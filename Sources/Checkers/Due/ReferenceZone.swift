public import Units

/// A time zone as the schedule checker reads it: every transition in a list that is searched from the
/// start, and the rule of TZif's footer for what comes after. Made from RFC 9636 and POSIX.1-2017
/// section 8.3 and from nothing in `Cron`, so that the two can be held against each other.
public struct ReferenceZone: Hashable, Sendable {
  struct Change: Hashable, Sendable {
    /// Seconds since the epoch.
    var at: Int64
    /// Seconds east of Greenwich from then on.
    var offset: Int64
  }

  private(set) var changes: [Change] = []
  private(set) var first: Int64 = 0
  private(set) var rule: Rule?

  public static let utc = ReferenceZone()

  private init() {}

  /// Reads TZif of version 2 or later; nil where the bytes are not that.
  public init?(tzif: Bytes) {
    var reader = ByteReader(tzif)
    // The first body has 32-bit times; the second, 64-bit ones.
    guard let old = Header(&reader) else { return nil }
    guard reader.take(old.size(timeSize: 4)) != nil, let header = Header(&reader) else {
      return nil
    }
    var times: [Int64] = []
    for _ in 0..<header.times {
      guard let time = reader.bigEndian(Int64.self) else { return nil }
      times.append(time)
    }
    guard let kinds = reader.take(header.times) else { return nil }
    var offsets: [Int64] = []
    for _ in 0..<header.types {
      guard let offset = reader.bigEndian(Int32.self), reader.take(2) != nil else { return nil }
      offsets.append(Int64(offset))
    }
    guard
      reader.take(header.characters + header.leaps * 12 + header.standards + header.universals)
        != nil, let head = offsets.first
    else { return nil }
    first = head
    for (time, kind) in zip(times, kinds) {
      guard offsets.indices.contains(Int(kind)) else { return nil }
      changes.append(Change(at: time, offset: offsets[Int(kind)]))
    }
    guard reader.take(1) == [10], let rest = reader.take(reader.remaining) else { return nil }
    let footer = rest.prefix { $0 != 10 }
    if !footer.isEmpty {
      guard let rule = Rule(Bytes(footer)) else { return nil }
      self.rule = rule
    }
  }

  /// Seconds east of Greenwich at a second since the epoch.
  public func offset(at second: Int64) -> Int64 {
    guard let last = changes.last, second < last.at else {
      return rule?.offset(at: second) ?? changes.last?.offset ?? first
    }
    var offset = first
    for change in changes {
      if change.at > second { break }
      offset = change.offset
    }
    return offset
  }

  private struct Header {
    var universals: Int
    var standards: Int
    var leaps: Int
    var times: Int
    var types: Int
    var characters: Int

    init?(_ reader: inout ByteReader) {
      guard reader.take(4).map(Bytes.init) == Bytes("TZif".utf8), reader.take(16) != nil else {
        return nil
      }
      var counts: [Int] = []
      for _ in 0..<6 {
        guard let count = reader.bigEndian(UInt32.self) else { return nil }
        counts.append(Int(count))
      }
      universals = counts[0]
      standards = counts[1]
      leaps = counts[2]
      times = counts[3]
      types = counts[4]
      characters = counts[5]
    }

    func size(timeSize: Int) -> Int {
      times * (timeSize + 1) + types * 6 + characters + leaps * (timeSize + 4) + standards
        + universals
    }
  }
}

extension ReferenceZone {
  /// `CET-1CEST,M3.5.0,M10.5.0/3`: standard time, and where there is one, summer time between two
  /// days of each year.
  struct Rule: Hashable, Sendable {
    enum Day: Hashable, Sendable {
      /// 1 to 365, 29 February never counted.
      case julian(Int)
      /// 0 to 365.
      case ordinal(Int)
      case weekday(month: Int, week: Int, day: Int)
    }
    struct Turn: Hashable, Sendable {
      var day: Day
      /// Seconds after the day's midnight by the clock before the turn; may be negative.
      var time: Int64
    }

    var standard: Int64
    var summer: Int64
    var start: Turn?
    var end: Turn?

    init?(_ text: Bytes) {
      var rest = text[...]
      guard Rule.name(&rest), let west = Rule.time(&rest) else { return nil }
      standard = -west
      summer = standard + 3_600
      if rest.isEmpty { return }
      guard Rule.name(&rest) else { return nil }
      if let next = rest.first, next != UInt8(ascii: ",") {
        guard let west = Rule.time(&rest) else { return nil }
        summer = -west
      }
      guard let start = Rule.turn(&rest), let end = Rule.turn(&rest), rest.isEmpty else {
        return nil
      }
      self.start = start
      self.end = end
    }

    private static func name(_ rest: inout ArraySlice<UInt8>) -> Bool {
      if rest.first == UInt8(ascii: "<") {
        guard let close = rest.firstIndex(of: UInt8(ascii: ">")) else { return false }
        rest = rest[(close + 1)...]
        return true
      }
      let before = rest.count
      rest = rest.drop { (65...90).contains($0) || (97...122).contains($0) }
      return rest.count < before
    }

    private static func number(_ rest: inout ArraySlice<UInt8>) -> Int64? {
      let digits = rest.prefix { (48...57).contains($0) }
      rest = rest[digits.endIndex...]
      return Int64(String(decoding: digits, as: UTF8.self))
    }

    /// `[+-]hh[:mm[:ss]]`, in seconds.
    private static func time(_ rest: inout ArraySlice<UInt8>) -> Int64? {
      var sign: Int64 = 1
      if let first = rest.first, first == UInt8(ascii: "-") || first == UInt8(ascii: "+") {
        sign = first == UInt8(ascii: "-") ? -1 : 1
        rest = rest.dropFirst()
      }
      guard let hours = number(&rest) else { return nil }
      var seconds = hours * 3_600
      for unit: Int64 in [60, 1] {
        guard rest.first == UInt8(ascii: ":") else { break }
        rest = rest.dropFirst()
        guard let value = number(&rest) else { return nil }
        seconds += value * unit
      }
      return sign * seconds
    }

    private static func turn(_ rest: inout ArraySlice<UInt8>) -> Turn? {
      guard rest.popFirst() == UInt8(ascii: ",") else { return nil }
      let day: Day
      switch rest.first {
      case UInt8(ascii: "M"):
        rest = rest.dropFirst()
        guard let month = number(&rest), rest.popFirst() == UInt8(ascii: "."),
          let week = number(&rest), rest.popFirst() == UInt8(ascii: "."),
          let weekday = number(&rest)
        else { return nil }
        day = .weekday(month: Int(month), week: Int(week), day: Int(weekday))
      case UInt8(ascii: "J"):
        rest = rest.dropFirst()
        guard let number = number(&rest) else { return nil }
        day = .julian(Int(number))
      default:
        guard let number = number(&rest) else { return nil }
        day = .ordinal(Int(number))
      }
      guard rest.first == UInt8(ascii: "/") else { return Turn(day: day, time: 7_200) }
      rest = rest.dropFirst()
      return time(&rest).map { Turn(day: day, time: $0) }
    }

    func offset(at second: Int64) -> Int64 {
      guard let start, let end else { return standard }
      let year = CivilDate(
        daysSinceEpoch: (second + standard).flooredQuotient(dividingBy: 86_400)
      ).year
      // The state is that of the last turn before; turns of the years around are enough.
      var latest: (at: Int64, offset: Int64) = (.min, standard)
      for year in year - 1...year + 1 {
        let begins = Rule.day(start.day, year) * 86_400 + start.time - standard
        let ends = Rule.day(end.day, year) * 86_400 + end.time - summer
        for turn in [(begins, summer), (ends, standard)]
        where turn.0 <= second && turn.0 >= latest.at {
          latest = turn
        }
      }
      return latest.offset
    }

    /// Days since the epoch.
    private static func day(_ day: Day, _ year: Int64) -> Int64 {
      let newYear = CivilDate(year: year, month: 1, day: 1).daysSinceEpoch
      let isLeap = year % 4 == 0 && year % 100 != 0 || year % 400 == 0
      switch day {
      case .ordinal(let number): return newYear + Int64(number)
      case .julian(let number):
        return newYear + Int64(number - 1 + (isLeap && number >= 60 ? 1 : 0))
      case .weekday(let month, let week, let weekday):
        let first = CivilDate(year: year, month: month, day: 1)
        var day = first.daysSinceEpoch + Int64((weekday - first.weekday + 7) % 7 + 7 * (week - 1))
        let next =
          month == 12
          ? CivilDate(year: year + 1, month: 1, day: 1)
          : CivilDate(year: year, month: month + 1, day: 1)
        while day >= next.daysSinceEpoch { day -= 7 }
        return day
      }
    }
  }
}
