import GRPC
import Logging
import Messages
import NIOCore
import Raft
import Replica
import StateMachine
public import Units

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
    options.sealsBytes = true
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
    let why = reply.status.message.isEmpty ? reply.status.description : reply.status.message
    // The number in "heard of 1.2 s ago" is no news.
    let words = why.filter { !$0.isNumber }
    if words != lastWhy {
      lastWhy = words
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
  /// Registers `PeerService.Join`: decided at the leader, but for the question whose node this is.
  func serveJoins(into router: inout Router) {
    let method = ServedMethod(PeerPaths.join, .leader) { [unowned self] call in admit(call) }
    router.unary(PeerPaths.join) { [unowned self] request, call in
      guard let asked = try? Internal.JoinRequest(decoding: request), asked.onlyAsks else {
        return route(NodeCall(call, request, method))
      }
      let answer = Internal.JoinResponse(
        clusterHigh: cluster.high, clusterLow: cluster.low, node: hasJoined ? id.rawValue : 0)
      call.respond(answer.encoded(), trailers: Metadata())
    }
  }

  private func admit(_ call: NodeCall) {
    let request: Internal.JoinRequest
    do {
      request = try Internal.JoinRequest(decoding: call.request)
    } catch { return call.fail(error) }
    let versions = PeerVersions(
      protocolVersion: request.protocol,
      machineVersion: UInt32(clamping: request.machineVersion))
    if let objection = versions.objection(own: options.versions, inForce: machineVersion) {
      return refuse(request, call, Failure(.failedPrecondition, .versionMismatch, objection))
    }
    guard (1...128).contains(request.name.utf8.count), Address(request.address) != nil,
      request.address.utf8.count <= Configuration.addressLimit, request.incarnation != 0
    else {
      return call.fail(
        Failure(.invalidArgument, .messageMalformed, "the wish to join lacks name or address"))
    }
    let claimed = ClusterID(high: request.clusterHigh, low: request.clusterLow)
    guard claimed == .none || claimed == cluster else {
      return refuse(
        request, call,
        Failure(
          .failedPrecondition, .memberUnknown,
          "the data directory belongs to cluster \(claimed), and this is \(cluster)",
          metadata: [
            Failure.Entry("cluster", cluster.description),
            Failure.Entry("index", "\(mind?.vitals.last.rawValue ?? 0)"),
          ]))
    }
    // A member that only asks whether it is among its own.
    guard request.node == 0 else { return answerMember(NodeID(request.node), request, call) }
    let completion: NodeCompletion = { [unowned self] answer in
      if case .failure(let failure) = answer.result { return refuse(request, call, failure) }
      call.finish(answer)
    }
    guard let id = open(completion, call) else { return }
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
          isProved: isLoopback(call.call.peer), knownVersion: versions.machineVersion)))
  }

  /// A member asks whether it is one. Only a leader that is ready says no, and only once that is
  /// committed: then it is so for ever.
  private func answerMember(_ node: NodeID, _ request: Internal.JoinRequest, _ call: NodeCall) {
    let isSettled =
      !configuration.configuration.isJoint
      && configuration.index <= mind?.vitals.commit ?? .zero
    guard configuration.configuration.member(node) == nil, isSettled else {
      let response = Internal.JoinResponse(
        clusterHigh: cluster.high, clusterLow: cluster.low, node: request.node)
      return call.respond(response.encoded(), at: mark)
    }
    refuse(
      request, call,
      Failure(
        .failedPrecondition, .memberUnknown,
        "\(request.name) (\(node)) is no member of cluster \(cluster) any more: it was removed",
        metadata: [Failure.Entry("removed", node.description)]))
  }

  /// Told to the node, and written down here: who is refused again and again in the same words once.
  private func refuse(_ request: Internal.JoinRequest, _ call: NodeCall, _ failure: Failure) {
    // The number in "heard of 1.2 s ago" is no news.
    let words = request.name + failure.message.filter { !$0.isNumber }
    if lastJoinRefusal != words {
      lastJoinRefusal = words
      logger.warning(
        "not let in",
        metadata: [
          "name": "\(request.name)", "address": "\(request.address)", "why": "\(failure.message)",
        ])
    }
    call.fail(failure, at: mark)
  }

  /// Of the state as the cluster writes it.
  public var machineVersion: UInt32 { mind?.vitals.version ?? StateMachine.firstVersion }

  /// Members that keep the machine version below what this build knows: they know less, or have not
  /// said since this node started; at the leader also those that are silent.
  public var heldBackBy: [NodeID] { mind?.look { $0.versionHolders } ?? [] }

  /// Until certificates come, who speaks from this machine is believed (decision 0005).
  private func isLoopback(_ peer: String) -> Bool {
    peer.hasPrefix("127.") || peer.hasPrefix("[::1]") || peer.hasPrefix("localhost:")
  }
}
