public import Units

/// The status of a call, with gRPC's numbers (grpc/doc/statuscodes.md).
public enum StatusCode: UInt8, Hashable, Sendable, CaseIterable {
  case ok = 0
  case cancelled = 1
  case unknown = 2
  case invalidArgument = 3
  case deadlineExceeded = 4
  case notFound = 5
  case alreadyExists = 6
  case permissionDenied = 7
  case resourceExhausted = 8
  case failedPrecondition = 9
  case aborted = 10
  case outOfRange = 11
  case unimplemented = 12
  case `internal` = 13
  case unavailable = 14
  case dataLoss = 15
  case unauthenticated = 16
}

/// Why a call was refused, in words that do not change: `google.rpc.ErrorInfo.reason`.
public enum Reason: String, Hashable, Sendable, CaseIterable {
  case noLeader = "NO_LEADER"
  case leaderChanged = "LEADER_CHANGED"
  case notReady = "NOT_READY"
  case shuttingDown = "SHUTTING_DOWN"
  case versionMismatch = "VERSION_MISMATCH"
  case notFound = "NOT_FOUND"
  case alreadyExists = "ALREADY_EXISTS"
  case idempotencyKeyReused = "IDEMPOTENCY_KEY_REUSED"
  case idempotencyWindowFull = "IDEMPOTENCY_WINDOW_FULL"
  case cronSyntax = "CRON_SYNTAX"
  case cronOutOfRange = "CRON_OUT_OF_RANGE"
  case cronNeverFires = "CRON_NEVER_FIRES"
  case zoneUnknown = "ZONE_UNKNOWN"
  case jsonSyntax = "JSON_SYNTAX"
  case schemaMismatch = "SCHEMA_MISMATCH"
  case payloadTooLarge = "PAYLOAD_TOO_LARGE"
  case resultTooLarge = "RESULT_TOO_LARGE"
  case nameInvalid = "NAME_INVALID"
  case idInvalid = "ID_INVALID"
  case fieldInvalid = "FIELD_INVALID"
  case messageMalformed = "MESSAGE_MALFORMED"
  case filterSyntax = "FILTER_SYNTAX"
  case pageTokenInvalid = "PAGE_TOKEN_INVALID"
  case jobDisabled = "JOB_DISABLED"
  case jobHasLiveExecutions = "JOB_HAS_LIVE_EXECUTIONS"
  case moduleDisabled = "MODULE_DISABLED"
  case handlerUnknown = "HANDLER_UNKNOWN"
  case leaseLost = "LEASE_LOST"
  case tokenStale = "TOKEN_STALE"
  case sessionExpired = "SESSION_EXPIRED"
  case executionTerminal = "EXECUTION_TERMINAL"
  case executionLive = "EXECUTION_LIVE"
  case duplicateExecution = "DUPLICATE_EXECUTION"
  case flowCycle = "FLOW_CYCLE"
  case queuePaused = "QUEUE_PAUSED"
  case queueFull = "QUEUE_FULL"
  case rateLimited = "RATE_LIMITED"
  case quotaExceeded = "QUOTA_EXCEEDED"
  case offsetTrimmed = "OFFSET_TRIMMED"
  case logGap = "LOG_GAP"
  case consumerUnknown = "CONSUMER_UNKNOWN"
  case deliveryUnknown = "DELIVERY_UNKNOWN"
  case tooManyListeners = "TOO_MANY_LISTENERS"
  case expired = "EXPIRED"
  case heldAfterRestore = "HELD_AFTER_RESTORE"
  case clockOff = "CLOCK_OFF"
  case secretUnknown = "SECRET_UNKNOWN"
  case approvalRequired = "APPROVAL_REQUIRED"
  case eventUndeclared = "EVENT_UNDECLARED"
  case memberUnknown = "MEMBER_UNKNOWN"
  case quorumAtRisk = "QUORUM_AT_RISK"
  case changeInProgress = "CHANGE_IN_PROGRESS"
  case diskFull = "DISK_FULL"
  case readOnly = "READ_ONLY"
  case diverged = "DIVERGED"
  case unauthenticated = "UNAUTHENTICATED"
  case permissionDenied = "PERMISSION_DENIED"
  case bundleCorrupt = "BUNDLE_CORRUPT"
  case bundleUnknown = "BUNDLE_UNKNOWN"
  case unimplemented = "UNIMPLEMENTED"
  case internalError = "INTERNAL"
}

/// A field of a request that was wrong: `google.rpc.BadRequest.FieldViolation`.
public struct FieldViolation: Hashable, Sendable {
  /// The path from the request, in its proto's names: `job.retry.max_attempts`.
  public var field: String
  /// What was read and what would be right.
  public var description: String

  public init(field: String, description: String) {
    self.field = field
    self.description = description
  }
}

/// Why a call failed: what, where, and what would be right. The one error of calls and commands.
public struct Failure: Error, Hashable, Sendable {
  public var code: StatusCode
  public var reason: Reason
  /// One sentence for people.
  public var message: String
  public var violations: [FieldViolation]
  /// For programs, in the order written: `ErrorInfo.metadata`.
  public var metadata: [Entry]
  /// When to try again, where that helps.
  public var retryAfter: Timeout?
  /// What to do instead, in one sentence, where that is known: the description of a
  /// `google.rpc.Help` link.
  public var hint: String?

  /// A key of `ErrorInfo.metadata` and its value.
  public struct Entry: Hashable, Sendable {
    public var key: String
    public var value: String

    public init(_ key: String, _ value: String) {
      self.key = key
      self.value = value
    }
  }

  public init(
    _ code: StatusCode, _ reason: Reason, _ message: String, violations: [FieldViolation] = [],
    metadata: [Entry] = [], retryAfter: Timeout? = nil, hint: String? = nil
  ) {
    self.code = code
    self.reason = reason
    self.message = message
    self.violations = violations
    self.metadata = metadata
    self.retryAfter = retryAfter
    self.hint = hint
  }

  /// A request with one wrong field.
  public static func field(
    _ field: String, _ reason: Reason, _ description: String
  ) -> Failure {
    Failure(
      .invalidArgument, reason, "\(field): \(description)",
      violations: [FieldViolation(field: field, description: description)])
  }

  public static func notFound(_ kind: String, _ name: String) -> Failure {
    Failure(
      .notFound, .notFound, "there is no \(kind) '\(name)'",
      metadata: [Entry("kind", kind), Entry("name", name)])
  }
}
