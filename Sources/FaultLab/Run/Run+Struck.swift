internal import Client
internal import Messages
internal import NIOCore
internal import NIOPosix
internal import Units

/// Whether a fault that was ordered has struck: a run that passes without it would say nothing.
extension Run {
  /// libfaketime looks at its order once a second.
  private static let clockPatience = Timeout.milliseconds(2_500)

  /// Some seconds from now the node's wall clock must be off by so much, unless it was set anew
  /// meanwhile, or the node does not answer.
  func watchClock(_ place: Int, _ offset: Timeout) {
    guard let address = lab?.addresses[place], let order = lab?.clockOrders[place] else { return }
    let loop = group.next()
    clockChecks.append(
      Task {
        try? await Task.sleep(for: .microseconds(Run.clockPatience.microseconds))
        guard let client = try? await LabClient.connect(to: [address], on: loop) else { return }
        let before = System.wallClock
        let time = try? await client.status(local: true).time
        await client.client.close()
        guard let time, self.clockOrder(place) == order else { return }
        self.compareClock(place, time - before, with: offset)
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

  /// At the end of a try.
  func checkStruck() async {
    let checks = clockChecks
    clockChecks = []
    for check in checks { await check.value }
    guard let lab else { return }
    for node in lab.nodes { for complaint in node.takeMissed() { fail(complaint) } }
  }
}
