public import Units

/// What the scheduler and the replica look at. Nothing here changes anything.
extension StateMachine {
  // MARK: Time

  /// The soonest time at which something becomes due by itself: a delay, an attempt's end, a
  /// schedule's due time. Nil where nothing waits for time. O(1).
  public var soonestWakeUp: Instant? {
    if !sweeps.isEmpty { return time }
    var soonest = delays.soonest
    for time in [deadlines.soonest, heldSince == nil ? schedules.due.soonest : nil] {
      if let time, time < soonest ?? .distantFuture { soonest = time }
    }
    return soonest
  }

  /// Whether a `tick` is due at `now`: something waits for its time, and no other command would
  /// move stamped time on.
  public func needsTick(at now: Instant) -> Bool {
    !sweeps.isEmpty
      || min(delays.soonest ?? .distantFuture, deadlines.soonest ?? .distantFuture) <= now
  }

  // MARK: Schedules

  public func schedule(_ id: RecordID) -> ScheduleState? {
    schedules.place(of: id).map { schedules[$0] }
  }

  /// Schedules whose next due time has come, the longest due first, at most `limit`.
  /// O(k log k) in how many there are.
  public func dueSchedules(at now: Instant, limit: Int = 1_000) -> [ScheduleState] {
    var found: [TimerHeap.Item] = schedules.due.due(at: now, limit: 4 * limit)
      .filter { schedules.isLive($0) }
    found.sort(by: <)
    var states: [ScheduleState] = []
    var last = RecordID.none
    for item in found where item.id != last {
      last = item.id
      if states.count == limit { break }
      if let state = schedule(item.id) { states.append(state) }
    }
    return states
  }

  /// Active schedules without a next due time: the leader computes the first one after
  /// `ScheduleState.decided` and proposes it in a `NextDueCommand`. At most `limit`.
  public func uncomputedSchedules(limit: Int = 1_000) -> [ScheduleState] {
    schedules.uncomputed(limit: limit).map { schedules[$0] }
  }

  /// Whether `uncomputedSchedules` has any. O(1).
  public var hasUncomputedSchedules: Bool { !schedules.toCompute.isEmpty }

  /// Every schedule, by id: for what moves with new zone data, and forecasts.
  public var allSchedules: [ScheduleState] { schedules.schedules }
}
