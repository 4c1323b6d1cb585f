/// A node's number within its cluster, drawn when it is added and never given out twice.
public struct NodeID: Hashable, Comparable, Sendable, CustomStringConvertible {
  public var rawValue: UInt64

  public init(_ rawValue: UInt64) { self.rawValue = rawValue }

  public static func < (left: NodeID, right: NodeID) -> Bool { left.rawValue < right.rawValue }

  /// As operators see it: `#2`. Never `n2`, which may be the name of another node.
  public var description: String { "#\(rawValue)" }

  /// Reads what `description` writes; nil for anything else.
  public init?(text: String) {
    guard text.utf8.first == UInt8(ascii: "#"), let number = UInt64(text.dropFirst()) else {
      return nil
    }
    self.init(number)
  }
}

/// One Raft group of a node. All of today's state is in `GroupID.main`; the number is in every
/// message so that more than one group stays possible.
public struct GroupID: Hashable, Sendable {
  public var rawValue: UInt32

  public init(_ rawValue: UInt32) { self.rawValue = rawValue }

  public static let main = GroupID(1)
}

/// Drawn at random when a cluster is founded; a node refuses to talk to another cluster's.
public struct ClusterID: Hashable, Sendable, CustomStringConvertible {
  public var high: UInt64
  public var low: UInt64

  public init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  public static let none = ClusterID(high: 0, low: 0)

  public var description: String { RecordID(high).text + RecordID(low).text }
}

/// Drawn at random when a data directory is made: a wiped node comes back with another one, and
/// may neither vote nor acknowledge under its old number.
public struct Incarnation: Hashable, Sendable, CustomStringConvertible {
  public var rawValue: UInt64

  public init(_ rawValue: UInt64) { self.rawValue = rawValue }

  public var description: String { RecordID(rawValue).text }
}
