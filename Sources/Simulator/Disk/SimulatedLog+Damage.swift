import Journal
import Units

/// Bits that turn over in what was synced once. Only where that is known beyond doubt: damage to the
/// very last batch of a process cannot be told from a torn write (consensus.md, Storage).
extension SimulatedLog {
  private func flippable(_ isBody: Bool, upTo commit: LogIndex = .zero) -> [Written] {
    written.filter { record in
      guard record.sequence <= proven, directory.inode(of: .segment(record.segment)) != nil else {
        return false
      }
      guard isBody else { return true }
      guard let index = record.index, record.payload > 0 else { return false }
      return index > acknowledged.base.index && index <= min(acknowledged.last.index, commit)
    }
  }

  /// A bit of the payload of an entry that is committed, so that others have it: what nobody has is
  /// lost, and the cluster rightly waits for it. False where there is none to turn.
  mutating func flipBody(_ generator: inout SeededGenerator, upTo commit: LogIndex) -> Bool {
    guard let record = generator.pick(flippable(true, upTo: commit)),
      let inode = directory.inode(of: .segment(record.segment))
    else { return false }
    let offset = record.offset + RecordHeader.size + Int(generator.below(UInt64(record.payload)))
    directory.flip(inode, bit: UInt8(generator.below(8)), at: offset)
    damaged.append(record.segment)
    return true
  }

  /// A bit of a record's header, or of a segment's.
  mutating func flipHeader(_ generator: inout SeededGenerator) -> Bool {
    guard let record = generator.pick(flippable(false)),
      let inode = directory.inode(of: .segment(record.segment))
    else { return false }
    let offset =
      generator.happens(100)
      ? Int(generator.below(UInt64(SegmentHeader.span)))
      : record.offset + Int(generator.below(UInt64(RecordHeader.size)))
    directory.flip(inode, bit: UInt8(generator.below(8)), at: offset)
    damaged.append(record.segment)
    return true
  }
}
