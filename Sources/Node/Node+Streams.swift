public import GRPC
public import Messages
public import Units

/// A registered client-streaming or bidirectional method.
final class StreamMethod {
  let path: String
  let kind: MethodKind
  let handler: (ServerCall) -> Void

  init(_ path: String, _ kind: MethodKind, _ handler: @escaping (ServerCall) -> Void) {
    self.path = path
    self.kind = kind
    self.handler = handler
  }
}

/// Streams that live at the leader: served there, passed through elsewhere.
extension Node {
  /// Registers a client-streaming or bidirectional method; `kind` is not `.write`. On a node that
  /// does not lead, a `.leader` stream is passed through to the leader, both ways, and ends with
  /// UNAVAILABLE, naming the new leader, when another one is elected.
  public func serveStream(
    into router: inout Router, _ path: String, _ kind: MethodKind,
    _ handler: @escaping (ServerCall) -> Void
  ) {
    precondition(kind != .write && kind != .handover, "\(path): a stream is no single write")
    let method = StreamMethod(path, kind, handler)
    router.stream(path) { [unowned self] call in
      switch kind {
      case .local: handler(call)
      case .read where hasJoined: handler(call)
      case .read: call.fail(Status(Failure.notJoined))
      case .leader, .write, .handover: route(call, method)
      }
    }
  }

  func route(_ call: ServerCall, _ method: StreamMethod) {
    if isLeading { return method.handler(call) }
    if !hasJoined { return call.fail(Status(Failure.notJoined)) }
    let isForwarded = call.metadata[Trailers.forwarded] != nil
    if isForwarded && leaderID != id {
      return call.fail(
        Status(Failure.noLeader("\(options.name) does not lead: the stream was passed to it")))
    }
    guard let leader = leaderID, leader != id, let link = peers.link(leader), link.isReachable
    else {
      // Nothing is lost meanwhile: what the client sends stays in the stream's window.
      call.pause()
      let refused = waiting.add(call, method, now: turn.now)
      if let refused { return call.fail(Status(Failure.noLeader(refused))) }
      return beginWaiting()
    }
    let passed = PassedStream(
      call, over: link.calls(), to: leader, metadata: forwarded(call.metadata))
    passed.onEnd = { [weak self] stream in self?.passedStreams.remove(stream) }
    passedStreams.insert(passed)
  }

  /// Another node leads, or none: what was passed to the old one ends here.
  func endPassedStreams(unlessTo leader: NodeID?) {
    for stream in Array(passedStreams) where stream.leader != leader {
      stream.end(leaderChanged(to: leader))
    }
  }
}

extension Node {
  /// What a stream that cannot go on is told: who leads now, and where.
  public func leaderChanged(to leader: NodeID?) -> Failure {
    guard let leader else { return .leaderLost }
    var failure = Failure(
      .unavailable, .leaderChanged,
      "the leader changed: open the stream again; \(name(of: leader)) leads",
      metadata: [Failure.Entry("leader", name(of: leader))], retryAfter: .milliseconds(20))
    if let address = address(of: leader) {
      failure.metadata.append(Failure.Entry("leader_address", address))
    }
    return failure
  }
}

extension Failure {
  static var leaderLost: Failure {
    Failure(
      .unavailable, .leaderChanged, "the leader is gone: open the stream again",
      retryAfter: .milliseconds(20))
  }
}

/// A stream of a client passed through to the leader. Each side's flow control holds the other's:
/// what cannot be sent on is not read.
final class PassedStream: Hashable {
  let leader: NodeID
  var onEnd: ((PassedStream) -> Void)?
  private let client: ServerCall
  private var upstream: ClientCall?
  private var isOver = false

  init(
    _ client: ServerCall, over connection: ClientConnection, to leader: NodeID, metadata: Metadata
  ) {
    self.leader = leader
    self.client = client
    let upstream = connection.stream(
      client.path, metadata: metadata, deadline: client.deadline, waitForReady: false,
      handlers: ClientStreamHandlers(
        onMetadata: { client.sendMetadata($0) },
        onMessage: { [weak self] message in
          if !client.send(message) { self?.upstream?.pause() }
        },
        onWritable: { client.resume() },
        onEnd: { [weak self] reply in self?.ended(reply) }))
    self.upstream = upstream
    client.onMessage { message in if !upstream.send(message) { client.pause() } }
    client.onWritable { upstream.resume() }
    client.onHalfClose { upstream.halfClose() }
    client.onCancel { [weak self] _ in
      upstream.cancel()
      self?.end(with: Status(.cancelled), Metadata())
    }
  }

  func end(_ failure: Failure) {
    end(with: Status(failure), Metadata())
    upstream?.cancel()
  }

  private func ended(_ reply: Reply) {
    if reply.isFromServer {
      end(with: reply.status, Trailers.passedOn(reply.trailers))
    } else {
      end(with: Status(Failure.leaderLost), Metadata())
    }
  }

  private func end(with status: Status, _ trailers: Metadata) {
    guard !isOver else { return }
    isOver = true
    client.finish(status, trailers: trailers)
    onEnd?(self)
  }

  static func == (left: PassedStream, right: PassedStream) -> Bool { left === right }
  func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
}
