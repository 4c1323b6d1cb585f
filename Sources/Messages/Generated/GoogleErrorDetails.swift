// Made by tools/generate from proto/google/rpc/error_details.proto; do not edit.
// swift-format-ignore-file
internal import CMessages
internal import CProtobufC
public import Units

extension Google {
  public struct ErrorInfo: WireMessage {
    public var reason: String = ""
    public var domain: String = ""
    public var metadata: [Label] = []

    public init(reason: String = "", domain: String = "", metadata: [Label] = []) {
      self.reason = reason
      self.domain = domain
      self.metadata = metadata
    }

    public init() {}
  }

  public struct RetryInfo: WireMessage {
    public var retryDelay: Timeout?

    public init(retryDelay: Timeout? = nil) {
      self.retryDelay = retryDelay
    }

    public init() {}
  }

  public struct QuotaFailure: WireMessage {
    public struct Violation: WireMessage {
      public var subject: String = ""
      public var description: String = ""

      public init(subject: String = "", description: String = "") {
        self.subject = subject
        self.description = description
      }

      public init() {}
    }

    public var violations: [Google.QuotaFailure.Violation] = []

    public init(violations: [Google.QuotaFailure.Violation] = []) {
      self.violations = violations
    }

    public init() {}
  }

  public struct PreconditionFailure: WireMessage {
    public struct Violation: WireMessage {
      public var type: String = ""
      public var subject: String = ""
      public var description: String = ""

      public init(type: String = "", subject: String = "", description: String = "") {
        self.type = type
        self.subject = subject
        self.description = description
      }

      public init() {}
    }

    public var violations: [Google.PreconditionFailure.Violation] = []

    public init(violations: [Google.PreconditionFailure.Violation] = []) {
      self.violations = violations
    }

    public init() {}
  }

  public struct BadRequest: WireMessage {
    public struct FieldViolation: WireMessage {
      public var field: String = ""
      public var description: String = ""

      public init(field: String = "", description: String = "") {
        self.field = field
        self.description = description
      }

      public init() {}
    }

    public var fieldViolations: [Google.BadRequest.FieldViolation] = []

    public init(fieldViolations: [Google.BadRequest.FieldViolation] = []) {
      self.fieldViolations = fieldViolations
    }

    public init() {}
  }

  public struct ResourceInfo: WireMessage {
    public var resourceType: String = ""
    public var resourceName: String = ""
    public var owner: String = ""
    public var description: String = ""

    public init(resourceType: String = "", resourceName: String = "", owner: String = "", description: String = "") {
      self.resourceType = resourceType
      self.resourceName = resourceName
      self.owner = owner
      self.description = description
    }

    public init() {}
  }

  public struct Help: WireMessage {
    public struct Link: WireMessage {
      public var description: String = ""
      public var url: String = ""

      public init(description: String = "", url: String = "") {
        self.description = description
        self.url = url
      }

      public init() {}
    }

    public var links: [Google.Help.Link] = []

    public init(links: [Google.Help.Link] = []) {
      self.links = links
    }

    public init() {}
  }

}

extension Google.ErrorInfo: @unsafe Carried {
  typealias Carrier = Google__Rpc__ErrorInfo
  public static var typeName: String { "google.rpc.ErrorInfo" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_google__rpc__error_info()
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
    if unsafe c.pointee.reason.len > 0 { self.reason = try unsafe Reading.text(c.pointee.reason, "reason") }
    if unsafe c.pointee.domain.len > 0 { self.domain = try unsafe Reading.text(c.pointee.domain, "domain") }
    if unsafe c.pointee.n_metadata > 0 {
      self.metadata = try unsafe Reading.labels(c.pointee.n_metadata, "metadata") { place in unsafe (c.pointee.metadata[place]?.pointee.key, c.pointee.metadata[place]?.pointee.value) }
    }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe google__rpc__error_info__init(c)
    if !reason.isEmpty {
      unsafe c.pointee.reason = Writing.bytes(reason)
    }
    if !domain.isEmpty {
      unsafe c.pointee.domain = Writing.bytes(domain)
    }
    if !metadata.isEmpty {
      unsafe c.pointee.n_metadata = metadata.count
      unsafe c.pointee.metadata = Writing.labels(metadata, Google__Rpc__ErrorInfo__MetadataEntry.self) { entry, key, value in
        unsafe google__rpc__error_info__metadata_entry__init(entry)
        unsafe entry.pointee.key = key
        unsafe entry.pointee.value = value
      }
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("reason", reason)
    writer.field("domain", domain)
    writer.field("metadata", labels: metadata)
    writer.endObject()
  }
}

extension Google.RetryInfo: @unsafe Carried {
  typealias Carrier = Google__Rpc__RetryInfo
  public static var typeName: String { "google.rpc.RetryInfo" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_google__rpc__retry_info()
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
    if unsafe c.pointee.retry_delay != nil { self.retryDelay = try unsafe Reading.timeout(c.pointee.retry_delay, "retry_delay") }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe google__rpc__retry_info__init(c)
    if let retryDelay {
      unsafe c.pointee.retry_delay = Writing.timeout(retryDelay)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("retryDelay", retryDelay)
    writer.endObject()
  }
}

extension Google.QuotaFailure: @unsafe Carried {
  typealias Carrier = Google__Rpc__QuotaFailure
  public static var typeName: String { "google.rpc.QuotaFailure" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_google__rpc__quota_failure()
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
    if unsafe c.pointee.n_violations > 0 {
      self.violations = try unsafe Reading.messages(c.pointee.n_violations, c.pointee.violations, "violations")
    }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe google__rpc__quota_failure__init(c)
    if !violations.isEmpty {
      unsafe c.pointee.n_violations = violations.count
      unsafe c.pointee.violations = Writing.messages(violations)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("violations", violations)
    writer.endObject()
  }
}

extension Google.QuotaFailure.Violation: @unsafe Carried {
  typealias Carrier = Google__Rpc__QuotaFailure__Violation
  public static var typeName: String { "google.rpc.QuotaFailure.Violation" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_google__rpc__quota_failure__violation()
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
    if unsafe c.pointee.subject.len > 0 { self.subject = try unsafe Reading.text(c.pointee.subject, "subject") }
    if unsafe c.pointee.description.len > 0 { self.description = try unsafe Reading.text(c.pointee.description, "description") }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe google__rpc__quota_failure__violation__init(c)
    if !subject.isEmpty {
      unsafe c.pointee.subject = Writing.bytes(subject)
    }
    if !description.isEmpty {
      unsafe c.pointee.description = Writing.bytes(description)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("subject", subject)
    writer.field("description", description)
    writer.endObject()
  }
}

extension Google.PreconditionFailure: @unsafe Carried {
  typealias Carrier = Google__Rpc__PreconditionFailure
  public static var typeName: String { "google.rpc.PreconditionFailure" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_google__rpc__precondition_failure()
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
    if unsafe c.pointee.n_violations > 0 {
      self.violations = try unsafe Reading.messages(c.pointee.n_violations, c.pointee.violations, "violations")
    }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe google__rpc__precondition_failure__init(c)
    if !violations.isEmpty {
      unsafe c.pointee.n_violations = violations.count
      unsafe c.pointee.violations = Writing.messages(violations)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("violations", violations)
    writer.endObject()
  }
}

extension Google.PreconditionFailure.Violation: @unsafe Carried {
  typealias Carrier = Google__Rpc__PreconditionFailure__Violation
  public static var typeName: String { "google.rpc.PreconditionFailure.Violation" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_google__rpc__precondition_failure__violation()
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
    if unsafe c.pointee.type.len > 0 { self.type = try unsafe Reading.text(c.pointee.type, "type") }
    if unsafe c.pointee.subject.len > 0 { self.subject = try unsafe Reading.text(c.pointee.subject, "subject") }
    if unsafe c.pointee.description.len > 0 { self.description = try unsafe Reading.text(c.pointee.description, "description") }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe google__rpc__precondition_failure__violation__init(c)
    if !type.isEmpty {
      unsafe c.pointee.type = Writing.bytes(type)
    }
    if !subject.isEmpty {
      unsafe c.pointee.subject = Writing.bytes(subject)
    }
    if !description.isEmpty {
      unsafe c.pointee.description = Writing.bytes(description)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("type", type)
    writer.field("subject", subject)
    writer.field("description", description)
    writer.endObject()
  }
}

extension Google.BadRequest: @unsafe Carried {
  typealias Carrier = Google__Rpc__BadRequest
  public static var typeName: String { "google.rpc.BadRequest" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_google__rpc__bad_request()
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
    if unsafe c.pointee.n_field_violations > 0 {
      self.fieldViolations = try unsafe Reading.messages(c.pointee.n_field_violations, c.pointee.field_violations, "field_violations")
    }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe google__rpc__bad_request__init(c)
    if !fieldViolations.isEmpty {
      unsafe c.pointee.n_field_violations = fieldViolations.count
      unsafe c.pointee.field_violations = Writing.messages(fieldViolations)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("fieldViolations", fieldViolations)
    writer.endObject()
  }
}

extension Google.BadRequest.FieldViolation: @unsafe Carried {
  typealias Carrier = Google__Rpc__BadRequest__FieldViolation
  public static var typeName: String { "google.rpc.BadRequest.FieldViolation" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_google__rpc__bad_request__field_violation()
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
    if unsafe c.pointee.field.len > 0 { self.field = try unsafe Reading.text(c.pointee.field, "field") }
    if unsafe c.pointee.description.len > 0 { self.description = try unsafe Reading.text(c.pointee.description, "description") }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe google__rpc__bad_request__field_violation__init(c)
    if !field.isEmpty {
      unsafe c.pointee.field = Writing.bytes(field)
    }
    if !description.isEmpty {
      unsafe c.pointee.description = Writing.bytes(description)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("field", field)
    writer.field("description", description)
    writer.endObject()
  }
}

extension Google.ResourceInfo: @unsafe Carried {
  typealias Carrier = Google__Rpc__ResourceInfo
  public static var typeName: String { "google.rpc.ResourceInfo" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_google__rpc__resource_info()
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
    if unsafe c.pointee.resource_type.len > 0 { self.resourceType = try unsafe Reading.text(c.pointee.resource_type, "resource_type") }
    if unsafe c.pointee.resource_name.len > 0 { self.resourceName = try unsafe Reading.text(c.pointee.resource_name, "resource_name") }
    if unsafe c.pointee.owner.len > 0 { self.owner = try unsafe Reading.text(c.pointee.owner, "owner") }
    if unsafe c.pointee.description.len > 0 { self.description = try unsafe Reading.text(c.pointee.description, "description") }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe google__rpc__resource_info__init(c)
    if !resourceType.isEmpty {
      unsafe c.pointee.resource_type = Writing.bytes(resourceType)
    }
    if !resourceName.isEmpty {
      unsafe c.pointee.resource_name = Writing.bytes(resourceName)
    }
    if !owner.isEmpty {
      unsafe c.pointee.owner = Writing.bytes(owner)
    }
    if !description.isEmpty {
      unsafe c.pointee.description = Writing.bytes(description)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("resourceType", resourceType)
    writer.field("resourceName", resourceName)
    writer.field("owner", owner)
    writer.field("description", description)
    writer.endObject()
  }
}

extension Google.Help: @unsafe Carried {
  typealias Carrier = Google__Rpc__Help
  public static var typeName: String { "google.rpc.Help" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_google__rpc__help()
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
    if unsafe c.pointee.n_links > 0 {
      self.links = try unsafe Reading.messages(c.pointee.n_links, c.pointee.links, "links")
    }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe google__rpc__help__init(c)
    if !links.isEmpty {
      unsafe c.pointee.n_links = links.count
      unsafe c.pointee.links = Writing.messages(links)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("links", links)
    writer.endObject()
  }
}

extension Google.Help.Link: @unsafe Carried {
  typealias Carrier = Google__Rpc__Help__Link
  public static var typeName: String { "google.rpc.Help.Link" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_google__rpc__help__link()
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
    if unsafe c.pointee.description.len > 0 { self.description = try unsafe Reading.text(c.pointee.description, "description") }
    if unsafe c.pointee.url.len > 0 { self.url = try unsafe Reading.text(c.pointee.url, "url") }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe google__rpc__help__link__init(c)
    if !description.isEmpty {
      unsafe c.pointee.description = Writing.bytes(description)
    }
    if !url.isEmpty {
      unsafe c.pointee.url = Writing.bytes(url)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("description", description)
    writer.field("url", url)
    writer.endObject()
  }
}
