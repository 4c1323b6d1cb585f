public import Checkers
import Messages
import Raft
import Replica
import StateMachine
import Units
import Workload

/// Those who use the cluster, and what they know of it.
struct Clients {
  static let capacity = 4
  static let ttl = Timeout.seconds(1)
  /// Jobs that the workload runs.
  static let work = "work"
  static let tick = "tick"

  /// Everything that was asked, heard and seen.
  var recording = Recording()
  var workload = Workload(seed: 0)
  var asks: [Ask] = []
  /// Streams of workers to nodes, in the order in which they were opened.
  var streams: [WorkerStream] = []
  var workers: [Worker] = []
  var subscribers: [EventReader] = []
  /// What handlers change outside of the cluster.
  var resource = FencedResource()
  /// The bytes that a key was answered with first: a repeat must hear the same.
  var firstAnswers: [String: Bytes] = [:]
  /// Zones of the schedules, as the checkers read them.
  var zones: [String: ReferenceZone] = [:]
  var opens = 0
  var pushed = 0
  var renewalsConfirmed = 0
  /// Leases that got lost at their worker after they had come, so that they went back.
  var dropped = 0
  /// By number: whose they are, when they left, and the newest term that had a leader then.
  var renewals: [UInt64: (Int, RecordID, Monotonic, Term)] = [:]
  /// Answers to calls that no ask stands behind.
  var loose: [CallID: CallAnswer] = [:]
  /// Calls that joined, and as whom.
  var joined: [CallID: NodeID] = [:]
  /// Nothing new is begun any more.
  var isClosing = false
  /// How far the log was when that was so, what time it stamped, and how many executions were made.
  var closed: (index: LogIndex, time: Instant, created: UInt64)?
}

/// What happens at a client, and when: `Simulation.Event.client`.
enum ClientEvent {
  /// An ask is tried, again or for the first time.
  case ask(Int)
  /// Its caller waits no longer.
  case patience(Int)
  /// A process of the closed loop, by place, asks its next.
  case process(Int)
  /// Something comes in the open loop.
  case arrival
  case subscriber(Int)
  case worker(Int)
  case word(to: Int, session: RecordID, epoch: Int, Word)
  /// A worker says once more what it said before.
  case lateWord(worker: Int, Worker.Held, session: RecordID)
  /// The faults are over for a while: nothing new is begun; and then the last looks.
  case close
  case lastLooks
}

/// The door between the world and its clients. The world calls these and nothing else of `Clients/`;
/// clients call `step(_:_:)` with commands, queries and words of workers, draw from
/// `random.clients`, put events into `queue`, and say `fail` where a promise is broken.
extension Simulation {
  /// At the start of a run.
  func beginClients() {
    ask(Orders.settings(ttl: Clients.ttl, grace: .milliseconds(100)), .setup)
    ask(Orders.createJob(Clients.work), .setup)
    ask(Orders.createJob(Clients.tick), .setup)
    bringZones()
    advance(until: now + .seconds(1))
    // The workload is of a cluster that has its jobs: what is refused without them no checker knows.
    var tenths = 0
    while violation == nil, tenths < 100, clients.asks.contains(where: { !$0.isDone }) {
      advance(until: now + .milliseconds(100))
      tenths += 1
    }
    hire(3)
    beginWorkload()
  }

  /// Processes, arrivals and subscribers, of a cluster that has its jobs.
  func beginWorkload(_ adjust: (inout WorkloadMix) -> Void = { _ in }) {
    var mix = WorkloadMix()
    mix.job = Clients.work
    mix.scheduledJob = Clients.tick
    mix.zones = clients.zones.keys.sorted()
    mix.slow(byThousandths: 1_000_000 / max(self.mix.load, 1))
    adjust(&mix)
    clients.workload = Workload(seed: random.clients.next(), mix: mix)
    for place in clients.workload.processes.indices {
      queue.add(
        .client(.process(place)), at: now + .milliseconds(Int64(random.clients.draw(1...200))))
    }
    queue.add(.client(.arrival), at: now)
    for number in 0..<2 {
      clients.subscribers.append(EventReader(process: UInt32(200 + number)))
      queue.add(.client(.subscriber(number)), at: now)
    }
  }

  /// The faults have ended: what is under way must be answered, and little new comes.
  func healClients() {
    let end = now + mix.busySpan
    if mix.staysBusy { queue.add(.mark, at: now + .milliseconds(4_500)) }
    queue.add(.client(.close), at: end)
    queue.add(.client(.lastLooks), at: end + .seconds(3))
  }

  func handle(_ event: ClientEvent) {
    switch event {
    case .ask(let number): submit(number)
    case .patience(let number): loseHeart(number)
    case .process(let place): act(process: place)
    case .arrival: arrive()
    case .subscriber(let number): poll(number)
    case .worker(let number): act(worker: number)
    case .word(let worker, let session, let epoch, let word):
      hear(word, session: session, epoch: epoch, at: worker)
    case .lateWord(let worker, let lease, let session):
      report(lease, of: worker, session: session)
    case .close:
      if let mark { checkAbreast(mark) }
      mark = nil
      clients.isClosing = true
      // Whoever asks one that was taken out, and never heard of it, waits in vain.
      retire()
      guard let leader, let machine = nodes[leader].mind?.look({ $0.machine }) else {
        return queue.add(.client(.close), at: now + .milliseconds(50))
      }
      clients.closed = (machine.index, machine.time, machine.counts.created)
    case .lastLooks: for wish in clients.workload.lastLooks { begin(wish, .look) }
    }
  }

  /// Effects that speak to callers, workers and watchers.
  func tell(_ effect: ReplicaEffect, from place: Int) {
    switch effect {
    case .answer(let call, let answer):
      guard let ask = nodes[place].calls.removeValue(forKey: call) else {
        if call.rawValue >= 1 << 40, clients.loose[call] == nil {
          clients.loose[call] = answer
          return
        }
        return fail("call \(call.rawValue) was answered twice, or never asked")
      }
      hear(answer, ask: ask, from: place)
    case .joined(let call, let node): clients.joined[call] = node
    case .lease(let session, let bytes, let grant): push(session, bytes, grant, from: place)
    case .leaseEnded(let session, _, let token): tell(session, .leaseEnded(token), from: place)
    case .sessionEnded(let session, let fate): ended(session, fate, from: place)
    case .renewed(let id, let confirmed): renewed(id, confirmed, by: place)
    default: break
    }
  }

  /// A process died with these calls in it, in the order in which they came; who had a connection to
  /// it has none any more.
  func died(_ place: Int, _ calls: [Int]) {
    for ask in calls { hear(.lost(hasKey: true), ask: ask, from: place) }
    for number in clients.workers.indices where clients.workers[number].attachedTo == place {
      clients.workers[number].attachedTo = nil
      clients.workers[number].epoch += 1
    }
  }

  /// What was asked, answered and seen so far.
  public var recording: Recording { clients.recording }

  /// Microseconds since the run began.
  var stamp: Int64 { (now - Monotonic(nanoseconds: 1_000_000_000)).microseconds }
}

/// What a node says to a worker goes out on the stream that the node knows, which may be one that the
/// worker has left already.
struct WorkerStream {
  var place: Int
  /// Of the node.
  var life: Int
  var session: RecordID
  /// Of the worker's attachment.
  var epoch: Int
  /// The node has heard of it.
  var isOpen = false
}
