internal import ArgumentParser
internal import Messages
internal import Units

struct ClusterGroup: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cluster", abstract: "The cluster as a whole.", subcommands: [ClusterCheck.self])
}

struct ClusterCheck: ClusterCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Compare the states of all nodes at one entry of the log.",
    discussion: """
      A mark goes into the log; at its entry each node says the digest of all that it has applied and,
      with --full, of everything that its store holds. A node that differs from a majority takes
      itself out. Exit status 1 where a node differs or has not said.

      Examples:
        clusterctl cluster check
        clusterctl cluster check --full --timeout 30m
      """)

  @OptionGroup var global: GlobalOptions
  @Flag(help: "Compare what the stores hold too: each node reads all of its state.")
  var full = false

  func run(on cluster: Cluster) async throws {
    let patience = full && global.timeout == "10s" ? Timeout.minutes(10) : cluster.timeout
    let answer: CheckConsistencyResponse = try await cluster.change(
      Methods.ClusterService.checkConsistency, CheckConsistencyRequest(full: full),
      timeout: patience)
    Printer(format: cluster.output).object(
      answer, name: answer.consistent ? "consistent" : "not consistent"
    ) {
      let words =
        answer.consistent
        ? "all \(answer.digests.count) members are equal at entry"
        : "not all members are equal at entry"
      return ["\(words) \(NumberText.grouped(answer.index))"] + table(answer).lines
    }
    guard answer.consistent else {
      let names = answer.digests.filter { !$0.equal }.map { "\($0.node) \($0.note)" }
      throw Problem(names.joined(separator: ", "), status: .failed)
    }
  }

  private func table(_ answer: CheckConsistencyResponse) -> Table {
    var columns: [Table.Column] = [.init("NODE"), .init("EQUAL"), .init("DIGEST")]
    if full { columns.append(.init("CONTENTS")) }
    var table = Table(columns)
    for word in answer.digests {
      var row = [word.node, word.equal ? "yes" : word.note, Self.hex(word.digest)]
      if full { row.append(Self.hex(word.contents)) }
      table.add(row)
    }
    return table
  }

  private static func hex(_ bytes: Bytes) -> String {
    guard !bytes.isEmpty else { return "–" }
    return bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }
}
