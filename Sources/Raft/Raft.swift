public import Units

/// One node's consensus: a value that `step` moves on. No clock, no randomness of its own, no I/O:
/// equal inputs from equal starts give equal effects.
///
/// Sections are those of Ongaro's thesis, "Consensus: Bridging Theory and Practice" (2014).
/// Where to read: `Input` and `Effect` for the outside; `Election`, `Messages/` for the rules, one
/// file a kind; `Progress/` for replication; `Membership/` for change; DESIGN.md for the whole.
///
/// Invariants, checked after every step: cut ≤ applied ≤ commit ≤ last; persisted ≤ last;
/// matched ≤ last; a leader follows itself.
public struct Raft: Sendable {
  /// A step looks at the core a dozen times, and copies it nowhere.
  private let inPlace = InPlace()

  public let id: NodeID
  public let incarnation: Incarnation
  public let group: GroupID
  public let limits: Limits

  // What the disk holds, or will hold once the effects emitted are durable.
  public internal(set) var hardState: HardState
  var log: HeaderLog
  var configurations: ConfigurationHistory
  var persistence: Persistence

  // What every node knows.
  public internal(set) var role = Role.follower
  /// Whom this node follows; itself where it leads.
  public internal(set) var leader: NodeID?
  public internal(set) var commitIndex: LogIndex
  public internal(set) var appliedIndex: LogIndex
  /// Up to here the log is known to equal that of the current term's leader.
  var matched = LogIndex.zero
  /// The snapshot being put into force; no entries are taken meanwhile, and no election is begun.
  var installing: SnapshotMeta?
  /// It takes the place of damaged entries only.
  var installingKeepsLog = false
  /// Whether its effect has been emitted.
  var isInstallTold = false
  /// What the disk lost of the log it once held.
  var damage: Damage
  /// Of the leader's last request: echoed, so that it knows which of its questions an answer is to.
  var epoch: UInt32 = 0
  var election = ElectionClock()
  var tracker = Tracker()
  var forwarded: ForwardedReads

  // What only a leader knows.
  var leading = Leading()

  /// The latest `now`.
  var now = Monotonic.zero
  var generator: SeededGenerator
  var staging = Staging()
  /// Bugs put back on purpose; empty outside of tests.
  package var mutations: RaftMutations = []

  /// Starts from what the disk holds; `seed` decides its jitter and the numbers of its reads. Give
  /// every life of a node another one.
  public init(
    id: NodeID, incarnation: Incarnation, group: GroupID = .main, limits: Limits = Limits(),
    restored: RestoredState, seed: UInt64
  ) {
    self.id = id
    self.incarnation = incarnation
    self.group = group
    self.limits = limits
    hardState = restored.hardState
    log = HeaderLog(base: restored.base, entries: restored.entries)
    configurations = ConfigurationHistory(
      base: restored.baseConfiguration, later: restored.configurations)
    commitIndex = restored.applied
    appliedIndex = restored.applied
    var generator = SeededGenerator(seed: seed)
    // Answers to reads of an earlier life must not be taken for answers to this one's.
    forwarded = ForwardedReads(firstNumber: generator.next() >> 1)
    self.generator = generator
    persistence = Persistence(index: log.last.index)
    damage = Damage(restored.damaged)
    precondition(
      restored.damaged.first.map { $0 > restored.applied } ?? true,
      "damage at \(restored.damaged[0]), which is applied")
    staging.toldCommit = commitIndex
    staging.told = Staging.Told(isLeader: false, term: hardState.term, leader: nil)
    precondition(
      hardState.term >= log.last.term, "term \(hardState.term) is below the log's \(log.last)")
    adoptConfiguration()
    // The first step tells it.
    staging.effects.removeAll()
    checkInvariants()
  }

  /// Takes in `input` and appends what is to be done to `effects`. The first step of a life must be
  /// `timerFired`: it sets the alarm. A `now` below an earlier one counts as that.
  public mutating func step(_ input: Input, now: Monotonic, into effects: inout Effects) {
    self.now = max(self.now, now)
    swap(&staging.effects, &effects)
    if !election.isSet { startClock() }
    take(input)
    finish()
    swap(&staging.effects, &effects)
  }

  private mutating func take(_ input: Input) {
    switch input {
    case .message(let message): receive(message)
    case .timerFired: timerFired()
    case .propose(let proposals): propose(proposals)
    case .proposeConfiguration(let change): propose(change)
    case .persisted(let mark): persisted(mark)
    case .repaired(let indexes): repaired(indexes)
    case .applied(let index): applied(index)
    case .read(let id): read(id)
    case .connectionLost(let peer): connectionLost(to: peer)
    case .peerUnreachable(let peer): peerUnreachable(peer)
    case .transferLeadership(let target): transferLeadership(to: target)
    case .logCompacted(let index): logCompacted(upTo: index)
    case .snapshotReceived(let meta, let from, let term):
      snapshotReceived(meta, from: from, term: term)
    case .snapshotInstalled(let position): snapshotInstalled(position)
    case .snapshotSent(let to, let position): snapshotSent(to: to, position)
    }
  }

  private mutating func applied(_ index: LogIndex) {
    precondition(index <= commitIndex, "applied \(index) beyond commit \(commitIndex)")
    appliedIndex = max(appliedIndex, index)
  }

  /// Section 5.1: what is cut is in the state, and on disk.
  private mutating func logCompacted(upTo index: LogIndex) {
    guard index > log.base.index else { return }
    precondition(index <= appliedIndex, "log cut at \(index), applied only \(appliedIndex)")
    precondition(
      index <= persistence.index, "log cut at \(index), durable only \(persistence.index)")
    damage.compact(upTo: index)
    log.compact(upTo: index)
    configurations.compact(upTo: index)
  }

  /// Section 3.5: a majority of disks holds everything up to `index`, and this node's log has it, too.
  mutating func advanceCommit(to index: LogIndex) {
    guard index > commitIndex else { return }
    precondition(index <= log.last.index, "commit \(index) beyond the log's \(log.last)")
    commitIndex = index
  }

  private func checkInvariants() {
    let last = log.last.index
    precondition(log.base.index <= appliedIndex, "cut \(log.base.index), applied \(appliedIndex)")
    precondition(appliedIndex <= commitIndex, "applied \(appliedIndex), commit \(commitIndex)")
    precondition(commitIndex <= last, "commit \(commitIndex), last \(last)")
    precondition(persistedIndex <= last, "persisted \(persistedIndex), last \(last)")
    precondition(matched <= last, "matched \(matched), last \(last)")
    precondition(role != .leader || leader == id, "a leader follows itself")
  }

  /// Puts what the step staged into the order that `Effect` promises.
  private mutating func finish() {
    tellRole()
    flushPersist()
    flushMessages()
    beginInstall()
    if commitIndex > staging.toldCommit {
      staging.toldCommit = commitIndex
      if let term = log.term(at: commitIndex) {
        emit(.commit(LogPosition(term: term, index: commitIndex)))
      }
    }
    setAlarm()
    checkInvariants()
  }
}

extension Raft {
  public var term: Term { hardState.term }
  /// The newest entry of the log, durable or not.
  public var last: LogPosition { log.last }
  /// Where the log in memory begins: the entry before its first.
  public var base: LogPosition { log.base }
  /// Every entry up to here is durable on this node, and whole.
  public var persistedIndex: LogIndex {
    guard let first = damage.first, !mutations.contains(.acknowledgesDamaged) else {
      return persistence.index
    }
    return min(persistence.index, first.previous())
  }
  /// Every entry up to here is durable on this node; a body among them may be damaged since.
  public var durableIndex: LogIndex { persistence.index }
  /// The configuration in force, committed or not.
  public var configuration: PlacedConfiguration { configurations.current }

  /// The term of the entry at `index`; nil where it was cut or is not there.
  public func term(at index: LogIndex) -> Term? { log.term(at: index) }

  /// The header at `index`; nil where it was cut or is not there.
  public func header(at index: LogIndex) -> EntryHeader? { log.header(at: index) }

  /// The newest configuration at or below `index`, as far as the log remembers.
  package func configuration(at index: LogIndex) -> PlacedConfiguration {
    configurations.newest(atOrBefore: index)
  }

  /// What a snapshot at `index`, an applied one that is still in the log, stands for.
  public func snapshotMeta(at index: LogIndex) -> SnapshotMeta? {
    guard index <= appliedIndex, let term = log.term(at: index) else { return nil }
    return SnapshotMeta(
      position: LogPosition(term: term, index: index),
      configuration: configurations.newest(atOrBefore: index))
  }

  /// A snapshot came, and is not in force yet: `Effect.installSnapshot` was told, or will be.
  public var isInstalling: Bool { installing != nil }

  /// Whether this node leads and knows the newest commit: its term's first entry is committed.
  public var isReady: Bool { role == .leader && commitIndex >= leading.noop }

  /// The members as a leader sees them, in order of id; on other nodes only who they are.
  public var peers: [PeerStatus] {
    tracker.peers.enumerated().map { slot, peer in
      let isSelf = slot == tracker.own
      return PeerStatus(
        id: peer.member.id, isVoter: peer.isVoter,
        replication: isSelf
          ? .replicate
          : peer.state == .probe
            ? .probe : peer.state == .replicate ? .replicate : .snapshot,
        match: isSelf ? persistedIndex : peer.match,
        next: isSelf ? log.last.index.next() : peer.next,
        isActive: isSelf || peer.isActive(at: now, within: limits.electionTimeout),
        roundTrip: peer.roundTrip)
    }
  }
}
