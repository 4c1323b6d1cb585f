public import Units

/// A call being served, as its handler sees it. A handle: copies are the same call, and it is equal
/// to itself only.
///
/// Confined to the server's event loop. After the call has ended (answered, cancelled, connection
/// lost) every method is still safe to call and does nothing; a body set then is not kept, nor called.
///
/// A unary handler answers with `respond` or `fail`. A streaming one uses `send` and `finish`, and
/// sets what it wants to hear with `onMessage`, `onHalfClose`, `onWritable`; both may set `onCancel`.
public struct ServerCall: Hashable {
  let stream: ServerStream

  init(_ stream: ServerStream) { self.stream = stream }

  // MARK: What the client said

  /// `/package.Service/Method`.
  public var path: String { stream.path }
  /// The client's custom metadata.
  public var metadata: Metadata { stream.metadata }
  /// When the call must be over; `.distantFuture` where the client set no `grpc-timeout`. At this
  /// time the call ends with DEADLINE_EXCEEDED by itself and `onCancel` is called.
  public var deadline: Monotonic { stream.deadline }
  /// The other end, as `host:port`.
  public var peer: String { stream.peer }
  /// A number for the connection that the call came by, unique in this process.
  public var connection: UInt64 { stream.connectionNumber }
  /// When the request's headers were read.
  public var start: Monotonic { stream.start }
  /// Whether the call is over: answered, cancelled or expired. Nothing can be sent any more.
  public var isEnded: Bool { stream.isEnded }

  // MARK: Unary answers

  /// Sends `message`, then status OK with `trailers`.
  public func respond(_ message: Bytes, trailers: Metadata = Metadata()) {
    stream.respond(message, trailers: trailers)
  }

  /// Ends the call with `status`, which should not be OK, and no (further) message.
  public func fail(_ status: Status, trailers: Metadata = Metadata()) {
    stream.finish(status, trailers: trailers)
  }

  // MARK: Streams

  /// Sends headers with `metadata` now. Without this they go out, without custom fields, before the
  /// first message. Does nothing once headers were sent.
  public func sendMetadata(_ metadata: Metadata) { stream.sendMetadata(metadata) }

  /// Queues one message. It is sent at the end of the loop's turn, as far as the client's window
  /// allows. Returns whether more is welcome now: after false wait for `onWritable`. What is queued
  /// although not welcome is kept up to `ServerOptions.maxBufferedOutput`, over which the call fails
  /// with RESOURCE_EXHAUSTED.
  @discardableResult
  public func send(_ message: Bytes) -> Bool { stream.send(message) }

  /// Ends the call after everything that was queued.
  public func finish(_ status: Status = .ok, trailers: Metadata = Metadata()) {
    stream.finish(status, trailers: trailers)
  }

  /// Whether less is queued than `ServerOptions.highWatermark`.
  public var isWritable: Bool { stream.isWritable }
  /// Bytes queued and not yet handed to the connection.
  public var bufferedBytes: Int { stream.bufferedBytes }

  /// `body` is called with every message of a streaming request, in order.
  public func onMessage(_ body: @escaping (Bytes) -> Void) {
    if !stream.isEnded { stream.onMessage = body }
  }
  /// `body` is called once, when the client has sent its last message.
  public func onHalfClose(_ body: @escaping () -> Void) {
    if !stream.isEnded { stream.onHalfClose = body }
  }
  /// `body` is called once if the call ends other than by `respond`, `fail` or `finish`: the client
  /// cancelled, the deadline passed, the connection was lost. Stop the work, then call `fail` or
  /// drop the call; until one of the two it counts against the connection's concurrent calls.
  public func onCancel(_ body: @escaping (Cancellation) -> Void) {
    if !stream.isEnded { stream.onCancel = body }
  }
  /// `body` is called each time `isWritable` turns from false to true.
  public func onWritable(_ body: @escaping () -> Void) {
    if !stream.isEnded { stream.onWritable = body }
  }

  /// Stops handing over messages; the client may go on sending until its window is used up.
  public func pause() { stream.pause() }
  /// Goes on handing over messages, at once those that had come.
  public func resume() { stream.resume() }

  public static func == (left: ServerCall, right: ServerCall) -> Bool {
    left.stream === right.stream
  }

  public func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(stream)) }
}

/// Why a call ended before its handler had ended it.
public enum Cancellation: Sendable, Hashable {
  /// The client reset the stream.
  case client
  /// The deadline passed; the client was told DEADLINE_EXCEEDED.
  case deadline
  /// The connection broke or was closed.
  case connection
  /// What came over the connection was altered on the way, so it was ended here: the client lives.
  case altered
  /// The call broke a rule of the wire or a limit; the client was told the status.
  case refused(Status)
}
