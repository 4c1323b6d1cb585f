internal import Glibc
internal import Synchronization

/// A named place at a step of persistence where a test, or the failover harness, can make the process
/// die, fail or wait. Always compiled in; costs one load while none is armed.
///
/// Armed by `CARILLON_FAILPOINT=name[:nth]=action`, several separated by commas, where the action is
/// `kill`, `error` or `stall:milliseconds`, and `nth` counts from 1 (without it: every time).
///
/// A process that runs is armed through `CARILLON_FAILPOINT_CONTROL`, which names a directory: the
/// same words in its file `arm` are taken at the next hit of any point, and the file is removed. In
/// `hits` beside it is written what was hit (`hit NAME COUNT`, at each power of two) and done
/// (`kill NAME COUNT`): the coverage of a run.
public enum Failpoint: String, CaseIterable, Sendable {
  /// Before a batch is written; after; after its sync.
  case logWrite = "log.write"
  case logWritten = "log.written"
  case logSynced = "log.synced"
  /// The same of batches that hold a vote, a truncation, a cut, the start after a snapshot, or bodies
  /// fetched anew.
  case voteWritten = "log.vote.written"
  case voteSynced = "log.vote.synced"
  case truncationWritten = "log.truncation.written"
  case truncationSynced = "log.truncation.synced"
  case cutWritten = "log.cut.written"
  case cutSynced = "log.cut.synced"
  case resetWritten = "log.reset.written"
  case resetSynced = "log.reset.synced"
  case repairWritten = "log.repair.written"
  case repairSynced = "log.repair.synced"
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
  /// While RocksDB merges files; looked at with each write.
  case stateCompacting = "state.compacting"
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
  /// The new state is in force and loaded, the log not yet told to begin after it.
  case installLoaded = "install.loaded"
  case identityWritten = "identity.written"
  case identityRenamed = "identity.renamed"
  /// Unreadable data put aside: one of log, state and snapshots moved.
  case asideMoved = "aside.moved"
  /// Who the members are, written down.
  case membersWritten = "members.written"
  case membersRenamed = "members.renamed"
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

  // On the node's loop, where a stall stops the whole node.

  /// The first entry of a cluster is durable, the identity does not name the cluster yet.
  case founded = "node.founded"
  /// Entries are committed and not applied yet.
  case committed = "node.committed"
  /// Between two turns that apply one long run of entries.
  case applying = "node.applying"
  /// A call is decided and applied, its answer not sent; a worker's report likewise.
  case answer = "node.answer"
  case completion = "node.completion"
  /// An execution is granted to a worker that has not been told.
  case lease = "node.lease"
  /// The leader decided a schedule's due time, and its log does not have it yet.
  case fire = "node.fire"
  /// Another node is about to be told to take over.
  case transfer = "node.transfer"
  /// A configuration is about to be written to the log: one that enters a joint one, one that leaves
  /// it; and a joint one is committed.
  case jointAppend = "config.joint.append"
  case jointCommitted = "config.joint.committed"
  case leaveAppend = "config.leave.append"
  /// A snapshot's chunk is about to be sent.
  case snapshotSend = "snapshot.send"

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

  private struct State {
    var list: [Arming] = []
    var counts = [Failpoint: UInt64]()
  }

  /// What is armed; the flag beside the list keeps the common case to one load.
  private final class Armory: Sendable {
    let isArmed: Atomic<Bool>
    let state: Mutex<State>
    /// Where words come from while the process runs, and hits go to.
    let control: String?

    init(environment text: String?, control: String?) {
      let parsed = text.map(Failpoint.parse) ?? []
      isArmed = Atomic(!parsed.isEmpty || control != nil)
      state = Mutex(State(list: parsed))
      self.control = control
    }
  }

  private static let armory = Armory(
    environment: System.environment("CARILLON_FAILPOINT"),
    control: System.environment("CARILLON_FAILPOINT_CONTROL"))

  /// Whether anything is, or may come to be: what finds out whether a point is reached may be dear.
  package static var isArmed: Bool { armory.isArmed.load(ordering: .relaxed) }

  /// Called at the step, with the file or directory it is about.
  ///
  /// - Throws: an `io` error where one is armed.
  package static func hit(_ point: Failpoint, _ path: String) throws(StorageError) {
    guard armory.isArmed.load(ordering: .relaxed) else { return }
    try point.fire(path)
  }

  private func fire(_ path: String) throws(StorageError) {
    let control = Failpoint.armory.control
    let (actions, count) = Failpoint.armory.state.withLock { state in
      if let control { Failpoint.pick(from: control, into: &state.list) }
      let count = (state.counts[self] ?? 0) + 1
      state.counts[self] = count
      var due: [Action] = []
      for place in state.list.indices {
        let armed = state.list[place]
        guard armed.point == nil || armed.point == self, path.hasPrefix(armed.prefix) else {
          continue
        }
        state.list[place].hits += 1
        if armed.nth == 0 || armed.nth == state.list[place].hits { due.append(armed.action) }
      }
      return (due, count)
    }
    if let control, !actions.isEmpty || count & (count - 1) == 0 {
      Failpoint.note(self, count, actions, in: control)
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

  /// The words that lie in `directory`, which are taken once; `none` takes back what was armed so.
  private static func pick(from directory: String, into list: inout [Arming]) {
    let path = directory + "/arm"
    guard let bytes = try? System.contents(path) else { return }
    try? System.remove(path)
    let text = String(decoding: bytes, as: UTF8.self)
    if text == "none" { list.removeAll { $0.prefix.isEmpty } } else { list += parse(text) }
  }

  private static func note(
    _ point: Failpoint, _ count: UInt64, _ actions: [Action], in directory: String
  ) {
    var lines = "hit \(point.rawValue) \(count)\n"
    for action in actions {
      let word =
        switch action {
        case .kill: "kill"
        case .error: "error"
        case .stall: "stall"
        case .call: "call"
        }
      lines += "\(word) \(point.rawValue) \(count)\n"
    }
    // Where it cannot be written the run that reads it finds that nothing was hit.
    System.append(Array(lines.utf8), to: directory + "/hits")
  }

  /// Arms `action` at `point` (nil: at every one) for paths that begin with `prefix`.
  static func arm(_ point: Failpoint?, nth: Int = 0, prefix: String, _ action: Action) {
    armory.state.withLock {
      $0.list.append(Arming(point: point, nth: nth, action: action, prefix: prefix))
    }
    armory.isArmed.store(true, ordering: .relaxed)
  }

  /// Takes back what was armed for `prefix`.
  static func disarm(prefix: String) {
    armory.state.withLock { state in
      state.list.removeAll { $0.prefix == prefix }
      if state.list.isEmpty, armory.control == nil {
        armory.isArmed.store(false, ordering: .relaxed)
      }
    }
  }

  /// What an environment variable asks for. A word that means nothing ends the process with a
  /// sentence and status 64 (EX_USAGE): a test that arms nothing must not pass.
  static func parse(_ text: String) -> [Arming] {
    text.split { $0 == "," || $0.isNewline }.map { part in
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
