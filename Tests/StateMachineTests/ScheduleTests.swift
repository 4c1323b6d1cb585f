import Messages
import Testing
import Units

@testable import StateMachine

/// What a due time does: by overlap and catch-up policy, while paused, and under other zone data.
@Suite struct ScheduleTests {
  /// A schedule of the job `a`, whose first due time is a minute away, with a worker.
  static func bed(
    _ change: (inout Schedule) -> Void
  ) throws -> (bed: Bed, schedule: RecordID, session: RecordID) {
    var bed = Bed()
    _ = bed.job("a")
    var schedule = Schedule(name: "s", job: "a")
    schedule.timing = .cron("* * * * *")
    change(&schedule)
    let made = bed.one(.createSchedule, CreateScheduleRequest(schedule: schedule))
    #expect(made.isSuccess, "\(made)")
    let id = try #require(bed.machine.allSchedules.first?.id)
    let session = bed.session()
    return (bed, id, session)
  }

  struct Overlap: CustomTestStringConvertible, Sendable {
    var policy: Schedule.Overlap
    /// After three due times, the first of which is running.
    var live: Int
    var buffered: Int
    var skipped: UInt64
    var cancelling: Bool
    /// Started once the first has ended.
    var after: Int
    var testDescription: String { "\(policy)" }
  }

  @Test(arguments: [
    Overlap(policy: .allow, live: 3, buffered: 0, skipped: 0, cancelling: false, after: 2),
    Overlap(policy: .skip, live: 1, buffered: 0, skipped: 2, cancelling: false, after: 0),
    Overlap(policy: .bufferOne, live: 1, buffered: 1, skipped: 1, cancelling: false, after: 1),
    Overlap(policy: .bufferAll, live: 1, buffered: 2, skipped: 0, cancelling: false, after: 1),
    Overlap(policy: .cancelOther, live: 1, buffered: 1, skipped: 1, cancelling: true, after: 1),
    // The second, which waits, ends at once; the first runs on until its worker says so.
    Overlap(policy: .terminateOther, live: 2, buffered: 0, skipped: 0, cancelling: true, after: 1),
  ])
  func overlap(_ expected: Overlap) throws {
    var (bed, id, session) = try ScheduleTests.bed { $0.overlap = expected.policy }
    bed.fire(id)
    let first = try #require(bed.dispatch([session]).first)
    bed.fire(id)
    bed.fire(id)
    var state = try #require(bed.machine.schedule(id))
    #expect(state.live.count == expected.live)
    #expect(state.buffered.count == expected.buffered)
    #expect(state.skipped == expected.skipped)
    #expect(bed.events("schedule.skipped").count == Int(expected.skipped))
    let cancelling = bed.machine.leases(of: session).first?.cancelling
    #expect((cancelling != nil) == expected.cancelling)
    #expect(try bed.reloaded().memoryLines == bed.machine.memoryLines)
    if expected.cancelling { bed.fail(first, .cancelled) } else { bed.complete(first) }
    state = try #require(bed.machine.schedule(id))
    #expect(state.live.count == expected.after)
    #expect(try bed.reloaded().memoryLines == bed.machine.memoryLines)
  }

  @Test func aFullBufferSaysWhatItLeftOut() throws {
    var (bed, id, session) = try ScheduleTests.bed {
      $0.overlap = .bufferAll
      $0.bufferLimit = 2
    }
    bed.fire(id)
    let first = try #require(bed.dispatch([session]).first)
    let dues = (0..<4).map { _ in bed.fire(id) }
    #expect(bed.machine.schedule(id)?.buffered.map(\.due) == Array(dues.prefix(2)))
    let left = bed.events("schedule.skipped").map { String(decoding: $0.payload, as: UTF8.self) }
    #expect(left.count == 2)
    #expect(left.allSatisfy { $0.contains("BUFFER_FULL") && $0.contains(first.execution.text) })
    // What waited starts one after the other, with its own due time, oldest first.
    bed.complete(first)
    for due in dues.prefix(2) {
      let grant = try #require(bed.dispatch([session]).first)
      #expect(grant.due == due)
      bed.complete(grant)
    }
    #expect(bed.machine.schedule(id)?.buffered.isEmpty == true)
    #expect(bed.machine.schedule(id)?.fired == 3)
  }

  struct CatchUp: CustomTestStringConvertible, Sendable {
    var policy: Schedule.CatchUp
    var born: Int
    var standsFor: UInt64
    var missed: UInt64
    var testDescription: String { "\(policy)" }
  }

  /// Five due times went by without a leader; each policy as the entry's stamp decides.
  @Test(arguments: [
    CatchUp(policy: .latest, born: 1, standsFor: 5, missed: 0),
    CatchUp(policy: .each, born: 2, standsFor: 1, missed: 3),
    CatchUp(policy: .nothing, born: 0, standsFor: 0, missed: 5),
  ])
  func catchUp(_ expected: CatchUp) throws {
    var (bed, id, _) = try ScheduleTests.bed {
      $0.overlap = .allow
      $0.catchUp = expected.policy
      $0.catchUpLimit = 2
    }
    let due = bed.compute(id)
    bed.tick(after: .seconds(600))
    let state = try #require(bed.machine.schedule(id))
    let range = FireCommand(
      schedule: id, number: state.number, zones: bed.machine.zones.hash, due: due,
      through: due + .seconds(240), count: 5,
      madeUp: expected.policy == .each ? [due, due + .seconds(60)] : [],
      next: due + .seconds(540))
    bed.own(.fire, range.encoded())
    #expect(bed.machine.counts.created == UInt64(expected.born))
    let births = bed.births
    #expect(births.count == expected.born)
    #expect(births.allSatisfy { $0.standsFor == expected.standsFor })
    #expect(bed.machine.schedule(id)?.missed == expected.missed)
    #expect(bed.events("schedule.missed").count == (expected.missed > 0 ? 1 : 0))
    #expect(bed.machine.schedule(id)?.decided == due + .seconds(240))
    // The same range once more is void.
    bed.own(.fire, range.encoded())
    #expect(bed.machine.counts.created == UInt64(expected.born))
  }

  @Test func madeUpDueTimesOutsideTheRangeAreVoid() throws {
    var (bed, id, _) = try ScheduleTests.bed { $0.catchUp = .each }
    let due = bed.compute(id)
    bed.tick(after: .seconds(600))
    let state = try #require(bed.machine.schedule(id))
    for made in [[due - .seconds(60)], [due + .seconds(300)], [due, due]] {
      bed.own(
        .fire,
        FireCommand(
          schedule: id, number: state.number, zones: bed.machine.zones.hash, due: due,
          through: due + .seconds(240), count: 5, madeUp: made, next: due + .seconds(300)
        ).encoded())
      #expect(bed.machine.counts.created == 0)
      #expect(bed.machine.schedule(id)?.decided != due + .seconds(240))
    }
  }

  @Test func nothingFallsDueWhilePausedAndItGoesOnFromTheResume() throws {
    var (bed, id, _) = try ScheduleTests.bed { $0.overlap = .allow }
    let due = bed.compute(id)
    let before = try #require(bed.machine.schedule(id))
    #expect(bed.one(.pauseSchedule, PauseScheduleRequest(schedule: "a/s", note: "x")).isSuccess)
    bed.tick(after: .seconds(120))
    for number in [before.number, before.number + 1] {
      bed.own(
        .fire,
        FireCommand(
          schedule: id, number: number, zones: bed.machine.zones.hash, due: due, through: due,
          count: 1, next: due + .seconds(60)
        ).encoded())
    }
    #expect(bed.machine.counts.created == 0)
    #expect(bed.machine.soonestWakeUp == nil)
    #expect(bed.one(.resumeSchedule, ResumeScheduleRequest(schedule: "a/s")).isSuccess)
    let after = try #require(bed.machine.schedule(id))
    #expect(after.next == nil && after.decided == bed.clock)
    let told = try #require(bed.events("schedule.resumed").first)
    #expect(String(decoding: told.payload, as: UTF8.self).contains("paused_from"))
    bed.fire(id)
    #expect(bed.machine.counts.created == 1)
    #expect(try bed.reloaded().memoryLines == bed.machine.memoryLines)
  }

  /// The due time that was pending comes back after a pause or an edit: somebody has to wake up for it.
  @Test(arguments: [true, false]) func aDueTimeThatComesBackIsWaitedFor(isPaused: Bool) throws {
    var (bed, id, _) = try ScheduleTests.bed { _ in }
    let due = bed.compute(id)
    #expect(bed.machine.soonestWakeUp == due)
    if isPaused {
      #expect(bed.one(.pauseSchedule, PauseScheduleRequest(schedule: "a/s")).isSuccess)
      #expect(bed.machine.soonestWakeUp == nil)
      #expect(bed.one(.resumeSchedule, ResumeScheduleRequest(schedule: "a/s")).isSuccess)
    } else {
      var schedule = Schedule(name: "s", job: "a")
      schedule.timing = .cron("*/1 * * * *")
      let request = UpdateScheduleRequest(schedule: schedule, updateMask: ["cron"])
      #expect(bed.one(.updateSchedule, request).isSuccess)
    }
    let state = try #require(bed.machine.schedule(id))
    #expect(state.next == nil)
    let item = NextDue(schedule: id, number: state.number, decided: state.decided, next: due)
    bed.own(.setNextDue, NextDueCommand(zones: bed.machine.zones.hash, items: [item]).encoded())
    #expect(bed.machine.soonestWakeUp == due)
    #expect(try bed.reloaded().memoryLines == bed.machine.memoryLines)
  }

  @Test func theRunsOfAScheduleEnd() throws {
    var (bed, id, _) = try ScheduleTests.bed {
      $0.overlap = .allow
      $0.maxRuns = 2
    }
    for _ in 0..<4 { bed.fire(id) }
    #expect(bed.machine.counts.created == 2)
    #expect(bed.machine.schedule(id)?.isActive == false)
  }

  @Test func otherZoneDataMovesWhatItCarriesAndLeavesTheRestToBeComputed() throws {
    var (bed, id, _) = try ScheduleTests.bed { _ in }
    var other = Schedule(name: "t", job: "a")
    other.timing = .cron("0 0 * * *")
    _ = bed.one(.createSchedule, CreateScheduleRequest(schedule: other))
    let second = try #require(bed.machine.allSchedules.last?.id)
    let due = bed.compute(id)
    bed.compute(second)
    let old = bed.machine.zones.hash
    let state = try #require(bed.machine.schedule(id))
    let move = NextDue(
      schedule: id, number: state.number, decided: state.decided, next: due + .hours(1))
    let bundle = Bytes("another bundle".utf8)
    bed.own(.setZones, ZonesCommand(bundle: bundle, replaces: old, moves: [move]).encoded())
    #expect(bed.machine.zones.hash == Hash128(of: bundle))
    #expect(bed.machine.schedule(id)?.next == due + .hours(1))
    #expect(bed.machine.schedule(second)?.next == nil)
    #expect(bed.machine.uncomputedSchedules().map(\.id) == [second])
    // What was computed with the old data is void.
    bed.tick(after: .seconds(61))
    bed.own(
      .fire,
      FireCommand(
        schedule: id, number: state.number, zones: old, due: due, through: due, count: 1,
        next: due + .seconds(60)
      ).encoded())
    #expect(bed.machine.counts.created == 0)
    let refused = bed.own(
      .setZones, ZonesCommand(bundle: [1], replaces: old, moves: []).encoded())
    #expect(refused.reason == .versionMismatch)
    #expect(try bed.reloaded().memoryLines == bed.machine.memoryLines)
  }

  @Test func whatCannotBeReadSaysSo() throws {
    var (bed, id, _) = try ScheduleTests.bed { _ in }
    let state = try #require(bed.machine.schedule(id))
    let item = NextDue(
      schedule: id, number: state.number, decided: state.decided, next: .distantFuture,
      problem: "the zone 'X' is not in the zone data in force")
    bed.own(
      .setNextDue, NextDueCommand(zones: bed.machine.zones.hash, items: [item]).encoded())
    #expect(!bed.machine.hasUncomputedSchedules)
    let shown = bed.query(.getSchedule, GetScheduleRequest(schedule: "a/s")).message(Schedule.self)
    #expect(shown?.warnings == [item.problem])
    #expect(bed.events("schedule.unreadable").count == 1)
    #expect(try bed.reloaded().memoryLines == bed.machine.memoryLines)
    // Mended, it is computed anew and says nothing any more.
    var mended = Schedule(name: "s", job: "a")
    mended.timing = .cron("*/5 * * * *")
    _ = bed.one(
      .updateSchedule, UpdateScheduleRequest(schedule: mended, updateMask: ["cron"]))
    bed.compute(id)
    let again = bed.query(.getSchedule, GetScheduleRequest(schedule: "a/s")).message(Schedule.self)
    #expect(again?.warnings == [])
  }
}

extension Bed {
  /// Lets the next due time be computed, a minute from now where it is open.
  @discardableResult
  mutating func compute(_ id: RecordID) -> Instant {
    guard let state = machine.schedule(id) else { return .epoch }
    if let next = state.next { return next }
    let next = clock + .seconds(60)
    let item = NextDue(schedule: id, number: state.number, decided: state.decided, next: next)
    own(.setNextDue, NextDueCommand(zones: machine.zones.hash, items: [item]).encoded())
    return next
  }

  /// Lets the next due time come and be decided; the one after it is a minute later.
  @discardableResult
  mutating func fire(_ id: RecordID) -> Instant {
    let due = compute(id)
    if clock < due { tick(after: due - clock) }
    guard let state = machine.schedule(id) else { return .epoch }
    own(
      .fire,
      FireCommand(
        schedule: id, number: state.number, zones: machine.zones.hash, due: due, through: due,
        count: 1, next: due + .seconds(60)
      ).encoded())
    return due
  }

  /// An execution that was taken.
  mutating func born(
    _ job: String, _ change: (inout EnqueueRequest) -> Void = { _ in }
  ) throws -> RecordID {
    let id = enqueue(job, change)
    return try #require(id)
  }

  /// Events of a name, oldest first.
  func events(_ name: String) -> [EventRecord] {
    read(.scan(Keys.all(.event), reversed: false, limit: 1 << 30, bytes: 1 << 40)).compactMap {
      Keys.number($0.key).flatMap { offset in
        EventRecord(offset: offset, store[Keys.key(.event, offset)] ?? [])
      }
    }.filter { $0.name == name }
  }

  /// All executions' births, oldest first.
  var births: [BornExecution] {
    var found: [(id: RecordID, born: BornExecution)] = []
    for record in read(.scan(Keys.all(.born), reversed: false, limit: 1 << 30, bytes: 1 << 40)) {
      guard let id = Keys.secondID(record.key),
        let born = BornExecution(job: .none, id: id, record.value)
      else { continue }
      found.append((id, born))
    }
    return found.sorted { $0.id < $1.id }.map(\.born)
  }
}
