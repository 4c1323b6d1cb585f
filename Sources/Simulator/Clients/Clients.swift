import Messages
import Raft
import Replica
import StateMachine
import Units

/// Those who use the cluster, and what they know of it.
struct Clients {
  static let capacity = 4
  static let ttl = Timeout.seconds(1)

  var asks: [Ask] = []
  var workers: [Worker] = []
  var register = Register()
  var enqueued = 0
  var opens = 0
  var pushed = 0
  var answered = 0
  var renewalsConfirmed = 0
  /// Leases that got lost at their worker after they had come, so that they went back.
  var dropped = 0
  /// By number: whose they are, and when they left.
  var renewals: [UInt64: (Int, RecordID, Monotonic)] = [:]
  /// Answers to calls that no ask stands behind.
  var loose: [CallID: CallAnswer] = [:]
  /// Calls that joined, and as whom.
  var joined: [CallID: NodeID] = [:]
}

/// What happens at a client, and when: `Simulation.Event.client`.
enum ClientEvent {
  /// An ask is tried, again or for the first time.
  case ask(Int)
  case act
  case worker(Int)
  case word(to: Int, session: RecordID, epoch: Int, Word)
}

/// The door between the world and its clients. The world calls these and nothing else of `Clients/`;
/// clients call `step(_:_:)` with commands, queries and words of workers, draw from
/// `random.clients`, put events into `queue`, and say `fail` where a promise is broken.
extension Simulation {
  /// At the start of a run.
  func beginClients() {
    ask(Orders.settings(ttl: Clients.ttl, grace: .milliseconds(100)), .setup)
    ask(Orders.createJob("work"), .setup)
    ask(Orders.createJob("tick"), .setup)
    ask(Orders.createJob(Register.job), .setup)
    advance(until: now + .seconds(1))
    ask(Orders.createSchedule(job: "tick", every: "* * * * * *"), .setup)
    queue.add(.client(.act), at: now)
    hire(3)
  }

  /// The faults have ended: what is under way must be answered, and little new comes.
  func healClients() {}

  func handle(_ event: ClientEvent) {
    switch event {
    case .ask(let number): submit(number)
    case .act: clientActs()
    case .worker(let number): act(worker: number)
    case .word(let worker, let session, let epoch, let word):
      hear(word, session: session, epoch: epoch, at: worker)
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
    case .renewed(let id, let confirmed): renewed(id, confirmed)
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
}
