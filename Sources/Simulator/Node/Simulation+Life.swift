import Raft
import Replica
import StateMachine
import Units

/// Nodes come to life and die.
extension Simulation {
  /// All nodes of the first configuration, with the same founding entry on their disks.
  func found() {
    let members = (1...mix.nodes).map {
      Member(id: NodeID(UInt64($0)), incarnation: Incarnation(UInt64($0)), address: "n\($0):1")
    }
    let configuration = Configuration(voters: members)
    var founding = RestoredState.founding(members[0])
    founding.entries[0].size = UInt32(configuration.encoded().count)
    founding.configurations = [
      PlacedConfiguration(index: LogIndex(1), configuration: configuration)
    ]
    for member in members {
      nodes.append(
        SimulatedNode(
          id: member.id, incarnation: member.incarnation, name: "node\(member.id.rawValue)",
          disk: SimulatedDisk(founding, payloads: [configuration.encoded()])))
      setClock(nodes.count - 1)
    }
    for place in nodes.indices { boot(place) }
    queue.add(.strike, at: now + .milliseconds(800))
  }

  private func setClock(_ place: Int) {
    nodes[place].clock.skew = .milliseconds(Int64(random.lives.draw(0...200)))
    if mix.skews.indices.contains(place) { nodes[place].clock.skew = mix.skews[place] }
  }

  func boot(_ place: Int) {
    nodes[place].life += 1
    nodes[place].alarm = nil
    nodes[place].isSyncing = false
    nodes[place].turnIsOpen = false
    nodes[place].stateFree = now
    nodes[place].isReady = false
    report.statistics.restarts += 1
    do {
      let (restored, machine) = try nodes[place].disk.load()
      var replica = Replica(
        identity: ReplicaIdentity(
          node: nodes[place].id, incarnation: nodes[place].incarnation),
        limits: mix.limits, restored: restored,
        damaged: restored.damaged.compactMap { nodes[place].disk.damaged[$0] }, machine: machine,
        seed: random.lives.next())
      plant(options.mutations, in: &replica)
      nodes[place].replica = replica
    } catch {
      fail("\(nodes[place].id) cannot read its store: \(error)")
    }
    report.note("\(nodes[place].id) starts", now)
    step(place, .timer)
  }

  /// Kill -9, or a power cut.
  func crash(_ place: Int) {
    guard nodes[place].replica != nil else { return }
    let id = nodes[place].id
    report.note("\(id) dies", now)
    nodes[place].replica = nil
    nodes[place].life += 1
    let calls = nodes[place].calls.sorted { $0.key.rawValue < $1.key.rawValue }.map(\.value)
    nodes[place].calls = [:]
    // The store may have flushed by itself a moment before.
    if random.disk.happens(400) { nodes[place].disk.flush() }
    nodes[place].disk.crash(
      survivors: Int(random.disk.draw(0...UInt64(nodes[place].disk.unsynced.count))))
    if mix.rate(.flippedBody) > 0, random.disk.happens(500) { flipBodies(of: place) }
    died(place, calls)
    for other in nodes.indices where other != place && random.network.happens(800) {
      queue.add(
        .input(at: other, life: nodes[other].life, .connectionLost(id)),
        at: now + .microseconds(Int64(random.network.draw(100...5_000))))
    }
  }

  /// A node with an empty directory, as `id` was given to it.
  func add(_ id: NodeID, _ incarnation: Incarnation) {
    nodes.append(
      SimulatedNode(
        id: id, incarnation: incarnation, name: "node\(id.rawValue)",
        disk: SimulatedDisk(RestoredState(), payloads: [])))
    boot(nodes.count - 1)
  }
}
