public import Units

/// A message of `proto/` as a value. All that comes in through `init(decoding:)` is bounded, is valid
/// UTF-8 and has times in range; nothing behind this door checks that again.
public protocol WireMessage: Hashable, Sendable {
  /// `carillon.v1.Job`
  static var typeName: String { get }

  init()

  /// - Throws: `MESSAGE_MALFORMED` where the bytes are no such message, nest deeper than
  ///   `Codec.depthLimit`, or are over a size limit; `FIELD_INVALID` with the field's path where a
  ///   string is not UTF-8 or holds a NUL, or where a time is out of range. Unknown fields are
  ///   skipped.
  init(decoding bytes: ArraySlice<UInt8>) throws(Failure)
  init(decoding bytes: Bytes) throws(Failure)

  /// The canonical bytes: fields in the order of their numbers, defaults left out.
  func encoded() -> Bytes

  /// Canonical proto3 JSON; fields marked `json` are shown as JSON, fields marked `sealed` not at all.
  func write(to writer: inout JSONWriter)
}

extension WireMessage {
  /// Canonical proto3 JSON on one line.
  public var json: String {
    var writer = JSONWriter()
    write(to: &writer)
    return writer.text
  }
}

/// An enumeration of `proto/`; values that this version does not know survive.
public protocol WireEnum: RawRepresentable, Hashable, Sendable, CaseIterable
where RawValue == Int32 {
  init(rawValue: Int32)
  /// As the proto spells it, nil for an unknown value.
  var protoName: String? { get }
}

extension WireEnum {
  /// By the proto's name, as in filters and on command lines: `PENDING`.
  public init?(protoName: some StringProtocol) {
    guard let found = Self.allCases.first(where: { $0.protoName == String(protoName) }) else {
      return nil
    }
    self = found
  }
}

/// An entry of a `map<string, string>`. A decoded map is sorted by the bytes of its keys and has each
/// key once; one that is encoded keeps the order it was given.
public struct Label: Hashable, Sendable {
  public var key: String
  public var value: String

  public init(_ key: String, _ value: String) {
    self.key = key
    self.value = value
  }
}

/// Keeps a large and seldom used field apart from the value it belongs to.
final class Box<Value: Hashable & Sendable>: Hashable, Sendable {
  let value: Value

  init(_ value: Value) { self.value = value }

  static func == (left: Box, right: Box) -> Bool { left.value == right.value }

  func hash(into hasher: inout Hasher) { hasher.combine(value) }
}

/// `carillon.internal.v1`: between nodes.
public enum Internal {}
/// `google.rpc` and what it needs.
public enum Google {}
/// `grpc.health.v1`
public enum Health {}
/// `grpc.reflection.v1`; `v1alpha` has the same bytes.
public enum Reflection {}
