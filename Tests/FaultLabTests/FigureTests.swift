import Checkers
import Testing
import Units

@testable import FaultLab

/// Gaps, percentiles, losses: what the report is made of, on hand-made runs.
struct FigureTests {
  private func at(_ milliseconds: Int64) -> Monotonic {
    Monotonic(nanoseconds: 1_000_000_000) + .milliseconds(milliseconds)
  }

  private func longest(
    _ times: [Monotonic], from first: Int64, since start: Int64 = 0, to last: Int64
  ) -> Gaps.Gap? {
    Gaps.longest(from: at(first), since: at(start), to: at(last), times)
  }

  @Test("a gap begins with the last acknowledgement before the fault, and ends with the try")
  func gaps() {
    let times = [0, 10, 20, 95, 100, 110].map { at($0) }
    let inside = longest(times, from: 25, to: 110)
    #expect(inside?.span == .milliseconds(75))
    #expect(inside?.began == at(20))
    // Nobody was answered until the end.
    #expect(longest(times, from: 105, to: 400)?.span == .milliseconds(290))
    // A gap before the fault's own is none of its.
    #expect(longest(times, from: 96, to: 110)?.span == .milliseconds(10))
    #expect(longest([], from: 0, to: 100) == nil)
  }

  @Test("a gap over the end of a try is counted in each of the two with its own part")
  func twoTries() {
    // The first try ends at 1,000, where the second kills again: no write until 1,500.
    let times = [0, 10, 60, 995, 1_500, 1_510].map { at($0) }
    let quick = stride(from: 60, to: 995, by: 5).map { at(Int64($0)) }
    let all = (times + quick).sorted { $0 < $1 }
    #expect(longest(all, from: 10, since: 10, to: 1_000)?.span == .milliseconds(50))
    let second = longest(all, from: 1_000, since: 1_000, to: 1_600)
    #expect(second?.span == .milliseconds(500))
    #expect(second?.began == at(1_000))
  }

  @Test("percentiles by nearest rank")
  func percentiles() {
    let values = (1...100).map(Double.init).shuffled()
    #expect(Figures.percentile(values, 50) == 50)
    #expect(Figures.percentile(values, 99) == 99)
    #expect(Figures.percentile([7], 99) == 7)
    #expect(Figures.percentile([1, 2, 3], 99) == 3)
    #expect(Figures.percentile([], 50) == nil)
  }

  @Test("what could not be read at the end is not known, and a limit on it is missed")
  func unread() throws {
    let recorder = Recorder(start: at(0))
    enqueued(1, 11, in: recorder)
    recorder.saw(.grant(execution: id(11), token: id(12), attempt: 1), process: 1, at: at(1))
    var sweep = WholeLoad.Sweep()
    sweep.recording = recorder.recording()
    sweep.isWhole = false
    let figures = RunReport.measure([], sweep, [])
    #expect(figures.leases == 1)
    for figure in [Scenario.Figure.lost, .doubled, .missed, .leasesLost, .lateP99] {
      #expect(figures.value(figure) == nil, "\(figure)")
    }
    // Read, but nobody asked for a schedule.
    sweep.isWhole = true
    let read = RunReport.measure([], sweep, [])
    #expect(read.value(.lost) == 1)
    #expect(read.value(.missed) == nil)
  }

  @Test("the gap of a try that did not come back counts until the run's end")
  func open() {
    var sweep = WholeLoad.Sweep()
    sweep.samples = [0, 5, 10].map {
      Recorder.Sample(due: at($0), ended: at($0), isAcknowledged: true, isWrite: true)
    }
    sweep.isWhole = false
    let passage = Run.Try(began: at(8), fault: at(10), undone: at(1_000), ended: at(31_010))
    let figures = RunReport.measure([passage], sweep, [])
    #expect(figures.tries == 1)
    #expect(figures.gaps == [31_000])
  }

  @Test("a run that recorded nothing is empty")
  func empty() {
    var sweep = WholeLoad.Sweep()
    #expect(sweep.isEmpty)
    let recorder = Recorder(start: at(0))
    recorder.saw(.grant(execution: id(11), token: id(12), attempt: 1), process: 1, at: at(1))
    sweep.recording = recorder.recording()
    #expect(!sweep.isEmpty)
  }

  private func id(_ index: UInt64) -> RecordID { RecordID(index: LogIndex(index), position: 0) }

  private func final(_ index: UInt64, marker: UInt64) -> History.Final {
    History.Final(execution: id(index), marker: marker, state: .completed, attempts: [])
  }

  private func enqueued(_ marker: UInt64, _ index: UInt64, in recorder: Recorder) {
    let call = recorder.begin(
      .enqueue(marker: marker, job: "j", dedup: ""), process: 1, at: at(Int64(marker)))
    recorder.end(
      call, .acknowledged(.execution(id(index), isNew: true)), index: LogIndex(index), tries: 1,
      at: at(Int64(marker) + 1))
  }

  @Test("lost and doubled are counted by markers")
  func lostAndDoubled() {
    let recorder = Recorder(start: at(0))
    for marker in UInt64(1)...4 { enqueued(marker, marker + 10, in: recorder) }
    var sweep = WholeLoad.Sweep()
    sweep.recording = recorder.recording()
    // 2 is gone, 3 is there twice, nobody was told of 5.
    sweep.finals = [
      final(11, marker: 1), final(13, marker: 3), final(23, marker: 3), final(14, marker: 4),
      final(25, marker: 5),
    ]
    let figures = RunReport.measure([], sweep, [])
    #expect(figures.lost == 1)
    #expect(figures.doubled == 1)
  }

  @Test("a lease whose execution is granted again was not kept; a repeat of the same one was")
  func leases() {
    let recorder = Recorder(start: at(0))
    func grant(_ execution: UInt64, _ token: UInt64, _ process: UInt32) {
      recorder.saw(
        .grant(execution: id(execution), token: id(token), attempt: 1), process: process,
        at: at(1))
    }
    grant(1, 11, 1)
    grant(2, 12, 1)
    grant(2, 12, 1)
    grant(3, 13, 1)
    grant(3, 14, 2)
    grant(3, 15, 1)
    var sweep = WholeLoad.Sweep()
    sweep.recording = recorder.recording()
    let figures = RunReport.measure([], sweep, [])
    #expect(figures.leases == 5)
    #expect(figures.leasesLost == 2)
    #expect(figures.value(.leasesLost) == 2)
    // Where nobody held one, nothing is known of them.
    #expect(RunReport.measure([], WholeLoad.Sweep(), []).value(.leasesLost) == nil)
  }

  @Test("due times: missed, doubled, late; one that stands for several covers them")
  func schedule() {
    var sweep = WholeLoad.Sweep()
    func tick(_ due: Int64, _ late: Int64, standsFor: UInt64 = 1) -> WholeLoad.Tick {
      WholeLoad.Tick(
        due: Instant(seconds: due), standsFor: standsFor,
        made: Instant(seconds: due) + .milliseconds(late))
    }
    sweep.ticks = [
      tick(100, 1), tick(101, 2), tick(101, 3), tick(104, 400, standsFor: 2), tick(105, 1),
    ]
    let figures = RunReport.measure([], sweep, [])
    #expect(figures.due == 6)
    #expect(figures.missed == 1)
    #expect(figures.doubled == 1)
    #expect(figures.lateP99 == 400)
    #expect(figures.decidedLateP99 == 400)
  }

  @Test(
    "due times before the first firing and after the last are missed, too; late is who begins late")
  func scheduleEnds() {
    var sweep = WholeLoad.Sweep()
    sweep.firing =
      Instant(seconds: 99) + .milliseconds(300)...Instant(seconds: 106) + .milliseconds(20)
    func tick(_ due: Int64, begun: Int64?) -> WholeLoad.Tick {
      WholeLoad.Tick(
        due: Instant(seconds: due), standsFor: 1, made: Instant(seconds: due) + .milliseconds(2),
        begun: begun.map { Instant(seconds: due) + .milliseconds($0) })
    }
    sweep.ticks = [tick(102, begun: 3), tick(103, begun: 70)]
    let figures = RunReport.measure([], sweep, [])
    // 100, 101, 104 and 105: at 106 the pause may have come first.
    #expect(figures.due == 6)
    #expect(figures.missed == 4)
    #expect(figures.lateMax == 70)
    #expect(figures.decidedLateP99 == 2)
    // None at all.
    sweep.ticks = []
    #expect(RunReport.measure([], sweep, []).missed == 6)
  }

  @Test("a recorder knows when work was first given, and from when to when the schedule was on")
  func recorderTimes() throws {
    let recorder = Recorder(start: System.now)
    let zero = System.wallClock
    let work = RecordID(7)
    for (after, process) in [(900, 2), (400, 1)] {
      recorder.saw(
        .grant(execution: work, token: RecordID(8), attempt: 1),
        process: UInt32(process), at: recorder.start + .milliseconds(Int64(after)))
    }
    let begun = try #require(recorder.begun()[work])
    #expect(abs((begun - zero).milliseconds - 400) <= 50)
    #expect(recorder.firing() == nil)
    for (operation, from, to) in [
      (ClientOperation.define(.schedule, name: "s", .create(value: "v")), 10, 20),
      (.define(.schedule, name: "s", .turn(on: false)), 5_000, 5_010),
    ] {
      let call = recorder.begin(
        operation, process: 1, at: recorder.start + .milliseconds(Int64(from)))
      recorder.end(
        call, .acknowledged(.record(value: "v", isOn: true, version: 1)), index: LogIndex(1),
        tries: 1, at: recorder.start + .milliseconds(Int64(to)))
    }
    let firing = try #require(recorder.firing())
    #expect((firing.upperBound - firing.lowerBound).milliseconds == 4_980)
  }

  @Test("a leader that settles, one that never does, and changes without a fault")
  func leaders() {
    let passage = Run.Try(began: at(0), fault: at(10), undone: at(1_000), ended: at(1_200))
    func change(_ time: Int64, _ leader: String?, _ term: UInt64) -> LeaderWatch.Change {
      LeaderWatch.Change(time: at(time), leader: leader, term: term)
    }
    let settled = [change(-50, "n1", 2), change(30, nil, 2), change(250, "n2", 3)]
    var figures = RunReport.measure([passage], WholeLoad.Sweep(), settled)
    #expect(figures.leaderMax == 240)
    #expect(figures.leaderChanges == 0)
    figures = RunReport.measure(
      [passage], WholeLoad.Sweep(), [change(-50, "n1", 2), change(30, nil, 2)])
    #expect(figures.leaderMax == nil)
    // Without a fault, too.
    let idle = Run.Try(began: at(0), fault: nil, undone: at(1_000), ended: at(1_200))
    figures = RunReport.measure(
      [idle], WholeLoad.Sweep(), [change(-50, "n1", 2), change(30, nil, 2)])
    #expect(figures.leaderMax == nil)
    // All are down until everything is undone, and somebody leads at the try's end.
    figures = RunReport.measure(
      [passage], WholeLoad.Sweep(),
      [change(-50, "n1", 2), change(30, nil, 2), change(1_150, "n3", 3)])
    #expect(figures.leaderMax == 1_140)
    let restless = settled + [change(600, "n3", 4), change(700, "n3", 5)]
    figures = RunReport.measure([passage], WholeLoad.Sweep(), restless)
    #expect(figures.leaderMax == 690)
    #expect(figures.leaderChanges == 2)
    // What another try did not need is not this one's; and a busy processor is no excuse.
    let quiet = Run.Try(began: at(2_000), fault: at(2_010), undone: at(3_000), ended: at(3_200))
    figures = RunReport.measure([passage, quiet], WholeLoad.Sweep(), restless)
    #expect(figures.leaderChanges == 2)
    let busy = Run.Try(
      began: at(0), fault: at(10), undone: at(1_000), ended: at(1_200), mayChange: 0)
    figures = RunReport.measure([busy], WholeLoad.Sweep(), settled)
    #expect(figures.leaderChanges == 1)
    // A transfer before the fault is one more.
    let placed = Run.Try(
      began: at(0), fault: at(10), undone: at(1_000), ended: at(1_200), mayChange: 2)
    figures = RunReport.measure([placed], WholeLoad.Sweep(), restless)
    #expect(figures.leaderChanges == 1)
  }

  @Test("records that a checker could not decide are its verdict")
  func undecided() {
    var sweep = WholeLoad.Sweep()
    // Of what nobody did nothing is said.
    for promise in Violation.Promise.allCases {
      #expect(RunReport.verdict(on: promise, sweep) == .notAsked)
    }
    for time in [1, 3] as [Int64] {
      let call = sweep.recording.begin(
        .enqueue(marker: 1, job: "j", dedup: ""), key: "k", process: 1, at: time)
      sweep.recording.end(
        call, .acknowledged(.execution(RecordID(9), isNew: true)), index: LogIndex(9),
        at: time + 1)
    }
    let heard: [Violation.Promise] = [.jobConservation, .witness, .idempotency]
    for promise in Violation.Promise.allCases {
      let isHeard = heard.contains(promise)
      #expect(RunReport.verdict(on: promise, sweep) == (isHeard ? .holds : .notAsked))
    }
    sweep.finding.undecided = 2
    #expect(RunReport.verdict(on: .witness, sweep) == .undecided(2))
    #expect(RunReport.verdict(on: .idempotency, sweep) == .holds)
    sweep.finding.violations = [Violation(.witness, "no")]
    #expect(RunReport.verdict(on: .witness, sweep) == .broken(1))
    sweep.isWhole = false
    #expect(RunReport.verdict(on: .witness, sweep) == .notAsked)
  }

  @Test("what others recorded finds its place in time")
  func order() {
    let recorder = Recorder(start: at(0))
    enqueued(50, 11, in: recorder)
    recorder.add(
      Recorder.Call(
        process: 9, key: "k", operation: .enqueue(marker: 7, job: "j", dedup: ""), began: at(3),
        ended: at(4), outcome: .unknown, index: .zero, tries: 2))
    let recording = recorder.recording()
    #expect(recording.calls.map(\.process) == [9, 1])
    #expect(recording.calls[0].ended < recording.calls[1].began)
  }
}
