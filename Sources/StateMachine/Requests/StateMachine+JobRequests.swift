import Messages
import Units

extension StateMachine {
  mutating func createJob(
    _ request: CreateJobRequest, _ command: Invocation, _ output: inout ApplyOutput
  ) throws(Failure) -> CommandOutcome {
    guard let job = request.job else { throw .field("job", .fieldInvalid, "it is required") }
    var definition = try JobReading.definition(job)
    let schedule = try ScheduleReading.ofJob(job, "job")
    if let failure = refuse(new: definition) { throw failure }
    try takeBundle(&definition, "job.module")
    if request.validateOnly { return answer(output) { job.encoded() } }
    let slot = create(definition, principal: command.principal, &output)
    setDefaultSchedule(slot, schedule, principal: command.principal, &output)
    return answer(output) { Rendering.job(self, slot).encoded() }
  }

  /// A job may name a module only where there is one: its handler comes with that one's bundle.
  func takeBundle(_ definition: inout JobDefinition, _ field: String) throws(Failure) {
    guard !definition.module.isEmpty else { return }
    guard let place = modules.place(named: definition.module) else {
      throw .field(field, .notFound, "there is no module '\(definition.module)'")
    }
    if definition.bundle == .zero { definition.bundle = modules.modules[place].bundle }
  }

  /// What is named `default` among a job's schedules becomes `schedule`, or goes.
  mutating func setDefaultSchedule(
    _ slot: Int32, _ schedule: ScheduleState?, principal: String, _ output: inout ApplyOutput
  ) {
    let place = schedulePlace(of: slot, "default")
    switch (place, schedule) {
    case (let place?, let schedule?):
      // What only the schedule's own methods set stays.
      var merged = schedules[place]
      merged.expression = schedule.expression
      merged.zone = schedule.zone
      updateSchedule(at: place, to: merged, principal: principal, &output)
    case (let place?, nil): removeSchedule(at: place, principal: principal, &output)
    case (nil, let schedule?):
      createSchedule(schedule, job: slot, principal: principal, &output)
    case (nil, nil): break
    }
  }

  mutating func updateJob(
    _ request: UpdateJobRequest, _ command: Invocation, _ output: inout ApplyOutput
  ) throws(Failure) -> CommandOutcome {
    guard let new = request.job else { throw .field("job", .fieldInvalid, "it is required") }
    let slot = try job(new.name.isEmpty ? new.id : new.name, "job.name")
    try expect(request.expectedVersion, of: slot)
    let before = Rendering.jobSource(self, slot)
    var merged = try JobReading.merge(before, new, request.updateMask)
    merged.name = jobs[job: slot].name
    var definition = try JobReading.definition(merged)
    definition.bundle = jobs[version: jobs[job: slot].current].definition.bundle
    let schedule = try ScheduleReading.ofJob(merged, "job")
    try takeBundle(&definition, "job.module")
    if request.validateOnly { return answer(output) { merged.encoded() } }
    update(slot, to: definition, principal: command.principal, &output)
    setDefaultSchedule(slot, schedule, principal: command.principal, &output)
    return answer(output) { Rendering.job(self, slot).encoded() }
  }

  mutating func deleteJob(
    _ request: DeleteJobRequest, _ command: Invocation, _ output: inout ApplyOutput
  ) throws(Failure) -> CommandOutcome {
    let slot = try job(request.job, "job")
    try expect(request.expectedVersion, of: slot)
    let deletion: JobState.Deletion
    switch request.liveExecutions {
    case .unspecified, .refuse:
      guard jobs[job: slot].live == 0 else {
        throw Failure(
          .failedPrecondition, .jobHasLiveExecutions,
          "\(jobs[job: slot].live) executions of '\(jobs[job: slot].name)' live: "
            + "say whether to cancel them or to let them end",
          metadata: [Failure.Entry("live", "\(jobs[job: slot].live)")])
      }
      deletion = .none
    case .cancel: deletion = .cancelling
    case .orphan: deletion = .orphaning
    case .unrecognized(let value):
      throw .field("live_executions", .fieldInvalid, "\(value) is no way to treat live executions")
    }
    guard
      entry.room >= StateMachine.margin
        + jobs[job: slot].schedules.count * StateMachine.announcement
    else {
      throw StateMachine.entryFull
    }
    if !request.validateOnly {
      delete(slot, deletion, principal: command.principal, &output)
    }
    return answer(output) { Empty().encoded() }
  }

  mutating func setEnabled(
    _ name: String, _ expected: UInt64, _ isEnabled: Bool, _ command: Invocation,
    _ output: inout ApplyOutput
  ) throws(Failure) -> CommandOutcome {
    let slot = try job(name, "job")
    try expect(expected, of: slot)
    setEnabled(slot, isEnabled, principal: command.principal, &output)
    return answer(output) { Rendering.job(self, slot).encoded() }
  }

  mutating func executeJob(
    _ request: ExecuteJobRequest, _ command: Invocation, _ output: inout ApplyOutput
  ) throws(Failure) -> CommandOutcome {
    var list = Unsupported()
    list.check("placement", request.placement.map { $0 != Placement() } ?? false)
    list.check(
      "target", request.target.map { $0.mode != .unspecified && $0.mode != .one } ?? false)
    try list.refuse()
    var enqueue = EnqueueRequest()
    enqueue.job = request.job
    enqueue.payload = request.payload
    enqueue.contentType = request.contentType
    enqueue.queue = request.queue
    enqueue.priority = request.priority
    enqueue.labels = request.labels
    let planned = try plan(enqueue, command, path: "")
    if let failure = refuseBirth(planned.job, queue: planned.queue) { throw failure }
    if request.validateOnly { return answer(output) { Execution().encoded() } }
    var new = planned
    new.origin = .manual
    let id = bear(settleQueue(new, request.queue, &output), &output)
    return answer(output) { Rendering.live(self, id).encoded() }
  }

  /// Jobs in one set at most.
  static let mostJobs = 1_000

  mutating func applyJobs(
    _ request: ApplyJobsRequest, _ command: Invocation, _ output: inout ApplyOutput
  ) throws(Failure) -> CommandOutcome {
    guard request.jobs.count <= StateMachine.mostJobs else {
      throw .field(
        "jobs", .fieldInvalid,
        "\(request.jobs.count) jobs are given, at most \(StateMachine.mostJobs) may be at once")
    }
    guard !request.prune || !request.owner.isEmpty else {
      throw .field("owner", .fieldInvalid, "whose jobs may be pruned is required")
    }
    var plans: [JobPlan] = []
    var named: [String: Int] = [:]
    for (place, job) in request.jobs.enumerated() {
      let path = "jobs[\(place)]"
      guard named.updateValue(place, forKey: job.name) == nil else {
        throw .field("\(path).name", .fieldInvalid, "'\(job.name)' is given twice")
      }
      plans.append(try plan(job, path))
    }
    var pruned: [Int32] = []
    if request.prune {
      for slot in jobs.order
      where jobs[job: slot].owner == request.owner && !jobs[job: slot].isDeleting
        && named[jobs[job: slot].name] == nil
      {
        guard jobs[job: slot].live == 0 else {
          throw Failure(
            .failedPrecondition, .jobHasLiveExecutions,
            "'\(jobs[job: slot].name)' would be pruned, but \(jobs[job: slot].live) of its "
              + "executions live")
        }
        pruned.append(slot)
      }
    }
    let records = (plans.count * 4 + pruned.count * 2) * StateMachine.announcement
    guard entry.room >= StateMachine.margin + records else { throw StateMachine.entryFull }
    var response = ApplyJobsResponse()
    for plan in plans {
      response.items.append(
        carryOut(plan, request, principal: command.principal, &output))
    }
    for slot in pruned {
      let before = Rendering.job(self, slot)
      response.items.append(
        ApplyJobsResponse.Item(
          job: before.name, change: .deleted, changedFields: [], before: before, after: nil))
      if !request.validateOnly {
        delete(slot, .none, principal: command.principal, &output)
      }
    }
    return answer(output) { response.encoded() }
  }

  /// What is to become of a job of a set.
  private struct JobPlan {
    var message: Job
    var definition: JobDefinition
    var schedule: ScheduleState?
    var slot: Int32?
  }

  private func plan(_ job: Job, _ path: String) throws(Failure) -> JobPlan {
    var definition = try JobReading.definition(job, path)
    let schedule = try ScheduleReading.ofJob(job, path)
    try takeBundle(&definition, "\(path).module")
    guard let slot = jobs.slot(named: job.name) else {
      if let failure = refuse(new: definition) { throw failure }
      return JobPlan(message: job, definition: definition, schedule: schedule, slot: nil)
    }
    if jobs[job: slot].isDeleting, let failure = refuse(new: definition) { throw failure }
    definition.bundle = jobs[version: jobs[job: slot].current].definition.bundle
    return JobPlan(message: job, definition: definition, schedule: schedule, slot: slot)
  }

  private mutating func carryOut(
    _ plan: JobPlan, _ request: ApplyJobsRequest, principal: String, _ output: inout ApplyOutput
  ) -> ApplyJobsResponse.Item {
    var item = ApplyJobsResponse.Item(job: plan.message.name)
    guard let slot = plan.slot else {
      item.change = .created
      if request.validateOnly {
        item.after = plan.message
        return item
      }
      let slot = create(
        plan.definition, owner: request.owner, principal: principal, &output)
      setDefaultSchedule(slot, plan.schedule, principal: principal, &output)
      item.after = Rendering.job(self, slot)
      return item
    }
    let before = Rendering.job(self, slot)
    item.before = before
    item.changedFields = JobReading.changed(
      Rendering.jobSource(self, slot), plan.message)
    item.change = item.changedFields.isEmpty ? .unchanged : .updated
    item.after = plan.message
    if !request.validateOnly {
      let owner = request.owner.isEmpty ? jobs[job: slot].owner : request.owner
      update(slot, to: plan.definition, owner: owner, principal: principal, &output)
      setDefaultSchedule(slot, plan.schedule, principal: principal, &output)
      item.after = Rendering.job(self, slot)
    }
    return item
  }

  /// The answer, made only where somebody wants it.
  func answer(_ output: borrowing ApplyOutput, _ make: () -> Bytes) -> CommandOutcome {
    .success(output.wantsAnswers ? make() : [])
  }
}
