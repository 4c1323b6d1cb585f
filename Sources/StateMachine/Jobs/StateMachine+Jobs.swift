import Messages
import Units

extension StateMachine {
  /// Records that a command may make besides those it is asked for: the end of an execution with
  /// its event, what that starts, and a due time that waited for it.
  static let margin = 4 * announcement

  static func versionMismatch(_ kind: String, _ name: String, _ has: UInt64, _ expected: UInt64)
    -> Failure
  {
    Failure(
      .aborted, .versionMismatch,
      "\(kind) '\(name)' has version \(has), not \(expected): read it again and decide anew",
      metadata: [Failure.Entry("version", "\(has)"), Failure.Entry("expected", "\(expected)")])
  }

  // MARK: Finding

  /// The slot of a job that is not being deleted, by name or id.
  func job(_ text: String, _ field: String) throws(Failure) -> Int32 {
    if text.isEmpty { throw .field(field, .fieldInvalid, "the name or id of a job is required") }
    guard let slot = jobs.slot(nameOrID: text) else { throw .notFound("job", text) }
    guard !jobs[job: slot].isDeleting else {
      throw Failure(
        .notFound, .notFound,
        "the job '\(text)' is deleted; \(jobs[job: slot].live) of its executions still live")
    }
    return slot
  }

  func expect(_ version: UInt64, of job: Int32) throws(Failure) {
    let number = jobs[job: job].number
    guard version == 0 || version == number else {
      throw StateMachine.versionMismatch("job", jobs[job: job].name, number, version)
    }
  }

  /// The queue of a name; made where there is none.
  mutating func queue(named name: String, _ output: inout ApplyOutput) -> Int32 {
    if let slot = queues.slot(named: name) { return slot }
    var queue = QueueState()
    queue.name = name
    queue.created = time
    queue.updated = time
    output.put(Keys.key(.queue, name), queue.encoded())
    return queues.insert(queue)
  }

  // MARK: Changing

  /// Why a job of this definition cannot be made.
  func refuse(new definition: JobDefinition) -> Failure? {
    if let known = jobs.slot(named: definition.name) {
      return Failure(
        .alreadyExists, .alreadyExists,
        jobs[job: known].isDeleting
          ? "the job '\(definition.name)' is deleted, and kept until its last execution has ended"
          : "there is a job '\(definition.name)' already",
        metadata: [Failure.Entry("id", jobs[job: known].id.text)])
    }
    guard UInt64(jobs.count) < settings.jobs else {
      return Failure(
        .resourceExhausted, .quotaExceeded,
        "there are \(jobs.count) jobs, as many as the setting allows")
    }
    return nil
  }

  /// Makes a job; the caller has asked `refuse(new:)`.
  @discardableResult
  mutating func create(
    _ definition: JobDefinition, module: RecordID = .none, owner: String = "",
    principal: String, _ output: inout ApplyOutput
  ) -> Int32 {
    var job = JobState()
    job.id = entry.nextID()
    job.name = definition.name
    job.created = time
    job.updated = time
    job.creator = principal
    job.module = module
    job.owner = owner
    let slot = jobs.insert(job)
    var version = JobVersion()
    version.job = slot
    version.number = 1
    version.definition = definition
    version.queue = queue(named: definition.queue, &output)
    jobs[job: slot].current = jobs.insert(version)
    output.insert(Keys.key(.job, job.id), job.encoded(definition))
    announceJob("job.created", slot, principal, &output)
    return slot
  }

  /// Makes `definition` the newest one, where it differs. Live executions keep the one that they
  /// were born with.
  @discardableResult
  mutating func update(
    _ slot: Int32, to definition: JobDefinition, owner: String? = nil, principal: String,
    event: String = "job.updated", _ output: inout ApplyOutput
  ) -> Bool {
    let old = jobs[job: slot].current
    guard
      jobs[version: old].definition != definition
        || owner ?? jobs[job: slot].owner != jobs[job: slot].owner
    else { return false }
    var version = JobVersion()
    version.job = slot
    version.number = jobs[job: slot].number + 1
    version.definition = definition
    version.queue = queue(named: definition.queue, &output)
    let new = jobs.insert(version)
    jobs[job: slot].current = new
    jobs[job: slot].number += 1
    jobs[job: slot].updated = time
    if let owner { jobs[job: slot].owner = owner }
    if jobs[version: old].live == 0 {
      jobs.remove(version: old)
    } else {
      var record = RecordWriter(capacity: 256)
      record.byte(1)
      jobs[version: old].definition.write(to: &record)
      output.put(
        Keys.key(.jobVersion, jobs[job: slot].id.rawValue, jobs[version: old].number), record.bytes)
    }
    put(job: slot, &output)
    announceJob(event, slot, principal, &output)
    return true
  }

  /// Writes a job and its newest definition.
  func put(job slot: Int32, _ output: inout ApplyOutput) {
    output.put(
      Keys.key(.job, jobs[job: slot].id),
      jobs[job: slot].encoded(jobs[version: jobs[job: slot].current].definition))
  }

  mutating func setEnabled(
    _ slot: Int32, _ isEnabled: Bool, principal: String, _ output: inout ApplyOutput
  ) {
    var definition = jobs[version: jobs[job: slot].current].definition
    definition.isEnabled = isEnabled
    update(
      slot, to: definition, principal: principal, event: isEnabled ? "job.enabled" : "job.disabled",
      &output)
  }

  /// Deletes a job and its schedules; its live executions as `deletion` says.
  mutating func delete(
    _ slot: Int32, _ deletion: JobState.Deletion, principal: String, _ output: inout ApplyOutput
  ) {
    for schedule in jobs[job: slot].schedules {
      if let place = schedules.place(of: schedule) {
        removeSchedule(at: place, principal: principal, &output)
      }
    }
    announceJob("job.deleted", slot, principal, &output)
    guard jobs[job: slot].live > 0 else {
      removeJob(slot, &output)
      return
    }
    jobs[job: slot].deletion = deletion
    put(job: slot, &output)
    if deletion == .cancelling { insert(sweep(of: slot)) }
  }

  /// What is left to be cancelled of a job: its live executions, oldest first. O(n log n) in all
  /// that live; once for each deletion that cancels.
  func sweep(of job: Int32) -> Sweep {
    var left: [RecordID] = []
    for slot in executions.sortedSlots()
    where executions[slot].job == job && executions[slot].cancelling == nil {
      left.append(executions[slot].id)
    }
    return Sweep(job: jobs[job: job].id, left: left[...])
  }

  /// Sweeps are worked off by the ids of their jobs.
  mutating func insert(_ sweep: Sweep) {
    let place = sweeps.firstIndex { sweep.job < $0.job } ?? sweeps.endIndex
    sweeps.insert(sweep, at: place)
  }

  /// Executions that one entry cancels at most on behalf of deleted jobs.
  static let sweptPerEntry = 500

  /// Goes on with the deletion of jobs whose executions are to be cancelled. What ended meanwhile
  /// does not count, so that a node that has just loaded its state does the same.
  mutating func advanceSweeps(_ output: inout ApplyOutput) {
    var budget = StateMachine.sweptPerEntry
    while budget > 0, entry.room > 1_024, let id = sweeps.first?.left.first {
      sweeps[0].left.removeFirst()
      if let slot = executions.slot(of: id), executions[slot].cancelling == nil {
        cancel(slot, .jobDeleted, &output)
        budget -= 1
      }
      while let first = sweeps.first, first.left.isEmpty { sweeps.removeFirst() }
    }
  }

  /// Drops what has ended from the front of each sweep, so that a sweep is there only while
  /// something is left to do, as after a restart.
  mutating func settleSweeps() {
    for place in sweeps.indices.reversed() {
      while let id = sweeps[place].left.first {
        if let slot = executions.slot(of: id), executions[slot].cancelling == nil { break }
        sweeps[place].left.removeFirst()
      }
      if sweeps[place].left.isEmpty { sweeps.remove(at: place) }
    }
  }

  /// Takes a job away for good: nothing of it lives any more. Its ended executions stay until
  /// retention takes them.
  mutating func removeJob(_ slot: Int32, _ output: inout ApplyOutput) {
    let id = jobs[job: slot].id
    output.delete(Keys.key(.job, id))
    output.delete(Keys.key(.jobCounts, id))
    for version in jobs[job: slot].versions where version != jobs[job: slot].current {
      output.delete(Keys.key(.jobVersion, id.rawValue, jobs[version: version].number))
    }
    jobs.remove(slot)
  }

  mutating func announceJob(
    _ event: String, _ slot: Int32, _ principal: String, _ output: inout ApplyOutput
  ) {
    var text = JSONText()
    text.member("job", jobs[job: slot].name)
    text.member("id", jobs[job: slot].id)
    text.member("version", jobs[job: slot].number)
    if !principal.isEmpty { text.member("principal", principal) }
    announce(event, key: jobs[job: slot].name, text, principal: principal, &output)
  }
}

/// A deleted job whose live executions are being cancelled.
struct Sweep: Sendable, Hashable {
  var job: RecordID
  /// Oldest first; some may have ended already.
  var left: ArraySlice<RecordID>
}
