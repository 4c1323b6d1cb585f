import Raft
import StateMachine
import Units

/// Snapshots on their way out and in.
struct Snapshots: Sendable {
  struct Checkpoint: Sendable {
    var id: CheckpointID
    var meta: SnapshotMeta
    /// Who gets it, or waits for it to be made.
    var peers: [NodeID] = []
    var isMade = false
    /// `StoreKeeping.logged` at its position.
    var logged: UInt64
  }

  /// Peers that need one, at or above an index.
  var wanted: [(peer: NodeID, minimum: LogIndex)] = []
  var checkpoint: Checkpoint?
  /// Wanted by the node for itself.
  var backups: [CheckpointID] = []
  var lastID: UInt64 = 0
  /// What was received last, while the core decides about it.
  var received: ReceivedSnapshotID?
  var isInstalling = false
  /// The one under way takes the place of damaged entries only.
  var keepsLog = false

  mutating func want(_ peer: NodeID, minimum: LogIndex) {
    wanted.removeAll { $0.peer == peer }
    wanted.append((peer, minimum))
  }
}

extension Replica {
  // MARK: Out

  /// One checkpoint at a time serves all that ask while it is there.
  mutating func keepSnapshots() {
    guard !snapshots.isInstalling else { return }
    if !snapshots.backups.isEmpty { makeBackups() }
    // Nearly always: a closure over a replica copies it.
    guard !snapshots.wanted.isEmpty else { return }
    let (leadership, now) = (leadership, now)
    let due = snapshots.wanted.filter { leadership.nextSnapshot(to: $0.peer) <= now }
    guard !due.isEmpty else { return }
    if var checkpoint = snapshots.checkpoint {
      for want in due
      where want.minimum <= checkpoint.meta.position.index
        && !checkpoint.peers.contains(want.peer)
      {
        checkpoint.peers.append(want.peer)
        if checkpoint.isMade { stream(checkpoint, to: want.peer) }
      }
      let peers = checkpoint.peers
      snapshots.wanted.removeAll { peers.contains($0.peer) }
      snapshots.checkpoint = checkpoint
      // Those that need a newer one wait until this one is gone.
      return
    }
    makeCheckpoint(for: due.map(\.peer))
  }

  /// When the next one that waits for its time is due.
  var snapshotDeadline: Monotonic {
    var next = Monotonic.distantFuture
    for want in snapshots.wanted {
      let time = leadership.nextSnapshot(to: want.peer)
      if time > now { next = min(next, time) }
    }
    return next
  }

  /// Freezes the overlay at this entry, writes and flushes it, and links what is then there.
  private mutating func makeCheckpoint(for peers: [NodeID]) {
    guard let meta = raft.snapshotMeta(at: machine.index), write() else { return }
    flush()
    snapshots.lastID += 1
    let id = CheckpointID(snapshots.lastID)
    snapshots.checkpoint = Snapshots.Checkpoint(
      id: id, meta: meta, peers: peers, logged: store.logged)
    snapshots.wanted.removeAll { peers.contains($0.peer) }
    effects.append(.checkpoint(id, meta))
  }

  /// One state for all that ask; where it cannot be frozen now, the disk's next word brings another
  /// turn.
  private mutating func makeBackups() {
    guard let meta = raft.snapshotMeta(at: machine.index), write() else { return }
    flush()
    for id in snapshots.backups { effects.append(.checkpoint(id, meta)) }
    snapshots.backups.removeAll()
  }

  private mutating func stream(_ checkpoint: Snapshots.Checkpoint, to peer: NodeID) {
    effects.append(
      .sendSnapshot(checkpoint.id, to: peer, term: raft.term, checkpoint.meta))
  }

  mutating func checkpointMade(_ id: CheckpointID, _ isMade: Bool) {
    guard var checkpoint = snapshots.checkpoint, checkpoint.id == id else { return }
    guard isMade, isLeader else {
      snapshots.checkpoint = nil
      if isMade { effects.append(.dropCheckpoint(id)) }
      for peer in checkpoint.peers { snapshotSent(to: peer, nil) }
      return
    }
    checkpoint.isMade = true
    snapshots.checkpoint = checkpoint
    for peer in checkpoint.peers { stream(checkpoint, to: peer) }
  }

  mutating func snapshotSent(to peer: NodeID, _ position: LogPosition?) {
    if var checkpoint = snapshots.checkpoint {
      checkpoint.peers.removeAll { $0 == peer }
      snapshots.checkpoint = checkpoint
      if checkpoint.isMade && checkpoint.peers.isEmpty {
        snapshots.checkpoint = nil
        effects.append(.dropCheckpoint(checkpoint.id))
      }
    }
    if position != nil {
      leadership.snapshotArrived(at: peer)
    } else if isLeader {
      leadership.snapshotFailed(to: peer, at: now)
    }
    raftStep(.snapshotSent(to: peer, position))
  }

  // MARK: In

  mutating func snapshotReceived(
    _ id: ReceivedSnapshotID, _ meta: SnapshotMeta, from peer: NodeID, term: Term
  ) {
    guard !snapshots.isInstalling, snapshots.received == nil else {
      return effects.append(.dropSnapshot(id))
    }
    snapshots.received = id
    raftStep(.snapshotReceived(meta, from: peer, term: term))
    // The core may hold it back until its term is durable.
    guard snapshots.received != nil, !raft.isInstalling else { return }
    snapshots.received = nil
    effects.append(.dropSnapshot(id))
  }

  mutating func install(_ meta: SnapshotMeta, keepsLog: Bool) {
    guard let id = snapshots.received else {
      preconditionFailure("the core installs a snapshot that nobody received")
    }
    snapshots.received = nil
    snapshots.isInstalling = true
    snapshots.keepsLog = keepsLog
    effects.append(.install(id, meta, keepsLog: keepsLog))
  }

  /// Another state took the place of this one, whole.
  mutating func snapshotInstalled(_ position: LogPosition, _ machine: StateMachine) {
    precondition(
      machine.index == position.index && machine.term == position.term,
      "the snapshot at \(position) holds the state at \(machine.index)/\(machine.term)")
    snapshots.isInstalling = false
    let state = self.machine.mutations
    self.machine = machine
    self.machine.mutations = state
    if position.index > committed.index { committed = position }
    if !mutations.contains(.keepsOldChanges) { overlay.removeAll() }
    let number = store.number
    store = StoreKeeping(index: position.index)
    store.number = number
    if !snapshots.keepsLog { log.window.reset(next: position.index.next()) }
    log.forgetReplay()
    digests.removeAll()
    digests.freezesAt = nil
    raftStep(.snapshotInstalled(position))
  }
}
