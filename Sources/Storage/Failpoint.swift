internal import Glibc
internal import Synchronization

/// A named place at a step of persistence where a test, or the failover harness, can make the process
/// die, fail or wait. Always compiled in; costs one load while none is armed.
///
/// Armed by `CARILLON_FAILPOINT=name[:nth]=action`, several separated by commas, where the action is
/// `kill`, `error` or `stall:milliseconds`, and `nth` counts from 1 (without it: every time).
public enum Failpoint: String, CaseIterable, Sendable {
  /// Before a batch is written; after; after its sync.
  case logWrite = "log.write"
  case logWritten = "log.written"
  case logSynced = "log.synced"
  /// A new segment: records of the old tail written, header synced, renamed, directory synced.
  case segmentTail = "log.segment.tail"
  case segmentHeader = "log.segment.header"
  case segmentRenamed = "log.segment.renamed"
  case segmentReady = "log.segment.ready"
  /// A segment given up by a cut, renamed or removed.
  case segmentRecycled = "log.segment.recycled"
  case ringWritten = "log.ring.written"
  case ringSynced = "log.ring.synced"
  case stateWrite = "state.write"
  case stateFlush = "state.flush"
  case stateFlushed = "state.flushed"
  case checkpointLinked = "state.checkpoint.linked"
  case checkpointListed = "state.checkpoint.listed"
  case snapshotChunk = "snapshot.chunk"
  case snapshotFile = "snapshot.file"
  case snapshotFinished = "snapshot.finished"
  /// Installation: moved beside the state in force, pointer written, renamed, old state removed.
  case installMoved = "install.moved"
  case installWritten = "install.pointer.written"
  case installRenamed = "install.pointer.renamed"
  case installRemoved = "install.old.removed"
  case identityWritten = "identity.written"
  case identityRenamed = "identity.renamed"
  /// A backup that is written: a piece, all of it synced, renamed.
  case backupChunk = "backup.chunk"
  case backupWritten = "backup.written"
  case backupRenamed = "backup.renamed"
  /// Contents that a restore or a recovery stages: begun, written, made ready, each move, all moved.
  case stagedBegun = "staged.begun"
  case stagedWritten = "staged.written"
  case stagedReady = "staged.ready"
  case stagedMoved = "staged.moved"
  case stagedEnded = "staged.ended"

  enum Action: Sendable {
    case kill
    case error
    case stall(milliseconds: UInt32)
    /// Tests only: called with the failpoint, with all of the process's writes so far in the files.
    case call(@Sendable (Failpoint) -> Void)
  }

  struct Arming: Sendable {
    var point: Failpoint?
    /// The hit that counts, from 1; 0 for every one.
    var nth: Int
    var action: Action
    /// Only paths that begin so.
    var prefix: String
    var hits = 0
  }

  /// What is armed; the flag beside the list keeps the common case to one load.
  private final class Armory: Sendable {
    let isArmed: Atomic<Bool>
    let list: Mutex<[Arming]>

    init(environment text: String?) {
      let parsed = text.map(Failpoint.parse) ?? []
      isArmed = Atomic(!parsed.isEmpty)
      list = Mutex(parsed)
    }
  }

  private static let armory = Armory(environment: System.environment("CARILLON_FAILPOINT"))

  /// Called at the step, with the file or directory it is about.
  ///
  /// - Throws: an `io` error where one is armed.
  static func hit(_ point: Failpoint, _ path: String) throws(StorageError) {
    guard armory.isArmed.load(ordering: .relaxed) else { return }
    try point.fire(path)
  }

  private func fire(_ path: String) throws(StorageError) {
    let actions = Failpoint.armory.list.withLock { list in
      var due: [Action] = []
      for place in list.indices {
        guard list[place].point == nil || list[place].point == self,
          path.hasPrefix(list[place].prefix)
        else { continue }
        list[place].hits += 1
        if list[place].nth == 0 || list[place].nth == list[place].hits {
          due.append(list[place].action)
        }
      }
      return due
    }
    for action in actions {
      switch action {
      case .kill: _ = Glibc.kill(getpid(), SIGKILL)
      case .error:
        throw StorageError(
          code: .io, what: "failpoint \(rawValue) says that this failed:", path: path, errno: EIO)
      case .stall(let milliseconds): _ = usleep(milliseconds * 1_000)
      case .call(let body): body(self)
      }
    }
  }

  /// Arms `action` at `point` (nil: at every one) for paths that begin with `prefix`.
  static func arm(_ point: Failpoint?, nth: Int = 0, prefix: String, _ action: Action) {
    armory.list.withLock {
      $0.append(Arming(point: point, nth: nth, action: action, prefix: prefix))
    }
    armory.isArmed.store(true, ordering: .relaxed)
  }

  /// Takes back what was armed for `prefix`.
  static func disarm(prefix: String) {
    armory.list.withLock { list in
      list.removeAll { $0.prefix == prefix }
      if list.isEmpty { armory.isArmed.store(false, ordering: .relaxed) }
    }
  }

  /// What an environment variable asks for. A word that means nothing ends the process with a
  /// sentence and status 64 (EX_USAGE): a test that arms nothing must not pass.
  static func parse(_ text: String) -> [Arming] {
    text.split(separator: ",").map { part in
      let sides = part.split(separator: "=", maxSplits: 1)
      let left = (sides.first ?? "").split(separator: ":", maxSplits: 1)
      let right = (sides.count > 1 ? sides[1] : "").split(separator: ":", maxSplits: 1)
      let nth = left.count > 1 ? Int(left[1]) : 0
      let action: Action? =
        switch right.first {
        case "kill": .kill
        case "error": .error
        case "stall" where right.count == 2:
          UInt32(right[1]).map { .stall(milliseconds: min($0, 60_000)) }
        default: nil
        }
      guard let point = Failpoint(rawValue: String(left.first ?? "")), let nth, let action else {
        System.exit(
          64,
          "CARILLON_FAILPOINT: \(part) is not name[:nth]=kill|error|stall:ms; the names are "
            + Failpoint.allCases.map(\.rawValue).joined(separator: " "))
      }
      return Arming(point: point, nth: nth, action: action, prefix: "")
    }
  }
}
