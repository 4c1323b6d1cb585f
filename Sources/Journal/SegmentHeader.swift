public import Units

/// The first 8 KiB of a segment: two copies of what the log was when the segment began, at bytes 0
/// and 4096. Records begin at byte 8192.
///
///       0  magic "CARILSEG"              8
///       8  format version             u32
///      12  flags                      u32   bit 0: a vote is given
///      16  segment size               u64
///      24  log id                     u64   the incarnation of the node whose log it is
///      32  salt                       u64
///      40  number                     u64   1, 2, 3 ...
///      48  first record's sequence    u64
///      56  end of the segment before  u64   byte offset at which its records end; 0 for the first
///      64  hard state: term, vote     u64 u64
///      80  base: term, index          u64 u64
///      96  last entry: term, index    u64 u64
///     112  chain of the record before u32
///     116  CRC32C of bytes 0..<116    u32
///
/// Little-endian. A segment bears its name only once its header is synced, so a segment with that
/// name and without a header is damaged. Whatever the segment before holds past its `end` is void.
public struct SegmentHeader: Hashable, Sendable {
  public var name: SegmentName
  public var size: UInt64
  public var log: UInt64
  /// Of the first record in this segment: all before it were synced when the header was written.
  public var sequence: UInt64
  public var previousEnd: UInt64
  public var hardState: JournalHardState
  public var base: JournalPosition
  public var last: JournalPosition
  public var chain: UInt32

  public static let formatVersion: UInt32 = 1
  /// Where records begin.
  public static let span = 8_192
  static let secondCopy = 4_096
  static let magic = Array("CARILSEG".utf8)
  static let encodedSize = 120

  public init(
    name: SegmentName, size: UInt64, log: UInt64, sequence: UInt64 = 1, previousEnd: UInt64 = 0,
    hardState: JournalHardState = JournalHardState(), base: JournalPosition = .zero,
    last: JournalPosition = .zero, chain: UInt32 = 0
  ) {
    self.name = name
    self.size = size
    self.log = log
    self.sequence = sequence
    self.previousEnd = previousEnd
    self.hardState = hardState
    self.base = base
    self.last = last
    self.chain = chain
  }

  /// All 8,192 bytes.
  public func encoded() -> Bytes {
    var copy = SegmentHeader.magic
    copy.append(littleEndian: SegmentHeader.formatVersion)
    copy.append(littleEndian: UInt32(hardState.vote == nil ? 0 : 1))
    copy.append(littleEndian: size)
    copy.append(littleEndian: log)
    copy.append(littleEndian: name.salt)
    copy.append(littleEndian: name.number)
    copy.append(littleEndian: sequence)
    copy.append(littleEndian: previousEnd)
    copy.append(littleEndian: hardState.term.rawValue)
    copy.append(littleEndian: hardState.vote?.rawValue ?? 0)
    copy.append(littleEndian: base.term.rawValue)
    copy.append(littleEndian: base.index.rawValue)
    copy.append(littleEndian: last.term.rawValue)
    copy.append(littleEndian: last.index.rawValue)
    copy.append(littleEndian: chain)
    copy.append(littleEndian: CRC32C(copy).value)
    copy.append(
      contentsOf: repeatElement(0, count: SegmentHeader.secondCopy - SegmentHeader.encodedSize))
    return copy + copy
  }

  /// From the first 8,192 bytes of a file; nil where neither copy is whole.
  public init?(decoding bytes: Bytes) {
    for start in [0, SegmentHeader.secondCopy] {
      if let header = SegmentHeader(copyIn: bytes, at: start) {
        self = header
        return
      }
    }
    return nil
  }

  private init?(copyIn bytes: Bytes, at start: Int) {
    guard bytes.count >= start + SegmentHeader.encodedSize,
      bytes[start..<start + 8].elementsEqual(SegmentHeader.magic),
      bytes.word32(at: start + 8) == SegmentHeader.formatVersion
    else { return nil }
    var checksum = CRC32C()
    checksum.update(bytes[start..<start + 116])
    guard bytes.word32(at: start + 116) == checksum.value else { return nil }
    func word(_ place: Int) -> UInt64 { bytes.word64(at: start + place) }
    func position(_ place: Int) -> JournalPosition {
      JournalPosition(term: Term(word(place)), index: LogIndex(word(place + 8)))
    }
    let hasVote = bytes.word32(at: start + 12) & 1 != 0
    self.init(
      name: SegmentName(number: word(40), salt: word(32)), size: word(16), log: word(24),
      sequence: word(48), previousEnd: word(56),
      hardState: JournalHardState(term: Term(word(64)), vote: hasVote ? NodeID(word(72)) : nil),
      base: position(80), last: position(96), chain: bytes.word32(at: start + 112))
  }
}
