internal import HTTP2
internal import Units

/// A status as header fields (gRPC, doc/PROTOCOL-HTTP2.md "Responses").
extension Status {
  /// `grpc-message` and `grpc-status-details-bin` together, encoded; more is dropped, details first
  /// (gRPC C-core refuses trailers over 16 KiB: grpc/grpc#37852).
  static let maxEncodedSize = 4_096

  /// Appends `grpc-status` and what belongs to it.
  func append(to block: inout HeaderBlock) {
    block.add("grpc-status", String(code.rawValue))
    var room = Status.maxEncodedSize
    if !message.isEmpty {
      let text = Status.percentEncode(message, limit: room)
      room -= text.count
      block.add("grpc-message", bytes: text, isVolatile: true)
    }
    if !details.isEmpty {
      let text = Base64.encode(details)
      if text.count <= room {
        block.add("grpc-status-details-bin", bytes: text, isVolatile: true)
      }
    }
  }

  /// Bytes outside 0x20 to 0x7E and `%` become `%XX`; cut at a character to at most `limit` bytes.
  static func percentEncode(_ text: String, limit: Int) -> Bytes {
    let digits = Array("0123456789ABCDEF".utf8)
    var encoded: Bytes = []
    for scalar in text.unicodeScalars {
      let start = encoded.count
      for byte in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter {
        if byte >= 0x20, byte <= 0x7E, byte != UInt8(ascii: "%") {
          encoded.append(byte)
        } else {
          encoded.append(UInt8(ascii: "%"))
          encoded.append(digits[Int(byte >> 4)])
          encoded.append(digits[Int(byte & 15)])
        }
      }
      if encoded.count > limit {
        encoded.removeLast(encoded.count - start)
        break
      }
    }
    return encoded
  }

  /// The text of a `grpc-message`; what is no valid encoding stays as it is.
  static func percentDecode(_ text: UnsafeBufferPointer<UInt8>) -> String {
    func digit(_ place: Int) -> UInt8? {
      guard place < text.count else { return nil }
      switch unsafe text[place] {
      case let byte where byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9"):
        return byte - UInt8(ascii: "0")
      case let byte where byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "F"):
        return byte - UInt8(ascii: "A") + 10
      case let byte where byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "f"):
        return byte - UInt8(ascii: "a") + 10
      default: return nil
      }
    }
    var decoded: Bytes = []
    decoded.reserveCapacity(text.count)
    var position = 0
    while position < text.count {
      let byte = unsafe text[position]
      if byte == UInt8(ascii: "%"), let high = digit(position + 1), let low = digit(position + 2) {
        decoded.append(high << 4 | low)
        position += 3
      } else {
        decoded.append(byte)
        position += 1
      }
    }
    return String(decoding: decoded, as: UTF8.self)
  }

  /// The code for an HTTP status of an answer without `grpc-status`
  /// (gRPC, doc/http-grpc-status-mapping.md).
  static func code(http: Int) -> Code {
    switch http {
    case 400: .internal
    case 401: .unauthenticated
    case 403: .permissionDenied
    case 404: .unimplemented
    case 429, 502, 503, 504: .unavailable
    default: .unknown
    }
  }

  /// The status of a stream that the server reset
  /// (gRPC, doc/PROTOCOL-HTTP2.md "HTTP2 Transport Mapping, Errors").
  static func reset(_ error: ErrorCode) -> Status {
    let code: Code =
      switch error {
      case .refusedStream: .unavailable
      case .cancel: .cancelled
      case .enhanceYourCalm: .resourceExhausted
      case .inadequateSecurity: .permissionDenied
      default: .internal
      }
    return Status(code, "the server reset the stream: \(error)")
  }
}
