internal import GRPC
internal import Messages
internal import Node
internal import StateMachine
internal import Units

/// A worker's `Work` stream at the leader (`api.md`): its session, its credits, and the answers to
/// what it says. Ends when the session does, when the client goes, or when another node leads.
final class WorkStream {
  private let call: ServerCall
  private let desk: Desk
  private var node: Node { desk.node }
  private var session: RecordID?
  /// A Hello is being answered: nothing else is taken meanwhile.
  private var isGreeting = false
  private var isOver = false
  /// Answers that leave together at the end of the turn.
  private var results: [WorkResponse.Result] = []
  private var isFlushing = false
  /// State-changing messages that are not answered yet, which bounds what one worker may have in
  /// the leader's batches.
  private var unanswered = 0

  static let mostUnanswered = 4_096
  static let mostCredits: UInt32 = 65_536

  init(_ call: ServerCall, _ desk: Desk) {
    self.call = call
    self.desk = desk
  }

  func start() {
    call.onMessage { [self] message in received(message) }
    call.onHalfClose { [self] in finish(.ok) }
    call.onCancel { [self] _ in
      close()
      call.fail(Status(.cancelled))
    }
  }

  // MARK: From the worker

  private func received(_ bytes: Bytes) {
    guard !isOver else { return }
    do throws(Failure) {
      let request = try WorkRequest(decoding: bytes)
      guard let message = request.message else {
        throw Failure.field("message", .fieldInvalid, "a message of the Work stream is empty")
      }
      if case .hello(let hello) = message { return try greet(hello) }
      guard let session, !isGreeting else {
        throw Failure(
          .failedPrecondition, .sessionExpired, "say Hello, and wait for Welcome, before anything")
      }
      try take(message, request, session)
    } catch {
      finish(error)
    }
  }

  private func take(
    _ message: WorkRequest.Message, _ request: WorkRequest, _ session: RecordID
  ) throws(Failure) {
    switch message {
    case .hello: break
    case .credit(let credit):
      node.credit(
        session: session, Int(min(credit.count, WorkStream.mostCredits)),
        lastGrant: request.lastGrant)
    case .beat(let beat):
      let sequence = request.sequence
      node.renew(
        session: session, lastGrant: request.lastGrant, held: beat.held.map { RecordID($0.token) }
      ) { [self] isConfirmed in
        // Unconfirmed is not said: the worker's own deadline, and the stream's end, say enough.
        if isConfirmed { send(.beat(WorkResponse.Beat(confirmedSequence: sequence))) }
      }
    case .complete(let complete):
      try Checks.json(complete.result, complete.contentType, at: "complete.result")
      submit(
        .complete, CompleteExecutionRequest(complete: complete).encoded(), request.sequence, session
      )
    case .fail(let fail):
      submit(.fail, FailExecutionRequest(fail: fail).encoded(), request.sequence, session)
    case .log(let chunk):
      submit(.appendLogs, AppendLogsRequest(chunk: chunk).encoded(), request.sequence, session)
    case .progress(let report):
      submit(
        .reportProgress, ReportProgressRequest(progress: report).encoded(), request.sequence,
        session)
    case .extend(let extend):
      submit(.extendLease, ExtendLeaseRequest(extend: extend).encoded(), request.sequence, session)
    case .goodbye(let goodbye):
      let request = CloseSessionRequest(returned: goodbye.returned, reason: goodbye.reason)
      let command = Command(header(.closeSession, session), body: request.encoded())
      node.submit(command, for: nil) { [self] answer in
        if case .failure(let failure) = answer.result { finish(failure) } else { finish(.ok) }
      }
    }
  }

  private func header(_ kind: CommandKind, _ session: RecordID) -> CommandHeader {
    CommandHeader(kind, principal: desk.principal(call), session: session)
  }

  private func submit(_ kind: CommandKind, _ body: Bytes, _ sequence: UInt64, _ session: RecordID) {
    unanswered += 1
    if unanswered >= WorkStream.mostUnanswered { call.pause() }
    node.submit(Command(header(kind, session), body: body), for: nil) { [self] answer in
      unanswered -= 1
      // What was held back comes at once, and may reach the bound again.
      if unanswered == WorkStream.mostUnanswered - 1 { call.resume() }
      var result = WorkResponse.Result(sequence: sequence)
      if case .failure(let failure) = answer.result {
        // What another leader may have taken is not refused: the worker says it again there.
        if failure.code == .unavailable { return finish(failure) }
        result.error = ItemError(failure)
      }
      result.index = answer.mark.index.rawValue
      results.append(result)
      flushLater()
    }
  }

  // MARK: Hello

  private func greet(_ hello: Hello) throws(Failure) {
    guard session == nil, !isGreeting else {
      throw Failure(
        .failedPrecondition, .fieldInvalid, "a stream has one Hello: open another for the next")
    }
    isGreeting = true
    guard !hello.session.isEmpty else { return open(hello) }
    let known = try Desk.session(hello.session)
    // A linearizable look: a session that was lost a moment ago must not seem to live.
    node.query(Query(.getWorker, GetWorkerRequest(worker: hello.session).encoded())) {
      [self] answer in
      guard !isOver else { return }
      switch answer.result {
      case .failure(let failure) where failure.reason == .notFound: open(hello)
      case .failure(let failure): finish(failure)
      case .success: attach(known, hello)
      }
    }
  }

  private func open(_ hello: Hello) {
    let command = Command(
      CommandHeader(.openSession, principal: desk.principal(call)),
      body: OpenSessionRequest(hello: hello).encoded())
    node.submit(command, for: nil) { [self] answer in
      guard !isOver else { return }
      switch answer.result {
      case .failure(let failure): finish(failure)
      case .success(let bytes):
        guard let opened = try? OpenSessionResponse(decoding: bytes),
          let id = RecordID(text: opened.welcome?.session ?? "")
        else {
          return finish(Failure(.internal, .internalError, "the new session cannot be read"))
        }
        var fresh = hello
        fresh.lastGrant = 0
        fresh.held = []
        attach(id, fresh)
      }
    }
  }

  private func attach(_ id: RecordID, _ hello: Hello) {
    session = id
    isGreeting = false
    // What the worker says it holds and does not own any more, it is to kill.
    let owned = node.leases(of: id)
    let held = hello.held.filter { lease in owned.contains { $0.token.rawValue == lease.token } }
    node.attach(
      session: id, lastGrant: hello.lastGrant, held: hello.held.map { RecordID($0.token) },
      sink: sink)
    let killGrace = node.settings?.killSpan ?? .zero
    var welcome = Welcome()
    welcome.session = id.text
    welcome.ttl = node.settings?.ttl
    welcome.killGrace = killGrace
    welcome.node = node.id.description
    welcome.leader = node.leaderAddress ?? ""
    welcome.stillHeld = held
    welcome.draining = node.isDraining(session: id)
    send(.welcome(welcome))
    for lease in owned where lease.cancelling != nil {
      guard held.contains(where: { $0.token == lease.token.rawValue }) else { continue }
      cancel(lease.execution, lease.token, lease.cancelling ?? .requested, killGrace)
    }
  }

  // MARK: To the worker

  private var sink: SessionSink {
    SessionSink(
      lease: { [self] lease, _ in
        guard !isOver else { return }
        // The lease is encoded already: it becomes field 1 of the response as it is.
        call.send(WorkStream.wrap(lease))
      },
      cancel: { [self] execution, token, reason, grace in
        cancel(execution, token, reason, grace)
      },
      leaseEnded: { [self] execution, token in
        send(
          .cancel(
            WorkResponse.Cancel(
              execution: execution.text, token: token.rawValue, reason: "the lease has ended",
              void: true)))
      },
      drain: { [self] deadline in send(.drain(WorkResponse.Drain(deadlineTime: deadline))) },
      ended: { [self] why in ended(why) })
  }

  private func cancel(
    _ execution: RecordID, _ token: RecordID, _ reason: CancelReason, _ grace: Timeout
  ) {
    send(
      .cancel(
        WorkResponse.Cancel(
          execution: execution.text, token: token.rawValue, reason: reason.text, grace: grace)))
  }

  private func ended(_ why: SessionEnd) {
    switch why {
    case .closed:
      finish(
        Failure(
          .failedPrecondition, .sessionExpired,
          "the session is over: kill what it held and open another"))
    case .replaced:
      // The session is the other stream's now: to detach it would cut that one off.
      session = nil
      finish(Failure(.aborted, .sessionExpired, "another stream of this session took over"))
    case .leaderChanged(let leader):
      var failure = Failure(
        .unavailable, .leaderChanged, "another node leads: say Hello there",
        retryAfter: .milliseconds(20))
      if let leader { failure.metadata = [Failure.Entry("leader", leader.description)] }
      finish(failure)
    }
  }

  private func send(_ message: WorkResponse.Message) {
    guard !isOver else { return }
    call.send(WorkResponse(message: message).encoded())
  }

  private func flushLater() {
    guard !isFlushing else { return }
    isFlushing = true
    node.turn.atEnd { [self] in
      isFlushing = false
      guard !results.isEmpty else { return }
      send(.results(WorkResponse.Results(results: results)))
      results.removeAll(keepingCapacity: true)
    }
  }

  /// `WorkResponse` with `lease` (field 1, a message) around an encoded lease.
  static func wrap(_ lease: Bytes) -> Bytes {
    var bytes: Bytes = [0x0A]
    bytes.reserveCapacity(lease.count + 6)
    var length = lease.count
    while length >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: length) | 0x80)
      length >>= 7
    }
    bytes.append(UInt8(length))
    bytes += lease
    return bytes
  }

  // MARK: The end

  private func finish(_ failure: Failure) { finish(Status(failure)) }

  private func finish(_ status: Status) {
    guard !isOver else { return }
    close()
    call.finish(status)
  }

  private func close() {
    guard !isOver else { return }
    isOver = true
    if let session { node.detach(session: session) }
  }
}

extension CancelReason {
  var text: String {
    switch self {
    case .requested: "cancelled"
    case .timeout: "timeout"
    case .terminatedByOverlap: "another run of its schedule took over"
    case .jobDeleted: "its job was deleted"
    }
  }
}

extension ItemError {
  init(_ failure: Failure) {
    self.init(
      code: UInt32(failure.code.rawValue), reason: failure.reason.rawValue,
      message: failure.message, field: failure.violations.first?.field ?? "",
      retryAfter: failure.retryAfter)
  }
}
