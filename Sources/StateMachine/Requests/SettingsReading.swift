import Messages
import Units

/// Reads settings: 0 or absent stands for the default.
enum SettingsReading {
  static func read(
    _ message: Settings, over settings: MachineSettings, _ mask: [String]
  ) throws(Failure) -> MachineSettings {
    try refuseUnsupported(message)
    var new = settings
    let plain = MachineSettings()
    let wanted: [(name: String, key: String, value: UInt64)] = [
      ("payload_bytes", "payload_limit", message.payloadBytes),
      ("result_bytes", "result_limit", message.resultBytes),
      ("event_bytes", "event_limit", message.eventBytes),
      ("log_bytes_per_attempt", "log_limit", message.logBytesPerAttempt),
      ("queue_depth", "queue_depth", message.queueDepth),
      ("sessions", "sessions", UInt64(message.sessions)),
      ("schedules", "schedules", UInt64(message.schedules)),
      ("jobs", "jobs", UInt64(message.jobs)),
      ("idempotency_keys", "idempotency_keys", message.idempotencyKeys),
      ("idempotency_age", "idempotency_window_ms", milliseconds(message.idempotencyAge)),
      ("session_ttl", "session_ttl_ms", milliseconds(message.sessionTtl)),
      ("kill_grace", "kill_grace_ms", milliseconds(message.killGrace)),
      ("lateness", "lateness_ms", milliseconds(message.lateness)),
      ("catch_up_window", "catch_up_window_ms", milliseconds(message.catchUpWindow)),
      ("chain_depth", "chain_depth", UInt64(message.chainDepth)),
      ("chain_budget", "chain_budget", UInt64(message.chainBudget)),
      (
        "retention.completed.age", "keep_completed_ms",
        milliseconds(message.retention?.completed?.age)
      ),
      ("retention.failed.age", "keep_failed_ms", milliseconds(message.retention?.failed?.age)),
      ("event_retention.age", "keep_events_ms", milliseconds(message.eventRetention?.age)),
    ]
    for path in mask where !wanted.contains(where: { covers(path, $0.name) }) {
      throw .field(
        "update_mask", .fieldInvalid,
        "'\(path)' is no setting of this version: \(wanted.map(\.name).joined(separator: ", "))")
    }
    for item in wanted {
      guard mask.isEmpty || mask.contains(where: { covers($0, item.name) }),
        let field = MachineSettings.fields.first(where: { $0.name == item.key })
      else { continue }
      let value = item.value == 0 ? plain[keyPath: field.path] : item.value
      guard field.range.contains(value) else {
        throw .field(
          "settings.\(item.name)", .fieldInvalid,
          "\(value) is not between \(field.range.lowerBound) and \(field.range.upperBound)")
      }
      new[keyPath: field.path] = value
    }
    return new
  }

  private static func covers(_ path: String, _ name: String) -> Bool {
    path == name || name.hasPrefix(path + ".")
  }

  private static func milliseconds(_ span: Timeout?) -> UInt64 {
    UInt64(max(0, span?.milliseconds ?? 0))
  }

  private static func refuseUnsupported(_ message: Settings) throws(Failure) {
    var list = Unsupported()
    list.check("settings.batch_items", message.batchItems != 0)
    list.check("settings.batch_bytes", message.batchBytes != 0)
    list.check("settings.labels", message.labels != 0)
    list.check("settings.label_value_bytes", message.labelValueBytes != 0)
    list.check("settings.flow_depth", message.flowDepth != 0)
    list.check("settings.flow_width", message.flowWidth != 0)
    list.check("settings.consumers", message.consumers != 0)
    list.check("settings.attempt_timeout", message.attemptTimeout != nil)
    list.check(
      "settings.retention.completed.count", (message.retention?.completed?.count ?? 0) != 0)
    list.check("settings.retention.failed.count", (message.retention?.failed?.count ?? 0) != 0)
    list.check("settings.retention.cancelled", message.retention?.cancelled != nil)
    list.check("settings.event_retention.count", (message.eventRetention?.count ?? 0) != 0)
    list.check("settings.event_retention.bytes", (message.eventRetention?.bytes ?? 0) != 0)
    list.check("settings.log_budget_bytes_per_second", message.logBudgetBytesPerSecond != 0)
    list.check("settings.log_budget_percent", message.logBudgetPercent != 0)
    list.check("settings.bundle_bytes", message.bundleBytes != 0)
    list.check("settings.live_executions", message.liveExecutions != 0)
    list.check("settings.listeners_per_event", message.listenersPerEvent != 0)
    list.check("settings.lost_limit", message.lostLimit != 0)
    list.check("settings.history_age", message.historyAge != nil)
    list.check("settings.history_count", message.historyCount != 0)
    list.check("settings.audit_age", message.auditAge != nil)
    list.check("settings.redaction_rules", !message.redactionRules.isEmpty)
    list.check("settings.events_must_be_declared", message.eventsMustBeDeclared)
    list.check("settings.follow_system_zones", message.followSystemZones)
    try list.refuse()
  }
}
