import Storage
import Units

/// What is known of the room on the data directory's disk.
struct DiskGauge: Sendable {
  var level = DiskLevel.normal
  var free = ByteCount.zero
  var reserve = ByteCount.zero
  var marks = SpaceMarks()
  /// Why nothing could be measured, or the reserve not set.
  var trouble: String?

  /// Asks the file system, and gives up a step of the reserve or takes one back. May wait.
  ///
  /// The first mark is never below what a merge of the state may take, beside the second: a merge that
  /// began with the disk above it ends with the disk above the second.
  func next(_ path: String, _ limits: NodeLimits, tables: ByteCount) -> DiskGauge {
    var next = self
    next.trouble = nil
    do throws(StorageError) {
      let space = try DataDirectory.space(path)
      let usual = SpaceMarks().fitted(to: space.total)
      let critical = limits.diskCritical ?? usual.critical
      let merged = critical.rawValue + min(tables, StateStore.largestMerge).rawValue
      next.marks = SpaceMarks(
        low: max(limits.diskLow ?? usual.low, ByteCount(merged)), critical: critical,
        reserve: limits.diskReserve ?? usual.reserve)
      next.free = space.free
      next.reserve = Reserve.size(in: path)
      let wanted = Reserve.wanted(marks: next.marks, free: next.free, present: next.reserve)
      if wanted != next.reserve {
        try Reserve.set(wanted, in: path)
        next.reserve = wanted
        next.free = try DataDirectory.space(path).free
      }
    } catch { next.trouble = error.description }
    next.level = next.marks.level(free: next.free, after: level)
    return next
  }
}
