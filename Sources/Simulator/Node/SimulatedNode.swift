import Journal
import Raft
import Replica
import StateMachine
import Units

/// One machine of the world: a disk, clocks, and a replica while its process runs. A class, so that
/// looking at one copies nothing.
final class SimulatedNode {
  /// Zero before a wiped or new node was let in; another one after each wipe.
  var id: NodeID
  var incarnation: Incarnation
  /// What people call it; stays over wipes.
  let name: String
  var disk: SimulatedDisk
  var clock = NodeClock()
  /// Nil while no process runs, or while it opens its disk or waits to be let in.
  var mind: Mind?
  var isRunning = false
  /// What the log gave, while it is being opened.
  var opening: (log: RecoveredLog, machine: StateMachine)?
  /// It has an empty directory and asks to be let in.
  var isJoining = false
  /// Taken out of the cluster for good.
  var isRetired = false
  /// It stays down until then.
  var downUntil = Monotonic.zero
  /// It stands still until then.
  var pausedUntil = Monotonic.zero
  /// Grows with each life; events of an earlier one are void.
  var life = 0
  /// By its own clock.
  var alarm: Monotonic?
  /// Alarms that rang since then: a few each heartbeat.
  var rings = (since: Monotonic.zero, count: 0)
  /// The first event that looks at the alarm.
  var wakesAt = Monotonic.distantFuture
  /// The log's thread is at work.
  var logIsBusy = false
  /// Counts the log's cycles: it settles where none came for a while.
  var logCycles: UInt64 = 0
  var syncFails = false
  /// How full its disk is, and until when.
  var diskLevel = DiskLevel.normal
  var fullUntil = Monotonic.zero
  var slowUntil = Monotonic.zero
  var stalledUntil = Monotonic.zero
  var turnIsOpen = false
  /// When the state's thread has done what it was given.
  var stateFree = Monotonic.zero
  /// A snapshot whose store is in force, and whose log is being reset.
  var installing: (position: LogPosition, machine: StateMachine)?
  /// With a known bug put back: the store that comes into force after the log's reset.
  var lateStore: SimulatedStore?
  /// Grows when a snapshot takes the store's place: reads begun before are worth nothing.
  var storeGeneration = 0
  /// Calls of clients that wait at this node, and what clients know them as.
  var calls: [CallID: Int] = [:]
  /// Calls of the world's own that wait at this node.
  var errands: [CallID: Errand] = [:]
  /// Entries whose bodies recovery found damaged, and that were not repaired since.
  var lacking: [LogIndex] = []
  /// Its disk was lost or damaged, and it has not yet made up for that.
  var unsoundSince: LogIndex?
  var stopped: StopReason?
  /// The newest machine version that its build knows.
  var build = StateMachine.newestVersion
  /// It was started with the older build after it had run the newer one.
  var isDowngraded = false
  /// By place: the lives of the others whose builds this life of the node has heard of.
  var heard: [Int: Int] = [:]
  /// What the oracle saw of it last.
  var vitals: Vitals?
  /// The state that was compared last.
  var observed = LogIndex.zero
  /// Its commit before the step whose effects are being run.
  var commitBefore = LogIndex.zero

  /// What the newer of the two builds knows; the older one is that of today.
  static let newestBuild = StateMachine.newestVersion + 1

  init(id: NodeID, incarnation: Incarnation, name: String, disk: SimulatedDisk) {
    self.id = id
    self.incarnation = incarnation
    self.name = name
    self.disk = disk
  }
}

/// What the state's threads are given.
enum StateWork {
  case write(UInt64, [Change], applied: LogIndex)
  case flush(UInt64)
  case checkpoint(CheckpointID)
  case read(StoreReadID, [StoreRead], generation: Int)
  case install(ReceivedSnapshotID, SnapshotMeta, keepsLog: Bool)
}

/// A call that the world itself makes, as an operator or a node that joins.
enum Errand {
  case join(place: Int, incarnation: Incarnation)
  case record(place: Int)
  case remove(place: Int)
  case replace(Int)
}
