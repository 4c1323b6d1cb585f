import GRPC
import Messages
import Units

/// A call that was handed to a leader.
final class ForwardedCall {
  let call: NodeCall
  let leader: NodeID
  var upstream: ClientCall?
  /// It goes to another leader: what this one still says is not heard.
  var isTakenBack = false

  init(_ call: NodeCall, to leader: NodeID) {
    self.call = call
    self.leader = leader
  }
}

/// Handing calls to the leader as bytes (decision 0004).
extension Node {
  func forward(_ call: NodeCall, over link: PeerLink) {
    // The closures below keep each other's call through this box, and no longer than it runs.
    let metadata = forwarded(call.call.metadata)
    let open = ForwardedCall(call, to: link.peer)
    forwards[ObjectIdentifier(open)] = open
    let upstream = link.calls().unary(
      call.method.path, call.request, metadata: metadata, deadline: call.call.deadline,
      waitForReady: false
    ) { [unowned self] reply in
      forwards[ObjectIdentifier(open)] = nil
      open.upstream = nil
      if !open.isTakenBack { forwardEnded(call, reply) }
    }
    open.upstream = upstream
    call.call.onCancel { _ in upstream.cancel() }
  }

  /// There is another leader: what the old one has not answered goes to the new one, where a
  /// repetition does no harm. An old leader that is frozen or cut off would hold it until the
  /// caller's deadline.
  func takeBackForwards(unlessTo leader: NodeID) {
    for open in Array(forwards.values) where open.leader != leader && open.call.mayRepeat {
      open.isTakenBack = true
      open.upstream?.cancel()
      wait(open.call)
    }
  }

  private func forwardEnded(_ call: NodeCall, _ reply: Reply) {
    if call.call.isEnded { return call.call.fail(Status(.cancelled)) }
    let outcome = reply.status.isOK ? nil : reply.trailers[Trailers.outcome]
    if reply.isFromServer && outcome == nil {
      let trailers = Trailers.passedOn(reply.trailers)
      return reply.status.isOK
        ? call.call.respond(reply.message, trailers: trailers)
        : call.call.fail(reply.status, trailers: trailers)
    }
    let isUndecided = outcome == "none" || reply.wasNotProcessed
    if isUndecided || call.mayRepeat { return wait(call) }
    call.failUnknown()
  }

  /// The client's metadata, and who forwarded it.
  func forwarded(_ metadata: Metadata) -> Metadata {
    var metadata = metadata
    metadata.add(Trailers.forwarded, String(id.rawValue))
    return metadata
  }
}
