import Messages
import Raft
import Scheduler
import StateMachine
import Units

/// What a node does because it leads.
extension Replica {
  // MARK: Coming and going

  mutating func becameLeader(_ term: Term, noop: LogIndex) {
    stopLeading(nil)
    leadership = Leadership(
      term: term, noop: noop, at: now, retention: limits.retentionInterval)
    proposals.lastStamp = .epoch
    effects.append(.role(term: term, leader: identity.node, isLeader: true, isReady: false))
  }

  mutating func becameFollower(_ term: Term, _ leader: NodeID?) {
    stopLeading(leader)
    effects.append(.role(term: term, leader: leader, isLeader: false, isReady: false))
  }

  private mutating func stopLeading(_ leader: NodeID?) {
    guard isLeader else { return }
    let old = leadership
    leadership = .none
    stopProposing(leader: leader)
    log.forgetPeers()
    for session in old.sessions.sessions where session.isAttached {
      effects.append(.sessionEnded(session: session.id, .notLeader(leader)))
    }
    for word in old.early {
      guard case .attach(let session, _, _) = word else { continue }
      effects.append(.sessionEnded(session: session, .notLeader(leader)))
    }
    for renewal in reads.renewals { effects.append(.renewed(renewal.0, false)) }
    reads.renewals.removeAll()
    if let work = old.membership { lose(work, leader) }
    snapshots.wanted.removeAll()
  }

  /// The term's first entry is applied: the state is the newest that was ever acknowledged.
  mutating func becameReady() {
    leadership.isReady = true
    let early = leadership.early
    leadership.early = []
    let heard = mutations.contains(.expiresAtOnce) ? .zero : now
    for session in machine.allSessions { leadership.sessions.insert(session.id, at: heard) }
    effects.append(
      .role(term: leadership.term, leader: identity.node, isLeader: true, isReady: true))
    for word in early {
      switch word {
      case .attach(let session, let lastGrant, let held):
        attach(session, lastGrant: lastGrant, held: held)
      case .credit(let session, let count, let lastGrant):
        credit(session, count, lastGrant: lastGrant)
      }
    }
  }

  /// A bug, where a test puts it back: what fell due before is left out.
  private mutating func skipMissed(_ time: Instant) {
    leadership.hasSkipped = true
    for schedule in machine.allSchedules {
      guard let due = schedule.next, due <= time else { continue }
      let command = FireCommand(
        schedule: schedule.id, number: schedule.number, zones: machine.zones.hash, due: due,
        through: due, count: 1, madeUp: [due], next: due + .seconds(3))
      propose(Command(CommandHeader(.fire), body: command.encoded()))
    }
  }

  // MARK: Every turn

  mutating func lead() {
    readClock()
    readSpace()
    guard isReady else { return }
    workOnMembership()
    raiseVersion()
    handOverIfClockIsOff()
    handOverIfDiskIsFull()
    if space.bound < .critical {
      loseSilentSessions()
      thinkAboutTime()
      retain()
      grant()
    }
    push()
  }

  private mutating func readClock() {
    var clock = leadership.clock
    let reading = read(&clock)
    leadership.clock = clock
    leadership.reading = reading.map {
      Leadership.Reading(time: $0.time, taken: now, isRight: $0.isRight)
    }
  }

  func read(_ clock: inout LeaderClock) -> LeaderClock.Reading? {
    clock.read(
      own: identity.node, clock: self.clock,
      voters: raft.configuration.configuration.voters.map(\.id), now: now,
      tolerance: limits.clockTolerance, age: limits.clockSampleAge)
  }

  /// While its clock is off a leader fires nothing, and hands over to a voter whose clock is right.
  private mutating func handOverIfClockIsOff() {
    guard isLeader, let since = leadership.clock.offSince,
      leadership.reading?.isRight == false, now >= since + .seconds(1),
      now >= (leadership.handedOverAt ?? .zero) + .seconds(2)
    else { return }
    leadership.handedOverAt = now
    raftStep(.transferLeadership(to: nil))
  }

  /// Due times, delays and deadlines.
  private mutating func thinkAboutTime() {
    guard isLeader,
      !leadership.underWay.contains(.time) || mutations.contains(.thinksAhead)
    else { return }
    guard let reading = leadership.reading else {
      // Before there are samples nothing is stamped with a clock: look again soon.
      leadership.wakeAt = now + .milliseconds(20)
      return
    }
    let time = stampTime()
    if mutations.contains(.skipsMissed), !leadership.hasSkipped { skipMissed(time) }
    let isWaiting = now < leadership.wakeAt && (machine.soonestWakeUp ?? .distantFuture) > time
    if isWaiting && !machine.hasUncomputedSchedules {
      return setWakeUp(machine.soonestWakeUp, time)
    }
    if now < leadership.wakeAt && !leadership.lastThought.isEmpty { return }
    let thoughts = scheduler.think(
      about: machine, now: time, fires: reading.isRight && space.bound == .normal)
    guard !thoughts.commands.isEmpty else {
      leadership.lastThought = []
      return setWakeUp(thoughts.wakeUp, time)
    }
    let isRepeated = thoughts.commands == leadership.lastThought
    // A tick may have to follow a tick: each moves on a bounded number of timers.
    let isTick = thoughts.commands.first?.header.kind == .tick
    if isRepeated && !isTick && !mutations.contains(.thinksAhead) {
      leadership.lastThought = thoughts.commands
      leadership.wakeAt = now + .milliseconds(100)
      leadership.lastThought.removeAll()
      return
    }
    leadership.lastThought = thoughts.commands
    leadership.wakeAt = now
    for (place, command) in thoughts.commands.enumerated() {
      // They stay in order, so that the last one's end is the end of all.
      propose(command, place == thoughts.commands.count - 1 ? .time : [])
    }
  }

  /// Wake-ups are coalesced to a millisecond; what is due and could not be helped is looked at later.
  private mutating func setWakeUp(_ time: Instant?, _ stamp: Instant) {
    guard let time else {
      leadership.wakeAt = .distantFuture
      return
    }
    let span = time <= stamp ? Timeout.milliseconds(20) : max(.milliseconds(1), time - stamp)
    leadership.wakeAt = now + span
  }

  private mutating func retain() {
    guard isLeader, now >= leadership.retainAt, !leadership.isRetaining,
      !leadership.underWay.contains(.retention)
    else { return }
    leadership.retainAt = now + limits.retentionInterval
    leadership.isRetaining = true
    var start = Bytes()
    if leadership.retainFrom != .none { start.append(bigEndian: leadership.retainFrom.rawValue) }
    go(on: machine.begin(Query(.retention, start)), retentionOf: leadership.term)
  }

  mutating func go(on step: QueryStep, retentionOf term: Term) {
    switch step {
    case .read(let list, let run): read(list, .retention(term: term, run))
    case .failure: if leadership.term == term { leadership.isRetaining = false }
    case .answer(let body):
      guard leadership.term == term else { return }
      leadership.isRetaining = false
      let command = RetainCommand(body[...]) ?? RetainCommand()
      leadership.retainFrom = command.next
      if !command.isEmpty { propose(Command(CommandHeader(.retain), body: body), .retention) }
      // Where there is more it goes on soon, with a rest for everybody else.
      if command.next != .none || !command.isEmpty {
        leadership.retainAt = now + limits.retentionRest
      }
    }
  }

  /// An entry of this leader's own thoughts is applied.
  mutating func endDuties(_ entry: ProposedEntry) {
    guard !entry.duties.isEmpty, entry.position.term == leadership.term else { return }
    leadership.underWay.subtract(entry.duties)
    if entry.duties.contains(.grants) { endGrants() }
  }
}
