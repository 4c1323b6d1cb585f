// Made by tools/generate from proto/carillon/v1/executions.proto; do not edit.
// swift-format-ignore-file
internal import CMessages
internal import CProtobufC
public import Units

public struct Execution: WireMessage {
  public enum State: WireEnum {
    case unspecified
    case pending
    case running
    case completed
    case failed
    case timeout
    case cancelled
    /// Not before a time.
    case delayed
    /// Waits for children or for approval.
    case blocked
    /// Not started in time.
    case expired
    /// A value that this version does not know; it survives as it is.
    case unrecognized(Int32)

    public init(rawValue: Int32) {
      switch rawValue {
      case 0: self = .unspecified
      case 1: self = .pending
      case 2: self = .running
      case 3: self = .completed
      case 4: self = .failed
      case 5: self = .timeout
      case 6: self = .cancelled
      case 7: self = .delayed
      case 8: self = .blocked
      case 9: self = .expired
      default: self = .unrecognized(rawValue)
      }
    }

    public var rawValue: Int32 {
      switch self {
      case .unspecified: 0
      case .pending: 1
      case .running: 2
      case .completed: 3
      case .failed: 4
      case .timeout: 5
      case .cancelled: 6
      case .delayed: 7
      case .blocked: 8
      case .expired: 9
      case .unrecognized(let value): value
      }
    }

    public var protoName: String? {
      switch self {
      case .unspecified: "STATE_UNSPECIFIED"
      case .pending: "PENDING"
      case .running: "RUNNING"
      case .completed: "COMPLETED"
      case .failed: "FAILED"
      case .timeout: "TIMEOUT"
      case .cancelled: "CANCELLED"
      case .delayed: "DELAYED"
      case .blocked: "BLOCKED"
      case .expired: "EXPIRED"
      case .unrecognized: nil
      }
    }

    public static let allCases: [Self] = [.unspecified, .pending, .running, .completed, .failed, .timeout, .cancelled, .delayed, .blocked, .expired]
  }

  /// What a parent does when a child does not complete.
  public enum ChildPolicy: WireEnum {
    case unspecified
    /// Fails too, and cancels the siblings; the default.
    case failParent
    /// Goes on and sees the outcomes.
    case `continue`
    case ignore
    /// A value that this version does not know; it survives as it is.
    case unrecognized(Int32)

    public init(rawValue: Int32) {
      switch rawValue {
      case 0: self = .unspecified
      case 1: self = .failParent
      case 2: self = .`continue`
      case 3: self = .ignore
      default: self = .unrecognized(rawValue)
      }
    }

    public var rawValue: Int32 {
      switch self {
      case .unspecified: 0
      case .failParent: 1
      case .`continue`: 2
      case .ignore: 3
      case .unrecognized(let value): value
      }
    }

    public var protoName: String? {
      switch self {
      case .unspecified: "CHILD_POLICY_UNSPECIFIED"
      case .failParent: "FAIL_PARENT"
      case .`continue`: "CONTINUE"
      case .ignore: "IGNORE"
      case .unrecognized: nil
      }
    }

    public static let allCases: [Self] = [.unspecified, .failParent, .`continue`, .ignore]
  }

  /// What brought it about.
  public enum Origin: WireEnum {
    case unspecified
    case call
    case manual
    case schedule
    case event
    case parent
    case requeue
    case backfill
    case replay
    case handler
    /// A value that this version does not know; it survives as it is.
    case unrecognized(Int32)

    public init(rawValue: Int32) {
      switch rawValue {
      case 0: self = .unspecified
      case 1: self = .call
      case 2: self = .manual
      case 3: self = .schedule
      case 4: self = .event
      case 5: self = .parent
      case 6: self = .requeue
      case 7: self = .backfill
      case 8: self = .replay
      case 9: self = .handler
      default: self = .unrecognized(rawValue)
      }
    }

    public var rawValue: Int32 {
      switch self {
      case .unspecified: 0
      case .call: 1
      case .manual: 2
      case .schedule: 3
      case .event: 4
      case .parent: 5
      case .requeue: 6
      case .backfill: 7
      case .replay: 8
      case .handler: 9
      case .unrecognized(let value): value
      }
    }

    public var protoName: String? {
      switch self {
      case .unspecified: "ORIGIN_UNSPECIFIED"
      case .call: "CALL"
      case .manual: "MANUAL"
      case .schedule: "SCHEDULE"
      case .event: "EVENT"
      case .parent: "PARENT"
      case .requeue: "REQUEUE"
      case .backfill: "BACKFILL"
      case .replay: "REPLAY"
      case .handler: "HANDLER"
      case .unrecognized: nil
      }
    }

    public static let allCases: [Self] = [.unspecified, .call, .manual, .schedule, .event, .parent, .requeue, .backfill, .replay, .handler]
  }

  public var id: String = ""
  public var state: Execution.State = .unspecified
  public var job: String = ""
  public var jobVersion: UInt64 = 0
  public var queue: String = ""
  public var priority: UInt32 = 0
  /// Attempts begun.
  public var attempt: UInt32 = 0
  public var maxAttempts: UInt32 = 0
  public var payload: Bytes = []
  public var contentType: String = ""
  public var result: Bytes = []
  public var resultContentType: String = ""
  public var error: String = ""
  public var waiting: Waiting?
  /// RUNNING, and asked to stop.
  public var cancelling: Bool = false
  public var createTime: Instant?
  public var updateTime: Instant?
  public var labels: [Label] = []
  public var creator: String = ""
  public var version: UInt64 = 0
  public var dueTime: Instant?
  public var startTime: Instant?
  public var endTime: Instant?
  public var duration: Timeout?
  public var attempts: [Attempt] = []
  public var worker: String = ""
  /// Why it ended so, beside `error`: `POISONED`, `RESULT_TOO_LARGE` …
  public var endReason: String = ""
  public var deadLetter: Bool = false
  public var dedupKey: String = ""
  public var concurrencyKey: String = ""
  public var fairnessKey: String = ""
  public var bundle: String = ""
  public var handler: String = ""
  public var module: String = ""
  public var origin: Execution.Origin = .unspecified
  public var due: DueTime? {
    get { dueBox?.value }
    set { dueBox = newValue.map { Box($0) } }
  }
  private var dueBox: Box<DueTime>?
  public var parent: String = ""
  public var childPolicy: Execution.ChildPolicy = .unspecified
  public var children: UInt32 = 0
  public var childrenOpen: UInt32 = 0
  public var requeuedFrom: String = ""
  public var requeuedAs: String = ""
  /// The event that a listener answered, or that caused it.
  public var causation: String = ""
  public var correlation: String = ""
  public var trace: TraceContext?
  public var progress: ExecutionProgress?
  public var startByTime: Instant?
  public var finishByTime: Instant?
  public var notBeforeTime: Instant?
  public var logBytes: UInt64 = 0
  public var logDroppedBytes: UInt64 = 0
  public var approval: ApprovalState? {
    get { approvalBox?.value }
    set { approvalBox = newValue.map { Box($0) } }
  }
  private var approvalBox: Box<ApprovalState>?
  public var pools: [PoolClaim] = []
  public var placement: Placement?
  public var target: Target? {
    get { targetBox?.value }
    set { targetBox = newValue.map { Box($0) } }
  }
  private var targetBox: Box<Target>?
  public var flowDepth: UInt32 = 0
  /// Fields masked by redaction rules.
  public var redacted: [String] = []
  public var payloadBytes: UInt64 = 0
  public var resultBytes: UInt64 = 0
  public var warnings: [String] = []
  public var retry: RetryPolicy? {
    get { retryBox?.value }
    set { retryBox = newValue.map { Box($0) } }
  }
  private var retryBox: Box<RetryPolicy>?
  public var timeouts: Timeouts? {
    get { timeoutsBox?.value }
    set { timeoutsBox = newValue.map { Box($0) } }
  }
  private var timeoutsBox: Box<Timeouts>?

  public init(id: String = "", state: Execution.State = .unspecified, job: String = "", jobVersion: UInt64 = 0, queue: String = "", priority: UInt32 = 0, attempt: UInt32 = 0, maxAttempts: UInt32 = 0, payload: Bytes = [], contentType: String = "", result: Bytes = [], resultContentType: String = "", error: String = "", waiting: Waiting? = nil, cancelling: Bool = false, createTime: Instant? = nil, updateTime: Instant? = nil, labels: [Label] = [], creator: String = "", version: UInt64 = 0, dueTime: Instant? = nil, startTime: Instant? = nil, endTime: Instant? = nil, duration: Timeout? = nil, attempts: [Attempt] = [], worker: String = "", endReason: String = "", deadLetter: Bool = false, dedupKey: String = "", concurrencyKey: String = "", fairnessKey: String = "", bundle: String = "", handler: String = "", module: String = "", origin: Execution.Origin = .unspecified, due: DueTime? = nil, parent: String = "", childPolicy: Execution.ChildPolicy = .unspecified, children: UInt32 = 0, childrenOpen: UInt32 = 0, requeuedFrom: String = "", requeuedAs: String = "", causation: String = "", correlation: String = "", trace: TraceContext? = nil, progress: ExecutionProgress? = nil, startByTime: Instant? = nil, finishByTime: Instant? = nil, notBeforeTime: Instant? = nil, logBytes: UInt64 = 0, logDroppedBytes: UInt64 = 0, approval: ApprovalState? = nil, pools: [PoolClaim] = [], placement: Placement? = nil, target: Target? = nil, flowDepth: UInt32 = 0, redacted: [String] = [], payloadBytes: UInt64 = 0, resultBytes: UInt64 = 0, warnings: [String] = [], retry: RetryPolicy? = nil, timeouts: Timeouts? = nil) {
    self.id = id
    self.state = state
    self.job = job
    self.jobVersion = jobVersion
    self.queue = queue
    self.priority = priority
    self.attempt = attempt
    self.maxAttempts = maxAttempts
    self.payload = payload
    self.contentType = contentType
    self.result = result
    self.resultContentType = resultContentType
    self.error = error
    self.waiting = waiting
    self.cancelling = cancelling
    self.createTime = createTime
    self.updateTime = updateTime
    self.labels = labels
    self.creator = creator
    self.version = version
    self.dueTime = dueTime
    self.startTime = startTime
    self.endTime = endTime
    self.duration = duration
    self.attempts = attempts
    self.worker = worker
    self.endReason = endReason
    self.deadLetter = deadLetter
    self.dedupKey = dedupKey
    self.concurrencyKey = concurrencyKey
    self.fairnessKey = fairnessKey
    self.bundle = bundle
    self.handler = handler
    self.module = module
    self.origin = origin
    self.parent = parent
    self.childPolicy = childPolicy
    self.children = children
    self.childrenOpen = childrenOpen
    self.requeuedFrom = requeuedFrom
    self.requeuedAs = requeuedAs
    self.causation = causation
    self.correlation = correlation
    self.trace = trace
    self.progress = progress
    self.startByTime = startByTime
    self.finishByTime = finishByTime
    self.notBeforeTime = notBeforeTime
    self.logBytes = logBytes
    self.logDroppedBytes = logDroppedBytes
    self.pools = pools
    self.placement = placement
    self.flowDepth = flowDepth
    self.redacted = redacted
    self.payloadBytes = payloadBytes
    self.resultBytes = resultBytes
    self.warnings = warnings
    self.dueBox = due.map { Box($0) }
    self.approvalBox = approval.map { Box($0) }
    self.targetBox = target.map { Box($0) }
    self.retryBox = retry.map { Box($0) }
    self.timeoutsBox = timeouts.map { Box($0) }
  }

  public init() {}
}

/// Why it waits: computed on read, one reason from a closed list.
public struct Waiting: WireMessage {
  public enum Reason: WireEnum {
    case unspecified
    case notBefore
    case parents
    case approval
    case queuePaused
    case jobDisabled
    case jobLimit
    case keyLimit
    case pool
    case rate
    case window
    case held
    case noWorker
    case noCapacity
    case behind
    case frozen
    case queueLimit
    /// A value that this version does not know; it survives as it is.
    case unrecognized(Int32)

    public init(rawValue: Int32) {
      switch rawValue {
      case 0: self = .unspecified
      case 1: self = .notBefore
      case 2: self = .parents
      case 3: self = .approval
      case 4: self = .queuePaused
      case 5: self = .jobDisabled
      case 6: self = .jobLimit
      case 7: self = .keyLimit
      case 8: self = .pool
      case 9: self = .rate
      case 10: self = .window
      case 11: self = .held
      case 12: self = .noWorker
      case 13: self = .noCapacity
      case 14: self = .behind
      case 15: self = .frozen
      case 16: self = .queueLimit
      default: self = .unrecognized(rawValue)
      }
    }

    public var rawValue: Int32 {
      switch self {
      case .unspecified: 0
      case .notBefore: 1
      case .parents: 2
      case .approval: 3
      case .queuePaused: 4
      case .jobDisabled: 5
      case .jobLimit: 6
      case .keyLimit: 7
      case .pool: 8
      case .rate: 9
      case .window: 10
      case .held: 11
      case .noWorker: 12
      case .noCapacity: 13
      case .behind: 14
      case .frozen: 15
      case .queueLimit: 16
      case .unrecognized(let value): value
      }
    }

    public var protoName: String? {
      switch self {
      case .unspecified: "REASON_UNSPECIFIED"
      case .notBefore: "NOT_BEFORE"
      case .parents: "PARENTS"
      case .approval: "APPROVAL"
      case .queuePaused: "QUEUE_PAUSED"
      case .jobDisabled: "JOB_DISABLED"
      case .jobLimit: "JOB_LIMIT"
      case .keyLimit: "KEY_LIMIT"
      case .pool: "POOL"
      case .rate: "RATE"
      case .window: "WINDOW"
      case .held: "HELD"
      case .noWorker: "NO_WORKER"
      case .noCapacity: "NO_CAPACITY"
      case .behind: "BEHIND"
      case .frozen: "FROZEN"
      case .queueLimit: "QUEUE_LIMIT"
      case .unrecognized: nil
      }
    }

    public static let allCases: [Self] = [.unspecified, .notBefore, .parents, .approval, .queuePaused, .jobDisabled, .jobLimit, .keyLimit, .pool, .rate, .window, .held, .noWorker, .noCapacity, .behind, .frozen, .queueLimit]
  }

  public var reason: Waiting.Reason = .unspecified
  /// One sentence for people.
  public var detail: String = ""
  /// What it waits for: executions, a pool, a queue, a freeze.
  public var on: [String] = []
  /// How many are before it.
  public var behind: UInt64 = 0
  public var untilTime: Instant?
  public var estimate: Timeout?

  public init(reason: Waiting.Reason = .unspecified, detail: String = "", on: [String] = [], behind: UInt64 = 0, untilTime: Instant? = nil, estimate: Timeout? = nil) {
    self.reason = reason
    self.detail = detail
    self.on = on
    self.behind = behind
    self.untilTime = untilTime
    self.estimate = estimate
  }

  public init() {}
}

public struct Attempt: WireMessage {
  public enum Outcome: WireEnum {
    case unspecified
    case completed
    case failed
    case timeout
    case cancelled
    /// The session is gone.
    case lost
    /// Killed by its memory limit.
    case memory
    /// Drain or hand-back: never counts.
    case interrupted
    /// The handler asked to be run later: never counts.
    case snoozed
    /// A value that this version does not know; it survives as it is.
    case unrecognized(Int32)

    public init(rawValue: Int32) {
      switch rawValue {
      case 0: self = .unspecified
      case 1: self = .completed
      case 2: self = .failed
      case 3: self = .timeout
      case 4: self = .cancelled
      case 5: self = .lost
      case 6: self = .memory
      case 7: self = .interrupted
      case 8: self = .snoozed
      default: self = .unrecognized(rawValue)
      }
    }

    public var rawValue: Int32 {
      switch self {
      case .unspecified: 0
      case .completed: 1
      case .failed: 2
      case .timeout: 3
      case .cancelled: 4
      case .lost: 5
      case .memory: 6
      case .interrupted: 7
      case .snoozed: 8
      case .unrecognized(let value): value
      }
    }

    public var protoName: String? {
      switch self {
      case .unspecified: "OUTCOME_UNSPECIFIED"
      case .completed: "COMPLETED"
      case .failed: "FAILED"
      case .timeout: "TIMEOUT"
      case .cancelled: "CANCELLED"
      case .lost: "LOST"
      case .memory: "MEMORY"
      case .interrupted: "INTERRUPTED"
      case .snoozed: "SNOOZED"
      case .unrecognized: nil
      }
    }

    public static let allCases: [Self] = [.unspecified, .completed, .failed, .timeout, .cancelled, .lost, .memory, .interrupted, .snoozed]
  }

  public var number: UInt32 = 0
  public var worker: String = ""
  public var session: String = ""
  /// The fencing token of its lease.
  public var token: UInt64 = 0
  public var startTime: Instant?
  public var endTime: Instant?
  public var duration: Timeout?
  public var outcome: Attempt.Outcome = .unspecified
  public var error: String = ""
  public var exitCode: Int32?
  public var signal: UInt32 = 0
  public var logStart: UInt64 = 0
  public var logEnd: UInt64 = 0
  public var retryDelay: Timeout?
  public var handlerVersion: String = ""
  public var peakMemoryBytes: UInt64 = 0
  public var cpuTime: Timeout?
  /// What the host could not enforce.
  public var unenforced: [String] = []

  public init(number: UInt32 = 0, worker: String = "", session: String = "", token: UInt64 = 0, startTime: Instant? = nil, endTime: Instant? = nil, duration: Timeout? = nil, outcome: Attempt.Outcome = .unspecified, error: String = "", exitCode: Int32? = nil, signal: UInt32 = 0, logStart: UInt64 = 0, logEnd: UInt64 = 0, retryDelay: Timeout? = nil, handlerVersion: String = "", peakMemoryBytes: UInt64 = 0, cpuTime: Timeout? = nil, unenforced: [String] = []) {
    self.number = number
    self.worker = worker
    self.session = session
    self.token = token
    self.startTime = startTime
    self.endTime = endTime
    self.duration = duration
    self.outcome = outcome
    self.error = error
    self.exitCode = exitCode
    self.signal = signal
    self.logStart = logStart
    self.logEnd = logEnd
    self.retryDelay = retryDelay
    self.handlerVersion = handlerVersion
    self.peakMemoryBytes = peakMemoryBytes
    self.cpuTime = cpuTime
    self.unenforced = unenforced
  }

  public init() {}
}

/// The due time of a schedule that an execution stands for.
public struct DueTime: WireMessage {
  public var schedule: String = ""
  public var scheduleVersion: UInt64 = 0
  public var dueTime: Instant?
  public var jitteredTime: Instant?
  public var fireTime: Instant?
  public var grantTime: Instant?
  /// How many missed due times it stands for, and which.
  public var standsFor: UInt64 = 0
  public var range: TimeRange?
  public var previousSuccessTime: Instant?
  public var late: Bool = false
  public var backfill: String = ""

  public init(schedule: String = "", scheduleVersion: UInt64 = 0, dueTime: Instant? = nil, jitteredTime: Instant? = nil, fireTime: Instant? = nil, grantTime: Instant? = nil, standsFor: UInt64 = 0, range: TimeRange? = nil, previousSuccessTime: Instant? = nil, late: Bool = false, backfill: String = "") {
    self.schedule = schedule
    self.scheduleVersion = scheduleVersion
    self.dueTime = dueTime
    self.jitteredTime = jitteredTime
    self.fireTime = fireTime
    self.grantTime = grantTime
    self.standsFor = standsFor
    self.range = range
    self.previousSuccessTime = previousSuccessTime
    self.late = late
    self.backfill = backfill
  }

  public init() {}
}

public struct ExecutionProgress: WireMessage {
  /// 0 to 100.
  public var percent: UInt32 = 0
  public var message: String = ""
  public var time: Instant?

  public init(percent: UInt32 = 0, message: String = "", time: Instant? = nil) {
    self.percent = percent
    self.message = message
    self.time = time
  }

  public init() {}
}

public struct ApprovalState: WireMessage {
  public enum Decision: WireEnum {
    case unspecified
    case waiting
    case approved
    case refused
    case expired
    /// A value that this version does not know; it survives as it is.
    case unrecognized(Int32)

    public init(rawValue: Int32) {
      switch rawValue {
      case 0: self = .unspecified
      case 1: self = .waiting
      case 2: self = .approved
      case 3: self = .refused
      case 4: self = .expired
      default: self = .unrecognized(rawValue)
      }
    }

    public var rawValue: Int32 {
      switch self {
      case .unspecified: 0
      case .waiting: 1
      case .approved: 2
      case .refused: 3
      case .expired: 4
      case .unrecognized(let value): value
      }
    }

    public var protoName: String? {
      switch self {
      case .unspecified: "DECISION_UNSPECIFIED"
      case .waiting: "WAITING"
      case .approved: "APPROVED"
      case .refused: "REFUSED"
      case .expired: "EXPIRED"
      case .unrecognized: nil
      }
    }

    public static let allCases: [Self] = [.unspecified, .waiting, .approved, .refused, .expired]
  }

  public var decision: ApprovalState.Decision = .unspecified
  public var by: String = ""
  public var note: String = ""
  public var time: Instant?
  public var expireTime: Instant?

  public init(decision: ApprovalState.Decision = .unspecified, by: String = "", note: String = "", time: Instant? = nil, expireTime: Instant? = nil) {
    self.decision = decision
    self.by = by
    self.note = note
    self.time = time
    self.expireTime = expireTime
  }

  public init() {}
}

public struct EnqueueRequest: WireMessage {
  /// Name or id.
  public var job: String = ""
  public var payload: Bytes = []
  /// Empty is `application/json`.
  public var contentType: String = ""
  /// Empty is the job's.
  public var queue: String = ""
  /// 1 to 9; 0 is the job's.
  public var priority: UInt32 = 0
  public var dedupKey: String = ""
  public var concurrencyKey: String = ""
  public var fairnessKey: String = ""
  /// Not before; at most one of this and `delay`.
  public var notBeforeTime: Instant?
  public var delay: Timeout?
  public var labels: [Label] = []
  public var startByTime: Instant?
  public var finishByTime: Instant?
  public var deduplication: Deduplication?
  public var retry: RetryPolicy? {
    get { retryBox?.value }
    set { retryBox = newValue.map { Box($0) } }
  }
  private var retryBox: Box<RetryPolicy>?
  public var timeouts: Timeouts? {
    get { timeoutsBox?.value }
    set { timeoutsBox = newValue.map { Box($0) } }
  }
  private var timeoutsBox: Box<Timeouts>?
  public var placement: Placement?
  public var pools: [PoolClaim] = []
  public var parent: String = ""
  /// A flow: all of it in one entry.
  public var children: [EnqueueRequest] = []
  public var childPolicy: Execution.ChildPolicy = .unspecified
  public var causation: String = ""
  public var correlation: String = ""
  public var target: Target? {
    get { targetBox?.value }
    set { targetBox = newValue.map { Box($0) } }
  }
  private var targetBox: Box<Target>?
  public var fairnessWeight: UInt32 = 0
  public var validateOnly: Bool = false

  public init(job: String = "", payload: Bytes = [], contentType: String = "", queue: String = "", priority: UInt32 = 0, dedupKey: String = "", concurrencyKey: String = "", fairnessKey: String = "", notBeforeTime: Instant? = nil, delay: Timeout? = nil, labels: [Label] = [], startByTime: Instant? = nil, finishByTime: Instant? = nil, deduplication: Deduplication? = nil, retry: RetryPolicy? = nil, timeouts: Timeouts? = nil, placement: Placement? = nil, pools: [PoolClaim] = [], parent: String = "", children: [EnqueueRequest] = [], childPolicy: Execution.ChildPolicy = .unspecified, causation: String = "", correlation: String = "", target: Target? = nil, fairnessWeight: UInt32 = 0, validateOnly: Bool = false) {
    self.job = job
    self.payload = payload
    self.contentType = contentType
    self.queue = queue
    self.priority = priority
    self.dedupKey = dedupKey
    self.concurrencyKey = concurrencyKey
    self.fairnessKey = fairnessKey
    self.notBeforeTime = notBeforeTime
    self.delay = delay
    self.labels = labels
    self.startByTime = startByTime
    self.finishByTime = finishByTime
    self.deduplication = deduplication
    self.placement = placement
    self.pools = pools
    self.parent = parent
    self.children = children
    self.childPolicy = childPolicy
    self.causation = causation
    self.correlation = correlation
    self.fairnessWeight = fairnessWeight
    self.validateOnly = validateOnly
    self.retryBox = retry.map { Box($0) }
    self.timeoutsBox = timeouts.map { Box($0) }
    self.targetBox = target.map { Box($0) }
  }

  public init() {}
}

public struct EnqueueResponse: WireMessage {
  public enum Disposition: WireEnum {
    case unspecified
    case created
    /// The dedup key has a live execution: `execution` names it.
    case kept
    case replaced
    case after
    case throttled
    case debounced
    /// A value that this version does not know; it survives as it is.
    case unrecognized(Int32)

    public init(rawValue: Int32) {
      switch rawValue {
      case 0: self = .unspecified
      case 1: self = .created
      case 2: self = .kept
      case 3: self = .replaced
      case 4: self = .after
      case 5: self = .throttled
      case 6: self = .debounced
      default: self = .unrecognized(rawValue)
      }
    }

    public var rawValue: Int32 {
      switch self {
      case .unspecified: 0
      case .created: 1
      case .kept: 2
      case .replaced: 3
      case .after: 4
      case .throttled: 5
      case .debounced: 6
      case .unrecognized(let value): value
      }
    }

    public var protoName: String? {
      switch self {
      case .unspecified: "DISPOSITION_UNSPECIFIED"
      case .created: "CREATED"
      case .kept: "KEPT"
      case .replaced: "REPLACED"
      case .after: "AFTER"
      case .throttled: "THROTTLED"
      case .debounced: "DEBOUNCED"
      case .unrecognized: nil
      }
    }

    public static let allCases: [Self] = [.unspecified, .created, .kept, .replaced, .after, .throttled, .debounced]
  }

  public var execution: String = ""
  public var disposition: EnqueueResponse.Disposition = .unspecified
  public var state: Execution.State = .unspecified
  /// Of the flow's children, in the order given.
  public var children: [EnqueueResponse] = []
  public var warnings: [String] = []

  public init(execution: String = "", disposition: EnqueueResponse.Disposition = .unspecified, state: Execution.State = .unspecified, children: [EnqueueResponse] = [], warnings: [String] = []) {
    self.execution = execution
    self.disposition = disposition
    self.state = state
    self.children = children
    self.warnings = warnings
  }

  public init() {}
}

public struct EnqueueBatchRequest: WireMessage {
  public var requests: [EnqueueRequest] = []

  public init(requests: [EnqueueRequest] = []) {
    self.requests = requests
  }

  public init() {}
}

public struct EnqueueBatchResponse: WireMessage {
  /// One for each request, in order.
  public var responses: [EnqueueResponse] = []

  public init(responses: [EnqueueResponse] = []) {
    self.responses = responses
  }

  public init() {}
}

public struct GetExecutionRequest: WireMessage {
  public var execution: String = ""
  public var omitPayload: Bool = false

  public init(execution: String = "", omitPayload: Bool = false) {
    self.execution = execution
    self.omitPayload = omitPayload
  }

  public init() {}
}

public struct ListExecutionsRequest: WireMessage {
  public var pageSize: UInt32 = 0
  public var pageToken: String = ""
  public var filter: String = ""
  public var orderBy: String = ""
  public var job: String = ""
  public var state: Execution.State = .unspecified
  public var includePayloads: Bool = false
  public var deadLettersOnly: Bool = false
  public var queue: String = ""
  public var schedule: String = ""

  public init(pageSize: UInt32 = 0, pageToken: String = "", filter: String = "", orderBy: String = "", job: String = "", state: Execution.State = .unspecified, includePayloads: Bool = false, deadLettersOnly: Bool = false, queue: String = "", schedule: String = "") {
    self.pageSize = pageSize
    self.pageToken = pageToken
    self.filter = filter
    self.orderBy = orderBy
    self.job = job
    self.state = state
    self.includePayloads = includePayloads
    self.deadLettersOnly = deadLettersOnly
    self.queue = queue
    self.schedule = schedule
  }

  public init() {}
}

public struct ListExecutionsResponse: WireMessage {
  public var executions: [Execution] = []
  public var nextPageToken: String = ""
  public var counts: [Count] = []
  public var note: ListNote?

  public init(executions: [Execution] = [], nextPageToken: String = "", counts: [Count] = [], note: ListNote? = nil) {
    self.executions = executions
    self.nextPageToken = nextPageToken
    self.counts = counts
    self.note = note
  }

  public init() {}
}

public struct AwaitExecutionRequest: WireMessage {
  public var execution: String = ""

  public init(execution: String = "") {
    self.execution = execution
  }

  public init() {}
}

public struct CancelExecutionRequest: WireMessage {
  public var execution: String = ""
  public var reason: String = ""
  public var grace: Timeout?
  public var expectedVersion: UInt64 = 0

  public init(execution: String = "", reason: String = "", grace: Timeout? = nil, expectedVersion: UInt64 = 0) {
    self.execution = execution
    self.reason = reason
    self.grace = grace
    self.expectedVersion = expectedVersion
  }

  public init() {}
}

public struct DeleteExecutionRequest: WireMessage {
  public var execution: String = ""
  public var expectedVersion: UInt64 = 0

  public init(execution: String = "", expectedVersion: UInt64 = 0) {
    self.execution = execution
    self.expectedVersion = expectedVersion
  }

  public init() {}
}

public struct RequeueExecutionsRequest: WireMessage {
  public var selection: Selection?
  /// The definition and bundle that it was born with, not the newest.
  public var keepDefinition: Bool = false
  /// Of a flow or a target: only what failed.
  public var failedOnly: Bool = false
  public var payload: Bytes = []
  public var contentType: String = ""
  public var validateOnly: Bool = false

  public init(selection: Selection? = nil, keepDefinition: Bool = false, failedOnly: Bool = false, payload: Bytes = [], contentType: String = "", validateOnly: Bool = false) {
    self.selection = selection
    self.keepDefinition = keepDefinition
    self.failedOnly = failedOnly
    self.payload = payload
    self.contentType = contentType
    self.validateOnly = validateOnly
  }

  public init() {}
}

public struct RequeueExecutionsResponse: WireMessage {
  public struct Item: WireMessage {
    public var execution: String = ""
    public var requeuedAs: String = ""
    public var error: ItemError?
    public var oldJobVersion: UInt64 = 0
    public var newJobVersion: UInt64 = 0

    public init(execution: String = "", requeuedAs: String = "", error: ItemError? = nil, oldJobVersion: UInt64 = 0, newJobVersion: UInt64 = 0) {
      self.execution = execution
      self.requeuedAs = requeuedAs
      self.error = error
      self.oldJobVersion = oldJobVersion
      self.newJobVersion = newJobVersion
    }

    public init() {}
  }

  /// Where ids were given.
  public var items: [RequeueExecutionsResponse.Item] = []
  /// Where a filter was given.
  public var operation: Operation?
  /// With `validate_only`.
  public var wouldTouch: UInt64 = 0

  public init(items: [RequeueExecutionsResponse.Item] = [], operation: Operation? = nil, wouldTouch: UInt64 = 0) {
    self.items = items
    self.operation = operation
    self.wouldTouch = wouldTouch
  }

  public init() {}
}

public struct DiscardExecutionsRequest: WireMessage {
  public var selection: Selection?
  public var validateOnly: Bool = false

  public init(selection: Selection? = nil, validateOnly: Bool = false) {
    self.selection = selection
    self.validateOnly = validateOnly
  }

  public init() {}
}

public struct CancelExecutionsRequest: WireMessage {
  public var selection: Selection?
  public var reason: String = ""
  public var grace: Timeout?
  public var validateOnly: Bool = false

  public init(selection: Selection? = nil, reason: String = "", grace: Timeout? = nil, validateOnly: Bool = false) {
    self.selection = selection
    self.reason = reason
    self.grace = grace
    self.validateOnly = validateOnly
  }

  public init() {}
}

public struct LogLine: WireMessage {
  public enum Stream: WireEnum {
    case unspecified
    case stdout
    case stderr
    /// The runtime's own words.
    case system
    /// A value that this version does not know; it survives as it is.
    case unrecognized(Int32)

    public init(rawValue: Int32) {
      switch rawValue {
      case 0: self = .unspecified
      case 1: self = .stdout
      case 2: self = .stderr
      case 3: self = .system
      default: self = .unrecognized(rawValue)
      }
    }

    public var rawValue: Int32 {
      switch self {
      case .unspecified: 0
      case .stdout: 1
      case .stderr: 2
      case .system: 3
      case .unrecognized(let value): value
      }
    }

    public var protoName: String? {
      switch self {
      case .unspecified: "STREAM_UNSPECIFIED"
      case .stdout: "STDOUT"
      case .stderr: "STDERR"
      case .system: "SYSTEM"
      case .unrecognized: nil
      }
    }

    public static let allCases: [Self] = [.unspecified, .stdout, .stderr, .system]
  }

  /// Of its first byte, within the attempt.
  public var offset: UInt64 = 0
  public var time: Instant?
  public var stream: LogLine.Stream = .unspecified
  public var text: String = ""
  public var attempt: UInt32 = 0
  /// Bytes left out right before this line.
  public var droppedBytes: UInt64 = 0

  public init(offset: UInt64 = 0, time: Instant? = nil, stream: LogLine.Stream = .unspecified, text: String = "", attempt: UInt32 = 0, droppedBytes: UInt64 = 0) {
    self.offset = offset
    self.time = time
    self.stream = stream
    self.text = text
    self.attempt = attempt
    self.droppedBytes = droppedBytes
  }

  public init() {}
}

public struct ListLogsRequest: WireMessage {
  public var execution: String = ""
  /// 0 is the newest.
  public var attempt: UInt32 = 0
  public var stream: LogLine.Stream = .unspecified
  public var pageSize: UInt32 = 0
  public var pageToken: String = ""
  /// From the end backwards.
  public var tail: Bool = false

  public init(execution: String = "", attempt: UInt32 = 0, stream: LogLine.Stream = .unspecified, pageSize: UInt32 = 0, pageToken: String = "", tail: Bool = false) {
    self.execution = execution
    self.attempt = attempt
    self.stream = stream
    self.pageSize = pageSize
    self.pageToken = pageToken
    self.tail = tail
  }

  public init() {}
}

public struct ListLogsResponse: WireMessage {
  public var lines: [LogLine] = []
  public var nextPageToken: String = ""
  public var previousPageToken: String = ""
  public var truncated: Bool = false
  public var droppedBytes: UInt64 = 0
  /// More may come: the attempt is open.
  public var open: Bool = false

  public init(lines: [LogLine] = [], nextPageToken: String = "", previousPageToken: String = "", truncated: Bool = false, droppedBytes: UInt64 = 0, open: Bool = false) {
    self.lines = lines
    self.nextPageToken = nextPageToken
    self.previousPageToken = previousPageToken
    self.truncated = truncated
    self.droppedBytes = droppedBytes
    self.open = open
  }

  public init() {}
}

public struct FollowExecutionRequest: WireMessage {
  public var execution: String = ""
  /// Of the last item seen; empty is from the beginning.
  public var position: String = ""
  public var omitLogs: Bool = false
  /// Follows an execution's children too.
  public var children: Bool = false

  public init(execution: String = "", position: String = "", omitLogs: Bool = false, children: Bool = false) {
    self.execution = execution
    self.position = position
    self.omitLogs = omitLogs
    self.children = children
  }

  public init() {}
}

public struct FollowExecutionResponse: WireMessage {
  public enum Item: Hashable, Sendable {
    indirect case state(Execution)
    case progress(ExecutionProgress)
    case line(LogLine)
  }

  /// Give it back as `position` to go on right after this one.
  public var position: String = ""
  public var item: Item?
  public var execution: String = ""

  public init(position: String = "", item: Item? = nil, execution: String = "") {
    self.position = position
    self.item = item
    self.execution = execution
  }

  public init() {}
}

public struct GetFlowRequest: WireMessage {
  public var execution: String = ""
  public var depth: UInt32 = 0
  public var pageSize: UInt32 = 0
  public var pageToken: String = ""

  public init(execution: String = "", depth: UInt32 = 0, pageSize: UInt32 = 0, pageToken: String = "") {
    self.execution = execution
    self.depth = depth
    self.pageSize = pageSize
    self.pageToken = pageToken
  }

  public init() {}
}

public struct FlowNode: WireMessage {
  public var execution: Execution?
  public var parent: String = ""
  public var depth: UInt32 = 0
  public var moreChildren: Bool = false

  public init(execution: Execution? = nil, parent: String = "", depth: UInt32 = 0, moreChildren: Bool = false) {
    self.execution = execution
    self.parent = parent
    self.depth = depth
    self.moreChildren = moreChildren
  }

  public init() {}
}

public struct GetFlowResponse: WireMessage {
  /// Parents before children.
  public var nodes: [FlowNode] = []
  public var nextPageToken: String = ""

  public init(nodes: [FlowNode] = [], nextPageToken: String = "") {
    self.nodes = nodes
    self.nextPageToken = nextPageToken
  }

  public init() {}
}

public struct ApproveExecutionRequest: WireMessage {
  public var execution: String = ""
  public var note: String = ""

  public init(execution: String = "", note: String = "") {
    self.execution = execution
    self.note = note
  }

  public init() {}
}

public struct RefuseExecutionRequest: WireMessage {
  public var execution: String = ""
  public var note: String = ""

  public init(execution: String = "", note: String = "") {
    self.execution = execution
    self.note = note
  }

  public init() {}
}


extension Execution: @unsafe Carried {
  typealias Carrier = Carillon__V1__Execution
  public static var typeName: String { "carillon.v1.Execution" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__execution()
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
    self.state = Execution.State(rawValue: Int32(truncatingIfNeeded: unsafe c.pointee.state.rawValue))
    if unsafe c.pointee.job.len > 0 { self.job = try unsafe Reading.text(c.pointee.job, "job") }
    self.jobVersion = unsafe c.pointee.job_version
    if unsafe c.pointee.queue.len > 0 { self.queue = try unsafe Reading.text(c.pointee.queue, "queue") }
    self.priority = unsafe c.pointee.priority
    self.attempt = unsafe c.pointee.attempt
    self.maxAttempts = unsafe c.pointee.max_attempts
    if unsafe c.pointee.payload.len > 0 { self.payload = unsafe Reading.bytes(c.pointee.payload) }
    if unsafe c.pointee.content_type.len > 0 { self.contentType = try unsafe Reading.text(c.pointee.content_type, "content_type") }
    if unsafe c.pointee.result.len > 0 { self.result = unsafe Reading.bytes(c.pointee.result) }
    if unsafe c.pointee.result_content_type.len > 0 { self.resultContentType = try unsafe Reading.text(c.pointee.result_content_type, "result_content_type") }
    if unsafe c.pointee.error.len > 0 { self.error = try unsafe Reading.text(c.pointee.error, "error") }
    if unsafe c.pointee.waiting != nil {
      self.waiting = try unsafe Reading.message(c.pointee.waiting, "waiting")
    }
    self.cancelling = unsafe c.pointee.cancelling != 0
    if unsafe c.pointee.create_time != nil { self.createTime = try unsafe Reading.instant(c.pointee.create_time, "create_time") }
    if unsafe c.pointee.update_time != nil { self.updateTime = try unsafe Reading.instant(c.pointee.update_time, "update_time") }
    if unsafe c.pointee.n_labels > 0 {
      self.labels = try unsafe Reading.labels(c.pointee.n_labels, "labels") { place in unsafe (c.pointee.labels[place]?.pointee.key, c.pointee.labels[place]?.pointee.value) }
    }
    if unsafe c.pointee.creator.len > 0 { self.creator = try unsafe Reading.text(c.pointee.creator, "creator") }
    self.version = unsafe c.pointee.version
    if unsafe c.pointee.due_time != nil { self.dueTime = try unsafe Reading.instant(c.pointee.due_time, "due_time") }
    if unsafe c.pointee.start_time != nil { self.startTime = try unsafe Reading.instant(c.pointee.start_time, "start_time") }
    if unsafe c.pointee.end_time != nil { self.endTime = try unsafe Reading.instant(c.pointee.end_time, "end_time") }
    if unsafe c.pointee.duration != nil { self.duration = try unsafe Reading.timeout(c.pointee.duration, "duration") }
    if unsafe c.pointee.n_attempts > 0 {
      self.attempts = try unsafe Reading.messages(c.pointee.n_attempts, c.pointee.attempts, "attempts")
    }
    if unsafe c.pointee.worker.len > 0 { self.worker = try unsafe Reading.text(c.pointee.worker, "worker") }
    if unsafe c.pointee.end_reason.len > 0 { self.endReason = try unsafe Reading.text(c.pointee.end_reason, "end_reason") }
    self.deadLetter = unsafe c.pointee.dead_letter != 0
    if unsafe c.pointee.dedup_key.len > 0 { self.dedupKey = try unsafe Reading.text(c.pointee.dedup_key, "dedup_key") }
    if unsafe c.pointee.concurrency_key.len > 0 { self.concurrencyKey = try unsafe Reading.text(c.pointee.concurrency_key, "concurrency_key") }
    if unsafe c.pointee.fairness_key.len > 0 { self.fairnessKey = try unsafe Reading.text(c.pointee.fairness_key, "fairness_key") }
    if unsafe c.pointee.bundle.len > 0 { self.bundle = try unsafe Reading.text(c.pointee.bundle, "bundle") }
    if unsafe c.pointee.handler.len > 0 { self.handler = try unsafe Reading.text(c.pointee.handler, "handler") }
    if unsafe c.pointee.module.len > 0 { self.module = try unsafe Reading.text(c.pointee.module, "module") }
    self.origin = Execution.Origin(rawValue: Int32(truncatingIfNeeded: unsafe c.pointee.origin.rawValue))
    if unsafe c.pointee.due != nil {
      self.due = try unsafe Reading.message(c.pointee.due, "due")
    }
    if unsafe c.pointee.parent.len > 0 { self.parent = try unsafe Reading.text(c.pointee.parent, "parent") }
    self.childPolicy = Execution.ChildPolicy(rawValue: Int32(truncatingIfNeeded: unsafe c.pointee.child_policy.rawValue))
    self.children = unsafe c.pointee.children
    self.childrenOpen = unsafe c.pointee.children_open
    if unsafe c.pointee.requeued_from.len > 0 { self.requeuedFrom = try unsafe Reading.text(c.pointee.requeued_from, "requeued_from") }
    if unsafe c.pointee.requeued_as.len > 0 { self.requeuedAs = try unsafe Reading.text(c.pointee.requeued_as, "requeued_as") }
    if unsafe c.pointee.causation.len > 0 { self.causation = try unsafe Reading.text(c.pointee.causation, "causation") }
    if unsafe c.pointee.correlation.len > 0 { self.correlation = try unsafe Reading.text(c.pointee.correlation, "correlation") }
    if unsafe c.pointee.trace != nil {
      self.trace = try unsafe Reading.message(c.pointee.trace, "trace")
    }
    if unsafe c.pointee.progress != nil {
      self.progress = try unsafe Reading.message(c.pointee.progress, "progress")
    }
    if unsafe c.pointee.start_by_time != nil { self.startByTime = try unsafe Reading.instant(c.pointee.start_by_time, "start_by_time") }
    if unsafe c.pointee.finish_by_time != nil { self.finishByTime = try unsafe Reading.instant(c.pointee.finish_by_time, "finish_by_time") }
    if unsafe c.pointee.not_before_time != nil { self.notBeforeTime = try unsafe Reading.instant(c.pointee.not_before_time, "not_before_time") }
    self.logBytes = unsafe c.pointee.log_bytes
    self.logDroppedBytes = unsafe c.pointee.log_dropped_bytes
    if unsafe c.pointee.approval != nil {
      self.approval = try unsafe Reading.message(c.pointee.approval, "approval")
    }
    if unsafe c.pointee.n_pools > 0 {
      self.pools = try unsafe Reading.messages(c.pointee.n_pools, c.pointee.pools, "pools")
    }
    if unsafe c.pointee.placement != nil {
      self.placement = try unsafe Reading.message(c.pointee.placement, "placement")
    }
    if unsafe c.pointee.target != nil {
      self.target = try unsafe Reading.message(c.pointee.target, "target")
    }
    self.flowDepth = unsafe c.pointee.flow_depth
    if unsafe c.pointee.n_redacted > 0 {
      self.redacted = try unsafe Reading.texts(c.pointee.n_redacted, c.pointee.redacted, "redacted")
    }
    self.payloadBytes = unsafe c.pointee.payload_bytes
    self.resultBytes = unsafe c.pointee.result_bytes
    if unsafe c.pointee.n_warnings > 0 {
      self.warnings = try unsafe Reading.texts(c.pointee.n_warnings, c.pointee.warnings, "warnings")
    }
    if unsafe c.pointee.retry != nil {
      self.retry = try unsafe Reading.message(c.pointee.retry, "retry")
    }
    if unsafe c.pointee.timeouts != nil {
      self.timeouts = try unsafe Reading.message(c.pointee.timeouts, "timeouts")
    }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__execution__init(c)
    if !id.isEmpty {
      unsafe c.pointee.id = Writing.bytes(id)
    }
    unsafe c.pointee.state = .init(rawValue: .init(truncatingIfNeeded: state.rawValue))
    if !job.isEmpty {
      unsafe c.pointee.job = Writing.bytes(job)
    }
    unsafe c.pointee.job_version = jobVersion
    if !queue.isEmpty {
      unsafe c.pointee.queue = Writing.bytes(queue)
    }
    unsafe c.pointee.priority = priority
    unsafe c.pointee.attempt = attempt
    unsafe c.pointee.max_attempts = maxAttempts
    if !payload.isEmpty {
      unsafe c.pointee.payload = Writing.bytes(payload)
    }
    if !contentType.isEmpty {
      unsafe c.pointee.content_type = Writing.bytes(contentType)
    }
    if !result.isEmpty {
      unsafe c.pointee.result = Writing.bytes(result)
    }
    if !resultContentType.isEmpty {
      unsafe c.pointee.result_content_type = Writing.bytes(resultContentType)
    }
    if !error.isEmpty {
      unsafe c.pointee.error = Writing.bytes(error)
    }
    if let waiting {
      unsafe c.pointee.waiting = Writing.message(waiting)
    }
    unsafe c.pointee.cancelling = cancelling ? 1 : 0
    if let createTime {
      unsafe c.pointee.create_time = Writing.instant(createTime)
    }
    if let updateTime {
      unsafe c.pointee.update_time = Writing.instant(updateTime)
    }
    if !labels.isEmpty {
      unsafe c.pointee.n_labels = labels.count
      unsafe c.pointee.labels = Writing.labels(labels, Carillon__V1__Execution__LabelsEntry.self) { entry, key, value in
        unsafe carillon__v1__execution__labels_entry__init(entry)
        unsafe entry.pointee.key = key
        unsafe entry.pointee.value = value
      }
    }
    if !creator.isEmpty {
      unsafe c.pointee.creator = Writing.bytes(creator)
    }
    unsafe c.pointee.version = version
    if let dueTime {
      unsafe c.pointee.due_time = Writing.instant(dueTime)
    }
    if let startTime {
      unsafe c.pointee.start_time = Writing.instant(startTime)
    }
    if let endTime {
      unsafe c.pointee.end_time = Writing.instant(endTime)
    }
    if let duration {
      unsafe c.pointee.duration = Writing.timeout(duration)
    }
    if !attempts.isEmpty {
      unsafe c.pointee.n_attempts = attempts.count
      unsafe c.pointee.attempts = Writing.messages(attempts)
    }
    if !worker.isEmpty {
      unsafe c.pointee.worker = Writing.bytes(worker)
    }
    if !endReason.isEmpty {
      unsafe c.pointee.end_reason = Writing.bytes(endReason)
    }
    unsafe c.pointee.dead_letter = deadLetter ? 1 : 0
    if !dedupKey.isEmpty {
      unsafe c.pointee.dedup_key = Writing.bytes(dedupKey)
    }
    if !concurrencyKey.isEmpty {
      unsafe c.pointee.concurrency_key = Writing.bytes(concurrencyKey)
    }
    if !fairnessKey.isEmpty {
      unsafe c.pointee.fairness_key = Writing.bytes(fairnessKey)
    }
    if !bundle.isEmpty {
      unsafe c.pointee.bundle = Writing.bytes(bundle)
    }
    if !handler.isEmpty {
      unsafe c.pointee.handler = Writing.bytes(handler)
    }
    if !module.isEmpty {
      unsafe c.pointee.module = Writing.bytes(module)
    }
    unsafe c.pointee.origin = .init(rawValue: .init(truncatingIfNeeded: origin.rawValue))
    if let due {
      unsafe c.pointee.due = Writing.message(due)
    }
    if !parent.isEmpty {
      unsafe c.pointee.parent = Writing.bytes(parent)
    }
    unsafe c.pointee.child_policy = .init(rawValue: .init(truncatingIfNeeded: childPolicy.rawValue))
    unsafe c.pointee.children = children
    unsafe c.pointee.children_open = childrenOpen
    if !requeuedFrom.isEmpty {
      unsafe c.pointee.requeued_from = Writing.bytes(requeuedFrom)
    }
    if !requeuedAs.isEmpty {
      unsafe c.pointee.requeued_as = Writing.bytes(requeuedAs)
    }
    if !causation.isEmpty {
      unsafe c.pointee.causation = Writing.bytes(causation)
    }
    if !correlation.isEmpty {
      unsafe c.pointee.correlation = Writing.bytes(correlation)
    }
    if let trace {
      unsafe c.pointee.trace = Writing.message(trace)
    }
    if let progress {
      unsafe c.pointee.progress = Writing.message(progress)
    }
    if let startByTime {
      unsafe c.pointee.start_by_time = Writing.instant(startByTime)
    }
    if let finishByTime {
      unsafe c.pointee.finish_by_time = Writing.instant(finishByTime)
    }
    if let notBeforeTime {
      unsafe c.pointee.not_before_time = Writing.instant(notBeforeTime)
    }
    unsafe c.pointee.log_bytes = logBytes
    unsafe c.pointee.log_dropped_bytes = logDroppedBytes
    if let approval {
      unsafe c.pointee.approval = Writing.message(approval)
    }
    if !pools.isEmpty {
      unsafe c.pointee.n_pools = pools.count
      unsafe c.pointee.pools = Writing.messages(pools)
    }
    if let placement {
      unsafe c.pointee.placement = Writing.message(placement)
    }
    if let target {
      unsafe c.pointee.target = Writing.message(target)
    }
    unsafe c.pointee.flow_depth = flowDepth
    if !redacted.isEmpty {
      unsafe c.pointee.n_redacted = redacted.count
      unsafe c.pointee.redacted = Writing.all(redacted)
    }
    unsafe c.pointee.payload_bytes = payloadBytes
    unsafe c.pointee.result_bytes = resultBytes
    if !warnings.isEmpty {
      unsafe c.pointee.n_warnings = warnings.count
      unsafe c.pointee.warnings = Writing.all(warnings)
    }
    if let retry {
      unsafe c.pointee.retry = Writing.message(retry)
    }
    if let timeouts {
      unsafe c.pointee.timeouts = Writing.message(timeouts)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("id", id)
    writer.field("state", state)
    writer.field("job", job)
    writer.field("jobVersion", jobVersion)
    writer.field("queue", queue)
    writer.field("priority", priority)
    writer.field("attempt", attempt)
    writer.field("maxAttempts", maxAttempts)
    writer.field("payload", json: payload, contentType: contentType)
    writer.field("contentType", contentType)
    writer.field("result", json: result, contentType: resultContentType)
    writer.field("resultContentType", resultContentType)
    writer.field("error", error)
    writer.field("waiting", waiting)
    writer.field("cancelling", cancelling)
    writer.field("createTime", createTime)
    writer.field("updateTime", updateTime)
    writer.field("labels", labels: labels)
    writer.field("creator", creator)
    writer.field("version", version)
    writer.field("dueTime", dueTime)
    writer.field("startTime", startTime)
    writer.field("endTime", endTime)
    writer.field("duration", duration)
    writer.field("attempts", attempts)
    writer.field("worker", worker)
    writer.field("endReason", endReason)
    writer.field("deadLetter", deadLetter)
    writer.field("dedupKey", dedupKey)
    writer.field("concurrencyKey", concurrencyKey)
    writer.field("fairnessKey", fairnessKey)
    writer.field("bundle", bundle)
    writer.field("handler", handler)
    writer.field("module", module)
    writer.field("origin", origin)
    writer.field("due", due)
    writer.field("parent", parent)
    writer.field("childPolicy", childPolicy)
    writer.field("children", children)
    writer.field("childrenOpen", childrenOpen)
    writer.field("requeuedFrom", requeuedFrom)
    writer.field("requeuedAs", requeuedAs)
    writer.field("causation", causation)
    writer.field("correlation", correlation)
    writer.field("trace", trace)
    writer.field("progress", progress)
    writer.field("startByTime", startByTime)
    writer.field("finishByTime", finishByTime)
    writer.field("notBeforeTime", notBeforeTime)
    writer.field("logBytes", logBytes)
    writer.field("logDroppedBytes", logDroppedBytes)
    writer.field("approval", approval)
    writer.field("pools", pools)
    writer.field("placement", placement)
    writer.field("target", target)
    writer.field("flowDepth", flowDepth)
    writer.field("redacted", redacted)
    writer.field("payloadBytes", payloadBytes)
    writer.field("resultBytes", resultBytes)
    writer.field("warnings", warnings)
    writer.field("retry", retry)
    writer.field("timeouts", timeouts)
    writer.endObject()
  }
}

extension Waiting: @unsafe Carried {
  typealias Carrier = Carillon__V1__Waiting
  public static var typeName: String { "carillon.v1.Waiting" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__waiting()
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
    self.reason = Waiting.Reason(rawValue: Int32(truncatingIfNeeded: unsafe c.pointee.reason.rawValue))
    if unsafe c.pointee.detail.len > 0 { self.detail = try unsafe Reading.text(c.pointee.detail, "detail") }
    if unsafe c.pointee.n_on > 0 {
      self.on = try unsafe Reading.texts(c.pointee.n_on, c.pointee.on, "on")
    }
    self.behind = unsafe c.pointee.behind
    if unsafe c.pointee.until_time != nil { self.untilTime = try unsafe Reading.instant(c.pointee.until_time, "until_time") }
    if unsafe c.pointee.estimate != nil { self.estimate = try unsafe Reading.timeout(c.pointee.estimate, "estimate") }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__waiting__init(c)
    unsafe c.pointee.reason = .init(rawValue: .init(truncatingIfNeeded: reason.rawValue))
    if !detail.isEmpty {
      unsafe c.pointee.detail = Writing.bytes(detail)
    }
    if !on.isEmpty {
      unsafe c.pointee.n_on = on.count
      unsafe c.pointee.on = Writing.all(on)
    }
    unsafe c.pointee.behind = behind
    if let untilTime {
      unsafe c.pointee.until_time = Writing.instant(untilTime)
    }
    if let estimate {
      unsafe c.pointee.estimate = Writing.timeout(estimate)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("reason", reason)
    writer.field("detail", detail)
    writer.field("on", on)
    writer.field("behind", behind)
    writer.field("untilTime", untilTime)
    writer.field("estimate", estimate)
    writer.endObject()
  }
}

extension Attempt: @unsafe Carried {
  typealias Carrier = Carillon__V1__Attempt
  public static var typeName: String { "carillon.v1.Attempt" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__attempt()
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
    if unsafe c.pointee.worker.len > 0 { self.worker = try unsafe Reading.text(c.pointee.worker, "worker") }
    if unsafe c.pointee.session.len > 0 { self.session = try unsafe Reading.text(c.pointee.session, "session") }
    self.token = unsafe c.pointee.token
    if unsafe c.pointee.start_time != nil { self.startTime = try unsafe Reading.instant(c.pointee.start_time, "start_time") }
    if unsafe c.pointee.end_time != nil { self.endTime = try unsafe Reading.instant(c.pointee.end_time, "end_time") }
    if unsafe c.pointee.duration != nil { self.duration = try unsafe Reading.timeout(c.pointee.duration, "duration") }
    self.outcome = Attempt.Outcome(rawValue: Int32(truncatingIfNeeded: unsafe c.pointee.outcome.rawValue))
    if unsafe c.pointee.error.len > 0 { self.error = try unsafe Reading.text(c.pointee.error, "error") }
    if unsafe c.pointee.exit_code_presence_case.rawValue == 10 {
      self.exitCode = unsafe c.pointee.exit_code
    }
    self.signal = unsafe c.pointee.signal
    self.logStart = unsafe c.pointee.log_start
    self.logEnd = unsafe c.pointee.log_end
    if unsafe c.pointee.retry_delay != nil { self.retryDelay = try unsafe Reading.timeout(c.pointee.retry_delay, "retry_delay") }
    if unsafe c.pointee.handler_version.len > 0 { self.handlerVersion = try unsafe Reading.text(c.pointee.handler_version, "handler_version") }
    self.peakMemoryBytes = unsafe c.pointee.peak_memory_bytes
    if unsafe c.pointee.cpu_time != nil { self.cpuTime = try unsafe Reading.timeout(c.pointee.cpu_time, "cpu_time") }
    if unsafe c.pointee.n_unenforced > 0 {
      self.unenforced = try unsafe Reading.texts(c.pointee.n_unenforced, c.pointee.unenforced, "unenforced")
    }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__attempt__init(c)
    unsafe c.pointee.number = number
    if !worker.isEmpty {
      unsafe c.pointee.worker = Writing.bytes(worker)
    }
    if !session.isEmpty {
      unsafe c.pointee.session = Writing.bytes(session)
    }
    unsafe c.pointee.token = token
    if let startTime {
      unsafe c.pointee.start_time = Writing.instant(startTime)
    }
    if let endTime {
      unsafe c.pointee.end_time = Writing.instant(endTime)
    }
    if let duration {
      unsafe c.pointee.duration = Writing.timeout(duration)
    }
    unsafe c.pointee.outcome = .init(rawValue: .init(truncatingIfNeeded: outcome.rawValue))
    if !error.isEmpty {
      unsafe c.pointee.error = Writing.bytes(error)
    }
    if let exitCode {
      unsafe c.pointee.exit_code_presence_case = .init(rawValue: 10)
      unsafe c.pointee.exit_code = exitCode
    }
    unsafe c.pointee.signal = signal
    unsafe c.pointee.log_start = logStart
    unsafe c.pointee.log_end = logEnd
    if let retryDelay {
      unsafe c.pointee.retry_delay = Writing.timeout(retryDelay)
    }
    if !handlerVersion.isEmpty {
      unsafe c.pointee.handler_version = Writing.bytes(handlerVersion)
    }
    unsafe c.pointee.peak_memory_bytes = peakMemoryBytes
    if let cpuTime {
      unsafe c.pointee.cpu_time = Writing.timeout(cpuTime)
    }
    if !unenforced.isEmpty {
      unsafe c.pointee.n_unenforced = unenforced.count
      unsafe c.pointee.unenforced = Writing.all(unenforced)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("number", number)
    writer.field("worker", worker)
    writer.field("session", session)
    writer.field("token", token)
    writer.field("startTime", startTime)
    writer.field("endTime", endTime)
    writer.field("duration", duration)
    writer.field("outcome", outcome)
    writer.field("error", error)
    if let exitCode { writer.present("exitCode", exitCode) }
    writer.field("signal", signal)
    writer.field("logStart", logStart)
    writer.field("logEnd", logEnd)
    writer.field("retryDelay", retryDelay)
    writer.field("handlerVersion", handlerVersion)
    writer.field("peakMemoryBytes", peakMemoryBytes)
    writer.field("cpuTime", cpuTime)
    writer.field("unenforced", unenforced)
    writer.endObject()
  }
}

extension DueTime: @unsafe Carried {
  typealias Carrier = Carillon__V1__DueTime
  public static var typeName: String { "carillon.v1.DueTime" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__due_time()
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
    self.scheduleVersion = unsafe c.pointee.schedule_version
    if unsafe c.pointee.due_time != nil { self.dueTime = try unsafe Reading.instant(c.pointee.due_time, "due_time") }
    if unsafe c.pointee.jittered_time != nil { self.jitteredTime = try unsafe Reading.instant(c.pointee.jittered_time, "jittered_time") }
    if unsafe c.pointee.fire_time != nil { self.fireTime = try unsafe Reading.instant(c.pointee.fire_time, "fire_time") }
    if unsafe c.pointee.grant_time != nil { self.grantTime = try unsafe Reading.instant(c.pointee.grant_time, "grant_time") }
    self.standsFor = unsafe c.pointee.stands_for
    if unsafe c.pointee.range != nil {
      self.range = try unsafe Reading.message(c.pointee.range, "range")
    }
    if unsafe c.pointee.previous_success_time != nil { self.previousSuccessTime = try unsafe Reading.instant(c.pointee.previous_success_time, "previous_success_time") }
    self.late = unsafe c.pointee.late != 0
    if unsafe c.pointee.backfill.len > 0 { self.backfill = try unsafe Reading.text(c.pointee.backfill, "backfill") }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__due_time__init(c)
    if !schedule.isEmpty {
      unsafe c.pointee.schedule = Writing.bytes(schedule)
    }
    unsafe c.pointee.schedule_version = scheduleVersion
    if let dueTime {
      unsafe c.pointee.due_time = Writing.instant(dueTime)
    }
    if let jitteredTime {
      unsafe c.pointee.jittered_time = Writing.instant(jitteredTime)
    }
    if let fireTime {
      unsafe c.pointee.fire_time = Writing.instant(fireTime)
    }
    if let grantTime {
      unsafe c.pointee.grant_time = Writing.instant(grantTime)
    }
    unsafe c.pointee.stands_for = standsFor
    if let range {
      unsafe c.pointee.range = Writing.message(range)
    }
    if let previousSuccessTime {
      unsafe c.pointee.previous_success_time = Writing.instant(previousSuccessTime)
    }
    unsafe c.pointee.late = late ? 1 : 0
    if !backfill.isEmpty {
      unsafe c.pointee.backfill = Writing.bytes(backfill)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("schedule", schedule)
    writer.field("scheduleVersion", scheduleVersion)
    writer.field("dueTime", dueTime)
    writer.field("jitteredTime", jitteredTime)
    writer.field("fireTime", fireTime)
    writer.field("grantTime", grantTime)
    writer.field("standsFor", standsFor)
    writer.field("range", range)
    writer.field("previousSuccessTime", previousSuccessTime)
    writer.field("late", late)
    writer.field("backfill", backfill)
    writer.endObject()
  }
}

extension ExecutionProgress: @unsafe Carried {
  typealias Carrier = Carillon__V1__ExecutionProgress
  public static var typeName: String { "carillon.v1.ExecutionProgress" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__execution_progress()
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
    self.percent = unsafe c.pointee.percent
    if unsafe c.pointee.message.len > 0 { self.message = try unsafe Reading.text(c.pointee.message, "message") }
    if unsafe c.pointee.time != nil { self.time = try unsafe Reading.instant(c.pointee.time, "time") }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__execution_progress__init(c)
    unsafe c.pointee.percent = percent
    if !message.isEmpty {
      unsafe c.pointee.message = Writing.bytes(message)
    }
    if let time {
      unsafe c.pointee.time = Writing.instant(time)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("percent", percent)
    writer.field("message", message)
    writer.field("time", time)
    writer.endObject()
  }
}

extension ApprovalState: @unsafe Carried {
  typealias Carrier = Carillon__V1__ApprovalState
  public static var typeName: String { "carillon.v1.ApprovalState" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__approval_state()
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
    self.decision = ApprovalState.Decision(rawValue: Int32(truncatingIfNeeded: unsafe c.pointee.decision.rawValue))
    if unsafe c.pointee.by.len > 0 { self.by = try unsafe Reading.text(c.pointee.by, "by") }
    if unsafe c.pointee.note.len > 0 { self.note = try unsafe Reading.text(c.pointee.note, "note") }
    if unsafe c.pointee.time != nil { self.time = try unsafe Reading.instant(c.pointee.time, "time") }
    if unsafe c.pointee.expire_time != nil { self.expireTime = try unsafe Reading.instant(c.pointee.expire_time, "expire_time") }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__approval_state__init(c)
    unsafe c.pointee.decision = .init(rawValue: .init(truncatingIfNeeded: decision.rawValue))
    if !by.isEmpty {
      unsafe c.pointee.by = Writing.bytes(by)
    }
    if !note.isEmpty {
      unsafe c.pointee.note = Writing.bytes(note)
    }
    if let time {
      unsafe c.pointee.time = Writing.instant(time)
    }
    if let expireTime {
      unsafe c.pointee.expire_time = Writing.instant(expireTime)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("decision", decision)
    writer.field("by", by)
    writer.field("note", note)
    writer.field("time", time)
    writer.field("expireTime", expireTime)
    writer.endObject()
  }
}

extension EnqueueRequest: @unsafe Carried {
  typealias Carrier = Carillon__V1__EnqueueRequest
  public static var typeName: String { "carillon.v1.EnqueueRequest" }
  static var mayNest: Bool { true }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__enqueue_request()
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
    if unsafe c.pointee.queue.len > 0 { self.queue = try unsafe Reading.text(c.pointee.queue, "queue") }
    self.priority = unsafe c.pointee.priority
    if unsafe c.pointee.dedup_key.len > 0 { self.dedupKey = try unsafe Reading.text(c.pointee.dedup_key, "dedup_key") }
    if unsafe c.pointee.concurrency_key.len > 0 { self.concurrencyKey = try unsafe Reading.text(c.pointee.concurrency_key, "concurrency_key") }
    if unsafe c.pointee.fairness_key.len > 0 { self.fairnessKey = try unsafe Reading.text(c.pointee.fairness_key, "fairness_key") }
    if unsafe c.pointee.not_before_time != nil { self.notBeforeTime = try unsafe Reading.instant(c.pointee.not_before_time, "not_before_time") }
    if unsafe c.pointee.delay != nil { self.delay = try unsafe Reading.timeout(c.pointee.delay, "delay") }
    if unsafe c.pointee.n_labels > 0 {
      self.labels = try unsafe Reading.labels(c.pointee.n_labels, "labels") { place in unsafe (c.pointee.labels[place]?.pointee.key, c.pointee.labels[place]?.pointee.value) }
    }
    if unsafe c.pointee.start_by_time != nil { self.startByTime = try unsafe Reading.instant(c.pointee.start_by_time, "start_by_time") }
    if unsafe c.pointee.finish_by_time != nil { self.finishByTime = try unsafe Reading.instant(c.pointee.finish_by_time, "finish_by_time") }
    if unsafe c.pointee.deduplication != nil {
      self.deduplication = try unsafe Reading.message(c.pointee.deduplication, "deduplication")
    }
    if unsafe c.pointee.retry != nil {
      self.retry = try unsafe Reading.message(c.pointee.retry, "retry")
    }
    if unsafe c.pointee.timeouts != nil {
      self.timeouts = try unsafe Reading.message(c.pointee.timeouts, "timeouts")
    }
    if unsafe c.pointee.placement != nil {
      self.placement = try unsafe Reading.message(c.pointee.placement, "placement")
    }
    if unsafe c.pointee.n_pools > 0 {
      self.pools = try unsafe Reading.messages(c.pointee.n_pools, c.pointee.pools, "pools")
    }
    if unsafe c.pointee.parent.len > 0 { self.parent = try unsafe Reading.text(c.pointee.parent, "parent") }
    if unsafe c.pointee.n_children > 0 {
      self.children = try unsafe Reading.messages(c.pointee.n_children, c.pointee.children, "children")
    }
    self.childPolicy = Execution.ChildPolicy(rawValue: Int32(truncatingIfNeeded: unsafe c.pointee.child_policy.rawValue))
    if unsafe c.pointee.causation.len > 0 { self.causation = try unsafe Reading.text(c.pointee.causation, "causation") }
    if unsafe c.pointee.correlation.len > 0 { self.correlation = try unsafe Reading.text(c.pointee.correlation, "correlation") }
    if unsafe c.pointee.target != nil {
      self.target = try unsafe Reading.message(c.pointee.target, "target")
    }
    self.fairnessWeight = unsafe c.pointee.fairness_weight
    self.validateOnly = unsafe c.pointee.validate_only != 0
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__enqueue_request__init(c)
    if !job.isEmpty {
      unsafe c.pointee.job = Writing.bytes(job)
    }
    if !payload.isEmpty {
      unsafe c.pointee.payload = Writing.bytes(payload)
    }
    if !contentType.isEmpty {
      unsafe c.pointee.content_type = Writing.bytes(contentType)
    }
    if !queue.isEmpty {
      unsafe c.pointee.queue = Writing.bytes(queue)
    }
    unsafe c.pointee.priority = priority
    if !dedupKey.isEmpty {
      unsafe c.pointee.dedup_key = Writing.bytes(dedupKey)
    }
    if !concurrencyKey.isEmpty {
      unsafe c.pointee.concurrency_key = Writing.bytes(concurrencyKey)
    }
    if !fairnessKey.isEmpty {
      unsafe c.pointee.fairness_key = Writing.bytes(fairnessKey)
    }
    if let notBeforeTime {
      unsafe c.pointee.not_before_time = Writing.instant(notBeforeTime)
    }
    if let delay {
      unsafe c.pointee.delay = Writing.timeout(delay)
    }
    if !labels.isEmpty {
      unsafe c.pointee.n_labels = labels.count
      unsafe c.pointee.labels = Writing.labels(labels, Carillon__V1__EnqueueRequest__LabelsEntry.self) { entry, key, value in
        unsafe carillon__v1__enqueue_request__labels_entry__init(entry)
        unsafe entry.pointee.key = key
        unsafe entry.pointee.value = value
      }
    }
    if let startByTime {
      unsafe c.pointee.start_by_time = Writing.instant(startByTime)
    }
    if let finishByTime {
      unsafe c.pointee.finish_by_time = Writing.instant(finishByTime)
    }
    if let deduplication {
      unsafe c.pointee.deduplication = Writing.message(deduplication)
    }
    if let retry {
      unsafe c.pointee.retry = Writing.message(retry)
    }
    if let timeouts {
      unsafe c.pointee.timeouts = Writing.message(timeouts)
    }
    if let placement {
      unsafe c.pointee.placement = Writing.message(placement)
    }
    if !pools.isEmpty {
      unsafe c.pointee.n_pools = pools.count
      unsafe c.pointee.pools = Writing.messages(pools)
    }
    if !parent.isEmpty {
      unsafe c.pointee.parent = Writing.bytes(parent)
    }
    if !children.isEmpty {
      unsafe c.pointee.n_children = children.count
      unsafe c.pointee.children = Writing.messages(children)
    }
    unsafe c.pointee.child_policy = .init(rawValue: .init(truncatingIfNeeded: childPolicy.rawValue))
    if !causation.isEmpty {
      unsafe c.pointee.causation = Writing.bytes(causation)
    }
    if !correlation.isEmpty {
      unsafe c.pointee.correlation = Writing.bytes(correlation)
    }
    if let target {
      unsafe c.pointee.target = Writing.message(target)
    }
    unsafe c.pointee.fairness_weight = fairnessWeight
    unsafe c.pointee.validate_only = validateOnly ? 1 : 0
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("job", job)
    writer.field("payload", json: payload, contentType: contentType)
    writer.field("contentType", contentType)
    writer.field("queue", queue)
    writer.field("priority", priority)
    writer.field("dedupKey", dedupKey)
    writer.field("concurrencyKey", concurrencyKey)
    writer.field("fairnessKey", fairnessKey)
    writer.field("notBeforeTime", notBeforeTime)
    writer.field("delay", delay)
    writer.field("labels", labels: labels)
    writer.field("startByTime", startByTime)
    writer.field("finishByTime", finishByTime)
    writer.field("deduplication", deduplication)
    writer.field("retry", retry)
    writer.field("timeouts", timeouts)
    writer.field("placement", placement)
    writer.field("pools", pools)
    writer.field("parent", parent)
    writer.field("children", children)
    writer.field("childPolicy", childPolicy)
    writer.field("causation", causation)
    writer.field("correlation", correlation)
    writer.field("target", target)
    writer.field("fairnessWeight", fairnessWeight)
    writer.field("validateOnly", validateOnly)
    writer.endObject()
  }
}

extension EnqueueResponse: @unsafe Carried {
  typealias Carrier = Carillon__V1__EnqueueResponse
  public static var typeName: String { "carillon.v1.EnqueueResponse" }
  static var mayNest: Bool { true }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__enqueue_response()
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
    self.disposition = EnqueueResponse.Disposition(rawValue: Int32(truncatingIfNeeded: unsafe c.pointee.disposition.rawValue))
    self.state = Execution.State(rawValue: Int32(truncatingIfNeeded: unsafe c.pointee.state.rawValue))
    if unsafe c.pointee.n_children > 0 {
      self.children = try unsafe Reading.messages(c.pointee.n_children, c.pointee.children, "children")
    }
    if unsafe c.pointee.n_warnings > 0 {
      self.warnings = try unsafe Reading.texts(c.pointee.n_warnings, c.pointee.warnings, "warnings")
    }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__enqueue_response__init(c)
    if !execution.isEmpty {
      unsafe c.pointee.execution = Writing.bytes(execution)
    }
    unsafe c.pointee.disposition = .init(rawValue: .init(truncatingIfNeeded: disposition.rawValue))
    unsafe c.pointee.state = .init(rawValue: .init(truncatingIfNeeded: state.rawValue))
    if !children.isEmpty {
      unsafe c.pointee.n_children = children.count
      unsafe c.pointee.children = Writing.messages(children)
    }
    if !warnings.isEmpty {
      unsafe c.pointee.n_warnings = warnings.count
      unsafe c.pointee.warnings = Writing.all(warnings)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("execution", execution)
    writer.field("disposition", disposition)
    writer.field("state", state)
    writer.field("children", children)
    writer.field("warnings", warnings)
    writer.endObject()
  }
}

extension EnqueueBatchRequest: @unsafe Carried {
  typealias Carrier = Carillon__V1__EnqueueBatchRequest
  public static var typeName: String { "carillon.v1.EnqueueBatchRequest" }
  static var mayNest: Bool { true }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__enqueue_batch_request()
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
    if unsafe c.pointee.n_requests > 0 {
      self.requests = try unsafe Reading.messages(c.pointee.n_requests, c.pointee.requests, "requests")
    }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__enqueue_batch_request__init(c)
    if !requests.isEmpty {
      unsafe c.pointee.n_requests = requests.count
      unsafe c.pointee.requests = Writing.messages(requests)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("requests", requests)
    writer.endObject()
  }
}

extension EnqueueBatchResponse: @unsafe Carried {
  typealias Carrier = Carillon__V1__EnqueueBatchResponse
  public static var typeName: String { "carillon.v1.EnqueueBatchResponse" }
  static var mayNest: Bool { true }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__enqueue_batch_response()
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
    if unsafe c.pointee.n_responses > 0 {
      self.responses = try unsafe Reading.messages(c.pointee.n_responses, c.pointee.responses, "responses")
    }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__enqueue_batch_response__init(c)
    if !responses.isEmpty {
      unsafe c.pointee.n_responses = responses.count
      unsafe c.pointee.responses = Writing.messages(responses)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("responses", responses)
    writer.endObject()
  }
}

extension GetExecutionRequest: @unsafe Carried {
  typealias Carrier = Carillon__V1__GetExecutionRequest
  public static var typeName: String { "carillon.v1.GetExecutionRequest" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__get_execution_request()
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
    self.omitPayload = unsafe c.pointee.omit_payload != 0
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__get_execution_request__init(c)
    if !execution.isEmpty {
      unsafe c.pointee.execution = Writing.bytes(execution)
    }
    unsafe c.pointee.omit_payload = omitPayload ? 1 : 0
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("execution", execution)
    writer.field("omitPayload", omitPayload)
    writer.endObject()
  }
}

extension ListExecutionsRequest: @unsafe Carried {
  typealias Carrier = Carillon__V1__ListExecutionsRequest
  public static var typeName: String { "carillon.v1.ListExecutionsRequest" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__list_executions_request()
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
    if unsafe c.pointee.job.len > 0 { self.job = try unsafe Reading.text(c.pointee.job, "job") }
    self.state = Execution.State(rawValue: Int32(truncatingIfNeeded: unsafe c.pointee.state.rawValue))
    self.includePayloads = unsafe c.pointee.include_payloads != 0
    self.deadLettersOnly = unsafe c.pointee.dead_letters_only != 0
    if unsafe c.pointee.queue.len > 0 { self.queue = try unsafe Reading.text(c.pointee.queue, "queue") }
    if unsafe c.pointee.schedule.len > 0 { self.schedule = try unsafe Reading.text(c.pointee.schedule, "schedule") }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__list_executions_request__init(c)
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
    if !job.isEmpty {
      unsafe c.pointee.job = Writing.bytes(job)
    }
    unsafe c.pointee.state = .init(rawValue: .init(truncatingIfNeeded: state.rawValue))
    unsafe c.pointee.include_payloads = includePayloads ? 1 : 0
    unsafe c.pointee.dead_letters_only = deadLettersOnly ? 1 : 0
    if !queue.isEmpty {
      unsafe c.pointee.queue = Writing.bytes(queue)
    }
    if !schedule.isEmpty {
      unsafe c.pointee.schedule = Writing.bytes(schedule)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("pageSize", pageSize)
    writer.field("pageToken", pageToken)
    writer.field("filter", filter)
    writer.field("orderBy", orderBy)
    writer.field("job", job)
    writer.field("state", state)
    writer.field("includePayloads", includePayloads)
    writer.field("deadLettersOnly", deadLettersOnly)
    writer.field("queue", queue)
    writer.field("schedule", schedule)
    writer.endObject()
  }
}

extension ListExecutionsResponse: @unsafe Carried {
  typealias Carrier = Carillon__V1__ListExecutionsResponse
  public static var typeName: String { "carillon.v1.ListExecutionsResponse" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__list_executions_response()
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
    if unsafe c.pointee.n_executions > 0 {
      self.executions = try unsafe Reading.messages(c.pointee.n_executions, c.pointee.executions, "executions")
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
    unsafe carillon__v1__list_executions_response__init(c)
    if !executions.isEmpty {
      unsafe c.pointee.n_executions = executions.count
      unsafe c.pointee.executions = Writing.messages(executions)
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
    writer.field("executions", executions)
    writer.field("nextPageToken", nextPageToken)
    writer.field("counts", counts)
    writer.field("note", note)
    writer.endObject()
  }
}

extension AwaitExecutionRequest: @unsafe Carried {
  typealias Carrier = Carillon__V1__AwaitExecutionRequest
  public static var typeName: String { "carillon.v1.AwaitExecutionRequest" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__await_execution_request()
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
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__await_execution_request__init(c)
    if !execution.isEmpty {
      unsafe c.pointee.execution = Writing.bytes(execution)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("execution", execution)
    writer.endObject()
  }
}

extension CancelExecutionRequest: @unsafe Carried {
  typealias Carrier = Carillon__V1__CancelExecutionRequest
  public static var typeName: String { "carillon.v1.CancelExecutionRequest" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__cancel_execution_request()
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
    if unsafe c.pointee.reason.len > 0 { self.reason = try unsafe Reading.text(c.pointee.reason, "reason") }
    if unsafe c.pointee.grace != nil { self.grace = try unsafe Reading.timeout(c.pointee.grace, "grace") }
    self.expectedVersion = unsafe c.pointee.expected_version
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__cancel_execution_request__init(c)
    if !execution.isEmpty {
      unsafe c.pointee.execution = Writing.bytes(execution)
    }
    if !reason.isEmpty {
      unsafe c.pointee.reason = Writing.bytes(reason)
    }
    if let grace {
      unsafe c.pointee.grace = Writing.timeout(grace)
    }
    unsafe c.pointee.expected_version = expectedVersion
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("execution", execution)
    writer.field("reason", reason)
    writer.field("grace", grace)
    writer.field("expectedVersion", expectedVersion)
    writer.endObject()
  }
}

extension DeleteExecutionRequest: @unsafe Carried {
  typealias Carrier = Carillon__V1__DeleteExecutionRequest
  public static var typeName: String { "carillon.v1.DeleteExecutionRequest" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__delete_execution_request()
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
    self.expectedVersion = unsafe c.pointee.expected_version
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__delete_execution_request__init(c)
    if !execution.isEmpty {
      unsafe c.pointee.execution = Writing.bytes(execution)
    }
    unsafe c.pointee.expected_version = expectedVersion
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("execution", execution)
    writer.field("expectedVersion", expectedVersion)
    writer.endObject()
  }
}

extension RequeueExecutionsRequest: @unsafe Carried {
  typealias Carrier = Carillon__V1__RequeueExecutionsRequest
  public static var typeName: String { "carillon.v1.RequeueExecutionsRequest" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__requeue_executions_request()
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
    if unsafe c.pointee.selection != nil {
      self.selection = try unsafe Reading.message(c.pointee.selection, "selection")
    }
    self.keepDefinition = unsafe c.pointee.keep_definition != 0
    self.failedOnly = unsafe c.pointee.failed_only != 0
    if unsafe c.pointee.payload.len > 0 { self.payload = unsafe Reading.bytes(c.pointee.payload) }
    if unsafe c.pointee.content_type.len > 0 { self.contentType = try unsafe Reading.text(c.pointee.content_type, "content_type") }
    self.validateOnly = unsafe c.pointee.validate_only != 0
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__requeue_executions_request__init(c)
    if let selection {
      unsafe c.pointee.selection = Writing.message(selection)
    }
    unsafe c.pointee.keep_definition = keepDefinition ? 1 : 0
    unsafe c.pointee.failed_only = failedOnly ? 1 : 0
    if !payload.isEmpty {
      unsafe c.pointee.payload = Writing.bytes(payload)
    }
    if !contentType.isEmpty {
      unsafe c.pointee.content_type = Writing.bytes(contentType)
    }
    unsafe c.pointee.validate_only = validateOnly ? 1 : 0
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("selection", selection)
    writer.field("keepDefinition", keepDefinition)
    writer.field("failedOnly", failedOnly)
    writer.field("payload", json: payload, contentType: contentType)
    writer.field("contentType", contentType)
    writer.field("validateOnly", validateOnly)
    writer.endObject()
  }
}

extension RequeueExecutionsResponse: @unsafe Carried {
  typealias Carrier = Carillon__V1__RequeueExecutionsResponse
  public static var typeName: String { "carillon.v1.RequeueExecutionsResponse" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__requeue_executions_response()
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
    if unsafe c.pointee.operation != nil {
      self.operation = try unsafe Reading.message(c.pointee.operation, "operation")
    }
    self.wouldTouch = unsafe c.pointee.would_touch
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__requeue_executions_response__init(c)
    if !items.isEmpty {
      unsafe c.pointee.n_items = items.count
      unsafe c.pointee.items = Writing.messages(items)
    }
    if let operation {
      unsafe c.pointee.operation = Writing.message(operation)
    }
    unsafe c.pointee.would_touch = wouldTouch
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("items", items)
    writer.field("operation", operation)
    writer.field("wouldTouch", wouldTouch)
    writer.endObject()
  }
}

extension RequeueExecutionsResponse.Item: @unsafe Carried {
  typealias Carrier = Carillon__V1__RequeueExecutionsResponse__Item
  public static var typeName: String { "carillon.v1.RequeueExecutionsResponse.Item" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__requeue_executions_response__item()
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
    if unsafe c.pointee.requeued_as.len > 0 { self.requeuedAs = try unsafe Reading.text(c.pointee.requeued_as, "requeued_as") }
    if unsafe c.pointee.error != nil {
      self.error = try unsafe Reading.message(c.pointee.error, "error")
    }
    self.oldJobVersion = unsafe c.pointee.old_job_version
    self.newJobVersion = unsafe c.pointee.new_job_version
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__requeue_executions_response__item__init(c)
    if !execution.isEmpty {
      unsafe c.pointee.execution = Writing.bytes(execution)
    }
    if !requeuedAs.isEmpty {
      unsafe c.pointee.requeued_as = Writing.bytes(requeuedAs)
    }
    if let error {
      unsafe c.pointee.error = Writing.message(error)
    }
    unsafe c.pointee.old_job_version = oldJobVersion
    unsafe c.pointee.new_job_version = newJobVersion
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("execution", execution)
    writer.field("requeuedAs", requeuedAs)
    writer.field("error", error)
    writer.field("oldJobVersion", oldJobVersion)
    writer.field("newJobVersion", newJobVersion)
    writer.endObject()
  }
}

extension DiscardExecutionsRequest: @unsafe Carried {
  typealias Carrier = Carillon__V1__DiscardExecutionsRequest
  public static var typeName: String { "carillon.v1.DiscardExecutionsRequest" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__discard_executions_request()
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
    if unsafe c.pointee.selection != nil {
      self.selection = try unsafe Reading.message(c.pointee.selection, "selection")
    }
    self.validateOnly = unsafe c.pointee.validate_only != 0
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__discard_executions_request__init(c)
    if let selection {
      unsafe c.pointee.selection = Writing.message(selection)
    }
    unsafe c.pointee.validate_only = validateOnly ? 1 : 0
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("selection", selection)
    writer.field("validateOnly", validateOnly)
    writer.endObject()
  }
}

extension CancelExecutionsRequest: @unsafe Carried {
  typealias Carrier = Carillon__V1__CancelExecutionsRequest
  public static var typeName: String { "carillon.v1.CancelExecutionsRequest" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__cancel_executions_request()
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
    if unsafe c.pointee.selection != nil {
      self.selection = try unsafe Reading.message(c.pointee.selection, "selection")
    }
    if unsafe c.pointee.reason.len > 0 { self.reason = try unsafe Reading.text(c.pointee.reason, "reason") }
    if unsafe c.pointee.grace != nil { self.grace = try unsafe Reading.timeout(c.pointee.grace, "grace") }
    self.validateOnly = unsafe c.pointee.validate_only != 0
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__cancel_executions_request__init(c)
    if let selection {
      unsafe c.pointee.selection = Writing.message(selection)
    }
    if !reason.isEmpty {
      unsafe c.pointee.reason = Writing.bytes(reason)
    }
    if let grace {
      unsafe c.pointee.grace = Writing.timeout(grace)
    }
    unsafe c.pointee.validate_only = validateOnly ? 1 : 0
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("selection", selection)
    writer.field("reason", reason)
    writer.field("grace", grace)
    writer.field("validateOnly", validateOnly)
    writer.endObject()
  }
}

extension LogLine: @unsafe Carried {
  typealias Carrier = Carillon__V1__LogLine
  public static var typeName: String { "carillon.v1.LogLine" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__log_line()
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
    self.offset = unsafe c.pointee.offset
    if unsafe c.pointee.time != nil { self.time = try unsafe Reading.instant(c.pointee.time, "time") }
    self.stream = LogLine.Stream(rawValue: Int32(truncatingIfNeeded: unsafe c.pointee.stream.rawValue))
    if unsafe c.pointee.text.len > 0 { self.text = try unsafe Reading.text(c.pointee.text, "text") }
    self.attempt = unsafe c.pointee.attempt
    self.droppedBytes = unsafe c.pointee.dropped_bytes
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__log_line__init(c)
    unsafe c.pointee.offset = offset
    if let time {
      unsafe c.pointee.time = Writing.instant(time)
    }
    unsafe c.pointee.stream = .init(rawValue: .init(truncatingIfNeeded: stream.rawValue))
    if !text.isEmpty {
      unsafe c.pointee.text = Writing.bytes(text)
    }
    unsafe c.pointee.attempt = attempt
    unsafe c.pointee.dropped_bytes = droppedBytes
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("offset", offset)
    writer.field("time", time)
    writer.field("stream", stream)
    writer.field("text", text)
    writer.field("attempt", attempt)
    writer.field("droppedBytes", droppedBytes)
    writer.endObject()
  }
}

extension ListLogsRequest: @unsafe Carried {
  typealias Carrier = Carillon__V1__ListLogsRequest
  public static var typeName: String { "carillon.v1.ListLogsRequest" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__list_logs_request()
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
    self.stream = LogLine.Stream(rawValue: Int32(truncatingIfNeeded: unsafe c.pointee.stream.rawValue))
    self.pageSize = unsafe c.pointee.page_size
    if unsafe c.pointee.page_token.len > 0 { self.pageToken = try unsafe Reading.text(c.pointee.page_token, "page_token") }
    self.tail = unsafe c.pointee.tail != 0
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__list_logs_request__init(c)
    if !execution.isEmpty {
      unsafe c.pointee.execution = Writing.bytes(execution)
    }
    unsafe c.pointee.attempt = attempt
    unsafe c.pointee.stream = .init(rawValue: .init(truncatingIfNeeded: stream.rawValue))
    unsafe c.pointee.page_size = pageSize
    if !pageToken.isEmpty {
      unsafe c.pointee.page_token = Writing.bytes(pageToken)
    }
    unsafe c.pointee.tail = tail ? 1 : 0
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("execution", execution)
    writer.field("attempt", attempt)
    writer.field("stream", stream)
    writer.field("pageSize", pageSize)
    writer.field("pageToken", pageToken)
    writer.field("tail", tail)
    writer.endObject()
  }
}

extension ListLogsResponse: @unsafe Carried {
  typealias Carrier = Carillon__V1__ListLogsResponse
  public static var typeName: String { "carillon.v1.ListLogsResponse" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__list_logs_response()
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
    if unsafe c.pointee.next_page_token.len > 0 { self.nextPageToken = try unsafe Reading.text(c.pointee.next_page_token, "next_page_token") }
    if unsafe c.pointee.previous_page_token.len > 0 { self.previousPageToken = try unsafe Reading.text(c.pointee.previous_page_token, "previous_page_token") }
    self.truncated = unsafe c.pointee.truncated != 0
    self.droppedBytes = unsafe c.pointee.dropped_bytes
    self.open = unsafe c.pointee.open != 0
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__list_logs_response__init(c)
    if !lines.isEmpty {
      unsafe c.pointee.n_lines = lines.count
      unsafe c.pointee.lines = Writing.messages(lines)
    }
    if !nextPageToken.isEmpty {
      unsafe c.pointee.next_page_token = Writing.bytes(nextPageToken)
    }
    if !previousPageToken.isEmpty {
      unsafe c.pointee.previous_page_token = Writing.bytes(previousPageToken)
    }
    unsafe c.pointee.truncated = truncated ? 1 : 0
    unsafe c.pointee.dropped_bytes = droppedBytes
    unsafe c.pointee.open = open ? 1 : 0
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("lines", lines)
    writer.field("nextPageToken", nextPageToken)
    writer.field("previousPageToken", previousPageToken)
    writer.field("truncated", truncated)
    writer.field("droppedBytes", droppedBytes)
    writer.field("open", open)
    writer.endObject()
  }
}

extension FollowExecutionRequest: @unsafe Carried {
  typealias Carrier = Carillon__V1__FollowExecutionRequest
  public static var typeName: String { "carillon.v1.FollowExecutionRequest" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__follow_execution_request()
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
    if unsafe c.pointee.position.len > 0 { self.position = try unsafe Reading.text(c.pointee.position, "position") }
    self.omitLogs = unsafe c.pointee.omit_logs != 0
    self.children = unsafe c.pointee.children != 0
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__follow_execution_request__init(c)
    if !execution.isEmpty {
      unsafe c.pointee.execution = Writing.bytes(execution)
    }
    if !position.isEmpty {
      unsafe c.pointee.position = Writing.bytes(position)
    }
    unsafe c.pointee.omit_logs = omitLogs ? 1 : 0
    unsafe c.pointee.children = children ? 1 : 0
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("execution", execution)
    writer.field("position", position)
    writer.field("omitLogs", omitLogs)
    writer.field("children", children)
    writer.endObject()
  }
}

extension FollowExecutionResponse: @unsafe Carried {
  typealias Carrier = Carillon__V1__FollowExecutionResponse
  public static var typeName: String { "carillon.v1.FollowExecutionResponse" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__follow_execution_response()
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
    if unsafe c.pointee.position.len > 0 { self.position = try unsafe Reading.text(c.pointee.position, "position") }
    switch unsafe c.pointee.item_case.rawValue {
    case 2:
      self.item = .state(try unsafe Reading.message(c.pointee.state, "state") ?? Execution())
    case 3:
      self.item = .progress(try unsafe Reading.message(c.pointee.progress, "progress") ?? ExecutionProgress())
    case 4:
      self.item = .line(try unsafe Reading.message(c.pointee.line, "line") ?? LogLine())
    default: break
    }
    if unsafe c.pointee.execution.len > 0 { self.execution = try unsafe Reading.text(c.pointee.execution, "execution") }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__follow_execution_response__init(c)
    if !position.isEmpty {
      unsafe c.pointee.position = Writing.bytes(position)
    }
    switch item {
    case .state(let value):
      unsafe c.pointee.item_case = .init(rawValue: 2)
      unsafe c.pointee.state = Writing.message(value)
    case .progress(let value):
      unsafe c.pointee.item_case = .init(rawValue: 3)
      unsafe c.pointee.progress = Writing.message(value)
    case .line(let value):
      unsafe c.pointee.item_case = .init(rawValue: 4)
      unsafe c.pointee.line = Writing.message(value)
    case nil: break
    }
    if !execution.isEmpty {
      unsafe c.pointee.execution = Writing.bytes(execution)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("position", position)
    switch item {
    case .state(let value):
      writer.present("state", value)
    case .progress(let value):
      writer.present("progress", value)
    case .line(let value):
      writer.present("line", value)
    case nil: break
    }
    writer.field("execution", execution)
    writer.endObject()
  }
}

extension GetFlowRequest: @unsafe Carried {
  typealias Carrier = Carillon__V1__GetFlowRequest
  public static var typeName: String { "carillon.v1.GetFlowRequest" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__get_flow_request()
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
    self.depth = unsafe c.pointee.depth
    self.pageSize = unsafe c.pointee.page_size
    if unsafe c.pointee.page_token.len > 0 { self.pageToken = try unsafe Reading.text(c.pointee.page_token, "page_token") }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__get_flow_request__init(c)
    if !execution.isEmpty {
      unsafe c.pointee.execution = Writing.bytes(execution)
    }
    unsafe c.pointee.depth = depth
    unsafe c.pointee.page_size = pageSize
    if !pageToken.isEmpty {
      unsafe c.pointee.page_token = Writing.bytes(pageToken)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("execution", execution)
    writer.field("depth", depth)
    writer.field("pageSize", pageSize)
    writer.field("pageToken", pageToken)
    writer.endObject()
  }
}

extension FlowNode: @unsafe Carried {
  typealias Carrier = Carillon__V1__FlowNode
  public static var typeName: String { "carillon.v1.FlowNode" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__flow_node()
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
    if unsafe c.pointee.execution != nil {
      self.execution = try unsafe Reading.message(c.pointee.execution, "execution")
    }
    if unsafe c.pointee.parent.len > 0 { self.parent = try unsafe Reading.text(c.pointee.parent, "parent") }
    self.depth = unsafe c.pointee.depth
    self.moreChildren = unsafe c.pointee.more_children != 0
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__flow_node__init(c)
    if let execution {
      unsafe c.pointee.execution = Writing.message(execution)
    }
    if !parent.isEmpty {
      unsafe c.pointee.parent = Writing.bytes(parent)
    }
    unsafe c.pointee.depth = depth
    unsafe c.pointee.more_children = moreChildren ? 1 : 0
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("execution", execution)
    writer.field("parent", parent)
    writer.field("depth", depth)
    writer.field("moreChildren", moreChildren)
    writer.endObject()
  }
}

extension GetFlowResponse: @unsafe Carried {
  typealias Carrier = Carillon__V1__GetFlowResponse
  public static var typeName: String { "carillon.v1.GetFlowResponse" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__get_flow_response()
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
    if unsafe c.pointee.n_nodes > 0 {
      self.nodes = try unsafe Reading.messages(c.pointee.n_nodes, c.pointee.nodes, "nodes")
    }
    if unsafe c.pointee.next_page_token.len > 0 { self.nextPageToken = try unsafe Reading.text(c.pointee.next_page_token, "next_page_token") }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__get_flow_response__init(c)
    if !nodes.isEmpty {
      unsafe c.pointee.n_nodes = nodes.count
      unsafe c.pointee.nodes = Writing.messages(nodes)
    }
    if !nextPageToken.isEmpty {
      unsafe c.pointee.next_page_token = Writing.bytes(nextPageToken)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("nodes", nodes)
    writer.field("nextPageToken", nextPageToken)
    writer.endObject()
  }
}

extension ApproveExecutionRequest: @unsafe Carried {
  typealias Carrier = Carillon__V1__ApproveExecutionRequest
  public static var typeName: String { "carillon.v1.ApproveExecutionRequest" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__approve_execution_request()
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
    if unsafe c.pointee.note.len > 0 { self.note = try unsafe Reading.text(c.pointee.note, "note") }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__approve_execution_request__init(c)
    if !execution.isEmpty {
      unsafe c.pointee.execution = Writing.bytes(execution)
    }
    if !note.isEmpty {
      unsafe c.pointee.note = Writing.bytes(note)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("execution", execution)
    writer.field("note", note)
    writer.endObject()
  }
}

extension RefuseExecutionRequest: @unsafe Carried {
  typealias Carrier = Carillon__V1__RefuseExecutionRequest
  public static var typeName: String { "carillon.v1.RefuseExecutionRequest" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__refuse_execution_request()
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
    if unsafe c.pointee.note.len > 0 { self.note = try unsafe Reading.text(c.pointee.note, "note") }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__refuse_execution_request__init(c)
    if !execution.isEmpty {
      unsafe c.pointee.execution = Writing.bytes(execution)
    }
    if !note.isEmpty {
      unsafe c.pointee.note = Writing.bytes(note)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("execution", execution)
    writer.field("note", note)
    writer.endObject()
  }
}
