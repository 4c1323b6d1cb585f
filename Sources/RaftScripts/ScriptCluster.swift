package import Raft
import Units

/// A few cores, a network that delivers when told to, disks that sync at once unless held, and a
/// clock that a script moves.
package final class ScriptCluster {
  struct Node {
    let id: NodeID
    /// Another one after each wipe.
    var incarnation: Incarnation
    var raft: Raft?
    var disk: SimulatedDisk
    var isHeld = false
    var alarm = Monotonic.distantFuture
    var lives: UInt64 = 0
  }

  var nodes: [Node] = []
  var network: [Message] = []
  /// Copies that a script keeps, to let them arrive once more.
  var saved: [Message] = []
  /// Links that drop everything, as `n1>n2`.
  var cut: Set<String> = []
  var now = Monotonic.zero
  var limits = Limits()
  var proposals: UInt64 = 0
  private var output: [ScriptEvent] = []
  /// Whether each change of a core's state is told.
  var traces = false
  var isQuiet = false
  let mutations: RaftMutations

  package init(mutations: RaftMutations = []) { self.mutations = mutations }

  func say(_ event: ScriptEvent) { output.append(event) }

  package func takeOutput() -> [ScriptEvent] {
    defer { output = [] }
    return output
  }

  func place(_ name: String) -> Int? { nodes.firstIndex { "\($0.id)" == name } }

  func start(_ place: Int) {
    nodes[place].lives += 1
    nodes[place].alarm = .distantFuture
    var state = nodes[place].disk.state
    if mutations.contains(.forgetsVote) { state.hardState.vote = nil }
    var raft = Raft(
      id: nodes[place].id, incarnation: nodes[place].incarnation, limits: limits,
      restored: state, seed: nodes[place].id.rawValue &* 1_000 &+ nodes[place].lives)
    raft.mutations = mutations
    nodes[place].raft = raft
    step(place, .timerFired)
  }

  func step(_ place: Int, _ input: Input) {
    var effects = Effects()
    let before = traces ? nodes[place].raft.map { CoreState($0) } : nil
    nodes[place].raft?.step(input, now: now, into: &effects)
    if traces, let after = nodes[place].raft.map({ CoreState($0) }), after != before {
      say(.state(nodes[place].id, now, input.text, after))
    }
    for effect in effects.list { run(effect, at: place) }
    if !nodes[place].isHeld { sync(place) }
  }

  /// The oldest `count` writes.
  func sync(_ place: Int, count: Int = .max) {
    var left = count
    while left > 0, !nodes[place].disk.unsynced.isEmpty {
      left -= 1
      switch nodes[place].disk.syncFirst() {
      case .records(let persist): step(place, .persisted(persist.mark))
      case .install(let meta, _): step(place, .snapshotInstalled(meta.position))
      case .cut, .flush: break
      }
    }
  }

  private func run(_ effect: Effect, at place: Int) {
    let id = nodes[place].id
    switch effect {
    case .accepted(let proposal, let position): say(.accepted(id, proposal, position))
    case .rejected(let proposal, let reason): say(.rejected(id, proposal, reason))
    case .persist(let persist):
      if let first = persist.truncateFrom { say(.truncates(id, first)) }
      nodes[place].disk.write(.records(persist))
    case .send(let message):
      if !cut.contains("\(message.from)>\(message.to)") { network.append(message) }
    case .commit(let position):
      say(.commits(id, position))
      step(place, .applied(position.index))
    case .alarm(let time): nodes[place].alarm = time
    case .readReady(let read, let index): say(.readReady(id, read, index))
    case .readFailed(let read): say(.readFailed(id, read))
    case .becameLeader(let term, let noop): say(.leads(id, term, noop: noop))
    case .becameFollower(let term, let leader): say(.follows(id, term, leader))
    case .configurationChanged(let placed): if !isQuiet { say(.configuration(id, placed)) }
    case .forgot(let peer, let acknowledged, let has):
      say(.forgot(id, peer, acknowledged: acknowledged, has: has))
    case .sendSnapshot(let peer, let minimum): say(.needsSnapshot(id, of: peer, minimum))
    case .installSnapshot(let meta, let keepsLog):
      say(.installs(id, meta.position, keepsLog: keepsLog))
      nodes[place].disk.write(.install(meta, keepsLog: keepsLog))
    }
  }

  /// The oldest message that `isWanted`; false where there is none.
  func deliverOne(_ isWanted: (Message) -> Bool) -> Bool {
    guard let next = network.firstIndex(where: isWanted) else { return false }
    deliver(at: next)
    return true
  }

  /// The message at this place of those under way.
  func deliver(at next: Int) {
    let message = network.remove(at: next)
    guard let place = nodes.firstIndex(where: { $0.id == message.to }) else { return }
    if !isQuiet { say(.delivered(message)) }
    if nodes[place].raft != nil { step(place, .message(message)) }
  }

  /// Time goes on; alarms ring when they are due, and messages arrive at once.
  func wait(until end: Monotonic, delivering: Bool) {
    while true {
      if delivering, deliverOne({ _ in true }) { continue }
      let due = nodes.indices.filter { nodes[$0].raft != nil && nodes[$0].alarm <= end }
      guard let place = due.min(by: { nodes[$0].alarm < nodes[$1].alarm }) else { break }
      now = max(now, nodes[place].alarm)
      nodes[place].alarm = .distantFuture
      step(place, .timerFired)
    }
    now = max(now, end)
  }
}
