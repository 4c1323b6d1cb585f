import Units

/// A node's two clocks: a monotonic one that may run fast or slow, and a wall clock that is off by an
/// amount that may jump.
struct NodeClock {
  /// Parts per million by which it runs fast.
  private(set) var drift: Int64 = 0
  /// What the wall clock shows beyond `start` and the monotonic time passed.
  var skew = Timeout.zero
  private var anchor = Monotonic.zero
  private var atAnchor = Monotonic.zero

  init() {}

  /// One that runs true from now on, and whose monotonic reading goes on where it stands.
  init(at now: Monotonic, showing local: Monotonic) {
    anchor = now
    atAnchor = local
  }

  /// The wall clock is set.
  mutating func setWall(_ time: Instant, at now: Monotonic) {
    skew = time - (NodeClock.start + (monotonic(now) - .zero))
  }

  static let start = Instant(seconds: 1_700_000_000)

  /// From now on another speed.
  mutating func setDrift(_ parts: Int64, at now: Monotonic) {
    let local = monotonic(now)
    anchor = now
    atAnchor = local
    drift = parts
  }

  /// What it shows at the world's time `now`.
  func monotonic(_ now: Monotonic) -> Monotonic {
    let passed = (now - anchor).microseconds
    if drift == 0 { return atAnchor + Timeout(microseconds: passed) }
    return atAnchor + Timeout(microseconds: passed * (1_000_000 + drift) / 1_000_000)
  }

  func wall(_ now: Monotonic) -> Instant {
    NodeClock.start + (monotonic(now) - .zero) + skew
  }

  /// The world's time at which it shows `local`, or a little later.
  func world(_ local: Monotonic) -> Monotonic {
    let passed = local - atAnchor
    if passed > .hours(24) { return .distantFuture }
    if drift == 0 { return anchor + passed }
    return anchor
      + Timeout(microseconds: passed.microseconds * 1_000_000 / (1_000_000 + drift) + 1)
  }
}
