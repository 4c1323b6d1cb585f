internal import Checkers
internal import Client
internal import DequeModule
internal import GRPC
internal import Messages
internal import Units

/// A worker over the `Work` stream, without processes of its own: it records each lease, does one
/// thing to a resource that takes the fencing token, holds the lease for a while, and says that it is
/// done, again and again until that is taken or refused for good.
actor LabWorker {
  /// A lease that it knows of.
  private struct Held {
    var lease: Lease
    /// When it is done with it.
    var end: Monotonic
    /// Its word in the recording; nil before that was said.
    var call: Int?
    var tries: UInt32 = 0
    /// When to say it again, where it was refused for now.
    var again: Monotonic?
  }

  private let client: Client
  private let recorder: Recorder
  /// Of this life: another one is another process.
  private var process: UInt32
  private let name: String
  private let queue: String
  private let holding: Timeout
  /// It dies once in so long; zero: never. For the first time after a part of that, so that workers do
  /// not all die at one moment.
  private let dying: Timeout
  private let firstDeath: Timeout
  private let capacity: Int

  /// What a dead life of this worker had begun, and says long after: a process that was only slow, or cut
  /// off, and does not know that it is taken for dead.
  private struct Ghost {
    var lease: Lease
    var process: UInt32
    var due: Monotonic
  }

  private var session = ""
  /// How long the cluster keeps a session of which it hears nothing.
  private var ttl = Timeout.seconds(30)
  private var ghosts: Deque<Ghost> = []
  /// Their words, by number, in the recording.
  private var ghostCalls: [UInt64: Int] = [:]
  private var lastGrant: UInt64 = 0
  private var sequence: UInt64 = 0
  /// By the number of the word that ends it.
  private var leases: [UInt64: Held] = [:]
  /// Numbers of those that are still held, in the order in which they end: all are held equally long.
  private var running: Deque<UInt64> = []
  /// Numbers of those whose word was refused for now.
  private var waiting: Set<UInt64> = []
  private var stream: MessageStream?
  private var heard = Monotonic.zero
  private var addresses: [Address]

  init(
    _ client: Client, _ addresses: [Address], _ recorder: Recorder, name: String, queue: String,
    holding: Timeout, dying: Timeout, firstDeath: Timeout
  ) {
    self.client = client
    self.addresses = addresses
    self.recorder = recorder
    process = recorder.process()
    self.name = name
    self.queue = queue
    self.holding = holding
    self.dying = dying
    self.firstDeath = firstDeath
    capacity = holding > .zero ? 1_000 : 64
  }

  /// Works until the task is cancelled.
  func run() async {
    await withTaskGroup(of: Void.self) { group in
      group.addTask { await self.work() }
      group.addTask { await self.beat() }
      group.addTask { await self.finish() }
      if dying > .zero { group.addTask { await self.die() } }
      for await _ in group {}
    }
  }

  /// As a process dies: whatever it held is nobody's, what it said last may have been heard or not, and
  /// who comes in its place knows nothing of it.
  private func die() async {
    var pause = firstDeath
    while !Task.isCancelled {
      try? await Task.sleep(for: .microseconds(pause.microseconds))
      pause = dying
      guard !Task.isCancelled else { return }
      stream?.cancel()
      // What it still delivers was for the dead one.
      stream = nil
      for held in leases.sorted(by: { $0.key < $1.key }).map(\.value).prefix(LabWorker.mostGhosts)
      where held.call == nil {
        ghosts.append(Ghost(lease: held.lease, process: process, due: System.now + ttl * 2))
      }
      process = recorder.process()
      session = ""
      lastGrant = 0
      leases = [:]
      running = []
      waiting = []
    }
  }

  /// Of one life's leases, those that it speaks of after its death.
  private static let mostGhosts = 4

  /// What the dead do, and say, under tokens that are old by now: neither may be taken.
  private func haunt(_ now: Monotonic) {
    while stream != nil, !session.isEmpty, let ghost = ghosts.first, ghost.due <= now {
      ghosts.removeFirst()
      let execution = RecordID(text: ghost.lease.execution) ?? .none
      let token = RecordID(ghost.lease.token)
      recorder.effect(execution, token: token, process: ghost.process, at: now)
      sequence += 1
      ghostCalls[sequence] = recorder.begin(
        .report(execution: execution, token: token, isSuccess: true), process: ghost.process,
        at: now)
      say(ghost.lease, sequence)
    }
  }

  private func work() async {
    while !Task.isCancelled {
      var options = CallOptions()
      options.timeout = .zero
      heard = System.now
      let opened = client.stream(
        Methods.WorkerService.work.path, hello(), options, keepsOpen: true)
      stream = opened
      do {
        for try await bytes in opened { take(try WorkResponse(decoding: bytes), opened) }
      } catch {}
      opened.cancel()
      stream = nil
      try? await Task.sleep(for: .milliseconds(10))
    }
  }

  /// A node that says nothing for so long is as good as gone: the stream is opened elsewhere.
  private static let silence = Timeout.seconds(3)

  private func beat() async {
    while !Task.isCancelled {
      try? await Task.sleep(for: .milliseconds(500))
      send(.beat(WorkRequest.Beat(held: held)))
      if stream != nil, System.now - heard > LabWorker.silence {
        if let address = try? await client.preferredAddress(),
          let place = addresses.firstIndex(of: address)
        {
          try? await client.prefer(addresses[(place + 1) % addresses.count])
        }
        stream?.cancel()
      }
    }
  }

  private var held: [HeldLease] {
    leases.sorted { $0.key < $1.key }.map { _, held in
      HeldLease(
        execution: held.lease.execution, token: held.lease.token, ended: held.call != nil)
    }
  }

  private var unanswered: [UInt64] {
    leases.compactMap { $0.value.call == nil ? nil : $0.key }.sorted()
  }

  private func hello() -> Bytes {
    var hello = Hello()
    hello.name = name
    hello.queues = [queue]
    hello.anyHandler = true
    hello.capacity = UInt32(capacity)
    hello.session = session
    hello.lastGrant = lastGrant
    hello.held = held
    hello.unanswered = unanswered
    return WorkRequest(sequence: 0, lastGrant: lastGrant, message: .hello(hello)).encoded()
  }

  private func send(_ message: WorkRequest.Message, sequence: UInt64 = 0) {
    stream?.send(
      WorkRequest(sequence: sequence, lastGrant: lastGrant, message: message).encoded())
  }

  private func take(_ response: WorkResponse, _ opened: MessageStream) {
    // What a dead life's stream had in store is nobody's.
    guard opened === stream else { return }
    heard = System.now
    switch response.message {
    case .welcome(let welcome):
      ttl = welcome.ttl ?? ttl
      if welcome.session != session {
        session = welcome.session
        lastGrant = 0
      }
      for sequence in unanswered { complete(sequence) }
      credit()
    case .lease(let lease): begin(lease)
    case .results(let results):
      for result in results.results { answered(result) }
      credit()
    case .drain, .redirect, .beat, .cancel, nil: break
    }
  }

  private func begin(_ lease: Lease) {
    lastGrant = max(lastGrant, lease.grant)
    let now = System.now
    let (execution, token) = (RecordID(text: lease.execution) ?? .none, RecordID(lease.token))
    guard !leases.values.contains(where: { $0.lease.token == lease.token }) else { return }
    recorder.saw(
      .grant(execution: execution, token: token, attempt: lease.attempt), process: process, at: now)
    recorder.effect(execution, token: token, process: process, at: now)
    sequence += 1
    leases[sequence] = Held(lease: lease, end: now + holding)
    if holding > .zero { running.append(sequence) } else { end(sequence) }
  }

  /// Ends what was held for long enough, and says again what was refused for now.
  private func finish() async {
    while !Task.isCancelled {
      let now = System.now
      haunt(now)
      let due = waiting.filter { leases[$0]?.again.map { $0 <= now } ?? true }.sorted()
      for sequence in due {
        waiting.remove(sequence)
        if leases[sequence]?.again != nil { complete(sequence) }
      }
      while let sequence = running.first, leases[sequence].map({ $0.end <= now }) ?? true {
        running.removeFirst()
        end(sequence)
      }
      try? await Task.sleep(for: .milliseconds(5))
    }
  }

  private func end(_ sequence: UInt64) {
    guard let lease = leases[sequence]?.lease else { return }
    leases[sequence]?.call = recorder.begin(
      .report(
        execution: RecordID(text: lease.execution) ?? .none, token: RecordID(lease.token),
        isSuccess: true), process: process, at: System.now)
    complete(sequence)
  }

  private func complete(_ sequence: UInt64) {
    guard let lease = leases[sequence]?.lease else { return }
    leases[sequence]?.tries += 1
    leases[sequence]?.again = nil
    say(lease, sequence)
  }

  private func say(_ lease: Lease, _ sequence: UInt64) {
    var complete = Complete()
    complete.execution = lease.execution
    complete.token = lease.token
    complete.result = lease.payload
    complete.events = [EventDraft(name: LabNames.done, payload: lease.payload)]
    send(.complete(complete), sequence: sequence)
  }

  private func credit() {
    send(.credit(WorkRequest.Credit(count: UInt32(max(0, capacity - leases.count)))))
  }

  private func answered(_ result: WorkResponse.Result) {
    if let call = ghostCalls.removeValue(forKey: result.sequence) {
      return recorder.end(
        call, LabWorker.outcome(result, tries: 1), index: LogIndex(result.index), tries: 1,
        at: System.now)
    }
    guard let held = leases[result.sequence], let call = held.call else { return }
    if let error = result.error, error.isTransient {
      leases[result.sequence]?.again = System.now + (error.retryAfter ?? LabWorker.pause)
      waiting.insert(result.sequence)
      return
    }
    leases[result.sequence] = nil
    recorder.end(
      call, LabWorker.outcome(result, tries: held.tries), index: LogIndex(result.index),
      tries: max(held.tries, 1), at: System.now)
  }

  private static func outcome(
    _ result: WorkResponse.Result, tries: UInt32
  ) -> History.Outcome<Answer> {
    guard let error = result.error else { return .acknowledged(.state(.completed)) }
    if let refusal = Answer.Refusal(rawValue: error.reason) {
      return .acknowledged(.refused(refusal))
    }
    if error.isTransient { return .unknown }
    // A word that was sent before may have been taken, and its answer lost.
    return tries > 1 ? .unknown : .refused
  }

  /// Before a word is said again, where the node does not say when.
  private static let pause = Timeout.milliseconds(100)
}

extension ItemError {
  /// The same word may be taken later: a full disk, a node that has too much to do or does not lead. A
  /// lease is let go only where nothing can come of it any more.
  fileprivate var isTransient: Bool {
    switch UInt8(exactly: code).flatMap({ StatusCode(rawValue: $0) }) {
    case .unavailable, .aborted, .deadlineExceeded:
      reason != Reason.sessionExpired.rawValue && Answer.Refusal(rawValue: reason) == nil
    case .resourceExhausted:
      reason != Reason.resultTooLarge.rawValue && reason != Reason.payloadTooLarge.rawValue
    default: false
    }
  }
}
