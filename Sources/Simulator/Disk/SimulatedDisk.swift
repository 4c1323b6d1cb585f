import Raft
import Replica
import StateMachine
import Units

/// One node's disk: a log of ordered writes of which a crash keeps a prefix, and a store without a
/// log of its own, of which a crash keeps what was flushed.
struct SimulatedDisk {
  enum LogWrite {
    case records(Persist, [Bytes])
    case cut(upTo: LogIndex)
    case repair([LoggedEntry])
  }

  // The log, as synced.
  private(set) var log: RestoredState
  private(set) var payloads: [Bytes] = []
  private(set) var unsynced: [LogWrite] = []

  // The store.
  private(set) var durable: [Bytes: Bytes] = [:]
  private(set) var current: [Bytes: Bytes] = [:]
  /// Checkpoints by number, with the position they stand for.
  var checkpoints: [UInt64: [Bytes: Bytes]] = [:]

  init(_ state: RestoredState, payloads: [Bytes]) {
    log = state
    self.payloads = payloads
  }

  /// Entries whose bodies are lost; what stands in `payloads` for them is noise.
  private(set) var damaged: [LogIndex: UInt32] = [:]

  func isDamaged(_ index: LogIndex) -> Bool { damaged[index] != nil }

  /// Durable and undamaged.
  func hasWhole(_ entry: EntryHeader) -> Bool {
    let place = entry.index.distance(from: log.base.index) - 1
    return place >= 0 && place < log.entries.count && log.entries[place] == entry
      && !isDamaged(entry.index)
  }

  /// Flips a bit in the body of the entry `back` before the last, where it has one.
  mutating func damage(back: Int) -> Bool {
    let place = log.entries.count - 1 - back
    guard place >= 0, log.entries[place].kind == .command, !payloads[place].isEmpty,
      !isDamaged(log.entries[place].index)
    else { return false }
    damaged[log.entries[place].index] = CRC32C(payloads[place]).value
    payloads[place][payloads[place].count / 2] ^= 1
    return true
  }

  // MARK: Log

  var lastDurable: LogIndex { log.entries.last?.index ?? log.base.index }

  mutating func write(_ write: LogWrite) { unsynced.append(write) }

  mutating func syncFirst() -> LogWrite {
    let write = unsynced.removeFirst()
    apply(write)
    return write
  }

  func entries(from first: LogIndex, through last: LogIndex, bytes: Int) -> [LoggedEntry]? {
    let start = first.distance(from: log.base.index) - 1
    guard start >= 0, start < log.entries.count, last <= log.entries[log.entries.count - 1].index
    else { return nil }
    var found: [LoggedEntry] = []
    var size = 0
    for place in start..<log.entries.count where log.entries[place].index <= last {
      size += payloads[place].count
      if !found.isEmpty && size > bytes { break }
      found.append(LoggedEntry(header: log.entries[place], payload: payloads[place]))
    }
    return found
  }

  private mutating func apply(_ write: LogWrite) {
    switch write {
    case .records(let persist, let bytes):
      if let hardState = persist.hardState { log.hardState = hardState }
      if let first = persist.truncateFrom {
        log.entries.removeAll { $0.index >= first }
        payloads.removeLast(payloads.count - log.entries.count)
        log.configurations.removeAll { $0.index >= first }
        damaged = damaged.filter { $0.key < first }
      }
      if let first = persist.entries.first {
        let last = log.entries.last?.index ?? log.base.index
        precondition(first.index == last.next(), "a gap on the disk: \(first.index) after \(last)")
      }
      precondition(persist.entries.count == bytes.count, "every entry has its payload")
      log.entries += persist.entries
      payloads += bytes
      log.configurations += persist.configurations
    case .repair(let entries):
      for entry in entries {
        let place = entry.header.index.distance(from: log.base.index) - 1
        guard place >= 0, place < log.entries.count, log.entries[place] == entry.header,
          damaged[entry.header.index] == CRC32C(entry.payload).value
        else { continue }
        payloads[place] = entry.payload
        damaged[entry.header.index] = nil
      }
    case .cut(let index):
      let count = index.distance(from: log.base.index)
      guard count > 0 else { return }
      log.base = LogPosition(term: log.entries[count - 1].term, index: index)
      log.entries.removeFirst(count)
      payloads.removeFirst(count)
      damaged = damaged.filter { $0.key > index }
      if let last = log.configurations.last(where: { $0.index <= index }) {
        log.baseConfiguration = last
        log.configurations.removeAll { $0.index <= index }
      }
    }
  }

  // MARK: Store

  mutating func write(_ changes: [Change]) {
    for change in changes { current[change.key] = change.value }
  }

  mutating func flush() { durable = current }

  func read(_ read: StoreRead) -> StoreReadResult {
    switch read {
    case .get(let key):
      let records = current[key].map { [StoreRecord(key: key, value: $0)] } ?? []
      return StoreReadResult(records: records, isComplete: true)
    case .scan(let range, let reversed, let limit, let bytes):
      var keys = current.keys.filter {
        !$0.lexicographicallyPrecedes(range.lower) && $0.lexicographicallyPrecedes(range.upper)
      }
      keys.sort { $0.lexicographicallyPrecedes($1) }
      if reversed { keys.reverse() }
      var records: [StoreRecord] = []
      var size = 0
      for key in keys {
        if records.count >= limit || size >= bytes {
          return StoreReadResult(records: records, isComplete: false)
        }
        records.append(StoreRecord(key: key, value: current[key] ?? []))
        size += key.count + (current[key]?.count ?? 0)
      }
      return StoreReadResult(records: records, isComplete: true)
    }
  }

  /// What a node that starts finds.
  mutating func load() throws -> (RestoredState, StateMachine) {
    let machine = try SimulatedDisk.load(current)
    // What the state has taken in is not needed any more: the log is cut past it.
    if let last = damaged.keys.filter({ $0 <= machine.index }).max() { apply(.cut(upTo: last)) }
    var state = log
    state.applied = machine.index
    state.damaged = damaged.keys.sorted()
    return (state, machine)
  }

  static func load(_ store: [Bytes: Bytes]) throws -> StateMachine {
    var loader = StateMachine.Loader()
    let keys = store.keys.filter {
      !$0.lexicographicallyPrecedes(Keys.decisions.lower)
        && $0.lexicographicallyPrecedes(Keys.decisions.upper)
    }
    for key in keys.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
      try loader.add(key, store[key] ?? [])
    }
    return try loader.finish()
  }

  // MARK: Faults and snapshots

  /// `survivors` of the unsynced writes had reached the disk.
  mutating func crash(survivors: Int) {
    for write in unsynced.prefix(survivors) { apply(write) }
    unsynced.removeAll()
    current = durable
    checkpoints.removeAll()
  }

  /// A snapshot takes the place of log and store; the hard state stays.
  mutating func install(_ meta: SnapshotMeta, _ store: [Bytes: Bytes], keepsLog: Bool) {
    while !unsynced.isEmpty { _ = syncFirst() }
    if keepsLog {
      apply(.cut(upTo: meta.position.index))
      durable = store
      current = store
      return
    }
    log.base = meta.position
    log.baseConfiguration = meta.configuration
    log.entries = []
    payloads = []
    damaged = [:]
    log.configurations = []
    durable = store
    current = store
  }
}
