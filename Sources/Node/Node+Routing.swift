import DequeModule
public import GRPC
import Messages
import NIOCore
import Raft
import Units

/// Which node decides a call, and what happens to it while there is none (decision 0004).
extension Node {
  /// Registers a unary or server-streaming method.
  public func serve(
    into router: inout Router, _ path: String, _ kind: MethodKind,
    _ handler: @escaping (NodeCall) -> Void
  ) {
    let method = ServedMethod(path, kind, handler)
    switch kind {
    case .local:
      router.unary(path) { request, call in handler(NodeCall(call, request, method)) }
    case .read:
      router.unary(path) { [unowned self] request, call in
        let call = NodeCall(call, request, method)
        if hasJoined { handler(call) } else { call.failUndecided(.notJoined) }
      }
    case .write, .leader, .handover:
      router.unary(path) { [unowned self] request, call in
        route(NodeCall(call, request, method))
      }
    }
  }

  /// Decides a call here, forwards it, or lets it wait for a leader. Also called again for a call
  /// that certainly changed nothing, or may be repeated.
  func route(_ call: NodeCall) {
    if call.call.isEnded { return call.call.fail(Status(.cancelled)) }
    if isLeading { return call.method.handler(call) }
    // Others that want to join would wait here for each other.
    if !hasJoined { return call.failUndecided(.notJoined) }
    if call.isForwarded {
      // An elected leader that is not ready yet will be, in a round trip.
      if leaderID == id { return wait(call) }
      return call.failUndecided(
        .noLeader("\(options.name) does not lead: the call was forwarded to it"))
    }
    guard let leader = leaderID, leader != id, let link = peers.link(leader), link.isReachable
    else { return wait(call) }
    forward(call, over: link)
  }

  /// Puts the call into the queue for a leader, for as long as decision 0004 lets it.
  func wait(_ call: NodeCall) {
    guard end == nil else { return call.failUndecided(.shuttingDown) }
    let refused = waiting.add(call, now: turn.now)
    guard refused == nil else {
      return call.failUndecided(.noLeader(refused ?? ""))
    }
    beginWaiting()
  }

  /// Routes what waits anew: after a change of leader, and on every beat while something waits.
  func routeWaiting() {
    let now = turn.now
    for entry in waiting.takeAll() {
      switch entry.work {
      case .call(let call):
        if call.call.isEnded {
          call.call.fail(Status(.cancelled))
        } else if isLeading || canForward {
          route(call, since: entry)
        } else if now >= entry.until {
          call.failUndecided(.noLeader(whyNoLeader))
        } else {
          waiting.restore(entry)
        }
      case .stream(let call, let method):
        if call.isEnded {
          call.fail(Status(.cancelled))
        } else if isLeading || canForward {
          // What had come is handed over as soon as it goes on: to whoever serves it.
          route(call, method)
          call.resume()
        } else if now >= entry.until {
          call.fail(Status(Failure.noLeader(whyNoLeader)))
        } else {
          waiting.restore(entry)
        }
      }
    }
    if !waiting.isEmpty { beginWaiting() }
  }

  /// As `route`, for a call that has waited: its patience goes on from where it began.
  private func route(_ call: NodeCall, since entry: WaitingCalls.Entry) {
    if turn.now >= entry.until { return call.failUndecided(.noLeader(whyNoLeader)) }
    route(call)
  }

  private var canForward: Bool {
    guard let leader = leaderID, leader != id, let link = peers.link(leader) else { return false }
    return link.isReachable
  }

  private var whyNoLeader: String {
    guard let leader = leaderID else {
      let members = configuration.configuration
      let absent = members.members.filter { member in
        members.isVoter(member.id) && member.id != id
          && peers.link(member.id)?.isConnected != true
      }
      if absent.isEmpty { return "there is no leader: the voters are electing one" }
      return "there is no leader, and \(options.name) does not reach "
        + absent.map { "\(name(of: $0.id)) (\($0.id))" }.joined(separator: ", ")
        + ": without a majority of the voters nobody is elected"
    }
    return leader == id
      ? "\(options.name) has just been elected and cannot confirm its first entry yet"
      : "the leader, \(name(of: leader)), cannot be reached from \(options.name)"
  }

  /// Looks at what waits every ten milliseconds, as long as something does.
  func beginWaiting() {
    guard !isWatchingWaiting else { return }
    isWatchingWaiting = true
    turn.eventLoop.assumeIsolated().scheduleTask(in: .milliseconds(10)) {
      [weak self] in
      guard let self else { return }
      isWatchingWaiting = false
      routeWaiting()
    }
  }
}

extension Failure {
  static var notJoined: Failure {
    Failure(
      .unavailable, .notReady,
      "this node belongs to no cluster yet: it waits to be let in by those it was told to join",
      retryAfter: .milliseconds(500))
  }
}
