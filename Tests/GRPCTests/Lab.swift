import GRPC
import NIOCore
import NIOPosix
import Units

/// A server with a few test methods and one client of ours, on one event loop.
///
/// Methods of `/t.T`: `Echo` (unary; answers the request, its metadata as trailers), `Fail` (unary;
/// the request's first byte is the code), `Sink` (client stream; answers the sum of sizes), `Source`
/// (server stream; as many messages as the request's first byte), `Chat` (bidirectional echo),
/// `Hang` (unary; never answers, notes its cancellation), `Flood` (server stream; 1 MiB messages as
/// long as the client takes them).
final class Lab: Sendable {
  static let group = MultiThreadedEventLoopGroup(numberOfThreads: 2)

  let loop: any EventLoop
  let inside: NIOLoopBoundBox<Inside?>

  final class Inside {
    let turn: Turn
    let server: Server
    var client: ClientConnection?
    var address = Address(host: "127.0.0.1", port: 0)
    var cancellations: [Cancellation] = []
    var hanging: [ServerCall] = []
    var bursts = 0
    var isDrained = false
    var events: [ClientConnection.Event] = []

    init(turn: Turn, options: ServerOptions) {
      self.turn = turn
      var router = Router()
      final class Reference { weak var inside: Inside? }
      let me = Reference()
      Lab.addMethods(&router)
      router.unary("/t.T/Hang") { _, call in
        me.inside?.hanging.append(call)
        call.onCancel { me.inside?.cancellations.append($0) }
      }
      server = Server(turn: turn, router: router, options: options)
      me.inside = self
      turn.onReadBurst = { me.inside?.bursts += 1 }
    }
  }

  init(loop: any EventLoop, inside: NIOLoopBoundBox<Inside?>) {
    self.loop = loop
    self.inside = inside
  }

  /// Runs `body` against a fresh server, and closes all afterwards.
  static func run(
    _ options: ServerOptions = ServerOptions(), client: ClientOptions = ClientOptions(),
    _ body: (Lab) async throws -> Void
  ) async throws {
    let loop = group.next()
    let lab = Lab(loop: loop, inside: .makeEmptyBox(valueType: Inside.self, eventLoop: loop))
    let address = try await loop.flatSubmit {
      let inside = Inside(turn: Turn(eventLoop: loop), options: options)
      lab.inside.value = inside
      return inside.server.listen(Address(host: "127.0.0.1", port: 0))
    }.get()
    try await lab.on { inside in
      inside.address = address
      let connection = ClientConnection(turn: inside.turn, address: address, options: client)
      connection.onEvent = { [unowned inside] in inside.events.append($0) }
      inside.client = connection
    }
    do {
      try await body(lab)
    } catch {
      try await lab.close()
      throw error
    }
    try await lab.close()
  }

  private func close() async throws {
    try await loop.flatSubmit {
      self.inside.value?.client?.close()
      return self.inside.value?.server.close() ?? self.loop.makeSucceededVoidFuture()
    }.get()
    try await loop.submit { self.inside.value = nil }.get()
  }

  /// Runs `body` on the loop.
  @discardableResult
  func on<Result: Sendable>(
    _ body: @escaping @Sendable (Inside) throws -> Result
  ) async throws -> Result {
    try await loop.submit {
      guard let inside = self.inside.value else { throw Closed() }
      return try body(inside)
    }.get()
  }

  struct Closed: Error {}

  /// Waits until `condition` holds, at most five seconds; returns whether it came to hold.
  func eventually(_ condition: @escaping @Sendable (Inside) -> Bool) async throws -> Bool {
    for _ in 0..<1_000 {
      if try await on(condition) { return true }
      try await Task.sleep(for: .milliseconds(5))
    }
    return false
  }

  /// Gives real sockets time in which nothing should happen.
  func rest(_ span: Duration) async throws { try await Task.sleep(for: span) }

  func unary(
    _ path: String, _ request: Bytes = [], metadata: Metadata = Metadata(),
    timeout: Timeout? = nil, waitForReady: Bool = false
  ) async throws -> Reply {
    try await loop.flatSubmit {
      let promise = self.loop.makePromise(of: Reply.self)
      guard let inside = self.inside.value, let client = inside.client else {
        promise.fail(Closed())
        return promise.futureResult
      }
      client.unary(
        path, request, metadata: metadata,
        deadline: timeout.map { inside.turn.now + $0 } ?? .distantFuture, waitForReady: waitForReady
      ) { promise.succeed($0) }
      return promise.futureResult
    }.get()
  }

  struct Streamed: Sendable {
    var headers: Metadata?
    var messages: [Bytes] = []
    var reply: Reply
  }

  /// A streaming call that sends `requests`, half-closes and gathers what comes.
  func stream(
    _ path: String, _ requests: [Bytes], metadata: Metadata = Metadata(), timeout: Timeout? = nil
  ) async throws -> Streamed {
    try await loop.flatSubmit {
      let promise = self.loop.makePromise(of: Streamed.self)
      guard let inside = self.inside.value, let client = inside.client else {
        promise.fail(Closed())
        return promise.futureResult
      }
      var headers: Metadata?
      var messages: [Bytes] = []
      let handlers = ClientStreamHandlers(
        onMetadata: { headers = $0 }, onMessage: { messages.append($0) },
        onEnd: { promise.succeed(Streamed(headers: headers, messages: messages, reply: $0)) })
      let call = client.stream(
        path, metadata: metadata,
        deadline: timeout.map { inside.turn.now + $0 } ?? .distantFuture, handlers: handlers)
      for request in requests { call.send(request) }
      call.halfClose()
      return promise.futureResult
    }.get()
  }

  static func addMethods(_ router: inout Router) {
    router.unary("/t.T/Echo") { request, call in
      call.respond(request, trailers: call.metadata)
    }
    router.unary("/t.T/Bins") { _, call in
      let all = call.metadata.binaryValues("k-bin").flatMap { $0 }
      var trailers = Metadata()
      trailers.add("all-bin", binary: all)
      call.respond(all, trailers: trailers)
    }
    router.unary("/t.T/Fail") { request, call in
      let code = Status.Code(rawValue: request.first ?? 2) ?? .unknown
      call.fail(Status(code, "as asked: ä%\n", details: [1, 2, 3]), trailers: ["why": "asked"])
    }
    router.stream("/t.T/Sink") { call in
      var sum = 0
      call.onMessage { sum += $0.count }
      call.onHalfClose {
        var answer: Bytes = []
        answer.append(littleEndian: UInt64(sum))
        call.respond(answer)
      }
    }
    router.serverStream("/t.T/Source") { request, call in
      call.sendMetadata(["kind": "source"])
      for number in 0..<(request.first ?? 0) { call.send([number]) }
      call.finish(trailers: ["sent": "all"])
    }
    router.stream("/t.T/Chat") { call in
      call.onMessage { call.send($0) }
      call.onHalfClose { call.finish() }
    }
    router.serverStream("/t.T/Flood") { _, call in
      let message = Bytes(repeating: 7, count: 1 << 20)
      call.onWritable { while call.send(message) {} }
      while call.send(message) {}
    }
  }
}
