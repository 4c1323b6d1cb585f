import Messages
public import Units

/// Resources and answers as the messages of `carillon.v1`.
public enum Rendering {
  static func state(_ state: ExecutionState) -> Execution.State {
    switch state {
    case .pending: .pending
    case .running: .running
    case .completed: .completed
    case .failed: .failed
    case .timeout: .timeout
    case .cancelled: .cancelled
    case .delayed: .delayed
    case .blocked: .blocked
    case .expired: .expired
    }
  }

  static func outcome(_ outcome: AttemptOutcome) -> Attempt.Outcome {
    switch outcome {
    case .none: .unspecified
    case .completed: .completed
    case .failed: .failed
    case .timeout: .timeout
    case .cancelled: .cancelled
    case .lost: .lost
    case .memory: .memory
    case .interrupted: .interrupted
    case .snoozed: .snoozed
    }
  }

  /// Nil for the epoch, which stands for none.
  static func time(_ instant: Instant) -> Instant? { instant == .epoch ? nil : instant }

  static func text(_ id: RecordID) -> String { id == .none ? "" : id.text }

  /// The answer to a worker's word whose attempt it had ended before.
  static func ended(_ kind: CommandKind, _ state: ExecutionState) -> CommandOutcome {
    switch kind {
    case .complete: .success(CompleteExecutionResponse(state: self.state(state)).encoded())
    case .fail: .success(FailExecutionResponse(state: self.state(state)).encoded())
    case .reportProgress: .success(ReportProgressResponse(cancelling: true).encoded())
    default:
      .failure(
        Failure(
          .failedPrecondition, .leaseLost, "the attempt has ended, and its lease with it"))
    }
  }

  // MARK: Leases

  /// What a worker is told of a grant: the encoded `carillon.v1.Lease`. `values` are what
  /// `Grant.payloadReads` gave, in order.
  public static func lease(_ grant: Grant, _ values: [Bytes?]) -> Bytes {
    let born = values.first.flatMap { $0 }.flatMap {
      BornExecution(job: grant.job, id: grant.execution, $0)
    }
    return lease(grant, born, separate: values.count > 1 ? values[1] : nil)
  }

  /// As `lease`, from the first value alone; nil where the payload has a record of its own.
  public static func lease(_ grant: Grant, ifWhole born: Bytes) -> Bytes? {
    guard let born = BornExecution(job: grant.job, id: grant.execution, born), born.payload != nil
    else { return nil }
    return lease(grant, born, separate: nil)
  }

  private static func lease(
    _ grant: Grant, _ born: BornExecution?, separate: Bytes?
  ) -> Bytes {
    var lease = Lease()
    lease.execution = grant.execution.text
    lease.token = grant.token.rawValue
    lease.grant = grant.number
    lease.job = grant.jobName
    lease.handler = grant.handler
    lease.attempt = UInt32(clamping: grant.attempt)
    lease.maxAttempts = UInt32(clamping: grant.attempts)
    lease.timeout = grant.timeout
    lease.bundle = grant.bundle == .zero ? "" : grant.bundle.description
    lease.module = grant.module
    lease.jobVersion = grant.jobVersion
    lease.deadlineTime = grant.deadline
    lease.config = grant.config
    lease.requeuedFrom = text(grant.requeuedFrom)
    lease.handlerPath = grant.module.isEmpty ? "" : grant.handler
    lease.killGrace = grant.killGrace
    if grant.limits != AttemptLimits() { lease.resources = limits(grant.limits) }
    var due = DueTime(dueTime: grant.due, fireTime: grant.created, grantTime: grant.granted)
    if let born {
      lease.payload = born.payload ?? separate ?? []
      lease.contentType = born.contentType
      lease.queue = born.queue
      lease.labels = born.labels
      lease.origin = origin(born.origin)
      lease.schedule = born.scheduleName
      lease.correlation = born.root == grant.execution ? "" : born.root.text
      if !born.trace.isEmpty { lease.trace = TraceContext(traceparent: born.trace) }
      if born.origin == .listener { lease.event = text(born.cause) }
      due.schedule = born.scheduleName
      due.standsFor = born.standsFor
      due.jitteredTime = born.notBefore == born.due ? nil : born.notBefore
    }
    lease.due = due
    return lease.encoded()
  }

  static func limits(_ limits: AttemptLimits) -> ResourceLimits {
    ResourceLimits(
      memoryBytes: limits.memory,
      cpuTime: limits.cpuMilliseconds == 0
        ? nil : .milliseconds(Int64(clamping: limits.cpuMilliseconds)),
      processes: limits.processes, openFiles: limits.files, fileBytes: limits.fileSize)
  }

  static func origin(_ origin: ExecutionOrigin) -> Execution.Origin {
    switch origin {
    case .enqueue: .call
    case .manual, .trigger: .manual
    case .schedule: .schedule
    case .listener: .event
    case .followUp: .handler
    case .requeue: .requeue
    }
  }

  // MARK: Workers

  static func worker(_ machine: StateMachine, _ place: Int) -> Worker {
    let session = machine.sessions[place]
    var worker = Worker(name: session.name, id: session.id.text)
    worker.version = 1
    worker.state =
      !session.isDraining ? .active : session.leases.isEmpty ? .drained : .draining
    worker.softwareVersion = session.version
    worker.queues = session.queues
    worker.handlers = session.handlers.map { named in
      guard let slash = named.utf8.firstIndex(of: UInt8(ascii: "/")) else {
        return HandlerName(name: named)
      }
      return HandlerName(
        name: String(named[named.utf8.index(after: slash)...]), module: String(named[..<slash]))
    }
    worker.capacity = session.capacity
    worker.busy = UInt32(clamping: session.leases.count)
    worker.leases = machine.leases(of: session.id).map {
      HeldLease(execution: $0.execution.text, token: $0.token.rawValue)
    }
    worker.isolation = session.isolation
    worker.createTime = session.opened
    worker.labels = session.labels
    worker.creator = session.principal
    worker.host = session.host
    worker.process = session.process
    worker.ttl = machine.settings.ttl
    return worker
  }

  // MARK: Modules

  static func module(_ state: ModuleState) -> Module {
    var module = Module(name: state.name)
    module.id = text(state.id)
    module.version = state.number
    module.state = state.isEnabled ? .enabled : .disabled
    module.moduleVersion = state.release
    module.bundle = state.bundle == .zero ? "" : state.bundle.description
    module.manifest = state.manifest
    module.description = state.description
    module.handlers = state.handlers.map { handler in
      var item = Module.Handler(name: handler.definition.name, path: handler.definition.handler)
      item.schedule = handler.schedule
      item.timeout = handler.definition.timeout
      item.retries = handler.definition.attempts - 1
      item.job = handler.definition.name
      return item
    }
    module.listeners = state.subscriptions.map {
      Module.Listener(
        event: $0.pattern, handler: $0.definition.handler, job: $0.definition.name)
    }
    module.emitters = state.emitters.map {
      Module.Emitter(event: $0.key, description: $0.value)
    }
    module.createTime = time(state.created)
    module.updateTime = time(state.updated)
    module.creator = state.creator
    return module
  }

  static func bundle(_ state: BundleState) -> Bundle {
    Bundle(
      hash: state.hash.description, size: state.isComplete ? state.size : 0,
      received: state.size, complete: state.isComplete, createTime: time(state.created))
  }

  static func uploaded(_ state: BundleState) -> Bytes {
    UploadBundleResponse(bundle: bundle(state)).encoded()
  }

  // MARK: Settings

  static func settings(_ own: MachineSettings) -> Settings {
    func span(_ value: UInt64) -> Timeout { .milliseconds(Int64(clamping: value)) }
    var settings = Settings(version: own.number)
    settings.updateTime = time(own.updated)
    settings.author = own.author
    settings.payloadBytes = own.payloadLimit
    settings.resultBytes = own.resultLimit
    settings.eventBytes = own.eventLimit
    settings.logBytesPerAttempt = own.logLimit
    settings.queueDepth = own.queueDepth
    settings.sessions = UInt32(clamping: own.sessions)
    settings.schedules = UInt32(clamping: own.schedules)
    settings.jobs = UInt32(clamping: own.jobs)
    settings.idempotencyKeys = own.idempotencyKeys
    settings.idempotencyAge = span(own.idempotencyWindow)
    settings.sessionTtl = span(own.sessionTTL)
    settings.killGrace = span(own.killGrace)
    settings.lateness = span(own.lateness)
    settings.catchUpWindow = span(own.catchUpWindow)
    settings.chainDepth = UInt32(clamping: own.chainDepth)
    settings.chainBudget = UInt32(clamping: own.chainBudget)
    var retention = Retention()
    retention.completed = Retention.Rule(age: span(own.keepCompleted))
    retention.failed = Retention.Rule(age: span(own.keepFailed))
    settings.retention = retention
    settings.eventRetention = Retention.Rule(age: span(own.keepEvents))
    return settings
  }
}
