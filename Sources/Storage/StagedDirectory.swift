public import Journal
internal import Units

/// Contents of a data directory that are made beside those in force and take their place at once.
///
///     staged/origin, identity, log/, state/, snapshots/    what is to be in force
///     staged/ready       from its rename on it will be; its text names where the old goes
///
/// At no crash point is half of it in force: without `ready` what is staged is worth nothing and goes
/// away with the next opening of the directory; with it whoever opens the directory finishes the
/// moves, each of which may be done again. Everything stays in one directory, so that a file system of
/// its own may be mounted there.
public struct StagedDirectory: Sendable {
  public let path: String

  /// In the order of the moves. The identity is the last: without it the directory is nobody's.
  static let names = ["origin", "snapshots", "log", "state", "identity"]
  static let folder = "staged"

  public var logDirectory: String { path + "/log" }
  /// The one that `state/current` names.
  public var stateDirectory: String { path + "/state/db-1" }

  /// Makes an empty one; an unfinished one goes away.
  init(in directory: String) throws(StorageError) {
    path = directory + "/" + StagedDirectory.folder
    try System.removeDirectory(path)
    try System.makeDirectories(path + "/state")
    try System.makeDirectories(path + "/snapshots")
    try Failpoint.hit(.stagedBegun, directory)
  }

  /// Writes the small files. `origin` is text for people: where these contents are from.
  func write(_ identity: NodeIdentity, origin: String) throws(StorageError) {
    for (name, bytes) in [
      ("origin", Bytes(origin.utf8)), ("identity", identity.encoded()),
      ("state/current", CurrentPointer(number: 1, incarnation: identity.incarnation).encoded()),
    ] {
      let file = try OpenFile(path + "/" + name, .truncate)
      try file.write(bytes, at: 0)
      try file.sync()
    }
    for name in ["/state/db-1", "/state", "/log", "/snapshots", ""] {
      try System.syncDirectory(path + name)
    }
    try System.syncDirectory(System.folder(of: path))
    try Failpoint.hit(.stagedWritten, path)
  }

  /// From here on there is no way back.
  func makeReady(aside: String) throws(StorageError) {
    try System.replace(
      path + "/ready", with: Bytes(aside.utf8), written: .stagedWritten, renamed: .stagedReady)
  }

  /// Finishes what was ready, and removes what was not. The directory's lock must be held.
  static func settle(_ directory: String) throws(StorageError) {
    let staged = directory + "/" + folder
    guard System.exists(staged) else { return }
    guard let text = try System.contents(staged + "/ready") else {
      try System.removeDirectory(staged)
      return try System.syncDirectory(directory)
    }
    let aside = String(decoding: text, as: UTF8.self)
    if !aside.isEmpty { try System.makeDirectories(directory + "/" + aside) }
    for name in names {
      let source = staged + "/" + name
      let target = directory + "/" + name
      // Once it has moved there is nothing left to do about it, and what stands there is the new one.
      guard System.exists(source) else { continue }
      if System.exists(target) {
        if aside.isEmpty {
          throw StorageError(
            code: .foreign, what: "\(name) lies where nothing should, in", path: directory)
        }
        try System.rename(target, to: directory + "/" + aside + "/" + name)
        try System.syncDirectory(directory + "/" + aside)
        try Failpoint.hit(.stagedMoved, directory)
      }
      try System.rename(source, to: target)
      try System.syncDirectory(directory)
      try Failpoint.hit(.stagedMoved, directory)
    }
    try System.removeDirectory(staged)
    try System.syncDirectory(directory)
    try Failpoint.hit(.stagedEnded, directory)
  }
}

extension DataDirectory {
  /// Whether a node's contents are in `path`, or wait there to be put in force.
  public static func holdsNode(_ path: String) -> Bool {
    System.exists(path + "/identity")
      || System.exists(path + "/" + StagedDirectory.folder + "/ready")
  }

  /// Locks `path`, which must be empty or not be there, without giving it an identity: for contents
  /// that are staged. Nothing is changed where it is refused, but that a restore which was interrupted
  /// when its contents were ready is finished: whoever repeats it is told that it is done.
  ///
  /// - Throws: `locked`, or `foreign` where anything is in it.
  public init(emptyAt path: String) throws(StorageError) {
    try DataDirectory.finishStaged(path)
    try DataDirectory.checkEmpty(path)
    try System.makeDirectories(path)
    let lock = try DataDirectory.takeLock(path)
    try StagedDirectory.settle(path)
    try DataDirectory.checkEmpty(path, isLocked: true)
    self.init(
      path: path, lock: lock,
      identity: NodeIdentity(cluster: .none, node: NodeID(0), incarnation: Incarnation(0)))
  }

  private static func finishStaged(_ path: String) throws(StorageError) {
    guard System.exists("\(path)/\(StagedDirectory.folder)/ready") else { return }
    let lock = try DataDirectory.takeLock(path)
    try withExtendedLifetime(lock) { () throws(StorageError) in try StagedDirectory.settle(path) }
    throw StorageError(
      code: .foreign,
      what: "a restore that was interrupted is finished now: \(try owner(of: path)) owns",
      path: path, advice: "start it, or name another directory")
  }

  /// Whose identity is in it.
  private static func owner(of path: String) throws(StorageError) -> String {
    guard let bytes = try System.contents(path + "/identity"),
      let identity = try? NodeIdentity(decoding: bytes)
    else { return "a node" }
    return "\(identity.node) of cluster \(identity.cluster)"
  }

  /// - Parameter isLocked: by whoever asks, and so by nobody else.
  private static func checkEmpty(
    _ path: String, isLocked: Bool = false
  ) throws(StorageError) {
    let advice = "name a directory that is empty or not there; nothing was changed"
    if System.exists(path + "/identity") {
      let owner = try owner(of: path)
      let holder = isLocked ? nil : try DataDirectory.holder(of: path)
      throw StorageError(
        code: holder == nil ? .foreign : .locked,
        what: "\(owner)\(holder.map { ", which \($0) runs," } ?? "") owns", path: path,
        advice: advice)
    }
    let own = ["LOCK", "lost+found", StagedDirectory.folder]
    if let first = try System.list(path).first(where: { !own.contains($0) }) {
      throw StorageError(
        code: .foreign, what: "\(first) and perhaps more is in", path: path, advice: advice)
    }
  }

  /// Somebody's lock on the directory; it is not taken.
  static func holder(of path: String) throws(StorageError) -> String? {
    guard System.exists(path + "/LOCK") else { return nil }
    let file = try OpenFile(path + "/LOCK", .update)
    // Ours for a moment, and given back when the descriptor closes.
    if file.lock() { return nil }
    let pid = String(decoding: try file.read(count: 32, at: 0), as: UTF8.self)
      .prefix { $0.isNumber }
    return pid.isEmpty ? "another process" : "process \(pid)"
  }

  public func stage() throws(StorageError) -> StagedDirectory { try StagedDirectory(in: path) }

  /// Puts what is staged in force under `identity`, and the old contents, if there are any, into
  /// `before-recovery-N/`, whose name is returned. The store and the log of both must be closed.
  public mutating func commit(
    _ staged: StagedDirectory, as identity: NodeIdentity, origin: String
  ) throws(StorageError) -> String? {
    try staged.write(identity, origin: origin)
    var aside = ""
    if System.exists(path + "/identity") {
      var number = 1
      while System.exists(path + "/before-recovery-\(number)") { number += 1 }
      aside = "before-recovery-\(number)"
    }
    try staged.makeReady(aside: aside)
    try StagedDirectory.settle(path)
    adopt(identity)
    return aside.isEmpty ? nil : path + "/" + aside
  }
}

extension DataDirectory {
  /// Nothing comes of it. What cannot be removed goes away with the next opening.
  public func discard(_ staged: StagedDirectory) {
    guard !System.exists(staged.path + "/ready") else { return }
    try? System.removeDirectory(staged.path)
  }
}
