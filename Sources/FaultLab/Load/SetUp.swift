internal import Checkers
internal import Client
internal import Messages
internal import Units

/// The records that a run works on: made before it, and taken away after it.
struct SetUp: Sendable {
  let client: LabClient
  let names: LabNames
  let loads: [Scenario.Load]

  static let cron = "* * * * * *"

  /// A cluster that is not ours may have workers of its own that take every queue. They cannot run what
  /// is asked for here; each attempt that one of them fails is soon made again, until a worker of ours
  /// gets it.
  static let retry = RetryPolicy(retries: 100, backoff: .fixed, delay: .milliseconds(50))

  private var hasSchedule: Bool { loads.contains(.schedule) }
  private var hasRegisters: Bool {
    loads.contains { if case .define = $0 { true } else { false } }
  }

  /// - Returns: the offset of the first event that belongs to the run.
  func make(_ recorder: Recorder) async throws -> UInt64 {
    let offset = try await client.lastOffset() + 1
    try await makeJob(names.job)
    let process = recorder.process()
    if hasRegisters {
      for place in 0..<LabNames.registers {
        let name = names.register(place)
        let call = recorder.begin(
          .define(.job, name: name, .create(value: "v0")), process: process, at: System.now)
        let (made, index) = try await makeJob(name, description: "v0")
        recorder.end(
          call, .acknowledged(.record(value: "v0", isOn: true, version: made.version)),
          index: index, tries: 2, at: System.now)
      }
    }
    if hasSchedule {
      try await makeJob(names.tick)
      var schedule = Schedule()
      schedule.name = names.schedule
      schedule.job = names.tick
      schedule.timing = .cron(SetUp.cron)
      schedule.overlap = .allow
      schedule.catchUp = .each
      let value = ScheduleStory.value(SetUp.cron, in: "UTC")
      let call = recorder.begin(
        .define(.schedule, name: names.scheduleRecord, .create(value: value)), process: process,
        at: System.now)
      let (made, index): (Schedule, LogIndex) = try await client.decided(
        Methods.ScheduleService.createSchedule, CreateScheduleRequest(schedule: schedule))
      recorder.end(
        call, .acknowledged(.record(value: value, isOn: true, version: made.version)),
        index: index, tries: 2, at: System.now)
    }
    return offset
  }

  @discardableResult
  private func makeJob(_ name: String, description: String = "") async throws -> (Job, LogIndex) {
    var job = Job(name: name, handler: "failover/none", queue: names.queue)
    job.description = description
    job.retry = SetUp.retry
    return try await client.decided(Methods.JobService.createJob, CreateJobRequest(job: job))
  }

  /// Nothing falls due any more.
  func pause(_ recorder: Recorder) async throws {
    guard hasSchedule else { return }
    let call = recorder.begin(
      .define(.schedule, name: names.scheduleRecord, .turn(on: false)), process: recorder.process(),
      at: System.now)
    let (paused, index): (Schedule, LogIndex) = try await client.decided(
      Methods.ScheduleService.pauseSchedule, PauseScheduleRequest(schedule: names.schedule))
    recorder.end(
      call,
      .acknowledged(
        .record(
          value: ScheduleStory.value(SetUp.cron, in: "UTC"), isOn: false, version: paused.version)),
      index: index, tries: 2, at: System.now)
  }

  /// As far as the cluster lets us; what is left bears the run's name.
  func remove() async {
    var jobs = [names.job]
    if hasSchedule { jobs.append(names.tick) }
    if hasRegisters { jobs += (0..<LabNames.registers).map(names.register) }
    for job in jobs {
      let _: Messages.Empty? = try? await client.write(
        Methods.JobService.deleteJob, DeleteJobRequest(job: job, liveExecutions: .cancel))
    }
  }
}
