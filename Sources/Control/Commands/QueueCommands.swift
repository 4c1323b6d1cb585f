internal import ArgumentParser
internal import Messages
internal import Units

struct QueueCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "queue", abstract: "Where executions wait.",
    subcommands: [QueueList.self, QueuePause.self, QueueResume.self],
    defaultSubcommand: QueueList.self, aliases: ["queues"])
}

struct QueueList: ClusterCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Every queue: what waits, what runs, what is paused.",
    discussion: """
      Examples:
        clusterctl queue list
        clusterctl queue list -o json
      """, aliases: ["ls"])

  @OptionGroup var global: GlobalOptions

  func run(on cluster: Cluster) async throws {
    let page: ListQueuesResponse = try await cluster.read(
      Methods.QueueService.listQueues, ListQueuesRequest(pageSize: 1_000))
    Printer(format: cluster.output).list(page.queues, names: \.name) { queues, _ in
      var table = Table([
        .init("QUEUE"), .init("PENDING", .right), .init("RUNNING", .right),
        .init("DELAYED", .right), .init("LIMIT", .right), .init("PAUSED"),
      ])
      for queue in queues {
        table.add([
          queue.name, NumberText.grouped(queue.pending), NumberText.grouped(queue.running),
          NumberText.grouped(queue.delayed), queue.concurrency == 0 ? "–" : "\(queue.concurrency)",
          queue.pause.map { "by \($0.author): \($0.note)" } ?? "",
        ])
      }
      return table
    }
  }
}

struct QueuePause: ClusterCommand {
  static let configuration = CommandConfiguration(
    commandName: "pause", abstract: "Start nothing more from a queue; what runs goes on.",
    discussion: """
      Examples:
        clusterctl queue pause nightly --note 'the array is being replaced'
        clusterctl queue pause default
      """)

  @OptionGroup var global: GlobalOptions
  @Argument var queue: String
  @Option var note = ""

  func run(on cluster: Cluster) async throws {
    let paused: Queue = try await cluster.write(
      Methods.QueueService.pauseQueue, PauseQueueRequest(queue: queue, note: note))
    Printer(format: cluster.output).object(paused, name: paused.name) {
      ["queue \(paused.name) paused"]
    }
  }
}

struct QueueResume: ClusterCommand {
  static let configuration = CommandConfiguration(
    commandName: "resume", abstract: "Let a paused queue go on.",
    discussion: """
      Examples:
        clusterctl queue resume nightly
        clusterctl queue resume default
      """)

  @OptionGroup var global: GlobalOptions
  @Argument var queue: String

  func run(on cluster: Cluster) async throws {
    let resumed: Queue = try await cluster.write(
      Methods.QueueService.resumeQueue, ResumeQueueRequest(queue: queue))
    Printer(format: cluster.output).object(resumed, name: resumed.name) {
      ["queue \(resumed.name) resumed"]
    }
  }
}

struct WorkerCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "worker", abstract: "Who runs handlers.",
    subcommands: [WorkerList.self, WorkerDrain.self], defaultSubcommand: WorkerList.self,
    aliases: ["workers"])
}

struct WorkerList: ClusterCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Every worker: how busy it is, what it takes.",
    discussion: """
      Examples:
        clusterctl worker list
        clusterctl worker list -o json
      """, aliases: ["ls"])

  @OptionGroup var global: GlobalOptions

  func run(on cluster: Cluster) async throws {
    let page: ListWorkersResponse = try await cluster.read(
      Methods.WorkerService.listWorkers, ListWorkersRequest(pageSize: 1_000))
    Printer(format: cluster.output).list(page.workers, names: \.name) { workers, _ in
      let now = TimeText.now()
      var table = Table([
        .init("WORKER"), .init("STATE"), .init("BUSY", .right), .init("QUEUES"), .init("SINCE"),
        .init("VERSION"), .init("SESSION"),
      ])
      for worker in workers {
        table.add([
          worker.name, worker.state.protoName?.lowercased() ?? "",
          "\(worker.busy)/\(worker.capacity)",
          worker.queues.isEmpty ? "all" : worker.queues.joined(separator: ","),
          worker.createTime.map { TimeText.moment($0, now: now) } ?? "", worker.softwareVersion,
          worker.id,
        ])
      }
      return table
    }
  }
}

struct WorkerDrain: ClusterCommand {
  static let configuration = CommandConfiguration(
    commandName: "drain", abstract: "Let a worker finish what it has and take nothing new.",
    discussion: """
      Examples:
        clusterctl worker drain n2
        clusterctl worker drain n2 --undo
      """)

  @OptionGroup var global: GlobalOptions
  @Argument(help: "Name or session.") var worker: String
  @Option var note = ""
  @Flag(help: "Let it take work again.") var undo = false

  func run(on cluster: Cluster) async throws {
    let drained: Worker = try await cluster.write(
      Methods.WorkerService.drainWorker,
      DrainWorkerRequest(worker: worker, note: note, undo: undo))
    Printer(format: cluster.output).object(drained, name: drained.name) {
      ["worker \(drained.name) \(undo ? "takes work again" : "drains")"]
    }
  }
}
