internal import Glibc
internal import Synchronization
internal import Units

/// What a run made and has not undone, in a file that is synced before each thing is made. A harness
/// that was killed leaves it behind; `failover clean`, or the next run, undoes what it names.
///
/// One file a run, named by the process that owns it. A line is `made KIND WORDS` or `undone KIND
/// WORDS`, and a path the rest of its line. Processes are named with their start time, so that a pid
/// that was given out again is never killed.
public final class Ledger: Sendable {
  public enum Item: Hashable, Sendable, CustomStringConvertible {
    case process(Int32, started: UInt64)
    case directory(String)

    public var description: String {
      switch self {
      case .process(let pid, let started): "process \(pid) \(started)"
      case .directory(let path): "directory \(path)"
      }
    }

    init?(_ words: [Substring]) {
      switch (words.first, words.count) {
      case ("process", 3):
        guard let pid = Int32(words[1]), let started = UInt64(words[2]) else { return nil }
        self = .process(pid, started: started)
      // A path may hold spaces.
      case ("directory", 2...): self = .directory(words.dropFirst().joined(separator: " "))
      default: return nil
      }
    }
  }

  /// Where ledgers lie: `$XDG_STATE_HOME/carillon/failover`, else in the home directory.
  public static var home: String {
    if let state = System.variable("XDG_STATE_HOME") { return state + "/carillon/failover" }
    return (System.variable("HOME") ?? "/tmp") + "/.local/state/carillon/failover"
  }

  public let path: String
  private let open = Mutex<[Item]>([])

  /// Whose ledger it is: a process, as it is seen from outside our world.
  public struct Owner: Hashable, Sendable {
    var pid: Int32
    var started: UInt64

    /// The calling process; to be asked before it enters a world of its own.
    public static var current: Owner {
      Owner(pid: System.processID, started: System.startTime(of: System.processID) ?? 0)
    }
  }

  public init(folder: String = Ledger.home, owner: Owner) throws {
    do { try System.makeDirectory(folder) } catch {
      throw LabError(
        error.code,
        "\(error): there it is written down what a run makes; XDG_STATE_HOME names another place")
    }
    path = "\(folder)/\(owner.pid)-\(owner.started).ledger"
    try System.write("", to: path, syncing: true)
  }

  /// Before it is made.
  public func willMake(_ item: Item) throws {
    if case .directory(let path) = item, path.contains("\n") {
      throw LabError(
        .usage, "\(path): a path with a line break cannot be written down: name another")
    }
    open.withLock { $0.append(item) }
    try System.write("made \(item)\n", to: path, appending: true, syncing: true)
  }

  /// After it was undone.
  public func undone(_ item: Item) {
    open.withLock { $0.removeAll { $0 == item } }
    _ = try? System.write("undone \(item)\n", to: path, appending: true)
  }

  // MARK: Signals

  private let farewell = Mutex<(@Sendable () async -> Void)?>(nil)

  private final class Flag: Sendable { let isSet = Atomic(false) }

  /// What has to be asked of others before this process ends by a signal; nil: nothing.
  func atSignal(_ body: (@Sendable () async -> Void)?) { farewell.withLock { $0 = body } }

  /// A signal ends the process: what was asked of others is taken back, within five seconds, and then
  /// all the rest is undone.
  public func interrupted() {
    if let body = farewell.withLock({ $0 }) {
      let flag = Flag()
      Task {
        await body()
        flag.isSet.store(true, ordering: .releasing)
      }
      for _ in 0..<500 where !flag.isSet.load(ordering: .acquiring) {
        System.pause(.milliseconds(10))
      }
    }
    close()
  }

  private let closing = Mutex(())

  /// Undoes all that is left, newest first, and forgets the ledger. Whoever comes second, as a signal
  /// may, waits for the first: the process ends afterwards.
  public func close() {
    closing.withLock { _ in
      let left = open.withLock { items in
        defer { items = [] }
        return items
      }
      for item in left.reversed() { Ledger.undo(item) }
      unsafe unlink(path)
    }
  }

  /// Undoes one thing, whatever is mounted in it.
  func undo(_ item: Item) {
    Ledger.undo(item)
    if case .directory(let path) = item, System.exists(path) { return }
    undone(item)
  }

  // MARK: After a crash

  /// What a dead run's ledger says is still there, oldest first.
  static func leftovers(in text: String) -> [Item] {
    var items: [Item] = []
    for line in text.split(separator: "\n") {
      let words = line.split(separator: " ", omittingEmptySubsequences: false)
      guard let verb = words.first, let item = Item(Array(words.dropFirst())) else { continue }
      if verb == "made" { items.append(item) }
      if verb == "undone" { items.removeAll { $0 == item } }
    }
    return items
  }

  /// Undoes what runs left that are no more.
  ///
  /// - Returns: a line for each thing undone.
  public static func clean(folder: String = Ledger.home) -> [String] {
    var undone: [String] = []
    for name in System.list(folder) where name.hasSuffix(".ledger") {
      let owner = name.dropLast(".ledger".count).split(separator: "-")
      guard owner.count == 2, let pid = Int32(owner[0]), let started = UInt64(owner[1]) else {
        continue
      }
      guard System.startTime(of: pid) != started else { continue }
      let path = "\(folder)/\(name)"
      for item in leftovers(in: System.text(path) ?? "").reversed() where undo(item) {
        undone.append("\(item)")
      }
      unsafe unlink(path)
    }
    return undone
  }

  /// Starts a process that waits for the owner's end, however that comes, and undoes what is left then.
  /// Before any thread is started, and outside a world of our own.
  public static func watch(over owner: Owner) {
    var environment: [String: String] = [:]
    environment["XDG_STATE_HOME"] = System.variable("XDG_STATE_HOME")
    do {
      _ = try System.spawn(
        ["/proc/self/exe", "watch", String(owner.pid), String(owner.started)],
        environment: environment)
    } catch { System.complain("failover: nobody will clean up after a kill -9: \(error)") }
  }

  /// What that process does.
  public static func waitAndClean(pid: Int32, started: UInt64) {
    while System.startTime(of: pid) == started { System.pause(.milliseconds(100)) }
    _ = clean()
  }

  /// The same, told on standard error. Only outside a world of our own, from which other runs'
  /// processes cannot be seen.
  public static func cleanFirst() {
    for line in clean() { System.complain("undone, left by a run that was killed: \(line)") }
  }

  /// As the kernel writes a path in a list of mounts: blanks and backslashes as three octal digits.
  static func unescaped(_ word: Substring) -> String {
    var bytes: [UInt8] = []
    var rest = word.utf8[...]
    while let byte = rest.popFirst() {
      let digits = rest.prefix(3)
      let value = digits.reduce(0) { $0 * 8 + Int($1) - 48 }
      if byte == 92, digits.count == 3, digits.allSatisfy({ (48...55).contains($0) }), value < 256 {
        bytes.append(UInt8(value))
        rest = rest.dropFirst(3)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// - Returns: whether there was something to undo.
  @discardableResult
  private static func undo(_ item: Item) -> Bool {
    switch item {
    case .process(let pid, let started):
      guard System.startTime(of: pid) == started else { return false }
      System.signal(pid, SIGKILL)
      return true
    case .directory(let path):
      guard path.split(separator: "/").count >= 2, path.contains("failover."),
        System.exists(path)
      else { return false }
      for line in (System.text("/proc/self/mounts") ?? "").split(separator: "\n") {
        let words = line.split(separator: " ")
        guard words.count > 1 else { continue }
        let mounted = Ledger.unescaped(words[1])
        guard mounted.hasPrefix(path + "/") else { continue }
        unsafe umount2(mounted, Int32(MNT_DETACH))
      }
      // What is about to end may still be writing.
      for _ in 0..<50 where System.exists(path) {
        System.remove(path)
        System.pause(.milliseconds(5))
      }
      return true
    }
  }
}
