internal import GRPC
internal import Messages
internal import NIOCore
internal import Node
internal import StateMachine
internal import Units

/// Answers a call with an execution once that has ended, or as it is when the deadline is near.
enum Waiter {
  /// So long before the deadline the call is answered with what the execution is then.
  private static let margin = Timeout.milliseconds(50)

  static func await(_ execution: String, _ call: NodeCall, _ desk: Desk) {
    let node = desk.node
    let get = Query(.getExecution, GetExecutionRequest(execution: execution).encoded())
    node.query(get) { answer in
      guard case .success(let bytes) = answer.result,
        let state = try? Execution(decoding: bytes), !state.hasEnded,
        let id = RecordID(text: state.id)
      else { return call.finish(answer) }
      watch(id, get, call, node)
    }
  }

  private static func watch(
    _ id: RecordID, _ get: Query, _ call: NodeCall, _ node: Node
  ) {
    guard !call.call.isEnded else { return call.call.fail(Status(.cancelled)) }
    var registration: WatchID?
    var isOver = false
    var last: Scheduled<Void>?
    func look(isLast: Bool = false) {
      node.query(get, .stale) { answer in
        guard !isOver else { return }
        if !isLast, case .success(let bytes) = answer.result,
          let state = try? Execution(decoding: bytes),
          !state.hasEnded
        {
          return
        }
        over()
        call.finish(answer)
      }
    }
    func over() {
      isOver = true
      if let registration { node.unwatch(registration) }
      registration = nil
      last?.cancel()
    }
    registration = node.watch(execution: id) { change in
      if change == .finished || change == .replaced { look() }
    }
    guard registration != nil else {
      return call.fail(
        Failure(
          .resourceExhausted, .quotaExceeded, "too many callers wait at this node",
          retryAfter: .seconds(1)))
    }
    call.call.onCancel { _ in
      over()
      call.call.fail(Status(.cancelled))
    }
    let left = call.call.deadline - node.turn.now
    if call.call.deadline < .distantFuture, left > .zero {
      let wait = left - min(Waiter.margin, Timeout(microseconds: left.microseconds / 4))
      last = node.turn.eventLoop.assumeIsolated().scheduleTask(
        in: .microseconds(wait.microseconds)
      ) { look(isLast: true) }
    }
    // It may have ended between the read and the watch.
    look()
  }
}

extension Execution {
  var hasEnded: Bool {
    switch state {
    case .completed, .failed, .timeout, .cancelled, .expired: true
    case .unspecified, .pending, .running, .delayed, .blocked, .unrecognized: false
    }
  }
}
