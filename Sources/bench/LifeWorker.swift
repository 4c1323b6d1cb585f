import GRPC
import Messages
import Units

/// A worker that completes each lease as soon as it comes. Confined to one event loop.
final class LifeWorker {
  var onCompleted: ((RecordID, String?) -> Void)?
  var onEnd: ((Status) -> Void)?

  private let name: String
  private let connection: ClientConnection
  /// How many leases it takes at a time.
  private let room: UInt32
  private var call: ClientCall?
  private var onWelcome: ((String?) -> Void)?
  private var lastGrant: UInt64 = 0
  private var sequence: UInt64 = 0
  private var sinceCredit: UInt32 = 0
  /// Executions whose `Complete` is not answered yet, by its sequence number.
  private var unanswered: [UInt64: RecordID] = [:]

  init(name: String, connection: ClientConnection, room: UInt32) {
    self.name = name
    self.connection = connection
    self.room = room
  }

  /// `body` hears once, with what went wrong if anything did.
  func open(_ body: @escaping (String?) -> Void) {
    onWelcome = body
    call = connection.stream(
      Methods.WorkerService.work.path, waitForReady: true,
      handlers: ClientStreamHandlers(
        onMessage: { [unowned self] message in received(message) },
        onEnd: { [self] reply in
          welcomed("\(reply.status)")
          onEnd?(reply.status)
          call = nil
        }))
    var hello = Hello()
    hello.name = name
    hello.queues = [LifeLoad.queue]
    hello.handlers = [HandlerName(name: LifeLoad.handler)]
    hello.capacity = room
    send(.hello(hello))
  }

  func close() {
    onEnd = nil
    send(.goodbye(WorkRequest.Goodbye(reason: "the run is over")))
    call?.halfClose()
  }

  func credit() {
    sinceCredit = 0
    send(.credit(WorkRequest.Credit(count: room)))
  }

  private func welcomed(_ error: String?) {
    guard let body = onWelcome else { return }
    onWelcome = nil
    body(error)
  }

  private func received(_ bytes: Bytes) {
    guard let message = (try? WorkResponse(decoding: bytes))?.message else {
      welcomed("a message of the stream cannot be read")
      return
    }
    switch message {
    case .welcome:
      credit()
      welcomed(nil)
    case .lease(let lease): complete(lease)
    case .results(let results):
      for result in results.results {
        guard let execution = unanswered.removeValue(forKey: result.sequence) else { continue }
        onCompleted?(execution, result.error.map { "\($0.reason): \($0.message)" })
      }
    case .beat, .cancel, .drain, .redirect: break
    }
  }

  private func complete(_ lease: Lease) {
    lastGrant = max(lastGrant, lease.grant)
    sequence += 1
    unanswered[sequence] = RecordID(text: lease.execution)
    let complete = Complete(execution: lease.execution, token: lease.token)
    call?.send(
      WorkRequest(sequence: sequence, lastGrant: lastGrant, message: .complete(complete)).encoded())
    sinceCredit += 1
    if sinceCredit >= room / 2 { credit() }
  }

  private func send(_ message: WorkRequest.Message) {
    call?.send(WorkRequest(lastGrant: lastGrant, message: message).encoded())
  }
}
