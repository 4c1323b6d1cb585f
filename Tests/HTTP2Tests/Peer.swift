import HTTP2
import NIOCore
import NIOEmbedded
import Units

/// A server's connection on an embedded channel, and the raw bytes of its peer. No socket, no clock:
/// `now` moves when a test moves it.
final class Peer {
  /// Answers every request with 200 and `body`, once its last byte is there.
  final class Server: Connection {
    var body: Bytes = Array("hello".utf8)
    var wanted = false
    var ends: [End] = []
    var named: [String] = []
    var received = 0

    override func makeStream() -> HTTP2.Stream? { Answer(body) }
    override func wantsFlush() { wanted = true }
    override func willEnd(_ code: ErrorCode, _ name: String) { named.append(name) }
    override func closed(_ end: End) { ends.append(end) }
  }

  final class Answer: HTTP2.Stream {
    private let body: Bytes
    private var sent = 0
    init(_ body: Bytes) {
      self.body = body
      super.init()
    }
    override func receivedData(_ chunk: UnsafeBufferPointer<UInt8>) {
      (connection as? Server)?.received += chunk.count
      connection?.consumeStream(self, chunk.count)
    }
    override func receivedEnd() {
      connection?.submitResponse(self, HeaderBlock([":status": "200"]), hasBody: true)
    }
    override func nextData(limit: Int) -> Portion? {
      let count = min(limit, body.count - sent)
      return Portion(count: count, isLast: sent + count == body.count, hasTrailers: false)
    }
    override func writeData(_ count: Int, into buffer: inout ByteBuffer) {
      buffer.writeBytes(body[sent..<sent + count])
      sent += count
    }
  }

  static let preface = Array("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".utf8)

  let channel = EmbeddedChannel()
  let server: Server
  /// What the server wrote and is no whole frame yet.
  private(set) var rest: Bytes = []
  /// All frames so far.
  private(set) var frames: [Frame] = []

  /// - Parameter greets: sends preface and SETTINGS, and acknowledges the server's.
  init(greets: Bool = true, settings: Frame = .settings(), limits: Limits = Limits()) throws {
    server = Server(isServer: true, limits: limits, now: Monotonic(nanoseconds: 1 << 40))
    try server.attach(to: channel)
    channel.pipeline.fireChannelActive()
    if greets { try send(Peer.preface + settings.bytes + Frame.settingsACK.bytes) }
  }

  func advance(_ span: Timeout) throws {
    server.now = server.now + span
    server.tick()
    try flush()
  }

  func send(_ bytes: Bytes) throws {
    try channel.writeInbound(ByteBuffer(bytes: bytes))
    try flush()
  }

  func send(_ sent: [Frame]) throws { try send(sent.flatMap(\.bytes)) }

  private func flush() throws {
    if server.wanted {
      server.wanted = false
      server.flush()
    }
    channel.embeddedEventLoop.run()
    while let buffer = try channel.readOutbound(as: ByteBuffer.self) {
      rest += buffer.readableBytesView
    }
    if !rest.isEmpty { frames += Frame.parse(&rest) }
  }

  var goAway: (code: ErrorCode, text: String)? {
    frames.last { $0.kind == 7 }.map {
      (ErrorCode(rawValue: $0.number(4)), String(decoding: $0.payload.dropFirst(8), as: UTF8.self))
    }
  }

  func resetCode(_ stream: UInt32? = nil) -> ErrorCode? {
    frames.first { $0.kind == 3 && (stream == nil || $0.stream == stream) }
      .map { ErrorCode(rawValue: $0.number()) }
  }

  /// Whether `stream` was answered to its end.
  func isAnswered(_ stream: UInt32) -> Bool {
    frames.contains { $0.stream == stream && $0.kind <= 1 && $0.flags & Frame.endStream != 0 }
  }

  /// Whether a new request is answered.
  func isAlive(_ stream: UInt32 = 10_001) throws -> Bool {
    if !server.isOpen { return false }
    try send([.headers(stream)])
    return isAnswered(stream)
  }
}
