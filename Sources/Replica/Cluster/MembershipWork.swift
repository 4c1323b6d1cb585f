import Messages
import Raft
import StateMachine
import Units

/// The one change of members that this leader has in hand.
struct MembershipWork: Sendable {
  enum Kind: Sendable {
    /// A newcomer; `learner` is how it comes in.
    case join(learner: Learner, leaving: NodeID?)
    case change
    /// Only a record: it is expected.
    case announce
  }

  enum Stage: Sendable {
    /// Those who would decide alone have to be heard first: what they said before may be their last word.
    case asked(MembershipChange, since: Monotonic)
    /// The newcomer's record has to be applied first: no number is given out twice.
    case recording(MemberRecord)
    /// Asked of the core.
    case proposed(ProposalID)
    /// In the log there.
    case placed(LogIndex)
  }

  var call: CallID
  var kind: Kind
  var stage: Stage
}

extension Failure {
  static func atRisk(_ why: String) -> Failure {
    Failure(.failedPrecondition, .quorumAtRisk, why)
  }

  static func notYet(_ reason: Reason, _ why: String, after: Timeout = .seconds(1)) -> Failure {
    Failure(.unavailable, reason, why, retryAfter: after)
  }
}
