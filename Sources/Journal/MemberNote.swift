public import Units

/// Who decides together with this node, as it was told last: the file `members` beside the identity.
///
///     0  magic "CARILMEM"          8
///     8  format version         u32
///    12  length of 56..         u32
///    16  cluster id, high, low  u64 u64
///    32  node id                u64
///    40  incarnation            u64
///    48  configuration's index  u64
///    56  configuration              (as the core encodes it)
///     …  CRC32C of all before   u32
///
/// Nothing is ever decided by it in consensus. It answers two questions of a node whose own data
/// cannot be read: does anybody else have it (a sole voter must not begin anew), and whom to ask.
public struct MemberNote: Hashable, Sendable {
  public var cluster: ClusterID
  public var node: NodeID
  public var incarnation: Incarnation
  public var index: LogIndex
  public var configuration: Bytes

  public static let formatVersion: UInt32 = 1
  static let magic = Array("CARILMEM".utf8)

  public init(
    cluster: ClusterID, node: NodeID, incarnation: Incarnation, index: LogIndex,
    configuration: Bytes
  ) {
    self.cluster = cluster
    self.node = node
    self.incarnation = incarnation
    self.index = index
    self.configuration = configuration
  }

  /// The whole file.
  public func encoded() -> Bytes {
    var bytes = MemberNote.magic
    bytes.append(littleEndian: MemberNote.formatVersion)
    bytes.append(littleEndian: UInt32(configuration.count))
    bytes.append(littleEndian: cluster.high)
    bytes.append(littleEndian: cluster.low)
    bytes.append(littleEndian: node.rawValue)
    bytes.append(littleEndian: incarnation.rawValue)
    bytes.append(littleEndian: index.rawValue)
    bytes.append(contentsOf: configuration)
    bytes.append(littleEndian: CRC32C(bytes).value)
    return bytes
  }

  public init(decoding bytes: Bytes) throws(DecodingFailure) {
    var reader = ByteReader(bytes)
    var checksum = CRC32C()
    checksum.update(bytes.dropLast(4))
    guard let magic = reader.take(8), magic.elementsEqual(MemberNote.magic),
      let version = reader.littleEndian(UInt32.self),
      let length = reader.littleEndian(UInt32.self), bytes.count == 60 + Int(length),
      let high = reader.littleEndian(UInt64.self), let low = reader.littleEndian(UInt64.self),
      let node = reader.littleEndian(UInt64.self),
      let incarnation = reader.littleEndian(UInt64.self),
      let index = reader.littleEndian(UInt64.self),
      let configuration = reader.take(Int(length)),
      reader.littleEndian(UInt32.self) == checksum.value
    else { throw DecodingFailure("not a note of the members, or not a whole one") }
    guard version == MemberNote.formatVersion else {
      throw DecodingFailure(
        "a note of format \(version), and this program knows format \(MemberNote.formatVersion)",
        isForeignFormat: true)
    }
    self.init(
      cluster: ClusterID(high: high, low: low), node: NodeID(node),
      incarnation: Incarnation(incarnation), index: LogIndex(index),
      configuration: Array(configuration))
  }
}
