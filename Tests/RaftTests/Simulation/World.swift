import RaftScripts
import Simulator
import Units

@testable import Raft

/// A cluster of real cores over a simulated network, disks and time. One thread, one seed: a
/// failing seed fails again, the same way.
final class World {
  struct Node {
    let id: NodeID
    var incarnation: Incarnation
    var disk: SimulatedDisk
    /// The disks it lost, as they were.
    var wiped: [Incarnation: SimulatedDisk] = [:]
    /// Nil while it is down.
    var raft: Raft?
    /// Grows with each life; events of an earlier one are void.
    var life = 0
    var syncing = false
    var isSlow = false
    var alarm: Monotonic?
    var reads: Set<ReadID> = []
    var commit = LogIndex.zero
    var incoming: SnapshotMeta?
  }

  enum Event {
    case deliver(Message)
    case alarm(Int, life: Int)
    case synced(Int, life: Int)
    case snapshotArrives(from: Int, to: Int, SnapshotMeta, Term)
    case snapshotFailed(at: Int, life: Int, to: NodeID)
    case connectionLost(at: Int, NodeID)
    case restart(Int, life: Int)
    case client
    case fault
  }

  var generator: SeededGenerator
  let faults: Faults
  var nodes: [Node] = []
  var queue = EventQueue<Event>()
  var oracle = Oracle()
  var now = Monotonic(nanoseconds: 1_000_000_000)
  /// Directed links that carry nothing.
  var blocked: Set<[NodeID]> = []
  var isHealed = false
  /// Clients read and do not write.
  var isIdle = false
  var nextID: UInt64 = 0
  var steps = 0
  var accepted = 0
  var elections = 0
  /// Logs whose end was lost.
  var forgotten = 0
  var mutations: RaftMutations
  /// What happened, while it is asked for.
  var trace: [String]?

  init(
    seed: UInt64, mutations: RaftMutations = [], isStorm: Bool = false, forgets: Bool = false,
    tracing: Bool = false
  ) {
    var generator = SeededGenerator(seed: seed)
    var faults = isStorm ? Faults.storm(&generator) : Faults(&generator)
    if forgets { faults.forgets = 700 }
    self.faults = faults
    self.generator = generator
    self.mutations = mutations
    if tracing { trace = [] }
    let members = (1...faults.voters).map {
      Member(id: NodeID(UInt64($0)), incarnation: Incarnation(UInt64($0)))
    }
    let founding = SimulatedDisk.founding(members)
    for number in 1...(faults.voters + faults.spares) {
      let isVoter = number <= faults.voters
      nodes.append(
        Node(
          id: NodeID(UInt64(number)), incarnation: Incarnation(UInt64(number)),
          disk: SimulatedDisk(isVoter ? founding : RestoredState())))
    }
    for place in nodes.indices {
      nodes[place].isSlow = happens(faults.slowDisks)
      start(place)
    }
    queue.add(.client, at: now)
    queue.add(.fault, at: now + .milliseconds(500))
  }

  /// Runs the faults, heals everything, deafens one follower, and asks for life; returns what was
  /// violated.
  func run() -> String? {
    advance(until: now + faults.duration)
    heal()
    advance(until: now + .milliseconds(2_500))
    let terms = nodes.compactMap(\.raft?.term).max()
    let isDeafened = deafenAFollower()
    advance(until: now + .milliseconds(1_000))
    // A voter that hears nothing, and may speak, disturbs nobody (sections 4.2.3, 9.6).
    if isDeafened, nodes.compactMap(\.raft?.term).max() != terms {
      oracle.fail("a deaf follower disturbs its leader")
    }
    blocked = []
    isIdle = false
    advance(until: now + .milliseconds(800))
    if oracle.violation == nil { checkLife() }
    return oracle.violation
  }

  private func advance(until end: Monotonic) {
    while oracle.violation == nil, let time = queue.nextTime, time <= end {
      guard let (time, event) = queue.removeFirst() else { break }
      now = time
      steps += 1
      handle(event)
    }
    now = max(now, end)
  }

  private func handle(_ event: Event) {
    switch event {
    case .deliver(let message):
      guard let place = place(of: message.to) else { return }
      step(place, .message(message))
    case .alarm(let place, let life):
      guard nodes[place].life == life, let alarm = nodes[place].alarm, alarm <= now else { return }
      nodes[place].alarm = nil
      step(place, .timerFired)
    case .synced(let place, let life):
      guard nodes[place].life == life else { return }
      synced(place)
    case .snapshotArrives(let from, let to, let meta, let term):
      snapshotArrives(from: from, to: to, meta, term)
    case .snapshotFailed(let place, let life, let peer):
      guard nodes[place].life == life else { return }
      step(place, .snapshotSent(to: peer, nil))
    case .connectionLost(let place, let peer): step(place, .connectionLost(peer))
    case .restart(let place, let life):
      if nodes[place].life == life, nodes[place].raft == nil { start(place) }
    case .client: clientActs()
    case .fault: faultStrikes()
    }
  }

  /// Nodes are numbered from 1.
  func place(of id: NodeID) -> Int? {
    let place = Int(id.rawValue) - 1
    return nodes.indices.contains(place) ? place : nil
  }

  func draw(_ range: ClosedRange<UInt64>) -> UInt64 {
    range.lowerBound + generator.below(range.upperBound - range.lowerBound + 1)
  }

  /// True in `parts` of 1,000 cases.
  func happens(_ parts: UInt64) -> Bool { generator.below(1_000) < parts }

  func step(_ place: Int, _ input: Input) {
    guard nodes[place].raft != nil else { return }
    if trace != nil { trace?.append("\(now.nanoseconds / 1_000) \(nodes[place].id) < \(input)") }
    var effects = Effects()
    let before = nodes[place].raft.map(Oracle.Marks.init)
    nodes[place].raft?.step(input, now: now, into: &effects)
    guard let before, let raft = nodes[place].raft else { return }
    oracle.follows(raft, after: before)
    if case .propose(let proposals) = input { checkAnswers(to: proposals, in: effects, at: place) }
    for effect in effects.list { run(effect, of: raft, at: place) }
  }

  /// Every proposal is answered in its step, in order.
  private func checkAnswers(to proposals: [Proposal], in effects: Effects, at place: Int) {
    let answered = effects.list.compactMap { effect -> ProposalID? in
      switch effect {
      case .accepted(let id, _), .rejected(let id, _): id
      default: nil
      }
    }
    if answered != proposals.map(\.id) { oracle.fail("\(nodes[place].id) forgets a proposal") }
  }

  private func run(_ effect: Effect, of raft: Raft, at place: Int) {
    switch effect {
    case .accepted: accepted += 1
    case .rejected: break
    case .persist(let persist):
      oracle.appends(persist, at: raft)
      write(.records(persist), at: place)
    case .send(let message): send(message)
    case .commit(let position): committed(position, by: raft, at: place)
    case .alarm(let time):
      nodes[place].alarm = time
      queue.add(.alarm(place, life: nodes[place].life), at: time)
    case .readReady(let id, let index):
      nodes[place].reads.remove(id)
      oracle.answers(id, index)
    case .readFailed(let id):
      nodes[place].reads.remove(id)
      oracle.answers(id, nil)
    case .becameLeader(let term, _):
      elections += 1
      oracle.leads(raft, term: term)
      oracle.isElected(raft) { member in
        guard let disk = disk(of: member) else { return false }
        let ballot = disk.state.hardState
        return ballot.term > term || (ballot.term == term && ballot.vote == raft.id)
      }
    case .becameFollower, .configurationChanged, .forgot: break
    case .sendSnapshot(let peer, let minimum): sendSnapshot(from: place, to: peer, minimum)
    case .installSnapshot(let meta, let keepsLog):
      write(.install(meta, keepsLog: keepsLog), at: place)
    }
  }

  private func committed(_ position: LogPosition, by raft: Raft, at place: Int) {
    oracle.commits(raft, from: nodes[place].commit.next(), through: position.index)
    if raft.role == .leader {
      oracle.isDurable(position, leader: raft) { member in
        guard let disk = disk(of: member) else { return false }
        return position.index <= disk.state.base.index
          || disk.term(at: position.index) == position.term
      }
    }
    nodes[place].commit = position.index
    step(place, .applied(position.index))
  }

  /// The disk that `member` joined with. One that was wiped counts as it was: its words may still
  /// be under way, and a lost disk of a minority takes nothing back.
  func disk(of member: Member) -> SimulatedDisk? {
    guard let place = place(of: member.id) else { return nil }
    return nodes[place].incarnation == member.incarnation
      ? nodes[place].disk : nodes[place].wiped[member.incarnation]
  }

  func send(_ message: Message) {
    oracle.votes(message)
    if blocked.contains([message.from, message.to]) || (!isHealed && happens(faults.loss)) {
      return
    }
    let copies = !isHealed && happens(faults.duplication) ? 2 : 1
    for _ in 0..<copies {
      let delay = isHealed ? 100...2_000 : faults.delay
      queue.add(.deliver(message), at: now + .microseconds(Int64(draw(delay))))
    }
  }
}
