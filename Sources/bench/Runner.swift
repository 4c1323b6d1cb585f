import FaultLab
import GRPC
import Glibc
import Messages
import NIOCore
import Units

struct BenchFailure: Error, CustomStringConvertible {
  let description: String
  init(_ description: String) { self.description = description }
}

/// Runs one setting after another. Its executor is the event loop that all the clients live on.
actor Runner {
  private let eventLoop: any EventLoop
  private let flushes: DiskFlushes?
  private lazy var turn = Turn(eventLoop: eventLoop)
  /// Tells the keys of one run from those of another.
  private var runs = 0
  private var hasJobs = false

  nonisolated var unownedExecutor: UnownedSerialExecutor {
    // The actor holds the loop, so that the executor lives as long as it.
    unsafe eventLoop.executor.asUnownedSerialExecutor()
  }

  /// - Parameter disk: a directory on the disk whose flushes are counted; nil counts none.
  init(on eventLoop: any EventLoop, disk: String?) {
    self.eventLoop = eventLoop
    flushes = disk.flatMap { DiskFlushes(under: $0) }
  }

  /// - Parameters:
  ///   - warmUp: seconds before the window that is measured.
  ///   - seconds: that window.
  func run(_ setting: Setting, warmUp: Double, seconds: Double) async throws -> Figures {
    runs += 1
    let leader = try await leader(of: setting.target)
    if setting.target.kind == .carillon, !hasJobs { try await createJobs(leader) }
    let connections = (0..<max(1, setting.clients / 64)).map { _ in
      ClientConnection(turn: turn, address: leader)
    }
    let load = try await load(setting, connections)
    load.start()
    try await pause(warmUp, load)
    let cpu = ProcessCPU(pids: setting.target.pids)
    let cpuBefore = cpu.seconds()
    let flushesBefore = flushes?.count()
    let clock = ContinuousClock()
    let start = clock.now
    load.measure(true)
    try await pause(seconds, load)
    load.measure(false)
    let span = (clock.now - start) / .seconds(1)
    let cpuAfter = cpu.seconds()
    let flushesAfter = flushes?.count()
    try await stop(load)
    for connection in connections { connection.close() }

    let meter = load.meter
    guard let cpuBefore, let cpuAfter else {
      throw BenchFailure("a process of \(setting.target.kind) ended under load")
    }
    guard meter.operations > 0 else {
      throw BenchFailure(
        "\(setting.target.kind) ended no operation of \(setting.work): "
          + (meter.firstError ?? "no answer came"))
    }
    var flushesPerOperation: Double?
    if let flushesBefore, let flushesAfter {
      flushesPerOperation = Double(flushesAfter - flushesBefore) / Double(meter.operations)
    }
    return Figures(
      system: setting.target.kind.rawValue, work: setting.work.rawValue, clients: setting.clients,
      payloadBytes: setting.payload, operationsPerSecond: Double(meter.operations) / span,
      p50Microseconds: meter.percentile(50), p99Microseconds: meter.percentile(99),
      cpuMicrosecondsPerOperation: (cpuAfter - cpuBefore) * 1e6 / Double(meter.operations),
      flushesPerOperation: flushesPerOperation, errors: Int(meter.errors),
      firstError: meter.firstError)
  }

  private func pause(_ seconds: Double, _ load: any Load) async throws {
    let clock = ContinuousClock()
    let end = clock.now + .milliseconds(Int(seconds * 1000))
    while clock.now < end {
      try await Task.sleep(until: min(end, clock.now + .milliseconds(500)), clock: clock)
      (load as? LifeLoad)?.keepAlive()
    }
  }

  /// Ends the load; what does not end within ten seconds is an error and not waited for.
  private func stop(_ load: any Load) async throws {
    var isIdle = false
    load.stop { isIdle = true }
    for _ in 0..<1_000 where !isIdle { try await Task.sleep(for: .milliseconds(10)) }
    if !isIdle { throw BenchFailure("operations were not answered for ten seconds") }
  }

  // MARK: The loads

  private func load(
    _ setting: Setting, _ connections: [ClientConnection]
  ) async throws -> any Load {
    switch (setting.target.kind, setting.work) {
    case (.carillon, .enqueue):
      let request = enqueueRequest(setting)
      return StepLoad(turn: turn, connections: connections, clients: setting.clients) {
        _, _, step in
        step == 0 ? (Methods.ExecutionService.enqueue.path, request) : nil
      }
    case (.carillon, .life):
      let load = LifeLoad(
        turn: turn, connections: connections, clients: setting.clients,
        request: enqueueRequest(setting))
      let error = await withCheckedContinuation { continuation in
        var isOpen = false
        load.open { error in
          if !isOpen { continuation.resume(returning: error) }
          isOpen = true
        }
      }
      if let error { throw BenchFailure("a worker cannot work: \(error)") }
      return load
    case (.etcd, let work):
      let value = payload(setting)
      let run = runs
      let steps = work == .enqueue ? 1 : 3
      return StepLoad(turn: turn, connections: connections, clients: setting.clients) {
        client, operation, step in
        guard step < steps else { return nil }
        let key = Bytes("bench/\(run)/\(client)/\(operation)".utf8)
        return step == 2
          ? (Etcd.deleteRange, Etcd.deleteRequest(key: key))
          : (Etcd.put, Etcd.putRequest(key: key, value: value))
      }
    }
  }

  /// A JSON string of that many bytes, quotes included.
  private func payload(_ setting: Setting) -> Bytes {
    let filling = Bytes(repeating: UInt8(ascii: "x"), count: max(0, setting.payload - 2))
    return [UInt8(ascii: "\"")] + filling + [UInt8(ascii: "\"")]
  }

  private func enqueueRequest(_ setting: Setting) -> Bytes {
    EnqueueRequest(job: "bench-\(setting.work)", payload: payload(setting)).encoded()
  }

  // MARK: The gap

  /// Kills the leader; how long until a write is acknowledged again.
  func gap(_ target: Target) async throws -> Timeout {
    let leader = try await leader(of: target)
    guard let place = target.endpoints.firstIndex(of: leader) else {
      throw BenchFailure("the leader is at \(leader), which is none of the endpoints given")
    }
    try await createJobs(leader)
    var others = target.endpoints
    others.remove(at: place)
    let setting = Setting(target: target, work: .enqueue, clients: 1, payload: 256)
    let probe = GapProbe(turn: turn, addresses: others, request: enqueueRequest(setting))
    defer { probe.close() }
    let clock = ContinuousClock()
    let start = clock.now
    for beat in 0..<10_000 where probe.gap == nil {
      // Half a second of writes first, so that connections stand and nothing is new.
      if beat == 250 {
        guard kill(pid_t(target.pids[place]), SIGKILL) == 0 else {
          throw BenchFailure("process \(target.pids[place]) cannot be killed (errno \(errno))")
        }
        probe.markKill()
      }
      probe.beat()
      try await Task.sleep(until: start + .milliseconds(2 * (beat + 1)), clock: clock)
    }
    guard let gap = probe.gap else { throw BenchFailure("no write in twenty seconds") }
    return gap
  }

  // MARK: Before the first run

  private func leader(of target: Target) async throws -> Address {
    var last = "no endpoint was given"
    for _ in 0..<50 {
      for endpoint in target.endpoints {
        let reply = await call(endpoint, target.statusPath, target.statusRequest)
        if let leader = target.leader(by: reply, from: endpoint) { return leader }
        last = "\(endpoint): \(reply.status)"
      }
      try await Task.sleep(for: .milliseconds(200))
    }
    throw BenchFailure("no leader of \(target.kind) in ten seconds; \(last)")
  }

  /// A job for each work. Those of an earlier run of this benchmark are taken as they are.
  private func createJobs(_ leader: Address) async throws {
    for work in Work.allCases {
      let job = Job(name: "bench-\(work)", handler: LifeLoad.handler, queue: "bench-\(work)")
      let reply = await call(
        leader, Methods.JobService.createJob.path, CreateJobRequest(job: job).encoded())
      guard reply.status.isOK || reply.status.code == .alreadyExists else {
        throw BenchFailure("the job \(job.name) cannot be made: \(reply.status)")
      }
    }
    hasJobs = true
  }

  private func call(_ address: Address, _ path: String, _ request: Bytes) async -> Reply {
    let connection = ClientConnection(turn: turn, address: address)
    defer { connection.close() }
    return await withCheckedContinuation { continuation in
      connection.unary(path, request, deadline: turn.now + .seconds(5)) {
        continuation.resume(returning: $0)
      }
    }
  }
}
