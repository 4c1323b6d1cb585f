public import Units

/// The key space of the replicated state, in the store and in the overlay before it.
///
/// A key is one byte for its kind and then fixed-width numbers, most significant byte first, so
/// that keys sort by age and inserts append. Kinds below 0x80 are what decisions need: they are
/// read at every start. Kinds from 0x80 on are read by queries and grants only.
///
/// ```
/// 01                          Meta: position, time, digest, counters
/// 10 setting                  MachineSettings
/// 11                          zone bundle
/// 12 node                     Member
/// 20 job                      JobRecord
/// 21 job version              JobVersion that a live execution still names
/// 22 job                      JobCounts
/// 24 schedule                 ScheduleRecord
/// 26 name                     QueueRecord
/// 28 module                   ModuleRecord
/// 29 bundle hash              BundleRecord
/// 30 session                  SessionRecord
/// 40 execution                LiveExecution
/// 41 execution                DeadLetterRecord
/// 42 root                     how many executions a chain of causes has led to
/// 50 record                   IdempotencyRecord
/// 80 execution                FinishedExecution
/// 81 job execution            BornExecution
/// 82 execution                payload that BornExecution has no room for
/// 83 execution                result that FinishedExecution has no room for
/// 84 execution attempt        AttemptRecord of all attempts but the last
/// 85 execution attempt offset log chunk
/// 86 execution                the execution that it was requeued as
/// 90 offset                   EventRecord
/// 91 index                    first offset and count of the events of an entry
/// 92 root id                  what a correlation's root led to
/// A0 record                   answer of a keyed command
/// B0 bundle hash chunk        bytes of a bundle
/// ```
public enum Keys {
  public enum Kind: UInt8, Sendable, CaseIterable {
    case meta = 0x01
    case setting = 0x10
    case zones = 0x11
    case member = 0x12
    case job = 0x20
    case jobVersion = 0x21
    case jobCounts = 0x22
    case schedule = 0x24
    case queue = 0x26
    case module = 0x28
    case bundle = 0x29
    case session = 0x30
    case live = 0x40
    case deadLetter = 0x41
    case root = 0x42
    case idempotency = 0x50
    case finished = 0x80
    case born = 0x81
    case payload = 0x82
    case result = 0x83
    case attempt = 0x84
    case log = 0x85
    case requeued = 0x86
    case event = 0x90
    case eventIndex = 0x91
    case correlation = 0x92
    case answer = 0xA0
    case bundleChunk = 0xB0
  }

  /// Keys from `lower` up to but without `upper`.
  public struct Range: Hashable, Sendable {
    public var lower: Bytes
    public var upper: Bytes

    public init(lower: Bytes, upper: Bytes) {
      self.lower = lower
      self.upper = upper
    }
  }

  /// What `StateMachine.Loader` must be fed, in key order.
  public static let decisions = Range(lower: [0x01], upper: [0x80])

  /// The one record that the replica writes with every batch: `StateMachine.metaRecord()`.
  public static let meta: Bytes = [Kind.meta.rawValue]

  @inline(__always)
  public static func key(_ kind: Kind) -> Bytes { [kind.rawValue] }

  @inline(__always)
  public static func key(_ kind: Kind, _ number: UInt64) -> Bytes {
    unsafe Bytes(unsafeUninitializedCapacity: 9) { buffer, count in
      // 9 bytes were reserved; `store` writes 8 of them from offset 1.
      unsafe buffer[0] = kind.rawValue
      unsafe UnsafeMutableRawBufferPointer(buffer).storeBytes(
        of: number.bigEndian, toByteOffset: 1, as: UInt64.self)
      count = 9
    }
  }

  @inline(__always)
  public static func key(_ kind: Kind, _ first: UInt64, _ second: UInt64) -> Bytes {
    unsafe Bytes(unsafeUninitializedCapacity: 17) { buffer, count in
      // 17 bytes were reserved; the two stores write 16 of them from offset 1.
      unsafe buffer[0] = kind.rawValue
      unsafe UnsafeMutableRawBufferPointer(buffer).storeBytes(
        of: first.bigEndian, toByteOffset: 1, as: UInt64.self)
      unsafe UnsafeMutableRawBufferPointer(buffer).storeBytes(
        of: second.bigEndian, toByteOffset: 9, as: UInt64.self)
      count = 17
    }
  }

  static func key(_ kind: Kind, _ id: RecordID) -> Bytes { key(kind, id.rawValue) }

  static func key(_ kind: Kind, _ name: String) -> Bytes {
    var key = Bytes()
    key.reserveCapacity(1 + name.utf8.count)
    key.append(kind.rawValue)
    key.append(contentsOf: name.utf8)
    return key
  }

  static func key(_ kind: Kind, _ hash: ContentHash) -> Bytes { [kind.rawValue] + hash.bytes }

  public static func bundleChunk(_ hash: ContentHash, _ number: UInt32) -> Bytes {
    var key = key(.bundleChunk, hash)
    key.append(bigEndian: number)
    return key
  }

  /// A log chunk of an attempt, at the offset of its first byte.
  public static func log(_ execution: RecordID, attempt: UInt16, offset: UInt64) -> Bytes {
    var key = key(.log, execution)
    key.append(bigEndian: attempt)
    key.append(bigEndian: offset)
    return key
  }

  /// What the keys of all log chunks of an attempt begin with.
  static func attemptLog(_ execution: RecordID, _ attempt: UInt16) -> Bytes {
    var key = key(.log, execution)
    key.append(bigEndian: attempt)
    return key
  }

  /// The offset at the end of a log chunk's key.
  static func logOffset(_ key: Bytes) -> UInt64? {
    guard key.count == 19 else { return nil }
    var reader = ByteReader(key[11...])
    return reader.bigEndian(UInt64.self)
  }

  /// The number right behind a key's kind.
  static func number(_ key: Bytes) -> UInt64? {
    guard key.count >= 9 else { return nil }
    var reader = ByteReader(key[1...])
    return reader.bigEndian(UInt64.self)
  }

  static func id(_ key: Bytes) -> RecordID? { number(key).map { RecordID($0) } }

  /// The second of two numbers behind a key's kind.
  static func secondID(_ key: Bytes) -> RecordID? {
    guard key.count == 17 else { return nil }
    var reader = ByteReader(key[9...])
    return reader.bigEndian(UInt64.self).map { RecordID($0) }
  }

  static func attempt(_ execution: RecordID, _ attempt: UInt16) -> Bytes {
    var key = key(.attempt, execution)
    key.append(bigEndian: attempt)
    return key
  }

  /// Every key of a kind.
  public static func all(_ kind: Kind) -> Range {
    Range(lower: [kind.rawValue], upper: [kind.rawValue + 1])
  }

  /// Every key that starts with `prefix`, which must not consist of 0xFF alone.
  public static func starting(with prefix: Bytes) -> Range {
    var upper = prefix
    while upper.last == 0xFF { upper.removeLast() }
    precondition(!upper.isEmpty, "a prefix of 0xFF alone has no end")
    upper[upper.count - 1] += 1
    return Range(lower: prefix, upper: upper)
  }
}
