public import GRPC
public import Messages
public import Units

/// A unary or server-streaming call that came through `Node.serve`: the call itself, and what the
/// node needs to hand it to the leader should it turn out that this node may not decide it.
///
/// A handle, confined to the loop. Answer it once, through `respond` or `fail`, or stream through
/// `call`. A write that `submit` handed on to a leader is answered by the node; its completion is
/// then not called, and the handler has nothing left to do.
public struct NodeCall {
  public let call: ServerCall
  /// The request as it came.
  public let request: Bytes
  let method: ServedMethod
  /// Whether another node forwarded it: it is then never forwarded again.
  public let isForwarded: Bool
  /// As the client sent it, or nil. Whether it is 1 to 128 printable bytes is the service's to say.
  public let idempotencyKey: String?

  init(_ call: ServerCall, _ request: Bytes, _ method: ServedMethod) {
    self.call = call
    self.request = request
    self.method = method
    let metadata = call.metadata
    isForwarded = !metadata.isEmpty && metadata[Trailers.forwarded] != nil
    idempotencyKey = metadata.isEmpty ? nil : metadata["idempotency-key"]
  }

  /// Whether trying again can do no harm although an earlier try may have taken effect.
  var mayRepeat: Bool {
    switch method.kind {
    case .write: idempotencyKey != nil
    case .handover: false
    case .leader, .read, .local: true
    }
  }

  /// Sends the response with the trailers `carillon-index` and `carillon-term`.
  public func respond(_ response: Bytes, at mark: NodeMark) {
    call.respond(response, trailers: method.trailers(of: mark))
  }

  /// Ends the call with the failure's status and details.
  public func fail(_ failure: Failure, at mark: NodeMark = .none) {
    call.fail(Status(failure), trailers: Trailers.of(mark))
  }

  /// Answers with what `submit` or `query` gave.
  public func finish(_ answer: NodeAnswer) {
    switch answer.result {
    case .success(let bytes): respond(bytes, at: answer.mark)
    case .failure(let failure): fail(failure, at: answer.mark)
    }
  }

  /// Ends a call that certainly changed nothing: whoever forwarded it may try again.
  func failUndecided(_ failure: Failure) {
    var trailers = Metadata()
    if isForwarded { trailers.add(Trailers.outcome, "none") }
    call.fail(Status(failure), trailers: trailers)
  }

  /// Ends a call of which nobody here knows whether it took effect.
  func failUnknown() {
    var trailers = Metadata()
    if isForwarded { trailers.add(Trailers.outcome, "unknown") }
    call.fail(Status(Failure.outcomeUnknown), trailers: trailers)
  }
}

/// A registered method; one object for all of its calls.
final class ServedMethod {
  let path: String
  let kind: MethodKind
  let handler: (NodeCall) -> Void
  private var lastMark = NodeMark.none
  private var lastTrailers = Metadata()

  /// Answers to the writes of one entry have the same.
  func trailers(of mark: NodeMark) -> Metadata {
    if mark != lastMark {
      lastMark = mark
      lastTrailers = Trailers.of(mark)
    }
    return lastTrailers
  }

  init(_ path: String, _ kind: MethodKind, _ handler: @escaping (NodeCall) -> Void) {
    self.path = path
    self.kind = kind
    self.handler = handler
  }
}

/// Where a method is decided.
public enum MethodKind: Hashable, Sendable {
  /// At the leader, through the log. On another node the call is forwarded; where its outcome is
  /// not known it is tried again only if it bears an idempotency key.
  case write
  /// At the leader, because what it needs lives there (sessions); changes nothing by itself, so
  /// it may always be tried again. A stream of this kind ends with UNAVAILABLE at a leader change.
  case leader
  /// At the leader, which it makes give up its place: never tried again where it may have taken effect,
  /// under a key neither, since the next leader would hand over, too.
  case handover
  /// At the node that was asked; the handler asks for the consistency it wants through `query`.
  case read
  /// At the node that was asked, also while it has joined no cluster yet or shuts down.
  case local
}
