import Units

/// Names a registration of `Node.watch`.
public struct WatchID: Hashable, Sendable {
  let rawValue: UInt64
}

/// Names a registration of `Node.onChange`.
public struct ListenerID: Hashable, Sendable {
  let rawValue: UInt64
}

/// What changed of an execution that is watched.
public enum ExecutionChange: Hashable, Sendable {
  case changed
  case finished
  case logAppended(attempt: UInt16)
  /// A snapshot took the place of this node's state: whatever it was may have changed, unseen.
  case replaced
}

/// Who wants to hear of what is applied at this node. Bodies may register and unregister.
struct Watchers {
  private enum Target {
    case execution(RecordID)
    case events
  }

  private let limit: Int
  private var last: UInt64 = 0
  private var targets: [UInt64: Target] = [:]
  /// In order of registration: few watch one execution.
  private var executions: [RecordID: [(id: UInt64, body: (ExecutionChange) -> Void)]] = [:]
  private var events: [(id: UInt64, body: (UInt64, UInt64) -> Void)] = []

  init(limit: Int) { self.limit = limit }

  var count: Int { targets.count }

  mutating func add(
    _ execution: RecordID, _ body: @escaping (ExecutionChange) -> Void
  ) -> WatchID? {
    guard targets.count < limit else { return nil }
    last += 1
    targets[last] = .execution(execution)
    executions[execution, default: []].append((last, body))
    return WatchID(rawValue: last)
  }

  mutating func addEvents(_ body: @escaping (UInt64, UInt64) -> Void) -> WatchID? {
    guard targets.count < limit else { return nil }
    last += 1
    targets[last] = .events
    events.append((last, body))
    return WatchID(rawValue: last)
  }

  /// O(watchers of the same thing).
  mutating func remove(_ id: WatchID) {
    switch targets.removeValue(forKey: id.rawValue) {
    case .execution(let execution):
      executions[execution]?.removeAll { $0.id == id.rawValue }
      if executions[execution]?.isEmpty == true { executions[execution] = nil }
    case .events: events.removeAll { $0.id == id.rawValue }
    case nil: break
    }
  }

  /// Whom a change concerns, to be called after this value is free again.
  func bodies(for execution: RecordID) -> [(ExecutionChange) -> Void] {
    executions.isEmpty ? [] : executions[execution]?.map(\.body) ?? []
  }

  /// Of all executions, in the order of registration.
  var executionBodies: [(ExecutionChange) -> Void] {
    executions.values.joined().sorted { $0.id < $1.id }.map(\.body)
  }

  var eventBodies: [(UInt64, UInt64) -> Void] { events.map(\.body) }
}
