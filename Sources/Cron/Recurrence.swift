public import Units

/// When a schedule is due: the one question that the scheduler asks of all three kinds.
public enum Recurrence: Hashable, Sendable {
  case cron(CronExpression)
  /// The anchor is the first due time.
  case interval(Interval, anchor: Instant)
  case once(Instant)

  /// Reads a cron expression, or an interval written `@every 90m`.
  public init(parsing text: String, spread: UInt64 = 0, anchor: Instant) throws(CronError) {
    if text.hasPrefix("@every") {
      self = .interval(try Interval(parsing: text), anchor: anchor)
    } else {
      self = .cron(try CronExpression(parsing: text, spread: spread))
    }
  }

  /// The first due time after `instant`, or nil where there is none (for cron: within 400 years).
  public func next(after instant: Instant, in zone: Zone) -> Instant? {
    switch self {
    case .cron(let expression): expression.next(after: instant, in: zone)
    case .interval(let interval, let anchor):
      interval.next(after: instant, anchor: anchor, in: zone)
    case .once(let due): instant < due ? due : nil
    }
  }

  /// The last due time before `instant`, or nil.
  public func previous(before instant: Instant, in zone: Zone) -> Instant? {
    switch self {
    case .cron(let expression): expression.previous(before: instant, in: zone)
    case .interval(let interval, let anchor):
      interval.previous(before: instant, anchor: anchor, in: zone)
    case .once(let due): due < instant ? due : nil
    }
  }

  /// How many due times lie after `lower` and not after `upper`, by arithmetic.
  public func count(after lower: Instant, through upper: Instant, in zone: Zone) -> Int64 {
    switch self {
    case .cron(let expression): expression.count(after: lower, through: upper, in: zone)
    case .interval(let interval, let anchor):
      interval.count(after: lower, through: upper, anchor: anchor, in: zone)
    case .once(let due): lower < due && due <= upper ? 1 : 0
    }
  }

  /// In plain words: "at 02:30 every day".
  public var words: String {
    switch self {
    case .cron(let expression): expression.words
    case .interval(let interval, let anchor): "\(interval.words) from \(anchor)"
    case .once(let due): "once at \(due)"
    }
  }

  /// The next due times after `instant`, at most `count` of them, each with what the wall shows.
  public func preview(after instant: Instant, count: Int, in zone: Zone) -> [PreviewEntry] {
    var entries: [PreviewEntry] = []
    var last = instant
    while entries.count < count, let due = next(after: last, in: zone) {
      entries.append(PreviewEntry(due: due, after: last, of: self, in: zone))
      last = due
    }
    return entries
  }
}
