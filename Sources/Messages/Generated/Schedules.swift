// Made by tools/generate from proto/carillon/v1/schedules.proto; do not edit.
// swift-format-ignore-file
internal import CMessages
internal import CProtobufC
public import Units

public struct Schedule: WireMessage {
  /// What to do at a due time while an execution of this schedule is live.
  public enum Overlap: WireEnum {
    case unspecified
    case allow
    case skip
    case bufferOne
    case bufferAll
    case cancelOther
    case terminateOther
    /// A value that this version does not know; it survives as it is.
    case unrecognized(Int32)

    public init(rawValue: Int32) {
      switch rawValue {
      case 0: self = .unspecified
      case 1: self = .allow
      case 2: self = .skip
      case 3: self = .bufferOne
      case 4: self = .bufferAll
      case 5: self = .cancelOther
      case 6: self = .terminateOther
      default: self = .unrecognized(rawValue)
      }
    }

    public var rawValue: Int32 {
      switch self {
      case .unspecified: 0
      case .allow: 1
      case .skip: 2
      case .bufferOne: 3
      case .bufferAll: 4
      case .cancelOther: 5
      case .terminateOther: 6
      case .unrecognized(let value): value
      }
    }

    public var protoName: String? {
      switch self {
      case .unspecified: "OVERLAP_UNSPECIFIED"
      case .allow: "ALLOW"
      case .skip: "SKIP"
      case .bufferOne: "BUFFER_ONE"
      case .bufferAll: "BUFFER_ALL"
      case .cancelOther: "CANCEL_OTHER"
      case .terminateOther: "TERMINATE_OTHER"
      case .unrecognized: nil
      }
    }

    public static let allCases: [Self] = [.unspecified, .allow, .skip, .bufferOne, .bufferAll, .cancelOther, .terminateOther]
  }

  /// What to make up of due times decided too late.
  public enum CatchUp: WireEnum {
    case unspecified
    /// One run for all that was missed; the default.
    case latest
    /// Each, oldest first.
    case each
    case nothing
    /// A value that this version does not know; it survives as it is.
    case unrecognized(Int32)

    public init(rawValue: Int32) {
      switch rawValue {
      case 0: self = .unspecified
      case 1: self = .latest
      case 2: self = .each
      case 3: self = .nothing
      default: self = .unrecognized(rawValue)
      }
    }

    public var rawValue: Int32 {
      switch self {
      case .unspecified: 0
      case .latest: 1
      case .each: 2
      case .nothing: 3
      case .unrecognized(let value): value
      }
    }

    public var protoName: String? {
      switch self {
      case .unspecified: "CATCH_UP_UNSPECIFIED"
      case .latest: "LATEST"
      case .each: "EACH"
      case .nothing: "NOTHING"
      case .unrecognized: nil
      }
    }

    public static let allCases: [Self] = [.unspecified, .latest, .each, .nothing]
  }

  public enum Timing: Hashable, Sendable {
    case cron(String)
    case interval(Interval)
    /// Once.
    case atTime(Instant)
  }

  public var name: String = ""
  public var id: String = ""
  public var version: UInt64 = 0
  public var job: String = ""
  public var timing: Timing?
  /// IANA name; empty is UTC.
  public var zone: String = ""
  public var enabled: Bool?
  public var overlap: Schedule.Overlap = .unspecified
  public var catchUp: Schedule.CatchUp = .unspecified
  public var payload: Bytes = []
  public var contentType: String = ""
  public var description: String = ""
  public var createTime: Instant?
  public var updateTime: Instant?
  public var labels: [Label] = []
  public var creator: String = ""
  public var startTime: Instant?
  public var endTime: Instant?
  /// At most so many runs; 0 is without end.
  public var maxRuns: UInt64 = 0
  public var exclusions: [ExclusionWindow] = []
  public var calendars: [String] = []
  /// Drawn anew for each firing.
  public var jitter: Timeout?
  /// Stable, by hash of the name.
  public var spread: Timeout?
  /// Of BUFFER_ALL; 0 is 1,000.
  public var bufferLimit: UInt32 = 0
  /// Due times older than this are never made up; 24 h where it is absent.
  public var catchUpWindow: Timeout?
  /// Of EACH; 0 is 100.
  public var catchUpLimit: UInt32 = 0
  /// A due time decided within this is late, not missed; 60 s where it is absent.
  public var lateness: Timeout?
  public var pauseOnFailure: Bool = false
  public var queue: String = ""
  public var priority: UInt32 = 0
  /// Output only.
  public var pause: Pause? {
    get { pauseBox?.value }
    set { pauseBox = newValue.map { Box($0) } }
  }
  private var pauseBox: Box<Pause>?
  public var nextRunTime: Instant?
  public var lastRunTime: Instant?
  public var lastExecution: String = ""
  public var lastState: Execution.State = .unspecified
  public var runs: UInt64 = 0
  public var skips: UInt64 = 0
  public var missed: UInt64 = 0
  public var buffered: UInt32 = 0
  /// Due times that will be left out.
  public var skippedTimes: [Instant] = []
  public var skipNext: UInt32 = 0
  /// The expression in plain words.
  public var words: String = ""
  /// Without a next due time until the leader has computed it.
  public var toBeComputed: Bool = false
  public var lastSuccessTime: Instant?
  public var warnings: [String] = []
  public var liveExecutions: UInt32 = 0

  public init(name: String = "", id: String = "", version: UInt64 = 0, job: String = "", timing: Timing? = nil, zone: String = "", enabled: Bool? = nil, overlap: Schedule.Overlap = .unspecified, catchUp: Schedule.CatchUp = .unspecified, payload: Bytes = [], contentType: String = "", description: String = "", createTime: Instant? = nil, updateTime: Instant? = nil, labels: [Label] = [], creator: String = "", startTime: Instant? = nil, endTime: Instant? = nil, maxRuns: UInt64 = 0, exclusions: [ExclusionWindow] = [], calendars: [String] = [], jitter: Timeout? = nil, spread: Timeout? = nil, bufferLimit: UInt32 = 0, catchUpWindow: Timeout? = nil, catchUpLimit: UInt32 = 0, lateness: Timeout? = nil, pauseOnFailure: Bool = false, queue: String = "", priority: UInt32 = 0, pause: Pause? = nil, nextRunTime: Instant? = nil, lastRunTime: Instant? = nil, lastExecution: String = "", lastState: Execution.State = .unspecified, runs: UInt64 = 0, skips: UInt64 = 0, missed: UInt64 = 0, buffered: UInt32 = 0, skippedTimes: [Instant] = [], skipNext: UInt32 = 0, words: String = "", toBeComputed: Bool = false, lastSuccessTime: Instant? = nil, warnings: [String] = [], liveExecutions: UInt32 = 0) {
    self.name = name
    self.id = id
    self.version = version
    self.job = job
    self.timing = timing
    self.zone = zone
    self.enabled = enabled
    self.overlap = overlap
    self.catchUp = catchUp
    self.payload = payload
    self.contentType = contentType
    self.description = description
    self.createTime = createTime
    self.updateTime = updateTime
    self.labels = labels
    self.creator = creator
    self.startTime = startTime
    self.endTime = endTime
    self.maxRuns = maxRuns
    self.exclusions = exclusions
    self.calendars = calendars
    self.jitter = jitter
    self.spread = spread
    self.bufferLimit = bufferLimit
    self.catchUpWindow = catchUpWindow
    self.catchUpLimit = catchUpLimit
    self.lateness = lateness
    self.pauseOnFailure = pauseOnFailure
    self.queue = queue
    self.priority = priority
    self.nextRunTime = nextRunTime
    self.lastRunTime = lastRunTime
    self.lastExecution = lastExecution
    self.lastState = lastState
    self.runs = runs
    self.skips = skips
    self.missed = missed
    self.buffered = buffered
    self.skippedTimes = skippedTimes
    self.skipNext = skipNext
    self.words = words
    self.toBeComputed = toBeComputed
    self.lastSuccessTime = lastSuccessTime
    self.warnings = warnings
    self.liveExecutions = liveExecutions
    self.pauseBox = pause.map { Box($0) }
  }

  public init() {}
}

public struct Interval: WireMessage {
  public enum Unit: WireEnum {
    case unspecified
    case second
    case minute
    case hour
    case day
    case week
    case month
    case year
    /// A value that this version does not know; it survives as it is.
    case unrecognized(Int32)

    public init(rawValue: Int32) {
      switch rawValue {
      case 0: self = .unspecified
      case 1: self = .second
      case 2: self = .minute
      case 3: self = .hour
      case 4: self = .day
      case 5: self = .week
      case 6: self = .month
      case 7: self = .year
      default: self = .unrecognized(rawValue)
      }
    }

    public var rawValue: Int32 {
      switch self {
      case .unspecified: 0
      case .second: 1
      case .minute: 2
      case .hour: 3
      case .day: 4
      case .week: 5
      case .month: 6
      case .year: 7
      case .unrecognized(let value): value
      }
    }

    public var protoName: String? {
      switch self {
      case .unspecified: "UNIT_UNSPECIFIED"
      case .second: "SECOND"
      case .minute: "MINUTE"
      case .hour: "HOUR"
      case .day: "DAY"
      case .week: "WEEK"
      case .month: "MONTH"
      case .year: "YEAR"
      case .unrecognized: nil
      }
    }

    public static let allCases: [Self] = [.unspecified, .second, .minute, .hour, .day, .week, .month, .year]
  }

  public var every: UInt32 = 0
  public var unit: Interval.Unit = .unspecified
  /// Where it is anchored; the schedule's start or creation where it is absent.
  public var anchorTime: Instant?

  public init(every: UInt32 = 0, unit: Interval.Unit = .unspecified, anchorTime: Instant? = nil) {
    self.every = every
    self.unit = unit
    self.anchorTime = anchorTime
  }

  public init() {}
}

/// Why something stands still, who said so and until when.
public struct Pause: WireMessage {
  public var note: String = ""
  public var author: String = ""
  public var startTime: Instant?
  public var untilTime: Instant?

  public init(note: String = "", author: String = "", startTime: Instant? = nil, untilTime: Instant? = nil) {
    self.note = note
    self.author = author
    self.startTime = startTime
    self.untilTime = untilTime
  }

  public init() {}
}

public struct CreateScheduleRequest: WireMessage {
  public var schedule: Schedule?
  public var validateOnly: Bool = false

  public init(schedule: Schedule? = nil, validateOnly: Bool = false) {
    self.schedule = schedule
    self.validateOnly = validateOnly
  }

  public init() {}
}

public struct GetScheduleRequest: WireMessage {
  /// Id, or `name` where it is unique, or `job/name`.
  public var schedule: String = ""

  public init(schedule: String = "") {
    self.schedule = schedule
  }

  public init() {}
}

public struct ListSchedulesRequest: WireMessage {
  public var pageSize: UInt32 = 0
  public var pageToken: String = ""
  public var filter: String = ""
  public var orderBy: String = ""
  public var job: String = ""

  public init(pageSize: UInt32 = 0, pageToken: String = "", filter: String = "", orderBy: String = "", job: String = "") {
    self.pageSize = pageSize
    self.pageToken = pageToken
    self.filter = filter
    self.orderBy = orderBy
    self.job = job
  }

  public init() {}
}

public struct ListSchedulesResponse: WireMessage {
  public var schedules: [Schedule] = []
  public var nextPageToken: String = ""
  public var counts: [Count] = []
  public var note: ListNote?

  public init(schedules: [Schedule] = [], nextPageToken: String = "", counts: [Count] = [], note: ListNote? = nil) {
    self.schedules = schedules
    self.nextPageToken = nextPageToken
    self.counts = counts
    self.note = note
  }

  public init() {}
}

public struct UpdateScheduleRequest: WireMessage {
  public var schedule: Schedule?
  public var updateMask: [String] = []
  public var expectedVersion: UInt64 = 0
  public var validateOnly: Bool = false

  public init(schedule: Schedule? = nil, updateMask: [String] = [], expectedVersion: UInt64 = 0, validateOnly: Bool = false) {
    self.schedule = schedule
    self.updateMask = updateMask
    self.expectedVersion = expectedVersion
    self.validateOnly = validateOnly
  }

  public init() {}
}

public struct DeleteScheduleRequest: WireMessage {
  public var schedule: String = ""
  public var expectedVersion: UInt64 = 0
  public var validateOnly: Bool = false

  public init(schedule: String = "", expectedVersion: UInt64 = 0, validateOnly: Bool = false) {
    self.schedule = schedule
    self.expectedVersion = expectedVersion
    self.validateOnly = validateOnly
  }

  public init() {}
}

public struct PauseScheduleRequest: WireMessage {
  public var schedule: String = ""
  public var note: String = ""
  public var untilTime: Instant?

  public init(schedule: String = "", note: String = "", untilTime: Instant? = nil) {
    self.schedule = schedule
    self.note = note
    self.untilTime = untilTime
  }

  public init() {}
}

public struct ResumeScheduleRequest: WireMessage {
  public var schedule: String = ""

  public init(schedule: String = "") {
    self.schedule = schedule
  }

  public init() {}
}

public struct TriggerScheduleRequest: WireMessage {
  public var schedule: String = ""
  /// Instead of the schedule's own.
  public var overlap: Schedule.Overlap = .unspecified
  public var payload: Bytes = []
  public var contentType: String = ""

  public init(schedule: String = "", overlap: Schedule.Overlap = .unspecified, payload: Bytes = [], contentType: String = "") {
    self.schedule = schedule
    self.overlap = overlap
    self.payload = payload
    self.contentType = contentType
  }

  public init() {}
}

public struct TriggerScheduleResponse: WireMessage {
  /// Empty where the overlap policy left it out.
  public var execution: String = ""
  public var skipped: Bool = false
  public var reason: String = ""

  public init(execution: String = "", skipped: Bool = false, reason: String = "") {
    self.execution = execution
    self.skipped = skipped
    self.reason = reason
  }

  public init() {}
}

public struct SkipDueTimesRequest: WireMessage {
  public var schedule: String = ""
  /// The next so many.
  public var count: UInt32 = 0
  /// Or these.
  public var dueTimes: [Instant] = []
  /// Takes back what was left out before.
  public var undo: Bool = false

  public init(schedule: String = "", count: UInt32 = 0, dueTimes: [Instant] = [], undo: Bool = false) {
    self.schedule = schedule
    self.count = count
    self.dueTimes = dueTimes
    self.undo = undo
  }

  public init() {}
}

public struct ForecastRequest: WireMessage {
  public var range: TimeRange?
  public var filter: String = ""
  public var pageSize: UInt32 = 0
  public var pageToken: String = ""

  public init(range: TimeRange? = nil, filter: String = "", pageSize: UInt32 = 0, pageToken: String = "") {
    self.range = range
    self.filter = filter
    self.pageSize = pageSize
    self.pageToken = pageToken
  }

  public init() {}
}

public struct ForecastResponse: WireMessage {
  public struct Item: WireMessage {
    public var schedule: String = ""
    public var job: String = ""
    public var dueTime: Instant?
    public var usualDuration: Timeout?
    public var note: String = ""

    public init(schedule: String = "", job: String = "", dueTime: Instant? = nil, usualDuration: Timeout? = nil, note: String = "") {
      self.schedule = schedule
      self.job = job
      self.dueTime = dueTime
      self.usualDuration = usualDuration
      self.note = note
    }

    public init() {}
  }

  public var items: [ForecastResponse.Item] = []
  public var nextPageToken: String = ""

  public init(items: [ForecastResponse.Item] = [], nextPageToken: String = "") {
    self.items = items
    self.nextPageToken = nextPageToken
  }

  public init() {}
}

public struct BackfillScheduleRequest: WireMessage {
  public var schedule: String = ""
  public var range: TimeRange?
  public var overlap: Schedule.Overlap = .unspecified
  public var rate: RateLimit?
  public var validateOnly: Bool = false
  /// A recorded skip to make up, instead of a range.
  public var skip: String = ""

  public init(schedule: String = "", range: TimeRange? = nil, overlap: Schedule.Overlap = .unspecified, rate: RateLimit? = nil, validateOnly: Bool = false, skip: String = "") {
    self.schedule = schedule
    self.range = range
    self.overlap = overlap
    self.rate = rate
    self.validateOnly = validateOnly
    self.skip = skip
  }

  public init() {}
}

public struct PreviewScheduleRequest: WireMessage {
  /// A stored schedule, or `definition`.
  public var schedule: String = ""
  public var definition: Schedule?
  public var afterTime: Instant?
  /// 0 is 10; at most 1,000.
  public var count: UInt32 = 0

  public init(schedule: String = "", definition: Schedule? = nil, afterTime: Instant? = nil, count: UInt32 = 0) {
    self.schedule = schedule
    self.definition = definition
    self.afterTime = afterTime
    self.count = count
  }

  public init() {}
}

public struct PreviewScheduleResponse: WireMessage {
  public struct Item: WireMessage {
    public var dueTime: Instant?
    /// Local time with the zone's abbreviation, for people: `Sun 2027-03-28 03:00 CEST`.
    public var local: String = ""
    /// What a transition of the zone did to it.
    public var note: String = ""
    public var utcOffset: Timeout?

    public init(dueTime: Instant? = nil, local: String = "", note: String = "", utcOffset: Timeout? = nil) {
      self.dueTime = dueTime
      self.local = local
      self.note = note
      self.utcOffset = utcOffset
    }

    public init() {}
  }

  public var items: [PreviewScheduleResponse.Item] = []
  /// In plain words.
  public var words: String = ""
  /// It never fires again after the last item.
  public var ends: Bool = false

  public init(items: [PreviewScheduleResponse.Item] = [], words: String = "", ends: Bool = false) {
    self.items = items
    self.words = words
    self.ends = ends
  }

  public init() {}
}

public struct Skip: WireMessage {
  public enum Reason: WireEnum {
    case unspecified
    case overlap
    case bufferFull
    case paused
    case missed
    case frozen
    case excluded
    case asked
    case disabled
    case held
    /// A value that this version does not know; it survives as it is.
    case unrecognized(Int32)

    public init(rawValue: Int32) {
      switch rawValue {
      case 0: self = .unspecified
      case 1: self = .overlap
      case 2: self = .bufferFull
      case 3: self = .paused
      case 4: self = .missed
      case 5: self = .frozen
      case 6: self = .excluded
      case 7: self = .asked
      case 8: self = .disabled
      case 9: self = .held
      default: self = .unrecognized(rawValue)
      }
    }

    public var rawValue: Int32 {
      switch self {
      case .unspecified: 0
      case .overlap: 1
      case .bufferFull: 2
      case .paused: 3
      case .missed: 4
      case .frozen: 5
      case .excluded: 6
      case .asked: 7
      case .disabled: 8
      case .held: 9
      case .unrecognized(let value): value
      }
    }

    public var protoName: String? {
      switch self {
      case .unspecified: "REASON_UNSPECIFIED"
      case .overlap: "OVERLAP"
      case .bufferFull: "BUFFER_FULL"
      case .paused: "PAUSED"
      case .missed: "MISSED"
      case .frozen: "FROZEN"
      case .excluded: "EXCLUDED"
      case .asked: "ASKED"
      case .disabled: "DISABLED"
      case .held: "HELD"
      case .unrecognized: nil
      }
    }

    public static let allCases: [Self] = [.unspecified, .overlap, .bufferFull, .paused, .missed, .frozen, .excluded, .asked, .disabled, .held]
  }

  public var id: String = ""
  public var schedule: String = ""
  public var range: TimeRange?
  public var count: UInt64 = 0
  public var reason: Skip.Reason = .unspecified
  /// What stood in the way.
  public var on: String = ""
  /// The backfill that made it up.
  public var madeUpBy: String = ""
  public var recordTime: Instant?

  public init(id: String = "", schedule: String = "", range: TimeRange? = nil, count: UInt64 = 0, reason: Skip.Reason = .unspecified, on: String = "", madeUpBy: String = "", recordTime: Instant? = nil) {
    self.id = id
    self.schedule = schedule
    self.range = range
    self.count = count
    self.reason = reason
    self.on = on
    self.madeUpBy = madeUpBy
    self.recordTime = recordTime
  }

  public init() {}
}

public struct ListSkipsRequest: WireMessage {
  public var pageSize: UInt32 = 0
  public var pageToken: String = ""
  public var filter: String = ""
  public var orderBy: String = ""
  public var schedule: String = ""

  public init(pageSize: UInt32 = 0, pageToken: String = "", filter: String = "", orderBy: String = "", schedule: String = "") {
    self.pageSize = pageSize
    self.pageToken = pageToken
    self.filter = filter
    self.orderBy = orderBy
    self.schedule = schedule
  }

  public init() {}
}

public struct ListSkipsResponse: WireMessage {
  public var skips: [Skip] = []
  public var nextPageToken: String = ""

  public init(skips: [Skip] = [], nextPageToken: String = "") {
    self.skips = skips
    self.nextPageToken = nextPageToken
  }

  public init() {}
}

/// Days on which schedules that name it do not fire.
public struct Calendar: WireMessage {
  public var name: String = ""
  public var id: String = ""
  public var version: UInt64 = 0
  public var description: String = ""
  public var zone: String = ""
  /// `2027-12-24`, or `12-24` for every year.
  public var days: [String] = []
  public var windows: [ExclusionWindow] = []
  public var createTime: Instant?
  public var updateTime: Instant?
  public var labels: [Label] = []
  public var creator: String = ""

  public init(name: String = "", id: String = "", version: UInt64 = 0, description: String = "", zone: String = "", days: [String] = [], windows: [ExclusionWindow] = [], createTime: Instant? = nil, updateTime: Instant? = nil, labels: [Label] = [], creator: String = "") {
    self.name = name
    self.id = id
    self.version = version
    self.description = description
    self.zone = zone
    self.days = days
    self.windows = windows
    self.createTime = createTime
    self.updateTime = updateTime
    self.labels = labels
    self.creator = creator
  }

  public init() {}
}

public struct CreateCalendarRequest: WireMessage {
  public var calendar: Calendar?
  public var validateOnly: Bool = false

  public init(calendar: Calendar? = nil, validateOnly: Bool = false) {
    self.calendar = calendar
    self.validateOnly = validateOnly
  }

  public init() {}
}

public struct GetCalendarRequest: WireMessage {
  public var calendar: String = ""

  public init(calendar: String = "") {
    self.calendar = calendar
  }

  public init() {}
}

public struct ListCalendarsRequest: WireMessage {
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

public struct ListCalendarsResponse: WireMessage {
  public var calendars: [Calendar] = []
  public var nextPageToken: String = ""

  public init(calendars: [Calendar] = [], nextPageToken: String = "") {
    self.calendars = calendars
    self.nextPageToken = nextPageToken
  }

  public init() {}
}

public struct UpdateCalendarRequest: WireMessage {
  public var calendar: Calendar?
  public var updateMask: [String] = []
  public var expectedVersion: UInt64 = 0
  public var validateOnly: Bool = false

  public init(calendar: Calendar? = nil, updateMask: [String] = [], expectedVersion: UInt64 = 0, validateOnly: Bool = false) {
    self.calendar = calendar
    self.updateMask = updateMask
    self.expectedVersion = expectedVersion
    self.validateOnly = validateOnly
  }

  public init() {}
}

public struct DeleteCalendarRequest: WireMessage {
  public var calendar: String = ""
  public var expectedVersion: UInt64 = 0
  public var validateOnly: Bool = false

  public init(calendar: String = "", expectedVersion: UInt64 = 0, validateOnly: Bool = false) {
    self.calendar = calendar
    self.expectedVersion = expectedVersion
    self.validateOnly = validateOnly
  }

  public init() {}
}


extension Schedule: @unsafe Carried {
  typealias Carrier = Carillon__V1__Schedule
  public static var typeName: String { "carillon.v1.Schedule" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__schedule()
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
    if unsafe c.pointee.job.len > 0 { self.job = try unsafe Reading.text(c.pointee.job, "job") }
    switch unsafe c.pointee.timing_case.rawValue {
    case 5:
      self.timing = .cron(try unsafe Reading.text(c.pointee.cron, "cron"))
    case 6:
      self.timing = .interval(try unsafe Reading.message(c.pointee.interval, "interval") ?? Interval())
    case 7:
      if let value = try unsafe Reading.instant(c.pointee.at_time, "at_time") { self.timing = .atTime(value) }
    default: break
    }
    if unsafe c.pointee.zone.len > 0 { self.zone = try unsafe Reading.text(c.pointee.zone, "zone") }
    if unsafe c.pointee.enabled_presence_case.rawValue == 9 {
      self.enabled = unsafe c.pointee.enabled != 0
    }
    self.overlap = Schedule.Overlap(rawValue: Int32(truncatingIfNeeded: unsafe c.pointee.overlap.rawValue))
    self.catchUp = Schedule.CatchUp(rawValue: Int32(truncatingIfNeeded: unsafe c.pointee.catch_up.rawValue))
    if unsafe c.pointee.payload.len > 0 { self.payload = unsafe Reading.bytes(c.pointee.payload) }
    if unsafe c.pointee.content_type.len > 0 { self.contentType = try unsafe Reading.text(c.pointee.content_type, "content_type") }
    if unsafe c.pointee.description.len > 0 { self.description = try unsafe Reading.text(c.pointee.description, "description") }
    if unsafe c.pointee.create_time != nil { self.createTime = try unsafe Reading.instant(c.pointee.create_time, "create_time") }
    if unsafe c.pointee.update_time != nil { self.updateTime = try unsafe Reading.instant(c.pointee.update_time, "update_time") }
    if unsafe c.pointee.n_labels > 0 {
      self.labels = try unsafe Reading.labels(c.pointee.n_labels, "labels") { place in unsafe (c.pointee.labels[place]?.pointee.key, c.pointee.labels[place]?.pointee.value) }
    }
    if unsafe c.pointee.creator.len > 0 { self.creator = try unsafe Reading.text(c.pointee.creator, "creator") }
    if unsafe c.pointee.start_time != nil { self.startTime = try unsafe Reading.instant(c.pointee.start_time, "start_time") }
    if unsafe c.pointee.end_time != nil { self.endTime = try unsafe Reading.instant(c.pointee.end_time, "end_time") }
    self.maxRuns = unsafe c.pointee.max_runs
    if unsafe c.pointee.n_exclusions > 0 {
      self.exclusions = try unsafe Reading.messages(c.pointee.n_exclusions, c.pointee.exclusions, "exclusions")
    }
    if unsafe c.pointee.n_calendars > 0 {
      self.calendars = try unsafe Reading.texts(c.pointee.n_calendars, c.pointee.calendars, "calendars")
    }
    if unsafe c.pointee.jitter != nil { self.jitter = try unsafe Reading.timeout(c.pointee.jitter, "jitter") }
    if unsafe c.pointee.spread != nil { self.spread = try unsafe Reading.timeout(c.pointee.spread, "spread") }
    self.bufferLimit = unsafe c.pointee.buffer_limit
    if unsafe c.pointee.catch_up_window != nil { self.catchUpWindow = try unsafe Reading.timeout(c.pointee.catch_up_window, "catch_up_window") }
    self.catchUpLimit = unsafe c.pointee.catch_up_limit
    if unsafe c.pointee.lateness != nil { self.lateness = try unsafe Reading.timeout(c.pointee.lateness, "lateness") }
    self.pauseOnFailure = unsafe c.pointee.pause_on_failure != 0
    if unsafe c.pointee.queue.len > 0 { self.queue = try unsafe Reading.text(c.pointee.queue, "queue") }
    self.priority = unsafe c.pointee.priority
    if unsafe c.pointee.pause != nil {
      self.pause = try unsafe Reading.message(c.pointee.pause, "pause")
    }
    if unsafe c.pointee.next_run_time != nil { self.nextRunTime = try unsafe Reading.instant(c.pointee.next_run_time, "next_run_time") }
    if unsafe c.pointee.last_run_time != nil { self.lastRunTime = try unsafe Reading.instant(c.pointee.last_run_time, "last_run_time") }
    if unsafe c.pointee.last_execution.len > 0 { self.lastExecution = try unsafe Reading.text(c.pointee.last_execution, "last_execution") }
    self.lastState = Execution.State(rawValue: Int32(truncatingIfNeeded: unsafe c.pointee.last_state.rawValue))
    self.runs = unsafe c.pointee.runs
    self.skips = unsafe c.pointee.skips
    self.missed = unsafe c.pointee.missed
    self.buffered = unsafe c.pointee.buffered
    if unsafe c.pointee.n_skipped_times > 0 {
      self.skippedTimes = try unsafe Reading.instants(c.pointee.n_skipped_times, c.pointee.skipped_times, "skipped_times")
    }
    self.skipNext = unsafe c.pointee.skip_next
    if unsafe c.pointee.words.len > 0 { self.words = try unsafe Reading.text(c.pointee.words, "words") }
    self.toBeComputed = unsafe c.pointee.to_be_computed != 0
    if unsafe c.pointee.last_success_time != nil { self.lastSuccessTime = try unsafe Reading.instant(c.pointee.last_success_time, "last_success_time") }
    if unsafe c.pointee.n_warnings > 0 {
      self.warnings = try unsafe Reading.texts(c.pointee.n_warnings, c.pointee.warnings, "warnings")
    }
    self.liveExecutions = unsafe c.pointee.live_executions
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__schedule__init(c)
    if !name.isEmpty {
      unsafe c.pointee.name = Writing.bytes(name)
    }
    if !id.isEmpty {
      unsafe c.pointee.id = Writing.bytes(id)
    }
    unsafe c.pointee.version = version
    if !job.isEmpty {
      unsafe c.pointee.job = Writing.bytes(job)
    }
    switch timing {
    case .cron(let value):
      unsafe c.pointee.timing_case = .init(rawValue: 5)
      unsafe c.pointee.cron = Writing.bytes(value)
    case .interval(let value):
      unsafe c.pointee.timing_case = .init(rawValue: 6)
      unsafe c.pointee.interval = Writing.message(value)
    case .atTime(let value):
      unsafe c.pointee.timing_case = .init(rawValue: 7)
      unsafe c.pointee.at_time = Writing.instant(value)
    case nil: break
    }
    if !zone.isEmpty {
      unsafe c.pointee.zone = Writing.bytes(zone)
    }
    if let enabled {
      unsafe c.pointee.enabled_presence_case = .init(rawValue: 9)
      unsafe c.pointee.enabled = enabled ? 1 : 0
    }
    unsafe c.pointee.overlap = .init(rawValue: .init(truncatingIfNeeded: overlap.rawValue))
    unsafe c.pointee.catch_up = .init(rawValue: .init(truncatingIfNeeded: catchUp.rawValue))
    if !payload.isEmpty {
      unsafe c.pointee.payload = Writing.bytes(payload)
    }
    if !contentType.isEmpty {
      unsafe c.pointee.content_type = Writing.bytes(contentType)
    }
    if !description.isEmpty {
      unsafe c.pointee.description = Writing.bytes(description)
    }
    if let createTime {
      unsafe c.pointee.create_time = Writing.instant(createTime)
    }
    if let updateTime {
      unsafe c.pointee.update_time = Writing.instant(updateTime)
    }
    if !labels.isEmpty {
      unsafe c.pointee.n_labels = labels.count
      unsafe c.pointee.labels = Writing.labels(labels, Carillon__V1__Schedule__LabelsEntry.self) { entry, key, value in
        unsafe carillon__v1__schedule__labels_entry__init(entry)
        unsafe entry.pointee.key = key
        unsafe entry.pointee.value = value
      }
    }
    if !creator.isEmpty {
      unsafe c.pointee.creator = Writing.bytes(creator)
    }
    if let startTime {
      unsafe c.pointee.start_time = Writing.instant(startTime)
    }
    if let endTime {
      unsafe c.pointee.end_time = Writing.instant(endTime)
    }
    unsafe c.pointee.max_runs = maxRuns
    if !exclusions.isEmpty {
      unsafe c.pointee.n_exclusions = exclusions.count
      unsafe c.pointee.exclusions = Writing.messages(exclusions)
    }
    if !calendars.isEmpty {
      unsafe c.pointee.n_calendars = calendars.count
      unsafe c.pointee.calendars = Writing.all(calendars)
    }
    if let jitter {
      unsafe c.pointee.jitter = Writing.timeout(jitter)
    }
    if let spread {
      unsafe c.pointee.spread = Writing.timeout(spread)
    }
    unsafe c.pointee.buffer_limit = bufferLimit
    if let catchUpWindow {
      unsafe c.pointee.catch_up_window = Writing.timeout(catchUpWindow)
    }
    unsafe c.pointee.catch_up_limit = catchUpLimit
    if let lateness {
      unsafe c.pointee.lateness = Writing.timeout(lateness)
    }
    unsafe c.pointee.pause_on_failure = pauseOnFailure ? 1 : 0
    if !queue.isEmpty {
      unsafe c.pointee.queue = Writing.bytes(queue)
    }
    unsafe c.pointee.priority = priority
    if let pause {
      unsafe c.pointee.pause = Writing.message(pause)
    }
    if let nextRunTime {
      unsafe c.pointee.next_run_time = Writing.instant(nextRunTime)
    }
    if let lastRunTime {
      unsafe c.pointee.last_run_time = Writing.instant(lastRunTime)
    }
    if !lastExecution.isEmpty {
      unsafe c.pointee.last_execution = Writing.bytes(lastExecution)
    }
    unsafe c.pointee.last_state = .init(rawValue: .init(truncatingIfNeeded: lastState.rawValue))
    unsafe c.pointee.runs = runs
    unsafe c.pointee.skips = skips
    unsafe c.pointee.missed = missed
    unsafe c.pointee.buffered = buffered
    if !skippedTimes.isEmpty {
      unsafe c.pointee.n_skipped_times = skippedTimes.count
      unsafe c.pointee.skipped_times = Writing.instants(skippedTimes)
    }
    unsafe c.pointee.skip_next = skipNext
    if !words.isEmpty {
      unsafe c.pointee.words = Writing.bytes(words)
    }
    unsafe c.pointee.to_be_computed = toBeComputed ? 1 : 0
    if let lastSuccessTime {
      unsafe c.pointee.last_success_time = Writing.instant(lastSuccessTime)
    }
    if !warnings.isEmpty {
      unsafe c.pointee.n_warnings = warnings.count
      unsafe c.pointee.warnings = Writing.all(warnings)
    }
    unsafe c.pointee.live_executions = liveExecutions
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("name", name)
    writer.field("id", id)
    writer.field("version", version)
    writer.field("job", job)
    switch timing {
    case .cron(let value):
      writer.present("cron", value)
    case .interval(let value):
      writer.present("interval", value)
    case .atTime(let value):
      writer.present("atTime", value)
    case nil: break
    }
    writer.field("zone", zone)
    if let enabled { writer.present("enabled", enabled) }
    writer.field("overlap", overlap)
    writer.field("catchUp", catchUp)
    writer.field("payload", json: payload, contentType: contentType)
    writer.field("contentType", contentType)
    writer.field("description", description)
    writer.field("createTime", createTime)
    writer.field("updateTime", updateTime)
    writer.field("labels", labels: labels)
    writer.field("creator", creator)
    writer.field("startTime", startTime)
    writer.field("endTime", endTime)
    writer.field("maxRuns", maxRuns)
    writer.field("exclusions", exclusions)
    writer.field("calendars", calendars)
    writer.field("jitter", jitter)
    writer.field("spread", spread)
    writer.field("bufferLimit", bufferLimit)
    writer.field("catchUpWindow", catchUpWindow)
    writer.field("catchUpLimit", catchUpLimit)
    writer.field("lateness", lateness)
    writer.field("pauseOnFailure", pauseOnFailure)
    writer.field("queue", queue)
    writer.field("priority", priority)
    writer.field("pause", pause)
    writer.field("nextRunTime", nextRunTime)
    writer.field("lastRunTime", lastRunTime)
    writer.field("lastExecution", lastExecution)
    writer.field("lastState", lastState)
    writer.field("runs", runs)
    writer.field("skips", skips)
    writer.field("missed", missed)
    writer.field("buffered", buffered)
    writer.field("skippedTimes", skippedTimes)
    writer.field("skipNext", skipNext)
    writer.field("words", words)
    writer.field("toBeComputed", toBeComputed)
    writer.field("lastSuccessTime", lastSuccessTime)
    writer.field("warnings", warnings)
    writer.field("liveExecutions", liveExecutions)
    writer.endObject()
  }
}

extension Interval: @unsafe Carried {
  typealias Carrier = Carillon__V1__Interval
  public static var typeName: String { "carillon.v1.Interval" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__interval()
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
    self.every = unsafe c.pointee.every
    self.unit = Interval.Unit(rawValue: Int32(truncatingIfNeeded: unsafe c.pointee.unit.rawValue))
    if unsafe c.pointee.anchor_time != nil { self.anchorTime = try unsafe Reading.instant(c.pointee.anchor_time, "anchor_time") }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__interval__init(c)
    unsafe c.pointee.every = every
    unsafe c.pointee.unit = .init(rawValue: .init(truncatingIfNeeded: unit.rawValue))
    if let anchorTime {
      unsafe c.pointee.anchor_time = Writing.instant(anchorTime)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("every", every)
    writer.field("unit", unit)
    writer.field("anchorTime", anchorTime)
    writer.endObject()
  }
}

extension Pause: @unsafe Carried {
  typealias Carrier = Carillon__V1__Pause
  public static var typeName: String { "carillon.v1.Pause" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__pause()
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
    if unsafe c.pointee.note.len > 0 { self.note = try unsafe Reading.text(c.pointee.note, "note") }
    if unsafe c.pointee.author.len > 0 { self.author = try unsafe Reading.text(c.pointee.author, "author") }
    if unsafe c.pointee.start_time != nil { self.startTime = try unsafe Reading.instant(c.pointee.start_time, "start_time") }
    if unsafe c.pointee.until_time != nil { self.untilTime = try unsafe Reading.instant(c.pointee.until_time, "until_time") }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__pause__init(c)
    if !note.isEmpty {
      unsafe c.pointee.note = Writing.bytes(note)
    }
    if !author.isEmpty {
      unsafe c.pointee.author = Writing.bytes(author)
    }
    if let startTime {
      unsafe c.pointee.start_time = Writing.instant(startTime)
    }
    if let untilTime {
      unsafe c.pointee.until_time = Writing.instant(untilTime)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("note", note)
    writer.field("author", author)
    writer.field("startTime", startTime)
    writer.field("untilTime", untilTime)
    writer.endObject()
  }
}

extension CreateScheduleRequest: @unsafe Carried {
  typealias Carrier = Carillon__V1__CreateScheduleRequest
  public static var typeName: String { "carillon.v1.CreateScheduleRequest" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__create_schedule_request()
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
    if unsafe c.pointee.schedule != nil {
      self.schedule = try unsafe Reading.message(c.pointee.schedule, "schedule")
    }
    self.validateOnly = unsafe c.pointee.validate_only != 0
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__create_schedule_request__init(c)
    if let schedule {
      unsafe c.pointee.schedule = Writing.message(schedule)
    }
    unsafe c.pointee.validate_only = validateOnly ? 1 : 0
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("schedule", schedule)
    writer.field("validateOnly", validateOnly)
    writer.endObject()
  }
}

extension GetScheduleRequest: @unsafe Carried {
  typealias Carrier = Carillon__V1__GetScheduleRequest
  public static var typeName: String { "carillon.v1.GetScheduleRequest" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__get_schedule_request()
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
    if unsafe c.pointee.schedule.len > 0 { self.schedule = try unsafe Reading.text(c.pointee.schedule, "schedule") }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__get_schedule_request__init(c)
    if !schedule.isEmpty {
      unsafe c.pointee.schedule = Writing.bytes(schedule)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("schedule", schedule)
    writer.endObject()
  }
}

extension ListSchedulesRequest: @unsafe Carried {
  typealias Carrier = Carillon__V1__ListSchedulesRequest
  public static var typeName: String { "carillon.v1.ListSchedulesRequest" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__list_schedules_request()
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
    if unsafe c.pointee.job.len > 0 { self.job = try unsafe Reading.text(c.pointee.job, "job") }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__list_schedules_request__init(c)
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
    if !job.isEmpty {
      unsafe c.pointee.job = Writing.bytes(job)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("pageSize", pageSize)
    writer.field("pageToken", pageToken)
    writer.field("filter", filter)
    writer.field("orderBy", orderBy)
    writer.field("job", job)
    writer.endObject()
  }
}

extension ListSchedulesResponse: @unsafe Carried {
  typealias Carrier = Carillon__V1__ListSchedulesResponse
  public static var typeName: String { "carillon.v1.ListSchedulesResponse" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__list_schedules_response()
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
    if unsafe c.pointee.n_schedules > 0 {
      self.schedules = try unsafe Reading.messages(c.pointee.n_schedules, c.pointee.schedules, "schedules")
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
    unsafe carillon__v1__list_schedules_response__init(c)
    if !schedules.isEmpty {
      unsafe c.pointee.n_schedules = schedules.count
      unsafe c.pointee.schedules = Writing.messages(schedules)
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
    writer.field("schedules", schedules)
    writer.field("nextPageToken", nextPageToken)
    writer.field("counts", counts)
    writer.field("note", note)
    writer.endObject()
  }
}

extension UpdateScheduleRequest: @unsafe Carried {
  typealias Carrier = Carillon__V1__UpdateScheduleRequest
  public static var typeName: String { "carillon.v1.UpdateScheduleRequest" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__update_schedule_request()
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
    if unsafe c.pointee.schedule != nil {
      self.schedule = try unsafe Reading.message(c.pointee.schedule, "schedule")
    }
    if unsafe c.pointee.update_mask != nil { self.updateMask = try unsafe Reading.mask(c.pointee.update_mask, "update_mask") }
    self.expectedVersion = unsafe c.pointee.expected_version
    self.validateOnly = unsafe c.pointee.validate_only != 0
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__update_schedule_request__init(c)
    if let schedule {
      unsafe c.pointee.schedule = Writing.message(schedule)
    }
    if !updateMask.isEmpty {
      unsafe c.pointee.update_mask = Writing.mask(updateMask)
    }
    unsafe c.pointee.expected_version = expectedVersion
    unsafe c.pointee.validate_only = validateOnly ? 1 : 0
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("schedule", schedule)
    writer.field("updateMask", mask: updateMask)
    writer.field("expectedVersion", expectedVersion)
    writer.field("validateOnly", validateOnly)
    writer.endObject()
  }
}

extension DeleteScheduleRequest: @unsafe Carried {
  typealias Carrier = Carillon__V1__DeleteScheduleRequest
  public static var typeName: String { "carillon.v1.DeleteScheduleRequest" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__delete_schedule_request()
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
    if unsafe c.pointee.schedule.len > 0 { self.schedule = try unsafe Reading.text(c.pointee.schedule, "schedule") }
    self.expectedVersion = unsafe c.pointee.expected_version
    self.validateOnly = unsafe c.pointee.validate_only != 0
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__delete_schedule_request__init(c)
    if !schedule.isEmpty {
      unsafe c.pointee.schedule = Writing.bytes(schedule)
    }
    unsafe c.pointee.expected_version = expectedVersion
    unsafe c.pointee.validate_only = validateOnly ? 1 : 0
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("schedule", schedule)
    writer.field("expectedVersion", expectedVersion)
    writer.field("validateOnly", validateOnly)
    writer.endObject()
  }
}

extension PauseScheduleRequest: @unsafe Carried {
  typealias Carrier = Carillon__V1__PauseScheduleRequest
  public static var typeName: String { "carillon.v1.PauseScheduleRequest" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__pause_schedule_request()
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
    if unsafe c.pointee.schedule.len > 0 { self.schedule = try unsafe Reading.text(c.pointee.schedule, "schedule") }
    if unsafe c.pointee.note.len > 0 { self.note = try unsafe Reading.text(c.pointee.note, "note") }
    if unsafe c.pointee.until_time != nil { self.untilTime = try unsafe Reading.instant(c.pointee.until_time, "until_time") }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__pause_schedule_request__init(c)
    if !schedule.isEmpty {
      unsafe c.pointee.schedule = Writing.bytes(schedule)
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
    writer.field("schedule", schedule)
    writer.field("note", note)
    writer.field("untilTime", untilTime)
    writer.endObject()
  }
}

extension ResumeScheduleRequest: @unsafe Carried {
  typealias Carrier = Carillon__V1__ResumeScheduleRequest
  public static var typeName: String { "carillon.v1.ResumeScheduleRequest" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__resume_schedule_request()
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
    if unsafe c.pointee.schedule.len > 0 { self.schedule = try unsafe Reading.text(c.pointee.schedule, "schedule") }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__resume_schedule_request__init(c)
    if !schedule.isEmpty {
      unsafe c.pointee.schedule = Writing.bytes(schedule)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("schedule", schedule)
    writer.endObject()
  }
}

extension TriggerScheduleRequest: @unsafe Carried {
  typealias Carrier = Carillon__V1__TriggerScheduleRequest
  public static var typeName: String { "carillon.v1.TriggerScheduleRequest" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__trigger_schedule_request()
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
    if unsafe c.pointee.schedule.len > 0 { self.schedule = try unsafe Reading.text(c.pointee.schedule, "schedule") }
    self.overlap = Schedule.Overlap(rawValue: Int32(truncatingIfNeeded: unsafe c.pointee.overlap.rawValue))
    if unsafe c.pointee.payload.len > 0 { self.payload = unsafe Reading.bytes(c.pointee.payload) }
    if unsafe c.pointee.content_type.len > 0 { self.contentType = try unsafe Reading.text(c.pointee.content_type, "content_type") }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__trigger_schedule_request__init(c)
    if !schedule.isEmpty {
      unsafe c.pointee.schedule = Writing.bytes(schedule)
    }
    unsafe c.pointee.overlap = .init(rawValue: .init(truncatingIfNeeded: overlap.rawValue))
    if !payload.isEmpty {
      unsafe c.pointee.payload = Writing.bytes(payload)
    }
    if !contentType.isEmpty {
      unsafe c.pointee.content_type = Writing.bytes(contentType)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("schedule", schedule)
    writer.field("overlap", overlap)
    writer.field("payload", json: payload, contentType: contentType)
    writer.field("contentType", contentType)
    writer.endObject()
  }
}

extension TriggerScheduleResponse: @unsafe Carried {
  typealias Carrier = Carillon__V1__TriggerScheduleResponse
  public static var typeName: String { "carillon.v1.TriggerScheduleResponse" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__trigger_schedule_response()
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
    if unsafe c.pointee.execution.len > 0 { self.execution = try unsafe Reading.text(c.pointee.execution, "execution") }
    self.skipped = unsafe c.pointee.skipped != 0
    if unsafe c.pointee.reason.len > 0 { self.reason = try unsafe Reading.text(c.pointee.reason, "reason") }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__trigger_schedule_response__init(c)
    if !execution.isEmpty {
      unsafe c.pointee.execution = Writing.bytes(execution)
    }
    unsafe c.pointee.skipped = skipped ? 1 : 0
    if !reason.isEmpty {
      unsafe c.pointee.reason = Writing.bytes(reason)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("execution", execution)
    writer.field("skipped", skipped)
    writer.field("reason", reason)
    writer.endObject()
  }
}

extension SkipDueTimesRequest: @unsafe Carried {
  typealias Carrier = Carillon__V1__SkipDueTimesRequest
  public static var typeName: String { "carillon.v1.SkipDueTimesRequest" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__skip_due_times_request()
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
    if unsafe c.pointee.schedule.len > 0 { self.schedule = try unsafe Reading.text(c.pointee.schedule, "schedule") }
    self.count = unsafe c.pointee.count
    if unsafe c.pointee.n_due_times > 0 {
      self.dueTimes = try unsafe Reading.instants(c.pointee.n_due_times, c.pointee.due_times, "due_times")
    }
    self.undo = unsafe c.pointee.undo != 0
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__skip_due_times_request__init(c)
    if !schedule.isEmpty {
      unsafe c.pointee.schedule = Writing.bytes(schedule)
    }
    unsafe c.pointee.count = count
    if !dueTimes.isEmpty {
      unsafe c.pointee.n_due_times = dueTimes.count
      unsafe c.pointee.due_times = Writing.instants(dueTimes)
    }
    unsafe c.pointee.undo = undo ? 1 : 0
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("schedule", schedule)
    writer.field("count", count)
    writer.field("dueTimes", dueTimes)
    writer.field("undo", undo)
    writer.endObject()
  }
}

extension ForecastRequest: @unsafe Carried {
  typealias Carrier = Carillon__V1__ForecastRequest
  public static var typeName: String { "carillon.v1.ForecastRequest" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__forecast_request()
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
    if unsafe c.pointee.range != nil {
      self.range = try unsafe Reading.message(c.pointee.range, "range")
    }
    if unsafe c.pointee.filter.len > 0 { self.filter = try unsafe Reading.text(c.pointee.filter, "filter") }
    self.pageSize = unsafe c.pointee.page_size
    if unsafe c.pointee.page_token.len > 0 { self.pageToken = try unsafe Reading.text(c.pointee.page_token, "page_token") }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__forecast_request__init(c)
    if let range {
      unsafe c.pointee.range = Writing.message(range)
    }
    if !filter.isEmpty {
      unsafe c.pointee.filter = Writing.bytes(filter)
    }
    unsafe c.pointee.page_size = pageSize
    if !pageToken.isEmpty {
      unsafe c.pointee.page_token = Writing.bytes(pageToken)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("range", range)
    writer.field("filter", filter)
    writer.field("pageSize", pageSize)
    writer.field("pageToken", pageToken)
    writer.endObject()
  }
}

extension ForecastResponse: @unsafe Carried {
  typealias Carrier = Carillon__V1__ForecastResponse
  public static var typeName: String { "carillon.v1.ForecastResponse" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__forecast_response()
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
    if unsafe c.pointee.next_page_token.len > 0 { self.nextPageToken = try unsafe Reading.text(c.pointee.next_page_token, "next_page_token") }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__forecast_response__init(c)
    if !items.isEmpty {
      unsafe c.pointee.n_items = items.count
      unsafe c.pointee.items = Writing.messages(items)
    }
    if !nextPageToken.isEmpty {
      unsafe c.pointee.next_page_token = Writing.bytes(nextPageToken)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("items", items)
    writer.field("nextPageToken", nextPageToken)
    writer.endObject()
  }
}

extension ForecastResponse.Item: @unsafe Carried {
  typealias Carrier = Carillon__V1__ForecastResponse__Item
  public static var typeName: String { "carillon.v1.ForecastResponse.Item" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__forecast_response__item()
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
    if unsafe c.pointee.schedule.len > 0 { self.schedule = try unsafe Reading.text(c.pointee.schedule, "schedule") }
    if unsafe c.pointee.job.len > 0 { self.job = try unsafe Reading.text(c.pointee.job, "job") }
    if unsafe c.pointee.due_time != nil { self.dueTime = try unsafe Reading.instant(c.pointee.due_time, "due_time") }
    if unsafe c.pointee.usual_duration != nil { self.usualDuration = try unsafe Reading.timeout(c.pointee.usual_duration, "usual_duration") }
    if unsafe c.pointee.note.len > 0 { self.note = try unsafe Reading.text(c.pointee.note, "note") }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__forecast_response__item__init(c)
    if !schedule.isEmpty {
      unsafe c.pointee.schedule = Writing.bytes(schedule)
    }
    if !job.isEmpty {
      unsafe c.pointee.job = Writing.bytes(job)
    }
    if let dueTime {
      unsafe c.pointee.due_time = Writing.instant(dueTime)
    }
    if let usualDuration {
      unsafe c.pointee.usual_duration = Writing.timeout(usualDuration)
    }
    if !note.isEmpty {
      unsafe c.pointee.note = Writing.bytes(note)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("schedule", schedule)
    writer.field("job", job)
    writer.field("dueTime", dueTime)
    writer.field("usualDuration", usualDuration)
    writer.field("note", note)
    writer.endObject()
  }
}

extension BackfillScheduleRequest: @unsafe Carried {
  typealias Carrier = Carillon__V1__BackfillScheduleRequest
  public static var typeName: String { "carillon.v1.BackfillScheduleRequest" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__backfill_schedule_request()
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
    if unsafe c.pointee.schedule.len > 0 { self.schedule = try unsafe Reading.text(c.pointee.schedule, "schedule") }
    if unsafe c.pointee.range != nil {
      self.range = try unsafe Reading.message(c.pointee.range, "range")
    }
    self.overlap = Schedule.Overlap(rawValue: Int32(truncatingIfNeeded: unsafe c.pointee.overlap.rawValue))
    if unsafe c.pointee.rate != nil {
      self.rate = try unsafe Reading.message(c.pointee.rate, "rate")
    }
    self.validateOnly = unsafe c.pointee.validate_only != 0
    if unsafe c.pointee.skip.len > 0 { self.skip = try unsafe Reading.text(c.pointee.skip, "skip") }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__backfill_schedule_request__init(c)
    if !schedule.isEmpty {
      unsafe c.pointee.schedule = Writing.bytes(schedule)
    }
    if let range {
      unsafe c.pointee.range = Writing.message(range)
    }
    unsafe c.pointee.overlap = .init(rawValue: .init(truncatingIfNeeded: overlap.rawValue))
    if let rate {
      unsafe c.pointee.rate = Writing.message(rate)
    }
    unsafe c.pointee.validate_only = validateOnly ? 1 : 0
    if !skip.isEmpty {
      unsafe c.pointee.skip = Writing.bytes(skip)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("schedule", schedule)
    writer.field("range", range)
    writer.field("overlap", overlap)
    writer.field("rate", rate)
    writer.field("validateOnly", validateOnly)
    writer.field("skip", skip)
    writer.endObject()
  }
}

extension PreviewScheduleRequest: @unsafe Carried {
  typealias Carrier = Carillon__V1__PreviewScheduleRequest
  public static var typeName: String { "carillon.v1.PreviewScheduleRequest" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__preview_schedule_request()
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
    if unsafe c.pointee.schedule.len > 0 { self.schedule = try unsafe Reading.text(c.pointee.schedule, "schedule") }
    if unsafe c.pointee.definition != nil {
      self.definition = try unsafe Reading.message(c.pointee.definition, "definition")
    }
    if unsafe c.pointee.after_time != nil { self.afterTime = try unsafe Reading.instant(c.pointee.after_time, "after_time") }
    self.count = unsafe c.pointee.count
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__preview_schedule_request__init(c)
    if !schedule.isEmpty {
      unsafe c.pointee.schedule = Writing.bytes(schedule)
    }
    if let definition {
      unsafe c.pointee.definition = Writing.message(definition)
    }
    if let afterTime {
      unsafe c.pointee.after_time = Writing.instant(afterTime)
    }
    unsafe c.pointee.count = count
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("schedule", schedule)
    writer.field("definition", definition)
    writer.field("afterTime", afterTime)
    writer.field("count", count)
    writer.endObject()
  }
}

extension PreviewScheduleResponse: @unsafe Carried {
  typealias Carrier = Carillon__V1__PreviewScheduleResponse
  public static var typeName: String { "carillon.v1.PreviewScheduleResponse" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__preview_schedule_response()
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
    if unsafe c.pointee.words.len > 0 { self.words = try unsafe Reading.text(c.pointee.words, "words") }
    self.ends = unsafe c.pointee.ends != 0
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__preview_schedule_response__init(c)
    if !items.isEmpty {
      unsafe c.pointee.n_items = items.count
      unsafe c.pointee.items = Writing.messages(items)
    }
    if !words.isEmpty {
      unsafe c.pointee.words = Writing.bytes(words)
    }
    unsafe c.pointee.ends = ends ? 1 : 0
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("items", items)
    writer.field("words", words)
    writer.field("ends", ends)
    writer.endObject()
  }
}

extension PreviewScheduleResponse.Item: @unsafe Carried {
  typealias Carrier = Carillon__V1__PreviewScheduleResponse__Item
  public static var typeName: String { "carillon.v1.PreviewScheduleResponse.Item" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__preview_schedule_response__item()
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
    if unsafe c.pointee.due_time != nil { self.dueTime = try unsafe Reading.instant(c.pointee.due_time, "due_time") }
    if unsafe c.pointee.local.len > 0 { self.local = try unsafe Reading.text(c.pointee.local, "local") }
    if unsafe c.pointee.note.len > 0 { self.note = try unsafe Reading.text(c.pointee.note, "note") }
    if unsafe c.pointee.utc_offset != nil { self.utcOffset = try unsafe Reading.timeout(c.pointee.utc_offset, "utc_offset") }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__preview_schedule_response__item__init(c)
    if let dueTime {
      unsafe c.pointee.due_time = Writing.instant(dueTime)
    }
    if !local.isEmpty {
      unsafe c.pointee.local = Writing.bytes(local)
    }
    if !note.isEmpty {
      unsafe c.pointee.note = Writing.bytes(note)
    }
    if let utcOffset {
      unsafe c.pointee.utc_offset = Writing.timeout(utcOffset)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("dueTime", dueTime)
    writer.field("local", local)
    writer.field("note", note)
    writer.field("utcOffset", utcOffset)
    writer.endObject()
  }
}

extension Skip: @unsafe Carried {
  typealias Carrier = Carillon__V1__Skip
  public static var typeName: String { "carillon.v1.Skip" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__skip()
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
    if unsafe c.pointee.schedule.len > 0 { self.schedule = try unsafe Reading.text(c.pointee.schedule, "schedule") }
    if unsafe c.pointee.range != nil {
      self.range = try unsafe Reading.message(c.pointee.range, "range")
    }
    self.count = unsafe c.pointee.count
    self.reason = Skip.Reason(rawValue: Int32(truncatingIfNeeded: unsafe c.pointee.reason.rawValue))
    if unsafe c.pointee.on.len > 0 { self.on = try unsafe Reading.text(c.pointee.on, "on") }
    if unsafe c.pointee.made_up_by.len > 0 { self.madeUpBy = try unsafe Reading.text(c.pointee.made_up_by, "made_up_by") }
    if unsafe c.pointee.record_time != nil { self.recordTime = try unsafe Reading.instant(c.pointee.record_time, "record_time") }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__skip__init(c)
    if !id.isEmpty {
      unsafe c.pointee.id = Writing.bytes(id)
    }
    if !schedule.isEmpty {
      unsafe c.pointee.schedule = Writing.bytes(schedule)
    }
    if let range {
      unsafe c.pointee.range = Writing.message(range)
    }
    unsafe c.pointee.count = count
    unsafe c.pointee.reason = .init(rawValue: .init(truncatingIfNeeded: reason.rawValue))
    if !on.isEmpty {
      unsafe c.pointee.on = Writing.bytes(on)
    }
    if !madeUpBy.isEmpty {
      unsafe c.pointee.made_up_by = Writing.bytes(madeUpBy)
    }
    if let recordTime {
      unsafe c.pointee.record_time = Writing.instant(recordTime)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("id", id)
    writer.field("schedule", schedule)
    writer.field("range", range)
    writer.field("count", count)
    writer.field("reason", reason)
    writer.field("on", on)
    writer.field("madeUpBy", madeUpBy)
    writer.field("recordTime", recordTime)
    writer.endObject()
  }
}

extension ListSkipsRequest: @unsafe Carried {
  typealias Carrier = Carillon__V1__ListSkipsRequest
  public static var typeName: String { "carillon.v1.ListSkipsRequest" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__list_skips_request()
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
    if unsafe c.pointee.schedule.len > 0 { self.schedule = try unsafe Reading.text(c.pointee.schedule, "schedule") }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__list_skips_request__init(c)
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
    if !schedule.isEmpty {
      unsafe c.pointee.schedule = Writing.bytes(schedule)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("pageSize", pageSize)
    writer.field("pageToken", pageToken)
    writer.field("filter", filter)
    writer.field("orderBy", orderBy)
    writer.field("schedule", schedule)
    writer.endObject()
  }
}

extension ListSkipsResponse: @unsafe Carried {
  typealias Carrier = Carillon__V1__ListSkipsResponse
  public static var typeName: String { "carillon.v1.ListSkipsResponse" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__list_skips_response()
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
    if unsafe c.pointee.n_skips > 0 {
      self.skips = try unsafe Reading.messages(c.pointee.n_skips, c.pointee.skips, "skips")
    }
    if unsafe c.pointee.next_page_token.len > 0 { self.nextPageToken = try unsafe Reading.text(c.pointee.next_page_token, "next_page_token") }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__list_skips_response__init(c)
    if !skips.isEmpty {
      unsafe c.pointee.n_skips = skips.count
      unsafe c.pointee.skips = Writing.messages(skips)
    }
    if !nextPageToken.isEmpty {
      unsafe c.pointee.next_page_token = Writing.bytes(nextPageToken)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("skips", skips)
    writer.field("nextPageToken", nextPageToken)
    writer.endObject()
  }
}

extension Calendar: @unsafe Carried {
  typealias Carrier = Carillon__V1__Calendar
  public static var typeName: String { "carillon.v1.Calendar" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__calendar()
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
    if unsafe c.pointee.zone.len > 0 { self.zone = try unsafe Reading.text(c.pointee.zone, "zone") }
    if unsafe c.pointee.n_days > 0 {
      self.days = try unsafe Reading.texts(c.pointee.n_days, c.pointee.days, "days")
    }
    if unsafe c.pointee.n_windows > 0 {
      self.windows = try unsafe Reading.messages(c.pointee.n_windows, c.pointee.windows, "windows")
    }
    if unsafe c.pointee.create_time != nil { self.createTime = try unsafe Reading.instant(c.pointee.create_time, "create_time") }
    if unsafe c.pointee.update_time != nil { self.updateTime = try unsafe Reading.instant(c.pointee.update_time, "update_time") }
    if unsafe c.pointee.n_labels > 0 {
      self.labels = try unsafe Reading.labels(c.pointee.n_labels, "labels") { place in unsafe (c.pointee.labels[place]?.pointee.key, c.pointee.labels[place]?.pointee.value) }
    }
    if unsafe c.pointee.creator.len > 0 { self.creator = try unsafe Reading.text(c.pointee.creator, "creator") }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__calendar__init(c)
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
    if !zone.isEmpty {
      unsafe c.pointee.zone = Writing.bytes(zone)
    }
    if !days.isEmpty {
      unsafe c.pointee.n_days = days.count
      unsafe c.pointee.days = Writing.all(days)
    }
    if !windows.isEmpty {
      unsafe c.pointee.n_windows = windows.count
      unsafe c.pointee.windows = Writing.messages(windows)
    }
    if let createTime {
      unsafe c.pointee.create_time = Writing.instant(createTime)
    }
    if let updateTime {
      unsafe c.pointee.update_time = Writing.instant(updateTime)
    }
    if !labels.isEmpty {
      unsafe c.pointee.n_labels = labels.count
      unsafe c.pointee.labels = Writing.labels(labels, Carillon__V1__Calendar__LabelsEntry.self) { entry, key, value in
        unsafe carillon__v1__calendar__labels_entry__init(entry)
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
    writer.field("description", description)
    writer.field("zone", zone)
    writer.field("days", days)
    writer.field("windows", windows)
    writer.field("createTime", createTime)
    writer.field("updateTime", updateTime)
    writer.field("labels", labels: labels)
    writer.field("creator", creator)
    writer.endObject()
  }
}

extension CreateCalendarRequest: @unsafe Carried {
  typealias Carrier = Carillon__V1__CreateCalendarRequest
  public static var typeName: String { "carillon.v1.CreateCalendarRequest" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__create_calendar_request()
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
    if unsafe c.pointee.calendar != nil {
      self.calendar = try unsafe Reading.message(c.pointee.calendar, "calendar")
    }
    self.validateOnly = unsafe c.pointee.validate_only != 0
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__create_calendar_request__init(c)
    if let calendar {
      unsafe c.pointee.calendar = Writing.message(calendar)
    }
    unsafe c.pointee.validate_only = validateOnly ? 1 : 0
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("calendar", calendar)
    writer.field("validateOnly", validateOnly)
    writer.endObject()
  }
}

extension GetCalendarRequest: @unsafe Carried {
  typealias Carrier = Carillon__V1__GetCalendarRequest
  public static var typeName: String { "carillon.v1.GetCalendarRequest" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__get_calendar_request()
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
    if unsafe c.pointee.calendar.len > 0 { self.calendar = try unsafe Reading.text(c.pointee.calendar, "calendar") }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__get_calendar_request__init(c)
    if !calendar.isEmpty {
      unsafe c.pointee.calendar = Writing.bytes(calendar)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("calendar", calendar)
    writer.endObject()
  }
}

extension ListCalendarsRequest: @unsafe Carried {
  typealias Carrier = Carillon__V1__ListCalendarsRequest
  public static var typeName: String { "carillon.v1.ListCalendarsRequest" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__list_calendars_request()
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
    unsafe carillon__v1__list_calendars_request__init(c)
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

extension ListCalendarsResponse: @unsafe Carried {
  typealias Carrier = Carillon__V1__ListCalendarsResponse
  public static var typeName: String { "carillon.v1.ListCalendarsResponse" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__list_calendars_response()
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
    if unsafe c.pointee.n_calendars > 0 {
      self.calendars = try unsafe Reading.messages(c.pointee.n_calendars, c.pointee.calendars, "calendars")
    }
    if unsafe c.pointee.next_page_token.len > 0 { self.nextPageToken = try unsafe Reading.text(c.pointee.next_page_token, "next_page_token") }
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__list_calendars_response__init(c)
    if !calendars.isEmpty {
      unsafe c.pointee.n_calendars = calendars.count
      unsafe c.pointee.calendars = Writing.messages(calendars)
    }
    if !nextPageToken.isEmpty {
      unsafe c.pointee.next_page_token = Writing.bytes(nextPageToken)
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("calendars", calendars)
    writer.field("nextPageToken", nextPageToken)
    writer.endObject()
  }
}

extension UpdateCalendarRequest: @unsafe Carried {
  typealias Carrier = Carillon__V1__UpdateCalendarRequest
  public static var typeName: String { "carillon.v1.UpdateCalendarRequest" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__update_calendar_request()
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
    if unsafe c.pointee.calendar != nil {
      self.calendar = try unsafe Reading.message(c.pointee.calendar, "calendar")
    }
    if unsafe c.pointee.update_mask != nil { self.updateMask = try unsafe Reading.mask(c.pointee.update_mask, "update_mask") }
    self.expectedVersion = unsafe c.pointee.expected_version
    self.validateOnly = unsafe c.pointee.validate_only != 0
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__update_calendar_request__init(c)
    if let calendar {
      unsafe c.pointee.calendar = Writing.message(calendar)
    }
    if !updateMask.isEmpty {
      unsafe c.pointee.update_mask = Writing.mask(updateMask)
    }
    unsafe c.pointee.expected_version = expectedVersion
    unsafe c.pointee.validate_only = validateOnly ? 1 : 0
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("calendar", calendar)
    writer.field("updateMask", mask: updateMask)
    writer.field("expectedVersion", expectedVersion)
    writer.field("validateOnly", validateOnly)
    writer.endObject()
  }
}

extension DeleteCalendarRequest: @unsafe Carried {
  typealias Carrier = Carillon__V1__DeleteCalendarRequest
  public static var typeName: String { "carillon.v1.DeleteCalendarRequest" }
  static var descriptor: UnsafePointer<ProtobufCMessageDescriptor> {
    unsafe carillon_descriptor_of_carillon__v1__delete_calendar_request()
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
    if unsafe c.pointee.calendar.len > 0 { self.calendar = try unsafe Reading.text(c.pointee.calendar, "calendar") }
    self.expectedVersion = unsafe c.pointee.expected_version
    self.validateOnly = unsafe c.pointee.validate_only != 0
  }

  func fill(_ c: UnsafeMutablePointer<Carrier>) {
    unsafe carillon__v1__delete_calendar_request__init(c)
    if !calendar.isEmpty {
      unsafe c.pointee.calendar = Writing.bytes(calendar)
    }
    unsafe c.pointee.expected_version = expectedVersion
    unsafe c.pointee.validate_only = validateOnly ? 1 : 0
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("calendar", calendar)
    writer.field("expectedVersion", expectedVersion)
    writer.field("validateOnly", validateOnly)
    writer.endObject()
  }
}
