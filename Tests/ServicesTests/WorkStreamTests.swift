import GRPC
import Messages
import Node
import Testing
import Units

@testable import Services

/// A worker's stream, word by word, against real nodes.
@Suite(.serialized) struct WorkStreamTests {
  static let method = Methods.WorkerService.work

  static func hello(
    _ session: String = "", lastGrant: UInt64 = 0, held: [HeldLease] = []
  ) -> WorkRequest {
    var hello = Hello(name: "w", version: "1")
    hello.capacity = 4
    hello.anyHandler = true
    hello.session = session
    hello.lastGrant = lastGrant
    hello.held = held
    return WorkRequest(sequence: 1, lastGrant: lastGrant, message: .hello(hello))
  }

  static func open(
    _ lab: Lab, _ node: Int, _ first: WorkRequest = hello()
  ) async throws -> (stream: Stream, welcome: Welcome) {
    let stream = try await lab.open(node, method, first.encoded())
    let welcome = try await stream.next("Welcome") { bytes -> Welcome? in
      guard case .welcome(let welcome)? = try? WorkResponse(decoding: bytes).message else {
        return nil
      }
      return welcome
    }
    return (stream, welcome)
  }

  static func lease(_ stream: Stream) async throws -> Lease {
    try await stream.next("a lease") { bytes -> Lease? in
      guard case .lease(let lease)? = try? WorkResponse(decoding: bytes).message else { return nil }
      return lease
    }
  }

  static func credit(_ count: UInt32, lastGrant: UInt64 = 0) -> WorkRequest {
    WorkRequest(
      sequence: 2, lastGrant: lastGrant, message: .credit(WorkRequest.Credit(count: count)))
  }

  static func enqueue(_ lab: Lab, _ node: Int = 0) async throws -> String {
    let made: EnqueueResponse = try await lab.ask(
      node, Methods.ExecutionService.enqueue, EnqueueRequest(job: "a"))
    return made.execution
  }

  @Test("a second stream takes the session over, and the first one's end does not disturb it")
  func replaced() async throws {
    let lab = try await Lab.start()
    try await ServicesTests.job(lab)
    let (first, welcome) = try await WorkStreamTests.open(lab, 0)
    try await first.send(WorkStreamTests.credit(4))
    let (second, again) = try await WorkStreamTests.open(
      lab, 1, WorkStreamTests.hello(welcome.session))
    #expect(again.session == welcome.session)
    let end = try await first.ended()
    #expect(end?.code == .aborted, "\(String(describing: end))")
    try await second.send(WorkStreamTests.credit(4))
    let execution = try await WorkStreamTests.enqueue(lab)
    #expect(try await WorkStreamTests.lease(second).execution == execution)
    try await lab.stop()
  }

  @Test("a lease goes on at the new leader under its token, as attempt 1, and completes there")
  func leaderChange() async throws {
    let lab = try await Lab.start()
    try await ServicesTests.job(lab)
    let (first, welcome) = try await WorkStreamTests.open(lab, 0)
    try await first.send(WorkStreamTests.credit(4))
    let execution = try await WorkStreamTests.enqueue(lab)
    let lease = try await WorkStreamTests.lease(first)
    let _: TransferLeadershipResponse = try await lab.ask(
      0, Methods.ClusterService.transferLeadership, TransferLeadershipRequest())
    let end = try await first.ended()
    #expect(end?.code == .unavailable, "\(String(describing: end))")
    let held = HeldLease(execution: lease.execution, token: lease.token)
    let (second, again) = try await WorkStreamTests.open(
      lab, 2, WorkStreamTests.hello(welcome.session, lastGrant: lease.grant, held: [held]))
    #expect(again.session == welcome.session)
    #expect(again.stillHeld == [held])
    let complete = Complete(execution: lease.execution, token: lease.token, result: [0x31])
    for sequence in [7, 8] as [UInt64] {
      // The second is the repeat of one whose answer was lost.
      try await second.send(WorkRequest(sequence: sequence, message: .complete(complete)))
      let result = try await second.next("a result") { bytes -> WorkResponse.Result? in
        guard case .results(let results)? = try? WorkResponse(decoding: bytes).message else {
          return nil
        }
        return results.results.first { $0.sequence == sequence }
      }
      #expect(result.error == nil, "\(String(describing: result.error))")
    }
    let done: Execution = try await lab.ask(
      1, Methods.ExecutionService.getExecution, GetExecutionRequest(execution: execution))
    #expect(done.state == .completed && done.attempts.count == 1)
    try await lab.stop()
  }

  @Test("a drain is told at once, and again to whoever connects later")
  func drain() async throws {
    let lab = try await Lab.start(1)
    try await ServicesTests.job(lab)
    let (first, welcome) = try await WorkStreamTests.open(lab, 0)
    try await first.send(WorkStreamTests.credit(4))
    #expect(!welcome.draining)
    let _: Worker = try await lab.ask(
      0, Methods.WorkerService.drainWorker, DrainWorkerRequest(worker: welcome.session))
    let drain = try await first.next("Drain") { bytes -> WorkResponse.Drain? in
      guard case .drain(let drain)? = try? WorkResponse(decoding: bytes).message else { return nil }
      return drain
    }
    #expect(drain.note == "")
    let (_, again) = try await WorkStreamTests.open(
      lab, 0, WorkStreamTests.hello(welcome.session))
    #expect(again.draining)
    try await lab.stop()
  }

  @Test("a session that is closed while its stream lives ends it with SESSION_EXPIRED")
  func closed() async throws {
    let lab = try await Lab.start(1)
    try await ServicesTests.job(lab)
    let (first, welcome) = try await WorkStreamTests.open(lab, 0)
    let _: Empty = try await lab.ask(
      0, Methods.WorkerService.closeSession, CloseSessionRequest(session: welcome.session))
    let end = try await first.ended()
    #expect(end?.code == .failedPrecondition, "\(String(describing: end))")
    // Its Hello opens another.
    let (_, again) = try await WorkStreamTests.open(
      lab, 0, WorkStreamTests.hello(welcome.session))
    #expect(again.session != welcome.session)
    try await lab.stop()
  }
}
