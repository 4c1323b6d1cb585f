internal import Units

/// The configurations that the log holds, the oldest of them at or below its base, so that a
/// truncation finds what to roll back to and a snapshot what to carry (thesis, section 4.1).
///
/// Invariant: never empty, indexes strictly grow.
struct ConfigurationHistory: Sendable {
  private var placed: [PlacedConfiguration]

  init(base: PlacedConfiguration, later: [PlacedConfiguration]) {
    placed = [base]
    for configuration in later { append(configuration) }
  }

  /// The one in force: the newest, committed or not.
  var current: PlacedConfiguration { placed[placed.count - 1] }

  mutating func append(_ configuration: PlacedConfiguration) {
    precondition(
      configuration.index > current.index,
      "configuration \(configuration.index) does not follow \(current.index)")
    placed.append(configuration)
  }

  /// Returns whether another one is in force now.
  mutating func truncate(from index: LogIndex) -> Bool {
    let before = placed.count
    while placed.count > 1 && current.index >= index { placed.removeLast() }
    return placed.count != before
  }

  /// Keeps the newest one at or below `index`, and all above.
  mutating func compact(upTo index: LogIndex) {
    while placed.count > 1 && placed[1].index <= index { placed.removeFirst() }
  }

  mutating func reset(to configuration: PlacedConfiguration) { placed = [configuration] }

  /// The newest at or below `index`; what a snapshot there carries.
  func newest(atOrBefore index: LogIndex) -> PlacedConfiguration {
    placed.last { $0.index <= index } ?? placed[0]
  }

  /// Whether the configuration in force at `commit`, or a newer one, gives the node a vote.
  func isVoter(_ id: NodeID, _ incarnation: Incarnation, since commit: LogIndex) -> Bool {
    for one in placed.reversed() {
      let configuration = one.configuration
      if configuration.isVoter(id) && configuration.admits(id, incarnation) { return true }
      if one.index <= commit { return false }
    }
    return false
  }

  /// Those that stand at an index in `first ... last`.
  func within(first: LogIndex, last: LogIndex) -> [PlacedConfiguration] {
    // Nearly every append has none: the newest one lies before it.
    guard current.index >= first else { return [] }
    return placed.filter { $0.index >= first && $0.index <= last }
  }
}
