import Messages
import Units

extension StateMachine {
  mutating func createSchedule(
    _ request: CreateScheduleRequest, _ command: Invocation, _ output: inout ApplyOutput
  ) throws(Failure) -> CommandOutcome {
    guard let message = request.schedule else {
      throw .field("schedule", .fieldInvalid, "it is required")
    }
    let slot = try job(message.job, "schedule.job")
    let definition = try ScheduleReading.definition(message, settings, "schedule")
    guard schedulePlace(of: slot, definition.name) == nil else {
      throw Failure(
        .alreadyExists, .alreadyExists,
        "the job '\(jobs[job: slot].name)' has a schedule '\(definition.name)' already")
    }
    guard UInt64(schedules.schedules.count) < settings.schedules else {
      throw Failure(
        .resourceExhausted, .quotaExceeded,
        "there are \(schedules.schedules.count) schedules, as many as the setting allows")
    }
    if request.validateOnly { return answer(output) { message.encoded() } }
    let place = createSchedule(
      definition, job: slot, principal: command.principal, &output)
    return answer(output) { Rendering.schedule(self, place).encoded() }
  }

  mutating func updateSchedule(
    _ request: UpdateScheduleRequest, _ command: Invocation, _ output: inout ApplyOutput
  ) throws(Failure) -> CommandOutcome {
    guard let message = request.schedule else {
      throw .field("schedule", .fieldInvalid, "it is required")
    }
    let named =
      !message.id.isEmpty
      ? message.id : message.job.isEmpty ? message.name : "\(message.job)/\(message.name)"
    let place = try schedulePlace(named, "schedule")
    try expect(request.expectedVersion, ofSchedule: place)
    var merged = try ScheduleReading.merge(
      Rendering.schedule(self, place), message, request.updateMask)
    merged.name = schedules[place].name
    let definition = try ScheduleReading.definition(merged, settings, "schedule")
    if request.validateOnly { return answer(output) { merged.encoded() } }
    updateSchedule(at: place, to: definition, principal: command.principal, &output)
    return answer(output) { Rendering.schedule(self, place).encoded() }
  }

  mutating func deleteSchedule(
    _ request: DeleteScheduleRequest, _ command: Invocation, _ output: inout ApplyOutput
  ) throws(Failure) -> CommandOutcome {
    let place = try schedulePlace(request.schedule)
    try expect(request.expectedVersion, ofSchedule: place)
    if !request.validateOnly {
      removeSchedule(at: place, principal: command.principal, &output)
    }
    return answer(output) { Empty().encoded() }
  }

  mutating func pauseSchedule(
    _ request: PauseScheduleRequest, _ command: Invocation, _ output: inout ApplyOutput
  ) throws(Failure) -> CommandOutcome {
    var list = Unsupported()
    list.check("until_time", request.untilTime != nil)
    try list.refuse()
    try Bounds.check(text: request.note, "note")
    let place = try schedulePlace(request.schedule)
    pauseSchedule(at: place, note: request.note, principal: command.principal, &output)
    return answer(output) { Rendering.schedule(self, place).encoded() }
  }

  mutating func resumeSchedule(
    _ request: ResumeScheduleRequest, _ command: Invocation, _ output: inout ApplyOutput
  ) throws(Failure) -> CommandOutcome {
    let place = try schedulePlace(request.schedule)
    resumeSchedule(at: place, principal: command.principal, &output)
    return answer(output) { Rendering.schedule(self, place).encoded() }
  }

  mutating func triggerSchedule(
    _ request: TriggerScheduleRequest, _ output: inout ApplyOutput
  ) throws(Failure) -> CommandOutcome {
    let place = try schedulePlace(request.schedule)
    let overlap = try ScheduleReading.overlap(request.overlap, "overlap")
    guard UInt64(request.payload.count) <= settings.payloadLimit else {
      throw tooLarge("payload", request.payload.count, settings.payloadLimit)
    }
    try Bounds.check(text: request.contentType, "content_type", 255)
    let made = trigger(
      place, overlap: overlap, payload: request.payload.isEmpty ? nil : request.payload,
      contentType: request.contentType, &output)
    return answer(output) {
      TriggerScheduleResponse(
        execution: made.execution == .none ? "" : made.execution.text,
        skipped: made.reason != nil, reason: made.reason?.rawValue ?? ""
      ).encoded()
    }
  }
}
