internal import Storage
internal import Units

/// Faults drawn from the seed, at most a minority of the nodes hit at a time: the cluster must go on all
/// the while. Each ends by itself: what another one broke stays broken.
extension Run {
  /// A node that is hit, until when, and what ends that.
  private struct Hit {
    var place: Int
    var until: Monotonic
    var mend: Mend
  }

  private enum Mend {
    case start
    /// Its disk lost something: nobody else is hit before it votes again.
    case startAndWait
    /// Started without the failpoint; where that has not come yet it comes no more.
    case disarm
    case resume
    case links([LabNetwork.Link])
    case flap([LabNetwork.Link], Task<Void, Never>)
    case proxies([LabNetwork.Link])
    case disk
    case diskAndStart
    case space
    case clock

    var waits: Bool { if case .startAndWait = self { true } else { false } }
  }

  func random(_ mix: Action.RandomMix, _ client: LabClient) async throws {
    guard let lab else { return }
    let last = System.now + mix.span
    let minority = max(1, (lab.members.count - 1) / 2)
    var hits: [Hit] = []
    while System.now < last {
      let span = mix.every.upperBound - mix.every.lowerBound
      let wait = mix.every.lowerBound + Int64(generator.below(UInt64(span) + 1))
      try await Task.sleep(for: .microseconds(wait))
      try await mendDue(&hits, all: false, client)
      try await startFallen(hits.map(\.place), client)
      guard hits.count < minority else { continue }
      let kind = mix.kinds[Int(generator.below(UInt64(mix.kinds.count)))]
      let free = lab.running.filter { place in !hits.contains { $0.place == place } }
      guard !free.isEmpty else { continue }
      let place = free[Int(generator.below(UInt64(free.count)))]
      let until = System.now + .milliseconds(300 + Int64(generator.below(2_700)))
      if let mend = try await strike(kind, place, client) {
        hits.append(Hit(place: place, until: until, mend: mend))
      }
    }
    try await mendDue(&hits, all: true, client)
  }

  /// A node that ended by itself, as for a block that it found damaged long after: whoever watches over
  /// it starts it again.
  private func startFallen(_ hit: [Int], _ client: LabClient) async throws {
    guard let lab else { return }
    lookForFallen()
    for place in lab.members.sorted() where lab.nodes[place].pid == nil && !hit.contains(place) {
      try await carryOut(.start(.node(place)), "start n\(place + 1)", client)
    }
  }

  private func strike(
    _ kind: Action.RandomMix.Kind, _ place: Int, _ client: LabClient
  ) async throws -> Mend? {
    guard let lab else { return nil }
    let node = Selector.node(place)
    let name = "n\(place + 1)"
    let others = lab.nodes.indices.filter { $0 != place }
    let other = others.isEmpty ? place : others[Int(generator.below(UInt64(others.count)))]
    let there = LabNetwork.Link(from: place, to: other)
    let back = LabNetwork.Link(from: other, to: place)
    let toPeers = isolation(of: [place]).filter {
      $0.from != LabNetwork.clients && $0.to != LabNetwork.clients
    }
    switch kind {
    case .kill:
      try await carryOut(.kill(node), "kill \(name)", client)
      return .start
    case .stop:
      try await carryOut(.stop(node), "stop \(name)", client)
      return .start
    case .pause:
      try await carryOut(.pause(node), "pause \(name)", client)
      return .resume
    case .cut:
      try cut([there, back], "cut \(name) <-> n\(other + 1)")
      return .links([there, back])
    case .oneWay:
      try cut([there], "cut \(name) -> n\(other + 1)")
      return .links([there])
    case .isolate:
      let links = isolation(of: [place])
      try cut(links, "isolate \(name)")
      return .links(links)
    case .flap:
      mark(.fault, "flap \(name) <-> n\(other + 1)")
      return .flap([there, back], flap([there, back], .milliseconds(100)))
    case .lose:
      mark(.fault, "lose 20% \(name) <-> all")
      try lab.network?.lose(percent: 20, toPeers)
      return .links(toPeers)
    case .stall:
      return try await proxy(.stall, [there], "stall \(name) -> n\(other + 1)")
    case .delay:
      return try await proxy(.delay(.milliseconds(40)), toPeers, "delay 40ms \(name) <-> all")
    case .corruptBytes:
      return try await proxy(
        .corrupt(oneIn: 5_000), [there, back], "corrupt-bytes 1/5000 \(name) <-> n\(other + 1)")
    case .transfer:
      // Where nobody leads just now there is nothing to hand over.
      try? await transfer(client)
      return nil
    case .slow:
      try await carryOut(.slowDisk(node, .milliseconds(20)), "slow-disk \(name) 20ms", client)
      return .disk
    case .failDisk:
      try await carryOut(.failDisk(node), "fail-disk \(name)", client)
      return .diskAndStart
    case .fillDisk:
      try await carryOut(.fillDisk(node), "fill-disk \(name)", client)
      return .space
    case .powerCut:
      try await carryOut(.powerCut(node), "power-cut \(name)", client)
      return .start
    case .corrupt:
      let kinds = Action.FileClass.allCases
      let kind = kinds[Int(generator.below(UInt64(kinds.count)))]
      do {
        try await carryOut(.corrupt(node, kind), "corrupt \(name) \(kind.rawValue)", client)
      } catch {
        // There is no file of that class yet: there is a log.
        try await carryOut(.corrupt(node, .log), "corrupt \(name) log", client)
      }
      return .startAndWait
    case .wipe:
      try await carryOut(.wipe(node), "wipe \(name)", client)
      return .startAndWait
    case .failpoint:
      let points = [Failpoint.logWritten, .logSynced, .ringWritten, .stateFlushed, .segmentHeader]
      let point = points[Int(generator.below(UInt64(points.count)))].rawValue
      let arming = "\(point):\(1 + generator.below(20))=kill"
      try await carryOut(.restartArmed(node, arming), "restart \(name) with \(arming)", client)
      return .disarm
    case .clock:
      let span = Timeout.seconds(Int64(generator.below(7_200)) - 3_600)
      try await carryOut(.clock(node, offset: span), "clock \(name) \(span)", client)
      return .clock
    case .drift:
      let permille = 900 + Int(generator.below(201))
      try await carryOut(.drift(node, permille: permille), "drift \(name) \(permille)/1000", client)
      return .clock
    }
  }

  private func cut(_ links: [LabNetwork.Link], _ text: String) throws {
    mark(.fault, text)
    try lab?.network?.cut(links)
  }

  private func proxy(
    _ fault: ProxyFault, _ links: [LabNetwork.Link], _ text: String
  ) async throws -> Mend {
    mark(.fault, text)
    try await lab?.proxies?.set(fault, on: links)
    return .proxies(links)
  }

  private func mendDue(_ hits: inout [Hit], all: Bool, _ client: LabClient) async throws {
    var isDue = hits.map { all || $0.until <= System.now }
    // Before the whole cluster is waited for nobody else may be hit.
    let waits = zip(hits, isDue).contains { $0.mend.waits && $1 }
    if waits { isDue = isDue.map { _ in true } }
    let due = zip(hits, isDue).filter(\.1).map(\.0)
    hits = zip(hits, isDue).filter { !$0.1 }.map(\.0)
    for hit in due where !hit.mend.waits { try await mend(hit, client) }
    for hit in due where hit.mend.waits { try await mend(hit, client) }
  }

  private func mend(_ hit: Hit, _ client: LabClient) async throws {
    guard let lab else { return }
    let node = Selector.node(hit.place)
    let name = "n\(hit.place + 1)"
    switch hit.mend {
    case .start: try await carryOut(.start(node), "start \(name)", client)
    case .startAndWait:
      try await carryOut(.start(node), "start \(name)", client)
      try await whole(client, within: scenario.recovery, atStart: false)
    case .disarm:
      lookForFallen()
      // By SIGTERM it might still come, in what a stop writes.
      lab.kill(hit.place)
      try await carryOut(.start(node), "start \(name)", client)
    case .resume: try await carryOut(.resume(node), "resume \(name)", client)
    case .links(let links):
      mark(.undone, "links of \(name) healed")
      try lab.network?.mend(links)
    case .flap(let links, let task):
      mark(.undone, "links of \(name) healed")
      task.cancel()
      await task.value
      try lab.network?.mend(links)
    case .proxies(let links):
      mark(.undone, "links of \(name) healed")
      try await lab.proxies?.heal(links)
    case .disk: try lab.mendDisk(hit.place)
    case .diskAndStart:
      try lab.mendDisk(hit.place)
      try await carryOut(.start(node), "start \(name)", client)
    case .space:
      try await carryOut(.freeDisk(node), "free-disk \(name)", client)
      try await carryOut(.start(node), "start \(name)", client)
    case .clock:
      mark(.undone, "clock of \(name) set right")
      try lab.setClock(hit.place, offset: .zero)
    }
  }
}
