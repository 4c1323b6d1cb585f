import StateMachine
import Testing
import Units

@testable import Replica

/// Overlay over store against one plain dictionary that always has the truth.
@Suite struct OverlayTests {
  struct Model {
    var generator: SeededGenerator
    var overlay = Overlay()
    var store: [Bytes: Bytes] = [:]
    var truth: [Bytes: Bytes] = [:]
    var pending: [Change]?
    var written = 0
    var inserted: UInt64 = 0

    mutating func draw(_ bound: UInt64) -> UInt64 { generator.below(bound) }

    mutating func key() -> Bytes {
      Keys.key(draw(3) == 0 ? .live : .finished, draw(40))
    }

    mutating func change() {
      // A fresh key is one that never was before; all others may be anything.
      if draw(4) == 0 {
        inserted += 1
        // Mostly ascending, now and then from far behind; each once.
        let key = Keys.key(.event, draw(3) == 0 ? 1_000_000 - inserted : 2_000_000 + inserted)
        guard truth[key] == nil, store[key] == nil, overlay.get(key) == .unknown else { return }
        put(Change(key: key, value: value(), isFresh: true))
        if draw(2) == 0 { put(Change(key: key, value: nil, isFresh: false)) }
        return
      }
      let key = key()
      put(Change(key: key, value: draw(3) == 0 ? nil : value(), isFresh: false))
    }

    mutating func value() -> Bytes { Bytes(repeating: UInt8(draw(256)), count: Int(draw(30)) + 1) }

    mutating func put(_ change: Change) {
      overlay.put(change)
      truth[change.key] = change.value
    }

    mutating func turn() {
      for _ in 0..<draw(20) { change() }
      if pending == nil, draw(3) == 0 {
        let changes = overlay.freeze()
        #expect(zip(changes, changes.dropFirst()).allSatisfy { KeyOrder.isBefore($0.key, $1.key) })
        written += changes.count
        pending = changes
      } else if let changes = pending, draw(2) == 0 {
        for change in changes { store[change.key] = change.value }
        // Written and not yet told: reads must hold in between.
        check()
        overlay.thaw()
        pending = nil
      }
      check()
    }

    mutating func check() {
      for _ in 0..<3 {
        let key = key()
        let found: Bytes? =
          switch overlay.get(key) {
          case .value(let value): value
          case .deleted: nil
          case .unknown: store[key]
          }
        #expect(found == truth[key])
      }
      let reversed = draw(2) == 0
      let limit = Int(draw(30)) + 1
      let range =
        draw(2) == 0
        ? Keys.all(draw(2) == 0 ? .event : .finished)
        : Keys.Range(lower: Keys.key(.live, draw(40)), upper: Keys.key(.finished, draw(40)))
      var merge = ScanMerge(
        range, reversed: reversed, limit: limit, bytes: 1 << 20,
        overlay: overlay.scan(range, reversed: reversed, limit: limit))
      var rounds = 0
      while !merge.take(read(merge.read)) { rounds += 1 }
      #expect(rounds < 100)
      var expected = truth.filter {
        !KeyOrder.isBefore($0.key, range.lower) && KeyOrder.isBefore($0.key, range.upper)
      }.map { StoreRecord(key: $0.key, value: $0.value) }
      expected.sort { reversed != KeyOrder.isBefore($0.key, $1.key) }
      #expect(merge.found == Array(expected.prefix(limit)))
    }

    /// A store that likes to end early.
    mutating func read(_ read: StoreRead) -> StoreReadResult {
      guard case .scan(let range, let reversed, let limit, _) = read else {
        return StoreReadResult(records: [], isComplete: true)
      }
      var all = store.filter {
        !KeyOrder.isBefore($0.key, range.lower) && KeyOrder.isBefore($0.key, range.upper)
      }.map { StoreRecord(key: $0.key, value: $0.value) }
      all.sort { reversed != KeyOrder.isBefore($0.key, $1.key) }
      let most = min(limit, Int(draw(8)) + 1)
      return StoreReadResult(
        records: Array(all.prefix(most)), isComplete: all.count <= most)
    }
  }

  @Test(arguments: 0..<UInt64(40)) func readsAsIfThereWereOneStore(_ seed: UInt64) {
    var model = Model(generator: SeededGenerator(seed: seed))
    for _ in 0..<200 { model.turn() }
  }

  @Test func whatIsInsertedAndDeletedIsNeverWritten() {
    var overlay = Overlay()
    let key = Keys.key(.live, 7)
    overlay.put(Change(key: key, value: [1], isFresh: true))
    overlay.put(Change(key: key, value: [2], isFresh: false))
    overlay.put(Change(key: key, value: nil, isFresh: false))
    #expect(overlay.freeze().isEmpty)
    // In the layer behind it the deletion counts.
    overlay.thaw()
    overlay.put(Change(key: key, value: [1], isFresh: true))
    #expect(overlay.freeze().count == 1)
    overlay.put(Change(key: key, value: nil, isFresh: false))
    #expect(overlay.get(key) == .deleted)
    overlay.thaw()
    #expect(overlay.freeze() == [Change(key: key, value: nil, isFresh: false)])
  }
}

@Suite struct PayloadWindowTests {
  @Test func holdsTheEndOfTheLog() {
    var window = PayloadWindow(next: LogIndex(5))
    for index in 5..<15 { window.append([UInt8(index), 0], at: LogIndex(UInt64(index))) }
    window.truncate(from: LogIndex(13))
    #expect(window.payload(at: LogIndex(12)) == [12, 0])
    #expect(window.payload(at: LogIndex(13)) == nil)
    window.evict(to: 6, upTo: LogIndex(8))
    #expect(window.first == LogIndex(9) && window.bytes == 8)
    window.truncate(from: LogIndex(3))
    #expect(window.next == LogIndex(3) && window.bytes == 0)
  }
}

@Suite struct LeaderClockTests {
  private let base = Instant(seconds: 1_000_000)

  private func read(
    _ offsets: [Int64], own: Int64, voters: Int
  ) -> (Instant, Bool)? {
    var clock = LeaderClock()
    let now = Monotonic(nanoseconds: 10_000_000_000)
    for (place, offset) in offsets.enumerated() {
      clock.take(
        base + .milliseconds(offset), from: NodeID(UInt64(place + 2)),
        sent: now, now: now)
    }
    let reading = clock.read(
      own: NodeID(1), clock: base + .milliseconds(own),
      voters: (1...UInt64(voters)).map { NodeID($0) }, now: now, tolerance: .milliseconds(500),
      age: .seconds(5))
    return reading.map { ($0.time, $0.isRight) }
  }

  @Test func needsAMajority() {
    #expect(read([], own: 0, voters: 3) == nil)
    #expect(read([], own: 0, voters: 1)?.1 == true)
    #expect(read([0], own: 0, voters: 4) == nil)
  }

  @Test func ownWhereItIsNearElseTheLowerMedian() {
    #expect(read([0, 100], own: 400, voters: 3)?.0 == base + .milliseconds(400))
    #expect(read([0, 100], own: 900, voters: 3).map { [$0.0] } == [base + .milliseconds(100)])
    #expect(read([0, 100], own: 900, voters: 3)?.1 == false)
    #expect(read([0, 0], own: -900, voters: 3)?.0 == base)
    // Two clocks: the lower one.
    #expect(read([0], own: 700, voters: 3)?.0 == base)
  }

  @Test func samplesAgeAndAreCarriedOn() {
    var clock = LeaderClock()
    let then = Monotonic(nanoseconds: 10_000_000_000)
    clock.take(base, from: NodeID(2), sent: then, now: then)
    func reading(after span: Timeout) -> LeaderClock.Reading? {
      clock.read(
        own: NodeID(1), clock: base + span + .seconds(2), voters: [NodeID(1), NodeID(2)],
        now: then + span, tolerance: .milliseconds(500), age: .seconds(5))
    }
    #expect(reading(after: .seconds(4))?.time == base + .seconds(4))
    #expect(clock.offSince == then + .seconds(4))
    #expect(reading(after: .seconds(5)) == nil)
  }
}
