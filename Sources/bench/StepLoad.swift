import GRPC
import NIOCore
import Units

/// Clients in a closed loop: each makes one operation, of one or more unary calls, after another.
/// Confined to one event loop.
final class StepLoad: Load {
  /// The call of a step, or nil where the operation has no such step.
  typealias Steps = (_ client: Int, _ operation: UInt64, _ step: Int) -> (String, Bytes)?

  private let turn: Turn
  private let connections: [ClientConnection]
  private let steps: Steps
  private(set) var meter = Meter()
  private var isRunning = true
  private var open = 0
  private var onIdle: (() -> Void)?
  private var counters: [UInt64]

  init(turn: Turn, connections: [ClientConnection], clients: Int, steps: @escaping Steps) {
    self.turn = turn
    self.connections = connections
    self.steps = steps
    counters = Array(repeating: 0, count: clients)
  }

  func start() {
    for client in counters.indices { begin(client) }
  }

  func measure(_ isOpen: Bool) { meter.isOpen = isOpen }

  func stop(_ body: @escaping () -> Void) {
    isRunning = false
    onIdle = body
    if open == 0 { body() }
  }

  private func begin(_ client: Int) {
    open += 1
    counters[client] += 1
    issue(client, step: 0, since: turn.now)
  }

  private func issue(_ client: Int, step: Int, since: Monotonic) {
    guard let (path, request) = steps(client, counters[client], step) else {
      meter.record(turn.now - since)
      return end(client)
    }
    let connection = connections[client % connections.count]
    connection.unary(path, request, waitForReady: true) { reply in
      if reply.status.isOK {
        self.issue(client, step: step + 1, since: since)
      } else {
        self.meter.fail("\(path): \(reply.status)")
        self.end(client)
      }
    }
  }

  private func end(_ client: Int) {
    open -= 1
    if isRunning {
      // A system that refuses everything at once must not spin this process.
      if meter.errors > 10_000 { isRunning = false } else { return begin(client) }
    }
    if open == 0 { onIdle?() }
  }
}
