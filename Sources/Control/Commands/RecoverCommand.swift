internal import ArgumentParser
internal import Messages
internal import Recovery
internal import Units

struct RecoverCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "recover",
    abstract: "Go on with one stopped node after a majority of the disks is lost.",
    discussion: """
      The last resort: what only the lost nodes held is gone. Look at every directory that is left with
      --inspect first, and go on with the one of the highest last term, and among those of the highest
      last entry. The node goes on alone, as a new cluster, with all that its log holds; the others join
      it with empty directories.

      Examples:
        clusterctl recover --data /var/lib/carillon --inspect
        clusterctl recover --data /var/lib/carillon --yes --note 'two disks lost'
      """)

  @OptionGroup var global: GlobalOptions
  @Option(help: "The data directory of the node, which must be stopped.", completion: .directory)
  var data: String
  @Flag(help: "Only say what the directory holds.") var inspect = false
  @Flag(help: "Do not ask for the cluster's id.") var yes = false
  @Option(help: "The id of the cluster that is given up, instead of being asked.")
  var confirm: String?
  @Option(help: "What the node is called from now on, if not as before.") var name: String?
  @Option(
    help: ArgumentHelp("Where others find it, if not as before.", valueName: "host:port"))
  var address: String?
  @Flag(help: "Give up what follows the first damaged entry.") var discardDamaged = false
  @OptionGroup var place: PlaceOptions

  func run() async throws {
    try place.check(address)
    let report = try offline { () throws(RecoveryFailure) in try QuorumRecovery.inspect(data) }
    let format = global.outputFormat
    if inspect {
      return Printer(format: format).tree(
        SurvivorText.json(report), name: "\(report.lastTerm) \(report.lastIndex)"
      ) { SurvivorText.lines(report) }
    }
    if format == .table || format == .wide {
      for line in SurvivorText.lines(report) + SurvivorText.warning(report) {
        Terminal.complain(line)
      }
    }
    let cluster = try confirmed(report)
    var line = ProgressLine("applying entries")
    let order = QuorumRecovery(
      directory: data, name: name, address: address, index: place.logIndex,
      discardsDamaged: discardDamaged, note: place.note ?? "")
    let outcome = try offline { () throws(RecoveryFailure) in
      try order.run(confirmed: cluster, at: TimeText.now()) { done, all in
        line.show(done, of: all)
      }
    }
    line.clear()
    let now = outcome.continuation
    let called = name ?? report.name
    let found = address ?? report.address
    Printer(format: format).tree(
      ContinuationText.json(now, from: report.cluster, data), name: data
    ) {
      [
        "recovered \(data): every entry up to \(NumberText.grouped(report.lastIndex.rawValue)) of "
          + "term \(report.lastTerm) is kept",
        ContinuationText.line(now, called),
        "what the directory held before is in \(outcome.aside): remove it when all is well",
        "start it:   clusterd --name \(called) --listen \(found) --data \(data)",
        "the others: clusterd --name … --listen … --data EMPTY --join \(found)",
      ]
    }
  }

  /// Whoever does this says which cluster is given up.
  private func confirmed(_ report: SurvivorReport) throws(Problem) -> String {
    if let confirm { return confirm }
    if yes { return report.cluster.description }
    guard Terminal.isOutputTerminal, Terminal.isErrorTerminal else {
      throw Problem(
        "this would give up cluster \(report.cluster) and go on with \(data) alone",
        hint: "say --yes, or --confirm \(report.cluster), to do it; nothing was changed",
        status: .usage)
    }
    Terminal.complain("Type the cluster's id to go on with this directory alone:")
    guard let answer = readLine(), answer == report.cluster.description else {
      throw Problem("that is not its id: nothing was changed", status: .failed)
    }
    return answer
  }
}

/// What a stopped node's directory holds, in words.
enum SurvivorText {
  static func lines(_ report: SurvivorReport) -> [String] {
    var lines = [
      "DIRECTORY \(report.directory)",
      "NODE      \(report.name.isEmpty ? "?" : report.name) (\(report.node)) at \(report.address), "
        + "incarnation \(report.incarnation)",
      "CLUSTER   \(report.cluster)",
      "LAST      term \(report.lastTerm), entry \(NumberText.grouped(report.lastIndex.rawValue))",
      "APPLIED   entry \(NumberText.grouped(report.appliedIndex.rawValue)), stamped "
        + "\(report.stateTime), digest \(report.digest)",
      "TERM      \(report.term), the highest it heard of; its log begins with entry "
        + NumberText.grouped(report.firstIndex.rawValue),
      "MEMBERS   "
        + report.members.map { member in
          let name = member.name.isEmpty ? "" : " \(member.name)"
          return "\(member.node)\(name) \(member.address)"
            + (member.isVoter ? "" : " (learner)") + (member.isSelf ? " (this one)" : "")
        }.joined(separator: "  "),
    ]
    if let out = report.out {
      lines.append(
        "OUT       takes no part any more: " + out.split(separator: "\n").joined(separator: " "))
    }
    if report.isJoint { lines.append("NOTE      a change of members was under way") }
    if let damaged = report.damaged {
      lines.append(
        "DAMAGED   \(damaged.count) entries, the first is "
          + NumberText.grouped(damaged.first.rawValue))
    }
    return lines
  }

  static func warning(_ report: SurvivorReport) -> [String] {
    let majority = report.voters / 2 + 1
    return [
      "",
      "Kept is every entry up to \(NumberText.grouped(report.lastIndex.rawValue)), acknowledged or not.",
      "Lost is what \(majority) of \(report.voters) voters may have acknowledged without this one: its "
        + "last writes, if it lagged.",
      "The others' old directories cannot come back: they belong to another cluster from here on.",
    ]
  }

  static func json(_ report: SurvivorReport) -> JSON {
    typealias Member = JSON.Member
    var members = [
      Member("data", .string(report.directory)), Member("cluster", .string("\(report.cluster)")),
      Member("node", .string("\(report.node.rawValue)")), Member("name", .string(report.name)),
      Member("address", .string(report.address)),
      Member("incarnation", .string("\(report.incarnation)")),
      Member("term", .string("\(report.term)")),
      Member("lastTerm", .string("\(report.lastTerm)")),
      Member("lastIndex", .string("\(report.lastIndex)")),
      Member("appliedIndex", .string("\(report.appliedIndex)")),
      Member("firstIndex", .string("\(report.firstIndex)")),
      Member("digest", .string("\(report.digest)")),
      Member("stateTime", .string("\(report.stateTime)")), Member("joint", .bool(report.isJoint)),
      Member(
        "members",
        .array(
          report.members.map {
            .object([
              Member("id", .string("\($0.node.rawValue)")), Member("name", .string($0.name)),
              Member("address", .string($0.address)), Member("voter", .bool($0.isVoter)),
              Member("self", .bool($0.isSelf)),
            ])
          })),
    ]
    if let out = report.out { members.append(Member("out", .string(out))) }
    if let damaged = report.damaged {
      members.append(Member("firstDamagedIndex", .string("\(damaged.first)")))
      members.append(Member("damagedEntries", .number("\(damaged.count)")))
    }
    return .object(members)
  }
}
