import HTTP2
import Testing
import Units

@testable import GRPC

/// The small languages of the wire.
struct WordTests {
  @Test(arguments: [
    (1, "1u"), (99_999_999, "99999999u"), (100_000_000, "100000m"), (100_000_001, "100001m"),
    (99_999_999_001, "100000S"), (0, "1u"), (-5, "1u"), (Int64.max, "99999999H"),
  ])
  func timeoutsRoundUp(microseconds: Int64, text: String) {
    #expect(GRPCTimeout.text(.microseconds(microseconds)) == text)
  }

  @Test func messagesArePercentEncodedAndCut() {
    let limit = Status.maxEncodedSize
    #expect(Status.percentEncode("a%b\n", limit: limit) == Array("a%25b%0A".utf8))
    #expect(Status.percentEncode("é", limit: limit) == Array("%C3%A9".utf8))
    // Never inside a character.
    #expect(Status.percentEncode("éé", limit: 11) == Array("%C3%A9".utf8))
  }

  @Test func detailsAreDroppedBeforeTheMessage() {
    var block = HeaderBlock()
    Status(.aborted, String(repeating: "m", count: 5_000), details: [1]).append(to: &block)
    let metadata = Metadata(block)
    #expect(metadata["grpc-status"] == "10")
    #expect(metadata["grpc-message"]?.utf8.count == 4_096)
    #expect(metadata["grpc-status-details-bin"] == nil)
  }

  /// The wheel against a plain list, on seeds.
  @Test(arguments: 0..<10)
  func deadlinesPassWhenAPlainListSaysSo(seed: UInt64) async throws {
    try await Lab.run { lab in
      try await lab.on { inside in
        var generator = SeededGenerator(seed: seed)
        var now = Monotonic(nanoseconds: 1 << 50)
        var wheel = DeadlineWheel(now: now)
        var plain: [CallStream] = []
        for _ in 0..<800 {
          switch UInt64.random(in: 0..<10, using: &generator) {
          case 0..<5:
            let stream = CallStream(turn: inside.turn)
            let bits = UInt64.random(in: 0..<46, using: &generator)
            stream.deadline = Monotonic(
              nanoseconds: now.nanoseconds + UInt64.random(in: 0...(1 << bits), using: &generator))
            _ = wheel.insert(stream, stream.deadline, now: now)
            plain.append(stream)
          case 5..<7:
            if plain.isEmpty { continue }
            let place = Int.random(in: plain.indices, using: &generator)
            wheel.remove(plain.remove(at: place))
          default:
            let bits = UInt64.random(in: 15..<34, using: &generator)
            now.nanoseconds += UInt64.random(in: 0...(1 << bits), using: &generator)
            let passed = Set(wheel.advance(to: now).map(ObjectIdentifier.init))
            // Never early, and at most two ticks late.
            for stream in plain {
              let isPassed = passed.contains(ObjectIdentifier(stream))
              if isPassed { #expect(stream.deadline <= now) }
              if stream.deadline.nanoseconds + (2 << 20) < now.nanoseconds { #expect(isPassed) }
            }
            plain.removeAll { passed.contains(ObjectIdentifier($0)) }
            #expect(wheel.count == plain.count)
            if let next = wheel.nextWakeUp { #expect(next > now || plain.isEmpty) }
          }
        }
      }
    }
  }
}
