import Simulator
import Testing
import Units

/// Whole runs: what `tools/simulate` does at length.
@Suite struct SeedTests {
  @Test(arguments: UInt64(0)..<4) func aSeedKeepsEveryPromise(_ seed: UInt64) {
    let outcome = Simulation(seed: seed).run()
    #expect(outcome.violation == nil, "seed \(seed): \(outcome.violation ?? "")")
  }

  @Test func aSeedReplaysExactly() {
    var options = SimulatorOptions()
    options.duration = .seconds(2)
    let (first, second) = (
      Simulation(seed: 1, options: options).run(), Simulation(seed: 1, options: options).run()
    )
    #expect(first.trace == second.trace)
    #expect(first.statistics == second.statistics)
  }
}
