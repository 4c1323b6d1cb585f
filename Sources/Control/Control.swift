internal import ArgumentParser

/// `clusterctl`: the commands, and how what goes wrong is said.
struct Clusterctl: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "clusterctl",
    abstract: "Look after a Carillon cluster: jobs, schedules, executions, events, members.",
    discussion: """
      Where the cluster is: --endpoint, else CARILLON_ENDPOINTS, else the nearest context file.
      Exit status: 0 done; 1 what was asked about failed; 2 no leader or nobody answers; 64 usage,
      65 bad data, 66 no such thing, 69 unavailable, 74 a disk failed, 75 try again,
      77 not permitted.
      """,
    version: Control.version,
    subcommands: [
      StatusCommand.self, JobCommand.self, ScheduleCommand.self, ExecutionCommand.self,
      QueueCommand.self, EventCommand.self, ModuleCommand.self, WorkerCommand.self,
      MemberCommand.self, LeaderCommand.self, ClusterGroup.self, SnapshotCommand.self,
      ReleaseCommand.self,
      RecoverCommand.self,
      VersionCommand.self, CompletionCommand.self,
    ])

}

/// What the program `clusterctl` does.
public enum Control {
  static let version = "0.1.0"

  /// Runs the command that `arguments` (without the program's name) ask for, and gives its exit
  /// status.
  public static func run(_ arguments: [String]) async -> Int32 {
    Terminal.ignoreBrokenPipes()
    let arguments = globalsLast(arguments)
    do {
      var command = try Clusterctl.parseAsRoot(arguments)
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
      return ExitStatus.done.rawValue
    } catch let problem as Problem {
      Terminal.complain(problem.text)
      return problem.status.rawValue
    } catch {
      let text = Clusterctl.fullMessage(for: error)
      let code = Clusterctl.exitCode(for: error)
      if code.isSuccess {
        Terminal.print(text)
      } else if let problem = unknownCommand(arguments) {
        Terminal.complain(problem.text)
        return problem.status.rawValue
      } else {
        Terminal.complain(text)
      }
      return code.rawValue
    }
  }

  /// `clusterctl --endpoint A status` means what `clusterctl status --endpoint A` does.
  static func globalsLast(_ arguments: [String]) -> [String] {
    var rest = arguments[...]
    var globals: [String] = []
    while let word = rest.first {
      if ["--endpoint", "-o", "--output", "--timeout"].contains(word), rest.count > 1 {
        globals += rest.prefix(2)
        rest = rest.dropFirst(2)
      } else if ["--endpoint=", "--output=", "--timeout=", "-o="].contains(where: word.hasPrefix) {
        globals.append(word)
        rest = rest.dropFirst()
      } else {
        break
      }
    }
    return rest.isEmpty ? arguments : rest + globals
  }

  /// A first word that is no command is answered with the nearest one.
  private static func unknownCommand(_ arguments: [String]) -> Problem? {
    guard let word = arguments.first, !word.hasPrefix("-") else { return nil }
    let names = Clusterctl.configuration.subcommands.flatMap { command in
      [command.configuration.commandName ?? ""] + command.configuration.aliases
    }
    if names.contains(word) || word == "help" {
      guard arguments.count > 1, !arguments[1].hasPrefix("-"),
        let parent = Clusterctl.configuration.subcommands.first(where: {
          $0.configuration.commandName == word || $0.configuration.aliases.contains(word)
        }), !parent.configuration.subcommands.isEmpty
      else { return nil }
      let below = parent.configuration.subcommands.flatMap { command in
        [command.configuration.commandName ?? ""] + command.configuration.aliases
      }
      guard !below.contains(arguments[1]) else { return nil }
      return unknown("\(word) \(arguments[1])", arguments[1], below, "clusterctl \(word) --help")
    }
    return unknown(word, word, names, "clusterctl --help")
  }

  private static func unknown(
    _ shown: String, _ word: String, _ names: [String], _ help: String
  ) -> Problem {
    Problem(
      "clusterctl does not know '\(shown)'",
      hint: Suggestion.nearest(to: word, in: names).map { "did you mean '\($0)'? see \(help)" }
        ?? "see \(help)", status: .usage)
  }
}

struct VersionCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "version", abstract: "The version of this program.",
    discussion: """
      Examples:
        clusterctl version
        clusterctl --version
      """)

  func run() async throws { Terminal.print("clusterctl \(Control.version)") }
}

struct CompletionCommand: AsyncParsableCommand {
  enum Shell: String, ExpressibleByArgument, CaseIterable { case bash, zsh, fish }

  static let configuration = CommandConfiguration(
    commandName: "completion", abstract: "A completion script for a shell.",
    discussion: """
      Examples:
        source <(clusterctl completion bash)
        clusterctl completion fish > ~/.config/fish/completions/clusterctl.fish
      """)

  @Argument(help: "bash, zsh or fish.") var shell: Shell

  func run() async throws {
    let kind: CompletionShell =
      switch shell {
      case .bash: .bash
      case .zsh: .zsh
      case .fish: .fish
      }
    Terminal.print(Clusterctl.completionScript(for: kind))
  }
}
