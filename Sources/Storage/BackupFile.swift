public import Journal
public import Units

/// A backup as a file, read piece by piece.
public struct BackupFile: Sendable {
  public let path: String
  public let header: BackupHeader
  /// Bytes of the header.
  public let headerSize: Int
  private let file: OpenFile
  /// Bytes read at a time.
  public static let chunkLimit = 1 << 20

  /// Reads and checks the header only.
  ///
  /// - Throws: `missing` where there is no such file, `damaged` where it does not begin as a backup
  ///   that this program can read.
  public init(path: String) throws(StorageError) {
    guard System.exists(path) else {
      throw StorageError(code: .missing, what: "there is no file", path: path)
    }
    let file = try OpenFile(path, .read)
    do throws(DecodingFailure) {
      let prefix = try BackupFile.read(file, BackupHeader.prefixSize)
      let length = try BackupHeader.length(of: prefix[...])
      header = try BackupHeader(decoding: try BackupFile.read(file, length))
      headerSize = length
    } catch {
      throw StorageError(
        code: .damaged, what: "\(error.reason):", path: path,
        advice: "nothing was changed; take another backup")
    }
    self.path = path
    self.file = file
  }

  private static func read(_ file: OpenFile, _ count: Int) throws(DecodingFailure) -> Bytes {
    do throws(StorageError) {
      return try file.read(count: count, at: 0)
    } catch { throw DecodingFailure(error.description) }
  }

  /// Bytes of the files' part from `offset` on, at most `chunkLimit`; empty at the end of the file.
  public func bytes(at offset: UInt64) throws(StorageError) -> Bytes {
    try file.read(count: BackupFile.chunkLimit, at: headerSize + Int(offset))
  }

  /// Reads all of the file at `path` and checks everything in it. `progress` hears the bytes done and
  /// those there are, now and then.
  ///
  /// - Throws: only where the file cannot be read; what is wrong with its bytes is in the result.
  public static func check(
    path: String, fromDisk: Bool = false, progress: (UInt64, UInt64) -> Void
  ) throws(StorageError) -> (checker: BackupChecker, damages: [BackupDamage]) {
    guard System.exists(path) else {
      throw StorageError(code: .missing, what: "there is no file", path: path)
    }
    let file = try OpenFile(path, .read)
    if fromDisk { file.forgetCache() }
    let size = UInt64(try file.size())
    var checker = BackupChecker()
    var offset: UInt64 = 0
    while true {
      let bytes = try file.read(count: chunkLimit, at: Int(offset))
      if bytes.isEmpty { break }
      checker.take(bytes)
      offset += UInt64(bytes.count)
      progress(offset, max(size, offset))
    }
    let damages = checker.finish()
    return (checker, damages)
  }
}

/// Writes a backup so that its name never stands for less than all of it: under another name, checked
/// as it is written, synced, read back and checked again, then renamed. Not for two threads.
public final class BackupWriter {
  public let path: String
  /// `path` with `.part` behind it; removed with its owner.
  public let temporary: String
  private let file: OpenFile
  private var checker = BackupChecker()
  private var isDone = false

  /// - Throws: `foreign` where `path` is there already and may not be replaced.
  public init(path: String, replaces: Bool) throws(StorageError) {
    if !replaces && System.exists(path) {
      throw StorageError(
        code: .foreign, what: "there is a file already:", path: path,
        advice: "name another one, or say that it may be replaced")
    }
    // A rename would take the place of a directory or a device.
    if System.exists(path) && !System.isRegularFile(path) {
      throw StorageError(
        code: .foreign, what: "what is there is no file, and is not replaced:", path: path,
        advice: "name another one")
    }
    self.path = path
    temporary = path + ".part"
    file = try OpenFile(temporary, .truncate)
  }

  deinit {
    guard !isDone else { return }
    // What cannot be removed is found by its name, and worth nothing.
    try? System.remove(temporary)
  }

  /// Bytes that are written.
  public var count: UInt64 { checker.count }
  public var header: BackupHeader? { checker.header }

  /// Begins anew.
  public func restart() throws(StorageError) {
    try file.resize(0)
    checker = BackupChecker()
  }

  /// - Throws: `damaged` where a part that ends in `bytes` does not bear its checksum.
  public func append(_ bytes: Bytes) throws(StorageError) {
    try Failpoint.hit(.backupChunk, path)
    try file.write(bytes, at: Int(checker.count))
    checker.take(bytes)
    if let damage = checker.damages.first {
      throw StorageError(
        code: .damaged, what: "what came is damaged (\(damage)), for", path: path,
        advice: "take the backup again")
    }
  }

  /// Ends the backup and puts it in its place. Returns its header and size.
  public func finish(
    progress: (UInt64, UInt64) -> Void
  ) throws(StorageError) -> (header: BackupHeader, size: UInt64) {
    guard let trailer = checker.trailer, let header = checker.header else {
      throw StorageError(
        code: .missing, what: "only \(checker.count) bytes came of", path: path,
        advice: "take the backup again")
    }
    try append(trailer.encoded())
    try file.sync()
    try Failpoint.hit(.backupWritten, path)
    let damages = try BackupFile.check(path: temporary, fromDisk: true, progress: progress).damages
    if let damage = damages.first {
      throw StorageError(
        code: .damaged, what: "what was written reads back damaged (\(damage)), from",
        path: temporary, advice: "the disk may be failing: write the backup to another one")
    }
    try System.rename(temporary, to: path)
    isDone = true
    try Failpoint.hit(.backupRenamed, path)
    try System.syncDirectory(System.folder(of: path))
    return (header, checker.count)
  }
}

extension OpenFile {
  /// What was synced is read from the disk again: a hint, which fails harmlessly.
  func forgetCache() { _ = System.dropCache(descriptor) }
}
