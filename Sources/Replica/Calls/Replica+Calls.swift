import DequeModule
import Messages
import Raft
import StateMachine
import Units

extension Replica {
  /// A call's command joins the batch of this turn; only a leader takes it.
  mutating func take(_ call: CallID, _ command: Command) {
    guard isLeader else {
      return effects.append(.answer(call, .notLeader(raft.leader)))
    }
    if let refusal = objection(to: command) {
      return effects.append(.answer(call, failure(refusal)))
    }
    proposals.calls += 1
    proposals.append(
      command, Caller(call: call, hasKey: command.header.idempotency != nil), [],
      most: limits.batchCommands)
  }

  private func objection(to command: Command) -> Failure? {
    if digests.isDisputed {
      return Failure(
        .dataLoss, .diverged,
        "the nodes' states differ and no majority agrees: nothing is written until an operator has "
          + "compared them")
    }
    if let full = spaceObjection(to: command) { return full }
    if waitingCalls >= limits.waitingCalls
      || proposals.queuedBytes + command.size > Int(limits.waitingBytes.rawValue)
        && proposals.queuedBytes > 0
    {
      return Failure(
        .resourceExhausted, .quotaExceeded,
        "\(waitingCalls) calls and \(proposals.queuedBytes) bytes wait for the log: try again",
        retryAfter: .milliseconds(50))
    }
    if command.size + 1_024 > CommandBatch.hardLimit {
      return Failure(
        .resourceExhausted, .payloadTooLarge,
        "the command has \(command.body.count) bytes, an entry of the log holds "
          + "\(CommandBatch.hardLimit)")
    }
    return nil
  }

  /// A command of the leader's own.
  mutating func propose(_ command: Command, _ duties: Duties = []) {
    proposals.append(command, .own, duties, most: limits.batchCommands)
    leadership.underWay.formUnion(duties)
  }

  /// Cuts batches into entries while there is room for them; what finds none goes on growing.
  mutating func propose() {
    guard isLeader, leadership.isReady, !digests.isDisputed else { return }
    // The first stamp of all is a clock's: what were stamped near the epoch would be old at once, its
    // key forgotten and its events trimmed. A round of heartbeats brings a majority's clocks.
    guard leadership.reading != nil || machine.time > .epoch || proposals.lastStamp > .epoch else {
      return
    }
    let term = leadership.term
    while proposals.proposed.count < limits.entriesInFlight, !proposals.queue.isEmpty,
      leadership.term == term
    {
      let stamp = stampTime()
      proposals.queue[0].commands.stamp(time: stamp, seed: generator.next())
      let payload = proposals.queue[0].commands.bytes
      let before = proposals.proposed.count
      log.offered = (raft.last.index.next(), payload)
      raftStep(.propose([Proposal(id: proposals.newID(), size: UInt32(payload.count))]))
      log.offered = nil
      // Refused while leadership is handed over, or while too much is uncommitted.
      guard proposals.proposed.count > before else { return }
      proposals.lastStamp = stamp
    }
  }

  /// Strictly after every stamp before.
  func stampTime() -> Instant {
    let next = max(proposals.lastStamp, machine.time) + .microseconds(1)
    if mutations.contains(.stampsOwnClock) { return max(next, clock) }
    guard let reading = leadership.reading else { return next }
    return max(next, reading.time + (now - reading.taken))
  }

  mutating func accepted(_ id: ProposalID, _ position: LogPosition) {
    if membershipAccepted(id, position) { return }
    guard let batch = proposals.queue.popFirst() else { return }
    proposals.queuedBytes = proposals.queue.isEmpty ? 0 : proposals.queuedBytes - batch.size
    proposals.proposed.append(
      ProposedEntry(position: position, callers: batch.callers, duties: batch.duties))
  }

  mutating func rejected(_ id: ProposalID, _ why: Rejection) { membershipRejected(id, why) }

  // MARK: Answers

  /// The entry that this node proposed at the place of `header`, if it did.
  mutating func takeProposed(_ header: EntryHeader) -> ProposedEntry? {
    while let first = proposals.proposed.first, first.position.index <= header.index {
      proposals.proposed.removeFirst()
      if first.position == LogPosition(term: header.term, index: header.index) { return first }
      // Another leader's entry took its place.
      lose(first.callers)
    }
    return nil
  }

  mutating func answer(_ entry: ProposedEntry, _ outcomes: [CommandOutcome]) {
    precondition(
      outcomes.count == entry.callers.count,
      "\(outcomes.count) outcomes for \(entry.callers.count) commands at \(entry.position)")
    for (caller, outcome) in zip(entry.callers, outcomes) where !caller.isOwn {
      switch outcome {
      case .success(let bytes):
        proposals.calls -= 1
        effects.append(.answer(caller.call, .success(bytes, at: machine.index, machine.term)))
      case .failure(let why):
        proposals.calls -= 1
        effects.append(.answer(caller.call, failure(why)))
      case .deferred(let deferred):
        // It counts as a read from now on.
        proposals.calls -= 1
        resolve(deferred, for: caller.call)
      }
    }
  }

  func failure(_ failure: Failure) -> CallAnswer {
    .failure(failure, at: machine.index, machine.term)
  }

  mutating func lose(_ callers: [Caller]) {
    for caller in callers where !caller.isOwn {
      proposals.calls -= 1
      effects.append(.answer(caller.call, .lost(hasKey: caller.hasKey)))
    }
  }

  /// Leadership is gone: what was not proposed may go elsewhere, what was and is not known to be
  /// committed is lost to sight; what is committed is answered when it is applied.
  mutating func stopProposing(leader: NodeID?) {
    while let batch = proposals.queue.popFirst() {
      for caller in batch.callers where !caller.isOwn {
        proposals.calls -= 1
        effects.append(.answer(caller.call, .notLeader(leader)))
      }
    }
    proposals.queuedBytes = 0
    while let last = proposals.proposed.last, last.position.index > committed.index {
      proposals.proposed.removeLast()
      lose(last.callers)
    }
  }
}

extension Batch {
  /// As `Proposals.append` counted it, about.
  var size: Int { commands.bytes.count }
}
