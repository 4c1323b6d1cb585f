/// What one record does when it is used by one client at a time: the specification that histories of
/// many are held against. Small and slow on purpose, and made without a look at the state machine.
public protocol SequentialModel: Sendable {
  associatedtype State: Hashable & Sendable
  associatedtype Input: Hashable & Sendable
  associatedtype Output: Hashable & Sendable

  var initial: State { get }

  /// The state after `input` was answered with `output`, or nil where it cannot have been from this
  /// state. Without an output the answer is not known, and anything fits.
  func step(_ state: State, _ input: Input, _ output: Output?) -> State?
}

/// One request, as its caller knows it.
public struct Request<Input: Hashable & Sendable, Output: Hashable & Sendable>: Hashable, Sendable {
  public var input: Input
  /// Nil where the outcome is not known: it may have taken effect once at any time after `began`, or
  /// not at all.
  public var output: Output?
  /// Places in the recording: one that ended at a smaller place than another began was before it.
  public var began: UInt64
  public var ended: UInt64

  public init(input: Input, output: Output?, began: UInt64, ended: UInt64) {
    self.input = input
    self.output = output
    self.began = began
    self.ended = ended
  }
}

/// What a checker makes of a history that may be too hard for it.
public enum Verdict: Hashable, Sendable {
  case holds
  /// The place of the request, among those given, that fits nowhere.
  case broken(at: Int)
  /// The limit was reached first: neither shown nor refuted.
  case undecided(steps: Int)
}
