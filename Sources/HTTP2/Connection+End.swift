internal import CNghttp2
internal import NIOCore
public import Units

/// Ending: in good order, for a fault of the peer's, or because the transport is gone.
extension Connection {
  /// How long a dying connection still reads (and throws away), so that the peer gets our GOAWAY
  /// before its socket is reset.
  private static let linger = TimeAmount.seconds(1)

  /// Ends the connection for a fault of the peer's: GOAWAY with `code` and `name` as its text, which
  /// we write ourselves since after a fatal error the session writes nothing.
  public final func end(_ code: ErrorCode, _ name: String) { end(code, name, withGoAway: true) }

  final func end(_ code: ErrorCode, _ name: String, withGoAway: Bool) {
    if inSession {
      fault = fault ?? FrameBudget.Overdrawn(name: name, code: code)
      return
    }
    guard phase == .open, let box, let context else { return }
    phase = .ending
    ending = .ended(code, name)
    willEnd(code, name)
    if withGoAway {
      let last = unsafe nghttp2_session_get_last_proc_stream_id(box.session.pointer)
      output.writeGoAway(last: last, code: code, debug: name)
    }
    if output.readableBytes > 0 { context.write(NIOAny(output), promise: nil) }
    closeStreams(ending)
    hangUp(context)
  }

  /// Ends the connection now, in good order: GOAWAY(NO_ERROR), then the streams are gone.
  public final func close() {
    if inSession {
      // From inside a callback: after the session has returned.
      context?.eventLoop.assumeIsolated().execute { self.close() }
      return
    }
    guard phase == .open, let context else { return }
    // Only NGHTTP2_ERR_NOMEM exists.
    unsafe nghttp2_session_terminate_session(session, ErrorCode.noError.rawValue)
    flush()
    guard phase == .open else { return }
    phase = .ending
    closeStreams(ending)
    hangUp(context)
  }

  /// Begins the graceful end of a server's connection; see `Drain`.
  public final func beginDrain() {
    guard phase == .open, drain == .none else { return }
    drain = .noticed(now)
    // Both fail for want of memory only. The notice is not sent after a GOAWAY of the peer's, in
    // which case the final one does all.
    unsafe nghttp2_submit_shutdown_notice(session)
    submitPing(Connection.drainPing)
    wantsFlush()
  }

  final func sendFinalGoAway() {
    guard case .noticed = drain else { return }
    drain = .final(now)
    // Only NGHTTP2_ERR_NOMEM and bad arguments exist.
    unsafe nghttp2_submit_goaway(
      session, UInt8(NGHTTP2_FLAG_NONE.rawValue), nghttp2_session_get_last_proc_stream_id(session),
      ErrorCode.noError.rawValue, nil, 0)
    wantsFlush()
  }

  /// When the final GOAWAY of a drain went out; the grace of open streams counts from there.
  public final var finalGoAway: Monotonic? {
    if case .final(let time) = drain { time } else { nil }
  }
  public final var isDraining: Bool { drain != .none }

  final func submitPing(_ mark: UInt8) {
    let data: [UInt8] = [mark, 0, 0, 0, 0, 0, 0, 0]
    unsafe nghttp2_submit_ping(session, UInt8(NGHTTP2_FLAG_NONE.rawValue), data)
  }

  /// What time brings: call a few times a second with a fresh `now`.
  public final func tick() {
    guard phase == .open else { return }
    if isServer, !isReady, now - lastProgress >= limits.prefaceTimeout {
      return end(.settingsTimeout, "preface")
    }
    if case .noticed(let since) = drain, now - since >= Drain.noticeTimeout { sendFinalGoAway() }
    if !isWritable, now - lastProgress >= limits.stallTimeout { return end(.cancel, "stalled") }
    switch keepalive.check(now: now, lastRead: lastRead, hasStreams: openStreams > 0) {
    case .none: break
    case .ping:
      submitPing(Connection.keepalivePing)
      wantsFlush()
    case .giveUp:
      ending = .silent
      guard let context else { return }
      phase = .ending
      closeStreams(ending)
      context.close(promise: nil)
    }
  }

  /// After a flush: closes when both sides have said all.
  final func closeIfDone() {
    guard phase == .open, let box, let context, output.readableBytes == 0 else { return }
    if case .noticed = drain { return }
    guard !box.session.wantsRead, !box.session.wantsWrite else { return }
    phase = .ending
    if case .ended(let code, let text) = ending { willEnd(code, text) }
    closeStreams(ending)
    hangUp(context)
  }

  /// Writes what is left, closes our half, reads on for `linger` or until the peer closes, closes.
  private func hangUp(_ context: ChannelHandlerContext) {
    let channel = context.channel
    context.flush()
    context.close(mode: .output, promise: nil)
    let loop = context.eventLoop
    loop.scheduleTask(in: Connection.linger) { channel.close(promise: nil) }
  }

  /// The peer says no more. Half closed, the socket would stay for as long as the process: the channel
  /// closes by itself only where our half is closed, and after `hangUp` it is, or is about to be.
  final func inputClosed() {
    let channel = phase == .open ? context?.channel : nil
    lost(.endOfFile)
    channel?.close(promise: nil)
  }

  /// The transport is gone.
  final func lost(_ end: End) {
    guard phase != .closed else { return }
    let cause = phase == .ending || ending == .silent ? ending : end
    phase = .closed
    closeStreams(cause)
    context = nil
    closed(cause)
  }

  /// - Parameter end: why the connection is over.
  private func closeStreams(_ end: End) {
    let open = streams
    for stream in open {
      remove(stream)
      stream.connection = nil
      stream.closed(.cancel, wasSent: isServer || stream.wasWritten, connectionEnd: end)
    }
    givenBack = []
    receiving = nil
  }
}

extension ByteBuffer {
  /// A whole GOAWAY frame (RFC 9113, section 6.8).
  fileprivate mutating func writeGoAway(last: Int32, code: ErrorCode, debug: String) {
    let length = UInt32(8 + debug.utf8.count)
    writeInteger(length << 8 | UInt32(FrameHeader.Kind.goAway))
    writeInteger(UInt8(0))
    writeInteger(UInt32(0))
    writeInteger(last)
    writeInteger(code.rawValue)
    writeString(debug)
  }
}
