package import Raft

extension RaftMutations {
  /// A restart forgets whom the node voted for (section 3.8): the disk's fault, not the core's.
  package static let forgetsVote = RaftMutations(rawValue: 1 << 31)
}

/// Comments and blank lines are kept, commands begin with `> `, and what follows one is its output.
package struct Script {
  private let lines: [Substring]

  package init(_ text: String) {
    lines = text.split(separator: "\n", omittingEmptySubsequences: false)
  }

  /// The script with the output as it is today.
  package func play(_ mutations: RaftMutations = []) -> String {
    let cluster = ScriptCluster(mutations: mutations)
    var result: [String] = []
    var isOutput = false
    for line in lines {
      if line.hasPrefix("> ") {
        result.append(String(line))
        cluster.run(line.dropFirst(2).split(separator: " ").map(String.init))
        result += cluster.takeOutput().map { "  " + $0.text }
        isOutput = true
      } else if !isOutput || line.isEmpty || line.hasPrefix("#") {
        isOutput = false
        result.append(String(line))
      }
    }
    return result.joined(separator: "\n")
  }
}
