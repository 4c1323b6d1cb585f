import GRPC
import Journal
public import Messages
import NIOCore
import NIOPosix
import Raft
import Replica
import StateMachine
import Storage
public import Units

/// A checkpoint that is there to be read as a backup: the header of the file, and then the files.
///
/// A handle. Whoever has it says `end` once, whatever becomes of it.
public final class Backup {
  let header: BackupHeader
  /// `header`, encoded: the first bytes of the file.
  public let head: Bytes
  /// Finds it again, after a stream of it broke.
  public let token: String
  let id: CheckpointID
  let reader: SnapshotReader
  /// Where each file begins, counted from the first.
  let starts: [UInt64]
  var streams = 0

  init(_ id: CheckpointID, _ header: BackupHeader, _ reader: SnapshotReader) {
    self.id = id
    self.header = header
    head = header.encoded()
    self.reader = reader
    token = "\(header.manifest.position.index)-\(header.manifest.position.term)-\(id.number)"
    var start: UInt64 = 0
    starts = header.manifest.files.map { file in
      defer { start += file.size }
      return start
    }
  }

  /// Bytes of the whole file, its trailer included.
  public var size: UInt64 { header.archiveSize(headerSize: head.count) }
  /// Where the files end, and the trailer, which whoever writes the file adds, begins.
  public var end: UInt64 { UInt64(head.count) + header.manifest.totalSize }

  /// What its stream begins with.
  public var described: SaveSnapshotResponse.Header {
    let manifest = header.manifest
    var message = SaveSnapshotResponse.Header()
    message.index = manifest.position.index.rawValue
    message.term = manifest.position.term.rawValue
    message.cluster = header.cluster.description
    message.version = header.software
    message.time = header.taken
    message.digest.append(bigEndian: manifest.digest.high)
    message.digest.append(bigEndian: manifest.digest.low)
    message.files = manifest.files.map {
      SaveSnapshotResponse.File(name: $0.name, size: $0.size, crc32c: $0.checksum)
    }
    message.configuration = manifest.configuration
    message.configurationIndex = manifest.configurationIndex.rawValue
    message.archive = head
    message.size = size
    message.token = token
    message.node = header.nodeName
    return message
  }

  /// The file at `offset` of the backup, and the offset in it; nil before and behind the files.
  func place(_ offset: UInt64) -> (file: Int, offset: UInt64)? {
    guard offset >= UInt64(head.count), offset < end else { return nil }
    let wanted = offset - UInt64(head.count)
    // Empty files begin where the next one does: the last one that begins there has the byte.
    guard let file = starts.lastIndex(where: { $0 <= wanted }) else { return nil }
    return (file, wanted - starts[file])
  }
}

extension CheckpointID {
  /// Of the node's own ones.
  var number: UInt64 { rawValue & ~(1 << 63) }
}

/// Backups that are being made, read, or kept for a while after a stream of them broke.
struct BackupDesk {
  /// At most so many at a time: each keeps files that compaction would let go of.
  static let most = 4
  /// How long one waits for somebody to go on with it.
  static let patience = TimeAmount.seconds(60)

  var last: UInt64 = 0
  /// They wait for what was acknowledged before them.
  var asked = 0
  /// They wait for their checkpoint.
  var waiting: [CheckpointID: (Result<Backup, Failure>) -> Void] = [:]
  var made: [Backup] = []

  var count: Int { asked + waiting.count + made.count }
}

extension Node {
  /// Makes a checkpoint of this node's state with all in it that was acknowledged before the call,
  /// wherever in the cluster. Writes go on meanwhile.
  public func beginBackup(_ completion: @escaping (Result<Backup, Failure>) -> Void) {
    guard snapshots.backups.count < BackupDesk.most else {
      return turn.atEnd { [self] in
        completion(
          .failure(
            Failure(
              .resourceExhausted, .quotaExceeded,
              "\(BackupDesk.most) backups are being taken from \(options.name), as many as it takes: "
                + "ask another node, or wait", retryAfter: .seconds(10))))
      }
    }
    // What this answers is not wanted: once it is answered, all that was acknowledged is applied here.
    snapshots.backups.asked += 1
    query(Query(.getSettings, [])) { [weak self] answer in
      guard let self else { return }
      snapshots.backups.asked -= 1
      if case .failure(let failure) = answer.result { return completion(.failure(failure)) }
      snapshots.backups.last += 1
      let id = CheckpointID.own(snapshots.backups.last)
      snapshots.backups.waiting[id] = completion
      step(.backup(id))
    }
  }

  /// One that was begun before and is still there.
  public func backup(_ token: String) -> Backup? {
    snapshots.backups.made.first { $0.token == token }
  }

  /// Somebody reads it; `end` says when no more.
  public func use(_ backup: Backup) { backup.streams += 1 }

  /// Nobody needs it any more, where `isComplete`; else it is kept for a minute, for whoever goes on.
  public func end(_ backup: Backup, isComplete: Bool) {
    backup.streams -= 1
    if isComplete { return drop(backup) }
    turn.eventLoop.assumeIsolated().scheduleTask(in: BackupDesk.patience) { [weak self] in
      if backup.streams == 0 { self?.drop(backup) }
    }
  }

  /// Bytes of the files' part at `offset` of the backup, at most `count`, within one file.
  public func read(
    _ backup: Backup, at offset: UInt64, count: Int,
    completion: @escaping (Result<Bytes, Failure>) -> Void
  ) {
    guard let place = backup.place(offset) else {
      return turn.atEnd {
        completion(
          .failure(.field("offset", .fieldInvalid, "no byte \(offset) of a file is in the backup")))
      }
    }
    let reader = backup.reader
    pool.runIfActive(eventLoop: turn.eventLoop) {
      Result<Bytes, StorageError> { () throws(StorageError) in
        try reader.chunk(file: place.file, offset: place.offset, maxBytes: count)
      }
    }.assumeIsolated().whenComplete { result in
      switch result {
      case .success(.success(let bytes)): completion(.success(bytes))
      case .success(.failure(let error)):
        completion(.failure(Failure(.dataLoss, .internalError, "\(error)")))
      case .failure: completion(.failure(.shuttingDown))
      }
    }
  }

  private func drop(_ backup: Backup) {
    guard let place = snapshots.backups.made.firstIndex(where: { $0 === backup }) else { return }
    snapshots.backups.made.remove(at: place)
    dropCheckpoint(backup.id)
  }

  // MARK: Making

  /// What a backup of the state as it is at this moment says of itself, but for its files.
  func backupHeader(_ manifest: SnapshotManifest) -> BackupHeader {
    BackupHeader(
      cluster: cluster, node: id, nodeName: options.name, taken: Clock.now,
      stateTime: mind?.look { $0.machine.time } ?? .epoch, software: options.version,
      machineVersion: machineVersion,
      totals: mind?.look { $0.machine.totals.backupTotals } ?? [], manifest: manifest)
  }

  func backupMade(_ id: CheckpointID) {
    guard let completion = snapshots.backups.waiting.removeValue(forKey: id) else {
      return dropCheckpoint(id)
    }
    guard let checkpoint = snapshots.checkpoints[id], var header = checkpoint.header,
      let manifest = checkpoint.manifest,
      let reader = try? SnapshotReader(directory: checkpoint.directory)
    else {
      dropCheckpoint(id)
      return completion(.failure(Node.noBackup("its files are not there")))
    }
    header.manifest = manifest
    let backup = Backup(id, header, reader)
    snapshots.backups.made.append(backup)
    completion(.success(backup))
  }

  func backupFailed(_ id: CheckpointID, _ why: String) {
    snapshots.backups.waiting.removeValue(forKey: id)?(.failure(Node.noBackup(why)))
  }

  /// Those that wait for their checkpoint.
  func failBackups(_ why: String) {
    let waiting = snapshots.backups.waiting.sorted { $0.key.rawValue < $1.key.rawValue }
    snapshots.backups.waiting = [:]
    for (_, completion) in waiting { completion(.failure(Node.noBackup(why))) }
  }

  private static func noBackup(_ why: String) -> Failure {
    Failure(.unavailable, .notReady, "no backup was made: \(why)", retryAfter: .seconds(1))
  }
}

extension StateTotals {
  /// In the order of their names.
  var backupTotals: [BackupHeader.Total] {
    var list = executions.map { BackupHeader.Total("executions." + $0.name.lowercased(), $0.count) }
    list += [
      .init("dead_letters", UInt64(deadLetters)), .init("events", events),
      .init("jobs", UInt64(jobs)), .init("queues", UInt64(queues.count)),
      .init("schedules", UInt64(schedules)), .init("workers", UInt64(workers)),
    ]
    return list.sorted { $0.name < $1.name }
  }
}
