internal import CLinux
import Glibc
import Logging
import Node
import ServiceLifecycle
import UnixSignals

/// From a service to an exit status; what every form of the daemon shares.
enum Daemon {
  /// Logs, signals, the service's life. Returns after a clean stop, and exits otherwise with one
  /// sentence on standard error.
  static func run(
    level: Logger.Level, label: String, _ make: (Logger) async throws -> some Service
  ) async {
    // A peer that goes away while it is written to is no reason to die.
    signal(SIGPIPE, SIG_IGN)
    explainAborts()
    LoggingSystem.bootstrap { _ in LineLogHandler(logLevel: level) }
    let logger = Logger(label: label)
    var quiet = logger
    quiet.logLevel = max(level, .error)
    do {
      let group = ServiceGroup(
        services: [try await make(logger)], gracefulShutdownSignals: [.sigterm, .sigint],
        logger: quiet)
      try await group.run()
    } catch { fail(error) }
  }

  /// RocksDB as distributions build it keeps its assertions, and one of them holds that nobody goes on
  /// with a file that a write failed to (`AssertFalseAndGetStatusForPrevError`, 7.8). Its own
  /// compaction does: a disk that fails may end the process there, before any call of ours has come
  /// back with the error. The end is the right one; its status and its last line are to be so, too.
  private static func explainAborts() {
    unsafe carillon_explain_aborts(
      "rocksdb:",
      "clusterd: RocksDB ended this process by the assertion above, as it does after a failed write; "
        + "the disk may be failing: look at the kernel's log before this node is started again\n",
      NodeEnd.Code.io.rawValue)
  }

  /// `atOnce`: nothing is closed, as in a kill.
  static func fail(_ error: any Error, atOnce: Bool = false) -> Never {
    let failure =
      switch error {
      case let failure as UsageFailure: failure
      case let end as NodeEnd: UsageFailure(end)
      default: UsageFailure(.configuration, "\(error)")
      }
    let line = Array("clusterd: \(failure.description)\n".utf8)
    _ = unsafe line.withUnsafeBytes { unsafe write(2, $0.baseAddress, $0.count) }
    if atOnce { _exit(failure.status) }
    exit(failure.status)
  }

  static var hostName: String {
    var name = [CChar](repeating: 0, count: 256)
    // The last byte stays zero whatever the call writes.
    guard unsafe gethostname(&name, 255) == 0 else { return "worker" }
    return String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  static func absolute(_ path: String) -> String {
    if path.hasPrefix("/") { return path }
    guard let current = unsafe getcwd(nil, 0) else { return path }
    defer { unsafe free(current) }
    return unsafe String(cString: current) + "/" + path
  }
}
