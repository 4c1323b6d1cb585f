import Journal
import Raft
import Units

/// What a log must hold after batches, kept from outside: to compare with what recovery makes of the
/// bytes.
struct LogImage: Equatable {
  var hardState = JournalHardState()
  var base = JournalPosition.zero
  var entries: [EntryMark] = []

  var last: JournalPosition { entries.last?.position ?? base }

  /// The term at `index`; nil where there is no such entry.
  func term(at index: LogIndex) -> Term? {
    if index == base.index { return base.term }
    let place = index.distance(from: base.index) - 1
    return entries.indices.contains(place) ? entries[place].term : nil
  }

  func holds(_ position: LogPosition) -> Bool {
    position.index <= base.index || term(at: position.index) == position.term
  }

  mutating func apply(_ batch: LogBatch) {
    if let reset = batch.reset {
      base = reset
      entries.removeAll()
    }
    if let state = batch.hardState { hardState = state }
    if let first = batch.truncateFrom {
      entries.removeLast(max(0, last.index.distance(from: first) + 1))
    }
    for entry in batch.entries { entries.append(entry.mark) }
    if let cut = batch.cut {
      let count = cut.index.distance(from: base.index)
      if count > 0 {
        entries.removeFirst(count)
        base = cut
      }
    }
  }

  /// Whether recovery may give `log`, with the state at `applied`, where the batches `later` were
  /// under way. An earlier start may have cut away damage up to `passed`, and died before it was open.
  func admits(
    _ log: RecoveredLog, after later: [LogBatch], applied: JournalPosition, passed: LogIndex
  ) -> Bool {
    var image = self
    if image.equals(log, applied, passed) { return true }
    for batch in later {
      image.apply(batch)
      if image.equals(log, applied, passed) { return true }
    }
    return false
  }

  private func equals(
    _ log: RecoveredLog, _ applied: JournalPosition, _ passed: LogIndex
  ) -> Bool {
    guard hardState == log.hardState else { return false }
    if base == log.base && entries == log.entries { return true }
    var cutUpTo = passed
    if case .bodiesDamaged = log.decision { cutUpTo = log.base.index }
    // Damage in what the state has taken in was cut away.
    if log.base.index > base.index, log.base.index <= min(applied.index, cutUpTo) {
      return entries.drop { $0.index <= log.base.index }.elementsEqual(log.entries)
    }
    // A snapshot came into force, and the log was to be reset after it.
    return log.entries.isEmpty && log.base == applied && applied.index > base.index
  }
}
