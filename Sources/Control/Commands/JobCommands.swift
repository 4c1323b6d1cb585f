internal import ArgumentParser
internal import Messages
internal import Units

struct JobCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "job", abstract: "What can be run: definitions.",
    subcommands: [
      JobList.self, JobGet.self, JobCreate.self, JobEnable.self, JobDisable.self, JobDelete.self,
    ], defaultSubcommand: JobList.self, aliases: ["jobs"])
}

struct JobList: ClusterCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Every job.",
    discussion: """
      Examples:
        clusterctl job list
        clusterctl job list --filter 'module = "datacenter"' -o json
      """, aliases: ["ls"])

  @OptionGroup var global: GlobalOptions
  @Option(help: "Only those that match (AIP-160).") var filter = ""
  @Option(help: "At most so many.") var limit = 1_000

  func run(on cluster: Cluster) async throws {
    var jobs: [Job] = []
    var request = ListJobsRequest(filter: filter)
    repeat {
      request.pageSize = UInt32(min(1_000, max(1, limit - jobs.count)))
      let page: ListJobsResponse = try await cluster.read(Methods.JobService.listJobs, request)
      jobs += page.jobs
      request.pageToken = page.nextPageToken
    } while !request.pageToken.isEmpty && jobs.count < limit
    Printer(format: cluster.output).list(jobs, names: \.name) { jobs, wide in
      let now = TimeText.now()
      var table = Table(
        [
          .init("JOB"), .init("MODULE"), .init("HANDLER"), .init("SCHEDULE"), .init("NEXT"),
          .init("LAST"), .init("STATE"),
        ] + (wide ? [.init("QUEUE"), .init("ID")] : []), width: Terminal.width)
      for job in jobs {
        let isEnabled = job.enabled ?? true
        table.add(
          [
            job.name, job.module, job.handler, job.schedule,
            job.nextRunTime.map { TimeText.moment($0, now: now) } ?? "–",
            job.lastRunTime.map { TimeText.moment($0, now: now) } ?? "–",
            isEnabled ? ExecutionText.state(job.lastState) : "disabled",
          ] + (wide ? [job.queue, job.id] : []))
      }
      return table
    }
  }
}

struct JobGet: ClusterCommand {
  static let configuration = CommandConfiguration(
    commandName: "get", abstract: "One job, whole.",
    discussion: """
      Examples:
        clusterctl job get sync-inventory
        clusterctl job get sync-inventory -o yaml
      """, aliases: ["show"])

  @OptionGroup var global: GlobalOptions
  @Argument(help: "Name or id.", completion: Completion.jobs) var job: String

  func run(on cluster: Cluster) async throws {
    let job: Job = try await cluster.read(Methods.JobService.getJob, GetJobRequest(job: job))
    Printer(format: cluster.output).object(job, name: job.name) { JobText.lines(job) }
  }
}

enum JobText {
  static func lines(_ job: Job) -> [String] {
    var lines = ["\(job.name)   version \(job.version)   id \(job.id)"]
    func add(_ key: String, _ value: String) {
      guard !value.isEmpty else { return }
      lines.append("  " + key + String(repeating: " ", count: max(1, 12 - key.count)) + value)
    }
    add("about", job.description)
    add("handler", job.module.isEmpty ? job.handler : "\(job.module)/\(job.handler)")
    add("enabled", job.enabled ?? true ? "yes" : "no")
    add("queue", "\(job.queue), priority \(job.priority)")
    if let timeout = job.timeouts?.attempt { add("timeout", TimeText.span(timeout)) }
    if let retries = job.retry?.retries { add("retries", "\(retries)") }
    add("schedule", job.schedule.isEmpty ? "" : "\(job.schedule)  \(job.zone)")
    let now = TimeText.now()
    add("next", job.nextRunTime.map { TimeText.moment($0, now: now) } ?? "")
    add("last", job.lastRunTime.map { TimeText.moment($0, now: now) } ?? "")
    add("config", job.config.isEmpty ? "" : String(decoding: job.config, as: UTF8.self))
    for count in job.counts where count.count > 0 {
      add(count.name.lowercased(), NumberText.grouped(count.count))
    }
    for warning in job.warnings { lines.append("warning: \(warning)") }
    return lines
  }
}

struct JobCreate: ClusterCommand {
  static let configuration = CommandConfiguration(
    commandName: "create", abstract: "Define a job for a handler that some worker offers.",
    discussion: """
      Examples:
        clusterctl job create resync --module datacenter --handler jobs/sync-inventory.py --retries 2
        clusterctl job create nightly --handler sync --schedule '30 2 * * *' --zone Europe/Berlin
      """)

  @OptionGroup var global: GlobalOptions
  @Argument var name: String
  @Option(help: "What runs it.") var handler: String
  @Option var module = ""
  @Option var description = ""
  @Option var queue = ""
  @Option(help: "1 (highest) to 9.") var priority: UInt32 = 0
  @Option(help: "Of one attempt, as in 5m.") var attemptTimeout: String?
  @Option(help: "After the first attempt.") var retries: UInt32?
  @Option(help: "Runs at a time; 0 is no limit.") var concurrency: UInt32 = 0
  @Option(help: "A cron expression: the schedule named default.") var schedule = ""
  @Option(help: "Of the schedule.") var zone = ""
  @Option(help: "JSON, or @file.") var config = ""
  @Option(help: "An attempt that takes more memory is killed; bytes.") var memory: UInt64 = 0
  @Option(help: "CPU time of an attempt, as in 90s.") var cpuTime: String?
  @Option(help: "Processes of an attempt.") var processes: UInt32 = 0
  @Option(help: "Open files of each of its processes.") var openFiles: UInt32 = 0
  @Flag(help: "Check, and create nothing.") var dryRun = false

  func run(on cluster: Cluster) async throws {
    var job = Job(name: name, module: module, handler: handler)
    job.description = description
    job.queue = queue
    job.priority = priority
    job.schedule = schedule
    job.zone = zone
    if concurrency > 0 { job.concurrency = Concurrency(limit: concurrency) }
    if let retries { job.retry = RetryPolicy(retries: retries) }
    if let text = attemptTimeout {
      guard let span = SpanText.parse(text) else {
        throw Problem("'\(text)' is no time span", hint: "as in 90s or 5m", status: .usage)
      }
      job.timeouts = Timeouts(attempt: span)
    }
    job.config = try Payload.read(config)
    var limits = ResourceLimits(
      memoryBytes: memory, processes: processes, openFiles: openFiles)
    if let text = cpuTime {
      guard let span = SpanText.parse(text), span > .zero else {
        throw Problem("'\(text)' is no time span", hint: "as in 90s or 5m", status: .usage)
      }
      limits.cpuTime = span
    }
    if limits != ResourceLimits() { job.resources = limits }
    let made: Job = try await cluster.write(
      Methods.JobService.createJob, CreateJobRequest(job: job, validateOnly: dryRun))
    Printer(format: cluster.output).object(made, name: made.name) {
      [dryRun ? "job \(made.name) would be created" : "job \(made.name) created (\(made.id))"]
    }
  }
}

struct JobEnable: ClusterCommand {
  static let configuration = CommandConfiguration(
    commandName: "enable", abstract: "Let a job's executions start.",
    discussion: """
      Examples:
        clusterctl job enable report
        clusterctl job enable report -o json
      """)

  @OptionGroup var global: GlobalOptions
  @Argument(help: "Name or id.", completion: Completion.jobs) var job: String

  func run(on cluster: Cluster) async throws {
    let job: Job = try await cluster.write(
      Methods.JobService.enableJob, EnableJobRequest(job: job))
    Printer(format: cluster.output).object(job, name: job.name) { ["job \(job.name) enabled"] }
  }
}

struct JobDisable: ClusterCommand {
  static let configuration = CommandConfiguration(
    commandName: "disable", abstract: "Start no more; what runs goes on, what waits stays.",
    discussion: """
      Examples:
        clusterctl job disable report
        clusterctl job disable report --note 'until the disk is replaced'
      """)

  @OptionGroup var global: GlobalOptions
  @Argument(help: "Name or id.", completion: Completion.jobs) var job: String
  @Option var note = ""

  func run(on cluster: Cluster) async throws {
    let job: Job = try await cluster.write(
      Methods.JobService.disableJob, DisableJobRequest(job: job, note: note))
    Printer(format: cluster.output).object(job, name: job.name) { ["job \(job.name) disabled"] }
  }
}

struct JobDelete: ClusterCommand {
  static let configuration = CommandConfiguration(
    commandName: "delete", abstract: "Remove a job and its schedules.",
    discussion: """
      Examples:
        clusterctl job delete report --yes
        clusterctl job delete report --yes --live cancel
      """, aliases: ["rm"])

  enum Live: String, ExpressibleByArgument, CaseIterable { case refuse, cancel, orphan }

  @OptionGroup var global: GlobalOptions
  @OptionGroup var consent: Consent
  @Argument(help: "Name or id.", completion: Completion.jobs) var job: String
  @Option(help: "What becomes of live executions: refuse, cancel or orphan.")
  var live = Live.refuse

  func run(on cluster: Cluster) async throws {
    try consent.ask("delete job \(job) and its schedules")
    let policy: DeleteJobRequest.LiveExecutions =
      switch live {
      case .refuse: .refuse
      case .cancel: .cancel
      case .orphan: .orphan
      }
    let _: Empty = try await cluster.write(
      Methods.JobService.deleteJob, DeleteJobRequest(job: job, liveExecutions: policy))
    Terminal.print("job \(job) deleted")
  }
}

/// Payloads as people give them: JSON on the command line, `@file`, or `@-` for standard input.
enum Payload {
  static func read(_ text: String) throws -> Bytes {
    guard text.hasPrefix("@") else { return Bytes(text.utf8) }
    let path = String(text.dropFirst())
    do throws(SmallFile.Failure) {
      return try SmallFile.read(path, limit: 4 << 20)
    } catch {
      switch error {
      case .missing: throw Problem("there is no file \(path)", status: .missing)
      case .failed(let why): throw Problem("\(path): \(why)", status: .data)
      case .tooLarge(let limit):
        throw Problem("\(path) is larger than \(ByteCount(limit))", status: .data)
      }
    }
  }
}
