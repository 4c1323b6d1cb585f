internal import GRPC
internal import Messages
internal import Node
internal import StateMachine

/// `carillon.v1.JobService`: definitions, and the manual trigger.
struct JobService {
  let desk: Desk

  func register(into router: inout Router) {
    typealias Method = Methods.JobService
    let checks = Checks(node: desk.node)
    desk.write(&router, Method.createJob, .createJob) { (body) throws(Failure) in
      try checks.job(try CreateJobRequest(decoding: body).job, at: "job")
    }
    desk.write(&router, Method.updateJob, .updateJob) { (body) throws(Failure) in
      try checks.job(try UpdateJobRequest(decoding: body).job, at: "job")
    }
    desk.write(&router, Method.deleteJob, .deleteJob)
    desk.write(&router, Method.enableJob, .enableJob)
    desk.write(&router, Method.disableJob, .disableJob)
    desk.write(&router, Method.applyJobs, .applyJobs) { (body) throws(Failure) in
      for (place, job) in try ApplyJobsRequest(decoding: body).jobs.enumerated() {
        try checks.job(job, at: "jobs[\(place)]")
      }
    }
    desk.read(&router, Method.getJob, .getJob)
    desk.read(&router, Method.listJobs, .listJobs)
    executeJob(&router, Method.executeJob)
  }

  /// Answers the new execution; with `wait`, once it has ended.
  private func executeJob(_ router: inout Router, _ method: Messages.Method) {
    let node = desk.node
    node.serve(into: &router, method.path, .write) { call in
      do throws(Failure) {
        let request = try ExecuteJobRequest(decoding: call.request)
        try Checks.json(request.payload, request.contentType, at: "payload")
        let command = Command(try desk.header(.executeJob, call, method), body: call.request)
        guard request.wait else { return desk.submit(command, call) }
        node.submit(command, for: call) { answer in
          guard case .success(let bytes) = answer.result,
            let made = try? Execution(decoding: bytes)
          else { return call.finish(answer) }
          Waiter.await(made.id, call, desk)
        }
      } catch {
        call.fail(error, at: node.mark)
      }
    }
  }
}
