import Raft
import StateMachine
public import Units

/// Comparing states, and taking oneself out.
extension Replica {
  /// Tells the others what the state is after the entry just applied.
  mutating func tellDigest() {
    let index = machine.index
    effects.append(.sendDigest(index: index, digest: machine.digest))
    compare(
      DigestClaim(node: identity.node, index: index, kind: .applied, digest: machine.digest))
  }

  mutating func compare(_ claim: DigestClaim) {
    digests.add(claim)
    let voters = raft.configuration.configuration.voters.map(\.id)
    digests.note(at: claim.index, claim.kind, voters: voters)
    switch digests.verdict(at: claim.index, claim.kind, own: identity.node, voters: voters) {
    case .open, .agreed: break
    case .disputed:
      guard !digests.isDisputed else { return }
      digests.isDisputed = true
      effects.append(.disputed(claim.index, claims(at: claim.index)))
    case .diverged(let majority):
      let own = digests.claims.first {
        $0.node == identity.node && $0.index == claim.index && $0.kind == claim.kind
      }
      diverge(
        Divergence(
          index: claim.index, kind: claim.kind, own: own?.digest ?? .zero, majority: majority))
    }
  }

  /// What the nodes have said of their states at the index.
  public func claims(at index: LogIndex) -> [DigestClaim] {
    digests.claims.filter { $0.index == index }.sorted {
      ($0.node, $0.kind.rawValue) < ($1.node, $1.kind.rawValue)
    }
  }

  /// The newest of each kind that this node told the others: whoever comes back may have missed them.
  public var ownClaims: [DigestClaim] {
    [DigestClaim.Kind.applied, .contents].compactMap { kind in
      digests.claims.last { $0.node == identity.node && $0.kind == kind }
    }
  }

  /// The newest index at which the node's state was found to equal a majority's; zero where that is
  /// not known.
  public func agreement(of node: NodeID) -> LogIndex { digests.agreement(of: node) }

  // MARK: The way out

  /// Whatever this node says of the state may be wrong: from now on it says nothing of it. The others
  /// need a leader whose state is theirs, so a leader hands over, and ends once it has.
  private mutating func diverge(_ divergence: Divergence) {
    guard digests.divergence == nil else { return }
    digests.divergence = divergence
    guard raft.role == .leader, raft.configuration.configuration.voters.count > 1 else {
      return endDiverged()
    }
    digests.endsAt = now + limits.raft.electionTimeout * 2
    becameFollower(raft.term, nil)
    raftStep(.transferLeadership(to: nil))
  }

  /// Once nothing is left to hand over, or nobody took it.
  mutating func endIfDiverged() {
    guard let divergence = digests.divergence, !digests.hasEnded else { return }
    if raft.role == .leader && now < digests.endsAt { return }
    digests.hasEnded = true
    effects.append(.stop(.diverged(divergence)))
  }

  private mutating func endDiverged() {
    digests.endsAt = now
    endIfDiverged()
  }

  // MARK: Full checks

  /// The entry just applied asks for a comparison.
  mutating func check(_ command: CheckCommand) {
    if machine.index.rawValue % limits.digestInterval != 0 { tellDigest() }
    if command.isFull { digests.freezesAt = machine.index }
  }

  /// Freezes the state at the entry that asked: until then nothing more is applied. Where it cannot be
  /// frozen now, the disk's next word brings another turn.
  mutating func freezeForCheck() {
    guard let index = digests.freezesAt, index == machine.index,
      let meta = raft.snapshotMeta(at: index), write()
    else { return }
    flush()
    digests.freezesAt = nil
    effects.append(.contents(index, meta))
    // What was committed meanwhile.
    effects.append(.yield)
  }

  /// What the store held at the entry; nil where that could not be read.
  mutating func contentsHashed(_ index: LogIndex, _ digest: Hash128?) {
    guard let digest else { return }
    effects.append(.sendContents(index: index, digest: digest))
    compare(DigestClaim(node: identity.node, index: index, kind: .contents, digest: digest))
  }
}
