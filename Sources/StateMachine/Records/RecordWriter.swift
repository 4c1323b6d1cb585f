import Units

/// Writes the fields of a state record or of a leader-made command, one after another.
///
/// Numbers are LEB128 varints, signed ones zigzag; bytes and text carry their length. A record
/// begins with the machine version that wrote it, and grows at its end only.
struct RecordWriter {
  private(set) var bytes: Bytes

  init(capacity: Int = 128) {
    bytes = []
    bytes.reserveCapacity(capacity)
  }

  @inline(__always)
  mutating func number(_ value: UInt64) {
    var rest = value
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(truncatingIfNeeded: rest))
  }

  @inline(__always) mutating func number(_ value: Int) { number(UInt64(bitPattern: Int64(value))) }
  @inline(__always) mutating func byte(_ value: UInt8) { bytes.append(value) }
  @inline(__always) mutating func flag(_ value: Bool) { bytes.append(value ? 1 : 0) }
  @inline(__always) mutating func id(_ value: RecordID) { number(value.rawValue) }

  /// Zigzag, so that small magnitudes stay short.
  @inline(__always)
  mutating func signed(_ value: Int64) {
    number(UInt64(bitPattern: value << 1 ^ value >> 63))
  }

  @inline(__always) mutating func time(_ value: Instant) { signed(value.microseconds) }
  @inline(__always) mutating func span(_ value: Timeout) { signed(value.microseconds) }

  mutating func hash(_ value: Hash128) {
    bytes.append(littleEndian: value.high)
    bytes.append(littleEndian: value.low)
  }

  mutating func content(_ value: ContentHash) { bytes.append(contentsOf: value.bytes) }

  @inline(__always)
  mutating func text(_ value: String) {
    number(UInt64(value.utf8.count))
    bytes.append(contentsOf: value.utf8)
  }

  @inline(__always)
  mutating func blob(_ value: Bytes) {
    number(UInt64(value.count))
    bytes.append(contentsOf: value)
  }

  @inline(__always)
  mutating func blob(_ value: ArraySlice<UInt8>) {
    number(UInt64(value.count))
    bytes.append(contentsOf: value)
  }
}

/// Reads what `RecordWriter` wrote. After a missing or malformed field every further one reads as
/// zero or empty, and `isDamaged` says so: callers check once, at the end.
struct RecordReader {
  private var bytes: ArraySlice<UInt8>
  private var position: Int
  private(set) var isDamaged = false

  init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    self.position = bytes.startIndex
  }

  init(_ bytes: Bytes) { self.init(bytes[...]) }

  var isAtEnd: Bool { position == bytes.endIndex }

  mutating func byte() -> UInt8 {
    guard position < bytes.endIndex else {
      isDamaged = true
      return 0
    }
    defer { position += 1 }
    return bytes[position]
  }

  mutating func number() -> UInt64 {
    var value: UInt64 = 0
    var shift: UInt64 = 0
    while true {
      let next = byte()
      if isDamaged { return 0 }
      if shift == 63 && next > 1 {
        isDamaged = true
        return 0
      }
      value |= UInt64(next & 0x7F) << shift
      if next < 0x80 { return value }
      shift += 7
    }
  }

  mutating func count() -> Int { Int(truncatingIfNeeded: number()) }
  mutating func flag() -> Bool { byte() != 0 }
  mutating func id() -> RecordID { RecordID(number()) }

  mutating func signed() -> Int64 {
    let value = number()
    return Int64(bitPattern: value >> 1) ^ -Int64(bitPattern: value & 1)
  }

  mutating func time() -> Instant { Instant(microseconds: signed()) }
  mutating func span() -> Timeout { Timeout(microseconds: signed()) }

  mutating func hash() -> Hash128 {
    var reader = ByteReader(slice(16))
    guard let high = reader.littleEndian(UInt64.self), let low = reader.littleEndian(UInt64.self)
    else { return .zero }
    return Hash128(high: high, low: low)
  }

  mutating func content() -> ContentHash { ContentHash(bytes: slice(32)) ?? .zero }

  mutating func slice(_ count: Int) -> ArraySlice<UInt8> {
    guard count >= 0, count <= bytes.endIndex - position, !isDamaged else {
      isDamaged = true
      return []
    }
    defer { position += count }
    return bytes[position..<position + count]
  }

  mutating func blob() -> Bytes { Bytes(slice(count())) }

  mutating func text() -> String {
    guard let text = String(validating: slice(count()), as: UTF8.self) else {
      isDamaged = true
      return ""
    }
    return text
  }

  /// How many items follow; 0 and damaged where fewer bytes than that are left.
  mutating func items() -> Int {
    let number = count()
    guard number >= 0, number <= bytes.endIndex - position else {
      isDamaged = true
      return 0
    }
    return number
  }
}
