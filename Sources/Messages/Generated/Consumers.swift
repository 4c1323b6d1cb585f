// Made by tools/generate from proto/carillon/v1/consumers.proto; do not edit.
// swift-format-ignore-file
internal import CMessages
internal import CProtobufC
public import Units

public struct Consumer: WireMessage {
  public enum Mode: WireEnum {
    case unspecified
    /// One in flight; a failing event holds all behind it.
    case strict
    /// Order per key; a failing event holds its key; the default.
    case keyed
    case free
    /// A value that this version does not know; it survives as it is.
    case unrecognized(Int32)

    public init(rawValue: Int32) {
      switch rawValue {
      case 0: self = .unspecified
      case 1: self = .strict
      case 2: self = .keyed
      case 3: self = .free
      default: self = .unrecognized(rawValue)
      }
    }

    public var rawValue: Int32 {
      switch self {
      case .unspecified: 0
      case .strict: 1
      case .keyed: 2
      case .free: 3
      case .unrecognized(let value): value
      }
    }

    public var protoName: String? {
      switch self {
      case .unspecified: "MODE_UNSPECIFIED"
      case .strict: "STRICT"
      case .keyed: "KEYED"
      case .free: "FREE"
      case .unrecognized: nil
      }
    }

    public static let allCases: [Self] = [.unspecified, .strict, .keyed, .free]
  }

  public enum Start: Hashable, Sendable {
    /// 0 is from now.
    case startOffset(UInt64)
    case startTime(Instant)
  }

  public var name: String = ""
  public var id: String = ""
  public var version: UInt64 = 0
  public var mode: Consumer.Mode = .unspecified
  public var filter: EventFilter?
  /// In flight at once; 0 is 1,000.
  public var maxInFlight: UInt32 = 0
  /// Deliveries before the dead letters; 0 is 10.
  public var maxDeliveries: UInt32 = 0
  /// To acknowledge in; 30 s where it is absent.
  public var acknowledgeTimeout: Timeout?
  public var backoff: RetryPolicy?
  public var description: String = ""
  public var pause: Pause?
  /// Enqueue this job for each event, instead of waiting for `Fetch`.
  public var job: String = ""
  /// At most one live execution per key, with the newest ids.
  public var coalesce: Bool = false
  /// How often the same chain may come by here again.
  public var reenter: UInt32 = 0
  public var createTime: Instant?
  public var updateTime: Instant?
  public var labels: [Label] = []
  public var creator: String = ""
  /// Where a new one begins.
  public var start: Start?
  /// Output only.
  public var acknowledgedOffset: UInt64 = 0
  public var deliveredOffset: UInt64 = 0
  public var lag: UInt64 = 0
  public var inFlight: UInt32 = 0
  public var deadLetters: UInt64 = 0
  public var oldestPendingTime: Instant?
  /// When retention will cut what it has not seen.
  public var cutTime: Instant?
  public var redeliveries: UInt64 = 0
  public var lost: UInt64 = 0

  public init(name: String = "", id: String = "", version: UInt64 = 0, mode: Consumer.Mode = .unspecified, filter: EventFilter? = nil, maxInFlight: UInt32 = 0, maxDeliveries: UInt32 = 0, acknowledgeTimeout: Timeout? = nil, backoff: RetryPolicy? = nil, description: String = "", pause: Pause? = nil, job: String = "", coalesce: Bool = false, reenter: UInt32 = 0, createTime: Instant? = nil, updateTime: Instant? = nil, labels: [Label] = [], creator: String = "", start: Start? = nil, acknowledgedOffset: UInt64 = 0, deliveredOffset: UInt64 = 0, lag: UInt64 = 0, inFlight: UInt32 = 0, deadLetters: UInt64 = 0, oldestPendingTime: Instant? = nil, cutTime: Instant? = nil, redeliveries: UInt64 = 0, lost: UInt64 = 0) {
    self.name = name
    self.id = id
    self.version = version
    self.mode = mode
    self.filter = filter
    self.maxInFlight = maxInFlight
    self.maxDeliveries = maxDeliveries
    self.acknowledgeTimeout = acknowledgeTimeout
    self.backoff = backoff
    self.description = description
    self.pause = pause
    self.job = job
    self.coalesce = coalesce
    self.reenter = reenter
    self.createTime = createTime
    self.updateTime = updateTime
    self.labels = labels
    self.creator = creator
    self.start = start
    self.acknowledgedOffset = acknowledgedOffset
    self.deliveredOffset = deliveredOffset
    self.lag = lag
    self.inFlight = inFlight
    self.deadLetters = deadLetters
    self.oldestPendingTime = oldestPendingTime
    self.cutTime = cutTime
    self.redeliveries = redeliveries
    self.lost = lost
  }

  public init() {}
}

public struct CreateConsumerRequest: WireMessage {
  public var consumer: Consumer?
  public var validateOnly: Bool = false

  public init(consumer: Consumer? = nil, validateOnly: Bool = false) {
    self.consumer = consumer
    self.validateOnly = validateOnly
  }

  public init() {}
}

public struct GetConsumerRequest: WireMessage {
  public var consumer: String = ""

  public init(consumer: String = "") {
    self.consumer = consumer
  }

  public init() {}
}

public struct ListConsumersRequest: WireMessage {
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

public struct ListConsumersResponse: WireMessage {
  public var consumers: [Consumer] = []
  public var nextPageToken: String = ""

  public init(consumers: [Consumer] = [], nextPageToken: String = "") {
    self.consumers = consumers
    self.nextPageToken = nextPageToken
  }

  public init() {}
}

public struct UpdateConsumerRequest: WireMessage {
  public var consumer: Consumer?
  public var updateMask: [String] = []
  public var expectedVersion: UInt64 = 0
  public var validateOnly: Bool = false

  public init(consumer: Consumer? = nil, updateMask: [String] = [], expectedVersion: UInt64 = 0, validateOnly: Bool = false) {
    self.consumer = consumer
    self.updateMask = updateMask
    self.expectedVersion = expectedVersion
    self.validateOnly = validateOnly
  }

  public init() {}
}

public struct DeleteConsumerRequest: WireMessage {
  public var consumer: String = ""
  public var expectedVersion: UInt64 = 0
  public var validateOnly: Bool = false

  public init(consumer: String = "", expectedVersion: UInt64 = 0, validateOnly: Bool = false) {
    self.consumer = consumer
    self.expectedVersion = expectedVersion
    self.validateOnly = validateOnly
  }

  public init() {}
}

public struct PauseConsumerRequest: WireMessage {
  public var consumer: String = ""
  public var note: String = ""
  public var untilTime: Instant?

  public init(consumer: String = "", note: String = "", untilTime: Instant? = nil) {
    self.consumer = consumer
    self.note = note
    self.untilTime = untilTime
  }

  public init() {}
}

public struct ResumeConsumerRequest: WireMessage {
  public var consumer: String = ""

  public init(consumer: String = "") {
    self.consumer = consumer
  }

  public init() {}
}

public struct SeekConsumerRequest: WireMessage {
  public enum To: Hashable, Sendable {
    case offset(UInt64)
    case time(Instant)
  }

  public var consumer: String = ""
  public var to: To?
  public var expectedVersion: UInt64 = 0

  public init(consumer: String = "", to: To? = nil, expectedVersion: UInt64 = 0) {
    self.consumer = consumer
    self.to = to
    self.expectedVersion = expectedVersion
  }

  public init() {}
}

/// An event on its way to a consumer.
public struct Delivery: WireMessage {
  public var event: Event?
  /// Names this delivery; grows.
  public var token: UInt64 = 0
  /// 1 for the first.
  public var count: UInt32 = 0
  public var deadlineTime: Instant?

  public init(event: Event? = nil, token: UInt64 = 0, count: UInt32 = 0, deadlineTime: Instant? = nil) {
    self.event = event
    self.token = token
    self.count = count
    self.deadlineTime = deadlineTime
  }

  public init() {}
}

public struct FetchRequest: WireMessage {
  public var consumer: String = ""
  public var count: UInt32 = 0
  public var wait: Timeout?

  public init(consumer: String = "", count: UInt32 = 0, wait: Timeout? = nil) {
    self.consumer = consumer
    self.count = count
    self.wait = wait
  }

  public init() {}
}

public struct FetchResponse: WireMessage {
  public var deliveries: [Delivery] = []
  /// Offsets that the consumer lost to retention.
  public var gap: SubscribeResponse.Gap?

  public init(deliveries: [Delivery] = [], gap: SubscribeResponse.Gap? = nil) {
    self.deliveries = deliveries
    self.gap = gap
  }

  public init() {}
}

public struct DeliveryMark: WireMessage {
  public var offset: UInt64 = 0
  public var token: UInt64 = 0

  public init(offset: UInt64 = 0, token: UInt64 = 0) {
    self.offset = offset
    self.token = token
  }

  public init() {}
}

public struct ConsumeRequest: WireMessage {
  public enum Message: Hashable, Sendable {
    case open(ConsumeRequest.Open)
    case credit(ConsumeRequest.Credit)
    case acknowledge(ConsumeRequest.Marks)
    case reject(ConsumeRequest.Rejection)
  }

  public struct Open: WireMessage {
    public var consumer: String = ""

    public init(consumer: String = "") {
      self.consumer = consumer
    }

    public init() {}
  }

  public struct Credit: WireMessage {
    public var count: UInt32 = 0

    public init(count: UInt32 = 0) {
      self.count = count
    }

    public init() {}
  }

  public struct Marks: WireMessage {
    public var marks: [DeliveryMark] = []

    public init(marks: [DeliveryMark] = []) {
      self.marks = marks
    }

    public init() {}
  }

  public struct Rejection: WireMessage {
    public var marks: [DeliveryMark] = []
    public var delay: Timeout?
    public var reason: String = ""
    /// To the dead letters at once.
    public var final: Bool = false

    public init(marks: [DeliveryMark] = [], delay: Timeout? = nil, reason: String = "", final: Bool = false) {
      self.marks = marks
      self.delay = delay
      self.reason = reason
      self.final = final
    }

    public init() {}
  }

  public var sequence: UInt64 = 0
  public var message: Message?

  public init(sequence: UInt64 = 0, message: Message? = nil) {
    self.sequence = sequence
    self.message = message
  }

  public init() {}
}

public struct ConsumeResponse: WireMessage {
  public enum Message: Hashable, Sendable {
    indirect case delivery(Delivery)
    case result(ConsumeResponse.Result)
    case gap(SubscribeResponse.Gap)
    case mark(SubscribeResponse.Mark)
  }

  public struct Result: WireMessage {
    public var sequence: UInt64 = 0
    /// Absent is success.
    public var error: ItemError?

    public init(sequence: UInt64 = 0, error: ItemError? = nil) {
      self.sequence = sequence
      self.error = error
    }

    public init() {}
  }

  public var message: Message?

  public init(message: Message? = nil) {
    self.message = message
  }

  public init() {}
}

public struct AcknowledgeRequest: WireMessage {
  public var consumer: String = ""
  public var marks: [DeliveryMark] = []
  /// All up to and including this offset; STRICT only.
  public var upToOffset: UInt64 = 0

  public init(consumer: String = "", marks: [DeliveryMark] = [], upToOffset: UInt64 = 0) {
    self.consumer = consumer
    self.marks = marks
    self.upToOffset = upToOffset
  }

  public init() {}
}

public struct AcknowledgeResponse: WireMessage {
  public var acknowledgedOffset: UInt64 = 0
  /// Marks that are not outstanding any more.
  public var unknown: [DeliveryMark] = []

  public init(acknowledgedOffset: UInt64 = 0, unknown: [DeliveryMark] = []) {
    self.acknowledgedOffset = acknowledgedOffset
    self.unknown = unknown
  }

  public init() {}
}

public struct RejectRequest: WireMessage {
  public var consumer: String = ""
  public var marks: [DeliveryMark] = []
  public var delay: Timeout?
  public var reason: String = ""
  public var final: Bool = false

  public init(consumer: String = "", marks: [DeliveryMark] = [], delay: Timeout? = nil, reason: String = "", final: Bool = false) {
    self.consumer = consumer
    self.marks = marks
    self.delay = delay
    self.reason = reason
    self.final = final
  }

  public init() {}
}

public struct RejectResponse: WireMessage {
  public var unknown: [DeliveryMark] = []

  public init(unknown: [DeliveryMark] = []) {
    self.unknown = unknown
  }

  public init() {}
}

public struct DeadLetter: WireMessage {
  public var event: Event?
  public var deliveries: UInt32 = 0
  public var reason: String = ""
  public var time: Instant?

  public init(event: Event? = nil, deliveries: UInt32 = 0, reason: String = "", time: Instant? = nil) {
    self.event = event
    self.deliveries = deliveries
    self.reason = reason
    self.time = time
  }

  public init() {}
}

public struct ListDeadLettersRequest: WireMessage {
  public var pageSize: UInt32 = 0
  public var pageToken: String = ""
  public var filter: String = ""
  public var orderBy: String = ""
  public var consumer: String = ""

  public init(pageSize: UInt32 = 0, pageToken: String = "", filter: String = "", orderBy: String = "", consumer: String = "") {
    self.pageSize = pageSize
    self.pageToken = pageToken
    self.filter = filter
    self.orderBy = orderBy
    self.consumer = consumer
  }

  public init() {}
}

public struct ListDeadLettersResponse: WireMessage {
  public var deadLetters: [DeadLetter] = []
  public var nextPageToken: String = ""

  public init(deadLetters: [DeadLetter] = [], nextPageToken: String = "") {
    self.deadLetters = deadLetters
    self.nextPageToken = nextPageToken
  }

  public init() {}
}

public struct RequeueDeadLettersRequest: WireMessage {
  public var consumer: String = ""
  public var selection: Selection?
  public var validateOnly: Bool = false

  public init(consumer: String = "", selection: Selection? = nil, validateOnly: Bool = false) {
    self.consumer = consumer
    self.selection = selection
    self.validateOnly = validateOnly
  }

  public init() {}
}

public struct DiscardDeadLettersRequest: WireMessage {
  public var consumer: String = ""
  public var selection: Selection?
  public var validateOnly: Bool = false

  public init(consumer: String = "", selection: Selection? = nil, validateOnly: Bool = false) {
    self.consumer = consumer
    self.selection = selection
    self.validateOnly = validateOnly
  }

  public init() {}
}


extension Consumer: @unsafe Carried {
  typealias Carrier = Carillon__V1__Consumer
  public static var typeName: String { "carillon.v1.Consumer" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__consumer()
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
    self.mode = Consumer.Mode(rawValue: Int32(truncatingIfNeeded: unsafe c.pointee.mode.rawValue))
    if unsafe c.pointee.filter != nil {
      self.filter = try unsafe Reading.message(c.pointee.filter, "filter")
    }
    self.maxInFlight = unsafe c.pointee.max_in_flight
    self.maxDeliveries = unsafe c.pointee.max_deliveries
    if unsafe c.pointee.acknowledge_timeout != nil { self.acknowledgeTimeout = try unsafe Reading.timeout(c.pointee.acknowledge_timeout, "acknowledge_timeout") }
    if unsafe c.pointee.backoff != nil {
      self.backoff = try unsafe Reading.message(c.pointee.backoff, "backoff")
    }
    if unsafe c.pointee.description.len > 0 { self.description = try unsafe Reading.text(c.pointee.description, "description") }
    if unsafe c.pointee.pause != nil {
      self.pause = try unsafe Reading.message(c.pointee.pause, "pause")
    }
    if unsafe c.pointee.job.len > 0 { self.job = try unsafe Reading.text(c.pointee.job, "job") }
    self.coalesce = unsafe c.pointee.coalesce != 0
    self.reenter = unsafe c.pointee.reenter
    if unsafe c.pointee.create_time != nil { self.createTime = try unsafe Reading.instant(c.pointee.create_time, "create_time") }
    if unsafe c.pointee.update_time != nil { self.updateTime = try unsafe Reading.instant(c.pointee.update_time, "update_time") }
    if unsafe c.pointee.n_labels > 0 {
      self.labels = try unsafe Reading.labels(c.pointee.n_labels, "labels") { place in unsafe (c.pointee.labels[place]?.pointee.key, c.pointee.labels[place]?.pointee.value) }
    }
    if unsafe c.pointee.creator.len > 0 { self.creator = try unsafe Reading.text(c.pointee.creator, "creator") }
    switch unsafe c.pointee.start_case.rawValue {
    case 20:
      self.start = .startOffset(unsafe c.pointee.start_offset)
    case 21:
      if let value = try unsafe Reading.instant(c.pointee.start_time, "start_time") { self.start = .startTime(value) }
    default: break
    }
    self.acknowledgedOffset = unsafe c.pointee.acknowledged_offset
    self.deliveredOffset = unsafe c.pointee.delivered_offset
    self.lag = unsafe c.pointee.lag
    self.inFlight = unsafe c.pointee.in_flight
    self.deadLetters = unsafe c.pointee.dead_letters
    if unsafe c.pointee.oldest_pending_time != nil { self.oldestPendingTime = try unsafe Reading.instant(c.pointee.oldest_pending_time, "oldest_pending_time") }
    if unsafe c.pointee.cut_time != nil { self.cutTime = try unsafe Reading.instant(c.pointee.cut_time, "cut_time") }
    self.redeliveries = unsafe c.pointee.redeliveries
    self.lost = unsafe c.pointee.lost
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__consumer__init(c)
    if !name.isEmpty {
      unsafe c.pointee.name = Writing.bytes(name)
    }
    if !id.isEmpty {
      unsafe c.pointee.id = Writing.bytes(id)
    }
    unsafe c.pointee.version = version
    unsafe c.pointee.mode = .init(rawValue: .init(truncatingIfNeeded: mode.rawValue))
    if let filter {
      unsafe c.pointee.filter = Writing.message(filter)
    }
    unsafe c.pointee.max_in_flight = maxInFlight
    unsafe c.pointee.max_deliveries = maxDeliveries
    if let acknowledgeTimeout {
      unsafe c.pointee.acknowledge_timeout = Writing.timeout(acknowledgeTimeout)
    }
    if let backoff {
      unsafe c.pointee.backoff = Writing.message(backoff)
    }
    if !description.isEmpty {
      unsafe c.pointee.description = Writing.bytes(description)
    }
    if let pause {
      unsafe c.pointee.pause = Writing.message(pause)
    }
    if !job.isEmpty {
      unsafe c.pointee.job = Writing.bytes(job)
    }
    unsafe c.pointee.coalesce = coalesce ? 1 : 0
    unsafe c.pointee.reenter = reenter
    if let createTime {
      unsafe c.pointee.create_time = Writing.instant(createTime)
    }
    if let updateTime {
      unsafe c.pointee.update_time = Writing.instant(updateTime)
    }
    if !labels.isEmpty {
      unsafe c.pointee.n_labels = labels.count
      unsafe c.pointee.labels = Writing.labels(labels, Carillon__V1__Consumer__LabelsEntry.self) { entry, key, value in
        unsafe carillon__v1__consumer__labels_entry__init(entry)
        unsafe entry.pointee.key = key
        unsafe entry.pointee.value = value
      }
    }
    if !creator.isEmpty {
      unsafe c.pointee.creator = Writing.bytes(creator)
    }
    switch start {
    case .startOffset(let value):
      unsafe c.pointee.start_case = .init(rawValue: 20)
      unsafe c.pointee.start_offset = value
    case .startTime(let value):
      unsafe c.pointee.start_case = .init(rawValue: 21)
      unsafe c.pointee.start_time = Writing.instant(value)
    case nil: break
    }
    unsafe c.pointee.acknowledged_offset = acknowledgedOffset
    unsafe c.pointee.delivered_offset = deliveredOffset
    unsafe c.pointee.lag = lag
    unsafe c.pointee.in_flight = inFlight
    unsafe c.pointee.dead_letters = deadLetters
    if let oldestPendingTime {
      unsafe c.pointee.oldest_pending_time = Writing.instant(oldestPendingTime)
    }
    if let cutTime {
      unsafe c.pointee.cut_time = Writing.instant(cutTime)
    }
    unsafe c.pointee.redeliveries = redeliveries
    unsafe c.pointee.lost = lost
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("name", name)
    writer.field("id", id)
    writer.field("version", version)
    writer.field("mode", mode)
    writer.field("filter", filter)
    writer.field("maxInFlight", maxInFlight)
    writer.field("maxDeliveries", maxDeliveries)
    writer.field("acknowledgeTimeout", acknowledgeTimeout)
    writer.field("backoff", backoff)
    writer.field("description", description)
    writer.field("pause", pause)
    writer.field("job", job)
    writer.field("coalesce", coalesce)
    writer.field("reenter", reenter)
    writer.field("createTime", createTime)
    writer.field("updateTime", updateTime)
    writer.field("labels", labels: labels)
    writer.field("creator", creator)
    switch start {
    case .startOffset(let value):
      writer.present("startOffset", value)
    case .startTime(let value):
      writer.present("startTime", value)
    case nil: break
    }
    writer.field("acknowledgedOffset", acknowledgedOffset)
    writer.field("deliveredOffset", deliveredOffset)
    writer.field("lag", lag)
    writer.field("inFlight", inFlight)
    writer.field("deadLetters", deadLetters)
    writer.field("oldestPendingTime", oldestPendingTime)
    writer.field("cutTime", cutTime)
    writer.field("redeliveries", redeliveries)
    writer.field("lost", lost)
    writer.endObject()
  }
}

extension CreateConsumerRequest: @unsafe Carried {
  typealias Carrier = Carillon__V1__CreateConsumerRequest
  public static var typeName: String { "carillon.v1.CreateConsumerRequest" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__create_consumer_request()
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
    if unsafe c.pointee.consumer != nil {
      self.consumer = try unsafe Reading.message(c.pointee.consumer, "consumer")
    }
    self.validateOnly = unsafe c.pointee.validate_only != 0
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__create_consumer_request__init(c)
    if let consumer {
      unsafe c.pointee.consumer = Writing.message(consumer)
    }
    unsafe c.pointee.validate_only = validateOnly ? 1 : 0
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("consumer", consumer)
    writer.field("validateOnly", validateOnly)
    writer.endObject()
  }
}

extension GetConsumerRequest: @unsafe Carried {
  typealias Carrier = Carillon__V1__GetConsumerRequest
  public static var typeName: String { "carillon.v1.GetConsumerRequest" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__get_consumer_request()
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
    if unsafe c.pointee.consumer.len > 0 { self.consumer = try unsafe Reading.text(c.pointee.consumer, "consumer") }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__get_consumer_request__init(c)
    if !consumer.isEmpty {
      unsafe c.pointee.consumer = Writing.bytes(consumer)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("consumer", consumer)
    writer.endObject()
  }
}

extension ListConsumersRequest: @unsafe Carried {
  typealias Carrier = Carillon__V1__ListConsumersRequest
  public static var typeName: String { "carillon.v1.ListConsumersRequest" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__list_consumers_request()
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
    unsafe carillon__v1__list_consumers_request__init(c)
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

extension ListConsumersResponse: @unsafe Carried {
  typealias Carrier = Carillon__V1__ListConsumersResponse
  public static var typeName: String { "carillon.v1.ListConsumersResponse" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__list_consumers_response()
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
    if unsafe c.pointee.n_consumers > 0 {
      self.consumers = try unsafe Reading.messages(c.pointee.n_consumers, c.pointee.consumers, "consumers")
    }
    if unsafe c.pointee.next_page_token.len > 0 { self.nextPageToken = try unsafe Reading.text(c.pointee.next_page_token, "next_page_token") }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__list_consumers_response__init(c)
    if !consumers.isEmpty {
      unsafe c.pointee.n_consumers = consumers.count
      unsafe c.pointee.consumers = Writing.messages(consumers)
    }
    if !nextPageToken.isEmpty {
      unsafe c.pointee.next_page_token = Writing.bytes(nextPageToken)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("consumers", consumers)
    writer.field("nextPageToken", nextPageToken)
    writer.endObject()
  }
}

extension UpdateConsumerRequest: @unsafe Carried {
  typealias Carrier = Carillon__V1__UpdateConsumerRequest
  public static var typeName: String { "carillon.v1.UpdateConsumerRequest" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__update_consumer_request()
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
    if unsafe c.pointee.consumer != nil {
      self.consumer = try unsafe Reading.message(c.pointee.consumer, "consumer")
    }
    if unsafe c.pointee.update_mask != nil { self.updateMask = try unsafe Reading.mask(c.pointee.update_mask, "update_mask") }
    self.expectedVersion = unsafe c.pointee.expected_version
    self.validateOnly = unsafe c.pointee.validate_only != 0
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__update_consumer_request__init(c)
    if let consumer {
      unsafe c.pointee.consumer = Writing.message(consumer)
    }
    if !updateMask.isEmpty {
      unsafe c.pointee.update_mask = Writing.mask(updateMask)
    }
    unsafe c.pointee.expected_version = expectedVersion
    unsafe c.pointee.validate_only = validateOnly ? 1 : 0
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("consumer", consumer)
    writer.field("updateMask", mask: updateMask)
    writer.field("expectedVersion", expectedVersion)
    writer.field("validateOnly", validateOnly)
    writer.endObject()
  }
}

extension DeleteConsumerRequest: @unsafe Carried {
  typealias Carrier = Carillon__V1__DeleteConsumerRequest
  public static var typeName: String { "carillon.v1.DeleteConsumerRequest" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__delete_consumer_request()
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
    if unsafe c.pointee.consumer.len > 0 { self.consumer = try unsafe Reading.text(c.pointee.consumer, "consumer") }
    self.expectedVersion = unsafe c.pointee.expected_version
    self.validateOnly = unsafe c.pointee.validate_only != 0
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__delete_consumer_request__init(c)
    if !consumer.isEmpty {
      unsafe c.pointee.consumer = Writing.bytes(consumer)
    }
    unsafe c.pointee.expected_version = expectedVersion
    unsafe c.pointee.validate_only = validateOnly ? 1 : 0
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("consumer", consumer)
    writer.field("expectedVersion", expectedVersion)
    writer.field("validateOnly", validateOnly)
    writer.endObject()
  }
}

extension PauseConsumerRequest: @unsafe Carried {
  typealias Carrier = Carillon__V1__PauseConsumerRequest
  public static var typeName: String { "carillon.v1.PauseConsumerRequest" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__pause_consumer_request()
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
    if unsafe c.pointee.consumer.len > 0 { self.consumer = try unsafe Reading.text(c.pointee.consumer, "consumer") }
    if unsafe c.pointee.note.len > 0 { self.note = try unsafe Reading.text(c.pointee.note, "note") }
    if unsafe c.pointee.until_time != nil { self.untilTime = try unsafe Reading.instant(c.pointee.until_time, "until_time") }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__pause_consumer_request__init(c)
    if !consumer.isEmpty {
      unsafe c.pointee.consumer = Writing.bytes(consumer)
    }
    if !note.isEmpty {
      unsafe c.pointee.note = Writing.bytes(note)
    }
    if let untilTime {
      unsafe c.pointee.until_time = Writing.instant(untilTime)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("consumer", consumer)
    writer.field("note", note)
    writer.field("untilTime", untilTime)
    writer.endObject()
  }
}

extension ResumeConsumerRequest: @unsafe Carried {
  typealias Carrier = Carillon__V1__ResumeConsumerRequest
  public static var typeName: String { "carillon.v1.ResumeConsumerRequest" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__resume_consumer_request()
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
    if unsafe c.pointee.consumer.len > 0 { self.consumer = try unsafe Reading.text(c.pointee.consumer, "consumer") }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__resume_consumer_request__init(c)
    if !consumer.isEmpty {
      unsafe c.pointee.consumer = Writing.bytes(consumer)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("consumer", consumer)
    writer.endObject()
  }
}

extension SeekConsumerRequest: @unsafe Carried {
  typealias Carrier = Carillon__V1__SeekConsumerRequest
  public static var typeName: String { "carillon.v1.SeekConsumerRequest" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__seek_consumer_request()
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
    if unsafe c.pointee.consumer.len > 0 { self.consumer = try unsafe Reading.text(c.pointee.consumer, "consumer") }
    switch unsafe c.pointee.to_case.rawValue {
    case 2:
      self.to = .offset(unsafe c.pointee.offset)
    case 3:
      if let value = try unsafe Reading.instant(c.pointee.time, "time") { self.to = .time(value) }
    default: break
    }
    self.expectedVersion = unsafe c.pointee.expected_version
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__seek_consumer_request__init(c)
    if !consumer.isEmpty {
      unsafe c.pointee.consumer = Writing.bytes(consumer)
    }
    switch to {
    case .offset(let value):
      unsafe c.pointee.to_case = .init(rawValue: 2)
      unsafe c.pointee.offset = value
    case .time(let value):
      unsafe c.pointee.to_case = .init(rawValue: 3)
      unsafe c.pointee.time = Writing.instant(value)
    case nil: break
    }
    unsafe c.pointee.expected_version = expectedVersion
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("consumer", consumer)
    switch to {
    case .offset(let value):
      writer.present("offset", value)
    case .time(let value):
      writer.present("time", value)
    case nil: break
    }
    writer.field("expectedVersion", expectedVersion)
    writer.endObject()
  }
}

extension Delivery: @unsafe Carried {
  typealias Carrier = Carillon__V1__Delivery
  public static var typeName: String { "carillon.v1.Delivery" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__delivery()
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
    if unsafe c.pointee.event != nil {
      self.event = try unsafe Reading.message(c.pointee.event, "event")
    }
    self.token = unsafe c.pointee.token
    self.count = unsafe c.pointee.count
    if unsafe c.pointee.deadline_time != nil { self.deadlineTime = try unsafe Reading.instant(c.pointee.deadline_time, "deadline_time") }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__delivery__init(c)
    if let event {
      unsafe c.pointee.event = Writing.message(event)
    }
    unsafe c.pointee.token = token
    unsafe c.pointee.count = count
    if let deadlineTime {
      unsafe c.pointee.deadline_time = Writing.instant(deadlineTime)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("event", event)
    writer.field("token", token)
    writer.field("count", count)
    writer.field("deadlineTime", deadlineTime)
    writer.endObject()
  }
}

extension FetchRequest: @unsafe Carried {
  typealias Carrier = Carillon__V1__FetchRequest
  public static var typeName: String { "carillon.v1.FetchRequest" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__fetch_request()
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
    if unsafe c.pointee.consumer.len > 0 { self.consumer = try unsafe Reading.text(c.pointee.consumer, "consumer") }
    self.count = unsafe c.pointee.count
    if unsafe c.pointee.wait != nil { self.wait = try unsafe Reading.timeout(c.pointee.wait, "wait") }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__fetch_request__init(c)
    if !consumer.isEmpty {
      unsafe c.pointee.consumer = Writing.bytes(consumer)
    }
    unsafe c.pointee.count = count
    if let wait {
      unsafe c.pointee.wait = Writing.timeout(wait)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("consumer", consumer)
    writer.field("count", count)
    writer.field("wait", wait)
    writer.endObject()
  }
}

extension FetchResponse: @unsafe Carried {
  typealias Carrier = Carillon__V1__FetchResponse
  public static var typeName: String { "carillon.v1.FetchResponse" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__fetch_response()
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
    if unsafe c.pointee.n_deliveries > 0 {
      self.deliveries = try unsafe Reading.messages(c.pointee.n_deliveries, c.pointee.deliveries, "deliveries")
    }
    if unsafe c.pointee.gap != nil {
      self.gap = try unsafe Reading.message(c.pointee.gap, "gap")
    }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__fetch_response__init(c)
    if !deliveries.isEmpty {
      unsafe c.pointee.n_deliveries = deliveries.count
      unsafe c.pointee.deliveries = Writing.messages(deliveries)
    }
    if let gap {
      unsafe c.pointee.gap = Writing.message(gap)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("deliveries", deliveries)
    writer.field("gap", gap)
    writer.endObject()
  }
}

extension DeliveryMark: @unsafe Carried {
  typealias Carrier = Carillon__V1__DeliveryMark
  public static var typeName: String { "carillon.v1.DeliveryMark" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__delivery_mark()
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
    self.offset = unsafe c.pointee.offset
    self.token = unsafe c.pointee.token
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__delivery_mark__init(c)
    unsafe c.pointee.offset = offset
    unsafe c.pointee.token = token
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("offset", offset)
    writer.field("token", token)
    writer.endObject()
  }
}

extension ConsumeRequest: @unsafe Carried {
  typealias Carrier = Carillon__V1__ConsumeRequest
  public static var typeName: String { "carillon.v1.ConsumeRequest" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__consume_request()
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
    self.sequence = unsafe c.pointee.sequence
    switch unsafe c.pointee.message_case.rawValue {
    case 2:
      self.message = .open(try unsafe Reading.message(c.pointee.open, "open") ?? ConsumeRequest.Open())
    case 3:
      self.message = .credit(try unsafe Reading.message(c.pointee.credit, "credit") ?? ConsumeRequest.Credit())
    case 4:
      self.message = .acknowledge(try unsafe Reading.message(c.pointee.acknowledge, "acknowledge") ?? ConsumeRequest.Marks())
    case 5:
      self.message = .reject(try unsafe Reading.message(c.pointee.reject, "reject") ?? ConsumeRequest.Rejection())
    default: break
    }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__consume_request__init(c)
    unsafe c.pointee.sequence = sequence
    switch message {
    case .open(let value):
      unsafe c.pointee.message_case = .init(rawValue: 2)
      unsafe c.pointee.open = Writing.message(value)
    case .credit(let value):
      unsafe c.pointee.message_case = .init(rawValue: 3)
      unsafe c.pointee.credit = Writing.message(value)
    case .acknowledge(let value):
      unsafe c.pointee.message_case = .init(rawValue: 4)
      unsafe c.pointee.acknowledge = Writing.message(value)
    case .reject(let value):
      unsafe c.pointee.message_case = .init(rawValue: 5)
      unsafe c.pointee.reject = Writing.message(value)
    case nil: break
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("sequence", sequence)
    switch message {
    case .open(let value):
      writer.present("open", value)
    case .credit(let value):
      writer.present("credit", value)
    case .acknowledge(let value):
      writer.present("acknowledge", value)
    case .reject(let value):
      writer.present("reject", value)
    case nil: break
    }
    writer.endObject()
  }
}

extension ConsumeRequest.Open: @unsafe Carried {
  typealias Carrier = Carillon__V1__ConsumeRequest__Open
  public static var typeName: String { "carillon.v1.ConsumeRequest.Open" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__consume_request__open()
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
    if unsafe c.pointee.consumer.len > 0 { self.consumer = try unsafe Reading.text(c.pointee.consumer, "consumer") }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__consume_request__open__init(c)
    if !consumer.isEmpty {
      unsafe c.pointee.consumer = Writing.bytes(consumer)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("consumer", consumer)
    writer.endObject()
  }
}

extension ConsumeRequest.Credit: @unsafe Carried {
  typealias Carrier = Carillon__V1__ConsumeRequest__Credit
  public static var typeName: String { "carillon.v1.ConsumeRequest.Credit" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__consume_request__credit()
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
    self.count = unsafe c.pointee.count
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__consume_request__credit__init(c)
    unsafe c.pointee.count = count
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("count", count)
    writer.endObject()
  }
}

extension ConsumeRequest.Marks: @unsafe Carried {
  typealias Carrier = Carillon__V1__ConsumeRequest__Marks
  public static var typeName: String { "carillon.v1.ConsumeRequest.Marks" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__consume_request__marks()
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
    if unsafe c.pointee.n_marks > 0 {
      self.marks = try unsafe Reading.messages(c.pointee.n_marks, c.pointee.marks, "marks")
    }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__consume_request__marks__init(c)
    if !marks.isEmpty {
      unsafe c.pointee.n_marks = marks.count
      unsafe c.pointee.marks = Writing.messages(marks)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("marks", marks)
    writer.endObject()
  }
}

extension ConsumeRequest.Rejection: @unsafe Carried {
  typealias Carrier = Carillon__V1__ConsumeRequest__Rejection
  public static var typeName: String { "carillon.v1.ConsumeRequest.Rejection" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__consume_request__rejection()
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
    if unsafe c.pointee.n_marks > 0 {
      self.marks = try unsafe Reading.messages(c.pointee.n_marks, c.pointee.marks, "marks")
    }
    if unsafe c.pointee.delay != nil { self.delay = try unsafe Reading.timeout(c.pointee.delay, "delay") }
    if unsafe c.pointee.reason.len > 0 { self.reason = try unsafe Reading.text(c.pointee.reason, "reason") }
    self.final = unsafe c.pointee.final != 0
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__consume_request__rejection__init(c)
    if !marks.isEmpty {
      unsafe c.pointee.n_marks = marks.count
      unsafe c.pointee.marks = Writing.messages(marks)
    }
    if let delay {
      unsafe c.pointee.delay = Writing.timeout(delay)
    }
    if !reason.isEmpty {
      unsafe c.pointee.reason = Writing.bytes(reason)
    }
    unsafe c.pointee.final = final ? 1 : 0
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("marks", marks)
    writer.field("delay", delay)
    writer.field("reason", reason)
    writer.field("final", final)
    writer.endObject()
  }
}

extension ConsumeResponse: @unsafe Carried {
  typealias Carrier = Carillon__V1__ConsumeResponse
  public static var typeName: String { "carillon.v1.ConsumeResponse" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__consume_response()
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
    switch unsafe c.pointee.message_case.rawValue {
    case 1:
      self.message = .delivery(try unsafe Reading.message(c.pointee.delivery, "delivery") ?? Delivery())
    case 2:
      self.message = .result(try unsafe Reading.message(c.pointee.result, "result") ?? ConsumeResponse.Result())
    case 3:
      self.message = .gap(try unsafe Reading.message(c.pointee.gap, "gap") ?? SubscribeResponse.Gap())
    case 4:
      self.message = .mark(try unsafe Reading.message(c.pointee.mark, "mark") ?? SubscribeResponse.Mark())
    default: break
    }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__consume_response__init(c)
    switch message {
    case .delivery(let value):
      unsafe c.pointee.message_case = .init(rawValue: 1)
      unsafe c.pointee.delivery = Writing.message(value)
    case .result(let value):
      unsafe c.pointee.message_case = .init(rawValue: 2)
      unsafe c.pointee.result = Writing.message(value)
    case .gap(let value):
      unsafe c.pointee.message_case = .init(rawValue: 3)
      unsafe c.pointee.gap = Writing.message(value)
    case .mark(let value):
      unsafe c.pointee.message_case = .init(rawValue: 4)
      unsafe c.pointee.mark = Writing.message(value)
    case nil: break
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    switch message {
    case .delivery(let value):
      writer.present("delivery", value)
    case .result(let value):
      writer.present("result", value)
    case .gap(let value):
      writer.present("gap", value)
    case .mark(let value):
      writer.present("mark", value)
    case nil: break
    }
    writer.endObject()
  }
}

extension ConsumeResponse.Result: @unsafe Carried {
  typealias Carrier = Carillon__V1__ConsumeResponse__Result
  public static var typeName: String { "carillon.v1.ConsumeResponse.Result" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__consume_response__result()
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
    self.sequence = unsafe c.pointee.sequence
    if unsafe c.pointee.error != nil {
      self.error = try unsafe Reading.message(c.pointee.error, "error")
    }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__consume_response__result__init(c)
    unsafe c.pointee.sequence = sequence
    if let error {
      unsafe c.pointee.error = Writing.message(error)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("sequence", sequence)
    writer.field("error", error)
    writer.endObject()
  }
}

extension AcknowledgeRequest: @unsafe Carried {
  typealias Carrier = Carillon__V1__AcknowledgeRequest
  public static var typeName: String { "carillon.v1.AcknowledgeRequest" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__acknowledge_request()
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
    if unsafe c.pointee.consumer.len > 0 { self.consumer = try unsafe Reading.text(c.pointee.consumer, "consumer") }
    if unsafe c.pointee.n_marks > 0 {
      self.marks = try unsafe Reading.messages(c.pointee.n_marks, c.pointee.marks, "marks")
    }
    self.upToOffset = unsafe c.pointee.up_to_offset
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__acknowledge_request__init(c)
    if !consumer.isEmpty {
      unsafe c.pointee.consumer = Writing.bytes(consumer)
    }
    if !marks.isEmpty {
      unsafe c.pointee.n_marks = marks.count
      unsafe c.pointee.marks = Writing.messages(marks)
    }
    unsafe c.pointee.up_to_offset = upToOffset
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("consumer", consumer)
    writer.field("marks", marks)
    writer.field("upToOffset", upToOffset)
    writer.endObject()
  }
}

extension AcknowledgeResponse: @unsafe Carried {
  typealias Carrier = Carillon__V1__AcknowledgeResponse
  public static var typeName: String { "carillon.v1.AcknowledgeResponse" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__acknowledge_response()
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
    self.acknowledgedOffset = unsafe c.pointee.acknowledged_offset
    if unsafe c.pointee.n_unknown > 0 {
      self.unknown = try unsafe Reading.messages(c.pointee.n_unknown, c.pointee.unknown, "unknown")
    }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__acknowledge_response__init(c)
    unsafe c.pointee.acknowledged_offset = acknowledgedOffset
    if !unknown.isEmpty {
      unsafe c.pointee.n_unknown = unknown.count
      unsafe c.pointee.unknown = Writing.messages(unknown)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("acknowledgedOffset", acknowledgedOffset)
    writer.field("unknown", unknown)
    writer.endObject()
  }
}

extension RejectRequest: @unsafe Carried {
  typealias Carrier = Carillon__V1__RejectRequest
  public static var typeName: String { "carillon.v1.RejectRequest" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__reject_request()
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
    if unsafe c.pointee.consumer.len > 0 { self.consumer = try unsafe Reading.text(c.pointee.consumer, "consumer") }
    if unsafe c.pointee.n_marks > 0 {
      self.marks = try unsafe Reading.messages(c.pointee.n_marks, c.pointee.marks, "marks")
    }
    if unsafe c.pointee.delay != nil { self.delay = try unsafe Reading.timeout(c.pointee.delay, "delay") }
    if unsafe c.pointee.reason.len > 0 { self.reason = try unsafe Reading.text(c.pointee.reason, "reason") }
    self.final = unsafe c.pointee.final != 0
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__reject_request__init(c)
    if !consumer.isEmpty {
      unsafe c.pointee.consumer = Writing.bytes(consumer)
    }
    if !marks.isEmpty {
      unsafe c.pointee.n_marks = marks.count
      unsafe c.pointee.marks = Writing.messages(marks)
    }
    if let delay {
      unsafe c.pointee.delay = Writing.timeout(delay)
    }
    if !reason.isEmpty {
      unsafe c.pointee.reason = Writing.bytes(reason)
    }
    unsafe c.pointee.final = final ? 1 : 0
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("consumer", consumer)
    writer.field("marks", marks)
    writer.field("delay", delay)
    writer.field("reason", reason)
    writer.field("final", final)
    writer.endObject()
  }
}

extension RejectResponse: @unsafe Carried {
  typealias Carrier = Carillon__V1__RejectResponse
  public static var typeName: String { "carillon.v1.RejectResponse" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__reject_response()
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
    if unsafe c.pointee.n_unknown > 0 {
      self.unknown = try unsafe Reading.messages(c.pointee.n_unknown, c.pointee.unknown, "unknown")
    }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__reject_response__init(c)
    if !unknown.isEmpty {
      unsafe c.pointee.n_unknown = unknown.count
      unsafe c.pointee.unknown = Writing.messages(unknown)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("unknown", unknown)
    writer.endObject()
  }
}

extension DeadLetter: @unsafe Carried {
  typealias Carrier = Carillon__V1__DeadLetter
  public static var typeName: String { "carillon.v1.DeadLetter" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__dead_letter()
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
    if unsafe c.pointee.event != nil {
      self.event = try unsafe Reading.message(c.pointee.event, "event")
    }
    self.deliveries = unsafe c.pointee.deliveries
    if unsafe c.pointee.reason.len > 0 { self.reason = try unsafe Reading.text(c.pointee.reason, "reason") }
    if unsafe c.pointee.time != nil { self.time = try unsafe Reading.instant(c.pointee.time, "time") }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__dead_letter__init(c)
    if let event {
      unsafe c.pointee.event = Writing.message(event)
    }
    unsafe c.pointee.deliveries = deliveries
    if !reason.isEmpty {
      unsafe c.pointee.reason = Writing.bytes(reason)
    }
    if let time {
      unsafe c.pointee.time = Writing.instant(time)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("event", event)
    writer.field("deliveries", deliveries)
    writer.field("reason", reason)
    writer.field("time", time)
    writer.endObject()
  }
}

extension ListDeadLettersRequest: @unsafe Carried {
  typealias Carrier = Carillon__V1__ListDeadLettersRequest
  public static var typeName: String { "carillon.v1.ListDeadLettersRequest" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__list_dead_letters_request()
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
    if unsafe c.pointee.consumer.len > 0 { self.consumer = try unsafe Reading.text(c.pointee.consumer, "consumer") }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__list_dead_letters_request__init(c)
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
    if !consumer.isEmpty {
      unsafe c.pointee.consumer = Writing.bytes(consumer)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("pageSize", pageSize)
    writer.field("pageToken", pageToken)
    writer.field("filter", filter)
    writer.field("orderBy", orderBy)
    writer.field("consumer", consumer)
    writer.endObject()
  }
}

extension ListDeadLettersResponse: @unsafe Carried {
  typealias Carrier = Carillon__V1__ListDeadLettersResponse
  public static var typeName: String { "carillon.v1.ListDeadLettersResponse" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__list_dead_letters_response()
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
    if unsafe c.pointee.n_dead_letters > 0 {
      self.deadLetters = try unsafe Reading.messages(c.pointee.n_dead_letters, c.pointee.dead_letters, "dead_letters")
    }
    if unsafe c.pointee.next_page_token.len > 0 { self.nextPageToken = try unsafe Reading.text(c.pointee.next_page_token, "next_page_token") }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__list_dead_letters_response__init(c)
    if !deadLetters.isEmpty {
      unsafe c.pointee.n_dead_letters = deadLetters.count
      unsafe c.pointee.dead_letters = Writing.messages(deadLetters)
    }
    if !nextPageToken.isEmpty {
      unsafe c.pointee.next_page_token = Writing.bytes(nextPageToken)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("deadLetters", deadLetters)
    writer.field("nextPageToken", nextPageToken)
    writer.endObject()
  }
}

extension RequeueDeadLettersRequest: @unsafe Carried {
  typealias Carrier = Carillon__V1__RequeueDeadLettersRequest
  public static var typeName: String { "carillon.v1.RequeueDeadLettersRequest" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__requeue_dead_letters_request()
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
    if unsafe c.pointee.consumer.len > 0 { self.consumer = try unsafe Reading.text(c.pointee.consumer, "consumer") }
    if unsafe c.pointee.selection != nil {
      self.selection = try unsafe Reading.message(c.pointee.selection, "selection")
    }
    self.validateOnly = unsafe c.pointee.validate_only != 0
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__requeue_dead_letters_request__init(c)
    if !consumer.isEmpty {
      unsafe c.pointee.consumer = Writing.bytes(consumer)
    }
    if let selection {
      unsafe c.pointee.selection = Writing.message(selection)
    }
    unsafe c.pointee.validate_only = validateOnly ? 1 : 0
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("consumer", consumer)
    writer.field("selection", selection)
    writer.field("validateOnly", validateOnly)
    writer.endObject()
  }
}

extension DiscardDeadLettersRequest: @unsafe Carried {
  typealias Carrier = Carillon__V1__DiscardDeadLettersRequest
  public static var typeName: String { "carillon.v1.DiscardDeadLettersRequest" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__discard_dead_letters_request()
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
    if unsafe c.pointee.consumer.len > 0 { self.consumer = try unsafe Reading.text(c.pointee.consumer, "consumer") }
    if unsafe c.pointee.selection != nil {
      self.selection = try unsafe Reading.message(c.pointee.selection, "selection")
    }
    self.validateOnly = unsafe c.pointee.validate_only != 0
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__discard_dead_letters_request__init(c)
    if !consumer.isEmpty {
      unsafe c.pointee.consumer = Writing.bytes(consumer)
    }
    if let selection {
      unsafe c.pointee.selection = Writing.message(selection)
    }
    unsafe c.pointee.validate_only = validateOnly ? 1 : 0
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("consumer", consumer)
    writer.field("selection", selection)
    writer.field("validateOnly", validateOnly)
    writer.endObject()
  }
}
