import Messages
import Sandbox
import Units

/// Everything that a worker decides: what it says next, what it says again, what runs and what is
/// killed. A value without clock, thread or socket: inputs go in, actions come out.
///
/// Invariants:
/// - Every attempt that may run on this host is in `attempts`, and every beat and `Hello` lists it.
/// - A change that was said and not answered is in `changes`, in the order of its sequence.
/// - The supervisor's lease never reaches beyond TTL after the *sending* of a message that the
///   cluster confirmed.
struct WorkerState: Sendable {
  struct Settings: Sendable {
    /// Attempts at once.
    var capacity = 4
    /// Without a `Welcome` for so long, another address is tried.
    var welcomeTimeout = Timeout.seconds(2)
    var firstBackoff = Timeout.milliseconds(20)
    var longestBackoff = Timeout.seconds(1)
    /// Lines wait at most so long for others to go with them.
    var logDelay = Timeout.milliseconds(100)
    /// Bytes of lines that go together.
    var logPart: UInt64 = 16 << 10
    /// Bytes of lines on their way, unless the server says otherwise.
    var logBudget: UInt64 = 256 << 10
    /// Before a change or a bundle is tried again that was refused for the time being.
    var retryDelay = Timeout.milliseconds(200)
    /// While more changes than that are unanswered, no more leases are asked for.
    var mostChanges = 1_024
  }

  enum Link: Hashable, Sendable {
    /// The supervisor is not ready yet.
    case waiting
    case backingOff(until: Monotonic)
    /// `Hello` was sent then.
    case greeting(since: Monotonic)
    case open
    case finished
  }

  struct Attempt: Sendable {
    enum Phase: Hashable, Sendable {
      /// Waits for its bundle; again from then on where fetching failed.
      case fetching(again: Monotonic)
      /// Handed to the supervisor.
      case running
      /// Nothing of it runs; its end is among the changes.
      case ended
    }

    /// Who ended it, where the handler did not.
    enum Stop: Hashable, Sendable {
      case cancelled(String)
      case drained
      case noProgress
      /// Not this worker's any more: nothing is reported.
      case void
    }

    let grant: Grant
    var phase: Phase
    let deadline: Monotonic
    var stop: Stop?
    var log = AttemptLog()
    var words = HandlerWords()
    /// A progress message is on its way; the next one waits for its answer.
    var isProgressOpen = false
    var lastSign: Monotonic
  }

  struct OpenChange: Sendable {
    var sequence: UInt64
    var change: Change
    /// Not before; zero: sent already.
    var again = Monotonic.zero
  }

  let settings: Settings
  var link = Link.waiting
  var session = ""
  var ttl = Timeout.seconds(10)
  var lastGrant: UInt64 = 0
  /// In the order of their grants.
  var attempts: [Attempt] = []
  var changes: [OpenChange] = []
  var nextSequence: UInt64 = 1
  /// What the server believes that there is room for.
  var knownCredit = 0
  var logBudget: UInt64
  /// Bytes of log parts among the changes.
  var logsOnTheWay: UInt64 = 0
  /// Beats that are not confirmed, oldest first.
  var beats: [(number: UInt64, sent: Monotonic)] = []
  var nextBeat: UInt64 = 1
  var beatAt = Monotonic.distantFuture
  var backoff: Timeout
  var drainUntil: Monotonic?
  /// That time has come.
  var isDrainOver = false
  /// What the supervisor was told last.
  var leaseUntil = Monotonic.zero
  /// What this host cannot enforce; nil while no supervisor is ready.
  var unenforced: [String]?

  init(settings: Settings = Settings()) {
    self.settings = settings
    backoff = settings.firstBackoff
    logBudget = settings.logBudget
  }

  /// What comes of an input. `now` never runs backwards; `wall` is only written down.
  mutating func step(_ input: WorkerInput, now: Monotonic, wall: Instant) -> [WorkerAction] {
    var actions: [WorkerAction] = []
    switch input {
    case .welcome(let welcome): self.welcome(welcome, now, &actions)
    case .lease(let grant): lease(grant, now, &actions)
    case .cancel(let token, let reason, let grace, let isVoid):
      cancel(token, reason, grace, isVoid, now, &actions)
    case .results(let results): for result in results { answer(result, now, &actions) }
    case .confirmed(let beat): confirm(beat, &actions)
    case .redirect(let address):
      actions.append(.prefer(address))
      actions.append(.disconnect)
      lose("the server names another address", .zero, now, &actions)
    case .closed(let reason, let isExpired): closed(reason, isExpired, now, &actions)
    case .report(let report): self.report(report, now, wall, &actions)
    case .supervisorEnded:
      unenforced = nil
      actions.append(.note("the supervisor is gone; another one is started"))
      actions.append(.restartSupervisor)
    case .bundleReady(let bundle): bundleReady(bundle, now, &actions)
    case .bundleFailed(let bundle, let message, let isFinal):
      bundleFailed(bundle, message, isFinal, now, &actions)
    case .drain(let until): drain(until, now, &actions)
    case .tick: break
    }
    keepTime(now, &actions)
    sendLogs(now, &actions)
    giveCredit(&actions)
    finishIfDrained(&actions)
    check()
    return actions
  }

  /// When `tick` is due if nothing else comes before.
  var wakeUp: Monotonic {
    var next = Monotonic.distantFuture
    func by(_ time: Monotonic) { next = min(next, time) }
    switch link {
    case .waiting, .finished: break
    case .backingOff(let until): by(until)
    case .greeting(let since): by(since + settings.welcomeTimeout)
    case .open:
      by(beatAt)
      if let oldest = beats.first { by(oldest.sent + patience) }
      for change in changes where change.again != .zero { by(change.again) }
      for attempt in attempts {
        if let oldest = attempt.log.oldest, logsOnTheWay < logBudget, attempt.phase == .running,
          attempt.stop != .void
        {
          by(oldest + settings.logDelay)
        }
        if case .fetching(let again) = attempt.phase { by(again) }
      }
    }
    for attempt in attempts where attempt.phase == .running && attempt.stop == nil {
      if attempt.grant.progressTimeout > .zero {
        by(attempt.lastSign + attempt.grant.progressTimeout)
      }
    }
    if let drainUntil, !isDrainOver { by(drainUntil) }
    return link == .finished ? .distantFuture : next
  }

  /// How long a beat may be unconfirmed before the stream is given up: there is time for another
  /// try at another node before the lease is over.
  var patience: Timeout { Timeout(microseconds: ttl.microseconds / 2) }

  var held: [HeldLease] {
    attempts.filter { $0.stop != .void }.map {
      HeldLease(
        execution: $0.grant.execution, token: $0.grant.token, ended: $0.phase == .ended)
    }
  }

  var running: [Int] { attempts.indices.filter { attempts[$0].phase != .ended } }

  func place(_ token: UInt64) -> Int? { attempts.firstIndex { $0.grant.token == token } }

  func message(_ body: WorkerMessage.Body, sequence: UInt64 = 0) -> WorkerMessage {
    WorkerMessage(sequence: sequence, lastGrant: lastGrant, body: body)
  }

  /// What must hold after each step.
  private func check() {
    assert(zip(changes, changes.dropFirst()).allSatisfy { $0.sequence < $1.sequence })
    assert(
      attempts.allSatisfy { attempt in
        attempt.phase != .ended
          || changes.contains { $0.change.isEnd && $0.change.token == attempt.grant.token }
      })
    assert(
      logsOnTheWay
        == changes.reduce(0) { sum, open in
          if case .log(let part) = open.change { sum + part.byteCount } else { sum }
        })
  }
}
