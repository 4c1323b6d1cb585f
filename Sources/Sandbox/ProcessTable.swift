import Units

/// What /proc says about processes.
enum ProcessTable {
  struct Entry: Hashable {
    var pid: Int32
    var parent: Int32
    var session: Int32
    /// `Z` and `X` are dead.
    var state: UInt8
    /// Clock ticks after boot: with the pid it names a process for ever.
    var start: UInt64
    /// Threads of it.
    var threads: UInt64
    /// Resident pages.
    var resident: UInt64

    var isAlive: Bool { state != UInt8(ascii: "Z") && state != UInt8(ascii: "X") }
  }

  /// The entry of one process, or nil where there is none (any more).
  static func entry(_ pid: Int32) -> Entry? {
    guard let bytes = Kernel.contents("/proc/\(pid)/stat"),
      // The name is in brackets and may hold anything, brackets and spaces too.
      let close = bytes.lastIndex(of: UInt8(ascii: ")"))
    else { return nil }
    let fields = String(decoding: bytes[(close + 1)...], as: UTF8.self)
      .split(whereSeparator: { $0 == " " || $0 == "\n" })
    // proc(5) numbers them from 1; the first here is number 3, the state.
    guard fields.count > 21, let state = fields[0].utf8.first, let parent = Int32(fields[1]),
      let session = Int32(fields[3]), let threads = UInt64(fields[17]),
      let start = UInt64(fields[19]), let resident = Int64(fields[21])
    else { return nil }
    return Entry(
      pid: pid, parent: parent, session: session, state: state, start: start, threads: threads,
      resident: UInt64(max(0, resident)))
  }

  static func all() -> [Int32] { Kernel.names(in: "/proc").compactMap { Int32($0) } }

  /// The living children of a process, zombies included.
  static func children(of pid: Int32) -> [Int32] {
    var children: [Int32] = []
    for task in Kernel.names(in: "/proc/\(pid)/task") {
      guard let bytes = Kernel.contents("/proc/\(pid)/task/\(task)/children", limit: 1 << 20) else {
        // A kernel without these lists, or a task that has just ended: the long way.
        return all().filter { entry($0)?.parent == pid }
      }
      children += String(decoding: bytes, as: UTF8.self).split(separator: " ").compactMap {
        Int32($0)
      }
    }
    return children
  }

  /// A process and all below it that live, at most `limit` of them.
  static func tree(from pid: Int32, limit: Int = 65_536) -> [Entry] {
    var found: [Entry] = []
    var open = [pid]
    while let next = open.popLast(), found.count < limit {
      guard let entry = entry(next) else { continue }
      if entry.isAlive { found.append(entry) }
      open += children(of: next)
    }
    return found
  }

  /// The value of a variable in the environment that a process was started with.
  static func variable(_ name: String, of pid: Int32) -> String? {
    guard let bytes = Kernel.contents("/proc/\(pid)/environ", limit: 1 << 20) else { return nil }
    let wanted = Bytes(name.utf8) + [UInt8(ascii: "=")]
    for item in bytes.split(separator: 0) where item.starts(with: wanted) {
      return String(decoding: item.dropFirst(wanted.count), as: UTF8.self)
    }
    return nil
  }
}

/// One supervisor, as its handlers and groups bear its name: whose it is, its pid and its start.
struct Supervisor: Hashable {
  /// The variable that every handler is started with.
  static let variable = "CARILLON_SANDBOX"

  /// A hash of the worker's directory: who may clean up after whom.
  var owner: String
  var pid: Int32
  var start: UInt64

  init(directory: String) {
    owner = String(Hash128(of: Bytes(directory.utf8)).description.prefix(16))
    pid = Kernel.processID
    start = ProcessTable.entry(pid)?.start ?? 0
  }

  /// Reads `owner.pid.start`, with whatever follows a further dot.
  init?(_ text: some StringProtocol) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count >= 3, let pid = Int32(parts[1]), let start = UInt64(parts[2]) else {
      return nil
    }
    owner = String(parts[0])
    self.pid = pid
    self.start = start
  }

  var groupName: String { ControlGroups.prefix + "\(owner).\(pid).\(start)" }

  func marker(_ attempt: UInt64) -> String { "\(owner).\(pid).\(start).\(attempt)" }

  /// Whether the process of that name still runs; another under its pid does not count.
  var isAlive: Bool {
    guard let entry = ProcessTable.entry(pid) else { return false }
    return entry.isAlive && entry.start == start
  }
}
