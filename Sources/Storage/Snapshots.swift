public import Journal
public import Units

/// A snapshot in a directory, read file by file.
public struct SnapshotReader: Sendable {
  public let directory: String
  public let manifest: SnapshotManifest
  /// Bytes of one chunk at most.
  public static let chunkLimit = 1 << 20
  /// The manifest's own file.
  public static let manifestName = "snapshot"

  /// Reads the manifest that `StateThreads.checkpoint` left in `directory`.
  ///
  /// - Throws: `missing` where there is none, `damaged` where it is not whole.
  public init(directory: String) throws(StorageError) {
    self.directory = directory
    let path = directory + "/" + SnapshotReader.manifestName
    guard let bytes = try System.contents(path) else {
      throw StorageError(code: .missing, what: "no snapshot is in", path: directory)
    }
    do throws(DecodingFailure) {
      manifest = try SnapshotManifest(decoding: bytes)
    } catch {
      throw StorageError(code: .damaged, what: "\(error.reason):", path: path)
    }
  }

  /// Bytes of `manifest.files[file]` from `offset` on, at most `maxBytes` and `chunkLimit`.
  public func chunk(file: Int, offset: UInt64, maxBytes: Int) throws(StorageError) -> Bytes {
    guard manifest.files.indices.contains(file), offset <= manifest.files[file].size else {
      throw StorageError(
        code: .missing, what: "no byte \(offset) of file \(file) is in the snapshot",
        path: directory)
    }
    let entry = manifest.files[file]
    let count = min(UInt64(min(maxBytes, SnapshotReader.chunkLimit)), entry.size - offset)
    let source = try OpenFile(directory + "/" + entry.name, .read)
    let bytes = try source.read(count: Int(count), at: Int(offset))
    guard bytes.count == Int(count) else {
      throw StorageError(
        code: .damaged, what: "file \(entry.name) ends at byte \(Int(offset) + bytes.count), in",
        path: directory)
    }
    return bytes
  }
}

/// Writes a snapshot that comes in into a directory of its own. For one thread.
public struct SnapshotReceiver: ~Copyable {
  public let manifest: SnapshotManifest
  private let directory: String
  /// The first byte still missing; nil when all files are there.
  public private(set) var next: (file: Int, offset: UInt64)?
  private var open: OpenFile?

  /// Goes on with what an earlier receiver of the same manifest left in `directory`, else starts
  /// empty.
  public init(directory: String, manifest: SnapshotManifest) throws(StorageError) {
    let start = try SnapshotReceiver.prepare(directory, manifest)
    self.directory = directory
    self.manifest = manifest
    next = start
    open = nil
  }

  private static func prepare(
    _ directory: String, _ manifest: SnapshotManifest
  ) throws(StorageError) -> (file: Int, offset: UInt64)? {
    let path = directory + "/" + SnapshotReader.manifestName
    let encoded = manifest.encoded()
    if try System.contents(path) != encoded {
      try System.removeDirectory(directory)
      try System.makeDirectories(directory)
      try System.replace(
        path, with: encoded, written: .snapshotChunk, renamed: .snapshotChunk)
    }
    try adopt(for: manifest, directory)
    return try missing(from: 0, manifest, directory)
  }

  /// Takes over, from receptions that broke off, the files that this snapshot has too, whole or not:
  /// a table file's name, size and checksum say that it is the same. The rest of them goes away.
  private static func adopt(
    for manifest: SnapshotManifest, _ directory: String
  ) throws(StorageError) {
    let parent = System.parent(directory)
    let wanted = Dictionary(
      manifest.files.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    for name in try System.list(parent) where name.hasPrefix("incoming-") {
      let other = parent + "/" + name
      guard other != directory else { continue }
      if let bytes = try System.contents(other + "/" + SnapshotReader.manifestName),
        let old = try? SnapshotManifest(decoding: bytes)
      {
        for file in old.files where wanted[file.name] == file {
          let (source, target) = (other + "/" + file.name, directory + "/" + file.name)
          guard System.exists(source), !System.exists(target) else { continue }
          try System.rename(source, to: target)
        }
      }
      try System.removeDirectory(other)
    }
  }

  /// The first byte that is not there, in the files from `place` on; files without bytes are made
  /// here.
  private static func missing(
    from place: Int, _ manifest: SnapshotManifest, _ directory: String
  ) throws(StorageError) -> (file: Int, offset: UInt64)? {
    for place in place..<manifest.files.count {
      let file = manifest.files[place]
      let path = directory + "/" + file.name
      if file.size == 0 {
        try OpenFile(path, .truncate).sync()
        continue
      }
      guard System.exists(path) else { return (place, 0) }
      let size = UInt64(try OpenFile(path, .read).size())
      if size < file.size { return (place, size) }
      if size == file.size, try checksum(path, file) == file.checksum { continue }
      try System.remove(path)
      return (place, 0)
    }
    return nil
  }

  private static func checksum(
    _ path: String, _ file: SnapshotManifest.File
  ) throws(StorageError) -> UInt32 {
    try SnapshotChecksums.checksum(of: try OpenFile(path, .read), size: Int(file.size))
  }

  /// Takes the bytes that `next` asks for, of any number up to the file's end; others are refused with
  /// `missing`. A file that is complete and does not bear its checksum is thrown away (`damaged`), and
  /// `next` asks for it again. Complete files are synced.
  public mutating func write(file: Int, offset: UInt64, _ bytes: Bytes) throws(StorageError) {
    guard let next, next.file == file, next.offset == offset,
      UInt64(bytes.count) <= manifest.files[file].size - offset
    else {
      throw StorageError(
        code: .missing,
        what: "\(bytes.count) bytes at \(offset) of file \(file) are not what comes next, in",
        path: directory)
    }
    try Failpoint.hit(.snapshotChunk, directory)
    let entry = manifest.files[file]
    let path = directory + "/" + entry.name
    let target: OpenFile
    if let open { target = open } else { target = try OpenFile(path, .create) }
    open = target
    try target.write(bytes, at: Int(offset))
    target.beginSync(bytes.count, at: Int(offset))
    let end = offset + UInt64(bytes.count)
    guard end == entry.size else {
      let span = SnapshotReceiver.syncSpan
      if offset / span != end / span { try sync(target) }
      self.next = (file, end)
      return
    }
    open = nil
    try sync(target, .snapshotFile)
    guard try SnapshotReceiver.checksum(path, entry) == entry.checksum else {
      try System.remove(path)
      self.next = (file, 0)
      throw StorageError(
        code: .damaged, what: "received file \(entry.name) does not bear its checksum, in",
        path: directory, advice: "it is fetched again")
    }
    self.next = try SnapshotReceiver.missing(from: file + 1, manifest, directory)
  }

  /// A file goes to the disk in steps of so many bytes: all of it at once would keep the syncs of
  /// whoever else writes to that disk, the log first, waiting behind it.
  private static let syncSpan: UInt64 = 4 << 20

  private func sync(_ file: OpenFile, _ point: Failpoint? = nil) throws(StorageError) {
    do throws(StorageError) {
      try file.sync()
      if let point { try Failpoint.hit(point, directory) }
    } catch {
      // What the kernel still shows of it may never reach the disk: nobody is to go on with it.
      try? System.removeDirectory(directory)
      throw error
    }
  }

  /// Compares every file's size and checksum once more and syncs files and directory. The snapshot is
  /// durable and not yet in force.
  ///
  /// - Throws: `missing` where `next` still asks for something, `damaged`.
  public consuming func finish() throws(StorageError) {
    do throws(StorageError) { try check() } catch {
      if error.code == .io { try? System.removeDirectory(directory) }
      throw error
    }
  }

  private func check() throws(StorageError) {
    if let next {
      throw StorageError(
        code: .missing, what: "file \(next.file) is not there from byte \(next.offset) on, in",
        path: directory)
    }
    for file in manifest.files {
      let opened = try OpenFile(directory + "/" + file.name, .update)
      try opened.sync()
      guard try opened.size() == Int(file.size),
        try SnapshotChecksums.checksum(of: opened, size: Int(file.size)) == file.checksum
      else {
        throw StorageError(
          code: .damaged, what: "received file \(file.name) is damaged, in", path: directory,
          advice: "remove the directory: the snapshot is fetched again")
      }
    }
    try System.syncDirectory(directory)
    try Failpoint.hit(.snapshotFinished, directory)
  }
}

/// Takes checksums of a snapshot's files. A table file never changes under its name, so one that was
/// read for the snapshot before is not read again.
final class SnapshotChecksums: @unchecked Sendable {
  // Unchecked: touched with the gate's lock held.
  private let gate = Gate()
  private var known: [String: SnapshotManifest.File] = [:]

  /// Fills in `files`, writes the manifest beside them, and syncs.
  func complete(
    _ manifest: SnapshotManifest, in directory: String
  ) throws(StorageError) -> SnapshotManifest {
    gate.lock()
    let before = known
    gate.unlock()
    var files: [SnapshotManifest.File] = []
    for name in try System.list(directory) where name != SnapshotReader.manifestName {
      let file = try OpenFile(directory + "/" + name, .read)
      let size = try file.size()
      if let old = before[name], name.hasSuffix(".sst"), old.size == UInt64(size) {
        files.append(old)
      } else {
        files.append(
          SnapshotManifest.File(
            name: name, size: UInt64(size),
            checksum: try SnapshotChecksums.checksum(of: file, size: size)))
      }
    }
    // By bytes, as the manifest's reader wants it and as no locale changes.
    files.sort { $0.name < $1.name }
    var result = manifest
    result.files = files
    gate.lock()
    known = [:]
    for file in files where file.name.hasSuffix(".sst") { known[file.name] = file }
    gate.unlock()
    try System.replace(
      directory + "/" + SnapshotReader.manifestName, with: result.encoded(),
      written: .checkpointListed, renamed: .checkpointListed)
    return result
  }

  /// Of the first `size` bytes; a shorter file has another one.
  static func checksum(of file: OpenFile, size: Int) throws(StorageError) -> UInt32 {
    var checksum = CRC32C()
    var offset = 0
    while offset < size {
      let bytes = try file.read(count: min(1 << 20, size - offset), at: offset)
      if bytes.isEmpty { break }
      checksum.update(bytes)
      offset += bytes.count
    }
    return checksum.value
  }
}
