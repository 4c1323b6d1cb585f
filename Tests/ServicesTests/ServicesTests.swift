import Cron
import GRPC
import Messages
import Node
import Testing
import Units

@testable import Services

/// The API against real nodes.
@Suite(.serialized) struct ServicesTests {
  typealias Executions = Methods.ExecutionService

  @Test("what is not served says so in a sentence, by unary calls and by streams")
  func notServed() async throws {
    let lab = try await Lab.start(1)
    var refused = 0
    for method in Methods.all where method.path.hasPrefix("/carillon.v1.") {
      let known =
        method.path.contains("AccessService") || method.path.contains("ConsumerService")
        || method.path.contains("Pool")
      guard known else { continue }
      if method.isClientStreaming {
        let stream = try await lab.open(0, method, [])
        let end = try await stream.ended()
        #expect(end?.code == .unimplemented, "\(method.path)")
        #expect(end?.message.contains("not of this version") == true)
      } else {
        let answer = try await lab.call(0, method, Empty())
        #expect(answer.code == .unimplemented, "\(method.path): \(answer.text)")
        #expect(answer.text.contains("not of this version"), "\(answer.text)")
      }
      refused += 1
    }
    #expect(refused > 15)
    try await lab.stop()
  }

  @Test("an execution that has ended is deleted once, and the repeat hears the first answer")
  func delete() async throws {
    let lab = try await Lab.start()
    try await ServicesTests.job(lab)
    for node in 0..<3 {
      let made: EnqueueResponse = try await lab.ask(
        node, Executions.enqueue, EnqueueRequest(job: "a"))
      let live = try await lab.call(
        node, Executions.deleteExecution, DeleteExecutionRequest(execution: made.execution))
      #expect(live.code == .failedPrecondition, "\(live.text)")
      let cancel = CancelExecutionRequest(execution: made.execution)
      let _: Execution = try await lab.ask(node, Executions.cancelExecution, cancel)
      for _ in 0..<2 {
        let answer = try await lab.call(
          node, Executions.deleteExecution, DeleteExecutionRequest(execution: made.execution),
          key: "k\(node)")
        #expect(answer.code == .ok, "\(answer.text)")
      }
      let get = GetExecutionRequest(execution: made.execution)
      let gone = try await lab.call(2 - node, Executions.getExecution, get)
      #expect(gone.code == .notFound, "\(gone.text)")
      let again = try await lab.call(
        node, Executions.deleteExecution, DeleteExecutionRequest(execution: made.execution),
        key: "other \(node)")
      #expect(again.code == .notFound, "\(again.text)")
    }
    try await lab.stop()
  }

  static func job(_ lab: Lab) async throws {
    let _: Job = try await lab.ask(
      0, Methods.JobService.createJob, CreateJobRequest(job: Job(name: "a", handler: "run")))
  }

  @Test("who awaits an execution hears of its end, or before the deadline of what it is then")
  func awaited() async throws {
    typealias Executions = Methods.ExecutionService
    let lab = try await Lab.start(1)
    try await ServicesTests.job(lab)
    let made: EnqueueResponse = try await lab.ask(
      0, Executions.enqueue, EnqueueRequest(job: "a"))
    let request = AwaitExecutionRequest(execution: made.execution)
    let answer = try await lab.call(
      0, Executions.awaitExecution, request, timeout: .milliseconds(600))
    #expect(answer.code == .ok, "\(answer.text)")
    #expect(try Execution(decoding: answer.body).state == .pending)
    async let ended = lab.call(0, Executions.awaitExecution, request, timeout: .seconds(8))
    let _: Execution = try await lab.ask(
      0, Executions.cancelExecution, CancelExecutionRequest(execution: made.execution))
    #expect(try Execution(decoding: try await ended.body).state == .cancelled)
    try await lab.stop()
  }

  @Test("members are listed, handed leadership to, removed; unknown ones are named")
  func members() async throws {
    typealias Cluster = Methods.ClusterService
    let lab = try await Lab.start()
    let list: ListMembersResponse = try await lab.ask(
      1, Cluster.listMembers, ListMembersRequest())
    #expect(list.members.map(\.name) == ["n1", "n2", "n3"])
    #expect(list.members.allSatisfy { $0.voter })
    let first = try await lab.leader()
    let next = (first + 1) % 3
    let moved: TransferLeadershipResponse = try await lab.ask(
      (first + 2) % 3, Cluster.transferLeadership,
      TransferLeadershipRequest(member: "n\(next + 1)"))
    #expect(moved.leader == "n\(next + 1)")
    #expect(try await lab.leader() == next)
    // To nobody in particular, asked of a follower, too: once, and not back again by the next leader.
    let before = try await lab.status(0).term
    let away: TransferLeadershipResponse = try await lab.ask(
      first, Cluster.transferLeadership, TransferLeadershipRequest())
    #expect(away.leader != "n\(next + 1)" && away.term == before + 1, "\(away)")
    let _: TransferLeadershipResponse = try await lab.ask(
      first, Cluster.transferLeadership, TransferLeadershipRequest(member: "n\(next + 1)"))
    #expect(try await lab.leader() == next)
    let unknown = try await lab.call(
      0, Cluster.removeMember, RemoveMemberRequest(member: "n9"))
    #expect(unknown.code == .notFound && unknown.text.contains("n9"), "\(unknown.text)")
    let voter = try await lab.call(
      0, Cluster.promoteMember, PromoteMemberRequest(member: "n\(first + 1)"))
    #expect(voter.code == .notFound, "a voter is no learner: \(voter.text)")
    let removed = try await lab.call(
      next, Cluster.removeMember, RemoveMemberRequest(member: "n\(first + 1)"))
    #expect(removed.code == .ok, "\(removed.text)")
    try await lab.eventually("two voters") {
      let left: ListMembersResponse = try await lab.ask(
        next, Cluster.listMembers, ListMembersRequest())
      return left.members.count == 2 && !left.joint
    }
    try await lab.stop()
  }

  @Test("a dry run changes nothing")
  func validateOnly() async throws {
    let lab = try await Lab.start(1)
    try await ServicesTests.job(lab)
    var create = CreateJobRequest(job: Job(name: "b", handler: "run"))
    create.validateOnly = true
    #expect(try await lab.call(0, Methods.JobService.createJob, create).code == .ok)
    let get = try await lab.call(0, Methods.JobService.getJob, GetJobRequest(job: "b"))
    #expect(get.code == .notFound)
    var enqueue = EnqueueRequest(job: "a")
    enqueue.validateOnly = true
    #expect(try await lab.call(0, Executions.enqueue, enqueue).code == .ok)
    var wrong = EnqueueRequest(job: "nobody")
    wrong.validateOnly = true
    #expect(try await lab.call(0, Executions.enqueue, wrong).code == .notFound)
    let list: ListExecutionsResponse = try await lab.ask(
      0, Executions.listExecutions, ListExecutionsRequest())
    #expect(list.executions.isEmpty)
    try await lab.stop()
  }

  @Test("a disk that is nearly full refuses what grows, and lets go on what ends or deletes")
  func diskFull() async throws {
    let lab = try await Lab.start(1) { $0.limits.diskLow = ByteCount(1 << 50) }
    var refused = try await lab.call(
      0, Methods.JobService.createJob, CreateJobRequest(job: Job(name: "a", handler: "run")))
    try await lab.eventually("a measured disk") {
      refused = try await lab.call(
        0, Methods.JobService.createJob, CreateJobRequest(job: Job(name: "b", handler: "run")))
      return refused.code == .resourceExhausted
    }
    #expect(refused.text.contains("the disk of n1 is nearly full"), "\(refused.text)")
    let pause = PauseQueueRequest(queue: "default", note: "full")
    #expect(
      try await lab.call(0, Methods.QueueService.pauseQueue, pause).code != .resourceExhausted)
    let delete = DeleteJobRequest(job: "a")
    #expect(try await lab.call(0, Methods.JobService.deleteJob, delete).code != .resourceExhausted)
    try await lab.stop()
  }

  @Test(
    "other zone data moves the schedules that it says, a dry run none, an older one only by force")
  func zones() async throws {
    typealias Cluster = Methods.ClusterService
    let lab = try await Lab.start(1)
    try await ServicesTests.job(lab)
    let first = UpdateZonesRequest(bundle: try ServicesTests.bundle("2026b", 1))
    let _: UpdateZonesResponse = try await lab.ask(0, Cluster.updateZones, first)
    var schedule = Schedule(name: "s", job: "a")
    schedule.timing = .cron("0 12 * * *")
    schedule.zone = "Test/Zone"
    let made: Schedule = try await lab.ask(
      0, Methods.ScheduleService.createSchedule, CreateScheduleRequest(schedule: schedule))
    func next() async throws -> Instant? {
      let schedule: Schedule = try await lab.ask(
        0, Methods.ScheduleService.getSchedule, GetScheduleRequest(schedule: made.id))
      return schedule.nextRunTime
    }
    try await lab.eventually("a due time") { try await next() != nil }
    let before = try #require(try await next())
    var update = UpdateZonesRequest(bundle: try ServicesTests.bundle("2026c", 2))
    update.validateOnly = true
    let dry: UpdateZonesResponse = try await lab.ask(0, Cluster.updateZones, update)
    #expect(dry.moves.map(\.schedule) == [made.id])
    #expect(dry.moves.first?.beforeTime == before)
    #expect(try await next() == before)
    update.validateOnly = false
    let done: UpdateZonesResponse = try await lab.ask(0, Cluster.updateZones, update)
    #expect(done.moves == dry.moves && done.zones?.release == "2026c")
    #expect(try await next() == done.moves.first?.afterTime)
    var older = UpdateZonesRequest(bundle: try ServicesTests.bundle("2026a", 1))
    let refused = try await lab.call(0, Cluster.updateZones, older)
    #expect(refused.code == .failedPrecondition && refused.text.contains("2026a is older"))
    older.force = true
    #expect(try await lab.call(0, Cluster.updateZones, older).code == .ok)
    #expect(
      try await lab.call(0, Cluster.updateZones, UpdateZonesRequest(bundle: [1, 2])).code
        == .invalidArgument)
    try await lab.stop()
  }

  /// One zone, so many hours east of UTC.
  private static func bundle(_ release: String, _ hours: Int32) throws -> Bytes {
    let zone: (name: String, tzif: Bytes) = ("Test/Zone", fixed(hours * 3_600))
    let bundle = try ZoneBundle(release: release, zones: [zone])
    return bundle.encoded
  }

  /// A TZif file of one offset and no transition (RFC 8536), version 2.
  private static func fixed(_ offset: Int32) -> Bytes {
    func block() -> Bytes {
      var bytes = Bytes("TZif2".utf8) + Bytes(repeating: 0, count: 15)
      // isutcnt, isstdcnt, leapcnt, timecnt, typecnt, charcnt.
      for count in [0, 0, 0, 0, 1, 4] as [UInt32] { bytes.append(bigEndian: count) }
      bytes.append(bigEndian: UInt32(bitPattern: offset))
      return bytes + [0, 0] + Bytes("TST\0".utf8)
    }
    return block() + block() + Bytes("\nTST-\(offset / 3_600)\n".utf8)
  }

  @Test("followers and subscribers hear everything once through a change of leaders")
  func followThroughALeaderChange() async throws {
    let lab = try await Lab.start()
    try await ServicesTests.job(lab)
    let first = try await lab.leader()
    let made: EnqueueResponse = try await lab.ask(
      0, Executions.enqueue, EnqueueRequest(job: "a"))
    // At the old leader and at a follower.
    var follows: [Stream] = []
    var subscriptions: [Stream] = []
    for node in [first, (first + 1) % 3] {
      let follow = FollowExecutionRequest(execution: made.execution)
      follows.append(
        try await lab.open(node, Executions.followExecution, follow.encoded(), closes: true))
      var subscribe = SubscribeRequest()
      subscribe.start = .offset(1)
      subscribe.filter = EventFilter(names: ["t.*"])
      subscriptions.append(
        try await lab.open(
          node, Methods.EventService.subscribe, subscribe.encoded(), closes: true))
    }
    func publish(_ name: String) async throws {
      let request = PublishEventsRequest(events: [EventDraft(name: name)])
      let _: PublishEventsResponse = try await lab.ask(
        2, Methods.EventService.publishEvents, request)
    }
    try await publish("t.one")
    let _: TransferLeadershipResponse = try await lab.ask(
      0, Methods.ClusterService.transferLeadership, TransferLeadershipRequest())
    try await publish("t.two")
    let _: Execution = try await lab.ask(
      0, Executions.cancelExecution, CancelExecutionRequest(execution: made.execution))
    for follow in follows {
      let end = try await follow.ended()
      #expect(end?.code == .ok, "\(String(describing: end))")
      let states = try await follow.look().messages.compactMap { bytes -> Execution.State? in
        guard let message = try? FollowExecutionResponse(decoding: bytes),
          case .state(let state)? = message.item
        else { return nil }
        return state.state
      }
      #expect(states == [.pending, .cancelled])
    }
    try await publish("t.three")
    for subscription in subscriptions {
      let last = try await subscription.next("the last event") { bytes -> String? in
        guard case .event(let event)? = try? SubscribeResponse(decoding: bytes).item else {
          return nil
        }
        return event.name == "t.three" ? event.name : nil
      }
      #expect(last == "t.three")
      let names = try await subscription.look().messages.compactMap { bytes -> String? in
        guard case .event(let event)? = try? SubscribeResponse(decoding: bytes).item else {
          return nil
        }
        return event.name
      }
      #expect(names == ["t.one", "t.two", "t.three"])
    }
    try await lab.stop()
  }
}
