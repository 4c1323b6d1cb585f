internal import Client
internal import Messages
internal import NIOCore
internal import NIOPosix
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

  /// Before the fault begins.
  ///
  /// - Parameter ending: a node that must end by it.
  func watch(_ text: String, _ meter: Meter, ending place: Int? = nil) async throws {
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

  /// libfaketime looks at its order once a second.
  private static let clockPatience = Timeout.milliseconds(2_500)
  private static let driftPatience = Timeout.milliseconds(1_500)
  /// For so long a clock that drifts is looked at.
  private static let driftSpan = Timeout.seconds(4)

  /// Some seconds from now the node's wall clock must be off by so much, unless it was set anew
  /// meanwhile, or the node does not answer.
  func watchClock(_ place: Int, _ offset: Timeout) {
    guard let order = lab?.clockOrders[place] else { return }
    lookAtClock(place) { run, clock in
      try? await Task.sleep(for: .microseconds(Run.clockPatience.microseconds))
      guard let look = await clock.look(), await run.clockOrder(place) == order else { return }
      await run.compareClock(place, look.ahead, with: offset)
    }
  }

  /// The same of a clock that runs too fast or too slow: over some seconds it must have gained or lost what
  /// the rate says. What is too little to be told from a call's own time is not looked at.
  func watchDrift(_ place: Int, permille: Int) {
    guard let order = lab?.clockOrders[place] else { return }
    lookAtClock(place) { run, clock in
      try? await Task.sleep(for: .microseconds(Run.driftPatience.microseconds))
      guard let first = await clock.look() else { return }
      var last = first
      while last.time - first.time < Run.driftSpan {
        try? await Task.sleep(for: .milliseconds(250))
        guard let look = await clock.look(), await run.clockOrder(place) == order else { break }
        last = look
      }
      await run.compareDrift(place, from: first, to: last, permille: permille)
    }
  }

  private func lookAtClock(
    _ place: Int, _ body: @escaping @Sendable (Run, LabClock) async -> Void
  ) {
    guard let address = lab?.addresses[place] else { return }
    let loop = group.next()
    clockChecks.append(
      Task {
        guard let client = try? await LabClient.connect(to: [address], on: loop) else { return }
        await body(self, LabClock(client: client))
        await client.client.close()
      })
  }

  private func clockOrder(_ place: Int) -> UInt64? { lab?.clockOrders[place] }

  private func compareClock(_ place: Int, _ seen: Timeout, with wanted: Timeout) {
    let error = (seen - wanted).microseconds
    guard abs(error) > 3_000_000 else { return }
    fail(
      "the clock of n\(place + 1) is off by \(seen), \(wanted) was ordered: the fault did not strike"
    )
  }

  private func compareDrift(
    _ place: Int, from first: LabClock.Look, to last: LabClock.Look, permille: Int
  ) {
    let span = last.time - first.time
    guard let error = LabClock.driftError(from: first, to: last, permille: permille) else { return }
    fail(
      "the clock of n\(place + 1) gained \(last.ahead - first.ahead) in \(span), \(error) was ordered: "
        + "the fault did not strike")
  }

  /// At the end of a try, before it is undone.
  func checkStruck() async {
    let checks = clockChecks
    clockChecks = []
    for check in checks { await check.value }
    let ending = watched
    watched = []
    for fault in ending {
      do {
        if try await !hasStruck(fault) {
          fail("'\(fault.text)' met \(fault.meter.nothing): the fault did not strike")
        }
      } catch { fail("what '\(fault.text)' met could not be found out: \(error)") }
    }
    guard let lab else { return }
    for node in lab.nodes { for complaint in node.takeMissed() { fail(complaint) } }
  }
}

extension Meter {
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

/// A node's wall clock beside this machine's.
struct LabClock: Sendable {
  let client: LabClient

  struct Look: Sendable {
    /// Of this machine, in the middle of the call.
    var time: Monotonic
    /// What the node's clock is ahead.
    var ahead: Timeout
    /// Half of what the call took.
    var error: Timeout
  }

  /// Nil where the node does not answer.
  func look() async -> Look? {
    let (began, before) = (System.now, System.wallClock)
    guard let time = try? await client.status(local: true).time else { return nil }
    let half = Timeout.microseconds((System.now - began).microseconds / 2)
    return Look(time: began + half, ahead: time - (before + half), error: half)
  }

  /// What the clock should have gained between two looks; nil where it did, within a third and what the
  /// looks leave open, or where that is too little to tell.
  static func driftError(from first: Look, to last: Look, permille: Int) -> Timeout? {
    let span = (last.time - first.time).microseconds
    let wanted = span * Int64(permille - 1_000) / 1_000
    let seen = (last.ahead - first.ahead).microseconds
    let slack = abs(wanted) / 3 + first.error.microseconds + last.error.microseconds + 5_000
    guard abs(wanted) > 3 * (slack - abs(wanted) / 3), abs(seen - wanted) > slack else {
      return nil
    }
    return .microseconds(wanted)
  }
}
