import Raft
import Replica
import StateMachine
import Units

/// When the oracle looks.
extension Simulation {
  /// After every step of a node.
  func watch(_ node: SimulatedNode, _ mind: Mind) {
    let after = mind.vitals
    let before = node.vitals ?? after
    oracle.follows(node.id, after, after: before)
    if after.commit > before.commit {
      oracle.commits(node, mind, from: before.commit.next(), through: after.commit, nodes)
    }
    node.vitals = after
    node.commitBefore = before.commit
  }

  /// After every turn of a node.
  func observe(_ place: Int) {
    let node = nodes[place]
    guard !expectsStops, let mind = node.mind, let vitals = node.vitals,
      vitals.state != node.observed
    else { return }
    node.observed = vitals.state
    report.applied(vitals.digest)
    oracle.applied(vitals.digest, at: vitals.state, node.id)
    oracle.version = max(oracle.version, vitals.version)
    checkOrder(node, vitals)
    if vitals.state.rawValue % 512 == 0 {
      oracle.remembers(mind.look { $0.machine }, at: node.id)
    }
  }

  /// Cut, flushed, applied, committed, last: in this order.
  private func checkOrder(_ node: SimulatedNode, _ vitals: Vitals) {
    let isOrdered =
      vitals.base <= vitals.flushed && vitals.flushed <= vitals.state
      && vitals.state <= vitals.commit && vitals.commit <= vitals.last
    // A snapshot is in force in the core before its state is, for the length of a step.
    if !isOrdered, node.installing == nil {
      fail(
        "\(node.id): cut \(vitals.base), flushed \(vitals.flushed), applied \(vitals.state), "
          + "committed \(vitals.commit), last \(vitals.last)")
    }
  }

  /// Memory rebuilt from store and overlay equals memory.
  func checkMemory(_ place: Int) {
    // Before an entry that it does not know a build ends, and what is in memory counts no more.
    guard var replica = nodes[place].mind?.look({ $0 }), nodes[place].installing == nil,
      !replica.isOutgrown
    else { return }
    let store = nodes[place].disk.store
    var loader = StateMachine.Loader(knows: nodes[place].build)
    do {
      let records = replica.records(Keys.decisions, reading: { store.read($0) })
      try loader.add(Keys.meta, replica.machine.metaRecord())
      for record in records where record.key != Keys.meta {
        try loader.add(record.key, record.value)
      }
      let rebuilt = try loader.finish()
      guard rebuilt.memoryDigest != replica.machine.memoryDigest else { return }
      let lines = zip(replica.machine.memoryLines, rebuilt.memoryLines)
        .filter { $0 != $1 }.prefix(4).map { "\($0) | \($1)" }
      fail(
        "\(nodes[place].id) would remember \(replica.machine.index) otherwise after a restart: "
          + lines.joined(separator: "; "))
    } catch {
      fail("\(nodes[place].id) could not load what it has: \(error)")
    }
  }
}
