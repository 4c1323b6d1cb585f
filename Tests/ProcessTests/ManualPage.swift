import Foundation
import GRPC
import Testing

/// A page of `docs/` whose commands are run as they stand, in one shell, against real processes; the
/// ports 7601 and up are others.
struct ManualPage {
  let name: String
  let blocks: [String]

  init(_ name: String) throws {
    self.name = name
    let page = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../docs/\(name).md")
    // What stands in the fenced blocks of a shell's commands.
    blocks = try String(contentsOf: page, encoding: .utf8).components(separatedBy: "\n```sh\n")
      .dropFirst().map { rest in
        String(rest[..<(rest.range(of: "\n```")?.lowerBound ?? rest.endIndex)])
      }
  }

  /// What each block printed, which must have ended well.
  func run(
    in directory: String, ports: Int, within limit: Duration
  ) async throws -> [String] {
    var script = """
      set -euo pipefail
      cd '\(directory)'
      export PATH='\(Products.directory)':"$PATH"
      trap 'kill -9 $(jobs -p) 2>/dev/null || true' EXIT

      """
    for (number, block) in blocks.enumerated() {
      script += "echo '== \(number)'\n" + block + "\n"
    }
    script += "echo '== done'\n"
    for (place, address) in try await Ports.free(ports).enumerated() {
      script = script.replacingOccurrences(
        of: "127.0.0.1:760\(place + 1)", with: address.description)
    }
    let shell = try Program(
      "/bin/bash", ["-c", script], log: directory + "/\(name).log")
    let status = try await shell.ended(within: limit)
    let output = shell.output
    #expect(status == 0, "\(output.suffix(3_000))")
    let parts = output.components(separatedBy: "\n== ")
    try #require(parts.count == blocks.count + 1, "\(output.suffix(3_000))")
    return parts
  }
}
