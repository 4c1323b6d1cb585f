public import Units

extension History {
  /// A client's call to publish one event.
  public struct Publish: Hashable, Sendable {
    /// In the payload; unique.
    public var marker: UInt64
    public var began: UInt64
    public var ended: UInt64
    /// The offset, where acknowledged.
    public var outcome: Outcome<UInt64>

    public init(marker: UInt64, began: UInt64, ended: UInt64, outcome: Outcome<UInt64>) {
      self.marker = marker
      self.began = began
      self.ended = ended
      self.outcome = outcome
    }
  }

  /// What one subscriber received, in order, over all its connections.
  public struct Subscriber: Hashable, Sendable {
    public var name: String
    public var records: [Received]
    /// Whether it read everything from its first offset to the end of the run, without a filter.
    public var isComplete: Bool

    public init(name: String, records: [Received], isComplete: Bool) {
      self.name = name
      self.records = records
      self.isComplete = isComplete
    }
  }

  public enum Received: Hashable, Sendable {
    /// A connection began here: what follows starts at this offset.
    case resumed(from: UInt64)
    /// `marker` is nil for an event of the runtime itself; `digest` is of the payload at least; `told` is
    /// what else it says of itself.
    case event(
      offset: UInt64, id: RecordID, marker: UInt64?, digest: UInt64, told: Told = Told())
    /// Said by the cluster: what a filter passed over, or retention cut off.
    case skipped(first: UInt64, last: UInt64)
    /// Said by the subscriber: it has read everything up to here.
    case end(offset: UInt64)
  }

  /// An event's other members.
  public struct Told: Hashable, Sendable {
    public var name: String
    public var key: String
    /// Stamped; nil where the history does not say.
    public var time: Instant?
    public var cause: RecordID

    public init(
      name: String = "", key: String = "", time: Instant? = nil, cause: RecordID = .none
    ) {
      self.name = name
      self.key = key
      self.time = time
      self.cause = cause
    }
  }
}
