import GRPC
import Messages
import Units

/// The whole life of an execution, in a closed loop: a client enqueues, a worker in this process gets
/// the lease and completes it at once, and the operation ends when that is answered. One worker on
/// each connection. Confined to one event loop.
final class LifeLoad: Load {
  static let queue = "bench-life"
  static let handler = "bench"

  private struct Operation {
    var client: Int
    var since: Monotonic
  }

  private let turn: Turn
  private let connections: [ClientConnection]
  private let request: Bytes
  private let clients: Int
  private(set) var meter = Meter()
  private var workers: [LifeWorker] = []
  /// Enqueued and answered, not completed yet.
  private var running: [RecordID: Operation] = [:]
  /// Completed before the enqueue was answered: the two come on different streams.
  private var early: Set<RecordID> = []
  private var isRunning = true
  private var open = 0
  private var onIdle: (() -> Void)?

  /// - Parameter request: an encoded `EnqueueRequest` for a job whose handler and queue are those
  ///   above.
  init(turn: Turn, connections: [ClientConnection], clients: Int, request: Bytes) {
    self.turn = turn
    self.connections = connections
    self.clients = clients
    self.request = request
  }

  /// Opens the workers' sessions; `body` hears once whether all are welcome.
  func open(_ body: @escaping (String?) -> Void) {
    var waiting = connections.count
    for (number, connection) in connections.enumerated() {
      let worker = LifeWorker(
        name: "bench-\(number)", connection: connection, room: UInt32(max(256, clients * 2)))
      worker.onCompleted = { [unowned self] execution, error in completed(execution, error) }
      worker.onEnd = { [unowned self] status in
        guard isRunning || open > 0 else { return }
        meter.fail("a worker's stream ended: \(status)")
        halt()
      }
      workers.append(worker)
      worker.open { error in
        waiting -= 1
        if error != nil || waiting == 0 { body(error) }
      }
    }
  }

  func start() {
    for client in 0..<clients { begin(client) }
  }

  func measure(_ isOpen: Bool) { meter.isOpen = isOpen }

  func stop(_ body: @escaping () -> Void) {
    isRunning = false
    onIdle = body
    if open == 0 { idle() }
  }

  /// A session that hears nothing for its time to live is lost; credits are a sign of life.
  func keepAlive() {
    for worker in workers { worker.credit() }
  }

  private func begin(_ client: Int) {
    open += 1
    let since = turn.now
    connections[client % connections.count].unary(
      Methods.ExecutionService.enqueue.path, request, waitForReady: true
    ) { [self] reply in
      guard reply.status.isOK,
        let id = (try? EnqueueResponse(decoding: reply.message)).flatMap({
          RecordID(text: $0.execution)
        })
      else {
        meter.fail("Enqueue: \(reply.status)")
        return end(client)
      }
      if early.remove(id) != nil {
        meter.record(turn.now - since)
        end(client)
      } else {
        running[id] = Operation(client: client, since: since)
      }
    }
  }

  private func completed(_ execution: RecordID, _ error: String?) {
    if let error { meter.fail("Complete: \(error)") }
    guard let operation = running.removeValue(forKey: execution) else {
      early.insert(execution)
      return
    }
    if error == nil { meter.record(turn.now - operation.since) }
    end(operation.client)
  }

  private func end(_ client: Int) {
    open -= 1
    if isRunning {
      if meter.errors > 10_000 { isRunning = false } else { return begin(client) }
    }
    if open == 0 { idle() }
  }

  /// What is under way will not end without its worker.
  private func halt() {
    isRunning = false
    open = 0
    idle()
  }

  private func idle() {
    guard let body = onIdle else { return }
    onIdle = nil
    for worker in workers { worker.close() }
    body()
  }
}
