public import Units

/// What a core starts from: what the disk holds (thesis, section 3.8; the persistent state of
/// figure 3.1, and what a snapshot stands for, section 5.1).
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
  /// Entries whose bodies are damaged, ascending, above `applied`. None is a configuration.
  public var damaged: [LogIndex]

  public init(
    hardState: HardState = HardState(), base: LogPosition = .zero,
    baseConfiguration: PlacedConfiguration = PlacedConfiguration(
      index: .zero, configuration: .none),
    entries: [EntryHeader] = [], configurations: [PlacedConfiguration] = [],
    applied: LogIndex = .zero, damaged: [LogIndex] = []
  ) {
    self.hardState = hardState
    self.base = base
    self.baseConfiguration = baseConfiguration
    self.entries = entries
    self.configurations = configurations
    self.applied = applied
    self.damaged = damaged
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
