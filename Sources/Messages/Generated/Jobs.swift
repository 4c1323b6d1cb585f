// Made by tools/generate from proto/carillon/v1/jobs.proto; do not edit.
// swift-format-ignore-file
internal import CMessages
internal import CProtobufC
public import Units

/// A definition. Executions keep the version they were born with.
public struct Job: WireMessage {
  public var name: String = ""
  public var id: String = ""
  public var version: UInt64 = 0
  public var module: String = ""
  public var handler: String = ""
  public var enabled: Bool?
  public var description: String = ""
  public var queue: String = ""
  /// 1 is the highest, 9 the lowest; 0 is 5.
  public var priority: UInt32 = 0
  /// JSON, handed to every execution.
  public var config: Bytes = []
  public var retry: RetryPolicy?
  public var timeouts: Timeouts?
  public var concurrency: Concurrency?
  /// The schedule named `default`: a cron expression; clearing it deletes that schedule.
  public var schedule: String = ""
  public var zone: String = ""
  public var createTime: Instant?
  public var updateTime: Instant?
  public var labels: [Label] = []
  public var creator: String = ""
  public var rate: RateLimit? {
    get { rateBox?.value }
    set { rateBox = newValue.map { Box($0) } }
  }
  private var rateBox: Box<RateLimit>?
  public var deduplication: Deduplication?
  public var placement: Placement?
  public var target: Target? {
    get { targetBox?.value }
    set { targetBox = newValue.map { Box($0) } }
  }
  private var targetBox: Box<Target>?
  public var resources: ResourceLimits? {
    get { resourcesBox?.value }
    set { resourcesBox = newValue.map { Box($0) } }
  }
  private var resourcesBox: Box<ResourceLimits>?
  /// JSON Schema of the payload.
  public var payloadSchema: Bytes = []
  public var approval: Approval?
  public var retention: Retention? {
    get { retentionBox?.value }
    set { retentionBox = newValue.map { Box($0) } }
  }
  private var retentionBox: Box<Retention>?
  public var secrets: [SecretReference] = []
  public var pools: [PoolClaim] = []
  public var fairnessPointer: String = ""
  public var fairnessWeight: UInt32 = 0
  public var logs: LogPolicy?
  /// What a flow's parent does when a child does not complete.
  public var childPolicy: Execution.ChildPolicy = .unspecified
  /// Output only.
  public var nextRunTime: Instant?
  public var lastRunTime: Instant?
  public var lastState: Execution.State = .unspecified
  public var lastExecution: String = ""
  /// Of the bundle that the newest executions use.
  public var bundle: String = ""
  public var counts: [Count] = []
  public var usualDuration: Timeout?
  /// Warnings that do not refuse it: a placement that no worker matches, for one.
  public var warnings: [String] = []

  public init(name: String = "", id: String = "", version: UInt64 = 0, module: String = "", handler: String = "", enabled: Bool? = nil, description: String = "", queue: String = "", priority: UInt32 = 0, config: Bytes = [], retry: RetryPolicy? = nil, timeouts: Timeouts? = nil, concurrency: Concurrency? = nil, schedule: String = "", zone: String = "", createTime: Instant? = nil, updateTime: Instant? = nil, labels: [Label] = [], creator: String = "", rate: RateLimit? = nil, deduplication: Deduplication? = nil, placement: Placement? = nil, target: Target? = nil, resources: ResourceLimits? = nil, payloadSchema: Bytes = [], approval: Approval? = nil, retention: Retention? = nil, secrets: [SecretReference] = [], pools: [PoolClaim] = [], fairnessPointer: String = "", fairnessWeight: UInt32 = 0, logs: LogPolicy? = nil, childPolicy: Execution.ChildPolicy = .unspecified, nextRunTime: Instant? = nil, lastRunTime: Instant? = nil, lastState: Execution.State = .unspecified, lastExecution: String = "", bundle: String = "", counts: [Count] = [], usualDuration: Timeout? = nil, warnings: [String] = []) {
    self.name = name
    self.id = id
    self.version = version
    self.module = module
    self.handler = handler
    self.enabled = enabled
    self.description = description
    self.queue = queue
    self.priority = priority
    self.config = config
    self.retry = retry
    self.timeouts = timeouts
    self.concurrency = concurrency
    self.schedule = schedule
    self.zone = zone
    self.createTime = createTime
    self.updateTime = updateTime
    self.labels = labels
    self.creator = creator
    self.deduplication = deduplication
    self.placement = placement
    self.payloadSchema = payloadSchema
    self.approval = approval
    self.secrets = secrets
    self.pools = pools
    self.fairnessPointer = fairnessPointer
    self.fairnessWeight = fairnessWeight
    self.logs = logs
    self.childPolicy = childPolicy
    self.nextRunTime = nextRunTime
    self.lastRunTime = lastRunTime
    self.lastState = lastState
    self.lastExecution = lastExecution
    self.bundle = bundle
    self.counts = counts
    self.usualDuration = usualDuration
    self.warnings = warnings
    self.rateBox = rate.map { Box($0) }
    self.targetBox = target.map { Box($0) }
    self.resourcesBox = resources.map { Box($0) }
    self.retentionBox = retention.map { Box($0) }
  }

  public init() {}
}

public struct CreateJobRequest: WireMessage {
  public var job: Job?
  public var validateOnly: Bool = false

  public init(job: Job? = nil, validateOnly: Bool = false) {
    self.job = job
    self.validateOnly = validateOnly
  }

  public init() {}
}

public struct GetJobRequest: WireMessage {
  /// Name or id.
  public var job: String = ""

  public init(job: String = "") {
    self.job = job
  }

  public init() {}
}

public struct ListJobsRequest: WireMessage {
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

public struct ListJobsResponse: WireMessage {
  public var jobs: [Job] = []
  public var nextPageToken: String = ""
  public var counts: [Count] = []
  public var note: ListNote?

  public init(jobs: [Job] = [], nextPageToken: String = "", counts: [Count] = [], note: ListNote? = nil) {
    self.jobs = jobs
    self.nextPageToken = nextPageToken
    self.counts = counts
    self.note = note
  }

  public init() {}
}

public struct UpdateJobRequest: WireMessage {
  public var job: Job?
  public var updateMask: [String] = []
  /// ABORTED `VERSION_MISMATCH` where it is set and differs.
  public var expectedVersion: UInt64 = 0
  public var validateOnly: Bool = false

  public init(job: Job? = nil, updateMask: [String] = [], expectedVersion: UInt64 = 0, validateOnly: Bool = false) {
    self.job = job
    self.updateMask = updateMask
    self.expectedVersion = expectedVersion
    self.validateOnly = validateOnly
  }

  public init() {}
}

public struct DeleteJobRequest: WireMessage {
  public enum LiveExecutions: WireEnum {
    case unspecified
    /// FAILED_PRECONDITION `JOB_HAS_LIVE_EXECUTIONS`; the default.
    case refuse
    case cancel
    case orphan
    /// A value that this version does not know; it survives as it is.
    case unrecognized(Int32)

    public init(rawValue: Int32) {
      switch rawValue {
      case 0: self = .unspecified
      case 1: self = .refuse
      case 2: self = .cancel
      case 3: self = .orphan
      default: self = .unrecognized(rawValue)
      }
    }

    public var rawValue: Int32 {
      switch self {
      case .unspecified: 0
      case .refuse: 1
      case .cancel: 2
      case .orphan: 3
      case .unrecognized(let value): value
      }
    }

    public var protoName: String? {
      switch self {
      case .unspecified: "LIVE_EXECUTIONS_UNSPECIFIED"
      case .refuse: "REFUSE"
      case .cancel: "CANCEL"
      case .orphan: "ORPHAN"
      case .unrecognized: nil
      }
    }

    public static let allCases: [Self] = [.unspecified, .refuse, .cancel, .orphan]
  }

  public var job: String = ""
  public var liveExecutions: DeleteJobRequest.LiveExecutions = .unspecified
  public var expectedVersion: UInt64 = 0
  public var validateOnly: Bool = false

  public init(job: String = "", liveExecutions: DeleteJobRequest.LiveExecutions = .unspecified, expectedVersion: UInt64 = 0, validateOnly: Bool = false) {
    self.job = job
    self.liveExecutions = liveExecutions
    self.expectedVersion = expectedVersion
    self.validateOnly = validateOnly
  }

  public init() {}
}

public struct EnableJobRequest: WireMessage {
  public var job: String = ""
  public var expectedVersion: UInt64 = 0

  public init(job: String = "", expectedVersion: UInt64 = 0) {
    self.job = job
    self.expectedVersion = expectedVersion
  }

  public init() {}
}

public struct DisableJobRequest: WireMessage {
  public var job: String = ""
  public var expectedVersion: UInt64 = 0
  public var note: String = ""

  public init(job: String = "", expectedVersion: UInt64 = 0, note: String = "") {
    self.job = job
    self.expectedVersion = expectedVersion
    self.note = note
  }

  public init() {}
}

public struct ExecuteJobRequest: WireMessage {
  public var job: String = ""
  public var payload: Bytes = []
  public var contentType: String = ""
  /// Answer when the execution is terminal, or at the deadline with what it is then.
  public var wait: Bool = false
  public var queue: String = ""
  public var priority: UInt32 = 0
  public var placement: Placement?
  public var target: Target?
  public var labels: [Label] = []
  public var validateOnly: Bool = false
  /// By this trigger the dedup key and the overlap rules do not count.
  public var force: Bool = false

  public init(job: String = "", payload: Bytes = [], contentType: String = "", wait: Bool = false, queue: String = "", priority: UInt32 = 0, placement: Placement? = nil, target: Target? = nil, labels: [Label] = [], validateOnly: Bool = false, force: Bool = false) {
    self.job = job
    self.payload = payload
    self.contentType = contentType
    self.wait = wait
    self.queue = queue
    self.priority = priority
    self.placement = placement
    self.target = target
    self.labels = labels
    self.validateOnly = validateOnly
    self.force = force
  }

  public init() {}
}

public struct ApplyJobsRequest: WireMessage {
  public var jobs: [Job] = []
  /// Jobs of `owner` that are not named are deleted.
  public var prune: Bool = false
  /// Marks what this set owns: a module, or a name of one's own.
  public var owner: String = ""
  public var validateOnly: Bool = false

  public init(jobs: [Job] = [], prune: Bool = false, owner: String = "", validateOnly: Bool = false) {
    self.jobs = jobs
    self.prune = prune
    self.owner = owner
    self.validateOnly = validateOnly
  }

  public init() {}
}

public struct ApplyJobsResponse: WireMessage {
  public struct Item: WireMessage {
    public enum Change: WireEnum {
      case unspecified
      case created
      case updated
      case unchanged
      case deleted
      /// A value that this version does not know; it survives as it is.
      case unrecognized(Int32)

      public init(rawValue: Int32) {
        switch rawValue {
        case 0: self = .unspecified
        case 1: self = .created
        case 2: self = .updated
        case 3: self = .unchanged
        case 4: self = .deleted
        default: self = .unrecognized(rawValue)
        }
      }

      public var rawValue: Int32 {
        switch self {
        case .unspecified: 0
        case .created: 1
        case .updated: 2
        case .unchanged: 3
        case .deleted: 4
        case .unrecognized(let value): value
        }
      }

      public var protoName: String? {
        switch self {
        case .unspecified: "CHANGE_UNSPECIFIED"
        case .created: "CREATED"
        case .updated: "UPDATED"
        case .unchanged: "UNCHANGED"
        case .deleted: "DELETED"
        case .unrecognized: nil
        }
      }

      public static let allCases: [Self] = [.unspecified, .created, .updated, .unchanged, .deleted]
    }

    public var job: String = ""
    public var change: ApplyJobsResponse.Item.Change = .unspecified
    public var changedFields: [String] = []
    public var before: Job?
    public var after: Job?

    public init(job: String = "", change: ApplyJobsResponse.Item.Change = .unspecified, changedFields: [String] = [], before: Job? = nil, after: Job? = nil) {
      self.job = job
      self.change = change
      self.changedFields = changedFields
      self.before = before
      self.after = after
    }

    public init() {}
  }

  public var items: [ApplyJobsResponse.Item] = []

  public init(items: [ApplyJobsResponse.Item] = []) {
    self.items = items
  }

  public init() {}
}


extension Job: @unsafe Carried {
  typealias Carrier = Carillon__V1__Job
  public static var typeName: String { "carillon.v1.Job" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__job()
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
    if unsafe c.pointee.module.len > 0 { self.module = try unsafe Reading.text(c.pointee.module, "module") }
    if unsafe c.pointee.handler.len > 0 { self.handler = try unsafe Reading.text(c.pointee.handler, "handler") }
    if unsafe c.pointee.enabled_presence_case.rawValue == 6 {
      self.enabled = unsafe c.pointee.enabled != 0
    }
    if unsafe c.pointee.description.len > 0 { self.description = try unsafe Reading.text(c.pointee.description, "description") }
    if unsafe c.pointee.queue.len > 0 { self.queue = try unsafe Reading.text(c.pointee.queue, "queue") }
    self.priority = unsafe c.pointee.priority
    if unsafe c.pointee.config.len > 0 { self.config = unsafe Reading.bytes(c.pointee.config) }
    if unsafe c.pointee.retry != nil {
      self.retry = try unsafe Reading.message(c.pointee.retry, "retry")
    }
    if unsafe c.pointee.timeouts != nil {
      self.timeouts = try unsafe Reading.message(c.pointee.timeouts, "timeouts")
    }
    if unsafe c.pointee.concurrency != nil {
      self.concurrency = try unsafe Reading.message(c.pointee.concurrency, "concurrency")
    }
    if unsafe c.pointee.schedule.len > 0 { self.schedule = try unsafe Reading.text(c.pointee.schedule, "schedule") }
    if unsafe c.pointee.zone.len > 0 { self.zone = try unsafe Reading.text(c.pointee.zone, "zone") }
    if unsafe c.pointee.create_time != nil { self.createTime = try unsafe Reading.instant(c.pointee.create_time, "create_time") }
    if unsafe c.pointee.update_time != nil { self.updateTime = try unsafe Reading.instant(c.pointee.update_time, "update_time") }
    if unsafe c.pointee.n_labels > 0 {
      self.labels = try unsafe Reading.labels(c.pointee.n_labels, "labels") { place in unsafe (c.pointee.labels[place]?.pointee.key, c.pointee.labels[place]?.pointee.value) }
    }
    if unsafe c.pointee.creator.len > 0 { self.creator = try unsafe Reading.text(c.pointee.creator, "creator") }
    if unsafe c.pointee.rate != nil {
      self.rate = try unsafe Reading.message(c.pointee.rate, "rate")
    }
    if unsafe c.pointee.deduplication != nil {
      self.deduplication = try unsafe Reading.message(c.pointee.deduplication, "deduplication")
    }
    if unsafe c.pointee.placement != nil {
      self.placement = try unsafe Reading.message(c.pointee.placement, "placement")
    }
    if unsafe c.pointee.target != nil {
      self.target = try unsafe Reading.message(c.pointee.target, "target")
    }
    if unsafe c.pointee.resources != nil {
      self.resources = try unsafe Reading.message(c.pointee.resources, "resources")
    }
    if unsafe c.pointee.payload_schema.len > 0 { self.payloadSchema = unsafe Reading.bytes(c.pointee.payload_schema) }
    if unsafe c.pointee.approval != nil {
      self.approval = try unsafe Reading.message(c.pointee.approval, "approval")
    }
    if unsafe c.pointee.retention != nil {
      self.retention = try unsafe Reading.message(c.pointee.retention, "retention")
    }
    if unsafe c.pointee.n_secrets > 0 {
      self.secrets = try unsafe Reading.messages(c.pointee.n_secrets, c.pointee.secrets, "secrets")
    }
    if unsafe c.pointee.n_pools > 0 {
      self.pools = try unsafe Reading.messages(c.pointee.n_pools, c.pointee.pools, "pools")
    }
    if unsafe c.pointee.fairness_pointer.len > 0 { self.fairnessPointer = try unsafe Reading.text(c.pointee.fairness_pointer, "fairness_pointer") }
    self.fairnessWeight = unsafe c.pointee.fairness_weight
    if unsafe c.pointee.logs != nil {
      self.logs = try unsafe Reading.message(c.pointee.logs, "logs")
    }
    self.childPolicy = Execution.ChildPolicy(rawValue: Int32(truncatingIfNeeded: unsafe c.pointee.child_policy.rawValue))
    if unsafe c.pointee.next_run_time != nil { self.nextRunTime = try unsafe Reading.instant(c.pointee.next_run_time, "next_run_time") }
    if unsafe c.pointee.last_run_time != nil { self.lastRunTime = try unsafe Reading.instant(c.pointee.last_run_time, "last_run_time") }
    self.lastState = Execution.State(rawValue: Int32(truncatingIfNeeded: unsafe c.pointee.last_state.rawValue))
    if unsafe c.pointee.last_execution.len > 0 { self.lastExecution = try unsafe Reading.text(c.pointee.last_execution, "last_execution") }
    if unsafe c.pointee.bundle.len > 0 { self.bundle = try unsafe Reading.text(c.pointee.bundle, "bundle") }
    if unsafe c.pointee.n_counts > 0 {
      self.counts = try unsafe Reading.messages(c.pointee.n_counts, c.pointee.counts, "counts")
    }
    if unsafe c.pointee.usual_duration != nil { self.usualDuration = try unsafe Reading.timeout(c.pointee.usual_duration, "usual_duration") }
    if unsafe c.pointee.n_warnings > 0 {
      self.warnings = try unsafe Reading.texts(c.pointee.n_warnings, c.pointee.warnings, "warnings")
    }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__job__init(c)
    if !name.isEmpty {
      unsafe c.pointee.name = Writing.bytes(name)
    }
    if !id.isEmpty {
      unsafe c.pointee.id = Writing.bytes(id)
    }
    unsafe c.pointee.version = version
    if !module.isEmpty {
      unsafe c.pointee.module = Writing.bytes(module)
    }
    if !handler.isEmpty {
      unsafe c.pointee.handler = Writing.bytes(handler)
    }
    if let enabled {
      unsafe c.pointee.enabled_presence_case = .init(rawValue: 6)
      unsafe c.pointee.enabled = enabled ? 1 : 0
    }
    if !description.isEmpty {
      unsafe c.pointee.description = Writing.bytes(description)
    }
    if !queue.isEmpty {
      unsafe c.pointee.queue = Writing.bytes(queue)
    }
    unsafe c.pointee.priority = priority
    if !config.isEmpty {
      unsafe c.pointee.config = Writing.bytes(config)
    }
    if let retry {
      unsafe c.pointee.retry = Writing.message(retry)
    }
    if let timeouts {
      unsafe c.pointee.timeouts = Writing.message(timeouts)
    }
    if let concurrency {
      unsafe c.pointee.concurrency = Writing.message(concurrency)
    }
    if !schedule.isEmpty {
      unsafe c.pointee.schedule = Writing.bytes(schedule)
    }
    if !zone.isEmpty {
      unsafe c.pointee.zone = Writing.bytes(zone)
    }
    if let createTime {
      unsafe c.pointee.create_time = Writing.instant(createTime)
    }
    if let updateTime {
      unsafe c.pointee.update_time = Writing.instant(updateTime)
    }
    if !labels.isEmpty {
      unsafe c.pointee.n_labels = labels.count
      unsafe c.pointee.labels = Writing.labels(labels, Carillon__V1__Job__LabelsEntry.self) { entry, key, value in
        unsafe carillon__v1__job__labels_entry__init(entry)
        unsafe entry.pointee.key = key
        unsafe entry.pointee.value = value
      }
    }
    if !creator.isEmpty {
      unsafe c.pointee.creator = Writing.bytes(creator)
    }
    if let rate {
      unsafe c.pointee.rate = Writing.message(rate)
    }
    if let deduplication {
      unsafe c.pointee.deduplication = Writing.message(deduplication)
    }
    if let placement {
      unsafe c.pointee.placement = Writing.message(placement)
    }
    if let target {
      unsafe c.pointee.target = Writing.message(target)
    }
    if let resources {
      unsafe c.pointee.resources = Writing.message(resources)
    }
    if !payloadSchema.isEmpty {
      unsafe c.pointee.payload_schema = Writing.bytes(payloadSchema)
    }
    if let approval {
      unsafe c.pointee.approval = Writing.message(approval)
    }
    if let retention {
      unsafe c.pointee.retention = Writing.message(retention)
    }
    if !secrets.isEmpty {
      unsafe c.pointee.n_secrets = secrets.count
      unsafe c.pointee.secrets = Writing.messages(secrets)
    }
    if !pools.isEmpty {
      unsafe c.pointee.n_pools = pools.count
      unsafe c.pointee.pools = Writing.messages(pools)
    }
    if !fairnessPointer.isEmpty {
      unsafe c.pointee.fairness_pointer = Writing.bytes(fairnessPointer)
    }
    unsafe c.pointee.fairness_weight = fairnessWeight
    if let logs {
      unsafe c.pointee.logs = Writing.message(logs)
    }
    unsafe c.pointee.child_policy = .init(rawValue: .init(truncatingIfNeeded: childPolicy.rawValue))
    if let nextRunTime {
      unsafe c.pointee.next_run_time = Writing.instant(nextRunTime)
    }
    if let lastRunTime {
      unsafe c.pointee.last_run_time = Writing.instant(lastRunTime)
    }
    unsafe c.pointee.last_state = .init(rawValue: .init(truncatingIfNeeded: lastState.rawValue))
    if !lastExecution.isEmpty {
      unsafe c.pointee.last_execution = Writing.bytes(lastExecution)
    }
    if !bundle.isEmpty {
      unsafe c.pointee.bundle = Writing.bytes(bundle)
    }
    if !counts.isEmpty {
      unsafe c.pointee.n_counts = counts.count
      unsafe c.pointee.counts = Writing.messages(counts)
    }
    if let usualDuration {
      unsafe c.pointee.usual_duration = Writing.timeout(usualDuration)
    }
    if !warnings.isEmpty {
      unsafe c.pointee.n_warnings = warnings.count
      unsafe c.pointee.warnings = Writing.all(warnings)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("name", name)
    writer.field("id", id)
    writer.field("version", version)
    writer.field("module", module)
    writer.field("handler", handler)
    if let enabled { writer.present("enabled", enabled) }
    writer.field("description", description)
    writer.field("queue", queue)
    writer.field("priority", priority)
    writer.field("config", json: config, contentType: "")
    writer.field("retry", retry)
    writer.field("timeouts", timeouts)
    writer.field("concurrency", concurrency)
    writer.field("schedule", schedule)
    writer.field("zone", zone)
    writer.field("createTime", createTime)
    writer.field("updateTime", updateTime)
    writer.field("labels", labels: labels)
    writer.field("creator", creator)
    writer.field("rate", rate)
    writer.field("deduplication", deduplication)
    writer.field("placement", placement)
    writer.field("target", target)
    writer.field("resources", resources)
    writer.field("payloadSchema", json: payloadSchema, contentType: "")
    writer.field("approval", approval)
    writer.field("retention", retention)
    writer.field("secrets", secrets)
    writer.field("pools", pools)
    writer.field("fairnessPointer", fairnessPointer)
    writer.field("fairnessWeight", fairnessWeight)
    writer.field("logs", logs)
    writer.field("childPolicy", childPolicy)
    writer.field("nextRunTime", nextRunTime)
    writer.field("lastRunTime", lastRunTime)
    writer.field("lastState", lastState)
    writer.field("lastExecution", lastExecution)
    writer.field("bundle", bundle)
    writer.field("counts", counts)
    writer.field("usualDuration", usualDuration)
    writer.field("warnings", warnings)
    writer.endObject()
  }
}

extension CreateJobRequest: @unsafe Carried {
  typealias Carrier = Carillon__V1__CreateJobRequest
  public static var typeName: String { "carillon.v1.CreateJobRequest" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__create_job_request()
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
    if unsafe c.pointee.job != nil {
      self.job = try unsafe Reading.message(c.pointee.job, "job")
    }
    self.validateOnly = unsafe c.pointee.validate_only != 0
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__create_job_request__init(c)
    if let job {
      unsafe c.pointee.job = Writing.message(job)
    }
    unsafe c.pointee.validate_only = validateOnly ? 1 : 0
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("job", job)
    writer.field("validateOnly", validateOnly)
    writer.endObject()
  }
}

extension GetJobRequest: @unsafe Carried {
  typealias Carrier = Carillon__V1__GetJobRequest
  public static var typeName: String { "carillon.v1.GetJobRequest" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__get_job_request()
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
    if unsafe c.pointee.job.len > 0 { self.job = try unsafe Reading.text(c.pointee.job, "job") }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__get_job_request__init(c)
    if !job.isEmpty {
      unsafe c.pointee.job = Writing.bytes(job)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("job", job)
    writer.endObject()
  }
}

extension ListJobsRequest: @unsafe Carried {
  typealias Carrier = Carillon__V1__ListJobsRequest
  public static var typeName: String { "carillon.v1.ListJobsRequest" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__list_jobs_request()
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
    unsafe carillon__v1__list_jobs_request__init(c)
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

extension ListJobsResponse: @unsafe Carried {
  typealias Carrier = Carillon__V1__ListJobsResponse
  public static var typeName: String { "carillon.v1.ListJobsResponse" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__list_jobs_response()
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
    if unsafe c.pointee.n_jobs > 0 {
      self.jobs = try unsafe Reading.messages(c.pointee.n_jobs, c.pointee.jobs, "jobs")
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
    unsafe carillon__v1__list_jobs_response__init(c)
    if !jobs.isEmpty {
      unsafe c.pointee.n_jobs = jobs.count
      unsafe c.pointee.jobs = Writing.messages(jobs)
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
    writer.field("jobs", jobs)
    writer.field("nextPageToken", nextPageToken)
    writer.field("counts", counts)
    writer.field("note", note)
    writer.endObject()
  }
}

extension UpdateJobRequest: @unsafe Carried {
  typealias Carrier = Carillon__V1__UpdateJobRequest
  public static var typeName: String { "carillon.v1.UpdateJobRequest" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__update_job_request()
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
    if unsafe c.pointee.job != nil {
      self.job = try unsafe Reading.message(c.pointee.job, "job")
    }
    if unsafe c.pointee.update_mask != nil { self.updateMask = try unsafe Reading.mask(c.pointee.update_mask, "update_mask") }
    self.expectedVersion = unsafe c.pointee.expected_version
    self.validateOnly = unsafe c.pointee.validate_only != 0
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__update_job_request__init(c)
    if let job {
      unsafe c.pointee.job = Writing.message(job)
    }
    if !updateMask.isEmpty {
      unsafe c.pointee.update_mask = Writing.mask(updateMask)
    }
    unsafe c.pointee.expected_version = expectedVersion
    unsafe c.pointee.validate_only = validateOnly ? 1 : 0
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("job", job)
    writer.field("updateMask", mask: updateMask)
    writer.field("expectedVersion", expectedVersion)
    writer.field("validateOnly", validateOnly)
    writer.endObject()
  }
}

extension DeleteJobRequest: @unsafe Carried {
  typealias Carrier = Carillon__V1__DeleteJobRequest
  public static var typeName: String { "carillon.v1.DeleteJobRequest" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__delete_job_request()
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
    if unsafe c.pointee.job.len > 0 { self.job = try unsafe Reading.text(c.pointee.job, "job") }
    self.liveExecutions = DeleteJobRequest.LiveExecutions(rawValue: Int32(truncatingIfNeeded: unsafe c.pointee.live_executions.rawValue))
    self.expectedVersion = unsafe c.pointee.expected_version
    self.validateOnly = unsafe c.pointee.validate_only != 0
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__delete_job_request__init(c)
    if !job.isEmpty {
      unsafe c.pointee.job = Writing.bytes(job)
    }
    unsafe c.pointee.live_executions = .init(rawValue: .init(truncatingIfNeeded: liveExecutions.rawValue))
    unsafe c.pointee.expected_version = expectedVersion
    unsafe c.pointee.validate_only = validateOnly ? 1 : 0
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("job", job)
    writer.field("liveExecutions", liveExecutions)
    writer.field("expectedVersion", expectedVersion)
    writer.field("validateOnly", validateOnly)
    writer.endObject()
  }
}

extension EnableJobRequest: @unsafe Carried {
  typealias Carrier = Carillon__V1__EnableJobRequest
  public static var typeName: String { "carillon.v1.EnableJobRequest" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__enable_job_request()
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
    if unsafe c.pointee.job.len > 0 { self.job = try unsafe Reading.text(c.pointee.job, "job") }
    self.expectedVersion = unsafe c.pointee.expected_version
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__enable_job_request__init(c)
    if !job.isEmpty {
      unsafe c.pointee.job = Writing.bytes(job)
    }
    unsafe c.pointee.expected_version = expectedVersion
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("job", job)
    writer.field("expectedVersion", expectedVersion)
    writer.endObject()
  }
}

extension DisableJobRequest: @unsafe Carried {
  typealias Carrier = Carillon__V1__DisableJobRequest
  public static var typeName: String { "carillon.v1.DisableJobRequest" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__disable_job_request()
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
    if unsafe c.pointee.job.len > 0 { self.job = try unsafe Reading.text(c.pointee.job, "job") }
    self.expectedVersion = unsafe c.pointee.expected_version
    if unsafe c.pointee.note.len > 0 { self.note = try unsafe Reading.text(c.pointee.note, "note") }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__disable_job_request__init(c)
    if !job.isEmpty {
      unsafe c.pointee.job = Writing.bytes(job)
    }
    unsafe c.pointee.expected_version = expectedVersion
    if !note.isEmpty {
      unsafe c.pointee.note = Writing.bytes(note)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("job", job)
    writer.field("expectedVersion", expectedVersion)
    writer.field("note", note)
    writer.endObject()
  }
}

extension ExecuteJobRequest: @unsafe Carried {
  typealias Carrier = Carillon__V1__ExecuteJobRequest
  public static var typeName: String { "carillon.v1.ExecuteJobRequest" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__execute_job_request()
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
    if unsafe c.pointee.job.len > 0 { self.job = try unsafe Reading.text(c.pointee.job, "job") }
    if unsafe c.pointee.payload.len > 0 { self.payload = unsafe Reading.bytes(c.pointee.payload) }
    if unsafe c.pointee.content_type.len > 0 { self.contentType = try unsafe Reading.text(c.pointee.content_type, "content_type") }
    self.wait = unsafe c.pointee.wait != 0
    if unsafe c.pointee.queue.len > 0 { self.queue = try unsafe Reading.text(c.pointee.queue, "queue") }
    self.priority = unsafe c.pointee.priority
    if unsafe c.pointee.placement != nil {
      self.placement = try unsafe Reading.message(c.pointee.placement, "placement")
    }
    if unsafe c.pointee.target != nil {
      self.target = try unsafe Reading.message(c.pointee.target, "target")
    }
    if unsafe c.pointee.n_labels > 0 {
      self.labels = try unsafe Reading.labels(c.pointee.n_labels, "labels") { place in unsafe (c.pointee.labels[place]?.pointee.key, c.pointee.labels[place]?.pointee.value) }
    }
    self.validateOnly = unsafe c.pointee.validate_only != 0
    self.force = unsafe c.pointee.force != 0
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__execute_job_request__init(c)
    if !job.isEmpty {
      unsafe c.pointee.job = Writing.bytes(job)
    }
    if !payload.isEmpty {
      unsafe c.pointee.payload = Writing.bytes(payload)
    }
    if !contentType.isEmpty {
      unsafe c.pointee.content_type = Writing.bytes(contentType)
    }
    unsafe c.pointee.wait = wait ? 1 : 0
    if !queue.isEmpty {
      unsafe c.pointee.queue = Writing.bytes(queue)
    }
    unsafe c.pointee.priority = priority
    if let placement {
      unsafe c.pointee.placement = Writing.message(placement)
    }
    if let target {
      unsafe c.pointee.target = Writing.message(target)
    }
    if !labels.isEmpty {
      unsafe c.pointee.n_labels = labels.count
      unsafe c.pointee.labels = Writing.labels(labels, Carillon__V1__ExecuteJobRequest__LabelsEntry.self) { entry, key, value in
        unsafe carillon__v1__execute_job_request__labels_entry__init(entry)
        unsafe entry.pointee.key = key
        unsafe entry.pointee.value = value
      }
    }
    unsafe c.pointee.validate_only = validateOnly ? 1 : 0
    unsafe c.pointee.force = force ? 1 : 0
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("job", job)
    writer.field("payload", json: payload, contentType: contentType)
    writer.field("contentType", contentType)
    writer.field("wait", wait)
    writer.field("queue", queue)
    writer.field("priority", priority)
    writer.field("placement", placement)
    writer.field("target", target)
    writer.field("labels", labels: labels)
    writer.field("validateOnly", validateOnly)
    writer.field("force", force)
    writer.endObject()
  }
}

extension ApplyJobsRequest: @unsafe Carried {
  typealias Carrier = Carillon__V1__ApplyJobsRequest
  public static var typeName: String { "carillon.v1.ApplyJobsRequest" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__apply_jobs_request()
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
    if unsafe c.pointee.n_jobs > 0 {
      self.jobs = try unsafe Reading.messages(c.pointee.n_jobs, c.pointee.jobs, "jobs")
    }
    self.prune = unsafe c.pointee.prune != 0
    if unsafe c.pointee.owner.len > 0 { self.owner = try unsafe Reading.text(c.pointee.owner, "owner") }
    self.validateOnly = unsafe c.pointee.validate_only != 0
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__apply_jobs_request__init(c)
    if !jobs.isEmpty {
      unsafe c.pointee.n_jobs = jobs.count
      unsafe c.pointee.jobs = Writing.messages(jobs)
    }
    unsafe c.pointee.prune = prune ? 1 : 0
    if !owner.isEmpty {
      unsafe c.pointee.owner = Writing.bytes(owner)
    }
    unsafe c.pointee.validate_only = validateOnly ? 1 : 0
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("jobs", jobs)
    writer.field("prune", prune)
    writer.field("owner", owner)
    writer.field("validateOnly", validateOnly)
    writer.endObject()
  }
}

extension ApplyJobsResponse: @unsafe Carried {
  typealias Carrier = Carillon__V1__ApplyJobsResponse
  public static var typeName: String { "carillon.v1.ApplyJobsResponse" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__apply_jobs_response()
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
    if unsafe c.pointee.n_items > 0 {
      self.items = try unsafe Reading.messages(c.pointee.n_items, c.pointee.items, "items")
    }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__apply_jobs_response__init(c)
    if !items.isEmpty {
      unsafe c.pointee.n_items = items.count
      unsafe c.pointee.items = Writing.messages(items)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("items", items)
    writer.endObject()
  }
}

extension ApplyJobsResponse.Item: @unsafe Carried {
  typealias Carrier = Carillon__V1__ApplyJobsResponse__Item
  public static var typeName: String { "carillon.v1.ApplyJobsResponse.Item" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__apply_jobs_response__item()
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
    if unsafe c.pointee.job.len > 0 { self.job = try unsafe Reading.text(c.pointee.job, "job") }
    self.change = ApplyJobsResponse.Item.Change(rawValue: Int32(truncatingIfNeeded: unsafe c.pointee.change.rawValue))
    if unsafe c.pointee.n_changed_fields > 0 {
      self.changedFields = try unsafe Reading.texts(c.pointee.n_changed_fields, c.pointee.changed_fields, "changed_fields")
    }
    if unsafe c.pointee.before != nil {
      self.before = try unsafe Reading.message(c.pointee.before, "before")
    }
    if unsafe c.pointee.after != nil {
      self.after = try unsafe Reading.message(c.pointee.after, "after")
    }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__apply_jobs_response__item__init(c)
    if !job.isEmpty {
      unsafe c.pointee.job = Writing.bytes(job)
    }
    unsafe c.pointee.change = .init(rawValue: .init(truncatingIfNeeded: change.rawValue))
    if !changedFields.isEmpty {
      unsafe c.pointee.n_changed_fields = changedFields.count
      unsafe c.pointee.changed_fields = Writing.all(changedFields)
    }
    if let before {
      unsafe c.pointee.before = Writing.message(before)
    }
    if let after {
      unsafe c.pointee.after = Writing.message(after)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("job", job)
    writer.field("change", change)
    writer.field("changedFields", changedFields)
    writer.field("before", before)
    writer.field("after", after)
    writer.endObject()
  }
}
