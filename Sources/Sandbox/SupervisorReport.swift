public import Units

/// What a supervisor tells its worker, framed as `SupervisorCommand` is.
public enum SupervisorReport: Hashable, Sendable {
  /// The first report: which limits hold by what means, and which this host cannot enforce.
  case ready(enforced: [String], unenforced: [String])
  case started(attempt: UInt64, pid: Int32)
  /// It was not started, or not for want of trying: one sentence says why.
  case refused(attempt: UInt64, message: String)
  /// Bytes of a stream, the first of them at `offset` of what was kept of it.
  case output(attempt: UInt64, stream: HandlerStream, offset: UInt64, at: Instant, bytes: Bytes)
  /// The attempt and all its descendants are gone, and its output was reported.
  case ended(HandlerEnded)

  public var encoded: Bytes {
    var writer = FrameWriter()
    switch self {
    case .ready(let enforced, let unenforced):
      writer.begin(1)
      writer.texts(enforced)
      writer.texts(unenforced)
    case .started(let attempt, let pid):
      writer.begin(2)
      writer.integer(attempt)
      writer.integer(pid)
    case .refused(let attempt, let message):
      writer.begin(3)
      writer.integer(attempt)
      writer.text(message)
    case .output(let attempt, let stream, let offset, let time, let bytes):
      writer.begin(4)
      writer.integer(attempt)
      writer.integer(stream.rawValue)
      writer.integer(offset)
      writer.integer(time.microseconds)
      writer.bytes(bytes)
    case .ended(let end):
      writer.begin(5)
      writer.integer(end.attempt)
      writer.integer(end.reason.rawValue)
      writer.integer(end.exitCode)
      writer.integer(end.signal)
      writer.integer(end.cpu.microseconds)
      writer.integer(end.wall.microseconds)
      writer.integer(end.peakMemory.rawValue)
      writer.integer(end.droppedOutput)
      writer.integer(end.droppedResult)
      writer.integer(end.droppedEvents)
      writer.integer(end.survivorsKilled)
    }
    return writer.finished
  }

  public init(frame: ArraySlice<UInt8>) throws(FrameError) {
    var reader = FrameReader(frame)
    switch try reader.integer(UInt8.self) {
    case 1: self = .ready(enforced: try reader.texts(), unenforced: try reader.texts())
    case 2:
      self = .started(
        attempt: try reader.integer(UInt64.self), pid: try reader.integer(Int32.self))
    case 3: self = .refused(attempt: try reader.integer(UInt64.self), message: try reader.text())
    case 4:
      let attempt = try reader.integer(UInt64.self)
      guard let stream = HandlerStream(rawValue: try reader.integer(UInt8.self)) else {
        throw FrameError()
      }
      self = .output(
        attempt: attempt, stream: stream, offset: try reader.integer(UInt64.self),
        at: Instant(microseconds: try reader.integer(Int64.self)), bytes: try reader.bytes())
    case 5:
      let attempt = try reader.integer(UInt64.self)
      guard let reason = HandlerEnd(rawValue: try reader.integer(UInt8.self)) else {
        throw FrameError()
      }
      self = .ended(
        HandlerEnded(
          attempt: attempt, reason: reason, exitCode: try reader.integer(Int32.self),
          signal: try reader.integer(Int32.self),
          cpu: Timeout(microseconds: try reader.integer(Int64.self)),
          wall: Timeout(microseconds: try reader.integer(Int64.self)),
          peakMemory: ByteCount(try reader.integer(UInt64.self)),
          droppedOutput: try reader.integer(UInt64.self),
          droppedResult: try reader.integer(UInt64.self),
          droppedEvents: try reader.integer(UInt64.self),
          survivorsKilled: try reader.integer(UInt32.self)))
    default: throw FrameError()
    }
    try reader.end()
  }
}

/// How an attempt ended and what it used.
public struct HandlerEnded: Hashable, Sendable {
  public var attempt: UInt64
  public var reason: HandlerEnd
  /// -1 where a signal ended the handler.
  public var exitCode: Int32
  /// 0 where the handler exited.
  public var signal: Int32
  /// Of the handler and the children that it waited for.
  public var cpu: Timeout
  public var wall: Timeout
  /// Of the largest process among them.
  public var peakMemory: ByteCount
  /// Bytes over the limits, read and dropped: of standard output and error, of the result, of the
  /// events.
  public var droppedOutput: UInt64
  public var droppedResult: UInt64
  public var droppedEvents: UInt64
  /// How many processes had to be killed after the handler itself was gone.
  public var survivorsKilled: UInt32

  public init(
    attempt: UInt64, reason: HandlerEnd, exitCode: Int32, signal: Int32, cpu: Timeout = .zero,
    wall: Timeout = .zero, peakMemory: ByteCount = .zero, droppedOutput: UInt64 = 0,
    droppedResult: UInt64 = 0, droppedEvents: UInt64 = 0, survivorsKilled: UInt32 = 0
  ) {
    self.attempt = attempt
    self.reason = reason
    self.exitCode = exitCode
    self.signal = signal
    self.cpu = cpu
    self.wall = wall
    self.peakMemory = peakMemory
    self.droppedOutput = droppedOutput
    self.droppedResult = droppedResult
    self.droppedEvents = droppedEvents
    self.survivorsKilled = survivorsKilled
  }
}
