import DequeModule
import Raft
import StateMachine
import Units

/// Who waits for a command: a call, or the replica itself.
struct Caller: Sendable {
  /// Of the replica's own commands: nobody hears of them.
  static let own = Caller(call: CallID(.max), hasKey: false)

  var call: CallID
  var hasKey: Bool

  var isOwn: Bool { call == Caller.own.call }
}

/// What the leader proposed by itself and thinks of again only when it is applied.
struct Duties: OptionSet, Sendable {
  let rawValue: UInt8

  static let grants = Duties(rawValue: 1)
  static let time = Duties(rawValue: 2)
  static let losses = Duties(rawValue: 4)
  static let retention = Duties(rawValue: 8)
  /// Records of members that are gone.
  static let members = Duties(rawValue: 16)
  /// The machine version.
  static let version = Duties(rawValue: 32)
}

/// Commands that will become one entry.
struct Batch: Sendable {
  var commands = CommandBatch()
  var callers: [Caller] = []
  var duties: Duties = []
}

/// An entry that this node proposed and has not applied.
struct ProposedEntry: Sendable {
  var position: LogPosition
  var callers: [Caller]
  var duties: Duties

  var hasCallers: Bool { callers.contains { !$0.isOwn } }
}

/// Commands on their way into the log.
struct Proposals: Sendable {
  /// Not proposed yet; the last one still grows.
  var queue: Deque<Batch> = []
  var queuedBytes = 0
  var proposed: Deque<ProposedEntry> = []
  /// Commands of calls, queued and proposed.
  var calls = 0
  /// Stamped time of the newest entry that this leader proposed.
  var lastStamp = Instant.epoch
  private var lastID: UInt64 = 0

  mutating func newID() -> ProposalID {
    lastID += 1
    return ProposalID(lastID)
  }

  /// Adds a command to the batch that grows, or begins another.
  mutating func append(_ command: Command, _ caller: Caller, _ duties: Duties, most: Int) {
    let size = command.size
    if queue.isEmpty || !queue[queue.count - 1].commands.hasRoom(for: size)
      || queue[queue.count - 1].callers.count >= most
    {
      queue.append(Batch())
    }
    queuedBytes += size
    let last = queue.count - 1
    queue[last].commands.append(command)
    queue[last].callers.append(caller)
    queue[last].duties.formUnion(duties)
  }
}
