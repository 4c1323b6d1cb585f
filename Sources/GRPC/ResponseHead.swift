internal import HTTP2
internal import Units

/// What one header block of an answer says: headers, or trailers, or both at once.
struct ResponseHead {
  var httpStatus = 0
  var metadata = HeaderBlock()
  var encoding = RequestHead.Encoding.identity
  private var hasContentType = false
  private var isGRPC = false
  private var code: Status.Code?
  private var message = ""
  private var details: Bytes = []

  /// The status, where the block bore one.
  var status: Status? { code.map { Status($0, message, details: details) } }

  /// What keeps these headers from being those of a gRPC answer, or nil.
  var problem: Status? {
    if httpStatus != 200 {
      return Status(Status.code(http: httpStatus), "the server answered with HTTP \(httpStatus)")
    }
    if !isGRPC { return Status(.unknown, "the answer's content-type is not application/grpc") }
    if encoding == .unknown {
      return Status(.internal, "the answer's grpc-encoding is neither identity nor gzip")
    }
    return nil
  }

  mutating func received(
    name: UnsafeBufferPointer<UInt8>, value: UnsafeBufferPointer<UInt8>
  ) {
    switch name.count {
    case 7 where unsafe name.equals(":status"):
      httpStatus = unsafe ResponseHead.number(value) ?? 0
      return
    case 11 where unsafe name.equals("grpc-status"):
      code =
        unsafe ResponseHead.number(value)
        .flatMap { $0 <= 16 ? Status.Code(rawValue: UInt8($0)) : nil } ?? .unknown
      return
    case 12 where unsafe name.equals("grpc-message"):
      message = unsafe Status.percentDecode(value)
      return
    case 12 where unsafe name.equals("content-type"):
      isGRPC = unsafe RequestHead.isGRPC(value)
      return
    case 13 where unsafe name.equals("grpc-encoding"):
      if unsafe value.equals("gzip") {
        encoding = .gzip
      } else {
        encoding = unsafe value.equals("identity") ? .identity : .unknown
      }
      return
    case 23 where unsafe name.equals("grpc-status-details-bin"):
      details = unsafe Base64.decode(ArraySlice(value)) ?? []
      return
    default: break
    }
    if name.count > 5, unsafe UnsafeBufferPointer(rebasing: name[..<5]).equals("grpc-") { return }
    unsafe metadata.add(name: name, value: value)
  }

  /// One to five digits.
  private static func number(_ text: UnsafeBufferPointer<UInt8>) -> Int? {
    guard (1...5).contains(text.count) else { return nil }
    var number = 0
    for place in 0..<text.count {
      let byte = unsafe text[place]
      guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return nil }
      number = number * 10 + Int(byte - UInt8(ascii: "0"))
    }
    return number
  }
}
