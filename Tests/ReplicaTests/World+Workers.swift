import Messages
import Raft
import Replica
import StateMachine
import Units

/// A worker as its leader knows it, with a supervisor that keeps its deadline.
struct Worker {
  struct Held {
    var execution: RecordID
    var token: RecordID
    var until: Monotonic
    /// Its end is being told: it runs no more, and is held until that is answered.
    var isEnded = false
  }

  var session: RecordID?
  var isOpening = false
  var attachedTo: Int?
  /// Grows with each stream.
  var epoch = 0
  var lastGrant: UInt64 = 0
  var leases: [Held] = []
  var completed = 0
  /// When the last renewal left that was acknowledged.
  var confirmed = Monotonic.zero
  var renewAt = Monotonic.zero
  /// It is cut off from all nodes until then, and works on.
  var silentUntil = Monotonic.zero
}

/// What a leader tells a worker.
enum Word {
  case lease(Bytes, grant: UInt64)
  case leaseEnded(RecordID)
  case ended(SessionFate)
}

extension World {
  static let capacity = 4
  static let ttl = Timeout.seconds(1)

  func hire(_ count: Int) {
    for _ in 0..<count {
      workers.append(Worker())
      queue.add(.worker(workers.count - 1), at: now + .milliseconds(Int64(draw(1...200))))
    }
  }

  func opened(_ number: Int, _ bytes: Bytes) {
    workers[number].isOpening = false
    guard let session = Orders.session(of: bytes) else { return fail("no session was opened") }
    workers[number].session = session
    workers[number].confirmed = now
    workers[number].lastGrant = 0
    workers[number].leases = []
  }

  func act(worker number: Int) {
    queue.add(.worker(number), at: now + .milliseconds(Int64(draw(20...80))))
    guard let session = workers[number].session else {
      guard !workers[number].isOpening else { return }
      workers[number].isOpening = true
      opens += 1
      return ask(Orders.openSession(worker: number, number: opens), .open(worker: number))
    }
    if now >= workers[number].confirmed + World.ttl { return die(number) }
    if now < workers[number].silentUntil { return }
    if !isHealed, happens(15) {
      workers[number].silentUntil = now + .milliseconds(Int64(draw(50...2_500)))
      guard let place = workers[number].attachedTo else { return }
      workers[number].attachedTo = nil
      workers[number].epoch += 1
      return word(place, .detach(session: session))
    }
    // Streams break now and then; the leader hears of it a little later.
    if !isHealed, happens(30), let place = workers[number].attachedTo {
      workers[number].attachedTo = nil
      workers[number].epoch += 1
      word(place, .detach(session: session))
      return
    }
    if !isHealed, happens(3) { return die(number) }
    guard let place = workers[number].attachedTo else { return attach(number, session) }
    if now >= workers[number].renewAt { renew(number, session, at: place) }
    for lease in workers[number].leases where lease.until <= now && !lease.isEnded {
      end(lease, of: number)
    }
    credit(number, session, at: place)
  }

  /// Its own supervisor, or an accident, ends all that it runs.
  private func die(_ number: Int) {
    if let place = workers[number].attachedTo, let session = workers[number].session {
      word(place, .detach(session: session))
    }
    let completed = workers[number].completed
    let epoch = workers[number].epoch + 1
    workers[number] = Worker()
    workers[number].completed = completed
    workers[number].epoch = epoch
  }

  private func attach(_ number: Int, _ session: RecordID) {
    let place =
      happens(850) ? leader ?? 0 : Int(generator.below(UInt64(nodes.count)))
    guard nodes[place].replica != nil else { return }
    workers[number].attachedTo = place
    workers[number].epoch += 1
    word(
      place,
      .attach(session: session, lastGrant: workers[number].lastGrant, held: held(by: number)))
    credit(number, session, at: place)
    renew(number, session, at: place)
  }

  private func held(by number: Int) -> [RecordID] { workers[number].leases.map(\.token) }

  private func credit(_ number: Int, _ session: RecordID, at place: Int) {
    word(
      place,
      .credit(
        session: session, count: World.capacity - workers[number].leases.count,
        lastGrant: workers[number].lastGrant))
  }

  private func renew(_ number: Int, _ session: RecordID, at place: Int) {
    workers[number].renewAt = now + .milliseconds(300)
    nextCall += 1
    renewals[nextCall] = (number, session, now)
    word(
      place,
      .renew(
        session: session, RenewalID(nextCall), lastGrant: workers[number].lastGrant,
        held: held(by: number)))
  }

  func renewed(_ id: RenewalID, _ isConfirmed: Bool) {
    guard let (number, session, sent) = renewals.removeValue(forKey: id.rawValue) else {
      return fail("renewal \(id.rawValue) is answered twice")
    }
    guard isConfirmed, workers[number].session == session else { return }
    workers[number].confirmed = max(workers[number].confirmed, sent)
    renewalsConfirmed += 1
  }

  private func end(_ lease: Worker.Held, of number: Int) {
    guard let place = workers[number].leases.firstIndex(where: { $0.token == lease.token }),
      let session = workers[number].session
    else { return }
    workers[number].leases[place].isEnded = true
    ask(
      Orders.complete(lease.execution, lease.token, session: session),
      .complete(worker: number, token: lease.token))
  }

  /// From worker to node: a constant way, so that order is kept.
  private func word(_ place: Int, _ input: ReplicaInput) {
    queue.add(
      .input(at: place, life: nodes[place].life, input), at: now + .milliseconds(4))
  }

  // MARK: What it is told

  func tell(_ session: RecordID, _ word: Word, from place: Int) {
    guard
      let number = workers.firstIndex(where: { $0.session == session && $0.attachedTo == place })
    else { return }
    queue.add(
      .word(to: number, session: session, epoch: workers[number].epoch, word),
      at: now + .milliseconds(4))
  }

  func push(_ session: RecordID, _ bytes: Bytes, _ grant: UInt64, from place: Int) {
    pushed += 1
    tell(session, .lease(bytes, grant: grant), from: place)
  }

  func ended(_ session: RecordID, _ fate: SessionFate, from place: Int) {
    tell(session, .ended(fate), from: place)
  }

  func hear(_ word: Word, session: RecordID, epoch: Int, at number: Int) {
    guard workers[number].session == session, workers[number].epoch == epoch else { return }
    switch word {
    case .ended(.closed): die(number)
    case .ended(.notLeader):
      workers[number].attachedTo = nil
      workers[number].epoch += 1
    case .leaseEnded(let token): workers[number].leases.removeAll { $0.token == token }
    case .lease(let bytes, let grant): received(bytes, grant, at: number)
    }
  }

  private func received(_ bytes: Bytes, _ grant: UInt64, at number: Int) {
    guard let (execution, token) = Orders.lease(bytes) else { return fail("no lease: \(bytes)") }
    guard grant > workers[number].lastGrant else {
      return fail("grant \(grant) comes after \(workers[number].lastGrant)")
    }
    workers[number].lastGrant = grant
    // Two never run one execution at a time: a supervisor past its deadline has killed.
    for (other, worker) in workers.enumerated() where now < worker.confirmed + World.ttl {
      for lease in worker.leases where lease.execution == execution && !lease.isEnded {
        fail(
          "\(execution) runs at worker \(other) under \(lease.token), and is given to \(number) "
            + "under \(token)")
      }
    }
    // Now and then a worker loses what it was given, and says so by not listing it.
    if !isHealed, happens(faults.drops) {
      dropped += 1
      return
    }
    workers[number].leases.append(
      Worker.Held(
        execution: execution, token: token,
        until: now + .milliseconds(Int64(draw(1...300)))))
    if workers[number].leases.count > World.capacity {
      fail("worker \(number) holds \(workers[number].leases.count) leases")
    }
  }
}
