import Messages
import Testing
import Units

@testable import StateMachine

/// What is kept, for how long, and how it goes: dead letters, requeues, retention, keys, settings.
@Suite struct KeepingTests {
  /// An execution of `a` that has failed for good.
  static func failed(_ bed: inout Bed, _ session: RecordID) throws -> RecordID {
    let id = try bed.born("a") { $0.priority = 2 }
    for _ in 0..<2 {
      bed.tick(after: .seconds(2))
      bed.fail(try #require(bed.dispatch([session]).first))
    }
    #expect(bed.finished(id)?.state == .failed)
    return id
  }

  static func source(_ bed: Bed, _ id: RecordID) throws -> RequeueSource {
    guard
      case .success(let bytes) = bed.query(
        Query(.requeueSource, GetExecutionRequest(execution: id.text).encoded()))
    else { throw Missing() }
    return try #require(RequeueSource(bytes[...]))
  }

  struct Missing: Error {}

  @Test func aDeadLetterIsRequeuedOnceAndLinkedBothWays() throws {
    var bed = Bed()
    _ = bed.job("a")
    let session = bed.session()
    let old = try KeepingTests.failed(&bed, session)
    #expect(bed.machine.deadLetters.job(of: old) != nil)
    let source = try KeepingTests.source(bed, old)
    #expect(source.priority == 2)
    let done = bed.own(.requeue, RequeueCommand(sources: [source]).encoded())
    let item = try #require(done.message(RequeueExecutionsResponse.self)?.items.first)
    let new = try #require(RecordID(text: item.requeuedAs))
    #expect(bed.machine.deadLetters.job(of: old) == nil)
    let grant = try #require(bed.dispatch([session]).first)
    #expect(grant.execution == new && grant.attempt == 1 && grant.requeuedFrom == old)
    let shown = bed.query(.getExecution, GetExecutionRequest(execution: old.text))
      .message(Execution.self)
    #expect(shown?.requeuedAs == new.text)
    #expect(shown?.state == .failed, "the old one stays as it ended")
    #expect(try bed.reloaded().memoryLines == bed.machine.memoryLines)
    // One that lives is none to be requeued.
    var live = source
    live.execution = new
    let refused = bed.own(.requeue, RequeueCommand(sources: [source, live]).encoded())
    #expect(refused.reason == .executionLive)
    #expect(bed.output.changes.isEmpty)
  }

  @Test func dryRunsAndRefusalsDiscardNothing() throws {
    var bed = Bed()
    _ = bed.job("a")
    let session = bed.session()
    let old = try KeepingTests.failed(&bed, session)
    var request = DiscardExecutionsRequest()
    request.selection = Selection(ids: [old.text])
    request.validateOnly = true
    #expect(bed.one(.discardExecutions, request).isSuccess)
    #expect(bed.machine.deadLetters.count == 1)
    request.validateOnly = false
    request.selection = Selection(ids: [old.text, session.text])
    #expect(bed.one(.discardExecutions, request).reason == .notFound)
    #expect(bed.machine.deadLetters.count == 1)
    request.selection = Selection(ids: [old.text])
    #expect(bed.one(.discardExecutions, request).isSuccess)
    #expect(bed.machine.deadLetters.count == 0)
    #expect(bed.finished(old) != nil, "discarded from the list, not from the history")
  }

  // MARK: Retention

  /// Runs retention to its end as a leader does; returns how many commands it took.
  static func retain(_ bed: inout Bed) throws -> Int {
    var next = RecordID.none
    var commands = 0
    for _ in 0..<200 {
      var start = Bytes()
      if next != .none { start.append(bigEndian: next.rawValue) }
      guard case .success(let body) = bed.query(Query(.retention, start)) else { throw Missing() }
      if body.isEmpty { return commands }
      let command = try #require(RetainCommand(body[...]))
      next = command.next
      if !command.isEmpty {
        bed.own(.retain, body)
        commands += 1
      }
      if next == .none && command.isEmpty { return commands }
    }
    Issue.record("retention does not end")
    return commands
  }

  static func count(_ bed: Bed, _ kinds: [Keys.Kind]) -> Int {
    bed.store.keys.count { key in kinds.contains { $0.rawValue == key.first } }
  }

  static let ofExecutions: [Keys.Kind] = [
    .finished, .born, .payload, .result, .attempt, .log, .requeued,
  ]

  @Test func retentionTakesAllThatAnExecutionLeft() throws {
    var bed = Bed()
    _ = bed.job("a") { $0.retry = RetryPolicy(retries: 1, backoff: .fixed, delay: .seconds(1)) }
    let session = bed.session()
    let letter = try KeepingTests.failed(&bed, session)
    let big = Bytes("\"".utf8) + Bytes(repeating: 0x61, count: 9_000) + Bytes("\"".utf8)
    // More log chunks than one step reads.
    let id = try bed.born("a") { $0.payload = big }
    let grant = try #require(bed.dispatch([session]).first)
    var offset: UInt64 = 0
    for _ in 0..<(RetentionReads.mostKeys / 500 + 1) {
      var commands: [Command] = []
      for _ in 0..<500 {
        var chunk = LogChunk(execution: id.text, token: grant.token.rawValue)
        let line = LogLine(text: "x")
        chunk.data = LogLines(lines: [line]).encoded()
        chunk.offset = offset
        chunk.uncompressedBytes = UInt32(chunk.data.count)
        offset += UInt64(chunk.data.count)
        commands.append(
          Command(
            CommandHeader(.appendLogs, session: session),
            body: AppendLogsRequest(chunk: chunk).encoded()))
      }
      for outcome in bed.apply(commands) { #expect(outcome.isSuccess, "\(outcome)") }
    }
    bed.fail(grant)
    bed.tick(after: .seconds(2))
    bed.complete(
      try #require(bed.dispatch([session]).first), result: String(decoding: big, as: UTF8.self))
    for _ in 0..<600 { _ = bed.enqueue("a") }
    while let grant = bed.dispatch([session]).first {
      for grant in bed.grants { bed.complete(grant) }
      _ = grant
    }
    #expect(KeepingTests.count(bed, [.log]) > RetentionReads.mostKeys)
    // Too young.
    #expect(try KeepingTests.retain(&bed) == 0)
    bed.tick(after: .hours(24 * 8))
    let young = try bed.born("a")
    let commands = try KeepingTests.retain(&bed)
    #expect(commands > 3, "in steps")
    // What failed is kept for longer, and a dead letter until somebody decides.
    #expect(bed.finished(letter) != nil)
    #expect(KeepingTests.count(bed, [.finished]) == 1)
    #expect(KeepingTests.count(bed, [.log, .payload, .result]) == 0)
    bed.tick(after: .hours(24 * 31))
    _ = try KeepingTests.retain(&bed)
    #expect(bed.finished(letter) != nil)
    bed.one(.discardExecutions, DiscardExecutionsRequest(selection: Selection(ids: [letter.text])))
    _ = try KeepingTests.retain(&bed)
    let left = bed.store.keys.filter { key in
      KeepingTests.ofExecutions.contains { $0.rawValue == key.first }
        && Keys.secondID(key) != young && Keys.id(key) != young
    }
    #expect(left.isEmpty, "\(left)")
    #expect(try bed.reloaded().memoryLines == bed.machine.memoryLines)
  }

  @Test func whatIsKeptLongerDoesNotHideWhatMayGo() throws {
    var bed = Bed()
    _ = bed.job("a") { $0.retry = RetryPolicy(retries: 0) }
    let session = bed.session()
    // As many as one step looks at are failed, and lie before one that may go.
    for _ in 0...StateMachine.mostScanned { _ = bed.enqueue("a") }
    while !bed.dispatch([session]).isEmpty { for grant in bed.grants { bed.fail(grant) } }
    let id = try bed.born("a")
    bed.complete(try #require(bed.dispatch([session]).first))
    bed.tick(after: .hours(24 * 8))
    _ = try KeepingTests.retain(&bed)
    #expect(bed.finished(id) == nil)
  }

  @Test func retentionOfEventsTakesTheirIndexesAndMarks() throws {
    var bed = Bed()
    _ = bed.job("a")
    let session = bed.session()
    for _ in 0..<20 {
      _ = bed.enqueue("a")
      let grant = try #require(bed.dispatch([session]).first)
      bed.complete(grant) {
        $0.events = [EventDraft(name: "x.y"), EventDraft(name: "x.z")]
      }
    }
    let before = KeepingTests.count(bed, [.event])
    #expect(before >= 60 && KeepingTests.count(bed, [.correlation]) >= 40)
    bed.tick(after: .hours(24 * 8))
    bed.one(.publishEvents, PublishEventsRequest(events: [EventDraft(name: "new.one")]))
    _ = try KeepingTests.retain(&bed)
    #expect(KeepingTests.count(bed, [.event]) == 1)
    #expect(KeepingTests.count(bed, [.eventIndex]) == 1)
    #expect(KeepingTests.count(bed, [.correlation]) == 0)
    #expect(bed.machine.events.first == bed.machine.nextEvent - 1)
    let gone = bed.query(.getEvent, GetEventRequest(event: "#1"))
    #expect(gone.reason == .offsetTrimmed)
  }

  @Test func deletingTakesOneExecutionWhole() throws {
    var bed = Bed()
    _ = bed.job("a")
    let session = bed.session()
    let id = try KeepingTests.failed(&bed, session)
    let get = GetExecutionRequest(execution: id.text).encoded()
    guard case .success(let body) = bed.query(Query(.deletion, get)) else { throw Missing() }
    #expect(bed.own(.deleteExecution, body).isSuccess)
    #expect(bed.machine.deadLetters.count == 0)
    #expect(KeepingTests.count(bed, KeepingTests.ofExecutions) == 0)
    #expect(bed.query(Query(.deletion, get)).reason == .notFound)
    let live = try bed.born("a")
    let refused = bed.query(Query(.deletion, GetExecutionRequest(execution: live.text).encoded()))
    #expect(refused.reason == .executionLive)
  }

  // MARK: Keys and settings

  @Test func aFullWindowRefusesKeysAndForgetsNoneEarly() throws {
    var bed = Bed()
    _ = bed.job("a")
    var settings = Settings()
    settings.idempotencyKeys = 3
    settings.idempotencyAge = .seconds(120)
    let set = bed.one(
      .updateSettings,
      UpdateSettingsRequest(
        settings: settings, updateMask: ["idempotency_keys", "idempotency_age"]))
    #expect(set.isSuccess, "\(set)")
    let request = EnqueueRequest(job: "a")
    for key in ["1", "2", "3"] { #expect(bed.one(.enqueue, request, key: key).isSuccess) }
    #expect(bed.one(.enqueue, request, key: "4").reason == .idempotencyWindowFull)
    #expect(bed.one(.enqueue, request).isSuccess, "without a key it goes on")
    #expect(bed.one(.enqueue, request, key: "1").isDeferred)
    #expect(try bed.reloaded().memoryLines == bed.machine.memoryLines)
    bed.tick(after: .seconds(119))
    #expect(bed.one(.enqueue, request, key: "1").isDeferred)
    bed.tick(after: .seconds(2))
    #expect(bed.one(.enqueue, request, key: "4").isSuccess)
    #expect(KeepingTests.count(bed, [.idempotency, .answer]) == 2)
  }

  @Test func forgettingKeepsUpWithWhatComes() {
    var bed = Bed(wantsAnswers: false)
    _ = bed.job("a")
    let body = EnqueueRequest(job: "a").encoded()
    for entry in 0..<4 {
      let commands = (0..<500).map { number in
        var header = CommandHeader(.enqueue, principal: "p")
        header.idempotency = CommandHeader.Idempotency(
          principal: "p", method: "e", key: "\(entry) \(number)", body: body)
        return Command(header, body: body)
      }
      // Each batch comes when the one before is out of its window.
      bed.apply(commands, after: .hours(25))
      #expect(bed.machine.idempotency.count == 500)
    }
  }

  @Test(arguments: [
    ("session_ttl", Timeout.milliseconds(999), false), ("session_ttl", .milliseconds(1_000), true),
    ("session_ttl", .seconds(600), true), ("session_ttl", .seconds(601), false),
    ("idempotency_age", .seconds(119), false), ("idempotency_age", .seconds(120), true),
    ("idempotency_age", .hours(25), false),
  ])
  func settingsKeepTheirBounds(_ field: String, _ value: Timeout, _ isRight: Bool) {
    var bed = Bed()
    let before = bed.machine.settings
    var settings = Settings()
    settings.sessionTtl = value
    settings.idempotencyAge = value
    let outcome = bed.one(
      .updateSettings, UpdateSettingsRequest(settings: settings, updateMask: [field]))
    #expect(outcome.isSuccess == isRight)
    guard case .failure(let failure) = outcome else { return }
    #expect(failure.violations.first?.field == "settings.\(field)")
    #expect(bed.machine.settings == before && bed.output.changes.isEmpty)
  }

  // MARK: Lists

  @Test(arguments: [1, 7, 50] as [UInt32])
  func pagesTogetherAreTheWhole(_ size: UInt32) throws {
    var bed = Bed()
    _ = bed.job("a")
    _ = bed.job("b")
    let session = bed.session()
    var wanted: [String] = []
    for number in 0..<60 {
      let id = try bed.born(number % 3 == 0 ? "a" : "b")
      if number % 2 == 0 { bed.complete(try #require(bed.dispatch([session], credits: 1).first)) }
      if number % 3 == 0 { wanted.append(id.text) }
    }
    for (job, filter) in [("a", ""), ("", "job = a")] {
      var found: [String] = []
      var token = ""
      for _ in 0..<200 {
        var request = ListExecutionsRequest(filter: filter)
        request.job = job
        request.pageSize = size
        request.pageToken = token
        let page = try #require(
          bed.query(.listExecutions, request).message(ListExecutionsResponse.self))
        #expect(page.executions.count <= Int(size))
        found += page.executions.map(\.id)
        token = page.nextPageToken
        if token.isEmpty { break }
      }
      #expect(found == wanted.reversed(), "by \(job) \(filter)")
    }
    // A token belongs to its list.
    var request = ListExecutionsRequest(filter: "job = a")
    request.pageSize = 1
    let page = bed.query(.listExecutions, request).message(ListExecutionsResponse.self)
    request.pageToken = try #require(page?.nextPageToken)
    request.filter = "job = b"
    #expect(bed.query(.listExecutions, request).reason == .pageTokenInvalid)
    request.filter = "jobb = b"
    request.pageToken = ""
    guard case .failure(let failure) = bed.query(.listExecutions, request) else {
      Issue.record("an unknown field was taken")
      return
    }
    #expect(failure.message.contains("jobb"))
  }
}
