import Units

/// Reads the text of a cron expression. One pass over at most `CronExpression.longestText`
/// characters; every refusal names the characters it is about.
struct CronParser {
  let characters: [Character]
  let spread: UInt64
  /// Whether to work out what would be right; off while a suggestion is itself being read.
  let suggests: Bool

  init(text: String, spread: UInt64, suggests: Bool) {
    self.characters = Array(text.prefix(CronExpression.longestText + 1))
    self.spread = spread
    self.suggests = suggests
  }

  static let macros: [(name: String, text: String)] = [
    ("@yearly", "0 0 1 1 *"), ("@annually", "0 0 1 1 *"), ("@monthly", "0 0 1 * *"),
    ("@weekly", "0 0 * * 0"), ("@daily", "0 0 * * *"), ("@midnight", "0 0 * * *"),
    ("@hourly", "0 * * * *"), ("@minutely", "* * * * *"),
  ]

  func expression() throws(CronError) -> CronExpression {
    let text = String(characters)
    guard characters.count <= CronExpression.longestText else {
      throw error(
        .syntax, "the expression is longer than \(CronExpression.longestText) characters",
        0..<1, hint: "split it into several schedules")
    }
    let words = self.words()
    guard let first = words.first else {
      throw error(.syntax, "the expression is empty", 0..<1, hint: "for every hour write '@hourly'")
    }
    if characters[first.lowerBound] == "@" { return try macro(words) }
    try refuseZone(first)
    guard words.count == 5 || words.count == 6 else { throw wrongCount(words) }

    var terms: [[CronTerm]] = words.count == 5 ? [[.range(from: 0, through: 0, step: 1)]] : []
    let fields = CronField.allCases.suffix(words.count)
    for (field, word) in zip(fields, words) { terms.append(try list(word, field)) }
    let expression = CronExpression(text: text, terms: terms, hasSeconds: words.count == 6)
    guard expression.firesOnSomeDay else {
      let day = words[words.count - 3].lowerBound
      throw error(
        .neverFires, "no day of any year is \(expression.dateWords.trimmedOn)",
        day..<words[words.count - 1].upperBound,
        hint: "February has 28 or 29 days, April, June, September and November 30; "
          + "for a month's last day write 'L'")
    }
    return expression
  }

  private func words() -> [Range<Int>] {
    var words: [Range<Int>] = []
    var start: Int?
    for (column, character) in characters.enumerated() {
      if character == " " || character == "\t" {
        if let from = start { words.append(from..<column) }
        start = nil
      } else if start == nil {
        start = column
      }
    }
    if let from = start { words.append(from..<characters.count) }
    return words
  }

  private func macro(_ words: [Range<Int>]) throws(CronError) -> CronExpression {
    let word = words[0]
    let name = text(word).lowercased()
    if let found = CronParser.macros.first(where: { $0.name == name }) {
      guard words.count == 1 else {
        throw error(
          .syntax, "nothing may follow \(name)", words[1].lowerBound..<characters.count,
          hint: "it stands for '\(found.text)'")
      }
      let parser = CronParser(text: found.text, spread: spread, suggests: false)
      let meant = try parser.expression()
      return CronExpression(text: String(characters), terms: meant.terms, hasSeconds: false)
    }
    let hint =
      switch name {
      case "@reboot": "a cluster has no boot to follow; listen to an event or use an interval"
      case "@every": "an interval is not a cron expression: give it as the schedule's interval"
      default: "known are " + CronParser.macros.map(\.name).joined(separator: " ")
      }
    throw error(.syntax, "\(name) is not known", word, hint: hint)
  }

  private func refuseZone(_ word: Range<Int>) throws(CronError) {
    guard let equals = characters[word].firstIndex(of: "=") else { return }
    let key = text(word.lowerBound..<equals)
    guard key == "TZ" || key == "CRON_TZ" else { return }
    throw error(
      .syntax, "a time zone cannot stand in the expression", word,
      hint: "give \(text((equals + 1)..<word.upperBound)) as the schedule's zone")
  }

  private func wrongCount(_ words: [Range<Int>]) -> CronError {
    let names = "minute, hour, day of month, month, day of week"
    let columns = words.count > 6 ? words[6].lowerBound..<characters.count : 0..<characters.count
    var hint = "for every day at 02:30 write '30 2 * * *'"
    if suggests, words.count == 4, let fixed = describing(String(characters) + " *") {
      hint = fixed
    }
    return error(
      .syntax,
      "a cron expression has 5 fields (\(names)), or 6 with seconds in front; this has "
        + "\(words.count)", columns, hint: hint)
  }

  // MARK: Fields

  private func list(_ word: Range<Int>, _ field: CronField) throws(CronError) -> [CronTerm] {
    var terms: [CronTerm] = []
    for item in split(word, ",") {
      guard !item.isEmpty else {
        let column = min(item.lowerBound, characters.count - 1)
        throw error(
          .syntax, "an item of \(field.name) is missing beside ','", column..<(column + 1), field,
          hint: "allowed are \(field.allowed)")
      }
      terms.append(try term(item, field))
    }
    if terms.count > 1, let odd = terms.firstIndex(of: .unspecified) {
      throw error(
        .syntax, "? cannot be one of several", split(word, ",")[odd], field,
        hint: "write ? alone, or leave it out")
    }
    return terms
  }

  private func term(_ item: Range<Int>, _ field: CronField) throws(CronError) -> CronTerm {
    let parts = split(item, "/")
    guard parts.count <= 2 else {
      throw error(.syntax, "\(field.name) has two steps", item, field, hint: "write one, as in */5")
    }
    let base = parts[0]
    let step = parts.count == 2 ? try self.step(parts[1], field) : nil
    if let special = try special(base, field) {
      guard step == nil else {
        throw error(
          .syntax, "\(text(base)) takes no step", item, field,
          hint: "steps go with *, a value or a range")
      }
      return special
    }
    if base.count == 1, characters[base.lowerBound] == "*" { return .every(step: step ?? 1) }
    if let first = base.first, characters[first] == "H" || characters[first] == "h" {
      return try hashed(base, field, step: step)
    }
    let (from, through) = try range(base, field)
    guard let through else {
      // `5/15` begins at 5 and goes on to the end of the field.
      return .range(
        from: from, through: step == nil ? from : field.values.upperBound, step: step ?? 1)
    }
    return .range(from: from, through: through, step: step ?? 1)
  }

  private func step(_ columns: Range<Int>, _ field: CronField) throws(CronError) -> Int {
    guard let step = number(columns) else {
      throw error(
        .syntax, "the step '\(text(columns))' of \(field.name) is not a number",
        caret(columns), field, hint: "write a whole number, as in */5")
    }
    guard (1...field.values.count).contains(step) else {
      let hint: String
      switch field {
      case .second, .minute, .hour:
        hint =
          "steps begin anew with each \(field == .hour ? "day" : "larger unit"); "
          + "for a longer rhythm use an interval"
      default: hint = "a step counts within the field"
      }
      throw error(
        .outOfRange,
        "the step \(text(columns)) of \(field.name) is out of range "
          + "1–\(field.values.count)", columns, field, hint: hint)
    }
    return step
  }

  /// `a` or `a-b`, the second nil where there is none.
  private func range(_ base: Range<Int>, _ field: CronField) throws(CronError) -> (Int, Int?) {
    let ends = split(base, "-")
    guard ends.count <= 2, ends.allSatisfy({ !$0.isEmpty }) else {
      throw notUnderstood(base, field)
    }
    let from = try value(ends[0], field)
    // A lone 7 is Sunday, which is 0.
    guard ends.count == 2 else { return (field == .weekday && from == 7 ? 0 : from, nil) }
    var through = try value(ends[1], field)
    // FRI-SUN and 5-0 end on the Sunday that follows.
    if field == .weekday, through == 0, from > 0 { through = 7 }
    guard from <= through else {
      throw error(
        .outOfRange, "the range \(text(base)) of \(field.name) runs backwards", base, field,
        hint: "write \(text(ends[0]))-\(field.values.upperBound),"
          + "\(field.values.lowerBound)-\(text(ends[1])) to go round the end")
    }
    return (from, through)
  }

  func value(_ columns: Range<Int>, _ field: CronField) throws(CronError) -> Int {
    if let number = number(columns) {
      guard field.range.contains(number) else { throw outOfRange(number, columns, field) }
      return number
    }
    let name = text(columns).uppercased()
    if let index = field.shortNames.firstIndex(of: name) { return index + field.values.lowerBound }
    throw notUnderstood(columns, field)
  }

  /// `H`, `H(a-b)`: a value, or with a step a phase, that the spread decides.
  private func hashed(
    _ base: Range<Int>, _ field: CronField, step: Int?
  ) throws(CronError) -> CronTerm {
    // As in Jenkins, a day of month is drawn from those that every month has.
    var window = field == .day ? 1...28 : field.values
    if base.count > 1 {
      let open = base.lowerBound + 1
      guard characters[open] == "(", characters[base.upperBound - 1] == ")" else {
        throw notUnderstood(base, field)
      }
      let (from, through) = try range((open + 1)..<(base.upperBound - 1), field)
      window = from...(through ?? from)
    }
    var generator = SeededGenerator(seed: spread &+ UInt64(field.rawValue) &* 0x9E37_79B9)
    guard let step else {
      let value = window.lowerBound + Int(generator.below(UInt64(window.count)))
      return .range(from: value, through: value, step: 1)
    }
    let phase = Int(generator.below(UInt64(min(step, window.count))))
    return .range(from: window.lowerBound + phase, through: window.upperBound, step: step)
  }
}
