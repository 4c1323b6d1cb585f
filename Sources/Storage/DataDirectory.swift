public import Journal
public import Units

/// The data directory of one node: who owns it, what lies where, how full its disk is.
///
///     LOCK             held while a process runs; its text is the pid
///     identity         NodeIdentity
///     log/             RaftLog
///     state/current    CurrentPointer
///     state/db-N/      the state in force, RocksDB
///     snapshots/       outgoing-INDEX-TERM/ and incoming-INDEX-TERM/
///     reserve          given up in steps when the disk is full
///     damaged-N/       what `setAside` put away
///     staged/          StagedDirectory: what a restore or a recovery makes
///     origin           where a restored or recovered directory's contents are from, for people
///     before-recovery-N/   what a recovery replaced
public struct DataDirectory: ~Copyable {
  public let path: String
  public private(set) var identity: NodeIdentity
  private let lock: OpenFile

  /// Locks the directory and reads its identity, or makes both in an empty one (with `incarnation`,
  /// which the caller drew at random).
  ///
  /// - Throws: `locked` naming the pid, `unreadable` where the identity is (a wiped node:
  ///   `setAside(path:incarnation:)`), `foreign` where the directory has other things in it.
  public init(path: String, incarnation: Incarnation) throws(StorageError) {
    try System.makeDirectories(path)
    let lock = try DataDirectory.takeLock(path)
    try StagedDirectory.settle(path)
    let identity = try DataDirectory.readIdentity(path, incarnation)
    try DataDirectory.removeLeftovers(path)
    self.init(path: path, lock: lock, identity: identity)
  }

  init(path: String, lock: OpenFile, identity: NodeIdentity) {
    self.path = path
    self.lock = lock
    self.identity = identity
  }

  /// What is in force by now is `identity`'s.
  mutating func adopt(_ identity: NodeIdentity) { self.identity = identity }

  // MARK: Lock and identity

  static func takeLock(_ path: String) throws(StorageError) -> OpenFile {
    let file = try OpenFile(path + "/LOCK", .create)
    guard file.lock() else {
      let text = String(decoding: try file.read(count: 32, at: 0), as: UTF8.self)
      let pid = text.prefix { $0.isNumber }
      let holder = pid.isEmpty ? "another process" : "process \(pid)"
      throw StorageError(
        code: .locked, what: "\(holder) is using the data directory", path: path,
        advice: "stop it, or give this node a directory of its own")
    }
    try file.resize(0)
    try file.write(Array("\(System.processID())\n".utf8), at: 0)
    return file
  }

  private static func readIdentity(
    _ path: String, _ incarnation: Incarnation
  ) throws(StorageError) -> NodeIdentity {
    if let bytes = try System.contents(path + "/identity") {
      do throws(DecodingFailure) {
        return try NodeIdentity(decoding: bytes)
      } catch {
        throw StorageError(
          code: .unreadable, what: "the identity is unreadable (\(error.reason)), in", path: path,
          advice: "this node comes back as a new one, from the others, or from a backup")
      }
    }
    let own = ["LOCK", "identity.tmp", "lost+found", "reserve"]
    let others = try System.list(path).filter { !own.contains($0) }
    if others.contains("log") || others.contains("state") {
      throw StorageError(
        code: .unreadable, what: "there is data and no identity in", path: path,
        advice: "this node comes back as a new one, from the others, or from a backup")
    }
    if let first = others.first(where: { !$0.hasPrefix("damaged-") }) {
      throw StorageError(
        code: .foreign, what: "\(first) is no part of a data directory, but lies in", path: path,
        advice: "give this node an empty directory")
    }
    let identity = NodeIdentity(cluster: .none, node: NodeID(0), incarnation: incarnation)
    try write(identity, path)
    return identity
  }

  private static func write(_ identity: NodeIdentity, _ path: String) throws(StorageError) {
    try System.replace(
      path + "/identity", with: identity.encoded(), written: .identityWritten,
      renamed: .identityRenamed)
  }

  /// Writes down which cluster and node this is, once; the same again is fine.
  ///
  /// - Throws: `foreign` where it is another's already.
  public mutating func adopt(cluster: ClusterID, node: NodeID) throws(StorageError) {
    if identity.cluster == cluster && identity.node == node { return }
    guard identity.cluster == .none else {
      throw StorageError(
        code: .foreign,
        what:
          "\(identity.node) of cluster \(identity.cluster), and not \(node) of \(cluster), owns",
        path: path, advice: "give each node of each cluster a directory of its own")
    }
    let adopted = NodeIdentity(cluster: cluster, node: node, incarnation: identity.incarnation)
    try DataDirectory.write(adopted, path)
    identity = adopted
  }

  /// Case (c) of recovery: begins anew as `incarnation`, of the same cluster and node, and moves log
  /// and state into `damaged-N/`. The identity goes first: at no crash point does the old incarnation
  /// have an empty log. The log and the store must be closed.
  public mutating func setAside(incarnation: Incarnation) throws(StorageError) {
    precondition(incarnation != identity.incarnation, "a wiped node needs another incarnation")
    let next = NodeIdentity(
      cluster: identity.cluster, node: identity.node, incarnation: incarnation)
    try DataDirectory.write(next, path)
    identity = next
    try DataDirectory.moveAside(["log", "state", "snapshots"], path)
  }

  /// As `setAside(incarnation:)`, where the identity itself is unreadable: then the node has neither
  /// cluster nor number any more.
  public static func setAside(path: String, incarnation: Incarnation) throws(StorageError) {
    let lock = try takeLock(path)
    try withExtendedLock(lock) { () throws(StorageError) in
      try moveAside(["identity", "log", "state", "snapshots"], path)
      try write(
        NodeIdentity(cluster: .none, node: NodeID(0), incarnation: incarnation), path)
    }
  }

  private static func withExtendedLock(
    _ lock: OpenFile, _ body: () throws(StorageError) -> Void
  ) throws(StorageError) {
    defer { withExtendedLifetime(lock) {} }
    try body()
  }

  private static func moveAside(_ names: [String], _ path: String) throws(StorageError) {
    var number = 1
    while System.exists(path + "/damaged-\(number)") { number += 1 }
    let target = path + "/damaged-\(number)"
    try System.makeDirectories(target)
    for name in names where System.exists(path + "/" + name) {
      try System.rename(path + "/" + name, to: target + "/" + name)
    }
    try System.syncDirectory(path)
  }

  /// Outgoing snapshots of an earlier process serve nobody.
  private static func removeLeftovers(_ path: String) throws(StorageError) {
    let snapshots = path + "/snapshots"
    for name in try System.list(snapshots) where name.hasPrefix("outgoing-") {
      try System.removeDirectory(snapshots + "/" + name)
    }
  }

  // MARK: State and snapshots

  public var logDirectory: String { path + "/log" }

  /// Where the state in force is, after settling what a crash left of an installation: state that the
  /// pointer does not name is removed.
  ///
  /// - Throws: `unreadable` where the pointer is, or names a directory that is not there.
  public func stateDirectory() throws(StorageError) -> String {
    let state = path + "/state"
    try System.makeDirectories(state)
    let number = try currentNumber()
    let current = "db-\(number)"
    for name in try System.list(state) where name.hasPrefix("db-") && name != current {
      try System.removeDirectory(state + "/" + name)
    }
    return state + "/" + current
  }

  private func currentNumber() throws(StorageError) -> UInt64 {
    let state = path + "/state"
    guard let bytes = try System.contents(state + "/current") else {
      if try System.list(state).contains(where: { $0.hasPrefix("db-") }) {
        throw StorageError(
          code: .unreadable, what: "there is state and no pointer to it in", path: state,
          advice: "this node comes back as a new one, from the others, or from a backup")
      }
      // The directory before the pointer would look like a lost pointer; so the pointer comes first,
      // and a store that is not there yet is an empty one.
      try point(to: 1)
      return 1
    }
    do throws(DecodingFailure) {
      return try CurrentPointer(decoding: bytes).number
    } catch {
      throw StorageError(
        code: .unreadable, what: "\(error.reason):", path: state + "/current",
        advice: "this node comes back as a new one, from the others, or from a backup")
    }
  }

  private func point(to number: UInt64) throws(StorageError) {
    try System.replace(
      path + "/state/current", with: CurrentPointer(number: number).encoded(),
      written: .installWritten, renamed: .installRenamed)
  }

  /// A fresh directory's name for an outgoing snapshot; removed when the next process starts.
  public func outgoingDirectory(at position: JournalPosition) -> String {
    path + "/snapshots/outgoing-\(position.index)-\(position.term)"
  }

  /// Where a snapshot at `position` is received.
  public func incomingDirectory(at position: JournalPosition) -> String {
    path + "/snapshots/incoming-\(position.index)-\(position.term)"
  }

  /// Removes snapshots that come in, but for the one at `position`.
  public func removeIncoming(except position: JournalPosition?) throws(StorageError) {
    var kept: String?
    if let position { kept = incomingDirectory(at: position) }
    for name in try System.list(path + "/snapshots") where name.hasPrefix("incoming-") {
      let directory = path + "/snapshots/" + name
      if directory != kept { try System.removeDirectory(directory) }
    }
  }

  /// Puts a finished incoming snapshot into force: the store of the directory in force must be
  /// closed. Safe at every crash point: before the pointer's rename the old state is in force, after
  /// it the new one, and then the log's reset is due (`RecoveredLog.fit`). Returns the new state
  /// directory.
  ///
  /// - Throws: `missing` where no snapshot at `position` was received.
  public func install(snapshotAt position: JournalPosition) throws(StorageError) -> String {
    let source = incomingDirectory(at: position)
    guard System.exists(source + "/" + SnapshotReader.manifestName) else {
      throw StorageError(code: .missing, what: "no received snapshot is", path: source)
    }
    let state = path + "/state"
    let number = try currentNumber() + 1
    let target = state + "/db-\(number)"
    try System.removeDirectory(target)
    try System.rename(source, to: target)
    try System.syncDirectory(state)
    try System.syncDirectory(path + "/snapshots")
    try Failpoint.hit(.installMoved, path)
    try point(to: number)
    try System.removeDirectory(state + "/db-\(number - 1)")
    try Failpoint.hit(.installRemoved, path)
    return target
  }

  // MARK: Space

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

    public func level(free: ByteCount) -> Level {
      free < critical ? .critical : free < low ? .low : .normal
    }
  }

  /// Asks the file system (statvfs; microseconds).
  public func level(marks: Marks = Marks()) throws(StorageError) -> (level: Level, free: ByteCount)
  {
    let free = try System.freeSpace(path)
    return (marks.level(free: free), free)
  }

  /// Makes the reserve file `size` bytes long: written when it grows, so that the blocks are ours, and
  /// given up when it shrinks.
  public func setReserve(_ size: ByteCount) throws(StorageError) {
    let file = try OpenFile(path + "/reserve", .create)
    let present = try file.size()
    let wanted = Int(size.rawValue)
    if wanted <= present { return try file.resize(wanted) }
    try file.fillWithZeros(wanted, from: present)
  }
}
