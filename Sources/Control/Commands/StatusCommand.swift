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
    lines += MemberText.table(status.members).lines
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

enum MemberText {
  static func table(_ members: [ClusterMember]) -> Table {
    var table = Table([
      .init("NODE"), .init("ROLE"), .init("ADDRESS"), .init("APPLIED", .right),
      .init("LAG", .right),
      .init("LOG", .right), .init("STATE", .right), .init("WORKERS", .right), .init("UP", .right),
      .init("VERSION"),
    ])
    for member in members {
      guard member.up else {
        table.add([
          member.name, member.voter ? "down" : "learner, down", member.address, "–", "–", "–", "–",
          "–", "–", "",
        ])
        continue
      }
      table.add([
        member.name, role(member), member.address, NumberText.grouped(member.applied),
        member.role == .leader ? "–" : NumberText.grouped(member.lag),
        ByteCount(member.logBytes).description, ByteCount(member.stateBytes).description,
        "\(member.workersBusy)/\(member.workers)", member.uptime.map(TimeText.span) ?? "–",
        member.version,
      ])
    }
    return table
  }

  static func role(_ member: ClusterMember) -> String {
    let role: String
    switch member.role {
    case .leader: role = "leader"
    case .follower: role = "follower"
    case .candidate: role = "candidate"
    case .learner: role = "learner"
    case .outside: role = "outside"
    case .unspecified, .unrecognized: role = "?"
    }
    return member.draining ? "\(role), drains" : role
  }
}
