// Made by tools/generate from proto/carillon/v1/types.proto; do not edit.
// swift-format-ignore-file
internal import CMessages
internal import CProtobufC
public import Units

/// What a bulk action touches: a filter, or ids, not both.
public struct Selection: WireMessage {
  public var filter: String = ""
  public var ids: [String] = []

  public init(filter: String = "", ids: [String] = []) {
    self.filter = filter
    self.ids = ids
  }

  public init() {}
}

/// How many records are in a state (or wait for a reason), from counters, never by scanning.
public struct Count: WireMessage {
  public var name: String = ""
  public var count: UInt64 = 0

  public init(name: String = "", count: UInt64 = 0) {
    self.name = name
    self.count = count
  }

  public init() {}
}

/// What a list says about itself beside its records.
public struct ListNote: WireMessage {
  /// A term of the filter had no index and the bounded scan stopped before the end.
  public var stoppedEarly: Bool = false
  public var scanned: UInt64 = 0

  public init(stoppedEarly: Bool = false, scanned: UInt64 = 0) {
    self.stoppedEarly = stoppedEarly
    self.scanned = scanned
  }

  public init() {}
}

/// A time range: from `start_time` (inclusive) to `end_time` (exclusive).
public struct TimeRange: WireMessage {
  public var startTime: Instant?
  public var endTime: Instant?

  public init(startTime: Instant? = nil, endTime: Instant? = nil) {
    self.startTime = startTime
    self.endTime = endTime
  }

  public init() {}
}

/// Backoff between attempts, and how many there are.
public struct RetryPolicy: WireMessage {
  public enum Backoff: WireEnum {
    case unspecified
    case fixed
    case exponential
    /// A value that this version does not know; it survives as it is.
    case unrecognized(Int32)

    public init(rawValue: Int32) {
      switch rawValue {
      case 0: self = .unspecified
      case 1: self = .fixed
      case 2: self = .exponential
      default: self = .unrecognized(rawValue)
      }
    }

    public var rawValue: Int32 {
      switch self {
      case .unspecified: 0
      case .fixed: 1
      case .exponential: 2
      case .unrecognized(let value): value
      }
    }

    public var protoName: String? {
      switch self {
      case .unspecified: "BACKOFF_UNSPECIFIED"
      case .fixed: "FIXED"
      case .exponential: "EXPONENTIAL"
      case .unrecognized: nil
      }
    }

    public static let allCases: [Self] = [.unspecified, .fixed, .exponential]
  }

  public var retries: UInt32?
  public var backoff: RetryPolicy.Backoff = .unspecified
  public var delay: Timeout?
  public var maxDelay: Timeout?
  /// Percent of the delay, 0 to 100, drawn by the leader and carried in the log.
  public var jitterPercent: UInt32 = 0
  /// Thousandths by which an exponential delay grows; 0 is 2,000.
  public var multiplierPermille: UInt32 = 0
  /// LOST and MEMORY in a row before the execution is POISONED; 0 is 3.
  public var lostLimit: UInt32 = 0
  /// Exit codes that end the execution at once.
  public var finalExitCodes: [Int32] = []

  public init(retries: UInt32? = nil, backoff: RetryPolicy.Backoff = .unspecified, delay: Timeout? = nil, maxDelay: Timeout? = nil, jitterPercent: UInt32 = 0, multiplierPermille: UInt32 = 0, lostLimit: UInt32 = 0, finalExitCodes: [Int32] = []) {
    self.retries = retries
    self.backoff = backoff
    self.delay = delay
    self.maxDelay = maxDelay
    self.jitterPercent = jitterPercent
    self.multiplierPermille = multiplierPermille
    self.lostLimit = lostLimit
    self.finalExitCodes = finalExitCodes
  }

  public init() {}
}

public struct Timeouts: WireMessage {
  /// Of each attempt; 300 s where it is absent.
  public var attempt: Timeout?
  /// From first due time to the end, waits and retries included.
  public var total: Timeout?
  /// Without progress message, log byte or beat.
  public var progress: Timeout?
  /// Not started this long after it was due: EXPIRED.
  public var startWithin: Timeout?
  /// Only a notice.
  public var finishWithin: Timeout?
  /// Between SIGTERM and SIGKILL; 10 s where it is absent.
  public var killGrace: Timeout?

  public init(attempt: Timeout? = nil, total: Timeout? = nil, progress: Timeout? = nil, startWithin: Timeout? = nil, finishWithin: Timeout? = nil, killGrace: Timeout? = nil) {
    self.attempt = attempt
    self.total = total
    self.progress = progress
    self.startWithin = startWithin
    self.finishWithin = finishWithin
    self.killGrace = killGrace
  }

  public init() {}
}

/// How many may run at once.
public struct Concurrency: WireMessage {
  /// Of the job; 0 is without limit.
  public var limit: UInt32 = 0
  /// Per key; 0 is without limit.
  public var limitPerKey: UInt32 = 0
  /// Where the key is in the payload, as a JSON pointer; a key in the request wins.
  public var keyPointer: String = ""

  public init(limit: UInt32 = 0, limitPerKey: UInt32 = 0, keyPointer: String = "") {
    self.limit = limit
    self.limitPerKey = limitPerKey
    self.keyPointer = keyPointer
  }

  public init() {}
}

/// A token bucket.
public struct RateLimit: WireMessage {
  public var permits: UInt32 = 0
  public var period: Timeout?
  public var burst: UInt32 = 0
  /// Where the key is in the payload: each has its own bucket.
  public var keyPointer: String = ""

  public init(permits: UInt32 = 0, period: Timeout? = nil, burst: UInt32 = 0, keyPointer: String = "") {
    self.permits = permits
    self.period = period
    self.burst = burst
    self.keyPointer = keyPointer
  }

  public init() {}
}

/// At most one live execution per key.
public struct Deduplication: WireMessage {
  public enum Conflict: WireEnum {
    case unspecified
    /// The new one is dropped; the answer names the existing one.
    case keep
    /// The payload of what has not started yet is replaced.
    case replace
    /// Once more after the running one, with the newest payload.
    case after
    case refuse
    /// At most one per window.
    case throttle
    /// Begins when a window passed without another.
    case debounce
    /// A value that this version does not know; it survives as it is.
    case unrecognized(Int32)

    public init(rawValue: Int32) {
      switch rawValue {
      case 0: self = .unspecified
      case 1: self = .keep
      case 2: self = .replace
      case 3: self = .after
      case 4: self = .refuse
      case 5: self = .throttle
      case 6: self = .debounce
      default: self = .unrecognized(rawValue)
      }
    }

    public var rawValue: Int32 {
      switch self {
      case .unspecified: 0
      case .keep: 1
      case .replace: 2
      case .after: 3
      case .refuse: 4
      case .throttle: 5
      case .debounce: 6
      case .unrecognized(let value): value
      }
    }

    public var protoName: String? {
      switch self {
      case .unspecified: "CONFLICT_UNSPECIFIED"
      case .keep: "KEEP"
      case .replace: "REPLACE"
      case .after: "AFTER"
      case .refuse: "REFUSE"
      case .throttle: "THROTTLE"
      case .debounce: "DEBOUNCE"
      case .unrecognized: nil
      }
    }

    public static let allCases: [Self] = [.unspecified, .keep, .replace, .after, .refuse, .throttle, .debounce]
  }

  public var conflict: Deduplication.Conflict = .unspecified
  public var keyPointer: String = ""
  public var window: Timeout?

  public init(conflict: Deduplication.Conflict = .unspecified, keyPointer: String = "", window: Timeout? = nil) {
    self.conflict = conflict
    self.keyPointer = keyPointer
    self.window = window
  }

  public init() {}
}

/// Which workers may run it.
public struct Placement: WireMessage {
  /// Over worker labels: `rack = "b4" AND disk = "ssd"`.
  public var required: String = ""
  public var preferred: String = ""

  public init(required: String = "", preferred: String = "") {
    self.required = required
    self.preferred = preferred
  }

  public init() {}
}

/// On how many matching workers.
public struct Target: WireMessage {
  public enum Mode: WireEnum {
    case unspecified
    case one
    case count
    case all
    /// A value that this version does not know; it survives as it is.
    case unrecognized(Int32)

    public init(rawValue: Int32) {
      switch rawValue {
      case 0: self = .unspecified
      case 1: self = .one
      case 2: self = .count
      case 3: self = .all
      default: self = .unrecognized(rawValue)
      }
    }

    public var rawValue: Int32 {
      switch self {
      case .unspecified: 0
      case .one: 1
      case .count: 2
      case .all: 3
      case .unrecognized(let value): value
      }
    }

    public var protoName: String? {
      switch self {
      case .unspecified: "MODE_UNSPECIFIED"
      case .one: "ONE"
      case .count: "COUNT"
      case .all: "ALL"
      case .unrecognized: nil
      }
    }

    public static let allCases: [Self] = [.unspecified, .one, .count, .all]
  }

  public var mode: Target.Mode = .unspecified
  public var count: UInt32 = 0
  public var wave: UInt32 = 0
  public var wavePause: Timeout?
  /// Failures after which no further wave begins; 0 is never.
  public var stopAfter: UInt32 = 0

  public init(mode: Target.Mode = .unspecified, count: UInt32 = 0, wave: UInt32 = 0, wavePause: Timeout? = nil, stopAfter: UInt32 = 0) {
    self.mode = mode
    self.count = count
    self.wave = wave
    self.wavePause = wavePause
    self.stopAfter = stopAfter
  }

  public init() {}
}

/// Units of a pool that one execution takes.
public struct PoolClaim: WireMessage {
  public var pool: String = ""
  public var units: UInt32 = 0

  public init(pool: String = "", units: UInt32 = 0) {
    self.pool = pool
    self.units = units
  }

  public init() {}
}

/// Per attempt; 0 is without limit of its own.
public struct ResourceLimits: WireMessage {
  public var memoryBytes: UInt64 = 0
  public var cpuTime: Timeout?
  public var processes: UInt32 = 0
  public var openFiles: UInt32 = 0
  public var fileBytes: UInt64 = 0
  public var scratchBytes: UInt64 = 0
  public var cpuPermille: UInt32 = 0
  public var network: Bool = false
  /// What a module demands: refuse to run where the host cannot enforce all of it.
  public var strict: Bool = false

  public init(memoryBytes: UInt64 = 0, cpuTime: Timeout? = nil, processes: UInt32 = 0, openFiles: UInt32 = 0, fileBytes: UInt64 = 0, scratchBytes: UInt64 = 0, cpuPermille: UInt32 = 0, network: Bool = false, strict: Bool = false) {
    self.memoryBytes = memoryBytes
    self.cpuTime = cpuTime
    self.processes = processes
    self.openFiles = openFiles
    self.fileBytes = fileBytes
    self.scratchBytes = scratchBytes
    self.cpuPermille = cpuPermille
    self.network = network
    self.strict = strict
  }

  public init() {}
}

public struct Approval: WireMessage {
  public var by: Access.Role = .unspecified
  public var notSelf: Bool = false
  public var expiresAfter: Timeout?

  public init(by: Access.Role = .unspecified, notSelf: Bool = false, expiresAfter: Timeout? = nil) {
    self.by = by
    self.notSelf = notSelf
    self.expiresAfter = expiresAfter
  }

  public init() {}
}

/// How long finished executions are kept; the stricter of age and count.
public struct Retention: WireMessage {
  public struct Rule: WireMessage {
    public var age: Timeout?
    public var count: UInt64 = 0
    public var bytes: UInt64 = 0

    public init(age: Timeout? = nil, count: UInt64 = 0, bytes: UInt64 = 0) {
      self.age = age
      self.count = count
      self.bytes = bytes
    }

    public init() {}
  }

  public var completed: Retention.Rule?
  public var failed: Retention.Rule?
  public var cancelled: Retention.Rule?

  public init(completed: Retention.Rule? = nil, failed: Retention.Rule? = nil, cancelled: Retention.Rule? = nil) {
    self.completed = completed
    self.failed = failed
    self.cancelled = cancelled
  }

  public init() {}
}

/// A secret by name and where the handler finds it.
public struct SecretReference: WireMessage {
  public enum Delivery: Hashable, Sendable {
    /// The name of an environment variable.
    case environment(String)
    /// The number of a file descriptor, from 5.
    case descriptor(UInt32)
  }

  public var name: String = ""
  public var delivery: Delivery?

  public init(name: String = "", delivery: Delivery? = nil) {
    self.name = name
    self.delivery = delivery
  }

  public init() {}
}

/// What happens to log lines beyond the limit.
public struct LogPolicy: WireMessage {
  public enum Overflow: WireEnum {
    case unspecified
    case truncate
    case fail
    /// A value that this version does not know; it survives as it is.
    case unrecognized(Int32)

    public init(rawValue: Int32) {
      switch rawValue {
      case 0: self = .unspecified
      case 1: self = .truncate
      case 2: self = .fail
      default: self = .unrecognized(rawValue)
      }
    }

    public var rawValue: Int32 {
      switch self {
      case .unspecified: 0
      case .truncate: 1
      case .fail: 2
      case .unrecognized(let value): value
      }
    }

    public var protoName: String? {
      switch self {
      case .unspecified: "OVERFLOW_UNSPECIFIED"
      case .truncate: "TRUNCATE"
      case .fail: "FAIL"
      case .unrecognized: nil
      }
    }

    public static let allCases: [Self] = [.unspecified, .truncate, .fail]
  }

  public var limitBytes: UInt64 = 0
  public var overflow: LogPolicy.Overflow = .unspecified

  public init(limitBytes: UInt64 = 0, overflow: LogPolicy.Overflow = .unspecified) {
    self.limitBytes = limitBytes
    self.overflow = overflow
  }

  public init() {}
}

/// A wall-clock window, in a zone, when nothing starts.
public struct ExclusionWindow: WireMessage {
  /// When it opens.
  public var cron: String = ""
  public var span: Timeout?
  public var zone: String = ""
  public var note: String = ""

  public init(cron: String = "", span: Timeout? = nil, zone: String = "", note: String = "") {
    self.cron = cron
    self.span = span
    self.zone = zone
    self.note = note
  }

  public init() {}
}

/// W3C trace context.
public struct TraceContext: WireMessage {
  public var traceparent: String = ""
  public var tracestate: String = ""

  public init(traceparent: String = "", tracestate: String = "") {
    self.traceparent = traceparent
    self.tracestate = tracestate
  }

  public init() {}
}

/// One event to publish.
public struct EventDraft: WireMessage {
  public var name: String = ""
  public var payload: Bytes = []
  public var contentType: String = ""
  public var source: String = ""
  public var key: String = ""
  public var headers: [Label] = []
  /// Not visible before.
  public var notBeforeTime: Instant?
  /// What caused it: an event's or an execution's id.
  public var causation: String = ""
  public var correlation: String = ""

  public init(name: String = "", payload: Bytes = [], contentType: String = "", source: String = "", key: String = "", headers: [Label] = [], notBeforeTime: Instant? = nil, causation: String = "", correlation: String = "") {
    self.name = name
    self.payload = payload
    self.contentType = contentType
    self.source = source
    self.key = key
    self.headers = headers
    self.notBeforeTime = notBeforeTime
    self.causation = causation
    self.correlation = correlation
  }

  public init() {}
}

/// What went wrong with one item, as a call would have said it.
public struct ItemError: WireMessage {
  /// gRPC's code.
  public var code: UInt32 = 0
  /// The stable upper-case reason.
  public var reason: String = ""
  public var message: String = ""
  public var field: String = ""
  public var retryAfter: Timeout?

  public init(code: UInt32 = 0, reason: String = "", message: String = "", field: String = "", retryAfter: Timeout? = nil) {
    self.code = code
    self.reason = reason
    self.message = message
    self.field = field
    self.retryAfter = retryAfter
  }

  public init() {}
}


extension Selection: @unsafe Carried {
  typealias Carrier = Carillon__V1__Selection
  public static var typeName: String { "carillon.v1.Selection" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__selection()
  }

  public init(decoding bytes: ArraySlice<UInt8>) throws(Failure) {
    self = try unsafe Codec.decoded(bytes, as: Self.self)
  }

  public init(decoding bytes: Bytes) throws(Failure) {
    self = try unsafe Codec.decoded(bytes[...], as: Self.self)
  }

  public func encoded() -> Bytes { unsafe Codec.encoded(self) }

  init(carrier c: UnsafePointer<Carrier>) throws(Trouble) {
    self.init()
    if unsafe c.pointee.filter.len > 0 { self.filter = try unsafe Reading.text(c.pointee.filter, "filter") }
    if unsafe c.pointee.n_ids > 0 {
      self.ids = try unsafe Reading.texts(c.pointee.n_ids, c.pointee.ids, "ids")
    }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__selection__init(c)
    if !filter.isEmpty {
      unsafe c.pointee.filter = Writing.bytes(filter)
    }
    if !ids.isEmpty {
      unsafe c.pointee.n_ids = ids.count
      unsafe c.pointee.ids = Writing.all(ids)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("filter", filter)
    writer.field("ids", ids)
    writer.endObject()
  }
}

extension Count: @unsafe Carried {
  typealias Carrier = Carillon__V1__Count
  public static var typeName: String { "carillon.v1.Count" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__count()
  }

  public init(decoding bytes: ArraySlice<UInt8>) throws(Failure) {
    self = try unsafe Codec.decoded(bytes, as: Self.self)
  }

  public init(decoding bytes: Bytes) throws(Failure) {
    self = try unsafe Codec.decoded(bytes[...], as: Self.self)
  }

  public func encoded() -> Bytes { unsafe Codec.encoded(self) }

  init(carrier c: UnsafePointer<Carrier>) throws(Trouble) {
    self.init()
    if unsafe c.pointee.name.len > 0 { self.name = try unsafe Reading.text(c.pointee.name, "name") }
    self.count = unsafe c.pointee.count
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__count__init(c)
    if !name.isEmpty {
      unsafe c.pointee.name = Writing.bytes(name)
    }
    unsafe c.pointee.count = count
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("name", name)
    writer.field("count", count)
    writer.endObject()
  }
}

extension ListNote: @unsafe Carried {
  typealias Carrier = Carillon__V1__ListNote
  public static var typeName: String { "carillon.v1.ListNote" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__list_note()
  }

  public init(decoding bytes: ArraySlice<UInt8>) throws(Failure) {
    self = try unsafe Codec.decoded(bytes, as: Self.self)
  }

  public init(decoding bytes: Bytes) throws(Failure) {
    self = try unsafe Codec.decoded(bytes[...], as: Self.self)
  }

  public func encoded() -> Bytes { unsafe Codec.encoded(self) }

  init(carrier c: UnsafePointer<Carrier>) throws(Trouble) {
    self.init()
    self.stoppedEarly = unsafe c.pointee.stopped_early != 0
    self.scanned = unsafe c.pointee.scanned
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__list_note__init(c)
    unsafe c.pointee.stopped_early = stoppedEarly ? 1 : 0
    unsafe c.pointee.scanned = scanned
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("stoppedEarly", stoppedEarly)
    writer.field("scanned", scanned)
    writer.endObject()
  }
}

extension TimeRange: @unsafe Carried {
  typealias Carrier = Carillon__V1__TimeRange
  public static var typeName: String { "carillon.v1.TimeRange" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__time_range()
  }

  public init(decoding bytes: ArraySlice<UInt8>) throws(Failure) {
    self = try unsafe Codec.decoded(bytes, as: Self.self)
  }

  public init(decoding bytes: Bytes) throws(Failure) {
    self = try unsafe Codec.decoded(bytes[...], as: Self.self)
  }

  public func encoded() -> Bytes { unsafe Codec.encoded(self) }

  init(carrier c: UnsafePointer<Carrier>) throws(Trouble) {
    self.init()
    if unsafe c.pointee.start_time != nil { self.startTime = try unsafe Reading.instant(c.pointee.start_time, "start_time") }
    if unsafe c.pointee.end_time != nil { self.endTime = try unsafe Reading.instant(c.pointee.end_time, "end_time") }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__time_range__init(c)
    if let startTime {
      unsafe c.pointee.start_time = Writing.instant(startTime)
    }
    if let endTime {
      unsafe c.pointee.end_time = Writing.instant(endTime)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("startTime", startTime)
    writer.field("endTime", endTime)
    writer.endObject()
  }
}

extension RetryPolicy: @unsafe Carried {
  typealias Carrier = Carillon__V1__RetryPolicy
  public static var typeName: String { "carillon.v1.RetryPolicy" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__retry_policy()
  }

  public init(decoding bytes: ArraySlice<UInt8>) throws(Failure) {
    self = try unsafe Codec.decoded(bytes, as: Self.self)
  }

  public init(decoding bytes: Bytes) throws(Failure) {
    self = try unsafe Codec.decoded(bytes[...], as: Self.self)
  }

  public func encoded() -> Bytes { unsafe Codec.encoded(self) }

  init(carrier c: UnsafePointer<Carrier>) throws(Trouble) {
    self.init()
    if unsafe c.pointee.retries_presence_case.rawValue == 1 {
      self.retries = unsafe c.pointee.retries
    }
    self.backoff = RetryPolicy.Backoff(rawValue: Int32(truncatingIfNeeded: unsafe c.pointee.backoff.rawValue))
    if unsafe c.pointee.delay != nil { self.delay = try unsafe Reading.timeout(c.pointee.delay, "delay") }
    if unsafe c.pointee.max_delay != nil { self.maxDelay = try unsafe Reading.timeout(c.pointee.max_delay, "max_delay") }
    self.jitterPercent = unsafe c.pointee.jitter_percent
    self.multiplierPermille = unsafe c.pointee.multiplier_permille
    self.lostLimit = unsafe c.pointee.lost_limit
    if unsafe c.pointee.n_final_exit_codes > 0 {
      self.finalExitCodes = unsafe Reading.numbers(c.pointee.n_final_exit_codes, c.pointee.final_exit_codes)
    }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__retry_policy__init(c)
    if let retries {
      unsafe c.pointee.retries_presence_case = .init(rawValue: 1)
      unsafe c.pointee.retries = retries
    }
    unsafe c.pointee.backoff = .init(rawValue: .init(truncatingIfNeeded: backoff.rawValue))
    if let delay {
      unsafe c.pointee.delay = Writing.timeout(delay)
    }
    if let maxDelay {
      unsafe c.pointee.max_delay = Writing.timeout(maxDelay)
    }
    unsafe c.pointee.jitter_percent = jitterPercent
    unsafe c.pointee.multiplier_permille = multiplierPermille
    unsafe c.pointee.lost_limit = lostLimit
    if !finalExitCodes.isEmpty {
      unsafe c.pointee.n_final_exit_codes = finalExitCodes.count
      unsafe c.pointee.final_exit_codes = Writing.numbers(finalExitCodes)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    if let retries { writer.present("retries", retries) }
    writer.field("backoff", backoff)
    writer.field("delay", delay)
    writer.field("maxDelay", maxDelay)
    writer.field("jitterPercent", jitterPercent)
    writer.field("multiplierPermille", multiplierPermille)
    writer.field("lostLimit", lostLimit)
    writer.field("finalExitCodes", finalExitCodes)
    writer.endObject()
  }
}

extension Timeouts: @unsafe Carried {
  typealias Carrier = Carillon__V1__Timeouts
  public static var typeName: String { "carillon.v1.Timeouts" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__timeouts()
  }

  public init(decoding bytes: ArraySlice<UInt8>) throws(Failure) {
    self = try unsafe Codec.decoded(bytes, as: Self.self)
  }

  public init(decoding bytes: Bytes) throws(Failure) {
    self = try unsafe Codec.decoded(bytes[...], as: Self.self)
  }

  public func encoded() -> Bytes { unsafe Codec.encoded(self) }

  init(carrier c: UnsafePointer<Carrier>) throws(Trouble) {
    self.init()
    if unsafe c.pointee.attempt != nil { self.attempt = try unsafe Reading.timeout(c.pointee.attempt, "attempt") }
    if unsafe c.pointee.total != nil { self.total = try unsafe Reading.timeout(c.pointee.total, "total") }
    if unsafe c.pointee.progress != nil { self.progress = try unsafe Reading.timeout(c.pointee.progress, "progress") }
    if unsafe c.pointee.start_within != nil { self.startWithin = try unsafe Reading.timeout(c.pointee.start_within, "start_within") }
    if unsafe c.pointee.finish_within != nil { self.finishWithin = try unsafe Reading.timeout(c.pointee.finish_within, "finish_within") }
    if unsafe c.pointee.kill_grace != nil { self.killGrace = try unsafe Reading.timeout(c.pointee.kill_grace, "kill_grace") }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__timeouts__init(c)
    if let attempt {
      unsafe c.pointee.attempt = Writing.timeout(attempt)
    }
    if let total {
      unsafe c.pointee.total = Writing.timeout(total)
    }
    if let progress {
      unsafe c.pointee.progress = Writing.timeout(progress)
    }
    if let startWithin {
      unsafe c.pointee.start_within = Writing.timeout(startWithin)
    }
    if let finishWithin {
      unsafe c.pointee.finish_within = Writing.timeout(finishWithin)
    }
    if let killGrace {
      unsafe c.pointee.kill_grace = Writing.timeout(killGrace)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("attempt", attempt)
    writer.field("total", total)
    writer.field("progress", progress)
    writer.field("startWithin", startWithin)
    writer.field("finishWithin", finishWithin)
    writer.field("killGrace", killGrace)
    writer.endObject()
  }
}

extension Concurrency: @unsafe Carried {
  typealias Carrier = Carillon__V1__Concurrency
  public static var typeName: String { "carillon.v1.Concurrency" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__concurrency()
  }

  public init(decoding bytes: ArraySlice<UInt8>) throws(Failure) {
    self = try unsafe Codec.decoded(bytes, as: Self.self)
  }

  public init(decoding bytes: Bytes) throws(Failure) {
    self = try unsafe Codec.decoded(bytes[...], as: Self.self)
  }

  public func encoded() -> Bytes { unsafe Codec.encoded(self) }

  init(carrier c: UnsafePointer<Carrier>) throws(Trouble) {
    self.init()
    self.limit = unsafe c.pointee.limit
    self.limitPerKey = unsafe c.pointee.limit_per_key
    if unsafe c.pointee.key_pointer.len > 0 { self.keyPointer = try unsafe Reading.text(c.pointee.key_pointer, "key_pointer") }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__concurrency__init(c)
    unsafe c.pointee.limit = limit
    unsafe c.pointee.limit_per_key = limitPerKey
    if !keyPointer.isEmpty {
      unsafe c.pointee.key_pointer = Writing.bytes(keyPointer)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("limit", limit)
    writer.field("limitPerKey", limitPerKey)
    writer.field("keyPointer", keyPointer)
    writer.endObject()
  }
}

extension RateLimit: @unsafe Carried {
  typealias Carrier = Carillon__V1__RateLimit
  public static var typeName: String { "carillon.v1.RateLimit" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__rate_limit()
  }

  public init(decoding bytes: ArraySlice<UInt8>) throws(Failure) {
    self = try unsafe Codec.decoded(bytes, as: Self.self)
  }

  public init(decoding bytes: Bytes) throws(Failure) {
    self = try unsafe Codec.decoded(bytes[...], as: Self.self)
  }

  public func encoded() -> Bytes { unsafe Codec.encoded(self) }

  init(carrier c: UnsafePointer<Carrier>) throws(Trouble) {
    self.init()
    self.permits = unsafe c.pointee.permits
    if unsafe c.pointee.period != nil { self.period = try unsafe Reading.timeout(c.pointee.period, "period") }
    self.burst = unsafe c.pointee.burst
    if unsafe c.pointee.key_pointer.len > 0 { self.keyPointer = try unsafe Reading.text(c.pointee.key_pointer, "key_pointer") }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__rate_limit__init(c)
    unsafe c.pointee.permits = permits
    if let period {
      unsafe c.pointee.period = Writing.timeout(period)
    }
    unsafe c.pointee.burst = burst
    if !keyPointer.isEmpty {
      unsafe c.pointee.key_pointer = Writing.bytes(keyPointer)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("permits", permits)
    writer.field("period", period)
    writer.field("burst", burst)
    writer.field("keyPointer", keyPointer)
    writer.endObject()
  }
}

extension Deduplication: @unsafe Carried {
  typealias Carrier = Carillon__V1__Deduplication
  public static var typeName: String { "carillon.v1.Deduplication" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__deduplication()
  }

  public init(decoding bytes: ArraySlice<UInt8>) throws(Failure) {
    self = try unsafe Codec.decoded(bytes, as: Self.self)
  }

  public init(decoding bytes: Bytes) throws(Failure) {
    self = try unsafe Codec.decoded(bytes[...], as: Self.self)
  }

  public func encoded() -> Bytes { unsafe Codec.encoded(self) }

  init(carrier c: UnsafePointer<Carrier>) throws(Trouble) {
    self.init()
    self.conflict = Deduplication.Conflict(rawValue: Int32(truncatingIfNeeded: unsafe c.pointee.conflict.rawValue))
    if unsafe c.pointee.key_pointer.len > 0 { self.keyPointer = try unsafe Reading.text(c.pointee.key_pointer, "key_pointer") }
    if unsafe c.pointee.window != nil { self.window = try unsafe Reading.timeout(c.pointee.window, "window") }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__deduplication__init(c)
    unsafe c.pointee.conflict = .init(rawValue: .init(truncatingIfNeeded: conflict.rawValue))
    if !keyPointer.isEmpty {
      unsafe c.pointee.key_pointer = Writing.bytes(keyPointer)
    }
    if let window {
      unsafe c.pointee.window = Writing.timeout(window)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("conflict", conflict)
    writer.field("keyPointer", keyPointer)
    writer.field("window", window)
    writer.endObject()
  }
}

extension Placement: @unsafe Carried {
  typealias Carrier = Carillon__V1__Placement
  public static var typeName: String { "carillon.v1.Placement" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__placement()
  }

  public init(decoding bytes: ArraySlice<UInt8>) throws(Failure) {
    self = try unsafe Codec.decoded(bytes, as: Self.self)
  }

  public init(decoding bytes: Bytes) throws(Failure) {
    self = try unsafe Codec.decoded(bytes[...], as: Self.self)
  }

  public func encoded() -> Bytes { unsafe Codec.encoded(self) }

  init(carrier c: UnsafePointer<Carrier>) throws(Trouble) {
    self.init()
    if unsafe c.pointee.required.len > 0 { self.required = try unsafe Reading.text(c.pointee.required, "required") }
    if unsafe c.pointee.preferred.len > 0 { self.preferred = try unsafe Reading.text(c.pointee.preferred, "preferred") }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__placement__init(c)
    if !required.isEmpty {
      unsafe c.pointee.required = Writing.bytes(required)
    }
    if !preferred.isEmpty {
      unsafe c.pointee.preferred = Writing.bytes(preferred)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("required", required)
    writer.field("preferred", preferred)
    writer.endObject()
  }
}

extension Target: @unsafe Carried {
  typealias Carrier = Carillon__V1__Target
  public static var typeName: String { "carillon.v1.Target" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__target()
  }

  public init(decoding bytes: ArraySlice<UInt8>) throws(Failure) {
    self = try unsafe Codec.decoded(bytes, as: Self.self)
  }

  public init(decoding bytes: Bytes) throws(Failure) {
    self = try unsafe Codec.decoded(bytes[...], as: Self.self)
  }

  public func encoded() -> Bytes { unsafe Codec.encoded(self) }

  init(carrier c: UnsafePointer<Carrier>) throws(Trouble) {
    self.init()
    self.mode = Target.Mode(rawValue: Int32(truncatingIfNeeded: unsafe c.pointee.mode.rawValue))
    self.count = unsafe c.pointee.count
    self.wave = unsafe c.pointee.wave
    if unsafe c.pointee.wave_pause != nil { self.wavePause = try unsafe Reading.timeout(c.pointee.wave_pause, "wave_pause") }
    self.stopAfter = unsafe c.pointee.stop_after
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__target__init(c)
    unsafe c.pointee.mode = .init(rawValue: .init(truncatingIfNeeded: mode.rawValue))
    unsafe c.pointee.count = count
    unsafe c.pointee.wave = wave
    if let wavePause {
      unsafe c.pointee.wave_pause = Writing.timeout(wavePause)
    }
    unsafe c.pointee.stop_after = stopAfter
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("mode", mode)
    writer.field("count", count)
    writer.field("wave", wave)
    writer.field("wavePause", wavePause)
    writer.field("stopAfter", stopAfter)
    writer.endObject()
  }
}

extension PoolClaim: @unsafe Carried {
  typealias Carrier = Carillon__V1__PoolClaim
  public static var typeName: String { "carillon.v1.PoolClaim" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__pool_claim()
  }

  public init(decoding bytes: ArraySlice<UInt8>) throws(Failure) {
    self = try unsafe Codec.decoded(bytes, as: Self.self)
  }

  public init(decoding bytes: Bytes) throws(Failure) {
    self = try unsafe Codec.decoded(bytes[...], as: Self.self)
  }

  public func encoded() -> Bytes { unsafe Codec.encoded(self) }

  init(carrier c: UnsafePointer<Carrier>) throws(Trouble) {
    self.init()
    if unsafe c.pointee.pool.len > 0 { self.pool = try unsafe Reading.text(c.pointee.pool, "pool") }
    self.units = unsafe c.pointee.units
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__pool_claim__init(c)
    if !pool.isEmpty {
      unsafe c.pointee.pool = Writing.bytes(pool)
    }
    unsafe c.pointee.units = units
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("pool", pool)
    writer.field("units", units)
    writer.endObject()
  }
}

extension ResourceLimits: @unsafe Carried {
  typealias Carrier = Carillon__V1__ResourceLimits
  public static var typeName: String { "carillon.v1.ResourceLimits" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__resource_limits()
  }

  public init(decoding bytes: ArraySlice<UInt8>) throws(Failure) {
    self = try unsafe Codec.decoded(bytes, as: Self.self)
  }

  public init(decoding bytes: Bytes) throws(Failure) {
    self = try unsafe Codec.decoded(bytes[...], as: Self.self)
  }

  public func encoded() -> Bytes { unsafe Codec.encoded(self) }

  init(carrier c: UnsafePointer<Carrier>) throws(Trouble) {
    self.init()
    self.memoryBytes = unsafe c.pointee.memory_bytes
    if unsafe c.pointee.cpu_time != nil { self.cpuTime = try unsafe Reading.timeout(c.pointee.cpu_time, "cpu_time") }
    self.processes = unsafe c.pointee.processes
    self.openFiles = unsafe c.pointee.open_files
    self.fileBytes = unsafe c.pointee.file_bytes
    self.scratchBytes = unsafe c.pointee.scratch_bytes
    self.cpuPermille = unsafe c.pointee.cpu_permille
    self.network = unsafe c.pointee.network != 0
    self.strict = unsafe c.pointee.strict != 0
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__resource_limits__init(c)
    unsafe c.pointee.memory_bytes = memoryBytes
    if let cpuTime {
      unsafe c.pointee.cpu_time = Writing.timeout(cpuTime)
    }
    unsafe c.pointee.processes = processes
    unsafe c.pointee.open_files = openFiles
    unsafe c.pointee.file_bytes = fileBytes
    unsafe c.pointee.scratch_bytes = scratchBytes
    unsafe c.pointee.cpu_permille = cpuPermille
    unsafe c.pointee.network = network ? 1 : 0
    unsafe c.pointee.strict = strict ? 1 : 0
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("memoryBytes", memoryBytes)
    writer.field("cpuTime", cpuTime)
    writer.field("processes", processes)
    writer.field("openFiles", openFiles)
    writer.field("fileBytes", fileBytes)
    writer.field("scratchBytes", scratchBytes)
    writer.field("cpuPermille", cpuPermille)
    writer.field("network", network)
    writer.field("strict", strict)
    writer.endObject()
  }
}

extension Approval: @unsafe Carried {
  typealias Carrier = Carillon__V1__Approval
  public static var typeName: String { "carillon.v1.Approval" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__approval()
  }

  public init(decoding bytes: ArraySlice<UInt8>) throws(Failure) {
    self = try unsafe Codec.decoded(bytes, as: Self.self)
  }

  public init(decoding bytes: Bytes) throws(Failure) {
    self = try unsafe Codec.decoded(bytes[...], as: Self.self)
  }

  public func encoded() -> Bytes { unsafe Codec.encoded(self) }

  init(carrier c: UnsafePointer<Carrier>) throws(Trouble) {
    self.init()
    self.by = Access.Role(rawValue: Int32(truncatingIfNeeded: unsafe c.pointee.by.rawValue))
    self.notSelf = unsafe c.pointee.not_self != 0
    if unsafe c.pointee.expires_after != nil { self.expiresAfter = try unsafe Reading.timeout(c.pointee.expires_after, "expires_after") }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__approval__init(c)
    unsafe c.pointee.by = .init(rawValue: .init(truncatingIfNeeded: by.rawValue))
    unsafe c.pointee.not_self = notSelf ? 1 : 0
    if let expiresAfter {
      unsafe c.pointee.expires_after = Writing.timeout(expiresAfter)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("by", by)
    writer.field("notSelf", notSelf)
    writer.field("expiresAfter", expiresAfter)
    writer.endObject()
  }
}

extension Retention: @unsafe Carried {
  typealias Carrier = Carillon__V1__Retention
  public static var typeName: String { "carillon.v1.Retention" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__retention()
  }

  public init(decoding bytes: ArraySlice<UInt8>) throws(Failure) {
    self = try unsafe Codec.decoded(bytes, as: Self.self)
  }

  public init(decoding bytes: Bytes) throws(Failure) {
    self = try unsafe Codec.decoded(bytes[...], as: Self.self)
  }

  public func encoded() -> Bytes { unsafe Codec.encoded(self) }

  init(carrier c: UnsafePointer<Carrier>) throws(Trouble) {
    self.init()
    if unsafe c.pointee.completed != nil {
      self.completed = try unsafe Reading.message(c.pointee.completed, "completed")
    }
    if unsafe c.pointee.failed != nil {
      self.failed = try unsafe Reading.message(c.pointee.failed, "failed")
    }
    if unsafe c.pointee.cancelled != nil {
      self.cancelled = try unsafe Reading.message(c.pointee.cancelled, "cancelled")
    }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__retention__init(c)
    if let completed {
      unsafe c.pointee.completed = Writing.message(completed)
    }
    if let failed {
      unsafe c.pointee.failed = Writing.message(failed)
    }
    if let cancelled {
      unsafe c.pointee.cancelled = Writing.message(cancelled)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("completed", completed)
    writer.field("failed", failed)
    writer.field("cancelled", cancelled)
    writer.endObject()
  }
}

extension Retention.Rule: @unsafe Carried {
  typealias Carrier = Carillon__V1__Retention__Rule
  public static var typeName: String { "carillon.v1.Retention.Rule" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__retention__rule()
  }

  public init(decoding bytes: ArraySlice<UInt8>) throws(Failure) {
    self = try unsafe Codec.decoded(bytes, as: Self.self)
  }

  public init(decoding bytes: Bytes) throws(Failure) {
    self = try unsafe Codec.decoded(bytes[...], as: Self.self)
  }

  public func encoded() -> Bytes { unsafe Codec.encoded(self) }

  init(carrier c: UnsafePointer<Carrier>) throws(Trouble) {
    self.init()
    if unsafe c.pointee.age != nil { self.age = try unsafe Reading.timeout(c.pointee.age, "age") }
    self.count = unsafe c.pointee.count
    self.bytes = unsafe c.pointee.bytes
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__retention__rule__init(c)
    if let age {
      unsafe c.pointee.age = Writing.timeout(age)
    }
    unsafe c.pointee.count = count
    unsafe c.pointee.bytes = bytes
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("age", age)
    writer.field("count", count)
    writer.field("bytes", bytes)
    writer.endObject()
  }
}

extension SecretReference: @unsafe Carried {
  typealias Carrier = Carillon__V1__SecretReference
  public static var typeName: String { "carillon.v1.SecretReference" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__secret_reference()
  }

  public init(decoding bytes: ArraySlice<UInt8>) throws(Failure) {
    self = try unsafe Codec.decoded(bytes, as: Self.self)
  }

  public init(decoding bytes: Bytes) throws(Failure) {
    self = try unsafe Codec.decoded(bytes[...], as: Self.self)
  }

  public func encoded() -> Bytes { unsafe Codec.encoded(self) }

  init(carrier c: UnsafePointer<Carrier>) throws(Trouble) {
    self.init()
    if unsafe c.pointee.name.len > 0 { self.name = try unsafe Reading.text(c.pointee.name, "name") }
    switch unsafe c.pointee.delivery_case.rawValue {
    case 2:
      self.delivery = .environment(try unsafe Reading.text(c.pointee.environment, "environment"))
    case 3:
      self.delivery = .descriptor(unsafe c.pointee.descriptor)
    default: break
    }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__secret_reference__init(c)
    if !name.isEmpty {
      unsafe c.pointee.name = Writing.bytes(name)
    }
    switch delivery {
    case .environment(let value):
      unsafe c.pointee.delivery_case = .init(rawValue: 2)
      unsafe c.pointee.environment = Writing.bytes(value)
    case .descriptor(let value):
      unsafe c.pointee.delivery_case = .init(rawValue: 3)
      unsafe c.pointee.descriptor = value
    case nil: break
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("name", name)
    switch delivery {
    case .environment(let value):
      writer.present("environment", value)
    case .descriptor(let value):
      writer.present("descriptor", value)
    case nil: break
    }
    writer.endObject()
  }
}

extension LogPolicy: @unsafe Carried {
  typealias Carrier = Carillon__V1__LogPolicy
  public static var typeName: String { "carillon.v1.LogPolicy" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__log_policy()
  }

  public init(decoding bytes: ArraySlice<UInt8>) throws(Failure) {
    self = try unsafe Codec.decoded(bytes, as: Self.self)
  }

  public init(decoding bytes: Bytes) throws(Failure) {
    self = try unsafe Codec.decoded(bytes[...], as: Self.self)
  }

  public func encoded() -> Bytes { unsafe Codec.encoded(self) }

  init(carrier c: UnsafePointer<Carrier>) throws(Trouble) {
    self.init()
    self.limitBytes = unsafe c.pointee.limit_bytes
    self.overflow = LogPolicy.Overflow(rawValue: Int32(truncatingIfNeeded: unsafe c.pointee.overflow.rawValue))
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__log_policy__init(c)
    unsafe c.pointee.limit_bytes = limitBytes
    unsafe c.pointee.overflow = .init(rawValue: .init(truncatingIfNeeded: overflow.rawValue))
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("limitBytes", limitBytes)
    writer.field("overflow", overflow)
    writer.endObject()
  }
}

extension ExclusionWindow: @unsafe Carried {
  typealias Carrier = Carillon__V1__ExclusionWindow
  public static var typeName: String { "carillon.v1.ExclusionWindow" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__exclusion_window()
  }

  public init(decoding bytes: ArraySlice<UInt8>) throws(Failure) {
    self = try unsafe Codec.decoded(bytes, as: Self.self)
  }

  public init(decoding bytes: Bytes) throws(Failure) {
    self = try unsafe Codec.decoded(bytes[...], as: Self.self)
  }

  public func encoded() -> Bytes { unsafe Codec.encoded(self) }

  init(carrier c: UnsafePointer<Carrier>) throws(Trouble) {
    self.init()
    if unsafe c.pointee.cron.len > 0 { self.cron = try unsafe Reading.text(c.pointee.cron, "cron") }
    if unsafe c.pointee.span != nil { self.span = try unsafe Reading.timeout(c.pointee.span, "span") }
    if unsafe c.pointee.zone.len > 0 { self.zone = try unsafe Reading.text(c.pointee.zone, "zone") }
    if unsafe c.pointee.note.len > 0 { self.note = try unsafe Reading.text(c.pointee.note, "note") }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__exclusion_window__init(c)
    if !cron.isEmpty {
      unsafe c.pointee.cron = Writing.bytes(cron)
    }
    if let span {
      unsafe c.pointee.span = Writing.timeout(span)
    }
    if !zone.isEmpty {
      unsafe c.pointee.zone = Writing.bytes(zone)
    }
    if !note.isEmpty {
      unsafe c.pointee.note = Writing.bytes(note)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("cron", cron)
    writer.field("span", span)
    writer.field("zone", zone)
    writer.field("note", note)
    writer.endObject()
  }
}

extension TraceContext: @unsafe Carried {
  typealias Carrier = Carillon__V1__TraceContext
  public static var typeName: String { "carillon.v1.TraceContext" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__trace_context()
  }

  public init(decoding bytes: ArraySlice<UInt8>) throws(Failure) {
    self = try unsafe Codec.decoded(bytes, as: Self.self)
  }

  public init(decoding bytes: Bytes) throws(Failure) {
    self = try unsafe Codec.decoded(bytes[...], as: Self.self)
  }

  public func encoded() -> Bytes { unsafe Codec.encoded(self) }

  init(carrier c: UnsafePointer<Carrier>) throws(Trouble) {
    self.init()
    if unsafe c.pointee.traceparent.len > 0 { self.traceparent = try unsafe Reading.text(c.pointee.traceparent, "traceparent") }
    if unsafe c.pointee.tracestate.len > 0 { self.tracestate = try unsafe Reading.text(c.pointee.tracestate, "tracestate") }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__trace_context__init(c)
    if !traceparent.isEmpty {
      unsafe c.pointee.traceparent = Writing.bytes(traceparent)
    }
    if !tracestate.isEmpty {
      unsafe c.pointee.tracestate = Writing.bytes(tracestate)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("traceparent", traceparent)
    writer.field("tracestate", tracestate)
    writer.endObject()
  }
}

extension EventDraft: @unsafe Carried {
  typealias Carrier = Carillon__V1__EventDraft
  public static var typeName: String { "carillon.v1.EventDraft" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__event_draft()
  }

  public init(decoding bytes: ArraySlice<UInt8>) throws(Failure) {
    self = try unsafe Codec.decoded(bytes, as: Self.self)
  }

  public init(decoding bytes: Bytes) throws(Failure) {
    self = try unsafe Codec.decoded(bytes[...], as: Self.self)
  }

  public func encoded() -> Bytes { unsafe Codec.encoded(self) }

  init(carrier c: UnsafePointer<Carrier>) throws(Trouble) {
    self.init()
    if unsafe c.pointee.name.len > 0 { self.name = try unsafe Reading.text(c.pointee.name, "name") }
    if unsafe c.pointee.payload.len > 0 { self.payload = unsafe Reading.bytes(c.pointee.payload) }
    if unsafe c.pointee.content_type.len > 0 { self.contentType = try unsafe Reading.text(c.pointee.content_type, "content_type") }
    if unsafe c.pointee.source.len > 0 { self.source = try unsafe Reading.text(c.pointee.source, "source") }
    if unsafe c.pointee.key.len > 0 { self.key = try unsafe Reading.text(c.pointee.key, "key") }
    if unsafe c.pointee.n_headers > 0 {
      self.headers = try unsafe Reading.labels(c.pointee.n_headers, "headers") { place in unsafe (c.pointee.headers[place]?.pointee.key, c.pointee.headers[place]?.pointee.value) }
    }
    if unsafe c.pointee.not_before_time != nil { self.notBeforeTime = try unsafe Reading.instant(c.pointee.not_before_time, "not_before_time") }
    if unsafe c.pointee.causation.len > 0 { self.causation = try unsafe Reading.text(c.pointee.causation, "causation") }
    if unsafe c.pointee.correlation.len > 0 { self.correlation = try unsafe Reading.text(c.pointee.correlation, "correlation") }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__event_draft__init(c)
    if !name.isEmpty {
      unsafe c.pointee.name = Writing.bytes(name)
    }
    if !payload.isEmpty {
      unsafe c.pointee.payload = Writing.bytes(payload)
    }
    if !contentType.isEmpty {
      unsafe c.pointee.content_type = Writing.bytes(contentType)
    }
    if !source.isEmpty {
      unsafe c.pointee.source = Writing.bytes(source)
    }
    if !key.isEmpty {
      unsafe c.pointee.key = Writing.bytes(key)
    }
    if !headers.isEmpty {
      unsafe c.pointee.n_headers = headers.count
      unsafe c.pointee.headers = Writing.labels(headers, Carillon__V1__EventDraft__HeadersEntry.self) { entry, key, value in
        unsafe carillon__v1__event_draft__headers_entry__init(entry)
        unsafe entry.pointee.key = key
        unsafe entry.pointee.value = value
      }
    }
    if let notBeforeTime {
      unsafe c.pointee.not_before_time = Writing.instant(notBeforeTime)
    }
    if !causation.isEmpty {
      unsafe c.pointee.causation = Writing.bytes(causation)
    }
    if !correlation.isEmpty {
      unsafe c.pointee.correlation = Writing.bytes(correlation)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("name", name)
    writer.field("payload", json: payload, contentType: contentType)
    writer.field("contentType", contentType)
    writer.field("source", source)
    writer.field("key", key)
    writer.field("headers", labels: headers)
    writer.field("notBeforeTime", notBeforeTime)
    writer.field("causation", causation)
    writer.field("correlation", correlation)
    writer.endObject()
  }
}

extension ItemError: @unsafe Carried {
  typealias Carrier = Carillon__V1__ItemError
  public static var typeName: String { "carillon.v1.ItemError" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__item_error()
  }

  public init(decoding bytes: ArraySlice<UInt8>) throws(Failure) {
    self = try unsafe Codec.decoded(bytes, as: Self.self)
  }

  public init(decoding bytes: Bytes) throws(Failure) {
    self = try unsafe Codec.decoded(bytes[...], as: Self.self)
  }

  public func encoded() -> Bytes { unsafe Codec.encoded(self) }

  init(carrier c: UnsafePointer<Carrier>) throws(Trouble) {
    self.init()
    self.code = unsafe c.pointee.code
    if unsafe c.pointee.reason.len > 0 { self.reason = try unsafe Reading.text(c.pointee.reason, "reason") }
    if unsafe c.pointee.message.len > 0 { self.message = try unsafe Reading.text(c.pointee.message, "message") }
    if unsafe c.pointee.field.len > 0 { self.field = try unsafe Reading.text(c.pointee.field, "field") }
    if unsafe c.pointee.retry_after != nil { self.retryAfter = try unsafe Reading.timeout(c.pointee.retry_after, "retry_after") }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__item_error__init(c)
    unsafe c.pointee.code = code
    if !reason.isEmpty {
      unsafe c.pointee.reason = Writing.bytes(reason)
    }
    if !message.isEmpty {
      unsafe c.pointee.message = Writing.bytes(message)
    }
    if !field.isEmpty {
      unsafe c.pointee.field = Writing.bytes(field)
    }
    if let retryAfter {
      unsafe c.pointee.retry_after = Writing.timeout(retryAfter)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("code", code)
    writer.field("reason", reason)
    writer.field("message", message)
    writer.field("field", field)
    writer.field("retryAfter", retryAfter)
    writer.endObject()
  }
}
