import Raft
import RaftScripts
import Replica
import Simulator
import Units

/// Each change of a core's state, as JSON lines: what a specification's trace check reads. The lines
/// are those of `simulate core --trace`.
final class StateTrace {
  private(set) var jsonLines: Bytes = []
  private var states: [NodeID: CoreState] = [:]

  func take(_ node: NodeID, _ now: Monotonic, _ happening: Simulation.Happening, _ raft: Raft?) {
    guard let raft else {
      guard states.removeValue(forKey: node) != nil else { return }
      return add(.down(node, now))
    }
    let state = CoreState(raft)
    guard states[node] != state else { return }
    states[node] = state
    add(.state(node, now, happening.text, state))
  }

  private func add(_ event: ScriptEvent) {
    jsonLines += Bytes(event.json.utf8)
    jsonLines.append(UInt8(ascii: "\n"))
  }
}

extension Simulation.Happening {
  /// `append_request from n1`, `timer`, `start`.
  fileprivate var text: String {
    switch self {
    case .start: "start"
    case .death: "death"
    case .input(.message(let message, _)): "\(message.body.kind) from \(message.from)"
    case .input(.connectionLost(let peer)): "connection to \(peer) lost"
    case .input(.peerUnreachable(let peer)): "\(peer) unreachable"
    case .input(.persisted): "durable"
    case .input(.logCut): "compact"
    case .input(.snapshotReceived(_, _, let from, _)): "snapshot from \(from)"
    case .input(.snapshotSent(let peer, _)): "snapshot sent to \(peer)"
    case .input(.snapshotInstalled): "snapshot installed"
    // The name of the case: `endOfTurn`, in which commands become an entry and entries are applied.
    case .input(let input): String("\(input)".prefix { $0 != "(" })
    }
  }
}
