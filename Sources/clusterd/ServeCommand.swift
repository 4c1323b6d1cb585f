import ArgumentParser
import Glibc
import Logging
import Node

/// `clusterd`: a node until SIGTERM.
struct ServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve", abstract: "Run a node (the default).",
    discussion: """
      SIGTERM and SIGINT hand leadership over, let open calls end and close; a second one is not
      needed. Exit status: 0 after a stop; 64 usage; 65 damaged or foreign data; 67 the node was
      removed from its cluster; 69 the address
      cannot be used; 70 the node's state differs from the others'; 74 the disk failed; 75 the data
      directory is in use; 78 configuration.

      Examples:
        clusterd --name n1 --listen 127.0.0.1:7601 --data n1 --found
        clusterd --name n2 --listen 127.0.0.1:7602 --data n2 --join 127.0.0.1:7601
      """)

  @OptionGroup var flags: NodeFlags

  func run() async throws {
    await NodeProcess.run { try await NodeSettings.load(flags) }
  }
}

/// `clusterd dev`: one voter, through exactly the same code.
struct DevCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dev", abstract: "Run a single node to develop against.",
    discussion: """
      Without --data it uses a new directory under $TMPDIR and says which. It may grow to three nodes
      later.

      Examples:
        clusterd dev
        clusterd dev --data ~/carillon --listen 127.0.0.1:7600
      """)

  @OptionGroup var flags: NodeFlags

  func run() async throws {
    await NodeProcess.run {
      var flags = flags
      flags.found = true
      flags.workers = flags.workers ?? 4
      if flags.data == nil { flags.data = try DevCommand.temporaryDirectory() }
      return try await NodeSettings.load(flags)
    }
  }

  private static func temporaryDirectory() throws(UsageFailure) -> String {
    var parent = "/tmp"
    if let set = unsafe getenv("TMPDIR") { parent = unsafe String(cString: set) }
    var template = Array((parent + "/carillon-dev-XXXXXX").utf8CString)
    // The template is ours, ends with a zero, and is written in place.
    let isMade = unsafe template.withUnsafeMutableBufferPointer { buffer in
      guard let start = buffer.baseAddress else { return false }
      return unsafe mkdtemp(start) != nil
    }
    guard isMade else {
      throw UsageFailure(
        .configuration, "no directory can be made in \(parent): set TMPDIR, or give --data")
    }
    return String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}

/// A node as the process's service.
enum NodeProcess {
  static func run(_ load: () async throws -> NodeSettings) async {
    let settings: NodeSettings
    do {
      settings = try await load()
    } catch { Daemon.fail(error) }
    await Daemon.run(level: settings.logLevel, label: "clusterd") { logger in
      var logger = logger
      logger[metadataKey: "node"] = "\(settings.options.name)"
      return NodeService(settings: settings, logger: logger)
    }
  }
}
