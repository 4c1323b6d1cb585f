// Made by tools/generate from proto/carillon/v1/secrets.proto; do not edit.
// swift-format-ignore-file
internal import CMessages
internal import CProtobufC
public import Units

/// Never answers its value.
public struct Secret: WireMessage {
  public var name: String = ""
  public var id: String = ""
  public var version: UInt64 = 0
  public var description: String = ""
  /// Input only.
  public var value: Bytes = []
  /// Modules that may use it; empty is all.
  public var modules: [String] = []
  public var createTime: Instant?
  public var updateTime: Instant?
  public var labels: [Label] = []
  public var creator: String = ""
  public var resolveTime: Instant?

  public init(name: String = "", id: String = "", version: UInt64 = 0, description: String = "", value: Bytes = [], modules: [String] = [], createTime: Instant? = nil, updateTime: Instant? = nil, labels: [Label] = [], creator: String = "", resolveTime: Instant? = nil) {
    self.name = name
    self.id = id
    self.version = version
    self.description = description
    self.value = value
    self.modules = modules
    self.createTime = createTime
    self.updateTime = updateTime
    self.labels = labels
    self.creator = creator
    self.resolveTime = resolveTime
  }

  public init() {}
}

public struct CreateSecretRequest: WireMessage {
  public var secret: Secret?
  public var validateOnly: Bool = false

  public init(secret: Secret? = nil, validateOnly: Bool = false) {
    self.secret = secret
    self.validateOnly = validateOnly
  }

  public init() {}
}

public struct ListSecretsRequest: WireMessage {
  public var pageSize: UInt32 = 0
  public var pageToken: String = ""
  public var filter: String = ""
  public var orderBy: String = ""

  public init(pageSize: UInt32 = 0, pageToken: String = "", filter: String = "", orderBy: String = "") {
    self.pageSize = pageSize
    self.pageToken = pageToken
    self.filter = filter
    self.orderBy = orderBy
  }

  public init() {}
}

public struct ListSecretsResponse: WireMessage {
  public var secrets: [Secret] = []
  public var nextPageToken: String = ""

  public init(secrets: [Secret] = [], nextPageToken: String = "") {
    self.secrets = secrets
    self.nextPageToken = nextPageToken
  }

  public init() {}
}

public struct UpdateSecretRequest: WireMessage {
  public var secret: Secret?
  public var updateMask: [String] = []
  public var expectedVersion: UInt64 = 0
  public var validateOnly: Bool = false

  public init(secret: Secret? = nil, updateMask: [String] = [], expectedVersion: UInt64 = 0, validateOnly: Bool = false) {
    self.secret = secret
    self.updateMask = updateMask
    self.expectedVersion = expectedVersion
    self.validateOnly = validateOnly
  }

  public init() {}
}

public struct DeleteSecretRequest: WireMessage {
  public var secret: String = ""
  public var expectedVersion: UInt64 = 0
  public var validateOnly: Bool = false

  public init(secret: String = "", expectedVersion: UInt64 = 0, validateOnly: Bool = false) {
    self.secret = secret
    self.expectedVersion = expectedVersion
    self.validateOnly = validateOnly
  }

  public init() {}
}

public struct ResolveSecretsRequest: WireMessage {
  public var session: String = ""
  public var execution: String = ""
  public var token: UInt64 = 0
  public var names: [String] = []

  public init(session: String = "", execution: String = "", token: UInt64 = 0, names: [String] = []) {
    self.session = session
    self.execution = execution
    self.token = token
    self.names = names
  }

  public init() {}
}

public struct ResolveSecretsResponse: WireMessage {
  public struct Value: WireMessage {
    public var name: String = ""
    public var value: Bytes = []
    public var version: UInt64 = 0

    public init(name: String = "", value: Bytes = [], version: UInt64 = 0) {
      self.name = name
      self.value = value
      self.version = version
    }

    public init() {}
  }

  public var values: [ResolveSecretsResponse.Value] = []

  public init(values: [ResolveSecretsResponse.Value] = []) {
    self.values = values
  }

  public init() {}
}


extension Secret: @unsafe Carried {
  typealias Carrier = Carillon__V1__Secret
  public static var typeName: String { "carillon.v1.Secret" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__secret()
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
    if unsafe c.pointee.id.len > 0 { self.id = try unsafe Reading.text(c.pointee.id, "id") }
    self.version = unsafe c.pointee.version
    if unsafe c.pointee.description.len > 0 { self.description = try unsafe Reading.text(c.pointee.description, "description") }
    if unsafe c.pointee.value.len > 0 { self.value = unsafe Reading.bytes(c.pointee.value) }
    if unsafe c.pointee.n_modules > 0 {
      self.modules = try unsafe Reading.texts(c.pointee.n_modules, c.pointee.modules, "modules")
    }
    if unsafe c.pointee.create_time != nil { self.createTime = try unsafe Reading.instant(c.pointee.create_time, "create_time") }
    if unsafe c.pointee.update_time != nil { self.updateTime = try unsafe Reading.instant(c.pointee.update_time, "update_time") }
    if unsafe c.pointee.n_labels > 0 {
      self.labels = try unsafe Reading.labels(c.pointee.n_labels, "labels") { place in unsafe (c.pointee.labels[place]?.pointee.key, c.pointee.labels[place]?.pointee.value) }
    }
    if unsafe c.pointee.creator.len > 0 { self.creator = try unsafe Reading.text(c.pointee.creator, "creator") }
    if unsafe c.pointee.resolve_time != nil { self.resolveTime = try unsafe Reading.instant(c.pointee.resolve_time, "resolve_time") }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__secret__init(c)
    if !name.isEmpty {
      unsafe c.pointee.name = Writing.bytes(name)
    }
    if !id.isEmpty {
      unsafe c.pointee.id = Writing.bytes(id)
    }
    unsafe c.pointee.version = version
    if !description.isEmpty {
      unsafe c.pointee.description = Writing.bytes(description)
    }
    if !value.isEmpty {
      unsafe c.pointee.value = Writing.bytes(value)
    }
    if !modules.isEmpty {
      unsafe c.pointee.n_modules = modules.count
      unsafe c.pointee.modules = Writing.all(modules)
    }
    if let createTime {
      unsafe c.pointee.create_time = Writing.instant(createTime)
    }
    if let updateTime {
      unsafe c.pointee.update_time = Writing.instant(updateTime)
    }
    if !labels.isEmpty {
      unsafe c.pointee.n_labels = labels.count
      unsafe c.pointee.labels = Writing.labels(labels, Carillon__V1__Secret__LabelsEntry.self) { entry, key, value in
        unsafe carillon__v1__secret__labels_entry__init(entry)
        unsafe entry.pointee.key = key
        unsafe entry.pointee.value = value
      }
    }
    if !creator.isEmpty {
      unsafe c.pointee.creator = Writing.bytes(creator)
    }
    if let resolveTime {
      unsafe c.pointee.resolve_time = Writing.instant(resolveTime)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("name", name)
    writer.field("id", id)
    writer.field("version", version)
    writer.field("description", description)
    writer.field("modules", modules)
    writer.field("createTime", createTime)
    writer.field("updateTime", updateTime)
    writer.field("labels", labels: labels)
    writer.field("creator", creator)
    writer.field("resolveTime", resolveTime)
    writer.endObject()
  }
}

extension CreateSecretRequest: @unsafe Carried {
  typealias Carrier = Carillon__V1__CreateSecretRequest
  public static var typeName: String { "carillon.v1.CreateSecretRequest" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__create_secret_request()
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
    if unsafe c.pointee.secret != nil {
      self.secret = try unsafe Reading.message(c.pointee.secret, "secret")
    }
    self.validateOnly = unsafe c.pointee.validate_only != 0
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__create_secret_request__init(c)
    if let secret {
      unsafe c.pointee.secret = Writing.message(secret)
    }
    unsafe c.pointee.validate_only = validateOnly ? 1 : 0
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("secret", secret)
    writer.field("validateOnly", validateOnly)
    writer.endObject()
  }
}

extension ListSecretsRequest: @unsafe Carried {
  typealias Carrier = Carillon__V1__ListSecretsRequest
  public static var typeName: String { "carillon.v1.ListSecretsRequest" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__list_secrets_request()
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
    self.pageSize = unsafe c.pointee.page_size
    if unsafe c.pointee.page_token.len > 0 { self.pageToken = try unsafe Reading.text(c.pointee.page_token, "page_token") }
    if unsafe c.pointee.filter.len > 0 { self.filter = try unsafe Reading.text(c.pointee.filter, "filter") }
    if unsafe c.pointee.order_by.len > 0 { self.orderBy = try unsafe Reading.text(c.pointee.order_by, "order_by") }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__list_secrets_request__init(c)
    unsafe c.pointee.page_size = pageSize
    if !pageToken.isEmpty {
      unsafe c.pointee.page_token = Writing.bytes(pageToken)
    }
    if !filter.isEmpty {
      unsafe c.pointee.filter = Writing.bytes(filter)
    }
    if !orderBy.isEmpty {
      unsafe c.pointee.order_by = Writing.bytes(orderBy)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("pageSize", pageSize)
    writer.field("pageToken", pageToken)
    writer.field("filter", filter)
    writer.field("orderBy", orderBy)
    writer.endObject()
  }
}

extension ListSecretsResponse: @unsafe Carried {
  typealias Carrier = Carillon__V1__ListSecretsResponse
  public static var typeName: String { "carillon.v1.ListSecretsResponse" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__list_secrets_response()
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
    if unsafe c.pointee.n_secrets > 0 {
      self.secrets = try unsafe Reading.messages(c.pointee.n_secrets, c.pointee.secrets, "secrets")
    }
    if unsafe c.pointee.next_page_token.len > 0 { self.nextPageToken = try unsafe Reading.text(c.pointee.next_page_token, "next_page_token") }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__list_secrets_response__init(c)
    if !secrets.isEmpty {
      unsafe c.pointee.n_secrets = secrets.count
      unsafe c.pointee.secrets = Writing.messages(secrets)
    }
    if !nextPageToken.isEmpty {
      unsafe c.pointee.next_page_token = Writing.bytes(nextPageToken)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("secrets", secrets)
    writer.field("nextPageToken", nextPageToken)
    writer.endObject()
  }
}

extension UpdateSecretRequest: @unsafe Carried {
  typealias Carrier = Carillon__V1__UpdateSecretRequest
  public static var typeName: String { "carillon.v1.UpdateSecretRequest" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__update_secret_request()
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
    if unsafe c.pointee.secret != nil {
      self.secret = try unsafe Reading.message(c.pointee.secret, "secret")
    }
    if unsafe c.pointee.update_mask != nil { self.updateMask = try unsafe Reading.mask(c.pointee.update_mask, "update_mask") }
    self.expectedVersion = unsafe c.pointee.expected_version
    self.validateOnly = unsafe c.pointee.validate_only != 0
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__update_secret_request__init(c)
    if let secret {
      unsafe c.pointee.secret = Writing.message(secret)
    }
    if !updateMask.isEmpty {
      unsafe c.pointee.update_mask = Writing.mask(updateMask)
    }
    unsafe c.pointee.expected_version = expectedVersion
    unsafe c.pointee.validate_only = validateOnly ? 1 : 0
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("secret", secret)
    writer.field("updateMask", mask: updateMask)
    writer.field("expectedVersion", expectedVersion)
    writer.field("validateOnly", validateOnly)
    writer.endObject()
  }
}

extension DeleteSecretRequest: @unsafe Carried {
  typealias Carrier = Carillon__V1__DeleteSecretRequest
  public static var typeName: String { "carillon.v1.DeleteSecretRequest" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__delete_secret_request()
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
    if unsafe c.pointee.secret.len > 0 { self.secret = try unsafe Reading.text(c.pointee.secret, "secret") }
    self.expectedVersion = unsafe c.pointee.expected_version
    self.validateOnly = unsafe c.pointee.validate_only != 0
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__delete_secret_request__init(c)
    if !secret.isEmpty {
      unsafe c.pointee.secret = Writing.bytes(secret)
    }
    unsafe c.pointee.expected_version = expectedVersion
    unsafe c.pointee.validate_only = validateOnly ? 1 : 0
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("secret", secret)
    writer.field("expectedVersion", expectedVersion)
    writer.field("validateOnly", validateOnly)
    writer.endObject()
  }
}

extension ResolveSecretsRequest: @unsafe Carried {
  typealias Carrier = Carillon__V1__ResolveSecretsRequest
  public static var typeName: String { "carillon.v1.ResolveSecretsRequest" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__resolve_secrets_request()
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
    if unsafe c.pointee.session.len > 0 { self.session = try unsafe Reading.text(c.pointee.session, "session") }
    if unsafe c.pointee.execution.len > 0 { self.execution = try unsafe Reading.text(c.pointee.execution, "execution") }
    self.token = unsafe c.pointee.token
    if unsafe c.pointee.n_names > 0 {
      self.names = try unsafe Reading.texts(c.pointee.n_names, c.pointee.names, "names")
    }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__resolve_secrets_request__init(c)
    if !session.isEmpty {
      unsafe c.pointee.session = Writing.bytes(session)
    }
    if !execution.isEmpty {
      unsafe c.pointee.execution = Writing.bytes(execution)
    }
    unsafe c.pointee.token = token
    if !names.isEmpty {
      unsafe c.pointee.n_names = names.count
      unsafe c.pointee.names = Writing.all(names)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("session", session)
    writer.field("execution", execution)
    writer.field("token", token)
    writer.field("names", names)
    writer.endObject()
  }
}

extension ResolveSecretsResponse: @unsafe Carried {
  typealias Carrier = Carillon__V1__ResolveSecretsResponse
  public static var typeName: String { "carillon.v1.ResolveSecretsResponse" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__resolve_secrets_response()
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
    if unsafe c.pointee.n_values > 0 {
      self.values = try unsafe Reading.messages(c.pointee.n_values, c.pointee.values, "values")
    }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__resolve_secrets_response__init(c)
    if !values.isEmpty {
      unsafe c.pointee.n_values = values.count
      unsafe c.pointee.values = Writing.messages(values)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("values", values)
    writer.endObject()
  }
}

extension ResolveSecretsResponse.Value: @unsafe Carried {
  typealias Carrier = Carillon__V1__ResolveSecretsResponse__Value
  public static var typeName: String { "carillon.v1.ResolveSecretsResponse.Value" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__resolve_secrets_response__value()
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
    if unsafe c.pointee.value.len > 0 { self.value = unsafe Reading.bytes(c.pointee.value) }
    self.version = unsafe c.pointee.version
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__resolve_secrets_response__value__init(c)
    if !name.isEmpty {
      unsafe c.pointee.name = Writing.bytes(name)
    }
    if !value.isEmpty {
      unsafe c.pointee.value = Writing.bytes(value)
    }
    unsafe c.pointee.version = version
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("name", name)
    writer.field("value", value)
    writer.field("version", version)
    writer.endObject()
  }
}
