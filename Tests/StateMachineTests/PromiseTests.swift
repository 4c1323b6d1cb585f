import Messages
import Testing
import Units

@testable import StateMachine

@Suite struct PromiseTests {
  @Test func repeatsAreAnsweredAsTheFirstTime() {
    var bed = Bed()
    _ = bed.job("a")
    let request = EnqueueRequest(job: "a")
    let first = bed.one(.enqueue, request, key: "k")
    #expect(first.isSuccess)
    let again = bed.one(.enqueue, request, key: "k")
    guard case .deferred(let deferred) = again else {
      Issue.record("not told as a repeat: \(again)")
      return
    }
    #expect(deferred.resolve(deferred.reads.map(bed.read)) == first)
    #expect(
      bed.one(.enqueue, EnqueueRequest(job: "a", priority: 1), key: "k").reason
        == .idempotencyKeyReused)
    #expect(bed.machine.counts.created == 1)
  }

  @Test func aDueTimeIsDecidedOnceAndNeverByOldInputs() throws {
    var bed = Bed()
    _ = bed.job("a") { $0.schedule = "* * * * *" }
    let schedule = try #require(bed.machine.uncomputedSchedules().first)
    let next = bed.clock + .seconds(60)
    func due(_ number: UInt64) -> Bytes {
      let item = NextDue(
        schedule: schedule.id, number: number, decided: schedule.decided, next: next)
      return NextDueCommand(zones: bed.machine.zones.hash, items: [item]).encoded()
    }
    bed.own(.setNextDue, due(schedule.number + 1))
    #expect(bed.machine.schedule(schedule.id)?.next == nil)
    bed.own(.setNextDue, due(schedule.number))
    #expect(bed.machine.schedule(schedule.id)?.next == next)
    func fire(_ number: UInt64, _ zones: Hash128) -> Bytes {
      FireCommand(
        schedule: schedule.id, number: number, zones: zones, due: next, through: next, count: 1,
        next: next + .seconds(60)
      ).encoded()
    }
    bed.own(.fire, fire(schedule.number, .zero))
    #expect(bed.machine.counts.created == 0, "fired before its time")
    bed.tick(after: .seconds(61))
    bed.own(.fire, fire(schedule.number + 1, .zero))
    bed.own(.fire, fire(schedule.number, Hash128(high: 1, low: 1)))
    #expect(bed.machine.counts.created == 0, "fired by old inputs")
    bed.own(.fire, fire(schedule.number, .zero))
    bed.own(.fire, fire(schedule.number, .zero))
    #expect(bed.machine.counts.created == 1)
    #expect(bed.machine.schedule(schedule.id)?.fired == 1)
  }

  @Test func aStaleTokenChangesNothingAndItsOwnRepeatIsAnswered() throws {
    var bed = Bed()
    _ = bed.job("a")
    _ = bed.enqueue("a")
    let session = bed.session()
    let grant = try #require(bed.dispatch([session]).first)
    #expect(bed.complete(grant).isSuccess)
    guard case .deferred(let repeated) = bed.complete(grant) else {
      Issue.record("a repeated completion was applied")
      return
    }
    #expect(repeated.resolve(repeated.reads.map(bed.read)).isSuccess)
    var stranger = grant
    stranger.token = RecordID(grant.token.rawValue + 1)
    guard case .deferred(let stale) = bed.complete(stranger) else {
      Issue.record("a stale token was taken")
      return
    }
    #expect(stale.resolve(stale.reads.map(bed.read)).reason == .tokenStale)
  }

  @Test func hostileBytesNeverTrap() {
    var bed = Bed()
    _ = bed.job("a")
    _ = bed.enqueue("a")
    var random = SeededGenerator(seed: 7)
    for kind in CommandKind.allCases {
      for _ in 0..<40 {
        let body = (0..<random.below(40)).map { _ in UInt8(truncatingIfNeeded: random.next()) }
        bed.own(kind, body)
      }
    }
    #expect(bed.machine.counts.created >= 1)
  }

  @Test func theHashIsSHA256() {
    #expect(
      ContentHash(of: Bytes("abc".utf8)).description
        == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    #expect(
      ContentHash(of: []).description
        == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
  }

  @Test func completingPublishesAndListenersStartInOneEntry() throws {
    var bed = Bed()
    let manifest =
      #"{"name":"m","capabilities":{"jobs":{"handlers":[{"name":"sync","handler":"s.py"}]},"#
      + #""events":{"listeners":[{"event":"vm.*","handler":"on.py"}]}}}"#
    let applied = bed.one(
      .applyModule, ApplyModuleRequest(manifest: Bytes(manifest.utf8), enable: true))
    #expect(applied.isSuccess, "\(applied)")
    _ = bed.enqueue("sync")
    let grant = try #require(bed.dispatch([bed.session()]).first)
    let before = bed.machine.counts.created
    let bad = bed.complete(grant) {
      $0.events = [EventDraft(name: "vm.created"), EventDraft(name: "?")]
    }
    #expect(bad.reason == .nameInvalid)
    #expect(bed.machine.counts.created == before && bed.output.changes.isEmpty)
    #expect(bed.complete(grant) { $0.events = [EventDraft(name: "vm.created")] }.isSuccess)
    #expect(bed.machine.counts.created == before + 1)
    #expect(
      bed.query(.listEvents, ListEventsRequest(name: "vm.*")).message(ListEventsResponse.self)?
        .events.count == 1)
    let listed = bed.query(.listExecutions, ListExecutionsRequest(filter: "state = COMPLETED"))
    #expect(listed.message(ListExecutionsResponse.self)?.executions.count == 1)
    let got = bed.query(.getExecution, GetExecutionRequest(execution: grant.execution.text))
    #expect(got.message(Execution.self)?.attempts.count == 1)
    let unknown = manifest.replacing(
      "\"handler\":\"s.py\"", with: "\"handler\":\"s.py\",\"cron\":\"x\"")
    let refused = bed.one(.applyModule, ApplyModuleRequest(manifest: Bytes(unknown.utf8)))
    guard case .failure(let failure) = refused else {
      Issue.record("an unknown member was taken")
      return
    }
    #expect(failure.message.contains("/capabilities/jobs/handlers/0/cron"))
  }
}
