import Messages
import Units

extension Rendering {
  /// A job as it was last written, with its schedule: what an update starts from.
  static func jobSource(_ machine: StateMachine, _ slot: Int32) -> Job {
    let state = machine.jobs[job: slot]
    let definition = machine.jobs[version: state.current].definition
    // Stored by this module, so that it can be read; one from a future version keeps its name.
    var job = (try? Job(decoding: definition.resource[...])) ?? Job(name: state.name)
    job.name = state.name
    job.enabled = definition.isEnabled
    if let place = machine.schedulePlace(of: slot, "default") {
      job.schedule = machine.schedules[place].expression
      let zone = machine.schedules[place].zone
      job.zone = zone == "UTC" ? "" : zone
    }
    return job
  }

  static func job(_ machine: StateMachine, _ slot: Int32) -> Job {
    let state = machine.jobs[job: slot]
    let definition = machine.jobs[version: state.current].definition
    var job = jobSource(machine, slot)
    job.id = state.id.text
    job.version = state.number
    job.queue = definition.queue
    job.priority = UInt32(definition.priority)
    var retry = job.retry ?? RetryPolicy()
    retry.retries = definition.attempts - 1
    job.retry = retry
    var timeouts = job.timeouts ?? Timeouts()
    timeouts.attempt = definition.timeout
    job.timeouts = timeouts
    job.createTime = state.created
    job.updateTime = state.updated
    job.creator = state.creator
    job.bundle = definition.bundle == .zero ? "" : definition.bundle.description
    job.lastRunTime = time(state.counts.lastStarted)
    job.lastExecution = text(state.counts.lastExecution)
    if let last = ExecutionState(rawValue: state.counts.lastState) {
      job.lastState = self.state(last)
    }
    job.nextRunTime = state.schedules.compactMap { id in
      machine.schedules.place(of: id).flatMap { place -> Instant? in
        let schedule = machine.schedules[place]
        return schedule.isActive && schedule.next != .distantFuture ? schedule.next : nil
      }
    }.min()
    job.counts = counts(of: state)
    if state.isDeleting { job.warnings.append("deleted; \(state.live) of its executions live") }
    return job
  }

  /// By state: what lives, then what ended.
  private static func counts(of state: JobState) -> [Count] {
    var counts = [
      Count(name: "WAITING", count: UInt64(max(0, state.live - state.running))),
      Count(name: "RUNNING", count: UInt64(max(0, state.running))),
    ]
    for ended in ExecutionState.allCases where ended.isTerminal {
      counts.append(Count(name: ended.name, count: state.counts.ended[Int(ended.rawValue)]))
    }
    return counts
  }

  // MARK: Schedules

  static func schedule(_ machine: StateMachine, _ place: Int) -> Schedule {
    let state = machine.schedules[place]
    // Stored by this module, so that it can be read.
    let stored = (try? Schedule(decoding: state.resource[...])) ?? Schedule()
    var schedule = Schedule(name: state.name)
    schedule.id = state.id.text
    schedule.version = state.number
    let job = machine.jobs.slot(of: state.job)
    schedule.job = job.map { machine.jobs[job: $0].name } ?? ""
    schedule.timing =
      stored.timing
      ?? (state.expression.isEmpty ? .atTime(state.once) : .cron(state.expression))
    schedule.description = stored.description
    schedule.labels = stored.labels
    schedule.zone = state.zone
    schedule.enabled = state.isEnabled
    schedule.overlap = overlap(state.overlap)
    schedule.catchUp = catchUp(state.catchUp)
    schedule.payload = state.payload
    schedule.contentType = state.contentType
    schedule.createTime = state.created
    schedule.updateTime = state.updated
    schedule.creator = state.creator
    schedule.startTime = time(state.start)
    schedule.endTime = time(state.end)
    schedule.maxRuns = state.runs
    schedule.jitter = state.jitter == .zero ? nil : state.jitter
    schedule.spread = state.spread == .zero ? nil : state.spread
    schedule.bufferLimit = state.bufferLimit
    schedule.catchUpWindow = state.catchUpWindow
    schedule.catchUpLimit = state.catchUpLimit
    schedule.lateness = state.lateness
    if state.isPaused {
      schedule.pause = Pause(
        note: state.note, author: state.pausedBy, startTime: time(state.pausedSince))
    }
    schedule.nextRunTime = state.isActive && state.next != .distantFuture ? state.next : nil
    if !state.problem.isEmpty { schedule.warnings = [state.problem] }
    schedule.toBeComputed = state.isActive && state.next == nil
    schedule.lastRunTime = time(state.lastFired)
    schedule.lastExecution = text(state.lastExecution)
    schedule.runs = state.fired
    schedule.skips = state.skipped
    schedule.missed = state.missed
    schedule.buffered = UInt32(clamping: state.buffered.count)
    schedule.liveExecutions = UInt32(clamping: state.live.count)
    schedule.skipNext = state.skipNext
    schedule.skippedTimes = state.skipTimes
    return schedule
  }

  private static func overlap(_ policy: OverlapPolicy) -> Schedule.Overlap {
    switch policy {
    case .allow: .allow
    case .skip: .skip
    case .bufferOne: .bufferOne
    case .bufferAll: .bufferAll
    case .cancelOther: .cancelOther
    case .terminateOther: .terminateOther
    }
  }

  private static func catchUp(_ policy: CatchUpPolicy) -> Schedule.CatchUp {
    switch policy {
    case .latest: .latest
    case .all: .each
    case .none: .nothing
    }
  }

  // MARK: Queues

  static func queue(_ machine: StateMachine, _ slot: Int32) -> Queue {
    let state = machine.queues[slot]
    var queue = Queue(name: state.name)
    queue.version = state.number
    queue.description = state.description
    queue.labels = state.labels
    queue.concurrency = state.concurrency
    queue.depthLimit = state.depth == 0 ? machine.settings.queueDepth : state.depth
    if state.isPaused {
      queue.pause = Pause(
        note: state.note, author: state.author, startTime: time(state.pausedSince))
    }
    queue.createTime = time(state.created)
    queue.updateTime = time(state.updated)
    queue.running = UInt64(max(0, state.running))
    queue.pending = UInt64(max(0, state.waiting - state.delayed))
    queue.delayed = UInt64(max(0, state.delayed))
    queue.workers = UInt32(
      clamping: machine.sessions.sessions.count {
        $0.queues.isEmpty || $0.queues.contains(state.name)
      })
    return queue
  }
}
