public import Units

extension History {
  /// A worker learned that it holds a lease.
  public struct Grant: Hashable, Sendable {
    public var order: UInt64
    public var execution: RecordID
    /// The fencing token: where in the log the grant stands.
    public var token: RecordID
    public var worker: String
    /// As the lease says, from 1; 0 where it is not known.
    public var attempt: UInt32

    public init(
      order: UInt64, execution: RecordID, token: RecordID, worker: String, attempt: UInt32 = 0
    ) {
      self.order = order
      self.execution = execution
      self.token = token
      self.worker = worker
      self.attempt = attempt
    }
  }

  /// A worker's word on the end of an attempt, and the cluster's answer.
  public struct Report: Hashable, Sendable {
    /// When the call began, and when its answer came.
    public var began: UInt64
    public var ended: UInt64
    public var execution: RecordID
    public var token: RecordID
    public var isSuccess: Bool
    /// What the cluster made of it: the state the execution has now.
    public var outcome: Outcome<State>

    public init(
      began: UInt64, ended: UInt64, execution: RecordID, token: RecordID, isSuccess: Bool,
      outcome: Outcome<State>
    ) {
      self.began = began
      self.ended = ended
      self.execution = execution
      self.token = token
      self.isSuccess = isSuccess
      self.outcome = outcome
    }
  }

  /// A handler did something to a resource that takes the token along.
  public struct Effect: Hashable, Sendable {
    public var execution: RecordID
    public var token: RecordID
    /// Whether the resource took it; it refuses tokens older than the newest it has seen.
    public var isAccepted: Bool
    public var worker: String

    public init(execution: RecordID, token: RecordID, isAccepted: Bool, worker: String = "") {
      self.execution = execution
      self.token = token
      self.isAccepted = isAccepted
      self.worker = worker
    }
  }
}
