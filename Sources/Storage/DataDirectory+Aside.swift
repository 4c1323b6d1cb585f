public import Journal
public import Units

/// Case (c) of recovery: what cannot be read is put away whole, for the operator, and the node begins
/// anew. `damaged-N/` holds the identity as it was, log, state and snapshots; two of them are kept.
extension DataDirectory {
  /// How many `damaged-N` are kept; an older one goes when another is made.
  public static let keptAside = 2

  private static let moved = ["log", "state", "snapshots"]

  /// Begins anew as `incarnation`, of the same cluster, without a number there, and moves log and
  /// state into `damaged-N/`, whose path is returned. The new identity goes first: at no crash point
  /// does the old incarnation have an empty log, and what is not moved yet is moved at the next start.
  /// The log and the store must be closed.
  @discardableResult
  public mutating func setAside(incarnation: Incarnation) throws(StorageError) -> String {
    precondition(incarnation != identity.incarnation, "a wiped node needs another incarnation")
    let next = NodeIdentity(
      cluster: identity.cluster, node: NodeID(0), incarnation: incarnation, isWiped: true)
    let target = try DataDirectory.putAside(path, next)
    identity = next
    return target
  }

  /// As `setAside(incarnation:)`, where the identity itself is unreadable; `cluster` is the only one
  /// that the node may enter.
  @discardableResult
  public static func setAside(
    path: String, cluster: ClusterID, incarnation: Incarnation
  ) throws(StorageError) -> String {
    let lock = try takeLock(path)
    defer { withExtendedLifetime(lock) {} }
    return try putAside(
      path,
      NodeIdentity(
        cluster: cluster, node: NodeID(0), incarnation: incarnation, isWiped: true))
  }

  /// Where the log has every entry since the first one, the state alone can be made again from it: it
  /// is moved into `damaged-N/`, and the node stays who it is. The store must be closed.
  @discardableResult
  public func setStateAside() throws(StorageError) -> String {
    let target = try DataDirectory.newAside(path)
    try DataDirectory.move(["state"], path, target)
    return target
  }

  private static func putAside(
    _ path: String, _ identity: NodeIdentity
  ) throws(StorageError) -> String {
    let target = try newAside(path)
    if let old = try? System.contents(path + "/identity"), !old.isEmpty {
      // For the operator; a copy that a crash leaves behind is harmless.
      let copy = try OpenFile(target + "/identity", .truncate)
      try copy.write(old, at: 0)
      try copy.sync()
    }
    try write(identity, path)
    try move(moved, path, target)
    return target
  }

  /// After the new identity was written and before all was moved the process may have died. What a
  /// node that nobody has let in yet wrote since is empty, and is removed.
  static func finishSettingAside(_ path: String) throws(StorageError) {
    let left = moved.filter { System.exists(path + "/" + $0) }
    guard !left.isEmpty else { return }
    let target: String
    if let newest = try numbers(path).last {
      target = path + "/damaged-\(newest)"
    } else {
      target = try newAside(path)
    }
    try move(left, path, target)
  }

  private static func move(
    _ names: [String], _ path: String, _ target: String
  ) throws(StorageError) {
    for name in names where System.exists(path + "/" + name) {
      if System.exists(target + "/" + name) {
        try System.removeDirectory(path + "/" + name)
      } else {
        try System.rename(path + "/" + name, to: target + "/" + name)
      }
      try Failpoint.hit(.asideMoved, path)
    }
    try System.syncDirectory(target)
    try System.syncDirectory(path)
  }

  /// The directory for what is put aside next. One that a crash left without log and state is used
  /// again: it must not push out an older one that has them.
  private static func newAside(_ path: String) throws(StorageError) -> String {
    var known = try numbers(path)
    if let newest = known.last {
      let target = path + "/damaged-\(newest)"
      if try System.list(target).allSatisfy({ $0 == "identity" }) { return target }
    }
    while known.count >= keptAside {
      try System.removeDirectory(path + "/damaged-\(known.removeFirst())")
    }
    let target = path + "/damaged-\((known.last ?? 0) + 1)"
    try System.makeDirectories(target)
    return target
  }

  private static func numbers(_ path: String) throws(StorageError) -> [Int] {
    try System.list(path).compactMap { name in
      name.hasPrefix("damaged-") ? Int(name.dropFirst(8)) : nil
    }.sorted()
  }

  /// What is set aside, oldest first, for the operator.
  public func aside() throws(StorageError) -> [String] {
    try DataDirectory.numbers(path).map { path + "/damaged-\($0)" }
  }

  // MARK: Who the members were

  /// Writes down who decides with this node, for the day on which nothing else can be read. What is
  /// there already is left, so that a start costs no syncs.
  public func note(_ note: MemberNote) throws(StorageError) {
    let bytes = note.encoded()
    if let there = try? System.contents(path + "/members"), there == bytes { return }
    try System.replace(
      path + "/members", with: bytes, written: .membersWritten, renamed: .membersRenamed)
  }

  /// What was written down last; nil where nothing was, or where that is unreadable too.
  public static func note(path: String) -> MemberNote? {
    guard let bytes = try? System.contents(path + "/members") else { return nil }
    return try? MemberNote(decoding: bytes)
  }
}
