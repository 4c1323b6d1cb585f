import Raft
import Replica
import StateMachine
import Units

/// One machine of the world: a disk, clocks, and a replica while its process runs.
struct SimulatedNode {
  /// Another one after its directory was wiped.
  var id: NodeID
  var incarnation: Incarnation
  /// What people call it; stays over wipes.
  var name: String
  var disk: SimulatedDisk
  var clock = NodeClock()
  /// Nil while it is down.
  var replica: Replica?
  /// It stays down until then.
  var downUntil = Monotonic.zero
  /// Grows with each life; events of an earlier one are void.
  var life = 0
  /// By its own clock.
  var alarm: Monotonic?
  var isSyncing = false
  var turnIsOpen = false
  /// When the state's thread has done what it was given.
  var stateFree = Monotonic.zero
  var isReady = false
  /// Calls that wait at this node, and what clients know them as.
  var calls: [CallID: Int] = [:]
  var stopped: StopReason?
}

/// What the state's threads are given.
enum StateWork {
  case write(UInt64, [Change])
  case flush(UInt64)
  case checkpoint(CheckpointID)
  case read(StoreReadID, [StoreRead])
  case install(ReceivedSnapshotID, SnapshotMeta, keepsLog: Bool)
}
