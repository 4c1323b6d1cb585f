import Messages
import Units

/// Reads schedule messages into definitions. Expressions are checked by Services, which know cron;
/// one that cannot be read never becomes due and says so.
enum ScheduleReading {
  static let mostExpression = 256

  /// The schedule named `default` that a job asks for; nil where it asks for none.
  static func ofJob(_ job: Job, _ path: String) throws(Failure) -> ScheduleState? {
    if job.schedule.isEmpty { return nil }
    var schedule = ScheduleState()
    try Bounds.check(text: job.schedule, "\(path).schedule", mostExpression)
    try Bounds.check(text: job.zone, "\(path).zone", 255)
    schedule.expression = job.schedule
    schedule.zone = job.zone.isEmpty ? "UTC" : job.zone
    return schedule
  }

  static func definition(_ message: Schedule, _ settings: MachineSettings, _ path: String)
    throws(Failure) -> ScheduleState
  {
    try refuseUnsupported(message, path)
    var schedule = ScheduleState()
    if !message.name.isEmpty {
      if let failure = Names.refuse(message.name, "\(path).name") { throw failure }
      schedule.name = message.name
    }
    try read(message.timing, "\(path)", into: &schedule)
    try Bounds.check(text: message.zone, "\(path).zone", 255)
    try Bounds.check(text: message.description, "\(path).description")
    try Bounds.check(labels: message.labels, "\(path).labels")
    schedule.zone = message.zone.isEmpty ? "UTC" : message.zone
    schedule.isEnabled = message.enabled ?? true
    schedule.start = message.startTime ?? .epoch
    schedule.end = message.endTime ?? .epoch
    if schedule.end != .epoch && schedule.end < schedule.start {
      throw .field("\(path).end_time", .fieldInvalid, "it lies before the start")
    }
    schedule.overlap = try overlap(message.overlap, "\(path).overlap") ?? .skip
    switch message.catchUp {
    case .unspecified, .latest: schedule.catchUp = .latest
    case .each: schedule.catchUp = .all
    case .nothing: schedule.catchUp = .none
    case .unrecognized(let value):
      throw .field("\(path).catch_up", .fieldInvalid, "\(value) is no way to catch up")
    }
    guard message.catchUpLimit <= 200 else {
      throw .field(
        "\(path).catch_up_limit", .fieldInvalid, "at most 200, not \(message.catchUpLimit)")
    }
    schedule.catchUpLimit = message.catchUpLimit == 0 ? 100 : message.catchUpLimit
    let year = Timeout.hours(24 * 366)
    schedule.catchUpWindow =
      try Bounds.check(span: message.catchUpWindow, "\(path).catch_up_window", year)
      ?? .milliseconds(Int64(settings.catchUpWindow))
    schedule.lateness =
      try Bounds.check(span: message.lateness, "\(path).lateness", .hours(24))
      ?? .milliseconds(Int64(settings.lateness))
    guard message.bufferLimit <= UInt32(ScheduleState.mostBuffered) else {
      throw .field(
        "\(path).buffer_limit", .fieldInvalid,
        "at most \(ScheduleState.mostBuffered), not \(message.bufferLimit)")
    }
    schedule.bufferLimit = message.bufferLimit == 0 ? 1_000 : message.bufferLimit
    schedule.runs = message.maxRuns
    guard UInt64(message.payload.count) <= settings.payloadLimit else {
      throw .field(
        "\(path).payload", .payloadTooLarge,
        "it has \(message.payload.count) bytes, at most \(settings.payloadLimit) are allowed")
    }
    schedule.payload = message.payload
    try Bounds.check(text: message.contentType, "\(path).content_type", 255)
    schedule.contentType = message.contentType
    schedule.jitter = try Bounds.check(span: message.jitter, "\(path).jitter", .hours(24)) ?? .zero
    schedule.spread = try Bounds.check(span: message.spread, "\(path).spread", .hours(24)) ?? .zero
    schedule.resource = stored(message).encoded()
    return schedule
  }

  private static func read(
    _ timing: Schedule.Timing?, _ path: String, into schedule: inout ScheduleState
  ) throws(Failure) {
    switch timing {
    case nil:
      throw .field(
        path, .fieldInvalid, "when it is due is required: one of cron, interval and at_time")
    case .cron(let expression):
      guard !expression.isEmpty else {
        throw .field("\(path).cron", .cronSyntax, "the expression is empty")
      }
      try Bounds.check(text: expression, "\(path).cron", mostExpression)
      schedule.expression = expression
    case .interval(let interval):
      guard interval.every > 0 else {
        throw .field("\(path).interval.every", .fieldInvalid, "it is at least 1")
      }
      let unit: String
      switch interval.unit {
      case .second: unit = "s"
      case .minute: unit = "m"
      case .hour: unit = "h"
      case .day: unit = "d"
      case .week: unit = "w"
      case .month: unit = "mo"
      case .year: unit = "y"
      case .unspecified, .unrecognized:
        throw .field("\(path).interval.unit", .fieldInvalid, "SECOND, MINUTE … YEAR is required")
      }
      schedule.expression = "@every \(interval.every)\(unit)"
      schedule.anchor = interval.anchorTime ?? .epoch
    case .atTime(let time): schedule.once = time
    }
  }

  static func overlap(
    _ value: Schedule.Overlap, _ field: String
  ) throws(Failure) -> OverlapPolicy? {
    switch value {
    case .unspecified: return nil
    case .allow: return .allow
    case .skip: return .skip
    case .bufferOne: return .bufferOne
    case .bufferAll: return .bufferAll
    case .cancelOther: return .cancelOther
    case .terminateOther: return .terminateOther
    case .unrecognized(let value):
      throw .field(field, .fieldInvalid, "\(value) is no overlap policy")
    }
  }

  private static func refuseUnsupported(_ schedule: Schedule, _ path: String) throws(Failure) {
    var list = Unsupported()
    list.check("\(path).exclusions", !schedule.exclusions.isEmpty)
    list.check("\(path).calendars", !schedule.calendars.isEmpty)
    list.check("\(path).pause_on_failure", schedule.pauseOnFailure)
    list.check("\(path).queue", !schedule.queue.isEmpty)
    list.check("\(path).priority", schedule.priority != 0)
    try list.refuse()
  }

  /// The message without what changes by itself, for what the definition has no field of its own.
  static func stored(_ schedule: Schedule) -> Schedule {
    var plain = Schedule()
    plain.description = schedule.description
    plain.labels = schedule.labels
    plain.timing = schedule.timing
    return plain
  }

  /// `base` with the fields of `mask` as they are in `new`; all of `new` where the mask is empty.
  static func merge(
    _ base: Schedule, _ new: Schedule, _ mask: [String]
  ) throws(Failure) -> Schedule {
    if mask.isEmpty { return new }
    var schedule = base
    for path in mask {
      switch path {
      case "cron", "interval", "at_time": schedule.timing = new.timing
      case "zone": schedule.zone = new.zone
      case "enabled": schedule.enabled = new.enabled
      case "overlap": schedule.overlap = new.overlap
      case "catch_up": schedule.catchUp = new.catchUp
      case "catch_up_window": schedule.catchUpWindow = new.catchUpWindow
      case "catch_up_limit": schedule.catchUpLimit = new.catchUpLimit
      case "buffer_limit": schedule.bufferLimit = new.bufferLimit
      case "lateness": schedule.lateness = new.lateness
      case "payload": schedule.payload = new.payload
      case "content_type": schedule.contentType = new.contentType
      case "description": schedule.description = new.description
      case "labels": schedule.labels = new.labels
      case "start_time": schedule.startTime = new.startTime
      case "end_time": schedule.endTime = new.endTime
      case "max_runs": schedule.maxRuns = new.maxRuns
      case "jitter": schedule.jitter = new.jitter
      case "spread": schedule.spread = new.spread
      case "name", "job": break
      default:
        throw .field("update_mask", .fieldInvalid, "'\(path)' is no field that can be updated")
      }
    }
    return schedule
  }
}
