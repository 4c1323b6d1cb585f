import Units

/// Who hears whom.
struct Network {
  private struct Link: Hashable {
    var from: NodeID
    var to: NodeID
  }

  /// Directed links that carry nothing.
  private var blocked: Set<Link> = []

  var isWhole: Bool { blocked.isEmpty }

  func isBlocked(_ from: NodeID, _ to: NodeID) -> Bool {
    !blocked.isEmpty && blocked.contains(Link(from: from, to: to))
  }

  mutating func block(_ from: NodeID, _ to: NodeID) { blocked.insert(Link(from: from, to: to)) }

  mutating func mend() { blocked.removeAll() }
}
