public import Units

/// The payload of an entry: all commands of one turn of the leader's loop.
///
/// ```
/// version u8 = 1 | flags u8 = 0 | time i64 | seed u64 | count u32 | command × count
/// command: kind u16 | flags u8 | principal: u8 length, bytes
///        | [session u64] | [scope 2 × u64, body 2 × u64] | [trace: u8 length, bytes]
///        | body: u32 length, bytes
/// ```
/// Little-endian. Flags of a command: 1 session, 2 idempotency, 4 trace.
public struct CommandBatch: Sendable {
  /// A batch grows no further than this many bytes, save for its first command.
  public static let softLimit = 1 << 20
  /// No batch is larger.
  public static let hardLimit = 8 << 20
  /// Commands of one batch at most: each may make several records, and an entry has 65,535 ids.
  public static let mostCommands = 8_192

  static let headerSize = 22

  /// The encoding; time and seed are zero until `stamp`.
  public private(set) var bytes: Bytes
  public private(set) var count: Int

  public init(reservingCapacity capacity: Int = 1_024) {
    bytes = []
    bytes.reserveCapacity(capacity)
    bytes.append(1)
    bytes.append(contentsOf: repeatElement(0, count: CommandBatch.headerSize - 1))
    count = 0
  }

  public var isEmpty: Bool { count == 0 }

  /// Whether another command of `size` bytes may join.
  public func hasRoom(for size: Int) -> Bool {
    count < CommandBatch.mostCommands
      && (count == 0
        ? bytes.count + size <= CommandBatch.hardLimit
        : bytes.count + size <= CommandBatch.softLimit)
  }

  public mutating func append(_ command: Command) {
    append(command.header, body: command.body)
  }

  public mutating func append(_ header: CommandHeader, body: Bytes) {
    count += 1
    let flags: UInt8 =
      (header.session == .none ? 0 : 1) | (header.idempotency == nil ? 0 : 2)
      | (header.trace.isEmpty ? 0 : 4)
    bytes.append(littleEndian: header.kind.rawValue)
    bytes.append(flags)
    appendShort(header.principal)
    if header.session != .none { bytes.append(littleEndian: header.session.rawValue) }
    if let key = header.idempotency {
      bytes.append(littleEndian: key.scope.high)
      bytes.append(littleEndian: key.scope.low)
      bytes.append(littleEndian: key.body.high)
      bytes.append(littleEndian: key.body.low)
    }
    if !header.trace.isEmpty { appendShort(header.trace) }
    bytes.append(littleEndian: UInt32(body.count))
    bytes.append(contentsOf: body)
  }

  /// Writes the leader's time and seed; the batch is then ready to be proposed.
  public mutating func stamp(time: Instant, seed: UInt64) {
    replace(at: 2, with: UInt64(bitPattern: time.microseconds))
    replace(at: 10, with: seed)
    let number = UInt32(count)
    for place in 0..<4 { bytes[18 + place] = UInt8(truncatingIfNeeded: number >> (8 * place)) }
  }

  private mutating func replace(at offset: Int, with value: UInt64) {
    for place in 0..<8 { bytes[offset + place] = UInt8(truncatingIfNeeded: value >> (8 * place)) }
  }

  private mutating func appendShort(_ text: String) {
    let length = min(255, text.utf8.count)
    bytes.append(UInt8(length))
    bytes.append(contentsOf: text.utf8.prefix(length))
  }
}

/// Reads a batch back, command by command.
public struct CommandBatchReader: Sendable {
  public let time: Instant
  public let seed: UInt64
  public let count: Int
  private var reader: ByteReader
  private var left: Int

  /// A command as it lies in its batch.
  public struct Item: Sendable {
    /// As in the log; nil in `header.kind`'s place would hide a kind that this build does not know.
    public var kind: UInt16
    public var principal: ArraySlice<UInt8>
    public var session: RecordID
    public var idempotency: CommandHeader.Idempotency?
    public var trace: ArraySlice<UInt8>
    public var body: ArraySlice<UInt8>
  }

  /// Nil where the bytes are no batch of a version that this build knows.
  public init?(_ bytes: Bytes) {
    var reader = ByteReader(bytes)
    guard reader.littleEndian(UInt8.self) == 1, reader.littleEndian(UInt8.self) == 0,
      let time = reader.littleEndian(Int64.self), let seed = reader.littleEndian(UInt64.self),
      let count = reader.littleEndian(UInt32.self)
    else { return nil }
    self.time = Instant(microseconds: time)
    self.seed = seed
    self.count = Int(count)
    self.left = Int(count)
    self.reader = reader
  }

  /// The next command; nil after the last, and where bytes are missing (`isDamaged`).
  public mutating func next() -> Item? {
    guard left > 0 else { return nil }
    guard let kind = reader.littleEndian(UInt16.self), let flags = reader.littleEndian(UInt8.self),
      let principal = short()
    else { return nil }
    var item = Item(
      kind: kind, principal: principal, session: .none, idempotency: nil, trace: [], body: [])
    if flags & 1 != 0 {
      guard let session = reader.littleEndian(UInt64.self) else { return nil }
      item.session = RecordID(session)
    }
    if flags & 2 != 0 {
      guard let scope = hash(), let body = hash() else { return nil }
      item.idempotency = CommandHeader.Idempotency(scope: scope, body: body)
    }
    if flags & 4 != 0 {
      guard let trace = short() else { return nil }
      item.trace = trace
    }
    guard let length = reader.littleEndian(UInt32.self), let body = reader.take(Int(length)) else {
      return nil
    }
    item.body = body
    left -= 1
    return item
  }

  /// Whether `next` ended before the last command.
  public var isDamaged: Bool { left > 0 }

  private mutating func short() -> ArraySlice<UInt8>? {
    guard let length = reader.littleEndian(UInt8.self) else { return nil }
    return reader.take(Int(length))
  }

  private mutating func hash() -> Hash128? {
    guard let high = reader.littleEndian(UInt64.self), let low = reader.littleEndian(UInt64.self)
    else { return nil }
    return Hash128(high: high, low: low)
  }
}
