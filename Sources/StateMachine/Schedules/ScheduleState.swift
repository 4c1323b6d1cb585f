import DequeModule
public import Units

/// What happens when a due time comes while earlier executions of the schedule live.
public enum OverlapPolicy: UInt8, Hashable, Sendable, CaseIterable {
  case allow = 1
  case skip = 2
  case bufferOne = 3
  case bufferAll = 4
  case cancelOther = 5
  case terminateOther = 6
}

/// What happens with due times that were missed.
public enum CatchUpPolicy: UInt8, Hashable, Sendable, CaseIterable {
  case latest = 1
  case all = 2
  case none = 3
}

/// A schedule: when a job is due, and what was decided so far.
public struct ScheduleState: Sendable, Hashable {
  public internal(set) var id = RecordID.none
  /// Unique within its job; `default` is the job's own.
  public internal(set) var name = "default"
  public internal(set) var job = RecordID.none
  /// Grows with every change of the definition; a fire names it.
  public internal(set) var number: UInt64 = 1
  public internal(set) var created = Instant.epoch
  public internal(set) var updated = Instant.epoch

  /// A cron expression, `@every 90m`, or empty for a one-shot: what `Cron.Recurrence` reads.
  public internal(set) var expression = ""
  /// Where an interval is anchored; the epoch means at `start`, and where that is the epoch too, at
  /// `created`.
  public internal(set) var anchor = Instant.epoch
  /// How far its due times are spread by the hash of its name; handed to cron expressions.
  public internal(set) var spread = Timeout.zero
  /// The one due time of a schedule without an expression.
  public internal(set) var once = Instant.epoch
  public internal(set) var zone = "UTC"
  /// Due times lie after `start` (the anchor of intervals) and not after `end` (epoch: no end).
  public internal(set) var start = Instant.epoch
  public internal(set) var end = Instant.epoch
  public internal(set) var isEnabled = true
  public internal(set) var isPaused = false
  public internal(set) var note = ""
  public internal(set) var overlap = OverlapPolicy.skip
  public internal(set) var catchUp = CatchUpPolicy.latest
  /// How many missed due times `CatchUpPolicy.all` makes up at most.
  public internal(set) var catchUpLimit: UInt32 = 100
  /// How far back missed due times are made up.
  public internal(set) var catchUpWindow = Timeout.hours(24)
  /// A due time decided within this after it is late, not missed.
  public internal(set) var lateness = Timeout.seconds(60)
  /// Of BUFFER_ALL.
  public internal(set) var bufferLimit: UInt32 = 1_000
  public internal(set) var contentType = ""
  /// Fires at most; 0 is no limit.
  public internal(set) var runs: UInt64 = 0
  /// JSON.
  public internal(set) var payload: Bytes = []
  /// How far each firing may be moved, drawn from the entry's seed.
  public internal(set) var jitter = Timeout.zero
  /// The encoded `carillon.v1.Schedule` as last accepted.
  public internal(set) var resource: Bytes = []

  public internal(set) var creator = ""
  public internal(set) var pausedBy = ""
  public internal(set) var pausedSince = Instant.epoch
  /// The next due times that are left out, before any is fired.
  public internal(set) var skipNext: UInt32 = 0
  /// Due times that are left out, sorted.
  public internal(set) var skipTimes: [Instant] = []

  /// The next due time; nil while it is to be computed, `distantFuture` where there is none.
  public internal(set) var next: Instant?
  /// Why it has no due time, where expression or zone cannot be read.
  public internal(set) var problem = ""
  /// What `next` was computed with.
  public internal(set) var zoneHash = Hash128.zero
  /// Everything up to this due time is decided; due times strictly grow.
  public internal(set) var decided = Instant.epoch
  public internal(set) var fired: UInt64 = 0
  public internal(set) var skipped: UInt64 = 0
  public internal(set) var missed: UInt64 = 0
  public internal(set) var lastFired = Instant.epoch
  public internal(set) var lastExecution = RecordID.none
  /// Due times that wait for an earlier execution to end, oldest first.
  public internal(set) var buffered: [Buffered] = []
  /// Live executions, oldest first; rebuilt from them.
  public internal(set) var live: [RecordID] = []
  /// Whether it is in `ScheduleTable.toCompute`; not stored.
  var isListed = false
  /// For which `next` a timer was set last; not stored.
  var timer = Instant.epoch

  /// A due time that waits.
  public struct Buffered: Sendable, Hashable {
    public internal(set) var due: Instant
    /// How many due times it stands for; 0 for a trigger.
    public internal(set) var standsFor: UInt64
  }

  /// Most due times that BUFFER_ALL holds, whatever the schedule says.
  static let mostBuffered = 1_000

  public init() {}

  /// Whether the scheduler has to look at it at all.
  public var isActive: Bool { isEnabled && !isPaused && (runs == 0 || fired < runs) }

  /// Where its intervals are anchored.
  public var intervalAnchor: Instant {
    anchor != .epoch ? anchor : start != .epoch ? start : created
  }

  /// Whether its due times are the same as `other`'s, so that a computed one stays right.
  func isDueLike(_ other: ScheduleState) -> Bool {
    expression == other.expression && anchor == other.anchor && spread == other.spread
      && once == other.once && zone == other.zone && start == other.start && end == other.end
  }

  func encoded() -> Bytes {
    var record = RecordWriter(capacity: 256)
    record.byte(1)
    record.text(name)
    record.id(job)
    record.number(number)
    record.time(created)
    record.time(updated)
    record.text(expression)
    record.time(anchor)
    record.span(spread)
    record.time(once)
    record.text(zone)
    record.time(start)
    record.time(end)
    record.flag(isEnabled)
    record.flag(isPaused)
    record.text(note)
    record.byte(overlap.rawValue)
    record.byte(catchUp.rawValue)
    record.number(UInt64(catchUpLimit))
    record.span(catchUpWindow)
    record.span(lateness)
    record.number(UInt64(bufferLimit))
    record.text(contentType)
    record.number(runs)
    record.blob(payload)
    record.span(jitter)
    record.blob(resource)
    record.text(creator)
    record.text(pausedBy)
    record.time(pausedSince)
    record.number(UInt64(skipNext))
    record.number(skipTimes.count)
    for due in skipTimes { record.time(due) }
    record.flag(next != nil)
    record.time(next ?? .epoch)
    record.text(problem)
    record.hash(zoneHash)
    record.time(decided)
    record.number(fired)
    record.number(skipped)
    record.number(missed)
    record.time(lastFired)
    record.id(lastExecution)
    record.number(buffered.count)
    for waiting in buffered {
      record.time(waiting.due)
      record.number(waiting.standsFor)
    }
    return record.bytes
  }

  init?(_ id: RecordID, _ bytes: Bytes) {
    var record = RecordReader(bytes)
    guard record.byte() == 1 else { return nil }
    self.id = id
    name = record.text()
    job = record.id()
    number = record.number()
    created = record.time()
    updated = record.time()
    expression = record.text()
    anchor = record.time()
    spread = record.span()
    once = record.time()
    zone = record.text()
    start = record.time()
    end = record.time()
    isEnabled = record.flag()
    isPaused = record.flag()
    note = record.text()
    overlap = OverlapPolicy(rawValue: record.byte()) ?? .skip
    catchUp = CatchUpPolicy(rawValue: record.byte()) ?? .latest
    catchUpLimit = UInt32(truncatingIfNeeded: record.number())
    catchUpWindow = record.span()
    lateness = record.span()
    bufferLimit = UInt32(truncatingIfNeeded: record.number())
    contentType = record.text()
    runs = record.number()
    payload = record.blob()
    jitter = record.span()
    resource = record.blob()
    creator = record.text()
    pausedBy = record.text()
    pausedSince = record.time()
    skipNext = UInt32(truncatingIfNeeded: record.number())
    for _ in 0..<record.items() { skipTimes.append(record.time()) }
    let isComputed = record.flag()
    let time = record.time()
    next = isComputed ? time : nil
    problem = record.text()
    zoneHash = record.hash()
    decided = record.time()
    fired = record.number()
    skipped = record.number()
    missed = record.number()
    lastFired = record.time()
    lastExecution = record.id()
    for _ in 0..<record.items() {
      buffered.append(Buffered(due: record.time(), standsFor: record.number()))
    }
    if record.isDamaged { return nil }
  }
}

/// Schedules by id, sorted, with the soonest due time at hand.
struct ScheduleTable: Sendable {
  private(set) var schedules: [ScheduleState] = []
  /// Next due times; stale ones are recognised by their schedule's `next`.
  private(set) var due = TimerHeap()
  /// Schedules whose next due time the leader has to compute, first come first served. One that
  /// needs it no longer is dropped when it comes to the front.
  private(set) var toCompute: Deque<RecordID> = []

  init() {}

  func place(of id: RecordID) -> Int? {
    let place = lowerBound(id)
    return place < schedules.count && schedules[place].id == id ? place : nil
  }

  private func lowerBound(_ id: RecordID) -> Int {
    var low = 0
    var high = schedules.count
    while low < high {
      let middle = (low + high) / 2
      if schedules[middle].id < id { low = middle + 1 } else { high = middle }
    }
    return low
  }

  subscript(place: Int) -> ScheduleState {
    @inline(__always) _read { yield schedules[place] }
    @inline(__always) _modify { yield &schedules[place] }
  }

  /// The schedule's id must be above all others.
  mutating func append(_ schedule: ScheduleState) {
    schedules.append(schedule)
    refresh(schedules.count - 1)
  }

  /// O(n).
  mutating func remove(at place: Int) {
    schedules.remove(at: place)
    settle()
  }

  /// Brings the index up to date with a schedule that changed.
  mutating func refresh(_ place: Int) {
    if isToCompute(place) {
      if !schedules[place].isListed {
        schedules[place].isListed = true
        toCompute.append(schedules[place].id)
      }
    } else if schedules[place].isActive, let next = schedules[place].next, next != .distantFuture,
      schedules[place].timer != next
    {
      schedules[place].timer = next
      due.insert(next, schedules[place].id, 0)
      if due.isOvergrown(live: schedules.count) {
        ScheduleTable.trim(&due, of: schedules)
        for place in schedules.indices where !isTimed(place) { schedules[place].timer = .epoch }
      }
    }
    settle()
  }

  /// Whether the timer that was set last is still wanted.
  private func isTimed(_ place: Int) -> Bool {
    schedules[place].isActive && schedules[place].next == schedules[place].timer
  }

  private func isToCompute(_ place: Int) -> Bool {
    schedules[place].isActive && schedules[place].next == nil
  }

  /// Drops what is stale at the front of both indexes, so that their first items are true.
  private mutating func settle() {
    while let item = due.first, !isLive(item) {
      due.removeFirst()
      // The same due time may come back, after a pause or an edit, and wants a timer then.
      if let place = place(of: item.id), schedules[place].timer == item.when {
        schedules[place].timer = .epoch
      }
    }
    while let id = toCompute.first {
      guard let place = place(of: id) else {
        toCompute.removeFirst()
        continue
      }
      if isToCompute(place) { break }
      schedules[place].isListed = false
      toCompute.removeFirst()
    }
  }

  /// Schedules to be computed, at most `limit`.
  func uncomputed(limit: Int) -> [Int] {
    var found: [Int] = []
    for id in toCompute {
      if found.count == limit { break }
      if let place = place(of: id), isToCompute(place) { found.append(place) }
    }
    return found
  }

  /// Whether a timer still tells its schedule's next due time.
  func isLive(_ item: TimerHeap.Item) -> Bool {
    guard let place = place(of: item.id) else { return false }
    return schedules[place].isActive && schedules[place].next == item.when
  }

  private static func trim(_ due: inout TimerHeap, of schedules: [ScheduleState]) {
    let count = schedules.count
    due.rebuild { item in
      var low = 0
      var high = count
      while low < high {
        let middle = (low + high) / 2
        if schedules[middle].id < item.id { low = middle + 1 } else { high = middle }
      }
      return low < count && schedules[low].id == item.id && schedules[low].isActive
        && schedules[low].next == item.when
    }
  }
}
