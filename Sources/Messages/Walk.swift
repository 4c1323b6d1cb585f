internal import CMessages
internal import CProtobufC
internal import Units

/// Looks over a message's bytes before they are unpacked, or after that failed: how deep they nest, and
/// where they break.
enum Walk {
  static func check(
    _ bytes: UnsafeBufferPointer<UInt8>, _ descriptor: UnsafePointer<ProtobufCMessageDescriptor>
  ) throws(Trouble) {
    var walker = unsafe Walker(bytes: bytes)
    try unsafe walker.message(end: bytes.count, descriptor, depth: 1)
  }

  /// Holds the bytes for the length of `check` only.
  @safe private struct Walker {
    let bytes: UnsafeBufferPointer<UInt8>
    var position = 0

    mutating func message(
      end: Int, _ descriptor: UnsafePointer<ProtobufCMessageDescriptor>, depth: Int
    ) throws(Trouble) {
      guard depth <= Codec.depthLimit else {
        throw trouble("nests deeper than \(Codec.depthLimit) messages")
      }
      while position < end {
        let tag = try varint(end: end)
        let number = tag >> 3
        guard number > 0, number < 1 << 29 else {
          throw trouble("field number \(number) is out of range")
        }
        switch tag & 7 {
        case 0: _ = try varint(end: end)
        case 1: try skip(8, end: end)
        case 5: try skip(4, end: end)
        case 2:
          let length = try varint(end: end)
          guard length <= UInt64(end - position) else {
            throw trouble("field \(number) claims \(length) bytes, beyond the end")
          }
          let field = unsafe protobuf_c_message_descriptor_get_field(descriptor, UInt32(number))
          if let field = unsafe field, unsafe field.pointee.type == PROTOBUF_C_TYPE_MESSAGE,
            let nested = unsafe field.pointee.descriptor
          {
            try unsafe message(
              end: position + Int(length),
              nested.assumingMemoryBound(to: ProtobufCMessageDescriptor.self), depth: depth + 1)
          } else {
            try skip(Int(length), end: end)
          }
        default: throw trouble("field \(number) has wire type \(tag & 7)")
        }
      }
    }

    private mutating func varint(end: Int) throws(Trouble) -> UInt64 {
      var value: UInt64 = 0
      var shift: UInt64 = 0
      while position < end {
        let byte = unsafe bytes[position]
        position += 1
        value |= UInt64(byte & 0x7F) << shift
        if byte < 0x80 { return value }
        shift += 7
        if shift > 63 { throw trouble("a number of more than 10 bytes") }
      }
      throw trouble("ends within a number")
    }

    private mutating func skip(_ count: Int, end: Int) throws(Trouble) {
      guard count <= end - position else { throw trouble("ends within a field") }
      position += count
    }

    private func trouble(_ what: String) -> Trouble {
      let count = unsafe bytes.count
      return Trouble(
        path: "", what: "at byte \(position) of \(count): \(what)",
        reason: .messageMalformed)
    }
  }
}
