internal import CFaultLab
internal import Glibc
internal import Units

/// What FaultLab asks of the operating system, in words of its own. Everything here waits; nothing
/// here is called from the event loop of clients or proxies.
enum System {
  static var lastError: String {
    guard let text = unsafe strerror(errno) else { return "error \(errno)" }
    return unsafe String(cString: text)
  }

  /// CLOCK_BOOTTIME, as the clients' loops count.
  static var now: Monotonic {
    var time = timespec()
    unsafe clock_gettime(CLOCK_BOOTTIME, &time)
    return Monotonic(
      nanoseconds: UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec))
  }

  static var wallClock: Instant {
    var time = timespec()
    unsafe clock_gettime(CLOCK_REALTIME, &time)
    return Instant(microseconds: Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1_000)
  }

  static var processID: Int32 { getpid() }
  static var isRoot: Bool { geteuid() == 0 }

  static func variable(_ name: String) -> String? {
    guard let value = unsafe getenv(name) else { return nil }
    return unsafe String(cString: value)
  }

  // MARK: Processes

  /// Starts `words[0]`, a path, with the rest as its arguments.
  ///
  /// - Parameters:
  ///   - output: becomes its standard output and error; -1: thrown away.
  ///   - network: a descriptor of the network namespace to run in, or -1.
  static func spawn(
    _ words: [String], environment: [String: String] = [:], output: Int32 = -1,
    network: Int32 = -1
  ) throws(LabError) -> Int32 {
    var variables = environment
    for name in ["PATH", "HOME", "TMPDIR", "LANG"] where variables[name] == nil {
      variables[name] = variable(name)
    }
    let lines = variables.map { "\($0.key)=\($0.value)" }.sorted()
    let pid = unsafe withStrings(words) { arguments in
      unsafe withStrings(lines) { environment in
        // The C side reads the arrays during the call only.
        guard let path = unsafe arguments[0] else { return pid_t(-1) }
        var spawn = unsafe carillon_lab_spawn_t(
          path: path, arguments: arguments, environment: environment, output: output,
          network: network)
        return unsafe carillon_lab_spawn(&spawn)
      }
    }
    guard pid > 0 else {
      throw LabError(.unavailable, "cannot start \(words[0]): \(lastError)")
    }
    return pid
  }

  private static func withStrings<Result>(
    _ texts: [String], _ body: (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> Result
  ) -> Result {
    var copies: [UnsafeMutablePointer<CChar>?] = unsafe texts.map { unsafe strdup($0) }
    defer { unsafe copies.forEach { unsafe free($0) } }
    unsafe copies.append(nil)
    return unsafe copies.withUnsafeMutableBufferPointer { buffer in
      guard let start = buffer.baseAddress else { preconditionFailure("the list ends with nil") }
      return unsafe body(start)
    }
  }

  /// Its exit status once it has ended (128 and the signal where one ended it); nil while it runs.
  static func reap(_ pid: Int32) -> Int32? {
    var status: Int32 = 0
    let ended = unsafe carillon_lab_reap(pid, &status)
    if ended == 0 { return nil }
    guard ended == pid else { return 127 }
    let signal = status & 0x7f
    return signal == 0 ? (status >> 8) & 0xff : 128 + signal
  }

  static func signal(_ pid: Int32, _ number: Int32) { _ = kill(pid, number) }

  /// Runs a program to its end.
  ///
  /// - Returns: what it printed, at most 64 KiB.
  /// - Throws: where it is missing, or ends with another status than 0: with its last words.
  @discardableResult
  static func run(_ words: [String], network: Int32 = -1) throws(LabError) -> String {
    guard let path = find(words[0]) else {
      throw LabError(
        .unavailable, "there is no '\(words[0])' on this machine: tools/setup --faults installs it")
    }
    var ends: [Int32] = [-1, -1]
    guard unsafe pipe(&ends) == 0 else { throw LabError(.system, "no pipe: \(lastError)") }
    let pid: Int32
    do {
      pid = try spawn([path] + words.dropFirst(), output: ends[1], network: network)
    } catch {
      close(ends[0])
      close(ends[1])
      throw error
    }
    close(ends[1])
    var output: Bytes = []
    while let chunk = readChunk(ends[0]), !chunk.isEmpty {
      if output.count < 65_536 { output += chunk }
    }
    close(ends[0])
    while true {
      if let status = reap(pid) {
        let text = String(decoding: output, as: UTF8.self)
        guard status == 0 else {
          throw LabError(
            .system, "'\(words.joined(separator: " "))' failed (\(status)): \(text.suffix(400))")
        }
        return text
      }
      pause(.milliseconds(1))
    }
  }

  static func pause(_ span: Timeout) { usleep(UInt32(clamping: max(0, span.microseconds))) }

  /// The path of a program, in PATH and where root's programs are.
  static func find(_ program: String) -> String? {
    if program.hasPrefix("/") { return isExecutable(program) ? program : nil }
    let path = (variable("PATH") ?? "") + ":/usr/sbin:/sbin:/usr/bin:/bin"
    for folder in path.split(separator: ":") where isExecutable("\(folder)/\(program)") {
      return "\(folder)/\(program)"
    }
    return nil
  }

  // MARK: Files

  static func isExecutable(_ path: String) -> Bool { unsafe access(path, X_OK) == 0 }
  static func exists(_ path: String) -> Bool { unsafe access(path, F_OK) == 0 }

  private static func readChunk(_ descriptor: Int32) -> Bytes? {
    var chunk = Bytes(repeating: 0, count: 16_384)
    while true {
      let count = unsafe chunk.withUnsafeMutableBytes { buffer in
        unsafe Glibc.read(descriptor, buffer.baseAddress, buffer.count)
      }
      if count >= 0 { return Bytes(chunk[..<count]) }
      guard errno == EINTR else { return nil }
    }
  }

  /// The whole file, up to `limit` bytes; nil where it cannot be read.
  static func read(_ path: String, limit: Int = 16 << 20) -> Bytes? {
    let descriptor = unsafe Glibc.open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var bytes: Bytes = []
    while bytes.count < limit {
      guard let chunk = readChunk(descriptor) else { return nil }
      if chunk.isEmpty { break }
      bytes += chunk
    }
    return bytes
  }

  static func text(_ path: String, limit: Int = 16 << 20) -> String? {
    read(path, limit: limit).map { String(decoding: $0, as: UTF8.self) }
  }

  /// Writes the file anew, or at its end.
  static func write(
    _ text: String, to path: String, appending: Bool = false, syncing: Bool = false
  ) throws(LabError) {
    let flags = O_WRONLY | O_CREAT | O_CLOEXEC | (appending ? O_APPEND : O_TRUNC)
    let descriptor = unsafe Glibc.open(path, flags, 0o644)
    guard descriptor >= 0 else {
      throw LabError(.cannotCreate, "\(path) cannot be written: \(lastError)")
    }
    defer { close(descriptor) }
    var rest = Bytes(text.utf8)[...]
    while !rest.isEmpty {
      let count = unsafe rest.withUnsafeBytes { buffer in
        unsafe Glibc.write(descriptor, buffer.baseAddress, buffer.count)
      }
      if count < 0 {
        if errno == EINTR { continue }
        throw LabError(.cannotCreate, "\(path) cannot be written: \(lastError)")
      }
      rest = rest.dropFirst(count)
    }
    if syncing { fdatasync(descriptor) }
  }

  /// Why a name of a host means nothing; nil where it means something.
  static func objection(toHost host: String) -> String? {
    var hints = unsafe addrinfo()
    unsafe hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    var found: UnsafeMutablePointer<addrinfo>? = nil
    let error = unsafe getaddrinfo(host, nil, &hints, &found)
    guard error != 0 else {
      unsafe freeaddrinfo(found)
      return nil
    }
    guard let text = unsafe gai_strerror(error) else { return "error \(error)" }
    return unsafe String(cString: text)
  }

  /// Whether a file can be written there; what is in it stays.
  static func mustBeWritable(_ path: String) throws(LabError) {
    let isNew = !exists(path)
    try write("", to: path, appending: true)
    if isNew { unsafe unlink(path) }
  }

  /// Opens a log to append to.
  static func log(_ path: String) throws(LabError) -> Int32 {
    let descriptor = unsafe Glibc.open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else {
      throw LabError(.cannotCreate, "\(path) cannot be written: \(lastError)")
    }
    return descriptor
  }

  /// Opens for reading; -1 where it cannot be.
  static func open(_ path: String) -> Int32 { unsafe Glibc.open(path, O_RDONLY | O_CLOEXEC) }
  static func closeDescriptor(_ descriptor: Int32) { if descriptor >= 0 { close(descriptor) } }

  /// Names in a folder, sorted; empty where it cannot be read.
  static func list(_ path: String) -> [String] {
    guard let folder = unsafe opendir(path) else { return [] }
    defer { unsafe closedir(folder) }
    var names: [String] = []
    while let entry = unsafe readdir(folder) {
      let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { tuple in
        unsafe tuple.withMemoryRebound(to: CChar.self, capacity: 256) { start in
          unsafe String(cString: start)
        }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  static func makeDirectory(_ path: String) throws(LabError) {
    var made = path.hasPrefix("/") ? "" : "."
    for part in path.split(separator: "/") {
      made += "/" + part
      if unsafe mkdir(made, 0o755) != 0, errno != EEXIST {
        throw LabError(.cannotCreate, "\(made) cannot be made: \(lastError)")
      }
    }
  }

  /// A folder or a file with all that is in it, on its own file system.
  static func remove(_ path: String) {
    precondition(path.split(separator: "/").count >= 2, "nothing that high is ours: \(path)")
    _ = try? run(["rm", "-rf", "--one-file-system", path])
  }

  /// What a link names; nil where it is none.
  static func target(of link: String) -> String? {
    var bytes = [CChar](repeating: 0, count: 4_096)
    let count = unsafe readlink(link, &bytes, bytes.count)
    guard count > 0 else { return nil }
    return String(decoding: bytes[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// Whether both paths lead to one file, by whatever links.
  static func isSame(_ left: String, _ right: String) -> Bool {
    var (first, second) = (Glibc.stat(), Glibc.stat())
    guard unsafe stat(left, &first) == 0, unsafe stat(right, &second) == 0 else { return false }
    return (first.st_dev, first.st_ino) == (second.st_dev, second.st_ino)
  }

  static func absolute(_ path: String) -> String {
    if path.hasPrefix("/") { return path }
    var bytes = [CChar](repeating: 0, count: 4_096)
    guard let folder = unsafe getcwd(&bytes, bytes.count) else { return path }
    return unsafe String(cString: folder) + "/" + path
  }

  /// When the process started, in clock ticks since boot: with the pid, a process's identity. Nil for
  /// one that has ended.
  static func startTime(of pid: Int32) -> UInt64? {
    guard let text = text("/proc/\(pid)/stat"), let end = text.lastIndex(of: ")") else {
      return nil
    }
    let fields = text[text.index(after: end)...].split(separator: " ")
    // One that has ended and that nobody has asked for yet does nothing any more.
    guard fields.count > 19, fields[0] != "Z", fields[0] != "X" else { return nil }
    return UInt64(fields[19])
  }

  /// To standard output, at once: a run of several scenarios takes an hour.
  static func tell(_ text: String) { put(text, 1) }
  static func complain(_ line: String) { put(line, 2) }

  private static func put(_ text: String, _ descriptor: Int32) {
    var bytes = Array((text + "\n").utf8)[...]
    while !bytes.isEmpty {
      let count = unsafe bytes.withUnsafeBytes {
        unsafe Glibc.write(descriptor, $0.baseAddress, $0.count)
      }
      // Nobody reads it any more.
      guard count > 0 || errno == EINTR else { return }
      bytes = bytes.dropFirst(max(count, 0))
    }
  }
}
