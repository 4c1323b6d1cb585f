import CChecksums

/// CRC32C (Castagnoli; RFC 3720, appendix B.4), the checksum of every durable record.
public struct CRC32C: Hashable, Sendable {
  public private(set) var value: UInt32 = 0

  public init() {}

  /// Goes on where a checksum that ended as `value` stopped: for chains.
  public init(continuing value: UInt32) { self.value = value }

  public init(_ bytes: borrowing Bytes) { update(bytes) }

  public mutating func update(_ bytes: borrowing Bytes) {
    unsafe bytes.withUnsafeBytes { buffer in unsafe update(buffer) }
  }

  public mutating func update(_ bytes: ArraySlice<UInt8>) {
    unsafe bytes.withUnsafeBytes { buffer in unsafe update(buffer) }
  }

  /// Continues over `buffer`, which is only read during the call.
  public mutating func update(_ buffer: UnsafeRawBufferPointer) {
    value = unsafe carillon_crc32c(value, buffer.baseAddress, buffer.count)
  }
}

/// A 128-bit hash (XXH3) for digests, idempotency keys and request bodies. Not a cryptographic one:
/// it tells apart what was not made to collide.
public struct Hash128: Hashable, Comparable, Sendable, CustomStringConvertible {
  public var high: UInt64
  public var low: UInt64

  public init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  public static let zero = Hash128(high: 0, low: 0)

  public init(of bytes: borrowing Bytes, seed: UInt64 = 0) {
    self = unsafe bytes.withUnsafeBytes { buffer in unsafe Hash128(of: buffer, seed: seed) }
  }

  public init(of bytes: ArraySlice<UInt8>, seed: UInt64 = 0) {
    self = unsafe bytes.withUnsafeBytes { buffer in unsafe Hash128(of: buffer, seed: seed) }
  }

  /// Hashes `buffer`, which is only read during the call.
  public init(of buffer: UnsafeRawBufferPointer, seed: UInt64 = 0) {
    let hash = unsafe carillon_xxh3_128(buffer.baseAddress, buffer.count, seed)
    self.init(high: hash.high, low: hash.low)
  }

  public static func < (left: Hash128, right: Hash128) -> Bool {
    (left.high, left.low) < (right.high, right.low)
  }

  /// 32 lower-case hexadecimal digits.
  public var description: String {
    func hex(_ value: UInt64) -> String {
      let digits = String(value, radix: 16)
      return String(repeating: "0", count: 16 - digits.count) + digits
    }
    return hex(high) + hex(low)
  }
}
