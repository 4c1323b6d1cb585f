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
    /// A linearizable read of the register, that began when `floor` was known.
    case read(floor: Int)
  }

  var command: Command
  var query: (Query, ReadConsistency)?
  var owner: Owner
  /// Whom to ask next; nil for anybody.
  var target: Int?
  /// How it was answered first: a repeat must hear the same.
  var answer: Bytes?
  var isDone = false
  var tries = 0
  var asked: Monotonic
}

extension World {
  func ask(_ command: Command, _ owner: Ask.Owner) {
    asks.append(Ask(command: command, owner: owner, asked: now))
    queue.add(.ask(asks.count - 1), at: now)
  }

  func submit(_ number: Int) {
    asks[number].tries += 1
    if asks[number].tries > 4_000 { return fail("ask \(number) is never answered") }
    var place = asks[number].target ?? Int(generator.below(UInt64(nodes.count)))
    if happens(100) { place = Int(generator.below(UInt64(nodes.count))) }
    guard nodes[place].replica != nil else { return retry(number, nil) }
    nextCall += 1
    let call = CallID(nextCall)
    nodes[place].calls[call] = number
    if let (query, consistency) = asks[number].query {
      step(place, .query(call, query, consistency))
    } else {
      step(place, .command(call, asks[number].command))
    }
  }

  private func retry(_ number: Int, _ target: Int?) {
    asks[number].target = target
    queue.add(.ask(number), at: now + .milliseconds(Int64(draw(2...30))))
  }

  func hear(_ answer: CallAnswer, ask number: Int, from place: Int) {
    switch answer {
    case .success(let bytes, _, _):
      answered += 1
      if let first = asks[number].answer {
        if first != bytes { fail("ask \(number) was answered \(first), and now \(bytes)") }
      } else {
        asks[number].answer = bytes
        asks[number].isDone = true
        finished(number, bytes)
      }
      // Some repeat what was answered, as a client does that lost the answer.
      if case .client = asks[number].owner, happens(150), !isHealed { retry(number, nil) }
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
    guard case .complete(let worker, let token) = asks[number].owner else {
      switch asks[number].owner {
      case .query, .read:
        asks[number].isDone = true
        return
      case .write: return retry(number, nil)
      default: break
      }
      return fail("ask \(number) is refused: \(failure)")
    }
    // The lease was lost or taken back; the worker had let go of it, or has now.
    asks[number].isDone = true
    workers[worker].leases.removeAll { $0.token == token }
  }

  private func finished(_ number: Int, _ bytes: Bytes) {
    switch asks[number].owner {
    case .client, .setup, .query: break
    case .write: register.wrote()
    case .read(let floor): register.read(bytes, floor: floor)
    case .open(let worker): opened(worker, bytes)
    case .complete(let worker, let token):
      workers[worker].leases.removeAll { $0.token == token }
      workers[worker].completed += 1
    }
  }

  func clientActs() {
    guard !isHealed else { return }
    queue.add(.client, at: now + .milliseconds(Int64(draw(5...60))))
    if !register.isWriting, happens(300) { ask(register.write(), .write) }
    if happens(400) {
      asks.append(
        Ask(
          command: Command(CommandHeader(.tick)), query: (Register.query, .linearizable),
          owner: .read(floor: register.floor), asked: now))
      queue.add(.ask(asks.count - 1), at: now)
    }
    for _ in 0...draw(0...3) {
      if happens(150) {
        asks.append(
          Ask(
            command: Command(CommandHeader(.tick)),
            query: (
              Query(.listQueues, []),
              happens(700) ? .linearizable : .stale
            ), owner: .query, asked: now))
        queue.add(.ask(asks.count - 1), at: now)
      } else {
        enqueued += 1
        ask(Orders.enqueue(number: enqueued), .client)
      }
    }
  }
}
