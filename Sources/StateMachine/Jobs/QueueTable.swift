import Messages
import Units

/// A queue: made by the first job that names it, and kept.
struct QueueState: Sendable, Hashable {
  var name = ""
  var number: UInt64 = 1
  var isPaused = false
  var note = ""
  /// Who paused it.
  var author = ""
  var pausedSince = Instant.epoch
  var description = ""
  var labels: [Label] = []
  /// How many run at a time; 0 is no limit.
  var concurrency: UInt32 = 0
  /// How many may wait; 0 means the cluster's setting.
  var depth: UInt64 = 0
  var created = Instant.epoch
  var updated = Instant.epoch
  /// Counted, not stored.
  var waiting = 0
  /// Of those waiting, how many wait for their time.
  var delayed = 0
  var running = 0

  func encoded() -> Bytes {
    var record = RecordWriter()
    record.byte(1)
    record.number(number)
    record.flag(isPaused)
    record.text(note)
    record.text(author)
    record.time(pausedSince)
    record.text(description)
    record.number(labels.count)
    for label in labels {
      record.text(label.key)
      record.text(label.value)
    }
    record.number(UInt64(concurrency))
    record.number(depth)
    record.time(created)
    record.time(updated)
    return record.bytes
  }

  init() {}

  init?(name: String, _ bytes: Bytes) {
    var record = RecordReader(bytes)
    guard record.byte() == 1 else { return nil }
    self.name = name
    number = record.number()
    isPaused = record.flag()
    note = record.text()
    author = record.text()
    pausedSince = record.time()
    description = record.text()
    for _ in 0..<record.items() { labels.append(Label(record.text(), record.text())) }
    concurrency = UInt32(truncatingIfNeeded: record.number())
    depth = record.number()
    created = record.time()
    updated = record.time()
    if record.isDamaged { return nil }
  }
}

/// Queues by slot and name; they are never removed.
struct QueueTable: Sendable {
  private(set) var queues: [QueueState] = []
  private var names: [String: Int32] = [:]

  init() {}

  func slot(named name: String) -> Int32? { names[name] }

  subscript(slot: Int32) -> QueueState {
    @inline(__always) _read { yield queues[Int(slot)] }
    @inline(__always) _modify { yield &queues[Int(slot)] }
  }

  mutating func insert(_ queue: QueueState) -> Int32 {
    let slot = Int32(queues.count)
    queues.append(queue)
    names[queue.name] = slot
    return slot
  }

  /// The slot of a name, made where there is none: for loading, where what names a queue comes
  /// before it.
  mutating func place(_ name: String) -> Int32 {
    if let slot = names[name] { return slot }
    var queue = QueueState()
    queue.name = name
    return insert(queue)
  }

  /// Puts a queue as it was stored into its slot.
  mutating func put(_ queue: QueueState) {
    let slot = place(queue.name)
    queues[Int(slot)] = queue
  }

  /// By name.
  func sortedSlots() -> [Int32] {
    queues.indices.map { Int32($0) }.sorted { queues[Int($0)].name < queues[Int($1)].name }
  }
}
