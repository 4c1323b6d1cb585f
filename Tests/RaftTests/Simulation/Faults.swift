import Raft
import Units

/// What one seed draws for its run: kinds and rates of faults, sizes and limits, so that every run
/// is another mix (swarm testing).
struct Faults {
  var voters: Int
  var spares: Int
  /// Parts of 1,000 messages.
  var loss: UInt64
  var duplication: UInt64
  /// Microseconds.
  var delay: ClosedRange<UInt64>
  var syncDelay: ClosedRange<UInt64>
  /// Parts of 1,000 per fault round (every 20 ms or so).
  var crashes: UInt64
  var partitions: UInt64
  var suspicions: UInt64
  /// The leader is cut off and everyone sees its connections close.
  var breaks: UInt64
  /// Parts of 1,000 nodes whose disk is twenty times slower.
  var slowDisks: UInt64
  var membership: UInt64
  var transfers: UInt64
  var compactions: UInt64
  var wipe: Bool
  /// Parts of 1,000 crashes that take the end of the log along, though it was durable.
  var forgets: UInt64
  var duration: Timeout
  var limits = Limits()

  init(_ generator: inout SeededGenerator) {
    func draw(_ choices: [UInt64]) -> UInt64 {
      choices[Int(generator.below(UInt64(choices.count)))]
    }
    voters = Int(draw([1, 2, 3, 3, 3, 4, 5, 5]))
    spares = Int(draw([0, 1, 2]))
    loss = draw([0, 0, 10, 50, 150])
    duplication = draw([0, 0, 20, 100])
    let longest = draw([500, 2_000, 10_000, 60_000])
    delay = 100...longest
    syncDelay = 50...draw([200, 3_000, 30_000])
    crashes = draw([0, 2, 10, 30])
    partitions = draw([0, 5, 20, 50])
    suspicions = draw([0, 0, 10])
    breaks = draw([0, 0, 20, 60])
    slowDisks = draw([0, 0, 300])
    membership = draw([0, 0, 20, 60])
    transfers = draw([0, 0, 10])
    compactions = draw([0, 20])
    wipe = membership == 0 && voters >= 3 && draw([0, 0, 0, 1]) == 1
    forgets = 0
    duration = .milliseconds(Int64(draw([1_000, 2_000, 4_000])))
    limits.inflightMessages = Int(draw([2, 8, 256]))
    limits.appendEntries = Int(draw([1, 3, 64]))
    limits.appendBytes = ByteCount(draw([64, 4_096]))
    limits.catchUpEntries = 8
  }

  /// A mix for bugs that need several elections in a row over slow disks: leaders lose their cable
  /// or hand over all the time, nodes restart, members come and go.
  static func storm(_ generator: inout SeededGenerator) -> Faults {
    var faults = Faults(&generator)
    faults.voters = 3 + Int(generator.below(2))
    faults.spares = 1
    faults.loss = 10
    faults.delay = 100...(generator.below(2) == 0 ? 5_000 : 40_000)
    faults.syncDelay = 50...(generator.below(2) == 0 ? 3_000 : 40_000)
    faults.breaks = 60
    faults.crashes = 60
    faults.partitions = 30
    faults.suspicions = 60
    faults.transfers = 60
    faults.membership = generator.below(2) == 0 ? 0 : 150
    faults.slowDisks = 300
    faults.wipe = false
    faults.duration = .seconds(6)
    faults.limits.appendEntries = 1
    faults.limits.inflightMessages = 2
    return faults
  }
}
