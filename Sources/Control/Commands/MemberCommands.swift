internal import ArgumentParser
internal import Messages
internal import Units

struct MemberCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "member", abstract: "The nodes of the cluster.",
    subcommands: [MemberList.self, MemberPromote.self, MemberRemove.self],
    defaultSubcommand: MemberList.self, aliases: ["members"])
}

struct MemberList: ClusterCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Every member: role, address, how far it is.",
    discussion: """
      Examples:
        clusterctl member list
        clusterctl member list --wait-voters 3 --timeout 30s
      """)

  @OptionGroup var global: GlobalOptions
  @Option(help: "Wait, within --timeout, until so many voters are up and one leads.")
  var waitVoters: UInt32?

  func run(on cluster: Cluster) async throws {
    let end = TimeText.now() + cluster.timeout
    while true {
      var status = ClusterStatus()
      do {
        status = try await cluster.read(Methods.ClusterService.getStatus, GetStatusRequest())
      } catch let problem as Problem where waitVoters != nil && problem.mayPass {
        if TimeText.now() >= end { throw problem }
      }
      guard let wanted = waitVoters else { return show(status, cluster.output) }
      if status.votersUp >= wanted && !status.leader.isEmpty { return show(status, cluster.output) }
      guard TimeText.now() < end else {
        throw Problem(
          "\(status.votersUp) of \(wanted) voters are up after \(global.timeout)",
          status: .tryAgain)
      }
      try await Task.sleep(for: .milliseconds(20))
    }
  }

  private func show(_ status: ClusterStatus, _ format: OutputFormat) {
    Printer(format: format).list(status.members, names: \.name) { members, _ in
      MemberText.table(members)
    }
  }
}

struct MemberPromote: ClusterCommand {
  static let configuration = CommandConfiguration(
    commandName: "promote", abstract: "Make a learner a voter, once it has caught up.",
    discussion: """
      Examples:
        clusterctl member promote n4
        clusterctl member promote n4 --timeout 60s
      """)

  @OptionGroup var global: GlobalOptions
  @Argument var member: String

  func run(on cluster: Cluster) async throws {
    let _: Empty = try await cluster.write(
      Methods.ClusterService.promoteMember, PromoteMemberRequest(member: member))
    Terminal.print("member \(member) will be a voter as soon as it has caught up")
  }
}

struct MemberRemove: ClusterCommand {
  static let configuration = CommandConfiguration(
    commandName: "remove", abstract: "Take a node out of the cluster, for good.",
    discussion: """
      Examples:
        clusterctl member remove n3 --yes
        clusterctl member remove n3 --timeout 60s
      """)

  @OptionGroup var global: GlobalOptions
  @OptionGroup var consent: Consent
  @Argument var member: String

  func run(on cluster: Cluster) async throws {
    try consent.ask("remove member \(member) from the cluster")
    let _: Empty = try await cluster.write(
      Methods.ClusterService.removeMember, RemoveMemberRequest(member: member))
    Terminal.print("member \(member) removed")
  }
}

struct LeaderCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "leader", abstract: "Who leads.", subcommands: [LeaderTransfer.self])
}

struct LeaderTransfer: ClusterCommand {
  static let configuration = CommandConfiguration(
    commandName: "transfer", abstract: "Hand leadership to another node.",
    discussion: """
      Examples:
        clusterctl leader transfer
        clusterctl leader transfer n2
      """)

  @OptionGroup var global: GlobalOptions
  @Argument(help: "The node that shall lead; the one that is furthest where it is left out.")
  var member: String?

  func run(on cluster: Cluster) async throws {
    var request = TransferLeadershipRequest()
    request.member = member ?? ""
    let answer: TransferLeadershipResponse = try await cluster.write(
      Methods.ClusterService.transferLeadership, request)
    Printer(format: cluster.output).object(answer, name: answer.leader) {
      let took = answer.took.map { " after \(TimeText.span($0))" } ?? ""
      return ["\(answer.leader) leads (term \(answer.term))\(took)"]
    }
  }
}

/// What destroys asks on a terminal and needs `--yes` elsewhere.
struct Consent: ParsableArguments {
  @Flag(help: "Do not ask.")
  var yes = false

  func ask(_ what: String) throws {
    if yes { return }
    guard Terminal.isOutputTerminal, Terminal.isErrorTerminal else {
      throw Problem("this would \(what)", hint: "say --yes to do it", status: .usage)
    }
    Terminal.complain("This will \(what). Go on? [y/N]")
    guard let answer = readLine(), ["y", "yes"].contains(answer.lowercased()) else {
      throw Problem("nothing was changed", status: .failed)
    }
  }
}
