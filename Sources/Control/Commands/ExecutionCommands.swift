internal import ArgumentParser
internal import Messages
internal import Units

struct ExecutionCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "execution", abstract: "What runs, waits and ran.",
    subcommands: [
      ExecutionList.self, ExecutionGet.self, ExecutionRun.self, ExecutionLogs.self,
      ExecutionCancel.self, ExecutionRequeue.self, ExecutionDelete.self,
    ], defaultSubcommand: ExecutionList.self, aliases: ["executions", "exec"])
}

struct ExecutionList: ClusterCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Executions, newest first, and why what waits does.",
    discussion: """
      Examples:
        clusterctl execution list --state pending
        clusterctl execution list --job report --state failed --since 24h
      """, aliases: ["ls"])

  @OptionGroup var global: GlobalOptions
  @Option(help: "Only those of this job.") var job = ""
  @Option(help: "pending, running, completed, failed, timeout, cancelled, delayed, expired.")
  var state: String?
  @Option(help: "Created since: a span before now, or a moment.") var since: String?
  @Option(help: "Only those that match (AIP-160).") var filter = ""
  @Option(name: [.customShort("n"), .long], help: "At most so many, from 1.") var limit = 50

  func run(on cluster: Cluster) async throws {
    try Problem.check(rows: limit)
    var request = ListExecutionsRequest(filter: filter, job: job)
    if let state {
      guard let wanted = Execution.State(protoName: state.uppercased()), wanted != .unspecified
      else {
        let all = Execution.State.allCases.dropFirst().compactMap { $0.protoName?.lowercased() }
        throw Problem(
          "there is no state '\(state)'",
          hint: Suggestion.nearest(to: state, in: all).map { "did you mean \($0)?" }
            ?? "one of \(all.joined(separator: ", "))", status: .usage)
      }
      request.state = wanted
    }
    if let since {
      guard let time = SpanText.moment(since, now: TimeText.now()) else {
        throw Problem("'\(since)' is no span or moment", hint: "as in 24h", status: .usage)
      }
      let clause = "create_time >= \"\(time)\""
      request.filter = filter.isEmpty ? clause : "\(filter) AND \(clause)"
    }
    var executions: [Execution] = []
    repeat {
      request.pageSize = UInt32(min(1_000, limit - executions.count))
      let page: ListExecutionsResponse = try await cluster.read(
        Methods.ExecutionService.listExecutions, request)
      executions += page.executions
      request.pageToken = page.nextPageToken
    } while !request.pageToken.isEmpty && executions.count < limit
    Printer(format: cluster.output).list(executions, names: \.id) {
      ExecutionText.table($0, wide: $1)
    }
    // A list that is worked off by a script must not end unnoticed.
    if !request.pageToken.isEmpty {
      Terminal.complain("the newest \(executions.count) of more; -n \(limit * 20) lists up to that")
    }
  }
}

enum ExecutionText {
  static func state(_ state: Execution.State) -> String {
    switch state {
    case .unspecified, .unrecognized: ""
    default: state.protoName ?? ""
    }
  }

  /// Why it waits, or what went wrong.
  static func why(_ execution: Execution) -> String {
    if let waiting = execution.waiting, waiting.reason != .unspecified {
      let name = waiting.reason.protoName ?? ""
      return waiting.detail.isEmpty ? name : "\(name)  \(waiting.detail)"
    }
    if execution.cancelling { return "is being cancelled" }
    return execution.error
  }

  static func attempt(_ execution: Execution) -> String {
    if execution.attempt == 0 { return "–" }
    return execution.maxAttempts == 0
      ? "\(execution.attempt)" : "\(execution.attempt) of \(execution.maxAttempts)"
  }

  static func took(_ execution: Execution, now: Instant) -> String {
    if let duration = execution.duration { return TimeText.span(duration) }
    switch execution.state {
    case .running: return execution.startTime.map { TimeText.span(now - $0) } ?? "–"
    case .pending, .delayed, .blocked:
      return execution.createTime.map { "waits \(TimeText.span(now - $0))" } ?? "–"
    default: return "–"
    }
  }

  static func table(_ executions: [Execution], wide: Bool) -> Table {
    let now = TimeText.now()
    var table = Table(
      [
        .init("ID"), .init("JOB"), .init("STATE"), .init("ATTEMPT"), .init("STARTED"),
        .init("TOOK"), .init("WORKER"), .init("WHY"),
      ] + (wide ? [.init("QUEUE"), .init("CREATED")] : []), width: Terminal.width)
    for execution in executions {
      table.add(
        [
          execution.id, execution.job, state(execution.state),
          attempt(execution),
          execution.startTime.map { TimeText.moment($0, now: now) } ?? "–",
          took(execution, now: now), execution.worker, why(execution),
        ]
          + (wide
            ? [
              execution.queue, execution.createTime.map { TimeText.moment($0, now: now) } ?? "",
            ] : []))
    }
    return table
  }
}

struct ExecutionGet: ClusterCommand {
  static let configuration = CommandConfiguration(
    commandName: "get", abstract: "One execution, with its attempts.",
    discussion: """
      Examples:
        clusterctl execution get 0000000D80001
        clusterctl execution get D80001 -o yaml
      """, aliases: ["show"])

  @OptionGroup var global: GlobalOptions
  @Argument(help: "An id, or the end of one while that is unique.") var execution: String

  func run(on cluster: Cluster) async throws {
    let id = try await ExecutionID.resolve(execution, on: cluster)
    let found: Execution = try await cluster.read(
      Methods.ExecutionService.getExecution, GetExecutionRequest(execution: id))
    Printer(format: cluster.output).object(found, name: found.id) {
      let now = TimeText.now()
      var lines = ExecutionText.table([found], wide: true).lines
      if !found.payload.isEmpty {
        lines.append("payload  \(String(decoding: found.payload, as: UTF8.self))")
      }
      if !found.result.isEmpty {
        lines.append("result   \(String(decoding: found.result, as: UTF8.self))")
      }
      for attempt in found.attempts {
        let took = attempt.duration.map { " in \(TimeText.span($0))" } ?? ""
        let start = attempt.startTime.map { TimeText.moment($0, now: now) } ?? ""
        lines.append(
          "attempt \(attempt.number)  \(start)  \(attempt.worker)  "
            + "\(attempt.outcome.protoName ?? "")\(took)  \(attempt.error)")
      }
      return lines
    }
  }
}

/// Ids as people give them: whole, shortened from the left, with or without `…`, or the name of a
/// job for its newest execution.
enum ExecutionID {
  static func resolve(_ text: String, on cluster: Cluster) async throws -> String {
    let bare = text.hasPrefix("…") ? String(text.dropFirst()) : text
    if let id = RecordID(text: bare) { return id.text }
    let wanted = bare.uppercased()
    var request = ListExecutionsRequest(pageSize: 1_000)
    let isName = bare.contains { $0.isLowercase || $0 == "-" || $0 == "." || $0 == "_" }
    if isName {
      request.job = bare
      request.pageSize = 1
      let page: ListExecutionsResponse = try await cluster.read(
        Methods.ExecutionService.listExecutions, request)
      guard let newest = page.executions.first else {
        throw Problem("job '\(bare)' has no execution yet", status: .missing)
      }
      return newest.id
    }
    guard (3...12).contains(wanted.count),
      wanted.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber) })
    else {
      throw Problem(
        "'\(text)' is no id", hint: "13 characters, or at least the last 3 of them",
        status: .usage)
    }
    var matches: [String] = []
    for _ in 0..<10 {
      let page: ListExecutionsResponse = try await cluster.read(
        Methods.ExecutionService.listExecutions, request)
      matches += page.executions.map(\.id).filter { $0.hasSuffix(wanted) }
      request.pageToken = page.nextPageToken
      if request.pageToken.isEmpty { break }
    }
    guard let first = matches.first else {
      throw Problem(
        "none of the newest 10,000 executions ends with '\(wanted)'",
        hint: "give the whole id", status: .missing)
    }
    guard matches.count == 1 else {
      throw Problem(
        "'\(wanted)' is the end of \(matches.count) ids",
        hint: "give more of it: \(matches.prefix(3).joined(separator: ", "))", status: .usage)
    }
    return first
  }
}

struct ExecutionRun: ClusterCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Run a job now; with --wait, show its log and exit as it ends.",
    discussion: """
      Examples:
        clusterctl execution run sync-inventory --wait
        clusterctl execution run report --payload '{"month":"2027-03"}' -o name
      """)

  @OptionGroup var global: GlobalOptions
  @Argument(help: "Name or id.", completion: Completion.jobs) var job: String
  @Option(help: "JSON, or @file.") var payload = ""
  @Option(help: "1 (highest) to 9.") var priority: UInt32 = 0
  @Flag(help: "Stream its log, and exit with 1 unless it completes.") var wait = false
  @Flag(help: "With --wait: say what followed from it.") var events = false

  func run(on cluster: Cluster) async throws {
    let request = ExecuteJobRequest(
      job: job, payload: try Payload.read(payload), priority: priority)
    let made: Execution = try await cluster.write(Methods.JobService.executeJob, request)
    guard wait else {
      Printer(format: cluster.output).object(made, name: made.id) { ["execution \(made.id)"] }
      return
    }
    let isText = cluster.output == .table || cluster.output == .wide
    let ended = try await LogFollower(cluster, made.id, showsLog: isText).run()
    Printer(format: cluster.output).object(ended, name: ended.id) { ExecutionEnd.lines(ended) }
    if events && isText { try await ExecutionEnd.showConsequences(of: ended, on: cluster) }
    if ended.state != .completed {
      throw Problem(
        "execution \(ended.id) ended \(ended.state.protoName ?? "")", hint: nil, status: .failed)
    }
  }
}

/// Follows one execution to its end, over changes of leader and deaths of nodes.
final class LogFollower {
  private let cluster: Cluster
  private let id: String
  private let showsLog: Bool
  private var position = ""
  private var announced = 0
  private var last: Execution?

  init(_ cluster: Cluster, _ id: String, showsLog: Bool) {
    self.cluster = cluster
    self.id = id
    self.showsLog = showsLog
  }

  func run() async throws -> Execution {
    while true {
      try await cluster.follow(
        Methods.ExecutionService.followExecution,
        start: { FollowExecutionRequest(execution: id, position: position) },
        as: FollowExecutionResponse.self
      ) { response in
        position = response.position
        switch response.item {
        case .line(let line): if showsLog { Terminal.print(LogText.line(line)) }
        case .state(let state): announce(state)
        case .progress, nil: break
        }
        return true
      }
      guard let last, ExecutionEnd.isEnd(last.state) else { continue }
      // Followers are told no payloads: the result is read once, at the end.
      return try await cluster.read(
        Methods.ExecutionService.getExecution, GetExecutionRequest(execution: id))
    }
  }

  private func announce(_ state: Execution) {
    last = state
    guard showsLog, Int(state.attempt) > announced, !state.worker.isEmpty else { return }
    announced = Int(state.attempt)
    Terminal.print("execution \(state.id) on \(state.worker), attempt \(state.attempt)")
  }
}

enum ExecutionEnd {
  static func isEnd(_ state: Execution.State) -> Bool {
    switch state {
    case .completed, .failed, .timeout, .cancelled, .expired: true
    default: false
    }
  }

  static func lines(_ ended: Execution) -> [String] {
    var line = ended.state.protoName ?? ""
    if let duration = ended.duration { line += " in \(TimeText.span(duration))" }
    if ended.attempt > 1 { line += ", attempt \(ended.attempt)" }
    if !ended.result.isEmpty {
      line += ", result \(String(decoding: ended.result, as: UTF8.self))"
    }
    if !ended.error.isEmpty { line += ": \(ended.error)" }
    return [line]
  }

  /// What an execution led to, once all of it has ended (or ten seconds on): events by name, and
  /// executions by job and state.
  static func showConsequences(of ended: Execution, on cluster: Cluster) async throws {
    var trace = TraceEventResponse()
    for _ in 0..<200 {
      trace = try await cluster.read(
        Methods.EventService.traceEvent, TraceEventRequest(id: ended.id, depth: 8, limit: 1_000))
      let isSettled = trace.nodes.allSatisfy { node in
        guard case .execution(let execution) = node.kind else { return true }
        return Execution.State(protoName: execution.state).map(isEnd) ?? false
      }
      if isSettled { break }
      try await Task.sleep(for: .milliseconds(50))
    }
    var events: [(name: String, count: Int)] = []
    var executions: [(name: String, count: Int)] = []
    func count(_ name: String, in list: inout [(name: String, count: Int)]) {
      if let place = list.firstIndex(where: { $0.name == name }) {
        list[place].count += 1
      } else {
        list.append((name, 1))
      }
    }
    for node in trace.nodes where node.id != ended.id {
      switch node.kind {
      case .event(let event):
        // The runtime says of every execution how it ended: that is no news here.
        if !event.name.hasPrefix("execution.") { count(event.name, in: &events) }
      case .execution(let execution): count("\(execution.job) \(execution.state)", in: &executions)
      case .stopped, nil: break
      }
    }
    if events.isEmpty && executions.isEmpty { return }
    let told = events.map { $0.count > 1 ? "\($0.name) ×\($0.count)" : $0.name }
    var line = "events: \(told.joined(separator: ", "))"
    if !executions.isEmpty {
      line += " → " + executions.map { "\($0.count) × \($0.name)" }.joined(separator: ", ")
    }
    Terminal.print(line)
  }
}

struct ExecutionLogs: ClusterCommand {
  static let configuration = CommandConfiguration(
    commandName: "logs", abstract: "What an execution printed.",
    discussion: """
      Examples:
        clusterctl execution logs sync-inventory
        clusterctl execution logs 0000000D80001 --follow
      """, aliases: ["log"])

  @OptionGroup var global: GlobalOptions
  @Argument(help: "An id, the end of one, or a job for its newest execution.")
  var execution: String
  @Flag(name: [.short, .long], help: "Go on until it has ended.") var follow = false
  @Option(help: "Only this attempt.") var attempt: UInt32 = 0
  @Option(help: "Only the last N lines, from 1.") var tail: UInt32?

  func run(on cluster: Cluster) async throws {
    let id = try await ExecutionID.resolve(execution, on: cluster)
    let isText = cluster.output == .table || cluster.output == .wide
    if follow {
      var position = ""
      try await cluster.follow(
        Methods.ExecutionService.followExecution,
        start: { FollowExecutionRequest(execution: id, position: position) },
        as: FollowExecutionResponse.self
      ) { response in
        position = response.position
        if case .line(let line) = response.item {
          Terminal.print(isText ? LogText.line(line) : line.json)
        }
        return true
      }
      return
    }
    var request = ListLogsRequest(execution: id, attempt: attempt, pageSize: 1_000)
    if let tail {
      request.tail = true
      request.pageSize = min(max(1, tail), 1_000)
    }
    repeat {
      let page: ListLogsResponse = try await cluster.read(
        Methods.ExecutionService.listLogs, request)
      for line in page.lines { Terminal.print(isText ? LogText.line(line) : line.json) }
      if tail != nil { break }
      // The end of a log that is still written has a token too, from which nothing comes yet.
      request.pageToken = page.lines.isEmpty ? "" : page.nextPageToken
    } while !request.pageToken.isEmpty
  }
}

struct ExecutionCancel: ClusterCommand {
  static let configuration = CommandConfiguration(
    commandName: "cancel",
    abstract: "End an execution: at once where it waits, by its worker where it runs.",
    discussion: """
      Examples:
        clusterctl execution cancel 0000000D80001
        clusterctl execution cancel report --reason 'wrong month'
      """)

  @OptionGroup var global: GlobalOptions
  @Argument(help: "An id, or the end of one.") var execution: String
  @Option var reason = ""

  func run(on cluster: Cluster) async throws {
    let id = try await ExecutionID.resolve(execution, on: cluster)
    let state: Execution = try await cluster.write(
      Methods.ExecutionService.cancelExecution,
      CancelExecutionRequest(execution: id, reason: reason))
    Printer(format: cluster.output).object(state, name: state.id) {
      state.cancelling
        ? ["execution \(state.id) is being cancelled by \(state.worker)"]
        : ["execution \(state.id) \(state.state.protoName ?? "")"]
    }
  }
}

struct ExecutionRequeue: ClusterCommand {
  static let configuration = CommandConfiguration(
    commandName: "requeue", abstract: "Run ended executions again, as new ones linked to the old.",
    discussion: """
      Examples:
        clusterctl execution requeue 0000000D80001
        clusterctl execution requeue D80001 D80002
      """)

  @OptionGroup var global: GlobalOptions
  @Argument(help: "Ids, or their ends.") var executions: [String]

  func run(on cluster: Cluster) async throws {
    var ids: [String] = []
    for text in executions { ids.append(try await ExecutionID.resolve(text, on: cluster)) }
    let answer: RequeueExecutionsResponse = try await cluster.write(
      Methods.ExecutionService.requeueExecutions,
      RequeueExecutionsRequest(selection: Selection(ids: ids)))
    var failed: Problem?
    Printer(format: cluster.output).list(answer.items, names: \.requeuedAs) { items, _ in
      var table = Table([.init("OLD"), .init("NEW"), .init("WHY NOT")])
      for item in items {
        table.add([item.execution, item.requeuedAs, item.error?.message ?? ""])
      }
      return table
    }
    for item in answer.items {
      if let error = item.error {
        failed = Problem("\(item.execution): \(error.message)", code: error.reason, status: .data)
      }
    }
    if let failed { throw failed }
  }
}

struct ExecutionDelete: ClusterCommand {
  static let configuration = CommandConfiguration(
    commandName: "delete", abstract: "Remove an ended execution and its log.",
    discussion: """
      Examples:
        clusterctl execution delete 0000000D80001 --yes
        clusterctl execution delete D80001 --yes
      """, aliases: ["rm"])

  @OptionGroup var global: GlobalOptions
  @OptionGroup var consent: Consent
  @Argument(help: "An id, or the end of one.") var execution: String

  func run(on cluster: Cluster) async throws {
    let id = try await ExecutionID.resolve(execution, on: cluster)
    try consent.ask("delete execution \(id) and its log")
    let _: Empty = try await cluster.write(
      Methods.ExecutionService.deleteExecution, DeleteExecutionRequest(execution: id))
    Terminal.print("execution \(id) deleted")
  }
}
