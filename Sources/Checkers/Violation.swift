/// One broken promise, found in a history.
public struct Violation: Hashable, Sendable, CustomStringConvertible {
  /// A promise of the runtime; one file of this module each.
  public enum Promise: String, Hashable, Sendable, CaseIterable {
    case jobConservation = "job conservation"
    case leaseExclusion = "lease exclusion"
    case scheduleExactness = "schedule exactness"
    case eventOrder = "event order"
    case linearizability = "linearizability"
    case witness = "witness"
    case idempotency = "idempotency"
  }

  public let promise: Promise
  /// What was seen, and what should have been.
  public let text: String

  public init(_ promise: Promise, _ text: String) {
    self.promise = promise
    self.text = text
  }

  public var description: String { "\(promise.rawValue): \(text)" }
}
