import DequeModule
import Messages
import Units

/// Which keyed requests were answered lately: `semantics.md`, promise 2.
struct IdempotencyWindow: Sendable {
  struct Known: Sendable, Hashable {
    /// Of the body.
    var body: Hash128
    /// Under which its answer is stored.
    var record: RecordID
  }

  private struct Aged: Sendable {
    var scope: Hash128
    var record: RecordID
    var time: Instant
  }

  private var known: [Hash128: Known] = [:]
  /// Oldest first.
  private var ages: Deque<Aged> = []

  init() {}

  var count: Int { known.count }

  func find(_ scope: Hash128) -> Known? { known[scope] }

  mutating func insert(_ scope: Hash128, _ entry: Known, at time: Instant) {
    known[scope] = entry
    ages.append(Aged(scope: scope, record: entry.record, time: time))
  }

  /// Forgets the oldest key where it came before `time`.
  mutating func popFirst(before time: Instant) -> RecordID? {
    guard let oldest = ages.first, oldest.time < time else { return nil }
    ages.removeFirst()
    known[oldest.scope] = nil
    return oldest.record
  }

  /// In the order of their age, for tests.
  var records: [RecordID] { ages.map(\.record) }
}

extension StateMachine {
  /// Keys that one entry forgets at most: more than one brings, so that forgetting keeps up.
  static let forgottenPerEntry = 600

  /// Why no further key can be taken: none is forgotten before its time.
  func refuseKey() -> Failure? {
    guard UInt64(idempotency.count) >= settings.idempotencyKeys else { return nil }
    return Failure(
      .resourceExhausted, .idempotencyWindowFull,
      "\(idempotency.count) idempotency keys are kept, as many as the setting allows: "
        + "try again later or write without a key",
      retryAfter: .seconds(60))
  }

  mutating func remember(
    _ key: CommandHeader.Idempotency, _ outcome: CommandOutcome, _ output: inout ApplyOutput
  ) {
    let answer: Bytes
    switch outcome {
    case .success(let bytes): answer = StoredAnswer.encode(bytes)
    case .failure(let failure): answer = StoredAnswer.encode(failure)
    case .deferred: return
    }
    guard entry.room > 0 else { return }
    let record = entry.nextID()
    idempotency.insert(
      key.scope, IdempotencyWindow.Known(body: key.body, record: record), at: time)
    var stored = RecordWriter()
    stored.byte(1)
    stored.hash(key.scope)
    stored.hash(key.body)
    stored.time(time)
    output.insert(Keys.key(.idempotency, record), stored.bytes)
    output.insert(Keys.key(.answer, record), answer)
  }

  mutating func forgetOldKeys(_ output: inout ApplyOutput) {
    var oldest = time - .milliseconds(Int64(settings.idempotencyWindow))
    if mutations.contains(.forgetsKeysEarly) { oldest = time - .milliseconds(50) }
    for _ in 0..<StateMachine.forgottenPerEntry {
      guard let record = idempotency.popFirst(before: oldest) else { return }
      output.delete(Keys.key(.idempotency, record))
      output.delete(Keys.key(.answer, record))
    }
  }

  mutating func loadKey(_ record: RecordID, _ bytes: Bytes) -> Bool {
    var reader = RecordReader(bytes)
    guard reader.byte() == 1 else { return false }
    let scope = reader.hash()
    let body = reader.hash()
    let time = reader.time()
    if reader.isDamaged { return false }
    idempotency.insert(scope, IdempotencyWindow.Known(body: body, record: record), at: time)
    return true
  }
}

/// The answer of a keyed command, as stored.
enum StoredAnswer {
  static func encode(_ success: Bytes) -> Bytes {
    var record = RecordWriter(capacity: success.count + 8)
    record.byte(0)
    record.blob(success)
    return record.bytes
  }

  static func encode(_ failure: Failure) -> Bytes {
    var record = RecordWriter()
    record.byte(1)
    record.byte(failure.code.rawValue)
    record.text(failure.reason.rawValue)
    record.text(failure.message)
    record.number(failure.violations.count)
    for violation in failure.violations {
      record.text(violation.field)
      record.text(violation.description)
    }
    record.number(failure.metadata.count)
    for item in failure.metadata {
      record.text(item.key)
      record.text(item.value)
    }
    record.flag(failure.retryAfter != nil)
    record.span(failure.retryAfter ?? .zero)
    return record.bytes
  }

  static func decode(_ bytes: Bytes) -> CommandOutcome? {
    var record = RecordReader(bytes)
    if record.byte() == 0 {
      let body = record.blob()
      return record.isDamaged ? nil : .success(body)
    }
    guard let code = StatusCode(rawValue: record.byte()),
      let reason = Reason(rawValue: record.text())
    else { return nil }
    var failure = Failure(code, reason, record.text())
    for _ in 0..<record.items() {
      failure.violations.append(
        FieldViolation(field: record.text(), description: record.text()))
    }
    for _ in 0..<record.items() {
      failure.metadata.append(Failure.Entry(record.text(), record.text()))
    }
    let hasRetry = record.flag()
    let retry = record.span()
    failure.retryAfter = hasRetry ? retry : nil
    return record.isDamaged ? nil : .failure(failure)
  }
}
