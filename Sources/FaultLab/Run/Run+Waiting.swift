internal import Client
internal import GRPC
internal import Messages
internal import Units

/// What a run waits for.
extension Run {
  /// Until every member is a voter and up, and somebody leads.
  func whole(_ client: LabClient, within limit: Timeout, atStart: Bool) async throws {
    let last = System.now + limit
    var seen = "no answer"
    // Nodes that are no voters, or not up.
    var absent: [LabNode] = []
    while true {
      if let status = try? await client.status(within: .seconds(1)) {
        let wanted = lab.map { UInt32($0.members.count) } ?? status.voters
        seen = "\(status.votersUp) of \(status.voters) voters up, \(wanted) wanted"
        absent = (lab?.nodes ?? []).filter { node in
          !status.members.contains { $0.name == node.name && $0.voter && $0.up }
        }
        let isSettled = !status.changeInProgress && !status.leader.isEmpty
        if status.votersUp == wanted, status.voters == wanted, isSettled { return }
      }
      if atStart, let (place, status) = lab?.fallen().first, let lab {
        throw LabError(
          .unavailable,
          "\(lab.nodes[place].name) ended with \(status):\n\(lab.nodes[place].lastWords)")
      }
      lookForFallen()
      if let lab, !atStart {
        // What fell after everything was undone is started again, once for each look.
        for place in lab.members.sorted() where lab.nodes[place].pid == nil { try lab.start(place) }
      }
      guard System.now < last else {
        guard atStart else {
          throw LabError(
            .unavailable,
            "the cluster was not whole again within \(limit): \(seen)"
              + absent.map { "\n\($0.name):\n\($0.lastWords)" }.joined())
        }
        let place = addresses.map { $0.description }.joined(separator: ", ")
        throw LabError(.unavailable, "no cluster answers at \(place) within \(limit) (\(seen))")
      }
      try await Task.sleep(for: .milliseconds(20))
    }
  }

  /// A gap that is still open when all are up again belongs to this try, to its end.
  func written(within limit: Timeout) async throws {
    guard scenario.loads.contains(where: \.writes) else { return }
    let (before, last) = (recorder.acknowledged, System.now + limit)
    while recorder.acknowledged == before {
      guard System.now < last else {
        throw LabError(.unavailable, "no write was acknowledged within \(limit) after all were up")
      }
      try await Task.sleep(for: .milliseconds(2))
    }
  }

  func led(within limit: Timeout) async throws {
    let last = System.now + limit
    while await watch?.leader == nil {
      guard System.now < last else {
        throw LabError(.unavailable, "nobody led within \(limit)")
      }
      try await Task.sleep(for: .milliseconds(5))
    }
  }
}
