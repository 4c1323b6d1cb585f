internal import CNghttp2
internal import NIOCore
internal import Units

/// Reading: bytes to frames, and frames to streams.
extension Connection {
  /// Feeds what the socket gave. While the connection ends, it is thrown away, so that the GOAWAY is
  /// not lost to a reset of the socket.
  final func received(_ buffer: ByteBuffer) {
    guard phase == .open else { return }
    if !inBurst {
      inBurst = true
      willRead()
      lastRead = now
      if isServer { budget.beginBurst(now: now) }
    }
    unsafe buffer.withUnsafeReadableBytes { bytes in unsafe feed(bytes) }
  }

  final func burstEnded() {
    inBurst = false
  }

  private func feed(_ bytes: UnsafeRawBufferPointer) {
    guard let box else { return }
    if isServer {
      var overdrawn: FrameBudget.Overdrawn?
      unsafe walker.walk(bytes) { frame in
        do throws(FrameBudget.Overdrawn) {
          try budget.count(frame, isOpen: { box.session.isOpen($0) })
          return true
        } catch {
          overdrawn = error
          return false
        }
      }
      if let overdrawn { return end(overdrawn.code, overdrawn.name) }
    }
    inSession = true
    let error = unsafe box.session.receive(bytes)
    inSession = false
    if let fault { return end(fault.code, fault.name) }
    if let error {
      if error == Int(NGHTTP2_ERR_BAD_CLIENT_MAGIC.rawValue) {
        return unsafe refuseForeignProtocol(bytes)
      }
      return end(.protocolError, Session.text(error))
    }
    if box.session.wantsWrite || !box.session.wantsRead { wantsFlush() }
  }

  /// The first bytes are no HTTP/2 preface. Whoever speaks HTTP/1 gets an answer that it can read.
  private func refuseForeignProtocol(_ bytes: UnsafeRawBufferPointer) {
    let first = unsafe bytes.first ?? 0
    if first >= UInt8(ascii: "A"), first <= UInt8(ascii: "Z") {
      let text = "This port speaks gRPC over HTTP/2 with prior knowledge.\n"
      output.writeString(
        "HTTP/1.1 505 HTTP Version Not Supported\r\ncontent-type: text/plain\r\n"
          + "content-length: \(text.utf8.count)\r\nconnection: close\r\n\r\n\(text)")
    }
    end(.protocolError, "preface", withGoAway: false)
  }

  // MARK: Callbacks; inside the session

  final func beginHeaders(id: Int32, isRequest: Bool) -> Int32 {
    headerListSize = 0
    receiving = nil
    guard isRequest else {
      receiving = box?.session.stream(id)
      return 0
    }
    guard isServer, phase == .open, let stream = makeStream() else {
      reset(id: id, .refusedStream)
      return 0
    }
    add(stream, id: id)
    unsafe nghttp2_session_set_stream_user_data(
      session, id, Unmanaged.passUnretained(stream).toOpaque())
    receiving = stream
    return 0
  }

  final func header(name: UnsafeBufferPointer<UInt8>, value: UnsafeBufferPointer<UInt8>) -> Int32 {
    headerListSize += name.count + value.count + 32
    if headerListSize > limits.hardHeaderList {
      fault = FrameBudget.Overdrawn(name: "header_list")
      return Int32(NGHTTP2_ERR_CALLBACK_FAILURE.rawValue)
    }
    if headerListSize <= limits.softHeaderList {
      unsafe receiving?.received(name: name, value: value)
    }
    return 0
  }

  final func receivedData(id: Int32, _ chunk: UnsafeBufferPointer<UInt8>) -> Int32 {
    // The connection's window never waits for one stream's reader (vmagamedov/grpclib#67).
    unsafe nghttp2_session_consume_connection(session, chunk.count)
    if let stream = box?.session.stream(id) { unsafe stream.receivedData(chunk) }
    return 0
  }

  final func receivedFrame(_ frame: UnsafePointer<nghttp2_frame>) -> Int32 {
    let header = unsafe frame.pointee.hd
    switch header.type {
    case FrameHeader.Kind.headers:
      if let stream = receiving {
        receiving = nil
        let isFirst = stream.awaitsHeaders
        stream.awaitsHeaders = false
        if header.flags & FrameHeader.endStream != 0 { stream.isRemoteClosed = true }
        stream.receivedHeaders(
          isFirst: isFirst, isTooLarge: headerListSize > limits.softHeaderList)
        if header.flags & FrameHeader.endStream != 0 { stream.receivedEnd() }
      }
    case FrameHeader.Kind.data:
      if header.flags & FrameHeader.endStream != 0,
        let stream = box?.session.stream(header.stream_id)
      {
        stream.isRemoteClosed = true
        stream.receivedEnd()
      }
    case FrameHeader.Kind.resetStream:
      // Nothing more of its may be under way.
      box?.session.stream(header.stream_id)?.isRemoteClosed = true
    case FrameHeader.Kind.settings: receivedSettings(header.flags)
    case FrameHeader.Kind.ping:
      unsafe receivedPing(header.flags, frame.pointee.ping.opaque_data)
    case FrameHeader.Kind.goAway:
      let goAway = unsafe frame.pointee.goaway
      let debug = unsafe UnsafeBufferPointer(
        start: goAway.opaque_data, count: min(goAway.opaque_data_len, 256))
      receivedGoAway = true
      unsafe self.goAway(
        last: goAway.last_stream_id, code: ErrorCode(rawValue: goAway.error_code),
        debug: String(decoding: debug, as: UTF8.self))
    default: break
    }
    return fault == nil ? 0 : Int32(NGHTTP2_ERR_CALLBACK_FAILURE.rawValue)
  }

  private func receivedSettings(_ flags: UInt8) {
    if flags & FrameHeader.acknowledgement != 0 {
      settingsAcknowledged = true
    } else if !isReady {
      isReady = true
      becameReady()
    }
  }

  private typealias PingBytes = (UInt8, UInt8, UInt8, UInt8, UInt8, UInt8, UInt8, UInt8)

  private func receivedPing(_ flags: UInt8, _ data: PingBytes) {
    if flags & FrameHeader.acknowledgement != 0 {
      keepalive.acknowledged()
      if data.0 == Connection.drainPing, case .noticed = drain { sendFinalGoAway() }
    } else if isServer, strikes.received(now: now, hasOpenStreams: openStreams > 0) {
      fault = FrameBudget.Overdrawn(name: "too_many_pings")
    }
  }

  final func streamClosed(id: Int32, code: ErrorCode) {
    guard let stream = box?.session.stream(id) else { return }
    if receiving === stream { receiving = nil }
    remove(stream)
    budget.ended(
      id, isGood: stream.isLocalClosed && code == .noError, isEarly: !stream.isRemoteClosed)
    stream.connection = nil
    if stream.wasGivenBack {
      stream.closed(.refusedStream, wasSent: false, connectionEnd: nil)
    } else {
      stream.closed(code, wasSent: true, connectionEnd: nil)
    }
  }
}
