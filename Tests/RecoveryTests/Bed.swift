import Client
import GRPC
import Glibc
import Logging
import Messages
import NIOCore
import NIOPosix
import Node
import Recovery
import Replica
import Services
import Testing
import Units

/// Real nodes with every service, in one process, with directories under one that goes away.
final class Bed: Sendable {
  let directory: String
  let group = MultiThreadedEventLoopGroup(numberOfThreads: 4)

  struct NotMade: Error {}

  /// Runs `body` and ends everything, whatever happened.
  static func run(_ body: (Bed) async throws -> Void) async throws {
    let bed = try Bed()
    do {
      try await body(bed)
    } catch {
      try? await bed.group.shutdownGracefully()
      Bed.remove(bed.directory)
      throw error
    }
    try await bed.group.shutdownGracefully()
    Bed.remove(bed.directory)
  }

  init() throws {
    var template = Array("/tmp/carillon-recovery-XXXXXX".utf8CString)
    let isMade = unsafe template.withUnsafeMutableBufferPointer { buffer in
      guard let start = buffer.baseAddress else { return false }
      return unsafe mkdtemp(start) != nil
    }
    guard isMade else { throw NotMade() }
    directory = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  func path(_ name: String) -> String { directory + "/" + name }

  /// Removes files and directories, however deep.
  static func remove(_ path: String) {
    guard let listing = unsafe opendir(path) else {
      _ = unsafe unlink(path)
      return
    }
    while let entry = unsafe readdir(listing) {
      let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        unsafe pointer.withMemoryRebound(to: CChar.self, capacity: 256) {
          unsafe String(cString: $0)
        }
      }
      if name != "." && name != ".." { remove(path + "/" + name) }
    }
    unsafe closedir(listing)
    _ = unsafe rmdir(path)
  }

  // MARK: Nodes

  /// A node in the directory `name`; port 0 takes a free one.
  func start(
    _ name: String, in data: String? = nil, port: Int = 0, founds: Bool = false,
    join: [Address] = [], _ change: (inout NodeOptions) -> Void = { _ in }
  ) async throws -> RunningNode {
    var options = NodeOptions(
      name: name, listen: Address(host: "127.0.0.1", port: port),
      dataDirectory: path(data ?? name))
    options.founds = founds
    options.join = join
    options.zoneDirectory = directory
    options.server.drainGrace = .milliseconds(200)
    options.replica.overlayAge = .milliseconds(20)
    change(&options)
    return try await RunningNode.start(
      options, on: group.next(),
      logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
      services: { node, router in Services.register(on: node, into: &router) })
  }

  func client(_ nodes: RunningNode...) async throws -> Client {
    try await Client.connect(to: nodes.map(\.address), on: group.next())
  }

  func status(_ node: RunningNode) async throws -> NodeStatus {
    let promise = group.next().makePromise(of: NodeStatus.self)
    node.onLoop { promise.succeed($0.status()) }
    return try await promise.futureResult.get()
  }

  // MARK: Backups

  /// As `clusterctl snapshot save` does.
  @discardableResult
  func save(
    _ file: String, from client: Client, rate: UInt64 = 0
  ) async throws -> BackupReport {
    let saving = try BackupSaving(path: path(file), replaces: true)
    try await fetch(SaveSnapshotRequest(rate: rate), client, into: saving)
    return try saving.finish { _, _ in }
  }

  /// Takes what comes until the stream ends, or `body` says that it is enough. The token.
  @discardableResult
  func fetch(
    _ request: SaveSnapshotRequest, _ client: Client, into saving: BackupSaving,
    while goesOn: (UInt64) -> Bool = { _ in true }
  ) async throws -> String {
    var token = request.token
    var options = CallOptions()
    options.timeout = .seconds(30)
    let stream = client.stream(
      Methods.MaintenanceService.saveSnapshot.path, request.encoded(), options)
    for try await message in stream {
      switch try SaveSnapshotResponse(decoding: message).item {
      case .header(let header)?:
        token = header.token
        if saving.count > 0 { try saving.restart() }
        try saving.append(header.archive)
      case .chunk(let chunk)?:
        #expect(chunk.offset == saving.count)
        try saving.append(chunk.data)
      case nil: Issue.record("an empty response")
      }
      guard goesOn(saving.count) else {
        stream.cancel()
        break
      }
    }
    return token
  }

  /// Asks again every few milliseconds, for twenty seconds at most.
  func eventually(_ what: String, _ holds: () async throws -> Bool) async throws {
    let last = ContinuousClock.now + .seconds(20)
    while try await !holds() {
      try #require(ContinuousClock.now < last, "not within 20 s: \(what)")
      try await Task.sleep(for: .milliseconds(10))
    }
  }
}

extension Client {
  func read<Request: WireMessage, Response: WireMessage>(
    _ method: Messages.Method, _ request: Request, as type: Response.Type = Response.self
  ) async throws -> Response {
    var options = CallOptions()
    options.isRead = true
    return try Response(decoding: try await unary(method.path, request.encoded(), options).message)
  }

  func write<Request: WireMessage, Response: WireMessage>(
    _ method: Messages.Method, _ request: Request, key: String? = nil,
    as type: Response.Type = Response.self
  ) async throws -> Response {
    var options = CallOptions()
    options.idempotencyKey = key ?? Client.newKey()
    return try Response(decoding: try await unary(method.path, request.encoded(), options).message)
  }

  func enqueue(_ job: String, _ payload: String = "{}", key: String? = nil) async throws -> String {
    var request = EnqueueRequest(job: job)
    request.payload = Bytes(payload.utf8)
    let made: EnqueueResponse = try await write(
      Methods.ExecutionService.enqueue, request, key: key)
    return made.execution
  }

  func makeJob(_ name: String) async throws {
    var job = Job()
    job.name = name
    job.handler = "test/none"
    let _: Job = try await write(Methods.JobService.createJob, CreateJobRequest(job: job))
  }

  func execution(_ id: String) async throws -> Execution {
    try await read(Methods.ExecutionService.getExecution, GetExecutionRequest(execution: id))
  }

  func executions() async throws -> [Execution] {
    let page: ListExecutionsResponse = try await read(
      Methods.ExecutionService.listExecutions, ListExecutionsRequest(pageSize: 1_000))
    return page.executions.sorted { $0.id < $1.id }
  }

  /// What people defined, encoded: equal where it is equal.
  func definitions() async throws -> [Bytes] {
    let jobs: ListJobsResponse = try await read(
      Methods.JobService.listJobs, ListJobsRequest(pageSize: 1_000))
    let schedules: ListSchedulesResponse = try await read(
      Methods.ScheduleService.listSchedules, ListSchedulesRequest(pageSize: 1_000))
    return jobs.jobs.map { $0.encoded() } + schedules.schedules.map { $0.encoded() }
  }

  /// One lease, by the plain calls of a worker.
  func lease(_ session: String) async throws -> Lease {
    let leased: LeaseExecutionsResponse = try await write(
      Methods.WorkerService.leaseExecutions,
      LeaseExecutionsRequest(session: session, count: 1, wait: .seconds(5)))
    return try #require(leased.leases.first)
  }

  func session() async throws -> String {
    var hello = Hello(name: "w", version: "1")
    hello.anyHandler = true
    hello.capacity = 4
    let opened: OpenSessionResponse = try await write(
      Methods.WorkerService.openSession, OpenSessionRequest(hello: hello))
    return try #require(opened.welcome).session
  }

  func complete(_ lease: Lease, _ session: String) async throws {
    let complete = Complete(
      execution: lease.execution, token: lease.token, result: Bytes("{\"n\":1}".utf8))
    let _: Empty = try await write(
      Methods.WorkerService.completeExecution,
      CompleteExecutionRequest(session: session, complete: complete))
  }

  /// Sessions that nobody keeps alive are lost soon.
  func hurry() async throws {
    var settings = Settings()
    settings.sessionTtl = .seconds(2)
    settings.killGrace = .milliseconds(1)
    let _: Settings = try await write(
      Methods.SettingsService.updateSettings,
      UpdateSettingsRequest(settings: settings, updateMask: ["session_ttl", "kill_grace"]))
  }
}

extension Client {
  /// All events, oldest first, the runtime's own too.
  func events() async throws -> [Event] {
    let page: ListEventsResponse = try await read(
      Methods.EventService.listEvents, ListEventsRequest(pageSize: 1_000, filter: "system = true"))
    return page.events.sorted { $0.offset < $1.offset }
  }
}

extension Bed {
  func now() -> Instant {
    var time = timespec()
    // Cannot fail: the clock exists and the pointer is good.
    unsafe _ = clock_gettime(CLOCK_REALTIME, &time)
    return Instant(microseconds: Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1_000)
  }

  func bytes(_ name: String) throws -> Bytes {
    let file = unsafe try #require(fopen(path(name), "r"))
    defer { unsafe fclose(file) }
    var bytes: Bytes = []
    while true {
      let byte = unsafe fgetc(file)
      if byte < 0 { return bytes }
      bytes.append(UInt8(byte))
    }
  }

  /// The folder of the file is made where it is missing.
  func write(_ name: String, _ bytes: Bytes) throws {
    let path = path(name)
    if let slash = path.lastIndex(of: "/") { _ = unsafe mkdir(String(path[..<slash]), 0o755) }
    let file = unsafe try #require(fopen(path, "w"))
    for byte in bytes { _ = unsafe fputc(Int32(byte), file) }
    unsafe fclose(file)
  }

  /// Names in the folder; empty where there is none.
  func list(_ name: String) -> [String] {
    guard let listing = unsafe opendir(path(name)) else { return [] }
    defer { unsafe closedir(listing) }
    var names: [String] = []
    while let entry = unsafe readdir(listing) {
      let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        unsafe pointer.withMemoryRebound(to: CChar.self, capacity: 256) {
          unsafe String(cString: $0)
        }
      }
      if name != "." && name != ".." { names.append(name) }
    }
    return names.sorted()
  }
}

extension Array where Element == UInt8 {
  func flipped(at place: Int) -> Bytes {
    var copy = self
    copy[place] ^= 1
    return copy
  }
}
