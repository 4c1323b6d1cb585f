import Journal
import Units

/// The choreography of segments, as `LogCore` has it.
extension SimulatedLog {
  private var capacity: Int { segmentSize - SegmentHeader.span }

  mutating func add(_ batch: LogBatch) {
    for record in records(of: batch) {
      if encoder.offset + LogEncoder.span(of: record) > segmentSize { switchSegment() }
      let first = encoder.slots.count
      encoder.append(record)
      take(encoder.slots[first...])
    }
  }

  /// What goes into one segment at a time: a crash may leave the first of a batch without the others.
  func records(of batch: LogBatch) -> [LogBatch] {
    guard LogEncoder.span(of: batch) > capacity else { return [batch] }
    return batch.pieces.flatMap { records(of: $0) }
  }

  private mutating func take(_ slots: ArraySlice<HeaderRing.Slot>) {
    for slot in slots {
      let wrong = replay.apply(
        slot.header, isWhole: true, segment: slot.segment.number, offset: slot.offset)
      if let wrong { misfit = misfit ?? wrong }
    }
  }

  mutating func flush() {
    guard !encoder.buffer.isEmpty else { return }
    let inode = segments[segments.count - 1].inode
    add(.write(inode, encoder.buffer, at: encoder.start))
    add(.sync(inode))
    note(encoder.slots)
    waitingSlots.append(contentsOf: encoder.slots)
    encoder.synced()
  }

  mutating func writeRing() {
    if waitingSlots.count > ringSlots { waitingSlots.removeFirst(waitingSlots.count - ringSlots) }
    for slot in waitingSlots {
      var bytes: Bytes = []
      slot.append(to: &bytes, log: log)
      add(
        .write(
          ringInode, bytes,
          at: Int(slot.header.sequence % UInt64(ringSlots)) * HeaderRing.slotSize))
    }
    if !waitingSlots.isEmpty { isRingDirty = true }
    waitingSlots.removeAll(keepingCapacity: true)
  }

  private mutating func switchSegment() {
    flush()
    let current = segments[segments.count - 1].header
    begin(
      SegmentHeader(
        name: SegmentName(number: current.name.number + 1, salt: generator.next()),
        size: UInt64(segmentSize), log: current.log, sequence: encoder.sequence,
        previousEnd: UInt64(encoder.offset), hardState: replay.hardState, base: replay.base,
        last: replay.last, chain: encoder.chain),
      tail: [], in: [])
  }

  /// Records first, then the header, and the name last.
  mutating func begin(_ header: SegmentHeader, tail: [LogRecovery.Found], in bytes: Bytes) {
    let (number, inode) = takeSpare()
    encoder.begin(header.name)
    if !tail.isEmpty {
      for item in tail {
        let start = item.offset + RecordHeader.size
        encoder.appendAgain(item.record, payload: bytes[start..<start + Int(item.record.length)])
      }
      add(.write(inode, encoder.buffer, at: encoder.start))
      add(.sync(inode))
    }
    add(.write(inode, header.encoded(), at: 0))
    add(.sync(inode))
    add(.rename(.spare(number), .segment(header.name.number)))
    if !mutations.contains(.writesBeforeName) { add(.syncNames) }
    segments.append(Segment(header: header, inode: inode))
    take(encoder.slots[...])
    note(encoder.slots)
    waitingSlots.append(contentsOf: encoder.slots)
    encoder.synced()
  }

  /// A file for a segment, zeros or an older life of one; not one that a step to come takes already.
  private mutating func takeSpare() -> (Int, Int) {
    var taken: [Int] = []
    for case .rename(.spare(let number), _) in steps { taken.append(number) }
    for number in directory.spares where !taken.contains(number) {
      if let inode = directory.inode(of: .spare(number)) { return (number, inode) }
    }
    let number = (taken.max() ?? 0) + 1
    return (number, directory.create(.spare(number), size: segmentSize))
  }

  /// Gives up the segments in which no entry lives any more, the oldest first.
  mutating func recycle() {
    let first = replay.entries.first?.home ?? encoder.segment.number
    while segments.count > 1, segments[0].header.name.number < first {
      let segment = segments.removeFirst()
      setAside(segment.header.name.number, size: Int(segment.header.size))
    }
    forgetSegments(before: segments[0].header.name.number)
  }

  /// One spare at most is kept. The names of steps that are still to come count as taken.
  func spareIsWanted() -> Bool {
    directory.spares.isEmpty
      && !steps.contains { if case .rename(_, .spare) = $0 { true } else { false } }
  }

  mutating func setAside(_ number: UInt64, size: Int) {
    if size == segmentSize, spareIsWanted() {
      add(.rename(.segment(number), .spare(Int(number) + 1_000)))
      add(.syncNames)
    } else {
      add(.remove(.segment(number)))
    }
  }
}

extension LogBatch {
  /// In whose order a batch that is larger than a segment is done; every prefix is one a log may
  /// have.
  var pieces: [LogBatch] {
    var pieces = [LogBatch(reset: reset, hardState: hardState, truncateFrom: truncateFrom)]
    pieces += entries.map { LogBatch(entries: [$0]) }
    pieces += repaired.map { LogBatch(repaired: [$0]) }
    pieces.append(LogBatch(cut: cut))
    return pieces.filter { !$0.isEmpty }
  }
}
