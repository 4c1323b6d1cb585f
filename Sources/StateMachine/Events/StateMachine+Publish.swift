import Messages
import Units

extension StateMachine {
  /// Listeners that one event may start.
  static let mostListeners = 16
  /// Records that announcing a change takes at most: the event, its listeners' executions, and a
  /// note on each that was stopped, and one on those beyond the limit.
  static let announcement = 2 + 2 * mostListeners
  /// The source of the runtime's own events; nobody else may use it.
  static let ownSource = "carillon"

  // MARK: Checks

  /// Why these events and follow-ups cannot be published; nil where they can.
  func refuse(
    events words: [EventWord], followUps: [FollowUpWord], chain: [RecordID],
    root: RecordID = .none
  ) -> Failure? {
    var records = StateMachine.announcement + 8
    for (place, word) in words.enumerated() {
      if let failure = refuse(word, at: "events[\(place)]", &records) { return failure }
    }
    for (place, word) in followUps.enumerated() {
      guard let job = jobs.slot(nameOrID: word.job) else {
        return Failure.field("follow_ups[\(place)].job", .notFound, "there is no job '\(word.job)'")
      }
      guard !jobs[job: job].isDeleting else {
        return Failure.field(
          "follow_ups[\(place)].job", .notFound, "the job '\(word.job)' is being deleted")
      }
      if UInt64(word.payload.count) > settings.payloadLimit {
        return tooLarge("follow_ups[\(place)].payload", word.payload.count, settings.payloadLimit)
      }
      if let failure = refuseBirth(job, count: followUps.count) { return failure }
      records += 1
    }
    if !followUps.isEmpty && UInt64(chain.count) >= settings.chainDepth {
      return Failure(
        .failedPrecondition, .quotaExceeded,
        "this chain of causes is \(chain.count) deep, as deep as the setting chain_depth allows")
    }
    let budget = settings.chainBudget
    if !followUps.isEmpty && roots.born(root) + UInt64(followUps.count) > budget {
      return Failure(
        .failedPrecondition, .quotaExceeded,
        "what \(root) caused has led to \(roots.born(root)) executions, of \(budget) that the setting "
          + "chain_budget allows")
    }
    return entry.room >= records ? nil : StateMachine.entryFull
  }

  private func refuse(_ word: EventWord, at path: String, _ records: inout Int) -> Failure? {
    if let failure = Names.refuse(event: word.name, "\(path).name") { return failure }
    if UInt64(word.payload.count) > settings.eventLimit {
      return tooLarge("\(path).payload", word.payload.count, settings.eventLimit)
    }
    if word.source == StateMachine.ownSource {
      return Failure.field(
        "\(path).source", .fieldInvalid,
        "'\(StateMachine.ownSource)' is the source of the runtime's own events: take another")
    }
    let listeners = events.listeners(of: word.name).count
    guard listeners <= StateMachine.mostListeners else {
      return Failure(
        .failedPrecondition, .tooManyListeners,
        "\(listeners) listeners match '\(word.name)', at most \(StateMachine.mostListeners) may")
    }
    records += 1 + 2 * listeners
    return nil
  }

  func tooLarge(_ field: String, _ count: Int, _ limit: UInt64) -> Failure {
    Failure.field(
      field, .payloadTooLarge, "it has \(count) bytes, at most \(limit) are allowed")
  }

  // MARK: Publishing

  /// Publishes an event and starts what listens to it, in this entry. `refuse` was asked before.
  @discardableResult
  mutating func publish(
    _ word: EventWord, _ emission: Emission, _ output: inout ApplyOutput
  ) -> RecordID {
    let id = entry.nextID()
    var event = EventRecord()
    event.offset = events.next
    event.id = id
    event.time = time
    event.name = word.name
    event.source = word.source.isEmpty ? emission.source : word.source
    event.key = word.key
    event.payload = word.payload
    event.contentType = word.contentType
    event.cause = word.cause == .none ? emission.cause : word.cause
    let root = word.root == .none ? emission.root : word.root
    event.root = root == .none ? id : root
    event.execution = emission.execution
    event.principal = emission.principal
    event.headers = word.headers
    events.next += mutations.contains(.skipsOffsets) && entry.index.rawValue % 8 == 0 ? 2 : 1
    output.insert(Keys.key(.event, event.offset), event.encoded())
    if event.root != id {
      output.insert(Keys.key(.correlation, event.root.rawValue, id.rawValue), event.traceMark)
    }
    let listeners = events.listeners(of: word.name)
    for listener in listeners.prefix(StateMachine.mostListeners) {
      start(listener, event, chain: emission.chain, &output)
    }
    // Only the runtime's own events come so far: others were refused.
    for listener in listeners.dropFirst(StateMachine.mostListeners).prefix(1) {
      stop(
        listener, event, chain: emission.chain, "TOO_MANY_LISTENERS",
        leftOut: listeners.count - StateMachine.mostListeners, &output)
    }
    return id
  }

  /// Starts a listener's handler, unless its chain already holds it or is too deep.
  private mutating func start(
    _ listener: Listener, _ event: EventRecord, chain: [RecordID], _ output: inout ApplyOutput
  ) {
    guard let job = jobs.slot(of: listener.job), !jobs[job: job].isDeleting else { return }
    var stop: String?
    if chain.contains(listener.job) {
      stop = "REENTRY"
    } else if UInt64(chain.count) >= settings.chainDepth {
      stop = "CHAIN_DEPTH"
    } else if roots.born(event.root) >= settings.chainBudget {
      stop = "CHAIN_BUDGET"
    } else if let refusal = refuseBirth(job) {
      stop = refusal.reason.rawValue
    }
    guard let stop else {
      var new = NewExecution(job: job)
      new.origin = .listener
      new.payload = event.envelope()
      new.contentType = "application/json"
      new.cause = event.id
      new.root = event.root
      new.chain = chain + [listener.job]
      bear(new, &output)
      return
    }
    self.stop(listener, event, chain: chain, stop, leftOut: 1, &output)
  }

  /// Records that listeners were not started. Nobody hears of it through a listener, or one stop
  /// would follow the other for ever.
  private mutating func stop(
    _ listener: Listener, _ event: EventRecord, chain: [RecordID], _ reason: String,
    leftOut: Int, _ output: inout ApplyOutput
  ) {
    guard entry.room > 1, let job = jobs.slot(of: listener.job) else { return }
    var text = JSONText()
    text.member("listener", jobs[job: job].name)
    text.member("event", event.id)
    text.member("reason", reason)
    if leftOut > 1 { text.member("left_out", UInt64(leftOut)) }
    text.list("chain", chain.map { id in jobs.slot(of: id).map { jobs[job: $0].name } ?? id.text })
    note("listener.stopped", key: jobs[job: job].name, text.closed(), event, &output)
  }

  /// Publishes an event that starts nothing.
  private mutating func note(
    _ name: String, key: String, _ payload: Bytes, _ about: EventRecord,
    _ output: inout ApplyOutput
  ) {
    var event = EventRecord()
    event.offset = events.next
    event.id = entry.nextID()
    event.time = time
    event.name = name
    event.source = StateMachine.ownSource
    event.key = key
    event.payload = payload
    event.cause = about.id
    event.root = about.root
    events.next += mutations.contains(.skipsOffsets) && entry.index.rawValue % 8 == 0 ? 2 : 1
    output.insert(Keys.key(.event, event.offset), event.encoded())
    output.insert(
      Keys.key(.correlation, event.root.rawValue, event.id.rawValue), event.traceMark)
  }

  // MARK: The runtime's own events

  /// Publishes one of the runtime's own events. The caller has seen to `announcement` records.
  mutating func announce(
    _ name: String, key: String, _ text: JSONText, principal: String = "",
    _ output: inout ApplyOutput
  ) {
    var word = EventWord()
    word.name = name
    word.key = key
    word.payload = text.closed()
    publish(word, Emission(source: StateMachine.ownSource, principal: principal), &output)
  }

  /// `execution.completed` and its kin.
  mutating func announce(
    _ execution: LiveExecution, job: String, _ state: ExecutionState, _ output: inout ApplyOutput
  ) {
    var text = JSONText()
    text.member("execution", execution.id)
    text.member("job", job)
    text.member("state", state.name)
    text.member("attempt", UInt64(execution.attempt))
    var word = EventWord()
    word.name = state.eventName
    word.key = job
    word.payload = text.closed()
    publish(
      word,
      Emission(
        cause: execution.id, root: execution.root, execution: execution.id,
        chain: execution.chain, source: StateMachine.ownSource),
      &output)
  }
}

extension ExecutionState {
  /// Of the event that tells of it.
  var eventName: String {
    switch self {
    case .pending: "execution.pending"
    case .running: "execution.running"
    case .completed: "execution.completed"
    case .failed: "execution.failed"
    case .timeout: "execution.timeout"
    case .cancelled: "execution.cancelled"
    case .delayed: "execution.delayed"
    case .blocked: "execution.blocked"
    case .expired: "execution.expired"
    }
  }
}

extension EventRecord {
  /// What the index of its root's descendants says of it.
  var traceMark: Bytes { TraceMark(cause: cause, name: name, offset: offset).encoded() }

  /// What a listener's handler gets as its payload.
  func envelope() -> Bytes {
    var text = JSONText()
    text.member("event", name)
    text.member("id", id)
    text.member("offset", offset)
    text.member("time", time)
    text.member("source", source)
    if !key.isEmpty { text.member("key", key) }
    if isJSON {
      text.raw("payload", payload.isEmpty ? Bytes("null".utf8) : payload)
    } else {
      text.member("content_type", contentType)
      text.member("payload_base64", Base64.encode(payload))
    }
    return text.closed()
  }

  var isJSON: Bool { contentType.isEmpty || contentType == "application/json" }
}

/// RFC 4648, section 4.
enum Base64 {
  static func encode(_ bytes: Bytes) -> String {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    var text = Bytes()
    text.reserveCapacity((bytes.count + 2) / 3 * 4)
    var place = 0
    while place < bytes.count {
      let left = bytes.count - place
      let word =
        UInt32(bytes[place]) << 16 | (left > 1 ? UInt32(bytes[place + 1]) << 8 : 0)
        | (left > 2 ? UInt32(bytes[place + 2]) : 0)
      text.append(alphabet[Int(word >> 18 & 63)])
      text.append(alphabet[Int(word >> 12 & 63)])
      text.append(left > 1 ? alphabet[Int(word >> 6 & 63)] : UInt8(ascii: "="))
      text.append(left > 2 ? alphabet[Int(word & 63)] : UInt8(ascii: "="))
      place += 3
    }
    return String(decoding: text, as: UTF8.self)
  }
}
