public import Units

/// How much of what a workload does.
public struct WorkloadMix: Hashable, Sendable {
  // Processes of each role.
  public var definers = 3
  public var planners = 1
  public var enqueuers = 3
  public var publishers = 1

  /// Jobs that definers change: fewer make more conflicts.
  public var registers = 2
  /// Schedules that live at a time, for each planner.
  public var schedules = 2
  /// What enqueuers run and schedules start; the caller makes both.
  public var job = "work"
  public var scheduledJob = "tick"
  /// Of what schedules are written in; the caller makes them known. UTC is.
  public var zones: [String] = []
  /// Dedup keys that enqueuers share.
  public var dedupKeys = 3

  public var think = Span(.milliseconds(20), .milliseconds(500))
  public var patience = Span(.milliseconds(300), .seconds(4))
  /// Between arrivals of the open loop.
  public var gap = Span(.milliseconds(50), .milliseconds(400))
  /// How long attempts take.
  public var effort = Span(.milliseconds(1), .milliseconds(300))

  // Parts of 1,000.
  /// Writes under an idempotency key.
  public var keyed: UInt64 = 700
  /// Unknown outcomes under a key that are asked again.
  public var repeats: UInt64 = 900
  /// Known ones that are asked again all the same.
  public var needless: UInt64 = 100
  /// Reads that take whatever a node has.
  public var stale: UInt64 = 250
  /// Fates of attempts: each of these, else it completes.
  public var failures: UInt64 = 60
  /// Its effect is done, and nobody is told.
  public var silences: UInt64 = 8
  public var doubles: UInt64 = 60
  /// It says its word once more long after, when another may hold the lease.
  public var lateWords: UInt64 = 60

  public init() {}

  /// Makes the pauses between calls longer, or shorter: 1,000 leaves them.
  public mutating func slow(byThousandths factor: Int) {
    for path in [\WorkloadMix.think, \WorkloadMix.gap] {
      self[keyPath: path] = Span(
        Timeout(microseconds: self[keyPath: path].shortest.microseconds * Int64(factor) / 1_000),
        Timeout(microseconds: self[keyPath: path].longest.microseconds * Int64(factor) / 1_000))
    }
  }

  /// From one span to another, both included.
  public struct Span: Hashable, Sendable {
    public var shortest: Timeout
    public var longest: Timeout

    public init(_ shortest: Timeout, _ longest: Timeout) {
      precondition(shortest <= longest, "\(shortest) is longer than \(longest)")
      self.shortest = shortest
      self.longest = longest
    }

    func draw(_ generator: inout SeededGenerator) -> Timeout {
      let width = UInt64((longest - shortest).microseconds) + 1
      return shortest + .microseconds(Int64(generator.below(width)))
    }
  }
}

/// What becomes of an attempt.
public struct AttemptFate: Hashable, Sendable {
  public enum End: Hashable, Sendable {
    case completes
    case fails
    /// Its effect is done and its word is never said: the lease runs out with its session.
    case fallsSilent
    /// Two words at once.
    case completesTwice
    /// And again after this, under the token that may be old by then.
    case completesLate(again: Timeout)
  }
  public var effort: Timeout
  public var end: End

  init(_ mix: WorkloadMix, _ generator: inout SeededGenerator) {
    effort = mix.effort.draw(&generator)
    let draw = generator.below(1_000)
    let late = Timeout.milliseconds(Int64(200 + generator.below(3_000)))
    var least: UInt64 = 0
    func falls(_ parts: UInt64) -> Bool {
      least += parts
      return draw < least
    }
    end =
      falls(mix.failures)
      ? .fails
      : falls(mix.silences)
        ? .fallsSilent
        : falls(mix.doubles)
          ? .completesTwice : falls(mix.lateWords) ? .completesLate(again: late) : .completes
  }
}
