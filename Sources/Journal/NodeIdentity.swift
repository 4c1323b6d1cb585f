public import Units

/// Who a data directory belongs to.
///
///     0  magic "CARILLID"            8
///     8  format version           u32
///    12  1 if wiped, else zero    u32
///    16  cluster id, high, low    u64 u64   (both zero: not yet in a cluster)
///    32  node id                  u64       (zero: not yet given)
///    40  incarnation              u64
///    48  CRC32C of bytes 0..<48   u32
///    52  zero                     u32
///
/// All little-endian. The file holds two copies, the second at byte 4096; either will do, and two
/// whole ones that differ are what a crash between their writes leaves: the first counts.
public struct NodeIdentity: Hashable, Sendable {
  /// `ClusterID.none` until the node has founded or joined.
  public var cluster: ClusterID
  /// Zero until the node has founded or joined.
  public var node: NodeID
  /// Drawn when the directory was made.
  public var incarnation: Incarnation
  /// An earlier incarnation's data was set aside, and no cluster has let this one in yet: whatever
  /// else the directory holds is worth nothing. Never founds a cluster; `cluster`, where it is known,
  /// is the only one that it may enter.
  public var isWiped: Bool

  /// Version of the layout of the whole data directory; any other one is refused.
  ///
  /// 2: the log's id is its node's incarnation, and the pointer to the state bears it.
  public static let formatVersion: UInt32 = 2
  static let magic = Array("CARILLID".utf8)
  static let copySize = 56
  static let secondCopy = 4_096

  public init(
    cluster: ClusterID, node: NodeID, incarnation: Incarnation, isWiped: Bool = false
  ) {
    self.cluster = cluster
    self.node = node
    self.incarnation = incarnation
    self.isWiped = isWiped
  }

  /// The whole file.
  public func encoded() -> Bytes {
    var copy = NodeIdentity.magic
    copy.append(littleEndian: NodeIdentity.formatVersion)
    copy.append(littleEndian: UInt32(isWiped ? 1 : 0))
    copy.append(littleEndian: cluster.high)
    copy.append(littleEndian: cluster.low)
    copy.append(littleEndian: node.rawValue)
    copy.append(littleEndian: incarnation.rawValue)
    copy.append(littleEndian: CRC32C(copy).value)
    copy.append(littleEndian: UInt32(0))
    let gap = Bytes(repeating: 0, count: NodeIdentity.secondCopy - copy.count)
    return copy + gap + copy
  }

  /// - Throws: `DecodingFailure` where neither copy is whole, or a later version wrote them.
  public init(decoding bytes: Bytes) throws(DecodingFailure) {
    if let identity = try NodeIdentity.copy(in: bytes, at: 0) {
      self = identity
    } else if let identity = try NodeIdentity.copy(in: bytes, at: NodeIdentity.secondCopy) {
      self = identity
    } else {
      throw DecodingFailure("neither copy of the identity bears its checksum")
    }
  }

  private static func copy(in bytes: Bytes, at start: Int) throws(DecodingFailure) -> NodeIdentity?
  {
    guard bytes.count >= start + copySize else { return nil }
    let copy = bytes[start..<start + copySize]
    var checksum = CRC32C()
    checksum.update(copy.prefix(48))
    var reader = ByteReader(copy)
    guard let magic = reader.take(8), magic.elementsEqual(NodeIdentity.magic),
      let version = reader.littleEndian(UInt32.self), let flags = reader.littleEndian(UInt32.self),
      let high = reader.littleEndian(UInt64.self), let low = reader.littleEndian(UInt64.self),
      let node = reader.littleEndian(UInt64.self),
      let incarnation = reader.littleEndian(UInt64.self),
      let expected = reader.littleEndian(UInt32.self), expected == checksum.value
    else { return nil }
    guard version == formatVersion, flags <= 1 else {
      throw DecodingFailure(
        "written in format \(version).\(flags), and this program knows format \(formatVersion)",
        isForeignFormat: true)
    }
    return NodeIdentity(
      cluster: ClusterID(high: high, low: low), node: NodeID(node),
      incarnation: Incarnation(incarnation), isWiped: flags == 1)
  }
}

/// Why bytes are not what they should be, in words.
public struct DecodingFailure: Error, Hashable, Sendable, CustomStringConvertible {
  public var reason: String
  /// The bytes are whole, and another version of the program wrote them: no damage.
  public var isForeignFormat: Bool

  public init(_ reason: String, isForeignFormat: Bool = false) {
    self.reason = reason
    self.isForeignFormat = isForeignFormat
  }

  public var description: String { reason }
}
