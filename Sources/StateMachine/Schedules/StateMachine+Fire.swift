import Messages
import Units

/// Why a due time was left out.
enum SkipReason: String, Sendable {
  case overlap = "OVERLAP"
  case bufferFull = "BUFFER_FULL"
  case missed = "MISSED"
  case asked = "ASKED"
  case disabled = "DISABLED"
  case queueFull = "QUEUE_FULL"
}

extension StateMachine {
  // MARK: Due times

  /// Decides a due time or a missed range: `FireCommand`. Void where what it was computed from has
  /// changed, and where stamped time has not come to it.
  mutating func fire(_ command: FireCommand, _ output: inout ApplyOutput) -> CommandOutcome {
    guard heldSince == nil, let place = schedules.place(of: command.schedule),
      isInForce(command, place)
    else { return .success([]) }
    let isMissed = time - command.due > schedules[place].lateness
    if isMissed {
      guard entry.room >= StateMachine.margin + 2 * command.madeUp.count * StateMachine.announcement
      else { return .failure(StateMachine.entryFull) }
      guard time - command.through > schedules[place].lateness, isRange(command, place) else {
        return .success([])
      }
    } else {
      guard command.through == command.due, command.count == 1 else { return .success([]) }
    }
    settle(command, place)
    if isMissed {
      catchUp(command, place, &output)
    } else if isLeftOut(command.due, place) {
      skip(place, command.due, .asked, &output)
    } else {
      decide(place, command.due, standsFor: 1, &output)
    }
    schedules.refresh(place)
    putSchedule(place, &output)
    return .success([])
  }

  private func isInForce(_ command: FireCommand, _ place: Int) -> Bool {
    fits(command, place) && zones.hash == command.zones
      && command.due <= time && command.due <= command.through && command.through < command.next
      && command.count >= 1
  }

  /// Whether the schedule still is what the command was computed from. Editing and pausing make
  /// another version and another due time, so that each known bug is blind for what its own look would
  /// see and for what others would see instead.
  private func fits(_ command: FireCommand, _ place: Int) -> Bool {
    let schedule = schedules[place]
    if mutations.contains(.firesWhilePaused), !schedule.isActive { return true }
    if mutations.contains(.firesOldVersions), schedule.isActive, schedule.number != command.number {
      return true
    }
    return schedule.isActive && schedule.number == command.number
      && (schedule.next == command.due || mutations.contains(.firesTwice))
  }

  /// Whether what is to be made up lies in the range, ascends and is not too much.
  private func isRange(_ command: FireCommand, _ place: Int) -> Bool {
    guard UInt64(command.madeUp.count) <= min(command.count, UInt64(schedules[place].catchUpLimit))
    else { return false }
    var last = command.due - .microseconds(1)
    for due in command.madeUp {
      guard last < due, due <= command.through,
        time - due <= schedules[place].catchUpWindow
      else { return false }
      last = due
    }
    return true
  }

  /// Moves the schedule behind what is decided now.
  private mutating func settle(_ command: FireCommand, _ place: Int) {
    schedules[place].decided = command.through
    let end = schedules[place].end
    let isOver = end != .epoch && command.next > end || schedules[place].expression.isEmpty
    schedules[place].next = isOver ? .distantFuture : command.next
    schedules[place].zoneHash = zones.hash
  }

  /// Whether this due time was asked to be left out; takes note that it was.
  private mutating func isLeftOut(_ due: Instant, _ place: Int) -> Bool {
    schedules[place].skipTimes.removeAll { $0 < due }
    if schedules[place].skipTimes.first == due {
      schedules[place].skipTimes.removeFirst()
      return true
    }
    guard schedules[place].skipNext > 0 else { return false }
    schedules[place].skipNext -= 1
    return true
  }

  private mutating func catchUp(
    _ command: FireCommand, _ place: Int, _ output: inout ApplyOutput
  ) {
    var left = command.count
    switch schedules[place].catchUp {
    case .latest:
      if time - command.through <= schedules[place].catchUpWindow {
        left = 0
        decide(place, command.through, standsFor: command.count, &output)
      }
    case .all:
      for due in command.madeUp where schedules[place].isActive {
        left -= 1
        decide(place, due, standsFor: 1, &output)
      }
    case .none: break
    }
    guard left > 0 else { return }
    schedules[place].missed += left
    var text = scheduleText(place, "")
    text.member("first", command.due)
    text.member("last", command.through)
    text.member("count", left)
    text.member("reason", SkipReason.missed.rawValue)
    announce("schedule.missed", key: scheduleKey(place), text, &output)
  }

  // MARK: Overlap

  /// Starts, holds back or leaves out a due time, as the overlap policy says.
  private mutating func decide(
    _ place: Int, _ due: Instant, standsFor: UInt64, _ output: inout ApplyOutput
  ) {
    let waiting = ScheduleState.Buffered(due: due, standsFor: standsFor)
    if let reason = hold(place, waiting, schedules[place].overlap, &output) {
      skip(place, due, reason, &output)
    }
  }

  /// Lets a due time or a trigger start, or wait in the buffer; else says why it is left out.
  private mutating func hold(
    _ place: Int, _ waiting: ScheduleState.Buffered, _ overlap: OverlapPolicy,
    _ output: inout ApplyOutput
  ) -> SkipReason? {
    let isBusy = !schedules[place].live.isEmpty || !schedules[place].buffered.isEmpty
    guard isBusy, overlap != .allow else { return start(place, waiting, &output) }
    switch overlap {
    case .allow: return nil
    case .skip: return .overlap
    case .bufferOne:
      guard schedules[place].buffered.isEmpty else { return .bufferFull }
      schedules[place].buffered.append(waiting)
    case .bufferAll:
      let limit = min(Int(schedules[place].bufferLimit), ScheduleState.mostBuffered)
      guard schedules[place].buffered.count < limit else { return .bufferFull }
      schedules[place].buffered.append(waiting)
    case .cancelOther:
      // The newest one takes the place of what waited for the others' end.
      let older = schedules[place].buffered
      schedules[place].buffered = [waiting]
      for other in older { skip(place, other.due, .overlap, &output) }
      endLive(place, .requested, &output)
    case .terminateOther:
      endLive(place, .terminatedByOverlap, &output)
      return start(place, waiting, &output)
    }
    return nil
  }

  /// Live executions of a schedule that one due time ends at most.
  private static let mostEnded = 200

  private mutating func endLive(
    _ place: Int, _ reason: CancelReason, _ output: inout ApplyOutput
  ) {
    for id in schedules[place].live.prefix(StateMachine.mostEnded) {
      guard entry.room > 1_024 else { return }
      if let slot = executions.slot(of: id), executions[slot].cancelling == nil {
        cancel(slot, reason, &output)
      }
    }
  }

  /// Makes the execution of a due time; else says why not.
  private mutating func start(
    _ place: Int, _ waiting: ScheduleState.Buffered, _ output: inout ApplyOutput
  ) -> SkipReason? {
    guard let job = jobs.slot(of: schedules[place].job), !jobs[job: job].isDeleting,
      jobs[version: jobs[job: job].current].definition.isEnabled
    else { return .disabled }
    guard refuseBirth(job) == nil else { return .queueFull }
    var new = NewExecution(job: job)
    new.origin = waiting.standsFor == 0 ? .trigger : .schedule
    new.payload = schedules[place].payload
    new.contentType = schedules[place].contentType
    new.due = waiting.due
    if schedules[place].jitter > .zero {
      var generator = entry.generator()
      let span = UInt64(min(schedules[place].jitter, .hours(24)).microseconds)
      new.notBefore = waiting.due + .microseconds(Int64(generator.below(span + 1)))
    }
    new.schedule = schedules[place].id
    new.scheduleName = schedules[place].name
    new.standsFor = waiting.standsFor
    let id = bear(new, &output)
    schedules[place].lastExecution = id
    if waiting.standsFor > 0 {
      schedules[place].fired += 1
      schedules[place].lastFired = time
    }
    var text = scheduleText(place, "")
    text.member("execution", id)
    text.member("due", waiting.due)
    text.member("stands_for", waiting.standsFor)
    announce("schedule.fired", key: scheduleKey(place), text, &output)
    return nil
  }

  /// Records that a due time was left out.
  private mutating func skip(
    _ place: Int, _ due: Instant, _ reason: SkipReason, _ output: inout ApplyOutput
  ) {
    schedules[place].skipped += 1
    guard entry.room >= StateMachine.announcement else { return }
    var text = scheduleText(place, "")
    text.member("due", due)
    text.member("reason", reason.rawValue)
    if let other = schedules[place].live.first { text.member("on", other) }
    announce("schedule.skipped", key: scheduleKey(place), text, &output)
  }

  /// An execution of a schedule ended: what waited for that may start.
  mutating func leave(
    schedule: RecordID, _ execution: RecordID, _ output: inout ApplyOutput
  ) {
    guard let place = schedules.place(of: schedule) else { return }
    if let known = schedules[place].live.firstIndex(of: execution) {
      schedules[place].live.remove(at: known)
    }
    guard schedules[place].live.isEmpty, !schedules[place].buffered.isEmpty else { return }
    let waiting = schedules[place].buffered.removeFirst()
    if let reason = start(place, waiting, &output) { skip(place, waiting.due, reason, &output) }
    schedules.refresh(place)
    putSchedule(place, &output)
  }

  // MARK: By hand

  /// Starts a schedule's job now, without moving or using up a due time.
  /// - Returns: the execution, `none` where it waits in the buffer; or why it was left out.
  mutating func trigger(
    _ place: Int, overlap: OverlapPolicy?, payload: Bytes?, contentType: String,
    _ output: inout ApplyOutput
  ) -> (execution: RecordID, reason: SkipReason?) {
    let own = (schedules[place].payload, schedules[place].contentType)
    if let payload {
      schedules[place].payload = payload
      schedules[place].contentType = contentType
    }
    let before = schedules[place].lastExecution
    let waiting = ScheduleState.Buffered(due: time, standsFor: 0)
    let reason = hold(place, waiting, overlap ?? schedules[place].overlap, &output)
    (schedules[place].payload, schedules[place].contentType) = own
    putSchedule(place, &output)
    let made = schedules[place].lastExecution
    return (reason == nil && made != before ? made : .none, reason)
  }

  // MARK: Computed due times

  mutating func setNextDue(
    _ command: NextDueCommand, _ output: inout ApplyOutput
  ) -> CommandOutcome {
    guard command.zones == zones.hash else { return .success([]) }
    for item in command.items { setNext(item, &output) }
    return .success([])
  }

  /// Stores a computed due time where nothing that it was computed from has changed.
  private mutating func setNext(_ item: NextDue, _ output: inout ApplyOutput) {
    guard let place = schedules.place(of: item.schedule), schedules[place].next == nil,
      schedules[place].number == item.number, schedules[place].decided == item.decided,
      item.next > item.decided
    else { return }
    let end = schedules[place].end
    schedules[place].next = end != .epoch && item.next > end ? .distantFuture : item.next
    schedules[place].zoneHash = zones.hash
    if schedules[place].problem != item.problem {
      schedules[place].problem = item.problem
      if !item.problem.isEmpty && entry.room >= StateMachine.announcement {
        var text = scheduleText(place, "")
        text.member("problem", item.problem)
        announce("schedule.unreadable", key: scheduleKey(place), text, &output)
      }
    }
    schedules.refresh(place)
    putSchedule(place, &output)
  }

  // MARK: Zones

  /// Replaces the zone data. Every due time is void with it: those that the command carries are
  /// stored, the others are to be computed.
  mutating func setZones(_ command: ZonesCommand, _ output: inout ApplyOutput) -> CommandOutcome {
    guard command.replaces == zones.hash else {
      return .failure(
        Failure(
          .aborted, .versionMismatch,
          "the zone data in force is \(zones.hash), not \(command.replaces): read it again",
          metadata: [Failure.Entry("hash", zones.hash.description)]))
    }
    guard entry.room >= StateMachine.margin else { return .failure(StateMachine.entryFull) }
    let hash = Hash128(of: command.bundle)
    guard hash != zones.hash else { return .success([]) }
    zones.hash = hash
    zones.bundle = command.bundle
    output.put(Keys.key(.zones), command.bundle)
    output.notices.append(.zonesChanged)
    for place in schedules.schedules.indices {
      // Fixed points of time do not move: they are only confirmed.
      guard schedules[place].next != nil else { continue }
      schedules[place].next = nil
      schedules.refresh(place)
      putSchedule(place, &output)
    }
    for move in command.moves { setNext(move, &output) }
    var text = JSONText()
    text.member("hash", hash.description)
    text.member("replaces", command.replaces.description)
    text.member("schedules", UInt64(schedules.schedules.count))
    announce("zones.updated", key: "zones", text, &output)
    return .success([])
  }
}
