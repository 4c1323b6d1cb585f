internal import DequeModule
internal import Units

/// What is on its way to the disk, and what waits for it (thesis, sections 3.8 and 10.2.1).
struct Persistence: Sendable {
  /// One `persist` effect under way.
  struct Pending: Sendable {
    let number: UInt64
    /// The last entry this effect will have made durable *for good*: a later truncation lowers it,
    /// so that a late "durable" never speaks for an entry that was cut and written anew.
    var last: LogIndex?
  }

  /// Every entry up to here is durable.
  var index: LogIndex
  private(set) var pending: Deque<Pending> = []
  /// The newest effect issued, the newest one durable, and the newest one with a hard state.
  private(set) var issued: UInt64 = 0
  private(set) var durable: UInt64 = 0
  private(set) var hardState: UInt64 = 0
  /// Messages of a term, or about a vote, that is not durable yet, in order.
  var parked: Deque<(number: UInt64, message: Message)> = []
  /// Messages parked at most; the newest is dropped beyond. A disk this late has lost its
  /// elections.
  static let parkedLimit = 4_096

  init(index: LogIndex) { self.index = index }

  var isHardStateDurable: Bool { hardState <= durable }

  /// Gives the next effect its number.
  mutating func issue(hardStateChanged: Bool, last: LogIndex?) -> UInt64 {
    issued += 1
    if hardStateChanged { hardState = issued }
    pending.append(Pending(number: issued, last: last))
    return issued
  }

  /// The effect `number` and all before it are durable. Returns the last entry they made so.
  mutating func complete(_ number: UInt64) -> LogIndex? {
    precondition(number <= issued, "effect \(number) was never issued, the newest is \(issued)")
    var last: LogIndex?
    while let first = pending.first, first.number <= number {
      // The newest one counts: an older one may lie above a truncation that came with it.
      if let index = first.last { last = index }
      pending.removeFirst()
    }
    durable = max(durable, number)
    return last
  }

  /// Entries from `index` on are void, durable or not.
  mutating func truncate(from index: LogIndex) {
    self.index = min(self.index, index.previous())
    for place in pending.indices {
      if let last = pending[place].last, last >= index { pending[place].last = index.previous() }
    }
  }

  /// A snapshot took the log's place: what is under way makes no entry durable any more.
  mutating func reset(to index: LogIndex) {
    self.index = index
    for place in pending.indices { pending[place].last = nil }
  }
}

extension Raft {
  /// One `persist` effect for all that the step changed.
  mutating func flushPersist() {
    guard staging.hardStateChanged || staging.truncateFrom != nil || !staging.entries.isEmpty
    else { return }
    let last = staging.entries.last
    let number = persistence.issue(
      hardStateChanged: staging.hardStateChanged, last: last?.index)
    var persist = Persist(
      mark: PersistMark(
        number: number,
        last: last.map { LogPosition(term: $0.term, index: $0.index) } ?? .zero))
    if staging.hardStateChanged { persist.hardState = hardState }
    persist.truncateFrom = staging.truncateFrom
    swap(&persist.entries, &staging.entries)
    if let first = persist.entries.first, let last {
      persist.configurations = configurations.within(first: first.index, last: last.index)
    }
    staging.hardStateChanged = false
    staging.truncateFrom = nil
    emit(.persist(persist))
    if mutations.contains(.acknowledgesBeforeSync), let last { persistedEntries(upTo: last.index) }
  }

  /// No message leaves with a term, or a vote, that a crash could take back (section 3.8). Parking
  /// them here, in order, is what lets every `send` effect leave at once.
  mutating func flushMessages() {
    if persistence.isHardStateDurable || mutations.contains(.votesBeforeSync) {
      for message in staging.messages { emit(.send(message)) }
    } else {
      for message in staging.messages where persistence.parked.count < Persistence.parkedLimit {
        persistence.parked.append((persistence.hardState, message))
      }
    }
    staging.messages.removeAll(keepingCapacity: true)
  }

  mutating func persisted(_ mark: PersistMark) {
    let last = persistence.complete(mark.number)
    while let first = persistence.parked.first, first.number <= persistence.durable {
      emit(.send(first.message))
      persistence.parked.removeFirst()
    }
    if mutations.contains(.trustsOldMarks), mark.last.index <= log.last.index {
      persistedEntries(upTo: mark.last.index)
    }
    if let last { persistedEntries(upTo: last) }
    if role == .candidate, persistence.isHardStateDurable { countOwnVote() }
  }

  /// Section 10.2.1: the leader counts its own disk, a follower acknowledges.
  private mutating func persistedEntries(upTo index: LogIndex) {
    guard index > persistence.index else { return }
    persistence.index = index
    if role == .leader {
      leading.stalledSince = nil
      // The leader's own disk is one voice among the voters', and need not be among the first.
      countCommit()
    } else if let leader, matched > .zero, installing == nil {
      answerAppend(acceptance, to: leader)
    }
  }

  /// Section 3.5, with durability: only what is synced is acknowledged.
  var acceptance: AppendResponse.Outcome {
    if mutations.contains(.acknowledgesUnmatched) {
      return .accepted(persisted: persistedIndex, matched: max(matched, persistedIndex))
    }
    return .accepted(persisted: min(persistedIndex, matched), matched: matched)
  }

  /// Section 3.8.
  mutating func setHardState(_ state: HardState) {
    guard state != hardState else { return }
    precondition(state.term >= hardState.term, "term \(state.term) after \(hardState.term)")
    hardState = state
    staging.hardStateChanged = true
  }
}
