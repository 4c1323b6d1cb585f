import Messages
import Units

extension StateMachine {
  /// Executions in one batch at most.
  static let mostEnqueued = 10_000

  // MARK: Enqueue

  /// Reads a request into what an execution is made from; nothing is changed.
  func plan(
    _ request: EnqueueRequest, _ command: Invocation, path: String
  ) throws(Failure) -> NewExecution {
    try refuseUnsupported(request, path)
    var new = NewExecution(job: try job(request.job, "\(path)job"))
    guard UInt64(request.payload.count) <= settings.payloadLimit else {
      throw tooLarge("\(path)payload", request.payload.count, settings.payloadLimit)
    }
    new.payload = request.payload
    if !request.contentType.isEmpty {
      try Bounds.check(text: request.contentType, "\(path)content_type", 255)
      new.contentType = request.contentType
    }
    if !request.queue.isEmpty {
      if let failure = Names.refuse(request.queue, "\(path)queue") { throw failure }
      new.queue = queues.slot(named: request.queue)
    }
    new.priority = try JobReading.priority(request.priority, "\(path)priority")
    if !request.dedupKey.isEmpty {
      try Bounds.check(text: request.dedupKey, "\(path)dedup_key", 256)
      new.dedupKey = request.dedupKey
    }
    if !request.labels.isEmpty {
      try Bounds.check(labels: request.labels, "\(path)labels")
      new.labels = request.labels
    }
    if let time = request.notBeforeTime {
      guard request.delay == nil else {
        throw .field("\(path)delay", .fieldInvalid, "give it or not_before_time, not both")
      }
      new.notBefore = time
    } else if let delay = request.delay {
      let span = try Bounds.check(span: delay, "\(path)delay", .hours(24 * 3_660)) ?? .zero
      new.notBefore = self.time + span
    }
    if let time = request.startByTime { new.startBy = time }
    if !request.causation.isEmpty {
      new.cause = try id(request.causation, "\(path)causation")
      new.root = new.cause
    }
    if !request.correlation.isEmpty {
      new.root = try id(request.correlation, "\(path)correlation")
    }
    if !command.item.principal.isEmpty { new.principal = command.principal }
    if !command.item.trace.isEmpty { new.trace = command.trace }
    return new
  }

  private func refuseUnsupported(_ request: EnqueueRequest, _ path: String) throws(Failure) {
    guard
      !request.concurrencyKey.isEmpty || !request.fairnessKey.isEmpty
        || request.finishByTime != nil || request.retry != nil || request.timeouts != nil
        || request.placement != nil || !request.pools.isEmpty || !request.parent.isEmpty
        || !request.children.isEmpty || request.target != nil || request.fairnessWeight != 0
        || request.deduplication != nil
    else { return }
    var list = Unsupported()
    list.check("\(path)concurrency_key", !request.concurrencyKey.isEmpty)
    list.check("\(path)fairness_key", !request.fairnessKey.isEmpty)
    list.check("\(path)fairness_weight", request.fairnessWeight != 0)
    list.check("\(path)finish_by_time", request.finishByTime != nil)
    list.check("\(path)retry", request.retry != nil)
    list.check("\(path)timeouts", request.timeouts != nil)
    list.check("\(path)placement", request.placement.map { $0 != Placement() } ?? false)
    list.check("\(path)pools", !request.pools.isEmpty)
    list.check("\(path)parent", !request.parent.isEmpty)
    list.check("\(path)children", !request.children.isEmpty)
    list.check(
      "\(path)target", request.target.map { $0.mode != .unspecified && $0.mode != .one } ?? false)
    if let rule = request.deduplication {
      list.check("\(path)deduplication.window", rule.window != nil)
      list.check("\(path)deduplication.key_pointer", !rule.keyPointer.isEmpty)
      switch rule.conflict {
      case .unspecified, .keep, .refuse: break
      default: list.check("\(path)deduplication.conflict", true)
      }
    }
    try list.refuse()
  }

  func id(_ text: String, _ field: String) throws(Failure) -> RecordID {
    guard let id = RecordID(text: text), id != .none else {
      throw .field(
        field, .idInvalid, "'\(text.prefix(40))' is no id: those are 13 characters of 0-9 and A-Z")
    }
    return id
  }

  /// Makes the queue that a request names, where it is new.
  mutating func settleQueue(
    _ new: NewExecution, _ name: String, _ output: inout ApplyOutput
  ) -> NewExecution {
    guard !name.isEmpty, new.queue == nil else { return new }
    var new = new
    new.queue = queue(named: name, &output)
    return new
  }

  /// The live execution that holds a new one's dedup key.
  private func holder(of new: NewExecution) -> RecordID? {
    new.dedupKey.isEmpty ? nil : dedup[dedupHash(new.job, new.dedupKey)]
  }

  private func refuseDuplicate(_ request: EnqueueRequest, _ holder: RecordID) throws(Failure) {
    guard request.deduplication?.conflict == .refuse else { return }
    throw Failure(
      .alreadyExists, .duplicateExecution,
      "the execution \(holder) lives under this dedup key",
      metadata: [Failure.Entry("execution", holder.text)])
  }

  mutating func enqueue(
    _ request: EnqueueRequest, _ command: Invocation, _ output: inout ApplyOutput
  ) throws(Failure) -> CommandOutcome {
    let new = try plan(request, command, path: "")
    if let holder = holder(of: new) {
      try refuseDuplicate(request, holder)
      return answer(output) { kept(holder).encoded() }
    }
    if let failure = refuseBirth(new.job, queue: new.queue) { throw failure }
    if request.validateOnly { return answer(output) { EnqueueResponse().encoded() } }
    let id =
      request.queue.isEmpty
      ? bear(new, &output) : bear(settleQueue(new, request.queue, &output), &output)
    return answer(output) { created(id).encoded() }
  }

  private func created(_ id: RecordID) -> EnqueueResponse {
    let state = liveState(of: id) ?? .pending
    return EnqueueResponse(
      execution: id.text, disposition: .created, state: Rendering.state(state))
  }

  private func kept(_ id: RecordID) -> EnqueueResponse {
    let state = liveState(of: id) ?? .pending
    return EnqueueResponse(execution: id.text, disposition: .kept, state: Rendering.state(state))
  }

  /// All or nothing.
  mutating func enqueueBatch(
    _ request: EnqueueBatchRequest, _ command: Invocation, _ output: inout ApplyOutput
  ) throws(Failure) -> CommandOutcome {
    let count = request.requests.count
    guard (1...StateMachine.mostEnqueued).contains(count) else {
      throw .field(
        "requests", .fieldInvalid,
        "\(count) are given; 1 to \(StateMachine.mostEnqueued) may be at once")
    }
    guard entry.room >= count + StateMachine.margin else { throw StateMachine.entryFull }
    var plans: [NewExecution] = []
    plans.reserveCapacity(count)
    for (place, item) in request.requests.enumerated() {
      let path = "requests[\(place)]."
      let new = try plan(item, command, path: path)
      guard !item.validateOnly else {
        throw .field("\(path)validate_only", .fieldInvalid, "a batch has no such item")
      }
      if let holder = holder(of: new) { try refuseDuplicate(item, holder) }
      // For the queue's depth the batch counts as a whole, which is stricter by what goes elsewhere.
      if let failure = refuseBirth(new.job, queue: new.queue, count: count) { throw failure }
      plans.append(new)
    }
    var response = EnqueueBatchResponse()
    for (place, new) in plans.enumerated() {
      // Looked up anew: an item before may have taken the key.
      if let holder = holder(of: new) {
        if output.wantsAnswers { response.responses.append(kept(holder)) }
        continue
      }
      let id = bear(settleQueue(new, request.requests[place].queue, &output), &output)
      if output.wantsAnswers { response.responses.append(created(id)) }
    }
    return answer(output) { response.encoded() }
  }

  // MARK: One by one

  mutating func cancelExecution(
    _ request: CancelExecutionRequest, _ output: inout ApplyOutput
  ) throws(Failure) -> CommandOutcome {
    var list = Unsupported()
    list.check("grace", request.grace != nil)
    list.check("expected_version", request.expectedVersion != 0)
    try list.refuse()
    try Bounds.check(text: request.reason, "reason")
    let id = try id(request.execution, "execution")
    guard let slot = executions.slot(of: id) else { throw notLive(id) }
    var answered = Rendering.live(self, id)
    cancel(slot, .requested, &output)
    if executions.slot(of: id) != nil {
      answered = Rendering.live(self, id)
    } else {
      answered.state = .cancelled
      answered.endTime = time
    }
    return answer(output) { answered.encoded() }
  }

  private func notLive(_ id: RecordID) -> Failure {
    if id.index > index {
      return .notFound("execution", id.text)
    }
    return Failure(
      .failedPrecondition, .executionTerminal,
      "there is no live execution \(id): it has ended, or never was",
      metadata: [Failure.Entry("execution", id.text)])
  }

  /// Deletes an ended execution and all that is stored of it: the leader read its job and keys.
  mutating func deleteExecution(
    _ command: RetainCommand, _ output: inout ApplyOutput
  ) throws(Failure) -> CommandOutcome {
    guard !command.executions.isEmpty else {
      throw Failure(.notFound, .notFound, "there is no such execution, or it was deleted before")
    }
    for item in command.executions {
      if let slot = executions.slot(of: item.execution) {
        throw Failure(
          .failedPrecondition, .executionLive,
          "the execution \(item.execution) is \(executions[slot].state(at: time).name): cancel it first"
        )
      }
    }
    for item in command.executions.prefix(RetainCommand.mostExecutions) {
      discard(item.execution, &output)
      forget(item, &output)
    }
    return answer(output) { Empty().encoded() }
  }

  mutating func discardExecutions(
    _ request: DiscardExecutionsRequest, _ output: inout ApplyOutput
  ) throws(Failure) -> CommandOutcome {
    let selection = request.selection ?? Selection()
    guard selection.filter.isEmpty else {
      throw Failure(
        .unimplemented, .unimplemented,
        "this version takes ids, not a filter: list the dead letters and name them")
    }
    guard (1...RequeueCommand.most).contains(selection.ids.count) else {
      throw .field(
        "selection.ids", .fieldInvalid,
        "\(selection.ids.count) are named; 1 to \(RequeueCommand.most) may be")
    }
    var found: [RecordID] = []
    for (place, text) in selection.ids.enumerated() {
      let id = try id(text, "selection.ids[\(place)]")
      guard deadLetters.job(of: id) != nil else { throw .notFound("dead letter", text) }
      found.append(id)
    }
    if !request.validateOnly { for id in found { discard(id, &output) } }
    var operation = Operation(kind: .discard, state: request.validateOnly ? .dryRun : .succeeded)
    operation.total = UInt64(found.count)
    operation.done = request.validateOnly ? 0 : UInt64(found.count)
    operation.createTime = time
    operation.endTime = time
    return answer(output) { operation.encoded() }
  }

  mutating func requeueExecutions(
    _ command: RequeueCommand, _ invocation: Invocation, _ output: inout ApplyOutput
  ) throws(Failure) -> CommandOutcome {
    let made = try requeue(command, principal: invocation.principal, &output)
    var response = RequeueExecutionsResponse()
    for (source, id) in zip(command.sources, made) {
      let version = executions.slot(of: id).map { jobs[version: executions[$0].version].number }
      response.items.append(
        RequeueExecutionsResponse.Item(
          execution: source.execution.text, requeuedAs: id.text, error: nil, oldJobVersion: 0,
          newJobVersion: version ?? 0))
    }
    return answer(output) { response.encoded() }
  }
}
