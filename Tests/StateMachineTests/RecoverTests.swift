import Messages
import Testing
import Units

@testable import StateMachine

/// A state that goes on behind another place of the log, as a restore and a recovery make it.
@Suite struct RecoverTests {
  static let index = LogIndex(14_000_000_000_000)

  /// Some work, then the jump, then the entry that says so.
  static func recovered(holds: Bool) throws -> Bed {
    var bed = Bed()
    _ = bed.job("a")
    _ = bed.enqueue("a")
    for number: UInt64 in 1...3 {
      let record = MemberRecord(node: NodeID(number), name: "n\(number)", address: "x:\(number)")
      bed.apply([Command(CommandHeader(.setMember), body: MemberCommand(record).encoded())])
    }
    bed.machine.goOn(at: index, Term(9))
    bed.term = Term(9)
    let command = RecoverCommand(
      .restore, from: ClusterID(high: 4, low: 5), index: LogIndex(77), term: Term(1),
      member: MemberRecord(node: NodeID(4), name: "n4", address: "x:4"),
      done: Instant(seconds: 5), note: "why", holds: holds)
    #expect(RecoverCommand(command.encoded()[...]) == command)
    #expect(RecoverCommand(command.encoded().dropLast()) == nil)
    bed.apply([Command(CommandHeader(.recover), body: command.encoded())])
    return bed
  }

  @Test func idsAndOffsetsGoOnAboveAndTheMembersAreOne() throws {
    var bed = try RecoverTests.recovered(holds: false)
    #expect(bed.machine.index == RecoverTests.index.next())
    #expect(bed.machine.allMembers.map(\.node) == [NodeID(4)])
    let before = bed.machine.totals.events
    #expect(before < 20, "the gap's offsets are nobody's: \(before)")
    let id = try bed.born("a")
    #expect(id.index > RecoverTests.index)
    #expect(bed.machine.nextEvent > RecoverTests.index.rawValue)
    #expect(try bed.reloaded().memoryLines == bed.machine.memoryLines)
    #expect(bed.machine.heldSince == nil)
  }

  @Test func aStateThatWentOnHasAnotherDigest() {
    var one = Bed()
    _ = one.job("a")
    var other = one
    one.machine.goOn(at: LogIndex(500), Term(2))
    other.machine.goOn(at: LogIndex(501), Term(2))
    #expect(one.machine.digest != other.machine.digest)
  }

  @Test func retentionPassesTheGapAtOnce() throws {
    var bed = try RecoverTests.recovered(holds: false)
    bed.tick(after: .hours(24 * 8))
    bed.one(.publishEvents, PublishEventsRequest(events: [EventDraft(name: "new.one")]))
    let commands = try KeepingTests.retain(&bed)
    #expect(commands < 10)
    #expect(KeepingTests.count(bed, [.event]) == 1)
    #expect(bed.machine.firstEvent == bed.machine.nextEvent - 1)
    #expect(bed.machine.events.gaps.isEmpty)
    #expect(try bed.reloaded().memoryLines == bed.machine.memoryLines)
  }

  @Test func trimmingStopsAtItsBoundOnBothSidesOfAGap() {
    var events = EventState()
    events.next = 11
    events.skip(to: 1_000)
    events.next = 1_010
    #expect(events.published == 20)
    #expect(events.trim(below: 1_005, most: 8) == [1..<9])
    #expect(events.trim(below: 1_005, most: 4) == [9..<11, 1_000..<1_002])
    #expect(events.trim(below: 1_005, most: 100) == [1_002..<1_005])
    #expect(events.first == 1_005 && events.gaps.isEmpty && events.published == 20)
  }

  @Test func heldGrantsNothingUntilReleased() throws {
    var bed = try RecoverTests.recovered(holds: true)
    let session = bed.session()
    #expect(bed.dispatch([session]).isEmpty)
    let waiting = try bed.born("a")
    let grant = GrantCommand(pairs: [.init(execution: waiting, session: session)])
    bed.apply([Command(CommandHeader(.grant), body: grant.encoded())])
    #expect(bed.machine.leases(of: session).isEmpty)
    #expect(try bed.reloaded().heldSince == bed.machine.heldSince)
    let unsaid = bed.one(.release, ReleaseRequest())
    #expect(unsaid.reason == .fieldInvalid)
    let unknown = bed.one(.release, ReleaseRequest(makeUp: .each, rerunRunning: true))
    #expect(unknown.reason == .unimplemented)
    #expect(bed.one(.release, ReleaseRequest(rerunRunning: true)).isSuccess)
    #expect(bed.dispatch([session]).count == 2)
    #expect(bed.one(.release, ReleaseRequest(rerunRunning: true)).isSuccess)
    #expect(try bed.reloaded().memoryLines == bed.machine.memoryLines)
  }
}
