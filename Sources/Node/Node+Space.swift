import GRPC
import Journal
import Logging
import Messages
import NIOCore
import NIOPosix
import Replica
import Storage
import Units

/// Room on the disk (consensus.md, Storage): measured, told to the replica, and made.
extension Node {
  /// Looks every second, more often while there is little room, and often while a merge takes some.
  func watchSpace() {
    guard end == nil else { return }
    let (path, limits, gauge, state) = (
      options.dataDirectory, options.limits, self.gauge, disk?.state
    )
    pool.runIfActive(eventLoop: turn.eventLoop) {
      gauge.next(path, limits, tables: state?.tableBytes ?? .zero)
    }
    .assumeIsolated().whenComplete { [weak self] result in
      guard let self, end == nil else { return }
      if case .success(let gauge) = result { took(gauge) }
      keepScrubbing()
      let pause: TimeAmount =
        reclaiming.isUnderWay
        ? .milliseconds(20) : self.gauge.level == .normal ? .seconds(1) : .milliseconds(250)
      turn.eventLoop.assumeIsolated().scheduleTask(in: pause) { [weak self] in
        self?.watchSpace()
      }
    }
  }

  private func took(_ gauge: DiskGauge) {
    let before = self.gauge
    self.gauge = gauge
    let words: Logger.Metadata = [
      "level": "\(gauge.level)", "free": "\(gauge.free)", "low": "\(gauge.marks.low)",
      "critical": "\(gauge.marks.critical)", "reserve": "\(gauge.reserve)",
      "directory": "\(options.dataDirectory)",
    ]
    if gauge.level > before.level {
      logger.warning("the disk is filling up: make room on it", metadata: words)
    } else if gauge.level < before.level {
      logger.notice("the disk has room again", metadata: words)
    } else if gauge.reserve < before.reserve {
      logger.warning("a part of the reserve is given up", metadata: words)
    }
    if let trouble = gauge.trouble, trouble != before.trouble {
      logger.warning("the room on the disk is not known", metadata: ["why": "\(trouble)"])
    }
    guard let mind else { return }
    if mind.look({ $0.diskLevel }) != gauge.level { step(.disk(gauge.level)) }
    setMerging()
    if gauge.level > .normal || reclaiming.isUnderWay { reclaim() }
  }

  /// Below the first mark the state is not merged but here: a merge needs room until it is done. A state
  /// that a snapshot put in place begins without.
  private func setMerging() {
    guard let disk, let state = disk.state else { return }
    let wanted = MergeState(generation: disk.generation, isAllowed: gauge.level == .normal)
    guard wanted != merging else { return }
    merging = wanted
    // Only a key that RocksDB does not know would be an error.
    pool.submit { _ in try? state.setMerging(wanted.isAllowed) }
  }

  /// Deleted rows keep their bytes until a merge comes by: while there is little room it is asked for,
  /// if anything was deleted since, and stopped where it takes too much of what is left.
  func reclaim() {
    guard let disk, let state = disk.state else { return }
    if reclaiming.isUnderWay {
      guard gauge.free < reclaiming.floor, !reclaiming.isStopped else { return }
      reclaiming.isStopped = true
      return pool.submit { _ in state.stopReclaiming() }
    }
    guard disk.hasDeleted, turn.now >= reclaiming.at else { return }
    reclaiming.begin(gauge)
    disk.hasDeleted = false
    let inbox = disk.inbox
    state.reclaim { inbox.post(.reclaimed($0)) }
  }

  func reclaimed(_ result: Result<Void, StorageError>) {
    switch result {
    case .success:
      logger.info(
        reclaiming.isStopped
          ? "merging the state takes more room than there is: later" : "state merged for room",
        metadata: ["free": "\(gauge.free)"])
    // Too many orders wait: later.
    case .failure(let error) where error.code == .tooLarge: reclaiming.isStopped = true
    case .failure(let error): return failed(error)
    }
    if reclaiming.isStopped { disk?.hasDeleted = true }
    reclaiming.end(at: turn.now)
  }

  /// Why a snapshot of so many bytes may not come in; nil where it may.
  func objection(to snapshot: SnapshotHeader) -> String? {
    if snapshot.machineVersion > options.machineVersion {
      return
        "the snapshot is of machine version \(snapshot.machineVersion), and \(options.name) knows "
        + "versions up to \(options.machineVersion): run the cluster's release on it"
    }
    let bytes = snapshot.manifest.totalSize
    guard gauge.free > .zero else { return nil }
    let needed = ByteCount(bytes + gauge.marks.critical.rawValue)
    guard gauge.level == .critical || gauge.free < needed else { return nil }
    return
      "\(gauge.free) are free on the disk of \(options.name), and the snapshot needs \(needed)"
  }
}

/// Whether the state in force is merged in the background.
struct MergeState: Hashable, Sendable {
  var generation: UInt64
  var isAllowed: Bool
}

/// Merging the state for room.
struct Reclaiming: Sendable {
  private(set) var isUnderWay = false
  var isStopped = false
  /// Free bytes below which it is stopped.
  private(set) var floor = ByteCount.zero
  /// Not before; and the rest after the next one that is stopped.
  private(set) var at = Monotonic.zero
  private var rest = Timeout.seconds(2)

  mutating func begin(_ gauge: DiskGauge) {
    isUnderWay = true
    let (low, critical) = (gauge.marks.low.rawValue, gauge.marks.critical.rawValue)
    floor =
      gauge.level == .critical
      ? ByteCount(gauge.free.rawValue / 2) : ByteCount(critical + (low - critical) / 4)
  }

  /// What was stopped is tried again, ever more seldom: there may be nothing to be had.
  mutating func end(at now: Monotonic) {
    rest = isStopped ? min(rest * 2, .seconds(600)) : .seconds(2)
    at = now + rest
    isUnderWay = false
    isStopped = false
  }
}
