import DequeModule
import Raft
import Units

/// Payloads: those at hand, those being read from the log, and who waits for them.
struct LogKeeping: Sendable {
  /// Why the log is read.
  enum Reader: Hashable, Sendable {
    case apply
    case peer(NodeID)
    /// For a member whose disk lost them.
    case repair(NodeID)
  }

  /// Append requests to one peer that wait, in order, for payloads which are no longer in memory.
  struct Parked: Sendable {
    var peer: NodeID
    var requests: Deque<Message> = []
    /// Of the first request, as far as they were read.
    var payloads: [Bytes] = []
  }

  var window: PayloadWindow
  /// The entries of the message in hand.
  var incoming: [Bytes] = []
  var incomingFirst = LogIndex.zero
  /// The payload of the proposal in hand.
  var offered: (index: LogIndex, payload: Bytes)?
  /// Entries that apply asked for, in order.
  var replay: Deque<LoggedEntry> = []
  var parked: [Parked] = []
  /// Reads under way; a few at most, one for apply and one for each peer.
  private var readers: [(id: LogReadID, reader: Reader)] = []
  private var lastRead: UInt64 = 0

  init(next: LogIndex) { window = PayloadWindow(next: next) }

  mutating func newRead(_ reader: Reader) -> LogReadID {
    lastRead += 1
    readers.append((LogReadID(lastRead), reader))
    return LogReadID(lastRead)
  }

  func isReading(_ reader: Reader) -> Bool { readers.contains { $0.reader == reader } }

  /// Nil for a read that nobody waits for any more.
  mutating func endRead(_ id: LogReadID) -> Reader? {
    guard let place = readers.firstIndex(where: { $0.id == id }) else { return nil }
    return readers.remove(at: place).reader
  }

  mutating func forgetPeers() {
    parked.removeAll()
    readers.removeAll { reader in
      if case .peer = reader.reader { return true }
      return false
    }
  }

  mutating func forgetReplay() {
    replay.removeAll()
    readers.removeAll { $0.reader == .apply }
  }
}
