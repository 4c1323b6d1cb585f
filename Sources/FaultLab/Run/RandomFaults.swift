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
    // Drawn for every kind, so that a seed's faults stay the same ones.
    let other = other(place)
    return switch kind {
    case .cut, .oneWay, .isolate, .flap, .lose: try strikeLinks(kind, place, other)
    case .stall, .delay, .corruptBytes: try await strikeBytes(kind, place, other)
    case .kill, .stop, .pause, .transfer, .slow, .failDisk, .fillDisk, .powerCut, .corrupt, .wipe,
      .failpoint, .clock, .drift:
      try await strikeNode(kind, place, client)
    }
  }

  /// Another node, drawn, at the other end of a link.
  private func other(_ place: Int) -> Int {
    let others = (lab?.nodes.indices ?? 0..<0).filter { $0 != place }
    return others.isEmpty ? place : others[Int(generator.below(UInt64(others.count)))]
  }

  private func toPeers(_ place: Int) -> [LabNetwork.Link] {
    isolation(of: [place]).filter {
      $0.from != LabNetwork.clients && $0.to != LabNetwork.clients
    }
  }

  private func strikeLinks(
    _ kind: Action.RandomMix.Kind, _ place: Int, _ other: Int
  ) throws -> Mend? {
    let name = "n\(place + 1)"
    let there = LabNetwork.Link(from: place, to: other)
    let back = LabNetwork.Link(from: other, to: place)
    switch kind {
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
      let links = toPeers(place)
      try lab?.network?.lose(percent: 20, links)
      return .links(links)
    default:
      try cut([there, back], "cut \(name) <-> n\(other + 1)")
      return .links([there, back])
    }
  }

  private func strikeBytes(
    _ kind: Action.RandomMix.Kind, _ place: Int, _ other: Int
  ) async throws -> Mend? {
    let name = "n\(place + 1)"
    let there = LabNetwork.Link(from: place, to: other)
    let back = LabNetwork.Link(from: other, to: place)
    switch kind {
    case .stall: return try await proxy(.stall, [there], "stall \(name) -> n\(other + 1)")
    case .delay:
      return try await proxy(
        .delay(.milliseconds(40)), toPeers(place), "delay 40ms \(name) <-> all")
    default:
      return try await proxy(
        .corrupt(oneIn: 5_000), [there, back], "corrupt-bytes 1/5000 \(name) <-> n\(other + 1)")
    }
  }

  /// What is done to a node's process, disk or clock is a step like those of a file; nil: nothing is to
  /// be ended.
  private func strikeNode(
    _ kind: Action.RandomMix.Kind, _ place: Int, _ client: LabClient
  ) async throws -> Mend? {
    if kind == .transfer {
      // Where nobody leads just now there is nothing to hand over.
      _ = try? await transfer(client)
      return nil
    }
    if kind == .corrupt {
      try await corruptSome(place, client)
      return .startAndWait
    }
    let (action, text, mend) = step(kind, place)
    try await carryOut(action, text, client)
    return mend
  }

  private func corruptSome(_ place: Int, _ client: LabClient) async throws {
    let kinds = Action.FileClass.allCases
    let kind = kinds[Int(generator.below(UInt64(kinds.count)))]
    let isThere = (try? await corrupt(place, kind, client)) != nil
    // There may be no file of that class yet: there is a log.
    if !isThere { try await corrupt(place, .log, client) }
  }

  private func corrupt(
    _ place: Int, _ kind: Action.FileClass, _ client: LabClient
  ) async throws {
    let text = "corrupt n\(place + 1) \(kind.rawValue)"
    try await carryOut(.corrupt(.node(place), kind), text, client)
  }

  private func step(_ kind: Action.RandomMix.Kind, _ place: Int) -> (Action, String, Mend) {
    let node = Selector.node(place)
    let name = "n\(place + 1)"
    switch kind {
    case .stop: return (.stop(node), "stop \(name)", .start)
    case .pause: return (.pause(node), "pause \(name)", .resume)
    case .slow: return (.slowDisk(node, .milliseconds(20)), "slow-disk \(name) 20ms", .disk)
    case .failDisk: return (.failDisk(node), "fail-disk \(name)", .diskAndStart)
    case .fillDisk: return (.fillDisk(node), "fill-disk \(name)", .space)
    case .powerCut: return (.powerCut(node), "power-cut \(name)", .start)
    case .wipe: return (.wipe(node), "wipe \(name)", .startAndWait)
    case .failpoint:
      let points = [Failpoint.logWritten, .logSynced, .ringWritten, .stateFlushed, .segmentHeader]
      let point = points[Int(generator.below(UInt64(points.count)))].rawValue
      let arming = "\(point):\(1 + generator.below(20))=kill"
      return (.restartArmed(node, arming), "restart \(name) with \(arming)", .disarm)
    case .clock:
      let span = Timeout.seconds(Int64(generator.below(7_200)) - 3_600)
      return (.clock(node, offset: span), "clock \(name) \(span)", .clock)
    case .drift:
      let permille = 900 + Int(generator.below(201))
      return (.drift(node, permille: permille), "drift \(name) \(permille)/1000", .clock)
    default: return (.kill(node), "kill \(name)", .start)
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
