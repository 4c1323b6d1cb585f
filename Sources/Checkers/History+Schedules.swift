public import Units

extension History {
  /// What a schedule should have done: its due times by a second implementation, from the moment it
  /// was acknowledged to the moment its deletion or pause was, or the run's end.
  public struct Schedule: Hashable, Sendable {
    public var name: String
    /// Strictly growing; due times too close to either end to be certain are left out.
    public var due: [Instant]
    /// Due times that may be decided or not: an edit or a pause was under way.
    public var uncertain: Set<Instant>
    /// How long after its due time an execution may be made at the latest; where there was an outage,
    /// after that.
    public var lateness: Timeout
    /// Spans in which nobody could decide, rising: what falls due in one may be late, skipped or stood
    /// for.
    public var outages: [ClosedRange<Instant>]

    public init(
      name: String, due: [Instant], uncertain: Set<Instant> = [], lateness: Timeout,
      outages: [ClosedRange<Instant>] = []
    ) {
      self.name = name
      self.due = due
      self.uncertain = uncertain
      self.lateness = lateness
      self.outages = outages
    }

    /// When a due time is to be decided at the latest, and whether an outage moved that.
    static func latest(
      for due: Instant, lateness: Timeout, outages: [ClosedRange<Instant>]
    ) -> (instant: Instant, wasOut: Bool) {
      var latest = due + lateness
      var wasOut = false
      for outage in outages where outage.lowerBound <= latest && due <= outage.upperBound {
        latest = max(latest, outage.upperBound + lateness)
        wasOut = true
      }
      return (latest, wasOut)
    }
  }

  /// A schedule of which the recording does not tell what it should have done.
  public struct Untold: Hashable, Sendable {
    public enum Reason: Hashable, Sendable {
      /// A version that nobody was told of, a zone or an expression that cannot be read.
      case uncertain
      /// Made before the recording begins, by somebody who is not in it.
      case older
      /// Made meanwhile, and nobody asked for it.
      case undefined
      /// Somebody was told that it is there, and no event tells of it.
      case traceless
    }
    public var name: String
    public var why: Reason

    public init(name: String, why: Reason) {
      self.name = name
      self.why = why
    }
  }

  /// What the cluster decided about one due time, or about a range of missed ones.
  public struct Decision: Hashable, Sendable {
    public enum Kind: Hashable, Sendable {
      case execution(RecordID)
      /// A run that stands for every due time in the range.
      case madeUp(RecordID)
      /// Skipped by policy, with its reason.
      case skipped
    }
    public var schedule: String
    public var first: Instant
    public var last: Instant
    /// How many due times the cluster says it covers.
    public var count: UInt64
    public var kind: Kind
    /// Stamped time of the entry that decided.
    public var decided: Instant

    public init(
      schedule: String, first: Instant, last: Instant, count: UInt64, kind: Kind, decided: Instant
    ) {
      self.schedule = schedule
      self.first = first
      self.last = last
      self.count = count
      self.kind = kind
      self.decided = decided
    }

    /// One due time.
    public init(schedule: String, due: Instant, kind: Kind, decided: Instant) {
      self.init(
        schedule: schedule, first: due, last: due, count: 1, kind: kind, decided: decided)
    }
  }
}
