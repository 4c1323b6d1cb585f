internal import ArgumentParser
internal import Messages
internal import Units

struct ScheduleCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schedule", abstract: "When jobs run.",
    subcommands: [
      ScheduleList.self, ScheduleGet.self, ScheduleCreate.self, SchedulePreview.self,
      SchedulePause.self, ScheduleResume.self, ScheduleTrigger.self, ScheduleDelete.self,
    ], defaultSubcommand: ScheduleList.self, aliases: ["schedules"])
}

enum ScheduleText {
  static func timing(_ schedule: Schedule) -> String {
    switch schedule.timing {
    case .cron(let text): text
    case .interval(let interval):
      "every \(interval.every) \(interval.unit.protoName ?? "")".lowercased()
    case .atTime(let time): "once at \(time)"
    case nil: ""
    }
  }

  static func table(_ schedules: [Schedule], wide: Bool) -> Table {
    let now = TimeText.now()
    var table = Table(
      [
        .init("SCHEDULE"), .init("JOB"), .init("WHEN"), .init("ZONE"), .init("NEXT"), .init("LAST"),
        .init("RUNS", .right), .init("SKIPS", .right), .init("MISSED", .right), .init("STATE"),
      ] + (wide ? [.init("ID")] : []), width: Terminal.width)
    for schedule in schedules {
      let state =
        schedule.pause != nil ? "paused" : schedule.enabled ?? true ? "active" : "disabled"
      table.add(
        [
          schedule.name, schedule.job, timing(schedule), schedule.zone,
          schedule.nextRunTime.map { TimeText.moment($0, now: now) } ?? "–",
          schedule.lastRunTime.map { TimeText.moment($0, now: now) } ?? "–", "\(schedule.runs)",
          "\(schedule.skips)", "\(schedule.missed)", state,
        ] + (wide ? [schedule.id] : []))
    }
    return table
  }
}

struct ScheduleList: ClusterCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Every schedule, with its next and last run.",
    discussion: """
      Examples:
        clusterctl schedule list
        clusterctl schedule list --job sync-inventory
      """, aliases: ["ls"])

  @OptionGroup var global: GlobalOptions
  @Option(help: "Only those of this job.") var job = ""

  func run(on cluster: Cluster) async throws {
    var schedules: [Schedule] = []
    var request = ListSchedulesRequest(pageSize: 1_000, job: job)
    repeat {
      let page: ListSchedulesResponse = try await cluster.read(
        Methods.ScheduleService.listSchedules, request)
      schedules += page.schedules
      request.pageToken = page.nextPageToken
    } while !request.pageToken.isEmpty && schedules.count < 100_000
    Printer(format: cluster.output).list(schedules, names: \.id) {
      ScheduleText.table($0, wide: $1)
    }
  }
}

struct ScheduleGet: ClusterCommand {
  static let configuration = CommandConfiguration(
    commandName: "get", abstract: "One schedule.",
    discussion: """
      Examples:
        clusterctl schedule get sync-inventory/default
        clusterctl schedule get nightly -o json
      """, aliases: ["show"])

  @OptionGroup var global: GlobalOptions
  @Argument(help: "Id, name, or job/name.", completion: Completion.schedules)
  var schedule: String

  func run(on cluster: Cluster) async throws {
    let found: Schedule = try await cluster.read(
      Methods.ScheduleService.getSchedule, GetScheduleRequest(schedule: schedule))
    Printer(format: cluster.output).object(found, name: found.id) {
      ScheduleText.table([found], wide: true).lines
        + (found.words.isEmpty ? [] : ["\"\(found.words)\""])
    }
  }
}

struct ScheduleCreate: ClusterCommand {
  static let configuration = CommandConfiguration(
    commandName: "create", abstract: "Give a job a schedule.",
    discussion: """
      Examples:
        clusterctl schedule create nightly --job report --cron '30 2 * * *' --zone Europe/Berlin
        clusterctl schedule create often --job report --every 90s --overlap skip
      """)

  @OptionGroup var global: GlobalOptions
  @Argument var name: String
  @Option var job: String
  @Option(help: "Five fields, or six with seconds.") var cron: String?
  @Option(help: "An interval, as in 90s, 6h, 1d, 1mo.") var every: String?
  @Option(help: "One moment, as in 2027-03-28T02:30:00Z.") var at: String?
  @Option(help: "An IANA zone (default UTC).") var zone = ""
  @Option(help: "allow, skip, buffer-one, buffer-all, cancel-other or terminate-other.")
  var overlap: String?
  @Option(help: "For missed due times: latest, each or nothing.") var catchUp: String?
  @Option(help: "Runs at most.") var maxRuns: UInt64 = 0
  @Option(help: "JSON, or @file.") var payload = ""
  @Flag(help: "Check, and create nothing.") var dryRun = false

  func run(on cluster: Cluster) async throws {
    var schedule = Schedule(name: name, job: job)
    schedule.timing = try Timing.parse(cron: cron, every: every, at: at)
    schedule.zone = zone
    schedule.maxRuns = maxRuns
    schedule.payload = try Payload.read(payload)
    if let overlap { schedule.overlap = try word(overlap, "--overlap") }
    if let catchUp { schedule.catchUp = try word(catchUp, "--catch-up") }
    let made: Schedule = try await cluster.write(
      Methods.ScheduleService.createSchedule,
      CreateScheduleRequest(schedule: schedule, validateOnly: dryRun))
    Printer(format: cluster.output).object(made, name: made.id) {
      dryRun
        ? ["schedule \(made.name) of \(made.job) would be created"]
        : ["schedule \(made.name) of \(made.job) created (\(made.id))"]
    }
  }

  private func word<Word: WireEnum>(_ text: String, _ flag: String) throws -> Word {
    let wanted = text.uppercased().replacing("-", with: "_")
    guard let word = Word(protoName: wanted) else {
      let all = Word.allCases.compactMap(\.protoName).filter { !$0.hasSuffix("UNSPECIFIED") }
        .map { $0.lowercased().replacing("_", with: "-") }
      throw Problem(
        "\(flag) does not know '\(text)'", hint: "one of \(all.joined(separator: ", "))",
        status: .usage)
    }
    return word
  }
}

enum Timing {
  static func parse(cron: String?, every: String?, at: String?) throws -> Schedule.Timing {
    let given = [cron, every, at].compactMap { $0 }
    guard given.count == 1 else {
      throw Problem(
        "give exactly one of --cron, --every and --at, not \(given.count)", status: .usage)
    }
    if let cron { return .cron(cron) }
    if let every {
      guard let interval = interval(every) else {
        throw Problem(
          "'\(every)' is no interval", hint: "as in 90s, 1h30m, 6h, 1d, 2w, 1mo or 1y",
          status: .usage)
      }
      return .interval(interval)
    }
    guard let at, let time = SpanText.moment(at, now: TimeText.now()) else {
      throw Problem(
        "'\(at ?? "")' is no moment", hint: "as in 2027-03-28T02:30:00Z", status: .usage)
    }
    return .atTime(time)
  }

  /// `90s` and `1h30m` are spans; `1d`, `2w`, `1mo` and `1y` count on the wall clock of the
  /// schedule's zone, where a day may have 23 or 25 hours, and so cannot be added to hours.
  static func interval(_ text: String) -> Interval? {
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    let calendar: [String: Interval.Unit] = ["d": .day, "w": .week, "mo": .month, "y": .year]
    if let unit = calendar[String(text.dropFirst(digits.count))] {
      guard let count = UInt32(digits), count > 0 else { return nil }
      return Interval(every: count, unit: unit)
    }
    guard !text.contains("d"), !text.contains("w"), let span = SpanText.parse(text),
      span >= .seconds(1), span.microseconds % 1_000_000 == 0,
      let seconds = UInt32(exactly: span.microseconds / 1_000_000)
    else { return nil }
    return Interval(every: seconds, unit: .second)
  }
}

struct SchedulePreview: ClusterCommand {
  static let configuration = CommandConfiguration(
    commandName: "preview",
    abstract: "Due times to come, and what a change of clocks does to them.",
    discussion: """
      Examples:
        clusterctl schedule preview --cron '30 2 * * *' --zone Europe/Berlin --after 2027-03-27 -n 3
        clusterctl schedule preview sync-inventory/default
      """)

  @OptionGroup var global: GlobalOptions
  @Argument(help: "A stored schedule: id, name, or job/name.") var schedule: String?
  @Option var cron: String?
  @Option(help: "An interval, as in 90s, 6h, 1d, 1mo.") var every: String?
  @Option(help: "An IANA zone (default UTC).") var zone = ""
  @Option(help: "From when on (default now).") var after: String?
  @Option(name: .short, help: "How many.") var n: UInt32 = 5

  func run(on cluster: Cluster) async throws {
    var request = PreviewScheduleRequest(count: n)
    if let schedule {
      request.schedule = schedule
    } else {
      var definition = Schedule(zone: zone)
      definition.timing = try Timing.parse(cron: cron, every: every, at: nil)
      request.definition = definition
    }
    if let after {
      guard let time = SpanText.moment(after, now: TimeText.now()) else {
        throw Problem("'\(after)' is no moment", hint: "as in 2027-03-27", status: .usage)
      }
      request.afterTime = time
    }
    let preview: PreviewScheduleResponse = try await cluster.read(
      Methods.ScheduleService.previewSchedule, request)
    Printer(format: cluster.output).object(preview, name: preview.words) {
      let width = preview.items.map(\.local.count).max() ?? 0
      return ["\"\(preview.words)\""]
        + preview.items.map { item in
          let utc = item.dueTime.map { utcClock($0) } ?? ""
          let padding = String(repeating: " ", count: width - item.local.count)
          return "  \(item.local)\(padding) (\(utc) UTC)"
            + (item.note.isEmpty ? "" : "   \(item.note)")
        }
    }
  }

  /// `01:30`, with seconds where there are some.
  private func utcClock(_ time: Instant) -> String {
    let clock = time.description.dropFirst(11)
    return String(clock.prefix(time.seconds % 60 == 0 ? 5 : 8))
  }
}

struct SchedulePause: ClusterCommand {
  static let configuration = CommandConfiguration(
    commandName: "pause", abstract: "Fire no more until it is resumed.",
    discussion: """
      Examples:
        clusterctl schedule pause nightly --note 'stocktaking'
        clusterctl schedule pause sync-inventory/default
      """)

  @OptionGroup var global: GlobalOptions
  @Argument(help: "Id, name, or job/name.", completion: Completion.schedules)
  var schedule: String
  @Option var note = ""

  func run(on cluster: Cluster) async throws {
    let paused: Schedule = try await cluster.write(
      Methods.ScheduleService.pauseSchedule, PauseScheduleRequest(schedule: schedule, note: note))
    Printer(format: cluster.output).object(paused, name: paused.id) {
      ["schedule \(paused.name) of \(paused.job) paused"]
    }
  }
}

struct ScheduleResume: ClusterCommand {
  static let configuration = CommandConfiguration(
    commandName: "resume", abstract: "Fire again; what fell into the pause is not made up.",
    discussion: """
      Examples:
        clusterctl schedule resume nightly
        clusterctl schedule resume sync-inventory/default
      """)

  @OptionGroup var global: GlobalOptions
  @Argument(help: "Id, name, or job/name.", completion: Completion.schedules)
  var schedule: String

  func run(on cluster: Cluster) async throws {
    let resumed: Schedule = try await cluster.write(
      Methods.ScheduleService.resumeSchedule, ResumeScheduleRequest(schedule: schedule))
    Printer(format: cluster.output).object(resumed, name: resumed.id) {
      ["schedule \(resumed.name) of \(resumed.job) resumed"]
    }
  }
}

struct ScheduleTrigger: ClusterCommand {
  static let configuration = CommandConfiguration(
    commandName: "trigger", abstract: "Run now, without moving a due time.",
    discussion: """
      Examples:
        clusterctl schedule trigger nightly
        clusterctl schedule trigger sync-inventory/default -o name
      """)

  @OptionGroup var global: GlobalOptions
  @Argument(help: "Id, name, or job/name.", completion: Completion.schedules)
  var schedule: String

  func run(on cluster: Cluster) async throws {
    let fired: TriggerScheduleResponse = try await cluster.write(
      Methods.ScheduleService.triggerSchedule, TriggerScheduleRequest(schedule: schedule))
    Printer(format: cluster.output).object(fired, name: fired.execution) {
      fired.skipped ? ["skipped: \(fired.reason)"] : ["execution \(fired.execution)"]
    }
  }
}

struct ScheduleDelete: ClusterCommand {
  static let configuration = CommandConfiguration(
    commandName: "delete", abstract: "Remove a schedule; its executions stay.",
    discussion: """
      Examples:
        clusterctl schedule delete nightly --yes
        clusterctl schedule delete report/nightly --yes
      """, aliases: ["rm"])

  @OptionGroup var global: GlobalOptions
  @OptionGroup var consent: Consent
  @Argument(help: "Id, name, or job/name.", completion: Completion.schedules)
  var schedule: String

  func run(on cluster: Cluster) async throws {
    try consent.ask("delete schedule \(schedule)")
    let _: Empty = try await cluster.write(
      Methods.ScheduleService.deleteSchedule, DeleteScheduleRequest(schedule: schedule))
    Terminal.print("schedule \(schedule) deleted")
  }
}
