internal import Glibc
internal import HTTP2
internal import Units

/// What the headers of a request say, field by field, and what is wrong with them.
///
/// The checks, in this order: content-type (415), method (405), both answered in plain HTTP; header
/// list too large (RESOURCE_EXHAUSTED); unknown method (UNIMPLEMENTED); unknown grpc-encoding
/// (UNIMPLEMENTED); malformed grpc-timeout (INTERNAL).
struct RequestHead {
  enum Encoding { case identity, gzip, unknown }

  /// Number of the route in the router, -1 where there is none.
  var route = -1
  var unknownPath = ""
  var metadata = HeaderBlock()
  var encoding = Encoding.identity
  /// Shorter than nothing where the text was no timeout.
  var timeout: Timeout?
  private(set) var isPost = false
  private(set) var isHead = false
  private var hasContentType = false
  private var isGRPC = false
  private(set) var hasTE = false
  private var hasBadTimeout = false
  private(set) var acceptsGzip = false
  private var method = ""

  /// Whether answers may bear the compressed flag: where the client accepts gzip and uses it.
  var announcesGzip: Bool { acceptsGzip && encoding == .gzip }
  var hasUnknownEncoding: Bool { encoding == .unknown }

  mutating func received(
    name: UnsafeBufferPointer<UInt8>, value: UnsafeBufferPointer<UInt8>, server: Server
  ) {
    switch name.count {
    case 2 where unsafe name.equals("te"):
      hasTE = unsafe value.equals("trailers")
      return
    case 5 where unsafe name.equals(":path"):
      if let found = unsafe server.router.find(value) {
        route = found
      } else {
        unknownPath = unsafe String(decoding: value.prefix(256), as: UTF8.self)
      }
      return
    case 7 where unsafe name.equals(":method"):
      isPost = unsafe value.equals("POST")
      if !isPost {
        isHead = unsafe value.equals("HEAD")
        method = unsafe String(decoding: value.prefix(32), as: UTF8.self)
      }
      return
    case 10 where unsafe name.equals("user-agent"): return
    case 12 where unsafe name.equals("content-type"):
      hasContentType = true
      isGRPC = unsafe RequestHead.isGRPC(value)
      return
    case 12 where unsafe name.equals("grpc-timeout"):
      timeout = unsafe GRPCTimeout.parse(value)
      hasBadTimeout = timeout == nil
      return
    case 13 where unsafe name.equals("grpc-encoding"):
      if unsafe value.equals("gzip") {
        encoding = .gzip
      } else {
        encoding = unsafe value.equals("identity") ? .identity : .unknown
      }
      return
    case 14 where unsafe name.equals("content-length"): return
    case 20 where unsafe name.equals("grpc-accept-encoding"):
      acceptsGzip = unsafe RequestHead.names(value, "gzip")
      return
    default: break
    }
    if name.count > 0, unsafe name[0] == UInt8(ascii: ":") { return }
    if name.count > 5, unsafe UnsafeBufferPointer(rebasing: name[..<5]).equals("grpc-") { return }
    unsafe metadata.add(name: name, value: value)
  }

  /// Whether the comma-separated list names `word`.
  static func names(_ list: UnsafeBufferPointer<UInt8>, _ word: StaticString) -> Bool {
    var start = 0
    for place in 0...list.count {
      if place < list.count, unsafe list[place] != UInt8(ascii: ",") { continue }
      var from = start
      var to = place
      while from < to, unsafe list[from] == UInt8(ascii: " ") { from += 1 }
      while to > from, unsafe list[to - 1] == UInt8(ascii: " ") { to -= 1 }
      if unsafe UnsafeBufferPointer(rebasing: list[from..<to]).equals(word) { return true }
      start = place + 1
    }
    return false
  }

  /// `application/grpc`, alone or followed by `+` or `;`.
  static func isGRPC(_ value: UnsafeBufferPointer<UInt8>) -> Bool {
    guard value.count >= 16,
      unsafe UnsafeBufferPointer(rebasing: value[..<16])
        .equals("application/grpc")
    else { return false }
    if value.count == 16 { return true }
    let next = unsafe value[16]
    return next == UInt8(ascii: "+") || next == UInt8(ascii: ";")
  }

  /// What a request that is no gRPC call is told, or nil for one that is.
  func plainAnswer(isTooLarge: Bool) -> PlainAnswer? {
    if isTooLarge, !isGRPC { return .headersTooLarge }
    if !isGRPC { return hasContentType ? .wrongContentType : .noContentType }
    if !isPost { return .wrongMethod(method) }
    return nil
  }

  /// Why the call is not served, or nil.
  func refusal(isTooLarge: Bool) -> Status? {
    if isTooLarge {
      return Status(
        .resourceExhausted, "the request's headers are larger than 16 KiB; send less metadata")
    }
    if route < 0 { return Status(.unimplemented, "unknown method \(unknownPath)") }
    if encoding == .unknown {
      return Status(
        .unimplemented, "grpc-encoding names a coding that this server lacks; use identity or gzip")
    }
    if hasBadTimeout {
      return Status(
        .internal, "grpc-timeout is not one to eight digits and one of H, M, S, m, u, n")
    }
    return nil
  }
}

/// An answer in plain HTTP, for people and for tools that do not speak gRPC.
struct PlainAnswer {
  let headers: HeaderBlock
  let text: String

  private init(_ status: String, _ text: String, allow: Bool = false) {
    var headers: HeaderBlock = HeaderBlock([
      ":status": status, "content-type": "text/plain; charset=utf-8",
    ])
    if allow { headers.add("allow", "POST") }
    self.headers = headers
    self.text = text + "\n"
  }

  static let wrongContentType = PlainAnswer(
    "415", "This is a gRPC server: content-type must begin with application/grpc.")
  static let noContentType = PlainAnswer(
    "415", "This is a gRPC server: content-type is missing and must begin with application/grpc.")
  static let headersTooLarge = PlainAnswer("431", "The request's headers are larger than 16 KiB.")
  static func wrongMethod(_ method: String) -> PlainAnswer {
    PlainAnswer("405", "A gRPC call is a POST, not a \(method).", allow: true)
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// Whether these are the bytes of `text`.
  @inline(__always)
  func equals(_ text: StaticString) -> Bool {
    if count != text.utf8CodeUnitCount { return false }
    guard let base = baseAddress else { return true }
    return unsafe memcmp(base, text.utf8Start, count) == 0
  }
}
