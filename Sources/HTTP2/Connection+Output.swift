internal import CNghttp2
internal import NIOCore
internal import Units

/// Writing: what streams say to frames, and frames to one write.
extension Connection {
  /// One write has at most about this many bytes; the rest follows when the socket took it.
  private static let writeSize = 256 << 10
  static let drainPing = UInt8(ascii: "d")
  static let keepalivePing = UInt8(ascii: "k")

  // MARK: Saying

  /// Answers `stream` with headers; `hasBody` asks it for data (`nextData`), else the stream ends
  /// with these headers. Only for servers, once for each stream.
  public final func submitResponse(_ stream: Stream, _ headers: HeaderBlock, hasBody: Bool) {
    guard stream.connection != nil else { return }
    var provider = unsafe dataProvider(stream)
    let result = unsafe withUnsafePointer(to: &provider) { provider in
      unsafe headers.withFields { fields, count in
        unsafe nghttp2_submit_response(
          session, stream.id, fields, count, hasBody ? provider : nil)
      }
    }
    // NGHTTP2_ERR_NOMEM, _INVALID_ARGUMENT (id 0), _DATA_EXIST (twice), _PROTO (a client): ours.
    precondition(result == 0, "no response to stream \(stream.id): \(Session.text(Int(result)))")
  }

  /// Opens `stream` with a request. Returns false where the connection takes no more requests (after
  /// a GOAWAY, or out of ids); nothing was sent then.
  public final func submitRequest(
    _ stream: Stream, _ headers: HeaderBlock, hasBody: Bool
  ) -> Bool {
    guard phase == .open, !receivedGoAway else { return false }
    var provider = unsafe dataProvider(stream)
    let id = unsafe withUnsafePointer(to: &provider) { provider in
      unsafe headers.withFields { fields, count in
        unsafe nghttp2_submit_request(
          session, nil, fields, count, hasBody ? provider : nil,
          Unmanaged.passUnretained(stream).toOpaque())
      }
    }
    // NGHTTP2_ERR_STREAM_ID_NOT_AVAILABLE after 2^30 requests; NGHTTP2_ERR_NOMEM, _PROTO and
    // _INVALID_ARGUMENT are ours and cannot happen here.
    if id <= 0 { return false }
    add(stream, id: id)
    return true
  }

  /// Ends `stream` with trailers; its data must all have been taken by `nextData`, or none offered.
  public final func submitTrailers(_ stream: Stream, _ trailers: HeaderBlock) {
    guard stream.connection != nil else { return }
    let result = unsafe trailers.withFields { fields, count in
      unsafe nghttp2_submit_trailer(session, stream.id, fields, count)
    }
    precondition(result == 0, "no trailers on stream \(stream.id): \(Session.text(Int(result)))")
  }

  /// `nextData` has something to offer again.
  public final func resume(_ stream: Stream) {
    guard stream.connection != nil else { return }
    // NGHTTP2_ERR_INVALID_ARGUMENT: there is no data put off, which is as good.
    unsafe nghttp2_session_resume_data(session, stream.id)
  }

  /// Ends `stream` at once with RST_STREAM.
  public final func reset(_ stream: Stream, _ code: ErrorCode) {
    if stream.connection != nil { reset(id: stream.id, code) }
  }

  final func reset(id: Int32, _ code: ErrorCode) {
    // Only NGHTTP2_ERR_NOMEM and _INVALID_ARGUMENT (id 0) exist.
    unsafe nghttp2_submit_rst_stream(session, UInt8(NGHTTP2_FLAG_NONE.rawValue), id, code.rawValue)
  }

  /// Gives `count` bytes of the stream's window back to the peer.
  public final func consumeStream(_ stream: Stream, _ count: Int) {
    guard stream.connection != nil, count > 0 else { return }
    unsafe nghttp2_session_consume_stream(session, stream.id, count)
  }

  // MARK: Writing

  /// Writes everything that can be said now, in one write as a rule. Call at the end of a turn.
  public final func flush() {
    awaitsFlush = false
    guard phase == .open, let box, let context else { return }
    precondition(!inSession, "a flush inside libnghttp2's own callbacks")
    var failed = false
    var mayHaveMore = context.channel.isWritable
    while mayHaveMore {
      inSession = true
      drain: while output.readableBytes < Connection.writeSize {
        switch unsafe box.session.nextOutput() {
        case .bytes(let bytes): unsafe output.writeBytes(bytes)
        case .nothing:
          // Also what a pause of `sendData` looks like; then the buffer is full.
          mayHaveMore = output.readableBytes >= Connection.writeSize
          break drain
        case .failed:
          failed = true
          mayHaveMore = false
          break drain
        }
      }
      inSession = false
      write(context)
      // A write may find the socket broken, and then everything is over.
      guard phase == .open else { return }
      if mayHaveMore { mayHaveMore = context.channel.isWritable }
    }
    tellGivenBack()
    if let fault { return end(fault.code, fault.name) }
    if failed { return end(.internalError, "the session cannot write") }
    didFlush()
    closeIfDone()
  }

  private func write(_ context: ChannelHandlerContext) {
    if output.readableBytes == 0 { return }
    lastProgress = now
    context.writeAndFlush(NIOAny(output), promise: nil)
    // Keeps its memory when the socket has taken everything already.
    if output.capacity > Connection.writeSize { output = ByteBuffer() }
    output.clear(minimumCapacity: 4_096)
  }

  private func tellGivenBack() {
    if givenBack.isEmpty { return }
    let streams = givenBack
    givenBack = []
    for stream in streams where stream.connection != nil {
      remove(stream)
      stream.connection = nil
      stream.closed(.refusedStream, wasSent: false, connectionEnd: nil)
    }
  }

  // MARK: Callbacks; inside the session

  final func sendData(
    _ header: UnsafeRawBufferPointer, padding: Int, count: Int, of stream: Stream
  ) -> Int32 {
    precondition(padding == 0, "padding was never asked for")
    unsafe output.writeBytes(header)
    let before = output.writerIndex
    stream.writeData(count, into: &output)
    precondition(output.writerIndex - before == count, "a stream broke its word about its data")
    // The write itself happens outside the session, which a broken socket would pull away.
    return output.readableBytes >= Connection.writeSize ? Int32(NGHTTP2_ERR_PAUSE.rawValue) : 0
  }

  final func sentFrame(_ frame: UnsafePointer<nghttp2_frame>) {
    let header = unsafe frame.pointee.hd
    switch header.type {
    case FrameHeader.Kind.headers, FrameHeader.Kind.data:
      if isServer {
        strikes.wroteFrame()
        budget.wroteFrame(isData: header.type == FrameHeader.Kind.data)
      }
      let isEnd = header.flags & FrameHeader.endStream != 0
      guard isEnd || !isServer && header.type == FrameHeader.Kind.headers,
        let stream = box?.session.stream(header.stream_id)
      else { return }
      stream.wasWritten = true
      if !isEnd { return }
      stream.isLocalClosed = true
      // RFC 9113, section 8.1: an early answer is followed by RST_STREAM(NO_ERROR), after it.
      if isServer, !stream.isRemoteClosed { reset(stream, .noError) }
    case FrameHeader.Kind.resetStream:
      guard isServer else { return }
      let code = unsafe ErrorCode(rawValue: frame.pointee.rst_stream.error_code)
      if code == .noError || code == .cancel { return }
      if code == .refusedStream && !settingsAcknowledged { return }
      // MadeYouReset: the peer's mistake makes us reset, so it pays.
      do throws(FrameBudget.Overdrawn) { try budget.countReset() } catch { fault = error }
    case FrameHeader.Kind.goAway:
      let code = unsafe ErrorCode(rawValue: frame.pointee.goaway.error_code)
      if code == .noError { return }
      let debug = unsafe UnsafeBufferPointer(
        start: frame.pointee.goaway.opaque_data, count: frame.pointee.goaway.opaque_data_len)
      ending = unsafe .ended(code, String(decoding: debug, as: UTF8.self))
    default: break
    }
  }

  final func notSent(_ frame: UnsafePointer<nghttp2_frame>, error: Int) {
    let header = unsafe frame.pointee.hd
    guard header.type == FrameHeader.Kind.headers else { return }
    guard let stream = streams.first(where: { $0.id == header.stream_id }) else { return }
    if isServer {
      // A header block that libnghttp2 refuses to send; rpc.md caps ours far below that.
      reset(stream, .internalError)
    } else {
      stream.wasGivenBack = true
      givenBack.append(stream)
    }
  }
}
