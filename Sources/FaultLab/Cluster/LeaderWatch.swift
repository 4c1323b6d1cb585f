internal import Client
internal import GRPC
internal import Messages
internal import NIOCore
internal import Units

/// Asks every node, again and again, whom it takes for the leader, and keeps what changed.
actor LeaderWatch {
  /// Somebody leads: it says so itself, and a majority with it. Or nobody.
  struct Change: Hashable, Sendable {
    var time: Monotonic
    var leader: String?
    var term: UInt64
  }

  private struct View {
    var leader = ""
    var term: UInt64 = 0
    /// How many there are, as the node knows it.
    var voters: UInt32 = 0
    var isFresh = false
  }

  private let clients: [LabClient]
  private let names: [String]
  private let interval: Timeout
  private var views: [View]
  private(set) var changes: [Change] = []

  /// - Parameter interval: between two questions to one node.
  init(_ clients: [LabClient], names: [String], interval: Timeout) {
    self.clients = clients
    self.names = names
    self.interval = interval
    views = Array(repeating: View(), count: clients.count)
  }

  /// Until the task is cancelled.
  func run() async {
    await withTaskGroup(of: Void.self) { group in
      for place in clients.indices { group.addTask { await self.watch(place) } }
      for await _ in group {}
    }
  }

  private func watch(_ place: Int) async {
    while !Task.isCancelled {
      if let status = try? await clients[place].status(local: true, within: .milliseconds(300)) {
        views[place] = View(
          leader: status.leader, term: status.term, voters: status.voters, isFresh: true)
      } else {
        views[place].isFresh = false
      }
      look()
      try? await Task.sleep(for: .microseconds(interval.microseconds))
    }
  }

  func close() async { for client in clients { await client.client.close() } }

  /// Who leads now.
  var leader: String? { changes.last?.leader }
  var term: UInt64 { changes.last?.term ?? 0 }

  private func look() {
    var found: (leader: String, term: UInt64)?
    for (place, view) in views.enumerated() where view.isFresh && view.leader == names[place] {
      let followers = views.count { $0.isFresh && $0.leader == view.leader && $0.term == view.term }
      if followers > Int(view.voters) / 2, view.term > found?.term ?? 0 {
        found = (view.leader, view.term)
      }
    }
    if changes.last?.leader != found?.leader || (found != nil && changes.last?.term != found?.term)
    {
      changes.append(
        Change(time: System.now, leader: found?.leader, term: found?.term ?? term))
    }
  }
}
