// Made by tools/generate from proto/grpc/health/v1/health.proto; do not edit.
// swift-format-ignore-file
internal import CMessages
internal import CProtobufC
public import Units

extension Health {
  public struct HealthCheckRequest: WireMessage {
    /// The full name of a service, or empty for the whole server.
    public var service: String = ""

    public init(service: String = "") {
      self.service = service
    }

    public init() {}
  }

  public struct HealthCheckResponse: WireMessage {
    public enum ServingStatus: WireEnum {
      case unknown
      case serving
      case notServing
      /// Only `Watch` answers it.
      case serviceUnknown
      /// A value that this version does not know; it survives as it is.
      case unrecognized(Int32)

      public init(rawValue: Int32) {
        switch rawValue {
        case 0: self = .unknown
        case 1: self = .serving
        case 2: self = .notServing
        case 3: self = .serviceUnknown
        default: self = .unrecognized(rawValue)
        }
      }

      public var rawValue: Int32 {
        switch self {
        case .unknown: 0
        case .serving: 1
        case .notServing: 2
        case .serviceUnknown: 3
        case .unrecognized(let value): value
        }
      }

      public var protoName: String? {
        switch self {
        case .unknown: "UNKNOWN"
        case .serving: "SERVING"
        case .notServing: "NOT_SERVING"
        case .serviceUnknown: "SERVICE_UNKNOWN"
        case .unrecognized: nil
        }
      }

      public static let allCases: [Self] = [.unknown, .serving, .notServing, .serviceUnknown]
    }

    public var status: Health.HealthCheckResponse.ServingStatus = .unknown

    public init(status: Health.HealthCheckResponse.ServingStatus = .unknown) {
      self.status = status
    }

    public init() {}
  }

}

extension Health.HealthCheckRequest: @unsafe Carried {
  typealias Carrier = Grpc__Health__V1__HealthCheckRequest
  public static var typeName: String { "grpc.health.v1.HealthCheckRequest" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_grpc__health__v1__health_check_request()
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
    if unsafe c.pointee.service.len > 0 { self.service = try unsafe Reading.text(c.pointee.service, "service") }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe grpc__health__v1__health_check_request__init(c)
    if !service.isEmpty {
      unsafe c.pointee.service = Writing.bytes(service)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("service", service)
    writer.endObject()
  }
}

extension Health.HealthCheckResponse: @unsafe Carried {
  typealias Carrier = Grpc__Health__V1__HealthCheckResponse
  public static var typeName: String { "grpc.health.v1.HealthCheckResponse" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_grpc__health__v1__health_check_response()
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
    self.status = Health.HealthCheckResponse.ServingStatus(rawValue: Int32(truncatingIfNeeded: unsafe c.pointee.status.rawValue))
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe grpc__health__v1__health_check_response__init(c)
    unsafe c.pointee.status = .init(rawValue: .init(truncatingIfNeeded: status.rawValue))
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("status", status)
    writer.endObject()
  }
}
