import Cron
import Testing
import Units

/// The due times of random expressions against a plain walk over every step of the real clock.
@Suite struct CronReference {
  /// An expression as sets, written down as text: nothing of the parser or the search is used.
  struct Sample {
    var text = ""
    var cadence = false
    var minutes: Set<Int> = []
    var hours: Set<Int> = []
    var days: Set<Int> = []
    var weekdays: Set<Int> = []
    var daysStar = false
    var weekdaysStar = false

    init(_ generator: inout SeededGenerator) {
      func field(_ low: Int, _ high: Int, starIn chances: UInt64) -> (String, Set<Int>) {
        if generator.below(chances) == 0 { return ("*", Set(low...high)) }
        switch generator.below(4) {
        case 0:
          let step = 1 + Int(generator.below(UInt64(high - low) / 2 + 1))
          return ("*/\(step)", Set(stride(from: low, through: high, by: step)))
        case 1:
          let from = low + Int(generator.below(UInt64(high - low + 1)))
          let through = from + Int(generator.below(UInt64(high - from + 1)))
          return ("\(from)-\(through)", Set(from...through))
        default:
          let count = 1 + Int(generator.below(3))
          let list = (0..<count).map { _ in low + Int(generator.below(UInt64(high - low + 1))) }
          return (list.map(String.init).joined(separator: ","), Set(list))
        }
      }
      let minute = field(0, 59, starIn: 10)
      // Near the hours in which clocks are changed.
      let hour = generator.below(2) == 0 ? field(0, 23, starIn: 4) : field(0, 3, starIn: 100)
      let day = field(1, 31, starIn: 2)
      let weekday = field(0, 6, starIn: 2)
      var hourText = hour.0
      var hourSet = hour.1
      if hourText.hasPrefix("*") {
        let step = hourText.count > 1 ? Int(hourText.dropFirst(2)) ?? 1 : 1
        hourSet = Set(stride(from: 0, through: 23, by: step))
      }
      if hourText == "*/0" { hourText = "*" }
      (minutes, hours, days, weekdays) = (minute.1, hourSet, day.1, weekday.1)
      daysStar = day.0.hasPrefix("*")
      weekdaysStar = weekday.0.hasPrefix("*")
      cadence = minute.0.hasPrefix("*") || hourText.hasPrefix("*")
      text = "\(minute.0) \(hourText) \(day.0) * \(weekday.0)"
    }

    func names(_ wall: Int64) -> Bool {
      let day = wall.flooredQuotient(dividingBy: 86_400)
      let second = Int(wall - day * 86_400)
      guard second % 60 == 0, minutes.contains(second / 60 % 60), hours.contains(second / 3_600)
      else { return false }
      let date = CivilDate(daysSinceEpoch: day)
      let byDay = days.contains(date.day)
      let byWeekday = weekdays.contains(date.weekday)
      return daysStar || weekdaysStar ? byDay && byWeekday : byDay || byWeekday
    }

    /// Every due second in `from ... through`, by walking each minute. All offsets in use since
    /// 1972 are whole minutes.
    func due(from: Int64, through: Int64, _ offset: (Int64) -> Int64) -> [Int64] {
      var due: [Int64] = []
      // Two days are enough for anything to have been shown before.
      var shown = from - 2 * 86_400 + offset(from - 2 * 86_400)
      for second in stride(from: from - 2 * 86_400 + 60, through: through, by: 60) {
        let wall = second + offset(second)
        if cadence {
          if second >= from, names(wall) { due.append(second) }
        } else if wall > shown {
          let passed = stride(from: shown + 60, through: wall, by: 60).contains { names($0) }
          if second >= from, passed { due.append(second) }
        }
        shown = max(shown, wall)
      }
      return due
    }
  }

  /// Days around which something happens to some zone, and quiet ones.
  static let windows: [(zone: String, start: String)] = [
    ("Europe/Berlin", "2027-03-26T00:00:00Z"), ("Europe/Berlin", "2027-10-29T00:00:00Z"),
    ("Europe/Berlin", "2061-03-25T00:00:00Z"), ("America/New_York", "2027-03-12T00:00:00Z"),
    ("America/New_York", "2027-11-05T00:00:00Z"), ("Australia/Lord_Howe", "2026-10-02T00:00:00Z"),
    ("Australia/Lord_Howe", "2027-04-02T00:00:00Z"), ("Pacific/Apia", "2011-12-28T00:00:00Z"),
    ("Africa/Casablanca", "2027-02-05T00:00:00Z"), ("Africa/Casablanca", "2027-03-12T00:00:00Z"),
    ("America/Sao_Paulo", "2018-11-02T00:00:00Z"), ("America/Sao_Paulo", "2018-02-16T00:00:00Z"),
    ("Asia/Kathmandu", "1985-12-30T00:00:00Z"), ("Antarctica/Troll", "2027-03-26T00:00:00Z"),
    ("Antarctica/Troll", "2027-10-29T00:00:00Z"), ("Europe/Dublin", "2027-10-29T00:00:00Z"),
    ("UTC", "2028-02-27T00:00:00Z"),
  ]

  @Test(arguments: 0..<windows.count)
  func agrees(window: Int) throws {
    let (name, start) = CronReference.windows[window]
    let zone = try Fixtures.zone(name)
    let from = try Fixtures.instant(start).seconds
    let through = from + 5 * 86_400
    var generator = SeededGenerator(seed: UInt64(window) + 1)
    for _ in 0..<30 {
      let sample = Sample(&generator)
      guard let expression = try? CronExpression(parsing: sample.text) else { continue }
      let expected = sample.due(from: from, through: through) { zone.segment(at: $0).offset }
      var actual: [Int64] = []
      var last = Instant(seconds: from - 1)
      while let due = expression.next(after: last, in: zone), due.seconds <= through {
        actual.append(due.seconds)
        last = due
      }
      try #require(actual == expected, "\(sample.text) in \(name)")

      var back: [Int64] = []
      var first = Instant(seconds: through) + .microseconds(1)
      while let due = expression.previous(before: first, in: zone), due.seconds >= from {
        back.append(due.seconds)
        first = due
      }
      try #require(Array(back.reversed()) == expected, "backwards: \(sample.text) in \(name)")

      // From anywhere too, the second pass of an hour included.
      for _ in 0..<8 {
        let probe = from + Int64(generator.below(UInt64(through - from)))
        let following = expression.next(after: Instant(seconds: probe), in: zone)?.seconds
        let expectedFollowing = expected.first { $0 > probe }
        if expectedFollowing != nil || (following ?? .max) <= through {
          try #require(following == expectedFollowing, "after \(probe): \(sample.text) in \(name)")
        }
      }

      let low = from + Int64(generator.below(UInt64(through - from)))
      let high = low + Int64(generator.below(UInt64(through - low + 1)))
      let counted = expression.count(
        after: Instant(seconds: low), through: Instant(seconds: high), in: zone)
      let plain = expected.filter { $0 > low && $0 <= high }.count
      try #require(counted == Int64(plain), "count \(low) \(high): \(sample.text) in \(name)")
    }
  }

  /// An interval's due times strictly grow, and next and previous are each other's inverse.
  @Test(arguments: Fixtures.zoneNames + ["UTC"])
  func intervals(name: String) throws {
    let zone = try Fixtures.zone(name)
    var generator = SeededGenerator(seed: 7)
    for unit in ["s", "m", "h", "d", "w", "mo", "y"] {
      for _ in 0..<20 {
        let interval = try Interval(parsing: "\(1 + generator.below(40))\(unit)")
        let anchor = Instant(seconds: Int64(generator.below(1_700_000_000)))
        var last = anchor + .seconds(Int64(generator.below(40_000_000)))
        for _ in 0..<10 {
          let due = interval.next(after: last, anchor: anchor, in: zone)
          #expect(due > last)
          #expect(interval.next(after: due - .microseconds(1), anchor: anchor, in: zone) == due)
          let previous = interval.previous(
            before: due + .microseconds(1), anchor: anchor, in: zone)
          #expect(previous == due)
          last = due
        }
      }
    }
  }
}
