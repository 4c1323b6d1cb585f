public import GRPC
public import NIOCore
public import Units

/// A cluster, as code off the event loop sees it: calls as `async` functions over a `ClusterChannel`.
///
/// For commands, tests and whatever is not hot; what is hot lives on the loop and uses `ClusterChannel`.
public struct Client: Sendable {
  /// The response of a call and what the server said about it.
  public struct Answer: Sendable {
    public var message: Bytes
    public var trailers: Metadata
    /// Whether more than one try was made is not told; this is the one that counted.
    public var status: Status
  }

  public let eventLoop: any EventLoop
  private let channel: NIOLoopBound<ClusterChannel>

  /// Starts connecting to `addresses`, of which there must be one, on `eventLoop`.
  public static func connect(
    to addresses: [Address], options: ClientOptions = ClientOptions(), on eventLoop: any EventLoop
  ) async throws -> Client {
    var random = SystemRandomNumberGenerator()
    let seed = random.next()
    let bound = try await eventLoop.submit {
      NIOLoopBound(
        ClusterChannel(
          turn: Turn(eventLoop: eventLoop), addresses: addresses, options: options, seed: seed),
        eventLoop: eventLoop)
    }.get()
    return Client(eventLoop: eventLoop, channel: bound)
  }

  private init(eventLoop: any EventLoop, channel: NIOLoopBound<ClusterChannel>) {
    self.eventLoop = eventLoop
    self.channel = channel
  }

  /// One request, one response, with retries as `options` say.
  public func unary(
    _ path: String, _ request: Bytes, _ options: CallOptions = CallOptions()
  ) async throws(CallError) -> Answer {
    let channel = channel
    let result: Result<Answer, CallError> = await withCheckedContinuation { continuation in
      eventLoop.execute {
        channel.value.unary(path, request, options) { result in
          continuation.resume(
            returning: result.map {
              Answer(message: $0.message, trailers: $0.trailers, status: $0.status)
            })
        }
      }
    }
    return try result.get()
  }

  /// Starts a call whose answers are a stream. The first request is sent at once; `keepsOpen` leaves
  /// this side open for more.
  public func stream(
    _ path: String, _ request: Bytes?, _ options: CallOptions = CallOptions(),
    keepsOpen: Bool = false
  ) -> MessageStream {
    MessageStream(
      path: path, first: request, options: options, keepsOpen: keepsOpen, channel: channel,
      eventLoop: eventLoop)
  }

  /// The address that calls go to first.
  public func preferredAddress() async throws -> Address {
    let channel = channel
    return try await eventLoop.submit { channel.value.addresses[channel.value.preferred] }.get()
  }

  /// Sends calls to `address` first.
  public func prefer(_ address: Address) async throws {
    let channel = channel
    try await eventLoop.submit { channel.value.prefer(address) }.get()
  }

  public func close() async {
    let channel = channel
    try? await eventLoop.submit { channel.value.close() }.get()
  }

  /// A fresh idempotency key: 26 characters, 128 random bits.
  public static func newKey() -> String {
    var random = SystemRandomNumberGenerator()
    return RecordID(random.next()).text + RecordID(random.next()).text
  }
}
