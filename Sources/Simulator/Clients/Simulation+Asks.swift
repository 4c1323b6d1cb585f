import Messages
import Raft
import Replica
import StateMachine
import Units

/// A command that somebody wants done, until it is.
struct Ask {
  enum Owner {
    case client
    case setup
    case open(worker: Int)
    case complete(worker: Int, token: RecordID)
    /// A question; what it answers is only counted.
    case query
    case write
    /// A linearizable read of the clients.register, that began when `floor` was known.
    case read(floor: Int)
  }

  var command: Command
  var query: (Query, ReadConsistency)?
  var owner: Owner
  /// Whom to ask next; nil for anybody.
  var target: Int?
  /// How it was clients.answered first: a repeat must hear the same.
  var answer: Bytes?
  var isDone = false
  var tries = 0
  var asked: Monotonic
}

extension Simulation {
  func ask(_ command: Command, _ owner: Ask.Owner) {
    clients.asks.append(Ask(command: command, owner: owner, asked: now))
    queue.add(.client(.ask(clients.asks.count - 1)), at: now)
  }

  func submit(_ number: Int) {
    clients.asks[number].tries += 1
    if clients.asks[number].tries > 4_000 { return fail("ask \(number) is never answered") }
    var place = clients.asks[number].target ?? Int(random.clients.below(UInt64(nodes.count)))
    if random.clients.happens(100) { place = Int(random.clients.below(UInt64(nodes.count))) }
    guard nodes[place].replica != nil else { return retry(number, nil) }
    nextCall += 1
    let call = CallID(nextCall)
    nodes[place].calls[call] = number
    if let (query, consistency) = clients.asks[number].query {
      step(place, .query(call, query, consistency))
    } else {
      step(place, .command(call, clients.asks[number].command))
    }
  }

  private func retry(_ number: Int, _ target: Int?) {
    clients.asks[number].target = target
    queue.add(.client(.ask(number)), at: now + .milliseconds(Int64(random.clients.draw(2...30))))
  }

  func hear(_ answer: CallAnswer, ask number: Int, from place: Int) {
    switch answer {
    case .success(let bytes, _, _):
      clients.answered += 1
      if let first = clients.asks[number].answer {
        if first != bytes { fail("ask \(number) was answered \(first), and now \(bytes)") }
      } else {
        clients.asks[number].answer = bytes
        clients.asks[number].isDone = true
        finished(number, bytes)
      }
      // Some repeat what was answered, as a client does that lost the answer.
      if case .client = clients.asks[number].owner, random.clients.happens(150), !isHealed {
        retry(number, nil)
      }
    case .failure(let failure, _, _):
      switch failure.code {
      case .unavailable, .resourceExhausted: retry(number, nil)
      default: refused(number, failure)
      }
    case .notLeader(let leader): retry(number, leader.flatMap { self.place(of: $0) })
    case .lost: retry(number, nil)
    }
  }

  private func refused(_ number: Int, _ failure: Failure) {
    guard case .complete(let worker, let token) = clients.asks[number].owner else {
      switch clients.asks[number].owner {
      case .query, .read:
        clients.asks[number].isDone = true
        return
      case .write: return retry(number, nil)
      default: break
      }
      return fail("ask \(number) is refused: \(failure)")
    }
    // The lease was lost or taken back; the worker had let go of it, or has now.
    clients.asks[number].isDone = true
    clients.workers[worker].leases.removeAll { $0.token == token }
  }

  private func finished(_ number: Int, _ bytes: Bytes) {
    switch clients.asks[number].owner {
    case .client, .setup, .query: break
    case .write: clients.register.wrote()
    case .read(let floor): clients.register.read(bytes, floor: floor)
    case .open(let worker): opened(worker, bytes)
    case .complete(let worker, let token):
      clients.workers[worker].leases.removeAll { $0.token == token }
      clients.workers[worker].completed += 1
    }
  }

  func clientActs() {
    guard !isHealed else { return }
    queue.add(.client(.act), at: now + .milliseconds(Int64(random.clients.draw(5...60))))
    if !clients.register.isWriting, random.clients.happens(300) {
      ask(clients.register.write(), .write)
    }
    if random.clients.happens(400) {
      clients.asks.append(
        Ask(
          command: Command(CommandHeader(.tick)), query: (Register.query, .linearizable),
          owner: .read(floor: clients.register.floor), asked: now))
      queue.add(.client(.ask(clients.asks.count - 1)), at: now)
    }
    for _ in 0...random.clients.draw(0...3) {
      if random.clients.happens(150) {
        clients.asks.append(
          Ask(
            command: Command(CommandHeader(.tick)),
            query: (
              Query(.listQueues, []),
              random.clients.happens(700) ? .linearizable : .stale
            ), owner: .query, asked: now))
        queue.add(.client(.ask(clients.asks.count - 1)), at: now)
      } else {
        clients.enqueued += 1
        ask(Orders.enqueue(number: clients.enqueued), .client)
      }
    }
  }
}
