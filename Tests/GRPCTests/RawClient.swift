import GRPC
import HTTP2
import NIOCore
import NIOPosix
import Units

/// A client without manners: any headers, any bytes. Tells exactly what came back.
final class RawClient: Connection {
  private let turn: Turn
  var whenReady: EventLoopPromise<Void>?

  init(turn: Turn) {
    self.turn = turn
    super.init(isServer: false, limits: Limits(), now: turn.now)
  }

  override func willRead() { now = turn.now }
  override func wantsFlush() {
    if awaitsFlush { return }
    awaitsFlush = true
    turn.atEnd { self.flush() }
  }
  override func becameReady() { whenReady?.succeed() }
  override func closed(_ end: End) { whenReady?.fail(Lab.Closed()) }

  /// What one stream got.
  struct Answer: Sendable {
    var headers: [String: String] = [:]
    var body: Bytes = []
    var trailers: [String: String] = [:]
    /// One header block with END_STREAM was all.
    var isTrailersOnly = false
    var code: ErrorCode?

    /// `grpc-status`, wherever it was.
    var status: String? { trailers["grpc-status"] ?? headers["grpc-status"] }
    var message: String { trailers["grpc-message"] ?? headers["grpc-message"] ?? "" }
  }

  final class Call: HTTP2.Stream {
    private let body: Bytes
    private let ends: Bool
    private var sent = 0
    private var blocks = 0
    private var answer = Answer()
    let promise: EventLoopPromise<Answer>

    init(_ body: Bytes, ends: Bool, _ promise: EventLoopPromise<Answer>) {
      self.body = body
      self.ends = ends
      self.promise = promise
      super.init()
    }

    override func received(
      name: UnsafeBufferPointer<UInt8>, value: UnsafeBufferPointer<UInt8>
    ) {
      let name = unsafe String(decoding: name, as: UTF8.self)
      let value = unsafe String(decoding: value, as: UTF8.self)
      if blocks == 0 { answer.headers[name] = value } else { answer.trailers[name] = value }
    }
    override func receivedHeaders(isFirst: Bool, isTooLarge: Bool) {
      if blocks == 0, isRemoteClosed { answer.isTrailersOnly = true }
      blocks += 1
    }
    override func receivedData(_ chunk: UnsafeBufferPointer<UInt8>) {
      unsafe answer.body.append(contentsOf: chunk)
      connection?.consumeStream(self, chunk.count)
    }
    override func nextData(limit: Int) -> Portion? {
      let count = min(limit, body.count - sent)
      if count == 0, !ends { return nil }
      return Portion(count: count, isLast: ends && sent + count == body.count, hasTrailers: false)
    }
    override func writeData(_ count: Int, into buffer: inout ByteBuffer) {
      buffer.writeBytes(body[sent..<sent + count])
      sent += count
    }
    override func closed(_ code: ErrorCode, wasSent: Bool, connectionEnd: Connection.End?) {
      answer.code = code
      promise.succeed(answer)
    }
  }

  /// Connects to the lab's server, sends one request and waits for the end of its stream.
  static func call(
    _ lab: Lab, _ fields: [(String, String)], _ body: Bytes = [], ends: Bool = true,
    prepare: @escaping @Sendable (any Channel) throws -> Void = { _ in }
  ) async throws -> Answer {
    try await lab.loop.flatSubmit {
      guard let inside = lab.inside.value else { return lab.loop.makeFailedFuture(Lab.Closed()) }
      let ready = lab.loop.makePromise(of: Void.self)
      let promise = lab.loop.makePromise(of: Answer.self)
      let turn = NIOLoopBound(inside.turn, eventLoop: lab.loop)
      ClientBootstrap(group: lab.loop)
        .connect(host: inside.address.host, port: inside.address.port)
        .flatMapThrowing { channel in
          try prepare(channel)
          let client = RawClient(turn: turn.value)
          try client.attach(to: channel)
          client.whenReady = ready
          let bound = NIOLoopBound(client, eventLoop: lab.loop)
          ready.futureResult.whenComplete { _ in
            var block = HeaderBlock()
            for (name, value) in fields { block.add(name, value) }
            _ = bound.value.submitRequest(
              Call(body, ends: ends, promise), block, hasBody: !ends || !body.isEmpty)
            bound.value.wantsFlush()
          }
          promise.futureResult.whenComplete { _ in bound.value.close() }
        }
        .whenFailure { promise.fail($0) }
      return promise.futureResult
    }.get()
  }
}
