import Journal
import Raft
import Replica
import StateMachine
import Units

/// All that a node has on disk: its log, its store, and checkpoints of it.
struct SimulatedDisk {
  var log: SimulatedLog
  var store = SimulatedStore()
  /// Checkpoints by number.
  var checkpoints: [UInt64: SimulatedStore] = [:]
  /// Those that stand in the log, or stood at its base, as `Node` keeps them beside its log.
  private(set) var configurations = StoredConfigurations()

  /// Known bugs that are put back.
  let mutations: DiskMutations

  init(_ mix: FaultMix, _ mutations: DiskMutations, seed: UInt64) {
    log = SimulatedLog(mix, mutations, seed: seed)
    self.mutations = mutations
    store.flushesApart = mutations.contains(.flushesApart)
  }

  /// The disk of a node that founded a cluster.
  mutating func found(_ founding: RestoredState) {
    _ = log.open(applied: .zero)
    var batch = LogBatch()
    batch.hardState = JournalHardState(term: founding.hardState.term)
    for (entry, placed) in zip(founding.entries, founding.configurations) {
      batch.entries.append(
        JournalEntry(
          term: entry.term, index: entry.index, kind: entry.kind.rawValue,
          payload: placed.configuration.encoded()))
    }
    log.append(batch, nil)
    while true {
      switch log.proceed() {
      case .syncing: log.completeSync()
      case .done, .opened: break
      case .idle: return log.kill()
      }
    }
  }

  // MARK: Orders of the replica

  mutating func persist(_ persist: Persist, _ payloads: [Bytes]) {
    precondition(
      payloads.count == persist.entries.count,
      "\(payloads.count) payloads for \(persist.entries.count) entries")
    var batch = LogBatch()
    batch.hardState = persist.hardState.map { JournalHardState(term: $0.term, vote: $0.vote) }
    batch.truncateFrom = persist.truncateFrom
    if let from = persist.truncateFrom { configurations.truncate(from: from) }
    configurations.append(persist.configurations)
    batch.entries.reserveCapacity(payloads.count)
    for (place, header) in persist.entries.enumerated() {
      batch.entries.append(
        JournalEntry(
          term: header.term, index: header.index, kind: header.kind.rawValue,
          payload: payloads[place]))
    }
    log.append(batch, .persist(persist.mark))
  }

  mutating func cut(upTo position: LogPosition) {
    configurations.cut(upTo: position.index)
    log.append(
      LogBatch(cut: JournalPosition(term: position.term, index: position.index)),
      .cut(position.index))
  }

  /// Bodies that were damaged, fetched anew.
  mutating func repair(_ entries: [LoggedEntry]) {
    let batch = LogBatch(
      repaired: entries.map { entry in
        JournalEntry(
          term: entry.header.term, index: entry.header.index, kind: entry.header.kind.rawValue,
          payload: entry.payload)
      })
    log.append(batch, .repair(entries.map(\.header.index)))
  }

  /// A snapshot took the place of what the log has up to its position: of all of it, unless it
  /// `keepsLog`, which goes on behind the position.
  mutating func reset(to meta: SnapshotMeta, keepsLog: Bool) {
    let position = JournalPosition(term: meta.position.term, index: meta.position.index)
    if keepsLog {
      configurations.cut(upTo: meta.position.index)
      log.append(LogBatch(cut: position), .reset(meta.position))
    } else {
      configurations = StoredConfigurations([meta.configuration])
      var batch = LogBatch(reset: position)
      if mutations.contains(.snapshotForgetsVote) {
        batch.hardState = JournalHardState(term: meta.position.term)
      }
      log.append(batch, .reset(meta.position))
    }
  }

  /// The batch goes to the store, and with it the configurations up to `applied`.
  mutating func write(_ changes: [Change], applied: LogIndex) {
    store.write(changes, configurations.list.filter { $0.index <= applied })
  }

  // MARK: Starting

  /// What a process that starts finds; the log has steps to do before it may be used.
  mutating func open(
    knows version: UInt32
  ) throws -> (SimulatedLog.Found, StateMachine) {
    checkpoints = [:]
    let machine = try store.load(knows: version)
    let found = log.open(applied: JournalPosition(term: machine.term, index: machine.index))
    return (found, machine)
  }

  /// What consensus starts from, once the log is open; nil where an entry cannot be understood.
  mutating func restore(_ recovered: RecoveredLog, applied: LogIndex) -> RestoredState? {
    var state = RestoredState(
      hardState: HardState(term: recovered.hardState.term, vote: recovered.hardState.vote),
      base: LogPosition(term: recovered.base.term, index: recovered.base.index),
      applied: applied)
    for entry in recovered.entries {
      guard let kind = EntryKind(rawValue: entry.kind) else { return nil }
      state.entries.append(
        EntryHeader(term: entry.term, index: entry.index, kind: kind, size: entry.size))
      guard kind == .configuration else { continue }
      guard let place = log.replay.place(of: entry.index), let payload = log.payload(of: place),
        let configuration = Configuration(decoding: payload)
      else { return nil }
      state.configurations.append(
        PlacedConfiguration(index: entry.index, configuration: configuration))
    }
    var standing = state.configurations
    if state.base.index > .zero {
      guard
        let stored = store.configurations.last(where: { $0.index <= recovered.base.index })
      else { return nil }
      state.baseConfiguration = stored
      standing.insert(stored, at: 0)
    }
    configurations = StoredConfigurations(standing)
    if case .bodiesDamaged(let indexes) = recovered.decision {
      state.damaged = indexes.filter { $0 > applied }
    }
    return state
  }

  /// What the headers say of the bodies that are damaged.
  func checksums(of damaged: [LogIndex]) -> [UInt32] {
    damaged.compactMap { log.replay.place(of: $0)?.checksum }
  }

  // MARK: Crashes

  mutating func kill() {
    log.kill()
    store.crash()
    checkpoints = [:]
  }

  mutating func losePower(torn: UInt64) -> Int {
    let tears = log.losePower(torn: torn)
    store.crash()
    checkpoints = [:]
    return tears
  }
}
