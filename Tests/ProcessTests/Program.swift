import Foundation
import Glibc
import Synchronization
import Testing

/// A process that a test started. It ends with its owner at the latest.
final class Program: Sendable {
  /// The exit status, 128 and the signal where one ended it; nil while it runs.
  private final class End: Sendable {
    let status = Mutex<Int32?>(nil)
  }

  let pid: Int32
  private let end: End
  private let log: String

  /// Starts `path`; what it prints is appended to the file `log`.
  /// `environment` comes on top of this process's own.
  init(_ path: String, _ arguments: [String], environment: [String: String] = [:], log: String)
    throws
  {
    if !FileManager.default.fileExists(atPath: log) {
      try Data().write(to: URL(filePath: log))
    }
    let file = try #require(FileHandle(forWritingAtPath: log))
    try file.seekToEnd()
    let process = Process()
    process.executableURL = URL(filePath: path)
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = file
    process.standardError = file
    let end = End()
    process.terminationHandler = { process in
      let isKilled = process.terminationReason == .uncaughtSignal
      end.status.withLock { $0 = process.terminationStatus + (isKilled ? 128 : 0) }
    }
    try process.run()
    pid = process.processIdentifier
    self.end = end
    self.log = log
  }

  deinit { kill(SIGKILL) }

  var status: Int32? { end.status.withLock { $0 } }

  func kill(_ signal: Int32) {
    guard status == nil else { return }
    _ = Glibc.kill(pid, signal)
  }

  /// Its status once it has ended; nil after `limit`.
  func ended(within limit: Duration) async throws -> Int32? {
    let last = ContinuousClock.now + limit
    while status == nil, ContinuousClock.now < last { try await Task.sleep(for: .milliseconds(5)) }
    return status
  }

  var output: String { (try? String(contentsOfFile: log, encoding: .utf8)) ?? "" }
}

/// What this run tests: `CARILLON_BIN`, or where the tests themselves were built.
enum Products {
  static let directory =
    ProcessInfo.processInfo.environment["CARILLON_BIN"]
    ?? URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent().path

  static var clusterd: String { directory + "/clusterd" }
  static var clusterctl: String { directory + "/clusterctl" }
  static var failover: String { directory + "/failover" }
}

/// A directory that goes away with its owner.
final class TemporaryDirectory: Sendable {
  let path: String

  init() throws {
    path = NSTemporaryDirectory() + "carillon-processes-" + UUID().uuidString.prefix(8)
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }
}
