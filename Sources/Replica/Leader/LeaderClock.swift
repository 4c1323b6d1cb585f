import Units

/// The one time of a cluster, as its leader keeps it: its own clock, where that is near the lower
/// median M of the voters' clocks, else M (`architecture.md`, Determinism).
struct LeaderClock: Sendable {
  private struct Sample: Sendable {
    var node: NodeID
    var clock: Instant
    var taken: Monotonic
  }

  private var samples: [Sample] = []
  /// Since when the own clock is off without a break.
  private(set) var offSince: Monotonic?

  init() {}

  /// A voter's clock as it was at `sent`..`now`: taken to have been read in the middle.
  mutating func take(_ clock: Instant, from node: NodeID, sent: Monotonic, now: Monotonic) {
    let travelled = max(.zero, now - sent)
    let sample = Sample(
      node: node, clock: clock + Timeout(microseconds: travelled.microseconds / 2), taken: now)
    if let place = samples.firstIndex(where: { $0.node == node }) {
      samples[place] = sample
    } else {
      samples.append(sample)
    }
  }

  mutating func removeAll() { self = LeaderClock() }

  /// What the clocks say.
  struct Reading: Hashable, Sendable {
    /// The time to stamp with.
    var time: Instant
    /// The own clock minus the median.
    var offset: Timeout
    /// Whether the own clock may be trusted.
    var isRight: Bool
  }

  /// Nil before a majority of the voters, this node included, has told its clock.
  mutating func read(
    own: NodeID, clock: Instant, voters: [NodeID], now: Monotonic, tolerance: Timeout,
    age: Timeout
  ) -> Reading? {
    var clocks: [Instant] = []
    for voter in voters {
      if voter == own {
        clocks.append(clock)
      } else if let sample = samples.first(where: { $0.node == voter }), now < sample.taken + age {
        clocks.append(sample.clock + (now - sample.taken))
      }
    }
    guard clocks.count > voters.count / 2 else { return nil }
    clocks.sort()
    let median = clocks[(clocks.count - 1) / 2]
    let offset = clock - median
    let isRight = offset <= tolerance && Timeout.zero - offset <= tolerance
    if isRight {
      offSince = nil
    } else if offSince == nil {
      offSince = now
    }
    return Reading(time: isRight ? clock : median, offset: offset, isRight: isRight)
  }
}
