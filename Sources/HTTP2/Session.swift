internal import CNghttp2

/// The one owner of an `nghttp2_session`, freed with it. All calls are made on one event loop; of the
/// calls that libnghttp2 forbids inside its callbacks (`receive`, `nextOutput`) neither is made there.
@safe
struct Session: ~Copyable {
  let pointer: OpaquePointer

  /// - Parameter owner: handed to every callback; must outlive the session, which it owns.
  init(isServer: Bool, owner: UnsafeMutableRawPointer) {
    var callbacks: OpaquePointer?
    var option: OpaquePointer?
    var session: OpaquePointer?
    // Each of the three can only fail for want of memory (NGHTTP2_ERR_NOMEM), which ends a Swift
    // process anyway.
    var result = unsafe nghttp2_session_callbacks_new(&callbacks)
    if result == 0 { result = unsafe nghttp2_option_new(&option) }
    if result == 0, let callbacks = unsafe callbacks, let option = unsafe option {
      unsafe installCallbacks(callbacks)
      unsafe Session.configure(option)
      result =
        isServer
        ? unsafe nghttp2_session_server_new2(&session, callbacks, owner, option)
        : unsafe nghttp2_session_client_new2(&session, callbacks, owner, option)
      unsafe nghttp2_session_callbacks_del(callbacks)
      unsafe nghttp2_option_del(option)
    }
    guard let session = unsafe session else {
      preconditionFailure("no memory for an HTTP/2 session: nghttp2 error \(result)")
    }
    unsafe pointer = session
  }

  deinit { unsafe nghttp2_session_del(pointer) }

  private static func configure(_ option: OpaquePointer) {
    unsafe nghttp2_option_set_no_auto_window_update(option, 1)
    unsafe nghttp2_option_set_no_closed_streams(option, 1)
    unsafe nghttp2_option_set_max_reserved_remote_streams(option, 0)
    // Counted by `FrameBudget`, which says why it ends a connection and goes on during a drain.
    unsafe nghttp2_option_set_stream_reset_rate_limit(option, 1 << 40, 1 << 40)
    // 1.52 counts a CONTINUATION again for each piece of its header that a read brings, up to nine
    // times; the exact count is `FrameBudget`'s.
    unsafe nghttp2_option_set_max_continuations(option, FrameBudget.maxContinuations * 9)
    unsafe nghttp2_option_set_max_send_header_block_length(option, 256 << 10)
  }

  /// What `nghttp2_session_mem_recv` made of the bytes: nil when all were taken, else its error.
  func receive(_ buffer: UnsafeRawBufferPointer) -> Int? {
    guard let base = buffer.baseAddress, buffer.count > 0 else { return nil }
    let taken = unsafe nghttp2_session_mem_recv(
      pointer, base.assumingMemoryBound(to: UInt8.self), buffer.count)
    // All or an error: we never answer NGHTTP2_ERR_PAUSE.
    return taken < 0 ? taken : nil
  }

  @unsafe enum Output {
    /// Valid until the next call on the session.
    case bytes(UnsafeRawBufferPointer)
    case nothing
    /// NGHTTP2_ERR_NOMEM or NGHTTP2_ERR_CALLBACK_FAILURE.
    case failed
  }

  /// The next frame to write. DATA frames are written by the send-data callback instead.
  func nextOutput() -> Output {
    var data: UnsafePointer<UInt8>?
    let count = unsafe nghttp2_session_mem_send(pointer, &data)
    if count < 0 { return unsafe .failed }
    if count == 0 { return unsafe .nothing }
    return unsafe .bytes(UnsafeRawBufferPointer(start: data, count: count))
  }

  var wantsRead: Bool { unsafe nghttp2_session_want_read(pointer) != 0 }
  var wantsWrite: Bool { unsafe nghttp2_session_want_write(pointer) != 0 }

  /// The text for an error number of libnghttp2's.
  static func text(_ error: Int) -> String {
    guard let text = unsafe nghttp2_strerror(Int32(truncatingIfNeeded: error)) else {
      return "nghttp2 error \(error)"
    }
    return unsafe String(cString: text)
  }

  /// Whether `id` is a stream that the session has open.
  func isOpen(_ id: Int32) -> Bool {
    unsafe nghttp2_session_get_stream_user_data(pointer, id) != nil
  }

  func stream(_ id: Int32) -> Stream? {
    guard let pointer = unsafe nghttp2_session_get_stream_user_data(pointer, id) else { return nil }
    // The connection's list of streams holds a reference until the session has closed the stream.
    return unsafe Unmanaged<Stream>.fromOpaque(pointer).takeUnretainedValue()
  }
}

extension HeaderBlock {
  /// Calls `body` with the fields as libnghttp2 wants them. It copies what it keeps.
  func withFields<Result>(
    _ body: (UnsafePointer<nghttp2_nv>?, Int) -> Result
  ) -> Result {
    unsafe bytes.withUnsafeBufferPointer { buffer in
      unsafe withUnsafeTemporaryAllocation(of: nghttp2_nv.self, capacity: max(count, 1)) { fields in
        guard let base = buffer.baseAddress else { return body(nil, 0) }
        // The C declaration lacks `const`; libnghttp2 does not write through these.
        let start = unsafe UnsafeMutablePointer(mutating: base)
        var filled = 0
        forEach { field in
          unsafe fields.initializeElement(
            at: filled,
            to: nghttp2_nv(
              name: start + field.name.lowerBound, value: start + field.value.lowerBound,
              namelen: field.name.count, valuelen: field.value.count,
              flags: field.isVolatile ? UInt8(NGHTTP2_NV_FLAG_NO_INDEX.rawValue) : 0))
          filled += 1
        }
        return unsafe body(UnsafePointer(fields.baseAddress), filled)
      }
    }
  }
}
