import ArgumentParser

/// Load for a cluster, and what it came to.
struct Bench: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench", abstract: "Load for a cluster, and what it came to.",
    subcommands: [SteadyCommand.self])
}

/// Within an async function the async `main` is the one that is meant.
func start() async { await Bench.main() }
await start()
