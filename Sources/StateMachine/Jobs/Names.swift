import Messages

/// Names that users choose: `[a-z0-9][a-z0-9._-]{0,127}`.
enum Names {
  static let most = 128

  /// Why `name` cannot name a job, queue, schedule or module; nil where it can.
  static func refuse(_ name: String, _ field: String) -> Failure? {
    if name.isEmpty { return .field(field, .nameInvalid, "a name is required") }
    guard name.utf8.count <= most else {
      return .field(
        field, .nameInvalid, "the name has \(name.utf8.count) bytes, at most \(most) are allowed")
    }
    for (place, byte) in name.utf8.enumerated() {
      let isLetter = isWord(byte)
      let isMark =
        byte == UInt8(ascii: ".") || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
      guard isLetter || place > 0 && isMark else {
        return .field(
          field, .nameInvalid,
          "'\(name)' does not fit at character \(place + 1): names are [a-z0-9][a-z0-9._-]*")
      }
    }
    return nil
  }

  /// Why `name` cannot name an event: dotted parts of letters, digits, `_` and `-`.
  static func refuse(event name: String, _ field: String) -> Failure? {
    if name.isEmpty { return .field(field, .nameInvalid, "an event needs a name, as 'vm.created'") }
    guard name.utf8.count <= most else {
      return .field(
        field, .nameInvalid, "the name has \(name.utf8.count) bytes, at most \(most) are allowed")
    }
    var before = UInt8(ascii: ".")
    for byte in name.utf8 {
      let isUpper = (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
      let isMark = byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
      let isDot = byte == UInt8(ascii: ".") && before != UInt8(ascii: ".")
      guard isWord(byte) || isUpper || isMark || isDot else {
        return .field(
          field, .nameInvalid,
          "'\(name)' is no event name: dotted parts of letters, digits, '_' and '-', as 'vm.created'"
        )
      }
      before = byte
    }
    return before == UInt8(ascii: ".")
      ? .field(field, .nameInvalid, "'\(name)' ends with a dot: a part is missing") : nil
  }

  /// Why `pattern` cannot select events: a name whose parts may be `*`, and the last one `**`.
  static func refuse(pattern: String, _ field: String) -> Failure? {
    let parts = pattern.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    var plain: [String] = []
    for (place, part) in parts.enumerated() {
      let isOne = part.elementsEqual("*".utf8)
      let isRest = part.elementsEqual("**".utf8) && place == parts.count - 1
      plain.append(isOne || isRest ? "x" : String(part) ?? "?")
    }
    guard refuse(event: plain.joined(separator: "."), field) == nil else {
      return .field(
        field, .nameInvalid,
        "'\(pattern)' is no pattern: parts of a name or '*', and '**' at the end, as 'vm.**'")
    }
    return nil
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
      || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }
}
