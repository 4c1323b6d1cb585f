/// How full a node's disk is.
public enum DiskLevel: UInt8, Hashable, Sendable, Comparable, CaseIterable {
  case normal = 0
  /// Below the first mark: what makes the state grow is refused.
  case low = 1
  /// Below the second: votes, log cut and compaction only.
  case critical = 2

  public static func < (left: DiskLevel, right: DiskLevel) -> Bool {
    left.rawValue < right.rawValue
  }
}
