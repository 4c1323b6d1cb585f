public import Messages
public import Units

/// An event as stored.
public struct EventRecord: Hashable, Sendable {
  public var offset: UInt64 = 0
  public var id = RecordID.none
  public var time = Instant.epoch
  public var name = ""
  public var source = ""
  public var key = ""
  public var payload: Bytes = []
  public var contentType = ""
  /// The event or execution that caused it.
  public var cause = RecordID.none
  /// The first record of the chain of causes.
  public var root = RecordID.none
  /// The execution that emitted it, or that it is about.
  public var execution = RecordID.none
  public var principal = ""
  public var headers: [Label] = []

  public init() {}

  func encoded() -> Bytes {
    var record = RecordWriter(capacity: 96 + payload.count)
    record.byte(1)
    record.id(id)
    record.time(time)
    record.text(name)
    record.text(source)
    record.text(key)
    record.text(contentType)
    record.id(cause)
    record.id(root)
    record.id(execution)
    record.text(principal)
    record.number(headers.count)
    for header in headers {
      record.text(header.key)
      record.text(header.value)
    }
    record.blob(payload)
    return record.bytes
  }

  public init?(offset: UInt64, _ bytes: Bytes) {
    var record = RecordReader(bytes)
    guard record.byte() == 1 else { return nil }
    self.offset = offset
    id = record.id()
    time = record.time()
    name = record.text()
    source = record.text()
    key = record.text()
    contentType = record.text()
    cause = record.id()
    root = record.id()
    execution = record.id()
    principal = record.text()
    for _ in 0..<record.items() {
      headers.append(Label(record.text(), record.text()))
    }
    payload = record.blob()
    if record.isDamaged { return nil }
  }
}
