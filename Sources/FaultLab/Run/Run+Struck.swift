internal import Units

/// What shows that a fault has met something, where the node that it is of goes on: a count that only
/// it raises.
enum Meter: Hashable {
  /// Packets dropped on these links.
  case packets([LabNetwork.Link])
  /// Bytes or connections of these links that a proxy did this to.
  case proxied(ProxyFault.Kind, [LabNetwork.Link])
  /// Syncs of the node that waited or failed.
  case syncs(Int)
}

/// Whether a fault that was ordered has struck: a run that passes without it would say nothing.
extension Run {
  /// A fault under watch, and what its meter showed when it began.
  struct Watched {
    var text: String
    var meter: Meter
    var before: Int
    /// The start of a node whose sync is to fail: it must not go on after that.
    var last: (place: Int, start: Int)?
  }

  /// Before the fault begins. One before it that the same meter counts must have struck by then: later
  /// nobody can tell them apart.
  ///
  /// - Parameter ending: a node that must end by it.
  func watch(_ text: String, _ meter: Meter, ending place: Int? = nil) async throws {
    await settle { $0.overlaps(meter) }
    let last = place.flatMap { place in lab.map { (place, $0.nodes[place].starts) } }
    watched.append(
      Watched(text: text, meter: meter, before: try await count(meter), last: last))
  }

  private func count(_ meter: Meter) async throws -> Int {
    switch meter {
    case .packets(let links): try lab?.network?.dropped(links) ?? 0
    case .proxied(let kind, let links): try await lab?.proxies?.struck(kind, links) ?? 0
    case .syncs(let place): lab?.struckSyncs(place) ?? 0
    }
  }

  func hasStruck(_ watched: Watched) async throws -> Bool {
    guard try await count(watched.meter) > watched.before else { return false }
    if let last = watched.last { try await mustHaveEnded(last.place, last.start, watched.text) }
    return true
  }

  /// After a failed sync nobody knows what is on the disk: a node that goes on would acknowledge what may
  /// be lost.
  private func mustHaveEnded(_ place: Int, _ start: Int, _ text: String) async throws {
    let limit = System.now + .seconds(2)
    while let node = lab?.nodes[place], node.starts == start, node.pid != nil {
      lookForFallen()
      guard node.pid != nil else { return }
      guard System.now < limit else {
        return fail("\(node.name) went on after a sync that failed ('\(text)')")
      }
      try await Task.sleep(for: .milliseconds(5))
    }
  }

  /// Faults that end now must have struck.
  func settle(_ ends: (Meter) -> Bool) async {
    let ending = watched.filter { ends($0.meter) }
    watched.removeAll { ends($0.meter) }
    for fault in ending {
      do {
        if try await !hasStruck(fault) {
          fail("'\(fault.text)' met \(fault.meter.nothing): the fault did not strike")
        }
      } catch { fail("what '\(fault.text)' met could not be found out: \(error)") }
    }
  }

  /// At the end of a try, before it is undone.
  func checkStruck() async {
    await settle { _ in true }
    let checks = clockChecks
    clockChecks = []
    for check in checks {
      switch await check.task.value {
      case .right: break
      case .wrong(let what): fail("'\(check.text)': \(what): the fault did not strike")
      case .unseen(let why): remark("whether '\(check.text)' struck: \(why)")
      }
    }
    guard let lab else { return }
    for node in lab.nodes { for complaint in node.takeMissed() { fail(complaint) } }
  }
}

extension Meter {
  var isOfLinks: Bool {
    switch self {
    case .packets, .proxied: true
    case .syncs: false
    }
  }

  /// Whether what raises one may raise the other.
  func overlaps(_ other: Meter) -> Bool {
    switch (self, other) {
    case (.packets(let own), .packets(let others)): !Set(own).isDisjoint(with: others)
    case (.proxied(let kind, let own), .proxied(let other, let others)):
      kind == other && !Set(own).isDisjoint(with: others)
    case (.syncs(let place), .syncs(let other)): place == other
    default: false
    }
  }

  /// What it shows where it stands still.
  fileprivate var nothing: String {
    switch self {
    case .packets: "no packet"
    case .proxied(.swallow, _): "no new connection"
    case .proxied(.reset, _): "no connection"
    case .proxied(_, _): "no byte"
    case .syncs: "no sync"
    }
  }
}
