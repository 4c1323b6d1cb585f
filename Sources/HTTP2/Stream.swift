public import NIOCore

/// One HTTP/2 stream of a `Connection`. Subclassed by the protocol above, so that a call is one
/// object; every `received…` and `closed` is called on the connection's event loop.
open class Stream {
  /// 0 until the stream is known to the session.
  public internal(set) final var id: Int32 = 0
  /// Nil before the stream was opened and after `closed` was called.
  public internal(set) final var connection: Connection?
  /// Place in `Connection.streams`.
  final var place = -1
  /// libnghttp2 gave a request back without sending it.
  final var wasGivenBack = false
  /// The request has been written to the socket's buffer (clients).
  final var wasWritten = false
  /// The peer has sent END_STREAM.
  public internal(set) final var isRemoteClosed = false
  /// We have sent END_STREAM.
  public internal(set) final var isLocalClosed = false
  /// The next header block is the first one.
  final var awaitsHeaders = true

  public init() {}

  /// What `nextData` has to offer.
  public struct Portion {
    /// Bytes that `writeData` will be asked for, at most the limit.
    public var count: Int
    /// Nothing follows in DATA frames.
    public var isLast: Bool
    /// `trailers` of the stream follow the last byte, so DATA does not bear END_STREAM.
    public var hasTrailers: Bool

    public init(count: Int, isLast: Bool, hasTrailers: Bool) {
      self.count = count
      self.isLast = isLast
      self.hasTrailers = hasTrailers
    }
  }

  /// One header field. The buffers are gone when this returns.
  open func received(name: UnsafeBufferPointer<UInt8>, value: UnsafeBufferPointer<UInt8>) {}
  /// A header block is complete: the first of the stream, or trailers. Where `isTooLarge` the
  /// fields over the limit were left out.
  open func receivedHeaders(isFirst: Bool, isTooLarge: Bool) {}
  /// Payload of a DATA frame, without padding. The buffer is gone when this returns. The window is
  /// given back by `Connection.consumeStream` only; the connection's own at once.
  open func receivedData(_ chunk: UnsafeBufferPointer<UInt8>) {}
  /// END_STREAM; called after the headers or data that bore it.
  open func receivedEnd() {}
  /// The stream is over, in whatever way. The last call; `connection` is nil from now on.
  /// - Parameters:
  ///   - wasSent: false for a request that certainly never left.
  ///   - connectionEnd: why the connection is over; nil where the stream alone is.
  open func closed(_ code: ErrorCode, wasSent: Bool, connectionEnd: Connection.End?) {}

  /// What can be sent now, at most `limit` bytes; nil for nothing yet (`Connection.resume` later).
  open func nextData(limit: Int) -> Portion? { nil }
  /// Appends exactly the `count` bytes that `nextData` offered.
  open func writeData(_ count: Int, into buffer: inout ByteBuffer) {}
  /// Asked for after a last portion with `hasTrailers`.
  open func takeTrailers() -> HeaderBlock { HeaderBlock() }
}
