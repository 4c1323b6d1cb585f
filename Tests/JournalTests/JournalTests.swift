import Journal
import Testing
import Units

/// A log of one or more segments in memory, written as `Storage` writes it.
struct PaperLog {
  var segments: [UInt64: Bytes] = [:]
  var encoder: LogEncoder
  var replay: LogReplay
  var ring: Bytes
  let log: UInt64 = 77
  let size: Int
  var salt: UInt64 = 0x1234_5678_9ABC_DEF1
  /// Where each batch begins, in the segment it is in.
  var batches: [(segment: UInt64, offset: Int)] = []
  var pending: [HeaderRing.Slot] = []
  let slots = 64

  /// `leftover` fills the first segment, as an earlier life of its file would.
  init(size: Int = 16_384, leftover: Bytes? = nil) {
    self.size = size
    let name = SegmentName(number: 1, salt: salt)
    let header = SegmentHeader(name: name, size: UInt64(size), log: log)
    encoder = LogEncoder(
      segment: name, offset: SegmentHeader.span, sequence: 1, chain: 0, syncedUpTo: 0)
    replay = LogReplay(header)
    ring = Bytes(repeating: 0, count: slots * HeaderRing.slotSize)
    var bytes = leftover ?? Bytes(repeating: 0, count: size)
    bytes.replaceSubrange(0..<SegmentHeader.span, with: header.encoded())
    segments[1] = bytes
  }

  /// Writes one batch; `settled` puts its headers into the ring.
  mutating func append(_ batch: LogBatch, settled: Bool = false) {
    encoder.append(batch)
    batches.append((encoder.segment.number, encoder.start))
    let start = encoder.start
    segments[encoder.segment.number]?.replaceSubrange(
      start..<start + encoder.buffer.count, with: encoder.buffer)
    for slot in encoder.slots {
      let wrong = replay.apply(
        slot.header, isWhole: true, segment: slot.segment.number, offset: slot.offset)
      #expect(wrong == nil)
    }
    pending += encoder.slots
    encoder.synced()
    if settled { settle() }
  }

  mutating func settle() {
    for slot in pending {
      var bytes: Bytes = []
      slot.append(to: &bytes, log: log)
      let start = Int(slot.header.sequence % UInt64(slots)) * HeaderRing.slotSize
      ring.replaceSubrange(start..<start + bytes.count, with: bytes)
    }
    pending = []
  }

  /// Goes on in a new segment, on `leftover` where given.
  mutating func beginSegment(leftover: Bytes? = nil) {
    salt &+= 0x1_0000_0003
    let name = SegmentName(number: encoder.segment.number + 1, salt: salt)
    let header = SegmentHeader(
      name: name, size: UInt64(size), log: log, sequence: encoder.sequence,
      previousEnd: UInt64(encoder.offset), hardState: replay.hardState, base: replay.base,
      last: replay.last, chain: encoder.chain)
    var bytes = leftover ?? Bytes(repeating: 0, count: size)
    bytes.replaceSubrange(0..<SegmentHeader.span, with: header.encoded())
    segments[name.number] = bytes
    encoder.begin(name)
  }

  func recover() -> LogRecovery.Outcome { PaperLog.recover(segments, ring) }

  static func recover(_ segments: [UInt64: Bytes], _ ring: Bytes) -> LogRecovery.Outcome {
    var recovery = LogRecovery(
      segments: segments.map {
        LogRecovery.File(number: $0.key, header: Bytes($0.value.prefix(SegmentHeader.span)))
      }, ring: ring)
    while let number = recovery.wanted { recovery.take(segments[number] ?? []) }
    return recovery.finish()
  }
}

func entry(_ index: UInt64, _ term: UInt64, _ size: Int = 20) -> JournalEntry {
  JournalEntry(
    term: Term(term), index: LogIndex(index), kind: 2,
    payload: (0..<size).map { UInt8(truncatingIfNeeded: index &* 31 &+ UInt64($0) &* 7) })
}

func state(_ term: UInt64, _ vote: UInt64? = nil) -> JournalHardState {
  JournalHardState(term: Term(term), vote: vote.map { NodeID($0) })
}

func position(_ index: UInt64, _ term: UInt64) -> JournalPosition {
  JournalPosition(term: Term(term), index: LogIndex(index))
}

extension LogRecovery.Outcome {
  var restored: LogRecovery.Restored? {
    if case .readable(let restored) = self { return restored }
    return nil
  }

  /// One line, as the case tables have it.
  var summary: String {
    switch self {
    case .empty: return "empty"
    case .unreadable(let damage): return "unreadable: \(damage.reason)"
    case .readable(let restored):
      let log = restored.log
      let verdict =
        switch log.decision {
        case .keep: "keep"
        case .cutTornTail: "cut"
        case .bodiesDamaged(let indexes):
          "damaged " + indexes.map(\.description).joined(separator: ",")
        case .unreadable: "never"
        }
      let vote = log.hardState.vote.map { " for n\($0.rawValue)" } ?? ""
      return "\(verdict); term \(log.hardState.term)\(vote); base \(log.base); last \(log.last)"
        + "; tail \(restored.end.tail.count)\(restored.end.mustMove ? " moved" : "")"
    }
  }
}

@Suite struct RecordTests {
  @Test func anEmptyDirectoryIsALogToBeMade() {
    guard case .empty = PaperLog.recover([:], []) else {
      Issue.record("not empty")
      return
    }
    #expect(PaperLog.recover([:], [1]).summary.hasPrefix("unreadable"))
  }

  @Test func everyKindOfRecordComesBack() {
    var log = PaperLog()
    log.append(LogBatch(hardState: state(1, 2), entries: [entry(1, 1), entry(2, 1, 0)]))
    log.append(LogBatch(hardState: state(2), truncateFrom: LogIndex(2), entries: [entry(2, 2, 7)]))
    log.append(LogBatch(entries: [entry(3, 2), entry(4, 2)]))
    log.append(LogBatch(cut: position(2, 2)), settled: true)
    #expect(log.recover().summary == "keep; term 2; base 2/2; last 4/2; tail 0")
    log.append(LogBatch(reset: position(9, 3)), settled: true)
    #expect(log.recover().summary == "keep; term 2; base 9/3; last 9/3; tail 0")
    log.beginSegment()
    log.append(LogBatch(hardState: state(4, 1), entries: [entry(10, 4)]), settled: true)
    #expect(log.recover().summary == "keep; term 4 for n1; base 9/3; last 10/4; tail 0")
    // The older segment is needed no more once it holds nothing that stands.
    log.segments[1] = nil
    #expect(log.recover().summary == "keep; term 4 for n1; base 9/3; last 10/4; tail 0")
  }

  @Test func whatIsNotProvenSyncedIsWrittenAnew() {
    var log = PaperLog()
    log.append(LogBatch(hardState: state(1, 2), entries: [entry(1, 1)]))
    log.append(LogBatch(entries: [entry(2, 1), entry(3, 1)]))
    let restored = log.recover().restored
    #expect(restored?.end.mustMove == true)
    #expect(restored?.end.tail.map(\.record.index) == [LogIndex(2), LogIndex(3)])
    #expect(restored?.end.header.last == position(1, 1))
    #expect(restored?.end.header.previousEnd == UInt64(log.batches[1].offset))
    #expect(restored?.log.last == position(3, 1))
    log.settle()
    #expect(log.recover().restored?.end.mustMove == false)
  }

  @Test func aSegmentThatIsMissingIsNoticed() {
    var log = PaperLog()
    log.append(LogBatch(entries: [entry(1, 1)]), settled: true)
    log.beginSegment()
    log.append(LogBatch(entries: [entry(2, 1)]), settled: true)
    log.beginSegment()
    log.append(LogBatch(entries: [entry(3, 1)]), settled: true)
    for number in UInt64(1)...3 {
      var segments = log.segments
      segments[number] = nil
      #expect(PaperLog.recover(segments, log.ring).summary.hasPrefix("unreadable"))
    }
  }
}

@Suite struct TornTailTests {
  static func log(leftover: Bytes?) -> PaperLog {
    var log = PaperLog(leftover: leftover)
    log.append(LogBatch(hardState: state(3, 1), entries: [entry(1, 3), entry(2, 3)]))
    log.append(LogBatch(entries: [entry(3, 3)]))
    log.append(
      LogBatch(hardState: state(4, 2), truncateFrom: LogIndex(3), entries: [entry(3, 4, 33)]))
    return log
  }

  /// The earlier life of a file: a whole log with other entries, of another salt.
  static var earlierLife: Bytes {
    var log = PaperLog()
    log.salt = 99
    log.beginSegment()
    for index in UInt64(1)...60 { log.append(LogBatch(entries: [entry(index, 9, 40)])) }
    return log.segments[2] ?? []
  }

  /// The last batch was cut off at each of its bytes: found whole, or not at all.
  @Test(arguments: [false, true]) func atEveryByte(recycled: Bool) {
    let leftover = recycled ? TornTailTests.earlierLife : nil
    let log = TornTailTests.log(leftover: leftover)
    let start = log.batches[2].offset
    let before = "term 3 for n1; base 0/0; last 3/3"
    for offset in start..<log.encoder.offset {
      var bytes = log.segments[1] ?? []
      let old = leftover ?? Bytes(repeating: 0, count: log.size)
      bytes.replaceSubrange(offset..., with: old[offset...])
      let summary = PaperLog.recover([1: bytes], log.ring).summary
      // The padding after the last payload is all that may be missing from a whole batch.
      if offset >= log.encoder.offset - 7 && summary.contains("term 4") {
        #expect(summary.contains("last 3/4"))
      } else {
        #expect(summary.contains(before), "torn at \(offset): \(summary)")
        #expect(!summary.hasPrefix("unreadable"))
      }
    }
    #expect(log.recover().summary == "keep; term 4 for n2; base 0/0; last 3/4; tail 3 moved")
  }

  /// The last batch lost one of its 512-byte sectors, and those after it arrived.
  @Test func aHoleInTheMiddleOfTheLastBatch() {
    var log = PaperLog()
    log.append(LogBatch(entries: [entry(1, 1)]))
    log.append(LogBatch(entries: (2...40).map { entry($0, 1, 100) }))
    let start = log.batches[1].offset
    for sector in start / 512...(log.encoder.offset - 1) / 512 {
      var bytes = log.segments[1] ?? []
      let hole = max(start, sector * 512)..<min(log.encoder.offset, sector * 512 + 512)
      bytes.replaceSubrange(hole, with: Bytes(repeating: 0, count: hole.count))
      #expect(
        PaperLog.recover([1: bytes], log.ring).summary.contains("last 1/1"), "sector \(sector)")
    }
  }

  /// What stands in a file from its earlier life is never believed, wherever the log ends.
  @Test func earlierLivesAreNotBelieved() {
    var log = PaperLog(leftover: TornTailTests.earlierLife)
    #expect(log.recover().summary == "keep; term 0; base 0/0; last 0/0; tail 0")
    for index in UInt64(1)...30 {
      log.append(LogBatch(entries: [entry(index, 2, 40)]), settled: index % 2 == 0)
      #expect(log.recover().restored?.log.last == position(index, 2))
    }
  }

  /// A payload that holds the bytes of a record for its own place does not pass for one.
  @Test func aPayloadMadeToLookLikeARecord() {
    var log = PaperLog()
    log.append(LogBatch(entries: [entry(1, 1)]), settled: true)
    var forger = LogEncoder(
      segment: SegmentName(number: 1, salt: 4_242), offset: log.encoder.offset + 64, sequence: 2,
      chain: log.encoder.chain, syncedUpTo: 500)
    forger.append(LogBatch(entries: [entry(2, 9)]))
    let forged = JournalEntry(
      term: Term(1), index: LogIndex(2), kind: 2, payload: forger.buffer)
    log.append(LogBatch(entries: [forged]))
    var bytes = log.segments[1] ?? []
    bytes[log.batches[1].offset + 20] ^= 1
    #expect(
      PaperLog.recover([1: bytes], log.ring).summary
        == "keep; term 0; base 0/0; last 1/1; tail 0")
  }
}

@Suite struct DamageTests {
  /// Three batches in two segments, all settled but the last.
  static func log() -> PaperLog {
    var log = PaperLog(size: 12_288)
    log.append(
      LogBatch(hardState: state(5, 3), entries: [entry(1, 5, 16), entry(2, 5, 16)]), settled: true)
    log.append(LogBatch(truncateFrom: LogIndex(2), entries: [entry(2, 5, 24)]), settled: true)
    log.beginSegment()
    log.append(LogBatch(hardState: state(6), entries: [entry(3, 6, 16)]), settled: true)
    log.append(LogBatch(entries: [entry(4, 6, 16)]))
    return log
  }

  /// Every single bit of every record and header, flipped: nothing wrong is ever believed, and what
  /// was synced is missed by none.
  @Test(arguments: [true, false]) func everyBit(ringIsThere: Bool) {
    let log = DamageTests.log()
    let ring = ringIsThere ? log.ring : []
    let whole = PaperLog.recover(log.segments, ring).restored?.log
    let entries = whole?.entries ?? []
    #expect(entries.count == 4)
    var seen: [String: Int] = [:]
    for number in UInt64(1)...2 {
      let bytes = log.segments[number] ?? []
      let end = number == 1 ? log.batches[1].offset + 64 + 64 + 24 : log.encoder.offset
      for place in Array(0..<128) + Array(4_096..<4_224) + Array(SegmentHeader.span..<end) {
        for bit in 0..<8 {
          var segments = log.segments
          var flipped = bytes
          flipped[place] ^= UInt8(1 << bit)
          segments[number] = flipped
          let outcome = PaperLog.recover(segments, ring)
          guard let restored = outcome.restored else {
            seen["unreadable", default: 0] += 1
            #expect(!ringIsThere, "byte \(place), bit \(bit) of \(number): \(outcome.summary)")
            continue
          }
          // With the ring, or without it and still readable: nothing synced is gone or altered. Only
          // the last batch, which no mark proves, may be taken for a torn tail.
          #expect(restored.log.entries.count >= 3, "\(place) \(bit) \(outcome.summary)")
          #expect(Array(entries.prefix(restored.log.entries.count)) == restored.log.entries)
          #expect(restored.log.hardState == state(6))
          let kind = outcome.summary.prefix { $0 != ";" && $0 != " " }
          seen[String(kind), default: 0] += 1
        }
      }
    }
    // The table of what was met, so that a rule that stops biting shows.
    #expect(seen["keep"] ?? 0 > 0)
    #expect(seen["damaged"] ?? 0 == (16 + 24 + 16) * 8)
    if !ringIsThere { #expect(seen["unreadable"] ?? 0 > 1_000) }
  }

  @Test func damagedBodiesAreNamedAndRepaired() {
    var log = PaperLog()
    log.append(LogBatch(entries: (1...5).map { entry($0, 1, 50) }), settled: true)
    for index in [1, 3] {
      log.segments[1]?[SegmentHeader.span + index * 120 + 64 + 3] ^= 4
    }
    #expect(
      log.recover().summary == "damaged 2,4; term 0; base 0/0; last 5/1; tail 0")
    // A refetched body with another checksum is not taken.
    log.append(LogBatch(repaired: [entry(2, 1, 50), entry(4, 1, 49)]), settled: true)
    #expect(log.recover().summary == "damaged 4; term 0; base 0/0; last 5/1; tail 0")
    log.append(LogBatch(repaired: [entry(4, 1, 50)]), settled: true)
    #expect(log.recover().summary == "keep; term 0; base 0/0; last 5/1; tail 0")
  }

  @Test func damageToWhatIsVoidIsNone() {
    var log = PaperLog()
    log.append(LogBatch(entries: (1...5).map { entry($0, 1, 50) }), settled: true)
    log.segments[1]?[SegmentHeader.span + 4 * 120 + 64 + 3] ^= 4
    log.append(LogBatch(truncateFrom: LogIndex(5)), settled: true)
    #expect(log.recover().summary == "keep; term 0; base 0/0; last 4/1; tail 0")
    log.segments[1]?[SegmentHeader.span + 64 + 3] ^= 4
    #expect(log.recover().summary.hasPrefix("damaged 1"))
    log.append(LogBatch(cut: position(1, 1)), settled: true)
    #expect(log.recover().summary == "keep; term 0; base 1/1; last 4/1; tail 0")
  }

  /// A mark in the ring alone turns a torn tail into damage.
  @Test func theRingTellsDamageFromATornTail() {
    var log = PaperLog()
    log.append(LogBatch(entries: [entry(1, 1)]))
    log.append(LogBatch(entries: [entry(2, 1)]))
    log.segments[1]?[log.batches[1].offset + 64] ^= 1
    #expect(log.recover().summary == "cut; term 0; base 0/0; last 1/1; tail 0 moved")
    log.settle()
    #expect(log.recover().summary.hasPrefix("damaged 2"))
    // And a header, too, comes from there.
    log.segments[1]?[log.batches[1].offset + 8] ^= 1
    #expect(log.recover().summary.hasPrefix("damaged 2"))
  }

  /// A later batch was written after the sync of an earlier one had returned, and says so.
  @Test func aLaterBatchProvesAnEarlierOne() {
    var log = PaperLog()
    for index in UInt64(1)...3 { log.append(LogBatch(entries: [entry(index, 1)])) }
    log.segments[1]?[log.batches[1].offset + 64] ^= 1
    #expect(log.recover().summary.hasPrefix("damaged 2"))
    log.segments[1]?[log.batches[1].offset + 20] ^= 1
    #expect(log.recover().summary.hasPrefix("unreadable"))
  }
}
