public import Units

/// What an entry of the log is for.
public enum EntryKind: UInt8, Sendable, Hashable {
  /// The first entry of each term; its commit opens the term's reads (thesis, section 6.4).
  case noop = 1
  /// A batch of commands; its payload is the replica's business.
  case command = 2
  /// A configuration; its payload is `Configuration.encoded()` (thesis, chapter 4).
  case configuration = 3
}

/// An entry of the log without its payload: all that consensus decides by.
///
/// A term has one leader and a leader uses an index once, so (term, index) names one payload for
/// ever (Log Matching, thesis section 3.5).
public struct EntryHeader: Hashable, Sendable {
  public var term: Term
  public var index: LogIndex
  /// Payload bytes; 0 for a no-op.
  public var size: UInt32
  public var kind: EntryKind

  public init(term: Term, index: LogIndex, kind: EntryKind, size: UInt32) {
    self.term = term
    self.index = index
    self.size = size
    self.kind = kind
  }

  /// What an entry counts against `Limits.uncommittedBytes`: an empty one costs memory, too.
  var weight: UInt64 { EntryHeader.weight(ofSize: size) }

  static func weight(ofSize size: UInt32) -> UInt64 { UInt64(size) + 64 }
}

/// A place in the log together with the term that names its payload.
public struct LogPosition: Hashable, Sendable, CustomStringConvertible {
  public var term: Term
  public var index: LogIndex

  public init(term: Term, index: LogIndex) {
    self.term = term
    self.index = index
  }

  /// Before the first entry.
  public static let zero = LogPosition(term: .zero, index: .zero)

  /// Whether a log that ends here is at least as up to date as one that ends at `other`
  /// (thesis, section 3.6.1).
  public func isUpToDate(with other: LogPosition) -> Bool {
    term != other.term ? term > other.term : index >= other.index
  }

  /// `index/term`, as scripts and logs show it.
  public var description: String { "\(index)/\(term)" }
}

/// A configuration and the log index it stands at.
public struct PlacedConfiguration: Hashable, Sendable {
  public var index: LogIndex
  public var configuration: Configuration

  public init(index: LogIndex, configuration: Configuration) {
    self.index = index
    self.configuration = configuration
  }
}

/// What must be durable before anything that depends on it is said (thesis, section 3.8).
public struct HardState: Hashable, Sendable {
  public var term: Term
  /// Whom this node voted for in `term`.
  public var vote: NodeID?

  public init(term: Term = .zero, vote: NodeID? = nil) {
    self.term = term
    self.vote = vote
  }
}

/// What a snapshot stands for: every entry up to and including `position`.
public struct SnapshotMeta: Hashable, Sendable {
  public var position: LogPosition
  /// The newest configuration at or below `position`, with its own index.
  public var configuration: PlacedConfiguration

  public init(position: LogPosition, configuration: PlacedConfiguration) {
    self.position = position
    self.configuration = configuration
  }
}
