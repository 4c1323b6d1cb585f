import DequeModule
import GRPC
import Units

/// Calls that wait for a leader, oldest first: bounded in number and bytes, and each in time.
struct WaitingCalls {
  enum Work {
    case call(NodeCall)
    case stream(ServerCall, StreamMethod)
  }

  struct Entry {
    var work: Work
    var until: Monotonic
    var bytes: Int
  }

  private var entries: Deque<Entry> = []
  private var bytes = 0
  private let limits: NodeLimits

  init(limits: NodeLimits) { self.limits = limits }

  var isEmpty: Bool { entries.isEmpty }
  var count: Int { entries.count }

  /// Nil, or why there is no room.
  mutating func add(_ call: NodeCall, now: Monotonic) -> String? {
    add(.call(call), call.call, bytes: call.request.count + 256, now: now)
  }

  mutating func add(_ call: ServerCall, _ method: StreamMethod, now: Monotonic) -> String? {
    add(.stream(call, method), call, bytes: 256, now: now)
  }

  private mutating func add(
    _ work: Work, _ call: ServerCall, bytes more: Int, now: Monotonic
  ) -> String? {
    guard entries.count < limits.waitingCalls, bytes + more <= Int(limits.waitingBytes.rawValue)
    else { return "there is no leader, and \(entries.count) calls wait for one already" }
    let until = WaitingCalls.patience(call.start, call.deadline, limits.leaderWait)
    guard until > now else { return "there was no leader for as long as the call could wait" }
    entries.append(Entry(work: work, until: until, bytes: more))
    bytes += more
    return nil
  }

  /// 90 % of what the caller gave, at most `longest`, from the call's beginning: it must still
  /// reach the caller in time.
  static func patience(_ start: Monotonic, _ deadline: Monotonic, _ longest: Timeout) -> Monotonic {
    let latest = start + longest
    guard deadline != .distantFuture else { return latest }
    let given = deadline - start
    return min(latest, start + Timeout(microseconds: given.microseconds / 10 * 9))
  }

  mutating func takeAll() -> Deque<Entry> {
    bytes = 0
    defer { entries = [] }
    return entries
  }

  mutating func restore(_ entry: Entry) {
    entries.append(entry)
    bytes += entry.bytes
  }
}
