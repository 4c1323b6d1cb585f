internal import ArgumentParser

/// How results are written.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable, Sendable {
  case table
  case wide
  case json
  case yaml
  case name
}

/// What every command that asks the cluster takes.
struct GlobalOptions: ParsableArguments {
  @Option(
    name: .customLong("endpoint"),
    help: ArgumentHelp(
      "Addresses of nodes, separated by commas.",
      discussion: "Wins over CARILLON_ENDPOINTS, that over the context file.",
      valueName: "host:port,…"))
  var endpoint: [String] = []

  @Option(
    name: [.customShort("o"), .customLong("output")],
    help: "table, wide, json, yaml or name (default: table).")
  var output: OutputFormat?

  @Option(help: ArgumentHelp("How long a call may take.", valueName: "span"))
  var timeout = "10s"

  var outputFormat: OutputFormat { output ?? .table }
}
