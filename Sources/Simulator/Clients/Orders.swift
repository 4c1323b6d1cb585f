import Messages
import StateMachine
import Units

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

  static func createJob(_ name: String) -> Command {
    keyed(
      .createJob, "job \(name)",
      CreateJobRequest(job: Job(name: name, handler: "run")).encoded())
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

  static func enqueue(number: Int) -> Command {
    keyed(
      .enqueue, "enqueue \(number)",
      EnqueueRequest(job: "work", payload: Bytes("{\"number\":\(number)}".utf8)).encoded())
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

  static func complete(_ execution: RecordID, _ token: RecordID, session: RecordID) -> Command {
    var complete = Complete(execution: execution.text, token: token.rawValue)
    complete.result = Bytes("{}".utf8)
    let body = CompleteExecutionRequest(session: session.text, complete: complete).encoded()
    return Command(CommandHeader(.complete, principal: "test", session: session), body: body)
  }

  static func lease(_ bytes: Bytes) -> (execution: RecordID, token: RecordID)? {
    guard let lease = try? Lease(decoding: bytes), let id = RecordID(text: lease.execution) else {
      return nil
    }
    return (id, RecordID(lease.token))
  }
}
