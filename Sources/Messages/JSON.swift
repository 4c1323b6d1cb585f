public import Units

/// A JSON text (RFC 8259) as a tree. Numbers stay text, so that none loses a digit; objects keep their
/// order.
public indirect enum JSON: Hashable, Sendable {
  case null
  case bool(Bool)
  /// As written, and valid by the grammar.
  case number(String)
  case string(String)
  case array([JSON])
  case object([Member])

  public struct Member: Hashable, Sendable {
    public var key: String
    public var value: JSON

    public init(_ key: String, _ value: JSON) {
      self.key = key
      self.value = value
    }
  }

  /// Arrays and objects inside each other, the outermost counted.
  public static let depthLimit = 64

  /// What a text breaks the grammar with, and where.
  public struct SyntaxError: Error, Hashable, Sendable, CustomStringConvertible {
    /// From 1; columns count bytes.
    public var line: Int
    public var column: Int
    /// In bytes, from 0.
    public var offset: Int
    /// `expected ',' or '}', found 'x'`
    public var what: String

    public var description: String { "line \(line), column \(column): \(what)" }

    /// INVALID_ARGUMENT, `JSON_SYNTAX`.
    public func failure(field: String) -> Failure { .field(field, .jsonSyntax, description) }
  }

  /// Strict: no comments, no trailing commas, no repeated keys, valid UTF-8, at most `depthLimit` deep.
  public init(parsing bytes: Bytes) throws(SyntaxError) {
    var parser = JSONParser(bytes[...])
    self = try parser.document()
  }

  public init(parsing text: String) throws(SyntaxError) {
    try self.init(parsing: Bytes(text.utf8))
  }

  /// The same rules as parsing, without making the tree, save that repeated keys pass.
  public static func validate(_ bytes: Bytes) throws(SyntaxError) {
    var checker = JSONParser(bytes[...])
    try checker.checkDocument()
  }

  /// Of an object: the member's value.
  public subscript(key: String) -> JSON? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.key == key }?.value
  }

  public subscript(place: Int) -> JSON? {
    guard case .array(let elements) = self, elements.indices.contains(place) else { return nil }
    return elements[place]
  }

  /// What a JSON pointer (RFC 6901) leads to; nil for nothing and for a malformed pointer.
  public func value(at pointer: String) -> JSON? {
    if pointer.isEmpty { return self }
    guard pointer.utf8.first == UInt8(ascii: "/") else { return nil }
    var found = self
    for token in pointer.utf8.dropFirst().split(
      separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    {
      guard let key = JSON.unescaped(token) else { return nil }
      switch found {
      case .object:
        guard let next = found[key] else { return nil }
        found = next
      case .array:
        let isIndex = key == "0" || (key.utf8.first != UInt8(ascii: "0") && !key.isEmpty)
        guard isIndex, key.utf8.allSatisfy({ (48...57).contains($0) }), let place = Int(key),
          let next = found[place]
        else { return nil }
        found = next
      default: return nil
      }
    }
    return found
  }

  private static func unescaped(_ token: Substring.UTF8View) -> String? {
    var bytes = Bytes()
    var rest = Array(token)[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "~") else {
        bytes.append(byte)
        continue
      }
      switch rest.popFirst() {
      case UInt8(ascii: "0"): bytes.append(UInt8(ascii: "~"))
      case UInt8(ascii: "1"): bytes.append(UInt8(ascii: "/"))
      default: return nil
      }
    }
    return String(validating: bytes, as: UTF8.self)
  }

  /// Of a number that is an integer in range.
  public var integer: Int64? {
    guard case .number(let text) = self else { return nil }
    return Int64(text)
  }

  public var text: String? {
    guard case .string(let text) = self else { return nil }
    return text
  }

  /// Compact, members in their order.
  public func write(to writer: inout JSONWriter) {
    switch self {
    case .null: writer.null()
    case .bool(let value): writer.value(value)
    case .number(let text): writer.number(text)
    case .string(let text): writer.value(text)
    case .array(let elements):
      writer.beginArray()
      for element in elements { element.write(to: &writer) }
      writer.endArray()
    case .object(let members):
      writer.beginObject()
      for member in members {
        writer.key(member.key)
        member.value.write(to: &writer)
      }
      writer.endObject()
    }
  }

  public var encoded: String {
    var writer = JSONWriter()
    write(to: &writer)
    return writer.text
  }
}
