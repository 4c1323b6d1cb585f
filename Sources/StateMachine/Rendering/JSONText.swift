import Units

/// Writes small JSON objects, members in the order of the calls: for payloads of the runtime's own
/// events and what a listener is handed.
struct JSONText {
  private(set) var bytes: Bytes = [UInt8(ascii: "{")]

  init() {}

  mutating func member(_ name: String, _ value: String) {
    self.name(name)
    JSONText.quote(value, into: &bytes)
  }

  mutating func member(_ name: String, _ value: UInt64) {
    self.name(name)
    bytes.append(contentsOf: String(value).utf8)
  }

  mutating func member(_ name: String, _ value: RecordID) { member(name, value.text) }
  mutating func member(_ name: String, _ value: Instant) { member(name, value.description) }

  /// `value` is JSON already.
  mutating func raw(_ name: String, _ value: Bytes) {
    self.name(name)
    bytes.append(contentsOf: value)
  }

  mutating func list(_ name: String, _ values: [String]) {
    self.name(name)
    bytes.append(UInt8(ascii: "["))
    for (place, value) in values.enumerated() {
      if place > 0 { bytes.append(UInt8(ascii: ",")) }
      JSONText.quote(value, into: &bytes)
    }
    bytes.append(UInt8(ascii: "]"))
  }

  /// The whole object.
  func closed() -> Bytes { bytes + [UInt8(ascii: "}")] }

  private mutating func name(_ name: String) {
    if bytes.count > 1 { bytes.append(UInt8(ascii: ",")) }
    JSONText.quote(name, into: &bytes)
    bytes.append(UInt8(ascii: ":"))
  }

  /// RFC 8259, section 7.
  static func quote(_ text: String, into bytes: inout Bytes) {
    bytes.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"):
        bytes.append(UInt8(ascii: "\\"))
        bytes.append(byte)
      case 0..<0x20:
        let digits = Array("0123456789abcdef".utf8)
        bytes.append(contentsOf: "\\u00".utf8)
        bytes.append(digits[Int(byte >> 4)])
        bytes.append(digits[Int(byte & 15)])
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }
}
