internal import Units

extension Run {
  /// Faults drawn from the seed, one after the other, at most a minority of the nodes hit at a time:
  /// the cluster must go on all the while.
  func random(_ mix: Action.RandomMix, _ client: LabClient) async throws {
    guard let lab else { return }
    let last = System.now + mix.span
    let minority = max(1, (lab.members.count - 1) / 2)
    /// Who is hit, and until when.
    var hit: [(place: Int, until: Monotonic, mend: Mend)] = []
    while System.now < last {
      let span = mix.every.upperBound - mix.every.lowerBound
      let wait = mix.every.lowerBound + Int64(generator.below(UInt64(span) + 1))
      try await Task.sleep(for: .microseconds(wait))
      try await mendDue(&hit, all: false, client)
      guard hit.count < minority else { continue }
      let kind = mix.kinds[Int(generator.below(UInt64(mix.kinds.count)))]
      let free = lab.running.filter { place in !hit.contains { $0.place == place } }
      guard !free.isEmpty else { continue }
      let place = free[Int(generator.below(UInt64(free.count)))]
      let until = System.now + .milliseconds(300 + Int64(generator.below(2_700)))
      if let mend = try await strike(kind, place, client) { hit.append((place, until, mend)) }
    }
    try await mendDue(&hit, all: true, client)
  }

  /// What ends a drawn fault.
  private enum Mend {
    case start
    case resume
    case heal
    case undo
  }

  private func strike(
    _ kind: Action.RandomMix.Kind, _ place: Int, _ client: LabClient
  ) async throws -> Mend? {
    guard let lab else { return nil }
    let node = Selector.node(place)
    let name = "n\(place + 1)"
    let others = lab.nodes.indices.filter { $0 != place }
    let other = others.isEmpty ? place : others[Int(generator.below(UInt64(others.count)))]
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
      try await carryOut(
        .cut(node, .node(other), bothWays: true), "cut \(name) <-> n\(other + 1)", client)
      return .heal
    case .oneWay:
      try await carryOut(
        .cut(node, .node(other), bothWays: false), "cut \(name) -> n\(other + 1)", client)
      return .heal
    case .isolate:
      try await carryOut(.isolate(node), "isolate \(name)", client)
      return .heal
    case .flap:
      try await carryOut(
        .flap(node, .node(other), every: .milliseconds(100)),
        "flap \(name) <-> n\(other + 1)", client)
      return .heal
    case .lose:
      try await carryOut(
        .lose(percent: 20, node, .all), "lose 20% \(name) <-> all", client)
      return .heal
    case .transfer:
      // Where nobody leads just now there is nothing to hand over.
      try? await transfer(client)
      return nil
    case .slow:
      try await carryOut(.slowDisk(node, .milliseconds(20)), "slow-disk \(name) 20ms", client)
      return .undo
    case .clock:
      let span = Timeout.seconds(Int64(generator.below(7_200)) - 3_600)
      try await carryOut(.clock(node, offset: span), "clock \(name) \(span)", client)
      return .undo
    }
  }

  private func mendDue(
    _ hit: inout [(place: Int, until: Monotonic, mend: Mend)], all: Bool, _ client: LabClient
  ) async throws {
    let due = hit.filter { all || $0.until <= System.now }
    hit.removeAll { all || $0.until <= System.now }
    for (place, _, mend) in due {
      let name = "n\(place + 1)"
      switch mend {
      case .start: try await carryOut(.start(.node(place)), "start \(name)", client)
      case .resume: try await carryOut(.resume(.node(place)), "resume \(name)", client)
      case .heal: try await carryOut(.heal, "heal", client)
      case .undo: try await carryOut(.undo, "undo", client)
      }
    }
  }
}
