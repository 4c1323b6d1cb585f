public import Messages
public import Units

/// Where the log stood when something was decided or read: the trailers `carillon-index` and
/// `carillon-term`.
public struct NodeMark: Hashable, Sendable {
  public var index: LogIndex
  public var term: Term

  public init(index: LogIndex, term: Term) {
    self.index = index
    self.term = term
  }

  public static let none = NodeMark(index: .zero, term: .zero)
}

/// What became of a command or a query.
public struct NodeAnswer: Sendable {
  /// The encoded response, or why there is none.
  public var result: Result<Bytes, Failure>
  public var mark: NodeMark

  public init(_ result: Result<Bytes, Failure>, at mark: NodeMark) {
    self.result = result
    self.mark = mark
  }

  public static func failure(_ failure: Failure, at mark: NodeMark = .none) -> NodeAnswer {
    NodeAnswer(.failure(failure), at: mark)
  }
}

/// Called once, on the loop, never before the call that it was handed to returns.
public typealias NodeCompletion = (NodeAnswer) -> Void

extension Failure {
  /// Nobody leads, or nobody that this node can reach.
  static func noLeader(_ why: String) -> Failure {
    Failure(.unavailable, .noLeader, why, retryAfter: .milliseconds(200))
  }

  static var outcomeUnknown: Failure {
    Failure(
      .unavailable, .leaderChanged,
      "the leader changed while the write was under way, and whether it took effect is not known: "
        + "read before writing again, or send an idempotency key",
      metadata: [Failure.Entry("outcome", "unknown")])
  }

  static var shuttingDown: Failure {
    Failure(
      .unavailable, .shuttingDown, "this node is shutting down: ask another one",
      retryAfter: .milliseconds(50))
  }
}
