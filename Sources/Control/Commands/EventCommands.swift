internal import ArgumentParser
internal import Messages
internal import Units

struct EventCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "event", abstract: "What happened.",
    subcommands: [EventList.self, EventPublish.self, EventTrace.self],
    defaultSubcommand: EventList.self, aliases: ["events"])
}

struct EventList: ClusterCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Events, newest first; with --follow, as they come.",
    discussion: """
      Examples:
        clusterctl event list --name 'vm.*'
        clusterctl event list --follow -o json
      """, aliases: ["ls"])

  @OptionGroup var global: GlobalOptions
  @Option(help: "A name, or a pattern such as vm.* or vm.**.") var name = ""
  @Option(name: [.customShort("n"), .long], help: "At most so many, from 1.") var limit = 30
  @Flag(name: [.short, .long], help: "Go on with what comes.") var follow = false
  @Option(help: "With --follow: from this offset on.") var offset: UInt64?
  @Flag(help: "The runtime's own events too.") var system = false

  func run(on cluster: Cluster) async throws {
    if follow { return try await followEvents(on: cluster) }
    try Problem.check(rows: limit)
    var events: [Event] = []
    var request = ListEventsRequest(name: name)
    if !system && name.isEmpty { request.filter = "system = false" }
    repeat {
      request.pageSize = UInt32(min(1_000, limit - events.count))
      let page: ListEventsResponse = try await cluster.read(
        Methods.EventService.listEvents, request)
      events += page.events
      request.pageToken = page.nextPageToken
    } while !request.pageToken.isEmpty && events.count < limit
    Printer(format: cluster.output).list(events, names: \.id) { events, _ in
      let now = TimeText.now()
      var table = Table(
        [
          .init("OFFSET", .right), .init("EVENT"), .init("KEY"), .init("SOURCE"), .init("TIME"),
          .init("PAYLOAD"),
        ], width: Terminal.width)
      for event in events {
        table.add([
          "#\(event.offset)", event.name, event.key, event.source,
          event.time.map { TimeText.moment($0, now: now) } ?? "",
          Table.cut(String(decoding: event.payload, as: UTF8.self), to: 80),
        ])
      }
      return table
    }
  }

  private func followEvents(on cluster: Cluster) async throws {
    var next = offset
    let isText = cluster.output == .table || cluster.output == .wide
    try await cluster.follow(
      Methods.EventService.subscribe, patience: .hours(24 * 365),
      start: {
        var request = SubscribeRequest(
          filter: EventFilter(names: name.isEmpty ? [] : [name], includeSystem: system))
        if let next { request.start = .offset(next) }
        return request
      }, as: SubscribeResponse.self
    ) { response in
      switch response.item {
      case .event(let event):
        next = event.offset + 1
        let time = event.time.map(TimeText.precise) ?? ""
        Terminal.print(
          isText
            ? "#\(event.offset)  \(time)  \(event.name)  \(event.key)  "
              + Table.cut(String(decoding: event.payload, as: UTF8.self), to: 120) : event.json)
      case .gap(let gap):
        next = gap.lastOffset + 1
        Terminal.complain("events \(gap.firstOffset) to \(gap.lastOffset) are gone: \(gap.reason)")
      case .mark(let mark): next = max(next ?? 0, mark.offset + 1)
      case nil: break
      }
      return true
    }
  }
}

struct EventPublish: ClusterCommand {
  static let configuration = CommandConfiguration(
    commandName: "publish", abstract: "Say that something happened.",
    discussion: """
      Examples:
        clusterctl event publish vm.created --key vm-0911 --payload '{"name":"vm-0911"}'
        clusterctl event publish deploy.done -o json
      """)

  @OptionGroup var global: GlobalOptions
  @Argument(help: "Dotted, as in vm.created.") var name: String
  @Option var key = ""
  @Option(help: "JSON, or @file.") var payload = ""

  func run(on cluster: Cluster) async throws {
    let draft = EventDraft(name: name, payload: try Payload.read(payload), key: key)
    let answer: PublishEventsResponse = try await cluster.write(
      Methods.EventService.publishEvents, PublishEventsRequest(events: [draft]))
    Printer(format: cluster.output).object(answer, name: answer.items.first?.id ?? "") {
      answer.items.map { item in
        let followers =
          item.executions.isEmpty ? "" : ", started \(item.executions.joined(separator: ", "))"
        return "event \(name) #\(item.offset)\(followers)"
      }
    }
  }
}

struct EventTrace: ClusterCommand {
  static let configuration = CommandConfiguration(
    commandName: "trace", abstract: "What an event or an execution led to.",
    discussion: """
      Examples:
        clusterctl event trace sync-inventory
        clusterctl event trace 0000000D80001 --all
      """)

  @OptionGroup var global: GlobalOptions
  @Argument(help: "An id of an event or execution, or a job for its newest execution.")
  var id: String
  @Flag(help: "Every branch.") var all = false

  func run(on cluster: Cluster) async throws {
    let whole = try await ExecutionID.resolve(id, on: cluster)
    let trace: TraceEventResponse = try await cluster.read(
      Methods.EventService.traceEvent,
      TraceEventRequest(id: whole, depth: 32, limit: 1_000))
    Printer(format: cluster.output).object(trace, name: whole) {
      TraceText.lines(trace, showsAll: all)
    }
  }
}

enum TraceText {
  /// A tree; of each node's children three are shown unless all are wanted.
  static func lines(_ trace: TraceEventResponse, showsAll: Bool) -> [String] {
    let nodes = trace.nodes
    let ids = Set(nodes.map(\.id))
    let roots = nodes.filter { $0.parent.isEmpty || !ids.contains($0.parent) }
    var lines: [String] = []
    func children(of id: String) -> [TraceEventResponse.Node] { nodes.filter { $0.parent == id } }
    func show(_ node: TraceEventResponse.Node, _ prefix: String, _ branch: String, _ deeper: String)
    {
      lines.append(prefix + branch + text(node))
      let below = children(of: node.id)
      let shown = showsAll ? below : Array(below.prefix(3))
      let hidden = below.count - shown.count
      for (place, child) in shown.enumerated() {
        let isLast = place == shown.count - 1 && hidden == 0
        show(child, prefix + deeper, isLast ? "└─ " : "├─ ", isLast ? "   " : "│  ")
      }
      if hidden > 0 { lines.append(prefix + deeper + "└─ … \(hidden) more (--all)") }
    }
    for root in roots { show(root, "", "", "") }
    if trace.more > 0 { lines.append("… and \(trace.more) more than are read at a time") }
    return lines
  }

  private static func text(_ node: TraceEventResponse.Node) -> String {
    switch node.kind {
    case .event(let event):
      return "event \(event.name)  #\(event.offset)"
        + (event.key.isEmpty ? "" : "  key \(event.key)")
    case .execution(let execution):
      var text = "execution \(node.id)  \(execution.job)  \(execution.state)"
      if let duration = execution.duration { text += "  \(TimeText.span(duration))" }
      if !execution.schedule.isEmpty {
        text += "  (schedule \(execution.schedule)"
        if let due = execution.dueTime { text += ", due \(TimeText.precise(due))" }
        if let late = execution.lateness { text += ", \(TimeText.span(late)) late" }
        text += ")"
      }
      return text + (execution.error.isEmpty ? "" : "  \(execution.error)")
    case .stopped(let why): return "stopped: \(why)"
    case nil: return node.id
    }
  }
}
