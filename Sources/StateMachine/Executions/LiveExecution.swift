import Units

/// An execution that has not ended: the few fields that decisions need, in memory and, encoded,
/// in the store. Everything else about it is in its `BornExecution`.
struct LiveExecution: Sendable, Hashable {
  enum Phase: UInt8, Sendable, Hashable {
    /// A free slot of the table.
    case free = 0
    /// PENDING, or DELAYED where `notBefore` has not come.
    case waiting = 1
    case running = 2
  }

  var id = RecordID.none
  var phase = Phase.free
  var priority: UInt8 = 5
  /// Slots in `StateMachine.jobs`, `.versions` and `.queues`; not stored.
  var job: Int32 = -1
  var version: Int32 = -1
  var queue: Int32 = -1
  /// Whether it lies in its version's `ReadyQueue`; not stored.
  var isReady = false

  var created = Instant.epoch
  /// The first due time: the order among equals, kept by retries.
  var due = Instant.epoch
  var notBefore = Instant.epoch
  /// Not started by then: EXPIRED. The epoch means never.
  var startBy = Instant.epoch

  /// Grants so far; the number of the last attempt.
  var attempt: UInt16 = 0
  /// Attempts that counted.
  var used: UInt16 = 0
  /// LOST and MEMORY outcomes in a row.
  var lost: UInt8 = 0
  /// How often the handler asked for a later call.
  var snoozes: UInt16 = 0

  /// Of the lease that runs; `none` while waiting.
  var token = RecordID.none
  var session = RecordID.none
  var granted = Instant.epoch
  var deadline = Instant.epoch
  /// What the worker was asked to end it for: the state is RUNNING, marked CANCELLING.
  var cancelling: CancelReason?
  /// Bytes of log that the attempt brought so far.
  var logged: UInt64 = 0
  /// Bytes of log that it had to drop.
  var logDropped: UInt64 = 0
  /// 0 to 100.
  var progress: UInt8 = 0
  var progressMessage = ""

  /// Of job and dedup key; zero where none was given.
  var dedup = Hash128.zero
  var schedule = RecordID.none
  /// The event or execution that caused it.
  var cause = RecordID.none
  /// The first record of its chain of causes: itself where nothing caused it.
  var root = RecordID.none
  /// The listeners that the chain holds, oldest first.
  var chain: [RecordID] = []
  var requeuedFrom = RecordID.none

  /// When an attempt ends without its worker's word.
  var end: Instant { cancelling == nil ? deadline : notBefore }

  func state(at time: Instant) -> ExecutionState {
    switch phase {
    case .running: .running
    case .waiting, .free: notBefore <= time ? .pending : .delayed
    }
  }

  /// `job`, `version` and `queue` name what the slots stand for.
  func encoded(job: RecordID, version: UInt64, queue: String) -> Bytes {
    var record = RecordWriter(capacity: 96)
    record.byte(1)
    record.id(job)
    record.number(version)
    record.text(queue)
    record.byte(phase.rawValue)
    record.byte(priority)
    record.time(created)
    record.signed((due - created).microseconds)
    record.signed((notBefore - due).microseconds)
    record.number(UInt64(attempt))
    record.number(UInt64(used))
    record.byte(lost)
    record.number(UInt64(snoozes))
    record.id(root)
    // Seldom wanted fields follow behind a mask, so that the common record stays short.
    let mask: UInt8 =
      (startBy == .epoch ? 0 : 1) | (phase == .running ? 2 : 0) | (dedup == .zero ? 0 : 4)
      | (schedule == .none ? 0 : 8) | (cause == .none ? 0 : 16) | (chain.isEmpty ? 0 : 32)
      | (requeuedFrom == .none ? 0 : 64)
    record.byte(mask)
    if mask & 1 != 0 { record.time(startBy) }
    if mask & 2 != 0 {
      record.id(token)
      record.id(session)
      record.signed((granted - created).microseconds)
      record.signed((deadline - granted).microseconds)
      record.byte(cancelling?.rawValue ?? 0)
      record.number(logged)
      record.number(logDropped)
      record.byte(progress)
      record.text(progressMessage)
    }
    if mask & 4 != 0 { record.hash(dedup) }
    if mask & 8 != 0 { record.id(schedule) }
    if mask & 16 != 0 { record.id(cause) }
    if mask & 32 != 0 {
      record.number(chain.count)
      for listener in chain { record.id(listener) }
    }
    if mask & 64 != 0 { record.id(requeuedFrom) }
    return record.bytes
  }

  /// What a stored record says; the caller finds the slots.
  struct Decoded {
    var execution: LiveExecution
    var job: RecordID
    var version: UInt64
    var queue: String
  }

  /// Nil where the bytes are no record of this kind.
  static func decode(_ id: RecordID, _ bytes: Bytes) -> Decoded? {
    var record = RecordReader(bytes)
    guard record.byte() == 1 else { return nil }
    var live = LiveExecution()
    live.id = id
    let job = record.id()
    let version = record.number()
    let queue = record.text()
    guard let phase = Phase(rawValue: record.byte()), phase != .free else { return nil }
    live.phase = phase
    live.priority = record.byte()
    live.created = record.time()
    live.due = live.created + record.span()
    live.notBefore = live.due + record.span()
    live.attempt = UInt16(truncatingIfNeeded: record.number())
    live.used = UInt16(truncatingIfNeeded: record.number())
    live.lost = record.byte()
    live.snoozes = UInt16(truncatingIfNeeded: record.number())
    live.root = record.id()
    let mask = record.byte()
    if mask & 1 != 0 { live.startBy = record.time() }
    if mask & 2 != 0 {
      live.token = record.id()
      live.session = record.id()
      live.granted = live.created + record.span()
      live.deadline = live.granted + record.span()
      live.cancelling = CancelReason(rawValue: record.byte())
      live.logged = record.number()
      live.logDropped = record.number()
      live.progress = record.byte()
      live.progressMessage = record.text()
    }
    if mask & 4 != 0 { live.dedup = record.hash() }
    if mask & 8 != 0 { live.schedule = record.id() }
    if mask & 16 != 0 { live.cause = record.id() }
    if mask & 32 != 0 { for _ in 0..<record.items() { live.chain.append(record.id()) } }
    if mask & 64 != 0 { live.requeuedFrom = record.id() }
    return record.isDamaged
      ? nil : Decoded(execution: live, job: job, version: version, queue: queue)
  }
}

/// All live executions: a slab with a free list, found by id.
struct ExecutionTable: Sendable {
  private(set) var slots: ContiguousArray<LiveExecution> = []
  private var free: [Int32] = []
  private var places = PlaceTable()

  init() {}

  var count: Int { places.count }

  func slot(of id: RecordID) -> Int32? { places.place(of: id) }

  subscript(slot: Int32) -> LiveExecution {
    @inline(__always) _read { yield slots[Int(slot)] }
    @inline(__always) _modify { yield &slots[Int(slot)] }
  }

  mutating func insert(_ execution: LiveExecution) -> Int32 {
    let slot: Int32
    if let reused = free.popLast() {
      slot = reused
      slots[Int(slot)] = execution
    } else {
      slot = Int32(slots.count)
      slots.append(execution)
    }
    places.set(execution.id, to: slot)
    return slot
  }

  mutating func remove(_ slot: Int32) {
    places.remove(slots[Int(slot)].id)
    slots[Int(slot)] = LiveExecution()
    free.append(slot)
  }

  /// In the order of their ids. O(n log n); for deletions, loads and tests.
  func sortedSlots() -> [Int32] {
    slots.indices.lazy.filter { slots[$0].phase != .free }.map { Int32($0) }
      .sorted { slots[Int($0)].id < slots[Int($1)].id }
  }
}

extension ExecutionTable {
  /// Whether a ready queue's item still stands for something that waits.
  @inline(__always)
  func isReady(_ item: ReadyQueue.Item) -> Bool {
    slots[Int(item.slot)].id == item.id && slots[Int(item.slot)].phase == .waiting
      && slots[Int(item.slot)].isReady
  }

  /// Whether a timer of `StateMachine.delays` still stands for something that waits for its time.
  @inline(__always)
  func isDelayed(_ item: TimerHeap.Item) -> Bool {
    let place = Int(item.slot)
    return slots[place].id == item.id && slots[place].phase == .waiting && !slots[place].isReady
      && slots[place].notBefore == item.when
  }

  /// Whether a timer of `StateMachine.deadlines` still ends something.
  @inline(__always)
  func isDue(_ item: TimerHeap.Item) -> Bool {
    let place = Int(item.slot)
    guard slots[place].id == item.id else { return false }
    switch slots[place].phase {
    case .free: return false
    case .waiting: return slots[place].startBy == item.when
    case .running: return slots[place].end == item.when
    }
  }
}
