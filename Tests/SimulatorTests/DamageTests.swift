import Simulator
import Testing
import Units

/// Disks lose bodies of entries while their nodes are down: votes go on, nothing wrong is served, and
/// what was lost is fetched from others.
@Suite struct DamageTests {
  @Test func damagedBodiesAreFetched() {
    var flips = 0
    for seed in UInt64(1_000)..<1_006 {
      var options = SimulatorOptions()
      options.with = FaultKinds([.flippedBody, .kill])
      let outcome = Simulation(seed: seed, options: options).run()
      #expect(outcome.violation == nil, "seed \(seed): \(outcome.violation ?? "")")
      flips += outcome.coverage[FaultKind.flippedBody.rawValue]
    }
    #expect(flips > 0, "no body was damaged")
  }
}
