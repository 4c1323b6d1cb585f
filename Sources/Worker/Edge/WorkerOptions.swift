public import Units

/// What a worker is and can, and where it keeps its files.
public struct WorkerOptions: Sendable {
  /// A name for people; the session's id is given by the cluster.
  public var name: String
  public var version = ""
  /// Queues that it serves; none is all.
  public var queues: [String] = []
  /// Attempts at once.
  public var capacity = 4
  public var labels: [(key: String, value: String)] = []
  /// How long the cluster waits for a sign of life before it gives the leases to others.
  public var ttl = Timeout.seconds(10)
  /// An absolute path, this worker's alone: bundles and scratch directories.
  public var directory: String
  /// Where handlers are that belong to no module; nil: there are none.
  public var handlers: String?
  /// What handlers find programs by. Nothing else of the worker's environment reaches them.
  public var path = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
  /// The binary that is started as the supervisor: it must call `SupervisorMain.run` first thing.
  public var supervisor = "/proc/self/exe"

  public init(name: String, directory: String) {
    self.name = name
    self.directory = directory
  }
}
