import Client
import Foundation
import GRPC
import Logging
import Messages
import NIOCore
import NIOPosix
import Units

@testable import Worker

/// The cluster's side of the `Work` stream, played by the test on a real server: it welcomes, hands
/// out the leases it was given, confirms beats and answers each change with success, once.
/// Together with a real worker, its supervisor and handlers, on one event loop.
final class Desk: Sendable {
  static let group = MultiThreadedEventLoopGroup(numberOfThreads: 2)
  static let pool = NIOThreadPool.singleton

  let loop: any EventLoop
  let inside: NIOLoopBoundBox<Inside?>
  let directory: String

  final class Inside {
    var server: Server?
    var channel: ClusterChannel?
    var worker: WorkerLoop?
    var call: ServerCall?
    var hellos: [Hello] = []
    var completed: [Complete] = []
    var failed: [Fail] = []
    var lines: [LogLine] = []
    var progress: [ProgressReport] = []
    var beats = 0
    var leases: [Lease] = []
    var credit: UInt32 = 0
    var grants: UInt64 = 0
    var answered: UInt64 = 0
    var bundles: [String: Bytes] = [:]
    var downloads = 0
    var isFinished = false
    /// Grants.
    var said: [UInt64] = []

    func say(_ message: WorkResponse.Message) {
      call?.send(WorkResponse(message: message).encoded())
    }

    func handOut() {
      while credit > 0, !leases.isEmpty {
        credit -= 1
        let lease = leases.removeFirst()
        said.append(lease.grant)
        say(.lease(lease))
      }
    }

    func serve(_ call: ServerCall) {
      self.call = call
      credit = 0
      call.onMessage { [weak self] bytes in
        guard let request = try? WorkRequest(decoding: bytes) else {
          return call.fail(Status(.internal))
        }
        self?.received(request, call)
      }
      call.onHalfClose { call.finish() }
    }

    func received(_ request: WorkRequest, _ call: ServerCall) {
      guard call == self.call else { return }
      switch request.message {
      case .hello(let hello):
        hellos.append(hello)
        say(
          .welcome(
            Welcome(
              session: "S1", ttl: .milliseconds(1_500), stillHeld: hello.held,
              lastAnswered: answered)))
      case .credit(let more):
        // What it has not received yet is on its way.
        let onTheirWay = UInt32(said.count { $0 > request.lastGrant })
        credit = more.count - min(more.count, onTheirWay)
        handOut()
      case .beat:
        beats += 1
        say(.beat(WorkResponse.Beat(confirmedSequence: request.sequence)))
      case .complete(let complete): if answer(request) { completed.append(complete) }
      case .fail(let fail): if answer(request) { failed.append(fail) }
      case .progress(let report): if answer(request) { progress.append(report) }
      case .log(let chunk):
        if answer(request), let part = try? LogLines(decoding: chunk.data) { lines += part.lines }
      default: break
      }
    }

    /// Whether it is new. Repeated ones are answered as well.
    func answer(_ request: WorkRequest) -> Bool {
      let isNew = request.sequence > answered
      answered = max(answered, request.sequence)
      say(
        .results(WorkResponse.Results(results: [WorkResponse.Result(sequence: request.sequence)])))
      return isNew
    }

    func download(_ request: Bytes, _ call: ServerCall) {
      downloads += 1
      guard let wanted = try? DownloadBundleRequest(decoding: request),
        let bytes = bundles[wanted.hash]
      else { return call.fail(Status(.notFound, "there is no such bundle")) }
      for offset in stride(from: 0, to: bytes.count, by: 50_000) {
        call.send(
          DownloadBundleResponse(
            size: UInt64(bytes.count), offset: UInt64(offset),
            data: Bytes(bytes[offset..<min(bytes.count, offset + 50_000)])
          ).encoded())
      }
      call.finish()
    }
  }

  init(loop: any EventLoop, directory: String) {
    self.loop = loop
    self.directory = directory
    inside = .makeEmptyBox(valueType: Inside.self, eventLoop: loop)
  }

  /// Runs `body` with a worker that serves; `scripts` are its handlers that belong to no module.
  static func run(_ scripts: [String: String] = [:], _ body: (Desk) async throws -> Void)
    async throws
  {
    let directory = NSTemporaryDirectory() + "carillon-worker-" + UUID().uuidString
    let handlers = directory + "/handlers"
    try FileManager.default.createDirectory(atPath: handlers, withIntermediateDirectories: true)
    defer {
      _ = try? Foundation.Process.run(
        URL(fileURLWithPath: "/bin/sh"),
        arguments: ["-c", "chmod -R u+w \(directory); rm -rf \(directory)"]
      ).waitUntilExit()
    }
    for (name, script) in scripts {
      try Data("#!/bin/sh\n\(script)\n".utf8).write(to: URL(fileURLWithPath: "\(handlers)/\(name)"))
      try FileManager.default.setAttributes(
        [.posixPermissions: 0o755], ofItemAtPath: "\(handlers)/\(name)")
    }
    let desk = Desk(loop: group.next(), directory: directory)
    try await desk.open(handlers)
    do {
      try await body(desk)
    } catch {
      try await desk.close()
      throw error
    }
    try await desk.close()
  }

  private func open(_ handlers: String) async throws {
    let address = try await loop.flatSubmit {
      let inside = Inside()
      var router = Router()
      router.stream("/carillon.v1.WorkerService/Work") { [weak inside] in inside?.serve($0) }
      router.serverStream("/carillon.v1.ModuleService/DownloadBundle") { [weak inside] in
        inside?.download($0, $1)
      }
      let server = Server(turn: Turn(eventLoop: self.loop), router: router)
      inside.server = server
      self.inside.value = inside
      return server.listen(Address(host: "127.0.0.1", port: 0))
    }.get()
    try await on { [loop, directory] inside in
      var options = WorkerOptions(name: "w1", directory: directory + "/worker")
      options.handlers = handlers
      options.supervisor = #filePath.replacing(
        "/Tests/WorkerTests/Edge/Desk.swift", with: "/.build/debug/SandboxHost")
      let channel = ClusterChannel(
        turn: Turn(eventLoop: loop), addresses: [address], options: ClientOptions(), seed: 1)
      let worker = try WorkerLoop(
        options: options, channel: channel, eventLoop: loop, pool: Desk.pool,
        logger: Logger(label: "worker") { _ in SwiftLogNoOpLogHandler() })
      worker.onFinish = { [weak inside] in inside?.isFinished = true }
      inside.channel = channel
      inside.worker = worker
      try worker.start()
    }
  }

  private func close() async throws {
    try await loop.flatSubmit {
      self.inside.value?.worker?.close()
      self.inside.value?.channel?.close()
      return self.inside.value?.server?.close() ?? self.loop.makeSucceededVoidFuture()
    }.get()
    try await loop.submit { self.inside.value = nil }.get()
  }

  struct Closed: Error {}

  @discardableResult
  func on<Result: Sendable>(
    _ body: @escaping @Sendable (Inside) throws -> Result
  ) async throws -> Result {
    try await loop.submit {
      guard let inside = self.inside.value else { throw Closed() }
      return try body(inside)
    }.get()
  }

  /// Hands out a lease as soon as there is credit. Its token.
  @discardableResult
  func lease(_ handler: String, _ change: @escaping @Sendable (inout Lease) -> Void = { _ in })
    async throws -> UInt64
  {
    try await on { inside in
      inside.grants += 1
      var lease = Lease(
        execution: "E\(inside.grants)", token: 1_000 + inside.grants, grant: 1_000 + inside.grants)
      lease.handler = handler
      lease.attempt = 1
      lease.timeout = .seconds(20)
      change(&lease)
      inside.leases.append(lease)
      inside.handOut()
      return lease.token
    }
  }

  /// Waits until `find` finds something, at most ten seconds.
  func await<Value: Sendable>(_ find: @escaping @Sendable (Inside) -> Value?) async throws -> Value
  {
    for _ in 0..<1_000 {
      if let value = try await on(find) { return value }
      try await Task.sleep(for: .milliseconds(10))
    }
    throw Timeout()
  }

  struct Timeout: Error {}

  func completion(_ token: UInt64) async throws -> Complete {
    try await self.await { $0.completed.first { $0.token == token } }
  }

  func failure(_ token: UInt64) async throws -> Fail {
    try await self.await { $0.failed.first { $0.token == token } }
  }
}
