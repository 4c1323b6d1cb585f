import Foundation
import GRPC
import Messages
import Testing
import Units

@testable import Worker

/// The whole worker over a real stream: sockets, supervisor, handlers, files.
@Suite struct LoopTests {
  static let example = #filePath.replacing(
    "/Tests/WorkerTests/Edge/LoopTests.swift", with: "/cluster/examples/datacenter")

  /// A ustar of a directory, as any tar makes it.
  static func tar(_ directory: String) throws -> Bytes {
    let process = Foundation.Process()
    process.executableURL = URL(fileURLWithPath: "/bin/tar")
    process.arguments = ["--format=ustar", "-cf", "-", "-C", directory, "."]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let bytes = Bytes(pipe.fileHandleForReading.readDataToEndOfFile())
    process.waitUntilExit()
    return bytes
  }

  @Test func runsTheExampleModule() async throws {
    let bundle = try LoopTests.tar(LoopTests.example)
    let hash = ContentHash(of: bundle).description
    try await Desk.run { desk in
      try await desk.on { $0.bundles[hash] = bundle }
      let first = try await desk.lease("sync-inventory") {
        $0.bundle = hash
        $0.module = "datacenter"
        $0.handlerPath = "jobs/sync-inventory.py"
      }
      let sync = try await desk.completion(first)
      #expect(String(decoding: sync.result, as: UTF8.self) == "{\"machines\":412,\"new\":9}")
      #expect(sync.events.filter { $0.name == "vm.created" }.count == 9)
      #expect(sync.events.last?.name == "inventory.synced")
      #expect((sync.report?.duration ?? .zero) > .zero)
      let lines = try await desk.on { $0.lines.map(\.text) }
      #expect(
        lines == [
          "reading 412 machines from inventory.csv", "9 new, 2 changed, 2 gone, 401 unchanged",
        ])
      let progress = try await desk.on { $0.progress.map(\.percent) }
      // Only the newest is sent where the last one is not answered yet.
      #expect(!progress.isEmpty)

      let created = try #require(sync.events.first)
      let second = try await desk.lease("on-vm-created") {
        $0.bundle = hash
        $0.handlerPath = "events/on-vm-created.sh"
        $0.payload =
          Bytes("{\"event\":\"vm.created\",\"key\":\"\(created.key)\",\"payload\":".utf8)
          + created.payload + Bytes("}".utf8)
      }
      let written = try await desk.completion(second)
      #expect(written.events.map(\.name) == ["cmdb.updated"])
      #expect(String(decoding: written.result, as: UTF8.self).contains("405"))
      // Fetched once, kept read-only.
      #expect(try await desk.on { $0.downloads } == 1)
      let kept = "\(desk.directory)/worker/bundles/\(hash)/jobs/sync-inventory.py"
      let mode = try FileManager.default.attributesOfItem(atPath: kept)[.posixPermissions]
      #expect(mode as? Int == 0o555)
    }
  }

  @Test func runsOnThroughALostConnection() async throws {
    // Below the TTL of 1.5 s; far above what the way back takes, also on a machine that is busy.
    try await Desk.run(["slow": "echo begun; sleep 1.3; echo '{\"ok\":true}' >&3"]) { desk in
      let token = try await desk.lease("slow")
      _ = try await desk.await { $0.lines.isEmpty ? nil : true }
      try await desk.on { $0.call?.fail(Status(.unavailable, "the node goes down")) }
      _ = try await desk.await { $0.hellos.count == 2 ? true : nil }
      let completion = try await desk.completion(token)
      #expect(String(decoding: completion.result, as: UTF8.self) == "{\"ok\":true}")
      let hellos = try await desk.on { $0.hellos }
      try #require(hellos.count == 2)
      #expect(hellos[1].session == "S1")
      #expect(hellos[1].held.map(\.token) == [token])
      #expect(hellos[1].lastGrant == token)
    }
  }

  @Test func keepsItsLeaseByBeats() async throws {
    // Longer than the TTL of 1.5 s: without confirmed beats the supervisor would end it.
    try await Desk.run(["long": "sleep 2.2"]) { desk in
      _ = try await desk.completion(try await desk.lease("long"))
      #expect(try await desk.on { $0.beats } >= 3)
    }
  }

  @Test func killsWhatItDoesNotOwnAnyMore() async throws {
    let script = "trap '' TERM; echo $$; while :; do sleep 0.05; done"
    try await Desk.run(["stubborn": script]) { desk in
      let token = try await desk.lease("stubborn")
      let pid = try await desk.await { $0.lines.first.flatMap { Int32($0.text) } }
      try await desk.on {
        $0.say(.cancel(WorkResponse.Cancel(execution: "E1", token: token, void: true)))
      }
      _ = try await desk.await { _ in kill(pid, 0) == 0 ? nil : true }
      #expect(try await desk.on { $0.failed.isEmpty && $0.completed.isEmpty })
    }
  }

  @Test func tellsOfACancel() async throws {
    try await Desk.run(["waits": "echo up; exec sleep 20"]) { desk in
      let token = try await desk.lease("waits")
      _ = try await desk.await { $0.lines.isEmpty ? nil : true }
      try await desk.on {
        $0.say(
          .cancel(
            WorkResponse.Cancel(execution: "E1", token: token, reason: "by ada", grace: .seconds(5))
          ))
      }
      let failure = try await desk.failure(token)
      #expect(failure.outcome == .cancelled)
      #expect(failure.error == "by ada")
    }
  }

  @Test func saysWhyItCannotStart() async throws {
    try await Desk.run { desk in
      let missing = try await desk.failure(try await desk.lease("no-such"))
      #expect(missing.error.contains("there is no file 'no-such'"))
      let outside = try await desk.failure(try await desk.lease("../../../bin/sh"))
      #expect(outside.error.contains("no path within its module"))
      let bytes = Bytes("not a tar".utf8)
      let hash = ContentHash(of: bytes).description
      try await desk.on { $0.bundles[hash] = bytes }
      let damaged = try await desk.failure(try await desk.lease("x") { $0.bundle = hash })
      #expect(damaged.reason == "BUNDLE_CORRUPT")
      let other = ContentHash(of: [1]).description
      try await desk.on { $0.bundles[other] = bytes }
      let swapped = try await desk.failure(try await desk.lease("x") { $0.bundle = other })
      #expect(swapped.error.contains(hash))
    }
  }

  @Test func givesAHandlerItsContract() async throws {
    let script = """
      test "$(cat)" = payload && test "$(cat $CARILLON_PAYLOAD)" = payload || exit 3
      test "$(cat $CARILLON_CONFIG)" = '{"a":1}' || exit 4
      test "$HOME" = "$PWD" && touch here || exit 5
      echo "$CARILLON_EXECUTION $CARILLON_ATTEMPT $CARILLON_TOKEN $CARILLON_JOB $CARILLON_SCHEDULE"
      echo "$CARILLON_DUE $CARILLON_RESULT_FD $CARILLON_EVENTS_FD $PWD"
      """
    try await Desk.run(["told": script]) { desk in
      let token = try await desk.lease("told") {
        $0.payload = Bytes("payload".utf8)
        $0.config = Bytes("{\"a\":1}".utf8)
        $0.job = "j"
        $0.due = DueTime(schedule: "nightly", dueTime: Instant(seconds: 60))
      }
      let completion = try await desk.completion(token)
      #expect(completion.report?.unenforced.isEmpty == false)
      let lines = try await desk.on { $0.lines.map(\.text) }
      #expect(lines.first == "E1 1 \(token) j nightly")
      #expect(lines.last?.hasPrefix("1970-01-01T00:01:00.000000Z 3 4 /") == true)
      let work = try #require(lines.last?.split(separator: " ").last)
      _ = try await desk.await { _ in
        FileManager.default.fileExists(atPath: String(work)) ? nil : true
      }
    }
  }

  @Test func drains() async throws {
    try await Desk.run(["short": "echo up; sleep 0.3", "endless": "echo up; exec sleep 20"]) {
      desk in
      let short = try await desk.lease("short")
      let endless = try await desk.lease("endless")
      _ = try await desk.await { $0.lines.count == 2 ? true : nil }
      try await desk.on { $0.worker?.drain(within: .milliseconds(800)) }
      _ = try await desk.completion(short)
      #expect(try await desk.failure(endless).outcome == .interrupted)
      _ = try await desk.await { $0.isFinished ? true : nil }
    }
  }

  @Test func goesOnWithAnotherSupervisor() async throws {
    try await Desk.run(["waits": "echo up; exec sleep 20", "quick": "true"]) { desk in
      let token = try await desk.lease("waits")
      _ = try await desk.await { $0.lines.isEmpty ? nil : true }
      // The supervisor of this worker, by the directory in its arguments.
      let own = desk.directory + "/worker"
      let pids = try FileManager.default.contentsOfDirectory(atPath: "/proc").compactMap(Int32.init)
      for pid in pids {
        let line = FileManager.default.contents(atPath: "/proc/\(pid)/cmdline") ?? Data()
        if String(decoding: line, as: UTF8.self).contains("sandbox-supervisor\0\(own)") {
          kill(pid, SIGKILL)
        }
      }
      #expect(try await desk.failure(token).reason == "SUPERVISOR")
      _ = try await desk.completion(try await desk.lease("quick"))
    }
  }
}
