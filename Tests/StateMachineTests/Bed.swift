import Messages
import Testing
import Units

@testable import StateMachine

/// A machine with a store beside it, driven entry by entry under made-up time.
struct Bed {
  var machine = StateMachine()
  var store: [Bytes: Bytes] = [:]
  var clock = Instant(seconds: 1_800_000_000)
  var output: ApplyOutput
  var term = Term(1)
  /// Every entry, for another machine.
  var log: [Bytes] = []
  private var generator: SeededGenerator

  init(seed: UInt64 = 1, wantsAnswers: Bool = true) {
    generator = SeededGenerator(seed: seed)
    output = ApplyOutput(wantsAnswers: wantsAnswers)
  }

  /// Applies an entry of these commands, `after` the one before.
  @discardableResult
  mutating func apply(
    _ commands: [Command], after span: Timeout = .milliseconds(1)
  ) -> [CommandOutcome] {
    clock = clock + span
    var batch = CommandBatch()
    for command in commands { batch.append(command) }
    batch.stamp(time: clock, seed: generator.next())
    return apply(entry: batch.bytes)
  }

  @discardableResult
  mutating func apply(entry: Bytes) -> [CommandOutcome] {
    log.append(entry)
    output.removeAll()
    machine.apply(index: machine.index.next(), term: term, batch: entry, into: &output)
    for change in output.changes {
      if change.isFresh {
        #expect(store[change.key] == nil, "a fresh key was there: \(change.key)")
      }
      store[change.key] = change.value
    }
    return output.outcomes
  }

  @discardableResult
  mutating func one(
    _ kind: CommandKind, _ message: some WireMessage, session: RecordID = .none,
    principal: String = "ann", key: String? = nil, after span: Timeout = .milliseconds(1)
  ) -> CommandOutcome {
    let body = message.encoded()
    var header = CommandHeader(kind, principal: principal, session: session)
    if let key {
      header.idempotency = CommandHeader.Idempotency(
        principal: principal, method: "\(kind)", key: key, body: body)
    }
    return apply([Command(header, body: body)], after: span)[0]
  }

  @discardableResult
  mutating func own(
    _ kind: CommandKind, _ body: Bytes, after span: Timeout = .milliseconds(1)
  ) -> CommandOutcome {
    apply([Command(CommandHeader(kind), body: body)], after: span)[0]
  }

  @discardableResult
  mutating func tick(after span: Timeout) -> CommandOutcome { own(.tick, [], after: span) }

  // MARK: Shorthands

  mutating func job(_ name: String, _ change: (inout Job) -> Void = { _ in }) -> CommandOutcome {
    var job = Job(name: name, handler: "run")
    job.retry = RetryPolicy(retries: 1, backoff: .fixed, delay: .seconds(1))
    change(&job)
    return one(.createJob, CreateJobRequest(job: job))
  }

  mutating func enqueue(_ job: String, _ change: (inout EnqueueRequest) -> Void = { _ in })
    -> RecordID?
  {
    var request = EnqueueRequest(job: job, payload: Bytes("{}".utf8))
    change(&request)
    return one(.enqueue, request).message(EnqueueResponse.self).flatMap {
      RecordID(text: $0.execution)
    }
  }

  mutating func session(_ name: String = "w", capacity: UInt32 = 10, queues: [String] = [])
    -> RecordID
  {
    let hello = Hello(name: name, queues: queues, capacity: capacity, anyHandler: true)
    let opened = one(.openSession, OpenSessionRequest(hello: hello))
    return opened.message(OpenSessionResponse.self)?.welcome.flatMap { RecordID(text: $0.session) }
      ?? .none
  }

  /// Grants what is ready to the sessions, as a leader would.
  @discardableResult
  mutating func dispatch(_ sessions: [RecordID], credits: Int = 100) -> [Grant] {
    let pairs = machine.readyWork(
      for: sessions.map { FreeSession(session: $0, credits: credits) })
    if pairs.isEmpty { return [] }
    own(.grant, GrantCommand(pairs: pairs).encoded())
    return grants
  }

  /// Granted by the last entry.
  var grants: [Grant] {
    output.notices.compactMap { if case .granted(let grant) = $0 { grant } else { nil } }
  }

  @discardableResult
  mutating func complete(
    _ grant: Grant, result: String = "1", _ change: (inout Complete) -> Void = { _ in }
  ) -> CommandOutcome {
    var word = Complete(execution: grant.execution.text, token: grant.token.rawValue)
    word.result = Bytes(result.utf8)
    change(&word)
    return one(.complete, CompleteExecutionRequest(complete: word), session: grant.session)
  }

  @discardableResult
  mutating func fail(_ grant: Grant, _ outcome: Attempt.Outcome = .failed) -> CommandOutcome {
    let word = Fail(
      execution: grant.execution.text, token: grant.token.rawValue, error: "no", outcome: outcome)
    return one(.fail, FailExecutionRequest(fail: word), session: grant.session)
  }

  // MARK: Looking

  func finished(_ id: RecordID) -> FinishedExecution? {
    store[Keys.key(.finished, id)].flatMap { FinishedExecution($0) }
  }

  /// Runs a query to its end over the store.
  func query(_ kind: QueryKind, _ message: some WireMessage) -> CommandOutcome {
    query(Query(kind, message.encoded()))
  }

  func query(_ query: Query) -> CommandOutcome {
    var step = machine.begin(query)
    for _ in 0..<8 {
      switch step {
      case .answer(let bytes): return .success(bytes)
      case .failure(let failure): return .failure(failure)
      case .read(let reads, let run): step = run.resume(reads.map(read))
      }
    }
    Issue.record("the query \(query.kind) does not end")
    return .success([])
  }

  func read(_ read: StoreRead) -> [StoreRecord] {
    switch read {
    case .get(let key): return store[key].map { [StoreRecord(key: key, value: $0)] } ?? []
    case .scan(let range, let reversed, let limit, let bytes):
      var keys = store.keys.filter {
        !$0.lexicographicallyPrecedes(range.lower) && $0.lexicographicallyPrecedes(range.upper)
      }.sorted { $0.lexicographicallyPrecedes($1) }
      if reversed { keys.reverse() }
      // At least one record, as a store does it, and no more once `bytes` are reached.
      var records: [StoreRecord] = []
      var size = 0
      for key in keys.prefix(limit) {
        let record = StoreRecord(key: key, value: store[key] ?? [])
        records.append(record)
        size += record.key.count + record.value.count
        if size >= bytes { break }
      }
      return records
    }
  }

  /// The machine that a restart would make of the store.
  func reloaded() throws -> StateMachine {
    var all = store
    all[Keys.meta] = machine.metaRecord()
    var loader = StateMachine.Loader()
    for key in all.keys.sorted(by: { $0.lexicographicallyPrecedes($1) })
    where !key.lexicographicallyPrecedes(Keys.decisions.lower)
      && key.lexicographicallyPrecedes(Keys.decisions.upper)
    {
      try loader.add(key, all[key] ?? [])
    }
    return try loader.finish()
  }
}

extension CommandOutcome {
  func message<Message: WireMessage>(_ type: Message.Type) -> Message? {
    guard case .success(let bytes) = self else { return nil }
    return try? Message(decoding: bytes)
  }

  var reason: Reason? {
    if case .failure(let failure) = self { return failure.reason }
    return nil
  }

  var isSuccess: Bool {
    if case .success = self { return true }
    return false
  }

  var isDeferred: Bool {
    if case .deferred = self { return true }
    return false
  }
}
