import Messages
import Sandbox
import Testing
import Units

@testable import Worker

@Suite struct SessionTests {
  @Test func greetsWhenTheSupervisorIsReady() {
    var table = Table()
    table.step(.tick)
    #expect(table.actions.isEmpty)
    table.step(.report(.ready(enforced: [], unenforced: [])))
    #expect(table.actions.first == .connect)
    #expect(table.hello?.session == "")
    let sent = table.now
    table.now = table.now + .milliseconds(300)
    table.welcome()
    // From the sending of what was confirmed, not from its answer.
    #expect(table.commands == [.lease(until: sent + .seconds(9))])
    #expect(table.credit == 2)
  }

  @Test func triesAnotherAddressWithoutAWelcome() {
    var table = Table()
    table.step(.report(.ready(enforced: [], unenforced: [])))
    var waits: [Int64] = []
    for _ in 0..<12 {
      table.run(2_000)
      #expect(table.actions.contains(.disconnect))
      // Not at once, and later each time.
      #expect(!table.actions.contains(.connect))
      let before = table.now
      table.run((table.state.wakeUp - table.now).milliseconds + 1)
      #expect(table.actions.filter { $0 == .connect }.count == 1)
      waits.append((table.now - before).milliseconds)
    }
    #expect(waits == waits.sorted() && waits.first == 21 && waits.last == 1_000, "\(waits)")
  }

  @Test func backsOffWhileNobodyAnswers() {
    var table = Table()
    table.step(.report(.ready(enforced: [], unenforced: [])))
    var waits: [Int64] = []
    for _ in 0..<12 {
      table.step(.closed(reason: "refused", isExpired: false))
      let before = table.now
      table.run((table.state.wakeUp - table.now).milliseconds + 1)
      waits.append((table.now - before).milliseconds)
    }
    #expect(waits.first == 21)
    #expect(waits.last == 1_001)
    #expect(zip(waits, waits.dropFirst()).allSatisfy { $0 <= $1 })
  }

  @Test func renewsEachThirdAndNamesWhatItHolds() {
    var table = Table.open()
    table.lease(5)
    table.run(3_000)
    #expect(table.beats == [[HeldLease(execution: "E5", token: 5, ended: false)]])
    #expect(table.messages.last?.sequence == 1)
    #expect(table.messages.last?.lastGrant == 5)
    let sent = table.now
    table.now = table.now + .milliseconds(40)
    table.step(.confirmed(beat: 1))
    #expect(table.commands == [.lease(until: sent + .seconds(9))])
    // An answer that was overtaken says nothing.
    table.step(.confirmed(beat: 1))
    #expect(table.commands.isEmpty)
  }

  @Test func leavesASilentStreamInTimeForAnotherTry() {
    var table = Table.open()
    table.lease(5)
    table.run(7_499)
    #expect(!table.actions.contains(.disconnect))
    table.run(2)
    #expect(table.actions.contains(.disconnect))
    #expect(table.hello?.session == "s1")
    #expect(table.hello?.held == [HeldLease(execution: "E5", token: 5, ended: false)])
    // The handler runs on.
    #expect(!table.commands.contains(table.kill(5)))
  }

  @Test func keepsLeasesAndHandlersThroughAReconnect() {
    var table = Table.open()
    table.lease(5)
    table.lease(6)
    table.step(.closed(reason: "reset", isExpired: false))
    table.run(30)
    #expect(table.hello?.held.map(\.token) == [5, 6])
    table.welcome(held: [5, 6])
    #expect(table.commands.count == 1)
    #expect(table.credit == 0)
    table.end(5)
    #expect(table.endings.map(\.token) == [5])
    #expect(table.credit == 1)
  }

  @Test func killsWhatIsNotItsOwnAnyMore() {
    var table = Table.open()
    table.lease(5)
    table.lease(6)
    table.step(.closed(reason: "reset", isExpired: false))
    table.run(30)
    table.welcome(held: [6])
    #expect(table.commands.contains(table.kill(5)))
    #expect(!table.commands.contains(table.kill(6)))
    table.run(3_000)
    #expect(table.beats.first?.map(\.token) == [6])
    // Until it is gone its place is taken; its end is told to nobody.
    #expect(table.credit == 0)
    table.end(5, .terminated, code: -1, signal: 9)
    #expect(table.endings.isEmpty)
    #expect(table.credit == 1)
  }

  @Test func killsAllOfALostSession() {
    var table = Table.open()
    table.lease(5)
    table.lease(6)
    table.end(6)
    table.step(.closed(reason: "expired", isExpired: true))
    #expect(table.commands == [table.kill(5)])
    table.run(30)
    #expect(table.hello?.session == "")
    #expect(table.hello?.held.isEmpty == true)
    #expect(table.hello?.unanswered.isEmpty == true)
    table.welcome("s2")
    table.end(5, .terminated)
    table.lease(3)
    #expect(table.started == [3])
    table.end(3)
    #expect(table.messages.first?.sequence == 1)
  }

  @Test func killsAllWhereAnotherSessionIsOpened() {
    var table = Table.open()
    table.lease(5)
    table.step(.closed(reason: "reset", isExpired: false))
    table.run(30)
    table.welcome("s2")
    #expect(table.commands.contains(table.kill(5)))
  }

  @Test func saysAgainWhatWasNotAnswered() {
    var table = Table.open()
    table.lease(5)
    table.lease(6)
    table.end(5)
    table.end(6, code: 1)
    table.answer(1)
    table.step(.closed(reason: "reset", isExpired: false))
    table.run(30)
    #expect(table.hello?.unanswered == [2])
    #expect(table.hello?.held == [HeldLease(execution: "E6", token: 6, ended: true)])
    table.welcome()
    #expect(table.endings.map(\.token) == [6])
    #expect(
      table.messages.first { if case .change = $0.body { true } else { false } }?.sequence == 2)
    table.answer(2)
    table.step(.closed(reason: "reset", isExpired: false))
    table.run(30)
    #expect(table.hello?.unanswered.isEmpty == true)
    #expect(table.hello?.held.isEmpty == true)
  }

  @Test func forgetsWhatWasAnsweredBehindItsBack() {
    var table = Table.open()
    table.lease(5)
    table.end(5)
    table.step(.closed(reason: "reset", isExpired: false))
    table.run(30)
    table.welcome(answered: 1)
    #expect(table.endings.isEmpty)
    #expect(table.state.attempts.isEmpty)
  }

  @Test func goesWhereItIsSent() {
    var table = Table.open()
    table.lease(5)
    table.step(.redirect(address: "n2:7400"))
    #expect(table.actions.prefix(2) == [.prefer("n2:7400"), .disconnect])
    #expect(table.hello?.held.map(\.token) == [5])
  }

  @Test func ignoresALeaseThatItHad() {
    var table = Table.open()
    table.lease(5)
    table.lease(5)
    #expect(table.started.isEmpty)
    table.lease(4)
    #expect(table.started.isEmpty)
  }

  @Test func saysHowMuchRoomThereIs() {
    var table = Table.open(capacity: 4)
    table.lease(5)
    table.lease(6)
    // Two more are expected still: nothing to say.
    #expect(table.credit == 0)
    table.end(5)
    #expect(table.messages.last?.body == .credit(3))
    #expect(table.messages.last?.lastGrant == 6)
    table.end(6)
    #expect(table.credit == 4)
    table.step(.drain(until: .distantFuture))
    #expect(table.messages.map(\.body) == [.credit(0)])
  }

  @Test func drainsInItsTime() {
    var table = Table.open()
    table.lease(5)
    table.lease(6)
    table.step(.drain(until: table.now + .seconds(20)))
    table.end(5)
    #expect(table.credit == 0)
    #expect(table.endings.first?.failure == nil)
    // What still comes goes back uncounted.
    table.lease(7)
    #expect(table.endings.first?.failure?.outcome == .interrupted)
    for beat in 1...6 as ClosedRange<UInt64> {
      table.run(2_999)
      table.step(.confirmed(beat: beat))
    }
    table.run(3_000)
    #expect(table.commands.contains(.terminate(attempt: 6, grace: .seconds(10))))
    table.end(6, .terminated, code: -1, signal: 15)
    #expect(table.endings.first?.failure?.outcome == .interrupted)
    #expect(!table.actions.contains(.finish))
    table.answer(1)
    table.answer(2)
    table.answer(3)
    #expect(table.messages.map(\.body) == [.goodbye])
    #expect(table.actions.last == .finish)
    #expect(table.state.wakeUp == .distantFuture)
  }

  @Test func drainsWithoutAServerToo() {
    var table = Table.open()
    table.lease(5)
    table.step(.drain(until: table.now + .seconds(1)))
    table.step(.closed(reason: "reset", isExpired: false))
    table.run(1_500)
    #expect(table.commands == [.terminate(attempt: 5, grace: .seconds(10))])
    table.end(5, .terminated)
    #expect(table.actions.last == .finish)
  }
}
