import Sandbox
import Testing
import Units

@testable import Worker

@Suite struct AttemptTests {
  @Test func fetchesABundleOnceForAllWhoWait() {
    var table = Table.open()
    table.lease(5) { $0.bundle = "b" }
    #expect(table.actions == [.fetch(bundle: "b")])
    table.lease(6) { $0.bundle = "b" }
    #expect(table.actions.isEmpty)
    table.step(.bundleReady("b"))
    #expect(Set(table.started) == [5, 6])
  }

  @Test func triesABundleAgainButNotADamagedOne() {
    var table = Table.open()
    table.lease(5) { $0.bundle = "b" }
    table.step(.bundleFailed("b", message: "no route", isFinal: false))
    #expect(table.endings.isEmpty)
    table.run(200)
    #expect(table.actions.contains(.fetch(bundle: "b")))
    table.step(.bundleFailed("b", message: "hash differs", isFinal: true))
    #expect(table.endings.first?.failure?.reason == "BUNDLE_CORRUPT")
    #expect(table.credit == 2)
  }

  /// Only the newest was to ask again, and with it gone the others waited for ever.
  @Test(arguments: [5, 6] as [UInt64])
  func fetchesAgainForWhoeverIsLeft(_ gone: UInt64) {
    var table = Table.open(capacity: 3)
    table.lease(5) { $0.bundle = "b" }
    table.lease(6) { $0.bundle = "b" }
    table.step(.bundleFailed("b", message: "no route", isFinal: false))
    table.step(.cancel(token: gone, reason: "", grace: nil, isVoid: true))
    table.run(200)
    #expect(table.actions.count { $0 == .fetch(bundle: "b") } == 1)
    table.step(.bundleReady("b"))
    #expect(table.started == [11 - gone])
  }

  @Test func cancelsWhileItFetches() {
    var table = Table.open()
    table.lease(5) { $0.bundle = "b" }
    table.step(.cancel(token: 5, reason: "by ada", grace: nil, isVoid: false))
    #expect(table.endings.first?.failure?.outcome == .cancelled)
    table.step(.bundleReady("b"))
    #expect(table.started.isEmpty)
  }

  /// reason, exit code, signal, last line of standard error; outcome and sentence.
  @Test(
    arguments: [
      (.exited, 3, 0, "", .failed, "the handler exited with 3"),
      (.exited, 1, 0, "ValueError: no", .failed, "ValueError: no"),
      (.exited, -1, 11, "", .failed, "the handler was ended by signal 11"),
      (.timedOut, -1, 15, "busy", .timeout, "it ran longer than 300s"),
      (.memory, -1, 9, "", .memory, "it took more memory than allowed"),
      (.cpu, -1, 24, "", .failed, "it took more processor time than allowed"),
      (.leaseLost, -1, 9, "", .interrupted, "the lease was not renewed in time"),
    ] as [(HandlerEnd, Int32, Int32, String, Outcome, String)])
  func saysHowItEnded(
    _ reason: HandlerEnd, _ code: Int32, _ signal: Int32, _ line: String, _ outcome: Outcome,
    _ sentence: String
  ) {
    var table = Table.open()
    table.lease(5)
    table.write(5, .error, line + "\n\n")
    table.end(5, reason, code: code, signal: signal)
    let failure = table.endings.first?.failure
    #expect(failure?.outcome == outcome)
    #expect(failure?.error == sentence)
    #expect(failure?.exitCode == (signal == 0 ? code : nil))
    #expect(table.actions.contains(.clear(token: 5)))
  }

  @Test func completesWithResultAndEvents() {
    var table = Table.open()
    table.lease(5)
    table.write(5, .result, "{\"n\":")
    table.write(5, .events, "{\"name\":\"vm.created\",\"key\":\"k\",\"pay")
    table.write(5, .events, "load\": {\"a\": [1, 2]} }\n\n")
    table.write(5, .result, "1}\n")
    table.end(5)
    let ending = table.endings.first
    #expect(ending?.failure == nil)
    #expect(ending?.result == Bytes("{\"n\":1}".utf8))
    let event = EmittedEvent(name: "vm.created", key: "k", payload: Bytes("{\"a\":[1,2]}".utf8))
    #expect(ending?.events == [event])
  }

  @Test(arguments: [
    ("nonsense", "", "not JSON"), ("", "{\"nam\":\"x\"}", "line 1 on descriptor 4"),
    ("", "{}\n", "is expected"), ("", "{\"name\":1}\n", "name is a text"),
    ("", "{\"progress\":101}\n", "from 0 to 100"),
  ])
  func failsWhereItsWordsAreWrong(_ result: String, _ events: String, _ sentence: String) {
    var table = Table.open()
    table.lease(5)
    table.write(5, .result, result)
    table.write(5, .events, events)
    table.end(5)
    #expect(table.endings.first?.failure?.error.contains(sentence) == true)
  }

  @Test func emitsNothingFromAFailedAttempt() {
    var table = Table.open()
    table.lease(5)
    table.write(5, .events, "{\"name\":\"vm.created\"}\n{\"retry_after\":1.5}\n")
    table.end(5, code: 1)
    #expect(table.endings.first?.events.isEmpty == true)
    #expect(table.endings.first?.failure?.wish == .retryAfter(.milliseconds(1_500)))
  }

  @Test func snoozesWhateverItsExitCode() {
    var table = Table.open()
    table.lease(5)
    table.write(5, .events, "{\"snooze\":60}")
    table.end(5)
    #expect(table.endings.first?.failure?.outcome == .snoozed)
    #expect(table.endings.first?.failure?.wish == .snooze(.seconds(60)))
  }

  @Test func failsWithAResultThatIsTooLarge() {
    var table = Table.open()
    table.lease(5)
    table.write(5, .result, "[")
    table.end(5, droppedResult: 9)
    #expect(table.endings.first?.failure?.reason == "RESULT_TOO_LARGE")
    #expect(table.endings.first?.result.isEmpty == true)
  }

  @Test func asksThenTellsOfACancel() {
    var table = Table.open()
    table.lease(5)
    table.step(.cancel(token: 5, reason: "by ada", grace: .seconds(3), isVoid: false))
    #expect(table.commands == [.terminate(attempt: 5, grace: .seconds(3))])
    #expect(table.endings.isEmpty)
    table.end(5, .terminated, code: 0)
    #expect(table.endings.first?.failure?.outcome == .cancelled)
    #expect(table.endings.first?.failure?.error == "by ada")
  }

  @Test func callsAServersTimeoutOne() {
    var table = Table.open()
    table.lease(5)
    table.step(.cancel(token: 5, reason: "timeout", grace: nil, isVoid: false))
    table.end(5, .terminated, code: -1, signal: 15)
    #expect(table.endings.first?.failure?.outcome == .timeout)
  }

  @Test func killsAVoidLeaseAtOnce() {
    var table = Table.open()
    table.lease(5)
    table.write(5, .output, "line\n")
    table.step(.cancel(token: 5, reason: "", grace: .seconds(9), isVoid: true))
    #expect(table.commands == [table.kill(5)])
    table.run(1_000)
    #expect(table.changes.isEmpty)
    table.end(5, .terminated)
    #expect(table.changes.isEmpty)
  }

  @Test func endsWhatShowsNoProgress() {
    var table = Table.open()
    table.lease(5) { $0.progressTimeout = .seconds(2) }
    table.run(1_500)
    table.write(5, .output, "alive\n")
    table.run(1_900)
    #expect(!table.commands.contains(.terminate(attempt: 5, grace: .seconds(10))))
    table.run(200)
    #expect(table.commands.contains(.terminate(attempt: 5, grace: .seconds(10))))
    table.end(5, .terminated)
    #expect(table.endings.first?.failure?.outcome == .timeout)
    #expect(table.endings.first?.failure?.reason == "NO_PROGRESS")
  }

  @Test func sendsLinesTogetherAndBeforeTheEnd() {
    var table = Table.open()
    table.lease(5)
    table.write(5, .output, "one\ntwo\nthr")
    #expect(table.lines.isEmpty)
    table.run(100)
    #expect(table.lines.map(\.text) == ["one", "two"])
    #expect(table.lines.map(\.offset) == [0, 4])
    table.write(5, .output, "ee")
    table.end(5)
    #expect(table.lines.map(\.text) == ["three"])
    #expect(table.lines.map(\.offset) == [8])
    guard case .log(let part) = table.changes.first, case .end = table.changes.last else {
      Issue.record("lines first, the end last: \(table.changes)")
      return
    }
    #expect(part.isLast)
  }

  @Test func keepsWithinTheBudgetThenTruncatesAndCounts() {
    var table = Table.open()
    table.lease(5)
    let line = String(repeating: "x", count: 1_023)
    for _ in 0..<600 { table.write(5, .output, line + "\n") }
    table.run(1_000)
    // 256 KiB on their way, 256 KiB waiting, the rest counted.
    #expect(table.state.logsOnTheWay == 256 << 10)
    #expect(table.state.attempts[0].log.dropped == (600 - 512) << 10)
    for sequence in 1...16 as ClosedRange<UInt64> { table.answer(sequence) }
    table.write(5, .output, "after\n")
    table.end(5)
    #expect(table.lines.last?.text == "after")
    #expect(table.lines.last?.dropped == (600 - 512) << 10)
  }

  @Test func sendsTheNewestProgressOnly() {
    var table = Table.open()
    table.lease(5)
    table.write(5, .events, "{\"progress\":1}\n")
    #expect(table.changes.count == 1)
    table.write(5, .events, "{\"progress\":2}\n{\"progress\":3,\"message\":\"m\"}\n")
    #expect(table.changes.isEmpty)
    table.answer(1)
    #expect(
      table.changes == [.progress(execution: "E5", token: 5, Progress(percent: 3, message: "m"))])
  }

  @Test func saysAnEndAgainThatWasRefusedForNow() {
    var table = Table.open()
    table.lease(5)
    table.end(5)
    table.answer(1, WorkerInput.Refusal(code: 14, reason: "NO_LEADER", message: ""))
    #expect(table.endings.isEmpty)
    table.run(200)
    #expect(table.endings.map(\.token) == [5])
    #expect(table.messages.first?.sequence == 1)
  }

  @Test func failsWhereItsEndIsRefused() {
    var table = Table.open()
    table.lease(5)
    table.write(5, .events, "{\"name\":\"no.such\"}\n")
    table.end(5)
    table.answer(1, WorkerInput.Refusal(code: 9, reason: "EVENT_UNDECLARED", message: "no.such"))
    #expect(table.endings.first?.failure?.reason == "EVENT_UNDECLARED")
    #expect(table.endings.first?.events.isEmpty == true)
    table.answer(2, WorkerInput.Refusal(code: 3, reason: "FIELD_INVALID", message: "?"))
    #expect(table.endings.isEmpty)
    #expect(table.state.attempts.isEmpty)
  }

  @Test func forgetsAnEndUnderAStaleToken() {
    var table = Table.open()
    table.lease(5)
    table.end(5)
    table.answer(1, WorkerInput.Refusal(code: 9, reason: "TOKEN_STALE", message: ""))
    #expect(table.changes.isEmpty)
    #expect(table.state.attempts.isEmpty)
  }

  @Test func losesWhatDiedWithItsSupervisor() {
    var table = Table.open()
    table.lease(5)
    table.step(.supervisorEnded)
    #expect(table.actions.contains(.restartSupervisor))
    // Not before nothing of it runs for certain.
    #expect(table.endings.isEmpty)
    table.step(.report(.ready(enforced: [], unenforced: [])))
    #expect(table.endings.first?.failure?.outcome == .lost)
    #expect(table.commands.first == .lease(until: table.state.leaseUntil))
  }

  @Test func refusesWhatTheHostCannotEnforceWhereDemanded() {
    var table = Table.open()
    table.lease(5) { $0.isStrict = true }
    #expect(table.started.isEmpty)
    #expect(table.endings.first?.failure?.reason == "ISOLATION")
  }
}
