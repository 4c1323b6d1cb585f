/// The nine bytes before each frame's payload (RFC 9113, section 4.1).
struct FrameHeader: Hashable {
  enum Kind {
    static let data: UInt8 = 0
    static let headers: UInt8 = 1
    static let priority: UInt8 = 2
    static let resetStream: UInt8 = 3
    static let settings: UInt8 = 4
    static let pushPromise: UInt8 = 5
    static let ping: UInt8 = 6
    static let goAway: UInt8 = 7
    static let windowUpdate: UInt8 = 8
    static let continuation: UInt8 = 9
  }

  static let size = 9
  static let endStream: UInt8 = 0x1
  static let acknowledgement: UInt8 = 0x1

  var length: Int
  var kind: UInt8
  var flags: UInt8
  var stream: Int32
}

/// Finds the frame headers in a byte stream that arrives in any pieces, without looking into the
/// payloads. libnghttp2 ignores some frames before any callback, so counting them is done here.
struct FrameWalker {
  /// Bytes still to pass before the next frame header: the client's preface, then payloads.
  private var skip: Int
  private var header = (UInt64(0), UInt8(0))
  /// How many bytes of `header` are there, 0 to 8.
  private var have = 0

  /// - Parameter preface: bytes before the first frame: 24 on a server, 0 on a client.
  init(preface: Int) { skip = preface }

  /// Calls `visit` with each frame header whose last byte lies in `buffer`, until it returns false.
  /// `buffer` is only read during the call.
  @inline(__always)
  mutating func walk(_ buffer: UnsafeRawBufferPointer, _ visit: (FrameHeader) -> Bool) {
    var position = 0
    let count = buffer.count
    while position < count {
      if skip > 0 {
        let passed = min(skip, count - position)
        skip -= passed
        position += passed
        continue
      }
      if have == 0, count - position >= FrameHeader.size {
        let word = unsafe UInt64(
          bigEndian: buffer.loadUnaligned(fromByteOffset: position, as: UInt64.self))
        let last = unsafe buffer[position + 8]
        position += FrameHeader.size
        if !visit(decode(word, last)) { return }
        continue
      }
      let byte = unsafe buffer[position]
      position += 1
      if have < 8 {
        header.0 = header.0 << 8 | UInt64(byte)
        have += 1
      } else {
        have = 0
        if !visit(decode(header.0, byte)) { return }
      }
    }
  }

  /// Splits `[length 24][kind 8][flags 8][reserved 1, stream 31]`.
  private mutating func decode(_ word: UInt64, _ last: UInt8) -> FrameHeader {
    let length = Int(word >> 40)
    skip = length
    header.0 = 0
    return FrameHeader(
      length: length, kind: UInt8(truncatingIfNeeded: word >> 32),
      flags: UInt8(truncatingIfNeeded: word >> 24),
      stream: Int32(truncatingIfNeeded: (word & 0x7F_FFFF) << 8 | UInt64(last)))
  }
}
