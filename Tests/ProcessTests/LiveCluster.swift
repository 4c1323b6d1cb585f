import Client
import Foundation
import GRPC
import Glibc
import Messages
import NIOCore
import NIOPosix
import Synchronization
import Testing
import Units

/// Three nodes as processes, on loopback, with disks of their own; and room for more.
final class LiveCluster: Sendable {
  let directory: TemporaryDirectory
  let addresses: [Address]
  private let workers: Int
  /// The program and what stands before it.
  private let clusterd: [String]
  /// A data directory for each node.
  let data: [String]
  /// The file systems that the first three have theirs on, where they have such.
  let disks: [LoopDisk]
  /// Where the nodes' failpoints are armed and counted; nil: not at all.
  let control: String?
  private let programs: Mutex<[Program?]>
  let client: Client

  /// Starts three nodes, runs `body`, and ends them whatever happened; shows what they logged where
  /// `body` throws. `spare`: addresses and directories of more nodes, which `body` starts.
  static func run(
    clusterd: [String] = [Products.clusterd], workers: Int = 0, settings: String = "",
    data: [String]? = nil, disks: [LoopDisk] = [], control: Bool = false,
    isStarted: Bool = true, spare: Int = 0, _ body: (LiveCluster) async throws -> Void
  ) async throws {
    let cluster = try await LiveCluster(
      clusterd, workers: workers, settings: settings, data: data, disks: disks, control: control,
      spare: spare)
    do {
      if isStarted { try await cluster.startAll(founding: true) }
      try await body(cluster)
      await cluster.end()
    } catch {
      await cluster.end()
      for node in cluster.addresses.indices {
        print("== n\(node + 1)\n\(cluster.log(node).suffix(2_000))")
      }
      throw error
    }
  }

  /// `settings`: more of the nodes' configuration file, each key with a comma after it.
  private init(
    _ clusterd: [String], workers: Int, settings: String, data: [String]?, disks: [LoopDisk],
    control: Bool, spare: Int
  ) async throws {
    self.clusterd = clusterd
    self.workers = workers
    programs = Mutex(Array(repeating: nil, count: 3 + spare))
    let directory = try TemporaryDirectory()
    self.directory = directory
    // The nodes may be another user's.
    try FileManager.default.setAttributes([.posixPermissions: 0o777], ofItemAtPath: directory.path)
    self.disks = disks
    // A name of its own: clusters follow one another on the same disks.
    let name = UUID().uuidString.prefix(8)
    self.data =
      data
      ?? (0..<3 + spare).map { node in
        node < disks.count ? "\(disks[node].mount)/\(name)" : "\(directory.path)/n\(node + 1)"
      }
    self.control = control ? directory.path + "/control" : nil
    if control {
      for node in 1...3 + spare {
        try FileManager.default.createDirectory(
          atPath: "\(directory.path)/control\(node)", withIntermediateDirectories: true)
      }
    }
    addresses = try await Ports.free(3 + spare)
    client = try await Client.connect(
      to: addresses, on: MultiThreadedEventLoopGroup.singleton.any())
    let configuration = "{\(settings)" + #""log": {"level": "info"}, "drain": {"seconds": 2}}"#
    try configuration.write(
      toFile: directory.path + "/clusterd.json", atomically: true, encoding: .utf8)
  }

  func log(_ node: Int) -> String {
    (try? String(contentsOfFile: logPath(node), encoding: .utf8)) ?? ""
  }

  private func logPath(_ node: Int) -> String { "\(directory.path)/n\(node + 1).log" }

  // MARK: Life

  /// - Parameter armed: failpoints, as `CARILLON_FAILPOINT` has them.
  func start(
    _ node: Int, founding: Bool = false, armed: String? = nil, _ more: [String] = []
  ) throws {
    var environment: [String: String] = [:]
    if let control { environment["CARILLON_FAILPOINT_CONTROL"] = "\(control)\(node + 1)" }
    if let armed { environment["CARILLON_FAILPOINT"] = armed }
    let program = try Program(
      clusterd[0],
      clusterd.dropFirst() + [
        "--config", directory.path + "/clusterd.json", "--name", "n\(node + 1)",
        "--listen", addresses[node].description, "--data", data[node],
        "--join", addresses.prefix(3).map(\.description).joined(separator: ","),
        "--workers", String(workers),
      ] + (founding ? ["--found"] : []) + more, environment: environment, log: logPath(node))
    programs.withLock { $0[node] = program }
  }

  /// Returns when all three are voters and up.
  func startAll(founding: Bool = false) async throws {
    for node in 0..<3 { try start(node, founding: founding && node == 0) }
    try await whole()
  }

  func whole() async throws {
    try await eventually("three voters that are up", within: .seconds(20)) {
      let status = try? await self.status()
      return status?.votersUp == 3 && status?.leader.isEmpty == false
        && status?.changeInProgress == false
    }
  }

  /// kill -9.
  func kill(_ node: Int) { programs.withLock { $0[node] }?.kill(SIGKILL) }

  /// Its exit status once it has ended by itself; nil after `limit`.
  func end(_ node: Int, within limit: Duration) async throws -> Int32? {
    try await programs.withLock { $0[node] }?.ended(within: limit)
  }

  func isRunning(_ node: Int) -> Bool {
    programs.withLock { $0[node].map { $0.status == nil } ?? false }
  }

  /// The user whose process it is.
  func owner(_ node: Int) -> UInt32? {
    guard let pid = programs.withLock({ $0[node] })?.pid else { return nil }
    return (try? FileManager.default.attributesOfItem(atPath: "/proc/\(pid)"))?[.ownerAccountID]
      .flatMap { ($0 as? NSNumber)?.uint32Value }
  }

  func signal(_ node: Int, _ signal: Int32) { programs.withLock { $0[node] }?.kill(signal) }

  /// Nothing runs any more, and what lies on disks from outside is gone.
  private func end() async {
    await client.close()
    killAll()
    for (node, _) in disks.enumerated() {
      try? await ended(node)
      try? FileManager.default.removeItem(atPath: data[node])
    }
  }

  func killAll() { for node in addresses.indices { kill(node) } }

  /// Runs clusterctl against every node; its exit status, and what it says on either output.
  func ctl(_ arguments: String..., within limit: Duration = .seconds(40)) async throws -> (
    status: Int32?, text: String
  ) {
    let log = directory.path + "/ctl-\(UUID().uuidString.prefix(8)).log"
    let endpoints = addresses.map(\.description).joined(separator: ",")
    let program = try Program(
      Products.clusterctl, arguments + ["--endpoint", endpoints], log: log)
    return (try await program.ended(within: limit), program.output)
  }

  /// SIGTERM; the exit status, nil where it did not end in time.
  func stop(_ node: Int, within limit: Duration) async throws -> Int32? {
    guard let program = programs.withLock({ $0[node] }) else { return nil }
    program.kill(SIGTERM)
    return try await program.ended(within: limit)
  }

  func ended(_ node: Int) async throws {
    guard let program = programs.withLock({ $0[node] }) else { return }
    _ = try await program.ended(within: .seconds(5))
  }

  // MARK: Calls

  func read<Request: WireMessage, Response: WireMessage>(
    _ method: Messages.Method, _ request: Request, as type: Response.Type = Response.self
  ) async throws -> Response {
    var options = CallOptions()
    options.isRead = true
    return try Response(
      decoding: try await client.unary(method.path, request.encoded(), options).message)
  }

  /// `attempts`: all of those of usual clients pass within 0.2 s, in which a cluster that just came to
  /// be may have nobody who answers.
  func write<Request: WireMessage, Response: WireMessage>(
    _ method: Messages.Method, _ request: Request, as type: Response.Type = Response.self,
    attempts: Int = TryPolicy().attempts
  ) async throws -> Response {
    var options = CallOptions()
    options.idempotencyKey = Client.newKey()
    options.retry.attempts = attempts
    return try Response(
      decoding: try await client.unary(method.path, request.encoded(), options).message)
  }

  func status() async throws -> ClusterStatus {
    try await read(Methods.ClusterService.getStatus, GetStatusRequest())
  }

  /// The place of the node that leads. Between two leaders there is none for a moment: it waits.
  func leader() async throws -> Int {
    var place: Int?
    try await eventually("a leader") {
      let name = (try? await status().leader) ?? ""
      place = addresses.indices.first { "n\($0 + 1)" == name }
      return place != nil
    }
    return try #require(place)
  }

  func makeJob(_ name: String, queue: String) async throws {
    var job = Job()
    job.name = name
    job.handler = "test/none"
    job.queue = queue
    let made: Job = try await write(
      Methods.JobService.createJob, CreateJobRequest(job: job), attempts: 12)
    #expect(made.name == name)
  }

  /// Every execution of the job, oldest first, whole.
  func executions(of job: String) async throws -> [Execution] {
    var ids: [String] = []
    var request = ListExecutionsRequest(pageSize: 1_000, job: job)
    repeat {
      let page: ListExecutionsResponse = try await read(
        Methods.ExecutionService.listExecutions, request)
      ids += page.executions.map(\.id)
      request.pageToken = page.nextPageToken
    } while !request.pageToken.isEmpty
    return try await withThrowingTaskGroup(of: Execution.self) { group in
      var found: [Execution] = []
      for (place, id) in ids.enumerated() {
        if place >= 32, let next = try await group.next() { found.append(next) }
        group.addTask {
          try await self.read(
            Methods.ExecutionService.getExecution, GetExecutionRequest(execution: id))
        }
      }
      for try await execution in group { found.append(execution) }
      return found.sorted { $0.id < $1.id }
    }
  }
}

/// Asks again every few milliseconds.
func eventually(
  _ what: String, within limit: Duration = .seconds(10), _ holds: () async throws -> Bool
) async throws {
  let last = ContinuousClock.now + limit
  while try await !holds() {
    try #require(ContinuousClock.now < last, "not within \(limit): \(what)")
    try await Task.sleep(for: .milliseconds(20))
  }
}

/// Ports that nobody listens on, below those that the system gives to clients.
enum Ports {
  private static let next = Mutex<Int>(
    20_000 + Int(ProcessInfo.processInfo.processIdentifier % 900) * 10)

  static func free(_ count: Int) async throws -> [Address] {
    var found: [Address] = []
    while found.count < count {
      let port = next.withLock { port in
        port = port >= 32_000 ? 20_000 : port + 1
        return port
      }
      let bootstrap = ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
        .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      guard let channel = try? await bootstrap.bind(host: "127.0.0.1", port: port).get() else {
        continue
      }
      try await channel.close()
      found.append(Address(host: "127.0.0.1", port: port))
    }
    return found
  }
}
