public import Units

/// A resource outside the cluster that takes a fencing token with every effect and refuses those
/// older than the newest it has seen: what handlers are told to do, and what shows whether tokens are
/// worth anything.
public struct FencedResource: Sendable {
  private var newest: [RecordID: RecordID] = [:]

  public init() {}

  /// - Returns: whether the effect was taken.
  public mutating func apply(_ execution: RecordID, token: RecordID) -> Bool {
    if let known = newest[execution], token < known { return false }
    newest[execution] = token
    return true
  }
}
