import Sandbox
import Units

/// The session: greeting, beats, credit, reconnecting, draining.
extension WorkerState {
  // MARK: Greeting

  mutating func greet(_ now: Monotonic, _ actions: inout [WorkerAction]) {
    link = .greeting(since: now)
    actions.append(.connect)
    actions.append(
      .send(
        message(.hello(session: session, held: held, unanswered: changes.map(\.sequence)))))
  }

  mutating func welcome(
    _ welcome: WorkerInput.Welcome, _ now: Monotonic, _ actions: inout [WorkerAction]
  ) {
    guard case .greeting(let since) = link else { return }
    if welcome.session != session {
      if !session.isEmpty { actions.append(.note("the session is lost; a new one is open")) }
      session = welcome.session
      // Numbers count within a session. Ends of the old one are refused under their tokens: the
      // cluster gave up on them with it.
      nextSequence = 1
      lastGrant = 0
      drop { _ in true }
      for place in attempts.indices.reversed() where attempts[place].phase == .ended {
        attempts.remove(at: place)
      }
    }
    backoff = settings.firstBackoff
    ttl = welcome.ttl
    if welcome.logBudget > 0 { logBudget = welcome.logBudget }
    beats = []
    knownCredit = 0
    beatAt = now + Timeout(microseconds: ttl.microseconds / 3)
    // The session was renewed by what was sent when `Hello` was.
    renew(until: since + ttl, &actions)

    for place in running where !welcome.stillHeld.contains(attempts[place].grant.token) {
      void(place, &actions)
    }
    for open in changes where open.sequence <= welcome.lastAnswered {
      // Answered, and the answer was lost with the stream.
      settle(open.sequence, &actions)
    }
    let alive = Set(attempts.filter { $0.stop != .void }.map(\.grant.token))
    drop { !alive.contains($0.token) && !$0.isEnd }
    link = .open
    for place in changes.indices {
      changes[place].again = .zero
      actions.append(
        .send(message(.change(changes[place].change), sequence: changes[place].sequence)))
    }
    if welcome.isDraining, drainUntil == nil { drain(.distantFuture, now, &actions) }
  }

  // MARK: Losing the stream

  mutating func closed(
    _ reason: String, _ isExpired: Bool, _ now: Monotonic, _ actions: inout [WorkerAction]
  ) {
    switch link {
    case .greeting, .open: break
    case .waiting, .backingOff, .finished: return
    }
    if isExpired {
      // The next `Hello` opens another session, and none of the old one's leases.
      for place in running { void(place, &actions) }
      drop { _ in true }
      attempts.removeAll { $0.phase == .ended }
      session = ""
      lastGrant = 0
      nextSequence = 1
    }
    loseSlowly(reason, now, &actions)
  }

  /// The next try comes later each time, until one is welcome.
  mutating func loseSlowly(
    _ reason: String, _ now: Monotonic, _ actions: inout [WorkerAction]
  ) {
    lose(reason, backoff, now, &actions)
    backoff = min(settings.longestBackoff, Timeout(microseconds: backoff.microseconds * 8 / 5))
  }

  mutating func lose(
    _ reason: String, _ wait: Timeout, _ now: Monotonic, _ actions: inout [WorkerAction]
  ) {
    link = .backingOff(until: now + wait)
    beats = []
    knownCredit = 0
    actions.append(.note("the stream is over (\(reason)); what runs goes on under its lease"))
  }

  // MARK: Time

  mutating func keepTime(_ now: Monotonic, _ actions: inout [WorkerAction]) {
    switch link {
    case .waiting, .finished: return
    case .backingOff(let until): if now >= until { greet(now, &actions) }
    case .greeting(let since):
      if now >= since + settings.welcomeTimeout {
        actions.append(.disconnect)
        // Whoever answers nobody is not asked again at once, and again.
        loseSlowly("no welcome within \(settings.welcomeTimeout)", now, &actions)
      }
    case .open: keepOpen(now, &actions)
    }
    for place in attempts.indices where attempts[place].phase == .running {
      let attempt = attempts[place]
      let limit = attempt.grant.progressTimeout
      if limit > .zero, attempt.stop == nil, now >= attempt.lastSign + limit {
        end(place, .noProgress, attempt.grant.killGrace, &actions)
      }
    }
    if let drainUntil, now >= drainUntil {
      isDrainOver = true
      for place in running.reversed() where attempts[place].stop == nil {
        interrupt(place, now, &actions)
      }
    }
  }

  private mutating func keepOpen(_ now: Monotonic, _ actions: inout [WorkerAction]) {
    if let oldest = beats.first, now >= oldest.sent + patience {
      actions.append(.disconnect)
      return lose("no renewal was confirmed for \(patience)", .zero, now, &actions)
    }
    if now >= beatAt {
      actions.append(.send(message(.beat(held), sequence: nextBeat)))
      beats.append((number: nextBeat, sent: now))
      nextBeat += 1
      beatAt = now + Timeout(microseconds: ttl.microseconds / 3)
    }
    for place in changes.indices where changes[place].again != .zero && now >= changes[place].again
    {
      changes[place].again = .zero
      actions.append(
        .send(message(.change(changes[place].change), sequence: changes[place].sequence)))
    }
    for place in attempts.indices {
      guard case .fetching(let again) = attempts[place].phase, now >= again else { continue }
      let bundle = attempts[place].grant.bundle
      for other in attempts.indices where attempts[other].isFetching(bundle) {
        attempts[other].phase = .fetching(again: .distantFuture)
      }
      actions.append(.fetch(bundle: bundle))
    }
  }

  mutating func confirm(_ number: UInt64, _ actions: inout [WorkerAction]) {
    guard let beat = beats.last(where: { $0.number <= number }) else { return }
    renew(until: beat.sent + ttl, &actions)
    beats.removeAll { $0.number <= number }
  }

  private mutating func renew(until: Monotonic, _ actions: inout [WorkerAction]) {
    leaseUntil = until
    actions.append(.command(.lease(until: until)))
  }

  // MARK: Credit

  /// Says how many leases there is room for, beyond the last one received, where the server does
  /// not know it yet. What is on its way counts against it there.
  mutating func giveCredit(_ actions: inout [WorkerAction]) {
    guard link == .open else { return }
    let takes = drainUntil == nil && unenforced != nil && changes.count < settings.mostChanges
    let free = takes ? max(0, settings.capacity - running.count) : 0
    guard free != knownCredit else { return }
    knownCredit = free
    actions.append(.send(message(.credit(UInt32(free)))))
  }

  // MARK: Draining

  mutating func drain(_ until: Monotonic, _ now: Monotonic, _ actions: inout [WorkerAction]) {
    if drainUntil == nil { actions.append(.note("draining: nothing new is taken")) }
    // A second word may only shorten it.
    drainUntil = min(drainUntil ?? until, until)
  }

  mutating func finishIfDrained(_ actions: inout [WorkerAction]) {
    guard drainUntil != nil, link != .finished, running.isEmpty else { return }
    // Ends that cannot be told any more count as a lost session's.
    guard attempts.isEmpty && changes.isEmpty || link != .open && isDrainOver else { return }
    if link == .open { actions.append(.send(message(.goodbye))) }
    link = .finished
    actions.append(.finish)
  }
}
