import Raft
import Replica
import StateMachine
import Storage
import Units

/// Failpoints above the disk: where a node can be made to die, fail or wait between what it decided
/// and what it says. While nothing is armed each costs one load.
extension Node {
  /// False where the node ended here: an error at a point ends it as one of its disk would.
  func passes(_ point: Failpoint) -> Bool {
    guard Failpoint.isArmed else { return true }
    do throws(StorageError) {
      try Failpoint.hit(point, options.dataDirectory)
      return true
    } catch {
      failed(error)
      return false
    }
  }

  /// Before the effect is carried out.
  func passes(before effect: ReplicaEffect) -> Bool {
    guard Failpoint.isArmed else { return true }
    switch effect {
    case .persist(let persist, let payloads):
      for placed in persist.configurations {
        let isJoint = placed.configuration.isJoint
        if isJoint { lastJoint = placed.index }
        guard passes(isJoint ? .jointAppend : .leaveAppend) else { return false }
      }
      return !payloads.contains(where: Node.holdsFire) || passes(.fire)
    case .lease: return passes(.lease)
    case .yield: return passes(.applying)
    case .send(let message, _):
      guard case .timeoutNow = message.body else { return true }
      return passes(.transfer)
    default: return true
    }
  }

  /// At the end of a turn, before it is applied what this turn committed.
  func passesCommit() -> Bool {
    guard Failpoint.isArmed, let mind,
      mind.look({ $0.raft.commitIndex }) > mind.applied
    else { return true }
    if let joint = lastJoint, joint <= mind.look({ $0.raft.commitIndex }) {
      lastJoint = nil
      guard passes(.jointCommitted) else { return false }
    }
    return passes(.committed)
  }

  private static func holdsFire(_ payload: Bytes) -> Bool {
    guard var reader = CommandBatchReader(payload) else { return false }
    while let item = reader.next() {
      if item.kind == CommandKind.fire.rawValue { return true }
    }
    return false
  }
}
