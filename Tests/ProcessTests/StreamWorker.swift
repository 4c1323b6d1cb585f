import Checkers
import Client
import Messages
import Units

/// A worker over the `Work` stream, without processes: it completes whatever it is leased at once,
/// with an event, and says again what was not answered when its stream broke.
actor StreamWorker {
  private struct Pending {
    var lease: Lease
    var began: UInt64
  }

  private let cluster: LiveCluster
  private let name: String
  private let queue: String
  private let order: Order
  private let capacity = 64

  private var session = ""
  private var lastGrant: UInt64 = 0
  private var sequence: UInt64 = 0
  private var pending: [UInt64: Pending] = [:]
  private var stream: MessageStream?

  private(set) var grants: [History.Grant] = []
  private(set) var reports: [History.Report] = []
  private(set) var refusals: [String] = []
  private(set) var sessions = 0
  private(set) var streams = 0

  init(_ cluster: LiveCluster, _ name: String, queue: String, order: Order) {
    self.cluster = cluster
    self.name = name
    self.queue = queue
    self.order = order
  }

  var figures: String {
    "\(name): \(grants.count) grants, \(reports.count) answered, \(pending.count) not, "
      + "\(streams) streams, \(sessions) sessions, \(stream == nil ? "not " : "")welcome"
  }

  /// Works until the task is cancelled.
  func run() async {
    await withTaskGroup(of: Void.self) { group in
      group.addTask { await self.work() }
      group.addTask { await self.beat() }
      for await _ in group {}
    }
  }

  private func work() async {
    while !Task.isCancelled {
      var options = CallOptions()
      options.timeout = .zero
      let opened = cluster.client.stream(
        Methods.WorkerService.work.path, hello(), options, keepsOpen: true)
      streams += 1
      do {
        for try await bytes in opened { try take(try WorkResponse(decoding: bytes), opened) }
      } catch {}
      opened.cancel()
      stream = nil
      try? await Task.sleep(for: .milliseconds(10))
    }
  }

  private func beat() async {
    while !Task.isCancelled {
      try? await Task.sleep(for: .milliseconds(500))
      send(.beat(WorkRequest.Beat(held: held)))
    }
  }

  private var held: [HeldLease] {
    pending.sorted { $0.key < $1.key }.map {
      HeldLease(execution: $0.value.lease.execution, token: $0.value.lease.token, ended: true)
    }
  }

  private func hello() -> Bytes {
    var hello = Hello()
    hello.name = name
    hello.queues = [queue]
    hello.anyHandler = true
    hello.capacity = UInt32(capacity)
    hello.session = session
    hello.lastGrant = lastGrant
    hello.held = held
    hello.unanswered = pending.keys.sorted()
    return WorkRequest(sequence: 0, lastGrant: lastGrant, message: .hello(hello)).encoded()
  }

  private func send(_ message: WorkRequest.Message, sequence: UInt64 = 0) {
    stream?.send(
      WorkRequest(sequence: sequence, lastGrant: lastGrant, message: message).encoded())
  }

  private func take(_ response: WorkResponse, _ opened: MessageStream) throws {
    switch response.message {
    case .welcome(let welcome):
      stream = opened
      if welcome.session != session {
        sessions += 1
        session = welcome.session
        lastGrant = 0
      }
      for (sequence, open) in pending.sorted(by: { $0.key < $1.key }) {
        complete(open.lease, sequence)
      }
      credit()
    case .lease(let lease):
      lastGrant = max(lastGrant, lease.grant)
      let token = RecordID(lease.token)
      guard !pending.values.contains(where: { $0.lease.token == lease.token }) else { return }
      sequence += 1
      grants.append(
        History.Grant(
          order: order.next(), execution: RecordID(text: lease.execution) ?? .none, token: token,
          worker: name))
      pending[sequence] = Pending(lease: lease, began: order.next())
      complete(lease, sequence)
    case .results(let results):
      for result in results.results { answered(result) }
      credit()
    case .drain, .redirect, .beat, .cancel, nil: break
    }
  }

  private func complete(_ lease: Lease, _ sequence: UInt64) {
    var complete = Complete()
    complete.execution = lease.execution
    complete.token = lease.token
    complete.result = lease.payload
    complete.events = [EventDraft(name: "work.done", payload: lease.payload)]
    send(.complete(complete), sequence: sequence)
  }

  private func credit() {
    send(.credit(WorkRequest.Credit(count: UInt32(max(0, capacity - pending.count)))))
  }

  private func answered(_ result: WorkResponse.Result) {
    guard let open = pending.removeValue(forKey: result.sequence) else { return }
    if let error = result.error { refusals.append("\(error.reason): \(error.message)") }
    reports.append(
      History.Report(
        began: open.began, ended: order.next(),
        execution: RecordID(text: open.lease.execution) ?? .none,
        token: RecordID(open.lease.token), isSuccess: true,
        outcome: result.error == nil ? .acknowledged(.completed) : .refused))
  }
}
