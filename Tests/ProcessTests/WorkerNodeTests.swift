import Foundation
import GRPC
import Messages
import Testing
import Units

/// A node whose worker runs a handler dies: the attempt is lost, and another node's worker does it.
extension ProcessTests {
  @Suite struct WorkerNodeTests {
    static let manifest = """
      {"name": "slow", "version": "1.0.0", "capabilities": {"jobs": {"handlers": [
        {"name": "slow", "handler": "jobs/slow.sh", "timeout": 60000, "retries": 2}]}}}
      """
    /// Says in the file that its payload names when it begins and ends.
    static let handler = """
      #!/bin/sh
      file=$(cat "$CARILLON_PAYLOAD" | tr -d '"')
      echo "begin $CARILLON_ATTEMPT $CARILLON_TOKEN" >> "$file"
      sleep 2
      echo "end $CARILLON_ATTEMPT $CARILLON_TOKEN" >> "$file"
      """

    private func push(
      _ cluster: LiveCluster, name: String = "slow", manifest: String = Self.manifest,
      handler: String = Self.handler
    ) async throws {
      let folder = cluster.directory.path + "/" + name
      try FileManager.default.createDirectory(
        atPath: folder + "/jobs", withIntermediateDirectories: true)
      try manifest.write(toFile: folder + "/module.json", atomically: true, encoding: .utf8)
      try handler.write(toFile: folder + "/jobs/\(name).sh", atomically: true, encoding: .utf8)
      let endpoints = cluster.addresses.map(\.description).joined(separator: ",")
      let program = try Program(
        Products.clusterctl, ["module", "apply", folder, "--endpoint", endpoints],
        log: cluster.directory.path + "/apply.log")
      #expect(try await program.ended(within: .seconds(10)) == 0, "\(program.output)")
    }

    @Test("every line of every attempt is kept and followed, once and in order")
    func logsAreWhole() async throws {
      let manifest = """
        {"name": "chatty", "version": "1.0.0", "capabilities": {"jobs": {"handlers": [
          {"name": "chatty", "handler": "jobs/chatty.sh", "timeout": 60000, "retries": 1}]}}}
        """
      // Lines over some time, so that they come in several chunks; the first attempt fails.
      let handler = """
        #!/bin/sh
        for i in 1 2 3; do echo "$CARILLON_ATTEMPT slow $i"; sleep 0.3; done
        i=0
        while [ $i -lt 3000 ]; do i=$((i + 1)); echo "$CARILLON_ATTEMPT fast $i"; done
        [ "$CARILLON_ATTEMPT" = 2 ]
        """
      let wanted = (1...2).flatMap { attempt in
        (1...3).map { "\(attempt) slow \($0)" } + (1...3_000).map { "\(attempt) fast \($0)" }
      }
      try await LiveCluster.run(workers: 1) { cluster in
        try await push(cluster, name: "chatty", manifest: manifest, handler: handler)
        let endpoints = cluster.addresses.map(\.description).joined(separator: ",")
        func lines(_ command: [String]) async throws -> [String] {
          let program = try Program(
            Products.clusterctl, command + ["--endpoint", endpoints],
            log: cluster.directory.path + "/\(command.joined(separator: "-")).log")
          #expect(
            try await program.ended(within: .seconds(40)) == 0, "\(program.output.suffix(400))")
          return program.output.split(separator: "\n").compactMap { line in
            let words = line.split(separator: " ").suffix(3)
            let isOurs =
              words.count == 3
              && words.dropFirst().first.map { $0 == "slow" || $0 == "fast" } ?? false
            return isOurs ? words.joined(separator: " ") : nil
          }
        }
        let followed = try await lines(["execution", "run", "chatty", "--wait"])
        #expect(followed.count == wanted.count)
        #expect(followed == wanted)
        for attempt in 1...2 {
          let kept = try await lines(
            ["execution", "logs", "chatty", "--attempt", "\(attempt)"])
          #expect(kept == wanted.filter { $0.hasPrefix("\(attempt) ") }, "attempt \(attempt)")
        }
      }
    }

    @Test("kill -9 of the node whose worker runs it: LOST, then done elsewhere, once")
    func theWorkersNodeIsKilled() async throws {
      try await LiveCluster.run(workers: 1) { cluster in
        let before: Settings = try await cluster.read(
          Methods.SettingsService.getSettings, GetSettingsRequest())
        var wanted = before
        wanted.sessionTtl = .seconds(3)
        wanted.killGrace = .seconds(1)
        let _: Settings = try await cluster.write(
          Methods.SettingsService.updateSettings, UpdateSettingsRequest(settings: wanted))
        try await push(cluster)
        let file = cluster.directory.path + "/ran"
        var request = EnqueueRequest()
        request.job = "slow"
        request.payload = Bytes("\"\(file)\"".utf8)
        let enqueued: EnqueueResponse = try await cluster.write(
          Methods.ExecutionService.enqueue, request)
        let get = GetExecutionRequest(execution: enqueued.execution)
        var execution = Execution()
        func lines() -> [String] {
          let text = (try? String(contentsOfFile: file, encoding: .utf8)) ?? ""
          return text.split(separator: "\n").map(String.init)
        }
        try await eventually("a handler that runs") { lines().count == 1 }
        execution = try await cluster.read(Methods.ExecutionService.getExecution, get)
        #expect(execution.state == .running)
        let name = try #require(execution.attempts.last?.worker)
        let node = try #require(["n1", "n2", "n3"].firstIndex(of: name), "worker '\(name)'")
        cluster.kill(node)
        try await eventually("the execution's end", within: .seconds(40)) {
          execution = try await cluster.read(Methods.ExecutionService.getExecution, get)
          return execution.state != .running && execution.state != .pending
            && execution.state != .delayed
        }
        #expect(execution.state == .completed)
        #expect(execution.attempts.map(\.outcome) == [.lost, .completed])
        #expect(execution.attempts.last?.worker != name)
        // Whatever belonged to the killed node died with it: only the second attempt ended.
        #expect(lines().count { $0.hasPrefix("end ") } == 1, "\(lines())")
        #expect(lines().last?.hasPrefix("end 2 ") == true, "\(lines())")
        try cluster.start(node)
        try await cluster.whole()
      }
    }
  }
}
