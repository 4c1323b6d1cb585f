import ArgumentParser
import Checkers
import Glibc
import Simulator
import Units

/// Runs seeds of the simulator: `tools/simulate`.
@main
struct Simulate: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tools/simulate",
    abstract: "Whole clusters under faults in one thread; a seed decides everything.",
    discussion: """
      Each seed draws its own nodes, faults and calls. A failing seed is made smaller; the last that \
      happened is printed, and one command that runs it again and tells all of it.
      """,
    subcommands: [CoreScript.self, Mutations.self])

  @Option(help: "Run this seed only.") var seed: UInt64?
  @Option(help: "Run the seeds from A up to and including B: A..B.") var seeds: String?
  @Option(help: "Run seeds from the first of --seeds on (0) for so many minutes.")
  var minutes: Double?
  @Flag(help: "Tell what happened, line by line; in the last seed that was run.") var replay = false
  @Flag(help: "Print seed and trace digest of each run, and nothing else.") var digests = false
  @Option(help: "Nodes at the start, 1 to 9.") var nodes: Int?
  @Option(help: "Simulated milliseconds under faults.") var milliseconds: Int64?
  @Option(help: "Kinds of faults to leave out, by commas.") var without: String?
  @Option(help: "Kinds of faults to have in any case, by commas.") var with: String?
  @Option(help: "Calls of clients, in parts of 1,000 of what the seed draws.") var load: Int?
  @Option(help: "Write what clients saw as JSON lines; of the last seed that was run.")
  var history: String?
  @Option(help: "Write each change of a core's state as JSON lines; of the last seed that was run.")
  var trace: String?

  @Option(help: ArgumentHelp(visibility: .hidden)) var progress: String?

  func validate() throws {
    if let nodes, !(1...9).contains(nodes) { throw ValidationError("--nodes wants 1 to 9") }
    if seed != nil, seeds != nil || minutes != nil {
      throw ValidationError("--seed is one seed: leave out --seeds and --minutes")
    }
    if let minutes, !(minutes > 0) { throw ValidationError("--minutes wants more than 0") }
    if let milliseconds, !(1...3_600_000).contains(milliseconds) {
      throw ValidationError("--milliseconds wants 1 to 3600000")
    }
    if let load, !(0...1_000).contains(load) { throw ValidationError("--load wants 0 to 1000") }
    _ = try range()
  }

  func run() throws {
    var options = try options()
    let range = try range()
    // For whoever sees this process trap: which seed it was, and with --replay what had happened.
    let progress = try progress.map { (path: $0, file: try HistoryFile.begin($0)) }
    if replay, let progress {
      options.echo = { line in
        try? HistoryFile.write(Bytes("\(line)\n".utf8), to: progress.file, progress.path)
      }
    }
    let watch = ContinuousClock()
    let began = watch.now
    var summary = Summary()
    for seed in range {
      if let progress {
        try HistoryFile.begin("seed \(seed)", in: progress.file, progress.path)
      }
      let simulation = Simulation(seed: seed, options: options)
      let states = StateTrace()
      if trace != nil { simulation.observer = states.take }
      let outcome = simulation.run()
      let isLast =
        outcome.violation != nil || seed == range.upperBound
        || minutes.map { watch.now - began >= .seconds($0 * 60) } ?? false
      if let history, isLast {
        try HistoryFile.write(simulation.recording.jsonLines, to: history)
      }
      if let trace, isLast { try HistoryFile.write(states.jsonLines, to: trace) }
      if digests { print(seed, String(outcome.trace, radix: 16)) }
      summary.take(outcome)
      if outcome.violation != nil {
        tell(outcome, options)
        throw ExitCode(1)
      }
      guard isLast else { continue }
      if replay { for line in outcome.history { print(line) } }
      break
    }
    if !digests { print(summary.text(processor: .nanoseconds(Simulate.processorTime))) }
  }

  private func tell(_ outcome: Outcome, _ options: SimulatorOptions) {
    print("seed \(outcome.seed): \(outcome.violation ?? "")")
    if replay {
      for line in outcome.history { print(line) }
      return
    }
    var shrinker = Shrinker(outcome, options)
    shrinker.run()
    print("smallest of \(shrinker.runs) runs: \(shrinker.outcome.violation ?? "")")
    var smallest = shrinker.options
    smallest.keepsHistory = true
    let history = Simulation(seed: outcome.seed, options: smallest).run().history
    if history.count > Simulate.lastLines {
      print("its last \(Simulate.lastLines) lines of \(history.count), in microseconds:")
    }
    for line in history.suffix(Simulate.lastLines) { print(line) }
    print("all of it: \(shrinker.options.command(seed: outcome.seed))")
  }

  /// Of a failing seed's history, what is told without being asked for.
  private static let lastLines = 60

  private func options() throws -> SimulatorOptions {
    var options = SimulatorOptions()
    options.nodes = nodes
    options.duration = milliseconds.map { .milliseconds($0) }
    options.without = try Simulate.kinds(without)
    options.with = try Simulate.kinds(with)
    options.load = load ?? 1_000
    options.keepsHistory = replay
    return options
  }

  private static func kinds(_ list: String?) throws -> FaultKinds {
    var kinds: FaultKinds = []
    for name in (list ?? "").split(separator: ",") {
      guard let kind = FaultKind(name: String(name)) else {
        throw ValidationError(
          "'\(name)' is no kind of fault; there are \(FaultKinds.all.names)")
      }
      kinds.insert(kind)
    }
    return kinds
  }

  /// Nanoseconds that this process has worked: other work on the machine does not count.
  private static var processorTime: UInt64 { UInt64(clock()) * 1_000 }

  private func range() throws -> ClosedRange<UInt64> {
    if let seed { return seed...seed }
    guard let seeds else { return 0...(minutes == nil ? 99 : UInt64.max - 1) }
    let parts = seeds.split(separator: "..", omittingEmptySubsequences: false).map { UInt64($0) }
    if parts.count == 1, minutes != nil, let first = parts[0] { return first...UInt64.max - 1 }
    guard parts.count == 2, let first = parts[0], let last = parts[1], first <= last,
      last < UInt64.max
    else {
      throw ValidationError("--seeds wants A..B with A at most B, not '\(seeds)'")
    }
    return first...last
  }
}
