internal import Storage
internal import Units

/// Faults drawn from the seed. At most a minority of the members is hit at a time: the cluster must go on
/// all the while. What meets all nodes comes after everything else is mended. Each ends by itself: what
/// another one broke stays broken.
extension Run {
  typealias Kind = Action.RandomMix.Kind

  /// A node that is hit, until when, and what ends that.
  private struct Drawn {
    var kind: Kind
    var place: Int
    var until: Monotonic
    var mend: Mend
    /// What shows by then whether it struck; nothing where it did at once.
    var watched: [Watched]
    var clocks: [ClockCheck]
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
    /// Another member comes in its place.
    case add

    /// That are bad until then.
    var links: [LabNetwork.Link] {
      switch self {
      case .links(let links), .flap(let links, _), .proxies(let links): links
      default: []
      }
    }

    /// Whether that it was done says that it struck.
    var isSure: Bool { if case .disarm = self { false } else { true } }

    var waits: Bool {
      switch self {
      case .startAndWait, .add: true
      default: false
      }
    }
  }

  func random(_ mix: Action.RandomMix, _ client: LabClient) async throws {
    guard let lab else { return }
    let last = System.now + mix.span
    var drawn: [Drawn] = []
    while System.now < last {
      let span = mix.every.upperBound - mix.every.lowerBound
      let wait = mix.every.lowerBound + Int64(generator.below(UInt64(span) + 1))
      try await Task.sleep(for: .microseconds(wait))
      try await mendDue(&drawn, all: false, client)
      try await startFallen(drawn.map(\.place), client)
      // A member that was removed is none of those that may fail.
      let down = drawn.count { lab.members.contains($0.place) }
      let room = (lab.members.count - 1) / 2 - down
      let kind = mix.kinds[Int(generator.below(UInt64(mix.kinds.count)))]
      if kind.isOfAll {
        try await mendDue(&drawn, all: true, client)
        try await strikeAll(kind, client)
        continue
      }
      guard room > 0 || lab.nodes.count < 3 else { continue }
      for _ in 0..<several(kind, max(room, 1)) {
        let free = lab.running.filter { place in
          lab.members.contains(place) && !drawn.contains { $0.place == place }
        }
        guard !free.isEmpty else { break }
        let place = free[Int(generator.below(UInt64(free.count)))]
        var until = System.now + .milliseconds(300 + Int64(generator.below(2_700)))
        // Whether a clock is wrong is seen after seconds only.
        if kind == .clock { until = until + Run.clockPatience }
        if kind == .drift { until = until + Run.driftSpan }
        let (kept, keptClocks) = (watched, clockChecks)
        watched = []
        clockChecks = []
        let mend = try await strike(kind, place, client)
        draws[kind, default: Draw()].drawn += 1
        let (meters, clocks) = (watched, clockChecks)
        watched = kept
        clockChecks = keptClocks
        guard let mend else { continue }
        if meters.isEmpty, clocks.isEmpty, mend.isSure { struck(kind) }
        drawn.append(
          Drawn(
            kind: kind, place: place, until: until, mend: mend, watched: meters, clocks: clocks))
      }
    }
    try await mendDue(&drawn, all: true, client)
    if draws.isEmpty { fail("random drew nothing within \(mix.span): there was nobody to strike") }
  }

  private func struck(_ kind: Kind) { draws[kind, default: Draw()].struck += 1 }

  /// Looks at what it came to, before it is mended.
  private func judge(_ drawn: Drawn) async throws {
    for fault in drawn.watched where try await hasStruck(fault) { struck(drawn.kind) }
    for check in drawn.clocks {
      switch await check.task.value {
      case .right: struck(drawn.kind)
      case .wrong(let what): fail("'\(check.text)': \(what): the fault did not strike")
      case .unseen: break
      }
    }
    if case .disarm = drawn.mend {
      lookForFallen()
      if lab?.nodes[drawn.place].pid == nil { struck(drawn.kind) }
    }
  }

  /// In one blow of three several nodes are struck at one moment, where so many may be.
  private func several(_ kind: Kind, _ room: Int) -> Int {
    let isCrowd = generator.below(3) == 0
    let count = 1 + Int(generator.below(UInt64(room)))
    return kind.strikesSeveral && isCrowd ? count : 1
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

  /// All nodes at once, or one after the other; until they are whole again.
  private func strikeAll(_ kind: Kind, _ client: LabClient) async throws {
    guard let lab else { return }
    // What else is still amiss, as a node that catches up, would add to it.
    try await whole(client, within: scenario.recovery, atStart: false)
    draws[kind, default: Draw()].drawn += 1
    struck(kind)
    let pause = Int64(generator.below(1_000))
    switch kind {
    case .rollingRestart: try await rolling(client, upgrading: false)
    case .rollingUpgrade: try await rolling(client, upgrading: true)
    case .stopAll: try await carryOut(.stop(.all), "stop all", client)
    case .powerCutAll: try await carryOut(.powerCut(.all), "power-cut all", client)
    default: try await carryOut(.kill(.all), "kill all", client)
    }
    if kind != .rollingRestart, kind != .rollingUpgrade {
      try await Task.sleep(for: .milliseconds(pause))
      // In an order of its own, and not at one moment.
      var left = lab.members.sorted()
      while !left.isEmpty {
        let place = left.remove(at: Int(generator.below(UInt64(left.count))))
        try await carryOut(.start(.node(place)), "start n\(place + 1)", client)
        try await Task.sleep(for: .milliseconds(Int64(generator.below(200))))
      }
    }
    try await whole(client, within: scenario.recovery, atStart: false)
    for place in lab.nodes.indices { isMended(place) }
  }

  private func strike(
    _ kind: Kind, _ place: Int, _ client: LabClient
  ) async throws -> Mend? {
    // Drawn for every kind, so that a seed's faults stay the same ones.
    let other = other(place)
    return switch kind {
    case .cut, .oneWay, .isolate, .flap, .lose: try await strikeLinks(kind, place, other)
    case .stall, .delay, .throttle, .swallow, .reset, .corruptBytes:
      try await strikeBytes(kind, place, other)
    case .kill, .stop, .pause, .transfer, .slow, .failDisk, .fillDisk, .powerCut, .corrupt, .wipe,
      .failpoint, .clock, .drift, .replace, .rollingRestart, .rollingUpgrade, .stopAll, .killAll,
      .powerCutAll:
      try await strikeNode(kind, place, client)
    }
  }

  /// Another node, drawn, at the other end of a link.
  private func other(_ place: Int) -> Int {
    let others = (lab?.members ?? []).sorted().filter { $0 != place }
    return others.isEmpty ? place : others[Int(generator.below(UInt64(others.count)))]
  }

  private func toPeers(_ place: Int) -> [LabNetwork.Link] {
    isolation(of: [place]).filter {
      $0.from != LabNetwork.clients && $0.to != LabNetwork.clients
    }
  }

  private func strikeLinks(_ kind: Kind, _ place: Int, _ other: Int) async throws -> Mend? {
    let (name, otherName) = ("n\(place + 1)", "n\(other + 1)")
    let there = LabNetwork.Link(from: place, to: other)
    let back = LabNetwork.Link(from: other, to: place)
    let (links, text) =
      switch kind {
      case .oneWay: ([there], "cut \(name) -> \(otherName)")
      case .isolate: (isolation(of: [place]), "isolate \(name)")
      case .flap: ([there, back], "flap \(name) <-> \(otherName)")
      case .lose: (toPeers(place), "lose 20% \(name) <-> all")
      default: ([there, back], "cut \(name) <-> \(otherName)")
      }
    try await watch(text, .packets(links))
    mark(text, links)
    switch kind {
    case .flap: return .flap(links, flap(links, .milliseconds(100)))
    case .lose: try lab?.network?.lose(percent: 20, links)
    default: try lab?.network?.cut(links)
    }
    return .links(links)
  }

  private func strikeBytes(_ kind: Kind, _ place: Int, _ other: Int) async throws -> Mend? {
    let (name, otherName) = ("n\(place + 1)", "n\(other + 1)")
    let there = LabNetwork.Link(from: place, to: other)
    let back = LabNetwork.Link(from: other, to: place)
    let (fault, links, text): (ProxyFault, [LabNetwork.Link], String) =
      switch kind {
      case .stall: (.stall, [there], "stall \(name) -> \(otherName)")
      case .delay: (.delay(.milliseconds(40)), toPeers(place), "delay 40ms \(name) <-> all")
      case .throttle:
        (
          .throttle(bytesPerSecond: 32 << 10), toPeers(place), "throttle 32KiB/s \(name) <-> all"
        )
      case .reset: (.reset, isolation(of: [place]), "reset \(name) <-> all")
      case .swallow: (.swallow, isolation(of: [place]), "swallow \(name) <-> all")
      default:
        (.corrupt(oneIn: 5_000), [there, back], "corrupt-bytes 1/5000 \(name) <-> \(otherName)")
      }
    try await watch(text, .proxied(fault.kind, links))
    mark(text, links)
    try await lab?.proxies?.set(fault, on: links)
    // Who has a connection dials no other: what is swallowed are those that come after.
    if kind == .swallow { try await lab?.proxies?.set(.reset, on: links) }
    return .proxies(links)
  }

  /// What is done to a node's process, disk or clock is a step like those of a file; nil: nothing is to
  /// be ended.
  private func strikeNode(_ kind: Kind, _ place: Int, _ client: LabClient) async throws -> Mend? {
    switch kind {
    case .transfer:
      // Where nobody leads just now there is nothing to hand over.
      if (try? await transfer(client)) != nil { struck(kind) }
      return nil
    case .corrupt:
      try await corruptSome(place, client)
      return .startAndWait
    default:
      let (action, text, mend) = step(kind, place)
      try await carryOut(action, text, client)
      return mend
    }
  }

  private func corruptSome(_ place: Int, _ client: LabClient) async throws {
    let kinds = Action.FileClass.allCases
    let kind = kinds[Int(generator.below(UInt64(kinds.count)))]
    let damages = Action.Damage.allCases
    let damage = damages[Int(generator.below(UInt64(damages.count)))]
    let isThere = (try? await corrupt(place, kind, damage, client)) != nil
    // There may be no file of that class yet, or a single block: there is a log.
    if !isThere { try await corrupt(place, .log, .bit, client) }
  }

  private func corrupt(
    _ place: Int, _ kind: Action.FileClass, _ damage: Action.Damage, _ client: LabClient
  ) async throws {
    let text = "corrupt n\(place + 1) \(kind.rawValue) \(damage.rawValue)"
    try await carryOut(.corrupt(.node(place), kind, damage), text, client)
  }

  private func step(_ kind: Kind, _ place: Int) -> (Action, String, Mend) {
    let node = Selector.node(place)
    let name = "n\(place + 1)"
    switch kind {
    case .stop: return (.stop(node), "stop \(name)", .start)
    case .pause: return (.pause(node), "pause \(name)", .resume)
    case .slow: return (.slowDisk(node, .milliseconds(20)), "slow-disk \(name) 20ms", .disk)
    case .failDisk:
      let isOnce = generator.below(2) == 0
      let text = "fail-disk \(name)" + (isOnce ? " once" : "")
      return (.failDisk(node, isOnce: isOnce), text, .diskAndStart)
    case .fillDisk: return (.fillDisk(node), "fill-disk \(name)", .space)
    case .powerCut: return (.powerCut(node), "power-cut \(name)", .start)
    case .wipe: return (.wipe(node), "wipe \(name)", .startAndWait)
    case .failpoint:
      let points = [Failpoint.logWritten, .logSynced, .ringWritten, .stateFlushed, .segmentHeader]
      let point = points[Int(generator.below(UInt64(points.count)))].rawValue
      let arming = "\(point):\(1 + generator.below(20))=kill"
      return (.restartArmed(node, arming), "restart \(name) with \(arming)", .disarm)
    case .clock:
      let seconds = 5 + Int64(generator.below(3_596))
      let span = Timeout.seconds(generator.below(2) == 0 ? seconds : -seconds)
      return (.clock(node, offset: span), "clock \(name) \(span)", .clock)
    case .drift:
      let off = 30 + Int(generator.below(71))
      let permille = generator.below(2) == 0 ? 1_000 + off : 1_000 - off
      return (.drift(node, permille: permille), "drift \(name) \(permille)/1000", .clock)
    case .replace: return (.remove(node), "remove \(name)", .add)
    default: return (.kill(node), "kill \(name)", .start)
    }
  }

  private func mendDue(_ drawn: inout [Drawn], all: Bool, _ client: LabClient) async throws {
    var isDue = drawn.map { all || $0.until <= System.now }
    // Before the whole cluster is waited for nobody else may be hit.
    let waits = zip(drawn, isDue).contains { $0.mend.waits && $1 }
    if waits { isDue = isDue.map { _ in true } }
    let due = zip(drawn, isDue).filter(\.1).map(\.0)
    drawn = zip(drawn, isDue).filter { !$0.1 }.map(\.0)
    for one in due { try await judge(one) }
    let broken = Set(drawn.flatMap(\.mend.links))
    for one in due where !one.mend.waits { try await mend(one, broken, client) }
    for one in due where one.mend.waits { try await mend(one, broken, client) }
  }

  /// - Parameter broken: links that stay so.
  private func mend(
    _ drawn: Drawn, _ broken: Set<LabNetwork.Link>, _ client: LabClient
  ) async throws {
    guard let lab else { return }
    let node = Selector.node(drawn.place)
    let name = "n\(drawn.place + 1)"
    switch drawn.mend {
    case .start: try await carryOut(.start(node), "start \(name)", client)
    case .startAndWait:
      try await carryOut(.start(node), "start \(name)", client)
      try await whole(client, within: scenario.recovery, atStart: false)
    case .disarm:
      // By SIGTERM it might still come, in what a stop writes.
      lab.kill(drawn.place)
      try await carryOut(.start(node), "start \(name)", client)
    case .resume: try await carryOut(.resume(node), "resume \(name)", client)
    case .links, .flap, .proxies:
      mark(.undone, "links of \(name) healed")
      let links = drawn.mend.links.filter { !broken.contains($0) }
      if case .proxies = drawn.mend {
        try await lab.proxies?.heal(links)
      } else {
        if case .flap(_, let task) = drawn.mend {
          task.cancel()
          await task.value
        }
        try lab.network?.mend(links)
      }
    case .disk: try lab.mendDisk(drawn.place)
    case .diskAndStart:
      try lab.mendDisk(drawn.place)
      try await carryOut(.start(node), "start \(name)", client)
    case .space:
      try await carryOut(.freeDisk(node), "free-disk \(name)", client)
      try await carryOut(.start(node), "start \(name)", client)
    case .clock:
      mark(.undone, "clock of \(name) set right")
      try lab.setClock(drawn.place, offset: .zero)
    case .add:
      try await carryOut(.add, "add", client)
      try await whole(client, within: scenario.recovery, atStart: false)
    }
    isMended(drawn.place)
  }
}
