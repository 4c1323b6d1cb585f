public import Messages
public import Units

/// A worker's session as replicated: that it exists, what it may run, and which leases it holds.
/// Its credits and its clock are the leader's.
public struct SessionState: Sendable, Hashable {
  public internal(set) var id = RecordID.none
  public internal(set) var name = ""
  public internal(set) var version = ""
  public internal(set) var principal = ""
  public internal(set) var opened = Instant.epoch
  public internal(set) var capacity: UInt32 = 1
  public internal(set) var isDraining = false
  /// Queues that it serves; empty means all.
  public internal(set) var queues: [String] = []
  /// `module/handler` or `handler`, with `*` for all of a module; empty means all.
  public internal(set) var handlers: [String] = []
  public internal(set) var labels: [Label] = []
  /// What its host enforces.
  public internal(set) var isolation: [String] = []
  public internal(set) var host = ""
  public internal(set) var process: UInt32 = 0
  /// Executions that it holds, in the order of their grants; rebuilt from them.
  public internal(set) var leases: [RecordID] = []

  /// Whether it may run a handler of a module from a queue.
  public func accepts(queue: String, module: String, handler: String) -> Bool {
    guard queues.isEmpty || queues.contains(queue) else { return false }
    guard !handlers.isEmpty else { return true }
    return handlers.contains { named in
      named == "*" || named == handler && module.isEmpty || named == "\(module)/\(handler)"
        || named == "\(module)/*"
    }
  }

  /// Whether it may run anything at all.
  var acceptsAll: Bool { queues.isEmpty && handlers.isEmpty }

  func encoded() -> Bytes {
    var record = RecordWriter()
    record.byte(1)
    record.text(name)
    record.text(version)
    record.text(principal)
    record.time(opened)
    record.number(UInt64(capacity))
    record.flag(isDraining)
    record.number(queues.count)
    for queue in queues { record.text(queue) }
    record.number(handlers.count)
    for handler in handlers { record.text(handler) }
    record.number(labels.count)
    for label in labels {
      record.text(label.key)
      record.text(label.value)
    }
    record.number(isolation.count)
    for kind in isolation { record.text(kind) }
    record.text(host)
    record.number(UInt64(process))
    return record.bytes
  }

  init() {}

  init?(_ id: RecordID, _ bytes: Bytes) {
    var record = RecordReader(bytes)
    guard record.byte() == 1 else { return nil }
    self.id = id
    name = record.text()
    version = record.text()
    principal = record.text()
    opened = record.time()
    capacity = UInt32(truncatingIfNeeded: record.number())
    isDraining = record.flag()
    for _ in 0..<record.items() { queues.append(record.text()) }
    for _ in 0..<record.items() { handlers.append(record.text()) }
    for _ in 0..<record.items() { labels.append(Label(record.text(), record.text())) }
    for _ in 0..<record.items() { isolation.append(record.text()) }
    host = record.text()
    process = UInt32(truncatingIfNeeded: record.number())
    if record.isDamaged { return nil }
  }
}

/// Sessions by id, sorted: they are some thousands at most and come in order.
struct SessionTable: Sendable {
  private(set) var sessions: [SessionState] = []

  init() {}

  func place(of id: RecordID) -> Int? {
    var low = 0
    var high = sessions.count
    while low < high {
      let middle = (low + high) / 2
      if sessions[middle].id < id { low = middle + 1 } else { high = middle }
    }
    return low < sessions.count && sessions[low].id == id ? low : nil
  }

  subscript(place: Int) -> SessionState {
    @inline(__always) _read { yield sessions[place] }
    @inline(__always) _modify { yield &sessions[place] }
  }

  /// The session's id must be above all others.
  mutating func append(_ session: SessionState) { sessions.append(session) }

  mutating func remove(at place: Int) { sessions.remove(at: place) }
}
