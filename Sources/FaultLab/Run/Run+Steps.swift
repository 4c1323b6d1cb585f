internal import Client
internal import GRPC
internal import Glibc
internal import Messages
internal import Units

/// What each step of a scenario does to the cluster.
extension Run {
  private func leaderPlace() async throws -> Int {
    let last = System.now + .seconds(10)
    while System.now < last {
      if let name = await watch?.leader, let place = lab?.place(named: name) { return place }
      try await Task.sleep(for: .milliseconds(5))
    }
    throw LabError(.unavailable, "\(scenario.name): no leader to be found for 10 s")
  }

  private func places(_ selector: Selector) async throws -> [Int] {
    guard let lab else { return [] }
    let found: [Int]
    switch selector {
    case .leader: found = [try await leaderPlace()]
    case .follower:
      let leader = try await leaderPlace()
      found = lab.running.filter { $0 != leader }.prefix(1).map { $0 }
    case .followers:
      let leader = try await leaderPlace()
      found = lab.running.filter { $0 != leader }
    case .all: found = lab.members.sorted()
    case .victim: return victims
    case .any:
      let running = lab.running
      found = running.isEmpty ? [] : [running[Int(generator.below(UInt64(running.count)))]]
    case .node(let place): found = [place]
    case .clients: return [LabNetwork.clients]
    }
    victims = found
    return found
  }

  private func links(
    _ from: Selector, _ to: Selector, bothWays: Bool
  ) async throws -> [LabNetwork.Link] {
    // The first end is whom the step is about; a victim is one of an earlier step.
    let before = victims
    let sources = try await places(from)
    let kept = victims
    victims = before
    let targets = try await places(to)
    victims = kept
    var links: [LabNetwork.Link] = []
    for source in sources {
      for target in targets where target != source {
        links.append(LabNetwork.Link(from: source, to: target))
        if bothWays { links.append(LabNetwork.Link(from: target, to: source)) }
      }
    }
    if links.isEmpty { fail("a link from a node to itself is none: the fault did not strike") }
    return links
  }

  func named(_ places: [Int]) -> String {
    places.map { $0 == LabNetwork.clients ? "clients" : "n\($0 + 1)" }.joined(separator: ", ")
  }

  func carryOut(_ action: Action, _ text: String, _ client: LabClient) async throws {
    guard let lab else {
      if case .transfer(nil) = action { try await transfer(client) }
      if case .led(let limit) = action { try await led(within: limit) }
      if case .whole(let limit) = action { try await whole(client, within: limit, atStart: false) }
      return
    }
    switch action {
    case .kill(let nodes):
      for place in running(text, tell(text, try await places(nodes))) { lab.kill(place) }
    case .stop(let nodes):
      try await stop(running(text, tell(text, try await places(nodes))))
    case .start(let nodes):
      for place in tell(text, try await places(nodes)) { try lab.start(place) }
    case .restart(let nodes):
      let found = running(text, tell(text, try await places(nodes)))
      try await stop(found)
      for place in found { try lab.start(place) }
    case .pause(let nodes):
      for place in running(text, tell(text, try await places(nodes))) { lab.pause(place) }
    case .resume(let nodes):
      for place in tell(text, try await places(nodes)) { lab.resume(place) }
    case .failpoint(let nodes, let arming):
      for place in tell(text, try await places(nodes)) {
        lab.nodes[place].order(failpoint: arming)
      }
    case .restartArmed(let nodes, let arming):
      let found = tell(text, try await places(nodes))
      try await stop(found)
      for place in found {
        lab.nodes[place].failpoint = arming
        try lab.start(place)
      }
    case .rollingRestart: try await rolling(client, upgrading: false)
    case .rollingUpgrade: try await rolling(client, upgrading: true)
    case .burn(let count):
      mark(.fault, text)
      try lab.burn(count)
    case .cut(let from, let to, let bothWays):
      let found = try await links(from, to, bothWays: bothWays)
      shape += found
      if !cutsMore {
        // Of a shape some links may be idle ones: followers have little to say to each other.
        try await watch(text, .packets(shape))
        shape = []
      }
      mark(text, found)
      try lab.network?.cut(found, waits: cutsMore)
    case .isolate(let nodes):
      let found = running(text, tell(text, try await places(nodes)))
      try await watch(text, .packets(isolation(of: found)))
      try lab.network?.cut(isolation(of: found))
    case .lose(let percent, let from, let to, let bothWays):
      let found = try await links(from, to, bothWays: bothWays)
      try await watch(text, .packets(found))
      mark(text, found)
      try lab.network?.lose(percent: percent, found)
    case .flap(let from, let to, let bothWays, let span):
      let found = try await links(from, to, bothWays: bothWays)
      try await watch(text, .packets(found))
      mark(text, found)
      flap(found, span)
    case .proxy(let fault, let from, let to, let bothWays):
      let found = try await links(from, to, bothWays: bothWays)
      try await watch(text, .proxied(fault.kind, found))
      mark(text, found)
      try await lab.proxies?.set(fault, on: found)
    case .heal:
      mark(.undone, text)
      await settle { $0.isOfLinks }
      await endFlaps()
      try lab.network?.heal()
      try await lab.proxies?.heal()
    case .clock(let nodes, let offset):
      for place in running(text, tell(text, try await places(nodes))) {
        try lab.setClock(place, offset: offset)
        watchClock(text, place, offset)
      }
    case .drift(let nodes, let permille):
      for place in running(text, tell(text, try await places(nodes))) {
        try lab.setClock(place, offset: .zero, permille: permille)
        watchDrift(text, place, permille: permille)
      }
    case .fillDisk(let nodes):
      for place in tell(text, try await places(nodes)) {
        lab.nodes[place].mayEnd(with: [LabNode.Status.diskFailed])
        try lab.fillDisk(place)
      }
    case .freeDisk(let nodes):
      for place in tell(text, try await places(nodes)) { try lab.freeDisk(place) }
    case .slowDisk(let nodes, let span):
      for place in running(text, tell(text, try await places(nodes))) {
        try await watch(text, .syncs(place))
        try lab.slowDisk(place, span)
      }
    case .failDisk(let nodes, let isOnce):
      for place in running(text, tell(text, try await places(nodes))) {
        lab.nodes[place].mayEnd(with: [LabNode.Status.diskFailed])
        try await watch(text, .syncs(place), ending: place)
        try lab.failDisk(place, once: isOnce)
      }
    case .powerCut(let nodes):
      let found = tell(text, try await places(nodes))
      // Between the loss of its disk and its own end.
      for place in found { lab.nodes[place].mayEnd(with: [LabNode.Status.diskFailed]) }
      try lab.cutPower(found)
    case .corrupt(let nodes, let kind, let damage):
      for place in try await places(nodes) {
        lab.nodes[place].isHurt()
        let what = try lab.corrupt(place, kind, damage) { Int(generator.below(UInt64($0))) }
        hit([place])
        mark(.fault, "\(text): n\(place + 1), \(what)")
      }
    case .wipe(let nodes):
      for place in tell(text, try await places(nodes)) { try lab.wipe(place) }
    case .transfer(let target):
      guard let target else { return try await transfer(client) }
      for place in try await places(target) { try await lead(place, text, client) }
    case .remove(let nodes):
      for place in tell(text, try await places(nodes)) { try await remove(place, client) }
    case .add:
      guard let place = lab.vacancy() else {
        throw LabError(.data, "all \(lab.nodes.count) nodes are members: none was removed")
      }
      mark(.fault, "\(text): n\(place + 1)")
      try lab.start(place)
    case .undo:
      await settle { _ in true }
      try await undo()
    case .whole(let limit):
      for place in lab.members.sorted() where lab.nodes[place].pid == nil { try lab.start(place) }
      try await whole(client, within: limit, atStart: false)
    case .led(let limit): try await led(within: limit)
    case .random(let mix): try await random(mix, client)
    }
  }

  private func tell(_ text: String, _ places: [Int]) -> [Int] {
    let isHelp = text.hasPrefix("start") || text.hasPrefix("resume") || text.hasPrefix("free")
    mark(isHelp ? .undone : .fault, "\(text): \(named(places))")
    if !isHelp { hit(places) }
    if places.isEmpty { fail("'\(text)' met no node: the step did nothing") }
    return places
  }

  /// A fault of links, whose ends it is felt at.
  func mark(_ text: String, _ links: [LabNetwork.Link]) {
    mark(.fault, text)
    hit(links.flatMap { [$0.from, $0.to] })
  }

  /// Those that have a process; a fault of one that has none is none.
  private func running(_ text: String, _ places: [Int]) -> [Int] {
    places.filter { place in
      let runs = lab?.nodes[place].pid != nil
      if !runs { fail("'\(text)' met n\(place + 1), which does not run: the fault did not strike") }
      return runs
    }
  }

  func isolation(of places: [Int]) -> [LabNetwork.Link] {
    guard let lab else { return [] }
    let others = Array(lab.nodes.indices) + [LabNetwork.clients]
    return places.flatMap { place in
      others.filter { $0 != place }.flatMap {
        [LabNetwork.Link(from: place, to: $0), LabNetwork.Link(from: $0, to: place)]
      }
    }
  }

  @discardableResult
  func flap(_ links: [LabNetwork.Link], _ span: Timeout) -> Task<Void, Never> {
    let task = Task {
      var isCut = false
      while !Task.isCancelled {
        isCut.toggle()
        self.turn(links, isCut)
        try? await Task.sleep(for: .microseconds(span.microseconds))
      }
      self.turn(links, false)
    }
    flaps.append(task)
    return task
  }

  private func turn(_ links: [LabNetwork.Link], _ isCut: Bool) {
    do { try isCut ? lab?.network?.cut(links) : lab?.network?.mend(links) } catch {
      let complaint = "a link could not be made to flap: \(error)"
      if !crashes.contains(complaint) { fail(complaint) }
    }
  }

  func stop(_ places: [Int]) async throws {
    guard let lab else { return }
    for place in places { lab.terminate(place) }
    let last = System.now + .seconds(15)
    for place in places {
      while lab.nodes[place].pid != nil {
        // Before it listens it has nothing to hand over, and may end by the signal itself.
        if let status = lab.nodes[place].ended(), status != 0,
          status != 128 + SIGTERM || lab.nodes[place].hasListened
        {
          mark(.note, "n\(place + 1) ended with \(status) after SIGTERM")
          fail("n\(place + 1) ended with \(status) after SIGTERM:\n\(lab.nodes[place].lastWords)")
        }
        if System.now > last {
          fail("n\(place + 1) did not end within 15 s after SIGTERM")
          lab.kill(place)
        }
        try await Task.sleep(for: .milliseconds(2))
      }
    }
  }

  func rolling(_ client: LabClient, upgrading: Bool) async throws {
    guard let lab else { return }
    for place in lab.members.sorted() {
      mark(.fault, "\(upgrading ? "upgrade" : "restart") n\(place + 1)")
      hit([place])
      try await stop([place])
      if upgrading { lab.upgrade(place) }
      try lab.start(place)
      try await whole(client, within: scenario.recovery, atStart: false)
      guard let pid = lab.nodes[place].pid else { continue }
      let wanted = lab.nodes[place].binary
      if !System.isSame("/proc/\(pid)/exe", wanted) {
        let runs = System.target(of: "/proc/\(pid)/exe") ?? "nothing"
        fail("n\(place + 1) runs \(runs), not \(wanted)")
      }
    }
  }

  /// Asked for again as long as another change is under way, or nobody can decide; where an answer was
  /// lost, whoever is no member any more was removed.
  func remove(_ place: Int, _ client: LabClient) async throws {
    guard let lab else { return }
    let node = lab.nodes[place]
    node.mayEnd(with: [LabNode.Status.removed])
    let last = System.now + scenario.recovery
    while true {
      do {
        let _: Messages.Empty = try await client.write(
          Methods.ClusterService.removeMember, RemoveMemberRequest(member: node.name))
        break
      } catch let error as CallError where error.status.code == .notFound {
        break
      } catch {
        guard System.now < last else { throw error }
        try await Task.sleep(for: .milliseconds(100))
      }
    }
    try lab.forget(place)
  }

  func transfer(_ client: LabClient) async throws {
    mark(.fault, "transfer")
    let answer: TransferLeadershipResponse = try await client.write(
      Methods.ClusterService.transferLeadership, TransferLeadershipRequest())
    transfers += 1
    mark(.note, "\(answer.leader) leads after the transfer")
  }

  /// Until the node leads. One that just came back may have to catch up first: then the leader is asked
  /// again.
  private func lead(_ place: Int, _ text: String, _ client: LabClient) async throws {
    guard let lab else { return }
    let name = lab.nodes[place].name
    mark(.fault, text)
    let last = System.now + .seconds(10)
    while await watch?.leader != name {
      do {
        let _: TransferLeadershipResponse = try await client.write(
          Methods.ClusterService.transferLeadership, TransferLeadershipRequest(member: name))
        transfers += 1
      } catch { guard System.now < last else { throw error } }
      // What is looked at now and then is seen a little later.
      let seen = System.now + .seconds(1)
      while System.now < seen, await watch?.leader != name {
        try await Task.sleep(for: .milliseconds(5))
      }
      guard System.now < last else {
        throw LabError(.unavailable, "\(name) did not come to lead within 10 s")
      }
    }
  }
}
