package import Raft
package import Units

/// What the cores of a script do and say.
package enum ScriptEvent {
  case accepted(NodeID, ProposalID, LogPosition)
  case rejected(NodeID, ProposalID, Rejection)
  case truncates(NodeID, LogIndex)
  case commits(NodeID, LogPosition)
  case readReady(NodeID, ReadID, LogIndex)
  case readFailed(NodeID, ReadID)
  case leads(NodeID, Term, noop: LogIndex)
  case follows(NodeID, Term, NodeID?)
  case configuration(NodeID, PlacedConfiguration)
  case forgot(NodeID, NodeID, acknowledged: LogIndex, has: LogIndex)
  case needsSnapshot(NodeID, of: NodeID, LogIndex)
  case installs(NodeID, LogPosition, keepsLog: Bool)
  case delivered(Message)
  /// One of the messages under way, with its place among them.
  case underWay(Int, Message)
  /// A core's state after an input that changed it: the trace.
  case state(NodeID, Monotonic, String, CoreState)
  /// Its process ended: the trace.
  case down(NodeID, Monotonic)
  /// What a command was asked to show.
  case shown(String)
  /// A command that cannot be done.
  case refused(String)

  /// How text scripts show it.
  package var text: String {
    switch self {
    case .accepted(let id, let proposal, let position):
      "\(id): proposal \(proposal.rawValue) is entry \(position)"
    case .rejected(let id, let proposal, let reason):
      "\(id): proposal \(proposal.rawValue) refused: \(reason.text)"
    case .truncates(let id, let first): "\(id): cuts its log from \(first) on"
    case .commits(let id, let position): "\(id): commits \(position)"
    case .readReady(let id, let read, let index): "\(id): read \(read.rawValue) must see \(index)"
    case .readFailed(let id, let read): "\(id): read \(read.rawValue) fails"
    case .leads(let id, let term, let noop): "\(id): leads term \(term), from entry \(noop)"
    case .follows(let id, let term, let leader):
      "\(id): follows \(leader.map { "\($0)" } ?? "nobody") in term \(term)"
    case .configuration(let id, let placed): "\(id): \(placed.text)"
    case .forgot(let id, let peer, let acknowledged, let has):
      "\(id): \(peer) acknowledged up to \(acknowledged), and has no more than up to \(has)"
    case .needsSnapshot(let id, let peer, let minimum):
      "\(id): \(peer) needs a snapshot, at \(minimum) or above"
    case .installs(let id, let position, let keepsLog):
      "\(id): puts the snapshot of \(position) into force"
        + (keepsLog ? ", and keeps the log behind it" : "")
    case .delivered(let message), .underWay(_, let message): message.text
    case .state(let id, _, let cause, _): "\(id): changed by \(cause)"
    case .down(let id, _): "\(id): down"
    case .shown(let text), .refused(let text): text
    }
  }
}

/// What a trace tells of a core.
package struct CoreState: Hashable, Sendable {
  package var hardState: HardState
  package var role: Role
  package var leader: NodeID?
  package var last: LogPosition
  package var base: LogIndex
  package var durable: LogIndex
  package var commit: LogIndex
  package var applied: LogIndex
  package var configuration: LogIndex

  package init(_ raft: Raft) {
    hardState = raft.hardState
    role = raft.role
    leader = raft.leader
    last = raft.last
    base = raft.base.index
    durable = raft.persistedIndex
    commit = raft.commitIndex
    applied = raft.appliedIndex
    configuration = raft.configuration.index
  }
}

extension Role {
  package var text: String {
    switch self {
    case .follower: "follower"
    case .preCandidate: "pre-candidate"
    case .candidate: "candidate"
    case .leader: "leader"
    }
  }
}

extension Input {
  /// `append_request from n1`, `timer`.
  package var text: String {
    switch self {
    case .message(let message): "\(message.body.kind) from \(message.from)"
    case .timerFired: "timer"
    case .propose: "propose"
    case .proposeConfiguration: "change"
    case .persisted: "durable"
    case .repaired: "repaired"
    case .applied: "applied"
    case .read: "read"
    case .connectionLost(let peer): "connection to \(peer) lost"
    case .peerUnreachable(let peer): "\(peer) unreachable"
    case .transferLeadership: "transfer"
    case .logCompacted: "compact"
    case .snapshotReceived(_, let from, _): "snapshot from \(from)"
    case .snapshotInstalled: "snapshot installed"
    case .snapshotSent(let peer, _): "snapshot sent to \(peer)"
    }
  }
}

extension Message.Body {
  /// As in the traces.
  package var kind: String {
    switch self {
    case .preVoteRequest: "pre_vote_request"
    case .preVoteResponse: "pre_vote_response"
    case .voteRequest: "vote_request"
    case .voteResponse: "vote_response"
    case .appendRequest: "append_request"
    case .appendResponse: "append_response"
    case .heartbeat: "heartbeat"
    case .heartbeatResponse: "heartbeat_response"
    case .readIndexRequest: "read_index_request"
    case .readIndexResponse: "read_index_response"
    case .timeoutNow: "timeout_now"
    case .installSnapshotResponse: "install_snapshot_response"
    }
  }
}

extension Rejection {
  /// As scripts say it.
  package var text: String {
    switch self {
    case .notLeader(let leader): "ask \(leader.map { "\($0)" } ?? "whoever leads")"
    case .transferring: "leadership is being handed over"
    case .full: "too much is uncommitted"
    case .changeInProgress: "a change is under way"
    case .notReady: "nothing of its term is committed"
    case .outdated(let index): "the configuration in force is that of \(index)"
    case .malformed: "no such configuration can be"
    case .notCaughtUp(let node): "\(node) has not caught up"
    }
  }
}
