internal import ArgumentParser
internal import Messages
internal import Recovery
internal import Units

struct SnapshotCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "snapshot", abstract: "Backups: taken from a cluster, looked at, restored.",
    subcommands: [SnapshotSave.self, SnapshotInspect.self, SnapshotRestore.self],
    aliases: ["snapshots", "backup"])
}

struct SnapshotSave: ClusterCommand {
  static let configuration = CommandConfiguration(
    commandName: "save", abstract: "Take a backup of the whole cluster into one file.",
    discussion: """
      Everything that was acknowledged before is in it. Any node will do, and writes go on. Every
      checksum is checked as it comes and again in the file, which gets its name when it is whole.

      Examples:
        clusterctl snapshot save monday.carillon
        clusterctl snapshot save monday.carillon --endpoint 10.0.0.3:7600 --rate 20MiB
      """)

  @OptionGroup var global: GlobalOptions
  @Argument(help: "The file to make.", completion: .file()) var file: String
  @Option(help: ArgumentHelp("How much a second at most: 500KiB, 20MiB.", valueName: "size"))
  var rate: String?
  @Flag(help: "Replace the file if it is there.") var force = false

  func run(on cluster: Cluster) async throws {
    var request = SaveSnapshotRequest()
    if let rate {
      guard let bytes = SizeText.parse(rate), bytes > 0 else {
        throw Problem(
          "'\(rate)' is no size", hint: "write a number and B, KiB, MiB or GiB: 20MiB",
          status: .usage)
      }
      request.rate = bytes
    }
    let start = TimeText.now()
    let saving = try offline { () throws(RecoveryFailure) in
      try BackupSaving(path: file, replaces: force)
    }
    var size: UInt64 = 0
    var line = ProgressLine("saving")
    try await cluster.follow(
      Methods.MaintenanceService.saveSnapshot,
      start: {
        request.offset = saving.count
        return request
      }, as: SaveSnapshotResponse.self
    ) { response in
      switch response.item {
      case .header(let header)?:
        // The first, or of another backup than the one that broke off.
        try offline { () throws(RecoveryFailure) in
          if saving.count > 0 { try saving.restart() }
          try saving.append(header.archive)
        }
        request.token = header.token
        size = header.size
      case .chunk(let chunk)?:
        guard chunk.offset == saving.count, CRC32C(chunk.data).value == chunk.crc32c else {
          throw Problem(
            "what came for byte \(saving.count) is damaged, or of another place",
            hint: "take the backup again", status: .data)
        }
        try offline { () throws(RecoveryFailure) in try saving.append(chunk.data) }
        line.show(saving.count, of: size)
      case nil: break
      }
      return true
    }
    var check = ProgressLine("reading back")
    let report = try offline { () throws(RecoveryFailure) in
      try saving.finish { done, all in check.show(done, of: all) }
    }
    check.clear()
    let took = TimeText.now() - start
    Printer(format: cluster.output).tree(BackupText.json(report), name: file) {
      [
        "saved \(file): \(ByteCount(report.size)) in \(TimeText.span(took)) "
          + "(\(ProgressLine.rate(report.size, took))), \(report.files.count) files, every checksum "
          + "read back and right",
        "\(BackupText.place(report)), taken at \(report.nodeName); cluster \(report.cluster)",
      ]
    }
  }
}

struct SnapshotInspect: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inspect", abstract: "What a backup holds, and whether it is whole.",
    discussion: """
      Reads all of the file, asks no cluster. Exit status 65 where anything in it is damaged; it says
      what and where.

      Examples:
        clusterctl snapshot inspect monday.carillon
        clusterctl snapshot inspect monday.carillon -o json
      """)

  @OptionGroup var global: GlobalOptions
  @Argument(completion: .file()) var file: String

  func run() async throws {
    var line = ProgressLine("reading")
    let report = try offline { () throws(RecoveryFailure) in
      try Backups.inspect(file) { done, all in line.show(done, of: all) }
    }
    line.clear()
    Printer(format: global.outputFormat).tree(
      BackupText.json(report), name: report.damages.isEmpty ? "whole" : "damaged"
    ) { BackupText.lines(report, wide: global.outputFormat == .wide) }
    guard report.damages.isEmpty else {
      throw Problem(
        "\(file) is damaged", excerpt: report.damages.map(\.text),
        hint: "take another backup; a damaged one is never restored", status: .data)
    }
  }
}

struct SnapshotRestore: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "restore", abstract: "Make the data directory of a new cluster's first node.",
    discussion: """
      Asks no cluster. Every checksum is checked before anything is made; the directory must be empty
      or not there. What the backup holds goes on as a new cluster, whose first node is started like any
      other; the others join it with empty directories.

      Examples:
        clusterctl snapshot restore monday.carillon --data /var/lib/carillon --name n1 \\
          --address 10.0.0.1:7600
        clusterctl snapshot restore monday.carillon --data n1 --name n1 --address 127.0.0.1:7601 \\
          --note 'fire in room 4'
      """)

  @OptionGroup var global: GlobalOptions
  @Argument(help: "The backup.", completion: .file()) var file: String
  @Option(help: "The data directory to make: empty, or not there.", completion: .directory)
  var data: String
  @Option(help: "What the node is called.") var name: String
  @Option(
    help: ArgumentHelp("Where others find it: what it listens on.", valueName: "host:port"))
  var address: String
  @Flag(
    name: .customLong("run"),
    help: "Let it run at once, instead of held until 'clusterctl release'.")
  var runs = false
  @OptionGroup var place: PlaceOptions

  func run() async throws {
    try place.check(address)
    var line = ProgressLine("restoring")
    let order = Restoration(
      backup: file, directory: data, name: name, address: address, index: place.logIndex,
      note: place.note ?? "", holds: !runs)
    let outcome = try offline { () throws(RecoveryFailure) in
      try order.run(at: TimeText.now()) { done, all in line.show(done, of: all) }
    }
    line.clear()
    let now = outcome.continuation
    Printer(format: global.outputFormat).tree(
      ContinuationText.json(now, from: outcome.report.cluster, data), name: data
    ) {
      [
        "restored into \(data): \(BackupText.place(outcome.report)), from cluster "
          + "\(outcome.report.cluster)",
        ContinuationText.line(now, name),
        "start it:   clusterd --name \(name) --listen \(address) --data \(data)",
        "the others: clusterd --name … --listen … --data EMPTY --join \(address)",
      ]
        + (runs
          ? [] : ["it is held: nothing fires and nothing is granted until clusterctl release"])
    }
  }
}

struct ReleaseCommand: ClusterCommand {
  static let configuration = CommandConfiguration(
    commandName: "release", abstract: "Let a restored cluster go.",
    discussion: """
      A restored cluster is held: nothing fires and nothing is granted, so that there is time to look.
      Afterwards what ran at the time of the backup is tried again, as after the loss of its worker, and
      each schedule decides the due times since by its catch-up policy: pause or delete what should not.

      Examples:
        clusterctl release --yes
        clusterctl release --yes -o json
      """)

  @OptionGroup var global: GlobalOptions
  @OptionGroup var consent: Consent

  func run(on cluster: Cluster) async throws {
    try consent.ask("let the cluster fire what is due and run what waits")
    let answer: ReleaseResponse = try await cluster.write(
      Methods.ClusterService.release, ReleaseRequest(rerunRunning: true))
    Printer(format: cluster.output).object(answer, name: "released") {
      [answer.snapshotTime.map { "released; the backup was of \($0)" } ?? "it was not held"]
    }
  }
}

/// Where a log goes on, by hand.
struct PlaceOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Where the log goes on, if not by the clock.",
      discussion: "It must be above every index that the lost cluster gave out.", valueName: "n"))
  var index: UInt64?
  @Option(help: "Kept in the log with what happened.") var note: String?

  var logIndex: LogIndex? { index.map { LogIndex($0) } }

  func check(_ address: String?) throws {
    if let address, ServerAddress.isMalformed(address) {
      throw Problem(
        "'\(address)' is no address", hint: "write host:port, as in 10.0.0.1:7600", status: .usage)
    }
    if let note, note.utf8.count > 1_024 {
      throw Problem("a note has at most 1,024 bytes", status: .usage)
    }
  }
}

/// Turns what an offline step says into what the command does.
func offline<Value>(_ body: () throws(RecoveryFailure) -> Value) throws(Problem) -> Value {
  do throws(RecoveryFailure) {
    return try body()
  } catch {
    let status: ExitStatus =
      switch error.kind {
      case .usage: .usage
      case .data: .data
      case .missing: .missing
      case .inUse: .tryAgain
      case .disk: .disk
      }
    throw Problem(
      error.message, excerpt: error.details, hint: error.advice.isEmpty ? nil : error.advice,
      status: status)
  }
}

/// Backups in words.
enum BackupText {
  static func place(_ report: BackupReport) -> String {
    "entry \(NumberText.grouped(report.index.rawValue)) of term \(report.term)"
  }

  static func lines(_ report: BackupReport, wide: Bool) -> [String] {
    let damaged = Set(report.damages.map(\.part))
    var lines = [
      "BACKUP    \(report.path), \(ByteCount(report.size)), \(report.files.count) files",
      "CLUSTER   \(report.cluster)",
      "TAKEN     \(report.taken) at \(report.nodeName), by \(report.software), machine version "
        + "\(report.machineVersion)",
      "STATE     \(place(report)), stamped \(report.stateTime)",
      "DIGEST    \(report.digest)",
      "MEMBERS   "
        + report.members.map { "\($0.node) \($0.address)\($0.isVoter ? "" : " (learner)")" }
        .joined(separator: "  "),
      "HOLDS     "
        + report.totals.map { "\($0.name) \(NumberText.grouped($0.count))" }.joined(separator: "  "),
    ]
    if wide || !damaged.isEmpty {
      var table = Table([
        .init("FILE"), .init("SIZE", .right), .init("CRC32C"), .init("CHECKSUM"),
      ])
      for file in report.files {
        table.add([
          file.name, NumberText.grouped(file.size), hexadecimal(file.checksum),
          damaged.contains("file \(file.name)") ? "WRONG" : "right",
        ])
      }
      lines += table.lines
    }
    if damaged.isEmpty { lines.append("CHECKSUMS all right: header, files, trailer, whole") }
    return lines
  }

  static func json(_ report: BackupReport) -> JSON {
    typealias Member = JSON.Member
    func number(_ value: some BinaryInteger) -> JSON { .number("\(value)") }
    return .object([
      Member("path", .string(report.path)), Member("size", number(report.size)),
      Member("whole", .bool(report.damages.isEmpty)),
      Member("cluster", .string(report.cluster.description)),
      Member("node", .string(report.nodeName)),
      Member("takenTime", .string("\(report.taken)")),
      Member("stateTime", .string("\(report.stateTime)")),
      Member("version", .string(report.software)),
      Member("machineVersion", number(report.machineVersion)),
      Member("index", .string("\(report.index)")), Member("term", .string("\(report.term)")),
      Member("digest", .string("\(report.digest)")),
      Member(
        "members",
        .array(
          report.members.map {
            .object([
              Member("id", .string("\($0.node.rawValue)")), Member("address", .string($0.address)),
              Member("voter", .bool($0.isVoter)),
            ])
          })),
      Member("totals", .object(report.totals.map { Member($0.name, number($0.count)) })),
      Member(
        "files",
        .array(
          report.files.map {
            .object([
              Member("name", .string($0.name)), Member("size", number($0.size)),
              Member("crc32c", number($0.checksum)),
            ])
          })),
      Member(
        "damages",
        .array(
          report.damages.map {
            .object([
              Member("part", .string($0.part)), Member("from", number($0.range.lowerBound)),
              Member("to", number($0.range.upperBound)), Member("reason", .string($0.reason)),
            ])
          })),
    ])
  }
}

/// Where a log goes on, in words.
enum ContinuationText {
  static func line(_ now: Continuation, _ name: String) -> String {
    "it goes on as the new cluster \(now.cluster), of \(name) alone, as node \(now.node), after entry "
      + "\(NumberText.grouped(now.index.rawValue)) in term \(now.term)"
  }

  static func json(_ now: Continuation, from cluster: ClusterID, _ data: String) -> JSON {
    .object([
      JSON.Member("data", .string(data)), JSON.Member("fromCluster", .string("\(cluster)")),
      JSON.Member("cluster", .string("\(now.cluster)")),
      JSON.Member("node", .string("\(now.node.rawValue)")),
      JSON.Member("incarnation", .string("\(now.incarnation)")),
      JSON.Member("index", .string("\(now.index)")), JSON.Member("term", .string("\(now.term)")),
    ])
  }
}

/// As other programs print a CRC32C.
private func hexadecimal(_ checksum: UInt32) -> String {
  let digits = String(checksum, radix: 16)
  return String(repeating: "0", count: 8 - digits.count) + digits
}
