import Journal
import Messages
import Raft
import Replica
import StateMachine
import Storage
import Units

/// A store that is open, the machine loaded from it, and the threads that serve it.
struct OpenState: Sendable {
  let threads: StateThreads
  let machine: StateMachine
  let configurations: StoredConfigurations

  /// Opens and loads; takes as long as the decisions' records take to read.
  init(directory: String, inbox: Inbox) throws(NodeEnd) {
    do {
      let store = try StateStore(directory: directory)
      machine = try OpenState.load(store, directory)
      configurations = try OpenState.configurations(store, directory)
      threads = StateThreads(store, applied: .zero) { inbox.post(.failed($0)) }
    } catch let error as StorageError {
      throw NodeEnd(error)
    } catch let error as NodeEnd {
      throw error
    } catch {
      throw NodeEnd(.data, "the state in \(directory) cannot be read: \(error)")
    }
  }

  private static func load(
    _ store: borrowing StateStore, _ directory: String
  ) throws -> StateMachine {
    var loader = StateMachine.Loader()
    var range = Keys.decisions
    while true {
      let page = try store.scan(
        StateScan(
          lower: range.lower, upper: range.upper, limit: 16_384, byteLimit: 8 << 20))
      do {
        for row in page.rows { try loader.add(row.key, row.value) }
      } catch { throw NodeEnd(.data, "the state in \(directory): \(error.message)") }
      guard page.hasMore, let last = page.rows.last else { break }
      range.lower = last.key + [0]
    }
    do {
      return try loader.finish()
    } catch { throw NodeEnd(.data, "the state in \(directory): \(error.message)") }
  }

  private static func configurations(
    _ store: borrowing StateStore, _ directory: String
  ) throws -> StoredConfigurations {
    guard let record = try store.get(StoredConfigurations.key) else {
      return StoredConfigurations()
    }
    guard let stored = StoredConfigurations(decoding: record) else {
      throw NodeEnd(.data, "the state in \(directory): its record of configurations is malformed")
    }
    return stored
  }
}

/// A data directory that is locked, read and open; everything in here may wait.
struct OpenedDirectory: Sendable {
  let keeper: Keeper
  let identity: NodeIdentity
  let log: LogWriter
  let state: OpenState
  let restored: RestoredState
  /// CRC32C of the bodies that `restored.damaged` names.
  let checksums: [UInt32]
  let terms: TermRuns
  /// What was found of the log, for the operator.
  let decision: RecoveryDecision

  init(_ options: NodeOptions, incarnation: Incarnation, inbox: Inbox) throws(NodeEnd) {
    if !options.founds && options.join.isEmpty && !Files.exists(options.dataDirectory + "/identity")
    {
      throw .noWayIn(options.dataDirectory)
    }
    do {
      self = try OpenedDirectory(
        opening: options.dataDirectory, segment: options.limits.logSegment, incarnation, inbox)
    } catch let error as StorageError {
      throw NodeEnd(error)
    } catch let error as NodeEnd {
      throw error
    } catch {
      throw NodeEnd(.data, "\(options.dataDirectory) cannot be opened: \(error)")
    }
  }

  private init(
    opening path: String, segment: ByteCount, _ incarnation: Incarnation, _ inbox: Inbox
  ) throws {
    let directory = try DataDirectory(path: path, incarnation: incarnation)
    identity = directory.identity
    var log = try RaftLog(
      directory: directory.logDirectory, options: RaftLog.Options(segmentSize: segment))
    state = try OpenState(directory: try directory.stateDirectory(), inbox: inbox)
    let machine = state.machine
    let applied = JournalPosition(term: machine.term, index: machine.index)
    var recovered = log.recovered
    switch recovered.fit(applied: applied) {
    case .fits: break
    case .resetLog:
      try log.append([LogBatch(reset: applied)])
      recovered = RecoveredLog(
        decision: recovered.decision, hardState: recovered.hardState, base: applied, entries: [])
    case .gap:
      throw NodeEnd(
        .data,
        "the log in \(directory.logDirectory) begins after entry \(recovered.base), and the state "
          + "ends at \(applied): entries between them are lost; move \(path) away and let the node "
          + "join anew")
    }
    let damaged = try OpenedDirectory.passDamage(&log, &recovered, applied)
    restored = try OpenedDirectory.restore(log, recovered, state, applied.index, damaged)
    checksums = damaged.compactMap { log.checksum(at: $0) }
    decision = recovered.decision
    terms = TermRuns(recovered)
    self.log = LogWriter(
      log, onDurable: { inbox.post(.durable($0)) }, onFailure: { inbox.post(.failed($0)) })
    keeper = Keeper(directory)
  }

  /// What of the log is damaged and still needed. Entries that the state has taken in are not: the
  /// log is cut past them.
  private static func passDamage(
    _ log: inout RaftLog, _ recovered: inout RecoveredLog, _ applied: JournalPosition
  ) throws -> [LogIndex] {
    guard case .bodiesDamaged(let indexes) = recovered.decision else { return [] }
    if let last = indexes.last(where: { $0 <= applied.index }), let mark = log.mark(at: last) {
      try log.append([LogBatch(cut: mark.position)])
      recovered.entries.removeAll { $0.index <= last }
      recovered.base = mark.position
    }
    let needed = indexes.filter { $0 > applied.index }
    for index in needed {
      guard let mark = log.mark(at: index), mark.kind == EntryKind.configuration.rawValue else {
        continue
      }
      throw NodeEnd(
        .data,
        "entry \(mark.position) of the log in \(log.directory), which says who the members are, is "
          + "damaged: move the data directory away and let the node join anew")
    }
    return needed
  }

  private static func restore(
    _ log: borrowing RaftLog, _ recovered: RecoveredLog, _ state: OpenState, _ applied: LogIndex,
    _ damaged: [LogIndex]
  ) throws -> RestoredState {
    var entries: [EntryHeader] = []
    entries.reserveCapacity(recovered.entries.count)
    var configurations: [PlacedConfiguration] = []
    for entry in recovered.entries {
      guard let kind = EntryKind(rawValue: entry.kind) else {
        throw NodeEnd(.data, "entry \(entry) of the log is of a kind that this build does not know")
      }
      entries.append(
        EntryHeader(term: entry.term, index: entry.index, kind: kind, size: entry.size))
      guard kind == .configuration else { continue }
      let read = try log.read(from: entry.index, through: entry.index, maxBytes: 1)
      guard let payload = read.first?.payload,
        let configuration = Configuration(decoding: payload)
      else { throw NodeEnd(.data, "the configuration in entry \(entry) of the log is malformed") }
      configurations.append(
        PlacedConfiguration(index: entry.index, configuration: configuration))
    }
    let base = LogPosition(term: recovered.base.term, index: recovered.base.index)
    var baseConfiguration = PlacedConfiguration(index: .zero, configuration: .none)
    if base.index > .zero {
      guard let stored = state.configurations.newest(at: base.index) else {
        throw NodeEnd(.data, "the state does not say who the members were at entry \(base)")
      }
      baseConfiguration = stored
    }
    return RestoredState(
      hardState: HardState(term: recovered.hardState.term, vote: recovered.hardState.vote),
      base: base, baseConfiguration: baseConfiguration, entries: entries,
      configurations: configurations, applied: applied, damaged: damaged)
  }
}
