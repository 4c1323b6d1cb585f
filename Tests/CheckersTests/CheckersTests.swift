import Checkers
import Testing
import Units

/// Ids with little to type: the record at `index`.
func id(_ index: UInt64) -> RecordID { RecordID(index: LogIndex(index), position: 0) }

/// What a checker says of a history: its violations' texts, in order.
func texts(_ violations: [Violation]) -> [String] { violations.map(\.text) }

@Suite struct JobConservationTests {
  /// Three jobs: one done, one done at the second try, one that failed for good.
  static func good() -> History {
    var history = History()
    history.enqueues = [
      .init(marker: 1, outcome: .acknowledged(id(10))),
      .init(marker: 2, outcome: .unknown),
      .init(marker: 3, outcome: .acknowledged(id(30))),
      .init(marker: 4, outcome: .unknown),
      .init(marker: 5, outcome: .refused),
    ]
    history.finals = [
      .init(
        execution: id(10), marker: 1, state: .completed,
        attempts: [.init(number: 1, isSuccess: true)]),
      .init(
        execution: id(20), marker: 2, state: .completed,
        attempts: [.init(number: 1, isSuccess: false), .init(number: 2, isSuccess: true)]),
      .init(
        execution: id(30), marker: 3, state: .failed,
        attempts: [.init(number: 1, isSuccess: false)]),
    ]
    history.sightings = [
      .init(order: 1, execution: id(10), state: .running),
      .init(order: 2, execution: id(10), state: .completed),
    ]
    return history
  }

  struct Bad: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let says: String
    let spoil: @Sendable (inout History) -> Void

    init(_ name: String, says: String, _ spoil: @escaping @Sendable (inout History) -> Void) {
      testDescription = name
      self.says = says
      self.spoil = spoil
    }
  }

  static func report(_ index: UInt64, _ state: History.State) -> History.Report {
    .init(
      began: 1, ended: 2, execution: id(index), token: id(index + 1),
      isSuccess: state == .completed, outcome: .acknowledged(state))
  }

  @Test func aGoodHistoryPasses() {
    #expect(JobConservation().check(JobConservationTests.good()) == [])
  }

  /// Where all workers are in the history, nothing succeeds that none of them ran.
  @Test func whatSucceededWasRun() {
    var history = JobConservationTests.good()
    func check() -> [String] { texts(JobConservation(everyRunIsSeen: true).check(history)) }
    func run(_ index: UInt64) {
      history.effects.append(
        .init(execution: id(index), token: id(index + 1), isAccepted: true, worker: "1"))
    }
    run(10)
    #expect(check().count == 1)
    #expect(check().first?.contains("\(id(20)) succeeded, and no worker ran it") == true)
    run(20)
    #expect(check() == [])
  }

  /// A read that began before an end was known may be answered from before it, however late.
  @Test func aReadThatWasUnderWayMaySeeWhatWas() {
    var history = JobConservationTests.good()
    history.sightings.append(.init(began: 1, order: 3, execution: id(10), state: .running))
    // What sent an attempt back may be told again; it says nothing of the end.
    history.reports = [
      JobConservationTests.report(10, .completed), JobConservationTests.report(30, .pending),
    ]
    #expect(JobConservation().check(history) == [])
  }

  @Test(arguments: [
    Bad("lost acknowledgement", says: "acknowledged \(id(10)) of job 1 is lost") {
      $0.finals.removeFirst()
      $0.sightings = []
    },
    Bad("double run of one call", says: "job 2 is 2 executions") {
      $0.finals.append(.init(execution: id(21), marker: 2, state: .cancelled, attempts: []))
    },
    Bad(
      "another id than acknowledged", says: "job 1 was acknowledged as \(id(11)), it is \(id(10))"
    ) { $0.enqueues[0].outcome = .acknowledged(id(11)) },
    Bad("refused and done", says: "refused job 5 is execution \(id(50))") {
      $0.finals.append(.init(execution: id(50), marker: 5, state: .cancelled, attempts: []))
    },
    Bad("made up", says: "nobody asked for \(id(60)) of job 6") {
      $0.finals.append(.init(execution: id(60), marker: 6, state: .cancelled, attempts: []))
    },
    Bad("stuck", says: "\(id(30)) is still running") { $0.finals[2].state = .running },
    Bad("twice in the list", says: "execution \(id(30)) is there twice") {
      $0.finals[1].execution = id(30)
    },
    Bad("hole in the attempts", says: "attempt 3 of \(id(20)) stands at place 2") {
      $0.finals[1].attempts[1].number = 3
    },
    Bad("attempt after success", says: "\(id(20)) went on after attempt 1 succeeded") {
      $0.finals[1].attempts[0].isSuccess = true
    },
    Bad("success that counts for nothing", says: "\(id(10)) succeeded and is failed") {
      $0.finals[0].state = .failed
      $0.sightings = []
    },
    Bad("completed by nobody", says: "\(id(30)) is completed without a success") {
      $0.finals[2].state = .completed
    },
    Bad("risen from the dead", says: "\(id(10)) was completed, later running") {
      $0.sightings.append(.init(order: 3, execution: id(10), state: .running))
    },
    Bad("changed at last", says: "\(id(30)) was cancelled, at last failed") {
      $0.sightings.append(.init(order: 3, execution: id(30), state: .cancelled))
    },
    Bad(
      "lost report", says: "\(id(30)) was told to be completed under \(id(31)), at last failed"
    ) { $0.reports = [JobConservationTests.report(30, .completed)] },
    Bad(
      "report against the event",
      says: "\(id(30)) was told to be completed under \(id(31)), its event says failed"
    ) {
      $0.reports = [JobConservationTests.report(30, .completed)]
      $0.endings = [.init(execution: id(30), state: .failed, event: id(32))]
      $0.finals[2].state = .completed
      $0.finals[2].attempts[0].isSuccess = true
    },
    Bad(
      "reported and gone",
      says: "\(id(40)) was told to be failed under \(id(41)), and is lost"
    ) { $0.reports = [JobConservationTests.report(40, .failed)] },
    Bad("fired and gone", says: "\(id(70)), which 's' fired, is lost") {
      $0.decisions = [
        .init(
          schedule: "s", due: Instant(seconds: 1), kind: .execution(id(70)),
          decided: Instant(seconds: 1))
      ]
    },
  ])
  func aBadHistoryIsRefused(_ bad: Bad) {
    var history = JobConservationTests.good()
    bad.spoil(&history)
    #expect(texts(JobConservation().check(history)) == [bad.says])
  }
}

@Suite struct LeaseExclusionTests {
  typealias Bad = JobConservationTests.Bad

  /// A worker loses its lease; the next one ends the execution; the first one's word is refused, and
  /// a repetition of the second one's gets the first answer.
  static func good() -> History {
    var history = History()
    history.grants = [
      .init(order: 1, execution: id(10), token: id(11), worker: "a"),
      .init(order: 4, execution: id(10), token: id(20), worker: "b"),
    ]
    history.reports = [
      .init(
        began: 5, ended: 6, execution: id(10), token: id(11), isSuccess: true, outcome: .refused),
      .init(
        began: 7, ended: 8, execution: id(10), token: id(20), isSuccess: true, outcome: .unknown),
      .init(
        began: 9, ended: 10, execution: id(10), token: id(20), isSuccess: true,
        outcome: .acknowledged(.completed)),
    ]
    history.effects = [
      .init(execution: id(10), token: id(11), isAccepted: true),
      .init(execution: id(10), token: id(20), isAccepted: true),
      .init(execution: id(10), token: id(11), isAccepted: false),
    ]
    return history
  }

  @Test func aGoodHistoryPasses() {
    #expect(LeaseExclusion().check(LeaseExclusionTests.good()) == [])
  }

  /// A lease that did not arrive comes again under the attempt's number; one that nobody saw counts.
  @Test func attemptsMayBeGrantedTwiceAndUnseen() {
    var history = LeaseExclusionTests.good()
    history.grants[0].attempt = 3
    history.grants[1].attempt = 3
    history.finals = [
      .init(
        execution: id(10), marker: nil, state: .completed,
        attempts: (1...3).map { .init(number: $0, isSuccess: $0 == 3) })
    ]
    #expect(LeaseExclusion().check(history) == [])
  }

  @Test(arguments: [
    Bad("double grant", says: "token \(id(20)) is held by b and by c") {
      $0.grants.append(.init(order: 5, execution: id(10), token: id(20), worker: "c"))
    },
    Bad(
      "token from before the execution",
      says: "token \(id(9)) is no younger than execution \(id(10))"
    ) { $0.grants.append(.init(order: 3, execution: id(10), token: id(9), worker: "c")) },
    Bad("stale token taken", says: "\(id(10)) took token \(id(11)) after \(id(20)) was granted") {
      $0.reports[0].outcome = .acknowledged(.pending)
    },
    Bad("two ends", says: "\(id(10)) was ended under \(id(11)) and under \(id(20))") {
      $0.reports[0] = .init(
        began: 2, ended: 3, execution: id(10), token: id(11), isSuccess: true,
        outcome: .acknowledged(.completed))
      $0.grants = []
    },
    Bad("granted after its end", says: "\(id(10)) was granted again under \(id(30)) after its end")
    {
      $0.grants.append(.init(order: 11, execution: id(10), token: id(30), worker: "c"))
    },
    Bad("fence broken", says: "an effect of \(id(10)) with \(id(11)) was taken after \(id(20))") {
      $0.effects[2].isAccepted = true
    },
    Bad(
      "one token, two workers at work",
      says: "effects of \(id(10)) with \(id(20)) were taken from b and from c"
    ) {
      $0.effects = ["b", "c"].map {
        .init(execution: id(10), token: id(20), isAccepted: true, worker: $0)
      }
    },
    Bad("token of nobody", says: "\(id(10)) took token \(id(20)), granted to nobody before") {
      $0.grants.removeLast()
    },
    Bad(
      "token granted later",
      says: "\(id(10)) took token \(id(20)), granted to nobody before"
    ) { $0.grants[1].order = 12 },
    Bad(
      "attempts from nowhere",
      says: "\(id(10)) is at attempt 4 under \(id(20)), at last it had 2"
    ) {
      $0.grants[0].attempt = 1
      $0.grants[1].attempt = 4
      $0.finals = [
        .init(
          execution: id(10), marker: nil, state: .completed,
          attempts: [.init(number: 1, isSuccess: false), .init(number: 2, isSuccess: true)])
      ]
    },
  ])
  func aBadHistoryIsRefused(_ bad: Bad) {
    var history = LeaseExclusionTests.good()
    bad.spoil(&history)
    #expect(texts(LeaseExclusion().check(history)) == [bad.says])
  }
}

@Suite struct ScheduleExactnessTests {
  typealias Bad = JobConservationTests.Bad

  static func at(_ seconds: Int64) -> Instant { Instant(seconds: seconds) }

  /// Every ten seconds; from 30 to 60 nobody led, and one run stands for what was missed.
  static func good() -> History {
    var history = History()
    history.schedules = [
      .init(
        name: "s", due: [10, 20, 30, 40, 50, 60, 70].map(at), uncertain: [at(80)],
        lateness: .seconds(2), outages: [at(29)...at(61)])
    ]
    history.decisions = [
      .init(schedule: "s", due: at(10), kind: .execution(id(1)), decided: at(10)),
      .init(schedule: "s", due: at(20), kind: .skipped, decided: at(20)),
      .init(
        schedule: "s", first: at(30), last: at(60), count: 4, kind: .madeUp(id(2)), decided: at(62)),
      .init(schedule: "s", due: at(70), kind: .execution(id(3)), decided: at(71)),
    ]
    return history
  }

  @Test func aGoodHistoryPasses() {
    #expect(ScheduleExactness().check(ScheduleExactnessTests.good()) == [])
  }

  @Test(arguments: [
    Bad("never decided", says: "'s' never decided \(at(20))") { $0.decisions.remove(at: 1) },
    Bad("double fire", says: "'s' decided \(at(10)) 2 times") {
      $0.decisions.append(
        .init(schedule: "s", due: at(10), kind: .execution(id(9)), decided: at(11)))
    },
    Bad("fired and made up", says: "'s' decided \(at(40)) 2 times") {
      $0.decisions.append(
        .init(schedule: "s", due: at(40), kind: .execution(id(9)), decided: at(41)))
    },
    Bad("no due time", says: "'s' decided \(at(15)), which is no due time") {
      $0.decisions.append(
        .init(schedule: "s", due: at(15), kind: .execution(id(9)), decided: at(15)))
      $0.decisions[4].count = 0
    },
    Bad("early", says: "'s' fired \(at(70)) early, at \(at(69))") {
      $0.decisions[3].decided = at(69)
    },
    Bad("late", says: "'s' fired \(at(70)) late, at \(at(73))") {
      $0.decisions[3].decided = at(73)
    },
    Bad("miscounted", says: "'s' counts 3 from \(at(30)) to \(at(60)), there are 4") {
      $0.decisions[2].count = 3
    },
    Bad("missed without an outage", says: "'s' missed \(at(30)) without an outage") {
      $0.schedules[0].outages = []
      $0.decisions[2].decided = at(61)
    },
    Bad("one run for two", says: "\(id(1)) stands for \(at(10)) and for \(at(70))") {
      $0.decisions[3].kind = .execution(id(1))
    },
    Bad("no schedule", says: "'t' fired and is no schedule") {
      $0.decisions.append(
        .init(schedule: "t", due: at(10), kind: .execution(id(9)), decided: at(10)))
    },
    Bad("defined by nobody", says: "'u' fired, and nobody in the history defined it") {
      $0.untold = [.init(name: "u", why: .undefined)]
      $0.decisions.append(
        .init(schedule: "u", due: at(10), kind: .execution(id(9)), decided: at(10)))
    },
    Bad("untold, twice", says: "'u' decided \(at(20)) more than once") {
      $0.untold = [.init(name: "u", why: .uncertain)]
      $0.decisions += [
        .init(schedule: "u", due: at(20), kind: .execution(id(9)), decided: at(21)),
        .init(
          schedule: "u", first: at(10), last: at(30), count: 3, kind: .skipped, decided: at(31)),
      ]
    },
    Bad("late after an outage", says: "'s' fired \(at(60)) late, at \(at(64))") {
      $0.decisions[2].decided = at(64)
    },
    Bad("uncertain, twice", says: "'s' decided \(at(80)) more than once") {
      for number: UInt64 in [8, 9] {
        $0.decisions.append(
          .init(schedule: "s", due: at(80), kind: .execution(id(number)), decided: at(80)))
      }
    },
  ])
  func aBadHistoryIsRefused(_ bad: Bad) {
    var history = ScheduleExactnessTests.good()
    bad.spoil(&history)
    #expect(texts(ScheduleExactness().check(history)) == [bad.says])
  }
}

@Suite struct EventOrderTests {
  typealias Bad = JobConservationTests.Bad

  /// Two subscribers: one saw everything, the other came later, filtered, and resumed.
  static func good() -> History {
    var history = History()
    history.publishes = [
      .init(marker: 1, began: 1, ended: 2, outcome: .acknowledged(1)),
      .init(marker: 2, began: 3, ended: 4, outcome: .acknowledged(3)),
      .init(marker: 3, began: 3, ended: 9, outcome: .unknown),
      .init(marker: 4, began: 5, ended: 6, outcome: .refused),
    ]
    history.subscribers = [
      .init(
        name: "a",
        records: [
          .resumed(from: 1),
          .event(offset: 1, id: id(10), marker: 1, digest: 1),
          .event(offset: 2, id: id(11), marker: nil, digest: 2),
          .event(offset: 3, id: id(12), marker: 2, digest: 3),
        ], isComplete: true),
      .init(
        name: "b",
        records: [
          .resumed(from: 1),
          .skipped(first: 1, last: 1),
          .event(offset: 2, id: id(11), marker: nil, digest: 2),
          .resumed(from: 2),
          .event(offset: 2, id: id(11), marker: nil, digest: 2),
          .event(offset: 3, id: id(12), marker: 2, digest: 3),
        ], isComplete: false),
    ]
    return history
  }

  /// Subscriber b is told something else of the event at offset 3 than a is.
  static func tell(_ history: inout History, _ change: (inout History.Told) -> Void) {
    var told = History.Told()
    change(&told)
    history.subscribers[1].records[5] = .event(
      offset: 3, id: id(12), marker: 2, digest: 3, told: told)
  }

  @Test func aGoodHistoryPasses() {
    #expect(EventOrder().check(EventOrderTests.good()) == [])
  }

  @Test(arguments: [
    Bad("gap", says: "a got 3 instead of 2") { $0.subscribers[0].records.remove(at: 2) },
    Bad("repetition without a resume", says: "b got 2 instead of 3") {
      $0.subscribers[1].records.remove(at: 3)
      $0.subscribers[1].records.removeLast()
    },
    Bad("resumed too far", says: "b went on at 4 instead of 3") {
      $0.subscribers[1].records[3] = .resumed(from: 4)
      $0.subscribers[1].records.removeLast(2)
    },
    Bad("wrong skip", says: "b skipped from 2, expected 1") {
      $0.subscribers[1].records[1] = .skipped(first: 2, last: 1)
    },
    Bad("two truths", says: "b saw another event at 3") {
      $0.subscribers[1].records[5] = .event(offset: 3, id: id(12), marker: 2, digest: 4)
    },
    Bad("another name at one offset", says: "b saw another event at 3") {
      EventOrderTests.tell(&$0) { $0.name = "job.deleted" }
    },
    Bad("another key at one offset", says: "b saw another event at 3") {
      EventOrderTests.tell(&$0) { $0.key = "other" }
    },
    Bad("another stamp at one offset", says: "b saw another event at 3") {
      EventOrderTests.tell(&$0) { $0.time = Instant(seconds: 13) }
    },
    Bad("another cause at one offset", says: "b saw another event at 3") {
      EventOrderTests.tell(&$0) { $0.cause = id(1) }
    },
    Bad(
      "stamps that go back", says: "event 3 is stamped before event 2, at \(Instant(seconds: 10))"
    ) {
      for (number, place) in [(0, 3), (1, 5)] {
        $0.subscribers[number].records[place] = .event(
          offset: 3, id: id(12), marker: 2, digest: 3,
          told: .init(time: Instant(seconds: 10)))
      }
      for (number, place) in [(0, 2), (1, 2), (1, 4)] {
        $0.subscribers[number].records[place] = .event(
          offset: 2, id: id(11), marker: nil, digest: 2,
          told: .init(time: Instant(seconds: 11)))
      }
    },
    Bad("older id", says: "event 3 is older than event 2") {
      $0.subscribers[0].records[3] = .event(offset: 3, id: id(9), marker: 2, digest: 3)
      $0.subscribers.removeLast()
    },
    Bad("one event twice", says: "event 1 is at 1 and at 4") {
      $0.publishes[0].outcome = .unknown
      $0.subscribers[0].records.append(.event(offset: 4, id: id(13), marker: 1, digest: 1))
    },
    Bad("lost acknowledgement", says: "acknowledged event 9 is lost") {
      $0.publishes.append(.init(marker: 9, began: 7, ended: 8, outcome: .acknowledged(4)))
    },
    Bad("elsewhere", says: "event 2 is at 3, acknowledged at 2") {
      $0.publishes[1].outcome = .acknowledged(2)
    },
    Bad("refused and there", says: "refused event 4 is at 4") {
      $0.subscribers[0].records.append(.event(offset: 4, id: id(13), marker: 4, digest: 4))
    },
    Bad("against real time", says: "event 9 is at 2, before 2 at 3") {
      $0.subscribers = []
      $0.publishes.append(.init(marker: 9, began: 7, ended: 8, outcome: .acknowledged(2)))
    },
  ])
  func aBadHistoryIsRefused(_ bad: Bad) {
    var history = EventOrderTests.good()
    bad.spoil(&history)
    #expect(texts(EventOrder().check(history)) == [bad.says])
  }
}
