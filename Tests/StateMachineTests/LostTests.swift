import Messages
import Testing
import Units

@testable import StateMachine

/// Attempts that end without the handler's fault, again and again.
@Suite struct LostTests {
  /// Three in a row are poison, and each that a worker reports waits longer than the one before.
  @Test func whatAWorkerLosesWaitsAndIsPoisonAtTheThird() throws {
    var bed = Bed()
    _ = bed.job("j")
    let enqueued = bed.enqueue("j")
    let id = try #require(enqueued)
    let session = bed.session()
    for number in 1...3 {
      let granted = bed.dispatch([session])
      let grant = try #require(granted.first)
      #expect(grant.attempt == number)
      _ = bed.fail(grant, .lost)
      guard number < 3 else { break }
      let early = bed.dispatch([session])
      #expect(early.isEmpty, "attempt \(number + 1) came at once")
      _ = bed.tick(after: .milliseconds(700))
      let soon = bed.dispatch([session])
      #expect(soon.isEmpty, "attempt \(number + 1) came within 0.7 s")
      _ = bed.tick(after: .seconds(3))
    }
    let ended = try #require(bed.finished(id))
    #expect(ended.state == .failed)
    #expect(ended.reason == "POISONED")
  }

  /// A drain hands back at once; what goes round and round is slowed down to one a minute.
  @Test func whatIsHandedBackAgainAndAgainWaits() throws {
    var bed = Bed()
    _ = bed.job("j")
    _ = bed.enqueue("j")
    let session = bed.session()
    for number in 1...10 {
      let granted = bed.dispatch([session])
      let grant = try #require(granted.first, "attempt \(number) waits")
      _ = bed.fail(grant, .interrupted)
    }
    let granted = bed.dispatch([session])
    let eleventh = try #require(granted.first)
    _ = bed.fail(eleventh, .interrupted)
    let early = bed.dispatch([session])
    #expect(early.isEmpty, "attempt 12 came at once")
    _ = bed.tick(after: .seconds(61))
    let late = bed.dispatch([session])
    #expect(late.first?.attempt == 12)
  }
}
