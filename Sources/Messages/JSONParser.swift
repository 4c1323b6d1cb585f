internal import Units

/// A recursive descent over RFC 8259's grammar.
struct JSONParser {
  private let bytes: ArraySlice<UInt8>
  private var position: Int
  private var depth = 0

  init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    position = bytes.startIndex
  }

  mutating func document() throws(JSON.SyntaxError) -> JSON {
    skipSpace()
    let value = try value()
    try end()
    return value
  }

  mutating func checkDocument() throws(JSON.SyntaxError) {
    skipSpace()
    try checkValue()
    try end()
  }

  private mutating func end() throws(JSON.SyntaxError) {
    skipSpace()
    guard position == bytes.endIndex else { throw unexpected("the end") }
  }

  // MARK: Values

  private mutating func value() throws(JSON.SyntaxError) -> JSON {
    switch peek {
    case UInt8(ascii: "{"): return try object()
    case UInt8(ascii: "["): return try array()
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"):
      try literal("true")
      return .bool(true)
    case UInt8(ascii: "f"):
      try literal("false")
      return .bool(false)
    case UInt8(ascii: "n"):
      try literal("null")
      return .null
    case .some(UInt8(ascii: "-")), .some(UInt8(ascii: "0")...UInt8(ascii: "9")):
      let start = position
      try number()
      return .number(String(decoding: bytes[start..<position], as: UTF8.self))
    default: throw unexpected("a value")
    }
  }

  private mutating func object() throws(JSON.SyntaxError) -> JSON {
    try enter()
    var members: [JSON.Member] = []
    var keys: Set<String> = []
    if try !closes(UInt8(ascii: "}")) {
      repeat {
        skipSpace()
        guard peek == UInt8(ascii: "\"") else { throw unexpected("a key in quotes") }
        let start = position
        let key = try string()
        guard keys.insert(key).inserted else {
          throw error(at: start, "the key \"\(key)\" comes twice")
        }
        try colon()
        members.append(JSON.Member(key, try value()))
      } while try goesOn(UInt8(ascii: "}"), "',' or '}'")
    }
    depth -= 1
    return .object(members)
  }

  private mutating func array() throws(JSON.SyntaxError) -> JSON {
    try enter()
    var elements: [JSON] = []
    if try !closes(UInt8(ascii: "]")) {
      repeat {
        skipSpace()
        elements.append(try value())
      } while try goesOn(UInt8(ascii: "]"), "',' or ']'")
    }
    depth -= 1
    return .array(elements)
  }

  private mutating func checkValue() throws(JSON.SyntaxError) {
    switch peek {
    case UInt8(ascii: "{"):
      try enter()
      if try !closes(UInt8(ascii: "}")) {
        repeat {
          skipSpace()
          guard peek == UInt8(ascii: "\"") else { throw unexpected("a key in quotes") }
          try checkString()
          try colon()
          try checkValue()
        } while try goesOn(UInt8(ascii: "}"), "',' or '}'")
      }
      depth -= 1
    case UInt8(ascii: "["):
      try enter()
      if try !closes(UInt8(ascii: "]")) {
        repeat {
          skipSpace()
          try checkValue()
        } while try goesOn(UInt8(ascii: "]"), "',' or ']'")
      }
      depth -= 1
    case UInt8(ascii: "\""): try checkString()
    case UInt8(ascii: "t"): try literal("true")
    case UInt8(ascii: "f"): try literal("false")
    case UInt8(ascii: "n"): try literal("null")
    case .some(UInt8(ascii: "-")), .some(UInt8(ascii: "0")...UInt8(ascii: "9")): try number()
    default: throw unexpected("a value")
    }
  }

  // MARK: Tokens

  private var peek: UInt8? { position < bytes.endIndex ? bytes[position] : nil }

  private mutating func skipSpace() {
    while let byte = peek, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 {
      position += 1
    }
  }

  private mutating func enter() throws(JSON.SyntaxError) {
    depth += 1
    guard depth <= JSON.depthLimit else {
      throw error(at: position, "nested deeper than \(JSON.depthLimit)")
    }
    position += 1
  }

  private mutating func closes(_ bracket: UInt8) throws(JSON.SyntaxError) -> Bool {
    skipSpace()
    guard peek == bracket else { return false }
    position += 1
    return true
  }

  /// After an element: whether a comma says that another one follows.
  private mutating func goesOn(
    _ bracket: UInt8, _ expected: StaticString
  ) throws(JSON.SyntaxError) -> Bool {
    skipSpace()
    guard let byte = peek, byte == bracket || byte == UInt8(ascii: ",") else {
      throw unexpected("\(expected)")
    }
    position += 1
    return byte != bracket
  }

  private mutating func colon() throws(JSON.SyntaxError) {
    skipSpace()
    guard peek == UInt8(ascii: ":") else { throw unexpected("':'") }
    position += 1
    skipSpace()
  }

  private mutating func literal(_ word: StaticString) throws(JSON.SyntaxError) {
    for scalar in "\(word)".utf8 {
      guard peek == scalar else { throw unexpected("\(word)") }
      position += 1
    }
  }

  private mutating func number() throws(JSON.SyntaxError) {
    if peek == UInt8(ascii: "-") { position += 1 }
    if peek == UInt8(ascii: "0") {
      position += 1
      if let byte = peek, isDigit(byte) { throw unexpected("no digit after a leading 0") }
    } else {
      try digits()
    }
    if peek == UInt8(ascii: ".") {
      position += 1
      try digits()
    }
    if peek == UInt8(ascii: "e") || peek == UInt8(ascii: "E") {
      position += 1
      if peek == UInt8(ascii: "+") || peek == UInt8(ascii: "-") { position += 1 }
      try digits()
    }
  }

  private mutating func digits() throws(JSON.SyntaxError) {
    guard let byte = peek, isDigit(byte) else { throw unexpected("a digit") }
    while let byte = peek, isDigit(byte) { position += 1 }
  }

  private func isDigit(_ byte: UInt8) -> Bool {
    byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
  }

  // MARK: Strings

  /// From quote to quote; says where its content was.
  private mutating func checkString() throws(JSON.SyntaxError) {
    position += 1
    let start = position
    var isPlain = true
    while let byte = peek {
      switch byte {
      case UInt8(ascii: "\""):
        if !isPlain { try checkText(start..<position) }
        position += 1
        return
      case UInt8(ascii: "\\"): _ = try escape()
      case 0..<0x20:
        throw error(at: position, "a control character in a string must be escaped")
      default:
        if byte >= 0x80 { isPlain = false }
        position += 1
      }
    }
    throw unexpected("'\"' at the end of a string")
  }

  private func checkText(_ range: Range<Int>) throws(JSON.SyntaxError) {
    guard String(validating: bytes[range], as: UTF8.self) != nil else {
      throw error(at: range.lowerBound, "this string is not valid UTF-8")
    }
  }

  private mutating func string() throws(JSON.SyntaxError) -> String {
    position += 1
    let start = position
    var content = Bytes()
    var plain = position
    while let byte = peek {
      switch byte {
      case UInt8(ascii: "\""):
        content += bytes[plain..<position]
        guard let text = String(validating: content, as: UTF8.self) else {
          throw error(at: start, "this string is not valid UTF-8")
        }
        position += 1
        return text
      case UInt8(ascii: "\\"):
        content += bytes[plain..<position]
        content += Bytes(String(try escape()).utf8)
        plain = position
      case 0..<0x20:
        throw error(at: position, "a control character in a string must be escaped")
      default: position += 1
      }
    }
    throw unexpected("'\"' at the end of a string")
  }

  private mutating func escape() throws(JSON.SyntaxError) -> Character {
    let start = position
    position += 1
    guard let byte = peek else { throw unexpected("an escape") }
    position += 1
    switch byte {
    case UInt8(ascii: "\""): return "\""
    case UInt8(ascii: "\\"): return "\\"
    case UInt8(ascii: "/"): return "/"
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"): return Character(try codePoint(start))
    default:
      throw error(at: start, "expected one of \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\u")
    }
  }

  private mutating func codePoint(_ start: Int) throws(JSON.SyntaxError) -> Unicode.Scalar {
    var value = try hex()
    if (0xD800..<0xDC00).contains(value), peek == UInt8(ascii: "\\"),
      position + 1 < bytes.endIndex, bytes[position + 1] == UInt8(ascii: "u")
    {
      position += 2
      let low = try hex()
      guard (0xDC00..<0xE000).contains(low) else {
        throw error(at: start, "half of a surrogate pair")
      }
      value = 0x10000 + (value - 0xD800) << 10 + (low - 0xDC00)
    }
    guard let scalar = Unicode.Scalar(value) else {
      throw error(at: start, "half of a surrogate pair")
    }
    return scalar
  }

  private mutating func hex() throws(JSON.SyntaxError) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard let byte = peek, let digit = JSONParser.hexDigit(byte) else {
        throw unexpected("four hex digits")
      }
      value = value << 4 | digit
      position += 1
    }
    return value
  }

  private static func hexDigit(_ byte: UInt8) -> UInt32? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0"))
    case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(byte - UInt8(ascii: "a") + 10)
    case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(byte - UInt8(ascii: "A") + 10)
    default: nil
    }
  }

  // MARK: Errors

  private func unexpected(_ expected: String) -> JSON.SyntaxError {
    guard let byte = peek else { return error(at: position, "expected \(expected), found the end") }
    let isPrintable = byte > 0x20 && byte < 0x7F
    let found =
      isPrintable ? "'\(Character(Unicode.Scalar(byte)))'" : "byte 0x\(String(byte, radix: 16))"
    return error(at: position, "expected \(expected), found \(found)")
  }

  private func error(at place: Int, _ what: String) -> JSON.SyntaxError {
    var line = 1
    var lineStart = bytes.startIndex
    for index in bytes.startIndex..<place where bytes[index] == 0x0A {
      line += 1
      lineStart = index + 1
    }
    return JSON.SyntaxError(
      line: line, column: place - lineStart + 1, offset: place - bytes.startIndex, what: what)
  }
}
