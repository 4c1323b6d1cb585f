package import Raft
package import Replica
import StateMachine
package import Units

/// A cluster of whole replicas over a simulated network, disks and clocks. One thread, one seed: a
/// failing seed fails again, the same way.
///
/// Where to read: `Node/` runs a replica's effects, `Network/`, `Disk/` and `Time/` are the world it
/// runs them in, `Faults/` makes that world unkind, `Clients/` uses the cluster and remembers what it
/// was told, `Oracle/` watches from outside, `Report/` tells.
public final class Simulation {
  public let seed: UInt64
  public let options: SimulatorOptions
  let mix: FaultMix
  /// For directed tests: no snapshot gets anywhere.
  var breaksSnapshots = false
  var random: RandomStreams

  var nodes: [SimulatedNode] = []
  var queue = EventQueue<Event>()
  var now = Monotonic(nanoseconds: 1_000_000_000)
  var network = Network()
  /// The faults have ended.
  var isHealed = false
  /// The follower that all faults meet, and the leader that must lead on all the same.
  var steady: (victim: Int, leader: NodeID)?

  var clients = Clients()
  var oracle = Oracle()
  var report: Report

  /// Is told of each step, start and death of a node, with its core where it runs then.
  package var observer: ((NodeID, Monotonic, Happening, Raft?) -> Void)?

  /// What a core's state may change by.
  package enum Happening {
    case input(ReplicaInput)
    case start
    case death
  }

  private var spareEffects = ReplicaEffects()
  var nextCall: UInt64 = 0
  var nextReceived: UInt64 = 0
  /// What streams brought, until it is installed or dropped.
  var received: [UInt64: SimulatedStore] = [:]
  var nextIncarnation: UInt64 = 0
  /// Of a member, as an operator asks for it; one at a time.
  var changeIsUnderWay = false
  /// Nodes of two builds: a connection says first what its node's build knows.
  var isMixed = false
  /// What was applied somewhere a while after the faults, and a member must have soon.
  var mark: LogIndex?
  /// A node's state was changed behind its back: it is to stop.
  var expectsStops = false

  public init(seed: UInt64, options: SimulatorOptions = SimulatorOptions()) {
    self.seed = seed
    self.options = options
    mix = FaultMix(seed: seed, options)
    random = RandomStreams(seed: seed)
    report = Report(keepsHistory: options.keepsHistory, echo: options.echo)
    isMixed = mix.rate(.upgrade) > 0
    found()
  }

  /// What was found wrong first.
  public var violation: String? { oracle.violation }

  func fail(_ what: String) { oracle.fail(what) }

  // MARK: Running

  /// Faults while clients work; then none, until the cluster must be live again and all is checked.
  public func run() -> Outcome {
    beginClients()
    advance(until: now + mix.duration)
    heal()
    advance(until: now + mix.busySpan + .milliseconds(5_500))
    if violation == nil { checkEnd() }
    return outcome
  }

  func advance(until end: Monotonic) {
    while violation == nil, let time = queue.nextTime, time <= end {
      guard let (time, event) = queue.removeFirst() else { break }
      now = time
      report.statistics.steps += 1
      handle(event)
    }
    now = max(now, end)
  }

  private func handle(_ event: Event) {
    if let (place, life) = event.home {
      guard nodes[place].life == life else { return }
      if now < nodes[place].pausedUntil {
        return queue.add(event, at: nodes[place].pausedUntil)
      }
    }
    switch event {
    case .input(let place, _, let input):
      if case .attach(let session, _, _) = input { streamOpens(session, at: place) }
      if case .message(let message, _) = input { introduce(message.from, to: place) }
      step(place, input)
    case .log(let place, _): synced(place)
    case .pump(let place, _): pump(place)
    case .settle(let place, _, let cycle): settle(place, cycle: cycle)
    case .state(let place, _, let work): run(work, at: place)
    case .reset(let place, _, let meta, let keepsLog): reset(place, meta, keepsLog: keepsLog)
    case .endOfTurn(let place, _): endTurn(place)
    case .alarm(let place, _): alarm(place)
    case .death(let place, _), .darkness(let place, _):
      if case .darkness = event {
        report.struck(.powerLoss)
        losePower(place)
      } else {
        kill(place)
      }
      // Decided before the faults ended, or of damage that is found after: whoever watches over the
      // processes starts it again.
      if isHealed { boot(place) }
    case .join(let place, _): askToJoin(place)
    case .client(let event): handle(event)
    case .records: recordMembers()
    case .changeIsLate: changeIsUnderWay = false
    case .newcomer: if nodes.count < Simulation.mostMachines { add() }
    case .strike: strike()
    case .mustLead: mustLead()
    case .mark: mark = nodes.compactMap { $0.mind?.applied }.max()
    }
  }

  private func endTurn(_ place: Int) {
    guard nodes[place].turnIsOpen else { return }
    nodes[place].turnIsOpen = false
    give(place, .endOfTurn)
    observe(place)
  }

  /// One event waits for a node's alarm, unless it comes too late: mostly the alarm only moves on.
  func wake(_ place: Int, at time: Monotonic) {
    guard time < nodes[place].wakesAt else { return }
    nodes[place].wakesAt = time
    queue.add(.alarm(place, life: nodes[place].life), at: time)
  }

  private func alarm(_ place: Int) {
    if nodes[place].wakesAt <= now { nodes[place].wakesAt = .distantFuture }
    guard let alarm = nodes[place].alarm else { return }
    // Another alarm may have taken the place of this one, or the clock was set slower meanwhile.
    guard alarm <= nodes[place].clock.monotonic(now) else {
      let due = nodes[place].clock.world(alarm)
      if due > now { wake(place, at: due) }
      return
    }
    nodes[place].alarm = nil
    countRing(place)
    step(place, .timer)
  }

  /// An alarm that nothing answers rings again at once, and the node's loop looks at nothing else.
  private func countRing(_ place: Int) {
    let node = nodes[place]
    if now >= node.rings.since + .milliseconds(100) { node.rings = (now, 0) }
    node.rings.count += 1
    if node.rings.count == Simulation.mostRings {
      fail("\(node.id) was woken \(node.rings.count) times within 100 ms")
    }
  }

  private static let mostRings = 500

  /// One input, and the turn that it belongs to: several inputs may share one.
  func step(_ place: Int, _ input: ReplicaInput) {
    let node = nodes[place]
    guard node.mind != nil else { return }
    let life = node.life
    give(place, input)
    guard !node.turnIsOpen, node.life == life else { return }
    node.turnIsOpen = true
    if random.lives.happens(600) {
      endTurn(place)
    } else {
      queue.add(
        .endOfTurn(place, life: node.life),
        at: now + .microseconds(Int64(random.lives.draw(1...40))))
    }
  }

  private func give(_ place: Int, _ input: ReplicaInput) {
    let node = nodes[place]
    guard let mind = node.mind else { return }
    report.took(input, at: place, now)
    // Taken out, since a step may lead to another.
    var effects = ReplicaEffects()
    swap(&effects, &spareEffects)
    let life = node.life
    mind.step(
      input, now: node.clock.monotonic(now), clock: node.clock.wall(now), into: &effects)
    watch(node, mind)
    observer?(node.id, now, .input(input), mind.look { $0.raft })
    for effect in effects.list where node.life == life {
      report.gave(effect)
      run(effect, at: place)
    }
    effects.removeAll()
    swap(&effects, &spareEffects)
  }

  // MARK: Looking

  /// Where the node so numbered is; nil where there is none any more.
  func place(of id: NodeID) -> Int? { nodes.firstIndex { $0.id == id && $0.id != NodeID(0) } }

  /// A node that leads and is ready.
  var leader: Int? { nodes.firstIndex { $0.mind?.isReady ?? false } }

  var outcome: Outcome {
    var statistics = report.statistics
    statistics.milliseconds = (now - Monotonic(nanoseconds: 1_000_000_000)).milliseconds
    statistics.nodes = nodes.count
    statistics.firstNodes = mix.nodes
    statistics.applied = oracle.highestApplied
    return Outcome(
      seed: seed, violation: violation,
      violatedAt: now - Monotonic(nanoseconds: 1_000_000_000), kinds: mix.kinds,
      trace: report.trace.value, coverage: report.coverage,
      statistics: statistics, history: report.history)
  }
}

extension Simulation {
  enum Event {
    indirect case input(at: Int, life: Int, ReplicaInput)
    /// A sync returns.
    case log(Int, life: Int)
    /// The log's thread begins.
    case pump(Int, life: Int)
    case settle(Int, life: Int, cycle: UInt64)
    indirect case state(Int, life: Int, StateWork)
    indirect case reset(Int, life: Int, SnapshotMeta, keepsLog: Bool)
    case endOfTurn(Int, life: Int)
    case alarm(Int, life: Int)
    case death(Int, life: Int)
    /// The power goes.
    case darkness(Int, life: Int)
    case join(Int, life: Int)
    indirect case client(ClientEvent)
    case records
    case changeIsLate
    /// Who was announced comes.
    case newcomer
    case strike
    /// The faults ended so long ago that somebody must lead.
    case mustLead
    /// Clients went on for a while without faults.
    case mark

    /// The node and the life that it belongs to; nil for what happens outside of all nodes.
    var home: (Int, Int)? {
      switch self {
      case .input(let place, let life, _), .log(let place, let life), .pump(let place, let life),
        .settle(let place, let life, _), .state(let place, let life, _),
        .reset(let place, let life, _, _), .endOfTurn(let place, let life),
        .alarm(let place, let life), .death(let place, let life), .darkness(let place, let life),
        .join(let place, let life):
        (place, life)
      case .client, .records, .changeIsLate, .newcomer, .strike, .mustLead, .mark: nil
      }
    }
  }
}
