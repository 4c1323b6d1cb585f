import Checkers
import Client
import Glibc
import Messages
import Testing
import Units

/// Real nodes under load whose leader dies, goes, or is one of three that die at once: what was
/// acknowledged is there, once.
extension ProcessTests {
  @Suite struct LeaderTests {
    static let rate = 300

    @Test("kill -9 of the leader under load: nothing lost, nothing doubled, no error seen")
    func leaderIsKilled() async throws {
      try await LiveCluster.run { cluster in
        try await cluster.makeJob("load", queue: "load")
        let run = Run(cluster, "load", queue: "load")
        let history = try await run.during {
          let load = Task {
            await Load(cluster: cluster, job: "load").run(rate: 300, for: .seconds(6))
          }
          try await Task.sleep(for: .seconds(2))
          let leader = try await cluster.leader()
          cluster.kill(leader)
          try await Task.sleep(for: .seconds(2))
          try cluster.start(leader)
          return await load.value
        }
        print("kill -9 of the leader: \(run.samples.figures)")
        #expect(run.samples.failures.prefix(3) == [])
        run.check(history)
        try await cluster.whole()
      }
    }

    @Test("SIGTERM of the leader under load: it hands over, nobody sees an error")
    func leaderStops() async throws {
      try await LiveCluster.run { cluster in
        try await cluster.makeJob("load", queue: "load")
        let run = Run(cluster, "load", queue: "load")
        let history = try await run.during {
          let load = Task {
            await Load(cluster: cluster, job: "load").run(rate: 300, for: .seconds(4))
          }
          try await Task.sleep(for: .seconds(1))
          let leader = try await cluster.leader()
          #expect(try await cluster.stop(leader, within: .seconds(8)) == 0)
          try cluster.start(leader)
          return await load.value
        }
        print("SIGTERM of the leader: \(run.samples.figures)")
        #expect(run.samples.failures.prefix(3) == [])
        run.check(history)
        try await cluster.whole()
      }
    }

    @Test("kill -9 of all three under load: what was acknowledged is there")
    func allAreKilled() async throws {
      try await LiveCluster.run { cluster in
        try await cluster.makeJob("load", queue: "load")
        let run = Run(cluster, "load", queue: "load")
        let history = try await run.during {
          let load = Task {
            await Load(cluster: cluster, job: "load").run(rate: 300, for: .seconds(3))
          }
          try await Task.sleep(for: .milliseconds(1_500))
          cluster.killAll()
          let before = await load.value
          for node in 0..<3 { try await cluster.ended(node) }
          try await cluster.startAll()
          let after = await Load(cluster: cluster, job: "load").run(
            rate: 200, for: .seconds(1), first: 100_000)
          #expect(after.failures.prefix(3) == [])
          return before + after
        }
        print("kill -9 of all three: \(run.samples.figures)")
        #expect(run.samples.acknowledged > 400)
        run.check(history)
      }
    }

    @Test("every second of a schedule fires once across a kill -9 of the leader")
    func scheduleGoesOn() async throws {
      try await LiveCluster.run { cluster in
        try await cluster.makeJob("tick", queue: "nobody")
        var schedule = Schedule()
        schedule.name = "each-second"
        schedule.job = "tick"
        schedule.timing = .cron("* * * * * *")
        schedule.overlap = .allow
        schedule.catchUp = .each
        let _: Schedule = try await cluster.write(
          Methods.ScheduleService.createSchedule, CreateScheduleRequest(schedule: schedule))
        try await Task.sleep(for: .milliseconds(3_300))
        let leader = try await cluster.leader()
        let killed = try #require(try await cluster.status().time)
        cluster.kill(leader)
        try await eventually("another leader", within: .seconds(10)) {
          try await cluster.leader() != leader
        }
        let led = try #require(try await cluster.status().time)
        try cluster.start(leader)
        try await Task.sleep(for: .seconds(3))
        let _: Schedule = try await cluster.write(
          Methods.ScheduleService.pauseSchedule, PauseScheduleRequest(schedule: "each-second"))
        let executions = try await cluster.executions(of: "tick")
        var history = History()
        for execution in executions {
          let due = try #require(execution.due)
          let time = try #require(due.dueTime)
          #expect(due.standsFor <= 1, "\(due)")
          history.decisions.append(
            History.Decision(
              schedule: "each-second", due: time,
              kind: .execution(RecordID(text: execution.id) ?? .none),
              decided: try #require(execution.createTime)))
        }
        let times = history.decisions.map(\.last).sorted()
        let (first, last) = (try #require(times.first), try #require(times.last))
        #expect(first < killed && last > led, "from \(first) to \(last)")
        history.schedules = [
          History.Schedule(
            name: "each-second",
            due: (first.seconds...last.seconds).map { Instant(seconds: $0) },
            lateness: .seconds(2), outages: [killed...(led + .seconds(2))])
        ]
        let latest = history.decisions.map { $0.decided - $0.last }.max() ?? .zero
        print("each second: \(times.count) due times, the latest \(latest.milliseconds) ms late")
        for violation in ScheduleExactness().check(history) { Issue.record("\(violation)") }
      }
    }
  }
}

/// A run under load with a worker, readers of events and a publisher; and what they all saw.
final class Run {
  let cluster: LiveCluster
  let job: String
  let queue: String
  private(set) var samples: [Load.Sample] = []
  private(set) var refusals: [String] = []

  init(_ cluster: LiveCluster, _ job: String, queue: String) {
    self.cluster = cluster
    self.job = job
    self.queue = queue
  }

  /// Everybody works while `body` runs, and until all is done and read.
  func during(_ body: () async throws -> [Load.Sample]) async throws -> History {
    let order = Order()
    let workers = (1...2).map { StreamWorker(cluster, "w\($0)", queue: queue, order: order) }
    let reader = EventReader(cluster, "live")
    let publisher = Publisher(cluster: cluster, order: order)
    let working = workers.map { worker in Task { await worker.run() } }
    let reading = Task { await reader.run() }
    let publishing = Task { await publisher.run() }
    defer { for task in working + [reading] { task.cancel() } }
    samples = try await body()
    publishing.cancel()
    var history = History()
    history.publishes = await publishing.value
    history.enqueues = samples.map(\.enqueue)
    let acknowledged = samples.acknowledged
    do {
      try await eventually("all work done", within: .seconds(25)) {
        let page: ListExecutionsResponse = try await cluster.read(
          Methods.ExecutionService.listExecutions,
          ListExecutionsRequest(pageSize: 1, job: job, state: .pending))
        let running: ListExecutionsResponse = try await cluster.read(
          Methods.ExecutionService.listExecutions,
          ListExecutionsRequest(pageSize: 1, job: job, state: .running))
        return page.executions.isEmpty && running.executions.isEmpty
      }
    } catch {
      for worker in workers { print(await worker.figures) }
      for state in [Execution.State.pending, .running] {
        let page: ListExecutionsResponse = try await cluster.read(
          Methods.ExecutionService.listExecutions,
          ListExecutionsRequest(pageSize: 2, job: job, state: state))
        print(page.counts, page.executions.map(\.json))
      }
      throw error
    }
    for worker in workers { print(await worker.figures) }
    let executions = try await cluster.executions(of: job)
    #expect(executions.count >= acknowledged)
    history.finals = executions.map { History.Final($0) }
    let last: ListEventsResponse = try await cluster.read(
      Methods.EventService.listEvents, ListEventsRequest(pageSize: 1))
    try await eventually("all events read") { await reader.next > last.lastOffset }
    let second = EventReader(cluster, "afterwards")
    let rereading = Task { await second.run() }
    // A long run has hundreds of thousands.
    let limit = Duration.seconds(10 + Int64(last.lastOffset) / 2_000)
    try await eventually("all events read again", within: limit) {
      await second.next > last.lastOffset
    }
    rereading.cancel()
    history.subscribers = [await reader.history, await second.history]
    for worker in workers {
      history.grants += await worker.grants
      history.reports += await worker.reports
      refusals += await worker.refusals
    }
    return history
  }

  func check(_ history: History) {
    #expect(refusals.prefix(3) == [])
    #expect(history.finals.allSatisfy { $0.state == .completed })
    #expect(history.publishes.count > 20)
    let found =
      JobConservation().check(history) + LeaseExclusion().check(history)
      + EventOrder().check(history)
    for violation in found.prefix(10) { Issue.record("\(violation)") }
    #expect(found.count <= 10, "and \(found.count - 10) more")
  }
}
