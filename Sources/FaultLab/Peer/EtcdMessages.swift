package import Units

/// The few messages of etcd's public API that the peer's load needs, with the field numbers of etcd's
/// `api/etcdserverpb/rpc.proto`. They belong to comparisons alone, hence no part of `Messages`.
package enum Etcd {
  package static let put = "/etcdserverpb.KV/Put"
  package static let deleteRange = "/etcdserverpb.KV/DeleteRange"
  package static let status = "/etcdserverpb.Maintenance/Status"

  /// `PutRequest`: key 1, value 2.
  package static func putRequest(key: Bytes, value: Bytes) -> Bytes {
    var bytes = Bytes()
    bytes.reserveCapacity(key.count + value.count + 12)
    append(1, key, to: &bytes)
    append(2, value, to: &bytes)
    return bytes
  }

  /// `DeleteRangeRequest` of one key: key 1.
  package static func deleteRequest(key: Bytes) -> Bytes {
    var bytes = Bytes()
    append(1, key, to: &bytes)
    return bytes
  }

  /// Whether a `StatusResponse` (header 1 with member_id 2, leader 4) comes from the leader itself.
  /// Nil where the bytes are no such message or no leader is known.
  package static func isLeader(_ status: Bytes) -> Bool? {
    guard let fields = Fields(status[...]), let header = fields.bytes[1].flatMap({ Fields($0) }),
      let member = header.numbers[2], let leader = fields.numbers[4], leader != 0
    else { return nil }
    return member == leader
  }

  private static func append(_ number: UInt8, _ field: Bytes, to bytes: inout Bytes) {
    bytes.append(number << 3 | 2)
    var length = field.count
    while length >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: length) | 0x80)
      length >>= 7
    }
    bytes.append(UInt8(length))
    bytes += field
  }

  /// The last value of each field of a message.
  private struct Fields {
    var numbers: [UInt64: UInt64] = [:]
    var bytes: [UInt64: ArraySlice<UInt8>] = [:]

    init?(_ message: ArraySlice<UInt8>) {
      var rest = message
      while !rest.isEmpty {
        guard let tag = Fields.varint(&rest) else { return nil }
        switch tag & 7 {
        case 0:
          guard let value = Fields.varint(&rest) else { return nil }
          numbers[tag >> 3] = value
        case 1 where rest.count >= 8: rest = rest.dropFirst(8)
        case 5 where rest.count >= 4: rest = rest.dropFirst(4)
        case 2:
          guard let length = Fields.varint(&rest), length <= UInt64(rest.count) else { return nil }
          bytes[tag >> 3] = rest.prefix(Int(length))
          rest = rest.dropFirst(Int(length))
        default: return nil
        }
      }
    }

    private static func varint(_ rest: inout ArraySlice<UInt8>) -> UInt64? {
      var value: UInt64 = 0
      for shift in stride(from: UInt64(0), to: 70, by: 7) {
        guard let byte = rest.popFirst() else { return nil }
        value |= UInt64(byte & 0x7F) << shift
        if byte < 0x80 { return value }
      }
      return nil
    }
  }
}
