import Messages
import Units

extension StateMachine {
  static let mostQueues = 10_000

  private mutating func openQueue(
    _ name: String, _ output: inout ApplyOutput
  ) throws(Failure) -> Int32 {
    if let slot = queues.slot(named: name) { return slot }
    if let failure = Names.refuse(name, "queue") { throw failure }
    guard queues.queues.count < StateMachine.mostQueues else {
      throw Failure(
        .resourceExhausted, .quotaExceeded,
        "\(queues.queues.count) queues are as many as may be")
    }
    return queue(named: name, &output)
  }

  /// Changes a queue; makes it where it is new.
  mutating func updateQueue(
    _ request: UpdateQueueRequest, _ command: Invocation, _ output: inout ApplyOutput
  ) throws(Failure) -> CommandOutcome {
    guard let message = request.queue else {
      throw .field("queue", .fieldInvalid, "it is required")
    }
    var list = Unsupported()
    list.check("queue.rate", message.rate != nil)
    list.check("queue.weights", !message.weights.isEmpty)
    list.check("queue.windows", !message.windows.isEmpty)
    list.check("queue.depth_limit_per_key", message.depthLimitPerKey != 0)
    list.check("queue.aging", message.aging != nil)
    list.check("queue.concurrency_per_key", message.concurrencyPerKey != 0)
    try list.refuse()
    try Bounds.check(text: message.description, "queue.description")
    try Bounds.check(labels: message.labels, "queue.labels")
    let known = queues.slot(named: message.name)
    if request.expectedVersion != 0 {
      guard let known else { throw .notFound("queue", message.name) }
      guard queues[known].number == request.expectedVersion else {
        throw StateMachine.versionMismatch(
          "queue", message.name, queues[known].number, request.expectedVersion)
      }
    }
    let mask = request.updateMask
    for path in mask
    where !["description", "labels", "concurrency", "depth_limit", "name"].contains(path) {
      throw .field(
        "update_mask", .fieldInvalid,
        "'\(path)' is no field that can be updated: description, labels, concurrency, depth_limit")
    }
    if let failure = Names.refuse(message.name, "queue.name") { throw failure }
    if request.validateOnly { return answer(output) { message.encoded() } }
    let slot = try openQueue(message.name, &output)
    var queue = queues[slot]
    if mask.isEmpty || mask.contains("concurrency") { queue.concurrency = message.concurrency }
    if mask.isEmpty || mask.contains("depth_limit") { queue.depth = message.depthLimit }
    if mask.isEmpty || mask.contains("description") { queue.description = message.description }
    if mask.isEmpty || mask.contains("labels") { queue.labels = message.labels }
    if queue != queues[slot] { put(queue, slot, "queue.updated", command.principal, &output) }
    return answer(output) { Rendering.queue(self, slot).encoded() }
  }

  mutating func pauseQueue(
    _ request: PauseQueueRequest, _ command: Invocation, _ output: inout ApplyOutput
  ) throws(Failure) -> CommandOutcome {
    var list = Unsupported()
    list.check("until_time", request.untilTime != nil)
    try list.refuse()
    try Bounds.check(text: request.note, "note")
    let slot = try openQueue(request.queue, &output)
    if !queues[slot].isPaused {
      var queue = queues[slot]
      queue.isPaused = true
      queue.note = request.note
      queue.author = command.principal
      queue.pausedSince = time
      put(queue, slot, "queue.paused", command.principal, &output)
    }
    return answer(output) { Rendering.queue(self, slot).encoded() }
  }

  mutating func resumeQueue(
    _ request: ResumeQueueRequest, _ command: Invocation, _ output: inout ApplyOutput
  ) throws(Failure) -> CommandOutcome {
    guard let slot = queues.slot(named: request.queue) else {
      throw .notFound("queue", request.queue)
    }
    if queues[slot].isPaused {
      var queue = queues[slot]
      queue.isPaused = false
      queue.note = ""
      queue.author = ""
      queue.pausedSince = .epoch
      put(queue, slot, "queue.resumed", command.principal, &output)
    }
    return answer(output) { Rendering.queue(self, slot).encoded() }
  }

  private mutating func put(
    _ queue: QueueState, _ slot: Int32, _ event: String, _ principal: String,
    _ output: inout ApplyOutput
  ) {
    var queue = queue
    queue.number += 1
    queue.updated = time
    queues[slot] = queue
    output.put(Keys.key(.queue, queue.name), queue.encoded())
    var text = JSONText()
    text.member("queue", queue.name)
    text.member("version", queue.number)
    if !principal.isEmpty { text.member("principal", principal) }
    announce(event, key: queue.name, text, principal: principal, &output)
  }

  // MARK: Settings

  mutating func updateSettings(
    _ request: UpdateSettingsRequest, _ command: Invocation, _ output: inout ApplyOutput
  ) throws(Failure) -> CommandOutcome {
    guard let message = request.settings else {
      throw .field("settings", .fieldInvalid, "it is required")
    }
    guard request.expectedVersion == 0 || request.expectedVersion == settings.number else {
      throw StateMachine.versionMismatch(
        "settings", "cluster", settings.number, request.expectedVersion)
    }
    var new = try SettingsReading.read(message, over: settings, request.updateMask)
    if request.validateOnly { return answer(output) { Rendering.settings(new).encoded() } }
    if new != settings {
      new.number += 1
      new.updated = time
      new.author = command.principal
      settings = new
      output.put(Keys.key(.setting), settings.encoded())
      output.notices.append(.settingsChanged)
      var text = JSONText()
      text.member("version", new.number)
      text.member("principal", new.author)
      announce("settings.updated", key: "settings", text, principal: new.author, &output)
    }
    return answer(output) { Rendering.settings(settings).encoded() }
  }
}
