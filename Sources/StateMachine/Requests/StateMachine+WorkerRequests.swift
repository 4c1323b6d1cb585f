import Messages
import Units

extension StateMachine {
  // MARK: Sessions

  mutating func openSession(
    _ request: OpenSessionRequest, _ command: Invocation, _ output: inout ApplyOutput
  ) throws(Failure) -> CommandOutcome {
    guard let hello = request.hello else { throw .field("hello", .fieldInvalid, "it is required") }
    var session = SessionState()
    guard (1...255).contains(hello.name.utf8.count) else {
      throw .field("hello.name", .nameInvalid, "a worker's name has 1 to 255 bytes")
    }
    try Bounds.check(text: hello.version, "hello.version", 255)
    try Bounds.check(text: hello.host, "hello.host", 255)
    try Bounds.check(labels: hello.labels, "hello.labels")
    guard (1...10_000).contains(hello.capacity) else {
      throw .field(
        "hello.capacity", .fieldInvalid, "it is 1 to 10,000 attempts at once, not \(hello.capacity)"
      )
    }
    guard hello.queues.count <= 256, hello.handlers.count <= 4_096, hello.isolation.count <= 64
    else {
      throw .field(
        "hello", .fieldInvalid,
        "at most 256 queues, 4,096 handlers and 64 kinds of isolation may be named")
    }
    for (place, queue) in hello.queues.enumerated() {
      if let failure = Names.refuse(queue, "hello.queues[\(place)]") { throw failure }
    }
    session.name = hello.name
    session.version = hello.version
    session.capacity = hello.capacity
    session.queues = hello.queues
    session.labels = hello.labels
    session.isolation = hello.isolation
    session.host = hello.host
    session.process = hello.process
    guard !hello.handlers.isEmpty || hello.anyHandler else {
      throw .field(
        "hello.handlers", .fieldInvalid, "name the handlers that it runs, or say any_handler")
    }
    if !hello.anyHandler {
      for (place, handler) in hello.handlers.enumerated() {
        let field = "hello.handlers[\(place)]"
        try Bounds.check(text: handler.name, "\(field).name", 1_024)
        try Bounds.check(text: handler.module, "\(field).module", 128)
        session.handlers.append(
          handler.module.isEmpty ? handler.name : "\(handler.module)/\(handler.name)")
      }
    }
    let id = try openSession(session, principal: command.principal, &output)
    return answer(output) {
      var welcome = Welcome(session: id.text, ttl: settings.ttl)
      welcome.killGrace = settings.killSpan
      welcome.epoch = 1
      return OpenSessionResponse(welcome: welcome).encoded()
    }
  }

  mutating func closeSession(
    _ request: CloseSessionRequest, _ command: Invocation, _ output: inout ApplyOutput
  ) throws(Failure) -> CommandOutcome {
    // One that is closed already is closed: the repeat of a lost answer.
    if let place = sessions.place(of: try sessionID(command, request.session)) {
      closeSession(at: place, &output)
    }
    return answer(output) { Empty().encoded() }
  }

  /// Whose word it is: the header's, or where a plain client called, the request's.
  private func sessionID(_ command: Invocation, _ text: String) throws(Failure) -> RecordID {
    let own = command.item.session
    if own != .none { return own }
    return try id(text, "session")
  }

  mutating func drainWorker(
    _ request: DrainWorkerRequest, _ output: inout ApplyOutput
  ) throws(Failure) -> CommandOutcome {
    let place = try workerPlace(request.worker)
    let span = try Bounds.check(span: request.deadline, "deadline", .hours(24 * 30))
    try Bounds.check(text: request.note, "note")
    drain(at: place, deadline: span.map { time + $0 }, undo: request.undo, &output)
    return answer(output) { Rendering.worker(self, place).encoded() }
  }

  /// A session by its id, or by its worker's name where only one has it.
  func workerPlace(_ text: String) throws(Failure) -> Int {
    if let id = RecordID(text: text), let place = sessions.place(of: id) { return place }
    let named = sessions.sessions.indices.filter { sessions[$0].name == text }
    guard named.count <= 1 else {
      throw .field(
        "worker", .fieldInvalid, "\(named.count) sessions are named '\(text)': give the id")
    }
    guard let place = named.first else { throw .notFound("worker", text) }
    return place
  }

  // MARK: Attempts

  /// A lease that a worker names.
  private func lease(
    _ execution: String, _ token: UInt64, _ path: String
  ) throws(Failure) -> LeaseName {
    guard token != 0 else {
      throw .field("\(path).token", .fieldInvalid, "the lease's token is required")
    }
    return LeaseName(
      execution: try id(execution, "\(path).execution"), token: RecordID(token))
  }

  mutating func complete(
    _ request: CompleteExecutionRequest, _ command: Invocation, _ output: inout ApplyOutput
  ) throws(Failure) -> CommandOutcome {
    guard let message = request.complete else {
      throw .field("complete", .fieldInvalid, "it is required")
    }
    let lease = try lease(message.execution, message.token, "complete")
    var word = CompletionWord()
    word.execution = lease.execution
    word.token = lease.token
    word.result = message.result
    if !message.contentType.isEmpty {
      try Bounds.check(text: message.contentType, "complete.content_type", 255)
      word.contentType = message.contentType
    }
    if !message.events.isEmpty { word.events = try events(message.events, "complete.events") }
    if !message.enqueues.isEmpty { word.followUps = try followUps(message.enqueues) }
    let session = try sessionID(command, request.session)
    guard let ended = try complete(word, session: session, &output) else {
      return .deferred(
        .ended(execution: lease.execution, token: lease.token, kind: command.kind))
    }
    return answer(output) {
      CompleteExecutionResponse(
        state: Rendering.state(ended.state), created: ended.created.map(\.text)
      ).encoded()
    }
  }

  /// Events in one request at most.
  static let mostEvents = 1_000

  func events(_ drafts: [EventDraft], _ path: String) throws(Failure) -> [EventWord] {
    guard drafts.count <= StateMachine.mostEvents else {
      throw .field(
        path, .fieldInvalid,
        "\(drafts.count) events are given, at most \(StateMachine.mostEvents) may be at once")
    }
    var words: [EventWord] = []
    words.reserveCapacity(drafts.count)
    for (place, draft) in drafts.enumerated() {
      var list = Unsupported()
      list.check("\(path)[\(place)].not_before_time", draft.notBeforeTime != nil)
      try list.refuse()
      var word = EventWord()
      word.name = draft.name
      word.source = draft.source
      word.key = draft.key
      word.payload = draft.payload
      word.contentType = draft.contentType
      word.headers = draft.headers
      try Bounds.check(text: draft.source, "\(path)[\(place)].source", 256)
      try Bounds.check(text: draft.key, "\(path)[\(place)].key", 256)
      try Bounds.check(text: draft.contentType, "\(path)[\(place)].content_type", 255)
      try Bounds.check(labels: draft.headers, "\(path)[\(place)].headers")
      if !draft.causation.isEmpty {
        word.cause = try id(draft.causation, "\(path)[\(place)].causation")
      }
      if !draft.correlation.isEmpty {
        word.root = try id(draft.correlation, "\(path)[\(place)].correlation")
      }
      words.append(word)
    }
    return words
  }

  private func followUps(_ requests: [EnqueueRequest]) throws(Failure) -> [FollowUpWord] {
    guard requests.count <= StateMachine.mostEvents else {
      throw .field(
        "complete.enqueues", .fieldInvalid,
        "\(requests.count) are given, at most \(StateMachine.mostEvents) may be at once")
    }
    var words: [FollowUpWord] = []
    for (place, request) in requests.enumerated() {
      let path = "complete.enqueues[\(place)]"
      var plain = EnqueueRequest()
      plain.job = request.job
      plain.payload = request.payload
      plain.contentType = request.contentType
      plain.dedupKey = request.dedupKey
      var list = Unsupported()
      list.check("\(path): fields besides job, payload, content_type, dedup_key", plain != request)
      try list.refuse()
      words.append(
        FollowUpWord(
          job: request.job, payload: request.payload, contentType: request.contentType,
          dedupKey: request.dedupKey))
    }
    return words
  }

  mutating func fail(
    _ request: FailExecutionRequest, _ command: Invocation, _ output: inout ApplyOutput
  ) throws(Failure) -> CommandOutcome {
    guard let message = request.fail else { throw .field("fail", .fieldInvalid, "it is required") }
    let lease = try lease(message.execution, message.token, "fail")
    var list = Unsupported()
    list.check("fail.result", !message.result.isEmpty)
    list.check("fail.events", !message.events.isEmpty)
    var word = FailureWord()
    word.execution = lease.execution
    word.token = lease.token
    word.error = FailureWord.cut(message.error)
    word.exitCode = message.exitCode ?? 0
    switch message.outcome {
    case .unspecified, .failed: word.outcome = .failed
    case .timeout: word.outcome = .timeout
    case .cancelled: word.outcome = .cancelled
    case .lost: word.outcome = .lost
    case .memory: word.outcome = .memory
    case .interrupted: word.outcome = .interrupted
    case .snoozed: word.outcome = .snoozed
    case .completed, .unrecognized:
      throw .field("fail.outcome", .fieldInvalid, "an attempt that failed has no such outcome")
    }
    let month = Timeout.hours(24 * 31)
    switch message.next {
    case nil: break
    case .retryAfter(let span):
      word.retryAfter = try Bounds.check(span: span, "fail.retry_after", month)
    case .final(let isFinal): word.isFinal = isFinal
    case .snooze(let span):
      word.outcome = .snoozed
      word.retryAfter = try Bounds.check(span: span, "fail.snooze", month)
    case .hold: list.check("fail.hold", true)
    }
    try list.refuse()
    let session = try sessionID(command, request.session)
    guard let ended = fail(word, session: session, &output) else {
      return .deferred(
        .ended(execution: lease.execution, token: lease.token, kind: command.kind))
    }
    return answer(output) {
      FailExecutionResponse(state: Rendering.state(ended.state), nextAttemptTime: ended.next)
        .encoded()
    }
  }

  mutating func appendLogs(
    _ request: AppendLogsRequest, _ command: Invocation, _ output: inout ApplyOutput
  ) throws(Failure) -> CommandOutcome {
    guard let chunk = request.chunk else {
      throw .field("chunk", .fieldInvalid, "it is required")
    }
    let lease = try lease(chunk.execution, chunk.token, "chunk")
    guard chunk.data.count <= Int(StateMachine.mostLogBytes) else {
      throw tooLarge("chunk.data", chunk.data.count, StateMachine.mostLogBytes)
    }
    var word = LogWord(execution: lease.execution, token: lease.token, offset: chunk.offset)
    word.data = chunk.data
    var list = Unsupported()
    list.check(
      "chunk.compression", chunk.compression != .unspecified && chunk.compression != .none)
    try list.refuse()
    word.size = UInt64(chunk.uncompressedBytes)
    word.dropped = min(chunk.droppedBytes, 1 << 40)
    let session = try sessionID(command, request.session)
    guard let end = try appendLogs(word, session: session, &output) else {
      return .deferred(
        .ended(execution: lease.execution, token: lease.token, kind: command.kind))
    }
    return answer(output) { AppendLogsResponse(nextOffset: end.next, full: end.isFull).encoded() }
  }

  mutating func reportProgress(
    _ request: ReportProgressRequest, _ command: Invocation, _ output: inout ApplyOutput
  ) throws(Failure) -> CommandOutcome {
    guard let report = request.progress else {
      throw .field("progress", .fieldInvalid, "it is required")
    }
    let lease = try lease(report.execution, report.token, "progress")
    guard report.percent <= 100 else {
      throw .field("progress.percent", .fieldInvalid, "it is 0 to 100, not \(report.percent)")
    }
    try Bounds.check(text: report.message, "progress.message", 512)
    let session = try sessionID(command, request.session)
    guard
      let cancelling = reportProgress(
        lease, percent: UInt8(report.percent), message: report.message, session: session, &output)
    else {
      return .deferred(
        .ended(execution: lease.execution, token: lease.token, kind: command.kind))
    }
    return answer(output) { ReportProgressResponse(cancelling: cancelling).encoded() }
  }

  mutating func extendLease(
    _ request: ExtendLeaseRequest, _ command: Invocation, _ output: inout ApplyOutput
  ) throws(Failure) -> CommandOutcome {
    guard let extend = request.extend else {
      throw .field("extend", .fieldInvalid, "it is required")
    }
    let lease = try lease(extend.execution, extend.token, "extend")
    guard let span = try Bounds.check(span: extend.by, "extend.by", StateMachine.mostExtension)
    else { throw .field("extend.by", .fieldInvalid, "it is required") }
    let session = try sessionID(command, request.session)
    guard let deadline = extendLease(lease, by: span, session: session, &output) else {
      return .deferred(
        .ended(execution: lease.execution, token: lease.token, kind: command.kind))
    }
    return answer(output) { ExtendLeaseResponse(deadlineTime: deadline).encoded() }
  }
}

extension FailureWord {
  /// The error, cut where it is too long, on a whole character.
  static func cut(_ text: String) -> String {
    guard text.utf8.count > mostError else { return text }
    var end = text.utf8.index(text.utf8.startIndex, offsetBy: mostError)
    while end.samePosition(in: text) == nil { end = text.utf8.index(before: end) }
    return String(text[..<end])
  }
}
