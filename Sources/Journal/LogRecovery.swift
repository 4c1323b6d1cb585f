public import Units

/// What to believe of a log after a start: a pure function of the bytes of its files, fed in pieces.
///
/// Show the headers of all segments and the ring, then the segments that are `wanted`, whole and one
/// by one, then `finish`. The rule (consensus.md, Storage): let M be the highest sequence that any
/// whole header, segment header or ring slot says was synced. A bad record above M is a torn tail and
/// is cut, back to the start of its batch. At or below M it is damage: where only a payload is bad
/// the entry is refetched, and where a header is bad and the ring has no copy of it, or anything else
/// is missing, the log is unreadable.
public struct LogRecovery: Sendable {
  /// A segment file: its number by its name, and its first 8,192 bytes.
  public struct File: Sendable {
    public var number: UInt64
    public var header: Bytes

    public init(number: UInt64, header: Bytes) {
      self.number = number
      self.header = header
    }
  }

  public enum Outcome: Sendable {
    /// No segment: a log to be made.
    case empty
    case readable(Restored)
    case unreadable(RecoveryDecision.Damage)
  }

  /// A readable log and how to go on with it.
  public struct Restored: Sendable {
    public var log: RecoveredLog
    /// What stands before `end.tail`.
    public var replay: LogReplay
    public var segments: [SegmentHeader]
    /// Numbers of files that are no longer part of the log (a cut was under way).
    public var stale: [UInt64]
    public var end: End
  }

  /// How to write on.
  public struct End: Sendable {
    /// Ready for the next record in the last segment, where `mustMove` is false.
    public var encoder: LogEncoder
    /// Write on in a fresh segment with this header, after `tail`: the last segment's rest holds
    /// records cut off, or some whose sync is not proven and may be in the page cache only.
    public var mustMove: Bool
    /// State before `tail`; number and salt to be filled in.
    public var header: SegmentHeader
    /// Whole records above M, with their places in the last segment, to be written anew.
    public var tail: [Found]
  }

  /// A record and where its header lies.
  public struct Found: Sendable {
    public var record: RecordHeader
    public var offset: Int
    public var isWhole: Bool
  }

  private var headers: [SegmentHeader] = []
  private var stale: [UInt64] = []
  private var slots: [UInt64: HeaderRing.Slot] = [:]
  private var synced: UInt64 = 0
  private var damage: RecoveryDecision.Damage?
  private var next = 0
  private var replay: LogReplay?
  private var sequence: UInt64 = 0
  private var chain: UInt32 = 0
  /// Of the last segment.
  private var found: [Found] = []
  private var endOffset = 0
  private var remains = false

  public init(segments files: [File], ring: Bytes) {
    let sorted = files.sorted { $0.number < $1.number }
    guard let newest = sorted.last else {
      // The first segment bears its name before the ring is made.
      if ring.contains(where: { $0 != 0 }) {
        damage = RecoveryDecision.Damage(
          segment: 0, offset: 0, reason: "there is a header ring and no segment")
      }
      return
    }
    // Older ones than a gap in the numbers are left over from a cut that was under way.
    var first = newest.number
    for file in sorted.reversed().dropFirst() {
      if file.number + 1 == first { first = file.number } else { break }
    }
    for file in sorted {
      if file.number < first {
        stale.append(file.number)
      } else if let header = SegmentHeader(decoding: file.header),
        header.name.number == file.number, header.log == headers.last?.log ?? header.log
      {
        headers.append(header)
      } else {
        damage = RecoveryDecision.Damage(
          segment: file.number, offset: 0,
          reason: "neither copy of the segment's header is whole, or it is another log's")
        return
      }
    }
    readRing(ring)
  }

  private mutating func readRing(_ ring: Bytes) {
    guard let first = headers.first, let last = headers.last else { return }
    var salts: [UInt64: UInt64] = [:]
    for header in headers { salts[header.name.number] = header.name.salt }
    let decoded = HeaderRing.decode(ring, log: first.log, salts: salts)
    slots = decoded.slots
    synced = max(decoded.highest, last.sequence - 1)
    replay = LogReplay(first)
    sequence = first.sequence
    chain = first.chain
  }

  /// The number of the segment to show next; nil when there is none, or nothing more to learn.
  public var wanted: UInt64? {
    damage == nil && next < headers.count ? headers[next].name.number : nil
  }

  /// Takes all bytes of the segment that is `wanted`.
  public mutating func take(_ bytes: Bytes) {
    precondition(wanted != nil, "no segment is wanted")
    let header = headers[next]
    let successor = next + 1 < headers.count ? headers[next + 1] : nil
    next += 1
    guard header.sequence == sequence, header.chain == chain else {
      return fail(header, 0, "begins at record \(header.sequence), and \(sequence) is next")
    }
    // A segment has its whole length before it has a name: no crash makes it shorter.
    guard successor != nil || UInt64(bytes.count) >= header.size else {
      return fail(header, bytes.count, "ends there, and had \(header.size) bytes once")
    }
    let end = successor.map { Int(truncatingIfNeeded: $0.previousEnd) }
    var offset = SegmentHeader.span
    while end.map({ offset < $0 }) ?? true {
      guard let record = record(in: bytes, of: header.name, at: offset) else {
        if end == nil { break }
        return fail(header, offset, "the header of record \(sequence) is unreadable")
      }
      let item = Found(record: record, offset: offset, isWhole: isWhole(record, bytes, offset))
      synced = max(synced, record.syncedUpTo)
      sequence += 1
      chain = record.chain
      offset += record.span
      if end == nil {
        found.append(item)
      } else if let wrong = apply(item, header.name.number) {
        return fail(header, item.offset, wrong)
      }
    }
    if let end, end != offset {
      return fail(header, offset, "its records end past byte \(end), where they should")
    }
    endOffset = offset
    if end == nil { scan(bytes, of: header.name, from: offset) }
  }

  private mutating func fail(_ header: SegmentHeader, _ offset: Int, _ reason: String) {
    damage = RecoveryDecision.Damage(segment: header.name.number, offset: offset, reason: reason)
  }

  /// The record that must come next, from its place or else from the ring.
  private func record(in bytes: Bytes, of segment: SegmentName, at offset: Int) -> RecordHeader? {
    if let record = RecordHeader(in: bytes, at: offset, segment: segment, offset: offset),
      record.sequence == sequence, record.chained(after: chain) == record.chain
    {
      return record
    }
    guard let slot = slots[sequence], slot.segment == segment, slot.offset == offset,
      slot.header.chained(after: chain) == slot.header.chain
    else { return nil }
    return slot.header
  }

  private func isWhole(_ record: RecordHeader, _ bytes: Bytes, _ offset: Int) -> Bool {
    guard record.length > 0 else { return true }
    let start = offset + RecordHeader.size
    guard start + Int(record.length) <= bytes.count else { return false }
    var checksum = CRC32C()
    checksum.update(bytes[start..<start + Int(record.length)])
    return checksum.value == record.payloadChecksum
  }

  private mutating func apply(_ item: Found, _ segment: UInt64) -> String? {
    replay?.apply(item.record, isWhole: item.isWhole, segment: segment, offset: item.offset)
  }

  /// Whole headers past the last record that follows: what the mark in them says, and that the rest
  /// of the segment must not be written on.
  private mutating func scan(_ bytes: Bytes, of segment: SegmentName, from start: Int) {
    let generation = segment.generation
    let low = UInt8(truncatingIfNeeded: generation)
    var offset = start
    while offset + RecordHeader.size <= bytes.count {
      if bytes[offset] == low, bytes.word32(at: offset) == generation,
        let record = RecordHeader(in: bytes, at: offset, segment: segment, offset: offset)
      {
        remains = true
        synced = max(synced, record.syncedUpTo)
      }
      offset += 8
    }
  }

  /// The verdict.
  public consuming func finish() -> Outcome {
    if let damage { return .unreadable(damage) }
    guard var replay, let last = headers.last else { return .empty }
    precondition(next == headers.count, "\(headers.count - next) segments were not shown")
    if synced >= sequence {
      fail(last, endOffset, "record \(sequence) was synced once, and cannot be read")
      if let damage { return .unreadable(damage) }
    }
    let kept = keptCount()
    guard let kept else {
      return .unreadable(
        RecoveryDecision.Damage(
          segment: last.name.number, offset: endOffset,
          reason: "the end of a batch that was synced once cannot be read"))
    }
    let isTorn = remains || kept < found.count
    var before: LogReplay?
    var proven: (Int, UInt64, UInt32) = (SegmentHeader.span, last.sequence, last.chain)
    var tail: [Found] = []
    var tear = proven.0
    for item in found.prefix(kept) {
      if item.record.sequence > synced && before == nil { before = replay }
      if item.record.sequence > synced {
        tail.append(item)
      } else {
        proven = (item.offset + item.record.span, item.record.sequence + 1, item.record.chain)
      }
      tear = item.offset + item.record.span
      let wrong = replay.apply(
        item.record, isWhole: item.isWhole, segment: last.name.number, offset: item.offset)
      if let wrong {
        return .unreadable(
          RecoveryDecision.Damage(segment: last.name.number, offset: item.offset, reason: wrong))
      }
    }
    var header = state(of: before ?? replay, last)
    header.previousEnd = UInt64(proven.0)
    header.sequence = proven.1
    header.chain = proven.2
    if let gap = replay.gap {
      return .unreadable(
        RecoveryDecision.Damage(segment: headers[0].name.number, offset: 0, reason: gap))
    }
    let damaged = replay.entries.filter(\.isDamaged).map(\.mark.index)
    var decision = RecoveryDecision.keep
    if isTorn { decision = .cutTornTail(.init(segment: last.name.number, offset: tear)) }
    if !damaged.isEmpty { decision = .bodiesDamaged(damaged) }
    return .readable(
      Restored(
        log: RecoveredLog(
          decision: decision, hardState: replay.hardState, base: replay.base,
          entries: replay.entries.map(\.mark)),
        replay: before ?? replay, segments: headers, stale: stale,
        end: End(
          encoder: LogEncoder(
            segment: last.name, offset: proven.0, sequence: proven.1, chain: proven.2,
            syncedUpTo: proven.1 - 1),
          mustMove: isTorn || !tail.isEmpty, header: header, tail: tail)))
  }

  /// How many records of the last segment stand: whole batches, and nothing from the first bad payload
  /// above the mark on. A batch with one record at or below the mark was synced with all. Nil where
  /// such a batch lacks its end.
  private mutating func keptCount() -> Int? {
    var start = 0
    for (place, item) in found.enumerated() where item.record.closesBatch {
      let batch = found[start...place]
      if found[start].record.sequence <= synced {
        synced = max(synced, item.record.sequence)
      } else if !batch.allSatisfy(\.isWhole) {
        return start
      }
      start = place + 1
    }
    if start < found.count && found[start].record.sequence <= synced { return nil }
    return start
  }

  private func state(of replay: LogReplay, _ last: SegmentHeader) -> SegmentHeader {
    var header = last
    header.hardState = replay.hardState
    header.base = replay.base
    header.last = replay.last
    return header
  }
}
