import Messages
import Sandbox
import Testing
import Units

@testable import Worker

/// A `WorkerState` under virtual time: milliseconds from zero, and what it wanted done.
struct Table {
  var state: WorkerState
  var now = Monotonic(nanoseconds: 1_000_000_000)
  /// Of the last step.
  var actions: [WorkerAction] = []

  init(capacity: Int = 2) {
    var settings = WorkerState.Settings()
    settings.capacity = capacity
    state = WorkerState(settings: settings)
  }

  /// Ready, welcomed by session `s1` with a TTL of nine seconds.
  static func open(capacity: Int = 2) -> Table {
    var table = Table(capacity: capacity)
    table.step(.report(.ready(enforced: [], unenforced: ["network"])))
    table.welcome()
    return table
  }

  mutating func step(_ input: WorkerInput) {
    actions = state.step(input, now: now, wall: Instant(microseconds: 7))
  }

  mutating func pass(_ milliseconds: Int64) {
    now = now + .milliseconds(milliseconds)
    step(.tick)
  }

  /// Lets time pass, tick by tick as the state wants it, and gathers what is done.
  mutating func run(_ milliseconds: Int64) {
    let end = now + .milliseconds(milliseconds)
    var all: [WorkerAction] = []
    var steps = 0
    while state.wakeUp <= end {
      steps += 1
      precondition(steps < 10_000, "the state wakes up again and again at \(now)")
      now = max(now, state.wakeUp)
      step(.tick)
      all += actions
    }
    now = end
    step(.tick)
    actions = all + actions
  }

  mutating func welcome(
    _ session: String = "s1", held: Set<UInt64> = [], answered: UInt64 = 0, draining: Bool = false
  ) {
    step(
      .welcome(
        WorkerInput.Welcome(
          session: session, ttl: .seconds(9), stillHeld: held, lastAnswered: answered,
          isDraining: draining)))
  }

  mutating func lease(_ token: UInt64, _ change: (inout Grant) -> Void = { _ in }) {
    var grant = Grant(execution: "E\(token)", token: token, number: token)
    change(&grant)
    step(.lease(grant))
  }

  /// The handler's end, by itself unless told otherwise.
  mutating func end(
    _ token: UInt64, _ reason: HandlerEnd = .exited, code: Int32 = 0, signal: Int32 = 0,
    droppedResult: UInt64 = 0
  ) {
    step(
      .report(
        .ended(
          HandlerEnded(
            attempt: token, reason: reason, exitCode: code, signal: signal,
            droppedResult: droppedResult))))
  }

  mutating func write(_ token: UInt64, _ stream: HandlerStream, _ text: String) {
    step(
      .report(
        .output(
          attempt: token, stream: stream, offset: 0, at: Instant(microseconds: 5),
          bytes: Bytes(text.utf8))))
  }

  mutating func answer(_ sequence: UInt64, _ refusal: WorkerInput.Refusal? = nil) {
    step(.results([WorkerInput.ChangeResult(sequence: sequence, refusal: refusal)]))
  }

  // MARK: What was done

  var messages: [WorkerMessage] {
    actions.compactMap { if case .send(let message) = $0 { message } else { nil } }
  }

  var changes: [Change] {
    messages.compactMap { if case .change(let change) = $0.body { change } else { nil } }
  }

  var endings: [Ending] {
    changes.compactMap { if case .end(let ending) = $0 { ending } else { nil } }
  }

  var lines: [OutputLine] {
    changes.flatMap { if case .log(let part) = $0 { part.lines } else { [] as [OutputLine] } }
  }

  /// The last that was said.
  var credit: UInt32 {
    messages.reduce(0) { if case .credit(let count) = $1.body { count } else { $0 } }
  }

  var commands: [SupervisorCommand] {
    actions.compactMap { if case .command(let command) = $0 { command } else { nil } }
  }

  var started: [UInt64] {
    actions.compactMap { if case .start(let grant, _) = $0 { grant.token } else { nil } }
  }

  var hello: (session: String, held: [HeldLease], unanswered: [UInt64])? {
    for message in messages {
      if case .hello(let session, let held, let unanswered) = message.body {
        return (session, held, unanswered)
      }
    }
    return nil
  }

  var beats: [[HeldLease]] {
    messages.compactMap { if case .beat(let held) = $0.body { held } else { nil } }
  }

  func kill(_ token: UInt64) -> SupervisorCommand { .terminate(attempt: token, grace: .zero) }
}
