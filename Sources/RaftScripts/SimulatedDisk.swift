package import Raft
package import Units

/// One node's disk: what is durable, and what was written and not yet synced.
///
/// The log is one ordered stream of records (hard state, truncation, entries), each with a running
/// chain: whatever subset of the unsynced blocks a power cut leaves behind, the reader believes the
/// stream up to the first gap. So a crash keeps a prefix of records, which may end within an
/// effect.
package struct SimulatedDisk {
  package enum Write {
    case records(Persist)
    case cut(upTo: LogIndex)
    case flush(LogIndex)
    case install(SnapshotMeta, keepsLog: Bool)
  }

  package private(set) var state: RestoredState
  package private(set) var unsynced: [Write] = []

  package init(_ state: RestoredState) { self.state = state }

  /// What each of these nodes begins with: a log whose only entry is the configuration of them all.
  package static func founding(_ members: [Member]) -> RestoredState {
    let configuration = Configuration(voters: members)
    var state = RestoredState.founding(members[0])
    state.entries[0].size = UInt32(configuration.encoded().count)
    state.configurations = [PlacedConfiguration(index: LogIndex(1), configuration: configuration)]
    return state
  }

  package mutating func setTerm(_ term: Term) { state.hardState = HardState(term: term) }

  /// The bodies of these entries, headers apart, are no longer readable.
  package mutating func damage(_ indexes: [LogIndex]) {
    state.damaged = (state.damaged + indexes).sorted()
  }

  /// The end of the log, from this entry on, is gone, though it was durable once.
  package mutating func forget(from index: LogIndex) {
    SimulatedDisk.apply(
      .records(Persist(mark: PersistMark(number: 0, last: .zero), truncateFrom: index)), to: &state)
  }

  package mutating func repair(_ indexes: [LogIndex]) {
    state.damaged.removeAll { indexes.contains($0) }
  }

  package mutating func write(_ write: Write) { unsynced.append(write) }

  /// The oldest write is durable now.
  package mutating func syncFirst() -> Write {
    let write = unsynced.removeFirst()
    SimulatedDisk.apply(write, to: &state)
    return write
  }

  /// The first `survivors` of the unsynced records had reached the disk.
  package mutating func crash(survivors: Int) {
    var left = survivors
    for write in unsynced {
      let (records, isWhole) = SimulatedDisk.prefix(of: write, records: &left)
      if let records { SimulatedDisk.apply(records, to: &state) }
      if !isWhole { break }
    }
    unsynced.removeAll()
  }

  /// Records that are written and not synced.
  package var unsyncedRecords: Int {
    unsynced.reduce(0) { sum, write in
      guard case .records(let persist) = write else { return sum + 1 }
      return sum + SimulatedDisk.records(of: persist)
    }
  }

  private static func records(of persist: Persist) -> Int {
    (persist.hardState == nil ? 0 : 1) + (persist.truncateFrom == nil ? 0 : 1)
      + persist.entries.count
  }

  private static func prefix(of write: Write, records left: inout Int) -> (Write?, isWhole: Bool) {
    guard left > 0 else { return (nil, false) }
    guard case .records(var persist) = write, records(of: persist) > left else {
      if case .records(let persist) = write { left -= records(of: persist) } else { left -= 1 }
      return (write, true)
    }
    if persist.hardState != nil { left -= 1 }
    if persist.truncateFrom != nil {
      if left > 0 { left -= 1 } else { persist.truncateFrom = nil }
    }
    persist.entries = Array(persist.entries.prefix(left))
    let last = persist.entries.last?.index ?? .zero
    persist.configurations.removeAll { $0.index > last }
    left = 0
    return (.records(persist), false)
  }

  package func term(at index: LogIndex) -> Term? {
    if index == state.base.index { return state.base.term }
    let offset = index.distance(from: state.base.index) - 1
    guard offset >= 0, offset < state.entries.count else { return nil }
    return state.entries[offset].term
  }

  private static func apply(_ write: Write, to state: inout RestoredState) {
    switch write {
    case .records(let persist):
      if let hardState = persist.hardState { state.hardState = hardState }
      if let first = persist.truncateFrom {
        state.entries.removeAll { $0.index >= first }
        state.configurations.removeAll { $0.index >= first }
        state.damaged.removeAll { $0 >= first }
      }
      if let first = persist.entries.first {
        let last = state.entries.last?.index ?? state.base.index
        precondition(first.index == last.next(), "a gap on the disk: \(first.index) after \(last)")
      }
      state.entries += persist.entries
      state.configurations += persist.configurations
    case .cut(let index):
      state.damaged.removeAll { $0 <= index }
      let count = index.distance(from: state.base.index)
      guard count > 0 else { return }
      state.base = LogPosition(term: state.entries[count - 1].term, index: index)
      state.entries.removeFirst(count)
      if let last = state.configurations.last(where: { $0.index <= index }) {
        state.baseConfiguration = last
        state.configurations.removeAll { $0.index <= index }
      }
    case .flush(let index):
      state.applied = max(state.applied, index)
    case .install(let meta, keepsLog: true):
      apply(.flush(meta.position.index), to: &state)
      apply(.cut(upTo: meta.position.index), to: &state)
    case .install(let meta, keepsLog: false):
      state.base = meta.position
      state.baseConfiguration = meta.configuration
      state.entries = []
      state.configurations = []
      state.applied = meta.position.index
      state.damaged = []
    }
  }
}
