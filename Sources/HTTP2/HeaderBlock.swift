public import Units

/// Header fields in order, in one run of bytes: for each field
/// `[name length u16][flags u16][value length u32][name][value]`, native byte order.
///
/// One allocation however many fields there are, none for an empty block, and joining two blocks is
/// one copy. Never leaves the process.
public struct HeaderBlock: Hashable, Sendable {
  /// One field, as offsets into `bytes`.
  public struct Field {
    public let name: Range<Int>
    public let value: Range<Int>
    /// Never put into the peer's compression table: secrets, and values that change every time.
    public let isVolatile: Bool
  }

  static let prefix = 8

  public private(set) var bytes: Bytes = []
  public private(set) var count = 0

  public init() {}

  public init(_ fields: KeyValuePairs<String, String>) {
    for (name, value) in fields { add(name, value) }
  }

  public var isEmpty: Bool { count == 0 }

  /// Bytes as RFC 9113, section 6.5.2 counts a header list: name, value and 32 for each field.
  public var listSize: Int { bytes.count + count * (32 - HeaderBlock.prefix) }

  /// Appends a field. `name` must be lower case and at most 65,535 bytes long.
  public mutating func add(_ name: String, _ value: String, isVolatile: Bool = false) {
    addPrefix(name: name.utf8.count, value: value.utf8.count, isVolatile: isVolatile)
    bytes.append(contentsOf: name.utf8)
    bytes.append(contentsOf: value.utf8)
  }

  public mutating func add(_ name: String, bytes value: Bytes, isVolatile: Bool = false) {
    addPrefix(name: name.utf8.count, value: value.count, isVolatile: isVolatile)
    bytes.append(contentsOf: name.utf8)
    bytes.append(contentsOf: value)
  }

  /// Appends a field from buffers that are only read during the call.
  public mutating func add(
    name: UnsafeBufferPointer<UInt8>, value: UnsafeBufferPointer<UInt8>
  ) {
    addPrefix(name: name.count, value: value.count, isVolatile: false)
    unsafe bytes.append(contentsOf: name)
    unsafe bytes.append(contentsOf: value)
  }

  /// Appends all fields of `other`.
  public mutating func append(_ other: HeaderBlock) {
    if other.isEmpty { return }
    if isEmpty {
      self = other
      return
    }
    bytes.append(contentsOf: other.bytes)
    count += other.count
  }

  /// Calls `body` with each field in order.
  public func forEach(_ body: (Field) -> Void) {
    var position = 0
    while position < bytes.count {
      let nameLength = Int(bytes[position]) | Int(bytes[position + 1]) << 8
      let valueLength =
        Int(bytes[position + 4]) | Int(bytes[position + 5]) << 8 | Int(bytes[position + 6]) << 16
        | Int(bytes[position + 7]) << 24
      let name = position + HeaderBlock.prefix
      let value = name + nameLength
      position = value + valueLength
      body(
        Field(
          name: name..<value, value: value..<position,
          isVolatile: bytes[name - HeaderBlock.prefix + 2] != 0))
    }
  }

  private mutating func addPrefix(name: Int, value: Int, isVolatile: Bool) {
    precondition(name > 0 && name <= Int(UInt16.max), "a header name has 1 to 65,535 bytes")
    precondition(value <= 1 << 24, "a header value has at most 16 MiB")
    bytes.reserveCapacity(bytes.count + HeaderBlock.prefix + name + value)
    bytes.append(UInt8(truncatingIfNeeded: name))
    bytes.append(UInt8(truncatingIfNeeded: name >> 8))
    bytes.append(isVolatile ? 1 : 0)
    bytes.append(0)
    bytes.append(UInt8(truncatingIfNeeded: value))
    bytes.append(UInt8(truncatingIfNeeded: value >> 8))
    bytes.append(UInt8(truncatingIfNeeded: value >> 16))
    bytes.append(UInt8(truncatingIfNeeded: value >> 24))
    count += 1
  }
}
