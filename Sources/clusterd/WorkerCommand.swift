import ArgumentParser
import GRPC
import Glibc
import Logging
import ServiceLifecycle
import Units
import Worker

/// `clusterd worker`: a worker without a node.
struct WorkerCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "worker", abstract: "Run a worker by itself.",
    discussion: """
      SIGTERM takes nothing new and lets running attempts end within --drain.

      Examples:
        clusterd worker --endpoint 127.0.0.1:7601,127.0.0.1:7602 --data /var/lib/carillon-worker
        clusterd worker --endpoint 10.0.0.1:7600 --data w1 --slots 8 --queue nightly --label rack=b4
      """)

  @Option(help: ArgumentHelp("Addresses of the cluster, separated by commas.", valueName: "list"))
  var endpoint = "127.0.0.1:7600"

  @Option(help: ArgumentHelp("What people call the worker; the host's name if not given."))
  var name: String?

  @Option(help: ArgumentHelp("The worker's own directory.", valueName: "directory"))
  var data: String

  @Option(help: ArgumentHelp("Attempts at once, 1 to 1,024.", valueName: "n"))
  var slots = 4

  @Option(help: ArgumentHelp("A queue that it serves; may be repeated. None is all."))
  var queue: [String] = []

  @Option(help: ArgumentHelp("A label, for placement; may be repeated.", valueName: "key=value"))
  var label: [String] = []

  @Option(
    help: ArgumentHelp("Where handlers are that belong to no module.", valueName: "directory"))
  var handlers: String?

  @Option(help: ArgumentHelp("How long a drain may take.", valueName: "seconds"))
  var drain = 30

  @Option(help: ArgumentHelp("The least level of what is logged.", valueName: "level"))
  var logLevel = "info"

  func validate() throws {
    guard (1...1_024).contains(slots) else {
      throw ValidationError("--slots is \(slots): 1 to 1,024 are possible")
    }
    guard (0...86_400).contains(drain) else {
      throw ValidationError("--drain is \(drain): 0 to 86,400 seconds are possible")
    }
    guard Logger.Level(rawValue: logLevel) != nil else {
      throw ValidationError("--log-level '\(logLevel)' is not one of the levels")
    }
    for text in endpoint.split(separator: ",") where Address(String(text)) == nil {
      throw ValidationError("'\(text)' is no address: write host:port, as in 127.0.0.1:7600")
    }
    for text in label where !text.contains("=") {
      throw ValidationError("the label '\(text)' has no value: write key=value")
    }
  }

  func run() async throws {
    await Daemon.run(level: Logger.Level(rawValue: logLevel) ?? .info, label: "worker") { logger in
      var options = WorkerOptions(name: name ?? Daemon.hostName, directory: absolute(data))
      options.version = Version.text
      options.capacity = slots
      options.queues = queue
      options.handlers = handlers.map { absolute($0) }
      options.labels = label.map { text in
        let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        return (String(parts[0]), String(parts[1]))
      }
      let addresses = endpoint.split(separator: ",").compactMap { Address(String($0)) }
      return WorkerService(
        options: options, addresses: addresses, drain: .seconds(Int64(drain)), logger: logger)
    }
  }

  private func absolute(_ path: String) -> String { Daemon.absolute(path) }
}

/// A worker within the process's life.
struct WorkerService: Service {
  let options: WorkerOptions
  let addresses: [Address]
  let drain: Timeout
  let logger: Logger

  func run() async throws {
    let worker = try await RunningWorker.start(options, addresses: addresses, logger: logger)
    logger.notice("worker", metadata: ["name": "\(options.name)", "slots": "\(options.capacity)"])
    try? await gracefulShutdown()
    logger.notice("stopping")
    await worker.drain(within: drain)
    logger.notice("stopped")
  }
}
