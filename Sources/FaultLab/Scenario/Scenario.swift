public import Units

/// What a scenario file says: a cluster, a load, what goes wrong and when, and what must hold.
///
/// A run makes the cluster, puts it under load, and then goes through the steps `tries` times; after
/// each time everything is undone and the cluster must become whole again.
public struct Scenario: Hashable, Sendable {
  /// The file's name without its suffix.
  public var name = ""
  public var path = ""
  public var about = ""
  public var nodes = 3
  public var network = Network.loopback
  public var disk = Disk.plain
  public var tries = 1
  /// Load before the first step.
  public var warmUp = Timeout.seconds(1)
  /// How long one try lasts at least, from its first step's time zero.
  public var length = Timeout.seconds(2)
  /// How long the cluster may take to be whole again after a try.
  public var recovery = Timeout.seconds(30)
  public var loads: [Load] = []
  /// Where the file asks for its network and its disk; 0 where it does not.
  public var networkLine = 0
  public var diskLine = 0
  /// Where it asks for a stock client.
  public var stockLine = 0
  /// In the order of their times; those of one time in the order of their lines.
  public var steps: [Step] = []
  public var limits: [Limit] = []

  public init() {}

  /// Whether nodes get clocks of their own, which do not agree with this machine's.
  var setsClocks: Bool { steps.contains { $0.action.setsClocks } }

  /// How nodes reach each other.
  public enum Network: String, Hashable, Sendable, CaseIterable {
    /// 127.0.0.1, a port each.
    case loopback
    /// A network namespace each, on a bridge: packets can be lost.
    case namespaces
    /// Through proxies of ours, one a node, which know who dials: bytes can be late, cut or wrong.
    case proxies
  }

  public enum Disk: Hashable, Sendable {
    /// A directory.
    case plain
    /// An ext4 of its own on a loop file: its power can be cut.
    case ext4(ByteCount)
    /// A tmpfs of its own: it can be full, and nothing on it is ever synced.
    case memory(ByteCount)
  }

  /// Who does something all along.
  public enum Load: Hashable, Sendable {
    /// Enqueues in the open loop, a second, through our client.
    case enqueue(rate: Int)
    /// So many of our clients in the closed loop: the next enqueue follows the answer.
    case closed(clients: Int)
    /// Enqueues in the open loop by stock Python gRPC, a second.
    case stock(rate: Int)
    /// Workers that complete what is enqueued, each lease once it has been held for so long; each dies
    /// once in so long where that is not zero, with all that it holds, and another takes its place.
    case workers(Int, holding: Timeout, dying: Timeout)
    /// A schedule that is due every second.
    case schedule
    /// Compare-and-set on job definitions, a second.
    case define(rate: Int)
    /// Linearizable reads, a second at every node.
    case read(rate: Int)
    /// Events published, a second, and a subscriber that reads all events.
    case publish(rate: Int)

    /// Workers that die.
    var isDying: Bool { if case .workers(_, _, let dying) = self { dying > .zero } else { false } }

    /// Whose acknowledged writes are known while the run goes on.
    var writes: Bool {
      switch self {
      case .enqueue, .closed, .define, .publish: true
      case .stock, .workers, .schedule, .read: false
      }
    }
  }

  public struct Step: Hashable, Sendable {
    /// From the try's beginning.
    public var time: Timeout
    public var action: Action
    public var line: Int
    /// As the file says it.
    public var text: String
  }

  /// What a figure must be.
  public struct Limit: Hashable, Sendable {
    public var figure: Figure
    /// Milliseconds where the figure is a time, else a count.
    public var most: Double
    public var line: Int
  }

  /// What a run measures and a scenario may bound.
  public enum Figure: String, Hashable, Sendable, CaseIterable {
    case gapP50 = "gap-p50"
    case gapP99 = "gap-p99"
    case gapMax = "gap-max"
    case errors
    case lost
    case doubled
    /// Leases that a worker held and did not keep to the end: their executions were granted again.
    case leasesLost = "leases-lost"
    case lateP99 = "late-p99"
    case missed
    /// From a try's first fault to a node that leads.
    case leaderMax = "leader-max"
    /// Beyond the one that each try brings about.
    case leaderChanges = "leader-changes"
    /// The longest time of one write from when it was due.
    case slowest

    public var isTime: Bool {
      switch self {
      case .gapP50, .gapP99, .gapMax, .lateP99, .leaderMax, .slowest: true
      case .errors, .lost, .doubled, .leasesLost, .missed, .leaderChanges: false
      }
    }
  }
}

/// Nodes that a step means, found when it is carried out.
public enum Selector: Hashable, Sendable, CustomStringConvertible {
  case leader
  /// One that does not lead, the first by name.
  case follower
  case followers
  case all
  /// Those that the last step of this try with nodes meant.
  case victim
  /// One, drawn.
  case any
  case node(Int)
  /// Our clients, for links only.
  case clients

  public var description: String {
    switch self {
    case .leader: "leader"
    case .follower: "follower"
    case .followers: "followers"
    case .all: "all"
    case .victim: "victim"
    case .any: "any"
    case .node(let place): "n\(place + 1)"
    case .clients: "clients"
    }
  }
}

/// What a step does. Faults of a kind that lasts are undone by `heal`, by `undo`, and at the end of
/// the try.
public enum Action: Hashable, Sendable {
  // Processes.
  case kill(Selector)
  case stop(Selector)
  case start(Selector)
  case restart(Selector)
  case pause(Selector)
  case resume(Selector)
  case failpoint(Selector, String)
  /// Ends, and starts with a failpoint armed: of the random faults.
  case restartArmed(Selector, String)
  case rollingRestart
  case rollingUpgrade
  /// So many processes that do nothing but count.
  case burn(Int)
  // Links. From the first to the second; both ways where it says so.
  case cut(Selector, Selector, bothWays: Bool)
  case isolate(Selector)
  case lose(percent: Int, Selector, Selector, bothWays: Bool)
  case flap(Selector, Selector, bothWays: Bool, every: Timeout)
  case proxy(ProxyFault, Selector, Selector, bothWays: Bool)
  case heal
  // Clocks.
  case clock(Selector, offset: Timeout)
  /// Thousandths: 1,100 is a tenth too fast.
  case drift(Selector, permille: Int)
  // Disks.
  case fillDisk(Selector)
  case freeDisk(Selector)
  case slowDisk(Selector, Timeout)
  /// Each sync is an error; or the next one is, and after that the disk is well.
  case failDisk(Selector, isOnce: Bool)
  case powerCut(Selector)
  case corrupt(Selector, FileClass, Damage)
  case wipe(Selector)
  // The cluster itself.
  /// To a node, which must lead then; or to whom the leader likes.
  case transfer(to: Selector?)
  case remove(Selector)
  case add
  // The lab.
  case undo
  /// Until all nodes are voters and up.
  case whole(within: Timeout)
  /// Until a node leads, as the majority of the others sees it.
  case led(within: Timeout)
  case random(RandomMix)

  public enum FileClass: String, Hashable, Sendable, CaseIterable {
    /// A segment of the log, or the ring of headers.
    case log
    /// A table of the state.
    case state
    /// What says which tables there are, and which file says so.
    case manifest
    case current
    case identity
  }

  /// What becomes of a file.
  public enum Damage: String, Hashable, Sendable, CaseIterable {
    /// One bit is inverted.
    case bit
    /// A block of 4 KiB is zeros, as one that was never written.
    case zeros
    /// It ends somewhere: what lay behind is gone.
    case cut
    /// A block of 4 KiB holds what belongs to another place of the same file.
    case misplaced
  }

  /// Faults drawn from a seed.
  public struct RandomMix: Hashable, Sendable {
    public var kinds: [Kind]
    public var every: ClosedRange<Int64>
    public var span: Timeout

    public enum Kind: String, Hashable, Sendable, CaseIterable {
      case kill
      case stop
      case pause
      case cut
      case oneWay = "one-way"
      case isolate
      case flap
      case lose
      case transfer
      case stall
      case delay
      case throttle
      case swallow
      case reset
      case corruptBytes = "corrupt-bytes"
      case slow = "slow-disk"
      case failDisk = "fail-disk"
      case fillDisk = "fill-disk"
      case powerCut = "power-cut"
      case corrupt
      case wipe
      case failpoint
      case clock
      case drift
      /// A member is removed, and an empty node comes in its place.
      case replace
      // These meet all nodes: everything else is mended first.
      case rollingRestart = "rolling-restart"
      case rollingUpgrade = "rolling-upgrade"
      case stopAll = "stop-all"
      case killAll = "kill-all"
      case powerCutAll = "power-cut-all"

      /// Whether it takes the whole cluster.
      var isOfAll: Bool {
        switch self {
        case .rollingRestart, .rollingUpgrade, .stopAll, .killAll, .powerCutAll: true
        default: false
        }
      }

      /// Whether several nodes may be struck by it at one moment.
      var strikesSeveral: Bool {
        switch self {
        case .kill, .stop, .pause, .isolate, .slow, .powerCut, .delay, .lose: true
        default: false
        }
      }

      var network: Scenario.Network? {
        switch self {
        case .cut, .oneWay, .isolate, .flap, .lose: .namespaces
        case .stall, .delay, .throttle, .swallow, .reset, .corruptBytes: .proxies
        default: nil
        }
      }

      var disk: Action.DiskNeed? {
        switch self {
        case .fillDisk: .memory
        case .powerCut, .powerCutAll: .ext4
        default: nil
        }
      }
    }
  }
}

/// What a proxy does to the bytes of one direction of one link.
public enum ProxyFault: Hashable, Sendable {
  case delay(Timeout)
  case throttle(bytesPerSecond: Int)
  /// Connections stay open and nothing comes through: half open.
  case stall
  /// New connections are taken and never answered.
  case swallow
  /// All connections of the link are reset, now.
  case reset
  /// One byte in so many is wrong.
  case corrupt(oneIn: Int)

  /// What kind of fault it is, however strong.
  public enum Kind: Hashable, Sendable {
    case delay
    case throttle
    case stall
    case swallow
    case reset
    case corrupt
  }

  var kind: Kind {
    switch self {
    case .delay: .delay
    case .throttle: .throttle
    case .stall: .stall
    case .swallow: .swallow
    case .reset: .reset
    case .corrupt: .corrupt
    }
  }
}
