import Messages
import Raft
import Scheduler
import StateMachine
import Units

/// Workers' sessions at their leader: clocks, credits, grants on their way.
extension Replica {
  // MARK: What workers say

  mutating func attach(_ session: RecordID, lastGrant: UInt64, held: [RecordID]) {
    guard isLeader else {
      return effects.append(.sessionEnded(session: session, .notLeader(raft.leader)))
    }
    guard leadership.isReady else {
      guard leadership.early.count < Leadership.mostEarly else {
        return effects.append(.sessionEnded(session: session, .notLeader(nil)))
      }
      leadership.early.append(.attach(session, lastGrant: lastGrant, held: held))
      return
    }
    guard let place = leadership.sessions.place(of: session), let state = machine.session(session)
    else { return effects.append(.sessionEnded(session: session, .closed)) }
    leadership.sessions.attach(place)
    leadership.sessions[place].heard = now
    takeBack(session, lastGrant: lastGrant, held: held)
    // What was granted after the last one that arrived is told again.
    let known = Set(held)
    for lease in machine.leases(of: session) {
      if lease.number > lastGrant, !known.contains(lease.token),
        let grant = machine.grant(of: lease.execution)
      {
        push(grant)
      }
    }
    for lease in machine.leases(of: session) {
      if let reason = lease.cancelling {
        effects.append(
          .cancelLease(
            session: session, execution: lease.execution, token: lease.token, reason: reason,
            grace: killGrace))
      }
    }
    if state.isDraining { effects.append(.drain(session: session, deadline: nil)) }
  }

  mutating func detach(_ session: RecordID) {
    leadership.sessions.detach(session)
    leadership.early.removeAll { word in
      switch word {
      case .attach(let id, _, _), .credit(let id, _, _): id == session
      }
    }
  }

  mutating func credit(_ session: RecordID, _ count: Int, lastGrant: UInt64) {
    guard isLeader else { return }
    guard leadership.isReady else {
      if leadership.early.count < Leadership.mostEarly {
        leadership.early.append(.credit(session, count, lastGrant: lastGrant))
      }
      return
    }
    guard let place = leadership.sessions.place(of: session) else { return }
    leadership.sessions[place].heard = now
    guard leadership.sessions[place].isAttached else { return }
    // What is on its way to it uses up what it asks for.
    let onTheirWay = machine.leases(of: session).count { $0.number > lastGrant }
    leadership.sessions[place].credits =
      mutations.contains(.creditsTwice)
      ? count : max(0, min(count, 1 << 20) - onTheirWay - leadership.sessions[place].inFlight)
  }

  mutating func renew(
    _ session: RecordID, _ id: RenewalID, lastGrant: UInt64, held: [RecordID]
  ) {
    guard isLeader, reads.renewals.count < limits.waitingCalls else {
      return effects.append(.renewed(id, false))
    }
    if let place = leadership.sessions.place(of: session) {
      leadership.sessions[place].heard = now
      if leadership.isReady { takeBack(session, lastGrant: lastGrant, held: held) }
    }
    if mutations.contains(.renewsAtOnce) { return finish(id, of: session) }
    reads.renewals.append((id, session))
  }

  /// A quorum confirmed this leader after the renewal had come.
  mutating func finish(_ id: RenewalID, of session: RecordID) {
    let isKnown = leadership.isReady && leadership.sessions.place(of: session) != nil
    effects.append(.renewed(id, isKnown))
  }

  /// Grants that never arrived and never will.
  private mutating func takeBack(_ session: RecordID, lastGrant: UInt64, held: [RecordID]) {
    let leases = Scheduler.undelivered(
      machine, to: session, lastGrant: lastGrant,
      held: mutations.contains(.takesBackHeld) ? Array(held.dropFirst()) : held)
    guard !leases.isEmpty else { return }
    propose(Command(CommandHeader(.returnLeases), body: ReturnCommand(leases: leases).encoded()))
  }

  private var killGrace: Timeout {
    .milliseconds(Int64(clamping: machine.settings.killGrace))
  }

  // MARK: What apply says

  /// Of this leader's own term or an earlier one: sessions hear of it either way.
  mutating func act(on notice: Notice) {
    switch notice {
    case .granted(let grant): push(grant)
    case .cancelRequested(let session, let execution, let token, let reason, let grace):
      guard isAttached(session) else { return }
      effects.append(
        .cancelLease(
          session: session, execution: execution, token: token, reason: reason, grace: grace))
    case .leaseEnded(let session, let execution, let token):
      guard isAttached(session) else { return }
      effects.append(.leaseEnded(session: session, execution: execution, token: token))
    case .sessionOpened(let session): leadership.sessions.insert(session, at: now)
    case .sessionClosed(let session):
      if leadership.sessions.remove(session) == true {
        effects.append(.sessionEnded(session: session, .closed))
      }
    case .sessionDrained(let session, let deadline):
      if isAttached(session) { effects.append(.drain(session: session, deadline: deadline)) }
    default: break
    }
  }

  private func isAttached(_ session: RecordID) -> Bool {
    guard isLeader, let place = leadership.sessions.place(of: session) else {
      return false
    }
    return leadership.sessions[place].isAttached
  }

  // MARK: Grants

  /// What is ready goes to those who asked: one entry of grants at a time, so that nothing is
  /// granted twice.
  mutating func grant() {
    guard isLeader,
      !leadership.underWay.contains(.grants) || mutations.contains(.grantsOverlap),
      leadership.sessions.attached > 0
    else { return }
    var free: [FreeSession] = []
    for session in leadership.sessions.sessions where session.isAttached && session.credits > 0 {
      free.append(FreeSession(session: session.id, credits: session.credits))
    }
    guard !free.isEmpty,
      let command = Scheduler.grants(machine, to: free, limit: limits.batchCommands)
    else { return }
    for pair in command.pairs {
      guard let place = leadership.sessions.place(of: pair.session) else { continue }
      leadership.sessions[place].credits -= 1
      leadership.sessions[place].inFlight += 1
    }
    leadership.granting = command.pairs
    propose(Command(CommandHeader(.grant), body: command.encoded()), .grants)
  }

  /// The entry of grants is applied. A pair that was void gives its credit back.
  mutating func endGrants() {
    guard isLeader else { return }
    for pair in leadership.granting {
      guard let place = leadership.sessions.place(of: pair.session) else { continue }
      leadership.sessions[place].inFlight -= 1
      if machine.grant(of: pair.execution)?.session != pair.session,
        leadership.sessions[place].isAttached
      {
        leadership.sessions[place].credits += 1
      }
    }
    leadership.granting = []
  }

  private mutating func push(_ grant: Grant) {
    guard isLeader, let place = leadership.sessions.place(of: grant.session),
      leadership.sessions[place].isAttached
    else { return }
    let number = leadership.pushes.append(
      PushQueue.Push(
        session: grant.session, epoch: leadership.sessions[place].epoch, grant: grant))
    let keys = grant.payloadReads
    // Mostly the execution is young, and its payload lies with it: no thread is asked.
    if case .value(let born) = overlay.get(keys[0]),
      let lease = Rendering.lease(grant, ifWhole: born)
    {
      return leadership.pushes.finish(number, lease)
    }
    read(keys.map { .get($0) }, .lease(term: leadership.term, number))
  }

  /// What was read for an earlier leadership is of another grant under the same number.
  mutating func finishPush(_ number: UInt64, of term: Term, _ records: [[StoreRecord]]) {
    guard isLeader, leadership.term == term, let grant = leadership.pushes.grant(number) else {
      return
    }
    leadership.pushes.finish(number, Rendering.lease(grant, records.map { $0.first?.value }))
    push()
  }

  /// Sends what is read, in order.
  mutating func push() {
    while let push = leadership.pushes.popReady() {
      guard let lease = push.lease, isLeader,
        let place = leadership.sessions.place(of: push.session),
        leadership.sessions[place].isAttached,
        leadership.sessions[place].epoch == push.epoch
      else { continue }
      effects.append(
        .lease(session: push.session, lease, grant: push.grant.number))
    }
  }

  // MARK: Losses

  /// Time to live, the time to kill, and what two clocks may drift apart in both.
  private var lossSpan: Timeout {
    let span = Timeout.milliseconds(Int64(clamping: machine.settings.sessionTTL)) + killGrace
    return span + max(.milliseconds(100), Timeout(microseconds: span.microseconds / 100))
  }

  /// Nobody is declared lost by a leader that slept: it confirms itself first, and reads what came
  /// meanwhile.
  mutating func loseSilentSessions() {
    guard isLeader, now >= leadership.sessions.nextExpiry,
      !leadership.sessions.isConfirming, !leadership.underWay.contains(.losses)
    else { return }
    let silent = leadership.sessions.silent(for: lossSpan, at: now)
    guard !silent.isEmpty else {
      leadership.sessions.suspectedAt = nil
      return
    }
    // What this loop has slept through is read in between.
    guard let since = leadership.sessions.suspectedAt, now >= since + .milliseconds(10) else {
      if leadership.sessions.suspectedAt == nil { leadership.sessions.suspectedAt = now }
      leadership.sessions.nextExpiry = now + .milliseconds(10)
      return
    }
    leadership.sessions.suspectedAt = nil
    leadership.sessions.isConfirming = true
    // Should the round fail, or the loss be refused.
    leadership.sessions.nextExpiry = now + .milliseconds(100)
    startRound(.losses)
  }

  mutating func confirmed() {
    leadership.sessions.isConfirming = false
    guard leadership.isReady else { return }
    let silent = leadership.sessions.silent(for: lossSpan, at: now)
    guard !silent.isEmpty else { return }
    leadership.sessions.nextExpiry = now + .milliseconds(100)
    for session in silent.prefix(limits.batchCommands) {
      let command = SessionLostCommand(session: session, term: leadership.term)
      propose(Command(CommandHeader(.sessionLost), body: command.encoded()), .losses)
    }
  }
}
