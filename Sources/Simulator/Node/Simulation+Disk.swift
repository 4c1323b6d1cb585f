import Journal
import Raft
import Replica
import StateMachine
import Units

/// The threads of a node's disk.
extension Simulation {
  // MARK: Log

  /// The log's thread looks for work, unless it is at work already.
  func wakeLog(_ place: Int) {
    guard !nodes[place].logIsBusy else { return }
    nodes[place].logIsBusy = true
    pumpLog(place)
  }

  private func pumpLog(_ place: Int) {
    let life = nodes[place].life
    while nodes[place].life == life {
      if let misfit = nodes[place].disk.log.misfit {
        return fail("\(nodes[place].id) writes what does not fit its log: \(misfit)")
      }
      switch nodes[place].disk.log.proceed() {
      case .syncing:
        let end = endOfSync(place)
        darken(place, before: end)
        return queue.add(.log(place, life: life), at: end)
      case .done(let marks): done(marks, at: place)
      case .opened: start(place)
      case .idle:
        nodes[place].logIsBusy = false
        nodes[place].logCycles += 1
        queue.add(
          .settle(place, life: life, cycle: nodes[place].logCycles), at: now + .milliseconds(100))
        return
      }
    }
  }

  private func endOfSync(_ place: Int) -> Monotonic {
    var span = random.disk.draw(isHealed ? 50...500 : mix.sync)
    if now < nodes[place].slowUntil { span *= 20 }
    return max(now, nodes[place].stalledUntil) + .microseconds(Int64(span))
  }

  /// Now and then the power goes while a sync is under way: what lies there half written is seldom met
  /// by a blow that falls at any time.
  private func darken(_ place: Int, before end: Monotonic) {
    guard !isHealed, mix.rate(.powerLoss) > 0, random.disk.happens(3),
      !nodes.contains(where: { !$0.isRunning && !$0.isRetired }),
      !mix.isSteady || steady?.victim == place
    else { return }
    let span = min(end - now, .milliseconds(50))
    queue.add(
      .darkness(place, life: nodes[place].life),
      at: now + .microseconds(Int64(random.disk.draw(0...UInt64(span.microseconds)))))
  }

  func synced(_ place: Int) {
    if nodes[place].syncFails, options.mutations.disk.contains(.goesOnAfterError) {
      nodes[place].syncFails = false
      nodes[place].disk.log.failSync()
    }
    if nodes[place].syncFails {
      nodes[place].syncFails = false
      report.note("\(nodes[place].id): a sync fails", now)
      nodes[place].disk.log.failSync()
      return kill(place)
    }
    nodes[place].disk.log.completeSync()
    pumpLog(place)
  }

  func settle(_ place: Int, cycle: UInt64) {
    guard nodes[place].logCycles == cycle, !nodes[place].logIsBusy else { return }
    nodes[place].disk.log.settle()
    if !nodes[place].disk.log.isIdle { wakeLog(place) }
  }

  /// As the node does it: cuts and resets in order, then the last mark, which stands for all.
  private func done(_ marks: [SimulatedLog.Mark], at place: Int) {
    let life = nodes[place].life
    var last: PersistMark?
    for mark in marks where nodes[place].life == life {
      switch mark {
      case .persist(let persist): last = persist
      case .cut(let index):
        nodes[place].lacking.removeAll { $0 <= index }
        step(place, .logCut(upTo: index))
      case .repair(let indexes):
        nodes[place].lacking.removeAll { indexes.contains($0) }
        step(place, .repaired(indexes))
      case .reset(let position): logReset(position, at: place)
      }
    }
    if let last, nodes[place].life == life { step(place, .persisted(last)) }
  }

  func readLog(
    _ id: LogReadID, _ from: LogIndex, _ through: LogIndex, _ bytes: Int, at place: Int
  ) {
    do throws(SimulatedLog.ReadFailure) {
      let entries = try nodes[place].disk.log.read(from: from, through: through, maxBytes: bytes)
      later(place, .logRead(id, entries), 20...1_500)
    } catch {
      // The process ends, and recovery says what is to be believed.
      report.note("\(nodes[place].id) reads damage: \(error)", now)
      queue.add(.death(place, life: nodes[place].life), at: now)
    }
  }

  // MARK: State

  /// In order, on one thread.
  func order(_ work: StateWork, at place: Int) {
    nodes[place].stateFree =
      max(now, nodes[place].stateFree) + .microseconds(Int64(random.disk.draw(mix.storeWork)))
    queue.add(.state(place, life: nodes[place].life, work), at: nodes[place].stateFree)
  }

  func run(_ work: StateWork, at place: Int) {
    switch work {
    case .write(let number, let changes, let applied):
      if !zip(changes, changes.dropFirst()).allSatisfy({ KeyOrder.isBefore($0.key, $1.key) }) {
        fail("batch \(number) is not sorted")
      }
      nodes[place].disk.write(changes, applied: applied)
      later(place, .written(number), 1...100)
    case .flush(let number):
      nodes[place].disk.store.flush()
      later(place, .flushed(number), 1...100)
    case .checkpoint(let id):
      nodes[place].disk.checkpoints[id.rawValue] = nodes[place].disk.store.checkpoint
      later(place, .checkpointMade(id, isMade: true), 1...100)
    case .read(let id, let reads, let generation):
      guard generation == nodes[place].storeGeneration else {
        return step(place, .storeRead(id, nil))
      }
      step(place, .storeRead(id, reads.map { nodes[place].disk.store.read($0) }))
    case .install(let id, let meta, let keepsLog):
      install(id, meta, keepsLog: keepsLog, at: place)
    }
  }

  /// The store changes by one swap; then the log is reset. A crash between the two leaves a store
  /// ahead of its log (`RecoveredLog.fit`).
  private func install(
    _ id: ReceivedSnapshotID, _ meta: SnapshotMeta, keepsLog: Bool, at place: Int
  ) {
    guard let store = received.removeValue(forKey: id.rawValue) else {
      return fail("snapshot \(id.rawValue) is not here")
    }
    do {
      let machine = try store.load(knows: nodes[place].build)
      // Every step between here and the end is one that a crash may fall behind.
      if !isHealed, mix.rate(.kill) > 0, random.disk.happens(150) {
        report.struck(.kill)
        queue.add(
          .death(place, life: nodes[place].life),
          at: now + .microseconds(Int64(random.disk.draw(0...mix.sync.upperBound))))
      }
      if options.mutations.disk.contains(.resetsLogFirst) {
        nodes[place].installing = (meta.position, machine)
        nodes[place].lateStore = store
        return reset(place, meta, keepsLog: keepsLog)
      }
      nodes[place].disk.store = store
      nodes[place].storeGeneration += 1
      nodes[place].installing = (meta.position, machine)
    } catch {
      return fail("a snapshot cannot be loaded: \(error)")
    }
    queue.add(
      .reset(place, life: nodes[place].life, meta, keepsLog: keepsLog),
      at: now + .microseconds(Int64(random.disk.draw(mix.storeWork))))
  }

  func reset(_ place: Int, _ meta: SnapshotMeta, keepsLog: Bool) {
    nodes[place].disk.reset(to: meta, keepsLog: keepsLog)
    wakeLog(place)
  }

  private func logReset(_ position: LogPosition, at place: Int) {
    guard let (installed, machine) = nodes[place].installing, installed == position else { return }
    nodes[place].installing = nil
    nodes[place].lacking.removeAll { $0 <= position.index }
    if let store = nodes[place].lateStore {
      nodes[place].lateStore = nil
      nodes[place].disk.store = store
      nodes[place].storeGeneration += 1
    }
    report.statistics.snapshots += 1
    report.note("\(nodes[place].id) has the snapshot at \(position) in force", now)
    step(place, .snapshotInstalled(position, machine))
  }
}
