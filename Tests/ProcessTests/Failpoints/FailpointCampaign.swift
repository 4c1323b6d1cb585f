import Checkers
import Foundation
import Glibc
import Messages
import Synchronization
import Testing
import Units

/// Goes through cases one after the other; each leaves a cluster that is whole.
struct FailpointCampaign: Sendable {
  let cases: [FailpointCase]
  /// Where the nodes' data is, for cases in which the power goes.
  let disks: [LoopDisk]

  init(_ cases: [FailpointCase], disks: [LoopDisk] = []) {
    self.cases = cases
    self.disks = disks
  }

  /// Small segments, a short tail and many flushes: whatever happens to a disk happens every second.
  static let settings =
    "\"disk\": {\"segment\": 9437184, \"tailEntries\": \(tail), \"flushMilliseconds\": 300},"
  static let tail: UInt64 = 150

  // MARK: Under load

  func underLoad() async throws -> FailpointCoverage {
    guard !cases.isEmpty else { return FailpointCoverage() }
    var coverage = FailpointCoverage()
    try await LiveCluster.run(settings: FailpointCampaign.settings, disks: disks, control: true) {
      cluster in
      try await cluster.makeJob("load", queue: "load")
      try await cluster.makeJob("tick", queue: "nobody")
      var schedule = Schedule()
      schedule.name = "each-second"
      schedule.job = "tick"
      schedule.timing = .cron("* * * * * *")
      schedule.overlap = .allow
      let _: Schedule = try await cluster.write(
        Methods.ScheduleService.createSchedule, CreateScheduleRequest(schedule: schedule))
      let run = Run(cluster, "load", queue: "load")
      let history = try await run.during {
        let isOver = Mutex(false)
        let load = Task {
          var samples: [Load.Sample] = []
          var first: UInt64 = 1
          while !isOver.withLock({ $0 }) {
            samples += await Load(cluster: cluster, job: "load", padding: 4_096).run(
              rate: 120, for: .seconds(1), first: first)
            first += 1_000
          }
          return samples
        }
        for (number, one) in cases.enumerated() {
          do { try await attempt(one, number, cluster) } catch {
            Issue.record("\(one): \(error)")
            for node in 0..<3 { try await cluster.mend(node) }
          }
        }
        isOver.withLock { $0 = true }
        return await load.value
      }
      print("at failpoints: \(run.samples.figures)")
      run.check(history)
      coverage = cluster.coverage
    }
    return coverage
  }

  private func attempt(
    _ one: FailpointCase, _ number: Int, _ cluster: LiveCluster
  ) async throws {
    guard let way = FailpointPlan.ways[one.point] else { return }
    let began = ContinuousClock.now
    defer { print("  \(one): \((ContinuousClock.now - began).inMilliseconds) ms") }
    // What leads there may go otherwise than meant: another is elected, nobody needs a snapshot.
    for attempt in 0..<4 {
      let leader = try await cluster.leader()
      let other = (leader + 1 + number % 2) % 3
      let node =
        switch way {
        case .load(let needsLeader): needsLeader || number % 3 == 0 ? leader : other
        case .transfer, .sender: leader
        default: other
        }
      let before = cluster.count(one, node)
      let asked = try await provoke(one, way, node, leader: leader, other: other, cluster)
      defer { asked?.cancel() }
      let last = ContinuousClock.now + .seconds(6)
      while cluster.count(one, node) == before, ContinuousClock.now < last {
        try await Task.sleep(for: .milliseconds(5))
      }
      let isDone = cluster.count(one, node) > before
      if isDone { try await cluster.check(one, at: node) } else { try cluster.disarm(node) }
      for place in [node, other] where !cluster.isRunning(place) { try cluster.start(place) }
      try await cluster.mend(node)
      if isDone { return }
      print("\(one): not reached in attempt \(attempt + 1)")
    }
    Issue.record("\(one): not reached")
  }

  /// Arms the node and does what leads to the point.
  private func provoke(
    _ one: FailpointCase, _ way: FailpointWay, _ node: Int, leader: Int, other: Int,
    _ cluster: LiveCluster
  ) async throws -> Task<Void, Never>? {
    switch way {
    case .load: try cluster.arm(node, one.words)
    case .vote, .transfer:
      try cluster.arm(node, one.words)
      return Task { await cluster.transfer(to: other) }
    case .restart:
      try await cluster.killed(other)
      try cluster.start(other, armed: one.words)
    case .receiver:
      try await leaveBehind(other, cluster)
      try cluster.start(other, armed: one.words)
    case .sender:
      try await leaveBehind(other, cluster)
      try cluster.arm(leader, one.words)
      try cluster.start(other)
    case .truncation, .founding, .joining, .replay, .repair, .aside, .save, .restore: break
    }
    return nil
  }

  /// Until the others' logs no longer have what the node needs next.
  private func leaveBehind(_ node: Int, _ cluster: LiveCluster) async throws {
    try await cluster.killed(node)
    var first: UInt64?
    try await eventually("the node is left behind", within: .seconds(30)) {
      guard let committed = try? await cluster.status().committed else { return false }
      if first == nil { first = committed }
      return committed > (first ?? 0) + 2 * FailpointCampaign.tail
    }
    // And once more for the flush.
    try await Task.sleep(for: .milliseconds(400))
  }

  // MARK: Clusters of their own

  func apart() async throws -> FailpointCoverage {
    var coverage = FailpointCoverage()
    for one in cases {
      let began = ContinuousClock.now
      defer { print("  \(one): \((ContinuousClock.now - began).inMilliseconds) ms") }
      var found = FailpointCoverage()
      switch FailpointPlan.ways[one.point] {
      case .founding, .joining: found = try await forming(one)
      case .replay: found = try await replaying(one)
      case .repair: found = try await repairing(one)
      case .aside: found = try await puttingAside(one)
      case .truncation: found = try await truncating(one)
      case .save, .restore: found = try await backing(one)
      default: break
      }
      coverage.add(found)
    }
    return coverage
  }

  /// While a cluster comes to be. Whatever happens to its first node, it comes to be, and serves.
  private func forming(_ one: FailpointCase) async throws -> FailpointCoverage {
    var coverage = FailpointCoverage()
    try await LiveCluster.run(disks: disks, control: true, isStarted: false) { cluster in
      try cluster.start(0, founding: true, armed: one.words)
      // A founder waits until those that it is told to join say that they belong to no cluster.
      for node in 1..<3 { try cluster.start(node) }
      #expect(try await cluster.fires(one, at: 0, within: .seconds(15)), "\(one): not reached")
      for node in 0..<3 where !cluster.isRunning(node) {
        try cluster.start(node, founding: node == 0)
      }
      try await cluster.whole()
      try await serves(one, cluster)
      coverage = cluster.coverage
    }
    return coverage
  }

  private func serves(_ one: FailpointCase, _ cluster: LiveCluster) async throws {
    try await cluster.makeJob("after", queue: "nobody")
    let answer: EnqueueResponse = try await cluster.write(
      Methods.ExecutionService.enqueue, EnqueueRequest(job: "after", payload: Marker.bytes(7)),
      attempts: 12)
    let found = try await cluster.executions(of: "after")
    #expect(found.map(\.id) == [answer.execution], "\(one)")
  }

  /// A long log over an old state: the start applies it in several turns.
  private func replaying(_ one: FailpointCase) async throws -> FailpointCoverage {
    var coverage = FailpointCoverage()
    try await LiveCluster.run(disks: disks, control: true) { cluster in
      try await cluster.makeJob("load", queue: "nobody")
      let samples = await Load(cluster: cluster, job: "load").run(rate: 600, for: .seconds(2))
      cluster.killAll()
      for node in 0..<3 { try await cluster.ended(node) }
      for node in 0..<3 { try cluster.start(node, armed: node == 1 ? one.words : nil) }
      #expect(try await cluster.fires(one, at: 1, within: .seconds(15)), "\(one): not reached")
      try await cluster.mend(1)
      let found = try await cluster.executions(of: "load")
      let ids = Set(found.map { RecordID(text: $0.id) ?? .none })
      for sample in samples {
        guard case .acknowledged(let id) = sample.enqueue.outcome else { continue }
        #expect(ids.contains(id), "\(one): execution \(id) is lost")
      }
      coverage = cluster.coverage
    }
    return coverage
  }

  /// A leader is left alone with entries that the others never see, and comes back to one that has
  /// others there.
  private func truncating(_ one: FailpointCase) async throws -> FailpointCoverage {
    var coverage = FailpointCoverage()
    try await LiveCluster.run(disks: disks, control: true) { cluster in
      try await cluster.makeJob("load", queue: "nobody")
      let leader = try await cluster.leader()
      let others = (0..<3).filter { $0 != leader }
      let load = Task {
        await Load(cluster: cluster, job: "load").run(rate: 200, for: .seconds(4))
      }
      try await Task.sleep(for: .milliseconds(500))
      // Killed, not stopped: what the leader sends from now on lies in no socket.
      for other in others { cluster.kill(other) }
      try await Task.sleep(for: .milliseconds(150))
      try await cluster.killed(leader)
      for other in others {
        try await cluster.ended(other)
        try cluster.start(other)
      }
      try await eventually("another leader") { others.contains(try await cluster.leader()) }
      try cluster.start(leader, armed: one.words)
      #expect(
        try await cluster.fires(one, at: leader, within: .seconds(15)), "\(one): not reached")
      try await cluster.mend(leader)
      let samples = await load.value
      let found = Set(
        try await cluster.executions(of: "load").map { RecordID(text: $0.id) ?? .none })
      for sample in samples {
        guard case .acknowledged(let id) = sample.enqueue.outcome else { continue }
        #expect(found.contains(id), "\(one): execution \(id) is lost")
      }
      coverage = cluster.coverage
    }
    return coverage
  }

  /// A damaged body is fetched; whatever happens while it is written, it is there in the end.
  private func repairing(_ one: FailpointCase) async throws -> FailpointCoverage {
    var coverage = FailpointCoverage()
    try await LiveCluster.run(disks: disks, control: true) { cluster in
      try await cluster.makeJob("load", queue: "nobody")
      for marker in 1_000...1_019 {
        let _: EnqueueResponse = try await cluster.write(
          Methods.ExecutionService.enqueue,
          EnqueueRequest(job: "load", payload: Marker.bytes(UInt64(marker))))
      }
      // So that headers are in the second ring: what was synced is known to have been.
      try await Task.sleep(for: .milliseconds(300))
      let leader = try await cluster.leader()
      let node = (leader + 1) % 3
      try await cluster.killed(node)
      try cluster.flipBody("{\"m\":1010}", at: node)
      try cluster.start(node, armed: one.words)
      #expect(try await cluster.fires(one, at: node, within: .seconds(15)), "\(one): not reached")
      try await cluster.mend(node)
      let found = try await cluster.executions(of: "load")
      #expect(found.compactMap { Marker.read($0.payload) }.sorted() == Array(1_000...1_019))
      coverage = cluster.coverage
    }
    return coverage
  }

  /// What cannot be read is put away: the state, which is made again from the log, or all of it where
  /// it is the identity, and the node comes back as another. Killed meanwhile, it goes on with that.
  private func puttingAside(_ one: FailpointCase) async throws -> FailpointCoverage {
    var coverage = FailpointCoverage()
    try await LiveCluster.run(disks: disks, control: true) { cluster in
      let node = (try await cluster.leader() + 1) % 3
      try await cluster.killed(node)
      try cluster.flip(one.nth == 1 ? "state/current" : "identity", at: node)
      try cluster.start(node, armed: one.words)
      #expect(try await cluster.fires(one, at: node, within: .seconds(15)), "\(one): not reached")
      try await cluster.mend(node)
      try await serves(one, cluster)
      coverage = cluster.coverage
    }
    return coverage
  }
}
