internal import CZlib
internal import Units

/// The message coding `gzip` (RFC 1952), whole messages at a time.
enum Gzip {
  /// Smaller messages grow or gain nothing.
  static let worthwhile = 512

  enum Failure: Error {
    /// The bytes are no gzip member, or more than one.
    case malformed
    /// The message is larger than the limit once decompressed.
    case tooLarge

    func status(limit: Int) -> Status {
      switch self {
      case .malformed: Status(.internal, "a message cannot be decompressed with gzip")
      case .tooLarge:
        Status(.resourceExhausted, "a message is over \(limit) bytes once decompressed")
      }
    }
  }

  static func compress(_ message: Bytes) -> Bytes {
    var stream = unsafe z_stream()
    // Z_MEM_ERROR and Z_VERSION_ERROR only: no memory, or another zlib than the one compiled for.
    let started = unsafe carillon_deflateInit2(&stream, 1)
    precondition(started == Z_OK, "zlib cannot start: \(started)")
    defer { unsafe deflateEnd(&stream) }
    let bound = unsafe Int(deflateBound(&stream, UInt(message.count)))
    return unsafe Bytes(unsafeUninitializedCapacity: bound) { output, count in
      unsafe message.withUnsafeBufferPointer { input in
        // zlib does not write through `next_in`; its type lacks `const`.
        unsafe stream.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
        unsafe stream.avail_in = UInt32(input.count)
        unsafe stream.next_out = output.baseAddress
        unsafe stream.avail_out = UInt32(bound)
        // Z_OK and Z_BUF_ERROR mean too little room, which `deflateBound` excludes.
        let result = unsafe deflate(&stream, Z_FINISH)
        precondition(result == Z_STREAM_END, "zlib cannot compress: \(result)")
        unsafe count = bound - Int(stream.avail_out)
      }
    }
  }

  /// Memory grows with what really comes out, never over `limit` by more than one step.
  static func decompress(_ message: Bytes, limit: Int) throws(Failure) -> Bytes {
    var stream = unsafe z_stream()
    let started = unsafe carillon_inflateInit2(&stream)
    precondition(started == Z_OK, "zlib cannot start: \(started)")
    defer { unsafe inflateEnd(&stream) }
    var output: Bytes = []
    var step = Bytes(repeating: 0, count: 32 << 10)
    var result = Z_OK
    let rest = unsafe message.withUnsafeBufferPointer { input in
      unsafe stream.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
      unsafe stream.avail_in = UInt32(input.count)
      while result == Z_OK, output.count <= limit {
        let made = unsafe step.withUnsafeMutableBufferPointer { room in
          unsafe stream.next_out = room.baseAddress
          unsafe stream.avail_out = UInt32(room.count)
          // Z_STREAM_END: whole. Z_BUF_ERROR: input is missing. Z_DATA_ERROR, Z_NEED_DICT: no gzip.
          result = unsafe inflate(&stream, Z_NO_FLUSH)
          return unsafe room.count - Int(stream.avail_out)
        }
        output += step[..<made]
      }
      return unsafe stream.avail_in
    }
    if output.count > limit { throw .tooLarge }
    if result != Z_STREAM_END || rest != 0 { throw .malformed }
    return output
  }
}
