import Messages
import Sandbox
import Units

/// Makes of a lease what the supervisor starts: program, environment, files (`docs/handlers.md`).
struct HandlerPlan: Sendable {
  /// Why a handler cannot be started: one sentence.
  struct Refusal: Error, CustomStringConvertible {
    let description: String
  }

  var lease: Lease
  var grant: Grant
  /// The unpacked bundle; nil where the handler belongs to no module.
  var bundle: String?
  var handlers: String?
  var path: String
  var deadline: Monotonic

  /// What runs a file that is not executable itself.
  private static let interpreters = [
    "py": "python3", "sh": "sh", "bash": "bash", "pl": "perl", "rb": "ruby", "js": "node",
  ]

  /// Writes payload and config into `scratch` and says what to start. Waits for the disk.
  func prepare(_ scratch: String) throws -> HandlerStart {
    let arguments = try program()
    let payload = scratch + "/payload"
    let config = scratch + "/config"
    let work = scratch + "/work"
    try HostFiles.write(lease.payload, to: payload, mode: 0o600)
    try HostFiles.write(lease.config, to: config, mode: 0o600)
    try HostFiles.makeDirectories(work)
    return HandlerStart(
      attempt: grant.token, arguments: arguments,
      environment: environment(payload: payload, config: config, work: work), directory: work,
      payload: lease.payload, limits: limits, deadline: deadline, grace: grant.killGrace)
  }

  // MARK: Program

  private func program() throws -> [String] {
    guard lease.secrets.isEmpty else {
      throw Refusal(
        description: "the job wants secrets (\(lease.secrets[0].name)), and this worker cannot "
          + "resolve any yet")
    }
    let name = lease.handlerPath.isEmpty ? lease.handler : lease.handlerPath
    let parts = name.split(separator: "/", omittingEmptySubsequences: false)
    guard !name.isEmpty, !parts.contains(where: { $0.isEmpty || $0 == "." || $0 == ".." }) else {
      throw Refusal(
        description: "the handler '\(name)' is no path within its module, as jobs/sync.py is")
    }
    guard let root = bundle ?? handlers else {
      throw Refusal(
        description: "the handler '\(name)' belongs to no module, and this worker was given no "
          + "directory of handlers")
    }
    let file = "\(root)/\(name)"
    guard HostFiles.isFile(file) else {
      throw Refusal(
        description: "there is no file '\(name)' in \(bundle == nil ? root : "the bundle")")
    }
    if HostFiles.isExecutable(file) { return [file] }
    let ending = name.split(separator: ".").last.map(String.init) ?? ""
    guard let interpreter = HandlerPlan.interpreters[ending] else {
      throw Refusal(
        description: "'\(name)' is not executable (chmod +x it before the push), and its ending "
          + "names no interpreter (\(HandlerPlan.interpreters.keys.sorted().joined(separator: ", ")))"
      )
    }
    return ["/usr/bin/env", interpreter, file]
  }

  // MARK: Environment

  private func environment(payload: String, config: String, work: String) -> [String] {
    var list: [String] = []
    func set(_ name: String, _ value: String) {
      if !value.isEmpty { list.append("\(name)=\(value)") }
    }
    func set(_ name: String, _ time: Instant?) { if let time { set(name, time.description) } }
    set("PATH", path)
    set("HOME", work)
    set("TMPDIR", work)
    set("LANG", "C.UTF-8")
    set("TZ", "UTC")
    set("CARILLON_EXECUTION", lease.execution)
    set("CARILLON_TOKEN", String(lease.token))
    set("CARILLON_ATTEMPT", String(lease.attempt))
    set("CARILLON_MAX_ATTEMPTS", String(lease.maxAttempts))
    set("CARILLON_JOB", lease.job)
    set("CARILLON_MODULE", lease.module)
    set("CARILLON_HANDLER", lease.handler)
    set("CARILLON_QUEUE", lease.queue)
    set("CARILLON_ORIGIN", lease.origin.protoName ?? "")
    set("CARILLON_BUNDLE", bundle ?? "")
    set("CARILLON_PAYLOAD", payload)
    set("CARILLON_CONFIG", config)
    set("CARILLON_RESULT_FD", "3")
    set("CARILLON_EVENTS_FD", "4")
    set("CARILLON_DEADLINE", lease.deadlineTime)
    set("CARILLON_TIMEOUT_MS", String(grant.timeout.milliseconds))
    set("CARILLON_SCHEDULE", lease.schedule.isEmpty ? lease.due?.schedule ?? "" : lease.schedule)
    set("CARILLON_DUE", lease.due?.dueTime)
    set("CARILLON_JITTERED_DUE", lease.due?.jitteredTime)
    set("CARILLON_RANGE_START", lease.due?.range?.startTime)
    set("CARILLON_RANGE_END", lease.due?.range?.endTime)
    set("CARILLON_PREVIOUS_SUCCESS", lease.due?.previousSuccessTime)
    set("CARILLON_BACKFILL", lease.due?.backfill ?? "")
    set(
      "CARILLON_LAST_OUTCOME",
      lease.lastOutcome == .unspecified ? "" : lease.lastOutcome.protoName ?? "")
    set("CARILLON_LAST_ERROR", String(lease.lastError.prefix(1_000)))
    set("CARILLON_REQUEUED_FROM", lease.requeuedFrom)
    set("CARILLON_PARENT", lease.parent)
    set("CARILLON_EVENT", lease.event)
    set("CARILLON_EVENT_NAME", lease.eventName)
    set("CARILLON_CORRELATION", lease.correlation)
    set("TRACEPARENT", lease.trace?.traceparent ?? "")
    set("TRACESTATE", lease.trace?.tracestate ?? "")
    return list
  }

  private var limits: HandlerLimits {
    var limits = HandlerLimits()
    limits.output = grant.logLimit
    limits.outputEnds = lease.logs?.overflow == .fail
    guard let wanted = lease.resources else { return limits }
    limits.memory = ByteCount(wanted.memoryBytes)
    // Rounded up: a limit below a second is one second.
    if let time = wanted.cpuTime {
      limits.cpuSeconds = UInt64(max(0, time.milliseconds + 999) / 1_000)
    }
    if wanted.processes > 0 { limits.processes = UInt64(wanted.processes) }
    if wanted.openFiles > 0 { limits.openFiles = UInt64(wanted.openFiles) }
    if wanted.fileBytes > 0 { limits.fileSize = ByteCount(wanted.fileBytes) }
    return limits
  }
}
