/// An expression in plain words. They say what fires, not how it was written.
extension CronExpression {
  /// "at 02:30 every day", "every 5 minutes on Monday to Friday".
  public var words: String {
    let time = timeWords
    let date = dateWords
    return time.hasPrefix("every") && date == "every day" ? time : "\(time) \(date)"
  }

  /// "every day at 02:30", to follow "for".
  var wordsForHint: String {
    let time = timeWords
    return time.hasPrefix("every") ? words : "\(dateWords) \(time)"
  }

  // MARK: Time

  private var timeWords: String {
    let seconds = values(.second)
    let clock = clockWords
    if seconds == [0] { return clock.text }
    if clock.isTimes, seconds.count == 1 {
      return "at " + joined(clock.times.map { "\($0):\(padded(seconds[0]))" })
    }
    let everyMinute = clock.text == "every minute"
    if let step = plainStep(.second) {
      let pulse = step == 1 ? "every second" : "every \(step) seconds"
      return everyMinute ? pulse : "\(pulse) of the minute, \(clock.text)"
    }
    let text = "at second \(numbers(.second))"
    return everyMinute ? "every minute \(text)" : "\(text), \(clock.text)"
  }

  private var clockWords: (text: String, isTimes: Bool, times: [String]) {
    let minutes = values(.minute)
    let hours = values(.hour)
    if minutes.count * hours.count <= 6 {
      let times = hours.flatMap { hour in minutes.map { "\(padded(hour)):\(padded($0))" } }
      return ("at " + joined(times), true, times)
    }
    let everyHour = hours.count == 24
    if let step = plainStep(.minute) {
      let pulse = step == 1 ? "every minute" : "every \(step) minutes"
      return (
        everyHour ? pulse : pulse + " " + within(hours, through: minutes.last ?? 59), false, []
      )
    }
    let minute = numbers(.minute)
    if everyHour {
      return (minutes == [0] ? "every hour" : "every hour at minute \(minute)", false, [])
    }
    if let step = plainStep(.hour) {
      let start = minutes == [0] ? "" : " at minute \(minute)"
      return ("every \(step) hours\(start)", false, [])
    }
    if minutes.count == 1, let span = span(hours) {
      return (
        "every hour from \(padded(span.lowerBound)):\(padded(minutes[0])) to "
          + "\(padded(span.upperBound)):\(padded(minutes[0]))", false, []
      )
    }
    return ("at minute \(minute) of hour \(numbers(.hour))", false, [])
  }

  private func within(_ hours: [Int], through minute: Int) -> String {
    guard let span = span(hours) else { return "of hour \(numbers(.hour))" }
    return "from \(padded(span.lowerBound)):00 to \(padded(span.upperBound)):\(padded(minute))"
  }

  // MARK: Days

  var dateWords: String {
    let monthsOpen = values(.month).count == 12
    let month = monthsOpen ? "" : " in \(named(.month))"
    let anyDay = values(.day).count == 31
    let anyWeekday = values(.weekday).count == 7
    switch (anyDay, anyWeekday) {
    case (true, true): return "every day" + month
    case (true, false) where dayIsOpen: return "on " + weekdays + month
    case (false, true) where weekdayIsOpen: return "on " + days + month
    case (true, _), (_, true): return "every day" + month
    case (false, false):
      let joint = dayIsOpen || weekdayIsOpen ? "where that is" : "or on"
      return "on \(days) \(joint) \(weekdays)\(month)"
    }
  }

  private var days: String {
    let special = terms[CronField.day.rawValue].compactMap { term -> String? in
      switch term {
      case .lastDay(0): "the month's last day"
      case .lastDay(let before): "the day \(before) before the month's last"
      case .lastWorkday: "the month's last weekday"
      case .nearestWorkday(let day): "the weekday nearest to day \(day)"
      default: nil
      }
    }
    let plain = set(.day) == 0 ? [] : ["day \(numbers(.day)) of the month"]
    return joined(plain + special)
  }

  private var weekdays: String {
    func name(_ weekday: Int) -> String { CronExpression.weekdayNames[weekday] }
    let special = terms[CronField.weekday.rawValue].compactMap { term -> String? in
      switch term {
      case .lastOfMonth(let weekday): "the month's last \(name(weekday))"
      case .nth(let weekday, let number):
        "the month's \(["first", "second", "third", "fourth", "fifth"][number - 1]) "
          + name(weekday)
      default: nil
      }
    }
    return joined((set(.weekday) == 0 ? [] : [named(.weekday)]) + special)
  }

  // MARK: Lists

  private static let weekdayNames = [
    "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday",
  ]
  private static let monthNames = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ]

  private func values(_ field: CronField) -> [Int] {
    field.values.filter { set(field) & (1 << UInt64($0)) != 0 }
  }

  /// The step of a field that is only `*` or `*/n` with an n that divides the field.
  private func plainStep(_ field: CronField) -> Int? {
    let list = terms[field.rawValue]
    guard list.count == 1, case .every(let step) = list[0],
      field.values.count % step == 0, step < field.values.count
    else { return nil }
    return step
  }

  private func span(_ values: [Int]) -> ClosedRange<Int>? {
    guard let first = values.first, let last = values.last, last - first == values.count - 1,
      values.count > 2
    else { return nil }
    return first...last
  }

  private func numbers(_ field: CronField) -> String {
    let values = values(field)
    if let span = span(values) { return "\(span.lowerBound) to \(span.upperBound)" }
    return joined(values.map(String.init))
  }

  private func named(_ field: CronField) -> String {
    let names = field == .month ? CronExpression.monthNames : CronExpression.weekdayNames
    let values = values(field)
    func name(_ value: Int) -> String { names[value - field.values.lowerBound] }
    if let span = span(values) { return "\(name(span.lowerBound)) to \(name(span.upperBound))" }
    // People begin the week on Monday when they list the weekend.
    if field == .weekday, values == [0, 6] { return "Saturday and Sunday" }
    return joined(values.map(name))
  }

  private func joined(_ items: [String]) -> String {
    guard let last = items.last else { return "" }
    return items.count == 1 ? last : items.dropLast().joined(separator: ", ") + " and " + last
  }
}

extension String {
  /// Without the leading "on ".
  var trimmedOn: String { hasPrefix("on ") ? String(dropFirst(3)) : self }
}
