public import Units

/// How the installation of a snapshot that the leader streamed went. There is no request of the
/// core's: the bytes travel on a stream of their own, and what arrived whole and checked enters the
/// receiver's core as `Input.snapshotReceived`.
public struct InstallSnapshotResponse: Hashable, Sendable {
  /// Everything up to here is durable at the sender and equal to the leader's; nil: refused or
  /// failed. In both cases the leader finds out by probing, from there or from what it knew.
  public var persisted: LogIndex?

  public init(persisted: LogIndex?) { self.persisted = persisted }
}

extension Raft {
  /// Section 5.3. What the snapshot holds is committed; where the log has its last entry already
  /// nothing is installed, otherwise it takes the whole log's place.
  mutating func snapshotReceived(_ meta: SnapshotMeta, from peer: NodeID, term: Term) {
    guard term >= hardState.term else {
      return send(.installSnapshotResponse(InstallSnapshotResponse(persisted: nil)), to: peer)
    }
    guard peer != id, installing == nil else { return }
    if term > hardState.term { becomeFollower(term: term, leader: peer) }
    heardLeader(peer)
    let index = meta.position.index
    let isHeld = index <= commitIndex || log.term(at: index) == meta.position.term
    // Held, but not whole: nothing else may bring what is missing.
    let mends = damage.first.map { $0 <= index } ?? false
    guard !isHeld || mends else {
      if index > commitIndex {
        matched = max(matched, index)
        advanceCommit(to: index)
      }
      let response = InstallSnapshotResponse(persisted: min(persistedIndex, commitIndex))
      return send(.installSnapshotResponse(response), to: peer)
    }
    installing = meta
    installingKeepsLog = isHeld
    isInstallTold = false
  }

  /// Section 5.3, once the term that brought the snapshot is durable (section 3.8): no crash may leave
  /// a log that begins in a term of which the disk does not know.
  mutating func beginInstall() {
    guard let installing, !isInstallTold, persistence.isHardStateDurable else { return }
    isInstallTold = true
    emit(.installSnapshot(installing, keepsLog: installingKeepsLog))
  }

  /// Section 5.3, by one atomic step of the disk's: the log starts right after `position`.
  mutating func snapshotInstalled(_ position: LogPosition) {
    guard let meta = installing, meta.position == position else { return }
    installing = nil
    if installingKeepsLog {
      log.compact(upTo: position.index)
      configurations.compact(upTo: position.index)
      damage.compact(upTo: position.index)
      persistence.index = max(persistence.index, position.index)
    } else {
      log.reset(to: position)
      damage.truncate(from: .zero)
      persistence.reset(to: position.index)
      configurations.reset(to: meta.configuration)
    }
    commitIndex = max(commitIndex, position.index)
    appliedIndex = position.index
    // The state holds it already: there is nothing to apply.
    staging.toldCommit = max(staging.toldCommit, position.index)
    // Committed, so every leader from now on has it.
    matched = max(matched, position.index)
    adoptConfiguration()
    resetElectionTimer()
    guard let leader else { return }
    let response = InstallSnapshotResponse(persisted: position.index)
    send(.installSnapshotResponse(response), to: leader)
  }

  /// Section 5.3. What it says is a place to ask at, and no acknowledgement: it names no question of
  /// the leader's (`PeerWord`), so that it may come from a life before its disk was damaged. The
  /// answer to the probe counts.
  mutating func receive(_ response: InstallSnapshotResponse, at slot: Int?) {
    guard role == .leader, let slot, slot != tracker.own, tracker.peers[slot].state != .replicate
    else { return }
    let peer = tracker.peers[slot].member.id
    if let persisted = response.persisted {
      guard persisted <= log.last.index else { return }
      tracker.peers[slot].repaired(upTo: persisted)
      tracker.peers[slot].probe(next: persisted.next())
    } else {
      tracker.peers[slot].probe(next: tracker.peers[slot].match.next(), isPaused: true)
    }
    replicate(to: peer)
  }

  /// The stream's end. The receiver may still be putting it into force; the probe waits for its
  /// word, or for an answer to a heartbeat.
  mutating func snapshotSent(to peer: NodeID, _ position: LogPosition?) {
    guard role == .leader, let slot = tracker.slot(of: peer),
      tracker.peers[slot].state == .snapshot
    else { return }
    let next = position?.index.next() ?? tracker.peers[slot].match.next()
    tracker.peers[slot].probe(next: min(next, log.last.index.next()), isPaused: true)
  }
}
