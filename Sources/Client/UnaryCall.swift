internal import GRPC
internal import Messages
internal import NIOCore
internal import Units

/// One unary call over all its tries. A handle; it lives by itself until its completion was called.
public final class UnaryCall {
  private let channel: ClusterChannel
  private let path: String
  private let request: Bytes
  private let options: CallOptions
  private let deadline: Monotonic
  private var completion: ((Result<Reply, CallError>) -> Void)?
  /// How often it was sent so far, hedges included.
  public private(set) var attempts = 0
  /// Tries under way: the place of the address and the call.
  private var open: [(number: Int, place: Int, call: ClientCall)] = []
  private var timer: Scheduled<Void>?
  private var metadata: Metadata

  init(
    _ channel: ClusterChannel, _ path: String, _ request: Bytes, _ options: CallOptions,
    _ completion: @escaping (Result<Reply, CallError>) -> Void
  ) {
    self.channel = channel
    self.path = path
    self.request = request
    self.options = options
    self.completion = completion
    deadline = channel.turn.now + options.timeout
    metadata = channel.metadata(for: options)
  }

  func start() {
    attempt(at: channel.preferred)
    if let hedge = options.retry.hedge, options.isRepeatable { scheduleHedge(after: hedge) }
  }

  /// Ends the call; the completion hears CANCELLED.
  public func cancel() {
    finish(
      .failure(
        CallError(
          status: Status(.cancelled, "cancelled here"), address: nil, attempts: attempts,
          isFromServer: false, trailers: Metadata())))
  }

  private func attempt(at place: Int) {
    attempts += 1
    let number = attempts
    let call = channel.connection(place).unary(
      path, request, metadata: metadata, deadline: deadline
    ) { reply in self.ended(reply, number: number, place: place) }
    open.append((number, place, call))
  }

  /// Tries beside those that are silent, each at another address, and each after twice the wait of the
  /// one before: the first node asked may be without a leader, and the second one on the same side.
  private func scheduleHedge(after span: Timeout) {
    guard attempts < mostHedged, span < deadline - channel.turn.now else { return }
    timer = channel.turn.eventLoop.assumeIsolated().scheduleTask(
      in: .microseconds(span.microseconds)
    ) {
      guard self.completion != nil, let first = self.open.first else { return }
      self.attempt(at: (first.place + self.attempts) % self.channel.addresses.count)
      self.scheduleHedge(after: span * 2)
    }
  }

  /// One try is left for when all of them fail.
  private var mostHedged: Int {
    min(channel.addresses.count, options.retry.attempts, max(2, options.retry.attempts - 1))
  }

  private func ended(_ reply: Reply, number: Int, place: Int) {
    open.removeAll { $0.number == number }
    guard completion != nil else { return }
    // Who was asked before and still says nothing is asked first no more.
    if reply.status.isOK { for silent in open { channel.avoid(silent.place) } }
    if reply.isFromServer, options.followsLeader { channel.learn(from: reply.trailers) }
    if reply.status.isOK { return finish(.success(reply)) }
    let failure = Failure(
      code: StatusCode(rawValue: reply.status.code.rawValue) ?? .unknown,
      message: reply.status.message,
      details: reply.status.details.isEmpty ? nil : reply.status.details)
    let outcome = TryPolicy.Outcome(
      code: reply.status.code, reason: failure.reason, retryAfter: failure.retryAfter,
      wasNotProcessed: reply.wasNotProcessed, isFromServer: reply.isFromServer,
      isOutcomeUnknown: failure.metadata.contains { $0.key == "outcome" && $0.value == "unknown" })
    if outcome.code == .unavailable { channel.avoid(place) }
    // The other of two tries may still succeed.
    guard open.isEmpty else { return }
    let verdict =
      channel.isClosed
      ? TryPolicy.Verdict.giveUp
      : options.retry.verdict(
        outcome, attempt: attempts,
        elapsed: options.timeout - (deadline - channel.turn.now),
        isRepeatable: options.isRepeatable, left: deadline - channel.turn.now,
        jitter: channel.jitter())
    switch verdict {
    case .giveUp:
      finish(
        .failure(
          CallError(
            status: reply.status, address: channel.addresses[place], attempts: attempts,
            isFromServer: reply.isFromServer, trailers: reply.trailers)))
    case .elsewhere(let wait):
      // The leader that the answer named, or else the next address.
      let next =
        channel.preferred == place ? (place + 1) % channel.addresses.count : channel.preferred
      again(at: next, after: wait)
    case .again(let wait): again(at: place, after: wait)
    }
  }

  private func again(at place: Int, after wait: Timeout) {
    timer?.cancel()
    timer = channel.turn.eventLoop.assumeIsolated().scheduleTask(
      in: .microseconds(wait.microseconds)
    ) {
      guard self.completion != nil else { return }
      self.attempt(at: place)
    }
  }

  private func finish(_ result: Result<Reply, CallError>) {
    guard let completion else { return }
    self.completion = nil
    timer?.cancel()
    timer = nil
    let left = open
    open = []
    for attempt in left { attempt.call.cancel() }
    completion(result)
  }
}
