import Units

/// Writes protobuf fields behind one another (protobuf, "Encoding"): what the messages between nodes
/// need, and no more. Those carry the payloads of all writes, so they are written once, into the
/// bytes that are sent.
struct FieldWriter {
  var bytes: Bytes

  init(capacity: Int) {
    bytes = []
    bytes.reserveCapacity(capacity)
  }

  @inline(__always)
  mutating func raw(_ value: UInt64) {
    var rest = value
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(truncatingIfNeeded: rest))
  }

  /// Nothing where `value` is zero, as proto3 has it.
  @inline(__always)
  mutating func number(_ field: UInt64, _ value: UInt64) {
    guard value != 0 else { return }
    raw(field << 3)
    raw(value)
  }

  /// Also where `value` is zero: a member of a oneof.
  mutating func present(_ field: UInt64, _ value: UInt64) {
    raw(field << 3)
    raw(value)
  }

  mutating func flag(_ field: UInt64, _ value: Bool) { number(field, value ? 1 : 0) }

  mutating func fixed64(_ field: UInt64, _ value: UInt64) {
    guard value != 0 else { return }
    raw(field << 3 | 1)
    bytes.append(littleEndian: value)
  }

  mutating func fixed32(_ field: UInt64, _ value: UInt32) {
    guard value != 0 else { return }
    raw(field << 3 | 5)
    bytes.append(littleEndian: value)
  }

  mutating func blob(_ field: UInt64, _ value: Bytes) {
    guard !value.isEmpty else { return }
    raw(field << 3 | 2)
    raw(UInt64(value.count))
    bytes.append(contentsOf: value)
  }

  mutating func text(_ field: UInt64, _ value: String) { blob(field, Bytes(value.utf8)) }

  /// A message of at most 127 bytes: its length is written behind its back.
  mutating func small(_ field: UInt64, _ body: (inout FieldWriter) -> Void) {
    raw(field << 3 | 2)
    let place = bytes.count
    bytes.append(0)
    body(&self)
    let length = bytes.count - place - 1
    precondition(length < 0x80, "a small message of \(length) bytes")
    bytes[place] = UInt8(length)
  }

  /// The head of a message whose length is known.
  mutating func head(_ field: UInt64, length: Int) {
    raw(field << 3 | 2)
    raw(UInt64(length))
  }

  /// Bytes that `raw` takes.
  static func width(_ value: UInt64) -> Int {
    value == 0 ? 1 : (70 - value.leadingZeroBitCount) / 7
  }
}

/// Reads protobuf fields; nothing is believed about lengths. Unknown fields are passed over.
struct FieldReader {
  private var reader: ByteReader
  /// Bytes were missing or malformed.
  private(set) var isDamaged = false
  private(set) var field: UInt64 = 0
  private var wire: UInt64 = 0
  private var isUnread = false

  init(_ bytes: ArraySlice<UInt8>) { reader = ByteReader(bytes) }

  /// Moves to the next field; false at the end, and on damage.
  mutating func next() -> Bool {
    if isUnread { skip() }
    guard !isDamaged, reader.remaining > 0 else { return false }
    let tag = raw()
    field = tag >> 3
    wire = tag & 7
    isUnread = true
    if field == 0 { isDamaged = true }
    return !isDamaged
  }

  mutating func number() -> UInt64 {
    guard wire == 0 else { return mistyped() }
    isUnread = false
    return raw()
  }

  mutating func flag() -> Bool { number() != 0 }

  mutating func fixed64() -> UInt64 {
    guard wire == 1, let value = reader.littleEndian(UInt64.self) else { return mistyped() }
    isUnread = false
    return value
  }

  mutating func fixed32() -> UInt32 {
    guard wire == 5, let value = reader.littleEndian(UInt32.self) else {
      return UInt32(mistyped())
    }
    isUnread = false
    return value
  }

  mutating func blob() -> ArraySlice<UInt8> {
    guard wire == 2 else {
      _ = mistyped()
      return []
    }
    isUnread = false
    let length = raw()
    guard length <= UInt64(reader.remaining), let slice = reader.take(Int(length)) else {
      isDamaged = true
      return []
    }
    return slice
  }

  mutating func text() -> String {
    let slice = blob()
    guard let text = String(validating: slice, as: UTF8.self) else {
      isDamaged = true
      return ""
    }
    return text
  }

  mutating func message() -> FieldReader { FieldReader(blob()) }

  private mutating func mistyped() -> UInt64 {
    isDamaged = true
    isUnread = false
    return 0
  }

  private mutating func raw() -> UInt64 {
    var value: UInt64 = 0
    var shift: UInt64 = 0
    while let byte = reader.littleEndian(UInt8.self) {
      value |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { return value }
      shift += 7
      if shift > 63 { break }
    }
    isDamaged = true
    return 0
  }

  private mutating func skip() {
    switch wire {
    case 0: _ = raw()
    case 1: if reader.take(8) == nil { isDamaged = true }
    case 2: _ = blob()
    case 5: if reader.take(4) == nil { isDamaged = true }
    default: isDamaged = true
    }
    isUnread = false
  }
}
