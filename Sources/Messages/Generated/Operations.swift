// Made by tools/generate from proto/carillon/v1/operations.proto; do not edit.
// swift-format-ignore-file
internal import CMessages
internal import CProtobufC
public import Units

public struct Operation: WireMessage {
  public enum Kind: WireEnum {
    case unspecified
    case requeue
    case discard
    case cancel
    case purge
    case reprioritize
    case backfill
    case replay
    case retention
    case delete
    case makeUp
    /// A value that this version does not know; it survives as it is.
    case unrecognized(Int32)

    public init(rawValue: Int32) {
      switch rawValue {
      case 0: self = .unspecified
      case 1: self = .requeue
      case 2: self = .discard
      case 3: self = .cancel
      case 4: self = .purge
      case 5: self = .reprioritize
      case 6: self = .backfill
      case 7: self = .replay
      case 8: self = .retention
      case 9: self = .delete
      case 10: self = .makeUp
      default: self = .unrecognized(rawValue)
      }
    }

    public var rawValue: Int32 {
      switch self {
      case .unspecified: 0
      case .requeue: 1
      case .discard: 2
      case .cancel: 3
      case .purge: 4
      case .reprioritize: 5
      case .backfill: 6
      case .replay: 7
      case .retention: 8
      case .delete: 9
      case .makeUp: 10
      case .unrecognized(let value): value
      }
    }

    public var protoName: String? {
      switch self {
      case .unspecified: "KIND_UNSPECIFIED"
      case .requeue: "REQUEUE"
      case .discard: "DISCARD"
      case .cancel: "CANCEL"
      case .purge: "PURGE"
      case .reprioritize: "REPRIORITIZE"
      case .backfill: "BACKFILL"
      case .replay: "REPLAY"
      case .retention: "RETENTION"
      case .delete: "DELETE"
      case .makeUp: "MAKE_UP"
      case .unrecognized: nil
      }
    }

    public static let allCases: [Self] = [.unspecified, .requeue, .discard, .cancel, .purge, .reprioritize, .backfill, .replay, .retention, .delete, .makeUp]
  }

  public enum State: WireEnum {
    case unspecified
    case running
    case succeeded
    case failed
    case cancelled
    /// Only said what it would do.
    case dryRun
    /// A value that this version does not know; it survives as it is.
    case unrecognized(Int32)

    public init(rawValue: Int32) {
      switch rawValue {
      case 0: self = .unspecified
      case 1: self = .running
      case 2: self = .succeeded
      case 3: self = .failed
      case 4: self = .cancelled
      case 5: self = .dryRun
      default: self = .unrecognized(rawValue)
      }
    }

    public var rawValue: Int32 {
      switch self {
      case .unspecified: 0
      case .running: 1
      case .succeeded: 2
      case .failed: 3
      case .cancelled: 4
      case .dryRun: 5
      case .unrecognized(let value): value
      }
    }

    public var protoName: String? {
      switch self {
      case .unspecified: "STATE_UNSPECIFIED"
      case .running: "RUNNING"
      case .succeeded: "SUCCEEDED"
      case .failed: "FAILED"
      case .cancelled: "CANCELLED"
      case .dryRun: "DRY_RUN"
      case .unrecognized: nil
      }
    }

    public static let allCases: [Self] = [.unspecified, .running, .succeeded, .failed, .cancelled, .dryRun]
  }

  public var id: String = ""
  public var kind: Operation.Kind = .unspecified
  public var state: Operation.State = .unspecified
  /// How many it will touch, as far as is known.
  public var total: UInt64 = 0
  public var done: UInt64 = 0
  public var failed: UInt64 = 0
  public var skipped: UInt64 = 0
  /// What it was asked to do, in one sentence.
  public var description: String = ""
  public var error: ItemError?
  /// The first items that failed.
  public var itemErrors: [ItemError] = []
  public var version: UInt64 = 0
  public var createTime: Instant?
  public var updateTime: Instant?
  public var labels: [Label] = []
  public var creator: String = ""
  public var endTime: Instant?
  public var estimate: Timeout?
  public var selection: Selection?
  /// What it is about: a schedule, a queue, a consumer.
  public var subject: String = ""

  public init(id: String = "", kind: Operation.Kind = .unspecified, state: Operation.State = .unspecified, total: UInt64 = 0, done: UInt64 = 0, failed: UInt64 = 0, skipped: UInt64 = 0, description: String = "", error: ItemError? = nil, itemErrors: [ItemError] = [], version: UInt64 = 0, createTime: Instant? = nil, updateTime: Instant? = nil, labels: [Label] = [], creator: String = "", endTime: Instant? = nil, estimate: Timeout? = nil, selection: Selection? = nil, subject: String = "") {
    self.id = id
    self.kind = kind
    self.state = state
    self.total = total
    self.done = done
    self.failed = failed
    self.skipped = skipped
    self.description = description
    self.error = error
    self.itemErrors = itemErrors
    self.version = version
    self.createTime = createTime
    self.updateTime = updateTime
    self.labels = labels
    self.creator = creator
    self.endTime = endTime
    self.estimate = estimate
    self.selection = selection
    self.subject = subject
  }

  public init() {}
}

public struct GetOperationRequest: WireMessage {
  public var operation: String = ""

  public init(operation: String = "") {
    self.operation = operation
  }

  public init() {}
}

public struct ListOperationsRequest: WireMessage {
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

public struct ListOperationsResponse: WireMessage {
  public var operations: [Operation] = []
  public var nextPageToken: String = ""
  public var counts: [Count] = []
  public var note: ListNote?

  public init(operations: [Operation] = [], nextPageToken: String = "", counts: [Count] = [], note: ListNote? = nil) {
    self.operations = operations
    self.nextPageToken = nextPageToken
    self.counts = counts
    self.note = note
  }

  public init() {}
}

public struct CancelOperationRequest: WireMessage {
  public var operation: String = ""

  public init(operation: String = "") {
    self.operation = operation
  }

  public init() {}
}

public struct WaitOperationRequest: WireMessage {
  public var operation: String = ""

  public init(operation: String = "") {
    self.operation = operation
  }

  public init() {}
}


extension Operation: @unsafe Carried {
  typealias Carrier = Carillon__V1__Operation
  public static var typeName: String { "carillon.v1.Operation" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__operation()
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
    self.kind = Operation.Kind(rawValue: Int32(truncatingIfNeeded: unsafe c.pointee.kind.rawValue))
    self.state = Operation.State(rawValue: Int32(truncatingIfNeeded: unsafe c.pointee.state.rawValue))
    self.total = unsafe c.pointee.total
    self.done = unsafe c.pointee.done
    self.failed = unsafe c.pointee.failed
    self.skipped = unsafe c.pointee.skipped
    if unsafe c.pointee.description.len > 0 { self.description = try unsafe Reading.text(c.pointee.description, "description") }
    if unsafe c.pointee.error != nil {
      self.error = try unsafe Reading.message(c.pointee.error, "error")
    }
    if unsafe c.pointee.n_item_errors > 0 {
      self.itemErrors = try unsafe Reading.messages(c.pointee.n_item_errors, c.pointee.item_errors, "item_errors")
    }
    self.version = unsafe c.pointee.version
    if unsafe c.pointee.create_time != nil { self.createTime = try unsafe Reading.instant(c.pointee.create_time, "create_time") }
    if unsafe c.pointee.update_time != nil { self.updateTime = try unsafe Reading.instant(c.pointee.update_time, "update_time") }
    if unsafe c.pointee.n_labels > 0 {
      self.labels = try unsafe Reading.labels(c.pointee.n_labels, "labels") { place in unsafe (c.pointee.labels[place]?.pointee.key, c.pointee.labels[place]?.pointee.value) }
    }
    if unsafe c.pointee.creator.len > 0 { self.creator = try unsafe Reading.text(c.pointee.creator, "creator") }
    if unsafe c.pointee.end_time != nil { self.endTime = try unsafe Reading.instant(c.pointee.end_time, "end_time") }
    if unsafe c.pointee.estimate != nil { self.estimate = try unsafe Reading.timeout(c.pointee.estimate, "estimate") }
    if unsafe c.pointee.selection != nil {
      self.selection = try unsafe Reading.message(c.pointee.selection, "selection")
    }
    if unsafe c.pointee.subject.len > 0 { self.subject = try unsafe Reading.text(c.pointee.subject, "subject") }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__operation__init(c)
    if !id.isEmpty {
      unsafe c.pointee.id = Writing.bytes(id)
    }
    unsafe c.pointee.kind = .init(rawValue: .init(truncatingIfNeeded: kind.rawValue))
    unsafe c.pointee.state = .init(rawValue: .init(truncatingIfNeeded: state.rawValue))
    unsafe c.pointee.total = total
    unsafe c.pointee.done = done
    unsafe c.pointee.failed = failed
    unsafe c.pointee.skipped = skipped
    if !description.isEmpty {
      unsafe c.pointee.description = Writing.bytes(description)
    }
    if let error {
      unsafe c.pointee.error = Writing.message(error)
    }
    if !itemErrors.isEmpty {
      unsafe c.pointee.n_item_errors = itemErrors.count
      unsafe c.pointee.item_errors = Writing.messages(itemErrors)
    }
    unsafe c.pointee.version = version
    if let createTime {
      unsafe c.pointee.create_time = Writing.instant(createTime)
    }
    if let updateTime {
      unsafe c.pointee.update_time = Writing.instant(updateTime)
    }
    if !labels.isEmpty {
      unsafe c.pointee.n_labels = labels.count
      unsafe c.pointee.labels = Writing.labels(labels, Carillon__V1__Operation__LabelsEntry.self) { entry, key, value in
        unsafe carillon__v1__operation__labels_entry__init(entry)
        unsafe entry.pointee.key = key
        unsafe entry.pointee.value = value
      }
    }
    if !creator.isEmpty {
      unsafe c.pointee.creator = Writing.bytes(creator)
    }
    if let endTime {
      unsafe c.pointee.end_time = Writing.instant(endTime)
    }
    if let estimate {
      unsafe c.pointee.estimate = Writing.timeout(estimate)
    }
    if let selection {
      unsafe c.pointee.selection = Writing.message(selection)
    }
    if !subject.isEmpty {
      unsafe c.pointee.subject = Writing.bytes(subject)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("id", id)
    writer.field("kind", kind)
    writer.field("state", state)
    writer.field("total", total)
    writer.field("done", done)
    writer.field("failed", failed)
    writer.field("skipped", skipped)
    writer.field("description", description)
    writer.field("error", error)
    writer.field("itemErrors", itemErrors)
    writer.field("version", version)
    writer.field("createTime", createTime)
    writer.field("updateTime", updateTime)
    writer.field("labels", labels: labels)
    writer.field("creator", creator)
    writer.field("endTime", endTime)
    writer.field("estimate", estimate)
    writer.field("selection", selection)
    writer.field("subject", subject)
    writer.endObject()
  }
}

extension GetOperationRequest: @unsafe Carried {
  typealias Carrier = Carillon__V1__GetOperationRequest
  public static var typeName: String { "carillon.v1.GetOperationRequest" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__get_operation_request()
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
    if unsafe c.pointee.operation.len > 0 { self.operation = try unsafe Reading.text(c.pointee.operation, "operation") }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__get_operation_request__init(c)
    if !operation.isEmpty {
      unsafe c.pointee.operation = Writing.bytes(operation)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("operation", operation)
    writer.endObject()
  }
}

extension ListOperationsRequest: @unsafe Carried {
  typealias Carrier = Carillon__V1__ListOperationsRequest
  public static var typeName: String { "carillon.v1.ListOperationsRequest" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__list_operations_request()
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
    unsafe carillon__v1__list_operations_request__init(c)
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

extension ListOperationsResponse: @unsafe Carried {
  typealias Carrier = Carillon__V1__ListOperationsResponse
  public static var typeName: String { "carillon.v1.ListOperationsResponse" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__list_operations_response()
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
    if unsafe c.pointee.n_operations > 0 {
      self.operations = try unsafe Reading.messages(c.pointee.n_operations, c.pointee.operations, "operations")
    }
    if unsafe c.pointee.next_page_token.len > 0 { self.nextPageToken = try unsafe Reading.text(c.pointee.next_page_token, "next_page_token") }
    if unsafe c.pointee.n_counts > 0 {
      self.counts = try unsafe Reading.messages(c.pointee.n_counts, c.pointee.counts, "counts")
    }
    if unsafe c.pointee.note != nil {
      self.note = try unsafe Reading.message(c.pointee.note, "note")
    }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__list_operations_response__init(c)
    if !operations.isEmpty {
      unsafe c.pointee.n_operations = operations.count
      unsafe c.pointee.operations = Writing.messages(operations)
    }
    if !nextPageToken.isEmpty {
      unsafe c.pointee.next_page_token = Writing.bytes(nextPageToken)
    }
    if !counts.isEmpty {
      unsafe c.pointee.n_counts = counts.count
      unsafe c.pointee.counts = Writing.messages(counts)
    }
    if let note {
      unsafe c.pointee.note = Writing.message(note)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("operations", operations)
    writer.field("nextPageToken", nextPageToken)
    writer.field("counts", counts)
    writer.field("note", note)
    writer.endObject()
  }
}

extension CancelOperationRequest: @unsafe Carried {
  typealias Carrier = Carillon__V1__CancelOperationRequest
  public static var typeName: String { "carillon.v1.CancelOperationRequest" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__cancel_operation_request()
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
    if unsafe c.pointee.operation.len > 0 { self.operation = try unsafe Reading.text(c.pointee.operation, "operation") }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__cancel_operation_request__init(c)
    if !operation.isEmpty {
      unsafe c.pointee.operation = Writing.bytes(operation)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("operation", operation)
    writer.endObject()
  }
}

extension WaitOperationRequest: @unsafe Carried {
  typealias Carrier = Carillon__V1__WaitOperationRequest
  public static var typeName: String { "carillon.v1.WaitOperationRequest" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__wait_operation_request()
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
    if unsafe c.pointee.operation.len > 0 { self.operation = try unsafe Reading.text(c.pointee.operation, "operation") }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__wait_operation_request__init(c)
    if !operation.isEmpty {
      unsafe c.pointee.operation = Writing.bytes(operation)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("operation", operation)
    writer.endObject()
  }
}
