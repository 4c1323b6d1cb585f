import Messages
import Units

/// A filter over a list: terms joined by AND, after AIP-160.
///
/// ```
/// state = FAILED AND job = "sync" AND create_time > "2027-01-01T00:00:00Z" AND labels.rack:"b"
/// ```
/// Operators: `=`, `!=`, `<`, `<=`, `>`, `>=`, and `:` (contains). `NOT` or `-` before a term turns
/// it around. Values are words or quoted.
struct Filter: Sendable, Hashable {
  enum Operator: String, Sendable, Hashable {
    case equal = "="
    case notEqual = "!="
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
    case has = ":"
  }

  struct Term: Sendable, Hashable {
    var field: String
    var op: Operator
    var text: String
    var isNegated: Bool
    /// Where `text` is a time.
    var time: Instant?
  }

  /// What a record has in a field.
  enum Value {
    case text(String)
    case number(UInt64)
    case time(Instant)
    case flag(Bool)
    case none
  }

  private(set) var terms: [Term] = []

  static let mostBytes = 4_096
  static let mostTerms = 64

  init() {}

  /// Reads a filter over the `fields` of a list; `labels.` stands for every label.
  init(parsing text: String, fields: [String]) throws(Failure) {
    guard text.utf8.count <= Filter.mostBytes else {
      throw .field(
        "filter", .filterSyntax,
        "it has \(text.utf8.count) bytes, at most \(Filter.mostBytes) are read")
    }
    var scanner = FilterScanner(text)
    scanner.skipSpace()
    if scanner.isAtEnd { return }
    while true {
      terms.append(try scanner.term(fields))
      guard terms.count <= Filter.mostTerms else {
        throw .field("filter", .filterSyntax, "more than \(Filter.mostTerms) terms")
      }
      scanner.skipSpace()
      if scanner.isAtEnd { return }
      guard scanner.word("AND") else {
        throw scanner.refuse("AND is expected between two terms")
      }
    }
  }

  /// Of these terms only.
  mutating func take(_ terms: [Term]) { self.terms = terms }

  func matches(_ value: (String) -> Value) -> Bool {
    terms.allSatisfy { term in Filter.matches(term, value(term.field)) != term.isNegated }
  }

  private static func matches(_ term: Term, _ value: Value) -> Bool {
    switch value {
    case .none: return false
    case .flag(let flag): return compare(flag ? "true" : "false", term.op, term.text)
    case .text(let text):
      if term.op == .has { return term.text == "*" ? !text.isEmpty : text.contains(term.text) }
      return compare(text, term.op, term.text)
    case .number(let number):
      guard let wanted = UInt64(term.text) else { return false }
      return compare(number, term.op, wanted)
    case .time(let time):
      guard let wanted = term.time else { return false }
      return compare(time, term.op, wanted)
    }
  }

  private static func compare<Value: Comparable>(
    _ left: Value, _ op: Operator, _ right: Value
  ) -> Bool {
    switch op {
    case .equal, .has: left == right
    case .notEqual: left != right
    case .less: left < right
    case .lessOrEqual: left <= right
    case .greater: left > right
    case .greaterOrEqual: left >= right
    }
  }
}

/// Reads the words of a filter.
private struct FilterScanner {
  private let bytes: Bytes
  private var position = 0

  init(_ text: String) { bytes = Bytes(text.utf8) }

  var isAtEnd: Bool { position == bytes.count }

  mutating func skipSpace() {
    while position < bytes.count, bytes[position] == 0x20 || bytes[position] == 0x09 {
      position += 1
    }
  }

  func refuse(_ what: String) -> Failure {
    .field("filter", .filterSyntax, "at character \(position + 1): \(what)")
  }

  mutating func word(_ wanted: String) -> Bool {
    skipSpace()
    let end = position + wanted.utf8.count
    guard end <= bytes.count, bytes[position..<end].elementsEqual(wanted.utf8),
      end == bytes.count || bytes[end] == 0x20
    else { return false }
    position = end
    return true
  }

  mutating func term(_ fields: [String]) throws(Failure) -> Filter.Term {
    skipSpace()
    var isNegated = false
    if word("NOT") {
      isNegated = true
      skipSpace()
    } else if position < bytes.count, bytes[position] == UInt8(ascii: "-") {
      isNegated = true
      position += 1
    }
    let start = position
    let field = plain()
    guard fields.contains(field) || fields.contains("labels.") && field.hasPrefix("labels.") else {
      position = start
      throw refuse(
        "'\(field)' cannot be filtered by; \(fields.joined(separator: ", ")) can")
    }
    skipSpace()
    let op = try self.op()
    skipSpace()
    let text = try value()
    let isTime = field.hasSuffix("_time") || field == "time"
    var time: Instant?
    if isTime {
      time = Instant(rfc3339: text)
      guard time != nil else {
        throw refuse("'\(text)' is no time such as \"2027-01-01T00:00:00Z\"")
      }
    }
    return Filter.Term(field: field, op: op, text: text, isNegated: isNegated, time: time)
  }

  private mutating func plain() -> String {
    let start = position
    while position < bytes.count, FilterScanner.isPlain(bytes[position]) { position += 1 }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    !Array(" \t=!<>:\"()".utf8).contains(byte)
  }

  private mutating func op() throws(Failure) -> Filter.Operator {
    for text in ["!=", "<=", ">=", "=", "<", ">", ":"] {
      let end = position + text.utf8.count
      if end <= bytes.count, bytes[position..<end].elementsEqual(text.utf8),
        let op = Filter.Operator(rawValue: text)
      {
        position = end
        return op
      }
    }
    throw refuse("one of = != < <= > >= : is expected")
  }

  private mutating func value() throws(Failure) -> String {
    guard position < bytes.count else { throw refuse("a value is expected") }
    guard bytes[position] == UInt8(ascii: "\"") else {
      let text = plain()
      if text.isEmpty { throw refuse("a value is expected") }
      return text
    }
    position += 1
    var text = Bytes()
    while position < bytes.count {
      let byte = bytes[position]
      position += 1
      if byte == UInt8(ascii: "\"") { return String(decoding: text, as: UTF8.self) }
      if byte == UInt8(ascii: "\\"), position < bytes.count {
        text.append(bytes[position])
        position += 1
      } else {
        text.append(byte)
      }
    }
    throw refuse("the quote is not closed")
  }
}

extension Instant {
  /// Reads RFC 3339 in UTC: `2027-01-01T00:00:00Z`, with up to six digits of a second.
  init?(rfc3339 text: String) {
    let bytes = Bytes(text.utf8)
    guard bytes.count >= 20, bytes.last == UInt8(ascii: "Z") else { return nil }
    func number(_ start: Int, _ count: Int) -> Int64? {
      var value: Int64 = 0
      for byte in bytes[start..<start + count] {
        guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
        value = value * 10 + Int64(byte - UInt8(ascii: "0"))
      }
      return value
    }
    let marks: [(Int, Character)] = [(4, "-"), (7, "-"), (10, "T"), (13, ":"), (16, ":")]
    for (place, mark) in marks where bytes[place] != mark.asciiValue { return nil }
    guard let year = number(0, 4), let month = number(5, 2), (1...12).contains(month),
      let day = number(8, 2), (1...31).contains(day), let hour = number(11, 2), hour < 24,
      let minute = number(14, 2), minute < 60, let second = number(17, 2), second < 61
    else { return nil }
    var micros: Int64 = 0
    if bytes.count > 20 {
      let digits = bytes.count - 21
      guard bytes[19] == UInt8(ascii: "."), (1...6).contains(digits),
        let fraction = number(20, digits)
      else { return nil }
      micros = (0..<6 - digits).reduce(fraction) { value, _ in value * 10 }
    }
    let days = CivilDate(year: year, month: Int(month), day: Int(day)).daysSinceEpoch
    self.init(
      microseconds: (days * 86_400 + hour * 3_600 + minute * 60 + second) * 1_000_000 + micros)
  }
}
