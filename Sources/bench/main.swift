import ArgumentParser

/// Measures clusters that run; `tools/bench` starts them.
struct BenchCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench", abstract: "Measures clusters that run; tools/bench starts them.",
    subcommands: [
      LoadCommand.self, GapCommand.self, SteadyCommand.self, FillCommand.self, CoreCommand.self,
    ],
    defaultSubcommand: LoadCommand.self)
}

/// Within an async function the async `main` is the one that is meant.
func start() async { await BenchCommand.main() }
await start()
