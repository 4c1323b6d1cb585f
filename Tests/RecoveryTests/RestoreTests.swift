import Client
import GRPC
import Journal
import Messages
import NIOCore
import Node
import Recovery
import Storage
import Testing
import Units

/// From a real cluster into a file, and from the file into another cluster.
@Suite(.serialized) struct RestoreTests {
  @Test("what a backup holds goes on elsewhere, and nothing that was given out is given out again")
  func roundTrip() async throws {
    try await Bed.run { bed in
      let node = try await bed.start("n1", founds: true)
      let client = try await bed.client(node)
      try await client.hurry()
      try await client.makeJob("report")
      var schedule = Schedule()
      schedule.name = "new-year"
      schedule.job = "report"
      schedule.timing = .cron("0 0 1 1 *")
      let _: Schedule = try await client.write(
        Methods.ScheduleService.createSchedule, CreateScheduleRequest(schedule: schedule))
      let session = try await client.session()
      _ = try await client.enqueue("report", "{\"a\":1}")
      try await client.complete(try await client.lease(session), session)
      let running = try await client.enqueue("report")
      _ = try await client.lease(session)
      let keyed = try await client.enqueue("report", key: "once")
      for number in 0..<20 { _ = try await client.enqueue("report", "{\"n\":\(number)}") }
      let definitions = try await client.definitions()
      let before = try await client.executions()
      let events = try await client.events()

      let report = try await bed.save("b.carillon", from: client)
      let source = try await bed.status(node)
      #expect(report.cluster == source.cluster)
      #expect(report.digest != .zero)
      #expect(report.totals.first { $0.name == "jobs" }?.count == 1)
      let live = report.totals.filter {
        ["executions.waiting", "executions.running"].contains($0.name)
      }
      #expect(live.reduce(0) { $0 + $1.count } == 22)
      // What comes after it is not in it.
      _ = try await client.enqueue("report", "{\"lost\":1}")
      let last = try await bed.status(node).lastIndex
      await client.close()
      await node.stop()

      let start = ContinuousClock.now
      let order = Restoration(
        backup: bed.path("b.carillon"), directory: bed.path("r"), name: "r1",
        address: "127.0.0.1:1", note: "a test")
      let outcome = try order.run(at: bed.now())
      #expect(ContinuousClock.now - start < .seconds(10))
      let next = outcome.continuation
      #expect(next.cluster != source.cluster)
      #expect(next.index > last)
      #expect(next.term > source.term)

      let restored = try await bed.start("r1", in: "r")
      let other = try await bed.client(restored)
      #expect(try await other.definitions() == definitions)
      // The one that ran is a moment later what became of it.
      let after = try await other.executions()
      #expect(after.count == before.count)
      #expect(
        after.filter { $0.id != running }.map { $0.told }
          == before.filter { $0.id != running }.map { $0.told })
      // The same key, the same answer; another key, an id that nobody ever had.
      #expect(try await other.enqueue("report", key: "once") == keyed)
      let fresh = try await other.enqueue("report")
      #expect(try #require(RecordID(text: fresh)).index > next.index)
      // Held: nothing is granted before somebody says so.
      let status = try await bed.status(restored)
      #expect(status.members.map(\.name) == ["r1"])
      let told: ClusterStatus = try await other.read(
        Methods.ClusterService.getStatus, GetStatusRequest())
      #expect(told.held && told.warnings.contains { $0.contains("clusterctl release") })
      #expect(try await other.execution(fresh).waiting?.reason == .held)
      let eager = try await other.session()
      let none: LeaseExecutionsResponse = try await other.write(
        Methods.WorkerService.leaseExecutions,
        LeaseExecutionsRequest(session: eager, count: 1, wait: .milliseconds(50)))
      #expect(none.leases.isEmpty)
      // Its session is gone, and with it the attempt: LOST, and tried again by the lease's rules.
      try await bed.eventually("the attempt is lost") {
        try await other.execution(running).attempts.contains { $0.outcome == .lost }
      }
      let freed: ReleaseResponse = try await other.write(
        Methods.ClusterService.release, ReleaseRequest(rerunRunning: true))
      #expect(!freed.held && freed.snapshotTime != nil)
      let again = try await other.session()
      var found: [String] = []
      for _ in 0..<3 { found.append(try await other.lease(again).execution) }
      #expect(found.contains(running))
      try await RestoreTests.checkEvents(events, other, next)
      await other.close()
      await restored.stop()
    }
  }

  /// Old ones as they were; then one gap, which a subscriber is told; then what happened.
  static func checkEvents(_ before: [Event], _ client: Client, _ next: Continuation) async throws {
    let after = try await client.events()
    #expect(Array(after.prefix(before.count)).map(\.id) == before.map(\.id))
    let first = try #require(after.dropFirst(before.count).first)
    #expect(first.name == "cluster.restored")
    #expect(first.offset == next.index.rawValue)
    #expect(String(decoding: first.payload, as: UTF8.self).contains("\"note\":\"a test\""))
    var request = SubscribeRequest(start: .offset(1))
    request.historyOnly = true
    request.filter = EventFilter(includeSystem: true)
    var gaps: [SubscribeResponse.Gap] = []
    let stream = client.stream(Methods.EventService.subscribe.path, request.encoded())
    for try await message in stream {
      if case .gap(let gap)? = try SubscribeResponse(decoding: message).item { gaps.append(gap) }
    }
    let last = try #require(before.last).offset
    #expect(gaps.map(\.firstOffset) == [last + 1])
    #expect(gaps.map(\.lastOffset) == [next.index.rawValue - 1])
    let status: ClusterStatus = try await client.read(
      Methods.ClusterService.getStatus, GetStatusRequest())
    // The gap's offsets are nobody's.
    #expect(status.events < 1_000)
  }

  @Test("one backup restored twice makes two clusters that share no id")
  func twice() async throws {
    try await Bed.run { bed in
      let node = try await bed.start("n1", founds: true)
      let client = try await bed.client(node)
      try await client.makeJob("a")
      _ = try await client.enqueue("a")
      try await bed.save("b.carillon", from: client)
      await client.close()
      await node.stop()

      var given: [Set<String>] = []
      var continuations: [Continuation] = []
      for name in ["x", "y"] {
        let order = Restoration(
          backup: bed.path("b.carillon"), directory: bed.path(name), name: name,
          address: "127.0.0.1:1")
        continuations.append(try order.run(at: bed.now()).continuation)
        let node = try await bed.start(name)
        let client = try await bed.client(node)
        var ids: Set<String> = []
        for _ in 0..<200 { ids.insert(try await client.enqueue("a")) }
        given.append(ids)
        await client.close()
        await node.stop()
      }
      #expect(given[0].isDisjoint(with: given[1]))
      #expect(continuations[0].cluster != continuations[1].cluster)
      // The second began above all that the first can have given out meanwhile.
      let highest = given[0].compactMap { RecordID(text: $0)?.index }.max()
      #expect(try #require(highest) < continuations[1].index)
    }
  }

  @Test("a restored node is joined like a founder, and its followers have its digest")
  func joined() async throws {
    try await Bed.run { bed in
      let node = try await bed.start("n1", founds: true)
      let client = try await bed.client(node)
      try await client.makeJob("a")
      let known = try await client.enqueue("a")
      try await bed.save("b.carillon", from: client)
      await client.close()
      let port = node.address.port
      await node.stop()

      // Its address is what the others are told.
      let order = Restoration(
        backup: bed.path("b.carillon"), directory: bed.path("r"), name: "n1",
        address: "127.0.0.1:\(port)")
      _ = try order.run(at: bed.now())
      let first = try await bed.start("n1", in: "r", port: port)
      let second = try await bed.start("n2", join: [first.address])
      let other = try await bed.client(second)
      try await bed.eventually("two voters") {
        let status: ClusterStatus? = try? await other.read(
          Methods.ClusterService.getStatus, GetStatusRequest())
        return status?.votersUp == 2
      }
      #expect(try await other.execution(known).id == known)
      _ = try await other.enqueue("a")
      try await bed.eventually("equal digests at an equal index") {
        let (one, two) = (try await bed.status(first), try await bed.status(second))
        return one.appliedIndex == two.appliedIndex && one.digest == two.digest
      }
      // A wiped number is never given out again.
      let members = try await bed.status(first).members.map(\.id.rawValue)
      #expect(members == [2, 3])
      await other.close()
      await second.stop()
      await first.stop()
    }
  }

  @Test("a broken stream goes on where it ended, a slow one is as slow as it was told")
  func resumed() async throws {
    try await Bed.run { bed in
      let node = try await bed.start("n1", founds: true)
      let client = try await bed.client(node)
      try await client.makeJob("a")
      let filler = String(repeating: "0123456789", count: 2_000)
      for _ in 0..<40 { _ = try await client.enqueue("a", "{\"f\":\"\(filler)\"}") }
      let saving = try BackupSaving(path: bed.path("b.carillon"), replaces: false)
      let token = try await bed.fetch(SaveSnapshotRequest(rate: 1_000_000), client, into: saving) {
        $0 < 1_000
      }
      let had = saving.count
      // More was written meanwhile, which is not in it.
      _ = try await client.enqueue("a")
      var request = SaveSnapshotRequest()
      request.token = token
      request.offset = had
      #expect(try await bed.fetch(request, client, into: saving) == token)
      let report = try saving.finish { _, _ in }
      #expect(report.totals.first { $0.name == "executions.waiting" }?.count == 40)

      // One that is gone begins anew, with a header.
      request.token = "1-1-99"
      let fresh = try BackupSaving(path: bed.path("c.carillon"), replaces: false)
      #expect(try await bed.fetch(request, client, into: fresh) != token)
      let other = try fresh.finish { _, _ in }
      #expect(other.totals.first { $0.name == "executions.waiting" }?.count == 41)

      let rate = other.size
      let start = ContinuousClock.now
      try await bed.save("d.carillon", from: client, rate: rate)
      // The last piece is not waited for.
      #expect(ContinuousClock.now - start > .milliseconds(300))
      await client.close()
      await node.stop()
    }
  }

  @Test("what cannot be restored is refused with a reason, and nothing is changed")
  func refused() async throws {
    try await Bed.run { bed in
      let node = try await bed.start("n1", founds: true)
      let client = try await bed.client(node)
      try await client.makeJob("a")
      let report = try await bed.save("b.carillon", from: client)
      var order = Restoration(
        backup: bed.path("b.carillon"), directory: bed.path("n1"), name: "n1",
        address: "127.0.0.1:1")
      func refusal(_ kind: RecoveryFailure.Kind, _ words: String...) throws {
        do throws(RecoveryFailure) {
          _ = try order.run(at: bed.now())
          Issue.record("restored: \(words)")
        } catch {
          #expect(error.kind == kind, "\(error)")
          for word in words { #expect(error.description.contains(word), "\(error)") }
        }
      }
      // A live directory, and the same one when its node is stopped.
      try refusal(.inUse, "of cluster \(report.cluster)", "process ", "nothing was changed")
      _ = try await client.enqueue("a")
      await client.close()
      await node.stop()
      try refusal(.data, "of cluster \(report.cluster)", "nothing was changed")

      order.directory = bed.path("other")
      try bed.write("other/thesis.tex", [1])
      try refusal(.data, "thesis.tex")
      #expect(bed.list("other") == ["thesis.tex"])

      order.directory = bed.path("r")
      let whole = try bed.bytes("b.carillon")
      for (name, bytes) in [
        ("cut", Bytes(whole.prefix(whole.count - 1))), ("empty", []),
        ("flipped", whole.flipped(at: whole.count / 2)),
        ("header", whole.flipped(at: 30)), ("none", Bytes("hello".utf8)),
      ] {
        try bed.write(name, bytes)
        order.backup = bed.path(name)
        try refusal(.data, name, "another")
      }
      order.backup = bed.path("nothing")
      try refusal(.missing, "nothing")
      order.backup = bed.path("b.carillon")
      order.index = report.index
      try refusal(.usage, "--index", "\(report.index)")
      order.index = LogIndex(1 << 48)
      try refusal(.usage, "--index")
      order.index = nil
      order.name = ""
      try refusal(.usage, "name")
      #expect(bed.list("r").isEmpty)
    }
  }
}

extension Execution {
  /// What does not depend on when it is asked for.
  var told: String {
    "\(id) \(job) \(state) \(attempt) \(String(decoding: result, as: UTF8.self))"
  }
}
