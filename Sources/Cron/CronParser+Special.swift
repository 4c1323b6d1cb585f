/// The items that are more than numbers, and the sentences of refusals.
extension CronParser {
  /// `?`, `L`, `L-3`, `LW`, `15W`, `5L`, `FRIL`, `1#2`; nil where the item is none of them.
  func special(_ base: Range<Int>, _ field: CronField) throws(CronError) -> CronTerm? {
    guard field == .day || field == .weekday else {
      if text(base) == "?" {
        throw error(
          .syntax, "? is for the day fields only, not for \(field.name)", base, field,
          hint: "for any \(field.name) write *")
      }
      return nil
    }
    let read = text(base).uppercased()
    if read == "?" { return .unspecified }
    return field == .day ? try specialDay(read, base) : try specialWeekday(read, base)
  }

  private func specialDay(_ read: String, _ base: Range<Int>) throws(CronError) -> CronTerm? {
    if read == "L" { return .lastDay(before: 0) }
    if read == "LW" || read == "WL" { return .lastWorkday }
    if read.hasPrefix("L-") {
      let columns = (base.lowerBound + 2)..<base.upperBound
      guard let before = number(columns) else { throw notUnderstood(base, .day) }
      guard (1...30).contains(before) else {
        throw error(
          .outOfRange, "L-\(before) is out of range L-1 to L-30", base, .day,
          hint: "L-3 is the third day before the last")
      }
      return .lastDay(before: before)
    }
    if read.hasSuffix("W") {
      return .nearestWorkday(try value(base.lowerBound..<(base.upperBound - 1), .day))
    }
    return nil
  }

  private func specialWeekday(_ read: String, _ base: Range<Int>) throws(CronError) -> CronTerm? {
    if read == "L" {
      throw error(
        .syntax, "L alone is no day of week", base, .weekday,
        hint: "for the month's last Friday write 5L")
    }
    let parts = split(base, "#")
    if parts.count == 2 {
      let weekday = try value(parts[0], .weekday) % 7
      guard let number = number(parts[1]) else { throw notUnderstood(base, .weekday) }
      guard (1...5).contains(number) else {
        throw error(
          .outOfRange, "the week \(number) of \(text(base)) is out of range 1–5",
          caret(parts[1]), .weekday, hint: "1#2 is the month's second Monday, 1L its last")
      }
      return .nth(weekday: weekday, number)
    }
    if read.hasSuffix("L"), read.count > 1 {
      return .lastOfMonth(weekday: try value(base.lowerBound..<(base.upperBound - 1), .weekday) % 7)
    }
    return nil
  }

  // MARK: Refusals

  func notUnderstood(_ columns: Range<Int>, _ field: CronField) -> CronError {
    error(
      .syntax, "\(field.name) '\(text(columns))' is not understood", caret(columns), field,
      hint: "allowed are \(field.allowed)")
  }

  func outOfRange(_ value: Int, _ columns: Range<Int>, _ field: CronField) -> CronError {
    let replacement: String
    switch field {
    case .second, .minute, .hour: replacement = String(value % field.range.count)
    case .day: replacement = value == 0 ? "1" : "L"
    case .month: replacement = value == 0 ? "1" : "12"
    case .weekday: replacement = "SUN"
    }
    let fixed = String(
      characters[..<columns.lowerBound] + Array(replacement) + characters[columns.upperBound...])
    let hint = suggests ? describing(fixed) : nil
    return error(
      .outOfRange, "\(field.name) \(text(columns)) is out of range \(field.rangeText)", columns,
      field, hint: hint ?? "allowed are \(field.allowed)")
  }

  /// "for every day at 02:01 write '1 2 * * *'", where that can be read.
  func describing(_ candidate: String) -> String? {
    let parser = CronParser(text: candidate, spread: spread, suggests: false)
    guard let expression = try? parser.expression() else { return nil }
    return "for \(expression.wordsForHint) write '\(candidate)'"
  }

  func error(
    _ reason: CronError.Reason, _ message: String, _ columns: Range<Int>,
    _ field: CronField? = nil, hint: String
  ) -> CronError {
    CronError(
      reason: reason, message: message,
      expression: String(characters.prefix(CronExpression.longestText)), columns: columns,
      field: field, hint: hint)
  }

  // MARK: Characters

  func text(_ columns: Range<Int>) -> String { String(characters[columns]) }

  /// At least one column to point at.
  func caret(_ columns: Range<Int>) -> Range<Int> {
    columns.isEmpty ? columns.lowerBound..<(columns.lowerBound + 1) : columns
  }

  /// A number, saturating at nine digits; nil for anything else.
  func number(_ columns: Range<Int>) -> Int? {
    guard !columns.isEmpty else { return nil }
    var value = 0
    for character in characters[columns] {
      guard character.isASCII, let digit = character.wholeNumberValue else { return nil }
      value = min(value * 10 + digit, 999_999_999)
    }
    return value
  }

  /// The pieces between separators, empty ones included.
  func split(_ columns: Range<Int>, _ separator: Character) -> [Range<Int>] {
    var pieces: [Range<Int>] = []
    var start = columns.lowerBound
    for column in columns where characters[column] == separator {
      pieces.append(start..<column)
      start = column + 1
    }
    pieces.append(start..<columns.upperBound)
    return pieces
  }
}
