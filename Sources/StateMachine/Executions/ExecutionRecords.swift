public import Messages
public import Units

/// What made an execution.
public enum ExecutionOrigin: UInt8, Hashable, Sendable, CaseIterable {
  case enqueue = 1
  case manual = 2
  case schedule = 3
  case trigger = 4
  case listener = 5
  case followUp = 6
  case requeue = 7
}

/// What an execution was born with; written once.
public struct BornExecution: Hashable, Sendable {
  public var job = RecordID.none
  public var jobName = ""
  public var version: UInt64 = 0
  public var queue = ""
  public var priority: UInt8 = 5
  public var origin = ExecutionOrigin.enqueue
  public var created = Instant.epoch
  public var due = Instant.epoch
  public var notBefore = Instant.epoch
  public var startBy = Instant.epoch
  public var principal = ""
  public var trace = ""
  public var dedupKey = ""
  public var schedule = RecordID.none
  public var scheduleName = ""
  /// How many due times it stands for; 0 where no schedule made it.
  public var standsFor: UInt64 = 0
  public var cause = RecordID.none
  public var root = RecordID.none
  public var requeuedFrom = RecordID.none
  public var labels: [Label] = []
  public var contentType = ""
  /// Payloads above this many bytes have a record of their own, so that lists need not read them.
  static let inlineLimit = 4_096
  /// Nil where it is under `Keys.payload`.
  public var payload: Bytes?

  public init() {}

  func encoded() -> Bytes {
    var record = RecordWriter(capacity: 112 + (payload?.count ?? 0))
    record.byte(1)
    record.text(jobName)
    record.number(version)
    record.text(queue)
    record.byte(priority)
    record.byte(origin.rawValue)
    record.time(created)
    record.signed((due - created).microseconds)
    record.signed((notBefore - due).microseconds)
    record.text(principal)
    record.text(contentType)
    let mask: UInt8 =
      (startBy == .epoch ? 0 : 1) | (trace.isEmpty ? 0 : 2) | (dedupKey.isEmpty ? 0 : 4)
      | (schedule == .none ? 0 : 8) | (cause == .none ? 0 : 16)
      | (requeuedFrom == .none ? 0 : 32) | (labels.isEmpty ? 0 : 64) | (payload == nil ? 0 : 128)
    record.byte(mask)
    if mask & 1 != 0 { record.time(startBy) }
    if mask & 2 != 0 { record.text(trace) }
    if mask & 4 != 0 { record.text(dedupKey) }
    if mask & 8 != 0 {
      record.id(schedule)
      record.text(scheduleName)
      record.number(standsFor)
    }
    if mask & 16 != 0 {
      record.id(cause)
      record.id(root)
    }
    if mask & 32 != 0 { record.id(requeuedFrom) }
    if mask & 64 != 0 {
      record.number(labels.count)
      for label in labels {
        record.text(label.key)
        record.text(label.value)
      }
    }
    if let payload { record.blob(payload) }
    return record.bytes
  }

  public init?(job: RecordID, id: RecordID, _ bytes: Bytes) {
    var record = RecordReader(bytes)
    guard record.byte() == 1 else { return nil }
    self.job = job
    jobName = record.text()
    version = record.number()
    queue = record.text()
    priority = record.byte()
    origin = ExecutionOrigin(rawValue: record.byte()) ?? .enqueue
    created = record.time()
    due = created + record.span()
    notBefore = due + record.span()
    principal = record.text()
    contentType = record.text()
    root = id
    let mask = record.byte()
    if mask & 1 != 0 { startBy = record.time() }
    if mask & 2 != 0 { trace = record.text() }
    if mask & 4 != 0 { dedupKey = record.text() }
    if mask & 8 != 0 {
      schedule = record.id()
      scheduleName = record.text()
      standsFor = record.number()
    }
    if mask & 16 != 0 {
      cause = record.id()
      root = record.id()
    }
    if mask & 32 != 0 { requeuedFrom = record.id() }
    if mask & 64 != 0 {
      for _ in 0..<record.items() {
        labels.append(Label(record.text(), record.text()))
      }
    }
    if mask & 128 != 0 { payload = record.blob() }
    if record.isDamaged { return nil }
  }
}

/// An attempt that ended.
public struct AttemptRecord: Hashable, Sendable {
  public var number: UInt16 = 0
  public var token = RecordID.none
  public var session = RecordID.none
  public var worker = ""
  public var started = Instant.epoch
  public var ended = Instant.epoch
  public var outcome = AttemptOutcome.none
  public var end = AttemptEnd.unknown
  public var error = ""
  public var exitCode: Int32 = 0
  public var logged: UInt64 = 0
  public var logDropped: UInt64 = 0

  public init() {}

  func write(to record: inout RecordWriter) {
    record.number(UInt64(number))
    record.id(token)
    record.id(session)
    record.text(worker)
    record.time(started)
    record.signed((ended - started).microseconds)
    record.byte(outcome.rawValue | end.rawValue << 4)
    record.text(error)
    record.signed(Int64(exitCode))
    record.number(logged)
    record.number(logDropped)
  }

  init(from record: inout RecordReader) {
    number = UInt16(truncatingIfNeeded: record.number())
    token = record.id()
    session = record.id()
    worker = record.text()
    started = record.time()
    ended = started + record.span()
    let end = record.byte()
    outcome = AttemptOutcome(rawValue: end & 0xF) ?? .none
    self.end = AttemptEnd(rawValue: end >> 4) ?? .unknown
    error = record.text()
    exitCode = Int32(truncatingIfNeeded: record.signed())
    logged = record.number()
    logDropped = record.number()
  }

  func encoded() -> Bytes {
    var record = RecordWriter()
    record.byte(1)
    write(to: &record)
    return record.bytes
  }

  public init?(_ bytes: Bytes) {
    var record = RecordReader(bytes)
    guard record.byte() == 1 else { return nil }
    self.init(from: &record)
    if record.isDamaged { return nil }
  }
}

/// How an execution ended; never changes.
public struct FinishedExecution: Hashable, Sendable {
  public var job = RecordID.none
  public var state = ExecutionState.completed
  /// `POISONED`, `OUT_OF_RETRIES`, …; empty where the state says it all.
  public var reason = ""
  public var created = Instant.epoch
  public var ended = Instant.epoch
  /// The first record of its chain of causes; `none` where that is itself.
  public var root = RecordID.none
  public var used: UInt16 = 0
  /// The last attempt; number 0 where it never started.
  public var last = AttemptRecord()
  public var isDeadLetter = false
  public var progress: UInt8 = 0
  public var progressMessage = ""
  static let inlineLimit = 4_096
  public var resultSize: UInt64 = 0
  public var resultType = ""
  /// Nil where it is under `Keys.result`, or where there is none (`resultSize` 0).
  public var result: Bytes?

  public init() {}

  func encoded() -> Bytes {
    var record = RecordWriter(capacity: 96 + (result?.count ?? 0))
    record.byte(1)
    record.id(job)
    record.byte(state.rawValue)
    record.text(reason)
    record.time(created)
    record.signed((ended - created).microseconds)
    record.id(root)
    record.number(UInt64(used))
    record.number(UInt64(last.number))
    if last.number > 0 { last.write(to: &record) }
    record.flag(isDeadLetter)
    record.byte(progress)
    record.text(progressMessage)
    record.number(resultSize)
    record.text(resultType)
    record.flag(result != nil)
    if let result { record.blob(result) }
    return record.bytes
  }

  public init?(_ bytes: Bytes) {
    var record = RecordReader(bytes)
    guard record.byte() == 1 else { return nil }
    job = record.id()
    guard let state = ExecutionState(rawValue: record.byte()), state.isTerminal else { return nil }
    self.state = state
    reason = record.text()
    created = record.time()
    ended = created + record.span()
    root = record.id()
    used = UInt16(truncatingIfNeeded: record.number())
    if record.number() > 0 { last = AttemptRecord(from: &record) }
    isDeadLetter = record.flag()
    progress = record.byte()
    progressMessage = record.text()
    resultSize = record.number()
    resultType = record.text()
    if record.flag() { result = record.blob() }
    if record.isDamaged { return nil }
  }
}

/// An execution that ended without success and waits for somebody's decision.
public struct DeadLetterRecord: Hashable, Sendable {
  public var id: RecordID
  public var job: RecordID

  func encoded() -> Bytes {
    var record = RecordWriter(capacity: 12)
    record.byte(1)
    record.id(job)
    return record.bytes
  }

  init(id: RecordID, job: RecordID) {
    self.id = id
    self.job = job
  }

  init?(_ id: RecordID, _ bytes: Bytes) {
    var record = RecordReader(bytes)
    guard record.byte() == 1 else { return nil }
    self.init(id: id, job: record.id())
    if record.isDamaged { return nil }
  }
}

/// Dead letters by id.
struct DeadLetterTable: Sendable, Equatable {
  private var jobs: [RecordID: RecordID] = [:]

  init() {}

  var count: Int { jobs.count }

  func job(of id: RecordID) -> RecordID? { jobs[id] }

  mutating func insert(_ letter: DeadLetterRecord) { jobs[letter.id] = letter.job }
  mutating func remove(_ id: RecordID) { jobs[id] = nil }

  /// By id, for comparisons: O(n log n).
  func sorted() -> [DeadLetterRecord] {
    jobs.map { DeadLetterRecord(id: $0.key, job: $0.value) }.sorted { $0.id < $1.id }
  }
}
