// Made by tools/generate from proto/carillon/v1/workers.proto; do not edit.
// swift-format-ignore-file
internal import CMessages
internal import CProtobufC
public import Units

/// A lease by its execution and fencing token.
public struct HeldLease: WireMessage {
  public var execution: String = ""
  public var token: UInt64 = 0
  /// The attempt has ended; its `Complete` or `Fail` is not answered yet.
  public var ended: Bool = false

  public init(execution: String = "", token: UInt64 = 0, ended: Bool = false) {
    self.execution = execution
    self.token = token
    self.ended = ended
  }

  public init() {}
}

public struct HandlerName: WireMessage {
  public var name: String = ""
  public var version: String = ""
  public var module: String = ""
  /// Of its bundle.
  public var bundle: String = ""

  public init(name: String = "", version: String = "", module: String = "", bundle: String = "") {
    self.name = name
    self.version = version
    self.module = module
    self.bundle = bundle
  }

  public init() {}
}

/// What a worker is and can.
public struct Hello: WireMessage {
  public var name: String = ""
  public var version: String = ""
  public var queues: [String] = []
  public var handlers: [HandlerName] = []
  /// Attempts at once.
  public var capacity: UInt32 = 0
  public var labels: [Label] = []
  /// The session to go on with, empty for a new one.
  public var session: String = ""
  /// Number of the last grant received, 0 for none.
  public var lastGrant: UInt64 = 0
  public var held: [HeldLease] = []
  /// Sequence numbers of changes that are not answered yet.
  public var unanswered: [UInt64] = []
  /// What this host enforces: `namespaces`, `cgroups`, `network` …
  public var isolation: [String] = []
  public var ttl: Timeout?
  /// Any handler of the modules that it can fetch, not only those named.
  public var anyHandler: Bool = false
  public var host: String = ""
  public var process: UInt32 = 0

  public init(name: String = "", version: String = "", queues: [String] = [], handlers: [HandlerName] = [], capacity: UInt32 = 0, labels: [Label] = [], session: String = "", lastGrant: UInt64 = 0, held: [HeldLease] = [], unanswered: [UInt64] = [], isolation: [String] = [], ttl: Timeout? = nil, anyHandler: Bool = false, host: String = "", process: UInt32 = 0) {
    self.name = name
    self.version = version
    self.queues = queues
    self.handlers = handlers
    self.capacity = capacity
    self.labels = labels
    self.session = session
    self.lastGrant = lastGrant
    self.held = held
    self.unanswered = unanswered
    self.isolation = isolation
    self.ttl = ttl
    self.anyHandler = anyHandler
    self.host = host
    self.process = process
  }

  public init() {}
}

public struct Welcome: WireMessage {
  public var session: String = ""
  public var ttl: Timeout?
  public var node: String = ""
  public var leader: String = ""
  /// Of those that `Hello` named, the ones that are still its own.
  public var stillHeld: [HeldLease] = []
  public var epoch: UInt64 = 0
  /// The last sequence number that was answered.
  public var lastAnswered: UInt64 = 0
  public var killGrace: Timeout?
  public var draining: Bool = false
  public var logBudgetBytes: UInt64 = 0

  public init(session: String = "", ttl: Timeout? = nil, node: String = "", leader: String = "", stillHeld: [HeldLease] = [], epoch: UInt64 = 0, lastAnswered: UInt64 = 0, killGrace: Timeout? = nil, draining: Bool = false, logBudgetBytes: UInt64 = 0) {
    self.session = session
    self.ttl = ttl
    self.node = node
    self.leader = leader
    self.stillHeld = stillHeld
    self.epoch = epoch
    self.lastAnswered = lastAnswered
    self.killGrace = killGrace
    self.draining = draining
    self.logBudgetBytes = logBudgetBytes
  }

  public init() {}
}

/// One grant.
public struct Lease: WireMessage {
  public var execution: String = ""
  public var token: UInt64 = 0
  /// Grows by one with each grant of the session.
  public var grant: UInt64 = 0
  public var job: String = ""
  public var handler: String = ""
  public var payload: Bytes = []
  public var contentType: String = ""
  public var attempt: UInt32 = 0
  public var maxAttempts: UInt32 = 0
  public var timeout: Timeout?
  public var bundle: String = ""
  public var module: String = ""
  public var jobVersion: UInt64 = 0
  public var deadlineTime: Instant?
  public var due: DueTime?
  public var config: Bytes = []
  public var secrets: [SecretReference] = []
  public var resources: ResourceLimits? {
    get { resourcesBox?.value }
    set { resourcesBox = newValue.map { Box($0) } }
  }
  private var resourcesBox: Box<ResourceLimits>?
  public var trace: TraceContext?
  public var queue: String = ""
  public var labels: [Label] = []
  /// Of the last attempt.
  public var lastOutcome: Attempt.Outcome = .unspecified
  public var lastError: String = ""
  public var killGrace: Timeout?
  public var progressTimeout: Timeout?
  public var origin: Execution.Origin = .unspecified
  public var requeuedFrom: String = ""
  public var logs: LogPolicy?
  /// The event that a listener answers.
  public var event: String = ""
  public var eventName: String = ""
  public var parent: String = ""
  public var children: [ChildResult] = []
  public var handlerPath: String = ""
  public var schedule: String = ""
  public var correlation: String = ""

  public init(execution: String = "", token: UInt64 = 0, grant: UInt64 = 0, job: String = "", handler: String = "", payload: Bytes = [], contentType: String = "", attempt: UInt32 = 0, maxAttempts: UInt32 = 0, timeout: Timeout? = nil, bundle: String = "", module: String = "", jobVersion: UInt64 = 0, deadlineTime: Instant? = nil, due: DueTime? = nil, config: Bytes = [], secrets: [SecretReference] = [], resources: ResourceLimits? = nil, trace: TraceContext? = nil, queue: String = "", labels: [Label] = [], lastOutcome: Attempt.Outcome = .unspecified, lastError: String = "", killGrace: Timeout? = nil, progressTimeout: Timeout? = nil, origin: Execution.Origin = .unspecified, requeuedFrom: String = "", logs: LogPolicy? = nil, event: String = "", eventName: String = "", parent: String = "", children: [ChildResult] = [], handlerPath: String = "", schedule: String = "", correlation: String = "") {
    self.execution = execution
    self.token = token
    self.grant = grant
    self.job = job
    self.handler = handler
    self.payload = payload
    self.contentType = contentType
    self.attempt = attempt
    self.maxAttempts = maxAttempts
    self.timeout = timeout
    self.bundle = bundle
    self.module = module
    self.jobVersion = jobVersion
    self.deadlineTime = deadlineTime
    self.due = due
    self.config = config
    self.secrets = secrets
    self.trace = trace
    self.queue = queue
    self.labels = labels
    self.lastOutcome = lastOutcome
    self.lastError = lastError
    self.killGrace = killGrace
    self.progressTimeout = progressTimeout
    self.origin = origin
    self.requeuedFrom = requeuedFrom
    self.logs = logs
    self.event = event
    self.eventName = eventName
    self.parent = parent
    self.children = children
    self.handlerPath = handlerPath
    self.schedule = schedule
    self.correlation = correlation
    self.resourcesBox = resources.map { Box($0) }
  }

  public init() {}
}

/// What a parent is told of a child; bodies by page.
public struct ChildResult: WireMessage {
  public var execution: String = ""
  public var job: String = ""
  public var state: Execution.State = .unspecified
  public var resultBytes: UInt64 = 0
  public var error: String = ""

  public init(execution: String = "", job: String = "", state: Execution.State = .unspecified, resultBytes: UInt64 = 0, error: String = "") {
    self.execution = execution
    self.job = job
    self.state = state
    self.resultBytes = resultBytes
    self.error = error
  }

  public init() {}
}

/// An attempt that ended well. Events and follow-ups are one entry with it.
public struct Complete: WireMessage {
  public var execution: String = ""
  public var token: UInt64 = 0
  public var result: Bytes = []
  public var contentType: String = ""
  public var events: [EventDraft] = []
  public var enqueues: [EnqueueRequest] = []
  public var report: AttemptReport?

  public init(execution: String = "", token: UInt64 = 0, result: Bytes = [], contentType: String = "", events: [EventDraft] = [], enqueues: [EnqueueRequest] = [], report: AttemptReport? = nil) {
    self.execution = execution
    self.token = token
    self.result = result
    self.contentType = contentType
    self.events = events
    self.enqueues = enqueues
    self.report = report
  }

  public init() {}
}

/// An attempt that did not.
public struct Fail: WireMessage {
  public enum Next: Hashable, Sendable {
    /// Instead of the backoff.
    case retryAfter(Timeout)
    /// Do not retry.
    case final(Bool)
    /// Later, uncounted.
    case snooze(Timeout)
    /// Nothing of that key, queue or pool starts for a while.
    case hold(Hold)
  }

  public var execution: String = ""
  public var token: UInt64 = 0
  public var error: String = ""
  public var outcome: Attempt.Outcome = .unspecified
  public var exitCode: Int32?
  public var signal: UInt32 = 0
  public var next: Next?
  public var result: Bytes = []
  public var contentType: String = ""
  public var events: [EventDraft] = []
  public var report: AttemptReport?
  public var reason: String = ""

  public init(execution: String = "", token: UInt64 = 0, error: String = "", outcome: Attempt.Outcome = .unspecified, exitCode: Int32? = nil, signal: UInt32 = 0, next: Next? = nil, result: Bytes = [], contentType: String = "", events: [EventDraft] = [], report: AttemptReport? = nil, reason: String = "") {
    self.execution = execution
    self.token = token
    self.error = error
    self.outcome = outcome
    self.exitCode = exitCode
    self.signal = signal
    self.next = next
    self.result = result
    self.contentType = contentType
    self.events = events
    self.report = report
    self.reason = reason
  }

  public init() {}
}

public struct Hold: WireMessage {
  public enum Scope: WireEnum {
    case unspecified
    case key
    case queue
    case pool
    case job
    /// A value that this version does not know; it survives as it is.
    case unrecognized(Int32)

    public init(rawValue: Int32) {
      switch rawValue {
      case 0: self = .unspecified
      case 1: self = .key
      case 2: self = .queue
      case 3: self = .pool
      case 4: self = .job
      default: self = .unrecognized(rawValue)
      }
    }

    public var rawValue: Int32 {
      switch self {
      case .unspecified: 0
      case .key: 1
      case .queue: 2
      case .pool: 3
      case .job: 4
      case .unrecognized(let value): value
      }
    }

    public var protoName: String? {
      switch self {
      case .unspecified: "SCOPE_UNSPECIFIED"
      case .key: "KEY"
      case .queue: "QUEUE"
      case .pool: "POOL"
      case .job: "JOB"
      case .unrecognized: nil
      }
    }

    public static let allCases: [Self] = [.unspecified, .key, .queue, .pool, .job]
  }

  public var scope: Hold.Scope = .unspecified
  public var name: String = ""
  public var span: Timeout?

  public init(scope: Hold.Scope = .unspecified, name: String = "", span: Timeout? = nil) {
    self.scope = scope
    self.name = name
    self.span = span
  }

  public init() {}
}

/// What the supervisor saw.
public struct AttemptReport: WireMessage {
  public var duration: Timeout?
  public var cpuTime: Timeout?
  public var peakMemoryBytes: UInt64 = 0
  public var unenforced: [String] = []
  public var logBytes: UInt64 = 0
  public var logDroppedBytes: UInt64 = 0

  public init(duration: Timeout? = nil, cpuTime: Timeout? = nil, peakMemoryBytes: UInt64 = 0, unenforced: [String] = [], logBytes: UInt64 = 0, logDroppedBytes: UInt64 = 0) {
    self.duration = duration
    self.cpuTime = cpuTime
    self.peakMemoryBytes = peakMemoryBytes
    self.unenforced = unenforced
    self.logBytes = logBytes
    self.logDroppedBytes = logDroppedBytes
  }

  public init() {}
}

public struct LogChunk: WireMessage {
  public enum Compression: WireEnum {
    case unspecified
    case none
    case zlib
    /// A value that this version does not know; it survives as it is.
    case unrecognized(Int32)

    public init(rawValue: Int32) {
      switch rawValue {
      case 0: self = .unspecified
      case 1: self = .none
      case 2: self = .zlib
      default: self = .unrecognized(rawValue)
      }
    }

    public var rawValue: Int32 {
      switch self {
      case .unspecified: 0
      case .none: 1
      case .zlib: 2
      case .unrecognized(let value): value
      }
    }

    public var protoName: String? {
      switch self {
      case .unspecified: "COMPRESSION_UNSPECIFIED"
      case .none: "NONE"
      case .zlib: "ZLIB"
      case .unrecognized: nil
      }
    }

    public static let allCases: [Self] = [.unspecified, .none, .zlib]
  }

  public var execution: String = ""
  public var attempt: UInt32 = 0
  /// Of the first byte, in uncompressed bytes of the attempt.
  public var offset: UInt64 = 0
  /// Encoded `LogLines`.
  public var data: Bytes = []
  public var compression: LogChunk.Compression = .unspecified
  public var uncompressedBytes: UInt32 = 0
  public var token: UInt64 = 0
  public var droppedBytes: UInt64 = 0
  public var last: Bool = false

  public init(execution: String = "", attempt: UInt32 = 0, offset: UInt64 = 0, data: Bytes = [], compression: LogChunk.Compression = .unspecified, uncompressedBytes: UInt32 = 0, token: UInt64 = 0, droppedBytes: UInt64 = 0, last: Bool = false) {
    self.execution = execution
    self.attempt = attempt
    self.offset = offset
    self.data = data
    self.compression = compression
    self.uncompressedBytes = uncompressedBytes
    self.token = token
    self.droppedBytes = droppedBytes
    self.last = last
  }

  public init() {}
}

/// What a chunk holds.
public struct LogLines: WireMessage {
  public var lines: [LogLine] = []

  public init(lines: [LogLine] = []) {
    self.lines = lines
  }

  public init() {}
}

public struct Extend: WireMessage {
  public var execution: String = ""
  public var token: UInt64 = 0
  public var by: Timeout?

  public init(execution: String = "", token: UInt64 = 0, by: Timeout? = nil) {
    self.execution = execution
    self.token = token
    self.by = by
  }

  public init() {}
}

public struct ProgressReport: WireMessage {
  public var execution: String = ""
  public var token: UInt64 = 0
  public var percent: UInt32 = 0
  public var message: String = ""

  public init(execution: String = "", token: UInt64 = 0, percent: UInt32 = 0, message: String = "") {
    self.execution = execution
    self.token = token
    self.percent = percent
    self.message = message
  }

  public init() {}
}

public struct WorkRequest: WireMessage {
  public enum Message: Hashable, Sendable {
    case complete(Complete)
    case fail(Fail)
    case credit(WorkRequest.Credit)
    case beat(WorkRequest.Beat)
    case log(LogChunk)
    case progress(ProgressReport)
    case extend(Extend)
    case hello(Hello)
    case goodbye(WorkRequest.Goodbye)
  }

  /// How many leases it takes beyond `last_grant`; replaces what it said before, so that it cannot
  /// drift.
  public struct Credit: WireMessage {
    public var count: UInt32 = 0

    public init(count: UInt32 = 0) {
      self.count = count
    }

    public init() {}
  }

  public struct Beat: WireMessage {
    public var held: [HeldLease] = []

    public init(held: [HeldLease] = []) {
      self.held = held
    }

    public init() {}
  }

  public struct Goodbye: WireMessage {
    public var reason: String = ""
    /// Handed back: returned to the queue, and counted as nothing.
    public var returned: [HeldLease] = []

    public init(reason: String = "", returned: [HeldLease] = []) {
      self.reason = reason
      self.returned = returned
    }

    public init() {}
  }

  /// Of a message that changes state: names it in `WorkResponse.Result`; grows by one, from 1.
  public var sequence: UInt64 = 0
  /// The last grant received.
  public var lastGrant: UInt64 = 0
  public var message: Message?

  public init(sequence: UInt64 = 0, lastGrant: UInt64 = 0, message: Message? = nil) {
    self.sequence = sequence
    self.lastGrant = lastGrant
    self.message = message
  }

  public init() {}
}

public struct WorkResponse: WireMessage {
  public enum Message: Hashable, Sendable {
    indirect case lease(Lease)
    case results(WorkResponse.Results)
    case beat(WorkResponse.Beat)
    case cancel(WorkResponse.Cancel)
    case welcome(Welcome)
    case drain(WorkResponse.Drain)
    case redirect(WorkResponse.Redirect)
  }

  public struct Cancel: WireMessage {
    public var execution: String = ""
    public var token: UInt64 = 0
    public var reason: String = ""
    public var grace: Timeout?
    /// Not the worker's any more: kill it at once and report nothing.
    public var void: Bool = false

    public init(execution: String = "", token: UInt64 = 0, reason: String = "", grace: Timeout? = nil, void: Bool = false) {
      self.execution = execution
      self.token = token
      self.reason = reason
      self.grace = grace
      self.void = void
    }

    public init() {}
  }

  public struct Result: WireMessage {
    public var sequence: UInt64 = 0
    /// Absent is success.
    public var error: ItemError?
    /// Events and executions that a `Complete` made.
    public var created: [String] = []
    /// Of the log, where this was decided: the trailer `carillon-index` of other calls. Zero where it was
    /// refused before.
    public var index: UInt64 = 0

    public init(sequence: UInt64 = 0, error: ItemError? = nil, created: [String] = [], index: UInt64 = 0) {
      self.sequence = sequence
      self.error = error
      self.created = created
      self.index = index
    }

    public init() {}
  }

  public struct Results: WireMessage {
    public var results: [WorkResponse.Result] = []

    public init(results: [WorkResponse.Result] = []) {
      self.results = results
    }

    public init() {}
  }

  public struct Beat: WireMessage {
    /// The renewal that was sent last and is confirmed by a quorum.
    public var confirmedSequence: UInt64 = 0

    public init(confirmedSequence: UInt64 = 0) {
      self.confirmedSequence = confirmedSequence
    }

    public init() {}
  }

  public struct Drain: WireMessage {
    public var deadlineTime: Instant?
    public var note: String = ""

    public init(deadlineTime: Instant? = nil, note: String = "") {
      self.deadlineTime = deadlineTime
      self.note = note
    }

    public init() {}
  }

  public struct Redirect: WireMessage {
    public var address: String = ""
    public var node: String = ""
    public var reason: String = ""

    public init(address: String = "", node: String = "", reason: String = "") {
      self.address = address
      self.node = node
      self.reason = reason
    }

    public init() {}
  }

  public var message: Message?

  public init(message: Message? = nil) {
    self.message = message
  }

  public init() {}
}

public struct OpenSessionRequest: WireMessage {
  public var hello: Hello?

  public init(hello: Hello? = nil) {
    self.hello = hello
  }

  public init() {}
}

public struct OpenSessionResponse: WireMessage {
  public var welcome: Welcome?

  public init(welcome: Welcome? = nil) {
    self.welcome = welcome
  }

  public init() {}
}

public struct KeepAliveRequest: WireMessage {
  public var session: String = ""
  public var lastGrant: UInt64 = 0
  public var held: [HeldLease] = []

  public init(session: String = "", lastGrant: UInt64 = 0, held: [HeldLease] = []) {
    self.session = session
    self.lastGrant = lastGrant
    self.held = held
  }

  public init() {}
}

public struct KeepAliveResponse: WireMessage {
  /// From when this was sent.
  public var ttl: Timeout?
  public var cancels: [WorkResponse.Cancel] = []
  public var drain: WorkResponse.Drain?

  public init(ttl: Timeout? = nil, cancels: [WorkResponse.Cancel] = [], drain: WorkResponse.Drain? = nil) {
    self.ttl = ttl
    self.cancels = cancels
    self.drain = drain
  }

  public init() {}
}

public struct LeaseExecutionsRequest: WireMessage {
  public var session: String = ""
  /// At most; 0 is 1.
  public var count: UInt32 = 0
  public var lastGrant: UInt64 = 0
  public var held: [HeldLease] = []
  /// How long to wait for the first; the call's deadline where it is absent.
  public var wait: Timeout?

  public init(session: String = "", count: UInt32 = 0, lastGrant: UInt64 = 0, held: [HeldLease] = [], wait: Timeout? = nil) {
    self.session = session
    self.count = count
    self.lastGrant = lastGrant
    self.held = held
    self.wait = wait
  }

  public init() {}
}

public struct LeaseExecutionsResponse: WireMessage {
  public var leases: [Lease] = []
  public var cancels: [WorkResponse.Cancel] = []
  public var drain: WorkResponse.Drain?

  public init(leases: [Lease] = [], cancels: [WorkResponse.Cancel] = [], drain: WorkResponse.Drain? = nil) {
    self.leases = leases
    self.cancels = cancels
    self.drain = drain
  }

  public init() {}
}

public struct ExtendLeaseRequest: WireMessage {
  public var session: String = ""
  public var lastGrant: UInt64 = 0
  public var extend: Extend?

  public init(session: String = "", lastGrant: UInt64 = 0, extend: Extend? = nil) {
    self.session = session
    self.lastGrant = lastGrant
    self.extend = extend
  }

  public init() {}
}

public struct ExtendLeaseResponse: WireMessage {
  public var deadlineTime: Instant?

  public init(deadlineTime: Instant? = nil) {
    self.deadlineTime = deadlineTime
  }

  public init() {}
}

public struct CompleteExecutionRequest: WireMessage {
  public var session: String = ""
  public var lastGrant: UInt64 = 0
  public var complete: Complete?

  public init(session: String = "", lastGrant: UInt64 = 0, complete: Complete? = nil) {
    self.session = session
    self.lastGrant = lastGrant
    self.complete = complete
  }

  public init() {}
}

public struct CompleteExecutionResponse: WireMessage {
  public var state: Execution.State = .unspecified
  public var created: [String] = []

  public init(state: Execution.State = .unspecified, created: [String] = []) {
    self.state = state
    self.created = created
  }

  public init() {}
}

public struct FailExecutionRequest: WireMessage {
  public var session: String = ""
  public var lastGrant: UInt64 = 0
  public var fail: Fail?

  public init(session: String = "", lastGrant: UInt64 = 0, fail: Fail? = nil) {
    self.session = session
    self.lastGrant = lastGrant
    self.fail = fail
  }

  public init() {}
}

public struct FailExecutionResponse: WireMessage {
  public var state: Execution.State = .unspecified
  public var nextAttemptTime: Instant?

  public init(state: Execution.State = .unspecified, nextAttemptTime: Instant? = nil) {
    self.state = state
    self.nextAttemptTime = nextAttemptTime
  }

  public init() {}
}

public struct AppendLogsRequest: WireMessage {
  public var session: String = ""
  public var lastGrant: UInt64 = 0
  public var chunk: LogChunk?

  public init(session: String = "", lastGrant: UInt64 = 0, chunk: LogChunk? = nil) {
    self.session = session
    self.lastGrant = lastGrant
    self.chunk = chunk
  }

  public init() {}
}

public struct AppendLogsResponse: WireMessage {
  /// Where the next chunk begins.
  public var nextOffset: UInt64 = 0
  public var full: Bool = false

  public init(nextOffset: UInt64 = 0, full: Bool = false) {
    self.nextOffset = nextOffset
    self.full = full
  }

  public init() {}
}

public struct ReportProgressRequest: WireMessage {
  public var session: String = ""
  public var lastGrant: UInt64 = 0
  public var progress: ProgressReport?

  public init(session: String = "", lastGrant: UInt64 = 0, progress: ProgressReport? = nil) {
    self.session = session
    self.lastGrant = lastGrant
    self.progress = progress
  }

  public init() {}
}

public struct ReportProgressResponse: WireMessage {
  public var cancelling: Bool = false

  public init(cancelling: Bool = false) {
    self.cancelling = cancelling
  }

  public init() {}
}

public struct CloseSessionRequest: WireMessage {
  public var session: String = ""
  public var lastGrant: UInt64 = 0
  public var returned: [HeldLease] = []
  public var reason: String = ""

  public init(session: String = "", lastGrant: UInt64 = 0, returned: [HeldLease] = [], reason: String = "") {
    self.session = session
    self.lastGrant = lastGrant
    self.returned = returned
    self.reason = reason
  }

  public init() {}
}

public struct Worker: WireMessage {
  public enum State: WireEnum {
    case unspecified
    case active
    case draining
    case drained
    /// Failed many different jobs while others succeeded.
    case setAside
    case lost
    /// A value that this version does not know; it survives as it is.
    case unrecognized(Int32)

    public init(rawValue: Int32) {
      switch rawValue {
      case 0: self = .unspecified
      case 1: self = .active
      case 2: self = .draining
      case 3: self = .drained
      case 4: self = .setAside
      case 5: self = .lost
      default: self = .unrecognized(rawValue)
      }
    }

    public var rawValue: Int32 {
      switch self {
      case .unspecified: 0
      case .active: 1
      case .draining: 2
      case .drained: 3
      case .setAside: 4
      case .lost: 5
      case .unrecognized(let value): value
      }
    }

    public var protoName: String? {
      switch self {
      case .unspecified: "STATE_UNSPECIFIED"
      case .active: "ACTIVE"
      case .draining: "DRAINING"
      case .drained: "DRAINED"
      case .setAside: "SET_ASIDE"
      case .lost: "LOST"
      case .unrecognized: nil
      }
    }

    public static let allCases: [Self] = [.unspecified, .active, .draining, .drained, .setAside, .lost]
  }

  public var name: String = ""
  /// The session's.
  public var id: String = ""
  public var version: UInt64 = 0
  public var state: Worker.State = .unspecified
  public var softwareVersion: String = ""
  public var queues: [String] = []
  public var handlers: [HandlerName] = []
  public var capacity: UInt32 = 0
  public var busy: UInt32 = 0
  public var leases: [HeldLease] = []
  public var node: String = ""
  public var seenTime: Instant?
  public var isolation: [String] = []
  public var drain: WorkResponse.Drain?
  public var completed: UInt64 = 0
  public var createTime: Instant?
  public var updateTime: Instant?
  public var labels: [Label] = []
  public var creator: String = ""
  public var failed: UInt64 = 0
  public var host: String = ""
  public var process: UInt32 = 0
  public var ttl: Timeout?

  public init(name: String = "", id: String = "", version: UInt64 = 0, state: Worker.State = .unspecified, softwareVersion: String = "", queues: [String] = [], handlers: [HandlerName] = [], capacity: UInt32 = 0, busy: UInt32 = 0, leases: [HeldLease] = [], node: String = "", seenTime: Instant? = nil, isolation: [String] = [], drain: WorkResponse.Drain? = nil, completed: UInt64 = 0, createTime: Instant? = nil, updateTime: Instant? = nil, labels: [Label] = [], creator: String = "", failed: UInt64 = 0, host: String = "", process: UInt32 = 0, ttl: Timeout? = nil) {
    self.name = name
    self.id = id
    self.version = version
    self.state = state
    self.softwareVersion = softwareVersion
    self.queues = queues
    self.handlers = handlers
    self.capacity = capacity
    self.busy = busy
    self.leases = leases
    self.node = node
    self.seenTime = seenTime
    self.isolation = isolation
    self.drain = drain
    self.completed = completed
    self.createTime = createTime
    self.updateTime = updateTime
    self.labels = labels
    self.creator = creator
    self.failed = failed
    self.host = host
    self.process = process
    self.ttl = ttl
  }

  public init() {}
}

public struct ListWorkersRequest: WireMessage {
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

public struct ListWorkersResponse: WireMessage {
  public var workers: [Worker] = []
  public var nextPageToken: String = ""
  public var counts: [Count] = []
  public var note: ListNote?

  public init(workers: [Worker] = [], nextPageToken: String = "", counts: [Count] = [], note: ListNote? = nil) {
    self.workers = workers
    self.nextPageToken = nextPageToken
    self.counts = counts
    self.note = note
  }

  public init() {}
}

public struct GetWorkerRequest: WireMessage {
  /// Session id, or name where it is unique.
  public var worker: String = ""

  public init(worker: String = "") {
    self.worker = worker
  }

  public init() {}
}

public struct DrainWorkerRequest: WireMessage {
  public var worker: String = ""
  public var deadline: Timeout?
  public var note: String = ""
  public var undo: Bool = false

  public init(worker: String = "", deadline: Timeout? = nil, note: String = "", undo: Bool = false) {
    self.worker = worker
    self.deadline = deadline
    self.note = note
    self.undo = undo
  }

  public init() {}
}


extension HeldLease: @unsafe Carried {
  typealias Carrier = Carillon__V1__HeldLease
  public static var typeName: String { "carillon.v1.HeldLease" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__held_lease()
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
    if unsafe c.pointee.execution.len > 0 { self.execution = try unsafe Reading.text(c.pointee.execution, "execution") }
    self.token = unsafe c.pointee.token
    self.ended = unsafe c.pointee.ended != 0
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__held_lease__init(c)
    if !execution.isEmpty {
      unsafe c.pointee.execution = Writing.bytes(execution)
    }
    unsafe c.pointee.token = token
    unsafe c.pointee.ended = ended ? 1 : 0
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("execution", execution)
    writer.field("token", token)
    writer.field("ended", ended)
    writer.endObject()
  }
}

extension HandlerName: @unsafe Carried {
  typealias Carrier = Carillon__V1__HandlerName
  public static var typeName: String { "carillon.v1.HandlerName" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__handler_name()
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
    if unsafe c.pointee.version.len > 0 { self.version = try unsafe Reading.text(c.pointee.version, "version") }
    if unsafe c.pointee.module.len > 0 { self.module = try unsafe Reading.text(c.pointee.module, "module") }
    if unsafe c.pointee.bundle.len > 0 { self.bundle = try unsafe Reading.text(c.pointee.bundle, "bundle") }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__handler_name__init(c)
    if !name.isEmpty {
      unsafe c.pointee.name = Writing.bytes(name)
    }
    if !version.isEmpty {
      unsafe c.pointee.version = Writing.bytes(version)
    }
    if !module.isEmpty {
      unsafe c.pointee.module = Writing.bytes(module)
    }
    if !bundle.isEmpty {
      unsafe c.pointee.bundle = Writing.bytes(bundle)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("name", name)
    writer.field("version", version)
    writer.field("module", module)
    writer.field("bundle", bundle)
    writer.endObject()
  }
}

extension Hello: @unsafe Carried {
  typealias Carrier = Carillon__V1__Hello
  public static var typeName: String { "carillon.v1.Hello" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__hello()
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
    if unsafe c.pointee.version.len > 0 { self.version = try unsafe Reading.text(c.pointee.version, "version") }
    if unsafe c.pointee.n_queues > 0 {
      self.queues = try unsafe Reading.texts(c.pointee.n_queues, c.pointee.queues, "queues")
    }
    if unsafe c.pointee.n_handlers > 0 {
      self.handlers = try unsafe Reading.messages(c.pointee.n_handlers, c.pointee.handlers, "handlers")
    }
    self.capacity = unsafe c.pointee.capacity
    if unsafe c.pointee.n_labels > 0 {
      self.labels = try unsafe Reading.labels(c.pointee.n_labels, "labels") { place in unsafe (c.pointee.labels[place]?.pointee.key, c.pointee.labels[place]?.pointee.value) }
    }
    if unsafe c.pointee.session.len > 0 { self.session = try unsafe Reading.text(c.pointee.session, "session") }
    self.lastGrant = unsafe c.pointee.last_grant
    if unsafe c.pointee.n_held > 0 {
      self.held = try unsafe Reading.messages(c.pointee.n_held, c.pointee.held, "held")
    }
    if unsafe c.pointee.n_unanswered > 0 {
      self.unanswered = unsafe Reading.numbers(c.pointee.n_unanswered, c.pointee.unanswered)
    }
    if unsafe c.pointee.n_isolation > 0 {
      self.isolation = try unsafe Reading.texts(c.pointee.n_isolation, c.pointee.isolation, "isolation")
    }
    if unsafe c.pointee.ttl != nil { self.ttl = try unsafe Reading.timeout(c.pointee.ttl, "ttl") }
    self.anyHandler = unsafe c.pointee.any_handler != 0
    if unsafe c.pointee.host.len > 0 { self.host = try unsafe Reading.text(c.pointee.host, "host") }
    self.process = unsafe c.pointee.process
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__hello__init(c)
    if !name.isEmpty {
      unsafe c.pointee.name = Writing.bytes(name)
    }
    if !version.isEmpty {
      unsafe c.pointee.version = Writing.bytes(version)
    }
    if !queues.isEmpty {
      unsafe c.pointee.n_queues = queues.count
      unsafe c.pointee.queues = Writing.all(queues)
    }
    if !handlers.isEmpty {
      unsafe c.pointee.n_handlers = handlers.count
      unsafe c.pointee.handlers = Writing.messages(handlers)
    }
    unsafe c.pointee.capacity = capacity
    if !labels.isEmpty {
      unsafe c.pointee.n_labels = labels.count
      unsafe c.pointee.labels = Writing.labels(labels, Carillon__V1__Hello__LabelsEntry.self) { entry, key, value in
        unsafe carillon__v1__hello__labels_entry__init(entry)
        unsafe entry.pointee.key = key
        unsafe entry.pointee.value = value
      }
    }
    if !session.isEmpty {
      unsafe c.pointee.session = Writing.bytes(session)
    }
    unsafe c.pointee.last_grant = lastGrant
    if !held.isEmpty {
      unsafe c.pointee.n_held = held.count
      unsafe c.pointee.held = Writing.messages(held)
    }
    if !unanswered.isEmpty {
      unsafe c.pointee.n_unanswered = unanswered.count
      unsafe c.pointee.unanswered = Writing.numbers(unanswered)
    }
    if !isolation.isEmpty {
      unsafe c.pointee.n_isolation = isolation.count
      unsafe c.pointee.isolation = Writing.all(isolation)
    }
    if let ttl {
      unsafe c.pointee.ttl = Writing.timeout(ttl)
    }
    unsafe c.pointee.any_handler = anyHandler ? 1 : 0
    if !host.isEmpty {
      unsafe c.pointee.host = Writing.bytes(host)
    }
    unsafe c.pointee.process = process
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("name", name)
    writer.field("version", version)
    writer.field("queues", queues)
    writer.field("handlers", handlers)
    writer.field("capacity", capacity)
    writer.field("labels", labels: labels)
    writer.field("session", session)
    writer.field("lastGrant", lastGrant)
    writer.field("held", held)
    writer.field("unanswered", unanswered)
    writer.field("isolation", isolation)
    writer.field("ttl", ttl)
    writer.field("anyHandler", anyHandler)
    writer.field("host", host)
    writer.field("process", process)
    writer.endObject()
  }
}

extension Welcome: @unsafe Carried {
  typealias Carrier = Carillon__V1__Welcome
  public static var typeName: String { "carillon.v1.Welcome" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__welcome()
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
    if unsafe c.pointee.session.len > 0 { self.session = try unsafe Reading.text(c.pointee.session, "session") }
    if unsafe c.pointee.ttl != nil { self.ttl = try unsafe Reading.timeout(c.pointee.ttl, "ttl") }
    if unsafe c.pointee.node.len > 0 { self.node = try unsafe Reading.text(c.pointee.node, "node") }
    if unsafe c.pointee.leader.len > 0 { self.leader = try unsafe Reading.text(c.pointee.leader, "leader") }
    if unsafe c.pointee.n_still_held > 0 {
      self.stillHeld = try unsafe Reading.messages(c.pointee.n_still_held, c.pointee.still_held, "still_held")
    }
    self.epoch = unsafe c.pointee.epoch
    self.lastAnswered = unsafe c.pointee.last_answered
    if unsafe c.pointee.kill_grace != nil { self.killGrace = try unsafe Reading.timeout(c.pointee.kill_grace, "kill_grace") }
    self.draining = unsafe c.pointee.draining != 0
    self.logBudgetBytes = unsafe c.pointee.log_budget_bytes
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__welcome__init(c)
    if !session.isEmpty {
      unsafe c.pointee.session = Writing.bytes(session)
    }
    if let ttl {
      unsafe c.pointee.ttl = Writing.timeout(ttl)
    }
    if !node.isEmpty {
      unsafe c.pointee.node = Writing.bytes(node)
    }
    if !leader.isEmpty {
      unsafe c.pointee.leader = Writing.bytes(leader)
    }
    if !stillHeld.isEmpty {
      unsafe c.pointee.n_still_held = stillHeld.count
      unsafe c.pointee.still_held = Writing.messages(stillHeld)
    }
    unsafe c.pointee.epoch = epoch
    unsafe c.pointee.last_answered = lastAnswered
    if let killGrace {
      unsafe c.pointee.kill_grace = Writing.timeout(killGrace)
    }
    unsafe c.pointee.draining = draining ? 1 : 0
    unsafe c.pointee.log_budget_bytes = logBudgetBytes
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("session", session)
    writer.field("ttl", ttl)
    writer.field("node", node)
    writer.field("leader", leader)
    writer.field("stillHeld", stillHeld)
    writer.field("epoch", epoch)
    writer.field("lastAnswered", lastAnswered)
    writer.field("killGrace", killGrace)
    writer.field("draining", draining)
    writer.field("logBudgetBytes", logBudgetBytes)
    writer.endObject()
  }
}

extension Lease: @unsafe Carried {
  typealias Carrier = Carillon__V1__Lease
  public static var typeName: String { "carillon.v1.Lease" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__lease()
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
    if unsafe c.pointee.execution.len > 0 { self.execution = try unsafe Reading.text(c.pointee.execution, "execution") }
    self.token = unsafe c.pointee.token
    self.grant = unsafe c.pointee.grant
    if unsafe c.pointee.job.len > 0 { self.job = try unsafe Reading.text(c.pointee.job, "job") }
    if unsafe c.pointee.handler.len > 0 { self.handler = try unsafe Reading.text(c.pointee.handler, "handler") }
    if unsafe c.pointee.payload.len > 0 { self.payload = unsafe Reading.bytes(c.pointee.payload) }
    if unsafe c.pointee.content_type.len > 0 { self.contentType = try unsafe Reading.text(c.pointee.content_type, "content_type") }
    self.attempt = unsafe c.pointee.attempt
    self.maxAttempts = unsafe c.pointee.max_attempts
    if unsafe c.pointee.timeout != nil { self.timeout = try unsafe Reading.timeout(c.pointee.timeout, "timeout") }
    if unsafe c.pointee.bundle.len > 0 { self.bundle = try unsafe Reading.text(c.pointee.bundle, "bundle") }
    if unsafe c.pointee.module.len > 0 { self.module = try unsafe Reading.text(c.pointee.module, "module") }
    self.jobVersion = unsafe c.pointee.job_version
    if unsafe c.pointee.deadline_time != nil { self.deadlineTime = try unsafe Reading.instant(c.pointee.deadline_time, "deadline_time") }
    if unsafe c.pointee.due != nil {
      self.due = try unsafe Reading.message(c.pointee.due, "due")
    }
    if unsafe c.pointee.config.len > 0 { self.config = unsafe Reading.bytes(c.pointee.config) }
    if unsafe c.pointee.n_secrets > 0 {
      self.secrets = try unsafe Reading.messages(c.pointee.n_secrets, c.pointee.secrets, "secrets")
    }
    if unsafe c.pointee.resources != nil {
      self.resources = try unsafe Reading.message(c.pointee.resources, "resources")
    }
    if unsafe c.pointee.trace != nil {
      self.trace = try unsafe Reading.message(c.pointee.trace, "trace")
    }
    if unsafe c.pointee.queue.len > 0 { self.queue = try unsafe Reading.text(c.pointee.queue, "queue") }
    if unsafe c.pointee.n_labels > 0 {
      self.labels = try unsafe Reading.labels(c.pointee.n_labels, "labels") { place in unsafe (c.pointee.labels[place]?.pointee.key, c.pointee.labels[place]?.pointee.value) }
    }
    self.lastOutcome = Attempt.Outcome(rawValue: Int32(truncatingIfNeeded: unsafe c.pointee.last_outcome.rawValue))
    if unsafe c.pointee.last_error.len > 0 { self.lastError = try unsafe Reading.text(c.pointee.last_error, "last_error") }
    if unsafe c.pointee.kill_grace != nil { self.killGrace = try unsafe Reading.timeout(c.pointee.kill_grace, "kill_grace") }
    if unsafe c.pointee.progress_timeout != nil { self.progressTimeout = try unsafe Reading.timeout(c.pointee.progress_timeout, "progress_timeout") }
    self.origin = Execution.Origin(rawValue: Int32(truncatingIfNeeded: unsafe c.pointee.origin.rawValue))
    if unsafe c.pointee.requeued_from.len > 0 { self.requeuedFrom = try unsafe Reading.text(c.pointee.requeued_from, "requeued_from") }
    if unsafe c.pointee.logs != nil {
      self.logs = try unsafe Reading.message(c.pointee.logs, "logs")
    }
    if unsafe c.pointee.event.len > 0 { self.event = try unsafe Reading.text(c.pointee.event, "event") }
    if unsafe c.pointee.event_name.len > 0 { self.eventName = try unsafe Reading.text(c.pointee.event_name, "event_name") }
    if unsafe c.pointee.parent.len > 0 { self.parent = try unsafe Reading.text(c.pointee.parent, "parent") }
    if unsafe c.pointee.n_children > 0 {
      self.children = try unsafe Reading.messages(c.pointee.n_children, c.pointee.children, "children")
    }
    if unsafe c.pointee.handler_path.len > 0 { self.handlerPath = try unsafe Reading.text(c.pointee.handler_path, "handler_path") }
    if unsafe c.pointee.schedule.len > 0 { self.schedule = try unsafe Reading.text(c.pointee.schedule, "schedule") }
    if unsafe c.pointee.correlation.len > 0 { self.correlation = try unsafe Reading.text(c.pointee.correlation, "correlation") }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__lease__init(c)
    if !execution.isEmpty {
      unsafe c.pointee.execution = Writing.bytes(execution)
    }
    unsafe c.pointee.token = token
    unsafe c.pointee.grant = grant
    if !job.isEmpty {
      unsafe c.pointee.job = Writing.bytes(job)
    }
    if !handler.isEmpty {
      unsafe c.pointee.handler = Writing.bytes(handler)
    }
    if !payload.isEmpty {
      unsafe c.pointee.payload = Writing.bytes(payload)
    }
    if !contentType.isEmpty {
      unsafe c.pointee.content_type = Writing.bytes(contentType)
    }
    unsafe c.pointee.attempt = attempt
    unsafe c.pointee.max_attempts = maxAttempts
    if let timeout {
      unsafe c.pointee.timeout = Writing.timeout(timeout)
    }
    if !bundle.isEmpty {
      unsafe c.pointee.bundle = Writing.bytes(bundle)
    }
    if !module.isEmpty {
      unsafe c.pointee.module = Writing.bytes(module)
    }
    unsafe c.pointee.job_version = jobVersion
    if let deadlineTime {
      unsafe c.pointee.deadline_time = Writing.instant(deadlineTime)
    }
    if let due {
      unsafe c.pointee.due = Writing.message(due)
    }
    if !config.isEmpty {
      unsafe c.pointee.config = Writing.bytes(config)
    }
    if !secrets.isEmpty {
      unsafe c.pointee.n_secrets = secrets.count
      unsafe c.pointee.secrets = Writing.messages(secrets)
    }
    if let resources {
      unsafe c.pointee.resources = Writing.message(resources)
    }
    if let trace {
      unsafe c.pointee.trace = Writing.message(trace)
    }
    if !queue.isEmpty {
      unsafe c.pointee.queue = Writing.bytes(queue)
    }
    if !labels.isEmpty {
      unsafe c.pointee.n_labels = labels.count
      unsafe c.pointee.labels = Writing.labels(labels, Carillon__V1__Lease__LabelsEntry.self) { entry, key, value in
        unsafe carillon__v1__lease__labels_entry__init(entry)
        unsafe entry.pointee.key = key
        unsafe entry.pointee.value = value
      }
    }
    unsafe c.pointee.last_outcome = .init(rawValue: .init(truncatingIfNeeded: lastOutcome.rawValue))
    if !lastError.isEmpty {
      unsafe c.pointee.last_error = Writing.bytes(lastError)
    }
    if let killGrace {
      unsafe c.pointee.kill_grace = Writing.timeout(killGrace)
    }
    if let progressTimeout {
      unsafe c.pointee.progress_timeout = Writing.timeout(progressTimeout)
    }
    unsafe c.pointee.origin = .init(rawValue: .init(truncatingIfNeeded: origin.rawValue))
    if !requeuedFrom.isEmpty {
      unsafe c.pointee.requeued_from = Writing.bytes(requeuedFrom)
    }
    if let logs {
      unsafe c.pointee.logs = Writing.message(logs)
    }
    if !event.isEmpty {
      unsafe c.pointee.event = Writing.bytes(event)
    }
    if !eventName.isEmpty {
      unsafe c.pointee.event_name = Writing.bytes(eventName)
    }
    if !parent.isEmpty {
      unsafe c.pointee.parent = Writing.bytes(parent)
    }
    if !children.isEmpty {
      unsafe c.pointee.n_children = children.count
      unsafe c.pointee.children = Writing.messages(children)
    }
    if !handlerPath.isEmpty {
      unsafe c.pointee.handler_path = Writing.bytes(handlerPath)
    }
    if !schedule.isEmpty {
      unsafe c.pointee.schedule = Writing.bytes(schedule)
    }
    if !correlation.isEmpty {
      unsafe c.pointee.correlation = Writing.bytes(correlation)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("execution", execution)
    writer.field("token", token)
    writer.field("grant", grant)
    writer.field("job", job)
    writer.field("handler", handler)
    writer.field("payload", json: payload, contentType: contentType)
    writer.field("contentType", contentType)
    writer.field("attempt", attempt)
    writer.field("maxAttempts", maxAttempts)
    writer.field("timeout", timeout)
    writer.field("bundle", bundle)
    writer.field("module", module)
    writer.field("jobVersion", jobVersion)
    writer.field("deadlineTime", deadlineTime)
    writer.field("due", due)
    writer.field("config", json: config, contentType: "")
    writer.field("secrets", secrets)
    writer.field("resources", resources)
    writer.field("trace", trace)
    writer.field("queue", queue)
    writer.field("labels", labels: labels)
    writer.field("lastOutcome", lastOutcome)
    writer.field("lastError", lastError)
    writer.field("killGrace", killGrace)
    writer.field("progressTimeout", progressTimeout)
    writer.field("origin", origin)
    writer.field("requeuedFrom", requeuedFrom)
    writer.field("logs", logs)
    writer.field("event", event)
    writer.field("eventName", eventName)
    writer.field("parent", parent)
    writer.field("children", children)
    writer.field("handlerPath", handlerPath)
    writer.field("schedule", schedule)
    writer.field("correlation", correlation)
    writer.endObject()
  }
}

extension ChildResult: @unsafe Carried {
  typealias Carrier = Carillon__V1__ChildResult
  public static var typeName: String { "carillon.v1.ChildResult" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__child_result()
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
    if unsafe c.pointee.execution.len > 0 { self.execution = try unsafe Reading.text(c.pointee.execution, "execution") }
    if unsafe c.pointee.job.len > 0 { self.job = try unsafe Reading.text(c.pointee.job, "job") }
    self.state = Execution.State(rawValue: Int32(truncatingIfNeeded: unsafe c.pointee.state.rawValue))
    self.resultBytes = unsafe c.pointee.result_bytes
    if unsafe c.pointee.error.len > 0 { self.error = try unsafe Reading.text(c.pointee.error, "error") }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__child_result__init(c)
    if !execution.isEmpty {
      unsafe c.pointee.execution = Writing.bytes(execution)
    }
    if !job.isEmpty {
      unsafe c.pointee.job = Writing.bytes(job)
    }
    unsafe c.pointee.state = .init(rawValue: .init(truncatingIfNeeded: state.rawValue))
    unsafe c.pointee.result_bytes = resultBytes
    if !error.isEmpty {
      unsafe c.pointee.error = Writing.bytes(error)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("execution", execution)
    writer.field("job", job)
    writer.field("state", state)
    writer.field("resultBytes", resultBytes)
    writer.field("error", error)
    writer.endObject()
  }
}

extension Complete: @unsafe Carried {
  typealias Carrier = Carillon__V1__Complete
  public static var typeName: String { "carillon.v1.Complete" }
  static var mayNest: Bool { true }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__complete()
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
    if unsafe c.pointee.execution.len > 0 { self.execution = try unsafe Reading.text(c.pointee.execution, "execution") }
    self.token = unsafe c.pointee.token
    if unsafe c.pointee.result.len > 0 { self.result = unsafe Reading.bytes(c.pointee.result) }
    if unsafe c.pointee.content_type.len > 0 { self.contentType = try unsafe Reading.text(c.pointee.content_type, "content_type") }
    if unsafe c.pointee.n_events > 0 {
      self.events = try unsafe Reading.messages(c.pointee.n_events, c.pointee.events, "events")
    }
    if unsafe c.pointee.n_enqueues > 0 {
      self.enqueues = try unsafe Reading.messages(c.pointee.n_enqueues, c.pointee.enqueues, "enqueues")
    }
    if unsafe c.pointee.report != nil {
      self.report = try unsafe Reading.message(c.pointee.report, "report")
    }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__complete__init(c)
    if !execution.isEmpty {
      unsafe c.pointee.execution = Writing.bytes(execution)
    }
    unsafe c.pointee.token = token
    if !result.isEmpty {
      unsafe c.pointee.result = Writing.bytes(result)
    }
    if !contentType.isEmpty {
      unsafe c.pointee.content_type = Writing.bytes(contentType)
    }
    if !events.isEmpty {
      unsafe c.pointee.n_events = events.count
      unsafe c.pointee.events = Writing.messages(events)
    }
    if !enqueues.isEmpty {
      unsafe c.pointee.n_enqueues = enqueues.count
      unsafe c.pointee.enqueues = Writing.messages(enqueues)
    }
    if let report {
      unsafe c.pointee.report = Writing.message(report)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("execution", execution)
    writer.field("token", token)
    writer.field("result", json: result, contentType: contentType)
    writer.field("contentType", contentType)
    writer.field("events", events)
    writer.field("enqueues", enqueues)
    writer.field("report", report)
    writer.endObject()
  }
}

extension Fail: @unsafe Carried {
  typealias Carrier = Carillon__V1__Fail
  public static var typeName: String { "carillon.v1.Fail" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__fail()
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
    if unsafe c.pointee.execution.len > 0 { self.execution = try unsafe Reading.text(c.pointee.execution, "execution") }
    self.token = unsafe c.pointee.token
    if unsafe c.pointee.error.len > 0 { self.error = try unsafe Reading.text(c.pointee.error, "error") }
    self.outcome = Attempt.Outcome(rawValue: Int32(truncatingIfNeeded: unsafe c.pointee.outcome.rawValue))
    if unsafe c.pointee.exit_code_presence_case.rawValue == 5 {
      self.exitCode = unsafe c.pointee.exit_code
    }
    self.signal = unsafe c.pointee.signal
    switch unsafe c.pointee.next_case.rawValue {
    case 7:
      if let value = try unsafe Reading.timeout(c.pointee.retry_after, "retry_after") { self.next = .retryAfter(value) }
    case 8:
      self.next = .final(unsafe c.pointee.final != 0)
    case 9:
      if let value = try unsafe Reading.timeout(c.pointee.snooze, "snooze") { self.next = .snooze(value) }
    case 10:
      self.next = .hold(try unsafe Reading.message(c.pointee.hold, "hold") ?? Hold())
    default: break
    }
    if unsafe c.pointee.result.len > 0 { self.result = unsafe Reading.bytes(c.pointee.result) }
    if unsafe c.pointee.content_type.len > 0 { self.contentType = try unsafe Reading.text(c.pointee.content_type, "content_type") }
    if unsafe c.pointee.n_events > 0 {
      self.events = try unsafe Reading.messages(c.pointee.n_events, c.pointee.events, "events")
    }
    if unsafe c.pointee.report != nil {
      self.report = try unsafe Reading.message(c.pointee.report, "report")
    }
    if unsafe c.pointee.reason.len > 0 { self.reason = try unsafe Reading.text(c.pointee.reason, "reason") }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__fail__init(c)
    if !execution.isEmpty {
      unsafe c.pointee.execution = Writing.bytes(execution)
    }
    unsafe c.pointee.token = token
    if !error.isEmpty {
      unsafe c.pointee.error = Writing.bytes(error)
    }
    unsafe c.pointee.outcome = .init(rawValue: .init(truncatingIfNeeded: outcome.rawValue))
    if let exitCode {
      unsafe c.pointee.exit_code_presence_case = .init(rawValue: 5)
      unsafe c.pointee.exit_code = exitCode
    }
    unsafe c.pointee.signal = signal
    switch next {
    case .retryAfter(let value):
      unsafe c.pointee.next_case = .init(rawValue: 7)
      unsafe c.pointee.retry_after = Writing.timeout(value)
    case .final(let value):
      unsafe c.pointee.next_case = .init(rawValue: 8)
      unsafe c.pointee.final = value ? 1 : 0
    case .snooze(let value):
      unsafe c.pointee.next_case = .init(rawValue: 9)
      unsafe c.pointee.snooze = Writing.timeout(value)
    case .hold(let value):
      unsafe c.pointee.next_case = .init(rawValue: 10)
      unsafe c.pointee.hold = Writing.message(value)
    case nil: break
    }
    if !result.isEmpty {
      unsafe c.pointee.result = Writing.bytes(result)
    }
    if !contentType.isEmpty {
      unsafe c.pointee.content_type = Writing.bytes(contentType)
    }
    if !events.isEmpty {
      unsafe c.pointee.n_events = events.count
      unsafe c.pointee.events = Writing.messages(events)
    }
    if let report {
      unsafe c.pointee.report = Writing.message(report)
    }
    if !reason.isEmpty {
      unsafe c.pointee.reason = Writing.bytes(reason)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("execution", execution)
    writer.field("token", token)
    writer.field("error", error)
    writer.field("outcome", outcome)
    if let exitCode { writer.present("exitCode", exitCode) }
    writer.field("signal", signal)
    switch next {
    case .retryAfter(let value):
      writer.present("retryAfter", value)
    case .final(let value):
      writer.present("final", value)
    case .snooze(let value):
      writer.present("snooze", value)
    case .hold(let value):
      writer.present("hold", value)
    case nil: break
    }
    writer.field("result", json: result, contentType: contentType)
    writer.field("contentType", contentType)
    writer.field("events", events)
    writer.field("report", report)
    writer.field("reason", reason)
    writer.endObject()
  }
}

extension Hold: @unsafe Carried {
  typealias Carrier = Carillon__V1__Hold
  public static var typeName: String { "carillon.v1.Hold" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__hold()
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
    self.scope = Hold.Scope(rawValue: Int32(truncatingIfNeeded: unsafe c.pointee.scope.rawValue))
    if unsafe c.pointee.name.len > 0 { self.name = try unsafe Reading.text(c.pointee.name, "name") }
    if unsafe c.pointee.span != nil { self.span = try unsafe Reading.timeout(c.pointee.span, "span") }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__hold__init(c)
    unsafe c.pointee.scope = .init(rawValue: .init(truncatingIfNeeded: scope.rawValue))
    if !name.isEmpty {
      unsafe c.pointee.name = Writing.bytes(name)
    }
    if let span {
      unsafe c.pointee.span = Writing.timeout(span)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("scope", scope)
    writer.field("name", name)
    writer.field("span", span)
    writer.endObject()
  }
}

extension AttemptReport: @unsafe Carried {
  typealias Carrier = Carillon__V1__AttemptReport
  public static var typeName: String { "carillon.v1.AttemptReport" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__attempt_report()
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
    if unsafe c.pointee.duration != nil { self.duration = try unsafe Reading.timeout(c.pointee.duration, "duration") }
    if unsafe c.pointee.cpu_time != nil { self.cpuTime = try unsafe Reading.timeout(c.pointee.cpu_time, "cpu_time") }
    self.peakMemoryBytes = unsafe c.pointee.peak_memory_bytes
    if unsafe c.pointee.n_unenforced > 0 {
      self.unenforced = try unsafe Reading.texts(c.pointee.n_unenforced, c.pointee.unenforced, "unenforced")
    }
    self.logBytes = unsafe c.pointee.log_bytes
    self.logDroppedBytes = unsafe c.pointee.log_dropped_bytes
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__attempt_report__init(c)
    if let duration {
      unsafe c.pointee.duration = Writing.timeout(duration)
    }
    if let cpuTime {
      unsafe c.pointee.cpu_time = Writing.timeout(cpuTime)
    }
    unsafe c.pointee.peak_memory_bytes = peakMemoryBytes
    if !unenforced.isEmpty {
      unsafe c.pointee.n_unenforced = unenforced.count
      unsafe c.pointee.unenforced = Writing.all(unenforced)
    }
    unsafe c.pointee.log_bytes = logBytes
    unsafe c.pointee.log_dropped_bytes = logDroppedBytes
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("duration", duration)
    writer.field("cpuTime", cpuTime)
    writer.field("peakMemoryBytes", peakMemoryBytes)
    writer.field("unenforced", unenforced)
    writer.field("logBytes", logBytes)
    writer.field("logDroppedBytes", logDroppedBytes)
    writer.endObject()
  }
}

extension LogChunk: @unsafe Carried {
  typealias Carrier = Carillon__V1__LogChunk
  public static var typeName: String { "carillon.v1.LogChunk" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__log_chunk()
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
    if unsafe c.pointee.execution.len > 0 { self.execution = try unsafe Reading.text(c.pointee.execution, "execution") }
    self.attempt = unsafe c.pointee.attempt
    self.offset = unsafe c.pointee.offset
    if unsafe c.pointee.data.len > 0 { self.data = unsafe Reading.bytes(c.pointee.data) }
    self.compression = LogChunk.Compression(rawValue: Int32(truncatingIfNeeded: unsafe c.pointee.compression.rawValue))
    self.uncompressedBytes = unsafe c.pointee.uncompressed_bytes
    self.token = unsafe c.pointee.token
    self.droppedBytes = unsafe c.pointee.dropped_bytes
    self.last = unsafe c.pointee.last != 0
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__log_chunk__init(c)
    if !execution.isEmpty {
      unsafe c.pointee.execution = Writing.bytes(execution)
    }
    unsafe c.pointee.attempt = attempt
    unsafe c.pointee.offset = offset
    if !data.isEmpty {
      unsafe c.pointee.data = Writing.bytes(data)
    }
    unsafe c.pointee.compression = .init(rawValue: .init(truncatingIfNeeded: compression.rawValue))
    unsafe c.pointee.uncompressed_bytes = uncompressedBytes
    unsafe c.pointee.token = token
    unsafe c.pointee.dropped_bytes = droppedBytes
    unsafe c.pointee.last = last ? 1 : 0
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("execution", execution)
    writer.field("attempt", attempt)
    writer.field("offset", offset)
    writer.field("data", data)
    writer.field("compression", compression)
    writer.field("uncompressedBytes", uncompressedBytes)
    writer.field("token", token)
    writer.field("droppedBytes", droppedBytes)
    writer.field("last", last)
    writer.endObject()
  }
}

extension LogLines: @unsafe Carried {
  typealias Carrier = Carillon__V1__LogLines
  public static var typeName: String { "carillon.v1.LogLines" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__log_lines()
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
    if unsafe c.pointee.n_lines > 0 {
      self.lines = try unsafe Reading.messages(c.pointee.n_lines, c.pointee.lines, "lines")
    }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__log_lines__init(c)
    if !lines.isEmpty {
      unsafe c.pointee.n_lines = lines.count
      unsafe c.pointee.lines = Writing.messages(lines)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("lines", lines)
    writer.endObject()
  }
}

extension Extend: @unsafe Carried {
  typealias Carrier = Carillon__V1__Extend
  public static var typeName: String { "carillon.v1.Extend" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__extend()
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
    if unsafe c.pointee.execution.len > 0 { self.execution = try unsafe Reading.text(c.pointee.execution, "execution") }
    self.token = unsafe c.pointee.token
    if unsafe c.pointee.by != nil { self.by = try unsafe Reading.timeout(c.pointee.by, "by") }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__extend__init(c)
    if !execution.isEmpty {
      unsafe c.pointee.execution = Writing.bytes(execution)
    }
    unsafe c.pointee.token = token
    if let by {
      unsafe c.pointee.by = Writing.timeout(by)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("execution", execution)
    writer.field("token", token)
    writer.field("by", by)
    writer.endObject()
  }
}

extension ProgressReport: @unsafe Carried {
  typealias Carrier = Carillon__V1__ProgressReport
  public static var typeName: String { "carillon.v1.ProgressReport" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__progress_report()
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
    if unsafe c.pointee.execution.len > 0 { self.execution = try unsafe Reading.text(c.pointee.execution, "execution") }
    self.token = unsafe c.pointee.token
    self.percent = unsafe c.pointee.percent
    if unsafe c.pointee.message.len > 0 { self.message = try unsafe Reading.text(c.pointee.message, "message") }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__progress_report__init(c)
    if !execution.isEmpty {
      unsafe c.pointee.execution = Writing.bytes(execution)
    }
    unsafe c.pointee.token = token
    unsafe c.pointee.percent = percent
    if !message.isEmpty {
      unsafe c.pointee.message = Writing.bytes(message)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("execution", execution)
    writer.field("token", token)
    writer.field("percent", percent)
    writer.field("message", message)
    writer.endObject()
  }
}

extension WorkRequest: @unsafe Carried {
  typealias Carrier = Carillon__V1__WorkRequest
  public static var typeName: String { "carillon.v1.WorkRequest" }
  static var mayNest: Bool { true }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__work_request()
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
    self.sequence = unsafe c.pointee.sequence
    self.lastGrant = unsafe c.pointee.last_grant
    switch unsafe c.pointee.message_case.rawValue {
    case 3:
      self.message = .complete(try unsafe Reading.message(c.pointee.complete, "complete") ?? Complete())
    case 4:
      self.message = .fail(try unsafe Reading.message(c.pointee.fail, "fail") ?? Fail())
    case 5:
      self.message = .credit(try unsafe Reading.message(c.pointee.credit, "credit") ?? WorkRequest.Credit())
    case 6:
      self.message = .beat(try unsafe Reading.message(c.pointee.beat, "beat") ?? WorkRequest.Beat())
    case 7:
      self.message = .log(try unsafe Reading.message(c.pointee.log, "log") ?? LogChunk())
    case 8:
      self.message = .progress(try unsafe Reading.message(c.pointee.progress, "progress") ?? ProgressReport())
    case 9:
      self.message = .extend(try unsafe Reading.message(c.pointee.extend, "extend") ?? Extend())
    case 10:
      self.message = .hello(try unsafe Reading.message(c.pointee.hello, "hello") ?? Hello())
    case 11:
      self.message = .goodbye(try unsafe Reading.message(c.pointee.goodbye, "goodbye") ?? WorkRequest.Goodbye())
    default: break
    }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__work_request__init(c)
    unsafe c.pointee.sequence = sequence
    unsafe c.pointee.last_grant = lastGrant
    switch message {
    case .complete(let value):
      unsafe c.pointee.message_case = .init(rawValue: 3)
      unsafe c.pointee.complete = Writing.message(value)
    case .fail(let value):
      unsafe c.pointee.message_case = .init(rawValue: 4)
      unsafe c.pointee.fail = Writing.message(value)
    case .credit(let value):
      unsafe c.pointee.message_case = .init(rawValue: 5)
      unsafe c.pointee.credit = Writing.message(value)
    case .beat(let value):
      unsafe c.pointee.message_case = .init(rawValue: 6)
      unsafe c.pointee.beat = Writing.message(value)
    case .log(let value):
      unsafe c.pointee.message_case = .init(rawValue: 7)
      unsafe c.pointee.log = Writing.message(value)
    case .progress(let value):
      unsafe c.pointee.message_case = .init(rawValue: 8)
      unsafe c.pointee.progress = Writing.message(value)
    case .extend(let value):
      unsafe c.pointee.message_case = .init(rawValue: 9)
      unsafe c.pointee.extend = Writing.message(value)
    case .hello(let value):
      unsafe c.pointee.message_case = .init(rawValue: 10)
      unsafe c.pointee.hello = Writing.message(value)
    case .goodbye(let value):
      unsafe c.pointee.message_case = .init(rawValue: 11)
      unsafe c.pointee.goodbye = Writing.message(value)
    case nil: break
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("sequence", sequence)
    writer.field("lastGrant", lastGrant)
    switch message {
    case .complete(let value):
      writer.present("complete", value)
    case .fail(let value):
      writer.present("fail", value)
    case .credit(let value):
      writer.present("credit", value)
    case .beat(let value):
      writer.present("beat", value)
    case .log(let value):
      writer.present("log", value)
    case .progress(let value):
      writer.present("progress", value)
    case .extend(let value):
      writer.present("extend", value)
    case .hello(let value):
      writer.present("hello", value)
    case .goodbye(let value):
      writer.present("goodbye", value)
    case nil: break
    }
    writer.endObject()
  }
}

extension WorkRequest.Credit: @unsafe Carried {
  typealias Carrier = Carillon__V1__WorkRequest__Credit
  public static var typeName: String { "carillon.v1.WorkRequest.Credit" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__work_request__credit()
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
    self.count = unsafe c.pointee.count
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__work_request__credit__init(c)
    unsafe c.pointee.count = count
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("count", count)
    writer.endObject()
  }
}

extension WorkRequest.Beat: @unsafe Carried {
  typealias Carrier = Carillon__V1__WorkRequest__Beat
  public static var typeName: String { "carillon.v1.WorkRequest.Beat" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__work_request__beat()
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
    if unsafe c.pointee.n_held > 0 {
      self.held = try unsafe Reading.messages(c.pointee.n_held, c.pointee.held, "held")
    }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__work_request__beat__init(c)
    if !held.isEmpty {
      unsafe c.pointee.n_held = held.count
      unsafe c.pointee.held = Writing.messages(held)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("held", held)
    writer.endObject()
  }
}

extension WorkRequest.Goodbye: @unsafe Carried {
  typealias Carrier = Carillon__V1__WorkRequest__Goodbye
  public static var typeName: String { "carillon.v1.WorkRequest.Goodbye" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__work_request__goodbye()
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
    if unsafe c.pointee.n_returned > 0 {
      self.returned = try unsafe Reading.messages(c.pointee.n_returned, c.pointee.returned, "returned")
    }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__work_request__goodbye__init(c)
    if !reason.isEmpty {
      unsafe c.pointee.reason = Writing.bytes(reason)
    }
    if !returned.isEmpty {
      unsafe c.pointee.n_returned = returned.count
      unsafe c.pointee.returned = Writing.messages(returned)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("reason", reason)
    writer.field("returned", returned)
    writer.endObject()
  }
}

extension WorkResponse: @unsafe Carried {
  typealias Carrier = Carillon__V1__WorkResponse
  public static var typeName: String { "carillon.v1.WorkResponse" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__work_response()
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
    switch unsafe c.pointee.message_case.rawValue {
    case 1:
      self.message = .lease(try unsafe Reading.message(c.pointee.lease, "lease") ?? Lease())
    case 2:
      self.message = .results(try unsafe Reading.message(c.pointee.results, "results") ?? WorkResponse.Results())
    case 3:
      self.message = .beat(try unsafe Reading.message(c.pointee.beat, "beat") ?? WorkResponse.Beat())
    case 4:
      self.message = .cancel(try unsafe Reading.message(c.pointee.cancel, "cancel") ?? WorkResponse.Cancel())
    case 5:
      self.message = .welcome(try unsafe Reading.message(c.pointee.welcome, "welcome") ?? Welcome())
    case 6:
      self.message = .drain(try unsafe Reading.message(c.pointee.drain, "drain") ?? WorkResponse.Drain())
    case 7:
      self.message = .redirect(try unsafe Reading.message(c.pointee.redirect, "redirect") ?? WorkResponse.Redirect())
    default: break
    }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__work_response__init(c)
    switch message {
    case .lease(let value):
      unsafe c.pointee.message_case = .init(rawValue: 1)
      unsafe c.pointee.lease = Writing.message(value)
    case .results(let value):
      unsafe c.pointee.message_case = .init(rawValue: 2)
      unsafe c.pointee.results = Writing.message(value)
    case .beat(let value):
      unsafe c.pointee.message_case = .init(rawValue: 3)
      unsafe c.pointee.beat = Writing.message(value)
    case .cancel(let value):
      unsafe c.pointee.message_case = .init(rawValue: 4)
      unsafe c.pointee.cancel = Writing.message(value)
    case .welcome(let value):
      unsafe c.pointee.message_case = .init(rawValue: 5)
      unsafe c.pointee.welcome = Writing.message(value)
    case .drain(let value):
      unsafe c.pointee.message_case = .init(rawValue: 6)
      unsafe c.pointee.drain = Writing.message(value)
    case .redirect(let value):
      unsafe c.pointee.message_case = .init(rawValue: 7)
      unsafe c.pointee.redirect = Writing.message(value)
    case nil: break
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    switch message {
    case .lease(let value):
      writer.present("lease", value)
    case .results(let value):
      writer.present("results", value)
    case .beat(let value):
      writer.present("beat", value)
    case .cancel(let value):
      writer.present("cancel", value)
    case .welcome(let value):
      writer.present("welcome", value)
    case .drain(let value):
      writer.present("drain", value)
    case .redirect(let value):
      writer.present("redirect", value)
    case nil: break
    }
    writer.endObject()
  }
}

extension WorkResponse.Cancel: @unsafe Carried {
  typealias Carrier = Carillon__V1__WorkResponse__Cancel
  public static var typeName: String { "carillon.v1.WorkResponse.Cancel" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__work_response__cancel()
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
    if unsafe c.pointee.execution.len > 0 { self.execution = try unsafe Reading.text(c.pointee.execution, "execution") }
    self.token = unsafe c.pointee.token
    if unsafe c.pointee.reason.len > 0 { self.reason = try unsafe Reading.text(c.pointee.reason, "reason") }
    if unsafe c.pointee.grace != nil { self.grace = try unsafe Reading.timeout(c.pointee.grace, "grace") }
    self.void = unsafe c.pointee.void_ != 0
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__work_response__cancel__init(c)
    if !execution.isEmpty {
      unsafe c.pointee.execution = Writing.bytes(execution)
    }
    unsafe c.pointee.token = token
    if !reason.isEmpty {
      unsafe c.pointee.reason = Writing.bytes(reason)
    }
    if let grace {
      unsafe c.pointee.grace = Writing.timeout(grace)
    }
    unsafe c.pointee.void_ = void ? 1 : 0
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("execution", execution)
    writer.field("token", token)
    writer.field("reason", reason)
    writer.field("grace", grace)
    writer.field("void", void)
    writer.endObject()
  }
}

extension WorkResponse.Result: @unsafe Carried {
  typealias Carrier = Carillon__V1__WorkResponse__Result
  public static var typeName: String { "carillon.v1.WorkResponse.Result" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__work_response__result()
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
    self.sequence = unsafe c.pointee.sequence
    if unsafe c.pointee.error != nil {
      self.error = try unsafe Reading.message(c.pointee.error, "error")
    }
    if unsafe c.pointee.n_created > 0 {
      self.created = try unsafe Reading.texts(c.pointee.n_created, c.pointee.created, "created")
    }
    self.index = unsafe c.pointee.index
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__work_response__result__init(c)
    unsafe c.pointee.sequence = sequence
    if let error {
      unsafe c.pointee.error = Writing.message(error)
    }
    if !created.isEmpty {
      unsafe c.pointee.n_created = created.count
      unsafe c.pointee.created = Writing.all(created)
    }
    unsafe c.pointee.index = index
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("sequence", sequence)
    writer.field("error", error)
    writer.field("created", created)
    writer.field("index", index)
    writer.endObject()
  }
}

extension WorkResponse.Results: @unsafe Carried {
  typealias Carrier = Carillon__V1__WorkResponse__Results
  public static var typeName: String { "carillon.v1.WorkResponse.Results" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__work_response__results()
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
    if unsafe c.pointee.n_results > 0 {
      self.results = try unsafe Reading.messages(c.pointee.n_results, c.pointee.results, "results")
    }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__work_response__results__init(c)
    if !results.isEmpty {
      unsafe c.pointee.n_results = results.count
      unsafe c.pointee.results = Writing.messages(results)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("results", results)
    writer.endObject()
  }
}

extension WorkResponse.Beat: @unsafe Carried {
  typealias Carrier = Carillon__V1__WorkResponse__Beat
  public static var typeName: String { "carillon.v1.WorkResponse.Beat" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__work_response__beat()
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
    self.confirmedSequence = unsafe c.pointee.confirmed_sequence
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__work_response__beat__init(c)
    unsafe c.pointee.confirmed_sequence = confirmedSequence
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("confirmedSequence", confirmedSequence)
    writer.endObject()
  }
}

extension WorkResponse.Drain: @unsafe Carried {
  typealias Carrier = Carillon__V1__WorkResponse__Drain
  public static var typeName: String { "carillon.v1.WorkResponse.Drain" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__work_response__drain()
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
    if unsafe c.pointee.deadline_time != nil { self.deadlineTime = try unsafe Reading.instant(c.pointee.deadline_time, "deadline_time") }
    if unsafe c.pointee.note.len > 0 { self.note = try unsafe Reading.text(c.pointee.note, "note") }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__work_response__drain__init(c)
    if let deadlineTime {
      unsafe c.pointee.deadline_time = Writing.instant(deadlineTime)
    }
    if !note.isEmpty {
      unsafe c.pointee.note = Writing.bytes(note)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("deadlineTime", deadlineTime)
    writer.field("note", note)
    writer.endObject()
  }
}

extension WorkResponse.Redirect: @unsafe Carried {
  typealias Carrier = Carillon__V1__WorkResponse__Redirect
  public static var typeName: String { "carillon.v1.WorkResponse.Redirect" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__work_response__redirect()
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
    if unsafe c.pointee.node.len > 0 { self.node = try unsafe Reading.text(c.pointee.node, "node") }
    if unsafe c.pointee.reason.len > 0 { self.reason = try unsafe Reading.text(c.pointee.reason, "reason") }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__work_response__redirect__init(c)
    if !address.isEmpty {
      unsafe c.pointee.address = Writing.bytes(address)
    }
    if !node.isEmpty {
      unsafe c.pointee.node = Writing.bytes(node)
    }
    if !reason.isEmpty {
      unsafe c.pointee.reason = Writing.bytes(reason)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("address", address)
    writer.field("node", node)
    writer.field("reason", reason)
    writer.endObject()
  }
}

extension OpenSessionRequest: @unsafe Carried {
  typealias Carrier = Carillon__V1__OpenSessionRequest
  public static var typeName: String { "carillon.v1.OpenSessionRequest" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__open_session_request()
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
    if unsafe c.pointee.hello != nil {
      self.hello = try unsafe Reading.message(c.pointee.hello, "hello")
    }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__open_session_request__init(c)
    if let hello {
      unsafe c.pointee.hello = Writing.message(hello)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("hello", hello)
    writer.endObject()
  }
}

extension OpenSessionResponse: @unsafe Carried {
  typealias Carrier = Carillon__V1__OpenSessionResponse
  public static var typeName: String { "carillon.v1.OpenSessionResponse" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__open_session_response()
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
    if unsafe c.pointee.welcome != nil {
      self.welcome = try unsafe Reading.message(c.pointee.welcome, "welcome")
    }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__open_session_response__init(c)
    if let welcome {
      unsafe c.pointee.welcome = Writing.message(welcome)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("welcome", welcome)
    writer.endObject()
  }
}

extension KeepAliveRequest: @unsafe Carried {
  typealias Carrier = Carillon__V1__KeepAliveRequest
  public static var typeName: String { "carillon.v1.KeepAliveRequest" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__keep_alive_request()
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
    if unsafe c.pointee.session.len > 0 { self.session = try unsafe Reading.text(c.pointee.session, "session") }
    self.lastGrant = unsafe c.pointee.last_grant
    if unsafe c.pointee.n_held > 0 {
      self.held = try unsafe Reading.messages(c.pointee.n_held, c.pointee.held, "held")
    }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__keep_alive_request__init(c)
    if !session.isEmpty {
      unsafe c.pointee.session = Writing.bytes(session)
    }
    unsafe c.pointee.last_grant = lastGrant
    if !held.isEmpty {
      unsafe c.pointee.n_held = held.count
      unsafe c.pointee.held = Writing.messages(held)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("session", session)
    writer.field("lastGrant", lastGrant)
    writer.field("held", held)
    writer.endObject()
  }
}

extension KeepAliveResponse: @unsafe Carried {
  typealias Carrier = Carillon__V1__KeepAliveResponse
  public static var typeName: String { "carillon.v1.KeepAliveResponse" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__keep_alive_response()
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
    if unsafe c.pointee.ttl != nil { self.ttl = try unsafe Reading.timeout(c.pointee.ttl, "ttl") }
    if unsafe c.pointee.n_cancels > 0 {
      self.cancels = try unsafe Reading.messages(c.pointee.n_cancels, c.pointee.cancels, "cancels")
    }
    if unsafe c.pointee.drain != nil {
      self.drain = try unsafe Reading.message(c.pointee.drain, "drain")
    }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__keep_alive_response__init(c)
    if let ttl {
      unsafe c.pointee.ttl = Writing.timeout(ttl)
    }
    if !cancels.isEmpty {
      unsafe c.pointee.n_cancels = cancels.count
      unsafe c.pointee.cancels = Writing.messages(cancels)
    }
    if let drain {
      unsafe c.pointee.drain = Writing.message(drain)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("ttl", ttl)
    writer.field("cancels", cancels)
    writer.field("drain", drain)
    writer.endObject()
  }
}

extension LeaseExecutionsRequest: @unsafe Carried {
  typealias Carrier = Carillon__V1__LeaseExecutionsRequest
  public static var typeName: String { "carillon.v1.LeaseExecutionsRequest" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__lease_executions_request()
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
    if unsafe c.pointee.session.len > 0 { self.session = try unsafe Reading.text(c.pointee.session, "session") }
    self.count = unsafe c.pointee.count
    self.lastGrant = unsafe c.pointee.last_grant
    if unsafe c.pointee.n_held > 0 {
      self.held = try unsafe Reading.messages(c.pointee.n_held, c.pointee.held, "held")
    }
    if unsafe c.pointee.wait != nil { self.wait = try unsafe Reading.timeout(c.pointee.wait, "wait") }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__lease_executions_request__init(c)
    if !session.isEmpty {
      unsafe c.pointee.session = Writing.bytes(session)
    }
    unsafe c.pointee.count = count
    unsafe c.pointee.last_grant = lastGrant
    if !held.isEmpty {
      unsafe c.pointee.n_held = held.count
      unsafe c.pointee.held = Writing.messages(held)
    }
    if let wait {
      unsafe c.pointee.wait = Writing.timeout(wait)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("session", session)
    writer.field("count", count)
    writer.field("lastGrant", lastGrant)
    writer.field("held", held)
    writer.field("wait", wait)
    writer.endObject()
  }
}

extension LeaseExecutionsResponse: @unsafe Carried {
  typealias Carrier = Carillon__V1__LeaseExecutionsResponse
  public static var typeName: String { "carillon.v1.LeaseExecutionsResponse" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__lease_executions_response()
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
    if unsafe c.pointee.n_leases > 0 {
      self.leases = try unsafe Reading.messages(c.pointee.n_leases, c.pointee.leases, "leases")
    }
    if unsafe c.pointee.n_cancels > 0 {
      self.cancels = try unsafe Reading.messages(c.pointee.n_cancels, c.pointee.cancels, "cancels")
    }
    if unsafe c.pointee.drain != nil {
      self.drain = try unsafe Reading.message(c.pointee.drain, "drain")
    }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__lease_executions_response__init(c)
    if !leases.isEmpty {
      unsafe c.pointee.n_leases = leases.count
      unsafe c.pointee.leases = Writing.messages(leases)
    }
    if !cancels.isEmpty {
      unsafe c.pointee.n_cancels = cancels.count
      unsafe c.pointee.cancels = Writing.messages(cancels)
    }
    if let drain {
      unsafe c.pointee.drain = Writing.message(drain)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("leases", leases)
    writer.field("cancels", cancels)
    writer.field("drain", drain)
    writer.endObject()
  }
}

extension ExtendLeaseRequest: @unsafe Carried {
  typealias Carrier = Carillon__V1__ExtendLeaseRequest
  public static var typeName: String { "carillon.v1.ExtendLeaseRequest" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__extend_lease_request()
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
    if unsafe c.pointee.session.len > 0 { self.session = try unsafe Reading.text(c.pointee.session, "session") }
    self.lastGrant = unsafe c.pointee.last_grant
    if unsafe c.pointee.extend != nil {
      self.extend = try unsafe Reading.message(c.pointee.extend, "extend")
    }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__extend_lease_request__init(c)
    if !session.isEmpty {
      unsafe c.pointee.session = Writing.bytes(session)
    }
    unsafe c.pointee.last_grant = lastGrant
    if let extend {
      unsafe c.pointee.extend = Writing.message(extend)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("session", session)
    writer.field("lastGrant", lastGrant)
    writer.field("extend", extend)
    writer.endObject()
  }
}

extension ExtendLeaseResponse: @unsafe Carried {
  typealias Carrier = Carillon__V1__ExtendLeaseResponse
  public static var typeName: String { "carillon.v1.ExtendLeaseResponse" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__extend_lease_response()
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
    if unsafe c.pointee.deadline_time != nil { self.deadlineTime = try unsafe Reading.instant(c.pointee.deadline_time, "deadline_time") }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__extend_lease_response__init(c)
    if let deadlineTime {
      unsafe c.pointee.deadline_time = Writing.instant(deadlineTime)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("deadlineTime", deadlineTime)
    writer.endObject()
  }
}

extension CompleteExecutionRequest: @unsafe Carried {
  typealias Carrier = Carillon__V1__CompleteExecutionRequest
  public static var typeName: String { "carillon.v1.CompleteExecutionRequest" }
  static var mayNest: Bool { true }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__complete_execution_request()
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
    if unsafe c.pointee.session.len > 0 { self.session = try unsafe Reading.text(c.pointee.session, "session") }
    self.lastGrant = unsafe c.pointee.last_grant
    if unsafe c.pointee.complete != nil {
      self.complete = try unsafe Reading.message(c.pointee.complete, "complete")
    }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__complete_execution_request__init(c)
    if !session.isEmpty {
      unsafe c.pointee.session = Writing.bytes(session)
    }
    unsafe c.pointee.last_grant = lastGrant
    if let complete {
      unsafe c.pointee.complete = Writing.message(complete)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("session", session)
    writer.field("lastGrant", lastGrant)
    writer.field("complete", complete)
    writer.endObject()
  }
}

extension CompleteExecutionResponse: @unsafe Carried {
  typealias Carrier = Carillon__V1__CompleteExecutionResponse
  public static var typeName: String { "carillon.v1.CompleteExecutionResponse" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__complete_execution_response()
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
    self.state = Execution.State(rawValue: Int32(truncatingIfNeeded: unsafe c.pointee.state.rawValue))
    if unsafe c.pointee.n_created > 0 {
      self.created = try unsafe Reading.texts(c.pointee.n_created, c.pointee.created, "created")
    }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__complete_execution_response__init(c)
    unsafe c.pointee.state = .init(rawValue: .init(truncatingIfNeeded: state.rawValue))
    if !created.isEmpty {
      unsafe c.pointee.n_created = created.count
      unsafe c.pointee.created = Writing.all(created)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("state", state)
    writer.field("created", created)
    writer.endObject()
  }
}

extension FailExecutionRequest: @unsafe Carried {
  typealias Carrier = Carillon__V1__FailExecutionRequest
  public static var typeName: String { "carillon.v1.FailExecutionRequest" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__fail_execution_request()
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
    if unsafe c.pointee.session.len > 0 { self.session = try unsafe Reading.text(c.pointee.session, "session") }
    self.lastGrant = unsafe c.pointee.last_grant
    if unsafe c.pointee.fail != nil {
      self.fail = try unsafe Reading.message(c.pointee.fail, "fail")
    }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__fail_execution_request__init(c)
    if !session.isEmpty {
      unsafe c.pointee.session = Writing.bytes(session)
    }
    unsafe c.pointee.last_grant = lastGrant
    if let fail {
      unsafe c.pointee.fail = Writing.message(fail)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("session", session)
    writer.field("lastGrant", lastGrant)
    writer.field("fail", fail)
    writer.endObject()
  }
}

extension FailExecutionResponse: @unsafe Carried {
  typealias Carrier = Carillon__V1__FailExecutionResponse
  public static var typeName: String { "carillon.v1.FailExecutionResponse" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__fail_execution_response()
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
    self.state = Execution.State(rawValue: Int32(truncatingIfNeeded: unsafe c.pointee.state.rawValue))
    if unsafe c.pointee.next_attempt_time != nil { self.nextAttemptTime = try unsafe Reading.instant(c.pointee.next_attempt_time, "next_attempt_time") }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__fail_execution_response__init(c)
    unsafe c.pointee.state = .init(rawValue: .init(truncatingIfNeeded: state.rawValue))
    if let nextAttemptTime {
      unsafe c.pointee.next_attempt_time = Writing.instant(nextAttemptTime)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("state", state)
    writer.field("nextAttemptTime", nextAttemptTime)
    writer.endObject()
  }
}

extension AppendLogsRequest: @unsafe Carried {
  typealias Carrier = Carillon__V1__AppendLogsRequest
  public static var typeName: String { "carillon.v1.AppendLogsRequest" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__append_logs_request()
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
    if unsafe c.pointee.session.len > 0 { self.session = try unsafe Reading.text(c.pointee.session, "session") }
    self.lastGrant = unsafe c.pointee.last_grant
    if unsafe c.pointee.chunk != nil {
      self.chunk = try unsafe Reading.message(c.pointee.chunk, "chunk")
    }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__append_logs_request__init(c)
    if !session.isEmpty {
      unsafe c.pointee.session = Writing.bytes(session)
    }
    unsafe c.pointee.last_grant = lastGrant
    if let chunk {
      unsafe c.pointee.chunk = Writing.message(chunk)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("session", session)
    writer.field("lastGrant", lastGrant)
    writer.field("chunk", chunk)
    writer.endObject()
  }
}

extension AppendLogsResponse: @unsafe Carried {
  typealias Carrier = Carillon__V1__AppendLogsResponse
  public static var typeName: String { "carillon.v1.AppendLogsResponse" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__append_logs_response()
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
    self.nextOffset = unsafe c.pointee.next_offset
    self.full = unsafe c.pointee.full != 0
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__append_logs_response__init(c)
    unsafe c.pointee.next_offset = nextOffset
    unsafe c.pointee.full = full ? 1 : 0
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("nextOffset", nextOffset)
    writer.field("full", full)
    writer.endObject()
  }
}

extension ReportProgressRequest: @unsafe Carried {
  typealias Carrier = Carillon__V1__ReportProgressRequest
  public static var typeName: String { "carillon.v1.ReportProgressRequest" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__report_progress_request()
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
    if unsafe c.pointee.session.len > 0 { self.session = try unsafe Reading.text(c.pointee.session, "session") }
    self.lastGrant = unsafe c.pointee.last_grant
    if unsafe c.pointee.progress != nil {
      self.progress = try unsafe Reading.message(c.pointee.progress, "progress")
    }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__report_progress_request__init(c)
    if !session.isEmpty {
      unsafe c.pointee.session = Writing.bytes(session)
    }
    unsafe c.pointee.last_grant = lastGrant
    if let progress {
      unsafe c.pointee.progress = Writing.message(progress)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("session", session)
    writer.field("lastGrant", lastGrant)
    writer.field("progress", progress)
    writer.endObject()
  }
}

extension ReportProgressResponse: @unsafe Carried {
  typealias Carrier = Carillon__V1__ReportProgressResponse
  public static var typeName: String { "carillon.v1.ReportProgressResponse" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__report_progress_response()
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
    self.cancelling = unsafe c.pointee.cancelling != 0
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__report_progress_response__init(c)
    unsafe c.pointee.cancelling = cancelling ? 1 : 0
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("cancelling", cancelling)
    writer.endObject()
  }
}

extension CloseSessionRequest: @unsafe Carried {
  typealias Carrier = Carillon__V1__CloseSessionRequest
  public static var typeName: String { "carillon.v1.CloseSessionRequest" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__close_session_request()
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
    if unsafe c.pointee.session.len > 0 { self.session = try unsafe Reading.text(c.pointee.session, "session") }
    self.lastGrant = unsafe c.pointee.last_grant
    if unsafe c.pointee.n_returned > 0 {
      self.returned = try unsafe Reading.messages(c.pointee.n_returned, c.pointee.returned, "returned")
    }
    if unsafe c.pointee.reason.len > 0 { self.reason = try unsafe Reading.text(c.pointee.reason, "reason") }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__close_session_request__init(c)
    if !session.isEmpty {
      unsafe c.pointee.session = Writing.bytes(session)
    }
    unsafe c.pointee.last_grant = lastGrant
    if !returned.isEmpty {
      unsafe c.pointee.n_returned = returned.count
      unsafe c.pointee.returned = Writing.messages(returned)
    }
    if !reason.isEmpty {
      unsafe c.pointee.reason = Writing.bytes(reason)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("session", session)
    writer.field("lastGrant", lastGrant)
    writer.field("returned", returned)
    writer.field("reason", reason)
    writer.endObject()
  }
}

extension Worker: @unsafe Carried {
  typealias Carrier = Carillon__V1__Worker
  public static var typeName: String { "carillon.v1.Worker" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__worker()
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
    self.state = Worker.State(rawValue: Int32(truncatingIfNeeded: unsafe c.pointee.state.rawValue))
    if unsafe c.pointee.software_version.len > 0 { self.softwareVersion = try unsafe Reading.text(c.pointee.software_version, "software_version") }
    if unsafe c.pointee.n_queues > 0 {
      self.queues = try unsafe Reading.texts(c.pointee.n_queues, c.pointee.queues, "queues")
    }
    if unsafe c.pointee.n_handlers > 0 {
      self.handlers = try unsafe Reading.messages(c.pointee.n_handlers, c.pointee.handlers, "handlers")
    }
    self.capacity = unsafe c.pointee.capacity
    self.busy = unsafe c.pointee.busy
    if unsafe c.pointee.n_leases > 0 {
      self.leases = try unsafe Reading.messages(c.pointee.n_leases, c.pointee.leases, "leases")
    }
    if unsafe c.pointee.node.len > 0 { self.node = try unsafe Reading.text(c.pointee.node, "node") }
    if unsafe c.pointee.seen_time != nil { self.seenTime = try unsafe Reading.instant(c.pointee.seen_time, "seen_time") }
    if unsafe c.pointee.n_isolation > 0 {
      self.isolation = try unsafe Reading.texts(c.pointee.n_isolation, c.pointee.isolation, "isolation")
    }
    if unsafe c.pointee.drain != nil {
      self.drain = try unsafe Reading.message(c.pointee.drain, "drain")
    }
    self.completed = unsafe c.pointee.completed
    if unsafe c.pointee.create_time != nil { self.createTime = try unsafe Reading.instant(c.pointee.create_time, "create_time") }
    if unsafe c.pointee.update_time != nil { self.updateTime = try unsafe Reading.instant(c.pointee.update_time, "update_time") }
    if unsafe c.pointee.n_labels > 0 {
      self.labels = try unsafe Reading.labels(c.pointee.n_labels, "labels") { place in unsafe (c.pointee.labels[place]?.pointee.key, c.pointee.labels[place]?.pointee.value) }
    }
    if unsafe c.pointee.creator.len > 0 { self.creator = try unsafe Reading.text(c.pointee.creator, "creator") }
    self.failed = unsafe c.pointee.failed
    if unsafe c.pointee.host.len > 0 { self.host = try unsafe Reading.text(c.pointee.host, "host") }
    self.process = unsafe c.pointee.process
    if unsafe c.pointee.ttl != nil { self.ttl = try unsafe Reading.timeout(c.pointee.ttl, "ttl") }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__worker__init(c)
    if !name.isEmpty {
      unsafe c.pointee.name = Writing.bytes(name)
    }
    if !id.isEmpty {
      unsafe c.pointee.id = Writing.bytes(id)
    }
    unsafe c.pointee.version = version
    unsafe c.pointee.state = .init(rawValue: .init(truncatingIfNeeded: state.rawValue))
    if !softwareVersion.isEmpty {
      unsafe c.pointee.software_version = Writing.bytes(softwareVersion)
    }
    if !queues.isEmpty {
      unsafe c.pointee.n_queues = queues.count
      unsafe c.pointee.queues = Writing.all(queues)
    }
    if !handlers.isEmpty {
      unsafe c.pointee.n_handlers = handlers.count
      unsafe c.pointee.handlers = Writing.messages(handlers)
    }
    unsafe c.pointee.capacity = capacity
    unsafe c.pointee.busy = busy
    if !leases.isEmpty {
      unsafe c.pointee.n_leases = leases.count
      unsafe c.pointee.leases = Writing.messages(leases)
    }
    if !node.isEmpty {
      unsafe c.pointee.node = Writing.bytes(node)
    }
    if let seenTime {
      unsafe c.pointee.seen_time = Writing.instant(seenTime)
    }
    if !isolation.isEmpty {
      unsafe c.pointee.n_isolation = isolation.count
      unsafe c.pointee.isolation = Writing.all(isolation)
    }
    if let drain {
      unsafe c.pointee.drain = Writing.message(drain)
    }
    unsafe c.pointee.completed = completed
    if let createTime {
      unsafe c.pointee.create_time = Writing.instant(createTime)
    }
    if let updateTime {
      unsafe c.pointee.update_time = Writing.instant(updateTime)
    }
    if !labels.isEmpty {
      unsafe c.pointee.n_labels = labels.count
      unsafe c.pointee.labels = Writing.labels(labels, Carillon__V1__Worker__LabelsEntry.self) { entry, key, value in
        unsafe carillon__v1__worker__labels_entry__init(entry)
        unsafe entry.pointee.key = key
        unsafe entry.pointee.value = value
      }
    }
    if !creator.isEmpty {
      unsafe c.pointee.creator = Writing.bytes(creator)
    }
    unsafe c.pointee.failed = failed
    if !host.isEmpty {
      unsafe c.pointee.host = Writing.bytes(host)
    }
    unsafe c.pointee.process = process
    if let ttl {
      unsafe c.pointee.ttl = Writing.timeout(ttl)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("name", name)
    writer.field("id", id)
    writer.field("version", version)
    writer.field("state", state)
    writer.field("softwareVersion", softwareVersion)
    writer.field("queues", queues)
    writer.field("handlers", handlers)
    writer.field("capacity", capacity)
    writer.field("busy", busy)
    writer.field("leases", leases)
    writer.field("node", node)
    writer.field("seenTime", seenTime)
    writer.field("isolation", isolation)
    writer.field("drain", drain)
    writer.field("completed", completed)
    writer.field("createTime", createTime)
    writer.field("updateTime", updateTime)
    writer.field("labels", labels: labels)
    writer.field("creator", creator)
    writer.field("failed", failed)
    writer.field("host", host)
    writer.field("process", process)
    writer.field("ttl", ttl)
    writer.endObject()
  }
}

extension ListWorkersRequest: @unsafe Carried {
  typealias Carrier = Carillon__V1__ListWorkersRequest
  public static var typeName: String { "carillon.v1.ListWorkersRequest" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__list_workers_request()
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
    unsafe carillon__v1__list_workers_request__init(c)
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

extension ListWorkersResponse: @unsafe Carried {
  typealias Carrier = Carillon__V1__ListWorkersResponse
  public static var typeName: String { "carillon.v1.ListWorkersResponse" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__list_workers_response()
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
    if unsafe c.pointee.n_workers > 0 {
      self.workers = try unsafe Reading.messages(c.pointee.n_workers, c.pointee.workers, "workers")
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
    unsafe carillon__v1__list_workers_response__init(c)
    if !workers.isEmpty {
      unsafe c.pointee.n_workers = workers.count
      unsafe c.pointee.workers = Writing.messages(workers)
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
    writer.field("workers", workers)
    writer.field("nextPageToken", nextPageToken)
    writer.field("counts", counts)
    writer.field("note", note)
    writer.endObject()
  }
}

extension GetWorkerRequest: @unsafe Carried {
  typealias Carrier = Carillon__V1__GetWorkerRequest
  public static var typeName: String { "carillon.v1.GetWorkerRequest" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__get_worker_request()
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
    if unsafe c.pointee.worker.len > 0 { self.worker = try unsafe Reading.text(c.pointee.worker, "worker") }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__get_worker_request__init(c)
    if !worker.isEmpty {
      unsafe c.pointee.worker = Writing.bytes(worker)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("worker", worker)
    writer.endObject()
  }
}

extension DrainWorkerRequest: @unsafe Carried {
  typealias Carrier = Carillon__V1__DrainWorkerRequest
  public static var typeName: String { "carillon.v1.DrainWorkerRequest" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__drain_worker_request()
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
    if unsafe c.pointee.worker.len > 0 { self.worker = try unsafe Reading.text(c.pointee.worker, "worker") }
    if unsafe c.pointee.deadline != nil { self.deadline = try unsafe Reading.timeout(c.pointee.deadline, "deadline") }
    if unsafe c.pointee.note.len > 0 { self.note = try unsafe Reading.text(c.pointee.note, "note") }
    self.undo = unsafe c.pointee.undo != 0
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__drain_worker_request__init(c)
    if !worker.isEmpty {
      unsafe c.pointee.worker = Writing.bytes(worker)
    }
    if let deadline {
      unsafe c.pointee.deadline = Writing.timeout(deadline)
    }
    if !note.isEmpty {
      unsafe c.pointee.note = Writing.bytes(note)
    }
    unsafe c.pointee.undo = undo ? 1 : 0
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("worker", worker)
    writer.field("deadline", deadline)
    writer.field("note", note)
    writer.field("undo", undo)
    writer.endObject()
  }
}
