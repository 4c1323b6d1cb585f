import CLinux
import Glibc
import Units

/// The system calls of this target, each with what can come back from it. Everything unsafe of
/// Sandbox is in this file.
enum Kernel {
  /// An errno and what was tried.
  struct Failure: Error, CustomStringConvertible {
    let what: String
    let number: Int32

    var description: String { "\(what): \(Kernel.describe(number))" }
  }

  static func describe(_ number: Int32) -> String {
    guard let text = unsafe strerror(number) else { return "error \(number)" }
    return unsafe String(cString: text)
  }

  // MARK: Clocks

  static func now() -> Monotonic { Monotonic(nanoseconds: carillon_boottime()) }

  static func wall() -> Instant {
    var time = timespec()
    _ = unsafe clock_gettime(CLOCK_REALTIME, &time)
    return Instant(microseconds: Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1_000)
  }

  // MARK: Descriptors

  static func pipe() throws(Failure) -> (read: Int32, write: Int32) {
    var ends: (Int32, Int32) = (-1, -1)
    let result = unsafe withUnsafeMutablePointer(to: &ends) { pointer in
      unsafe pointer.withMemoryRebound(to: Int32.self, capacity: 2) { unsafe carillon_pipe($0) }
    }
    guard result == 0 else { throw Failure(what: "cannot make a pipe", number: errno) }
    return (ends.0, ends.1)
  }

  static func close(_ descriptor: Int32) {
    // Linux frees the descriptor whatever close answers: never again.
    if descriptor >= 0 { _ = Glibc.close(descriptor) }
  }

  static func setNonblocking(_ descriptor: Int32) { _ = carillon_set_nonblocking(descriptor) }

  enum Transfer { case bytes(Int), wouldBlock, end, failed(Int32) }

  /// Appends at most `limit` bytes to `bytes`. `.end` at end of file.
  static func read(_ descriptor: Int32, limit: Int, into bytes: inout Bytes) -> Transfer {
    let before = bytes.count
    bytes.append(contentsOf: repeatElement(0, count: limit))
    var count: Int
    repeat {
      count = unsafe bytes.withUnsafeMutableBytes { buffer in
        guard let base = buffer.baseAddress else { return 0 }
        return unsafe Glibc.read(descriptor, base + before, limit)
      }
    } while count < 0 && errno == EINTR
    let number = errno
    bytes.removeLast(limit - max(0, count))
    if count > 0 { return .bytes(count) }
    if count == 0 { return .end }
    return number == EAGAIN ? .wouldBlock : .failed(number)
  }

  /// Writes what fits. `.failed(EPIPE)` where nobody reads any more.
  static func write(_ descriptor: Int32, _ bytes: ArraySlice<UInt8>) -> Transfer {
    var count: Int
    repeat {
      count = unsafe bytes.withUnsafeBytes {
        unsafe Glibc.write(descriptor, $0.baseAddress, $0.count)
      }
    } while count < 0 && errno == EINTR
    if count >= 0 { return .bytes(count) }
    return errno == EAGAIN ? .wouldBlock : .failed(errno)
  }

  /// Waits until one of `set` is ready or the time is over; negative: without end.
  static func poll(_ set: inout [pollfd], milliseconds: Int32) {
    // EINTR is as good as nothing ready: the caller looks at its clock and comes again.
    _ = unsafe set.withUnsafeMutableBufferPointer {
      unsafe Glibc.poll($0.baseAddress, nfds_t($0.count), milliseconds)
    }
  }

  static func childDescriptor() -> Int32 { carillon_child_descriptor() }
  static func timerDescriptor() -> Int32 { carillon_timer_descriptor() }

  static func setTimer(_ descriptor: Int32, _ when: Monotonic) {
    // A time that is over fires at once; zero would disarm.
    _ = carillon_timer_set(descriptor, max(1, min(when.nanoseconds, UInt64(Int64.max))))
  }

  // MARK: Files

  /// The first `limit` bytes of a file, or nil where it cannot be read.
  static func contents(_ path: String, limit: Int = 65_536) -> Bytes? {
    let descriptor = unsafe Glibc.open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var bytes: Bytes = []
    while bytes.count < limit {
      switch read(descriptor, limit: min(8_192, limit - bytes.count), into: &bytes) {
      case .bytes: continue
      case .end: return bytes
      case .wouldBlock, .failed: return nil
      }
    }
    return bytes
  }

  /// Writes into an existing file in one call. 0, or an errno.
  static func put(_ text: String, into path: String) -> Int32 {
    let descriptor = unsafe Glibc.open(path, O_WRONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return errno }
    defer { close(descriptor) }
    if case .failed(let number) = write(descriptor, Array(text.utf8)[...]) { return number }
    return 0
  }

  /// A file without a name that holds `bytes`, open for reading from its beginning.
  static func memoryFile(_ bytes: Bytes) throws(Failure) -> Int32 {
    let descriptor = carillon_memory_file()
    guard descriptor >= 0 else {
      throw Failure(what: "cannot make a file for the payload", number: errno)
    }
    var rest = bytes[...]
    while !rest.isEmpty {
      guard case .bytes(let count) = write(descriptor, rest), count > 0 else {
        let number = errno
        close(descriptor)
        throw Failure(what: "cannot write the payload", number: number)
      }
      rest = rest.dropFirst(count)
    }
    _ = lseek(descriptor, 0, SEEK_SET)
    return descriptor
  }

  /// 0, or an errno.
  static func makeDirectory(_ path: String) -> Int32 { unsafe mkdir(path, 0o755) == 0 ? 0 : errno }
  static func removeDirectory(_ path: String) -> Int32 { unsafe rmdir(path) == 0 ? 0 : errno }

  static func removeFile(_ path: String) -> Int32 { unsafe unlink(path) == 0 ? 0 : errno }
  static func rename(_ path: String, _ new: String) -> Int32 {
    unsafe Glibc.rename(path, new) == 0 ? 0 : errno
  }

  /// Lets this user list and empty a directory of its own; does nothing to anything else.
  static func makeAccessible(_ path: String) {
    var status = stat()
    guard unsafe lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else { return }
    _ = unsafe chmod(path, 0o700)
  }

  /// Makes a file that was not there. 0, or an errno.
  static func makeFile(_ path: String, _ bytes: Bytes, mode: UInt32) -> Int32 {
    let descriptor = unsafe Glibc.open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode_t(mode))
    guard descriptor >= 0 else { return errno }
    defer { close(descriptor) }
    var rest = bytes[...]
    while !rest.isEmpty {
      guard case .bytes(let count) = write(descriptor, rest), count > 0 else { return errno }
      rest = rest.dropFirst(count)
    }
    // As asked, whatever the mask of new files says.
    return fchmod(descriptor, mode_t(mode)) == 0 ? 0 : errno
  }

  static func setMode(_ path: String, _ mode: UInt32) -> Int32 {
    unsafe chmod(path, mode_t(mode)) == 0 ? 0 : errno
  }

  /// `S_IFDIR`, `S_IFREG` and so on, links followed; 0 where there is nothing.
  static func kind(_ path: String) -> mode_t {
    var status = stat()
    return unsafe fstatat(AT_FDCWD, path, &status, 0) == 0 ? status.st_mode & S_IFMT : 0
  }

  static func isExecutable(_ path: String) -> Bool { unsafe access(path, X_OK) == 0 }

  static var hostName: String {
    String(decoding: contents("/proc/sys/kernel/hostname") ?? [], as: UTF8.self)
      .split(separator: "\n").first.map(String.init) ?? ""
  }

  static func isWritable(_ path: String) -> Bool { unsafe access(path, W_OK) == 0 }

  /// The names in a directory, in no order; empty where it cannot be read.
  static func names(in path: String) -> [String] {
    guard let stream = unsafe opendir(path) else { return [] }
    defer { _ = unsafe closedir(stream) }
    var names: [String] = []
    while let entry = unsafe readdir(stream) {
      let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        unsafe pointer.withMemoryRebound(to: CChar.self, capacity: 256) {
          unsafe String(cString: $0)
        }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names
  }

  // MARK: Processes

  static var processID: Int32 { getpid() }
  static var isRoot: Bool { geteuid() == 0 }

  static func becomeSupervisor() -> Int32 { carillon_become_supervisor() }
  static func ignoreBrokenPipes() { carillon_ignore_broken_pipes() }

  static func kill(_ pid: Int32, _ signal: Int32) {
    // ESRCH: it is gone already. 0 and below would name groups.
    if pid > 0 { _ = Glibc.kill(pid, signal) }
  }

  static func killGroup(_ leader: Int32, _ signal: Int32) {
    if leader > 1 { _ = Glibc.kill(-leader, signal) }
  }

  static func reap() -> carillon_end? {
    var end = carillon_end()
    return unsafe carillon_reap(&end) == 1 ? end : nil
  }

  /// Waits for one child to end. Its exit code, or -1.
  static func wait(_ pid: Int32) -> Int32 {
    var status: Int32 = 0
    while unsafe waitpid(pid, &status, 0) < 0 && errno == EINTR {}
    return status & 0x7F == 0 ? (status >> 8) & 0xFF : -1
  }

  struct Limit {
    var resource: Int32
    var soft: UInt64
    var hard: UInt64

    /// As wanted, or lower where this process itself may have no more.
    init(_ resource: carillon_resource, _ soft: UInt64, hard: UInt64? = nil) {
      self.resource = Int32(resource.rawValue)
      let most = carillon_hard_limit(self.resource)
      self.soft = min(soft, most)
      self.hard = min(hard ?? soft, most)
    }
  }

  static var pageSize: UInt64 { UInt64(max(1, sysconf(Int32(_SC_PAGESIZE)))) }

  /// A variable of this process's environment as `NAME=value`, or nil.
  static func variable(_ name: String) -> String? {
    guard let value = unsafe getenv(name) else { return nil }
    return unsafe name + "=" + String(cString: value)
  }

  struct Spawn {
    var arguments: [String]
    var environment: [String]
    var directory: String?
    /// Become 0 to 4; -1: closed.
    var descriptors: [Int32]
    var groups: [String] = []
    var limits: [Limit] = []
    var diesWithParent = false
    var adjustsMemoryKiller = false
  }

  /// Starts a process. Throws what kept it from running, the exec included.
  static func spawn(_ request: Spawn) throws(Failure) -> Int32 {
    precondition(request.descriptors.count == 5, "descriptors 0 to 4, no more and no less")
    guard let path = request.arguments.first else {
      throw Failure(what: "there is no program to start", number: EINVAL)
    }
    // Copies that the parent owns; the child sees them in its copy of memory until execve.
    let arguments = unsafe CStrings(request.arguments)
    let environment = unsafe CStrings(request.environment)
    let groups = unsafe CStrings(request.groups)
    let limits = request.limits.map {
      carillon_limit(resource: $0.resource, soft: $0.soft, hard: $0.hard)
    }
    let directory = unsafe CStrings(request.directory.map { [$0] } ?? [])
    var stage: Int32 = 0
    var number: Int32 = 0
    let pid = unsafe limits.withUnsafeBufferPointer { limits in
      unsafe groups.readOnly.withUnsafeBufferPointer { groups in
        var spawn = unsafe carillon_spawn_t()
        unsafe spawn.path = UnsafePointer(arguments.pointers[0])
        unsafe spawn.arguments = UnsafePointer(arguments.base)
        unsafe spawn.environment = UnsafePointer(environment.base)
        unsafe spawn.directory = UnsafePointer(directory.pointers[0])
        let from = request.descriptors
        unsafe spawn.descriptors = (from[0], from[1], from[2], from[3], from[4])
        unsafe spawn.groups = groups.baseAddress
        unsafe spawn.limits = limits.baseAddress
        unsafe spawn.limit_count = Int32(limits.count)
        unsafe spawn.dies_with_parent = request.diesWithParent ? 1 : 0
        unsafe spawn.adjusts_oom = request.adjustsMemoryKiller ? 1 : 0
        return unsafe carillon_spawn(&spawn, &stage, &number)
      }
    }
    guard pid < 0 else { return pid }
    throw failure(stage, number, path, request.directory)
  }

  private static func failure(
    _ stage: Int32, _ number: Int32, _ path: String, _ directory: String?
  ) -> Failure {
    switch UInt32(stage) {
    case CARILLON_STAGE_GROUP.rawValue:
      return Failure(what: "cannot enter the attempt's control group", number: number)
    case CARILLON_STAGE_DESCRIPTORS.rawValue:
      return Failure(what: "cannot hand over descriptors", number: number)
    case CARILLON_STAGE_DIRECTORY.rawValue:
      return Failure(what: "cannot enter \(directory ?? "")", number: number)
    case CARILLON_STAGE_LIMIT.rawValue:
      return Failure(what: "cannot set a resource limit", number: number)
    case CARILLON_STAGE_EXEC.rawValue where number == EACCES:
      return Failure(what: "\(path) is not executable (chmod +x it)", number: number)
    case CARILLON_STAGE_EXEC.rawValue where number == ENOEXEC:
      return Failure(
        what: "\(path) is neither a program nor a script with a first line such as #!/bin/sh",
        number: number)
    case CARILLON_STAGE_EXEC.rawValue where number == ENOENT:
      let what =
        unsafe access(path, F_OK) == 0
        ? "the interpreter in the first line of \(path) does not exist" : "\(path) does not exist"
      return Failure(what: what, number: number)
    case CARILLON_STAGE_EXEC.rawValue:
      return Failure(what: "cannot run \(path)", number: number)
    default: return Failure(what: "cannot make a process", number: number)
    }
  }
}

/// Owned C strings, an array of them that ends with nil. Freed when the owner goes.
@unsafe private final class CStrings {
  private(set) var pointers: [UnsafeMutablePointer<CChar>?]
  let base: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>

  init(_ texts: [String]) {
    unsafe pointers = texts.map { unsafe strdup($0) } + [nil]
    unsafe base = .allocate(capacity: pointers.count)
    unsafe base.initialize(from: pointers, count: pointers.count)
  }

  var readOnly: [UnsafePointer<CChar>?] { unsafe pointers.map { unsafe UnsafePointer($0) } }

  deinit {
    for place in unsafe pointers.indices { unsafe free(pointers[place]) }
    unsafe base.deallocate()
  }
}
