internal import HTTP2
internal import Units

/// One call on the server's side: what the headers said, and what the handler answers.
///
/// | state | entered by | leaves by |
/// |---|---|---|
/// | reading headers | the client's HEADERS | `receivedHeaders`: answered at once, or served |
/// | reading the request | a unary route | END_STREAM: the handler runs |
/// | running | the handler was called | `respond`, `finish`; or cancelled |
/// | ended | one of them | what is queued has left, or the stream is reset |
///
/// Counted as running from the handler's call until the handler has ended the call or let go of it,
/// whatever becomes of the stream meanwhile (grpc/grpc-go#6703).
final class ServerStream: CallStream {
  let owner: ServerConnection
  var request = RequestHead()
  let start: Monotonic
  var onMessage: ((Bytes) -> Void)?
  var onHalfClose: (() -> Void)?
  var onCancel: ((Cancellation) -> Void)?
  var onWritable: (() -> Void)?

  private var route: Router.Handler?
  private var hasHead = false
  private var headersSent = false
  private var trailersBlock = HeaderBlock()
  private var trailersFollow = true
  /// The whole request of a unary call, until END_STREAM.
  private var message: Bytes?
  private var isRunning = false

  init(owner: ServerConnection) {
    self.owner = owner
    self.start = owner.now
    super.init(turn: owner.server.turn)
  }

  deinit { release() }

  var path: String {
    request.route >= 0 ? owner.server.router.route(request.route).path : request.unknownPath
  }
  var metadata: Metadata { Metadata(request.metadata) }
  var peer: String { owner.peer }
  var connectionNumber: UInt64 { owner.number }

  override var maxMessage: Int { owner.maxMessage }
  override var highWatermark: Int { owner.highWatermark }
  override var endsWithTrailers: Bool { trailersFollow }

  // MARK: The request

  override func received(
    name: UnsafeBufferPointer<UInt8>, value: UnsafeBufferPointer<UInt8>
  ) {
    if !hasHead { unsafe request.received(name: name, value: value, server: owner.server) }
  }

  override func receivedHeaders(isFirst: Bool, isTooLarge: Bool) {
    if hasHead || isEnded { return }
    hasHead = true
    if let answer = request.plainAnswer(isTooLarge: isTooLarge) { return answerPlainly(answer) }
    owner.server.count(request)
    if let status = request.refusal(isTooLarge: isTooLarge) {
      return finish(status, trailers: Metadata())
    }
    if let timeout = request.timeout {
      if timeout <= .zero {
        return finish(Status(.deadlineExceeded, "grpc-timeout was zero"), trailers: Metadata())
      }
      deadline = start + min(timeout, owner.server.options.maxDeadline)
      turn.watch(self, deadline)
    }
    let handler = owner.server.router.route(request.route).handler
    route = handler
    if case .stream(let body) = handler {
      run()
      body(ServerCall(self))
    }
  }

  private func run() {
    isRunning = true
    owner.running += 1
    owner.server.callsRunning += 1
  }

  /// The handler has ended the call, or nobody can end it any more.
  private func release() {
    if !isRunning { return }
    isRunning = false
    owner.running -= 1
    owner.server.callsRunning -= 1
  }

  override func receivedMessage(_ bytes: Bytes, isCompressed: Bool) {
    var bytes = bytes
    if isCompressed {
      guard request.encoding == .gzip else {
        return refuse(
          Status(.internal, "a message is marked compressed, and grpc-encoding names no coding"))
      }
      do throws(Gzip.Failure) {
        bytes = try Gzip.decompress(bytes, limit: maxMessage)
      } catch {
        return refuse(error.status(limit: maxMessage))
      }
    }
    if case .unary = route {
      if message != nil {
        return refuse(Status(.internal, "a second message on a call that takes one"))
      }
      message = bytes
    } else {
      onMessage?(bytes)
    }
  }

  override func receivedLast() {
    guard case .unary(let body) = route else {
      let body = onHalfClose
      onHalfClose = nil
      body?()
      return
    }
    guard let request = message else {
      return refuse(Status(.internal, "the request ended without a message"))
    }
    message = nil
    run()
    body(request, ServerCall(self))
  }

  // MARK: The answer

  func respond(_ message: Bytes, trailers: Metadata) {
    if isEnded { return release() }
    if !headersSent { sendHeaders(nil) }
    put(message)
    end(.ok, trailers)
  }

  func finish(_ status: Status, trailers: Metadata) {
    if isEnded { return release() }
    end(status, trailers)
  }

  func sendMetadata(_ metadata: Metadata) {
    if isEnded || headersSent { return }
    sendHeaders(metadata)
    wantsFlush()
  }

  func send(_ message: Bytes) -> Bool {
    if isEnded { return false }
    let options = owner.server.options
    if bufferedBytes + message.count > Int(options.maxBufferedOutput.rawValue)
      || owner.bufferedOutput + message.count > Int(options.maxConnectionOutput.rawValue)
    {
      refuse(
        Status(
          .resourceExhausted,
          "\(bufferedBytes) bytes are queued, and the client does not read them"))
      return false
    }
    if !headersSent { sendHeaders(nil) }
    put(message)
    connection?.resume(self)
    wantsFlush()
    return isWritable
  }

  private func put(_ message: Bytes) {
    if request.announcesGzip, message.count >= Gzip.worthwhile {
      enqueue(Gzip.compress(message), .compressed)
    } else {
      enqueue(message, .plain)
    }
  }

  private func sendHeaders(_ metadata: Metadata?) {
    headersSent = true
    var block = request.announcesGzip ? Wire.gzipHeaders : Wire.okHeaders
    if let metadata { block.append(metadata.block) }
    connection?.submitResponse(self, block, hasBody: true)
  }

  /// Ends the call for its handler; what is queued, and the trailers, still leave.
  private func end(_ status: Status, _ trailers: Metadata) {
    isEnded = true
    let common = owner.server.commonTrailers?()
    if headersSent {
      trailersBlock = Wire.trailers(status, trailers, common)
      isFinishing = true
      connection?.resume(self)
    } else {
      // Trailers-only: one HEADERS with END_STREAM.
      headersSent = true
      var block = Wire.okHeaders
      if request.hasUnknownEncoding { block.append(Wire.acceptEncoding) }
      block.append(Wire.trailers(status, trailers, common))
      connection?.submitResponse(self, block, hasBody: false)
    }
    wantsFlush()
    forget()
    release()
  }

  override func takeTrailers() -> HeaderBlock { trailersBlock }

  /// A plain HTTP answer for what is no gRPC request.
  private func answerPlainly(_ answer: PlainAnswer) {
    isEnded = true
    headersSent = true
    trailersFollow = false
    owner.server.plainAnswers += 1
    let hasBody = !request.isHead
    if hasBody {
      enqueue(Array(answer.text.utf8), .none)
      isFinishing = true
    }
    connection?.submitResponse(self, answer.headers, hasBody: hasBody)
    wantsFlush()
  }

  // MARK: Other ends

  /// The client, or a limit, is at fault: it is told `status`, the handler is told why.
  override func refuse(_ status: Status) {
    if isEnded { return }
    let tell = onCancel
    stop(status)
    tell?(.refused(status))
  }

  override func deadlinePassed() {
    if isEnded {
      // Answered, but the answer cannot leave: nobody waits for it any more.
      connection?.reset(self, .cancel)
      wantsFlush()
      return
    }
    let tell = onCancel
    stop(Status(.deadlineExceeded, "the deadline passed on the server"))
    tell?(.deadline)
  }

  /// Ends the stream now. Whole messages that wait are dropped; where a part of one has left,
  /// nothing sensible can follow, so the stream is reset. The handler still counts as running.
  private func stop(_ status: Status) {
    isEnded = true
    if isInsideMessage {
      dropOutput()
      connection?.reset(self, .cancel)
    } else {
      dropOutput()
      let common = owner.server.commonTrailers?()
      if headersSent {
        trailersBlock = Wire.trailers(status, Metadata(), common)
        isFinishing = true
        connection?.resume(self)
      } else {
        headersSent = true
        var block = Wire.okHeaders
        block.append(Wire.trailers(status, Metadata(), common))
        connection?.submitResponse(self, block, hasBody: false)
      }
    }
    wantsFlush()
    turn.unwatch(self)
    forget()
  }

  override func closed(_ code: ErrorCode, wasSent: Bool, connectionEnd: Connection.End?) {
    turn.unwatch(self)
    let tell = isEnded ? nil : onCancel
    isEnded = true
    dropOutput()
    dropInput()
    forget()
    route = nil
    let why: Cancellation =
      switch connectionEnd {
      case nil: .client
      case .altered?: .altered
      case .some: .connection
      }
    tell?(why)
  }

  /// Lets go of what handlers gave: their closures hold the call.
  private func forget() {
    onMessage = nil
    onHalfClose = nil
    onCancel = nil
    onWritable = nil
    message = nil
    dropInput()
  }

  override func noteWritable() { owner.writable.append(self) }
  override func becameWritable() { onWritable?() }
  override func accountOutput(_ count: Int) { owner.accountOutput(count) }
  override func accountInput(_ count: Int) {
    owner.bufferedInput += count
    if owner.bufferedInput > Int(owner.server.options.maxBufferedInput.rawValue), count > 0 {
      refuse(
        Status(.resourceExhausted, "too many half-read messages on this connection"))
    }
  }
}
