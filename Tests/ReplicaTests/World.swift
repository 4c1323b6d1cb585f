import Messages
import Raft
import Replica
import StateMachine
import Units

/// How unkind a run is; drawn from its seed. Probabilities are of 1,000.
struct Faults {
  var duration = Timeout.seconds(8)
  var loss: UInt64 = 0
  var delay: ClosedRange<UInt64> = 100...2_000
  var sync: ClosedRange<UInt64> = 100...2_000
  var crashes: UInt64 = 0
  var partitions: UInt64 = 0
  var transfers: UInt64 = 0
  /// Crashes after which a node stays away for seconds.
  var absences: UInt64 = 200
  var automaticFlushes: UInt64 = 100
  /// Leases that a worker loses after they came.
  var drops: UInt64 = 20
  /// Of the only node, or of one among others.
  var skews: [Timeout] = []
  var limits = ReplicaLimits()

  init(_ generator: inout SeededGenerator) {
    func draw(_ range: ClosedRange<UInt64>) -> UInt64 {
      range.lowerBound + generator.below(range.upperBound - range.lowerBound + 1)
    }
    if generator.below(3) > 0 { loss = draw(0...30) }
    if generator.below(3) > 0 { crashes = draw(10...60) }
    if generator.below(3) > 0 { partitions = draw(10...60) }
    if generator.below(3) == 0 { transfers = draw(5...30) }
    delay = 50...draw(200...8_000)
    sync = 50...draw(200...12_000)
    limits.overlayAge = .milliseconds(Int64(draw(5...400)))
    limits.flushAge = .milliseconds(Int64(draw(100...4_000)))
    limits.tailEntries = Int(draw(4...100))
    limits.windowBytes = ByteCount(draw(1_000...100_000))
    limits.logReadBytes = Int(draw(200...4_000))
    limits.batchCommands = Int(draw(1...20))
    limits.applyCommands = Int(draw(1...40))
    limits.entriesInFlight = Int(draw(1...4))
    limits.storeReads = Int(draw(1...4))
    limits.digestInterval = 64
  }
}

/// A cluster of whole replicas over a simulated network, disks and time. One thread, one seed: a
/// failing seed fails again, the same way.
final class World {
  struct Node {
    let id: NodeID
    var incarnation: Incarnation
    /// It stays down until then.
    var downUntil = Monotonic.zero
    var disk: SimulatedDisk
    /// Nil while it is down.
    var replica: Replica?
    var life = 0
    var alarm: Monotonic?
    var isSyncing = false
    var turnIsOpen = false
    /// When the state's thread has done what it was given.
    var stateFree = Monotonic.zero
    var skew = Timeout.zero
    var isReady = false
    /// Calls that wait at this node, by the number of the ask.
    var calls: [CallID: Int] = [:]
    var stopped: StopReason?
  }

  enum Event {
    case input(at: Int, life: Int, ReplicaInput)
    case synced(Int, life: Int)
    case state(Int, life: Int, StateWork)
    case endOfTurn(Int, life: Int)
    case alarm(Int, life: Int)
    /// An ask is tried, again or for the first time.
    case ask(Int)
    case client
    case worker(Int)
    case word(to: Int, session: RecordID, epoch: Int, Word)
    case fault
  }

  enum StateWork {
    case write(UInt64, [Change])
    case flush(UInt64)
    case checkpoint(CheckpointID)
    case read(StoreReadID, [StoreRead])
    case install(ReceivedSnapshotID, SnapshotMeta)
  }

  var generator: SeededGenerator
  let faults: Faults
  var nodes: [Node] = []
  var queue = EventQueue<Event>()
  var now = Monotonic(nanoseconds: 1_000_000_000)
  /// Directed links that carry nothing.
  var blocked: Set<[NodeID]> = []
  var isHealed = false
  var nextCall: UInt64 = 0
  var nextReceived: UInt64 = 0
  /// What streams brought, until it is installed or dropped.
  var received: [UInt64: [Bytes: Bytes]] = [:]
  var asks: [Ask] = []
  var workers: [Worker] = []
  var violation: String?
  /// The digest after each index, whoever applied it first.
  var digests: [UInt64: Hash128] = [:]
  /// Memory at some indexes, line by line, to be found again at every node and after every restart.
  var memories: [UInt64: [String]] = [:]
  var steps = 0
  var elections = 0
  var snapshots = 0
  var answered = 0
  /// Calls that joined, and as whom.
  var joined: [CallID: NodeID] = [:]
  /// Answers to calls that no ask stands behind.
  var loose: [CallID: CallAnswer] = [:]
  var enqueued = 0
  var opens = 0
  var pushed = 0
  var renewalsConfirmed = 0
  /// Leases that got lost at their worker after they had come, so that they went back.
  var dropped = 0
  var register = Register()
  /// By number: whose they are, and when they left.
  var renewals: [UInt64: (Int, RecordID, Monotonic)] = [:]
  var trace: [String]?
  /// A node's state was changed behind its back.
  var expectsStops = false

  static let start = Instant(seconds: 1_700_000_000)

  init(seed: UInt64, nodes count: Int = 3, adjust: (inout Faults) -> Void = { _ in }) {
    var generator = SeededGenerator(seed: seed)
    var faults = Faults(&generator)
    adjust(&faults)
    self.faults = faults
    self.generator = generator
    let members = (1...count).map {
      Member(id: NodeID(UInt64($0)), incarnation: Incarnation(UInt64($0)), address: "n\($0):1")
    }
    let configuration = Configuration(voters: members)
    var founding = RestoredState.founding(members[0])
    founding.entries[0].size = UInt32(configuration.encoded().count)
    founding.configurations = [
      PlacedConfiguration(index: LogIndex(1), configuration: configuration)
    ]
    for member in members {
      nodes.append(
        Node(
          id: member.id, incarnation: member.incarnation,
          disk: SimulatedDisk(founding, payloads: [configuration.encoded()])))
      nodes[nodes.count - 1].skew = .milliseconds(Int64(draw(0...200)))
      if faults.skews.indices.contains(nodes.count - 1) {
        nodes[nodes.count - 1].skew = faults.skews[nodes.count - 1]
      }
    }
    for place in nodes.indices { boot(place) }
    queue.add(.fault, at: now + .milliseconds(800))
  }

  // MARK: Running

  func advance(until end: Monotonic) {
    while violation == nil, let time = queue.nextTime, time <= end {
      guard let (time, event) = queue.removeFirst() else { break }
      now = time
      steps += 1
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
      checkNode(place)
    case .alarm(let place, let life):
      guard nodes[place].life == life, let alarm = nodes[place].alarm, alarm <= now else { return }
      nodes[place].alarm = nil
      step(place, .timer)
    case .ask(let number): submit(number)
    case .client: clientActs()
    case .worker(let number): act(worker: number)
    case .word(let worker, let session, let epoch, let word):
      hear(word, session: session, epoch: epoch, at: worker)
    case .fault: strike()
    }
  }

  func place(of id: NodeID) -> Int? { nodes.firstIndex { $0.id == id } }

  func draw(_ range: ClosedRange<UInt64>) -> UInt64 {
    range.lowerBound + generator.below(range.upperBound - range.lowerBound + 1)
  }

  /// True in `parts` of 1,000 cases.
  func happens(_ parts: UInt64) -> Bool { generator.below(1_000) < parts }

  func fail(_ what: String) { if violation == nil { violation = what } }

  /// One input, and the turn that it belongs to: several inputs may share one.
  func step(_ place: Int, _ input: ReplicaInput) {
    guard nodes[place].replica != nil else { return }
    give(place, input)
    if !nodes[place].turnIsOpen {
      nodes[place].turnIsOpen = true
      let delay = happens(500) ? 0 : Int64(draw(1...40))
      queue.add(.endOfTurn(place, life: nodes[place].life), at: now + .microseconds(delay))
    }
  }

  private func give(_ place: Int, _ input: ReplicaInput) {
    if trace != nil { trace?.append("\(now.nanoseconds / 1_000) \(nodes[place].id) < \(input)") }
    var effects = ReplicaEffects()
    let clock = World.start + (now - .zero) + nodes[place].skew
    nodes[place].replica?.step(input, now: now, clock: clock, into: &effects)
    for effect in effects.list { run(effect, at: place) }
  }

  var leader: Int? { nodes.indices.first { nodes[$0].replica?.isReady ?? false } }

  // MARK: Life

  func boot(_ place: Int) {
    nodes[place].life += 1
    nodes[place].alarm = nil
    nodes[place].isSyncing = false
    nodes[place].turnIsOpen = false
    nodes[place].stateFree = now
    nodes[place].isReady = false
    do {
      let (restored, machine) = try nodes[place].disk.load()
      nodes[place].replica = Replica(
        identity: ReplicaIdentity(
          node: nodes[place].id, incarnation: nodes[place].incarnation),
        limits: faults.limits, restored: restored, machine: machine, seed: generator.next())
    } catch {
      fail("\(nodes[place].id) cannot read its store: \(error)")
    }
    step(place, .timer)
  }

  /// Kill -9, or a power cut.
  func crash(_ place: Int) {
    guard nodes[place].replica != nil else { return }
    let id = nodes[place].id
    if trace != nil { trace?.append("\(now.nanoseconds / 1_000) \(id) crashes") }
    nodes[place].replica = nil
    nodes[place].life += 1
    let calls = nodes[place].calls
    nodes[place].calls = [:]
    // The store may have flushed by itself a moment before.
    if happens(400) { nodes[place].disk.flush() }
    nodes[place].disk.crash(survivors: Int(draw(0...UInt64(nodes[place].disk.unsynced.count))))
    for (_, ask) in calls.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      hear(.lost(hasKey: true), ask: ask, from: place)
    }
    for number in workers.indices where workers[number].attachedTo == place {
      workers[number].attachedTo = nil
      workers[number].epoch += 1
    }
    for other in nodes.indices where other != place && happens(800) {
      queue.add(
        .input(at: other, life: nodes[other].life, .connectionLost(id)),
        at: now + .microseconds(Int64(draw(100...5_000))))
    }
  }

  private func strike() {
    guard !isHealed else { return }
    queue.add(.fault, at: now + .milliseconds(Int64(draw(20...120))))
    let place = Int(generator.below(UInt64(nodes.count)))
    if nodes[place].replica == nil, now >= nodes[place].downUntil, happens(300) { boot(place) }
    let down = nodes.count { $0.replica == nil }
    // Now and then all of them.
    if happens(faults.crashes), down == 0 || happens(300) {
      crash(place)
      if happens(faults.absences) { nodes[place].downUntil = now + .seconds(Int64(draw(2...5))) }
    }
    if happens(faults.partitions) {
      for other in nodes where other.id != nodes[place].id && happens(700) {
        blocked.insert([nodes[place].id, other.id])
        if happens(700) { blocked.insert([other.id, nodes[place].id]) }
      }
    }
    if !blocked.isEmpty, happens(120) { blocked = [] }
    if happens(faults.transfers), let leader { step(leader, .transferLeadership(to: nil)) }
    if happens(faults.automaticFlushes) { nodes[place].disk.flush() }
  }

  func heal() {
    isHealed = true
    blocked = []
    for place in nodes.indices where nodes[place].replica == nil { boot(place) }
  }

  /// A node with an empty directory, as `id` was given to it.
  func add(_ id: NodeID, _ incarnation: Incarnation) {
    nodes.append(
      Node(
        id: id, incarnation: incarnation, disk: SimulatedDisk(RestoredState(), payloads: [])))
    boot(nodes.count - 1)
  }

  // MARK: Checks

  private func checkNode(_ place: Int) {
    guard !expectsStops, let replica = nodes[place].replica else { return }
    let machine = replica.machine
    let index = machine.index.rawValue
    if let known = digests[index] {
      if known != machine.digest { fail("\(nodes[place].id) differs at \(index)") }
    } else {
      digests[index] = machine.digest
    }
    // Not every index: it is long.
    guard index % 16 == 0 else { return }
    let memory = machine.canonical
    guard let known = memories[index] else {
      memories[index] = memory
      return
    }
    if known != memory {
      let lines = zip(known, memory).filter { $0 != $1 }.map { "\($0)\n\($1)" }
      fail("\(nodes[place].id) remembers \(index) otherwise:\n\(lines.joined(separator: "\n"))")
    }
  }
}
