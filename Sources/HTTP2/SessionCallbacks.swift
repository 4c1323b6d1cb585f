internal import CNghttp2

// What libnghttp2 calls. Each callback only finds the Swift objects again and passes on; returning 0
// means "go on". The `user` pointer is the connection, which owns the session and so outlives it.

private func connection(_ user: UnsafeMutableRawPointer?) -> Connection {
  guard let user = unsafe user else { preconditionFailure("the session has no owner") }
  return unsafe Unmanaged<Connection>.fromOpaque(user).takeUnretainedValue()
}

func installCallbacks(_ callbacks: OpaquePointer) {
  unsafe nghttp2_session_callbacks_set_on_begin_headers_callback(callbacks) { _, frame, user in
    guard let frame = unsafe frame else { return 0 }
    return unsafe connection(user).beginHeaders(
      id: frame.pointee.hd.stream_id, isRequest: frame.pointee.headers.cat == NGHTTP2_HCAT_REQUEST)
  }
  unsafe nghttp2_session_callbacks_set_on_header_callback(callbacks) {
    _, _, name, nameLength, value, valueLength, _, user in
    unsafe connection(user).header(
      name: UnsafeBufferPointer(start: name, count: nameLength),
      value: UnsafeBufferPointer(start: value, count: valueLength))
  }
  unsafe nghttp2_session_callbacks_set_on_frame_recv_callback(callbacks) { _, frame, user in
    guard let frame = unsafe frame else { return 0 }
    return unsafe connection(user).receivedFrame(frame)
  }
  unsafe nghttp2_session_callbacks_set_on_data_chunk_recv_callback(callbacks) {
    _, _, id, data, count, user in
    unsafe connection(user).receivedData(
      id: id, UnsafeBufferPointer(start: data, count: count))
  }
  unsafe nghttp2_session_callbacks_set_on_stream_close_callback(callbacks) { _, id, code, user in
    unsafe connection(user).streamClosed(id: id, code: ErrorCode(rawValue: code))
    return 0
  }
  unsafe nghttp2_session_callbacks_set_on_frame_send_callback(callbacks) { _, frame, user in
    guard let frame = unsafe frame else { return 0 }
    unsafe connection(user).sentFrame(frame)
    return 0
  }
  unsafe nghttp2_session_callbacks_set_on_frame_not_send_callback(callbacks) {
    _, frame, error, user in
    guard let frame = unsafe frame else { return 0 }
    unsafe connection(user).notSent(frame, error: Int(error))
    return 0
  }
  unsafe nghttp2_session_callbacks_set_send_data_callback(callbacks) {
    _, frame, header, count, source, user in
    guard let frame = unsafe frame, let header = unsafe header,
      let stream = unsafe owner(of: source)
    else { return Int32(NGHTTP2_ERR_CALLBACK_FAILURE.rawValue) }
    return unsafe connection(user).sendData(
      UnsafeRawBufferPointer(start: header, count: 9), padding: frame.pointee.data.padlen,
      count: count, of: stream)
  }
}

private func owner(of source: UnsafeMutablePointer<nghttp2_data_source>?) -> Stream? {
  guard let pointer = unsafe source?.pointee.ptr else { return nil }
  // libnghttp2 drops the data provider when it closes the stream, until when the connection's list
  // holds a reference.
  return unsafe Unmanaged<Stream>.fromOpaque(pointer).takeUnretainedValue()
}

/// A data provider that asks `stream` for what to send.
func dataProvider(_ stream: Stream) -> nghttp2_data_provider {
  var provider = unsafe nghttp2_data_provider()
  unsafe provider.source.ptr = unsafe Unmanaged.passUnretained(stream).toOpaque()
  unsafe provider.read_callback = { _, _, _, limit, flags, source, user in
    guard let stream = unsafe owner(of: source), let flags = unsafe flags else {
      return Int(NGHTTP2_ERR_CALLBACK_FAILURE.rawValue)
    }
    guard let portion = stream.nextData(limit: limit) else {
      return Int(NGHTTP2_ERR_DEFERRED.rawValue)
    }
    precondition(portion.count <= limit, "a stream offered more than it was asked for")
    unsafe flags.pointee |= UInt32(NGHTTP2_DATA_FLAG_NO_COPY.rawValue)
    if portion.isLast {
      unsafe flags.pointee |= UInt32(NGHTTP2_DATA_FLAG_EOF.rawValue)
      if portion.hasTrailers {
        unsafe flags.pointee |= UInt32(NGHTTP2_DATA_FLAG_NO_END_STREAM.rawValue)
        unsafe connection(user).submitTrailers(stream, stream.takeTrailers())
      }
    }
    return portion.count
  }
  return unsafe provider
}
