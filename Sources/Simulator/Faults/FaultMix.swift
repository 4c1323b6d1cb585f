import Raft
import Replica
import Units

/// How unkind a run is: what a seed draws before it begins. Rates are parts of 1,000 for each strike,
/// and a strike comes every 20 to 120 ms; zero for kinds that the seed left out.
struct FaultMix: Sendable {
  var nodes = 3
  var duration = Timeout.seconds(8)
  var kinds: FaultKinds = []
  var rates = [UInt64](repeating: 0, count: FaultKind.allCases.count)
  /// Microseconds that a message takes.
  var delay: ClosedRange<UInt64> = 100...2_000
  /// Microseconds that a sync takes.
  var sync: ClosedRange<UInt64> = 100...2_000
  /// Of a store's write, flush or checkpoint.
  var storeWork: ClosedRange<UInt64> = 20...4_000
  var segmentSize = 16_384
  var ringSlots = 128
  var limits = ReplicaLimits()
  /// The leader is told what the first nodes are called.
  var recordsMembers = true
  /// Calls of clients, in parts of 1,000 of what they would make: many seeds have few, and more time.
  var load = 1_000
  /// Leases of 1,000 that a worker loses after they came.
  var drops: UInt64 = 20
  /// Wall clocks of the first nodes; drawn where there are none.
  var skews: [Timeout] = []
  /// Faults meet one follower and nobody else, so that the leader must stay.
  var isSteady = false
  /// Strikes of 1,000 that mean the leader, wherever it is.
  var leaderBias: UInt64 = 0
  /// Clients go on for seconds after the faults: whoever is behind has to come up under load.
  var staysBusy = false
  /// From the end of the faults until clients begin nothing new.
  var busySpan: Timeout { staysBusy ? .seconds(6) : .milliseconds(1_500) }

  func rate(_ kind: FaultKind) -> UInt64 { rates[kind.rawValue] }

  /// `rate` for each strike; and only where the options left the kind in.
  mutating func set(_ kind: FaultKind, _ rate: UInt64) {
    rates[kind.rawValue] = rate
    if rate > 0 { kinds.insert(kind) } else { kinds.remove(kind) }
  }

  /// No faults at all, and quick spans: for directed tests.
  mutating func calm() {
    for kind in FaultKind.allCases { set(kind, 0) }
    drops = 0
    load = 1_000
    recordsMembers = false
    isSteady = false
    leaderBias = 0
    staysBusy = false
    limits.overlayAge = .milliseconds(20)
    limits.flushAge = .milliseconds(200)
    limits.tailEntries = 8
  }
}

extension FaultMix {
  /// What the seed draws. Each kind draws from a generator of its own, so that one more or less
  /// leaves the others as they are.
  init(seed: UInt64, _ options: SimulatorOptions) {
    var generator = SeededGenerator(seed: seed)
    nodes = [3, 3, 3, 5, 5, 4, 6, 7][Int(generator.below(8))]
    duration = .milliseconds(Int64(generator.draw(3_000...10_000)))
    delay = 50...generator.draw(200...8_000)
    sync = 50...generator.draw(200...12_000)
    storeWork = 20...generator.draw(200...4_000)
    segmentSize = [12_288, 16_384, 32_768][Int(generator.below(3))]
    ringSlots = Int(generator.draw(16...256))
    drawLimits(&generator)
    load = [1_000, 500, 300, 200, 100][Int(generator.below(5))]
    for kind in FaultKind.allCases { draw(kind, seed, options) }
    var character = SeededGenerator(seed: ~seed)
    leaderBias = [0, 0, 200, 500][Int(character.below(4))]
    if character.below(12) == 0, (options.nodes ?? 3) >= 3 { settleDown(options) }
    limits.replayEntries = Int(character.draw(4...200))
    staysBusy = character.below(4) == 0
    if let nodes = options.nodes { self.nodes = nodes }
    if let duration = options.duration { self.duration = duration }
    load = load * options.load / 1_000
    options.adjust(&self)
  }

  /// What one follower's troubles may be, in a cluster that is well otherwise.
  static let steadyKinds = FaultKinds([
    .kill, .absence, .pause, .oneWay, .isolation, .flapping, .slowSync, .stall, .powerLoss,
    .tornSector, .earlyFlush, .interruptedSnapshot,
  ])

  private mutating func settleDown(_ options: SimulatorOptions) {
    isSteady = true
    delay = 50...min(delay.upperBound, 1_000)
    sync = 50...min(sync.upperBound, 2_000)
    for kind in FaultKind.allCases where !FaultMix.steadyKinds.contains(kind) { set(kind, 0) }
    for kind in [FaultKind.oneWay, .isolation, .kill]
    where rate(kind) == 0 && !options.without.contains(kind) {
      set(kind, 20)
    }
  }

  private mutating func drawLimits(_ generator: inout SeededGenerator) {
    // Now and then so long that a snapshot comes while changes wait.
    let age = Int64(generator.draw(5...400))
    limits.overlayAge = .milliseconds(age % 4 == 0 ? age * 10 : age)
    limits.flushAge = .milliseconds(Int64(generator.draw(100...4_000)))
    limits.tailEntries = Int(generator.draw(4...100))
    limits.windowBytes = ByteCount(generator.draw(1_000...100_000))
    limits.logReadBytes = Int(generator.draw(200...4_000))
    limits.batchCommands = Int(generator.draw(1...20))
    limits.applyCommands = Int(generator.draw(1...40))
    limits.entriesInFlight = Int(generator.draw(1...4))
    limits.storeReads = Int(generator.draw(1...4))
    limits.digestInterval = 64
    limits.replaceAfter = .seconds(2)
    limits.raft.inflightMessages = [2, 8, 256][Int(generator.below(3))]
    limits.raft.appendEntries = [1, 3, 64, 4_096][Int(generator.below(4))]
    limits.raft.catchUpEntries = Int(generator.draw(4...64))
  }

  /// Whether a kind is there, one of three or so, and its rate.
  private mutating func draw(_ kind: FaultKind, _ seed: UInt64, _ options: SimulatorOptions) {
    var generator = SeededGenerator(seed: seed ^ UInt64(kind.rawValue + 1) << 48)
    let isDrawn = generator.below(100) < FaultMix.chance(kind)
    let rate = generator.draw(FaultMix.range(kind))
    guard isDrawn || options.with.contains(kind), !options.without.contains(kind) else { return }
    set(kind, rate)
  }

  /// Of 100 seeds.
  private static func chance(_ kind: FaultKind) -> UInt64 {
    switch kind {
    case .kill, .powerLoss, .loss, .reordering, .tornSector: 60
    case .syncError, .fullDisk, .blackout, .wipe, .readError, .clockJump, .foreigner: 20
    default: 33
    }
  }

  private static func range(_ kind: FaultKind) -> ClosedRange<UInt64> {
    switch kind {
    case .kill, .powerLoss: 5...50
    case .absence: 50...300
    case .blackout: 1...8
    case .pause: 5...40
    case .loss: 1...60
    case .duplication, .replay: 1...50
    case .corruption: 1...30
    case .reordering: 50...1_000
    case .slowLink: 5...40
    case .oneWay, .isolation, .split, .bridge, .chain, .ring: 5...40
    case .flapping: 5...30
    case .falseSuspicion: 5...60
    case .skew: 1...1_000
    case .drift: 1...1_000
    case .clockJump: 1...20
    case .slowSync, .stall: 5...30
    case .syncError, .fullDisk, .readError: 1...10
    case .tornSector: 100...1_000
    case .flippedBody, .flippedHeader: 2...20
    case .earlyFlush: 20...150
    case .wipe: 2...12
    case .addMember, .removeMember, .replaceMember: 5...30
    case .transfer: 5...40
    case .upgrade: 10...80
    case .interruptedSnapshot: 100...600
    case .foreigner: 1...30
    }
  }
}
