internal import GRPC
internal import Glibc
internal import Synchronization
internal import Units

/// One node's process, and what belongs to it.
final class LabNode {
  let name: String
  /// Where the process listens, and what the others are told: the same, or a proxy of ours.
  let listen: Address
  let advertised: Address
  let disk: LabDisk
  let logPath: String
  var binary: String
  /// For the next start only.
  var failpoint: String?
  /// The scenario counts on the failpoint of the next start.
  private var mustEndByFailpoint = false
  /// With which it was started, and which must strike: by it the process ends, or stands still.
  private var armed: String?
  /// Where the process writes down what its failpoints did, and how much of that is of earlier starts.
  private var control: String { logPath + ".failpoints" }
  private var hitsBegan = 0
  /// Those of earlier starts that it did not end by.
  private var missed: [String] = []
  private(set) var pid: Int32?
  var isPaused = false
  private(set) var starts = 0
  /// Of the log, at the last start.
  private var logBegan = 0

  init(
    name: String, listen: Address, advertised: Address, disk: LabDisk, binary: String,
    logPath: String
  ) {
    self.name = name
    self.listen = listen
    self.advertised = advertised
    self.disk = disk
    self.binary = binary
    self.logPath = logPath
  }

  var data: String { disk.folder + "/data" }

  /// For its next start, which must strike.
  func order(failpoint arming: String) {
    if mustEndByFailpoint, let failpoint { missed.append(failpoint) }
    failpoint = arming
    mustEndByFailpoint = true
  }

  /// - Parameters:
  ///   - prefix: a program that becomes the node's, with its arguments; or nothing.
  ///   - network: the descriptor of its namespace, or -1.
  ///   - excused: what it may end with by itself, as things are.
  func start(
    _ prefix: [String], _ arguments: [String], environment: [String: String], network: Int32,
    ledger: Ledger?, excused: Set<Int32> = []
  ) throws {
    guard pid == nil, !World.isEnding.load(ordering: .sequentiallyConsistent) else { return }
    logBegan = System.text(logPath)?.utf8.count ?? 0
    let log = try System.log(logPath)
    defer { System.closeDescriptor(log) }
    var environment = environment
    if let armed, !hasStalled(armed) { missed.append(armed) }
    self.excused = excused
    if let status = failpoint.flatMap(Strike.init)?.status { self.excused.insert(status) }
    armed = mustEndByFailpoint ? failpoint : nil
    if let failpoint {
      environment["CARILLON_FAILPOINT"] = failpoint
      try System.makeDirectory(control)
      environment["CARILLON_FAILPOINT_CONTROL"] = control
      hitsBegan = hits.utf8.count
    }
    failpoint = nil
    mustEndByFailpoint = false
    let started = try System.spawn(
      prefix + [binary] + arguments, environment: environment, output: log, network: network)
    pid = started
    starts += 1
    isPaused = false
    if let ledger, let time = System.startTime(of: started) {
      try ledger.willMake(.process(started, started: time))
    }
  }

  func signal(_ number: Int32) { if let pid { System.signal(pid, number) } }

  /// Its exit status, once it has ended by itself or by a signal; nil while it runs.
  func ended() -> Int32? {
    guard let pid, let status = System.reap(pid) else { return nil }
    self.pid = nil
    if let strike = armed.flatMap(Strike.init), status == strike.status { armed = nil }
    isPaused = false
    return status
  }

  /// Of a process that had ended by itself when it was to be killed.
  private var endedUnseen: Int32?

  /// As `ended`, and what nobody has heard of yet.
  func takeEnded() -> Int32? {
    defer { endedUnseen = nil }
    return endedUnseen ?? ended()
  }

  func kill() {
    if let status = ended() {
      endedUnseen = status
      return
    }
    // What follows is not the failpoint's doing.
    let waits = armed
    signal(SIGKILL)
    while pid != nil, ended() == nil { System.pause(.milliseconds(1)) }
    armed = waits
  }

  /// What a node ends with, by itself, as `clusterd --help` has it.
  enum Status {
    static let damaged: Int32 = 65
    static let removed: Int32 = 67
    static let diskFailed: Int32 = 74
  }

  /// Statuses that this start may end with by itself, since something was done to it.
  private var excused: Set<Int32> = []
  /// A file of it was damaged, which is found when that is read: maybe tries later.
  private var isDamaged = false

  /// Until its next start.
  func mayEnd(with statuses: Set<Int32>) { excused.formUnion(statuses) }

  func isHurt() { isDamaged = true }
  /// Nothing is left of what was damaged.
  func isWell() { isDamaged = false }

  /// Whether what was done to it explains that it ended so.
  func isExcused(_ status: Int32) -> Bool {
    excused.contains(status)
      || isDamaged && (status == Status.damaged || status == Status.diskFailed)
  }

  /// How a failpoint ends its node.
  enum Strike: Hashable {
    case kill
    case error

    /// Nil for one that only stalls.
    init?(_ arming: String) {
      if arming.hasSuffix("=kill") {
        self = .kill
      } else if arming.hasSuffix("=error") {
        self = .error
      } else {
        return nil
      }
    }

    /// The signal; or what a node ends with whose disk failed.
    var status: Int32 { self == .kill ? 128 + SIGKILL : Status.diskFailed }
  }

  private var hits: String { System.text(control + "/hits") ?? "" }

  /// Whether the last start stood still there, as the process itself wrote down. A failpoint that ends
  /// its process is known by how that ended.
  private func hasStalled(_ arming: String) -> Bool {
    guard Strike(arming) == nil else { return false }
    let point = arming.prefix { $0 != ":" && $0 != "=" }
    return hits.utf8.dropFirst(hitsBegan).split(separator: 10).contains {
      String($0)?.hasPrefix("stall \(point) ") ?? false
    }
  }

  /// Failpoints that were ordered and did not strike, with what became of each; from now on none is.
  func takeMissed() -> [String] {
    defer {
      missed = []
      armed = nil
      failpoint = nil
      mustEndByFailpoint = false
    }
    let last = armed.flatMap { hasStalled($0) ? nil : $0 }
    var complaints = (missed + (last.map { [$0] } ?? [])).map {
      "failpoint \($0) of \(name) never fired: the fault did not strike"
    }
    if mustEndByFailpoint, let failpoint {
      complaints.append(
        "failpoint \(failpoint) of \(name) was never armed: the node was not started after it")
    }
    return complaints
  }

  /// Since its last start.
  var hasListened: Bool {
    (System.text(logPath) ?? "").utf8.dropFirst(logBegan).split(separator: 10).contains {
      String($0)?.contains("listening") ?? false
    }
  }

  /// The last lines that it logged.
  var lastWords: String {
    let text = System.text(logPath) ?? ""
    return text.split(separator: "\n").suffix(8).map { "  \($0)" }.joined(separator: "\n")
  }
}
