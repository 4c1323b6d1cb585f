import GRPC
import Messages
import Units

/// Handing calls to the leader as bytes (decision 0004).
extension Node {
  func forward(_ call: NodeCall, over link: PeerLink) {
    // The closures below keep each other's call through this box, and no longer than it runs.
    let metadata = forwarded(call.call.metadata)
    let upstream = link.calls().unary(
      call.method.path, call.request, metadata: metadata, deadline: call.call.deadline,
      waitForReady: false
    ) { [unowned self] reply in
      forwardEnded(call, reply)
    }
    call.call.onCancel { _ in upstream.cancel() }
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
