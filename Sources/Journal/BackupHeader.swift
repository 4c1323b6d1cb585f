public import Units

/// What a backup begins with: where it is from, when, what it holds. A backup is one file, `*.carillon`,
/// made to be read in ten years:
///
///     0     magic "CARILBAK"                                        8
///     8     format version                                        u32
///    12     N, the bytes of the fields                            u32
///    16     fields, each: tag u16, length u32, bytes; tags ascend
///    16+N   CRC32C of all before                                  u32
///    20+N   the files of the snapshot, in the order of its manifest, nothing between them
///    end-36 `BackupTrailer`
///
/// Little-endian. A reader skips a field whose tag it does not know, unless its highest bit is set:
/// then the backup cannot be understood without it.
///
/// | tag | field |
/// | --- | --- |
/// | 1 | cluster: high u64, low u64 |
/// | 2 | node that it was taken at u64, its name |
/// | 3 | wall clock of that node i64 µs, stamped time of the state i64 µs |
/// | 4 | version of the software |
/// | 5 | machine version u32 |
/// | 6 | totals: count u16, each: length u8, name, u64 |
/// | 7 | `SnapshotManifest.encoded()`: position, members, digest, files |
public struct BackupHeader: Hashable, Sendable {
  /// How many of something are in the state.
  public struct Total: Hashable, Sendable {
    /// `jobs`; at most 255 bytes.
    public var name: String
    public var count: UInt64

    public init(_ name: String, _ count: UInt64) {
      self.name = name
      self.count = count
    }
  }

  public var cluster: ClusterID
  public var node: NodeID
  /// At most 1,024 bytes.
  public var nodeName: String
  /// What the node's clock showed.
  public var taken: Instant
  /// Stamped time of the last entry in the state.
  public var stateTime: Instant
  /// At most 1,024 bytes.
  public var software: String
  /// Of the state's records: a program that knows only lower ones cannot go on with them.
  public var machineVersion: UInt32
  public var totals: [Total]
  public var manifest: SnapshotManifest

  public static let formatVersion: UInt32 = 1
  /// Bytes of the fields at most.
  public static let fieldLimit = 64 << 20
  /// What `length(of:)` must see.
  public static let prefixSize = 16
  static let magic = Array("CARILBAK".utf8)
  static let mustKnow: UInt16 = 0x8000

  public init(
    cluster: ClusterID, node: NodeID, nodeName: String, taken: Instant, stateTime: Instant,
    software: String, machineVersion: UInt32, totals: [Total], manifest: SnapshotManifest
  ) {
    self.cluster = cluster
    self.node = node
    self.nodeName = nodeName
    self.taken = taken
    self.stateTime = stateTime
    self.software = software
    self.machineVersion = machineVersion
    self.totals = totals
    self.manifest = manifest
  }

  /// Bytes of the whole backup, where its header has `headerSize`.
  public func archiveSize(headerSize: Int) -> UInt64 {
    UInt64(headerSize) + manifest.totalSize + UInt64(BackupTrailer.size)
  }

  // MARK: Encoding

  public func encoded() -> Bytes {
    var fields: Bytes = []
    func append(_ tag: UInt16, _ body: Bytes) {
      fields.append(littleEndian: tag)
      fields.append(littleEndian: UInt32(body.count))
      fields.append(contentsOf: body)
    }
    func words(_ values: UInt64...) -> Bytes {
      values.reduce(into: []) { $0.append(littleEndian: $1) }
    }
    append(1, words(cluster.high, cluster.low))
    append(2, words(node.rawValue) + nodeName.utf8.prefix(1_024))
    append(
      3,
      words(
        UInt64(bitPattern: taken.microseconds), UInt64(bitPattern: stateTime.microseconds)))
    append(4, Bytes(software.utf8.prefix(1_024)))
    append(5, Bytes(words(UInt64(machineVersion)).prefix(4)))
    var list: Bytes = []
    list.append(littleEndian: UInt16(totals.count))
    for total in totals {
      let name = total.name.utf8.prefix(255)
      list.append(UInt8(name.count))
      list.append(contentsOf: name)
      list.append(littleEndian: total.count)
    }
    append(6, list)
    append(7, manifest.encoded())
    var bytes = BackupHeader.magic
    bytes.append(littleEndian: BackupHeader.formatVersion)
    bytes.append(littleEndian: UInt32(fields.count))
    bytes.append(contentsOf: fields)
    bytes.append(littleEndian: CRC32C(bytes).value)
    return bytes
  }

  // MARK: Decoding

  /// Bytes of the header whose first `prefixSize` bytes these are.
  public static func length(of prefix: ArraySlice<UInt8>) throws(DecodingFailure) -> Int {
    var reader = ByteReader(prefix)
    guard let magic = reader.take(8), magic.elementsEqual(BackupHeader.magic),
      let version = reader.littleEndian(UInt32.self),
      let length = reader.littleEndian(UInt32.self)
    else { throw DecodingFailure("this is no backup: it does not begin as one") }
    guard version == formatVersion else {
      throw DecodingFailure(
        "the backup is of format \(version), and this program knows format \(formatVersion): "
          + "take a newer program")
    }
    guard Int(length) <= fieldLimit else {
      throw DecodingFailure(
        "the header says that it has \(length) bytes, \(fieldLimit) are allowed")
    }
    return prefixSize + Int(length) + 4
  }

  /// - Parameter bytes: the header and nothing else.
  public init(decoding bytes: Bytes) throws(DecodingFailure) {
    let length = try BackupHeader.length(of: bytes.prefix(BackupHeader.prefixSize))
    guard bytes.count == length else {
      throw DecodingFailure("the header has \(bytes.count) bytes and says that it has \(length)")
    }
    var checksum = CRC32C()
    checksum.update(bytes[..<(length - 4)])
    var tail = ByteReader(bytes[(length - 4)...])
    guard tail.littleEndian(UInt32.self) == checksum.value else {
      throw DecodingFailure("the header does not bear its checksum")
    }
    var fields: [UInt16: ArraySlice<UInt8>] = [:]
    var reader = ByteReader(bytes[BackupHeader.prefixSize..<(length - 4)])
    var last: UInt16 = 0
    while reader.remaining > 0 {
      guard let tag = reader.littleEndian(UInt16.self), tag > last,
        let size = reader.littleEndian(UInt32.self), let body = reader.take(Int(size))
      else { throw DecodingFailure("the header's fields are malformed after field \(last)") }
      guard tag <= 7 || tag & BackupHeader.mustKnow == 0 else {
        throw DecodingFailure(
          "the header has field \(tag), which must be understood and is not known here: "
            + "take a newer program")
      }
      fields[tag] = body
      last = tag
    }
    try self.init(fields)
  }

  private init(_ fields: [UInt16: ArraySlice<UInt8>]) throws(DecodingFailure) {
    func reader(_ tag: UInt16) throws(DecodingFailure) -> ByteReader {
      guard let body = fields[tag] else { throw DecodingFailure("the header lacks field \(tag)") }
      return ByteReader(body)
    }
    func malformed(_ tag: UInt16) -> DecodingFailure {
      DecodingFailure("field \(tag) of the header is malformed")
    }
    func text(_ bytes: ArraySlice<UInt8>, _ tag: UInt16) throws(DecodingFailure) -> String {
      guard let text = String(validating: bytes, as: UTF8.self) else { throw malformed(tag) }
      return text
    }
    var cluster = try reader(1)
    var node = try reader(2)
    var times = try reader(3)
    var software = try reader(4)
    var version = try reader(5)
    var list = try reader(6)
    var manifest = try reader(7)
    guard let high = cluster.littleEndian(UInt64.self), let low = cluster.littleEndian(UInt64.self)
    else { throw malformed(1) }
    guard let number = node.littleEndian(UInt64.self), let name = node.take(node.remaining) else {
      throw malformed(2)
    }
    guard let taken = times.littleEndian(Int64.self), let stamped = times.littleEndian(Int64.self)
    else { throw malformed(3) }
    guard let machine = version.littleEndian(UInt32.self) else { throw malformed(5) }
    var totals: [Total] = []
    guard let count = list.littleEndian(UInt16.self) else { throw malformed(6) }
    for _ in 0..<count {
      guard let length = list.littleEndian(UInt8.self), let name = list.take(Int(length)),
        let number = list.littleEndian(UInt64.self)
      else { throw malformed(6) }
      totals.append(Total(try text(name, 6), number))
    }
    self.init(
      cluster: ClusterID(high: high, low: low), node: NodeID(number), nodeName: try text(name, 2),
      taken: Instant(microseconds: taken), stateTime: Instant(microseconds: stamped),
      software: try text(software.take(software.remaining) ?? [], 4), machineVersion: machine,
      totals: totals,
      manifest: try SnapshotManifest(decoding: Bytes(manifest.take(manifest.remaining) ?? [])))
  }
}

/// What a backup ends with: a backup that ends without it is not whole.
///
///     0  magic "CARILEND"              8
///     8  bytes of all before         u64
///    16  `BackupHash` of them        u64 u64
///    32  CRC32C of 0..<32            u32
///
/// Little-endian.
public struct BackupTrailer: Hashable, Sendable {
  public var length: UInt64
  public var hash: Hash128

  public static let size = 36
  static let magic = Array("CARILEND".utf8)

  public init(length: UInt64, hash: Hash128) {
    self.length = length
    self.hash = hash
  }

  public func encoded() -> Bytes {
    var bytes = BackupTrailer.magic
    bytes.append(littleEndian: length)
    bytes.append(littleEndian: hash.high)
    bytes.append(littleEndian: hash.low)
    bytes.append(littleEndian: CRC32C(bytes).value)
    return bytes
  }

  public init(decoding bytes: Bytes) throws(DecodingFailure) {
    var reader = ByteReader(bytes)
    var checksum = CRC32C()
    checksum.update(bytes.prefix(32))
    guard bytes.count == BackupTrailer.size, let magic = reader.take(8),
      magic.elementsEqual(BackupTrailer.magic), let length = reader.littleEndian(UInt64.self),
      let high = reader.littleEndian(UInt64.self), let low = reader.littleEndian(UInt64.self),
      reader.littleEndian(UInt32.self) == checksum.value
    else { throw DecodingFailure("the trailer does not bear its checksum") }
    self.init(length: length, hash: Hash128(high: high, low: low))
  }
}

/// The checksum over all of a backup: blocks of 64 KiB, each hashed with its number as the seed, and
/// the hashes chained. It does not depend on how the bytes come.
public struct BackupHash: Sendable {
  public private(set) var count: UInt64 = 0
  private var chain = Hash128.zero
  private var rest: Bytes = []

  static let block = 64 << 10

  public init() {}

  public mutating func update(_ bytes: ArraySlice<UInt8>) {
    count += UInt64(bytes.count)
    var bytes = bytes
    if !rest.isEmpty {
      let taken = min(BackupHash.block - rest.count, bytes.count)
      rest.append(contentsOf: bytes.prefix(taken))
      bytes = bytes.dropFirst(taken)
      guard rest.count == BackupHash.block else { return }
      link(rest[...], before: bytes.count)
      rest.removeAll(keepingCapacity: true)
    }
    while bytes.count >= BackupHash.block {
      let block = bytes.prefix(BackupHash.block)
      bytes = bytes.dropFirst(BackupHash.block)
      link(block, before: bytes.count)
    }
    rest.append(contentsOf: bytes)
  }

  /// `left` bytes of what was counted come after the block.
  private mutating func link(_ block: ArraySlice<UInt8>, before left: Int) {
    let own = Hash128(of: block, seed: count - UInt64(left))
    var link: Bytes = []
    for word in [chain.high, chain.low, own.high, own.low] { link.append(littleEndian: word) }
    chain = Hash128(of: link)
  }

  /// Of what came so far; more may come.
  public var value: Hash128 {
    guard !rest.isEmpty else { return chain }
    var copy = self
    copy.link(rest[...], before: 0)
    return copy.chain
  }
}
