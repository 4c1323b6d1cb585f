import Checkers
import Messages
import Raft
import Replica
import StateMachine
import Units
import Workload

/// A worker as its leader knows it, with a supervisor that keeps its deadline.
struct Worker {
  struct Held {
    var execution: RecordID
    var token: RecordID
    var until: Monotonic
    var fate: AttemptFate
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
  /// What it last said that it takes.
  var credit: Credit?

  struct Credit: Equatable {
    var place: Int
    var count: Int
    var lastGrant: UInt64
  }
}

/// What a leader tells a worker.
enum Word {
  case lease(Bytes, grant: UInt64)
  case leaseEnded(RecordID)
  case ended(SessionFate)
}

extension Simulation {
  func hire(_ count: Int) {
    for _ in 0..<count {
      clients.workers.append(Worker())
      queue.add(
        .client(.worker(clients.workers.count - 1)),
        at: now + .milliseconds(Int64(random.clients.draw(1...200))))
    }
  }

  func opened(_ number: Int, _ bytes: Bytes) {
    clients.workers[number].isOpening = false
    guard let session = Orders.session(of: bytes) else { return fail("no session was opened") }
    clients.workers[number].session = session
    clients.workers[number].confirmed = now
    clients.workers[number].lastGrant = 0
    clients.workers[number].leases = []
  }

  func act(worker number: Int) {
    queue.add(
      .client(.worker(number)), at: now + .milliseconds(Int64(random.clients.draw(20...80))))
    guard let session = clients.workers[number].session else {
      guard !clients.workers[number].isOpening else { return }
      clients.workers[number].isOpening = true
      clients.opens += 1
      let call = clients.recording.begin(.openSession, process: process(number), at: stamp)
      return ask(
        Ask(
          request: .command(Orders.openSession(worker: number, number: clients.opens)),
          owner: .open(worker: number), call: call, asked: now))
    }
    if now >= clients.workers[number].confirmed + Clients.ttl { return die(number) }
    if now < clients.workers[number].silentUntil { return }
    if !isHealed, random.clients.happens(15) {
      clients.workers[number].silentUntil =
        now + .milliseconds(Int64(random.clients.draw(50...2_500)))
      guard let place = clients.workers[number].attachedTo else { return }
      clients.workers[number].attachedTo = nil
      clients.workers[number].epoch += 1
      return word(place, .detach(session: session))
    }
    // Streams break now and then; the leader hears of it a little later.
    if !isHealed, random.clients.happens(30), let place = clients.workers[number].attachedTo {
      clients.workers[number].attachedTo = nil
      clients.workers[number].epoch += 1
      word(place, .detach(session: session))
      return
    }
    if !isHealed, random.clients.happens(3) { return die(number) }
    guard let place = clients.workers[number].attachedTo else { return attach(number, session) }
    if now >= clients.workers[number].renewAt { renew(number, session, at: place) }
    for lease in clients.workers[number].leases where lease.until <= now && !lease.isEnded {
      end(lease, of: number)
    }
    // It may have died of what it ended.
    guard clients.workers[number].session == session else { return }
    credit(number, session, at: place)
  }

  /// Who it is in the recording.
  private func process(_ number: Int) -> UInt32 { UInt32(100 + number) }

  /// Its own supervisor, or an accident, ends all that it runs. Now and then it was only frozen, and
  /// says afterwards what it had done.
  private func die(_ number: Int) {
    if let session = clients.workers[number].session {
      if let place = clients.workers[number].attachedTo { word(place, .detach(session: session)) }
      for lease in clients.workers[number].leases
      where !lease.isEnded && !isHealed && random.clients.happens(300) {
        queue.add(
          .client(.lateWord(worker: number, lease, session: session)),
          at: now + .milliseconds(Int64(random.clients.draw(1...3_000))))
      }
    }
    let completed = clients.workers[number].completed
    let epoch = clients.workers[number].epoch + 1
    clients.workers[number] = Worker()
    clients.workers[number].completed = completed
    clients.workers[number].epoch = epoch
  }

  private func attach(_ number: Int, _ session: RecordID) {
    let place =
      random.clients.happens(850) ? leader ?? 0 : Int(random.clients.below(UInt64(nodes.count)))
    guard nodes[place].mind != nil else { return }
    clients.workers[number].attachedTo = place
    clients.workers[number].epoch += 1
    clients.workers[number].credit = nil
    clients.streams.append(
      WorkerStream(
        place: place, life: nodes[place].life, session: session,
        epoch: clients.workers[number].epoch))
    word(
      place,
      .attach(
        session: session, lastGrant: clients.workers[number].lastGrant, held: held(by: number)))
    credit(number, session, at: place)
    renew(number, session, at: place)
  }

  private func held(by number: Int) -> [RecordID] { clients.workers[number].leases.map(\.token) }

  private func credit(_ number: Int, _ session: RecordID, at place: Int) {
    let credit = Worker.Credit(
      place: place, count: Clients.capacity - clients.workers[number].leases.count,
      lastGrant: clients.workers[number].lastGrant)
    guard credit != clients.workers[number].credit else { return }
    clients.workers[number].credit = credit
    word(
      place, .credit(session: session, count: credit.count, lastGrant: credit.lastGrant))
  }

  private func renew(_ number: Int, _ session: RecordID, at place: Int) {
    clients.workers[number].renewAt = now + .milliseconds(300)
    nextCall += 1
    clients.renewals[nextCall] = (number, session, now, oracle.highestLed)
    word(
      place,
      .renew(
        session: session, RenewalID(nextCall), lastGrant: clients.workers[number].lastGrant,
        held: held(by: number)))
  }

  func renewed(_ id: RenewalID, _ isConfirmed: Bool, by place: Int) {
    guard let (number, session, sent, led) = clients.renewals.removeValue(forKey: id.rawValue)
    else {
      return fail("renewal \(id.rawValue) is answered twice")
    }
    if isConfirmed, let term = nodes[place].mind?.vitals.term, term < led {
      fail(
        "\(nodes[place].id) renews in term \(term), and \(led) had a leader before it was asked")
    }
    guard isConfirmed, clients.workers[number].session == session else { return }
    clients.workers[number].confirmed = max(clients.workers[number].confirmed, sent)
    clients.renewalsConfirmed += 1
  }

  private func end(_ lease: Worker.Held, of number: Int) {
    guard let place = clients.workers[number].leases.firstIndex(where: { $0.token == lease.token }),
      let session = clients.workers[number].session
    else { return }
    clients.workers[number].leases[place].isEnded = true
    switch lease.fate.end {
    case .completes, .fails: report(lease, of: number, session: session)
    case .completesTwice:
      report(lease, of: number, session: session)
      report(lease, of: number, session: session)
    case .completesLate(let again):
      report(lease, of: number, session: session)
      if !isHealed {
        queue.add(.client(.lateWord(worker: number, lease, session: session)), at: now + again)
      }
    case .fallsSilent:
      clients.workers[number].leases[place].isEnded = isHealed
      effect(lease, of: number)
      if isHealed { report(lease, of: number, session: session) } else { die(number) }
    }
  }

  /// The handler's work is done: its effect, and then its word.
  func report(_ lease: Worker.Held, of number: Int, session: RecordID) {
    let isSuccess = lease.fate.end != .fails || isHealed
    if isSuccess { effect(lease, of: number) }
    let call = clients.recording.begin(
      .report(execution: lease.execution, token: lease.token, isSuccess: isSuccess),
      process: process(number), at: stamp)
    ask(
      Ask(
        request: .command(
          Orders.report(lease.execution, lease.token, isSuccess: isSuccess, session: session)),
        owner: .report(worker: number, token: lease.token), call: call, asked: now))
  }

  private func effect(_ lease: Worker.Held, of number: Int) {
    let isAccepted = clients.resource.apply(lease.execution, token: lease.token)
    clients.recording.saw(
      .effect(execution: lease.execution, token: lease.token, isAccepted: isAccepted),
      process: process(number), at: stamp)
  }

  /// From worker to node: a constant way, so that order is kept.
  private func word(_ place: Int, _ input: ReplicaInput) {
    queue.add(
      .input(at: place, life: nodes[place].life, input), at: now + .milliseconds(4))
  }

  // MARK: What it is told

  /// A node hears of a stream: from now on it says there what it has to say.
  func streamOpens(_ session: RecordID, at place: Int) {
    let life = nodes[place].life
    func isMeant(_ stream: WorkerStream) -> Bool {
      stream.place == place && stream.life == life && stream.session == session
    }
    guard let next = clients.streams.firstIndex(where: { isMeant($0) && !$0.isOpen }) else {
      return fail("\(session) attaches to \(nodes[place].id) without a stream")
    }
    clients.streams[next].isOpen = true
    let epoch = clients.streams[next].epoch
    // The ones before it are over, as are those to nodes that died.
    clients.streams.removeAll {
      isMeant($0) && $0.epoch < epoch || $0.life != nodes[$0.place].life
    }
  }

  func tell(_ session: RecordID, _ word: Word, from place: Int) {
    let life = nodes[place].life
    guard
      let stream = clients.streams.last(where: {
        $0.isOpen && $0.place == place && $0.life == life && $0.session == session
      }), let number = clients.workers.firstIndex(where: { $0.session == session })
    else { return }
    queue.add(
      .client(.word(to: number, session: session, epoch: stream.epoch, word)),
      at: now + .milliseconds(4))
  }

  func push(_ session: RecordID, _ bytes: Bytes, _ grant: UInt64, from place: Int) {
    clients.pushed += 1
    tell(session, .lease(bytes, grant: grant), from: place)
  }

  func ended(_ session: RecordID, _ fate: SessionFate, from place: Int) {
    tell(session, .ended(fate), from: place)
  }

  func hear(_ word: Word, session: RecordID, epoch: Int, at number: Int) {
    guard clients.workers[number].session == session, clients.workers[number].epoch == epoch else {
      return
    }
    switch word {
    case .ended(.closed): die(number)
    case .ended(.notLeader):
      clients.workers[number].attachedTo = nil
      clients.workers[number].epoch += 1
    case .leaseEnded(let token): clients.workers[number].leases.removeAll { $0.token == token }
    case .lease(let bytes, let grant): received(bytes, grant, at: number)
    }
  }

  private func received(_ bytes: Bytes, _ grant: UInt64, at number: Int) {
    guard let (execution, token, attempt) = Orders.lease(bytes) else {
      return fail("no lease: \(bytes)")
    }
    guard grant > clients.workers[number].lastGrant else {
      return fail("grant \(grant) comes after \(clients.workers[number].lastGrant)")
    }
    clients.workers[number].lastGrant = grant
    // Two never run one execution at a time: a supervisor past its deadline has killed.
    for (other, worker) in clients.workers.enumerated() where now < worker.confirmed + Clients.ttl {
      for lease in worker.leases where lease.execution == execution && !lease.isEnded {
        fail(
          "\(execution) runs at worker \(other) under \(lease.token), and is given to \(number) "
            + "under \(token)")
      }
    }
    clients.recording.saw(
      .grant(execution: execution, token: token, attempt: attempt), process: process(number),
      at: stamp)
    // Now and then a worker loses what it was given, and says so by not listing it.
    if !isHealed, random.clients.happens(mix.drops) {
      clients.dropped += 1
      return
    }
    let fate = clients.workload.fate()
    clients.workers[number].leases.append(
      Worker.Held(
        execution: execution, token: token, until: now + fate.effort, fate: fate))
    if clients.workers[number].leases.count > Clients.capacity {
      fail("worker \(number) holds \(clients.workers[number].leases.count) leases")
    }
  }
}
