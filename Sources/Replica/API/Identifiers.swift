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

/// Names a checkpoint that this node makes: those that are streamed to others are the replica's to
/// number, those that the node wants for itself are the node's.
public struct CheckpointID: Hashable, Sendable {
  public var rawValue: UInt64
  public init(_ rawValue: UInt64) { self.rawValue = rawValue }

  /// The node's `number`th of its own; below 2^63.
  public static func own(_ number: UInt64) -> CheckpointID { CheckpointID(number | 1 << 63) }

  public var isOwn: Bool { rawValue >> 63 == 1 }
}

/// Names a snapshot that another node streams here. Drawn by whoever receives the stream.
public struct ReceivedSnapshotID: Hashable, Sendable {
  public var rawValue: UInt64
  public init(_ rawValue: UInt64) { self.rawValue = rawValue }
}
