public import Journal
public import Units

/// The data directory of one node: who owns it, what lies where, how full its disk is.
///
///     LOCK             held while a process runs; its text is the pid
///     identity         NodeIdentity
///     members          MemberNote
///     log/             RaftLog
///     state/current    CurrentPointer
///     state/db-N/      the state in force, RocksDB
///     snapshots/       outgoing-INDEX-TERM/ and incoming-INDEX-TERM/
///     out              why the node takes no part any more, where it was removed or left
///     reserve          given up in steps when the disk is full
///     damaged-N/       what was set aside (`DataDirectory+Aside`)
///     staged/          StagedDirectory: what a restore or a recovery makes
///     origin           where a restored or recovered directory's contents are from, for people
///     before-recovery-N/   what a recovery replaced
public struct DataDirectory: ~Copyable {
  public let path: String
  public internal(set) var identity: NodeIdentity
  private let lock: OpenFile

  /// Locks the directory and reads its identity, or makes both in an empty one (with `incarnation`,
  /// which the caller drew at random).
  ///
  /// On a full disk the reserve is given up here, as far as opening needs it (`Reserve.relieve`).
  ///
  /// - Throws: `locked` naming the pid, `unreadable` where the identity is (a wiped node:
  ///   `setAside(path:cluster:incarnation:)`), `foreign` where the directory has other things in it,
  ///   `foreignFormat` where another version wrote it.
  public init(path: String, incarnation: Incarnation) throws(StorageError) {
    try System.makeDirectories(path)
    let lock = try DataDirectory.takeLock(path)
    Reserve.relieve(path)
    // The last process may have ended between a rename and the sync of it. What this one reads it acts
    // upon, and a loss of power must not take that back.
    try System.syncDirectory(path)
    try StagedDirectory.settle(path)
    let identity = try DataDirectory.readIdentity(path, incarnation)
    if identity.isWiped { try DataDirectory.finishSettingAside(path) }
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
    do throws(StorageError) {
      try file.resize(0)
      try file.write(Array("\(System.processID())\n".utf8), at: 0)
    } catch {
      // The text is for people only: a full disk must not keep a node from starting.
      guard error.code == .full else { throw error }
    }
    return file
  }

  private static func readIdentity(
    _ path: String, _ incarnation: Incarnation
  ) throws(StorageError) -> NodeIdentity {
    if let bytes = try System.contents(path + "/identity") {
      do throws(DecodingFailure) {
        return try NodeIdentity(decoding: bytes)
      } catch {
        if error.isForeignFormat {
          throw StorageError(
            code: .foreignFormat, what: "the identity is \(error.reason):", path: path,
            advice: "start the version that wrote it")
        }
        throw StorageError(
          code: .unreadable, what: "the identity is unreadable (\(error.reason)), in", path: path,
          advice: "this node comes back as a new one, from the others, or from a backup")
      }
    }
    let own = [
      "LOCK", "identity.tmp", "lost+found", "reserve", "members", "members.tmp",
    ]
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

  static func write(_ identity: NodeIdentity, _ path: String) throws(StorageError) {
    try System.replace(
      path + "/identity", with: identity.encoded(), written: .identityWritten,
      renamed: .identityRenamed)
  }

  /// Writes down which cluster and node this is, once; the same again is fine.
  ///
  /// - Throws: `foreign` where it is another's already.
  public mutating func adopt(cluster: ClusterID, node: NodeID) throws(StorageError) {
    if identity.cluster == cluster && identity.node == node { return }
    let isOpen = identity.cluster == .none || identity.cluster == cluster && identity.isWiped
    guard isOpen else {
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

  /// Outgoing snapshots of an earlier process serve nobody.
  private static func removeLeftovers(_ path: String) throws(StorageError) {
    let snapshots = path + "/snapshots"
    for name in try System.list(snapshots) where name.hasPrefix("outgoing-") {
      try System.removeDirectory(snapshots + "/" + name)
    }
  }

  // MARK: State and snapshots

  public var logDirectory: String { path + "/log" }

  /// Opens the log, or makes an empty one where the node has no place in a cluster yet.
  ///
  /// - Throws: as `RaftLog.init`; `foreign` where it is another node's. The identity is of one file and
  ///   the log of others: put together by hand they would let a node vote and acknowledge with what
  ///   another one promised.
  public func openLog(_ options: RaftLog.Options = RaftLog.Options()) throws(StorageError)
    -> RaftLog
  {
    try RaftLog(
      directory: logDirectory, options: options, owner: identity.incarnation,
      isExpected: identity.node.rawValue != 0)
  }

  /// Where the state in force is, after settling what a crash left of an installation: state that the
  /// pointer does not name is removed.
  ///
  /// - Throws: `unreadable` where the pointer is, or names a directory that is not there; `foreign`
  ///   where it is another node's.
  public func stateDirectory() throws(StorageError) -> String {
    let state = path + "/state"
    try System.makeDirectories(state)
    let number = try currentNumber()
    // As in `init`: what the pointer did not name before goes only once it is sure to stay.
    try System.syncDirectory(state)
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
    let pointer: CurrentPointer
    do throws(DecodingFailure) {
      pointer = try CurrentPointer(decoding: bytes)
    } catch {
      throw StorageError(
        code: .unreadable, what: "\(error.reason):", path: state + "/current",
        advice: "this node comes back as a new one, from the others, or from a backup")
    }
    try identity.incarnation.checkOwns("state", of: pointer.incarnation, in: state)
    return pointer.number
  }

  private func point(to number: UInt64) throws(StorageError) {
    try System.replace(
      path + "/state/current",
      with: CurrentPointer(number: number, incarnation: identity.incarnation).encoded(),
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
}

extension Incarnation {
  /// - Parameter what: "log" or "state", which says of itself that it is `other`'s.
  /// - Throws: `foreign` where that is somebody else.
  func checkOwns(_ what: String, of other: Incarnation, in path: String) throws(StorageError) {
    guard other != self else { return }
    throw StorageError(
      code: .foreign,
      what:
        "the \(what) of incarnation \(other) lies beside the identity of incarnation \(self), in",
      path: path,
      advice:
        "put back what belongs together, or move the data directory away and let the node join "
        + "anew; nothing was changed")
  }
}
