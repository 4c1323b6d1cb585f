import GRPC
import Messages
import NIOCore
import Replica
public import StateMachine
import Storage
import Units

/// What services ask of the replica, and what it answers.
extension Node {
  /// Proposes a command; all of one turn become one log entry.
  ///
  /// - Parameter call: where it came from. If this node turns out not to lead, the call is handed to
  ///   the leader (or waits for one) and `completion` is not called. Nil for work of a stream:
  ///   then a completion hears NO_LEADER or LEADER_CHANGED.
  public func submit(
    _ command: Command, for call: NodeCall?, completion: @escaping NodeCompletion
  ) {
    let isReport = command.header.kind == .complete || command.header.kind == .fail
    guard let id = open(completion, call, isReport ? .completion : .answer) else { return }
    step(.command(id, command))
  }

  /// Reads the replicated state at this node.
  public func query(
    _ query: Query, _ freshness: Freshness = .linearizable,
    completion: @escaping NodeCompletion
  ) {
    guard let id = open(completion, nil) else { return }
    let consistency: ReadConsistency =
      switch freshness {
      case .linearizable: .linearizable
      case .stale: .stale
      case .atLeast(let index): .atLeast(index)
      }
    step(.query(id, query, consistency))
  }

  /// A place for the answer; nil, and the completion called at the end of the turn, where there is
  /// nobody to ask or too much asked already.
  func open(
    _ completion: @escaping NodeCompletion, _ call: NodeCall?, _ point: Failpoint? = nil
  ) -> CallID? {
    let refusal: Failure
    if end != nil {
      refusal = .shuttingDown
    } else if mind == nil {
      refusal = .notJoined
    } else if let id = calls.add(
      CallTable.Pending(completion: completion, call: call, point: point))
    {
      return id
    } else {
      refusal = Failure(
        .resourceExhausted, .quotaExceeded,
        "\(options.limits.openCalls) calls are open at this node, as many as it takes",
        retryAfter: .milliseconds(100))
    }
    turn.atEnd { completion(.failure(refusal)) }
    return nil
  }

  func answer(_ id: CallID, _ answer: CallAnswer) {
    guard let pending = calls.take(id) else { return }
    joins[id] = nil
    if let point = pending.point, !passes(point) { return }
    switch answer {
    case .success(let bytes, let index, let term):
      pending.completion(
        NodeAnswer(.success(bytes), at: NodeMark(index: index, term: term)))
    case .failure(let failure, let index, let term):
      pending.completion(
        NodeAnswer(.failure(failure), at: NodeMark(index: index, term: term)))
    case .notLeader(let leader):
      guard let call = pending.call else {
        return pending.completion(.failure(notLeader(leader)))
      }
      route(call)
    case .lost:
      guard let call = pending.call else {
        return pending.completion(.failure(.outcomeUnknown))
      }
      if call.mayRepeat && !call.isForwarded { route(call) } else { call.failUnknown() }
    }
  }

  /// The process goes: what was asked and not answered is said to be so.
  func failAll(_ failure: Failure) {
    for pending in calls.takeAll() {
      if let call = pending.call {
        call.failUnknown()
      } else {
        pending.completion(.failure(failure))
      }
    }
  }
}

extension Node {
  func notLeader(_ leader: NodeID?) -> Failure {
    guard let leader else { return .noLeader("there is no leader") }
    var failure = Failure.noLeader("\(options.name) does not lead: \(name(of: leader)) does")
    failure.metadata = [Failure.Entry("leader", name(of: leader))]
    if let address = address(of: leader) {
      failure.metadata.append(Failure.Entry("leader_address", address))
    }
    return failure
  }
}
