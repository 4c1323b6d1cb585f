import GRPC
import Logging
import Messages
import NIOCore
import Raft
import Replica
import Units

/// How a node with an empty directory is let in, and how others are by this one.
///
/// The addresses that it asks are where to ask, never a membership. Any member forwards the request
/// to the leader; it is repeated with back-off until somebody answers.
final class Joining {
  private let connections: [ClientConnection]
  private let turn: Turn
  private let request: Bytes
  private let logger: Logger
  private let completion: (Internal.JoinResponse) -> Void
  private var next = 0
  private var backoff = Timeout.milliseconds(100)
  private var isOver = false
  private var lastWhy = ""

  init(
    _ request: Internal.JoinRequest, asking addresses: [Address], turn: Turn, logger: Logger,
    completion: @escaping (Internal.JoinResponse) -> Void
  ) {
    var options = ClientOptions()
    options.connectTimeout = .seconds(1)
    connections = addresses.map { ClientConnection(turn: turn, address: $0, options: options) }
    self.turn = turn
    self.request = request.encoded()
    self.logger = logger
    self.completion = completion
  }

  func start() { ask() }

  func cancel() {
    isOver = true
    for connection in connections { connection.close() }
  }

  private func ask() {
    guard !isOver else { return }
    let connection = connections[next % connections.count]
    connection.connect()
    connection.unary(
      PeerPaths.join, request, deadline: turn.now + .seconds(5)
    ) { [weak self] reply in
      self?.heard(reply, from: connection.address)
    }
  }

  private func heard(_ reply: Reply, from address: Address) {
    guard !isOver else { return }
    if reply.status.isOK, let response = try? Internal.JoinResponse(decoding: reply.message),
      response.node != 0
    {
      cancel()
      return completion(response)
    }
    let why = reply.status.description
    if why != lastWhy {
      lastWhy = why
      logger.info("not let in yet", metadata: ["asked": "\(address)", "why": "\(why)"])
    }
    next += 1
    // Every address once without waiting, then slower and slower.
    var wait = Timeout.milliseconds(20)
    if next % connections.count == 0 {
      wait = backoff
      backoff = min(backoff + backoff, .seconds(2))
    }
    turn.eventLoop.assumeIsolated().scheduleTask(in: .microseconds(wait.microseconds)) {
      [weak self] in self?.ask()
    }
  }
}

extension Node {
  /// Serves `PeerService.Join`, at the leader.
  func admit(_ call: NodeCall) {
    let request: Internal.JoinRequest
    do {
      request = try Internal.JoinRequest(decoding: call.request)
    } catch { return call.fail(error) }
    guard (1...128).contains(request.name.utf8.count), Address(request.address) != nil,
      request.address.utf8.count <= Configuration.addressLimit, request.incarnation != 0
    else {
      return call.fail(
        Failure(.invalidArgument, .messageMalformed, "the wish to join lacks name or address"))
    }
    let claimed = ClusterID(high: request.clusterHigh, low: request.clusterLow)
    guard claimed == .none || claimed == cluster else {
      return call.fail(
        Failure(
          .failedPrecondition, .memberUnknown,
          "the data directory belongs to cluster \(claimed), and this is \(cluster)",
          metadata: [Failure.Entry("cluster", cluster.description)]))
    }
    // A member that only asks whether it is among its own.
    guard request.node == 0 else {
      let response = Internal.JoinResponse(
        clusterHigh: cluster.high, clusterLow: cluster.low, node: request.node)
      return call.respond(response.encoded(), at: mark)
    }
    guard let id = open({ call.finish($0) }, call) else { return }
    joins[id] = { [unowned self] node in
      logger.info("member added", metadata: ["node": "\(node)", "name": "\(request.name)"])
      let response = Internal.JoinResponse(
        clusterHigh: cluster.high, clusterLow: cluster.low, node: node.rawValue)
      call.respond(response.encoded(), at: mark)
    }
    step(
      .join(
        id,
        JoinWish(
          name: request.name, incarnation: Incarnation(request.incarnation),
          address: request.address,
          isProved: isLoopback(call.call.peer))))
  }

  /// Until certificates come, who speaks from this machine is believed (decision 0005).
  private func isLoopback(_ peer: String) -> Bool {
    peer.hasPrefix("127.") || peer.hasPrefix("[::1]") || peer.hasPrefix("localhost:")
  }
}
