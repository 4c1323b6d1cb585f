/// Who must agree: a majority of the voters and, while joint, one of the outgoing voters as well
/// (thesis, section 4.3). Nodes are named by their slots in the tracker.
struct Quorum: Equatable, Sendable {
  var voters: [Int]
  var outgoing: [Int]

  init(voters: [Int], outgoing: [Int] = []) {
    self.voters = voters
    self.outgoing = outgoing
  }

  /// Whether the slots for which `agrees` holds are enough. Nobody is never enough.
  func isReached(_ agrees: (Int) -> Bool) -> Bool {
    Quorum.isMajority(of: voters, agrees)
      && (outgoing.isEmpty || Quorum.isMajority(of: outgoing, agrees))
  }

  /// The greatest value that enough slots have reached; nil without voters.
  ///
  /// It counts instead of sorting: no allocation, and for the three to seven voters of a cluster no
  /// slower. O(n²).
  func agreed<Value: Comparable>(_ value: (Int) -> Value) -> Value? {
    guard let incoming = Quorum.agreed(of: voters, value) else { return nil }
    guard let leaving = Quorum.agreed(of: outgoing, value) else { return incoming }
    return min(incoming, leaving)
  }

  private static func isMajority(of slots: [Int], _ agrees: (Int) -> Bool) -> Bool {
    var count = 0
    for slot in slots where agrees(slot) { count += 1 }
    return count > slots.count / 2
  }

  private static func agreed<Value: Comparable>(of slots: [Int], _ value: (Int) -> Value) -> Value?
  {
    var best: Value?
    for slot in slots {
      let candidate = value(slot)
      if let best, candidate <= best { continue }
      if isMajority(of: slots, { value($0) >= candidate }) { best = candidate }
    }
    return best
  }
}
