// Made by tools/generate from proto/grpc/reflection/v1/reflection.proto; do not edit.
// swift-format-ignore-file
internal import CMessages
internal import CProtobufC
public import Units

extension Reflection {
  public struct ServerReflectionRequest: WireMessage {
    public enum MessageRequest: Hashable, Sendable {
      case fileByFilename(String)
      case fileContainingSymbol(String)
      case fileContainingExtension(Reflection.ExtensionRequest)
      case allExtensionNumbersOfType(String)
      case listServices(String)
    }

    public var host: String = ""
    public var messageRequest: MessageRequest?

    public init(host: String = "", messageRequest: MessageRequest? = nil) {
      self.host = host
      self.messageRequest = messageRequest
    }

    public init() {}
  }

  public struct ExtensionRequest: WireMessage {
    public var containingType: String = ""
    public var extensionNumber: Int32 = 0

    public init(containingType: String = "", extensionNumber: Int32 = 0) {
      self.containingType = containingType
      self.extensionNumber = extensionNumber
    }

    public init() {}
  }

  public struct ServerReflectionResponse: WireMessage {
    public enum MessageResponse: Hashable, Sendable {
      case fileDescriptorResponse(Reflection.FileDescriptorResponse)
      case allExtensionNumbersResponse(Reflection.ExtensionNumberResponse)
      case listServicesResponse(Reflection.ListServiceResponse)
      case errorResponse(Reflection.ErrorResponse)
    }

    public var validHost: String = ""
    public var originalRequest: Reflection.ServerReflectionRequest?
    public var messageResponse: MessageResponse?

    public init(validHost: String = "", originalRequest: Reflection.ServerReflectionRequest? = nil, messageResponse: MessageResponse? = nil) {
      self.validHost = validHost
      self.originalRequest = originalRequest
      self.messageResponse = messageResponse
    }

    public init() {}
  }

  public struct FileDescriptorResponse: WireMessage {
    public var fileDescriptorProto: [Bytes] = []

    public init(fileDescriptorProto: [Bytes] = []) {
      self.fileDescriptorProto = fileDescriptorProto
    }

    public init() {}
  }

  public struct ExtensionNumberResponse: WireMessage {
    public var baseTypeName: String = ""
    public var extensionNumber: [Int32] = []

    public init(baseTypeName: String = "", extensionNumber: [Int32] = []) {
      self.baseTypeName = baseTypeName
      self.extensionNumber = extensionNumber
    }

    public init() {}
  }

  public struct ListServiceResponse: WireMessage {
    public var service: [Reflection.ServiceResponse] = []

    public init(service: [Reflection.ServiceResponse] = []) {
      self.service = service
    }

    public init() {}
  }

  public struct ServiceResponse: WireMessage {
    public var name: String = ""

    public init(name: String = "") {
      self.name = name
    }

    public init() {}
  }

  public struct ErrorResponse: WireMessage {
    public var errorCode: Int32 = 0
    public var errorMessage: String = ""

    public init(errorCode: Int32 = 0, errorMessage: String = "") {
      self.errorCode = errorCode
      self.errorMessage = errorMessage
    }

    public init() {}
  }

}

extension Reflection.ServerReflectionRequest: @unsafe Carried {
  typealias Carrier = Grpc__Reflection__V1__ServerReflectionRequest
  public static var typeName: String { "grpc.reflection.v1.ServerReflectionRequest" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_grpc__reflection__v1__server_reflection_request()
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
    if unsafe c.pointee.host.len > 0 { self.host = try unsafe Reading.text(c.pointee.host, "host") }
    switch unsafe c.pointee.message_request_case.rawValue {
    case 3:
      self.messageRequest = .fileByFilename(try unsafe Reading.text(c.pointee.file_by_filename, "file_by_filename"))
    case 4:
      self.messageRequest = .fileContainingSymbol(try unsafe Reading.text(c.pointee.file_containing_symbol, "file_containing_symbol"))
    case 5:
      self.messageRequest = .fileContainingExtension(try unsafe Reading.message(c.pointee.file_containing_extension, "file_containing_extension") ?? Reflection.ExtensionRequest())
    case 6:
      self.messageRequest = .allExtensionNumbersOfType(try unsafe Reading.text(c.pointee.all_extension_numbers_of_type, "all_extension_numbers_of_type"))
    case 7:
      self.messageRequest = .listServices(try unsafe Reading.text(c.pointee.list_services, "list_services"))
    default: break
    }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe grpc__reflection__v1__server_reflection_request__init(c)
    if !host.isEmpty {
      unsafe c.pointee.host = Writing.bytes(host)
    }
    switch messageRequest {
    case .fileByFilename(let value):
      unsafe c.pointee.message_request_case = .init(rawValue: 3)
      unsafe c.pointee.file_by_filename = Writing.bytes(value)
    case .fileContainingSymbol(let value):
      unsafe c.pointee.message_request_case = .init(rawValue: 4)
      unsafe c.pointee.file_containing_symbol = Writing.bytes(value)
    case .fileContainingExtension(let value):
      unsafe c.pointee.message_request_case = .init(rawValue: 5)
      unsafe c.pointee.file_containing_extension = Writing.message(value)
    case .allExtensionNumbersOfType(let value):
      unsafe c.pointee.message_request_case = .init(rawValue: 6)
      unsafe c.pointee.all_extension_numbers_of_type = Writing.bytes(value)
    case .listServices(let value):
      unsafe c.pointee.message_request_case = .init(rawValue: 7)
      unsafe c.pointee.list_services = Writing.bytes(value)
    case nil: break
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("host", host)
    switch messageRequest {
    case .fileByFilename(let value):
      writer.present("fileByFilename", value)
    case .fileContainingSymbol(let value):
      writer.present("fileContainingSymbol", value)
    case .fileContainingExtension(let value):
      writer.present("fileContainingExtension", value)
    case .allExtensionNumbersOfType(let value):
      writer.present("allExtensionNumbersOfType", value)
    case .listServices(let value):
      writer.present("listServices", value)
    case nil: break
    }
    writer.endObject()
  }
}

extension Reflection.ExtensionRequest: @unsafe Carried {
  typealias Carrier = Grpc__Reflection__V1__ExtensionRequest
  public static var typeName: String { "grpc.reflection.v1.ExtensionRequest" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_grpc__reflection__v1__extension_request()
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
    if unsafe c.pointee.containing_type.len > 0 { self.containingType = try unsafe Reading.text(c.pointee.containing_type, "containing_type") }
    self.extensionNumber = unsafe c.pointee.extension_number
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe grpc__reflection__v1__extension_request__init(c)
    if !containingType.isEmpty {
      unsafe c.pointee.containing_type = Writing.bytes(containingType)
    }
    unsafe c.pointee.extension_number = extensionNumber
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("containingType", containingType)
    writer.field("extensionNumber", extensionNumber)
    writer.endObject()
  }
}

extension Reflection.ServerReflectionResponse: @unsafe Carried {
  typealias Carrier = Grpc__Reflection__V1__ServerReflectionResponse
  public static var typeName: String { "grpc.reflection.v1.ServerReflectionResponse" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_grpc__reflection__v1__server_reflection_response()
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
    if unsafe c.pointee.valid_host.len > 0 { self.validHost = try unsafe Reading.text(c.pointee.valid_host, "valid_host") }
    if unsafe c.pointee.original_request != nil {
      self.originalRequest = try unsafe Reading.message(c.pointee.original_request, "original_request")
    }
    switch unsafe c.pointee.message_response_case.rawValue {
    case 4:
      self.messageResponse = .fileDescriptorResponse(try unsafe Reading.message(c.pointee.file_descriptor_response, "file_descriptor_response") ?? Reflection.FileDescriptorResponse())
    case 5:
      self.messageResponse = .allExtensionNumbersResponse(try unsafe Reading.message(c.pointee.all_extension_numbers_response, "all_extension_numbers_response") ?? Reflection.ExtensionNumberResponse())
    case 6:
      self.messageResponse = .listServicesResponse(try unsafe Reading.message(c.pointee.list_services_response, "list_services_response") ?? Reflection.ListServiceResponse())
    case 7:
      self.messageResponse = .errorResponse(try unsafe Reading.message(c.pointee.error_response, "error_response") ?? Reflection.ErrorResponse())
    default: break
    }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe grpc__reflection__v1__server_reflection_response__init(c)
    if !validHost.isEmpty {
      unsafe c.pointee.valid_host = Writing.bytes(validHost)
    }
    if let originalRequest {
      unsafe c.pointee.original_request = Writing.message(originalRequest)
    }
    switch messageResponse {
    case .fileDescriptorResponse(let value):
      unsafe c.pointee.message_response_case = .init(rawValue: 4)
      unsafe c.pointee.file_descriptor_response = Writing.message(value)
    case .allExtensionNumbersResponse(let value):
      unsafe c.pointee.message_response_case = .init(rawValue: 5)
      unsafe c.pointee.all_extension_numbers_response = Writing.message(value)
    case .listServicesResponse(let value):
      unsafe c.pointee.message_response_case = .init(rawValue: 6)
      unsafe c.pointee.list_services_response = Writing.message(value)
    case .errorResponse(let value):
      unsafe c.pointee.message_response_case = .init(rawValue: 7)
      unsafe c.pointee.error_response = Writing.message(value)
    case nil: break
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("validHost", validHost)
    writer.field("originalRequest", originalRequest)
    switch messageResponse {
    case .fileDescriptorResponse(let value):
      writer.present("fileDescriptorResponse", value)
    case .allExtensionNumbersResponse(let value):
      writer.present("allExtensionNumbersResponse", value)
    case .listServicesResponse(let value):
      writer.present("listServicesResponse", value)
    case .errorResponse(let value):
      writer.present("errorResponse", value)
    case nil: break
    }
    writer.endObject()
  }
}

extension Reflection.FileDescriptorResponse: @unsafe Carried {
  typealias Carrier = Grpc__Reflection__V1__FileDescriptorResponse
  public static var typeName: String { "grpc.reflection.v1.FileDescriptorResponse" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_grpc__reflection__v1__file_descriptor_response()
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
    if unsafe c.pointee.n_file_descriptor_proto > 0 {
      self.fileDescriptorProto = try unsafe Reading.blobs(c.pointee.n_file_descriptor_proto, c.pointee.file_descriptor_proto, "file_descriptor_proto")
    }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe grpc__reflection__v1__file_descriptor_response__init(c)
    if !fileDescriptorProto.isEmpty {
      unsafe c.pointee.n_file_descriptor_proto = fileDescriptorProto.count
      unsafe c.pointee.file_descriptor_proto = Writing.all(fileDescriptorProto)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("fileDescriptorProto", fileDescriptorProto)
    writer.endObject()
  }
}

extension Reflection.ExtensionNumberResponse: @unsafe Carried {
  typealias Carrier = Grpc__Reflection__V1__ExtensionNumberResponse
  public static var typeName: String { "grpc.reflection.v1.ExtensionNumberResponse" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_grpc__reflection__v1__extension_number_response()
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
    if unsafe c.pointee.base_type_name.len > 0 { self.baseTypeName = try unsafe Reading.text(c.pointee.base_type_name, "base_type_name") }
    if unsafe c.pointee.n_extension_number > 0 {
      self.extensionNumber = unsafe Reading.numbers(c.pointee.n_extension_number, c.pointee.extension_number)
    }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe grpc__reflection__v1__extension_number_response__init(c)
    if !baseTypeName.isEmpty {
      unsafe c.pointee.base_type_name = Writing.bytes(baseTypeName)
    }
    if !extensionNumber.isEmpty {
      unsafe c.pointee.n_extension_number = extensionNumber.count
      unsafe c.pointee.extension_number = Writing.numbers(extensionNumber)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("baseTypeName", baseTypeName)
    writer.field("extensionNumber", extensionNumber)
    writer.endObject()
  }
}

extension Reflection.ListServiceResponse: @unsafe Carried {
  typealias Carrier = Grpc__Reflection__V1__ListServiceResponse
  public static var typeName: String { "grpc.reflection.v1.ListServiceResponse" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_grpc__reflection__v1__list_service_response()
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
    if unsafe c.pointee.n_service > 0 {
      self.service = try unsafe Reading.messages(c.pointee.n_service, c.pointee.service, "service")
    }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe grpc__reflection__v1__list_service_response__init(c)
    if !service.isEmpty {
      unsafe c.pointee.n_service = service.count
      unsafe c.pointee.service = Writing.messages(service)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("service", service)
    writer.endObject()
  }
}

extension Reflection.ServiceResponse: @unsafe Carried {
  typealias Carrier = Grpc__Reflection__V1__ServiceResponse
  public static var typeName: String { "grpc.reflection.v1.ServiceResponse" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_grpc__reflection__v1__service_response()
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
    if unsafe c.pointee.name.len > 0 { self.name = try unsafe Reading.text(c.pointee.name, "name") }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe grpc__reflection__v1__service_response__init(c)
    if !name.isEmpty {
      unsafe c.pointee.name = Writing.bytes(name)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("name", name)
    writer.endObject()
  }
}

extension Reflection.ErrorResponse: @unsafe Carried {
  typealias Carrier = Grpc__Reflection__V1__ErrorResponse
  public static var typeName: String { "grpc.reflection.v1.ErrorResponse" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_grpc__reflection__v1__error_response()
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
    self.errorCode = unsafe c.pointee.error_code
    if unsafe c.pointee.error_message.len > 0 { self.errorMessage = try unsafe Reading.text(c.pointee.error_message, "error_message") }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe grpc__reflection__v1__error_response__init(c)
    unsafe c.pointee.error_code = errorCode
    if !errorMessage.isEmpty {
      unsafe c.pointee.error_message = Writing.bytes(errorMessage)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("errorCode", errorCode)
    writer.field("errorMessage", errorMessage)
    writer.endObject()
  }
}
