import Messages
import Units

extension StateMachine {
  // MARK: Finding

  /// The place of a schedule: by id, `job/name`, or a name that only one has.
  func schedulePlace(_ text: String, _ field: String = "schedule") throws(Failure) -> Int {
    if text.isEmpty {
      throw .field(field, .fieldInvalid, "the id of a schedule, or 'job/name', is required")
    }
    if let id = RecordID(text: text), let place = schedules.place(of: id) { return place }
    if let slash = text.utf8.firstIndex(of: UInt8(ascii: "/")) {
      let owner = String(text[..<slash])
      let name = String(text[text.utf8.index(after: slash)...])
      if let job = jobs.slot(nameOrID: owner), let place = schedulePlace(of: job, name) {
        return place
      }
      throw .notFound("schedule", text)
    }
    let named = schedules.schedules.indices.filter { schedules[$0].name == text }
    if named.count == 1 { return named[0] }
    guard named.isEmpty else {
      throw .field(
        field, .fieldInvalid, "\(named.count) schedules are named '\(text)': write 'job/\(text)'")
    }
    // A job has one named `default`, so that its own name will do.
    if let job = jobs.slot(nameOrID: text), let place = schedulePlace(of: job, "default") {
      return place
    }
    throw .notFound("schedule", text)
  }

  func schedulePlace(of job: Int32, _ name: String) -> Int? {
    for id in jobs[job: job].schedules {
      if let place = schedules.place(of: id), schedules[place].name == name { return place }
    }
    return nil
  }

  func expect(_ version: UInt64, ofSchedule place: Int) throws(Failure) {
    let number = schedules[place].number
    guard version == 0 || version == number else {
      throw StateMachine.versionMismatch("schedule", schedules[place].name, number, version)
    }
  }

  // MARK: Changing

  /// Makes a schedule of `definition`, whose job stands.
  @discardableResult
  mutating func createSchedule(
    _ definition: ScheduleState, job: Int32, principal: String, _ output: inout ApplyOutput
  ) -> Int {
    var schedule = definition
    schedule.id = entry.nextID()
    schedule.job = jobs[job: job].id
    schedule.number = 1
    schedule.created = time
    schedule.updated = time
    schedule.creator = principal
    schedule.decided = time
    schedules.append(schedule)
    jobs[job: job].schedules.append(schedule.id)
    let place = schedules.schedules.count - 1
    output.insert(Keys.key(.schedule, schedule.id), schedules[place].encoded())
    announceSchedule("schedule.created", place, principal, &output)
    return place
  }

  /// Makes `definition` the schedule's, where it differs. What is computed stays where its due
  /// times are the same, else the pending one is dropped in this entry and computed anew.
  @discardableResult
  mutating func updateSchedule(
    at place: Int, to definition: ScheduleState, principal: String, _ output: inout ApplyOutput
  ) -> Bool {
    guard schedules[place].definition != definition.definition else { return false }
    let old = schedules[place]
    var new = definition
    new.carryOver(from: old)
    new.number = old.number + 1
    new.updated = time
    if !new.isDueLike(old) || new.isActive && !old.isActive {
      new.next = nil
      new.decided = max(old.decided, time)
    }
    schedules[place] = new
    schedules.refresh(place)
    putSchedule(place, &output)
    announceSchedule("schedule.updated", place, principal, &output)
    return true
  }

  mutating func removeSchedule(
    at place: Int, principal: String, _ output: inout ApplyOutput
  ) {
    announceSchedule("schedule.deleted", place, principal, &output)
    let schedule = schedules[place]
    output.delete(Keys.key(.schedule, schedule.id))
    schedules.remove(at: place)
    if let job = jobs.slot(of: schedule.job) {
      jobs[job: job].schedules.removeAll { $0 == schedule.id }
    }
  }

  /// Nothing falls due while it is paused; what would have is told by the range in the event.
  mutating func pauseSchedule(
    at place: Int, note: String, principal: String, _ output: inout ApplyOutput
  ) {
    guard !schedules[place].isPaused else { return }
    schedules[place].isPaused = true
    schedules[place].note = note
    schedules[place].pausedBy = principal
    schedules[place].pausedSince = time
    schedules[place].number += 1
    schedules[place].updated = time
    schedules.refresh(place)
    putSchedule(place, &output)
    announceSchedule("schedule.paused", place, principal, &output)
  }

  /// Goes on from now: what fell into the pause is decided, and made up only on demand.
  mutating func resumeSchedule(
    at place: Int, principal: String, _ output: inout ApplyOutput
  ) {
    guard schedules[place].isPaused else { return }
    let since = schedules[place].pausedSince
    schedules[place].isPaused = false
    schedules[place].note = ""
    schedules[place].pausedBy = ""
    schedules[place].pausedSince = .epoch
    schedules[place].number += 1
    schedules[place].updated = time
    schedules[place].decided = max(schedules[place].decided, time)
    schedules[place].next = nil
    schedules.refresh(place)
    putSchedule(place, &output)
    var text = scheduleText(place, principal)
    text.member("paused_from", since)
    text.member("paused_until", time)
    announce("schedule.resumed", key: scheduleKey(place), text, principal: principal, &output)
  }

  // MARK: Telling

  func putSchedule(_ place: Int, _ output: inout ApplyOutput) {
    output.put(Keys.key(.schedule, schedules[place].id), schedules[place].encoded())
  }

  func scheduleKey(_ place: Int) -> String {
    let job = jobs.slot(of: schedules[place].job).map { jobs[job: $0].name } ?? ""
    return "\(job)/\(schedules[place].name)"
  }

  func scheduleText(_ place: Int, _ principal: String) -> JSONText {
    var text = JSONText()
    text.member("schedule", scheduleKey(place))
    text.member("id", schedules[place].id)
    text.member("version", schedules[place].number)
    if !principal.isEmpty { text.member("principal", principal) }
    return text
  }

  mutating func announceSchedule(
    _ event: String, _ place: Int, _ principal: String, _ output: inout ApplyOutput
  ) {
    announce(
      event, key: scheduleKey(place), scheduleText(place, principal), principal: principal, &output)
  }
}

extension ScheduleState {
  /// What a definition says, with everything else at its default: to tell a change.
  var definition: ScheduleState {
    var plain = self
    plain.carryOver(from: ScheduleState())
    return plain
  }

  /// Takes over what is not part of a definition.
  mutating func carryOver(from other: ScheduleState) {
    id = other.id
    job = other.job
    number = other.number
    created = other.created
    updated = other.updated
    creator = other.creator
    isPaused = other.isPaused
    note = other.note
    pausedBy = other.pausedBy
    pausedSince = other.pausedSince
    skipNext = other.skipNext
    skipTimes = other.skipTimes
    next = other.next
    problem = other.problem
    zoneHash = other.zoneHash
    decided = other.decided
    fired = other.fired
    skipped = other.skipped
    missed = other.missed
    lastFired = other.lastFired
    lastExecution = other.lastExecution
    buffered = other.buffered
    live = other.live
    isListed = other.isListed
    timer = other.timer
  }
}
