import Checkers
import Cron
import Messages
import Replica
import StateMachine
import Units
import Workload

/// Commands as Services makes them, and what their answers say.
enum Orders {
  static func keyed(_ kind: CommandKind, _ key: String, _ body: Bytes) -> Command {
    Command(
      CommandHeader(
        kind, principal: "test",
        idempotency: CommandHeader.Idempotency(
          principal: "test", method: "\(kind)", key: key, body: body)),
      body: body)
  }

  static func settings(ttl: Timeout, grace: Timeout) -> Command {
    var settings = Settings()
    settings.sessionTtl = ttl
    settings.killGrace = grace
    return keyed(
      .updateSettings, "settings",
      UpdateSettingsRequest(
        settings: settings, updateMask: ["session_ttl", "kill_grace"]
      ).encoded())
  }

  /// A job that is tried again soon, and often.
  static func createJob(_ name: String) -> Command {
    var job = Job(name: name, handler: "run")
    var retry = RetryPolicy()
    retry.retries = 8
    retry.backoff = .fixed
    retry.delay = .milliseconds(100)
    job.retry = retry
    return keyed(.createJob, "job \(name)", CreateJobRequest(job: job).encoded())
  }

  static func setZones(_ bundle: ZoneBundle) -> Command {
    keyed(
      .setZones, "zones", ZonesCommand(bundle: bundle.encoded, replaces: .zero).encoded())
  }

  static func createSchedule(
    job: String, every cron: String, overlap: Schedule.Overlap = .allow
  ) -> Command {
    var schedule = Schedule(name: "every", job: job)
    schedule.timing = .cron(cron)
    schedule.overlap = overlap
    return keyed(
      .createSchedule, "schedule of \(job)", CreateScheduleRequest(schedule: schedule).encoded())
  }

  static func openSession(worker: Int, number: Int) -> Command {
    var hello = Hello(name: "w\(worker)", version: "1")
    hello.capacity = UInt32(Clients.capacity)
    hello.anyHandler = true
    return keyed(.openSession, "open \(number)", OpenSessionRequest(hello: hello).encoded())
  }

  static func session(of answer: Bytes) -> RecordID? {
    let response = try? OpenSessionResponse(decoding: answer)
    return (response?.welcome?.session).flatMap { RecordID(text: $0) }
  }

  /// A worker's word on the end of an attempt.
  static func report(
    _ execution: RecordID, _ token: RecordID, isSuccess: Bool, session: RecordID
  ) -> Command {
    if isSuccess {
      var complete = Complete(execution: execution.text, token: token.rawValue)
      complete.result = Bytes("{}".utf8)
      let body = CompleteExecutionRequest(session: session.text, complete: complete).encoded()
      return Command(CommandHeader(.complete, principal: "test", session: session), body: body)
    }
    let word = Fail(
      execution: execution.text, token: token.rawValue, error: "drawn", outcome: .failed)
    let body = FailExecutionRequest(session: session.text, fail: word).encoded()
    return Command(CommandHeader(.fail, principal: "test", session: session), body: body)
  }

  /// What a worker's word came to.
  static func state(of answer: Bytes, _ request: Ask.Request) -> History.State? {
    guard case .command(let command) = request else { return nil }
    let state: Execution.State?
    switch command.header.kind {
    case .complete: state = (try? CompleteExecutionResponse(decoding: answer))?.state
    case .fail: state = (try? FailExecutionResponse(decoding: answer))?.state
    default: state = nil
    }
    return state.flatMap { History.State($0) }
  }

  /// What Services makes of a client's call.
  static func request(_ wish: Wish, _ process: UInt32) -> Ask.Request {
    let kind: CommandKind
    switch wish.operation {
    case .define(let definition, _, let change):
      let isJob = definition == .job
      switch change {
      case .create: kind = isJob ? .createJob : .createSchedule
      case .update: kind = isJob ? .updateJob : .updateSchedule
      case .turn(on: true): kind = isJob ? .enableJob : .resumeSchedule
      case .turn(on: false): kind = isJob ? .disableJob : .pauseSchedule
      case .delete: kind = isJob ? .deleteJob : .deleteSchedule
      case .read(let freshness):
        return .query(
          Query(isJob ? .getJob : .getSchedule, wish.body),
          freshness == .stale ? .stale : .linearizable)
      }
    case .look(_, let freshness):
      return .query(
        Query(.getExecution, wish.body), freshness == .stale ? .stale : .linearizable)
    case .enqueue: kind = .enqueue
    case .publish: kind = .publishEvents
    case .report, .openSession, .renew:
      preconditionFailure("\(wish.operation) is no client's")
    }
    let principal = "p\(process)"
    guard !wish.key.isEmpty else {
      return .command(Command(CommandHeader(kind, principal: principal), body: wish.body))
    }
    return .command(
      Command(
        CommandHeader(
          kind, principal: principal,
          idempotency: CommandHeader.Idempotency(
            principal: principal, method: wish.method.path, key: wish.key, body: wish.body)),
        body: wish.body))
  }

  static func lease(
    _ bytes: Bytes
  ) -> (execution: RecordID, token: RecordID, attempt: UInt32)? {
    guard let lease = try? Lease(decoding: bytes), let id = RecordID(text: lease.execution) else {
      return nil
    }
    return (id, RecordID(lease.token), lease.attempt)
  }
}
