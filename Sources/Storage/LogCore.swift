internal import Journal
internal import Units

/// What `RaftLog` owns, as a value that is never copied: `RaftLog` holds the only one. (A throwing
/// initialiser of a noncopyable type cannot throw once it has set a field; Swift 6.3.)
struct LogCore {
  struct Segment {
    var header: SegmentHeader
    var file: OpenFile
  }

  /// What the directory held when it was opened.
  let recovered: RecoveredLog
  private(set) var counters = RaftLog.Counters()
  /// Segments in use; bytes on disk are this times `Options.segmentSize`, plus spares.
  var segmentCount: Int { segments.count }

  let directory: String
  let options: RaftLog.Options
  private(set) var segments: [Segment]
  private var replay: LogReplay
  private var encoder: LogEncoder
  private var ring: HeaderRingFile
  private let spares: SparePoolOwner
  private var failure: StorageError?
  private var special = Special([])

  /// Failpoints of what the batches in hand hold besides entries; empty while none is armed.
  private struct Special {
    var written: [Failpoint] = []
    var synced: [Failpoint] = []

    init(_ batches: [LogBatch]) {
      for batch in batches {
        if batch.hardState?.vote != nil { add(.voteWritten, .voteSynced) }
        if batch.truncateFrom != nil { add(.truncationWritten, .truncationSynced) }
        if batch.cut != nil { add(.cutWritten, .cutSynced) }
        if batch.reset != nil { add(.resetWritten, .resetSynced) }
        if !batch.repaired.isEmpty { add(.repairWritten, .repairSynced) }
      }
    }

    private mutating func add(_ before: Failpoint, _ after: Failpoint) {
      guard !written.contains(before) else { return }
      written.append(before)
      synced.append(after)
    }
  }

  /// Opens the log in `directory`, or makes an empty one there.
  ///
  /// - Throws: `StorageError`; with code `unreadable` in case (c) of recovery, `foreign` where it is
  ///   another node's log.
  init(
    directory: String, options: RaftLog.Options, owner: Incarnation, isExpected: Bool = false
  ) throws(StorageError) {
    precondition(options.segmentSize >= .kibibytes(64), "segments of \(options.segmentSize)")
    precondition(options.ringSlots > 0, "a ring of \(options.ringSlots) slots")
    let found = try Found(directory, owner, isExpected)
    let pool = try SparePool(
      directory: directory, size: Int(options.segmentSize.rawValue), keep: options.spares)
    self.directory = directory
    self.options = options
    recovered = found.recovered
    replay = found.replay
    encoder = found.encoder
    segments = []
    ring = HeaderRingFile(directory: directory, log: found.log, slots: options.ringSlots)
    spares = SparePoolOwner(pool)
    if let restored = found.restored {
      try resume(restored, found.newest)
    } else {
      let header = SegmentHeader(
        name: encoder.segment, size: options.segmentSize.rawValue, log: found.log)
      try begin(header, tail: nil)
      try ring.open()
    }
  }

  /// What a directory holds, and where to go on.
  private struct Found {
    var recovered: RecoveredLog
    var replay: LogReplay
    var encoder: LogEncoder
    var log: UInt64
    /// Nil for a log that is to be made.
    var restored: LogRecovery.Restored?
    /// Bytes of the last segment.
    var newest: Bytes = []

    init(
      _ directory: String, _ owner: Incarnation, _ isExpected: Bool
    ) throws(StorageError) {
      try System.makeDirectories(directory)
      let files = try LogFiles(directory: directory).files
      var recovery = LogRecovery(segments: files, ring: try HeaderRingFile.contents(directory))
      while let number = recovery.wanted {
        newest = try LogFiles.contents(directory, number)
        recovery.take(newest)
      }
      switch recovery.finish() {
      case .unreadable(let damage):
        throw StorageError(
          code: .unreadable, what: "the log cannot be read at \(damage), in", path: directory,
          advice: "this node comes back as a new one, from the others, or from a backup")
      case .empty:
        if isExpected {
          throw StorageError(
            code: .unreadable, what: "the log is gone from", path: directory,
            advice: "this node comes back as a new one, from the others, or from a backup")
        }
        let name = SegmentName(number: 1, salt: System.random())
        log = owner.rawValue
        replay = LogReplay(SegmentHeader(name: name, size: 0, log: log))
        recovered = RecoveredLog(
          decision: .keep, hardState: JournalHardState(), base: .zero, entries: [])
        encoder = LogEncoder(
          segment: name, offset: SegmentHeader.span, sequence: 1, chain: 0, syncedUpTo: 0)
      case .readable(let found):
        restored = found
        log = found.segments[0].log
        try owner.checkOwns("log", of: Incarnation(log), in: directory)
        replay = found.replay
        recovered = found.log
        encoder = found.end.encoder
      }
    }
  }

  /// Goes on with a log that was there: in its last segment, or, where that is not safe, in a fresh
  /// one.
  private mutating func resume(
    _ restored: LogRecovery.Restored, _ newest: Bytes
  ) throws(StorageError) {
    for header in restored.segments {
      let path = LogFiles.path(directory, header.name.number)
      segments.append(Segment(header: header, file: try OpenFile(path, .update)))
    }
    // The last process may have ended between a segment's name and the sync of the directory: what is
    // written into that segment now must not be lost with its name.
    try System.syncDirectory(directory)
    for number in restored.stale { try spares.pool.recycle(LogFiles.path(directory, number)) }
    if restored.end.mustMove {
      var header = restored.end.header
      header.name = SegmentName(number: header.name.number + 1, salt: System.random())
      header.size = options.segmentSize.rawValue
      try begin(header, tail: (restored.end.tail, newest))
    }
    try ring.open()
    try settle()
    try recycle()
  }

  /// The last entry, or the base where there is none.
  var last: JournalPosition { replay.last }
  /// The entry right before the first one.
  var base: JournalPosition { replay.base }
  var hardState: JournalHardState { replay.hardState }
  /// The entry at `index`, if it stands. O(1).
  func mark(at index: LogIndex) -> EntryMark? { replay.place(of: index)?.mark }
  /// What the header says of the body's checksum (CRC32C). O(1).
  func checksum(at index: LogIndex) -> UInt32? { replay.place(of: index)?.checksum }

  // MARK: Appending

  /// Writes the batches, in order, with one write and one sync (one more for each segment that gets
  /// full), and returns when they are durable. Each is found whole after a crash, or not at all; one
  /// that is larger than a segment may be found up to one of its entries.
  ///
  /// - Throws: `StorageError`; final, except for `tooLarge`, before which nothing was written.
  mutating func append(_ batches: [LogBatch]) throws(StorageError) {
    if let failure { throw failure }
    for batch in batches { try checkSizes(batch) }
    do throws(StorageError) {
      try spares.pool.check()
      for batch in batches where !batch.isEmpty { try add(batch) }
      if Failpoint.isArmed { special = Special(batches) }
      try flush()
      if batches.contains(where: { $0.cut != nil || $0.reset != nil }) { try recycle() }
    } catch {
      throw fail(error)
    }
  }

  private var capacity: Int { Int(segments[segments.count - 1].header.size) - SegmentHeader.span }

  private func checkSizes(_ batch: LogBatch) throws(StorageError) {
    let limit = min(capacity, Int(options.segmentSize.rawValue) - SegmentHeader.span)
    for entry in batch.entries { try checkSize(entry, limit) }
    for entry in batch.repaired { try checkSize(entry, limit) }
  }

  private func checkSize(_ entry: JournalEntry, _ limit: Int) throws(StorageError) {
    guard entry.payload.count + RecordHeader.size + 8 > limit else { return }
    throw StorageError(
      code: .tooLarge,
      what: "entry \(entry.mark) does not fit into a segment of \(options.segmentSize), in",
      path: directory)
  }

  private mutating func add(_ batch: LogBatch) throws(StorageError) {
    let span = LogEncoder.span(of: batch)
    if span > capacity {
      for piece in batch.pieces(upTo: capacity) { try add(piece) }
      return
    }
    if encoder.offset + span > SegmentHeader.span + capacity { try switchSegment() }
    let first = encoder.slots.count
    encoder.append(batch)
    counters.batches += 1
    for slot in encoder.slots[first...] {
      let wrong = replay.apply(
        slot.header, isWhole: true, segment: slot.segment.number, offset: slot.offset)
      if let wrong { preconditionFailure("a batch that does not fit the log: \(wrong)") }
    }
  }

  /// Writes and syncs what is encoded.
  private mutating func flush() throws(StorageError) {
    guard !encoder.buffer.isEmpty else { return }
    let file = segments[segments.count - 1].file
    try Failpoint.hit(.logWrite, file.path)
    try file.write(encoder.buffer, at: encoder.start)
    try Failpoint.hit(.logWritten, file.path)
    for point in special.written { try Failpoint.hit(point, file.path) }
    try file.sync()
    try Failpoint.hit(.logSynced, file.path)
    for point in special.synced { try Failpoint.hit(point, file.path) }
    special = Special([])
    counters.syncs += 1
    counters.bytes += UInt64(encoder.buffer.count)
    counters.records += UInt64(encoder.slots.count)
    ring.add(encoder.slots)
    encoder.synced()
  }

  private mutating func fail(_ error: StorageError) -> StorageError {
    failure = StorageError(
      code: .failed, what: "nothing is written after this failed: \(error.what)",
      path: error.path, errno: error.errno, advice: "the process must end and start again")
    return error
  }

  // MARK: Segments

  private mutating func switchSegment() throws(StorageError) {
    try flush()
    let current = segments[segments.count - 1].header
    counters.segmentSwitches += 1
    try begin(
      SegmentHeader(
        name: SegmentName(number: current.name.number + 1, salt: System.random()),
        size: options.segmentSize.rawValue, log: current.log, sequence: encoder.sequence,
        previousEnd: UInt64(encoder.offset), hardState: replay.hardState, base: replay.base,
        last: replay.last, chain: encoder.chain),
      tail: nil)
  }

  /// Puts a segment into use: records first (`tail`, found in `bytes` of the segment before), then the
  /// header, and the name last; so that at every crash point the log ends as it did, or goes on here.
  private mutating func begin(
    _ header: SegmentHeader, tail: ([LogRecovery.Found], Bytes)?
  ) throws(StorageError) {
    let spare = try spares.pool.take(counting: &counters.segmentStalls)
    let file = try OpenFile(spare, .update)
    encoder.begin(header.name)
    if let (records, bytes) = tail {
      for item in records {
        let start = item.offset + RecordHeader.size
        encoder.appendAgain(item.record, payload: bytes[start..<start + Int(item.record.length)])
      }
      try file.write(encoder.buffer, at: encoder.start)
      try file.sync()
      try Failpoint.hit(.segmentTail, directory)
    }
    try file.write(header.encoded(), at: 0)
    try file.sync()
    try Failpoint.hit(.segmentHeader, directory)
    let path = LogFiles.path(directory, header.name.number)
    try System.rename(spare, to: path)
    try Failpoint.hit(.segmentRenamed, directory)
    try System.syncDirectory(directory)
    try Failpoint.hit(.segmentReady, directory)
    segments.append(Segment(header: header, file: try OpenFile(path, .update)))
    for slot in encoder.slots {
      let wrong = replay.apply(
        slot.header, isWhole: true, segment: slot.segment.number, offset: slot.offset)
      if let wrong { preconditionFailure("the old tail does not fit the log: \(wrong)") }
    }
    ring.add(encoder.slots)
    encoder.synced()
  }

  /// Gives up the segments in which no entry lives any more, the oldest first.
  private mutating func recycle() throws(StorageError) {
    let first = replay.entries.first?.home ?? encoder.segment.number
    var count = 0
    while count < segments.count - 1 && segments[count].header.name.number < first { count += 1 }
    for segment in segments.prefix(count) {
      try spares.pool.recycle(segment.file.path)
      try Failpoint.hit(.segmentRecycled, directory)
    }
    segments.removeFirst(count)
  }

  // MARK: Reading

  /// The entries `first ... last` with their payloads, in order, until `maxBytes` of payload are
  /// together; always at least one. Each payload's checksum is compared.
  ///
  /// - Throws: `missing` where `first` is cut or not there, `damaged` where a body is.
  func read(
    from first: LogIndex, through last: LogIndex, maxBytes: Int
  ) throws(StorageError) -> [JournalEntry] {
    guard var place = replay.place(of: first), first <= last else {
      throw StorageError(
        code: .missing, what: "entry \(first) is not between \(base) and \(self.last), in",
        path: directory)
    }
    var entries: [JournalEntry] = []
    var total = 0
    var run: [EntryPlace] = []
    while true {
      run.append(place)
      total += Int(place.mark.size)
      let index = place.mark.index.next()
      guard index <= last, let next = replay.place(of: index),
        total + Int(next.mark.size) <= maxBytes
      else { break }
      let end = place.offset + (Int(place.mark.size) + 7) & ~7
      if next.segment != place.segment || next.offset < end || next.offset > end + 4_096 {
        try read(run, into: &entries)
        run.removeAll(keepingCapacity: true)
      }
      place = next
    }
    try read(run, into: &entries)
    return entries
  }

  /// One read for entries that lie behind each other.
  private func read(_ run: [EntryPlace], into entries: inout [JournalEntry]) throws(StorageError) {
    guard let first = run.first, let last = run.last else { return }
    guard let segment = segments.first(where: { $0.header.name.number == first.segment }) else {
      preconditionFailure("entry \(first.mark) lies in segment \(first.segment), which is gone")
    }
    let count = last.offset + Int(last.mark.size) - first.offset
    let bytes = try segment.file.read(count: count, at: first.offset)
    for place in run {
      let start = place.offset - first.offset
      let end = start + Int(place.mark.size)
      let payload = end <= bytes.count ? Bytes(bytes[start..<end]) : []
      guard end <= bytes.count, CRC32C(payload).value == place.checksum else {
        throw StorageError(
          code: .damaged, what: "entry \(place.mark) at byte \(place.offset) is damaged, in",
          path: segment.file.path,
          advice: "start the node again: it fetches the entry from the others")
      }
      entries.append(
        JournalEntry(
          term: place.mark.term, index: place.mark.index, kind: place.mark.kind, payload: payload))
    }
  }

  // MARK: The ring

  /// Writes newest headers to the ring, without a sync, where enough have gathered or where `isDue`.
  /// After the answers to an append are on their way.
  /// - Returns: whether it wrote them.
  mutating func trickle(isDue: Bool) throws(StorageError) -> Bool {
    guard failure == nil, ring.waiting >= (isDue ? 1 : 128) else { return false }
    do throws(StorageError) { try ring.write() } catch { throw fail(error) }
    return true
  }

  /// Whether `settle` has something to do.
  var isUnsettled: Bool { ring.isUnsettled }

  /// To be called after 100 ms without a write: puts the newest headers, and with them the mark up
  /// to where all was synced, into the second ring, and syncs it. Off the path of any answer.
  mutating func settle() throws(StorageError) {
    if let failure { throw failure }
    do throws(StorageError) {
      try ring.write()
      try ring.sync()
    } catch { throw fail(error) }
  }
}

extension LogBatch {
  /// Batches of at most `limit` bytes in a segment, in whose order this one is done. The hard state
  /// and the truncation come first, so that every prefix is one a log may have.
  fileprivate func pieces(upTo limit: Int) -> [LogBatch] {
    var pieces = [
      LogBatch(reset: reset, hardState: hardState, truncateFrom: truncateFrom)
    ]
    for entry in entries {
      pieces.append(LogBatch(entries: [entry]))
    }
    for entry in repaired { pieces.append(LogBatch(repaired: [entry])) }
    pieces.append(LogBatch(cut: cut))
    return pieces.filter { !$0.isEmpty }
  }
}
