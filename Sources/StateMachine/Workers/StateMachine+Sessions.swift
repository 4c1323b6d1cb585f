import Messages
import Units

/// A chunk of an attempt's log, as its worker sent it.
struct LogWord: Sendable {
  var execution = RecordID.none
  var token = RecordID.none
  /// Of its first byte, uncompressed.
  var offset: UInt64 = 0
  var data: Bytes = []
  /// How many bytes `data` stands for.
  var size: UInt64 = 0
  /// Bytes that the worker left out before it.
  var dropped: UInt64 = 0
}

extension StateMachine {
  // MARK: Sessions

  /// Opens a session; each start of a worker has a new one.
  mutating func openSession(
    _ session: SessionState, principal: String, _ output: inout ApplyOutput
  ) throws(Failure) -> RecordID {
    guard UInt64(sessions.sessions.count) < settings.sessions else {
      throw Failure(
        .resourceExhausted, .quotaExceeded,
        "\(sessions.sessions.count) sessions are open, as many as the setting allows",
        retryAfter: .seconds(10))
    }
    var session = session
    session.id = entry.nextID()
    session.principal = principal
    session.opened = time
    sessions.append(session)
    output.insert(Keys.key(.session, session.id), session.encoded())
    output.notices.append(.sessionOpened(session.id))
    announceWorker("worker.connected", session, &output)
    return session.id
  }

  /// Closes a session: what it held goes back to the queue and counts as nothing.
  mutating func closeSession(at place: Int, _ output: inout ApplyOutput) {
    endSession(at: place, .interrupted, "worker.disconnected", &output)
  }

  /// A session that its leader's clock declared lost. In an entry of another term than that
  /// leader's the command is void.
  mutating func loseSession(
    _ command: SessionLostCommand, _ output: inout ApplyOutput
  ) -> CommandOutcome {
    guard command.term == term || mutations.contains(.takesDeposedLosses),
      let place = sessions.place(of: command.session)
    else {
      return .success([])
    }
    endSession(at: place, .lost, "worker.lost", &output)
    return .success([])
  }

  /// Ends what a session holds, and the session. Where the entry has no room for all of it the
  /// session stays, draining, and whoever ends it does so again.
  private mutating func endSession(
    at place: Int, _ outcome: AttemptOutcome, _ event: String, _ output: inout ApplyOutput
  ) {
    let session = sessions[place]
    for id in session.leases where !mutations.contains(.keepsLostLeases) {
      guard entry.room > 2 * StateMachine.margin else {
        sessions[place].isDraining = true
        output.put(Keys.key(.session, session.id), sessions[place].encoded())
        return
      }
      guard let slot = executions.slot(of: id), executions[slot].phase == .running else { continue }
      let attempt = record(of: slot, outcome)
      output.notices.append(
        .leaseEnded(session: session.id, execution: id, token: executions[slot].token))
      if executions[slot].cancelling != nil {
        endCancelled(slot, attempt, &output)
      } else if outcome == .lost {
        endLost(slot, attempt, waits: false, &output)
      } else {
        output.insert(Keys.attempt(id, attempt.number), attempt.encoded())
        sendBack(slot, notBefore: time, &output)
      }
    }
    guard let place = sessions.place(of: session.id) else { return }
    sessions.remove(at: place)
    output.delete(Keys.key(.session, session.id))
    output.notices.append(.sessionClosed(session.id))
    announceWorker(event, session, &output)
  }

  /// Lets a worker finish and take nothing new, or takes that back.
  mutating func drain(
    at place: Int, deadline: Instant?, undo: Bool, _ output: inout ApplyOutput
  ) {
    guard sessions[place].isDraining == undo else { return }
    sessions[place].isDraining = !undo
    let session = sessions[place]
    output.put(Keys.key(.session, session.id), session.encoded())
    if !undo { output.notices.append(.sessionDrained(session.id, deadline: deadline)) }
    announceWorker(undo ? "worker.resumed" : "worker.draining", session, &output)
  }

  private mutating func announceWorker(
    _ event: String, _ session: SessionState, _ output: inout ApplyOutput
  ) {
    var text = JSONText()
    text.member("worker", session.name)
    text.member("session", session.id)
    text.member("version", session.version)
    announce(event, key: session.name, text, principal: session.principal, &output)
  }

  /// The session of a command, which must be open.
  func session(_ id: RecordID) throws(Failure) -> Int {
    guard let place = sessions.place(of: id) else {
      throw Failure(
        .failedPrecondition, .sessionExpired,
        "the session \(id) is not open any more: say hello anew",
        metadata: [Failure.Entry("session", id.text)])
    }
    return place
  }

  // MARK: While an attempt runs

  /// Keeps a chunk of a log that begins where the last one ended. One that is here already changes
  /// nothing; one behind a gap is refused; over the limit it is dropped and counted.
  /// - Returns: where the next chunk begins, and whether the limit is reached; nil where the lease
  ///   is no more.
  mutating func appendLogs(
    _ word: LogWord, session: RecordID, _ output: inout ApplyOutput
  ) throws(Failure) -> (next: UInt64, isFull: Bool)? {
    guard let slot = lease(word.execution, word.token, session) else { return nil }
    let logged = executions[slot].logged
    let isFull = logged >= settings.logLimit
    let (end, overflow) = word.offset.addingReportingOverflow(word.size)
    guard !overflow, word.size <= StateMachine.mostLogBytes else {
      throw .field(
        "chunk.uncompressed_bytes", .payloadTooLarge,
        "a chunk stands for at most \(StateMachine.mostLogBytes) bytes, this one for \(word.size)")
    }
    if end <= logged { return (logged, isFull) }
    guard word.offset == logged else {
      throw Failure(
        .outOfRange, .logGap,
        "the log of this attempt ends at \(logged), the chunk begins at \(word.offset)",
        metadata: [Failure.Entry("next_offset", "\(logged)")])
    }
    if isFull || logged + word.size > settings.logLimit {
      executions[slot].logDropped += word.size + word.dropped
      putLive(slot, &output)
      return (logged, true)
    }
    executions[slot].logged = end
    executions[slot].logDropped += word.dropped
    var record = RecordWriter(capacity: word.data.count + 24)
    record.byte(1)
    record.number(word.size)
    record.number(word.dropped)
    record.blob(word.data)
    output.insert(
      Keys.log(word.execution, attempt: executions[slot].attempt, offset: word.offset),
      record.bytes)
    putLive(slot, &output)
    output.notices.append(
      .logAppended(execution: word.execution, attempt: executions[slot].attempt))
    return (end, false)
  }

  /// Uncompressed bytes that one chunk stands for at most.
  static let mostLogBytes: UInt64 = 1 << 20

  /// - Returns: whether the worker is asked to end the attempt; nil where the lease is no more.
  mutating func reportProgress(
    _ lease: LeaseName, percent: UInt8, message: String, session: RecordID,
    _ output: inout ApplyOutput
  ) -> Bool? {
    guard let slot = self.lease(lease.execution, lease.token, session) else { return nil }
    if executions[slot].progress != percent || executions[slot].progressMessage != message {
      executions[slot].progress = percent
      executions[slot].progressMessage = message
      putLive(slot, &output)
      output.notices.append(.changed(execution: lease.execution))
    }
    return executions[slot].cancelling != nil
  }

  /// The furthest that one call moves a deadline.
  static let mostExtension = Timeout.hours(24)

  /// Moves an attempt's deadline to `span` from now, where it is not later already.
  /// - Returns: the deadline; nil where the lease is no more.
  mutating func extendLease(
    _ lease: LeaseName, by span: Timeout, session: RecordID, _ output: inout ApplyOutput
  ) -> Instant? {
    guard let slot = self.lease(lease.execution, lease.token, session) else { return nil }
    let wanted = time + min(max(span, .zero), StateMachine.mostExtension)
    if executions[slot].cancelling == nil && wanted > executions[slot].deadline {
      executions[slot].deadline = wanted
      watchEnd(slot)
      putLive(slot, &output)
    }
    return executions[slot].deadline
  }
}
