public import Units

/// Entries whose header is whole here and whose body is not (consensus notes of this project,
/// Storage, case b; the idea is CTRL's, FAST 2018).
///
/// A node with damage keeps its identity and its vote: votes compare logs by headers. It leads
/// nobody, acknowledges nothing at or past the first damaged entry, and tells the leader where that
/// is, which then counts it no further (`Peer.lower`), whatever it acknowledged in an earlier life.
struct Damage: Sendable {
  /// Ascending.
  private(set) var indexes: [LogIndex]

  init(_ indexes: [LogIndex]) { self.indexes = indexes }

  var first: LogIndex? { indexes.first }

  /// The bodies are whole again, fetched from others and durable.
  mutating func repair(_ repaired: [LogIndex]) {
    indexes.removeAll { repaired.contains($0) }
  }

  /// A leader, elected by voters whose headers are whole, has other entries there, or none.
  mutating func truncate(from index: LogIndex) { indexes.removeAll { $0 >= index } }

  /// The state holds what the entries did.
  mutating func compact(upTo index: LogIndex) { indexes.removeAll { $0 <= index } }
}

extension Raft {
  /// The first entry whose body is not whole here; nil where all are.
  public var firstDamaged: LogIndex? { damage.first }

  /// All of them, ascending.
  public var damaged: [LogIndex] { damage.indexes }

  mutating func repaired(_ indexes: [LogIndex]) {
    let before = persistedIndex
    damage.repair(indexes)
    guard persistedIndex > before, role == .follower, let leader, matched > .zero,
      installing == nil
    else { return }
    answerAppend(acceptance, to: leader)
  }

  /// What a follower says of its damage, as part of each of its answers: zero where there is none.
  /// What a snapshot that is being put into force mends needs no other one.
  var damagedFrom: LogIndex {
    guard let installing else { return damage.first ?? .zero }
    return damage.indexes.first { $0 > installing.position.index } ?? .zero
  }
}

extension Peer {
  /// Whether it lost what a log that begins after `base` cannot bring back.
  func needsSnapshot(base: LogIndex) -> Bool { damagedFrom > .zero && damagedFrom <= base }

  /// A snapshot took the place of what it lost, as far as was known: its next word tells the rest.
  mutating func repaired(upTo index: LogIndex) {
    if damagedFrom <= index { damagedFrom = .zero }
  }

  /// Whether the marks of an answer count. The first word of a peer's damage, and any word of
  /// damage where this leader counts on, begins another epoch: what the peer said before it, maybe
  /// in an earlier life, and what overtakes it, is told by the epoch that it echoes.
  mutating func trusts(_ word: PeerWord) -> Bool {
    guard word.epoch == epoch else { return false }
    let isNews = damagedFrom == .zero
    damagedFrom = word.damagedFrom
    guard damagedFrom > .zero, isNews || damagedFrom <= match else { return true }
    lower(below: damagedFrom)
    return false
  }

  private mutating func lower(below index: LogIndex) {
    epoch += 1
    match = min(match, index.previous())
    guard state != .snapshot else { return }
    probe(next: next)
  }
}
