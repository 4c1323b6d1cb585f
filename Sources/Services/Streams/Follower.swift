internal import GRPC
internal import Messages
internal import Node
internal import StateMachine
internal import Units

/// Streams an execution's changes of state, progress and log lines from a position, without a gap
/// and without a repeat, until it has ended: `FollowExecution`.
///
/// A watch only says that there is news; what is new is read. One read is under way at a time, so a
/// slow reader holds nothing but its own position.
final class Follower {
  /// Where a follower stands: `state.attempt.skip.logs`, where `state` is what was last told of the
  /// execution, `logs` the token of a page of that attempt's log, and `skip` how many of that page's
  /// lines were told: a log only grows at its end, so a page read again begins with the same ones. An
  /// attempt that has ended and was read to its end is left behind.
  struct Position {
    var told = ""
    var attempt: UInt32 = 1
    var skip: UInt32 = 0
    var logs = ""

    init() {}

    init(_ text: String) throws(Failure) {
      if text.isEmpty { return }
      let parts = text.split(separator: ".", maxSplits: 3, omittingEmptySubsequences: false)
      guard parts.count == 4, parts[0].utf8.count <= 64, let attempt = UInt32(parts[1]),
        attempt > 0,
        let skip = UInt32(parts[2])
      else {
        throw Failure.field(
          "position", .pageTokenInvalid, "'\(text.prefix(40))' is no position of a follow stream")
      }
      told = String(parts[0])
      self.attempt = attempt
      self.skip = skip
      logs = String(parts[3])
    }

    var text: String { "\(told).\(attempt).\(skip).\(logs)" }

    /// What of an execution is told as a change of its state.
    static func mark(_ state: Execution) -> String {
      "\(state.state.rawValue)-\(state.attempt)-\(state.cancelling ? 1 : 0)"
    }
  }

  private let call: NodeCall
  private let node: Node
  private let request: FollowExecutionRequest
  private var position: Position
  private var watch: WatchID?
  private var isReading = false
  private var hasNews = true
  private var isOver = false
  private var progress: ExecutionProgress?

  /// Chunks of one page.
  static let page: UInt32 = 100

  static func start(_ request: FollowExecutionRequest, _ call: NodeCall, _ desk: Desk) {
    do throws(Failure) {
      let follower = Follower(
        request, call, desk.node, try Position(request.position))
      follower.begin()
    } catch {
      call.fail(error, at: desk.node.mark)
    }
  }

  private init(
    _ request: FollowExecutionRequest, _ call: NodeCall, _ node: Node, _ position: Position
  ) {
    self.request = request
    self.call = call
    self.node = node
    self.position = position
  }

  private func begin() {
    call.call.onCancel { [self] _ in
      close()
      call.call.fail(Status(.cancelled))
    }
    call.call.onWritable { [self] in look() }
    node.query(getQuery) { [self] answer in
      guard !isOver else { return }
      switch answer.result {
      case .failure(let failure): fail(failure, answer.mark)
      case .success(let bytes):
        guard let state = try? Execution(decoding: bytes), let id = RecordID(text: state.id) else {
          return fail(Failure(.internal, .internalError, "the execution cannot be read"), .none)
        }
        watch = node.watch(execution: id) { [weak self] _ in
          self?.hasNews = true
          self?.look()
        }
        guard watch != nil else {
          return fail(
            Failure(
              .resourceExhausted, .quotaExceeded, "too many callers follow at this node",
              retryAfter: .seconds(1)), .none)
        }
        look()
      }
    }
  }

  private var getQuery: Query {
    Query(
      .getExecution, GetExecutionRequest(execution: request.execution, omitPayload: true).encoded())
  }

  /// Reads what is new, unless a read is under way, nothing is, or the client does not take it.
  private func look() {
    guard !isReading, !isOver, hasNews, watch != nil, call.call.isWritable else { return }
    isReading = true
    hasNews = false
    node.query(getQuery, .stale) { [self] answer in
      guard !isOver else { return }
      switch answer.result {
      case .failure(let failure): fail(failure, answer.mark)
      case .success(let bytes):
        guard let state = try? Execution(decoding: bytes) else {
          return fail(Failure(.internal, .internalError, "the execution cannot be read"), .none)
        }
        tell(state)
        if request.omitLogs { return looked(state) }
        readLogs(state)
      }
    }
  }

  private func tell(_ state: Execution) {
    // An end is told after the last line.
    let mark = Position.mark(state)
    if mark != position.told && !state.hasEnded {
      position.told = mark
      send(.state(state))
    }
    if let news = state.progress, news != progress {
      progress = news
      send(.progress(news))
    }
  }

  private func readLogs(_ state: Execution) {
    guard position.attempt <= state.attempt else { return looked(state) }
    let list = ListLogsRequest(
      execution: request.execution, attempt: position.attempt, pageSize: Follower.page,
      pageToken: position.logs)
    node.query(Query(.listLogs, list.encoded()), .stale) { [self] answer in
      guard !isOver else { return }
      switch answer.result {
      case .failure(let failure): fail(failure, answer.mark)
      case .success(let bytes):
        guard let page = try? ListLogsResponse(decoding: bytes) else {
          return fail(Failure(.internal, .internalError, "the log cannot be read"), .none)
        }
        let isEnd = page.nextPageToken.isEmpty
        if isEnd && page.open && page.lines.count <= Int(position.skip) {
          // Nothing new: the next chunk is news.
          return looked(state)
        }
        for line in page.lines.dropFirst(Int(position.skip)) {
          position.skip += 1
          send(.line(line))
        }
        if isEnd && !page.open {
          position.attempt += 1
          position.logs = ""
          position.skip = 0
        } else if !isEnd {
          position.logs = page.nextPageToken
          position.skip = 0
        }
        // There may be more: not before the client has taken these.
        isReading = false
        hasNews = true
        look()
      }
    }
  }

  private func looked(_ state: Execution) {
    isReading = false
    if state.hasEnded {
      position.told = Position.mark(state)
      send(.state(state))
      close()
      return call.call.finish()
    }
    look()
  }

  private func send(_ item: FollowExecutionResponse.Item) {
    call.call.send(
      FollowExecutionResponse(position: position.text, item: item, execution: request.execution)
        .encoded())
  }

  private func fail(_ failure: Failure, _ mark: NodeMark) {
    close()
    call.fail(failure, at: mark)
  }

  private func close() {
    isOver = true
    if let watch { node.unwatch(watch) }
    watch = nil
  }
}
