/// The number of a Raft term: it only grows, and has at most one leader (Raft thesis, section 3.3).
public struct Term: Hashable, Comparable, Sendable, CustomStringConvertible {
  public var rawValue: UInt64

  public init(_ rawValue: UInt64) { self.rawValue = rawValue }

  /// Before any election: no entry bears it.
  public static let zero = Term(0)

  public func next() -> Term { Term(rawValue + 1) }

  public static func < (left: Term, right: Term) -> Bool { left.rawValue < right.rawValue }

  public var description: String { "\(rawValue)" }
}
