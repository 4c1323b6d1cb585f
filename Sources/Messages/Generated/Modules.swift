// Made by tools/generate from proto/carillon/v1/modules.proto; do not edit.
// swift-format-ignore-file
internal import CMessages
internal import CProtobufC
public import Units

/// Content by hash: a tar of the module's directory.
public struct Bundle: WireMessage {
  /// SHA-256, lower-case hex.
  public var hash: String = ""
  public var size: UInt64 = 0
  public var received: UInt64 = 0
  public var complete: Bool = false
  public var createTime: Instant?

  public init(hash: String = "", size: UInt64 = 0, received: UInt64 = 0, complete: Bool = false, createTime: Instant? = nil) {
    self.hash = hash
    self.size = size
    self.received = received
    self.complete = complete
    self.createTime = createTime
  }

  public init() {}
}

public struct UploadBundleRequest: WireMessage {
  /// In the first message.
  public var hash: String = ""
  public var size: UInt64 = 0
  /// Of `data`; equals what is here already.
  public var offset: UInt64 = 0
  public var data: Bytes = []
  public var crc32c: UInt32 = 0

  public init(hash: String = "", size: UInt64 = 0, offset: UInt64 = 0, data: Bytes = [], crc32c: UInt32 = 0) {
    self.hash = hash
    self.size = size
    self.offset = offset
    self.data = data
    self.crc32c = crc32c
  }

  public init() {}
}

public struct UploadBundleResponse: WireMessage {
  public var bundle: Bundle?

  public init(bundle: Bundle? = nil) {
    self.bundle = bundle
  }

  public init() {}
}

public struct GetBundleRequest: WireMessage {
  public var hash: String = ""

  public init(hash: String = "") {
    self.hash = hash
  }

  public init() {}
}

public struct DownloadBundleRequest: WireMessage {
  public var hash: String = ""
  public var offset: UInt64 = 0

  public init(hash: String = "", offset: UInt64 = 0) {
    self.hash = hash
    self.offset = offset
  }

  public init() {}
}

public struct DownloadBundleResponse: WireMessage {
  public var size: UInt64 = 0
  public var offset: UInt64 = 0
  public var data: Bytes = []
  public var crc32c: UInt32 = 0

  public init(size: UInt64 = 0, offset: UInt64 = 0, data: Bytes = [], crc32c: UInt32 = 0) {
    self.size = size
    self.offset = offset
    self.data = data
    self.crc32c = crc32c
  }

  public init() {}
}

public struct Module: WireMessage {
  public enum State: WireEnum {
    case unspecified
    case enabled
    case disabled
    /// A value that this version does not know; it survives as it is.
    case unrecognized(Int32)

    public init(rawValue: Int32) {
      switch rawValue {
      case 0: self = .unspecified
      case 1: self = .enabled
      case 2: self = .disabled
      default: self = .unrecognized(rawValue)
      }
    }

    public var rawValue: Int32 {
      switch self {
      case .unspecified: 0
      case .enabled: 1
      case .disabled: 2
      case .unrecognized(let value): value
      }
    }

    public var protoName: String? {
      switch self {
      case .unspecified: "STATE_UNSPECIFIED"
      case .enabled: "ENABLED"
      case .disabled: "DISABLED"
      case .unrecognized: nil
      }
    }

    public static let allCases: [Self] = [.unspecified, .enabled, .disabled]
  }

  public struct Handler: WireMessage {
    public var name: String = ""
    public var path: String = ""
    public var description: String = ""
    public var schedule: String = ""
    public var timeout: Timeout?
    public var retries: UInt32?
    public var job: String = ""

    public init(name: String = "", path: String = "", description: String = "", schedule: String = "", timeout: Timeout? = nil, retries: UInt32? = nil, job: String = "") {
      self.name = name
      self.path = path
      self.description = description
      self.schedule = schedule
      self.timeout = timeout
      self.retries = retries
      self.job = job
    }

    public init() {}
  }

  public struct Listener: WireMessage {
    public var event: String = ""
    public var handler: String = ""
    public var predicate: String = ""
    public var coalesce: Bool = false
    public var reenter: UInt32 = 0
    public var job: String = ""

    public init(event: String = "", handler: String = "", predicate: String = "", coalesce: Bool = false, reenter: UInt32 = 0, job: String = "") {
      self.event = event
      self.handler = handler
      self.predicate = predicate
      self.coalesce = coalesce
      self.reenter = reenter
      self.job = job
    }

    public init() {}
  }

  public struct Emitter: WireMessage {
    public var event: String = ""
    public var description: String = ""
    public var schema: Bytes = []

    public init(event: String = "", description: String = "", schema: Bytes = []) {
      self.event = event
      self.description = description
      self.schema = schema
    }

    public init() {}
  }

  public struct Route: WireMessage {
    public var route: String = ""
    public var event: String = ""
    public var role: Access.Role = .unspecified

    public init(route: String = "", event: String = "", role: Access.Role = .unspecified) {
      self.route = route
      self.event = event
      self.role = role
    }

    public init() {}
  }

  public struct Version: WireMessage {
    public var version: String = ""
    public var bundle: String = ""
    public var applyTime: Instant?
    public var author: String = ""

    public init(version: String = "", bundle: String = "", applyTime: Instant? = nil, author: String = "") {
      self.version = version
      self.bundle = bundle
      self.applyTime = applyTime
      self.author = author
    }

    public init() {}
  }

  public var name: String = ""
  public var id: String = ""
  public var version: UInt64 = 0
  public var state: Module.State = .unspecified
  /// As the manifest says: `1.0.0`.
  public var moduleVersion: String = ""
  public var bundle: String = ""
  /// JSON, as it was applied.
  public var manifest: Bytes = []
  public var description: String = ""
  public var handlers: [Module.Handler] = []
  public var listeners: [Module.Listener] = []
  public var emitters: [Module.Emitter] = []
  public var routes: [Module.Route] = []
  public var isolation: [String] = []
  public var createTime: Instant?
  public var updateTime: Instant?
  public var labels: [Label] = []
  public var creator: String = ""
  /// Newest first.
  public var history: [Module.Version] = []

  public init(name: String = "", id: String = "", version: UInt64 = 0, state: Module.State = .unspecified, moduleVersion: String = "", bundle: String = "", manifest: Bytes = [], description: String = "", handlers: [Module.Handler] = [], listeners: [Module.Listener] = [], emitters: [Module.Emitter] = [], routes: [Module.Route] = [], isolation: [String] = [], createTime: Instant? = nil, updateTime: Instant? = nil, labels: [Label] = [], creator: String = "", history: [Module.Version] = []) {
    self.name = name
    self.id = id
    self.version = version
    self.state = state
    self.moduleVersion = moduleVersion
    self.bundle = bundle
    self.manifest = manifest
    self.description = description
    self.handlers = handlers
    self.listeners = listeners
    self.emitters = emitters
    self.routes = routes
    self.isolation = isolation
    self.createTime = createTime
    self.updateTime = updateTime
    self.labels = labels
    self.creator = creator
    self.history = history
  }

  public init() {}
}

public struct ApplyModuleRequest: WireMessage {
  public var manifest: Bytes = []
  public var bundle: String = ""
  public var expectedVersion: UInt64 = 0
  public var validateOnly: Bool = false
  /// Enable it in the same entry.
  public var enable: Bool = false

  public init(manifest: Bytes = [], bundle: String = "", expectedVersion: UInt64 = 0, validateOnly: Bool = false, enable: Bool = false) {
    self.manifest = manifest
    self.bundle = bundle
    self.expectedVersion = expectedVersion
    self.validateOnly = validateOnly
    self.enable = enable
  }

  public init() {}
}

public struct ApplyModuleResponse: WireMessage {
  public struct Change: WireMessage {
    /// `job`, `schedule`, `listener`, `event_type`.
    public var kind: String = ""
    public var name: String = ""
    /// `created`, `updated`, `unchanged`, `deleted`.
    public var change: String = ""

    public init(kind: String = "", name: String = "", change: String = "") {
      self.kind = kind
      self.name = name
      self.change = change
    }

    public init() {}
  }

  public var module: Module?
  public var changes: [ApplyModuleResponse.Change] = []
  public var warnings: [String] = []

  public init(module: Module? = nil, changes: [ApplyModuleResponse.Change] = [], warnings: [String] = []) {
    self.module = module
    self.changes = changes
    self.warnings = warnings
  }

  public init() {}
}

public struct GetModuleRequest: WireMessage {
  public var module: String = ""

  public init(module: String = "") {
    self.module = module
  }

  public init() {}
}

public struct ListModulesRequest: WireMessage {
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

public struct ListModulesResponse: WireMessage {
  public var modules: [Module] = []
  public var nextPageToken: String = ""
  public var counts: [Count] = []

  public init(modules: [Module] = [], nextPageToken: String = "", counts: [Count] = []) {
    self.modules = modules
    self.nextPageToken = nextPageToken
    self.counts = counts
  }

  public init() {}
}

public struct EnableModuleRequest: WireMessage {
  public var module: String = ""
  public var expectedVersion: UInt64 = 0

  public init(module: String = "", expectedVersion: UInt64 = 0) {
    self.module = module
    self.expectedVersion = expectedVersion
  }

  public init() {}
}

public struct DisableModuleRequest: WireMessage {
  public var module: String = ""
  public var expectedVersion: UInt64 = 0
  public var note: String = ""

  public init(module: String = "", expectedVersion: UInt64 = 0, note: String = "") {
    self.module = module
    self.expectedVersion = expectedVersion
    self.note = note
  }

  public init() {}
}

public struct RollbackModuleRequest: WireMessage {
  public var module: String = ""
  /// Empty is the one before.
  public var moduleVersion: String = ""
  public var expectedVersion: UInt64 = 0

  public init(module: String = "", moduleVersion: String = "", expectedVersion: UInt64 = 0) {
    self.module = module
    self.moduleVersion = moduleVersion
    self.expectedVersion = expectedVersion
  }

  public init() {}
}

public struct DeleteModuleRequest: WireMessage {
  public var module: String = ""
  public var expectedVersion: UInt64 = 0
  public var validateOnly: Bool = false

  public init(module: String = "", expectedVersion: UInt64 = 0, validateOnly: Bool = false) {
    self.module = module
    self.expectedVersion = expectedVersion
    self.validateOnly = validateOnly
  }

  public init() {}
}

public struct ValidateManifestRequest: WireMessage {
  public var manifest: Bytes = []

  public init(manifest: Bytes = []) {
    self.manifest = manifest
  }

  public init() {}
}

public struct ValidateManifestResponse: WireMessage {
  public struct Problem: WireMessage {
    /// JSON pointer.
    public var path: String = ""
    public var line: UInt32 = 0
    public var column: UInt32 = 0
    public var reason: String = ""
    public var message: String = ""
    public var warning: Bool = false

    public init(path: String = "", line: UInt32 = 0, column: UInt32 = 0, reason: String = "", message: String = "", warning: Bool = false) {
      self.path = path
      self.line = line
      self.column = column
      self.reason = reason
      self.message = message
      self.warning = warning
    }

    public init() {}
  }

  public var problems: [ValidateManifestResponse.Problem] = []
  /// What it would be.
  public var module: Module?

  public init(problems: [ValidateManifestResponse.Problem] = [], module: Module? = nil) {
    self.problems = problems
    self.module = module
  }

  public init() {}
}


extension Bundle: @unsafe Carried {
  typealias Carrier = Carillon__V1__Bundle
  public static var typeName: String { "carillon.v1.Bundle" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__bundle()
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
    if unsafe c.pointee.hash.len > 0 { self.hash = try unsafe Reading.text(c.pointee.hash, "hash") }
    self.size = unsafe c.pointee.size
    self.received = unsafe c.pointee.received
    self.complete = unsafe c.pointee.complete != 0
    if unsafe c.pointee.create_time != nil { self.createTime = try unsafe Reading.instant(c.pointee.create_time, "create_time") }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__bundle__init(c)
    if !hash.isEmpty {
      unsafe c.pointee.hash = Writing.bytes(hash)
    }
    unsafe c.pointee.size = size
    unsafe c.pointee.received = received
    unsafe c.pointee.complete = complete ? 1 : 0
    if let createTime {
      unsafe c.pointee.create_time = Writing.instant(createTime)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("hash", hash)
    writer.field("size", size)
    writer.field("received", received)
    writer.field("complete", complete)
    writer.field("createTime", createTime)
    writer.endObject()
  }
}

extension UploadBundleRequest: @unsafe Carried {
  typealias Carrier = Carillon__V1__UploadBundleRequest
  public static var typeName: String { "carillon.v1.UploadBundleRequest" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__upload_bundle_request()
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
    if unsafe c.pointee.hash.len > 0 { self.hash = try unsafe Reading.text(c.pointee.hash, "hash") }
    self.size = unsafe c.pointee.size
    self.offset = unsafe c.pointee.offset
    if unsafe c.pointee.data.len > 0 { self.data = unsafe Reading.bytes(c.pointee.data) }
    self.crc32c = unsafe c.pointee.crc32c
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__upload_bundle_request__init(c)
    if !hash.isEmpty {
      unsafe c.pointee.hash = Writing.bytes(hash)
    }
    unsafe c.pointee.size = size
    unsafe c.pointee.offset = offset
    if !data.isEmpty {
      unsafe c.pointee.data = Writing.bytes(data)
    }
    unsafe c.pointee.crc32c = crc32c
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("hash", hash)
    writer.field("size", size)
    writer.field("offset", offset)
    writer.field("data", data)
    writer.field("crc32c", crc32c)
    writer.endObject()
  }
}

extension UploadBundleResponse: @unsafe Carried {
  typealias Carrier = Carillon__V1__UploadBundleResponse
  public static var typeName: String { "carillon.v1.UploadBundleResponse" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__upload_bundle_response()
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
    if unsafe c.pointee.bundle != nil {
      self.bundle = try unsafe Reading.message(c.pointee.bundle, "bundle")
    }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__upload_bundle_response__init(c)
    if let bundle {
      unsafe c.pointee.bundle = Writing.message(bundle)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("bundle", bundle)
    writer.endObject()
  }
}

extension GetBundleRequest: @unsafe Carried {
  typealias Carrier = Carillon__V1__GetBundleRequest
  public static var typeName: String { "carillon.v1.GetBundleRequest" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__get_bundle_request()
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
    if unsafe c.pointee.hash.len > 0 { self.hash = try unsafe Reading.text(c.pointee.hash, "hash") }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__get_bundle_request__init(c)
    if !hash.isEmpty {
      unsafe c.pointee.hash = Writing.bytes(hash)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("hash", hash)
    writer.endObject()
  }
}

extension DownloadBundleRequest: @unsafe Carried {
  typealias Carrier = Carillon__V1__DownloadBundleRequest
  public static var typeName: String { "carillon.v1.DownloadBundleRequest" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__download_bundle_request()
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
    if unsafe c.pointee.hash.len > 0 { self.hash = try unsafe Reading.text(c.pointee.hash, "hash") }
    self.offset = unsafe c.pointee.offset
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__download_bundle_request__init(c)
    if !hash.isEmpty {
      unsafe c.pointee.hash = Writing.bytes(hash)
    }
    unsafe c.pointee.offset = offset
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("hash", hash)
    writer.field("offset", offset)
    writer.endObject()
  }
}

extension DownloadBundleResponse: @unsafe Carried {
  typealias Carrier = Carillon__V1__DownloadBundleResponse
  public static var typeName: String { "carillon.v1.DownloadBundleResponse" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__download_bundle_response()
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
    self.size = unsafe c.pointee.size
    self.offset = unsafe c.pointee.offset
    if unsafe c.pointee.data.len > 0 { self.data = unsafe Reading.bytes(c.pointee.data) }
    self.crc32c = unsafe c.pointee.crc32c
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__download_bundle_response__init(c)
    unsafe c.pointee.size = size
    unsafe c.pointee.offset = offset
    if !data.isEmpty {
      unsafe c.pointee.data = Writing.bytes(data)
    }
    unsafe c.pointee.crc32c = crc32c
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("size", size)
    writer.field("offset", offset)
    writer.field("data", data)
    writer.field("crc32c", crc32c)
    writer.endObject()
  }
}

extension Module: @unsafe Carried {
  typealias Carrier = Carillon__V1__Module
  public static var typeName: String { "carillon.v1.Module" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__module()
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
    self.state = Module.State(rawValue: Int32(truncatingIfNeeded: unsafe c.pointee.state.rawValue))
    if unsafe c.pointee.module_version.len > 0 { self.moduleVersion = try unsafe Reading.text(c.pointee.module_version, "module_version") }
    if unsafe c.pointee.bundle.len > 0 { self.bundle = try unsafe Reading.text(c.pointee.bundle, "bundle") }
    if unsafe c.pointee.manifest.len > 0 { self.manifest = unsafe Reading.bytes(c.pointee.manifest) }
    if unsafe c.pointee.description.len > 0 { self.description = try unsafe Reading.text(c.pointee.description, "description") }
    if unsafe c.pointee.n_handlers > 0 {
      self.handlers = try unsafe Reading.messages(c.pointee.n_handlers, c.pointee.handlers, "handlers")
    }
    if unsafe c.pointee.n_listeners > 0 {
      self.listeners = try unsafe Reading.messages(c.pointee.n_listeners, c.pointee.listeners, "listeners")
    }
    if unsafe c.pointee.n_emitters > 0 {
      self.emitters = try unsafe Reading.messages(c.pointee.n_emitters, c.pointee.emitters, "emitters")
    }
    if unsafe c.pointee.n_routes > 0 {
      self.routes = try unsafe Reading.messages(c.pointee.n_routes, c.pointee.routes, "routes")
    }
    if unsafe c.pointee.n_isolation > 0 {
      self.isolation = try unsafe Reading.texts(c.pointee.n_isolation, c.pointee.isolation, "isolation")
    }
    if unsafe c.pointee.create_time != nil { self.createTime = try unsafe Reading.instant(c.pointee.create_time, "create_time") }
    if unsafe c.pointee.update_time != nil { self.updateTime = try unsafe Reading.instant(c.pointee.update_time, "update_time") }
    if unsafe c.pointee.n_labels > 0 {
      self.labels = try unsafe Reading.labels(c.pointee.n_labels, "labels") { place in unsafe (c.pointee.labels[place]?.pointee.key, c.pointee.labels[place]?.pointee.value) }
    }
    if unsafe c.pointee.creator.len > 0 { self.creator = try unsafe Reading.text(c.pointee.creator, "creator") }
    if unsafe c.pointee.n_history > 0 {
      self.history = try unsafe Reading.messages(c.pointee.n_history, c.pointee.history, "history")
    }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__module__init(c)
    if !name.isEmpty {
      unsafe c.pointee.name = Writing.bytes(name)
    }
    if !id.isEmpty {
      unsafe c.pointee.id = Writing.bytes(id)
    }
    unsafe c.pointee.version = version
    unsafe c.pointee.state = .init(rawValue: .init(truncatingIfNeeded: state.rawValue))
    if !moduleVersion.isEmpty {
      unsafe c.pointee.module_version = Writing.bytes(moduleVersion)
    }
    if !bundle.isEmpty {
      unsafe c.pointee.bundle = Writing.bytes(bundle)
    }
    if !manifest.isEmpty {
      unsafe c.pointee.manifest = Writing.bytes(manifest)
    }
    if !description.isEmpty {
      unsafe c.pointee.description = Writing.bytes(description)
    }
    if !handlers.isEmpty {
      unsafe c.pointee.n_handlers = handlers.count
      unsafe c.pointee.handlers = Writing.messages(handlers)
    }
    if !listeners.isEmpty {
      unsafe c.pointee.n_listeners = listeners.count
      unsafe c.pointee.listeners = Writing.messages(listeners)
    }
    if !emitters.isEmpty {
      unsafe c.pointee.n_emitters = emitters.count
      unsafe c.pointee.emitters = Writing.messages(emitters)
    }
    if !routes.isEmpty {
      unsafe c.pointee.n_routes = routes.count
      unsafe c.pointee.routes = Writing.messages(routes)
    }
    if !isolation.isEmpty {
      unsafe c.pointee.n_isolation = isolation.count
      unsafe c.pointee.isolation = Writing.all(isolation)
    }
    if let createTime {
      unsafe c.pointee.create_time = Writing.instant(createTime)
    }
    if let updateTime {
      unsafe c.pointee.update_time = Writing.instant(updateTime)
    }
    if !labels.isEmpty {
      unsafe c.pointee.n_labels = labels.count
      unsafe c.pointee.labels = Writing.labels(labels, Carillon__V1__Module__LabelsEntry.self) { entry, key, value in
        unsafe carillon__v1__module__labels_entry__init(entry)
        unsafe entry.pointee.key = key
        unsafe entry.pointee.value = value
      }
    }
    if !creator.isEmpty {
      unsafe c.pointee.creator = Writing.bytes(creator)
    }
    if !history.isEmpty {
      unsafe c.pointee.n_history = history.count
      unsafe c.pointee.history = Writing.messages(history)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("name", name)
    writer.field("id", id)
    writer.field("version", version)
    writer.field("state", state)
    writer.field("moduleVersion", moduleVersion)
    writer.field("bundle", bundle)
    writer.field("manifest", json: manifest, contentType: "")
    writer.field("description", description)
    writer.field("handlers", handlers)
    writer.field("listeners", listeners)
    writer.field("emitters", emitters)
    writer.field("routes", routes)
    writer.field("isolation", isolation)
    writer.field("createTime", createTime)
    writer.field("updateTime", updateTime)
    writer.field("labels", labels: labels)
    writer.field("creator", creator)
    writer.field("history", history)
    writer.endObject()
  }
}

extension Module.Handler: @unsafe Carried {
  typealias Carrier = Carillon__V1__Module__Handler
  public static var typeName: String { "carillon.v1.Module.Handler" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__module__handler()
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
    if unsafe c.pointee.path.len > 0 { self.path = try unsafe Reading.text(c.pointee.path, "path") }
    if unsafe c.pointee.description.len > 0 { self.description = try unsafe Reading.text(c.pointee.description, "description") }
    if unsafe c.pointee.schedule.len > 0 { self.schedule = try unsafe Reading.text(c.pointee.schedule, "schedule") }
    if unsafe c.pointee.timeout != nil { self.timeout = try unsafe Reading.timeout(c.pointee.timeout, "timeout") }
    if unsafe c.pointee.retries_presence_case.rawValue == 6 {
      self.retries = unsafe c.pointee.retries
    }
    if unsafe c.pointee.job.len > 0 { self.job = try unsafe Reading.text(c.pointee.job, "job") }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__module__handler__init(c)
    if !name.isEmpty {
      unsafe c.pointee.name = Writing.bytes(name)
    }
    if !path.isEmpty {
      unsafe c.pointee.path = Writing.bytes(path)
    }
    if !description.isEmpty {
      unsafe c.pointee.description = Writing.bytes(description)
    }
    if !schedule.isEmpty {
      unsafe c.pointee.schedule = Writing.bytes(schedule)
    }
    if let timeout {
      unsafe c.pointee.timeout = Writing.timeout(timeout)
    }
    if let retries {
      unsafe c.pointee.retries_presence_case = .init(rawValue: 6)
      unsafe c.pointee.retries = retries
    }
    if !job.isEmpty {
      unsafe c.pointee.job = Writing.bytes(job)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("name", name)
    writer.field("path", path)
    writer.field("description", description)
    writer.field("schedule", schedule)
    writer.field("timeout", timeout)
    if let retries { writer.present("retries", retries) }
    writer.field("job", job)
    writer.endObject()
  }
}

extension Module.Listener: @unsafe Carried {
  typealias Carrier = Carillon__V1__Module__Listener
  public static var typeName: String { "carillon.v1.Module.Listener" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__module__listener()
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
    if unsafe c.pointee.event.len > 0 { self.event = try unsafe Reading.text(c.pointee.event, "event") }
    if unsafe c.pointee.handler.len > 0 { self.handler = try unsafe Reading.text(c.pointee.handler, "handler") }
    if unsafe c.pointee.predicate.len > 0 { self.predicate = try unsafe Reading.text(c.pointee.predicate, "predicate") }
    self.coalesce = unsafe c.pointee.coalesce != 0
    self.reenter = unsafe c.pointee.reenter
    if unsafe c.pointee.job.len > 0 { self.job = try unsafe Reading.text(c.pointee.job, "job") }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__module__listener__init(c)
    if !event.isEmpty {
      unsafe c.pointee.event = Writing.bytes(event)
    }
    if !handler.isEmpty {
      unsafe c.pointee.handler = Writing.bytes(handler)
    }
    if !predicate.isEmpty {
      unsafe c.pointee.predicate = Writing.bytes(predicate)
    }
    unsafe c.pointee.coalesce = coalesce ? 1 : 0
    unsafe c.pointee.reenter = reenter
    if !job.isEmpty {
      unsafe c.pointee.job = Writing.bytes(job)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("event", event)
    writer.field("handler", handler)
    writer.field("predicate", predicate)
    writer.field("coalesce", coalesce)
    writer.field("reenter", reenter)
    writer.field("job", job)
    writer.endObject()
  }
}

extension Module.Emitter: @unsafe Carried {
  typealias Carrier = Carillon__V1__Module__Emitter
  public static var typeName: String { "carillon.v1.Module.Emitter" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__module__emitter()
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
    if unsafe c.pointee.event.len > 0 { self.event = try unsafe Reading.text(c.pointee.event, "event") }
    if unsafe c.pointee.description.len > 0 { self.description = try unsafe Reading.text(c.pointee.description, "description") }
    if unsafe c.pointee.schema.len > 0 { self.schema = unsafe Reading.bytes(c.pointee.schema) }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__module__emitter__init(c)
    if !event.isEmpty {
      unsafe c.pointee.event = Writing.bytes(event)
    }
    if !description.isEmpty {
      unsafe c.pointee.description = Writing.bytes(description)
    }
    if !schema.isEmpty {
      unsafe c.pointee.schema = Writing.bytes(schema)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("event", event)
    writer.field("description", description)
    writer.field("schema", json: schema, contentType: "")
    writer.endObject()
  }
}

extension Module.Route: @unsafe Carried {
  typealias Carrier = Carillon__V1__Module__Route
  public static var typeName: String { "carillon.v1.Module.Route" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__module__route()
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
    if unsafe c.pointee.route.len > 0 { self.route = try unsafe Reading.text(c.pointee.route, "route") }
    if unsafe c.pointee.event.len > 0 { self.event = try unsafe Reading.text(c.pointee.event, "event") }
    self.role = Access.Role(rawValue: Int32(truncatingIfNeeded: unsafe c.pointee.role.rawValue))
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__module__route__init(c)
    if !route.isEmpty {
      unsafe c.pointee.route = Writing.bytes(route)
    }
    if !event.isEmpty {
      unsafe c.pointee.event = Writing.bytes(event)
    }
    unsafe c.pointee.role = .init(rawValue: .init(truncatingIfNeeded: role.rawValue))
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("route", route)
    writer.field("event", event)
    writer.field("role", role)
    writer.endObject()
  }
}

extension Module.Version: @unsafe Carried {
  typealias Carrier = Carillon__V1__Module__Version
  public static var typeName: String { "carillon.v1.Module.Version" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__module__version()
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
    if unsafe c.pointee.version.len > 0 { self.version = try unsafe Reading.text(c.pointee.version, "version") }
    if unsafe c.pointee.bundle.len > 0 { self.bundle = try unsafe Reading.text(c.pointee.bundle, "bundle") }
    if unsafe c.pointee.apply_time != nil { self.applyTime = try unsafe Reading.instant(c.pointee.apply_time, "apply_time") }
    if unsafe c.pointee.author.len > 0 { self.author = try unsafe Reading.text(c.pointee.author, "author") }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__module__version__init(c)
    if !version.isEmpty {
      unsafe c.pointee.version = Writing.bytes(version)
    }
    if !bundle.isEmpty {
      unsafe c.pointee.bundle = Writing.bytes(bundle)
    }
    if let applyTime {
      unsafe c.pointee.apply_time = Writing.instant(applyTime)
    }
    if !author.isEmpty {
      unsafe c.pointee.author = Writing.bytes(author)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("version", version)
    writer.field("bundle", bundle)
    writer.field("applyTime", applyTime)
    writer.field("author", author)
    writer.endObject()
  }
}

extension ApplyModuleRequest: @unsafe Carried {
  typealias Carrier = Carillon__V1__ApplyModuleRequest
  public static var typeName: String { "carillon.v1.ApplyModuleRequest" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__apply_module_request()
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
    if unsafe c.pointee.manifest.len > 0 { self.manifest = unsafe Reading.bytes(c.pointee.manifest) }
    if unsafe c.pointee.bundle.len > 0 { self.bundle = try unsafe Reading.text(c.pointee.bundle, "bundle") }
    self.expectedVersion = unsafe c.pointee.expected_version
    self.validateOnly = unsafe c.pointee.validate_only != 0
    self.enable = unsafe c.pointee.enable != 0
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__apply_module_request__init(c)
    if !manifest.isEmpty {
      unsafe c.pointee.manifest = Writing.bytes(manifest)
    }
    if !bundle.isEmpty {
      unsafe c.pointee.bundle = Writing.bytes(bundle)
    }
    unsafe c.pointee.expected_version = expectedVersion
    unsafe c.pointee.validate_only = validateOnly ? 1 : 0
    unsafe c.pointee.enable = enable ? 1 : 0
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("manifest", json: manifest, contentType: "")
    writer.field("bundle", bundle)
    writer.field("expectedVersion", expectedVersion)
    writer.field("validateOnly", validateOnly)
    writer.field("enable", enable)
    writer.endObject()
  }
}

extension ApplyModuleResponse: @unsafe Carried {
  typealias Carrier = Carillon__V1__ApplyModuleResponse
  public static var typeName: String { "carillon.v1.ApplyModuleResponse" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__apply_module_response()
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
    if unsafe c.pointee.module != nil {
      self.module = try unsafe Reading.message(c.pointee.module, "module")
    }
    if unsafe c.pointee.n_changes > 0 {
      self.changes = try unsafe Reading.messages(c.pointee.n_changes, c.pointee.changes, "changes")
    }
    if unsafe c.pointee.n_warnings > 0 {
      self.warnings = try unsafe Reading.texts(c.pointee.n_warnings, c.pointee.warnings, "warnings")
    }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__apply_module_response__init(c)
    if let module {
      unsafe c.pointee.module = Writing.message(module)
    }
    if !changes.isEmpty {
      unsafe c.pointee.n_changes = changes.count
      unsafe c.pointee.changes = Writing.messages(changes)
    }
    if !warnings.isEmpty {
      unsafe c.pointee.n_warnings = warnings.count
      unsafe c.pointee.warnings = Writing.all(warnings)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("module", module)
    writer.field("changes", changes)
    writer.field("warnings", warnings)
    writer.endObject()
  }
}

extension ApplyModuleResponse.Change: @unsafe Carried {
  typealias Carrier = Carillon__V1__ApplyModuleResponse__Change
  public static var typeName: String { "carillon.v1.ApplyModuleResponse.Change" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__apply_module_response__change()
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
    if unsafe c.pointee.kind.len > 0 { self.kind = try unsafe Reading.text(c.pointee.kind, "kind") }
    if unsafe c.pointee.name.len > 0 { self.name = try unsafe Reading.text(c.pointee.name, "name") }
    if unsafe c.pointee.change.len > 0 { self.change = try unsafe Reading.text(c.pointee.change, "change") }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__apply_module_response__change__init(c)
    if !kind.isEmpty {
      unsafe c.pointee.kind = Writing.bytes(kind)
    }
    if !name.isEmpty {
      unsafe c.pointee.name = Writing.bytes(name)
    }
    if !change.isEmpty {
      unsafe c.pointee.change = Writing.bytes(change)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("kind", kind)
    writer.field("name", name)
    writer.field("change", change)
    writer.endObject()
  }
}

extension GetModuleRequest: @unsafe Carried {
  typealias Carrier = Carillon__V1__GetModuleRequest
  public static var typeName: String { "carillon.v1.GetModuleRequest" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__get_module_request()
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
    if unsafe c.pointee.module.len > 0 { self.module = try unsafe Reading.text(c.pointee.module, "module") }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__get_module_request__init(c)
    if !module.isEmpty {
      unsafe c.pointee.module = Writing.bytes(module)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("module", module)
    writer.endObject()
  }
}

extension ListModulesRequest: @unsafe Carried {
  typealias Carrier = Carillon__V1__ListModulesRequest
  public static var typeName: String { "carillon.v1.ListModulesRequest" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__list_modules_request()
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
    unsafe carillon__v1__list_modules_request__init(c)
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

extension ListModulesResponse: @unsafe Carried {
  typealias Carrier = Carillon__V1__ListModulesResponse
  public static var typeName: String { "carillon.v1.ListModulesResponse" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__list_modules_response()
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
    if unsafe c.pointee.n_modules > 0 {
      self.modules = try unsafe Reading.messages(c.pointee.n_modules, c.pointee.modules, "modules")
    }
    if unsafe c.pointee.next_page_token.len > 0 { self.nextPageToken = try unsafe Reading.text(c.pointee.next_page_token, "next_page_token") }
    if unsafe c.pointee.n_counts > 0 {
      self.counts = try unsafe Reading.messages(c.pointee.n_counts, c.pointee.counts, "counts")
    }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__list_modules_response__init(c)
    if !modules.isEmpty {
      unsafe c.pointee.n_modules = modules.count
      unsafe c.pointee.modules = Writing.messages(modules)
    }
    if !nextPageToken.isEmpty {
      unsafe c.pointee.next_page_token = Writing.bytes(nextPageToken)
    }
    if !counts.isEmpty {
      unsafe c.pointee.n_counts = counts.count
      unsafe c.pointee.counts = Writing.messages(counts)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("modules", modules)
    writer.field("nextPageToken", nextPageToken)
    writer.field("counts", counts)
    writer.endObject()
  }
}

extension EnableModuleRequest: @unsafe Carried {
  typealias Carrier = Carillon__V1__EnableModuleRequest
  public static var typeName: String { "carillon.v1.EnableModuleRequest" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__enable_module_request()
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
    if unsafe c.pointee.module.len > 0 { self.module = try unsafe Reading.text(c.pointee.module, "module") }
    self.expectedVersion = unsafe c.pointee.expected_version
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__enable_module_request__init(c)
    if !module.isEmpty {
      unsafe c.pointee.module = Writing.bytes(module)
    }
    unsafe c.pointee.expected_version = expectedVersion
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("module", module)
    writer.field("expectedVersion", expectedVersion)
    writer.endObject()
  }
}

extension DisableModuleRequest: @unsafe Carried {
  typealias Carrier = Carillon__V1__DisableModuleRequest
  public static var typeName: String { "carillon.v1.DisableModuleRequest" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__disable_module_request()
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
    if unsafe c.pointee.module.len > 0 { self.module = try unsafe Reading.text(c.pointee.module, "module") }
    self.expectedVersion = unsafe c.pointee.expected_version
    if unsafe c.pointee.note.len > 0 { self.note = try unsafe Reading.text(c.pointee.note, "note") }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__disable_module_request__init(c)
    if !module.isEmpty {
      unsafe c.pointee.module = Writing.bytes(module)
    }
    unsafe c.pointee.expected_version = expectedVersion
    if !note.isEmpty {
      unsafe c.pointee.note = Writing.bytes(note)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("module", module)
    writer.field("expectedVersion", expectedVersion)
    writer.field("note", note)
    writer.endObject()
  }
}

extension RollbackModuleRequest: @unsafe Carried {
  typealias Carrier = Carillon__V1__RollbackModuleRequest
  public static var typeName: String { "carillon.v1.RollbackModuleRequest" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__rollback_module_request()
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
    if unsafe c.pointee.module.len > 0 { self.module = try unsafe Reading.text(c.pointee.module, "module") }
    if unsafe c.pointee.module_version.len > 0 { self.moduleVersion = try unsafe Reading.text(c.pointee.module_version, "module_version") }
    self.expectedVersion = unsafe c.pointee.expected_version
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__rollback_module_request__init(c)
    if !module.isEmpty {
      unsafe c.pointee.module = Writing.bytes(module)
    }
    if !moduleVersion.isEmpty {
      unsafe c.pointee.module_version = Writing.bytes(moduleVersion)
    }
    unsafe c.pointee.expected_version = expectedVersion
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("module", module)
    writer.field("moduleVersion", moduleVersion)
    writer.field("expectedVersion", expectedVersion)
    writer.endObject()
  }
}

extension DeleteModuleRequest: @unsafe Carried {
  typealias Carrier = Carillon__V1__DeleteModuleRequest
  public static var typeName: String { "carillon.v1.DeleteModuleRequest" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__delete_module_request()
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
    if unsafe c.pointee.module.len > 0 { self.module = try unsafe Reading.text(c.pointee.module, "module") }
    self.expectedVersion = unsafe c.pointee.expected_version
    self.validateOnly = unsafe c.pointee.validate_only != 0
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__delete_module_request__init(c)
    if !module.isEmpty {
      unsafe c.pointee.module = Writing.bytes(module)
    }
    unsafe c.pointee.expected_version = expectedVersion
    unsafe c.pointee.validate_only = validateOnly ? 1 : 0
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("module", module)
    writer.field("expectedVersion", expectedVersion)
    writer.field("validateOnly", validateOnly)
    writer.endObject()
  }
}

extension ValidateManifestRequest: @unsafe Carried {
  typealias Carrier = Carillon__V1__ValidateManifestRequest
  public static var typeName: String { "carillon.v1.ValidateManifestRequest" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__validate_manifest_request()
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
    if unsafe c.pointee.manifest.len > 0 { self.manifest = unsafe Reading.bytes(c.pointee.manifest) }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__validate_manifest_request__init(c)
    if !manifest.isEmpty {
      unsafe c.pointee.manifest = Writing.bytes(manifest)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("manifest", json: manifest, contentType: "")
    writer.endObject()
  }
}

extension ValidateManifestResponse: @unsafe Carried {
  typealias Carrier = Carillon__V1__ValidateManifestResponse
  public static var typeName: String { "carillon.v1.ValidateManifestResponse" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__validate_manifest_response()
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
    if unsafe c.pointee.n_problems > 0 {
      self.problems = try unsafe Reading.messages(c.pointee.n_problems, c.pointee.problems, "problems")
    }
    if unsafe c.pointee.module != nil {
      self.module = try unsafe Reading.message(c.pointee.module, "module")
    }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__validate_manifest_response__init(c)
    if !problems.isEmpty {
      unsafe c.pointee.n_problems = problems.count
      unsafe c.pointee.problems = Writing.messages(problems)
    }
    if let module {
      unsafe c.pointee.module = Writing.message(module)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("problems", problems)
    writer.field("module", module)
    writer.endObject()
  }
}

extension ValidateManifestResponse.Problem: @unsafe Carried {
  typealias Carrier = Carillon__V1__ValidateManifestResponse__Problem
  public static var typeName: String { "carillon.v1.ValidateManifestResponse.Problem" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__validate_manifest_response__problem()
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
    if unsafe c.pointee.path.len > 0 { self.path = try unsafe Reading.text(c.pointee.path, "path") }
    self.line = unsafe c.pointee.line
    self.column = unsafe c.pointee.column
    if unsafe c.pointee.reason.len > 0 { self.reason = try unsafe Reading.text(c.pointee.reason, "reason") }
    if unsafe c.pointee.message.len > 0 { self.message = try unsafe Reading.text(c.pointee.message, "message") }
    self.warning = unsafe c.pointee.warning != 0
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__validate_manifest_response__problem__init(c)
    if !path.isEmpty {
      unsafe c.pointee.path = Writing.bytes(path)
    }
    unsafe c.pointee.line = line
    unsafe c.pointee.column = column
    if !reason.isEmpty {
      unsafe c.pointee.reason = Writing.bytes(reason)
    }
    if !message.isEmpty {
      unsafe c.pointee.message = Writing.bytes(message)
    }
    unsafe c.pointee.warning = warning ? 1 : 0
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("path", path)
    writer.field("line", line)
    writer.field("column", column)
    writer.field("reason", reason)
    writer.field("message", message)
    writer.field("warning", warning)
    writer.endObject()
  }
}
