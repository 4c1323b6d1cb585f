import Raft
import Units

/// Every entry that any log ever had, by its position: one for nearly every index, more where leaders
/// were deposed.
struct KnownEntries {
  struct Known {
    var header: EntryHeader
    var previous: Term
  }

  /// By index - 1: the one seen first.
  private var first: [Known?] = []
  private var others: [LogPosition: Known] = [:]

  func find(_ header: EntryHeader) -> Known? {
    let place = Int(header.index.rawValue) - 1
    guard place < first.count, let known = first[place] else { return nil }
    if known.header.term == header.term { return known }
    return others.isEmpty
      ? nil : others[LogPosition(term: header.term, index: header.index)]
  }

  mutating func add(_ header: EntryHeader, after previous: Term) {
    let place = Int(header.index.rawValue) - 1
    while first.count <= place { first.append(nil) }
    let known = Known(header: header, previous: previous)
    if first[place] == nil {
      first[place] = known
    } else {
      others[LogPosition(term: header.term, index: header.index)] = known
    }
  }
}
