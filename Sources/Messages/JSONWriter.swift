public import Units

/// Builds one JSON text. The caller keeps the grammar: a key before each value of an object.
public struct JSONWriter: Sendable {
  public private(set) var bytes = Bytes()
  /// Whether the next key or element needs a comma before it.
  private var needsComma = false

  public init() {}

  public var text: String { String(decoding: bytes, as: UTF8.self) }

  public mutating func beginObject() { open(UInt8(ascii: "{")) }
  public mutating func endObject() { close(UInt8(ascii: "}")) }
  public mutating func beginArray() { open(UInt8(ascii: "[")) }
  public mutating func endArray() { close(UInt8(ascii: "]")) }

  private mutating func open(_ bracket: UInt8) {
    separate()
    bytes.append(bracket)
    needsComma = false
  }

  private mutating func close(_ bracket: UInt8) {
    bytes.append(bracket)
    needsComma = true
  }

  private mutating func separate() {
    if needsComma { bytes.append(UInt8(ascii: ",")) }
    needsComma = true
  }

  public mutating func key(_ key: String) {
    separate()
    quote(key)
    bytes.append(UInt8(ascii: ":"))
    needsComma = false
  }

  public mutating func null() { raw("null") }
  public mutating func value(_ value: Bool) { raw(value ? "true" : "false") }
  public mutating func value(_ value: Int32) { raw(String(value)) }
  public mutating func value(_ value: UInt32) { raw(String(value)) }

  /// In quotes, as proto3 JSON has 64-bit numbers.
  public mutating func value(_ value: Int64) { self.value(String(value)) }
  public mutating func value(_ value: UInt64) { self.value(String(value)) }

  /// A number as it is written.
  public mutating func number(_ text: String) { raw(text) }

  public mutating func value(_ text: String) {
    separate()
    quote(text)
  }

  /// Base64 with padding.
  public mutating func value(_ blob: Bytes) {
    separate()
    bytes.append(UInt8(ascii: "\""))
    base64(blob)
    bytes.append(UInt8(ascii: "\""))
  }

  /// RFC 3339 in UTC, with 0, 3 or 6 decimals.
  public mutating func value(_ instant: Instant) {
    let text = instant.description
    let fraction = text.utf8.suffix(8)
    precondition(fraction.first == UInt8(ascii: "."), "\(text) has not six decimals")
    let digits = fraction.dropFirst().dropLast()
    let isWhole = digits.allSatisfy { $0 == UInt8(ascii: "0") }
    let isMillis = digits.suffix(3).allSatisfy { $0 == UInt8(ascii: "0") }
    let cut = isWhole ? 8 : isMillis ? 4 : 1
    value(String(text.dropLast(cut)) + "Z")
  }

  /// Seconds, with 0, 3 or 6 decimals: `"1.500s"`.
  public mutating func value(_ timeout: Timeout) { value(JSONWriter.seconds(timeout)) }

  /// By name; an unknown one by number.
  public mutating func value<Value: WireEnum>(_ value: Value) {
    if let name = value.protoName { self.value(name) } else { self.value(value.rawValue) }
  }

  public mutating func value<Message: WireMessage>(_ message: Message) { message.write(to: &self) }

  /// A JSON text as it is; the caller knows that it is valid.
  public mutating func json(_ text: Bytes) {
    separate()
    bytes += text
  }

  private mutating func raw(_ text: String) {
    separate()
    bytes += text.utf8
  }

  private mutating func quote(_ text: String) {
    bytes.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""): bytes += "\\\"".utf8
      case UInt8(ascii: "\\"): bytes += "\\\\".utf8
      case 0x0A: bytes += "\\n".utf8
      case 0x0D: bytes += "\\r".utf8
      case 0x09: bytes += "\\t".utf8
      case 0x08: bytes += "\\b".utf8
      case 0x0C: bytes += "\\f".utf8
      case 0..<0x20, 0x7F:
        bytes += "\\u00".utf8
        bytes.append(JSONWriter.hexDigits[Int(byte >> 4)])
        bytes.append(JSONWriter.hexDigits[Int(byte & 15)])
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  private static let hexDigits = Bytes("0123456789abcdef".utf8)
  private static let base64Digits = Bytes(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  private mutating func base64(_ blob: Bytes) {
    var start = 0
    while start < blob.count {
      let count = min(3, blob.count - start)
      var group = UInt32(blob[start]) << 16
      if count > 1 { group |= UInt32(blob[start + 1]) << 8 }
      if count > 2 { group |= UInt32(blob[start + 2]) }
      for place in 0..<4 {
        let digit = JSONWriter.base64Digits[Int(group >> (18 - 6 * UInt32(place)) & 63)]
        bytes.append(place <= count ? digit : UInt8(ascii: "="))
      }
      start += 3
    }
  }

  private static func seconds(_ timeout: Timeout) -> String {
    let magnitude = timeout.microseconds.magnitude
    let fraction = magnitude % 1_000_000
    var text = timeout.microseconds < 0 ? "-" : ""
    text += String(magnitude / 1_000_000)
    if fraction != 0 {
      let digits = fraction % 1_000 == 0 ? String(fraction / 1_000) : String(fraction)
      let width = fraction % 1_000 == 0 ? 3 : 6
      text += "." + String(repeating: "0", count: width - digits.utf8.count) + digits
    }
    return text + "s"
  }
}

/// What generated code writes with: `field` leaves a default out, `present` does not.
extension JSONWriter {
  mutating func field(_ key: String, _ value: String) { if !value.isEmpty { present(key, value) } }
  mutating func field(_ key: String, _ value: Bool) { if value { present(key, value) } }
  mutating func field(_ key: String, _ value: Bytes) { if !value.isEmpty { present(key, value) } }
  mutating func field(_ key: String, _ value: Int32) { if value != 0 { present(key, value) } }
  mutating func field(_ key: String, _ value: UInt32) { if value != 0 { present(key, value) } }
  mutating func field(_ key: String, _ value: Int64) { if value != 0 { present(key, value) } }
  mutating func field(_ key: String, _ value: UInt64) { if value != 0 { present(key, value) } }

  mutating func field(_ key: String, _ value: Instant?) { if let value { present(key, value) } }
  mutating func field(_ key: String, _ value: Timeout?) { if let value { present(key, value) } }

  mutating func field<Value: WireEnum>(_ key: String, _ value: Value) {
    if value.rawValue != 0 { present(key, value) }
  }

  mutating func field<Message: WireMessage>(_ key: String, _ message: Message?) {
    if let message { present(key, message) }
  }

  mutating func field<Message: WireMessage>(_ key: String, _ messages: [Message]) {
    list(key, messages) { $0.value($1) }
  }

  mutating func field<Value: WireEnum>(_ key: String, _ values: [Value]) {
    list(key, values) { $0.value($1) }
  }

  mutating func field(_ key: String, _ values: [String]) { list(key, values) { $0.value($1) } }
  mutating func field(_ key: String, _ values: [Bytes]) { list(key, values) { $0.value($1) } }
  mutating func field(_ key: String, _ values: [Int32]) { list(key, values) { $0.value($1) } }
  mutating func field(_ key: String, _ values: [UInt64]) { list(key, values) { $0.value($1) } }
  mutating func field(_ key: String, _ values: [Instant]) { list(key, values) { $0.value($1) } }

  private mutating func list<Element>(
    _ key: String, _ elements: [Element], _ write: (inout JSONWriter, Element) -> Void
  ) {
    if elements.isEmpty { return }
    self.key(key)
    beginArray()
    for element in elements { write(&self, element) }
    endArray()
  }

  mutating func field(_ key: String, labels: [Label]) {
    if labels.isEmpty { return }
    self.key(key)
    beginObject()
    for label in labels {
      self.key(label.key)
      value(label.value)
    }
    endObject()
  }

  /// As proto3 JSON has a FieldMask: paths in lowerCamelCase, with commas between.
  mutating func field(_ key: String, mask: [String]) {
    if mask.isEmpty { return }
    present(key, mask.map(JSONWriter.lowerCamel).joined(separator: ","))
  }

  private static func lowerCamel(_ path: String) -> String {
    var result = Bytes()
    var isUpper = false
    for byte in path.utf8 {
      if byte == UInt8(ascii: "_") {
        isUpper = true
      } else {
        let isLetter = byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "z")
        result.append(isUpper && isLetter ? byte - 32 : byte)
        isUpper = false
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// Bytes that are JSON where `contentType` says so; base64 where they are not, after all.
  mutating func field(_ key: String, json blob: Bytes, contentType: String) {
    if blob.isEmpty { return }
    let isJSON = contentType.isEmpty || contentType == "application/json"
    guard isJSON, (try? JSON.validate(blob)) != nil else { return present(key, blob) }
    self.key(key)
    json(blob)
  }

  mutating func present(_ key: String, _ text: String) {
    self.key(key)
    value(text)
  }
  mutating func present(_ key: String, _ flag: Bool) {
    self.key(key)
    value(flag)
  }
  mutating func present(_ key: String, _ blob: Bytes) {
    self.key(key)
    value(blob)
  }
  mutating func present(_ key: String, _ number: Int32) {
    self.key(key)
    value(number)
  }
  mutating func present(_ key: String, _ number: UInt32) {
    self.key(key)
    value(number)
  }
  mutating func present(_ key: String, _ number: Int64) {
    self.key(key)
    value(number)
  }
  mutating func present(_ key: String, _ number: UInt64) {
    self.key(key)
    value(number)
  }
  mutating func present(_ key: String, _ instant: Instant) {
    self.key(key)
    value(instant)
  }
  mutating func present(_ key: String, _ timeout: Timeout) {
    self.key(key)
    value(timeout)
  }
  mutating func present<Value: WireEnum>(_ key: String, _ value: Value) {
    self.key(key)
    self.value(value)
  }
  mutating func present<Message: WireMessage>(_ key: String, _ message: Message) {
    self.key(key)
    value(message)
  }
}
