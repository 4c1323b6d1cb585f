internal import Journal
internal import Raft
internal import Storage
public import Units

/// What is done and what there is: bytes.
public typealias RecoveryProgress = (_ done: UInt64, _ all: UInt64) -> Void

/// Everything that a backup says of itself, and whether it is whole.
public struct BackupReport: Hashable, Sendable {
  public struct File: Hashable, Sendable {
    public var name: String
    public var size: UInt64
    public var checksum: UInt32
  }

  public struct Member: Hashable, Sendable {
    public var node: NodeID
    public var address: String
    public var isVoter: Bool
  }

  public struct Damage: Hashable, Sendable {
    public var part: String
    /// Bytes of the file.
    public var range: Range<UInt64>
    public var reason: String

    public var text: String {
      "\(part), bytes \(range.lowerBound) to \(range.upperBound): \(reason)"
    }
  }

  public var path: String
  public var size: UInt64
  public var cluster: ClusterID
  public var node: NodeID
  public var nodeName: String
  public var taken: Instant
  public var stateTime: Instant
  public var software: String
  public var machineVersion: UInt32
  public var index: LogIndex
  public var term: Term
  public var digest: Hash128
  public var members: [Member]
  public var totals: [(name: String, count: UInt64)] {
    totalList.map { ($0.name, $0.count) }
  }
  public var files: [File]
  /// Empty where every checksum is right.
  public var damages: [Damage]
  private var totalList: [BackupHeader.Total]

  init(_ path: String, _ size: UInt64, _ header: BackupHeader, _ damages: [BackupDamage]) {
    self.path = path
    self.size = size
    cluster = header.cluster
    node = header.node
    nodeName = header.nodeName
    taken = header.taken
    stateTime = header.stateTime
    software = header.software
    machineVersion = header.machineVersion
    index = header.manifest.position.index
    term = header.manifest.position.term
    digest = header.manifest.digest
    let configuration = Configuration(decoding: header.manifest.configuration) ?? .none
    members = configuration.members.map {
      Member(node: $0.id, address: $0.address, isVoter: configuration.isVoter($0.id))
    }
    files = header.manifest.files.map {
      File(name: $0.name, size: $0.size, checksum: $0.checksum)
    }
    self.damages = damages.map { Damage(part: $0.part, range: $0.range, reason: $0.reason) }
    totalList = header.totals
  }
}

/// Backups as files: looked at, and written as they come from a node.
public enum Backups {
  /// Reads all of the file at `path` and checks every checksum in it.
  ///
  /// - Throws: `missing`; `data` where not even its header can be read: then nothing is known of it.
  public static func inspect(
    _ path: String, progress: RecoveryProgress = { _, _ in }
  ) throws(RecoveryFailure) -> BackupReport {
    let (checker, damages) = try onDisk { () throws(StorageError) in
      try BackupFile.check(path: path, progress: progress)
    }
    guard let header = checker.header else {
      throw RecoveryFailure(
        .data, "\(path) is not to be read", details: damages.map(\.description),
        advice: "it is no backup, or its beginning is damaged: take another one")
    }
    return BackupReport(path, checker.count, header, damages)
  }
}

/// A backup that is being written, as it comes from a node. Not for two threads.
public final class BackupSaving {
  private let writer: BackupWriter

  /// - Throws: `data` where there is a file already and `replaces` is not said.
  public init(path: String, replaces: Bool) throws(RecoveryFailure) {
    writer = try onDisk { () throws(StorageError) in
      try BackupWriter(path: path, replaces: replaces)
    }
  }

  /// Bytes that are there: where to go on.
  public var count: UInt64 { writer.count }

  public func append(_ bytes: Bytes) throws(RecoveryFailure) {
    try onDisk { () throws(StorageError) in try writer.append(bytes) }
  }

  public func restart() throws(RecoveryFailure) {
    try onDisk { () throws(StorageError) in try writer.restart() }
  }

  /// All is there: synced, read back, checked, and put in its place.
  public func finish(progress: RecoveryProgress) throws(RecoveryFailure) -> BackupReport {
    let (header, size) = try onDisk { () throws(StorageError) in
      try writer.finish(progress: progress)
    }
    return BackupReport(writer.path, size, header, [])
  }
}
