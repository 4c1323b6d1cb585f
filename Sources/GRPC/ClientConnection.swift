internal import NIOCore
public import Units

/// One HTTP/2 connection to one address, made again with back-off after it was lost. Made and used
/// on one event loop. Choosing among addresses, and trying again, is the caller's.
public final class ClientConnection {
  public enum State: Hashable, Sendable {
    /// Not asked to connect yet, or lost while `options.reconnects` is false.
    case idle
    case connecting
    /// Calls go out at once.
    case ready
    /// The server said GOAWAY: calls under way go on, new ones wait for the next connection.
    case draining
    /// Waiting to connect again.
    case backingOff
    /// `close` was called.
    case closed
  }

  /// Why a connection ended or could not be made.
  public enum Reason: Hashable, Sendable, CustomStringConvertible {
    /// The connection could not be made: refused, unreachable, name unknown, timed out.
    case unreachable(String)
    /// The peer closed it (`kill -9` shows as this or as `reset`, within milliseconds).
    case endOfFile
    case reset(String)
    /// The server drained it and the last call has ended.
    case goAway(String)
    /// No answer to a keepalive ping in time.
    case silent
    /// The peer broke the protocol.
    case protocolError(String)
    /// `close` was called here.
    case local

    public var description: String {
      switch self {
      case .unreachable(let text): "cannot connect: \(text)"
      case .endOfFile: "the peer closed the connection"
      case .reset(let text): "the connection was reset: \(text)"
      case .goAway(let text): "the peer ended the connection: \(text)"
      case .silent: "the peer did not answer a ping in time"
      case .protocolError(let text): "the peer broke the protocol: \(text)"
      case .local: "the connection was closed here"
      }
    }
  }

  public enum Event: Hashable, Sendable {
    case connected
    /// The peer takes no new calls on this connection; `debug` is its text (`too_many_pings`).
    case goAway(code: UInt32, debug: String)
    case disconnected(Reason)
  }

  public let turn: Turn
  public let address: Address
  public let options: ClientOptions
  public private(set) var state: State = .idle
  /// Called on the loop after `state` changed.
  public var onEvent: ((Event) -> Void)?

  public init(turn: Turn, address: Address, options: ClientOptions = ClientOptions()) {
    turn.eventLoop.assertInEventLoop()
    self.turn = turn
    self.address = address
    self.options = options
  }

  /// Starts connecting. Does nothing unless `state` is idle or backing off (which it cuts short).
  public func connect() { preconditionFailure() }

  /// Ends all calls with UNAVAILABLE and closes, for good.
  public func close() { preconditionFailure() }

  /// Calls under way or waiting.
  public var openCalls: Int { preconditionFailure() }

  /// Starts a call with one request and at most one response. `completion` is called exactly once,
  /// on the loop, never before this method returns.
  ///
  /// Not connected yet: the call waits for the connection where `waitForReady` is set, at most
  /// until its deadline, in a queue of `options.maxWaiting`; else it ends with UNAVAILABLE at the
  /// first failure to connect.
  /// - Parameter deadline: sent as what is left of it; `.distantFuture` for none.
  @discardableResult
  public func unary(
    _ path: String, _ request: Bytes, metadata: Metadata = Metadata(),
    deadline: Monotonic = .distantFuture, waitForReady: Bool = false,
    completion: @escaping (Reply) -> Void
  ) -> ClientCall { preconditionFailure() }

  /// Starts a call of any kind. `handlers` are called on the loop, in order, `onEnd` last and once.
  public func stream(
    _ path: String, metadata: Metadata = Metadata(), deadline: Monotonic = .distantFuture,
    waitForReady: Bool = false, handlers: ClientStreamHandlers
  ) -> ClientCall { preconditionFailure() }
}
