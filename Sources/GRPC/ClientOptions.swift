public import Units

/// Limits and habits of a client connection.
public struct ClientOptions: Sendable {
  /// Largest response message; a larger one ends the call with RESOURCE_EXHAUSTED.
  public var maxMessage = ByteCount.mebibytes(4)
  public var streamWindow = ByteCount.mebibytes(1)
  public var connectionWindow = ByteCount.mebibytes(16)
  /// Over this many queued bytes `ClientCall.isWritable` is false; true again at a quarter.
  public var highWatermark = ByteCount.kibibytes(256)
  /// Calls waiting for a connection; more end with UNAVAILABLE at once.
  public var maxWaiting = 10_000
  /// An attempt to connect, handshake included, fails after this.
  public var connectTimeout = Timeout.seconds(5)
  /// Connect again after a loss, waiting from `minBackoff`, times 1.6 with each failure, up to
  /// `maxBackoff`, ±20 %.
  public var reconnects = true
  public var minBackoff = Timeout.milliseconds(50)
  public var maxBackoff = Timeout.seconds(5)
  /// A ping after this much silence while calls are open; no answer within `keepaliveTimeout` ends
  /// the connection. Doubled each time a server says `too_many_pings`. Zero: none.
  public var keepalive = Timeout.seconds(20)
  public var keepaliveTimeout = Timeout.seconds(10)
  /// Everything that is said on the connection bears a checksum (`SealedBytes`): between nodes.
  public var sealsBytes = false
  /// How long what was sent may wait for the other end's acknowledgement (RFC 5482); zero for as long as
  /// the system allows. Behind a cut TCP tries again after ever longer pauses, and would go on with those
  /// when the cut is mended.
  public var acknowledgedWithin = Timeout.zero
  /// Sent as `user-agent`.
  public var userAgent = "grpc-swift-carillon/1"

  public init() {}
}
