// Made by tools/generate from proto/google/protobuf/empty.proto; do not edit.
// swift-format-ignore-file
internal import CMessages
internal import CProtobufC
public import Units

/// A generic empty message that you can re-use to avoid defining duplicated
/// empty messages in your APIs. A typical example is to use it as the request
/// or the response type of an API method. For instance:
///
/// service Foo {
/// rpc Bar(google.protobuf.Empty) returns (google.protobuf.Empty);
/// }
public struct Empty: WireMessage {

  public init() {}
}


extension Empty: @unsafe Carried {
  typealias Carrier = Google__Protobuf__Empty
  public static var typeName: String { "google.protobuf.Empty" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_google__protobuf__empty()
  }

  public init(decoding bytes: ArraySlice<UInt8>) throws(Failure) {
    self = try unsafe Codec.decoded(bytes, as: Self.self)
  }

  public init(decoding bytes: Bytes) throws(Failure) {
    self = try unsafe Codec.decoded(bytes[...], as: Self.self)
  }

  public func encoded() -> Bytes { unsafe Codec.encoded(self) }

  init(carrier _: UnsafePointer<Carrier>) throws(Trouble) {
    self.init()
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe google__protobuf__empty__init(c)
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.endObject()
  }
}
