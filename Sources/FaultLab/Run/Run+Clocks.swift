internal import Client
internal import Messages
internal import NIOCore
internal import NIOPosix
internal import Units

/// A clock that was set wrong, and the look at it that is under way.
struct ClockCheck {
  enum Verdict: Sendable {
    case right
    case wrong(String)
    /// Nobody can tell, and why.
    case unseen(String)
  }

  var text: String
  var task: Task<Verdict, Never>
}

/// Whether clocks that were to be wrong are.
extension Run {
  /// libfaketime looks at its order once a second.
  static let clockPatience = Timeout.milliseconds(2_500)
  private static let driftPatience = Timeout.milliseconds(1_500)
  /// For so long a clock that drifts is looked at.
  static let driftSpan = Timeout.seconds(4)
  /// What a clock that was set may be off its order.
  private static let clockSlack: Int64 = 1_000_000

  /// Some seconds from now the node's wall clock must be off by so much.
  func watchClock(_ text: String, _ place: Int, _ offset: Timeout) {
    guard let order = lab?.clockOrders[place] else { return }
    lookAtClock(text, place) { run, clock in
      try? await Task.sleep(for: .microseconds(Run.clockPatience.microseconds))
      let look = await clock.look()
      guard await run.clockOrder(place) == order else {
        return .wrong("it was set right before it could be seen, \(Run.clockPatience) later")
      }
      guard let look else { return .unseen("n\(place + 1) does not answer") }
      guard abs((look.ahead - offset).microseconds) > Run.clockSlack + look.error.microseconds
      else { return .right }
      return .wrong("the clock of n\(place + 1) is off by \(look.ahead), \(offset) was ordered")
    }
  }

  /// The same of a clock that runs too fast or too slow: over some seconds it must have gained or lost
  /// what the rate says.
  func watchDrift(_ text: String, _ place: Int, permille: Int) {
    guard let order = lab?.clockOrders[place] else { return }
    lookAtClock(text, place) { run, clock in
      try? await Task.sleep(for: .microseconds(Run.driftPatience.microseconds))
      guard let first = await clock.look() else {
        return .unseen("n\(place + 1) does not answer")
      }
      var last = first
      while last.time - first.time < Run.driftSpan {
        try? await Task.sleep(for: .milliseconds(250))
        guard let look = await clock.look(), await run.clockOrder(place) == order else { break }
        last = look
      }
      return LabClock.verdict(
        from: first, to: last, permille: permille, of: "n\(place + 1)")
    }
  }

  private func lookAtClock(
    _ text: String, _ place: Int,
    _ body: @escaping @Sendable (Run, LabClock) async -> ClockCheck.Verdict
  ) {
    guard let address = lab?.addresses[place] else { return }
    let loop = group.next()
    let task = Task {
      guard let client = try? await LabClient.connect(to: [address], on: loop) else {
        return ClockCheck.Verdict.unseen("n\(place + 1) does not answer")
      }
      let verdict = await body(self, LabClock(client: client))
      await client.client.close()
      return verdict
    }
    clockChecks.append(ClockCheck(text: text, task: task))
  }

  private func clockOrder(_ place: Int) -> UInt64? { lab?.clockOrders[place] }
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

  /// Whether the clock gained between two looks what its rate says, within a third and what the looks
  /// leave open.
  static func verdict(
    from first: Look, to last: Look, permille: Int, of node: String
  ) -> ClockCheck.Verdict {
    let span = (last.time - first.time).microseconds
    let wanted = span * Int64(permille - 1_000) / 1_000
    let seen = (last.ahead - first.ahead).microseconds
    let slack = first.error.microseconds + last.error.microseconds + 5_000
    guard abs(wanted) > 3 * slack else {
      return .unseen(
        "\(Timeout.microseconds(span)) of looking at \(node), and calls that took "
          + "\(first.error * 2) and \(last.error * 2), leave it open")
    }
    guard abs(seen - wanted) > abs(wanted) / 3 + slack else { return .right }
    return .wrong(
      "the clock of \(node) gained \(Timeout.microseconds(seen)) in \(Timeout.microseconds(span)), "
        + "\(Timeout.microseconds(wanted)) was ordered")
  }
}
