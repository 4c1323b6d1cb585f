public import Units

/// What a core starts from: what the disk holds.
public struct RestoredState: Sendable {
  public var hardState: HardState
  /// The entry right before the first one of `entries`; zero for a log never cut.
  public var base: LogPosition
  /// The newest configuration at or below `base`; index zero and `.none` where there is none.
  public var baseConfiguration: PlacedConfiguration
  /// Consecutive from `base.index + 1`, all durable.
  public var entries: [EntryHeader]
  /// One for each entry of kind `configuration` among them, in order.
  public var configurations: [PlacedConfiguration]
  /// What the state on disk has taken in: between `base.index` and the last entry.
  public var applied: LogIndex

  public init(
    hardState: HardState = HardState(), base: LogPosition = .zero,
    baseConfiguration: PlacedConfiguration = PlacedConfiguration(
      index: .zero, configuration: .none),
    entries: [EntryHeader] = [], configurations: [PlacedConfiguration] = [],
    applied: LogIndex = .zero
  ) {
    self.hardState = hardState
    self.base = base
    self.baseConfiguration = baseConfiguration
    self.entries = entries
    self.configurations = configurations
    self.applied = applied
  }

  /// What a cluster's first node writes, durably, before its first start: a log whose only entry is
  /// the configuration of `member` alone.
  public static func founding(_ member: Member) -> RestoredState {
    let configuration = Configuration(voters: [member])
    let index = LogIndex(1)
    return RestoredState(
      hardState: HardState(term: Term(1)),
      entries: [
        EntryHeader(
          term: Term(1), index: index, kind: .configuration,
          size: UInt32(configuration.encoded().count))
      ],
      configurations: [PlacedConfiguration(index: index, configuration: configuration)])
  }
}

/// What a node is at present.
public enum Role: Hashable, Sendable {
  case follower
  case preCandidate
  case candidate
  case leader
}

/// One node's consensus: a value that `step` moves on. No clock, no randomness of its own, no I/O:
/// equal inputs from equal starts give equal effects.
public struct Raft: Sendable {
  public let id: NodeID
  public let incarnation: Incarnation
  public let group: GroupID
  public let limits: Limits

  public private(set) var role = Role.follower
  public private(set) var hardState: HardState
  /// Whom this node follows; itself where it leads.
  public private(set) var leader: NodeID?
  public private(set) var commitIndex: LogIndex
  public private(set) var appliedIndex: LogIndex
  /// Every entry up to here is durable on this node.
  public private(set) var persistedIndex: LogIndex
  /// The configuration in force.
  public private(set) var configuration: PlacedConfiguration
  private var generator: SeededGenerator

  /// Starts from what the disk holds; `seed` decides its jitter and nothing else.
  public init(
    id: NodeID, incarnation: Incarnation, group: GroupID = .main, limits: Limits = Limits(),
    restored: RestoredState, seed: UInt64
  ) {
    self.id = id
    self.incarnation = incarnation
    self.group = group
    self.limits = limits
    self.hardState = restored.hardState
    self.commitIndex = restored.applied
    self.appliedIndex = restored.applied
    self.persistedIndex = restored.entries.last?.index ?? restored.base.index
    self.configuration = restored.configurations.last ?? restored.baseConfiguration
    self.generator = SeededGenerator(seed: seed)
  }

  /// Takes in `input` and appends what is to be done to `effects`. The first step of a life must be
  /// `timerFired`: it sets the alarm. `now` must not fall.
  public mutating func step(_ input: Input, now: Monotonic, into effects: inout Effects) {
    switch input {
    default: break
    }
  }
}
