import Messages
import Testing
import Units

@testable import StateMachine

/// A worker's word on an attempt that is over: the repeat of the word that ended it is answered as
/// the first time, and any other is refused, whatever the attempt came to.
@Suite struct LateWordTests {
  /// What ends the attempt of one execution, with two attempts at most.
  enum End: CaseIterable, CustomTestStringConvertible {
    case complete, tooLarge, completeAfterTimeout, completeAfterCancel
    case fail, failMemory, failInterrupted, failSnoozed, failAfterTimeout, failAfterCancel
    case sessionLost, sessionClosed, silentAfterTimeout, lostAfterTimeout, lostAfterCancel
    case neverReceived

    var testDescription: String { "\(self)" }

    /// The word that ends it, and what it makes of the execution.
    var word: (CommandKind?, ExecutionState) {
      switch self {
      case .complete, .completeAfterCancel: (.complete, .completed)
      case .tooLarge: (.complete, .failed)
      case .completeAfterTimeout: (.complete, .delayed)
      case .fail, .failMemory, .failSnoozed, .failAfterTimeout, .failInterrupted: (.fail, .delayed)
      case .failAfterCancel: (.fail, .cancelled)
      case .sessionLost, .sessionClosed, .silentAfterTimeout, .lostAfterTimeout: (nil, .delayed)
      case .lostAfterCancel: (nil, .cancelled)
      case .neverReceived: (nil, .delayed)
      }
    }
  }

  static func run(_ end: End, _ grant: Grant, _ bed: inout Bed) {
    switch end {
    case .completeAfterTimeout, .failAfterTimeout, .silentAfterTimeout, .lostAfterTimeout:
      bed.tick(after: grant.timeout + .seconds(1))
    case .completeAfterCancel, .failAfterCancel, .lostAfterCancel:
      bed.one(.cancelExecution, CancelExecutionRequest(execution: grant.execution.text))
    default: break
    }
    switch end {
    case .complete, .completeAfterCancel, .completeAfterTimeout: bed.complete(grant)
    case .tooLarge:
      bed.complete(grant) {
        $0.result = Bytes(repeating: 0x31, count: Int(MachineSettings().resultLimit) + 1)
      }
    case .fail: bed.fail(grant)
    case .failMemory: bed.fail(grant, .memory)
    case .failInterrupted: bed.fail(grant, .interrupted)
    case .failSnoozed: bed.fail(grant, .snoozed)
    case .failAfterTimeout: bed.fail(grant, .timeout)
    case .failAfterCancel: bed.fail(grant, .cancelled)
    case .sessionLost, .lostAfterTimeout, .lostAfterCancel:
      bed.own(.sessionLost, SessionLostCommand(session: grant.session, term: bed.term).encoded())
    case .sessionClosed:
      bed.one(
        .closeSession, CloseSessionRequest(session: grant.session.text), session: grant.session)
    case .silentAfterTimeout: bed.tick(after: .hours(1))
    case .neverReceived:
      bed.own(
        .returnLeases,
        ReturnCommand(leases: [LeaseName(execution: grant.execution, token: grant.token)])
          .encoded())
    }
  }

  @Test(arguments: End.allCases) func onlyItsOwnRepeatIsAnswered(_ end: End) throws {
    var bed = Bed()
    bed.own(.raiseVersion, RaiseVersionCommand(AttemptEnd.firstVersion).encoded())
    _ = bed.job("a")
    _ = bed.enqueue("a")
    let grant = try #require(bed.dispatch([bed.session()]).first)
    LateWordTests.run(end, grant, &bed)
    let failed = bed.output.outcomes.filter { !$0.isSuccess }
    #expect(failed.isEmpty, "\(failed)")
    let digests = (bed.machine.counts, bed.store)
    let (word, state) = end.word
    for kind in [CommandKind.complete, .fail] {
      let late = kind == .complete ? bed.complete(grant) : bed.fail(grant)
      guard case .deferred(let deferred) = late else {
        Issue.record("a late \(kind) was taken: \(late)")
        continue
      }
      let answer = deferred.resolve(deferred.reads.map(bed.read))
      guard kind == word else {
        let reason: Reason = end == .neverReceived ? .tokenStale : .leaseLost
        #expect(answer.reason == reason, "a late \(kind): \(answer)")
        continue
      }
      let told =
        kind == .complete
        ? answer.message(CompleteExecutionResponse.self)?.state
        : answer.message(FailExecutionResponse.self)?.state
      #expect(told == Rendering.state(state), "the repeated \(kind): \(answer)")
    }
    #expect(bed.machine.counts == digests.0)
    // The answers of idempotent calls aside, nothing is written.
    #expect(bed.store.count == digests.1.count)
  }

  /// What an older machine version wrote does not say what ended it: an end that something else can
  /// bring about, too, refuses a late Complete.
  @Test(arguments: End.allCases) func attemptsOfTheFirstVersion(_ end: End) throws {
    var bed = Bed()
    _ = bed.job("a")
    _ = bed.enqueue("a")
    let grant = try #require(bed.dispatch([bed.session()]).first)
    LateWordTests.run(end, grant, &bed)
    guard case .deferred(let late) = bed.complete(grant) else {
      Issue.record("a late Complete was taken after \(end)")
      return
    }
    let isAnswered: Bool =
      switch end {
      case .complete, .completeAfterCancel: true
      case .completeAfterTimeout, .tooLarge: false
      case .fail, .failAfterTimeout, .silentAfterTimeout, .lostAfterTimeout: false
      case .failMemory, .failInterrupted, .failSnoozed, .failAfterCancel: false
      case .sessionLost, .sessionClosed, .lostAfterCancel, .neverReceived: false
      }
    #expect(late.resolve(late.reads.map(bed.read)).isSuccess == isAnswered)
  }

  /// Records of both versions are read alike, and the newer one is no longer.
  @Test func theRecordSaysWhoEndedIt() throws {
    for outcome in AttemptOutcome.allCases {
      for end in AttemptEnd.allCases {
        var record = AttemptRecord()
        record.number = 3
        record.outcome = outcome
        record.end = end
        #expect(AttemptRecord(record.encoded()) == record)
        var older = record
        older.end = .unknown
        #expect(older.encoded().count == record.encoded().count)
      }
    }
  }
}
