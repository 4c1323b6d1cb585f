import CLinux
import Glibc
import Units

/// The system calls of this target, each with what can come back from it. Every one that fails throws
/// the sentence an operator sees; EINTR is never seen outside.
enum System {
  static func describe(_ number: Int32) -> String {
    guard let text = unsafe strerror(number) else { return "error \(number)" }
    return unsafe String(cString: text)
  }

  static func environment(_ name: String) -> String? {
    guard let value = unsafe getenv(name) else { return nil }
    return unsafe String(cString: value)
  }

  /// Ends the process with a line on standard error.
  static func exit(_ status: Int32, _ message: String) -> Never {
    let line = Array((message + "\n").utf8)
    // To a standard error that is closed there is nothing to say.
    _ = unsafe line.withUnsafeBytes { unsafe Glibc.write(2, $0.baseAddress, $0.count) }
    Glibc.exit(status)
  }

  static func failure(_ what: String, _ path: String, _ number: Int32) -> StorageError {
    switch number {
    case ENOSPC, EDQUOT:
      StorageError(
        code: .full, what: what, path: path, errno: number,
        advice: "free space on this file system, or move the data directory to a larger one")
    case EACCES, EPERM, EROFS:
      StorageError(
        code: .io, what: what, path: path, errno: number,
        advice: "the data directory must be writable by uid \(geteuid())")
    case EMFILE, ENFILE:
      StorageError(
        code: .io, what: what, path: path, errno: number, advice: "raise the limit of open files")
    case EIO:
      StorageError(
        code: .io, what: what, path: path, errno: number,
        advice:
          "the disk may be failing: look at the kernel's log before this node is started again")
    default: StorageError(code: .io, what: what, path: path, errno: number)
    }
  }

  /// A number for salts and ids; the kernel's generator does not fail once it is seeded.
  static func random() -> UInt64 {
    var generator = SystemRandomNumberGenerator()
    return generator.next()
  }

  static func processID() -> Int32 { getpid() }

  // MARK: Directories

  /// Makes `path` and what is above it, and syncs the directory above each one made: a directory
  /// whose name a power cut takes back loses everything in it. Existing ones are fine.
  static func makeDirectories(_ path: String) throws(StorageError) {
    var made = ""
    for part in path.split(separator: "/", omittingEmptySubsequences: true) {
      made += (made.isEmpty && !path.hasPrefix("/") ? "" : "/") + part
      if unsafe mkdir(made, 0o750) == 0 {
        try syncDirectory(parent(made))
      } else if errno != EEXIST {
        throw failure("cannot make the directory", made, errno)
      }
    }
  }

  /// Names in `path`, sorted, without `.` and `..`; empty where there is no such directory.
  static func list(_ path: String) throws(StorageError) -> [String] {
    guard let directory = unsafe opendir(path) else {
      if errno == ENOENT { return [] }
      throw failure("cannot list the directory", path, errno)
    }
    defer { unsafe closedir(directory) }
    var names: [String] = []
    errno = 0
    while let entry = unsafe readdir(directory) {
      let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        unsafe pointer.withMemoryRebound(to: CChar.self, capacity: 256) {
          unsafe String(cString: $0)
        }
      }
      if name != "." && name != ".." { names.append(name) }
      errno = 0
    }
    if errno != 0 { throw failure("cannot list the directory", path, errno) }
    return names.sorted()
  }

  /// Makes names in `path` durable: what was created, renamed and removed.
  static func syncDirectory(_ path: String) throws(StorageError) {
    let descriptor = unsafe open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure("cannot open the directory", path, errno) }
    defer { _ = close(descriptor) }
    guard fsync(descriptor) == 0 else { throw failure("cannot sync the directory", path, errno) }
  }

  /// Replaces `target`, atomically, if it is there.
  static func rename(_ source: String, to target: String) throws(StorageError) {
    guard unsafe Glibc.rename(source, target) == 0 else {
      throw failure("cannot rename to \(target)", source, errno)
    }
  }

  /// Nothing to remove is fine.
  static func remove(_ path: String) throws(StorageError) {
    if unsafe unlink(path) != 0 && errno != ENOENT {
      throw failure("cannot remove", path, errno)
    }
  }

  /// Removes a directory and the files in it; ours are one level deep, RocksDB's too.
  static func removeDirectory(_ path: String) throws(StorageError) {
    for name in try list(path) {
      let child = path + "/" + name
      if unsafe unlink(child) != 0 && errno != ENOENT {
        guard errno == EISDIR || errno == EPERM else {
          throw failure("cannot remove", child, errno)
        }
        try removeDirectory(child)
      }
    }
    if unsafe rmdir(path) != 0 && errno != ENOENT {
      throw failure("cannot remove the directory", path, errno)
    }
  }

  static func parent(_ path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// As `parent`, where the root is one too.
  static func folder(of path: String) -> String {
    let parent = parent(path)
    return parent.isEmpty ? "/" : parent
  }

  /// Asks the kernel to forget what it keeps of a file that was synced (posix_fadvise(2)).
  static func dropCache(_ descriptor: Int32) -> Int32 {
    posix_fadvise(descriptor, 0, 0, POSIX_FADV_DONTNEED)
  }

  /// A file of bytes; false also where nothing is.
  static func isRegularFile(_ path: String) -> Bool {
    var information = stat()
    return unsafe stat(path, &information) == 0 && information.st_mode & S_IFMT == S_IFREG
  }

  static func exists(_ path: String) -> Bool { unsafe access(path, F_OK) == 0 }

  static func space(_ path: String) throws(StorageError) -> (free: ByteCount, total: ByteCount) {
    var result = statvfs()
    guard unsafe statvfs(path, &result) == 0 else {
      throw failure("cannot ask for the free space of", path, errno)
    }
    let block = UInt64(result.f_frsize)
    return (
      ByteCount(UInt64(result.f_bavail) * block), ByteCount(UInt64(result.f_blocks) * block)
    )
  }

  // MARK: Whole files

  /// Adds to the end of a file, which is made where it is not there; best effort, for a test's eyes.
  static func append(_ bytes: Bytes, to path: String) {
    let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o640)
    guard descriptor >= 0 else { return }
    _ = unsafe bytes.withUnsafeBytes { unsafe Glibc.write(descriptor, $0.baseAddress, $0.count) }
    _ = close(descriptor)
  }

  /// All bytes, or nil where there is no such file.
  static func contents(_ path: String, limit: Int = 16 << 20) throws(StorageError) -> Bytes? {
    guard exists(path) else { return nil }
    let file = try OpenFile(path, .read)
    let size = try file.size()
    guard size <= limit else {
      throw StorageError(
        code: .tooLarge, what: "\(size) bytes, and \(limit) are allowed, in", path: path)
    }
    return try file.read(count: size, at: 0)
  }

  /// Replaces the file at `path` so that a crash leaves the old bytes or the new ones.
  static func replace(
    _ path: String, with bytes: Bytes, written: Failpoint, renamed: Failpoint
  ) throws(StorageError) {
    let temporary = path + ".tmp"
    do {
      let file = try OpenFile(temporary, .truncate)
      try file.write(bytes, at: 0)
      try file.sync()
    }
    try Failpoint.hit(written, path)
    try rename(temporary, to: path)
    try Failpoint.hit(renamed, path)
    try syncDirectory(parent(path))
  }
}

/// Owner of a descriptor of a regular file. Its operations name their offsets, so threads may share
/// it.
final class OpenFile: Sendable {
  enum Mode { case read, update, create, truncate }

  let descriptor: Int32
  let path: String

  init(_ path: String, _ mode: Mode) throws(StorageError) {
    let flags: Int32 =
      switch mode {
      case .read: O_RDONLY
      case .update: O_RDWR
      case .create: O_RDWR | O_CREAT
      case .truncate: O_RDWR | O_CREAT | O_TRUNC
      }
    var result: Int32
    repeat {
      result = unsafe open(path, flags | O_CLOEXEC, 0o640)
    } while result < 0 && errno == EINTR
    guard result >= 0 else { throw System.failure("cannot open", path, errno) }
    descriptor = result
    self.path = path
  }

  deinit {
    // Linux frees the descriptor whatever close answers. What counts was synced before.
    _ = close(descriptor)
  }

  func size() throws(StorageError) -> Int {
    var result = stat()
    guard unsafe fstat(descriptor, &result) == 0 else {
      throw System.failure("cannot ask for the size of", path, errno)
    }
    return Int(result.st_size)
  }

  func resize(_ size: Int) throws(StorageError) {
    guard ftruncate(descriptor, off_t(size)) == 0 else {
      throw System.failure("cannot set the size of", path, errno)
    }
  }

  /// What one call reads at most. A kernel that preempts lazily (Linux 6.13 and later) takes the core
  /// from a thread where it leaves the kernel, or at its next tick: one call for a whole segment of
  /// 64 MiB would hold off for up to 10 ms whoever else waits for the core, and among them the
  /// kernel's own thread that sends flushes to the disk.
  private static let readBlock = 256 << 10

  /// Exactly `count` bytes at `offset`, or fewer where the file ends.
  func read(count: Int, at offset: Int) throws(StorageError) -> Bytes {
    var number: Int32 = 0
    let bytes = unsafe Bytes(unsafeUninitializedCapacity: count) { buffer, filled in
      while filled < count {
        let result = unsafe pread(
          descriptor, buffer.baseAddress.map { unsafe $0 + filled },
          min(count - filled, OpenFile.readBlock), off_t(offset + filled))
        if result > 0 {
          filled += result
        } else if result == 0 {
          return
        } else if errno != EINTR {
          number = errno
          return
        }
      }
    }
    guard number == 0 else { throw System.failure("cannot read", path, number) }
    return bytes
  }

  func write(_ bytes: Bytes, at offset: Int) throws(StorageError) {
    var written = 0
    while written < bytes.count {
      let result = unsafe bytes.withUnsafeBytes { buffer in
        unsafe pwrite(
          descriptor, buffer.baseAddress.map { unsafe $0 + written }, buffer.count - written,
          off_t(offset + written))
      }
      if result >= 0 {
        written += result
      } else if errno != EINTR {
        throw System.failure("cannot write", path, errno)
      }
    }
  }

  /// Data, and as much of the size as is needed to read it back.
  func sync() throws(StorageError) {
    // No retry, on EINTR neither: a second call may say "fine" about pages that were dropped.
    guard fdatasync(descriptor) == 0 else { throw System.failure("cannot sync", path, errno) }
  }

  /// Begins to send what was written there to the disk, and waits for nothing: the next sync, which has
  /// less to wait for, keeps others from the disk for a shorter time. It also tells of any error; this
  /// call takes none away from it (only those that wait do).
  func beginSync(_ count: Int, at offset: Int) {
    carillon_begin_sync(descriptor, Int64(offset), Int64(count))
  }

  /// Gives blocks that were written before, so that a later sync has no metadata to write (86 against
  /// 171 µs); in pieces, so that others get at the disk between them.
  /// Calls `rest` after each piece, and stops where it says false; false then.
  @discardableResult
  func fillWithZeros(
    _ size: Int, from start: Int = 0, pieces: Int = 1 << 20, rest: () -> Bool = { true }
  ) throws(StorageError) -> Bool {
    let piece = Bytes(repeating: 0, count: min(size - start, pieces))
    var offset = start
    while offset < size {
      let count = min(piece.count, size - offset)
      try write(count == piece.count ? piece : Bytes(piece[..<count]), at: offset)
      offset += count
      try sync()
      guard rest() else { return false }
    }
    return true
  }

  /// Gives the file `size` bytes of blocks that are its own, without writing where the file system
  /// can promise them: for files of which nobody reads a byte.
  func reserve(_ size: Int) throws(StorageError) {
    guard size > (try self.size()) else { return try resize(size) }
    // Answers with the error itself; the C library writes where the file system cannot promise.
    let number = posix_fallocate(descriptor, 0, off_t(size))
    guard number == 0 else {
      throw System.failure("cannot reserve \(size) bytes in", path, number)
    }
  }

  /// True where the lock is ours until the descriptor closes.
  func lock() -> Bool { flock(descriptor, LOCK_EX | LOCK_NB) == 0 }
}
