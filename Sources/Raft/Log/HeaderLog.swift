internal import DequeModule
internal import Units

/// The log in memory: headers from just after `base` on (thesis, section 3.5, and 5.1 for the cut).
///
/// Invariants: indexes are consecutive from `base.index + 1`; terms never fall.
struct HeaderLog: Sendable {
  /// The newest entry that was cut off, or what a snapshot stands for.
  private(set) var base: LogPosition
  private var headers: Deque<EntryHeader>

  /// Traps where `entries` are not consecutive after `base`: the disk's reader let damage through.
  init(base: LogPosition, entries: [EntryHeader]) {
    self.base = base
    self.headers = []
    headers.reserveCapacity(entries.count)
    for entry in entries { append(entry) }
  }

  /// The position of the newest entry.
  var last: LogPosition {
    guard let header = headers.last else { return base }
    return LogPosition(term: header.term, index: header.index)
  }

  /// The header at `index`, nil where it was cut or is not there yet. O(1).
  func header(at index: LogIndex) -> EntryHeader? {
    let offset = index.distance(from: base.index) - 1
    guard offset >= 0, offset < headers.count else { return nil }
    return headers[offset]
  }

  /// The term at `index`, which for the base is known too. O(1).
  func term(at index: LogIndex) -> Term? {
    index == base.index ? base.term : header(at: index)?.term
  }

  mutating func append(_ header: EntryHeader) {
    let last = self.last
    precondition(
      header.index == last.index.next(), "entry \(header.index) does not follow \(last.index)")
    precondition(header.term >= last.term, "entry \(header.index) is of an older term")
    headers.append(header)
  }

  /// Drops every entry from `index` on.
  mutating func truncate(from index: LogIndex) {
    precondition(index > base.index, "truncation at \(index) reaches into the cut at \(base.index)")
    headers.removeLast(max(0, last.index.distance(from: index) + 1))
  }

  /// Drops every entry up to and including `index`, which must be in the log.
  mutating func compact(upTo index: LogIndex) {
    guard let header = header(at: index) else {
      preconditionFailure("cut at \(index), the log has \(base.index) to \(last.index)")
    }
    headers.removeFirst(index.distance(from: base.index))
    base = LogPosition(term: header.term, index: index)
  }

  /// Forgets everything and goes on after `position`: a snapshot took the log's place.
  mutating func reset(to position: LogPosition) {
    headers.removeAll()
    base = position
  }

  /// The newest position at or before `index` whose term is at most `term`; the base at least.
  /// Both sides of a conflict use it to skip whole terms (section 3.5). O(log n).
  func newest(atOrBefore index: LogIndex, termAtMost term: Term) -> LogPosition {
    var low = 0
    var high = min(headers.count, max(0, index.distance(from: base.index)))
    while low < high {
      let middle = (low + high + 1) / 2
      if headers[middle - 1].term <= term { low = middle } else { high = middle - 1 }
    }
    guard low > 0 else { return base }
    return LogPosition(term: headers[low - 1].term, index: headers[low - 1].index)
  }

  /// Entries from `first` on: as many as fit into `bytes` and `count`, at least one if there is
  /// any.
  func slice(from first: LogIndex, bytes: ByteCount, count: Int) -> Slice {
    var slice = Slice()
    let start = first.distance(from: base.index) - 1
    precondition(start >= 0, "entry \(first) was cut, the log begins after \(base.index)")
    var end = start
    while end < headers.count, end - start < count {
      let size = ByteCount(UInt64(headers[end].size))
      if end > start && slice.bytes + size > bytes { break }
      slice.bytes = slice.bytes + size
      end += 1
    }
    if end > start { slice.entries = Array(headers[start..<end]) }
    return slice
  }

  /// What the entries in `first ... last` count against `Limits.uncommittedBytes`.
  func weight(from first: LogIndex, through last: LogIndex) -> UInt64 {
    var sum: UInt64 = 0
    var index = first
    while index <= last, let header = header(at: index) {
      sum += header.weight
      index = index.next()
    }
    return sum
  }

  struct Slice {
    var entries: [EntryHeader] = []
    var bytes = ByteCount.zero
  }
}
