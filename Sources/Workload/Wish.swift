public import Checkers
public import Messages
public import Units

/// One request of a client: what the checkers know it as, and the bytes that go to the cluster. How
/// they are carried is the caller's.
public struct Wish: Hashable, Sendable {
  public var operation: ClientOperation
  /// The idempotency key, or empty.
  public var key: String
  public var method: Method
  /// The request message, encoded.
  public var body: Bytes

  /// `delay`: of an execution, before it may start.
  public init(_ operation: ClientOperation, key: String = "", delay: Timeout? = nil) {
    self.operation = operation
    self.key = key
    (method, body) = Wish.message(operation, delay: delay)
  }

  private static func message(_ operation: ClientOperation, delay: Timeout?) -> (Method, Bytes) {
    switch operation {
    case .define(.job, let name, let change): return job(name, change)
    case .define(.schedule, let name, let change): return schedule(name, change)
    case .enqueue(let marker, let job, let dedup):
      var request = EnqueueRequest(job: job, payload: Marker.payload(marker), dedupKey: dedup)
      request.delay = delay
      return (Methods.ExecutionService.enqueue, request.encoded())
    case .look(let execution, _):
      return (
        Methods.ExecutionService.getExecution,
        GetExecutionRequest(execution: execution.text).encoded()
      )
    case .publish(let marker):
      let draft = EventDraft(name: "app.note", payload: Marker.payload(marker))
      return (
        Methods.EventService.publishEvents, PublishEventsRequest(events: [draft]).encoded()
      )
    case .report, .openSession, .renew:
      preconditionFailure("\(operation) is a worker's word: it needs its session")
    }
  }

  /// A job's value is its description.
  private static func job(_ name: String, _ change: ClientOperation.Change) -> (Method, Bytes) {
    typealias Service = Methods.JobService
    switch change {
    case .create(let value):
      var job = Job(name: name, handler: "run")
      job.description = value
      return (Service.createJob, CreateJobRequest(job: job).encoded())
    case .update(let value, let expected):
      var job = Job(name: name)
      job.description = value
      return (
        Service.updateJob,
        UpdateJobRequest(job: job, updateMask: ["description"], expectedVersion: expected).encoded()
      )
    case .turn(on: true): return (Service.enableJob, EnableJobRequest(job: name).encoded())
    case .turn(on: false): return (Service.disableJob, DisableJobRequest(job: name).encoded())
    case .delete(let expected):
      return (
        Service.deleteJob, DeleteJobRequest(job: name, expectedVersion: expected).encoded()
      )
    case .read: return (Service.getJob, GetJobRequest(job: name).encoded())
    }
  }

  /// A schedule's name is `job/name`, its value `expression in zone`.
  private static func schedule(_ path: String, _ change: ClientOperation.Change) -> (Method, Bytes)
  {
    typealias Service = Methods.ScheduleService
    let parts = path.split(separator: "/").map(String.init)
    precondition(parts.count == 2, "a schedule is named 'job/name', not '\(path)'")
    func schedule(_ value: String) -> Schedule {
      let words = value.split(separator: " ")
      var schedule = Schedule(name: parts[1], job: parts[0])
      schedule.timing = .cron(words.dropLast(2).joined(separator: " "))
      schedule.zone = String(words.last ?? "")
      schedule.overlap = .allow
      return schedule
    }
    switch change {
    case .create(let value):
      return (
        Service.createSchedule, CreateScheduleRequest(schedule: schedule(value)).encoded()
      )
    case .update(let value, let expected):
      return (
        Service.updateSchedule,
        UpdateScheduleRequest(
          schedule: schedule(value), updateMask: ["cron", "zone"], expectedVersion: expected
        ).encoded()
      )
    case .turn(on: true):
      return (Service.resumeSchedule, ResumeScheduleRequest(schedule: path).encoded())
    case .turn(on: false):
      return (Service.pauseSchedule, PauseScheduleRequest(schedule: path).encoded())
    case .delete(let expected):
      return (
        Service.deleteSchedule,
        DeleteScheduleRequest(schedule: path, expectedVersion: expected).encoded()
      )
    case .read: return (Service.getSchedule, GetScheduleRequest(schedule: path).encoded())
    }
  }
}

/// What makes one execution or event different from all others: `{"marker":7}`.
public enum Marker {
  public static func payload(_ marker: UInt64) -> Bytes { Bytes("{\"marker\":\(marker)}".utf8) }

  /// Nil where the payload is somebody else's.
  public static func read(_ payload: Bytes) -> UInt64? {
    let head = Bytes("{\"marker\":".utf8)
    guard payload.starts(with: head), payload.last == UInt8(ascii: "}") else { return nil }
    return UInt64(String(decoding: payload[head.count..<(payload.count - 1)], as: UTF8.self))
  }
}
