public import Journal
public import Units

/// A snapshot in a directory, read file by file.
public struct SnapshotReader: Sendable {
  public let directory: String
  public let manifest: SnapshotManifest
  /// Bytes of one chunk at most.
  public static let chunkLimit = 1 << 20

  /// Reads the manifest that `StateThreads.checkpoint` left in `directory`.
  public init(directory: String) throws(StorageError) {
    throw StorageError(code: .failed, what: "not built yet", path: directory)
  }

  /// Bytes of `manifest.files[file]` from `offset` on, at most `maxBytes` and `chunkLimit`.
  public func chunk(file: Int, offset: UInt64, maxBytes: Int) throws(StorageError) -> Bytes { [] }
}

/// Writes a snapshot that comes in into a directory of its own. For one thread.
public struct SnapshotReceiver: ~Copyable {
  public let manifest: SnapshotManifest

  /// Goes on with what an earlier receiver of the same manifest left in `directory`, else starts
  /// empty.
  public init(directory: String, manifest: SnapshotManifest) throws(StorageError) {
    throw StorageError(code: .failed, what: "not built yet", path: directory)
  }

  /// The first byte still missing; nil when all files are there.
  public var next: (file: Int, offset: UInt64)? { nil }

  /// Takes the bytes that `next` asks for; others are refused with `missing`. A file that is complete
  /// and does not bear its checksum is thrown away (`damaged`), and `next` asks for it again.
  public mutating func write(file: Int, offset: UInt64, _ bytes: Bytes) throws(StorageError) {}

  /// Compares every file once more, syncs them and the directory. The snapshot is durable and not yet
  /// in force.
  public consuming func finish() throws(StorageError) {}
}
