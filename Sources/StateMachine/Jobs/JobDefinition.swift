public import Units

/// How long to wait before the next attempt.
public struct Backoff: Hashable, Sendable {
  public enum Kind: UInt8, Hashable, Sendable, CaseIterable {
    case fixed = 1
    case exponential = 2
  }

  public var kind = Kind.exponential
  public var initial = Timeout.seconds(1)
  public var cap = Timeout.minutes(5)
  /// Of each wait, in percent: 20 means from 80 % to 120 %.
  public var jitterPercent: UInt32 = 20

  public init() {}

  /// The wait after the `used`-th attempt that counted: initial, 2 × initial, 4 × initial, … up to
  /// the cap, then moved by the jitter. Integers only, so that every node computes the same.
  func delay(afterAttempt used: Int, _ generator: inout SeededGenerator) -> Timeout {
    var wait = initial
    if kind == .exponential && used > 1 { wait = initial * (Int64(1) << Int64(min(used - 1, 40))) }
    wait = max(.zero, min(wait, cap))
    guard jitterPercent > 0, wait > .zero else { return wait }
    let span = min(wait, .hours(24 * 365)).microseconds / 100 * Int64(min(jitterPercent, 100))
    guard span > 0 else { return wait }
    let moved = Int64(generator.below(UInt64(2 * span + 1))) - span
    return wait + Timeout(microseconds: moved)
  }
}

/// A version of a job's definition, as far as decisions go; `resource` has the rest.
public struct JobDefinition: Hashable, Sendable {
  public var name = ""
  /// The module that declares the handler; empty for a handler that is built into workers.
  public var module = ""
  public var handler = ""
  public var isEnabled = true
  public var queue = "default"
  /// 1 (highest) to 9.
  public var priority: UInt8 = 5
  /// Per attempt.
  public var timeout = Timeout.milliseconds(300_000)
  /// Not started this long after it was due: EXPIRED. Zero means never.
  public var startWithin = Timeout.zero
  /// Retries and the first one.
  public var attempts: UInt32 = 4
  public var backoff = Backoff()
  /// How many run at a time; 0 is no limit.
  public var concurrency: UInt32 = 0
  public var limits = AttemptLimits()
  /// JSON.
  public var config: Bytes = []
  /// Of the module's bundle at this version.
  public var bundle = ContentHash.zero
  /// The encoded `carillon.v1.Job` without the fields that change by themselves.
  public var resource: Bytes = []

  public init() {}

  func write(to record: inout RecordWriter) {
    record.text(name)
    record.text(module)
    record.text(handler)
    record.flag(isEnabled)
    record.text(queue)
    record.byte(priority)
    record.span(timeout)
    record.span(startWithin)
    record.number(UInt64(attempts))
    record.byte(backoff.kind.rawValue)
    record.span(backoff.initial)
    record.span(backoff.cap)
    record.number(UInt64(backoff.jitterPercent))
    record.number(UInt64(concurrency))
    record.number(limits.memory)
    record.number(limits.cpuMilliseconds)
    record.number(UInt64(limits.processes))
    record.number(UInt64(limits.files))
    record.number(limits.fileSize)
    record.blob(config)
    record.content(bundle)
    record.blob(resource)
  }

  init(from record: inout RecordReader) {
    name = record.text()
    module = record.text()
    handler = record.text()
    isEnabled = record.flag()
    queue = record.text()
    priority = record.byte()
    timeout = record.span()
    startWithin = record.span()
    attempts = UInt32(truncatingIfNeeded: record.number())
    backoff.kind = Backoff.Kind(rawValue: record.byte()) ?? .fixed
    backoff.initial = record.span()
    backoff.cap = record.span()
    backoff.jitterPercent = UInt32(truncatingIfNeeded: record.number())
    concurrency = UInt32(truncatingIfNeeded: record.number())
    limits.memory = record.number()
    limits.cpuMilliseconds = record.number()
    limits.processes = UInt32(truncatingIfNeeded: record.number())
    limits.files = UInt32(truncatingIfNeeded: record.number())
    limits.fileSize = record.number()
    config = record.blob()
    bundle = record.content()
    resource = record.blob()
  }
}
