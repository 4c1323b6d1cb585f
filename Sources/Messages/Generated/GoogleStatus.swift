// Made by tools/generate from proto/google/rpc/status.proto; do not edit.
// swift-format-ignore-file
internal import CMessages
internal import CProtobufC
public import Units

extension Google {
  public struct Status: WireMessage {
    public var code: Int32 = 0
    public var message: String = ""
    public var details: [Google.AnyMessage] = []

    public init(code: Int32 = 0, message: String = "", details: [Google.AnyMessage] = []) {
      self.code = code
      self.message = message
      self.details = details
    }

    public init() {}
  }

}

extension Google.Status: @unsafe Carried {
  typealias Carrier = Google__Rpc__Status
  public static var typeName: String { "google.rpc.Status" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_google__rpc__status()
  }

  public init(decoding bytes: ArraySlice<UInt8>) throws(Failure) {
    self = try unsafe Codec.decoded(bytes, as: Self.self)
  }

  public init(decoding bytes: Bytes) throws(Failure) {
    self = try unsafe Codec.decoded(bytes[...], as: Self.self)
  }

  public func encoded() -> Bytes { unsafe Codec.encoded(self) }

  init(carrier c: UnsafePointer<Carrier>) throws(Trouble) {
    self.init()
    self.code = unsafe c.pointee.code
    if unsafe c.pointee.message.len > 0 { self.message = try unsafe Reading.text(c.pointee.message, "message") }
    if unsafe c.pointee.n_details > 0 {
      self.details = try unsafe Reading.messages(c.pointee.n_details, c.pointee.details, "details")
    }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe google__rpc__status__init(c)
    unsafe c.pointee.code = code
    if !message.isEmpty {
      unsafe c.pointee.message = Writing.bytes(message)
    }
    if !details.isEmpty {
      unsafe c.pointee.n_details = details.count
      unsafe c.pointee.details = Writing.messages(details)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("code", code)
    writer.field("message", message)
    writer.field("details", details)
    writer.endObject()
  }
}
