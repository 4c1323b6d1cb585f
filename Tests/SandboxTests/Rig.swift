import Foundation
import Sandbox
import Units

/// A real supervisor in a directory of its own, and what it reported. Every wait has an end.
final class Rig {
  let directory: String
  let supervisor: SupervisorProcess
  private(set) var reports: [SupervisorReport] = []
  private var next: UInt64 = 1

  /// With a lease of a minute, unless the test is about leases.
  init(controlGroups: Bool = true, directory: String? = nil, lease: Timeout = .seconds(60)) throws {
    self.directory = try directory ?? Rig.temporaryDirectory()
    supervisor = try SupervisorProcess(
      program: Rig.host, directory: self.directory, controlGroups: controlGroups)
    try supervisor.send(.lease(until: BootClock.now + lease))
  }

  deinit {
    supervisor.close()
    supervisor.wait()
    try? FileManager.default.removeItem(atPath: directory)
  }

  static let host = #filePath.replacing(
    "/Tests/SandboxTests/Rig.swift", with: "/.build/debug/SandboxHost")

  static func temporaryDirectory() throws -> String {
    let path = NSTemporaryDirectory() + "carillon-sandbox-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    return path
  }

  /// Starts `sh -c script` and gives the attempt's number.
  @discardableResult
  func start(
    _ script: String, _ change: (inout HandlerStart) -> Void = { _ in }
  ) throws -> UInt64 {
    try start(["/bin/sh", "-c", script], change)
  }

  @discardableResult
  func start(
    _ arguments: [String], _ change: (inout HandlerStart) -> Void = { _ in }
  ) throws -> UInt64 {
    var start = HandlerStart(
      attempt: next, arguments: arguments, environment: ["PATH=/usr/bin:/bin"],
      directory: directory, deadline: BootClock.now + .seconds(30), grace: .milliseconds(200))
    next += 1
    change(&start)
    try supervisor.send(.start(start))
    return start.attempt
  }

  /// Waits at most ten seconds for a report that `match` likes.
  func await<Value>(_ match: (SupervisorReport) -> Value?) throws -> Value {
    for report in reports { if let value = match(report) { return value } }
    let end = BootClock.now + .seconds(10)
    while BootClock.now < end {
      guard let report = try supervisor.receive(within: end - BootClock.now) else { break }
      reports.append(report)
      if let value = match(report) { return value }
    }
    throw Missing(reports: reports)
  }

  struct Missing: Error { let reports: [SupervisorReport] }

  func end(of attempt: UInt64) throws -> HandlerEnded {
    try self.await {
      if case .ended(let end) = $0, end.attempt == attempt { end } else { nil }
    }
  }

  /// Runs to the end.
  func run(
    _ script: String, _ change: (inout HandlerStart) -> Void = { _ in }
  ) throws -> HandlerEnded {
    try end(of: try start(script, change))
  }

  func refusal(of attempt: UInt64) throws -> String {
    try self.await {
      if case .refused(attempt, let message) = $0 { message } else { nil }
    }
  }

  /// Waits for the first output of the attempt and gives what there is by then.
  func firstOutput(of attempt: UInt64) throws -> String {
    try self.await { report -> Bool? in
      if case .output(attempt, .output, _, _, _) = report { true } else { nil }
    }.description.isEmpty ? "" : text(attempt, .output)
  }

  /// All that was reported of a stream so far. Offsets must be contiguous.
  func bytes(_ attempt: UInt64, _ stream: HandlerStream) -> Bytes {
    var all: Bytes = []
    for case .output(attempt, stream, let offset, _, let bytes) in reports {
      precondition(offset == UInt64(all.count), "a gap in \(stream) at \(offset)")
      all += bytes
    }
    return all
  }

  func text(_ attempt: UInt64, _ stream: HandlerStream) -> String {
    String(decoding: bytes(attempt, stream), as: UTF8.self)
  }

  /// Waits at most five seconds until none of the processes lives.
  static func gone(_ pids: [Int32]) -> Bool {
    let end = BootClock.now + .seconds(5)
    while pids.contains(where: isAlive) {
      if BootClock.now > end { return false }
      usleep(5_000)
    }
    return true
  }

  static func isAlive(_ pid: Int32) -> Bool {
    guard let stat = try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8) else {
      return false
    }
    return stat.split(separator: ")").last?.split(separator: " ").first.map {
      $0 != "Z" && $0 != "X"
    } ?? false
  }

  /// The whole numbers in a text.
  static func pids(_ text: String) -> [Int32] {
    text.split { !$0.isNumber }.compactMap { Int32($0) }
  }
}
