/// The place of an entry in the replicated log; the first entry has 1, and 0 is before all.
public struct LogIndex: Hashable, Comparable, Sendable, CustomStringConvertible {
  public var rawValue: UInt64

  public init(_ rawValue: UInt64) { self.rawValue = rawValue }

  public static let zero = LogIndex(0)

  public func next() -> LogIndex { LogIndex(rawValue + 1) }

  /// The index before this one; zero stays zero.
  public func previous() -> LogIndex { LogIndex(rawValue == 0 ? 0 : rawValue - 1) }

  public func advanced(by count: Int) -> LogIndex { LogIndex(rawValue + UInt64(count)) }

  /// How many entries lie in `other + 1 ... self`; negative where `self` is before `other`.
  public func distance(from other: LogIndex) -> Int {
    Int(Int64(bitPattern: rawValue &- other.rawValue))
  }

  public static func < (left: LogIndex, right: LogIndex) -> Bool { left.rawValue < right.rawValue }

  public var description: String { "\(rawValue)" }
}
