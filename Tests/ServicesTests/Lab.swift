import GRPC
import Logging
import Messages
import NIOCore
import NIOPosix
import Node
import Services
import Testing
import Units

/// A cluster of real nodes with every service, in one process, and a client's loop of its own.
final class Lab: Sendable {
  let directory: String
  let group: MultiThreadedEventLoopGroup
  let loop: any EventLoop
  let nodes: [RunningNode]
  private let connections: NIOLoopBound<Connections>

  final class Connections {
    var all: [ClientConnection] = []
  }

  static func start(
    _ count: Int = 3, _ change: (inout NodeOptions) -> Void = { _ in }
  ) async throws -> Lab {
    let directory = try Scratch.make()
    let group = MultiThreadedEventLoopGroup(numberOfThreads: count + 1)
    var nodes: [RunningNode] = []
    for number in 1...count {
      var options = NodeOptions(
        name: "n\(number)", listen: Address(host: "127.0.0.1", port: 0),
        dataDirectory: directory + "/n\(number)")
      options.founds = number == 1
      options.join = nodes.map(\.address)
      options.zoneDirectory = directory
      options.server.drainGrace = .milliseconds(200)
      change(&options)
      nodes.append(
        try await RunningNode.start(
          options, on: group.next(),
          logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
          services: { node, router in Services.register(on: node, into: &router) }))
    }
    let loop = group.next()
    let addresses = nodes.map(\.address)
    let connections = try await loop.submit {
      let connections = Connections()
      for address in addresses {
        let connection = ClientConnection(turn: Turn(eventLoop: loop), address: address)
        connection.connect()
        connections.all.append(connection)
      }
      return NIOLoopBound(connections, eventLoop: loop)
    }.get()
    let lab = Lab(directory, group, loop, nodes, connections)
    try await lab.eventually("\(count) voters") {
      let status = try await lab.status(0)
      return status.voters == UInt32(count) && !status.changeInProgress
    }
    return lab
  }

  private init(
    _ directory: String, _ group: MultiThreadedEventLoopGroup, _ loop: any EventLoop,
    _ nodes: [RunningNode], _ connections: NIOLoopBound<Connections>
  ) {
    self.directory = directory
    self.group = group
    self.loop = loop
    self.nodes = nodes
    self.connections = connections
  }

  func stop() async throws {
    let connections = connections
    try await loop.submit { for connection in connections.value.all { connection.close() } }.get()
    for node in nodes { await node.stop() }
    try await group.shutdownGracefully()
    Scratch.remove(directory)
  }

  // MARK: Calls

  struct Answer: Sendable {
    var code: Status.Code
    var text: String
    var body: Bytes
  }

  func call(
    _ node: Int, _ method: Messages.Method, _ request: some WireMessage, key: String? = nil,
    timeout: Timeout = .seconds(8)
  ) async throws -> Answer {
    let (connections, loop, path) = (connections, loop, method.path)
    let body = request.encoded()
    return try await loop.flatSubmit {
      let promise = loop.makePromise(of: Answer.self)
      var metadata = Metadata()
      if let key { metadata.add("idempotency-key", key) }
      let connection = connections.value.all[node]
      connection.unary(
        path, body, metadata: metadata, deadline: connection.turn.now + timeout,
        waitForReady: true
      ) { reply in
        promise.succeed(
          Answer(code: reply.status.code, text: reply.status.message, body: reply.message))
      }
      return promise.futureResult
    }.get()
  }

  /// The answer's message; a failure is an issue.
  func ask<Response: WireMessage>(
    _ node: Int, _ method: Messages.Method, _ request: some WireMessage,
    as type: Response.Type = Response.self, key: String? = nil
  ) async throws -> Response {
    let answer = try await call(node, method, request, key: key)
    #expect(answer.code == .ok, "\(method.path): \(answer.text)")
    return try Response(decoding: answer.body)
  }

  func open(
    _ node: Int, _ method: Messages.Method, _ first: Bytes, closes: Bool = false
  ) async throws -> Stream {
    let (connections, loop, path) = (connections, loop, method.path)
    return try await loop.submit {
      let stream = Stream(loop)
      let connection = connections.value.all[node]
      let call = connection.stream(
        path, metadata: Metadata(), deadline: connection.turn.now + .seconds(60),
        waitForReady: true,
        handlers: ClientStreamHandlers(
          onMessage: { stream.add($0) }, onEnd: { stream.end($0.status) }))
      stream.start(call, first, closes: closes)
      return stream
    }.get()
  }

  func status(_ node: Int) async throws -> ClusterStatus {
    try await ask(node, Methods.ClusterService.getStatus, GetStatusRequest())
  }

  /// The place of the node that leads.
  func leader() async throws -> Int {
    for _ in 0..<500 {
      for node in nodes.indices {
        let status = try await status(node)
        if let number = Int(status.leader.dropFirst()), status.leader.hasPrefix("n") {
          return number - 1
        }
      }
      try await Task.sleep(for: .milliseconds(20))
    }
    throw Nobody()
  }

  struct Nobody: Error {}

  func eventually(_ what: String, _ holds: () async throws -> Bool) async throws {
    for _ in 0..<1_000 {
      if try await holds() { return }
      try await Task.sleep(for: .milliseconds(10))
    }
    Issue.record("not within ten seconds: \(what)")
  }
}

/// The client's side of a stream.
final class Stream: Sendable {
  struct Inside {
    var messages: [Bytes] = []
    var end: Status?
    var call: ClientCall?
    var waiting: [CheckedContinuation<Void, Never>] = []
  }

  private final class Box {
    var inside = Inside()
  }

  private let loop: any EventLoop
  private let box: NIOLoopBound<Box>

  init(_ loop: any EventLoop) {
    self.loop = loop
    box = NIOLoopBound(Box(), eventLoop: loop)
  }

  func start(_ call: ClientCall, _ first: Bytes, closes: Bool) {
    box.value.inside.call = call
    call.send(first)
    if closes { call.halfClose() }
  }

  func add(_ message: Bytes) { box.value.inside.messages.append(message) }
  func end(_ status: Status) { box.value.inside.end = status }

  func send(_ message: some WireMessage) async throws {
    let (box, bytes) = (box, message.encoded())
    try await loop.submit { _ = box.value.inside.call?.send(bytes) }.get()
  }

  /// What came so far, and how it ended.
  func look() async throws -> (messages: [Bytes], end: Status?) {
    let box = box
    return try await loop.submit { (box.value.inside.messages, box.value.inside.end) }.get()
  }

  /// The first message that `pick` takes.
  func next<Value: Sendable>(_ what: String, _ pick: (Bytes) -> Value?) async throws -> Value {
    for _ in 0..<800 {
      let (messages, end) = try await look()
      for message in messages { if let value = pick(message) { return value } }
      if let end { throw Ended(what: what, status: "\(end)") }
      try await Task.sleep(for: .milliseconds(10))
    }
    throw Ended(what: what, status: "nothing came")
  }

  func ended() async throws -> Status? {
    for _ in 0..<800 {
      if let end = try await look().end { return end }
      try await Task.sleep(for: .milliseconds(10))
    }
    return nil
  }

  struct Ended: Error {
    var what: String
    var status: String
  }
}
