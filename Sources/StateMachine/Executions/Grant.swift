public import Units

/// A lease that apply granted: what the worker is told, save for the payload, which
/// `payloadReads` names and `Rendering.lease` adds.
public struct Grant: Hashable, Sendable {
  public var execution: RecordID
  /// The fencing token: the grant's log index and position, so that it only grows.
  public var token: RecordID
  public var session: RecordID
  /// Numbers the grants of its session: it grows from one to the next, with gaps. It is the token's
  /// value, so that no counter has to be stored.
  public var number: UInt64 { token.rawValue }
  public var job: RecordID
  public var jobName: String
  public var jobVersion: UInt64
  public var module: String
  public var handler: String
  /// Of the module's bundle; zero where the handler is built into the worker.
  public var bundle: ContentHash
  /// From 1.
  public var attempt: Int
  /// How many attempts there are at most.
  public var attempts: Int
  public var granted: Instant
  public var timeout: Timeout
  public var deadline: Instant
  /// When it was first due.
  public var due: Instant
  /// The schedule that fired it, empty for others.
  public var schedule: String
  public var created: Instant
  public var requeuedFrom: RecordID
  public var trace: String
  public var limits: AttemptLimits
  /// Between SIGTERM and SIGKILL.
  public var killGrace: Timeout
  /// Configuration of the job, JSON.
  public var config: Bytes

  public init(
    execution: RecordID, token: RecordID, session: RecordID, job: RecordID,
    jobName: String, jobVersion: UInt64, module: String, handler: String, bundle: ContentHash,
    attempt: Int, attempts: Int, granted: Instant, timeout: Timeout, due: Instant,
    schedule: String, created: Instant, requeuedFrom: RecordID, trace: String,
    limits: AttemptLimits, killGrace: Timeout, config: Bytes
  ) {
    self.execution = execution
    self.token = token
    self.session = session
    self.job = job
    self.jobName = jobName
    self.jobVersion = jobVersion
    self.module = module
    self.handler = handler
    self.bundle = bundle
    self.attempt = attempt
    self.attempts = attempts
    self.granted = granted
    self.timeout = timeout
    self.deadline = granted + timeout
    self.due = due
    self.schedule = schedule
    self.created = created
    self.requeuedFrom = requeuedFrom
    self.trace = trace
    self.limits = limits
    self.killGrace = killGrace
    self.config = config
  }

  /// The keys whose values `Rendering.lease` needs, in this order.
  public var payloadReads: [Bytes] {
    [
      Keys.key(.born, job.rawValue, execution.rawValue),
      Keys.key(.payload, execution.rawValue),
    ]
  }
}

/// What an attempt may use; zero means the worker's own default.
public struct AttemptLimits: Hashable, Sendable {
  public var memory: UInt64 = 0
  /// CPU time in milliseconds.
  public var cpuMilliseconds: UInt64 = 0
  public var processes: UInt32 = 0
  public var files: UInt32 = 0
  /// Bytes of one written file.
  public var fileSize: UInt64 = 0

  public init() {}
}
