internal import GRPC
internal import Messages
internal import Node
internal import StateMachine
internal import Units

/// `carillon.v1.WorkerService`: the `Work` stream, and the same by unary calls for plain clients.
struct WorkerService {
  let desk: Desk

  func register(into router: inout Router) {
    typealias Method = Methods.WorkerService
    let desk = desk
    desk.node.serveStream(into: &router, Method.work.path, .leader) { call in
      WorkStream(call, desk).start()
    }
    desk.write(&router, Method.openSession, .openSession)
    sessionWrites(&router)
    keepAlive(&router, Method.keepAlive)
    LeasePoll.register(desk, &router, Method.leaseExecutions)
    desk.read(&router, Method.listWorkers, .listWorkers)
    desk.read(&router, Method.getWorker, .getWorker)
    desk.write(&router, Method.drainWorker, .drainWorker)
  }

  /// Words of a session: apply finds it in the request.
  private func sessionWrites(_ router: inout Router) {
    typealias Method = Methods.WorkerService
    desk.write(&router, Method.completeExecution, .complete) { (body) throws(Failure) in
      guard let complete = try CompleteExecutionRequest(decoding: body).complete else { return }
      try Checks.json(complete.result, complete.contentType, at: "complete.result")
    }
    desk.write(&router, Method.failExecution, .fail)
    desk.write(&router, Method.appendLogs, .appendLogs)
    desk.write(&router, Method.reportProgress, .reportProgress)
    desk.write(&router, Method.extendLease, .extendLease)
    desk.write(&router, Method.closeSession, .closeSession)
  }

  private func keepAlive(_ router: inout Router, _ method: Messages.Method) {
    let node = desk.node
    node.serve(into: &router, method.path, .leader) { call in
      do throws(Failure) {
        let request = try KeepAliveRequest(decoding: call.request)
        let session = try Desk.session(request.session)
        guard node.hasSession(session) else { throw WorkerService.lost }
        node.renew(
          session: session, lastGrant: request.lastGrant,
          held: request.held.map { RecordID($0.token) }
        ) { isConfirmed in
          guard isConfirmed else {
            return call.fail(
              Failure(
                .unavailable, .leaderChanged, "the renewal was not confirmed by a quorum: again",
                retryAfter: .milliseconds(50)), at: node.mark)
          }
          guard node.hasSession(session) else {
            return call.fail(WorkerService.lost, at: node.mark)
          }
          var response = KeepAliveResponse(ttl: node.settings?.ttl)
          response.cancels = LeasePoll.cancels(node, session)
          if node.isDraining(session: session) { response.drain = WorkResponse.Drain() }
          call.respond(response.encoded(), at: node.mark)
        }
      } catch {
        call.fail(error, at: node.mark)
      }
    }
  }

  static let lost = Failure(
    .failedPrecondition, .sessionExpired,
    "there is no such session: kill what it held and open another")
}
