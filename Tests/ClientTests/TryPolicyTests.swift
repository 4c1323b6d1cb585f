import GRPC
import Messages
import Testing
import Units

@testable import Client

@Suite struct TryPolicyTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    var outcome: TryPolicy.Outcome
    var attempt = 1
    var elapsed = Timeout.seconds(3)
    var isRepeatable = false
    var left = Timeout.seconds(10)
    var verdict: TryPolicy.Verdict

    var testDescription: String { name }
  }

  static let first = Timeout.microseconds(20_000)

  static let cases: [Case] = [
    Case(
      name: "a call that never left goes elsewhere at once, whatever it is",
      outcome: .init(code: .unavailable, wasNotProcessed: true, isFromServer: false),
      verdict: .elsewhere(after: .zero)),
    Case(
      name: "the second time it waits",
      outcome: .init(code: .unavailable, wasNotProcessed: true, isFromServer: false), attempt: 2,
      verdict: .elsewhere(after: .microseconds(32_000))),
    Case(
      name: "a write without a key whose connection broke may have happened",
      outcome: .init(code: .unavailable, isFromServer: false), verdict: .giveUp),
    Case(
      name: "with a key it is sent again",
      outcome: .init(code: .unavailable, isFromServer: false), isRepeatable: true,
      verdict: .elsewhere(after: first)),
    Case(
      name: "no leader: certainly not proposed",
      outcome: .init(code: .unavailable, reason: .noLeader), verdict: .elsewhere(after: first)),
    Case(
      name: "the server's delay counts, not ours",
      outcome: .init(code: .unavailable, reason: .noLeader, retryAfter: .milliseconds(7)),
      verdict: .elsewhere(after: .milliseconds(7))),
    Case(
      name: "outcome unknown, no key",
      outcome: .init(code: .unavailable, reason: .leaderChanged, isOutcomeUnknown: true),
      verdict: .giveUp),
    Case(
      name: "even under a reason that sounds harmless",
      outcome: .init(code: .unavailable, reason: .notReady, isOutcomeUnknown: true),
      verdict: .giveUp),
    Case(
      name: "outcome unknown with a key",
      outcome: .init(code: .unavailable, reason: .leaderChanged, isOutcomeUnknown: true),
      isRepeatable: true, verdict: .elsewhere(after: first)),
    Case(
      name: "full: again where the server says when",
      outcome: .init(code: .resourceExhausted, retryAfter: .milliseconds(50)),
      verdict: .again(after: .milliseconds(50))),
    Case(
      name: "full without a hint is an answer",
      outcome: .init(code: .resourceExhausted), isRepeatable: true, verdict: .giveUp),
    Case(
      name: "a refusal is an answer", outcome: .init(code: .invalidArgument), isRepeatable: true,
      verdict: .giveUp),
    Case(
      name: "a server's own INTERNAL is an answer", outcome: .init(code: .internal),
      isRepeatable: true, verdict: .giveUp),
    Case(
      name: "the fifth try was the last",
      outcome: .init(code: .unavailable, wasNotProcessed: true, isFromServer: false), attempt: 5,
      verdict: .giveUp),
    Case(
      name: "not within the first two seconds: nobody had begun it",
      outcome: .init(code: .unavailable, wasNotProcessed: true, isFromServer: false), attempt: 20,
      elapsed: .milliseconds(1_900), verdict: .elsewhere(after: .milliseconds(200))),
    Case(
      name: "nor where a server has said so",
      outcome: .init(code: .unavailable, reason: .shuttingDown), attempt: 5,
      elapsed: .milliseconds(300), verdict: .elsewhere(after: .microseconds(131_072))),
    Case(
      name: "what may have been begun is tried five times, however soon",
      outcome: .init(code: .unavailable, isFromServer: false), attempt: 5,
      elapsed: .milliseconds(300), isRepeatable: true, verdict: .giveUp),
    Case(
      name: "no time left for the wait",
      outcome: .init(code: .unavailable, reason: .noLeader, retryAfter: .seconds(11)),
      verdict: .giveUp),
  ]

  @Test(arguments: cases) func verdict(of test: Case) {
    let verdict = TryPolicy().verdict(
      test.outcome, attempt: test.attempt, elapsed: test.elapsed,
      isRepeatable: test.isRepeatable, left: test.left, jitter: 500)
    #expect(verdict == test.verdict)
  }

  @Test func backoffGrowsAndStaysWithinItsBounds() {
    var policy = TryPolicy()
    policy.attempts = 100
    var last = Timeout.zero
    for attempt in 1...40 {
      for jitter in [Int64(0), 500, 1_000] {
        let verdict = policy.verdict(
          .init(code: .unavailable, isFromServer: false), attempt: attempt, elapsed: .zero,
          isRepeatable: true, left: .hours(1), jitter: jitter)
        guard case .elsewhere(let wait) = verdict else {
          Issue.record("try \(attempt) gave up")
          return
        }
        #expect(wait > .zero && wait <= .milliseconds(2_400))
        if jitter == 500 {
          #expect(wait >= last)
          last = wait
        }
      }
    }
    #expect(last == policy.maxBackoff)
  }
}
