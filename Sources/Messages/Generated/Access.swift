// Made by tools/generate from proto/carillon/v1/access.proto; do not edit.
// swift-format-ignore-file
internal import CMessages
internal import CProtobufC
public import Units

public struct Token: WireMessage {
  public var name: String = ""
  public var id: String = ""
  public var version: UInt64 = 0
  public var principal: String = ""
  public var role: Access.Role = .unspecified
  public var expireTime: Instant?
  public var useTime: Instant?
  public var revoked: Bool = false
  public var createTime: Instant?
  public var updateTime: Instant?
  public var labels: [Label] = []
  public var creator: String = ""

  public init(name: String = "", id: String = "", version: UInt64 = 0, principal: String = "", role: Access.Role = .unspecified, expireTime: Instant? = nil, useTime: Instant? = nil, revoked: Bool = false, createTime: Instant? = nil, updateTime: Instant? = nil, labels: [Label] = [], creator: String = "") {
    self.name = name
    self.id = id
    self.version = version
    self.principal = principal
    self.role = role
    self.expireTime = expireTime
    self.useTime = useTime
    self.revoked = revoked
    self.createTime = createTime
    self.updateTime = updateTime
    self.labels = labels
    self.creator = creator
  }

  public init() {}
}

public struct CreateTokenRequest: WireMessage {
  public var token: Token?
  public var lifetime: Timeout?
  public var validateOnly: Bool = false
  /// Drawn and hashed by the leader; never sent by callers.
  public var secretHash: Bytes = []

  public init(token: Token? = nil, lifetime: Timeout? = nil, validateOnly: Bool = false, secretHash: Bytes = []) {
    self.token = token
    self.lifetime = lifetime
    self.validateOnly = validateOnly
    self.secretHash = secretHash
  }

  public init() {}
}

public struct CreateTokenResponse: WireMessage {
  public var token: Token?
  /// Shown once.
  public var secret: String = ""

  public init(token: Token? = nil, secret: String = "") {
    self.token = token
    self.secret = secret
  }

  public init() {}
}

public struct ListTokensRequest: WireMessage {
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

public struct ListTokensResponse: WireMessage {
  public var tokens: [Token] = []
  public var nextPageToken: String = ""

  public init(tokens: [Token] = [], nextPageToken: String = "") {
    self.tokens = tokens
    self.nextPageToken = nextPageToken
  }

  public init() {}
}

public struct RotateTokenRequest: WireMessage {
  public var token: String = ""
  /// How long the old one still serves.
  public var overlap: Timeout?
  public var lifetime: Timeout?
  /// As in `CreateTokenRequest`.
  public var secretHash: Bytes = []

  public init(token: String = "", overlap: Timeout? = nil, lifetime: Timeout? = nil, secretHash: Bytes = []) {
    self.token = token
    self.overlap = overlap
    self.lifetime = lifetime
    self.secretHash = secretHash
  }

  public init() {}
}

public struct RevokeTokenRequest: WireMessage {
  public var token: String = ""

  public init(token: String = "") {
    self.token = token
  }

  public init() {}
}

public struct Binding: WireMessage {
  public var name: String = ""
  public var id: String = ""
  public var version: UInt64 = 0
  public var principal: String = ""
  public var role: Access.Role = .unspecified
  public var modules: [String] = []
  /// Patterns over jobs, queues and event names.
  public var names: [String] = []
  public var createTime: Instant?
  public var updateTime: Instant?
  public var labels: [Label] = []
  public var creator: String = ""

  public init(name: String = "", id: String = "", version: UInt64 = 0, principal: String = "", role: Access.Role = .unspecified, modules: [String] = [], names: [String] = [], createTime: Instant? = nil, updateTime: Instant? = nil, labels: [Label] = [], creator: String = "") {
    self.name = name
    self.id = id
    self.version = version
    self.principal = principal
    self.role = role
    self.modules = modules
    self.names = names
    self.createTime = createTime
    self.updateTime = updateTime
    self.labels = labels
    self.creator = creator
  }

  public init() {}
}

public struct CreateBindingRequest: WireMessage {
  public var binding: Binding?
  public var validateOnly: Bool = false

  public init(binding: Binding? = nil, validateOnly: Bool = false) {
    self.binding = binding
    self.validateOnly = validateOnly
  }

  public init() {}
}

public struct ListBindingsRequest: WireMessage {
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

public struct ListBindingsResponse: WireMessage {
  public var bindings: [Binding] = []
  public var nextPageToken: String = ""

  public init(bindings: [Binding] = [], nextPageToken: String = "") {
    self.bindings = bindings
    self.nextPageToken = nextPageToken
  }

  public init() {}
}

public struct DeleteBindingRequest: WireMessage {
  public var binding: String = ""
  public var expectedVersion: UInt64 = 0

  public init(binding: String = "", expectedVersion: UInt64 = 0) {
    self.binding = binding
    self.expectedVersion = expectedVersion
  }

  public init() {}
}

public struct WhoAmIRequest: WireMessage {

  public init() {}
}

public struct WhoAmIResponse: WireMessage {
  public var principal: String = ""
  /// By what: `token`, `certificate`, `loopback`.
  public var means: String = ""
  public var role: Access.Role = .unspecified
  public var bindings: [Binding] = []
  public var expireTime: Instant?

  public init(principal: String = "", means: String = "", role: Access.Role = .unspecified, bindings: [Binding] = [], expireTime: Instant? = nil) {
    self.principal = principal
    self.means = means
    self.role = role
    self.bindings = bindings
    self.expireTime = expireTime
  }

  public init() {}
}

public struct AuditEvent: WireMessage {
  public var id: String = ""
  public var time: Instant?
  public var principal: String = ""
  public var method: String = ""
  public var subject: String = ""
  /// gRPC's code.
  public var code: UInt32 = 0
  public var reason: String = ""
  public var peer: String = ""
  public var note: String = ""

  public init(id: String = "", time: Instant? = nil, principal: String = "", method: String = "", subject: String = "", code: UInt32 = 0, reason: String = "", peer: String = "", note: String = "") {
    self.id = id
    self.time = time
    self.principal = principal
    self.method = method
    self.subject = subject
    self.code = code
    self.reason = reason
    self.peer = peer
    self.note = note
  }

  public init() {}
}

public struct ListAuditEventsRequest: WireMessage {
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

public struct ListAuditEventsResponse: WireMessage {
  public var events: [AuditEvent] = []
  public var nextPageToken: String = ""

  public init(events: [AuditEvent] = [], nextPageToken: String = "") {
    self.events = events
    self.nextPageToken = nextPageToken
  }

  public init() {}
}


extension Token: @unsafe Carried {
  typealias Carrier = Carillon__V1__Token
  public static var typeName: String { "carillon.v1.Token" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__token()
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
    if unsafe c.pointee.principal.len > 0 { self.principal = try unsafe Reading.text(c.pointee.principal, "principal") }
    self.role = Access.Role(rawValue: Int32(truncatingIfNeeded: unsafe c.pointee.role.rawValue))
    if unsafe c.pointee.expire_time != nil { self.expireTime = try unsafe Reading.instant(c.pointee.expire_time, "expire_time") }
    if unsafe c.pointee.use_time != nil { self.useTime = try unsafe Reading.instant(c.pointee.use_time, "use_time") }
    self.revoked = unsafe c.pointee.revoked != 0
    if unsafe c.pointee.create_time != nil { self.createTime = try unsafe Reading.instant(c.pointee.create_time, "create_time") }
    if unsafe c.pointee.update_time != nil { self.updateTime = try unsafe Reading.instant(c.pointee.update_time, "update_time") }
    if unsafe c.pointee.n_labels > 0 {
      self.labels = try unsafe Reading.labels(c.pointee.n_labels, "labels") { place in unsafe (c.pointee.labels[place]?.pointee.key, c.pointee.labels[place]?.pointee.value) }
    }
    if unsafe c.pointee.creator.len > 0 { self.creator = try unsafe Reading.text(c.pointee.creator, "creator") }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__token__init(c)
    if !name.isEmpty {
      unsafe c.pointee.name = Writing.bytes(name)
    }
    if !id.isEmpty {
      unsafe c.pointee.id = Writing.bytes(id)
    }
    unsafe c.pointee.version = version
    if !principal.isEmpty {
      unsafe c.pointee.principal = Writing.bytes(principal)
    }
    unsafe c.pointee.role = .init(rawValue: .init(truncatingIfNeeded: role.rawValue))
    if let expireTime {
      unsafe c.pointee.expire_time = Writing.instant(expireTime)
    }
    if let useTime {
      unsafe c.pointee.use_time = Writing.instant(useTime)
    }
    unsafe c.pointee.revoked = revoked ? 1 : 0
    if let createTime {
      unsafe c.pointee.create_time = Writing.instant(createTime)
    }
    if let updateTime {
      unsafe c.pointee.update_time = Writing.instant(updateTime)
    }
    if !labels.isEmpty {
      unsafe c.pointee.n_labels = labels.count
      unsafe c.pointee.labels = Writing.labels(labels, Carillon__V1__Token__LabelsEntry.self) { entry, key, value in
        unsafe carillon__v1__token__labels_entry__init(entry)
        unsafe entry.pointee.key = key
        unsafe entry.pointee.value = value
      }
    }
    if !creator.isEmpty {
      unsafe c.pointee.creator = Writing.bytes(creator)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("name", name)
    writer.field("id", id)
    writer.field("version", version)
    writer.field("principal", principal)
    writer.field("role", role)
    writer.field("expireTime", expireTime)
    writer.field("useTime", useTime)
    writer.field("revoked", revoked)
    writer.field("createTime", createTime)
    writer.field("updateTime", updateTime)
    writer.field("labels", labels: labels)
    writer.field("creator", creator)
    writer.endObject()
  }
}

extension CreateTokenRequest: @unsafe Carried {
  typealias Carrier = Carillon__V1__CreateTokenRequest
  public static var typeName: String { "carillon.v1.CreateTokenRequest" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__create_token_request()
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
    if unsafe c.pointee.token != nil {
      self.token = try unsafe Reading.message(c.pointee.token, "token")
    }
    if unsafe c.pointee.lifetime != nil { self.lifetime = try unsafe Reading.timeout(c.pointee.lifetime, "lifetime") }
    self.validateOnly = unsafe c.pointee.validate_only != 0
    if unsafe c.pointee.secret_hash.len > 0 { self.secretHash = unsafe Reading.bytes(c.pointee.secret_hash) }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__create_token_request__init(c)
    if let token {
      unsafe c.pointee.token = Writing.message(token)
    }
    if let lifetime {
      unsafe c.pointee.lifetime = Writing.timeout(lifetime)
    }
    unsafe c.pointee.validate_only = validateOnly ? 1 : 0
    if !secretHash.isEmpty {
      unsafe c.pointee.secret_hash = Writing.bytes(secretHash)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("token", token)
    writer.field("lifetime", lifetime)
    writer.field("validateOnly", validateOnly)
    writer.endObject()
  }
}

extension CreateTokenResponse: @unsafe Carried {
  typealias Carrier = Carillon__V1__CreateTokenResponse
  public static var typeName: String { "carillon.v1.CreateTokenResponse" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__create_token_response()
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
    if unsafe c.pointee.token != nil {
      self.token = try unsafe Reading.message(c.pointee.token, "token")
    }
    if unsafe c.pointee.secret.len > 0 { self.secret = try unsafe Reading.text(c.pointee.secret, "secret") }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__create_token_response__init(c)
    if let token {
      unsafe c.pointee.token = Writing.message(token)
    }
    if !secret.isEmpty {
      unsafe c.pointee.secret = Writing.bytes(secret)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("token", token)
    writer.field("secret", secret)
    writer.endObject()
  }
}

extension ListTokensRequest: @unsafe Carried {
  typealias Carrier = Carillon__V1__ListTokensRequest
  public static var typeName: String { "carillon.v1.ListTokensRequest" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__list_tokens_request()
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
    unsafe carillon__v1__list_tokens_request__init(c)
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

extension ListTokensResponse: @unsafe Carried {
  typealias Carrier = Carillon__V1__ListTokensResponse
  public static var typeName: String { "carillon.v1.ListTokensResponse" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__list_tokens_response()
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
    if unsafe c.pointee.n_tokens > 0 {
      self.tokens = try unsafe Reading.messages(c.pointee.n_tokens, c.pointee.tokens, "tokens")
    }
    if unsafe c.pointee.next_page_token.len > 0 { self.nextPageToken = try unsafe Reading.text(c.pointee.next_page_token, "next_page_token") }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__list_tokens_response__init(c)
    if !tokens.isEmpty {
      unsafe c.pointee.n_tokens = tokens.count
      unsafe c.pointee.tokens = Writing.messages(tokens)
    }
    if !nextPageToken.isEmpty {
      unsafe c.pointee.next_page_token = Writing.bytes(nextPageToken)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("tokens", tokens)
    writer.field("nextPageToken", nextPageToken)
    writer.endObject()
  }
}

extension RotateTokenRequest: @unsafe Carried {
  typealias Carrier = Carillon__V1__RotateTokenRequest
  public static var typeName: String { "carillon.v1.RotateTokenRequest" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__rotate_token_request()
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
    if unsafe c.pointee.token.len > 0 { self.token = try unsafe Reading.text(c.pointee.token, "token") }
    if unsafe c.pointee.overlap != nil { self.overlap = try unsafe Reading.timeout(c.pointee.overlap, "overlap") }
    if unsafe c.pointee.lifetime != nil { self.lifetime = try unsafe Reading.timeout(c.pointee.lifetime, "lifetime") }
    if unsafe c.pointee.secret_hash.len > 0 { self.secretHash = unsafe Reading.bytes(c.pointee.secret_hash) }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__rotate_token_request__init(c)
    if !token.isEmpty {
      unsafe c.pointee.token = Writing.bytes(token)
    }
    if let overlap {
      unsafe c.pointee.overlap = Writing.timeout(overlap)
    }
    if let lifetime {
      unsafe c.pointee.lifetime = Writing.timeout(lifetime)
    }
    if !secretHash.isEmpty {
      unsafe c.pointee.secret_hash = Writing.bytes(secretHash)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("token", token)
    writer.field("overlap", overlap)
    writer.field("lifetime", lifetime)
    writer.endObject()
  }
}

extension RevokeTokenRequest: @unsafe Carried {
  typealias Carrier = Carillon__V1__RevokeTokenRequest
  public static var typeName: String { "carillon.v1.RevokeTokenRequest" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__revoke_token_request()
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
    if unsafe c.pointee.token.len > 0 { self.token = try unsafe Reading.text(c.pointee.token, "token") }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__revoke_token_request__init(c)
    if !token.isEmpty {
      unsafe c.pointee.token = Writing.bytes(token)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("token", token)
    writer.endObject()
  }
}

extension Binding: @unsafe Carried {
  typealias Carrier = Carillon__V1__Binding
  public static var typeName: String { "carillon.v1.Binding" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__binding()
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
    if unsafe c.pointee.principal.len > 0 { self.principal = try unsafe Reading.text(c.pointee.principal, "principal") }
    self.role = Access.Role(rawValue: Int32(truncatingIfNeeded: unsafe c.pointee.role.rawValue))
    if unsafe c.pointee.n_modules > 0 {
      self.modules = try unsafe Reading.texts(c.pointee.n_modules, c.pointee.modules, "modules")
    }
    if unsafe c.pointee.n_names > 0 {
      self.names = try unsafe Reading.texts(c.pointee.n_names, c.pointee.names, "names")
    }
    if unsafe c.pointee.create_time != nil { self.createTime = try unsafe Reading.instant(c.pointee.create_time, "create_time") }
    if unsafe c.pointee.update_time != nil { self.updateTime = try unsafe Reading.instant(c.pointee.update_time, "update_time") }
    if unsafe c.pointee.n_labels > 0 {
      self.labels = try unsafe Reading.labels(c.pointee.n_labels, "labels") { place in unsafe (c.pointee.labels[place]?.pointee.key, c.pointee.labels[place]?.pointee.value) }
    }
    if unsafe c.pointee.creator.len > 0 { self.creator = try unsafe Reading.text(c.pointee.creator, "creator") }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__binding__init(c)
    if !name.isEmpty {
      unsafe c.pointee.name = Writing.bytes(name)
    }
    if !id.isEmpty {
      unsafe c.pointee.id = Writing.bytes(id)
    }
    unsafe c.pointee.version = version
    if !principal.isEmpty {
      unsafe c.pointee.principal = Writing.bytes(principal)
    }
    unsafe c.pointee.role = .init(rawValue: .init(truncatingIfNeeded: role.rawValue))
    if !modules.isEmpty {
      unsafe c.pointee.n_modules = modules.count
      unsafe c.pointee.modules = Writing.all(modules)
    }
    if !names.isEmpty {
      unsafe c.pointee.n_names = names.count
      unsafe c.pointee.names = Writing.all(names)
    }
    if let createTime {
      unsafe c.pointee.create_time = Writing.instant(createTime)
    }
    if let updateTime {
      unsafe c.pointee.update_time = Writing.instant(updateTime)
    }
    if !labels.isEmpty {
      unsafe c.pointee.n_labels = labels.count
      unsafe c.pointee.labels = Writing.labels(labels, Carillon__V1__Binding__LabelsEntry.self) { entry, key, value in
        unsafe carillon__v1__binding__labels_entry__init(entry)
        unsafe entry.pointee.key = key
        unsafe entry.pointee.value = value
      }
    }
    if !creator.isEmpty {
      unsafe c.pointee.creator = Writing.bytes(creator)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("name", name)
    writer.field("id", id)
    writer.field("version", version)
    writer.field("principal", principal)
    writer.field("role", role)
    writer.field("modules", modules)
    writer.field("names", names)
    writer.field("createTime", createTime)
    writer.field("updateTime", updateTime)
    writer.field("labels", labels: labels)
    writer.field("creator", creator)
    writer.endObject()
  }
}

extension CreateBindingRequest: @unsafe Carried {
  typealias Carrier = Carillon__V1__CreateBindingRequest
  public static var typeName: String { "carillon.v1.CreateBindingRequest" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__create_binding_request()
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
    if unsafe c.pointee.binding != nil {
      self.binding = try unsafe Reading.message(c.pointee.binding, "binding")
    }
    self.validateOnly = unsafe c.pointee.validate_only != 0
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__create_binding_request__init(c)
    if let binding {
      unsafe c.pointee.binding = Writing.message(binding)
    }
    unsafe c.pointee.validate_only = validateOnly ? 1 : 0
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("binding", binding)
    writer.field("validateOnly", validateOnly)
    writer.endObject()
  }
}

extension ListBindingsRequest: @unsafe Carried {
  typealias Carrier = Carillon__V1__ListBindingsRequest
  public static var typeName: String { "carillon.v1.ListBindingsRequest" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__list_bindings_request()
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
    unsafe carillon__v1__list_bindings_request__init(c)
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

extension ListBindingsResponse: @unsafe Carried {
  typealias Carrier = Carillon__V1__ListBindingsResponse
  public static var typeName: String { "carillon.v1.ListBindingsResponse" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__list_bindings_response()
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
    if unsafe c.pointee.n_bindings > 0 {
      self.bindings = try unsafe Reading.messages(c.pointee.n_bindings, c.pointee.bindings, "bindings")
    }
    if unsafe c.pointee.next_page_token.len > 0 { self.nextPageToken = try unsafe Reading.text(c.pointee.next_page_token, "next_page_token") }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__list_bindings_response__init(c)
    if !bindings.isEmpty {
      unsafe c.pointee.n_bindings = bindings.count
      unsafe c.pointee.bindings = Writing.messages(bindings)
    }
    if !nextPageToken.isEmpty {
      unsafe c.pointee.next_page_token = Writing.bytes(nextPageToken)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("bindings", bindings)
    writer.field("nextPageToken", nextPageToken)
    writer.endObject()
  }
}

extension DeleteBindingRequest: @unsafe Carried {
  typealias Carrier = Carillon__V1__DeleteBindingRequest
  public static var typeName: String { "carillon.v1.DeleteBindingRequest" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__delete_binding_request()
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
    if unsafe c.pointee.binding.len > 0 { self.binding = try unsafe Reading.text(c.pointee.binding, "binding") }
    self.expectedVersion = unsafe c.pointee.expected_version
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__delete_binding_request__init(c)
    if !binding.isEmpty {
      unsafe c.pointee.binding = Writing.bytes(binding)
    }
    unsafe c.pointee.expected_version = expectedVersion
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("binding", binding)
    writer.field("expectedVersion", expectedVersion)
    writer.endObject()
  }
}

extension WhoAmIRequest: @unsafe Carried {
  typealias Carrier = Carillon__V1__WhoAmIRequest
  public static var typeName: String { "carillon.v1.WhoAmIRequest" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__who_am_irequest()
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
    unsafe carillon__v1__who_am_irequest__init(c)
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.endObject()
  }
}

extension WhoAmIResponse: @unsafe Carried {
  typealias Carrier = Carillon__V1__WhoAmIResponse
  public static var typeName: String { "carillon.v1.WhoAmIResponse" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__who_am_iresponse()
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
    if unsafe c.pointee.principal.len > 0 { self.principal = try unsafe Reading.text(c.pointee.principal, "principal") }
    if unsafe c.pointee.means.len > 0 { self.means = try unsafe Reading.text(c.pointee.means, "means") }
    self.role = Access.Role(rawValue: Int32(truncatingIfNeeded: unsafe c.pointee.role.rawValue))
    if unsafe c.pointee.n_bindings > 0 {
      self.bindings = try unsafe Reading.messages(c.pointee.n_bindings, c.pointee.bindings, "bindings")
    }
    if unsafe c.pointee.expire_time != nil { self.expireTime = try unsafe Reading.instant(c.pointee.expire_time, "expire_time") }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__who_am_iresponse__init(c)
    if !principal.isEmpty {
      unsafe c.pointee.principal = Writing.bytes(principal)
    }
    if !means.isEmpty {
      unsafe c.pointee.means = Writing.bytes(means)
    }
    unsafe c.pointee.role = .init(rawValue: .init(truncatingIfNeeded: role.rawValue))
    if !bindings.isEmpty {
      unsafe c.pointee.n_bindings = bindings.count
      unsafe c.pointee.bindings = Writing.messages(bindings)
    }
    if let expireTime {
      unsafe c.pointee.expire_time = Writing.instant(expireTime)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("principal", principal)
    writer.field("means", means)
    writer.field("role", role)
    writer.field("bindings", bindings)
    writer.field("expireTime", expireTime)
    writer.endObject()
  }
}

extension AuditEvent: @unsafe Carried {
  typealias Carrier = Carillon__V1__AuditEvent
  public static var typeName: String { "carillon.v1.AuditEvent" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__audit_event()
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
    if unsafe c.pointee.id.len > 0 { self.id = try unsafe Reading.text(c.pointee.id, "id") }
    if unsafe c.pointee.time != nil { self.time = try unsafe Reading.instant(c.pointee.time, "time") }
    if unsafe c.pointee.principal.len > 0 { self.principal = try unsafe Reading.text(c.pointee.principal, "principal") }
    if unsafe c.pointee.method.len > 0 { self.method = try unsafe Reading.text(c.pointee.method, "method") }
    if unsafe c.pointee.subject.len > 0 { self.subject = try unsafe Reading.text(c.pointee.subject, "subject") }
    self.code = unsafe c.pointee.code
    if unsafe c.pointee.reason.len > 0 { self.reason = try unsafe Reading.text(c.pointee.reason, "reason") }
    if unsafe c.pointee.peer.len > 0 { self.peer = try unsafe Reading.text(c.pointee.peer, "peer") }
    if unsafe c.pointee.note.len > 0 { self.note = try unsafe Reading.text(c.pointee.note, "note") }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__audit_event__init(c)
    if !id.isEmpty {
      unsafe c.pointee.id = Writing.bytes(id)
    }
    if let time {
      unsafe c.pointee.time = Writing.instant(time)
    }
    if !principal.isEmpty {
      unsafe c.pointee.principal = Writing.bytes(principal)
    }
    if !method.isEmpty {
      unsafe c.pointee.method = Writing.bytes(method)
    }
    if !subject.isEmpty {
      unsafe c.pointee.subject = Writing.bytes(subject)
    }
    unsafe c.pointee.code = code
    if !reason.isEmpty {
      unsafe c.pointee.reason = Writing.bytes(reason)
    }
    if !peer.isEmpty {
      unsafe c.pointee.peer = Writing.bytes(peer)
    }
    if !note.isEmpty {
      unsafe c.pointee.note = Writing.bytes(note)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("id", id)
    writer.field("time", time)
    writer.field("principal", principal)
    writer.field("method", method)
    writer.field("subject", subject)
    writer.field("code", code)
    writer.field("reason", reason)
    writer.field("peer", peer)
    writer.field("note", note)
    writer.endObject()
  }
}

extension ListAuditEventsRequest: @unsafe Carried {
  typealias Carrier = Carillon__V1__ListAuditEventsRequest
  public static var typeName: String { "carillon.v1.ListAuditEventsRequest" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__list_audit_events_request()
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
    unsafe carillon__v1__list_audit_events_request__init(c)
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

extension ListAuditEventsResponse: @unsafe Carried {
  typealias Carrier = Carillon__V1__ListAuditEventsResponse
  public static var typeName: String { "carillon.v1.ListAuditEventsResponse" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__list_audit_events_response()
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
    if unsafe c.pointee.n_events > 0 {
      self.events = try unsafe Reading.messages(c.pointee.n_events, c.pointee.events, "events")
    }
    if unsafe c.pointee.next_page_token.len > 0 { self.nextPageToken = try unsafe Reading.text(c.pointee.next_page_token, "next_page_token") }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__list_audit_events_response__init(c)
    if !events.isEmpty {
      unsafe c.pointee.n_events = events.count
      unsafe c.pointee.events = Writing.messages(events)
    }
    if !nextPageToken.isEmpty {
      unsafe c.pointee.next_page_token = Writing.bytes(nextPageToken)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("events", events)
    writer.field("nextPageToken", nextPageToken)
    writer.endObject()
  }
}
