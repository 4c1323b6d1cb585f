internal import Journal
internal import Raft
internal import Replica
internal import StateMachine
internal import Storage
public import Units

/// What the data directory of a stopped node holds, so that operators can choose the one to go on with:
/// the highest last term, and among those the highest last index, as an election would.
public struct SurvivorReport: Hashable, Sendable {
  public struct Member: Hashable, Sendable {
    public var node: NodeID
    public var name: String
    public var address: String
    public var isVoter: Bool
    public var isSelf: Bool
  }

  public var directory: String
  public var cluster: ClusterID
  public var node: NodeID
  public var name: String
  public var address: String
  public var incarnation: Incarnation
  /// The highest term that it heard of.
  public var term: Term
  /// The last entry that can be read: acknowledged or not, it is kept.
  public var lastIndex: LogIndex
  public var lastTerm: Term
  /// Up to here the state has taken entries in: all of those were committed.
  public var appliedIndex: LogIndex
  public var firstIndex: LogIndex
  /// Of the state at `appliedIndex`.
  public var digest: Hash128
  /// Stamped time of the state.
  public var stateTime: Instant
  public var members: [Member]
  /// A change of members was under way.
  public var isJoint: Bool
  /// Why the node takes no part any more, where it was removed or took itself out.
  public var out: String?
  /// The first entry whose body is damaged, and how many are.
  public var damaged: (first: LogIndex, count: Int)? {
    damagedCount == 0 ? nil : (damagedFirst, damagedCount)
  }
  private var damagedFirst = LogIndex.zero
  private var damagedCount = 0

  /// Voters of which a majority is needed.
  public var voters: Int { members.count { $0.isVoter } }

  init(_ survivor: borrowing Survivor) {
    let identity = survivor.identity
    let last = survivor.last
    directory = survivor.path
    cluster = identity.cluster
    node = identity.node
    incarnation = identity.incarnation
    term = max(survivor.recovered.hardState.term, last.term)
    lastIndex = last.index
    lastTerm = last.term
    appliedIndex = survivor.machine.index
    firstIndex = survivor.recovered.base.index.next()
    digest = survivor.machine.digest
    stateTime = survivor.machine.time
    let configuration = survivor.configuration
    isJoint = configuration.isJoint
    out = survivor.out
    let records = survivor.records
    members = configuration.members.map { member in
      Member(
        node: member.id, name: records.first { $0.node == member.id }?.name ?? "",
        address: member.address, isVoter: configuration.isVoter(member.id),
        isSelf: member.id == identity.node)
    }
    let own = members.first { $0.isSelf }
    name = own?.name ?? ""
    address = own?.address ?? ""
    if case .bodiesDamaged(let indexes) = survivor.recovered.decision, let first = indexes.first {
      damagedFirst = first
      damagedCount = indexes.count
    }
  }
}

/// The data directory of a node that is stopped, open and locked.
struct Survivor: ~Copyable {
  let path: String
  let directory: DataDirectory
  let identity: NodeIdentity
  let out: String?
  let log: RaftLog
  let recovered: RecoveredLog
  let store: StateStore
  let machine: StateMachine
  let configuration: Configuration
  /// What is known of members at `last`.
  let records: [MemberRecord]
  /// The last entry that can be read with all before it.
  let last: JournalPosition

  /// Opening does what the start of a node does: what a kill left half done is settled.
  init(path: String, _ size: LogSize) throws(RecoveryFailure) {
    guard DataDirectory.holdsNode(path) else {
      throw RecoveryFailure(
        .missing, "there is no node's data directory at \(path)",
        advice: "name the directory that clusterd was given with --data")
    }
    var generator = SystemRandomNumberGenerator()
    let spare = Incarnation(generator.next() | 1)
    let directory = try onDisk { () throws(StorageError) in
      try DataDirectory(path: path, incarnation: spare)
    }
    guard directory.identity.node.rawValue != 0 else {
      throw RecoveryFailure(
        .data, "the node in \(path) has joined no cluster: there is nothing to go on with")
    }
    let log = try onDisk { () throws(StorageError) in
      try RaftLog(
        directory: directory.logDirectory, options: size.options,
        owner: directory.identity.incarnation)
    }
    let store = try onDisk { () throws(StorageError) in
      try StateStore(directory: try directory.stateDirectory())
    }
    let machine = try StoredState.load(store)
    let recovered = log.recovered
    let last = try Survivor.last(recovered, machine, path)
    let configuration = try Survivor.configuration(
      log, recovered, try StoredState.configurations(store), last.index)
    let records = try StoredState.members(machine, log, through: last.index)
    let out = try onDisk { () throws(StorageError) in try DataDirectory.outMark(path: path) }
    self.init(
      path: path, identity: directory.identity, out: out, recovered: recovered, machine: machine,
      configuration: configuration, records: records,
      last: last, directory: directory, log: log, store: store)
  }

  private init(
    path: String, identity: NodeIdentity, out: String?, recovered: RecoveredLog,
    machine: StateMachine,
    configuration: Configuration, records: [MemberRecord], last: JournalPosition,
    directory: consuming DataDirectory,
    log: consuming RaftLog, store: consuming StateStore
  ) {
    self.path = path
    self.identity = identity
    self.out = out
    self.recovered = recovered
    self.machine = machine
    self.configuration = configuration
    self.records = records
    self.last = last
    self.directory = directory
    self.log = log
    self.store = store
  }

  private static func last(
    _ recovered: RecoveredLog, _ machine: borrowing StateMachine, _ path: String
  ) throws(RecoveryFailure) -> JournalPosition {
    let applied = JournalPosition(term: machine.term, index: machine.index)
    switch recovered.fit(applied: applied) {
    case .fits: break
    // The state is a snapshot that was just put in force.
    case .resetLog: return applied
    case .gap:
      throw RecoveryFailure(
        .data,
        "the log in \(path) begins after entry \(recovered.base), and the state ends at \(applied): "
          + "entries between them are lost",
        advice: "go on with another node's directory, or from a backup")
    }
    guard case .bodiesDamaged(let indexes) = recovered.decision, let first = indexes.first else {
      return recovered.last
    }
    let index = max(first.previous(), applied.index)
    let place = index.distance(from: recovered.base.index) - 1
    return place < 0 ? recovered.base : recovered.entries[place].position
  }

  /// The newest up to `last`: of the log's entries, or else the stored one.
  private static func configuration(
    _ log: borrowing RaftLog, _ recovered: RecoveredLog, _ stored: StoredConfigurations,
    _ last: LogIndex
  ) throws(RecoveryFailure) -> Configuration {
    let newest = recovered.entries.last { entry in
      entry.kind == EntryKind.configuration.rawValue && entry.index <= last
    }
    guard let newest else { return stored.newest(at: last)?.configuration ?? .none }
    let read: [JournalEntry]
    do throws(StorageError) {
      read = try log.read(from: newest.index, through: newest.index, maxBytes: 1)
    } catch { throw RecoveryFailure(error) }
    guard let payload = read.first?.payload, let configuration = Configuration(decoding: payload)
    else {
      throw RecoveryFailure(.data, "the members in entry \(newest) of the log are malformed")
    }
    return configuration
  }
}

/// Goes on with one node after a majority of the voters' disks is lost: that node, alone, as a new
/// cluster, with all that its log holds. What only the lost ones held is gone.
public struct QuorumRecovery: Sendable {
  public var directory: String
  /// What it is called and where it is found from now on; as before where nil.
  public var name: String?
  public var address: String?
  /// Where the log goes on; by the clock where nil.
  public var index: LogIndex?
  /// Entries from the first damaged one on are given up.
  public var discardsDamaged: Bool
  /// Kept with the entry that says what happened; at most 1,024 bytes.
  public var note: String
  package var logSize = LogSize.usual

  public init(
    directory: String, name: String? = nil, address: String? = nil, index: LogIndex? = nil,
    discardsDamaged: Bool = false, note: String = ""
  ) {
    self.directory = directory
    self.name = name
    self.address = address
    self.index = index
    self.discardsDamaged = discardsDamaged
    self.note = note
  }

  public struct Outcome: Hashable, Sendable {
    public var report: SurvivorReport
    public var continuation: Continuation
    /// Where the old contents are now.
    public var aside: String
  }

  /// What the directory holds. Changes nothing but what the start of a node would.
  public static func inspect(_ directory: String) throws(RecoveryFailure) -> SurvivorReport {
    try inspect(directory, .usual)
  }

  package static func inspect(
    _ directory: String, _ size: LogSize
  ) throws(RecoveryFailure) -> SurvivorReport {
    SurvivorReport(try Survivor(path: directory, size))
  }

  /// Killed at any point it leaves the old contents in force, or the new (`StagedDirectory`).
  ///
  /// - Parameters:
  ///   - cluster: the id of the cluster that is given up, to confirm which directory is meant.
  ///   - clock: the wall clock.
  public func run(
    confirmed cluster: String, at clock: Instant, progress: RecoveryProgress = { _, _ in }
  ) throws(RecoveryFailure) -> Outcome {
    let survivor = try Survivor(path: directory, logSize)
    let report = SurvivorReport(survivor)
    guard report.cluster.description == cluster else {
      throw RecoveryFailure(
        .usage, "\(directory) belongs to cluster \(report.cluster), not to \(cluster)",
        advice: "nothing was changed")
    }
    if report.out != nil {
      throw RecoveryFailure(
        .data,
        "the node in \(directory) takes no part any more: it was removed, or took itself out, and "
          + "others went on without it",
        advice:
          "go on with another node's directory; if this is the newest that is left, remove the "
          + "file \(directory)/out, which says why, and try again; nothing was changed")
    }
    if let damaged = report.damaged, !discardsDamaged {
      throw RecoveryFailure(
        .data,
        "\(damaged.count) entries of the log in \(directory) are damaged, the first is "
          + "\(damaged.first), the last readable one \(report.lastIndex)",
        advice: "go on with another node's directory, or give up what follows with "
          + "--discard-damaged; nothing was changed")
    }
    let seat = Seat(name: name ?? report.name, address: address ?? report.address)
    guard !seat.name.isEmpty, !seat.address.isEmpty else {
      throw RecoveryFailure(
        .usage,
        "\(directory) does not say what the node is called or where it is found: it is no member in "
          + "the last configuration there",
        advice: "give --name and --address; nothing was changed")
    }
    try seat.check()
    let last = survivor.last
    let continuation = try Continuation(
      after: last, term: report.term,
      highestNode: StoredState.highestNode(
        survivor.records, survivor.configuration.members, report.node),
      clock: clock, wanted: index)
    let staged = try onDisk { () throws(StorageError) in try survivor.directory.stage() }
    do throws(RecoveryFailure) {
      try survivor.fill(
        staged, continuation,
        Handover(
          cause: .quorumLoss, from: report.cluster, last: last, done: clock, note: note, seat: seat,
          holds: false),
        logSize, progress)
    } catch {
      survivor.directory.discard(staged)
      throw error
    }
    // The old log and store are closed here: their files are about to move.
    var target = survivor.release()
    let origin = Origin(
      cause: "quorum loss", cluster: report.cluster, last: last, continuation: continuation,
      done: clock, note: note,
      more: [
        (
          "members",
          report.members.map { "\($0.node) \($0.name) \($0.address)" }.joined(separator: ", ")
        )
      ])
    let aside = try onDisk { () throws(StorageError) in
      try target.commit(staged, as: continuation.identity, origin: origin.text)
    }
    return Outcome(report: report, continuation: continuation, aside: aside ?? "")
  }
}

extension Survivor {
  /// Links the state, applies the rest of the log to the copy, and puts it where the log goes on.
  func fill(
    _ staged: StagedDirectory, _ continuation: Continuation, _ handover: Handover,
    _ size: LogSize, _ progress: RecoveryProgress
  ) throws(RecoveryFailure) {
    try onDisk { () throws(StorageError) in try store.checkpoint(into: staged.stateDirectory) }
    let copy = try onDisk { () throws(StorageError) in
      try StateStore(directory: staged.stateDirectory)
    }
    var machine = machine
    try StoredState.replay(
      log, through: last.index, into: &machine, copy, progress: progress)
    try continuation.write(machine, copy, handover, log: staged.logDirectory, size)
  }

  /// Closes log and store, and keeps the lock.
  consuming func release() -> DataDirectory { directory }
}
