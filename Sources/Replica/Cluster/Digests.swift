import DequeModule
public import Units

/// What a node says its state is at an index.
public struct DigestClaim: Hashable, Sendable {
  public enum Kind: UInt8, Hashable, Sendable {
    /// The chain over all that was applied.
    case applied
    /// Of everything that its store holds.
    case contents
  }

  public var node: NodeID
  public var index: LogIndex
  public var kind: Kind
  public var digest: Hash128

  public init(node: NodeID, index: LogIndex, kind: Kind, digest: Hash128) {
    self.node = node
    self.index = index
    self.kind = kind
    self.digest = digest
  }
}

/// How this node's state differs from that of a majority of the voters.
public struct Divergence: Hashable, Sendable {
  public var index: LogIndex
  public var kind: DigestClaim.Kind
  public var own: Hash128
  public var majority: Hash128

  public init(index: LogIndex, kind: DigestClaim.Kind, own: Hash128, majority: Hash128) {
    self.index = index
    self.kind = kind
    self.own = own
    self.majority = majority
  }
}

/// What the nodes say their states are, at the indexes at which they compare them.
struct Digests: Sendable {
  private(set) var claims: Deque<DigestClaim> = []
  /// No majority agrees: nothing is written any more.
  var isDisputed = false
  /// This node takes itself out: it applies and answers nothing more.
  var divergence: Divergence?
  /// When it ends at the latest: before, it hands leadership over.
  var endsAt = Monotonic.distantFuture
  var hasEnded = false
  /// The state at this entry is to be frozen before anything more is applied.
  var freezesAt: LogIndex?
  /// The newest index at which each node was found to agree with a majority.
  private var agreed: [(node: NodeID, index: LogIndex)] = []

  /// Claims that are kept: those of the last few comparisons.
  private static let most = 256

  enum Verdict: Hashable, Sendable {
    case open
    case agreed
    /// This node differs from a majority, whose digest this is.
    case diverged(Hash128)
    case disputed
  }

  mutating func removeAll() { claims.removeAll() }

  mutating func add(_ claim: DigestClaim) {
    claims.removeAll {
      $0.node == claim.node && $0.index == claim.index && $0.kind == claim.kind
    }
    claims.append(claim)
    if claims.count > Digests.most { claims.removeFirst() }
  }

  /// The digest at an index that more than half of the voters have; nil where none is known to.
  func majority(
    at index: LogIndex, _ kind: DigestClaim.Kind, voters: [NodeID]
  ) -> Hash128? {
    let told = claims.filter {
      $0.index == index && $0.kind == kind && voters.contains($0.node)
    }
    return told.first { claim in
      told.count { $0.digest == claim.digest } > voters.count / 2
    }?.digest
  }

  /// What the claims at an index come to, for `own`, a member.
  func verdict(
    at index: LogIndex, _ kind: DigestClaim.Kind, own: NodeID, voters: [NodeID]
  ) -> Verdict {
    let claims = self.claims.filter { $0.index == index && $0.kind == kind }
    guard let mine = claims.first(where: { $0.node == own }) else { return .open }
    if let majority = majority(at: index, kind, voters: voters) {
      return majority == mine.digest ? .agreed : .diverged(majority)
    }
    let told = claims.filter { voters.contains($0.node) }
    let best = told.map { claim in told.count { $0.digest == claim.digest } }.max() ?? 0
    // Those that have not spoken may still make a majority for one of them.
    let silent = voters.count - told.count
    return best + silent > voters.count / 2 ? .open : .disputed
  }

  /// Notes who agrees with the majority at an index.
  mutating func note(at index: LogIndex, _ kind: DigestClaim.Kind, voters: [NodeID]) {
    guard let majority = majority(at: index, kind, voters: voters) else { return }
    for claim in claims
    where claim.index == index && claim.kind == kind && claim.digest == majority {
      if let place = agreed.firstIndex(where: { $0.node == claim.node }) {
        agreed[place].index = max(agreed[place].index, index)
      } else if agreed.count < 2_048 {
        agreed.append((claim.node, index))
      }
    }
  }

  /// Zero where it was never compared, as far as this node knows.
  func agreement(of node: NodeID) -> LogIndex {
    agreed.first { $0.node == node }?.index ?? .zero
  }
}
