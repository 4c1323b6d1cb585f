public import Units

/// One call, from the moment when its caller sent it to the one when it knew what became of it.
public struct Call: Hashable, Sendable {
  /// Who called: one thing at a time, for most.
  public var process: UInt32
  /// The idempotency key, or empty. Calls of one process with one key are one request: it may have
  /// happened once.
  public var key: String
  public var operation: ClientOperation
  /// Places in the recording, not times.
  public var began: UInt64
  /// `UInt64.max` while there is no answer.
  public var ended: UInt64
  public var outcome: History.Outcome<Answer>
  /// Where in the log the answer was decided, as the cluster said; zero where it did not say.
  public var index: LogIndex
  /// How often it was sent so that it may have arrived, repeats under its key included. With more
  /// than one the first may have decided, and `index` is only an upper bound.
  public var tries: UInt32

  public init(
    process: UInt32, key: String = "", operation: ClientOperation, began: UInt64,
    ended: UInt64 = .max,
    outcome: History.Outcome<Answer> = .unknown, index: LogIndex = .zero, tries: UInt32 = 1
  ) {
    self.process = process
    self.key = key
    self.operation = operation
    self.began = began
    self.ended = ended
    self.outcome = outcome
    self.index = index
    self.tries = tries
  }

  public var answer: Answer? {
    if case .acknowledged(let answer) = outcome { return answer }
    return nil
  }
}

/// All that was asked, answered and seen in one run, in the order in which it was: what checkers
/// judge, and what is written down as JSON lines.
///
/// Places in it stand for real time: an answer at a smaller place than a call's beginning was there
/// before. Whoever records has one recording for the whole run.
public struct Recording: Sendable {
  public private(set) var calls: [Call] = []
  public private(set) var sights: [Sight] = []
  /// Everything, in order.
  public private(set) var lines: [Line] = []

  public struct Sight: Hashable, Sendable {
    public var process: UInt32
    public var order: UInt64
    public var observation: Observation
  }

  public struct Line: Hashable, Sendable {
    public enum Content: Hashable, Sendable {
      /// By place in `calls`.
      case began(Int)
      case ended(Int)
      /// By place in `sights`.
      case saw(Int)
    }
    /// Microseconds since the run began; for people.
    public var time: Int64
    public var content: Content
  }

  public init() {}

  private var next: UInt64 { UInt64(lines.count) + 1 }

  /// - Returns: the call's number, for `end`.
  public mutating func begin(
    _ operation: ClientOperation, key: String = "", process: UInt32, at time: Int64
  ) -> Int {
    calls.append(Call(process: process, key: key, operation: operation, began: next))
    lines.append(Line(time: time, content: .began(calls.count - 1)))
    return calls.count - 1
  }

  /// A call ends once. One that never does stays unknown.
  public mutating func end(
    _ call: Int, _ outcome: History.Outcome<Answer>, index: LogIndex = .zero, tries: UInt32 = 1,
    at time: Int64
  ) {
    precondition(calls[call].ended == .max, "call \(call) has ended before")
    calls[call].ended = next
    calls[call].outcome = outcome
    calls[call].index = index
    calls[call].tries = tries
    lines.append(Line(time: time, content: .ended(call)))
  }

  public mutating func saw(_ observation: Observation, process: UInt32, at time: Int64) {
    sights.append(Sight(process: process, order: next, observation: observation))
    lines.append(Line(time: time, content: .saw(sights.count - 1)))
  }
}
