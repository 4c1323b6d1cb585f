/// Names a call from its input to its answer. Drawn by the caller, unique in a life of the node.
public struct CallID: Hashable, Sendable {
  public var rawValue: UInt64
  public init(_ rawValue: UInt64) { self.rawValue = rawValue }
}

/// Names a renewal from `ReplicaInput.renew` to `ReplicaEffect.renewed`. Drawn by the caller.
public struct RenewalID: Hashable, Sendable {
  public var rawValue: UInt64
  public init(_ rawValue: UInt64) { self.rawValue = rawValue }
}

/// Names a read of the log from `ReplicaEffect.readLog` to `ReplicaInput.logRead`.
public struct LogReadID: Hashable, Sendable {
  public var rawValue: UInt64
  public init(_ rawValue: UInt64) { self.rawValue = rawValue }
}

/// Names a read of the store from `ReplicaEffect.read` to `ReplicaInput.storeRead`.
public struct StoreReadID: Hashable, Sendable {
  public var rawValue: UInt64
  public init(_ rawValue: UInt64) { self.rawValue = rawValue }
}

/// Names a checkpoint that this node makes and streams to others.
public struct CheckpointID: Hashable, Sendable {
  public var rawValue: UInt64
  public init(_ rawValue: UInt64) { self.rawValue = rawValue }
}

/// Names a snapshot that another node streams here. Drawn by whoever receives the stream.
public struct ReceivedSnapshotID: Hashable, Sendable {
  public var rawValue: UInt64
  public init(_ rawValue: UInt64) { self.rawValue = rawValue }
}
