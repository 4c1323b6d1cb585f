import Messages
import Units

/// Reads job messages into definitions, and checks all that needs no state.
enum JobReading {
  /// What `job` says, with the defaults filled in. Its schedule is apart: `ScheduleReading`.
  static func definition(_ job: Job, _ path: String = "job") throws(Failure) -> JobDefinition {
    if let failure = Names.refuse(job.name, "\(path).name") { throw failure }
    try refuseUnsupported(job, path)
    var definition = JobDefinition()
    definition.name = job.name
    definition.module = job.module
    definition.handler = job.handler
    definition.isEnabled = job.enabled ?? true
    guard !job.handler.isEmpty else {
      throw .field("\(path).handler", .fieldInvalid, "the handler that runs it is required")
    }
    try Bounds.check(text: job.handler, "\(path).handler", 1_024)
    try Bounds.check(text: job.description, "\(path).description")
    if !job.module.isEmpty, let failure = Names.refuse(job.module, "\(path).module") {
      throw failure
    }
    if !job.queue.isEmpty {
      if let failure = Names.refuse(job.queue, "\(path).queue") { throw failure }
      definition.queue = job.queue
    }
    definition.priority = try priority(job.priority, "\(path).priority") ?? 5
    guard job.config.count <= Bounds.config else {
      throw .field(
        "\(path).config", .payloadTooLarge,
        "it has \(job.config.count) bytes, at most \(Bounds.config) are allowed")
    }
    definition.config = job.config
    try Bounds.check(labels: job.labels, "\(path).labels")
    try read(job.retry, "\(path).retry", into: &definition)
    if let timeouts = job.timeouts {
      let field = "\(path).timeouts"
      if let span = try Bounds.check(
        span: timeouts.attempt, "\(field).attempt", .hours(24 * 30)), span > .zero
      {
        definition.timeout = span
      }
      definition.startWithin =
        try Bounds.check(span: timeouts.startWithin, "\(field).start_within", .hours(24 * 366))
        ?? .zero
    }
    definition.concurrency = job.concurrency?.limit ?? 0
    if let limits = job.resources {
      definition.limits.memory = limits.memoryBytes
      definition.limits.cpuMilliseconds = UInt64(
        max(0, (limits.cpuTime ?? .zero).milliseconds))
      definition.limits.processes = limits.processes
      definition.limits.files = limits.openFiles
      definition.limits.fileSize = limits.fileBytes
    }
    definition.resource = stored(job).encoded()
    return definition
  }

  /// 1 to 9; nil for 0, which stands for a default.
  static func priority(_ value: UInt32, _ field: String) throws(Failure) -> UInt8? {
    if value == 0 { return nil }
    guard value <= 9 else {
      throw .field(
        field, .fieldInvalid, "a priority is 1 (the highest) to 9, this one is \(value)")
    }
    return UInt8(value)
  }

  private static func read(
    _ retry: RetryPolicy?, _ path: String, into definition: inout JobDefinition
  ) throws(Failure) {
    guard let retry else { return }
    if let retries = retry.retries {
      guard retries <= 1_000 else {
        throw .field(
          "\(path).retries", .fieldInvalid, "at most 1,000 retries are possible, not \(retries)")
      }
      definition.attempts = retries + 1
    }
    switch retry.backoff {
    case .fixed: definition.backoff.kind = .fixed
    case .exponential, .unspecified: definition.backoff.kind = .exponential
    case .unrecognized(let value):
      throw .field("\(path).backoff", .fieldInvalid, "\(value) is no kind of backoff")
    }
    if let delay = try Bounds.check(span: retry.delay, "\(path).delay", .hours(24 * 30)) {
      definition.backoff.initial = delay
    }
    if let most = try Bounds.check(span: retry.maxDelay, "\(path).max_delay", .hours(24 * 30)) {
      definition.backoff.cap = most
    }
    definition.backoff.cap = max(definition.backoff.cap, definition.backoff.initial)
    guard retry.jitterPercent <= 100 else {
      throw .field(
        "\(path).jitter_percent", .fieldInvalid, "it is 0 to 100, not \(retry.jitterPercent)")
    }
    definition.backoff.jitterPercent = retry.jitterPercent
  }

  private static func refuseUnsupported(_ job: Job, _ path: String) throws(Failure) {
    var list = Unsupported()
    list.check("\(path).rate", job.rate != nil)
    list.check("\(path).deduplication", job.deduplication != nil)
    list.check("\(path).placement", job.placement.map { $0 != Placement() } ?? false)
    list.check(
      "\(path).target", job.target.map { $0.mode != .unspecified && $0.mode != .one } ?? false)
    list.check("\(path).payload_schema", !job.payloadSchema.isEmpty)
    list.check("\(path).approval", job.approval != nil)
    list.check("\(path).retention", job.retention != nil)
    list.check("\(path).secrets", !job.secrets.isEmpty)
    list.check("\(path).pools", !job.pools.isEmpty)
    list.check("\(path).fairness_pointer", !job.fairnessPointer.isEmpty)
    list.check("\(path).fairness_weight", job.fairnessWeight != 0)
    list.check("\(path).logs", job.logs != nil)
    list.check("\(path).concurrency.limit_per_key", (job.concurrency?.limitPerKey ?? 0) != 0)
    list.check("\(path).timeouts.total", job.timeouts?.total != nil)
    list.check("\(path).timeouts.progress", job.timeouts?.progress != nil)
    list.check("\(path).timeouts.finish_within", job.timeouts?.finishWithin != nil)
    list.check("\(path).timeouts.kill_grace", job.timeouts?.killGrace != nil)
    list.check("\(path).retry.multiplier_permille", (job.retry?.multiplierPermille ?? 0) != 0)
    list.check("\(path).retry.lost_limit", (job.retry?.lostLimit ?? 0) != 0)
    list.check("\(path).retry.final_exit_codes", !(job.retry?.finalExitCodes ?? []).isEmpty)
    try list.refuse()
  }

  /// The message without what changes by itself, and without its schedule, which has a record of
  /// its own.
  static func stored(_ job: Job) -> Job {
    var plain = job
    plain.id = ""
    plain.version = 0
    plain.enabled = nil
    plain.schedule = ""
    plain.zone = ""
    plain.createTime = nil
    plain.updateTime = nil
    plain.creator = ""
    plain.nextRunTime = nil
    plain.lastRunTime = nil
    plain.lastState = .unspecified
    plain.lastExecution = ""
    plain.bundle = ""
    plain.counts = []
    plain.usualDuration = nil
    plain.warnings = []
    return plain
  }

  /// `base` with the fields of `mask` as they are in `new`; all of `new` where the mask is empty.
  static func merge(_ base: Job, _ new: Job, _ mask: [String]) throws(Failure) -> Job {
    if mask.isEmpty { return new }
    var job = base
    for path in mask {
      switch path {
      case "module": job.module = new.module
      case "handler": job.handler = new.handler
      case "enabled": job.enabled = new.enabled
      case "description": job.description = new.description
      case "queue": job.queue = new.queue
      case "priority": job.priority = new.priority
      case "config": job.config = new.config
      case "retry": job.retry = new.retry
      case "timeouts": job.timeouts = new.timeouts
      case "concurrency": job.concurrency = new.concurrency
      case "schedule": job.schedule = new.schedule
      case "zone": job.zone = new.zone
      case "labels": job.labels = new.labels
      case "resources": job.resources = new.resources
      case "name": break
      default:
        throw .field(
          "update_mask", .fieldInvalid,
          "'\(path)' is no field that can be updated: module, handler, enabled, description, queue, "
            + "priority, config, retry, timeouts, concurrency, schedule, zone, labels, resources")
      }
    }
    return job
  }

  /// Names of the fields in which two jobs differ.
  static func changed(_ left: Job, _ right: Job) -> [String] {
    var names: [String] = []
    func compare(_ name: String, _ differs: Bool) { if differs { names.append(name) } }
    compare("module", left.module != right.module)
    compare("handler", left.handler != right.handler)
    compare("enabled", left.enabled ?? true != right.enabled ?? true)
    compare("description", left.description != right.description)
    compare("queue", left.queue != right.queue)
    compare("priority", left.priority != right.priority)
    compare("config", left.config != right.config)
    compare("retry", left.retry != right.retry)
    compare("timeouts", left.timeouts != right.timeouts)
    compare("concurrency", left.concurrency != right.concurrency)
    compare("schedule", left.schedule != right.schedule)
    compare("zone", left.zone != right.zone)
    compare("labels", left.labels != right.labels)
    compare("resources", left.resources != right.resources)
    return names
  }
}
