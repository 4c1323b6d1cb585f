import DequeModule
public import Raft
import Scheduler
public import StateMachine
public import Units

/// One node's whole mind: consensus, the replicated state and what it decides, in one value.
///
/// `step` takes what happened and gives what is to be done. No I/O, no clock, no threads, no
/// randomness of its own: equal inputs from equal starts give equal effects.
///
/// Inputs of one turn of the loop are gathered; `ReplicaInput.endOfTurn` then applies what is
/// committed, thinks, proposes, reads and writes behind. So a turn costs one of each, however many
/// calls it brought.
public struct Replica: Sendable {
  public let identity: ReplicaIdentity
  public let limits: ReplicaLimits

  package internal(set) var raft: Raft
  /// The state as applied.
  public internal(set) var machine: StateMachine
  var scheduler = Scheduler()
  var generator: SeededGenerator

  // MARK: The step in hand

  var now = Monotonic.zero
  var clock = Instant.epoch
  var effects = ReplicaEffects()
  private var hasStarted = false
  private var spareRaftEffects = Effects()

  /// Bugs put back on purpose; empty outside of tests.
  var mutations: ReplicaMutations = []

  // MARK: Parts

  /// What is committed, as far as known here.
  var committed: LogPosition
  var log: LogKeeping
  var overlay = Overlay()
  var store: StoreKeeping
  var proposals: Proposals
  var reads = Reads()
  var snapshots = Snapshots()
  var digests = Digests()
  var repair: Repair
  var space = SpaceKeeping()
  /// While this node leads.
  var leadership = Leadership.none
  var alarms = Alarms()
  var output = ApplyOutput()
  /// Of this turn.
  var notices: [Notice] = []
  var toldMembers: [MemberRecord] = []
  /// What the others' builds know, as their newest connections said.
  var knownVersions: [(node: NodeID, version: UInt32)] = []
  /// An entry is beyond this build: it does nothing more.
  package internal(set) var isOutgrown = false

  /// Starts a life.
  ///
  /// - Parameters:
  ///   - restored: what the log's disk holds; `restored.applied` is `machine.index`.
  ///   - machine: loaded from the store by `StateMachine.Loader`; empty where the store is.
  ///   - damaged: the checksums of the bodies that `restored.damaged` names, in the same order.
  ///   - seed: decides jitter and the entries' seeds. Give every life of a node another one.
  public init(
    identity: ReplicaIdentity, limits: ReplicaLimits = ReplicaLimits(), restored: RestoredState,
    damaged: [UInt32] = [], machine: StateMachine, seed: UInt64
  ) {
    precondition(
      damaged.count == restored.damaged.count,
      "\(damaged.count) checksums for \(restored.damaged.count) damaged entries")
    precondition(
      restored.applied == machine.index,
      "the log says applied \(restored.applied), the state \(machine.index)")
    var generator = SeededGenerator(seed: seed)
    self.identity = identity
    self.limits = limits
    self.machine = machine
    raft = Raft(
      id: identity.node, incarnation: identity.incarnation, group: identity.group,
      limits: limits.raft, restored: restored, seed: generator.next())
    self.generator = generator
    committed = LogPosition(term: machine.term, index: machine.index)
    log = LogKeeping(next: raft.last.index.next())
    store = StoreKeeping(index: machine.index, replayEnd: raft.last.index)
    proposals = Proposals()
    repair = Repair(checksums: Dictionary(uniqueKeysWithValues: zip(restored.damaged, damaged)))
    toldMembers = machine.allMembers
  }

  /// Takes in `input` and appends what is to be done to `effects`.
  ///
  /// - Parameters:
  ///   - now: a monotonic clock; a reading below an earlier one counts as that.
  ///   - clock: the wall clock, for stamps and as this node's voice in the leader's median.
  public mutating func step(
    _ input: ReplicaInput, now: Monotonic, clock: Instant, into effects: inout ReplicaEffects
  ) {
    self.now = max(self.now, now)
    self.clock = clock
    guard !isOutgrown else { return }
    swap(&self.effects, &effects)
    if !hasStarted {
      hasStarted = true
      raftStep(.timerFired)
    }
    take(input)
    swap(&self.effects, &effects)
  }

  private mutating func take(_ input: ReplicaInput) {
    switch input {
    case .command(let call, let command): take(call, command)
    case .message(let message, let payloads): receive(message, payloads)
    case .persisted(let mark): raftStep(.persisted(mark))
    case .disk(let level): disk(level)
    case .endOfTurn: endTurn()
    case .timer: timer()
    case .resume: break
    case .query(let call, let query, let consistency): take(call, query, consistency)
    case .connectionLost(let peer): raftStep(.connectionLost(peer))
    case .peerUnreachable(let peer): raftStep(.peerUnreachable(peer))
    case .peerVersion(let peer, let version): heard(version: version, from: peer)
    case .entriesWanted(let from, let positions): entriesWanted(positions, by: from)
    case .entriesFound(let from, let entries): entriesFound(entries, by: from)
    case .repaired(let indexes): repaired(indexes)
    case .peerDigest(let from, let index, let digest):
      compare(DigestClaim(node: from, index: index, kind: .applied, digest: digest))
    case .peerContents(let from, let index, let digest):
      compare(DigestClaim(node: from, index: index, kind: .contents, digest: digest))
    case .contents(let index, let digest): contentsHashed(index, digest)
    case .logRead(let id, let entries): logRead(id, entries)
    case .logCut(let index): logCut(upTo: index)
    case .written(let number): written(number)
    case .flushed(let number): flushed(number)
    case .storeRead(let id, let results): storeRead(id, results)
    case .attach(let session, let lastGrant, let held):
      attach(session, lastGrant: lastGrant, held: held)
    case .detach(let session): detach(session)
    case .credit(let session, let count, let lastGrant):
      credit(session, count, lastGrant: lastGrant)
    case .renew(let session, let id, let lastGrant, let held):
      renew(session, id, lastGrant: lastGrant, held: held)
    case .join(let call, let wish): join(call, wish)
    case .changeMembers(let call, let change): changeMembers(call, change)
    case .transferLeadership(let target): raftStep(.transferLeadership(to: target))
    case .backup(let id): snapshots.backups.append(id)
    case .checkpointMade(let id, let isMade): checkpointMade(id, isMade)
    case .snapshotSent(let peer, let position): snapshotSent(to: peer, position)
    case .snapshotReceived(let id, let meta, let from, let term):
      snapshotReceived(id, meta, from: from, term: term)
    case .snapshotInstalled(let position, let machine): snapshotInstalled(position, machine)
    }
  }

  private mutating func timer() {
    alarms.told = .distantFuture
    guard now >= alarms.raft else { return }
    alarms.raft = .distantFuture
    raftStep(.timerFired)
  }

  private mutating func endTurn() {
    if digests.divergence == nil {
      applyCommitted()
      guard !isOutgrown else { return }
      if isLeader { lead() }
      propose()
      startReads()
      runReads()
      freezeForCheck()
      keepSnapshots()
    }
    endIfDiverged()
    keepStore()
    keepRepairing()
    tellMembers()
    if !notices.isEmpty {
      effects.append(.notices(notices))
      notices.removeAll()
    }
    setAlarm()
  }

  /// Steps the core and runs its effects; their order is kept.
  mutating func raftStep(_ input: Input) {
    var list = Effects()
    swap(&list, &spareRaftEffects)
    raft.step(input, now: now, into: &list)
    for effect in list.list { run(effect) }
    list.removeAll()
    swap(&list, &spareRaftEffects)
  }

  mutating func tellMembers() {
    guard machine.allMembers != toldMembers else { return }
    toldMembers = machine.allMembers
    effects.append(.members(raft.configuration, toldMembers))
  }
}

/// When the replica has to be stepped again.
struct Alarms: Sendable {
  var raft = Monotonic.distantFuture
  /// What is set outside: it may ring early, never late.
  var told = Monotonic.distantFuture
}

extension Replica {
  mutating func setAlarm() {
    var next = min(alarms.raft, repairDeadline)
    // Both wait while a snapshot comes into force, however late they are: an alarm that has passed and
    // that nothing answers would ring again at once, and the loop would look at nothing else.
    if !snapshots.isInstalling { next = min(next, min(storeDeadline, reads.deadline)) }
    if !snapshots.wanted.isEmpty { next = min(next, snapshotDeadline) }
    if isLeader, space.bound < .critical { next = min(next, leadership.deadline) }
    if digests.divergence != nil && !digests.hasEnded { next = min(next, digests.endsAt) }
    guard next < alarms.told else { return }
    alarms.told = next
    effects.append(.alarm(next))
  }

  var isLeader: Bool { leadership.isLeading }

  /// Whether this node leads and has applied its term's first entry.
  public var isReady: Bool { leadership.isReady }

  public var status: ReplicaStatus {
    var clock = leadership.clock
    return ReplicaStatus(
      node: identity.node, term: raft.term, role: raft.role, leader: raft.leader,
      isReady: isReady, base: raft.base.index, last: raft.last.index, commit: raft.commitIndex,
      applied: machine.index, persisted: raft.persistedIndex, flushed: store.flushedIndex,
      time: machine.time, digest: machine.digest,
      clockOffset: isLeader ? read(&clock)?.offset : nil, waitingCalls: waitingCalls,
      overlayChanges: overlay.total, attachedSessions: leadership.sessions.attached,
      damaged: raft.damaged.count, firstDamaged: raft.firstDamaged,
      peers: raft.peers, isDisputed: digests.isDisputed)
  }

  /// The state is durable up to here.
  package var flushedIndex: LogIndex { store.flushedIndex }

  /// For how long a member has been silent, as far as this node, which leads, can know.
  public func silence(of node: NodeID) -> Timeout? {
    isLeader ? leadership.silence(of: node, at: now) : nil
  }

  var waitingCalls: Int { proposals.calls + reads.calls }
}
