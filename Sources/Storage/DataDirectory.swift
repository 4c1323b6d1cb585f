public import Journal
public import Units

/// The data directory of one node: who owns it, what lies where, how full its disk is.
///
///     LOCK             held while a process runs; its text is the pid
///     identity         NodeIdentity
///     log/             RaftLog
///     state/current    CurrentPointer
///     state/db-N/      the state in force, RocksDB
///     snapshots/       outgoing/INDEX-TERM/ and incoming/
///     reserve          given up in steps when the disk is full
public struct DataDirectory: ~Copyable {
  public let path: String
  public private(set) var identity: NodeIdentity

  /// Locks the directory and reads its identity, or makes both in an empty one (with `incarnation`,
  /// which the caller drew at random).
  ///
  /// - Throws: `locked` naming the pid, `unreadable` where the identity is (a wiped node:
  ///   `setAside`), `foreign` where the directory has other things in it.
  public init(path: String, incarnation: Incarnation) throws(StorageError) {
    throw StorageError(code: .failed, what: "not built yet", path: path)
  }

  /// Writes down which cluster and node this is, once.
  ///
  /// - Throws: `foreign` where it is another's already.
  public mutating func adopt(cluster: ClusterID, node: NodeID) throws(StorageError) {}

  public var logDirectory: String { path + "/log" }
  /// Where the state in force is, after settling what a crash left of an installation.
  public func stateDirectory() throws(StorageError) -> String { path }
  /// A fresh directory's name for an outgoing snapshot.
  public func outgoingDirectory(at position: JournalPosition) -> String { path }
  /// Where a snapshot at `position` is received.
  public func incomingDirectory(at position: JournalPosition) -> String { path }

  /// Puts a finished incoming snapshot into force: the store of the directory in force must be
  /// closed. Safe at every crash point: before the pointer's rename the old state is in force, after
  /// it the new one, and then the log's reset is due (`RecoveredLog.fit`). Returns the new state
  /// directory.
  public func install(snapshotAt position: JournalPosition) throws(StorageError) -> String { path }

  /// Moves log, state and identity into `damaged-N/`, for case (c), and begins anew as `incarnation`.
  public mutating func setAside(incarnation: Incarnation) throws(StorageError) {}

  /// How full the disk is.
  public enum Level: Int, Hashable, Sendable, Comparable {
    case normal
    /// Below the first mark: refuse what makes state grow.
    case low
    /// Below the second: votes, log cut and compaction only.
    case critical

    public static func < (left: Level, right: Level) -> Bool { left.rawValue < right.rawValue }
  }

  public struct Marks: Hashable, Sendable {
    /// Free bytes below which the level is `low`.
    public var low: ByteCount
    /// Free bytes below which the level is `critical`.
    public var critical: ByteCount

    public init(low: ByteCount = .gibibytes(1), critical: ByteCount = .mebibytes(256)) {
      self.low = low
      self.critical = critical
    }
  }

  /// Asks the file system (statvfs; microseconds).
  public func level(marks: Marks) throws(StorageError) -> (level: Level, free: ByteCount) {
    (.normal, .zero)
  }

  /// Makes the reserve file of `size`, or gives up the part of it above `size`.
  public func setReserve(_ size: ByteCount) throws(StorageError) {}
}
