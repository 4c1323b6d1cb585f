public import Units

/// Changes to the state that take effect together, in the order given. Ascending keys are several
/// times cheaper than random ones.
public struct StateBatch: Sendable {
  enum Kind: UInt8, Sendable { case put, delete, deleteRange }

  /// Keys and values one behind the other; one buffer for the batch instead of two for each row.
  struct Row: Sendable {
    var kind: Kind
    var keyEnd: Int
    var valueEnd: Int
  }

  var arena: Bytes = []
  var rows: [Row] = []

  public init() {}

  public var isEmpty: Bool { rows.isEmpty }
  public var count: Int { rows.count }
  /// Bytes of keys and values.
  public var byteCount: Int { arena.count }

  public mutating func put(_ key: Bytes, _ value: Bytes) { add(.put, key[...], value[...]) }
  public mutating func put(_ key: ArraySlice<UInt8>, _ value: ArraySlice<UInt8>) {
    add(.put, key, value)
  }
  public mutating func delete(_ key: Bytes) { add(.delete, key[...], []) }
  /// Deletes `lower ..< upper`.
  public mutating func deleteRange(from lower: Bytes, to upper: Bytes) {
    add(.deleteRange, lower[...], upper[...])
  }

  public mutating func removeAll() {
    arena.removeAll(keepingCapacity: true)
    rows.removeAll(keepingCapacity: true)
  }

  private mutating func add(_ kind: Kind, _ key: ArraySlice<UInt8>, _ value: ArraySlice<UInt8>) {
    arena.append(contentsOf: key)
    let keyEnd = arena.count
    arena.append(contentsOf: value)
    rows.append(Row(kind: kind, keyEnd: keyEnd, valueEnd: arena.count))
  }
}

/// A key and its value.
public struct StateRow: Hashable, Sendable {
  public var key: Bytes
  public var value: Bytes

  public init(key: Bytes, value: Bytes) {
    self.key = key
    self.value = value
  }
}

/// A walk over `lower ..< upper`.
public struct StateScan: Hashable, Sendable {
  public var lower: Bytes
  public var upper: Bytes
  /// From the highest key down.
  public var reversed: Bool
  /// Rows at most.
  public var limit: Int
  /// Stops after the row with which this many bytes of keys and values are reached.
  public var byteLimit: Int

  public init(
    lower: Bytes, upper: Bytes, reversed: Bool = false, limit: Int = 1_000,
    byteLimit: Int = 1 << 20
  ) {
    self.lower = lower
    self.upper = upper
    self.reversed = reversed
    self.limit = limit
    self.byteLimit = byteLimit
  }

  /// What came of it.
  public struct Page: Hashable, Sendable {
    public var rows: [StateRow]
    /// Whether a limit ended the walk before the range did.
    public var hasMore: Bool

    public init(rows: [StateRow], hasMore: Bool) {
      self.rows = rows
      self.hasMore = hasMore
    }
  }
}
