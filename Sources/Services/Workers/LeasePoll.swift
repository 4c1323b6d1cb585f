internal import GRPC
internal import Messages
internal import NIOCore
internal import Node
internal import StateMachine
internal import Units

/// `LeaseExecutions`: a long poll by a worker without a stream. It takes up to so many leases as
/// soon as there is one, and gives up its place after its wait.
final class LeasePoll {
  private let call: NodeCall
  private let node: Node
  private let session: RecordID
  private let count: Int
  private var leases: [Lease] = []
  private var timer: Scheduled<Void>?
  private var isAnswering = false
  private var isOver = false

  /// Leases of one poll at most, and the longest wait.
  static let most = 1_000
  static let longestWait = Timeout.seconds(60)

  static func register(_ desk: Desk, _ router: inout Router, _ method: Messages.Method) {
    let node = desk.node
    node.serve(into: &router, method.path, .leader) { call in
      do throws(Failure) {
        let request = try LeaseExecutionsRequest(decoding: call.request)
        let session = try Desk.session(request.session)
        guard (1...UInt32(LeasePoll.most)).contains(request.count) else {
          throw Failure.field(
            "count", .fieldInvalid, "\(request.count) leases, a poll takes 1 to \(LeasePoll.most)")
        }
        guard node.hasSession(session) else { throw WorkerService.lost }
        LeasePoll(call, node, session, Int(request.count)).start(request)
      } catch {
        call.fail(error, at: node.mark)
      }
    }
  }

  private init(_ call: NodeCall, _ node: Node, _ session: RecordID, _ count: Int) {
    self.call = call
    self.node = node
    self.session = session
    self.count = count
  }

  private func start(_ request: LeaseExecutionsRequest) {
    // Nothing is granted to a poll that will not be there to take it: half a second before the
    // deadline, or at once where less is left.
    let wait = min(request.wait ?? .seconds(10), LeasePoll.longestWait)
    let left = call.call.deadline - node.turn.now - .milliseconds(500)
    call.call.onCancel { [self] _ in
      close()
      call.call.fail(Status(.cancelled))
    }
    node.attach(
      session: session, lastGrant: request.lastGrant,
      held: request.held.map { RecordID($0.token) }, sink: sink)
    guard !isOver else { return }
    node.credit(session: session, count, lastGrant: request.lastGrant)
    let span = max(.zero, min(wait, left))
    timer = node.turn.eventLoop.assumeIsolated().scheduleTask(
      in: .microseconds(span.microseconds)
    ) { [self] in answer() }
  }

  private var sink: SessionSink {
    SessionSink(
      lease: { [self] bytes, _ in
        guard !isOver, let lease = try? Lease(decoding: bytes) else { return }
        leases.append(lease)
        answerLater()
      },
      cancel: { [self] _, _, _, _ in answerLater() },
      drain: { [self] _ in answerLater() },
      ended: { [self] why in
        guard !isOver else { return }
        isOver = true
        timer?.cancel()
        switch why {
        case .closed: call.fail(WorkerService.lost, at: node.mark)
        case .replaced:
          call.fail(
            Failure(.aborted, .sessionExpired, "another poll of this session took over"),
            at: node.mark)
        case .leaderChanged:
          call.fail(
            Failure(
              .unavailable, .leaderChanged, "another node leads: poll there",
              retryAfter: .milliseconds(20)), at: node.mark)
        }
      })
  }

  /// All that is granted in one turn goes in one answer.
  private func answerLater() {
    guard !isAnswering else { return }
    isAnswering = true
    node.turn.atEnd { [self] in answer() }
  }

  private func answer() {
    guard !isOver else { return }
    close()
    var response = LeaseExecutionsResponse(leases: leases)
    response.cancels = LeasePoll.cancels(node, session)
    if node.isDraining(session: session) { response.drain = WorkResponse.Drain() }
    call.respond(response.encoded(), at: node.mark)
  }

  private func close() {
    isOver = true
    timer?.cancel()
    timer = nil
    node.detach(session: session)
  }

  /// What the session's worker is asked to end.
  static func cancels(_ node: Node, _ session: RecordID) -> [WorkResponse.Cancel] {
    node.leases(of: session).compactMap { lease in
      lease.cancelling.map {
        WorkResponse.Cancel(
          execution: lease.execution.text, token: lease.token.rawValue, reason: $0.text,
          grace: node.settings?.killSpan)
      }
    }
  }
}
