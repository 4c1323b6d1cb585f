import Units

/// Reads JSON (RFC 8259) without building it: whether it is whole and right, and where the members
/// of its outermost object are. Depth is bounded; nothing is copied.
struct JSONScanner {
  /// What is wrong, at which byte (from 0).
  struct Failure: Error, Hashable, CustomStringConvertible {
    var message: String
    var place: Int

    var description: String { "\(message) at byte \(place)" }
  }

  static let deepest = 128

  private let bytes: ArraySlice<UInt8>
  private var place: Int

  private init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    place = bytes.startIndex
  }

  /// Throws unless `bytes` are one JSON value and white space.
  static func check(_ bytes: ArraySlice<UInt8>) throws(Failure) {
    var scanner = JSONScanner(bytes)
    _ = try scanner.value(depth: 0)
    try scanner.end()
  }

  /// The members of an object: names as written, values as their bytes. Throws where `bytes` are
  /// not one object.
  static func members(
    of bytes: ArraySlice<UInt8>
  ) throws(Failure) -> [(name: String, value: ArraySlice<UInt8>)] {
    var scanner = JSONScanner(bytes)
    scanner.blank()
    guard scanner.peek == UInt8(ascii: "{") else { throw scanner.failure("an object is expected") }
    var members: [(name: String, value: ArraySlice<UInt8>)] = []
    try scanner.object(depth: 0) { name, value in members.append((name, value)) }
    try scanner.end()
    return members
  }

  /// The text of a JSON string, or nil where the value is none.
  static func text(_ value: ArraySlice<UInt8>) -> String? {
    var scanner = JSONScanner(value)
    guard scanner.peek == UInt8(ascii: "\""), let text = try? scanner.string(),
      scanner.place == value.endIndex
    else { return nil }
    return text
  }

  /// A number of seconds, not negative, to the microsecond; nil for anything else.
  static func seconds(_ value: ArraySlice<UInt8>) -> Timeout? {
    let parts = value.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), let whole = digits(parts[0], most: 9) else { return nil }
    var fraction: Int64 = 0
    if parts.count == 2 {
      guard !parts[1].isEmpty else { return nil }
      let padded = Bytes(parts[1].prefix(6)) + Bytes(repeating: UInt8(ascii: "0"), count: 6)
      guard let value = digits(padded[..<6], most: 6) else { return nil }
      fraction = value
    }
    return Timeout(microseconds: whole * 1_000_000 + fraction)
  }

  /// A whole number of at most `most` digits.
  static func digits(_ value: ArraySlice<UInt8>, most: Int) -> Int64? {
    guard (1...most).contains(value.count) else { return nil }
    var sum: Int64 = 0
    for byte in value {
      guard isDigit(byte) else { return nil }
      sum = sum * 10 + Int64(byte - UInt8(ascii: "0"))
    }
    return sum
  }

  // MARK: Grammar

  private var peek: UInt8? { place < bytes.endIndex ? bytes[place] : nil }

  private static func isDigit(_ byte: UInt8?) -> Bool {
    guard let byte else { return false }
    return byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
  }

  private func failure(_ message: String) -> Failure {
    Failure(message: message, place: place - bytes.startIndex)
  }

  private mutating func blank() {
    while let byte = peek, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 {
      place += 1
    }
  }

  private mutating func end() throws(Failure) {
    blank()
    if peek != nil { throw failure("something follows the value") }
  }

  private mutating func expect(_ byte: UInt8) throws(Failure) {
    guard peek == byte else {
      throw failure("'\(Character(Unicode.Scalar(byte)))' is expected")
    }
    place += 1
  }

  /// The bytes of the next value, white space in front skipped.
  private mutating func value(depth: Int) throws(Failure) -> ArraySlice<UInt8> {
    blank()
    let start = place
    switch peek {
    case UInt8(ascii: "{"): try object(depth: depth) { _, _ in }
    case UInt8(ascii: "["): try array(depth: depth)
    case UInt8(ascii: "\""): _ = try string()
    case UInt8(ascii: "t"): try word("true")
    case UInt8(ascii: "f"): try word("false")
    case UInt8(ascii: "n"): try word("null")
    case nil: throw failure("a value is expected, there is nothing")
    case let byte where byte == UInt8(ascii: "-") || JSONScanner.isDigit(byte): try number()
    default: throw failure("a value is expected")
    }
    return bytes[start..<place]
  }

  private mutating func object(
    depth: Int, _ member: (String, ArraySlice<UInt8>) -> Void
  ) throws(Failure) {
    guard depth < JSONScanner.deepest else { throw failure("it is nested too deeply") }
    try expect(UInt8(ascii: "{"))
    blank()
    if peek == UInt8(ascii: "}") {
      place += 1
      return
    }
    while true {
      blank()
      guard peek == UInt8(ascii: "\"") else { throw failure("a name in quotes is expected") }
      let name = try string()
      blank()
      try expect(UInt8(ascii: ":"))
      member(name, try value(depth: depth + 1))
      blank()
      if peek == UInt8(ascii: ",") {
        place += 1
      } else {
        return try expect(UInt8(ascii: "}"))
      }
    }
  }

  private mutating func array(depth: Int) throws(Failure) {
    guard depth < JSONScanner.deepest else { throw failure("it is nested too deeply") }
    try expect(UInt8(ascii: "["))
    blank()
    if peek == UInt8(ascii: "]") {
      place += 1
      return
    }
    while true {
      _ = try value(depth: depth + 1)
      blank()
      if peek == UInt8(ascii: ",") {
        place += 1
      } else {
        return try expect(UInt8(ascii: "]"))
      }
    }
  }

  private mutating func word(_ word: StaticString) throws(Failure) {
    let text = Bytes(word.description.utf8)
    guard bytes[place...].starts(with: text) else { throw failure("'\(word)' is expected") }
    place += text.count
  }

  private mutating func number() throws(Failure) {
    if peek == UInt8(ascii: "-") { place += 1 }
    if peek == UInt8(ascii: "0") { place += 1 } else { try someDigits() }
    if peek == UInt8(ascii: ".") {
      place += 1
      try someDigits()
    }
    if peek == UInt8(ascii: "e") || peek == UInt8(ascii: "E") {
      place += 1
      if peek == UInt8(ascii: "+") || peek == UInt8(ascii: "-") { place += 1 }
      try someDigits()
    }
  }

  private mutating func someDigits() throws(Failure) {
    guard JSONScanner.isDigit(peek) else { throw failure("a digit is expected") }
    while JSONScanner.isDigit(peek) { place += 1 }
  }

  private mutating func string() throws(Failure) -> String {
    try expect(UInt8(ascii: "\""))
    var text: Bytes = []
    while let byte = peek {
      place += 1
      switch byte {
      case UInt8(ascii: "\""):
        guard let text = String(validating: text, as: UTF8.self) else {
          throw failure("the text is not UTF-8")
        }
        return text
      case UInt8(ascii: "\\"): try escape(into: &text)
      case 0..<0x20: throw failure("a control character is not allowed in a text")
      default: text.append(byte)
      }
    }
    throw failure("the text has no end")
  }

  private mutating func escape(into text: inout Bytes) throws(Failure) {
    guard let byte = peek else { throw failure("the text has no end") }
    place += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
    case UInt8(ascii: "b"): text.append(0x08)
    case UInt8(ascii: "f"): text.append(0x0C)
    case UInt8(ascii: "n"): text.append(0x0A)
    case UInt8(ascii: "r"): text.append(0x0D)
    case UInt8(ascii: "t"): text.append(0x09)
    case UInt8(ascii: "u"):
      var unit = try fourDigits()
      if unit & 0xFC00 == 0xD800, bytes[place...].starts(with: Bytes("\\u".utf8)) {
        place += 2
        let low = try fourDigits()
        guard low & 0xFC00 == 0xDC00 else { throw failure("half of a surrogate pair") }
        unit = 0x10000 + (unit & 0x3FF) << 10 + (low & 0x3FF)
      }
      guard let scalar = Unicode.Scalar(unit) else { throw failure("half of a surrogate pair") }
      text += Bytes(String(Character(scalar)).utf8)
    default: throw failure("no such escape in a text")
    }
  }

  private mutating func fourDigits() throws(Failure) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard let byte = peek, let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
        throw failure("four hexadecimal digits are expected")
      }
      value = value << 4 | UInt32(digit)
      place += 1
    }
    return value
  }
}
