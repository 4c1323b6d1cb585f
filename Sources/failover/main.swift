import FaultLab
import Glibc

/// A run that makes a cluster goes into a world of its own: before any thread is started.
let owner = Ledger.Owner.current
let words = CommandLine.arguments.dropFirst()
let runs = words.first == "run" && !words.contains { $0 == "--help" || $0 == "-h" }
let makesCluster = runs && !words.contains { $0.hasPrefix("--endpoint") }
if runs {
  Ledger.cleanFirst()
  Ledger.watch(over: owner)
}
let world = makesCluster ? World.enter() : World.shared(reason: "no cluster is made")
World.holdSignals()
await Failover.start(Stage(world: world, owner: owner))
