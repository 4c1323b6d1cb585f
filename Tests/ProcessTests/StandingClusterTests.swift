import Foundation
import GRPC
import Messages
import Testing
import Units

/// The failover harness against a cluster that it did not start.
extension ProcessTests {
  @Suite struct StandingClusterTests {
    /// A second run of the same seed is no repeat to the cluster; and nodes that work on every queue, as
    /// they do by default, take some of the harness's executions and cannot run them.
    @Test func itIsMeasuredTwiceWithOneSeed() async throws {
      try await LiveCluster.run(workers: 2) { cluster in
        // As transfer.scenario, without its bound on gaps: this may be a debug build.
        let scenario = cluster.directory.path + "/standing.scenario"
        let text =
          "length 1s\nload enqueue 300/s\nload schedule\nload workers 2\nat 0s transfer\n"
          + "expect errors = 0\nexpect lost = 0\nexpect doubled = 0\n"
        try text.write(toFile: scenario, atomically: true, encoding: .utf8)
        for run in 1...2 {
          let log = "\(cluster.directory.path)/failover-\(run).log"
          let harness = try Program(
            Products.failover,
            [
              "run", scenario, "--tries", "2", "--seed", "7", "--quiet", "--output", "json",
              "--endpoint", cluster.addresses.map(\.description).joined(separator: ","),
            ], environment: ["XDG_STATE_HOME": cluster.directory.path], log: log)
          let status = try await harness.ended(within: .seconds(150))
          #expect(status == 0, "run \(run):\n\(harness.output.prefix(3_000))")
          let line = try #require(harness.output.split(separator: "\n").first)
          let figures = try #require(
            try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
          #expect(figures["client_errors"] as? Double == 0)
          #expect(figures["lost"] as? Double == 0)
          #expect(figures["doubled"] as? Double == 0)
          #expect((figures["operations"] as? Double ?? 0) > 500)
        }
      }
    }
  }
}
