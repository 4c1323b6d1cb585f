import DequeModule
import Raft
import StateMachine
import Units

/// What the voters say their states are, at the indexes at which they compare them.
struct Digests: Sendable {
  private struct Claim: Sendable {
    var node: NodeID
    var index: LogIndex
    var digest: Hash128
  }

  private var claims: Deque<Claim> = []
  /// No majority agrees: nothing is written any more.
  var isDisputed = false

  /// Claims that are kept: those of the last few comparisons.
  private static let most = 256

  enum Verdict: Hashable, Sendable {
    case open
    case agreed
    /// This node differs from a majority.
    case diverged
    case disputed
  }

  mutating func removeAll() { claims.removeAll() }

  mutating func add(_ node: NodeID, _ index: LogIndex, _ digest: Hash128) {
    claims.removeAll { $0.node == node && $0.index == index }
    claims.append(Claim(node: node, index: index, digest: digest))
    if claims.count > Digests.most { claims.removeFirst() }
  }

  /// What the claims at an index come to, for `own`, a member.
  func verdict(at index: LogIndex, own: NodeID, voters: [NodeID]) -> Verdict {
    let claims = self.claims.filter { $0.index == index }
    guard let mine = claims.first(where: { $0.node == own }) else { return .open }
    let told = claims.filter { voters.contains($0.node) }
    var best = 0
    for claim in told {
      let agreeing = told.count { $0.digest == claim.digest }
      if agreeing > voters.count / 2 {
        return claim.digest == mine.digest ? .agreed : .diverged
      }
      best = max(best, agreeing)
    }
    // Those that have not spoken may still make a majority for one of them.
    let silent = voters.count - told.count
    return best + silent > voters.count / 2 ? .open : .disputed
  }
}

extension Replica {
  /// Tells the others what the state is after the entry just applied.
  mutating func tellDigest() {
    let index = machine.index
    effects.append(.sendDigest(index: index, digest: machine.digest))
    compare(machine.digest, at: index, from: identity.node)
  }

  mutating func compare(_ digest: Hash128, at index: LogIndex, from node: NodeID) {
    digests.add(node, index, digest)
    let voters = raft.configuration.configuration.voters.map(\.id)
    switch digests.verdict(at: index, own: identity.node, voters: voters) {
    case .open, .agreed: break
    case .disputed: digests.isDisputed = true
    case .diverged:
      // The others need a leader whose state is theirs.
      if isLeader { raftStep(.transferLeadership(to: nil)) }
      effects.append(.stop(.diverged(index)))
    }
  }
}
