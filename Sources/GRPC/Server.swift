public import NIOCore
internal import Units

/// Serves the methods of a `Router` on one event loop: every connection and every handler runs
/// there. Made and used on that loop only.
public final class Server {
  public let turn: Turn
  public let options: ServerOptions
  let router: Router

  /// Fields added to the trailers of every answer (for `carillon-node` and the like); asked once
  /// for each call as it ends.
  public var commonTrailers: (() -> Metadata)?

  public init(turn: Turn, router: Router, options: ServerOptions = ServerOptions()) {
    turn.eventLoop.assertInEventLoop()
    self.turn = turn
    self.router = router
    self.options = options
  }

  /// Starts to listen; the future gives the bound address, with the real port where 0 was asked.
  /// May be called for several addresses.
  public func listen(_ address: Address) -> EventLoopFuture<Address> {
    preconditionFailure("\(address)")
  }

  /// Stops accepting, tells every client to go elsewhere (GOAWAY, and the final one after a PING
  /// came back or 10 s), lets open calls go on for `options.drainGrace`, then closes what is left.
  /// The future succeeds when the last connection is closed.
  public func drain() -> EventLoopFuture<Void> { preconditionFailure() }

  /// Closes everything now; handlers hear `onCancel(.connection)`.
  public func close() -> EventLoopFuture<Void> { preconditionFailure() }

  /// What was counted since the start.
  public var counters: ServerCounters { preconditionFailure() }
}

/// What a server counts. Each abuse has its own name; none resets.
public struct ServerCounters: Sendable, Hashable {
  public var connectionsAccepted: UInt64 = 0
  public var connectionsOpen = 0
  public var callsStarted: UInt64 = 0
  public var callsRunning = 0
  /// Requests without `te: trailers`, which were served all the same.
  public var missingTE: UInt64 = 0
  /// Connections ended by a budget, by the budget's name (`resets`, `pings`, …), sorted.
  public var ended: [(budget: String, count: UInt64)] = []

  public init() {}

  public static func == (left: ServerCounters, right: ServerCounters) -> Bool {
    left.connectionsAccepted == right.connectionsAccepted
      && left.callsStarted == right.callsStarted && left.callsRunning == right.callsRunning
  }
  public func hash(into hasher: inout Hasher) { hasher.combine(callsStarted) }
}
