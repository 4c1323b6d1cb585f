public import Units

/// Turns batches into the bytes of one write into one segment, and keeps what ties records together:
/// sequence, chain and the mark of what was synced.
public struct LogEncoder: Sendable {
  /// The segment that is written.
  public private(set) var segment: SegmentName
  /// Where the next record goes.
  public private(set) var offset: Int
  /// Of the next record.
  public private(set) var sequence: UInt64
  /// Of the last record.
  public private(set) var chain: UInt32
  /// The highest sequence whose sync has returned.
  public private(set) var syncedUpTo: UInt64

  /// What is to be written at `start`.
  public private(set) var buffer: Bytes = []
  /// The headers in `buffer`, in order, with their places.
  public private(set) var slots: [HeaderRing.Slot] = []
  /// Where `buffer` goes.
  public var start: Int { offset - buffer.count }

  public init(
    segment: SegmentName, offset: Int, sequence: UInt64, chain: UInt32, syncedUpTo: UInt64
  ) {
    self.segment = segment
    self.offset = offset
    self.sequence = sequence
    self.chain = chain
    self.syncedUpTo = syncedUpTo
  }

  /// The first batch of another segment; `buffer` must be empty.
  public mutating func begin(_ segment: SegmentName) {
    precondition(buffer.isEmpty, "\(buffer.count) bytes for segment \(self.segment.number) remain")
    self.segment = segment
    offset = SegmentHeader.span
  }

  /// What is in `buffer` was written and synced.
  public mutating func synced() {
    syncedUpTo = sequence - 1
    buffer.removeAll(keepingCapacity: true)
    slots.removeAll(keepingCapacity: true)
  }

  /// Bytes that `batch` takes in a segment.
  public static func span(of batch: LogBatch) -> Int {
    var count = 0
    if batch.reset != nil { count += RecordHeader.size }
    if batch.hardState != nil { count += RecordHeader.size }
    if batch.truncateFrom != nil { count += RecordHeader.size }
    if batch.cut != nil { count += RecordHeader.size }
    for entry in batch.entries { count += RecordHeader.size + (entry.payload.count + 7) & ~7 }
    for entry in batch.repaired { count += RecordHeader.size + (entry.payload.count + 7) & ~7 }
    return count
  }

  /// Appends the records of `batch`. The last one closes it.
  public mutating func append(_ batch: LogBatch) {
    var left =
      (batch.reset == nil ? 0 : 1) + (batch.hardState == nil ? 0 : 1)
      + (batch.truncateFrom == nil ? 0 : 1) + batch.entries.count + batch.repaired.count
      + (batch.cut == nil ? 0 : 1)
    func record(_ kind: RecordHeader.Kind, _ position: JournalPosition) -> RecordHeader {
      RecordHeader(kind: kind, term: position.term, index: position.index)
    }
    if let position = batch.reset { append(record(.reset, position), [], &left) }
    if let state = batch.hardState {
      var header = RecordHeader(
        kind: .hardState, term: state.term, index: LogIndex(state.vote?.rawValue ?? 0))
      header.hasVote = state.vote != nil
      append(header, [], &left)
    }
    if let index = batch.truncateFrom {
      append(RecordHeader(kind: .truncate, term: .zero, index: index), [], &left)
    }
    for entry in batch.entries {
      var header = RecordHeader(kind: .entry, term: entry.term, index: entry.index)
      header.entryKind = entry.kind
      append(header, entry.payload, &left)
    }
    for entry in batch.repaired {
      var header = RecordHeader(kind: .repair, term: entry.term, index: entry.index)
      header.entryKind = entry.kind
      append(header, entry.payload, &left)
    }
    if let position = batch.cut { append(record(.cut, position), [], &left) }
  }

  private mutating func append(_ record: RecordHeader, _ payload: Bytes, _ left: inout Int) {
    var header = record
    left -= 1
    header.closesBatch = left == 0
    header.length = UInt32(payload.count)
    header.payloadChecksum = CRC32C(payload).value
    append(header, payload[...])
  }

  /// Appends a record found in an older segment, with its sequence; for the tail that is written
  /// anew after a start.
  public mutating func appendAgain(_ record: RecordHeader, payload: ArraySlice<UInt8>) {
    precondition(record.sequence == sequence, "record \(record.sequence) in place of \(sequence)")
    append(record, payload)
  }

  private mutating func append(_ record: RecordHeader, _ payload: ArraySlice<UInt8>) {
    var header = record
    header.sequence = sequence
    header.syncedUpTo = syncedUpTo
    header.append(to: &buffer, segment: segment, offset: offset, after: chain)
    buffer.append(contentsOf: payload)
    let padding = header.span - RecordHeader.size - payload.count
    if padding > 0 { buffer.append(contentsOf: repeatElement(0, count: padding)) }
    slots.append(HeaderRing.Slot(header: header, segment: segment, offset: offset))
    chain = header.chain
    offset += header.span
    sequence += 1
  }
}
