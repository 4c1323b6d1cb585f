import Messages
import Testing
import Units

@testable import StateMachine

/// Bugs that were seen in systems like this one: docs/bugs-elsewhere.md.
@Suite struct KnownBugTests {
  /// Bug 21: a leader that hung in its disk is deposed, goes on, and takes everybody's leases. What it
  /// says carries its term, and an entry of another term makes it void.
  @Test func bug21ADeposedLeadersWordIsVoid() throws {
    var bed = Bed()
    _ = bed.job("j")
    _ = bed.enqueue("j")
    let session = bed.session()
    let granted = bed.dispatch([session])
    let grant = try #require(granted.first)
    bed.term = Term(2)
    let before = bed.machine.memoryLines
    for term in [Term(1), Term(3)] {
      bed.own(.sessionLost, SessionLostCommand(session: session, term: term).encoded())
      #expect(bed.output.notices.isEmpty, "of term \(term), in an entry of term 2")
      #expect(bed.machine.allSessions.map(\.id) == [session])
    }
    #expect(bed.machine.memoryLines.count == before.count)
    bed.complete(grant)
    #expect(bed.finished(grant.execution)?.state == .completed)
    // The same word, by the leader of the entry's own term.
    bed.own(.sessionLost, SessionLostCommand(session: session, term: Term(2)).encoded())
    #expect(bed.machine.allSessions.isEmpty)
    // The bug put back.
    var broken = Bed()
    broken.machine.mutations = .takesDeposedLosses
    let taken = broken.session()
    broken.own(.sessionLost, SessionLostCommand(session: taken, term: Term(7)).encoded())
    #expect(broken.machine.allSessions.isEmpty)
  }

  /// Bug 26: a reader of events is given a stream with a hole, and not told. Offsets are consecutive
  /// whatever the page, and who asks below what retention has left learns where it begins.
  @Test func bug26EventsAreConsecutiveAndWhatWasCutIsNamed() throws {
    var bed = Bed()
    for number in 1...50 {
      bed.one(.publishEvents, PublishEventsRequest(events: [EventDraft(name: "old.n\(number)")]))
    }
    bed.tick(after: .hours(24 * 8))
    for number in 51...60 {
      bed.one(.publishEvents, PublishEventsRequest(events: [EventDraft(name: "new.n\(number)")]))
    }
    #expect(try KnownBugTests.read(bed, from: 1, pages: 7) == Array(1...bed.machine.nextEvent - 1))
    _ = try KeepingTests.retain(&bed)
    let first = bed.machine.events.first
    #expect(first > 50)
    let page = try KnownBugTests.page(bed, from: 3, limit: 7)
    #expect(page.firstOffset == first, "whoever asked from 3 on sees that it is not there")
    #expect(page.events.first?.offset == first)
    #expect(try KnownBugTests.read(bed, from: 3, pages: 7) == Array(first..<bed.machine.nextEvent))
    let gone = bed.query(.getEvent, GetEventRequest(event: "#3"))
    #expect(gone.reason == .offsetTrimmed)
    // Nothing is given out twice after a restart either.
    #expect(try bed.reloaded().nextEvent == bed.machine.nextEvent)
  }

  static func page(_ bed: Bed, from: UInt64, limit: UInt32) throws -> ListEventsResponse {
    let answer = bed.query(Query(.eventRange, EventRange(from: from, limit: limit).encoded()))
    return try #require(answer.message(ListEventsResponse.self))
  }

  static func read(_ bed: Bed, from: UInt64, pages limit: UInt32) throws -> [UInt64] {
    var offsets: [UInt64] = []
    var next = from
    while true {
      let page = try page(bed, from: next, limit: limit)
      guard let last = page.events.last else { return offsets }
      offsets += page.events.map(\.offset)
      next = last.offset + 1
    }
  }
}
