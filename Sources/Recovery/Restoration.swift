internal import Journal
internal import Messages
internal import Raft
internal import StateMachine
internal import Storage
public import Units

/// From a backup to the data directory of the only node of a new cluster.
public struct Restoration: Sendable {
  public var backup: String
  /// Empty, or not there yet.
  public var directory: String
  /// What people will call the node.
  public var name: String
  /// Where others will find it, `host:port`: what it listens on or advertises.
  public var address: String
  /// Where the log goes on; by the clock where nil.
  public var index: LogIndex?
  /// Kept with the entry that says what happened; at most 1,024 bytes.
  public var note: String
  /// Whether nothing fires and nothing is granted until somebody releases the cluster.
  public var holds: Bool
  package var logSize = LogSize.usual

  public init(
    backup: String, directory: String, name: String, address: String, index: LogIndex? = nil,
    note: String = "", holds: Bool = true
  ) {
    self.backup = backup
    self.directory = directory
    self.name = name
    self.address = address
    self.index = index
    self.note = note
    self.holds = holds
  }

  public struct Outcome: Hashable, Sendable {
    public var report: BackupReport
    public var continuation: Continuation
  }

  /// Versions of the state's records up to which this program can go on with them.
  public static let machineVersion = StateMachine.newestVersion

  /// Checks all of the backup, then makes the directory. Killed at any point it leaves the directory
  /// empty or whole (`StagedDirectory`).
  ///
  /// - Parameter clock: the wall clock.
  /// - Throws: `RecoveryFailure`; nothing is in force then.
  public func run(
    at clock: Instant, progress: RecoveryProgress = { _, _ in }
  ) throws(RecoveryFailure) -> Outcome {
    let seat = Seat(name: name, address: address)
    try seat.check()
    // All checksums before the directory is touched; the files' again as they are written.
    let report = try Backups.inspect(backup) { done, all in progress(done, 2 * all) }
    guard report.damages.isEmpty else {
      throw RecoveryFailure(
        .data, "\(backup) is damaged", details: report.damages.map(\.text),
        advice: "take another backup; nothing was changed")
    }
    guard report.machineVersion <= Restoration.machineVersion else {
      throw RecoveryFailure(
        .data,
        "\(backup) holds a state of machine version \(report.machineVersion), and this program goes "
          + "on with versions up to \(Restoration.machineVersion)",
        advice: "take a newer program; nothing was changed")
    }
    let last = JournalPosition(term: report.term, index: report.index)
    // Refused before anything is made.
    _ = try Continuation(
      after: last, term: last.term, highestNode: report.node, clock: clock, wanted: index)
    var target = try onDisk { () throws(StorageError) in try DataDirectory(emptyAt: directory) }
    let staged = try onDisk { () throws(StorageError) in try target.stage() }
    do throws(RecoveryFailure) {
      let continuation = try fill(staged, report, seat, clock, progress)
      let origin = Origin(
        cause: "restore", cluster: report.cluster, last: last, continuation: continuation,
        done: clock, note: note, more: [("backup", backup), ("taken_time", "\(report.taken)")])
      _ = try onDisk { () throws(StorageError) in
        try target.commit(staged, as: continuation.identity, origin: origin.text)
      }
      return Outcome(report: report, continuation: continuation)
    } catch {
      target.discard(staged)
      throw error
    }
  }

  private func fill(
    _ staged: StagedDirectory, _ report: BackupReport, _ seat: Seat, _ clock: Instant,
    _ progress: RecoveryProgress
  ) throws(RecoveryFailure) -> Continuation {
    let manifest = try onDisk { () throws(StorageError) in
      let file = try BackupFile(path: backup)
      try Restoration.extract(file, to: staged.stateDirectory) { done in
        progress(report.size + done, 2 * report.size)
      }
      return file.header.manifest
    }
    let store = try onDisk { () throws(StorageError) in
      try StateStore(directory: staged.stateDirectory)
    }
    let machine = try StoredState.load(store)
    guard machine.index == report.index, machine.term == report.term,
      machine.digest == report.digest
    else {
      throw RecoveryFailure(
        .data,
        "the state in \(backup) stands at \(machine.index)/\(machine.term) with the digest "
          + "\(machine.digest), and its header says \(report.index)/\(report.term) and "
          + "\(report.digest)",
        advice: "take another backup; nothing was changed")
    }
    let members = Configuration(decoding: manifest.configuration)?.members ?? []
    let continuation = try Continuation(
      after: manifest.position, term: manifest.position.term,
      highestNode: StoredState.highestNode(machine.allMembers, members, report.node), clock: clock,
      wanted: index)
    try continuation.write(
      machine, store,
      Handover(
        cause: .restore, from: report.cluster, last: manifest.position, done: clock, note: note,
        seat: seat, holds: holds), log: staged.logDirectory, logSize)
    return continuation
  }

  private static func extract(
    _ file: BackupFile, to directory: String, progress: (UInt64) -> Void
  ) throws(StorageError) {
    var receiver = try SnapshotReceiver(directory: directory, manifest: file.header.manifest)
    var starts: [UInt64] = []
    var start: UInt64 = 0
    for entry in file.header.manifest.files {
      starts.append(start)
      start += entry.size
    }
    while let next = receiver.next {
      let left = file.header.manifest.files[next.file].size - next.offset
      let bytes = try file.bytes(at: starts[next.file] + next.offset)
      guard !bytes.isEmpty else { break }
      let piece = UInt64(bytes.count) > left ? Bytes(bytes.prefix(Int(left))) : bytes
      try receiver.write(file: next.file, offset: next.offset, piece)
      progress(starts[next.file] + next.offset + UInt64(piece.count))
    }
    try receiver.finish()
  }
}

/// The file `origin` of a data directory, for people: where its contents are from.
struct Origin {
  var cause: String
  var cluster: ClusterID
  var last: JournalPosition
  var continuation: Continuation
  var done: Instant
  var note: String
  var more: [(name: String, value: String)]

  /// One JSON object and a line end.
  var text: String {
    var members = [
      JSON.Member("cause", .string(cause)), JSON.Member("done_time", .string("\(done)")),
      JSON.Member("from_cluster", .string("\(cluster)")),
      JSON.Member("from_index", .number("\(last.index)")),
      JSON.Member("from_term", .number("\(last.term)")),
      JSON.Member("cluster", .string("\(continuation.cluster)")),
      JSON.Member("node", .string("\(continuation.node)")),
      JSON.Member("index", .number("\(continuation.index)")),
      JSON.Member("term", .number("\(continuation.term)")),
    ]
    for (name, value) in more { members.append(JSON.Member(name, .string(value))) }
    if !note.isEmpty { members.append(JSON.Member("note", .string(note))) }
    return JSON.object(members).encoded + "\n"
  }
}
