public import Units

/// Starts attempts: what the leader matched. Pairs that no longer fit when the entry is applied
/// are void, and change nothing.
public struct GrantCommand: Hashable, Sendable {
  /// An execution that may start, and who is to run it.
  public struct Pair: Hashable, Sendable {
    public var execution: RecordID
    public var session: RecordID

    public init(execution: RecordID, session: RecordID) {
      self.execution = execution
      self.session = session
    }
  }

  public var pairs: [Pair]

  public init(pairs: [Pair]) { self.pairs = pairs }

  public func encoded() -> Bytes {
    var record = RecordWriter(capacity: 8 + 16 * pairs.count)
    record.byte(1)
    record.number(pairs.count)
    for pair in pairs {
      record.id(pair.execution)
      record.id(pair.session)
    }
    return record.bytes
  }

  /// Nil where the bytes are no such command.
  public init?(_ bytes: ArraySlice<UInt8>) {
    var record = RecordReader(bytes)
    guard record.byte() == 1 else { return nil }
    let count = record.items()
    pairs = []
    pairs.reserveCapacity(count)
    for _ in 0..<count { pairs.append(Pair(execution: record.id(), session: record.id())) }
    if record.isDamaged || !record.isAtEnd { return nil }
  }
}

/// A lease by its execution and its fencing token.
public struct LeaseName: Hashable, Sendable {
  public var execution: RecordID
  public var token: RecordID

  public init(execution: RecordID, token: RecordID) {
    self.execution = execution
    self.token = token
  }

  static func write(_ leases: [LeaseName], to record: inout RecordWriter) {
    record.number(leases.count)
    for lease in leases {
      record.id(lease.execution)
      record.id(lease.token)
    }
  }

  static func read(from record: inout RecordReader) -> [LeaseName] {
    var leases: [LeaseName] = []
    for _ in 0..<record.items() {
      leases.append(LeaseName(execution: record.id(), token: record.id()))
    }
    return leases
  }
}

/// Takes back grants that their session never received: they count as nothing. A lease whose token
/// is another by now is left alone.
public struct ReturnCommand: Hashable, Sendable {
  public var leases: [LeaseName]

  public init(leases: [LeaseName]) { self.leases = leases }

  public func encoded() -> Bytes {
    var record = RecordWriter(capacity: 8 + 16 * leases.count)
    record.byte(1)
    LeaseName.write(leases, to: &record)
    return record.bytes
  }

  /// Nil where the bytes are no such command.
  public init?(_ bytes: ArraySlice<UInt8>) {
    var record = RecordReader(bytes)
    guard record.byte() == 1 else { return nil }
    leases = LeaseName.read(from: &record)
    if record.isDamaged || !record.isAtEnd { return nil }
  }
}

/// Asks the workers of these attempts to end them for their timeout, before the stamped deadline
/// would: for limits that only the leader sees, as of an attempt without progress.
public struct TimeoutCommand: Hashable, Sendable {
  public var leases: [LeaseName]

  public init(leases: [LeaseName]) { self.leases = leases }

  public func encoded() -> Bytes {
    var record = RecordWriter(capacity: 8 + 16 * leases.count)
    record.byte(1)
    LeaseName.write(leases, to: &record)
    return record.bytes
  }

  /// Nil where the bytes are no such command.
  public init?(_ bytes: ArraySlice<UInt8>) {
    var record = RecordReader(bytes)
    guard record.byte() == 1 else { return nil }
    leases = LeaseName.read(from: &record)
    if record.isDamaged || !record.isAtEnd { return nil }
  }
}

/// A worker that was not heard of for its time to live: `semantics.md`, Lease. Void in an entry of
/// another term than the one whose leader's clock said so.
public struct SessionLostCommand: Hashable, Sendable {
  public var session: RecordID
  public var term: Term

  public init(session: RecordID, term: Term) {
    self.session = session
    self.term = term
  }

  public func encoded() -> Bytes {
    var record = RecordWriter(capacity: 24)
    record.byte(1)
    record.id(session)
    record.number(term.rawValue)
    return record.bytes
  }

  /// Nil where the bytes are no such command.
  public init?(_ bytes: ArraySlice<UInt8>) {
    var record = RecordReader(bytes)
    guard record.byte() == 1 else { return nil }
    session = record.id()
    term = Term(record.number())
    if record.isDamaged || !record.isAtEnd { return nil }
  }
}
