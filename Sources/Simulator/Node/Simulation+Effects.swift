import Raft
import Replica
import StateMachine
import Units

/// What a node's hands would do.
extension Simulation {
  func run(_ effect: ReplicaEffect, at place: Int) {
    let life = nodes[place].life
    switch effect {
    case .persist(let persist, let payloads):
      nodes[place].disk.write(.records(persist, payloads))
      beginSync(place)
    case .readLog(let id, let from, let through, let bytes):
      let entries = nodes[place].disk.entries(from: from, through: through, bytes: bytes)
      if let entries, entries.contains(where: { nodes[place].disk.isDamaged($0.header.index) }) {
        fail("\(nodes[place].id) reads what is damaged, from \(from) through \(through)")
      }
      later(place, .logRead(id, entries), 20...1_500)
    case .cutLog(let index):
      nodes[place].disk.write(.cut(upTo: index))
      beginSync(place)
    case .send(let message, let payloads): send(message, payloads)
    case .sendDigest(let index, let digest):
      for other in nodes.indices
      where other != place && !network.isBlocked(nodes[place].id, nodes[other].id) {
        later(other, .peerDigest(from: nodes[place].id, index: index, digest: digest), 100...4_000)
      }
    case .askEntries(let positions, let peer):
      tell(peer, from: place, .entriesWanted(from: nodes[place].id, positions))
    case .sendEntries(let entries, let peer):
      tell(peer, from: place, .entriesFound(from: nodes[place].id, entries))
    case .repair(let entries):
      nodes[place].disk.write(.repair(entries))
      beginSync(place)
    case .alarm(let time):
      nodes[place].alarm = time
      queue.add(.alarm(place, life: life), at: max(now, nodes[place].clock.world(time)))
    case .yield: later(place, .resume, 1...10)
    case .write(let number, let changes):
      let durable = nodes[place].disk.lastDurable
      if let machine = nodes[place].replica?.machine, machine.index > durable {
        fail("\(nodes[place].id) writes the state at \(machine.index), its log ends at \(durable)")
      }
      order(.write(number, changes), at: place)
    case .flush(let number): order(.flush(number), at: place)
    case .checkpoint(let id, _): order(.checkpoint(id), at: place)
    case .read(let id, let reads):
      // Beside the thread that writes.
      queue.add(
        .state(place, life: life, .read(id, reads)),
        at: now + .microseconds(Int64(random.network.draw(10...1_500))))
    case .install(let id, let meta, let keepsLog):
      order(.install(id, meta, keepsLog: keepsLog), at: place)
    case .answer, .joined, .lease, .cancelLease, .leaseEnded, .drain, .sessionEnded, .renewed,
      .notices:
      tell(effect, from: place)
    case .role(_, _, let isLeader, let isReady):
      if isLeader && !isReady { report.statistics.elections += 1 }
      nodes[place].isReady = isReady
    case .members: break
    case .sendSnapshot(let id, let peer, let term, let meta):
      sendSnapshot(id, meta, term, from: place, to: peer)
    case .dropCheckpoint(let id): nodes[place].disk.checkpoints[id.rawValue] = nil
    case .dropSnapshot(let id): received[id.rawValue] = nil
    case .stop(let reason):
      nodes[place].stopped = reason
      guard expectsStops else { return fail("\(nodes[place].id) stops: \(reason)") }
      crash(place)
      nodes[place].downUntil = .distantFuture
    }
  }

  func later(_ place: Int, _ input: ReplicaInput, _ delay: ClosedRange<UInt64>) {
    queue.add(
      .input(at: place, life: nodes[place].life, input),
      at: now + .microseconds(Int64(random.network.draw(delay))))
  }

  // MARK: Log

  private func beginSync(_ place: Int) {
    guard !nodes[place].isSyncing, !nodes[place].disk.unsynced.isEmpty else { return }
    nodes[place].isSyncing = true
    let span = isHealed ? 50...500 : mix.sync
    queue.add(
      .synced(place, life: nodes[place].life),
      at: now + .microseconds(Int64(random.network.draw(span))))
  }

  /// One sync makes a number of writes durable.
  func synced(_ place: Int) {
    nodes[place].isSyncing = false
    var inputs: [ReplicaInput] = []
    for _ in 0..<min(Int(random.network.draw(1...8)), nodes[place].disk.unsynced.count) {
      switch nodes[place].disk.syncFirst() {
      case .records(let persist, _): inputs.append(.persisted(persist.mark))
      case .cut(let index): inputs.append(.logCut(upTo: index))
      case .repair(let entries): inputs.append(.repaired(entries.map(\.header.index)))
      }
    }
    beginSync(place)
    for input in inputs { step(place, input) }
  }

  // MARK: Store

  /// In order, on one thread.
  private func order(_ work: StateWork, at place: Int) {
    nodes[place].stateFree =
      max(now, nodes[place].stateFree) + .microseconds(Int64(random.network.draw(20...4_000)))
    queue.add(.state(place, life: nodes[place].life, work), at: nodes[place].stateFree)
  }

  func run(_ work: StateWork, at place: Int) {
    switch work {
    case .write(let number, let changes):
      if !zip(changes, changes.dropFirst()).allSatisfy({ $0.key.lexicographicallyPrecedes($1.key) })
      {
        fail("batch \(number) is not sorted")
      }
      nodes[place].disk.write(changes)
      later(place, .written(number), 1...100)
    case .flush(let number):
      nodes[place].disk.flush()
      later(place, .flushed(number), 1...100)
    case .checkpoint(let id):
      nodes[place].disk.checkpoints[id.rawValue] = nodes[place].disk.durable
      later(place, .checkpointMade(id, isMade: true), 1...100)
    case .read(let id, let reads):
      step(place, .storeRead(id, reads.map { nodes[place].disk.read($0) }))
    case .install(let id, let meta, let keepsLog):
      guard let store = received.removeValue(forKey: id.rawValue) else {
        return fail("snapshot \(id.rawValue) is not here")
      }
      // What the log was given before is durable first.
      let marks = nodes[place].disk.unsynced
      nodes[place].disk.install(meta, store, keepsLog: keepsLog)
      for case .records(let persist, _) in marks { step(place, .persisted(persist.mark)) }
      do {
        let machine = try SimulatedDisk.load(store)
        report.statistics.snapshots += 1
        step(place, .snapshotInstalled(meta.position, machine))
      } catch {
        fail("a snapshot cannot be loaded: \(error)")
      }
    }
  }

  // MARK: Network

  /// A word of the replica's to another one.
  private func tell(_ peer: NodeID, from place: Int, _ input: ReplicaInput) {
    guard let target = self.place(of: peer), !network.isBlocked(nodes[place].id, peer),
      isHealed || !happens(.loss)
    else { return }
    later(target, input, isHealed ? 100...800 : mix.delay)
  }

  private func send(_ message: Message, _ payloads: [Bytes]) {
    guard let place = place(of: message.to) else { return }
    report.statistics.messages += 1
    if network.isBlocked(message.from, message.to) { return }
    if !isHealed && happens(.loss) { return }
    let span = isHealed ? 100...800 : mix.delay
    queue.add(
      .input(at: place, life: nodes[place].life, .message(message, payloads: payloads)),
      at: now + .microseconds(Int64(random.network.draw(span))))
  }

  private func sendSnapshot(
    _ id: CheckpointID, _ meta: SnapshotMeta, _ term: Term, from place: Int, to peer: NodeID
  ) {
    guard let target = self.place(of: peer) else { return }
    guard let store = nodes[place].disk.checkpoints[id.rawValue],
      !network.isBlocked(nodes[place].id, nodes[target].id),
      isHealed || !random.network.happens(200), nodes[target].replica != nil
    else { return later(place, .snapshotSent(to: peer, nil), 1_000...50_000) }
    nextReceived += 1
    received[nextReceived] = store
    let time = now + .microseconds(Int64(random.network.draw(1_000...60_000)))
    let number = ReceivedSnapshotID(nextReceived)
    queue.add(
      .input(
        at: target, life: nodes[target].life,
        .snapshotReceived(number, meta, from: nodes[place].id, term: term)), at: time)
    queue.add(
      .input(at: place, life: nodes[place].life, .snapshotSent(to: peer, meta.position)),
      at: time + .microseconds(100))
  }
}
