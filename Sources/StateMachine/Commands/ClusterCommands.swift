public import Units

/// A piece of a bundle. Pieces come in order; one that is there already changes nothing, so that an
/// upload can go on where it stopped.
public struct BundleChunkCommand: Hashable, Sendable {
  /// Bytes of every chunk but the last, which may be shorter.
  public static let chunkBytes = 256 << 10
  /// Bytes of a bundle at most.
  public static let mostBundle: UInt64 = 64 << 20

  /// Of the whole bundle.
  public var bundle: ContentHash
  /// From 0.
  public var chunk: UInt32
  /// Whether it is the last one: the bundle is then complete if its hash is right.
  public var isLast: Bool
  public var bytes: Bytes

  public init(bundle: ContentHash, chunk: UInt32, isLast: Bool, bytes: Bytes) {
    self.bundle = bundle
    self.chunk = chunk
    self.isLast = isLast
    self.bytes = bytes
  }

  public func encoded() -> Bytes {
    var record = RecordWriter(capacity: bytes.count + 32)
    record.byte(1)
    record.content(bundle)
    record.number(UInt64(chunk))
    record.flag(isLast)
    record.blob(bytes)
    return record.bytes
  }

  /// Nil where the bytes are no such command.
  public init?(_ bytes: ArraySlice<UInt8>) {
    var record = RecordReader(bytes)
    guard record.byte() == 1 else { return nil }
    bundle = record.content()
    let chunk = record.number()
    isLast = record.flag()
    self.bytes = record.blob()
    guard !record.isDamaged, record.isAtEnd, let chunk = UInt32(exactly: chunk) else { return nil }
    self.chunk = chunk
  }
}

/// Replaces the zone data, and with it the next due times that move.
public struct ZonesCommand: Hashable, Sendable {
  /// The encoded `Cron.ZoneBundle`; its hash names it.
  public var bundle: Bytes
  /// What it replaces; the command is refused where another is in force. Zero at the founding.
  public var replaces: Hash128
  /// Next due times under the new data, as far as the leader computed them: the others are listed
  /// as to be computed.
  public var moves: [NextDue]

  public init(bundle: Bytes, replaces: Hash128, moves: [NextDue] = []) {
    self.bundle = bundle
    self.replaces = replaces
    self.moves = moves
  }

  public func encoded() -> Bytes {
    var record = RecordWriter(capacity: bundle.count + 32 + 32 * moves.count)
    record.byte(1)
    record.hash(replaces)
    record.blob(bundle)
    NextDue.write(moves, to: &record)
    return record.bytes
  }

  /// Nil where the bytes are no such command.
  public init?(_ bytes: ArraySlice<UInt8>) {
    var record = RecordReader(bytes)
    guard record.byte() == 1 else { return nil }
    replaces = record.hash()
    bundle = record.blob()
    moves = NextDue.read(from: &record)
    if record.isDamaged || !record.isAtEnd { return nil }
  }
}

/// What is known of a member besides its vote, or that it is gone.
public struct MemberCommand: Hashable, Sendable {
  public var member: MemberRecord
  public var isRemoved: Bool

  public init(_ member: MemberRecord, isRemoved: Bool = false) {
    self.member = member
    self.isRemoved = isRemoved
  }

  public func encoded() -> Bytes {
    var record = RecordWriter()
    record.byte(2)
    record.number(member.node.rawValue)
    record.text(member.name)
    record.text(member.address)
    record.number(member.incarnation.rawValue)
    record.flag(member.promotes)
    record.number(member.replaces?.rawValue ?? 0)
    record.flag(member.isGone)
    record.flag(isRemoved)
    return record.bytes
  }

  /// Nil where the bytes are no such command.
  public init?(_ bytes: ArraySlice<UInt8>) {
    var record = RecordReader(bytes)
    guard record.byte() == 2 else { return nil }
    member = MemberRecord(
      node: NodeID(record.number()), name: record.text(), address: record.text(),
      incarnation: Incarnation(record.number()), promotes: record.flag())
    let replaces = record.number()
    member.replaces = replaces == 0 ? nil : NodeID(replaces)
    member.isGone = record.flag()
    isRemoved = record.flag()
    if record.isDamaged || !record.isAtEnd { return nil }
  }
}

/// A mark in the log: at its entry every node compares its state with the others'.
public struct CheckCommand: Hashable, Sendable {
  /// Everything that the stores hold at the entry, and not only the digest of what was applied.
  public var isFull: Bool

  public init(isFull: Bool) { self.isFull = isFull }

  public func encoded() -> Bytes { [1, isFull ? 1 : 0] }

  /// Nil where the bytes are no such command.
  public init?(_ bytes: ArraySlice<UInt8>) {
    guard bytes.count == 2, bytes.first == 1 else { return nil }
    isFull = bytes.last == 1
  }
}
