public import Units

/// How a unary call ended.
public struct Reply: Sendable {
  public var status: Status
  /// The response; empty unless `status` is OK.
  public var message: Bytes
  /// The server's headers and trailers, custom fields only.
  public var metadata: Metadata
  public var trailers: Metadata
  /// The server certainly did not begin to work on the call: it never left, was refused
  /// (REFUSED_STREAM) or lies above the last id of a GOAWAY. Safe to send again anywhere.
  public var wasNotProcessed: Bool
  /// The server ended the call: `status` is its word and not our guess about a lost connection.
  public var isFromServer: Bool
}

/// What a streaming call tells its owner. Called on the event loop.
public struct ClientStreamHandlers {
  /// The server's headers; not called for an answer that is trailers only.
  public var onMetadata: ((Metadata) -> Void)?
  public var onMessage: ((Bytes) -> Void)?
  /// Called once, last. `message` of the reply is empty.
  public var onEnd: (Reply) -> Void
  /// Called each time `ClientCall.isWritable` turns from false to true.
  public var onWritable: (() -> Void)?

  public init(
    onMetadata: ((Metadata) -> Void)? = nil, onMessage: ((Bytes) -> Void)? = nil,
    onWritable: (() -> Void)? = nil, onEnd: @escaping (Reply) -> Void
  ) {
    self.onMetadata = onMetadata
    self.onMessage = onMessage
    self.onEnd = onEnd
    self.onWritable = onWritable
  }
}

/// A call that this side made. A handle like `ServerCall`: confined to the loop, safe after the end.
public struct ClientCall: Hashable {
  let stream: ClientStream

  init(_ stream: ClientStream) { self.stream = stream }

  /// Whether the call is over.
  public var isEnded: Bool { stream.isEnded }

  /// Queues one message; returns whether more is welcome now (else wait for `onWritable`).
  /// Does nothing after `halfClose` or the end.
  @discardableResult
  public func send(_ message: Bytes) -> Bool { stream.send(message) }

  /// No more messages from this side, after what is queued.
  public func halfClose() { stream.halfClose() }

  /// Ends the call with CANCELLED here and RST_STREAM(CANCEL) there. The completion is called with
  /// it, before this returns.
  public func cancel() { stream.cancel() }

  /// Whether less is queued than `ClientOptions.highWatermark`.
  public var isWritable: Bool { stream.isWritable }
  /// Bytes queued and not yet handed to the connection.
  public var bufferedBytes: Int { stream.bufferedBytes }

  /// Stops handing over messages; the server may go on sending until its window is used up.
  public func pause() { stream.pause() }
  /// Goes on handing over messages, at once those that had come.
  public func resume() { stream.resume() }

  public static func == (left: ClientCall, right: ClientCall) -> Bool {
    left.stream === right.stream
  }

  public func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(stream)) }
}
