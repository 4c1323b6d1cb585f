// Made by tools/generate from proto/carillon/v1/settings.proto; do not edit.
// swift-format-ignore-file
internal import CMessages
internal import CProtobufC
public import Units

/// 0 or absent is the default, which `GetSettings` names.
public struct Settings: WireMessage {
  public var version: UInt64 = 0
  public var updateTime: Instant?
  public var author: String = ""
  public var payloadBytes: UInt64 = 0
  public var resultBytes: UInt64 = 0
  public var eventBytes: UInt64 = 0
  public var batchItems: UInt32 = 0
  public var batchBytes: UInt64 = 0
  public var labels: UInt32 = 0
  public var labelValueBytes: UInt32 = 0
  public var idempotencyKeys: UInt64 = 0
  public var idempotencyAge: Timeout?
  public var queueDepth: UInt64 = 0
  public var logBytesPerAttempt: UInt64 = 0
  public var flowDepth: UInt32 = 0
  public var flowWidth: UInt32 = 0
  public var chainDepth: UInt32 = 0
  public var chainBudget: UInt32 = 0
  public var sessions: UInt32 = 0
  public var schedules: UInt32 = 0
  public var consumers: UInt32 = 0
  public var sessionTtl: Timeout?
  public var killGrace: Timeout?
  public var attemptTimeout: Timeout?
  public var lateness: Timeout?
  public var catchUpWindow: Timeout?
  public var retention: Retention? {
    get { retentionBox?.value }
    set { retentionBox = newValue.map { Box($0) } }
  }
  private var retentionBox: Box<Retention>?
  public var eventRetention: Retention.Rule?
  public var logBudgetBytesPerSecond: UInt64 = 0
  public var logBudgetPercent: UInt32 = 0
  public var bundleBytes: UInt64 = 0
  public var jobs: UInt32 = 0
  public var liveExecutions: UInt64 = 0
  public var listenersPerEvent: UInt32 = 0
  public var lostLimit: UInt32 = 0
  public var historyAge: Timeout?
  public var historyCount: UInt64 = 0
  public var auditAge: Timeout?
  public var redactionRules: [String] = []
  public var eventsMustBeDeclared: Bool = false
  public var followSystemZones: Bool = false

  public init(version: UInt64 = 0, updateTime: Instant? = nil, author: String = "", payloadBytes: UInt64 = 0, resultBytes: UInt64 = 0, eventBytes: UInt64 = 0, batchItems: UInt32 = 0, batchBytes: UInt64 = 0, labels: UInt32 = 0, labelValueBytes: UInt32 = 0, idempotencyKeys: UInt64 = 0, idempotencyAge: Timeout? = nil, queueDepth: UInt64 = 0, logBytesPerAttempt: UInt64 = 0, flowDepth: UInt32 = 0, flowWidth: UInt32 = 0, chainDepth: UInt32 = 0, chainBudget: UInt32 = 0, sessions: UInt32 = 0, schedules: UInt32 = 0, consumers: UInt32 = 0, sessionTtl: Timeout? = nil, killGrace: Timeout? = nil, attemptTimeout: Timeout? = nil, lateness: Timeout? = nil, catchUpWindow: Timeout? = nil, retention: Retention? = nil, eventRetention: Retention.Rule? = nil, logBudgetBytesPerSecond: UInt64 = 0, logBudgetPercent: UInt32 = 0, bundleBytes: UInt64 = 0, jobs: UInt32 = 0, liveExecutions: UInt64 = 0, listenersPerEvent: UInt32 = 0, lostLimit: UInt32 = 0, historyAge: Timeout? = nil, historyCount: UInt64 = 0, auditAge: Timeout? = nil, redactionRules: [String] = [], eventsMustBeDeclared: Bool = false, followSystemZones: Bool = false) {
    self.version = version
    self.updateTime = updateTime
    self.author = author
    self.payloadBytes = payloadBytes
    self.resultBytes = resultBytes
    self.eventBytes = eventBytes
    self.batchItems = batchItems
    self.batchBytes = batchBytes
    self.labels = labels
    self.labelValueBytes = labelValueBytes
    self.idempotencyKeys = idempotencyKeys
    self.idempotencyAge = idempotencyAge
    self.queueDepth = queueDepth
    self.logBytesPerAttempt = logBytesPerAttempt
    self.flowDepth = flowDepth
    self.flowWidth = flowWidth
    self.chainDepth = chainDepth
    self.chainBudget = chainBudget
    self.sessions = sessions
    self.schedules = schedules
    self.consumers = consumers
    self.sessionTtl = sessionTtl
    self.killGrace = killGrace
    self.attemptTimeout = attemptTimeout
    self.lateness = lateness
    self.catchUpWindow = catchUpWindow
    self.eventRetention = eventRetention
    self.logBudgetBytesPerSecond = logBudgetBytesPerSecond
    self.logBudgetPercent = logBudgetPercent
    self.bundleBytes = bundleBytes
    self.jobs = jobs
    self.liveExecutions = liveExecutions
    self.listenersPerEvent = listenersPerEvent
    self.lostLimit = lostLimit
    self.historyAge = historyAge
    self.historyCount = historyCount
    self.auditAge = auditAge
    self.redactionRules = redactionRules
    self.eventsMustBeDeclared = eventsMustBeDeclared
    self.followSystemZones = followSystemZones
    self.retentionBox = retention.map { Box($0) }
  }

  public init() {}
}

public struct GetSettingsRequest: WireMessage {

  public init() {}
}

public struct UpdateSettingsRequest: WireMessage {
  public var settings: Settings?
  public var updateMask: [String] = []
  public var expectedVersion: UInt64 = 0
  public var validateOnly: Bool = false

  public init(settings: Settings? = nil, updateMask: [String] = [], expectedVersion: UInt64 = 0, validateOnly: Bool = false) {
    self.settings = settings
    self.updateMask = updateMask
    self.expectedVersion = expectedVersion
    self.validateOnly = validateOnly
  }

  public init() {}
}

public struct ListSettingsHistoryRequest: WireMessage {
  public var pageSize: UInt32 = 0
  public var pageToken: String = ""

  public init(pageSize: UInt32 = 0, pageToken: String = "") {
    self.pageSize = pageSize
    self.pageToken = pageToken
  }

  public init() {}
}

public struct ListSettingsHistoryResponse: WireMessage {
  /// Newest first.
  public var settings: [Settings] = []
  public var nextPageToken: String = ""

  public init(settings: [Settings] = [], nextPageToken: String = "") {
    self.settings = settings
    self.nextPageToken = nextPageToken
  }

  public init() {}
}


extension Settings: @unsafe Carried {
  typealias Carrier = Carillon__V1__Settings
  public static var typeName: String { "carillon.v1.Settings" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__settings()
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
    self.version = unsafe c.pointee.version
    if unsafe c.pointee.update_time != nil { self.updateTime = try unsafe Reading.instant(c.pointee.update_time, "update_time") }
    if unsafe c.pointee.author.len > 0 { self.author = try unsafe Reading.text(c.pointee.author, "author") }
    self.payloadBytes = unsafe c.pointee.payload_bytes
    self.resultBytes = unsafe c.pointee.result_bytes
    self.eventBytes = unsafe c.pointee.event_bytes
    self.batchItems = unsafe c.pointee.batch_items
    self.batchBytes = unsafe c.pointee.batch_bytes
    self.labels = unsafe c.pointee.labels
    self.labelValueBytes = unsafe c.pointee.label_value_bytes
    self.idempotencyKeys = unsafe c.pointee.idempotency_keys
    if unsafe c.pointee.idempotency_age != nil { self.idempotencyAge = try unsafe Reading.timeout(c.pointee.idempotency_age, "idempotency_age") }
    self.queueDepth = unsafe c.pointee.queue_depth
    self.logBytesPerAttempt = unsafe c.pointee.log_bytes_per_attempt
    self.flowDepth = unsafe c.pointee.flow_depth
    self.flowWidth = unsafe c.pointee.flow_width
    self.chainDepth = unsafe c.pointee.chain_depth
    self.chainBudget = unsafe c.pointee.chain_budget
    self.sessions = unsafe c.pointee.sessions
    self.schedules = unsafe c.pointee.schedules
    self.consumers = unsafe c.pointee.consumers
    if unsafe c.pointee.session_ttl != nil { self.sessionTtl = try unsafe Reading.timeout(c.pointee.session_ttl, "session_ttl") }
    if unsafe c.pointee.kill_grace != nil { self.killGrace = try unsafe Reading.timeout(c.pointee.kill_grace, "kill_grace") }
    if unsafe c.pointee.attempt_timeout != nil { self.attemptTimeout = try unsafe Reading.timeout(c.pointee.attempt_timeout, "attempt_timeout") }
    if unsafe c.pointee.lateness != nil { self.lateness = try unsafe Reading.timeout(c.pointee.lateness, "lateness") }
    if unsafe c.pointee.catch_up_window != nil { self.catchUpWindow = try unsafe Reading.timeout(c.pointee.catch_up_window, "catch_up_window") }
    if unsafe c.pointee.retention != nil {
      self.retention = try unsafe Reading.message(c.pointee.retention, "retention")
    }
    if unsafe c.pointee.event_retention != nil {
      self.eventRetention = try unsafe Reading.message(c.pointee.event_retention, "event_retention")
    }
    self.logBudgetBytesPerSecond = unsafe c.pointee.log_budget_bytes_per_second
    self.logBudgetPercent = unsafe c.pointee.log_budget_percent
    self.bundleBytes = unsafe c.pointee.bundle_bytes
    self.jobs = unsafe c.pointee.jobs
    self.liveExecutions = unsafe c.pointee.live_executions
    self.listenersPerEvent = unsafe c.pointee.listeners_per_event
    self.lostLimit = unsafe c.pointee.lost_limit
    if unsafe c.pointee.history_age != nil { self.historyAge = try unsafe Reading.timeout(c.pointee.history_age, "history_age") }
    self.historyCount = unsafe c.pointee.history_count
    if unsafe c.pointee.audit_age != nil { self.auditAge = try unsafe Reading.timeout(c.pointee.audit_age, "audit_age") }
    if unsafe c.pointee.n_redaction_rules > 0 {
      self.redactionRules = try unsafe Reading.texts(c.pointee.n_redaction_rules, c.pointee.redaction_rules, "redaction_rules")
    }
    self.eventsMustBeDeclared = unsafe c.pointee.events_must_be_declared != 0
    self.followSystemZones = unsafe c.pointee.follow_system_zones != 0
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__settings__init(c)
    unsafe c.pointee.version = version
    if let updateTime {
      unsafe c.pointee.update_time = Writing.instant(updateTime)
    }
    if !author.isEmpty {
      unsafe c.pointee.author = Writing.bytes(author)
    }
    unsafe c.pointee.payload_bytes = payloadBytes
    unsafe c.pointee.result_bytes = resultBytes
    unsafe c.pointee.event_bytes = eventBytes
    unsafe c.pointee.batch_items = batchItems
    unsafe c.pointee.batch_bytes = batchBytes
    unsafe c.pointee.labels = labels
    unsafe c.pointee.label_value_bytes = labelValueBytes
    unsafe c.pointee.idempotency_keys = idempotencyKeys
    if let idempotencyAge {
      unsafe c.pointee.idempotency_age = Writing.timeout(idempotencyAge)
    }
    unsafe c.pointee.queue_depth = queueDepth
    unsafe c.pointee.log_bytes_per_attempt = logBytesPerAttempt
    unsafe c.pointee.flow_depth = flowDepth
    unsafe c.pointee.flow_width = flowWidth
    unsafe c.pointee.chain_depth = chainDepth
    unsafe c.pointee.chain_budget = chainBudget
    unsafe c.pointee.sessions = sessions
    unsafe c.pointee.schedules = schedules
    unsafe c.pointee.consumers = consumers
    if let sessionTtl {
      unsafe c.pointee.session_ttl = Writing.timeout(sessionTtl)
    }
    if let killGrace {
      unsafe c.pointee.kill_grace = Writing.timeout(killGrace)
    }
    if let attemptTimeout {
      unsafe c.pointee.attempt_timeout = Writing.timeout(attemptTimeout)
    }
    if let lateness {
      unsafe c.pointee.lateness = Writing.timeout(lateness)
    }
    if let catchUpWindow {
      unsafe c.pointee.catch_up_window = Writing.timeout(catchUpWindow)
    }
    if let retention {
      unsafe c.pointee.retention = Writing.message(retention)
    }
    if let eventRetention {
      unsafe c.pointee.event_retention = Writing.message(eventRetention)
    }
    unsafe c.pointee.log_budget_bytes_per_second = logBudgetBytesPerSecond
    unsafe c.pointee.log_budget_percent = logBudgetPercent
    unsafe c.pointee.bundle_bytes = bundleBytes
    unsafe c.pointee.jobs = jobs
    unsafe c.pointee.live_executions = liveExecutions
    unsafe c.pointee.listeners_per_event = listenersPerEvent
    unsafe c.pointee.lost_limit = lostLimit
    if let historyAge {
      unsafe c.pointee.history_age = Writing.timeout(historyAge)
    }
    unsafe c.pointee.history_count = historyCount
    if let auditAge {
      unsafe c.pointee.audit_age = Writing.timeout(auditAge)
    }
    if !redactionRules.isEmpty {
      unsafe c.pointee.n_redaction_rules = redactionRules.count
      unsafe c.pointee.redaction_rules = Writing.all(redactionRules)
    }
    unsafe c.pointee.events_must_be_declared = eventsMustBeDeclared ? 1 : 0
    unsafe c.pointee.follow_system_zones = followSystemZones ? 1 : 0
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("version", version)
    writer.field("updateTime", updateTime)
    writer.field("author", author)
    writer.field("payloadBytes", payloadBytes)
    writer.field("resultBytes", resultBytes)
    writer.field("eventBytes", eventBytes)
    writer.field("batchItems", batchItems)
    writer.field("batchBytes", batchBytes)
    writer.field("labels", labels)
    writer.field("labelValueBytes", labelValueBytes)
    writer.field("idempotencyKeys", idempotencyKeys)
    writer.field("idempotencyAge", idempotencyAge)
    writer.field("queueDepth", queueDepth)
    writer.field("logBytesPerAttempt", logBytesPerAttempt)
    writer.field("flowDepth", flowDepth)
    writer.field("flowWidth", flowWidth)
    writer.field("chainDepth", chainDepth)
    writer.field("chainBudget", chainBudget)
    writer.field("sessions", sessions)
    writer.field("schedules", schedules)
    writer.field("consumers", consumers)
    writer.field("sessionTtl", sessionTtl)
    writer.field("killGrace", killGrace)
    writer.field("attemptTimeout", attemptTimeout)
    writer.field("lateness", lateness)
    writer.field("catchUpWindow", catchUpWindow)
    writer.field("retention", retention)
    writer.field("eventRetention", eventRetention)
    writer.field("logBudgetBytesPerSecond", logBudgetBytesPerSecond)
    writer.field("logBudgetPercent", logBudgetPercent)
    writer.field("bundleBytes", bundleBytes)
    writer.field("jobs", jobs)
    writer.field("liveExecutions", liveExecutions)
    writer.field("listenersPerEvent", listenersPerEvent)
    writer.field("lostLimit", lostLimit)
    writer.field("historyAge", historyAge)
    writer.field("historyCount", historyCount)
    writer.field("auditAge", auditAge)
    writer.field("redactionRules", redactionRules)
    writer.field("eventsMustBeDeclared", eventsMustBeDeclared)
    writer.field("followSystemZones", followSystemZones)
    writer.endObject()
  }
}

extension GetSettingsRequest: @unsafe Carried {
  typealias Carrier = Carillon__V1__GetSettingsRequest
  public static var typeName: String { "carillon.v1.GetSettingsRequest" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__get_settings_request()
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
    unsafe carillon__v1__get_settings_request__init(c)
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.endObject()
  }
}

extension UpdateSettingsRequest: @unsafe Carried {
  typealias Carrier = Carillon__V1__UpdateSettingsRequest
  public static var typeName: String { "carillon.v1.UpdateSettingsRequest" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__update_settings_request()
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
    if unsafe c.pointee.settings != nil {
      self.settings = try unsafe Reading.message(c.pointee.settings, "settings")
    }
    if unsafe c.pointee.update_mask != nil { self.updateMask = try unsafe Reading.mask(c.pointee.update_mask, "update_mask") }
    self.expectedVersion = unsafe c.pointee.expected_version
    self.validateOnly = unsafe c.pointee.validate_only != 0
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__update_settings_request__init(c)
    if let settings {
      unsafe c.pointee.settings = Writing.message(settings)
    }
    if !updateMask.isEmpty {
      unsafe c.pointee.update_mask = Writing.mask(updateMask)
    }
    unsafe c.pointee.expected_version = expectedVersion
    unsafe c.pointee.validate_only = validateOnly ? 1 : 0
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("settings", settings)
    writer.field("updateMask", mask: updateMask)
    writer.field("expectedVersion", expectedVersion)
    writer.field("validateOnly", validateOnly)
    writer.endObject()
  }
}

extension ListSettingsHistoryRequest: @unsafe Carried {
  typealias Carrier = Carillon__V1__ListSettingsHistoryRequest
  public static var typeName: String { "carillon.v1.ListSettingsHistoryRequest" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__list_settings_history_request()
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
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__list_settings_history_request__init(c)
    unsafe c.pointee.page_size = pageSize
    if !pageToken.isEmpty {
      unsafe c.pointee.page_token = Writing.bytes(pageToken)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("pageSize", pageSize)
    writer.field("pageToken", pageToken)
    writer.endObject()
  }
}

extension ListSettingsHistoryResponse: @unsafe Carried {
  typealias Carrier = Carillon__V1__ListSettingsHistoryResponse
  public static var typeName: String { "carillon.v1.ListSettingsHistoryResponse" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__list_settings_history_response()
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
    if unsafe c.pointee.n_settings > 0 {
      self.settings = try unsafe Reading.messages(c.pointee.n_settings, c.pointee.settings, "settings")
    }
    if unsafe c.pointee.next_page_token.len > 0 { self.nextPageToken = try unsafe Reading.text(c.pointee.next_page_token, "next_page_token") }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__list_settings_history_response__init(c)
    if !settings.isEmpty {
      unsafe c.pointee.n_settings = settings.count
      unsafe c.pointee.settings = Writing.messages(settings)
    }
    if !nextPageToken.isEmpty {
      unsafe c.pointee.next_page_token = Writing.bytes(nextPageToken)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("settings", settings)
    writer.field("nextPageToken", nextPageToken)
    writer.endObject()
  }
}
