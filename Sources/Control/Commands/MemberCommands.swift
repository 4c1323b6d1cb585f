internal import ArgumentParser
internal import Messages
internal import Units

struct MemberCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "member", abstract: "The nodes of the cluster: who they are, and changes of that.",
    discussion: """
      A node is named by its name or by its number, as in '#4'. Every change is refused as a whole
      where it would cost the quorum, and while another one is in progress.
      """,
    subcommands: [
      MemberList.self, MemberAdd.self, MemberReplace.self, MemberPromote.self, MemberRemove.self,
    ],
    defaultSubcommand: MemberList.self, aliases: ["members"])
}

struct MemberList: ClusterCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Every member: number, role, address, how far it is.",
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
      MemberText.list(members, now: status.time)
    }
  }
}

/// How long a change is waited for, and for which configuration it was thought out.
struct ChangeOptions: ParsableArguments {
  @Option(help: ArgumentHelp("How long to wait for the change to be through.", valueName: "span"))
  var wait = "10m"
  @Flag(help: "Return as soon as the change is under way; it goes on by itself.")
  var noWait = false
  @Flag(help: "Only check whether it would be refused.")
  var dryRun = false
  @Option(
    help: ArgumentHelp(
      "Refuse where another configuration is in force than that of this log entry.",
      valueName: "index"))
  var expect: UInt64?

  var patience: Timeout {
    get throws {
      guard let span = SpanText.parse(wait) else {
        throw Problem(
          "'\(wait)' is no time span", hint: "write a number and ms, s, m or h: 10m",
          status: .usage)
      }
      return span
    }
  }
}

struct MemberAdd: ClusterCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Announce a node, and see it become a member.",
    discussion: """
      Its name and address are kept for it. Start it there, with an empty data directory and --join;
      it comes in as a learner and becomes a voter once it has caught up.

      Examples:
        clusterctl member add n4 127.0.0.1:7604
        clusterctl member add n5 127.0.0.1:7605 --learner --no-wait
      """)

  @OptionGroup var global: GlobalOptions
  @OptionGroup var change: ChangeOptions
  @Argument(help: "What the node is called: its --name.") var name: String
  @Argument(help: ArgumentHelp("Where it is.", valueName: "host:port")) var address: String
  @Flag(help: "It stays without a vote until it is promoted.") var learner = false

  func run(on cluster: Cluster) async throws {
    let patience = try change.patience
    let start = TimeText.now()
    let answer: ClusterMember = try await cluster.change(
      Methods.ClusterService.addMember,
      AddMemberRequest(
        address: address, name: name, validateOnly: change.dryRun, learner: learner,
        expectedConfigurationIndex: change.expect ?? 0))
    let called = MemberText.named(answer)
    if change.dryRun { return Terminal.print("\(called) would be announced at \(address)") }
    if change.noWait {
      return Printer(format: cluster.output).object(answer, name: answer.name) {
        ["\(called) is announced at \(address): start it there, with --join and an empty directory"]
      }
    }
    var progress = ChangeProgress(name, asLearner: learner)
    let status = try await progress.wait(on: cluster, within: patience, since: start) { status in
      status.members.contains { member in
        member.name == name && member.up
          && (learner ? member.role == .learner && member.lag < 1_024 : member.voter)
      }
    }
    progress.end(status, cluster.output, name, since: start)
  }
}

struct MemberReplace: ClusterCommand {
  static let configuration = CommandConfiguration(
    commandName: "replace", abstract: "Put another node in the place of one that is gone for good.",
    discussion: """
      The newcomer comes in as a learner, catches up, and takes the place in one change. Asked again
      after an interruption it goes on where it was. A wiped node may take its own place.

      Examples:
        clusterctl member replace n3 n4 --address 127.0.0.1:7604
        clusterctl member replace '#3' n3 --address 127.0.0.1:7603 --no-wait
      """)

  @OptionGroup var global: GlobalOptions
  @OptionGroup var change: ChangeOptions
  @Argument(help: "Who leaves.") var old: String
  @Argument(help: "What the newcomer is called: its --name.") var new: String
  @Option(
    help: ArgumentHelp("Where the newcomer is, if it has not joined yet.", valueName: "host:port"))
  var address: String?

  func run(on cluster: Cluster) async throws {
    let patience = try change.patience
    let start = TimeText.now()
    let before: ClusterStatus = try await cluster.read(
      Methods.ClusterService.getStatus, GetStatusRequest())
    let leaving = before.members.first { $0.name == old || MemberText.id($0.id) == old }
    var request = ReplaceMemberRequest()
    // By number, so that a newcomer of the same name is not taken for it.
    request.member = leaving.map { MemberText.id($0.id) } ?? old
    request.name = new
    request.address = address ?? ""
    request.validateOnly = change.dryRun
    request.expectedConfigurationIndex = change.expect ?? 0
    let answer: ReplaceMemberResponse = try await cluster.change(
      Methods.ClusterService.replaceMember, request)
    let called = leaving.map(MemberText.named) ?? old
    if change.dryRun { return Terminal.print("\(new) would take the place of \(called)") }
    if change.noWait && answer.step != .done {
      return Printer(format: cluster.output).object(answer, name: new) {
        ["\(new) takes the place of \(called) as soon as it is there and has caught up"]
      }
    }
    var progress = ChangeProgress(new, replaces: called)
    let oldID = leaving?.id ?? 0
    let status = try await progress.wait(on: cluster, within: patience, since: start) { status in
      !status.members.contains { $0.id == oldID && oldID != 0 }
        && status.members.contains { $0.name == new && $0.voter && $0.role != .leaving }
    }
    progress.end(status, cluster.output, new, since: start)
  }
}

struct MemberPromote: ClusterCommand {
  static let configuration = CommandConfiguration(
    commandName: "promote", abstract: "Make a learner a voter, once it has caught up.",
    discussion: """
      Examples:
        clusterctl member promote n4
        clusterctl member promote n4 --wait 60s
      """)

  @OptionGroup var global: GlobalOptions
  @OptionGroup var change: ChangeOptions
  @Argument(help: "The learner.") var member: String

  func run(on cluster: Cluster) async throws {
    let patience = try change.patience
    let start = TimeText.now()
    let request = PromoteMemberRequest(
      member: member, validateOnly: change.dryRun,
      expectedConfigurationIndex: change.expect ?? 0)
    var progress = ChangeProgress(member)
    while true {
      do {
        let answer: ClusterMember = try await cluster.change(
          Methods.ClusterService.promoteMember, request)
        let called = MemberText.named(answer)
        progress.clear()
        guard !change.dryRun else { return Terminal.print("\(called) would become a voter") }
        return Printer(format: cluster.output).object(answer, name: answer.name) {
          ["\(called) is a voter   \(TimeText.span(TimeText.now() - start))"]
        }
      } catch let problem as Problem where problem.code.hasSuffix("QUORUM_AT_RISK") {
        // One that answers catches up; one that does not may be down for good.
        let status: ClusterStatus = try await cluster.read(
          Methods.ClusterService.getStatus, GetStatusRequest())
        let learner = status.members.first {
          $0.name == member || MemberText.id($0.id) == member
        }
        guard learner?.up == true, !change.noWait, !change.dryRun,
          TimeText.now() < start + patience
        else {
          progress.clear()
          throw problem
        }
        progress.show(status)
        try await Task.sleep(for: .milliseconds(200))
      }
    }
  }
}

struct MemberRemove: ClusterCommand {
  static let configuration = CommandConfiguration(
    commandName: "remove", abstract: "Take a node out of the cluster, for good.",
    discussion: """
      Refused where the voters that stay would not be a majority that answers and has caught up. A
      leader hands over first. The node ends by itself and does not come back.

      Examples:
        clusterctl member remove n3 --yes
        clusterctl member remove '#4' --yes --timeout 60s
      """)

  @OptionGroup var global: GlobalOptions
  @OptionGroup var consent: Consent
  @Flag(help: "Only check whether it would be refused.") var dryRun = false
  @Option(
    help: ArgumentHelp(
      "Refuse where another configuration is in force than that of this log entry.",
      valueName: "index"))
  var expect: UInt64?
  @Argument(help: "The node.") var member: String

  func run(on cluster: Cluster) async throws {
    if !dryRun { try consent.ask("remove member \(member) from the cluster") }
    let _: Empty = try await cluster.change(
      Methods.ClusterService.removeMember,
      RemoveMemberRequest(
        member: member, validateOnly: dryRun, expectedConfigurationIndex: expect ?? 0))
    guard !dryRun else { return Terminal.print("member \(member) could be removed") }
    let left = try await seen(on: cluster)
    Terminal.print("member \(member) removed" + (left.map { "   \(MemberText.voters($0))" } ?? ""))
  }

  /// Who is left, as soon as whoever is asked knows; nil where that takes long.
  private func seen(on cluster: Cluster) async throws -> ClusterStatus? {
    for _ in 0..<100 {
      let status: ClusterStatus? = try? await cluster.read(
        Methods.ClusterService.getStatus, GetStatusRequest())
      if let status, !status.leader.isEmpty, !status.changeInProgress,
        !status.members.contains(where: { $0.name == member || MemberText.id($0.id) == member })
      {
        return status
      }
      try await Task.sleep(for: .milliseconds(50))
    }
    return nil
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
    let answer: TransferLeadershipResponse = try await cluster.change(
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
