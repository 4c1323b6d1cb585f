import Raft
import Replica
import Units

/// What strikes, and how it ends.
extension Simulation {
  func strike() {
    guard !isHealed else { return }
    queue.add(.strike, at: now + .milliseconds(Int64(random.faults.draw(20...120))))
    let place = Int(random.faults.below(UInt64(nodes.count)))
    if nodes[place].replica == nil, now >= nodes[place].downUntil, random.faults.happens(300) {
      boot(place)
    }
    let down = nodes.count { $0.replica == nil }
    // Now and then all of them.
    if happens(.kill), down == 0 || random.faults.happens(300) {
      crash(place)
      if happens(.absence) {
        nodes[place].downUntil = now + .seconds(Int64(random.faults.draw(2...5)))
      }
    }
    if happens(.isolation) {
      for other in nodes where other.id != nodes[place].id && random.faults.happens(700) {
        network.block(nodes[place].id, other.id)
        if random.faults.happens(700) { network.block(other.id, nodes[place].id) }
      }
    }
    if !network.isWhole, random.faults.happens(120) { network.mend() }
    if happens(.transfer), let leader { step(leader, .transferLeadership(to: nil)) }
    if happens(.earlyFlush) { nodes[place].disk.flush() }
  }

  /// Damages some bodies, each of which at least one other node has whole on its disk: what nobody
  /// has is lost, and the cluster rightly waits for it.
  func flipBodies(of place: Int) {
    for _ in 0..<random.disk.draw(1...3) {
      let back = Int(random.disk.draw(0...20))
      let entries = nodes[place].disk.log.entries
      guard back < entries.count else { continue }
      let entry = entries[entries.count - 1 - back]
      let isElsewhere = nodes.indices.contains { other in
        other != place && nodes[other].disk.hasWhole(entry)
      }
      if isElsewhere, nodes[place].disk.damage(back: back) { report.struck(.flippedBody) }
    }
  }

  /// Whether a kind strikes now; counted.
  func happens(_ kind: FaultKind) -> Bool {
    guard random.faults.happens(mix.rate(kind)) else { return false }
    report.struck(kind)
    return true
  }

  /// All faults end.
  func heal() {
    isHealed = true
    network.mend()
    report.note("the faults end", now)
    for place in nodes.indices where nodes[place].replica == nil { boot(place) }
    healClients()
  }
}
