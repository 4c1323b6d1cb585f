internal import GRPC
internal import Glibc
internal import NIOCore
internal import NIOPosix
internal import Synchronization
internal import Units

/// What a run is given beside the scenario.
public struct LabOptions: Sendable {
  /// Where `clusterd` is, and where the build is that a rolling upgrade goes to.
  public var programs = ".build/release"
  public var nextPrograms: String?
  /// Where run directories are made: a disk, for figures that mean anything.
  public var directory = ".build-failover"
  public var seed: UInt64 = 1
  public var tries: Int?
  /// A cluster that runs already; no fault is injected that needs its processes.
  public var endpoints: [String] = []
  /// Data and logs stay.
  public var keeps = false
  /// A Python with grpcio and the stubs that the stock client needs; nil: `tools/failover` made none.
  public var python: String?
  public var pythonPath: String?
  /// At `endpoints`: what cannot be done from outside is left out, instead of refused.
  public var isLoadOnly = false
  public var stockClient = "tools/stock-client"

  public init() {}
}

/// The cluster under test: its processes, networks and disks, and what is wrong with them now. Every
/// fault has its undoing here; `undo` brings back a machine without faults.
///
/// Used from one task at a time; its calls wait.
final class Lab {
  let scenario: Scenario
  let options: LabOptions
  let world: World
  let ledger: Ledger
  let folder: String
  private(set) var nodes: [LabNode] = []
  private(set) var network: LabNetwork?
  private(set) var proxies: LabProxies?
  private var proxyThread: MultiThreadedEventLoopGroup?
  /// Members, by place: those that were not removed.
  private(set) var members: Set<Int> = []
  private var burners: [Int32] = []
  private var isFounded = false
  private var usesFakeClock = false
  private var usesSlowDisk = false
  private var slow: Set<Int> = []
  /// Those whose syncs are errors, until that is taken back.
  private var failing: Set<Int> = []
  private var clocks: Set<Int> = []
  /// How often each clock was set: what was ordered before counts no more.
  private(set) var clockOrders: [Int: UInt64] = [:]
  private var full: Set<Int> = []
  private var dark: Set<Int> = []
  private let pids: PidTable

  /// Who runs where, for the proxies.
  final class PidTable: Sendable {
    let pids = Mutex<[Int: Int32]>([:])
  }

  init(
    _ scenario: Scenario, _ options: LabOptions, world: World, ledger: Ledger, folder: String
  ) throws {
    self.scenario = scenario
    self.options = options
    self.world = world
    self.ledger = ledger
    self.folder = folder
    pids = PidTable()
    let actions = scenario.steps.map(\.action)
    usesFakeClock = actions.contains(where: \.needsFakeClock)
    usesSlowDisk = actions.contains(where: \.needsSlowDisk)
    try checkMeans()
    let base = world.isOwn ? 7_600 : 20_000 + Int(System.processID % 900) * 10
    if scenario.network == .namespaces {
      network = try LabNetwork(nodes: scenario.nodes, folder: folder)
    }
    let binary = Lab.node(in: options.programs)
    for place in 0..<scenario.nodes {
      let name = "n\(place + 1)"
      var listen = Address(host: "127.0.0.1", port: base + 1 + place)
      if network != nil { listen = Address(host: LabNetwork.host(place), port: 7_600) }
      var advertised = listen
      if scenario.network == .proxies { advertised.port += 100 }
      let disk = try LabDisk(scenario.disk, folder: "\(folder)/\(name)")
      nodes.append(
        LabNode(
          name: name, listen: listen, advertised: advertised, disk: disk, binary: binary,
          logPath: "\(folder)/\(name).log"))
      try System.write("", to: diskOrder(place))
      try System.write(Lab.rightClock, to: clockOrder(place))
    }
    try System.write(
      "{\"log\": {\"level\": \"info\"}, \"drain\": {\"seconds\": 2}}\n",
      to: folder + "/clusterd.json")
  }

  /// What the scenario needs of this machine, with what to do where it is not there.
  private func checkMeans() throws(LabError) {
    if case .shared(let reason) = world {
      let needsNamespaces = scenario.network == .namespaces
      guard !needsNamespaces, scenario.disk == .plain else {
        let line = needsNamespaces ? scenario.networkLine : scenario.diskLine
        let what = needsNamespaces ? "'network namespaces'" : "a disk of its own"
        throw LabError(
          .noPermission,
          "\(scenario.path), line \(line): \(what) needs root (namespaces: \(reason)): run it with "
            + "sudo")
      }
    }
    if scenario.network == .namespaces {
      for program in ["ip", "nft"] where System.find(program) == nil {
        throw LabError(
          .unavailable,
          "\(scenario.path), line \(scenario.networkLine): there is no '\(program)': "
            + "tools/setup --faults installs it")
      }
    }
    if usesFakeClock, Lab.fakeClock == nil {
      let line = scenario.steps.first { $0.action.needsFakeClock }?.line ?? 0
      throw LabError(
        .unavailable,
        "\(scenario.path), line \(line): there is no libfaketime: tools/setup --faults installs it")
    }
    for name in ["clusterd"] + (usesSlowDisk ? ["libSlowDisk.so"] : []) {
      let path = System.absolute(options.programs) + "/" + name
      guard System.exists(path) else {
        throw LabError(.unavailable, "there is no \(path); build it: swift build -c release")
      }
    }
    if let next = options.nextPrograms, !System.exists(Lab.node(in: next)) {
      throw LabError(.unavailable, "--next-bin: there is no \(Lab.node(in: next))")
    }
  }

  private static var fakeClock: String? {
    ["x86_64-linux-gnu", "aarch64-linux-gnu"]
      .map { "/usr/lib/\($0)/faketime/libfaketimeMT.so.1" }.first { System.exists($0) }
  }

  /// Starts the proxies, if there are to be some; before any node.
  nonisolated(nonsending) func makeProxies() async throws {
    guard scenario.network == .proxies else { return }
    let pids = pids
    // A thread of their own: what the load is busy with may not be taken for what a link does.
    let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    proxyThread = group
    let made = LabProxies(on: group.next(), seed: options.seed) { address in
      guard let port = address.port else { return LabNetwork.clients }
      let running = pids.pids.withLock { $0 }
      let inode = SocketTable.inode(ofLocalPort: port)
      return running.sorted { $0.key < $1.key }.first { SocketTable.holds($0.value, inode) }?.key
        ?? LabNetwork.clients
    }
    for (place, node) in nodes.enumerated() {
      try await made.listen(at: node.advertised, for: place, target: node.listen)
    }
    proxies = made
  }

  private func diskOrder(_ place: Int) -> String { "\(folder)/n\(place + 1).disk" }
  private func clockOrder(_ place: Int) -> String { "\(folder)/n\(place + 1).clock" }

  /// Where clients go: through proxies where there are some, whose links from them may be bad too.
  var addresses: [Address] { nodes.map(\.advertised) }

  func place(named name: String) -> Int? { nodes.firstIndex { $0.name == name } }

  var running: [Int] { nodes.indices.filter { nodes[$0].pid != nil } }

  // MARK: Life

  func start(_ place: Int) throws {
    let node = nodes[place]
    guard node.pid == nil else { return }
    if dark.remove(place) != nil { try node.disk.powerOn() }
    var arguments = [
      "--config", folder + "/clusterd.json", "--name", node.name, "--listen",
      node.listen.description, "--data", node.data, "--join",
      nodes.map(\.advertised.description).joined(separator: ","), "--workers", "0",
    ]
    if node.advertised != node.listen { arguments += ["--advertise", node.advertised.description] }
    if network != nil { arguments.append("--allow-plaintext") }
    if !isFounded {
      arguments.append("--found")
      isFounded = true
    }
    var environment: [String: String] = [:]
    var preloads: [String] = []
    if usesFakeClock, let library = Lab.fakeClock {
      preloads.append(library)
      environment["FAKETIME_TIMESTAMP_FILE"] = clockOrder(place)
      environment["FAKETIME_CACHE_DURATION"] = "1"
      environment["FAKETIME_DONT_FAKE_MONOTONIC"] = "1"
      environment["DONT_FAKE_MONOTONIC"] = "1"
    }
    if usesSlowDisk {
      preloads.append(System.absolute(options.programs) + "/libSlowDisk.so")
      environment["CARILLON_SLOW_DISK"] = diskOrder(place)
    }
    if !preloads.isEmpty { environment["LD_PRELOAD"] = preloads.joined(separator: ":") }
    // libfaketime changes the environment of the first program it is loaded into, after which Swift
    // no longer finds that program's arguments: so the first is `env`, which becomes the node.
    let prefix = usesFakeClock ? ["/usr/bin/env"] : []
    let isBad = failing.contains(place) || full.contains(place)
    try node.start(
      prefix, arguments, environment: environment, network: network?.namespaces[place] ?? -1,
      ledger: world.isOwn ? nil : ledger, excused: isBad ? [LabNode.Status.diskFailed] : [])
    members.insert(place)
    let pid = node.pid
    pids.pids.withLock { $0[place] = pid }
  }

  /// Nodes that ended by themselves since the last call: name, status and last words.
  func fallen() -> [(place: Int, status: Int32)] {
    nodes.indices.compactMap { place in nodes[place].takeEnded().map { (place, $0) } }
  }

  func kill(_ place: Int) {
    // A stopped process ends all the same.
    nodes[place].kill()
  }

  /// SIGTERM; `true` once it has ended, to be asked again until then.
  func terminate(_ place: Int) { nodes[place].signal(SIGTERM) }

  func pause(_ place: Int) {
    nodes[place].signal(SIGSTOP)
    nodes[place].isPaused = true
  }

  func resume(_ place: Int) {
    nodes[place].signal(SIGCONT)
    nodes[place].isPaused = false
  }

  /// The other build from the node's next start on: each further time goes back, or forth again.
  func upgrade(_ place: Int) {
    guard let next = options.nextPrograms else { return }
    let (first, second) = (Lab.node(in: options.programs), Lab.node(in: next))
    nodes[place].binary = nodes[place].binary == first ? second : first
  }

  private static func node(in programs: String) -> String {
    System.absolute(programs) + "/clusterd"
  }

  func forget(_ place: Int) throws {
    members.remove(place)
    try wipe(place)
  }

  /// The place that an added node takes: one that is free.
  func vacancy() -> Int? { nodes.indices.first { !members.contains($0) } }

  // MARK: Faults

  func burn(_ count: Int) throws {
    for _ in 0..<count {
      let pid = try System.spawn(["/bin/sh", "-c", "while :; do :; done"])
      burners.append(pid)
      if !world.isOwn, let time = System.startTime(of: pid) {
        try ledger.willMake(.process(pid, started: time))
      }
    }
  }

  func setClock(_ place: Int, offset: Timeout, permille: Int = 1_000) throws {
    let seconds = offset.microseconds / 1_000_000
    let millis = abs(offset.microseconds / 1_000 % 1_000)
    let sign = offset < .zero ? "-" : "+"
    var text = "\(sign)\(abs(seconds)).\(String(millis + 1_000).dropFirst())s"
    if permille == 1_000 {
      text += " x1"
    } else {
      text = "+0 x\(permille / 1_000).\(String(permille % 1_000 + 1_000).dropFirst())"
    }
    try System.write(text, to: clockOrder(place))
    clocks.insert(place)
    clockOrders[place, default: 0] += 1
  }

  /// The rate is named too: libfaketime keeps the one before where an order names none.
  private static let rightClock = "+0 x1"

  func slowDisk(_ place: Int, _ span: Timeout) throws {
    try System.write("delay \(span.microseconds)", to: diskOrder(place))
    slow.insert(place)
  }

  func failDisk(_ place: Int, once: Bool) throws {
    try System.write(once ? "error once" : "error", to: diskOrder(place))
    slow.insert(place)
    if !once { failing.insert(place) }
  }

  /// Syncs of the node that waited or failed so far.
  func struckSyncs(_ place: Int) -> Int {
    System.text(diskOrder(place) + ".struck", limit: 64 << 20)?.utf8.count ?? 0
  }

  func mendDisk(_ place: Int) throws {
    try System.write("", to: diskOrder(place))
    slow.remove(place)
    failing.remove(place)
  }

  func fillDisk(_ place: Int) throws {
    full.insert(place)
    try nodes[place].disk.fill()
  }

  func freeDisk(_ place: Int) throws {
    try nodes[place].disk.free()
    full.remove(place)
  }

  /// All at once: first every disk goes dark, then the processes end.
  func cutPower(_ places: [Int]) throws {
    for place in places where !dark.contains(place) {
      try nodes[place].disk.powerOff()
      dark.insert(place)
    }
    for place in places { nodes[place].signal(SIGKILL) }
    for place in places { nodes[place].kill() }
  }

  /// The node is killed first: what lies still is damaged.
  func corrupt(
    _ place: Int, _ kind: Action.FileClass, _ damage: Action.Damage, draw: (Int) -> Int
  ) throws -> String {
    try killOnLight(place)
    let node = nodes[place]
    guard let what = try node.disk.corrupt(kind, damage, in: node.data, draw: draw) else {
      throw LabError(
        .data,
        "\(node.name) has no \(kind.rawValue) file, or none yet, that '\(damage.rawValue)' would change"
      )
    }
    return what
  }

  func wipe(_ place: Int) throws {
    try killOnLight(place)
    try nodes[place].disk.empty()
    nodes[place].isWell()
  }

  /// On a disk without power nothing can be removed or changed: it is mounted anew first.
  private func killOnLight(_ place: Int) throws {
    kill(place)
    if dark.remove(place) != nil { try nodes[place].disk.powerOn() }
  }

  // MARK: Undoing

  /// Links are whole, clocks right, disks fast and free; nobody is paused. Processes that ended are
  /// started by the caller.
  nonisolated(nonsending) func undo() async throws {
    try undoHere()
    if let proxies { try await proxies.heal() }
  }

  private func undoHere() throws {
    for place in nodes.indices where nodes[place].isPaused { resume(place) }
    if let network, !network.isWhole { try network.heal() }
    for place in slow.sorted() { try System.write("", to: diskOrder(place)) }
    slow = []
    failing = []
    for place in clocks.sorted() {
      try System.write(Lab.rightClock, to: clockOrder(place))
      clockOrders[place, default: 0] += 1
    }
    clocks = []
    for place in full.sorted() { try freeDisk(place) }
    for pid in burners {
      System.signal(pid, SIGKILL)
      while System.reap(pid) == nil { System.pause(.milliseconds(1)) }
    }
    burners = []
  }

  /// Ends everything and takes everything away.
  nonisolated(nonsending) func close() async {
    try? await undo()
    for place in nodes.indices { kill(place) }
    await proxies?.close()
    try? await proxyThread?.shutdownGracefully()
    network?.remove()
    for node in nodes { node.disk.unmount() }
  }
}

/// Whose socket is it.
enum SocketTable {
  /// The inode of the socket bound to this local port of 127.0.0.1 that is connected.
  static func inode(ofLocalPort port: Int) -> String? {
    guard let table = System.text("/proc/net/tcp") else { return nil }
    let hex = String(port, radix: 16, uppercase: true)
    let end = ":" + String(repeating: "0", count: max(0, 4 - hex.count)) + hex
    for line in table.split(separator: "\n").dropFirst() {
      let fields = line.split(separator: " ")
      if fields.count > 9, fields[1].hasSuffix(end), fields[9] != "0" { return String(fields[9]) }
    }
    return nil
  }

  static func holds(_ pid: Int32, _ inode: String?) -> Bool {
    guard let inode else { return false }
    let folder = "/proc/\(pid)/fd"
    return System.list(folder).contains {
      System.target(of: "\(folder)/\($0)") == "socket:[\(inode)]"
    }
  }
}
