import Checkers
import Messages
import Raft
import Replica
import StateMachine
import Units
import Workload

/// Something that somebody wants done or known, until it is.
struct Ask {
  enum Owner {
    case setup
    case open(worker: Int)
    case report(worker: Int, token: RecordID)
    /// Of the closed loop.
    case process(Int, Wish)
    /// Of the open loop, or a last look: nobody waits for it.
    case alone(Wish)
    case events(subscriber: Int)
  }

  enum Request {
    case command(Command)
    case query(Query, ReadConsistency)
  }

  var request: Request
  var owner: Owner
  /// Its number in the recording.
  var call: Int?
  /// Whom to ask next; nil for anybody.
  var target: Int?
  var isDone = false
  /// How often it was given to a node.
  var tries = 0
  /// How often an answer got lost that may have been one.
  var losses: UInt32 = 0
  /// What was committed when it was given to a node last: a linearizable read begins there, or later.
  var known = LogIndex.zero
  var asked: Monotonic
}

extension Simulation {
  func ask(_ command: Command, _ owner: Ask.Owner) {
    ask(Ask(request: .command(command), owner: owner, asked: now))
  }

  func ask(_ ask: Ask) {
    report.statistics.calls += 1
    clients.asks.append(ask)
    queue.add(.client(.ask(clients.asks.count - 1)), at: now)
  }

  func submit(_ number: Int) {
    guard !clients.asks[number].isDone else { return }
    clients.asks[number].tries += 1
    if clients.asks[number].tries > 4_000 { return fail("ask \(number) is never answered") }
    var place = clients.asks[number].target ?? Int(random.clients.below(UInt64(nodes.count)))
    if random.clients.happens(100) { place = Int(random.clients.below(UInt64(nodes.count))) }
    guard nodes[place].mind != nil else { return retry(number, nil) }
    nextCall += 1
    let call = CallID(nextCall)
    nodes[place].calls[call] = number
    clients.asks[number].known = oracle.commit
    switch clients.asks[number].request {
    case .query(let query, let consistency): step(place, .query(call, query, consistency))
    case .command(let command): step(place, .command(call, command))
    }
  }

  private func retry(_ number: Int, _ target: Int?) {
    clients.asks[number].target = target
    queue.add(.client(.ask(number)), at: now + .milliseconds(Int64(random.clients.draw(2...30))))
  }

  func hear(_ answer: CallAnswer, ask number: Int, from place: Int) {
    // Whoever has lost patience hears nothing.
    guard !clients.asks[number].isDone else { return }
    switch answer {
    case .success(let bytes, let index, _): succeeded(number, bytes, index)
    case .failure(let failure, let index, _): refused(number, failure, index)
    case .notLeader(let leader): retry(number, leader.flatMap { self.place(of: $0) })
    case .lost: lost(number)
    }
  }

  private func lost(_ number: Int) {
    clients.asks[number].losses += 1
    switch clients.asks[number].owner {
    case .process, .alone: finish(number, .unknown)
    case .setup, .open, .report, .events: retry(number, nil)
    }
  }

  /// Nobody waits for it any more; it may happen all the same.
  func loseHeart(_ number: Int) {
    guard !clients.asks[number].isDone else { return }
    finish(number, .unknown)
  }

  private func succeeded(_ number: Int, _ bytes: Bytes, _ index: LogIndex) {
    report.statistics.answered += 1
    if case .query(_, .linearizable) = clients.asks[number].request,
      index < clients.asks[number].known
    {
      fail(
        "ask \(number) reads at \(index), and \(clients.asks[number].known) was committed before")
    }
    switch clients.asks[number].owner {
    case .setup: clients.asks[number].isDone = true
    case .open(let worker):
      let session = Orders.session(of: bytes)
      finish(number, session.map { .acknowledged(.session($0)) } ?? .unknown, index)
      opened(worker, bytes)
    case .report(let worker, let token):
      let state = Orders.state(of: bytes, clients.asks[number].request)
      if state == nil { fail("a worker's word was answered \(bytes)") }
      finish(number, state.map { .acknowledged(.state($0)) } ?? .unknown, index)
      clients.workers[worker].leases.removeAll { $0.token == token }
      clients.workers[worker].completed += 1
    case .process(_, let wish), .alone(let wish):
      guard let answer = wish.answer(bytes) else {
        return fail("\(wish.operation) was answered \(bytes)")
      }
      if !wish.key.isEmpty {
        let first = clients.firstAnswers[wish.key] ?? bytes
        if first != bytes { fail("key '\(wish.key)' was answered \(first), and now \(bytes)") }
        clients.firstAnswers[wish.key] = first
      }
      finish(number, .acknowledged(answer), index)
    case .events(let subscriber):
      clients.asks[number].isDone = true
      received(bytes, by: subscriber)
    }
  }

  private func refused(_ number: Int, _ failure: Failure, _ index: LogIndex) {
    switch clients.asks[number].owner {
    case .process, .alone: finish(number, Wish.outcome(of: failure), index)
    case .setup, .open, .events:
      switch failure.code {
      case .unavailable, .resourceExhausted: retry(number, nil)
      default: fail("ask \(number) is refused: \(failure)")
      }
    case .report(let worker, let token):
      switch failure.code {
      case .unavailable, .resourceExhausted: retry(number, nil)
      default:
        // The lease was lost or taken back; the worker had let go of it, or has now.
        finish(number, Wish.outcome(of: failure), index)
        clients.workers[worker].leases.removeAll { $0.token == token }
      }
    }
  }

  /// It is known what became of it, or it will never be.
  private func finish(
    _ number: Int, _ outcome: History.Outcome<Answer>, _ index: LogIndex = .zero
  ) {
    clients.asks[number].isDone = true
    if let call = clients.asks[number].call {
      clients.recording.end(
        call, outcome, index: index, tries: clients.asks[number].losses + 1, at: stamp)
    }
    guard case .process(let place, let wish) = clients.asks[number].owner else { return }
    clients.workload.heard(place, wish, outcome)
    queue.add(.client(.process(place)), at: now + clients.workload.think())
  }

  // MARK: The workload

  func act(process place: Int) {
    guard !clients.isClosing else { return }
    begin(clients.workload.next(place), .process(place))
  }

  func arrive() {
    guard !clients.isClosing else { return }
    queue.add(.client(.arrival), at: now + clients.workload.gap())
    // Now and then many at once.
    let count = random.clients.happens(100) ? random.clients.draw(2...10) : 1
    for _ in 0..<count { begin(clients.workload.arrival(), .arrival) }
  }

  enum Caller {
    case process(Int)
    case arrival
    case look
  }

  /// Sends a wish, and writes down that it was sent.
  func begin(_ wish: Wish, _ caller: Caller) {
    let process: UInt32
    let owner: Ask.Owner
    switch caller {
    case .process(let place):
      process = clients.workload.processes[place].number
      owner = .process(place, wish)
    case .arrival, .look:
      process = clients.workload.openProcess
      owner = .alone(wish)
    }
    let call = clients.recording.begin(wish.operation, key: wish.key, process: process, at: stamp)
    ask(Ask(request: Orders.request(wish, process), owner: owner, call: call, asked: now))
    if case .look = caller { return }
    queue.add(
      .client(.patience(clients.asks.count - 1)), at: now + clients.workload.patience())
  }
}
