public import GRPC
internal import Messages
internal import NIOCore
public import Units

/// Calls to a cluster by the addresses of its nodes: one connection to each, made when first wanted.
/// A call goes to the node that last did well, follows the leader where the trailers name one, and
/// is tried again elsewhere as `TryPolicy` says. Made and used on one event loop.
public final class ClusterChannel {
  public let turn: Turn
  public let options: ClientOptions
  public private(set) var addresses: [Address]
  /// The place of the address that calls go to first.
  public private(set) var preferred = 0
  private var connections: [ClientConnection?]
  private var generator: SeededGenerator
  private(set) var isClosed = false

  /// A node that was away is found again within this: a call is patient for little more than that.
  static let longestBackoff = Timeout.seconds(1)

  /// Addresses at most, those learnt from trailers included.
  static let mostAddresses = 64

  /// - Parameters:
  ///   - addresses: at least one.
  ///   - seed: of the back-off's jitter.
  public init(turn: Turn, addresses: [Address], options: ClientOptions, seed: UInt64) {
    precondition(!addresses.isEmpty, "a channel needs an address")
    turn.eventLoop.assertInEventLoop()
    self.turn = turn
    self.addresses = addresses
    self.options = options
    connections = Array(repeating: nil, count: addresses.count)
    generator = SeededGenerator(seed: seed)
  }

  /// The connection to the address at `place`, made where there is none yet.
  public func connection(_ place: Int) -> ClientConnection {
    if let made = connections[place] { return made }
    var options = options
    options.maxBackoff = min(options.maxBackoff, ClusterChannel.longestBackoff)
    let made = ClientConnection(turn: turn, address: addresses[place], options: options)
    connections[place] = made
    if isClosed { made.close() } else { made.connect() }
    return made
  }

  /// Calls go to `address` first from now on; it is added where it is new and there is room.
  public func prefer(_ address: Address) {
    if let place = addresses.firstIndex(of: address) {
      preferred = place
    } else if addresses.count < ClusterChannel.mostAddresses {
      addresses.append(address)
      connections.append(nil)
      preferred = addresses.count - 1
    }
  }

  /// Moves on from the address at `place`, if calls still go there.
  public func avoid(_ place: Int) {
    if preferred == place { preferred = (place + 1) % addresses.count }
  }

  /// Ends everything under way, for good.
  public func close() {
    isClosed = true
    for connection in connections { connection?.close() }
  }

  /// A unary call with retries and, where harmless, a hedge. `completion` is called once, on the
  /// loop, never before this returns.
  @discardableResult
  public func unary(
    _ path: String, _ request: Bytes, _ options: CallOptions,
    completion: @escaping (Result<Reply, CallError>) -> Void
  ) -> UnaryCall {
    let call = UnaryCall(self, path, request, options, completion)
    call.start()
    return call
  }

  /// 0 to 1,000.
  func jitter() -> Int64 { Int64(generator.below(1_001)) }

  func metadata(for options: CallOptions) -> Metadata {
    guard let key = options.idempotencyKey else { return options.metadata }
    var metadata = options.metadata
    metadata.add("idempotency-key", key, isVolatile: true)
    return metadata
  }

  /// Follows the leader that an answer named, unless it asks for another way.
  func learn(from trailers: Metadata) {
    if let leader = trailers["carillon-leader"].flatMap({ Address($0) }) { prefer(leader) }
  }
}
