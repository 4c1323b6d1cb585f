import Journal
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
      var disk = newDisk()
      disk.found(founding)
      addMachine(
        SimulatedNode(
          id: member.id, incarnation: member.incarnation, name: "node\(member.id.rawValue)",
          disk: disk))
    }
    for place in nodes.indices { boot(place) }
    queue.add(.strike, at: now + .milliseconds(800))
    if mix.recordsMembers { queue.add(.records, at: now + .milliseconds(400)) }
  }

  func addMachine(_ node: SimulatedNode) {
    precondition(nodes.count < Network.most, "\(nodes.count) machines are all there can be")
    nodes.append(node)
    let place = nodes.count - 1
    nodes[place].clock.skew = .milliseconds(Int64(random.lives.draw(0...100)))
    if random.lives.happens(mix.rate(.skew)) {
      report.struck(.skew)
      nodes[place].clock.skew = .milliseconds(Int64(random.lives.draw(0...1_500)) - 750)
    }
    if random.lives.happens(mix.rate(.drift)) {
      report.struck(.drift)
      nodes[place].clock.setDrift(Int64(random.lives.draw(0...20_000)) - 10_000, at: now)
    }
    if mix.skews.indices.contains(place) { nodes[place].clock.skew = mix.skews[place] }
  }

  /// A process starts: it opens its disk, and then steps a replica.
  func boot(_ place: Int) {
    precondition(!nodes[place].isRunning, "\(nodes[place].name) runs already")
    nodes[place].life += 1
    nodes[place].isRunning = true
    nodes[place].alarm = nil
    nodes[place].wakesAt = .distantFuture
    nodes[place].logIsBusy = true
    nodes[place].turnIsOpen = false
    nodes[place].syncFails = false
    nodes[place].installing = nil
    nodes[place].lateStore = nil
    nodes[place].storeGeneration += 1
    nodes[place].stateFree = now
    nodes[place].heard = [:]
    report.statistics.restarts += 1
    guard !nodes[place].isJoining else { return askToJoin(place) }
    do {
      let (found, machine) = try nodes[place].disk.open(knows: nodes[place].build)
      switch found {
      case .unreadable(let damage): unreadable(place, "\(damage)")
      case .readable(let recovered): opened(place, recovered, machine)
      }
    } catch {
      guard nodes[place].isDowngraded, oracle.version > nodes[place].build else {
        return fail("\(nodes[place].id) cannot read its store: \(error)")
      }
      report.note("\(nodes[place].id) does not start with the older build: \(error)", now)
      nodes[place].isRunning = false
      nodes[place].build = SimulatedNode.newestBuild
      boot(place)
    }
  }

  private func opened(_ place: Int, _ recovered: RecoveredLog, _ machine: StateMachine) {
    report.note(
      "\(nodes[place].id) starts, its log ends at \(recovered.last), state \(machine.index)", now)
    oracle.recovered(recovered, applied: machine, nodes[place])
    nodes[place].opening = (recovered, machine)
    // The steps that make what was found durable come first.
    queue.add(.pump(place, life: nodes[place].life), at: now)
  }

  func pump(_ place: Int) {
    nodes[place].logIsBusy = false
    wakeLog(place)
  }

  /// The log is open.
  func start(_ place: Int) {
    guard let (recovered, machine) = nodes[place].opening else { return }
    nodes[place].opening = nil
    nodes[place].disk.log.believe(recovered)
    guard let restored = nodes[place].disk.restore(recovered, applied: machine.index) else {
      return unreadable(place, "a configuration in its log cannot be read")
    }
    var replica = Replica(
      identity: ReplicaIdentity(node: nodes[place].id, incarnation: nodes[place].incarnation),
      limits: mix.limits, restored: restored,
      damaged: nodes[place].disk.checksums(of: restored.damaged), machine: machine,
      seed: random.lives.next())
    if !restored.damaged.isEmpty {
      report.note("\(nodes[place].id) lacks the bodies of \(restored.damaged)", now)
    }
    nodes[place].lacking = restored.damaged
    plant(options.mutations, in: &replica)
    nodes[place].vitals = replica.vitals
    nodes[place].mind = Mind(replica)
    observer?(nodes[place].id, now, .start, replica.raft)
    if nodes[place].diskLevel > .normal { step(place, .disk(nodes[place].diskLevel)) }
    step(place, .timer)
  }

  /// There is no fourth way: it never comes back with less than it acknowledged, under that name.
  private func unreadable(_ place: Int, _ why: String) {
    report.note("\(nodes[place].id) cannot go on: \(why)", now)
    if nodes[place].unsoundSince == nil {
      fail("\(nodes[place].id) cannot read a log that was not damaged: \(why)")
    }
    wipe(place)
  }

  // MARK: Death

  /// Kill -9, a failed assertion, an error of the disk: what was written stays in the page cache.
  func kill(_ place: Int) {
    guard die(place) else { return }
    nodes[place].disk.kill()
    let id = nodes[place].id
    for other in nodes.indices where other != place && random.network.happens(800) {
      queue.add(
        .input(at: other, life: nodes[other].life, .connectionLost(id)),
        at: now + .microseconds(Int64(random.network.draw(100...5_000))))
    }
  }

  /// The machine goes dark: nobody is told.
  func losePower(_ place: Int) {
    if !die(place) { report.note("\(nodes[place].name) loses power while it is down", now) }
    let torn = nodes[place].disk.losePower(torn: isHealed ? 0 : mix.rate(.tornSector))
    report.struck(.tornSector, times: torn)
  }

  private func die(_ place: Int) -> Bool {
    guard nodes[place].isRunning else { return false }
    // Now and then: it takes as long as many steps.
    if random.disk.happens(200) { checkMemory(place) }
    report.note("\(nodes[place].id) dies", now)
    // The store may have flushed by itself a moment before.
    if random.disk.happens(400) { nodes[place].disk.store.flush() }
    nodes[place].isRunning = false
    nodes[place].mind = nil
    observer?(nodes[place].id, now, .death, nil)
    nodes[place].opening = nil
    nodes[place].life += 1
    let calls = nodes[place].calls.sorted { $0.key.rawValue < $1.key.rawValue }.map(\.value)
    nodes[place].calls = [:]
    nodes[place].errands = [:]
    died(place, calls)
    return true
  }
}
