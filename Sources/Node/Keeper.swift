import Journal
import Storage
import Synchronization
import Units

/// Holds the data directory's lock for the life of the process, and takes the steps on it that any
/// thread may ask for, one at a time. They may wait: not on the loop, save for the names.
final class Keeper: Sendable {
  private let directory: Mutex<DataDirectory>
  let path: String

  init(_ directory: consuming sending DataDirectory) {
    path = directory.path
    self.directory = Mutex(directory)
  }

  var identity: NodeIdentity { directory.withLock { $0.identity } }

  func adopt(cluster: ClusterID, node: NodeID) throws(StorageError) {
    try directory.withLock { directory throws(StorageError) in
      try directory.adopt(cluster: cluster, node: node)
    }
  }

  /// Written down for the day on which nothing else can be read.
  func note(_ note: MemberNote) throws(StorageError) {
    try directory.withLock { directory throws(StorageError) in try directory.note(note) }
  }

  /// Keeps a next start from taking part. Where that cannot be written the others still refuse it.
  func markOut(_ why: NodeEnd) {
    directory.withLock { directory in
      do throws(StorageError) {
        try directory.markOut("\(why.code.rawValue)\n\(why.description)\n")
      } catch {}
    }
  }

  func outgoingDirectory(at position: JournalPosition) -> String {
    directory.withLock { $0.outgoingDirectory(at: position) }
  }

  func incomingDirectory(at position: JournalPosition) -> String {
    directory.withLock { $0.incomingDirectory(at: position) }
  }

  /// What streams that broke off left.
  func removeIncoming() {
    // What cannot be removed now goes another time.
    try? directory.withLock { directory throws(StorageError) in
      try directory.removeIncoming(except: nil)
    }
  }

  func install(snapshotAt position: JournalPosition) throws(NodeEnd) -> String {
    do {
      return try directory.withLock { directory throws(StorageError) in
        try directory.install(snapshotAt: position)
      }
    } catch { throw NodeEnd(error) }
  }
}

extension NodeEnd {
  init(_ error: StorageError) {
    let code: Code =
      switch error.code {
      case .locked: .temporary
      case .foreign, .foreignFormat, .damaged, .unreadable, .missing: .data
      case .io, .full, .tooLarge, .failed: .io
      }
    self.init(code, error.description)
  }
}
