public import Units

/// What a node may believe of its log after a start (consensus.md, Storage: there is no fourth way).
public enum RecoveryDecision: Hashable, Sendable {
  /// Every record is whole.
  case keep
  /// The end of the last write, whose sync never returned, was cut: nothing that was acknowledged.
  case cutTornTail(Tear)
  /// Every header and the hard state are whole, and these entries' bodies are not (ascending, never
  /// empty). The node keeps its identity and may vote; it does not campaign, acknowledges nothing at
  /// or past the first of them, and refetches them (`LogBatch.repaired`).
  case bodiesDamaged([LogIndex])
  /// Anything else: a wiped node. It comes back under a new incarnation or not at all.
  case unreadable(Damage)

  /// Where the log was cut.
  public struct Tear: Hashable, Sendable {
    /// The segment's number.
    public var segment: UInt64
    /// Byte offset in the segment.
    public var offset: Int

    public init(segment: UInt64, offset: Int) {
      self.segment = segment
      self.offset = offset
    }
  }

  /// What could not be read, for the operator.
  public struct Damage: Hashable, Sendable, CustomStringConvertible {
    /// The segment's number; 0 where the damage is in no segment.
    public var segment: UInt64
    /// Byte offset in the segment.
    public var offset: Int
    public var reason: String

    public init(segment: UInt64, offset: Int, reason: String) {
      self.segment = segment
      self.offset = offset
      self.reason = reason
    }

    public var description: String { "segment \(segment), byte \(offset): \(reason)" }
  }
}

/// What the log holds after a start, where it is readable.
public struct RecoveredLog: Hashable, Sendable {
  /// `keep`, `cutTornTail` or `bodiesDamaged`.
  public var decision: RecoveryDecision
  public var hardState: JournalHardState
  /// The entry right before the first of `entries`; zero for a log never cut.
  public var base: JournalPosition
  /// Consecutive from `base.index + 1`, all durable.
  public var entries: [EntryMark]

  public init(
    decision: RecoveryDecision, hardState: JournalHardState, base: JournalPosition,
    entries: [EntryMark]
  ) {
    self.decision = decision
    self.hardState = hardState
    self.base = base
    self.entries = entries
  }

  /// The last entry, or the base where there is none.
  public var last: JournalPosition { entries.last?.position ?? base }

  /// Whether the log vouches for `position`: it is the base or one of the entries. O(1).
  public func contains(_ position: JournalPosition) -> Bool {
    if position == base { return true }
    let place = position.index.distance(from: base.index) - 1
    guard place >= 0, place < entries.count else { return false }
    return entries[place].term == position.term
  }

  /// What to do about a log and a state that were put in force by different steps of a crash.
  public enum Fit: Hashable, Sendable {
    /// The log vouches for the state's applied place: go on.
    case fits
    /// A snapshot was put into force and the log's reset was not: reset the log to the state's
    /// place, before anything else.
    case resetLog
    /// Entries between the state and the log's base are gone: unreadable, a wiped node.
    case gap
  }

  /// After `resetLog`: nothing is left in it, and nothing damaged either.
  public func reset(to applied: JournalPosition) -> RecoveredLog {
    RecoveredLog(decision: .keep, hardState: hardState, base: applied, entries: [])
  }

  /// Compares with the place up to which the state in force has taken in entries. State is never
  /// flushed past what the log holds durably, so a state ahead of it is a snapshot just installed.
  public func fit(applied: JournalPosition) -> Fit {
    if contains(applied) { return .fits }
    return applied.index < base.index ? .gap : .resetLog
  }
}
