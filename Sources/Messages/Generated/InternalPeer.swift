// Made by tools/generate from proto/carillon/internal/v1/peer.proto; do not edit.
// swift-format-ignore-file
internal import CMessages
internal import CProtobufC
public import Units

extension Internal {
  public struct LogPosition: WireMessage {
    public var term: UInt64 = 0
    public var index: UInt64 = 0

    public init(term: UInt64 = 0, index: UInt64 = 0) {
      self.term = term
      self.index = index
    }

    public init() {}
  }

  public struct PeerMessage: WireMessage {
    public enum Body: Hashable, Sendable {
      case appendRequest(Internal.AppendRequest)
      case appendResponse(Internal.AppendResponse)
      case heartbeat(Internal.Heartbeat)
      case heartbeatResponse(Internal.HeartbeatResponse)
      case readIndexRequest(Internal.ReadIndexRequest)
      case readIndexResponse(Internal.ReadIndexResponse)
      case preVoteRequest(Internal.PreVoteRequest)
      case preVoteResponse(Internal.PreVoteResponse)
      case voteRequest(Internal.VoteRequest)
      case voteResponse(Internal.VoteResponse)
      case timeoutNow(Internal.TimeoutNow)
      case installSnapshotResponse(Internal.InstallSnapshotResponse)
      /// Not of the core: the replica's.
      case digestReport(Internal.DigestReport)
      /// First on every stream.
      case hello(Internal.PeerHello)
      /// Of the replica: bodies of entries that a disk lost, from whoever has them.
      case entriesWanted(Internal.EntriesWanted)
      case entriesFound(Internal.EntriesFound)
    }

    public var group: UInt32 = 0
    public var from: UInt64 = 0
    public var incarnation: UInt64 = 0
    public var to: UInt64 = 0
    public var term: UInt64 = 0
    public var body: Body?
    /// Last, always there: CRC-32C of all bytes of the message before this field.
    public var crc32c: UInt32 = 0

    public init(group: UInt32 = 0, from: UInt64 = 0, incarnation: UInt64 = 0, to: UInt64 = 0, term: UInt64 = 0, body: Body? = nil, crc32c: UInt32 = 0) {
      self.group = group
      self.from = from
      self.incarnation = incarnation
      self.to = to
      self.term = term
      self.body = body
      self.crc32c = crc32c
    }

    public init() {}
  }

  /// Nothing is acknowledged message by message: only that the stream is taken, and by whom.
  public struct PeerAcknowledgement: WireMessage {
    public var clusterHigh: UInt64 = 0
    public var clusterLow: UInt64 = 0
    public var node: UInt64 = 0
    public var incarnation: UInt64 = 0
    public var version: String = ""
    public var machineVersion: UInt64 = 0

    public init(clusterHigh: UInt64 = 0, clusterLow: UInt64 = 0, node: UInt64 = 0, incarnation: UInt64 = 0, version: String = "", machineVersion: UInt64 = 0) {
      self.clusterHigh = clusterHigh
      self.clusterLow = clusterLow
      self.node = node
      self.incarnation = incarnation
      self.version = version
      self.machineVersion = machineVersion
    }

    public init() {}
  }

  public struct PeerHello: WireMessage {
    public var clusterHigh: UInt64 = 0
    public var clusterLow: UInt64 = 0
    public var node: UInt64 = 0
    public var incarnation: UInt64 = 0
    public var address: String = ""
    /// Of the software, and the newest machine version that it knows.
    public var version: String = ""
    public var machineVersion: UInt64 = 0
    public var clientAddress: String = ""

    public init(clusterHigh: UInt64 = 0, clusterLow: UInt64 = 0, node: UInt64 = 0, incarnation: UInt64 = 0, address: String = "", version: String = "", machineVersion: UInt64 = 0, clientAddress: String = "") {
      self.clusterHigh = clusterHigh
      self.clusterLow = clusterLow
      self.node = node
      self.incarnation = incarnation
      self.address = address
      self.version = version
      self.machineVersion = machineVersion
      self.clientAddress = clientAddress
    }

    public init() {}
  }

  public struct Entry: WireMessage {
    public var term: UInt64 = 0
    public var index: UInt64 = 0
    /// `EntryKind.rawValue`.
    public var kind: UInt32 = 0
    /// Its payload; `size` of the header is its count.
    public var payload: Bytes = []

    public init(term: UInt64 = 0, index: UInt64 = 0, kind: UInt32 = 0, payload: Bytes = []) {
      self.term = term
      self.index = index
      self.kind = kind
      self.payload = payload
    }

    public init() {}
  }

  public struct AppendRequest: WireMessage {
    public var previous: Internal.LogPosition?
    public var commit: UInt64 = 0
    public var entries: [Internal.Entry] = []
    /// Echoed by the answer: what a follower said under an earlier one counts no more.
    public var epoch: UInt32 = 0

    public init(previous: Internal.LogPosition? = nil, commit: UInt64 = 0, entries: [Internal.Entry] = [], epoch: UInt32 = 0) {
      self.previous = previous
      self.commit = commit
      self.entries = entries
      self.epoch = epoch
    }

    public init() {}
  }

  public struct EntriesWanted: WireMessage {
    public var positions: [Internal.LogPosition] = []

    public init(positions: [Internal.LogPosition] = []) {
      self.positions = positions
    }

    public init() {}
  }

  /// Consecutive, those wanted that are at hand; empty where none is.
  public struct EntriesFound: WireMessage {
    public var entries: [Internal.Entry] = []

    public init(entries: [Internal.Entry] = []) {
      self.entries = entries
    }

    public init() {}
  }

  public struct AppendResponse: WireMessage {
    public enum Outcome: Hashable, Sendable {
      case accepted(Internal.AppendResponse.Accepted)
      case rejected(Internal.AppendResponse.Rejected)
    }

    public struct Accepted: WireMessage {
      public var persisted: UInt64 = 0
      public var matched: UInt64 = 0

      public init(persisted: UInt64 = 0, matched: UInt64 = 0) {
        self.persisted = persisted
        self.matched = matched
      }

      public init() {}
    }

    public struct Rejected: WireMessage {
      public var previous: UInt64 = 0
      public var hint: Internal.LogPosition?

      public init(previous: UInt64 = 0, hint: Internal.LogPosition? = nil) {
        self.previous = previous
        self.hint = hint
      }

      public init() {}
    }

    public var outcome: Outcome?
    public var epoch: UInt32 = 0
    /// The first entry whose body is damaged at the sender; zero where none is.
    public var damagedFrom: UInt64 = 0

    public init(outcome: Outcome? = nil, epoch: UInt32 = 0, damagedFrom: UInt64 = 0) {
      self.outcome = outcome
      self.epoch = epoch
      self.damagedFrom = damagedFrom
    }

    public init() {}
  }

  public struct Heartbeat: WireMessage {
    public var commit: UInt64 = 0
    public var round: UInt64 = 0
    /// `Monotonic.nanoseconds` of the leader.
    public var sentAt: UInt64 = 0
    public var rank: UInt32 = 0
    public var roundTripMicroseconds: Int64 = 0
    public var epoch: UInt32 = 0

    public init(commit: UInt64 = 0, round: UInt64 = 0, sentAt: UInt64 = 0, rank: UInt32 = 0, roundTripMicroseconds: Int64 = 0, epoch: UInt32 = 0) {
      self.commit = commit
      self.round = round
      self.sentAt = sentAt
      self.rank = rank
      self.roundTripMicroseconds = roundTripMicroseconds
      self.epoch = epoch
    }

    public init() {}
  }

  public struct HeartbeatResponse: WireMessage {
    public var round: UInt64 = 0
    public var sentAt: UInt64 = 0
    public var persisted: UInt64 = 0
    public var matched: UInt64 = 0
    /// Wall clock of the sender, microseconds since 1970.
    public var clockMicroseconds: Int64 = 0
    public var epoch: UInt32 = 0
    public var damagedFrom: UInt64 = 0
    /// How full the sender's disk is: 0 normal, 1 below the first mark, 2 below the second.
    public var disk: UInt32 = 0

    public init(round: UInt64 = 0, sentAt: UInt64 = 0, persisted: UInt64 = 0, matched: UInt64 = 0, clockMicroseconds: Int64 = 0, epoch: UInt32 = 0, damagedFrom: UInt64 = 0, disk: UInt32 = 0) {
      self.round = round
      self.sentAt = sentAt
      self.persisted = persisted
      self.matched = matched
      self.clockMicroseconds = clockMicroseconds
      self.epoch = epoch
      self.damagedFrom = damagedFrom
      self.disk = disk
    }

    public init() {}
  }

  public struct ReadIndexRequest: WireMessage {
    public var number: UInt64 = 0

    public init(number: UInt64 = 0) {
      self.number = number
    }

    public init() {}
  }

  public struct ReadIndexResponse: WireMessage {
    public var number: UInt64 = 0
    public var index: UInt64?

    public init(number: UInt64 = 0, index: UInt64? = nil) {
      self.number = number
      self.index = index
    }

    public init() {}
  }

  public struct PreVoteRequest: WireMessage {
    public var candidateTerm: UInt64 = 0
    public var last: Internal.LogPosition?

    public init(candidateTerm: UInt64 = 0, last: Internal.LogPosition? = nil) {
      self.candidateTerm = candidateTerm
      self.last = last
    }

    public init() {}
  }

  public struct PreVoteResponse: WireMessage {
    public var candidateTerm: UInt64 = 0
    public var granted: Bool = false

    public init(candidateTerm: UInt64 = 0, granted: Bool = false) {
      self.candidateTerm = candidateTerm
      self.granted = granted
    }

    public init() {}
  }

  public struct VoteRequest: WireMessage {
    public var last: Internal.LogPosition?
    public var isTransfer: Bool = false

    public init(last: Internal.LogPosition? = nil, isTransfer: Bool = false) {
      self.last = last
      self.isTransfer = isTransfer
    }

    public init() {}
  }

  public struct VoteResponse: WireMessage {
    public var granted: Bool = false

    public init(granted: Bool = false) {
      self.granted = granted
    }

    public init() {}
  }

  public struct TimeoutNow: WireMessage {

    public init() {}
  }

  public struct InstallSnapshotResponse: WireMessage {
    public var persisted: UInt64?

    public init(persisted: UInt64? = nil) {
      self.persisted = persisted
    }

    public init() {}
  }

  /// The digest of applied state at an index: every 1,024 entries, to every voter.
  public struct DigestReport: WireMessage {
    public var index: UInt64 = 0
    public var digestHigh: UInt64 = 0
    public var digestLow: UInt64 = 0
    public var machineVersion: UInt64 = 0
    /// Not of the chain: of everything that a checkpoint at the index holds.
    public var contents: Bool = false

    public init(index: UInt64 = 0, digestHigh: UInt64 = 0, digestLow: UInt64 = 0, machineVersion: UInt64 = 0, contents: Bool = false) {
      self.index = index
      self.digestHigh = digestHigh
      self.digestLow = digestLow
      self.machineVersion = machineVersion
      self.contents = contents
    }

    public init() {}
  }

  public struct SnapshotFile: WireMessage {
    public var name: String = ""
    public var size: UInt64 = 0
    public var crc32c: UInt32 = 0

    public init(name: String = "", size: UInt64 = 0, crc32c: UInt32 = 0) {
      self.name = name
      self.size = size
      self.crc32c = crc32c
    }

    public init() {}
  }

  public struct SnapshotHeader: WireMessage {
    public var clusterHigh: UInt64 = 0
    public var clusterLow: UInt64 = 0
    public var from: UInt64 = 0
    public var to: UInt64 = 0
    /// Of the leader that sends.
    public var term: UInt64 = 0
    public var position: Internal.LogPosition?
    public var configurationIndex: UInt64 = 0
    /// `Configuration.encoded()`.
    public var configuration: Bytes = []
    /// Of the state at `position`.
    public var digestHigh: UInt64 = 0
    public var digestLow: UInt64 = 0
    public var files: [Internal.SnapshotFile] = []
    public var machineVersion: UInt64 = 0
    public var incarnation: UInt64 = 0
    public var stampedMicroseconds: Int64 = 0

    public init(clusterHigh: UInt64 = 0, clusterLow: UInt64 = 0, from: UInt64 = 0, to: UInt64 = 0, term: UInt64 = 0, position: Internal.LogPosition? = nil, configurationIndex: UInt64 = 0, configuration: Bytes = [], digestHigh: UInt64 = 0, digestLow: UInt64 = 0, files: [Internal.SnapshotFile] = [], machineVersion: UInt64 = 0, incarnation: UInt64 = 0, stampedMicroseconds: Int64 = 0) {
      self.clusterHigh = clusterHigh
      self.clusterLow = clusterLow
      self.from = from
      self.to = to
      self.term = term
      self.position = position
      self.configurationIndex = configurationIndex
      self.configuration = configuration
      self.digestHigh = digestHigh
      self.digestLow = digestLow
      self.files = files
      self.machineVersion = machineVersion
      self.incarnation = incarnation
      self.stampedMicroseconds = stampedMicroseconds
    }

    public init() {}
  }

  public struct SnapshotData: WireMessage {
    /// Place in the header's list.
    public var file: UInt32 = 0
    public var offset: UInt64 = 0
    public var data: Bytes = []
    public var crc32c: UInt32 = 0

    public init(file: UInt32 = 0, offset: UInt64 = 0, data: Bytes = [], crc32c: UInt32 = 0) {
      self.file = file
      self.offset = offset
      self.data = data
      self.crc32c = crc32c
    }

    public init() {}
  }

  public struct SnapshotChunk: WireMessage {
    public enum Item: Hashable, Sendable {
      case header(Internal.SnapshotHeader)
      case data(Internal.SnapshotData)
      /// Everything was sent.
      case end(Internal.SnapshotEnd)
    }

    public var item: Item?

    public init(item: Item? = nil) {
      self.item = item
    }

    public init() {}
  }

  public struct SnapshotEnd: WireMessage {
    public var bytes: UInt64 = 0

    public init(bytes: UInt64 = 0) {
      self.bytes = bytes
    }

    public init() {}
  }

  public struct SnapshotProgress: WireMessage {
    public var bytes: UInt64 = 0
    /// Whole, checked and durable.
    public var complete: Bool = false
    /// Refused or failed: why.
    public var error: String = ""
    /// Where to go on: what is here already.
    public var resumeFile: UInt32 = 0
    public var resumeOffset: UInt64 = 0

    public init(bytes: UInt64 = 0, complete: Bool = false, error: String = "", resumeFile: UInt32 = 0, resumeOffset: UInt64 = 0) {
      self.bytes = bytes
      self.complete = complete
      self.error = error
      self.resumeFile = resumeFile
      self.resumeOffset = resumeOffset
    }

    public init() {}
  }

  public struct PeerAddress: WireMessage {
    public var node: UInt64 = 0
    public var incarnation: UInt64 = 0
    public var address: String = ""
    public var clientAddress: String = ""
    public var voter: Bool = false

    public init(node: UInt64 = 0, incarnation: UInt64 = 0, address: String = "", clientAddress: String = "", voter: Bool = false) {
      self.node = node
      self.incarnation = incarnation
      self.address = address
      self.clientAddress = clientAddress
      self.voter = voter
    }

    public init() {}
  }

  public struct JoinRequest: WireMessage {
    public var name: String = ""
    public var address: String = ""
    public var incarnation: UInt64 = 0
    /// Zero where it is not known yet.
    public var clusterHigh: UInt64 = 0
    public var clusterLow: UInt64 = 0
    public var clientAddress: String = ""
    public var version: String = ""
    /// Its number, where it was a member before.
    public var node: UInt64 = 0
    /// As a learner that becomes a voter by itself.
    public var promote: Bool = false
    public var machineVersion: UInt64 = 0
    /// Of the messages between nodes.
    public var `protocol`: UInt32 = 0
    /// Wants to know which cluster the node that is asked belongs to, and nothing else. Answered at
    /// once, by any node; `node` of the answer is zero where it belongs to none.
    public var onlyAsks: Bool = false

    public init(name: String = "", address: String = "", incarnation: UInt64 = 0, clusterHigh: UInt64 = 0, clusterLow: UInt64 = 0, clientAddress: String = "", version: String = "", node: UInt64 = 0, promote: Bool = false, machineVersion: UInt64 = 0, protocol: UInt32 = 0, onlyAsks: Bool = false) {
      self.name = name
      self.address = address
      self.incarnation = incarnation
      self.clusterHigh = clusterHigh
      self.clusterLow = clusterLow
      self.clientAddress = clientAddress
      self.version = version
      self.node = node
      self.promote = promote
      self.machineVersion = machineVersion
      self.`protocol` = `protocol`
      self.onlyAsks = onlyAsks
    }

    public init() {}
  }

  public struct JoinResponse: WireMessage {
    public var clusterHigh: UInt64 = 0
    public var clusterLow: UInt64 = 0
    public var node: UInt64 = 0
    public var peers: [Internal.PeerAddress] = []
    public var leader: UInt64 = 0
    public var term: UInt64 = 0
    public var clusterName: String = ""

    public init(clusterHigh: UInt64 = 0, clusterLow: UInt64 = 0, node: UInt64 = 0, peers: [Internal.PeerAddress] = [], leader: UInt64 = 0, term: UInt64 = 0, clusterName: String = "") {
      self.clusterHigh = clusterHigh
      self.clusterLow = clusterLow
      self.node = node
      self.peers = peers
      self.leader = leader
      self.term = term
      self.clusterName = clusterName
    }

    public init() {}
  }

}

extension Internal.LogPosition: @unsafe Carried {
  typealias Carrier = Carillon__Internal__V1__LogPosition
  public static var typeName: String { "carillon.internal.v1.LogPosition" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__internal__v1__log_position()
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
    self.term = unsafe c.pointee.term
    self.index = unsafe c.pointee.index
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__internal__v1__log_position__init(c)
    unsafe c.pointee.term = term
    unsafe c.pointee.index = index
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("term", term)
    writer.field("index", index)
    writer.endObject()
  }
}

extension Internal.PeerMessage: @unsafe Carried {
  typealias Carrier = Carillon__Internal__V1__PeerMessage
  public static var typeName: String { "carillon.internal.v1.PeerMessage" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__internal__v1__peer_message()
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
    self.group = unsafe c.pointee.group
    self.from = unsafe c.pointee.from
    self.incarnation = unsafe c.pointee.incarnation
    self.to = unsafe c.pointee.to
    self.term = unsafe c.pointee.term
    switch unsafe c.pointee.body_case.rawValue {
    case 6:
      self.body = .appendRequest(try unsafe Reading.message(c.pointee.append_request, "append_request") ?? Internal.AppendRequest())
    case 7:
      self.body = .appendResponse(try unsafe Reading.message(c.pointee.append_response, "append_response") ?? Internal.AppendResponse())
    case 8:
      self.body = .heartbeat(try unsafe Reading.message(c.pointee.heartbeat, "heartbeat") ?? Internal.Heartbeat())
    case 9:
      self.body = .heartbeatResponse(try unsafe Reading.message(c.pointee.heartbeat_response, "heartbeat_response") ?? Internal.HeartbeatResponse())
    case 10:
      self.body = .readIndexRequest(try unsafe Reading.message(c.pointee.read_index_request, "read_index_request") ?? Internal.ReadIndexRequest())
    case 11:
      self.body = .readIndexResponse(try unsafe Reading.message(c.pointee.read_index_response, "read_index_response") ?? Internal.ReadIndexResponse())
    case 12:
      self.body = .preVoteRequest(try unsafe Reading.message(c.pointee.pre_vote_request, "pre_vote_request") ?? Internal.PreVoteRequest())
    case 13:
      self.body = .preVoteResponse(try unsafe Reading.message(c.pointee.pre_vote_response, "pre_vote_response") ?? Internal.PreVoteResponse())
    case 14:
      self.body = .voteRequest(try unsafe Reading.message(c.pointee.vote_request, "vote_request") ?? Internal.VoteRequest())
    case 15:
      self.body = .voteResponse(try unsafe Reading.message(c.pointee.vote_response, "vote_response") ?? Internal.VoteResponse())
    case 16:
      self.body = .timeoutNow(try unsafe Reading.message(c.pointee.timeout_now, "timeout_now") ?? Internal.TimeoutNow())
    case 17:
      self.body = .installSnapshotResponse(try unsafe Reading.message(c.pointee.install_snapshot_response, "install_snapshot_response") ?? Internal.InstallSnapshotResponse())
    case 18:
      self.body = .digestReport(try unsafe Reading.message(c.pointee.digest_report, "digest_report") ?? Internal.DigestReport())
    case 19:
      self.body = .hello(try unsafe Reading.message(c.pointee.hello, "hello") ?? Internal.PeerHello())
    case 20:
      self.body = .entriesWanted(try unsafe Reading.message(c.pointee.entries_wanted, "entries_wanted") ?? Internal.EntriesWanted())
    case 21:
      self.body = .entriesFound(try unsafe Reading.message(c.pointee.entries_found, "entries_found") ?? Internal.EntriesFound())
    default: break
    }
    self.crc32c = unsafe c.pointee.crc32c
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__internal__v1__peer_message__init(c)
    unsafe c.pointee.group = group
    unsafe c.pointee.from = from
    unsafe c.pointee.incarnation = incarnation
    unsafe c.pointee.to = to
    unsafe c.pointee.term = term
    switch body {
    case .appendRequest(let value):
      unsafe c.pointee.body_case = .init(rawValue: 6)
      unsafe c.pointee.append_request = Writing.message(value)
    case .appendResponse(let value):
      unsafe c.pointee.body_case = .init(rawValue: 7)
      unsafe c.pointee.append_response = Writing.message(value)
    case .heartbeat(let value):
      unsafe c.pointee.body_case = .init(rawValue: 8)
      unsafe c.pointee.heartbeat = Writing.message(value)
    case .heartbeatResponse(let value):
      unsafe c.pointee.body_case = .init(rawValue: 9)
      unsafe c.pointee.heartbeat_response = Writing.message(value)
    case .readIndexRequest(let value):
      unsafe c.pointee.body_case = .init(rawValue: 10)
      unsafe c.pointee.read_index_request = Writing.message(value)
    case .readIndexResponse(let value):
      unsafe c.pointee.body_case = .init(rawValue: 11)
      unsafe c.pointee.read_index_response = Writing.message(value)
    case .preVoteRequest(let value):
      unsafe c.pointee.body_case = .init(rawValue: 12)
      unsafe c.pointee.pre_vote_request = Writing.message(value)
    case .preVoteResponse(let value):
      unsafe c.pointee.body_case = .init(rawValue: 13)
      unsafe c.pointee.pre_vote_response = Writing.message(value)
    case .voteRequest(let value):
      unsafe c.pointee.body_case = .init(rawValue: 14)
      unsafe c.pointee.vote_request = Writing.message(value)
    case .voteResponse(let value):
      unsafe c.pointee.body_case = .init(rawValue: 15)
      unsafe c.pointee.vote_response = Writing.message(value)
    case .timeoutNow(let value):
      unsafe c.pointee.body_case = .init(rawValue: 16)
      unsafe c.pointee.timeout_now = Writing.message(value)
    case .installSnapshotResponse(let value):
      unsafe c.pointee.body_case = .init(rawValue: 17)
      unsafe c.pointee.install_snapshot_response = Writing.message(value)
    case .digestReport(let value):
      unsafe c.pointee.body_case = .init(rawValue: 18)
      unsafe c.pointee.digest_report = Writing.message(value)
    case .hello(let value):
      unsafe c.pointee.body_case = .init(rawValue: 19)
      unsafe c.pointee.hello = Writing.message(value)
    case .entriesWanted(let value):
      unsafe c.pointee.body_case = .init(rawValue: 20)
      unsafe c.pointee.entries_wanted = Writing.message(value)
    case .entriesFound(let value):
      unsafe c.pointee.body_case = .init(rawValue: 21)
      unsafe c.pointee.entries_found = Writing.message(value)
    case nil: break
    }
    unsafe c.pointee.crc32c = crc32c
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("group", group)
    writer.field("from", from)
    writer.field("incarnation", incarnation)
    writer.field("to", to)
    writer.field("term", term)
    switch body {
    case .appendRequest(let value):
      writer.present("appendRequest", value)
    case .appendResponse(let value):
      writer.present("appendResponse", value)
    case .heartbeat(let value):
      writer.present("heartbeat", value)
    case .heartbeatResponse(let value):
      writer.present("heartbeatResponse", value)
    case .readIndexRequest(let value):
      writer.present("readIndexRequest", value)
    case .readIndexResponse(let value):
      writer.present("readIndexResponse", value)
    case .preVoteRequest(let value):
      writer.present("preVoteRequest", value)
    case .preVoteResponse(let value):
      writer.present("preVoteResponse", value)
    case .voteRequest(let value):
      writer.present("voteRequest", value)
    case .voteResponse(let value):
      writer.present("voteResponse", value)
    case .timeoutNow(let value):
      writer.present("timeoutNow", value)
    case .installSnapshotResponse(let value):
      writer.present("installSnapshotResponse", value)
    case .digestReport(let value):
      writer.present("digestReport", value)
    case .hello(let value):
      writer.present("hello", value)
    case .entriesWanted(let value):
      writer.present("entriesWanted", value)
    case .entriesFound(let value):
      writer.present("entriesFound", value)
    case nil: break
    }
    writer.field("crc32c", crc32c)
    writer.endObject()
  }
}

extension Internal.PeerAcknowledgement: @unsafe Carried {
  typealias Carrier = Carillon__Internal__V1__PeerAcknowledgement
  public static var typeName: String { "carillon.internal.v1.PeerAcknowledgement" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__internal__v1__peer_acknowledgement()
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
    self.clusterHigh = unsafe c.pointee.cluster_high
    self.clusterLow = unsafe c.pointee.cluster_low
    self.node = unsafe c.pointee.node
    self.incarnation = unsafe c.pointee.incarnation
    if unsafe c.pointee.version.len > 0 { self.version = try unsafe Reading.text(c.pointee.version, "version") }
    self.machineVersion = unsafe c.pointee.machine_version
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__internal__v1__peer_acknowledgement__init(c)
    unsafe c.pointee.cluster_high = clusterHigh
    unsafe c.pointee.cluster_low = clusterLow
    unsafe c.pointee.node = node
    unsafe c.pointee.incarnation = incarnation
    if !version.isEmpty {
      unsafe c.pointee.version = Writing.bytes(version)
    }
    unsafe c.pointee.machine_version = machineVersion
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("clusterHigh", clusterHigh)
    writer.field("clusterLow", clusterLow)
    writer.field("node", node)
    writer.field("incarnation", incarnation)
    writer.field("version", version)
    writer.field("machineVersion", machineVersion)
    writer.endObject()
  }
}

extension Internal.PeerHello: @unsafe Carried {
  typealias Carrier = Carillon__Internal__V1__PeerHello
  public static var typeName: String { "carillon.internal.v1.PeerHello" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__internal__v1__peer_hello()
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
    self.clusterHigh = unsafe c.pointee.cluster_high
    self.clusterLow = unsafe c.pointee.cluster_low
    self.node = unsafe c.pointee.node
    self.incarnation = unsafe c.pointee.incarnation
    if unsafe c.pointee.address.len > 0 { self.address = try unsafe Reading.text(c.pointee.address, "address") }
    if unsafe c.pointee.version.len > 0 { self.version = try unsafe Reading.text(c.pointee.version, "version") }
    self.machineVersion = unsafe c.pointee.machine_version
    if unsafe c.pointee.client_address.len > 0 { self.clientAddress = try unsafe Reading.text(c.pointee.client_address, "client_address") }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__internal__v1__peer_hello__init(c)
    unsafe c.pointee.cluster_high = clusterHigh
    unsafe c.pointee.cluster_low = clusterLow
    unsafe c.pointee.node = node
    unsafe c.pointee.incarnation = incarnation
    if !address.isEmpty {
      unsafe c.pointee.address = Writing.bytes(address)
    }
    if !version.isEmpty {
      unsafe c.pointee.version = Writing.bytes(version)
    }
    unsafe c.pointee.machine_version = machineVersion
    if !clientAddress.isEmpty {
      unsafe c.pointee.client_address = Writing.bytes(clientAddress)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("clusterHigh", clusterHigh)
    writer.field("clusterLow", clusterLow)
    writer.field("node", node)
    writer.field("incarnation", incarnation)
    writer.field("address", address)
    writer.field("version", version)
    writer.field("machineVersion", machineVersion)
    writer.field("clientAddress", clientAddress)
    writer.endObject()
  }
}

extension Internal.Entry: @unsafe Carried {
  typealias Carrier = Carillon__Internal__V1__Entry
  public static var typeName: String { "carillon.internal.v1.Entry" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__internal__v1__entry()
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
    self.term = unsafe c.pointee.term
    self.index = unsafe c.pointee.index
    self.kind = unsafe c.pointee.kind
    if unsafe c.pointee.payload.len > 0 { self.payload = unsafe Reading.bytes(c.pointee.payload) }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__internal__v1__entry__init(c)
    unsafe c.pointee.term = term
    unsafe c.pointee.index = index
    unsafe c.pointee.kind = kind
    if !payload.isEmpty {
      unsafe c.pointee.payload = Writing.bytes(payload)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("term", term)
    writer.field("index", index)
    writer.field("kind", kind)
    writer.field("payload", payload)
    writer.endObject()
  }
}

extension Internal.AppendRequest: @unsafe Carried {
  typealias Carrier = Carillon__Internal__V1__AppendRequest
  public static var typeName: String { "carillon.internal.v1.AppendRequest" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__internal__v1__append_request()
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
    if unsafe c.pointee.previous != nil {
      self.previous = try unsafe Reading.message(c.pointee.previous, "previous")
    }
    self.commit = unsafe c.pointee.commit
    if unsafe c.pointee.n_entries > 0 {
      self.entries = try unsafe Reading.messages(c.pointee.n_entries, c.pointee.entries, "entries")
    }
    self.epoch = unsafe c.pointee.epoch
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__internal__v1__append_request__init(c)
    if let previous {
      unsafe c.pointee.previous = Writing.message(previous)
    }
    unsafe c.pointee.commit = commit
    if !entries.isEmpty {
      unsafe c.pointee.n_entries = entries.count
      unsafe c.pointee.entries = Writing.messages(entries)
    }
    unsafe c.pointee.epoch = epoch
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("previous", previous)
    writer.field("commit", commit)
    writer.field("entries", entries)
    writer.field("epoch", epoch)
    writer.endObject()
  }
}

extension Internal.EntriesWanted: @unsafe Carried {
  typealias Carrier = Carillon__Internal__V1__EntriesWanted
  public static var typeName: String { "carillon.internal.v1.EntriesWanted" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__internal__v1__entries_wanted()
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
    if unsafe c.pointee.n_positions > 0 {
      self.positions = try unsafe Reading.messages(c.pointee.n_positions, c.pointee.positions, "positions")
    }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__internal__v1__entries_wanted__init(c)
    if !positions.isEmpty {
      unsafe c.pointee.n_positions = positions.count
      unsafe c.pointee.positions = Writing.messages(positions)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("positions", positions)
    writer.endObject()
  }
}

extension Internal.EntriesFound: @unsafe Carried {
  typealias Carrier = Carillon__Internal__V1__EntriesFound
  public static var typeName: String { "carillon.internal.v1.EntriesFound" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__internal__v1__entries_found()
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
    if unsafe c.pointee.n_entries > 0 {
      self.entries = try unsafe Reading.messages(c.pointee.n_entries, c.pointee.entries, "entries")
    }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__internal__v1__entries_found__init(c)
    if !entries.isEmpty {
      unsafe c.pointee.n_entries = entries.count
      unsafe c.pointee.entries = Writing.messages(entries)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("entries", entries)
    writer.endObject()
  }
}

extension Internal.AppendResponse: @unsafe Carried {
  typealias Carrier = Carillon__Internal__V1__AppendResponse
  public static var typeName: String { "carillon.internal.v1.AppendResponse" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__internal__v1__append_response()
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
    switch unsafe c.pointee.outcome_case.rawValue {
    case 1:
      self.outcome = .accepted(try unsafe Reading.message(c.pointee.accepted, "accepted") ?? Internal.AppendResponse.Accepted())
    case 2:
      self.outcome = .rejected(try unsafe Reading.message(c.pointee.rejected, "rejected") ?? Internal.AppendResponse.Rejected())
    default: break
    }
    self.epoch = unsafe c.pointee.epoch
    self.damagedFrom = unsafe c.pointee.damaged_from
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__internal__v1__append_response__init(c)
    switch outcome {
    case .accepted(let value):
      unsafe c.pointee.outcome_case = .init(rawValue: 1)
      unsafe c.pointee.accepted = Writing.message(value)
    case .rejected(let value):
      unsafe c.pointee.outcome_case = .init(rawValue: 2)
      unsafe c.pointee.rejected = Writing.message(value)
    case nil: break
    }
    unsafe c.pointee.epoch = epoch
    unsafe c.pointee.damaged_from = damagedFrom
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    switch outcome {
    case .accepted(let value):
      writer.present("accepted", value)
    case .rejected(let value):
      writer.present("rejected", value)
    case nil: break
    }
    writer.field("epoch", epoch)
    writer.field("damagedFrom", damagedFrom)
    writer.endObject()
  }
}

extension Internal.AppendResponse.Accepted: @unsafe Carried {
  typealias Carrier = Carillon__Internal__V1__AppendResponse__Accepted
  public static var typeName: String { "carillon.internal.v1.AppendResponse.Accepted" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__internal__v1__append_response__accepted()
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
    self.persisted = unsafe c.pointee.persisted
    self.matched = unsafe c.pointee.matched
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__internal__v1__append_response__accepted__init(c)
    unsafe c.pointee.persisted = persisted
    unsafe c.pointee.matched = matched
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("persisted", persisted)
    writer.field("matched", matched)
    writer.endObject()
  }
}

extension Internal.AppendResponse.Rejected: @unsafe Carried {
  typealias Carrier = Carillon__Internal__V1__AppendResponse__Rejected
  public static var typeName: String { "carillon.internal.v1.AppendResponse.Rejected" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__internal__v1__append_response__rejected()
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
    self.previous = unsafe c.pointee.previous
    if unsafe c.pointee.hint != nil {
      self.hint = try unsafe Reading.message(c.pointee.hint, "hint")
    }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__internal__v1__append_response__rejected__init(c)
    unsafe c.pointee.previous = previous
    if let hint {
      unsafe c.pointee.hint = Writing.message(hint)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("previous", previous)
    writer.field("hint", hint)
    writer.endObject()
  }
}

extension Internal.Heartbeat: @unsafe Carried {
  typealias Carrier = Carillon__Internal__V1__Heartbeat
  public static var typeName: String { "carillon.internal.v1.Heartbeat" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__internal__v1__heartbeat()
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
    self.commit = unsafe c.pointee.commit
    self.round = unsafe c.pointee.round
    self.sentAt = unsafe c.pointee.sent_at
    self.rank = unsafe c.pointee.rank
    self.roundTripMicroseconds = unsafe c.pointee.round_trip_microseconds
    self.epoch = unsafe c.pointee.epoch
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__internal__v1__heartbeat__init(c)
    unsafe c.pointee.commit = commit
    unsafe c.pointee.round = round
    unsafe c.pointee.sent_at = sentAt
    unsafe c.pointee.rank = rank
    unsafe c.pointee.round_trip_microseconds = roundTripMicroseconds
    unsafe c.pointee.epoch = epoch
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("commit", commit)
    writer.field("round", round)
    writer.field("sentAt", sentAt)
    writer.field("rank", rank)
    writer.field("roundTripMicroseconds", roundTripMicroseconds)
    writer.field("epoch", epoch)
    writer.endObject()
  }
}

extension Internal.HeartbeatResponse: @unsafe Carried {
  typealias Carrier = Carillon__Internal__V1__HeartbeatResponse
  public static var typeName: String { "carillon.internal.v1.HeartbeatResponse" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__internal__v1__heartbeat_response()
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
    self.round = unsafe c.pointee.round
    self.sentAt = unsafe c.pointee.sent_at
    self.persisted = unsafe c.pointee.persisted
    self.matched = unsafe c.pointee.matched
    self.clockMicroseconds = unsafe c.pointee.clock_microseconds
    self.epoch = unsafe c.pointee.epoch
    self.damagedFrom = unsafe c.pointee.damaged_from
    self.disk = unsafe c.pointee.disk
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__internal__v1__heartbeat_response__init(c)
    unsafe c.pointee.round = round
    unsafe c.pointee.sent_at = sentAt
    unsafe c.pointee.persisted = persisted
    unsafe c.pointee.matched = matched
    unsafe c.pointee.clock_microseconds = clockMicroseconds
    unsafe c.pointee.epoch = epoch
    unsafe c.pointee.damaged_from = damagedFrom
    unsafe c.pointee.disk = disk
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("round", round)
    writer.field("sentAt", sentAt)
    writer.field("persisted", persisted)
    writer.field("matched", matched)
    writer.field("clockMicroseconds", clockMicroseconds)
    writer.field("epoch", epoch)
    writer.field("damagedFrom", damagedFrom)
    writer.field("disk", disk)
    writer.endObject()
  }
}

extension Internal.ReadIndexRequest: @unsafe Carried {
  typealias Carrier = Carillon__Internal__V1__ReadIndexRequest
  public static var typeName: String { "carillon.internal.v1.ReadIndexRequest" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__internal__v1__read_index_request()
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
    self.number = unsafe c.pointee.number
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__internal__v1__read_index_request__init(c)
    unsafe c.pointee.number = number
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("number", number)
    writer.endObject()
  }
}

extension Internal.ReadIndexResponse: @unsafe Carried {
  typealias Carrier = Carillon__Internal__V1__ReadIndexResponse
  public static var typeName: String { "carillon.internal.v1.ReadIndexResponse" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__internal__v1__read_index_response()
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
    self.number = unsafe c.pointee.number
    if unsafe c.pointee.index_presence_case.rawValue == 2 {
      self.index = unsafe c.pointee.index
    }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__internal__v1__read_index_response__init(c)
    unsafe c.pointee.number = number
    if let index {
      unsafe c.pointee.index_presence_case = .init(rawValue: 2)
      unsafe c.pointee.index = index
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("number", number)
    if let index { writer.present("index", index) }
    writer.endObject()
  }
}

extension Internal.PreVoteRequest: @unsafe Carried {
  typealias Carrier = Carillon__Internal__V1__PreVoteRequest
  public static var typeName: String { "carillon.internal.v1.PreVoteRequest" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__internal__v1__pre_vote_request()
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
    self.candidateTerm = unsafe c.pointee.candidate_term
    if unsafe c.pointee.last != nil {
      self.last = try unsafe Reading.message(c.pointee.last, "last")
    }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__internal__v1__pre_vote_request__init(c)
    unsafe c.pointee.candidate_term = candidateTerm
    if let last {
      unsafe c.pointee.last = Writing.message(last)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("candidateTerm", candidateTerm)
    writer.field("last", last)
    writer.endObject()
  }
}

extension Internal.PreVoteResponse: @unsafe Carried {
  typealias Carrier = Carillon__Internal__V1__PreVoteResponse
  public static var typeName: String { "carillon.internal.v1.PreVoteResponse" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__internal__v1__pre_vote_response()
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
    self.candidateTerm = unsafe c.pointee.candidate_term
    self.granted = unsafe c.pointee.granted != 0
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__internal__v1__pre_vote_response__init(c)
    unsafe c.pointee.candidate_term = candidateTerm
    unsafe c.pointee.granted = granted ? 1 : 0
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("candidateTerm", candidateTerm)
    writer.field("granted", granted)
    writer.endObject()
  }
}

extension Internal.VoteRequest: @unsafe Carried {
  typealias Carrier = Carillon__Internal__V1__VoteRequest
  public static var typeName: String { "carillon.internal.v1.VoteRequest" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__internal__v1__vote_request()
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
    if unsafe c.pointee.last != nil {
      self.last = try unsafe Reading.message(c.pointee.last, "last")
    }
    self.isTransfer = unsafe c.pointee.is_transfer != 0
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__internal__v1__vote_request__init(c)
    if let last {
      unsafe c.pointee.last = Writing.message(last)
    }
    unsafe c.pointee.is_transfer = isTransfer ? 1 : 0
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("last", last)
    writer.field("isTransfer", isTransfer)
    writer.endObject()
  }
}

extension Internal.VoteResponse: @unsafe Carried {
  typealias Carrier = Carillon__Internal__V1__VoteResponse
  public static var typeName: String { "carillon.internal.v1.VoteResponse" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__internal__v1__vote_response()
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
    self.granted = unsafe c.pointee.granted != 0
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__internal__v1__vote_response__init(c)
    unsafe c.pointee.granted = granted ? 1 : 0
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("granted", granted)
    writer.endObject()
  }
}

extension Internal.TimeoutNow: @unsafe Carried {
  typealias Carrier = Carillon__Internal__V1__TimeoutNow
  public static var typeName: String { "carillon.internal.v1.TimeoutNow" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__internal__v1__timeout_now()
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
    unsafe carillon__internal__v1__timeout_now__init(c)
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.endObject()
  }
}

extension Internal.InstallSnapshotResponse: @unsafe Carried {
  typealias Carrier = Carillon__Internal__V1__InstallSnapshotResponse
  public static var typeName: String { "carillon.internal.v1.InstallSnapshotResponse" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__internal__v1__install_snapshot_response()
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
    if unsafe c.pointee.persisted_presence_case.rawValue == 1 {
      self.persisted = unsafe c.pointee.persisted
    }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__internal__v1__install_snapshot_response__init(c)
    if let persisted {
      unsafe c.pointee.persisted_presence_case = .init(rawValue: 1)
      unsafe c.pointee.persisted = persisted
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    if let persisted { writer.present("persisted", persisted) }
    writer.endObject()
  }
}

extension Internal.DigestReport: @unsafe Carried {
  typealias Carrier = Carillon__Internal__V1__DigestReport
  public static var typeName: String { "carillon.internal.v1.DigestReport" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__internal__v1__digest_report()
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
    self.digestHigh = unsafe c.pointee.digest_high
    self.digestLow = unsafe c.pointee.digest_low
    self.machineVersion = unsafe c.pointee.machine_version
    self.contents = unsafe c.pointee.contents != 0
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__internal__v1__digest_report__init(c)
    unsafe c.pointee.index = index
    unsafe c.pointee.digest_high = digestHigh
    unsafe c.pointee.digest_low = digestLow
    unsafe c.pointee.machine_version = machineVersion
    unsafe c.pointee.contents = contents ? 1 : 0
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("index", index)
    writer.field("digestHigh", digestHigh)
    writer.field("digestLow", digestLow)
    writer.field("machineVersion", machineVersion)
    writer.field("contents", contents)
    writer.endObject()
  }
}

extension Internal.SnapshotFile: @unsafe Carried {
  typealias Carrier = Carillon__Internal__V1__SnapshotFile
  public static var typeName: String { "carillon.internal.v1.SnapshotFile" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__internal__v1__snapshot_file()
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
    self.size = unsafe c.pointee.size
    self.crc32c = unsafe c.pointee.crc32c
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__internal__v1__snapshot_file__init(c)
    if !name.isEmpty {
      unsafe c.pointee.name = Writing.bytes(name)
    }
    unsafe c.pointee.size = size
    unsafe c.pointee.crc32c = crc32c
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("name", name)
    writer.field("size", size)
    writer.field("crc32c", crc32c)
    writer.endObject()
  }
}

extension Internal.SnapshotHeader: @unsafe Carried {
  typealias Carrier = Carillon__Internal__V1__SnapshotHeader
  public static var typeName: String { "carillon.internal.v1.SnapshotHeader" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__internal__v1__snapshot_header()
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
    self.clusterHigh = unsafe c.pointee.cluster_high
    self.clusterLow = unsafe c.pointee.cluster_low
    self.from = unsafe c.pointee.from
    self.to = unsafe c.pointee.to
    self.term = unsafe c.pointee.term
    if unsafe c.pointee.position != nil {
      self.position = try unsafe Reading.message(c.pointee.position, "position")
    }
    self.configurationIndex = unsafe c.pointee.configuration_index
    if unsafe c.pointee.configuration.len > 0 { self.configuration = unsafe Reading.bytes(c.pointee.configuration) }
    self.digestHigh = unsafe c.pointee.digest_high
    self.digestLow = unsafe c.pointee.digest_low
    if unsafe c.pointee.n_files > 0 {
      self.files = try unsafe Reading.messages(c.pointee.n_files, c.pointee.files, "files")
    }
    self.machineVersion = unsafe c.pointee.machine_version
    self.incarnation = unsafe c.pointee.incarnation
    self.stampedMicroseconds = unsafe c.pointee.stamped_microseconds
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__internal__v1__snapshot_header__init(c)
    unsafe c.pointee.cluster_high = clusterHigh
    unsafe c.pointee.cluster_low = clusterLow
    unsafe c.pointee.from = from
    unsafe c.pointee.to = to
    unsafe c.pointee.term = term
    if let position {
      unsafe c.pointee.position = Writing.message(position)
    }
    unsafe c.pointee.configuration_index = configurationIndex
    if !configuration.isEmpty {
      unsafe c.pointee.configuration = Writing.bytes(configuration)
    }
    unsafe c.pointee.digest_high = digestHigh
    unsafe c.pointee.digest_low = digestLow
    if !files.isEmpty {
      unsafe c.pointee.n_files = files.count
      unsafe c.pointee.files = Writing.messages(files)
    }
    unsafe c.pointee.machine_version = machineVersion
    unsafe c.pointee.incarnation = incarnation
    unsafe c.pointee.stamped_microseconds = stampedMicroseconds
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("clusterHigh", clusterHigh)
    writer.field("clusterLow", clusterLow)
    writer.field("from", from)
    writer.field("to", to)
    writer.field("term", term)
    writer.field("position", position)
    writer.field("configurationIndex", configurationIndex)
    writer.field("configuration", configuration)
    writer.field("digestHigh", digestHigh)
    writer.field("digestLow", digestLow)
    writer.field("files", files)
    writer.field("machineVersion", machineVersion)
    writer.field("incarnation", incarnation)
    writer.field("stampedMicroseconds", stampedMicroseconds)
    writer.endObject()
  }
}

extension Internal.SnapshotData: @unsafe Carried {
  typealias Carrier = Carillon__Internal__V1__SnapshotData
  public static var typeName: String { "carillon.internal.v1.SnapshotData" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__internal__v1__snapshot_data()
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
    self.file = unsafe c.pointee.file
    self.offset = unsafe c.pointee.offset
    if unsafe c.pointee.data.len > 0 { self.data = unsafe Reading.bytes(c.pointee.data) }
    self.crc32c = unsafe c.pointee.crc32c
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__internal__v1__snapshot_data__init(c)
    unsafe c.pointee.file = file
    unsafe c.pointee.offset = offset
    if !data.isEmpty {
      unsafe c.pointee.data = Writing.bytes(data)
    }
    unsafe c.pointee.crc32c = crc32c
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("file", file)
    writer.field("offset", offset)
    writer.field("data", data)
    writer.field("crc32c", crc32c)
    writer.endObject()
  }
}

extension Internal.SnapshotChunk: @unsafe Carried {
  typealias Carrier = Carillon__Internal__V1__SnapshotChunk
  public static var typeName: String { "carillon.internal.v1.SnapshotChunk" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__internal__v1__snapshot_chunk()
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
    switch unsafe c.pointee.item_case.rawValue {
    case 1:
      self.item = .header(try unsafe Reading.message(c.pointee.header, "header") ?? Internal.SnapshotHeader())
    case 2:
      self.item = .data(try unsafe Reading.message(c.pointee.data, "data") ?? Internal.SnapshotData())
    case 3:
      self.item = .end(try unsafe Reading.message(c.pointee.end, "end") ?? Internal.SnapshotEnd())
    default: break
    }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__internal__v1__snapshot_chunk__init(c)
    switch item {
    case .header(let value):
      unsafe c.pointee.item_case = .init(rawValue: 1)
      unsafe c.pointee.header = Writing.message(value)
    case .data(let value):
      unsafe c.pointee.item_case = .init(rawValue: 2)
      unsafe c.pointee.data = Writing.message(value)
    case .end(let value):
      unsafe c.pointee.item_case = .init(rawValue: 3)
      unsafe c.pointee.end = Writing.message(value)
    case nil: break
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    switch item {
    case .header(let value):
      writer.present("header", value)
    case .data(let value):
      writer.present("data", value)
    case .end(let value):
      writer.present("end", value)
    case nil: break
    }
    writer.endObject()
  }
}

extension Internal.SnapshotEnd: @unsafe Carried {
  typealias Carrier = Carillon__Internal__V1__SnapshotEnd
  public static var typeName: String { "carillon.internal.v1.SnapshotEnd" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__internal__v1__snapshot_end()
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
    self.bytes = unsafe c.pointee.bytes
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__internal__v1__snapshot_end__init(c)
    unsafe c.pointee.bytes = bytes
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("bytes", bytes)
    writer.endObject()
  }
}

extension Internal.SnapshotProgress: @unsafe Carried {
  typealias Carrier = Carillon__Internal__V1__SnapshotProgress
  public static var typeName: String { "carillon.internal.v1.SnapshotProgress" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__internal__v1__snapshot_progress()
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
    self.bytes = unsafe c.pointee.bytes
    self.complete = unsafe c.pointee.complete != 0
    if unsafe c.pointee.error.len > 0 { self.error = try unsafe Reading.text(c.pointee.error, "error") }
    self.resumeFile = unsafe c.pointee.resume_file
    self.resumeOffset = unsafe c.pointee.resume_offset
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__internal__v1__snapshot_progress__init(c)
    unsafe c.pointee.bytes = bytes
    unsafe c.pointee.complete = complete ? 1 : 0
    if !error.isEmpty {
      unsafe c.pointee.error = Writing.bytes(error)
    }
    unsafe c.pointee.resume_file = resumeFile
    unsafe c.pointee.resume_offset = resumeOffset
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("bytes", bytes)
    writer.field("complete", complete)
    writer.field("error", error)
    writer.field("resumeFile", resumeFile)
    writer.field("resumeOffset", resumeOffset)
    writer.endObject()
  }
}

extension Internal.PeerAddress: @unsafe Carried {
  typealias Carrier = Carillon__Internal__V1__PeerAddress
  public static var typeName: String { "carillon.internal.v1.PeerAddress" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__internal__v1__peer_address()
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
    self.node = unsafe c.pointee.node
    self.incarnation = unsafe c.pointee.incarnation
    if unsafe c.pointee.address.len > 0 { self.address = try unsafe Reading.text(c.pointee.address, "address") }
    if unsafe c.pointee.client_address.len > 0 { self.clientAddress = try unsafe Reading.text(c.pointee.client_address, "client_address") }
    self.voter = unsafe c.pointee.voter != 0
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__internal__v1__peer_address__init(c)
    unsafe c.pointee.node = node
    unsafe c.pointee.incarnation = incarnation
    if !address.isEmpty {
      unsafe c.pointee.address = Writing.bytes(address)
    }
    if !clientAddress.isEmpty {
      unsafe c.pointee.client_address = Writing.bytes(clientAddress)
    }
    unsafe c.pointee.voter = voter ? 1 : 0
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("node", node)
    writer.field("incarnation", incarnation)
    writer.field("address", address)
    writer.field("clientAddress", clientAddress)
    writer.field("voter", voter)
    writer.endObject()
  }
}

extension Internal.JoinRequest: @unsafe Carried {
  typealias Carrier = Carillon__Internal__V1__JoinRequest
  public static var typeName: String { "carillon.internal.v1.JoinRequest" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__internal__v1__join_request()
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
    if unsafe c.pointee.address.len > 0 { self.address = try unsafe Reading.text(c.pointee.address, "address") }
    self.incarnation = unsafe c.pointee.incarnation
    self.clusterHigh = unsafe c.pointee.cluster_high
    self.clusterLow = unsafe c.pointee.cluster_low
    if unsafe c.pointee.client_address.len > 0 { self.clientAddress = try unsafe Reading.text(c.pointee.client_address, "client_address") }
    if unsafe c.pointee.version.len > 0 { self.version = try unsafe Reading.text(c.pointee.version, "version") }
    self.node = unsafe c.pointee.node
    self.promote = unsafe c.pointee.promote != 0
    self.machineVersion = unsafe c.pointee.machine_version
    self.`protocol` = unsafe c.pointee.protocol
    self.onlyAsks = unsafe c.pointee.only_asks != 0
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__internal__v1__join_request__init(c)
    if !name.isEmpty {
      unsafe c.pointee.name = Writing.bytes(name)
    }
    if !address.isEmpty {
      unsafe c.pointee.address = Writing.bytes(address)
    }
    unsafe c.pointee.incarnation = incarnation
    unsafe c.pointee.cluster_high = clusterHigh
    unsafe c.pointee.cluster_low = clusterLow
    if !clientAddress.isEmpty {
      unsafe c.pointee.client_address = Writing.bytes(clientAddress)
    }
    if !version.isEmpty {
      unsafe c.pointee.version = Writing.bytes(version)
    }
    unsafe c.pointee.node = node
    unsafe c.pointee.promote = promote ? 1 : 0
    unsafe c.pointee.machine_version = machineVersion
    unsafe c.pointee.protocol = `protocol`
    unsafe c.pointee.only_asks = onlyAsks ? 1 : 0
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("name", name)
    writer.field("address", address)
    writer.field("incarnation", incarnation)
    writer.field("clusterHigh", clusterHigh)
    writer.field("clusterLow", clusterLow)
    writer.field("clientAddress", clientAddress)
    writer.field("version", version)
    writer.field("node", node)
    writer.field("promote", promote)
    writer.field("machineVersion", machineVersion)
    writer.field("protocol", `protocol`)
    writer.field("onlyAsks", onlyAsks)
    writer.endObject()
  }
}

extension Internal.JoinResponse: @unsafe Carried {
  typealias Carrier = Carillon__Internal__V1__JoinResponse
  public static var typeName: String { "carillon.internal.v1.JoinResponse" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__internal__v1__join_response()
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
    self.clusterHigh = unsafe c.pointee.cluster_high
    self.clusterLow = unsafe c.pointee.cluster_low
    self.node = unsafe c.pointee.node
    if unsafe c.pointee.n_peers > 0 {
      self.peers = try unsafe Reading.messages(c.pointee.n_peers, c.pointee.peers, "peers")
    }
    self.leader = unsafe c.pointee.leader
    self.term = unsafe c.pointee.term
    if unsafe c.pointee.cluster_name.len > 0 { self.clusterName = try unsafe Reading.text(c.pointee.cluster_name, "cluster_name") }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__internal__v1__join_response__init(c)
    unsafe c.pointee.cluster_high = clusterHigh
    unsafe c.pointee.cluster_low = clusterLow
    unsafe c.pointee.node = node
    if !peers.isEmpty {
      unsafe c.pointee.n_peers = peers.count
      unsafe c.pointee.peers = Writing.messages(peers)
    }
    unsafe c.pointee.leader = leader
    unsafe c.pointee.term = term
    if !clusterName.isEmpty {
      unsafe c.pointee.cluster_name = Writing.bytes(clusterName)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("clusterHigh", clusterHigh)
    writer.field("clusterLow", clusterLow)
    writer.field("node", node)
    writer.field("peers", peers)
    writer.field("leader", leader)
    writer.field("term", term)
    writer.field("clusterName", clusterName)
    writer.endObject()
  }
}
