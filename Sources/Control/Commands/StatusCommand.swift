internal import ArgumentParser
internal import Messages
internal import Units

struct StatusCommand: ClusterCommand {
  static let configuration = CommandConfiguration(
    commandName: "status", abstract: "Who leads, who lags, what runs.",
    discussion: """
      Examples:
        clusterctl status
        clusterctl status -o json
      """)

  @OptionGroup var global: GlobalOptions

  func run(on cluster: Cluster) async throws {
    let status = try await cluster.read(
      Methods.ClusterService.getStatus, GetStatusRequest(), as: ClusterStatus.self)
    Printer(format: cluster.output).object(
      status,
      name: status.leader.isEmpty ? "no leader" : "leader \(status.leader), term \(status.term)"
    ) { StatusText.lines(status) }
    if status.leader.isEmpty {
      throw Problem("the cluster has no leader", status: .nobody)
    }
  }
}

enum StatusText {
  static func lines(_ status: ClusterStatus) -> [String] {
    let name = status.clusterName.isEmpty ? String(status.cluster.prefix(13)) : status.clusterName
    var leader = "none"
    if !status.leader.isEmpty {
      leader = "\(status.leader) (term \(status.term)"
      if let now = status.time, let since = status.leaderSinceTime {
        leader += ", for \(TimeText.span(now - since))"
      }
      leader += ")"
    }
    let safety =
      status.votersUp < status.voters / 2 + 1
      ? "NO QUORUM" : "quorum safe to lose \(status.tolerates)"
    var lines = [
      "CLUSTER  \(name)   LEADER \(leader)   "
        + "\(status.votersUp) of \(status.voters) voters up   \(safety)"
    ]
    lines += MemberText.status(status.members).lines
    let busy = status.queues.filter { $0.pending + $0.running + $0.delayed > 0 }
    let queues =
      busy.isEmpty
      ? "all empty"
      : busy.prefix(6).map {
        "\($0.name) \(NumberText.grouped($0.pending)) pending, \($0.running) running"
      }.joined(separator: "   ")
    var last = "QUEUES  \(queues)"
    if busy.count > 6 { last += "   and \(busy.count - 6) more" }
    last += "   |   DEAD LETTERS \(NumberText.grouped(status.deadLetters))"
    if let late = status.lateP99 { last += "   |   LATE p99 \(TimeText.span(late))" }
    lines.append(last)
    for warning in status.warnings { lines.append("warning: \(warning)") }
    return lines
  }
}
