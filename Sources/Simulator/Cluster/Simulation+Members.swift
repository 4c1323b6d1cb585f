import Journal
import Raft
import Replica
import StateMachine
import Units

/// Nodes are let in, lose their disks, come back as others, and are taken out.
extension Simulation {
  private func nextErrand(_ errand: Errand, at place: Int) -> CallID {
    nextCall += 1
    let call = CallID(nextCall)
    nodes[place].errands[call] = errand
    return call
  }

  // MARK: Names

  /// The leader is told what the first nodes are called, so that a wiped one may take its own place.
  func recordMembers() {
    let members = nodes[leader ?? 0].mind?.look { $0.machine.allMembers } ?? []
    let unnamed = nodes.indices.filter { place in
      let id = nodes[place].id
      return id != NodeID(0) && !members.contains { $0.node == id }
    }
    guard let leader, !unnamed.isEmpty else {
      if leader == nil || !unnamed.isEmpty {
        queue.add(.records, at: now + .milliseconds(200))
      }
      return
    }
    for place in unnamed {
      let record = MemberRecord(
        node: nodes[place].id, name: nodes[place].name, address: address(place))
      let call = nextErrand(.record(place: place), at: leader)
      step(
        leader,
        .command(call, Command(CommandHeader(.setMember), body: MemberCommand(record).encoded())))
    }
    queue.add(.records, at: now + .milliseconds(500))
  }

  private func address(_ place: Int) -> String { "n\(place + 1):1" }

  // MARK: Joining

  /// A machine with an empty directory.
  func add() {
    let number = nodes.count + 1
    let node = SimulatedNode(
      id: NodeID(0), incarnation: drawIncarnation(), name: "node\(number)",
      disk: newDisk())
    node.isJoining = true
    if isMixed { node.build = SimulatedNode.newestBuild }
    addMachine(node)
    boot(nodes.count - 1)
  }

  /// As above, and it was told already who it is.
  func add(_ id: NodeID, _ incarnation: Incarnation) {
    addMachine(
      SimulatedNode(
        id: id, incarnation: incarnation, name: "node\(id.rawValue)",
        disk: newDisk()))
    boot(nodes.count - 1)
  }

  func newDisk() -> SimulatedDisk {
    SimulatedDisk(mix, options.mutations.disk, seed: random.disk.next())
  }

  private func drawIncarnation() -> Incarnation {
    nextIncarnation += 1
    return Incarnation(1_000 + nextIncarnation)
  }

  /// It waits for an answer and asks again, whoever may lead.
  func askToJoin(_ place: Int) {
    guard nodes[place].isRunning, nodes[place].isJoining else { return }
    queue.add(
      .join(place, life: nodes[place].life),
      at: now + .milliseconds(Int64(random.lives.draw(50...300))))
    let target = leader ?? Int(random.lives.below(UInt64(nodes.count)))
    guard target != place, nodes[target].mind != nil,
      !network.isBlocked(place, target), !network.isBlocked(target, place)
    else { return }
    let errand = Errand.join(place: place, incarnation: nodes[place].incarnation)
    let call = nextErrand(errand, at: target)
    step(
      target,
      .join(
        call,
        JoinWish(
          name: nodes[place].name, incarnation: nodes[place].incarnation,
          address: address(place), isProved: true, knownVersion: nodes[place].build)))
  }

  func joined(_ node: NodeID, by errand: Errand) {
    guard case .join(let place, let incarnation) = errand, nodes[place].isJoining,
      nodes[place].incarnation == incarnation, nodes[place].isRunning
    else { return }
    report.note("\(nodes[place].name) is let in as \(node)", now)
    nodes[place].isJoining = false
    nodes[place].id = node
    nodes[place].isRunning = false
    boot(place)
  }

  func heard(_ answer: CallAnswer, of errand: Errand) {
    switch errand {
    case .remove(let place):
      changeIsUnderWay = false
      if case .success = answer { report.note("\(nodes[place].id) is taken out", now) }
    case .replace(let old):
      changeIsUnderWay = false
      guard case .success = answer else { return }
      report.note("\(nodes[old].id) will be replaced by \(newcomerName)", now)
      // Not at once: the leader has more to do for the same turn.
      queue.add(.newcomer, at: now + .milliseconds(Int64(random.lives.draw(1...500))))
    case .join, .record: break
    }
  }

  // MARK: Wiping

  /// The directory is gone: the machine comes back empty, under a new incarnation, and asks to be
  /// let in. The old disk counts on for the oracle: what it acknowledged was acknowledged.
  func wipe(_ place: Int) {
    if nodes[place].isRunning { kill(place) }
    report.note("\(nodes[place].id) is wiped", now)
    oracle.archive(nodes[place])
    nodes[place].unsoundSince = oracle.commit
    nodes[place].disk = newDisk()
    if !options.mutations.disk.contains(.keepsIncarnation) {
      nodes[place].incarnation = drawIncarnation()
      nodes[place].id = NodeID(0)
      nodes[place].isJoining = true
    }
    boot(place)
  }

  // MARK: The atlas

  /// The configuration of the newest leader, where it is settled.
  private var settled: Configuration? {
    let leaders = nodes.compactMap(\.mind).filter { $0.isReady }
    guard
      let leader = leaders.max(by: {
        $0.vitals.term < $1.vitals.term
      })
    else { return nil }
    let placed = leader.look { $0.raft.configuration }
    guard placed.index <= leader.vitals.commit, !placed.configuration.isJoint else {
      return nil
    }
    return placed.configuration
  }

  /// Whether the cluster can lose this node's disk and come back by itself: so many voters are sound
  /// that a majority of the configuration stays.
  func mayLose(_ place: Int) -> Bool {
    guard let configuration = settled, configuration.learners.isEmpty, !changeIsUnderWay else {
      return false
    }
    makeUp(configuration)
    let sound = configuration.voters.count { voter in
      nodes.indices.contains {
        $0 != place && nodes[$0].id == voter.id && nodes[$0].incarnation == voter.incarnation
          && nodes[$0].unsoundSince == nil
      }
    }
    return sound > configuration.voters.count / 2
  }

  /// Whether every voter is sound.
  var isSound: Bool {
    guard let configuration = settled, configuration.learners.isEmpty else { return false }
    makeUp(configuration)
    return configuration.voters.allSatisfy { voter in
      nodes.contains {
        $0.id == voter.id && $0.incarnation == voter.incarnation && $0.unsoundSince == nil
      }
    }
  }

  /// Those that are voters again, and have all that was committed when they lost it, are sound.
  private func makeUp(_ configuration: Configuration) {
    for place in nodes.indices {
      guard let since = nodes[place].unsoundSince else { continue }
      let isVoter = configuration.voters.contains {
        $0.id == nodes[place].id && $0.incarnation == nodes[place].incarnation
      }
      if isVoter, nodes[place].disk.log.damaged.isEmpty,
        nodes[place].disk.log.acknowledged.last.index >= since
      {
        nodes[place].unsoundSince = nil
      }
    }
  }

  // MARK: Taking out

  func removeAMember() {
    guard !changeIsUnderWay, isSound, let leader, let configuration = settled,
      configuration.voters.count > 3, let member = random.faults.pick(configuration.voters),
      let place = place(of: member.id)
    else { return }
    changeIsUnderWay = true
    let call = nextErrand(.remove(place: place), at: leader)
    report.struck(.removeMember)
    report.note("\(member.id) is to be taken out", now)
    step(leader, .changeMembers(call, .remove(member.id)))
    queue.add(.changeIsLate, at: now + .seconds(4))
  }

  static let mostMachines = 9
  /// What the next machine will be called.
  private var newcomerName: String { "node\(nodes.count + 1)" }

  /// As `clusterctl member replace`: the newcomer is announced, and starts.
  func replaceAMember() {
    guard !changeIsUnderWay, isSound, nodes.count < Simulation.mostMachines, let leader,
      let configuration = settled, configuration.voters.count >= 3,
      let member = random.faults.pick(configuration.voters), let place = place(of: member.id),
      place != leader
    else { return }
    report.struck(.replaceMember)
    report.note("\(member.id) is to be replaced by \(newcomerName)", now)
    changeIsUnderWay = true
    if random.faults.happens(500), nodes[place].isRunning {
      kill(place)
      nodes[place].downUntil = now + .seconds(4)
    }
    let call = nextErrand(.replace(place), at: leader)
    step(
      leader,
      .changeMembers(
        call,
        MembershipChange(
          .replace(
            old: member.id,
            newcomer: MembershipChange.Announcement(
              name: newcomerName, address: address(nodes.count))))))
    queue.add(.changeIsLate, at: now + .seconds(4))
  }

  /// The process is started with another build.
  func changeBuild(_ place: Int) {
    guard !nodes[place].isRetired else { return }
    report.struck(.upgrade)
    if nodes[place].isRunning { kill(place) }
    let isNewest = nodes[place].build == SimulatedNode.newestBuild
    nodes[place].isDowngraded = isNewest
    nodes[place].build = SimulatedNode.newestBuild - (isNewest ? 1 : 0)
    report.note("\(nodes[place].name) is started with the build of \(nodes[place].build)", now)
  }

  /// What no configuration names any more is switched off.
  func retire() {
    guard let configuration = settled else { return }
    for place in nodes.indices where !nodes[place].isJoining && !nodes[place].isRetired {
      if configuration.member(nodes[place].id) == nil {
        if nodes[place].isRunning { kill(place) }
        nodes[place].isRetired = true
        nodes[place].unsoundSince = nil
        report.note("\(nodes[place].id) is retired", now)
      }
    }
  }
}
