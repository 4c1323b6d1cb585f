public import Units

/// A node that takes no part any more, because it was removed or took itself out: `out` says why, so
/// that a next start says it too instead of taking part.
extension DataDirectory {
  /// Writes down why.
  public func markOut(_ why: String) throws(StorageError) {
    try System.replace(
      path + "/out", with: Bytes(why.utf8), written: .identityWritten, renamed: .identityRenamed)
  }

  /// What `markOut` wrote into the directory at `path`; nil where nothing was.
  public static func outMark(path: String) throws(StorageError) -> String? {
    guard let bytes = try System.contents(path + "/out") else { return nil }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Sets everything aside, as `setAside(incarnation:)`, and only then lets go of the mark.
  public mutating func comeBack(incarnation: Incarnation) throws(StorageError) -> String {
    let place = try setAside(incarnation: incarnation)
    try System.remove(path + "/out")
    try System.syncDirectory(path)
    return place
  }
}
