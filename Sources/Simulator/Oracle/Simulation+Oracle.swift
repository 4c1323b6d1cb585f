import Raft
import Replica
import StateMachine
import Units

/// When the oracle looks.
extension Simulation {
  /// After every step of a node.
  func watch(_ place: Int) {
    let node = nodes[place]
    guard node.replica != nil else { return }
    let (before, after) = (node.marks, Oracle.Marks(node))
    oracle.follows(node.id, after, after: before)
    if after.commit > before.commit {
      oracle.commits(node, from: before.commit.next(), through: after.commit, nodes)
    }
    node.marks = after
    node.commitBefore = before.commit
  }

  /// After every turn of a node.
  func observe(_ place: Int) {
    let node = nodes[place]
    guard !expectsStops, let index = node.replica?.machine.index, index != node.observed else {
      return
    }
    node.observed = index
    guard let digest = node.replica?.machine.digest else { return }
    report.applied(digest)
    oracle.applied(digest, at: index, node.id)
    checkOrder(node)
    guard index.rawValue % 256 == 0, let machine = node.replica?.machine else { return }
    oracle.remembers(machine, at: node.id)
  }

  /// Cut, flushed, applied, committed, last: in this order.
  private func checkOrder(_ node: SimulatedNode) {
    guard let base = node.replica?.raft.base.index, let flushed = node.replica?.flushedIndex,
      let applied = node.replica?.machine.index, let commit = node.replica?.raft.commitIndex,
      let last = node.replica?.raft.last.index
    else { return }
    let isOrdered = base <= flushed && flushed <= applied && applied <= commit && commit <= last
    // A snapshot is in force in the core before its state is, for the length of a step.
    if !isOrdered, node.installing == nil {
      fail(
        "\(node.id): cut \(base), flushed \(flushed), applied \(applied), committed \(commit), "
          + "last \(last)")
    }
  }

  /// Memory rebuilt from store and overlay equals memory.
  func checkMemory(_ place: Int) {
    guard var replica = nodes[place].replica, nodes[place].installing == nil else { return }
    let store = nodes[place].disk.store
    var loader = StateMachine.Loader()
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
