public import Messages
public import Units

/// A change of the store, in the order in which apply made it.
public struct Change: Hashable, Sendable {
  public var key: Bytes
  /// Nil deletes the key.
  public var value: Bytes?
  /// Whether no value was ever stored under `key` before: a later delete that meets this put still
  /// in the overlay leaves nothing to write at all.
  public var isFresh: Bool

  public init(key: Bytes, value: Bytes?, isFresh: Bool) {
    self.key = key
    self.value = value
    self.isFresh = isFresh
  }
}

/// How a command ended. A refusal changed nothing.
public enum CommandOutcome: Hashable, Sendable {
  /// The encoded answer; empty where the output did not want answers.
  case success(Bytes)
  case failure(Failure)
  /// What was asked has been decided before; the answer lies in the store at or below this index.
  case deferred(DeferredOutcome)
}

/// An outcome whose answer apply, which reads no disk, cannot give: the leader does the reads,
/// through the overlay first, and resolves it. Nothing was changed.
public enum DeferredOutcome: Hashable, Sendable {
  /// The repeat of a keyed command, answered as the first time.
  case repeated(RecordID)
  /// A worker's word on a lease that is no more: it may have ended that very attempt before.
  case ended(execution: RecordID, token: RecordID, kind: CommandKind)
}

/// What the leader's hands have to do after an entry; nothing replicated depends on it.
public enum Notice: Hashable, Sendable {
  /// To be pushed to the session, or to answer its poll.
  case granted(Grant)
  /// The session's worker is asked to end an attempt.
  case cancelRequested(
    session: RecordID, execution: RecordID, token: RecordID, reason: CancelReason, grace: Timeout)
  /// A lease ended otherwise than by its worker's word: its slot at the session is free.
  case leaseEnded(session: RecordID, execution: RecordID, token: RecordID)
  /// Something about an execution changed: for those who follow it.
  case changed(execution: RecordID)
  /// The execution reached a terminal state: for those who wait for it.
  case finished(execution: RecordID)
  /// Events with these offsets were published.
  case events(first: UInt64, count: UInt64)
  case logAppended(execution: RecordID, attempt: UInt16)
  case sessionOpened(RecordID)
  case sessionClosed(RecordID)
  /// The session takes nothing new; its worker is to finish by then (nil: when it can).
  case sessionDrained(RecordID, deadline: Instant?)
  case settingsChanged
  case zonesChanged
}

/// Why a worker is asked to end an attempt.
public enum CancelReason: UInt8, Hashable, Sendable {
  case requested = 1
  case timeout = 2
  case terminatedByOverlap = 3
  case jobDeleted = 4
}

/// What applying entries gave: changes, outcomes and notices, all in order.
public struct ApplyOutput: Sendable {
  public var changes: [Change] = []
  /// One for each command of the entry.
  public var outcomes: [CommandOutcome] = []
  public var notices: [Notice] = []
  /// The state after this entry is to be compared with the other nodes'.
  public var check: CheckCommand?
  /// Why the entry cannot be applied by this build, where it cannot.
  public var unknown: UnknownContent?
  /// Whether outcomes carry their answers; only a node that has somebody to answer wants them.
  /// Changes do not depend on it.
  public var wantsAnswers: Bool

  public init(wantsAnswers: Bool = true) { self.wantsAnswers = wantsAnswers }

  public mutating func removeAll() {
    changes.removeAll(keepingCapacity: true)
    outcomes.removeAll(keepingCapacity: true)
    notices.removeAll(keepingCapacity: true)
    check = nil
    unknown = nil
  }

  @inline(__always)
  mutating func put(_ key: Bytes, _ value: Bytes) {
    changes.append(Change(key: key, value: value, isFresh: false))
  }

  /// Puts under a key that holds an id of this very entry.
  @inline(__always)
  mutating func insert(_ key: Bytes, _ value: Bytes) {
    changes.append(Change(key: key, value: value, isFresh: true))
  }

  @inline(__always)
  mutating func delete(_ key: Bytes) {
    changes.append(Change(key: key, value: nil, isFresh: false))
  }
}
