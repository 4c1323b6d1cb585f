import CLinux
import Glibc
import Units

/// One attempt, from its start until nothing of it is left.
struct RunningAttempt {
  enum Phase: Equatable {
    case running
    /// SIGTERM was sent; SIGKILL follows.
    case stopping(killAt: Monotonic)
    /// SIGKILL was sent to all that is known of it.
    case killed
    /// The handler itself is gone and reaped; what it left is being killed.
    case sweeping
  }

  /// The reading end of one of the handler's streams.
  struct Channel {
    let stream: HandlerStream
    /// -1 once the stream has ended.
    var descriptor: Int32
    var kept: UInt64 = 0
    var dropped: UInt64 = 0
  }

  let start: HandlerStart
  let pid: Int32
  let began: Monotonic
  var deadline: Monotonic
  var phase = Phase.running
  /// Why it was ended; nil while nobody has.
  var reason: HandlerEnd?
  var channels: [Channel]
  var end: carillon_end?
  var survivors: Set<Int32> = []
  /// When to look at it again, for what the kernel does not tell by itself.
  var sampleAt: Monotonic

  static let sampling = Timeout.milliseconds(100)
  static let sweeping = Timeout.milliseconds(5)

  init(start: HandlerStart, pid: Int32, channels: [Channel], now: Monotonic) {
    self.start = start
    self.pid = pid
    self.began = now
    self.deadline = start.deadline
    self.channels = channels
    self.sampleAt = now + RunningAttempt.sampling
  }

  /// When something has to be done about it if nothing happens.
  func wakeUp(lease: Monotonic, samples: Bool) -> Monotonic {
    switch phase {
    case .running: min(deadline, lease, samples ? sampleAt : .distantFuture)
    case .stopping(let killAt): min(killAt, lease, samples ? sampleAt : .distantFuture)
    case .killed, .sweeping: sampleAt
    }
  }

  /// What its end is called when it is over.
  func verdict(memoryKills: Int) -> HandlerEnd {
    if let reason { return reason }
    guard let end else { return .exited }
    if memoryKills > 0, end.exit_code != 0 { return .memory }
    if start.limits.cpuSeconds > 0 {
      let spent = UInt64(max(0, end.cpu_microseconds)) >= start.limits.cpuSeconds * 1_000_000
      if end.signal == SIGXCPU || end.signal == SIGKILL && spent { return .cpu }
    }
    return .exited
  }
}

extension RunningAttempt.Channel {
  /// How many more bytes of `limit` may be kept. Output and errors share one limit.
  func room(under limit: ByteCount, sharedWith other: UInt64) -> UInt64 {
    limit == .zero ? .max : limit.rawValue - min(limit.rawValue, kept + other)
  }
}
