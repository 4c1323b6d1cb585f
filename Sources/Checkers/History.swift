public import Units

/// What clients, workers and subscribers of one cluster saw, in one run. Whoever records it
/// appends;
/// the checkers judge it as a whole. All of it is data: where it was recorded, and how, is not
/// known here.
///
/// `order` is the recorder's own count of what it saw, one for the whole run: an answer seen before
/// a call began has the smaller number.
public struct History: Sendable {
  public var enqueues: [Enqueue] = []
  /// Reads of executions, in any number, by `order`; the final sweep included.
  public var sightings: [Sighting] = []
  /// The final sweep: every execution that the cluster knows once the run is over, of all jobs that
  /// somebody in the history asked for, scheduled or worked on.
  public var finals: [Final] = []
  /// Events that tell of an execution's end.
  public var endings: [Ending] = []
  /// Whether somebody saw every event, so that an execution without an ending has none.
  public var hasAllEndings = false
  public var grants: [Grant] = []
  public var reports: [Report] = []
  /// What a resource outside the cluster saw of the handlers' effects, in its own order.
  public var effects: [Effect] = []
  public var schedules: [Schedule] = []
  /// Schedules that are not among those, and why.
  public var untold: [Untold] = []
  public var decisions: [Decision] = []
  public var publishes: [Publish] = []
  public var subscribers: [Subscriber] = []

  public init() {}

  /// How a call ended, as its caller knows it.
  public enum Outcome<Answer: Hashable & Sendable>: Hashable, Sendable {
    case acknowledged(Answer)
    /// The cluster said no: nothing may have happened.
    case refused
    /// No answer, or one that leaves it open: it may have happened once, or not at all.
    case unknown
  }

  /// A client's call to enqueue one execution; retries under one idempotency key are one call each.
  public struct Enqueue: Hashable, Sendable {
    /// In the payload; unique for each execution that is wanted.
    public var marker: UInt64
    public var outcome: Outcome<RecordID>

    public init(marker: UInt64, outcome: Outcome<RecordID>) {
      self.marker = marker
      self.outcome = outcome
    }
  }

  public enum State: String, Hashable, Sendable, CaseIterable {
    case blocked, delayed, pending, running
    case completed, failed, timeout, cancelled, expired

    public var isTerminal: Bool {
      switch self {
      case .blocked, .delayed, .pending, .running: false
      case .completed, .failed, .timeout, .cancelled, .expired: true
      }
    }
  }

  /// Somebody read an execution.
  public struct Sighting: Hashable, Sendable {
    /// When the read began, and when its answer came.
    public var began: UInt64
    public var order: UInt64
    public var execution: RecordID
    public var state: State

    public init(began: UInt64? = nil, order: UInt64, execution: RecordID, state: State) {
      self.began = began ?? order
      self.order = order
      self.execution = execution
      self.state = state
    }
  }

  /// One execution as it stands when all is over.
  public struct Final: Hashable, Sendable {
    public var execution: RecordID
    /// Nil for one that no client enqueued: a schedule's, a listener's, a requeue.
    public var marker: UInt64?
    public var state: State
    /// Its attempts, in the order told.
    public var attempts: [Attempt]

    public init(execution: RecordID, marker: UInt64?, state: State, attempts: [Attempt]) {
      self.execution = execution
      self.marker = marker
      self.state = state
      self.attempts = attempts
    }
  }

  /// An event said how an execution ended.
  public struct Ending: Hashable, Sendable {
    public var execution: RecordID
    public var state: State
    /// The event's id.
    public var event: RecordID

    public init(execution: RecordID, state: State, event: RecordID) {
      self.execution = execution
      self.state = state
      self.event = event
    }
  }

  public struct Attempt: Hashable, Sendable {
    /// From 1.
    public var number: UInt32
    public var isSuccess: Bool

    public init(number: UInt32, isSuccess: Bool) {
      self.number = number
      self.isSuccess = isSuccess
    }
  }
}
