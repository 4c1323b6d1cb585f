import RaftScripts
import Simulator
import Units

@testable import Raft

extension World {
  func clientActs() {
    queue.add(.client, at: now + .microseconds(Int64(draw(2_000...25_000))))
    let place = Int(generator.below(UInt64(nodes.count)))
    // Mostly whoever thinks it leads.
    let leader = nodes.indices.filter { nodes[$0].raft?.role == .leader }.randomElement(
      using: &generator)
    let target = happens(800) ? leader ?? place : place
    if !isIdle, happens(600) {
      let proposals = (0...generator.below(4)).map { _ in
        nextID += 1
        return Proposal(id: ProposalID(nextID), size: UInt32(generator.below(200)))
      }
      step(target, .propose(proposals))
    } else if nodes[target].raft != nil {
      nextID += 1
      let read = ReadID(nextID)
      oracle.asks(read, at: now)
      nodes[target].reads.insert(read)
      step(target, .read(read))
    }
  }

  func faultStrikes() {
    guard !isHealed else { return }
    queue.add(.fault, at: now + .microseconds(Int64(draw(5_000...40_000))))
    let place = Int(generator.below(UInt64(nodes.count)))
    if nodes[place].raft == nil, happens(300) { start(place) }
    if happens(faults.crashes) { crash(place) }
    if happens(faults.partitions) { partition() }
    if !blocked.isEmpty, happens(60) { blocked = [] }
    if happens(faults.suspicions) {
      let other = nodes[Int(generator.below(UInt64(nodes.count)))].id
      step(place, .connectionLost(other))
    }
    if happens(faults.breaks) { breakLeader() }
    if happens(faults.transfers) {
      for leader in nodes.indices where nodes[leader].raft?.role == .leader {
        let other = nodes[Int(generator.below(UInt64(nodes.count)))].id
        step(leader, .transferLeadership(to: happens(500) ? other : nil))
      }
    }
    if happens(faults.membership) { changeMembership() }
    if happens(faults.compactions) { compact(place) }
    if faults.wipe, happens(5), nodes.allSatisfy({ $0.incarnation.rawValue < 1_000 }) {
      wipe(place)
    }
  }

  /// One-way and two-way cuts at random; or a bridge, one node alone hearing both halves; or a node
  /// cut off from all.
  private func partition() {
    let shape = generator.below(4)
    let middle = nodes[Int(generator.below(UInt64(nodes.count)))].id
    if shape == 0 {
      let half = nodes.filter { _ in happens(500) }.map(\.id)
      for from in nodes.map(\.id) where from != middle {
        for to in nodes.map(\.id) where to != middle && half.contains(from) != half.contains(to) {
          blocked.insert([from, to])
        }
      }
      return
    }
    if shape == 1 {
      for other in nodes where other.id != middle {
        blocked.insert([middle, other.id])
        blocked.insert([other.id, middle])
      }
      return
    }
    for from in nodes {
      for to in nodes where from.id != to.id && happens(300) {
        blocked.insert([from.id, to.id])
        if happens(500) { blocked.insert([to.id, from.id]) }
      }
    }
  }

  /// The newest leader's cable is pulled, and its peers' connections to it close.
  private func breakLeader() {
    let leaders = nodes.compactMap(\.raft).filter { $0.role == .leader }
    guard let leader = leaders.max(by: { $0.term < $1.term }) else { return }
    for other in nodes.indices where nodes[other].id != leader.id {
      blocked.insert([leader.id, nodes[other].id])
      blocked.insert([nodes[other].id, leader.id])
      queue.add(
        .connectionLost(at: other, leader.id), at: now + .microseconds(Int64(draw(100...3_000))))
    }
  }

  private func incarnation(of id: NodeID) -> Incarnation {
    place(of: id).map { nodes[$0].incarnation } ?? Incarnation(0)
  }

  /// The directory is gone; the node comes back empty under another incarnation.
  private func wipe(_ place: Int) {
    crash(place)
    nodes[place].wiped[nodes[place].incarnation] = nodes[place].disk
    nodes[place].incarnation = Incarnation(1_000 + nodes[place].incarnation.rawValue)
    nodes[place].disk = SimulatedDisk(RestoredState())
    start(place)
  }

  private func changeMembership() {
    guard let raft = nodes.compactMap(\.raft).first(where: { $0.role == .leader }) else { return }
    let placed = raft.configuration
    var voters = placed.configuration.voters
    var learners = placed.configuration.learners
    let strangers = nodes.filter { placed.configuration.member($0.id) == nil }
    if let stranger = strangers.randomElement(using: &generator), happens(600) {
      let replaced =
        happens(400) ? voters.randomElement(using: &generator)?.id : nil
      learners.append(
        Learner(
          Member(id: stranger.id, incarnation: stranger.incarnation), promotes: happens(800),
          replaces: replaced))
    } else if !learners.isEmpty, happens(300) {
      learners.removeLast()
    } else if voters.count > 1 {
      voters.remove(at: Int(generator.below(UInt64(voters.count))))
    }
    nextID += 1
    guard let place = place(of: raft.id) else { return }
    step(
      place,
      .proposeConfiguration(
        ConfigurationChange(
          id: ProposalID(nextID), basedOn: placed.index, voters: voters, learners: learners)))
  }

  func heal() {
    isHealed = true
    blocked = []
    for place in nodes.indices where nodes[place].raft == nil { start(place) }
  }

  /// After the faults: one leader, everything answered, and every member has everything.
  func checkLife() {
    let leaders = nodes.compactMap(\.raft).filter { $0.role == .leader }
    guard leaders.count == 1, let leader = leaders.first else {
      return oracle.fail("\(leaders.count) leaders after the faults ended")
    }
    let configuration = leader.configuration.configuration
    if configuration.isJoint { oracle.fail("still joint after the faults ended") }
    if !leader.isReady { oracle.fail("the leader's first entry is not committed") }
    if leader.configuration.index > leader.commitIndex { oracle.fail("a change is stuck") }
    for peer in leader.peers {
      guard let place = place(of: peer.id), let raft = nodes[place].raft,
        configuration.admits(raft.id, raft.incarnation)
      else { continue }
      if raft.commitIndex.advanced(by: 64) < leader.commitIndex {
        oracle.fail("\(raft.id) is stuck at \(raft.commitIndex) of \(leader.commitIndex)")
      }
    }
    if leader.commitIndex < oracle.commit { oracle.fail("acknowledged entries are lost") }
    oracle.readsAreAnswered(since: Monotonic(nanoseconds: now.nanoseconds - 700_000_000))
  }

  /// Blocks everything towards one voter that does not lead, or only the leader's word; only where
  /// a leader is settled and the others are a quorum without it.
  func deafenAFollower() -> Bool {
    let leaders = nodes.compactMap(\.raft).filter { $0.role == .leader }
    guard leaders.count == 1, let leader = leaders.first, leader.isReady,
      leader.configuration.index <= leader.commitIndex
    else { return false }
    let configuration = leader.configuration.configuration
    let voters = configuration.voters.filter { $0.id != leader.id }
    guard !configuration.isJoint, voters.count >= 2, configuration.learners.isEmpty,
      voters.allSatisfy({ configuration.admits($0.id, incarnation(of: $0.id)) }),
      let deaf = voters.randomElement(using: &generator)
    else { return false }
    isIdle = true
    if happens(500) {
      blocked.insert([leader.id, deaf.id])
    } else {
      for node in nodes { blocked.insert([node.id, deaf.id]) }
    }
    return true
  }
}
