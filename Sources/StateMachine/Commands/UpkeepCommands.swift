public import Messages
public import Units

/// Deletes what retention let go of, in bounded steps: the leader looks for it outside apply.
public struct RetainCommand: Hashable, Sendable {
  /// Executions at most in one command: each takes up to 5 deletes and its logs' range.
  public static let mostExecutions = 1_000

  /// An ended execution and all keys under which it is stored.
  public struct Item: Hashable, Sendable {
    public var execution: RecordID
    /// Its job, whose id is part of the keys.
    public var job: RecordID
    /// Keys of attempts and logs, and of its mark under its root, as read.
    public var keys: [Bytes]
    /// Whether `keys` are all there are: else they go first, and the execution in a later step.
    public var isWhole: Bool

    public init(execution: RecordID, job: RecordID, keys: [Bytes], isWhole: Bool = true) {
      self.execution = execution
      self.job = job
      self.keys = keys
      self.isWhole = isWhole
    }
  }

  public var executions: [Item]
  /// Events below this offset go; at or below `EventState.first` none does.
  public var firstEvent: UInt64
  /// Keys of those events' indexes and marks under their roots.
  public var eventKeys: [Bytes]
  /// From where the next step of retention looks on; `none` for the beginning. Nothing to apply.
  public var next: RecordID

  public init(
    executions: [Item] = [], firstEvent: UInt64 = 0, eventKeys: [Bytes] = [],
    next: RecordID = .none
  ) {
    self.executions = executions
    self.firstEvent = firstEvent
    self.eventKeys = eventKeys
    self.next = next
  }

  /// Nothing is to be deleted.
  public var isEmpty: Bool { executions.isEmpty && firstEvent == 0 }

  public func encoded() -> Bytes {
    var record = RecordWriter(capacity: 32 + 24 * executions.count)
    record.byte(1)
    record.number(executions.count)
    for item in executions {
      record.id(item.execution)
      record.id(item.job)
      record.number(item.keys.count)
      for key in item.keys { record.blob(key) }
      record.flag(item.isWhole)
    }
    record.number(firstEvent)
    record.number(eventKeys.count)
    for key in eventKeys { record.blob(key) }
    record.id(next)
    return record.bytes
  }

  /// Nil where the bytes are no such command.
  public init?(_ bytes: ArraySlice<UInt8>) {
    var record = RecordReader(bytes)
    guard record.byte() == 1 else { return nil }
    executions = []
    for _ in 0..<record.items() {
      var item = Item(execution: record.id(), job: record.id(), keys: [])
      for _ in 0..<record.items() { item.keys.append(record.blob()) }
      item.isWhole = record.flag()
      executions.append(item)
    }
    firstEvent = record.number()
    eventKeys = []
    for _ in 0..<record.items() { eventKeys.append(record.blob()) }
    next = record.id()
    if record.isDamaged || !record.isAtEnd { return nil }
  }
}

/// What is carried on of an ended execution when it is requeued: read by the leader at its applied
/// index (`QueryKind.requeueSource`), since apply reads no disk.
public struct RequeueSource: Hashable, Sendable {
  public var execution: RecordID
  public var job: RecordID
  public var payload: Bytes
  public var contentType: String
  public var priority: UInt8
  public var root: RecordID
  public var labels: [Label]

  public init(
    execution: RecordID, job: RecordID, payload: Bytes, contentType: String, priority: UInt8,
    root: RecordID, labels: [Label]
  ) {
    self.execution = execution
    self.job = job
    self.payload = payload
    self.contentType = contentType
    self.priority = priority
    self.root = root
    self.labels = labels
  }

  func write(to record: inout RecordWriter) {
    record.id(execution)
    record.id(job)
    record.blob(payload)
    record.text(contentType)
    record.byte(priority)
    record.id(root)
    record.number(labels.count)
    for label in labels {
      record.text(label.key)
      record.text(label.value)
    }
  }

  init(from record: inout RecordReader) {
    execution = record.id()
    job = record.id()
    payload = record.blob()
    contentType = record.text()
    priority = record.byte()
    root = record.id()
    labels = []
    for _ in 0..<record.items() {
      labels.append(Label(record.text(), record.text()))
    }
  }

  public func encoded() -> Bytes {
    var record = RecordWriter(capacity: payload.count + 64)
    record.byte(1)
    write(to: &record)
    return record.bytes
  }

  /// Nil where the bytes are none.
  public init?(_ bytes: ArraySlice<UInt8>) {
    var record = RecordReader(bytes)
    guard record.byte() == 1 else { return nil }
    self.init(from: &record)
    if record.isDamaged || !record.isAtEnd { return nil }
  }
}

/// Starts ended executions anew, each as a new one with a fresh budget. All or nothing.
public struct RequeueCommand: Hashable, Sendable {
  /// More are refused.
  public static let most = 1_000

  public var sources: [RequeueSource]

  public init(sources: [RequeueSource]) { self.sources = sources }

  public func encoded() -> Bytes {
    var record = RecordWriter(capacity: 256 * sources.count + 8)
    record.byte(1)
    record.number(sources.count)
    for source in sources { source.write(to: &record) }
    return record.bytes
  }

  /// Nil where the bytes are no such command.
  public init?(_ bytes: ArraySlice<UInt8>) {
    var record = RecordReader(bytes)
    guard record.byte() == 1 else { return nil }
    sources = []
    for _ in 0..<record.items() { sources.append(RequeueSource(from: &record)) }
    if record.isDamaged || !record.isAtEnd { return nil }
  }
}
