internal import CNghttp2
public import NIOCore
public import Units

/// One HTTP/2 connection (RFC 9113): an nghttp2 session on a NIO channel, confined to the channel's
/// event loop. Subclassed by the protocol above, server and client alike.
///
/// Reading feeds the session at once; what it wants to write is drained by `flush`, which the
/// subclass calls from `wantsFlush` when the loop's turn ends, into one buffer and one write.
open class Connection {
  /// Why a connection is over.
  public enum End: Hashable, Sendable {
    case endOfFile
    case failed(String)
    /// `AlteredBytes` came down the pipeline.
    case altered
    /// We ended it: with this code and name of budget or rule.
    case ended(ErrorCode, String)
    /// Drained, or closed by us in good order.
    case done
    /// No answer to our ping.
    case silent
  }

  enum Phase { case open, ending, closed }

  public final let isServer: Bool
  public final let limits: Limits
  /// Every stream that is open or waits to be sent; order means nothing.
  public final private(set) var streams: [Stream] = []
  /// CLOCK_BOOTTIME of the last read, which callbacks use instead of reading the clock.
  public final var now: Monotonic
  /// When a frame last came in, when one last went out.
  public internal(set) final var lastRead: Monotonic
  final var lastProgress: Monotonic
  /// The peer's first SETTINGS came: the connection is usable.
  public internal(set) final var isReady = false
  /// The peer acknowledged our SETTINGS, so it knows our limit of streams.
  public internal(set) final var settingsAcknowledged = false
  public internal(set) final var receivedGoAway = false
  /// For the subclass: `flush` is going to be called, no need to ask again. `flush` clears it.
  public final var awaitsFlush = false
  /// Bytes that the socket has not yet taken.
  public final var isWritable: Bool { context?.channel.isWritable ?? false }

  final var phase = Phase.open
  final var context: ChannelHandlerContext?
  final var output = ByteBuffer()
  final var budget: FrameBudget
  final var walker: FrameWalker
  final var strikes: PingStrikes
  final var keepalive: Keepalive
  final var drain = Drain.none
  /// Set inside callbacks that find the peer at fault; acted on when the session returns.
  final var fault: FrameBudget.Overdrawn?
  /// The stream whose header block is being received.
  final var receiving: Stream?
  /// Decoded size of the header block being received (RFC 9113, section 6.5.2).
  final var headerListSize = 0
  /// Inside a call of libnghttp2's, where it must not be entered again.
  final var inSession = false
  final var inBurst = false
  /// Requests that libnghttp2 gave back; each is told at the end of the flush.
  final var givenBack: [Stream] = []
  /// What libnghttp2's own GOAWAY said, or the transport's error.
  final var ending = End.done
  /// Made in `init`, gone with the connection. A class cannot hold `self`'s pointer before all its
  /// fields are set, hence optional.
  final var box: SessionBox?

  public init(isServer: Bool, limits: Limits, now: Monotonic) {
    self.isServer = isServer
    self.limits = limits
    self.now = now
    self.lastRead = now
    self.lastProgress = now
    self.budget = FrameBudget(now: now)
    self.walker = FrameWalker(preface: isServer ? 24 : 0)
    self.strikes = PingStrikes(
      interval: limits.minPingInterval, idleInterval: limits.minIdlePingInterval)
    self.keepalive = Keepalive(limits: limits, now: now)
    unsafe self.box = SessionBox(
      isServer: isServer, owner: Unmanaged.passUnretained(self).toOpaque())
    submitPreface()
  }

  // MARK: For the subclass to answer

  /// A client opened stream `id`; nil refuses it (REFUSED_STREAM).
  open func makeStream() -> Stream? { nil }
  /// There is something to write; call `flush` when the turn ends.
  open func wantsFlush() {}
  /// A read burst begins: the place to read the clock into `now`.
  open func willRead() {}
  /// The connection is usable: the peer's SETTINGS came.
  open func becameReady() {}
  /// The peer takes no streams above `last`. May come more than once.
  open func goAway(last: Int32, code: ErrorCode, debug: String) {}
  /// A budget or rule of ours ends the connection.
  open func willEnd(_ code: ErrorCode, _ name: String) {}
  /// Over; the streams were closed before. The last call.
  open func closed(_ end: End) {}
  /// The socket takes bytes again, or a flush made room in streams.
  open func didFlush() {}

  // MARK: Life

  /// Puts the connection onto `channel`, on its event loop, and says the preface.
  public final func attach(to channel: any Channel) throws {
    channel.eventLoop.assertInEventLoop()
    try channel.pipeline.syncOperations.addHandler(WireHandler(self))
  }

  /// Numbers of streams that are open.
  public final var openStreams: Int { streams.count }
  public final var isOpen: Bool { phase == .open }

  final var session: OpaquePointer {
    guard let box else { preconditionFailure("a connection without a session") }
    return unsafe box.session.pointer
  }

  private func submitPreface() {
    var settings = [
      nghttp2_settings_entry(
        settings_id: Int32(NGHTTP2_SETTINGS_INITIAL_WINDOW_SIZE.rawValue),
        value: UInt32(limits.streamWindow)),
      nghttp2_settings_entry(
        settings_id: Int32(NGHTTP2_SETTINGS_MAX_HEADER_LIST_SIZE.rawValue),
        value: UInt32(limits.softHeaderList)),
    ]
    settings.append(
      isServer
        ? nghttp2_settings_entry(
          settings_id: Int32(NGHTTP2_SETTINGS_MAX_CONCURRENT_STREAMS.rawValue),
          value: limits.maxConcurrentStreams)
        : nghttp2_settings_entry(
          settings_id: Int32(NGHTTP2_SETTINGS_ENABLE_PUSH.rawValue), value: 0))
    // Both fail for want of memory or bad arguments only, and the arguments are ours.
    let submitted = unsafe nghttp2_submit_settings(
      session, UInt8(NGHTTP2_FLAG_NONE.rawValue), settings, settings.count)
    precondition(submitted == 0, "our SETTINGS are wrong: \(Session.text(Int(submitted)))")
    let widened = unsafe nghttp2_session_set_local_window_size(
      session, UInt8(NGHTTP2_FLAG_NONE.rawValue), 0, limits.connectionWindow)
    precondition(widened == 0, "our window is wrong: \(Session.text(Int(widened)))")
  }

  final func add(_ stream: Stream, id: Int32) {
    stream.id = id
    stream.connection = self
    stream.place = streams.count
    streams.append(stream)
  }

  final func remove(_ stream: Stream) {
    guard stream.place >= 0 else { return }
    let last = streams.count - 1
    if stream.place != last {
      let moved = streams[last]
      streams[stream.place] = moved
      moved.place = stream.place
    }
    streams.removeLast()
    stream.place = -1
  }
}

/// Holds the noncopyable session for the class above.
final class SessionBox {
  let session: Session

  init(isServer: Bool, owner: UnsafeMutableRawPointer) {
    unsafe session = Session(isServer: isServer, owner: owner)
  }
}
