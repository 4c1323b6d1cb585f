internal import HTTP2
internal import Units

/// One call that this side made.
final class ClientStream: CallStream {
  enum Kind {
    case unary((Reply) -> Void)
    case stream(ClientStreamHandlers)
    /// Told its end.
    case ended
  }

  /// Nil once the call has ended; until then it holds its connection.
  private(set) var client: ClientConnection?
  private var kind: Kind
  let headers: HeaderBlock
  let waitsForReady: Bool
  /// Place in the client's list of open calls.
  var place = -1
  private let isUnary: Bool

  private var head = ResponseHead()
  private var hasHead = false
  private var metadata = Metadata()
  private var message: Bytes?
  /// What the server said before the connection broke, or what went wrong here.
  private var isHalfClosed = false
  private let limit: Int
  private let watermark: Int

  init(
    client: ClientConnection, headers: HeaderBlock, deadline: Monotonic, waitsForReady: Bool,
    kind: Kind
  ) {
    self.client = client
    self.headers = headers
    self.waitsForReady = waitsForReady
    self.kind = kind
    if case .unary = kind { isUnary = true } else { isUnary = false }
    limit = Int(client.options.maxMessage.rawValue)
    watermark = Int(client.options.highWatermark.rawValue)
    super.init(turn: client.turn)
    self.deadline = deadline
  }

  override var maxMessage: Int { limit }
  override var highWatermark: Int { watermark }

  // MARK: The request

  func send(_ message: Bytes) -> Bool {
    if isEnded || isFinishing { return false }
    enqueue(message, .plain)
    if let connection {
      connection.resume(self)
      connection.wantsFlush()
    }
    return isWritable
  }

  func halfClose() {
    if isEnded || isFinishing { return }
    isFinishing = true
    if let connection {
      connection.resume(self)
      connection.wantsFlush()
    }
  }

  func cancel() {
    abort(Status(.cancelled, "cancelled by the caller"), reset: .cancel)
  }

  override func deadlinePassed() {
    abort(Status(.deadlineExceeded, "the deadline passed"), reset: .cancel)
  }

  override func refuse(_ status: Status) { abort(status, reset: .cancel) }

  /// Ends the call from this side.
  func abort(_ status: Status, reset: ErrorCode, wasNotProcessed: Bool = false) {
    if isEnded { return }
    let neverSent = connection == nil
    connection?.reset(self, reset)
    wantsFlush()
    end(status, isFromServer: false, wasNotProcessed: wasNotProcessed || neverSent)
  }

  // MARK: The answer

  override func received(
    name: UnsafeBufferPointer<UInt8>, value: UnsafeBufferPointer<UInt8>
  ) {
    if !isEnded { unsafe head.received(name: name, value: value) }
  }

  override func receivedHeaders(isFirst: Bool, isTooLarge: Bool) {
    if isEnded { return }
    if isTooLarge {
      return abort(
        Status(.resourceExhausted, "the server's headers are larger than 16 KiB"), reset: .cancel)
    }
    if !hasHead, (100..<200).contains(head.httpStatus) {
      head = ResponseHead()
      return
    }
    // Trailers-only is decided by END_STREAM on the first HEADERS, not by grpc-status being there
    // (connectrpc/connect-swift#268). Where both blocks came, `head` is now the trailers.
    if isRemoteClosed { return }
    hasHead = true
    if let status = head.problem {
      return abort(status, reset: .cancel)
    }
    metadata = Metadata(head.metadata)
    let encoding = head.encoding
    head = ResponseHead()
    head.encoding = encoding
    if case .stream(let handlers) = kind { handlers.onMetadata?(metadata) }
  }

  override func receivedMessage(_ bytes: Bytes, isCompressed: Bool) {
    var bytes = bytes
    if isCompressed {
      guard head.encoding == .gzip else {
        return refuse(
          Status(.internal, "a message is marked compressed, and grpc-encoding is not gzip"))
      }
      do throws(Gzip.Failure) {
        bytes = try Gzip.decompress(bytes, limit: limit)
      } catch {
        return refuse(error.status(limit: limit))
      }
    }
    switch kind {
    case .unary:
      if message != nil {
        return refuse(Status(.internal, "the server sent a second message on a unary call"))
      }
      message = bytes
    case .stream(let handlers): handlers.onMessage?(bytes)
    case .ended: break
    }
  }

  override func receivedLast() {
    if !hasHead, let status = head.problem {
      return answered(head.status ?? status)
    }
    guard let status = head.status else {
      return answered(Status(.internal, "the server ended the stream without grpc-status"))
    }
    if status.isOK, isUnary, message == nil {
      return answered(Status(.internal, "the server answered OK without a message"))
    }
    answered(status)
  }

  private func answered(_ status: Status) {
    // Trailers before our own end: nothing we have yet to say matters any more.
    if !isLocalClosed {
      connection?.reset(self, isFinishing ? .cancel : .noError)
      wantsFlush()
    }
    end(status, isFromServer: true, wasNotProcessed: false)
  }

  override func closed(_ code: ErrorCode, wasSent: Bool, connectionEnd: Connection.End?) {
    if isEnded { return }
    // Everything has come, trailers and all; a paused owner takes the rest when it resumes, and the
    // status is in the trailers, whatever became of the connection since.
    if isEndHeld { return }
    if connectionEnd != nil {
      let text = client?.lossText ?? "the connection was lost"
      return end(Status(.unavailable, text), isFromServer: false, wasNotProcessed: !wasSent)
    }
    // Never sent by us, refused, or above the last id of a GOAWAY, which looks the same here.
    let wasNotProcessed = !wasSent || code == .refusedStream
    var status = Status.reset(code)
    if code == .cancel, deadline <= turn.now {
      status = Status(.deadlineExceeded, "the deadline passed on the server")
    }
    end(status, isFromServer: !wasNotProcessed, wasNotProcessed: wasNotProcessed)
  }

  private func end(_ status: Status, isFromServer: Bool, wasNotProcessed: Bool) {
    isEnded = true
    turn.unwatch(self)
    client?.remove(self)
    client = nil
    dropOutput()
    dropInput()
    let reply = Reply(
      status: status, message: status.isOK ? message ?? [] : [], metadata: metadata,
      trailers: Metadata(head.metadata), wasNotProcessed: wasNotProcessed,
      isFromServer: isFromServer)
    message = nil
    let kind = kind
    self.kind = .ended
    switch kind {
    case .unary(let completion): completion(reply)
    case .stream(let handlers): handlers.onEnd(reply)
    case .ended: break
    }
  }

  override func noteWritable() { (connection as? ClientTransport)?.writable.append(self) }
  override func becameWritable() {
    if case .stream(let handlers) = kind { handlers.onWritable?() }
  }
}
