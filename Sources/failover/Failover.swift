import ArgumentParser
import FaultLab
import Glibc

/// Where the process runs, found before anything else.
struct Stage: Sendable {
  var world: World
  var owner: Ledger.Owner
}

/// `failover`: breaks a cluster on purpose, and says what its clients saw of it.
struct Failover: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "failover",
    abstract: "Breaks a cluster on purpose and checks what its clients saw.",
    discussion: """
      Examples:
        failover run leader-kill --tries 10
        failover run rolling-restart power-cut -o json --html report.html
        failover run transfer --endpoint 10.0.0.1:7600,10.0.0.2:7600

      Exit status: 0 all limits and checkers hold, 1 one does not or a step could not be done, 64 usage,
      65 a scenario is wrong, 66 no such scenario, 69 the cluster does not answer or a program is
      missing, 77 root is needed.
      """,
    subcommands: [RunCommand.self, ListCommand.self, CleanCommand.self, WatchCommand.self])

  static func start(_ stage: Stage) async {
    do {
      var command = try parseAsRoot()
      if let run = command as? RunCommand {
        try await run.run(stage)
      } else {
        World.onSignal {}
        try command.run()
      }
    } catch let error as LabError {
      World.leaveEndToSignal()
      // A message that cannot be written has nowhere else to go.
      _ = unsafe Array("failover: \(error)\n".utf8).withUnsafeBytes {
        unsafe write(2, $0.baseAddress, $0.count)
      }
      Glibc.exit(error.code.rawValue)
    } catch {
      World.leaveEndToSignal()
      exit(withError: error)
    }
    World.leaveEndToSignal()
  }
}

/// What is printed.
enum Output: String, ExpressibleByArgument, CaseIterable {
  case table
  case json
}

struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Run scenarios, each on a cluster of its own.",
    discussion: "Scenario files: docs/failover.md. What a run made is undone at its end.")

  @Argument(help: "Names in --scenarios, or paths of scenario files.") var scenario: [String]
  @Option(help: ArgumentHelp("Where names are looked up.", valueName: "directory"))
  var scenarios = "cluster/scenarios"
  @Option(help: "How often the steps are gone through; else the scenario says.") var tries: Int?
  @Option(help: "Of everything that is drawn.") var seed: UInt64 = 1
  @Option(name: .shortAndLong, help: "table, or json: one object a line.")
  var output = Output.table
  @Option(help: ArgumentHelp("Write a page with a timeline.", valueName: "file"))
  var html: String?
  @Option(help: ArgumentHelp("Write the history as JSON lines.", valueName: "file"))
  var history: String?
  @Option(help: ArgumentHelp("Where clusterd is.", valueName: "directory"))
  var bin = ".build/release"
  @Option(help: ArgumentHelp("The build that rolling upgrades go to.", valueName: "directory"))
  var nextBin: String?
  @Option(help: ArgumentHelp("Where data lives meanwhile: a disk.", valueName: "directory"))
  var dir = ".build-failover"
  @Option(
    help: ArgumentHelp(
      "A cluster that runs already: addresses, by commas.", valueName: "list"))
  var endpoint: String?
  @Flag(help: "With --endpoint: leave out what cannot be done from outside.") var loadOnly = false
  @Option(help: "Another system under the same kill -9: etcd.") var peer: String?
  @Flag(help: "Leave data and logs.") var keep = false
  @Flag(help: "No progress on standard error.") var quiet = false
  @Option(help: .hidden) var python: String?
  @Option(help: .hidden) var pythonPath: String?
  @Option(help: .hidden) var stockClient = "tools/stock-client"

  func validate() throws {
    if let peer, peer != "etcd" { throw ValidationError("the only peer is etcd, not '\(peer)'") }
    if let endpoint, !endpoint.contains(where: { $0 != "," }) {
      throw ValidationError("--endpoint names no address: write host:port, as in 127.0.0.1:7600")
    }
    if loadOnly, endpoint == nil {
      throw ValidationError("--load-only is for a cluster given by --endpoint")
    }
    if history != nil, scenario.count > 1 {
      throw ValidationError("--history is of one scenario: there are \(scenario.count)")
    }
    if let tries, !(1...100_000).contains(tries) {
      throw ValidationError("--tries is 1 to 100000, not \(tries)")
    }
  }

  private var session: Session {
    var options = LabOptions()
    options.programs = bin
    options.nextPrograms = nextBin
    options.directory = dir
    options.seed = seed
    options.tries = tries
    options.endpoints = endpoint.map { $0.split(separator: ",").map(String.init) } ?? []
    options.isLoadOnly = loadOnly
    options.keeps = keep
    options.python = python
    options.pythonPath = pythonPath
    options.stockClient = stockClient
    var session = Session(
      options: options, output: output == .json ? .json : .table, page: html, history: history,
      peer: peer != nil)
    session.isQuiet = quiet
    return session
  }

  func run(_ stage: Stage) async throws {
    let ledger = try Ledger(owner: stage.owner)
    World.onSignal { ledger.interrupted() }
    defer { ledger.close() }
    let found = try Session.read(scenario, folder: scenarios)
    guard try await session.run(found, world: stage.world, ledger: ledger) else {
      throw ExitCode(1)
    }
  }
}

struct ListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Name the scenarios and what each is about.")

  @Option(help: ArgumentHelp("The folder of scenario files.", valueName: "directory"))
  var scenarios = "cluster/scenarios"

  func run() throws {
    for (name, path) in Session.scenarios(in: scenarios) {
      let scenario = try Scenario(path: path)
      print(name + String(repeating: " ", count: max(1, 20 - name.count)) + scenario.about)
    }
  }
}

struct CleanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "clean", abstract: "Undo what a killed run has left.")

  func run() throws {
    let undone = Ledger.clean()
    for line in undone { print("undone: \(line)") }
    if undone.isEmpty { print("nothing was left") }
  }
}

/// Undoes what a run leaves that is killed; `run` starts it.
struct WatchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "watch", shouldDisplay: false)

  @Argument var pid: Int32
  @Argument var started: UInt64

  func run() throws { Ledger.waitAndClean(pid: pid, started: started) }
}
