import ArgumentParser
import Simulator
import Units

/// Runs seeds of the simulator.
@main
struct Simulate: ParsableCommand {
  @Option(help: "One seed.") var seed: UInt64?
  @Option(help: "Seeds from A up to and including B, as A..B.") var seeds: String?
  @Flag(help: "Print what happened, line by line.") var replay = false

  func run() throws {
    for seed in try range() {
      var options = SimulatorOptions()
      options.keepsHistory = replay
      let outcome = Simulation(seed: seed, options: options).run()
      if replay { for line in outcome.history.suffix(4_000) { print(line.prefix(400)) } }
      print(
        "seed \(seed): \(outcome.violation ?? "clean"), trace \(outcome.trace), \(outcome.statistics)"
      )
    }
  }

  private func range() throws -> ClosedRange<UInt64> {
    if let seed { return seed...seed }
    let parts = (seeds ?? "0..9").split(separator: ".").compactMap { UInt64($0) }
    guard parts.count == 2, parts[0] <= parts[1] else {
      throw ValidationError("--seeds wants A..B with A at most B")
    }
    return parts[0]...parts[1]
  }
}
