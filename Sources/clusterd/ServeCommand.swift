import ArgumentParser
import Glibc
import Logging
import NIOPosix
import Node
import ServiceLifecycle
import UnixSignals

/// `clusterd`: a node until SIGTERM.
struct ServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve", abstract: "Run a node (the default).",
    discussion: """
      SIGTERM and SIGINT hand leadership over, let open calls end and close; a second one is not
      needed. Exit status: 0 after a stop; 64 usage; 65 damaged or foreign data; 69 the address
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

/// From settings to exit status.
enum NodeProcess {
  static func run(_ load: () async throws -> NodeSettings) async {
    do {
      let settings = try await load()
      // A peer that goes away while it is written to is no reason to die.
      signal(SIGPIPE, SIG_IGN)
      let level = settings.logLevel
      LoggingSystem.bootstrap { _ in LineLogHandler(logLevel: level) }
      var logger = Logger(label: "clusterd")
      logger[metadataKey: "node"] = "\(settings.options.name)"
      var quiet = logger
      quiet.logLevel = max(level, .error)
      let service = NodeService(settings: settings, logger: logger)
      let group = ServiceGroup(
        services: [service], gracefulShutdownSignals: [.sigterm, .sigint], logger: quiet)
      try await group.run()
    } catch let failure as UsageFailure {
      fail(failure)
    } catch let end as NodeEnd {
      fail(UsageFailure(end))
    } catch {
      fail(UsageFailure(.configuration, "\(error)"))
    }
  }

  private static func fail(_ failure: UsageFailure) -> Never {
    let line = Array("clusterd: \(failure.description)\n".utf8)
    _ = unsafe line.withUnsafeBytes { unsafe write(2, $0.baseAddress, $0.count) }
    exit(failure.status)
  }
}
