public import Units

/// AppendEntries with entries, or an empty probe (section 3.5). Whoever carries it adds the payload
/// of every header, named by (term, index).
public struct AppendRequest: Hashable, Sendable {
  /// The entry right before `entries`.
  public var previous: LogPosition
  public var commit: LogIndex
  /// Consecutive, from `previous.index + 1`.
  public var entries: [EntryHeader]
  /// One for each entry of kind `configuration`, in order. Not on the wire as such: the receiver
  /// decodes it from the payload (`Configuration.init(decoding:)`).
  public var configurations: [PlacedConfiguration]
  /// Grows, within a term and for one follower, whenever what that follower said of its log before
  /// counts no more; echoed by its answers.
  public var epoch: UInt32

  public init(
    previous: LogPosition, commit: LogIndex, entries: [EntryHeader],
    configurations: [PlacedConfiguration], epoch: UInt32 = 0
  ) {
    self.previous = previous
    self.commit = commit
    self.entries = entries
    self.configurations = configurations
    self.epoch = epoch
  }
}

/// Which question of its leader a follower's answer is to, and from where on its disk lost entries.
public struct PeerWord: Hashable, Sendable {
  /// As in the leader's last request.
  public var epoch: UInt32
  /// The first entry whose body is damaged at the sender; zero where none is.
  public var damagedFrom: LogIndex

  public init(epoch: UInt32 = 0, damagedFrom: LogIndex = .zero) {
    self.epoch = epoch
    self.damagedFrom = damagedFrom
  }
}

public struct AppendResponse: Hashable, Sendable {
  public enum Outcome: Hashable, Sendable {
    /// Every entry up to `persisted` is durable here and equal to the leader's; up to `matched`
    /// they are equal and on their way to the disk.
    case accepted(persisted: LogIndex, matched: LogIndex)
    /// The log here has no entry equal to `previous`. The leader backs off to `hint`: the last
    /// position here at or before it whose term is not above `previous.term` (section 3.5).
    case rejected(previous: LogIndex, hint: LogPosition)
  }
  public var outcome: Outcome
  public var word: PeerWord

  public init(_ outcome: Outcome, _ word: PeerWord = PeerWord()) {
    self.outcome = outcome
    self.word = word
  }
}

extension Raft {
  /// Section 3.5, receiver implementation.
  mutating func receive(_ request: AppendRequest, from peer: NodeID) {
    heardLeader(peer)
    epoch = request.epoch
    guard installing == nil, isWellFormed(request) else { return }
    guard isKnown(request.previous) else {
      let hint = log.newest(
        atOrBefore: request.previous.index, termAtMost: request.previous.term)
      let rejection = AppendResponse.Outcome.rejected(
        previous: request.previous.index, hint: hint)
      return answerAppend(rejection, to: peer)
    }
    takeEntries(request)
    let end = request.previous.index.advanced(by: request.entries.count)
    matched = max(matched, end)
    // What lies beyond `matched` was never compared with this leader's log (section 3.5).
    let bound = mutations.contains(.commitsUnmatched) ? log.last.index : matched
    advanceCommit(to: min(request.commit, bound))
    // Otherwise the answer comes when the entries are durable.
    if persistence.index >= end && staging.entries.isEmpty { answerAppend(acceptance, to: peer) }
  }

  mutating func answerAppend(_ outcome: AppendResponse.Outcome, to peer: NodeID) {
    let word = PeerWord(epoch: epoch, damagedFrom: damagedFrom)
    send(.appendResponse(AppendResponse(outcome, word)), to: peer)
  }

  /// Whether the log here holds `previous`. What is committed, cut off or not, every leader has
  /// (Leader Completeness, section 3.6.3).
  private func isKnown(_ previous: LogPosition) -> Bool {
    previous.index <= commitIndex || log.term(at: previous.index) == previous.term
  }

  /// Section 3.5: an entry that conflicts, and all that follow it, make way; what is equal stays.
  private mutating func takeEntries(_ request: AppendRequest) {
    var offset = 0
    while offset < request.entries.count {
      let entry = request.entries[offset]
      let known = log.term(at: entry.index)
      if entry.index > commitIndex && known != entry.term { break }
      precondition(
        known == nil || known == entry.term,
        "committed entry \(entry.index) contradicted: term \(entry.term)")
      offset += 1
    }
    guard offset < request.entries.count else { return }
    let first = request.entries[offset].index
    if first <= log.last.index { truncate(from: first) }
    for entry in request.entries[offset...] { log.append(entry) }
    staging.entries.append(contentsOf: request.entries[offset...])
    let placed = request.configurations.filter { $0.index >= first }
    for configuration in placed { configurations.append(configuration) }
    if !placed.isEmpty { adoptConfiguration() }
  }

  private mutating func truncate(from index: LogIndex) {
    precondition(index > commitIndex, "truncation at \(index), commit \(commitIndex)")
    precondition(index > matched, "truncation at \(index), equal up to \(matched)")
    log.truncate(from: index)
    persistence.truncate(from: index)
    damage.truncate(from: index)
    staging.truncateFrom = index
    if configurations.truncate(from: index) { adoptConfiguration() }
  }

  /// A peer's fault is dropped: gaps, terms that fall or lie in the future, missing configurations.
  private func isWellFormed(_ request: AppendRequest) -> Bool {
    var position = request.previous
    var placed = request.configurations[...]
    for entry in request.entries {
      guard entry.index == position.index.next(), entry.term >= position.term,
        entry.term <= hardState.term
      else { return false }
      if entry.kind == .configuration {
        guard placed.popFirst()?.index == entry.index else { return false }
      }
      position = LogPosition(term: entry.term, index: entry.index)
    }
    return placed.isEmpty
  }

  mutating func receive(_ response: AppendResponse, at slot: Int?) {
    guard role == .leader, let slot, slot != tracker.own else { return }
    let peer = tracker.peers[slot].member.id
    guard trusts(response.word, of: slot) else { return replicate(to: peer) }
    switch response.outcome {
    case .accepted(let persisted, let matched):
      guard persisted <= matched, matched <= log.last.index else { return }
      let durable = mutations.contains(.countsMatched) ? matched : persisted
      acknowledged(durable, matched: matched, at: slot)
    case .rejected(let previous, let hint):
      backOff(previous: previous, hint: hint, at: slot)
    }
    replicate(to: peer)
  }

  mutating func trusts(_ word: PeerWord, of slot: Int) -> Bool {
    mutations.contains(.keepsOldMatch) || tracker.peers[slot].trusts(word)
  }

  /// Section 3.5: the leader finds the last place where the logs may agree, a term at a time.
  private mutating func backOff(previous: LogIndex, hint: LogPosition, at slot: Int) {
    let peer = tracker.peers[slot]
    switch peer.state {
    case .snapshot: return
    case .replicate where previous <= peer.match: return
    case .probe where previous != peer.next.previous(): return
    case .replicate, .probe: break
    }
    let agreed = log.newest(atOrBefore: hint.index, termAtMost: hint.term)
    let last = min(agreed.index, hint.index, previous.previous())
    if previous <= peer.match, !mutations.contains(.keepsForgotten) {
      // It refuses what it acknowledged: it has lost that.
      tracker.peers[slot].forgot(after: last)
      emit(.forgot(peer.member.id, acknowledged: peer.match, has: tracker.peers[slot].match))
    } else {
      tracker.peers[slot].probe(next: last.next(), isPaused: previous <= peer.match)
    }
  }
}
