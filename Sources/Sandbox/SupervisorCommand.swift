public import Units

/// What a worker tells its supervisor. On the pipe: length (u32, without itself), kind (u8), body;
/// little-endian; texts and bytes with their length (u32) in front.
public enum SupervisorCommand: Hashable, Sendable {
  case start(HandlerStart)
  /// All leases hold until then, by CLOCK_BOOTTIME; what runs at that time is killed.
  case lease(until: Monotonic)
  /// SIGTERM, `grace`, SIGKILL.
  case terminate(attempt: UInt64, grace: Timeout)
  /// A new deadline for a running attempt.
  case extend(attempt: UInt64, deadline: Monotonic)

  public var encoded: Bytes {
    var writer = FrameWriter()
    switch self {
    case .start(let start):
      writer.begin(1)
      writer.integer(start.attempt)
      writer.texts(start.arguments)
      writer.texts(start.environment)
      writer.text(start.directory)
      writer.bytes(start.payload)
      let limits = start.limits
      for value in [
        limits.cpuSeconds, limits.memory.rawValue, limits.openFiles, limits.fileSize.rawValue,
        limits.processes, limits.output.rawValue, limits.outputEnds ? 1 : 0,
        limits.result.rawValue, limits.events.rawValue,
      ] { writer.integer(value) }
      writer.integer(start.deadline.nanoseconds)
      writer.integer(start.grace.microseconds)
    case .lease(let until):
      writer.begin(2)
      writer.integer(until.nanoseconds)
    case .terminate(let attempt, let grace):
      writer.begin(3)
      writer.integer(attempt)
      writer.integer(grace.microseconds)
    case .extend(let attempt, let deadline):
      writer.begin(4)
      writer.integer(attempt)
      writer.integer(deadline.nanoseconds)
    }
    return writer.finished
  }

  init(frame: ArraySlice<UInt8>) throws(FrameError) {
    var reader = FrameReader(frame)
    switch try reader.integer(UInt8.self) {
    case 1: self = .start(try HandlerStart(&reader))
    case 2: self = .lease(until: Monotonic(nanoseconds: try reader.integer(UInt64.self)))
    case 3:
      self = .terminate(
        attempt: try reader.integer(UInt64.self),
        grace: Timeout(microseconds: try reader.integer(Int64.self)))
    case 4:
      self = .extend(
        attempt: try reader.integer(UInt64.self),
        deadline: Monotonic(nanoseconds: try reader.integer(UInt64.self)))
    default: throw FrameError()
    }
    try reader.end()
  }
}

extension HandlerStart {
  fileprivate init(_ reader: inout FrameReader) throws(FrameError) {
    let attempt = try reader.integer(UInt64.self)
    let arguments = try reader.texts()
    let environment = try reader.texts()
    let directory = try reader.text()
    let payload = try reader.bytes()
    var limits = HandlerLimits()
    limits.cpuSeconds = try reader.integer(UInt64.self)
    limits.memory = ByteCount(try reader.integer(UInt64.self))
    limits.openFiles = try reader.integer(UInt64.self)
    limits.fileSize = ByteCount(try reader.integer(UInt64.self))
    limits.processes = try reader.integer(UInt64.self)
    limits.output = ByteCount(try reader.integer(UInt64.self))
    limits.outputEnds = try reader.integer(UInt64.self) != 0
    limits.result = ByteCount(try reader.integer(UInt64.self))
    limits.events = ByteCount(try reader.integer(UInt64.self))
    self.init(
      attempt: attempt, arguments: arguments, environment: environment, directory: directory,
      payload: payload, limits: limits,
      deadline: Monotonic(nanoseconds: try reader.integer(UInt64.self)),
      grace: Timeout(microseconds: try reader.integer(Int64.self)))
  }
}
