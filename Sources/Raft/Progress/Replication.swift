internal import Units

/// The leader's half of section 3.5, pipelined (section 10.2.1).
extension Raft {
  mutating func replicateToAll() {
    var shared = SharedSlice()
    for slot in tracker.peers.indices { replicate(to: slot, sharing: &shared) }
  }

  /// By id: what was done just before may have committed a configuration and moved the slots.
  mutating func replicate(to peer: NodeID) {
    guard let slot = tracker.slot(of: peer) else { return }
    var shared = SharedSlice()
    replicate(to: slot, sharing: &shared)
  }

  /// Followers that are equally far get the same array: one copy out of the log for all of them.
  private struct SharedSlice {
    var first = LogIndex.zero
    var slice = HeaderLog.Slice()
  }

  private mutating func replicate(to slot: Int, sharing shared: inout SharedSlice) {
    guard role == .leader, slot != tracker.own else { return }
    while tracker.peers[slot].takesMore(of: log, limits) {
      let next = tracker.peers[slot].next
      if tracker.peers[slot].needsSnapshot(base: log.base.index) {
        return requestSnapshot(for: slot)
      }
      guard next > log.base.index, let previous = log.term(at: next.previous()) else {
        return requestSnapshot(for: slot)
      }
      if shared.first != next {
        shared.slice = log.slice(from: next, bytes: limits.appendBytes, count: limits.appendEntries)
        shared.first = next
      }
      send(shared.slice, previous: previous, to: slot)
    }
  }

  private mutating func send(_ slice: HeaderLog.Slice, previous: Term, to slot: Int) {
    let next = tracker.peers[slot].next
    let last = next.advanced(by: slice.entries.count).previous()
    let request = AppendRequest(
      previous: LogPosition(term: previous, index: next.previous()), commit: commitIndex,
      entries: slice.entries,
      configurations: slice.entries.isEmpty
        ? [] : configurations.within(first: next, last: last),
      epoch: tracker.peers[slot].epoch)
    send(.appendRequest(request), to: tracker.peers[slot].member.id)
    tracker.peers[slot].appendedAt = now
    if tracker.peers[slot].state == .probe {
      tracker.peers[slot].isPaused = true
    } else {
      tracker.peers[slot].next = last.next()
      tracker.peers[slot].inflight.add(last: last, bytes: slice.bytes)
    }
  }

  /// Section 5.3: it needs what was cut. One that does not answer waits until it does.
  private mutating func requestSnapshot(for slot: Int) {
    guard tracker.peers[slot].isActive(at: now, within: limits.electionTimeout) else {
      tracker.peers[slot].isPaused = true
      return
    }
    tracker.peers[slot].awaitSnapshot()
    emit(.sendSnapshot(to: tracker.peers[slot].member.id, minimum: log.base.index))
  }

  /// Section 3.5: matchIndex and nextIndex move on.
  mutating func acknowledged(_ persisted: LogIndex, matched: LogIndex, at slot: Int) {
    switch tracker.peers[slot].state {
    case .probe: tracker.peers[slot].replicate(next: matched.next())
    case .replicate: break
    case .snapshot:
      // It has grown past the cut by other means.
      guard matched >= log.base.index,
        !tracker.peers[slot].needsSnapshot(base: log.base.index)
      else { break }
      tracker.peers[slot].probe(next: matched.next())
    }
    tracker.peers[slot].acknowledge(persisted)
    let isSuccessor = leading.transfer?.target == tracker.peers[slot].member.id
    countCommit()
    if isSuccessor { retryTransfer() }
  }

  /// Section 3.5: what was sent may be lost, so ask before sending on.
  mutating func peerUnreachable(_ peer: NodeID) {
    guard role == .leader, let slot = tracker.slot(of: peer), slot != tracker.own,
      tracker.peers[slot].state == .replicate
    else { return }
    tracker.peers[slot].probe(next: tracker.peers[slot].match.next(), isPaused: true)
  }
}
