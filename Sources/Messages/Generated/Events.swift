// Made by tools/generate from proto/carillon/v1/events.proto; do not edit.
// swift-format-ignore-file
internal import CMessages
internal import CProtobufC
public import Units

public struct Event: WireMessage {
  public var id: String = ""
  /// Contiguous from 1 over all events of the cluster.
  public var offset: UInt64 = 0
  public var name: String = ""
  public var payload: Bytes = []
  public var contentType: String = ""
  public var source: String = ""
  public var key: String = ""
  public var time: Instant?
  public var causation: String = ""
  public var correlation: String = ""
  /// The runtime's own.
  public var system: Bool = false
  /// Made by a replay.
  public var replayed: Bool = false
  public var creator: String = ""
  public var headers: [Label] = []
  /// Executions that listeners made of it.
  public var executions: [String] = []
  public var trace: TraceContext?
  /// Listeners that were stopped from answering it, and why.
  public var stoppedListeners: [String] = []
  public var redacted: [String] = []

  public init(id: String = "", offset: UInt64 = 0, name: String = "", payload: Bytes = [], contentType: String = "", source: String = "", key: String = "", time: Instant? = nil, causation: String = "", correlation: String = "", system: Bool = false, replayed: Bool = false, creator: String = "", headers: [Label] = [], executions: [String] = [], trace: TraceContext? = nil, stoppedListeners: [String] = [], redacted: [String] = []) {
    self.id = id
    self.offset = offset
    self.name = name
    self.payload = payload
    self.contentType = contentType
    self.source = source
    self.key = key
    self.time = time
    self.causation = causation
    self.correlation = correlation
    self.system = system
    self.replayed = replayed
    self.creator = creator
    self.headers = headers
    self.executions = executions
    self.trace = trace
    self.stoppedListeners = stoppedListeners
    self.redacted = redacted
  }

  public init() {}
}

public struct PublishEventsRequest: WireMessage {
  public var events: [EventDraft] = []
  public var validateOnly: Bool = false

  public init(events: [EventDraft] = [], validateOnly: Bool = false) {
    self.events = events
    self.validateOnly = validateOnly
  }

  public init() {}
}

public struct PublishEventsResponse: WireMessage {
  public struct Item: WireMessage {
    public var id: String = ""
    /// 0 where it is not visible yet.
    public var offset: UInt64 = 0
    public var executions: [String] = []

    public init(id: String = "", offset: UInt64 = 0, executions: [String] = []) {
      self.id = id
      self.offset = offset
      self.executions = executions
    }

    public init() {}
  }

  public var items: [PublishEventsResponse.Item] = []

  public init(items: [PublishEventsResponse.Item] = []) {
    self.items = items
  }

  public init() {}
}

public struct GetEventRequest: WireMessage {
  /// Id, or `#` and the offset.
  public var event: String = ""

  public init(event: String = "") {
    self.event = event
  }

  public init() {}
}

public struct EventFilter: WireMessage {
  /// `vm.*`, `vm.**`; empty is all. Any of them.
  public var names: [String] = []
  public var source: String = ""
  public var key: String = ""
  /// Over the payload: `payload.size > 10`.
  public var predicate: String = ""
  /// The runtime's own too.
  public var includeSystem: Bool = false

  public init(names: [String] = [], source: String = "", key: String = "", predicate: String = "", includeSystem: Bool = false) {
    self.names = names
    self.source = source
    self.key = key
    self.predicate = predicate
    self.includeSystem = includeSystem
  }

  public init() {}
}

public struct ListEventsRequest: WireMessage {
  public var pageSize: UInt32 = 0
  public var pageToken: String = ""
  public var filter: String = ""
  public var orderBy: String = ""
  /// An event's name, or a pattern.
  public var name: String = ""
  public var omitPayloads: Bool = false

  public init(pageSize: UInt32 = 0, pageToken: String = "", filter: String = "", orderBy: String = "", name: String = "", omitPayloads: Bool = false) {
    self.pageSize = pageSize
    self.pageToken = pageToken
    self.filter = filter
    self.orderBy = orderBy
    self.name = name
    self.omitPayloads = omitPayloads
  }

  public init() {}
}

public struct ListEventsResponse: WireMessage {
  public var events: [Event] = []
  public var nextPageToken: String = ""
  public var counts: [Count] = []
  public var note: ListNote?
  public var firstOffset: UInt64 = 0
  public var lastOffset: UInt64 = 0

  public init(events: [Event] = [], nextPageToken: String = "", counts: [Count] = [], note: ListNote? = nil, firstOffset: UInt64 = 0, lastOffset: UInt64 = 0) {
    self.events = events
    self.nextPageToken = nextPageToken
    self.counts = counts
    self.note = note
    self.firstOffset = firstOffset
    self.lastOffset = lastOffset
  }

  public init() {}
}

public struct SubscribeRequest: WireMessage {
  public enum Start: Hashable, Sendable {
    /// The first to be told; 0 is from now.
    case offset(UInt64)
    case startTime(Instant)
  }

  public var start: Start?
  public var filter: EventFilter?
  /// Ends at the newest event that was there when the call came.
  public var historyOnly: Bool = false

  public init(start: Start? = nil, filter: EventFilter? = nil, historyOnly: Bool = false) {
    self.start = start
    self.filter = filter
    self.historyOnly = historyOnly
  }

  public init() {}
}

public struct SubscribeResponse: WireMessage {
  public enum Item: Hashable, Sendable {
    indirect case event(Event)
    case gap(SubscribeResponse.Gap)
    case mark(SubscribeResponse.Mark)
  }

  /// Offsets that are gone: trimmed, or cut by a restore.
  public struct Gap: WireMessage {
    public var firstOffset: UInt64 = 0
    public var lastOffset: UInt64 = 0
    public var reason: String = ""

    public init(firstOffset: UInt64 = 0, lastOffset: UInt64 = 0, reason: String = "") {
      self.firstOffset = firstOffset
      self.lastOffset = lastOffset
      self.reason = reason
    }

    public init() {}
  }

  /// Everything up to here was looked at.
  public struct Mark: WireMessage {
    public var offset: UInt64 = 0
    /// From here on it is live.
    public var live: Bool = false

    public init(offset: UInt64 = 0, live: Bool = false) {
      self.offset = offset
      self.live = live
    }

    public init() {}
  }

  public var item: Item?

  public init(item: Item? = nil) {
    self.item = item
  }

  public init() {}
}

public struct TraceEventRequest: WireMessage {
  /// An event's or an execution's id.
  public var id: String = ""
  public var depth: UInt32 = 0
  public var limit: UInt32 = 0

  public init(id: String = "", depth: UInt32 = 0, limit: UInt32 = 0) {
    self.id = id
    self.depth = depth
    self.limit = limit
  }

  public init() {}
}

public struct TraceEventResponse: WireMessage {
  public struct Node: WireMessage {
    public enum Kind: Hashable, Sendable {
      case event(TraceEventResponse.TracedEvent)
      case execution(TraceEventResponse.TracedExecution)
      /// A listener that was stopped, and why.
      case stopped(String)
    }

    public var id: String = ""
    public var parent: String = ""
    public var depth: UInt32 = 0
    public var kind: Kind?

    public init(id: String = "", parent: String = "", depth: UInt32 = 0, kind: Kind? = nil) {
      self.id = id
      self.parent = parent
      self.depth = depth
      self.kind = kind
    }

    public init() {}
  }

  public struct TracedEvent: WireMessage {
    public var name: String = ""
    public var offset: UInt64 = 0
    public var key: String = ""
    public var time: Instant?

    public init(name: String = "", offset: UInt64 = 0, key: String = "", time: Instant? = nil) {
      self.name = name
      self.offset = offset
      self.key = key
      self.time = time
    }

    public init() {}
  }

  public struct TracedExecution: WireMessage {
    public var job: String = ""
    public var state: String = ""
    public var duration: Timeout?
    public var schedule: String = ""
    public var dueTime: Instant?
    public var lateness: Timeout?
    public var error: String = ""

    public init(job: String = "", state: String = "", duration: Timeout? = nil, schedule: String = "", dueTime: Instant? = nil, lateness: Timeout? = nil, error: String = "") {
      self.job = job
      self.state = state
      self.duration = duration
      self.schedule = schedule
      self.dueTime = dueTime
      self.lateness = lateness
      self.error = error
    }

    public init() {}
  }

  /// Parents before children, the root first.
  public var nodes: [TraceEventResponse.Node] = []
  /// Left out beyond `limit`.
  public var more: UInt64 = 0

  public init(nodes: [TraceEventResponse.Node] = [], more: UInt64 = 0) {
    self.nodes = nodes
    self.more = more
  }

  public init() {}
}

public struct ReplayEventsRequest: WireMessage {
  public enum Into: Hashable, Sendable {
    case consumer(String)
    case job(String)
  }

  public var firstOffset: UInt64 = 0
  public var lastOffset: UInt64 = 0
  public var range: TimeRange?
  public var filter: EventFilter?
  public var into: Into?
  public var rate: RateLimit?
  public var validateOnly: Bool = false

  public init(firstOffset: UInt64 = 0, lastOffset: UInt64 = 0, range: TimeRange? = nil, filter: EventFilter? = nil, into: Into? = nil, rate: RateLimit? = nil, validateOnly: Bool = false) {
    self.firstOffset = firstOffset
    self.lastOffset = lastOffset
    self.range = range
    self.filter = filter
    self.into = into
    self.rate = rate
    self.validateOnly = validateOnly
  }

  public init() {}
}

public struct EventType: WireMessage {
  /// A name or a pattern.
  public var name: String = ""
  public var id: String = ""
  public var version: UInt64 = 0
  public var description: String = ""
  public var schema: Bytes = []
  public var retention: Retention.Rule?
  /// Consumers win over retention, up to this cap; then publishing is refused.
  public var hardCapBytes: UInt64 = 0
  public var consumersWin: Bool = false
  public var module: String = ""
  public var createTime: Instant?
  public var updateTime: Instant?
  public var labels: [Label] = []
  public var creator: String = ""
  /// Output only.
  public var firstOffset: UInt64 = 0
  public var count: UInt64 = 0
  public var bytes: UInt64 = 0

  public init(name: String = "", id: String = "", version: UInt64 = 0, description: String = "", schema: Bytes = [], retention: Retention.Rule? = nil, hardCapBytes: UInt64 = 0, consumersWin: Bool = false, module: String = "", createTime: Instant? = nil, updateTime: Instant? = nil, labels: [Label] = [], creator: String = "", firstOffset: UInt64 = 0, count: UInt64 = 0, bytes: UInt64 = 0) {
    self.name = name
    self.id = id
    self.version = version
    self.description = description
    self.schema = schema
    self.retention = retention
    self.hardCapBytes = hardCapBytes
    self.consumersWin = consumersWin
    self.module = module
    self.createTime = createTime
    self.updateTime = updateTime
    self.labels = labels
    self.creator = creator
    self.firstOffset = firstOffset
    self.count = count
    self.bytes = bytes
  }

  public init() {}
}

public struct CreateEventTypeRequest: WireMessage {
  public var eventType: EventType?
  public var validateOnly: Bool = false

  public init(eventType: EventType? = nil, validateOnly: Bool = false) {
    self.eventType = eventType
    self.validateOnly = validateOnly
  }

  public init() {}
}

public struct GetEventTypeRequest: WireMessage {
  public var eventType: String = ""

  public init(eventType: String = "") {
    self.eventType = eventType
  }

  public init() {}
}

public struct ListEventTypesRequest: WireMessage {
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

public struct ListEventTypesResponse: WireMessage {
  public var eventTypes: [EventType] = []
  public var nextPageToken: String = ""

  public init(eventTypes: [EventType] = [], nextPageToken: String = "") {
    self.eventTypes = eventTypes
    self.nextPageToken = nextPageToken
  }

  public init() {}
}

public struct UpdateEventTypeRequest: WireMessage {
  public var eventType: EventType?
  public var updateMask: [String] = []
  public var expectedVersion: UInt64 = 0
  public var validateOnly: Bool = false

  public init(eventType: EventType? = nil, updateMask: [String] = [], expectedVersion: UInt64 = 0, validateOnly: Bool = false) {
    self.eventType = eventType
    self.updateMask = updateMask
    self.expectedVersion = expectedVersion
    self.validateOnly = validateOnly
  }

  public init() {}
}

public struct DeleteEventTypeRequest: WireMessage {
  public var eventType: String = ""
  public var expectedVersion: UInt64 = 0
  public var validateOnly: Bool = false

  public init(eventType: String = "", expectedVersion: UInt64 = 0, validateOnly: Bool = false) {
    self.eventType = eventType
    self.expectedVersion = expectedVersion
    self.validateOnly = validateOnly
  }

  public init() {}
}


extension Event: @unsafe Carried {
  typealias Carrier = Carillon__V1__Event
  public static var typeName: String { "carillon.v1.Event" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__event()
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
    self.offset = unsafe c.pointee.offset
    if unsafe c.pointee.name.len > 0 { self.name = try unsafe Reading.text(c.pointee.name, "name") }
    if unsafe c.pointee.payload.len > 0 { self.payload = unsafe Reading.bytes(c.pointee.payload) }
    if unsafe c.pointee.content_type.len > 0 { self.contentType = try unsafe Reading.text(c.pointee.content_type, "content_type") }
    if unsafe c.pointee.source.len > 0 { self.source = try unsafe Reading.text(c.pointee.source, "source") }
    if unsafe c.pointee.key.len > 0 { self.key = try unsafe Reading.text(c.pointee.key, "key") }
    if unsafe c.pointee.time != nil { self.time = try unsafe Reading.instant(c.pointee.time, "time") }
    if unsafe c.pointee.causation.len > 0 { self.causation = try unsafe Reading.text(c.pointee.causation, "causation") }
    if unsafe c.pointee.correlation.len > 0 { self.correlation = try unsafe Reading.text(c.pointee.correlation, "correlation") }
    self.system = unsafe c.pointee.system != 0
    self.replayed = unsafe c.pointee.replayed != 0
    if unsafe c.pointee.creator.len > 0 { self.creator = try unsafe Reading.text(c.pointee.creator, "creator") }
    if unsafe c.pointee.n_headers > 0 {
      self.headers = try unsafe Reading.labels(c.pointee.n_headers, "headers") { place in unsafe (c.pointee.headers[place]?.pointee.key, c.pointee.headers[place]?.pointee.value) }
    }
    if unsafe c.pointee.n_executions > 0 {
      self.executions = try unsafe Reading.texts(c.pointee.n_executions, c.pointee.executions, "executions")
    }
    if unsafe c.pointee.trace != nil {
      self.trace = try unsafe Reading.message(c.pointee.trace, "trace")
    }
    if unsafe c.pointee.n_stopped_listeners > 0 {
      self.stoppedListeners = try unsafe Reading.texts(c.pointee.n_stopped_listeners, c.pointee.stopped_listeners, "stopped_listeners")
    }
    if unsafe c.pointee.n_redacted > 0 {
      self.redacted = try unsafe Reading.texts(c.pointee.n_redacted, c.pointee.redacted, "redacted")
    }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__event__init(c)
    if !id.isEmpty {
      unsafe c.pointee.id = Writing.bytes(id)
    }
    unsafe c.pointee.offset = offset
    if !name.isEmpty {
      unsafe c.pointee.name = Writing.bytes(name)
    }
    if !payload.isEmpty {
      unsafe c.pointee.payload = Writing.bytes(payload)
    }
    if !contentType.isEmpty {
      unsafe c.pointee.content_type = Writing.bytes(contentType)
    }
    if !source.isEmpty {
      unsafe c.pointee.source = Writing.bytes(source)
    }
    if !key.isEmpty {
      unsafe c.pointee.key = Writing.bytes(key)
    }
    if let time {
      unsafe c.pointee.time = Writing.instant(time)
    }
    if !causation.isEmpty {
      unsafe c.pointee.causation = Writing.bytes(causation)
    }
    if !correlation.isEmpty {
      unsafe c.pointee.correlation = Writing.bytes(correlation)
    }
    unsafe c.pointee.system = system ? 1 : 0
    unsafe c.pointee.replayed = replayed ? 1 : 0
    if !creator.isEmpty {
      unsafe c.pointee.creator = Writing.bytes(creator)
    }
    if !headers.isEmpty {
      unsafe c.pointee.n_headers = headers.count
      unsafe c.pointee.headers = Writing.labels(headers, Carillon__V1__Event__HeadersEntry.self) { entry, key, value in
        unsafe carillon__v1__event__headers_entry__init(entry)
        unsafe entry.pointee.key = key
        unsafe entry.pointee.value = value
      }
    }
    if !executions.isEmpty {
      unsafe c.pointee.n_executions = executions.count
      unsafe c.pointee.executions = Writing.all(executions)
    }
    if let trace {
      unsafe c.pointee.trace = Writing.message(trace)
    }
    if !stoppedListeners.isEmpty {
      unsafe c.pointee.n_stopped_listeners = stoppedListeners.count
      unsafe c.pointee.stopped_listeners = Writing.all(stoppedListeners)
    }
    if !redacted.isEmpty {
      unsafe c.pointee.n_redacted = redacted.count
      unsafe c.pointee.redacted = Writing.all(redacted)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("id", id)
    writer.field("offset", offset)
    writer.field("name", name)
    writer.field("payload", json: payload, contentType: contentType)
    writer.field("contentType", contentType)
    writer.field("source", source)
    writer.field("key", key)
    writer.field("time", time)
    writer.field("causation", causation)
    writer.field("correlation", correlation)
    writer.field("system", system)
    writer.field("replayed", replayed)
    writer.field("creator", creator)
    writer.field("headers", labels: headers)
    writer.field("executions", executions)
    writer.field("trace", trace)
    writer.field("stoppedListeners", stoppedListeners)
    writer.field("redacted", redacted)
    writer.endObject()
  }
}

extension PublishEventsRequest: @unsafe Carried {
  typealias Carrier = Carillon__V1__PublishEventsRequest
  public static var typeName: String { "carillon.v1.PublishEventsRequest" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__publish_events_request()
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
    self.validateOnly = unsafe c.pointee.validate_only != 0
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__publish_events_request__init(c)
    if !events.isEmpty {
      unsafe c.pointee.n_events = events.count
      unsafe c.pointee.events = Writing.messages(events)
    }
    unsafe c.pointee.validate_only = validateOnly ? 1 : 0
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("events", events)
    writer.field("validateOnly", validateOnly)
    writer.endObject()
  }
}

extension PublishEventsResponse: @unsafe Carried {
  typealias Carrier = Carillon__V1__PublishEventsResponse
  public static var typeName: String { "carillon.v1.PublishEventsResponse" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__publish_events_response()
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
    if unsafe c.pointee.n_items > 0 {
      self.items = try unsafe Reading.messages(c.pointee.n_items, c.pointee.items, "items")
    }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__publish_events_response__init(c)
    if !items.isEmpty {
      unsafe c.pointee.n_items = items.count
      unsafe c.pointee.items = Writing.messages(items)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("items", items)
    writer.endObject()
  }
}

extension PublishEventsResponse.Item: @unsafe Carried {
  typealias Carrier = Carillon__V1__PublishEventsResponse__Item
  public static var typeName: String { "carillon.v1.PublishEventsResponse.Item" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__publish_events_response__item()
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
    self.offset = unsafe c.pointee.offset
    if unsafe c.pointee.n_executions > 0 {
      self.executions = try unsafe Reading.texts(c.pointee.n_executions, c.pointee.executions, "executions")
    }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__publish_events_response__item__init(c)
    if !id.isEmpty {
      unsafe c.pointee.id = Writing.bytes(id)
    }
    unsafe c.pointee.offset = offset
    if !executions.isEmpty {
      unsafe c.pointee.n_executions = executions.count
      unsafe c.pointee.executions = Writing.all(executions)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("id", id)
    writer.field("offset", offset)
    writer.field("executions", executions)
    writer.endObject()
  }
}

extension GetEventRequest: @unsafe Carried {
  typealias Carrier = Carillon__V1__GetEventRequest
  public static var typeName: String { "carillon.v1.GetEventRequest" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__get_event_request()
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
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__get_event_request__init(c)
    if !event.isEmpty {
      unsafe c.pointee.event = Writing.bytes(event)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("event", event)
    writer.endObject()
  }
}

extension EventFilter: @unsafe Carried {
  typealias Carrier = Carillon__V1__EventFilter
  public static var typeName: String { "carillon.v1.EventFilter" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__event_filter()
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
    if unsafe c.pointee.n_names > 0 {
      self.names = try unsafe Reading.texts(c.pointee.n_names, c.pointee.names, "names")
    }
    if unsafe c.pointee.source.len > 0 { self.source = try unsafe Reading.text(c.pointee.source, "source") }
    if unsafe c.pointee.key.len > 0 { self.key = try unsafe Reading.text(c.pointee.key, "key") }
    if unsafe c.pointee.predicate.len > 0 { self.predicate = try unsafe Reading.text(c.pointee.predicate, "predicate") }
    self.includeSystem = unsafe c.pointee.include_system != 0
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__event_filter__init(c)
    if !names.isEmpty {
      unsafe c.pointee.n_names = names.count
      unsafe c.pointee.names = Writing.all(names)
    }
    if !source.isEmpty {
      unsafe c.pointee.source = Writing.bytes(source)
    }
    if !key.isEmpty {
      unsafe c.pointee.key = Writing.bytes(key)
    }
    if !predicate.isEmpty {
      unsafe c.pointee.predicate = Writing.bytes(predicate)
    }
    unsafe c.pointee.include_system = includeSystem ? 1 : 0
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("names", names)
    writer.field("source", source)
    writer.field("key", key)
    writer.field("predicate", predicate)
    writer.field("includeSystem", includeSystem)
    writer.endObject()
  }
}

extension ListEventsRequest: @unsafe Carried {
  typealias Carrier = Carillon__V1__ListEventsRequest
  public static var typeName: String { "carillon.v1.ListEventsRequest" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__list_events_request()
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
    if unsafe c.pointee.name.len > 0 { self.name = try unsafe Reading.text(c.pointee.name, "name") }
    self.omitPayloads = unsafe c.pointee.omit_payloads != 0
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__list_events_request__init(c)
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
    if !name.isEmpty {
      unsafe c.pointee.name = Writing.bytes(name)
    }
    unsafe c.pointee.omit_payloads = omitPayloads ? 1 : 0
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("pageSize", pageSize)
    writer.field("pageToken", pageToken)
    writer.field("filter", filter)
    writer.field("orderBy", orderBy)
    writer.field("name", name)
    writer.field("omitPayloads", omitPayloads)
    writer.endObject()
  }
}

extension ListEventsResponse: @unsafe Carried {
  typealias Carrier = Carillon__V1__ListEventsResponse
  public static var typeName: String { "carillon.v1.ListEventsResponse" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__list_events_response()
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
    if unsafe c.pointee.n_counts > 0 {
      self.counts = try unsafe Reading.messages(c.pointee.n_counts, c.pointee.counts, "counts")
    }
    if unsafe c.pointee.note != nil {
      self.note = try unsafe Reading.message(c.pointee.note, "note")
    }
    self.firstOffset = unsafe c.pointee.first_offset
    self.lastOffset = unsafe c.pointee.last_offset
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__list_events_response__init(c)
    if !events.isEmpty {
      unsafe c.pointee.n_events = events.count
      unsafe c.pointee.events = Writing.messages(events)
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
    unsafe c.pointee.first_offset = firstOffset
    unsafe c.pointee.last_offset = lastOffset
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("events", events)
    writer.field("nextPageToken", nextPageToken)
    writer.field("counts", counts)
    writer.field("note", note)
    writer.field("firstOffset", firstOffset)
    writer.field("lastOffset", lastOffset)
    writer.endObject()
  }
}

extension SubscribeRequest: @unsafe Carried {
  typealias Carrier = Carillon__V1__SubscribeRequest
  public static var typeName: String { "carillon.v1.SubscribeRequest" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__subscribe_request()
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
    switch unsafe c.pointee.start_case.rawValue {
    case 1:
      self.start = .offset(unsafe c.pointee.offset)
    case 2:
      if let value = try unsafe Reading.instant(c.pointee.start_time, "start_time") { self.start = .startTime(value) }
    default: break
    }
    if unsafe c.pointee.filter != nil {
      self.filter = try unsafe Reading.message(c.pointee.filter, "filter")
    }
    self.historyOnly = unsafe c.pointee.history_only != 0
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__subscribe_request__init(c)
    switch start {
    case .offset(let value):
      unsafe c.pointee.start_case = .init(rawValue: 1)
      unsafe c.pointee.offset = value
    case .startTime(let value):
      unsafe c.pointee.start_case = .init(rawValue: 2)
      unsafe c.pointee.start_time = Writing.instant(value)
    case nil: break
    }
    if let filter {
      unsafe c.pointee.filter = Writing.message(filter)
    }
    unsafe c.pointee.history_only = historyOnly ? 1 : 0
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    switch start {
    case .offset(let value):
      writer.present("offset", value)
    case .startTime(let value):
      writer.present("startTime", value)
    case nil: break
    }
    writer.field("filter", filter)
    writer.field("historyOnly", historyOnly)
    writer.endObject()
  }
}

extension SubscribeResponse: @unsafe Carried {
  typealias Carrier = Carillon__V1__SubscribeResponse
  public static var typeName: String { "carillon.v1.SubscribeResponse" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__subscribe_response()
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
    switch unsafe c.pointee.item_case.rawValue {
    case 1:
      self.item = .event(try unsafe Reading.message(c.pointee.event, "event") ?? Event())
    case 2:
      self.item = .gap(try unsafe Reading.message(c.pointee.gap, "gap") ?? SubscribeResponse.Gap())
    case 3:
      self.item = .mark(try unsafe Reading.message(c.pointee.mark, "mark") ?? SubscribeResponse.Mark())
    default: break
    }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__subscribe_response__init(c)
    switch item {
    case .event(let value):
      unsafe c.pointee.item_case = .init(rawValue: 1)
      unsafe c.pointee.event = Writing.message(value)
    case .gap(let value):
      unsafe c.pointee.item_case = .init(rawValue: 2)
      unsafe c.pointee.gap = Writing.message(value)
    case .mark(let value):
      unsafe c.pointee.item_case = .init(rawValue: 3)
      unsafe c.pointee.mark = Writing.message(value)
    case nil: break
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    switch item {
    case .event(let value):
      writer.present("event", value)
    case .gap(let value):
      writer.present("gap", value)
    case .mark(let value):
      writer.present("mark", value)
    case nil: break
    }
    writer.endObject()
  }
}

extension SubscribeResponse.Gap: @unsafe Carried {
  typealias Carrier = Carillon__V1__SubscribeResponse__Gap
  public static var typeName: String { "carillon.v1.SubscribeResponse.Gap" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__subscribe_response__gap()
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
    self.firstOffset = unsafe c.pointee.first_offset
    self.lastOffset = unsafe c.pointee.last_offset
    if unsafe c.pointee.reason.len > 0 { self.reason = try unsafe Reading.text(c.pointee.reason, "reason") }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__subscribe_response__gap__init(c)
    unsafe c.pointee.first_offset = firstOffset
    unsafe c.pointee.last_offset = lastOffset
    if !reason.isEmpty {
      unsafe c.pointee.reason = Writing.bytes(reason)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("firstOffset", firstOffset)
    writer.field("lastOffset", lastOffset)
    writer.field("reason", reason)
    writer.endObject()
  }
}

extension SubscribeResponse.Mark: @unsafe Carried {
  typealias Carrier = Carillon__V1__SubscribeResponse__Mark
  public static var typeName: String { "carillon.v1.SubscribeResponse.Mark" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__subscribe_response__mark()
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
    self.live = unsafe c.pointee.live != 0
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__subscribe_response__mark__init(c)
    unsafe c.pointee.offset = offset
    unsafe c.pointee.live = live ? 1 : 0
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("offset", offset)
    writer.field("live", live)
    writer.endObject()
  }
}

extension TraceEventRequest: @unsafe Carried {
  typealias Carrier = Carillon__V1__TraceEventRequest
  public static var typeName: String { "carillon.v1.TraceEventRequest" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__trace_event_request()
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
    self.depth = unsafe c.pointee.depth
    self.limit = unsafe c.pointee.limit
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__trace_event_request__init(c)
    if !id.isEmpty {
      unsafe c.pointee.id = Writing.bytes(id)
    }
    unsafe c.pointee.depth = depth
    unsafe c.pointee.limit = limit
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("id", id)
    writer.field("depth", depth)
    writer.field("limit", limit)
    writer.endObject()
  }
}

extension TraceEventResponse: @unsafe Carried {
  typealias Carrier = Carillon__V1__TraceEventResponse
  public static var typeName: String { "carillon.v1.TraceEventResponse" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__trace_event_response()
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
    if unsafe c.pointee.n_nodes > 0 {
      self.nodes = try unsafe Reading.messages(c.pointee.n_nodes, c.pointee.nodes, "nodes")
    }
    self.more = unsafe c.pointee.more
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__trace_event_response__init(c)
    if !nodes.isEmpty {
      unsafe c.pointee.n_nodes = nodes.count
      unsafe c.pointee.nodes = Writing.messages(nodes)
    }
    unsafe c.pointee.more = more
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("nodes", nodes)
    writer.field("more", more)
    writer.endObject()
  }
}

extension TraceEventResponse.Node: @unsafe Carried {
  typealias Carrier = Carillon__V1__TraceEventResponse__Node
  public static var typeName: String { "carillon.v1.TraceEventResponse.Node" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__trace_event_response__node()
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
    if unsafe c.pointee.parent.len > 0 { self.parent = try unsafe Reading.text(c.pointee.parent, "parent") }
    self.depth = unsafe c.pointee.depth
    switch unsafe c.pointee.kind_case.rawValue {
    case 4:
      self.kind = .event(try unsafe Reading.message(c.pointee.event, "event") ?? TraceEventResponse.TracedEvent())
    case 5:
      self.kind = .execution(try unsafe Reading.message(c.pointee.execution, "execution") ?? TraceEventResponse.TracedExecution())
    case 6:
      self.kind = .stopped(try unsafe Reading.text(c.pointee.stopped, "stopped"))
    default: break
    }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__trace_event_response__node__init(c)
    if !id.isEmpty {
      unsafe c.pointee.id = Writing.bytes(id)
    }
    if !parent.isEmpty {
      unsafe c.pointee.parent = Writing.bytes(parent)
    }
    unsafe c.pointee.depth = depth
    switch kind {
    case .event(let value):
      unsafe c.pointee.kind_case = .init(rawValue: 4)
      unsafe c.pointee.event = Writing.message(value)
    case .execution(let value):
      unsafe c.pointee.kind_case = .init(rawValue: 5)
      unsafe c.pointee.execution = Writing.message(value)
    case .stopped(let value):
      unsafe c.pointee.kind_case = .init(rawValue: 6)
      unsafe c.pointee.stopped = Writing.bytes(value)
    case nil: break
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("id", id)
    writer.field("parent", parent)
    writer.field("depth", depth)
    switch kind {
    case .event(let value):
      writer.present("event", value)
    case .execution(let value):
      writer.present("execution", value)
    case .stopped(let value):
      writer.present("stopped", value)
    case nil: break
    }
    writer.endObject()
  }
}

extension TraceEventResponse.TracedEvent: @unsafe Carried {
  typealias Carrier = Carillon__V1__TraceEventResponse__TracedEvent
  public static var typeName: String { "carillon.v1.TraceEventResponse.TracedEvent" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__trace_event_response__traced_event()
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
    self.offset = unsafe c.pointee.offset
    if unsafe c.pointee.key.len > 0 { self.key = try unsafe Reading.text(c.pointee.key, "key") }
    if unsafe c.pointee.time != nil { self.time = try unsafe Reading.instant(c.pointee.time, "time") }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__trace_event_response__traced_event__init(c)
    if !name.isEmpty {
      unsafe c.pointee.name = Writing.bytes(name)
    }
    unsafe c.pointee.offset = offset
    if !key.isEmpty {
      unsafe c.pointee.key = Writing.bytes(key)
    }
    if let time {
      unsafe c.pointee.time = Writing.instant(time)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("name", name)
    writer.field("offset", offset)
    writer.field("key", key)
    writer.field("time", time)
    writer.endObject()
  }
}

extension TraceEventResponse.TracedExecution: @unsafe Carried {
  typealias Carrier = Carillon__V1__TraceEventResponse__TracedExecution
  public static var typeName: String { "carillon.v1.TraceEventResponse.TracedExecution" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__trace_event_response__traced_execution()
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
    if unsafe c.pointee.job.len > 0 { self.job = try unsafe Reading.text(c.pointee.job, "job") }
    if unsafe c.pointee.state.len > 0 { self.state = try unsafe Reading.text(c.pointee.state, "state") }
    if unsafe c.pointee.duration != nil { self.duration = try unsafe Reading.timeout(c.pointee.duration, "duration") }
    if unsafe c.pointee.schedule.len > 0 { self.schedule = try unsafe Reading.text(c.pointee.schedule, "schedule") }
    if unsafe c.pointee.due_time != nil { self.dueTime = try unsafe Reading.instant(c.pointee.due_time, "due_time") }
    if unsafe c.pointee.lateness != nil { self.lateness = try unsafe Reading.timeout(c.pointee.lateness, "lateness") }
    if unsafe c.pointee.error.len > 0 { self.error = try unsafe Reading.text(c.pointee.error, "error") }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__trace_event_response__traced_execution__init(c)
    if !job.isEmpty {
      unsafe c.pointee.job = Writing.bytes(job)
    }
    if !state.isEmpty {
      unsafe c.pointee.state = Writing.bytes(state)
    }
    if let duration {
      unsafe c.pointee.duration = Writing.timeout(duration)
    }
    if !schedule.isEmpty {
      unsafe c.pointee.schedule = Writing.bytes(schedule)
    }
    if let dueTime {
      unsafe c.pointee.due_time = Writing.instant(dueTime)
    }
    if let lateness {
      unsafe c.pointee.lateness = Writing.timeout(lateness)
    }
    if !error.isEmpty {
      unsafe c.pointee.error = Writing.bytes(error)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("job", job)
    writer.field("state", state)
    writer.field("duration", duration)
    writer.field("schedule", schedule)
    writer.field("dueTime", dueTime)
    writer.field("lateness", lateness)
    writer.field("error", error)
    writer.endObject()
  }
}

extension ReplayEventsRequest: @unsafe Carried {
  typealias Carrier = Carillon__V1__ReplayEventsRequest
  public static var typeName: String { "carillon.v1.ReplayEventsRequest" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__replay_events_request()
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
    self.firstOffset = unsafe c.pointee.first_offset
    self.lastOffset = unsafe c.pointee.last_offset
    if unsafe c.pointee.range != nil {
      self.range = try unsafe Reading.message(c.pointee.range, "range")
    }
    if unsafe c.pointee.filter != nil {
      self.filter = try unsafe Reading.message(c.pointee.filter, "filter")
    }
    switch unsafe c.pointee.into_case.rawValue {
    case 5:
      self.into = .consumer(try unsafe Reading.text(c.pointee.consumer, "consumer"))
    case 6:
      self.into = .job(try unsafe Reading.text(c.pointee.job, "job"))
    default: break
    }
    if unsafe c.pointee.rate != nil {
      self.rate = try unsafe Reading.message(c.pointee.rate, "rate")
    }
    self.validateOnly = unsafe c.pointee.validate_only != 0
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__replay_events_request__init(c)
    unsafe c.pointee.first_offset = firstOffset
    unsafe c.pointee.last_offset = lastOffset
    if let range {
      unsafe c.pointee.range = Writing.message(range)
    }
    if let filter {
      unsafe c.pointee.filter = Writing.message(filter)
    }
    switch into {
    case .consumer(let value):
      unsafe c.pointee.into_case = .init(rawValue: 5)
      unsafe c.pointee.consumer = Writing.bytes(value)
    case .job(let value):
      unsafe c.pointee.into_case = .init(rawValue: 6)
      unsafe c.pointee.job = Writing.bytes(value)
    case nil: break
    }
    if let rate {
      unsafe c.pointee.rate = Writing.message(rate)
    }
    unsafe c.pointee.validate_only = validateOnly ? 1 : 0
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("firstOffset", firstOffset)
    writer.field("lastOffset", lastOffset)
    writer.field("range", range)
    writer.field("filter", filter)
    switch into {
    case .consumer(let value):
      writer.present("consumer", value)
    case .job(let value):
      writer.present("job", value)
    case nil: break
    }
    writer.field("rate", rate)
    writer.field("validateOnly", validateOnly)
    writer.endObject()
  }
}

extension EventType: @unsafe Carried {
  typealias Carrier = Carillon__V1__EventType
  public static var typeName: String { "carillon.v1.EventType" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__event_type()
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
    if unsafe c.pointee.schema.len > 0 { self.schema = unsafe Reading.bytes(c.pointee.schema) }
    if unsafe c.pointee.retention != nil {
      self.retention = try unsafe Reading.message(c.pointee.retention, "retention")
    }
    self.hardCapBytes = unsafe c.pointee.hard_cap_bytes
    self.consumersWin = unsafe c.pointee.consumers_win != 0
    if unsafe c.pointee.module.len > 0 { self.module = try unsafe Reading.text(c.pointee.module, "module") }
    if unsafe c.pointee.create_time != nil { self.createTime = try unsafe Reading.instant(c.pointee.create_time, "create_time") }
    if unsafe c.pointee.update_time != nil { self.updateTime = try unsafe Reading.instant(c.pointee.update_time, "update_time") }
    if unsafe c.pointee.n_labels > 0 {
      self.labels = try unsafe Reading.labels(c.pointee.n_labels, "labels") { place in unsafe (c.pointee.labels[place]?.pointee.key, c.pointee.labels[place]?.pointee.value) }
    }
    if unsafe c.pointee.creator.len > 0 { self.creator = try unsafe Reading.text(c.pointee.creator, "creator") }
    self.firstOffset = unsafe c.pointee.first_offset
    self.count = unsafe c.pointee.count
    self.bytes = unsafe c.pointee.bytes
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__event_type__init(c)
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
    if !schema.isEmpty {
      unsafe c.pointee.schema = Writing.bytes(schema)
    }
    if let retention {
      unsafe c.pointee.retention = Writing.message(retention)
    }
    unsafe c.pointee.hard_cap_bytes = hardCapBytes
    unsafe c.pointee.consumers_win = consumersWin ? 1 : 0
    if !module.isEmpty {
      unsafe c.pointee.module = Writing.bytes(module)
    }
    if let createTime {
      unsafe c.pointee.create_time = Writing.instant(createTime)
    }
    if let updateTime {
      unsafe c.pointee.update_time = Writing.instant(updateTime)
    }
    if !labels.isEmpty {
      unsafe c.pointee.n_labels = labels.count
      unsafe c.pointee.labels = Writing.labels(labels, Carillon__V1__EventType__LabelsEntry.self) { entry, key, value in
        unsafe carillon__v1__event_type__labels_entry__init(entry)
        unsafe entry.pointee.key = key
        unsafe entry.pointee.value = value
      }
    }
    if !creator.isEmpty {
      unsafe c.pointee.creator = Writing.bytes(creator)
    }
    unsafe c.pointee.first_offset = firstOffset
    unsafe c.pointee.count = count
    unsafe c.pointee.bytes = bytes
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("name", name)
    writer.field("id", id)
    writer.field("version", version)
    writer.field("description", description)
    writer.field("schema", json: schema, contentType: "")
    writer.field("retention", retention)
    writer.field("hardCapBytes", hardCapBytes)
    writer.field("consumersWin", consumersWin)
    writer.field("module", module)
    writer.field("createTime", createTime)
    writer.field("updateTime", updateTime)
    writer.field("labels", labels: labels)
    writer.field("creator", creator)
    writer.field("firstOffset", firstOffset)
    writer.field("count", count)
    writer.field("bytes", bytes)
    writer.endObject()
  }
}

extension CreateEventTypeRequest: @unsafe Carried {
  typealias Carrier = Carillon__V1__CreateEventTypeRequest
  public static var typeName: String { "carillon.v1.CreateEventTypeRequest" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__create_event_type_request()
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
    if unsafe c.pointee.event_type != nil {
      self.eventType = try unsafe Reading.message(c.pointee.event_type, "event_type")
    }
    self.validateOnly = unsafe c.pointee.validate_only != 0
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__create_event_type_request__init(c)
    if let eventType {
      unsafe c.pointee.event_type = Writing.message(eventType)
    }
    unsafe c.pointee.validate_only = validateOnly ? 1 : 0
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("eventType", eventType)
    writer.field("validateOnly", validateOnly)
    writer.endObject()
  }
}

extension GetEventTypeRequest: @unsafe Carried {
  typealias Carrier = Carillon__V1__GetEventTypeRequest
  public static var typeName: String { "carillon.v1.GetEventTypeRequest" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__get_event_type_request()
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
    if unsafe c.pointee.event_type.len > 0 { self.eventType = try unsafe Reading.text(c.pointee.event_type, "event_type") }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__get_event_type_request__init(c)
    if !eventType.isEmpty {
      unsafe c.pointee.event_type = Writing.bytes(eventType)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("eventType", eventType)
    writer.endObject()
  }
}

extension ListEventTypesRequest: @unsafe Carried {
  typealias Carrier = Carillon__V1__ListEventTypesRequest
  public static var typeName: String { "carillon.v1.ListEventTypesRequest" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__list_event_types_request()
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
    unsafe carillon__v1__list_event_types_request__init(c)
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

extension ListEventTypesResponse: @unsafe Carried {
  typealias Carrier = Carillon__V1__ListEventTypesResponse
  public static var typeName: String { "carillon.v1.ListEventTypesResponse" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__list_event_types_response()
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
    if unsafe c.pointee.n_event_types > 0 {
      self.eventTypes = try unsafe Reading.messages(c.pointee.n_event_types, c.pointee.event_types, "event_types")
    }
    if unsafe c.pointee.next_page_token.len > 0 { self.nextPageToken = try unsafe Reading.text(c.pointee.next_page_token, "next_page_token") }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__list_event_types_response__init(c)
    if !eventTypes.isEmpty {
      unsafe c.pointee.n_event_types = eventTypes.count
      unsafe c.pointee.event_types = Writing.messages(eventTypes)
    }
    if !nextPageToken.isEmpty {
      unsafe c.pointee.next_page_token = Writing.bytes(nextPageToken)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("eventTypes", eventTypes)
    writer.field("nextPageToken", nextPageToken)
    writer.endObject()
  }
}

extension UpdateEventTypeRequest: @unsafe Carried {
  typealias Carrier = Carillon__V1__UpdateEventTypeRequest
  public static var typeName: String { "carillon.v1.UpdateEventTypeRequest" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__update_event_type_request()
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
    if unsafe c.pointee.event_type != nil {
      self.eventType = try unsafe Reading.message(c.pointee.event_type, "event_type")
    }
    if unsafe c.pointee.update_mask != nil { self.updateMask = try unsafe Reading.mask(c.pointee.update_mask, "update_mask") }
    self.expectedVersion = unsafe c.pointee.expected_version
    self.validateOnly = unsafe c.pointee.validate_only != 0
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__update_event_type_request__init(c)
    if let eventType {
      unsafe c.pointee.event_type = Writing.message(eventType)
    }
    if !updateMask.isEmpty {
      unsafe c.pointee.update_mask = Writing.mask(updateMask)
    }
    unsafe c.pointee.expected_version = expectedVersion
    unsafe c.pointee.validate_only = validateOnly ? 1 : 0
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("eventType", eventType)
    writer.field("updateMask", mask: updateMask)
    writer.field("expectedVersion", expectedVersion)
    writer.field("validateOnly", validateOnly)
    writer.endObject()
  }
}

extension DeleteEventTypeRequest: @unsafe Carried {
  typealias Carrier = Carillon__V1__DeleteEventTypeRequest
  public static var typeName: String { "carillon.v1.DeleteEventTypeRequest" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__delete_event_type_request()
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
    if unsafe c.pointee.event_type.len > 0 { self.eventType = try unsafe Reading.text(c.pointee.event_type, "event_type") }
    self.expectedVersion = unsafe c.pointee.expected_version
    self.validateOnly = unsafe c.pointee.validate_only != 0
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__delete_event_type_request__init(c)
    if !eventType.isEmpty {
      unsafe c.pointee.event_type = Writing.bytes(eventType)
    }
    unsafe c.pointee.expected_version = expectedVersion
    unsafe c.pointee.validate_only = validateOnly ? 1 : 0
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("eventType", eventType)
    writer.field("expectedVersion", expectedVersion)
    writer.field("validateOnly", validateOnly)
    writer.endObject()
  }
}
