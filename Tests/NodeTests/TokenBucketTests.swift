import Testing
import Units

@testable import Node

struct TokenBucketTests {
  /// Pieces that go as soon as they may: in ten seconds no more than ten seconds' worth, and a burst.
  @Test(arguments: [1_000, 250_000, 67_108_864])
  func neverFasterThanItsRate(rate: Int) {
    var now = Monotonic(nanoseconds: 5_000_000_000)
    let end = now + .seconds(10)
    let piece = 262_144
    var bucket = TokenBucket(rate: ByteCount(UInt64(rate)), now: now)
    var sent = 0
    while now < end {
      if let wait = bucket.wait(now: now) {
        #expect(wait.microseconds > 0)
        now = now + wait
      } else {
        bucket.take(piece, now: now)
        sent += piece
      }
    }
    #expect(sent <= rate * 10 + rate / 10 + piece)
    // And not slower: but for the piece that it waits for.
    #expect(sent + piece >= rate * 10)
  }

  @Test func aLongRestIsNoLongBurst() {
    var now = Monotonic(nanoseconds: 5_000_000_000)
    var bucket = TokenBucket(rate: .kibibytes(100), now: now)
    now = now + .seconds(3_600)
    var sent = 0
    while bucket.wait(now: now) == nil {
      bucket.take(1_024, now: now)
      sent += 1_024
    }
    #expect(sent <= 12_288)
  }
}
