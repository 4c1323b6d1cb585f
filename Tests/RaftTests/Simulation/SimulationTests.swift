import Foundation
import Testing
import Units

@testable import Raft

/// Seeds of the simulated network; CARILLON_SEEDS raises their number, CARILLON_SEED runs one.
@Suite struct SimulationTests {
  /// Optimized, a seed takes some 15 ms of one core; unoptimized some 250.
  static let count: UInt64 = {
    if let text = ProcessInfo.processInfo.environment["CARILLON_SEEDS"] {
      return UInt64(text) ?? 0
    }
    #if DEBUG
      return 24
    #else
      return 600
    #endif
  }()
  static let only = ProcessInfo.processInfo.environment["CARILLON_SEED"].flatMap(UInt64.init)

  /// A number that cannot be read must not pass for a run.
  @Test func someSeedsAreRun() { #expect(SimulationTests.count > 0) }

  static let blocks: [Range<UInt64>] = {
    if let only { return [only..<(only + 1)] }
    return stride(from: 0, to: count, by: 25).map { $0..<min(count, $0 + 25) }
  }()

  @Test(arguments: blocks) func everySeedIsSafeAndComesBackToLife(_ seeds: Range<UInt64>) {
    for seed in seeds {
      report(World(seed: seed, tracing: SimulationTests.only != nil), seed, "everySeed")
    }
  }

  /// One storm for every eight common runs.
  @Test(arguments: blocks) func stormsAreSurvived(_ seeds: Range<UInt64>) {
    for seed in seeds where seed % 8 == 0 || SimulationTests.only != nil {
      report(
        World(seed: seed, isStorm: true, tracing: SimulationTests.only != nil), seed, "storms")
    }
  }

  /// What a majority has besides is given again to whoever lost it.
  @Test(arguments: blocks) func logsThatLoseTheirEndAreFilledAgain(_ seeds: Range<UInt64>) {
    for seed in seeds where seed % 8 == 1 || SimulationTests.only != nil {
      report(
        World(seed: seed, isStorm: true, forgets: true, tracing: SimulationTests.only != nil), seed,
        "logsThatLose")
    }
  }

  private func report(_ world: World, _ seed: UInt64, _ filter: String) {
    let violation = world.run()
    if violation != nil, let trace = world.trace {
      for line in trace.suffix(3_000) { print(line) }
    }
    #expect(
      violation == nil,
      "seed \(seed): \(violation ?? ""); CARILLON_SEED=\(seed) swift test --filter \(filter)")
  }

  @Test func aSeedReplaysExactly() {
    for seed in UInt64(0)..<2 {
      let (first, second) = (World(seed: seed), World(seed: seed))
      #expect(first.run() == second.run())
      #expect(first.steps == second.steps)
      #expect(first.oracle.commit == second.oracle.commit)
    }
  }

  /// The runs must be worth something: leaders change and entries are committed.
  @Test func theRunsAreEventful() {
    var (elections, accepted, committed) = (0, 0, UInt64(0))
    for seed in UInt64(0)..<5 {
      let world = World(seed: seed)
      #expect(world.run() == nil)
      elections += world.elections
      accepted += world.accepted
      committed += world.oracle.commit.rawValue
    }
    #expect(elections > 10 && accepted > 150 && committed > 250)
  }
}
