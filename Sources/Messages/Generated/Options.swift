// Made by tools/generate from proto/carillon/v1/options.proto; do not edit.
// swift-format-ignore-file
internal import CMessages
internal import CProtobufC
public import Units

/// Who may do what. A binding gives a role over modules or names.
public struct Access: WireMessage {
  public enum Role: WireEnum {
    case unspecified
    case viewer
    case `operator`
    case publisher
    case worker
    case admin
    /// Anybody who is authenticated, or anybody at all where the call says so.
    case anyone
    /// A value that this version does not know; it survives as it is.
    case unrecognized(Int32)

    public init(rawValue: Int32) {
      switch rawValue {
      case 0: self = .unspecified
      case 1: self = .viewer
      case 2: self = .`operator`
      case 3: self = .publisher
      case 4: self = .worker
      case 5: self = .admin
      case 6: self = .anyone
      default: self = .unrecognized(rawValue)
      }
    }

    public var rawValue: Int32 {
      switch self {
      case .unspecified: 0
      case .viewer: 1
      case .`operator`: 2
      case .publisher: 3
      case .worker: 4
      case .admin: 5
      case .anyone: 6
      case .unrecognized(let value): value
      }
    }

    public var protoName: String? {
      switch self {
      case .unspecified: "ROLE_UNSPECIFIED"
      case .viewer: "VIEWER"
      case .`operator`: "OPERATOR"
      case .publisher: "PUBLISHER"
      case .worker: "WORKER"
      case .admin: "ADMIN"
      case .anyone: "ANYONE"
      case .unrecognized: nil
      }
    }

    public static let allCases: [Self] = [.unspecified, .viewer, .`operator`, .publisher, .worker, .admin, .anyone]
  }


  public init() {}
}


extension Access: @unsafe Carried {
  typealias Carrier = Carillon__V1__Access
  public static var typeName: String { "carillon.v1.Access" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__access()
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
    unsafe carillon__v1__access__init(c)
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.endObject()
  }
}
