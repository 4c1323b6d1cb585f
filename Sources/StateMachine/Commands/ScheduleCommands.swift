public import Units

/// Decides a due time, or a range of missed ones, of one schedule.
///
/// It names what it was computed from: the schedule's version, the zone data and the due time that
/// was pending. Where one of them has changed the command is void. Whether the due times count as
/// missed is decided by the time stamped on the entry, never by the leader's clock.
public struct FireCommand: Hashable, Sendable {
  public var schedule: RecordID
  /// `ScheduleState.number`.
  public var number: UInt64
  /// `ZoneState.hash`.
  public var zones: Hash128
  /// `ScheduleState.next`: the due time that is decided, or the first of the range.
  public var due: Instant
  /// The last due time of the range; `due` where it is a single one.
  public var through: Instant
  /// How many due times there are from `due` to `through`; at least 1.
  public var count: UInt64
  /// For `CatchUpPolicy.all`: which of them are made up, oldest first, at most the schedule's
  /// limit. Empty otherwise.
  public var madeUp: [Instant]
  /// The first due time after `through`; `distantFuture` where there is none.
  public var next: Instant

  public init(
    schedule: RecordID, number: UInt64, zones: Hash128, due: Instant, through: Instant,
    count: UInt64, madeUp: [Instant] = [], next: Instant
  ) {
    self.schedule = schedule
    self.number = number
    self.zones = zones
    self.due = due
    self.through = through
    self.count = count
    self.madeUp = madeUp
    self.next = next
  }

  public func encoded() -> Bytes {
    var record = RecordWriter(capacity: 80)
    record.byte(1)
    record.id(schedule)
    record.number(number)
    record.hash(zones)
    record.time(due)
    record.time(through)
    record.number(count)
    record.number(madeUp.count)
    for time in madeUp { record.time(time) }
    record.time(next)
    return record.bytes
  }

  /// Nil where the bytes are no such command.
  public init?(_ bytes: ArraySlice<UInt8>) {
    var record = RecordReader(bytes)
    guard record.byte() == 1 else { return nil }
    schedule = record.id()
    number = record.number()
    zones = record.hash()
    due = record.time()
    through = record.time()
    count = record.number()
    madeUp = []
    for _ in 0..<record.items() { madeUp.append(record.time()) }
    next = record.time()
    if record.isDamaged || !record.isAtEnd { return nil }
  }
}

/// A computed next due time, and what it was computed from.
public struct NextDue: Hashable, Sendable {
  public var schedule: RecordID
  /// `ScheduleState.number`.
  public var number: UInt64
  /// `ScheduleState.decided`: the due time is the first after it.
  public var decided: Instant
  /// `distantFuture` where there is none.
  public var next: Instant
  /// Why there is none, where expression or zone cannot be read; at most 512 bytes.
  public var problem: String

  public init(
    schedule: RecordID, number: UInt64, decided: Instant, next: Instant, problem: String = ""
  ) {
    self.schedule = schedule
    self.number = number
    self.decided = decided
    self.next = next
    self.problem = String(problem.prefix(128))
  }

  static func write(_ items: [NextDue], to record: inout RecordWriter) {
    record.number(items.count)
    for item in items {
      record.id(item.schedule)
      record.number(item.number)
      record.time(item.decided)
      record.time(item.next)
      record.text(item.problem)
    }
  }

  static func read(from record: inout RecordReader) -> [NextDue] {
    var items: [NextDue] = []
    for _ in 0..<record.items() {
      items.append(
        NextDue(
          schedule: record.id(), number: record.number(), decided: record.time(),
          next: record.time(), problem: record.text()))
    }
    return items
  }
}

/// Stores next due times of schedules that are to be computed. An item whose schedule has changed
/// since is void; all are where the zone data has.
public struct NextDueCommand: Hashable, Sendable {
  /// `ZoneState.hash`.
  public var zones: Hash128
  public var items: [NextDue]

  public init(zones: Hash128, items: [NextDue]) {
    self.zones = zones
    self.items = items
  }

  public func encoded() -> Bytes {
    var record = RecordWriter(capacity: 32 + 32 * items.count)
    record.byte(1)
    record.hash(zones)
    NextDue.write(items, to: &record)
    return record.bytes
  }

  /// Nil where the bytes are no such command.
  public init?(_ bytes: ArraySlice<UInt8>) {
    var record = RecordReader(bytes)
    guard record.byte() == 1 else { return nil }
    zones = record.hash()
    items = NextDue.read(from: &record)
    if record.isDamaged || !record.isAtEnd { return nil }
  }
}
