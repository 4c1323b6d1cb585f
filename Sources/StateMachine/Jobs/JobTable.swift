import Units

/// A job: its newest definition and what hangs on it.
struct JobState: Sendable {
  var id = RecordID.none
  var name = ""
  /// The slot of the newest definition; -1 for a free slot of the table.
  var current: Int32 = -1
  /// Grows with every change.
  var number: UInt64 = 1
  var created = Instant.epoch
  var updated = Instant.epoch
  var creator = ""
  /// Set where a module registered it: waiting executions then follow the newest definition.
  var module = RecordID.none
  /// Named by those who apply many jobs at once; empty for others.
  var owner = ""
  var deletion = Deletion.none
  /// Slots of all versions that are kept, oldest first; few.
  var versions: [Int32] = []
  var live = 0
  var running = 0
  /// Sorted; rebuilt from the schedules.
  var schedules: [RecordID] = []
  var counts = JobCounts()
  /// Whether the entry in hand changed `counts`.
  var isTouched = false

  /// Whether it goes with its live executions.
  enum Deletion: UInt8, Sendable, Hashable {
    case none = 0
    /// Deleted, but kept until its last live execution has ended by itself.
    case orphaning = 1
    /// Deleted, and its live executions are cancelled step by step.
    case cancelling = 2
  }

  /// Deleted, but kept until its last live execution has ended.
  var isDeleting: Bool { deletion != .none }

  /// With the newest definition, whose number is the job's own.
  func encoded(_ definition: borrowing JobDefinition) -> Bytes {
    var record = RecordWriter(capacity: 256)
    record.byte(1)
    record.number(number)
    record.time(created)
    record.time(updated)
    record.text(creator)
    record.id(module)
    record.text(owner)
    record.byte(deletion.rawValue)
    definition.write(to: &record)
    return record.bytes
  }

  init() {}

  /// The job and its newest definition; nil where the bytes are no such record.
  static func decode(
    _ id: RecordID, _ bytes: Bytes
  ) -> (job: JobState, definition: JobDefinition)? {
    var record = RecordReader(bytes)
    guard record.byte() == 1 else { return nil }
    var job = JobState()
    job.id = id
    job.number = record.number()
    job.created = record.time()
    job.updated = record.time()
    job.creator = record.text()
    job.module = record.id()
    job.owner = record.text()
    job.deletion = Deletion(rawValue: record.byte()) ?? .none
    let definition = JobDefinition(from: &record)
    job.name = definition.name
    return record.isDamaged ? nil : (job, definition)
  }
}

/// What became of a job's executions.
struct JobCounts: Sendable, Hashable {
  /// By raw value of the terminal state.
  var ended: [UInt64] = Array(repeating: 0, count: 10)
  var created: UInt64 = 0
  var lastStarted = Instant.epoch
  var lastEnded = Instant.epoch
  var lastExecution = RecordID.none
  var lastState: UInt8 = 0

  func encoded() -> Bytes {
    var record = RecordWriter(capacity: 48)
    record.byte(1)
    record.number(created)
    for state in 1..<10 { record.number(ended[state]) }
    record.time(lastStarted)
    record.time(lastEnded)
    record.id(lastExecution)
    record.byte(lastState)
    return record.bytes
  }

  init() {}

  init?(_ bytes: Bytes) {
    var record = RecordReader(bytes)
    guard record.byte() == 1 else { return nil }
    created = record.number()
    for state in 1..<10 { ended[state] = record.number() }
    lastStarted = record.time()
    lastEnded = record.time()
    lastExecution = record.id()
    lastState = record.byte()
    if record.isDamaged { return nil }
  }
}

/// A definition that the newest or some live execution names, and what waits under it.
struct JobVersion: Sendable {
  var job: Int32 = -1
  var number: UInt64 = 0
  var definition = JobDefinition()
  var queue: Int32 = -1
  var ready = ReadyQueue()
  /// Where it stands in `JobTable.ready`; -1 where nothing of it is ready.
  var place: Int32 = -1
  /// Live executions that name it.
  var live = 0
}

/// Jobs by slot and name, and their versions by slot.
struct JobTable: Sendable {
  private(set) var jobs: [JobState] = []
  private(set) var versions: [JobVersion] = []
  private var freeJobs: [Int32] = []
  private var freeVersions: [Int32] = []
  private var names: [String: Int32] = [:]
  private var ids: [RecordID: Int32] = [:]
  /// Sorted by id: the order in which the scheduler and lists look at them.
  private(set) var order: [Int32] = []
  /// Versions with something ready, in no order.
  private(set) var ready: [Int32] = []

  init() {}

  var count: Int { names.count }

  func slot(named name: String) -> Int32? { names[name] }
  func slot(of id: RecordID) -> Int32? { ids[id] }

  /// By name or by the text of an id.
  func slot(nameOrID text: String) -> Int32? {
    names[text] ?? RecordID(text: text).flatMap { ids[$0] }
  }

  subscript(job slot: Int32) -> JobState {
    @inline(__always) _read { yield jobs[Int(slot)] }
    @inline(__always) _modify { yield &jobs[Int(slot)] }
  }

  subscript(version slot: Int32) -> JobVersion {
    @inline(__always) _read { yield versions[Int(slot)] }
    @inline(__always) _modify { yield &versions[Int(slot)] }
  }

  mutating func insert(_ job: JobState) -> Int32 {
    let slot: Int32
    if let reused = freeJobs.popLast() {
      slot = reused
      jobs[Int(slot)] = job
    } else {
      slot = Int32(jobs.count)
      jobs.append(job)
    }
    names[job.name] = slot
    ids[job.id] = slot
    // Ids only grow, save while loading, which reads them in order too.
    order.append(slot)
    return slot
  }

  mutating func remove(_ slot: Int32) {
    let job = jobs[Int(slot)]
    names[job.name] = nil
    ids[job.id] = nil
    // Sorted by id, so that the place is found in O(log n).
    var low = 0
    var high = order.count
    while low < high {
      let middle = (low + high) / 2
      if jobs[Int(order[middle])].id < job.id { low = middle + 1 } else { high = middle }
    }
    if low < order.count && order[low] == slot { order.remove(at: low) }
    for version in job.versions { free(version: version) }
    jobs[Int(slot)] = JobState()
    freeJobs.append(slot)
  }

  /// Adds a version to a job; the caller makes it current where it is.
  mutating func insert(_ version: JobVersion) -> Int32 {
    let slot: Int32
    if let reused = freeVersions.popLast() {
      slot = reused
      versions[Int(slot)] = version
    } else {
      slot = Int32(versions.count)
      versions.append(version)
    }
    jobs[Int(version.job)].versions.append(slot)
    return slot
  }

  mutating func remove(version slot: Int32) {
    jobs[Int(versions[Int(slot)].job)].versions.removeAll { $0 == slot }
    free(version: slot)
  }

  private mutating func free(version slot: Int32) {
    versions[Int(slot)] = JobVersion()
    freeVersions.append(slot)
  }

  // MARK: What is ready

  mutating func makeReady(_ version: Int32, _ item: ReadyQueue.Item, priority: UInt8) {
    versions[Int(version)].ready.insert(item, priority: priority)
    if versions[Int(version)].place < 0 {
      versions[Int(version)].place = Int32(ready.count)
      ready.append(version)
    }
  }

  /// Says that an item, which `table` no longer has as ready, is gone.
  mutating func forgetReady(
    _ version: Int32, priority: UInt8, _ table: ExecutionTable
  ) {
    versions[Int(version)].ready.forget(priority: priority, table)
    if versions[Int(version)].ready.count == 0 { leaveReady(version) }
  }

  private mutating func leaveReady(_ version: Int32) {
    let place = versions[Int(version)].place
    guard place >= 0, let last = ready.popLast() else { return }
    if last != version {
      ready[Int(place)] = last
      versions[Int(last)].place = place
    }
    versions[Int(version)].place = -1
  }

  func version(_ number: UInt64, of job: Int32) -> Int32? {
    jobs[Int(job)].versions.first { versions[Int($0)].number == number }
  }
}
