public import Units

/// Limits of a server; the defaults are those of the public API.
public struct ServerOptions: Sendable {
  /// Calls that one connection may have running, announced from the first byte. A call whose client
  /// has gone counts until its handler has stopped.
  public var maxConcurrentStreams = 1_000
  /// Largest request message; a larger one is RESOURCE_EXHAUSTED.
  public var maxMessage = ByteCount.mebibytes(4)
  /// Bytes of half-read messages that one connection may hold; over it, RESOURCE_EXHAUSTED.
  public var maxBufferedInput = ByteCount.mebibytes(64)
  /// Bytes that one call may have queued for a client that does not read.
  public var maxBufferedOutput = ByteCount.mebibytes(16)
  /// The same for all calls of one connection.
  public var maxConnectionOutput = ByteCount.mebibytes(64)
  /// A connection whose client leaves more than `highWatermark` unread, and gives no window for any
  /// of it for this long, is ended (`zero_window`).
  public var maxUnread = Timeout.minutes(2)
  /// Over this many queued bytes `isWritable` is false; it turns true again at a quarter.
  public var highWatermark = ByteCount.kibibytes(256)
  /// Flow-control window of a stream and of the connection, for what clients send.
  public var streamWindow = ByteCount.mebibytes(1)
  public var connectionWindow = ByteCount.mebibytes(16)
  /// A longer `grpc-timeout` counts as this; calls without one have none.
  public var maxDeadline = Timeout.hours(24 * 365)
  /// The first ping of ours after this much silence; no answer within `keepaliveTimeout` ends the
  /// connection.
  public var keepalive = Timeout.seconds(60)
  public var keepaliveTimeout = Timeout.seconds(20)
  /// Least interval of a client's pings with open streams and without. Two strikes, then GOAWAY.
  public var minPingInterval = Timeout.seconds(10)
  public var minIdlePingInterval = Timeout.minutes(5)
  /// A connection without calls is drained after this, one of this age too (each ±10 %); nil: never.
  public var maxIdle: Timeout?
  public var maxAge: Timeout?
  /// How long open calls may go on once the final GOAWAY of a drain is out.
  public var drainGrace = Timeout.seconds(30)
  /// Connections open at a time; more are closed at once.
  public var maxConnections = 10_000

  public init() {}
}
