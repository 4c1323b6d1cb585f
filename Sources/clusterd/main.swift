import ArgumentParser
import Glibc
import Sandbox

/// The daemon: a node of a cluster, a worker by itself, or a single node to develop against.
struct Clusterd: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "clusterd",
    abstract: "A node of a Carillon cluster.",
    discussion: """
      Examples:
        clusterd --name n1 --listen 127.0.0.1:7601 --data /var/lib/carillon --found
        clusterd --config /etc/carillon/clusterd.json --name n2 --join 10.0.0.1:7600
        clusterd dev

      Flags win over the environment (CARILLON_LISTEN and so on), that over the configuration file.
      """,
    version: Version.text,
    subcommands: [ServeCommand.self, WorkerCommand.self, DevCommand.self],
    defaultSubcommand: ServeCommand.self)
}

// Before any thread is started: the supervisor of handlers is this binary, started once more.
if let status = SupervisorMain.run(CommandLine.arguments) { exit(status) }

/// Within an async function the async `main` is the one that is meant.
func start() async { await Clusterd.main() }
await start()
