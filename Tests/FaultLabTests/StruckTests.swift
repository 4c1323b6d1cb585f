import Checkers
import Testing
import Units

@testable import FaultLab

/// Whether a fault met anything, and what it explains.
struct StruckTests {
  private func at(_ milliseconds: Int64) -> Monotonic {
    Monotonic(nanoseconds: 1_000_000_000) + .milliseconds(milliseconds)
  }

  @Test("dropped packets are read from nft's counters, however it breaks its lines")
  func packets() {
    let listing = """
      table inet lab {
      \tcounter from_n1 {
      \t\tpackets 12 bytes 3400
      \t}
      \tcounter to_clients { packets 0 bytes 0 }
      }
      """
    #expect(LabNetwork.packets(listing) == ["from_n1": 12, "to_clients": 0])
    #expect(LabNetwork.packets("") == [:])
  }

  private func look(
    _ time: Int64, ahead: Int64, error: Int64 = 1
  ) -> LabClock.Look {
    LabClock.Look(
      time: at(time), ahead: .milliseconds(ahead), error: .milliseconds(error))
  }

  @Test(
    "a clock that drifts gains what its rate says, or that is told",
    arguments: [
      // A tenth too fast for 4 s: 400 ms, give or take a third.
      (Int64(400), 1_100, "right"), (300, 1_100, "right"), (530, 1_100, "right"),
      (0, 1_100, "wrong"), (-400, 1_100, "wrong"), (600, 1_100, "wrong"), (-400, 900, "right"),
      (0, 900, "wrong"),
      // Too little to tell.
      (0, 1_001, "unseen"), (0, 1_000, "unseen"),
    ] as [(Int64, Int, String)])
  func drift(_ gained: Int64, _ permille: Int, _ wanted: String) {
    let verdict = LabClock.verdict(
      from: look(0, ahead: 50), to: look(4_000, ahead: 50 + gained), permille: permille, of: "n1")
    #expect(word(verdict) == wanted)
  }

  private func word(_ verdict: ClockCheck.Verdict) -> String {
    switch verdict {
    case .right: "right"
    case .wrong: "wrong"
    case .unseen: "unseen"
    }
  }

  @Test("a call that took long says nothing about a drift")
  func slowLook() {
    let verdict = LabClock.verdict(
      from: look(0, ahead: 0), to: look(4_000, ahead: 0, error: 200), permille: 1_100, of: "n1")
    #expect(word(verdict) == "unseen")
  }

  @Test("one fault's meter is another's where they share a link")
  func overlaps() {
    let (one, two) = (LabNetwork.Link(from: 0, to: 1), LabNetwork.Link(from: 1, to: 0))
    #expect(Meter.packets([one]).overlaps(.packets([two, one])))
    #expect(!Meter.packets([one]).overlaps(.packets([two])))
    #expect(!Meter.packets([one]).overlaps(.proxied(.delay, [one])))
    #expect(Meter.proxied(.delay, [one]).overlaps(.proxied(.delay, [one])))
    #expect(!Meter.proxied(.delay, [one]).overlaps(.proxied(.stall, [one])))
    #expect(Meter.syncs(1).overlaps(.syncs(1)))
    #expect(!Meter.syncs(1).overlaps(.syncs(2)))
  }

  @Test("each damage changes the file where it says, and nothing else")
  func damages() throws {
    var generator = SeededGenerator(seed: 5)
    // Three blocks and a bit, then zeros that are no data.
    var bytes = (0..<13_000).map { _ in UInt8(generator.below(256)) }
    bytes[12_999] = 1
    bytes += Bytes(repeating: 0, count: 9_000)
    for damage in Action.Damage.allCases {
      for _ in 0..<200 {
        let change = try #require(
          LabDisk.damaged(bytes, damage) { Int(generator.below(UInt64($0))) }, "\(damage)")
        #expect(change.place < 13_000)
        guard let new = change.bytes else {
          #expect(damage == .cut)
          continue
        }
        var after = bytes
        after.replaceSubrange(change.place..<change.place + new.count, with: new)
        #expect(after.count == bytes.count && after != bytes, "\(damage)")
        switch damage {
        case .bit:
          #expect((bytes[change.place] ^ new[0]).nonzeroBitCount == 1 && new.count == 1)
        case .zeros: #expect(change.place % 4_096 == 0 && new.allSatisfy { $0 == 0 })
        case .misplaced:
          #expect(change.place % 4_096 == 0)
          #expect((0..<4).contains { bytes[($0 * 4_096)...].starts(with: new) })
        case .cut: Issue.record("a file that was cut has no bytes there")
        }
      }
    }
  }

  @Test("what a damage would leave as it is, is not damaged")
  func undamaged() {
    let empty = Bytes(repeating: 0, count: 8_192)
    for damage in Action.Damage.allCases {
      #expect(LabDisk.damaged(empty, damage) { _ in 0 } == nil, "\(damage)")
    }
    // A single block has no other to be misplaced from.
    #expect(LabDisk.damaged(Bytes("CURRENT\n".utf8), .misplaced) { _ in 0 } == nil)
    // Two that are equal.
    #expect(LabDisk.damaged(Bytes(repeating: 7, count: 8_192), .misplaced) { _ in 0 } == nil)
  }

  @Test("one node's silence is an error, save while something is wrong with it")
  func excused() {
    func failed(_ node: Int?, _ due: Int64, _ ended: Int64) -> Recorder.Sample {
      Recorder.Sample(
        due: at(due), ended: at(ended), isAcknowledged: false, isWrite: false, node: node,
        error: "no")
    }
    let hits = [
      Run.Hit(place: 1, from: at(100), to: at(200)), Run.Hit(place: 2, from: at(300), to: nil),
    ]
    let cases: [(sample: Recorder.Sample, isError: Bool)] = [
      (failed(1, 50, 99), true), (failed(1, 50, 150), false), (failed(1, 150, 400), false),
      (failed(1, 201, 400), true), (failed(0, 150, 180), true), (failed(2, 301, 302), false),
      (failed(2, 200, 299), true), (failed(nil, 150, 180), true),
    ]
    let told = RunReport.excused(cases.map(\.sample), hits)
    #expect(told.map { $0.error != nil } == cases.map(\.isError))
    // Of a cluster that is not ours nobody knows when something is wrong with a node.
    let outside = RunReport.excused(cases.map(\.sample), nil)
    #expect(outside.map { $0.error != nil } == cases.map { $0.sample.node == nil })
  }
}
