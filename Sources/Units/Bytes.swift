/// A run of bytes with value semantics; copies share storage until one of them changes.
public typealias Bytes = [UInt8]

/// A number of bytes.
public struct ByteCount: Hashable, Comparable, Sendable, CustomStringConvertible {
  public var rawValue: UInt64

  public init(_ rawValue: UInt64) { self.rawValue = rawValue }
  public init(_ count: Int) { self.rawValue = UInt64(count) }

  public static let zero = ByteCount(UInt64(0))

  public static func kibibytes(_ count: UInt64) -> ByteCount { ByteCount(count << 10) }
  public static func mebibytes(_ count: UInt64) -> ByteCount { ByteCount(count << 20) }
  public static func gibibytes(_ count: UInt64) -> ByteCount { ByteCount(count << 30) }

  public static func < (left: ByteCount, right: ByteCount) -> Bool {
    left.rawValue < right.rawValue
  }
  public static func + (left: ByteCount, right: ByteCount) -> ByteCount {
    ByteCount(left.rawValue + right.rawValue)
  }
  public static func - (left: ByteCount, right: ByteCount) -> ByteCount {
    ByteCount(left.rawValue - right.rawValue)
  }

  /// `36 MiB`, rounded to the nearest unit.
  public var description: String {
    var value = rawValue
    for unit in ["B", "KiB", "MiB", "GiB"] {
      if value < 10_240 { return "\(value) \(unit)" }
      value = (value + 512) / 1_024
    }
    return "\(value) TiB"
  }
}

extension Array where Element == UInt8 {
  /// Appends the little-endian bytes of `value`.
  @inlinable
  public mutating func append<Value: FixedWidthInteger>(littleEndian value: Value) {
    var rest = value
    for _ in 0..<(Value.bitWidth / 8) {
      append(UInt8(truncatingIfNeeded: rest))
      rest = Value.bitWidth == 8 ? 0 : rest >> 8
    }
  }

  /// Appends the big-endian bytes of `value`, which compare as the number does: for store keys.
  @inlinable
  public mutating func append<Value: FixedWidthInteger>(bigEndian value: Value) {
    var shift = Value.bitWidth - 8
    while shift >= 0 {
      append(UInt8(truncatingIfNeeded: value >> Value(shift)))
      shift -= 8
    }
  }
}

/// Reads fixed-width values off a run of bytes; every read says whether the bytes were there.
public struct ByteReader: Sendable {
  public let bytes: ArraySlice<UInt8>
  /// The index in `bytes` of the next byte to read.
  public private(set) var position: Int

  public init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    self.position = bytes.startIndex
  }

  public init(_ bytes: Bytes) { self.init(bytes[...]) }

  public var remaining: Int { bytes.endIndex - position }

  /// The next value in little-endian order, or nil (and nothing consumed) where bytes are missing.
  @inlinable
  public mutating func littleEndian<Value: FixedWidthInteger>(_ type: Value.Type) -> Value? {
    let width = Value.bitWidth / 8
    guard let slice = take(width) else { return nil }
    var value: Value = 0
    for byte in slice.reversed() {
      value = (Value.bitWidth == 8 ? 0 : value << 8) | Value(truncatingIfNeeded: byte)
    }
    return value
  }

  /// The next value in big-endian order, or nil (and nothing consumed) where bytes are missing.
  @inlinable
  public mutating func bigEndian<Value: FixedWidthInteger>(_ type: Value.Type) -> Value? {
    let width = Value.bitWidth / 8
    guard let slice = take(width) else { return nil }
    var value: Value = 0
    for byte in slice {
      value = (Value.bitWidth == 8 ? 0 : value << 8) | Value(truncatingIfNeeded: byte)
    }
    return value
  }

  /// The next `count` bytes, or nil (and nothing consumed) where fewer are left.
  public mutating func take(_ count: Int) -> ArraySlice<UInt8>? {
    guard count >= 0, count <= remaining else { return nil }
    let start = position
    position += count
    return bytes[start..<position]
  }
}
