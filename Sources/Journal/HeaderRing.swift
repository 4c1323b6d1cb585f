public import Units

/// The second, small home of record headers: slot `sequence % slots` of a file of fixed size.
///
///      0  record header       64
///     64  segment number      u64
///     72  offset in segment   u64
///     80  zero                12
///     92  CRC32C of log id and bytes 0..<92
///
/// A slot is written only after its record's sync has returned. So whatever stands here was durable
/// once: a record that is bad on disk and stands here, or lies below one that does, is damaged and no
/// torn tail; and where a header itself is damaged this copy says where the next record begins. The
/// ring is never believed about anything else, and one that is lost is begun anew.
public enum HeaderRing {
  public static let slotSize = 96

  /// One slot.
  public struct Slot: Hashable, Sendable {
    public var header: RecordHeader
    public var segment: SegmentName
    public var offset: Int

    public init(header: RecordHeader, segment: SegmentName, offset: Int) {
      self.header = header
      self.segment = segment
      self.offset = offset
    }

    /// Appends the 96 bytes.
    public func append(to bytes: inout Bytes, log: UInt64) {
      let start = bytes.count
      header.append(to: &bytes, segment: segment, offset: offset)
      bytes.append(littleEndian: segment.number)
      bytes.append(littleEndian: UInt64(offset))
      bytes.append(contentsOf: repeatElement(0, count: 12))
      var checksum = HeaderRing.seed(log)
      checksum.update(bytes[start...])
      bytes.append(littleEndian: checksum.value)
    }
  }

  static func seed(_ log: UInt64) -> CRC32C {
    var bytes: Bytes = []
    bytes.append(littleEndian: log)
    return CRC32C(bytes)
  }

  /// Every whole slot of a log, by sequence. `salts` are those of the segments that are there; slots
  /// of others only count for the highest sequence.
  static func decode(
    _ bytes: Bytes, log: UInt64, salts: [UInt64: UInt64]
  ) -> (slots: [UInt64: Slot], highest: UInt64) {
    var slots: [UInt64: Slot] = [:]
    var highest: UInt64 = 0
    let seed = HeaderRing.seed(log)
    var start = 0
    while start + slotSize <= bytes.count {
      defer { start += slotSize }
      // Never written: most of a young ring.
      if bytes.word32(at: start) == 0 { continue }
      var checksum = seed
      checksum.update(bytes[start..<start + 92])
      guard bytes.word32(at: start + 92) == checksum.value else { continue }
      highest = max(highest, bytes.word64(at: start + 16))
      let number = bytes.word64(at: start + 64)
      let offset = Int(truncatingIfNeeded: bytes.word64(at: start + 72))
      guard let salt = salts[number] else { continue }
      let segment = SegmentName(number: number, salt: salt)
      if let header = RecordHeader(in: bytes, at: start, segment: segment, offset: offset) {
        slots[header.sequence] = Slot(header: header, segment: segment, offset: offset)
      }
    }
    return (slots, highest)
  }
}
