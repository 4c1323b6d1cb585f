/// What a server counts. Each abuse has its own name; none resets.
public struct ServerCounters: Sendable, Hashable {
  public var connectionsAccepted: UInt64 = 0
  /// Closed at once: over `ServerOptions.maxConnections`, or while draining.
  public var connectionsRefused: UInt64 = 0
  public var connectionsOpen = 0
  public var callsStarted: UInt64 = 0
  public var callsRunning = 0
  /// Requests that were no gRPC and were answered in plain HTTP (405, 415, 431).
  public var plainAnswers: UInt64 = 0
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
