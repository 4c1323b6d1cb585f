public import Units

/// Where an entry of the log lies on disk.
public struct EntryPlace: Hashable, Sendable {
  public var mark: EntryMark
  /// CRC32C of the payload, from the entry's header.
  public var checksum: UInt32
  /// Whether the payload on disk does not bear it.
  public var isDamaged: Bool
  /// Number of the segment with the entry's own record: it must stay as long as the entry.
  public var home: UInt64
  /// Number of the segment with the payload: another one after a repair.
  public var segment: UInt64
  /// Of the payload in that segment.
  public var offset: Int

  public init(
    mark: EntryMark, checksum: UInt32, isDamaged: Bool = false, home: UInt64, segment: UInt64,
    offset: Int
  ) {
    self.mark = mark
    self.checksum = checksum
    self.isDamaged = isDamaged
    self.home = home
    self.segment = segment
    self.offset = offset
  }
}

/// What a run of records amounts to: the one place that knows what each kind of record means. The
/// writer keeps one to know what stands; recovery makes one anew.
///
/// Invariant: `entries` are consecutive and end at `last`.
public struct LogReplay: Sendable {
  public private(set) var hardState: JournalHardState
  public private(set) var base: JournalPosition
  public private(set) var last: JournalPosition
  /// May begin before `base.index + 1` only within `apply`.
  public private(set) var entries: [EntryPlace] = []

  /// Before the first record of a segment.
  public init(_ header: SegmentHeader) {
    hardState = header.hardState
    base = header.base
    last = header.last
  }

  /// The entry at `index`, if it stands. O(1).
  public func place(of index: LogIndex) -> EntryPlace? {
    guard let slot = slot(of: index) else { return nil }
    return entries[slot]
  }

  private func slot(of index: LogIndex) -> Int? {
    guard let first = entries.first else { return nil }
    let slot = index.distance(from: first.mark.index)
    return slot >= 0 && slot < entries.count ? slot : nil
  }

  /// Takes in a record whose header lies at `offset` of `segment`; `isWhole` says whether its payload
  /// bears its checksum. Returns what is wrong where the record cannot follow those before it.
  /// O(1), but O(entries) for a cut.
  @discardableResult
  public mutating func apply(
    _ record: RecordHeader, isWhole: Bool, segment: UInt64, offset: Int
  ) -> String? {
    switch record.kind {
    case .hardState:
      hardState = JournalHardState(
        term: record.term, vote: record.hasVote ? NodeID(record.index.rawValue) : nil)
    case .entry:
      guard record.index == last.index.next() else {
        return "entry \(record.position) follows entry \(last)"
      }
      last = record.position
      entries.append(
        EntryPlace(
          mark: EntryMark(
            term: record.term, index: record.index, kind: record.entryKind, size: record.length),
          checksum: record.payloadChecksum, isDamaged: !isWhole, home: segment, segment: segment,
          offset: offset + RecordHeader.size))
    case .truncate: return truncate(from: record.index)
    case .repair:
      guard let slot = slot(of: record.index), entries[slot].mark.term == record.term,
        entries[slot].checksum == record.payloadChecksum,
        entries[slot].mark.size == record.length, isWhole
      else { return nil }
      entries[slot].isDamaged = false
      entries[slot].segment = segment
      entries[slot].offset = offset + RecordHeader.size
    case .cut: return cut(upTo: record.position)
    case .reset:
      entries.removeAll()
      base = record.position
      last = record.position
    }
    return nil
  }

  private mutating func truncate(from index: LogIndex) -> String? {
    guard index > base.index else {
      return "truncation from \(index), and the log begins at \(base)"
    }
    guard index <= last.index else { return nil }
    if let slot = slot(of: index) {
      entries.removeLast(entries.count - slot)
    } else {
      // Entries of segments that are gone; a cut further on says that they may be.
      entries.removeAll()
    }
    if let entry = entries.last {
      last = entry.mark.position
    } else {
      let term = index.previous() == base.index ? base.term : .zero
      last = JournalPosition(term: term, index: index.previous())
    }
    return nil
  }

  private mutating func cut(upTo position: JournalPosition) -> String? {
    guard position.index >= base.index else { return nil }
    guard position.index <= last.index else { return "cut up to \(position), and \(last) is last" }
    if let slot = slot(of: position.index) {
      guard entries[slot].mark.term == position.term else {
        return "cut up to \(position), and the entry there is of term \(entries[slot].mark.term)"
      }
      entries.removeFirst(slot + 1)
    }
    base = position
    if last.index == base.index { last = base }
    return nil
  }

  /// Where entries between `base` and the first one are not there.
  public var gap: String? {
    let next = entries.first?.mark.index ?? last.index.next()
    return next == base.index.next()
      ? nil : "the log begins after \(base), and its first entry is \(next)"
  }
}
