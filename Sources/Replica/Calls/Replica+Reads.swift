import DequeModule
import Messages
import Raft
import StateMachine
import Units

/// Reads: at any node, of what it has applied, after the leader has said how far that must be.
extension Replica {
  mutating func take(_ call: CallID, _ query: Query, _ consistency: ReadConsistency) {
    guard waitingCalls < limits.waitingCalls else {
      let failure = Failure(
        .resourceExhausted, .quotaExceeded,
        "\(waitingCalls) calls wait for an answer here: try again, or ask another node",
        retryAfter: .milliseconds(50))
      return effects.append(.answer(call, self.failure(failure)))
    }
    reads.calls += 1
    let pending = PendingQuery(call: call, query: query, deadline: now + limits.readPatience)
    switch consistency {
    case .stale: reads.waiting.append((.zero, pending))
    case .atLeast(let index): reads.waiting.append((index, pending))
    case .linearizable: reads.fresh.append(pending)
    }
  }

  /// One round for all that this turn brought.
  mutating func startReads() {
    if !reads.retry.isEmpty {
      failLate()
      if raft.leader != nil {
        reads.fresh.append(contentsOf: reads.retry)
        reads.retry.removeAll()
      }
    }
    if !reads.fresh.isEmpty {
      var queries: [PendingQuery] = []
      swap(&queries, &reads.fresh)
      startRound(.queries(queries))
    }
    if !reads.renewals.isEmpty {
      var renewals: [(RenewalID, session: RecordID)] = []
      swap(&renewals, &reads.renewals)
      startRound(.renewals(renewals))
    }
  }

  mutating func startRound(_ purpose: RoundPurpose) {
    reads.lastRound += 1
    let id = ReadID(reads.lastRound)
    reads.rounds.append((id, purpose))
    raftStep(.read(id))
  }

  private mutating func endRound(_ id: ReadID) -> RoundPurpose? {
    guard let place = reads.rounds.firstIndex(where: { $0.id == id }) else { return nil }
    return reads.rounds.remove(at: place).purpose
  }

  mutating func readReady(_ id: ReadID, _ index: LogIndex) {
    switch endRound(id) {
    case .queries(let queries)?:
      let index = mutations.contains(.readsBeforeApply) ? .zero : index
      for query in queries { reads.waiting.append((index, query)) }
    case .renewals(let renewals)?:
      for renewal in renewals { finish(renewal.0, of: renewal.session) }
    case .losses?: confirmed()
    case nil: break
    }
  }

  mutating func readFailed(_ id: ReadID) {
    switch endRound(id) {
    case .queries(let queries)?: reads.retry.append(contentsOf: queries)
    case .renewals(let renewals)?:
      for renewal in renewals { effects.append(.renewed(renewal.0, false)) }
    case .losses?: leadership.sessions.isConfirming = false
    case nil: break
    }
  }

  private mutating func failLate() {
    let late = reads.retry.filter { now >= $0.deadline }
    guard !late.isEmpty else { return }
    reads.retry.removeAll { now >= $0.deadline }
    for query in late {
      fail(
        query.call,
        Failure(
          .unavailable, .noLeader,
          "no leader was found within \(limits.readPatience) to say how fresh a read must be",
          retryAfter: .milliseconds(200)))
    }
  }

  private mutating func fail(_ call: CallID, _ failure: Failure) {
    reads.calls -= 1
    effects.append(.answer(call, self.failure(failure)))
  }

  /// Runs the questions whose index is applied.
  mutating func runReads() {
    guard !reads.waiting.isEmpty, !snapshots.isInstalling else { return }
    var waiting: [(index: LogIndex, query: PendingQuery)] = []
    swap(&waiting, &reads.waiting)
    for item in waiting {
      if item.index <= machine.index {
        go(on: machine.begin(item.query.query), of: item.query.call, at: applied)
      } else if now >= item.query.deadline {
        fail(
          item.query.call,
          Failure(
            .unavailable, .notReady,
            "this node has applied entry \(machine.index), the read needs \(item.index): ask again, "
              + "or ask another node", retryAfter: .milliseconds(200)))
      } else {
        reads.waiting.append(item)
      }
    }
  }

  /// Goes on with a question after a step of it, which was begun at `place`. More may be applied while
  /// the store is read, and some of that may be in the answer: what it certainly holds is named.
  private mutating func go(on step: QueryStep, of call: CallID, at place: LogPosition) {
    switch step {
    case .read(let list, let run): read(list, .query(call, run, at: place))
    case .answer(let bytes): succeed(call, bytes, at: place)
    case .failure(let failure):
      reads.calls -= 1
      effects.append(.answer(call, .failure(failure, at: place.index, place.term)))
    }
  }

  private mutating func succeed(_ call: CallID, _ bytes: Bytes, at place: LogPosition) {
    reads.calls -= 1
    effects.append(.answer(call, .success(bytes, at: place.index, place.term)))
  }

  /// The newest entry that was applied.
  private var applied: LogPosition { LogPosition(term: machine.term, index: machine.index) }

  // MARK: Deferred outcomes

  /// A command whose answer lies in the store.
  mutating func resolve(_ outcome: DeferredOutcome, for call: CallID) {
    reads.calls += 1
    read(outcome.reads, .deferred(call, outcome, at: applied))
  }

  private mutating func finish(
    _ outcome: DeferredOutcome, for call: CallID, at place: LogPosition, _ found: QueryRun.Found
  ) {
    switch outcome.resolve(found) {
    case .success(let bytes): succeed(call, bytes, at: place)
    case .failure(let failure): go(on: .failure(failure), of: call, at: place)
    case .deferred: preconditionFailure("an outcome that was deferred cannot be so again")
    }
  }

  // MARK: Overlay and store

  /// Reads through the overlay, and from the store what that does not know.
  mutating func read(_ list: [StoreRead], _ purpose: ReadPurpose) {
    let slots = list.map { item -> StoreRun.Slot in
      switch item {
      case .get(let key):
        switch overlay.get(key) {
        case .value(let value): return .done([StoreRecord(key: key, value: value)])
        case .deleted: return .done([])
        case .unknown: return .get(key)
        }
      case .scan(let range, let reversed, let limit, let bytes):
        return .scan(
          ScanMerge(
            range, reversed: reversed, limit: limit, bytes: bytes,
            overlay: overlay.scan(range, reversed: reversed, limit: limit)))
      }
    }
    go(on: StoreRun(purpose: purpose, slots: slots))
  }

  private mutating func go(on run: StoreRun) {
    let open = run.open
    guard !open.isEmpty else { return finish(run) }
    guard reads.active.count < limits.storeReads else { return reads.queued.append(run) }
    reads.lastRead += 1
    reads.active[reads.lastRead] = run
    effects.append(.read(StoreReadID(reads.lastRead), open))
  }

  mutating func storeRead(_ id: StoreReadID, _ results: [StoreReadResult]?) {
    guard var run = reads.active.removeValue(forKey: id.rawValue) else { return }
    if let results {
      run.take(results)
      go(on: run)
    } else {
      abandon(run.purpose)
    }
    while reads.active.count < limits.storeReads, let next = reads.queued.popFirst() {
      go(on: next)
    }
  }

  private mutating func finish(_ run: StoreRun) {
    switch run.purpose {
    case .query(let call, let query, let place):
      go(on: query.resume(run.results), of: call, at: place)
    case .retention(let term, let query):
      go(on: query.resume(run.results), retentionOf: term)
    case .deferred(let call, let outcome, let place):
      finish(outcome, for: call, at: place, run.results)
    case .lease(let term, let number): finishPush(number, of: term, run.results)
    }
  }

  /// The store was replaced by a snapshot while it was read.
  private mutating func abandon(_ purpose: ReadPurpose) {
    switch purpose {
    case .query(let call, _, _), .deferred(let call, _, _):
      fail(
        call,
        Failure(
          .unavailable, .notReady, "this node has just taken over a snapshot: ask again",
          retryAfter: .milliseconds(50)))
    case .lease, .retention: break
    }
  }
}
