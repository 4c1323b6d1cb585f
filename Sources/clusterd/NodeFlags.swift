import ArgumentParser

/// The flags of a node. Each wins over its variable in the environment, that over the file.
struct NodeFlags: ParsableArguments {
  @Option(help: ArgumentHelp("The configuration file (JSON).", valueName: "file"))
  var config: String?

  @Option(help: ArgumentHelp("What people call the node.", valueName: "name"))
  var name: String?

  @Option(help: ArgumentHelp("Where to listen; port 0 takes a free one.", valueName: "host:port"))
  var listen: String?

  @Option(
    help: ArgumentHelp(
      "What the other nodes and clients connect to, if not --listen.", valueName: "host:port"))
  var advertise: String?

  @Option(help: ArgumentHelp("The data directory.", valueName: "directory"))
  var data: String?

  @Option(
    help: ArgumentHelp(
      "Whom an empty directory asks to be let in, separated by commas.", valueName: "host:port,...")
  )
  var join: String?

  @Option(help: ArgumentHelp("Worker slots in this node; 0 for none.", valueName: "n"))
  var workers: Int?

  @Flag(help: "Found a cluster if the data directory is empty.")
  var found = false

  @Flag(
    help: """
      Where this node was removed, or took itself out: put what is in the data directory aside and join \
      as a new member.
      """)
  var rejoin = false

  @Flag(help: "Allow plain text without credentials on an address that is not a loopback one.")
  var allowPlaintext = false

  @Option(
    help: ArgumentHelp(
      "The least level of what is logged: trace, debug, info, notice, warning, error, critical.",
      valueName: "level"))
  var logLevel: String?
}
