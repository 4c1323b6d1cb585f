import Foundation
import GRPC
import Glibc
import Testing

/// What `docs/operations.md` tells operators to type, typed.
extension ProcessTests {
  @Suite struct OperationsTests {
    @Test func everyCommandOfThePageDoesWhatItSays() async throws {
      let page = try ManualPage("operations")
      #expect(page.blocks.count == 10)
      let directory = try TemporaryDirectory()
      let parts = try await page.run(in: directory.path, ports: 3, within: .seconds(120))
      #expect(parts[1].contains("every checksum read back and right"))
      #expect(parts[2].contains("CHECKSUMS all right"))
      #expect(parts[2].contains("jobs 1"))
      #expect(parts[3].contains("restored into r1"))
      #expect(parts[3].contains("cluster.restored") && parts[3].contains("report"))
      #expect(parts[4].contains("machineVersion"))
      #expect(parts[5].contains("LAST      term "))
      #expect(parts[6].contains("recovered r3") && parts[6].contains("cluster.recovered"))
      #expect(parts[6].contains("report"))
      #expect(parts[7].components(separatedBy: " LOW ").count == 4)
      #expect(parts[7].contains("refused") && parts[7].contains("nearly full"))
      #expect(parts[8].contains("job report deleted"))
      #expect(parts[9].contains("report") && !parts[9].contains("nearly full"))
      let json = try Data(contentsOf: URL(filePath: directory.path + "/monday.json"))
      let said = try #require(
        try JSONSerialization.jsonObject(with: json) as? [String: Any])
      #expect(said["whole"] as? Bool == true)
    }

    @Test func aBackupThatIsDamagedIsNeverRestored() async throws {
      let directory = try TemporaryDirectory()
      let address = try #require(try await Ports.free(1).first)
      let node = try Program(
        Products.clusterd,
        ["--listen", "\(address)", "--data", directory.path + "/d", "--found"],
        log: directory.path + "/log")
      func run(_ arguments: String...) async throws -> (Int32?, String) {
        let log = directory.path + "/out\(arguments.hashValue)"
        let program = try Program(Products.clusterctl, arguments, log: log)
        return (try await program.ended(within: .seconds(30)), program.output)
      }
      let file = directory.path + "/b.carillon"
      let saved = try await run("snapshot", "save", file, "--endpoint", "\(address)")
      #expect(saved.0 == 0, "\(saved.1)")
      let again = try await run("snapshot", "save", file, "--endpoint", "\(address)")
      #expect(again.0 == 65 && again.1.contains("there is a file already"), "\(again.1)")

      let live = try await run(
        "snapshot", "restore", file, "--data", directory.path + "/d", "--name", "n1", "--address",
        "\(address)")
      #expect(live.0 == 75 && live.1.contains("process \(node.pid) runs"), "\(live.1)")
      let running = try await run("recover", "--data", directory.path + "/d", "--yes")
      #expect(running.0 == 75 && running.1.contains("process \(node.pid)"), "\(running.1)")
      node.kill(SIGTERM)
      #expect(try await node.ended(within: .seconds(15)) == 0)
      let unsaid = try await run("recover", "--data", directory.path + "/d")
      #expect(unsaid.0 == 64 && unsaid.1.contains("nothing was changed"), "\(unsaid.1)")

      var bytes = try Data(contentsOf: URL(filePath: file))
      bytes[bytes.count / 2] ^= 8
      try bytes.write(to: URL(filePath: file))
      let seen = try await run("snapshot", "inspect", file)
      #expect(seen.0 == 65 && seen.1.contains("does not bear its checksum"), "\(seen.1)")
      let refused = try await run(
        "snapshot", "restore", file, "--data", directory.path + "/r", "--name", "n1", "--address",
        "\(address)")
      #expect(refused.0 == 65 && refused.1.contains("is damaged"), "\(refused.1)")
      #expect(!FileManager.default.fileExists(atPath: directory.path + "/r"))
      let missing = try await run("snapshot", "inspect", directory.path + "/none")
      #expect(missing.0 == 66, "\(missing.1)")
    }
  }
}
