public import Units

/// What one HTTP/2 connection announces and enforces.
public struct Limits: Sendable {
  /// SETTINGS_MAX_CONCURRENT_STREAMS of a server.
  public var maxConcurrentStreams: UInt32 = 1_000
  /// SETTINGS_INITIAL_WINDOW_SIZE, and the window of the whole connection; bytes, under 2^31.
  public var streamWindow: Int32 = 1 << 20
  public var connectionWindow: Int32 = 16 << 20
  /// Decoded header list (RFC 9113, section 6.5.2): over `soft` the stream is answered with an
  /// error and the block decoded to its end, over `hard` the connection ends.
  public var softHeaderList = 16 << 10
  public var hardHeaderList = 64 << 10
  /// A client has this long to send its preface and SETTINGS.
  public var prefaceTimeout = Timeout.seconds(10)
  /// Our first ping after this much silence; zero: none. No answer within `pingTimeout`: closed.
  public var keepalive = Timeout.zero
  public var pingTimeout = Timeout.seconds(20)
  /// Whether pings go out while no stream is open.
  public var pingsWhenIdle = true
  /// Least interval of the peer's pings (servers), with and without open streams.
  public var minPingInterval = Timeout.seconds(10)
  public var minIdlePingInterval = Timeout.minutes(5)
  /// With something to send and nothing taken by the peer for this long, the connection is closed.
  public var stallTimeout = Timeout.minutes(2)

  public init() {}
}
