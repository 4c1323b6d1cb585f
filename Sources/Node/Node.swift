import Cron
import DequeModule
public import GRPC
public import Logging
import NIOCore
import NIOPosix
import Raft
import Replica
import StateMachine
public import Units

/// One member of a cluster: the only event loop on which its replica, its server and all of its
/// connections live. Confined to that loop; from elsewhere use `RunningNode`.
///
/// What happens to a replica's input and effect is all that is in here: nothing is decided. Inputs
/// are stepped as they come, and gather effects; at the end of the loop's turn the replica hears
/// `endOfTurn`, and the effects of the whole turn are run in order.
///
/// Where to read: `Node+Turn` for the loop, `Node+Effects` for what is done, `Node+Routing` for who
/// decides a call, `Disk` and `PeerLink` for the hands.
public final class Node {
  public let turn: Turn
  public let options: NodeOptions
  public let logger: Logger
  let started: Monotonic
  /// From the disk's threads.
  private(set) lazy var inbox = Inbox(loop: turn.eventLoop) { [unowned self] in took($0) }

  // MARK: Mind and hands, from the moment the node has an identity

  var mind: Mind?
  var disk: Disk?
  var keeper: Keeper?
  /// For what may wait: opening, snapshots, closing. One thread.
  let pool: NIOThreadPool
  var cluster = ClusterID.none
  /// This node's number; zero until it has founded or joined.
  public internal(set) var id = NodeID(0)
  public internal(set) var incarnation = Incarnation(0)
  /// What its peers are told to connect to.
  public internal(set) var address: Address

  // MARK: The turn

  var effects = ReplicaEffects()
  var spare = ReplicaEffects()
  var isTurnScheduled = false
  var isRunningEffects = false
  var hasStepped = false
  var watch: LoopWatch
  var usage = DiskUsage()
  var gauge = DiskGauge()
  var scrub = Scrub()
  /// Between two shares of a long backlog.
  var rest = Rest()
  var merging: MergeState?
  var reclaiming = Reclaiming()
  var alarm = Alarm()

  // MARK: What waits

  var calls: CallTable
  var waiting: WaitingCalls
  /// Calls that a leader has and has not answered.
  var forwards: [ObjectIdentifier: ForwardedCall] = [:]
  var isWatchingWaiting = false
  /// Why a peer's stream was refused last, as far as it was logged.
  var lastStreamRefusal: String?
  /// Of the addresses asked last: where a node of another cluster answered, and which.
  var foreignHomes: [Address: String] = [:]
  /// The cluster that was warned of last.
  var homeWarning: String?
  /// Why a node was not let in last, likewise.
  var lastJoinRefusal: String?
  /// Checkpoints that are made to be compared, and the entries they stand at.
  var contentChecks: [CheckpointID: (index: LogIndex, directory: String)] = [:]
  var passedStreams: Set<PassedStream> = []
  var renewals: [UInt64: (Bool) -> Void] = [:]
  var lastRenewal: UInt64 = 0
  var joins: [CallID: (NodeID) -> Void] = [:]
  var sinks: [RecordID: SessionSink] = [:]
  var watchers: Watchers
  var transfer: Transfer?
  var joining: Joining?

  // MARK: What is known of the cluster

  var peers: Peers
  public internal(set) var term = Term.zero
  /// Whom this node follows; itself where it leads.
  public internal(set) var leaderID: NodeID?
  /// Whether this node leads and has applied the first entry of its term.
  public internal(set) var isLeading = false
  var leaderSince: Monotonic
  var zoneCache: (hash: Hash128, bundle: ZoneBundle)?
  var lateness = LatenessWindow()
  /// What every answer ends with (`commonTrailers`), until leader or addresses change.
  var knownTrailers: Metadata?
  /// The newest joint configuration that went to the log and is not known to be committed; for
  /// failpoints, and kept only while one is armed.
  var lastJoint: LogIndex?
  var configuration = PlacedConfiguration(index: .zero, configuration: .none)
  var records: [MemberRecord] = []
  var listeners: [(id: UInt64, body: () -> Void)] = []
  var lastListener: UInt64 = 0

  // MARK: Ends

  /// No new work is taken.
  public internal(set) var isStopping = false
  var onEnd: ((NodeEnd) -> Void)?
  var server: Server?
  /// It is being written down that this node takes no part any more.
  var isLeaving = false
  var end: NodeEnd?
  var snapshots: SnapshotDesk

  init(turn: Turn, options: NodeOptions, pool: NIOThreadPool, logger: Logger) {
    self.turn = turn
    self.pool = pool
    self.options = options
    address = options.advertise ?? options.listen
    self.logger = logger
    started = turn.now
    leaderSince = turn.now
    watch = LoopWatch(slow: options.limits.slowTurn)
    calls = CallTable(limit: options.limits.openCalls)
    waiting = WaitingCalls(limits: options.limits)
    watchers = Watchers(limit: options.limits.watchers)
    peers = Peers()
    snapshots = SnapshotDesk()
  }

  /// Whether this node has an identity and takes part.
  public var hasJoined: Bool { mind != nil }

  /// Whether it can serve writes and linearizable reads: it leads, or can reach the leader. For
  /// health checks.
  public var isServing: Bool {
    guard hasJoined, !isStopping, let leaderID else { return false }
    return leaderID == id ? isLeading : peers.link(leaderID)?.isReachable ?? false
  }

  /// `body` is called on the loop whenever `isServing` or `leaderID` may have changed.
  /// The answer names the registration to `removeListener`.
  @discardableResult
  public func onChange(_ body: @escaping () -> Void) -> ListenerID {
    lastListener += 1
    listeners.append((lastListener, body))
    return ListenerID(rawValue: lastListener)
  }

  public func removeListener(_ id: ListenerID) { listeners.removeAll { $0.id == id.rawValue } }

  func tellListeners() { for listener in listeners { listener.body() } }

  /// Where the leader is, if one is known.
  public var leaderAddress: String? {
    leaderID.flatMap { address(of: $0) }
  }

  func address(of member: NodeID) -> String? {
    member == id ? address.description : configuration.configuration.member(member)?.address
  }

  /// What people call the member, as far as this node knows; else its number.
  public func name(of member: NodeID) -> String {
    if member == id { return options.name }
    return records.first { $0.node == member }?.name ?? member.description
  }

  /// Where this node stands, for the trailers of what it decided itself.
  public var mark: NodeMark {
    NodeMark(index: mind?.applied ?? .zero, term: term)
  }
}
