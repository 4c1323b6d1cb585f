// Made by tools/generate from proto/carillon/v1/queues.proto; do not edit.
// swift-format-ignore-file
internal import CMessages
internal import CProtobufC
public import Units

public struct Queue: WireMessage {
  public struct FairnessWeight: WireMessage {
    public var key: String = ""
    public var weight: UInt32 = 0

    public init(key: String = "", weight: UInt32 = 0) {
      self.key = key
      self.weight = weight
    }

    public init() {}
  }

  /// What waits, by reason.
  public struct Depth: WireMessage {
    public var reason: String = ""
    public var count: UInt64 = 0
    public var oldestTime: Instant?

    public init(reason: String = "", count: UInt64 = 0, oldestTime: Instant? = nil) {
      self.reason = reason
      self.count = count
      self.oldestTime = oldestTime
    }

    public init() {}
  }

  public var name: String = ""
  public var id: String = ""
  public var version: UInt64 = 0
  public var description: String = ""
  /// Running at once; 0 is without limit.
  public var concurrency: UInt32 = 0
  public var rate: RateLimit?
  public var pause: Pause?
  public var weights: [Queue.FairnessWeight] = []
  public var windows: [ExclusionWindow] = []
  /// In all; 0 is 10,000,000.
  public var depthLimit: UInt64 = 0
  public var depthLimitPerKey: UInt64 = 0
  /// One priority higher for each such span waited; absent is never.
  public var aging: Timeout?
  /// Running at once of one fairness key; 0 is without limit.
  public var concurrencyPerKey: UInt32 = 0
  public var createTime: Instant?
  public var updateTime: Instant?
  public var labels: [Label] = []
  public var creator: String = ""
  /// Output only.
  public var pending: UInt64 = 0
  public var running: UInt64 = 0
  public var delayed: UInt64 = 0
  public var blocked: UInt64 = 0
  public var depths: [Queue.Depth] = []
  public var oldestPendingTime: Instant?
  public var workers: UInt32 = 0

  public init(name: String = "", id: String = "", version: UInt64 = 0, description: String = "", concurrency: UInt32 = 0, rate: RateLimit? = nil, pause: Pause? = nil, weights: [Queue.FairnessWeight] = [], windows: [ExclusionWindow] = [], depthLimit: UInt64 = 0, depthLimitPerKey: UInt64 = 0, aging: Timeout? = nil, concurrencyPerKey: UInt32 = 0, createTime: Instant? = nil, updateTime: Instant? = nil, labels: [Label] = [], creator: String = "", pending: UInt64 = 0, running: UInt64 = 0, delayed: UInt64 = 0, blocked: UInt64 = 0, depths: [Queue.Depth] = [], oldestPendingTime: Instant? = nil, workers: UInt32 = 0) {
    self.name = name
    self.id = id
    self.version = version
    self.description = description
    self.concurrency = concurrency
    self.rate = rate
    self.pause = pause
    self.weights = weights
    self.windows = windows
    self.depthLimit = depthLimit
    self.depthLimitPerKey = depthLimitPerKey
    self.aging = aging
    self.concurrencyPerKey = concurrencyPerKey
    self.createTime = createTime
    self.updateTime = updateTime
    self.labels = labels
    self.creator = creator
    self.pending = pending
    self.running = running
    self.delayed = delayed
    self.blocked = blocked
    self.depths = depths
    self.oldestPendingTime = oldestPendingTime
    self.workers = workers
  }

  public init() {}
}

public struct GetQueueRequest: WireMessage {
  public var queue: String = ""

  public init(queue: String = "") {
    self.queue = queue
  }

  public init() {}
}

public struct ListQueuesRequest: WireMessage {
  public var pageSize: UInt32 = 0
  public var pageToken: String = ""
  public var filter: String = ""
  public var orderBy: String = ""

  public init(pageSize: UInt32 = 0, pageToken: String = "", filter: String = "", orderBy: String = "") {
    self.pageSize = pageSize
    self.pageToken = pageToken
    self.filter = filter
    self.orderBy = orderBy
  }

  public init() {}
}

public struct ListQueuesResponse: WireMessage {
  public var queues: [Queue] = []
  public var nextPageToken: String = ""
  public var counts: [Count] = []
  public var note: ListNote?

  public init(queues: [Queue] = [], nextPageToken: String = "", counts: [Count] = [], note: ListNote? = nil) {
    self.queues = queues
    self.nextPageToken = nextPageToken
    self.counts = counts
    self.note = note
  }

  public init() {}
}

public struct UpdateQueueRequest: WireMessage {
  public var queue: Queue?
  public var updateMask: [String] = []
  public var expectedVersion: UInt64 = 0
  public var validateOnly: Bool = false

  public init(queue: Queue? = nil, updateMask: [String] = [], expectedVersion: UInt64 = 0, validateOnly: Bool = false) {
    self.queue = queue
    self.updateMask = updateMask
    self.expectedVersion = expectedVersion
    self.validateOnly = validateOnly
  }

  public init() {}
}

public struct PauseQueueRequest: WireMessage {
  public var queue: String = ""
  public var note: String = ""
  public var untilTime: Instant?

  public init(queue: String = "", note: String = "", untilTime: Instant? = nil) {
    self.queue = queue
    self.note = note
    self.untilTime = untilTime
  }

  public init() {}
}

public struct ResumeQueueRequest: WireMessage {
  public var queue: String = ""

  public init(queue: String = "") {
    self.queue = queue
  }

  public init() {}
}

public struct PurgeQueueRequest: WireMessage {
  public var queue: String = ""
  public var filter: String = ""
  public var validateOnly: Bool = false

  public init(queue: String = "", filter: String = "", validateOnly: Bool = false) {
    self.queue = queue
    self.filter = filter
    self.validateOnly = validateOnly
  }

  public init() {}
}

public struct ReprioritizeQueueRequest: WireMessage {
  public var queue: String = ""
  public var filter: String = ""
  public var priority: UInt32 = 0
  public var validateOnly: Bool = false

  public init(queue: String = "", filter: String = "", priority: UInt32 = 0, validateOnly: Bool = false) {
    self.queue = queue
    self.filter = filter
    self.priority = priority
    self.validateOnly = validateOnly
  }

  public init() {}
}

/// Named units that executions share, whatever their job.
public struct Pool: WireMessage {
  public var name: String = ""
  public var id: String = ""
  public var version: UInt64 = 0
  public var description: String = ""
  public var units: UInt32 = 0
  public var createTime: Instant?
  public var updateTime: Instant?
  public var labels: [Label] = []
  public var creator: String = ""
  /// Output only.
  public var unitsInUse: UInt32 = 0
  public var unitsReserved: UInt32 = 0
  public var holders: [String] = []

  public init(name: String = "", id: String = "", version: UInt64 = 0, description: String = "", units: UInt32 = 0, createTime: Instant? = nil, updateTime: Instant? = nil, labels: [Label] = [], creator: String = "", unitsInUse: UInt32 = 0, unitsReserved: UInt32 = 0, holders: [String] = []) {
    self.name = name
    self.id = id
    self.version = version
    self.description = description
    self.units = units
    self.createTime = createTime
    self.updateTime = updateTime
    self.labels = labels
    self.creator = creator
    self.unitsInUse = unitsInUse
    self.unitsReserved = unitsReserved
    self.holders = holders
  }

  public init() {}
}

public struct CreatePoolRequest: WireMessage {
  public var pool: Pool?
  public var validateOnly: Bool = false

  public init(pool: Pool? = nil, validateOnly: Bool = false) {
    self.pool = pool
    self.validateOnly = validateOnly
  }

  public init() {}
}

public struct GetPoolRequest: WireMessage {
  public var pool: String = ""

  public init(pool: String = "") {
    self.pool = pool
  }

  public init() {}
}

public struct ListPoolsRequest: WireMessage {
  public var pageSize: UInt32 = 0
  public var pageToken: String = ""
  public var filter: String = ""
  public var orderBy: String = ""

  public init(pageSize: UInt32 = 0, pageToken: String = "", filter: String = "", orderBy: String = "") {
    self.pageSize = pageSize
    self.pageToken = pageToken
    self.filter = filter
    self.orderBy = orderBy
  }

  public init() {}
}

public struct ListPoolsResponse: WireMessage {
  public var pools: [Pool] = []
  public var nextPageToken: String = ""

  public init(pools: [Pool] = [], nextPageToken: String = "") {
    self.pools = pools
    self.nextPageToken = nextPageToken
  }

  public init() {}
}

public struct UpdatePoolRequest: WireMessage {
  public var pool: Pool?
  public var updateMask: [String] = []
  public var expectedVersion: UInt64 = 0
  public var validateOnly: Bool = false

  public init(pool: Pool? = nil, updateMask: [String] = [], expectedVersion: UInt64 = 0, validateOnly: Bool = false) {
    self.pool = pool
    self.updateMask = updateMask
    self.expectedVersion = expectedVersion
    self.validateOnly = validateOnly
  }

  public init() {}
}

public struct DeletePoolRequest: WireMessage {
  public var pool: String = ""
  public var expectedVersion: UInt64 = 0
  public var validateOnly: Bool = false

  public init(pool: String = "", expectedVersion: UInt64 = 0, validateOnly: Bool = false) {
    self.pool = pool
    self.expectedVersion = expectedVersion
    self.validateOnly = validateOnly
  }

  public init() {}
}

public struct FreezeRequest: WireMessage {
  public enum Scope: WireEnum {
    case unspecified
    case schedules
    case queues
    case modules
    case everything
    /// A value that this version does not know; it survives as it is.
    case unrecognized(Int32)

    public init(rawValue: Int32) {
      switch rawValue {
      case 0: self = .unspecified
      case 1: self = .schedules
      case 2: self = .queues
      case 3: self = .modules
      case 4: self = .everything
      default: self = .unrecognized(rawValue)
      }
    }

    public var rawValue: Int32 {
      switch self {
      case .unspecified: 0
      case .schedules: 1
      case .queues: 2
      case .modules: 3
      case .everything: 4
      case .unrecognized(let value): value
      }
    }

    public var protoName: String? {
      switch self {
      case .unspecified: "SCOPE_UNSPECIFIED"
      case .schedules: "SCHEDULES"
      case .queues: "QUEUES"
      case .modules: "MODULES"
      case .everything: "EVERYTHING"
      case .unrecognized: nil
      }
    }

    public static let allCases: [Self] = [.unspecified, .schedules, .queues, .modules, .everything]
  }

  public var scope: FreezeRequest.Scope = .unspecified
  /// Over names and labels of the scope.
  public var filter: String = ""
  public var note: String = ""
  public var untilTime: Instant?
  public var validateOnly: Bool = false

  public init(scope: FreezeRequest.Scope = .unspecified, filter: String = "", note: String = "", untilTime: Instant? = nil, validateOnly: Bool = false) {
    self.scope = scope
    self.filter = filter
    self.note = note
    self.untilTime = untilTime
    self.validateOnly = validateOnly
  }

  public init() {}
}

/// A freeze in force or gone; what it left out is a range with its id.
public struct FreezeRecord: WireMessage {
  public var id: String = ""
  public var scope: FreezeRequest.Scope = .unspecified
  public var filter: String = ""
  public var pause: Pause?
  public var endTime: Instant?
  public var endedBy: String = ""
  public var leftOut: UInt64 = 0
  public var touches: UInt64 = 0

  public init(id: String = "", scope: FreezeRequest.Scope = .unspecified, filter: String = "", pause: Pause? = nil, endTime: Instant? = nil, endedBy: String = "", leftOut: UInt64 = 0, touches: UInt64 = 0) {
    self.id = id
    self.scope = scope
    self.filter = filter
    self.pause = pause
    self.endTime = endTime
    self.endedBy = endedBy
    self.leftOut = leftOut
    self.touches = touches
  }

  public init() {}
}

public struct UnfreezeRequest: WireMessage {
  public var freeze: String = ""
  /// Make up what it left out.
  public var makeUp: Bool = false

  public init(freeze: String = "", makeUp: Bool = false) {
    self.freeze = freeze
    self.makeUp = makeUp
  }

  public init() {}
}

public struct ListFreezesRequest: WireMessage {
  public var pageSize: UInt32 = 0
  public var pageToken: String = ""
  public var includeEnded: Bool = false

  public init(pageSize: UInt32 = 0, pageToken: String = "", includeEnded: Bool = false) {
    self.pageSize = pageSize
    self.pageToken = pageToken
    self.includeEnded = includeEnded
  }

  public init() {}
}

public struct ListFreezesResponse: WireMessage {
  public var freezes: [FreezeRecord] = []
  public var nextPageToken: String = ""

  public init(freezes: [FreezeRecord] = [], nextPageToken: String = "") {
    self.freezes = freezes
    self.nextPageToken = nextPageToken
  }

  public init() {}
}


extension Queue: @unsafe Carried {
  typealias Carrier = Carillon__V1__Queue
  public static var typeName: String { "carillon.v1.Queue" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__queue()
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
    if unsafe c.pointee.id.len > 0 { self.id = try unsafe Reading.text(c.pointee.id, "id") }
    self.version = unsafe c.pointee.version
    if unsafe c.pointee.description.len > 0 { self.description = try unsafe Reading.text(c.pointee.description, "description") }
    self.concurrency = unsafe c.pointee.concurrency
    if unsafe c.pointee.rate != nil {
      self.rate = try unsafe Reading.message(c.pointee.rate, "rate")
    }
    if unsafe c.pointee.pause != nil {
      self.pause = try unsafe Reading.message(c.pointee.pause, "pause")
    }
    if unsafe c.pointee.n_weights > 0 {
      self.weights = try unsafe Reading.messages(c.pointee.n_weights, c.pointee.weights, "weights")
    }
    if unsafe c.pointee.n_windows > 0 {
      self.windows = try unsafe Reading.messages(c.pointee.n_windows, c.pointee.windows, "windows")
    }
    self.depthLimit = unsafe c.pointee.depth_limit
    self.depthLimitPerKey = unsafe c.pointee.depth_limit_per_key
    if unsafe c.pointee.aging != nil { self.aging = try unsafe Reading.timeout(c.pointee.aging, "aging") }
    self.concurrencyPerKey = unsafe c.pointee.concurrency_per_key
    if unsafe c.pointee.create_time != nil { self.createTime = try unsafe Reading.instant(c.pointee.create_time, "create_time") }
    if unsafe c.pointee.update_time != nil { self.updateTime = try unsafe Reading.instant(c.pointee.update_time, "update_time") }
    if unsafe c.pointee.n_labels > 0 {
      self.labels = try unsafe Reading.labels(c.pointee.n_labels, "labels") { place in unsafe (c.pointee.labels[place]?.pointee.key, c.pointee.labels[place]?.pointee.value) }
    }
    if unsafe c.pointee.creator.len > 0 { self.creator = try unsafe Reading.text(c.pointee.creator, "creator") }
    self.pending = unsafe c.pointee.pending
    self.running = unsafe c.pointee.running
    self.delayed = unsafe c.pointee.delayed
    self.blocked = unsafe c.pointee.blocked
    if unsafe c.pointee.n_depths > 0 {
      self.depths = try unsafe Reading.messages(c.pointee.n_depths, c.pointee.depths, "depths")
    }
    if unsafe c.pointee.oldest_pending_time != nil { self.oldestPendingTime = try unsafe Reading.instant(c.pointee.oldest_pending_time, "oldest_pending_time") }
    self.workers = unsafe c.pointee.workers
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__queue__init(c)
    if !name.isEmpty {
      unsafe c.pointee.name = Writing.bytes(name)
    }
    if !id.isEmpty {
      unsafe c.pointee.id = Writing.bytes(id)
    }
    unsafe c.pointee.version = version
    if !description.isEmpty {
      unsafe c.pointee.description = Writing.bytes(description)
    }
    unsafe c.pointee.concurrency = concurrency
    if let rate {
      unsafe c.pointee.rate = Writing.message(rate)
    }
    if let pause {
      unsafe c.pointee.pause = Writing.message(pause)
    }
    if !weights.isEmpty {
      unsafe c.pointee.n_weights = weights.count
      unsafe c.pointee.weights = Writing.messages(weights)
    }
    if !windows.isEmpty {
      unsafe c.pointee.n_windows = windows.count
      unsafe c.pointee.windows = Writing.messages(windows)
    }
    unsafe c.pointee.depth_limit = depthLimit
    unsafe c.pointee.depth_limit_per_key = depthLimitPerKey
    if let aging {
      unsafe c.pointee.aging = Writing.timeout(aging)
    }
    unsafe c.pointee.concurrency_per_key = concurrencyPerKey
    if let createTime {
      unsafe c.pointee.create_time = Writing.instant(createTime)
    }
    if let updateTime {
      unsafe c.pointee.update_time = Writing.instant(updateTime)
    }
    if !labels.isEmpty {
      unsafe c.pointee.n_labels = labels.count
      unsafe c.pointee.labels = Writing.labels(labels, Carillon__V1__Queue__LabelsEntry.self) { entry, key, value in
        unsafe carillon__v1__queue__labels_entry__init(entry)
        unsafe entry.pointee.key = key
        unsafe entry.pointee.value = value
      }
    }
    if !creator.isEmpty {
      unsafe c.pointee.creator = Writing.bytes(creator)
    }
    unsafe c.pointee.pending = pending
    unsafe c.pointee.running = running
    unsafe c.pointee.delayed = delayed
    unsafe c.pointee.blocked = blocked
    if !depths.isEmpty {
      unsafe c.pointee.n_depths = depths.count
      unsafe c.pointee.depths = Writing.messages(depths)
    }
    if let oldestPendingTime {
      unsafe c.pointee.oldest_pending_time = Writing.instant(oldestPendingTime)
    }
    unsafe c.pointee.workers = workers
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("name", name)
    writer.field("id", id)
    writer.field("version", version)
    writer.field("description", description)
    writer.field("concurrency", concurrency)
    writer.field("rate", rate)
    writer.field("pause", pause)
    writer.field("weights", weights)
    writer.field("windows", windows)
    writer.field("depthLimit", depthLimit)
    writer.field("depthLimitPerKey", depthLimitPerKey)
    writer.field("aging", aging)
    writer.field("concurrencyPerKey", concurrencyPerKey)
    writer.field("createTime", createTime)
    writer.field("updateTime", updateTime)
    writer.field("labels", labels: labels)
    writer.field("creator", creator)
    writer.field("pending", pending)
    writer.field("running", running)
    writer.field("delayed", delayed)
    writer.field("blocked", blocked)
    writer.field("depths", depths)
    writer.field("oldestPendingTime", oldestPendingTime)
    writer.field("workers", workers)
    writer.endObject()
  }
}

extension Queue.FairnessWeight: @unsafe Carried {
  typealias Carrier = Carillon__V1__Queue__FairnessWeight
  public static var typeName: String { "carillon.v1.Queue.FairnessWeight" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__queue__fairness_weight()
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
    if unsafe c.pointee.key.len > 0 { self.key = try unsafe Reading.text(c.pointee.key, "key") }
    self.weight = unsafe c.pointee.weight
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__queue__fairness_weight__init(c)
    if !key.isEmpty {
      unsafe c.pointee.key = Writing.bytes(key)
    }
    unsafe c.pointee.weight = weight
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("key", key)
    writer.field("weight", weight)
    writer.endObject()
  }
}

extension Queue.Depth: @unsafe Carried {
  typealias Carrier = Carillon__V1__Queue__Depth
  public static var typeName: String { "carillon.v1.Queue.Depth" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__queue__depth()
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
    if unsafe c.pointee.reason.len > 0 { self.reason = try unsafe Reading.text(c.pointee.reason, "reason") }
    self.count = unsafe c.pointee.count
    if unsafe c.pointee.oldest_time != nil { self.oldestTime = try unsafe Reading.instant(c.pointee.oldest_time, "oldest_time") }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__queue__depth__init(c)
    if !reason.isEmpty {
      unsafe c.pointee.reason = Writing.bytes(reason)
    }
    unsafe c.pointee.count = count
    if let oldestTime {
      unsafe c.pointee.oldest_time = Writing.instant(oldestTime)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("reason", reason)
    writer.field("count", count)
    writer.field("oldestTime", oldestTime)
    writer.endObject()
  }
}

extension GetQueueRequest: @unsafe Carried {
  typealias Carrier = Carillon__V1__GetQueueRequest
  public static var typeName: String { "carillon.v1.GetQueueRequest" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__get_queue_request()
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
    if unsafe c.pointee.queue.len > 0 { self.queue = try unsafe Reading.text(c.pointee.queue, "queue") }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__get_queue_request__init(c)
    if !queue.isEmpty {
      unsafe c.pointee.queue = Writing.bytes(queue)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("queue", queue)
    writer.endObject()
  }
}

extension ListQueuesRequest: @unsafe Carried {
  typealias Carrier = Carillon__V1__ListQueuesRequest
  public static var typeName: String { "carillon.v1.ListQueuesRequest" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__list_queues_request()
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
    self.pageSize = unsafe c.pointee.page_size
    if unsafe c.pointee.page_token.len > 0 { self.pageToken = try unsafe Reading.text(c.pointee.page_token, "page_token") }
    if unsafe c.pointee.filter.len > 0 { self.filter = try unsafe Reading.text(c.pointee.filter, "filter") }
    if unsafe c.pointee.order_by.len > 0 { self.orderBy = try unsafe Reading.text(c.pointee.order_by, "order_by") }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__list_queues_request__init(c)
    unsafe c.pointee.page_size = pageSize
    if !pageToken.isEmpty {
      unsafe c.pointee.page_token = Writing.bytes(pageToken)
    }
    if !filter.isEmpty {
      unsafe c.pointee.filter = Writing.bytes(filter)
    }
    if !orderBy.isEmpty {
      unsafe c.pointee.order_by = Writing.bytes(orderBy)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("pageSize", pageSize)
    writer.field("pageToken", pageToken)
    writer.field("filter", filter)
    writer.field("orderBy", orderBy)
    writer.endObject()
  }
}

extension ListQueuesResponse: @unsafe Carried {
  typealias Carrier = Carillon__V1__ListQueuesResponse
  public static var typeName: String { "carillon.v1.ListQueuesResponse" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__list_queues_response()
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
    if unsafe c.pointee.n_queues > 0 {
      self.queues = try unsafe Reading.messages(c.pointee.n_queues, c.pointee.queues, "queues")
    }
    if unsafe c.pointee.next_page_token.len > 0 { self.nextPageToken = try unsafe Reading.text(c.pointee.next_page_token, "next_page_token") }
    if unsafe c.pointee.n_counts > 0 {
      self.counts = try unsafe Reading.messages(c.pointee.n_counts, c.pointee.counts, "counts")
    }
    if unsafe c.pointee.note != nil {
      self.note = try unsafe Reading.message(c.pointee.note, "note")
    }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__list_queues_response__init(c)
    if !queues.isEmpty {
      unsafe c.pointee.n_queues = queues.count
      unsafe c.pointee.queues = Writing.messages(queues)
    }
    if !nextPageToken.isEmpty {
      unsafe c.pointee.next_page_token = Writing.bytes(nextPageToken)
    }
    if !counts.isEmpty {
      unsafe c.pointee.n_counts = counts.count
      unsafe c.pointee.counts = Writing.messages(counts)
    }
    if let note {
      unsafe c.pointee.note = Writing.message(note)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("queues", queues)
    writer.field("nextPageToken", nextPageToken)
    writer.field("counts", counts)
    writer.field("note", note)
    writer.endObject()
  }
}

extension UpdateQueueRequest: @unsafe Carried {
  typealias Carrier = Carillon__V1__UpdateQueueRequest
  public static var typeName: String { "carillon.v1.UpdateQueueRequest" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__update_queue_request()
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
    if unsafe c.pointee.queue != nil {
      self.queue = try unsafe Reading.message(c.pointee.queue, "queue")
    }
    if unsafe c.pointee.update_mask != nil { self.updateMask = try unsafe Reading.mask(c.pointee.update_mask, "update_mask") }
    self.expectedVersion = unsafe c.pointee.expected_version
    self.validateOnly = unsafe c.pointee.validate_only != 0
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__update_queue_request__init(c)
    if let queue {
      unsafe c.pointee.queue = Writing.message(queue)
    }
    if !updateMask.isEmpty {
      unsafe c.pointee.update_mask = Writing.mask(updateMask)
    }
    unsafe c.pointee.expected_version = expectedVersion
    unsafe c.pointee.validate_only = validateOnly ? 1 : 0
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("queue", queue)
    writer.field("updateMask", mask: updateMask)
    writer.field("expectedVersion", expectedVersion)
    writer.field("validateOnly", validateOnly)
    writer.endObject()
  }
}

extension PauseQueueRequest: @unsafe Carried {
  typealias Carrier = Carillon__V1__PauseQueueRequest
  public static var typeName: String { "carillon.v1.PauseQueueRequest" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__pause_queue_request()
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
    if unsafe c.pointee.queue.len > 0 { self.queue = try unsafe Reading.text(c.pointee.queue, "queue") }
    if unsafe c.pointee.note.len > 0 { self.note = try unsafe Reading.text(c.pointee.note, "note") }
    if unsafe c.pointee.until_time != nil { self.untilTime = try unsafe Reading.instant(c.pointee.until_time, "until_time") }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__pause_queue_request__init(c)
    if !queue.isEmpty {
      unsafe c.pointee.queue = Writing.bytes(queue)
    }
    if !note.isEmpty {
      unsafe c.pointee.note = Writing.bytes(note)
    }
    if let untilTime {
      unsafe c.pointee.until_time = Writing.instant(untilTime)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("queue", queue)
    writer.field("note", note)
    writer.field("untilTime", untilTime)
    writer.endObject()
  }
}

extension ResumeQueueRequest: @unsafe Carried {
  typealias Carrier = Carillon__V1__ResumeQueueRequest
  public static var typeName: String { "carillon.v1.ResumeQueueRequest" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__resume_queue_request()
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
    if unsafe c.pointee.queue.len > 0 { self.queue = try unsafe Reading.text(c.pointee.queue, "queue") }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__resume_queue_request__init(c)
    if !queue.isEmpty {
      unsafe c.pointee.queue = Writing.bytes(queue)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("queue", queue)
    writer.endObject()
  }
}

extension PurgeQueueRequest: @unsafe Carried {
  typealias Carrier = Carillon__V1__PurgeQueueRequest
  public static var typeName: String { "carillon.v1.PurgeQueueRequest" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__purge_queue_request()
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
    if unsafe c.pointee.queue.len > 0 { self.queue = try unsafe Reading.text(c.pointee.queue, "queue") }
    if unsafe c.pointee.filter.len > 0 { self.filter = try unsafe Reading.text(c.pointee.filter, "filter") }
    self.validateOnly = unsafe c.pointee.validate_only != 0
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__purge_queue_request__init(c)
    if !queue.isEmpty {
      unsafe c.pointee.queue = Writing.bytes(queue)
    }
    if !filter.isEmpty {
      unsafe c.pointee.filter = Writing.bytes(filter)
    }
    unsafe c.pointee.validate_only = validateOnly ? 1 : 0
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("queue", queue)
    writer.field("filter", filter)
    writer.field("validateOnly", validateOnly)
    writer.endObject()
  }
}

extension ReprioritizeQueueRequest: @unsafe Carried {
  typealias Carrier = Carillon__V1__ReprioritizeQueueRequest
  public static var typeName: String { "carillon.v1.ReprioritizeQueueRequest" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__reprioritize_queue_request()
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
    if unsafe c.pointee.queue.len > 0 { self.queue = try unsafe Reading.text(c.pointee.queue, "queue") }
    if unsafe c.pointee.filter.len > 0 { self.filter = try unsafe Reading.text(c.pointee.filter, "filter") }
    self.priority = unsafe c.pointee.priority
    self.validateOnly = unsafe c.pointee.validate_only != 0
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__reprioritize_queue_request__init(c)
    if !queue.isEmpty {
      unsafe c.pointee.queue = Writing.bytes(queue)
    }
    if !filter.isEmpty {
      unsafe c.pointee.filter = Writing.bytes(filter)
    }
    unsafe c.pointee.priority = priority
    unsafe c.pointee.validate_only = validateOnly ? 1 : 0
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("queue", queue)
    writer.field("filter", filter)
    writer.field("priority", priority)
    writer.field("validateOnly", validateOnly)
    writer.endObject()
  }
}

extension Pool: @unsafe Carried {
  typealias Carrier = Carillon__V1__Pool
  public static var typeName: String { "carillon.v1.Pool" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__pool()
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
    if unsafe c.pointee.id.len > 0 { self.id = try unsafe Reading.text(c.pointee.id, "id") }
    self.version = unsafe c.pointee.version
    if unsafe c.pointee.description.len > 0 { self.description = try unsafe Reading.text(c.pointee.description, "description") }
    self.units = unsafe c.pointee.units
    if unsafe c.pointee.create_time != nil { self.createTime = try unsafe Reading.instant(c.pointee.create_time, "create_time") }
    if unsafe c.pointee.update_time != nil { self.updateTime = try unsafe Reading.instant(c.pointee.update_time, "update_time") }
    if unsafe c.pointee.n_labels > 0 {
      self.labels = try unsafe Reading.labels(c.pointee.n_labels, "labels") { place in unsafe (c.pointee.labels[place]?.pointee.key, c.pointee.labels[place]?.pointee.value) }
    }
    if unsafe c.pointee.creator.len > 0 { self.creator = try unsafe Reading.text(c.pointee.creator, "creator") }
    self.unitsInUse = unsafe c.pointee.units_in_use
    self.unitsReserved = unsafe c.pointee.units_reserved
    if unsafe c.pointee.n_holders > 0 {
      self.holders = try unsafe Reading.texts(c.pointee.n_holders, c.pointee.holders, "holders")
    }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__pool__init(c)
    if !name.isEmpty {
      unsafe c.pointee.name = Writing.bytes(name)
    }
    if !id.isEmpty {
      unsafe c.pointee.id = Writing.bytes(id)
    }
    unsafe c.pointee.version = version
    if !description.isEmpty {
      unsafe c.pointee.description = Writing.bytes(description)
    }
    unsafe c.pointee.units = units
    if let createTime {
      unsafe c.pointee.create_time = Writing.instant(createTime)
    }
    if let updateTime {
      unsafe c.pointee.update_time = Writing.instant(updateTime)
    }
    if !labels.isEmpty {
      unsafe c.pointee.n_labels = labels.count
      unsafe c.pointee.labels = Writing.labels(labels, Carillon__V1__Pool__LabelsEntry.self) { entry, key, value in
        unsafe carillon__v1__pool__labels_entry__init(entry)
        unsafe entry.pointee.key = key
        unsafe entry.pointee.value = value
      }
    }
    if !creator.isEmpty {
      unsafe c.pointee.creator = Writing.bytes(creator)
    }
    unsafe c.pointee.units_in_use = unitsInUse
    unsafe c.pointee.units_reserved = unitsReserved
    if !holders.isEmpty {
      unsafe c.pointee.n_holders = holders.count
      unsafe c.pointee.holders = Writing.all(holders)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("name", name)
    writer.field("id", id)
    writer.field("version", version)
    writer.field("description", description)
    writer.field("units", units)
    writer.field("createTime", createTime)
    writer.field("updateTime", updateTime)
    writer.field("labels", labels: labels)
    writer.field("creator", creator)
    writer.field("unitsInUse", unitsInUse)
    writer.field("unitsReserved", unitsReserved)
    writer.field("holders", holders)
    writer.endObject()
  }
}

extension CreatePoolRequest: @unsafe Carried {
  typealias Carrier = Carillon__V1__CreatePoolRequest
  public static var typeName: String { "carillon.v1.CreatePoolRequest" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__create_pool_request()
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
    if unsafe c.pointee.pool != nil {
      self.pool = try unsafe Reading.message(c.pointee.pool, "pool")
    }
    self.validateOnly = unsafe c.pointee.validate_only != 0
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__create_pool_request__init(c)
    if let pool {
      unsafe c.pointee.pool = Writing.message(pool)
    }
    unsafe c.pointee.validate_only = validateOnly ? 1 : 0
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("pool", pool)
    writer.field("validateOnly", validateOnly)
    writer.endObject()
  }
}

extension GetPoolRequest: @unsafe Carried {
  typealias Carrier = Carillon__V1__GetPoolRequest
  public static var typeName: String { "carillon.v1.GetPoolRequest" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__get_pool_request()
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
    if unsafe c.pointee.pool.len > 0 { self.pool = try unsafe Reading.text(c.pointee.pool, "pool") }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__get_pool_request__init(c)
    if !pool.isEmpty {
      unsafe c.pointee.pool = Writing.bytes(pool)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("pool", pool)
    writer.endObject()
  }
}

extension ListPoolsRequest: @unsafe Carried {
  typealias Carrier = Carillon__V1__ListPoolsRequest
  public static var typeName: String { "carillon.v1.ListPoolsRequest" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__list_pools_request()
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
    self.pageSize = unsafe c.pointee.page_size
    if unsafe c.pointee.page_token.len > 0 { self.pageToken = try unsafe Reading.text(c.pointee.page_token, "page_token") }
    if unsafe c.pointee.filter.len > 0 { self.filter = try unsafe Reading.text(c.pointee.filter, "filter") }
    if unsafe c.pointee.order_by.len > 0 { self.orderBy = try unsafe Reading.text(c.pointee.order_by, "order_by") }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__list_pools_request__init(c)
    unsafe c.pointee.page_size = pageSize
    if !pageToken.isEmpty {
      unsafe c.pointee.page_token = Writing.bytes(pageToken)
    }
    if !filter.isEmpty {
      unsafe c.pointee.filter = Writing.bytes(filter)
    }
    if !orderBy.isEmpty {
      unsafe c.pointee.order_by = Writing.bytes(orderBy)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("pageSize", pageSize)
    writer.field("pageToken", pageToken)
    writer.field("filter", filter)
    writer.field("orderBy", orderBy)
    writer.endObject()
  }
}

extension ListPoolsResponse: @unsafe Carried {
  typealias Carrier = Carillon__V1__ListPoolsResponse
  public static var typeName: String { "carillon.v1.ListPoolsResponse" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__list_pools_response()
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
    if unsafe c.pointee.n_pools > 0 {
      self.pools = try unsafe Reading.messages(c.pointee.n_pools, c.pointee.pools, "pools")
    }
    if unsafe c.pointee.next_page_token.len > 0 { self.nextPageToken = try unsafe Reading.text(c.pointee.next_page_token, "next_page_token") }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__list_pools_response__init(c)
    if !pools.isEmpty {
      unsafe c.pointee.n_pools = pools.count
      unsafe c.pointee.pools = Writing.messages(pools)
    }
    if !nextPageToken.isEmpty {
      unsafe c.pointee.next_page_token = Writing.bytes(nextPageToken)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("pools", pools)
    writer.field("nextPageToken", nextPageToken)
    writer.endObject()
  }
}

extension UpdatePoolRequest: @unsafe Carried {
  typealias Carrier = Carillon__V1__UpdatePoolRequest
  public static var typeName: String { "carillon.v1.UpdatePoolRequest" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__update_pool_request()
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
    if unsafe c.pointee.pool != nil {
      self.pool = try unsafe Reading.message(c.pointee.pool, "pool")
    }
    if unsafe c.pointee.update_mask != nil { self.updateMask = try unsafe Reading.mask(c.pointee.update_mask, "update_mask") }
    self.expectedVersion = unsafe c.pointee.expected_version
    self.validateOnly = unsafe c.pointee.validate_only != 0
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__update_pool_request__init(c)
    if let pool {
      unsafe c.pointee.pool = Writing.message(pool)
    }
    if !updateMask.isEmpty {
      unsafe c.pointee.update_mask = Writing.mask(updateMask)
    }
    unsafe c.pointee.expected_version = expectedVersion
    unsafe c.pointee.validate_only = validateOnly ? 1 : 0
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("pool", pool)
    writer.field("updateMask", mask: updateMask)
    writer.field("expectedVersion", expectedVersion)
    writer.field("validateOnly", validateOnly)
    writer.endObject()
  }
}

extension DeletePoolRequest: @unsafe Carried {
  typealias Carrier = Carillon__V1__DeletePoolRequest
  public static var typeName: String { "carillon.v1.DeletePoolRequest" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__delete_pool_request()
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
    if unsafe c.pointee.pool.len > 0 { self.pool = try unsafe Reading.text(c.pointee.pool, "pool") }
    self.expectedVersion = unsafe c.pointee.expected_version
    self.validateOnly = unsafe c.pointee.validate_only != 0
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__delete_pool_request__init(c)
    if !pool.isEmpty {
      unsafe c.pointee.pool = Writing.bytes(pool)
    }
    unsafe c.pointee.expected_version = expectedVersion
    unsafe c.pointee.validate_only = validateOnly ? 1 : 0
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("pool", pool)
    writer.field("expectedVersion", expectedVersion)
    writer.field("validateOnly", validateOnly)
    writer.endObject()
  }
}

extension FreezeRequest: @unsafe Carried {
  typealias Carrier = Carillon__V1__FreezeRequest
  public static var typeName: String { "carillon.v1.FreezeRequest" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__freeze_request()
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
    self.scope = FreezeRequest.Scope(rawValue: Int32(truncatingIfNeeded: unsafe c.pointee.scope.rawValue))
    if unsafe c.pointee.filter.len > 0 { self.filter = try unsafe Reading.text(c.pointee.filter, "filter") }
    if unsafe c.pointee.note.len > 0 { self.note = try unsafe Reading.text(c.pointee.note, "note") }
    if unsafe c.pointee.until_time != nil { self.untilTime = try unsafe Reading.instant(c.pointee.until_time, "until_time") }
    self.validateOnly = unsafe c.pointee.validate_only != 0
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__freeze_request__init(c)
    unsafe c.pointee.scope = .init(rawValue: .init(truncatingIfNeeded: scope.rawValue))
    if !filter.isEmpty {
      unsafe c.pointee.filter = Writing.bytes(filter)
    }
    if !note.isEmpty {
      unsafe c.pointee.note = Writing.bytes(note)
    }
    if let untilTime {
      unsafe c.pointee.until_time = Writing.instant(untilTime)
    }
    unsafe c.pointee.validate_only = validateOnly ? 1 : 0
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("scope", scope)
    writer.field("filter", filter)
    writer.field("note", note)
    writer.field("untilTime", untilTime)
    writer.field("validateOnly", validateOnly)
    writer.endObject()
  }
}

extension FreezeRecord: @unsafe Carried {
  typealias Carrier = Carillon__V1__FreezeRecord
  public static var typeName: String { "carillon.v1.FreezeRecord" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__freeze_record()
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
    if unsafe c.pointee.id.len > 0 { self.id = try unsafe Reading.text(c.pointee.id, "id") }
    self.scope = FreezeRequest.Scope(rawValue: Int32(truncatingIfNeeded: unsafe c.pointee.scope.rawValue))
    if unsafe c.pointee.filter.len > 0 { self.filter = try unsafe Reading.text(c.pointee.filter, "filter") }
    if unsafe c.pointee.pause != nil {
      self.pause = try unsafe Reading.message(c.pointee.pause, "pause")
    }
    if unsafe c.pointee.end_time != nil { self.endTime = try unsafe Reading.instant(c.pointee.end_time, "end_time") }
    if unsafe c.pointee.ended_by.len > 0 { self.endedBy = try unsafe Reading.text(c.pointee.ended_by, "ended_by") }
    self.leftOut = unsafe c.pointee.left_out
    self.touches = unsafe c.pointee.touches
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__freeze_record__init(c)
    if !id.isEmpty {
      unsafe c.pointee.id = Writing.bytes(id)
    }
    unsafe c.pointee.scope = .init(rawValue: .init(truncatingIfNeeded: scope.rawValue))
    if !filter.isEmpty {
      unsafe c.pointee.filter = Writing.bytes(filter)
    }
    if let pause {
      unsafe c.pointee.pause = Writing.message(pause)
    }
    if let endTime {
      unsafe c.pointee.end_time = Writing.instant(endTime)
    }
    if !endedBy.isEmpty {
      unsafe c.pointee.ended_by = Writing.bytes(endedBy)
    }
    unsafe c.pointee.left_out = leftOut
    unsafe c.pointee.touches = touches
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("id", id)
    writer.field("scope", scope)
    writer.field("filter", filter)
    writer.field("pause", pause)
    writer.field("endTime", endTime)
    writer.field("endedBy", endedBy)
    writer.field("leftOut", leftOut)
    writer.field("touches", touches)
    writer.endObject()
  }
}

extension UnfreezeRequest: @unsafe Carried {
  typealias Carrier = Carillon__V1__UnfreezeRequest
  public static var typeName: String { "carillon.v1.UnfreezeRequest" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__unfreeze_request()
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
    if unsafe c.pointee.freeze.len > 0 { self.freeze = try unsafe Reading.text(c.pointee.freeze, "freeze") }
    self.makeUp = unsafe c.pointee.make_up != 0
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__unfreeze_request__init(c)
    if !freeze.isEmpty {
      unsafe c.pointee.freeze = Writing.bytes(freeze)
    }
    unsafe c.pointee.make_up = makeUp ? 1 : 0
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("freeze", freeze)
    writer.field("makeUp", makeUp)
    writer.endObject()
  }
}

extension ListFreezesRequest: @unsafe Carried {
  typealias Carrier = Carillon__V1__ListFreezesRequest
  public static var typeName: String { "carillon.v1.ListFreezesRequest" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__list_freezes_request()
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
    self.pageSize = unsafe c.pointee.page_size
    if unsafe c.pointee.page_token.len > 0 { self.pageToken = try unsafe Reading.text(c.pointee.page_token, "page_token") }
    self.includeEnded = unsafe c.pointee.include_ended != 0
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__list_freezes_request__init(c)
    unsafe c.pointee.page_size = pageSize
    if !pageToken.isEmpty {
      unsafe c.pointee.page_token = Writing.bytes(pageToken)
    }
    unsafe c.pointee.include_ended = includeEnded ? 1 : 0
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("pageSize", pageSize)
    writer.field("pageToken", pageToken)
    writer.field("includeEnded", includeEnded)
    writer.endObject()
  }
}

extension ListFreezesResponse: @unsafe Carried {
  typealias Carrier = Carillon__V1__ListFreezesResponse
  public static var typeName: String { "carillon.v1.ListFreezesResponse" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__list_freezes_response()
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
    if unsafe c.pointee.n_freezes > 0 {
      self.freezes = try unsafe Reading.messages(c.pointee.n_freezes, c.pointee.freezes, "freezes")
    }
    if unsafe c.pointee.next_page_token.len > 0 { self.nextPageToken = try unsafe Reading.text(c.pointee.next_page_token, "next_page_token") }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__list_freezes_response__init(c)
    if !freezes.isEmpty {
      unsafe c.pointee.n_freezes = freezes.count
      unsafe c.pointee.freezes = Writing.messages(freezes)
    }
    if !nextPageToken.isEmpty {
      unsafe c.pointee.next_page_token = Writing.bytes(nextPageToken)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("freezes", freezes)
    writer.field("nextPageToken", nextPageToken)
    writer.endObject()
  }
}
