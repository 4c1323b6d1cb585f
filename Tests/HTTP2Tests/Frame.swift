import HTTP2
import Units

/// A frame as tests write and read it (RFC 9113, section 4.1).
struct Frame: Hashable, Sendable, CustomStringConvertible {
  var kind: UInt8
  var flags: UInt8 = 0
  var stream: UInt32 = 0
  var payload: Bytes = []
  /// What the header says where it is not the payload's size.
  var claimedLength: Int?

  var bytes: Bytes {
    var bytes: Bytes = []
    let length = UInt32(claimedLength ?? payload.count)
    bytes.append(bigEndian: length << 8 | UInt32(kind))
    bytes.append(flags)
    bytes.append(bigEndian: stream)
    return bytes + payload
  }

  var description: String { "kind \(kind) flags \(flags) stream \(stream): \(payload)" }

  /// The big-endian number in the payload at `place`.
  func number(_ place: Int = 0) -> UInt32 {
    payload.count < place + 4
      ? 0 : payload[place..<place + 4].reduce(0) { $0 << 8 | UInt32($1) }
  }

  /// Takes whole frames off what a connection wrote.
  static func parse(_ bytes: inout Bytes) -> [Frame] {
    var frames: [Frame] = []
    var position = 0
    while position + 9 <= bytes.count {
      let head = Frame(kind: 0, payload: Array(bytes[position..<position + 9]))
      let length = Int(head.number() >> 8)
      let end = position + 9 + length
      if end > bytes.count { break }
      frames.append(
        Frame(
          kind: bytes[position + 3], flags: bytes[position + 4],
          stream: head.number(5) & 0x7FFF_FFFF,
          payload: Array(bytes[position + 9..<end])))
      position = end
    }
    bytes.removeFirst(position)
    return frames
  }

  // MARK: Builders

  static let endStream: UInt8 = 1
  static let acknowledgement: UInt8 = 1
  static let endHeaders: UInt8 = 4
  static let padded: UInt8 = 8
  static let prioritized: UInt8 = 0x20

  static func data(_ stream: UInt32, _ size: Int = 0, end: Bool = false) -> Frame {
    Frame(
      kind: 0, flags: end ? endStream : 0, stream: stream,
      payload: Bytes(repeating: 97, count: size))
  }
  static func headers(
    _ stream: UInt32, _ block: Bytes = request(), end: Bool = true, whole: Bool = true
  ) -> Frame {
    Frame(
      kind: 1, flags: (end ? endStream : 0) | (whole ? endHeaders : 0), stream: stream,
      payload: block)
  }
  static func priority(_ stream: UInt32, on other: UInt32 = 0, weight: UInt8 = 15) -> Frame {
    Frame(kind: 2, stream: stream, payload: big(other) + [weight])
  }
  static func reset(_ stream: UInt32, _ code: UInt32 = 8) -> Frame {
    Frame(kind: 3, stream: stream, payload: big(code))
  }
  static func settings(_ values: [(UInt16, UInt32)] = []) -> Frame {
    var payload: Bytes = []
    for (id, value) in values {
      payload.append(bigEndian: id)
      payload.append(bigEndian: value)
    }
    return Frame(kind: 4, payload: payload)
  }
  static let settingsACK = Frame(kind: 4, flags: acknowledgement)
  static func ping(_ mark: UInt8 = 1, flags: UInt8 = 0) -> Frame {
    Frame(kind: 6, flags: flags, payload: Bytes(repeating: mark, count: 8))
  }
  static func goAway(_ code: UInt32 = 0) -> Frame { Frame(kind: 7, payload: big(0) + big(code)) }
  static func window(_ stream: UInt32, _ increment: UInt32) -> Frame {
    Frame(kind: 8, stream: stream, payload: big(increment))
  }
  static func continuation(_ stream: UInt32, _ block: Bytes, whole: Bool) -> Frame {
    Frame(kind: 9, flags: whole ? endHeaders : 0, stream: stream, payload: block)
  }

  static func big(_ value: UInt32) -> Bytes {
    var bytes: Bytes = []
    bytes.append(bigEndian: value)
    return bytes
  }

  /// Literal fields without indexing and without Huffman coding (RFC 7541, section 6.2.2); both
  /// texts under 127 bytes.
  static func literal(_ fields: [(String, String)]) -> Bytes {
    var block: Bytes = []
    for (name, value) in fields {
      block += [0, UInt8(name.utf8.count)] + Array(name.utf8)
      if value.utf8.count < 127 {
        block.append(UInt8(value.utf8.count))
      } else {
        // A 7-bit prefix integer (section 5.1).
        var rest = value.utf8.count - 127
        block.append(127)
        while rest >= 128 {
          block.append(UInt8(rest & 127 | 128))
          rest >>= 7
        }
        block.append(UInt8(rest))
      }
      block += Array(value.utf8)
    }
    return block
  }

  /// A request's header block with `more` behind it.
  static func request(_ more: [(String, String)] = [], method: String = "POST") -> Bytes {
    literal([(":method", method), (":scheme", "http"), (":path", "/"), (":authority", "a")] + more)
  }
}
