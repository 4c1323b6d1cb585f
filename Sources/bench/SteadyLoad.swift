import Client
import GRPC
import Messages
import NIOCore
import Units

/// Enqueues at a fixed rate, whatever the answers do, so that a stall is seen as one: each request is
/// due at its own time and its latency counts from then. Through our own client, under idempotency
/// keys. Confined to one event loop.
final class SteadyLoad {
  /// What came of it.
  struct Outcome: Sendable {
    var asked = 0
    /// Ids of the executions, in the order of their acknowledgement.
    var acknowledged: [String] = []
    var errors: [String] = []
    /// The longest time from a request's due time to its acknowledgement.
    var slowest = Timeout.zero
    /// The longest time without any acknowledgement, and when, since the start, it began.
    var longestGap: Timeout { gaps.first?.span ?? .zero }
    var gapStart: Timeout { gaps.first?.start ?? .zero }
    /// The longest of them, the longest first.
    var gaps: [(span: Timeout, start: Timeout)] = []

    /// How many gaps are kept.
    static let most = 8

    mutating func add(gap span: Timeout, at start: Timeout) {
      if gaps.count == Outcome.most, let last = gaps.last {
        guard span > last.span else { return }
        gaps.removeLast()
      }
      gaps.insert((span, start), at: gaps.firstIndex { $0.span < span } ?? gaps.count)
    }
  }

  private let channel: ClusterChannel
  private let job: String
  private let payload: Bytes
  private let interval: Int64
  private let total: Int
  private var outcome = Outcome()
  private var start = Monotonic.zero
  private var lastAnswer = Monotonic.zero
  private var open = 0
  private let onEnd: (Outcome) -> Void

  init(
    channel: ClusterChannel, job: String, payload: Bytes, rate: Int, seconds: Int,
    onEnd: @escaping (Outcome) -> Void
  ) {
    self.channel = channel
    self.job = job
    self.payload = payload
    self.onEnd = onEnd
    interval = 1_000_000 / Int64(rate)
    total = rate * seconds
  }

  func run() {
    start = channel.turn.now
    lastAnswer = start
    tick()
  }

  private func tick() {
    let now = channel.turn.now
    while outcome.asked < total {
      let due = start + .microseconds(Int64(outcome.asked) * interval)
      guard due <= now else {
        channel.turn.eventLoop.assumeIsolated().scheduleTask(
          in: .microseconds((due - now).microseconds)
        ) { self.tick() }
        return
      }
      outcome.asked += 1
      send(due: due)
    }
  }

  private func send(due: Monotonic) {
    open += 1
    var options = CallOptions()
    options.idempotencyKey = Client.newKey()
    let request = EnqueueRequest(job: job, payload: payload)
    channel.unary(Methods.ExecutionService.enqueue.path, request.encoded(), options) { result in
      self.answered(result, due: due)
    }
  }

  private func answered(_ result: Result<Reply, CallError>, due: Monotonic) {
    let now = channel.turn.now
    open -= 1
    switch result {
    case .failure(let error): outcome.errors.append("\(error)")
    case .success(let reply):
      if let answer = try? EnqueueResponse(decoding: reply.message) {
        outcome.acknowledged.append(answer.execution)
      } else {
        outcome.errors.append("an answer cannot be read")
      }
      outcome.slowest = max(outcome.slowest, now - due)
      outcome.add(gap: now - lastAnswer, at: lastAnswer - start)
      lastAnswer = now
    }
    if open == 0 && outcome.asked == total { onEnd(outcome) }
  }
}
