import Raft
import Units

/// The one change of members that this leader has in hand.
struct MembershipWork: Sendable {
  enum Kind: Sendable {
    /// A newcomer; `learner` is how it comes in.
    case join(learner: Learner, leaving: NodeID?)
    case change
  }

  enum Stage: Sendable {
    /// The newcomer's record has to be applied first: no number is given out twice.
    case recording
    /// Asked of the core.
    case proposed(ProposalID)
    /// In the log there.
    case placed(LogIndex)
  }

  var call: CallID
  var kind: Kind
  var stage: Stage
}
