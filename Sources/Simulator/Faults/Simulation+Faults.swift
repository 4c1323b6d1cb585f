import Raft
import Replica
import StateMachine
import Units

/// What strikes, and how it ends.
extension Simulation {
  func strike() {
    guard !isHealed else { return }
    queue.add(.strike, at: now + .milliseconds(Int64(random.faults.draw(20...120))))
    if now >= network.mendAt { network.mend() }
    guard let place = target(), !nodes[place].isRetired else { return }
    if !nodes[place].isRunning, now >= nodes[place].downUntil, random.faults.happens(400) {
      boot(place)
    }
    strikeProcesses(place)
    strikeNetwork(place)
    strikeClocks(place)
    strikeDisk(place)
    strikeCluster(place)
  }

  /// Whom it strikes.
  private func target() -> Int? {
    if mix.isSteady {
      if let steady { return steady.victim }
      // Once the cluster has a leader, one of its followers for good.
      guard now >= Monotonic(nanoseconds: 1_000_000_000) + .milliseconds(2_500), let leader else {
        return nil
      }
      let victim = (leader + 1 + Int(random.faults.below(UInt64(nodes.count - 1)))) % nodes.count
      steady = (victim, nodes[leader].id)
      report.note("\(nodes[victim].id) has troubles, and \(nodes[leader].id) must lead on", now)
      return victim
    }
    if let leader, random.faults.happens(mix.leaderBias) { return leader }
    return Int(random.faults.below(UInt64(nodes.count)))
  }

  /// Whether a kind strikes now.
  private func isDue(_ kind: FaultKind) -> Bool { random.faults.happens(mix.rate(kind)) }

  /// Whether a kind strikes now; counted.
  private func strikes(_ kind: FaultKind) -> Bool {
    guard isDue(kind) else { return false }
    report.struck(kind)
    return true
  }

  private func moment(_ range: ClosedRange<UInt64>) -> Monotonic {
    now + .milliseconds(Int64(random.faults.draw(range)))
  }

  // MARK: Processes

  private func strikeProcesses(_ place: Int) {
    let down = nodes.count { !$0.isRunning && !$0.isRetired }
    // Now and then all of them.
    if isDue(.kill), nodes[place].isRunning, down == 0 || random.faults.happens(300) {
      report.struck(.kill)
      kill(place)
      leave(place)
    }
    if isDue(.powerLoss), down == 0 || random.faults.happens(300) {
      report.struck(.powerLoss)
      losePower(place)
      leave(place)
    }
    if strikes(.blackout) {
      report.note("the lights go out", now)
      for place in nodes.indices where !nodes[place].isRetired { losePower(place) }
    }
    if strikes(.pause) {
      nodes[place].pausedUntil = moment(10...1_500)
      report.note("\(nodes[place].name) stands still", now)
    }
  }

  private func leave(_ place: Int) {
    if strikes(.absence) { nodes[place].downUntil = moment(1_000...4_000) }
  }

  // MARK: Network

  private func strikeNetwork(_ place: Int) {
    let places = Array(nodes.indices)
    if strikes(.isolation) {
      shape { network in for other in places { network.cut(place, other) } }
    }
    if strikes(.oneWay) {
      // The leader alone is not heard: whoever is asked to stand up against it hears it.
      if let leader, leader != place, random.faults.happens(mix.isSteady ? 600 : 100) {
        return shape { $0.block(leader, place) }
      }
      for other in places where random.faults.happens(600) {
        if random.faults.happens(500) {
          network.block(place, other)
        } else {
          network.block(other, place)
        }
      }
      shape { _ in }
    }
    if strikes(.split) { split(around: nil) }
    // One node alone hears both halves.
    if strikes(.bridge) { split(around: place) }
    if strikes(.chain) { line(closed: false) }
    if strikes(.ring) { line(closed: true) }
    let other = Int(random.faults.below(UInt64(nodes.count)))
    if strikes(.flapping) {
      network.flap(
        place, other, until: moment(300...3_000),
        period: .milliseconds(Int64(random.faults.draw(20...400))))
    }
    if strikes(.slowLink) {
      let end = moment(200...2_000)
      network.slow(place, other, until: end)
      if random.faults.happens(500) { network.slow(other, place, until: end) }
    }
    if strikes(.falseSuspicion), other != place { connectionBreaks(place, other) }
  }

  private func shape(_ change: (inout Network) -> Void) {
    change(&network)
    network.mendAt = moment(random.faults.happens(200) ? 1_000...4_000 : 50...1_000)
    report.note("the network is cut", now)
  }

  private func split(around middle: Int?) {
    let isLeft = nodes.indices.map { _ in random.faults.happens(500) }
    shape { network in
      for one in isLeft.indices where one != middle {
        for other in isLeft.indices where other != middle && isLeft[one] != isLeft[other] {
          network.cut(one, other)
        }
      }
    }
  }

  /// Everybody hears the neighbours only.
  private func line(closed: Bool) {
    var order = Array(nodes.indices)
    for place in order.indices.reversed() {
      order.swapAt(place, Int(random.faults.below(UInt64(place + 1))))
    }
    shape { network in
      for one in order.indices {
        for other in order.indices where abs(one - other) > 1 {
          if closed, abs(one - other) == order.count - 1 { continue }
          network.block(order[one], order[other])
        }
      }
    }
  }

  // MARK: Time

  private func strikeClocks(_ place: Int) {
    guard strikes(.clockJump) else { return }
    let span = Int64(random.faults.draw(10...5_000))
    nodes[place].clock.skew =
      random.faults.happens(100)
      ? .hours(random.faults.happens(500) ? 1 : -1)
      : .milliseconds(random.faults.happens(500) ? span : -span)
    report.note("\(nodes[place].name) has another clock: \(nodes[place].clock.skew)", now)
  }

  // MARK: Disk

  private func strikeDisk(_ place: Int) {
    if strikes(.slowSync) { nodes[place].slowUntil = moment(100...2_000) }
    if strikes(.stall) {
      nodes[place].stalledUntil = moment(50...Simulation.longestStall)
      // What it was given and has not synced is then what nobody else has, and what a new leader
      // writes over while the sync is under way.
      if let leader, leader != place, !mix.isSteady, random.faults.happens(300) {
        shape { network in
          for other in nodes.indices where other != place { network.block(leader, other) }
        }
      }
    }
    if nodes[place].isRunning, strikes(.syncError) { nodes[place].syncFails = true }
    strikeRoom(place)
    if nodes[place].mind != nil, strikes(.readError) { kill(place) }
    if strikes(.earlyFlush) { nodes[place].disk.store.flush() }
    if isDue(.flippedBody), !nodes[place].isJoining, mayLose(place),
      nodes[place].disk.log.flipBody(&random.faults, upTo: oracle.commit)
    {
      struckDisk(.flippedBody, place)
    }
    if isDue(.flippedHeader), !nodes[place].isJoining, mayLose(place),
      nodes[place].disk.log.flipHeader(&random.faults)
    {
      struckDisk(.flippedHeader, place)
    }
  }

  /// Disks fill up, and are given room again. Mostly a node sees it coming, by its marks; where
  /// something else takes all there is at once a write fails, and the process ends.
  private func strikeRoom(_ place: Int) {
    for other in nodes.indices where now >= nodes[other].fullUntil { setDisk(other, .normal) }
    guard nodes[place].isRunning, isDue(.fullDisk) else { return }
    if random.faults.happens(300) {
      guard !nodes[place].disk.log.isIdle else { return }
      report.struck(.fullDisk)
      report.note("\(nodes[place].id) has no room left", now)
      kill(place)
      nodes[place].downUntil = moment(300...2_000)
      return
    }
    report.struck(.fullDisk)
    let level = random.faults.happens(500) ? DiskLevel.low : .critical
    // Machines of one make fill up at one time.
    let all = random.faults.happens(300)
    for other in nodes.indices where other == place || all {
      nodes[other].fullUntil = moment(200...1_500)
      setDisk(other, level)
    }
  }

  func setDisk(_ place: Int, _ level: DiskLevel) {
    guard level != nodes[place].diskLevel else { return }
    nodes[place].diskLevel = level
    report.note("the disk of \(nodes[place].id) is \(level)", now)
    step(place, .disk(level))
  }

  private func struckDisk(_ kind: FaultKind, _ place: Int) {
    report.struck(kind)
    nodes[place].unsoundSince = oracle.commit
    report.note("\(nodes[place].id): \(kind.name)", now)
    // Sooner or later it is read.
    if nodes[place].isRunning, random.faults.happens(700) { kill(place) }
  }

  // MARK: Cluster

  private func strikeCluster(_ place: Int) {
    if strikes(.transfer), let leader {
      let target = random.faults.happens(500) ? nodes[place].id : nil
      step(leader, .transferLeadership(to: target == NodeID(0) ? nil : target))
    }
    if isDue(.wipe), !nodes[place].isJoining, mayLose(place) {
      report.struck(.wipe)
      wipe(place)
    }
    if isDue(.addMember), nodes.count < Simulation.mostMachines, isSound {
      report.struck(.addMember)
      add()
    }
    if isDue(.removeMember) { removeAMember() }
    if isDue(.replaceMember) { replaceAMember() }
    if isDue(.upgrade) { changeBuild(place) }
    if random.faults.happens(100) { retire() }
  }

  /// All faults end.
  func heal() {
    isHealed = true
    network.heal()
    report.note("the faults end", now)
    // Clocks agree from now on, and not before what was stamped: time would stand still until then.
    let stamped =
      nodes.compactMap { $0.mind?.look { replica in replica.machine.time } }.max()
      ?? NodeClock.start
    let common = max(.zero, stamped - (NodeClock.start + (now - .zero)))
    for place in nodes.indices {
      nodes[place].pausedUntil = .zero
      nodes[place].slowUntil = .zero
      nodes[place].stalledUntil = .zero
      nodes[place].syncFails = false
      setDisk(place, .normal)
      nodes[place].clock = NodeClock(at: now, showing: nodes[place].clock.monotonic(now))
      nodes[place].clock.setWall(
        NodeClock.start + (now - .zero) + common
          + .milliseconds(Int64(random.faults.draw(0...100))), at: now)
      if isMixed, nodes[place].build < SimulatedNode.newestBuild, !nodes[place].isRetired {
        if nodes[place].isRunning { kill(place) }
        nodes[place].build = SimulatedNode.newestBuild
        nodes[place].isDowngraded = false
      }
      if !nodes[place].isRunning, !nodes[place].isRetired { boot(place) }
    }
    healClients()
    queue.add(
      .mustLead,
      at: now + .milliseconds(Int64(Simulation.longestStall)) + mix.limits.raft.electionTimeout * 5)
  }

  /// Milliseconds that a disk stands still, syncs under way when the faults end included.
  static let longestStall: UInt64 = 2_500

  /// Five election timeouts after the last trouble.
  func mustLead() {
    if !nodes.contains(where: { $0.mind?.vitals.role == .leader }) {
      fail("nobody leads five election timeouts after the faults and their stalls ended")
    }
  }
}
