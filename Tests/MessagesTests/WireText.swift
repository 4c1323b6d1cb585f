import Messages
import Units

/// The wire format once more, written from its specification and not from the codec, so that a test
/// can make bytes that the codec would never make.
struct WireText {
  var bytes = Bytes()

  mutating func varint(_ value: UInt64) {
    var rest = value
    while rest > 0x7F {
      bytes.append(UInt8(truncatingIfNeeded: rest & 0x7F) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(truncatingIfNeeded: rest))
  }

  mutating func tag(_ number: Int, _ kind: UInt64) { varint(UInt64(number) << 3 | kind) }

  mutating func number(_ field: Int, _ value: UInt64) {
    tag(field, 0)
    varint(value)
  }

  mutating func blob(_ field: Int, _ value: Bytes) {
    tag(field, 2)
    varint(UInt64(value.count))
    bytes += value
  }

  mutating func text(_ field: Int, _ value: String) { blob(field, Bytes(value.utf8)) }

  static func make(_ body: (inout WireText) -> Void) -> Bytes {
    var wire = WireText()
    body(&wire)
    return wire.bytes
  }
}

/// What a descriptor set says of messages: enough to make random ones.
struct Schema {
  struct Field {
    var number = 0
    var isRepeated = false
    var type = 0
    var typeName = ""
    var oneof: Int?
  }
  struct Message {
    var fields: [Field] = []
    var isMapEntry = false
  }

  private(set) var messages: [String: Message] = [:]
  private(set) var enums: [String: [UInt64]] = [:]

  init() {
    for name in Descriptors.fileNames {
      let file = Schema.fields(Descriptors.file(named: name) ?? [])
      let package = Schema.text(file, 2)
      for (number, value) in file {
        if number == 4 { addMessage(value, in: package) }
        if number == 5 { addEnum(value, in: package) }
      }
    }
  }

  private mutating func addMessage(_ bytes: Bytes, in scope: String) {
    let raw = Schema.fields(bytes)
    let name = "\(scope).\(Schema.text(raw, 1))"
    var message = Message()
    for (number, value) in raw {
      switch number {
      case 2: message.fields.append(Schema.field(value))
      case 3: addMessage(value, in: name)
      case 4: addEnum(value, in: name)
      case 7: message.isMapEntry = Schema.fields(value).contains { $0.0 == 7 }
      default: break
      }
    }
    message.fields.sort { $0.number < $1.number }
    messages[name] = message
  }

  private mutating func addEnum(_ bytes: Bytes, in scope: String) {
    let raw = Schema.fields(bytes)
    let values = raw.filter { $0.0 == 2 }.map { Schema.number(Schema.fields($0.1), 2) }
    enums["\(scope).\(Schema.text(raw, 1))"] = values.filter { $0 != 0 }
  }

  private static func field(_ bytes: Bytes) -> Field {
    let raw = fields(bytes)
    var field = Field()
    field.number = Int(number(raw, 3))
    field.isRepeated = number(raw, 4) == 3
    field.type = Int(number(raw, 5))
    field.typeName = String(text(raw, 6).dropFirst())
    field.oneof = raw.contains { $0.0 == 9 } ? Int(number(raw, 9)) : nil
    return field
  }

  private static func text(_ fields: [(Int, Bytes)], _ number: Int) -> String {
    String(decoding: fields.last { $0.0 == number }?.1 ?? [], as: UTF8.self)
  }

  private static func number(_ fields: [(Int, Bytes)], _ number: Int) -> UInt64 {
    var value: UInt64 = 0
    for byte in (fields.last { $0.0 == number }?.1 ?? []).reversed() {
      value = value << 7 | UInt64(byte & 0x7F)
    }
    return value
  }

  /// Numbers keep their varint's bytes.
  private static func fields(_ bytes: Bytes) -> [(Int, Bytes)] {
    var found: [(Int, Bytes)] = []
    var position = 0
    func varint() -> Bytes {
      let start = position
      while bytes[position] > 0x7F { position += 1 }
      position += 1
      return Array(bytes[start..<position])
    }
    func value(_ varint: Bytes) -> Int {
      varint.reversed().reduce(0) { $0 << 7 | Int($1 & 0x7F) }
    }
    while position < bytes.count {
      let tag = value(varint())
      switch tag & 7 {
      case 0: found.append((tag >> 3, varint()))
      case 2:
        let size = value(varint())
        found.append((tag >> 3, Array(bytes[position..<position + size])))
        position += size
      default: position += tag & 7 == 1 ? 8 : 4
      }
    }
    return found
  }
}

/// Random messages as canonical bytes: fields in order, no defaults, map keys sorted.
struct RandomMessages {
  let schema: Schema
  var draw: SeededGenerator

  static let words = [
    "a", "sync-inventory", "räck", "日本語", "vm.created", "🔔 bell", "0123456789abcdef",
  ]

  mutating func message(_ name: String, depth: Int = 3) -> Bytes {
    switch name {
    case "google.protobuf.Timestamp", "google.protobuf.Duration":
      let seconds = draw.below(4_000_000_000) + 1
      let micros = draw.below(2) == 0 ? 0 : draw.below(1_000_000)
      return WireText.make {
        $0.number(1, seconds)
        if micros > 0 { $0.number(2, micros * 1_000) }
      }
    case "google.protobuf.FieldMask":
      // One without paths is the same as none.
      return WireText.make {
        $0.text(1, "job.retry")
        $0.text(1, "labels")
      }
    default: break
    }
    guard let message = schema.messages[name] else { return [] }
    var wire = WireText()
    var taken: Set<Int> = []
    for field in message.fields {
      guard message.isMapEntry || draw.below(2) == 0 else { continue }
      if let oneof = field.oneof, !taken.insert(oneof).inserted { continue }
      write(field, depth: depth, to: &wire)
    }
    return wire.bytes
  }

  private mutating func write(_ field: Schema.Field, depth: Int, to wire: inout WireText) {
    if field.type == 11, schema.messages[field.typeName]?.isMapEntry == true {
      let keys = Set((0..<3).map { _ in word() }).map { Bytes($0.utf8) }
      for key in keys.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
        let value = word()
        wire.blob(
          field.number,
          WireText.make {
            $0.blob(1, key)
            $0.text(2, value)
          })
      }
      return
    }
    if field.type == 11, depth == 0 { return }
    if field.isRepeated, ![9, 11, 12].contains(field.type) {
      let count = draw.below(4) + 1
      var packed = WireText()
      for _ in 0..<count { scalar(field, to: &packed) }
      return wire.blob(field.number, packed.bytes)
    }
    for _ in 0..<(field.isRepeated ? draw.below(3) + 1 : 1) {
      switch field.type {
      case 9: wire.text(field.number, word())
      case 12: wire.blob(field.number, [0xFF] + (0..<draw.below(40)).map { UInt8($0) })
      case 11: wire.blob(field.number, message(field.typeName, depth: depth - 1))
      case 1, 6, 16:
        wire.tag(field.number, 1)
        scalar(field, to: &wire)
      case 2, 7, 15:
        wire.tag(field.number, 5)
        scalar(field, to: &wire)
      default:
        wire.tag(field.number, 0)
        scalar(field, to: &wire)
      }
    }
  }

  private mutating func scalar(_ field: Schema.Field, to wire: inout WireText) {
    switch field.type {
    case 8: wire.varint(1)
    case 14:
      let values = schema.enums[field.typeName] ?? [1]
      // Now and then one that nobody knows.
      wire.varint(draw.below(8) == 0 ? 4_711 : values[Int(draw.below(UInt64(values.count)))])
    case 5: wire.varint(UInt64(bitPattern: Int64(Int32(truncatingIfNeeded: draw.next()) | 1)))
    case 13: wire.varint(UInt64(UInt32(truncatingIfNeeded: draw.next()) | 1))
    case 1, 6, 16: wire.bytes.append(littleEndian: draw.next() | 1)
    case 2, 7, 15: wire.bytes.append(littleEndian: UInt32(truncatingIfNeeded: draw.next()) | 1)
    default: wire.varint(draw.next() >> draw.below(64) | 1)
    }
  }

  private mutating func word() -> String {
    RandomMessages.words[Int(draw.below(UInt64(RandomMessages.words.count)))]
  }
}
