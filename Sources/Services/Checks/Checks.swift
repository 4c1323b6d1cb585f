internal import Cron
internal import Messages
internal import Node
internal import Units

/// What is checked before a write is proposed, because apply, which reads its entry and replicated
/// memory only, has neither the time nor the means: JSON, cron expressions, zones.
struct Checks {
  let node: Node

  // MARK: JSON

  /// Payloads and the like are JSON unless their content type says otherwise.
  static func json(
    _ bytes: Bytes, _ contentType: String, at field: String
  ) throws(Failure) {
    guard !bytes.isEmpty, contentType.isEmpty || contentType == "application/json" else { return }
    do {
      try JSON.validate(bytes)
    } catch {
      throw Failure.field(field, .jsonSyntax, "\(error)")
    }
  }

  // MARK: Definitions

  func job(_ job: Job?, at path: String) throws(Failure) {
    guard let job else {
      throw Failure.field(path, .fieldInvalid, "the definition is missing")
    }
    try Checks.json(job.config, "", at: "\(path).config")
    if !job.payloadSchema.isEmpty {
      try Checks.json(job.payloadSchema, "", at: "\(path).payload_schema")
    }
    guard !job.schedule.isEmpty else { return }
    _ = try recurrence(job.schedule, anchor: .epoch, at: "\(path).schedule")
    _ = try zone(job.zone, at: "\(path).zone")
  }

  func schedule(_ schedule: Schedule?, at path: String) throws(Failure) {
    guard let schedule else {
      throw Failure.field(path, .fieldInvalid, "the definition is missing")
    }
    try Checks.json(schedule.payload, schedule.contentType, at: "\(path).payload")
    _ = try zone(schedule.zone, at: "\(path).zone")
    switch schedule.timing {
    case .cron, .interval: _ = try recurrence(schedule, at: path)
    case .atTime, nil: break
    }
  }

  // MARK: Times

  func recurrence(_ schedule: Schedule, at path: String) throws(Failure) -> Recurrence {
    let anchor = schedule.startTime ?? schedule.createTime ?? .epoch
    switch schedule.timing {
    case .cron(let text): return try recurrence(text, anchor: anchor, at: "\(path).cron")
    case .interval(let interval):
      return try recurrence(
        try Checks.text(interval, at: "\(path).interval"), anchor: interval.anchorTime ?? anchor,
        at: "\(path).interval")
    case .atTime, nil:
      throw Failure.field(path, .fieldInvalid, "give a cron expression, an interval or a time")
    }
  }

  /// An interval as its expression.
  static func text(_ interval: Messages.Interval, at path: String) throws(Failure) -> String {
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
      throw Failure.field("\(path).unit", .fieldInvalid, "a unit from SECOND to YEAR is missing")
    }
    guard interval.every > 0 else {
      throw Failure.field("\(path).every", .fieldInvalid, "0 is no interval: from 1 up")
    }
    return "@every \(interval.every)\(unit)"
  }

  func recurrence(
    _ text: String, anchor: Instant, at field: String
  ) throws(Failure) -> Recurrence {
    do throws(CronError) {
      return try Recurrence(parsing: text, anchor: anchor)
    } catch {
      throw Checks.failure(error, at: field)
    }
  }

  static func failure(_ error: CronError, at field: String) -> Failure {
    var failure = Failure.field(
      field, Reason(rawValue: error.reason.rawValue) ?? .cronSyntax, error.message)
    failure.message = error.message
    failure.metadata = [
      Failure.Entry("expression", error.expression),
      Failure.Entry("column", String(error.columns.lowerBound)),
      Failure.Entry("length", String(max(1, error.columns.count))),
    ]
    if !error.hint.isEmpty { failure.metadata.append(Failure.Entry("hint", error.hint)) }
    return failure
  }

  /// The zone of that name in the replicated data; empty is UTC.
  func zone(_ name: String, at field: String) throws(Failure) -> Zone {
    if name.isEmpty || name == "UTC" { return .utc }
    guard let bundle = node.zones else {
      throw Failure(
        .unavailable, .notReady, "this node has no zone data yet", retryAfter: .milliseconds(100))
    }
    do throws(ZoneError) {
      return try bundle.zone(named: name)
    } catch {
      var failure = Failure.field(field, .zoneUnknown, error.message)
      failure.message = error.message
      if !error.hint.isEmpty { failure.metadata.append(Failure.Entry("hint", error.hint)) }
      throw failure
    }
  }
}
