public import GRPC
public import Replica
import StateMachine
public import Units

/// How a node is set up. What apply consults is a replicated setting and never in here.
public struct NodeOptions: Sendable {
  /// What people call it: `n1`. 1 to 128 bytes.
  public var name: String
  /// Where it listens; port 0 asks the system for a free one.
  public var listen: Address
  /// What its peers are told to connect to; what it listens on where nil.
  public var advertise: Address?
  /// The directory of its log, state and identity; made where it is missing.
  public var dataDirectory: String
  /// Where an empty directory asks to be let in. Never a membership.
  public var join: [Address]
  /// Founds a cluster if the directory is empty; does nothing if it is not.
  public var founds: Bool
  /// Where the node was removed, or took itself out: puts what is in the directory aside and asks to
  /// be let in as a new one. Does nothing else.
  public var rejoins: Bool
  /// What it says that it speaks; others in tests only.
  package var peerVersion = Handshake.version
  package var machineVersion = StateMachine.newestVersion
  /// Of the software, for the status.
  public var version: String
  /// Worker slots of this node, for the status only.
  public var workerSlots: Int
  /// The directory that zone data is read from when the cluster is founded.
  public var zoneDirectory: String
  public var limits: NodeLimits
  public var replica: ReplicaLimits
  public var server: ServerOptions

  public init(name: String, listen: Address, dataDirectory: String) {
    self.name = name
    self.listen = listen
    self.dataDirectory = dataDirectory
    advertise = nil
    join = []
    founds = false
    rejoins = false
    version = "0.1.0"
    workerSlots = 0
    zoneDirectory = "/usr/share/zoneinfo"
    limits = NodeLimits()
    replica = ReplicaLimits()
    server = ServerOptions()
  }
}

/// What an operator may set of the replica.
extension NodeOptions {
  /// Bytes and entries of the log kept behind the flushed state; the smaller counts.
  public var tailBytes: ByteCount {
    get { replica.tailBytes }
    set { replica.tailBytes = newValue }
  }
  public var tailEntries: Int {
    get { replica.tailEntries }
    set { replica.tailEntries = newValue }
  }
  /// The state is flushed after so many bytes of changes, or so long.
  public var flushBytes: ByteCount {
    get { replica.flushBytes }
    set { replica.flushBytes = newValue }
  }
  public var flushAge: Timeout {
    get { replica.flushAge }
    set { replica.flushAge = newValue }
  }
}

extension NodeOptions {
  var versions: PeerVersions {
    PeerVersions(protocolVersion: peerVersion, machineVersion: machineVersion)
  }
}

/// Bounds of what a node holds while it waits for somebody else.
public struct NodeLimits: Sendable, Hashable {
  /// Calls that wait for a leader, and the bytes of their requests; more are UNAVAILABLE at once.
  public var waitingCalls = 10_000
  public var waitingBytes = ByteCount.mebibytes(64)
  /// How long a call waits for a leader at most; never longer than 90 % of its deadline.
  public var leaderWait = Timeout.seconds(5)
  /// Calls that this node has running at its replica; more are RESOURCE_EXHAUSTED.
  public var openCalls = 65_536
  /// Bytes queued for one peer; over it messages are dropped and the leader probes.
  public var peerBytes = ByteCount.mebibytes(32)
  /// A watcher of executions or events at this node, each; more are RESOURCE_EXHAUSTED.
  public var watchers = 100_000
  /// Below so many free bytes on the data directory's disk a leader refuses with DISK_FULL what makes
  /// the state grow; what ends, deletes or pauses something goes on. Nil: 1 GiB, and no more than an
  /// eighth of the file system. Raised where one merge of the state may take more (`DiskGauge`).
  public var diskLow: ByteCount?
  /// Below so many only votes go on, and what frees space. Nil: 256 MiB, and no more than a 32nd.
  public var diskCritical: ByteCount?
  /// Bytes that are kept back and given up in steps below the second mark. Nil: 64 MiB, and no more
  /// than a 32nd.
  public var diskReserve: ByteCount?
  /// Bytes of the state a second whose checksums are compared, in a walk over all of it that begins
  /// at the start and then once a day; zero for none.
  public var scrubRate = ByteCount.mebibytes(4)
  /// Of one segment of the log; no entry may be larger, and those have up to 8 MiB.
  public var logSegment = ByteCount.mebibytes(64)
  /// Bytes a second of a snapshot that is sent to one node; zero for as many as go.
  public var snapshotRate = ByteCount.mebibytes(64)
  /// Turns of the loop longer than this are counted.
  public var slowTurn = Timeout.milliseconds(10)

  public init() {}
}
