import RaftScripts
import Simulator
import Units

@testable import Raft

extension World {
  func write(_ write: SimulatedDisk.Write, at place: Int) {
    nodes[place].disk.write(write)
    beginSync(place)
  }

  private func beginSync(_ place: Int) {
    guard !nodes[place].syncing, !nodes[place].disk.unsynced.isEmpty else { return }
    nodes[place].syncing = true
    let delay = draw(isHealed ? 50...500 : faults.syncDelay)
    let factor: UInt64 = nodes[place].isSlow && !isHealed ? 20 : 1
    queue.add(
      .synced(place, life: nodes[place].life), at: now + .microseconds(Int64(delay * factor)))
  }

  func synced(_ place: Int) {
    nodes[place].syncing = false
    var marks: [Input] = []
    // Group commit: one sync may cover several writes, and one word may stand for all of them.
    let count = 1 + Int(generator.below(UInt64(nodes[place].disk.unsynced.count)))
    for _ in 0..<count {
      switch nodes[place].disk.syncFirst() {
      case .records(let persist):
        if happens(300) {
          marks.removeAll { if case .persisted = $0 { true } else { false } }
        }
        marks.append(.persisted(persist.mark))
      case .install(let meta, _):
        nodes[place].incoming = nil
        nodes[place].commit = meta.position.index
        marks.append(.snapshotInstalled(meta.position))
      case .flush, .cut: break
      }
    }
    beginSync(place)
    for mark in marks { step(place, mark) }
  }

  /// Starts a life from what the disk holds.
  func start(_ place: Int) {
    if nodes[place].life > 0, faults.forgets > 0, happens(faults.forgets) { forget(place) }
    var state = nodes[place].disk.state
    if mutations.contains(.forgetsVote) { state.hardState.vote = nil }
    nodes[place].life += 1
    nodes[place].syncing = false
    nodes[place].alarm = nil
    nodes[place].incoming = nil
    nodes[place].commit = state.applied
    var raft = Raft(
      id: nodes[place].id, incarnation: nodes[place].incarnation, limits: faults.limits,
      restored: state, seed: generator.next())
    raft.mutations = mutations
    nodes[place].raft = raft
    step(place, .timerFired)
  }

  /// Kill -9 or a power cut; whether the others notice is the network's whim.
  func crash(_ place: Int) {
    guard nodes[place].raft != nil else { return }
    let id = nodes[place].id
    trace?.append("\(now.nanoseconds / 1_000) \(id) crashes")
    for read in nodes[place].reads { oracle.forget(read) }
    nodes[place].reads = []
    nodes[place].raft = nil
    nodes[place].life += 1
    let unsynced = UInt64(nodes[place].disk.unsyncedRecords)
    nodes[place].disk.crash(survivors: Int(generator.below(unsynced + 1)))
    // Some have a supervisor that starts them again at once.
    if happens(500) {
      queue.add(
        .restart(place, life: nodes[place].life),
        at: now + .microseconds(Int64(draw(500...20_000))))
    }
    for other in nodes.indices where other != place && happens(700) {
      queue.add(
        .connectionLost(at: other, id), at: now + .microseconds(Int64(draw(100...5_000))))
    }
  }

  /// The end of a log is gone, though it was durable and acknowledged. Only what a majority of the voters
  /// has without this node: that much is survived, and what is more no protocol survives.
  private func forget(_ place: Int) {
    let state = nodes[place].disk.state
    let known = ([state.baseConfiguration] + state.configurations).map(\.configuration)
    var first = LogIndex.zero
    for entry in state.entries.reversed() {
      func isElsewhere(_ voters: [Member]) -> Bool {
        let count = voters.count { voter in
          guard voter.id != nodes[place].id, let disk = disk(of: voter) else { return false }
          return disk.state.base.index >= entry.index || disk.term(at: entry.index) == entry.term
        }
        return voters.isEmpty || count > voters.count / 2
      }
      guard entry.index > state.applied,
        known.allSatisfy({ isElsewhere($0.voters) && isElsewhere($0.outgoing) })
      else { break }
      first = entry.index
    }
    guard first > .zero, let last = state.entries.last?.index else { return }
    let count = last.distance(from: first) + 1
    forgotten += 1
    nodes[place].disk.forget(from: first.advanced(by: Int(generator.below(UInt64(count)))))
  }

  func sendSnapshot(from place: Int, to peer: NodeID, _ minimum: LogIndex) {
    guard let raft = nodes[place].raft, let target = self.place(of: peer) else { return }
    let time = now + .microseconds(Int64(draw(2_000...80_000)))
    let isLost =
      blocked.contains([raft.id, peer]) || (!isHealed && happens(200))
    guard !isLost, raft.appliedIndex >= minimum, let meta = raft.snapshotMeta(at: raft.appliedIndex)
    else {
      return queue.add(.snapshotFailed(at: place, life: nodes[place].life, to: peer), at: time)
    }
    queue.add(.snapshotArrives(from: place, to: target, meta, raft.term), at: time)
  }

  func snapshotArrives(from: Int, to: Int, _ meta: SnapshotMeta, _ term: Term) {
    guard nodes[to].raft != nil else { return step(from, .snapshotSent(to: nodes[to].id, nil)) }
    step(to, .snapshotReceived(meta, from: nodes[from].id, term: term))
    step(from, .snapshotSent(to: nodes[to].id, meta.position))
  }

  /// Flushes the state as far as the disk's log goes, and cuts the log behind it.
  func compact(_ place: Int) {
    guard let raft = nodes[place].raft, raft.installing == nil else { return }
    let flushed = min(raft.appliedIndex, raft.persistedIndex)
    guard flushed > raft.base.index else { return }
    write(.flush(flushed), at: place)
    let count = UInt64(flushed.distance(from: raft.base.index))
    let index = raft.base.index.advanced(by: Int(generator.below(count)) + 1)
    write(.cut(upTo: index), at: place)
    step(place, .logCompacted(upTo: index))
  }
}
