import Raft
import Replica
import StateMachine
import Units

/// What must hold whatever happens, watched from outside of all nodes after every step.
struct Oracle {
  private(set) var violation: String?
  /// The digest after each index, whoever applied it first.
  private var digests: [UInt64: Hash128] = [:]
  /// Memory at some indexes, line by line, to be found again at every node and after every restart.
  private var memories: [UInt64: [String]] = [:]
  private(set) var highestApplied: UInt64 = 0

  /// Keeps the first.
  mutating func fail(_ what: String) { if violation == nil { violation = what } }

  /// State Machine Safety: equal digests, and equal memory, at equal indexes.
  mutating func applied(_ machine: StateMachine, at node: NodeID) {
    let index = machine.index.rawValue
    highestApplied = max(highestApplied, index)
    if let known = digests[index] {
      if known != machine.digest { fail("\(node) differs at \(index)") }
    } else {
      digests[index] = machine.digest
    }
    // Not every index: it is long.
    guard index % 16 == 0 else { return }
    let memory = machine.memoryLines
    guard let known = memories[index] else {
      memories[index] = memory
      return
    }
    if known != memory {
      let lines = zip(known, memory).filter { $0 != $1 }.map { "\($0)\n\($1)" }
      fail("\(node) remembers \(index) otherwise:\n\(lines.joined(separator: "\n"))")
    }
  }
}

extension Simulation {
  /// After a turn of a node.
  func observe(_ place: Int) {
    guard !expectsStops, let machine = nodes[place].replica?.machine else { return }
    oracle.applied(machine, at: nodes[place].id)
  }
}
