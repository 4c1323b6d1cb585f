import Foundation
import GRPC
import Testing

/// What `docs/membership.md` tells operators to type, typed: as `OperationsTests`.
extension ProcessTests {
  @Suite struct MembershipPageTests {
    static let page = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../docs/membership.md")

    @Test func everyCommandOfThePageDoesWhatItSays() async throws {
      let blocks = OperationsTests.blocks(
        of: try String(contentsOf: MembershipPageTests.page, encoding: .utf8))
      #expect(blocks.count == 6)
      let directory = try TemporaryDirectory()
      var script = """
        set -euo pipefail
        cd '\(directory.path)'
        export PATH='\(Products.directory)':"$PATH"
        trap 'kill -9 $(jobs -p) 2>/dev/null || true' EXIT

        """
      for (number, block) in blocks.enumerated() {
        script += "echo '== \(number)'\n" + block + "\n"
      }
      script += "echo '== done'\n"
      for (place, address) in try await Ports.free(6).enumerated() {
        script = script.replacingOccurrences(
          of: "127.0.0.1:760\(place + 1)", with: address.description)
      }
      let shell = try Program(
        "/bin/bash", ["-c", script], log: directory.path + "/membership.log")
      let status = try await shell.ended(within: .seconds(60))
      let output = shell.output
      #expect(status == 0, "\(output.suffix(3_000))")
      let parts = output.components(separatedBy: "\n== ")
      try #require(parts.count == 7, "\(output.suffix(3_000))")
      #expect(parts[1].contains("n4 (#4) is announced at"))
      #expect(parts[1].contains("n4 (#4) is a voter   voters n1 "))
      #expect(parts[1].contains("member n4 removed   voters n1 "))
      #expect(parts[2].contains("n5 (#5) is a voter") && parts[2].contains("could be removed"))
      #expect(parts[3].contains("n6 (#6) is a voter in the place of n3 (#"))
      #expect(parts[4].contains("n1 leads") && parts[4].contains("member n2 removed"))
      #expect(parts[5].contains("all 2 members are equal at entry"))
      #expect(parts[5].components(separatedBy: "are equal at entry").count == 3)
    }
  }
}
