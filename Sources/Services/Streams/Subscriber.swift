internal import GRPC
internal import Messages
internal import Node
internal import StateMachine
internal import Units

/// Streams events from an offset, a time or now, history and present without a gap between them:
/// `Subscribe`. A watch says that there is news; pages are read in order of offset.
final class Subscriber {
  private let call: NodeCall
  private let node: Node
  private let request: SubscribeRequest
  /// The next offset to be looked at; nil until it is known.
  private var next: UInt64?
  private var watch: WatchID?
  private var isReading = false
  private var hasNews = true
  private var isOver = false
  private var wasLive = false

  static let page: UInt32 = 200

  init(_ request: SubscribeRequest, _ call: NodeCall, _ node: Node) {
    self.request = request
    self.call = call
    self.node = node
  }

  func start() {
    call.call.onCancel { [self] _ in
      close()
      call.call.fail(Status(.cancelled))
    }
    call.call.onWritable { [self] in look() }
    if case .offset(let offset)? = request.start { next = max(offset, 1) }
    // A linearizable read first: what was published before the call is never missed.
    let first = ListEventsRequest(pageSize: 1, omitPayloads: true)
    node.query(Query(.listEvents, first.encoded())) { [self] answer in
      guard !isOver else { return }
      switch answer.result {
      case .failure(let failure): fail(failure, answer.mark)
      case .success(let bytes):
        guard let page = try? ListEventsResponse(decoding: bytes) else {
          return fail(Failure(.internal, .internalError, "events cannot be read"), .none)
        }
        if next == nil {
          if case .startTime? = request.start { next = 1 } else { next = page.lastOffset + 1 }
        }
        watch = node.watchEvents { [weak self] _, _ in
          self?.hasNews = true
          self?.look()
        }
        guard watch != nil else {
          return fail(
            Failure(
              .resourceExhausted, .quotaExceeded, "too many callers subscribe at this node",
              retryAfter: .seconds(1)), .none)
        }
        look()
      }
    }
  }

  private func look() {
    guard !isReading, !isOver, hasNews, watch != nil, let from = next, call.call.isWritable else {
      return
    }
    isReading = true
    hasNews = false
    node.query(Query(.eventRange, EventRange(from: from, limit: Subscriber.page).encoded()), .stale)
    { [self] answer in
      guard !isOver else { return }
      switch answer.result {
      case .failure(let failure): fail(failure, answer.mark)
      case .success(let bytes):
        guard let page = try? ListEventsResponse(decoding: bytes) else {
          return fail(Failure(.internal, .internalError, "events cannot be read"), .none)
        }
        tell(page, from: from)
      }
    }
  }

  private func tell(_ page: ListEventsResponse, from: UInt64) {
    var at = from
    if page.firstOffset > at {
      send(
        .gap(
          SubscribeResponse.Gap(
            firstOffset: at, lastOffset: page.firstOffset - 1, reason: "trimmed by retention")))
      at = page.firstOffset
    }
    for event in page.events where event.offset >= at {
      if event.offset > at {
        send(
          .gap(
            SubscribeResponse.Gap(
              firstOffset: at, lastOffset: event.offset - 1,
              reason: "the log went on here after a restore or a recovery")))
      }
      at = event.offset + 1
      if isWanted(event) { send(.event(event)) }
    }
    next = at
    isReading = false
    if page.events.count == Int(Subscriber.page) {
      hasNews = true
    } else if !hasNews {
      if request.historyOnly {
        close()
        return call.call.finish()
      }
      // Once, when history meets the present, so that a filter's silence is told from a delay.
      if !wasLive {
        wasLive = true
        send(.mark(SubscribeResponse.Mark(offset: at - 1, live: true)))
      }
    }
    look()
  }

  private func isWanted(_ event: Event) -> Bool {
    if case .startTime(let start)? = request.start, let time = event.time, time < start {
      return false
    }
    guard let filter = request.filter else { return !event.system }
    if event.system && !filter.includeSystem && filter.names.isEmpty { return false }
    if !filter.source.isEmpty && filter.source != event.source { return false }
    if !filter.key.isEmpty && filter.key != event.key { return false }
    return filter.names.isEmpty || filter.names.contains { EventPattern.matches($0, event.name) }
  }

  private func send(_ item: SubscribeResponse.Item) {
    call.call.send(SubscribeResponse(item: item).encoded())
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
