import Messages
import Raft
import Units

extension ScriptEvent {
  /// One line: an object with `event` first.
  package var json: String {
    var line = JSONLine()
    switch self {
    case .accepted(let id, let proposal, let position):
      line.event("accepted", id)
      line.number("proposal", proposal.rawValue)
      line.position("entry", position)
    case .rejected(let id, let proposal, let reason):
      line.event("rejected", id)
      line.number("proposal", proposal.rawValue)
      line.text("reason", reason.word)
    case .truncates(let id, let first):
      line.event("truncates", id)
      line.number("from", first.rawValue)
    case .commits(let id, let position):
      line.event("commits", id)
      line.position("entry", position)
    case .readReady(let id, let read, let index):
      line.event("read_ready", id)
      line.number("read", read.rawValue)
      line.number("index", index.rawValue)
    case .readFailed(let id, let read):
      line.event("read_failed", id)
      line.number("read", read.rawValue)
    case .leads(let id, let term, let noop):
      line.event("leads", id)
      line.number("term", term.rawValue)
      line.number("first_entry", noop.rawValue)
    case .follows(let id, let term, let leader):
      line.event("follows", id)
      line.number("term", term.rawValue)
      line.node("leader", leader)
    case .configuration(let id, let placed):
      line.event("configuration", id)
      line.configuration(placed)
    case .forgot(let id, let peer, let acknowledged, let has):
      line.event("forgot", id)
      line.node("peer", peer)
      line.number("acknowledged", acknowledged.rawValue)
      line.number("has", has.rawValue)
    case .needsSnapshot(let id, let peer, let minimum):
      line.event("needs_snapshot", id)
      line.node("of", peer)
      line.number("minimum", minimum.rawValue)
    case .installs(let id, let position, let keepsLog):
      line.event("installs_snapshot", id)
      line.position("entry", position)
      line.flag("keeps_log", keepsLog)
    case .delivered(let message):
      line.event("delivered", message.to)
      line.message(message)
    case .underWay(let place, let message):
      line.event("under_way", nil)
      line.number("place", UInt64(place))
      line.message(message)
    case .state(let id, let now, let cause, let state):
      line.event("state", id)
      line.number("microseconds", now.nanoseconds / 1_000)
      line.text("cause", cause)
      line.state(state)
    case .down(let id, let now):
      line.event("down", id)
      line.number("microseconds", now.nanoseconds / 1_000)
    case .shown(let text), .refused(let text):
      line.event("note", nil)
      line.text("text", text)
    }
    return line.closed()
  }
}

extension ScriptCluster {
  /// One line a node: all that it knows.
  package func statusLines() -> [String] {
    nodes.map { node in
      var line = JSONLine()
      line.event("status", node.id)
      line.number("incarnation", node.incarnation.rawValue)
      guard let raft = node.raft else {
        line.flag("up", false)
        return line.closed()
      }
      line.flag("up", true)
      line.state(CoreState(raft))
      line.list("log") { line in
        var index = raft.base.index.next()
        while let header = raft.header(at: index) {
          line.entry(header)
          index = index.next()
        }
      }
      line.list("damaged") { line in raft.damaged.forEach { line.element($0.rawValue) } }
      line.configuration(raft.configuration)
      line.list("peers") { line in
        guard raft.role == .leader else { return }
        for peer in raft.peers where peer.id != raft.id { line.peer(peer) }
      }
      return line.closed()
    }
  }
}

extension Rejection {
  /// As in `reason`.
  var word: String {
    switch self {
    case .notLeader: "not_leader"
    case .transferring: "transferring"
    case .full: "full"
    case .changeInProgress: "change_in_progress"
    case .notReady: "not_ready"
    case .outdated: "outdated"
    case .malformed: "malformed"
    case .notCaughtUp: "not_caught_up"
    }
  }
}
