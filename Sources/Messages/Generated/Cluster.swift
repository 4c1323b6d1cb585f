// Made by tools/generate from proto/carillon/v1/cluster.proto; do not edit.
// swift-format-ignore-file
internal import CMessages
internal import CProtobufC
public import Units

public struct ClusterMember: WireMessage {
  public enum Role: WireEnum {
    case unspecified
    case leader
    case follower
    case candidate
    case learner
    /// Out of the configuration, or unknown to it.
    case outside
    /// A voter on its way out, while the change is under way.
    case leaving
    /// Expected under this name, and has not asked to be let in yet.
    case announced
    /// A value that this version does not know; it survives as it is.
    case unrecognized(Int32)

    public init(rawValue: Int32) {
      switch rawValue {
      case 0: self = .unspecified
      case 1: self = .leader
      case 2: self = .follower
      case 3: self = .candidate
      case 4: self = .learner
      case 5: self = .outside
      case 6: self = .leaving
      case 7: self = .announced
      default: self = .unrecognized(rawValue)
      }
    }

    public var rawValue: Int32 {
      switch self {
      case .unspecified: 0
      case .leader: 1
      case .follower: 2
      case .candidate: 3
      case .learner: 4
      case .outside: 5
      case .leaving: 6
      case .announced: 7
      case .unrecognized(let value): value
      }
    }

    public var protoName: String? {
      switch self {
      case .unspecified: "ROLE_UNSPECIFIED"
      case .leader: "LEADER"
      case .follower: "FOLLOWER"
      case .candidate: "CANDIDATE"
      case .learner: "LEARNER"
      case .outside: "OUTSIDE"
      case .leaving: "LEAVING"
      case .announced: "ANNOUNCED"
      case .unrecognized: nil
      }
    }

    public static let allCases: [Self] = [.unspecified, .leader, .follower, .candidate, .learner, .outside, .leaving, .announced]
  }

  public enum DiskLevel: WireEnum {
    case unspecified
    case normal
    /// What makes the state grow is refused.
    case low
    /// Only votes go on, and what frees space.
    case critical
    /// A value that this version does not know; it survives as it is.
    case unrecognized(Int32)

    public init(rawValue: Int32) {
      switch rawValue {
      case 0: self = .unspecified
      case 1: self = .normal
      case 2: self = .low
      case 3: self = .critical
      default: self = .unrecognized(rawValue)
      }
    }

    public var rawValue: Int32 {
      switch self {
      case .unspecified: 0
      case .normal: 1
      case .low: 2
      case .critical: 3
      case .unrecognized(let value): value
      }
    }

    public var protoName: String? {
      switch self {
      case .unspecified: "DISK_LEVEL_UNSPECIFIED"
      case .normal: "NORMAL"
      case .low: "LOW"
      case .critical: "CRITICAL"
      case .unrecognized: nil
      }
    }

    public static let allCases: [Self] = [.unspecified, .normal, .low, .critical]
  }

  /// `n1`.
  public var name: String = ""
  public var id: UInt64 = 0
  public var role: ClusterMember.Role = .unspecified
  public var voter: Bool = false
  public var address: String = ""
  /// Where clients find it.
  public var clientAddress: String = ""
  public var up: Bool = false
  public var seenTime: Instant?
  public var applied: UInt64 = 0
  public var committed: UInt64 = 0
  public var persisted: UInt64 = 0
  /// Entries behind the leader's last.
  public var lag: UInt64 = 0
  public var logBytes: UInt64 = 0
  public var stateBytes: UInt64 = 0
  public var version: String = ""
  public var workers: UInt32 = 0
  public var workersBusy: UInt32 = 0
  public var uptime: Timeout?
  public var incarnation: UInt64 = 0
  /// Under way: a snapshot to it, by percent.
  public var snapshotPercent: UInt32 = 0
  public var promotes: Bool = false
  /// The voter that it shall replace.
  public var replaces: UInt64 = 0
  public var snapshotIndex: UInt64 = 0
  public var clockOffset: Timeout?
  public var roundTrip: Timeout?
  public var syncP99: Timeout?
  public var memoryBytes: UInt64 = 0
  public var connections: UInt32 = 0
  public var firstIndex: UInt64 = 0
  public var term: UInt64 = 0
  public var draining: Bool = false
  /// As the leader knows it: every entry up to here is on its disk.
  public var match: UInt64 = 0
  /// The newest index at which its state was compared and found to equal a majority's.
  public var agreedIndex: UInt64 = 0
  /// Since when it is known to the cluster.
  public var sinceTime: Instant?
  /// On the file system of its data directory.
  public var freeBytes: UInt64 = 0
  public var disk: ClusterMember.DiskLevel = .unspecified

  public init(name: String = "", id: UInt64 = 0, role: ClusterMember.Role = .unspecified, voter: Bool = false, address: String = "", clientAddress: String = "", up: Bool = false, seenTime: Instant? = nil, applied: UInt64 = 0, committed: UInt64 = 0, persisted: UInt64 = 0, lag: UInt64 = 0, logBytes: UInt64 = 0, stateBytes: UInt64 = 0, version: String = "", workers: UInt32 = 0, workersBusy: UInt32 = 0, uptime: Timeout? = nil, incarnation: UInt64 = 0, snapshotPercent: UInt32 = 0, promotes: Bool = false, replaces: UInt64 = 0, snapshotIndex: UInt64 = 0, clockOffset: Timeout? = nil, roundTrip: Timeout? = nil, syncP99: Timeout? = nil, memoryBytes: UInt64 = 0, connections: UInt32 = 0, firstIndex: UInt64 = 0, term: UInt64 = 0, draining: Bool = false, match: UInt64 = 0, agreedIndex: UInt64 = 0, sinceTime: Instant? = nil, freeBytes: UInt64 = 0, disk: ClusterMember.DiskLevel = .unspecified) {
    self.name = name
    self.id = id
    self.role = role
    self.voter = voter
    self.address = address
    self.clientAddress = clientAddress
    self.up = up
    self.seenTime = seenTime
    self.applied = applied
    self.committed = committed
    self.persisted = persisted
    self.lag = lag
    self.logBytes = logBytes
    self.stateBytes = stateBytes
    self.version = version
    self.workers = workers
    self.workersBusy = workersBusy
    self.uptime = uptime
    self.incarnation = incarnation
    self.snapshotPercent = snapshotPercent
    self.promotes = promotes
    self.replaces = replaces
    self.snapshotIndex = snapshotIndex
    self.clockOffset = clockOffset
    self.roundTrip = roundTrip
    self.syncP99 = syncP99
    self.memoryBytes = memoryBytes
    self.connections = connections
    self.firstIndex = firstIndex
    self.term = term
    self.draining = draining
    self.match = match
    self.agreedIndex = agreedIndex
    self.sinceTime = sinceTime
    self.freeBytes = freeBytes
    self.disk = disk
  }

  public init() {}
}

public struct GetStatusRequest: WireMessage {
  /// Only what this node knows, without asking the others.
  public var local: Bool = false

  public init(local: Bool = false) {
    self.local = local
  }

  public init() {}
}

public struct ClusterStatus: WireMessage {
  public var cluster: String = ""
  public var clusterName: String = ""
  /// Empty where none is known.
  public var leader: String = ""
  public var term: UInt64 = 0
  public var leaderSinceTime: Instant?
  public var members: [ClusterMember] = []
  public var voters: UInt32 = 0
  public var votersUp: UInt32 = 0
  /// Voters that may still be lost.
  public var tolerates: UInt32 = 0
  public var queues: [Queue] = []
  public var deadLetters: UInt64 = 0
  /// Due to granted.
  public var lateP99: Timeout?
  public var freezes: [FreezeRecord] = []
  /// After a restore, until released.
  public var held: Bool = false
  /// The node that answered.
  public var node: String = ""
  public var machineVersion: UInt64 = 0
  public var zones: String = ""
  public var time: Instant?
  public var committed: UInt64 = 0
  public var executions: [Count] = []
  public var warnings: [String] = []
  public var changeInProgress: Bool = false
  public var schedules: UInt32 = 0
  public var jobs: UInt32 = 0
  public var workers: UInt32 = 0
  public var events: UInt64 = 0

  public init(cluster: String = "", clusterName: String = "", leader: String = "", term: UInt64 = 0, leaderSinceTime: Instant? = nil, members: [ClusterMember] = [], voters: UInt32 = 0, votersUp: UInt32 = 0, tolerates: UInt32 = 0, queues: [Queue] = [], deadLetters: UInt64 = 0, lateP99: Timeout? = nil, freezes: [FreezeRecord] = [], held: Bool = false, node: String = "", machineVersion: UInt64 = 0, zones: String = "", time: Instant? = nil, committed: UInt64 = 0, executions: [Count] = [], warnings: [String] = [], changeInProgress: Bool = false, schedules: UInt32 = 0, jobs: UInt32 = 0, workers: UInt32 = 0, events: UInt64 = 0) {
    self.cluster = cluster
    self.clusterName = clusterName
    self.leader = leader
    self.term = term
    self.leaderSinceTime = leaderSinceTime
    self.members = members
    self.voters = voters
    self.votersUp = votersUp
    self.tolerates = tolerates
    self.queues = queues
    self.deadLetters = deadLetters
    self.lateP99 = lateP99
    self.freezes = freezes
    self.held = held
    self.node = node
    self.machineVersion = machineVersion
    self.zones = zones
    self.time = time
    self.committed = committed
    self.executions = executions
    self.warnings = warnings
    self.changeInProgress = changeInProgress
    self.schedules = schedules
    self.jobs = jobs
    self.workers = workers
    self.events = events
  }

  public init() {}
}

public struct ListMembersRequest: WireMessage {

  public init() {}
}

public struct ListMembersResponse: WireMessage {
  public var members: [ClusterMember] = []
  public var configurationIndex: UInt64 = 0
  public var joint: Bool = false

  public init(members: [ClusterMember] = [], configurationIndex: UInt64 = 0, joint: Bool = false) {
    self.members = members
    self.configurationIndex = configurationIndex
    self.joint = joint
  }

  public init() {}
}

public struct AddMemberRequest: WireMessage {
  public var address: String = ""
  public var name: String = ""
  public var validateOnly: Bool = false
  /// It stays without a vote until it is promoted by hand.
  public var learner: Bool = false
  /// Refused where another configuration is in force; zero asks for none.
  public var expectedConfigurationIndex: UInt64 = 0

  public init(address: String = "", name: String = "", validateOnly: Bool = false, learner: Bool = false, expectedConfigurationIndex: UInt64 = 0) {
    self.address = address
    self.name = name
    self.validateOnly = validateOnly
    self.learner = learner
    self.expectedConfigurationIndex = expectedConfigurationIndex
  }

  public init() {}
}

public struct PromoteMemberRequest: WireMessage {
  /// By name, or `#4`.
  public var member: String = ""
  public var validateOnly: Bool = false
  public var expectedConfigurationIndex: UInt64 = 0

  public init(member: String = "", validateOnly: Bool = false, expectedConfigurationIndex: UInt64 = 0) {
    self.member = member
    self.validateOnly = validateOnly
    self.expectedConfigurationIndex = expectedConfigurationIndex
  }

  public init() {}
}

public struct RemoveMemberRequest: WireMessage {
  public var member: String = ""
  public var validateOnly: Bool = false
  public var expectedConfigurationIndex: UInt64 = 0

  public init(member: String = "", validateOnly: Bool = false, expectedConfigurationIndex: UInt64 = 0) {
    self.member = member
    self.validateOnly = validateOnly
    self.expectedConfigurationIndex = expectedConfigurationIndex
  }

  public init() {}
}

public struct ReplaceMemberRequest: WireMessage {
  /// Who leaves.
  public var member: String = ""
  /// Of the newcomer, where it has not joined yet.
  public var address: String = ""
  /// The newcomer's; a wiped node may come back under the name of the one that it replaces.
  public var name: String = ""
  public var validateOnly: Bool = false
  public var expectedConfigurationIndex: UInt64 = 0

  public init(member: String = "", address: String = "", name: String = "", validateOnly: Bool = false, expectedConfigurationIndex: UInt64 = 0) {
    self.member = member
    self.address = address
    self.name = name
    self.validateOnly = validateOnly
    self.expectedConfigurationIndex = expectedConfigurationIndex
  }

  public init() {}
}

public struct ReplaceMemberResponse: WireMessage {
  public enum Step: WireEnum {
    case unspecified
    /// The newcomer has not asked to be let in yet.
    case expected
    /// It is a learner and catches up.
    case catchingUp
    /// It is a voter, and the old one is no member any more.
    case done
    /// A value that this version does not know; it survives as it is.
    case unrecognized(Int32)

    public init(rawValue: Int32) {
      switch rawValue {
      case 0: self = .unspecified
      case 1: self = .expected
      case 2: self = .catchingUp
      case 3: self = .done
      default: self = .unrecognized(rawValue)
      }
    }

    public var rawValue: Int32 {
      switch self {
      case .unspecified: 0
      case .expected: 1
      case .catchingUp: 2
      case .done: 3
      case .unrecognized(let value): value
      }
    }

    public var protoName: String? {
      switch self {
      case .unspecified: "STEP_UNSPECIFIED"
      case .expected: "EXPECTED"
      case .catchingUp: "CATCHING_UP"
      case .done: "DONE"
      case .unrecognized: nil
      }
    }

    public static let allCases: [Self] = [.unspecified, .expected, .catchingUp, .done]
  }

  public var step: ReplaceMemberResponse.Step = .unspecified
  /// The newcomer.
  public var member: ClusterMember?
  public var configurationIndex: UInt64 = 0

  public init(step: ReplaceMemberResponse.Step = .unspecified, member: ClusterMember? = nil, configurationIndex: UInt64 = 0) {
    self.step = step
    self.member = member
    self.configurationIndex = configurationIndex
  }

  public init() {}
}

public struct TransferLeadershipRequest: WireMessage {
  /// Empty is the voter that is furthest.
  public var member: String = ""

  public init(member: String = "") {
    self.member = member
  }

  public init() {}
}

public struct TransferLeadershipResponse: WireMessage {
  public var leader: String = ""
  public var term: UInt64 = 0
  public var took: Timeout?

  public init(leader: String = "", term: UInt64 = 0, took: Timeout? = nil) {
    self.leader = leader
    self.term = term
    self.took = took
  }

  public init() {}
}

public struct CheckConsistencyRequest: WireMessage {
  /// Compare what the stores hold too, not only the running digests.
  public var full: Bool = false

  public init(full: Bool = false) {
    self.full = full
  }

  public init() {}
}

public struct CheckConsistencyResponse: WireMessage {
  public struct NodeDigest: WireMessage {
    public var node: String = ""
    public var digest: Bytes = []
    /// To a majority of the voters'.
    public var equal: Bool = false
    /// Why there is no digest.
    public var note: String = ""
    /// Of everything that the store holds, where `full` was asked.
    public var contents: Bytes = []

    public init(node: String = "", digest: Bytes = [], equal: Bool = false, note: String = "", contents: Bytes = []) {
      self.node = node
      self.digest = digest
      self.equal = equal
      self.note = note
      self.contents = contents
    }

    public init() {}
  }

  public var index: UInt64 = 0
  public var consistent: Bool = false
  public var digests: [CheckConsistencyResponse.NodeDigest] = []

  public init(index: UInt64 = 0, consistent: Bool = false, digests: [CheckConsistencyResponse.NodeDigest] = []) {
    self.index = index
    self.consistent = consistent
    self.digests = digests
  }

  public init() {}
}

public struct ReleaseRequest: WireMessage {
  public enum MakeUp: WireEnum {
    case unspecified
    case nothing
    case latest
    case each
    /// A value that this version does not know; it survives as it is.
    case unrecognized(Int32)

    public init(rawValue: Int32) {
      switch rawValue {
      case 0: self = .unspecified
      case 1: self = .nothing
      case 2: self = .latest
      case 3: self = .each
      default: self = .unrecognized(rawValue)
      }
    }

    public var rawValue: Int32 {
      switch self {
      case .unspecified: 0
      case .nothing: 1
      case .latest: 2
      case .each: 3
      case .unrecognized(let value): value
      }
    }

    public var protoName: String? {
      switch self {
      case .unspecified: "MAKE_UP_UNSPECIFIED"
      case .nothing: "NOTHING"
      case .latest: "LATEST"
      case .each: "EACH"
      case .unrecognized: nil
      }
    }

    public static let allCases: [Self] = [.unspecified, .nothing, .latest, .each]
  }

  /// Only list what would happen.
  public var validateOnly: Bool = false
  public var makeUp: ReleaseRequest.MakeUp = .unspecified
  /// What was RUNNING: run again, or else end as LOST.
  public var rerunRunning: Bool = false

  public init(validateOnly: Bool = false, makeUp: ReleaseRequest.MakeUp = .unspecified, rerunRunning: Bool = false) {
    self.validateOnly = validateOnly
    self.makeUp = makeUp
    self.rerunRunning = rerunRunning
  }

  public init() {}
}

public struct ReleaseResponse: WireMessage {
  public var held: Bool = false
  public var snapshotTime: Instant?
  public var running: [String] = []
  public var dueTimes: UInt64 = 0
  public var range: TimeRange?

  public init(held: Bool = false, snapshotTime: Instant? = nil, running: [String] = [], dueTimes: UInt64 = 0, range: TimeRange? = nil) {
    self.held = held
    self.snapshotTime = snapshotTime
    self.running = running
    self.dueTimes = dueTimes
    self.range = range
  }

  public init() {}
}

public struct UpdateZonesRequest: WireMessage {
  /// A bundle; empty is the leader's system's.
  public var bundle: Bytes = []
  public var force: Bool = false
  public var validateOnly: Bool = false

  public init(bundle: Bytes = [], force: Bool = false, validateOnly: Bool = false) {
    self.bundle = bundle
    self.force = force
    self.validateOnly = validateOnly
  }

  public init() {}
}

public struct UpdateZonesResponse: WireMessage {
  public struct Move: WireMessage {
    public var schedule: String = ""
    public var beforeTime: Instant?
    public var afterTime: Instant?

    public init(schedule: String = "", beforeTime: Instant? = nil, afterTime: Instant? = nil) {
      self.schedule = schedule
      self.beforeTime = beforeTime
      self.afterTime = afterTime
    }

    public init() {}
  }

  public var zones: ZoneData?
  public var moves: [UpdateZonesResponse.Move] = []

  public init(zones: ZoneData? = nil, moves: [UpdateZonesResponse.Move] = []) {
    self.zones = zones
    self.moves = moves
  }

  public init() {}
}

public struct GetZonesRequest: WireMessage {

  public init() {}
}

public struct ZoneData: WireMessage {
  public var hash: String = ""
  /// `2026a`.
  public var release: String = ""
  public var zones: UInt32 = 0
  public var applyTime: Instant?
  public var names: [String] = []

  public init(hash: String = "", release: String = "", zones: UInt32 = 0, applyTime: Instant? = nil, names: [String] = []) {
    self.hash = hash
    self.release = release
    self.zones = zones
    self.applyTime = applyTime
    self.names = names
  }

  public init() {}
}


extension ClusterMember: @unsafe Carried {
  typealias Carrier = Carillon__V1__ClusterMember
  public static var typeName: String { "carillon.v1.ClusterMember" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__cluster_member()
  }

  public init(decoding bytes: ArraySlice<UInt8>) throws(Failure) {
    self = try unsafe Codec.decoded(bytes, as: Self.self)
  }

  public init(decoding bytes: Bytes) throws(Failure) {
    self = try unsafe Codec.decoded(bytes[...], as: Self.self)
  }

  public func encoded() -> Bytes { unsafe Codec.encoded(self) }

  init(carrier c: UnsafePointer<Carrier>) throws(Trouble) {
    self.init()
    if unsafe c.pointee.name.len > 0 { self.name = try unsafe Reading.text(c.pointee.name, "name") }
    self.id = unsafe c.pointee.id
    self.role = ClusterMember.Role(rawValue: Int32(truncatingIfNeeded: unsafe c.pointee.role.rawValue))
    self.voter = unsafe c.pointee.voter != 0
    if unsafe c.pointee.address.len > 0 { self.address = try unsafe Reading.text(c.pointee.address, "address") }
    if unsafe c.pointee.client_address.len > 0 { self.clientAddress = try unsafe Reading.text(c.pointee.client_address, "client_address") }
    self.up = unsafe c.pointee.up != 0
    if unsafe c.pointee.seen_time != nil { self.seenTime = try unsafe Reading.instant(c.pointee.seen_time, "seen_time") }
    self.applied = unsafe c.pointee.applied
    self.committed = unsafe c.pointee.committed
    self.persisted = unsafe c.pointee.persisted
    self.lag = unsafe c.pointee.lag
    self.logBytes = unsafe c.pointee.log_bytes
    self.stateBytes = unsafe c.pointee.state_bytes
    if unsafe c.pointee.version.len > 0 { self.version = try unsafe Reading.text(c.pointee.version, "version") }
    self.workers = unsafe c.pointee.workers
    self.workersBusy = unsafe c.pointee.workers_busy
    if unsafe c.pointee.uptime != nil { self.uptime = try unsafe Reading.timeout(c.pointee.uptime, "uptime") }
    self.incarnation = unsafe c.pointee.incarnation
    self.snapshotPercent = unsafe c.pointee.snapshot_percent
    self.promotes = unsafe c.pointee.promotes != 0
    self.replaces = unsafe c.pointee.replaces
    self.snapshotIndex = unsafe c.pointee.snapshot_index
    if unsafe c.pointee.clock_offset != nil { self.clockOffset = try unsafe Reading.timeout(c.pointee.clock_offset, "clock_offset") }
    if unsafe c.pointee.round_trip != nil { self.roundTrip = try unsafe Reading.timeout(c.pointee.round_trip, "round_trip") }
    if unsafe c.pointee.sync_p99 != nil { self.syncP99 = try unsafe Reading.timeout(c.pointee.sync_p99, "sync_p99") }
    self.memoryBytes = unsafe c.pointee.memory_bytes
    self.connections = unsafe c.pointee.connections
    self.firstIndex = unsafe c.pointee.first_index
    self.term = unsafe c.pointee.term
    self.draining = unsafe c.pointee.draining != 0
    self.match = unsafe c.pointee.match
    self.agreedIndex = unsafe c.pointee.agreed_index
    if unsafe c.pointee.since_time != nil { self.sinceTime = try unsafe Reading.instant(c.pointee.since_time, "since_time") }
    self.freeBytes = unsafe c.pointee.free_bytes
    self.disk = ClusterMember.DiskLevel(rawValue: Int32(truncatingIfNeeded: unsafe c.pointee.disk.rawValue))
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__cluster_member__init(c)
    if !name.isEmpty {
      unsafe c.pointee.name = Writing.bytes(name)
    }
    unsafe c.pointee.id = id
    unsafe c.pointee.role = .init(rawValue: .init(truncatingIfNeeded: role.rawValue))
    unsafe c.pointee.voter = voter ? 1 : 0
    if !address.isEmpty {
      unsafe c.pointee.address = Writing.bytes(address)
    }
    if !clientAddress.isEmpty {
      unsafe c.pointee.client_address = Writing.bytes(clientAddress)
    }
    unsafe c.pointee.up = up ? 1 : 0
    if let seenTime {
      unsafe c.pointee.seen_time = Writing.instant(seenTime)
    }
    unsafe c.pointee.applied = applied
    unsafe c.pointee.committed = committed
    unsafe c.pointee.persisted = persisted
    unsafe c.pointee.lag = lag
    unsafe c.pointee.log_bytes = logBytes
    unsafe c.pointee.state_bytes = stateBytes
    if !version.isEmpty {
      unsafe c.pointee.version = Writing.bytes(version)
    }
    unsafe c.pointee.workers = workers
    unsafe c.pointee.workers_busy = workersBusy
    if let uptime {
      unsafe c.pointee.uptime = Writing.timeout(uptime)
    }
    unsafe c.pointee.incarnation = incarnation
    unsafe c.pointee.snapshot_percent = snapshotPercent
    unsafe c.pointee.promotes = promotes ? 1 : 0
    unsafe c.pointee.replaces = replaces
    unsafe c.pointee.snapshot_index = snapshotIndex
    if let clockOffset {
      unsafe c.pointee.clock_offset = Writing.timeout(clockOffset)
    }
    if let roundTrip {
      unsafe c.pointee.round_trip = Writing.timeout(roundTrip)
    }
    if let syncP99 {
      unsafe c.pointee.sync_p99 = Writing.timeout(syncP99)
    }
    unsafe c.pointee.memory_bytes = memoryBytes
    unsafe c.pointee.connections = connections
    unsafe c.pointee.first_index = firstIndex
    unsafe c.pointee.term = term
    unsafe c.pointee.draining = draining ? 1 : 0
    unsafe c.pointee.match = match
    unsafe c.pointee.agreed_index = agreedIndex
    if let sinceTime {
      unsafe c.pointee.since_time = Writing.instant(sinceTime)
    }
    unsafe c.pointee.free_bytes = freeBytes
    unsafe c.pointee.disk = .init(rawValue: .init(truncatingIfNeeded: disk.rawValue))
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("name", name)
    writer.field("id", id)
    writer.field("role", role)
    writer.field("voter", voter)
    writer.field("address", address)
    writer.field("clientAddress", clientAddress)
    writer.field("up", up)
    writer.field("seenTime", seenTime)
    writer.field("applied", applied)
    writer.field("committed", committed)
    writer.field("persisted", persisted)
    writer.field("lag", lag)
    writer.field("logBytes", logBytes)
    writer.field("stateBytes", stateBytes)
    writer.field("version", version)
    writer.field("workers", workers)
    writer.field("workersBusy", workersBusy)
    writer.field("uptime", uptime)
    writer.field("incarnation", incarnation)
    writer.field("snapshotPercent", snapshotPercent)
    writer.field("promotes", promotes)
    writer.field("replaces", replaces)
    writer.field("snapshotIndex", snapshotIndex)
    writer.field("clockOffset", clockOffset)
    writer.field("roundTrip", roundTrip)
    writer.field("syncP99", syncP99)
    writer.field("memoryBytes", memoryBytes)
    writer.field("connections", connections)
    writer.field("firstIndex", firstIndex)
    writer.field("term", term)
    writer.field("draining", draining)
    writer.field("match", match)
    writer.field("agreedIndex", agreedIndex)
    writer.field("sinceTime", sinceTime)
    writer.field("freeBytes", freeBytes)
    writer.field("disk", disk)
    writer.endObject()
  }
}

extension GetStatusRequest: @unsafe Carried {
  typealias Carrier = Carillon__V1__GetStatusRequest
  public static var typeName: String { "carillon.v1.GetStatusRequest" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__get_status_request()
  }

  public init(decoding bytes: ArraySlice<UInt8>) throws(Failure) {
    self = try unsafe Codec.decoded(bytes, as: Self.self)
  }

  public init(decoding bytes: Bytes) throws(Failure) {
    self = try unsafe Codec.decoded(bytes[...], as: Self.self)
  }

  public func encoded() -> Bytes { unsafe Codec.encoded(self) }

  init(carrier c: UnsafePointer<Carrier>) throws(Trouble) {
    self.init()
    self.local = unsafe c.pointee.local != 0
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__get_status_request__init(c)
    unsafe c.pointee.local = local ? 1 : 0
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("local", local)
    writer.endObject()
  }
}

extension ClusterStatus: @unsafe Carried {
  typealias Carrier = Carillon__V1__ClusterStatus
  public static var typeName: String { "carillon.v1.ClusterStatus" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__cluster_status()
  }

  public init(decoding bytes: ArraySlice<UInt8>) throws(Failure) {
    self = try unsafe Codec.decoded(bytes, as: Self.self)
  }

  public init(decoding bytes: Bytes) throws(Failure) {
    self = try unsafe Codec.decoded(bytes[...], as: Self.self)
  }

  public func encoded() -> Bytes { unsafe Codec.encoded(self) }

  init(carrier c: UnsafePointer<Carrier>) throws(Trouble) {
    self.init()
    if unsafe c.pointee.cluster.len > 0 { self.cluster = try unsafe Reading.text(c.pointee.cluster, "cluster") }
    if unsafe c.pointee.cluster_name.len > 0 { self.clusterName = try unsafe Reading.text(c.pointee.cluster_name, "cluster_name") }
    if unsafe c.pointee.leader.len > 0 { self.leader = try unsafe Reading.text(c.pointee.leader, "leader") }
    self.term = unsafe c.pointee.term
    if unsafe c.pointee.leader_since_time != nil { self.leaderSinceTime = try unsafe Reading.instant(c.pointee.leader_since_time, "leader_since_time") }
    if unsafe c.pointee.n_members > 0 {
      self.members = try unsafe Reading.messages(c.pointee.n_members, c.pointee.members, "members")
    }
    self.voters = unsafe c.pointee.voters
    self.votersUp = unsafe c.pointee.voters_up
    self.tolerates = unsafe c.pointee.tolerates
    if unsafe c.pointee.n_queues > 0 {
      self.queues = try unsafe Reading.messages(c.pointee.n_queues, c.pointee.queues, "queues")
    }
    self.deadLetters = unsafe c.pointee.dead_letters
    if unsafe c.pointee.late_p99 != nil { self.lateP99 = try unsafe Reading.timeout(c.pointee.late_p99, "late_p99") }
    if unsafe c.pointee.n_freezes > 0 {
      self.freezes = try unsafe Reading.messages(c.pointee.n_freezes, c.pointee.freezes, "freezes")
    }
    self.held = unsafe c.pointee.held != 0
    if unsafe c.pointee.node.len > 0 { self.node = try unsafe Reading.text(c.pointee.node, "node") }
    self.machineVersion = unsafe c.pointee.machine_version
    if unsafe c.pointee.zones.len > 0 { self.zones = try unsafe Reading.text(c.pointee.zones, "zones") }
    if unsafe c.pointee.time != nil { self.time = try unsafe Reading.instant(c.pointee.time, "time") }
    self.committed = unsafe c.pointee.committed
    if unsafe c.pointee.n_executions > 0 {
      self.executions = try unsafe Reading.messages(c.pointee.n_executions, c.pointee.executions, "executions")
    }
    if unsafe c.pointee.n_warnings > 0 {
      self.warnings = try unsafe Reading.texts(c.pointee.n_warnings, c.pointee.warnings, "warnings")
    }
    self.changeInProgress = unsafe c.pointee.change_in_progress != 0
    self.schedules = unsafe c.pointee.schedules
    self.jobs = unsafe c.pointee.jobs
    self.workers = unsafe c.pointee.workers
    self.events = unsafe c.pointee.events
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__cluster_status__init(c)
    if !cluster.isEmpty {
      unsafe c.pointee.cluster = Writing.bytes(cluster)
    }
    if !clusterName.isEmpty {
      unsafe c.pointee.cluster_name = Writing.bytes(clusterName)
    }
    if !leader.isEmpty {
      unsafe c.pointee.leader = Writing.bytes(leader)
    }
    unsafe c.pointee.term = term
    if let leaderSinceTime {
      unsafe c.pointee.leader_since_time = Writing.instant(leaderSinceTime)
    }
    if !members.isEmpty {
      unsafe c.pointee.n_members = members.count
      unsafe c.pointee.members = Writing.messages(members)
    }
    unsafe c.pointee.voters = voters
    unsafe c.pointee.voters_up = votersUp
    unsafe c.pointee.tolerates = tolerates
    if !queues.isEmpty {
      unsafe c.pointee.n_queues = queues.count
      unsafe c.pointee.queues = Writing.messages(queues)
    }
    unsafe c.pointee.dead_letters = deadLetters
    if let lateP99 {
      unsafe c.pointee.late_p99 = Writing.timeout(lateP99)
    }
    if !freezes.isEmpty {
      unsafe c.pointee.n_freezes = freezes.count
      unsafe c.pointee.freezes = Writing.messages(freezes)
    }
    unsafe c.pointee.held = held ? 1 : 0
    if !node.isEmpty {
      unsafe c.pointee.node = Writing.bytes(node)
    }
    unsafe c.pointee.machine_version = machineVersion
    if !zones.isEmpty {
      unsafe c.pointee.zones = Writing.bytes(zones)
    }
    if let time {
      unsafe c.pointee.time = Writing.instant(time)
    }
    unsafe c.pointee.committed = committed
    if !executions.isEmpty {
      unsafe c.pointee.n_executions = executions.count
      unsafe c.pointee.executions = Writing.messages(executions)
    }
    if !warnings.isEmpty {
      unsafe c.pointee.n_warnings = warnings.count
      unsafe c.pointee.warnings = Writing.all(warnings)
    }
    unsafe c.pointee.change_in_progress = changeInProgress ? 1 : 0
    unsafe c.pointee.schedules = schedules
    unsafe c.pointee.jobs = jobs
    unsafe c.pointee.workers = workers
    unsafe c.pointee.events = events
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("cluster", cluster)
    writer.field("clusterName", clusterName)
    writer.field("leader", leader)
    writer.field("term", term)
    writer.field("leaderSinceTime", leaderSinceTime)
    writer.field("members", members)
    writer.field("voters", voters)
    writer.field("votersUp", votersUp)
    writer.field("tolerates", tolerates)
    writer.field("queues", queues)
    writer.field("deadLetters", deadLetters)
    writer.field("lateP99", lateP99)
    writer.field("freezes", freezes)
    writer.field("held", held)
    writer.field("node", node)
    writer.field("machineVersion", machineVersion)
    writer.field("zones", zones)
    writer.field("time", time)
    writer.field("committed", committed)
    writer.field("executions", executions)
    writer.field("warnings", warnings)
    writer.field("changeInProgress", changeInProgress)
    writer.field("schedules", schedules)
    writer.field("jobs", jobs)
    writer.field("workers", workers)
    writer.field("events", events)
    writer.endObject()
  }
}

extension ListMembersRequest: @unsafe Carried {
  typealias Carrier = Carillon__V1__ListMembersRequest
  public static var typeName: String { "carillon.v1.ListMembersRequest" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__list_members_request()
  }

  public init(decoding bytes: ArraySlice<UInt8>) throws(Failure) {
    self = try unsafe Codec.decoded(bytes, as: Self.self)
  }

  public init(decoding bytes: Bytes) throws(Failure) {
    self = try unsafe Codec.decoded(bytes[...], as: Self.self)
  }

  public func encoded() -> Bytes { unsafe Codec.encoded(self) }

  init(carrier _: UnsafePointer<Carrier>) throws(Trouble) {
    self.init()
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__list_members_request__init(c)
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.endObject()
  }
}

extension ListMembersResponse: @unsafe Carried {
  typealias Carrier = Carillon__V1__ListMembersResponse
  public static var typeName: String { "carillon.v1.ListMembersResponse" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__list_members_response()
  }

  public init(decoding bytes: ArraySlice<UInt8>) throws(Failure) {
    self = try unsafe Codec.decoded(bytes, as: Self.self)
  }

  public init(decoding bytes: Bytes) throws(Failure) {
    self = try unsafe Codec.decoded(bytes[...], as: Self.self)
  }

  public func encoded() -> Bytes { unsafe Codec.encoded(self) }

  init(carrier c: UnsafePointer<Carrier>) throws(Trouble) {
    self.init()
    if unsafe c.pointee.n_members > 0 {
      self.members = try unsafe Reading.messages(c.pointee.n_members, c.pointee.members, "members")
    }
    self.configurationIndex = unsafe c.pointee.configuration_index
    self.joint = unsafe c.pointee.joint != 0
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__list_members_response__init(c)
    if !members.isEmpty {
      unsafe c.pointee.n_members = members.count
      unsafe c.pointee.members = Writing.messages(members)
    }
    unsafe c.pointee.configuration_index = configurationIndex
    unsafe c.pointee.joint = joint ? 1 : 0
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("members", members)
    writer.field("configurationIndex", configurationIndex)
    writer.field("joint", joint)
    writer.endObject()
  }
}

extension AddMemberRequest: @unsafe Carried {
  typealias Carrier = Carillon__V1__AddMemberRequest
  public static var typeName: String { "carillon.v1.AddMemberRequest" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__add_member_request()
  }

  public init(decoding bytes: ArraySlice<UInt8>) throws(Failure) {
    self = try unsafe Codec.decoded(bytes, as: Self.self)
  }

  public init(decoding bytes: Bytes) throws(Failure) {
    self = try unsafe Codec.decoded(bytes[...], as: Self.self)
  }

  public func encoded() -> Bytes { unsafe Codec.encoded(self) }

  init(carrier c: UnsafePointer<Carrier>) throws(Trouble) {
    self.init()
    if unsafe c.pointee.address.len > 0 { self.address = try unsafe Reading.text(c.pointee.address, "address") }
    if unsafe c.pointee.name.len > 0 { self.name = try unsafe Reading.text(c.pointee.name, "name") }
    self.validateOnly = unsafe c.pointee.validate_only != 0
    self.learner = unsafe c.pointee.learner != 0
    self.expectedConfigurationIndex = unsafe c.pointee.expected_configuration_index
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__add_member_request__init(c)
    if !address.isEmpty {
      unsafe c.pointee.address = Writing.bytes(address)
    }
    if !name.isEmpty {
      unsafe c.pointee.name = Writing.bytes(name)
    }
    unsafe c.pointee.validate_only = validateOnly ? 1 : 0
    unsafe c.pointee.learner = learner ? 1 : 0
    unsafe c.pointee.expected_configuration_index = expectedConfigurationIndex
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("address", address)
    writer.field("name", name)
    writer.field("validateOnly", validateOnly)
    writer.field("learner", learner)
    writer.field("expectedConfigurationIndex", expectedConfigurationIndex)
    writer.endObject()
  }
}

extension PromoteMemberRequest: @unsafe Carried {
  typealias Carrier = Carillon__V1__PromoteMemberRequest
  public static var typeName: String { "carillon.v1.PromoteMemberRequest" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__promote_member_request()
  }

  public init(decoding bytes: ArraySlice<UInt8>) throws(Failure) {
    self = try unsafe Codec.decoded(bytes, as: Self.self)
  }

  public init(decoding bytes: Bytes) throws(Failure) {
    self = try unsafe Codec.decoded(bytes[...], as: Self.self)
  }

  public func encoded() -> Bytes { unsafe Codec.encoded(self) }

  init(carrier c: UnsafePointer<Carrier>) throws(Trouble) {
    self.init()
    if unsafe c.pointee.member.len > 0 { self.member = try unsafe Reading.text(c.pointee.member, "member") }
    self.validateOnly = unsafe c.pointee.validate_only != 0
    self.expectedConfigurationIndex = unsafe c.pointee.expected_configuration_index
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__promote_member_request__init(c)
    if !member.isEmpty {
      unsafe c.pointee.member = Writing.bytes(member)
    }
    unsafe c.pointee.validate_only = validateOnly ? 1 : 0
    unsafe c.pointee.expected_configuration_index = expectedConfigurationIndex
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("member", member)
    writer.field("validateOnly", validateOnly)
    writer.field("expectedConfigurationIndex", expectedConfigurationIndex)
    writer.endObject()
  }
}

extension RemoveMemberRequest: @unsafe Carried {
  typealias Carrier = Carillon__V1__RemoveMemberRequest
  public static var typeName: String { "carillon.v1.RemoveMemberRequest" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__remove_member_request()
  }

  public init(decoding bytes: ArraySlice<UInt8>) throws(Failure) {
    self = try unsafe Codec.decoded(bytes, as: Self.self)
  }

  public init(decoding bytes: Bytes) throws(Failure) {
    self = try unsafe Codec.decoded(bytes[...], as: Self.self)
  }

  public func encoded() -> Bytes { unsafe Codec.encoded(self) }

  init(carrier c: UnsafePointer<Carrier>) throws(Trouble) {
    self.init()
    if unsafe c.pointee.member.len > 0 { self.member = try unsafe Reading.text(c.pointee.member, "member") }
    self.validateOnly = unsafe c.pointee.validate_only != 0
    self.expectedConfigurationIndex = unsafe c.pointee.expected_configuration_index
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__remove_member_request__init(c)
    if !member.isEmpty {
      unsafe c.pointee.member = Writing.bytes(member)
    }
    unsafe c.pointee.validate_only = validateOnly ? 1 : 0
    unsafe c.pointee.expected_configuration_index = expectedConfigurationIndex
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("member", member)
    writer.field("validateOnly", validateOnly)
    writer.field("expectedConfigurationIndex", expectedConfigurationIndex)
    writer.endObject()
  }
}

extension ReplaceMemberRequest: @unsafe Carried {
  typealias Carrier = Carillon__V1__ReplaceMemberRequest
  public static var typeName: String { "carillon.v1.ReplaceMemberRequest" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__replace_member_request()
  }

  public init(decoding bytes: ArraySlice<UInt8>) throws(Failure) {
    self = try unsafe Codec.decoded(bytes, as: Self.self)
  }

  public init(decoding bytes: Bytes) throws(Failure) {
    self = try unsafe Codec.decoded(bytes[...], as: Self.self)
  }

  public func encoded() -> Bytes { unsafe Codec.encoded(self) }

  init(carrier c: UnsafePointer<Carrier>) throws(Trouble) {
    self.init()
    if unsafe c.pointee.member.len > 0 { self.member = try unsafe Reading.text(c.pointee.member, "member") }
    if unsafe c.pointee.address.len > 0 { self.address = try unsafe Reading.text(c.pointee.address, "address") }
    if unsafe c.pointee.name.len > 0 { self.name = try unsafe Reading.text(c.pointee.name, "name") }
    self.validateOnly = unsafe c.pointee.validate_only != 0
    self.expectedConfigurationIndex = unsafe c.pointee.expected_configuration_index
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__replace_member_request__init(c)
    if !member.isEmpty {
      unsafe c.pointee.member = Writing.bytes(member)
    }
    if !address.isEmpty {
      unsafe c.pointee.address = Writing.bytes(address)
    }
    if !name.isEmpty {
      unsafe c.pointee.name = Writing.bytes(name)
    }
    unsafe c.pointee.validate_only = validateOnly ? 1 : 0
    unsafe c.pointee.expected_configuration_index = expectedConfigurationIndex
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("member", member)
    writer.field("address", address)
    writer.field("name", name)
    writer.field("validateOnly", validateOnly)
    writer.field("expectedConfigurationIndex", expectedConfigurationIndex)
    writer.endObject()
  }
}

extension ReplaceMemberResponse: @unsafe Carried {
  typealias Carrier = Carillon__V1__ReplaceMemberResponse
  public static var typeName: String { "carillon.v1.ReplaceMemberResponse" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__replace_member_response()
  }

  public init(decoding bytes: ArraySlice<UInt8>) throws(Failure) {
    self = try unsafe Codec.decoded(bytes, as: Self.self)
  }

  public init(decoding bytes: Bytes) throws(Failure) {
    self = try unsafe Codec.decoded(bytes[...], as: Self.self)
  }

  public func encoded() -> Bytes { unsafe Codec.encoded(self) }

  init(carrier c: UnsafePointer<Carrier>) throws(Trouble) {
    self.init()
    self.step = ReplaceMemberResponse.Step(rawValue: Int32(truncatingIfNeeded: unsafe c.pointee.step.rawValue))
    if unsafe c.pointee.member != nil {
      self.member = try unsafe Reading.message(c.pointee.member, "member")
    }
    self.configurationIndex = unsafe c.pointee.configuration_index
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__replace_member_response__init(c)
    unsafe c.pointee.step = .init(rawValue: .init(truncatingIfNeeded: step.rawValue))
    if let member {
      unsafe c.pointee.member = Writing.message(member)
    }
    unsafe c.pointee.configuration_index = configurationIndex
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("step", step)
    writer.field("member", member)
    writer.field("configurationIndex", configurationIndex)
    writer.endObject()
  }
}

extension TransferLeadershipRequest: @unsafe Carried {
  typealias Carrier = Carillon__V1__TransferLeadershipRequest
  public static var typeName: String { "carillon.v1.TransferLeadershipRequest" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__transfer_leadership_request()
  }

  public init(decoding bytes: ArraySlice<UInt8>) throws(Failure) {
    self = try unsafe Codec.decoded(bytes, as: Self.self)
  }

  public init(decoding bytes: Bytes) throws(Failure) {
    self = try unsafe Codec.decoded(bytes[...], as: Self.self)
  }

  public func encoded() -> Bytes { unsafe Codec.encoded(self) }

  init(carrier c: UnsafePointer<Carrier>) throws(Trouble) {
    self.init()
    if unsafe c.pointee.member.len > 0 { self.member = try unsafe Reading.text(c.pointee.member, "member") }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__transfer_leadership_request__init(c)
    if !member.isEmpty {
      unsafe c.pointee.member = Writing.bytes(member)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("member", member)
    writer.endObject()
  }
}

extension TransferLeadershipResponse: @unsafe Carried {
  typealias Carrier = Carillon__V1__TransferLeadershipResponse
  public static var typeName: String { "carillon.v1.TransferLeadershipResponse" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__transfer_leadership_response()
  }

  public init(decoding bytes: ArraySlice<UInt8>) throws(Failure) {
    self = try unsafe Codec.decoded(bytes, as: Self.self)
  }

  public init(decoding bytes: Bytes) throws(Failure) {
    self = try unsafe Codec.decoded(bytes[...], as: Self.self)
  }

  public func encoded() -> Bytes { unsafe Codec.encoded(self) }

  init(carrier c: UnsafePointer<Carrier>) throws(Trouble) {
    self.init()
    if unsafe c.pointee.leader.len > 0 { self.leader = try unsafe Reading.text(c.pointee.leader, "leader") }
    self.term = unsafe c.pointee.term
    if unsafe c.pointee.took != nil { self.took = try unsafe Reading.timeout(c.pointee.took, "took") }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__transfer_leadership_response__init(c)
    if !leader.isEmpty {
      unsafe c.pointee.leader = Writing.bytes(leader)
    }
    unsafe c.pointee.term = term
    if let took {
      unsafe c.pointee.took = Writing.timeout(took)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("leader", leader)
    writer.field("term", term)
    writer.field("took", took)
    writer.endObject()
  }
}

extension CheckConsistencyRequest: @unsafe Carried {
  typealias Carrier = Carillon__V1__CheckConsistencyRequest
  public static var typeName: String { "carillon.v1.CheckConsistencyRequest" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__check_consistency_request()
  }

  public init(decoding bytes: ArraySlice<UInt8>) throws(Failure) {
    self = try unsafe Codec.decoded(bytes, as: Self.self)
  }

  public init(decoding bytes: Bytes) throws(Failure) {
    self = try unsafe Codec.decoded(bytes[...], as: Self.self)
  }

  public func encoded() -> Bytes { unsafe Codec.encoded(self) }

  init(carrier c: UnsafePointer<Carrier>) throws(Trouble) {
    self.init()
    self.full = unsafe c.pointee.full != 0
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__check_consistency_request__init(c)
    unsafe c.pointee.full = full ? 1 : 0
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("full", full)
    writer.endObject()
  }
}

extension CheckConsistencyResponse: @unsafe Carried {
  typealias Carrier = Carillon__V1__CheckConsistencyResponse
  public static var typeName: String { "carillon.v1.CheckConsistencyResponse" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__check_consistency_response()
  }

  public init(decoding bytes: ArraySlice<UInt8>) throws(Failure) {
    self = try unsafe Codec.decoded(bytes, as: Self.self)
  }

  public init(decoding bytes: Bytes) throws(Failure) {
    self = try unsafe Codec.decoded(bytes[...], as: Self.self)
  }

  public func encoded() -> Bytes { unsafe Codec.encoded(self) }

  init(carrier c: UnsafePointer<Carrier>) throws(Trouble) {
    self.init()
    self.index = unsafe c.pointee.index
    self.consistent = unsafe c.pointee.consistent != 0
    if unsafe c.pointee.n_digests > 0 {
      self.digests = try unsafe Reading.messages(c.pointee.n_digests, c.pointee.digests, "digests")
    }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__check_consistency_response__init(c)
    unsafe c.pointee.index = index
    unsafe c.pointee.consistent = consistent ? 1 : 0
    if !digests.isEmpty {
      unsafe c.pointee.n_digests = digests.count
      unsafe c.pointee.digests = Writing.messages(digests)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("index", index)
    writer.field("consistent", consistent)
    writer.field("digests", digests)
    writer.endObject()
  }
}

extension CheckConsistencyResponse.NodeDigest: @unsafe Carried {
  typealias Carrier = Carillon__V1__CheckConsistencyResponse__NodeDigest
  public static var typeName: String { "carillon.v1.CheckConsistencyResponse.NodeDigest" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__check_consistency_response__node_digest()
  }

  public init(decoding bytes: ArraySlice<UInt8>) throws(Failure) {
    self = try unsafe Codec.decoded(bytes, as: Self.self)
  }

  public init(decoding bytes: Bytes) throws(Failure) {
    self = try unsafe Codec.decoded(bytes[...], as: Self.self)
  }

  public func encoded() -> Bytes { unsafe Codec.encoded(self) }

  init(carrier c: UnsafePointer<Carrier>) throws(Trouble) {
    self.init()
    if unsafe c.pointee.node.len > 0 { self.node = try unsafe Reading.text(c.pointee.node, "node") }
    if unsafe c.pointee.digest.len > 0 { self.digest = unsafe Reading.bytes(c.pointee.digest) }
    self.equal = unsafe c.pointee.equal != 0
    if unsafe c.pointee.note.len > 0 { self.note = try unsafe Reading.text(c.pointee.note, "note") }
    if unsafe c.pointee.contents.len > 0 { self.contents = unsafe Reading.bytes(c.pointee.contents) }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__check_consistency_response__node_digest__init(c)
    if !node.isEmpty {
      unsafe c.pointee.node = Writing.bytes(node)
    }
    if !digest.isEmpty {
      unsafe c.pointee.digest = Writing.bytes(digest)
    }
    unsafe c.pointee.equal = equal ? 1 : 0
    if !note.isEmpty {
      unsafe c.pointee.note = Writing.bytes(note)
    }
    if !contents.isEmpty {
      unsafe c.pointee.contents = Writing.bytes(contents)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("node", node)
    writer.field("digest", digest)
    writer.field("equal", equal)
    writer.field("note", note)
    writer.field("contents", contents)
    writer.endObject()
  }
}

extension ReleaseRequest: @unsafe Carried {
  typealias Carrier = Carillon__V1__ReleaseRequest
  public static var typeName: String { "carillon.v1.ReleaseRequest" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__release_request()
  }

  public init(decoding bytes: ArraySlice<UInt8>) throws(Failure) {
    self = try unsafe Codec.decoded(bytes, as: Self.self)
  }

  public init(decoding bytes: Bytes) throws(Failure) {
    self = try unsafe Codec.decoded(bytes[...], as: Self.self)
  }

  public func encoded() -> Bytes { unsafe Codec.encoded(self) }

  init(carrier c: UnsafePointer<Carrier>) throws(Trouble) {
    self.init()
    self.validateOnly = unsafe c.pointee.validate_only != 0
    self.makeUp = ReleaseRequest.MakeUp(rawValue: Int32(truncatingIfNeeded: unsafe c.pointee.make_up.rawValue))
    self.rerunRunning = unsafe c.pointee.rerun_running != 0
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__release_request__init(c)
    unsafe c.pointee.validate_only = validateOnly ? 1 : 0
    unsafe c.pointee.make_up = .init(rawValue: .init(truncatingIfNeeded: makeUp.rawValue))
    unsafe c.pointee.rerun_running = rerunRunning ? 1 : 0
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("validateOnly", validateOnly)
    writer.field("makeUp", makeUp)
    writer.field("rerunRunning", rerunRunning)
    writer.endObject()
  }
}

extension ReleaseResponse: @unsafe Carried {
  typealias Carrier = Carillon__V1__ReleaseResponse
  public static var typeName: String { "carillon.v1.ReleaseResponse" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__release_response()
  }

  public init(decoding bytes: ArraySlice<UInt8>) throws(Failure) {
    self = try unsafe Codec.decoded(bytes, as: Self.self)
  }

  public init(decoding bytes: Bytes) throws(Failure) {
    self = try unsafe Codec.decoded(bytes[...], as: Self.self)
  }

  public func encoded() -> Bytes { unsafe Codec.encoded(self) }

  init(carrier c: UnsafePointer<Carrier>) throws(Trouble) {
    self.init()
    self.held = unsafe c.pointee.held != 0
    if unsafe c.pointee.snapshot_time != nil { self.snapshotTime = try unsafe Reading.instant(c.pointee.snapshot_time, "snapshot_time") }
    if unsafe c.pointee.n_running > 0 {
      self.running = try unsafe Reading.texts(c.pointee.n_running, c.pointee.running, "running")
    }
    self.dueTimes = unsafe c.pointee.due_times
    if unsafe c.pointee.range != nil {
      self.range = try unsafe Reading.message(c.pointee.range, "range")
    }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__release_response__init(c)
    unsafe c.pointee.held = held ? 1 : 0
    if let snapshotTime {
      unsafe c.pointee.snapshot_time = Writing.instant(snapshotTime)
    }
    if !running.isEmpty {
      unsafe c.pointee.n_running = running.count
      unsafe c.pointee.running = Writing.all(running)
    }
    unsafe c.pointee.due_times = dueTimes
    if let range {
      unsafe c.pointee.range = Writing.message(range)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("held", held)
    writer.field("snapshotTime", snapshotTime)
    writer.field("running", running)
    writer.field("dueTimes", dueTimes)
    writer.field("range", range)
    writer.endObject()
  }
}

extension UpdateZonesRequest: @unsafe Carried {
  typealias Carrier = Carillon__V1__UpdateZonesRequest
  public static var typeName: String { "carillon.v1.UpdateZonesRequest" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__update_zones_request()
  }

  public init(decoding bytes: ArraySlice<UInt8>) throws(Failure) {
    self = try unsafe Codec.decoded(bytes, as: Self.self)
  }

  public init(decoding bytes: Bytes) throws(Failure) {
    self = try unsafe Codec.decoded(bytes[...], as: Self.self)
  }

  public func encoded() -> Bytes { unsafe Codec.encoded(self) }

  init(carrier c: UnsafePointer<Carrier>) throws(Trouble) {
    self.init()
    if unsafe c.pointee.bundle.len > 0 { self.bundle = unsafe Reading.bytes(c.pointee.bundle) }
    self.force = unsafe c.pointee.force != 0
    self.validateOnly = unsafe c.pointee.validate_only != 0
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__update_zones_request__init(c)
    if !bundle.isEmpty {
      unsafe c.pointee.bundle = Writing.bytes(bundle)
    }
    unsafe c.pointee.force = force ? 1 : 0
    unsafe c.pointee.validate_only = validateOnly ? 1 : 0
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("bundle", bundle)
    writer.field("force", force)
    writer.field("validateOnly", validateOnly)
    writer.endObject()
  }
}

extension UpdateZonesResponse: @unsafe Carried {
  typealias Carrier = Carillon__V1__UpdateZonesResponse
  public static var typeName: String { "carillon.v1.UpdateZonesResponse" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__update_zones_response()
  }

  public init(decoding bytes: ArraySlice<UInt8>) throws(Failure) {
    self = try unsafe Codec.decoded(bytes, as: Self.self)
  }

  public init(decoding bytes: Bytes) throws(Failure) {
    self = try unsafe Codec.decoded(bytes[...], as: Self.self)
  }

  public func encoded() -> Bytes { unsafe Codec.encoded(self) }

  init(carrier c: UnsafePointer<Carrier>) throws(Trouble) {
    self.init()
    if unsafe c.pointee.zones != nil {
      self.zones = try unsafe Reading.message(c.pointee.zones, "zones")
    }
    if unsafe c.pointee.n_moves > 0 {
      self.moves = try unsafe Reading.messages(c.pointee.n_moves, c.pointee.moves, "moves")
    }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__update_zones_response__init(c)
    if let zones {
      unsafe c.pointee.zones = Writing.message(zones)
    }
    if !moves.isEmpty {
      unsafe c.pointee.n_moves = moves.count
      unsafe c.pointee.moves = Writing.messages(moves)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("zones", zones)
    writer.field("moves", moves)
    writer.endObject()
  }
}

extension UpdateZonesResponse.Move: @unsafe Carried {
  typealias Carrier = Carillon__V1__UpdateZonesResponse__Move
  public static var typeName: String { "carillon.v1.UpdateZonesResponse.Move" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__update_zones_response__move()
  }

  public init(decoding bytes: ArraySlice<UInt8>) throws(Failure) {
    self = try unsafe Codec.decoded(bytes, as: Self.self)
  }

  public init(decoding bytes: Bytes) throws(Failure) {
    self = try unsafe Codec.decoded(bytes[...], as: Self.self)
  }

  public func encoded() -> Bytes { unsafe Codec.encoded(self) }

  init(carrier c: UnsafePointer<Carrier>) throws(Trouble) {
    self.init()
    if unsafe c.pointee.schedule.len > 0 { self.schedule = try unsafe Reading.text(c.pointee.schedule, "schedule") }
    if unsafe c.pointee.before_time != nil { self.beforeTime = try unsafe Reading.instant(c.pointee.before_time, "before_time") }
    if unsafe c.pointee.after_time != nil { self.afterTime = try unsafe Reading.instant(c.pointee.after_time, "after_time") }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__update_zones_response__move__init(c)
    if !schedule.isEmpty {
      unsafe c.pointee.schedule = Writing.bytes(schedule)
    }
    if let beforeTime {
      unsafe c.pointee.before_time = Writing.instant(beforeTime)
    }
    if let afterTime {
      unsafe c.pointee.after_time = Writing.instant(afterTime)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("schedule", schedule)
    writer.field("beforeTime", beforeTime)
    writer.field("afterTime", afterTime)
    writer.endObject()
  }
}

extension GetZonesRequest: @unsafe Carried {
  typealias Carrier = Carillon__V1__GetZonesRequest
  public static var typeName: String { "carillon.v1.GetZonesRequest" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__get_zones_request()
  }

  public init(decoding bytes: ArraySlice<UInt8>) throws(Failure) {
    self = try unsafe Codec.decoded(bytes, as: Self.self)
  }

  public init(decoding bytes: Bytes) throws(Failure) {
    self = try unsafe Codec.decoded(bytes[...], as: Self.self)
  }

  public func encoded() -> Bytes { unsafe Codec.encoded(self) }

  init(carrier _: UnsafePointer<Carrier>) throws(Trouble) {
    self.init()
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__get_zones_request__init(c)
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.endObject()
  }
}

extension ZoneData: @unsafe Carried {
  typealias Carrier = Carillon__V1__ZoneData
  public static var typeName: String { "carillon.v1.ZoneData" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__zone_data()
  }

  public init(decoding bytes: ArraySlice<UInt8>) throws(Failure) {
    self = try unsafe Codec.decoded(bytes, as: Self.self)
  }

  public init(decoding bytes: Bytes) throws(Failure) {
    self = try unsafe Codec.decoded(bytes[...], as: Self.self)
  }

  public func encoded() -> Bytes { unsafe Codec.encoded(self) }

  init(carrier c: UnsafePointer<Carrier>) throws(Trouble) {
    self.init()
    if unsafe c.pointee.hash.len > 0 { self.hash = try unsafe Reading.text(c.pointee.hash, "hash") }
    if unsafe c.pointee.release.len > 0 { self.release = try unsafe Reading.text(c.pointee.release, "release") }
    self.zones = unsafe c.pointee.zones
    if unsafe c.pointee.apply_time != nil { self.applyTime = try unsafe Reading.instant(c.pointee.apply_time, "apply_time") }
    if unsafe c.pointee.n_names > 0 {
      self.names = try unsafe Reading.texts(c.pointee.n_names, c.pointee.names, "names")
    }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__zone_data__init(c)
    if !hash.isEmpty {
      unsafe c.pointee.hash = Writing.bytes(hash)
    }
    if !release.isEmpty {
      unsafe c.pointee.release = Writing.bytes(release)
    }
    unsafe c.pointee.zones = zones
    if let applyTime {
      unsafe c.pointee.apply_time = Writing.instant(applyTime)
    }
    if !names.isEmpty {
      unsafe c.pointee.n_names = names.count
      unsafe c.pointee.names = Writing.all(names)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("hash", hash)
    writer.field("release", release)
    writer.field("zones", zones)
    writer.field("applyTime", applyTime)
    writer.field("names", names)
    writer.endObject()
  }
}
