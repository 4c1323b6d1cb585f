import Units

/// Scripts call the nodes by name: `n1` is what operators see as `#1`.
extension DefaultStringInterpolation {
  mutating func appendInterpolation(_ node: NodeID) { appendLiteral("n\(node.rawValue)") }
}
