import Messages
import Raft
import Replica
import StateMachine
import Units

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
  var random: RandomStreams

  var nodes: [SimulatedNode] = []
  var queue = EventQueue<Event>()
  var now = Monotonic(nanoseconds: 1_000_000_000)
  var network = Network()
  /// The faults have ended.
  var isHealed = false

  var clients = Clients()
  var oracle = Oracle()
  var report: Report

  var nextCall: UInt64 = 0
  var nextReceived: UInt64 = 0
  /// What streams brought, until it is installed or dropped.
  var received: [UInt64: [Bytes: Bytes]] = [:]
  /// A node's state was changed behind its back: it is to stop.
  var expectsStops = false

  public init(seed: UInt64, options: SimulatorOptions = SimulatorOptions()) {
    self.seed = seed
    self.options = options
    mix = FaultMix(seed: seed, options)
    random = RandomStreams(seed: seed)
    report = Report(keepsHistory: options.keepsHistory)
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
    advance(until: now + .seconds(7))
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
    switch event {
    case .input(let place, let life, let input):
      if nodes[place].life == life { step(place, input) }
    case .synced(let place, let life): if nodes[place].life == life { synced(place) }
    case .state(let place, let life, let work):
      if nodes[place].life == life { run(work, at: place) }
    case .endOfTurn(let place, let life):
      guard nodes[place].life == life, nodes[place].turnIsOpen else { return }
      nodes[place].turnIsOpen = false
      give(place, .endOfTurn)
      observe(place)
    case .alarm(let place, let life): alarm(place, life)
    case .client(let event): handle(event)
    case .strike: strike()
    }
  }

  private func alarm(_ place: Int, _ life: Int) {
    guard nodes[place].life == life, let alarm = nodes[place].alarm else { return }
    let local = nodes[place].clock.monotonic(now)
    guard alarm <= local else {
      // The clock was set slower meanwhile, or another alarm took the place of this one.
      return
    }
    nodes[place].alarm = nil
    step(place, .timer)
  }

  /// One input, and the turn that it belongs to: several inputs may share one.
  func step(_ place: Int, _ input: ReplicaInput) {
    guard nodes[place].replica != nil else { return }
    give(place, input)
    if !nodes[place].turnIsOpen {
      nodes[place].turnIsOpen = true
      let delay = random.lives.happens(500) ? 0 : Int64(random.lives.draw(1...40))
      queue.add(.endOfTurn(place, life: nodes[place].life), at: now + .microseconds(delay))
    }
  }

  private func give(_ place: Int, _ input: ReplicaInput) {
    report.took(input, at: nodes[place].id, now)
    var effects = ReplicaEffects()
    let clock = nodes[place].clock
    nodes[place].replica?.step(
      input, now: clock.monotonic(now), clock: clock.wall(now), into: &effects)
    for effect in effects.list { run(effect, at: place) }
  }

  // MARK: Looking

  /// Where the node so numbered is; nil where there is none any more.
  func place(of id: NodeID) -> Int? { nodes.firstIndex { $0.id == id } }

  /// A node that leads and is ready.
  var leader: Int? { nodes.indices.first { nodes[$0].replica?.isReady ?? false } }

  var outcome: Outcome {
    var statistics = report.statistics
    statistics.milliseconds = (now - Monotonic(nanoseconds: 1_000_000_000)).milliseconds
    statistics.nodes = nodes.count
    statistics.applied = oracle.highestApplied
    return Outcome(
      seed: seed, violation: violation, trace: report.trace.value, coverage: report.coverage,
      statistics: statistics, history: report.history)
  }
}

extension Simulation {
  enum Event {
    case input(at: Int, life: Int, ReplicaInput)
    case synced(Int, life: Int)
    case state(Int, life: Int, StateWork)
    case endOfTurn(Int, life: Int)
    case alarm(Int, life: Int)
    case client(ClientEvent)
    case strike
  }
}
