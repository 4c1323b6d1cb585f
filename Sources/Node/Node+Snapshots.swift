import GRPC
import Journal
import Logging
import Messages
import NIOCore
import NIOPosix
import Raft
import Replica
import StateMachine
import Storage
import Units

/// Snapshots that are made, sent, received and put into force.
struct SnapshotDesk {
  struct Checkpoint {
    var directory: String
    var manifest: SnapshotManifest?
    /// Of a backup: what else its header says.
    var header: BackupHeader?
    /// Nobody needs it any more, once the last stream of it has ended.
    var isDropped = false
    var streams = 0
  }

  struct Received {
    var directory: String
    var manifest: SnapshotManifest
  }

  var checkpoints: [CheckpointID: Checkpoint] = [:]
  var senders: [NodeID: SnapshotSender] = [:]
  /// The stream that comes in, the newest one.
  var reception: SnapshotReception?
  /// When the last one began.
  var lastReception = Monotonic.zero
  var received: [ReceivedSnapshotID: Received] = [:]
  var lastReceived: UInt64 = 0
  /// What is put into force: its position, and the state loaded from it.
  var installing: (LogPosition, StateMachine)?
  /// From the order until it is in force.
  var isInstalling = false
  /// What broken streams left is gone.
  var isSwept = false
  var backups = BackupDesk()
}

extension Node {
  func makeCheckpoint(_ id: CheckpointID, _ meta: SnapshotMeta) {
    guard let keeper else { return }
    let position = JournalPosition(term: meta.position.term, index: meta.position.index)
    var directory = keeper.outgoingDirectory(at: position)
    if id.isOwn { directory += "-backup-\(id.number)" }
    let digest = mind?.look { $0.machine.digest } ?? .zero
    precondition(
      mind?.applied == position.index, "the checkpoint at \(position) is of another state")
    let manifest = SnapshotManifest(
      position: position, configurationIndex: meta.configuration.index,
      configuration: meta.configuration.configuration.encoded(), digest: digest, files: [])
    snapshots.checkpoints[id] = SnapshotDesk.Checkpoint(
      directory: directory, manifest: nil, header: id.isOwn ? backupHeader(manifest) : nil)
    disk?.checkpoint(id, into: directory, manifest)
  }

  func checkpointMade(_ id: CheckpointID, _ result: Result<SnapshotManifest, StorageError>) {
    disk?.stateHasRoom()
    switch result {
    case .success(let manifest):
      if hashContents(id) { return }
      snapshots.checkpoints[id]?.manifest = manifest
      if id.isOwn { return backupMade(id) }
      step(.checkpointMade(id, isMade: true))
    case .failure(let error):
      logger.error("no checkpoint", metadata: ["why": "\(error)"])
      if let check = contentChecks.removeValue(forKey: id) {
        return step(.contents(check.index, nil))
      }
      snapshots.checkpoints[id] = nil
      if id.isOwn { return backupFailed(id, "\(error)") }
      step(.checkpointMade(id, isMade: false))
    }
  }

  func sendSnapshot(_ id: CheckpointID, to peer: NodeID, term: Term, _ meta: SnapshotMeta) {
    guard snapshots.senders[peer] == nil else { return }
    guard let checkpoint = snapshots.checkpoints[id], let manifest = checkpoint.manifest,
      let link = peers.link(peer), let reader = try? SnapshotReader(directory: checkpoint.directory)
    else { return step(.snapshotSent(to: peer, nil)) }
    snapshots.checkpoints[id]?.streams += 1
    logger.info(
      "sending snapshot",
      metadata: [
        "to": "\(name(of: peer))", "position": "\(meta.position)",
        "size": "\(ByteCount(manifest.totalSize))",
      ])
    let header = SnapshotHeader(
      from: self.id, to: peer, term: term, manifest: manifest,
      machineVersion: machineVersion)
    let sender = SnapshotSender(
      reader, header, rate: options.limits.snapshotRate, pool: pool, loop: turn.eventLoop,
      passes: { [weak self] in self?.passes(.snapshotSend) ?? false }
    ) { [weak self] refusal in
      guard let self else { return }
      snapshots.senders[peer] = nil
      snapshots.checkpoints[id]?.streams -= 1
      removeIfDropped(id)
      if let refusal {
        logger.warning(
          "snapshot not taken", metadata: ["to": "\(name(of: peer))", "why": "\(refusal)"])
      } else {
        logger.info("snapshot sent", metadata: ["to": "\(name(of: peer))"])
      }
      step(.snapshotSent(to: peer, refusal == nil ? meta.position : nil))
    }
    snapshots.senders[peer] = sender
    let handshake = Handshake(
      cluster: cluster, from: self.id, incarnation: incarnation, to: peer,
      address: address.description, versions: options.versions)
    sender.start(over: link.calls(), metadata: handshake.metadata)
  }

  func dropCheckpoint(_ id: CheckpointID) {
    snapshots.checkpoints[id]?.isDropped = true
    removeIfDropped(id)
  }

  func removeIfDropped(_ id: CheckpointID) {
    guard let checkpoint = snapshots.checkpoints[id], checkpoint.isDropped,
      checkpoint.streams == 0
    else { return }
    snapshots.checkpoints[id] = nil
    remove(checkpoint.directory, checkpoint.manifest)
  }

  private func remove(_ directory: String, _ manifest: SnapshotManifest?) {
    let names = (manifest?.files.map(\.name) ?? []) + ["snapshot"]
    pool.submit { _ in Files.remove(names, in: directory) }
  }

  // MARK: Receiving

  func acceptSnapshot(_ call: ServerCall) {
    let handshake: Handshake
    switch check(call) {
    case .failure(let failure): return call.fail(Status(failure))
    case .success(let checked): handshake = checked
    }
    guard let keeper else { return call.fail(Status(Failure.notJoined)) }
    // A stream takes over the files of one before it: not those of one that is put into force.
    guard snapshots.received.isEmpty, !snapshots.isInstalling else {
      return call.fail(
        Status(
          Failure(
            .unavailable, .notReady, "\(options.name) is putting another snapshot into force",
            retryAfter: .milliseconds(200))))
    }
    call.sendMetadata(Metadata())
    // The newest stream counts; an older one is what a broken connection or another leader left.
    snapshots.reception?.cancel()
    snapshots.lastReception = turn.now
    snapshots.isSwept = false
    let reception = SnapshotReception(
      call, from: handshake.from, pool: pool, loop: turn.eventLoop,
      directory: { keeper.incomingDirectory(at: $0) },
      objection: { [weak self] in self?.objection(to: $0) },
      onFailure: { [weak self] in self?.failed($0) }
    ) { [weak self] reception, header in
      guard let self else { return }
      if snapshots.reception === reception { snapshots.reception = nil }
      if let why = reception.refusal {
        logger.warning(
          "snapshot refused",
          metadata: ["from": "\(name(of: handshake.from))", "why": "\(why)"])
      }
      if let header { snapshotReceived(header, from: handshake.from, into: keeper) }
    }
    snapshots.reception = reception
  }

  /// What a broken stream left is kept for the next one to go on with; after this long it is taken
  /// for forgotten.
  static let receptionPatience = Timeout.seconds(600)

  /// Looked at every few seconds.
  func sweepSnapshots() {
    guard let keeper, snapshots.reception == nil, snapshots.received.isEmpty,
      !snapshots.isInstalling, !snapshots.isSwept,
      turn.now - max(started, snapshots.lastReception) > Node.receptionPatience
    else { return }
    snapshots.isSwept = true
    pool.submit { _ in keeper.removeIncoming() }
  }

  private func snapshotReceived(_ header: SnapshotHeader, from: NodeID, into keeper: Keeper) {
    let manifest = header.manifest
    guard let configuration = Configuration(decoding: manifest.configuration) else {
      return logger.error(
        "a snapshot's configuration is malformed", metadata: ["from": "\(name(of: from))"])
    }
    snapshots.lastReceived += 1
    let id = ReceivedSnapshotID(snapshots.lastReceived)
    snapshots.received[id] = SnapshotDesk.Received(
      directory: keeper.incomingDirectory(at: manifest.position), manifest: manifest)
    let meta = SnapshotMeta(
      position: LogPosition(term: manifest.position.term, index: manifest.position.index),
      configuration: PlacedConfiguration(
        index: manifest.configurationIndex, configuration: configuration))
    logger.info(
      "snapshot received", metadata: ["from": "\(name(of: from))", "position": "\(meta.position)"])
    step(.snapshotReceived(id, meta, from: from, term: header.term))
  }

  func dropSnapshot(_ id: ReceivedSnapshotID) {
    guard let received = snapshots.received.removeValue(forKey: id) else { return }
    remove(received.directory, received.manifest)
  }

  // MARK: Into force

  /// The old store is closed, the snapshot put in its place, opened and loaded, all on a thread that
  /// may wait; then the log is reset to start after it. A crash at any point leaves the one or the
  /// other in force (`RecoveredLog.fit`).
  func install(_ id: ReceivedSnapshotID, _ meta: SnapshotMeta, keepsLog: Bool) {
    guard let received = snapshots.received.removeValue(forKey: id), let disk, let keeper else {
      return
    }
    // Of a node that knew no digests: zero.
    let digest = received.manifest.digest
    let old = disk.releaseState()
    // Whatever of them was ordered went with the old state's threads.
    failBackups("this node has just taken over a snapshot: ask again")
    let position = JournalPosition(term: meta.position.term, index: meta.position.index)
    let inbox = disk.inbox
    let known = options.machineVersion
    snapshots.isInstalling = true
    if reclaiming.isUnderWay { reclaiming.isStopped = true }
    pool.runIfActive(eventLoop: turn.eventLoop) {
      Result<OpenState, NodeEnd> { () throws(NodeEnd) in
        old.stop()
        let directory = try keeper.install(snapshotAt: position)
        keeper.removeIncoming()
        let state = try OpenState(directory: directory, inbox: inbox, knows: known)
        guard digest == .zero || state.machine.digest == digest else {
          throw NodeEnd(
            .data,
            "the snapshot at \(position) holds a state with the digest \(state.machine.digest), and was "
              + "sent as \(digest)")
        }
        return state
      }
    }.assumeIsolated().whenComplete { [weak self, pool] result in
      guard let self, end == nil else {
        if case .success(.success(let state)) = result { pool.submit { _ in state.threads.stop() } }
        return
      }
      switch result {
      case .success(.success(let state)):
        guard passes(.installLoaded) else { return }
        self.disk?.adopt(state.threads)
        snapshots.installing = (meta.position, state.machine)
        if keepsLog {
          self.disk?.cutLog(under: meta.position)
        } else {
          self.disk?.resetLog(to: meta.position, meta.configuration)
        }
      case .success(.failure(let why)): finish(why)
      case .failure: break
      }
    }
  }

  func logReset(_ position: LogPosition) {
    guard let (installed, machine) = snapshots.installing, installed == position else { return }
    snapshots.installing = nil
    snapshots.isInstalling = false
    logger.info("snapshot in force", metadata: ["position": "\(position)"])
    step(.snapshotInstalled(position, machine))
    turn.atEnd { [weak self] in self?.tellReplaced() }
  }
}
