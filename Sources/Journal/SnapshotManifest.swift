public import Units

/// What a snapshot is and which files it has; the first thing sent of it, and a file of its own
/// (`snapshot`) beside them.
///
///     0  magic "CARILSNP"                       8
///     8  format version                      u32
///    12  length of what follows up to the CRC u32
///    16  position: term, index              u64 u64
///    32  configuration's own index           u64
///    40  digest of the state: high, low     u64 u64
///    56  configuration: count                u32, bytes
///        files: count                        u32
///        each: name count u16, name, size u64, CRC32C u32
///        CRC32C of all before                u32
///
/// Little-endian.
public struct SnapshotManifest: Hashable, Sendable {
  /// One file of the snapshot.
  public struct File: Hashable, Sendable {
    /// A plain name within the snapshot's directory: letters, digits, `.`, `-`, `_`.
    public var name: String
    /// Bytes.
    public var size: UInt64
    public var checksum: UInt32

    public init(name: String, size: UInt64, checksum: UInt32) {
      self.name = name
      self.size = size
      self.checksum = checksum
    }
  }

  /// Every entry up to here is in the state.
  public var position: JournalPosition
  /// Where the configuration stands in the log.
  public var configurationIndex: LogIndex
  /// `Raft.Configuration.encoded()`.
  public var configuration: Bytes
  /// Digest of the applied state at `position`.
  public var digest: Hash128
  /// In ascending order of their names.
  public var files: [File]

  public static let formatVersion: UInt32 = 1
  /// A manifest with more is refused.
  public static let fileLimit = 65_536
  static let magic = Array("CARILSNP".utf8)

  public init(
    position: JournalPosition, configurationIndex: LogIndex, configuration: Bytes,
    digest: Hash128, files: [File]
  ) {
    self.position = position
    self.configurationIndex = configurationIndex
    self.configuration = configuration
    self.digest = digest
    self.files = files
  }

  /// Bytes of all files together.
  public var totalSize: UInt64 { files.reduce(0) { $0 + $1.size } }

  public func encoded() -> Bytes {
    var body: Bytes = []
    body.append(littleEndian: position.term.rawValue)
    body.append(littleEndian: position.index.rawValue)
    body.append(littleEndian: configurationIndex.rawValue)
    body.append(littleEndian: digest.high)
    body.append(littleEndian: digest.low)
    body.append(littleEndian: UInt32(configuration.count))
    body.append(contentsOf: configuration)
    body.append(littleEndian: UInt32(files.count))
    for file in files {
      let name = Array(file.name.utf8)
      body.append(littleEndian: UInt16(name.count))
      body.append(contentsOf: name)
      body.append(littleEndian: file.size)
      body.append(littleEndian: file.checksum)
    }
    var bytes = SnapshotManifest.magic
    bytes.append(littleEndian: SnapshotManifest.formatVersion)
    bytes.append(littleEndian: UInt32(body.count))
    bytes.append(contentsOf: body)
    bytes.append(littleEndian: CRC32C(bytes).value)
    return bytes
  }

  /// Takes bytes from a peer too: every count is checked, and a name that could leave the directory
  /// is refused.
  public init(decoding bytes: Bytes) throws(DecodingFailure) {
    var reader = ByteReader(bytes)
    guard let magic = reader.take(8), magic.elementsEqual(SnapshotManifest.magic),
      let version = reader.littleEndian(UInt32.self),
      let length = reader.littleEndian(UInt32.self)
    else { throw DecodingFailure("not a snapshot manifest") }
    guard version == SnapshotManifest.formatVersion else {
      throw DecodingFailure(
        "manifest of format \(version), and this program knows "
          + "format \(SnapshotManifest.formatVersion)")
    }
    guard reader.remaining == Int(length) + 4 else {
      throw DecodingFailure("manifest of \(bytes.count) bytes says it has \(Int(length) + 20)")
    }
    var checksum = CRC32C()
    checksum.update(bytes[0..<16 + Int(length)])
    var tail = ByteReader(bytes[(16 + Int(length))...])
    guard tail.littleEndian(UInt32.self) == checksum.value else {
      throw DecodingFailure("the manifest does not bear its checksum")
    }
    var body = ByteReader(bytes[16..<16 + Int(length)])
    guard let term = body.littleEndian(UInt64.self), let index = body.littleEndian(UInt64.self),
      let placed = body.littleEndian(UInt64.self), let high = body.littleEndian(UInt64.self),
      let low = body.littleEndian(UInt64.self), let size = body.littleEndian(UInt32.self),
      let configuration = body.take(Int(size)), let count = body.littleEndian(UInt32.self)
    else { throw DecodingFailure("the manifest ends early") }
    guard count <= SnapshotManifest.fileLimit else {
      throw DecodingFailure("\(count) files, and \(SnapshotManifest.fileLimit) are allowed")
    }
    self.init(
      position: JournalPosition(term: Term(term), index: LogIndex(index)),
      configurationIndex: LogIndex(placed), configuration: Array(configuration),
      digest: Hash128(high: high, low: low), files: [])
    files = try SnapshotManifest.files(in: &body, count: Int(count))
  }

  private static func files(
    in body: inout ByteReader, count: Int
  ) throws(DecodingFailure) -> [File] {
    var files: [File] = []
    for _ in 0..<count {
      guard let size = body.littleEndian(UInt16.self), let name = body.take(Int(size)),
        let length = body.littleEndian(UInt64.self), let checksum = body.littleEndian(UInt32.self)
      else { throw DecodingFailure("the manifest ends within its files") }
      guard isPlain(name) else {
        throw DecodingFailure("file \(files.count + 1) has a name that is none")
      }
      let text = String(decoding: name, as: UTF8.self)
      if let last = files.last, last.name >= text {
        throw DecodingFailure("the files are not in the order of their names")
      }
      files.append(File(name: text, size: length, checksum: checksum))
    }
    guard body.remaining == 0 else { throw DecodingFailure("bytes follow the last file") }
    return files
  }

  private static func isPlain(_ name: ArraySlice<UInt8>) -> Bool {
    guard let first = name.first, name.count <= 255, first != UInt8(ascii: ".") else {
      return false
    }
    return name.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"),
        UInt8(ascii: "_"):
        true
      default: false
      }
    }
  }
}

/// Which state directory is in force: the file `current`, replaced whole by a rename.
///
///     0  magic "CARILCUR"     8
///     8  number             u64    the directory is `db-<number>`
///    16  incarnation        u64    whose state it is
///    24  CRC32C of 0..<24   u32
///
/// Little-endian.
public struct CurrentPointer: Hashable, Sendable {
  /// Grows by one with every snapshot put into force.
  public var number: UInt64
  /// Of the node that the state belongs to: state that is copied from another is not believed.
  public var incarnation: Incarnation

  static let magic = Array("CARILCUR".utf8)

  public init(number: UInt64, incarnation: Incarnation) {
    self.number = number
    self.incarnation = incarnation
  }

  public func encoded() -> Bytes {
    var bytes = CurrentPointer.magic
    bytes.append(littleEndian: number)
    bytes.append(littleEndian: incarnation.rawValue)
    bytes.append(littleEndian: CRC32C(bytes).value)
    return bytes
  }

  public init(decoding bytes: Bytes) throws(DecodingFailure) {
    var reader = ByteReader(bytes)
    var checksum = CRC32C()
    checksum.update(bytes.prefix(24))
    guard bytes.count == 28, let magic = reader.take(8),
      magic.elementsEqual(CurrentPointer.magic), let number = reader.littleEndian(UInt64.self),
      let incarnation = reader.littleEndian(UInt64.self),
      reader.littleEndian(UInt32.self) == checksum.value
    else { throw DecodingFailure("not a pointer to a state directory") }
    self.init(number: number, incarnation: Incarnation(incarnation))
  }
}
