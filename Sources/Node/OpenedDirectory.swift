import GRPC
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
  ///
  /// - Parameter version: the newest machine version that can be read.
  init(directory: String, inbox: Inbox, knows version: UInt32) throws(NodeEnd) {
    do {
      try self.init(opening: directory, inbox, version)
    } catch let error as StorageError {
      throw NodeEnd(error)
    } catch let error as NodeEnd {
      throw error
    } catch {
      throw NodeEnd(.data, "the state in \(directory) cannot be read: \(error)")
    }
  }

  /// - Throws: `StorageError`, `damaged` where bytes do not bear their checksum; `NodeEnd` for what is
  ///   whole and means nothing to this build.
  fileprivate init(
    opening directory: String, _ inbox: Inbox, _ version: UInt32
  ) throws {
    let store = try StateStore(
      directory: directory, options: StateStore.Options(mergesByItself: false))
    machine = try OpenState.load(store, directory, version)
    configurations = try OpenState.configurations(store, directory)
    threads = StateThreads(store, applied: .zero) { inbox.post(.failed($0)) }
  }

  private static func load(
    _ store: borrowing StateStore, _ directory: String, _ version: UInt32
  ) throws -> StateMachine {
    var loader = StateMachine.Loader(knows: version)
    var range = Keys.decisions
    while true {
      let page = try store.scan(
        StateScan(
          lower: range.lower, upper: range.upper, limit: 16_384, byteLimit: 8 << 20))
      do {
        for row in page.rows { try loader.add(row.key, row.value) }
      } catch { throw OpenState.unknown(error.message, directory) }
      guard page.hasMore, let last = page.rows.last else { break }
      range.lower = last.key + [0]
    }
    do {
      return try loader.finish()
    } catch { throw OpenState.unknown(error.message, directory) }
  }

  /// Its blocks bear their checksums: it is what was written, so no damage, and nothing is moved.
  private static func unknown(_ why: String, _ directory: String) -> NodeEnd {
    NodeEnd(
      .data,
      "the state in \(directory) is whole, and this build cannot read it: \(why); start the version "
        + "that wrote it, or move the data directory away and let the node join anew")
  }

  private static func configurations(
    _ store: borrowing StateStore, _ directory: String
  ) throws -> StoredConfigurations {
    guard let record = try store.get(StoredConfigurations.key) else {
      return StoredConfigurations()
    }
    guard let stored = StoredConfigurations(decoding: record) else {
      throw OpenState.unknown("its record of configurations is malformed", directory)
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

  /// What could not be read and was put away just now.
  private(set) var aside: SetAside?
  /// Whom a node without a cluster asks, beside those that its configuration names.
  let remembered: [Address]

  /// Opens what is there. Unreadable data is put away first, where others have it too (`Wiping`).
  init(_ options: NodeOptions, incarnation: Incarnation, inbox: Inbox) throws(NodeEnd) {
    let path = options.dataDirectory
    let isEmpty = !DataDirectory.holdsNode(path) && !Files.exists(path + "/log")
    if !options.founds && options.join.isEmpty && isEmpty { throw .noWayIn(path) }
    do {
      try OpenedDirectory.comeBackIfAsked(options, incarnation)
      do {
        self = try OpenedDirectory(opening: options, incarnation, inbox)
      } catch let damage as Unreadable {
        let aside = try Wiping(damage, options).carryOut(incarnation)
        self = try OpenedDirectory(opening: options, incarnation, inbox)
        self.aside = aside
      }
    } catch let damage as Unreadable {
      throw NodeEnd(.data, damage.what)
    } catch let error as StorageError {
      throw NodeEnd(error)
    } catch let error as NodeEnd {
      throw error
    } catch {
      throw NodeEnd(.data, "\(path) cannot be opened: \(error)")
    }
  }

  /// A node that was removed, or took itself out, stays out until somebody says otherwise.
  private static func comeBackIfAsked(
    _ options: NodeOptions, _ incarnation: Incarnation
  ) throws {
    guard let mark = try DataDirectory.outMark(path: options.dataDirectory) else { return }
    guard options.rejoins else { throw NodeEnd(outMark: mark) }
    var directory = try DataDirectory(path: options.dataDirectory, incarnation: incarnation)
    _ = try directory.comeBack(incarnation: incarnation)
  }

  /// - Throws: `Unreadable` for case (c), with everything closed again.
  private init(
    opening options: NodeOptions, _ incarnation: Incarnation, _ inbox: Inbox
  ) throws {
    let path = options.dataDirectory
    let directory: DataDirectory
    do throws(StorageError) {
      directory = try DataDirectory(path: path, incarnation: incarnation)
    } catch {
      guard error.code == .unreadable else { throw error }
      throw Unreadable(error.finding, nil)
    }
    let identity = directory.identity
    var log: RaftLog
    do throws(StorageError) {
      log = try directory.openLog(OpenedDirectory.log(options))
    } catch {
      guard error.code == .unreadable else { throw error }
      throw Unreadable(error.finding, identity)
    }
    var recovered = log.recovered
    do {
      state = try OpenState(
        opening: try directory.stateDirectory(), inbox, options.machineVersion)
    } catch let error as StorageError {
      guard error.code == .damaged || error.code == .unreadable else { throw error }
      // Only where the log is whole from the first entry on is nothing of it lost.
      var replays = recovered.base.index == .zero && identity.node.rawValue != 0
      if case .bodiesDamaged = recovered.decision { replays = false }
      throw Unreadable(error.finding, identity, replays: replays)
    }
    var isOpen = false
    let threads = state.threads
    defer { if !isOpen { threads.stop() } }
    let machine = state.machine
    let applied = JournalPosition(term: machine.term, index: machine.index)
    switch recovered.fit(applied: applied) {
    case .fits: break
    case .resetLog:
      try log.append([LogBatch(reset: applied)])
      recovered = recovered.reset(to: applied)
    case .gap:
      throw Unreadable(
        "the log in \(directory.logDirectory) begins after entry \(recovered.base), and the state "
          + "ends at \(applied): entries between them are lost", identity)
    }
    let note = DataDirectory.note(path: path)
    let damaged = try OpenedDirectory.passDamage(&log, &recovered, applied, identity, note)
    restored = try OpenedDirectory.restore(
      log, recovered, state, applied.index, damaged, identity)
    checksums = damaged.compactMap { log.checksum(at: $0) }
    decision = recovered.decision
    terms = TermRuns(recovered)
    self.identity = identity
    remembered = Wiping.others(DataDirectory.note(path: path), options)
    self.log = LogWriter(
      log, onDurable: { inbox.post(.durable($0)) }, onFailure: { inbox.post(.failed($0)) })
    keeper = Keeper(directory)
    isOpen = true
  }

  /// The ring of headers spans the longest log there is: what is kept behind a flush, what makes one
  /// due, and what comes in while it is under way. Only a snapshot on its way to a slow member keeps
  /// more of the log, and then a damaged header beyond the ring is case (c).
  private static func log(_ options: NodeOptions) -> RaftLog.Options {
    let longest =
      min(options.replica.tailEntries, 1 << 20) + Int(min(options.replica.flushEntries, 1 << 20))
    let usual = RaftLog.Options(segmentSize: options.limits.logSegment)
    return RaftLog.Options(
      segmentSize: usual.segmentSize, ringSlots: max(usual.ringSlots, longest * 3 / 2))
  }

  /// What of the log is damaged and still needed. Entries that the state has taken in are not: the
  /// log is cut past them.
  private static func passDamage(
    _ log: inout RaftLog, _ recovered: inout RecoveredLog, _ applied: JournalPosition,
    _ identity: NodeIdentity, _ note: MemberNote?
  ) throws -> [LogIndex] {
    guard case .bodiesDamaged(let indexes) = recovered.decision else { return [] }
    if let last = indexes.last(where: { $0 <= applied.index }), let mark = log.mark(at: last) {
      try log.append([LogBatch(cut: mark.position)])
      recovered.entries.removeAll { $0.index <= last }
      recovered.base = mark.position
    }
    var needed = indexes.filter { $0 > applied.index }
    if let entry = OpenedDirectory.noted(note, needed, log, identity) {
      try log.append([LogBatch(repaired: [entry])])
      needed.removeAll { $0 == entry.index }
    }
    for index in needed {
      guard let mark = log.mark(at: index), mark.kind == EntryKind.configuration.rawValue else {
        continue
      }
      throw Unreadable(
        "entry \(mark.position) of the log in \(log.directory), which says who the members are, is "
          + "damaged", identity)
    }
    return needed
  }

  /// The note of the members has the newest configuration as the core encoded it: where it bears the
  /// checksum that the entry's header kept it is the entry's body.
  private static func noted(
    _ note: MemberNote?, _ damaged: [LogIndex], _ log: borrowing RaftLog, _ identity: NodeIdentity
  ) -> JournalEntry? {
    guard let note, note.incarnation == identity.incarnation, damaged.contains(note.index),
      let mark = log.mark(at: note.index), mark.kind == EntryKind.configuration.rawValue,
      Int(mark.size) == note.configuration.count,
      log.checksum(at: note.index) == CRC32C(note.configuration).value
    else { return nil }
    return JournalEntry(
      term: mark.term, index: mark.index, kind: mark.kind, payload: note.configuration)
  }

  private static func restore(
    _ log: borrowing RaftLog, _ recovered: RecoveredLog, _ state: OpenState, _ applied: LogIndex,
    _ damaged: [LogIndex], _ identity: NodeIdentity
  ) throws -> RestoredState {
    var entries: [EntryHeader] = []
    entries.reserveCapacity(recovered.entries.count)
    var configurations: [PlacedConfiguration] = []
    for entry in recovered.entries {
      guard let kind = EntryKind(rawValue: entry.kind) else {
        throw NodeEnd(
          .data,
          "entry \(entry) of the log in \(log.directory) is of kind \(entry.kind), which this build "
            + "does not know: start the version that wrote it")
      }
      entries.append(
        EntryHeader(term: entry.term, index: entry.index, kind: kind, size: entry.size))
      guard kind == .configuration else { continue }
      let read = try log.read(from: entry.index, through: entry.index, maxBytes: 1)
      guard let payload = read.first?.payload,
        let configuration = Configuration(decoding: payload)
      else {
        throw NodeEnd(
          .data,
          "the configuration in entry \(entry) of the log in \(log.directory) is whole, and this "
            + "build cannot read it: start the version that wrote it")
      }
      configurations.append(
        PlacedConfiguration(index: entry.index, configuration: configuration))
    }
    let base = LogPosition(term: recovered.base.term, index: recovered.base.index)
    var baseConfiguration = PlacedConfiguration(index: .zero, configuration: .none)
    if base.index > .zero {
      guard let stored = state.configurations.newest(at: base.index) else {
        throw Unreadable(
          "the state beside \(log.directory) does not say who the members were at entry \(base)",
          identity)
      }
      baseConfiguration = stored
    }
    return RestoredState(
      hardState: HardState(term: recovered.hardState.term, vote: recovered.hardState.vote),
      base: base, baseConfiguration: baseConfiguration, entries: entries,
      configurations: configurations, applied: applied, damaged: damaged)
  }
}
