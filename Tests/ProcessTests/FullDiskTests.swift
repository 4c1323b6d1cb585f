import Checkers
import Client
import Foundation
import GRPC
import Messages
import Testing
import Units

extension ProcessTests {
  /// Nodes whose disks are full, on small file systems of their own.
  @Suite(.enabled(if: SmallDisk.areAllowed, "needs the right to mount")) struct FullDiskTests {
    static let disk = """
      "disk": {"segment": 9437184, "tail": 4194304, "flush": 4194304, "flushMilliseconds": 1000,
      "low": 25165824, "critical": 12582912, "reserve": 4194304},
      """

    private func run(
      mebibytes: Int, settings: String = FullDiskTests.disk,
      _ body: (LiveCluster, [SmallDisk]) async throws -> Void
    ) async throws {
      let directory = try TemporaryDirectory()
      let disks = try (1...3).map {
        try SmallDisk("\(directory.path)/d\($0)", bytes: mebibytes << 20)
      }
      try await LiveCluster.run(settings: settings, data: disks.map { $0.path + "/data" }) {
        try await body($0, disks)
      }
    }

    /// As the service manager does it, and within the time that one takes.
    private func startWhatEnded(_ cluster: LiveCluster) async throws {
      for node in 0..<3 where !cluster.isRunning(node) {
        // EX_IOERR, and what is to be done.
        #expect(try await cluster.end(node, within: .seconds(1)) == 74)
        #expect(cluster.log(node).contains("No space left"), "n\(node + 1)")
        #expect(cluster.log(node).contains("free space on this file system"), "n\(node + 1)")
        try cluster.start(node)
      }
    }

    private func finals(_ cluster: LiveCluster) async throws -> Set<String> {
      Set(try await cluster.executions(of: "load").map(\.id))
    }

    private func ids(_ samples: [Load.Sample]) -> Set<String> {
      Set(
        samples.compactMap { sample in
          if case .acknowledged(let id) = sample.enqueue.outcome { id.text } else { nil }
        })
    }

    @Test("another program takes the last byte, of the leader's disk and then of all, under load")
    func fromOutside() async throws {
      try await run(mebibytes: 112) { cluster, disks in
        try await cluster.makeJob("load", queue: "nobody")
        let leader = try await cluster.leader()
        async let load = Load(cluster: cluster, job: "load", padding: 2_000)
          .run(rate: 50, for: .seconds(12))
        try await Task.sleep(for: .seconds(2))
        try disks[leader].fill()
        try await eventually("another leads") {
          let name = try? await cluster.status().leader
          return name != nil && name != "" && name != "n\(leader + 1)"
        }
        try await Task.sleep(for: .seconds(3))
        disks[leader].free()
        try await startWhatEnded(cluster)
        try await eventually("a whole cluster") { try await cluster.status().votersUp == 3 }
        for disk in disks { try disk.fill() }
        try await Task.sleep(for: .seconds(2))
        for disk in disks { disk.free() }
        try await startWhatEnded(cluster)
        let samples = await load
        try await cluster.whole()
        try await eventually("writes again", within: .seconds(20)) {
          let more = await Load(cluster: cluster, job: "load").run(
            rate: 1_000, for: .milliseconds(1), first: 1_000_000)
          return more.acknowledged == 1
        }
        print(samples.figures)
        #expect(samples.acknowledged > 100)
        let found = try await finals(cluster)
        #expect(ids(samples).subtracting(found).isEmpty, "acknowledged, and lost")
        for node in 0..<3 { #expect(cluster.isRunning(node)) }
      }
    }

    @Test(
      "three disks full of what was asked for: refused with what to do, and retention frees them")
    func fromInside() async throws {
      try await run(mebibytes: 112) { cluster, disks in
        try await cluster.makeJob("load", queue: "nobody")
        let (ended, refusal) = try await enqueueUntilRefused(cluster)
        #expect(refusal.status.code == .resourceExhausted)
        #expect(
          refusal.status.message.contains("nearly full: what makes the state grow is refused"))
        #expect(refusal.status.message.contains("Make some on its file system"))
        #expect(ended.count > 100)
        for node in 0..<3 { #expect(cluster.isRunning(node)) }

        // Reads go on, and what lets go of something.
        let first = try #require(ended.first)
        let read: Execution = try await cluster.read(
          Methods.ExecutionService.getExecution, GetExecutionRequest(execution: first))
        #expect(read.state == .cancelled)
        let _: Job = try await cluster.write(
          Methods.JobService.disableJob, DisableJobRequest(job: "load"))

        // Everything that was acknowledged is there; then it may go.
        #expect(try await finals(cluster) == Set(ended))
        let settings = Settings(
          retention: Retention(
            completed: .init(age: .milliseconds(1)), failed: .init(age: .milliseconds(1))))
        let _: Settings = try await cluster.write(
          Methods.SettingsService.updateSettings,
          UpdateSettingsRequest(
            settings: settings, updateMask: ["retention.completed.age", "retention.failed.age"]))
        try await eventually("room again, by itself", within: .seconds(60)) {
          try await cluster.status().members.allSatisfy { $0.disk == .normal }
        }
        try await cluster.makeJob("more", queue: "nobody")
        let _: EnqueueResponse = try await cluster.write(
          Methods.ExecutionService.enqueue, EnqueueRequest(job: "more", payload: Bytes("{}".utf8)))
        for node in 0..<3 {
          #expect(cluster.isRunning(node))
          #expect(cluster.log(node).contains("the disk is filling up: make room on it"))
          #expect(cluster.log(node).contains("the disk has room again"))
        }
      }
    }

    @Test("a snapshot that does not fit is refused with the reason, and comes when there is room")
    func snapshotWithoutRoom() async throws {
      // The log is cut early, so that one that was away needs a snapshot.
      let settings = FullDiskTests.disk.replacing(#""tail": 4194304"#, with: #""tail": 1048576"#)
      try await run(mebibytes: 160, settings: settings) { cluster, disks in
        try await cluster.makeJob("load", queue: "nobody")
        let leader = try await cluster.leader()
        let away = (leader + 1) % 3
        cluster.kill(away)
        try await cluster.ended(away)
        let ids = try await enqueueNoise(cluster, 250)
        // Above the second mark, and below that and the snapshot's 16 MiB.
        try disks[away].fill(leaving: 22 << 20)
        try cluster.start(away)
        let leading = cluster.log(leader)
        #expect(!leading.contains("and the snapshot needs"))
        try await eventually("a refusal", within: .seconds(30)) {
          cluster.log(leader).contains(
            "are free on the disk of n\(away + 1), and the snapshot needs")
        }
        #expect(cluster.log(away).contains("snapshot refused"))
        // It stays, and votes; the others serve.
        #expect(cluster.isRunning(away))
        let _: EnqueueResponse = try await cluster.write(
          Methods.ExecutionService.enqueue, EnqueueRequest(job: "load", payload: Bytes("{}".utf8)))
        disks[away].free()
        try await eventually("caught up", within: .seconds(40)) {
          let members = try await cluster.status().members
          let last = members.map(\.applied).max() ?? 0
          return members.allSatisfy { $0.up && $0.applied == last }
        }
        #expect(try await finals(cluster).isSuperset(of: ids))
        for node in 0..<3 { #expect(cluster.isRunning(node)) }
      }
    }

    /// Enqueues so many payloads of 64 KiB that no compression makes smaller.
    private func enqueueNoise(_ cluster: LiveCluster, _ count: Int) async throws -> [String] {
      let source = try #require(FileHandle(forReadingAtPath: "/dev/urandom"))
      let noise = Bytes(try #require(try source.read(upToCount: 1 << 20)).base64EncodedData())
      var ids: [String] = []
      for number in 0..<count {
        let start = number * 4_099 % (noise.count - 65_536)
        let answer: EnqueueResponse = try await cluster.write(
          Methods.ExecutionService.enqueue,
          EnqueueRequest(job: "load", payload: [0x22] + noise[start..<start + 65_536] + [0x22]))
        ids.append(answer.execution)
      }
      return ids
    }

    /// Enqueues payloads that no compression makes smaller, and cancels them.
    private func enqueueUntilRefused(
      _ cluster: LiveCluster
    ) async throws -> (ended: [String], refusal: CallError) {
      let source = try #require(FileHandle(forReadingAtPath: "/dev/urandom"))
      let noise = Bytes(try #require(try source.read(upToCount: 1 << 20)).base64EncodedData())
      var ended: [String] = []
      var options = CallOptions()
      options.timeout = .seconds(4)
      for number in 0..<10_000 {
        let start = number * 4_099 % (noise.count - 65_536)
        let payload = [0x22] + noise[start..<start + 65_536] + [0x22]
        do {
          options.idempotencyKey = Client.newKey()
          let answer = try await cluster.client.unary(
            Methods.ExecutionService.enqueue.path,
            EnqueueRequest(job: "load", payload: payload).encoded(), options)
          let execution = try EnqueueResponse(decoding: answer.message).execution
          let _: Execution = try await cluster.write(
            Methods.ExecutionService.cancelExecution, CancelExecutionRequest(execution: execution))
          ended.append(execution)
        } catch let error as CallError {
          return (ended, error)
        }
      }
      Issue.record("never refused")
      throw POSIXError(.ENOSPC)
    }
  }
}
