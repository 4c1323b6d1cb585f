import Raft
import Replica
import StateMachine
import Units

/// When the oracle looks.
extension Simulation {
  /// After every step of a node.
  func watch(_ place: Int) {
    guard let raft = nodes[place].replica?.raft else { return }
    let (before, after) = (nodes[place].marks, Oracle.Marks(raft))
    oracle.follows(raft, after, after: before)
    if after.commit > before.commit {
      oracle.commits(raft, from: before.commit.next(), through: after.commit, nodes)
    }
    nodes[place].marks = after
    nodes[place].commitBefore = before.commit
  }

  /// After every turn of a node.
  func observe(_ place: Int) {
    guard !expectsStops, let replica = nodes[place].replica else { return }
    oracle.applied(replica.machine, at: nodes[place].id)
    checkOrder(place, replica.raft)
    guard replica.machine.index.rawValue % 64 == 0 else { return }
    oracle.remembers(replica.machine, at: nodes[place].id)
  }

  /// Cut, flushed, applied, committed, last: in this order.
  private func checkOrder(_ place: Int, _ raft: Raft) {
    guard let flushed = nodes[place].replica?.flushedIndex,
      let applied = nodes[place].replica?.machine.index
    else { return }
    let isOrdered =
      raft.base.index <= flushed && flushed <= applied && applied <= raft.commitIndex
      && raft.commitIndex <= raft.last.index
    // A snapshot is in force in the core before its state is, for the length of a step.
    if !isOrdered, nodes[place].installing == nil {
      fail(
        "\(nodes[place].id): cut \(raft.base.index), flushed \(flushed), applied \(applied), "
          + "committed \(raft.commitIndex), last \(raft.last.index)")
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
