import Messages

/// A query under way: what it waits for, and what it does with it.
public struct QueryRun: Sendable {
  /// What each read gave, in the order of the reads; a `get` gives one record or none.
  public typealias Found = [[StoreRecord]]

  let next: @Sendable (Found) throws(Failure) -> QueryStep

  init(_ next: @escaping @Sendable (Found) throws(Failure) -> QueryStep) { self.next = next }

  /// Goes on with what the reads gave. On any thread; it holds no machine.
  public func resume(_ found: Found) -> QueryStep {
    do throws(Failure) {
      return try next(found)
    } catch {
      return .failure(error)
    }
  }
}
