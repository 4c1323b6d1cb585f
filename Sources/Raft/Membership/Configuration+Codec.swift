public import Units

/// The payload of a configuration entry, little-endian:
/// version u8 = 1, then three lists (voters, outgoing, learners), each a u16 count and its members:
/// id u64, incarnation u64, address (u8 length, UTF-8); a learner adds flags u8 (bit 0 promotes,
/// bit 1 replaces) and, where bit 1 is set, the replaced id u64.
extension Configuration {
  static let codecVersion: UInt8 = 1
  /// Bytes of an address, at most.
  public static let addressLimit = 255
  /// Members of one list, at most.
  public static let memberLimit = 1_024

  public func encoded() -> Bytes {
    var bytes: Bytes = [Configuration.codecVersion]
    func append(_ member: Member) {
      bytes.append(littleEndian: member.id.rawValue)
      bytes.append(littleEndian: member.incarnation.rawValue)
      let address = Array(member.address.utf8)
      precondition(address.count <= Configuration.addressLimit, "address of \(member.id) too long")
      bytes.append(UInt8(address.count))
      bytes += address
    }
    for list in [voters, outgoing] {
      bytes.append(littleEndian: UInt16(list.count))
      for member in list { append(member) }
    }
    bytes.append(littleEndian: UInt16(learners.count))
    for learner in learners {
      append(learner.member)
      bytes.append((learner.promotes ? 1 : 0) | (learner.replaces == nil ? 0 : 2))
      if let replaced = learner.replaces { bytes.append(littleEndian: replaced.rawValue) }
    }
    return bytes
  }

  /// Nil for anything that `encoded` does not write.
  public init?(decoding bytes: Bytes) {
    var reader = ByteReader(bytes)
    guard reader.littleEndian(UInt8.self) == Configuration.codecVersion,
      let voters = reader.list({ $0.member() }),
      let outgoing = reader.list({ $0.member() }),
      let learners = reader.list({ $0.learner() }),
      reader.remaining == 0
    else { return nil }
    self.init(voters: voters, outgoing: outgoing, learners: learners)
    guard isWellFormed, encoded() == bytes else { return nil }
  }
}

extension ByteReader {
  fileprivate mutating func list<Element>(
    _ element: (inout ByteReader) -> Element?
  ) -> [Element]? {
    guard let count = littleEndian(UInt16.self), Int(count) <= Configuration.memberLimit else {
      return nil
    }
    var list: [Element] = []
    for _ in 0..<count {
      guard let next = element(&self) else { return nil }
      list.append(next)
    }
    return list
  }

  fileprivate mutating func member() -> Member? {
    guard let id = littleEndian(UInt64.self), let incarnation = littleEndian(UInt64.self),
      let length = littleEndian(UInt8.self), let text = take(Int(length)),
      let address = String(validating: text, as: UTF8.self)
    else { return nil }
    return Member(id: NodeID(id), incarnation: Incarnation(incarnation), address: address)
  }

  fileprivate mutating func learner() -> Learner? {
    guard let member = member(), let flags = littleEndian(UInt8.self), flags < 4 else { return nil }
    guard flags & 2 != 0 else { return Learner(member, promotes: flags & 1 != 0) }
    guard let replaced = littleEndian(UInt64.self) else { return nil }
    return Learner(member, promotes: flags & 1 != 0, replaces: NodeID(replaced))
  }
}
