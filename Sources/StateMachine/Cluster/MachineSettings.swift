public import Units

/// Every limit that apply consults: replicated, never from a node's file.
public struct MachineSettings: Hashable, Sendable {
  public var payloadLimit: UInt64 = 1 << 20
  public var resultLimit: UInt64 = 1 << 20
  public var eventLimit: UInt64 = 256 << 10
  public var logLimit: UInt64 = 16 << 20
  public var queueDepth: UInt64 = 10_000_000
  public var sessions: UInt64 = 10_000
  public var schedules: UInt64 = 1_000_000
  public var jobs: UInt64 = 100_000
  public var idempotencyKeys: UInt64 = 8_000_000
  /// How long a key's answer is kept, in milliseconds; from 2 minutes to 24 hours.
  public var idempotencyWindow: UInt64 = 86_400_000
  /// A session's time to live, in milliseconds.
  public var sessionTTL: UInt64 = 10_000
  /// Between SIGTERM and SIGKILL, in milliseconds.
  public var killGrace: UInt64 = 5_000
  /// A due time decided later than this after it is missed, in milliseconds.
  public var lateness: UInt64 = 60_000
  /// How far back missed due times are made up, in milliseconds.
  public var catchUpWindow: UInt64 = 86_400_000
  /// Ended executions are kept for at least this long, in milliseconds.
  public var keepCompleted: UInt64 = 7 * 86_400_000
  public var keepFailed: UInt64 = 30 * 86_400_000
  /// Events are kept for at least this long, in milliseconds.
  public var keepEvents: UInt64 = 7 * 86_400_000
  /// How deep a chain of causes through listeners and follow-ups may be.
  public var chainDepth: UInt64 = 32
  public var deadLetters: UInt64 = 1_000_000
  /// Executions that one root may lead to.
  public var chainBudget: UInt64 = 10_000

  /// Grows with every change.
  public var number: UInt64 = 1
  public var updated = Instant.epoch
  /// Who changed it last.
  public var author = ""

  public init() {}

  /// Every setting with its name and its least and greatest value, in the order of the record.
  static let fields:
    [(
      name: String, path: any WritableKeyPath<MachineSettings, UInt64> & Sendable,
      range: ClosedRange<UInt64>
    )] = [
      ("payload_limit", \.payloadLimit, 1...(3 << 20)),
      ("result_limit", \.resultLimit, 1...(3 << 20)),
      ("event_limit", \.eventLimit, 1...(1 << 20)),
      ("log_limit", \.logLimit, 1_024...(1 << 30)),
      ("queue_depth", \.queueDepth, 1...1_000_000_000),
      ("sessions", \.sessions, 1...1_000_000),
      ("schedules", \.schedules, 1...10_000_000),
      ("jobs", \.jobs, 1...10_000_000),
      ("idempotency_keys", \.idempotencyKeys, 1...100_000_000),
      ("idempotency_window_ms", \.idempotencyWindow, 120_000...86_400_000),
      ("session_ttl_ms", \.sessionTTL, 1_000...600_000),
      ("kill_grace_ms", \.killGrace, 0...600_000),
      ("lateness_ms", \.lateness, 0...86_400_000),
      ("catch_up_window_ms", \.catchUpWindow, 0...(366 * 86_400_000)),
      ("keep_completed_ms", \.keepCompleted, 0...(3_660 * 86_400_000)),
      ("keep_failed_ms", \.keepFailed, 0...(3_660 * 86_400_000)),
      ("keep_events_ms", \.keepEvents, 0...(3_660 * 86_400_000)),
      ("chain_depth", \.chainDepth, 1...1_000),
      ("dead_letters", \.deadLetters, 0...10_000_000),
      ("chain_budget", \.chainBudget, 1...1_000_000),
    ]

  /// Names and values, in the order of the record.
  public var all: [(name: String, value: UInt64)] {
    MachineSettings.fields.map { ($0.name, self[keyPath: $0.path]) }
  }

  func encoded() -> Bytes {
    var record = RecordWriter()
    record.byte(1)
    record.number(MachineSettings.fields.count)
    for field in MachineSettings.fields { record.number(self[keyPath: field.path]) }
    record.number(number)
    record.time(updated)
    record.text(author)
    return record.bytes
  }

  init?(_ bytes: Bytes) {
    var record = RecordReader(bytes)
    guard record.byte() == 1 else { return nil }
    let count = record.items()
    guard count <= MachineSettings.fields.count else { return nil }
    for field in MachineSettings.fields.prefix(count) {
      self[keyPath: field.path] = record.number()
    }
    number = record.number()
    updated = record.time()
    author = record.text()
    if record.isDamaged { return nil }
  }

  public var killSpan: Timeout { .milliseconds(Int64(killGrace)) }
  public var ttl: Timeout { .milliseconds(Int64(sessionTTL)) }
}

/// The replicated zone data: named by its hash; its bytes are under `Keys.zones`.
public struct ZoneState: Hashable, Sendable {
  /// Zero before the founding set any.
  public var hash = Hash128.zero
  /// The encoded `Cron.ZoneBundle`.
  public var bundle: Bytes = []

  public init() {}
}

/// What is known of a member besides its vote.
public struct MemberRecord: Hashable, Sendable {
  public var node: NodeID
  public var name: String
  /// `host:port`, for peers and for clients.
  public var address: String
  /// Of the data directory that the number was given to; zero while the node is only announced.
  public var incarnation: Incarnation
  /// As announced: a voter as soon as it has caught up, or a learner until it is promoted by hand.
  public var promotes: Bool
  /// As announced: whose place it takes.
  public var replaces: NodeID?
  /// It was a member and is none any more. Its record stays for a while, so that it can be told.
  public var isGone = false
  /// Stamped time at which the number was given out.
  public var since: Instant

  public init(
    node: NodeID, name: String, address: String, incarnation: Incarnation = Incarnation(0),
    promotes: Bool = true, replaces: NodeID? = nil, since: Instant = .epoch
  ) {
    self.node = node
    self.name = name
    self.address = address
    self.incarnation = incarnation
    self.promotes = promotes
    self.replaces = replaces
    self.since = since
  }

  /// Expected, and not here yet.
  public var isAnnounced: Bool { incarnation.rawValue == 0 }

  func encoded() -> Bytes {
    var record = RecordWriter()
    record.byte(2)
    record.text(name)
    record.text(address)
    record.number(incarnation.rawValue)
    record.flag(promotes)
    record.number(replaces?.rawValue ?? 0)
    record.flag(isGone)
    record.time(since)
    return record.bytes
  }

  init?(_ node: NodeID, _ bytes: Bytes) {
    var record = RecordReader(bytes)
    guard record.byte() == 2 else { return nil }
    self.init(
      node: node, name: record.text(), address: record.text(),
      incarnation: Incarnation(record.number()), promotes: record.flag())
    let replaces = record.number()
    self.replaces = replaces == 0 ? nil : NodeID(replaces)
    isGone = record.flag()
    since = record.time()
    if record.isDamaged { return nil }
  }
}

/// Totals over everything, from counters and never by scanning.
public struct Counts: Hashable, Sendable {
  /// Executions ever created.
  public var created: UInt64 = 0
  /// Ended ones by raw value of their state; never falls.
  public var ended: [UInt64] = Array(repeating: 0, count: 10)
  /// Running now.
  public var running: UInt64 = 0
  /// PENDING and DELAYED together.
  public var waiting: UInt64 = 0

  public init() {}

  /// How many executions ended in `state`.
  public func ended(_ state: ExecutionState) -> UInt64 { ended[Int(state.rawValue)] }
}
