public import Units

/// The 64 bytes before every record of a segment. Little-endian; a payload follows, filled up with
/// zeros to a multiple of 8.
///
///      0  generation       u32   low half of the segment's salt, never 0
///      4  type             u8    `Kind`
///      5  flags            u8    bit 0: last record of its batch; bit 1: a vote is given
///      6  entry kind       u8
///      7  zero             u8
///      8  group            u32
///     12  length           u32   payload bytes
///     16  sequence         u64   1, 2, 3 ... over the life of the log; no gaps
///     24  syncedUpTo       u64   highest sequence whose sync had returned when this was written
///     32  term             u64
///     40  index            u64   for a hard state: the vote
///     48  payload CRC32C   u32
///     52  chain            u32   CRC32C of bytes 4..<52, continued from the record before
///     56  place            u32   offset of this header in its segment, in units of 8 bytes
///     60  header CRC32C    u32   of salt, segment number and bytes 0..<60
///
/// The commit frame of a batch is flag bit 0 of its last record: a batch whose last record is not
/// there is no batch. The salt is drawn at random for each use of a segment file, so that neither an
/// earlier life of a recycled file nor payload bytes made to look like a record pass for one.
/// `syncedUpTo` counts records, not entries, so that it speaks for hard states and truncations too.
public struct RecordHeader: Hashable, Sendable {
  public enum Kind: UInt8, Sendable, Hashable {
    /// `term`, and the vote as `index` where flag bit 1 is set. No payload, like all but two.
    case hardState = 1
    /// An entry with its payload.
    case entry = 2
    /// Every entry from `index` on is void.
    case truncate = 3
    /// The payload of entry `index`/`term`, refetched.
    case repair = 4
    /// Entries up to `index`/`term` are needed no more.
    case cut = 5
    /// Every entry is void, and the log goes on after `index`/`term`.
    case reset = 6
  }

  public var kind: Kind
  public var closesBatch = false
  public var hasVote = false
  public var entryKind: UInt8 = 0
  public var group = GroupID.main
  public var length: UInt32 = 0
  public var sequence: UInt64 = 0
  public var syncedUpTo: UInt64 = 0
  public var term: Term
  public var index: LogIndex
  public var payloadChecksum: UInt32 = 0
  public var chain: UInt32 = 0

  public static let size = 64

  public init(kind: Kind, term: Term, index: LogIndex) {
    self.kind = kind
    self.term = term
    self.index = index
  }

  public var position: JournalPosition { JournalPosition(term: term, index: index) }

  /// Header, payload and padding.
  public var span: Int { RecordHeader.size + (Int(length) + 7) & ~7 }

  /// The chain after this record, given the one before it.
  func chained(after previous: UInt32) -> UInt32 {
    var bytes = Bytes(repeating: 0, count: RecordHeader.size)
    store(in: &bytes, at: 0)
    var checksum = CRC32C(continuing: previous)
    checksum.update(bytes[4..<52])
    return checksum.value
  }

  /// Stores bytes 4..<52 of the header at `start`.
  @inline(__always)
  private func store(in bytes: inout Bytes, at start: Int) {
    var span = bytes.mutableSpan
    span[start + 4] = kind.rawValue
    span[start + 5] = (closesBatch ? 1 : 0) | (hasVote ? 2 : 0)
    span[start + 6] = entryKind
    span.store(group.rawValue, at: start + 8)
    span.store(length, at: start + 12)
    span.store(sequence, at: start + 16)
    span.store(syncedUpTo, at: start + 24)
    span.store(term.rawValue, at: start + 32)
    span.store(index.rawValue, at: start + 40)
    span.store(payloadChecksum, at: start + 48)
  }

  /// Appends the 64 bytes for the place `offset` of `segment`, with the chain as it is.
  func append(to bytes: inout Bytes, segment: SegmentName, offset: Int) {
    let start = bytes.count
    bytes.append(contentsOf: repeatElement(0, count: RecordHeader.size))
    store(in: &bytes, at: start)
    seal(&bytes, at: start, segment: segment, offset: offset)
  }

  /// As `append`, and works out `chain` from the one before.
  mutating func append(
    to bytes: inout Bytes, segment: SegmentName, offset: Int, after previous: UInt32
  ) {
    let start = bytes.count
    bytes.append(contentsOf: repeatElement(0, count: RecordHeader.size))
    store(in: &bytes, at: start)
    var checksum = CRC32C(continuing: previous)
    checksum.update(bytes[start + 4..<start + 52])
    chain = checksum.value
    seal(&bytes, at: start, segment: segment, offset: offset)
  }

  private func seal(_ bytes: inout Bytes, at start: Int, segment: SegmentName, offset: Int) {
    bytes.store(segment.generation, at: start)
    bytes.store(chain, at: start + 52)
    bytes.store(UInt32(offset / 8), at: start + 56)
    var checksum = segment.seed
    checksum.update(bytes[start..<start + 60])
    bytes.store(checksum.value, at: start + 60)
  }

  /// The header at `start` of `bytes`, written for the place `offset` of `segment`; nil for anything
  /// else.
  init?(in bytes: borrowing Bytes, at start: Int, segment: SegmentName, offset: Int) {
    guard start >= 0, start + RecordHeader.size <= bytes.count,
      bytes.word32(at: start) == segment.generation,
      bytes.word32(at: start + 56) == UInt32(truncatingIfNeeded: offset / 8),
      let kind = Kind(rawValue: bytes[start + 4])
    else { return nil }
    var checksum = segment.seed
    checksum.update(bytes[start..<start + 60])
    guard bytes.word32(at: start + 60) == checksum.value else { return nil }
    self.init(
      kind: kind, term: Term(bytes.word64(at: start + 32)),
      index: LogIndex(bytes.word64(at: start + 40)))
    closesBatch = bytes[start + 5] & 1 != 0
    hasVote = bytes[start + 5] & 2 != 0
    entryKind = bytes[start + 6]
    group = GroupID(bytes.word32(at: start + 8))
    length = bytes.word32(at: start + 12)
    sequence = bytes.word64(at: start + 16)
    syncedUpTo = bytes.word64(at: start + 24)
    payloadChecksum = bytes.word32(at: start + 48)
    chain = bytes.word32(at: start + 52)
  }
}

/// What names one use of a segment file.
public struct SegmentName: Hashable, Sendable {
  public let number: UInt64
  /// Drawn at random for each use; its low half is never 0.
  public let salt: UInt64
  /// Of salt and number: what every header checksum of the segment begins with.
  let seed: CRC32C

  public init(number: UInt64, salt: UInt64) {
    self.number = number
    self.salt = salt & 0xFFFF_FFFF == 0 ? salt | 1 : salt
    var bytes: Bytes = []
    bytes.append(littleEndian: self.salt)
    bytes.append(littleEndian: number)
    seed = CRC32C(bytes)
  }

  var generation: UInt32 { UInt32(truncatingIfNeeded: salt) }
}

extension MutableSpan where Element == UInt8 {
  /// The little-endian bytes of `value` at `place`.
  @inline(__always)
  mutating func store<Value: FixedWidthInteger>(_ value: Value, at place: Int) {
    for byte in 0..<Value.bitWidth / 8 {
      self[place + byte] = UInt8(truncatingIfNeeded: value >> Value(byte * 8))
    }
  }
}

extension Array where Element == UInt8 {
  @inline(__always)
  mutating func store(_ value: UInt32, at place: Int) {
    var span = mutableSpan
    span.store(value, at: place)
  }

  /// The little-endian word at `place`, which must lie within.
  @inline(__always)
  func word32(at place: Int) -> UInt32 {
    UInt32(self[place]) | UInt32(self[place + 1]) << 8 | UInt32(self[place + 2]) << 16
      | UInt32(self[place + 3]) << 24
  }

  @inline(__always)
  func word64(at place: Int) -> UInt64 {
    UInt64(word32(at: place)) | UInt64(word32(at: place + 4)) << 32
  }
}
