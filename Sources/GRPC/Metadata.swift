internal import HTTP2
public import Units

/// The custom fields of a call's headers or trailers, in order; keys may repeat.
///
/// Keys are lower case (`[a-z0-9_.-]+`). A key that ends in `-bin` carries bytes, sent as unpadded
/// base64 and taken padded or not; every other value is text. Fields of the protocol itself
/// (`:path`, `grpc-…`, `content-type`, `te`, `user-agent`) are not in here.
public struct Metadata: Hashable, Sendable, ExpressibleByDictionaryLiteral {
  var block: HeaderBlock

  public init() { block = HeaderBlock() }

  init(_ block: HeaderBlock) { self.block = block }

  public init(dictionaryLiteral elements: (String, String)...) {
    block = HeaderBlock()
    for (key, value) in elements { add(key, value) }
  }

  public var isEmpty: Bool { block.isEmpty }
  /// The number of fields.
  public var count: Int { block.count }

  /// Appends a text field; upper case in `key` becomes lower case. A key or a value that the wire
  /// cannot carry (see `Metadata.isLegal`) is left out, and false returned.
  ///
  /// - Parameter isVolatile: the value differs from call to call or is a secret, so it is kept out
  ///   of the compression table: cheaper for indexes and safer for tokens.
  @discardableResult
  public mutating func add(_ key: String, _ value: String, isVolatile: Bool = false) -> Bool {
    let key = Metadata.lowercased(key)
    guard Metadata.isLegal(key: key), Metadata.isLegal(value: value) else { return false }
    block.add(key, value, isVolatile: isVolatile)
    return true
  }

  /// Appends a binary field. `key` must end in `-bin`, else it is left out and false returned.
  @discardableResult
  public mutating func add(_ key: String, binary value: Bytes) -> Bool {
    let key = Metadata.lowercased(key)
    guard Metadata.isLegal(key: key), key.hasSuffix("-bin") else { return false }
    block.add(key, bytes: Base64.encode(value), isVolatile: false)
    return true
  }

  /// Appends all fields of `other`.
  public mutating func append(_ other: Metadata) { block.append(other.block) }

  /// The first value of `key` (lower case) as text; bytes that are no UTF-8 become U+FFFD.
  /// - Complexity: O(fields).
  public subscript(key: String) -> String? {
    var found: String?
    block.forEach { field in
      if found == nil && matches(field, key) { found = text(field.value) }
    }
    return found
  }

  /// All values of `key` (lower case) as text, in order.
  public func values(_ key: String) -> [String] {
    var all: [String] = []
    block.forEach { field in if matches(field, key) { all.append(text(field.value)) } }
    return all
  }

  /// All values of `key` (lower case, ends in `-bin`), decoded. A value that is no base64 is left
  /// out; comma-joined values are split first, as the specification demands.
  public func binaryValues(_ key: String) -> [Bytes] {
    var all: [Bytes] = []
    block.forEach { field in
      guard matches(field, key) else { return }
      for part in block.bytes[field.value].split(separator: UInt8(ascii: ",")) {
        if let value = Base64.decode(part) { all.append(value) }
      }
    }
    return all
  }

  /// Calls `body` with every field; binary values are still in base64.
  public func forEach(_ body: (_ key: String, _ value: String) -> Void) {
    block.forEach { field in body(text(field.name), text(field.value)) }
  }

  /// The same fields without those whose key (lower case) is in `keys`.
  public func removing(_ keys: [String]) -> Metadata {
    var kept = HeaderBlock()
    block.forEach { field in
      if keys.contains(where: { matches(field, $0) }) { return }
      kept.add(
        text(field.name), bytes: Array(block.bytes[field.value]), isVolatile: field.isVolatile)
    }
    return Metadata(kept)
  }

  /// Whether `key` may be sent: `[0-9a-z_.-]+`, and not one of the protocol's own.
  public static func isLegal(key: String) -> Bool {
    if key.isEmpty || key.utf8.count > 256 || key.hasPrefix("grpc-") { return false }
    if reserved.contains(key) { return false }
    return key.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
        UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "."):
        return true
      default: return false
      }
    }
  }

  /// Whether `value` may be sent as text: printable ASCII and spaces, 8 KiB at most.
  public static func isLegal(value: String) -> Bool {
    value.utf8.count <= 8_192 && value.utf8.allSatisfy { $0 >= 0x20 && $0 <= 0x7E }
  }

  private static let reserved = [
    "te", "content-type", "content-length", "user-agent", "connection", "host",
    "transfer-encoding", "keep-alive", "proxy-connection", "upgrade",
  ]

  private static func lowercased(_ key: String) -> String {
    key.utf8.contains { $0 >= UInt8(ascii: "A") && $0 <= UInt8(ascii: "Z") }
      ? key.lowercased() : key
  }

  private func text(_ range: Range<Int>) -> String {
    String(decoding: block.bytes[range], as: UTF8.self)
  }

  private func matches(_ field: HeaderBlock.Field, _ key: String) -> Bool {
    field.name.count == key.utf8.count && block.bytes[field.name].elementsEqual(key.utf8)
  }
}
