import DequeModule
import Messages
import Raft
import StateMachine
import Units

/// A question that waits for its turn.
struct PendingQuery: Sendable {
  var call: CallID
  var query: Query
  /// When its asker is told that there is no answer.
  var deadline: Monotonic
}

/// What a round of heartbeats confirms.
enum RoundPurpose: Sendable {
  case queries([PendingQuery])
  case renewals([(RenewalID, session: RecordID)])
  /// Nobody is declared lost by a leader that has not just confirmed itself.
  case losses
}

/// Who wants what was read from the store.
enum ReadPurpose: Sendable {
  /// With the entry that was applied when it began.
  case query(CallID, QueryRun, at: LogPosition)
  /// With the entry whose command it answers.
  case deferred(CallID, DeferredOutcome, at: LogPosition)
  /// The number of a lease's place in the queue of pushes, which is that term's: another one counts anew.
  case lease(term: Term, UInt64)
  case retention(term: Term, QueryRun)
}

/// Reads of overlay and store for one purpose.
struct StoreRun: Sendable {
  enum Slot: Sendable {
    case done([StoreRecord])
    case get(Bytes)
    case scan(ScanMerge)
  }

  var purpose: ReadPurpose
  var slots: [Slot]

  /// What the store has to be asked.
  var open: [StoreRead] {
    slots.compactMap { slot in
      switch slot {
      case .done: nil
      case .get(let key): .get(key)
      case .scan(let merge): merge.read
      }
    }
  }

  var results: [[StoreRecord]] {
    slots.map { slot in
      switch slot {
      case .done(let records): records
      case .get: []
      case .scan(let merge): merge.found
      }
    }
  }

  /// Takes in the answers to `open`.
  mutating func take(_ results: [StoreReadResult]) {
    var next = 0
    for place in slots.indices {
      switch slots[place] {
      case .done: continue
      case .get:
        slots[place] = .done(results[next].records)
      case .scan(var merge):
        slots[place] = merge.take(results[next]) ? .done(merge.found) : .scan(merge)
      }
      next += 1
    }
  }
}

/// Questions on their way to an answer.
struct Reads: Sendable {
  /// Of this turn: they wait for a round of the leader's heartbeats.
  var fresh: [PendingQuery] = []
  /// They found no leader, and wait for one.
  var retry: [PendingQuery] = []
  var renewals: [(RenewalID, session: RecordID)] = []
  var rounds: [(id: ReadID, purpose: RoundPurpose)] = []
  /// They wait until an index is applied.
  var waiting: [(index: LogIndex, query: PendingQuery)] = []
  /// Under way to the store, by number.
  var active: [UInt64: StoreRun] = [:]
  var queued: Deque<StoreRun> = []
  /// Queries and deferred answers that are not answered yet.
  var calls = 0
  /// Numbers of rounds, and of reads of the store.
  var lastRound: UInt64 = 0
  var lastRead: UInt64 = 0

  /// When somebody's patience ends.
  var deadline: Monotonic {
    var soonest = Monotonic.distantFuture
    // Both are in the order of arrival, and all are equally patient; but for a few that came
    // back, whose deadline is looked at again when the first one's comes.
    if let first = retry.first { soonest = min(soonest, first.deadline) }
    if let first = waiting.first { soonest = min(soonest, first.query.deadline) }
    return soonest
  }
}
