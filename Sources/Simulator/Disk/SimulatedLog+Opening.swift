import Journal
import Units

/// What a start makes of the bytes, and how the log goes on after it.
extension SimulatedLog {
  enum Found {
    /// Ready once the steps up to `opened` are done.
    case readable(RecoveredLog)
    case unreadable(RecoveryDecision.Damage)
  }

  /// Reads everything; the steps that follow make it durable again. `applied` is where the state
  /// stands.
  mutating func open(applied: JournalPosition) -> Found {
    var files: [LogRecovery.File] = []
    for number in directory.segments {
      guard let inode = directory.inode(of: .segment(number)) else { continue }
      files.append(
        LogRecovery.File(
          number: number,
          header: Bytes(directory.read(inode, 0..<SegmentHeader.span) ?? [])))
    }
    let ring = directory.inode(of: .ring).map { directory.contents($0) } ?? []
    var recovery = LogRecovery(segments: files, ring: ring)
    var newest: Bytes = []
    while let number = recovery.wanted {
      newest = directory.inode(of: .segment(number)).map { directory.contents($0) } ?? []
      recovery.take(newest)
    }
    switch recovery.finish() {
    case .unreadable(let damage): return .unreadable(damage)
    case .empty:
      make()
      return .readable(
        RecoveredLog(
          decision: .keep, hardState: JournalHardState(), base: .zero, entries: []))
    case .readable(let restored): return resume(restored, newest, applied)
    }
  }

  private mutating func make() {
    log = generator.next()
    let name = SegmentName(number: 1, salt: generator.next())
    let header = SegmentHeader(name: name, size: UInt64(segmentSize), log: log)
    replay = LogReplay(header)
    encoder = LogEncoder(
      segment: name, offset: SegmentHeader.span, sequence: 1, chain: 0, syncedUpTo: 0)
    segments = []
    begin(header, tail: [], in: [])
    openRing()
    add(.opened)
  }

  private mutating func openRing() {
    if let inode = directory.inode(of: .ring) {
      ringInode = inode
    } else {
      ringInode = directory.create(.ring, size: ringSlots * HeaderRing.slotSize)
      add(.syncNames)
    }
  }

  private mutating func resume(
    _ restored: LogRecovery.Restored, _ newest: Bytes, _ applied: JournalPosition
  ) -> Found {
    var recovered = restored.log
    let fit = recovered.fit(applied: applied)
    if fit == .gap {
      return .unreadable(
        RecoveryDecision.Damage(
          segment: 0, offset: 0,
          reason: "the log begins after \(recovered.base), the state ends at \(applied)"))
    }
    log = restored.segments[0].log
    replay = restored.replay
    encoder = restored.end.encoder
    segments = restored.segments.compactMap { header in
      directory.inode(of: .segment(header.name.number)).map { Segment(header: header, inode: $0) }
    }
    // The last life may have died between a segment's name and the sync of it.
    if !mutations.contains(.believesNames) { add(.syncNames) }
    for number in restored.stale { setAside(number, size: segmentSize) }
    if restored.end.mustMove {
      var header = restored.end.header
      header.name = SegmentName(number: header.name.number + 1, salt: generator.next())
      header.size = UInt64(segmentSize)
      begin(header, tail: restored.end.tail, in: newest)
    }
    openRing()
    writeRing()
    if isRingDirty {
      add(.sync(ringInode))
      isRingDirty = false
    }
    recycle()
    if fit == .resetLog {
      add(LogBatch(reset: applied))
      flush()
      recycle()
      recovered = recovered.reset(to: applied)
    }
    if mutations.contains(.believesBodies) { recovered.decision = .keep }
    if mutations.contains(.cutsDamage) { cutDamage(&recovered) }
    passDamage(&recovered, applied)
    add(.opened)
    return .readable(recovered)
  }

  /// A known bug: damage is taken for a torn tail.
  private mutating func cutDamage(_ recovered: inout RecoveredLog) {
    guard case .bodiesDamaged(let indexes) = recovered.decision, let first = indexes.first else {
      return
    }
    add(LogBatch(truncateFrom: first))
    flush()
    recovered.entries.removeAll { $0.index >= first }
    recovered.decision = .keep
  }

  /// Damaged entries that the state has taken in are not needed: the log is cut past them.
  private mutating func passDamage(_ recovered: inout RecoveredLog, _ applied: JournalPosition) {
    guard case .bodiesDamaged(let indexes) = recovered.decision,
      let last = indexes.last(where: { $0 <= applied.index }),
      let mark = replay.place(of: last)?.mark
    else { return }
    passed = max(passed, last)
    add(LogBatch(cut: mark.position))
    flush()
    recycle()
    recovered.entries.removeAll { $0.index <= last }
    recovered.base = mark.position
  }
}
