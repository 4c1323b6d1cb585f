import Foundation
import Glibc
import Testing

/// Backups: saved by one program and restored by the same, which is killed, stalled, given an error or
/// left without power at each step, and then can do it again.
extension FailpointCampaign {
  func backing(_ one: FailpointCase) async throws -> FailpointCoverage {
    let directory = try TemporaryDirectory()
    let address = try #require(try await Ports.free(1).first)
    let node = try Program(
      Products.clusterd, ["--listen", "\(address)", "--data", directory.path + "/d", "--found"],
      log: directory.path + "/log")
    defer { node.kill(SIGKILL) }
    // What the program writes lies on the disk whose power goes; the cluster's own does not.
    let place = disks.first.map { "\($0.mount)/backup" } ?? directory.path + "/b"
    try? FileManager.default.removeItem(atPath: place)
    try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
    let file = place + "/b.carillon"
    let control = directory.path + "/control"
    try FileManager.default.createDirectory(atPath: control, withIntermediateDirectories: true)
    let save = ["snapshot", "save", file, "--endpoint", "\(address)"]
    let restore = [
      "snapshot", "restore", file, "--data", place + "/r", "--name", "r1", "--address",
      "\(address)",
    ]
    var (first, second) = (save, [String]())
    let run = BackupRun(directory: directory.path, control: control, disk: disks.first)
    if case .restore = FailpointPlan.ways[one.point] {
      let saved = try await run.whole(save)
      #expect(saved.status == 0, "\(one): \(saved.output)")
      (first, second) = (restore, restore)
    }
    let armed = try await run.armed(first, one)
    switch one.action {
    case .kill, .power: #expect(armed.status == 128 + SIGKILL, "\(one): \(armed.output)")
    case .error:
      #expect(armed.status == 74, "\(one): \(armed.output)")
      #expect(armed.output.contains("failpoint \(one.point) says"), "\(one): \(armed.output)")
    case .stall: #expect(armed.status == 0, "\(one): \(armed.output)")
    }
    // The directory's own name was synced by nobody.
    try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
    if FileManager.default.fileExists(atPath: file) {
      // What bears the name is whole: it is renamed when all of it is there for good.
      let whole = try await run.whole(["snapshot", "inspect", file])
      #expect(whole.status == 0, "\(one): \(whole.output)")
    }
    if second.isEmpty {
      let again = place + "/again.carillon"
      let done = try await run.whole(
        ["snapshot", "save", again, "--endpoint", "\(address)"])
      #expect(done.status == 0, "\(one): \(done.output)")
    } else if one.action != .stall {
      // Done again, or done: then it says that the directory is somebody's.
      let done = try await run.whole(second)
      #expect(done.status == 0 || done.output.contains("owns"), "\(one): \(done.output)")
      // All of it, and nothing beside it.
      let files = try FileManager.default.contentsOfDirectory(atPath: place + "/r")
      #expect(
        Set(files).isSuperset(of: ["identity", "log", "origin", "state"]), "\(one): \(files)")
      #expect(!files.contains("staged"), "\(one)")
    }
    try? FileManager.default.removeItem(atPath: place)
    var coverage = FailpointCoverage()
    coverage.add(run.hits)
    return coverage
  }
}

/// Runs `clusterctl`, armed or not.
private struct BackupRun {
  let directory: String
  let control: String
  let disk: LoopDisk?

  var hits: String { (try? String(contentsOfFile: control + "/hits", encoding: .utf8)) ?? "" }

  func whole(_ arguments: [String]) async throws -> (status: Int32?, output: String) {
    let program = try start(arguments, nil)
    return (try await program.ended(within: .seconds(20)), program.output)
  }

  func armed(
    _ arguments: [String], _ one: FailpointCase
  ) async throws -> (status: Int32?, output: String) {
    let program = try start(arguments, one)
    if one.action == .power {
      let disk = try #require(disk)
      try await eventually("\(one): reached") { hits.contains("\(one.noted) \(one.point) ") }
      try disk.cut()
      program.kill(SIGKILL)
      let status = try await program.ended(within: .seconds(5))
      try await disk.powerUp()
      try (hits + "power \(one.point) 1\n").write(
        toFile: control + "/hits", atomically: false, encoding: .utf8)
      return (status, program.output)
    }
    return (try await program.ended(within: .seconds(20)), program.output)
  }

  private func start(_ arguments: [String], _ armed: FailpointCase?) throws -> Program {
    var environment = ["CARILLON_FAILPOINT_CONTROL": control]
    if let armed { environment["CARILLON_FAILPOINT"] = armed.words }
    return try Program(
      Products.clusterctl, arguments, environment: environment,
      log: directory + "/out-\(UUID().uuidString.prefix(8))")
  }
}
