internal import DequeModule
public import Units

/// A follower asks on behalf of its readers which index they must see (section 6.4).
public struct ReadIndexRequest: Hashable, Sendable {
  /// Of the asking node; a repetition is a new number.
  public var number: UInt64

  public init(number: UInt64) { self.number = number }
}

public struct ReadIndexResponse: Hashable, Sendable {
  public var number: UInt64
  /// Nil: failed, ask again.
  public var index: LogIndex?

  public init(number: UInt64, index: LogIndex?) {
    self.number = number
    self.index = index
  }
}

/// Who asked a leader for an index: a reader of its own node, or a follower for its readers.
enum Reader: Hashable, Sendable {
  case own(ReadID)
  case follower(NodeID, number: UInt64)
}

/// Reads that one round of heartbeats serves.
struct ReadRound: Sendable {
  var number: UInt64
  /// The commit index when the round began, after every one of its reads had come.
  var index: LogIndex
  var readers: [Reader]
}

/// A follower's reads, which it asks the leader about: one request under way, serving all that
/// waited when it left.
struct ForwardedReads: Sendable {
  var queued: [ReadID] = []
  var asked: [ReadID] = []
  /// Of the request under way.
  var number: UInt64
  var deadline = Monotonic.distantFuture

  init(firstNumber: UInt64) { number = firstNumber }

  var count: Int { queued.count + asked.count }
}

/// Reads without the log (section 6.4), never by lease. A read waits until the term's first entry
/// is committed, then takes the commit index, then a round of heartbeats begun after its arrival
/// confirms that this node still led. It is answered or failed, never dropped.
extension Raft {
  mutating func read(_ id: ReadID) {
    if role == .leader {
      enlist(.own(id))
    } else if let leader, forwarded.count < limits.waitingReads {
      forwarded.queued.append(id)
      askLeader(leader)
    } else {
      emit(.readFailed(id))
    }
  }

  mutating func receive(_ request: ReadIndexRequest, from peer: NodeID) {
    if role == .leader {
      enlist(.follower(peer, number: request.number))
    } else {
      fail(.follower(peer, number: request.number))
    }
  }

  private mutating func enlist(_ reader: Reader) {
    guard leading.readers < limits.waitingReads else { return fail(reader) }
    if leading.waiting.isEmpty { leading.waitingSince = now }
    leading.waiting.append(reader)
    leading.readers += 1
    if leading.rounds.isEmpty { startRound() }
  }

  /// One round at a time; the heartbeat timer alone begins another beside one that is late.
  mutating func startRound() {
    guard !leading.waiting.isEmpty, isReady || mutations.contains(.readsBeforeNoop) else { return }
    leading.round += 1
    leading.rounds.append(
      ReadRound(number: leading.round, index: commitIndex, readers: leading.waiting))
    leading.waiting.removeAll()
    broadcastHeartbeat()
    confirmRounds()
  }

  mutating func confirmRounds() {
    guard !leading.rounds.isEmpty else { return }
    var confirmed = confirmedRound
    if mutations.contains(.readsWithoutRound) { confirmed = .max }
    if mutations.contains(.readsByLease), hasQuorum { confirmed = .max }
    var served = false
    while let round = leading.rounds.first, round.number <= confirmed {
      leading.rounds.removeFirst()
      leading.readers -= round.readers.count
      served = true
      for reader in round.readers { answer(reader, index: round.index) }
    }
    if served, leading.rounds.isEmpty { startRound() }
  }

  private var confirmedRound: UInt64 {
    tracker.quorum.agreed { $0 == tracker.own ? .max : tracker.peers[$0].round } ?? 0
  }

  private mutating func answer(_ reader: Reader, index: LogIndex) {
    switch reader {
    case .own(let id): emit(.readReady(id, index))
    case .follower(let peer, let number):
      send(.readIndexResponse(ReadIndexResponse(number: number, index: index)), to: peer)
    }
  }

  private mutating func fail(_ reader: Reader) {
    switch reader {
    case .own(let id): emit(.readFailed(id))
    case .follower(let peer, let number):
      send(.readIndexResponse(ReadIndexResponse(number: number, index: nil)), to: peer)
    }
  }

  mutating func failLeaderReads() {
    for round in leading.rounds { for reader in round.readers { fail(reader) } }
    for reader in leading.waiting { fail(reader) }
    leading.rounds.removeAll()
    leading.waiting.removeAll()
    leading.readers = 0
  }

  /// A leader that cannot commit its first entry must not keep readers for ever.
  mutating func failStaleReads() {
    guard !leading.waiting.isEmpty, !isReady,
      now >= leading.waitingSince + limits.electionTimeout
    else { return }
    for reader in leading.waiting { fail(reader) }
    leading.readers -= leading.waiting.count
    leading.waiting.removeAll()
  }

  private mutating func askLeader(_ leader: NodeID) {
    guard forwarded.asked.isEmpty, !forwarded.queued.isEmpty else { return }
    swap(&forwarded.asked, &forwarded.queued)
    forwarded.number += 1
    forwarded.deadline = now + limits.electionTimeout
    send(.readIndexRequest(ReadIndexRequest(number: forwarded.number)), to: leader)
  }

  mutating func receive(_ response: ReadIndexResponse) {
    guard response.number == forwarded.number, !forwarded.asked.isEmpty else { return }
    for id in forwarded.asked {
      emit(response.index.map { .readReady(id, $0) } ?? .readFailed(id))
    }
    forwarded.asked.removeAll(keepingCapacity: true)
    forwarded.deadline = .distantFuture
    // The leader says it is committed: what is known to be equal need not wait for a heartbeat.
    if let index = response.index, installing == nil { advanceCommit(to: min(index, matched)) }
    if let leader { askLeader(leader) }
  }

  mutating func failForwardedReads() {
    for id in forwarded.asked + forwarded.queued { emit(.readFailed(id)) }
    forwarded.asked.removeAll()
    forwarded.queued.removeAll()
    forwarded.deadline = .distantFuture
  }
}
