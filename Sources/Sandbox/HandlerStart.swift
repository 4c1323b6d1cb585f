public import Units

/// What one attempt is: the process to start and everything that bounds it.
public struct HandlerStart: Hashable, Sendable {
  /// The worker's number for the attempt; never used twice with one supervisor.
  public var attempt: UInt64
  /// The program, an absolute path, and its arguments.
  public var arguments: [String]
  /// `NAME=value`; nothing is inherited.
  public var environment: [String]
  /// An existing directory to run in.
  public var directory: String
  /// What the handler reads on its standard input.
  public var payload: Bytes
  public var limits: HandlerLimits
  /// When to end it (SIGTERM, `grace`, SIGKILL), by CLOCK_BOOTTIME.
  public var deadline: Monotonic
  /// What it is given between SIGTERM and SIGKILL at its deadline.
  public var grace: Timeout

  public init(
    attempt: UInt64, arguments: [String], environment: [String], directory: String,
    payload: Bytes = [], limits: HandlerLimits = HandlerLimits(), deadline: Monotonic,
    grace: Timeout = .seconds(5)
  ) {
    self.attempt = attempt
    self.arguments = arguments
    self.environment = environment
    self.directory = directory
    self.payload = payload
    self.limits = limits
    self.deadline = deadline
    self.grace = grace
  }
}

/// The bounds of one attempt. A zero means: not limited.
public struct HandlerLimits: Hashable, Sendable {
  /// CPU time of each process, in whole seconds.
  public var cpuSeconds: UInt64 = 0
  /// Memory of the attempt as a whole where control groups can be used; else of each process
  /// (its data segment), and the whole by sampling.
  public var memory: ByteCount = .zero
  /// Open descriptors of each process.
  public var openFiles: UInt64 = 1_024
  /// The largest file that it may write.
  public var fileSize: ByteCount = .gibibytes(1)
  /// Processes and threads of the attempt as a whole.
  public var processes: UInt64 = 256
  /// Standard output and standard error together; what is over it is read, counted and dropped.
  public var output: ByteCount = .mebibytes(16)
  /// Whether too much output ends the attempt instead.
  public var outputEnds = false
  /// The result on descriptor 3.
  public var result: ByteCount = .mebibytes(1)
  /// The lines on descriptor 4, all together.
  public var events: ByteCount = .mebibytes(4)

  public init() {}
}

/// What a handler writes to, by descriptor.
public enum HandlerStream: UInt8, CaseIterable, Hashable, Sendable {
  case output = 1
  case error = 2
  /// Descriptor 3: one JSON document, the result.
  case result = 3
  /// Descriptor 4: JSON documents, one a line: events, progress, wishes.
  case events = 4
}

/// Why an attempt ended.
public enum HandlerEnd: UInt8, CaseIterable, Hashable, Sendable {
  /// By itself: exit code or signal say how.
  case exited = 1
  /// At its own deadline.
  case timedOut
  /// The worker asked.
  case terminated
  /// The lease's deadline passed without a renewal.
  case leaseLost
  /// Its memory limit.
  case memory
  /// Its CPU limit.
  case cpu
  /// Its output limit, where that ends an attempt.
  case output
  /// Its limit of processes, where only sampling enforces it.
  case processes
}
